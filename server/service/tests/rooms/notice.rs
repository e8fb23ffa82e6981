//! Art. 15, 21: the public notice, who objects, and how objections are dealt with.

use domain::ids::{DossierId, ObjectionId};
use domain::journey::Stage;
use domain::mail::Message;
use domain::notice::handling::{Outcome, Step};
use domain::notice::objection::Form;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::stamp::{DAY, MINUTE, SECOND};
use service::ports::files::Whole;

use crate::on_both;
use crate::world::*;

const WHY: &str = "经调查核实，所列成效数据与原始记录一致。";

pub fn form(entry: u32) -> Form {
    Form {
        name: "演示甲".into(),
        phone: "13800000000".into(),
        email: "objector@example.com".into(),
        entry: entry.to_string(),
        facts: "所列成效数据与公开年报不一致，见附件第三页的对照表。".repeat(2),
        ..Form::default()
    }
}

async fn stage(w: &World, id: &DossierId) -> Stage {
    let mut db = w.service.read().await.unwrap();
    db.dossier(id).await.unwrap().unwrap().standing.stage()
}

fn vice() -> Actor {
    actor("vice-1", Role::ViceChair, "")
}

/// Kinds of the messages that wait to be sent, with where they go.
async fn waiting(w: &World) -> Vec<(String, Message)> {
    let mails = w.service.read().await.unwrap().waiting_mails().await.unwrap();
    mails.into_iter().map(|m| (m.address, m.message)).collect()
}

/// An objection to a line, and its number among all.
async fn objected(w: &World, entry: u32) -> (String, ObjectionId) {
    let token = w.service.object(2026, &form(entry), &[]).await.unwrap();
    let mut db = w.service.read().await.unwrap();
    (token, db.objections(&id()).await.unwrap().last().unwrap().id.clone())
}

/// A conflict of somebody of the pool is known.
async fn conflicted(w: &World, expert: &str, dossier: &DossierId) {
    w.tamper(&format!(
        "INSERT INTO conflict (season, expert, dossier, kind, declared, at) VALUES ('{}', '{expert}', '{dossier}', 'declared', {}, 1)",
        id(),
        if w.fresh.engine == "postgres" { "TRUE" } else { "1" },
    ))
    .await;
}

/// Two colleagues of the Office with accounts: one names, the other handles.
async fn colleagues(w: &World) -> (Actor, Actor) {
    let a = w.account("office-a@example.com", Role::Office, "").await;
    (a, w.account("office-b@example.com", Role::Office, "").await)
}

on_both! {
    async fn art_15_nobody_handles_an_objection_to_the_organisation_they_belong_to(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let (a, b) = colleagues(&w).await;
        let (_, o) = objected(&w, 1).await;
        let of = s.read().await.unwrap().dossier(&ids[0]).await.unwrap().unwrap().organisation;
        s.grant("op", &id(), &b.account, Role::ApplicantReader, of.as_str()).await.unwrap();
        assert_eq!(refused(s.name_handler(&a, &o, &b.account).await), Refusal::Conflicted);
        // Who joins it later reads the case no more.
        let c = w.account("office-c@example.com", Role::Office, "").await;
        s.name_handler(&a, &o, &c.account).await.unwrap();
        assert!(s.objection(&c, &o).await.is_ok());
        let mut both = c.clone();
        both.grants.push(domain::policy::Grant { role: Role::ApplicantReader, scope: of.to_string() });
        assert_eq!(refused(s.objection(&both, &o).await), Refusal::NotYours);
    }

    async fn art_21_a_notice_opens_once_from_the_signed_list_on_a_working_day(w) {
        let ids = w.shortlisted(3).await;
        let s = &w.service;
        let first = s.read().await.unwrap().dossier(&ids[0]).await.unwrap().unwrap();
        let own = first.organisation.as_str();
        let writer = w.account("writer@example.com", Role::Applicant, own).await;
        let seen = s.notice_preparation(&w.office).await.unwrap();
        assert_eq!(seen.refused, Some(Refusal::ListMissing));
        w.listed(&ids[..2]).await;
        // Signed, and nothing of it is seen: no notice, no stage.
        assert_eq!(s.notice(None).await.unwrap(), None);
        assert_eq!(refused(s.notice(Some(2026)).await), Refusal::NotYours);
        assert_eq!(stage(&w, &ids[0]).await, Stage::Shortlisted);
        // Art. 20: the ministry is heard first.
        let unheard = s.notice_preparation(&w.office).await.unwrap();
        assert_eq!(unheard.refused, Some(Refusal::ConsultationNeeded));
        assert_eq!(refused(s.open_notice(&w.office, "x").await), Refusal::ConsultationNeeded);
        w.consulted().await;
        let early = s.notice_preparation(&w.office).await.unwrap();
        assert!(matches!(early.refused, Some(Refusal::PhaseNotOpen { .. })) && early.lines.len() == 2);
        for other in [chair(), unit(), writer.clone()] {
            assert_eq!(refused(s.notice_preparation(&other).await), Refusal::NotYours);
            assert_eq!(refused(s.open_notice(&other, "x").await), Refusal::NotYours);
        }
        // A Saturday.
        w.clock.set(NOTICED.plus(DAY));
        assert_eq!(refused(s.open_notice(&w.office, "x").await), Refusal::NotWorkingDay);
        w.clock.set(NOTICED.plus(3 * DAY));
        assert_eq!(refused(s.open_notice(&w.office, "x").await), Refusal::SeenChanged);
        let (view, sha256) = s.notice_preparation(&w.office).await.unwrap().proposed.unwrap();
        s.open_notice(&w.office, &sha256).await.unwrap();
        assert_eq!(refused(s.open_notice(&w.office, &sha256).await), Refusal::NoticeOpened);
        let open = s.notice(Some(2026)).await.unwrap().unwrap();
        assert_eq!((open.lines.len(), open.text.clone()), (2, view.text));
        assert_eq!(open.ends_at.plus(-1).show_minute(), "2026-09-20 23:59");
        let places: Vec<u32> = open.lines.iter().map(|l| l.place).collect();
        assert_eq!(places, [1, 2]);
        assert_eq!(stage(&w, &ids[0]).await, Stage::OnInitialList);
        assert_eq!(stage(&w, &ids[2]).await, Stage::NotListed);
        // The call knows until when, and the writers are told.
        let call = s.call().await.unwrap();
        assert_eq!(call.season.published.notice_ends, Some(open.ends_at));
        let told = waiting(&w).await;
        assert!(told.iter().any(|(to, m)| to == "writer@example.com" && m.kind() == "on_notice"));
        let mut db = s.read().await.unwrap();
        assert!(matches!(service::journal::verify(&mut *db).await.unwrap(), service::journal::Verdict::Sound { .. }));
    }

    async fn art_21_a_planned_notice_opens_by_itself_as_it_was_seen(w) {
        let ids = w.shortlisted(2).await;
        w.listed(&ids).await;
        w.consulted().await;
        let s = &w.service;
        w.clock.set(NOTICED.plus(DAY));
        let monday = NOTICED.plus(3 * DAY);
        let past = s.plan_notice(&w.office, NOTICED, "x").await;
        assert_eq!(refused(past), Refusal::OpeningPast);
        let sunday = s.plan_notice(&w.office, NOTICED.plus(2 * DAY), "x").await;
        assert_eq!(refused(sunday), Refusal::NotWorkingDay);
        let then = s.notice_preparation_at(&w.office, Some(monday)).await.unwrap();
        let seen = then.proposed.unwrap().1;
        assert_eq!(refused(s.plan_notice(&chair(), monday, &seen).await), Refusal::NotYours);
        assert_eq!(refused(s.plan_notice(&w.office, monday, "x").await), Refusal::SeenChanged);
        s.plan_notice(&w.office, monday, &seen).await.unwrap();
        assert_eq!(s.notice_preparation(&w.office).await.unwrap().planned, Some(monday));
        assert!(!s.open_planned_notice().await.unwrap());
        assert_eq!(s.notice(None).await.unwrap(), None);
        // Called off and planned again.
        s.drop_planned_notice(&w.office).await.unwrap();
        assert_eq!(refused(s.drop_planned_notice(&w.office).await), Refusal::NotYours);
        s.plan_notice(&w.office, monday, &seen).await.unwrap();
        w.clock.set(monday.plus(SECOND));
        assert!(s.open_planned_notice().await.unwrap());
        assert!(!s.open_planned_notice().await.unwrap());
        let open = s.notice(None).await.unwrap().unwrap();
        assert_eq!((open.lines.len(), open.start), (2, monday.date()));
        assert_eq!(stage(&w, &ids[0]).await, Stage::OnInitialList);
    }

    async fn art_21_a_notice_that_changed_since_it_was_planned_does_not_open(w) {
        let ids = w.shortlisted(1).await;
        w.listed(&ids).await;
        w.consulted().await;
        colleagues(&w).await;
        let s = &w.service;
        w.clock.set(NOTICED);
        let monday = NOTICED.plus(3 * DAY);
        let then = s.notice_preparation_at(&w.office, Some(monday)).await.unwrap();
        s.plan_notice(&w.office, monday, &then.proposed.unwrap().1).await.unwrap();
        // Nobody was there on Monday: from Tuesday on it would end on another day.
        w.clock.set(monday.plus(DAY));
        assert!(s.open_planned_notice().await.unwrap());
        assert_eq!(s.notice(None).await.unwrap(), None);
        assert_eq!(s.notice_preparation(&w.office).await.unwrap().planned, None);
        let told = waiting(&w).await;
        assert!(told.iter().any(|(_, m)| m.kind() == "notice_not_opened"));
        assert!(!s.open_planned_notice().await.unwrap());
    }

    async fn art_21_an_objection_is_taken_to_the_last_second_and_not_after(w) {
        let ids = w.shortlisted(2).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        assert_eq!(open.ends_at.plus(-1).show_minute(), "2026-09-18 23:59");
        let anonymous = Form { name: String::new(), ..form(1) };
        assert_eq!(refused(s.object(2026, &anonymous, &[]).await), Refusal::Anonymous);
        assert_eq!(refused(s.object(2025, &form(1), &[]).await), Refusal::NotYours);
        w.clock.set(open.ends_at.plus(-SECOND));
        s.may_object(2026, "1.2.3.4").await.unwrap();
        let token = s.object(2026, &form(1), &[]).await.unwrap();
        let status = s.objection_status(&token).await.unwrap();
        assert_eq!((status.number, status.step, status.line.place), (1, Step::Received, 1));
        assert_eq!(refused(s.objection_status("0123456789").await), Refusal::NotYours);
        // The secret itself is stored nowhere but in the letter that carries it.
        let mut db = s.read().await.unwrap();
        assert_ne!(db.objections(&id()).await.unwrap()[0].token, token);
        drop(db);
        w.clock.set(open.ends_at);
        let late = Refusal::NoticeOver { ended: open.ends_at };
        assert_eq!(refused(s.object(2026, &form(1), &[]).await), late);
        assert_eq!(refused(s.may_object(2026, "1.2.3.4").await), late);
        assert_eq!(refused(s.extend_notice(&w.office, 3, WHY).await), late);
        // Once, whoever asks again.
        assert!(s.tell_closed_notice().await.unwrap());
        assert!(!s.tell_closed_notice().await.unwrap());
    }

    async fn art_15_a_lead_stands_in_for_a_head_in_conflict_and_the_objection_is_decided(w) {
        let ids = w.shortlisted(2).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let (names, handles) = colleagues(&w).await;
        let (_, id) = objected(&w, 1).await;
        let dossier = s.read().await.unwrap().objection(&id).await.unwrap().unwrap().dossier;
        s.name_handler(&names, &id, &handles.account).await.unwrap();
        let chair = actor("chair-1", Role::Chair, "chair");
        s.add_expert(&w.office, &expert(&"chair".into(), FIELDS[0])).await.unwrap();
        conflicted(&w, "chair", &dossier).await;
        s.note_objection(&handles, &id, true, WHY).await.unwrap();
        assert_eq!(refused(s.propose_outcome(&chair, &id, Outcome::Dismissed, WHY).await), Refusal::NotYours);
        s.propose_outcome(&vice(), &id, Outcome::Dismissed, WHY).await.unwrap();
        let lead = lead_actor(1);
        assert!(s.objection(&lead, &id).await.unwrap().confirms);
        s.confirm_outcome(&lead, &id).await.unwrap();
        let step = s.read().await.unwrap().objection(&id).await.unwrap().unwrap().handling.step();
        assert_eq!(step, Step::Decided);
    }

    async fn art_15_who_objected_neither_handles_nor_decides_it(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let (names, other) = colleagues(&w).await;
        s.object_as(Some(&other), 2026, &form(1), &[]).await.unwrap();
        let id = s.read().await.unwrap().objections(&id()).await.unwrap()[0].id.clone();
        let own = s.name_handler(&names, &id, &other.account).await;
        assert_eq!(refused(own), Refusal::Conflicted);
    }

    async fn art_21_objections_from_one_address_are_bounded(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        for _ in 0..10 {
            w.service.may_object(2026, "1.2.3.4").await.unwrap();
        }
        let more = w.service.may_object(2026, "1.2.3.4").await;
        assert!(matches!(refused(more), Refusal::TooManyAttempts { .. }));
        w.service.may_object(2026, "1.2.3.5").await.unwrap();
    }

    async fn art_21_an_extension_moves_the_end_and_its_reason_is_public(w) {
        let ids = w.shortlisted(1).await;
        let before = w.noticed(&ids).await;
        let s = &w.service;
        assert!(matches!(refused(s.extend_notice(&w.office, 2, "短").await), Refusal::TooShort { .. }));
        assert!(matches!(refused(s.extend_notice(&w.office, 0, WHY).await), Refusal::ExtensionShort { .. }));
        assert_eq!(refused(s.extend_notice(&chair(), 2, WHY).await), Refusal::NotYours);
        s.extend_notice(&w.office, 2, WHY).await.unwrap();
        let after = s.notice(None).await.unwrap().unwrap();
        // The twentieth is a working Sunday.
        assert_eq!(after.ends_at.plus(-1).show_minute(), "2026-09-21 23:59");
        assert_eq!((after.extensions[0].before, after.extensions[0].reason.as_str()), (before.ends_at, WHY));
        let call = s.call().await.unwrap();
        let window = call.season.window(domain::season::Phase::Notice).unwrap();
        assert_eq!((window.closes, window.changed.as_deref()), (after.ends_at, Some(WHY)));
    }

    async fn art_21_the_end_of_an_open_notice_is_moved_by_an_extension_alone(w) {
        use domain::season::Phase;
        use domain::season::edit::{Fault, Part, to_form};
        let ids = w.shortlisted(1).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        let later = open.ends_at.plus(5 * DAY);
        let moved = s.move_closing(&w.office, Phase::Notice, later, WHY).await;
        assert_eq!(refused(moved), Refusal::NoticeOpened);
        let mut typed = to_form(Part::Windows, &s.season_draft(&w.office, 2026).await.unwrap().season);
        typed.insert("notice.closes".into(), later.show_field());
        let changed = s.change_season(&w.office, 2026, Part::Windows, &typed, WHY).await;
        let Refusal::FormWrong { faults } = refused(changed) else { panic!() };
        assert!(faults.contains(&("notice.closes".to_owned(), Fault::Noticed)), "{faults:?}");
        // What the call says is what the notice says.
        let call = s.call().await.unwrap().season;
        assert_eq!(call.window(Phase::Notice).unwrap().closes, open.ends_at);
    }

    async fn art_15_an_objection_is_sealed_from_all_but_those_who_are_named(w) {
        let ids = w.shortlisted(2).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let (names, handles) = colleagues(&w).await;
        let mut content = Whole::new(pdf("evidence"));
        let file = s.stage_evidence("对照表.pdf", &mut content).await.unwrap();
        s.object(2026, &form(1), &[file]).await.unwrap();
        let o = s.objections(&names).await.unwrap().lines[0].clone();
        assert!(o.open && !o.named && o.known.is_none());
        for other in [&names, &handles, &chair(), &vice(), &unit()] {
            assert_eq!(refused(s.objection(other, &o.id).await), Refusal::NotYours);
        }
        assert!(s.objections(&chair()).await.unwrap().lines.is_empty());
        assert_eq!(refused(s.objections(&unit()).await), Refusal::NotYours);
        // Nobody names themselves, nor somebody who is not of the Office.
        assert_eq!(refused(s.name_handler(&names, &o.id, &names.account).await), Refusal::NamesSelf);
        let stranger = s.name_handler(&names, &o.id, &"chair-1".into()).await;
        assert!(matches!(refused(stranger), Refusal::BadValue { .. }));
        s.name_handler(&names, &o.id, &handles.account).await.unwrap();
        let seen = s.objection(&handles, &o.id).await.unwrap().sealed.unwrap();
        assert_eq!((seen.sender.name.as_str(), seen.files.len()), ("演示甲", 1));
        let (evidence, _) = s.evidence(&handles, &seen.files[0].id).await.unwrap();
        assert_eq!(evidence.name, "对照表.pdf");
        assert!(s.evidence(&names, &seen.files[0].id).await.is_err());
        // Who named may not look, nor name a friend afterwards.
        assert_eq!(refused(s.objection(&names, &o.id).await), Refusal::NotYours);
        let friend = s.name_handler(&names, &o.id, &w.office.account).await;
        assert_eq!(refused(friend), Refusal::NotYours);
        assert!(s.objections(&names).await.unwrap().lines[0].known.is_none());
        // The report goes to the committee, who objects does not.
        assert_eq!(refused(s.note_objection(&names, &o.id, false, WHY).await), Refusal::NotYours);
        s.note_objection(&handles, &o.id, false, "内部记录：电话核实了原始台账。").await.unwrap();
        s.note_objection(&handles, &o.id, true, WHY).await.unwrap();
        let head = s.objection(&chair(), &o.id).await.unwrap();
        assert!(head.sealed.is_none() && head.proposes);
        assert_eq!(head.notes.len(), 1);
        let text = serde_json::to_string(&head).unwrap();
        assert!(!text.contains("演示甲") && !text.contains("13800000000") && !text.contains("内部记录"));
        // A conflict of interest: out for good, and never named again.
        s.leave_objection(&handles, &o.id).await.unwrap();
        assert_eq!(refused(s.objection(&handles, &o.id).await), Refusal::NotYours);
        let again = s.name_handler(&names, &o.id, &handles.account).await;
        assert_eq!(refused(again), Refusal::Conflicted);
        // Nothing of who objects stands in the journal, or goes to anybody else's mail.
        let mut db = s.read().await.unwrap();
        let journal = serde_json::to_string(&db.entries(0, 10_000).await.unwrap()).unwrap();
        assert!(!journal.contains("演示甲") && !journal.contains("objector@example.com"));
        drop(db);
        for (to, message) in waiting(&w).await {
            let text = serde_json::to_string(&message).unwrap();
            assert!(to == "objector@example.com" || !text.contains("演示甲"), "{to} {text}");
        }
    }

    async fn art_15_opening_an_objection_and_its_evidence_is_an_event_once_an_hour(w) {
        let ids = w.shortlisted(2).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let (names, handles) = colleagues(&w).await;
        let mut content = Whole::new(pdf("evidence"));
        let file = s.stage_evidence("对照表.pdf", &mut content).await.unwrap();
        s.object(2026, &form(1), &[file]).await.unwrap();
        let o = s.objections(&names).await.unwrap().lines[0].id.clone();
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        let reads = async || w.number("SELECT COUNT(*) FROM journal WHERE kind = 'objection_read'").await;
        assert_eq!(reads().await, 0);
        for (passed, expected) in [(0, 1), (60 * MINUTE - 1, 1), (1, 2)] {
            w.clock.pass(passed);
            s.objection(&handles, &o).await.unwrap();
            assert_eq!(reads().await, expected);
        }
        let evidence = s.objection(&handles, &o).await.unwrap().sealed.unwrap().files[0].id.clone();
        for _ in 0..2 {
            s.evidence(&handles, &evidence).await.unwrap();
        }
        assert_eq!(reads().await, 3);
        let last = s.read().await.unwrap().entries(0, 10_000).await.unwrap().pop().unwrap();
        assert_eq!((last.kind.as_str(), last.actor.as_str()), ("objection_read", handles.account.as_str()));
        assert!(last.data.contains(evidence.as_str()) && last.data.contains(o.as_str()));
        // What is refused was not read; a head who decides reads it, too, once it is reported.
        assert!(s.objection(&names, &o).await.is_err() && s.evidence(&names, &evidence).await.is_err());
        assert!(s.objection(&chair(), &o).await.is_err());
        assert_eq!(reads().await, 3);
        s.note_objection(&handles, &o, true, WHY).await.unwrap();
        s.objection(&chair(), &o).await.unwrap();
        assert_eq!(reads().await, 4);
    }

    async fn art_21_two_heads_decide_and_an_upheld_objection_strikes_the_entry_off(w) {
        let ids = w.shortlisted(2).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        let (names, handles) = colleagues(&w).await;
        let (_, first) = objected(&w, 1).await;
        let (token, second) = objected(&w, 2).await;
        for o in [&first, &second] {
            s.name_handler(&names, o, &handles.account).await.unwrap();
            let early = s.propose_outcome(&chair(), o, Outcome::Upheld, WHY).await;
            assert_eq!(refused(early), Refusal::NotYours);
            s.note_objection(&handles, o, true, WHY).await.unwrap();
        }
        assert_eq!(refused(s.propose_outcome(&handles, &first, Outcome::Upheld, WHY).await), Refusal::NotYours);
        s.propose_outcome(&chair(), &first, Outcome::Upheld, WHY).await.unwrap();
        assert_eq!(refused(s.confirm_outcome(&chair(), &first).await), Refusal::SecondPerson);
        s.give_back_outcome(&vice(), &first).await.unwrap();
        s.propose_outcome(&chair(), &first, Outcome::Upheld, WHY).await.unwrap();
        // What is only proposed is told to nobody outside.
        assert_eq!(stage(&w, &ids[0]).await, Stage::OnInitialList);
        s.confirm_outcome(&vice(), &first).await.unwrap();
        s.propose_outcome(&vice(), &second, Outcome::Dismissed, WHY).await.unwrap();
        assert_eq!(s.objection_status(&token).await.unwrap().step, Step::Reported);
        s.confirm_outcome(&chair(), &second).await.unwrap();
        let status = s.objection_status(&token).await.unwrap();
        assert_eq!(status.decided, Some((Outcome::Dismissed, WHY.to_owned())));
        // Which dossier stands on which line is the notice's own business.
        let mut db = s.read().await.unwrap();
        let rows = db.objections(&id()).await.unwrap();
        assert_eq!(stage(&w, &rows[0].dossier).await, Stage::StruckOff);
        assert_eq!(stage(&w, &rows[1].dossier).await, Stage::OnInitialList);
        assert_eq!(s.notice(None).await.unwrap().unwrap().lines, open.lines);
        let told = waiting(&w).await;
        let decided = told.iter().filter(|(to, m)| to == "objector@example.com" && m.kind() == "objection_decided");
        assert_eq!(decided.count(), 2);
        assert!(matches!(refused(s.confirm_outcome(&vice(), &second).await), Refusal::ObjectionStands { .. }));
    }

    async fn art_15_a_head_in_conflict_hears_nothing_of_an_objection(w) {
        let ids = w.shortlisted(2).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let (names, handles) = colleagues(&w).await;
        let (_, o) = objected(&w, 1).await;
        let dossier = s.read().await.unwrap().objections(&id()).await.unwrap()[0].dossier.clone();
        conflicted(&w, "e11", &dossier).await;
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        s.note_objection(&handles, &o, true, WHY).await.unwrap();
        let kept_out = actor("chair-2", Role::Chair, "e11");
        assert!(s.objections(&kept_out).await.unwrap().lines.is_empty());
        assert_eq!(refused(s.objection(&kept_out, &o).await), Refusal::NotYours);
        assert_eq!(refused(s.propose_outcome(&kept_out, &o, Outcome::Upheld, WHY).await), Refusal::NotYours);
        assert_eq!(s.objections(&chair()).await.unwrap().lines.len(), 1);
    }

    async fn art_21_who_objected_takes_it_back_by_the_link(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let (token, _) = objected(&w, 1).await;
        assert_eq!(refused(s.withdraw_objection("0123456789", "", "1.2.3.4").await), Refusal::NotYours);
        s.withdraw_objection(&token, "已与对方核对清楚", "1.2.3.4").await.unwrap();
        assert_eq!(s.objection_status(&token).await.unwrap().step, Step::Withdrawn);
        let again = s.withdraw_objection(&token, "", "1.2.3.4").await;
        assert!(matches!(refused(again), Refusal::ObjectionStands { .. }));
        assert!(!s.objections(&w.office).await.unwrap().lines[0].open);
    }

    async fn art_21_what_is_no_evidence_is_refused_and_forgotten(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let mut content = Whole::new(b"MZ not a document".to_vec());
        let file = s.stage_evidence("x.exe", &mut content).await.unwrap();
        let outcome = s.object(2026, &form(1), &[file]).await;
        assert_eq!(refused(outcome), Refusal::FileKind);
        assert!(s.read().await.unwrap().objections(&id()).await.unwrap().is_empty());
        let mut none = Whole::new(Vec::new());
        assert_eq!(refused(s.stage_evidence("x.pdf", &mut none).await), Refusal::FileEmpty);
    }
}
