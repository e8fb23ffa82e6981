//! The calculation without its timer: begun, stopped, overtaken, and what it says in the end.

use domain::review::board::{Board, BoardRow, BoardScore, Terms, View};
use domain::review::statistics::Trim;
use domain::views::review::BoardView;
use leptos::reactive::owner::Owner;

use super::super::trial::Trial;
use super::findings::Findings;
use super::run::SLICE;
use super::*;

/// Twenty applications, a point and a half apart, scored by three of four experts each; one at the cut
/// lacks a review, the last is the viewer's own to score.
fn board(as_of: i64) -> Board {
    let row = |i: i32| {
        let scores = (0..4).filter(|e| *e != i % 4).map(|e| BoardScore {
            expert: format!("e{e}").into(),
            total: 700 + 15 * i + [0, 30, -20, -40][e as usize] * (1 + i % 2),
            amended: 0,
            informed: false,
        });
        let seen = match i {
            12 => 2,
            19 => 0,
            _ => 3,
        };
        BoardRow {
            dossier: format!("d{i}").into(),
            code: format!("QB-{i}"),
            title: format!("经验{i}"),
            organisation: "o".into(),
            unit: "u".into(),
            panel: "p".into(),
            due: 3,
            masked: if i == 19 { 3 } else { 0 },
            scores: scores.take(seen).collect(),
            changed_at: as_of,
        }
    };
    let rows = (0..20).map(row).collect();
    Board {
        rows,
        experts: vec![],
        places: 6,
        minimum: 0,
        threshold: 150,
        trim: Trim::default(),
        as_of,
    }
}

fn live(board: Board) -> Live {
    let data = BoardView {
        days: Vec::new(),
        which: Default::default(),
        year: 2026,
        panel: None,
        panels: vec![],
        closes: None,
        board,
    };
    Live::new(data, None, View::default(), None, true)
}

fn owned(test: impl FnOnce()) {
    let owner = Owner::new();
    owner.with(test);
}

/// Takes all slices, as the timer would; answers how many.
fn through(run: Run) -> u32 {
    let turn = run.begin().expect("there is enough to go by");
    let mut slices = 0;
    while run.slice(turn) {
        slices += 1;
    }
    slices
}

fn found(run: Run) -> Findings {
    let found = run.found.get_untracked().expect("it is through");
    (*found).clone()
}

#[test]
fn art_19_the_calculation_goes_slice_by_slice_and_two_readers_get_the_same() {
    owned(|| {
        let run = Run::new(live(board(10)));
        let turn = run.begin().expect("there is enough to go by");
        assert!(run.slice(turn));
        assert_eq!((run.made.get_untracked(), run.stage.get_untracked()), (SLICE, Stage::Running));
        assert_eq!(through(run), RESAMPLES / SLICE);
        assert!(!run.slice(turn), "an earlier turn has nothing to do any more");
        let again = run.begin().expect("there is enough to go by");
        assert!((0..RESAMPLES / SLICE).all(|_| run.slice(again)));
        let summed_up = (run.stage.get_untracked(), run.found.get_untracked().is_some());
        assert_eq!(summed_up, (Stage::Running, false), "what comes out has a turn of its own");
        assert!(!run.slice(again));
        assert_eq!(run.stage.get_untracked(), Stage::Done);
        let mut turned = board(10);
        turned.rows.reverse();
        let other = Run::new(live(turned));
        through(other);
        assert_eq!(found(run), found(other));
        assert_eq!(found(run).basis.seed, 2026);
    });
}

#[test]
fn art_19_what_is_open_and_what_stands_at_the_cut_is_listed_first_and_the_rest_on_demand() {
    owned(|| {
        let run = Run::new(live(board(10)));
        through(run);
        let found = found(run);
        assert!(found.sound.is_some_and(|sound| sound > 0.5 && sound < 1.0), "{:?}", found.sound);
        assert_eq!(
            (found.shown(true).count(), found.masked),
            (19, 1),
            "what is masked is not listed"
        );
        assert!(found.shown(false).count() < 19);
        assert!(found.rows.is_sorted_by_key(|row| row.rank));
        for row in &found.rows {
            let s = row.sureness;
            assert!(s.best <= s.worst && s.worst <= 20, "{row:?}");
            let open = (0.05..=0.95).contains(&s.chance);
            let at_cut = matches!(row.rank, Some(6 | 7));
            assert_eq!(row.first, open || at_cut, "{row:?}");
        }
        // The masked one lacks reviews as well, but that is not for its reader to know.
        let telling: Vec<_> =
            found.telling.iter().map(|m| (m.dossier.as_str(), m.missing)).collect();
        assert_eq!(telling, [("d12", 1)]);
    });
}

#[test]
fn art_19_what_is_under_way_stops_when_scores_or_terms_change_or_the_page_is_left() {
    owned(|| {
        let live = live(board(10));
        let run = Run::new(live);
        run.overtaken();
        assert_eq!(run.stage.get_untracked(), Stage::Rest, "nothing asked for, nothing to stop");
        let turn = run.begin().expect("there is enough to go by");
        run.overtaken();
        assert!(!run.slice(turn));
        assert_eq!(run.stage.get_untracked(), Stage::Overtaken);
        let turn = run.begin().expect("there is enough to go by");
        run.stop();
        assert!(!run.slice(turn));
        assert_eq!(run.stage.get_untracked(), Stage::Stopped);
        let turn = run.begin().expect("there is enough to go by");
        run.leave();
        assert!(!run.slice(turn));
        through(run);
        run.overtaken();
        assert_eq!(run.stage.get_untracked(), Stage::Stale);
        assert!(run.found.get_untracked().is_some(), "what came out stays, marked as out of date");
    });
    let run = {
        let owner = Owner::new();
        let run = owner.with(|| Run::new(live(board(10))));
        let turn = owner.with(|| run.begin()).expect("there is enough to go by");
        owner.cleanup();
        (run, turn)
    };
    assert!(!run.0.slice(run.1), "a slice that comes after the page has gone does nothing");
}

#[test]
fn art_19_too_few_scores_or_no_list_are_said() {
    owned(|| {
        let mut few = board(10);
        few.rows.truncate(4);
        let run = Run::new(live(few));
        assert_eq!(run.begin(), None);
        assert_eq!(
            said(run, words(crate::locales::Lang::Zh)),
            words(crate::locales::Lang::Zh).little
        );
        let run = Run::new(live(Board { places: 0, ..board(10) }));
        through(run);
        assert_eq!(
            said(run, words(crate::locales::Lang::En)),
            words(crate::locales::Lang::En).nobody
        );
    });
}

#[test]
fn art_19_how_sure_goes_by_the_terms_tried_out_and_by_adjusted_scores() {
    owned(|| {
        let live = live(board(10));
        let run = Run::new(live);
        through(run);
        let raw = found(run);
        live.try_out(Trial {
            terms: Terms { places: 9, trim: Trim::Never },
            adjusted: true,
            weights: None,
        });
        through(run);
        let adjusted = found(run);
        assert_eq!((raw.basis.places, raw.basis.adjusted), (6, false));
        assert_eq!((adjusted.basis.places, adjusted.basis.adjusted), (9, true));
        assert_ne!(raw.rows, adjusted.rows);
        let sum: f64 = adjusted.rows.iter().map(|row| row.sureness.chance).sum();
        assert!(
            sum > 8.0 && sum <= 9.0,
            "all chances add up to the places, the masked one's too: {sum}"
        );
    });
}
