//! Identifiers: opaque text on every storey, one type per thing so that a panel
//! can never be passed where a dossier is meant.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The identifier as text, as stored and as seen in addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(s: &str) -> Self {
                Self(s.to_owned())
            }
        }
        impl From<String> for $name {
            fn from(s: String) -> Self {
                Self(s)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A person's account.
    AccountId
);
id!(
    /// One year's selection (届).
    SeasonId
);
id!(
    /// An applicant organisation (申报单位).
    OrganisationId
);
id!(
    /// One application of one organisation in one season (申报书).
    DossierId
);
id!(
    /// A member of the expert pool (专家库, Art. 11).
    ExpertId
);
id!(
    /// An exchange activity (Art. 23).
    ActivityId
);
id!(
    /// A specialist panel of a season's committee (专业组, Art. 14).
    PanelId
);
id!(
    /// An uploaded file of a dossier.
    FileId
);
id!(
    /// A session of the defence (答辩场次, Art. 20): a sitting of a panel, not somebody's sign-in.
    SessionId
);
id!(
    /// An objection to an entry of a public notice (异议, Art. 21).
    ObjectionId
);
id!(
    /// An incident reported about the holder of a title (线索, Art. 24).
    IncidentId
);
