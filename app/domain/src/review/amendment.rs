//! Amendments of sealed sheets (第十九条, 第二十条): allowed while the review is open, each with its reason, and marked where
//! whoever made it could look at the others first.

use crate::stamp::Stamp;

/// Whether an amendment was made when others' totals lay open to its author. They do from the own sealing on, as
/// far as they are sealed themselves; `others` are the moments at which they were.
pub fn informed(at: Stamp, others: impl IntoIterator<Item = Stamp>) -> bool {
    others.into_iter().any(|sealed| sealed < at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_19_an_amendment_after_others_were_to_be_seen_is_marked() {
        let at = Stamp(10);
        assert!(!informed(at, []));
        assert!(!informed(at, [Stamp(11), Stamp(10)]), "what is sealed later could not be seen");
        assert!(informed(at, [Stamp(11), Stamp(9)]));
    }
}
