//! Who is signed in.

use serde::{Deserialize, Serialize};

use crate::policy::Grant;

/// The signed-in person, as every page's header needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Display name.
    pub name: String,
    /// Roles in the running season.
    pub grants: Vec<Grant>,
}
