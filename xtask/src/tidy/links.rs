//! A link to a place in the same page is the browser's to follow: the router would scroll there and leave the
//! focus behind (docs/adr/0055). A link to a file does not say that it is one: the answer does
//! (`Content-Disposition`). A browser that is told beforehand saves whatever comes, and once the session is over that is the
//! page to sign in on.

use super::{Text, code};

/// How such a link begins.
const WITHIN: [&str; 2] = ["href=\"#", "href=format!(\"#"];
/// What leaves it to the browser.
const BROWSERS: &str = "rel=\"external\"";

/// Links of pages that the router would follow, and those whose answer is saved whatever it is.
pub fn check(texts: &[Text]) -> Vec<String> {
    let pages = |t: &&Text| {
        ["app/src/", "app/wizard/"].iter().any(|of| t.path.starts_with(of))
            && t.path.ends_with(".rs")
    };
    texts.iter().filter(pages).flat_map(|t| [followed(t), saved(t)].concat()).collect()
}

fn saved(text: &Text) -> Vec<String> {
    let code = code(&text.text);
    let named = |line: &str| {
        let line = line.trim();
        let mut words = line.split_whitespace();
        line == "download"
            || line.contains("\"download\"")
            || words.any(|word| {
                let rest = word.strip_prefix("download");
                rest.is_some_and(|rest| {
                    rest.starts_with(['>', '=']) || rest.is_empty() && line.contains("<a ")
                })
            })
    };
    let found = code.lines().enumerate().filter(|(_, line)| named(line));
    found
        .map(|(n, _)| {
            format!(
                "{}:{}: a link saves whatever its answer is: leave out `download`",
                text.path,
                n + 1
            )
        })
        .collect()
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

    #[test]
    fn a_link_to_a_file_leaves_it_to_the_answer() {
        let of = |line: &str| {
            let text = format!("\n{line}\n");
            check(&[Text { path: "app/src/a.rs".into(), text }]).len()
        };
        for link in [
            "<a href=to rel=\"external\" download>\"XLSX\"</a>",
            "<a download href=to>{w.pdf}</a>",
            "<a href=to download=\"list.xlsx\">{w.pdf}</a>",
            "    download",
            "link.set_attribute(\"download\", name)",
        ] {
            assert_eq!(of(link), 1, "{link}");
        }
        for other in [
            "<a href=to rel=\"external\">{w.download}</a>",
            "pub download: &'static str,",
            "let download = words.download;",
            "// no download here",
        ] {
            assert_eq!(of(other), 0, "{other}");
        }
    }
}
