//! A dossier's way: signature, withdrawal, return, correction, history, presence.

use domain::application::Answers;
use domain::application::field::Slot;
use domain::application::page::Page;
use domain::application::version::digest;
use domain::formality::Item;
use domain::ids::DossierId;
use domain::journey::{Stage, Standing};
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::stamp::{MINUTE, SECOND};
use domain::views::flow::{Difference, SignOff, State, Withdraw};
use service::rooms::application::GONE_AFTER;
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::answers::{UNIT, answers, title};
use crate::world::*;

fn with(n: usize, pairs: &[(&str, &str)]) -> Answers {
    let mut a = answers(n);
    a.extend(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
    a
}

async fn sign_off(w: &World, actor: &Actor, id: &DossierId) -> SignOff {
    w.service.dossier(actor, id).await.unwrap().flow.sign_off
}

/// Saves one page from its present revision.
async fn save(w: &World, actor: &Actor, id: &DossierId, page: Page, typed: &Answers) {
    let base = w.service.dossier(actor, id).await.unwrap().revisions[&page];
    w.service.save_page(actor, id, page, base, typed).await.unwrap();
}

/// Asks for a correction of the seal and of the comparison.
async fn asked(w: &World, n: usize) -> (Actor, DossierId) {
    let (actor, id) = w.recommended(n).await;
    for item in [Item::Credit, Item::Signed] {
        w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
    }
    w.service.ask_correction(&w.office, &id, &items()).await.unwrap();
    (actor, id)
}

fn items() -> std::collections::BTreeMap<Item, String> {
    [(Item::Signed, "扫描件缺公章".to_owned()), (Item::Comparison, "补充对手数据".to_owned())]
        .into()
}

fn actor_of(unit: &str) -> Vec<domain::policy::Grant> {
    vec![domain::policy::Grant { role: Role::RecommendingUnit, scope: unit.to_owned() }]
}

async fn used(w: &World) -> i64 {
    w.service.read().await.unwrap().quota(&id(), UNIT).await.unwrap().used()
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

    async fn art_16_what_is_taken_back_is_written_and_handed_in_anew(w) {
        let (actor, id) = w.recommended(1).await;
        w.service.tick(&w.office, &id, Item::Credit, &yes()).await.unwrap();
        assert_eq!(used(&w).await, 1);
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().flow.withdraw, Some(Withdraw::ToDraft));
        assert_eq!(refused(w.service.withdraw(&actor, &id, " ").await), Refusal::TooShort { min: 1, found: 0 });
        w.service.withdraw(&actor, &id, "补充数据").await.unwrap();
        // Art. 17: the seat is free at once; Art. 15: nobody else reads the draft.
        assert_eq!(used(&w).await, 0);
        assert_eq!(refused(w.service.unit_reading(&unit(), &id).await), Refusal::NotYours);
        assert_eq!(refused(w.service.dossier(&w.office, &id).await), Refusal::NotYours);
        save(&w, &actor, &id, Page::Title, &with(1, &[("abstract", "补充之后")])).await;
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::SignOffMissing);
        w.sign(&actor, &id).await;
        assert_eq!(w.service.submit(&actor, &id).await.unwrap().version, 2);
        // What the unit had written was about another version, too.
        assert_eq!(refused(w.service.recommend(&unit(), &id).await), Refusal::OpinionMissing);
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        // What was ticked was ticked on another version.
        let lines = w.service.checklist(&w.office, &id).await.unwrap().lines;
        assert!(lines.iter().all(|l| l.tick.is_none()));
    }

    async fn art_16_after_the_phase_withdrawing_is_for_good(w) {
        let (actor, id) = w.recommended(1).await;
        w.clock.set(day(41));
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().flow.withdraw, Some(Withdraw::ForGood));
        w.service.withdraw(&actor, &id, "不再申报").await.unwrap();
        assert_eq!(used(&w).await, 0);
        let stage = Stage::Withdrawn;
        for outcome in [
            w.service.withdraw(&actor, &id, "x").await,
            w.service.submit(&actor, &id).await.map(drop),
            w.service.recommend(&unit(), &id).await,
            w.service.save_page(&actor, &id, Page::Title, 1, &answers(2)).await.map(drop),
        ] {
            assert_eq!(refused(outcome), Refusal::WrongStage { stage });
        }
        // Its organisation still reads it, and its unit sees that it is gone; the Office does not.
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().standing.stage(), stage);
        assert_eq!(w.service.unit_list(&unit()).await.unwrap().rows[0].stage, stage);
        assert!(w.service.formality_list(&w.office).await.unwrap().rows.is_empty());
        assert_eq!(refused(w.service.checklist(&w.office, &id).await), Refusal::NotYours);
    }

    async fn art_18_what_has_passed_the_check_is_not_withdrawn(w) {
        let (actor, id) = w.passed(1).await;
        let stage = Stage::FormalityPassed;
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().flow.withdraw, None);
        assert_eq!(refused(w.service.withdraw(&actor, &id, "x").await), Refusal::WrongStage { stage });
    }

    async fn art_17_a_unit_returns_a_dossier_with_reasons_while_it_recommends(w) {
        let (actor, id) = w.submitted(1).await;
        assert_eq!(refused(w.service.return_dossier(&w.office, &id, "x", "").await), Refusal::NotYours);
        assert_eq!(refused(w.service.return_dossier(&unit(), &id, " ", "").await), Refusal::TooShort { min: 1, found: 0 });
        w.service.return_dossier(&unit(), &id, "请补充对比数据\n并核对利润", "").await.unwrap();
        let d = w.service.dossier(&actor, &id).await.unwrap();
        assert!(d.editable && d.standing.stage() == Stage::Draft);
        assert_eq!(d.flow.returned.unwrap().reason, "请补充对比数据\n并核对利润");
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        w.clock.set(day(50));
        let late = w.service.return_dossier(&unit(), &id, "x", "").await;
        assert_eq!(refused(late), Refusal::PhaseClosed { phase: Phase::Recommendation, closed: day(50) });
    }

    /// Most dossiers come on the last day: what is returned after it has a time of its own, within the phase.
    async fn art_17_what_is_returned_after_applications_closed_is_handed_in_by_its_time(w) {
        let (actor, id) = w.submitted(1).await;
        let (_, other) = w.submitted(3).await;
        w.clock.set(day(42));
        let back = async |until: String| w.service.return_dossier(&unit(), &id, "请补充对比数据", &until).await;
        let within = Refusal::ReturnUntil { from: day(42).plus(60 * MINUTE), closes: day(50) };
        assert_eq!(refused(back(String::new()).await), within);
        assert_eq!(refused(back(day(51).show_field()).await), within);
        assert_eq!(refused(back("morgen".into()).await), Refusal::BadValue { field: "until".into() });
        back(day(45).show_field()).await.unwrap();
        let d = w.service.dossier(&actor, &id).await.unwrap();
        assert!(d.editable && d.flow.returned.unwrap().until == Some(day(45)));
        save(&w, &actor, &id, Page::Title, &with(1, &[("abstract", "补充了对比数据的摘要")])).await;
        w.sign(&actor, &id).await;
        // To the last second of it, and not after.
        w.clock.set(day(45));
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::ReturnOver { due: day(45) });
        assert!(!w.service.dossier(&actor, &id).await.unwrap().editable);
        w.clock.set(day(45).plus(-SECOND));
        assert_eq!(w.service.submit(&actor, &id).await.unwrap().version, 2);
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        let list = w.service.checklist(&w.office, &id).await.unwrap();
        let in_time = list.lines.iter().find(|l| l.item == Item::InTime).unwrap();
        assert!(in_time.computed.as_ref().unwrap().0, "its own closing was the unit's");
        // In the last hour nothing is returned, and the page has no time to propose.
        w.clock.set(day(50).plus(-30 * MINUTE));
        assert_eq!(w.service.unit_reading(&unit(), &other).await.unwrap().return_until, None);
        assert!(w.checked().await.is_empty());
    }

    /// The opinion is about a version, the place is among those who wait: both end when it goes back (Art. 7, 17).
    async fn art_17_opinion_and_place_end_when_a_dossier_goes_back_to_its_writer(w) {
        let (actor, id) = w.submitted(1).await;
        let (_, beside) = w.submitted(3).await;
        for id in [&id, &beside] {
            w.service.write_opinion(&unit(), id, OPINION).await.unwrap();
            w.service.rank(&unit(), id, 99).await.unwrap();
        }
        w.service.return_dossier(&unit(), &id, "请补充", "").await.unwrap();
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        let list = w.service.unit_list(&unit()).await.unwrap();
        let row = |id: &DossierId| list.rows.iter().find(|r| r.id == *id).map(|r| (r.opinion > 0, r.place)).unwrap();
        assert_eq!((row(&id), row(&beside)), ((false, 0), (true, 1)));
        let reading = w.service.unit_reading(&unit(), &id).await.unwrap();
        assert_eq!((reading.opinion.as_str(), reading.earlier), ("", Some((1, OPINION.to_owned()))));
        // Nothing is recommended on what was written about another version.
        assert_eq!(refused(w.service.recommend(&unit(), &id).await), Refusal::OpinionMissing);
        w.service.rank(&unit(), &id, 1).await.unwrap();
        assert!(matches!(refused(w.at_once(&unit()).await), Refusal::OpinionsLacking { .. }));
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        assert_eq!(w.at_once(&unit()).await.unwrap(), 2);
        assert!(w.checked().await.is_empty());
    }

    async fn art_7_another_unit_reads_no_opinion_of_the_one_before(w) {
        let (actor, id) = w.submitted(1).await;
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.rank(&unit(), &id, 1).await.unwrap();
        w.service.return_dossier(&unit(), &id, "不属于本地区", "").await.unwrap();
        let association = |u: &&domain::facts::units::Unit| u.kind == domain::facts::units::UnitKind::IndustryAssociation;
        let other = domain::facts::units::units().iter().find(association).unwrap().code.clone();
        save(&w, &actor, &id, Page::Organisation, &with(1, &[("unit", &other)])).await;
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        let them = domain::policy::Actor { grants: actor_of(&other), ..unit() };
        let reading = w.service.unit_reading(&them, &id).await.unwrap();
        assert_eq!((reading.opinion.as_str(), reading.earlier, reading.place), ("", None, 0));
        assert_eq!(refused(w.service.recommend(&them, &id).await), Refusal::OpinionMissing);
        assert_eq!(w.service.unit_list(&them).await.unwrap().rows[0].opinion, 0);
    }

    /// What the Office had ticked was of another version (Art. 18).
    async fn art_18_nothing_ticked_outlives_the_version_it_was_ticked_of(w) {
        let (actor, id) = w.recommended(1).await;
        for item in [Item::Credit, Item::NoAccident, Item::Signed] {
            w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
        }
        w.service.withdraw_recommendation(&unit(), &id, "材料须修改").await.unwrap();
        w.service.return_dossier(&unit(), &id, "请修改", "").await.unwrap();
        assert!(w.checked().await.is_empty());
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        let list = w.service.checklist(&w.office, &id).await.unwrap();
        assert!(list.lines.iter().all(|l| l.tick.is_none()) && list.claimed.is_none());
        assert!(matches!(refused(w.service.pass(&w.office, &id).await), Refusal::ChecklistOpen { .. }));
    }

    /// What is being mended is its writers' alone until they hand it in again.
    async fn art_15_during_a_correction_others_read_what_was_handed_in(w) {
        let (actor, id) = asked(&w, 1).await;
        let old = answers(1)["result.1.competitor"].clone();
        save(&w, &actor, &id, Page::Results, &with(1, &[("result.1.competitor", "55.5")])).await;
        let scan = w.service.dossier(&actor, &id).await.unwrap().files.into_iter().find(|f| f.slot == Slot::Scan).unwrap();
        w.service.detach(&actor, &id, &scan.id).await.unwrap();
        w.service.attach(&actor, &id, upload(Slot::Scan, &pdf("mended"))).await.unwrap();
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().answers["result.1.competitor"], "55.5");
        let seen = [
            w.service.unit_reading(&unit(), &id).await.unwrap().dossier,
            w.service.dossier(&unit(), &id).await.unwrap(),
            w.service.checklist(&w.office, &id).await.unwrap().dossier,
            w.service.dossier(&w.office, &id).await.unwrap(),
            w.service.print(&unit(), &id).await.unwrap().dossier,
            w.service.print(&w.office, &id).await.unwrap().dossier,
        ];
        for d in seen {
            assert_eq!(d.answers["result.1.competitor"], old);
            let scans: Vec<_> = d.files.iter().filter(|f| f.slot == Slot::Scan).map(|f| &f.sha256).collect();
            assert_eq!(scans, [&scan.sha256]);
        }
    }

    async fn art_18_a_correction_reopens_only_what_was_asked(w) {
        let (actor, id) = asked(&w, 1).await;
        let d = w.service.dossier(&actor, &id).await.unwrap();
        let Standing::Correction { due, version: 1, .. } = d.standing else { panic!("{:?}", d.standing) };
        assert!(d.editable && d.flow.correction.as_ref().unwrap().due == due);
        // The whole form comes in, what was not asked for stays as it was handed in.
        let typed = with(1, &[("result.1.competitor", "96.4"), ("title", "实施别的方法的经验")]);
        save(&w, &actor, &id, Page::Results, &typed).await;
        save(&w, &actor, &id, Page::Title, &typed).await;
        let now = w.service.dossier(&actor, &id).await.unwrap();
        assert_eq!(now.answers["result.1.competitor"], "96.4");
        assert_eq!(now.answers["title"], title(1));
        let stage = Stage::Correction;
        let licence = upload(Slot::Licence, &pdf("other"));
        assert_eq!(refused(w.service.attach(&actor, &id, licence).await), Refusal::WrongStage { stage });
        let scan = now.files.iter().find(|f| f.slot == Slot::Scan).unwrap();
        w.service.detach(&actor, &id, &scan.id).await.unwrap();
        let sealed = w.service.attach(&actor, &id, upload(Slot::Scan, &pdf("sealed"))).await.unwrap();
        // Until it is answered, everybody else reads what was handed in, files and all.
        let office = w.service.checklist(&w.office, &id).await.unwrap().dossier;
        assert_ne!(office.answers["result.1.competitor"], "96.4");
        assert!(office.files.iter().any(|f| f.id == scan.id) && office.files.iter().all(|f| f.id != sealed.id));
        assert!(w.service.readable(&w.office, &scan.id).await.is_ok());
        assert_eq!(refused(w.service.readable(&w.office, &sealed.id).await), Refusal::NotYours);
        assert_eq!(refused(w.service.pass(&w.office, &id).await), Refusal::WrongStage { stage });
    }

    async fn art_18_the_answer_is_a_new_version_and_the_office_sees_what_changed(w) {
        let (actor, id) = asked(&w, 1).await;
        save(&w, &actor, &id, Page::Results, &with(1, &[("result.1.competitor", "96.4")])).await;
        w.service.attach(&actor, &id, upload(Slot::Scan, &pdf("sealed"))).await.unwrap();
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::SignOffMissing);
        w.sign(&actor, &id).await;
        // Long after applications have closed: the answer is not a late submission.
        w.clock.set(day(41));
        assert_eq!(w.service.submit(&actor, &id).await.unwrap().version, 2);
        let list = w.service.checklist(&w.office, &id).await.unwrap();
        let Some(Difference { changes, files, .. }) = &list.changed else { panic!() };
        assert_eq!(changes.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), ["result.1.competitor"]);
        assert_eq!(files.len(), 1);
        // What was asked is judged anew, what was ticked beside it stays.
        let ticked: Vec<Item> = list.lines.iter().filter(|l| l.tick.is_some()).map(|l| l.item).collect();
        assert_eq!(ticked, [Item::Credit]);
        let in_time = list.lines.iter().find(|l| l.item == Item::InTime).unwrap();
        assert!(in_time.computed.as_ref().unwrap().0);
        // There is no second round.
        let again = w.service.ask_correction(&w.office, &id, &items()).await;
        assert_eq!(refused(again), Refusal::CorrectionOnce);
        for item in [Item::NoAccident, Item::Signed, Item::NotRepeated] {
            w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
        }
        w.service.pass(&w.office, &id).await.unwrap();
    }

    async fn art_18_a_late_answer_is_refused_and_nothing_typed_is_lost(w) {
        let (actor, id) = asked(&w, 1).await;
        save(&w, &actor, &id, Page::Results, &with(1, &[("result.1.competitor", "96.4")])).await;
        w.sign(&actor, &id).await;
        let Standing::Correction { due, .. } = w.service.dossier(&actor, &id).await.unwrap().standing else { panic!() };
        w.clock.set(due.plus(-SECOND));
        w.service.ask_sign_off(&actor, &id, SIGNER).await.unwrap();
        w.clock.set(due);
        let refusal = Refusal::CorrectionOver { due };
        assert_eq!(refused(w.service.submit(&actor, &id).await), refusal);
        let late = w.service.save_page(&actor, &id, Page::Results, 2, &answers(1)).await;
        assert_eq!(refused(late), refusal);
        let d = w.service.dossier(&actor, &id).await.unwrap();
        assert!(!d.editable && d.answers["result.1.competitor"] == "96.4");
        // It can still be withdrawn, for good, and its seat is free.
        w.service.withdraw(&actor, &id, "无法补正").await.unwrap();
        assert_eq!(used(&w).await, 0);
    }

    async fn art_18_the_office_alone_asks_and_says_what_is_to_be_mended(w) {
        let (actor, id) = w.recommended(1).await;
        let stranger = w.applicant(2).await;
        for who in [&actor, &stranger, &unit(), &chair()] {
            assert_eq!(refused(w.service.ask_correction(who, &id, &items()).await), Refusal::NotYours);
        }
        let none = std::collections::BTreeMap::new();
        assert_eq!(refused(w.service.ask_correction(&w.office, &id, &none).await), Refusal::NothingAsked);
        let unmendable = [(Item::Opinion, "太短".to_owned())].into();
        assert_eq!(refused(w.service.ask_correction(&w.office, &id, &unmendable).await), Refusal::NothingAsked);
        let (_, fresh) = w.submitted(3).await;
        assert_eq!(refused(w.service.ask_correction(&w.office, &fresh, &items()).await), Refusal::NotYours);
    }

    /// A maker that turns out to be large takes a seat of the right kind, or none.
    async fn art_17_a_corrected_size_takes_the_right_seat(w) {
        let (actor, id) = w.recommended(1).await;
        let quota = |w: &World| { let s = w.service.clone(); async move { s.read().await.unwrap().quota(&crate::world::id(), UNIT).await.unwrap() } };
        assert_eq!((quota(&w).await.used_large, quota(&w).await.used_sme), (0, 1));
        let size = [(Item::SmeScope, "请核对从业人员".to_owned())].into();
        w.service.ask_correction(&w.office, &id, &size).await.unwrap();
        let large = with(1, &[("employees", "5200"), ("revenue_1", "860000")]);
        save(&w, &actor, &id, Page::Size, &large).await;
        save(&w, &actor, &id, Page::Finance, &large).await;
        assert_eq!(quota(&w).await.used_sme, 1);
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        assert_eq!((quota(&w).await.used_large, quota(&w).await.used_sme), (1, 0));
    }

    /// Its time runs, and the seats are not its applicant's: the answer is taken, and it passes once there is a seat.
    async fn art_17_a_corrected_size_without_a_free_seat_is_taken_and_waits_for_one(w) {
        w.service.set_quota(&w.office, UNIT, 1, 1, "调整名额").await.unwrap();
        let (_, large) = w.recommended(2).await;
        let (writer, id) = w.recommended(1).await;
        let unit_user = w.account("unit@example.com", Role::RecommendingUnit, UNIT).await;
        let office = w.account("office@example.com", Role::Office, "").await;
        let size = [(Item::SmeScope, "请核对从业人员".to_owned())].into();
        w.service.ask_correction(&w.office, &id, &size).await.unwrap();
        let corrected = with(1, &[("employees", "5200"), ("revenue_1", "860000")]);
        save(&w, &writer, &id, Page::Size, &corrected).await;
        save(&w, &writer, &id, Page::Finance, &corrected).await;
        w.sign(&writer, &id).await;
        w.service.submit(&writer, &id).await.unwrap();
        let quota = async || w.service.unit_list(&unit()).await.unwrap().quota;
        assert_eq!((quota().await.used_large, quota().await.used_sme), (1, 1));
        assert!(w.service.unit_reading(&unit(), &id).await.unwrap().overdrawn);
        assert!(w.service.checklist(&w.office, &id).await.unwrap().overdrawn);
        for who in [&unit_user, &office] {
            let told: Vec<_> = w.service.inbox(who).await.unwrap().lines.iter().map(|l| l.message.kind()).collect();
            assert!(told.contains(&"seat_overdrawn"), "{told:?}");
        }
        for item in [Item::Credit, Item::NoAccident, Item::Signed, Item::NotRepeated, Item::SmeScope] {
            let tick = domain::formality::Tick { yes: true, note: "已核对".into() };
            w.service.tick(&w.office, &id, item, &tick).await.unwrap();
        }
        let waits = Refusal::SeatOverdrawn { unit: UNIT.into(), sme: false };
        assert_eq!(refused(w.service.pass(&w.office, &id).await), waits);
        assert!(w.checked().await.is_empty());
        // The unit gives another one's seat back, or the Office grants one: then it passes, on its own seat.
        w.service.withdraw_recommendation(&unit(), &large, "让出名额").await.unwrap();
        w.service.pass(&w.office, &id).await.unwrap();
        assert_eq!((quota().await.used_large, quota().await.used_sme), (1, 0));
        assert!(w.checked().await.is_empty());
    }

    /// Limits that were tightened since are not held against an answer that cannot mend them.
    async fn art_18_an_answer_is_judged_by_what_was_asked_and_what_it_touches(w) {
        let (writer, id) = asked(&w, 1).await;
        w.set(|s| {
            s.limits.title_max = 5;
            s.limits.required_slots.push(Slot::Standards);
        })
        .await;
        save(&w, &writer, &id, Page::Results, &with(1, &[("result.1.competitor", "")])).await;
        let d = w.service.dossier(&writer, &id).await.unwrap();
        assert_eq!(d.owed().iter().map(|p| p.0).collect::<Vec<_>>(), [Page::Results]);
        assert!(!d.flow.excused.is_empty());
        assert!(matches!(refused(w.service.submit(&writer, &id).await), Refusal::Incomplete { pages } if pages.len() == 1));
        save(&w, &writer, &id, Page::Results, &with(1, &[("result.1.competitor", "96.4")])).await;
        w.sign(&writer, &id).await;
        assert_eq!(w.service.submit(&writer, &id).await.unwrap().version, 2);
    }

    /// Asked on the last day of the check, answered after it: it is passed or refused, and never left out.
    async fn art_18_a_check_with_a_round_goes_on_to_its_end(w) {
        let (_, unasked) = w.recommended(3).await;
        let (writer, id) = w.recommended(1).await;
        let (_, silent) = w.recommended(5).await;
        w.clock.set(day(60).plus(-SECOND));
        // The page says so before anything is asked.
        let due = w.service.checklist(&w.office, &id).await.unwrap().answer_due.unwrap();
        assert!(due > day(60));
        for id in [&id, &silent] {
            w.service.ask_correction(&w.office, id, &items()).await.unwrap();
        }
        w.clock.set(day(61));
        save(&w, &writer, &id, Page::Results, &with(1, &[("result.1.competitor", "96.4")])).await;
        w.sign(&writer, &id).await;
        w.service.submit(&writer, &id).await.unwrap();
        for item in [Item::Credit, Item::NoAccident, Item::Signed, Item::NotRepeated] {
            w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
        }
        w.service.pass(&w.office, &id).await.unwrap();
        w.clock.set(due);
        w.service.reject(&w.office, &silent, Item::Signed, "逾期没有补正，不予通过。").await.unwrap();
        // Without a round the closing is the closing.
        let over = w.service.tick(&w.office, &unasked, Item::Credit, &yes()).await;
        assert!(matches!(refused(over), Refusal::PhaseClosed { phase: Phase::Formality, .. }));
    }

    /// A closing that is moved later makes nobody late (Art. 16).
    async fn art_16_what_was_in_time_stays_in_time(w) {
        let (_, id) = w.recommended(1).await;
        w.set(|s| s.windows[0].closes = day(20)).await;
        let list = w.service.checklist(&w.office, &id).await.unwrap();
        let line = list.lines.iter().find(|l| l.item == Item::InTime).unwrap();
        let Some((true, domain::formality::Evidence::Times { closes, .. })) = line.computed.clone() else {
            panic!("{:?}", line.computed)
        };
        assert_eq!(closes, day(40));
    }

    async fn any_two_states_can_be_compared(w) {
        let (actor, id) = w.submitted(1).await;
        w.service.withdraw(&actor, &id, "补充").await.unwrap();
        let other = with(1, &[("abstract", "演示摘要，补充了数据")]);
        save(&w, &actor, &id, Page::Title, &other).await;
        let h = w.service.history(&actor, &id, "", "").await.unwrap();
        let d = h.difference.unwrap();
        assert_eq!((d.from, d.to), (State::Version(1), State::Now));
        assert_eq!(d.changes.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), ["abstract"]);
        assert_eq!(h.versions[0].sha256.as_ref().unwrap().len(), 64);
        assert_eq!(h.revisions[0].state, State::Revision(Page::Title, 2));
        // A page's revision against a version: that page alone.
        let h = w.service.history(&actor, &id, "title.2", "v1").await.unwrap();
        assert_eq!(h.difference.unwrap().changes.len(), 1);
        assert_eq!(w.service.history(&actor, &id, "title.1", "finance.1").await.unwrap().difference, None);
        let bad = Refusal::BadValue { field: "state".into() };
        for (from, to, refusal) in [
            ("x", "v1", &bad),
            ("v1", "", &bad),
            ("v9", "v1", &Refusal::NotYours),
            ("title.9", "now", &Refusal::NotYours),
        ] {
            assert_eq!(refused(w.service.history(&actor, &id, from, to).await), *refusal, "{from} {to}");
        }
        for who in [&unit(), &w.office, &w.applicant(2).await] {
            assert_eq!(refused(w.service.history(who, &id, "", "").await), Refusal::NotYours);
        }
    }

    async fn two_writers_see_each_other_and_nothing_of_it_is_recorded(w) {
        let (one, id) = w.begun(1).await;
        let two = actor("applicant-1b", Role::Applicant, &one.grants[0].scope);
        let before = w.service.read().await.unwrap().head().await.unwrap();
        let mut bells = w.service.store.bells();
        assert_eq!(w.service.be_present(&one, &id, "title", "t1").await.unwrap(), []);
        let seen = w.service.be_present(&two, &id, "finance", "t2").await.unwrap();
        assert_eq!((seen.len(), seen[0].page, seen[0].own), (1, Some(Page::Title), false));
        for _ in 0..2 {
            let bell = bells.recv().await.unwrap();
            assert_eq!((bell.room.as_str(), bell.dossier.as_ref()), ("presence", Some(&id)));
        }
        // A second tab of the same person is told as one.
        let tab = w.service.be_present(&one, &id, "title", "t3").await.unwrap();
        assert_eq!(tab.iter().filter(|p| p.own).count(), 1);
        assert_eq!(w.service.present(&one, &id).await.unwrap().len(), 1);
        // Who gives no sign of life is gone by themselves.
        w.clock.pass(GONE_AFTER + SECOND);
        assert_eq!(w.service.be_present(&one, &id, "title", "t1").await.unwrap(), []);
        let after = w.service.read().await.unwrap().head().await.unwrap();
        assert_eq!((before.seq, before.hash), (after.seq, after.hash));
        let stranger = w.applicant(2).await;
        assert_eq!(refused(w.service.be_present(&stranger, &id, "title", "t").await), Refusal::NotYours);
    }

    async fn every_step_of_the_way_is_told_to_whom_it_concerns(w) {
        let organisation = w.applicant(1).await.grants[0].scope.clone();
        let writer = w.account("writer@example.com", Role::Applicant, &organisation).await;
        let unit = w.account("unit@example.com", Role::RecommendingUnit, UNIT).await;
        let office = w.account("office@example.com", Role::Office, "").await;
        let (_, id) = w.draft_of(writer.clone(), &answers(1)).await;
        w.service.submit(&writer, &id).await.unwrap();
        w.service.return_dossier(&unit, &id, "补充", "").await.unwrap();
        w.sign(&writer, &id).await;
        w.service.submit(&writer, &id).await.unwrap();
        w.service.write_opinion(&unit, &id, OPINION).await.unwrap();
        w.service.recommend(&unit, &id).await.unwrap();
        w.service.ask_correction(&office, &id, &items()).await.unwrap();
        w.sign(&writer, &id).await;
        w.service.submit(&writer, &id).await.unwrap();
        w.service.withdraw(&writer, &id, "不再申报").await.unwrap();
        let kinds = |who: &Actor| {
            let (service, who) = (w.service.clone(), who.clone());
            async move {
                let told = service.inbox(&who).await.unwrap().lines;
                told.into_iter().map(|m| m.message.kind()).collect::<Vec<_>>()
            }
        };
        let writers = kinds(&writer).await;
        for kind in ["sign_off_done", "submitted", "returned", "correction_asked", "withdrawn"] {
            assert!(writers.contains(&kind), "{kind} not in {writers:?}");
        }
        assert!(!writers.contains(&"sign_off_asked"), "a secret is in no inbox");
        let units = kinds(&unit).await;
        assert!(units.contains(&"arrived") && units.contains(&"withdrawn"), "{units:?}");
        assert!(kinds(&office).await.contains(&"correction_answered"));
    }
}
