//! Art. 15: conflicts are found whenever somebody takes a seat or a fact changes, and nothing opens to anybody of the
//! committee before they have signed the undertaking.

use domain::committee::conflict::ConflictKind;
use domain::committee::pool::Card;
use domain::committee::undertaking;
use domain::ids::ExpertId;
use domain::policy::{Actor, Grant, Role};
use domain::refusal::Refusal;
use service::ports::committee::Expert;

use crate::on_both;
use crate::world::answers::{code, organisation};
use crate::world::*;

fn card(n: usize, employer: &str) -> Card {
    Card {
        name: format!("演示后来者{n}"),
        email: format!("later{n}@example.com"),
        employer: employer.to_owned(),
        fields: vec!["36".into()],
        ..Card::default()
    }
}

/// Adds somebody of an employer to the pool.
async fn added(w: &World, n: usize, employer: &str) -> ExpertId {
    w.service.save_expert(&w.office, None, &card(n, employer), "").await.unwrap()
}

/// Whoever holds a head's seat, as they come in.
async fn head(w: &World, role: Role) -> Actor {
    let (account, _, _, scope) = w.service.holders(role).await.unwrap().remove(0);
    actor(account.as_str(), role, &scope)
}

/// Appoints somebody of an employer, in place of the head before.
async fn appointed(w: &World, role: Role, n: usize, employer: &str) -> Actor {
    let id = added(w, n, employer).await;
    w.service.appoint_head(&w.office, role, &id, "原任回避").await.unwrap();
    head(w, role).await
}

/// Kinds of the conflicts an expert is kept away by.
async fn kinds(w: &World, expert: &ExpertId) -> Vec<String> {
    let mut db = w.service.read().await.unwrap();
    db.conflicts_of(&id(), expert).await.unwrap().into_iter().map(|c| c.kind).collect()
}

/// The pool's card of one of the tests' experts, with another employer.
fn employed(e: usize, employer: &str) -> Card {
    let card = expert(&expert_id(1, e), "36").card();
    Card { employer: employer.to_owned(), ..card }
}

on_both! {
    /// A name that is like another keeps somebody away wrongly: the Office sees by what, and what is declared as such.
    async fn art_15_the_office_sees_what_an_expert_is_kept_from_and_which_facts_met(w) {
        let (_, first) = w.passed(1).await;
        let (_, second) = w.passed(3).await;
        w.committee(1, 2).await;
        let (s, one) = (&w.service, expert_id(1, 1));
        let like = organisation(1).replace("有限公司", "集团股份有限公司");
        s.save_expert(&w.office, Some(&one), &employed(1, &like), "").await.unwrap();
        s.undertake(&expert_actor(1, 1), std::slice::from_ref(&second)).await.unwrap();
        let kept = async || {
            let all = s.expert(&w.office, &one).await.unwrap().kept_from;
            let of = |kind| all.iter().find(|k| k.kind == Some(kind)).unwrap().clone();
            assert_eq!(all.len(), 2);
            (of(ConflictKind::SameEmployer), of(ConflictKind::Declared))
        };
        let (found, declared) = kept().await;
        assert_eq!(found.facts, Some((like, organisation(1))));
        assert_eq!((found.organisation, declared.organisation), (organisation(1), organisation(3)));
        assert_eq!(declared.facts, None);
        let mut db = s.read().await.unwrap();
        for (shown, id) in [(found.reference, &first), (declared.reference, &second)] {
            assert_eq!(shown, db.dossier(id).await.unwrap().unwrap().reference);
        }
        drop(db);
        // Corrected since: the conflict stands, and nothing meets any more.
        s.save_expert(&w.office, Some(&one), &employed(1, "演示大学"), "").await.unwrap();
        assert_eq!(kept().await.0.facts, None);
        assert_eq!(s.expert(&w.office, &expert_id(1, 2)).await.unwrap().kept_from, []);
    }

    async fn art_15_a_head_appointed_after_publication_does_not_see_the_own_employer(w) {
        let ids = w.reviewing(3, 1, 3).await;
        let chair = appointed(&w, Role::Chair, 1, &organisation(1)).await;
        w.service.undertake(&chair, &[]).await.unwrap();
        assert_eq!(kinds(&w, &chair.from_pool().unwrap()).await, ["same_employer"]);
        let board = w.service.board(&chair, Review::Written, None).await.unwrap().board;
        let seen: Vec<_> = board.rows.iter().map(|r| r.dossier.clone()).collect();
        assert!(seen.len() == 2 && !seen.contains(&ids[0]), "{seen:?}");
        let panel = w.service.deliberation(&chair, Review::Written, &panel_id(1)).await;
        assert_eq!(refused(panel), Refusal::Conflicted);
        // Nor is the name among those a conflict can be declared with.
        let shown = w.service.undertaking(&chair).await.unwrap();
        assert!(shown.applicants.iter().all(|a| a.dossier != ids[0]) && shown.applicants.len() == 2);
        // Whoever has nothing to do with anybody is kept from nothing.
        let vice = appointed(&w, Role::ViceChair, 2, "演示研究院").await;
        w.service.undertake(&vice, &[]).await.unwrap();
        assert_eq!(w.service.board(&vice, Review::Written, None).await.unwrap().board.rows.len(), 3);
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_15_an_employer_that_is_corrected_after_sealing_sets_the_score_aside_at_once(w) {
        let ids = w.reviewing(1, 1, 3).await;
        for e in 1..=3 {
            w.service.seal_sheet(&expert_actor(1, e), Review::Written, &ids[0], &sheet(80)).await.unwrap();
        }
        let correct = async || {
            let card = employed(2, &organisation(1));
            w.service.save_expert(&w.office, Some(&expert_id(1, 2)), &card, "").await
        };
        // Not under a conclusion that is signed: it is given back first, and nothing is half done.
        let (lead, panel) = (lead_actor(1), panel_id(1));
        let seen = w.service.deliberation(&lead, Review::Written, &panel).await.unwrap().sha256;
        w.service.sign_conclusion(&lead, Review::Written, &panel, &seen).await.unwrap();
        // The Office learns which one it is.
        let reference = { w.service.read().await.unwrap().dossier(&ids[0]).await.unwrap().unwrap().reference };
        let named = Refusal::ScoreUnderSignature { panel: 1, expert: "演示专家 e12".into(), reference };
        assert_eq!(refused(correct().await), named);
        assert!(kinds(&w, &expert_id(1, 2)).await.is_empty());
        let kept = w.service.expert(&w.office, &expert_id(1, 2)).await.unwrap();
        assert_eq!(kept.card.employer, "演示大学");
        let why = "回避情形查明，重新合议。";
        w.given_back(&chair(), Review::Written, &panel, why).await.unwrap();
        correct().await.unwrap();
        let mut db = w.service.read().await.unwrap();
        assert_eq!(db.totals_of(Review::Written, &ids[0]).await.unwrap().len(), 2);
        let entries = db.entries_of(&ids[0]).await.unwrap();
        assert!(entries.iter().any(|e| e.kind == "score_set_aside" && e.actor == w.office.account.as_str()));
        drop(db);
        let read = w.service.sheet(&expert_actor(1, 2), Review::Written, &ids[0]).await;
        assert_eq!(refused(read), Refusal::NotYours);
        // The place is filled as any other.
        assert_eq!(w.service.committee(&w.office).await.unwrap().gaps, 1);
        let substitute = added(&w, 5, "演示研究院").await;
        w.service.seat_expert(&w.office, &panel, &substitute).await.unwrap();
        w.service.publish_assignment(&w.office, 9, None, "").await.unwrap();
        assert_eq!(w.service.committee(&w.office).await.unwrap().gaps, 0);
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    /// Who joins an applicant's organisation hears nothing of what the panel has signed; the Office is asked.
    async fn art_15_who_joins_learns_nothing_of_the_conclusion(w) {
        let ids = w.reviewing(1, 1, 3).await;
        for e in 1..=3 {
            w.service.seal_sheet(&expert_actor(1, e), Review::Written, &ids[0], &sheet(80)).await.unwrap();
        }
        let (lead, panel) = (lead_actor(1), panel_id(1));
        let seen = w.service.deliberation(&lead, Review::Written, &panel).await.unwrap().sha256;
        w.service.sign_conclusion(&lead, Review::Written, &panel, &seen).await.unwrap();
        let joins = w.account("e12@example.com", Role::Expert, "e12").await;
        let of = w.owner(&ids[0]).await;
        let join = async || {
            w.service.grant("op", &id(), &joins.account, Role::ApplicantReader, of.as_str()).await
        };
        assert_eq!(refused(join().await), Refusal::AskOffice);
        assert!(kinds(&w, &expert_id(1, 2)).await.is_empty(), "nothing is half done");
        w.given_back(&chair(), Review::Written, &panel, "回避情形查明，重新合议。").await.unwrap();
        join().await.unwrap();
        assert_eq!(kinds(&w, &expert_id(1, 2)).await.len(), 1);
    }

    async fn art_15_whoever_takes_a_seat_is_compared_with_what_passed_and_what_passes_with_who_sits(w) {
        w.passed(1).await;
        w.committee(1, 3).await;
        let tied = Expert { uscc: code(1), ..expert(&"late".into(), "36") };
        // In the pool alone nobody is kept from anything: they see nothing.
        w.service.add_expert(&w.office, &tied).await.unwrap();
        assert!(kinds(&w, &tied.id).await.is_empty());
        w.service.seat_expert(&w.office, &panel_id(1), &tied.id).await.unwrap();
        assert_eq!(kinds(&w, &tied.id).await, ["same_uscc"]);
        // By a table, for one who sits.
        let table = format!(
            "姓名\t单位\t领域\t统一社会信用代码\n演示专家 e12\t演示大学\t36\t{}",
            code(1)
        );
        assert_eq!(w.service.import_experts(&w.office, &table).await.unwrap().changed, 1);
        assert_eq!(kinds(&w, &expert_id(1, 2)).await, ["same_uscc"]);
        // And an application that comes before the committee after it was formed.
        let coming = Expert { employer: organisation(3), ..expert(&expert_id(1, 3), "36") };
        w.service.add_expert(&w.office, &coming).await.unwrap();
        assert!(kinds(&w, &coming.id).await.is_empty());
        w.passed(3).await;
        assert_eq!(kinds(&w, &coming.id).await, ["same_employer"]);
        // Finding the same again stores and records nothing.
        let rows = async || {
            let mut db = w.service.read().await.unwrap();
            db.entries(0, 10_000).await.unwrap().iter().filter(|e| e.kind == "conflict_declared").count()
        };
        let before = rows().await;
        w.service.move_lead(&w.office, &tied.id, "原组长出差").await.unwrap();
        w.service.add_expert(&w.office, &coming).await.unwrap();
        assert_eq!((before, rows().await), (3, 3));
    }

    async fn art_15_an_expert_whose_account_belongs_to_the_applicant_is_kept_away(w) {
        let ids = w.reviewing(2, 1, 3).await;
        let account = w.account("both@example.com", Role::Expert, "e12").await;
        let reads = async || w.service.sheet(&expert_actor(1, 2), Review::Written, &ids[0]).await;
        reads().await.unwrap();
        let organisation = {
            let mut db = w.service.read().await.unwrap();
            db.dossier(&ids[0]).await.unwrap().unwrap().organisation
        };
        let (service, role) = (&w.service, Role::Applicant);
        service.grant("op", &id(), &account.account, role, organisation.as_str()).await.unwrap();
        assert_eq!(refused(reads().await), Refusal::NotYours);
        assert_eq!(kinds(&w, &expert_id(1, 2)).await, ["own_organisation"]);
        let list = w.service.my_reviews(&expert_actor(1, 2), Review::Written).await.unwrap();
        assert!(list.rows.iter().all(|r| r.dossier != ids[0]));
        // Who sits on both sides from the beginning is found with the seat.
        let head = w.account("head@example.com", role, organisation.as_str()).await;
        let id_of = added(&w, 3, "演示研究院").await;
        let moved = Card { email: "head@example.com".into(), ..card(3, "演示研究院") };
        w.service.save_expert(&w.office, Some(&id_of), &moved, "").await.unwrap();
        w.service.appoint_head(&w.office, Role::Chair, &id_of, "换届").await.unwrap();
        assert_eq!(kinds(&w, &id_of).await, ["own_organisation"]);
        assert_eq!(w.service.holders(Role::Chair).await.unwrap()[0].0, head.account);
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_15_nobody_of_the_office_or_a_unit_judges_the_own_organisation(w) {
        let (_, id_of) = w.submitted(1).await;
        let organisation = {
            let mut db = w.service.read().await.unwrap();
            db.dossier(&id_of).await.unwrap().unwrap().organisation
        };
        let own = |of: &Actor| {
            let mut both = of.clone();
            let scope = organisation.to_string();
            both.grants.push(Grant { role: Role::ApplicantReader, scope });
            both
        };
        let s = &w.service;
        let unit_of_it = own(&unit());
        assert_eq!(refused(s.write_opinion(&unit_of_it, &id_of, OPINION).await), Refusal::Conflicted);
        s.write_opinion(&unit(), &id_of, OPINION).await.unwrap();
        assert_eq!(refused(s.recommend(&unit_of_it, &id_of).await), Refusal::Conflicted);
        s.recommend(&unit(), &id_of).await.unwrap();
        let office_of_it = own(&w.office);
        let item = domain::formality::Item::Credit;
        assert_eq!(refused(s.tick(&office_of_it, &id_of, item, &yes()).await), Refusal::Conflicted);
        assert_eq!(refused(s.checklist(&office_of_it, &id_of).await), Refusal::Conflicted);
        assert_eq!(refused(s.pass(&office_of_it, &id_of).await), Refusal::Conflicted);
        s.tick(&w.office, &id_of, item, &yes()).await.unwrap();
    }

    async fn art_15_nothing_opens_to_a_head_before_the_undertaking_is_signed(w) {
        let ids = w.reviewing(2, 1, 3).await;
        let (s, panel) = (&w.service, panel_id(1));
        let chair = appointed(&w, Role::Chair, 1, "演示研究院").await;
        let missing = Refusal::UndertakingMissing;
        assert_eq!(refused(s.board(&chair, Review::Written, None).await), missing);
        assert_eq!(refused(s.board(&chair, Review::Written, Some(&panel)).await), missing);
        assert_eq!(refused(s.board_delta(&chair, Review::Written, None, 0).await), missing);
        assert_eq!(refused(s.board_news(&chair, Review::Written, None, 0, 0).await), missing);
        assert_eq!(refused(s.board_points(&chair, Review::Written, None).await), missing);
        assert_eq!(refused(s.at_work(&chair, None).await), missing);
        assert_eq!(refused(s.may_listen(&chair).await), missing);
        assert_eq!(refused(s.deliberations(&chair, Review::Written).await), missing);
        assert_eq!(refused(s.deliberation(&chair, Review::Written, &panel).await), missing);
        assert_eq!(refused(s.release_lists(&chair, Review::Written).await), missing);
        let shown = s.undertaking(&chair).await.unwrap();
        assert!(shown.undertaken.is_none() && shown.board && !shown.scores);
        // The Office sees who has not signed yet.
        assert_eq!(s.committee(&w.office).await.unwrap().unsigned, [Role::Chair]);
        assert_eq!(shown.applicants.len(), 2);
        // Signed with a conflict that nobody could find.
        s.undertake(&chair, &ids[..1]).await.unwrap();
        let signed = s.undertaking(&chair).await.unwrap();
        assert_eq!((signed.undertaken.is_some(), signed.declared, signed.applicants.len()), (true, 1, 1));
        let board = s.board(&chair, Review::Written, None).await.unwrap().board;
        assert_eq!(board.rows.iter().map(|r| &r.dossier).collect::<Vec<_>>(), [&ids[1]]);
        s.may_listen(&chair).await.unwrap();
        assert!(s.committee(&w.office).await.unwrap().unsigned.is_empty());
        // The journal says which text was signed; signing again is no other signature.
        s.undertake(&chair, &[]).await.unwrap();
        let mut db = s.read().await.unwrap();
        let rows = db.entries(0, 10_000).await.unwrap();
        let own = rows.iter().filter(|e| e.kind == "undertaking_signed" && e.actor == chair.account.as_str());
        let data: Vec<&str> = own.map(|e| e.data.as_str()).collect();
        assert_eq!(data.len(), 1);
        assert!(data[0].contains(undertaking::VERSION) && data[0].contains(&undertaking::sha256()));
        // Whoever is not of the committee signs nothing.
        drop(db);
        for other in [unit(), ministry(), w.office.clone()] {
            assert_eq!(refused(s.undertaking(&other).await), Refusal::NotYours);
            assert_eq!(refused(s.undertake(&other, &[]).await), Refusal::NotYours);
        }
    }

    async fn art_15_a_head_from_outside_the_pool_signs_too_and_has_nothing_to_declare(w) {
        let ids = w.reviewing(1, 1, 3).await;
        let outside = actor("outside", Role::Chair, "");
        let board = async || w.service.board(&outside, Review::Written, None).await;
        assert_eq!(refused(board().await), Refusal::UndertakingMissing);
        assert!(matches!(refused(w.service.undertake(&outside, &ids).await), Refusal::BadValue { .. }));
        assert_eq!(refused(board().await), Refusal::UndertakingMissing, "refused as a whole");
        w.service.undertake(&outside, &[]).await.unwrap();
        assert_eq!(board().await.unwrap().board.rows.len(), 1);
        assert!(w.service.undertaking(&outside).await.unwrap().undertaken.is_some());
    }

    async fn art_15_a_lead_who_has_not_signed_sees_no_board(w) {
        w.passed(1).await;
        w.committee(1, 3).await;
        for e in [2, 3] {
            w.service.undertake(&expert_actor(1, e), &[]).await.unwrap();
        }
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let lead = lead_actor(1);
        let board = async || w.service.board(&lead, Review::Written, None).await;
        assert_eq!(refused(board().await), Refusal::UndertakingMissing);
        assert_eq!(refused(w.service.deliberations(&lead, Review::Written).await), Refusal::UndertakingMissing);
        w.service.undertake(&lead, &[]).await.unwrap();
        assert_eq!(board().await.unwrap().board.rows.len(), 1);
    }

    async fn art_15_the_initial_list_and_what_follows_wait_for_the_undertaking(w) {
        w.candidates(2, 1, 3).await;
        let s = &w.service;
        let vice = appointed(&w, Role::ViceChair, 1, "演示研究院").await;
        assert_eq!(refused(s.initial_list(&vice).await), Refusal::UndertakingMissing);
        assert_eq!(refused(s.sign_initial_list(&vice, "x").await), Refusal::UndertakingMissing);
        assert_eq!(refused(s.consultation(&vice).await), Refusal::UndertakingMissing);
        assert_eq!(refused(s.objections(&vice).await), Refusal::UndertakingMissing);
        s.undertake(&vice, &[]).await.unwrap();
        assert!(s.initial_list(&vice).await.unwrap().shown);
        s.objections(&vice).await.unwrap();
    }

    async fn art_12_reviews_go_to_those_who_know_the_method_the_title_names(w) {
        let (_, first) = w.passed(1).await;
        let (_, second) = w.passed(3).await;
        w.committee(1, 6).await;
        for e in 1..=6 {
            let named = if e <= 3 { "演示方法0001" } else { "演示方法0003" };
            let methods = vec!["卓越绩效".into(), named.into()];
            let it = Expert { methods, ..expert(&expert_id(1, e), "36") };
            w.service.add_expert(&w.office, &it).await.unwrap();
        }
        for seed in 1..=3 {
            let fits = w.service.propose(&w.office, Some(seed), None).await.unwrap();
            assert_eq!((fits.pairs, fits.fitting), (6, 6));
        }
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        for (id_of, experts) in [(&first, 1..=3), (&second, 4..=6)] {
            for e in experts {
                assert!(w.assigned(id_of, &expert_id(1, e)).await, "{e}");
            }
        }
    }
}
