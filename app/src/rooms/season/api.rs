//! Server functions of room *season*.

#[cfg(feature = "ssr")]
use domain::policy::may_run_office;
use domain::season::Phase;
use domain::views::season as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The season as the Office plans it.
#[server(endpoint = "season/plan", input = GetUrl)]
pub async fn season_plan() -> Result<view::Plan, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.season_plan(&actor).await)
}

/// Plans next year's season out of the one that runs.
#[server(endpoint = "season/new")]
pub async fn plan_season() -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let year = crate::enter::answer(service.plan_season(&actor).await)?;
    leptos_axum::redirect(&format!("/season/plan/{year}"));
    Ok(())
}

/// A season that is planned, or changed after its opening.
#[server(endpoint = "season/draft", input = GetUrl)]
pub async fn season_draft(
    /// Its year.
    year: i32,
) -> Result<view::Draft, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.season_draft(&actor, year).await)
}

/// The years whose working days are known.
#[server(endpoint = "season/calendar", input = GetUrl)]
pub async fn calendar_years() -> Result<view::Years, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.calendar_years(&actor).await)
}

/// The rehearsal, where this is one.
#[server(endpoint = "season/rehearsal", input = GetUrl)]
pub async fn rehearsed() -> Result<view::Rehearsed, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.rehearsed(&actor).await)
}

/// Opens the planned season.
#[server(endpoint = "season/open")]
pub async fn open_season(
    /// Its year.
    year: i32,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.open_planned(&actor, year).await)?;
    leptos_axum::redirect("/season");
    Ok(())
}

/// Moves the closing of a phase.
#[server(endpoint = "season/move_closing")]
pub async fn move_closing(
    /// Which phase.
    phase: Phase,
    /// New closing, Beijing time, as it was typed.
    #[server(default)]
    closes: String,
    /// Why; needed once the phase has opened, and then shown to everybody.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::judged(may_run_office(&actor))?;
    let wrong =
        || crate::enter::refused(domain::refusal::Refusal::BadValue { field: "closes".into() });
    let closes = domain::stamp::Stamp::read(&closes).ok_or_else(wrong)?;
    crate::enter::answer(service.move_closing(&actor, phase, closes, &reason).await)?;
    leptos_axum::redirect("/season");
    Ok(())
}

/// Sets a unit's seats.
#[server(endpoint = "season/set_quota")]
pub async fn set_quota(
    /// Unit code.
    unit: String,
    /// Seats for anyone, as typed.
    #[server(default)]
    base: String,
    /// Further seats for small and medium-sized enterprises, as typed.
    #[server(default)]
    sme_extra: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::judged(may_run_office(&actor))?;
    let (base, sme_extra) = (seats(&base)?, seats(&sme_extra)?);
    crate::enter::answer(service.set_quota(&actor, &unit, base, sme_extra, &reason).await)?;
    leptos_axum::redirect("/season#quotas");
    Ok(())
}

/// Sets the seats of all units of a pasted table.
#[server(endpoint = "season/import_quotas")]
pub async fn import_quotas(
    /// The table: cells with tabs between them, the first row naming the columns.
    #[server(default)]
    text: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<usize, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let changed = crate::enter::answer(service.import_quotas(&actor, &text, &reason).await)?;
    leptos_axum::redirect("/season#quotas");
    Ok(changed)
}

/// Grants a unit seats beyond its quota.
#[server(endpoint = "season/grant_seats")]
pub async fn grant_seats(
    /// Unit code.
    unit: String,
    /// Seats granted in all, as typed.
    #[server(default)]
    granted: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::judged(may_run_office(&actor))?;
    let granted = seats(&granted)?;
    crate::enter::answer(service.grant_seats(&actor, &unit, granted, &reason).await)?;
    leptos_axum::redirect("/season#quotas");
    Ok(())
}

/// A number of seats as people type it; blank is none.
#[cfg(feature = "ssr")]
fn seats(typed: &str) -> Result<i64, ApiError> {
    let plain = domain::facts::text::half_width(typed);
    if plain.is_empty() {
        return Ok(0);
    }
    let digits = plain.len() <= 4 && plain.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| plain.parse().ok()).flatten().ok_or_else(|| {
        crate::enter::refused(domain::refusal::Refusal::BadValue { field: "seats".into() })
    })
}
