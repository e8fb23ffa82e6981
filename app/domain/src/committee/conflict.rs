//! Conflicts of interest (回避): what keeps an expert from an application.
//!
//! The articles demand secrecy and fair review by the standards (第十五条) and leave the grounds to the
//! season. Some grounds are declared or recorded by the Office, others are found where a fact of the expert is one of
//! the application. What is found here is a reason to keep away, never a judgement.

use serde::{Deserialize, Serialize};

/// A ground for keeping away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// The employer's name is the applicant's.
    SameEmployer,
    /// The employer's unified social credit code is the applicant's.
    SameUscc,
    /// Advised the applicant within the years the season names, see
    /// [`adviser_years`](crate::season::ReviewSettings::adviser_years).
    Adviser,
    /// Works for the unit that recommended the application.
    OwnUnit,
    /// Acts here for the applicant: the expert's account belongs to the organisation.
    OwnOrganisation,
    /// Whatever the expert declared.
    Declared,
    /// Whatever the Office recorded.
    Recorded,
}

impl ConflictKind {
    /// All of them: those that are found, in the order in which one is named, then what people say.
    pub const ALL: [ConflictKind; 7] = [
        ConflictKind::SameEmployer,
        ConflictKind::SameUscc,
        ConflictKind::Adviser,
        ConflictKind::OwnUnit,
        ConflictKind::OwnOrganisation,
        ConflictKind::Declared,
        ConflictKind::Recorded,
    ];

    /// The ground of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The two facts by which an expert and an application meet, the expert's and the application's, as they were
    /// given. What was declared or recorded has none, a membership is no fact of two sides; nor is there any where
    /// what was found once is otherwise by now.
    pub fn facts(self, expert: &ExpertFacts, dossier: &DossierFacts) -> Option<(String, String)> {
        let marks = DossierMarks::of(dossier);
        let holds = |e: &ExpertFacts| ExpertMarks::of(e).holds(self, &marks);
        if !holds(expert) {
            return None;
        }
        match self {
            Self::SameEmployer => Some((expert.employer.clone(), dossier.organisation.clone())),
            Self::SameUscc => Some((expert.uscc.clone()?, dossier.uscc.clone())),
            Self::Adviser => {
                let alone = |tie: &&String| {
                    holds(&ExpertFacts { ties: vec![(*tie).clone()], ..ExpertFacts::default() })
                };
                Some((expert.ties.iter().find(alone)?.clone(), dossier.uscc.clone()))
            }
            Self::OwnUnit => Some((expert.unit.clone()?, dossier.unit.clone())),
            Self::OwnOrganisation | Self::Declared | Self::Recorded => None,
        }
    }

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::SameEmployer => "same_employer",
            Self::SameUscc => "same_uscc",
            Self::Adviser => "adviser",
            Self::OwnUnit => "own_unit",
            Self::OwnOrganisation => "own_organisation",
            Self::Declared => "declared",
            Self::Recorded => "recorded",
        }
    }
}

/// What is known of an expert.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpertFacts {
    /// Name of the employer.
    pub employer: String,
    /// The employer's unified social credit code.
    pub uscc: Option<String>,
    /// The recommending unit on whose staff the expert is.
    pub unit: Option<String>,
    /// Codes of organisations advised within the span that counts.
    pub ties: Vec<String>,
    /// Identifiers of organisations the expert's account belongs to.
    pub belongs: Vec<String>,
}

/// What is known of an application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DossierFacts {
    /// Name of the applicant.
    pub organisation: String,
    /// Its unified social credit code.
    pub uscc: String,
    /// The unit that recommends it.
    pub unit: String,
    /// Identifier of the applicant in this system.
    pub applicant: String,
}

/// What an expert's facts come to, taken once where one expert meets a thousand applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpertMarks {
    core: String,
    uscc: String,
    unit: String,
    ties: Vec<String>,
    belongs: Vec<String>,
}

/// What an application's facts come to, taken once for all experts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierMarks {
    core: String,
    uscc: String,
    unit: String,
    applicant: String,
}

impl ExpertMarks {
    /// Of these facts.
    pub fn of(expert: &ExpertFacts) -> Self {
        let some = |fact: &Option<String>| fact.as_deref().map(plain).unwrap_or_default();
        Self {
            core: employer_core(&expert.employer),
            uscc: some(&expert.uscc),
            unit: some(&expert.unit),
            ties: expert.ties.iter().map(|tie| plain(tie)).collect(),
            belongs: expert.belongs.clone(),
        }
    }

    /// The first conflict the facts show; blanks never meet.
    pub fn meets(&self, dossier: &DossierMarks) -> Option<ConflictKind> {
        ConflictKind::ALL.into_iter().find(|kind| self.holds(*kind, dossier))
    }

    /// Whether the facts show this ground.
    fn holds(&self, kind: ConflictKind, dossier: &DossierMarks) -> bool {
        let same = |a: &str, b: &str| !a.is_empty() && a == b;
        match kind {
            ConflictKind::SameEmployer => same(&self.core, &dossier.core),
            ConflictKind::SameUscc => same(&self.uscc, &dossier.uscc),
            ConflictKind::Adviser => self.ties.iter().any(|tie| same(tie, &dossier.uscc)),
            ConflictKind::OwnUnit => same(&self.unit, &dossier.unit),
            ConflictKind::OwnOrganisation => {
                self.belongs.iter().any(|id| same(id, &dossier.applicant))
            }
            ConflictKind::Declared | ConflictKind::Recorded => false,
        }
    }
}

impl DossierMarks {
    /// Of these facts.
    pub fn of(dossier: &DossierFacts) -> Self {
        Self {
            core: employer_core(&dossier.organisation),
            uscc: plain(&dossier.uscc),
            unit: plain(&dossier.unit),
            applicant: dossier.applicant.clone(),
        }
    }
}

/// Half-width, upper-case letters and digits only: no spaces, brackets or other marks.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Where a company's registered name ends; what follows names a part of it (a branch, a works).
const LEGAL_FORMS: [&str; 4] = ["有限责任公司", "有限公司", "股份公司", "COLTD"];

/// Endings that people leave out of, or add to, the same name.
const ENDINGS: [&str; 7] = ["有限责任", "公司", "股份", "集团", "控股", "LTD", "INC"];

/// The name without legal form: `某某（集团）股份有限公司青岛分公司` and `某某集团` both come to `某某`.
/// Something is always left of a name that is not blank.
pub fn employer_core(name: &str) -> String {
    let whole = plain(name);
    let end = LEGAL_FORMS.iter().filter_map(|form| whole.find(form)).filter(|&at| at > 0).min();
    let mut core = &whole[..end.unwrap_or(whole.len())];
    while let Some(shorter) =
        ENDINGS.iter().filter_map(|ending| core.strip_suffix(ending)).find(|rest| !rest.is_empty())
    {
        core = shorter;
    }
    core.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier() -> DossierFacts {
        DossierFacts {
            organisation: "青岛演示甲（集团）股份有限公司".to_owned(),
            uscc: "91370200MAXT0A1B7P".to_owned(),
            unit: "370200".to_owned(),
            applicant: "o-own".to_owned(),
        }
    }

    fn met(expert: &ExpertFacts) -> Option<ConflictKind> {
        ExpertMarks::of(expert).meets(&DossierMarks::of(&dossier()))
    }

    fn employed_by(employer: &str) -> Option<ConflictKind> {
        met(&ExpertFacts { employer: employer.to_owned(), ..ExpertFacts::default() })
    }

    #[test]
    fn art_15_the_same_employer_is_found_however_the_name_is_written() {
        for name in [
            "青岛演示甲（集团）股份有限公司",
            "青岛演示甲(集团)股份有限公司",
            " 青岛 演示甲集团 股份有限公司 ",
            "青岛演示甲集团有限公司",
            "青岛演示甲集团",
            "青岛演示甲股份公司",
            "青岛演示甲有限责任公司",
            "青岛演示甲股份有限公司胶州分公司",
            "青岛演示甲",
        ] {
            assert_eq!(employed_by(name), Some(ConflictKind::SameEmployer), "{name}");
        }
    }

    #[test]
    fn art_15_another_employer_and_a_blank_one_are_no_conflict() {
        for name in [
            "青岛演示乙（集团）股份有限公司",
            "青岛演示甲壳有限公司",
            "演示甲",
            "",
            "　",
            "有限公司",
        ] {
            assert_eq!(employed_by(name), None, "{name}");
        }
        let blank = ExpertFacts {
            uscc: Some(String::new()),
            unit: Some(" ".to_owned()),
            ties: vec![String::new()],
            belongs: vec![String::new()],
            ..ExpertFacts::default()
        };
        let nobody = DossierMarks::of(&DossierFacts::default());
        assert_eq!(ExpertMarks::of(&blank).meets(&nobody), None);
    }

    #[test]
    fn a_name_of_nothing_but_legal_form_keeps_something() {
        for name in ["有限公司", "集团公司", "集团有限公司", "股份", "公司公司", "Co., Ltd."]
        {
            assert!(!employer_core(name).is_empty(), "{name}");
        }
        assert_eq!(employer_core("Ｄｅｍｏ Bearing Co., Ltd."), "DEMOBEARING");
    }

    #[test]
    fn art_15_the_same_credit_code_is_found_in_any_width_and_case() {
        let expert = ExpertFacts {
            uscc: Some("９１３７0200 maxt0a1b7p".to_owned()),
            ..ExpertFacts::default()
        };
        assert_eq!(met(&expert), Some(ConflictKind::SameUscc));
    }

    #[test]
    fn art_15_an_adviser_of_the_applicant_keeps_away() {
        let expert = ExpertFacts {
            ties: vec!["91310115MAXT7K2N7R".to_owned(), "91370200MAXT0A1B7P".to_owned()],
            ..ExpertFacts::default()
        };
        assert_eq!(met(&expert), Some(ConflictKind::Adviser));
    }

    #[test]
    fn art_15_staff_of_the_recommending_unit_keep_away() {
        let of = |unit: &str| {
            met(&ExpertFacts { unit: Some(unit.to_owned()), ..ExpertFacts::default() })
        };
        assert_eq!(of("370200"), Some(ConflictKind::OwnUnit));
        assert_eq!(of("370000"), None);
    }

    #[test]
    fn art_15_whoever_belongs_to_the_applicant_keeps_away() {
        let of =
            |id: &str| met(&ExpertFacts { belongs: vec![id.to_owned()], ..ExpertFacts::default() });
        assert_eq!(of("o-own"), Some(ConflictKind::OwnOrganisation));
        // An identifier is compared as it is, and a blank one with nothing.
        assert_eq!((of("O-OWN"), of("")), (None, None));
    }

    #[test]
    fn art_15_what_was_found_shows_the_two_facts_that_met() {
        let expert = ExpertFacts {
            employer: "青岛演示甲集团".to_owned(),
            uscc: Some("91370200maxt0a1b7p".to_owned()),
            unit: Some("370200".to_owned()),
            ties: vec!["91310115MAXT7K2N7R".to_owned(), "9137 0200MAXT0A1B7P".to_owned()],
            belongs: vec!["o-own".to_owned()],
        };
        let d = dossier();
        let shown = |kind: ConflictKind| kind.facts(&expert, &d);
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        let name = "青岛演示甲（集团）股份有限公司";
        assert_eq!(shown(ConflictKind::SameEmployer), pair("青岛演示甲集团", name));
        let code = "91370200MAXT0A1B7P";
        assert_eq!(shown(ConflictKind::SameUscc), pair("91370200maxt0a1b7p", code));
        assert_eq!(shown(ConflictKind::Adviser), pair("9137 0200MAXT0A1B7P", code));
        assert_eq!(shown(ConflictKind::OwnUnit), pair("370200", "370200"));
        for none in [ConflictKind::OwnOrganisation, ConflictKind::Declared, ConflictKind::Recorded]
        {
            assert_eq!(shown(none), None);
        }
        // Corrected since: nothing meets any more.
        let moved = ExpertFacts { employer: "演示大学".to_owned(), ..expert.clone() };
        assert_eq!(ConflictKind::SameEmployer.facts(&moved, &d), None);
        for kind in ConflictKind::ALL {
            assert_eq!(ConflictKind::from_code(kind.code()), Some(kind));
            // As it is sent to pages, so it is stored.
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
    }

    /// The first ground that holds, by the facts themselves: the model the marks are held against.
    fn model(expert: &ExpertFacts, dossier: &DossierFacts) -> Option<ConflictKind> {
        let meet = |a: &str, b: &str, form: fn(&str) -> String| {
            let common = form(a);
            !common.is_empty() && common == form(b)
        };
        let some =
            |fact: &Option<String>, b: &str| fact.as_ref().is_some_and(|a| meet(a, b, plain));
        let ties = || expert.ties.iter().any(|t| meet(t, &dossier.uscc, plain));
        let own = || expert.belongs.iter().any(|b| meet(b, &dossier.applicant, str::to_owned));
        let all = [
            (
                ConflictKind::SameEmployer,
                meet(&expert.employer, &dossier.organisation, employer_core),
            ),
            (ConflictKind::SameUscc, some(&expert.uscc, &dossier.uscc)),
            (ConflictKind::Adviser, ties()),
            (ConflictKind::OwnUnit, some(&expert.unit, &dossier.unit)),
            (ConflictKind::OwnOrganisation, own()),
        ];
        all.into_iter().find(|(_, holds)| *holds).map(|(kind, _)| kind)
    }

    proptest::proptest! {
        /// Taking the forms once finds what comparing each time finds.
        #[test]
        fn art_15_marks_find_what_facts_find(
            names in proptest::array::uniform2("[甲乙]{0,2}(（集团）)?(股份)?(有限公司)?"),
            codes in proptest::array::uniform2("[ab ]{0,2}"),
            units in proptest::array::uniform2("[12]{0,1}"),
            ties in proptest::collection::vec("[aAb]{0,2}", 0..3),
            belongs in proptest::collection::vec("[xX]{0,2}", 0..3),
            applicant in "[xX]{0,2}",
        ) {
            let [employer, organisation] = names;
            let [code, uscc] = codes;
            let [staff, unit] = units;
            let expert = ExpertFacts { employer, uscc: Some(code), unit: Some(staff), ties, belongs };
            let dossier = DossierFacts { organisation, uscc, unit, applicant };
            let marks = ExpertMarks::of(&expert).meets(&DossierMarks::of(&dossier));
            proptest::prop_assert_eq!(marks, model(&expert, &dossier));
        }
    }
}
