//! Art. 11–15: experts, panels, undertakings, conflicts, the assignment.

use std::collections::{BTreeMap, BTreeSet};

use domain::committee::pairing::Wish;
use domain::deliberation::places::Idle;
use domain::ids::{DossierId, ExpertId};
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::views::matrix::Mark;
use service::ports::committee::Expert;
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::answers::{UNIT, code, organisation};
use crate::world::*;

/// Who reads what.
async fn pairs(w: &World) -> BTreeSet<(DossierId, ExpertId)> {
    let mut db = w.service.read().await.unwrap();
    db.assignments(&id()).await.unwrap().into_iter().map(|a| (a.dossier, a.expert)).collect()
}

on_both! {
    async fn art_13_there_is_one_chair_and_one_vice_chair(w) {
        w.passed(1).await;
        let exactly = |role: Role| Refusal::ExactlyOne { role: role.code().into() };
        w.service.add_expert(&w.office, &expert(&expert_id(1, 1), "36")).await.unwrap();
        for role in [Role::Chair, Role::ViceChair] {
            let one = w.service.create_account("op", "演示", &format!("{}-1@example.com", role.code()), PASSWORD).await.unwrap();
            let two = w.service.create_account("op", "演示", &format!("{}-2@example.com", role.code()), PASSWORD).await.unwrap();
            assert_eq!(refused(w.service.publish_assignment(&w.office, 1, None, "").await), exactly(role));
            w.service.grant("op", &id(), &one, role, "").await.unwrap();
            assert_eq!(refused(w.service.grant("op", &id(), &two, role, "").await), exactly(role));
        }
        // Both are there: now only panels are missing.
        assert_eq!(refused(w.service.publish_assignment(&w.office, 1, None, "").await), Refusal::NothingToPublish);
        let view = w.service.committee(&w.office).await.unwrap();
        assert!(view.chair.is_some() && view.vice_chair.is_some());
    }

    /// Ten appointments of ten people at once.
    async fn art_13_no_race_appoints_a_second_chair(w) {
        let servers = [w.service.clone(), w.second().await];
        let mut calls = JoinSet::new();
        for n in 0..10 {
            let account = w.service.create_account("op", "演示", &format!("c{n}@example.com"), PASSWORD).await.unwrap();
            let service = servers[n % 2].clone();
            calls.spawn(async move { service.grant("op", &id(), &account, Role::Chair, "").await.is_ok() });
        }
        assert_eq!(calls.join_all().await.into_iter().filter(|ok| *ok).count(), 1);
    }

    async fn art_19_every_application_gets_its_number_of_reviews_or_nothing_is_published(w) {
        let (_, lonely) = w.passed(1).await;
        w.committee(1, 2).await;
        let refusal = refused(w.service.publish_assignment(&w.office, 7, None, "").await);
        assert!(matches!(refusal, Refusal::Infeasible { missing: 1, ref applications, need: 3, eligible: 2, fewer: None, .. } if applications.len() == 1), "{refusal:?}");
        assert!(pairs(&w).await.is_empty());
        assert_eq!(w.service.committee(&w.office).await.unwrap().waiting, 1);
        // A substitute takes the seat that was missing (Art. 12).
        let substitute = expert_id(1, 9);
        w.service.add_expert(&w.office, &expert(&substitute, "36")).await.unwrap();
        w.service.seat_expert(&w.office, &panel_id(1), &substitute).await.unwrap();
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        assert_eq!(pairs(&w).await.len(), 3);
        assert!(pairs(&w).await.contains(&(lonely, substitute)));
    }

    async fn art_19_the_load_is_even_and_bridges_join_the_panels(w) {
        for n in 1..=8 {
            w.passed(n).await;
        }
        w.committee(2, 4).await;
        let proposal = w.service.propose(&w.office, Some(7), None).await.unwrap();
        assert_eq!(proposal, w.service.propose(&w.office, Some(7), None).await.unwrap());
        assert!(pairs(&w).await.is_empty(), "a proposal is no publication");
        let published = w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        assert_eq!(published, proposal);
        assert_eq!((published.applications, published.pairs, published.bridging), (8, 24, 2));
        assert_eq!(published.idle, Idle::default());
        let pairs = pairs(&w).await;
        let mut reviews: BTreeMap<&DossierId, usize> = BTreeMap::new();
        let mut load: BTreeMap<&ExpertId, usize> = BTreeMap::new();
        for (dossier, expert) in &pairs {
            *reviews.entry(dossier).or_default() += 1;
            *load.entry(expert).or_default() += 1;
        }
        assert!(reviews.values().all(|n| *n == 3), "{reviews:?}");
        assert!(load.len() == 8 && load.values().all(|n| *n == 3), "{load:?}");
        assert_eq!(refused(w.service.publish_assignment(&w.office, 7, None, "").await), Refusal::NothingToPublish);
    }

    async fn art_19_places_of_a_panel_without_an_application_are_named_before_publishing(w) {
        w.passed(1).await;
        w.committee(2, 3).await;
        let proposal = w.service.propose(&w.office, Some(7), None).await.unwrap();
        assert_eq!((proposal.idle.panels.len(), proposal.idle.places), (1, 4), "of eight");
    }

    async fn art_12_who_is_given_reviews_and_cannot_sign_in_is_named_before_publishing(w) {
        w.passed(1).await;
        w.committee(1, 3).await;
        let unreached = async || w.service.propose(&w.office, Some(7), None).await.unwrap().unreached;
        assert_eq!(unreached().await.len(), 3, "nobody of them has an address");
        let reads = w.account("reads@example.com", Role::Expert, "e11").await;
        let name = w.service.expert(&w.office, &expert_id(1, 1)).await.unwrap().card.name;
        let left = unreached().await;
        assert!(left.len() == 2 && !left.contains(&name), "{left:?}");
        // An account that is disabled opens nothing.
        let system = actor("system", Role::SystemAdmin, "");
        w.service.disable_account(&system, &reads.account, "演示理由，账号被盗用").await.unwrap();
        assert!(unreached().await.contains(&name));
        // Nothing is published before each of them can: whoever is named in the proposal is named again.
        let seen = w.service.propose(&w.office, Some(7), None).await.unwrap();
        let publish = async || {
            let mark = w.service.propose(&w.office, Some(7), None).await.unwrap().mark;
            w.service.publish_proposal(&w.office, 7, None, ("", &mark)).await
        };
        assert_eq!(refused(publish().await), Refusal::Unreached { names: seen.unreached });
        assert!(pairs(&w).await.is_empty());
        w.service.enable_account(&system, &reads.account, "演示理由，账号已核实，恢复使用").await.unwrap();
        for e in [2, 3] {
            assert!(matches!(refused(publish().await), Refusal::Unreached { names } if names.len() == 4 - e));
            w.account(&format!("e1{e}@example.com"), Role::Expert, expert_id(1, e).as_str()).await;
        }
        publish().await.unwrap();
        assert_eq!(pairs(&w).await.len(), 3);
    }

    /// Employer, employer's code, advice, own unit: whoever is tied to an applicant does not read it.
    async fn art_15_conflicts_that_can_be_found_keep_an_expert_away(w) {
        for n in 1..=4 {
            w.passed(2 * n - 1).await;
        }
        w.committee(1, 7).await;
        let change = |e: usize, f: fn(&mut Expert)| {
            let mut it = expert(&expert_id(1, e), "36");
            f(&mut it);
            it
        };
        for it in [
            change(1, |e| e.employer = organisation(1).replace("有限公司", "集团股份有限公司")),
            change(2, |e| e.uscc = code(3)),
            change(3, |e| e.ties = vec![code(5)]),
            change(4, |e| e.unit = UNIT.into()),
        ] {
            w.service.add_expert(&w.office, &it).await.unwrap();
        }
        let proposal = w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        assert_eq!(proposal.ruled_out, 3 + 4);
        let mut db = w.service.read().await.unwrap();
        let conflicts = db.conflicts(&id()).await.unwrap();
        drop(db);
        let kinds: BTreeSet<(&str, &str)> = conflicts.iter().map(|c| (c.expert.as_str(), c.kind.as_str())).collect();
        let expected = [("e11", "same_employer"), ("e12", "same_uscc"), ("e13", "adviser"), ("e14", "own_unit")];
        assert_eq!(kinds, expected.into());
        let pairs = pairs(&w).await;
        assert_eq!(pairs.len(), 12);
        for c in conflicts {
            assert!(!pairs.contains(&(c.dossier, c.expert)));
        }
    }

    async fn art_15_a_conflict_declared_beforehand_is_honoured(w) {
        let (_, id) = w.passed(1).await;
        w.passed(3).await;
        w.committee(1, 4).await;
        let e = expert_actor(1, 2);
        w.service.undertake(&e, std::slice::from_ref(&id)).await.unwrap();
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        assert!(!pairs(&w).await.contains(&(id.clone(), expert_id(1, 2))));
        let mine = w.service.my_reviews(&e, Review::Written).await.unwrap();
        assert!(mine.rows.iter().all(|r| r.dossier != id));
        // Who has declared it learns nothing more of it, not even whether it is still there.
        assert!(mine.applicants.iter().all(|a| a.dossier != id));
        assert_eq!(refused(w.service.sheet(&e, Review::Written, &id).await), Refusal::NotYours);
    }

    async fn art_15_a_conflict_declared_later_takes_the_sheet_away_at_once(w) {
        let ids = w.reviewing(2, 2, 3).await;
        let e = (1..=3).map(|e| expert_actor(1, e));
        let mut reader = None;
        for actor in e {
            if w.service.sheet(&actor, Review::Written, &ids[0]).await.is_ok() {
                reader = Some(actor);
            }
        }
        let actor = reader.unwrap();
        let before = pairs(&w).await.len();
        w.service.undertake(&actor, &ids[..1]).await.unwrap();
        assert_eq!(pairs(&w).await.len(), before - 1);
        let nothing = "nowhere".into();
        for id in [&ids[0], &nothing] {
            assert_eq!(refused(w.service.sheet(&actor, Review::Written, id).await), Refusal::NotYours);
            assert_eq!(refused(w.service.save_sheet(&actor, Review::Written, id, None, &sheet(80)).await), Refusal::NotYours);
            assert_eq!(refused(w.service.seal_sheet(&actor, Review::Written, id, &sheet(80)).await), Refusal::NotYours);
        }
        // Declaring it again changes nothing; what does not exist cannot be declared.
        w.service.undertake(&actor, &ids[..1]).await.unwrap();
        assert_eq!(refused(w.service.undertake(&actor, &[nothing]).await), Refusal::NotYours);
        let (_, draft) = w.draft(50).await;
        assert_eq!(refused(w.service.undertake(&actor, &[draft]).await), Refusal::NotYours);
    }

    async fn art_15_a_sealed_sheet_is_not_taken_back_by_declaring_a_conflict(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let e = expert_actor(1, 1);
        w.service.seal_sheet(&e, Review::Written, &ids[0], &sheet(80)).await.unwrap();
        assert_eq!(refused(w.service.undertake(&e, &ids).await), Refusal::AlreadySealed);
    }

    async fn art_15_a_conflict_found_after_sealing_sets_the_score_aside(w) {
        let ids = w.reviewing(1, 1, 4).await;
        let readers: Vec<usize> = {
            let pairs = pairs(&w).await;
            (1..=4).filter(|e| pairs.contains(&(ids[0].clone(), expert_id(1, *e)))).collect()
        };
        for e in &readers {
            w.service.seal_sheet(&expert_actor(1, *e), Review::Written, &ids[0], &sheet(80)).await.unwrap();
        }
        let reference = {
            let mut db = w.service.read().await.unwrap();
            db.dossier(&ids[0]).await.unwrap().unwrap().reference
        };
        let goes = *readers.last().unwrap();
        let record = async |who: &Actor, number: &str, why: &str| {
            w.service.record_conflict(who, &expert_id(1, goes), number, why).await
        };
        for who in [unit(), chair(), lead_actor(1), expert_actor(1, goes)] {
            assert_eq!(refused(record(&who, &reference, "顾问").await), Refusal::NotYours);
        }
        assert!(matches!(refused(record(&w.office, &reference, " ").await), Refusal::TooShort { .. }));
        assert!(matches!(refused(record(&w.office, "QB-2026-99999-A", "顾问").await), Refusal::BadValue { .. }));
        // Not under a conclusion that is signed: it is given back first.
        let (lead, panel) = (lead_actor(1), panel_id(1));
        let seen = w.service.deliberation(&lead, Review::Written, &panel).await.unwrap().sha256;
        w.service.sign_conclusion(&lead, Review::Written, &panel, &seen).await.unwrap();
        assert!(matches!(refused(record(&w.office, &reference, "顾问").await), Refusal::ScoreUnderSignature { panel: 1, .. }));
        let why = "回避情形查明，重新合议。";
        w.given_back(&chair(), Review::Written, &panel, why).await.unwrap();
        record(&w.office, &reference, "专家曾任该单位顾问").await.unwrap();
        let scores = async || {
            let board = w.service.board(&chair(), Review::Written, None).await.unwrap().board;
            board.rows[0].scores.len()
        };
        assert_eq!(scores().await, 2);
        let mut db = w.service.read().await.unwrap();
        assert_eq!(db.totals_of(Review::Written, &ids[0]).await.unwrap().len(), 2);
        // The sheet is kept as it was sealed, and the journal says why it counts no more.
        let kept = db.sheet(Review::Written, &ids[0], &expert_id(1, goes)).await.unwrap().unwrap();
        assert_eq!(kept.total, Some(800));
        let entries = db.entries_of(&ids[0]).await.unwrap();
        assert!(entries.iter().any(|e| e.kind == "score_set_aside" && e.reason == "专家曾任该单位顾问"));
        drop(db);
        assert_eq!(refused(w.service.sheet(&expert_actor(1, goes), Review::Written, &ids[0]).await), Refusal::NotYours);
        assert_eq!(w.checked().await, Vec::<String>::new());
        // The gap is filled as any other.
        w.service.publish_assignment(&w.office, 8, None, "").await.unwrap();
        assert_eq!(pairs(&w).await.len(), 3);
        // One that the comparison finds later goes the same way.
        let other = *readers.iter().find(|e| **e != 1 && **e != goes).unwrap();
        let mut it = expert(&expert_id(1, other), "36");
        it.employer = organisation(1);
        w.service.add_expert(&w.office, &it).await.unwrap();
        let infeasible = w.service.publish_assignment(&w.office, 9, None, "").await;
        assert!(matches!(refused(infeasible), Refusal::Infeasible { .. }));
        w.service.add_expert(&w.office, &expert(&expert_id(1, 5), "36")).await.unwrap();
        w.service.seat_expert(&w.office, &panel_id(1), &expert_id(1, 5)).await.unwrap();
        w.service.publish_assignment(&w.office, 9, None, "").await.unwrap();
        assert_eq!(scores().await, 1);
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_19_nothing_is_published_outside_its_phase(w) {
        w.passed(1).await;
        w.committee(1, 3).await;
        let (phase, closed) = (Phase::WrittenReview, day(90));
        w.clock.set(closed);
        let refusal = refused(w.service.publish_assignment(&w.office, 7, None, "").await);
        assert_eq!(refusal, Refusal::PhaseClosed { phase, closed });
        assert!(pairs(&w).await.is_empty());
    }

    async fn art_12_the_office_alone_forms_the_committee(w) {
        let (owner, _) = w.passed(1).await;
        w.committee(1, 3).await;
        for actor in [owner, unit(), chair(), expert_actor(1, 1), lead_actor(1), actor("a", Role::SystemAdmin, "")] {
            assert_eq!(refused(w.service.committee(&actor).await), Refusal::NotYours);
            assert_eq!(refused(w.service.propose(&actor, None, None).await), Refusal::NotYours);
            assert_eq!(refused(w.service.publish_assignment(&actor, 1, None, "").await), Refusal::NotYours);
            assert_eq!(refused(w.service.add_expert(&actor, &expert(&expert_id(1, 1), "39")).await), Refusal::NotYours);
            assert_eq!(refused(w.service.seat_expert(&actor, &panel_id(1), &expert_id(1, 1)).await), Refusal::NotYours);
        }
        for actor in [unit(), w.office.clone()] {
            assert_eq!(refused(w.service.undertake(&actor, &[]).await), Refusal::NotYours);
            assert_eq!(refused(w.service.undertaking(&actor).await), Refusal::NotYours);
        }
        for actor in [unit(), chair(), w.office.clone()] {
            assert_eq!(refused(w.service.my_reviews(&actor, Review::Written).await), Refusal::NotYours);
        }
    }

    /// Two clicks on publish: one assignment.
    async fn art_19_no_race_publishes_twice(w) {
        w.passed(1).await;
        w.passed(2).await;
        w.committee(2, 3).await;
        let servers = [w.service.clone(), w.second().await];
        let mut clicks = JoinSet::new();
        for i in 0..6 {
            let (service, office) = (servers[i % 2].clone(), w.office.clone());
            clicks.spawn(async move { service.publish_assignment(&office, 7 + i as i64, None, "").await.is_ok() });
        }
        assert_eq!(clicks.join_all().await.into_iter().filter(|ok| *ok).count(), 1);
        assert_eq!(pairs(&w).await.len(), 6);
    }

    /// What an expert gives back is filled by somebody else, and nobody else's work changes.
    async fn art_19_a_review_given_back_is_filled_and_the_rest_stays(w) {
        let ids = w.reviewing(3, 1, 4).await;
        let before = pairs(&w).await;
        let gone = (1..=4).find(|e| before.contains(&(ids[0].clone(), expert_id(1, *e)))).unwrap();
        let actor = expert_actor(1, gone);
        assert_eq!(refused(w.service.decline_review(&actor, Review::Written, &ids[0], "  ").await), Refusal::TooShort { min: 1, found: 0 });
        w.service.decline_review(&actor, Review::Written, &ids[0], "与该组织有合作项目").await.unwrap();
        assert_eq!(refused(w.service.sheet(&actor, Review::Written, &ids[0]).await), Refusal::NotYours);
        assert_eq!(refused(w.service.decline_review(&actor, Review::Written, &ids[0], "再次").await), Refusal::NotYours);
        assert_eq!(w.service.committee(&w.office).await.unwrap().gaps, 1);
        let proposal = w.service.propose(&w.office, Some(9), None).await.unwrap();
        assert_eq!((proposal.applications, proposal.pairs, proposal.kept), (1, 1, 8));
        assert_eq!(proposal, w.service.publish_assignment(&w.office, 9, None, "").await.unwrap());
        let after = pairs(&w).await;
        let new: Vec<_> = after.difference(&before).collect();
        assert_eq!((new.len(), &new[0].0), (1, &ids[0]));
        assert_ne!(new[0].1, expert_id(1, gone));
        assert_eq!(before.difference(&after).count(), 1);
        assert_eq!(w.service.committee(&w.office).await.unwrap().gaps, 0);
        assert_eq!(refused(w.service.publish_assignment(&w.office, 9, None, "").await), Refusal::NothingToPublish);
        // What is sealed is nobody's to give back.
        let (id, e) = after.iter().find(|p| p.1 != expert_id(1, gone)).cloned().unwrap();
        let sealer = (1..=4).find(|n| expert_id(1, *n) == e).unwrap();
        w.service.seal_sheet(&expert_actor(1, sealer), Review::Written, &id, &sheet(80)).await.unwrap();
        assert_eq!(refused(w.service.decline_review(&expert_actor(1, sealer), Review::Written, &id, "晚了").await), Refusal::AlreadySealed);
    }

    /// The seed is not the proposal: a wish since then gives other pairs.
    async fn art_12_what_was_looked_at_is_published_or_nothing(w) {
        let (_, a) = w.passed(1).await;
        w.committee(1, 4).await;
        let seen = w.service.propose(&w.office, Some(7), None).await.unwrap();
        assert_eq!(seen, w.service.propose(&w.office, Some(7), None).await.unwrap());
        let wish = async |e: usize, wish| {
            w.service.wish_pair(&w.office, &a, &expert_id(1, e), wish, "专业不对口").await.unwrap();
            w.service.propose(&w.office, Some(7), None).await.unwrap()
        };
        // Three of four read it: without one of them it is another proposal.
        let mut now = seen.clone();
        for e in 1..=4 {
            now = wish(e, Some(Wish::Never)).await;
            if now.mark != seen.mark {
                break;
            }
            wish(e, None).await;
        }
        assert_ne!(now.mark, seen.mark);
        let publish = async |mark: &str| {
            w.service.publish_proposal(&w.office, 7, None, ("", mark)).await
        };
        for mark in [seen.mark.as_str(), ""] {
            assert_eq!(refused(publish(mark).await), Refusal::SeenChanged);
        }
        assert!(pairs(&w).await.is_empty());
        // Nor while somebody would be given a review who cannot sign in.
        assert!(matches!(refused(publish(&now.mark).await), Refusal::Unreached { names } if names.len() == 3));
        for e in 1..=4 {
            w.account(&format!("e1{e}@example.com"), Role::Expert, expert_id(1, e).as_str()).await;
        }
        let now = w.service.propose(&w.office, Some(7), None).await.unwrap();
        assert!(now.unreached.is_empty());
        assert_eq!(publish(&now.mark).await.unwrap(), now);
        assert_eq!(pairs(&w).await.len(), 3);
        assert!(w.checked().await.is_empty());
    }

    async fn art_12_wishes_are_kept_and_conflicts_are_stronger(w) {
        let (_, a) = w.passed(1).await;
        let (_, b) = w.passed(3).await;
        w.committee(1, 5).await;
        let wish = async |d: &DossierId, e: usize, wish| {
            w.service.wish_pair(&w.office, d, &expert_id(1, e), wish, "专业最对口").await
        };
        wish(&a, 5, Some(Wish::Must)).await.unwrap();
        wish(&a, 1, Some(Wish::Never)).await.unwrap();
        wish(&b, 1, Some(Wish::Must)).await.unwrap();
        wish(&b, 1, None).await.unwrap();
        w.service.undertake(&expert_actor(1, 4), std::slice::from_ref(&a)).await.unwrap();
        assert_eq!(refused(wish(&a, 4, Some(Wish::Must)).await), Refusal::PairInConflict);
        assert_eq!(refused(wish(&a, 4, Some(Wish::Declined)).await), Refusal::BadValue { field: "wish".into() });
        for seed in 1..=5 {
            let matrix = w.service.assignment_matrix(&w.office, None, Some(seed), None, None).await.unwrap();
            let line = matrix.lines.iter().find(|l| l.dossier == a).unwrap();
            let marks: Vec<Mark> = line.cells.iter().map(|c| c.mark).collect();
            assert_eq!((marks[4], marks[0], marks[3]), (Mark::Proposed, Mark::Open, Mark::Conflict));
            assert_eq!((line.cells[4].wish, line.missing), (Some(Wish::Must), 0));
        }
        w.service.publish_assignment(&w.office, 1, None, "").await.unwrap();
        assert!(pairs(&w).await.contains(&(a.clone(), expert_id(1, 5))));
        // Ruled out after publication: taken out at once, and the gap shows.
        wish(&a, 5, Some(Wish::Never)).await.unwrap();
        assert!(!pairs(&w).await.contains(&(a, expert_id(1, 5))));
        assert_eq!(w.service.committee(&w.office).await.unwrap().gaps, 1);
    }

    async fn art_12_an_experts_own_limit_holds_and_the_causes_are_named(w) {
        for n in [1, 3] {
            w.passed(n).await;
        }
        w.committee(1, 3).await;
        let limit = async |n| w.service.set_load_limit(&w.office, &expert_id(1, 2), n).await;
        assert_eq!(refused(limit(Some(-1)).await), Refusal::BadValue { field: "limit".into() });
        limit(Some(1)).await.unwrap();
        let refusal = refused(w.service.propose(&w.office, Some(7), None).await);
        let Refusal::Infeasible { missing, applications, experts, need, eligible, places, fewer } = refusal else {
            panic!("five places cannot take six reviews")
        };
        assert_eq!((missing, applications.len(), experts.len()), (1, 2, 1));
        assert_eq!((need, eligible, places, fewer), (6, 4, 1, None));
        limit(None).await.unwrap();
        assert_eq!(w.service.propose(&w.office, Some(7), None).await.unwrap().pairs, 6);
    }

    async fn art_19_fewer_reviews_need_a_reason_and_never_fall_below_the_minimum(w) {
        let (_, id) = w.passed(1).await;
        w.committee(1, 3).await;
        let mut season = w.service.season().await.unwrap();
        season.review.reviews = 4;
        let mut work = w.service.begin().await.unwrap();
        work.db.save_season(&season).await.unwrap();
        work.commit().await.unwrap();
        let Refusal::Infeasible { fewer, .. } = refused(w.service.propose(&w.office, Some(7), None).await) else {
            panic!("three experts cannot give four reviews")
        };
        assert_eq!(fewer, Some(3));
        for n in [2, 5] {
            let refusal = refused(w.service.propose(&w.office, Some(7), Some(n)).await);
            assert_eq!(refusal, Refusal::BadValue { field: "reviews".into() });
        }
        let publish = async |reason| w.service.publish_assignment(&w.office, 7, Some(3), reason).await;
        assert_eq!(refused(publish(" ").await), Refusal::TooShort { min: 1, found: 0 });
        assert_eq!(publish("本行业专家不足").await.unwrap().pairs, 3);
        assert_eq!(pairs(&w).await.iter().filter(|p| p.0 == id).count(), 3);
    }
}
