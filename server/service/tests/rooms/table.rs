//! Art. 13–15, 19, 20: who sits at a panel's table when others are kept away, what lies on it, and who is told.

use domain::deliberation::news::News;
use domain::deliberation::panel_round::PanelStage;
use domain::ids::{DossierId, ExpertId};
use domain::mail::Message;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::review::matrix::Mark;
use domain::season::Phase;
use domain::season::edit::{Item, Part, to_form};
use domain::stamp::MINUTE;
use domain::views::deliberation::SeatLacking;
use service::ports::Bell;
use service::ports::committee::Conflict;

use crate::on_both;
use crate::world::*;

const WHY: &str = "评审期间因病住院，未能完成该项评审。";

/// The next bell of a table.
async fn rung(bells: &mut tokio::sync::broadcast::Receiver<Bell>) -> Bell {
    loop {
        let bell = bells.recv().await.unwrap();
        if bell.room == Bell::TABLE {
            break bell;
        }
    }
}

/// What the committee has found out: somebody is in conflict with an application.
async fn conflict(w: &World, expert: &str, dossier: &DossierId) {
    let mut work = w.service.begin().await.unwrap();
    let conflict = Conflict {
        expert: ExpertId::from(expert),
        dossier: dossier.clone(),
        kind: "employer".into(),
        declared: false,
        at: work.now.0,
    };
    work.db.insert_conflict(&id(), &conflict).await.unwrap();
    work.db.delete_assignment(dossier, &conflict.expert).await.unwrap();
    let event = domain::event::Event::ConflictDeclared {
        expert: expert.to_owned(),
        conflict: "employer".into(),
    };
    work.record("office-1", &event, service::About::default()).await.unwrap();
    work.commit().await.unwrap();
}

/// Heads who are experts of the pool, so that conflicts are found with them.
async fn heads_from_the_pool(w: &World) {
    for head in ["chair", "vice"] {
        w.service.add_expert(&w.office, &expert(&head.into(), FIELDS[0])).await.unwrap();
    }
}

/// Everybody of some panels seals what they have, but for some experts.
async fn sealed(w: &World, panels: usize, experts: usize, but: &[(usize, usize)]) {
    for (p, e) in (1..=panels).flat_map(|p| (1..=experts).map(move |e| (p, e))) {
        if but.contains(&(p, e)) {
            continue;
        }
        let who = expert_actor(p, e);
        for row in w.service.my_reviews(&who, Review::Written).await.unwrap().rows {
            let form = sheet(60 + 10 * u32::try_from(e).unwrap());
            w.service.seal_sheet(&who, Review::Written, &row.dossier, &form).await.unwrap();
        }
    }
}

/// The application whose home a panel is.
async fn of_panel(w: &World, ids: &[DossierId], p: usize) -> DossierId {
    let mut db = w.service.read().await.unwrap();
    for id in ids {
        if db.dossier(id).await.unwrap().unwrap().panel == Some(panel_id(p)) {
            return id.clone();
        }
    }
    panic!("panel {p} has no application")
}

async fn sign(w: &World, actor: &Actor, p: usize) -> service::Result<()> {
    let seen = w.service.deliberation(actor, Review::Written, &panel_id(p)).await?.sha256;
    w.service.sign_conclusion(actor, Review::Written, &panel_id(p), &seen).await
}

async fn confirm(w: &World, actor: &Actor, p: usize) -> service::Result<()> {
    let seen = w.service.deliberation(actor, Review::Written, &panel_id(p)).await?.sha256;
    w.service.confirm_conclusion(actor, Review::Written, &panel_id(p), &seen).await
}

/// Messages of a kind in the inbox of an account.
async fn told(w: &World, email: &str, what: &str) -> usize {
    let token = w.service.sign_in(email, PASSWORD, "told").await.unwrap();
    let actor = w.service.enter(&token).await.unwrap().unwrap();
    let inbox = w.service.inbox(&actor).await.unwrap();
    let is = |m: &Message| {
        let value = serde_json::to_value(m).unwrap();
        value["message"] == "conclusion" && value["news"] == what
    };
    inbox.lines.iter().filter(|i| is(&i.message)).count()
}

on_both! {
    async fn art_15_leads_of_other_panels_stand_in_where_both_heads_are_in_conflict(w) {
        let ids = w.reviewing(4, 2, 3).await;
        heads_from_the_pool(&w).await;
        w.account("lead2@example.com", Role::PanelLead, "p2").await;
        sealed(&w, 2, 3, &[]).await;
        let own = of_panel(&w, &ids, 1).await;
        let other = lead_actor(2);
        let asked = async |who: &Actor| w.service.deliberation(who, Review::Written, &panel_id(1)).await;
        // As long as a head is free the lead of another panel has nothing to do there.
        assert_eq!(refused(asked(&other).await), Refusal::NotYours);
        assert_eq!(w.service.deliberations(&other, Review::Written).await.unwrap().lines.len(), 1);
        conflict(&w, "chair", &own).await;
        conflict(&w, "vice", &own).await;
        let (chair, vice) = (actor("chair-1", Role::Chair, "chair"), actor("vice", Role::ViceChair, "vice"));
        for head in [&chair, &vice] {
            assert_eq!(refused(asked(head).await), Refusal::Conflicted);
        }
        let seen = asked(&other).await.unwrap();
        assert!(seen.confirms && !seen.presides && seen.panel.stands_in && seen.panel.lacking.is_none());
        let lines = w.service.deliberations(&other, Review::Written).await.unwrap().lines;
        assert_eq!(lines.iter().filter(|l| l.stands_in).count(), 1);
        // The board of the panel is none of theirs.
        assert_eq!(refused(w.service.board(&other, Review::Written, Some(&panel_id(1))).await), Refusal::NotYours);
        sign(&w, &lead_actor(1), 1).await.unwrap();
        // Who goes on with it is told; whom a conflict keeps out hears nothing.
        assert_eq!(told(&w, "lead2@example.com", "signed").await, 1);
        for head in ["chair@example.com", "vice-chair@example.com"] {
            assert_eq!(told(&w, head, "signed").await, 0);
        }
        confirm(&w, &other, 1).await.unwrap();
        assert_eq!(asked(&other).await.unwrap().panel.stage, PanelStage::ConfirmedByChair);
    }

    async fn art_15_where_nobody_is_left_the_office_is_told_what_to_do(w) {
        let ids = w.reviewing(2, 1, 3).await;
        heads_from_the_pool(&w).await;
        w.account("office@example.com", Role::Office, "").await;
        sealed(&w, 1, 3, &[]).await;
        let lacking = async || w.service.committee(&w.office).await.unwrap().panels[0].lacking;
        assert_eq!(lacking().await, None);
        for head in ["chair", "vice"] {
            conflict(&w, head, &ids[0]).await;
        }
        assert_eq!(lacking().await, Some(SeatLacking::Confirming));
        let account = w.account("lead1@example.com", Role::PanelLead, "p1").await.account;
        let lead = Actor { account, ..lead_actor(1) };
        let seen = w.service.deliberation(&lead, Review::Written, &panel_id(1)).await.unwrap();
        assert_eq!(seen.panel.lacking, Some(SeatLacking::Confirming));
        sign(&w, &lead, 1).await.unwrap();
        assert_eq!(told(&w, "office@example.com", "stuck").await, 1);
    }

    async fn art_19_whoever_missed_a_sheet_says_why_and_comes_to_the_table(w) {
        let ids = w.reviewing(2, 1, 3).await;
        let lead = lead_actor(1);
        sealed(&w, 1, 3, &[(1, 1)]).await;
        let asked = async |who: &Actor| w.service.deliberation(who, Review::Written, &panel_id(1)).await;
        let miss = async |why: &str| w.service.miss_sheets(&lead, Review::Written, &panel_id(1), why).await;
        // While they can be sealed, they are sealed first.
        assert_eq!(refused(asked(&lead).await), Refusal::OwnSheetsFirst);
        assert_eq!(refused(miss(WHY).await), Refusal::OwnSheetsFirst);
        w.clock.set(day(90));
        // Then the next in line presides, and the lead is told the way.
        assert_eq!(refused(asked(&lead).await), Refusal::OwnSheetsMissed);
        assert!(asked(&vice_chair()).await.unwrap().presides);
        let line = w.service.deliberations(&lead, Review::Written).await.unwrap().lines.remove(0);
        assert!(line.barred && line.missed == 2 && line.applications.is_none());
        assert!(matches!(refused(miss("病").await), Refusal::TooShort { .. }));
        for other in [chair(), vice_chair(), expert_actor(1, 1), expert_actor(1, 2), unit(), w.office.clone()] {
            let missed = w.service.miss_sheets(&other, Review::Written, &panel_id(1), WHY).await;
            assert_eq!(refused(missed), Refusal::NotYours, "{other:?}");
        }
        // A form names its panel itself; one of the engines takes a NUL for an error.
        for panel in ["", "p9", "p1\u{0}"] {
            let missed = w.service.miss_sheets(&chair(), Review::Written, &panel.into(), WHY).await;
            assert_eq!(refused(missed), Refusal::NotYours, "{panel:?}");
        }
        miss(WHY).await.unwrap();
        assert_eq!(refused(miss(WHY).await), Refusal::NotYours);
        // Back at the table: scores lie open, and the sheets are missing reviews that need an exception.
        let seen = asked(&lead).await.unwrap();
        assert!(seen.presides && seen.rows.iter().all(|r| (r.sealed, r.due) == (2, 3)));
        assert!(!asked(&vice_chair()).await.unwrap().presides);
        let board = w.service.board(&lead, Review::Written, Some(&panel_id(1))).await.unwrap().board;
        assert!(board.rows.iter().all(|r| r.masked == 0 && r.scores.len() == 2));
        // Who has read the others' scores gives none, though the phase be prolonged.
        w.set(|s| {
            let of = s.windows.iter_mut().find(|w| w.phase == Phase::WrittenReview);
            of.unwrap().closes = day(91);
        })
        .await;
        for id in &ids {
            let late = w.service.seal_sheet(&expert_actor(1, 1), Review::Written, id, &sheet(80)).await;
            assert_eq!(refused(late), Refusal::SheetMissed);
            let mut db = w.service.read().await.unwrap();
            let said = db.entries_of(id).await.unwrap().into_iter().filter(|e| e.kind == "sheet_missed");
            assert_eq!(said.map(|e| e.reason).collect::<Vec<_>>(), [WHY]);
        }
        w.protected("DELETE FROM missed_sheet").await;
        w.protected("UPDATE missed_sheet SET reason = 'x'").await;
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_19_who_deliberates_reads_every_sealed_sheet_with_its_comments(w) {
        let id = w.reviewing(1, 1, 3).await.remove(0);
        let read = async |who: &Actor| w.service.sealed_sheets(who, Review::Written, &panel_id(1), &id).await;
        let lead = lead_actor(1);
        // Scores are independent until the own sheet is sealed.
        for who in [&lead, &expert_actor(1, 2)] {
            assert_eq!(refused(read(who).await), Refusal::OwnSheetsFirst);
        }
        assert!(read(&chair()).await.unwrap().sheets.is_empty());
        sealed(&w, 1, 2, &[]).await;
        w.clock.pass(MINUTE);
        let e = expert_actor(1, 2);
        w.service.amend_sheet(&e, Review::Written, &id, &sheet(90), "与其他专家讨论后调整各项").await.unwrap();
        for who in [&lead, &e, &chair(), &vice_chair()] {
            let seen = read(who).await.unwrap();
            assert_eq!((seen.sheets.len(), seen.missing), (2, 1));
            assert!(seen.sheets.iter().all(|s| s.form.overall == sheet(1).overall && s.name.contains("演示专家")));
            assert_eq!(seen.sheets.iter().map(|s| s.total).collect::<Vec<_>>(), [700, 900]);
            // 20 of 100 apart everywhere; the season bears 15.
            let apart = [Mark::Lowest, Mark::Highest];
            assert!(seen.lines.iter().all(|l| l.differs && l.cells.iter().map(|c| c.1).eq(apart)));
            assert!(seen.sheets[0].amended.is_empty() && seen.sheets[1].amended[0].informed);
        }
        let w_read = async |who: &Actor| w.service.table_dossier(who, Review::Written, &panel_id(1), &id).await;
        let readers = async |who: &Actor| (read(who).await.unwrap().reads, given(w_read(who).await));
        // The dossier is for who presides and who confirms, its print and its files too.
        assert_eq!(readers(&lead).await, (true, true));
        assert_eq!(readers(&chair()).await, (true, true));
        assert_eq!(readers(&vice_chair()).await, (false, false));
        assert_eq!(readers(&e).await, (false, false));
        let dossier = w_read(&chair()).await.unwrap().dossier;
        let print = w.service.print(&chair(), &id).await.unwrap();
        assert!(print.copy_for.is_some());
        assert!(w.service.readable(&chair(), &dossier.files[0].id).await.is_ok());
        assert_eq!(refused(w.service.print(&vice_chair(), &id).await), Refusal::NotYours);
        assert_eq!(refused(w.service.readable(&vice_chair(), &dossier.files[0].id).await), Refusal::NotYours);
        // Nobody else; and each reading stands in the journal once an hour.
        let third = expert_actor(1, 3);
        assert_eq!(refused(read(&third).await), Refusal::OwnSheetsFirst);
        for other in [unit(), w.office.clone(), lead_actor(2), actor("x", Role::Caq, "")] {
            assert_eq!(refused(read(&other).await), Refusal::NotYours, "{other:?}");
            assert_eq!(refused(w_read(&other).await), Refusal::NotYours, "{other:?}");
        }
        let mut db = w.service.read().await.unwrap();
        let entries = db.entries_of(&id).await.unwrap();
        let times = |what: &str| {
            let what = format!("\"{what}\"");
            entries.iter().filter(|e| e.kind == "sealed_read" && e.data.contains(&what)).count()
        };
        // The chair before anything was sealed, and the four.
        assert_eq!((times("sheets"), times("dossier")), (4, 2));
    }

    async fn art_15_whom_a_conflict_keeps_away_reads_no_sheet_and_no_dossier(w) {
        let ids = w.reviewing(2, 1, 3).await;
        heads_from_the_pool(&w).await;
        sealed(&w, 1, 3, &[]).await;
        conflict(&w, "chair", &ids[0]).await;
        let chair = actor("chair-1", Role::Chair, "chair");
        let panel = panel_id(1);
        // Out of the room for one, out of it for all of the panel.
        for id in &ids {
            let read = w.service.sealed_sheets(&chair, Review::Written, &panel, id).await;
            assert_eq!(refused(read), Refusal::NotYours);
            let read = w.service.table_dossier(&chair, Review::Written, &panel, id).await;
            assert_eq!(refused(read), Refusal::NotYours);
            assert_eq!(refused(w.service.print(&chair, id).await), Refusal::NotYours);
        }
        // A member leaves the room for the one application alone.
        let who = expert_actor(1, 2);
        conflict(&w, "e12", &ids[0]).await;
        let kept = w.service.sealed_sheets(&who, Review::Written, &panel, &ids[0]).await;
        assert_eq!(refused(kept), Refusal::NotYours);
        let read = w.service.sealed_sheets(&who, Review::Written, &panel, &ids[1]).await.unwrap();
        // Nothing there leads to the other.
        assert_eq!((read.before, read.behind), (None, None));
    }

    async fn art_15_in_a_blind_review_experts_are_numbers_at_the_table(w) {
        let id = w.reviewing(1, 1, 3).await.remove(0);
        w.set(|s| s.review.blind = true).await;
        sealed(&w, 1, 3, &[]).await;
        let seen = w.service.sealed_sheets(&chair(), Review::Written, &panel_id(1), &id).await.unwrap();
        assert!(seen.organisation.is_empty() && seen.sheets.iter().all(|s| s.name.is_empty()));
        assert_eq!(seen.sheets.iter().map(|s| s.number).collect::<Vec<_>>(), [1, 2, 3]);
        let read = w.service.table_dossier(&chair(), Review::Written, &panel_id(1), &id).await.unwrap();
        let named = domain::application::answer(&read.dossier.answers, domain::application::field::Field::OrgName.key());
        assert_eq!(named, "");
    }

    /// Whoever lays pages side by side finds one number for one expert, and no name beside a score.
    async fn art_15_in_a_blind_review_an_expert_has_one_number(w) {
        let ids = w.reviewing(3, 1, 4).await;
        w.set(|s| s.review.blind = true).await;
        // Everybody gives a total of their own, and not everybody reads everything.
        sealed(&w, 1, 4, &[]).await;
        let mut of: std::collections::BTreeMap<i64, std::collections::BTreeSet<u32>> = Default::default();
        for id in &ids {
            let seen = w.service.sealed_sheets(&chair(), Review::Written, &panel_id(1), id).await.unwrap();
            assert_eq!(seen.sheets.len(), 3);
            for sheet in seen.sheets {
                of.entry(sheet.total).or_default().insert(sheet.number);
            }
        }
        assert!(of.len() == 4 && of.values().all(|numbers| numbers.len() == 1), "{of:?}");
        let taken = w.service.take_board(&chair(), Review::Written, &panel_id(1)).await.unwrap();
        let board = w.service.board(&chair(), Review::Written, None).await.unwrap().board;
        for board in [taken.view.board, board] {
            for score in board.rows.iter().flat_map(|r| &r.scores) {
                let (_, name) = board.experts.iter().find(|(id, _)| *id == score.expert).unwrap();
                let number = of[&i64::from(score.total)].first().unwrap();
                assert_eq!(*name, format!("№{number}"));
            }
        }
    }

    async fn art_15_a_number_betrays_no_application_to_a_head_in_conflict(w) {
        let ids = w.reviewing(2, 1, 3).await;
        heads_from_the_pool(&w).await;
        let (_, _late) = w.passed(5).await;
        sealed(&w, 1, 3, &[]).await;
        sign(&w, &lead_actor(1), 1).await.unwrap();
        confirm(&w, &chair(), 1).await.unwrap();
        let release = async |who: &Actor| refused(w.service.release_lists(who, Review::Written).await);
        assert_eq!(release(&chair()).await, Refusal::Unread { review: Review::Written, applications: 1 });
        conflict(&w, "vice", &ids[0]).await;
        let vice = actor("vice", Role::ViceChair, "vice");
        assert_eq!(release(&vice).await, Refusal::Unread { review: Review::Written, applications: 0 });
    }

    async fn art_13_who_goes_on_with_a_conclusion_is_told(w) {
        w.reviewing(2, 1, 3).await;
        w.account("lead1@example.com", Role::PanelLead, "p1").await;
        sealed(&w, 1, 3, &[]).await;
        let mut bells = w.service.store.bells();
        sign(&w, &lead_actor(1), 1).await.unwrap();
        assert_eq!(told(&w, "chair@example.com", "signed").await, 1);
        assert_eq!(told(&w, "vice-chair@example.com", "signed").await, 0);
        // Whoever has done it needs not be told on the page of the panel; on the list they are, like all others.
        let hear = async |bell: Bell| {
            let (mut heard, panel) = (Vec::new(), panel_id(1));
            assert_eq!(bell.panel.as_ref(), Some(&panel));
            for who in [lead_actor(1), chair()] {
                for page in [Some(&panel), None] {
                    heard.push(w.service.hears_table(&who, page, &bell).await.unwrap());
                }
            }
            heard
        };
        assert_eq!(hear(rung(&mut bells).await).await, [false, true, true, true]);
        w.given_back(&chair(), Review::Written, &panel_id(1), WHY).await.unwrap();
        assert_eq!(told(&w, "lead1@example.com", "returned").await, 1);
        assert_eq!(hear(rung(&mut bells).await).await, [true, true, false, true]);
        sign(&w, &lead_actor(1), 1).await.unwrap();
        confirm(&w, &chair(), 1).await.unwrap();
        assert_eq!(told(&w, "lead1@example.com", "confirmed").await, 1);
        assert_eq!(told(&w, "chair@example.com", "signed").await, 2);
    }

    /// The season is changed under a signature: whoever signs, confirms and releases is told once of each conclusion that
    /// does not hold any more, and of none that does.
    async fn art_19_who_goes_on_with_a_conclusion_is_told_when_the_season_outdates_it(w) {
        let ids = w.reviewing(4, 2, 3).await;
        heads_from_the_pool(&w).await;
        for p in 1..=2 {
            w.account(&format!("lead{p}@example.com"), Role::PanelLead, panel_id(p).as_str()).await;
        }
        sealed(&w, 2, 3, &[]).await;
        conflict(&w, "vice", &of_panel(&w, &ids, 1).await).await;
        // One is confirmed, the other signed; nobody has a mean of 88.
        w.concluded(Review::Written, 1).await;
        sign(&w, &lead_actor(2), 2).await.unwrap();
        let set = async |key: &str, value: &str| {
            let draft = w.service.season_draft(&w.office, 2026).await.unwrap();
            let mut form = to_form(Part::Limits, &draft.season);
            form.insert(key.into(), value.into());
            w.service.change_season(&w.office, 2026, Part::Limits, &form, "经研究调整，特此说明").await.unwrap();
        };
        let heard = async || {
            let mut all = Vec::new();
            for who in ["lead1", "lead2", "chair", "vice-chair"] {
                let email = format!("{who}@example.com");
                let inbox = told(&w, &email, "outdated").await;
                let outbox = format!("SELECT COUNT(*) FROM outbox WHERE message LIKE '%\"outdated\"%' AND address = '{email}'");
                assert_eq!(w.number(&outbox).await, i64::try_from(inbox).unwrap(), "{who}");
                all.push(inbox);
            }
            all
        };
        // Neither what nothing rests on nor what changes no result is news.
        set("load_max", "41").await;
        set("trim", "3").await;
        assert_eq!(heard().await, [0, 0, 0, 0]);
        let mut bells = w.service.store.bells();
        set("defence_points", "88").await;
        // The vice chair is kept out of the first panel's room.
        assert_eq!(heard().await, [1, 1, 2, 1]);
        // Open pages hear it too, but for whom something at the tables is kept from.
        let bell = rung(&mut bells).await;
        let panel = panel_id(1);
        for page in [Some(&panel), None] {
            assert!(w.service.hears_table(&chair(), page, &bell).await.unwrap());
            assert!(w.service.hears_table(&lead_actor(1), page, &bell).await.unwrap());
            assert!(!w.service.hears_table(&actor("vice", Role::ViceChair, "vice"), page, &bell).await.unwrap());
        }
        set("defence_points", "89").await;
        assert_eq!(heard().await, [1, 1, 2, 1], "what did not hold is not told of twice");

        // What was changed is told, and nothing of any application.
        let token = w.service.sign_in("lead1@example.com", PASSWORD, "told").await.unwrap();
        let lead = w.service.enter(&token).await.unwrap().unwrap();
        let lines = w.service.inbox(&lead).await.unwrap().lines;
        let changes = vec![Item { key: "defence_points".into(), before: "0".into(), after: "88".into() }];
        let news = News::Outdated { changes };
        let message = Message::Conclusion { review: Review::Written, panel: panel_id(1), number: 1, news };
        let outdated = lines.iter().map(|l| &l.message).filter(|m| matches!(m, Message::Conclusion { news: News::Outdated { .. }, .. }));
        assert_eq!(outdated.collect::<Vec<_>>(), [&message]);
        assert_eq!(message.place(None), "/deliberation/p1?review=written");

        // A conclusion that was given back has nothing to lose; one that held again is told of again.
        set("defence_points", "0").await;
        w.given_back(&chair(), Review::Written, &panel_id(2), WHY).await.unwrap();
        assert_eq!(heard().await, [1, 1, 2, 1]);
        set("planned_industrial", "0").await;
        assert_eq!(heard().await, [2, 1, 3, 1]);
    }
}
