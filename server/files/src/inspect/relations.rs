//! Relationship parts (`*.rels`) of Office documents: which of their targets lie elsewhere.

use domain::application::files::FileFault;

/// Relationships that may point elsewhere: a person follows them, the program does not.
const FOLLOWED: &str = "/hyperlink";

/// Refuses a part with a target elsewhere that is loaded on opening: a template, a picture, a
/// frame, an object.
pub fn judge(part: &[u8]) -> Result<(), FileFault> {
    let text = plain(part)?;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let (attributes, after) = attributes(rest)?;
        let of = |name: &str| {
            let local = |n: &str| n.rsplit(':').next() == Some(name);
            attributes.iter().find(|(n, _)| local(n)).map(|(_, v)| v.as_str())
        };
        let elsewhere = of("TargetMode").is_some_and(|m| m.trim().eq_ignore_ascii_case("external"));
        if elsewhere && !of("Type").is_some_and(|t| t.trim().ends_with(FOLLOWED)) {
            return Err(FileFault::External);
        }
        rest = after;
    }
    Ok(())
}

/// A part as text: UTF-8 and without declarations of its own, which could hide what is said.
pub fn plain(part: &[u8]) -> Result<&str, FileFault> {
    let text = std::str::from_utf8(part).map_err(|_| FileFault::Unreadable)?;
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") || text.contains('\0') {
        return Err(FileFault::Unreadable);
    }
    Ok(text)
}

type Attributes = Vec<(String, String)>;

/// Attributes of a tag that begins here, and what follows the tag.
fn attributes(tag: &str) -> Result<(Attributes, &str), FileFault> {
    for (begin, end) in [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")] {
        if let Some(rest) = tag.strip_prefix(begin) {
            let at = rest.find(end).ok_or(FileFault::Unreadable)?;
            return Ok((Vec::new(), &rest[at + end.len()..]));
        }
    }
    let blank = |c: char| c.is_ascii_whitespace();
    let mut rest = tag.trim_start_matches(|c: char| !blank(c) && c != '>');
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| blank(c) || c == '/');
        match rest.chars().next() {
            None => return Err(FileFault::Unreadable),
            Some('>') => return Ok((found, &rest[1..])),
            Some(_) => {}
        }
        let (name, value) = rest.split_once('=').ok_or(FileFault::Unreadable)?;
        let value = value.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .ok_or(FileFault::Unreadable)?;
        let (value, after) = value[1..].split_once(quote).ok_or(FileFault::Unreadable)?;
        found.push((name.trim().to_owned(), unescaped(value)?));
        rest = after;
    }
}

/// A value with its character references resolved.
pub fn unescaped(value: &str) -> Result<String, FileFault> {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, reference)) = rest.split_once('&') {
        let (name, after) = reference.split_once(';').ok_or(FileFault::Unreadable)?;
        text.push_str(before);
        let number =
            |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let c = match name.strip_prefix('#') {
            Some(hex) if hex.starts_with(['x', 'X']) => number(&hex[1..], 16),
            Some(digits) => number(digits, 10),
            None => match name {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => None,
            },
        };
        text.push(c.ok_or(FileFault::Unreadable)?);
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}
