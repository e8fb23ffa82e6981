//! What several rooms do with a dossier: load it with its facts, read the submitted
//! version, take a step of its journey.

pub(crate) mod accounts;
pub(crate) mod apart;
pub(crate) mod concluded;
pub mod evidence;
pub(crate) mod falling_out;
pub(crate) mod hearings;
pub(crate) mod left_off;
pub(crate) mod names;
pub(crate) mod sealed;
pub(crate) mod slides;
pub(crate) mod titles;
pub(crate) mod units;
pub(crate) mod way;

use std::collections::BTreeMap;

use domain::application::Answers;
use domain::application::diff;
use domain::application::field::Field;
use domain::application::version::{FrozenFile, Version};
use domain::deliberation::Review;
use domain::deliberation::panel_round::{PanelStage, Signature};
use domain::event::Event;
use domain::facts::text;
use domain::facts::workdays::Calendar;
use domain::ids::{AccountId, DossierId, ExpertId, PanelId, SeasonId};
use domain::journey::{Standing, Step, evolve};
use domain::policy::{Actor, DossierFacts, Grant, Role, may_review};
use domain::refusal::Refusal;
use domain::review::blind;
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::application::{DossierView, FileView};
use domain::views::deliberation::SignedBy;
use domain::views::flow::{Difference, Flow, State};

use crate::ports::Session;
use crate::ports::application::{Dossier, FileRow, VersionRow};
use crate::ports::committee::Signer;
use crate::{About, Fault, Result, Work};

/// The working days the service counts by (Art. 18, 21): the years that ship with the software and
/// those that were imported. A year nobody has imported stays unknown.
pub async fn calendar(db: &mut dyn Session) -> Result<Calendar> {
    let years = db.calendar_years().await?;
    Ok(years.into_iter().fold(Calendar::builtin().clone(), |c, y| c.with_year(y.data)))
}

/// Loads a dossier or answers as for one that is not there.
pub async fn load(db: &mut dyn Session, id: &DossierId) -> Result<Dossier> {
    possible(id.as_str())?;
    db.dossier(id).await?.ok_or_else(|| Refusal::NotYours.into())
}

/// Loads several at once, whatever their number, as for one that is not there where one is not.
pub async fn load_all(
    db: &mut dyn Session,
    ids: &[DossierId],
) -> Result<BTreeMap<DossierId, Dossier>> {
    let found = db.dossiers(ids).await?.into_iter().map(|d| (d.id.clone(), d));
    let found: BTreeMap<DossierId, Dossier> = found.collect();
    match ids.iter().all(|id| found.contains_key(id)) {
        true => Ok(found),
        false => Err(Refusal::NotYours.into()),
    }
}

/// Refuses a text that cannot be an identifier of ours, before a database has to: one of the
/// engines takes a text with a NUL for an error, not for an unknown identifier.
pub fn possible(id: &str) -> std::result::Result<(), Refusal> {
    let possible = !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_graphic());
    if possible { Ok(()) } else { Err(Refusal::NotYours) }
}

/// A text of several lines as it was typed, without blanks around it; how long it may be is judged, not cut.
pub fn typed(text: &str) -> String {
    text::lines(text).trim().to_owned()
}

/// A text as it is kept, at most `max` characters of it. A reason is judged and never cut: `domain::reason`.
pub fn kept(text: &str, max: usize) -> String {
    text::lines(text).chars().take(max).collect()
}

/// The same for a name: one line without blanks around it.
pub fn kept_line(text: &str, max: usize) -> String {
    text::line(text).chars().take(max).collect()
}

/// What policy must know of it.
pub fn facts(d: &Dossier) -> DossierFacts {
    DossierFacts {
        organisation: d.organisation.clone(),
        unit: d.summary.unit.clone(),
        stage: d.standing.stage(),
        panel: d.panel.clone(),
    }
}

/// What was submitted, with the moment and the hash of its version.
pub async fn submitted(db: &mut dyn Session, d: &Dossier) -> Result<(Version, Stamp, String)> {
    let (version, row) = handed_in(db, d).await?;
    Ok((version, Stamp(row.at), row.sha256))
}

/// What was submitted, with its row.
pub async fn handed_in(db: &mut dyn Session, d: &Dossier) -> Result<(Version, VersionRow)> {
    let number = d.standing.version().ok_or(Refusal::NotYours)?;
    let row = db
        .version(&d.id, number)
        .await?
        .ok_or_else(|| Fault::new(format!("dossier {} lacks version {number}", d.id)))?;
    Ok((thawed(&d.id, &row)?, row))
}

/// Reads a frozen version.
pub fn thawed(id: &DossierId, row: &VersionRow) -> Result<Version> {
    serde_json::from_str(&row.canonical)
        .map_err(|e| Fault::new(format!("version {} of {id}: {e}", row.number)).into())
}

/// What differs between two versions of a dossier.
pub async fn difference(
    db: &mut dyn Session,
    id: &DossierId,
    from: i64,
    to: i64,
) -> Result<Option<Difference>> {
    let (Some(a), Some(b)) = (db.version(id, from).await?, db.version(id, to).await?) else {
        return Ok(None);
    };
    let (a, b) = (thawed(id, &a)?, thawed(id, &b)?);
    Ok(Some(Difference {
        from: State::Version(from),
        to: State::Version(to),
        changes: diff::answers(&a.answers, &b.answers),
        files: diff::files(&a.files, &b.files),
    }))
}

/// Takes a step of the journey: judges it, stores the standing, records the event.
pub async fn step(
    work: &mut Work,
    actor: &Actor,
    d: &Dossier,
    step: Step,
    sha256: Option<String>,
    about: About<'_>,
) -> Result<Standing> {
    let next = evolve(Some(&d.standing), &step, work.now)
        .map_err(|i| Refusal::WrongStage { stage: i.stage.unwrap_or(d.standing.stage()) })?;
    let now = work.now.0;
    work.db.save_standing(&d.id, &next, now).await?;
    let event = Event::Stepped { step, sha256 };
    work.record(actor.account.as_str(), &event, About { dossier: Some(&d.id), ..about }).await?;
    Ok(next)
}

/// A file as its reader may see it.
pub fn file_view(f: FileRow) -> FileView {
    FileView {
        id: f.id,
        slot: f.slot,
        name: f.name,
        media_type: f.media_type,
        size: f.size,
        sha256: f.sha256,
        state: f.state,
        at: Stamp(f.attached_at),
    }
}

/// A dossier for a reader: the submitted version, nothing of any later draft.
pub async fn reading(
    db: &mut dyn Session,
    d: &Dossier,
    season: Season,
    now: Stamp,
) -> Result<DossierView> {
    let (version, _, _) = submitted(db, d).await?;
    let season = titles::with_winners(db, season).await?;
    let ever = db.files_ever(&d.id).await?;
    Ok(view(d, season, now, version.answers.clone(), files_of(&version, &ever)))
}

/// The files a version names, as they can be downloaded, in the version's order.
fn files_of(version: &Version, ever: &[FileRow]) -> Vec<FileView> {
    let named = |f: &FrozenFile| {
        ever.iter()
            .find(|r| r.slot == f.slot && r.sha256 == f.sha256)
            .map(|r| FileView { name: f.name.clone(), ..file_view(r.clone()) })
    };
    version.files.iter().filter_map(named).collect()
}

/// A dossier's view without revisions, not editable.
pub fn view(
    d: &Dossier,
    season: Season,
    now: Stamp,
    answers: Answers,
    files: Vec<FileView>,
) -> DossierView {
    DossierView {
        id: d.id.clone(),
        reference: d.reference.clone(),
        standing: d.standing.clone(),
        season: season.for_dossier(&answers),
        now,
        answers,
        files,
        revisions: BTreeMap::new(),
        saved: BTreeMap::new(),
        editable: false,
        flow: Flow::default(),
    }
}

/// Refuses unless the actor scores the dossier in one of the reviews, has signed the undertaking and
/// has no conflict (Art. 15); answers by which review they read it, the later one first.
pub async fn require_reader(db: &mut dyn Session, actor: &Actor, d: &Dossier) -> Result<Review> {
    let expert = actor.expert()?;
    let mut by = None;
    for review in Review::ALL {
        if db.scores(review, &d.id, &expert).await? {
            by = Some(review);
        }
    }
    require_free(db, actor, d, by.is_some()).await?;
    Ok(by.unwrap_or_default())
}

/// The same for the sheet of one review; answers the expert.
pub async fn require_scorer(
    db: &mut dyn Session,
    actor: &Actor,
    d: &Dossier,
    review: Review,
) -> Result<ExpertId> {
    let expert = actor.expert()?;
    let assigned = db.scores(review, &d.id, &expert).await?;
    require_free(db, actor, d, assigned).await?;
    Ok(expert)
}

/// Refuses an expert who is not assigned, in conflict, or has not signed (Art. 15).
async fn require_free(
    db: &mut dyn Session,
    actor: &Actor,
    d: &Dossier,
    assigned: bool,
) -> Result<()> {
    let expert = actor.expert()?;
    let conflicted = db.conflicts_of(&d.season, &expert).await?.iter().any(|c| c.dossier == d.id);
    may_review(actor, assigned, conflicted)?;
    if db.undertaking(&d.season, &Signer::Expert(expert)).await?.is_none() {
        return Err(Refusal::UndertakingMissing.into());
    }
    Ok(())
}

/// Cuts a dossier to what an expert may see who reads it by a review: no contact data, and in a blind
/// review nothing that says whose it is (Art. 15). That an objection struck it off the list is no expert's to know
/// before the result is announced (Art. 21): whatever stood on the notice reads alike.
pub fn for_expert(dossier: &mut DossierView, review: Review, actor: &Actor) {
    let contact = |key: &str| Field::of_key(key).is_some_and(Field::is_contact);
    dossier.answers.retain(|key, _| !contact(key));
    if let Standing::OnInitialList { version, unit, .. }
    | Standing::StruckOff { version, unit, .. } = &dossier.standing
    {
        let (version, unit) = (*version, unit.clone());
        dossier.standing = Standing::OnInitialList { at: Stamp(0), version, unit };
    }
    if blind::hides(&dossier.season, review, actor) {
        blind::cut(dossier);
    }
}

/// Refuses to change a score once the conclusion of the application's panel is signed (Art. 19, 20). How far
/// the panel is beyond that is not for experts to know before the lists are out.
pub async fn require_panel_open(db: &mut dyn Session, d: &Dossier, review: Review) -> Result<()> {
    match &d.panel {
        Some(panel) => require_open(db, &d.season, panel, review).await,
        None => Ok(()),
    }
}

/// Refuses to bring anything before the experts once the lists of the written review are out: no sheet could be
/// sealed any more (Art. 18, 19).
pub async fn require_lists_held(db: &mut dyn Session, season: &SeasonId) -> Result<()> {
    let all = db.deliberations(season, Review::Written).await?;
    match all.iter().any(|d| d.round.stage() == PanelStage::Released) {
        true => Err(Refusal::ListsOut.into()),
        false => Ok(()),
    }
}

/// The same of a panel: who scores what changes no more either.
pub async fn require_open(
    db: &mut dyn Session,
    season: &SeasonId,
    panel: &PanelId,
    review: Review,
) -> Result<()> {
    match db.deliberation(season, review, panel).await? {
        Some(kept) if kept.round.require_open().is_err() => {
            Err(Refusal::PanelStands { stage: PanelStage::SignedByLead }.into())
        }
        _ => Ok(()),
    }
}

/// Who of the pool somebody with these roles is: heads come from it, too; one who does not has nothing to be in
/// conflict with.
pub fn of_pool(grants: &[Grant]) -> impl Iterator<Item = ExpertId> {
    let seats = [Role::Chair, Role::ViceChair, Role::Expert];
    let found = grants.iter().filter(move |g| seats.contains(&g.role) && !g.scope.is_empty());
    found.map(|g| g.scope.as_str().into())
}

/// An actor as they stand to a season: by standing roles as they hold them now, by roles of the committee as they
/// held them in that season. Who holds one in another year is somebody else, and whether they are in conflict with
/// this year's applications was never asked (Art. 15).
pub async fn as_of(db: &mut dyn Session, actor: &Actor, season: &SeasonId) -> Result<Actor> {
    if db.current_season().await?.is_none_or(|s| s.id == *season) {
        return Ok(actor.clone());
    }
    let mut grants = actor.grants.clone();
    grants.retain(|g| !Role::COMMITTEE.contains(&g.role));
    let then = db.grants(season, &actor.account).await?;
    grants.extend(then.into_iter().filter(|g| Role::COMMITTEE.contains(&g.role)));
    Ok(Actor { grants, ..actor.clone() })
}

/// The season a page is asked for, with the years there are, the latest first: the one that runs, or an earlier one.
///
/// # Errors
/// [`Refusal::NotYours`] for a year there was none in.
pub async fn season_asked(db: &mut dyn Session, year: Option<i32>) -> Result<(Season, Vec<i32>)> {
    let seasons = db.opened_seasons().await?;
    let years = seasons.iter().map(|s| s.year).collect();
    let season = match year {
        None => seasons.into_iter().next().ok_or(Refusal::NoSeason)?,
        Some(year) => seasons.into_iter().find(|s| s.year == year).ok_or(Refusal::NotYours)?,
    };
    Ok((season, years))
}

/// What was judged of somebody who has registered, told truly: with a proved address it is the organisation that
/// is not theirs yet (Art. 16).
pub async fn told(
    db: &mut dyn Session,
    actor: &Actor,
    judged: std::result::Result<(), Refusal>,
) -> Result<()> {
    if judged == Err(Refusal::AddressUnverified)
        && db.account(&actor.account).await?.is_some_and(|a| a.proved())
    {
        return Err(Refusal::OrganisationTaken.into());
    }
    Ok(judged?)
}

/// Colleagues of the actor in the Office: account and name.
pub async fn staff(
    db: &mut dyn Session,
    season: &SeasonId,
    actor: &Actor,
) -> Result<Vec<(AccountId, String)>> {
    let holders = db.holders(season, Role::Office.code()).await?;
    // Somebody whose account is disabled would leave the case to nobody.
    let able = db.able_holders(season, Role::Office.code()).await?;
    let others = holders.into_iter().filter(|h| h.0 != actor.account && able.contains(&h.0));
    Ok(others.map(|(account, name, ..)| (account, name)).collect())
}

/// The name an account had at a moment, such as that of a signature; empty when it is gone.
pub async fn name_at(db: &mut dyn Session, account: &AccountId, at: Stamp) -> Result<String> {
    Ok(db.name_at(account, at.0).await?.unwrap_or_default())
}

/// Who signed and when, to be shown: by the name they signed with.
pub async fn signed_by(
    db: &mut dyn Session,
    signature: Option<&Signature>,
) -> Result<Option<SignedBy>> {
    let Some(signature) = signature else { return Ok(None) };
    let name = name_at(db, &signature.by, signature.at).await?;
    Ok(Some(SignedBy { name, at: signature.at }))
}
