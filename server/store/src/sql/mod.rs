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
pub mod title;
