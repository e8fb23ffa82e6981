//! The board: ranks, cut, filters, deltas in any order, the wire.

use proptest::prelude::*;

use super::*;

fn row(id: &str, due: u16, totals: &[i32], changed_at: i64) -> BoardRow {
    BoardRow {
        dossier: id.into(),
        code: format!("QB-{id}"),
        title: format!("实施演示方法{id}的经验"),
        organisation: format!("演示企业{id}"),
        unit: "演示推荐单位".to_owned(),
        panel: if totals.len().is_multiple_of(2) { "甲组" } else { "乙组" }.to_owned(),
        due,
        masked: 0,
        scores: totals
            .iter()
            .enumerate()
            .map(|(i, &total)| BoardScore {
                expert: format!("E{i}").into(),
                total,
                amended: 0,
                informed: false,
            })
            .collect(),
        changed_at,
    }
}

fn board(rows: Vec<BoardRow>, places: u32) -> Board {
    Board {
        rows,
        experts: vec![("E0".into(), "演示专家甲".to_owned())],
        places,
        minimum: 0,
        threshold: 150,
        trim: Trim::default(),
        as_of: 0,
    }
}

fn ids(board: &Board, view: &View) -> Vec<String> {
    board.rank(view).iter().map(|r| board.rows[r.index].dossier.to_string()).collect()
}

fn sample() -> Board {
    board(
        vec![
            row("1", 5, &[800, 800, 800, 800, 800], 1),
            row("2", 5, &[], 1),
            row("3", 5, &[900, 910], 1),
            row("4", 5, &[600, 800, 800, 800, 1000], 1),
            row("5", 3, &[700, 700, 700], 1),
        ],
        2,
    )
}

#[test]
fn art_19_the_board_ranks_by_trimmed_mean_with_ties_and_the_unread_last() {
    let board = sample();
    let ranked = board.rank(&View::default());
    assert_eq!(ids(&board, &View::default()), ["3", "1", "4", "5", "2"]);
    assert_eq!(
        ranked.iter().map(|r| r.rank).collect::<Vec<_>>(),
        [Some(1), Some(2), Some(2), Some(4), None]
    );
}

#[test]
fn art_19_those_who_tie_for_the_last_place_are_all_above_the_cut() {
    let cut: Vec<bool> = sample().rank(&View::default()).iter().map(|r| r.above_cut).collect();
    assert_eq!(cut, [true, true, true, false, false]);
}

#[test]
fn art_19_the_board_shows_what_is_missing_and_what_disagrees() {
    let board = sample();
    let show = |filter| ids(&board, &View { filter, ..View::default() });
    assert_eq!(show(Filter::Missing), ["3", "2"]);
    assert_eq!(show(Filter::Disagreement), ["4"]);
    assert_eq!(show(Filter::AboveCut), ["3", "1", "4"]);
    assert_eq!(show(Filter::BelowCut), ["5", "2"]);
}

#[test]
fn the_view_never_changes_a_rank() {
    let board = sample();
    let view =
        View { filter: Filter::BelowCut, panel: Some("乙组".to_owned()), ..View::default() };
    assert_eq!(board.rank(&view).iter().map(|r| r.rank).collect::<Vec<_>>(), [Some(4)]);
}

#[test]
fn rows_without_the_figure_come_last_in_both_directions() {
    let board = sample();
    for sort in [SortKey::Rank, SortKey::Mean, SortKey::Median, SortKey::Trimmed, SortKey::Spread] {
        for descending in [false, true] {
            let order = ids(&board, &View { sort, descending, ..View::default() });
            assert_eq!(order.last().map(String::as_str), Some("2"), "{sort:?} {descending}");
        }
    }
    assert_eq!(
        ids(&board, &View { sort: SortKey::Missing, descending: true, ..View::default() }),
        ["2", "3", "1", "4", "5"]
    );
    assert_eq!(
        ids(&board, &View { sort: SortKey::Reference, descending: true, ..View::default() }),
        ["5", "4", "3", "2", "1"]
    );
    assert_eq!(
        ids(&board, &View { sort: SortKey::Title, ..View::default() }),
        ["1", "2", "3", "4", "5"]
    );
    assert_eq!(
        ids(&board, &View { sort: SortKey::Mean, ..View::default() }),
        ["5", "1", "4", "3", "2"]
    );
}

#[test]
fn a_search_finds_all_words_in_any_width_and_case() {
    let board = sample();
    let find = |query: &str| ids(&board, &View { query: query.to_owned(), ..View::default() });
    assert_eq!(find("ｑｂ－３"), ["3"]);
    assert_eq!(find(" 演示企业4　qb "), ["4"]);
    assert_eq!(find("演示企业4 qb-3"), Vec::<String>::new());
    assert_eq!(find("推荐单位").len(), 5);
}

#[test]
fn progress_counts_no_more_than_is_due() {
    let board = board(
        vec![row("1", 3, &[1, 2, 3, 4], 0), row("2", 5, &[1, 2], 0), row("3", 5, &[1], 0)],
        1,
    );
    assert_eq!(board.progress(), Progress { sealed: 6, due: 13 });
    assert_eq!(
        board.progress_by_panel(),
        BTreeMap::from([
            ("甲组", Progress { sealed: 5, due: 8 }),
            ("乙组", Progress { sealed: 1, due: 5 })
        ])
    );
}

#[test]
fn severity_is_listed_for_named_and_unnamed_experts() {
    let list = board(vec![row("1", 2, &[700, 800], 0)], 1).severity();
    let figures: Vec<_> = list.iter().map(|s| (s.name.as_str(), s.severity.mean)).collect();
    assert_eq!(figures, [("演示专家甲", Some(-10.0)), ("E1", Some(10.0))]);
}

#[test]
fn a_sealed_score_arrives_by_a_delta_and_an_older_picture_changes_nothing() {
    let mut board = sample();
    board.apply(Delta { rows: vec![row("2", 5, &[990], 7)], as_of: 7, digest: None });
    assert_eq!((ids(&board, &View::default())[0].as_str(), board.as_of), ("2", 7));
    let later = board.clone();
    board.apply(Delta { rows: vec![row("2", 5, &[100], 6)], as_of: 6, digest: None });
    assert_eq!(board, later);
}

#[test]
fn a_row_is_small_on_the_wire_and_comes_back_whole() {
    let row = row("1", 5, &[800], 9);
    let json = serde_json::to_string(&row).expect("json");
    let names = r#"{"d":"1","c":"QB-1","t":"实施演示方法1的经验","o":"演示企业1","u":"演示推荐单位","p":"乙组","n":5,"s":[{"e":"E0","t":800}],"a":9}"#;
    assert_eq!(json, names);
    assert_eq!(serde_json::from_str::<BoardRow>(&json).expect("row"), row);
    let whole = sample();
    let json = serde_json::to_string(&whole).expect("json");
    assert_eq!(serde_json::from_str::<Board>(&json).expect("board"), whole);
}

fn changes() -> impl Strategy<Value = Vec<BoardRow>> {
    let change = (0..4_u8, prop::collection::vec(0..=1000_i32, 0..4), 0..4_i64);
    prop::collection::vec(
        change.prop_map(|(id, totals, at)| row(&id.to_string(), 3, &totals, at)),
        0..12,
    )
}

fn sorted(mut board: Board) -> Board {
    board.rows.sort();
    board
}

proptest! {
    #[test]
    fn deltas_come_to_the_same_in_any_order_and_any_number(rows in changes(), start in changes(), by in 0..12_usize) {
        let mut first = board(vec![], 2);
        first.apply(Delta { rows: start, as_of: 0, digest: None });
        let mut second = first.clone();
        for row in &rows {
            first.apply(Delta { as_of: row.changed_at, rows: vec![row.clone()], digest: None });
        }
        let mut turned = rows.clone();
        turned.reverse();
        turned.rotate_left(by % rows.len().max(1));
        for row in turned.iter().chain(&rows) {
            second.apply(Delta { as_of: row.changed_at, rows: vec![row.clone()], digest: None });
        }
        let view = View::default();
        prop_assert_eq!(ids(&first, &view), ids(&second, &view));
        prop_assert_eq!(sorted(first), sorted(second));
    }

    #[test]
    fn the_order_of_rows_changes_nothing_in_a_view(rows in changes(), descending in any::<bool>()) {
        let mut one = board(vec![], 2);
        one.apply(Delta { rows, as_of: 0, digest: None });
        let mut other = one.clone();
        other.rows.reverse();
        for sort in [SortKey::Rank, SortKey::Mean, SortKey::Spread, SortKey::Missing] {
            let view = View { sort, descending, ..View::default() };
            prop_assert_eq!(ids(&one, &view), ids(&other, &view));
        }
    }
}

#[test]
fn equal_figures_stand_in_the_order_of_their_reference_numbers() {
    let mut board = board(vec![row("1", 2, &[800], 0), row("2", 2, &[800], 0)], 1);
    board.rows[0].code = "QB-9".to_owned();
    assert_eq!(ids(&board, &View::default()), ["2", "1"]);
}

#[test]
fn art_19_a_masked_score_counts_as_sealed_and_tells_nothing_else() {
    let mut board = board(vec![row("1", 3, &[], 1), row("2", 3, &[800], 1)], 1);
    board.rows[0].masked = 2;
    let hidden = board.rank(&View::default())[1];
    assert_eq!((hidden.index, hidden.missing, hidden.rank), (0, 1, None));
    assert_eq!(hidden.stats, Statistics::default());
    assert_eq!(board.progress(), Progress { sealed: 3, due: 6 });
    // Once the viewer has sealed, the same instant with the scores takes its place.
    board.apply(Delta { rows: vec![row("1", 3, &[900, 910], 1)], as_of: 1, digest: None });
    assert_eq!((board.rows[0].masked, board.rows[0].scores.len()), (0, 2));
}

#[test]
fn a_board_travels_with_its_experts_as_numbers_and_arrives_as_it_was() {
    let score = |e: &str, total| BoardScore {
        expert: e.into(),
        total,
        amended: u16::from(total == 911),
        informed: total == 911,
    };
    let row = |d: &str, scores: Vec<BoardScore>| BoardRow {
        dossier: d.into(),
        code: format!("R-{d}"),
        title: "题目".into(),
        organisation: "演示".into(),
        unit: "R370200".into(),
        panel: "p1".into(),
        due: 3,
        masked: 1,
        scores,
        changed_at: 7,
    };
    let rows = vec![
        row("a", vec![score("expert-1", 800), score("expert-2", 0)]),
        row("b", vec![]),
        row("c", vec![score("expert-2", 911), score("expert-3", 455)]),
    ];
    let experts = vec![("expert-2".into(), "演示专家".to_owned())];
    let board = Board {
        rows,
        experts,
        places: 2,
        minimum: 0,
        threshold: 150,
        trim: Trim::default(),
        as_of: 9,
    };
    let text = serde_json::to_string(&board).unwrap();
    assert_eq!(text.matches("expert-1").count(), 1, "{text}");
    assert_eq!(serde_json::from_str::<Board>(&text).unwrap(), board);
    // A number that names nobody is dropped, not a panic.
    let broken = text.replace("[0,800,1,0]", "[9,800,-1,5,1]");
    assert!(serde_json::from_str::<Board>(&broken).unwrap().rows[0].scores.is_empty());
}

/// What a board by its own terms changes of another by those terms.
fn compared(board: &Board, before: &Board, from: Terms) -> Swaps {
    board.swaps(&board.standings(board.terms()), &before.standings(from))
}

#[test]
fn other_terms_say_who_would_come_in_and_who_would_fall_out_and_change_no_score() {
    // Trimmed from three reviews on: 80, 85, 70. Plain: 70, 85, 76.7.
    let rows = vec![
        row("1", 3, &[800, 800, 500], 1),
        row("2", 3, &[850, 850, 850], 1),
        row("3", 3, &[700, 700, 900], 1),
    ];
    let trim = Trim::OneEachEnd { from: 3 };
    let mut board =
        Board { rows, experts: vec![], places: 2, minimum: 0, threshold: 150, trim, as_of: 1 };
    let (real, scores) = (board.terms(), board.rows.clone());
    let swapped = |board: &Board| {
        let codes = |side: Vec<Move>| side.into_iter().map(|m| m.code).collect::<Vec<_>>();
        let swaps = compared(board, board, real);
        (codes(swaps.entering), codes(swaps.leaving))
    };
    assert_eq!(swapped(&board), (vec![], vec![]));
    assert_eq!(board.reckon(Terms { places: 2, trim: Trim::Never }), real);
    let code = |n: usize| board.rows[n].code.clone();
    assert_eq!(swapped(&board), (vec![code(2)], vec![code(0)]));
    let entering = compared(&board, &board, real).entering.remove(0);
    assert_eq!((entering.is.rank, entering.would.rank), (Some(3), Some(2)));
    let (first, third) = (code(0), code(2));
    board.reckon(Terms { places: 3, trim });
    assert_eq!(swapped(&board), (vec![third], vec![]));
    board.reckon(Terms { places: 1, trim });
    assert_eq!(swapped(&board), (vec![], vec![first]));
    board.reckon(real);
    assert_eq!((swapped(&board), &board.rows), ((vec![], vec![]), &scores));
}

/// Two panels of four experts, three of whom read each application, and `e3` gives ten points less than
/// the others. Where the panels are bridged, the first application is read by `e4` of the second one too.
fn two_panels(bridged: bool) -> Board {
    let score = |n: usize, total| BoardScore {
        expert: format!("e{n}").into(),
        total,
        amended: 0,
        informed: false,
    };
    let read = |i: usize| {
        let mut read = row(&format!("{i:02}"), 3, &[], 1);
        let first = if i < 10 { 0 } else { 4 };
        let quality = 700 + 10 * (i as i32 % 10);
        let readers = (0..4).filter(|seat| *seat != i % 4).map(|seat| first + seat);
        let given = |n| score(n, if n == 3 { quality - 100 } else { quality });
        read.scores = readers.map(given).collect();
        if bridged && i == 0 {
            read.scores[2] = score(4, quality);
        }
        read
    };
    board((0..20).map(read).collect(), 5)
}

#[test]
fn art_19_adjusted_scores_are_offered_only_where_panels_are_bridged() {
    assert_eq!(two_panels(false).adjusted(), Err(Unadjusted::Apart { groups: 2 }));
    assert!(two_panels(true).adjusted().is_ok());
    assert_eq!(board(vec![], 5).adjusted(), Err(Unadjusted::TooFew));
    assert_eq!(board(vec![row("1", 3, &[800, 700], 1)], 5).adjusted(), Err(Unadjusted::TooFew));
}

#[test]
fn art_19_the_adjusted_board_is_the_raw_one_less_the_effects_of_its_experts() {
    let raw = two_panels(true);
    let adjusted = raw.adjusted().expect("the panels are bridged");
    assert_eq!(adjusted.board.trim, Trim::Never, "the model allows for the severe expert itself");
    let severe = adjusted.experts.first().expect("eight experts");
    assert_eq!((severe.expert.as_str(), severe.effect, severe.n), ("e3", -42, 7));
    assert!(adjusted.experts.is_sorted_by_key(|e| std::cmp::Reverse(e.effect.abs())));
    for (raw, less) in raw.rows.iter().zip(&adjusted.board.rows) {
        assert_eq!((&raw.dossier, raw.due), (&less.dossier, less.due));
        for (a, b) in raw.scores.iter().zip(&less.scores) {
            let effect = adjusted.experts.iter().find(|e| e.expert == a.expert).unwrap().effect;
            assert_eq!(a.total - b.total, effect);
        }
    }
    // One that the severe expert read takes the place of one that the severe expert did not read.
    let swaps = compared(&adjusted.board, &raw, raw.terms());
    let told = |side: &[Move]| {
        side.iter().map(|m| (m.code.clone(), m.is.rank, m.would.rank)).collect::<Vec<_>>()
    };
    assert_eq!(told(&swaps.entering), [("QB-09".to_owned(), Some(6), Some(4))]);
    assert_eq!(told(&swaps.leaving), [("QB-07".to_owned(), Some(3), Some(6))]);
}

#[test]
fn art_19_the_order_of_rows_changes_neither_the_effects_nor_how_sure_the_list_is() {
    let board = two_panels(true);
    let mut turned = board.clone();
    turned.rows.reverse();
    assert_eq!(board.adjusted().unwrap().experts, turned.adjusted().unwrap().experts);
    let found = |board: &Board| {
        let mut stability = board.stability(26).expect("twenty applications of three scores");
        stability.step(50);
        (stability.sound(), stability.result())
    };
    let (one, mut other) = (found(&board), found(&turned));
    other.1.reverse();
    assert_eq!(one, other);
}

#[test]
fn art_19_what_the_viewer_may_not_see_yet_counts_as_unread() {
    let mut board = two_panels(true);
    let scores = std::mem::take(&mut board.rows[3].scores);
    board.rows[3].masked = 3;
    let mut stability = board.stability(26).expect("nineteen applications are seen");
    stability.step(20);
    assert_eq!((scores.len(), stability.result().iter().flatten().count()), (3, 20));
}

proptest! {
    #[test]
    fn a_board_comes_to_the_same_in_any_order_and_after_its_way_over_the_wire(rows in changes(), by in 0..12_usize) {
        let mut one = board(vec![], 2);
        one.apply(Delta { rows, as_of: 0, digest: None });
        let mut other = one.clone();
        let len = other.rows.len().max(1);
        other.rows.rotate_left(by % len);
        for row in &mut other.rows {
            row.scores.reverse();
            row.changed_at += 1;
        }
        prop_assert_eq!(one.digest(one.terms()), other.digest(one.terms()));
        let json = serde_json::to_string(&other).expect("json");
        let read: Board = serde_json::from_str(&json).expect("board");
        prop_assert_eq!(one.digest(one.terms()), read.digest(one.terms()));
    }
}

#[test]
fn art_19_whatever_goes_from_a_board_makes_it_come_to_something_else() {
    type Change = fn(&mut Board);
    let changes: [(&str, Change); 13] = [
        ("a score", |b| drop(b.rows[0].scores.pop())),
        ("a row", |b| drop(b.rows.pop())),
        ("a score that is due", |b| b.rows[1].due -= 1),
        ("a masked score", |b| b.rows[1].masked += 1),
        ("a total", |b| b.rows[0].scores[0].total += 1),
        ("an amendment", |b| b.rows[0].scores[0].amended += 1),
        ("who scored", |b| b.rows[0].scores[0].expert = "E9".into()),
        ("two totals", |b| {
            let scores = &mut b.rows[3].scores;
            (scores[0].total, scores[4].total) = (scores[4].total, scores[0].total);
        }),
        ("a title", |b| b.rows[0].title.push('x')),
        ("the places", |b| b.places += 1),
        ("the trimming", |b| b.trim = Trim::Never),
        ("the least mean", |b| b.minimum = 600),
        ("the names", |b| b.rows.iter_mut().for_each(|r| r.organisation.clear())),
    ];
    let whole = sample();
    let before = whole.digest(whole.terms());
    for (what, change) in changes {
        let mut other = whole.clone();
        change(&mut other);
        assert_ne!(other.digest(other.terms()), before, "{what}");
    }
    // What somebody tries out is not what the board is.
    let mut tried = whole.clone();
    tried.reckon(Terms { places: 1, trim: Trim::Never });
    assert_eq!(tried.digest(whole.terms()), before);
}
