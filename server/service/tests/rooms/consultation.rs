//! Art. 15, 20: the ministry is consulted on the signed list before the notice.

use domain::consultation::opinion::Stance;
use domain::consultation::{Lacking, Stage};
use domain::ids::DossierId;
use domain::mail::Message;
use domain::notice::handling::{Outcome, Step};
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::edit::{Part, to_form};
use domain::stamp::{DAY, MINUTE, Stamp};
use domain::views::consultation::{ConsultationView, Gist, Row};
use service::{Answering, Opining};

use crate::on_both;
use crate::world::answers::UNIT;
use crate::world::*;

const WHY: &str = "该企业近期有质量投诉，建议核实后再定。";

async fn view(w: &World, actor: &Actor) -> ConsultationView {
    w.service.consultation(actor).await.unwrap()
}

fn opining(dossier: &DossierId, stance: Stance, text: &str) -> Opining {
    Opining { dossier: dossier.clone(), stance, text: text.into() }
}

fn answering(dossier: &DossierId, refers: bool) -> Answering {
    Answering { dossier: dossier.clone(), refers, text: WHY.into() }
}

/// News that wait to be sent to an address.
async fn news(w: &World, address: &str) -> Vec<String> {
    let mails = w.service.read().await.unwrap().waiting_mails().await.unwrap();
    let own = mails.into_iter().filter(|m| m.address == address);
    own.filter(|m| matches!(m.message, Message::Consultation { .. }))
        .map(|m| serde_json::to_value(m.message).unwrap()["news"].as_str().unwrap().to_owned())
        .collect()
}

fn row<'a>(v: &'a ConsultationView, dossier: &DossierId) -> &'a Row {
    v.rows.iter().find(|r| r.dossier == *dossier).unwrap()
}

/// Three applications on the signed list, put to the ministry on the first day of its phase.
async fn asked(w: &World) -> Vec<DossierId> {
    let ids = w.shortlisted(3).await;
    w.account("ministry@example.com", Role::Ministry, "").await;
    w.account("office@example.com", Role::Office, "").await;
    w.listed(&ids).await;
    w.clock.set(day(96));
    w.service.open_consultation(&w.office, day(97)).await.unwrap();
    ids
}

/// An entry the ministry objects to is put before the two heads, who strike it off.
async fn struck(w: &World, id: &DossierId) {
    let s = &w.service;
    s.answer_opinion(&w.office, &answering(id, true)).await.unwrap();
    s.propose_entry(&chair(), id, Outcome::Upheld, WHY).await.unwrap();
    let seen = mark_of_entry(s, id).await;
    s.confirm_entry(&vice_chair(), id, &seen).await.unwrap();
}

/// Addresses that are told that their application is not on the list, in order.
async fn left_off(w: &World) -> Vec<String> {
    let mails = w.service.read().await.unwrap().waiting_mails().await.unwrap();
    let told = mails.into_iter().filter(|m| matches!(m.message, Message::NotListed { .. }));
    let mut addresses: Vec<String> = told.map(|m| m.address).collect();
    addresses.sort();
    addresses
}

on_both! {
    async fn art_20_the_signed_list_is_put_to_the_ministry_once_in_its_phase(w) {
        let ids = w.shortlisted(2).await;
        w.account("ministry@example.com", Role::Ministry, "").await;
        let s = &w.service;
        let before = view(&w, &w.office).await;
        assert_eq!((before.stage, before.refused, before.rows.len()), (None, Some(Refusal::ListMissing), 0));
        assert_eq!(refused(s.open_consultation(&w.office, day(97)).await), Refusal::ListMissing);
        w.listed(&ids).await;
        assert!(matches!(refused(s.open_consultation(&w.office, day(97)).await), Refusal::PhaseNotOpen { .. }));
        // The Office sees what it would send; the ministry and the heads nothing yet.
        let office = view(&w, &w.office).await;
        assert!(office.rows.len() == 2 && !office.acts.opens && !office.package);
        for other in [ministry(), chair(), vice_chair()] {
            let v = view(&w, &other).await;
            assert!(v.rows.is_empty() && v.stage.is_none() && v.due.is_none());
        }
        w.clock.set(day(96));
        for due in [day(96), day(98)] {
            assert_eq!(refused(s.open_consultation(&w.office, due).await), Refusal::DueOutside { closes: day(97) });
        }
        for other in [ministry(), chair(), unit(), expert_actor(1, 2)] {
            assert_eq!(refused(s.open_consultation(&other, day(97)).await), Refusal::NotYours);
        }
        s.open_consultation(&w.office, day(97)).await.unwrap();
        assert_eq!(refused(s.open_consultation(&w.office, day(97)).await), Refusal::ConsultationOpened);
        let v = view(&w, &ministry()).await;
        assert!(v.package && v.acts.gives && v.rows.len() == 2 && v.stage == Some(Stage::Asking));
        assert_eq!(v.rows.iter().map(|r| r.line.place).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(news(&w, "ministry@example.com").await, ["opened"]);
        for other in [unit(), expert_actor(1, 2), lead_actor(1), w.applicant(1).await] {
            assert_eq!(refused(s.consultation(&other).await), Refusal::NotYours);
            assert_eq!(refused(s.may_consult(&other).await), Refusal::NotYours);
        }
    }

    async fn art_20_the_ministry_reads_what_each_entry_is_about_and_the_digest_is_as_it_was(w) {
        let ids = w.shortlisted(2).await;
        let s = &w.service;
        w.listed(&ids).await;
        w.clock.set(day(96));
        let of = |n: usize| Gist {
            text: "演示摘要".into(),
            region: UNIT.into(),
            industry: if n == 1 { "C36".into() } else { "C39".into() },
            scope: "1".into(),
            direction: ["方向".into(), "Direction".into()],
        };
        let gists = |v: &ConsultationView| ids.iter().map(|id| row(v, id).gist.clone()).collect::<Vec<_>>();
        // The Office reads before it is sent what the ministry reads then.
        assert_eq!(gists(&view(&w, &w.office).await), [of(1), of(2)]);
        s.open_consultation(&w.office, day(97)).await.unwrap();
        for who in [&ministry(), &w.office] {
            assert_eq!(gists(&view(&w, who).await), [of(1), of(2)]);
        }
        // It is no part of what was sent: neither of what is kept nor of its digest.
        let mut db = s.read().await.unwrap();
        let kept = db.consultation(&id(), 1).await.unwrap().unwrap();
        assert!(!serde_json::to_string(&kept).unwrap().contains("演示摘要"));
        drop(db);
        assert_eq!(view(&w, &ministry()).await.sha256, kept.package_sha256());
        // A head reads it of what is put before them, and of nothing else.
        s.give_opinion(&ministry(), &opining(&ids[0], Stance::Objects, WHY)).await.unwrap();
        s.agree_to_rest(&ministry()).await.unwrap();
        s.hand_in_opinions(&ministry()).await.unwrap();
        assert!(view(&w, &chair()).await.rows.is_empty());
        s.answer_opinion(&w.office, &answering(&ids[0], true)).await.unwrap();
        let rows = view(&w, &chair()).await.rows;
        assert_eq!(rows.iter().map(|r| r.gist.clone()).collect::<Vec<_>>(), [of(1)]);
    }

    /// The ministry's days are counted by the clock, whatever moment the last row bears.
    async fn art_20_a_clock_that_once_ran_ahead_takes_no_day_from_the_ministry(w) {
        let ids = w.shortlisted(2).await;
        let s = &w.service;
        w.listed(&ids).await;
        w.clock.set(day(96));
        w.ran_ahead(day(120)).await;
        s.open_consultation(&w.office, day(97)).await.unwrap();
        s.give_opinion(&ministry(), &opining(&ids[0], Stance::Agrees, "")).await.unwrap();
        w.clock.set(day(97));
        let late = s.give_opinion(&ministry(), &opining(&ids[1], Stance::Agrees, "")).await;
        assert_eq!(refused(late), Refusal::ConsultationStands { stage: Stage::Answering });
    }

    async fn art_20_the_letter_is_the_seasons_text_and_stays_as_it_was_sent(w) {
        let ids = w.shortlisted(2).await;
        let s = &w.service;
        w.listed(&ids).await;
        w.clock.set(day(96));
        let text = "演示函\n\n工业和信息化部科技司：\n共{项数}项，请于{反馈截止}前反馈。\n{名单}\n{落款}";
        let mut form = to_form(Part::Templates, &s.season().await.unwrap());
        form.insert("consultation".into(), text.replace("{项数}", "{公示开始}"));
        let wrong = s.change_season(&w.office, 2026, Part::Templates, &form, WHY).await;
        assert!(matches!(refused(wrong), Refusal::FormWrong { .. }));
        form.insert("consultation".into(), text.into());
        s.change_season(&w.office, 2026, Part::Templates, &form, WHY).await.unwrap();
        let drafted = view(&w, &w.office).await.letter;
        assert!(drafted.before.contains("共2项") && drafted.after.contains("工作办公室"));
        for other in [ministry(), chair()] {
            assert!(view(&w, &other).await.letter.before.is_empty());
        }
        s.open_consultation(&w.office, day(97)).await.unwrap();
        let last = day(97).plus(-1).show_minute();
        let sent = view(&w, &ministry()).await.letter;
        assert!(sent.heading() == "演示函" && sent.before.contains(&last), "{sent:?}");
        // What the season says later is for the next letter.
        form.insert("consultation".into(), "另一封函".into());
        s.change_season(&w.office, 2026, Part::Templates, &form, WHY).await.unwrap();
        assert_eq!(view(&w, &ministry()).await.letter, sent);
    }

    async fn art_20_opinions_are_given_in_time_answered_and_nothing_reaches_applicants(w) {
        let ids = asked(&w).await;
        let s = &w.service;
        let m = ministry();
        let silent = ("SELECT COUNT(*) FROM dossier WHERE stage = 'shortlisted'", "SELECT COUNT(*) FROM inbox WHERE account LIKE 'applicant-%'");
        let before = (w.number(silent.0).await, w.number(silent.1).await);
        let short = s.give_opinion(&m, &opining(&ids[0], Stance::Objects, "不")).await;
        assert!(matches!(refused(short), Refusal::TooShort { .. }));
        s.give_opinion(&m, &opining(&ids[0], Stance::Objects, WHY)).await.unwrap();
        s.give_opinion(&m, &opining(&ids[0], Stance::Remarks, WHY)).await.unwrap();
        for other in [w.office.clone(), chair(), unit()] {
            let not = s.give_opinion(&other, &opining(&ids[0], Stance::Agrees, "")).await;
            assert_eq!(refused(not), Refusal::NotYours);
            assert_eq!(refused(s.agree_to_rest(&other).await), Refusal::NotYours);
            assert_eq!(refused(s.hand_in_opinions(&other).await), Refusal::NotYours);
        }
        // While the ministry is at it the others see how far it is, and no opinion.
        let v = view(&w, &w.office).await;
        assert!(v.given == 1 && v.rows.iter().all(|r| r.opinion.is_none()));
        let v = view(&w, &chair()).await;
        assert!(v.given == 0 && v.rows.is_empty() && v.stage.is_none());
        let lacking = Lacking { opinions: 2, answers: 1, decisions: 0 };
        assert_eq!(refused(s.hand_in_opinions(&m).await), Refusal::ConsultationLacks { lacking });
        assert_eq!(refused(s.answer_opinion(&w.office, &answering(&ids[0], false)).await),
            Refusal::ConsultationStands { stage: Stage::Asking });
        s.agree_to_rest(&m).await.unwrap();
        s.hand_in_opinions(&m).await.unwrap();
        let late = s.give_opinion(&m, &opining(&ids[1], Stance::Agrees, "")).await;
        assert_eq!(refused(late), Refusal::ConsultationStands { stage: Stage::Answering });
        assert_eq!(news(&w, "office@example.com").await, ["handed_in"]);
        let v = view(&w, &w.office).await;
        assert!(row(&v, &ids[0]).acts.answers && !row(&v, &ids[1]).acts.answers);
        assert!(matches!(refused(s.close_consultation(&w.office, "").await), Refusal::ConsultationLacks { .. }));
        assert_eq!(refused(s.answer_opinion(&w.office, &answering(&ids[1], false)).await), Refusal::NotYours);
        s.answer_opinion(&w.office, &answering(&ids[0], false)).await.unwrap();
        let seen = view(&w, &m).await;
        let (refers, said) = row(&seen, &ids[0]).answer.clone().unwrap();
        assert!(!refers && said.text == WHY);
        s.close_consultation(&w.office, "").await.unwrap();
        assert_eq!(refused(s.close_consultation(&w.office, "").await), Refusal::ConsultationStands { stage: Stage::Closed });
        assert_eq!(news(&w, "ministry@example.com").await, ["opened", "closed"]);
        assert_eq!((w.number(silent.0).await, w.number(silent.1).await), before);
    }

    async fn art_20_two_heads_strike_an_entry_off_and_the_notice_has_the_others(w) {
        let ids = asked(&w).await;
        let s = &w.service;
        for id in &ids[..2] {
            s.give_opinion(&ministry(), &opining(id, Stance::Objects, WHY)).await.unwrap();
        }
        s.agree_to_rest(&ministry()).await.unwrap();
        s.hand_in_opinions(&ministry()).await.unwrap();
        let early = s.propose_entry(&chair(), &ids[0], Outcome::Upheld, WHY).await;
        assert_eq!(refused(early), Refusal::NotYours);
        for id in &ids[..2] {
            s.answer_opinion(&w.office, &answering(id, true)).await.unwrap();
        }
        for other in [w.office.clone(), ministry(), expert_actor(1, 2), lead_actor(1)] {
            let not = s.propose_entry(&other, &ids[0], Outcome::Upheld, WHY).await;
            assert_eq!(refused(not), Refusal::NotYours);
        }
        // What is put before them, and nothing else.
        let v = view(&w, &chair()).await;
        assert!(v.rows.len() == 2 && !v.package && row(&v, &ids[0]).acts.proposes);
        s.propose_entry(&chair(), &ids[0], Outcome::Upheld, WHY).await.unwrap();
        assert_eq!(refused(s.confirm_entry(&chair(), &ids[0], &mark_of_entry(s, &ids[0]).await).await), Refusal::SecondPerson);
        let stands = Refusal::ReferralStands { step: Step::Proposed };
        assert_eq!(refused(s.answer_opinion(&w.office, &answering(&ids[0], false)).await), stands);
        // What is only proposed is the two heads' own.
        let v = view(&w, &vice_chair()).await;
        assert!(row(&v, &ids[0]).acts.confirms && row(&v, &ids[0]).decision.is_some());
        for other in [ministry(), w.office.clone()] {
            let v = view(&w, &other).await;
            let r = row(&v, &ids[0]);
            assert!(r.decision.is_none() && r.step == Some(Step::Reported));
        }
        let open = row(&v, &ids[0]).seen.clone();
        assert!(!open.is_empty() && row(&view(&w, &chair()).await, &ids[0]).seen.is_empty());
        s.give_back_entry(&vice_chair(), &ids[0], &mark_of_entry(s, &ids[0]).await).await.unwrap();
        // Whoever proposed it hears that it came back; nobody else does.
        let back = async |to: &str| news(&w, to).await.iter().filter(|n| *n == "returned").count();
        assert_eq!((back("chair@example.com").await, back("vice-chair@example.com").await), (1, 0));
        assert_eq!((back("office@example.com").await, back("ministry@example.com").await), (0, 0));
        // What was proposed anew is not confirmed from an older page.
        s.propose_entry(&chair(), &ids[0], Outcome::Dismissed, WHY).await.unwrap();
        let older = s.confirm_entry(&vice_chair(), &ids[0], &open).await;
        assert_eq!(refused(older), Refusal::SeenChanged);
        let older = s.give_back_entry(&vice_chair(), &ids[0], &open).await;
        assert_eq!(refused(older), Refusal::SeenChanged);
        s.give_back_entry(&vice_chair(), &ids[0], &mark_of_entry(s, &ids[0]).await).await.unwrap();
        s.propose_entry(&vice_chair(), &ids[0], Outcome::Upheld, WHY).await.unwrap();
        assert!(matches!(refused(s.close_consultation(&w.office, "").await), Refusal::ConsultationLacks { .. }));
        s.confirm_entry(&chair(), &ids[0], &mark_of_entry(s, &ids[0]).await).await.unwrap();
        s.propose_entry(&chair(), &ids[1], Outcome::Dismissed, WHY).await.unwrap();
        s.confirm_entry(&vice_chair(), &ids[1], &mark_of_entry(s, &ids[1]).await).await.unwrap();
        // Before it is closed no notice; afterwards its entries are those that remain.
        w.clock.set(NOTICED);
        assert_eq!(refused(s.open_notice(&w.office, "x").await), Refusal::ConsultationNeeded);
        s.close_consultation(&w.office, "").await.unwrap();
        let seen = view(&w, &ministry()).await;
        assert!(row(&seen, &ids[0]).struck() && row(&seen, &ids[0]).decision.clone().unwrap().1.text == WHY);
        assert!(!row(&seen, &ids[1]).struck());
        let (_, sha256) = s.notice_preparation(&w.office).await.unwrap().proposed.unwrap();
        s.open_notice(&w.office, &sha256).await.unwrap();
        assert_eq!(s.notice(None).await.unwrap().unwrap().lines.len(), 2);
        let mut db = s.read().await.unwrap();
        let stage = db.dossier(&ids[0]).await.unwrap().unwrap().standing.stage();
        assert_eq!(stage, domain::journey::Stage::NotListed);
        assert!(matches!(service::journal::verify(&mut *db).await.unwrap(), service::journal::Verdict::Sound { .. }));
    }

    /// Without a notice nothing else would tell applicants how their year ended.
    async fn art_20_21_where_all_fell_whoever_waited_is_told_once_and_learns_nothing_else(w) {
        let ids = w.shortlisted(3).await;
        let s = &w.service;
        let addresses = w.writers(&ids).await;
        w.in_reserve(&ids[2]).await;
        w.account("ministry@example.com", Role::Ministry, "").await;
        w.listed(&ids[..2]).await;
        w.clock.set(day(96));
        s.open_consultation(&w.office, day(97)).await.unwrap();
        for id in &ids[..2] {
            s.give_opinion(&ministry(), &opining(id, Stance::Objects, WHY)).await.unwrap();
        }
        s.hand_in_opinions(&ministry()).await.unwrap();
        struck(&w, &ids[0]).await;
        assert!(!view(&w, &w.office).await.acts.ends);
        struck(&w, &ids[1]).await;
        // The Office reads what closing comes to; before it nobody is told anything.
        assert!(view(&w, &w.office).await.acts.ends);
        for other in [ministry(), chair()] {
            assert!(!view(&w, &other).await.acts.ends);
        }
        assert!(left_off(&w).await.is_empty());
        s.close_consultation(&w.office, "").await.unwrap();
        assert!(!view(&w, &w.office).await.acts.ends);
        // Who was on the list and who was in reserve: the same words, each once.
        let again = s.close_consultation(&w.office, "").await;
        assert_eq!(refused(again), Refusal::ConsultationStands { stage: Stage::Closed });
        assert_eq!(left_off(&w).await, addresses);
        let mut db = s.read().await.unwrap();
        for id in &ids {
            let d = db.dossier(id).await.unwrap().unwrap();
            assert_eq!(d.standing.stage(), domain::journey::Stage::NotListed);
        }
        assert!(matches!(service::journal::verify(&mut *db).await.unwrap(), service::journal::Verdict::Sound { .. }));
        drop(db);
        assert_eq!(news(&w, "ministry@example.com").await, ["opened", "closed"]);
        // There is nothing the notice could tell once more.
        w.clock.set(NOTICED);
        assert_eq!(refused(s.open_notice(&w.office, "x").await), Refusal::NothingRemains);
        assert_eq!(left_off(&w).await, addresses);
    }

    /// Where something remains the notice tells them, and not the end of the consultation.
    async fn art_20_21_where_something_remains_the_notice_tells_who_is_not_on_it(w) {
        let ids = asked(&w).await;
        let s = &w.service;
        let addresses = w.writers(&ids).await;
        for id in &ids[..2] {
            s.give_opinion(&ministry(), &opining(id, Stance::Objects, WHY)).await.unwrap();
        }
        s.agree_to_rest(&ministry()).await.unwrap();
        s.hand_in_opinions(&ministry()).await.unwrap();
        for id in &ids[..2] {
            struck(&w, id).await;
        }
        s.close_consultation(&w.office, "").await.unwrap();
        assert!(left_off(&w).await.is_empty());
        w.opened().await;
        assert_eq!(left_off(&w).await, addresses[..2]);
    }

    async fn art_20_the_deadline_is_reminded_of_moved_and_passes(w) {
        asked(&w).await;
        let s = &w.service;
        let mail = "ministry@example.com";
        // The phase is a day long: nothing of the season's reminders lies in it but the last.
        assert!(!s.remind_consultation().await.unwrap());
        w.clock.set(day(97).plus(-MINUTE));
        assert_eq!(refused(s.move_consultation(&w.office, day(97).plus(-1), "短").await).status(), 422);
        s.move_closing(&w.office, domain::season::Phase::Consultation, day(100), WHY).await.unwrap();
        assert_eq!(refused(s.move_consultation(&chair(), day(100), WHY).await), Refusal::NotYours);
        // The form that is sent twice moves it once, and the ministry is told once.
        for _ in 0..2 {
            s.move_consultation(&w.office, day(100), WHY).await.unwrap();
        }
        assert_eq!(news(&w, mail).await, ["opened", "moved"]);
        w.clock.set(Stamp(day(99).0 + MINUTE));
        assert!(s.remind_consultation().await.unwrap());
        assert!(!s.remind_consultation().await.unwrap());
        assert_eq!(news(&w, mail).await, ["opened", "moved", "due"]);
        w.clock.set(day(100));
        assert!(s.remind_consultation().await.unwrap());
        assert!(!s.remind_consultation().await.unwrap());
        assert_eq!(news(&w, "office@example.com").await, ["over"]);
        // Silence is no consent: closing over it needs a word.
        assert!(matches!(refused(s.close_consultation(&w.office, "").await), Refusal::TooShort { .. }));
        w.clock.pass(DAY);
        s.close_consultation(&w.office, WHY).await.unwrap();
        assert_eq!(view(&w, &ministry()).await.closed.unwrap().text, WHY);
    }

    async fn art_20_a_list_that_was_signed_anew_is_put_to_the_ministry_anew(w) {
        let ids = w.shortlisted(2).await;
        w.listed(&ids).await;
        w.consulted().await;
        let mut work = w.service.begin().await.unwrap();
        let mut list = work.db.signed_list(&id()).await.unwrap().unwrap();
        list.number = 2;
        list.dossiers.truncate(1);
        work.db.insert_signed_list(&id(), &list).await.unwrap();
        work.commit().await.unwrap();
        w.clock.set(NOTICED);
        assert_eq!(refused(w.service.open_notice(&w.office, "x").await), Refusal::ConsultationNeeded);
        assert_eq!(view(&w, &w.office).await.stage, None);
    }

    async fn art_15_who_is_in_conflict_hears_nothing_of_the_consultation(w) {
        let ids = asked(&w).await;
        let s = &w.service;
        let kept = format!("INSERT INTO conflict VALUES ('{}', 'e11', '{}', 'kinship', TRUE, 1)", id(), ids[0]);
        w.tamper(&kept).await;
        let mut fresh = s.clone();
        fresh.held = service::Held::default();
        // Somebody of the ministry who also comes from the pool: the entry is not there for them.
        let mut both = ministry();
        both.grants.push(domain::policy::Grant { role: Role::Expert, scope: "e11".into() });
        let v = fresh.consultation(&both).await.unwrap();
        assert_eq!(v.rows.len(), 2);
        assert!(v.rows.iter().all(|r| r.dossier != ids[0]));
        let not = fresh.give_opinion(&both, &opining(&ids[0], Stance::Agrees, "")).await;
        assert_eq!(refused(not), Refusal::NotYours);
    }
}
