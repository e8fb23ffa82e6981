//! What a conclusion lacks before it can be signed (第十九条, 第二十条). One list for the page and for the verb.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::agreed::{Agreed, Verdict};
use super::conclusion::{Case, Conclusion, Panel};
use super::deviation::unexplained;
use crate::reason;

/// Something that is missing or does not fit, with the reference numbers concerned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Applications of the panel without an agreed result.
    Result {
        /// Which.
        references: Vec<String>,
    },
    /// Results of applications that are not the panel's, or not any more.
    Foreign {
        /// Which.
        references: Vec<String>,
    },
    /// Nobody has sealed a score: there is nothing to deliberate on, and no exception helps.
    Unscored {
        /// Which.
        references: Vec<String>,
    },
    /// Reviews are missing, of those due or of the season's least number, and no exception with a
    /// reason is recorded.
    Reviews {
        /// Which.
        references: Vec<String>,
    },
    /// Their computed rank has changed since they were agreed on: a score was amended or came in. They
    /// have to be looked at again.
    Moved {
        /// Which.
        references: Vec<String>,
    },
    /// The agreed ranks are not 1, 2, 3, … each once, or one stands before another with the better
    /// verdict.
    Order {
        /// Which.
        references: Vec<String>,
    },
    /// More are shortlisted than the panel has places.
    Places {
        /// The panel's places.
        places: u32,
        /// Shortlisted.
        found: u32,
    },
    /// They are shortlisted although their mean does not reach the points the season asks for (Art. 20); no reason
    /// makes up for that.
    Points {
        /// Which.
        references: Vec<String>,
        /// The least mean, in tenths of a point.
        #[serde(default)]
        least: i32,
    },
    /// They depart from the ranking and owe a reason, see [`unexplained`].
    Reasons {
        /// Which.
        references: Vec<String>,
    },
    /// Members in conflict with them are not recorded as absent (Art. 15): the conflict came to light
    /// after the conclusion was put together.
    Present {
        /// Which.
        references: Vec<String>,
    },
}

/// Everything a conclusion lacks; nothing when it can be signed. It must be the panel's own.
pub fn lacks(panel: &Panel, conclusion: &Conclusion) -> Vec<Lack> {
    let results = &conclusion.results;
    let of = |case: &Case| results.get(&case.dossier);
    let cases = |which: &dyn Fn(&Case) -> bool| -> Vec<String> {
        panel.cases.iter().filter(|c| which(c)).map(|c| c.reference.clone()).collect()
    };
    let ours: BTreeSet<_> = panel.cases.iter().map(|c| &c.dossier).collect();
    let in_order = results.in_order();
    let foreign = in_order.iter().filter(|a| !ours.contains(&a.dossier));
    let owing = unexplained(results, panel.line());
    let named = |records: &[&Agreed]| records.iter().map(|a| a.reference.clone()).collect();

    let mut found = Vec::new();
    let mut note = |references: Vec<String>, lack: fn(Vec<String>) -> Lack| {
        if !references.is_empty() {
            found.push(lack(references));
        }
    };
    note(cases(&|c| of(c).is_none()), |references| Lack::Result { references });
    note(foreign.map(|a| a.reference.clone()).collect(), |references| Lack::Foreign { references });
    note(cases(&|c| c.sealed == 0), |references| Lack::Unscored { references });
    note(
        cases(&|c| {
            c.sealed > 0 && short(c.sealed, c.due, panel.minimum) && !excepted(conclusion, c)
        }),
        |references| Lack::Reviews { references },
    );
    note(cases(&|c| of(c).is_some_and(|a| a.computed != c.computed)), |references| Lack::Moved {
        references,
    });
    note(out_of_order(&in_order), |references| Lack::Order { references });
    note(named(&owing), |references| Lack::Reasons { references });
    note(cases(&|c| !all_absent(panel, conclusion, c)), |references| Lack::Present { references });

    let chosen = |c: &Case| of(c).is_some_and(|a| a.verdict == Verdict::Shortlisted);
    let below = cases(&|c| chosen(c) && c.sealed > 0 && !c.enters);
    if !below.is_empty() {
        found.push(Lack::Points { references: below, least: panel.least });
    }
    let shortlisted = u32::try_from(results.shortlisted()).unwrap_or(u32::MAX);
    if shortlisted > panel.places {
        found.push(Lack::Places { places: panel.places, found: shortlisted });
    }
    found
}

/// Fewer reviews are sealed than are due, or than the season asks for at least: an exception with a reason is owed,
/// and the form asks for it. A decline, a conflict or a score set aside lowers what is due together with what is
/// sealed, never the season's least number.
pub fn short(sealed: u32, due: u32, minimum: u32) -> bool {
    sealed < due.max(minimum)
}

fn excepted(conclusion: &Conclusion, case: &Case) -> bool {
    conclusion
        .exceptions
        .get(&case.dossier)
        .is_some_and(|reason| reason::check(reason, reason::TELLING).is_ok())
}

fn all_absent(panel: &Panel, conclusion: &Conclusion, case: &Case) -> bool {
    let absent = conclusion.absences.get(&case.dossier);
    let mut keep_away = panel.conflicts.get(&case.dossier).into_iter().flatten();
    keep_away.all(|expert| absent.is_some_and(|a| a.contains(expert)))
}

/// Records that do not have the rank of their place, or stand behind one with a worse verdict.
fn out_of_order(in_order: &[&Agreed]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut worst = None;
    for (place, agreed) in (1..).zip(in_order) {
        if agreed.rank != place || worst.is_some_and(|verdict| agreed.verdict < verdict) {
            wrong.push(agreed.reference.clone());
        }
        worst = worst.max(Some(agreed.verdict));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::deliberation::agreed::Results;
    use crate::deliberation::agreed::tests::{WHY, board};
    use crate::deliberation::conclusion::tests::{conclusion, panel};

    fn of(points: &[i32], places: u32) -> (Panel, Results) {
        let b = board(points, places);
        (panel(&b), Results::proposed(&b))
    }

    fn change(all: &Results, id: &str, how: impl Fn(&mut Agreed)) -> Results {
        let mut record = all.get(&id.into()).unwrap().clone();
        how(&mut record);
        all.with(record).unwrap()
    }

    fn names(ids: &str) -> Vec<String> {
        ids.chars().map(|id| format!("QB-{id}")).collect()
    }

    #[test]
    fn art_19_the_ranking_itself_can_be_signed_and_so_can_what_is_explained() {
        let (p, all) = of(&[90, 80, 70], 2);
        assert_eq!(lacks(&p, &conclusion(&p, all.clone())), []);
        let lifted = change(&all.moved(&"c".into(), 1), "c", |c| {
            c.verdict = Verdict::Shortlisted;
            c.reason = WHY.into();
        });
        let lifted = change(&lifted, "b", |b| {
            b.verdict = Verdict::Reserve;
            b.reason = WHY.into();
        });
        assert_eq!(lacks(&p, &conclusion(&p, lifted)), []);
    }

    #[test]
    fn art_19_every_application_has_an_agreed_result_and_no_other_has() {
        let (p, all) = of(&[90, 80], 1);
        let one = Results::default().with(all.get(&"a".into()).unwrap().clone()).unwrap();
        let missing = Lack::Result { references: names("b") };
        assert_eq!(lacks(&p, &conclusion(&p, one)), [missing]);
        let mut less = p.clone();
        less.cases.retain(|c| c.dossier.as_str() == "a");
        let foreign = Lack::Foreign { references: names("b") };
        assert_eq!(lacks(&less, &conclusion(&less, all)), [foreign]);
    }

    #[test]
    fn art_19_the_places_are_never_exceeded() {
        let (p, all) = of(&[90, 80, 80], 2);
        assert_eq!(lacks(&p, &conclusion(&p, all.clone())), [Lack::Places { places: 2, found: 3 }]);
        // Fewer than the places is allowed, with a reason for whoever goes without.
        let fewer = change(&all, "b", |b| b.verdict = Verdict::NotShortlisted);
        let fewer = change(&fewer, "c", |c| c.verdict = Verdict::NotShortlisted);
        let reasons = Lack::Reasons { references: names("bc") };
        assert_eq!(lacks(&p, &conclusion(&p, fewer.clone())), [reasons]);
        let fewer = change(&fewer, "b", |b| b.reason = WHY.into());
        let fewer = change(&fewer, "c", |c| c.reason = WHY.into());
        assert_eq!(lacks(&p, &conclusion(&p, fewer)), []);
    }

    #[test]
    fn art_20_who_does_not_reach_the_points_does_not_enter_the_defence() {
        let mut b = board(&[90, 70, 69], 3);
        b.minimum = 700;
        let all = Results::proposed(&b);
        let p = panel(&b);
        // Whoever is below goes without, though there is a place, and owes no reason for it.
        assert_eq!((all.shortlisted(), p.line()), (2, 2));
        assert_eq!(lacks(&p, &conclusion(&p, all.clone())), []);
        let lifted = change(&all, "c", |c| {
            c.verdict = Verdict::Shortlisted;
            c.reason = WHY.into();
        });
        let points = Lack::Points { references: names("c"), least: 700 };
        assert_eq!(lacks(&p, &conclusion(&p, lifted)), [points]);
    }

    #[test]
    fn art_19_the_agreed_order_is_one_order_and_the_verdicts_follow_it() {
        let (p, all) = of(&[90, 80, 70], 3);
        let twice = change(&all, "c", |c| c.rank = 2);
        assert_eq!(lacks(&p, &conclusion(&p, twice)), [Lack::Order { references: names("c") }]);
        let gap = change(&all, "c", |c| c.rank = 4);
        assert_eq!(lacks(&p, &conclusion(&p, gap)), [Lack::Order { references: names("c") }]);
        let behind = change(&all, "b", |b| {
            b.verdict = Verdict::Reserve;
            b.reason = WHY.into();
        });
        let order = Lack::Order { references: names("c") };
        assert_eq!(lacks(&p, &conclusion(&p, behind)), [order]);
    }

    #[test]
    fn art_19_reviews_are_sealed_or_their_lack_is_excepted_with_a_reason() {
        let (mut p, all) = of(&[90, 80, 70], 3);
        (p.cases[0].due, p.cases[0].sealed) = (5, 4); // one due is missing
        (p.cases[1].due, p.cases[1].sealed) = (2, 2); // fewer than the season asks for
        let with = |reason: &str| {
            let said: BTreeMap<_, _> =
                ["a", "b"].map(|id| (id.into(), reason.to_owned())).into_iter().collect();
            lacks(&p, &Conclusion::of(&p, all.clone(), &said, &BTreeMap::new()))
        };
        let missing = [Lack::Reviews { references: names("ab") }];
        assert_eq!(with(""), missing);
        assert_eq!(with(&"缺".repeat(reason::TELLING - 1)), missing);
        assert_eq!(with("两名专家因病退出，已无时间补派。"), []);
    }

    #[test]
    fn art_19_what_nobody_has_scored_cannot_be_agreed_on() {
        let mut b = board(&[90, 80], 2);
        b.rows[1].scores.clear();
        let mut p = panel(&b);
        p.cases[1].sealed = 0;
        let said = BTreeMap::from([("b".into(), WHY.to_owned())]);
        let c = Conclusion::of(&p, Results::proposed(&b), &said, &BTreeMap::new());
        assert_eq!(lacks(&p, &c), [Lack::Unscored { references: names("b") }]);
    }

    #[test]
    fn art_19_what_was_agreed_before_a_score_changed_is_looked_at_again() {
        let (_, all) = of(&[90, 80, 70], 2);
        let (p, _) = of(&[90, 80, 85], 2);
        let found = lacks(&p, &conclusion(&p, all));
        assert_eq!(found, [Lack::Moved { references: names("cb") }]);
    }

    #[test]
    fn art_15_a_conflict_that_comes_to_light_later_keeps_the_conclusion_from_being_signed() {
        let (mut p, all) = of(&[90, 80], 1);
        let c = conclusion(&p, all);
        p.conflicts.insert("b".into(), [crate::ids::ExpertId::from("lead")].into());
        assert_eq!(lacks(&p, &c), [Lack::Present { references: names("b") }]);
        assert_eq!(lacks(&p, &conclusion(&p, c.results.clone())), []);
    }
}
