//! The eligibility page: a few questions, no account, an answer at once (Art. 9, 10).
//! Its keys are the dossier's where the dossier asks the same, so answers flow on.

use serde::{Deserialize, Serialize};

use super::check::{parse_month, size_verdict};
use super::field::{Field, ORIGINS};
use super::{Answers, answer, finance};
use crate::facts::industry::IndustryCode;
use crate::facts::sme::{SmeError, Verdict};
use crate::facts::units::{self, Unit};
use crate::season::{Bar, Limits};

/// A condition of Art. 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Independent legal person (Art. 9 (1)).
    LegalPerson,
    /// Profitable in each of three years (Art. 9 (1)).
    Profit,
    /// No violation in integrity, quality, safety, environment (Art. 9 (1)).
    NoViolation,
    /// The method is mature (Art. 9 (2)).
    Mature,
    /// Willing to share (Art. 9 (3)).
    Sharing,
}

impl Condition {
    /// All conditions in the order of the article.
    pub const ALL: [Condition; 5] = [
        Condition::LegalPerson,
        Condition::Profit,
        Condition::NoViolation,
        Condition::Mature,
        Condition::Sharing,
    ];

    /// The item of Art. 9.
    pub fn item(self) -> u8 {
        match self {
            Condition::LegalPerson | Condition::Profit | Condition::NoViolation => 1,
            Condition::Mature => 2,
            Condition::Sharing => 3,
        }
    }
}

/// Whether a condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Not answered yet.
    Unknown,
}

/// What the practice is about, for the scopes of Art. 10; several may be ticked.
pub const THEMES: [&str; 4] = ["theme_method", "theme_digital", "theme_model", "theme_public"];

/// The answer of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligibility {
    /// Each condition of Art. 9.
    pub conditions: Vec<(Condition, Met)>,
    /// Scopes of Art. 10 that fit, "1" to "6".
    pub scopes: Vec<&'static str>,
    /// Size class with its deciding rows, once the industry is known.
    pub size: Option<Result<Verdict, SmeError>>,
    /// The unit of the applicant's region (Art. 7).
    pub unit: Option<&'static Unit>,
    /// A separately planned city: it goes its own way, not through its province.
    pub separately_planned: bool,
    /// The organisation was chosen not long ago, or lost a title (Art. 24): as far as it says who it is.
    pub bar: Option<Bar>,
}

impl Eligibility {
    /// All conditions: met if every one is, not met if any is not, or the organisation has to wait.
    pub fn overall(&self) -> Met {
        if self.bar.is_some() || self.conditions.iter().any(|c| c.1 == Met::No) {
            Met::No
        } else if self.conditions.iter().any(|c| c.1 == Met::Unknown) {
            Met::Unknown
        } else {
            Met::Yes
        }
    }
}

/// Judges the answers for the selection of `year` by the limits of its season, among them the earlier winners that
/// are known to be this organisation.
pub fn judge(answers: &Answers, year: i32, limits: &Limits) -> Eligibility {
    let conditions = Condition::ALL.iter().map(|c| (*c, met(*c, answers, year, limits))).collect();
    let size = size_verdict(answers);
    let unit = units::unit(answer(answers, Field::Region.key()));
    Eligibility {
        conditions,
        scopes: scopes(answers, size.as_ref(), limits),
        size,
        separately_planned: unit.is_some_and(|u| u.parent.is_some()),
        unit,
        bar: limits.bar(year, answers),
    }
}

fn met(condition: Condition, answers: &Answers, year: i32, limits: &Limits) -> Met {
    let method_years = limits.method_years_min;
    let yes_no = |key: &str, wanted: &str| match answer(answers, key) {
        "" => Met::Unknown,
        v if v == wanted => Met::Yes,
        _ => Met::No,
    };
    match condition {
        Condition::LegalPerson => yes_no("legal_person", "yes"),
        Condition::NoViolation => yes_no("violation", "no"),
        Condition::Sharing => yes_no("sharing", "yes"),
        Condition::Profit => match finance::profitable(answers) {
            None => Met::Unknown,
            Some(true) => Met::Yes,
            Some(false) => Met::No,
        },
        Condition::Mature => match parse_month(answer(answers, Field::Since.key())) {
            None => Met::Unknown,
            Some((y, m)) if (year - y) * 12 + 5 - i32::from(m) >= method_years * 12 => Met::Yes,
            Some(_) => Met::No,
        },
    }
}

/// Scopes of Art. 10 that fit what was answered.
fn scopes(
    answers: &Answers,
    size: Option<&Result<Verdict, SmeError>>,
    limits: &Limits,
) -> Vec<&'static str> {
    let ticked = |key: &str| answer(answers, key) == "yes";
    let sme = matches!(size, Some(Ok(v)) if v.size.is_sme());
    let service = IndustryCode::parse(answer(answers, Field::Industry.key()))
        .is_ok_and(|c| limits.is_producer_service(&c));
    let fits = [
        ("1", ticked("theme_method")),
        ("2", ticked("theme_digital")),
        ("3", ticked("theme_model")),
        ("4", sme),
        ("5", service),
        ("6", ticked("theme_public")),
    ];
    fits.into_iter().filter(|f| f.1).map(|f| f.0).collect()
}

/// What of the page goes on into a new dossier.
pub fn carry_over(answers: &Answers) -> Answers {
    let mut out: Answers = answers
        .iter()
        .filter(|(k, v)| !v.trim().is_empty() && Field::of_key(k).is_some())
        .filter(|(k, _)| *k != Field::Sharing.key())
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    if let Some(unit) = units::unit(answer(answers, Field::Region.key())) {
        out.entry(Field::Unit.key().into()).or_insert_with(|| unit.code.clone());
    }
    out.retain(|k, v| k != Field::Origin.key() || ORIGINS.contains(&v.as_str()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::PastWinner;

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect()
    }

    fn eligible() -> Answers {
        answers(&[
            ("legal_person", "yes"),
            ("violation", "no"),
            ("sharing", "yes"),
            ("net_1", "10"),
            ("net_2", "20"),
            ("net_3", "0.5"),
            ("since", "2020-01"),
            ("industry", "C36"),
            ("employees", "286"),
            ("revenue_1", "12800"),
            ("region", "R370200"),
            ("theme_method", "yes"),
        ])
    }

    #[test]
    fn art_9_all_conditions_met() {
        let e = judge(&eligible(), 2026, &Limits::default());
        assert_eq!(e.overall(), Met::Yes);
        assert_eq!(e.scopes, vec!["1", "4"]);
        assert_eq!(e.unit.map(|u| u.code.as_str()), Some("R370200"));
        assert!(e.separately_planned);
    }

    #[test]
    fn art_9_each_condition_fails_alone() {
        for (key, value, condition) in [
            ("legal_person", "no", Condition::LegalPerson),
            ("violation", "yes", Condition::NoViolation),
            ("sharing", "no", Condition::Sharing),
            ("net_3", "0", Condition::Profit),
            ("since", "2025-01", Condition::Mature),
        ] {
            let mut a = eligible();
            a.insert(key.into(), value.into());
            let failed: Vec<_> = judge(&a, 2026, &Limits::default())
                .conditions
                .into_iter()
                .filter(|c| c.1 == Met::No)
                .collect();
            assert_eq!(failed, vec![(condition, Met::No)]);
        }
    }

    #[test]
    fn art_9_and_10_follow_the_settings_of_the_season() {
        let mut a = eligible();
        a.insert("since".into(), "2025-01".into());
        a.insert("industry".into(), "N78".into());
        let limits = Limits {
            method_years_min: 1,
            producer_services: vec!["N78".into()],
            ..Limits::default()
        };
        let judged = judge(&a, 2026, &limits);
        assert_eq!((judged.overall(), judged.scopes.contains(&"5")), (Met::Yes, true));
        assert_eq!(judge(&a, 2026, &Limits::default()).overall(), Met::No);
    }

    #[test]
    fn art_24_who_was_chosen_lately_is_told_before_anything_is_written() {
        let mut a = eligible();
        a.insert("uscc".into(), "91370200MAXT0A1B7P".into());
        let won = PastWinner {
            year: 2024,
            uscc: "91370200MAXT0A1B7P".into(),
            organisation: "演示企业".into(),
            title: "演示经验".into(),
            revoked: None,
        };
        let limits = Limits { past_winners: vec![won.clone()], ..Limits::default() };
        let judged = judge(&a, 2026, &limits);
        assert_eq!(judged.bar, Some(Bar { year: 2024, revoked: None, until: 2027 }));
        assert_eq!(judged.overall(), Met::No);
        assert_eq!(judge(&a, 2028, &limits).bar, None);
        // Who does not say who it is, is not told of others.
        assert_eq!(judge(&eligible(), 2026, &limits).overall(), Met::Yes);
        let lost = PastWinner { revoked: Some(2026), ..won };
        let limits = Limits { past_winners: vec![lost], ..Limits::default() };
        assert_eq!(judge(&a, 2029, &limits).bar.map(|b| b.until), Some(2029));
    }

    #[test]
    fn nothing_answered_is_unknown_not_refused() {
        let e = judge(&Answers::new(), 2026, &Limits::default());
        assert_eq!(e.overall(), Met::Unknown);
        assert!(e.scopes.is_empty() && e.size.is_none() && e.unit.is_none());
    }

    #[test]
    fn answers_flow_into_the_dossier_but_declarations_are_made_there() {
        let c = carry_over(&eligible());
        assert_eq!(c.get("employees").map(String::as_str), Some("286"));
        assert_eq!(c.get("unit").map(String::as_str), Some("R370200"));
        assert!(!c.contains_key("sharing") && !c.contains_key("legal_person"));
    }
}
