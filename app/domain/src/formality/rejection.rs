//! The end of the formality check that is not a pass (Art. 18): refused, with the item of the
//! checklist, thereby its article, and the reason.

use serde::{Deserialize, Serialize};

use super::Item;
use crate::journey::Standing;
use crate::reason;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// Why an application was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The item that is not satisfied.
    pub item: Item,
    /// Why, as its applicant reads it.
    pub reason: String,
    /// When.
    pub at: Stamp,
}

/// Judges a refusal. While a correction may still be answered nothing is refused.
///
/// # Errors
/// [`Refusal::WrongStage`] where it does not stand before the Office or its correction is not
/// over yet; [`Refusal::TooShort`] and [`Refusal::TooLong`] for the reason.
pub fn reject(
    standing: &Standing,
    item: Item,
    why: &str,
    now: Stamp,
) -> Result<Rejection, Refusal> {
    let before = match standing {
        Standing::Recommended { .. } => true,
        Standing::Correction { due, .. } => now >= *due,
        _ => false,
    };
    if !before {
        return Err(Refusal::WrongStage { stage: standing.stage() });
    }
    let reason = reason::read_lines(why, reason::TELLING)?;
    Ok(Rejection { item, reason, at: now })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::Stage;

    #[test]
    fn art_18_a_refusal_names_its_article_and_its_reason_and_waits_for_the_correction() {
        let unit = "R370200".to_owned();
        let (at, version) = (Stamp(1), 1);
        let before = Standing::Recommended { at, version, unit: unit.clone() };
        let why = "近三年有一年亏损，不符合申报条件。";
        let refused = reject(&before, Item::Profit, why, Stamp(5)).unwrap();
        assert_eq!((refused.item.article(), refused.at), ("9(1)", Stamp(5)));
        let short = reject(&before, Item::Profit, "不行", Stamp(5));
        assert_eq!(short, Err(Refusal::TooShort { min: reason::TELLING, found: 2 }));
        let long = "长".repeat(reason::MAX + 1);
        assert!(matches!(reject(&before, Item::Profit, &long, at), Err(Refusal::TooLong { .. })));
        let asked = Standing::Correction { at, version, unit: unit.clone(), due: Stamp(9) };
        let early = reject(&asked, Item::Signed, why, Stamp(8));
        assert_eq!(early, Err(Refusal::WrongStage { stage: Stage::Correction }));
        assert!(reject(&asked, Item::Signed, why, Stamp(9)).is_ok());
        let passed = Standing::FormalityPassed { at, version, unit };
        assert!(reject(&passed, Item::Signed, why, Stamp(9)).is_err());
    }
}
