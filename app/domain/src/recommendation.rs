//! Room *recommendation* (Art. 7, 17): a unit's seats. The rule is here; the last word
//! in a race has the database, whose constraint repeats it.

pub mod import;
pub mod opinion;
pub mod passed_over;
pub mod ranking;
pub mod returning;
pub mod staffed;

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// The seats of one unit in one season.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Seats for anyone.
    pub base: i64,
    /// Further seats for small and medium-sized enterprises only.
    pub sme_extra: i64,
    /// Further seats granted by the Office with a reason; for anyone.
    pub granted: i64,
    /// Seats taken by large enterprises.
    pub used_large: i64,
    /// Seats taken by small and medium-sized enterprises.
    pub used_sme: i64,
}

impl Quota {
    /// All seats.
    pub fn seats(&self) -> i64 {
        self.base + self.granted + self.sme_extra
    }

    /// All seats taken.
    pub fn used(&self) -> i64 {
        self.used_large + self.used_sme
    }

    /// Seats still open to a dossier of this kind.
    pub fn free(&self, sme: bool) -> i64 {
        let all = self.seats() - self.used();
        let open = if sme { all } else { all.min(self.base + self.granted - self.used_large) };
        open.max(0)
    }

    /// Whether these are seats that can be set: none negative, no more than a thousand of a kind,
    /// and what is taken still has its seat.
    pub fn holds(&self) -> bool {
        let sane = |n: i64| (0..=1_000).contains(&n);
        sane(self.base)
            && sane(self.sme_extra)
            && sane(self.granted)
            && self.used() <= self.seats()
            && self.used_large <= self.base + self.granted
    }

    /// Takes a seat (Art. 17: within the quota) or refuses.
    pub fn take(mut self, sme: bool) -> Result<Self, Refusal> {
        if self.free(sme) < 1 {
            let quota = if sme { self.seats() } else { self.base + self.granted };
            return Err(Refusal::QuotaFull { quota });
        }
        if sme {
            self.used_sme += 1
        } else {
            self.used_large += 1
        }
        Ok(self)
    }

    /// Frees a seat at once when a recommendation is withdrawn.
    pub fn release(mut self, sme: bool) -> Self {
        let used = if sme { &mut self.used_sme } else { &mut self.used_large };
        *used = (*used - 1).max(0);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota() -> Quota {
        Quota { base: 5, sme_extra: 2, ..Quota::default() }
    }

    #[test]
    fn art_17_the_quota_holds_and_the_sme_seats_are_theirs() {
        let mut q = quota();
        for _ in 0..5 {
            q = q.take(false).unwrap();
        }
        assert_eq!(q.take(false), Err(Refusal::QuotaFull { quota: 5 }));
        q = q.take(true).unwrap().take(true).unwrap();
        assert_eq!(q.take(true), Err(Refusal::QuotaFull { quota: 7 }));
        assert_eq!(q.release(true).free(true), 1);
        assert_eq!(q.release(true).free(false), 0);
    }

    proptest::proptest! {
        #[test]
        fn art_17_no_order_of_taking_and_freeing_breaks_the_quota(
            moves in proptest::collection::vec((proptest::bool::ANY, proptest::bool::ANY), 0..60),
            granted in 0i64..3,
        ) {
            let mut q = Quota { granted, ..quota() };
            for (take, sme) in moves {
                let has = if sme { q.used_sme } else { q.used_large } > 0;
                q = if take { q.take(sme).unwrap_or(q) } else if has { q.release(sme) } else { q };
                proptest::prop_assert!(q.used() <= q.seats());
                proptest::prop_assert!(q.used_large <= q.base + q.granted);
                proptest::prop_assert!(q.free(true) >= q.free(false));
            }
        }
    }
}
