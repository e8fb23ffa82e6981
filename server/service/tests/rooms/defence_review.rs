//! Art. 20: the defence as a second review. By the rules of the written one, over sheets of its own, and
//! silent to applicants until the notice.

use std::collections::BTreeSet;

use domain::committee::draw::SplitMix64;
use domain::deliberation::agreed::Verdict;
use domain::deliberation::lack::Lack;
use domain::deliberation::panel_round::PanelStage;
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::policy::{Actor, BoardScope, Role};
use domain::refusal::Refusal;
use domain::review::board::{Board, BoardRow};
use domain::review::offline::{Fault, Mark};
use domain::season::Phase;
use domain::stamp::SECOND;
use service::Agreeing;
use service::ports::Bell;

use crate::on_both;
use crate::world::*;

const D: Review = Review::Defence;
const WHY: &str = "合议认为该经验答辩充分，数据可核对。";

/// Everybody who scores in the defence, with what.
async fn work(w: &World, panels: usize, experts: usize) -> Vec<(Actor, DossierId)> {
    let mut work = Vec::new();
    for (p, e) in (1..=panels).flat_map(|p| (1..=experts).map(move |e| (p, e))) {
        let actor = expert_actor(p, e);
        for row in w.service.my_reviews(&actor, D).await.unwrap().rows {
            work.push((actor.clone(), row.dossier));
        }
    }
    work
}

/// Everybody seals, after the last slot has begun; each application its own points.
async fn sealed(w: &World, panels: usize, experts: usize) {
    w.clock.set(day(93));
    for (actor, id) in work(w, panels, experts).await {
        let n = u32::from(*id.as_str().as_bytes().last().unwrap()) % 20;
        w.service.seal_sheet(&actor, D, &id, &defence_sheet(70 + n)).await.unwrap();
    }
}

async fn stage(w: &World, id: &DossierId) -> Stage {
    w.service.read().await.unwrap().dossier(id).await.unwrap().unwrap().standing.stage()
}

fn ordered(board: &Board) -> Vec<BoardRow> {
    let mut rows = board.rows.clone();
    for row in &mut rows {
        row.scores.sort();
        row.changed_at = 0;
    }
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    rows
}

on_both! {
    async fn art_20_a_defence_sheet_is_sealed_when_the_slot_has_begun_and_not_before(w) {
        let ids = w.defending(2, 1, 3).await;
        let e = expert_actor(1, 1);
        let view = w.service.sheet(&e, D, &ids[0]).await.unwrap();
        assert_eq!((view.which.review, view.which.both), (D, true));
        assert_eq!(view.rubric, domain::review::rubric::Rubric::defence_default());
        assert_eq!(view.slot, Some(slot_of(1)));
        assert_eq!((view.revision, view.written), (0, None));
        // A draft may be written before.
        w.service.save_sheet(&e, D, &ids[0], None, &defence_sheet(80)).await.unwrap();
        let early = w.service.seal_sheet(&e, D, &ids[0], &defence_sheet(80)).await;
        assert_eq!(refused(early), Refusal::SlotNotBegun { starts: Some(slot_of(1)) });
        w.clock.set(slot_of(1).plus(-SECOND));
        let early = w.service.seal_sheet(&e, D, &ids[0], &defence_sheet(80)).await;
        assert_eq!(refused(early), Refusal::SlotNotBegun { starts: Some(slot_of(1)) });
        w.clock.set(slot_of(1));
        w.service.seal_sheet(&e, D, &ids[0], &defence_sheet(80)).await.unwrap();
        // The second is not heard yet.
        let next = w.service.seal_sheet(&e, D, &ids[1], &defence_sheet(80)).await;
        assert_eq!(refused(next), Refusal::SlotNotBegun { starts: Some(slot_of(2)) });
        let again = w.service.seal_sheet(&e, D, &ids[0], &defence_sheet(90)).await;
        assert_eq!(refused(again), Refusal::AlreadySealed);
        // What the written review came to is told once the own sheet is sealed.
        let view = w.service.sheet(&e, D, &ids[0]).await.unwrap();
        assert_eq!((view.total, view.written), (Some(800), Some(70.0)));
        assert!(view.amendable);
        // The sheet of the written review stands as it was.
        let written = w.service.sheet(&e, Review::Written, &ids[0]).await.unwrap();
        assert_eq!((written.total, written.amendable, written.slot), (Some(700), false, None));
        w.service.amend_sheet(&e, D, &ids[0], &defence_sheet(85), WHY).await.unwrap();
        let view = w.service.sheet(&e, D, &ids[0]).await.unwrap();
        assert_eq!((view.total, view.earlier.len()), (Some(850), 1));
        // The journal tells the one from the other.
        let mut db = w.service.read().await.unwrap();
        let kinds: Vec<String> = db.entries_of(&ids[0]).await.unwrap().into_iter().map(|x| x.kind).collect();
        let times = |kind: &str| kinds.iter().filter(|k| *k == kind).count();
        assert_eq!((times("review_sealed"), times("defence_sealed"), times("defence_amended")), (3, 1, 1));
    }

    async fn art_20_who_hears_somebody_is_not_released_from_the_panel(w) {
        w.defending(1, 1, 3).await;
        w.tamper("DELETE FROM assignment").await;
        let out = w.service.release_expert(&w.office, &expert_id(1, 3), "另有任务").await;
        assert_eq!(refused(out), Refusal::AlreadyAssigned);
    }

    async fn art_20_a_slot_that_began_ahead_of_its_time_has_begun(w) {
        let ids = w.defending(1, 1, 3).await;
        let mut work = w.service.begin().await.unwrap();
        let mut slot = work.db.slot(&ids[0]).await.unwrap().unwrap();
        slot.begun_at = Some(work.now.0);
        work.db.save_slot(&slot).await.unwrap();
        work.commit().await.unwrap();
        w.clock.pass(SECOND);
        w.service.seal_sheet(&expert_actor(1, 1), D, &ids[0], &defence_sheet(80)).await.unwrap();
    }

    async fn art_20_only_who_hears_an_application_scores_it(w) {
        let ids = w.defending(3, 2, 3).await;
        w.clock.set(day(93));
        for (p, e) in [(1, 1), (1, 3), (2, 2)] {
            let actor = expert_actor(p, e);
            for id in &ids {
                let home = w.service.read().await.unwrap().dossier(id).await.unwrap().unwrap().panel.unwrap();
                let mine = home == panel_id(p);
                assert_eq!(given(w.service.sheet(&actor, D, id).await), mine);
                assert_eq!(given(w.service.save_sheet(&actor, D, id, None, &defence_sheet(70)).await), mine);
            }
        }
        for actor in [chair(), w.office.clone(), unit()] {
            assert_eq!(refused(w.service.sheet(&actor, D, &ids[0]).await), Refusal::NotYours);
        }
        // Not after its phase.
        let (actor, id) = work(&w, 2, 3).await.swap_remove(0);
        w.clock.set(day(94));
        w.service.save_sheet(&actor, D, &id, None, &defence_sheet(60)).await.unwrap();
        w.clock.set(day(95));
        assert!(matches!(
            refused(w.service.save_sheet(&actor, D, &id, None, &defence_sheet(60)).await),
            Refusal::PhaseClosed { phase: Phase::Defence, .. }
        ));
        assert!(matches!(
            refused(w.service.seal_sheet(&actor, D, &id, &defence_sheet(60)).await),
            Refusal::PhaseClosed { phase: Phase::Defence, .. }
        ));
    }

    async fn art_20_the_board_of_the_defence_shows_its_own_scores_masked_until_the_own_sheet_is_sealed(w) {
        let ids = w.defending(2, 1, 3).await;
        w.clock.set(day(93));
        w.service.seal_sheet(&expert_actor(1, 2), D, &ids[0], &defence_sheet(90)).await.unwrap();
        let of_chair = w.service.board(&chair(), D, None).await.unwrap();
        let row = |b: &Board| b.rows.iter().find(|r| r.dossier == ids[0]).cloned().unwrap();
        assert_eq!((of_chair.which.review, of_chair.which.both), (D, true));
        assert_eq!((of_chair.board.places, of_chair.board.rows.len()), (4, 2));
        assert_eq!(row(&of_chair.board).scores.iter().map(|s| s.total).collect::<Vec<_>>(), [900]);
        // The lead still has to score it: how many, and nothing more.
        let masked = row(&w.service.board(&lead_actor(1), D, None).await.unwrap().board);
        assert_eq!((masked.masked, masked.scores.len(), masked.due), (1, 0, 3));
        w.service.seal_sheet(&expert_actor(1, 1), D, &ids[0], &defence_sheet(70)).await.unwrap();
        let seen = row(&w.service.board(&lead_actor(1), D, None).await.unwrap().board);
        assert_eq!(seen.scores.len(), 2);
        // The board of the written review has not moved.
        let written = w.service.board(&chair(), Review::Written, None).await.unwrap();
        assert_eq!((written.board.places, row(&written.board).scores.len()), (8, 3));
        assert!(row(&written.board).scores.iter().all(|s| s.total == 700));
        let since = written.board.as_of;
        assert!(w.service.board_delta(&chair(), Review::Written, None, since).await.unwrap().rows.is_empty());
        assert_eq!(w.service.board_delta(&chair(), D, None, since).await.unwrap().rows.len(), 2);
        let points = w.service.board_points(&chair(), D, None).await.unwrap();
        assert_eq!(points.rows[&ids[0]].len(), 2);
        assert_eq!(points.rubric.items().count(), 8);
    }

    async fn art_15_a_bell_is_heard_on_the_board_of_its_review_and_by_nobody_in_conflict(w) {
        let ids = w.defending(2, 1, 4).await;
        let bell = |room: &str| Bell { at: 1, room: room.into(), dossier: Some(ids[0].clone()), panel: Some(panel_id(1)) };
        let scope = BoardScope::Panel(panel_id(1));
        for (room, written, defence) in [
            ("review", true, false),
            ("defence_review", false, true),
            ("defence_reset", false, true),
            ("reset", true, true),
            ("recommendation", false, false),
        ] {
            for (review, hears) in [(Review::Written, written), (D, defence)] {
                let heard = w.service.hears(&lead_actor(1), review, &scope, &bell(room)).await.unwrap();
                assert_eq!(heard, hears, "{room} {review:?}");
            }
        }
        // A conflict that is found now: what the lead has sealed in the written review keeps one from being
        // declared.
        let mut work = w.service.begin().await.unwrap();
        let conflict = service::ports::committee::Conflict {
            expert: expert_id(1, 1),
            dossier: ids[0].clone(),
            kind: "employer".into(),
            declared: false,
            at: work.now.0,
        };
        work.db.insert_conflict(&id(), &conflict).await.unwrap();
        work.db.unassign_defence(&ids[0], &expert_id(1, 1)).await.unwrap();
        let event = domain::event::Event::ConflictDeclared { expert: "e11".into(), conflict: "employer".into() };
        work.record("office-1", &event, service::About::default()).await.unwrap();
        let at = work.now.0;
        work.commit().await.unwrap();
        for room in ["defence_review", "defence_reset", "reset"] {
            let bell = Bell { at, ..bell(room) };
            assert!(!w.service.hears(&lead_actor(1), D, &scope, &bell).await.unwrap(), "{room}");
        }
        let rows = w.service.board(&lead_actor(1), D, None).await.unwrap().board.rows;
        assert_eq!(rows.iter().map(|r| &r.dossier).collect::<Vec<_>>(), [&ids[1]]);
        assert_eq!(refused(w.service.sheet(&expert_actor(1, 1), D, &ids[0]).await), Refusal::NotYours);
        assert_eq!(refused(w.service.deliberation(&lead_actor(1), D, &panel_id(1)).await), Refusal::Conflicted);
    }

    async fn art_20_an_expert_gives_a_defence_back_and_the_office_is_told(w) {
        let ids = w.defending(1, 1, 4).await;
        let e = expert_actor(1, 2);
        let office = w.account("office@example.com", domain::policy::Role::Office, "").await;
        assert_eq!(refused(w.service.decline_review(&e, D, &ids[0], " ").await), Refusal::TooShort { min: 1, found: 0 });
        w.service.decline_review(&e, D, &ids[0], "当日无法到场").await.unwrap();
        assert!(w.service.my_reviews(&e, D).await.unwrap().rows.is_empty());
        assert_eq!(refused(w.service.sheet(&e, D, &ids[0]).await), Refusal::NotYours);
        // What they have sealed in the written review stays theirs.
        assert_eq!(w.service.my_reviews(&e, Review::Written).await.unwrap().rows.len(), 1);
        let told = w.service.inbox(&office).await.unwrap().lines;
        assert!(told.iter().any(|l| l.message.kind() == "review_declined"), "{told:?}");
        // The panel is told that it was given back, in the defence and nowhere else.
        sealed(&w, 1, 4).await;
        let seen = w.service.deliberation(&lead_actor(1), D, &panel_id(1)).await.unwrap();
        let declined = |g: &domain::deliberation::agenda::Ground| matches!(g, domain::deliberation::agenda::Ground::Declined { times: 1 });
        assert!(seen.rows[0].grounds.iter().any(declined), "{:?}", seen.rows[0].grounds);
        let written = w.service.deliberation(&lead_actor(1), Review::Written, &panel_id(1)).await.unwrap();
        assert!(!written.rows[0].grounds.iter().any(declined));
    }

    /// Signed, confirmed, released: and no applicant learns of it, nor does any stage change (Art. 15).
    async fn art_20_conclusions_of_the_defence_go_to_the_heads_and_to_nobody_else(w) {
        let ids = w.defending(4, 2, 3).await;
        let lead = lead_actor(1);
        assert_eq!(refused(w.service.deliberation(&lead, D, &panel_id(1)).await), Refusal::OwnSheetsFirst);
        sealed(&w, 2, 3).await;
        let seen = w.service.deliberation(&lead, D, &panel_id(1)).await.unwrap();
        assert_eq!((seen.which.review, seen.panel.places, seen.panel.stage), (D, 2, PanelStage::Open));
        assert!(seen.presides && seen.lacks.is_empty(), "{:?}", seen.lacks);
        // The best does not go on the list: that needs a reason here too.
        let first = &seen.rows[0];
        let agreeing = Agreeing {
            dossier: first.dossier.clone(),
            verdict: Verdict::Reserve,
            rank: 99,
            reason: String::new(),
            minutes: "逐项讨论。".into(),
            exception: String::new(),
            revision: seen.revision,
        };
        w.service.agree(&lead, D, &panel_id(1), &agreeing).await.unwrap();
        let owes = w.service.deliberation(&lead, D, &panel_id(1)).await.unwrap();
        assert!(owes.lacks.iter().any(|l| matches!(l, Lack::Reasons { .. })), "{:?}", owes.lacks);
        let explained = Agreeing { reason: WHY.into(), revision: owes.revision, ..agreeing };
        w.service.agree(&lead, D, &panel_id(1), &explained).await.unwrap();
        // What was agreed on the written review is another thing.
        let written = w.service.deliberation(&lead, Review::Written, &panel_id(1)).await.unwrap();
        assert!(written.rows.iter().all(|r| r.minutes.is_empty()) && written.panel.stage == PanelStage::Released);
        // Who confirms is told of each signature; nobody else is told of anything.
        let outbox = "SELECT COUNT(*) FROM outbox WHERE address <> 'chair@example.com'";
        let inbox = "SELECT COUNT(*) FROM inbox WHERE account NOT IN \
                     (SELECT account FROM role_grant WHERE role = 'chair')";
        let before = (w.number(outbox).await, w.number(inbox).await);
        assert!(matches!(refused(w.service.release_lists(&chair(), D).await), Refusal::PanelsOpen { .. }));
        for p in 1..=2 {
            w.concluded(D, p).await;
        }
        // No score of the defence changes under what is signed.
        let (actor, id) = work(&w, 1, 3).await.swap_remove(0);
        let late = w.service.amend_sheet(&actor, D, &id, &defence_sheet(10), WHY).await;
        assert_eq!(refused(late), Refusal::PanelStands { stage: PanelStage::SignedByLead });
        assert_eq!(refused(w.service.release_lists(&lead, D).await), Refusal::NotYours);
        w.service.release_lists(&chair(), D).await.unwrap();
        assert_eq!((w.number(outbox).await, w.number(inbox).await), before);
        for id in &ids {
            assert_eq!(stage(&w, id).await, Stage::Shortlisted);
        }
        let after = w.service.deliberation(&chair(), D, &panel_id(1)).await.unwrap();
        assert_eq!(after.panel.stage, PanelStage::Released);
        let mut db = w.service.read().await.unwrap();
        let kept = db.conclusions(&id_of_season(), D, &panel_id(1)).await.unwrap();
        assert!(kept.len() == 1 && kept[0].canonical.starts_with(r#"{"review":"defence""#), "{kept:?}");
        assert_eq!(db.conclusions(&id_of_season(), Review::Written, &panel_id(1)).await.unwrap().len(), 1);
    }

    async fn art_20_a_defence_with_a_missing_sheet_needs_an_exception(w) {
        w.defending(1, 1, 4).await;
        w.clock.set(day(93));
        for (actor, id) in work(&w, 1, 3).await {
            w.service.seal_sheet(&actor, D, &id, &defence_sheet(80)).await.unwrap();
        }
        // Three of four: as many as the season asks for at least, fewer than have heard it.
        let seen = w.service.deliberation(&lead_actor(1), D, &panel_id(1)).await.unwrap();
        assert!(matches!(seen.lacks[..], [Lack::Reviews { .. }]), "{:?}", seen.lacks);
        // Given back with a reason, it is not missing any more.
        let late = expert_actor(1, 4);
        let id = w.service.my_reviews(&late, D).await.unwrap().rows[0].dossier.clone();
        w.service.decline_review(&late, D, &id, "中途离席").await.unwrap();
        let seen = w.service.deliberation(&lead_actor(1), D, &panel_id(1)).await.unwrap();
        assert!(seen.lacks.is_empty(), "{:?}", seen.lacks);
    }

    async fn art_20_a_panel_that_hears_nobody_has_nothing_to_conclude(w) {
        w.reviewing(1, 1, 3).await;
        for review in [None, Some(Review::Written)] {
            assert_eq!(w.service.review_of_table(&chair(), review, None).await.unwrap(), Review::Written);
        }
        assert_eq!(refused(w.service.deliberation(&chair(), D, &panel_id(1)).await), Refusal::NotYours);
        assert!(w.service.deliberations(&chair(), D).await.unwrap().lines.is_empty());
        assert!(!w.service.board(&chair(), Review::Written, None).await.unwrap().which.both);
    }

    /// Addresses that were written down before there was a defence lead where one is at work.
    async fn art_20_who_does_not_say_which_review_means_the_one_that_runs(w) {
        let ids = w.defending(1, 1, 3).await;
        let e = expert_actor(1, 1);
        for (at, runs) in [(day(90), Review::Written), (day(91), D), (day(118), D)] {
            w.clock.set(at);
            assert_eq!(w.service.review_of_list(&e, None).await.unwrap(), runs);
            assert_eq!(w.service.review_of_sheet(&e, None, &ids[0]).await.unwrap(), runs);
            assert_eq!(w.service.review_of_table(&lead_actor(1), None, None).await.unwrap(), runs);
        }
        // Nothing is theirs in it, or they are nobody here.
        for actor in [chair(), unit(), expert_actor(2, 1)] {
            assert_eq!(w.service.review_of_list(&actor, None).await.unwrap(), Review::Written);
            assert_eq!(w.service.review_of_sheet(&actor, None, &ids[0]).await.unwrap(), Review::Written);
        }
        assert_eq!(w.service.review_of_table(&lead_actor(2), None, None).await.unwrap(), Review::Written);
        assert_eq!(w.service.review_of_sheet(&e, Some(Review::Written), &ids[0]).await.unwrap(), Review::Written);
        assert!(w.service.my_reviews(&e, Review::Written).await.unwrap().which.both);
    }

    async fn art_15_who_stands_before_a_panel_has_a_name_in_a_blind_season_too(w) {
        w.blind().await;
        let ids = w.defending(1, 1, 3).await;
        let e = expert_actor(1, 1);
        let name = answers::organisation(1);
        assert!(w.service.my_reviews(&e, Review::Written).await.unwrap().rows[0].org_name.is_empty());
        assert_eq!(w.service.my_reviews(&e, D).await.unwrap().rows[0].org_name, name);
        let heard = w.service.sheet(&e, D, &ids[0]).await.unwrap().dossier.answers;
        assert_eq!(heard["org_name"], name);
        assert!(!heard.contains_key("contact_mobile"));
        assert!(!w.service.sheet(&e, Review::Written, &ids[0]).await.unwrap().dossier.answers.contains_key("org_name"));
        assert_eq!(w.service.board(&lead_actor(1), D, None).await.unwrap().board.rows[0].organisation, name);
        assert!(w.service.board(&lead_actor(1), Review::Written, None).await.unwrap().board.rows[0].organisation.is_empty());
    }

    /// A sheet that was taken along from one review is not taken for the other's.
    async fn art_20_a_table_of_the_written_review_is_none_of_the_defence(w) {
        let ids = w.defending(1, 1, 3).await;
        let e = expert_actor(1, 1);
        let v = w.service.sheet(&e, D, &ids[0]).await.unwrap();
        let file = |review| {
            let mark = Mark::new(review, &v.dossier.reference, 2026, &v.rubric, 0);
            domain::review::offline::File {
                code: 1,
                score: 6,
                comment: 7,
                rows: vec![domain::review::offline::Row { number: 2, code: mark.to_string(), ..Default::default() }],
            }
        };
        let other = refused(w.service.take_sheet(&e, D, &ids[0], &file(Review::Written), false).await);
        let Refusal::SheetFileWrong { problems } = other else { panic!("{other:?}") };
        assert_eq!(problems[0].fault, Fault::OtherReview { found: Review::Written });
        let own = refused(w.service.take_sheet(&e, D, &ids[0], &file(D), false).await);
        let Refusal::SheetFileWrong { problems } = own else { panic!("{own:?}") };
        assert!(problems.iter().all(|p| matches!(p.fault, Fault::RowMissing { .. })), "{problems:?}");
    }

    /// Whatever the order in which sheets are sealed, the board comes to the same.
    async fn art_20_the_order_of_sealing_does_not_matter(w) {
        let second = World::sqlite().await;
        let mut boards = Vec::new();
        for (world, seed) in [(&w, 1), (&second, 2)] {
            world.defending(3, 1, 3).await;
            world.clock.set(day(93));
            let mut todo = work(world, 1, 3).await;
            let references: BTreeSet<String> = {
                let rows = world.service.board(&chair(), D, None).await.unwrap().board.rows;
                rows.into_iter().map(|r| r.code).collect()
            };
            let mut chance = SplitMix64::new(seed);
            while !todo.is_empty() {
                let at = usize::try_from(chance.below(todo.len() as u64)).unwrap();
                let (actor, id) = todo.swap_remove(at);
                let reference = world.service.sheet(&actor, D, &id).await.unwrap().dossier.reference;
                let n = references.iter().position(|r| *r == reference).unwrap();
                let e: u32 = actor.expert().unwrap().as_str()[2..].parse().unwrap();
                let percent = 60 + 10 * u32::try_from(n).unwrap() + e;
                world.service.seal_sheet(&actor, D, &id, &defence_sheet(percent)).await.unwrap();
            }
            let board = world.service.board(&chair(), D, None).await.unwrap().board;
            let rows: Vec<_> = ordered(&board).into_iter().map(|r| (r.code, r.due, r.scores)).collect();
            boards.push(rows);
        }
        assert_eq!(boards[0], boards[1]);
    }
}

fn id_of_season() -> domain::ids::SeasonId {
    crate::world::id()
}

on_both! {
    async fn art_20_no_list_comes_out_over_a_panel_whose_plan_was_never_told(w) {
        let ids = w.lists_out(4, 2, 3).await;
        w.slots(&ids, 1, 3).await;
        sealed(&w, 1, 3).await;
        w.concluded(D, 1).await;
        assert_eq!(refused(w.service.release_lists(&chair(), D).await), Refusal::PanelsOpen { panels: vec![2] });
        assert!(!w.service.deliberations(&chair(), D).await.unwrap().ready);
        assert!(w.service.initial_list(&chair()).await.unwrap().rows.is_empty());
        // Told, heard and concluded it comes out with the other.
        w.slots(&ids, 2, 3).await;
        for e in 1..=3 {
            let actor = expert_actor(2, e);
            for row in w.service.my_reviews(&actor, D).await.unwrap().rows {
                w.service.seal_sheet(&actor, D, &row.dossier, &defence_sheet(80)).await.unwrap();
            }
        }
        w.concluded(D, 2).await;
        w.service.release_lists(&chair(), D).await.unwrap();
        assert_eq!(w.service.initial_list(&chair()).await.unwrap().rows.len(), 4);
    }

    async fn art_20_no_application_is_left_off_because_all_its_experts_are_gone(w) {
        let ids = w.defending(3, 1, 3).await;
        for e in 1..=3 {
            w.service.decline_review(&expert_actor(1, e), D, &ids[0], "当日无法到场").await.unwrap();
        }
        sealed(&w, 1, 3).await;
        let (lead, panel) = (lead_actor(1), panel_id(1));
        let seen = w.service.deliberation(&lead, D, &panel).await.unwrap();
        assert_eq!(seen.rows.len(), 2);
        let out = w.service.sign_conclusion(&lead, D, &panel, &seen.sha256).await;
        assert_eq!(refused(out), Refusal::Unread { review: D, applications: 1 });
        // Whoever does not come is not waited for.
        w.cancelled(&w.office, &ids[0], "申报组织不来").await.unwrap();
        w.concluded(D, 1).await;
        w.service.release_lists(&chair(), D).await.unwrap();
    }

    async fn art_20_where_the_room_runs_late_a_sheet_waits_for_its_timer(w) {
        let ids = w.defending(2, 1, 3).await;
        let (e, session) = (expert_actor(1, 2), "sitting-1".into());
        w.clock.set(slot_of(1));
        w.service.begin_slot(&w.office, &session, 1).await.unwrap();
        w.clock.set(slot_of(2));
        let late = Refusal::SlotNotBegun { starts: Some(slot_of(2)) };
        let seal = async || w.service.seal_sheet(&e, D, &ids[1], &defence_sheet(80)).await;
        assert_eq!(refused(seal().await), late);
        // The wrong button, taken back; the lead runs the room too, a member of the panel does not.
        w.service.begin_slot(&lead_actor(1), &session, 2).await.unwrap();
        assert_eq!(refused(w.service.unbegin_slot(&e, &session, 2).await), Refusal::NotYours);
        w.service.unbegin_slot(&lead_actor(1), &session, 2).await.unwrap();
        w.clock.pass(SECOND);
        assert_eq!(refused(seal().await), late);
        w.service.begin_slot(&w.office, &session, 2).await.unwrap();
        w.clock.pass(SECOND);
        seal().await.unwrap();
        assert_eq!(refused(w.service.unbegin_slot(&w.office, &session, 2).await), Refusal::SlotScored);
    }

    async fn art_20_the_defence_has_a_least_number_of_experts_of_its_own(w) {
        w.defending(1, 1, 3).await;
        w.set(|s| s.review.defence_reviews_min = 4).await;
        sealed(&w, 1, 3).await;
        let lacks = w.service.deliberation(&lead_actor(1), D, &panel_id(1)).await.unwrap().lacks;
        assert!(matches!(lacks[..], [Lack::Reviews { .. }]), "{lacks:?}");
        let lacks = w.service.deliberation(&lead_actor(1), Review::Written, &panel_id(1)).await.unwrap().lacks;
        assert!(lacks.is_empty());
    }

    async fn art_15_a_conflict_found_after_both_reviews_counts_in_neither(w) {
        let ids = w.defending(1, 1, 4).await;
        sealed(&w, 1, 4).await;
        let totals = async |review| {
            let mut db = w.service.read().await.unwrap();
            db.totals_of(review, &ids[0]).await.unwrap().len()
        };
        let reader = work(&w, 1, 4).await.into_iter().find(|(a, _)| a.account.as_str() != "expert-11").unwrap().0;
        let expert = reader.expert().unwrap();
        let reads = w.service.my_reviews(&reader, Review::Written).await.unwrap().rows.len();
        let (written, defence) = (totals(Review::Written).await, totals(D).await);
        let reference = {
            let mut db = w.service.read().await.unwrap();
            db.dossier(&ids[0]).await.unwrap().unwrap().reference
        };
        w.service.record_conflict(&w.office, &expert, &reference, "专家曾任该单位顾问").await.unwrap();
        assert_eq!((totals(Review::Written).await, totals(D).await), (written - reads, defence - 1));
        assert_eq!(refused(w.service.sheet(&reader, D, &ids[0]).await), Refusal::NotYours);
        assert_eq!(w.checked().await, Vec::<String>::new());
    }
}

on_both! {
    /// The figure the initial list goes by stands beside what a panel talks about, for who has its board in both reviews.
    async fn art_20_who_deliberates_on_the_defence_sees_both_reviews_together(w) {
        w.heard(4, 2, 3).await;
        let (s, panel) = (&w.service, panel_id(1));
        let tenths = |points: Option<f64>| (points.unwrap() * 10.0).round() as i32;
        let written = s.deliberation(&chair(), Review::Written, &panel).await.unwrap();
        assert!(written.rows.iter().all(|r| r.combined.is_none()));
        for who in [chair(), vice_chair(), lead_actor(1)] {
            let seen = s.deliberation(&who, D, &panel).await.unwrap();
            assert_eq!((seen.percent, seen.rows.len()), (60, 2));
            for row in &seen.rows {
                let before = written.rows.iter().find(|r| r.dossier == row.dossier).unwrap();
                let both = tenths(before.trimmed) * 40 + tenths(row.trimmed) * 60;
                assert_eq!(row.combined, Some((both + 50) / 100));
            }
        }
        // The lead of another panel who stands in has no board of this one, in neither review.
        for p in 1..=2 {
            w.account(&format!("lead{p}@example.com"), Role::PanelLead, panel_id(p).as_str()).await;
        }
        s.add_expert(&w.office, &expert(&"chair".into(), FIELDS[0])).await.unwrap();
        for away in ["chair", "e11"] {
            let (season, dossier) = (id_of_season(), &written.rows[0].dossier);
            w.tamper(&format!("INSERT INTO conflict VALUES ('{season}', '{away}', '{dossier}', 'kinship', TRUE, 1)")).await;
        }
        let mut fresh = s.clone();
        fresh.held = service::Held::default();
        for (who, sees) in [(vice_chair(), true), (lead_actor(2), false)] {
            let seen = fresh.deliberation(&who, D, &panel).await.unwrap();
            assert_eq!(seen.panel.stands_in, !sees);
            assert!(seen.rows.len() == 2 && seen.rows.iter().all(|r| r.combined.is_some() == sees));
        }
    }
}
