//! Conflicts of interest that can be computed from what is stored (Art. 15).

use std::collections::BTreeSet;

use domain::committee::conflict::{self, ConflictKind};
use domain::ids::{DossierId, ExpertId};

use crate::ports::application::Dossier;
use crate::ports::committee::{Conflict, Expert};

/// Those that are not stored yet, one for each pair. Their moment is for whoever stores them.
pub fn found<'a>(
    dossiers: &[Dossier],
    experts: impl Iterator<Item = &'a Expert>,
    stored: &BTreeSet<(DossierId, ExpertId)>,
) -> Vec<Conflict> {
    let mut found = Vec::new();
    for e in experts {
        let expert = expert_facts(e);
        for d in dossiers {
            if stored.contains(&(d.id.clone(), e.id.clone())) {
                continue;
            }
            if let Some(kind) = conflict::found(&expert, &dossier_facts(d)).first() {
                found.push(Conflict {
                    expert: e.id.clone(),
                    dossier: d.id.clone(),
                    kind: kind_code(*kind).into(),
                    declared: false,
                    at: 0,
                });
            }
        }
    }
    found
}

/// Whether what is known of an expert keeps them from an application.
pub fn keeps_away(expert: &Expert, d: &Dossier) -> bool {
    !conflict::found(&expert_facts(expert), &dossier_facts(d)).is_empty()
}

fn expert_facts(e: &Expert) -> conflict::ExpertFacts {
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    conflict::ExpertFacts {
        employer: e.employer.clone(),
        uscc: some(&e.uscc),
        unit: some(&e.unit),
        ties: e.ties.clone(),
    }
}

fn dossier_facts(d: &Dossier) -> conflict::DossierFacts {
    conflict::DossierFacts {
        organisation: d.summary.org_name.clone(),
        uscc: d.summary.uscc.clone(),
        unit: d.summary.unit.clone(),
    }
}

fn kind_code(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::SameEmployer => "same_employer",
        ConflictKind::SameUscc => "same_uscc",
        ConflictKind::Adviser { .. } => "adviser",
        ConflictKind::OwnUnit => "own_unit",
        ConflictKind::Kinship => "kinship",
        ConflictKind::Declared => "declared",
    }
}
