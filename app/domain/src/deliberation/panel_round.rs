//! Where a panel's deliberation stands (第十九条, 第二十条): open, signed by its lead, confirmed by the chair,
//! released together with all other panels. Until then nobody learns which panel's list is ready: a list
//! that came out early would press on those still deliberating.

use serde::{Deserialize, Serialize};

use super::conclusion::{Conclusion, Panel};
use super::lack::{Lack, lacks};
use super::tidy;
use crate::ids::AccountId;
use crate::reason;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// The stage without its facts, for lists and refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PanelStage {
    /// Results can be agreed on and changed.
    Open,
    /// The lead has signed.
    SignedByLead,
    /// The chair has confirmed; held until all panels are.
    ConfirmedByChair,
    /// Out, and final.
    Released,
}

impl PanelStage {
    /// All, in order.
    pub const ALL: [PanelStage; 4] = [
        PanelStage::Open,
        PanelStage::SignedByLead,
        PanelStage::ConfirmedByChair,
        PanelStage::Released,
    ];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            PanelStage::Open => "open",
            PanelStage::SignedByLead => "signed_by_lead",
            PanelStage::ConfirmedByChair => "confirmed_by_chair",
            PanelStage::Released => "released",
        }
    }

    /// The stage of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// Who set their name to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// When.
    pub at: Stamp,
    /// Account of the lead, or of the chair.
    pub by: AccountId,
    /// SHA-256 of the conclusion, see [`Conclusion::sha256`].
    pub sha256: String,
}

/// Why the chair gave a conclusion back to its panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// When.
    pub at: Stamp,
    /// Account of the chair.
    pub by: AccountId,
    /// What the panel is to talk over again.
    pub reason: String,
}

/// Where a panel's deliberation stands, with the facts of that stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum PanelRound {
    /// Results can be agreed on and changed.
    Open {
        /// Why it was last given back, if it was.
        returned: Option<Return>,
    },
    /// The lead has signed.
    SignedByLead {
        /// The lead's signature.
        signed: Signature,
    },
    /// The chair has confirmed.
    ConfirmedByChair {
        /// The lead's signature.
        signed: Signature,
        /// The chair's, for the same conclusion.
        confirmed: Signature,
    },
    /// Out, and final.
    Released {
        /// When, for all panels the same moment.
        at: Stamp,
        /// The lead's signature.
        signed: Signature,
        /// The chair's.
        confirmed: Signature,
    },
}

impl Default for PanelRound {
    fn default() -> Self {
        Self::Open { returned: None }
    }
}

impl PanelRound {
    /// The stage alone.
    pub fn stage(&self) -> PanelStage {
        match self {
            Self::Open { .. } => PanelStage::Open,
            Self::SignedByLead { .. } => PanelStage::SignedByLead,
            Self::ConfirmedByChair { .. } => PanelStage::ConfirmedByChair,
            Self::Released { .. } => PanelStage::Released,
        }
    }

    fn refused(&self) -> Refusal {
        Refusal::PanelStands { stage: self.stage() }
    }

    /// Refuses to change a result, an exception or a sealed score once the lead has signed.
    ///
    /// # Errors
    /// [`Refusal::PanelStands`].
    pub fn require_open(&self) -> Result<(), Refusal> {
        if self.stage() == PanelStage::Open { Ok(()) } else { Err(self.refused()) }
    }

    /// The lead signs the conclusion (whoever that is: policy says).
    ///
    /// # Errors
    /// [`Refusal::PanelStands`] unless it is open; [`Refusal::NotSignable`] with all that is lacking.
    pub fn sign(
        &self,
        panel: &Panel,
        conclusion: &Conclusion,
        by: &AccountId,
        at: Stamp,
    ) -> Result<Self, Refusal> {
        self.require_open()?;
        require_whole(panel, conclusion)?;
        let signed = Signature { at, by: by.clone(), sha256: conclusion.sha256() };
        Ok(Self::SignedByLead { signed })
    }

    /// The chair gives it back with a reason, confirmed or not, as long as nothing is released. `seen` is the SHA-256 on
    /// the page the chair read: of what was signed, or of the conclusion as it is since something has come to light.
    ///
    /// # Errors
    /// [`Refusal::PanelStands`] where nothing is signed, or all is released; [`Refusal::ConclusionChanged`] where
    /// another one was signed meanwhile; [`Refusal::TooShort`] and [`Refusal::TooLong`] for the reason.
    pub fn give_back(
        &self,
        conclusion: &Conclusion,
        (seen, reason): (&str, &str),
        by: &AccountId,
        at: Stamp,
    ) -> Result<Self, Refusal> {
        match self {
            Self::SignedByLead { signed } | Self::ConfirmedByChair { signed, .. } => {
                if signed.sha256 != seen && conclusion.sha256() != seen {
                    return Err(Refusal::ConclusionChanged);
                }
                reason::check(reason, reason::TELLING)?;
                let returned = Return { at, by: by.clone(), reason: tidy(reason) };
                Ok(Self::Open { returned: Some(returned) })
            }
            _ => Err(self.refused()),
        }
    }

    /// Who signed, confirmed or gave back at a moment, as far as that still stands.
    pub fn acted(&self, at: Stamp) -> Option<&AccountId> {
        let all = match self {
            Self::Open { returned } => [returned.as_ref().map(|r| (r.at, &r.by)), None],
            Self::SignedByLead { signed } => [Some((signed.at, &signed.by)), None],
            Self::ConfirmedByChair { signed, confirmed }
            | Self::Released { signed, confirmed, .. } => {
                [Some((confirmed.at, &confirmed.by)), Some((signed.at, &signed.by))]
            }
        };
        all.into_iter().flatten().find(|one| one.0 == at).map(|one| one.1)
    }

    /// The chair confirms what the lead has signed. `seen` is the SHA-256 on the page the chair read, so
    /// that nothing is confirmed that was signed anew meanwhile; all is checked again, since a score or a
    /// conflict may have come to light after the signature.
    ///
    /// # Errors
    /// [`Refusal::PanelStands`] unless it is signed; [`Refusal::OwnSignature`] for whoever signed as lead;
    /// [`Refusal::ConclusionChanged`]; [`Refusal::NotSignable`].
    pub fn confirm(
        &self,
        panel: &Panel,
        conclusion: &Conclusion,
        seen: &str,
        by: &AccountId,
        at: Stamp,
    ) -> Result<Self, Refusal> {
        let Self::SignedByLead { signed } = self else { return Err(self.refused()) };
        if signed.by == *by {
            return Err(Refusal::OwnSignature);
        }
        if signed.sha256 != seen || signed.sha256 != conclusion.sha256() {
            return Err(Refusal::ConclusionChanged);
        }
        require_whole(panel, conclusion)?;
        let confirmed = Signature { at, by: by.clone(), sha256: seen.to_owned() };
        Ok(Self::ConfirmedByChair { signed: signed.clone(), confirmed })
    }

    /// What a confirmed conclusion lacks by what is known now, where it could not be confirmed any more: the season's
    /// numbers have changed since, or a conflict has come to light. It is not let out like that but given back, which
    /// it always can be. The list is empty where only the text is another: other places, others who leave the room.
    /// `None` where it holds, and where nothing is confirmed or all is out.
    pub fn outdated(&self, panel: &Panel, conclusion: &Conclusion) -> Option<Vec<Lack>> {
        let Self::ConfirmedByChair { confirmed, .. } = self else { return None };
        let lacks = lacks(panel, conclusion);
        let same = confirmed.sha256 == conclusion.sha256();
        (!same || !lacks.is_empty()).then_some(lacks)
    }

    /// Whether what was signed, confirmed already or not, can be confirmed by what is known now. Where nothing is signed
    /// there is nothing that could not, and what is out stays.
    pub fn holds(&self, panel: &Panel, conclusion: &Conclusion) -> bool {
        let stands = match self {
            Self::SignedByLead { signed } => signed,
            Self::ConfirmedByChair { confirmed, .. } => confirmed,
            Self::Open { .. } | Self::Released { .. } => return true,
        };
        stands.sha256 == conclusion.sha256() && lacks(panel, conclusion).is_empty()
    }
}

/// Refuses a conclusion that is another panel's or lacks something.
fn require_whole(panel: &Panel, conclusion: &Conclusion) -> Result<(), Refusal> {
    let own = (&conclusion.panel, conclusion.review, conclusion.places)
        == (&panel.id, panel.review, panel.places);
    if !own {
        return Err(Refusal::ConclusionChanged);
    }
    let lacks = lacks(panel, conclusion);
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::NotSignable { lacks }) }
}

/// Refuses to release unless every panel of the review is confirmed. `all` are **all** panels with
/// applications, by their number.
///
/// # Errors
/// [`Refusal::PanelsOpen`] with the panels that are not confirmed, or with none where there is no panel;
/// [`Refusal::PanelStands`] where they are released already.
pub fn may_release(all: &[(i64, PanelRound)]) -> Result<(), Refusal> {
    if all.iter().any(|p| p.1.stage() == PanelStage::Released) {
        return Err(Refusal::PanelStands { stage: PanelStage::Released });
    }
    let open = |p: &&(i64, PanelRound)| p.1.stage() != PanelStage::ConfirmedByChair;
    let panels: Vec<i64> = all.iter().filter(open).map(|p| p.0).collect();
    if all.is_empty() || !panels.is_empty() { Err(Refusal::PanelsOpen { panels }) } else { Ok(()) }
}

/// Releases all panels at once.
///
/// # Errors
/// As [`may_release`]; then none is released.
pub fn release(all: &[(i64, PanelRound)], at: Stamp) -> Result<Vec<(i64, PanelRound)>, Refusal> {
    may_release(all)?;
    let out = |(number, round): &(i64, PanelRound)| match round {
        PanelRound::ConfirmedByChair { signed, confirmed } => {
            let (signed, confirmed) = (signed.clone(), confirmed.clone());
            (*number, PanelRound::Released { at, signed, confirmed })
        }
        other => (*number, other.clone()),
    };
    Ok(all.iter().map(out).collect())
}

#[cfg(test)]
mod tests;
