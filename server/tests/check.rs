//! `verify` and `check` of the real program: sound databases pass, and whoever changes one past
//! the program is found out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::collections::BTreeMap;

use domain::defence::initial_list::lack::Lack;
use domain::exchange::report::Form as Report;
use domain::facts::workdays::import::Sheet;
use domain::ids::DossierId;
use domain::policy::Role;
use domain::season::Phase;
use domain::season::edit::Part;
use domain::season::rows::phase_code;
use domain::stamp::Stamp;
use domain::title::Number;
use domain::title::correction::Form;
use support::binary::{must, run};
use support::world::{
    Review, World, actor, answers, answers::UNIT, chair, expert_id, sheet, vice_chair,
};

const WHY: &str = "综合两轮评审与类别名额，经核对后确定。";

/// A season with something in every room.
async fn lived_in(w: &World) -> DossierId {
    let ids = w.reviewing(3, 2, 3).await;
    w.recommended(11).await;
    w.submitted(12).await;
    w.begun(13).await;
    for (p, e) in [(1, 1), (1, 2), (1, 3)] {
        let expert = actor("expert", Role::Expert, expert_id(p, e).as_str());
        if w.service.sheet(&expert, Review::Written, &ids[0]).await.is_ok() {
            w.service.seal_sheet(&expert, Review::Written, &ids[0], &sheet(80)).await.unwrap();
            return ids[0].clone();
        }
    }
    panic!("nobody of the panel reads its dossier");
}

/// Changes something, and expects `check` to say so; then changes it back.
async fn found(w: &World, change: &str, back: &str, words: &str) {
    w.tamper(change).await;
    let output = run(&w.fresh.url, w.fresh.dir(), &["check"]);
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!output.status.success(), "{change}: {out}");
    assert!(out.contains(words), "{change}: {out}{err}");
    w.tamper(back).await;
}

async fn what_is_changed_past_the_program_is_found(w: World) {
    let sealed = lived_in(&w).await;
    let judge = |word: &str| must(&w.fresh.url, w.fresh.dir(), &[word]);
    assert!(judge("verify").contains("journal sound"));
    assert!(judge("check").contains("all invariants hold"));
    // A seat that nobody took.
    let words = format!("Quota of unit {UNIT}");
    let seats = |sign| format!("UPDATE quota SET used_large = used_large {sign} 1");
    found(&w, &seats('+'), &seats('-'), &words).await;
    // A standing that the journal does not know of: the fifth dossier was submitted once.
    let version = |from, to| {
        format!(
            "UPDATE dossier SET standing = REPLACE(standing, '\"version\":{from}', '\"version\":{to}') WHERE number = 5"
        )
    };
    found(&w, &version(1, 7), &version(7, 1), "but the journal says").await;
    // A total that was not sealed.
    let on = if w.fresh.engine == "postgres" { " ON review" } else { "" };
    w.tamper(&format!("DROP TRIGGER review_no_update{on}")).await;
    found(
        &w,
        &format!("UPDATE review SET total = 810 WHERE dossier = '{sealed}' AND total = 800"),
        &format!("UPDATE review SET total = 800 WHERE dossier = '{sealed}' AND total = 810"),
        "differs from the journal",
    )
    .await;
    assert!(judge("check").contains("all invariants hold"));
    // A row of the journal.
    let on = if w.fresh.engine == "postgres" { " ON journal" } else { "" };
    w.tamper(&format!("DROP TRIGGER journal_no_update{on}")).await;
    w.tamper("UPDATE journal SET actor = 'nobody' WHERE seq = 7").await;
    for word in ["verify", "check"] {
        let output = run(&w.fresh.url, w.fresh.dir(), &[word]);
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && err.contains("journal broken at row 7"), "{err}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_past_the_program_is_found_on_sqlite() {
    what_is_changed_past_the_program_is_found(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_past_the_program_is_found_on_postgres() {
    what_is_changed_past_the_program_is_found(World::postgres().await).await;
}

/// The working days of 2027, fictional but for the festivals.
fn days_of_2027() -> Sheet {
    let holidays = [
        ("01-01", "元旦"),
        ("02-08", "春节"),
        ("04-05", "清明节"),
        ("05-03", "劳动节"),
        ("06-09", "端午节"),
        ("09-15", "中秋节"),
        ("10-01", "国庆节"),
    ];
    let rows = holidays.map(|(day, name)| format!("2027-{day}\t放假\t{name}"));
    Sheet {
        year: "2027".into(),
        title: "演示通知".into(),
        no: String::new(),
        date: "2026-11-01".into(),
        text: format!("日期\t类型\t名称\n{}", rows.join("\n")),
    }
}

/// A season from its applications to its titles, each act through the verb it has; titles of earlier years beside them,
/// one corrected to another year.
async fn first_season(w: &World) -> DossierId {
    let s = &w.service;
    let table = "年度\t单位\t质量标杆经验\n2025\t演示甲公司\t实施甲方法的经验\n2025\t演示乙公司\t实施乙方法的经验";
    s.import_titles(&w.office, table).await.unwrap();
    let number = Number::new(2025, 1).unwrap();
    let line = s.correcting(&w.office, number.as_str()).await.unwrap().line;
    let form = Form {
        number: number.to_string(),
        year: "2024".into(),
        organisation: line.organisation,
        benchmark: line.benchmark,
        reason: WHY.into(),
        ..Form::default()
    };
    s.correct_title(&w.office, number.as_str(), &form, 0).await.unwrap().unwrap();
    w.candidates(4, 2, 3).await;
    for lack in s.initial_list(&chair()).await.unwrap().lacks {
        if let Lack::Category { category, .. } = lack {
            let revision = s.initial_list(&chair()).await.unwrap().revision;
            s.explain_category(&chair(), category, WHY, revision).await.unwrap();
        }
    }
    let seen = s.initial_list(&chair()).await.unwrap().sha256;
    s.sign_initial_list(&chair(), &seen).await.unwrap();
    s.confirm_initial_list(&vice_chair(), &seen).await.unwrap();
    w.consulted().await;
    let open = w.opened().await;
    w.clock.set(open.ends_at);
    w.announced().await;
    let titles = s.read().await.unwrap().titles_granted().await.unwrap();
    titles[0].dossier.clone().unwrap()
}

/// The next season is planned and opened, and somebody applies in it; a title of the first one is reported on.
async fn second_season(w: &World, title: &DossierId) {
    let s = &w.service;
    assert_eq!(s.plan_season(&w.office).await.unwrap(), 2027);
    let mut windows = BTreeMap::new();
    for (i, phase) in Phase::ALL.into_iter().enumerate() {
        let code = phase_code(phase);
        windows.insert(format!("{code}.opens"), format!("2027-{:02}-04 09:00", i + 3));
        windows.insert(format!("{code}.closes"), format!("2027-{:02}-28 24:00", i + 3));
    }
    s.change_season(&w.office, 2027, Part::Windows, &windows, "").await.unwrap();
    s.import_year(&w.office, &days_of_2027(), "").await.unwrap();
    s.open_planned(&w.office, 2027).await.unwrap();
    w.clock.set(Stamp::read("2027-03-08 10:00").unwrap());
    let own = w.owner(title).await;
    let writer = actor("writer", Role::Applicant, own.as_str());
    let text = "一次交验合格率保持在百分之九十九以上，全年没有质量事故。".to_owned();
    let form = Report { kept_up: text.clone(), figures: text.clone(), shared: text };
    s.file_report(&writer, title, 2027, &form).await.unwrap().unwrap();
    let (applicant, next) = w.draft_of(w.applicant(22).await, &answers::answers(22)).await;
    s.submit(&applicant, &next).await.unwrap();
    w.begun(23).await;
}

async fn two_seasons_are_sound_and_neither_is_taken_for_the_other(w: World) {
    let title = first_season(&w).await;
    let judge = |word: &str| must(&w.fresh.url, w.fresh.dir(), &[word]);
    assert!(judge("check").contains("all invariants hold"));
    second_season(&w, &title).await;
    assert!(judge("verify").contains("journal sound"));
    assert!(judge("check").contains("all invariants hold"));
    // What is wrong in the season that has ended is still found.
    let seats =
        |sign| format!("UPDATE quota SET used_large = used_large {sign} 1 WHERE season = 's2026'");
    found(&w, &seats('+'), &seats('-'), "in season s2026 says").await;
    let year = |year| format!("UPDATE season SET year = {year} WHERE id = 's2026'");
    found(&w, &year(2023), &year(2026), "its season of 2023").await;
    // A letter that was not sent.
    let on = if w.fresh.engine == "postgres" { " ON winner_letter" } else { "" };
    w.tamper(&format!("DROP TRIGGER winner_letter_no_update{on}")).await;
    let hash = |hash| format!("UPDATE winner_letter SET sha256 = {hash} WHERE dossier = '{title}'");
    let (other, sent) = (hash("'x' || sha256"), hash("SUBSTR(sha256, 2)"));
    found(&w, &other, &sent, "the letter to the winner").await;
    assert!(judge("check").contains("all invariants hold"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_seasons_are_sound_and_neither_is_taken_for_the_other_on_sqlite() {
    two_seasons_are_sound_and_neither_is_taken_for_the_other(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_seasons_are_sound_and_neither_is_taken_for_the_other_on_postgres() {
    two_seasons_are_sound_and_neither_is_taken_for_the_other(World::postgres().await).await;
}
