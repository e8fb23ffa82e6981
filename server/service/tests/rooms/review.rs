//! Art. 15, 19: the undertaking, the score sheet, sealing, the live board.

use std::collections::BTreeSet;

use domain::application::field::Field;
use domain::committee::draw::SplitMix64;
use domain::ids::DossierId;
use domain::policy::{Actor, BoardScope, Grant, Role};
use domain::refusal::Refusal;
use domain::review::board::{Board, BoardRow};
use domain::review::offline::{Fault, File, Line, Mark, OVERALL, Problem, Row, differences, lines};
use domain::review::sheet::{SheetField, SheetForm};
use domain::review::weights::BoardPoints;
use domain::season::Phase;
use domain::season::edit::Part;
use domain::stamp::{MINUTE, SECOND};
use domain::views::review::AtWork;
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::*;

/// Rows in the order of their numbers, each with its scores in the order of experts.
fn ordered(board: &Board) -> Vec<BoardRow> {
    let mut rows = board.rows.clone();
    for row in &mut rows {
        row.scores.sort();
    }
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    rows
}

/// Everybody who has to score something, with what.
async fn work(w: &World, panels: usize, experts: usize) -> Vec<(Actor, DossierId)> {
    let mut work = Vec::new();
    for p in 1..=panels {
        for e in 1..=experts {
            let actor = expert_actor(p, e);
            for row in w.service.my_reviews(&actor, Review::Written).await.unwrap().rows {
                work.push((actor.clone(), row.dossier));
            }
        }
    }
    work
}

/// A sheet as it was downloaded now and filled in elsewhere.
async fn taken_along(w: &World, actor: &Actor, id: &DossierId, form: &SheetForm) -> File {
    let v = w.service.sheet(actor, Review::Written, id).await.unwrap();
    let mark = Mark::new(
        v.which.review,
        &v.dossier.reference,
        v.dossier.season.year,
        &v.rubric,
        v.revision,
    );
    let cells = |line: Line<'_>| match line {
        Line::Mark(mark) => [mark, String::new(), String::new()],
        Line::Item { item, score, comment, .. } => {
            [item.code.clone(), score.unwrap().to_string(), comment.to_owned()]
        }
        Line::Overall { comment } => [OVERALL.to_owned(), String::new(), comment.to_owned()],
    };
    let rows = (2..).zip(lines(&mark, &v.rubric, &v.limits, form)).map(|(number, line)| {
        let [code, score, comment] = cells(line);
        Row { number, code, score, comment }
    });
    File { code: 1, score: 6, comment: 7, rows: rows.collect() }
}

async fn row(w: &World, actor: &Actor, id: &DossierId) -> Option<BoardRow> {
    let rows = w.service.board(actor, Review::Written, None).await.unwrap().board.rows;
    rows.into_iter().find(|r| r.dossier == *id)
}

on_both! {
    async fn art_15_nothing_opens_before_the_undertaking(w) {
        let (_, id) = w.passed(1).await;
        w.committee(1, 3).await;
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let e = expert_actor(1, 1);
        let mine = w.service.my_reviews(&e, Review::Written).await.unwrap();
        assert!(mine.undertaken.is_none() && mine.rows.is_empty());
        // Names of organisations alone, for conflicts to be declared.
        assert_eq!(mine.applicants.len(), 1);
        assert_eq!(refused(w.service.sheet(&e, Review::Written, &id).await), Refusal::UndertakingMissing);
        assert_eq!(refused(w.service.seal_sheet(&e, Review::Written, &id, &sheet(80)).await), Refusal::UndertakingMissing);
        w.service.undertake(&e, &[]).await.unwrap();
        let signed = w.service.my_reviews(&e, Review::Written).await.unwrap().undertaken;
        assert_eq!(w.service.my_reviews(&e, Review::Written).await.unwrap().rows.len(), 1);
        w.service.sheet(&e, Review::Written, &id).await.unwrap();
        // Signed once is signed; a second time changes nothing.
        w.clock.pass(SECOND);
        w.service.undertake(&e, &[]).await.unwrap();
        assert_eq!(w.service.my_reviews(&e, Review::Written).await.unwrap().undertaken, signed);
    }

    async fn art_15_an_assignment_is_hidden_until_it_is_published(w) {
        let (_, id) = w.passed(1).await;
        w.committee(1, 3).await;
        w.undertakings(1, 3).await;
        w.service.propose(&w.office, Some(7), None).await.unwrap();
        for e in 1..=3 {
            assert!(w.service.my_reviews(&expert_actor(1, e), Review::Written).await.unwrap().rows.is_empty());
            assert_eq!(refused(w.service.sheet(&expert_actor(1, e), Review::Written, &id).await), Refusal::NotYours);
        }
        assert!(w.service.board(&chair(), Review::Written, None).await.unwrap().board.rows.is_empty());
    }

    /// Only who is assigned: not the colleague of the same panel, not the Office, not the owner.
    async fn art_19_only_assigned_experts_read_and_score(w) {
        for n in 1..=3 {
            w.passed(2 * n - 1).await;
        }
        w.committee(1, 5).await;
        w.undertakings(1, 5).await;
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let work = work(&w, 1, 5).await;
        assert_eq!(work.len(), 9);
        let all: BTreeSet<DossierId> = work.iter().map(|p| p.1.clone()).collect();
        for e in 1..=5 {
            let actor = expert_actor(1, e);
            for id in &all {
                let mine = work.iter().any(|p| p.0 == actor && p.1 == *id);
                assert_eq!(given(w.service.sheet(&actor, Review::Written, id).await), mine);
                let saved = w.service.save_sheet(&actor, Review::Written, id, None, &sheet(70)).await;
                assert_eq!(given(saved), mine);
            }
        }
        for actor in [chair(), w.office.clone(), unit(), actor("m", Role::Ministry, "")] {
            assert_eq!(refused(w.service.sheet(&actor, Review::Written, &work[0].1).await), Refusal::NotYours);
        }
    }

    async fn art_15_experts_see_no_contact_data(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let view = w.service.sheet(&expert_actor(1, 1), Review::Written, &ids[0]).await.unwrap();
        assert!(!view.dossier.answers.is_empty());
        for f in [Field::Contact, Field::ContactMobile, Field::ContactEmail, Field::LegalRepMobile] {
            assert!(!view.dossier.answers.contains_key(f.key()));
        }
    }

    async fn art_15_opening_sealed_material_is_an_event(w) {
        let ids = w.reviewing(1, 1, 3).await;
        w.service.sheet(&expert_actor(1, 1), Review::Written, &ids[0]).await.unwrap();
        let entries = w.service.read().await.unwrap().entries_of(&ids[0]).await.unwrap();
        let last = entries.last().unwrap();
        assert_eq!((last.kind.as_str(), last.actor.as_str()), ("material_read", "expert-11"));
    }

    async fn art_15_reading_what_others_sealed_is_an_event_at_most_once_an_hour(w) {
        let ids = w.reviewing(1, 1, 3).await;
        for e in 1..=3 {
            w.service.seal_sheet(&expert_actor(1, e), Review::Written, &ids[0], &sheet(80)).await.unwrap();
        }
        let reads = async |kind: &str| w.number(&format!("SELECT COUNT(*) FROM journal WHERE kind = '{kind}'")).await;
        let hour = 60 * domain::stamp::MINUTE;
        for (passed, expected) in [(0, 1), (hour - 1, 1), (1, 2)] {
            w.clock.pass(passed);
            let board = w.service.board(&chair(), Review::Written, None).await.unwrap();
            w.service.board_delta(&chair(), Review::Written, None, board.board.as_of).await.unwrap();
            w.service.board_points(&chair(), Review::Written, None).await.unwrap();
            assert_eq!(reads("sealed_read").await, expected);
        }
        // Each panel, each review and each person is another reading; so is what a panel talks about.
        w.service.board(&chair(), Review::Written, Some(&panel_id(1))).await.unwrap();
        w.service.board(&lead_actor(1), Review::Written, None).await.unwrap();
        w.service.deliberation(&lead_actor(1), Review::Written, &panel_id(1)).await.unwrap();
        assert_eq!(reads("sealed_read").await, 5);
        // What is refused was not read.
        assert_eq!(refused(w.service.board(&expert_actor(1, 2), Review::Written, None).await), Refusal::NotYours);
        assert_eq!(reads("sealed_read").await, 5);
        // The totals of others beside one's own sealed sheet, long after the first draft.
        let before = reads("material_read").await;
        for _ in 0..2 {
            w.service.sheet(&expert_actor(1, 2), Review::Written, &ids[0]).await.unwrap();
        }
        assert_eq!(reads("material_read").await, before + 1);
    }

    async fn art_19_an_incomplete_sheet_is_kept_but_not_sealed(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let e = expert_actor(1, 1);
        let mut form = sheet(80);
        let first = form.scores.keys().next().unwrap().clone();
        form.scores.insert(first.clone(), "很好".into());
        form.overall = "短".into();
        assert_eq!(w.service.save_sheet(&e, Review::Written, &ids[0], None, &form).await.unwrap().revision, 1);
        assert_eq!(refused(w.service.seal_sheet(&e, Review::Written, &ids[0], &form).await), Refusal::SheetIncomplete { problems: 2 });
        let view = w.service.sheet(&e, Review::Written, &ids[0]).await.unwrap();
        assert_eq!((view.form.scores[&first].as_str(), view.form.overall.as_str()), ("很好", "短"));
        assert!(view.sealed.is_none() && view.total.is_none());
    }

    async fn art_14_a_board_says_who_of_its_panel_is_at_work(w) {
        w.reviewing(4, 2, 3).await;
        let s = &w.service;
        let there = async |actor: &Actor| s.at_work(actor, None).await.unwrap().count();
        assert_eq!(there(&chair()).await, 0);
        for e in [(1, 1), (1, 2), (2, 2)] {
            s.be_at_work(&expert_actor(e.0, e.1)).await.unwrap();
        }
        assert_eq!((there(&chair()).await, there(&lead_actor(2)).await), (3, 1));
        // Whoever looks knows of themselves: the lead scores, too.
        s.be_at_work(&lead_actor(2)).await.unwrap();
        assert_eq!((there(&chair()).await, there(&lead_actor(2)).await), (4, 1));
        for other in [w.office.clone(), unit(), actor("m", Role::Ministry, "")] {
            assert_eq!(refused(s.at_work(&other, None).await), Refusal::NotYours);
            assert_eq!(refused(s.be_at_work(&other).await), Refusal::NotYours);
        }
        // Two of one name are two.
        w.tamper("UPDATE expert SET name = '演示专家' WHERE id IN ('e11', 'e12')").await;
        w.clock.pass(MINUTE);
        s.be_at_work(&expert_actor(1, 1)).await.unwrap();
        w.clock.pass(2 * MINUTE);
        s.be_at_work(&expert_actor(1, 2)).await.unwrap();
        let two = AtWork::Named(vec!["演示专家".into(), "演示专家".into()]);
        assert_eq!(s.at_work(&chair(), None).await.unwrap(), two);
        // Nobody goes by themselves but by giving no sign of life.
        w.clock.pass(2 * MINUTE);
        s.be_at_work(&expert_actor(2, 2)).await.unwrap();
        w.clock.pass(MINUTE);
        assert_eq!(there(&chair()).await, 1);
    }

    async fn art_19_a_stale_page_overwrites_nothing(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let (id, e) = (&ids[0], expert_actor(1, 1));
        let save = async |base: Option<i64>, form: &SheetForm| w.service.save_sheet(&e, Review::Written, id, base, form).await;
        let other = SheetForm { overall: format!("{}（另一台设备）", sheet(70).overall), ..sheet(70) };
        assert_eq!(save(Some(0), &sheet(70)).await.unwrap().revision, 1);
        assert_eq!(save(Some(1), &other).await.unwrap().revision, 2);
        // The first page still stands on revision 1: told, with the fields, and nothing is changed.
        let mut stale = sheet(70);
        stale.overall.push_str("（这一台）");
        let Refusal::SheetChanged { fields, .. } = refused(save(Some(1), &stale).await) else { panic!() };
        assert_eq!(fields, [SheetField::Overall]);
        assert_eq!(w.service.sheet(&e, Review::Written, id).await.unwrap().form, other);
        // What says the same is saved whatever it began from: an answer that got lost is no quarrel.
        assert_eq!(save(Some(1), &other).await.unwrap().revision, 3);
        // Chosen: it counts.
        assert_eq!(save(Some(3), &stale).await.unwrap().revision, 4);
        assert_eq!(w.service.sheet(&e, Review::Written, id).await.unwrap().form, stale);
    }

    async fn art_19_of_two_pages_at_once_one_is_told(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let servers = [w.service.clone(), w.second().await];
        let mut saves = JoinSet::new();
        for i in 0..6 {
            let (service, id) = (servers[i % 2].clone(), ids[0].clone());
            saves.spawn(async move {
                let form = sheet(60 + i as u32);
                let saved = service.save_sheet(&expert_actor(1, 1), Review::Written, &id, Some(0), &form).await;
                saved.map_err(|e| assert!(matches!(refused::<()>(Err(e)), Refusal::SheetChanged { .. }))).is_ok()
            });
        }
        assert_eq!(saves.join_all().await.into_iter().filter(|ok| *ok).count(), 1);
    }

    async fn art_19_a_text_that_is_too_long_is_refused_and_never_cut(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let (id, e) = (&ids[0], expert_actor(1, 1));
        w.service.save_sheet(&e, Review::Written, id, None, &sheet(70)).await.unwrap();
        let long = SheetForm { overall: "长".repeat(4_001), ..sheet(70) };
        let why = refused(w.service.save_sheet(&e, Review::Written, id, None, &long).await);
        assert_eq!(why, Refusal::SheetTooLong { field: SheetField::Overall, max: 4_000, found: 4_001 });
        assert_eq!(w.service.sheet(&e, Review::Written, id).await.unwrap().form, sheet(70));
    }

    async fn art_19_the_versions_that_were_handed_in_stand_beside_the_sheet(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let view = w.service.sheet(&expert_actor(1, 1), Review::Written, &ids[0]).await.unwrap();
        assert_eq!(view.handed_in.iter().map(|v| v.0).collect::<Vec<_>>(), [1]);
        assert_eq!(view.difference, None);
    }

    async fn art_19_a_sealed_sheet_is_amended_for_a_reason_and_kept(w) {
        let id = w.reviewing(1, 1, 3).await.remove(0);
        let e = expert_actor(1, 1);
        let amend = async |form: &SheetForm, why: &str| w.service.amend_sheet(&e, Review::Written, &id, form, why).await;
        // What is not sealed is written, not amended.
        assert_eq!(refused(amend(&sheet(70), "看错").await), Refusal::NotSealed);
        w.service.seal_sheet(&e, Review::Written, &id, &sheet(80)).await.unwrap();
        assert_eq!(refused(amend(&sheet(70), " \n").await), Refusal::TooShort { min: 10, found: 0 });
        assert_eq!(refused(amend(&sheet(70), "看错一行").await), Refusal::TooShort { min: 10, found: 4 });
        // Nothing that was typed is cut without a word.
        assert_eq!(refused(amend(&sheet(70), &"长".repeat(501)).await), Refusal::TooLong { max: 500, found: 501 });
        assert_eq!(refused(amend(&sheet(80), "看错附件二的一行数据").await), Refusal::NothingAmended);
        let short = SheetForm { overall: "短".into(), ..sheet(70) };
        assert_eq!(refused(amend(&short, "看错").await), Refusal::SheetIncomplete { problems: 1 });
        // The colleague who reads the same has a sheet of their own; nobody else has any.
        let own = w.service.amend_sheet(&expert_actor(1, 2), Review::Written, &id, &sheet(10), "别人的").await;
        assert_eq!(refused(own), Refusal::NotSealed);
        for other in [chair(), w.office.clone(), unit(), lead_actor(2)] {
            let amended = w.service.amend_sheet(&other, Review::Written, &id, &sheet(10), "别人的").await;
            assert_eq!(refused(amended), Refusal::NotYours, "{other:?}");
        }
        for (percent, why) in [(70, "看错附件二的一行数据"), (90, "重新核对了全部的附件")] {
            w.clock.pass(MINUTE);
            amend(&sheet(percent), why).await.unwrap();
        }
        let view = w.service.sheet(&e, Review::Written, &id).await.unwrap();
        assert_eq!((view.form.clone(), view.total), (sheet(90), Some(900)));
        assert_eq!(view.amended.as_ref().unwrap().1, "重新核对了全部的附件");
        let before: Vec<_> = view.earlier.iter().map(|v| (v.total, v.reason.as_str())).collect();
        assert_eq!(before, [(800, ""), (700, "看错附件二的一行数据")]);
        // It counts on the board and on the own list; others see it once they have sealed.
        let score = async |w: &World| w.service.board(&chair(), Review::Written, None).await.unwrap().board.rows[0].scores[0].clone();
        assert_eq!((score(&w).await.total, score(&w).await.amended), (900, 2));
        // Nobody else had sealed: it was independent.
        assert!(!score(&w).await.informed && !view.informed);
        assert_eq!(w.service.my_reviews(&e, Review::Written).await.unwrap().rows[0].total, Some(900));
        w.service.seal_sheet(&expert_actor(1, 2), Review::Written, &id, &sheet(60)).await.unwrap();
        assert_eq!(w.service.sheet(&expert_actor(1, 2), Review::Written, &id).await.unwrap().others, [900]);
        // With the others' totals open to them it is marked as such, wherever it is shown.
        w.clock.pass(MINUTE);
        amend(&sheet(80), "与其他专家讨论后调整一项").await.unwrap();
        assert!(score(&w).await.informed);
        let view = w.service.sheet(&e, Review::Written, &id).await.unwrap();
        assert!(view.informed && view.earlier.iter().all(|v| !v.informed));
        let mut db = w.service.read().await.unwrap();
        let said: Vec<_> = db.entries_of(&id).await.unwrap().into_iter().filter(|x| x.kind == "review_amended").map(|x| x.reason).collect();
        assert_eq!(said, ["看错附件二的一行数据", "重新核对了全部的附件", "与其他专家讨论后调整一项"]);
        drop(db);
        // After the review has closed nothing is amended any more.
        w.clock.set(day(90));
        assert!(matches!(refused(amend(&sheet(50), "晚了").await), Refusal::PhaseClosed { .. }));
        assert!(!w.service.sheet(&e, Review::Written, &id).await.unwrap().amendable);
    }

    async fn art_19_a_sheet_filled_in_without_a_line_becomes_the_draft_and_is_never_sealed_by_it(w) {
        let ids = w.reviewing(3, 2, 3).await;
        let (id, e) = (&ids[0], expert_actor(1, 1));
        w.service.save_sheet(&e, Review::Written, id, None, &sheet(60)).await.unwrap();
        let file = async |form: &SheetForm| taken_along(&w, &e, id, form).await;
        let down = file(&sheet(80)).await;
        let take = async |file: &File, overwrite| w.service.take_sheet(&e, Review::Written, id, file, overwrite).await;
        assert_eq!(take(&down, false).await.unwrap().revision, 2);
        let view = w.service.sheet(&e, Review::Written, id).await.unwrap();
        assert_eq!(differences(&view.form, &sheet(80), &view.rubric), []);
        assert!(view.sealed.is_none() && view.total.is_none());
        // The same file again says nothing new, though the draft has another number now.
        assert_eq!(take(&down, false).await.unwrap().revision, 3);
        // Changed here after the download: nothing is overwritten unless it is meant.
        let down = file(&sheet(90)).await;
        let mut here = sheet(80);
        here.overall.push_str("又写了一句。");
        w.service.save_sheet(&e, Review::Written, id, None, &here).await.unwrap();
        let Refusal::SheetFileStale { fields, .. } = refused(take(&down, false).await) else { panic!() };
        assert_eq!((fields.len(), fields.last()), (8, Some(&SheetField::Overall)));
        assert_eq!(w.service.sheet(&e, Review::Written, id).await.unwrap().form, here);
        take(&down, true).await.unwrap();
        let view = w.service.sheet(&e, Review::Written, id).await.unwrap();
        assert_eq!(differences(&view.form, &sheet(90), &view.rubric), []);
        // One wrong cell: nothing is changed, and it is told which.
        let mut wrong = file(&sheet(70)).await;
        wrong.rows[1].score = "99".into();
        let Refusal::SheetFileWrong { problems } = refused(take(&wrong, true).await) else { panic!() };
        assert_eq!((problems.len(), problems[0].row, problems[0].column), (1, wrong.rows[1].number, 6));
        assert_eq!(w.service.sheet(&e, Review::Written, id).await.unwrap().form, view.form);
        // Nobody else's, not that of another application, not once it is sealed, not after the closing.
        for other in [chair(), w.office.clone(), unit(), actor("m", Role::Ministry, "")] {
            assert_eq!(refused(w.service.take_sheet(&other, Review::Written, id, &down, true).await), Refusal::NotYours);
            assert_eq!(refused(w.service.require_writable(&other, Review::Written, id).await), Refusal::NotYours);
        }
        let elsewhere = refused(w.service.take_sheet(&e, Review::Written, &ids[1], &down, true).await);
        assert!(matches!(elsewhere, Refusal::NotYours | Refusal::SheetFileWrong { .. }), "{elsewhere:?}");
        w.service.seal_sheet(&e, Review::Written, id, &view.form).await.unwrap();
        assert_eq!(refused(take(&down, true).await), Refusal::AlreadySealed);
        assert_eq!(refused(w.service.require_writable(&e, Review::Written, id).await), Refusal::AlreadySealed);
        w.clock.set(day(90));
        assert!(matches!(refused(take(&down, true).await), Refusal::PhaseClosed { .. }));
    }

    /// Read by one expert, of two applications: the sheet of one is none of the other.
    async fn art_15_a_sheet_goes_to_its_own_application_alone(w) {
        let ids = w.reviewing(3, 2, 3).await;
        let e = expert_actor(1, 1);
        let mine: Vec<DossierId> = w.service.my_reviews(&e, Review::Written).await.unwrap().rows.into_iter().map(|r| r.dossier).collect();
        assert!(mine.len() > 1, "{ids:?}");
        let down = taken_along(&w, &e, &mine[0], &sheet(80)).await;
        let Refusal::SheetFileWrong { problems } = refused(w.service.take_sheet(&e, Review::Written, &mine[1], &down, true).await) else { panic!() };
        assert!(matches!(problems[..], [Problem { fault: Fault::OtherApplication { .. }, .. }]), "{problems:?}");
        assert_eq!(w.service.sheet(&e, Review::Written, &mine[1]).await.unwrap().revision, 0);
    }

    async fn art_19_a_sealed_sheet_is_never_changed(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let e = expert_actor(1, 1);
        w.service.seal_sheet(&e, Review::Written, &ids[0], &sheet(80)).await.unwrap();
        let sealed = w.service.sheet(&e, Review::Written, &ids[0]).await.unwrap();
        assert!(sealed.sealed.is_some() && sealed.total.is_some());
        assert_eq!(refused(w.service.save_sheet(&e, Review::Written, &ids[0], None, &sheet(10)).await), Refusal::AlreadySealed);
        assert_eq!(refused(w.service.seal_sheet(&e, Review::Written, &ids[0], &sheet(10)).await), Refusal::AlreadySealed);
        let after = w.service.sheet(&e, Review::Written, &ids[0]).await.unwrap();
        assert_eq!((after.form, after.total, after.sealed), (sealed.form, sealed.total, sealed.sealed));
    }

    async fn art_19_no_race_seals_twice(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let servers = [w.service.clone(), w.second().await];
        let mut clicks = JoinSet::new();
        for i in 0..8 {
            let (service, id) = (servers[i % 2].clone(), ids[0].clone());
            clicks.spawn(async move {
                service.seal_sheet(&expert_actor(1, 1), Review::Written, &id, &sheet(60 + i as u32)).await.is_ok()
            });
        }
        assert_eq!(clicks.join_all().await.into_iter().filter(|ok| *ok).count(), 1);
    }

    async fn art_19_others_scores_are_seen_only_after_the_own_sheet_is_sealed(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let total = async |e| w.service.sheet(&expert_actor(1, e), Review::Written, &ids[0]).await.unwrap().total.unwrap();
        w.service.seal_sheet(&expert_actor(1, 2), Review::Written, &ids[0], &sheet(90)).await.unwrap();
        assert!(w.service.sheet(&expert_actor(1, 1), Review::Written, &ids[0]).await.unwrap().others.is_empty());
        w.service.seal_sheet(&expert_actor(1, 1), Review::Written, &ids[0], &sheet(70)).await.unwrap();
        assert_eq!(w.service.sheet(&expert_actor(1, 1), Review::Written, &ids[0]).await.unwrap().others, [total(2).await]);
        w.service.seal_sheet(&expert_actor(1, 3), Review::Written, &ids[0], &sheet(50)).await.unwrap();
        assert_eq!(w.service.sheet(&expert_actor(1, 1), Review::Written, &ids[0]).await.unwrap().others, [total(3).await, total(2).await]);
    }

    async fn art_19_a_lead_who_scores_sees_others_scores_masked_until_the_own_is_sealed(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let lead = lead_actor(1);
        w.service.seal_sheet(&expert_actor(1, 2), Review::Written, &ids[0], &sheet(90)).await.unwrap();
        w.service.seal_sheet(&expert_actor(1, 3), Review::Written, &ids[0], &sheet(50)).await.unwrap();
        let masked = row(&w, &lead, &ids[0]).await.unwrap();
        assert_eq!((masked.due, masked.masked, masked.scores.len()), (3, 2, 0));
        let delta = w.service.board_delta(&lead, Review::Written, None, 0).await.unwrap();
        assert!(delta.rows.iter().all(|r| r.scores.is_empty()));
        // A chair who reads nothing sees them.
        assert_eq!(row(&w, &chair(), &ids[0]).await.unwrap().scores.len(), 2);
        w.service.seal_sheet(&lead, Review::Written, &ids[0], &sheet(70)).await.unwrap();
        let open = row(&w, &lead, &ids[0]).await.unwrap();
        assert_eq!((open.masked, open.scores.len()), (0, 3));
    }

    async fn art_8_points_behind_the_board_are_those_of_the_scores_it_shows(w) {
        let ids = w.reviewing(3, 1, 3).await;
        let lead = lead_actor(1);
        w.service.seal_sheet(&expert_actor(1, 2), Review::Written, &ids[0], &sheet(90)).await.unwrap();
        w.service.save_sheet(&expert_actor(1, 3), Review::Written, &ids[0], None, &sheet(50)).await.unwrap();
        w.service.seal_sheet(&expert_actor(1, 2), Review::Written, &ids[2], &sheet(60)).await.unwrap();
        let all = w.service.board_points(&chair(), Review::Written, None).await.unwrap();
        let totals = |p: &BoardPoints, id: &DossierId| -> Vec<u16> {
            p.rows.get(id).into_iter().flatten().map(|(_, points)| points.iter().sum()).collect()
        };
        assert_eq!((totals(&all, &ids[0]), totals(&all, &ids[2])), (vec![900], vec![600]));
        // Masked scores have no points: the lead's own sheets are not sealed.
        let masked = w.service.board_points(&lead, Review::Written, None).await.unwrap();
        assert!(masked.rows.is_empty());
        w.service.seal_sheet(&lead, Review::Written, &ids[0], &sheet(70)).await.unwrap();
        let open = w.service.board_points(&lead, Review::Written, None).await.unwrap();
        assert_eq!((totals(&open, &ids[0]).len(), totals(&open, &ids[2]).len()), (2, 0));
        // What is amended counts as amended.
        w.service.amend_sheet(&expert_actor(1, 2), Review::Written, &ids[0], &sheet(80), "a slip of the pen, corrected").await.unwrap();
        let all = w.service.board_points(&chair(), Review::Written, None).await.unwrap();
        let mut found = totals(&all, &ids[0]);
        found.sort_unstable();
        assert_eq!(found, [700, 800]);
        // Nothing of what is in conflict with the chair, who has scored the other one.
        w.service.seal_sheet(&expert_actor(1, 3), Review::Written, &ids[2], &sheet(40)).await.unwrap();
        let kept_away = actor("chair-2", Role::Chair, "e13");
        w.service.undertake(&expert_actor(1, 3), &ids[..1]).await.unwrap();
        let cut = w.service.board_points(&kept_away, Review::Written, None).await.unwrap();
        assert!(!cut.rows.contains_key(&ids[0]) && cut.rows.contains_key(&ids[2]));
        assert_eq!(refused(w.service.board_points(&expert_actor(1, 2), Review::Written, None).await), Refusal::NotYours);
        assert_eq!(refused(w.service.board_points(&lead, Review::Written, Some(&panel_id(2))).await), Refusal::NotYours);
    }

    async fn art_14_a_lead_sees_the_own_panel_and_nothing_of_another(w) {
        w.reviewing(4, 2, 3).await;
        let codes = |b: Board| b.rows.iter().map(|r| r.panel.clone()).collect::<BTreeSet<_>>();
        let board = w.service.board(&lead_actor(1), Review::Written, None).await.unwrap();
        assert_eq!((board.panels.len(), codes(board.board)), (1, ["p1".to_owned()].into()));
        let all = w.service.board(&chair(), Review::Written, None).await.unwrap();
        assert_eq!((all.panels.len(), codes(all.board).len()), (2, 2));
        for panel in [panel_id(2), "nowhere".into(), "\u{0}".into()] {
            assert_eq!(refused(w.service.board(&lead_actor(1), Review::Written, Some(&panel)).await), Refusal::NotYours);
            assert_eq!(refused(w.service.board_delta(&lead_actor(1), Review::Written, Some(&panel), 0).await), Refusal::NotYours);
        }
        for actor in [w.office.clone(), unit(), expert_actor(1, 2), actor("m", Role::Ministry, "")] {
            assert_eq!(refused(w.service.board(&actor, Review::Written, None).await), Refusal::NotYours);
            assert_eq!(refused(w.service.board(&actor, Review::Written, Some(&panel_id(1))).await), Refusal::NotYours);
        }
    }

    /// A chair comes from the pool too: what is in conflict with them is not on their board at all.
    async fn art_15_a_chair_in_conflict_sees_no_row(w) {
        let ids = w.reviewing(3, 2, 3).await;
        let mut chair = actor("chair-2", Role::Chair, "e13");
        assert!(row(&w, &chair, &ids[0]).await.is_some());
        w.service.undertake(&expert_actor(1, 3), &ids[..1]).await.unwrap();
        for grants in [chair.grants.clone(), vec![
            Grant { role: Role::Chair, scope: String::new() }, Grant { role: Role::Expert, scope: "e13".into() },
        ]] {
            chair.grants = grants;
            assert!(row(&w, &chair, &ids[0]).await.is_none());
            assert!(row(&w, &chair, &ids[2]).await.is_some());
            let delta = w.service.board_delta(&chair, Review::Written, None, 0).await.unwrap();
            assert!(delta.rows.iter().all(|r| r.dossier != ids[0]));
            let bell = |id: &DossierId| service::ports::Bell {
                at: 1, room: "review".into(), dossier: Some(id.clone()), panel: Some(panel_id(1)),
            };
            let scope = BoardScope::Committee;
            assert!(!w.service.hears(&chair, Review::Written, &scope, &bell(&ids[0])).await.unwrap());
            assert!(w.service.hears(&chair, Review::Written, &scope, &bell(&ids[2])).await.unwrap());
            let own = BoardScope::Panel(panel_id(2));
            assert!(!w.service.hears(&lead_actor(2), Review::Written, &own, &bell(&ids[2])).await.unwrap());
        }
    }

    /// Sheets are sealed in a random order; boards that were fetched at some time and took in
    /// every delta since, some of them twice, are the board fetched last.
    async fn a_board_and_its_deltas_come_to_the_board_fetched_anew(w) {
        w.reviewing(8, 2, 4).await;
        let mut work = work(&w, 2, 4).await;
        let mut chance = SplitMix64::new(19);
        let viewers = [chair(), lead_actor(1), lead_actor(2)];
        let mut boards = Vec::new();
        for viewer in &viewers {
            boards.push((viewer, w.service.board(viewer, Review::Written, None).await.unwrap().board));
        }
        while !work.is_empty() {
            let (actor, id) = work.swap_remove(chance.below(work.len() as u64) as usize);
            let percent = 40 + chance.below(60) as u32;
            w.service.seal_sheet(&actor, Review::Written, &id, &sheet(percent)).await.unwrap();
            for (viewer, board) in &mut boards {
                if chance.below(3) == 0 {
                    let delta = w.service.board_delta(viewer, Review::Written, None, board.as_of).await.unwrap();
                    if chance.below(4) == 0 {
                        board.apply(delta.clone());
                    }
                    board.apply(delta);
                }
                if chance.below(6) == 0 {
                    // A delta from longer ago does no harm.
                    let old = w.service.board_delta(viewer, Review::Written, None, board.as_of - 5).await.unwrap();
                    board.apply(old);
                }
            }
        }
        for (viewer, mut board) in boards {
            let delta = w.service.board_delta(viewer, Review::Written, None, board.as_of).await.unwrap();
            let digest = delta.digest;
            board.apply(delta);
            assert_eq!(digest, Some(board.digest(board.terms())));
            let fresh = w.service.board(viewer, Review::Written, None).await.unwrap().board;
            assert_eq!(ordered(&board), ordered(&fresh));
            assert_eq!(board.as_of, fresh.as_of);
            assert!(fresh.rows.iter().all(|r| r.masked == 0 && r.scores.len() == usize::from(r.due)));
        }
    }

    /// What goes from a board is in no delta, whatever the line told meanwhile: what the board comes to says so,
    /// and the board fetched anew comes to what was said.
    async fn art_19_a_board_that_was_cut_off_learns_that_scores_went(w) {
        let own = w.reviewing(3, 1, 3).await;
        let chair2 = actor("chair-2", Role::Chair, "e13");
        let lead = lead_actor(1);
        let board = async |viewer: &Actor| w.service.board(viewer, Review::Written, None).await.unwrap().board;
        let told = async |viewer: &Actor, board: &Board| {
            let delta = w.service.board_delta(viewer, Review::Written, None, board.as_of).await.unwrap();
            (delta.rows.len(), delta.digest.unwrap())
        };
        let comes_to = |b: &Board| b.digest(b.terms());
        w.service.seal_sheet(&expert_actor(1, 2), Review::Written, &own[0], &sheet(90)).await.unwrap();
        w.service.seal_sheet(&expert_actor(1, 3), Review::Written, &own[0], &sheet(60)).await.unwrap();
        // Of the scores of the first application the lead sees how many there are, and the board comes to that.
        for viewer in [&chair(), &chair2, &lead] {
            let b = board(viewer).await;
            assert_eq!(told(viewer, &b).await, (0, comes_to(&b)));
        }
        // A pair is taken out: no row has changed later than the board, and it is no longer what it was.
        let before = board(&chair()).await;
        w.service.decline_review(&expert_actor(1, 2), Review::Written, &own[1], "临时住院，近期无法完成评审工作").await.unwrap();
        let (rows, digest) = told(&chair(), &before).await;
        assert_eq!(rows, 0);
        assert_ne!(digest, comes_to(&before));
        assert_eq!(digest, comes_to(&board(&chair()).await));
        // A conflict sets a score aside, and takes the row from whoever has it.
        let before = [board(&chair()).await, board(&chair2).await];
        let reference = w.service.read().await.unwrap().dossier(&own[0]).await.unwrap().unwrap().reference;
        w.service.record_conflict(&w.office, &expert_id(1, 3), &reference, "两年内为该组织提供过咨询服务").await.unwrap();
        for (viewer, before) in [&chair(), &chair2].into_iter().zip(&before) {
            let (rows, digest) = told(viewer, before).await;
            assert_eq!(rows, 0);
            assert_ne!(digest, comes_to(before));
            let now = board(viewer).await;
            assert_eq!(digest, comes_to(&now));
            assert_eq!(now.rows.len(), if viewer.account == chair2.account { 2 } else { 3 });
        }
        assert_eq!(board(&chair()).await.progress().sealed, 1);
        // What is kept from somebody changes nothing of theirs: they are not sent for a new board.
        let before = board(&chair2).await;
        w.service.seal_sheet(&lead, Review::Written, &own[0], &sheet(75)).await.unwrap();
        assert_eq!(told(&chair2, &before).await, (0, comes_to(&before)));
    }

    /// What the season is reckoned by concerns every board of both reviews; a board that was cut off learns it, too.
    async fn art_20_other_places_and_another_trimming_reach_open_boards(w) {
        w.reviewing(2, 1, 3).await;
        let board = w.service.board(&chair(), Review::Written, None).await.unwrap().board;
        let mut bells = w.service.store.bells();
        for (field, value) in [("planned_sme", "2"), ("trim", "3")] {
            let draft = w.service.season_draft(&w.office, 2026).await.unwrap();
            let mut form = domain::season::edit::to_form(Part::Limits, &draft.season);
            form.insert(field.into(), value.into());
            w.service.change_season(&w.office, 2026, Part::Limits, &form, "经研究调整，特此说明").await.unwrap();
            let bell = loop {
                let bell = bells.recv().await.unwrap();
                if bell.room == "season" {
                    break bell;
                }
            };
            for review in Review::ALL {
                for (actor, scope) in [(chair(), BoardScope::Committee), (lead_actor(1), BoardScope::Panel(panel_id(1)))] {
                    assert!(w.service.hears(&actor, review, &scope, &bell).await.unwrap(), "{field} {review:?}");
                }
            }
            let delta = w.service.board_delta(&chair(), Review::Written, None, board.as_of).await.unwrap();
            assert_ne!(delta.digest, Some(board.digest(board.terms())), "{field}");
            let now = w.service.board(&chair(), Review::Written, None).await.unwrap().board;
            assert_eq!(delta.digest, Some(now.digest(now.terms())));
            assert_ne!(now.terms(), board.terms());
        }
    }

    async fn art_19_the_review_closes_by_the_clock(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let (phase, closed) = (Phase::WrittenReview, day(90));
        w.clock.set(closed);
        let (e, refusal) = (expert_actor(1, 1), Refusal::PhaseClosed { phase, closed });
        assert_eq!(refused(w.service.save_sheet(&e, Review::Written, &ids[0], None, &sheet(80)).await), refusal);
        assert_eq!(refused(w.service.seal_sheet(&e, Review::Written, &ids[0], &sheet(80)).await), refusal);
        w.clock.set(closed.plus(-SECOND));
        w.service.seal_sheet(&e, Review::Written, &ids[0], &sheet(80)).await.unwrap();
    }
}
