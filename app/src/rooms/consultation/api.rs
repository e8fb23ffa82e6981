//! Server functions of the consultation: what is said of its entries. All else, and without script this too, is posted
//! to the page's own address.

use domain::ids::DossierId;
use domain::views::consultation::ConsultationView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The consultation.
#[server(endpoint = "consultation/view", input = GetUrl)]
pub async fn consultation(
    /// The year; of the season that runs where none is named.
    #[server(default)]
    year: Option<i32>,
) -> Result<ConsultationView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.consultation_of(&actor, year).await)
}

/// Answers what became of an act: done, it leads back to a place on the page.
#[cfg(feature = "ssr")]
fn done(outcome: service::Result<()>, place: &str) -> Result<(), ApiError> {
    crate::enter::answer(outcome)?;
    leptos_axum::redirect(&format!("{}#{place}", super::page::PATH));
    Ok(())
}

/// The ministry's opinion on an entry.
#[server(endpoint = "consultation/give")]
pub async fn give(
    /// Application.
    id: DossierId,
    /// Code of the stance.
    #[server(default)]
    choice: String,
    /// Why.
    #[server(default)]
    text: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::judged(domain::policy::may_give_opinion(&actor))?;
    let stance = crate::enter::judged(domain::consultation::opinion::Stance::read(&choice))?;
    let typed = service::Opining { dossier: id.clone(), stance, text };
    done(service.give_opinion(&actor, &typed).await, &format!("a-{id}"))
}

/// The ministry agrees to all entries it has said nothing of.
#[server(endpoint = "consultation/rest")]
pub async fn rest() -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    done(service.agree_to_rest(&actor).await, "hand-in")
}

/// The Office's answer to an opinion.
#[server(endpoint = "consultation/answer")]
pub async fn answer(
    /// Application.
    id: DossierId,
    /// `keep`, or `refer` to put it before the heads.
    #[server(default)]
    choice: String,
    /// What it answers.
    #[server(default)]
    text: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::judged(domain::policy::may_run_office(&actor))?;
    let refers = crate::enter::judged(domain::consultation::opinion::read_refers(&choice))?;
    let typed = service::Answering { dossier: id.clone(), refers, text };
    done(service.answer_opinion(&actor, &typed).await, &format!("a-{id}"))
}

/// One of the heads proposes what becomes of an entry.
#[server(endpoint = "consultation/propose")]
pub async fn propose(
    /// Application.
    id: DossierId,
    /// Code of the outcome.
    #[server(default)]
    choice: String,
    /// Why.
    #[server(default)]
    text: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.may_consult(&actor).await)?;
    let outcome = crate::enter::judged(domain::consultation::opinion::read_outcome(&choice))?;
    let proposed = service.propose_entry(&actor, &id, outcome, &text).await;
    done(proposed, &format!("a-{id}"))
}

/// The other confirms it.
#[server(endpoint = "consultation/confirm")]
pub async fn confirm(
    /// Application.
    id: DossierId,
    /// Mark of what was read.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.may_consult(&actor).await)?;
    done(service.confirm_entry(&actor, &id, &seen).await, &format!("a-{id}"))
}

/// The other gives it back.
#[server(endpoint = "consultation/return")]
pub async fn give_back(
    /// Application.
    id: DossierId,
    /// Mark of what was read.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.may_consult(&actor).await)?;
    done(service.give_back_entry(&actor, &id, &seen).await, &format!("a-{id}"))
}
