//! An expert who falls out in the middle of a review (第十二条, 第十九条): what is taken from them at once, and what
//! they get back where it was a mistake, or they are well again.

/// A pair of application and expert when the expert is stood down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The expert has sealed their score.
    pub sealed: bool,
    /// The expert has said why it was not sealed in time.
    pub missed: bool,
    /// The conclusion of the application's panel is signed.
    pub concluded: bool,
}

impl Held {
    /// Whether it is taken from them. What was scored counts, what was said stays as it was said, and nothing changes
    /// below a signature.
    pub fn taken(self) -> bool {
        !(self.sealed || self.missed || self.concluded)
    }
}

/// What was taken from an expert, when they stand up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Experts who score the application by now.
    pub readers: u32,
    /// Experts who are to.
    pub wanted: u32,
    /// A conflict has come to light meanwhile (Art. 15).
    pub conflicted: bool,
    /// The conclusion of the application's panel is signed.
    pub concluded: bool,
}

impl Gap {
    /// Whether it is theirs again: nobody else was given it.
    pub fn returns(self) -> bool {
        self.readers < self.wanted && !(self.conflicted || self.concluded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_19_what_was_scored_stays_with_who_is_stood_down() {
        let open = Held { sealed: false, missed: false, concluded: false };
        assert!(open.taken());
        for stays in [
            Held { sealed: true, ..open },
            Held { missed: true, ..open },
            Held { concluded: true, ..open },
        ] {
            assert!(!stays.taken(), "{stays:?}");
        }
    }

    #[test]
    fn art_19_only_what_nobody_else_was_given_goes_back() {
        let open = Gap { readers: 4, wanted: 5, conflicted: false, concluded: false };
        assert!(open.returns());
        for gone in [
            Gap { readers: 5, ..open },
            Gap { readers: 6, ..open },
            Gap { conflicted: true, ..open },
            Gap { concluded: true, ..open },
        ] {
            assert!(!gone.returns(), "{gone:?}");
        }
    }
}
