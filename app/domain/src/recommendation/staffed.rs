//! Whether anybody is there to recommend for a unit (Art. 7, 17). Organisations may apply through every unit there is;
//! where nobody works for one, nothing that comes to it is ever read.

use serde::{Deserialize, Serialize};

/// Who and what there is at a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staffed {
    /// People who may sign in and recommend for it.
    pub people: i64,
    /// Dossiers that wait for its recommendation.
    pub waiting: i64,
}

impl Staffed {
    /// Dossiers wait and nobody is there: applicants lose their year unless somebody is found.
    pub fn stuck(&self) -> bool {
        self.people == 0 && self.waiting > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_7_a_unit_is_stuck_where_dossiers_wait_for_nobody() {
        let stuck = |people, waiting| Staffed { people, waiting }.stuck();
        assert!(stuck(0, 1));
        assert!(!stuck(0, 0) && !stuck(1, 1) && !stuck(2, 0));
    }
}
