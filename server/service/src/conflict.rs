//! Conflicts of interest that can be computed from what is stored (Art. 15).

use std::collections::{BTreeMap, BTreeSet};

use domain::committee::conflict::{self, ConflictKind, DossierMarks, ExpertMarks};
use domain::ids::{DossierId, ExpertId, OrganisationId};

use crate::ports::application::Dossier;
use crate::ports::committee::{Conflict, Expert};

/// Organisations that experts belong to by their accounts.
#[derive(Clone, Debug, Default)]
pub struct Belongings(BTreeMap<ExpertId, Vec<OrganisationId>>);

impl Belongings {
    /// Of pairs.
    pub fn of(pairs: Vec<(ExpertId, OrganisationId)>) -> Self {
        let mut all: BTreeMap<ExpertId, Vec<OrganisationId>> = BTreeMap::new();
        for (expert, organisation) in pairs {
            all.entry(expert).or_default().push(organisation);
        }
        Self(all)
    }

    fn of_expert(&self, expert: &ExpertId) -> Vec<String> {
        let own = self.0.get(expert).into_iter().flatten();
        own.map(ToString::to_string).collect()
    }
}

/// Those that are not stored yet, one for each pair. Their moment is for whoever stores them.
pub fn found<'a>(
    dossiers: &[Dossier],
    experts: impl Iterator<Item = &'a Expert>,
    belongings: &Belongings,
    stored: &BTreeSet<(DossierId, ExpertId)>,
) -> Vec<Conflict> {
    let marks: Vec<DossierMarks> = dossiers.iter().map(dossier_marks).collect();
    let mut found = Vec::new();
    for e in experts {
        let expert = expert_marks(e, belongings);
        for (d, dossier) in dossiers.iter().zip(&marks) {
            let Some(kind) = expert.meets(dossier) else { continue };
            if !stored.contains(&(d.id.clone(), e.id.clone())) {
                found.push(Conflict {
                    expert: e.id.clone(),
                    dossier: d.id.clone(),
                    kind: kind.code().into(),
                    declared: false,
                    at: 0,
                });
            }
        }
    }
    found
}

/// The two facts by which an expert and an application meet, as they stand now.
pub fn facts(
    kind: ConflictKind,
    e: &Expert,
    d: &Dossier,
    belongings: &Belongings,
) -> Option<(String, String)> {
    kind.facts(&expert_facts(e, belongings), &dossier_facts(d))
}

/// What is known of an expert, as it is compared.
pub fn expert_marks(e: &Expert, belongings: &Belongings) -> ExpertMarks {
    ExpertMarks::of(&expert_facts(e, belongings))
}

/// What is known of an application, as it is compared.
pub fn dossier_marks(d: &Dossier) -> DossierMarks {
    DossierMarks::of(&dossier_facts(d))
}

fn expert_facts(e: &Expert, belongings: &Belongings) -> conflict::ExpertFacts {
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    conflict::ExpertFacts {
        employer: e.employer.clone(),
        uscc: some(&e.uscc),
        unit: some(&e.unit),
        ties: e.ties.clone(),
        belongs: belongings.of_expert(&e.id),
    }
}

fn dossier_facts(d: &Dossier) -> conflict::DossierFacts {
    conflict::DossierFacts {
        organisation: d.summary.org_name.clone(),
        uscc: d.summary.uscc.clone(),
        unit: d.summary.unit.clone(),
        applicant: d.organisation.to_string(),
    }
}
