//! What the season that runs leaves open (Art. 6, 20–22). Once the next one is opened it runs no more: nobody could
//! handle its objections, close its notice or announce its list. So it is finished first.
//!
//! Incidents are no part of this (Art. 24): they are about titles, are dealt with whatever season runs, and may be
//! reported by anybody on any day.

use serde::{Deserialize, Serialize};

use crate::stamp::Stamp;

/// What is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Open {
    /// Objections that are not decided (Art. 21).
    Objections {
        /// Their numbers.
        numbers: Vec<i64>,
    },
    /// The notice runs (Art. 21).
    Notice {
        /// First moment at which it is over.
        ends: Stamp,
    },
    /// The initial list is signed and its notice was not opened (Art. 20, 21).
    Unnoticed,
    /// The notice is over and the result is not announced (Art. 22).
    Unannounced,
    /// Applications were handed in, no list is signed, and the timetable is not over.
    Underway {
        /// How many.
        applications: u32,
        /// When the last phase closes.
        closes: Stamp,
    },
}

/// How far a season has come.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// Entries of the signed list that can still be announced; none where no list is signed.
    pub listed: Option<u32>,
    /// First moment at which its notice is over; none where it was not opened.
    pub notice_ends: Option<Stamp>,
    /// Its result is announced.
    pub announced: bool,
    /// Objections that are open.
    pub objections: Vec<i64>,
    /// Applications that are [under way](crate::journey::Stage::underway).
    pub underway: u32,
    /// When its last phase closes.
    pub closes: Option<Stamp>,
}

impl Progress {
    /// What keeps the next season from being opened. A season that never came to a signed list is left once its
    /// timetable is over, or where nobody has handed anything in: what it could still do it can do no more. The
    /// Office ends one that was given up by moving its phases, for a reason everybody reads. Where nothing remained
    /// on a list there is nothing to announce.
    pub fn open(&self, now: Stamp) -> Option<Open> {
        if !self.objections.is_empty() {
            return Some(Open::Objections { numbers: self.objections.clone() });
        }
        if self.announced {
            return None;
        }
        if let Some(ends) = self.notice_ends.filter(|ends| now < *ends) {
            return Some(Open::Notice { ends });
        }
        match self.listed {
            Some(0) => None,
            Some(_) if self.notice_ends.is_none() => Some(Open::Unnoticed),
            Some(_) => Some(Open::Unannounced),
            None => {
                let closes = self.closes.filter(|closes| now < *closes && self.underway > 0)?;
                Some(Open::Underway { applications: self.underway, closes })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_6_a_season_is_finished_before_the_next_is_opened() {
        let now = Stamp(100);
        let listed = Progress { listed: Some(3), closes: Some(Stamp(1)), ..Progress::default() };
        assert_eq!(listed.open(now), Some(Open::Unnoticed));
        let running = Progress { notice_ends: Some(Stamp(101)), ..listed.clone() };
        assert_eq!(running.open(now), Some(Open::Notice { ends: Stamp(101) }));
        let over = Progress { notice_ends: Some(now), ..listed.clone() };
        assert_eq!(over.open(now), Some(Open::Unannounced));
        let objected = Progress { objections: vec![2], ..over.clone() };
        assert_eq!(objected.open(now), Some(Open::Objections { numbers: vec![2] }));
        assert_eq!(Progress { announced: true, ..over.clone() }.open(now), None);
        // Everything was struck off: there is nothing to announce.
        assert_eq!(Progress { listed: Some(0), ..over }.open(now), None);
        assert_eq!(Progress { listed: Some(0), ..listed }.open(now), None);
    }

    #[test]
    fn art_6_a_season_without_a_list_is_left_when_its_timetable_is_over_or_nobody_applied() {
        let closes = Stamp(200);
        let season = Progress { underway: 4, closes: Some(closes), ..Progress::default() };
        let open = Open::Underway { applications: 4, closes };
        assert_eq!(season.open(Stamp(199)), Some(open));
        assert_eq!(season.open(closes), None);
        assert_eq!(Progress { underway: 0, ..season }.open(Stamp(1)), None);
        assert_eq!(Progress::default().open(Stamp(1)), None);
    }
}
