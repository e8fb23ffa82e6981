//! What an assignment is computed from, and what comes out (Art. 12, 14, 15).

use std::collections::{BTreeMap, BTreeSet};

use domain::application::version::digest;
use domain::committee::assignment::{
    AppNeed, Bridge, Costs, ExpertCap, Expertise, Failure, FitWeights, Infeasible, Problem,
    Subject, bridging, fit_cost, solve,
};
use domain::committee::pairing::Wish;
use domain::deliberation::Review;
use domain::deliberation::places::Idle;
use domain::ids::{DossierId, ExpertId, PanelId};
use domain::journey::Stage;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::season::Season;
use domain::views::committee::Proposal;

use crate::conflict::{Belongings, found};
use crate::kept_away::committee;
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::ports::committee::{Assignment, Conflict, Member, Panel};
use crate::ports::pairing::Pairing;
use crate::{Fault, Result};

/// An application and an expert.
pub(super) type Pair = (DossierId, ExpertId);

/// What an assignment is computed from.
pub(super) struct Input {
    pub(super) season: Season,
    /// Applications that wait for experts, then those that are published already.
    pub(super) dossiers: Vec<Dossier>,
    pub(super) panels: Vec<Panel>,
    pub(super) members: Vec<Member>,
    /// Home panel of each dossier, index into `panels`.
    pub(super) home: Vec<usize>,
    /// Members who can sign in.
    pub(super) able: BTreeSet<ExpertId>,
    /// Pairs in conflict.
    pub(super) conflicted: BTreeSet<Pair>,
    /// Conflicts found now, not stored yet.
    pub(super) found: Vec<Conflict>,
    /// What is wished for pairs.
    pub(super) wishes: BTreeMap<Pair, Pairing>,
    /// Pairs whose review is sealed.
    pub(super) sealed: BTreeSet<Pair>,
    /// What is published, but for pairs in conflict.
    pub(super) published: Vec<Assignment>,
    /// Published pairs in which a conflict was found since; they are taken out.
    pub(super) fallen: Vec<Assignment>,
    /// How many applications each member can take.
    pub(super) limits: Vec<u32>,
    /// Those of them who have a limit of their own.
    pub(super) own_limits: BTreeMap<ExpertId, i64>,
    /// Reviews of an application.
    pub(super) reviews: u32,
}

/// A solved assignment.
pub(super) struct Plan {
    pub(super) input: Input,
    /// Pairs to publish; none of them is published yet.
    pub(super) pairs: Vec<Assignment>,
    cost: i64,
    /// What each pair lacks in fit.
    pub(super) fit: Fit,
    bridging: u32,
    seed: i64,
}

/// Reads what an assignment is computed from: every query once, whatever the rows.
///
/// # Errors
/// Without panels or members, and where fewer reviews are asked for than the season allows.
pub(super) async fn load(db: &mut dyn Session, reviews: Option<u32>) -> Result<Input> {
    let season = crate::season(db).await?;
    let reviews = reviews.unwrap_or(season.review.reviews);
    if !(season.review.reviews_min..=season.review.reviews).contains(&reviews) {
        return Err(Refusal::BadValue { field: "reviews".into() }.into());
    }
    let mut dossiers = db.dossiers_at(&season.id, &[Stage::FormalityPassed]).await?;
    let waiting = dossiers.len();
    dossiers.extend(db.dossiers_at(&season.id, &[Stage::WrittenReview]).await?);
    let mut panels = db.panels(&season.id).await?;
    let members = db.members(&season.id).await?;
    // A panel that is still to be drawn reads nothing.
    panels.retain(|p| {
        members.iter().any(|m| m.panel == p.id)
            || dossiers.iter().any(|d| d.panel.as_ref() == Some(&p.id))
    });
    if dossiers.is_empty() || panels.is_empty() || members.is_empty() {
        return Err(Refusal::NothingToPublish.into());
    }
    let accounts = db.able_holders(&season.id, Role::Expert.code()).await?;
    let holders = db.holders(&season.id, Role::Expert.code()).await?;
    let able =
        holders.into_iter().filter(|h| accounts.contains(&h.0)).map(|h| h.3.into()).collect();
    let stored = db.conflicts(&season.id).await?;
    let mut conflicted: BTreeSet<Pair> =
        stored.into_iter().map(|c| (c.dossier, c.expert)).collect();
    // Chair and vice chair come from the pool too: the board opens to them (Art. 13, 15).
    let seated = committee(db, &season.id).await?;
    let belongings = Belongings::of(db.belongings(&season.id).await?);
    let mut found = found(&dossiers, seated.iter(), &belongings, &conflicted);
    conflicted.extend(found.iter().map(|c| (c.dossier.clone(), c.expert.clone())));
    let sealed: BTreeSet<Pair> = db.sealed_pairs(&season.id).await?.into_iter().collect();
    // A score that is sealed is set aside with its pair, unless the panel's conclusion is signed over it.
    let signed: BTreeSet<PanelId> = db
        .deliberations(&season.id, Review::Written)
        .await?
        .into_iter()
        .filter(|d| d.round.require_open().is_err())
        .map(|d| d.panel)
        .collect();
    let stays = |pair: &Pair| {
        let home = dossiers.iter().find(|d| d.id == pair.0).and_then(|d| d.panel.as_ref());
        sealed.contains(pair) && home.is_some_and(|panel| signed.contains(panel))
    };
    let (fallen, published) = db.assignments(&season.id).await?.into_iter().partition(|a| {
        let pair = (a.dossier.clone(), a.expert.clone());
        conflicted.contains(&pair) && !stays(&pair)
    });
    found.retain(|c| !stays(&(c.dossier.clone(), c.expert.clone())));
    let wishes = db.pairings(&season.id).await?;
    let wishes = wishes.into_iter().map(|p| ((p.dossier.clone(), p.expert.clone()), p)).collect();
    let own_limits: BTreeMap<ExpertId, i64> =
        db.load_limits(&season.id).await?.into_iter().collect();
    let limit = |m: &Member| {
        let own = own_limits.get(&m.expert.id).and_then(|n| u32::try_from(*n).ok());
        own.unwrap_or(season.review.load_max)
    };
    let limits = members.iter().map(limit).collect();
    let home = home_panels(&dossiers[..waiting], &dossiers[waiting..], &panels);
    Ok(Input {
        season,
        dossiers,
        panels,
        members,
        able,
        home,
        conflicted,
        found,
        wishes,
        published,
        fallen,
        sealed,
        limits,
        own_limits,
        reviews,
    })
}

/// How far the knowledge of members is from what applications are about (Art. 12).
pub(super) struct Fit {
    subjects: Vec<Subject>,
    known: Vec<Expertise>,
    weights: FitWeights,
}

impl Fit {
    /// What a pair lacks, by indices of dossier and member; 0 for a perfect fit.
    pub(super) fn lacks(&self, application: usize, member: usize) -> i64 {
        fit_cost(&self.subjects[application], &self.known[member], &self.weights)
    }
}

/// Reviews of one application by experts of one panel, and who of them is settled.
struct Wanted {
    application: usize,
    panel: usize,
    need: u32,
    /// Members whose pair is published or wished for.
    settled: Vec<usize>,
}

impl Input {
    /// Whether anything waits or is missing.
    pub(super) fn has_work(&self) -> bool {
        let mut readers: BTreeMap<&DossierId, u32> = BTreeMap::new();
        for a in &self.published {
            *readers.entry(&a.dossier).or_default() += 1;
        }
        let short = |d: &Dossier| readers.get(&d.id).copied().unwrap_or(0) < self.reviews;
        !self.fallen.is_empty() || self.dossiers.iter().any(short)
    }

    pub(super) fn fit(&self) -> Fit {
        let known: Vec<Expertise> = self
            .members
            .iter()
            .map(|m| Expertise::of(&m.expert.fields, &m.expert.methods))
            .collect();
        let methods: BTreeSet<String> = known.iter().flat_map(|k| k.methods.clone()).collect();
        // What an application applies is named by its title, and by its direction where that is a method.
        let subject = |d: &Dossier| {
            let industry = d.summary.industry.trim_start_matches(char::is_alphabetic);
            let of = |code: &str| self.season.directions.iter().find(|x| x.code == code);
            let direction = of(&d.summary.direction).map_or("", |x| x.zh.as_str());
            Subject::of(industry, &[&d.summary.title, direction], &methods)
        };
        Fit {
            subjects: self.dossiers.iter().map(subject).collect(),
            known,
            weights: FitWeights::default(),
        }
    }

    fn panel_of(&self) -> Vec<Option<usize>> {
        let place = |m: &Member| self.panels.iter().position(|p| p.id == m.panel);
        self.members.iter().map(place).collect()
    }

    /// A pair by indices of dossier and member.
    pub(super) fn pair(&self, application: usize, member: usize) -> Pair {
        (self.dossiers[application].id.clone(), self.members[member].expert.id.clone())
    }

    /// What is wished for it.
    pub(super) fn wish(&self, pair: &Pair) -> Option<Wish> {
        self.wishes.get(pair).map(|p| p.wish)
    }

    /// Whether a member is stood down: they are given nothing more (Art. 19).
    pub(super) fn stands_down(&self, member: usize) -> bool {
        self.members[member].stood_down.is_some()
    }

    /// Whether a member was to read an application and does not after all: given back by them, or taken from one who is
    /// stood down.
    fn left(&self, application: usize, member: usize) -> bool {
        match self.wish(&self.pair(application, member)) {
            Some(Wish::Declined) => true,
            Some(Wish::Never) => self.stands_down(member),
            Some(Wish::Must) | None => false,
        }
    }

    /// The panels that read across, drawn for what waits; what is published keeps its own.
    fn bridges(&self, seed: i64) -> Vec<Bridge> {
        let share = self.season.review.bridging_percent;
        let waits = |d: &Dossier| d.standing.stage() == Stage::FormalityPassed;
        let waiting = self.dossiers.iter().take_while(|d| waits(d)).count();
        bridging(&self.home[..waiting], self.panels.len(), share, seed.unsigned_abs())
    }

    /// Lines of the problem for so many reviews each: needs by panel, with what is settled of them.
    fn wanted(&self, bridges: &[Bridge], reviews: u32) -> Vec<Wanted> {
        let index: BTreeMap<&ExpertId, usize> =
            self.members.iter().enumerate().map(|(i, m)| (&m.expert.id, i)).collect();
        let panel_of = self.panel_of();
        let mut by_dossier: BTreeMap<&DossierId, Vec<&Assignment>> = BTreeMap::new();
        for a in &self.published {
            by_dossier.entry(&a.dossier).or_default().push(a);
        }
        let mut wanted = Vec::new();
        for (application, dossier) in self.dossiers.iter().enumerate() {
            let home = self.home[application];
            let readers = by_dossier.remove(&dossier.id).unwrap_or_default();
            // Whoever has no seat any more has read or will; the rest is what is looked for.
            let (seated, gone): (Vec<_>, Vec<_>) =
                readers.into_iter().partition(|a| index.contains_key(&a.expert));
            let mut settled: Vec<usize> = seated.iter().map(|a| index[&a.expert]).collect();
            let pinned = (0..self.members.len()).filter(|&m| {
                let pair = self.pair(application, m);
                let must = self.wish(&pair) == Some(Wish::Must) && !self.stands_down(m);
                must && !self.conflicted.contains(&pair)
            });
            settled.extend(pinned);
            settled.sort_unstable();
            settled.dedup();
            let need = reviews.saturating_sub(count(gone.len()));
            let of = |m: usize| panel_of[m].unwrap_or(home);
            let mut guests: Vec<usize> =
                settled.iter().map(|&m| of(m)).filter(|p| *p != home).collect();
            // A bridge whose reader is gone is built again from the same panel.
            let left =
                (0..self.members.len()).filter(|&m| of(m) != home && self.left(application, m));
            if guests.is_empty() {
                guests.extend(left.map(of).take(1));
            }
            if guests.is_empty() {
                let drawn = bridges.iter().find(|b| b.application == application);
                guests.extend(drawn.map(|b| b.panel));
            }
            guests.sort_unstable();
            guests.dedup();
            let here = |panel: usize| settled.iter().copied().filter(move |&m| of(m) == panel);
            let mut rest = need;
            for panel in guests {
                let settled: Vec<usize> = here(panel).collect();
                let need = count(settled.len().max(1));
                rest = rest.saturating_sub(need);
                wanted.push(Wanted { application, panel, need, settled });
            }
            let settled: Vec<usize> = here(home).collect();
            // However few are wanted, the own panel has a say.
            let need = rest.max(u32::from(need > 0));
            wanted.push(Wanted { application, panel: home, need, settled });
        }
        wanted
    }

    fn problem(&self, wanted: &[Wanted], fit: &Fit) -> Problem {
        let panel_of = self.panel_of();
        let cost = Costs::build(wanted.len(), self.members.len(), |line, member| {
            let w = &wanted[line];
            let lacks = || fit.lacks(w.application, member);
            if w.settled.contains(&member) {
                return Some(lacks());
            }
            if panel_of[member] != Some(w.panel) {
                return None;
            }
            let pair = self.pair(w.application, member);
            let away = self.stands_down(member)
                || self.conflicted.contains(&pair)
                || self.wish(&pair).is_some_and(Wish::keeps_away);
            (!away).then(lacks)
        });
        let fixed: Vec<(usize, usize)> = wanted
            .iter()
            .enumerate()
            .flat_map(|(line, w)| w.settled.iter().map(move |&m| (line, m)))
            .collect();
        let held = |m: usize| count(fixed.iter().filter(|f| f.1 == m).count());
        let experts = (0..self.members.len())
            // Whoever has more than their limit already keeps it and gets nothing more.
            .map(|m| ExpertCap { cap: self.limits[m].max(held(m)) })
            .collect();
        Problem {
            applications: wanted.iter().map(|w| AppNeed { need: w.need }).collect(),
            experts,
            cost,
            fixed,
            load_step: fit.weights.load,
        }
    }

    /// The cheapest assignment of all that waits and of what is missing in what is published.
    ///
    /// # Errors
    /// [`Refusal::NothingToPublish`] where there is nothing to do; [`Refusal::Infeasible`] with the
    /// causes where the number of reviews cannot be met.
    pub(super) fn solve(self, seed: i64) -> Result<Plan> {
        if !self.has_work() {
            return Err(Refusal::NothingToPublish.into());
        }
        let fit = self.fit();
        let bridges = self.bridges(seed);
        let wanted = self.wanted(&bridges, self.reviews);
        let problem = self.problem(&wanted, &fit);
        let solved = match solve(&problem) {
            Ok(solved) => solved,
            Err(Failure::Infeasible(why)) => {
                return Err(self.explain(&wanted, &why, &bridges, &fit).into());
            }
            Err(Failure::Malformed(m)) => {
                return Err(Fault::new(format!("assignment problem: {m:?}")).into());
            }
        };
        let there: BTreeSet<(&DossierId, &ExpertId)> =
            self.published.iter().map(|a| (&a.dossier, &a.expert)).collect();
        let pairs = solved.pairs.iter().filter_map(|&(line, member)| {
            let w = &wanted[line];
            let (dossier, expert) =
                (&self.dossiers[w.application].id, &self.members[member].expert.id);
            (!there.contains(&(dossier, expert))).then(|| Assignment {
                dossier: dossier.clone(),
                expert: expert.clone(),
                panel: self.panels[w.panel].id.clone(),
                bridging: w.panel != self.home[w.application],
            })
        });
        let pairs: Vec<Assignment> = pairs.collect();
        let bridged: BTreeSet<&DossierId> =
            pairs.iter().filter(|p| p.bridging).map(|p| &p.dossier).collect();
        let bridging = count(bridged.len());
        Ok(Plan { pairs, cost: solved.cost, fit, bridging, seed, input: self })
    }

    /// Why it cannot be done, by the smallest cut, and whether fewer reviews each would do.
    fn explain(
        &self,
        wanted: &[Wanted],
        why: &Infeasible,
        bridges: &[Bridge],
        fit: &Fit,
    ) -> Refusal {
        let applications: BTreeSet<String> = why
            .applications
            .iter()
            .map(|&line| self.dossiers[wanted[line].application].reference.clone())
            .collect();
        let experts: Vec<String> =
            why.experts.iter().map(|&m| self.members[m].expert.name.clone()).collect();
        let does = |reviews| solve(&self.problem(&self.wanted(bridges, reviews), fit)).is_ok();
        let fewer =
            (self.season.review.reviews_min..self.reviews).rev().find(|reviews| does(*reviews));
        let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        Refusal::Infeasible {
            missing: number(why.missing),
            applications: applications.into_iter().collect(),
            experts,
            need: number(why.need),
            eligible: number(why.eligible),
            places: number(why.places),
            fewer,
        }
    }
}

impl Plan {
    /// Names of those who are given reviews and cannot sign in.
    fn unreached(&self) -> Vec<String> {
        let (input, given): (_, BTreeSet<&ExpertId>) =
            (&self.input, self.pairs.iter().map(|p| &p.expert).collect());
        let lost = |m: &&Member| given.contains(&m.expert.id) && !input.able.contains(&m.expert.id);
        input.members.iter().filter(lost).map(|m| m.expert.name.clone()).collect()
    }

    /// Refuses where there are such.
    pub(super) fn require_reached(&self) -> std::result::Result<(), Refusal> {
        match self.unreached() {
            names if names.is_empty() => Ok(()),
            names => Err(Refusal::Unreached { names }),
        }
    }

    /// What the Office is shown of it.
    pub(super) fn proposal(&self) -> Proposal {
        let input = &self.input;
        let mut loads: BTreeMap<&ExpertId, u32> = BTreeMap::new();
        for pair in input.published.iter().chain(&self.pairs) {
            *loads.entry(&pair.expert).or_default() += 1;
        }
        let load = |m: &Member| loads.get(&m.expert.id).copied().unwrap_or(0);
        let mut loads: Vec<(String, u32)> =
            input.members.iter().map(|m| (m.expert.name.clone(), load(m))).collect();
        loads.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let members: BTreeMap<&ExpertId, usize> =
            input.members.iter().enumerate().map(|(i, m)| (&m.expert.id, i)).collect();
        let dossiers: BTreeMap<&DossierId, usize> =
            input.dossiers.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
        let fits = |p: &&Assignment| {
            let (d, m) = (dossiers.get(&p.dossier), members.get(&p.expert));
            d.zip(m).is_some_and(|(d, m)| self.fit.lacks(*d, *m) == 0)
        };
        let applications: BTreeSet<&DossierId> = self.pairs.iter().map(|p| &p.dossier).collect();
        Proposal {
            seed: self.seed,
            reviews: input.reviews,
            applications: count(applications.len()),
            pairs: count(self.pairs.len()),
            kept: count(input.published.len()),
            cost: self.cost,
            fitting: count(self.pairs.iter().filter(fits).count()),
            bridging: self.bridging,
            ruled_out: count(input.conflicted.len()),
            loads,
            unreached: self.unreached(),
            idle: Idle::of(
                input.season.places(Review::Written),
                input.panels.iter().enumerate().map(|(i, p)| (p.number, input.home.contains(&i))),
            ),
            mark: self.mark(),
        }
    }

    /// Mark of what it publishes: pairs, and the panels applications go to. The seed alone does not name it: a dossier
    /// that passed, a wish, a limit or a conflict since gives other pairs (Art. 12).
    pub(super) fn mark(&self) -> String {
        let input = &self.input;
        let mut pairs: Vec<_> =
            self.pairs.iter().map(|p| (&p.dossier, &p.expert, &p.panel, p.bridging)).collect();
        pairs.sort();
        let homes = input.dossiers.iter().zip(&input.home);
        let mut homes: Vec<_> = homes.map(|(d, p)| (&d.id, &input.panels[*p].id)).collect();
        homes.sort();
        digest(&serde_json::to_string(&(pairs, homes)).unwrap_or_default())
    }
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The home panel of each dossier. What waits goes to a panel that covers its division, the
/// emptiest of them; to the emptiest of all where none does. What is published keeps its own.
fn home_panels(waiting: &[Dossier], published: &[Dossier], panels: &[Panel]) -> Vec<usize> {
    let own = |d: &Dossier| panels.iter().position(|p| Some(&p.id) == d.panel.as_ref());
    let settled: Vec<usize> = published.iter().map(|d| own(d).unwrap_or(0)).collect();
    let mut load: BTreeMap<usize, usize> = BTreeMap::new();
    for panel in &settled {
        *load.entry(*panel).or_default() += 1;
    }
    let mut homes: Vec<usize> = waiting
        .iter()
        .map(|d| {
            let division: String =
                d.summary.industry.chars().filter(char::is_ascii_digit).take(2).collect();
            let fits = |p: &usize| panels[*p].fields.contains(&division);
            let all = || 0..panels.len();
            let emptiest = |candidates: Vec<usize>| {
                candidates.into_iter().min_by_key(|p| (load.get(p).copied().unwrap_or(0), *p))
            };
            let home = emptiest(all().filter(fits).collect())
                .or_else(|| emptiest(all().collect()))
                .unwrap_or(0);
            *load.entry(home).or_default() += 1;
            home
        })
        .collect();
    homes.extend(settled);
    homes
}
