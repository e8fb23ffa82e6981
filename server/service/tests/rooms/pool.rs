//! Art. 11: the expert pool.

use domain::committee::pool::Card;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::views::pool::{PAGE, Wish};

use crate::on_both;
use crate::world::*;

fn card(n: usize) -> Card {
    Card {
        name: format!("演示专家{n}"),
        email: format!("pool{n}@example.com"),
        employer: format!("演示单位{}", n % 13),
        fields: vec!["36".into()],
        ..Card::default()
    }
}

/// A table of so many experts.
fn rows(n: usize) -> String {
    let row = |c: Card| format!("{}\t{}\t{}\t{}", c.name, c.email, c.employer, c.fields.join("、"));
    let rows: Vec<String> = (1..=n).map(|n| row(card(n))).collect();
    format!("姓名\t电子邮箱\t工作单位\t专业领域\n{}", rows.join("\n"))
}

/// Kinds of the journal's rows of the room.
async fn kinds(w: &World) -> Vec<String> {
    let mut db = w.service.read().await.unwrap();
    let all = db.entries(0, 10_000).await.unwrap();
    all.into_iter().filter(|e| e.room == "committee").map(|e| e.kind).collect()
}

on_both! {
    async fn art_11_a_table_of_experts_is_taken_over_whole_or_not_at_all(w) {
        let wish = Wish::default();
        let broken = rows(3).replace("pool2@", "pool2") + "\n演示专家3\tpool3@example.com\t演示单位3\t36";
        let refusal = refused(w.service.import_experts(&w.office, &broken).await);
        assert_eq!(refusal, Refusal::ExpertRowsWrong { rows: vec![3, 5], all: 2 });
        assert_eq!(refused(w.service.import_experts(&w.office, "x").await), Refusal::ExpertRowsWrong { rows: vec![], all: 0 });
        assert_eq!(w.service.pool(&w.office, &wish).await.unwrap().all, 0);
        let preview = w.service.preview_experts(&w.office, &rows(250)).await.unwrap();
        assert_eq!((preview.counts.added, preview.lines.len(), preview.left), (250, 200, 50));
        assert_eq!(w.service.pool(&w.office, &wish).await.unwrap().all, 0, "looking stores nothing");
        let taken = w.service.import_experts(&w.office, &rows(250)).await.unwrap();
        assert_eq!((taken.all, taken.added, taken.wrong), (250, 250, 0));
        // Again: nothing new, so nothing is recorded; then one of another employer.
        let again = w.service.import_experts(&w.office, &rows(250)).await.unwrap();
        assert_eq!((again.added, again.changed, again.same), (0, 0, 250));
        let moved = rows(250).replace("演示专家7\tpool7@example.com\t演示单位7", "演示专家7\tpool7@example.com\t另一演示单位");
        assert_eq!(w.service.import_experts(&w.office, &moved).await.unwrap().changed, 1);
        assert_eq!(kinds(&w).await, ["experts_imported", "experts_imported"]);
        let found = Wish { q: "另一".into(), ..Wish::default() };
        let list = w.service.pool(&w.office, &found).await.unwrap();
        assert_eq!((list.found, list.all, list.rows[0].card.name.as_str()), (1, 250, "演示专家7"));
        // The last page, and one beyond it.
        let last = w.service.pool(&w.office, &Wish { page: 99, ..Wish::default() }).await.unwrap();
        assert_eq!((last.wish.page, last.rows.len()), (3, 250 - 2 * PAGE as usize));
    }

    /// Two import the same table at once: nobody stands twice.
    async fn art_11_no_race_adds_an_expert_twice(w) {
        let servers = [w.service.clone(), w.second().await];
        let mut calls = tokio::task::JoinSet::new();
        for service in servers {
            let office = w.office.clone();
            calls.spawn(async move { service.import_experts(&office, &rows(40)).await.unwrap().added });
        }
        assert_eq!(calls.join_all().await.into_iter().sum::<u32>(), 40);
        assert_eq!(w.service.pool(&w.office, &Wish::default()).await.unwrap().all, 40);
    }

    async fn art_11_one_expert_is_added_changed_and_rests_for_a_reason(w) {
        let id = w.service.save_expert(&w.office, None, &card(1), "").await.unwrap();
        assert_eq!(refused(w.service.save_expert(&w.office, None, &card(1), "").await), Refusal::ExpertTwice);
        let nameless = Card { name: String::new(), ..card(2) };
        assert!(matches!(refused(w.service.save_expert(&w.office, None, &nameless, "").await), Refusal::Particular { .. }));
        let raw = Card { email: "A@B.example".into(), ..card(2) };
        assert!(matches!(refused(w.service.save_expert(&w.office, None, &raw, "").await), Refusal::BadValue { .. }));
        let moved = Card { employer: "另一演示单位".into(), ..card(1) };
        assert_eq!(w.service.save_expert(&w.office, Some(&id), &moved, "").await.unwrap(), id);
        let reasonless = w.service.rest_expert(&w.office, &id, true, " \n").await;
        assert_eq!(refused(reasonless), Refusal::TooShort { min: 1, found: 0 });
        w.service.rest_expert(&w.office, &id, true, "出国一年").await.unwrap();
        let view = w.service.expert(&w.office, &id).await.unwrap();
        assert_eq!((view.card, view.status_reason.as_str()), (moved, "出国一年"));
        let resting = Wish { show: "resting".into(), ..Wish::default() };
        assert_eq!(w.service.pool(&w.office, &resting).await.unwrap().found, 1);
        w.service.rest_expert(&w.office, &id, false, "回国").await.unwrap();
        assert_eq!(w.service.pool(&w.office, &resting).await.unwrap().found, 0);
        let list = w.service.export_pool(&w.office, &Wish::default()).await.unwrap();
        assert_eq!(list.rows.len(), 1);
        assert_eq!(kinds(&w).await, ["expert_saved", "expert_saved", "expert_rested", "expert_rested", "pool_exported"]);
        // Whoever has a seat does not rest.
        w.committee(1, 2).await;
        let seated = w.service.rest_expert(&w.office, &expert_id(1, 1), true, "x").await;
        assert_eq!(refused(seated), Refusal::HasSeat);
        let served = w.service.expert(&w.office, &expert_id(1, 1)).await.unwrap().served;
        assert_eq!((served.len(), served[0].year, served[0].lead), (1, 2026, true));
    }

    /// Whoever enters or declares whom an expert has advised is told for how long it counts.
    async fn art_15_the_years_of_advice_are_those_of_the_season(w) {
        w.committee(1, 2).await;
        let s = &w.service;
        let told = async || {
            let blank = s.blank_expert(&w.office).await.unwrap().adviser_years;
            let one = s.expert(&w.office, &expert_id(1, 1)).await.unwrap().adviser_years;
            (blank, one, s.undertaking(&expert_actor(1, 1)).await.unwrap().adviser_years)
        };
        assert_eq!(told().await, (3, 3, 3));
        w.set(|s| s.review.adviser_years = 5).await;
        assert_eq!(told().await, (5, 5, 5));
    }

    async fn art_11_the_pool_is_the_offices_alone(w) {
        w.committee(1, 2).await;
        let (id, nowhere) = (expert_id(1, 1), "nowhere".into());
        for actor in [unit(), chair(), expert_actor(1, 1), lead_actor(1), actor("a", Role::SystemAdmin, "")] {
            assert_eq!(refused(w.service.pool(&actor, &Wish::default()).await), Refusal::NotYours);
            assert_eq!(refused(w.service.export_pool(&actor, &Wish::default()).await), Refusal::NotYours);
            assert_eq!(refused(w.service.expert(&actor, &id).await), Refusal::NotYours);
            assert_eq!(refused(w.service.blank_expert(&actor).await), Refusal::NotYours);
            assert_eq!(refused(w.service.save_expert(&actor, Some(&id), &Card::default(), "").await), Refusal::NotYours);
            assert_eq!(refused(w.service.rest_expert(&actor, &id, true, "").await), Refusal::NotYours);
            assert_eq!(refused(w.service.preview_experts(&actor, "x").await), Refusal::NotYours);
            assert_eq!(refused(w.service.import_experts(&actor, "x").await), Refusal::NotYours);
        }
        assert_eq!(refused(w.service.expert(&w.office, &nowhere).await), Refusal::NotYours);
        assert_eq!(refused(w.service.save_expert(&w.office, Some(&nowhere), &card(1), "").await), Refusal::NotYours);
        assert_eq!(refused(w.service.rest_expert(&w.office, &nowhere, true, "x").await), Refusal::NotYours);
    }
}
