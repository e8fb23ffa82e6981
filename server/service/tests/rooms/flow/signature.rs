//! Nothing is handed in before the legal representative has signed it (Art. 16).

use domain::application::version::digest;
use domain::views::flow::SignOff;
use tokio::task::JoinSet;

use super::*;

async fn sign_off(w: &World, actor: &Actor, id: &DossierId) -> SignOff {
    w.service.dossier(actor, id).await.unwrap().flow.sign_off
}

on_both! {
    async fn art_16_nothing_is_handed_in_before_the_legal_representative_has_signed(w) {
        let (actor, id) = w.draft(1).await;
        // The signature binds to every word: another abstract is not what was signed.
        save(&w, &actor, &id, Page::Title, &with(1, &[("abstract", "改了一个字")])).await;
        assert!(matches!(sign_off(&w, &actor, &id).await, SignOff::Changed { signed: true, .. }));
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::SignOffMissing);
        // Back to the very words: the signature fits again. A file counts the same.
        save(&w, &actor, &id, Page::Title, &answers(1)).await;
        assert!(matches!(sign_off(&w, &actor, &id).await, SignOff::Signed { .. }));
        w.service.attach(&actor, &id, upload(Slot::Standards, &pdf("more"))).await.unwrap();
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::SignOffMissing);
        w.sign(&actor, &id).await;
        let SignOff::Signed { sha256, name, .. } = sign_off(&w, &actor, &id).await else { panic!() };
        let receipt = w.service.submit(&actor, &id).await.unwrap();
        // What was signed is what was frozen, to the byte.
        assert_eq!((receipt.sha256, name.as_str()), (sha256, "演示法人"));
    }

    async fn art_16_a_link_shows_everything_and_is_used_up_by_signing_alone(w) {
        let (actor, id) = w.draft(1).await;
        let first = w.service.ask_sign_off(&actor, &id, SIGNER).await.unwrap();
        let token = w.service.ask_sign_off(&actor, &id, SIGNER).await.unwrap();
        // A newer link takes the place of the older one.
        assert_eq!(refused(w.service.sign_view(&first).await), Refusal::LinkOver);
        for _ in 0..3 {
            let shown = w.service.sign_view(&token).await.unwrap();
            assert_eq!(shown.dossier.answers, w.service.dossier(&actor, &id).await.unwrap().answers);
            assert_eq!(shown.dossier.files.len(), 4);
            assert!(shown.dossier.files.iter().all(|f| f.id.as_str().is_empty()), "no way to contents");
            assert!(!shown.dossier.editable);
        }
        assert_eq!(refused(w.service.sign(&token, "演示联系人", true).await), Refusal::NameDiffers);
        assert_eq!(refused(w.service.sign(&token, "演示法人", false).await), Refusal::MustAgree);
        w.service.sign(&token, " 演示 法人", true).await.unwrap();
        for again in [w.service.sign(&token, "演示法人", true).await, w.service.decline(&token, "x").await] {
            assert_eq!(refused(again), Refusal::LinkOver);
        }
        assert_eq!(refused(w.service.sign_view(&token).await), Refusal::LinkOver);
        // The secret itself is nowhere in the database's rows about it, only its hash.
        let mut db = w.service.read().await.unwrap();
        let row = db.sign_off(&id).await.unwrap().unwrap();
        assert_eq!(row.token_hash, digest(&token));
        assert_eq!(token.len(), 64);
        let kinds: Vec<String> = db.entries_of(&id).await.unwrap().into_iter().map(|e| e.kind).collect();
        assert_eq!(kinds.iter().filter(|k| *k == "sign_off_asked").count(), 3);
        assert_eq!(kinds.iter().filter(|k| *k == "signed_off").count(), 2);
        for wrong in ["", "x", "\u{0}", &"0".repeat(64)] {
            assert_eq!(refused(w.service.sign_view(wrong).await), Refusal::LinkOver);
        }
    }

    async fn art_16_the_legal_representative_may_decline_with_a_reason(w) {
        let (actor, id) = w.draft(1).await;
        let token = w.service.ask_sign_off(&actor, &id, SIGNER).await.unwrap();
        assert_eq!(refused(w.service.decline(&token, "  ").await), Refusal::TooShort { min: 1, found: 0 });
        w.service.decline(&token, "净利润与审计报告不符").await.unwrap();
        let SignOff::Declined { reason, .. } = sign_off(&w, &actor, &id).await else { panic!() };
        assert_eq!(reason, "净利润与审计报告不符");
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::SignOffMissing);
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
    }

    async fn art_16_a_link_runs_out_and_does_not_sign_what_was_changed(w) {
        let (actor, id) = w.draft(1).await;
        let token = w.service.ask_sign_off(&actor, &id, SIGNER).await.unwrap();
        save(&w, &actor, &id, Page::Title, &with(1, &[("abstract", "改")])).await;
        assert_eq!(refused(w.service.sign_view(&token).await), Refusal::SignOffChanged);
        assert_eq!(refused(w.service.sign(&token, "演示法人", true).await), Refusal::SignOffChanged);
        let token = w.service.ask_sign_off(&actor, &id, SIGNER).await.unwrap();
        w.clock.pass(72 * 60 * MINUTE + SECOND);
        assert_eq!(refused(w.service.sign(&token, "演示法人", true).await), Refusal::LinkOver);
        assert!(matches!(sign_off(&w, &actor, &id).await, SignOff::RunOut { .. }));
        // What is incomplete is not sent to be signed, nor by whom it does not belong to.
        save(&w, &actor, &id, Page::Declarations, &with(1, &[("sharing", "")])).await;
        let refusal = refused(w.service.ask_sign_off(&actor, &id, SIGNER).await);
        assert!(matches!(refusal, Refusal::Incomplete { .. }));
        let stranger = w.applicant(2).await;
        assert_eq!(refused(w.service.ask_sign_off(&stranger, &id, SIGNER).await), Refusal::NotYours);
        assert_eq!(refused(w.service.ask_sign_off(&actor, &id, "nobody").await), Refusal::Email);
    }

    async fn nobodys_mailbox_is_flooded_with_links(w) {
        let (actor, id) = w.draft(1).await;
        for _ in 0..9 {
            w.service.ask_sign_off(&actor, &id, SIGNER).await.unwrap();
        }
        let refusal = refused(w.service.ask_sign_off(&actor, &id, SIGNER).await);
        assert!(matches!(refusal, Refusal::TooManyAttempts { .. }));
        w.clock.pass(61 * MINUTE);
        w.service.ask_sign_off(&actor, &id, SIGNER).await.unwrap();
    }

    async fn art_16_no_race_signs_and_declines_by_one_link(w) {
        let (actor, id) = w.draft(1).await;
        let token = w.service.ask_sign_off(&actor, &id, SIGNER).await.unwrap();
        let servers = [w.service.clone(), w.second().await];
        let mut clicks = JoinSet::new();
        for i in 0..8 {
            let (service, token) = (servers[i % 2].clone(), token.clone());
            clicks.spawn(async move {
                match i % 4 {
                    0 | 1 => service.sign(&token, "演示法人", true).await.is_ok(),
                    _ => service.decline(&token, "不同意").await.is_ok(),
                }
            });
        }
        assert_eq!(clicks.join_all().await.into_iter().filter(|ok| *ok).count(), 1);
    }

    async fn a_season_may_do_without_the_signature(w) {
        let mut season = w.service.season().await.unwrap();
        season.limits.signoff_required = false;
        let mut work = w.service.begin().await.unwrap();
        work.db.save_season(&season).await.unwrap();
        work.commit().await.unwrap();
        let (actor, id) = w.draft(1).await;
        save(&w, &actor, &id, Page::Title, &with(1, &[("abstract", "改")])).await;
        assert_eq!(sign_off(&w, &actor, &id).await, SignOff::NotNeeded);
        w.service.submit(&actor, &id).await.unwrap();
    }
}
