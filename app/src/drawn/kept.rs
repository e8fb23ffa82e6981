//! What this site keeps on a device: words the server does not have yet, and how somebody likes a page.

/// Where the form that ends a session is sent to.
pub const SIGN_OUT: &str = "/session/end";

/// Whether what is kept under a key is somebody's words: it goes when they sign out, because others may use
/// the device after them. Where a line between two panes stands is nobody's secret.
pub fn holds_words(key: &str) -> bool {
    key.starts_with("biaogan:") && !key.starts_with("biaogan:split:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_habits() {
        for words in ["biaogan:d1:title", "biaogan:defence-sheet:e1:d1", "biaogan:amendment:e1:d1"]
        {
            assert!(holds_words(words), "{words}");
        }
        for other in ["biaogan:split:at", "another", ""] {
            assert!(!holds_words(other), "{other}");
        }
    }
}
