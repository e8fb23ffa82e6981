//! Conflicts of interest (回避): what keeps an expert from an application.
//!
//! The articles demand secrecy and fair review by the standards (第十五条) and leave the grounds to the
//! season. Some grounds are declared, others can be found by comparing facts; each found one can
//! show the two facts that met. What is found here is a reason to keep away, never a judgement.

use serde::{Deserialize, Serialize};

/// For how many years advice counts as a tie, unless the season says otherwise.
pub const ADVISER_YEARS: u8 = 3;

/// The article conflicts rest on.
pub const ARTICLE: &str = "第十五条";

/// A ground for keeping away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConflictKind {
    /// The employer's name is the applicant's.
    SameEmployer,
    /// The employer's unified social credit code is the applicant's.
    SameUscc,
    /// Advised the applicant within so many years.
    Adviser {
        /// The span looked at.
        years: u8,
    },
    /// Works for the unit that recommended the application.
    OwnUnit,
    /// Acts here for the applicant: the expert's account belongs to the organisation.
    OwnOrganisation,
    /// Related to someone concerned; only ever declared.
    Kinship,
    /// Any other ground the expert declared.
    Declared,
}

/// What is known of an expert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// The two facts that met, as they were given, and the common form in which they are equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The expert's side.
    pub expert: String,
    /// The application's side.
    pub dossier: String,
    /// What both come to.
    pub common: String,
}

/// The conflicts that facts show, each ground once; advice counts for [`ADVISER_YEARS`].
pub fn found(expert: &ExpertFacts, dossier: &DossierFacts) -> Vec<ConflictKind> {
    found_within(expert, dossier, ADVISER_YEARS)
}

/// The same with the season's span for advice; `expert.ties` must already be limited to it.
pub fn found_within(
    expert: &ExpertFacts,
    dossier: &DossierFacts,
    adviser_years: u8,
) -> Vec<ConflictKind> {
    [
        ConflictKind::SameEmployer,
        ConflictKind::SameUscc,
        ConflictKind::Adviser { years: adviser_years },
        ConflictKind::OwnUnit,
        ConflictKind::OwnOrganisation,
    ]
    .into_iter()
    .filter(|kind| evidence(*kind, expert, dossier).is_some())
    .collect()
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

    /// The first conflict the facts show, as [`found`] has it.
    pub fn meets(&self, dossier: &DossierMarks) -> Option<ConflictKind> {
        let same = |a: &str, b: &str| !a.is_empty() && a == b;
        if same(&self.core, &dossier.core) {
            Some(ConflictKind::SameEmployer)
        } else if same(&self.uscc, &dossier.uscc) {
            Some(ConflictKind::SameUscc)
        } else if self.ties.iter().any(|tie| same(tie, &dossier.uscc)) {
            Some(ConflictKind::Adviser { years: ADVISER_YEARS })
        } else if same(&self.unit, &dossier.unit) {
            Some(ConflictKind::OwnUnit)
        } else {
            let own = self.belongs.iter().any(|id| same(id, &dossier.applicant));
            own.then_some(ConflictKind::OwnOrganisation)
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

/// Why a ground holds; `None` where the facts do not show it, so always for declared grounds.
pub fn evidence(
    kind: ConflictKind,
    expert: &ExpertFacts,
    dossier: &DossierFacts,
) -> Option<Evidence> {
    match kind {
        ConflictKind::SameEmployer => meet(&expert.employer, &dossier.organisation, employer_core),
        ConflictKind::SameUscc => meet(expert.uscc.as_ref()?, &dossier.uscc, plain),
        ConflictKind::Adviser { .. } => {
            expert.ties.iter().find_map(|tie| meet(tie, &dossier.uscc, plain))
        }
        ConflictKind::OwnUnit => meet(expert.unit.as_ref()?, &dossier.unit, plain),
        ConflictKind::OwnOrganisation => {
            expert.belongs.iter().find_map(|id| meet(id, &dossier.applicant, str::to_owned))
        }
        ConflictKind::Kinship | ConflictKind::Declared => None,
    }
}

/// Two texts that come to the same; blanks never meet.
fn meet(expert: &str, dossier: &str, form: fn(&str) -> String) -> Option<Evidence> {
    let common = form(expert);
    (!common.is_empty() && common == form(dossier)).then(|| Evidence {
        expert: expert.to_owned(),
        dossier: dossier.to_owned(),
        common,
    })
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

    fn employed_by(employer: &str) -> Vec<ConflictKind> {
        found(&ExpertFacts { employer: employer.to_owned(), ..ExpertFacts::default() }, &dossier())
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
            assert_eq!(employed_by(name), [ConflictKind::SameEmployer], "{name}");
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
            assert_eq!(employed_by(name), [], "{name}");
        }
        assert_eq!(
            found(
                &ExpertFacts {
                    uscc: Some(String::new()),
                    unit: Some(" ".to_owned()),
                    ties: vec![String::new()],
                    ..ExpertFacts::default()
                },
                &DossierFacts::default()
            ),
            []
        );
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
        assert_eq!(found(&expert, &dossier()), [ConflictKind::SameUscc]);
    }

    #[test]
    fn art_15_an_adviser_of_the_applicant_keeps_away_for_the_seasons_span() {
        let expert = ExpertFacts {
            ties: vec!["91310115MAXT7K2N7R".to_owned(), "91370200MAXT0A1B7P".to_owned()],
            ..ExpertFacts::default()
        };
        assert_eq!(found(&expert, &dossier()), [ConflictKind::Adviser { years: 3 }]);
        assert_eq!(found_within(&expert, &dossier(), 5), [ConflictKind::Adviser { years: 5 }]);
    }

    #[test]
    fn art_15_staff_of_the_recommending_unit_keep_away() {
        let of = |unit: &str| {
            found(
                &ExpertFacts { unit: Some(unit.to_owned()), ..ExpertFacts::default() },
                &dossier(),
            )
        };
        assert_eq!(of("370200"), [ConflictKind::OwnUnit]);
        assert_eq!(of("370000"), []);
    }

    #[test]
    fn art_15_whoever_belongs_to_the_applicant_keeps_away() {
        let of = |id: &str| {
            found(
                &ExpertFacts { belongs: vec![id.to_owned()], ..ExpertFacts::default() },
                &dossier(),
            )
        };
        assert_eq!(of("o-own"), [ConflictKind::OwnOrganisation]);
        // An identifier is compared as it is, and a blank one with nothing.
        assert_eq!((of("O-OWN"), of("")), (vec![], vec![]));
    }

    #[test]
    fn every_found_conflict_shows_its_two_facts_and_declared_ones_are_never_found() {
        let expert = ExpertFacts {
            employer: "青岛演示甲集团".to_owned(),
            uscc: Some("91370200maxt0a1b7p".to_owned()),
            unit: Some("370200".to_owned()),
            ties: vec!["91370200MAXT0A1B7P".to_owned()],
            belongs: vec!["o-other".to_owned(), "o-own".to_owned()],
        };
        let kinds = found(&expert, &dossier());
        assert_eq!(kinds.len(), 5);
        assert!(kinds.iter().all(|kind| evidence(*kind, &expert, &dossier()).is_some()));
        let shown = evidence(ConflictKind::SameEmployer, &expert, &dossier()).expect("shown");
        assert_eq!(
            (shown.expert.as_str(), shown.common.as_str()),
            ("青岛演示甲集团", "青岛演示甲")
        );
        for declared in [ConflictKind::Kinship, ConflictKind::Declared] {
            assert_eq!(evidence(declared, &expert, &dossier()), None);
        }
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
            proptest::prop_assert_eq!(marks, found(&expert, &dossier).first().copied());
        }
    }
}
