//! Markup written as text, where views would cost too much.

/// Writes text so that it can stand in an attribute or between tags.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// A text as markup.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// What a text area holds, as markup for its `inner_html`: its children are written as they stand, so what was
/// typed must not end it; and an empty text stays empty.
pub fn area(typed: &str) -> String {
    text(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut out = String::new();
        escape(&mut out, "<a title='\"'>&质");
        assert_eq!(area("</textarea>"), "&lt;/textarea&gt;");
        assert_eq!(out, "&lt;a title=&#39;&quot;&#39;&gt;&amp;质");
    }
}
