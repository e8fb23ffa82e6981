//! What a unit's opinion is about (Art. 7, 17): one version of one dossier, written by the unit it then went through.
//! Another version, or another unit, has none until it is written; the text that was there is a draft to begin from.

use crate::journey::Standing;

/// What an opinion was written about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About<'a> {
    /// Code of the unit that wrote it.
    pub unit: &'a str,
    /// Number of the version it read.
    pub version: i64,
}

/// Whether an opinion counts for a dossier that goes through `unit` and stands there. A recommendation that was made
/// on it carries it on through the round of correction (Art. 18), whose version is another; where it is withdrawn, or
/// the dossier goes back to its writer, the opinion ends with it.
pub fn counts(opinion: &About, unit: &str, standing: &Standing) -> bool {
    opinion.unit == unit
        && (standing.stage().seated() || standing.version() == Some(opinion.version))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::{Step, evolve};
    use crate::stamp::Stamp;

    #[test]
    fn art_17_an_opinion_is_about_one_version_and_one_unit() {
        let (qingdao, shandong) = ("R370200", "R370000");
        let first = About { unit: qingdao, version: 1 };
        let submitted = |version| Standing::Submitted { at: Stamp(1), version };
        assert!(counts(&first, qingdao, &submitted(1)));
        // Mended and handed in anew it is another text; another unit has never read it.
        assert!(!counts(&first, qingdao, &submitted(2)));
        assert!(!counts(&first, shandong, &submitted(1)));
        assert!(!counts(&first, qingdao, &Standing::Draft { since: Stamp(1), until: None }));
    }

    #[test]
    fn art_18_a_recommendation_keeps_its_opinion_through_a_correction_and_not_beyond() {
        let unit = "R370200".to_owned();
        let first = About { unit: &unit, version: 1 };
        let recommended = Standing::Recommended { at: Stamp(1), version: 2, unit: unit.clone() };
        assert!(counts(&first, &unit, &recommended));
        let withdrawn =
            evolve(Some(&recommended), &Step::RecommendationWithdrawn, Stamp(2)).unwrap();
        assert!(!counts(&first, &unit, &withdrawn));
    }
}
