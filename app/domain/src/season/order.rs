//! The order of the phases (Art. 6): the one rule of it, for the plan, for the form that is edited, and for a closing
//! that is moved by itself. Phases may overlap; none opens or closes before the one that precedes it.

use super::edit::Fault;
use super::{Phase, Season, Window};
use crate::stamp::Stamp;

/// An end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// When it opens.
    Opens,
    /// When it closes.
    Closes,
}

impl End {
    /// As fields of forms are called by it.
    pub fn code(self) -> &'static str {
        match self {
            End::Opens => "opens",
            End::Closes => "closes",
        }
    }
}

/// An end of a window that stands where it cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disorder {
    /// Whose.
    pub phase: Phase,
    /// Which end.
    pub end: End,
    /// The phase it must not precede; `None` where it closes before it opens.
    pub before: Option<Phase>,
}

impl Disorder {
    /// How the editor says it beside the field.
    pub fn fault(self) -> Fault {
        match self.before {
            Some(phase) => Fault::Before { phase },
            None => Fault::ClosesFirst,
        }
    }
}

/// Everything that is out of order among the windows, which stand in the order of [`Phase::ALL`].
pub fn disorder(windows: &[Window]) -> Vec<Disorder> {
    let mut found = Vec::new();
    for (i, w) in windows.iter().enumerate() {
        let phase = w.phase;
        if w.closes <= w.opens {
            found.push(Disorder { phase, end: End::Closes, before: None });
        }
        let Some(b) = i.checked_sub(1).and_then(|i| windows.get(i)) else { continue };
        let before = Some(b.phase);
        if w.opens < b.opens {
            found.push(Disorder { phase, end: End::Opens, before });
        }
        if w.closes < b.closes {
            found.push(Disorder { phase, end: End::Closes, before });
        }
    }
    found
}

/// What keeps the closing of a phase of an opened season from being moved there: a moment that is over, or the
/// order of the phases. What was out of order before is not this move's fault.
pub fn closing_fault(season: &Season, phase: Phase, closes: Stamp, now: Stamp) -> Option<Fault> {
    if closes <= now {
        return Some(Fault::Passed);
    }
    let known = disorder(&season.windows);
    let mut windows = season.windows.clone();
    windows.iter_mut().filter(|w| w.phase == phase).for_each(|w| w.closes = closes);
    let new = disorder(&windows).into_iter().find(|d| !known.contains(d))?;
    // The phase that follows is told to come first: said of the one that was moved.
    Some(if new.phase == phase { new.fault() } else { Fault::After { phase: new.phase } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::tests::season;

    fn windows(ends: &[(Phase, i64, i64)]) -> Vec<Window> {
        let window = |(phase, opens, closes): &(Phase, i64, i64)| Window {
            phase: *phase,
            opens: Stamp(*opens),
            closes: Stamp(*closes),
            changed: None,
        };
        ends.iter().map(window).collect()
    }

    #[test]
    fn art_6_no_phase_precedes_the_one_before_it_and_each_end_is_named() {
        use Phase::{Application as A, Formality as F, Recommendation as R};
        assert_eq!(disorder(&windows(&[(A, 10, 20), (R, 10, 20), (F, 15, 30)])), []);
        let found = disorder(&windows(&[(A, 10, 20), (R, 5, 4), (F, 15, 30)]));
        let of = |end, before| Disorder { phase: R, end, before };
        let expected = [of(End::Closes, None), of(End::Opens, Some(A)), of(End::Closes, Some(A))];
        assert_eq!(found, expected);
    }

    #[test]
    fn art_6_a_closing_moves_within_the_order_and_never_into_the_past() {
        use Phase::{Application as A, Formality as F, Recommendation as R};
        let mut s = season();
        s.windows = windows(&[(A, 10, 20), (R, 12, 30), (F, 14, 40)]);
        let fault = |phase, closes| closing_fault(&s, phase, Stamp(closes), Stamp(15));
        assert_eq!(fault(A, 30), None);
        assert_eq!(fault(A, 16), None);
        assert_eq!(fault(A, 31), Some(Fault::After { phase: R }));
        assert_eq!(fault(R, 19), Some(Fault::Before { phase: A }));
        assert_eq!(fault(R, 41), Some(Fault::After { phase: F }));
        // Not even to this very moment: whoever hands in now was told another one.
        assert_eq!(fault(A, 15), Some(Fault::Passed));
        let planned = closing_fault(&s, F, Stamp(14), Stamp(1));
        assert_eq!(planned, Some(Fault::ClosesFirst));
    }
}
