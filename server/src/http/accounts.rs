//! What administrators do with accounts, and the audit's walk along the journal: plain routes, so that
//! a form that is refused is drawn again in the answer itself, with what was typed.

use app::corridor::guard::{accounts, audit};
use app::enter::Signed;
use app::ui::form::Typed;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use domain::ids::AccountId;
use domain::policy::{Actor, may_audit, may_see_accounts};
use domain::refusal::Refusal;
use service::Error;

use super::State as Site;
use super::posted::{self, Fields, Sent};
use super::session::to_sign_in;

/// Characters kept of a field that is drawn again.
const VALUE_MAX: usize = 1_000;
/// Fields of the forms that are drawn again.
const FIELDS: [&str; 7] = ["act", "n", "name", "email", "role", "scope", "reason"];

/// Makes an account, or answers a request for an administrator.
pub async fn list(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Sent,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in(accounts::PATH) };
    if may_see_accounts(&actor).is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(Form(form)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let text = |field: &str| posted::text(&form, field);
    let page = accounts::PATH;
    let done = match text("act") {
        "make" => site
            .service
            .make_account(&actor, text("name"), text("email"))
            .await
            .map(|id| format!("{page}/{id}?done=made")),
        "confirm" => site
            .service
            .answer_request(&actor, text("id"), true)
            .await
            .map(|()| format!("{page}?done=confirmed")),
        "refuse" => site
            .service
            .answer_request(&actor, text("id"), false)
            .await
            .map(|()| format!("{page}?done=refused")),
        _ => Err(Error::from(Refusal::BadValue { field: "act".into() })),
    };
    answer(&site, &parts, page, &form, done).await
}

/// Does something with one account.
pub async fn one(
    State(site): State<Site>,
    Path(id): Path<String>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Sent,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in(accounts::PATH) };
    let id = AccountId::from(id.as_str());
    // Before anything that was typed is looked at: who may not see it is told of nothing.
    if may_see_accounts(&actor).is_err() || site.service.account_page(&actor, &id).await.is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(Form(form)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let page = format!("{}/{id}", accounts::PATH);
    let done = act(&site, &actor, &id, &form).await.map(|done| format!("{page}?done={done}"));
    answer(&site, &parts, &page, &form, done).await
}

/// Calls the verb; answers with the word for what was done.
async fn act(
    site: &Site,
    actor: &Actor,
    id: &AccountId,
    form: &Fields,
) -> service::Result<&'static str> {
    let text = |field: &str| posted::text(form, field);
    let (service, why) = (&site.service, text("reason"));
    match text("act") {
        "disable" => service.disable_account(actor, id, why).await.map(|()| "disabled"),
        "enable" => service.enable_account(actor, id, why).await.map(|()| "enabled"),
        "unlock" => service.unlock_account(actor, id, why).await.map(|()| "unlocked"),
        "give" => {
            let given = service.give_role(actor, id, text("role"), text("scope"), why).await?;
            Ok(if given { "given" } else { "asked" })
        }
        "take" => {
            service.take_role(actor, id, text("role"), text("scope"), why).await.map(|()| "taken")
        }
        "hand" => service.hand_over(actor, id, why).await.map(|()| "handed"),
        "reset" => service.reset_factor(actor, id, why).await.map(|()| "reset"),
        "end" => {
            let name = Some(text("session")).filter(|name| !name.is_empty());
            service.end_sessions_of(actor, id, name, why).await.map(|()| "ended")
        }
        _ => Err(Refusal::BadValue { field: "act".into() }.into()),
    }
}

/// Walks the chain of the journal.
pub async fn verify(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in(audit::PATH) };
    if may_audit(&actor).is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let done = site.service.audit_verify(&actor).await;
    let done = done.map(|()| format!("{}?done=verified", audit::PATH));
    answer(&site, &parts, audit::PATH, &Fields::new(), done).await
}

/// On to where it was done, or the page once more with what is wrong.
async fn answer(
    site: &Site,
    parts: &Parts,
    page: &str,
    form: &Fields,
    done: service::Result<String>,
) -> Response {
    let again = |why: Refusal| {
        let values = posted::kept(form, FIELDS, VALUE_MAX);
        let field = match &why {
            Refusal::TooShort { .. } | Refusal::TooLong { .. } => {
                format!("reason-{}-{}", values["act"], values["n"])
            }
            Refusal::Email | Refusal::Taken => "email".to_owned(),
            Refusal::BadValue { field } if field == "name" => field.clone(),
            Refusal::BadValue { field } if field == "scope" => "give-scope".to_owned(),
            _ => String::new(),
        };
        Typed { page: page.to_owned(), values, slips: vec![(field, why)] }
    };
    posted::settle(site, parts, "accounts", done, again).await
}
