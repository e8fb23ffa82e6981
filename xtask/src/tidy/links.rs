//! A link to a place in the same page is the browser's to follow: the router would scroll there and leave the
//! focus behind (docs/adr/0055).

use super::{Text, code};

/// How such a link begins.
const WITHIN: [&str; 2] = ["href=\"#", "href=format!(\"#"];
/// What leaves it to the browser.
const BROWSERS: &str = "rel=\"external\"";

/// Links of pages that the router would follow.
pub fn check(texts: &[Text]) -> Vec<String> {
    let pages = |t: &&Text| t.path.starts_with("app/src/") && t.path.ends_with(".rs");
    texts.iter().filter(pages).flat_map(followed).collect()
}

fn followed(text: &Text) -> Vec<String> {
    let code = code(&text.text);
    let link = |line: &str| WITHIN.iter().any(|begins| line.contains(begins));
    let found = code.lines().enumerate().filter(|(_, l)| link(l) && !l.contains(BROWSERS));
    found
        .map(|(n, _)| format!("{}:{}: a link within the page lacks {BROWSERS}", text.path, n + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_within_the_page_is_left_to_the_browser() {
        let text = |path: &str, line: &str| Text { path: path.into(), text: format!("\n{line}\n") };
        let of = |path: &str, line: &str| check(&[text(path, line)]);
        let found = of("app/src/a.rs", "<a href=\"#main\">");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("app/src/a.rs:2: "), "{found:?}");
        assert_eq!(of("app/src/a.rs", "<a href=format!(\"#{id}\")>").len(), 1);
        assert!(of("app/src/a.rs", "<a href=\"#main\" rel=\"external\">").is_empty());
        assert!(of("app/src/a.rs", "<a href=\"/guide#art-9\">").is_empty());
        assert!(of("server/src/a.rs", "<a href=\"#main\">").is_empty());
    }
}
