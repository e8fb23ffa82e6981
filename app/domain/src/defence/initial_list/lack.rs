//! What the initial list lacks before it can be signed or confirmed (第二十条).

use serde::{Deserialize, Serialize};

use super::InitialList;
use crate::season::category::Category;

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "lack", rename_all = "snake_case")]
pub enum Lack {
    /// Nothing is on it.
    Empty,
    /// More are on it than there are places.
    Places {
        /// Places.
        places: u32,
        /// On it.
        found: u32,
    },
    /// These depart from their panel's verdict, and nobody has said why.
    Reasons {
        /// Their references.
        references: Vec<String>,
    },
    /// More of a category are on it than were planned, and nobody has said why.
    Category {
        /// Which.
        category: Category,
        /// Planned.
        planned: u32,
        /// On it.
        found: u32,
    },
}

/// Everything it lacks; empty when it can be signed.
pub fn lacks(list: &InitialList) -> Vec<Lack> {
    let found = list.listed();
    let mut lacks = Vec::new();
    if found == 0 {
        lacks.push(Lack::Empty);
    }
    if found > list.places {
        lacks.push(Lack::Places { places: list.places, found });
    }
    let owing = list.entries.iter().filter(|e| e.owes()).map(|e| e.reference.clone());
    let references: Vec<String> = owing.collect();
    if !references.is_empty() {
        lacks.push(Lack::Reasons { references });
    }
    for category in Category::ALL {
        if over(list, category) && !list.beyond.contains_key(&category) {
            let planned = list.planned.get(&category).copied().unwrap_or(0);
            lacks.push(Lack::Category { category, planned, found: list.listed_of(category) });
        }
    }
    lacks
}

/// Whether more of a category are on it than were planned.
pub fn over(list: &InitialList, category: Category) -> bool {
    list.listed_of(category) > list.planned.get(&category).copied().unwrap_or(0)
}
