//! Views of room *season*: what the Office sets.

use serde::{Deserialize, Serialize};

use crate::recommendation::Quota;
use crate::season::Season;
use crate::stamp::Stamp;

/// The season as the Office plans it (Art. 6, 17).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The season with its settings.
    pub season: Season,
    /// The seats of every unit there is, in the order of the list of units.
    pub quotas: Vec<(String, Quota)>,
    /// The server's clock.
    pub now: Stamp,
}
