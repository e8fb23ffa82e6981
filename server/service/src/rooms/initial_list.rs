//! The initial list (Art. 13, 15, 20): chair and vice chair make one list of what the panels chose after the
//! defence, one signs, the other confirms. Nothing of it reaches applicants: the notice does.

mod deciding;
mod signing;
mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::defence::initial_list::InitialList;
use domain::defence::initial_list::aside::Remedy;
use domain::defence::initial_list::figures::{combined, official};
use domain::defence::initial_list::lack::lacks;
use domain::defence::initial_list::round::{ListRound, ListStage};
use domain::deliberation::Review;
use domain::deliberation::panel_round::Signature;
use domain::ids::DossierId;
use domain::policy::{Actor, may_make_list, may_run_office};
use domain::refusal::Refusal;
use domain::season::category::Category;
use domain::stamp::Stamp;
use domain::views::initial_list::{CategoryLine, InitialListView, ListActs, ListRow};

pub use deciding::Listing;

use crate::picture::Picture;
use crate::ports::Session;
use crate::ports::review::BoardLine;
use crate::rooms::shared;
use crate::{Result, Service};
use table::Table;

/// Official figures of a review, by application.
type Figures = BTreeMap<DossierId, i32>;

impl Service {
    /// The initial list as its viewer may see it: who makes it, all of it once the panels' results are
    /// released; the Office, without figures, once both have signed.
    pub async fn initial_list(&self, actor: &Actor) -> Result<InitialListView> {
        let makes = may_make_list(actor).is_ok();
        if !makes {
            may_run_office(actor)?;
        }
        let picture = self.picture(Review::Defence).await?;
        let mut db = self.read().await?;
        let table = if makes {
            Table::open(&mut *db, &picture, actor).await?
        } else {
            Table::lay(&mut *db, &picture).await?
        };
        let stage = table.kept.round.stage();
        let shown = picture.released && (makes || stage == ListStage::Confirmed);
        // Before anything is heard nobody is in conflict with it, and heads may still be appointed.
        let heard = !picture.lines.is_empty();
        let lacking = heard && stage != ListStage::Confirmed && table.seats.len() < 2;
        if !shown {
            return Ok(InitialListView { lacking, ..held(&picture) });
        }
        let (written, defence) = if makes {
            let written = self.picture(Review::Written).await?;
            (figures(&written), figures(&picture))
        } else {
            (Figures::new(), Figures::new())
        };
        let list = table.list();
        let (signed, confirmed) = signatures(&table.kept.round);
        let returned = match &table.kept.round {
            ListRound::Open { returned: Some(r) } => Some((r.at, r.reason.clone())),
            _ => None,
        };
        let other = makes && signed.is_some_and(|s| s.by != actor.account);
        let settled = table::settled(&mut *db, &picture.season).await?;
        let published = settled == Some(Refusal::ListPublished);
        // Where the year is over without a notice nothing is left to be done about a score.
        let over = settled == Some(Refusal::NothingRemains);
        let asides = set_aside(&mut *db, &table).await?;
        let moments: Vec<Stamp> = asides.values().copied().collect();
        Ok(InitialListView {
            shown,
            stage,
            listed: list.listed(),
            rows: rows(&picture, &list, (&written, &defence), &asides),
            categories: categories(&list),
            lacks: if stage == ListStage::Confirmed { Vec::new() } else { lacks(&list) },
            remedy: Remedy::of(&table.kept.round, &moments, published).filter(|_| !over),
            sha256: confirmed.map_or_else(|| list.sha256(), |c| c.sha256.clone()),
            differs: signed.is_some_and(|s| s.sha256 != list.sha256()),
            revision: table.kept.revision,
            returned,
            signed: shared::signed_by(&mut *db, signed).await?,
            confirmed: shared::signed_by(&mut *db, confirmed).await?,
            acts: ListActs {
                decides: makes && stage == ListStage::Open,
                confirms: other && stage == ListStage::Signed,
                reopens: makes && stage == ListStage::Confirmed && settled.is_none(),
            },
            lacking,
            ..held(&picture)
        })
    }
}

/// What stands on the page while there is nothing to show.
fn held(picture: &Picture) -> InitialListView {
    let season = &picture.season;
    InitialListView {
        year: season.year,
        places: season.places(Review::Defence),
        listed: 0,
        percent: season.review.defence_percent,
        shown: false,
        stage: ListStage::Open,
        rows: Vec::new(),
        categories: Vec::new(),
        lacks: Vec::new(),
        remedy: None,
        sha256: String::new(),
        differs: false,
        revision: 0,
        returned: None,
        signed: None,
        confirmed: None,
        acts: ListActs::default(),
        lacking: false,
    }
}

/// The official figure of every application of a review.
fn figures(picture: &Picture) -> Figures {
    let trim = picture.season.review.trim;
    let line = |l: &Arc<BoardLine>| {
        let totals: Vec<i32> =
            l.cells.iter().filter_map(|c| c.total.and_then(|t| i32::try_from(t).ok())).collect();
        Some((l.dossier.clone(), official(&totals, trim)?))
    };
    picture.lines.iter().filter_map(line).collect()
}

/// Candidates with a score that was set aside after their panels' results were released, and when that was.
async fn set_aside(db: &mut dyn Session, table: &Table<'_>) -> Result<BTreeMap<DossierId, Stamp>> {
    let mut all = BTreeMap::new();
    for (dossier, at) in db.set_asides(&table.season().id).await? {
        let at = Stamp(at);
        let later = table.released.is_some_and(|released| released < at);
        if later && table.candidates.iter().any(|c| c.dossier == dossier) {
            all.insert(dossier, at);
        }
    }
    Ok(all)
}

/// The rows of the page, by panel, then by reference.
fn rows(
    picture: &Picture,
    list: &InitialList,
    (written, defence): (&Figures, &Figures),
    asides: &BTreeMap<DossierId, Stamp>,
) -> Vec<ListRow> {
    let row = |e: &domain::defence::initial_list::Entry| {
        let line = picture.lines.iter().find(|l| l.dossier == e.dossier);
        let (w, d) = (written.get(&e.dossier).copied(), defence.get(&e.dossier).copied());
        ListRow {
            dossier: e.dossier.clone(),
            reference: e.reference.clone(),
            title: line.map(|l| l.title.clone()).unwrap_or_default(),
            organisation: line.map(|l| l.org_name.clone()).unwrap_or_default(),
            panel: e.panel,
            category: e.category,
            written: w,
            defence: d,
            combined: combined(w, d, picture.season.review.defence_percent),
            verdict: e.verdict,
            set_aside: asides.get(&e.dossier).copied(),
            listed: e.listed,
            departs: e.departs(),
            reason: e.reason.clone(),
        }
    };
    let mut rows: Vec<ListRow> = list.entries.iter().map(row).collect();
    rows.sort_by_key(|r| r.panel);
    rows
}

fn categories(list: &InitialList) -> Vec<CategoryLine> {
    let line = |category: Category| CategoryLine {
        category,
        planned: list.planned.get(&category).copied().unwrap_or(0),
        listed: list.listed_of(category),
        reason: list.beyond.get(&category).cloned().unwrap_or_default(),
    };
    Category::ALL.into_iter().map(line).collect()
}

fn signatures(round: &ListRound) -> (Option<&Signature>, Option<&Signature>) {
    match round {
        ListRound::Open { .. } => (None, None),
        ListRound::Signed { signed } => (Some(signed), None),
        ListRound::Confirmed { signed, confirmed } => (Some(signed), Some(confirmed)),
    }
}
