//! One style sheet out of `style/main.css` and what it imports.

use std::path::Path;

use crate::say::{Outcome, Trouble, While};

/// Reads `main`, puts every imported file in the place of its `@import` and drops comments.
///
/// Understood are `@import "file.css";` and `@import "file.css" layer(name);`, with or without
/// `url(…)`; files are relative to the importing one.
pub fn bundle(main: &Path) -> Outcome<String> {
    let mut sheet = String::new();
    add(main, &mut sheet, 0)?;
    Ok(sheet)
}

/// Deeper imports than these are a circle.
const DEPTH: usize = 8;

fn add(file: &Path, sheet: &mut String, depth: usize) -> Outcome {
    if depth > DEPTH {
        return Err(Trouble::new(format!("{} is imported in a circle.", file.display())));
    }
    let text = std::fs::read_to_string(file)
        .doing(format_args!("read the style sheet {}", file.display()))?;
    let text = without_comments(&text);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let Some(import) = line.trim().strip_prefix("@import") else {
            sheet.push_str(line.trim_end());
            sheet.push('\n');
            continue;
        };
        let unread = || {
            Trouble::new(format!(
                "{}: the line `{}` is not understood.",
                file.display(),
                line.trim()
            ))
        };
        let (name, layer) = parse_import(import).ok_or_else(unread)?;
        let imported = file.with_file_name(name);
        if let Some(layer) = layer {
            sheet.push_str(&format!("@layer {layer} {{\n"));
            add(&imported, sheet, depth + 1)?;
            sheet.push_str("}\n");
        } else {
            add(&imported, sheet, depth + 1)?;
        }
    }
    Ok(())
}

/// The file and the layer of what follows `@import`.
fn parse_import(rest: &str) -> Option<(&str, Option<&str>)> {
    let rest = rest.trim().strip_suffix(';')?.trim();
    let (name, rest) = match rest.strip_prefix("url(") {
        Some(inner) => inner.split_once(')')?,
        None => {
            let quote = rest.chars().next().filter(|char| matches!(char, '"' | '\''))?;
            let end = rest[1..].find(quote)? + 2;
            rest.split_at(end)
        }
    };
    let name = name.trim().trim_matches(['"', '\'']);
    let layer = match rest.trim() {
        "" => None,
        layer => Some(layer.strip_prefix("layer(")?.strip_suffix(')')?.trim()),
    };
    let local = !name.is_empty() && !name.contains("//");
    local.then_some((name, layer))
}

/// The sheet without `/* … */`, which may stand anywhere but within quotes.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut quote = None;
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
            continue;
        }
        let mut length = char.len_utf8();
        match quote {
            None if matches!(char, '"' | '\'') => quote = Some(char),
            Some(_) if char == '\\' => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            Some(open) if char == open => quote = None,
            _ => {}
        }
        kept.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn sheet(files: &[(&str, &str)]) -> Outcome<String> {
        let dir = tempfile::tempdir().doing("make a directory")?;
        for (name, text) in files {
            fs::write(dir.path().join(name), text).doing("write")?;
        }
        bundle(&dir.path().join("main.css"))
    }

    #[test]
    fn imports_keep_their_order_and_layers() {
        let files = [
            (
                "main.css",
                "/* order */\n@import \"a.css\";\n@import url('b.css') layer(parts);\nbody{margin:0}\n",
            ),
            ("a.css", ":root { --x: 1 }\n"),
            ("b.css", "p { top: 0 } /* why */\n"),
        ];
        assert_eq!(
            sheet(&files).as_deref(),
            Ok(":root { --x: 1 }\n@layer parts {\np { top: 0 }\n}\nbody{margin:0}\n")
        );
    }

    #[test]
    fn quotes_shield_what_looks_like_a_comment() {
        let text = r#"a::before{content:"/* \" 标 */"} /* gone */ b{}"#;
        assert_eq!(without_comments(text), r#"a::before{content:"/* \" 标 */"}  b{}"#);
    }

    #[test]
    fn a_missing_file_a_circle_and_a_foreign_import_are_told() {
        assert!(
            sheet(&[("main.css", "@import \"no.css\";")]).is_err_and(|t| t.what.contains("no.css"))
        );
        assert!(
            sheet(&[("main.css", "@import \"main.css\";")])
                .is_err_and(|t| t.what.contains("circle"))
        );
        assert!(
            sheet(&[("main.css", "@import \"https://x/y.css\";")])
                .is_err_and(|t| t.what.contains("not understood"))
        );
    }
}
