//! The solver against brute force on small problems, and against its certificate on a large one.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::committee::draw::SplitMix64;

/// A problem from plain numbers; a cost of 0 or more, or below 0 for a conflict.
fn problem(needs: &[u32], caps: &[u32], cost: impl Fn(usize, usize) -> i64) -> Problem {
    Problem {
        applications: needs.iter().map(|&need| AppNeed { need }).collect(),
        experts: caps.iter().map(|&cap| ExpertCap { cap }).collect(),
        cost: Costs::build(needs.len(), caps.len(), |a, e| Some(cost(a, e)).filter(|c| *c >= 0)),
        fixed: Vec::new(),
        load_step: 0,
    }
}

/// No conflict, no pair twice, caps kept, fixed pairs kept; the cost is what the pairs cost.
fn assert_sound(problem: &Problem, found: &Assignment) {
    let pairs: BTreeSet<_> = found.pairs.iter().copied().collect();
    assert_eq!(pairs.len(), found.pairs.len(), "a pair twice");
    assert!(problem.fixed.iter().all(|pair| pairs.contains(pair)), "a fixed pair lost");
    let mut cost: i64 =
        found.pairs.iter().map(|&(a, e)| problem.cost.get(a, e).expect("no conflict")).sum();
    for (expert, cap) in problem.experts.iter().enumerate() {
        let load = found.pairs.iter().filter(|pair| pair.1 == expert).count() as i64;
        assert!(load <= i64::from(cap.cap), "over the cap");
        cost += (0..load).map(|before| before * problem.load_step).sum::<i64>();
    }
    assert_eq!(found.cost, cost);
}

fn readers(found: &Assignment, application: usize) -> usize {
    found.pairs.iter().filter(|pair| pair.0 == application).count()
}

/// Tries every set of experts for every application: the most reviews that can be placed, and the
/// least cost of placing all of them.
fn brute(problem: &Problem) -> (u64, Option<i64>) {
    fn go(
        problem: &Problem,
        application: usize,
        load: &mut Vec<u32>,
        best: &mut (u64, Option<i64>),
        placed: u64,
        cost: i64,
        whole: bool,
    ) {
        let Some(app) = problem.applications.get(application) else {
            best.0 = best.0.max(placed);
            if whole {
                best.1 = Some(best.1.map_or(cost, |known| known.min(cost)));
            }
            return;
        };
        let n = problem.experts.len();
        let kept: u32 = problem.fixed.iter().filter(|p| p.0 == application).map(|p| 1 << p.1).sum();
        for set in 0..1_u32 << n {
            let size = set.count_ones();
            if set & kept != kept || size > app.need.max(kept.count_ones()) {
                continue;
            }
            let experts: Vec<usize> = (0..n).filter(|e| set & (1 << e) != 0).collect();
            let fits = experts.iter().all(|&e| {
                load[e] < problem.experts[e].cap && problem.cost.get(application, e).is_some()
            });
            if !fits {
                continue;
            }
            let more: i64 = experts
                .iter()
                .map(|&e| {
                    problem.cost.get(application, e).unwrap_or(0)
                        + problem.load_step * i64::from(load[e])
                })
                .sum();
            experts.iter().for_each(|&e| load[e] += 1);
            go(
                problem,
                application + 1,
                load,
                best,
                placed + u64::from(size),
                cost + more,
                whole && size >= app.need,
            );
            experts.iter().for_each(|&e| load[e] -= 1);
        }
    }
    let mut best = (0, None);
    go(problem, 0, &mut vec![0; problem.experts.len()], &mut best, 0, 0, true);
    best
}

/// The cut must prove by itself that no more can be placed.
fn assert_explained(problem: &Problem, found: &Infeasible) {
    assert_eq!(found.missing, found.need - found.eligible - found.places);
    let fixed_of = |a: Option<usize>, e: Option<usize>| {
        problem
            .fixed
            .iter()
            .filter(|p| a.is_none_or(|a| a == p.0) && e.is_none_or(|e| e == p.1))
            .count() as u64
    };
    let need: u64 = found
        .applications
        .iter()
        .map(|&a| u64::from(problem.applications[a].need).saturating_sub(fixed_of(Some(a), None)))
        .sum();
    let places: u64 = found
        .experts
        .iter()
        .map(|&e| u64::from(problem.experts[e].cap) - fixed_of(None, Some(e)))
        .sum();
    let outside = |a: usize| {
        (0..problem.experts.len())
            .filter(|e| !found.experts.contains(e))
            .filter(|&e| problem.cost.get(a, e).is_some() && !problem.fixed.contains(&(a, e)))
            .count() as u64
    };
    let eligible: u64 = found.applications.iter().map(|&a| outside(a)).sum();
    assert_eq!((need, places, eligible), (found.need, found.places, found.eligible));
}

#[test]
fn art_12_the_cheapest_assignment_gives_way_where_the_greedy_one_cannot() {
    // Greedy gives both applications to expert 0 in turn; the cap lets it have one only.
    let found = solve(&problem(&[1, 1], &[1, 1], |a, e| [[1, 2], [1, 9]][a][e])).expect("feasible");
    assert_eq!(found, Assignment { pairs: vec![(0, 1), (1, 0)], cost: 3 });
}

#[test]
fn art_15_a_conflicted_pair_is_never_assigned_even_when_nothing_else_is_left() {
    let Err(Failure::Infeasible(found)) =
        solve(&problem(&[1, 2], &[2, 2], |a, e| if (a, e) == (1, 0) { -1 } else { 5 }))
    else {
        panic!("one expert cannot give two reviews");
    };
    assert_eq!((found.missing, found.applications, found.experts), (1, vec![1], vec![]));
    assert_eq!((found.need, found.eligible, found.places), (2, 1, 0));
    assert!(!found.partial.pairs.contains(&(1, 0)));
}

#[test]
fn art_19_too_few_places_are_explained_by_the_full_experts() {
    let Err(Failure::Infeasible(found)) = solve(&problem(&[2, 2, 2], &[2, 2, 1], |_, _| 1)) else {
        panic!("five places cannot take six reviews");
    };
    assert_eq!((found.missing, found.need, found.eligible, found.places), (1, 6, 0, 5));
    assert_eq!((found.applications, found.experts), (vec![0, 1, 2], vec![0, 1, 2]));
    assert_eq!(found.partial.pairs.len(), 5);
}

#[test]
fn a_load_step_shares_the_reviews_out() {
    let mut even = problem(&[1; 6], &[6, 6, 6], |_, e| e as i64);
    let loads =
        |found: &Assignment| [0, 1, 2].map(|e| found.pairs.iter().filter(|p| p.1 == e).count());
    assert_eq!(loads(&solve(&even).expect("feasible")), [6, 0, 0]);
    even.load_step = 10;
    assert_eq!(loads(&solve(&even).expect("feasible")), [2, 2, 2]);
}

#[test]
fn published_pairs_stay_and_the_rest_is_arranged_round_them() {
    let mut kept = problem(&[1, 1], &[1, 1], |a, e| [[1, 2], [1, 9]][a][e]);
    kept.fixed = vec![(0, 0)];
    assert_eq!(
        solve(&kept).expect("feasible"),
        Assignment { pairs: vec![(0, 0), (1, 1)], cost: 10 }
    );
}

#[test]
fn a_problem_that_contradicts_itself_is_refused_with_the_reason() {
    let base = || problem(&[1, 1], &[1, 1], |a, e| if (a, e) == (0, 1) { -1 } else { 1 });
    let refused = |fixed: &[(usize, usize)]| solve(&Problem { fixed: fixed.to_vec(), ..base() });
    let says = |fault| Err(Failure::Malformed(fault));
    assert_eq!(refused(&[(2, 0)]), says(Malformed::UnknownPair { application: 2, expert: 0 }));
    assert_eq!(refused(&[(0, 1)]), says(Malformed::ForbiddenPair { application: 0, expert: 1 }));
    assert_eq!(
        refused(&[(0, 0), (0, 0)]),
        says(Malformed::RepeatedPair { application: 0, expert: 0 })
    );
    assert_eq!(refused(&[(0, 0), (1, 0)]), says(Malformed::OverCap { expert: 0 }));
    assert_eq!(solve(&Problem { load_step: -1, ..base() }), says(Malformed::Cost));
    assert_eq!(solve(&problem(&[1], &[1], |_, _| MAX_COST + 1)), says(Malformed::Cost));
    assert_eq!(solve(&Problem { experts: vec![], ..base() }), says(Malformed::Shape));
}

#[test]
fn nothing_to_assign_is_an_empty_assignment() {
    assert_eq!(solve(&problem(&[], &[], |_, _| 0)), Ok(Assignment::default()));
    assert_eq!(solve(&problem(&[0, 0], &[3], |_, _| 0)), Ok(Assignment::default()));
}

/// 300 applications, 5 reviews each, 60 experts, one pair in twelve a conflict.
fn season(cap: u32, load_step: i64) -> Problem {
    let mut chance = SplitMix64::new(26);
    let table: Vec<i64> = (0..300 * 60)
        .map(|_| if chance.below(12) == 0 { -1 } else { chance.below(100) as i64 })
        .collect();
    Problem { load_step, ..problem(&[5; 300], &[cap; 60], |a, e| table[a * 60 + e]) }
}

/// The certificate of least cost: no review can be moved, through any chain of hand-overs, for less.
fn assert_cheapest(problem: &Problem, found: &Assignment) {
    const FAR: i64 = i64::MAX / 4;
    let n = problem.experts.len();
    let has: BTreeSet<_> = found.pairs.iter().copied().collect();
    let load = |e: usize| found.pairs.iter().filter(|p| p.1 == e).count() as i64;
    let mut way = vec![vec![FAR; n]; n];
    for &(a, i) in &found.pairs {
        for (j, best) in way[i].iter_mut().enumerate() {
            if let (Some(new), Some(old), false) =
                (problem.cost.get(a, j), problem.cost.get(a, i), has.contains(&(a, j)))
            {
                *best = (*best).min(new - old);
            }
        }
    }
    for k in 0..n {
        for i in 0..n {
            for j in 0..n {
                way[i][j] = way[i][j].min(way[i][k].saturating_add(way[k][j]));
            }
        }
    }
    for (i, ways) in way.iter().enumerate() {
        assert!(ways[i] >= 0, "a round of hand-overs through expert {i} would be cheaper");
        for (j, &cost) in ways.iter().enumerate().filter(|&(j, &cost)| j != i && cost < FAR / 2) {
            let steps = problem.load_step * (load(j) - load(i) + 1);
            let room = load(j) < i64::from(problem.experts[j].cap);
            assert!(!room || cost + steps >= 0, "expert {i} could hand on to {j}");
        }
    }
}

#[test]
fn art_19_three_hundred_applications_get_five_readers_each_at_least_cost() {
    // Sixty at 25 each have just enough room.
    for (cap, load_step) in [(25, 0), (28, 0), (60, 3)] {
        let problem = season(cap, load_step);
        let found = solve(&problem).expect("feasible");
        assert_sound(&problem, &found);
        assert!((0..300).all(|a| readers(&found, a) == 5));
        assert_cheapest(&problem, &found);
    }
}

#[test]
fn art_19_a_season_with_too_little_room_says_so() {
    let problem = season(24, 0);
    let Err(Failure::Infeasible(found)) = solve(&problem) else {
        panic!("1,440 places cannot take 1,500 reviews")
    };
    assert_eq!((found.missing, found.need, found.places), (60, 1500, 1440));
    assert_sound(&problem, &found.partial);
    assert_explained(&problem, &found);
}

fn small() -> impl Strategy<Value = Problem> {
    let sizes = (1..=4_usize, 1..=4_usize);
    sizes.prop_flat_map(|(m, n)| {
        let needs = prop::collection::vec(0..=3_u32, m);
        let caps = prop::collection::vec(0..=4_u32, n);
        // Few distinct costs make ties, ties make circles of no cost.
        let costs = prop::collection::vec(
            prop_oneof![Just(-1_i64), 0..=4_i64, 0..=40_i64, 0..=40_i64],
            m * n,
        );
        let kept = prop::collection::vec(prop::bool::weighted(0.1), m * n);
        (needs, caps, costs, kept, prop_oneof![Just(0_i64), 1..=9_i64]).prop_map(
            move |(needs, caps, costs, kept, load_step)| {
                let mut problem =
                    Problem { load_step, ..problem(&needs, &caps, |a, e| costs[a * n + e]) };
                let mut load = vec![0; n];
                for (a, e) in (0..m * n).filter(|&cell| kept[cell]).map(|cell| (cell / n, cell % n))
                {
                    if problem.cost.get(a, e).is_some() && load[e] < caps[e] {
                        load[e] += 1;
                        problem.fixed.push((a, e));
                    }
                }
                problem
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn art_12_the_solver_agrees_with_trying_everything(problem in small()) {
        let (most, least) = brute(&problem);
        match solve(&problem) {
            Ok(found) => {
                assert_sound(&problem, &found);
                for (a, app) in problem.applications.iter().enumerate() {
                    let kept = problem.fixed.iter().filter(|p| p.0 == a).count();
                    prop_assert_eq!(readers(&found, a), (app.need as usize).max(kept), "the minimum is hard");
                }
                prop_assert_eq!(Some(found.cost), least);
            }
            Err(Failure::Infeasible(found)) => {
                prop_assert_eq!(least, None);
                assert_sound(&problem, &found.partial);
                assert_explained(&problem, &found);
                prop_assert_eq!(found.partial.pairs.len() as u64, most);
                prop_assert!(found.missing > 0);
            }
            Err(Failure::Malformed(fault)) => prop_assert!(false, "{:?}", fault),
        }
    }

    #[test]
    fn the_same_problem_gives_the_same_pairs(problem in small()) {
        prop_assert_eq!(solve(&problem), solve(&problem));
    }
}
