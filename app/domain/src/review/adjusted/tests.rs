//! Adjusted scores: against other software, against raw means, on a simulated season.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::statistics::mean;
use super::*;
use crate::committee::assignment::bridging;
use crate::committee::draw::SplitMix64;

type Reviews = Vec<(usize, i32)>;

fn solved(applications: &[Reviews], experts: usize) -> Adjusted {
    Adjusted::of(applications, experts, SHRINKAGE).expect("λ is fine and experts are in range")
}

fn scores(adjusted: &Adjusted) -> Vec<Option<f64>> {
    adjusted.applications.iter().map(|a| a.map(|a| a.score)).collect()
}

fn raw(applications: &[Reviews]) -> Vec<Option<f64>> {
    let totals = |reviews: &Reviews| reviews.iter().map(|&(_, total)| total).collect::<Vec<_>>();
    applications.iter().map(|reviews| mean(&totals(reviews))).collect()
}

fn assert_near(found: &[Option<f64>], expected: &[Option<f64>], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        let near = match (found, expected) {
            (Some(found), Some(expected)) => (found - expected).abs() <= tolerance,
            (found, expected) => found.is_none() && expected.is_none(),
        };
        assert!(near, "{found:?} is not {expected:?}");
    }
}

/// By generalised least squares, i.e. without the elimination done here, in Python with statsmodels
/// 0.15.0 and numpy 2.4.6:
///
/// ```text
/// y = totals / 10; X = one column an application; Z = one column an expert
/// V = np.eye(len(y)) + Z @ Z.T / lam
/// fit = sm.GLS(y, X, sigma=V).fit()
/// fit.params                                              # scores
/// Z.T @ np.linalg.solve(V, y - X @ fit.params) / lam      # effects
/// ```
#[test]
fn figures_are_those_of_other_software() {
    let applications = [
        vec![(0, 812), (1, 745), (2, 790)],
        vec![(0, 700), (2, 655)],
        vec![(1, 880), (3, 931)],
        vec![(3, 604)],
        vec![],
        vec![(0, 777), (1, 702), (2, 731), (3, 815)],
    ];
    let found = |lambda| {
        let found = Adjusted::of(&applications, 4, lambda).expect("an ordinary λ");
        let effects = found.experts.iter().map(|e| e.map(|e| e.effect)).collect::<Vec<_>>();
        (scores(&found), effects)
    };
    let (a, b) = found(5.0);
    let expected = [78.626027397, 67.571575342, 90.728424658, 59.221917808].map(Some);
    assert_near(&a, &[&expected[..], &[None, Some(75.625)]].concat(), 1e-6);
    assert_near(&b, &[0.884674658, -1.534931507, -0.527825342, 1.178082192].map(Some), 1e-6);
    let (a, b) = found(1.5);
    let expected = [79.012237762, 67.503496503, 90.796503497, 58.063286713].map(Some);
    assert_near(&a, &[&expected[..], &[None, Some(75.625)]].concat(), 1e-6);
    assert_near(&b, &[1.502059052, -2.829720280, -1.009052059, 2.336713287].map(Some), 1e-6);
}

#[test]
fn art_19_a_severe_expert_costs_an_application_less_than_in_the_raw_mean() {
    // Expert 2 gives 20 points less than the others to whatever they read; the last two applications
    // are as good as each other.
    let applications: Vec<Reviews> = (0..30)
        .map(|i| {
            let reader = if i % 2 == 0 { 2 } else { 1 };
            let of = |expert| (expert, 800 - if expert == 2 { 200 } else { 0 });
            vec![of(0), of(reader)]
        })
        .collect();
    let found = solved(&applications, 3);
    let gap = |scores: &[Option<f64>]| scores[29].expect("scored") - scores[28].expect("scored");
    assert_eq!(gap(&raw(&applications)), 10.0);
    assert!((0.0..5.0).contains(&gap(&scores(&found))), "{found:?}");
    assert!(found.experts[2].is_some_and(|e| e.effect < -5.0 && e.n == 15));
}

#[test]
fn art_14_nothing_is_offered_across_panels_without_a_bridge() {
    let mut applications =
        vec![vec![], vec![(0, 700), (1, 710)], vec![(2, 900)], vec![(1, 720)], vec![(2, 890)]];
    let apart = solved(&applications, 4);
    let groups: Vec<_> = apart.applications.iter().map(|a| a.map(|a| a.component)).collect();
    assert_eq!(groups, [None, Some(0), Some(1), Some(0), Some(1)]);
    let groups: Vec<_> = apart.experts.iter().map(|e| e.map(|e| e.component)).collect();
    assert_eq!(groups, [Some(0), Some(0), Some(1), None]);
    assert_eq!((apart.components, apart.offered(), apart.ranks()), (2, false, None));

    applications[3].push((2, 730));
    let bridged = solved(&applications, 4);
    assert_eq!((bridged.components, bridged.offered()), (1, true));
    assert_eq!(bridged.ranks(), Some(competition_ranks(&scores(&bridged))));
}

#[test]
fn one_application_or_none_is_no_list() {
    assert!(!solved(&[], 3).offered());
    assert!(!solved(&[vec![]], 3).offered());
    assert!(!solved(&[vec![(0, 800), (1, 700)], vec![]], 3).offered());
    assert!(solved(&[vec![(0, 800)], vec![(0, 700)]], 1).offered());
}

#[test]
fn what_cannot_be_solved_is_refused() {
    let applications = [vec![(0, 800), (1, 700)], vec![(1, 750)]];
    for lambda in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-15] {
        assert_eq!(Adjusted::of(&applications, 2, lambda), None, "{lambda}");
    }
    assert_eq!(Adjusted::of(&applications, 1, SHRINKAGE), None);
}

#[test]
fn a_matrix_that_is_not_positive_definite_has_no_factor() {
    assert_eq!(cholesky(&mut [1.0, 2.0, 2.0, 1.0], 2), None);
    let mut matrix = [4.0, 2.0, 2.0, 5.0];
    assert_eq!(cholesky(&mut matrix, 2), Some(()));
    let mut side = [8.0, 12.0];
    solve(&matrix, &mut side);
    assert_eq!(side, [1.0, 2.0]);
}

/// Every application read by some of `experts`, in an order that depends on the totals.
fn designs() -> impl Strategy<Value = Vec<Reviews>> {
    let review = prop::option::weighted(0.6, 300..=1000_i32);
    prop::collection::vec(prop::collection::vec(review, 6), 0..14).prop_map(|rows| {
        let reviews = |row: Vec<Option<i32>>| {
            row.into_iter().enumerate().filter_map(|(e, total)| Some((e, total?))).collect()
        };
        rows.into_iter().map(reviews).collect()
    })
}

proptest! {
    #[test]
    fn art_19_where_all_read_all_the_adjusted_scores_are_the_raw_means(
        totals in prop::collection::vec(prop::collection::vec(0..=1000_i32, 5), 2..14),
        harsh in -300..=300_i32,
    ) {
        let plain: Vec<Reviews> = totals.iter().map(|row| row.iter().copied().enumerate().collect()).collect();
        let found = solved(&plain, 5);
        assert_near(&scores(&found), &raw(&plain), 1e-8);
        prop_assert_eq!(found.ranks(), Some(competition_ranks(&raw(&plain))));
        // One expert harsh on everything: the same order, to the last tie.
        let mut shifted = plain;
        shifted.iter_mut().for_each(|reviews| reviews[3].1 += harsh);
        prop_assert_eq!(solved(&shifted, 5).ranks(), found.ranks());
    }

    #[test]
    fn art_14_panels_apart_keep_their_raw_means(
        one in prop::collection::vec(prop::collection::vec(0..=1000_i32, 4), 1..8),
        other in prop::collection::vec(prop::collection::vec(0..=1000_i32, 3), 1..8),
    ) {
        let panel = |rows: &[Vec<i32>], first: usize| -> Vec<Reviews> {
            rows.iter().map(|row| row.iter().enumerate().map(|(e, &t)| (first + e, t)).collect()).collect()
        };
        let applications = [panel(&one, 0), panel(&other, 4)].concat();
        let found = solved(&applications, 7);
        prop_assert_eq!((found.components, found.offered()), (2, false));
        assert_near(&scores(&found), &raw(&applications), 1e-8);
    }

    #[test]
    fn a_group_has_the_figures_it_would_have_alone(one in designs(), other in designs()) {
        let moved = |r: &Reviews| r.iter().map(|&(e, t)| (e + 6, t)).collect::<Reviews>();
        let both = [one.clone(), other.iter().map(moved).collect()].concat();
        let apart = [scores(&solved(&one, 6)), scores(&solved(&other, 6))].concat();
        assert_near(&scores(&solved(&both, 12)), &apart, 1e-8);
    }

    #[test]
    fn the_order_of_reviews_and_applications_changes_no_figure(design in designs(), by in 0..14_usize) {
        let mut shuffled: Vec<Reviews> =
            design.iter().map(|row| row.iter().rev().copied().collect()).collect();
        shuffled.rotate_left(by % design.len().max(1));
        let (found, other) = (solved(&design, 6), solved(&shuffled, 6));
        let mut expected = scores(&found);
        expected.rotate_left(by % design.len().max(1));
        assert_near(&scores(&other), &expected, 1.5e-9);
        let effects = |a: &Adjusted| a.experts.iter().map(|e| e.map(|e| e.effect)).collect::<Vec<_>>();
        assert_near(&effects(&other), &effects(&found), 1.5e-9);
    }

    #[test]
    fn effects_add_up_to_nought_in_every_group(design in designs()) {
        let found = solved(&design, 6);
        for component in 0..found.components {
            let group = found.experts.iter().flatten().filter(|e| e.component == component);
            prop_assert!(group.map(|e| e.effect).sum::<f64>().abs() < 1e-7);
        }
    }
}

/// A number from the standard normal distribution, nearly: twelve uniform ones, less six.
fn normal(chance: &mut SplitMix64) -> f64 {
    (0..12).map(|_| chance.next_u64() as f64 / u64::MAX as f64).sum::<f64>() - 6.0
}

const PANELS: usize = 8;
const EACH: usize = 30;
const SEATS: usize = 5;
const PLACES: usize = PANELS * EACH / 4;

/// The share of the truly best quarter that raw, adjusted and z-scores each choose: 8 panels of 30
/// applications and 5 experts, a fifth of the applications read by an expert of a second panel.
/// Quality within a panel 1, noise and experts' leniency 0.8, between panels `between` (deviations).
fn season(chance: &mut SplitMix64, between: f64) -> [f64; 3] {
    let panel_of: Vec<usize> = (0..PANELS * EACH).map(|i| i / EACH).collect();
    let panels: Vec<f64> = (0..PANELS).map(|_| between * normal(chance)).collect();
    let quality: Vec<f64> = panel_of.iter().map(|&p| panels[p] + normal(chance)).collect();
    let lenient: Vec<f64> = (0..PANELS * SEATS).map(|_| 0.8 * normal(chance)).collect();
    let mut applications: Vec<Reviews> = Vec::new();
    let bridges = bridging(&panel_of, PANELS, 20, chance.next_u64());
    for (i, &panel) in panel_of.iter().enumerate() {
        let mut readers: Vec<usize> = (panel * SEATS..(panel + 1) * SEATS).collect();
        if let Some(bridge) = bridges.iter().find(|b| b.application == i) {
            readers[chance.below(5) as usize] = bridge.panel * SEATS + chance.below(5) as usize;
        }
        // About 70 points, a unit of quality being 5 of them.
        let total = |e: usize, noise: f64| 700.0 + 50.0 * (quality[i] + lenient[e] + 0.8 * noise);
        let review = |e| (e, total(e, normal(chance)).round() as i32);
        applications.push(readers.into_iter().map(review).collect());
    }
    let best = |values: &[Option<f64>]| -> BTreeSet<usize> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[b].partial_cmp(&values[a]).expect("numbers"));
        order.into_iter().take(PLACES).collect()
    };
    let truth = best(&quality.iter().copied().map(Some).collect::<Vec<_>>());
    let adjusted = solved(&applications, PANELS * SEATS);
    assert!(adjusted.offered());
    [raw(&applications), scores(&adjusted), z_scores(&applications)]
        .map(|values| best(&values).intersection(&truth).count() as f64 / PLACES as f64)
}

/// What must never be offered, to see that it is worse.
fn z_scores(applications: &[Reviews]) -> Vec<Option<f64>> {
    let all = |expert: usize| {
        let own = applications.iter().flatten().filter(move |r| r.0 == expert);
        own.map(|r| f64::from(r.1)).collect::<Vec<_>>()
    };
    let scale: Vec<(f64, f64)> = (0..PANELS * SEATS)
        .map(|expert| {
            let totals = all(expert);
            let mean = totals.iter().sum::<f64>() / totals.len() as f64;
            let squares: f64 = totals.iter().map(|t| (t - mean).powi(2)).sum();
            (mean, (squares / (totals.len() - 1) as f64).sqrt())
        })
        .collect();
    let z = |&(e, t): &(usize, i32)| (f64::from(t) - scale[e].0) / scale[e].1;
    applications.iter().map(|r| Some(r.iter().map(z).sum::<f64>() / r.len() as f64)).collect()
}

#[test]
fn adjusting_bridged_panels_chooses_better_and_z_scores_choose_worse() {
    let share = |between: f64| {
        let mut chance = SplitMix64::new(26);
        let mut sums = [0.0; 3];
        for _ in 0..40 {
            season(&mut chance, between).iter().zip(&mut sums).for_each(|(one, sum)| *sum += one);
        }
        sums.map(|sum| sum / 40.0)
    };
    let [raw, adjusted, z] = share(0.5);
    assert!(adjusted > raw + 0.01, "panels that differ: raw {raw:.3}, adjusted {adjusted:.3}");
    assert!(z < raw - 0.03, "panels that differ: raw {raw:.3}, z-scores {z:.3}");
    let [raw, adjusted, _] = share(0.0);
    assert!(adjusted > raw, "panels alike: raw {raw:.3}, adjusted {adjusted:.3}");
}
