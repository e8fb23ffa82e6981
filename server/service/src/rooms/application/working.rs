//! What is written now: the draft, or the version under correction, as it would be frozen.

use domain::application::Answers;
use domain::application::check::{Context, Problem, check_all};
use domain::application::page::Page;
use domain::application::sign_off::Outcome;
use domain::application::version::{FrozenFile, Version};
use domain::formality::correction::{self, Round};
use domain::ids::DossierId;
use domain::journey::{Stage, Standing, Step, withdrawal};
use domain::policy::{Actor, may_submit};
use domain::recommendation::returning;
use domain::refusal::Refusal;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;
use domain::views::flow::{Flow, Returned, SignOff, Withdraw};

use super::joined;
use crate::ports::Session;
use crate::ports::application::{Dossier, FileRow, PageRow};
use crate::ports::flow::SignOffRow;
use crate::rooms::shared;
use crate::{Result, Work};

/// What is written now.
pub(super) struct Working {
    /// The version it would become.
    pub(super) version: Version,
    /// Its SHA-256.
    pub(super) sha256: String,
    /// Its files.
    pub(super) files: Vec<FileRow>,
}

impl Working {
    /// Loads it.
    pub(super) async fn load(db: &mut dyn Session, d: &Dossier) -> Result<Self> {
        let answers = joined(&db.pages(&d.id).await?);
        let files = db.files(&d.id).await?;
        let next = db.last_version(&d.id).await? + 1;
        Ok(Self::of(d, next, answers, files))
    }

    fn of(d: &Dossier, number: i64, answers: Answers, files: Vec<FileRow>) -> Self {
        let frozen = |f: &FileRow| FrozenFile {
            slot: f.slot,
            name: f.name.clone(),
            size: f.size,
            sha256: f.sha256.clone(),
        };
        let version = Version {
            reference: d.reference.clone(),
            number,
            answers,
            files: files.iter().map(frozen).collect(),
        };
        let sha256 = version.sha256();
        Self { version, sha256, files }
    }

    /// What its check must know.
    pub(super) fn context(&self, season: &Season) -> Context {
        let files = self.files.iter().map(|f| (f.slot, f.sha256.as_str(), f.state));
        shared::way::context(season.clone(), files)
    }

    /// Errors by page that keep it from being handed in: all of a draft (Art. 16), and of an answer to a correction
    /// what was asked and what it has touched (Art. 18).
    pub(super) async fn owed(
        &self,
        db: &mut dyn Session,
        d: &Dossier,
        season: &Season,
        round: Option<&Round>,
    ) -> Result<Vec<(Page, usize)>> {
        let (answers, cx) = (&self.version.answers, self.context(season));
        Ok(match round {
            None => check_all(answers, &cx),
            Some(round) => correction::check(answers, &cx, &excused(db, d, season, round).await?),
        })
    }
}

/// A dossier as it may be handed in, or signed to be: whole, and in time.
pub(super) struct Complete {
    /// Its row.
    pub(super) dossier: Dossier,
    /// Its season, with whoever was chosen in earlier ones.
    pub(super) season: Season,
    /// The correction it answers, if it is under one.
    pub(super) round: Option<Round>,
    /// What is written now.
    pub(super) working: Working,
}

impl Complete {
    /// Loads it, for who may hand it in (Art. 16, 18); refused while anything is open.
    pub(super) async fn load(work: &mut Work, actor: &Actor, id: &DossierId) -> Result<Self> {
        let dossier = shared::load(&mut *work.db, id).await?;
        let judged = may_submit(actor, &shared::facts(&dossier));
        shared::told(&mut *work.db, actor, judged).await?;
        let season = crate::season_of(&mut *work.db, &dossier.season).await?;
        let round = require_writable(&mut *work.db, &dossier, &season, work.clock).await?;
        let season = shared::titles::with_winners(&mut *work.db, season).await?;
        let working = Working::load(&mut *work.db, &dossier).await?;
        let pages = working.owed(&mut *work.db, &dossier, &season, round.as_ref()).await?;
        if !pages.is_empty() {
            return Err(Refusal::Incomplete { pages }.into());
        }
        Ok(Self { dossier, season, round, working })
    }
}

/// What is wrong with the version under correction and not asked about.
async fn excused(
    db: &mut dyn Session,
    d: &Dossier,
    season: &Season,
    round: &Round,
) -> Result<Vec<(Page, Problem)>> {
    let (version, ..) = shared::submitted(db, d).await?;
    let ever = db.files_ever(&d.id).await?;
    let cx = shared::way::context(season.clone(), shared::way::states(&version, &ever));
    Ok(round.excused(&version.answers, &cx))
}

/// Refuses unless the dossier can be written in now: as a draft while applications are open, or within the time its
/// unit gave when it returned it (Art. 16, 17), or under correction until it is due (Art. 18). Answers the round, which
/// says what may be written.
pub(super) async fn require_writable(
    db: &mut dyn Session,
    d: &Dossier,
    season: &Season,
    now: Stamp,
) -> Result<Option<Round>> {
    match d.standing.stage() {
        Stage::Draft => {
            returning::require_time(season, given(d), now)?;
            Ok(None)
        }
        Stage::Correction => {
            let round = shared::way::correction(db, d).await?.map(|c| c.round);
            let round = round.ok_or(Refusal::WrongStage { stage: Stage::Correction })?;
            round.require_time(now)?;
            Ok(Some(round))
        }
        stage => Err(Refusal::WrongStage { stage }.into()),
    }
}

/// The time its unit gave when it returned a draft.
pub(super) fn given(d: &Dossier) -> Option<Stamp> {
    match d.standing {
        Standing::Draft { until, .. } => until,
        _ => None,
    }
}

/// The dossier's way as its writer sees it. `pages` and `files` are what is written now, where
/// they are loaded already.
pub(super) async fn flow(
    db: &mut dyn Session,
    d: &Dossier,
    season: &Season,
    now: Stamp,
    written: Option<(&[PageRow], &[FileRow])>,
) -> Result<Flow> {
    let stage = d.standing.stage();
    let versions = db.last_version(&d.id).await?;
    let open = season.require_open(Phase::Application, now).is_ok();
    let withdraw = withdrawal(stage, open).map(|step| match step {
        Step::TakenBack => Withdraw::ToDraft,
        _ => Withdraw::ForGood,
    });
    let returned = match stage {
        Stage::Draft if versions > 0 => db
            .last_return(&d.id)
            .await?
            .filter(|r| r.at == d.standing.since().0)
            .map(|r| Returned { at: Stamp(r.at), reason: r.reason, until: given(d) }),
        _ => None,
    };
    let sign_off = match (season.limits.signoff_required, written) {
        (true, Some((pages, files))) => match db.sign_off(&d.id).await? {
            Some(row) if row.version == versions + 1 => {
                let working = Working::of(d, versions + 1, joined(pages), files.to_vec());
                state(&row, &working.sha256, now)
            }
            _ => SignOff::NotAsked,
        },
        _ => SignOff::NotNeeded,
    };
    let correction = shared::way::correction(db, d).await?.map(|c| c.round);
    let excused = match (&correction, stage) {
        (Some(round), Stage::Correction) => excused(db, d, season, round).await?,
        _ => Vec::new(),
    };
    let rejection = db.rejection(&d.id).await?;
    let hearings = match stage {
        Stage::Announced => {
            let all = shared::hearings::of(db, &d.organisation, now).await?;
            all.into_iter().filter(|h| h.0.as_ref() == Some(&d.id)).map(|h| h.1).collect()
        }
        _ => Vec::new(),
    };
    Ok(Flow { correction, excused, rejection, returned, sign_off, withdraw, versions, hearings })
}

/// What the latest request comes to, for what is written now.
fn state(row: &SignOffRow, sha256: &str, now: Stamp) -> SignOff {
    let at = Stamp(row.answered_at.unwrap_or(row.asked_at));
    match row.outcome {
        Outcome::Replaced => SignOff::NotAsked,
        Outcome::Declined => SignOff::Declined { at, reason: row.reason.clone() },
        outcome if row.sha256 != sha256 => {
            SignOff::Changed { signed: outcome == Outcome::Signed, at }
        }
        Outcome::Signed => {
            SignOff::Signed { at, name: row.name.clone(), sha256: row.sha256.clone() }
        }
        Outcome::Open if now.0 >= row.expires_at => SignOff::RunOut { at: Stamp(row.expires_at) },
        Outcome::Open => {
            SignOff::Asked { at, expires: Stamp(row.expires_at), to: masked(&row.email) }
        }
    }
}

/// An address fit to be shown to colleagues: `w***@example.com`.
fn masked(email: &str) -> String {
    match email.split_once('@') {
        Some((name, host)) => format!("{}***@{host}", name.chars().take(1).collect::<String>()),
        None => "***".to_owned(),
    }
}
