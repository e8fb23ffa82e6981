//! What of a season's settings a panel's conclusion rests on (第十九条, 第二十条).

use crate::season::Season;
use crate::season::edit::{Form, Item};
use crate::season::settings::{Setting, form};

/// The places and the points to enter the defence, how many experts an application needs, and how a mean is trimmed.
/// All of them stand on the public call.
const RESTS_ON: [Setting; 8] = [
    Setting::Industrial,
    Setting::Sme,
    Setting::Service,
    Setting::ShortlistFactor,
    Setting::DefencePoints,
    Setting::ReviewsMin,
    Setting::DefenceReviewsMin,
    Setting::ReviewTrim,
];

/// Those in which two states of a season differ.
pub fn changed(before: &Season, after: &Season) -> Vec<Item> {
    let (old, new) = (form(before), form(after));
    let text = |of: &Form, key: &str| of.get(key).cloned().unwrap_or_default();
    let item = |setting: Setting| {
        let key = setting.key();
        Item { key: key.to_owned(), before: text(&old, key), after: text(&new, key) }
    };
    RESTS_ON.into_iter().map(item).filter(|i| i.before != i.after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliberation::Review;
    use crate::season::tests::season;

    #[test]
    fn art_19_20_what_a_conclusion_rests_on_is_told_as_it_stood_and_as_it_stands() {
        let before = season();
        let mut after = before.clone();
        after.limits.title_max += 1;
        after.review.load_max += 1;
        assert_eq!(changed(&before, &after), []);
        after.review.defence_points = before.review.defence_points + 1;
        after.planned.service = 9;
        let item = |key: &str, before: &str, after: &str| Item {
            key: key.into(),
            before: before.into(),
            after: after.into(),
        };
        let points = before.review.defence_points;
        let points = item("defence_points", &points.to_string(), &(points + 1).to_string());
        assert_eq!(changed(&before, &after), [item("planned_service", "7", "9"), points]);
    }

    /// None of them could be left out, and none is anything the public call does not say.
    #[test]
    fn art_19_20_each_of_them_changes_what_a_conclusion_is_judged_by() {
        let judged = |s: &Season| {
            Review::ALL.map(|r| (s.places(r), s.reviews_min(r), s.entry(r), s.review.trim))
        };
        let before = season();
        for setting in RESTS_ON {
            assert!(setting.public(), "{setting:?}");
            let mut typed = form(&before);
            let now: u32 = typed[setting.key()].parse().unwrap();
            // One more is within all bounds but those of the factor, which is one or two.
            let other = if setting == Setting::ShortlistFactor { 3 - now } else { now + 1 };
            typed.insert(setting.key().to_owned(), other.to_string());
            let mut after = before.clone();
            crate::season::settings::read(&mut after, &typed).unwrap();
            assert_ne!(judged(&after), judged(&before), "{setting:?}");
            assert_eq!(changed(&before, &after).len(), 1, "{setting:?}");
        }
    }
}
