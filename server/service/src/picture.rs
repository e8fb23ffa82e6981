//! What all boards show, read once for all who look ([`crate::kept`]).
//!
//! A sealed sheet makes every open board ask what changed, all within the same moment and all about
//! the same rows.

mod labels;
mod renewed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use domain::committee::undertaking::Signatures;
use domain::deliberation::Review;
use domain::deliberation::panel_round::PanelStage;
use domain::deliberation::places::split;
use domain::ids::{DossierId, ExpertId, PanelId};
use domain::policy::{Actor, Role};
use domain::review::board::{Board, BoardRow, BoardScore, Terms, digest};
use domain::review::{amendment, blind};
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::which::Which;

use crate::ports::Session;
use crate::ports::committee::Panel;
use crate::ports::review::{BoardCell, BoardLine};
use crate::undertaken::signatures;
use crate::which::panel_of;
use crate::{Result, Service};
use labels::Labels;
pub(crate) use renewed::Last;

/// The board of a whole season as the database has it, before it is cut to a viewer.
///
/// What a sealed sheet leaves as it was is shared with the picture after it ([`Picture::after`]).
pub(crate) struct Picture {
    /// The review it is of.
    pub review: Review,
    /// The season.
    pub season: Arc<Season>,
    /// Its panels, by number.
    pub panels: Arc<Vec<Panel>>,
    /// Names of the committee's experts.
    pub experts: Arc<Vec<(ExpertId, String)>>,
    /// All applications that have a home panel and readers, by number.
    pub lines: Vec<Arc<BoardLine>>,
    /// Applications each expert is kept away from, declared or found.
    pub conflicts: Arc<BTreeMap<ExpertId, BTreeSet<DossierId>>>,
    /// Who has signed the undertaking: nothing of the picture opens to anybody else (Art. 15).
    pub signatures: Arc<Signatures>,
    /// The panels' lists are released, all of them at once.
    pub released: bool,
    /// Applications that are scored in the defence, with their home panels.
    defended: Arc<BTreeSet<(DossierId, PanelId)>>,
    /// What experts are called.
    labels: Arc<Labels>,
    /// What each line comes to, in their order.
    digests: Vec<Digests>,
    /// What whole boards come to, as far as somebody asked: many look at the same one.
    cuts: Mutex<BTreeMap<Cut, (u64, i64)>>,
}

/// A board that is the same for all who look at it: the viewer whose conflicts and open sheets count, the panel, and
/// whether names are cut.
type Cut = (Option<ExpertId>, Option<PanelId>, bool);

/// What a line comes to ([`digest`]) for those who see its scores with names or with numbers, and for those who see how
/// many there are.
#[derive(Clone, Copy)]
struct Digests {
    open: u64,
    blind: u64,
    masked: u64,
    /// Moment of its latest change.
    changed_at: i64,
}

impl Digests {
    fn of(line: &BoardLine, labels: &Labels) -> Self {
        let row = |masked| {
            let (dossier, due) = (&line.dossier, count(line.cells.len()));
            digest::of_row(dossier, &line.reference, &line.title, due, masked)
        };
        let open = |hidden| {
            let scores = line.cells.iter().filter_map(|cell| score(line, cell, labels, hidden));
            let scores = scores.map(|score| digest::of_score(&line.dossier, &score));
            scores.fold(row(0), u64::wrapping_add)
        };
        let named = open(false);
        // Every seal asks for all lines: what is the same is not reckoned twice.
        let blind = if labels.differ() { open(true) } else { named };
        let masked = row(count(sealed(line)));
        Self { open: named, blind, masked, changed_at: changed_at(line) }
    }
}

impl Picture {
    /// Whether a conflict of interest keeps an expert from an application (Art. 15).
    pub fn keeps_away(&self, expert: &ExpertId, dossier: &DossierId) -> bool {
        self.conflicts.get(expert).is_some_and(|all| all.contains(dossier))
    }

    /// Whether a line is on the board of a viewer at all.
    fn shows(&self, viewer: Option<&ExpertId>, panel: Option<&PanelId>, line: &BoardLine) -> bool {
        panel.is_none_or(|panel| line.panel == *panel)
            && !viewer.is_some_and(|e| self.keeps_away(e, &line.dossier))
    }

    /// Whether the phase of the review is over.
    pub fn closed(&self, now: Stamp) -> bool {
        self.season.window(self.review.phase()).is_some_and(|w| w.closes <= now)
    }

    /// Whether a viewer of boards and deliberations sees numbers in place of names.
    pub fn hides_names(&self, actor: &Actor) -> bool {
        blind::hides_at_table(&self.season, self.review, actor, self.released)
    }

    /// The number of an expert where experts are numbers ([`Labels::number`]).
    pub fn number(&self, expert: &ExpertId) -> u32 {
        self.labels.number(expert)
    }

    /// The place of an expert beside others ([`Labels::place`]).
    pub fn place(&self, expert: &ExpertId, blind: bool) -> u32 {
        self.labels.place(expert, blind)
    }

    /// What stands for an expert's identifier on a board ([`Labels::label`]).
    pub fn label(&self, expert: &ExpertId, blind: bool) -> ExpertId {
        self.labels.label(expert, blind)
    }

    /// Whether a viewer of a panel, or of all they may see, sees an application in the defence. Those
    /// they are kept away from do not count: nothing tells that they are there (Art. 15).
    pub fn seen_in_defence(&self, actor: &Actor, panel: Option<&PanelId>) -> bool {
        let panel = match panel {
            // A lead may be at the table of another panel, to stand in there.
            Some(panel) if actor.is(Role::PanelLead) => Some(panel.clone()),
            panel => match panel_of(actor, panel) {
                Ok(panel) => panel,
                Err(_) => return false,
            },
        };
        let viewer = viewer(actor);
        self.defended.iter().any(|(dossier, home)| {
            panel.as_ref().is_none_or(|p| p == home)
                && !viewer.as_ref().is_some_and(|e| self.keeps_away(e, dossier))
        })
    }

    /// Whether an application is scored in the defence, at home in a panel.
    pub fn is_heard(&self, dossier: &DossierId, panel: &PanelId) -> bool {
        self.defended.iter().any(|(d, home)| d == dossier && home == panel)
    }

    /// The review that is shown, and whether there is a way to the other: all that is heard in the
    /// defence was scored in writing before.
    pub fn which(&self, actor: &Actor, panel: Option<&PanelId>) -> Which {
        Which { review: self.review, both: self.seen_in_defence(actor, panel) }
    }

    /// Reads it.
    pub async fn read(db: &mut dyn Session, review: Review) -> Result<Picture> {
        let season = crate::season(db).await?;
        Self::of(db, season, review).await
    }

    /// That of a season, whether it runs or is over.
    pub async fn of(db: &mut dyn Session, season: Season, review: Review) -> Result<Picture> {
        let panels = db.panels(&season.id).await?;
        let seats = db.panel_seats(&season.id).await?;
        let lines = db.board_lines(review, &season.id).await?;
        let lines: Vec<Arc<BoardLine>> = lines.into_iter().map(Arc::new).collect();
        let defended = match review {
            Review::Written => {
                let all = db.defence_assignments(&season.id).await?;
                all.into_iter().map(|a| (a.dossier, a.panel)).collect()
            }
            Review::Defence => lines.iter().map(|l| (l.dossier.clone(), l.panel.clone())).collect(),
        };
        let mut conflicts: BTreeMap<ExpertId, BTreeSet<DossierId>> = BTreeMap::new();
        for c in db.conflicts(&season.id).await? {
            conflicts.entry(c.expert).or_default().insert(c.dossier);
        }
        let signatures = signatures(db, &season.id, &seats).await?;
        let experts: Vec<(ExpertId, String)> =
            seats.into_iter().map(|seat| (seat.expert, seat.name)).collect();
        let labels = Labels::of(season.review.blind, &experts);
        let begun = db.deliberations(&season.id, review).await?;
        let released = begun.iter().any(|d| d.round.stage() == PanelStage::Released);
        let digests = lines.iter().map(|line| Digests::of(line, &labels)).collect();
        Ok(Picture {
            review,
            season: season.into(),
            panels: panels.into(),
            experts: experts.into(),
            lines,
            conflicts: conflicts.into(),
            signatures: signatures.into(),
            released,
            defended: Arc::new(defended),
            labels: labels.into(),
            digests,
            cuts: Mutex::default(),
        })
    }

    /// Board rows that changed after `since`, cut to the viewer: applications in conflict are not
    /// there at all, and of an application the viewer still has to score only the number of sealed
    /// sheets shows; in a `blind` review neither organisation nor unit. Beside them the moment of the
    /// latest change among them.
    pub fn rows(
        &self,
        viewer: Option<&ExpertId>,
        panel: Option<&PanelId>,
        blind: bool,
        since: i64,
    ) -> (Vec<BoardRow>, i64) {
        let changed = self.lines.iter().zip(&self.digests).filter(|(_, d)| d.changed_at > since);
        let seen = changed.map(|(line, _)| line).filter(|line| self.shows(viewer, panel, line));
        let rows: Vec<BoardRow> = seen.map(|line| row(line, viewer, &self.labels, blind)).collect();
        let as_of = rows.iter().map(|row| row.changed_at).fold(since, i64::max);
        (rows, as_of)
    }

    /// Whose scores a viewer sees, by application: what [`Picture::rows`] shows of them, with their own identifiers.
    pub fn scorers(
        &self,
        viewer: Option<&ExpertId>,
        panel: Option<&PanelId>,
    ) -> BTreeMap<DossierId, BTreeSet<ExpertId>> {
        let seen = self.lines.iter().filter(|line| self.shows(viewer, panel, line));
        let seen = seen.filter(|line| !masks(line, viewer));
        let of = |line: &Arc<BoardLine>| {
            let sealed = line.cells.iter().filter(|c| c.total.is_some());
            (line.dossier.clone(), sealed.map(|c| c.expert.clone()).collect())
        };
        seen.map(of).collect()
    }

    /// What the board of a viewer comes to, cut as [`Picture::rows`] cuts it, and the moment of the latest change
    /// among its rows.
    pub fn digest(
        &self,
        viewer: Option<&ExpertId>,
        panel: Option<&PanelId>,
        blind: bool,
    ) -> (u64, i64) {
        let cut: Cut = (viewer.cloned(), panel.cloned(), blind);
        let cuts = || self.cuts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = cuts().get(&cut) {
            return *known;
        }
        let found = self.reckon(viewer, panel, blind);
        cuts().insert(cut, found);
        found
    }

    fn reckon(
        &self,
        viewer: Option<&ExpertId>,
        panel: Option<&PanelId>,
        blind: bool,
    ) -> (u64, i64) {
        let (mut sum, mut named, mut as_of) = (0_u64, false, 0);
        for (line, digests) in self.lines.iter().zip(&self.digests) {
            if !self.shows(viewer, panel, line) {
                continue;
            }
            sum = sum.wrapping_add(match (masks(line, viewer), blind) {
                (true, _) => digests.masked,
                (false, true) => digests.blind,
                (false, false) => digests.open,
            });
            named |= !blind && !line.org_name.is_empty();
            as_of = digests.changed_at.max(as_of);
        }
        let terms = Terms { places: self.places(panel), trim: self.season.review.trim };
        let (minimum, threshold) = (self.season.entry(self.review), self.threshold());
        (sum.wrapping_add(digest::of_terms(terms, minimum, threshold, named)), as_of)
    }

    /// The spread above which scores disagree, in tenths of a point.
    pub fn threshold(&self) -> i32 {
        i32::try_from(self.season.review.spread_threshold * 10).unwrap_or(150)
    }

    /// Sheets sealed on each day, of the applications a viewer sees.
    pub fn days(&self, viewer: Option<&ExpertId>, panel: Option<&PanelId>) -> Vec<(Stamp, u32)> {
        let mut days: BTreeMap<i64, u32> = BTreeMap::new();
        let seen = self.lines.iter().filter(|line| self.shows(viewer, panel, line));
        let cells = seen.flat_map(|line| &line.cells);
        for cell in cells.filter(|c| c.total.is_some()) {
            *days.entry(Stamp(cell.sealed_at).day()).or_default() += 1;
        }
        days.into_iter().map(|(day, n)| (Stamp::of_day(day), n)).collect()
    }

    /// Places of a panel, or of all together (Art. 19, 20).
    pub fn places(&self, panel: Option<&PanelId>) -> u32 {
        let all = self.season.places(self.review);
        let Some(panel) = panel else { return all };
        let shares = split(all, self.panels.len());
        let place = self.panels.iter().position(|p| p.id == *panel);
        place.and_then(|i| shares.get(i)).copied().unwrap_or(0)
    }

    /// The board of one panel, or of all, as a viewer sees it; `blind` says whether names are cut, those of experts
    /// too.
    pub fn board(&self, viewer: Option<&ExpertId>, panel: Option<&PanelId>, blind: bool) -> Board {
        let (rows, as_of) = self.rows(viewer, panel, blind, 0);
        let scores = rows.iter().flat_map(|r| &r.scores);
        let seen: BTreeSet<&ExpertId> = scores.map(|s| &s.expert).collect();
        let mut experts: Vec<(u32, ExpertId, String)> = Vec::new();
        for (id, name) in &*self.experts {
            let label = self.label(id, blind);
            if seen.contains(&label) {
                let number = self.place(id, blind);
                let called = if blind { blind::expert(number) } else { name.clone() };
                experts.push((number, label, called));
            }
        }
        experts.sort();
        Board {
            experts: experts.into_iter().map(|(_, label, called)| (label, called)).collect(),
            places: self.places(panel),
            minimum: self.season.entry(self.review),
            threshold: self.threshold(),
            trim: self.season.review.trim,
            as_of,
            rows,
        }
    }
}

impl Service {
    /// The picture of a review as it is now; there is one of each, that of the season that runs.
    pub(crate) async fn picture(&self, review: Review) -> Result<Arc<Picture>> {
        let mut db = self.read().await?;
        let mut shelf = self.held.board.now(&mut *db).await?;
        match shelf.get(review.code()) {
            Some(picture) => Ok(picture),
            None => {
                let picture = self.held.last_board.renewed(&mut *db, review, shelf.seen()).await?;
                Ok(shelf.share(review.code(), picture))
            }
        }
    }

    /// A picture that contains everything committed up to a moment.
    pub(crate) async fn picture_since(&self, review: Review, at: i64) -> Result<Arc<Picture>> {
        match self.held.board.since(review.code(), at).await {
            Some(picture) => Ok(picture),
            None => self.picture(review).await,
        }
    }
}

/// The expert a viewer of the board is, whatever role opens the board to them: chair and
/// vice chair come from the pool too (Art. 13), and their conflicts count.
pub(crate) fn viewer(actor: &Actor) -> Option<ExpertId> {
    actor.from_pool()
}

fn changed_at(line: &BoardLine) -> i64 {
    line.cells.iter().map(|c| c.changed_at).max().unwrap_or(0)
}

fn count(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Sheets of a line that are sealed.
fn sealed(line: &BoardLine) -> usize {
    line.cells.iter().filter(|c| c.total.is_some()).count()
}

/// Whether scores are hidden from a viewer, whose own sheet is not sealed, and still may be (Art. 19).
fn masks(line: &BoardLine, viewer: Option<&ExpertId>) -> bool {
    line.cells.iter().any(|c| Some(&c.expert) == viewer && c.waits())
}

/// A row with its scores; masked where the viewer's own sheet is not sealed.
fn row(line: &BoardLine, viewer: Option<&ExpertId>, labels: &Labels, blind: bool) -> BoardRow {
    let named = |name: &String| if blind { String::new() } else { name.clone() };
    let masked = masks(line, viewer);
    let cells = line.cells.iter().filter(|_| !masked);
    let mut scores: Vec<BoardScore> =
        cells.filter_map(|cell| score(line, cell, labels, blind)).collect();
    // As they come from the database they stand in the order of numbers, also where names are shown.
    scores.sort_by(|a, b| a.expert.cmp(&b.expert));
    BoardRow {
        due: count(line.cells.len()),
        masked: if masked { count(sealed(line)) } else { 0 },
        changed_at: changed_at(line),
        dossier: line.dossier.clone(),
        code: line.reference.clone(),
        title: line.title.clone(),
        organisation: named(&line.org_name),
        unit: named(&line.unit),
        panel: line.panel.to_string(),
        scores,
    }
}

fn score(line: &BoardLine, cell: &BoardCell, labels: &Labels, blind: bool) -> Option<BoardScore> {
    let total = i32::try_from(cell.total?).unwrap_or(0);
    let others = line.cells.iter().filter(|c| c.expert != cell.expert && c.total.is_some());
    let others = others.map(|c| Stamp(c.sealed_at));
    let informed = cell.amended > 0 && amendment::informed(Stamp(cell.changed_at), others);
    let expert = labels.label(&cell.expert, blind);
    Some(BoardScore { expert, total, amended: cell.amended, informed })
}
