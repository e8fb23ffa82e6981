//! The assignment of one panel as the Office sees it: applications by experts (Art. 12).

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::ids::{DossierId, ExpertId, PanelId};
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;
use domain::views::matrix::{Cell, Column, Line, Mark, Matrix, Pair};

use super::plan::{self, Fit, Input};
use crate::ports::application::Dossier;
use crate::ports::committee::Assignment;
use crate::{Result, Service};

impl Service {
    /// The matrix of a panel, the first one if none is named: what is published, and with a seed
    /// what a proposal would add. `pair` asks for what is known of one pair.
    pub async fn assignment_matrix(
        &self,
        actor: &Actor,
        panel: Option<&PanelId>,
        seed: Option<i64>,
        reviews: Option<u32>,
        pair: Option<(DossierId, Option<ExpertId>)>,
    ) -> Result<Matrix> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let computed = match seed {
            Some(_) => {
                let input = plan::load(&mut *db, reviews).await?;
                drop(db);
                Arc::new(Computed::of(input, panel, seed)?)
            }
            // Without a proposal all who look see the same.
            None => {
                let mut shelf = self.held.computed.now(&mut *db).await?;
                let key = format!("{} {reviews:?}", panel.map_or("", PanelId::as_str));
                match shelf.get(&key) {
                    Some(computed) => computed,
                    None => {
                        let input = plan::load(&mut *db, reviews).await?;
                        shelf.keep(&key, Computed::of(input, panel, None)?)
                    }
                }
            }
        };
        let mut matrix = computed.matrix.clone();
        matrix.pair = pair.and_then(|pair| computed.pair(pair));
        Ok(matrix)
    }
}

/// A matrix, whatever pair is looked at.
pub(crate) struct Computed {
    matrix: Matrix,
    /// Why something is wished for a pair.
    reasons: BTreeMap<plan::Pair, String>,
}

impl Computed {
    fn of(input: Input, panel: Option<&PanelId>, seed: Option<i64>) -> Result<Self> {
        let place = match panel {
            None => 0,
            Some(id) => input.panels.iter().position(|p| p.id == *id).ok_or(Refusal::NotYours)?,
        };
        let (input, fit, proposed) = match seed {
            // Nothing to propose is no reason to show nothing.
            Some(seed) if input.has_work() => {
                let plan = input.solve(seed)?;
                (plan.input, plan.fit, plan.pairs)
            }
            _ => {
                let fit = input.fit();
                (input, fit, Vec::new())
            }
        };
        let drawn = Drawn { input: &input, fit: &fit, proposed: &proposed };
        let panels = input.panels.iter();
        let matrix = Matrix {
            year: input.season.year,
            panels: panels.map(|p| (p.id.clone(), p.number, p.zh.clone(), p.en.clone())).collect(),
            panel: input.panels[place].id.clone(),
            seed: seed.filter(|_| !proposed.is_empty()),
            reviews: input.reviews,
            columns: drawn.columns(place),
            lines: drawn.lines(place),
            pair: None,
        };
        let reasons = input.wishes.into_iter().map(|(pair, why)| (pair, why.reason)).collect();
        Ok(Self { matrix, reasons })
    }

    /// What is known of one pair that stands in the matrix.
    fn pair(&self, (dossier, expert): (DossierId, Option<ExpertId>)) -> Option<Pair> {
        let (columns, lines) = (&self.matrix.columns, &self.matrix.lines);
        let line = lines.iter().position(|l| l.dossier == dossier)?;
        let of = |e: &ExpertId| columns.iter().position(|c| c.expert == *e);
        let column = expert.as_ref().map_or(Some(0), of).filter(|c| *c < columns.len())?;
        let why = self.reasons.get(&(dossier, columns[column].expert.clone()));
        Some(Pair { line, column, why: why.cloned().unwrap_or_default() })
    }
}

/// What a matrix is drawn from.
struct Drawn<'a> {
    input: &'a Input,
    fit: &'a Fit,
    proposed: &'a [Assignment],
}

impl Drawn<'_> {
    /// Indices of the members of a panel.
    fn members(&self, panel: usize) -> impl Iterator<Item = usize> {
        let id = &self.input.panels[panel].id;
        (0..self.input.members.len()).filter(move |&m| self.input.members[m].panel == *id)
    }

    fn columns(&self, panel: usize) -> Vec<Column> {
        let mut loads: BTreeMap<&ExpertId, u32> = BTreeMap::new();
        for pair in self.input.published.iter().chain(self.proposed) {
            *loads.entry(&pair.expert).or_default() += 1;
        }
        let column = |m: usize| {
            let expert = &self.input.members[m].expert;
            Column {
                expert: expert.id.clone(),
                name: expert.name.clone(),
                load: loads.get(&expert.id).copied().unwrap_or(0),
                limit: self.input.limits[m],
                own_limit: self.input.own_limits.contains_key(&expert.id),
                stood_down: self.input.stands_down(m),
            }
        };
        self.members(panel).map(column).collect()
    }

    fn lines(&self, panel: usize) -> Vec<Line> {
        let mut marks: BTreeMap<(&DossierId, &ExpertId), Mark> = BTreeMap::new();
        let mut readers: BTreeMap<&DossierId, u32> = BTreeMap::new();
        let published = self.input.published.iter().map(|p| (p, Mark::Assigned));
        for (pair, mark) in published.chain(self.proposed.iter().map(|p| (p, Mark::Proposed))) {
            let sealed = self.input.sealed.contains(&(pair.dossier.clone(), pair.expert.clone()));
            let mark = if sealed { Mark::Sealed } else { mark };
            marks.insert((&pair.dossier, &pair.expert), mark);
            *readers.entry(&pair.dossier).or_default() += 1;
        }
        let members: Vec<usize> = self.members(panel).collect();
        let mut lines = Vec::new();
        for (application, d) in self.input.dossiers.iter().enumerate() {
            let guest = self.input.home[application] != panel;
            let here = |m: &usize| marks.contains_key(&(&d.id, &self.input.members[*m].expert.id));
            if guest && !members.iter().any(here) {
                continue;
            }
            let cell = |&m: &usize| self.cell(&marks, application, d, m);
            lines.push(Line {
                dossier: d.id.clone(),
                reference: d.reference.clone(),
                org_name: d.summary.org_name.clone(),
                guest,
                missing: self
                    .input
                    .reviews
                    .saturating_sub(readers.get(&d.id).copied().unwrap_or(0)),
                cells: members.iter().map(cell).collect(),
            });
        }
        lines
    }

    fn cell(
        &self,
        marks: &BTreeMap<(&DossierId, &ExpertId), Mark>,
        application: usize,
        d: &Dossier,
        member: usize,
    ) -> Cell {
        let expert = &self.input.members[member].expert.id;
        let pair = self.input.pair(application, member);
        let mark = match marks.get(&(&d.id, expert)) {
            Some(mark) => *mark,
            None if self.input.conflicted.contains(&pair) => Mark::Conflict,
            None => Mark::Open,
        };
        Cell { mark, fits: self.fit.lacks(application, member) == 0, wish: self.input.wish(&pair) }
    }
}
