//! What the glossary names in the sources: it is there, and not for tests alone.

use std::collections::{BTreeMap, BTreeSet};

use super::{Text, code};

/// Where the words are.
const GLOSSARY: &str = "docs/GLOSSARY.md";
/// Words that may stand before the name of what a line declares.
const BEFORE: [&str; 17] = [
    "pub", "crate", "super", "self", "in", "async", "unsafe", "const", "static", "fn", "struct",
    "enum", "trait", "type", "mod", "union", "mut",
];

/// Names of the glossary that stand nowhere: `a::b` is there where a source outside the tests declares `b` and knows
/// `a`, be it by the name of its folder.
pub fn check(texts: &[Text]) -> Vec<String> {
    let Some(glossary) = texts.iter().find(|t| t.path == GLOSSARY) else { return Vec::new() };
    let sources: Vec<(&str, String)> = texts.iter().filter_map(source).collect();
    let mut declared: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, (_, text)) in sources.iter().enumerate() {
        for name in text.lines().filter_map(declares) {
            declared.entry(name).or_default().push(n);
        }
    }
    let there = |parent: &str, name: &str| {
        declared.get(name).is_some_and(|all| {
            all.iter().any(|n| {
                let (path, text) = &sources[*n];
                words(path).chain(words(text)).any(|word| word.eq_ignore_ascii_case(parent))
            })
        })
    };
    let mut wrong = Vec::new();
    for (n, line) in glossary.text.lines().enumerate() {
        let missing = named(line).into_iter().filter(|(parent, name)| !there(parent, name));
        let missing = missing
            .map(|(parent, name)| format!("{GLOSSARY}:{}: there is no {parent}::{name}", n + 1));
        wrong.extend(missing);
    }
    wrong
}

/// Path and code of a source, without what is for tests alone.
fn source(text: &Text) -> Option<(&str, String)> {
    let path = text.path.strip_suffix(".rs")?;
    let of_tests = |part: &str| part == "tests" || part.ends_with("_tests");
    if path.split('/').any(of_tests) {
        return None;
    }
    let code = code(&text.text);
    // Tests stand at the end of a file, in a module of their own.
    let end = code.find("#[cfg(test)]\nmod ").or(code.find("#[cfg(test)]\npub(crate) mod "));
    Some((path, code[..end.unwrap_or(code.len())].to_owned()))
}

/// The name a line declares: an item, a field, a variant, or a row of a table of them.
fn declares(line: &str) -> Option<&str> {
    words(line).find(|word| !BEFORE.contains(word))
}

/// Names in the code of a text, in their order.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// What a line names as `a::b` or `a::{b, c}`: each name with what it is said to belong to.
fn named(line: &str) -> BTreeSet<(&str, &str)> {
    let mut found = BTreeSet::new();
    for span in line.split('`').skip(1).step_by(2) {
        let Some((parents, names)) = span.rsplit_once("::") else { continue };
        let Some(parent) = words(parents).last() else { continue };
        found.extend(words(names).map(|name| (parent, name)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_declared_outside_the_tests_by_who_knows_its_parent() {
        let text = |path: &str, text: &str| Text { path: path.into(), text: text.into() };
        let of = |line: &str| {
            check(&[
                text(
                    "app/domain/src/review.rs",
                    "pub struct Statistics {\n    pub trimmed: i64,\n}\npub enum Kind {\n    One,\n}\n",
                ),
                text(
                    "app/domain/src/stamp.rs",
                    "// fn gone\npub async fn told() {}\n#[cfg(test)]\nmod tests {\n    fn meant() {}\n}\n",
                ),
                text("server/service/tests/rooms/main.rs", "fn alone() {}\n"),
                text("app/src/review/state_tests.rs", "fn alone() {}\n"),
                text(GLOSSARY, line),
            ])
        };
        for good in [
            "| `review::Statistics` | `Statistics::trimmed` | `review::Kind::One` |",
            "`review::{Statistics, Kind}`, `stamp::told`, `no.column`, `/no/page`, `alone`",
        ] {
            assert_eq!(of(good), Vec::<String>::new(), "{good}");
        }
        for (bad, parent, name) in [
            ("`stamp::meant`", "stamp", "meant"),
            ("`stamp::gone`", "stamp", "gone"),
            ("`service::alone`", "service", "alone"),
            ("`review::{Statistics, Sum}`", "review", "Sum"),
            // It is there, and belongs to somebody else.
            ("`Elsewhere::told`", "Elsewhere", "told"),
        ] {
            let expected = format!("{GLOSSARY}:1: there is no {parent}::{name}");
            assert_eq!(of(bad), [expected], "{bad}");
        }
    }
}
