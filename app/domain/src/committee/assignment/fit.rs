//! What a pair costs: how far an expert's knowledge is from what an application is about (第十二条).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::committee::conflict::plain;

/// Characters below which a name of a method is no name: it would stand in every title.
const SHORTEST: usize = 2;

/// What an expert knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expertise {
    /// Industry codes (GB/T 4754) of two digits or more.
    pub industries: Vec<String>,
    /// Methods, in the form of [`method`].
    pub methods: Vec<String>,
}

impl Expertise {
    /// Of the pool's card.
    pub fn of(industries: &[String], methods: &[String]) -> Self {
        let methods = methods.iter().map(|m| method(m)).filter(|m| !m.is_empty());
        Self { industries: industries.to_vec(), methods: methods.collect() }
    }

    /// Whether a method is known, under this name or one that contains it: whoever knows 精益六西格玛管理
    /// knows 精益六西格玛.
    fn knows(&self, named: &str) -> bool {
        self.methods.iter().any(|own| own.contains(named) || named.contains(own.as_str()))
    }
}

/// What an application is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Industry code (GB/T 4754) of two digits or more.
    pub industry: String,
    /// Methods it applies, in the form of [`method`].
    pub methods: Vec<String>,
}

impl Subject {
    /// Of an application's industry, and of those texts of it that name what it applies: the title does by the
    /// rules of the call. What none of the experts is known for is not looked for. Of two names of which one
    /// contains the other the longer counts.
    pub fn of(industry: &str, texts: &[&str], known: &BTreeSet<String>) -> Self {
        let texts: Vec<String> = texts.iter().map(|text| plain(text)).collect();
        let named = |m: &&String| texts.iter().any(|text| text.contains(m.as_str()));
        let all: Vec<&String> = known.iter().filter(named).collect();
        let within = |m: &str| all.iter().any(|other| *other != m && other.contains(m));
        let methods = all.iter().filter(|m| !within(m.as_str())).map(|m| (*m).clone());
        Self { industry: industry.to_owned(), methods: methods.collect() }
    }
}

/// The common form of a method's name, however it is written; nothing of what is too short to be one.
pub fn method(name: &str) -> String {
    let form = plain(name);
    if form.chars().count() < SHORTEST { String::new() } else { form }
}

/// What a lack of fit costs, and what it costs to give to whom much is given already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitWeights {
    /// For an unknown industry; half of it for another part of the same division.
    pub industry: i64,
    /// For unknown methods, in proportion to how many.
    pub methods: i64,
    /// For one more review of the same expert, per review already held: spreads the load.
    pub load: i64,
}

impl Default for FitWeights {
    fn default() -> Self {
        Self { industry: 60, methods: 40, load: 4 }
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
    let unknown = subject.methods.iter().filter(|method| !expertise.knows(method)).count() as i64;
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
    fn art_12_the_method_a_title_names_is_looked_for_among_what_experts_know() {
        let known: BTreeSet<String> =
            ["零缺陷", "精益六西格玛", "精益六西格玛管理", "QFD", "法"].map(method).into();
        // One character is no name, and nothing is found in everything.
        assert!(known.contains(""));
        let known: BTreeSet<String> = known.into_iter().filter(|m| !m.is_empty()).collect();
        let of = |title: &str| Subject::of("36", &[title, "质量管理方法"], &known).methods;
        assert_eq!(of("实施“精益六西格玛”管理的经验"), ["精益六西格玛管理"]);
        assert_eq!(of("运用ｑｆｄ与零缺陷方法的经验"), ["QFD", "零缺陷"]);
        assert_eq!(of("实施卓越绩效模式的经验"), Vec::<String>::new());
        let subject = Subject::of("36", &["运用 QFD 与零缺陷方法的经验"], &known);
        let cost = |methods: &[&str]| {
            let methods: Vec<String> = methods.iter().map(|m| (*m).to_owned()).collect();
            fit_cost(&subject, &Expertise::of(&["36".into()], &methods), &FitWeights::default())
        };
        assert_eq!(cost(&["零缺陷管理", "qfd"]), 0);
        assert_eq!(
            (cost(&["QFD"]), cost(&["卓越绩效"]), cost(&["法"]), cost(&[])),
            (20, 40, 40, 40)
        );
        // A title that names no method anybody is known for costs everybody the same: nothing.
        let other = Subject::of("36", &["实施卓越绩效模式的经验"], &known);
        let nobody = Expertise::of(&["36".into()], &[]);
        assert_eq!(fit_cost(&other, &nobody, &FitWeights::default()), 0);
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
