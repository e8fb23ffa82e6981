//! The forms of the initial list (Art. 20) as they are sent without script: posted to their page; done, or drawn again
//! with what was typed.

use app::enter::Signed;
use app::rooms::initial_list::page::PATH;
use app::ui::form::Typed;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use domain::defence::initial_list::read_listed;
use domain::policy::{Actor, may_make_list};
use domain::refusal::Refusal;
use domain::season::category::Category;
use service::Listing;

use super::State as Site;
use super::posted::{self, Fields, Sent};
use super::session::to_sign_in;

/// Characters kept of a field that is drawn again.
const VALUE_MAX: usize = 4_000;
/// Fields of the forms.
const FIELDS: [&str; 7] = ["act", "id", "listed", "category", "reason", "revision", "seen"];

/// Does what the form asks for.
pub async fn act(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Sent,
) -> Response {
    let Some(actor) = signed.0 else {
        return to_sign_in(PATH);
    };
    // Before anything that was typed is looked at: who may not see it is told of nothing.
    if may_make_list(&actor).is_err() || site.service.initial_list(&actor).await.is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(Form(form)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let done = posted::hiding(done(&site, &actor, &form).await, |why| *why == Refusal::Conflicted);
    let again = |why: Refusal| Typed {
        page: PATH.into(),
        values: posted::kept(&form, FIELDS, VALUE_MAX),
        slips: vec![(field(&form, &why), why)],
    };
    posted::settle(&site, &parts, "initial list", done, again).await
}

/// Calls the verb; answers with the place on the page to go to.
async fn done(site: &Site, actor: &Actor, form: &Fields) -> service::Result<String> {
    let text = |field: &str| posted::text(form, field);
    let revision = text("revision").parse::<i64>().unwrap_or(-1);
    let service = &site.service;
    match text("act") {
        "decide" => {
            let listed = read_listed(text("listed"))?;
            let (dossier, reason) = (text("id").into(), text("reason").to_owned());
            let typed = Listing { dossier, listed, reason, revision };
            service.decide_listing(actor, &typed).await?;
            Ok(format!("{PATH}#a-{}", typed.dossier))
        }
        "explain" => {
            let category = Category::read(text("category"))?;
            service.explain_category(actor, category, text("reason"), revision).await?;
            Ok(format!("{PATH}#categories"))
        }
        "sign" => {
            service.sign_initial_list(actor, text("seen")).await?;
            Ok(format!("{PATH}#sign"))
        }
        "confirm" => {
            service.confirm_initial_list(actor, text("seen")).await?;
            Ok(format!("{PATH}#sign"))
        }
        "return" => {
            service.give_back_initial_list(actor, (text("seen"), text("reason"))).await?;
            Ok(PATH.to_owned())
        }
        "reopen" => {
            service.reopen_initial_list(actor, text("reason")).await?;
            Ok(PATH.to_owned())
        }
        _ => Err(Refusal::BadValue { field: "act".into() }.into()),
    }
}

/// The field a refusal belongs to; the form as a whole otherwise.
fn field(form: &Fields, why: &Refusal) -> String {
    let text = |field: &str| posted::text(form, field);
    if !matches!(why, Refusal::TooShort { .. } | Refusal::TooLong { .. }) {
        return String::new();
    }
    let of = match text("act") {
        "decide" => text("id"),
        "explain" => text("category"),
        act => act,
    };
    format!("reason-{of}")
}
