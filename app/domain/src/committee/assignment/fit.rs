//! What a pair costs: how far an expert's knowledge is from what an application is about (第十二条).

use serde::{Deserialize, Serialize};

/// What an expert knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expertise {
    /// Industry codes (GB/T 4754) of two digits or more.
    pub industries: Vec<String>,
    /// Codes of methods.
    pub methods: Vec<String>,
}

/// What an application is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Industry code (GB/T 4754) of two digits or more.
    pub industry: String,
    /// Codes of the methods it applies.
    pub methods: Vec<String>,
}

/// What a lack of fit costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitWeights {
    /// For an unknown industry; half of it for another part of the same division.
    pub industry: i64,
    /// For unknown methods, in proportion to how many.
    pub methods: i64,
}

impl Default for FitWeights {
    fn default() -> Self {
        Self { industry: 60, methods: 40 }
    }
}

/// What a pair costs: 0 for a perfect fit, the sum of the weights for none. Conflicts are for the
/// caller to rule out in [`Costs::build`](super::Costs::build).
pub fn fit_cost(subject: &Subject, expertise: &Expertise, weights: &FitWeights) -> i64 {
    let wanted = subject.industry.as_str();
    // Anything shorter than a division is no code and must not match by being a prefix.
    let division = |code: &str| code.get(..2).map(str::to_owned);
    let near = |code: &String| division(code).is_some() && division(code) == division(wanted);
    let known =
        |code: &String| near(code) && (wanted.starts_with(code) || code.starts_with(wanted));
    let industry = if expertise.industries.iter().any(known) {
        0
    } else if expertise.industries.iter().any(near) {
        weights.industry / 2
    } else {
        weights.industry
    };
    let total = subject.methods.len() as i64;
    let unknown =
        subject.methods.iter().filter(|method| !expertise.methods.contains(method)).count() as i64;
    industry + if total == 0 { 0 } else { weights.methods * unknown / total }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(industries: &[&str], methods: &[&str]) -> i64 {
        let owned = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect();
        let subject = Subject { industry: "3612".to_owned(), methods: owned(&["spc", "qfd"]) };
        fit_cost(
            &subject,
            &Expertise { industries: owned(industries), methods: owned(methods) },
            &FitWeights::default(),
        )
    }

    #[test]
    fn art_12_experts_of_the_industry_and_the_methods_cost_least() {
        assert_eq!(cost(&["36"], &["spc", "qfd"]), 0);
        assert_eq!(cost(&["65", "361"], &["qfd", "spc", "fmea"]), 0);
        assert_eq!(cost(&["3670"], &["spc", "qfd"]), 30);
        assert_eq!(cost(&["65"], &["spc", "qfd"]), 60);
        assert_eq!(cost(&["36"], &["spc"]), 20);
        assert_eq!(cost(&["65"], &[]), 100);
    }

    #[test]
    fn what_is_not_known_is_no_fit_and_what_is_not_asked_costs_nothing() {
        assert_eq!(cost(&["", "3", "码"], &["spc", "qfd"]), 60);
        let weights = FitWeights::default();
        assert_eq!(
            fit_cost(
                &Subject::default(),
                &Expertise { industries: vec!["36".to_owned()], methods: vec![] },
                &weights
            ),
            60
        );
    }
}
