//! Where the initial list stands (第二十条): open, signed by one head, confirmed by the other. Confirmed, it is
//! a record for good; it is opened again with a reason, and only before the notice is.

use serde::{Deserialize, Serialize};

use super::InitialList;
use super::lack::lacks;
use crate::deliberation::panel_round::{Return, Signature};
use crate::ids::AccountId;
use crate::reason;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// The stage without its facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListStage {
    /// It is being decided.
    Open,
    /// One has signed.
    Signed,
    /// The other has confirmed.
    Confirmed,
}

impl ListStage {
    /// All, in order.
    pub const ALL: [ListStage; 3] = [ListStage::Open, ListStage::Signed, ListStage::Confirmed];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            ListStage::Open => "open",
            ListStage::Signed => "signed",
            ListStage::Confirmed => "confirmed",
        }
    }
}

/// Where it stands, with the facts of that stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum ListRound {
    /// It is being decided.
    Open {
        /// Why it was last given back or opened again, if it was.
        returned: Option<Return>,
    },
    /// One has signed.
    Signed {
        /// The signature.
        signed: Signature,
    },
    /// The other has confirmed.
    Confirmed {
        /// The first signature.
        signed: Signature,
        /// The second, for the same text.
        confirmed: Signature,
    },
}

impl Default for ListRound {
    fn default() -> Self {
        Self::Open { returned: None }
    }
}

impl ListRound {
    /// The stage alone.
    pub fn stage(&self) -> ListStage {
        match self {
            Self::Open { .. } => ListStage::Open,
            Self::Signed { .. } => ListStage::Signed,
            Self::Confirmed { .. } => ListStage::Confirmed,
        }
    }

    fn refused(&self) -> Refusal {
        Refusal::ListStands { stage: self.stage() }
    }

    /// Refuses to change anything once one has signed.
    ///
    /// # Errors
    /// [`Refusal::ListStands`].
    pub fn require_open(&self) -> Result<(), Refusal> {
        if self.stage() == ListStage::Open { Ok(()) } else { Err(self.refused()) }
    }

    /// One signs the list they have read: `seen` is the SHA-256 on their page.
    ///
    /// # Errors
    /// [`Refusal::ListStands`] unless it is open; [`Refusal::ListChanged`]; [`Refusal::ListNotSignable`] with all
    /// that is lacking.
    pub fn sign(
        &self,
        list: &InitialList,
        seen: &str,
        by: &AccountId,
        at: Stamp,
    ) -> Result<Self, Refusal> {
        self.require_open()?;
        if list.sha256() != seen {
            return Err(Refusal::ListChanged);
        }
        require_whole(list)?;
        let signed = Signature { at, by: by.clone(), sha256: seen.to_owned() };
        Ok(Self::Signed { signed })
    }

    /// The other confirms what was signed, having read the same.
    ///
    /// # Errors
    /// [`Refusal::ListStands`] unless it is signed; [`Refusal::OwnSignature`] for whoever signed;
    /// [`Refusal::ListChanged`]; [`Refusal::ListNotSignable`].
    pub fn confirm(
        &self,
        list: &InitialList,
        seen: &str,
        by: &AccountId,
        at: Stamp,
    ) -> Result<Self, Refusal> {
        let signed = self.signed_by_other(by)?;
        if signed.sha256 != seen || signed.sha256 != list.sha256() {
            return Err(Refusal::ListChanged);
        }
        require_whole(list)?;
        let confirmed = Signature { at, by: by.clone(), sha256: seen.to_owned() };
        Ok(Self::Confirmed { signed: signed.clone(), confirmed })
    }

    /// The other gives it back with a reason, having read what was signed, or the list as it is since.
    ///
    /// # Errors
    /// [`Refusal::ListStands`] unless it is signed; [`Refusal::OwnSignature`]; [`Refusal::ListChanged`] where another
    /// one was signed meanwhile; [`Refusal::TooShort`] and [`Refusal::TooLong`] for the reason.
    pub fn give_back(
        &self,
        list: &InitialList,
        (seen, reason): (&str, &str),
        by: &AccountId,
        at: Stamp,
    ) -> Result<Self, Refusal> {
        let signed = self.signed_by_other(by)?;
        if signed.sha256 != seen && list.sha256() != seen {
            return Err(Refusal::ListChanged);
        }
        opened(reason, by, at)
    }

    /// One of the two opens a confirmed list again, with a reason.
    ///
    /// # Errors
    /// [`Refusal::ListStands`] unless it is confirmed; [`Refusal::TooShort`] and [`Refusal::TooLong`].
    pub fn reopen(&self, reason: &str, by: &AccountId, at: Stamp) -> Result<Self, Refusal> {
        match self {
            Self::Confirmed { .. } => opened(reason, by, at),
            _ => Err(self.refused()),
        }
    }

    fn signed_by_other(&self, by: &AccountId) -> Result<&Signature, Refusal> {
        match self {
            Self::Signed { signed } if signed.by == *by => Err(Refusal::OwnSignature),
            Self::Signed { signed } => Ok(signed),
            _ => Err(self.refused()),
        }
    }
}

fn opened(reason: &str, by: &AccountId, at: Stamp) -> Result<ListRound, Refusal> {
    reason::check(reason, reason::TELLING)?;
    let returned = Return { at, by: by.clone(), reason: reason.trim().to_owned() };
    Ok(ListRound::Open { returned: Some(returned) })
}

fn require_whole(list: &InitialList) -> Result<(), Refusal> {
    let lacks = lacks(list);
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::ListNotSignable { lacks }) }
}
