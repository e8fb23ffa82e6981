//! Room *formality* (Art. 18): the checklist. What can be computed is answered with
//! its evidence; the rest is ticked by a person; a person may overrule with a note.

pub mod claim;
pub mod correction;
pub mod duplicates;
pub mod progress;
pub mod rejection;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::application::check::{Context, Fault, check_page, size_verdict};
use crate::application::field::{Field, Slot};
use crate::application::finance::{amount, net_profits, profitable};
use crate::application::page::Page;
use crate::application::{Answers, answer};
use crate::facts::sme::Size;
use crate::reason;
use crate::recommendation::opinion;
use crate::refusal::Refusal;
use crate::season::PastWinner;
use crate::stamp::Stamp;

macro_rules! items {
    ($($name:ident $code:literal $article:literal;)*) => {
        /// An item of the checklist, each tied to its article.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)] // worded in `app`, with the article below
        pub enum Item { $($name),* }
        impl Item {
            /// All items, in the order of the articles.
            pub const ALL: &'static [Item] = &[$(Item::$name),*];
            /// Stable code.
            pub fn code(self) -> &'static str { match self { $(Item::$name => $code),* } }
            /// Article and item of the regulation, such as `9(1)`.
            pub fn article(self) -> &'static str { match self { $(Item::$name => $article),* } }
            /// The item of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|i| i.code() == code)
            }
        }
    };
}

items! {
    OwnUnit "own_unit" "7";
    Comparison "comparison" "8(3)";
    LegalPerson "legal_person" "9(1)";
    Profit "profit" "9(1)";
    Credit "credit" "9(1)";
    NoAccident "no_accident" "9(1)";
    Mature "mature" "9(2)";
    Sharing "sharing" "9(3)";
    Scope "scope" "10";
    SmeScope "sme_scope" "10(4)";
    ServiceScope "service_scope" "10(5)";
    InTime "in_time" "16";
    Complete "complete" "16";
    Signed "signed" "16";
    MoneyUnits "money_units" "16";
    Opinion "opinion" "17";
    Single "single" "17";
    NotRepeated "not_repeated" "24";
}

/// What the computation must know.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Answers of the version under check.
    pub answers: &'a Answers,
    /// Season and attached slots.
    pub context: &'a Context,
    /// When the version was submitted.
    pub submitted: Stamp,
    /// The moment it had to be there by, as it held when it was handed in: frozen with the version, so that what was
    /// in time stays so whatever is moved later.
    pub closes: Stamp,
    /// Characters of the unit's opinion.
    pub opinion: usize,
    /// Other dossiers of the same organisation this season.
    pub others: i64,
    /// Who was chosen in the last three seasons with this title, or is this organisation;
    /// `None` while there is no register of earlier seasons to look them up in.
    pub repeated: Option<&'a [PastWinner]>,
}

/// Evidence of a computed answer, worded at the edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Evidence {
    /// A value of the dossier, quoted.
    Value {
        /// As typed.
        text: String,
    },
    /// Net profits of three years, latest first, in 万元.
    Profits {
        /// Plain decimals; `–` where unreadable.
        wan: Vec<String>,
    },
    /// Computed size class.
    SizeClass {
        /// The class.
        size: Size,
    },
    /// When it was submitted and when the phase closed.
    Times {
        /// Submitted.
        submitted: Stamp,
        /// Closed.
        closes: Stamp,
    },
    /// A number of things found.
    Count {
        /// How many.
        n: i64,
    },
    /// Rows of the results that are compared with a competitor.
    Compared {
        /// Indicator, figure after, competitor's, benchmark's; as typed.
        rows: Vec<[String; 4]>,
    },
    /// Earlier winners that are this organisation or have its title.
    Winners {
        /// Who.
        found: Vec<PastWinner>,
    },
    /// Slots of missing files.
    MissingFiles {
        /// Their codes.
        slots: Vec<String>,
    },
    /// The item does not apply to the chosen scope.
    NotApplicable,
}

/// The computed answer of an item; `None` where only a person can tell.
pub fn computed(item: Item, facts: &Facts) -> Option<(bool, Evidence)> {
    let (a, cx) = (facts.answers, facts.context);
    let value = |f: Field| Evidence::Value { text: answer(a, f.key()).to_owned() };
    let clean = |page: Page, f: Field| {
        !check_page(page, a, cx).iter().any(|p| {
            Field::of_key(&p.key) == Some(f) && p.level() == crate::application::check::Level::Error
        })
    };
    let scope = answer(a, Field::Scope.key());
    Some(match item {
        Item::OwnUnit => (clean(Page::Organisation, Field::Unit), value(Field::Unit)),
        Item::Comparison => {
            let compared = [Field::Indicator, Field::After, Field::Competitor, Field::Benchmark];
            let rows: Vec<[String; 4]> = (1..=crate::application::field::RESULT_ROWS)
                .filter(|r| !answer(a, &Field::Competitor.result_key(*r)).is_empty())
                .map(|r| compared.map(|f| answer(a, &f.result_key(r)).to_owned()))
                .collect();
            (!rows.is_empty(), Evidence::Compared { rows })
        }
        Item::LegalPerson => (clean(Page::Organisation, Field::Uscc), value(Field::Uscc)),
        Item::Profit => {
            let wan = net_profits(a)
                .iter()
                .map(|p| p.map_or("–".into(), |p| p.show(crate::facts::numbers::MoneyUnit::Wan)))
                .collect();
            (profitable(a) == Some(true), Evidence::Profits { wan })
        }
        Item::Mature => (clean(Page::Method, Field::Since), value(Field::Since)),
        Item::Sharing => {
            let yes = answer(a, Field::Sharing.key()) == "yes"
                && answer(a, Field::NoSecrets.key()) == "yes";
            (yes, value(Field::Sharing))
        }
        Item::Scope => {
            let ok = crate::application::field::SCOPES.contains(&scope);
            (ok, value(Field::Scope))
        }
        Item::SmeScope if scope != "4" => (true, Evidence::NotApplicable),
        Item::SmeScope => match size_verdict(a) {
            Some(Ok(v)) => (v.size.is_sme(), Evidence::SizeClass { size: v.size }),
            _ => (false, value(Field::Industry)),
        },
        Item::ServiceScope if scope != "5" => (true, Evidence::NotApplicable),
        Item::ServiceScope => {
            let faults = check_page(Page::Title, a, cx);
            (!faults.iter().any(|p| p.fault == Fault::NotService), value(Field::Industry))
        }
        Item::InTime => (
            facts.submitted < facts.closes,
            Evidence::Times { submitted: facts.submitted, closes: facts.closes },
        ),
        Item::Complete => {
            let slots: Vec<String> = Slot::ALL
                .into_iter()
                .filter(|s| cx.season.limits.requires(*s) && !cx.files.contains(s))
                .map(|s| s.code().to_owned())
                .collect();
            (slots.is_empty(), Evidence::MissingFiles { slots })
        }
        Item::MoneyUnits => {
            // 亿元 typed where 万元 was meant makes a year jump by a factor of 10,000;
            // a factor of 100 within three years is suspicious enough to be looked at.
            let years = [Field::Revenue1, Field::Revenue2, Field::Revenue3]
                .map(|f| amount(a, f).map(|w| w.0).unwrap_or(0).max(1));
            let (low, high) = (years.iter().min()?, years.iter().max()?);
            (high / low < 100, value(Field::Revenue1))
        }
        Item::Opinion => (
            opinion::enough(facts.opinion, &cx.season.limits).is_ok(),
            Evidence::Count { n: i64::try_from(facts.opinion).unwrap_or(0) },
        ),
        Item::Single => (facts.others == 0, Evidence::Count { n: facts.others }),
        Item::NotRepeated => {
            let found = facts.repeated?.to_vec();
            (found.is_empty(), Evidence::Winners { found })
        }
        Item::Credit | Item::NoAccident | Item::Signed => return None,
    })
}

/// A person's answer to an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// Satisfied or not.
    pub yes: bool,
    /// Why, where it overrules the computation or says no.
    pub note: String,
}

/// Art. 18: passes only when every item is satisfied, by computation or by a person.
pub fn may_pass(ticks: &BTreeMap<Item, Tick>, facts: &Facts) -> Result<(), Refusal> {
    let (mut open, mut failed) = (0, 0);
    for item in Item::ALL {
        match (ticks.get(item).map(|t| t.yes), computed(*item, facts).map(|c| c.0)) {
            (Some(true), _) | (None, Some(true)) => {}
            (Some(false), _) | (None, Some(false)) => failed += 1,
            (None, None) => open += 1,
        }
    }
    if open + failed == 0 { Ok(()) } else { Err(Refusal::ChecklistOpen { open, failed }) }
}

/// A tick that overrules the computation, or says no, needs a note.
///
/// # Errors
/// As [`reason::check`].
pub fn check_tick(item: Item, tick: &Tick, facts: &Facts) -> Result<(), Refusal> {
    let overrules = computed(item, facts).is_some_and(|(c, _)| c != tick.yes);
    let least = if overrules || !tick.yes { reason::GIVEN } else { reason::OPTIONAL };
    reason::check(&tick.note, least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::tests::season;

    fn context() -> Context {
        Context { season: season(), files: Slot::ALL.to_vec(), contents: Vec::new() }
    }
    fn facts<'a>(answers: &'a Answers, context: &'a Context) -> Facts<'a> {
        Facts {
            answers,
            context,
            submitted: Stamp(1),
            closes: Stamp(2),
            opinion: 40,
            others: 0,
            repeated: Some(&[]),
        }
    }
    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect()
    }

    #[test]
    fn art_18_nothing_passes_while_an_item_is_open_or_failed() {
        let (a, cx) = (answers(&[]), context());
        let f = facts(&a, &cx);
        let mut ticks: BTreeMap<Item, Tick> =
            Item::ALL.iter().map(|i| (*i, Tick { yes: true, note: "核对原件".into() })).collect();
        assert_eq!(may_pass(&ticks, &f), Ok(()));
        ticks.remove(&Item::Credit);
        assert_eq!(may_pass(&ticks, &f), Err(Refusal::ChecklistOpen { open: 1, failed: 0 }));
        ticks.insert(Item::Profit, Tick { yes: false, note: "亏损".into() });
        assert_eq!(may_pass(&ticks, &f), Err(Refusal::ChecklistOpen { open: 1, failed: 1 }));
    }

    #[test]
    fn art_18_overruling_the_computation_needs_a_note() {
        let (a, cx) = (answers(&[("net_1", "-1"), ("net_2", "1"), ("net_3", "1")]), context());
        let f = facts(&a, &cx);
        assert!(!computed(Item::Profit, &f).unwrap().0);
        let bare = Tick { yes: true, note: " ".into() };
        assert!(check_tick(Item::Profit, &bare, &f).is_err());
        assert!(check_tick(Item::Profit, &Tick { yes: true, note: "审计更正".into() }, &f).is_ok());
        assert!(check_tick(Item::Credit, &Tick { yes: true, note: String::new() }, &f).is_ok());
        assert!(check_tick(Item::Credit, &Tick { yes: false, note: String::new() }, &f).is_err());
    }

    #[test]
    fn art_24_evidence_shows_who_was_chosen_and_what_was_compared() {
        let cx = context();
        let a = answers(&[
            ("result.2.indicator", "合格率"),
            ("result.2.after", "98.6"),
            ("result.2.competitor", "97.1"),
        ]);
        let won = PastWinner {
            year: 2025,
            uscc: String::new(),
            organisation: "演示甲".into(),
            title: "实施演示方法的经验".into(),
            revoked: None,
        };
        let mut f = facts(&a, &cx);
        let rows = vec![["合格率", "98.6", "97.1", ""].map(str::to_owned)];
        assert_eq!(computed(Item::Comparison, &f), Some((true, Evidence::Compared { rows })));
        let known = [won.clone()];
        f.repeated = Some(&known);
        let shown = computed(Item::NotRepeated, &f);
        assert_eq!(shown, Some((false, Evidence::Winners { found: vec![won] })));
        f.repeated = None;
        assert_eq!(computed(Item::NotRepeated, &f), None);
    }

    #[test]
    fn art_16_a_late_dossier_fails_by_its_times() {
        let (a, cx) = (answers(&[]), context());
        let mut f = facts(&a, &cx);
        assert!(computed(Item::InTime, &f).unwrap().0);
        f.submitted = Stamp(2);
        assert!(!computed(Item::InTime, &f).unwrap().0);
    }

    #[test]
    fn art_10_4_only_scope_four_asks_for_the_size() {
        let cx = context();
        let mut a = answers(&[
            ("scope", "1"),
            ("industry", "C36"),
            ("employees", "5000"),
            ("revenue_1", "90000"),
        ]);
        assert_eq!(
            computed(Item::SmeScope, &facts(&a, &cx)),
            Some((true, Evidence::NotApplicable))
        );
        a.insert("scope".into(), "4".into());
        assert_eq!(
            computed(Item::SmeScope, &facts(&a, &cx)),
            Some((false, Evidence::SizeClass { size: Size::Large }))
        );
    }

    #[test]
    fn a_year_typed_in_the_wrong_unit_is_noticed() {
        let cx = context();
        let mut a =
            answers(&[("revenue_1", "12800"), ("revenue_2", "11900"), ("revenue_3", "11000")]);
        assert!(computed(Item::MoneyUnits, &facts(&a, &cx)).unwrap().0);
        a.insert("revenue_1.unit".into(), "yi".into());
        assert!(!computed(Item::MoneyUnits, &facts(&a, &cx)).unwrap().0);
    }
}
