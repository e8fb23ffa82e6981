//! Which of the two reviews a page shows (Art. 19, 20), and how it leads to others of the same.

use serde::{Deserialize, Serialize};

use crate::deliberation::Review;

/// The review that is shown, and whether the viewer has something in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Which {
    /// The review.
    pub review: Review,
    /// There is a way to the other one.
    pub both: bool,
}

impl Which {
    /// The address of a page of this review. Where there is but the written one, addresses are what they
    /// were before there were two.
    pub fn at(self, page: &str) -> String {
        if self.review.is_written() && !self.both {
            return page.to_owned();
        }
        let (path, part) = match page.split_once('#') {
            Some((path, part)) => (path, format!("#{part}")),
            None => (page, String::new()),
        };
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{path}{joint}review={}{part}", self.review.code())
    }

    /// The same for another review.
    pub fn of(self, review: Review) -> Self {
        Self { review, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_review_it_is_of_where_there_are_two() {
        let written = Which::default();
        assert_eq!(written.at("/review/board"), "/review/board");
        let both = Which { both: true, ..written };
        assert_eq!(
            both.at("/review/board?row=a#detail"),
            "/review/board?row=a&review=written#detail"
        );
        let defence = both.of(Review::Defence);
        assert_eq!(defence.at("/review/a#sheet"), "/review/a?review=defence#sheet");
        assert_eq!(Which { both: false, ..defence }.at("/review"), "/review?review=defence");
    }
}
