use domain::review::board::BoardScore;
use domain::review::rubric::Rubric;
use domain::review::statistics::Trim;
use domain::review::weights::Weights;
use domain::stamp::DAY;
use leptos::reactive::owner::Owner;

use super::super::trial::Trial;
use super::*;

fn row(id: &str, at: i64, totals: &[i32]) -> BoardRow {
    let scores = totals.iter().enumerate();
    BoardRow {
        dossier: id.into(),
        code: format!("R-{id}"),
        title: format!("title {id}"),
        organisation: "organisation".into(),
        unit: "unit".into(),
        panel: "p".into(),
        due: 3,
        masked: 0,
        scores: scores
            .map(|(i, &total)| BoardScore {
                expert: format!("e{i}").into(),
                total,
                amended: 0,
                informed: false,
            })
            .collect(),
        changed_at: at,
    }
}

fn live(rows: Vec<BoardRow>, places: u32) -> Live {
    let board = Board {
        rows,
        experts: vec![],
        places,
        minimum: 0,
        threshold: 150,
        trim: Trim::default(),
        as_of: 10,
    };
    Live::new(whole(board), None, View::default(), None, true)
}

/// A board as a page is given it.
fn whole(board: Board) -> BoardView {
    BoardView {
        days: Vec::new(),
        which: Default::default(),
        year: 2026,
        panel: None,
        panels: vec![],
        closes: None,
        board,
    }
}

fn ids(live: Live) -> Vec<String> {
    let shown = |r: &&Arc<Row>| !r.mark.get_untracked().hidden;
    live.order.with_untracked(|o| o.iter().filter(shown).map(|r| r.dossier.to_string()).collect())
}

fn of(live: Live, id: &str) -> Arc<Row> {
    live.order
        .with_untracked(|o| o.iter().find(|r| r.dossier.as_str() == id).cloned())
        .expect("row")
}

fn owned(test: impl FnOnce()) {
    let owner = Owner::new();
    owner.with(test);
}

#[test]
fn a_score_that_arrives_moves_its_row_and_marks_it_alone() {
    owned(|| {
        let live = live(vec![row("a", 1, &[900]), row("b", 2, &[800]), row("c", 3, &[700])], 1);
        assert_eq!(ids(live), ["a", "b", "c"]);
        let untouched = of(live, "a").cells.get_untracked();
        let (fresh, arrived) =
            live.take(Delta { rows: vec![row("c", 20, &[700, 880])], as_of: 20, digest: None });
        assert_eq!((fresh.len(), arrived), (1, 1));
        assert_eq!(ids(live), ["a", "b", "c"], "79 stays behind 80");
        live.take(Delta { rows: vec![row("c", 30, &[700, 880, 990])], as_of: 30, digest: None });
        assert_eq!(ids(live), ["a", "c", "b"]);
        assert!(of(live, "c").mark.get_untracked().fresh);
        assert!(!of(live, "b").mark.get_untracked().fresh);
        assert!(
            Arc::ptr_eq(&untouched, &of(live, "a").cells.get_untracked()),
            "a row not concerned is left alone"
        );
        live.fade(&["c".into()].into());
        assert!(!of(live, "c").mark.get_untracked().fresh);
    });
}

#[test]
fn the_same_delta_twice_is_no_news() {
    owned(|| {
        let live = live(vec![row("a", 1, &[900])], 1);
        let delta = Delta { rows: vec![row("a", 20, &[900, 910])], as_of: 20, digest: None };
        assert_eq!(live.take(delta.clone()).1, 1);
        let (fresh, arrived) = live.take(delta);
        assert!(fresh.is_empty());
        assert_eq!(arrived, 0);
        assert_eq!(live.as_of(), 20);
    });
}

#[test]
fn the_cut_is_drawn_only_in_the_order_of_rank_and_where_somebody_is_outside() {
    owned(|| {
        let live = live(vec![row("a", 1, &[900]), row("b", 2, &[800]), row("c", 3, &[700])], 2);
        assert!(of(live, "b").mark.get_untracked().cut);
        live.sort(SortKey::Title);
        assert!(!of(live, "b").mark.get_untracked().cut);
        live.sort(SortKey::Trimmed);
        assert!(of(live, "b").mark.get_untracked().cut);
        live.look(|v| v.filter = Filter::AboveCut);
        assert!(!of(live, "b").mark.get_untracked().cut);
        assert_eq!(ids(live), ["a", "b"]);
    });
}

#[test]
fn a_new_board_lets_rows_go_and_keeps_the_others_in_the_page() {
    owned(|| {
        let live = live(vec![row("a", 1, &[900]), row("b", 2, &[800])], 1);
        let serial = of(live, "b").serial;
        let board = Board {
            rows: vec![row("b", 2, &[800, 820])],
            experts: vec![],
            places: 1,
            minimum: 0,
            threshold: 150,
            trim: Trim::default(),
            as_of: 50,
        };
        assert_eq!(live.replace(whole(board)), 0, "one came, one went");
        assert_eq!(ids(live), ["b"]);
        assert_eq!(of(live, "b").serial, serial);
        assert_eq!(&*of(live, "b").cells.get_untracked().mean, "81.0");
    });
}

#[test]
fn a_board_that_stays_open_has_todays_closing_and_each_score_on_its_own_day() {
    owned(|| {
        let day = |n: i64| Stamp::of_day(20_000 + n);
        let noon = |n: i64| day(n).0 + DAY / 2;
        let live = live(vec![row("a", noon(0), &[900]), row("b", noon(0), &[800])], 1);
        let take = |rows: Vec<BoardRow>, at| live.take(Delta { rows, as_of: at, digest: None });
        live.days.set(vec![(day(0), 2)]);
        take(vec![row("a", noon(1), &[900, 910])], noon(1));
        take(vec![row("a", noon(2), &[900, 910, 920]), row("b", noon(2), &[800, 810])], noon(2));
        assert_eq!(live.days.get_untracked(), [(day(0), 2), (day(1), 1), (day(2), 2)]);
        // A score that was amended is none that was sealed.
        take(vec![row("b", noon(3), &[800, 830])], noon(3));
        assert_eq!(live.days.get_untracked().len(), 3);
        let (closes, days) = (Some(day(9)), vec![(day(0), 3), (day(1), 2)]);
        live.replace(BoardView { closes, days: days.clone(), ..whole(live.board.get_value()) });
        assert_eq!((live.closes.get_untracked(), live.days.get_untracked()), (closes, days));
    });
}

#[test]
fn the_chosen_row_moves_over_shown_rows_only() {
    owned(|| {
        let live =
            live(vec![row("a", 1, &[900]), row("b", 2, &[800, 810, 820]), row("c", 3, &[700])], 1);
        live.select(live.neighbour(1));
        assert_eq!(live.selected.get_untracked(), Some("a".into()));
        live.look(|v| v.filter = Filter::Missing);
        live.select(live.neighbour(1));
        assert_eq!(live.selected.get_untracked(), Some("c".into()));
        assert!(of(live, "c").mark.get_untracked().selected);
        assert!(!of(live, "a").mark.get_untracked().selected);
        live.select(Some("nobody".into()));
        assert_eq!(live.selected.get_untracked(), None);
    });
}

#[test]
fn the_page_comes_with_its_first_rows_and_the_browser_draws_the_rest() {
    owned(|| {
        let rows: Vec<BoardRow> = (0..250).map(|i| row(&format!("d{i}"), 1, &[900 - i])).collect();
        let board = Board {
            rows,
            experts: vec![],
            places: 120,
            minimum: 0,
            threshold: 150,
            trim: Trim::default(),
            as_of: 10,
        };
        let data = whole(board);
        let live = Live::new(data.clone(), None, View::default(), None, false);
        assert_eq!(ids(live).len(), 100);
        assert_eq!(live.summary.get_untracked().rows, 250, "figures are those of all");
        let last = View { query: "title d249".into(), ..View::default() };
        let found = Live::new(data.clone(), None, last, None, false);
        assert_eq!(ids(found), ["d249"]);
        live.complete();
        assert_eq!(ids(live).len(), 250);
        assert!(of(live, "d119").mark.get_untracked().cut);
        let chosen = Live::new(data, None, View::default(), Some("d200".into()), false);
        assert_eq!(chosen.selected.get_untracked(), Some("d200".into()));
    });
}

/// Eight applications of one panel, three of four experts each; `e3` gives ten points less than the others.
fn with_a_severe_expert() -> Vec<BoardRow> {
    let read = |i: i32| {
        let mut row = row(&format!("d{i}"), 1, &[]);
        let readers = (0..4).filter(|e| *e != i % 4);
        let total = |e| 700 + 15 * i - if e == 3 { 100 } else { 0 };
        row.scores = readers
            .map(|e| BoardScore {
                expert: format!("e{e}").into(),
                total: total(e),
                amended: 0,
                informed: false,
            })
            .collect();
        row
    };
    (0..8).map(read).collect()
}

fn by_adjusted(live: Live, on: bool) -> Trial {
    Trial { terms: live.real.get_untracked(), adjusted: on, weights: None }
}

#[test]
fn art_19_adjusted_scores_rank_the_list_in_this_page_and_the_data_stays_as_it_is() {
    owned(|| {
        let live = live(with_a_severe_expert(), 2);
        assert_eq!(live.unadjusted(), None);
        let (raw, board) = (ids(live), live.board.get_value());
        // Not read by the severe one: d3 and d7.
        assert_eq!(raw[..4], ["d7", "d6", "d3", "d5"]);
        live.try_out(by_adjusted(live, true));
        assert_eq!(ids(live)[..4], ["d7", "d6", "d5", "d3"], "d3 owes its place to its readers");
        assert!(live.tries_adjusted());
        assert_eq!(live.board.get_value(), board, "no score changes");
        assert_eq!(live.swaps().map(|s| (s.entering.len(), s.leaving.len())), Some((0, 0)));
        // Other places at the same time; raw and adjusted place of whoever comes in are told.
        live.try_out(Trial {
            terms: Terms { places: 3, ..live.real.get_untracked() },
            adjusted: true,
            weights: None,
        });
        let entering = live.swaps().expect("something is tried out").entering;
        assert_eq!(
            entering.iter().map(|m| (m.code.as_str(), m.is.rank, m.would.rank)).collect::<Vec<_>>(),
            [("R-d5", Some(4), Some(3))]
        );
        assert_eq!(live.summary.get_untracked().places, 3);
        live.try_out(by_adjusted(live, false));
        assert_eq!((ids(live), live.tried.get_untracked(), live.swaps()), (raw, None, None));
    });
}

#[test]
fn art_8_other_weights_move_the_list_in_this_page_and_the_data_stays_as_it_is() {
    owned(|| {
        let live = live(vec![row("a", 1, &[500]), row("b", 2, &[400])], 1);
        let data = live.board.get_value();
        let rubric = Rubric::written_default();
        let points = |first: u16, last: u16| {
            let mut points = vec![0; 7];
            (points[0], points[1]) = (first, last);
            vec![("e0".into(), points)]
        };
        let rows = [("a".into(), points(100, 200)), ("b".into(), points(10, 190))].into();
        let weighs = |w: [u16; 7]| Trial {
            weights: Weights::chosen(w.to_vec()),
            ..Trial::of(live.real.get_untracked())
        };
        live.try_out(weighs([1, 0, 0, 0, 0, 0, 0]));
        assert_eq!(live.tried.get_untracked(), None, "nothing to weigh before the points are here");
        live.take_points(BoardPoints { rubric: rubric.clone(), rows });
        live.try_out(weighs([0, 1, 0, 0, 0, 0, 0]));
        let shown = |id: &str| {
            let cells = of(live, id).cells.get_untracked();
            live.with_shown(|b| {
                let row = b.rows.iter().find(|r| r.dossier.as_str() == id).expect("row");
                (row.scores[0].total, format!("{cells:?}").contains("100.0"))
            })
        };
        assert_eq!((shown("a"), shown("b").0), ((1000, true), 950));
        live.try_out(weighs([1, 0, 0, 0, 0, 0, 0]));
        assert_eq!((shown("a").0, shown("b").0), (1000, 100));
        assert_eq!(live.board.get_value(), data, "no score changes");
        // A score that has just come is shown as it is until its points are here.
        live.take(Delta { rows: vec![row("b", 20, &[400, 700])], as_of: 20, digest: None });
        assert!(live.points_missing());
        assert_eq!(live.with_shown(|b| b.rows[1].scores[1].total), 700);
        let own = Weights::of(&rubric).points().to_vec();
        live.try_out(Trial {
            weights: Weights::chosen(own),
            ..Trial::of(live.real.get_untracked())
        });
        assert_eq!((live.tried.get_untracked(), live.swaps()), (None, None));
    });
}

#[test]
fn art_19_a_score_that_arrives_is_adjusted_too_and_where_groups_come_apart_raw_scores_return() {
    owned(|| {
        let live = live(with_a_severe_expert(), 2);
        live.try_out(by_adjusted(live, true));
        let last = || ids(live).pop();
        assert_eq!(last(), Some("d0".into()));
        let mut low = row("d4", 20, &[]);
        low.scores = with_a_severe_expert()[4]
            .scores
            .iter()
            .map(|s| BoardScore { total: 500, ..s.clone() })
            .collect();
        live.take(Delta { rows: vec![low], as_of: 20, digest: None });
        assert_eq!((last(), live.tries_adjusted()), (Some("d4".into()), true));
        // Somebody whom nothing ties to the others.
        let mut apart = row("x", 30, &[]);
        apart.scores =
            vec![BoardScore { expert: "stranger".into(), total: 990, amended: 0, informed: false }];
        live.take(Delta { rows: vec![apart], as_of: 30, digest: None });
        assert_eq!(live.unadjusted(), Some(Unadjusted::Apart { groups: 2 }));
        assert_eq!((live.tries_adjusted(), live.tried.get_untracked()), (false, None));
        live.try_out(by_adjusted(live, true));
        assert!(!live.tries_adjusted(), "what is not offered cannot be chosen");
    });
}

#[test]
fn other_places_are_tried_out_together_with_other_trimming_and_end_together() {
    owned(|| {
        let live = live(vec![row("a", 1, &[900]), row("b", 2, &[800]), row("c", 3, &[700])], 1);
        let real = live.real.get_untracked();
        let terms = Terms { places: 2, trim: Trim::Never };
        live.try_out(Trial::of(terms));
        assert_eq!(live.trial_untracked(), Trial::of(terms));
        assert!(of(live, "b").mark.get_untracked().cut);
        let board = Board { places: 2, trim: Trim::Never, ..live.board.get_value() };
        live.replace(whole(board));
        assert_eq!(live.tried.get_untracked(), None, "the season's own terms are no trial");
        live.try_out(Trial::of(real));
        live.try_out(Trial::of(terms));
        assert_eq!(live.tried.get_untracked(), None);
    });
}

#[test]
fn rows_in_sight_are_drawn_at_once_and_the_others_in_the_end() {
    owned(|| {
        let rows = (0..9).map(|n| row(&n.to_string(), 1, &[900 - n * 10])).collect();
        let live = live(rows, 3);
        let before = of(live, "8").cells.get_untracked();
        // All turned round, and two rows in the middle are looked at.
        live.view.update(|view| {
            view.sort = SortKey::Trimmed;
            view.descending = false;
        });
        live.board.update_value(|board| board.places = 8);
        live.redraw_within(&HashSet::new(), 3..5);
        let now = ids(live);
        assert_eq!(now[3..5], ["5", "4"]);
        let all: HashSet<&String> = now.iter().collect();
        assert_eq!(all.len(), 9, "none is lost, none stands twice");
        assert!(Arc::ptr_eq(&before, &of(live, "8").cells.get_untracked()));
        live.redraw(&HashSet::new());
        assert_eq!(ids(live), ["8", "7", "6", "5", "4", "3", "2", "1", "0"]);
    });
}

#[test]
fn a_row_that_comes_from_far_away_takes_the_place_of_one_that_leaves() {
    owned(|| {
        let rows = (0..9).map(|n| row(&n.to_string(), 1, &[900 - n * 10])).collect();
        let live = live(rows, 3);
        // The last becomes the first, and the first three rows are looked at.
        live.board.update_value(|board| board.rows[8].scores[0].total = 950);
        live.redraw_within(&HashSet::new(), 0..3);
        assert_eq!(ids(live), ["8", "0", "1", "3", "4", "5", "6", "7", "2"]);
        live.redraw(&HashSet::new());
        assert_eq!(ids(live), ["8", "0", "1", "2", "3", "4", "5", "6", "7"]);
    });
}

#[test]
fn where_fewer_rows_are_shown_the_others_move_up() {
    owned(|| {
        let rows = (0..6).map(|n| row(&n.to_string(), 1, &[900 - n * 10])).collect();
        let live = live(rows, 3);
        live.view.update(|view| view.query = "no such words".into());
        live.redraw_within(&HashSet::new(), 0..3);
        let now = live.order.with_untracked(Vec::len);
        assert_eq!(now, 6, "none is lost");
        live.view.update(|view| view.query.clear());
        live.redraw(&HashSet::new());
        assert_eq!(ids(live), ["0", "1", "2", "3", "4", "5"]);
    });
}
