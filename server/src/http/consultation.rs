//! The forms of the consultation (Art. 20) as they are sent without script: posted to its page; done, or drawn again with
//! what was typed. And the package as PDF.

use app::enter::Signed;
use app::rooms::consultation::page::PATH;
use app::ui::form::Typed;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use domain::consultation::opinion::{Stance, read_outcome, read_refers};
use domain::facts::text::half_width;
use domain::ids::DossierId;
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use service::{Answering, Opining, Service};

use super::State as Site;
use super::exports::OfYear;
use super::posted::{self, Fields, Sent};
use super::print::{answer, language_of};
use super::session::to_sign_in;
use crate::print::{self, Printer};

/// Characters kept of a field that is drawn again.
const VALUE_MAX: usize = 4_000;
/// Fields of the forms.
const FIELDS: [&str; 5] = ["act", "id", "choice", "text", "due"];

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
    if site.service.may_consult(&actor).await.is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(Form(form)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let done =
        posted::hiding(done(&site.service, &actor, &form).await, |why| *why == Refusal::Conflicted);
    let again = |why: Refusal| Typed {
        page: PATH.into(),
        values: posted::kept(&form, FIELDS, VALUE_MAX),
        slips: vec![(field(&form, &why), why)],
    };
    posted::settle(&site, &parts, "consultation", done, again).await
}

/// Calls the verb; answers with the place on the page to go to.
async fn done(service: &Service, actor: &Actor, form: &Fields) -> service::Result<String> {
    let text = |field: &str| posted::text(form, field);
    let dossier = DossierId::from(text("id"));
    let row = || Ok(format!("{PATH}#a-{dossier}"));
    match text("act") {
        "open" => {
            service.open_consultation(actor, due(text("due"))?).await?;
            Ok(PATH.to_owned())
        }
        "move" => {
            service.move_consultation(actor, due(text("due"))?, text("text")).await?;
            Ok(PATH.to_owned())
        }
        "give" => {
            let stance = Stance::read(text("choice"))?;
            let (dossier, text) = (dossier.clone(), text("text").to_owned());
            service.give_opinion(actor, &Opining { dossier, stance, text }).await?;
            row()
        }
        "rest" => {
            service.agree_to_rest(actor).await?;
            Ok(format!("{PATH}#hand-in"))
        }
        "hand-in" => {
            service.hand_in_opinions(actor).await?;
            Ok(PATH.to_owned())
        }
        "answer" => {
            let refers = read_refers(text("choice"))?;
            let (dossier, text) = (dossier.clone(), text("text").to_owned());
            service.answer_opinion(actor, &Answering { dossier, refers, text }).await?;
            row()
        }
        "propose" => {
            let outcome = read_outcome(text("choice"))?;
            service.propose_entry(actor, &dossier, outcome, text("text")).await?;
            row()
        }
        "confirm" => {
            service.confirm_entry(actor, &dossier, text("seen")).await?;
            row()
        }
        "return" => {
            service.give_back_entry(actor, &dossier, text("seen")).await?;
            row()
        }
        "close" => {
            service.close_consultation(actor, text("text")).await?;
            Ok(PATH.to_owned())
        }
        _ => Err(Refusal::BadValue { field: "act".into() }.into()),
    }
}

/// The first moment after a day.
fn due(day: &str) -> service::Result<Stamp> {
    let day = half_width(day.trim());
    let at = Stamp::read(&format!("{day} 24:00"));
    Ok(at.ok_or_else(|| Refusal::BadValue { field: "due".into() })?)
}

/// The field a refusal belongs to; the form as a whole otherwise.
fn field(form: &Fields, why: &Refusal) -> String {
    let text = |field: &str| posted::text(form, field);
    let about_due = match why {
        Refusal::TooShort { .. } | Refusal::TooLong { .. } => false,
        Refusal::DueOutside { .. } => true,
        Refusal::BadValue { field } if field == "due" => true,
        _ => return String::new(),
    };
    match (text("act"), about_due) {
        (act, true) => format!("due-{act}"),
        ("move" | "close", false) => format!("reason-{}", text("act")),
        _ => format!("reason-{}", text("id")),
    }
}

/// The package with its letter, for whoever sees it on the page.
pub async fn package_pdf(
    State(service): State<Service>,
    State(printer): State<Printer>,
    Extension(signed): Extension<Signed>,
    Query(asked): Query<OfYear>,
    parts: Parts,
) -> Response {
    let Some(actor): Option<Actor> = signed.0 else {
        return to_sign_in(PATH);
    };
    let lang = language_of(&parts);
    match service.consultation_of(&actor, asked.year).await {
        Ok(v) if v.package => {
            let name = format!("consultation-{}", v.year);
            answer(lang, &name, printer.print(move || print::consultation(lang, &v)).await)
        }
        Ok(_) => StatusCode::NOT_FOUND.into_response(),
        Err(e) => super::print::refused(&e),
    }
}
