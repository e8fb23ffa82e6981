//! Server functions of room *notice*.

use domain::ids::ObjectionId;
#[cfg(feature = "ssr")]
use domain::stamp::Stamp;
use domain::views::notice as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The notice of a year, or of the season that runs. Public.
#[server(endpoint = "notice/view", input = GetUrl)]
pub async fn notice(
    /// The year.
    #[server(default)]
    year: Option<i32>,
) -> Result<view::Noticed, ApiError> {
    crate::enter::answer(crate::enter::open()?.noticed(year).await)
}

/// The notice as the Office prepares it, for now or for a moment to come.
#[server(endpoint = "notice/preparation", input = GetUrl)]
pub async fn preparation(
    /// The moment, as typed; Beijing time.
    #[server(default)]
    at: String,
) -> Result<view::Preparation, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let at = Some(at).filter(|typed| !typed.trim().is_empty()).map(|typed| moment(&typed));
    crate::enter::answer(service.notice_preparation_at(&actor, at).await)
}

/// A moment as it was typed. What is none is not to come either, and refused as such.
#[cfg(feature = "ssr")]
fn moment(typed: &str) -> Stamp {
    Stamp::read(typed).unwrap_or(Stamp(0))
}

/// Plans the opening of the notice that was seen.
#[server(endpoint = "notice/plan")]
pub async fn plan_notice(
    /// The moment; Beijing time.
    #[server(default)]
    at: String,
    /// SHA-256 on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.plan_notice(&actor, moment(&at), &seen).await)?;
    leptos_axum::redirect("/notice/prepare");
    Ok(())
}

/// Drops the plan.
#[server(endpoint = "notice/drop_plan")]
pub async fn drop_planned_notice() -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.drop_planned_notice(&actor).await)?;
    leptos_axum::redirect("/notice/prepare");
    Ok(())
}

/// Opens the notice that was seen.
#[server(endpoint = "notice/open")]
pub async fn open_notice(
    /// SHA-256 on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.open_notice(&actor, &seen).await)?;
    leptos_axum::redirect("/notice/prepare");
    Ok(())
}

/// Extends it.
#[server(endpoint = "notice/extend")]
pub async fn extend_notice(
    /// Further working days, as typed.
    #[server(default)]
    days: String,
    /// Why.
    #[server(default)]
    reason: String,
    /// When it ends, as the page said.
    #[server(default)]
    seen: i64,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let days = domain::facts::text::half_width(&days).trim().parse().unwrap_or(0);
    let extended = service.extend_notice(&actor, days, &reason, Stamp(seen)).await;
    crate::enter::answer(extended)?;
    leptos_axum::redirect("/notice/prepare");
    Ok(())
}

/// What whoever objected sees by their link. Public.
#[server(endpoint = "notice/objection_status", input = GetUrl)]
pub async fn objection_status(
    /// Secret of the link.
    token: String,
) -> Result<view::ObjectionStatus, ApiError> {
    crate::enter::answer(crate::enter::open()?.objection_status(&token).await)
}

/// Whoever objected takes the objection back. Public.
#[server(endpoint = "notice/objection_withdraw")]
pub async fn objection_withdraw(
    /// Secret of the link.
    token: String,
    /// Why; may be left out.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, from) = (crate::enter::open()?, crate::enter::from());
    crate::enter::answer(service.withdraw_objection(&token, &reason, &from).await)?;
    leptos_axum::redirect(&format!("/objection/{token}"));
    Ok(())
}

/// Which objections there are.
#[server(endpoint = "notice/objections", input = GetUrl)]
pub async fn objections(
    /// The year; of the season that runs where none is named.
    #[server(default)]
    year: Option<i32>,
) -> Result<view::Objections, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.objections_of(&actor, year).await)
}

/// An objection, for those who handle or decide it.
#[server(endpoint = "notice/objection", input = GetUrl)]
pub async fn objection(
    /// Objection.
    id: ObjectionId,
) -> Result<view::ObjectionView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.objection(&actor, &id).await)
}

/// Names a colleague to handle it.
#[server(endpoint = "notice/name")]
pub async fn name_handler(
    /// Objection.
    id: ObjectionId,
    /// Account of the colleague.
    #[server(default)]
    account: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let account = domain::ids::AccountId::from(account);
    crate::enter::answer(service.name_handler(&actor, &id, &account).await)?;
    leptos_axum::redirect("/notice/objections");
    Ok(())
}

/// Steps out of it.
#[server(endpoint = "notice/leave")]
pub async fn leave_objection(
    /// Objection.
    id: ObjectionId,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.leave_objection(&actor, &id).await)?;
    leptos_axum::redirect("/notice/objections");
    Ok(())
}

/// Writes a note, or the report to the committee.
#[server(endpoint = "notice/note")]
pub async fn note_objection(
    /// Objection.
    id: ObjectionId,
    /// What.
    #[server(default)]
    text: String,
    /// `report`, else a note.
    #[server(default)]
    kind: String,
    /// What the form was drawn with.
    #[server(default)]
    once: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let report = kind == "report";
    let noted = service.note_objection(&actor, &id, report, (&text, &once)).await;
    crate::enter::answer(noted)?;
    leptos_axum::redirect(&format!("/notice/objections/{id}"));
    Ok(())
}

/// Asks those who handle it to go on.
#[server(endpoint = "notice/ask")]
pub async fn ask(
    /// Objection.
    id: ObjectionId,
    /// What is to be found out.
    #[server(default)]
    text: String,
    /// What the form was drawn with.
    #[server(default)]
    once: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.ask_further(&actor, &id, (&text, &once)).await)?;
    leptos_axum::redirect(&format!("/notice/objections/{id}"));
    Ok(())
}

/// Proposes a decision.
#[server(endpoint = "notice/propose")]
pub async fn propose(
    /// Objection.
    id: ObjectionId,
    /// Code of the outcome.
    #[server(default)]
    outcome: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    use domain::notice::handling::Outcome;
    use domain::refusal::Refusal;
    crate::enter::judged(domain::policy::may_decide(&actor))?;
    let bad = || crate::enter::refused(Refusal::BadValue { field: "outcome".into() });
    let outcome = Outcome::from_code(&outcome).ok_or_else(bad)?;
    crate::enter::answer(service.propose_outcome(&actor, &id, outcome, &reason).await)?;
    leptos_axum::redirect(&format!("/notice/objections/{id}"));
    Ok(())
}

/// Confirms it.
#[server(endpoint = "notice/confirm")]
pub async fn confirm(
    /// Objection.
    id: ObjectionId,
    /// Mark of what was read.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.confirm_outcome(&actor, &id, &seen).await)?;
    leptos_axum::redirect(&format!("/notice/objections/{id}"));
    Ok(())
}

/// Does not confirm it.
#[server(endpoint = "notice/return")]
pub async fn give_back(
    /// Objection.
    id: ObjectionId,
    /// Mark of what was read.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.give_back_outcome(&actor, &id, &seen).await)?;
    leptos_axum::redirect(&format!("/notice/objections/{id}"));
    Ok(())
}
