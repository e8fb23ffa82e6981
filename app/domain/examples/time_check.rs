//! How long it takes to judge a whole dossier: full text, all rows, all files.
//!
//! ```text
//! cargo run --release -p domain --example time_check
//! ```
//!
//! The browser does the same at each pause of typing; `end2end/tests/content.spec.ts` measures it there.

#![allow(clippy::disallowed_methods)] // a stopwatch reads the clock

use std::time::{Duration, Instant};

use domain::application::Answers;
use domain::application::check::{Context, check_all};
use domain::application::field::{Field, Kind, RESULT_ROWS, Slot};
use domain::application::page::{Page, page_state};
use domain::facts::workdays::Counting;
use domain::season::{
    Direction, Limits, MailSettings, PastWinner, Planned, ReviewSettings, Season,
};

/// Judgements that are timed.
const TIMES: usize = 500;

fn main() {
    let (answers, cx) = (answers(), context());
    let left = check_all(&answers, &cx);
    assert!(left.is_empty(), "the dossier is meant to be right: {left:?}");
    let all = measure(|| check_all(&answers, &cx).len());
    let states = measure(|| {
        Page::ALL
            .iter()
            .filter(|p| {
                page_state(**p, &answers, &cx) == domain::application::page::PageState::Done
            })
            .count()
    });
    let typed: usize = answers.values().map(|t| t.chars().count()).sum();
    println!("{} answers, {typed} characters", answers.len());
    println!("check_all:           median {:?}, slowest {:?}", all.0, all.1);
    println!("states of all pages: median {:?}, slowest {:?}", states.0, states.1);
}

/// Median and slowest of many runs, after one that builds the tables.
fn measure(mut run: impl FnMut() -> usize) -> (Duration, Duration) {
    std::hint::black_box(run());
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    (times[TIMES / 2], times[TIMES - 1])
}

/// Everything answered at full length.
fn answers() -> Answers {
    let mut a = Answers::new();
    for f in Field::ALL.iter().copied().filter(|f| f.page() != Page::Results) {
        let text = match (f, f.kind()) {
            (Field::Uscc, _) => "91370200MAXT0A1B7P".to_owned(),
            (Field::Region | Field::Unit, _) => "R370200".to_owned(),
            (Field::Title, _) => "实施端到端质量追溯的经验".to_owned(),
            (Field::QualityStaff, _) => "12".to_owned(),
            (Field::Since, _) => "2020-03".to_owned(),
            (Field::Industry, _) => "C36".to_owned(),
            (Field::Abstract, _) => "摘".repeat(500),
            (Field::Honours, _) => "誉".repeat(300),
            (Field::Maturity, _) => "熟".repeat(1_000),
            (_, Kind::Text) => "经验报告的一段文字，围绕关键质量特性。".repeat(46),
            (_, Kind::Money) => "１２，８００.５".to_owned(),
            (_, Kind::Count) => "286".to_owned(),
            (_, Kind::Mobile | Kind::Phone) => "138 0000 0001".to_owned(),
            (_, Kind::Email) => "a@example.com".to_owned(),
            (_, Kind::Postcode) => "266000".to_owned(),
            (_, Kind::Person) => "演示".to_owned(),
            (_, Kind::Choice(codes)) => codes[0].to_owned(),
            (_, Kind::Direction) => "d1".to_owned(),
            (_, Kind::Agree) => "yes".to_owned(),
            _ => "演示文字".to_owned(),
        };
        a.insert(f.key().to_owned(), text);
    }
    for row in 1..=RESULT_ROWS {
        for f in Page::Results.fields() {
            let text = if f == Field::Evidence { "f00d" } else { "98.5" };
            a.insert(f.result_key(row), text.to_owned());
        }
    }
    a
}

fn context() -> Context {
    let winner = |n: usize| PastWinner {
        year: 2025,
        uscc: String::new(),
        organisation: format!("演示企业{n}"),
        title: format!("实施演示方法{n}的经验"),
        revoked: None,
    };
    let season = Season {
        id: "s".into(),
        year: 2026,
        demo: true,
        directions: vec![Direction { code: "d1".into(), zh: "方向".into(), en: "d".into() }],
        windows: Vec::new(),
        // As many as three seasons have: more than a page ever carries.
        limits: Limits { past_winners: (0..180).map(winner).collect(), ..Limits::default() },
        review: ReviewSettings::default(),
        planned: Planned { industrial: 45, sme: 8, service: 7 },
        counting: Counting::NextDay,
        notice_days: 10,
        templates: Default::default(),
        changes: Vec::new(),
        published: Default::default(),
        mail: MailSettings::default(),
    };
    Context { season, files: Slot::ALL.to_vec(), contents: vec!["f00d".to_owned()] }
}
