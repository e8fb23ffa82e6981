//! Every word, in both languages. A table is a struct with one constant per language, so
//! a key missing in one does not compile; what depends on an enum of `domain` is a
//! `match`, so a new variant does not compile without its words.

pub mod account;
pub mod accounts;
pub mod announcement;
pub mod application;
pub mod assignment;
pub mod audit;
pub mod blind;
pub mod board;
pub mod calendar;
pub mod clock;
pub mod committee;
pub mod common;
pub mod consultation;
pub mod corridor;
pub mod defence;
pub mod deliberation;
pub mod dossier;
pub mod draft;
pub mod duplicates;
pub mod eligibility;
pub mod entry;
pub mod exchange;
pub mod factor;
pub mod faults;
pub mod fields;
pub mod files;
pub mod flow;
pub mod formality;
pub mod guide;
pub mod heads;
pub mod help;
pub mod import;
pub mod inbox;
pub mod incident;
pub mod initial_list;
pub mod kept_from;
pub mod mail;
pub mod navigation;
pub mod notice;
pub mod objection;
pub mod offline;
pub mod people;
pub mod plan;
pub mod pool;
pub mod print;
pub mod privacy;
pub mod recommendation;
pub mod refusal;
pub mod review;
pub mod season;
pub mod seating;
pub mod settings;
pub mod statistics;
pub mod status;
pub mod sure;
pub mod system;
pub mod title;
pub mod title_correction;
pub mod work;
pub mod years;

pub use domain::lang::Lang;

/// The language of the page being drawn.
#[cfg(feature = "pages")]
pub fn lang() -> Lang {
    leptos::prelude::use_context::<Lang>().unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    /// Nothing but what an English reader can read.
    #[track_caller]
    pub(crate) fn assert_english(text: &str) {
        let han = |c: &char| matches!(c, '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
        assert_eq!(text.chars().find(han), None, "{text}");
    }

    /// Words in both languages: neither is empty, the English one is English.
    #[track_caller]
    pub(crate) fn assert_said(zh: &str, en: &str) {
        assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{zh} / {en}");
        assert_english(en);
    }
}
