//! Which of the two reviews an address names (Art. 19, 20): for plain routes beside pages that show either.

use domain::deliberation::Review;
use domain::ids::PanelId;
use domain::policy::Actor;
use domain::views::which::Which;
use serde::Deserialize;
use service::{Result, Service};

/// Of which review; the one the page would show, where it names none we know.
#[derive(Deserialize)]
pub struct Asked {
    review: Option<String>,
}

impl Asked {
    /// The review that is named.
    pub fn review(&self) -> Option<Review> {
        self.review.as_deref().and_then(Review::from_code)
    }

    /// A page as it stands in the address of who asks.
    pub fn at(&self, page: &str) -> String {
        match self.review() {
            Some(review) => Which { review, both: true }.at(page),
            None => page.to_owned(),
        }
    }

    /// The review of a board or a deliberation: the one that runs for the viewer where none is named.
    pub async fn of_table(
        &self,
        service: &Service,
        actor: &Actor,
        panel: Option<&PanelId>,
    ) -> Result<Review> {
        service.review_of_table(actor, self.review(), panel).await
    }
}
