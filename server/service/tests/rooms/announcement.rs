//! Art. 22: the announcement is drawn up after the notice, approved by two, released in one act.

use domain::journey::Stage;
use domain::mail::Message;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::edit::{Part, to_form};

use crate::notice::form;
use crate::on_both;
use crate::world::*;

fn caq(n: u32) -> Actor {
    actor(&format!("caq-{n}"), Role::Caq, "")
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
