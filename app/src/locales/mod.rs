//! Every word, in both languages. A table is a struct with one constant per language, so
//! a key missing in one does not compile; what depends on an enum of `domain` is a
//! `match`, so a new variant does not compile without its words.

pub mod common;
pub mod refusal;

use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};

/// The reader's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    /// Chinese, the first language.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Code for `lang` attributes and the cookie.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// Reads a code; anything but English is Chinese.
    pub fn from_code(code: &str) -> Self {
        if code.starts_with("en") { Lang::En } else { Lang::Zh }
    }

    /// The Chinese or the English one of two.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// The language of the page being drawn.
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}
