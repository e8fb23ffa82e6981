//! Where a consultation stands, by its moments alone, and what it lacks (第二十条).

use serde::{Deserialize, Serialize};

use super::Consultation;
use super::opinion::Stance;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The ministry gives its opinions.
    Asking,
    /// Its time is over or it has handed in: the Office answers, the heads decide.
    Answering,
    /// The Office has closed it.
    Closed,
}

/// What keeps it from being closed, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    /// Entries without an opinion.
    pub opinions: u32,
    /// Opinions without an answer.
    pub answers: u32,
    /// Entries before the heads.
    pub decisions: u32,
}

/// How many entries there are of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The ministry agrees.
    pub agrees: u32,
    /// It remarks something.
    pub remarks: u32,
    /// It objects.
    pub objects: u32,
    /// Two heads have struck them off.
    pub struck: u32,
}

impl Consultation {
    /// Where it stands at `now`.
    pub fn stage(&self, now: Stamp) -> Stage {
        if self.closed.is_some() {
            Stage::Closed
        } else if self.handed_in.is_some() || now >= self.due {
            Stage::Answering
        } else {
            Stage::Asking
        }
    }

    /// Refuses unless it stands there.
    pub(super) fn require(&self, stage: Stage, now: Stamp) -> Result<(), Refusal> {
        if self.stage(now) == stage { Ok(()) } else { Err(self.stands(now)) }
    }

    pub(super) fn stands(&self, now: Stamp) -> Refusal {
        Refusal::ConsultationStands { stage: self.stage(now) }
    }

    /// What keeps it from being closed.
    pub fn lacking(&self) -> Lacking {
        let count = |which: fn(&super::Consulted) -> bool| {
            u32::try_from(self.entries.iter().filter(|e| which(e)).count()).unwrap_or(u32::MAX)
        };
        Lacking {
            opinions: count(|e| e.opinion.is_none()),
            answers: count(super::Consulted::owes_answer),
            decisions: count(super::Consulted::undecided),
        }
    }

    /// How many entries there are of what.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for e in &self.entries {
            match e.opinion.as_ref().map(|o| o.stance) {
                Some(Stance::Agrees) => tally.agrees += 1,
                Some(Stance::Remarks) => tally.remarks += 1,
                Some(Stance::Objects) => tally.objects += 1,
                None => {}
            }
            tally.struck += u32::from(e.struck());
        }
        tally
    }
}
