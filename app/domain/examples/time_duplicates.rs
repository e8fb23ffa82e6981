//! How long it takes to find what stands twice in a season: a thousand dossiers of the greatest length, five of
//! them half copied, against the winners of three years.
//!
//! ```text
//! cargo run --release -p domain --example time_duplicates
//! ```

#![allow(clippy::disallowed_methods)] // a stopwatch reads the clock

use std::time::Instant;

use domain::formality::duplicates::{Subject, find};
use domain::season::{Duplicates, PastWinner};

fn main() {
    let mut subjects: Vec<Subject> = (0..1_000).map(subject).collect();
    for n in 0..5 {
        let half: String = subjects[n].report.chars().take(4_000).collect();
        subjects[900 + n].report = half + &text(900 + n, 5, 4_000);
    }
    let winners: Vec<PastWinner> = (0..180).map(winner).collect();
    let start = Instant::now();
    let found = find(&subjects, &winners, &Duplicates::default());
    println!("1,000 dossiers compared in {:?}", start.elapsed());
    assert_eq!(found.len(), 5, "what was copied is found, and nothing else");
}

fn subject(n: usize) -> Subject {
    Subject {
        id: format!("d{n}").into(),
        organisation: format!("{}有限公司", text(n, 1, 6)),
        uscc: String::new(),
        title: format!("实施{}的经验", text(n, 2, 20)),
        summary: text(n, 3, 500),
        report: text(n, 4, 8_000),
        files: (0..20).map(|f| (format!("{n}-{f}"), "证明.pdf".to_owned())).collect(),
    }
}

fn winner(n: usize) -> PastWinner {
    PastWinner {
        year: 2025,
        uscc: String::new(),
        organisation: text(5_000 + n, 1, 10),
        title: format!("实施{}的经验", text(5_000 + n, 2, 20)),
        revoked: None,
    }
}

/// Characters that no other place and number have in this order.
fn text(n: usize, place: usize, len: usize) -> String {
    let mut x = (n * 1_000_003 + place * 7_919 + 1) as u64;
    (0..len)
        .filter_map(|_| {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from_u32(0x4E00 + ((x >> 33) % 3_000) as u32)
        })
        .collect()
}
