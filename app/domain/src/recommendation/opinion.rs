//! What a unit's opinion is about (Art. 7, 17): one version of one dossier, written by the unit it then went through.
//! Another version, or another unit, has none until it is written; the text that was there is a draft to begin from.

use crate::facts::text::count_chars;
use crate::journey::Standing;
use crate::refusal::Refusal;
use crate::season::Limits;

/// Characters of an opinion at most, blanks not counted.
pub const MAX: usize = 2_000;

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

/// Whether an opinion of so many characters says as much as the season asks for (Art. 17).
///
/// # Errors
/// [`Refusal::TooShort`].
pub fn enough(characters: usize, limits: &Limits) -> Result<(), Refusal> {
    let (min, found) = (limits.opinion_min, characters);
    if found < min { Err(Refusal::TooShort { min, found }) } else { Ok(()) }
}

/// Whether a text can be kept as an opinion, however much is still to be written.
///
/// # Errors
/// [`Refusal::TooLong`].
pub fn fits(text: &str) -> Result<(), Refusal> {
    match count_chars(text) {
        found if found > MAX => Err(Refusal::TooLong { max: MAX, found }),
        _ => Ok(()),
    }
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
    fn art_17_an_opinion_says_as_much_as_the_season_asks_and_no_more_than_is_kept() {
        let limits = Limits { opinion_min: 30, ..Limits::default() };
        assert_eq!(enough(30, &limits), Ok(()));
        assert_eq!(enough(29, &limits), Err(Refusal::TooShort { min: 30, found: 29 }));
        assert_eq!(enough(0, &Limits { opinion_min: 0, ..limits }), Ok(()));
        assert_eq!(fits(&format!(" {}\n", "荐".repeat(MAX))), Ok(()));
        assert_eq!(fits(&"荐".repeat(MAX + 1)), Err(Refusal::TooLong { max: 2_000, found: 2_001 }));
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
