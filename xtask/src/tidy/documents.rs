//! What documents tell a reader to type, and the tests they name: cargo takes the one, and the others are there.

use std::collections::BTreeSet;

use super::Text;

/// Options of `cargo test` that are followed by a word of their own.
const FOLLOWED: [&str; 3] = ["-p", "--bin", "--features"];

/// What no reader could run or find.
pub fn check(texts: &[Text]) -> Vec<String> {
    let (programs, rules) = (programs(texts), rules(texts));
    let documents = |t: &&Text| {
        t.path.ends_with(".md") && (t.path.starts_with("docs/") || !t.path.contains('/'))
    };
    let mut wrong = Vec::new();
    for text in texts.iter().filter(documents) {
        for (n, line) in text.text.lines().enumerate() {
            let found = commands(line, &programs).into_iter().chain(unknown(line, &rules));
            wrong.extend(found.map(|what| format!("{}:{}: {what}", text.path, n + 1)));
        }
    }
    wrong
}

/// Commands of a line that cargo refuses.
fn commands(line: &str, programs: &BTreeSet<&str>) -> Vec<String> {
    let mut wrong = Vec::new();
    for command in line.split("cargo test").skip(1) {
        let command = command.split(['`', ';', '#']).next().unwrap_or_default();
        let mut words = command.split_whitespace().take_while(|word| *word != "--");
        let mut names = 0;
        while let Some(word) = words.next() {
            if word == "--test" {
                let program = words.next().unwrap_or_default();
                if !programs.contains(program) {
                    wrong.push(format!("there is no program of tests {program:?}"));
                }
            } else if FOLLOWED.contains(&word) {
                words.next();
            } else if !word.starts_with('-') {
                names += 1;
            }
        }
        if names > 1 {
            wrong.push("cargo takes one name of a test; several stand after \" -- \"".into());
        }
    }
    wrong
}

/// Tests of a rule that a line names and nobody wrote.
fn unknown(line: &str, rules: &BTreeSet<&str>) -> Vec<String> {
    let named = line.split('`').skip(1).step_by(2).filter(|word| *word == rule(word));
    let missing = named.filter(|name| {
        name.starts_with("art_")
            && !rules.contains(name)
            && !rules.contains(format!("{name}_on_sqlite").as_str())
    });
    missing.map(|name| format!("there is no test {name}")).collect()
}

/// The name a text begins with.
fn rule(text: &str) -> &str {
    let ends = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    &text[..ends.unwrap_or(text.len())]
}

/// Names of all tests of a rule.
fn rules(texts: &[Text]) -> BTreeSet<&str> {
    let sources = texts.iter().filter(|t| t.path.ends_with(".rs"));
    sources
        .flat_map(|t| t.text.match_indices("fn art_").map(|(at, _)| rule(&t.text[at + 3..])))
        .collect()
}

/// Names of all programs of tests: those a manifest names, and those cargo finds by itself.
fn programs(texts: &[Text]) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for manifest in texts {
        let Some(folder) = manifest.path.strip_suffix("Cargo.toml") else { continue };
        let named = manifest.text.split("[[test]]").skip(1);
        found.extend(named.filter_map(|s| s.split_once("name = \"")?.1.split('"').next()));
        if folder.is_empty() || manifest.text.contains("autotests = false") {
            continue;
        }
        let tests = format!("{folder}tests/");
        let within = texts.iter().filter_map(|t| t.path.strip_prefix(&tests));
        let own = within.filter_map(|p| p.strip_suffix("/main.rs").or(p.strip_suffix(".rs")));
        found.extend(own.filter(|name| !name.contains('/')));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_names_is_there() {
        let text = |path: &str, text: &str| Text { path: path.into(), text: text.into() };
        let of = |line: &str| {
            check(&[
                text("server/Cargo.toml", "autotests = false\n[[test]]\nname = \"site\"\n"),
                text("server/tests/live.rs", "async fn art_19_one_on_sqlite() {}"),
                text("service/Cargo.toml", ""),
                text("service/tests/rooms/main.rs", "fn art_7_two(w) {}"),
                text("docs/a.md", line),
            ])
        };
        let good = "`cargo test -p server --test site live::`, `cargo test -p service --test rooms -- a b`; \
                    `art_19_one`, `art_7_two`, `let art = 1`, `cargo test -p service art_7`";
        assert_eq!(of(good), Vec::<String>::new());
        assert_eq!(of("`art_9_gone`"), ["docs/a.md:1: there is no test art_9_gone"]);
        assert_eq!(of("cargo test -p server --test live").len(), 1);
        assert_eq!(of("cargo test -p domain a b; cargo test x").len(), 1);
    }
}
