//! The languages of the site and of what it sends. Words themselves live in `app`.

use serde::{Deserialize, Serialize};

/// A reader's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    /// Chinese, the first language.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Code for `lang` attributes.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// Short code, as accounts and the cookie keep it.
    pub fn short(self) -> &'static str {
        self.pick("zh", "en")
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
