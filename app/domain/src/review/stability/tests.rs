//! How sure a shortlist is: clear cases, ties, spread and order.

use proptest::prelude::*;

use super::super::statistics::Trim;
use super::resampled::PARTS;
use super::*;
use crate::committee::draw::SplitMix64;

const PLAIN: Trim = Trim::Never;
const FIVE: Trim = Trim::OneEachEnd { from: 5 };

/// An application of the test: id, panel, due, totals.
type Case = (String, &'static str, u16, Vec<i32>);

fn rows(cases: &[Case]) -> Vec<Row<'_>> {
    cases.iter().map(|(id, panel, due, totals)| Row { id, panel, due: *due, totals }).collect()
}

fn prepared(cases: &[Case], places: u32, trim: Trim) -> Stability {
    Stability::new(&rows(cases), Terms { places, trim }, 0, 26).expect("there is enough to go by")
}

fn resampled(cases: &[Case], places: u32, trim: Trim) -> Stability {
    let mut stability = prepared(cases, places, trim);
    stability.step(RESAMPLES);
    stability
}

fn chances(stability: &Stability) -> Vec<f64> {
    stability.result().iter().map(|r| r.map_or(f64::NAN, |r| r.chance)).collect()
}

/// `n` applications of one panel, the scores of each spread about its middle.
fn about(middles: &[i32], spread: i32) -> Vec<Case> {
    let totals = |m: i32| [-2, -1, 0, 1, 2].map(|step| m + step * spread).to_vec();
    let case = |(i, &m): (usize, &i32)| (format!("d{i}"), "甲", 5, totals(m));
    middles.iter().enumerate().map(case).collect()
}

#[test]
fn art_19_clear_cases_are_certain() {
    for trim in [PLAIN, FIVE] {
        let found = resampled(&about(&[950, 400, 930, 420], 5), 2, trim);
        assert_eq!(chances(&found), [1.0, 0.0, 1.0, 0.0]);
        assert_eq!(found.sound(), Some(1.0));
        let ends: Vec<_> =
            found.result().iter().map(|r| r.map_or((0, 0), |r| (r.best, r.worst))).collect();
        assert_eq!((ends[0], ends[2]), ((1, 1), (2, 2)));
        assert!(found.most_telling().is_empty());
    }
}

#[test]
fn art_19_those_that_tie_at_the_cut_have_equal_chances() {
    for spread in [0, 20] {
        let found = resampled(&about(&[900, 800, 800, 500], spread), 2, FIVE);
        let chances = chances(&found);
        assert!((chances[1] - 0.5).abs() < 0.05 && (chances[2] - 0.5).abs() < 0.05, "{chances:?}");
        assert_eq!((chances[0], chances[3]), (1.0, 0.0));
        // Three are on the list for two places: one of the three is expected to go.
        assert!(found.sound().is_some_and(|sound| (sound - 2.0 / 3.0).abs() < 1e-9));
    }
}

/// Three places, and two that reach the least mean: the third is on no list however few there are before it.
#[test]
fn art_20_what_misses_the_points_has_no_chance() {
    let cases = about(&[950, 900, 600], 5);
    let with = |minimum, places| {
        let terms = Terms { places, trim: FIVE };
        let mut found = Stability::new(&rows(&cases), terms, minimum, 26).expect("enough");
        found.step(RESAMPLES);
        (chances(&found), found.sound())
    };
    assert_eq!(with(0, 3), (vec![1.0; 3], Some(1.0)));
    assert_eq!(with(700, 3), (vec![1.0, 1.0, 0.0], Some(1.0)));
    assert_eq!(with(700, 1), (vec![1.0, 0.0, 0.0], Some(1.0)));
    assert_eq!(with(990, 3), (vec![0.0; 3], None));
    // What stands at the line reaches it in about half of what could have come of it.
    let (at, sound) = with(900, 3);
    assert!(at[0] == 1.0 && (0.3..=0.8).contains(&at[1]) && at[2] == 0.0, "{at:?}");
    assert!(sound.is_some_and(|sound| (sound - (at[0] + at[1]) / 2.0).abs() < 1e-9), "{sound:?}");
}

#[test]
fn as_many_places_as_applications_or_none_are_certain_too() {
    let cases = about(&[800, 810, 790], 30);
    assert_eq!(chances(&resampled(&cases, 9, FIVE)), [1.0; 3]);
    let none = resampled(&cases, 0, FIVE);
    assert_eq!((chances(&none), none.sound()), (vec![0.0; 3], None));
}

#[test]
fn too_little_to_go_by_gives_nothing() {
    let terms = Terms { places: 1, trim: FIVE };
    let few = [("a".to_owned(), "甲", 5, vec![800; 5]), ("b".to_owned(), "甲", 5, vec![700; 6])];
    assert!(Stability::new(&[], terms, 0, 1).is_none());
    assert!(Stability::new(&rows(&few), terms, 0, 1).is_none());
    let single: Vec<Case> = (0..50).map(|i| (format!("d{i}"), "甲", 5, vec![800])).collect();
    assert!(Stability::new(&rows(&single), terms, 0, 1).is_none());
}

#[test]
fn nothing_is_known_before_the_first_resample_or_of_rows_that_take_no_part() {
    let mut cases = about(&[900, 800, 700], 10);
    cases.insert(1, ("x".to_owned(), "甲", 0, vec![]));
    let mut found = prepared(&cases, 2, FIVE);
    assert_eq!((found.result(), found.sound(), found.progress()), (vec![None; 4], None, 0));
    found.step(7);
    assert_eq!(found.progress(), 7);
    assert_eq!(
        found.result().iter().map(Option::is_some).collect::<Vec<_>>(),
        [true, false, true, true]
    );
}

/// Applications as a season would have them.
fn season(applications: usize, panels: &[&'static str], least: u64) -> Vec<Case> {
    let mut chance = SplitMix64::new(2026);
    (0..applications)
        .map(|i| {
            let due = 5 + chance.below(3);
            let sealed = least + chance.below(due - least + 1);
            let quality = 600 + chance.below(300) as i32;
            let totals = (0..sealed).map(|_| quality + chance.below(160) as i32 - 80).collect();
            (format!("QB-{i}"), panels[i % panels.len()], due as u16, totals)
        })
        .collect()
}

/// The mean and variance of many draws of one application, in points.
fn moments(stability: &mut Stability, of: usize) -> (f64, f64) {
    let (mut sum, mut squares) = (0.0, 0.0);
    for _ in 0..20_000 {
        let figure = stability.rows[of].draw(&stability.deviations, &stability.centres);
        let figure = figure as f64 / (10 * PARTS) as f64;
        sum += figure;
        squares += figure * figure;
    }
    let mean = sum / 20_000.0;
    (mean, squares / 20_000.0 - mean * mean)
}

#[test]
fn the_variance_is_that_of_a_score_over_its_number_and_more_where_scores_are_missing() {
    let mut cases = season(60, &["甲"], 4);
    let last = |due, totals: &[i32]| ("z".to_owned(), "甲", due, totals.to_vec());
    cases.push(last(3, &[700, 760, 820]));
    // What one score varies by, unbiased, as in an analysis of variance.
    let (mut squares, mut freedom) = (0.0, 0.0);
    for (.., totals) in &cases {
        let n = totals.len() as f64;
        let mean = totals.iter().sum::<i32>() as f64 / n;
        squares += totals.iter().map(|&t| (f64::from(t) - mean).powi(2)).sum::<f64>() / 100.0;
        freedom += n - 1.0;
    }
    let score = squares / freedom;
    for (due, times) in [(3, 1.0 / 3.0), (5, 1.0 / 3.0 + 2.0 / 25.0), (7, 1.0 / 3.0 + 4.0 / 49.0)] {
        let at = cases.len() - 1;
        cases[at] = last(due, &[700, 760, 820]);
        let (mean, variance) = moments(&mut prepared(&cases, 20, PLAIN), at);
        assert!((mean - 76.0).abs() < 0.1, "{due} due: mean {mean}");
        let found = variance / score;
        // The draws weigh applications by their scores, the analysis by one less: nearly the same.
        assert!((found / times - 1.0).abs() < 0.05, "{due} due: {found} times, not {times}");
    }
}

/// A number from the standard normal distribution, nearly: twelve uniform ones, less six.
fn normal(chance: &mut SplitMix64) -> f64 {
    (0..12).map(|_| chance.next_u64() as f64 / u64::MAX as f64).sum::<f64>() - 6.0
}

/// Seasons whose true order is known: 120 applications, 30 places, 5 experts whose noise is as great as
/// the applications differ.
#[test]
fn art_19_chances_and_intervals_come_true_in_seasons_whose_truth_is_known() {
    let mut chance = SplitMix64::new(26);
    // By tenths of chance: sum of chances, number that belong, number.
    let mut tenths = [(0.0, 0.0, 0.0); 10];
    let (mut said, mut sound, mut held) = (0.0, 0.0, 0.0);
    for _ in 0..40 {
        let truth: Vec<f64> = (0..120).map(|_| normal(&mut chance)).collect();
        let mut score = |q: f64| (700.0 + 50.0 * (q + normal(&mut chance))).round() as i32;
        let cases: Vec<Case> = (0..120)
            .map(|i| (format!("d{i}"), "甲", 5, (0..5).map(|_| score(truth[i])).collect()))
            .collect();
        let rank = |i: usize| 1 + truth.iter().filter(|&&other| other > truth[i]).count();
        let mut found = prepared(&cases, 30, FIVE);
        found.step(150);
        said += found.sound().expect("resampled") / 40.0;
        let mut figures: Vec<_> = found.rows.iter().map(|r| (r.centre, r.index)).collect();
        figures.sort_unstable_by(|a, b| b.cmp(a));
        sound += figures[..30].iter().filter(|f| rank(f.1) <= 30).count() as f64 / 1_200.0;
        for (i, sure) in found.result().into_iter().flatten().enumerate() {
            let tenth = &mut tenths[((sure.chance * 10.0) as usize).min(9)];
            let belongs = f64::from(u8::from(rank(i) <= 30));
            *tenth = (tenth.0 + sure.chance, tenth.1 + belongs, tenth.2 + 1.0);
            let inside = (sure.best as usize..=sure.worst as usize).contains(&rank(i));
            held += f64::from(u8::from(inside)) / 4_800.0;
        }
    }
    for (chances, belong, n) in tenths {
        assert!((chances - belong).abs() / n < 0.09, "{} came true in {}", chances / n, belong / n);
    }
    assert!((said - sound).abs() < 0.03, "said {said}, sound {sound}");
    assert!((0.84..0.92).contains(&held), "intervals hold the true rank in {held}");
}

#[test]
fn art_19_missing_reviews_widen_the_rank_interval() {
    let width = |due| {
        let mut cases = season(80, &["甲"], 5);
        cases.push(("z".to_owned(), "甲", due, vec![760, 740]));
        let found = resampled(&cases, 20, PLAIN).result()[80].expect("takes part");
        found.worst - found.best
    };
    assert!(width(7) > width(2), "{} and {}", width(7), width(2));
}

#[test]
fn an_application_nobody_read_is_as_likely_as_any() {
    let mut cases = season(100, &["甲", "乙"], 5);
    cases.push(("z".to_owned(), "丙", 5, vec![]));
    let found = resampled(&cases, 25, FIVE);
    let unread = found.result()[100].expect("takes part");
    assert!((unread.chance - 0.25).abs() < 0.05, "{unread:?}");
    assert!(unread.best < 15 && unread.worst > 85, "{unread:?}");
    assert_eq!(found.most_telling()[0].row, 100);
}

#[test]
fn a_panel_that_agrees_is_surer_than_one_that_does_not() {
    let mut cases: Vec<Case> = Vec::new();
    for (panel, spread) in [("甲", 1), ("乙", 60)] {
        for (id, _, due, totals) in about(&[700, 740, 780, 820, 800, 760, 720, 840], spread) {
            cases.push((format!("{panel}{id}"), panel, due, totals));
        }
    }
    let found = resampled(&cases, 8, PLAIN).result();
    let width = |i: usize| found[i].map_or(0, |r| r.worst - r.best);
    assert!((0..8).all(|i| width(i) < width(i + 8)), "{found:?}");
}

#[test]
fn the_most_telling_review_is_missing_near_the_line() {
    let mut cases = about(&[950, 940, 800, 790, 400, 410], 25);
    cases.push(("top".to_owned(), "甲", 5, vec![930, 960]));
    cases.push(("near".to_owned(), "甲", 5, vec![780, 800, 810, 790]));
    cases.push(("nearer".to_owned(), "甲", 5, vec![780, 810]));
    cases.push(("low".to_owned(), "甲", 5, vec![420, 430]));
    let found = resampled(&cases, 5, FIVE).most_telling();
    let order: Vec<&str> = found.iter().map(|t| cases[t.row].0.as_str()).collect();
    assert_eq!(order[..2], ["nearer", "near"]);
    assert_eq!((found.len(), found[2].weight, found[3].weight), (4, 0.0, 0.0));
    assert!(found.iter().all(|t| (0.0..=1.0).contains(&t.weight)));
}

#[test]
fn news_of_one_application_hardly_moves_the_others() {
    let before = season(120, &["甲"], 5);
    let mut after = before.clone();
    after[0].3[0] += 40;
    let (one, other) = (resampled(&before, 40, FIVE), resampled(&after, 40, FIVE));
    let moved: f64 =
        chances(&one).iter().zip(chances(&other)).skip(1).map(|(a, b)| (a - b).abs()).sum();
    let place = (chances(&one)[0] - chances(&other)[0]).abs();
    assert!(moved < 2.0 * place + 0.2, "moved by {moved}, itself by {place}");
}

#[test]
fn more_applications_than_counters_round_intervals_outwards() {
    let cases: Vec<Case> = (0..2_000)
        .map(|i| (format!("d{i:04}"), "甲", 2, vec![1_000_000 - i * 100, 1_000_000 - i * 100]))
        .collect();
    let mut found = prepared(&cases, 10, PLAIN);
    found.step(3);
    let found = found.result();
    let ends = |i: usize| found[i].map_or((0, 0), |r| (r.best, r.worst));
    assert_eq!((ends(0), ends(1), ends(2), ends(1_999)), ((1, 2), (1, 2), (3, 4), (1_999, 2_000)));
}

#[test]
fn another_seed_gives_other_draws_and_much_the_same_figures() {
    let cases = season(60, &["甲", "乙"], 3);
    let with = |seed| {
        let mut found = Stability::new(&rows(&cases), Terms { places: 20, trim: FIVE }, 0, seed)
            .expect("enough");
        found.step(RESAMPLES);
        chances(&found)
    };
    let (one, other) = (with(1), with(2));
    assert_ne!(one, other);
    assert!(one.iter().zip(other).all(|(a, b)| (a - b).abs() < 0.1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_rows_and_reviews_and_the_size_of_steps_change_nothing(
        by in 0..40_usize, first in 0..60_u32, places in 0..40_u32,
    ) {
        let cases = season(40, &["甲", "乙", "丙"], 0);
        let mut shuffled = cases.clone();
        shuffled.iter_mut().for_each(|case| case.3.reverse());
        shuffled.rotate_left(by);
        let mut one = prepared(&cases, places, FIVE);
        one.step(60);
        let mut other = prepared(&shuffled, places, FIVE);
        other.step(first);
        other.step(60 - first);
        let mut expected = one.result();
        expected.rotate_left(by);
        prop_assert_eq!(other.result(), expected);
        prop_assert_eq!(other.sound(), one.sound());
    }

    #[test]
    fn chances_add_up_to_the_places_and_intervals_hold_together(
        totals in prop::collection::vec(prop::collection::vec(0..=1000_i32, 0..8), 12..40),
        due in 0..8_u16, places in 0..50_u32, trimmed: bool,
    ) {
        let cases: Vec<Case> =
            totals.into_iter().enumerate().map(|(i, t)| (i.to_string(), "甲", due, t)).collect();
        let terms = Terms { places, trim: if trimmed { FIVE } else { PLAIN } };
        let Some(mut found) = Stability::new(&rows(&cases), terms, 0, 7) else { return Ok(()) };
        found.step(40);
        let known: Vec<Sureness> = found.result().into_iter().flatten().collect();
        let sum: f64 = known.iter().map(|r| r.chance).sum();
        prop_assert!((sum - f64::from(places).min(known.len() as f64)).abs() < 1e-9);
        prop_assert!(known.iter().all(|r| 1 <= r.best && r.best <= r.worst && r.worst as usize <= known.len()));
    }
}
