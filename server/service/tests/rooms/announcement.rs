//! Art. 22: the announcement is drawn up after the notice, approved by two or given back, released in one act.

use domain::consultation::opinion::Stance;
use domain::journey::Stage;
use domain::mail::Message;
use domain::notice::handling::Outcome;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::edit::{Part, to_form};
use service::{Answering, Opining};

use crate::notice::form;
use crate::on_both;
use crate::world::*;

const WHY: &str = "名单第一项的组织名称与营业执照不一致，请核对。";

fn caq(n: u32) -> Actor {
    actor(&format!("caq-{n}"), Role::Caq, "")
}

/// An objection to a line is upheld, and the line struck off.
async fn struck_off(w: &World, line: u32) {
    let s = &w.service;
    let names = w.account("names@example.com", Role::Office, "").await;
    let handles = w.account("handles@example.com", Role::Office, "").await;
    s.object(2026, &form(line), &[]).await.unwrap();
    let all = s.read().await.unwrap().objections(&id()).await.unwrap();
    let o = &all.last().unwrap().id;
    s.name_handler(&names, o, &handles.account).await.unwrap();
    s.note_objection(&handles, o, true, (WHY, "")).await.unwrap();
    s.propose_outcome(&chair(), o, Outcome::Upheld, WHY).await.unwrap();
    let seen = mark_of_outcome(s, o).await;
    s.confirm_outcome(&vice_chair(), o, &seen).await.unwrap();
}

on_both! {
    async fn art_22_what_remained_is_announced_once_two_have_approved_it(w) {
        let ids = w.shortlisted(3).await;
        let s = &w.service;
        assert_eq!(refused(s.prepare_announcement(&w.office).await), Refusal::ListMissing);
        let open = w.noticed(&ids[..2]).await;
        assert!(matches!(refused(s.prepare_announcement(&w.office).await), Refusal::NoticeRunning { .. }));
        let token = s.object(2026, &form(1), &[]).await.unwrap();
        w.clock.set(open.ends_at);
        // Nothing goes on while an objection is open.
        let blocked = Refusal::ObjectionsOpen { numbers: vec![1] };
        assert_eq!(refused(s.prepare_announcement(&w.office).await), blocked);
        assert_eq!(s.announcement_preparing(&w.office).await.unwrap().refused, Some(blocked));
        let unsettled = s.announcement_preparing(&caq(1)).await.unwrap();
        assert_eq!(unsettled.refused, None);
        s.withdraw_objection(&token, "", "1.2.3.4").await.unwrap();
        // Who approves reads nothing of it, and so not when it was settled either.
        assert_eq!(s.announcement_preparing(&caq(1)).await.unwrap(), unsettled);
        for other in [chair(), caq(1), unit()] {
            assert_eq!(refused(s.prepare_announcement(&other).await), Refusal::NotYours);
        }
        s.prepare_announcement(&w.office).await.unwrap();
        let seen = s.announcement_preparing(&caq(1)).await.unwrap();
        assert!(seen.approves && !seen.approved && !seen.office);
        let (view, sha256) = seen.prepared.unwrap();
        assert_eq!((view.lines.len(), view.statistics.sizes.0 + view.statistics.sizes.1), (2, 2));
        assert_eq!(refused(s.announcement_preparing(&unit()).await), Refusal::NotYours);
        assert_eq!(refused(s.approve_announcement(&w.office, &sha256).await), Refusal::NotYours);
        assert_eq!(refused(s.approve_announcement(&caq(1), "x").await), Refusal::SeenChanged);
        s.approve_announcement(&caq(1), &sha256).await.unwrap();
        assert_eq!(refused(s.approve_announcement(&caq(1), &sha256).await), Refusal::SecondPerson);
        let lacking = Refusal::ApprovalsMissing { found: 1 };
        assert_eq!(refused(s.release_announcement(&w.office).await), lacking);
        s.approve_announcement(&caq(2), &sha256).await.unwrap();
        assert_eq!(refused(s.release_announcement(&caq(2)).await), Refusal::NotYours);
        // Approved twice, and still nothing of it is seen.
        assert_eq!(refused(s.announcement(2026).await), Refusal::NotYours);
        s.release_announcement(&w.office).await.unwrap();
        assert_eq!(s.announcement(2026).await.unwrap().lines.len(), 2);
        let mut db = s.read().await.unwrap();
        for (n, id) in ids.iter().enumerate() {
            let expected = if n < 2 { Stage::Announced } else { Stage::NotListed };
            assert_eq!(db.dossier(id).await.unwrap().unwrap().standing.stage(), expected);
        }
        drop(db);
        assert!(s.call().await.unwrap().season.published.announced.is_some());
        assert_eq!(refused(s.release_announcement(&w.office).await), Refusal::AnnouncementStands);
        assert_eq!(refused(s.prepare_announcement(&w.office).await), Refusal::AnnouncementStands);
        let public = s.published().await.unwrap();
        assert_eq!((public.notices.len(), public.announcements.len()), (1, 1));
    }

    async fn art_24_an_announcement_says_which_titles_were_revoked_since_and_stays_as_it_was(w) {
        let ids = w.entitled(2).await;
        let s = &w.service;
        let before = s.announcement(2026).await.unwrap();
        assert!(before.revoked.is_empty());
        let stored = s.read().await.unwrap().released_announcements().await.unwrap()[0].sha256();
        let number = w.title_of(&ids[1]).await.unwrap().number;
        crate::incident::revoked(&w, number.as_str()).await;
        let after = s.announcement(2026).await.unwrap();
        let places: Vec<u32> = after.revoked.iter().map(|g| g.place).collect();
        assert_eq!((places, after.revoked[0].number.clone()), (vec![number.serial()], number.clone()));
        assert_eq!(after.revoked[0].at, s.revocations().await.unwrap().lines[0].at);
        let line = after.lines.iter().find(|l| l.place == number.serial()).unwrap();
        let title = s.title_register(&Default::default()).await.unwrap().lines;
        assert_eq!(line.organisation, title.iter().find(|t| t.number == number).unwrap().organisation);
        // What was announced is what it was.
        assert_eq!((after.lines, after.text), (before.lines, before.text));
        let kept = s.read().await.unwrap().released_announcements().await.unwrap();
        assert_eq!(kept[0].sha256(), stored);
    }

    async fn art_22_an_announcement_bears_the_day_on_which_it_is_released(w) {
        let ids = w.shortlisted(1).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        w.clock.set(open.ends_at);
        s.prepare_announcement(&w.office).await.unwrap();
        let (view, sha256) = s.announcement_preparing(&caq(1)).await.unwrap().prepared.unwrap();
        assert!(view.text.after.contains("公布之日"), "{}", view.text.after);
        for n in 1..=2 {
            w.clock.pass(domain::stamp::DAY);
            s.approve_announcement(&caq(n), &sha256).await.unwrap();
        }
        s.release_announcement(&w.office).await.unwrap();
        let day = domain::notice::text::zh_date(w.service.now().date());
        let text = s.announcement(2026).await.unwrap().text;
        assert!(text.after.contains(&day) && !text.after.contains("公布之日"), "{}", text.after);
        let public = s.published().await.unwrap().announcements;
        assert_eq!(public[0].sha256(), sha256);
    }

    async fn art_22_the_office_hears_when_two_have_approved_and_nobody_else_does(w) {
        let ids = w.shortlisted(1).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        w.account("office@example.com", Role::Office, "").await;
        w.account("caq@example.com", Role::Caq, "").await;
        w.account("ministry@example.com", Role::Ministry, "").await;
        w.clock.set(open.ends_at);
        s.prepare_announcement(&w.office).await.unwrap();
        let seen = s.announcement_preparing(&w.office).await.unwrap().prepared.unwrap().1;
        let told = async || {
            let mails = s.read().await.unwrap().waiting_mails().await.unwrap();
            let approved = mails.into_iter().filter(|m| m.message == Message::AnnouncementApproved { year: 2026 });
            approved.map(|m| m.address).collect::<Vec<_>>()
        };
        s.approve_announcement(&caq(1), &seen).await.unwrap();
        assert!(told().await.is_empty());
        s.approve_announcement(&caq(2), &seen).await.unwrap();
        assert_eq!(told().await, ["office@example.com"]);
    }

    async fn art_22_the_association_gives_back_what_it_does_not_approve_and_it_is_drawn_up_anew(w) {
        let ids = w.shortlisted(1).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        w.account("office@example.com", Role::Office, "").await;
        let one = w.account("caq-one@example.com", Role::Caq, "").await;
        let two = w.account("caq-two@example.com", Role::Caq, "").await;
        w.clock.set(open.ends_at);
        // Nothing is drawn up.
        assert_eq!(refused(s.give_back_announcement(&one, ("x", WHY)).await), Refusal::NotYours);
        s.prepare_announcement(&w.office).await.unwrap();
        let seen = s.announcement_preparing(&one).await.unwrap().prepared.unwrap().1;
        for other in [w.office.clone(), chair(), ministry(), unit()] {
            let not = s.give_back_announcement(&other, (&seen, WHY)).await;
            assert_eq!(refused(not), Refusal::NotYours);
        }
        assert_eq!(refused(s.give_back_announcement(&one, ("x", WHY)).await), Refusal::SeenChanged);
        let short = s.give_back_announcement(&one, (&seen, "不妥")).await;
        assert!(matches!(refused(short), Refusal::TooShort { .. }));
        let told = async || {
            let mails = s.read().await.unwrap().waiting_mails().await.unwrap();
            let returned = mails.into_iter().filter_map(|m| match m.message {
                Message::AnnouncementReturned { year: 2026, reason } => Some((m.address, reason)),
                _ => None,
            });
            returned.collect::<Vec<_>>()
        };
        s.approve_announcement(&one, &seen).await.unwrap();
        assert!(told().await.is_empty());
        // The other does not approve: the Office is told why, and whoever had approved reads it.
        s.give_back_announcement(&two, (&seen, WHY)).await.unwrap();
        assert_eq!(told().await, [("office@example.com".to_owned(), WHY.to_owned())]);
        for reader in [&w.office, &one, &two] {
            let v = s.announcement_preparing(reader).await.unwrap();
            let (name, _, why) = v.returned.unwrap();
            assert_eq!((name.as_str(), why.as_str()), ("演示", WHY));
            assert!(v.approvals.is_empty() && !v.approved && !v.approves && !v.returns);
        }
        let back = Refusal::AnnouncementReturned;
        assert_eq!(refused(s.approve_announcement(&one, &seen).await), back);
        assert_eq!(refused(s.give_back_announcement(&two, (&seen, WHY)).await), back);
        assert_eq!(refused(s.release_announcement(&w.office).await), back);
        // Drawn up anew it is approved anew; until it is released, who has approved it takes that back.
        s.prepare_announcement(&w.office).await.unwrap();
        let anew = s.announcement_preparing(&one).await.unwrap();
        assert!(anew.returned.is_none() && anew.approves && anew.returns);
        for who in [&one, &two] {
            s.approve_announcement(who, &seen).await.unwrap();
        }
        assert!(s.announcement_preparing(&one).await.unwrap().returns);
        s.give_back_announcement(&one, (&seen, WHY)).await.unwrap();
        assert_eq!(refused(s.release_announcement(&w.office).await), back);
        assert_eq!(refused(s.announcement(2026).await), Refusal::NotYours);
        w.announced().await;
        let out = s.announcement_preparing(&one).await.unwrap();
        assert!(out.returned.is_none() && !out.returns);
        let late = s.give_back_announcement(&one, (&seen, WHY)).await;
        assert_eq!(refused(late), Refusal::AnnouncementStands);
        let mut db = s.read().await.unwrap();
        assert!(matches!(service::journal::verify(&mut *db).await.unwrap(), service::journal::Verdict::Sound { .. }));
    }

    async fn art_22_who_approves_reads_the_letter_as_it_will_be_sent(w) {
        let ids = w.shortlisted(1).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        let organisation = w.owner(&ids[0]).await;
        let own = actor("own", Role::Applicant, organisation.as_str());
        w.clock.set(open.ends_at);
        assert!(s.announcement_preparing(&caq(1)).await.unwrap().letter.is_empty());
        s.prepare_announcement(&w.office).await.unwrap();
        let seen = s.announcement_preparing(&caq(1)).await.unwrap().letter;
        assert_eq!(s.announcement_preparing(&w.office).await.unwrap().letter, seen);
        // Whom it is for reads nothing of it yet.
        assert_eq!(refused(s.winner_letter(&own, &ids[0]).await), Refusal::NotYours);
        assert_eq!(refused(s.announcement_preparing(&own).await), Refusal::NotYours);
        w.announced().await;
        assert_eq!(s.winner_letter(&own, &ids[0]).await.unwrap().text, seen);
        assert!(s.announcement_preparing(&caq(1)).await.unwrap().letter.is_empty());
    }

    async fn art_22_a_letter_that_changed_since_it_was_approved_is_not_sent(w) {
        let ids = w.shortlisted(1).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        let own = actor("own", Role::Applicant, w.owner(&ids[0]).await.as_str());
        w.clock.set(open.ends_at);
        s.prepare_announcement(&w.office).await.unwrap();
        let seen = async || s.announcement_preparing(&w.office).await.unwrap().prepared.unwrap().1;
        let first = seen().await;
        s.approve_announcement(&caq(1), &first).await.unwrap();
        let worded = async |letter: &str| {
            let mut form = to_form(Part::Templates, &s.season().await.unwrap());
            form.insert("letter".into(), letter.into());
            s.change_season(&w.office, 2026, Part::Templates, &form, "演示：函件改用另一种写法").await.unwrap();
        };
        let before = s.season().await.unwrap().templates.letter;
        worded("{组织名称}：\n\n演示：另一种写法，{年度}年。\n\n{落款}\n{日期}").await;
        // Neither does a second person approve what would not be sent.
        assert_eq!(refused(s.approve_announcement(&caq(2), &first).await), Refusal::LettersChanged);
        // Nor is it offered: the page says why.
        let second = caq(2);
        let told = async |who| s.announcement_preparing(who).await.unwrap();
        let page = told(&second).await;
        assert_eq!((page.approves, page.outdated), (false, Some(Refusal::LettersChanged)));
        worded(&before).await;
        let page = told(&second).await;
        assert_eq!((page.approves, page.outdated), (true, None));
        s.approve_announcement(&caq(2), &first).await.unwrap();
        worded("{组织名称}：\n\n演示：另一种写法，{年度}年。\n\n{落款}\n{日期}").await;
        assert_eq!(told(&w.office).await.outdated, Some(Refusal::LettersChanged));
        assert_eq!(refused(s.release_announcement(&w.office).await), Refusal::LettersChanged);
        assert_eq!(refused(s.announcement(2026).await), Refusal::NotYours);
        assert_eq!(refused(s.winner_letter(&own, &ids[0]).await), Refusal::NotYours);
        // Drawn up anew it is another one, approved anew.
        s.prepare_announcement(&w.office).await.unwrap();
        let anew = seen().await;
        assert_ne!(anew, first);
        assert_eq!(refused(s.approve_announcement(&caq(1), &first).await), Refusal::SeenChanged);
        for n in 1..=2 {
            s.approve_announcement(&caq(n), &anew).await.unwrap();
        }
        s.release_announcement(&w.office).await.unwrap();
        let sent = s.winner_letter(&own, &ids[0]).await.unwrap().text;
        assert!(sent.contains("另一种写法"), "{sent}");
    }

    async fn art_22_where_all_were_struck_off_it_is_said_that_nothing_remains(w) {
        let ids = w.shortlisted(1).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        let running = s.announcement_preparing(&caq(1)).await.unwrap();
        struck_off(&w, 1).await;
        assert_eq!(s.announcement_preparing(&caq(1)).await.unwrap(), running);
        w.clock.set(open.ends_at);
        assert_eq!(refused(s.prepare_announcement(&w.office).await), Refusal::NothingRemains);
        let seen = s.announcement_preparing(&w.office).await.unwrap();
        assert_eq!(seen.refused, Some(Refusal::NothingRemains));
        // Art. 15, 21: who approves reads nothing of objections, and so not that they have struck all off.
        assert_eq!(s.announcement_preparing(&caq(1)).await.unwrap().refused, None);
    }

    async fn art_20_22_where_all_fell_in_the_consultation_it_is_said_that_nothing_remains(w) {
        let ids = w.shortlisted(2).await;
        let (s, fallen) = (&w.service, &ids[0]);
        w.listed(&ids[..1]).await;
        let early = s.announcement_preparing(&caq(1)).await.unwrap();
        assert_eq!(early.refused, Some(Refusal::ListMissing));
        w.clock.set(day(96));
        s.open_consultation(&w.office, day(97)).await.unwrap();
        let (dossier, text) = (fallen.clone(), WHY.to_owned());
        let objects = Opining { dossier: dossier.clone(), stance: Stance::Objects, text: text.clone() };
        s.give_opinion(&ministry(), &objects).await.unwrap();
        s.hand_in_opinions(&ministry()).await.unwrap();
        s.answer_opinion(&w.office, &Answering { dossier, refers: true, text }).await.unwrap();
        s.propose_entry(&chair(), fallen, Outcome::Upheld, WHY).await.unwrap();
        let seen = mark_of_entry(s, fallen).await;
        s.confirm_entry(&vice_chair(), fallen, &seen).await.unwrap();
        s.close_consultation(&w.office, "").await.unwrap();
        w.clock.set(NOTICED);
        let nothing = Some(Refusal::NothingRemains);
        assert_eq!(s.notice_preparation(&w.office).await.unwrap().refused, nothing);
        assert_eq!(refused(s.open_notice(&w.office, "x").await), Refusal::NothingRemains);
        assert_eq!(s.announcement_preparing(&w.office).await.unwrap().refused, nothing);
        assert_eq!(refused(s.prepare_announcement(&w.office).await), Refusal::NothingRemains);
        // What the ministry said is told to no more people than before.
        assert_eq!(s.announcement_preparing(&caq(1)).await.unwrap(), early);
    }

    async fn art_22_the_letter_is_for_the_winners_own_people(w) {
        let ids = w.shortlisted(2).await;
        let open = w.noticed(&ids[..1]).await;
        let s = &w.service;
        let organisation = {
            let mut db = s.read().await.unwrap();
            db.dossier(&ids[0]).await.unwrap().unwrap().organisation.to_string()
        };
        let own = actor("own", Role::Applicant, &organisation);
        assert_eq!(refused(s.winner_letter(&own, &ids[0]).await), Refusal::NotYours);
        w.clock.set(open.ends_at);
        s.prepare_announcement(&w.office).await.unwrap();
        let sha256 = s.announcement_preparing(&w.office).await.unwrap().prepared.unwrap().1;
        for n in 1..=2 {
            s.approve_announcement(&caq(n), &sha256).await.unwrap();
        }
        s.release_announcement(&w.office).await.unwrap();
        let letter = s.winner_letter(&own, &ids[0]).await.unwrap();
        assert!(letter.text.starts_with(&letter.organisation) && letter.text.contains("2026年全国质量标杆"));
        assert_eq!(refused(s.winner_letter(&own, &ids[1]).await), Refusal::NotYours);
        assert_eq!(refused(s.winner_letter(&w.office, &ids[0]).await), Refusal::NotYours);
    }

    async fn art_22_a_letter_stays_as_it_was_sent_whatever_becomes_of_the_template(w) {
        let ids = w.shortlisted(1).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        let organisation = w.owner(&ids[0]).await;
        let own = w.account("own@example.com", Role::Applicant, organisation.as_str()).await;
        w.clock.set(open.ends_at);
        w.announced().await;
        let sent = s.winner_letter(&own, &ids[0]).await.unwrap();
        let mailed = s.read().await.unwrap().waiting_mails().await.unwrap().into_iter().find_map(|m| match m.message {
            Message::Announced { letter, .. } if m.address == "own@example.com" => Some(letter),
            _ => None,
        });
        assert_eq!(mailed, Some(sent.text.clone()));
        // The Office words the next letter anew.
        w.clock.pass(domain::stamp::DAY);
        let mut form = to_form(Part::Templates, &s.season().await.unwrap());
        form.insert("letter".into(), "{组织名称}：\n\n演示：另一种写法，{年度}年。\n\n{落款}\n{日期}".into());
        s.change_season(&w.office, 2026, Part::Templates, &form, "演示：为下一年度修改函件").await.unwrap();
        assert_eq!(s.winner_letter(&own, &ids[0]).await.unwrap(), sent);
        // Nobody rewrites it past the program.
        for harm in ["UPDATE winner_letter SET text = 'x'", "DELETE FROM winner_letter"] {
            w.protected(harm).await;
        }
        // A release from before letters were kept has none: its letter is what the template says.
        let on = if w.fresh.engine == "postgres" { " ON winner_letter" } else { "" };
        w.tamper(&format!("DROP TRIGGER winner_letter_no_delete{on}")).await;
        w.tamper("DELETE FROM winner_letter").await;
        let filled = s.winner_letter(&own, &ids[0]).await.unwrap();
        assert!(filled.text.contains("另一种写法") && filled.at == sent.at, "{}", filled.text);
    }
}
