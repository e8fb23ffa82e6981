//! Every query text, once, for both engines. Placeholders are `$1`, `$2` (SQLite knows
//! them too); results of functions are cast where the engines would disagree on the type.
//! Each file's `ALL` feeds the test that prepares every text on both engines.

/// Declares query texts, each a concatenation of literals, and lists them in `ALL`.
macro_rules! sql {
    ($($(#[$doc:meta])* $name:ident = $($part:expr),+;)*) => {
        $($(#[$doc])* pub const $name: &str = concat!($($part),+);)*
        #[cfg(test)]
        pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}

/// Stages without a seat of a unit's quota (Art. 17): all but those of `Stage::seated`.
macro_rules! unseated {
    () => {
        "('draft', 'submitted', 'withdrawn')"
    };
}

/// Stages that did not pass the formality check (Art. 18): all but those of `Stage::checked`.
macro_rules! unchecked {
    () => {
        "('draft', 'submitted', 'recommended', 'correction', 'formality_refused', 'withdrawn')"
    };
}

/// A dossier, by the name its table has in the text, holds a seat.
macro_rules! seated {
    ($dossier:literal) => {
        concat!($dossier, ".stage NOT IN ", unseated!())
    };
}

pub mod application;
pub mod check;
pub mod committee;
pub mod consultation;
pub mod defence;
pub mod deliberation;
pub mod exchange;
pub mod files;
pub mod flow;
pub mod formality;
pub mod guard;
pub mod identity;
pub mod incident;
pub mod initial_list;
pub mod journal;
pub mod mail;
pub mod notice;
pub mod objection;
pub mod pairing;
pub mod people;
pub mod pool;
pub mod recommendation;
pub mod review;
pub mod schema;
pub mod sealed;
pub mod season;
pub mod seating;
pub mod sent;
pub mod title;

#[cfg(test)]
mod tests {
    use domain::journey::Stage;

    /// All stages but these, as a text names them.
    fn others(of: fn(Stage) -> bool) -> String {
        let others = Stage::ALL.into_iter().filter(|s| !of(*s));
        let codes: Vec<String> = others.map(|s| format!("'{}'", s.code())).collect();
        format!("({})", codes.join(", "))
    }

    #[test]
    fn art_17_18_texts_and_rules_agree_on_who_has_a_seat_and_who_passed_the_check() {
        assert_eq!(unseated!(), others(Stage::seated));
        assert_eq!(unchecked!(), others(Stage::checked));
    }
}
