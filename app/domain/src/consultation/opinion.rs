//! Opinions, answers to them, and what the heads decide on (第二十条).

use serde::{Deserialize, Serialize};

use super::{Consultation, Consulted, Done, Stage};
use crate::ids::{AccountId, DossierId};
use crate::notice::handling::{Handling, Outcome};
use crate::reason;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// What the ministry thinks of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It agrees.
    Agrees,
    /// It has something to say, and does not object.
    Remarks,
    /// It objects.
    Objects,
}

impl Stance {
    /// All of them.
    pub const ALL: [Stance; 3] = [Stance::Agrees, Stance::Remarks, Stance::Objects];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Stance::Agrees => "agrees",
            Stance::Remarks => "remarks",
            Stance::Objects => "objects",
        }
    }

    /// The stance a form sends.
    ///
    /// # Errors
    /// [`Refusal::BadValue`].
    pub fn read(sent: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|s| s.code() == sent).ok_or_else(no_choice)
    }
}

/// Whether the Office puts an entry before the heads, as a form sends it.
///
/// # Errors
/// [`Refusal::BadValue`].
pub fn read_refers(sent: &str) -> Result<bool, Refusal> {
    match sent {
        "keep" => Ok(false),
        "refer" => Ok(true),
        _ => Err(no_choice()),
    }
}

/// What one of the heads proposes, as a form sends it.
///
/// # Errors
/// [`Refusal::BadValue`].
pub fn read_outcome(sent: &str) -> Result<Outcome, Refusal> {
    Outcome::from_code(sent).ok_or_else(no_choice)
}

fn no_choice() -> Refusal {
    Refusal::BadValue { field: "choice".into() }
}

/// An opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// What.
    pub stance: Stance,
    /// Why; may be empty where it agrees.
    pub text: String,
    /// Who entered it.
    pub by: AccountId,
    /// When.
    pub at: Stamp,
}

/// What the Office answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The entry is put before the two heads; else it stays without them.
    pub refers: bool,
    /// What it says to the ministry.
    pub text: String,
    /// Who answered.
    pub by: AccountId,
    /// When.
    pub at: Stamp,
}

impl Consultation {
    /// The ministry enters an opinion, or another in its place. One that was answered stands.
    ///
    /// # Errors
    /// [`Refusal::ConsultationStands`] once the time is over; [`Refusal::TooShort`] without a word to what is no
    /// agreement; [`Refusal::TooLong`].
    pub fn give(
        &self,
        dossier: &DossierId,
        stance: Stance,
        text: &str,
        by: &AccountId,
        now: Stamp,
    ) -> Result<Self, Refusal> {
        self.require(Stage::Asking, now)?;
        let least = if stance == Stance::Agrees { reason::OPTIONAL } else { reason::TELLING };
        reason::check(text, least)?;
        self.with(dossier, |e| {
            if e.answer.is_some() {
                return Err(self.stands(now));
            }
            let opinion = Opinion { stance, text: text.to_owned(), by: by.clone(), at: now };
            Ok(Consulted { opinion: Some(opinion), ..e.clone() })
        })
    }

    /// It agrees to all entries it has said nothing of; answers how many those were.
    ///
    /// # Errors
    /// [`Refusal::ConsultationStands`] once the time is over.
    pub fn agree_to_rest(&self, by: &AccountId, now: Stamp) -> Result<(Self, u32), Refusal> {
        self.require(Stage::Asking, now)?;
        let (mut next, mut given) = (self.clone(), 0);
        for e in next.entries.iter_mut().filter(|e| e.opinion.is_none()) {
            let stance = Stance::Agrees;
            e.opinion = Some(Opinion { stance, text: String::new(), by: by.clone(), at: now });
            given += 1;
        }
        Ok((next, given))
    }

    /// It hands its opinions in: one on every entry, and none changes from now on.
    ///
    /// # Errors
    /// [`Refusal::ConsultationStands`]; [`Refusal::ConsultationLacks`] while an entry has none.
    pub fn hand_in(&self, by: &AccountId, now: Stamp) -> Result<Self, Refusal> {
        self.require(Stage::Asking, now)?;
        let lacking = self.lacking();
        if lacking.opinions > 0 {
            return Err(Refusal::ConsultationLacks { lacking });
        }
        let handed_in = Some(Done { by: by.clone(), at: now, note: String::new() });
        Ok(Self { handed_in, ..self.clone() })
    }

    /// The Office answers an opinion, and says whether the heads are to decide on the entry. Answered anew
    /// until one of them has proposed something.
    ///
    /// # Errors
    /// [`Refusal::ConsultationStands`]; [`Refusal::NotYours`] where there is nothing to answer;
    /// [`Refusal::ReferralStands`]; the text's.
    pub fn answer(
        &self,
        dossier: &DossierId,
        refers: bool,
        text: &str,
        by: &AccountId,
        now: Stamp,
    ) -> Result<Self, Refusal> {
        self.require(Stage::Answering, now)?;
        reason::check(text, reason::TELLING)?;
        self.with(dossier, |e| {
            if e.answer.is_none() && !e.owes_answer() {
                return Err(Refusal::NotYours);
            }
            match &e.referral {
                None | Some(Handling::Reported { .. }) => {}
                Some(stands) => return Err(Refusal::ReferralStands { step: stands.step() }),
            }
            let answer = Answer { refers, text: text.to_owned(), by: by.clone(), at: now };
            let referral = refers.then_some(Handling::Reported { at: now });
            Ok(Consulted { answer: Some(answer), referral, ..e.clone() })
        })
    }

    /// One of the two heads proposes whether an entry stays; its reason goes on to the ministry.
    pub fn propose(
        &self,
        dossier: &DossierId,
        outcome: Outcome,
        reason: &str,
        by: &AccountId,
        now: Stamp,
    ) -> Result<Self, Refusal> {
        self.referred(dossier, now, |h| h.propose(outcome, reason, by, now))
    }

    /// The other one confirms it: what they have `seen`, by its mark.
    pub fn confirm(
        &self,
        dossier: &DossierId,
        seen: &str,
        by: &AccountId,
        now: Stamp,
    ) -> Result<Self, Refusal> {
        self.referred(dossier, now, |h| h.confirm(seen, by, now))
    }

    /// The other one does not, having `seen` the same.
    pub fn give_back(
        &self,
        dossier: &DossierId,
        seen: &str,
        by: &AccountId,
        now: Stamp,
    ) -> Result<Self, Refusal> {
        self.referred(dossier, now, |h| h.give_back(seen, by, now))
    }

    /// A step of the heads, as they decide on objections to a notice.
    fn referred(
        &self,
        dossier: &DossierId,
        now: Stamp,
        step: impl FnOnce(&Handling) -> Result<Handling, Refusal>,
    ) -> Result<Self, Refusal> {
        self.require(Stage::Answering, now)?;
        self.with(dossier, |e| {
            let stands = e.referral.as_ref().ok_or(Refusal::NotYours)?;
            let next = step(stands).map_err(|refused| match refused {
                Refusal::ObjectionStands { step } => Refusal::ReferralStands { step },
                other => other,
            })?;
            Ok(Consulted { referral: Some(next), ..e.clone() })
        })
    }
}
