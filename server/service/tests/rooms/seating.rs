//! Art. 12–14: panels, draws, members, chair and vice chair, and the accounts of experts.

use domain::committee::pool::Card;
use domain::committee::seating::{PanelForm, drawn};
use domain::ids::{AccountId, ExpertId, PanelId};
use domain::mail::Message;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::views::guard::AccountsAsked;
use domain::views::seating::{DrawView, PanelSeats};

use crate::on_both;
use crate::world::*;

fn card(n: usize, field: &str) -> Card {
    Card {
        name: format!("演示专家{n}"),
        email: format!("pool{n}@example.com"),
        employer: format!("演示单位{n}"),
        fields: vec![field.into()],
        ..Card::default()
    }
}

async fn pool(w: &World, n: usize) -> Vec<ExpertId> {
    let mut ids = Vec::new();
    for i in 1..=n {
        let field = if i % 3 == 0 { "39" } else { "36" };
        ids.push(w.service.save_expert(&w.office, None, &card(i, field), "").await.unwrap());
    }
    ids
}

async fn panel(w: &World) -> PanelId {
    let form =
        PanelForm { zh: "装备组".into(), en: "Machinery".into(), fields: vec!["36".into()] };
    w.service.new_panel(&w.office, &form, "").await.unwrap()
}

async fn draws(w: &World) -> Vec<DrawView> {
    w.service.drawing(&w.office).await.unwrap().draws
}

async fn seats(w: &World) -> PanelSeats {
    w.service.drawing(&w.office).await.unwrap().panels.remove(0)
}

/// Long enough wherever a reason is asked for.
const WHY: &str = "专家更换了工作邮箱。";

/// Accounts that hold a role over a scope.
async fn holders(w: &World, role: Role, scope: &str) -> Vec<AccountId> {
    w.service.read().await.unwrap().holders_of(&id(), role.code(), scope).await.unwrap()
}

/// The links mailed to an address to set a password with, the latest last.
async fn links(w: &World, address: &str) -> Vec<String> {
    let mut db = w.service.read().await.unwrap();
    let rows = db.due_mails(i64::MAX, i64::MAX, 1_000).await.unwrap();
    let of = |m: &Message| match m {
        Message::ExpertInvited { token, .. } => Some(token.clone()),
        _ => None,
    };
    rows.iter().filter(|r| r.address == address).filter_map(|r| of(&r.message)).collect()
}

on_both! {
    async fn art_12_a_draw_is_recorded_when_it_is_made_and_its_seed_gives_the_same_names(w) {
        let all = pool(&w, 9).await;
        w.service.rest_expert(&w.office, &all[0], true, "出国").await.unwrap();
        let panel = panel(&w).await;
        // Of six who know machinery one rests.
        let few = refused(w.service.draw_experts(&w.office, &panel, 6, 0).await);
        assert_eq!(few, Refusal::TooFewFit { fit: 5, asked: 6 });
        for size in [0, 31] {
            assert!(matches!(refused(w.service.draw_experts(&w.office, &panel, size, 0).await), Refusal::BadValue { .. }));
        }
        let draw = w.service.draw_experts(&w.office, &panel, 3, 0).await.unwrap();
        let view = draws(&w).await.remove(0);
        assert_eq!((view.id.as_str(), view.candidates, view.drawn.len(), view.repeats), (draw.as_str(), 5, 3, true));
        // Anybody can make it again from what is shown.
        let mut fit: Vec<ExpertId> = [1, 3, 4, 6, 7].map(|i| all[i].clone()).into();
        fit.sort();
        let again = drawn(view.seed.unsigned_abs(), &fit, 3);
        assert_eq!(again, view.drawn.iter().map(|d| d.id.clone()).collect::<Vec<_>>());
        assert!(seats(&w).await.seats.is_empty(), "drawn is not seated");
        // The form that was sent twice draws once: two draws would look like names that did not please.
        assert_eq!(refused(w.service.draw_experts(&w.office, &panel, 3, 0).await), Refusal::SeenChanged);
        assert_eq!(draws(&w).await.len(), 1);
        let lead = again[2].clone();
        w.service.seat_drawn(&w.office, &draw, Some(&lead)).await.unwrap();
        let members = seats(&w).await.seats;
        assert_eq!(members.len(), 3);
        assert_eq!(members.iter().filter(|s| s.lead).map(|s| &s.expert).collect::<Vec<_>>(), [&lead]);
        assert_eq!(refused(w.service.seat_drawn(&w.office, &draw, None).await), Refusal::DrawOver);
        // Whoever has a seat is not drawn again; what was altered past the service is seen.
        assert_eq!(refused(w.service.draw_experts(&w.office, &panel, 3, 1).await), Refusal::TooFewFit { fit: 2, asked: 3 });
        w.tamper("UPDATE expert_draw SET seed = seed + 1").await;
        assert!(!draws(&w).await.remove(0).repeats);
    }

    async fn art_14_one_form_is_one_panel(w) {
        let form = PanelForm { zh: "装备组".into(), en: "Machinery".into(), fields: vec!["36".into()] };
        let panel = w.service.new_panel(&w.office, &form, ONCE).await.unwrap();
        assert_eq!(w.service.new_panel(&w.office, &form, ONCE).await.unwrap(), panel);
        let other = PanelForm { en: "Machines".into(), ..form };
        assert_ne!(w.service.new_panel(&w.office, &other, ONCE).await.unwrap(), panel);
        let numbers: Vec<i64> =
            w.service.drawing(&w.office).await.unwrap().panels.iter().map(|p| p.number).collect();
        assert_eq!(numbers, [1, 2]);
    }

    async fn art_12_whoever_was_seated_meanwhile_makes_a_draw_void(w) {
        pool(&w, 4).await;
        let panel = panel(&w).await;
        let draw = w.service.draw_experts(&w.office, &panel, 2, 0).await.unwrap();
        let one = draws(&w).await[0].drawn[0].id.clone();
        w.service.seat_expert(&w.office, &panel, &one).await.unwrap();
        assert_eq!(refused(w.service.seat_drawn(&w.office, &draw, None).await), Refusal::DrawOver);
        assert_eq!(seats(&w).await.seats.len(), 1);
    }

    async fn art_14_a_panel_has_exactly_one_lead_who_is_moved_for_a_reason(w) {
        let all = pool(&w, 3).await;
        let panel = panel(&w).await;
        for e in &all[..2] {
            w.service.seat_expert(&w.office, &panel, e).await.unwrap();
        }
        let lead = holders(&w, Role::PanelLead, panel.as_str()).await;
        assert_eq!(lead, holders(&w, Role::Expert, all[0].as_str()).await);
        assert_eq!(refused(w.service.seat_expert(&w.office, &panel, &all[1]).await), Refusal::HasSeat);
        assert_eq!(refused(w.service.move_lead(&w.office, &all[2], "x").await), Refusal::NotYours);
        assert_eq!(refused(w.service.move_lead(&w.office, &all[1], " ").await), Refusal::TooShort { min: 1, found: 0 });
        assert_eq!(refused(w.service.release_expert(&w.office, &all[0], "x").await), Refusal::LeadFirst);
        w.service.move_lead(&w.office, &all[1], "原组长出差").await.unwrap();
        assert_eq!(holders(&w, Role::PanelLead, panel.as_str()).await, holders(&w, Role::Expert, all[1].as_str()).await);
        let leads = |p: PanelSeats| p.seats.into_iter().filter(|s| s.lead).map(|s| s.expert).collect::<Vec<_>>();
        assert_eq!(leads(seats(&w).await), [all[1].clone()]);
        // The roles go with the seat.
        w.service.release_expert(&w.office, &all[0], "本人请求").await.unwrap();
        assert!(holders(&w, Role::Expert, all[0].as_str()).await.is_empty());
        assert_eq!(refused(w.service.dissolve_panel(&w.office, &panel).await), Refusal::PanelHasMembers);
        w.service.release_expert(&w.office, &all[1], "改期").await.unwrap();
        assert!(holders(&w, Role::PanelLead, panel.as_str()).await.is_empty());
        w.service.dissolve_panel(&w.office, &panel).await.unwrap();
        assert!(w.service.drawing(&w.office).await.unwrap().panels.is_empty());
    }

    async fn art_12_a_draw_that_did_not_please_does_not_vanish_with_its_panel(w) {
        let all = pool(&w, 4).await;
        let panel = panel(&w).await;
        let draw = w.service.draw_experts(&w.office, &panel, 2, 0).await.unwrap();
        w.service.dissolve_panel(&w.office, &panel).await.unwrap();
        let drawing = w.service.drawing(&w.office).await.unwrap();
        assert!(drawing.panels.is_empty());
        let kept = &drawing.draws[0];
        assert_eq!((kept.id.as_str(), kept.closed, kept.number, kept.zh.as_str()), (draw.as_str(), true, 1, "装备组"));
        assert!(kept.repeats && kept.drawn.len() == 2);
        // Nobody is seated by it, nothing more is drawn for it, and its number stays its own.
        assert_eq!(refused(w.service.seat_drawn(&w.office, &draw, None).await), Refusal::NotYours);
        assert_eq!(refused(w.service.draw_experts(&w.office, &panel, 1, 0).await), Refusal::NotYours);
        assert_eq!(refused(w.service.seat_expert(&w.office, &panel, &all[0]).await), Refusal::NotYours);
        assert_eq!(refused(w.service.dissolve_panel(&w.office, &panel).await), Refusal::NotYours);
        self::panel(&w).await;
        let drawing = w.service.drawing(&w.office).await.unwrap();
        assert_eq!(drawing.panels.iter().map(|p| p.number).collect::<Vec<_>>(), [2]);
        assert_eq!(drawing.draws.len(), 1);
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_14_a_panel_that_is_the_home_of_applications_is_not_dissolved(w) {
        let ids = w.reviewing(1, 1, 3).await;
        for e in [2, 3, 1] {
            let reader = expert_actor(1, e);
            w.service.decline_review(&reader, Review::Written, &ids[0], "没有时间").await.unwrap();
            w.service.release_expert(&w.office, &expert_id(1, e), "本人请求").await.unwrap();
        }
        let dissolved = w.service.dissolve_panel(&w.office, &panel_id(1)).await;
        assert_eq!(refused(dissolved), Refusal::PanelHasApplications { applications: 1 });
    }

    async fn art_19_nobody_is_released_in_the_middle_of_a_review(w) {
        w.reviewing(1, 1, 4).await;
        let assigned = seats(&w).await.seats.into_iter().find(|s| s.assigned > 0 && !s.lead).unwrap();
        assert_eq!(refused(w.service.release_expert(&w.office, &assigned.expert, "x").await), Refusal::AlreadyAssigned);
    }

    async fn art_13_chair_and_vice_chair_are_two_and_handed_over_for_a_reason(w) {
        let all = pool(&w, 3).await;
        let exactly = |n: usize, role: Role| { let w = &w; async move { assert_eq!(w.service.holders(role).await.unwrap().len(), n, "{role:?}") } };
        let nobody = w.service.save_expert(&w.office, None, &Card { email: String::new(), ..card(9, "36") }, "").await.unwrap();
        assert_eq!(refused(w.service.appoint_head(&w.office, Role::Chair, &nobody, "").await), Refusal::NoAddress);
        assert!(matches!(refused(w.service.appoint_head(&w.office, Role::Office, &all[0], "").await), Refusal::BadValue { .. }));
        w.service.appoint_head(&w.office, Role::Chair, &all[0], "").await.unwrap();
        assert_eq!(refused(w.service.appoint_head(&w.office, Role::ViceChair, &all[0], "").await), Refusal::HeadTwice);
        w.service.appoint_head(&w.office, Role::ViceChair, &all[1], "").await.unwrap();
        assert_eq!(refused(w.service.appoint_head(&w.office, Role::Chair, &all[2], "").await), Refusal::TooShort { min: 1, found: 0 });
        exactly(1, Role::Chair).await;
        w.service.appoint_head(&w.office, Role::Chair, &all[2], "原主任委员回避").await.unwrap();
        exactly(1, Role::Chair).await;
        exactly(1, Role::ViceChair).await;
        let chair = w.service.holders(Role::Chair).await.unwrap().remove(0);
        assert_eq!((chair.2.as_str(), chair.3.as_str()), ("pool3@example.com", all[2].as_str()));
        assert_eq!(links(&w, "pool3@example.com").await.len(), 1);
        let view = w.service.committee(&w.office).await.unwrap();
        assert_eq!(view.chair.as_deref(), Some("演示专家3"));
        // Whoever chairs is not drawn for a panel: of those who know machinery the vice chair is left
        // out, the chair of before is not.
        let panel = panel(&w).await;
        assert_eq!(refused(w.service.draw_experts(&w.office, &panel, 3, 0).await), Refusal::TooFewFit { fit: 2, asked: 3 });
    }

    /// Ten appointments of ten experts at once: there is one chair in the end.
    async fn art_13_no_race_appoints_two_chairs_from_the_pool(w) {
        let all = pool(&w, 6).await;
        let servers = [w.service.clone(), w.second().await];
        let mut calls = tokio::task::JoinSet::new();
        for (n, e) in all.into_iter().enumerate() {
            let (service, office) = (servers[n % 2].clone(), w.office.clone());
            calls.spawn(async move { service.appoint_head(&office, Role::Chair, &e, "").await.is_ok() });
        }
        assert_eq!(calls.join_all().await.into_iter().filter(|ok| *ok).count(), 1);
        assert_eq!(w.service.holders(Role::Chair).await.unwrap().len(), 1);
    }

    async fn art_12_a_seat_makes_an_account_whose_link_sets_the_password_once(w) {
        let all = pool(&w, 2).await;
        let panel = panel(&w).await;
        w.service.seat_expert(&w.office, &panel, &all[0]).await.unwrap();
        let link = links(&w, "pool1@example.com").await.remove(0);
        let none = w.service.sign_in("pool1@example.com", PASSWORD, "x").await;
        assert_eq!(refused(none), Refusal::BadCredentials);
        // Three days later it still works; then it is used up.
        w.clock.set(day(38));
        w.service.reset(&link, PASSWORD, "x").await.unwrap();
        assert_eq!(refused(w.service.reset(&link, PASSWORD, "x").await), Refusal::LinkOver);
        let token = w.service.sign_in("pool1@example.com", PASSWORD, "x").await.unwrap();
        let actor = w.service.enter(&token).await.unwrap().unwrap();
        assert_eq!(actor.expert().unwrap(), all[0]);
        assert_eq!(actor.scope(Role::PanelLead), Some(panel.as_str()));
        // Whoever has an account keeps it, with the password: no link is sent.
        w.service.release_expert(&w.office, &all[0], "x").await.unwrap();
        assert!(w.service.enter(&token).await.unwrap().unwrap().grants.is_empty());
        w.service.seat_expert(&w.office, &panel, &all[0]).await.unwrap();
        assert_eq!(links(&w, "pool1@example.com").await.len(), 1);
        assert!(w.service.enter(&token).await.unwrap().unwrap().is(Role::Expert));
    }

    /// The seat goes with the address, but never in silence: who loses it is told why, and who has it signs anew.
    async fn art_13_15_whoever_loses_a_seat_to_another_address_is_told_and_the_new_one_signs_anew(w) {
        let all = pool(&w, 1).await;
        let panel = panel(&w).await;
        w.service.seat_expert(&w.office, &panel, &all[0]).await.unwrap();
        let before = holders(&w, Role::Expert, all[0].as_str()).await;
        let moved = Card { email: "right@example.com".into(), ..card(1, "36") };
        let expert = actor(before[0].as_str(), Role::Expert, all[0].as_str());
        w.service.undertake(&expert, &[]).await.unwrap();
        let signed = async || w.number("SELECT COUNT(*) FROM undertaking").await;
        assert_eq!(signed().await, 1);
        let silent = w.service.save_expert(&w.office, Some(&all[0]), &moved, " ").await;
        assert_eq!(refused(silent), Refusal::SeatMoves { name: moved.name.clone() });
        // Nor to somebody of the Office, whatever the reason.
        w.account("of-the-office@example.com", Role::Office, "").await;
        let office = Card { email: "of-the-office@example.com".into(), ..card(1, "36") };
        assert_eq!(refused(w.service.save_expert(&w.office, Some(&all[0]), &office, WHY).await), Refusal::OfficeSits { name: moved.name.clone() });
        assert_eq!((holders(&w, Role::Expert, all[0].as_str()).await, signed().await), (before.clone(), 1));
        w.service.save_expert(&w.office, Some(&all[0]), &moved, WHY).await.unwrap();
        assert_eq!(signed().await, 0, "what another account signed is not theirs");
        let told = w.letters("pool1@example.com").await;
        let taken = |role: Role| Message::RoleChanged { role: role.code().into(), given: false, reason: WHY.into() };
        assert!(told.contains(&taken(Role::Expert)) && told.contains(&taken(Role::PanelLead)), "{told:?}");
        let after = holders(&w, Role::Expert, all[0].as_str()).await;
        assert!(after.len() == 1 && after != before);
        assert_eq!(holders(&w, Role::PanelLead, panel.as_str()).await, after);
        assert_eq!(links(&w, "right@example.com").await.len(), 1);
        // By a table nobody's seat is handed over, not in two steps either; whoever else stands in it is taken over.
        let table = "姓名\t邮箱\t单位\t领域\n演示专家1\t\t演示单位1\t36";
        w.service.import_experts(&w.office, table).await.unwrap();
        let table = table.replace("演示专家1\t", "演示专家1\tthird@example.com") + "\n演示专家9\tninth@example.com\t演示单位9\t36";
        let seen = w.service.preview_experts(&w.office, &table).await.unwrap();
        assert_eq!((seen.counts.stays, seen.counts.added, seen.counts.wrong), (1, 1, 0));
        let stays = domain::committee::pool::import::Verdict::Stays { expert: all[0].clone() };
        assert!(seen.lines.iter().any(|l| l.verdict.as_ref() == Some(&stays)));
        let taken = w.service.import_experts(&w.office, &table).await.unwrap();
        assert_eq!((taken.stays, taken.added, taken.changed), (1, 1, 0));
        assert_eq!(w.service.expert(&w.office, &all[0]).await.unwrap().card.email, "");
        assert_eq!(holders(&w, Role::Expert, all[0].as_str()).await, after);
        let office = table.replace("third@", "of-the-office@");
        assert_eq!(w.service.preview_experts(&w.office, &office).await.unwrap().counts.stays, 1);
        let third = Card { email: "third@example.com".into(), ..card(1, "36") };
        w.service.save_expert(&w.office, Some(&all[0]), &third, WHY).await.unwrap();
        let third = holders(&w, Role::Expert, all[0].as_str()).await;
        assert!(third.len() == 1 && third != after);
        assert_eq!(links(&w, "third@example.com").await.len(), 1);
    }

    async fn art_12_15_nobody_of_the_office_and_no_administrator_has_a_seat(w) {
        let all = pool(&w, 5).await;
        let panel = panel(&w).await;
        w.account("pool1@example.com", Role::Office, "").await;
        w.account("pool2@example.com", Role::AuditAdmin, "").await;
        let s = &w.service;
        for n in [1, 2] {
            let sits = || Refusal::OfficeSits { name: card(n, "36").name };
            assert_eq!(refused(s.seat_expert(&w.office, &panel, &all[n - 1]).await), sits());
            assert_eq!(refused(s.appoint_head(&w.office, Role::Chair, &all[n - 1], WHY).await), sits());
        }
        assert!(s.drawing(&w.office).await.unwrap().panels[0].seats.is_empty());
        // Nor are they drawn: of four who know machinery two are left.
        let few = s.draw_experts(&w.office, &panel, 3, 0).await;
        assert_eq!(refused(few), Refusal::TooFewFit { fit: 2, asked: 3 });
        let draw = s.draw_experts(&w.office, &panel, 2, 0).await.unwrap();
        s.seat_drawn(&w.office, &draw, None).await.unwrap();
        let seats = s.drawing(&w.office).await.unwrap().panels[0].seats.clone();
        assert!(seats.len() == 2 && seats.iter().all(|seat| all[2..].contains(&seat.expert)));
    }

    async fn art_12_15_whoever_has_a_seat_is_not_taken_into_the_office_either(w) {
        let all = pool(&w, 5).await;
        let panel = panel(&w).await;
        let s = &w.service;
        let system = w.account("system@example.com", Role::SystemAdmin, "").await;
        let security = w.account("security@example.com", Role::SecurityAdmin, "").await;
        s.seat_expert(&w.office, &panel, &all[0]).await.unwrap();
        s.seat_expert(&w.office, &panel, &all[1]).await.unwrap();
        s.appoint_head(&w.office, Role::Chair, &all[2], "").await.unwrap();
        s.appoint_head(&w.office, Role::ViceChair, &all[3], "").await.unwrap();
        for n in 1..=4 {
            let found = s.read().await.unwrap().account_by_email(&format!("pool{n}@example.com")).await;
            let account = found.unwrap().unwrap().id;
            let given = s.give_role(&security, &account, "office", "", WHY).await;
            assert_eq!(refused(given), Refusal::SitsOnCommittee, "pool{n}");
            // Nor does the operator, whose word goes past the administrators.
            let granted = s.grant("op", &id(), &account, Role::Office, "").await;
            assert_eq!(refused(granted), Refusal::SitsOnCommittee, "pool{n}");
            assert!(s.give_role(&security, &account, "recommending_unit", "R370200", WHY).await.unwrap());
        }
        // Asked for before the seat was taken it is not confirmed after; once the seat is given up it is.
        let fifth = w.account("pool5@example.com", Role::Caq, "").await;
        assert!(!s.give_role(&security, &fifth.account, "office", "", WHY).await.unwrap());
        let request = s.accounts(&system, AccountsAsked::default()).await.unwrap().requests[0].id.clone();
        s.seat_expert(&w.office, &panel, &all[4]).await.unwrap();
        assert_eq!(refused(s.answer_request(&system, &request, true).await), Refusal::SitsOnCommittee);
        s.release_expert(&w.office, &all[4], WHY).await.unwrap();
        s.answer_request(&system, &request, true).await.unwrap();
        let back = s.seat_expert(&w.office, &panel, &all[4]).await;
        assert_eq!(refused(back), Refusal::OfficeSits { name: card(5, "36").name });
        let granted = s.grant("op", &id(), &fifth.account, Role::Expert, all[4].as_str()).await;
        assert_eq!(refused(granted), Refusal::SitsOnCommittee);
    }

    async fn art_13_15_the_other_head_hears_that_a_seat_is_held_by_another_account(w) {
        let all = pool(&w, 4).await;
        let panel = panel(&w).await;
        let s = &w.service;
        s.appoint_head(&w.office, Role::Chair, &all[0], "").await.unwrap();
        s.appoint_head(&w.office, Role::ViceChair, &all[1], "").await.unwrap();
        s.seat_expert(&w.office, &panel, &all[2]).await.unwrap();
        let moved = async |to: &str| {
            let all = w.letters(to).await;
            all.into_iter().filter(|m| m.kind() == "seat_moved").collect::<Vec<_>>()
        };
        // Who takes a free seat takes it from nobody.
        assert!(moved("pool1@example.com").await.is_empty());
        let other = Card { email: "elsewhere@example.com".into(), ..card(1, "36") };
        s.save_expert(&w.office, Some(&all[0]), &other, WHY).await.unwrap();
        let said = |name: String, role: Role| Message::SeatMoved { name, role: role.code().into(), reason: WHY.into() };
        assert_eq!(moved("pool2@example.com").await, [said(other.name.clone(), Role::Chair)]);
        // Neither who lost it nor who has it now: they hear in their own letters.
        assert!(moved("pool1@example.com").await.is_empty() && moved("elsewhere@example.com").await.is_empty());
        // Another chair; then an expert's seat, of which both heads hear.
        s.appoint_head(&w.office, Role::Chair, &all[3], WHY).await.unwrap();
        assert_eq!(moved("pool2@example.com").await.len(), 2);
        let third = Card { email: "third@example.com".into(), ..card(3, "36") };
        s.save_expert(&w.office, Some(&all[2]), &third, WHY).await.unwrap();
        assert_eq!(moved("pool2@example.com").await.len(), 3);
        let lead = [said(third.name.clone(), Role::PanelLead)];
        assert_eq!(moved("pool4@example.com").await, lead);
    }

    async fn art_12_the_committee_is_formed_by_the_office_alone(w) {
        w.committee(1, 2).await;
        let (e, p) = (expert_id(1, 2), panel_id(1));
        let form = PanelForm { zh: "组".into(), en: "Panel".into(), fields: vec!["36".into()] };
        for actor in [unit(), chair(), expert_actor(1, 1), lead_actor(1), actor("a", Role::SecurityAdmin, "")] {
            assert_eq!(refused(w.service.drawing(&actor).await), Refusal::NotYours);
            assert_eq!(refused(w.service.new_panel(&actor, &form, "").await), Refusal::NotYours);
            assert_eq!(refused(w.service.new_panel(&actor, &PanelForm::default(), "").await), Refusal::NotYours);
            assert_eq!(refused(w.service.dissolve_panel(&actor, &p).await), Refusal::NotYours);
            assert_eq!(refused(w.service.draw_experts(&actor, &p, 0, 0).await), Refusal::NotYours);
            assert_eq!(refused(w.service.seat_drawn(&actor, "x", None).await), Refusal::NotYours);
            assert_eq!(refused(w.service.release_expert(&actor, &e, "").await), Refusal::NotYours);
            assert_eq!(refused(w.service.move_lead(&actor, &e, "").await), Refusal::NotYours);
            assert_eq!(refused(w.service.appoint_head(&actor, Role::Office, &e, "").await), Refusal::NotYours);
        }
    }
}
