//! Art. 16: begin, write, attach, submit.

use std::sync::Arc;

use domain::application::Answers;
use domain::application::field::{Field, Slot};
use domain::application::files::sha256;
use domain::application::merge::Conflict;
use domain::application::page::Page;
use domain::application::version::digest;
use domain::event::Event;
use domain::journey::{Stage, Standing};
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::stamp::SECOND;
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::answers::{UNIT, answers, title};
use crate::world::*;

fn some(pairs: &[(&str, &str)]) -> Answers {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

on_both! {
    async fn art_17_an_organisation_writes_one_dossier_a_season(w) {
        let (actor, id) = w.begun(1).await;
        assert_eq!(refused(w.service.start_dossier(&actor, &Answers::new()).await), Refusal::OneDossierOnly);
        let mine = w.service.my_dossiers(&actor).await.unwrap();
        assert_eq!(mine.cards.iter().map(|c| &c.id).collect::<Vec<_>>(), [&id]);
        let (_, other) = w.begun(2).await;
        assert_ne!(other, id);
    }

    /// Two tabs, two servers, one click each.
    async fn art_17_no_race_begins_a_second_dossier(w) {
        let actor = w.applicant(1).await;
        let servers = [w.service.clone(), w.second().await];
        let mut clicks = JoinSet::new();
        for i in 0..12 {
            let (service, actor) = (servers[i % 2].clone(), actor.clone());
            clicks.spawn(async move { service.start_dossier(&actor, &Answers::new()).await });
        }
        let ends = clicks.join_all().await;
        assert_eq!(ends.iter().filter(|e| e.is_ok()).count(), 1);
        for end in ends.into_iter().filter(Result::is_err) {
            assert_eq!(refused(end), Refusal::OneDossierOnly);
        }
    }

    async fn what_the_eligibility_page_was_told_flows_into_the_dossier(w) {
        let actor = w.applicant(1).await;
        let told = some(&[("employees", "286"), ("sharing", "yes"), ("region", UNIT), ("wrong", "x"), ("title", "a\u{0}b\u{7}c")]);
        let id = w.service.start_dossier(&actor, &told).await.unwrap();
        let view = w.service.dossier(&actor, &id).await.unwrap();
        let expected = some(&[
            ("employees", "286"), ("region", UNIT), ("unit", UNIT), ("title", "abc"),
            ("org_name", &crate::world::answers::organisation(1)),
        ]);
        assert_eq!(view.answers, expected);
        assert!(view.editable);
    }

    async fn a_page_is_kept_as_typed_right_or_wrong(w) {
        let (actor, id) = w.begun(1).await;
        let typed = some(&[("net_1", "见附件"), ("revenue_1", " １２，８００ "), ("title", "elsewhere"), ("nothing", "x")]);
        let saved = w.service.save_page(&actor, &id, Page::Finance, 0, &typed).await.unwrap();
        assert_eq!((saved.revision, saved.conflicts.len()), (1, 0));
        let view = w.service.dossier(&actor, &id).await.unwrap();
        assert_eq!(view.answers["net_1"], "见附件");
        assert_eq!(view.answers["revenue_1"], " １２，８００ ");
        assert!(!view.answers.contains_key("title") && !view.answers.contains_key("nothing"));
        assert_eq!(view.revisions[&Page::Finance], 1);
    }

    async fn saving_the_same_again_is_no_new_revision(w) {
        let (actor, id) = w.begun(1).await;
        let typed = some(&[("net_1", "5")]);
        let first = w.service.save_page(&actor, &id, Page::Finance, 0, &typed).await.unwrap();
        w.clock.pass(SECOND);
        let again = w.service.save_page(&actor, &id, Page::Finance, 1, &typed).await.unwrap();
        assert_eq!((again.revision, again.at), (1, first.at));
    }

    async fn what_two_people_wrote_on_one_page_is_merged_field_by_field(w) {
        let (actor, id) = w.begun(1).await;
        let base = some(&[("net_1", "1"), ("net_2", "1"), ("net_3", "1")]);
        w.service.save_page(&actor, &id, Page::Finance, 0, &base).await.unwrap();
        let hers = some(&[("net_1", "2"), ("net_2", "1"), ("net_3", "2")]);
        w.service.save_page(&actor, &id, Page::Finance, 1, &hers).await.unwrap();
        let his = some(&[("net_1", "1"), ("net_2", "3"), ("net_3", "3")]);
        let saved = w.service.save_page(&actor, &id, Page::Finance, 1, &his).await.unwrap();
        assert_eq!(saved.revision, 3);
        assert_eq!(saved.merged, ["net_1"]);
        let conflict = Conflict { key: "net_3".into(), base: "1".into(), theirs: "2".into() };
        assert_eq!(saved.conflicts, [conflict]);
        let view = w.service.dossier(&actor, &id).await.unwrap();
        let kept: Vec<&str> = ["net_1", "net_2", "net_3"].map(|k| view.answers[k].as_str()).to_vec();
        assert_eq!(kept, ["2", "3", "3"]);
    }

    /// Twenty tabs, each with a field of its own: nothing anybody typed is lost.
    async fn no_race_loses_a_field(w) {
        let (actor, id) = w.begun(1).await;
        let fields: Vec<Field> = Page::Finance.fields().collect();
        let servers = [w.service.clone(), w.second().await];
        let mut tabs = JoinSet::new();
        for (i, field) in fields.iter().enumerate() {
            let (service, actor, id, key) = (servers[i % 2].clone(), actor.clone(), id.clone(), field.key());
            tabs.spawn(async move {
                service.save_page(&actor, &id, Page::Finance, 0, &some(&[(key, key)])).await.unwrap()
            });
        }
        let mut revisions: Vec<i64> = tabs.join_all().await.into_iter().map(|s| s.revision).collect();
        revisions.sort_unstable();
        assert_eq!(revisions, (1..=i64::try_from(fields.len()).unwrap()).collect::<Vec<_>>());
        let view = w.service.dossier(&actor, &id).await.unwrap();
        for field in fields {
            assert_eq!(view.answers[field.key()], field.key());
        }
    }

    async fn art_16_an_incomplete_dossier_is_not_taken(w) {
        let (actor, id) = w.draft(1).await;
        let mut wrong = answers(1);
        wrong.insert("sharing".into(), String::new());
        wrong.insert("privacy".into(), String::new());
        w.service.save_page(&actor, &id, Page::Declarations, 2, &wrong).await.unwrap();
        let files = w.service.dossier(&actor, &id).await.unwrap().files;
        w.service.detach(&actor, &id, &files[0].id).await.unwrap();
        let pages = vec![(Page::Declarations, 2), (Page::Attachments, 1)];
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::Incomplete { pages });
        assert_eq!(w.service.my_dossiers(&actor).await.unwrap().cards[0].stage, Stage::Draft);
    }

    async fn art_16_what_is_submitted_is_frozen_and_its_hash_is_the_receipts(w) {
        let (actor, id) = w.draft(1).await;
        let receipt = w.service.submit(&actor, &id).await.unwrap();
        assert_eq!((receipt.version, receipt.at.0 >= day(35).0), (1, true));
        assert_eq!(receipt.title, title(1));
        let mut db = w.service.read().await.unwrap();
        let version = db.version(&id, 1).await.unwrap().unwrap();
        assert_eq!(digest(&version.canonical), receipt.sha256);
        let entries = db.entries_of(&id).await.unwrap();
        let last = service::journal::event(entries.last().unwrap()).unwrap();
        assert!(matches!(last, Event::Stepped { sha256: Some(h), .. } if h == receipt.sha256));
        drop(db);
        // From here on nothing of it changes.
        let stage = Stage::Submitted;
        let late = w.service.save_page(&actor, &id, Page::Title, 1, &answers(2)).await;
        assert_eq!(refused(late), Refusal::WrongStage { stage });
        let files = w.service.dossier(&actor, &id).await.unwrap().files;
        assert_eq!(refused(w.service.detach(&actor, &id, &files[0].id).await), Refusal::WrongStage { stage });
        let one_more = w.service.attach(&actor, &id, upload(Slot::Standards, &pdf("more"))).await;
        assert_eq!(refused(one_more), Refusal::WrongStage { stage });
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::WrongStage { stage });
        assert_eq!(w.service.receipt(&actor, &id).await.unwrap(), receipt);
    }

    async fn art_16_no_race_submits_twice(w) {
        let (actor, id) = w.draft(1).await;
        let servers = [w.service.clone(), w.second().await];
        let mut clicks = JoinSet::new();
        for i in 0..8 {
            let (service, actor, id) = (servers[i % 2].clone(), actor.clone(), id.clone());
            clicks.spawn(async move { service.submit(&actor, &id).await.is_ok() });
        }
        assert_eq!(clicks.join_all().await.into_iter().filter(|ok| *ok).count(), 1);
        assert!(w.service.read().await.unwrap().version(&id, 2).await.unwrap().is_none());
    }

    async fn art_16_the_phase_is_open_to_its_last_second_and_not_after(w) {
        let phase = Phase::Application;
        let (early, closed) = (day(10), day(40));
        let actor = w.applicant(1).await;
        w.clock.set(early.plus(-SECOND));
        let outcome = w.service.start_dossier(&actor, &Answers::new()).await;
        assert_eq!(refused(outcome), Refusal::PhaseNotOpen { phase, opens: early });
        w.clock.set(early);
        let (one, late) = (w.draft_of(actor, &answers(1)).await, w.draft(2).await);
        w.clock.set(closed.plus(-SECOND));
        let receipt = w.service.submit(&one.0, &one.1).await.unwrap();
        assert_eq!(receipt.at, closed.plus(-SECOND));
        w.clock.set(closed);
        let refusal = Refusal::PhaseClosed { phase, closed };
        assert_eq!(refused(w.service.submit(&late.0, &late.1).await), refusal);
        assert_eq!(refused(w.service.save_page(&late.0, &late.1, Page::Title, 1, &answers(3)).await), refusal);
        assert_eq!(refused(w.service.attach(&late.0, &late.1, upload(Slot::Standards, &pdf("x"))).await), refusal);
        let view = w.service.dossier(&late.0, &late.1).await.unwrap();
        assert!(!view.editable && view.standing.stage() == Stage::Draft);
        // The Office moves the closing, with its reason: the same dossier is taken.
        w.service.move_closing(&w.office, phase, day(41), "台风").await.unwrap();
        w.service.submit(&late.0, &late.1).await.unwrap();
    }

    /// A file of 4,096 bytes at most, 12,288 in all; what is refused is not kept either.
    async fn files_have_their_limits_and_refused_ones_fill_no_disk(w) {
        let (actor, id) = w.begun(1).await;
        let of = pdf_of;
        let over = of(4097, "a");
        let refusal = refused(w.service.attach(&actor, &id, upload(Slot::Licence, &over)).await);
        assert_eq!(refusal, Refusal::FileTooLarge { max: 4096 });
        for mark in ["a", "b", "c"] {
            w.service.attach(&actor, &id, upload(Slot::Licence, &of(4096, mark))).await.unwrap();
        }
        let fourth = pdf("d");
        let refusal = refused(w.service.attach(&actor, &id, upload(Slot::Licence, &fourth)).await);
        assert_eq!(refusal, Refusal::FilesTooLarge { max: 12_288 });
        w.clock.set(day(40));
        let (late, held) = (pdf("late"), w.service.dossier(&actor, &id).await.unwrap().files);
        let closed = refused(w.service.attach(&actor, &id, upload(Slot::Licence, &late)).await);
        assert!(
            matches!(closed, Refusal::PhaseClosed { phase: Phase::Application, .. }),
            "{closed:?}"
        );
        for content in [over, fourth, late] {
            assert!(w.service.files.open(&sha256(&content), 0).await.unwrap().is_none());
        }
        for file in held {
            assert!(w.service.files.open(&file.sha256, 0).await.unwrap().is_some());
        }
    }

    async fn no_race_goes_past_the_limit_of_all_files(w) {
        let (actor, id) = w.begun(1).await;
        let mut posts = JoinSet::new();
        for n in 0..8 {
            let content = pdf_of(4096, &format!("{n:04}"));
            let (service, actor, id) = (w.service.clone(), actor.clone(), id.clone());
            posts.spawn(async move { service.attach(&actor, &id, upload(Slot::Licence, &content)).await.is_ok() });
        }
        assert_eq!(posts.join_all().await.into_iter().filter(|ok| *ok).count(), 3);
    }

    async fn art_15_a_strangers_dossier_is_answered_like_one_that_does_not_exist(w) {
        let (owner, id) = w.draft(1).await;
        let stranger = w.applicant(2).await;
        let office = w.office.clone();
        let nothing = "nowhere".into();
        let file = w.service.dossier(&owner, &id).await.unwrap().files[0].id.clone();
        for actor in [stranger, unit(), office, expert_actor(1, 1), chair(), actor("m", Role::Ministry, "")] {
            for id in [&id, &nothing] {
                assert_eq!(refused(w.service.dossier(&actor, id).await), Refusal::NotYours);
                assert_eq!(refused(w.service.receipt(&actor, id).await), Refusal::NotYours);
                assert_eq!(refused(w.service.submit(&actor, id).await), Refusal::NotYours);
                assert_eq!(refused(w.service.detach(&actor, id, &file).await), Refusal::NotYours);
                let typed = answers(9);
                assert_eq!(refused(w.service.save_page(&actor, id, Page::Title, 0, &typed).await), Refusal::NotYours);
                let file = upload(Slot::Licence, &pdf("stranger"));
                assert_eq!(refused(w.service.attach(&actor, id, file).await), Refusal::NotYours);
            }
            assert_eq!(refused(w.service.readable(&actor, &file).await), Refusal::NotYours);
        }
        assert!(w.service.files.open(&sha256(&pdf("stranger")), 0).await.unwrap().is_none());
    }

    /// A file of one's own dossier cannot be taken off through another's.
    async fn a_file_belongs_to_its_dossier(w) {
        let (one, two) = (w.draft(1).await, w.draft(2).await);
        let file = w.service.dossier(&two.0, &two.1).await.unwrap().files[0].id.clone();
        assert_eq!(refused(w.service.detach(&one.0, &one.1, &file).await), Refusal::NotYours);
        assert!(w.service.readable(&two.0, &file).await.is_ok());
    }

    /// The unit reads what was submitted; nothing of it was typed later.
    async fn art_16_readers_see_the_frozen_version(w) {
        let (actor, id) = w.submitted(1).await;
        let view = w.service.dossier(&unit(), &id).await.unwrap();
        assert!(!view.editable && view.revisions.is_empty());
        assert_eq!(view.answers, answers(1));
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().answers, answers(1));
        assert!(matches!(view.standing, Standing::Submitted { version: 1, .. }));
    }

    async fn a_begun_dossier_takes_the_next_number(w) {
        let mut numbers = JoinSet::new();
        let service = Arc::new(w.service.clone());
        for n in 1..=10 {
            let actor = w.applicant(n).await;
            let service = service.clone();
            numbers.spawn(async move {
                let id = service.start_dossier(&actor, &Answers::new()).await.unwrap();
                service.read().await.unwrap().dossier(&id).await.unwrap().unwrap().number
            });
        }
        let mut numbers = numbers.join_all().await;
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
    }
}
