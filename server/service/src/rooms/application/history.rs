//! The history of a dossier: frozen versions, saved revisions of each page, and what differs
//! between any two of them.

use domain::application::Answers;
use domain::application::diff;
use domain::application::page::Page;
use domain::application::version::FrozenFile;
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::policy::{Actor, may_read_own};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::flow::{Difference, History, Past, State};

use super::of_page;
use super::working::Working;
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::rooms::shared;
use crate::{Result, Service};

/// Revisions that are listed.
const LISTED: i64 = 200;

/// A state with its answers, its files where it has any, and the page it is limited to.
struct Told {
    answers: Answers,
    files: Option<Vec<FrozenFile>>,
    page: Option<Page>,
}

impl Service {
    /// The history of one's own dossier, and the comparison of two states, the earlier first;
    /// without any, the one most likely to be asked for.
    pub async fn history(
        &self,
        actor: &Actor,
        id: &DossierId,
        from: &str,
        to: &str,
    ) -> Result<History> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_read_own(actor, &shared::facts(&d))?;
        let season = crate::season_of(&mut *db, &d.season).await?;
        let frozen = db.versions(id).await?;
        let rows = db.revisions(id, LISTED).await?;
        let older = (db.count_revisions(id).await? - LISTED).max(0);
        let versions: Vec<Past> = frozen
            .iter()
            .map(|v| Past {
                state: State::Version(v.number),
                at: Stamp(v.at),
                by: String::new(),
                sha256: Some(v.sha256.clone()),
            })
            .collect();
        let revisions = rows
            .into_iter()
            .map(|r| Past {
                state: State::Revision(r.page, r.revision),
                at: Stamp(r.saved_at),
                by: r.name,
                sha256: None,
            })
            .collect();
        let asked = match (from, to) {
            ("", "") => proposed(&versions, d.standing.stage()),
            _ => {
                let known = |code: &str| {
                    State::from_code(code).ok_or(Refusal::BadValue { field: "state".into() })
                };
                Some((known(from)?, known(to)?))
            }
        };
        let difference = match asked {
            Some((from, to)) => compared(&mut *db, &d, from, to).await?,
            None => None,
        };
        Ok(History {
            id: d.id,
            reference: d.reference,
            season,
            now: self.now(),
            versions,
            revisions,
            older,
            difference,
        })
    }
}

/// The last two versions, or the only one and what is written since.
fn proposed(versions: &[Past], stage: Stage) -> Option<(State, State)> {
    let writing = matches!(stage, Stage::Draft | Stage::Correction);
    match versions {
        [last, ..] if writing => Some((last.state, State::Now)),
        [last, before, ..] => Some((before.state, last.state)),
        _ => None,
    }
}

async fn compared(
    db: &mut dyn Session,
    d: &Dossier,
    from: State,
    to: State,
) -> Result<Option<Difference>> {
    let (a, b) = (told(db, d, from).await?, told(db, d, to).await?);
    if let (Some(x), Some(y)) = (a.page, b.page)
        && x != y
    {
        return Ok(None);
    }
    let cut = |t: &Told, page: Option<Page>| match page {
        Some(page) => of_page(&t.answers, page),
        None => t.answers.clone(),
    };
    let page = a.page.or(b.page);
    let files = match (&a.files, &b.files) {
        (Some(a), Some(b)) => diff::files(a, b),
        _ => Vec::new(),
    };
    let changes = diff::answers(&cut(&a, page), &cut(&b, page));
    Ok(Some(Difference { from, to, changes, files }))
}

async fn told(db: &mut dyn Session, d: &Dossier, state: State) -> Result<Told> {
    match state {
        State::Now => {
            let version = Working::load(db, d).await?.version;
            Ok(Told { answers: version.answers, files: Some(version.files), page: None })
        }
        State::Version(n) => {
            let row = db.version(&d.id, n).await?.ok_or(Refusal::NotYours)?;
            let version = shared::thawed(&d.id, &row)?;
            Ok(Told { answers: version.answers, files: Some(version.files), page: None })
        }
        State::Revision(page, n) => {
            let row = db.page_at(&d.id, page, n).await?.ok_or(Refusal::NotYours)?;
            Ok(Told { answers: row.answers, files: None, page: Some(page) })
        }
    }
}
