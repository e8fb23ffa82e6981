//! The agenda: each ground by itself, the order, and that it does not depend on the order of rows.

use proptest::prelude::*;

use super::*;
use crate::review::board::{BoardRow, BoardScore};
use crate::review::statistics::Trim;

fn row(id: &str, due: u16, totals: &[i32]) -> BoardRow {
    let score = |(i, total): (usize, &i32)| BoardScore {
        expert: format!("E{i}").into(),
        total: *total,
        amended: 0,
        informed: false,
    };
    BoardRow {
        dossier: id.into(),
        code: format!("QB-{id}"),
        title: String::new(),
        organisation: String::new(),
        unit: String::new(),
        panel: "甲组".into(),
        due,
        masked: 0,
        scores: totals.iter().enumerate().map(score).collect(),
        changed_at: 0,
    }
}

fn board(rows: Vec<BoardRow>, places: u32) -> Board {
    Board {
        rows,
        experts: vec![],
        places,
        minimum: 0,
        threshold: 150,
        trim: Trim::default(),
        as_of: 0,
    }
}

/// Three experts of one mind at each figure, in points.
fn agreed_on(points: &[i32], places: u32) -> Board {
    let rows = points.iter().enumerate();
    board(rows.map(|(i, p)| row(&i.to_string(), 3, &[p * 10; 3])).collect(), places)
}

fn of(board: &Board, bounds: &Bounds) -> Vec<(String, Vec<Ground>)> {
    let found = agenda(board, &BTreeMap::new(), bounds);
    found.into_iter().map(|e| (e.dossier.to_string(), e.grounds)).collect()
}

fn near(ranks: u32, tenths: i32) -> Bounds {
    Bounds { ranks, tenths, minimum: 0 }
}

fn cut(rank: u32, gap: f64) -> Vec<Ground> {
    vec![Ground::NearCut { rank, gap }]
}

#[test]
fn art_19_experts_who_differ_above_the_threshold_are_talked_about() {
    let b = board(
        vec![row("a", 3, &[700, 850, 700]), row("b", 3, &[700, 851, 700]), row("c", 3, &[10; 3])],
        0,
    );
    let spread = Ground::Spread { tenths: 151, threshold: 150 };
    assert_eq!(of(&b, &near(0, 0)), [("b".to_owned(), vec![spread])]);
    assert!(spread.obliges() && !Ground::Declined { times: 1 }.obliges());
}

#[test]
fn art_19_what_is_near_the_line_is_talked_about_by_ranks_or_by_points() {
    let b = agreed_on(&[95, 90, 85, 84, 80, 60], 3);
    // By one rank: the last within and the first beyond.
    let ranks = of(&b, &near(1, 0));
    assert_eq!(ranks, [("2".to_owned(), cut(3, 1.0)), ("3".to_owned(), cut(4, 1.0))]);
    // By 5 points: 85 and 84; 80 is 5 from 85, 90 is 6 from 84. The nearer come first.
    let points: Vec<String> = of(&b, &near(0, 50)).into_iter().map(|e| e.0).collect();
    assert_eq!(points, ["2", "3", "4"]);
    // 80.1 − 78.1 is not 2 in floating point, and counts as 2 nevertheless.
    let b = board(vec![row("a", 3, &[801; 3]), row("b", 3, &[781; 3])], 1);
    assert_eq!(of(&b, &near(0, 20)).len(), 2);
    assert_eq!(of(&b, &near(0, 19)).len(), 0);
}

#[test]
fn art_19_where_all_have_places_or_none_has_there_is_no_line() {
    for places in [0, 3, 9] {
        assert_eq!(of(&agreed_on(&[90, 90, 90], places), &near(9, 900)), []);
    }
}

#[test]
fn art_19_who_ties_at_the_line_is_talked_about_and_who_ties_elsewhere_is_not() {
    let b = agreed_on(&[95, 95, 85, 85, 85, 70], 3);
    let tied = Ground::TiedAtCut { tied: 3, places: 1 };
    let found: Vec<(String, Vec<Ground>)> = of(&b, &near(0, 0));
    assert_eq!(found.iter().map(|e| e.0.as_str()).collect::<Vec<_>>(), ["2", "3", "4"]);
    assert!(found.iter().all(|e| e.1 == [tied]));
    // The places just suffice for those who share the rank.
    assert_eq!(of(&agreed_on(&[95, 85, 85, 70], 3), &near(0, 0)), []);
}

#[test]
fn art_19_missing_and_declined_reviews_are_talked_about() {
    let rows = vec![row("a", 5, &[800; 4]), row("b", 5, &[800; 2]), row("c", 5, &[900; 5])];
    let declined = BTreeMap::from([("c".into(), 2)]);
    let found = agenda(&board(rows, 0), &declined, &Bounds { minimum: 3, ..near(0, 0) });
    let grounds = |i: usize| found[i].grounds.clone();
    let below = Ground::BelowMinimum { sealed: 2, minimum: 3 };
    assert_eq!(grounds(0), [below, Ground::Missing { sealed: 2, due: 5 }]);
    assert_eq!(grounds(1), [Ground::Missing { sealed: 4, due: 5 }]);
    assert_eq!(grounds(2), [Ground::Declined { times: 2 }]);
}

#[test]
fn art_19_scores_not_to_be_seen_yet_put_nothing_on_the_agenda() {
    let mut hidden = row("a", 3, &[]);
    hidden.masked = 3;
    let b = board(vec![hidden, row("b", 3, &[800; 3])], 1);
    assert_eq!(of(&b, &Bounds::default()), []);
}

#[test]
fn art_19_most_in_need_first_and_ties_by_reference_number() {
    let b = board(
        vec![
            row("f", 3, &[500; 3]),
            row("e", 3, &[700, 900, 800]),
            row("d", 3, &[700, 900, 800]),
            row("c", 3, &[300, 600, 300]),
            row("b", 3, &[700; 1]),
            row("a", 4, &[400, 600, 500]),
        ],
        2,
    );
    // b has too few; a, c, d, e differ: a lacks a review besides, then the wider, then by number.
    let ids: Vec<String> =
        of(&b, &Bounds { minimum: 3, ..near(0, 0) }).into_iter().map(|e| e.0).collect();
    assert_eq!(ids, ["b", "a", "c", "d", "e"]);
}

proptest! {
    #[test]
    fn art_19_the_agenda_does_not_depend_on_the_order_of_rows(
        totals in prop::collection::vec(prop::collection::vec(60..=100_i32, 0..6), 1..12),
        places in 0..12_u32,
        by in 0..12_usize,
    ) {
        let rows: Vec<BoardRow> = totals.iter().enumerate()
            .map(|(i, t)| row(&format!("{i:02}"), 4, &t.iter().map(|p| p * 10).collect::<Vec<_>>()))
            .collect();
        let mut turned = rows.clone();
        turned.reverse();
        turned.rotate_left(by % rows.len());
        let bounds = Bounds::default();
        let found = agenda(&board(rows.clone(), places), &BTreeMap::new(), &bounds);
        prop_assert_eq!(&found, &agenda(&board(turned, places), &BTreeMap::new(), &bounds));
        // Nobody who disagrees, lacks a review or ties at the line is left out, and nobody comes twice.
        let b = board(rows, places);
        let in_need = b.rank(&View::default()).iter().filter(|r| r.disagreement || r.missing > 0).count();
        let listed = found.iter().filter(|e| {
            e.grounds.iter().any(|g| matches!(g, Ground::Spread { .. } | Ground::Missing { .. }))
        });
        prop_assert_eq!(listed.count(), in_need);
        let ids: std::collections::BTreeSet<_> = found.iter().map(|e| &e.dossier).collect();
        prop_assert_eq!(ids.len(), found.len());
        prop_assert!(found.iter().all(|e| e.grounds.is_sorted_by_key(|g| g.weight())));
    }
}
