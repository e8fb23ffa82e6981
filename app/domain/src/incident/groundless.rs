//! An incident that turns out to be groundless (第二十四条): one of those who investigate it says so in a report, another
//! one confirms it, and it is settled. The organisation, which was never told, hears nothing.

use serde::{Deserialize, Serialize};

use super::case::Case;
use crate::ids::AccountId;
use crate::reason;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// What the journal calls this outcome.
pub const GROUNDLESS: &str = "groundless";

/// What one of those who investigate it has found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groundless {
    /// Why it is dropped, in words for whoever reported it.
    pub reason: String,
    /// Who found so.
    pub by: AccountId,
    /// When.
    pub at: Stamp,
}

impl Case {
    /// What is to be confirmed, while it is.
    pub fn groundless(&self) -> Option<&Groundless> {
        match self {
            Case::Investigated { groundless, .. } => groundless.as_ref(),
            _ => None,
        }
    }

    /// One of those who investigate it finds that nothing of it holds.
    pub fn find_groundless(
        &self,
        reason: &str,
        by: &AccountId,
        now: Stamp,
    ) -> Result<Case, Refusal> {
        let Case::Investigated { at, groundless: None } = self else { return Err(self.stands()) };
        reason::check(reason, reason::TELLING)?;
        let found = Groundless { reason: reason.to_owned(), by: by.clone(), at: now };
        Ok(Case::Investigated { at: *at, groundless: Some(found) })
    }

    /// Another one of them confirms it, by the mark of what they have `seen`: it is dropped.
    pub fn drop_it(&self, seen: &str, confirming: &AccountId, now: Stamp) -> Result<Case, Refusal> {
        let found = self.groundless().ok_or_else(|| self.stands())?;
        if found.by == *confirming {
            return Err(Refusal::SecondPerson);
        }
        if seen != self.mark() {
            return Err(Refusal::SeenChanged);
        }
        Ok(Case::Declined {
            reason: found.reason.clone(),
            by: found.by.clone(),
            at: now,
            confirmed_by: Some(confirming.clone()),
        })
    }

    /// Another one does not agree with what they have `seen`, or whoever found so thinks better of it: the investigation
    /// goes on.
    pub fn go_on(&self, seen: &str) -> Result<Case, Refusal> {
        match self {
            Case::Investigated { groundless: Some(_), .. } if seen != self.mark() => {
                Err(Refusal::SeenChanged)
            }
            Case::Investigated { at, groundless: Some(_) } => {
                Ok(Case::Investigated { at: *at, groundless: None })
            }
            _ => Err(self.stands()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cause;
    use super::super::case::{Hearing, Step};
    use super::*;

    const WHY: &str = "经核查，通报所指的事故与该单位无关。";

    fn hearing() -> Hearing {
        Hearing::new(Cause::Safety, WHY.into(), Stamp(2), Stamp(5))
    }

    #[test]
    fn art_24_an_incident_found_groundless_is_dropped_by_two_and_stays_so() {
        let (a, b): (AccountId, AccountId) = ("a".into(), "b".into());
        let new = Case::default();
        assert_eq!(new.find_groundless(WHY, &a, Stamp(1)), Err(new.stands()));
        let taken_up = new.admit(Stamp(1)).unwrap();
        assert_eq!(taken_up.drop_it("", &b, Stamp(2)), Err(taken_up.stands()));
        assert!(taken_up.find_groundless("短", &a, Stamp(2)).is_err());
        let found = taken_up.find_groundless(WHY, &a, Stamp(2)).unwrap();
        assert_eq!((found.step(), found.step().is_open()), (Step::Groundless, true));
        // Nobody is heard about what is held for groundless, and it is found once.
        assert_eq!(found.hear(hearing()), Err(found.stands()));
        assert_eq!(found.find_groundless(WHY, &b, Stamp(3)), Err(found.stands()));
        let mark = found.mark();
        assert_eq!(found.drop_it(&mark, &a, Stamp(3)), Err(Refusal::SecondPerson));
        assert_eq!(found.go_on(&mark).unwrap(), taken_up);
        let anew = taken_up.find_groundless(&WHY.repeat(2), &a, Stamp(2)).unwrap();
        assert_eq!(anew.drop_it(&mark, &b, Stamp(3)), Err(Refusal::SeenChanged));
        assert_eq!(anew.go_on(&mark), Err(Refusal::SeenChanged));
        let dropped = found.drop_it(&mark, &b, Stamp(3)).unwrap();
        assert_eq!((dropped.step(), dropped.step().is_open()), (Step::Dropped, false));
        assert!(!dropped.step().reported() && dropped.hearing().is_none());
        for again in [
            dropped.admit(Stamp(4)),
            dropped.find_groundless(WHY, &b, Stamp(4)),
            dropped.drop_it(&mark, &b, Stamp(4)),
            dropped.go_on(&mark),
            dropped.hear(hearing()),
        ] {
            assert_eq!(again, Err(dropped.stands()));
        }
        // Once the organisation is heard, it is decided and not dropped.
        let heard = taken_up.hear(hearing()).unwrap();
        assert_eq!(heard.find_groundless(WHY, &a, Stamp(9)), Err(heard.stands()));
    }

    #[test]
    fn cases_that_were_stored_before_read_as_they_did() {
        let old = r#"{"step":"investigated","at":1}"#;
        let case: Case = serde_json::from_str(old).unwrap();
        assert_eq!(case, Case::Investigated { at: Stamp(1), groundless: None });
        assert_eq!(serde_json::to_string(&case).unwrap(), old);
        let declined = r#"{"step":"declined","reason":"x","by":"a","at":1}"#;
        let case: Case = serde_json::from_str(declined).unwrap();
        assert_eq!(case.step(), Step::Declined);
        assert_eq!(serde_json::to_string(&case).unwrap(), declined);
        // The tables know the six steps they were made with.
        let known = ["received", "declined", "investigated", "heard", "proposed", "decided"];
        assert!(Step::ALL.iter().all(|s| known.contains(&s.column())));
    }
}
