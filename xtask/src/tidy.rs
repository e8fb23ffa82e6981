//! What no compiler sees: who may import whom, how a server function begins, what must not stand
//! in the project's texts.

use std::path::{Path, PathBuf};

use crate::say::{Outcome, While};

mod arrows;
mod bells;
mod documents;
mod glossary;
mod ignored;
mod links;
mod reasons;
mod rooms;
mod routes;
mod server_functions;

/// Lines after which a file is looked at twice.
const LONG: usize = 400;

/// Directories that hold nothing of ours.
const SKIPPED: [&str; 5] = [".git", "target", "node_modules", "test-results", "playwright-report"];

/// Texts that only mean something on the machine they were written on. In parts, so that this
/// file does not contain them.
const ELSEWHERE: [(&str, &str); 7] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/Use", "rs/"),
    ("../sha", "red"),
    ("registry.npm", "js.org"),
    ("localhost:", "4873"),
];

/// One text of the project.
pub struct Text {
    /// Path relative to the root, with forward slashes.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// What was found.
#[derive(Default)]
pub struct Findings {
    /// What must be mended.
    pub wrong: Vec<String>,
    /// What is worth a second look.
    pub long: Vec<String>,
}

/// Looks at the whole project.
pub fn check(root: &Path) -> Outcome<Findings> {
    let texts = texts(root)?;
    let mut wrong = arrows::check(root)?;
    wrong.extend(bells::check(&texts));
    wrong.extend(documents::check(&texts));
    wrong.extend(glossary::check(&texts));
    wrong.extend(ignored::check(&texts));
    wrong.extend(links::check(&texts));
    wrong.extend(reasons::check(&texts));
    wrong.extend(rooms::check(&texts));
    wrong.extend(routes::check(&texts));
    wrong.extend(server_functions::check(&texts));
    wrong.extend(texts.iter().flat_map(elsewhere));
    Ok(Findings { wrong, long: long(&texts) })
}

/// Every text below `root`, sorted by path.
fn texts(root: &Path) -> Outcome<Vec<Text>> {
    let mut texts = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(dir) = waiting.pop() {
        let entries = std::fs::read_dir(root.join(&dir))
            .doing(format_args!("list {}", root.join(&dir).display()))?;
        for entry in entries.flatten() {
            let path = dir.join(entry.file_name());
            let kind = entry.file_type().doing(format_args!("look at {}", path.display()))?;
            // A running server's own files, at the root only.
            let skipped =
                path == Path::new("data") || SKIPPED.iter().any(|name| entry.file_name() == *name);
            if kind.is_dir() && !skipped {
                waiting.push(path);
            } else if kind.is_file()
                // What is no text has nothing to be read.
                && let Ok(text) = std::fs::read_to_string(root.join(&path))
            {
                texts.push(Text { path: path.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    texts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(texts)
}

fn elsewhere(text: &Text) -> Vec<String> {
    let words = ELSEWHERE.map(|(one, other)| format!("{one}{other}"));
    text.text
        .lines()
        .enumerate()
        .flat_map(|(n, line)| {
            let found = words.iter().filter(move |word| line.contains(word.as_str()));
            found.map(move |word| {
                format!("{}:{}: {word} means nothing on another machine", text.path, n + 1)
            })
        })
        .collect()
}

fn long(texts: &[Text]) -> Vec<String> {
    let rust = texts.iter().filter(|text| text.path.ends_with(".rs"));
    rust.map(|text| (text.text.lines().count(), &text.path))
        .filter(|(lines, _)| *lines > LONG)
        .map(|(lines, path)| format!("{path} has {lines} lines"))
        .collect()
}

/// A source without its line comments, so that what they say is not taken for code. Positions of
/// lines are kept.
fn code(source: &str) -> String {
    let lines = source.lines().map(|line| match line.find("//") {
        // `://` stands in texts.
        Some(at) if !line[..at].ends_with(':') => &line[..at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    #[test]
    fn the_project_is_tidy() -> Outcome {
        let found = check(&Place::find().root)?;
        assert!(found.wrong.is_empty(), "\n{}\n", found.wrong.join("\n"));
        Ok(())
    }

    #[test]
    fn a_path_of_one_machine_is_told_with_its_line() {
        let text = Text { path: "README.md".into(), text: format!("first\nsee /ro{}x\n", "ot/") };
        assert_eq!(elsewhere(&text).len(), 1);
        assert!(elsewhere(&text)[0].starts_with("README.md:2: "));
        let text = Text { path: "README.md".into(), text: "the route /rooms/ and /works".into() };
        assert!(elsewhere(&text).is_empty());
    }

    #[test]
    fn long_sources_are_listed() {
        let text = |path: &str, lines: usize| Text { path: path.into(), text: "x\n".repeat(lines) };
        let found = long(&[text("a.rs", 401), text("b.rs", 400), text("c.json", 5000)]);
        assert_eq!(found, ["a.rs has 401 lines"]);
    }

    #[test]
    fn comments_are_no_code() {
        assert_eq!(code("a // b\n/// c\nlet u = \"http://x\";"), "a \n\nlet u = \"http://x\";");
    }
}
