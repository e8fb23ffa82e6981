//! Who reads what (第十二条, 第十四条): the cheapest assignment, exactly.
//!
//! Every application needs a number of reviews, no pair comes twice, a conflict rules a pair out and
//! no expert reads more than their cap. Among all assignments that keep this the solver finds one of
//! least cost: a minimum-cost flow, by successive shortest paths on a graph of experts only. A path
//! hands one review from the application to an expert, who hands another application on to a second
//! expert, and so on to one with room; the next cheapest way is always taken, so the result stays
//! the cheapest for what has been placed. Where something cannot be placed nothing is relaxed: the
//! answer names the applications and experts between which the room runs out.
//!
//! An additional cost of each further review for the same expert (`load_step`) spreads the load.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

pub use bridging::{Bridge, Seats, bridging, seats};
pub use fit::{Expertise, FitWeights, Subject, fit_cost, method};

mod bridging;
mod fit;

/// Greatest absolute cost of a pair and of a load step; keeps every sum far from overflow.
pub const MAX_COST: i64 = 1_000_000_000;

/// What an application needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppNeed {
    /// Number of reviews.
    pub need: u32,
}

/// What an expert can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpertCap {
    /// Greatest number of reviews.
    pub cap: u32,
}

/// Costs of all pairs; `None` rules a pair out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    applications: usize,
    experts: usize,
    cells: Vec<Option<i64>>,
}

impl Costs {
    /// Asks for the cost of every pair (application, expert); `None` for a conflict or a pair that
    /// is not eligible.
    pub fn build(
        applications: usize,
        experts: usize,
        mut cost: impl FnMut(usize, usize) -> Option<i64>,
    ) -> Self {
        let cells =
            (0..applications * experts).map(|cell| cost(cell / experts, cell % experts)).collect();
        Self { applications, experts, cells }
    }

    /// The cost of a pair; `None` where it is ruled out or unknown.
    pub fn get(&self, application: usize, expert: usize) -> Option<i64> {
        if expert >= self.experts {
            return None;
        }
        self.cells.get(application * self.experts + expert).copied().flatten()
    }
}

/// What is to be solved. Applications and experts are known by their index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The applications.
    pub applications: Vec<AppNeed>,
    /// The experts.
    pub experts: Vec<ExpertCap>,
    /// What each pair costs.
    pub cost: Costs,
    /// Pairs (application, expert) that stay as they are and count towards need and cap.
    pub fixed: Vec<(usize, usize)>,
    /// What an expert's next review costs more for each review they already have; 0 to let the fit
    /// alone decide.
    pub load_step: i64,
}

/// Pairs (application, expert), sorted, and what they cost with the load steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The pairs, the fixed ones among them.
    pub pairs: Vec<(usize, usize)>,
    /// Σ cost of the pairs + Σ over experts of `load_step` · (0 + 1 + … + (load − 1)).
    pub cost: i64,
}

/// Why there is no assignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The problem contradicts itself.
    Malformed(Malformed),
    /// Not every need can be met.
    Infeasible(Infeasible),
}

/// How a problem contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Malformed {
    /// The table of costs is of another size.
    Shape,
    /// A cost is beyond [`MAX_COST`], or the load step is negative or beyond it.
    Cost,
    /// A fixed pair names nobody.
    UnknownPair {
        /// The application's index.
        application: usize,
        /// The expert's index.
        expert: usize,
    },
    /// A pair is fixed twice.
    RepeatedPair {
        /// The application's index.
        application: usize,
        /// The expert's index.
        expert: usize,
    },
    /// A fixed pair is ruled out, e.g. by a conflict.
    ForbiddenPair {
        /// The application's index.
        application: usize,
        /// The expert's index.
        expert: usize,
    },
    /// An expert has more fixed pairs than their cap.
    OverCap {
        /// The expert's index.
        expert: usize,
    },
}

/// Where the room runs out. All figures are what remains once the fixed pairs are taken off, and
/// `missing = need − eligible − places`: whatever is done, `applications` can put `eligible` reviews
/// with experts outside `experts` and `places` with those inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Infeasible {
    /// As many reviews as can be placed at all.
    pub partial: Assignment,
    /// How many cannot.
    pub missing: u64,
    /// The applications concerned.
    pub applications: Vec<usize>,
    /// The experts they compete for, all full; empty when there simply are too few eligible ones.
    pub experts: Vec<usize>,
    /// Reviews the applications need.
    pub need: u64,
    /// Pairs of these applications with eligible experts other than `experts`; all are used.
    pub eligible: u64,
    /// Places that `experts` have; all are used by these applications.
    pub places: u64,
}

/// The cheapest assignment that meets every need.
///
/// The same problem always gives the same pairs. Time grows with reviews × experts².
///
/// # Errors
/// [`Failure::Malformed`] before anything is tried; [`Failure::Infeasible`] with as much as can be
/// placed (which applications go short is then by their order).
pub fn solve(problem: &Problem) -> Result<Assignment, Failure> {
    let mut solver = Solver::new(problem).map_err(Failure::Malformed)?;
    let mut short = Vec::new();
    for application in 0..problem.applications.len() {
        while solver.need[application] > 0 && solver.place(application) {}
        if solver.need[application] > 0 {
            short.push(application);
        }
    }
    if short.is_empty() {
        Ok(solver.assignment())
    } else {
        Err(Failure::Infeasible(solver.explain(&short)))
    }
}

const UNREACHED: i64 = i64::MAX;

/// The state between two paths. The graph's nodes are the experts.
struct Solver<'a> {
    problem: &'a Problem,
    n: usize,
    /// Reviews still to be placed, by application.
    need: Vec<u32>,
    /// Reviews of each expert, fixed ones included.
    load: Vec<u32>,
    /// Whether a pair is assigned, by application · n + expert.
    taken: Vec<bool>,
    /// Applications an expert could hand on, and experts who could hand an application on.
    held: Vec<Vec<usize>>,
    readers: Vec<Vec<usize>>,
    /// Cheapest way for expert i to hand an application on to expert j, by i · n + j: cost, which.
    hand: Vec<(i64, usize)>,
}

impl<'a> Solver<'a> {
    fn new(problem: &'a Problem) -> Result<Self, Malformed> {
        let (m, n) = (problem.applications.len(), problem.experts.len());
        let costs = &problem.cost;
        if (costs.applications, costs.experts, costs.cells.len()) != (m, n, m * n) {
            return Err(Malformed::Shape);
        }
        let allowed = -MAX_COST..=MAX_COST;
        if problem.load_step < 0
            || !allowed.contains(&problem.load_step)
            || costs.cells.iter().flatten().any(|c| !allowed.contains(c))
        {
            return Err(Malformed::Cost);
        }
        let mut solver = Self {
            problem,
            n,
            need: problem.applications.iter().map(|a| a.need).collect(),
            load: vec![0; n],
            taken: vec![false; m * n],
            held: vec![Vec::new(); n],
            readers: vec![Vec::new(); m],
            hand: vec![(UNREACHED, 0); n * n],
        };
        for &(application, expert) in &problem.fixed {
            if application >= m || expert >= n {
                return Err(Malformed::UnknownPair { application, expert });
            }
            if costs.get(application, expert).is_none() {
                return Err(Malformed::ForbiddenPair { application, expert });
            }
            if std::mem::replace(&mut solver.taken[application * n + expert], true) {
                return Err(Malformed::RepeatedPair { application, expert });
            }
            if solver.load[expert] >= problem.experts[expert].cap {
                return Err(Malformed::OverCap { expert });
            }
            solver.load[expert] += 1;
            solver.need[application] = solver.need[application].saturating_sub(1);
        }
        Ok(solver)
    }

    /// What a pair would cost, unless it is ruled out or already there.
    fn open(&self, application: usize, expert: usize) -> Option<i64> {
        if self.taken[application * self.n + expert] {
            None
        } else {
            self.problem.cost.get(application, expert)
        }
    }

    fn full(&self, expert: usize) -> bool {
        self.load[expert] >= self.problem.experts[expert].cap
    }

    /// What one more review adds to an expert's load cost.
    fn step(&self, expert: usize) -> i64 {
        self.problem.load_step.saturating_mul(i64::from(self.load[expert]))
    }

    /// Whether a shortest path may go on from an expert. Without load steps it need not pass one
    /// with room: ending there is never dearer.
    fn passes(&self, expert: usize) -> bool {
        self.problem.load_step > 0 || self.full(expert)
    }

    /// Places one review along the cheapest path; `false` if there is none.
    fn place(&mut self, application: usize) -> bool {
        let (distance, from) = self.search(application);
        let end = (0..self.n)
            .filter(|&e| distance[e] != UNREACHED && !self.full(e))
            .min_by_key(|&e| (distance[e].saturating_add(self.step(e)), self.load[e], e));
        let Some(end) = end else { return false };
        // Walk back: each hop moves the application that made it cheapest. Hops use distinct pairs,
        // so they can be read off before any is made.
        let mut moves = Vec::new();
        let mut path = vec![end];
        let mut at = end;
        while let Some(before) = from[at] {
            moves.push((self.hand[before * self.n + at].1, before, at));
            path.push(before);
            at = before;
        }
        for &(moved, giver, taker) in &moves {
            self.taken[moved * self.n + giver] = false;
            self.taken[moved * self.n + taker] = true;
            self.held[giver].retain(|&a| a != moved);
            self.readers[moved].retain(|&e| e != giver);
        }
        for (moved, taker) in
            moves.iter().map(|&(moved, _, taker)| (moved, taker)).chain([(application, at)])
        {
            self.taken[moved * self.n + taker] = true;
            self.held[taker].push(moved);
            self.readers[moved].push(taker);
        }
        self.load[end] += 1;
        self.need[application] -= 1;
        self.refresh(&path, &moves, (application, at));
        true
    }

    /// Label-correcting search from an application over the experts: cheapest cost of reaching each,
    /// and from whom (`None`: straight from the application).
    fn search(&self, application: usize) -> (Vec<i64>, Vec<Option<usize>>) {
        let n = self.n;
        let mut distance: Vec<i64> =
            (0..n).map(|e| self.open(application, e).unwrap_or(UNREACHED)).collect();
        let mut from = vec![None; n];
        let mut queue: VecDeque<usize> =
            (0..n).filter(|&e| distance[e] != UNREACHED && self.passes(e)).collect();
        let mut queued = vec![false; n];
        queue.iter().for_each(|&e| queued[e] = true);
        while let Some(i) = queue.pop_front() {
            queued[i] = false;
            for j in 0..n {
                let hop = self.hand[i * n + j].0;
                if hop == UNREACHED || distance[i] + hop >= distance[j] {
                    continue;
                }
                distance[j] = distance[i] + hop;
                from[j] = Some(i);
                if self.passes(j) && !std::mem::replace(&mut queued[j], true) {
                    queue.push_back(j);
                }
            }
        }
        (distance, from)
    }

    /// Renews the hand-overs that a path has changed: whole rows of the experts on it, and for the
    /// other readers of a moved application the columns of its giver and taker.
    fn refresh(&mut self, path: &[usize], moves: &[(usize, usize, usize)], first: (usize, usize)) {
        for &i in path {
            (0..self.n).for_each(|j| self.renew(i, j));
        }
        for &(moved, giver, taker) in moves {
            for reader in self.readers[moved].clone() {
                self.renew(reader, giver);
                self.renew(reader, taker);
            }
        }
        for reader in self.readers[first.0].clone() {
            self.renew(reader, first.1);
        }
    }

    fn renew(&mut self, i: usize, j: usize) {
        let cheapest = if i == j || !self.passes(i) {
            None
        } else {
            self.held[i]
                .iter()
                .filter_map(|&a| Some((self.open(a, j)? - self.problem.cost.get(a, i)?, a)))
                .min()
        };
        self.hand[i * self.n + j] = cheapest.unwrap_or((UNREACHED, 0));
    }

    fn assignment(&self) -> Assignment {
        let pairs: Vec<(usize, usize)> = (0..self.taken.len())
            .filter(|&cell| self.taken[cell])
            .map(|cell| (cell / self.n, cell % self.n))
            .collect();
        let pair_cost: i64 = pairs.iter().filter_map(|&(a, e)| self.problem.cost.get(a, e)).sum();
        let steps: i64 = self.load.iter().map(|&l| i64::from(l) * (i64::from(l) - 1) / 2).sum();
        Assignment {
            cost: pair_cost.saturating_add(self.problem.load_step.saturating_mul(steps)),
            pairs,
        }
    }

    /// The minimum cut: what can be reached from the applications that went short. Every expert
    /// reached is full, and every pair that leads out is used.
    fn explain(&self, short: &[usize]) -> Infeasible {
        let mut in_applications = vec![false; self.need.len()];
        let mut in_experts = vec![false; self.n];
        let mut queue: Vec<usize> = short.to_vec();
        short.iter().for_each(|&a| in_applications[a] = true);
        while let Some(application) = queue.pop() {
            for (expert, seen) in in_experts.iter_mut().enumerate() {
                if self.open(application, expert).is_none() || std::mem::replace(seen, true) {
                    continue;
                }
                for &held in &self.held[expert] {
                    if !std::mem::replace(&mut in_applications[held], true) {
                        queue.push(held);
                    }
                }
            }
        }
        let chosen = |set: &[bool]| (0..set.len()).filter(|&i| set[i]).collect::<Vec<_>>();
        let (applications, experts) = (chosen(&in_applications), chosen(&in_experts));
        let held = |e: usize| self.held[e].len() as u64;
        let need = |a: usize| u64::from(self.need[a]) + self.readers[a].len() as u64;
        let outside = |a: usize| self.readers[a].iter().filter(|&&e| !in_experts[e]).count() as u64;
        Infeasible {
            partial: self.assignment(),
            missing: short.iter().map(|&a| u64::from(self.need[a])).sum(),
            need: applications.iter().map(|&a| need(a)).sum(),
            eligible: applications.iter().map(|&a| outside(a)).sum(),
            places: experts.iter().map(|&e| held(e)).sum(),
            applications,
            experts,
        }
    }
}

#[cfg(test)]
mod tests;
