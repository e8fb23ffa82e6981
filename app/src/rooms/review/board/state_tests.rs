use domain::review::board::BoardScore;
use domain::review::statistics::Trim;
use leptos::reactive::owner::Owner;

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
            .map(|(i, &total)| BoardScore { expert: format!("e{i}").into(), total, amended: 0 })
            .collect(),
        changed_at: at,
    }
}

fn live(rows: Vec<BoardRow>, places: u32) -> Live {
    let board =
        Board { rows, experts: vec![], places, threshold: 150, trim: Trim::default(), as_of: 10 };
    let data = BoardView { year: 2026, panel: None, panels: vec![], closes: None, board };
    Live::new(data, None, View::default(), None, true)
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
            live.take(Delta { rows: vec![row("c", 20, &[700, 880])], as_of: 20 });
        assert_eq!((fresh.len(), arrived), (1, 1));
        assert_eq!(ids(live), ["a", "b", "c"], "79 stays behind 80");
        live.take(Delta { rows: vec![row("c", 30, &[700, 880, 990])], as_of: 30 });
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
        let delta = Delta { rows: vec![row("a", 20, &[900, 910])], as_of: 20 };
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
            threshold: 150,
            trim: Trim::default(),
            as_of: 50,
        };
        assert_eq!(live.replace(board), 0, "one came, one went");
        assert_eq!(ids(live), ["b"]);
        assert_eq!(of(live, "b").serial, serial);
        assert_eq!(&*of(live, "b").cells.get_untracked().mean, "81.0");
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
            threshold: 150,
            trim: Trim::default(),
            as_of: 10,
        };
        let data = BoardView { year: 2026, panel: None, panels: vec![], closes: None, board };
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
