//! Walks at random: whoever does whatever in whatever order, from the first sheet of the written review to the
//! initial list. After every step that was taken it holds that no sealed score changed without an
//! amendment, nobody in conflict is assigned, what was signed has its reviews or an exception, every
//! application has one agreed result, and no list is longer than its places (Art. 15, 19, 20).

use std::collections::{BTreeMap, BTreeSet};

use domain::committee::draw::SplitMix64;
use domain::deliberation::agreed::Verdict;
use domain::deliberation::panel_round::PanelStage;
use domain::ids::{DossierId, ExpertId};
use domain::journey::Stage;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::stamp::MINUTE;
use service::journal::{self, Verdict as Chain};
use service::{Agreeing, Error, Listing};

use crate::on_both;
use crate::world::*;

const WHY: &str = "随机演练：评委会认为理由充分，记录在案。";
const PANELS: usize = 2;
const EXPERTS: usize = 4;
const STEPS: usize = 400;

/// What scores must be: the model the world is held against.
type Scores = BTreeMap<(Review, DossierId, ExpertId), i64>;

struct Walk {
    w: World,
    chance: SplitMix64,
    ids: Vec<DossierId>,
    scores: Scores,
    /// The slots of the defence are there.
    defending: bool,
    taken: BTreeSet<&'static str>,
}

impl Walk {
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.chance.next_u64() % u64::try_from(n.max(1)).unwrap()).unwrap()
    }

    fn often(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn somebody(&mut self) -> Actor {
        let (p, e) = (self.below(PANELS) + 1, self.below(EXPERTS) + 1);
        match self.below(10) {
            0 => unit(),
            1 => self.w.office.clone(),
            2 => chair(),
            3 => actor("vice-1", Role::ViceChair, "vice"),
            4..=6 => lead_actor(p),
            _ => expert_actor(p, e),
        }
    }

    /// Who has the seat for an act, mostly; anybody now and then.
    fn mostly(&mut self, who: Actor) -> Actor {
        if self.often(75) { who } else { self.somebody() }
    }

    fn review(&mut self) -> Review {
        if self.defending && self.often(80) { Review::Defence } else { Review::Written }
    }

    /// Whatever happens next; its name where it was done.
    async fn step(&mut self) -> Option<&'static str> {
        let review = self.review();
        let panel = self.below(PANELS) + 1;
        let (name, outcome) = match self.below(20) {
            0..=5 => ("seal", self.seal(review).await),
            6 => ("amend", self.amend(review).await),
            7 => ("conflict", self.conflict().await),
            8..=9 => ("agree", self.agree(review, panel).await),
            10..=12 => ("sign", self.sign(review, panel).await),
            13..=14 => ("confirm", self.confirm(review, panel).await),
            // Seldom, or nothing is ever released.
            15 if self.often(75) => return None,
            15 => {
                let (who, panel) = (self.mostly(chair()), panel_id(panel));
                let back = self.w.service.give_back_conclusion(&who, review, &panel, WHY);
                ("give back", back.await)
            }
            16 => {
                let who = self.mostly(chair());
                ("release", self.w.service.release_lists(&who, review).await)
            }
            17 => ("list", self.list().await),
            _ => ("heads", self.heads().await),
        };
        match outcome {
            Ok(()) => Some(name),
            Err(Error::Refused(_)) => None,
            Err(Error::Fault(fault)) => panic!("{name}: {fault}"),
        }
    }

    async fn seal(&mut self, review: Review) -> service::Result<()> {
        let (p, e) = (self.below(PANELS) + 1, self.below(EXPERTS) + 1);
        let n = self.below(self.ids.len());
        let who = self.mostly(expert_actor(p, e));
        let id = self.ids[n].clone();
        let percent = u32::try_from(self.below(11) * 10).unwrap();
        let form = if review.is_written() { sheet(percent) } else { defence_sheet(percent) };
        self.w.service.seal_sheet(&who, review, &id, &form).await?;
        self.noted(review, &id, &who).await;
        Ok(())
    }

    async fn amend(&mut self, review: Review) -> service::Result<()> {
        let (p, e, n) =
            (self.below(PANELS) + 1, self.below(EXPERTS) + 1, self.below(self.ids.len()));
        let (who, id) = (expert_actor(p, e), self.ids[n].clone());
        let percent = u32::try_from(self.below(11) * 10).unwrap();
        let form = if review.is_written() { sheet(percent) } else { defence_sheet(percent) };
        self.w.service.amend_sheet(&who, review, &id, &form, WHY).await?;
        self.noted(review, &id, &who).await;
        Ok(())
    }

    /// Takes the score an accepted act has left into the model.
    async fn noted(&mut self, review: Review, id: &DossierId, who: &Actor) {
        let expert = who.expert().unwrap();
        let mut db = self.w.service.read().await.unwrap();
        let totals = db.totals_of(review, id).await.unwrap();
        let own = totals.iter().find(|t| t.0 == expert).unwrap().1;
        self.scores.insert((review, id.clone(), expert), own);
    }

    /// An expert finds a conflict late: what they have scored there counts no more.
    async fn conflict(&mut self) -> service::Result<()> {
        // Seldom, or nobody is left to score.
        if self.scores.len() < 6 || !self.often(30) {
            return Err(Refusal::NotYours.into());
        }
        let (p, e, n) =
            (self.below(PANELS) + 1, self.below(EXPERTS - 1) + 2, self.below(self.ids.len()));
        let id = self.ids[n].clone();
        self.w.service.undertake(&expert_actor(p, e), std::slice::from_ref(&id)).await?;
        let expert = expert_id(p, e);
        self.scores.retain(|(_, d, x), _| (d, x) != (&id, &expert));
        Ok(())
    }

    async fn agree(&mut self, review: Review, panel: usize) -> service::Result<()> {
        let lead = lead_actor(panel);
        let seen = self.w.service.deliberation(&lead, review, &panel_id(panel)).await?;
        let n = self.below(seen.rows.len());
        let Some(row) = seen.rows.get(n) else { return Err(Refusal::NotYours.into()) };
        let verdict = Verdict::ALL[self.below(3)];
        let rank = u32::try_from(self.below(seen.rows.len()) + 1).unwrap();
        let exception = if self.often(70) { WHY } else { "" };
        let agreeing = Agreeing {
            dossier: row.dossier.clone(),
            verdict,
            rank,
            reason: if self.often(80) { WHY } else { "" }.into(),
            minutes: String::new(),
            exception: exception.into(),
            revision: seen.revision,
        };
        let who = self.mostly(lead);
        self.w.service.agree(&who, review, &panel_id(panel), &agreeing).await
    }

    async fn sign(&mut self, review: Review, panel: usize) -> service::Result<()> {
        let (lead, id) = (lead_actor(panel), panel_id(panel));
        let seen = self.w.service.deliberation(&lead, review, &id).await?;
        if seen.panel.stage == PanelStage::Open && self.often(50) {
            self.w.service.refresh_results(&lead, review, &id, seen.revision).await?;
        }
        let seen = self.w.service.deliberation(&lead, review, &id).await?;
        let who = self.mostly(lead);
        self.w.service.sign_conclusion(&who, review, &id, &seen.sha256).await
    }

    async fn confirm(&mut self, review: Review, panel: usize) -> service::Result<()> {
        let id = panel_id(panel);
        let seen = self.w.service.deliberation(&chair(), review, &id).await?.sha256;
        let who = self.mostly(chair());
        self.w.service.confirm_conclusion(&who, review, &id, &seen).await
    }

    async fn list(&mut self) -> service::Result<()> {
        let seen = self.w.service.initial_list(&chair()).await?;
        let n = self.below(seen.rows.len());
        let Some(row) = seen.rows.get(n) else { return Err(Refusal::NotYours.into()) };
        let reason = if self.often(80) { WHY } else { "" }.to_owned();
        let (dossier, listed) = (row.dossier.clone(), self.often(50));
        let typed = Listing { dossier, listed, reason, revision: seen.revision };
        let who = self.mostly(chair());
        self.w.service.decide_listing(&who, &typed).await
    }

    async fn heads(&mut self) -> service::Result<()> {
        let mut seen = self.w.service.initial_list(&chair()).await?;
        for c in &seen.categories {
            if c.listed > c.planned
                && c.reason.is_empty()
                && self.chance.next_u64().is_multiple_of(2)
            {
                let category = c.category;
                self.w.service.explain_category(&chair(), category, WHY, seen.revision).await?;
                seen = self.w.service.initial_list(&chair()).await?;
                break;
            }
        }
        let vice = actor("vice-1", Role::ViceChair, "vice");
        let who = if self.often(50) { chair() } else { vice };
        let who = self.mostly(who);
        let s = &self.w.service;
        match self.chance.next_u64() % 8 {
            0..=2 => s.sign_initial_list(&who, &seen.sha256).await,
            3..=5 => s.confirm_initial_list(&who, &seen.sha256).await,
            6 => s.give_back_initial_list(&who, WHY).await,
            _ => s.reopen_initial_list(&who, WHY).await,
        }
    }

    /// What must hold after whatever was done.
    async fn holds(&self) {
        let mut db = self.w.service.read().await.unwrap();
        let conflicts: BTreeSet<(DossierId, ExpertId)> =
            db.conflicts(&id()).await.unwrap().into_iter().map(|c| (c.dossier, c.expert)).collect();
        for review in Review::ALL {
            let lines = db.board_lines(review, &id()).await.unwrap();
            let mut found = Scores::new();
            for line in &lines {
                for cell in &line.cells {
                    let pair = (line.dossier.clone(), cell.expert.clone());
                    assert!(!conflicts.contains(&pair), "{pair:?} in conflict");
                    if let Some(total) = cell.total {
                        found.insert((review, pair.0, pair.1), total);
                    }
                }
            }
            let model: Scores = self
                .scores
                .iter()
                .filter(|(k, _)| k.0 == review)
                .map(|(k, v)| (k.clone(), *v))
                .collect();
            assert_eq!(found, model, "scores of {review:?}");
            let kept = db.deliberations(&id(), review).await.unwrap();
            for d in kept.iter().filter(|d| d.round.stage() == PanelStage::Released) {
                for line in lines.iter().filter(|l| l.panel == d.panel) {
                    let results = d.results.in_order();
                    let own = results.iter().filter(|a| a.dossier == line.dossier).count();
                    assert_eq!(own, 1, "one agreed result of {}", line.dossier);
                }
            }
            for d in kept.iter().filter(|d| d.round.stage() != PanelStage::Open) {
                for line in lines.iter().filter(|l| l.panel == d.panel) {
                    let sealed = line.cells.iter().filter(|c| c.total.is_some()).count();
                    let least = usize::try_from(season().review.reviews_min).unwrap();
                    // A conflict that is found after the signature takes a review away; the
                    // signature was for what was there then.
                    let late = conflicts.iter().any(|c| c.0 == line.dossier);
                    let enough = sealed >= least && sealed == line.cells.len();
                    let excepted = d.exceptions.contains_key(&line.dossier);
                    assert!(enough || excepted || late, "{} has {sealed} reviews", line.dossier);
                }
            }
            if review == Review::Written
                && kept.iter().any(|d| d.round.stage() == PanelStage::Released)
            {
                for a in kept.iter().flat_map(|d| d.results.in_order()) {
                    let stage = db.dossier(&a.dossier).await.unwrap().unwrap().standing.stage();
                    let expected = match a.verdict {
                        Verdict::Shortlisted => Stage::Shortlisted,
                        Verdict::Reserve => Stage::Reserve,
                        Verdict::NotShortlisted => Stage::NotShortlisted,
                    };
                    assert_eq!(stage, expected, "{}", a.reference);
                }
            }
        }
        if let Some(list) = db.signed_list(&id()).await.unwrap() {
            let places = usize::try_from(season().planned.total()).unwrap();
            assert!(list.dossiers.len() <= places && list.signed_by != list.confirmed_by);
        }
    }

    /// The lists of the written review are out: those shortlisted come to the defence, and are heard.
    async fn maybe_defence(&mut self) {
        let mut db = self.w.service.read().await.unwrap();
        let mut shortlisted = Vec::new();
        for d in &self.ids {
            let stage = db.dossier(d).await.unwrap().unwrap().standing.stage();
            if stage == Stage::Shortlisted {
                shortlisted.push(d.clone());
            }
        }
        let released = db.deliberations(&id(), Review::Written).await.unwrap();
        drop(db);
        if self.defending || !released.iter().any(|d| d.round.stage() == PanelStage::Released) {
            return;
        }
        self.defending = true;
        self.w.clock.set(day(91));
        self.w.slots(&shortlisted, PANELS, EXPERTS).await;
        // Nobody with a conflict hears them: the Office takes care of that when it plans.
        self.w
            .tamper(
                "DELETE FROM defence_assignment WHERE EXISTS (SELECT 1 FROM conflict c WHERE \
             c.dossier = defence_assignment.dossier AND c.expert = defence_assignment.expert)",
            )
            .await;
        self.w.clock.set(day(92).plus(20 * 60 * MINUTE));
    }

    /// Everybody does what is theirs, so that the walk comes on.
    async fn push(&mut self, review: Review) {
        for (p, e) in (1..=PANELS).flat_map(|p| (1..=EXPERTS).map(move |e| (p, e))) {
            let who = expert_actor(p, e);
            for row in self.w.service.my_reviews(&who, review).await.unwrap().rows {
                let percent = u32::try_from(self.below(11) * 10).unwrap();
                let form =
                    if review.is_written() { sheet(percent) } else { defence_sheet(percent) };
                let sealed = self.w.service.seal_sheet(&who, review, &row.dossier, &form).await;
                if sealed.is_ok() {
                    self.noted(review, &row.dossier, &who).await;
                }
            }
        }
    }
}

async fn walk(w: World, seed: u64) {
    let ids = w.reviewing(5, PANELS, EXPERTS).await;
    let (chance, taken) = (SplitMix64::new(seed), BTreeSet::new());
    let mut walk = Walk { w, chance, ids, scores: Scores::new(), defending: false, taken };
    for n in 0..STEPS {
        if n == STEPS / 4 {
            walk.push(Review::Written).await;
        }
        if n == STEPS * 5 / 8 && walk.defending {
            walk.push(Review::Defence).await;
        }
        if let Some(name) = walk.step().await {
            walk.taken.insert(name);
            walk.holds().await;
            if name == "release" {
                walk.maybe_defence().await;
            }
        }
    }
    walk.holds().await;
    assert!(walk.taken.contains("seal") && walk.taken.contains("sign"), "{:?}", walk.taken);
    let mut db = walk.w.service.read().await.unwrap();
    assert!(matches!(journal::verify(&mut *db).await.unwrap(), Chain::Sound { .. }));
    drop(db);
    let World { service, fresh, .. } = walk.w;
    drop(service);
    let database = store::open(&fresh.url, store::Options { durable: false }).await.unwrap();
    assert_eq!(database.check().await.unwrap(), Vec::<String>::new());
    database.close().await;
    println!("seed {seed}: {:?}", walk.taken);
}

on_both! {
    async fn art_19_a_walk_at_random_breaks_nothing(w) {
        walk(w, 19).await;
    }

    async fn art_20_another_walk_breaks_nothing(w) {
        walk(w, 2020).await;
    }
}
