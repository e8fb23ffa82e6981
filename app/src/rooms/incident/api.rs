//! Server functions of room *incident*.

use domain::ids::IncidentId;
use domain::incident::Holder;
use domain::views::incident as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The title of a number, for the form of a report; nothing where there is none. Public.
#[server(endpoint = "incident/title", input = GetUrl)]
pub async fn title(
    /// Number.
    #[server(default)]
    number: String,
) -> Result<Option<Holder>, ApiError> {
    crate::enter::answer(crate::enter::open()?.reportable(&number).await)
}

/// What whoever reported sees by their link. Public.
#[server(endpoint = "incident/status", input = GetUrl)]
pub async fn status(
    /// Secret of the link.
    token: String,
) -> Result<view::IncidentStatus, ApiError> {
    crate::enter::answer(crate::enter::open()?.incident_status(&token).await)
}

/// All titles that were revoked. Public.
#[server(endpoint = "incident/revocations", input = GetUrl)]
pub async fn revocations() -> Result<view::Revocations, ApiError> {
    crate::enter::answer(crate::enter::open()?.revocations().await)
}

/// Which cases there are.
#[server(endpoint = "incident/list", input = GetUrl)]
pub async fn list() -> Result<view::Incidents, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.incidents(&actor).await)
}

/// A case, for those who investigate or decide it.
#[server(endpoint = "incident/case", input = GetUrl)]
pub async fn case(
    /// Case.
    id: IncidentId,
) -> Result<view::IncidentView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.incident(&actor, &id).await)
}

/// What the organisation is charged with, for its own people.
#[server(endpoint = "incident/hearing", input = GetUrl)]
pub async fn hearing(
    /// Case.
    id: IncidentId,
) -> Result<view::HearingView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.hearing(&actor, &id).await)
}

/// Names a colleague to investigate it.
#[server(endpoint = "incident/name")]
pub async fn name_investigator(
    /// Case.
    id: IncidentId,
    /// Account of the colleague.
    #[server(default)]
    account: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let account = domain::ids::AccountId::from(account);
    crate::enter::answer(service.name_investigator(&actor, &id, &account).await)?;
    leptos_axum::redirect("/incident");
    Ok(())
}

/// Steps out of it.
#[server(endpoint = "incident/leave")]
pub async fn leave(
    /// Case.
    id: IncidentId,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.leave_incident(&actor, &id).await)?;
    leptos_axum::redirect("/incident");
    Ok(())
}

/// Takes it up, or does not.
#[server(endpoint = "incident/screen")]
pub async fn screen(
    /// Case.
    id: IncidentId,
    /// `admit`, else it is not taken up.
    #[server(default)]
    verdict: String,
    /// Why it is not taken up.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let admitted = verdict == "admit";
    crate::enter::answer(service.screen_incident(&actor, &id, admitted, &reason).await)?;
    leptos_axum::redirect(&format!("/incident/{id}"));
    Ok(())
}

/// Writes a note of the investigation, or adds to the report.
#[server(endpoint = "incident/note")]
pub async fn note(
    /// Case.
    id: IncidentId,
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
    let noted = service.note_incident(&actor, &id, report, (&text, &once)).await;
    crate::enter::answer(noted)?;
    leptos_axum::redirect(&format!("/incident/{id}"));
    Ok(())
}

/// Hands the report in; the organisation is heard.
#[server(endpoint = "incident/close")]
pub async fn close(
    /// Case.
    id: IncidentId,
    /// Code of the ground.
    #[server(default)]
    cause: String,
    /// Report.
    #[server(default)]
    report: String,
    /// What the organisation is told.
    #[server(default)]
    charge: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    use domain::incident::Cause;
    use domain::refusal::Refusal;
    crate::enter::judged(domain::policy::may_run_office(&actor))?;
    let bad = || crate::enter::refused(Refusal::BadValue { field: "cause".into() });
    let cause = Cause::from_code(&cause).ok_or_else(bad)?;
    let done = service.close_investigation(&actor, &id, cause, &report, &charge).await;
    crate::enter::answer(done)?;
    leptos_axum::redirect(&format!("/incident/{id}"));
    Ok(())
}

/// Finds that nothing of it holds; another one is to confirm that.
#[server(endpoint = "incident/groundless")]
pub async fn find_groundless(
    /// Case.
    id: IncidentId,
    /// Report.
    #[server(default)]
    report: String,
    /// What whoever reported it is told.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.find_groundless(&actor, &id, &report, &reason).await)?;
    leptos_axum::redirect(&format!("/incident/{id}"));
    Ok(())
}

/// Confirms that: it is dropped.
#[server(endpoint = "incident/drop")]
pub async fn drop_it(
    /// Case.
    id: IncidentId,
    /// Mark of what was read.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.drop_incident(&actor, &id, &seen).await)?;
    leptos_axum::redirect(&format!("/incident/{id}"));
    Ok(())
}

/// Does not: the investigation goes on.
#[server(endpoint = "incident/go-on")]
pub async fn go_on(
    /// Case.
    id: IncidentId,
    /// Mark of what was read.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.go_on_investigating(&actor, &id, &seen).await)?;
    leptos_axum::redirect(&format!("/incident/{id}"));
    Ok(())
}

/// Asks those who investigate it for more.
#[server(endpoint = "incident/ask")]
pub async fn ask(
    /// Case.
    id: IncidentId,
    /// What is to be found out.
    #[server(default)]
    text: String,
    /// What the form was drawn with.
    #[server(default)]
    once: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.ask_investigators(&actor, &id, (&text, &once)).await)?;
    leptos_axum::redirect(&format!("/incident/{id}"));
    Ok(())
}

/// Proposes a decision.
#[server(endpoint = "incident/propose")]
pub async fn propose(
    /// Case.
    id: IncidentId,
    /// Code of the outcome.
    #[server(default)]
    outcome: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    use domain::incident::case::Outcome;
    use domain::refusal::Refusal;
    crate::enter::judged(domain::policy::may_decide_incident(&actor))?;
    let bad = || crate::enter::refused(Refusal::BadValue { field: "outcome".into() });
    let outcome = Outcome::from_code(&outcome).ok_or_else(bad)?;
    crate::enter::answer(service.propose_decision(&actor, &id, outcome, &reason).await)?;
    leptos_axum::redirect(&format!("/incident/{id}"));
    Ok(())
}

/// Confirms it.
#[server(endpoint = "incident/confirm")]
pub async fn confirm(
    /// Case.
    id: IncidentId,
    /// Mark of what was read.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.confirm_decision(&actor, &id, &seen).await)?;
    leptos_axum::redirect(&format!("/incident/{id}"));
    Ok(())
}

/// Does not confirm it.
#[server(endpoint = "incident/return")]
pub async fn give_back(
    /// Case.
    id: IncidentId,
    /// Mark of what was read.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.give_back_decision(&actor, &id, &seen).await)?;
    leptos_axum::redirect(&format!("/incident/{id}"));
    Ok(())
}
