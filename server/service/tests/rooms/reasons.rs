//! Art. 5 to 24: whoever asks for a reason refuses one that is too long. Nothing of it is cut off, and nothing is done.

use domain::committee::pool::Card;
use domain::facts::workdays::import::Sheet;
use domain::formality::{Item, Tick};
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::season::edit::{Part, to_form};
use service::ports::committee::Expert;

use crate::on_both;
use crate::world::answers::{UNIT, answers};
use crate::world::*;

/// How many rows the journal has.
async fn rows(w: &World) -> usize {
    w.service.read().await.unwrap().entries(0, 10_000).await.unwrap().len()
}

/// Each of these refuses a reason of 501 characters, and none of them has stored anything.
macro_rules! too_long {
    ($w:ident: $($verb:expr),+ $(,)?) => {{
        let before = rows(&$w).await;
        let long = Refusal::TooLong { max: 500, found: 501 };
        $(assert_eq!(refused($verb.await), long, "{}", stringify!($verb));)+
        assert_eq!(rows(&$w).await, before);
    }};
}

/// A year of working days that is known already.
fn known_year() -> Sheet {
    let festivals = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];
    let off = festivals.iter().zip(1..).map(|(name, n)| format!("2026-{n:02}-01\t放假\t{name}"));
    Sheet {
        year: "2026".into(),
        title: "演示通知".into(),
        no: String::new(),
        date: "2025-11-01".into(),
        text: format!("日期\t类型\t名称\n{}", off.collect::<Vec<_>>().join("\n")),
    }
}

on_both! {
    async fn art_5_to_19_a_reason_that_is_too_long_is_refused_and_not_cut(w) {
        let (s, office, unit) = (w.service.clone(), w.office.clone(), unit());
        let why = "理".repeat(501);
        let (writer, submitted) = w.submitted(1).await;
        let (_, recommended) = w.recommended(2).await;
        let (_, passed) = w.passed(3).await;
        let (asking, unsigned) = w.written(w.applicant(4).await, &answers(4)).await;
        let link = s.ask_sign_off(&asking, &unsigned, SIGNER).await.unwrap();
        // The same organisation through another dossier is a finding to be looked at.
        let mut twice = answers(5);
        twice.insert("uscc".into(), answers(2)["uscc"].clone());
        let (again, copy) = w.draft_of(w.applicant(5).await, &twice).await;
        s.submit(&again, &copy).await.unwrap();
        s.write_opinion(&unit, &copy, OPINION).await.unwrap();
        s.recommend(&unit, &copy).await.unwrap();
        s.compare(&office).await.unwrap();
        let asked = domain::views::formality::Asked { kind: None, all: true, most: 99 };
        let found = s.duplicates(&office, asked).await.unwrap().rows.remove(0).finding;
        w.committee(1, 3).await;
        let spare = Expert { email: "spare@example.com".into(), ..expert(&"spare".into(), "36") };
        s.add_expert(&office, &spare).await.unwrap();
        let (one, other) = (expert_id(1, 1), expert_id(1, 2));
        let reference = s.read().await.unwrap().dossier(&passed).await.unwrap().unwrap().reference;
        let no = Tick { yes: false, note: why.clone() };
        let asked = [(Item::Signed, why.clone())].into();
        let mut limits = to_form(Part::Limits, &s.season().await.unwrap());
        limits.insert("claim_minutes".into(), "77".into());
        let table = format!("code\tbase\tsme extra\n{UNIT}\t7\t2");
        let who = actor("somebody", Role::Applicant, "").account;
        let admin = actor("admin-1", Role::SystemAdmin, "");
        too_long! {w:
            // Art. 5: accounts and seasons.
            s.disable_account(&admin, &who, &why),
            s.move_closing(&office, Phase::Application, day(39), &why),
            s.change_season(&office, 2026, Part::Limits, &limits, &why),
            s.import_year(&office, &known_year(), &why),
            s.set_quota(&office, UNIT, 9, 2, &why),
            s.grant_seats(&office, UNIT, 1, &why),
            s.import_quotas(&office, &table, &why),
            // Art. 16, 17: applications on their way.
            s.withdraw(&writer, &submitted, &why),
            s.decline(&link, &why),
            s.return_dossier(&unit, &submitted, &why, ""),
            s.withdraw_recommendation(&unit, &recommended, &why),
            // Art. 18: the check.
            s.tick(&office, &recommended, Item::Credit, &no),
            s.ask_correction(&office, &recommended, &asked),
            s.reject(&office, &recommended, Item::Profit, &why),
            s.look(&office, &found.dossier, &found.against.key(), found.kind, &why),
            // Art. 11 to 15: the committee.
            s.save_expert(&office, None, &Card::default(), &why),
            s.rest_expert(&office, &spare.id, true, &why),
            s.release_expert(&office, &other, &why),
            s.move_lead(&office, &other, &why),
            s.appoint_head(&office, Role::Chair, &spare.id, &why),
            s.record_conflict(&office, &one, &reference, &why),
            s.wish_pair(&office, &passed, &one, None, &why),
            s.publish_assignment(&office, 7, None, &why),
        }
        // What is short enough is kept to its last character, blanks and all.
        let whole = format!("{}末", "理 ".repeat(499));
        s.withdraw(&writer, &submitted, &whole).await.unwrap();
        let all = s.read().await.unwrap().entries(0, 10_000).await.unwrap();
        assert!(all.iter().any(|e| e.reason == whole));
    }

    async fn art_20_a_reason_that_is_too_long_is_refused_in_the_reviews(w) {
        let (s, office) = (w.service.clone(), w.office.clone());
        let why = "理".repeat(501);
        let ids = w.defending(2, 1, 3).await;
        w.clock.set(day(92).plus(20 * 60 * domain::stamp::MINUTE));
        let (first, second) = (expert_actor(1, 1), expert_actor(1, 2));
        s.seal_sheet(&first, Review::Defence, &ids[0], &defence_sheet(80)).await.unwrap();
        too_long! {w:
            s.amend_sheet(&first, Review::Defence, &ids[0], &defence_sheet(70), &why),
            s.decline_review(&second, Review::Defence, &ids[0], &why),
            s.cancel_slot(&office, &ids[1], &why, Some(0)),
        }
    }

    async fn art_21_a_reason_that_is_too_long_is_refused_where_an_objection_is_taken_back(w) {
        let (s, why) = (w.service.clone(), "理".repeat(501));
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        let link = s.object(2026, &crate::notice::form(1), &[]).await.unwrap();
        too_long! {w: s.withdraw_objection(&link, &why, "1.2.3.4")}
    }
}
