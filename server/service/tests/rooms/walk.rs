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
use service::{Agreeing, Error, Listing, Service};

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
    /// Applications a conflict was found with under a conclusion that was signed already.
    late: BTreeSet<(Review, DossierId)>,
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
        let (name, outcome) = match self.below(26) {
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
                ("give back", self.w.given_back(&who, review, &panel, WHY).await)
            }
            16 => {
                let who = self.mostly(chair());
                ("release", self.w.service.release_lists(&who, review).await)
            }
            17 => ("list", self.list().await),
            18 => ("decline", self.decline(review).await),
            19 => {
                let (who, seed) = (self.mostly(self.w.office.clone()), self.below(1_000));
                let seed = i64::try_from(seed).unwrap();
                let published = self.w.service.publish_assignment(&who, seed, None, "").await;
                ("refill", published.map(drop))
            }
            20 => ("move", self.moved(panel).await),
            21 => {
                let n = self.below(self.ids.len());
                let (who, id) = (self.mostly(self.w.office.clone()), self.ids[n].clone());
                // Seldom, or nobody is left to be heard.
                if self.often(80) {
                    return None;
                }
                ("cancel", self.w.cancelled(&who, &id, WHY).await)
            }
            22 => ("timer", self.timer(panel).await),
            23 => ("set aside", self.set_aside().await),
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

    /// An expert finds a conflict before they have scored.
    async fn conflict(&mut self) -> service::Result<()> {
        // Seldom, or nobody is left to score.
        if self.scores.len() < 6 || !self.often(30) {
            return Err(Refusal::NotYours.into());
        }
        let (p, e, n) =
            (self.below(PANELS) + 1, self.below(EXPERTS - 1) + 2, self.below(self.ids.len()));
        let id = self.ids[n].clone();
        self.w.service.undertake(&expert_actor(p, e), std::slice::from_ref(&id)).await?;
        self.found(&id, &expert_id(p, e)).await;
        Ok(())
    }

    /// The Office records one afterwards: what they have scored counts no more, in either review.
    async fn set_aside(&mut self) -> service::Result<()> {
        let scored: Vec<(DossierId, ExpertId)> =
            self.scores.keys().map(|k| (k.1.clone(), k.2.clone())).collect();
        let n = self.below(scored.len());
        let Some((id, expert)) = scored.get(n).cloned() else {
            return Err(Refusal::NotYours.into());
        };
        let leads = (1..=PANELS).any(|p| expert == expert_id(p, 1));
        if leads || !self.often(15) {
            return Err(Refusal::NotYours.into());
        }
        let mut db = self.w.service.read().await?;
        let reference = db.dossier(&id).await?.unwrap().reference;
        drop(db);
        let who = self.mostly(self.w.office.clone());
        self.w.service.record_conflict(&who, &expert, &reference, WHY).await?;
        self.found(&id, &expert).await;
        Ok(())
    }

    /// A conflict that was accepted, in the model.
    async fn found(&mut self, id: &DossierId, expert: &ExpertId) {
        self.scores.retain(|(_, d, x), _| (d, x) != (id, expert));
        let mut db = self.w.service.read().await.unwrap();
        let home = db.dossier(id).await.unwrap().unwrap().panel;
        for review in Review::ALL {
            let all = db.deliberations(&self::id(), review).await.unwrap();
            let round = all.iter().find(|d| Some(&d.panel) == home.as_ref());
            if round.is_some_and(|d| d.round.stage() != PanelStage::Open) {
                self.late.insert((review, id.clone()));
            }
        }
    }

    async fn decline(&mut self, review: Review) -> service::Result<()> {
        let (p, e, n) =
            (self.below(PANELS) + 1, self.below(EXPERTS) + 1, self.below(self.ids.len()));
        let (who, id) = (expert_actor(p, e), self.ids[n].clone());
        self.w.service.decline_review(&who, review, &id, WHY).await
    }

    /// Others sit in a session that was told, or it moves to the next day.
    async fn moved(&mut self, p: usize) -> service::Result<()> {
        let session = format!("sitting-{p}").into();
        let seen = self.w.service.defence_session(&self.w.office, &session).await?;
        let Some(mut form) = seen.form else { return Ok(()) };
        let expert = expert_id(p, self.below(EXPERTS) + 1);
        match form.experts.iter().position(|e| *e == expert) {
            Some(at) => drop(form.experts.remove(at)),
            None => form.experts.push(expert),
        }
        if self.often(20) {
            form.starts = day(93).show_field();
        }
        let who = self.mostly(self.w.office.clone());
        let s = &self.w.service;
        s.plan_session(&who, Some(&session), &panel_id(p), &form, (WHY, "")).await.map(drop)
    }

    async fn timer(&mut self, p: usize) -> service::Result<()> {
        let (session, number) = (format!("sitting-{p}").into(), self.below(3) + 1);
        let number = u32::try_from(number).unwrap();
        let who = self.mostly(lead_actor(p));
        match self.often(60) {
            true => self.w.service.begin_slot(&who, &session, number).await,
            false => self.w.service.unbegin_slot(&who, &session, number).await,
        }
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
        self.w.service.sign_conclusion(&who, review, &id, &seen.sha256).await?;
        self.signed(review, panel).await;
        Ok(())
    }

    /// What is signed anew is signed over what is there now.
    async fn signed(&mut self, review: Review, panel: usize) {
        let mut db = self.w.service.read().await.unwrap();
        let lines = db.board_lines(review, &id()).await.unwrap();
        let ours =
            |d: &DossierId| lines.iter().any(|l| l.dossier == *d && l.panel == panel_id(panel));
        self.late.retain(|(of, d)| *of != review || !ours(d));
    }

    /// Whatever chance has left open is done in order, so that the lists come out: the gaps are filled, everybody
    /// is heard and scores, the panels agree on the order of the scores, sign and are confirmed.
    async fn settle(&mut self, review: Review) {
        let s = self.w.service.clone();
        let office = self.w.office.clone();
        match review {
            Review::Written => drop(s.publish_assignment(&office, 1, None, "").await),
            Review::Defence => {
                // Past all that was moved; whoever has nobody left to hear them does not come.
                self.w.clock.set(day(93).plus(20 * 60 * MINUTE));
                let mut db = s.read().await.unwrap();
                let lines = db.board_lines(review, &id()).await.unwrap();
                drop(db);
                for d in self.ids.iter().filter(|d| lines.iter().all(|l| l.dossier != **d)) {
                    drop(self.w.cancelled(&office, d, WHY).await);
                }
                for (p, n) in (1..=PANELS).flat_map(|p| (1..=5).map(move |n| (p, n))) {
                    drop(s.begin_slot(&office, &format!("sitting-{p}").into(), n).await);
                }
            }
        }
        self.push(review).await;
        for p in 1..=PANELS {
            self.conclude(review, p).await;
        }
        if s.release_lists(&chair(), review).await.is_ok() {
            self.taken.insert("release");
            self.maybe_defence().await;
        }
        for _ in 0..20 {
            if self.list().await.is_ok() {
                self.taken.insert("list");
                break;
            }
        }
        self.holds().await;
    }

    async fn conclude(&mut self, review: Review, p: usize) {
        let (s, lead, panel) = (self.w.service.clone(), lead_actor(p), panel_id(p));
        drop(self.w.given_back(&chair(), review, &panel, WHY).await);
        let Ok(seen) = s.deliberation(&lead, review, &panel).await else { return };
        drop(s.refresh_results(&lead, review, &panel, seen.revision).await);
        for n in 0..seen.rows.len() {
            let seen = s.deliberation(&lead, review, &panel).await.unwrap();
            let mut rows: Vec<_> = seen.rows.iter().collect();
            rows.sort_by_key(|r| (r.computed.unwrap_or(u32::MAX), r.reference.clone()));
            let places = usize::try_from(seen.panel.places).unwrap();
            let agreeing = Agreeing {
                dossier: rows[n].dossier.clone(),
                verdict: if n < places { Verdict::Shortlisted } else { Verdict::Reserve },
                rank: u32::try_from(n + 1).unwrap(),
                reason: WHY.into(),
                minutes: String::new(),
                exception: WHY.into(),
                revision: seen.revision,
            };
            drop(s.agree(&lead, review, &panel, &agreeing).await);
        }
        let Ok(seen) = s.deliberation(&lead, review, &panel).await else { return };
        if s.sign_conclusion(&lead, review, &panel, &seen.sha256).await.is_ok() {
            self.taken.insert("sign");
            self.signed(review, p).await;
        }
        drop(s.confirm_conclusion(&chair(), review, &panel, &seen.sha256).await);
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
            6 => s.give_back_initial_list(&who, (&seen.sha256, WHY)).await,
            _ => s.reopen_initial_list(&who, WHY).await,
        }
    }

    /// A board that is made anew after each seal is the one that is read whole.
    async fn boards_hold(&self) {
        let whole = Service { held: service::Held::default(), ..self.w.service.clone() };
        for review in Review::ALL {
            let renewed = self.w.service.board_digest(&chair(), review, None, None).await.unwrap();
            let read = whole.board_digest(&chair(), review, None, None).await.unwrap();
            assert_eq!(renewed, read, "the board of {review:?}");
        }
    }

    /// What must hold after whatever was done.
    async fn holds(&self) {
        self.boards_hold().await;
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
                    let late = self.late.contains(&(review, line.dossier.clone()));
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
    let late = BTreeSet::new();
    let mut walk = Walk { w, chance, ids, scores: Scores::new(), defending: false, taken, late };
    for n in 0..STEPS {
        if n == STEPS / 4 {
            walk.push(Review::Written).await;
        }
        if n == STEPS / 2 && !walk.defending {
            walk.settle(Review::Written).await;
        }
        if n == STEPS * 5 / 8 && walk.defending {
            walk.push(Review::Defence).await;
        }
        if n == STEPS * 3 / 4 && walk.defending {
            walk.settle(Review::Defence).await;
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
    for reached in ["seal", "sign", "release", "list"] {
        assert!(walk.taken.contains(reached), "{reached}: {:?}", walk.taken);
    }
    assert!(walk.defending);
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
