//! The public status page: number and four digits, no account.

use domain::application::reference::reference;
use domain::identity::WINDOW;
use domain::journey::Stage;
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::answers::tail;
use crate::world::*;

on_both! {
    async fn the_stages_passed_are_shown_with_their_moments(w) {
        let (actor, id) = w.draft(1).await;
        w.clock.set(day(36));
        let receipt = w.service.submit(&actor, &id).await.unwrap();
        w.clock.set(day(37));
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        let number = receipt.reference.to_lowercase().replace('-', " ");
        let status = w.service.status(&number, "１００１", "a").await.unwrap();
        assert_eq!(status.reference, receipt.reference);
        // Of the season it tells what the public call tells.
        let windows = w.service.call().await.unwrap().season.windows;
        let planned: Vec<_> = windows.iter().map(|w| (w.phase, w.opens, w.closes)).collect();
        assert_eq!(status.planned, planned);
        let passed: Vec<(Stage, Stamp)> = status.passed.into_iter().skip(1).collect();
        assert_eq!(passed.len(), 2);
        assert_eq!(passed[0], (Stage::Submitted, receipt.at));
        assert!(passed[1].0 == Stage::Recommended && passed[1].1 >= day(37));
        // A step back takes the later stage away.
        w.service.withdraw_recommendation(&unit(), &id, "材料有误").await.unwrap();
        let status = w.service.status(&receipt.reference, &tail(1), "a").await.unwrap();
        assert_eq!(status.passed.last().unwrap().0, Stage::Submitted);
    }

    /// It has a receipt, and this is when what happens next matters most.
    async fn what_came_back_to_its_writer_is_found_with_its_time(w) {
        let (actor, id) = w.submitted(1).await;
        let number = reference(2026, 1);
        w.service.withdraw(&actor, &id, "补充").await.unwrap();
        let status = w.service.status(&number, &tail(1), "a").await.unwrap();
        assert_eq!((status.returned, status.until), (false, Some(day(40))));
        assert_eq!(status.passed.iter().map(|p| p.0).collect::<Vec<_>>(), [Stage::Draft]);
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        w.clock.set(day(42));
        w.service.return_dossier(&unit(), &id, "请补充", &day(44).show_field()).await.unwrap();
        let status = w.service.status(&number, &tail(1), "a").await.unwrap();
        assert_eq!((status.returned, status.until), (true, Some(day(44))));
        // Nobody is locked out by looking.
        for _ in 0..12 {
            w.service.status(&number, &tail(1), "a").await.unwrap();
        }
    }

    async fn wrong_digits_unknown_numbers_and_drafts_are_answered_alike(w) {
        let (_, _) = w.submitted(1).await;
        let (_, _) = w.draft(2).await;
        let known = reference(2026, 1);
        for (number, digits) in [
            (known.clone(), "9999"), (known.clone(), ""), (known, "1002"),
            (reference(2026, 77), "1001"), (reference(2026, 2), "1002"),
            ("QB-2026-00001-?".into(), "1001"), (String::new(), ""), ("\u{0}".into(), "\u{0}"),
        ] {
            let refusal = refused(w.service.status(&number, digits, "a").await);
            assert_eq!(refusal, Refusal::NotYours, "{number} {digits}");
        }
    }

    async fn tries_are_counted_for_a_number_and_forgotten_after_a_while(w) {
        w.submitted(1).await;
        let number = reference(2026, 1);
        for n in 0..10 {
            let refusal = refused(w.service.status(&number, "0000", &format!("address {n}")).await);
            assert_eq!(refusal, Refusal::NotYours);
        }
        let refusal = refused(w.service.status(&number, &tail(1), "another").await);
        assert!(matches!(refusal, Refusal::TooManyAttempts { wait } if wait > 0 && wait <= 901));
        // Unknown numbers are counted the same, so that counting tells nothing either.
        for n in 0..10 {
            assert_eq!(refused(w.service.status(&reference(2026, 9), "0000", &format!("b{n}")).await), Refusal::NotYours);
        }
        let unknown = refused(w.service.status(&reference(2026, 9), "0000", "c").await);
        assert!(matches!(unknown, Refusal::TooManyAttempts { .. }));
        w.clock.pass(WINDOW + 1);
        assert!(w.service.status(&number, &tail(1), "another").await.is_ok());
    }

    async fn tries_are_counted_for_an_address(w) {
        w.submitted(1).await;
        for n in 0..30 {
            assert_eq!(refused(w.service.status(&reference(2026, 100 + n), "0000", "a").await), Refusal::NotYours);
        }
        let refusal = refused(w.service.status(&reference(2026, 1), &tail(1), "a").await);
        assert!(matches!(refusal, Refusal::TooManyAttempts { .. }));
        assert!(w.service.status(&reference(2026, 1), &tail(1), "b").await.is_ok());
    }

    /// A slip in the check letter is nobody's number: what others mistype counts for them alone.
    async fn mistyped_numbers_of_others_keep_nobody_waiting(w) {
        for n in 0..12 {
            let refusal = refused(w.service.status("QB-2026-00001-?", "0000", &format!("a{n}")).await);
            assert_eq!(refusal, Refusal::NotYours);
        }
    }

    /// Ten thousand digits cannot be tried at once: two hundred guesses in parallel, from as many
    /// addresses, the right one among them. Ten are judged, whatever the order.
    async fn no_race_gets_past_the_count_of_tries(w) {
        w.submitted(1).await;
        let mut guesses = JoinSet::new();
        for n in 0..200 {
            let service = w.service.clone();
            guesses.spawn(async move {
                let digits = format!("{:04}", 5000 + n);
                refused(service.status(&reference(2026, 1), &digits, &format!("address {n}")).await)
            });
        }
        let ends = guesses.join_all().await;
        assert_eq!(ends.iter().filter(|r| **r == Refusal::NotYours).count(), 10);
        let refusal = refused(w.service.status(&reference(2026, 1), &tail(1), "x").await);
        assert!(matches!(refusal, Refusal::TooManyAttempts { .. }));
    }
}
