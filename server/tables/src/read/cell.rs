//! The text of one cell, as everyone further on may take it.

/// Without blanks around it, full-width and invisible ones included, line breaks as `\n`, other
/// control characters left out: nobody has typed them, and nobody would see them.
pub(crate) fn clean(raw: &str) -> String {
    let trimmed = raw.trim_matches(is_blank);
    let mut text = String::with_capacity(trimmed.len());
    let mut characters = trimmed.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                text.push('\n');
            }
            '\n' | '\t' => text.push(character),
            _ if character.is_control() => {}
            _ => text.push(character),
        }
    }
    text
}

/// `char::is_whitespace` knows the full-width blank, but not those without width.
fn is_blank(character: char) -> bool {
    let without_width = ['\u{200b}', '\u{2060}', '\u{feff}'];
    character.is_whitespace() || character.is_control() || without_width.contains(&character)
}
