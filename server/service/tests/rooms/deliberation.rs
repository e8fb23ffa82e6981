//! Art. 13–15, 19: what panels agree on, who signs, who confirms, and the release of all lists at once.

use domain::deliberation::agreed::Verdict;
use domain::deliberation::lack::Lack;
use domain::deliberation::panel_round::PanelStage;
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::policy::{Actor, Grant, Role};
use domain::refusal::Refusal;
use domain::views::deliberation::{DeliberationView, Row};
use service::Agreeing;

use crate::on_both;
use crate::world::*;

const WHY: &str = "合议认为该经验示范性更强，数据可核对。";

fn vice_chair() -> Actor {
    actor("vice", Role::ViceChair, "vice")
}

async fn view(w: &World, actor: &Actor, p: usize) -> DeliberationView {
    w.service.deliberation(actor, Review::Written, &panel_id(p)).await.unwrap()
}

/// Everybody seals what they have; expert 1 of a panel gives most to the dossiers of small numbers.
async fn sealed(w: &World, panels: usize, experts: usize) {
    for p in 1..=panels {
        for e in 1..=experts {
            let actor = expert_actor(p, e);
            let rows = w.service.my_reviews(&actor, Review::Written).await.unwrap().rows;
            for (i, row) in rows.into_iter().enumerate() {
                let percent = 90 - 5 * u32::try_from(i).unwrap();
                w.service
                    .seal_sheet(&actor, Review::Written, &row.dossier, &sheet(percent))
                    .await
                    .unwrap();
            }
        }
    }
}

/// What is typed into the form of a row.
fn typed(v: &DeliberationView, r: &Row) -> Agreeing {
    Agreeing {
        dossier: r.dossier.clone(),
        verdict: r.verdict,
        rank: r.rank,
        reason: r.reason.clone(),
        minutes: r.minutes.clone(),
        exception: r.exception.clone(),
        revision: v.revision,
    }
}

async fn sign(w: &World, actor: &Actor, p: usize) -> service::Result<()> {
    let seen = view(w, actor, p).await.sha256;
    w.service.sign_conclusion(actor, Review::Written, &panel_id(p), &seen).await
}

async fn confirm(w: &World, actor: &Actor, p: usize) -> service::Result<()> {
    let seen = view(w, actor, p).await.sha256;
    w.service.confirm_conclusion(actor, Review::Written, &panel_id(p), &seen).await
}

async fn stage(w: &World, id: &DossierId) -> Stage {
    let mut db = w.service.read().await.unwrap();
    db.dossier(id).await.unwrap().unwrap().standing.stage()
}

on_both! {
    async fn art_19_lists_of_all_panels_come_out_at_once_signed_and_confirmed(w) {
        let ids = w.reviewing(4, 2, 3).await;
        sealed(&w, 2, 3).await;
        let lead = lead_actor(1);
        let seen = view(&w, &lead, 1).await;
        assert!(seen.presides && !seen.confirms && seen.lacks.is_empty(), "{:?}", seen.lacks);
        assert_eq!((seen.revision, seen.panel.stage), (0, PanelStage::Open));

        // The chair reads, and changes nothing; a lead of another panel is told that there is nothing.
        let read = view(&w, &chair(), 1).await;
        assert!(!read.presides && read.confirms);
        let agreeing = typed(&seen, &seen.rows[0]);
        for other in [chair(), vice_chair(), w.office.clone(), unit()] {
            let out = w.service.agree(&other, Review::Written, &panel_id(1), &agreeing).await;
            assert_eq!(refused(out), Refusal::NotYours);
        }
        assert_eq!(refused(w.service.deliberation(&lead_actor(2), Review::Written, &panel_id(1)).await), Refusal::NotYours);
        assert_eq!(refused(w.service.deliberations(&expert_actor(1, 2), Review::Written).await), Refusal::NotYours);
        assert_eq!(w.service.deliberations(&lead, Review::Written).await.unwrap().lines.len(), 1);

        // The best one is left out: that needs a reason.
        let mut out = typed(&seen, &seen.rows[0]);
        out.verdict = Verdict::NotShortlisted;
        out.rank = 99;
        w.service.agree(&lead, Review::Written, &panel_id(1), &out).await.unwrap();
        let after = view(&w, &lead, 1).await;
        let last = after.rows.last().unwrap();
        assert_eq!((&last.dossier, last.verdict, last.owes), (&seen.rows[0].dossier, Verdict::NotShortlisted, true));
        assert!(matches!(after.lacks[..], [Lack::Reasons { .. }]), "{:?}", after.lacks);
        assert!(matches!(refused(sign(&w, &lead, 1).await), Refusal::NotSignable { .. }));
        // Whoever has an older page open is told.
        assert_eq!(refused(w.service.agree(&lead, Review::Written, &panel_id(1), &out).await), Refusal::Stale { revision: 1 });
        let mut said = typed(&after, last);
        said.reason = "短".into();
        assert!(matches!(refused(w.service.agree(&lead, Review::Written, &panel_id(1), &said).await), Refusal::TooShort { .. }));
        said.reason = WHY.into();
        said.minutes = "逐项讨论，一致同意。".into();
        w.service.agree(&lead, Review::Written, &panel_id(1), &said).await.unwrap();
        let ready = view(&w, &lead, 1).await;
        assert!(ready.lacks.is_empty(), "{:?}", ready.lacks);
        let left_out = ready.rows.last().unwrap().dossier.clone();

        // What was read is what is signed.
        let stale = w.service.sign_conclusion(&lead, Review::Written, &panel_id(1), &seen.sha256).await;
        assert_eq!(refused(stale), Refusal::ConclusionChanged);
        sign(&w, &lead, 1).await.unwrap();
        assert_eq!(view(&w, &lead, 1).await.panel.stage, PanelStage::SignedByLead);
        assert!(matches!(refused(w.service.agree(&lead, Review::Written, &panel_id(1), &said).await), Refusal::PanelStands { .. }));
        assert_eq!(refused(confirm(&w, &lead, 1).await), Refusal::NotYours);
        // Given back with a reason, signed again, confirmed.
        let older = (seen.sha256.as_str(), WHY);
        let older = w.service.give_back_conclusion(&chair(), Review::Written, &panel_id(1), older).await;
        assert_eq!(refused(older), Refusal::ConclusionChanged);
        let short = w.given_back(&chair(), Review::Written, &panel_id(1), "短").await;
        assert!(matches!(refused(short), Refusal::TooShort { .. }));
        w.given_back(&chair(), Review::Written, &panel_id(1), WHY).await.unwrap();
        assert_eq!(view(&w, &lead, 1).await.returned.unwrap().1, WHY);
        sign(&w, &lead, 1).await.unwrap();
        confirm(&w, &chair(), 1).await.unwrap();

        // Nothing is out before all are.
        assert!(matches!(refused(w.service.release_lists(&chair(), Review::Written).await), Refusal::PanelsOpen { .. }));
        for id in &ids {
            assert_eq!(stage(&w, id).await, Stage::WrittenReview);
        }
        sign(&w, &lead_actor(2), 2).await.unwrap();
        confirm(&w, &chair(), 2).await.unwrap();
        assert!(w.service.deliberations(&chair(), Review::Written).await.unwrap().ready);
        assert_eq!(refused(w.service.release_lists(&lead, Review::Written).await), Refusal::NotYours);
        w.service.release_lists(&chair(), Review::Written).await.unwrap();
        for id in &ids {
            let expected = if *id == left_out { Stage::NotShortlisted } else { Stage::Shortlisted };
            assert_eq!(stage(&w, id).await, expected);
        }
        assert!(matches!(refused(w.service.release_lists(&chair(), Review::Written).await), Refusal::PanelStands { .. }));
        assert_eq!(view(&w, &chair(), 1).await.panel.stage, PanelStage::Released);
        // What was signed is kept, both times.
        let mut db = w.service.read().await.unwrap();
        let kept = db.conclusions(&id(), domain::deliberation::Review::Written, &panel_id(1)).await.unwrap();
        assert_eq!(kept.iter().map(|c| c.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(domain::application::version::digest(&kept[1].canonical), kept[1].sha256);
    }

    async fn art_19_no_score_changes_under_a_signed_conclusion(w) {
        w.reviewing(2, 1, 3).await;
        sealed(&w, 1, 3).await;
        sign(&w, &lead_actor(1), 1).await.unwrap();
        let e = expert_actor(1, 2);
        let id = w.service.my_reviews(&e, Review::Written).await.unwrap().rows[0].dossier.clone();
        let stands = Refusal::PanelStands { stage: PanelStage::SignedByLead };
        assert_eq!(refused(w.service.amend_sheet(&e, Review::Written, &id, &sheet(50), WHY).await), stands);
        w.given_back(&chair(), Review::Written, &panel_id(1), WHY).await.unwrap();
        w.service.amend_sheet(&e, Review::Written, &id, &sheet(10), WHY).await.unwrap();
        // Ranks by scores have changed: it is looked at again before it is signed again.
        let lead = lead_actor(1);
        let seen = view(&w, &lead, 1).await;
        if seen.lacks.iter().any(|l| matches!(l, Lack::Moved { .. })) {
            w.service.refresh_results(&lead, Review::Written, &panel_id(1), seen.revision).await.unwrap();
        }
        let seen = view(&w, &lead, 1).await;
        assert!(!seen.lacks.iter().any(|l| matches!(l, Lack::Moved { .. })), "{:?}", seen.lacks);
    }

    async fn art_19_missing_reviews_need_an_exception_and_own_sheets_come_first(w) {
        w.reviewing(1, 1, 3).await;
        let lead = lead_actor(1);
        assert_eq!(refused(w.service.deliberation(&lead, Review::Written, &panel_id(1)).await), Refusal::OwnSheetsFirst);
        for e in 1..=2 {
            let actor = expert_actor(1, e);
            let id = w.service.my_reviews(&actor, Review::Written).await.unwrap().rows[0].dossier.clone();
            w.service.seal_sheet(&actor, Review::Written, &id, &sheet(80)).await.unwrap();
        }
        let seen = view(&w, &lead, 1).await;
        assert!(matches!(seen.lacks[..], [Lack::Reviews { .. }]), "{:?}", seen.lacks);
        let mut agreeing = typed(&seen, &seen.rows[0]);
        agreeing.exception = WHY.into();
        w.service.agree(&lead, Review::Written, &panel_id(1), &agreeing).await.unwrap();
        assert!(view(&w, &lead, 1).await.lacks.is_empty());
        sign(&w, &lead, 1).await.unwrap();
        // The third sheet comes too late.
        let late = expert_actor(1, 3);
        let id = w.service.my_reviews(&late, Review::Written).await.unwrap().rows[0].dossier.clone();
        let stands = Refusal::PanelStands { stage: PanelStage::SignedByLead };
        assert_eq!(refused(w.service.seal_sheet(&late, Review::Written, &id, &sheet(80)).await), stands);
    }

    async fn art_15_whoever_is_in_conflict_leaves_the_room_and_the_next_presides(w) {
        let ids = w.reviewing(3, 1, 5).await;
        let lead = lead_actor(1);
        // The lead declares a conflict with one of the panel's applications.
        w.service.undertake(&lead, &ids[..1]).await.unwrap();
        w.service.publish_assignment(&w.office, 8, None, "").await.unwrap_or_else(|e| panic!("{e:?}"));
        sealed(&w, 1, 5).await;
        assert_eq!(refused(w.service.deliberation(&lead, Review::Written, &panel_id(1)).await), Refusal::Conflicted);
        let lines = w.service.deliberations(&lead, Review::Written).await.unwrap().lines;
        assert!(lines[0].barred && lines[0].applications.is_none());
        let vice = vice_chair();
        let seen = view(&w, &vice, 1).await;
        assert!(seen.presides && !seen.confirms);
        let of = seen.rows.iter().find(|r| r.dossier == ids[0]).unwrap();
        assert_eq!(of.absent.len(), 1);
        sign(&w, &vice, 1).await.unwrap();
        confirm(&w, &chair(), 1).await.unwrap();
        // Whoever holds both seats does not confirm what they have signed themselves.
        let both = Actor {
            grants: vec![
                Grant { role: Role::ViceChair, scope: "vice".into() },
                Grant { role: Role::Chair, scope: "chair".into() },
            ],
            ..vice
        };
        w.given_back(&chair(), Review::Written, &panel_id(1), WHY).await.unwrap();
        sign(&w, &both, 1).await.unwrap();
        assert_eq!(refused(confirm(&w, &both, 1).await), Refusal::OwnSignature);
    }

    /// The lists wait for the formality check, and each application that waits in it is named (Art. 18, 19).
    async fn art_18_no_list_comes_out_while_a_check_is_not_finished(w) {
        w.reviewing(1, 1, 3).await;
        let (_, late) = w.recommended(5).await;
        sealed(&w, 1, 3).await;
        sign(&w, &lead_actor(1), 1).await.unwrap();
        confirm(&w, &chair(), 1).await.unwrap();
        let reference = w.service.read().await.unwrap().dossier(&late).await.unwrap().unwrap().reference;
        let items = [(domain::formality::Item::Signed, "扫描件缺公章".to_owned())].into();
        for asked in [false, true] {
            if asked {
                w.service.ask_correction(&w.office, &late, &items).await.unwrap();
            }
            let waits = Refusal::Unchecked { references: vec![reference.clone()] };
            assert_eq!(refused(w.service.release_lists(&chair(), Review::Written).await), waits);
            let seen = w.service.deliberations(&chair(), Review::Written).await.unwrap();
            assert_eq!((seen.ready, seen.unchecked), (false, vec![reference.clone()]));
            assert!(w.service.deliberations(&lead_actor(1), Review::Written).await.unwrap().unchecked.is_empty());
        }
        w.clock.set(day(60));
        let why = "逾期没有补正，不予通过。";
        w.service.reject(&w.office, &late, domain::formality::Item::Signed, why).await.unwrap();
        w.service.release_lists(&chair(), Review::Written).await.unwrap();
    }

    async fn art_19_no_list_comes_out_while_an_application_waits_for_experts(w) {
        w.reviewing(2, 1, 3).await;
        let (_, late) = w.passed(5).await;
        sealed(&w, 1, 3).await;
        sign(&w, &lead_actor(1), 1).await.unwrap();
        confirm(&w, &chair(), 1).await.unwrap();
        let release = async || w.service.release_lists(&chair(), Review::Written).await;
        assert_eq!(refused(release().await), Refusal::Unread { review: Review::Written, applications: 1 });
        assert!(!w.service.deliberations(&chair(), Review::Written).await.unwrap().ready);
        // It does not go to a panel whose conclusion is signed: it could not be scored there.
        let stands = Refusal::PanelStands { stage: PanelStage::SignedByLead };
        assert_eq!(refused(w.service.publish_assignment(&w.office, 9, None, "").await), stands);
        w.given_back(&chair(), Review::Written, &panel_id(1), WHY).await.unwrap();
        w.service.publish_assignment(&w.office, 9, None, "").await.unwrap();
        assert_eq!(stage(&w, &late).await, Stage::WrittenReview);
        for e in 1..=3 {
            w.service.seal_sheet(&expert_actor(1, e), Review::Written, &late, &sheet(60)).await.unwrap();
        }
        let lead = lead_actor(1);
        let revision = view(&w, &lead, 1).await.revision;
        w.service.refresh_results(&lead, Review::Written, &panel_id(1), revision).await.unwrap();
        let seen = view(&w, &lead, 1).await;
        let mut last = typed(&seen, seen.rows.iter().find(|r| r.dossier == late).unwrap());
        last.verdict = Verdict::NotShortlisted;
        last.reason = WHY.into();
        w.service.agree(&lead, Review::Written, &panel_id(1), &last).await.unwrap();
        sign(&w, &lead, 1).await.unwrap();
        confirm(&w, &chair(), 1).await.unwrap();
        release().await.unwrap();
        assert_eq!(stage(&w, &late).await, Stage::NotShortlisted);
    }

    /// Between the confirmation and the release the season asks for more points than somebody on a list has.
    async fn art_19_no_list_comes_out_over_a_conclusion_that_no_longer_holds(w) {
        let ids = w.reviewing(4, 2, 3).await;
        sealed(&w, 2, 3).await;
        // The second panel leaves out its last one, with a reason: it holds whatever points are asked for.
        let seen = view(&w, &lead_actor(2), 2).await;
        let mut last = typed(&seen, seen.rows.last().unwrap());
        last.verdict = Verdict::NotShortlisted;
        last.reason = WHY.into();
        w.service.agree(&lead_actor(2), Review::Written, &panel_id(2), &last).await.unwrap();
        for p in 1..=2 {
            w.concluded(Review::Written, p).await;
        }
        let list = async || w.service.deliberations(&chair(), Review::Written).await.unwrap();
        let release = async || w.service.release_lists(&chair(), Review::Written).await;
        let before = list().await;
        assert!(before.ready && before.lines.iter().all(|l| l.outdated.is_none()));
        w.set(|s| s.review.defence_points = 88).await;

        // The page tells which panel and why, before anybody tries.
        let told = list().await;
        assert!(!told.ready && told.lines[1].outdated.is_none());
        let lacks = told.lines[0].outdated.clone().unwrap();
        let below = |l: &Lack| matches!(l, Lack::Points { references, least: 880 } if references.len() == 1);
        assert!(lacks.iter().any(below), "{lacks:?}");
        assert_eq!(refused(release().await), Refusal::ConclusionChanged);
        for id in &ids {
            assert_eq!(stage(&w, id).await, Stage::WrittenReview);
        }
        let page = view(&w, &chair(), 1).await;
        assert!(page.panel.outdated == Some(lacks) && page.confirms);

        // Whoever confirms gives it back; it is agreed on anew, and all lists come out.
        w.given_back(&chair(), Review::Written, &panel_id(1), WHY).await.unwrap();
        assert!(list().await.lines.iter().all(|l| l.outdated.is_none()));
        let seen = view(&w, &lead_actor(1), 1).await;
        let mut below = typed(&seen, seen.rows.last().unwrap());
        below.verdict = Verdict::NotShortlisted;
        w.service.agree(&lead_actor(1), Review::Written, &panel_id(1), &below).await.unwrap();
        w.concluded(Review::Written, 1).await;
        assert!(list().await.ready);
        release().await.unwrap();
        assert_eq!(stage(&w, &below.dossier).await, Stage::NotShortlisted);
    }

    /// Who left the room is signed for: found out later it is signed anew, and keeps nothing back for good.
    async fn art_15_a_conflict_after_the_confirmation_has_the_conclusion_signed_anew(w) {
        let ids = w.reviewing(3, 1, 4).await;
        sealed(&w, 1, 4).await;
        // A member who has not read one of the applications, so that no score is concerned.
        let mut found = None;
        for e in 2..=4 {
            let rows = w.service.my_reviews(&expert_actor(1, e), Review::Written).await.unwrap().rows;
            found = ids.iter().find(|id| rows.iter().all(|r| r.dossier != **id)).map(|id| (e, id)).or(found);
        }
        let (e, id) = found.unwrap();
        w.concluded(Review::Written, 1).await;
        let confirmed = view(&w, &chair(), 1).await;
        assert!(!confirmed.differs && confirmed.panel.outdated.is_none());
        let reference = w.service.read().await.unwrap().dossier(id).await.unwrap().unwrap().reference;
        w.service.record_conflict(&w.office, &expert_id(1, e), &reference, WHY).await.unwrap();

        let release = async || w.service.release_lists(&chair(), Review::Written).await;
        assert_eq!(refused(release().await), Refusal::ConclusionChanged);
        // Beside the signatures stands the digest they were set to, and that the page shows something else by now.
        let now = view(&w, &chair(), 1).await;
        assert!(now.differs && now.panel.outdated == Some(Vec::new()));
        assert_eq!(now.sha256, confirmed.sha256);
        w.given_back(&chair(), Review::Written, &panel_id(1), WHY).await.unwrap();
        w.concluded(Review::Written, 1).await;
        let anew = view(&w, &chair(), 1).await;
        assert!(!anew.differs && anew.sha256 != confirmed.sha256);
        release().await.unwrap();
    }

    /// A signature stands beside the digest of the text it was set to, whatever has come to light since.
    async fn art_13_the_digest_beside_signatures_is_of_what_was_signed(w) {
        let ids = w.shortlisted(2).await;
        assert!(!view(&w, &chair(), 1).await.differs);
        let reference = w.service.read().await.unwrap().dossier(&ids[0]).await.unwrap().unwrap().reference;
        w.service.record_conflict(&w.office, &expert_id(1, 2), &reference, WHY).await.unwrap();
        let mut db = w.service.read().await.unwrap();
        let kept = db.conclusions(&id(), Review::Written, &panel_id(1)).await.unwrap();
        drop(db);
        let printed = w.service.print_conclusion(&chair(), Review::Written, &panel_id(1)).await.unwrap();
        for seen in [view(&w, &chair(), 1).await, printed.view] {
            let row = seen.rows.iter().find(|r| r.dossier == ids[0]).unwrap();
            assert_eq!((row.absent.len(), seen.differs), (1, true));
            assert_eq!((seen.panel.stage, &seen.sha256), (PanelStage::Released, &kept[0].sha256));
        }
    }

    async fn art_19_nothing_comes_before_the_experts_once_the_lists_are_out(w) {
        w.shortlisted(1).await;
        let (_, late) = w.recommended(5).await;
        assert_eq!(refused(w.service.pass(&w.office, &late).await), Refusal::ListsOut);
        assert_eq!(refused(w.service.publish_assignment(&w.office, 9, None, "").await), Refusal::ListsOut);
    }

    async fn art_20_below_the_seasons_points_nobody_enters_the_defence(w) {
        w.reviewing(2, 1, 3).await;
        w.set(|s| s.review.defence_points = 88).await;
        sealed(&w, 1, 3).await;
        let lead = lead_actor(1);
        let seen = view(&w, &lead, 1).await;
        let verdicts: Vec<Verdict> = seen.rows.iter().map(|r| r.verdict).collect();
        assert_eq!(verdicts, [Verdict::Shortlisted, Verdict::NotShortlisted]);
        assert!(seen.lacks.is_empty() && !seen.rows[1].owes, "{:?}", seen.lacks);
        // No reason lifts it over the points.
        let mut lifted = typed(&seen, &seen.rows[1]);
        lifted.verdict = Verdict::Shortlisted;
        lifted.reason = WHY.into();
        w.service.agree(&lead, Review::Written, &panel_id(1), &lifted).await.unwrap();
        let lacks = view(&w, &lead, 1).await.lacks;
        assert!(matches!(&lacks[..], [Lack::Points { references, least: 880 }] if references.len() == 1), "{lacks:?}");
        assert_eq!(view(&w, &lead, 1).await.least, 880);
        assert!(matches!(refused(sign(&w, &lead, 1).await), Refusal::NotSignable { .. }));
        // The board draws its line there too.
        let board = w.service.board(&chair(), Review::Written, None).await.unwrap().board;
        let above = board.rank(&domain::review::board::View::default());
        assert_eq!(above.iter().filter(|r| r.above_cut).count(), 1);
    }
}
