//! Art. 13, 15, 20: the initial list, made by two of what the panels chose, signed and confirmed.

use domain::consultation::opinion::Stance;
use domain::defence::initial_list::aside::Remedy;
use domain::defence::initial_list::lack::Lack;
use domain::defence::initial_list::round::ListStage;
use domain::notice::handling::Outcome;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::Season;
use domain::views::initial_list::{InitialListView, ListRow};
use service::{Answering, Listing, Opining};

use crate::on_both;
use crate::world::*;

const WHY: &str = "评委会认为该经验示范性更强，数据可核对。";

async fn view(w: &World, actor: &Actor) -> InitialListView {
    w.service.initial_list(actor).await.unwrap()
}

fn listing(v: &InitialListView, row: &ListRow, listed: bool, reason: &str) -> Listing {
    let (dossier, reason) = (row.dossier.clone(), reason.to_owned());
    Listing { dossier, listed, reason, revision: v.revision }
}

/// Takes account of categories that have more than was planned.
async fn explained(w: &World) {
    explained_by(&w.service, &chair()).await;
}

async fn explained_by(s: &service::Service, actor: &Actor) {
    let v = s.initial_list(actor).await.unwrap();
    for lack in v.lacks {
        if let Lack::Category { category, .. } = lack {
            let revision = s.initial_list(actor).await.unwrap().revision;
            s.explain_category(actor, category, WHY, revision).await.unwrap();
        }
    }
}

/// Mails of a kind that wait.
async fn mails(w: &World, kind: &str) -> i64 {
    w.number(&format!("SELECT COUNT(*) FROM outbox WHERE message LIKE '%\"{kind}\"%'")).await
}

on_both! {
    async fn art_20_two_heads_make_one_list_and_nothing_reaches_applicants(w) {
        let ids = w.heard(4, 2, 3).await;
        w.account("office@example.com", Role::Office, "").await;
        // Before the panels' results are out there is nothing to see or to decide.
        let early = view(&w, &chair()).await;
        assert!(!early.shown && early.rows.is_empty() && early.acts == Default::default());
        let nothing = Listing { dossier: ids[0].clone(), listed: true, reason: String::new(), revision: 0 };
        assert_eq!(refused(w.service.decide_listing(&chair(), &nothing).await), Refusal::ListTooEarly);
        for p in 1..=2 {
            w.proposed(p).await;
        }
        w.service.release_lists(&chair(), Review::Defence).await.unwrap();
        let stages = "SELECT COUNT(*) FROM dossier WHERE stage = 'shortlisted'";
        let before = (w.number(stages).await, w.number("SELECT COUNT(*) FROM inbox").await);

        let v = view(&w, &chair()).await;
        assert!(v.shown && v.acts.decides && !v.acts.confirms && v.stage == ListStage::Open);
        assert_eq!((v.rows.len(), v.listed, v.places, v.percent), (4, 2, 4, 60));
        let both = |r: &ListRow| (r.written.unwrap() * 40 + r.defence.unwrap() * 60 + 50) / 100;
        assert!(v.rows.iter().all(|r| r.combined == Some(both(r))));
        // Nobody else: leads who do not stand in, experts, the Office before it is confirmed, units.
        for other in [lead_actor(1), expert_actor(1, 2), unit()] {
            assert_eq!(refused(w.service.initial_list(&other).await), Refusal::NotYours);
        }
        let office = view(&w, &w.office).await;
        assert!(!office.shown && office.rows.is_empty() && office.listed == 0);

        // Departures need a reason; an older page is told.
        let reserve = v.rows.iter().find(|r| !r.listed).unwrap().clone();
        let short = w.service.decide_listing(&chair(), &listing(&v, &reserve, true, "好")).await;
        assert!(matches!(refused(short), Refusal::TooShort { .. }));
        w.service.decide_listing(&chair(), &listing(&v, &reserve, true, WHY)).await.unwrap();
        let again = w.service.decide_listing(&vice_chair(), &listing(&v, &reserve, false, "")).await;
        assert_eq!(refused(again), Refusal::Stale { revision: 1 });
        explained(&w).await;
        let v = view(&w, &vice_chair()).await;
        assert!(v.listed == 3 && v.lacks.is_empty(), "{:?}", v.lacks);
        let row = v.rows.iter().find(|r| r.dossier == reserve.dossier).unwrap();
        assert!(row.departs && row.reason == WHY);

        // What was read is what is signed; the other confirms.
        let stale = w.service.sign_initial_list(&chair(), "x").await;
        assert_eq!(refused(stale), Refusal::ListChanged);
        w.service.sign_initial_list(&chair(), &v.sha256).await.unwrap();
        assert_eq!(mails(&w, "list_signed").await, 1);
        let changed = w.service.decide_listing(&vice_chair(), &listing(&v, row, false, "")).await;
        assert_eq!(refused(changed), Refusal::ListStands { stage: ListStage::Signed });
        assert_eq!(refused(w.service.confirm_initial_list(&chair(), &v.sha256).await), Refusal::OwnSignature);
        assert_eq!(refused(w.service.confirm_initial_list(&vice_chair(), "x").await), Refusal::ListChanged);
        assert!(!view(&w, &chair()).await.acts.confirms && view(&w, &vice_chair()).await.acts.confirms);
        assert!(!view(&w, &w.office).await.shown);
        // Given back with a reason, signed by the other one now.
        let other = w.service.give_back_initial_list(&vice_chair(), ("x", WHY)).await;
        assert_eq!(refused(other), Refusal::ListChanged);
        w.service.give_back_initial_list(&vice_chair(), (&v.sha256, WHY)).await.unwrap();
        assert_eq!(view(&w, &chair()).await.returned.unwrap().1, WHY);
        w.service.sign_initial_list(&vice_chair(), &v.sha256).await.unwrap();
        w.service.confirm_initial_list(&chair(), &v.sha256).await.unwrap();
        assert_eq!(mails(&w, "list_confirmed").await, 1);

        let mut db = w.service.read().await.unwrap();
        let list = db.signed_list(&id()).await.unwrap().unwrap();
        assert_eq!((list.number, list.dossiers.len(), list.sha256.clone()), (1, 3, v.sha256.clone()));
        assert_eq!((list.signed_by.as_str(), list.confirmed_by.as_str()), ("vice-1", "chair-1"));
        assert_eq!(domain::application::version::digest(&list.canonical), list.sha256);
        drop(db);
        // The Office reads it, without figures; no applicant has heard of anything.
        let office = view(&w, &w.office).await;
        assert!(office.shown && office.listed == 3 && office.acts == Default::default());
        assert!(office.rows.iter().all(|r| (r.written, r.defence, r.combined) == (None, None, None)));
        let applicants = "SELECT COUNT(*) FROM inbox WHERE account LIKE 'applicant-%'";
        assert_eq!(w.number(stages).await, before.0);
        assert_eq!(w.number(applicants).await, 0);

        // Opened again before the notice, and not after.
        let own = w.service.reopen_initial_list(&vice_chair(), "短").await;
        assert!(matches!(refused(own), Refusal::TooShort { .. }));
        w.service.reopen_initial_list(&vice_chair(), WHY).await.unwrap();
        assert!(!view(&w, &w.office).await.shown);
        let mut db = w.service.read().await.unwrap();
        assert_eq!(db.signed_list(&id()).await.unwrap(), None);
        drop(db);
        w.service.sign_initial_list(&chair(), &v.sha256).await.unwrap();
        w.service.confirm_initial_list(&vice_chair(), &v.sha256).await.unwrap();
        w.consulted().await;
        w.clock.set(NOTICED);
        let seen = w.service.notice_preparation(&w.office).await.unwrap().proposed.unwrap().1;
        w.service.open_notice(&w.office, &seen).await.unwrap();
        let late = w.service.reopen_initial_list(&chair(), WHY).await;
        assert_eq!(refused(late), Refusal::ListPublished);
        assert!(!view(&w, &chair()).await.acts.reopens);
        let mut db = w.service.read().await.unwrap();
        assert_eq!(db.signed_list(&id()).await.unwrap().unwrap().number, 2);
    }

    async fn art_20_no_list_is_longer_than_the_places_of_the_season(w) {
        w.candidates(4, 2, 3).await;
        // Two places fewer than there were: what the panels chose fills them.
        let planned = domain::season::Planned { industrial: 2, sme: 0, service: 0 };
        let data = serde_json::to_string(&Season { planned, ..season() }).unwrap();
        let data = data.replace('\'', "''");
        w.tamper(&format!("UPDATE season SET data = '{data}' WHERE id = '{}'", id())).await;
        let mut fresh = w.service.clone();
        fresh.held = service::Held::default();
        let v = fresh.initial_list(&chair()).await.unwrap();
        assert_eq!((v.listed, v.places), (2, 2));
        let reserve = v.rows.iter().find(|r| !r.listed).unwrap();
        let full = fresh.decide_listing(&chair(), &listing(&v, reserve, true, WHY)).await;
        assert_eq!(refused(full), Refusal::ListFull { places: 2 });
    }

    /// The season has fewer places by now than the list that both have signed has entries.
    async fn art_20_a_signed_list_above_the_places_of_now_is_signed_anew_before_the_ministry_is_asked(w) {
        w.candidates(4, 2, 3).await;
        explained(&w).await;
        let s = &w.service;
        let signed = async || {
            let seen = view(&w, &chair()).await.sha256;
            s.sign_initial_list(&chair(), &seen).await.unwrap();
            s.confirm_initial_list(&vice_chair(), &seen).await.unwrap();
            seen
        };
        let first = signed().await;
        assert!(!view(&w, &chair()).await.differs);
        w.set(|season| season.planned = domain::season::Planned { industrial: 1, sme: 0, service: 0 }).await;
        // Beside the signatures stands the digest they were set to, and that the page shows something else by now.
        for who in [chair(), w.office.clone()] {
            let v = view(&w, &who).await;
            assert_eq!((v.listed, v.places, v.differs), (2, 1, true));
            assert_eq!(v.sha256, first);
        }
        w.clock.set(day(96));
        let over = Refusal::ListOverPlaces { places: 1 };
        let office = s.consultation(&w.office).await.unwrap();
        assert_eq!((office.refused, office.acts.opens), (Some(over.clone()), false));
        assert_eq!(refused(s.open_consultation(&w.office, day(97)).await), over);
        // Opened again it has room for one; both sign that.
        s.reopen_initial_list(&vice_chair(), WHY).await.unwrap();
        let v = view(&w, &chair()).await;
        assert!(v.lacks.contains(&Lack::Places { places: 1, found: 2 }) && !v.differs, "{:?}", v.lacks);
        let row = v.rows.iter().find(|r| r.listed).unwrap();
        s.decide_listing(&chair(), &listing(&v, row, false, WHY)).await.unwrap();
        explained(&w).await;
        signed().await;
        s.open_consultation(&w.office, day(97)).await.unwrap();
        assert_eq!(s.consultation(&w.office).await.unwrap().rows.len(), 1);
    }

    /// All of it fell in the consultation: until that is closed the two may make another list, and then no more.
    async fn art_20_21_a_list_of_which_nothing_remained_is_not_opened_again(w) {
        w.candidates(4, 2, 3).await;
        explained(&w).await;
        let s = &w.service;
        let seen = view(&w, &chair()).await.sha256;
        s.sign_initial_list(&chair(), &seen).await.unwrap();
        s.confirm_initial_list(&vice_chair(), &seen).await.unwrap();
        w.clock.set(day(96));
        s.open_consultation(&w.office, day(97)).await.unwrap();
        let asked = s.consultation(&ministry()).await.unwrap().rows;
        let ids: Vec<_> = asked.into_iter().map(|r| r.dossier).collect();
        assert_eq!(ids.len(), 2);
        for id in &ids {
            let (dossier, text) = (id.clone(), WHY.to_owned());
            let objects = Opining { dossier, stance: Stance::Objects, text };
            s.give_opinion(&ministry(), &objects).await.unwrap();
        }
        s.hand_in_opinions(&ministry()).await.unwrap();
        for id in &ids {
            let (dossier, text) = (id.clone(), WHY.to_owned());
            let answer = Answering { dossier, refers: true, text };
            s.answer_opinion(&w.office, &answer).await.unwrap();
            s.propose_entry(&chair(), id, Outcome::Upheld, WHY).await.unwrap();
            let seen = mark_of_entry(s, id).await;
            s.confirm_entry(&vice_chair(), id, &seen).await.unwrap();
        }
        assert!(view(&w, &chair()).await.acts.reopens);
        s.close_consultation(&w.office, "").await.unwrap();
        // All four that were heard, on the list or not, are told; so the list stays what it is.
        let over = "SELECT COUNT(*) FROM dossier WHERE stage = 'not_listed'";
        assert_eq!(w.number(over).await, 4);
        assert!(!view(&w, &chair()).await.acts.reopens);
        let late = s.reopen_initial_list(&chair(), WHY).await;
        assert_eq!(refused(late), Refusal::NothingRemains);
        let found = w.checked().await;
        assert!(!found.iter().any(|f| f.contains("no public notice")), "{found:?}");
    }

    async fn art_15_a_head_in_conflict_neither_sees_nor_decides_and_a_lead_stands_in(w) {
        let ids = w.candidates(4, 2, 3).await;
        for p in 1..=2 {
            w.account(&format!("lead{p}@example.com"), Role::PanelLead, panel_id(p).as_str()).await;
        }
        assert!(!w.service.stands_in(&lead_actor(1)).await.unwrap());
        w.service.add_expert(&w.office, &expert(&"vice".into(), FIELDS[0])).await.unwrap();
        let kept = format!("INSERT INTO conflict VALUES ('{}', 'vice', '{}', 'kinship', TRUE, 1)", id(), ids[3]);
        w.tamper(&kept).await;
        let mut fresh = w.service.clone();
        fresh.held = service::Held::default();
        let vice = actor("vice-1", Role::ViceChair, "vice");
        assert_eq!(refused(fresh.initial_list(&vice).await), Refusal::Conflicted);
        assert_eq!(refused(fresh.sign_initial_list(&vice, "x").await), Refusal::Conflicted);
        // The lead of the first panel is the next, that of the second is not.
        assert!(fresh.initial_list(&lead_actor(1)).await.unwrap().acts.decides);
        assert_eq!(refused(fresh.initial_list(&lead_actor(2)).await), Refusal::NotYours);
        // The header leads to the consultation whom no role leads there.
        for (who, stands) in [(lead_actor(1), true), (lead_actor(2), false), (chair(), false), (vice.clone(), false)] {
            assert_eq!(fresh.stands_in(&who).await.unwrap(), stands);
        }
        // The deliberation leads there whoever makes it, and nobody else.
        for (who, makes) in [(lead_actor(1), true), (chair(), true), (lead_actor(2), false), (vice.clone(), false)] {
            assert_eq!(fresh.deliberations(&who, Review::Defence).await.unwrap().makes_list, makes);
            assert!(!fresh.deliberations(&who, Review::Written).await.unwrap().makes_list);
        }
        explained(&w).await;
        let seen = fresh.initial_list(&chair()).await.unwrap().sha256;
        fresh.sign_initial_list(&chair(), &seen).await.unwrap();
        fresh.confirm_initial_list(&lead_actor(1), &seen).await.unwrap();
        let mut db = fresh.read().await.unwrap();
        let list = db.signed_list(&id()).await.unwrap().unwrap();
        assert_eq!(list.confirmed_by.as_str(), "expert-11");
    }

    async fn art_13_20_a_vice_chair_who_leads_a_panel_is_one_of_the_two_and_not_both(w) {
        let ids = w.candidates(4, 2, 3).await;
        // The chair is in conflict with one thing heard; the vice chair leads the first panel, too.
        w.service.add_expert(&w.office, &expert(&"chair".into(), FIELDS[0])).await.unwrap();
        w.tamper(&format!("INSERT INTO conflict VALUES ('{}', 'chair', '{}', 'kinship', TRUE, 1)", id(), ids[3])).await;
        w.tamper("UPDATE role_grant SET scope = 'e11' WHERE role = 'vice_chair'").await;
        w.account("lead1@example.com", Role::PanelLead, "p1").await;
        let mut vice = lead_actor(1);
        vice.grants.push(domain::policy::Grant { role: Role::ViceChair, scope: "e11".into() });
        let fresh = || service::Service { held: service::Held::default(), ..w.service.clone() };
        // Nobody signs in as the lead of the second panel yet: the one who is left is told, and so is the Office.
        let alone = fresh();
        assert_eq!(refused(alone.initial_list(&lead_actor(2)).await), Refusal::NotYours);
        assert!(alone.initial_list(&vice).await.unwrap().lacking);
        let office = alone.initial_list(&w.office).await.unwrap();
        assert!(office.lacking && !office.shown && office.rows.is_empty());
        w.account("lead2@example.com", Role::PanelLead, "p2").await;
        let both = fresh();
        assert!(!both.initial_list(&w.office).await.unwrap().lacking);
        assert!(both.initial_list(&lead_actor(2)).await.unwrap().acts.decides);
        explained_by(&both, &vice).await;
        let seen = both.initial_list(&vice).await.unwrap().sha256;
        both.sign_initial_list(&vice, &seen).await.unwrap();
        assert_eq!(refused(both.confirm_initial_list(&vice, &seen).await), Refusal::OwnSignature);
        both.confirm_initial_list(&lead_actor(2), &seen).await.unwrap();
    }

    async fn art_15_a_score_set_aside_under_a_signed_list_is_told_and_shown(w) {
        w.candidates(4, 2, 3).await;
        w.account("office@example.com", Role::Office, "").await;
        explained(&w).await;
        let s = &w.service;
        let rows = view(&w, &chair()).await.rows;
        // Scores of candidates by experts who lead no panel.
        let mut scored = Vec::new();
        for (p, e) in [(1, 2), (1, 3), (2, 2), (2, 3)] {
            for row in s.my_reviews(&expert_actor(p, e), Review::Defence).await.unwrap().rows {
                let candidate = rows.iter().find(|r| r.dossier == row.dossier);
                scored.extend(candidate.map(|r| (expert_id(p, e), r.clone())));
            }
        }
        let set_aside = async |n: usize| {
            let (expert, row) = &scored[n];
            s.record_conflict(&w.office, expert, &row.reference, "专家曾任该单位顾问").await.unwrap();
            row.dossier.clone()
        };
        let marked = |v: &InitialListView| {
            v.rows.iter().filter(|r| r.set_aside.is_some()).map(|r| r.dossier.clone()).collect::<Vec<_>>()
        };
        // While it is being decided, who decides sees it; nobody is written to.
        assert_eq!(view(&w, &chair()).await.remedy, None);
        let first = set_aside(0).await;
        let open = view(&w, &vice_chair()).await;
        assert_eq!((open.remedy, marked(&open)), (Some(Remedy::Decide), vec![first.clone()]));
        assert_eq!(mails(&w, "score_set_aside").await, 0);
        s.sign_initial_list(&chair(), &open.sha256).await.unwrap();
        assert_eq!(view(&w, &vice_chair()).await.remedy, None, "it was seen by who signed");
        // Signed by one: both of them hear of it, the Office, which is shown no list yet, does not.
        set_aside(1).await;
        assert_eq!(mails(&w, "score_set_aside").await, 2);
        let signed = view(&w, &vice_chair()).await;
        assert_eq!(signed.remedy, Some(Remedy::GiveBack));
        assert_eq!(signed.sha256, open.sha256, "the text names no score");
        assert_eq!(view(&w, &w.office).await.remedy, None);
        s.confirm_initial_list(&vice_chair(), &signed.sha256).await.unwrap();
        // Confirmed: the Office is told as well.
        let last = set_aside(scored.len() - 1).await;
        assert_eq!(mails(&w, "score_set_aside").await, 5);
        for who in [&chair(), &vice_chair(), &w.office] {
            let v = view(&w, who).await;
            assert_eq!(v.remedy, Some(Remedy::SignAnew));
            assert!(marked(&v).contains(&last) && marked(&v).contains(&first));
        }
        // The consultation says so to the Office, and never to the ministry.
        w.clock.set(day(96));
        s.open_consultation(&w.office, day(97)).await.unwrap();
        let of_office = s.consultation(&w.office).await.unwrap().rows;
        let listed: Vec<_> = rows.iter().filter(|r| r.listed).map(|r| r.dossier.clone()).collect();
        let later = |row: &domain::views::consultation::Row| {
            [&scored[1].1.dossier, &last].contains(&&row.dossier)
        };
        assert_eq!(of_office.len(), listed.len());
        assert!(of_office.iter().all(|r| r.set_aside.is_some() == later(r)));
        let of_ministry = s.consultation(&ministry()).await.unwrap().rows;
        assert!(of_ministry.len() == listed.len() && of_ministry.iter().all(|r| r.set_aside.is_none()));
        // Signed anew with all of it before them, nothing is left to do; what was set aside stays marked.
        s.reopen_initial_list(&chair(), WHY).await.unwrap();
        let again = view(&w, &chair()).await;
        assert_eq!(again.remedy, Some(Remedy::Decide));
        s.sign_initial_list(&chair(), &again.sha256).await.unwrap();
        s.confirm_initial_list(&vice_chair(), &again.sha256).await.unwrap();
        let anew = view(&w, &w.office).await;
        assert!(anew.remedy.is_none() && marked(&anew).contains(&last));
        assert!(s.consultation(&w.office).await.unwrap().rows.iter().all(|r| r.set_aside.is_none()));
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_15_a_head_in_conflict_is_not_told_of_a_score_that_was_set_aside(w) {
        let ids = w.candidates(4, 2, 3).await;
        w.account("lead@example.com", Role::PanelLead, panel_id(1).as_str()).await;
        w.service.add_expert(&w.office, &expert(&"vice".into(), FIELDS[0])).await.unwrap();
        let kept = format!("INSERT INTO conflict VALUES ('{}', 'vice', '{}', 'kinship', TRUE, 1)", id(), ids[3]);
        w.tamper(&kept).await;
        let mut fresh = w.service.clone();
        fresh.held = service::Held::default();
        explained(&w).await;
        let v = fresh.initial_list(&chair()).await.unwrap();
        fresh.sign_initial_list(&chair(), &v.sha256).await.unwrap();
        let scored = fresh.my_reviews(&expert_actor(2, 2), Review::Defence).await.unwrap().rows;
        let row = scored.iter().find_map(|r| v.rows.iter().find(|c| c.dossier == r.dossier)).unwrap();
        fresh.record_conflict(&w.office, &expert_id(2, 2), &row.reference, "专家曾任该单位顾问").await.unwrap();
        let told = async |name: &str| {
            let of = format!("message LIKE '%\"score_set_aside\"%' AND address = '{name}@example.com'");
            w.number(&format!("SELECT COUNT(*) FROM outbox WHERE {of}")).await
        };
        // The chair and the lead who stands in; not the vice chair, whom a conflict keeps from the list.
        assert_eq!((told("chair").await, told("lead").await, told("vice-chair").await), (1, 1, 0));
    }

    async fn art_13_of_two_signatures_at_once_one_counts(w) {
        w.candidates(2, 1, 3).await;
        explained(&w).await;
        let seen = view(&w, &chair()).await.sha256;
        let other = w.second().await;
        let (a, b) = (chair(), vice_chair());
        let (one, two) =
            tokio::join!(w.service.sign_initial_list(&a, &seen), other.sign_initial_list(&b, &seen));
        let signed = [&one, &two].iter().filter(|r| r.is_ok()).count();
        assert_eq!(signed, 1);
        let lost = if one.is_ok() { two } else { one };
        assert_eq!(refused(lost), Refusal::ListStands { stage: ListStage::Signed });
        // The same race for the confirmation: only the other can win it.
        let (one, two) = tokio::join!(
            w.service.confirm_initial_list(&a, &seen),
            other.confirm_initial_list(&b, &seen)
        );
        assert_eq!([one, two].iter().filter(|r| r.is_ok()).count(), 1);
        assert_eq!(w.number("SELECT COUNT(*) FROM signed_list").await, 1);
    }
}
