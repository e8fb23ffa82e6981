//! A test runs always: one that is left out has nothing to say, and one that stands alone leaves out the others.

use super::{Text, code};

/// What leaves a test out, or all others. In parts, so that this file does not contain them.
const LEFT_OUT: [(&str, &str, &str); 5] = [
    (".rs", "#[ig", "nore"),
    (".ts", "test.sk", "ip("),
    (".ts", "test.fix", "me("),
    (".ts", "test.on", "ly("),
    (".ts", "describe.on", "ly("),
];

/// Every place where a test is left out.
pub fn check(texts: &[Text]) -> Vec<String> {
    texts.iter().flat_map(left_out).collect()
}

fn left_out(text: &Text) -> Vec<String> {
    let words: Vec<String> = LEFT_OUT
        .iter()
        .filter(|(kind, ..)| text.path.ends_with(*kind))
        .map(|(_, one, other)| format!("{one}{other}"))
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    let code = code(&text.text);
    let lines = code.lines().enumerate();
    lines
        .filter(|(_, line)| words.iter().any(|word| line.contains(word.as_str())))
        .map(|(n, _)| format!("{}:{}: a test is left out", text.path, n + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_is_left_out_is_named() {
        let of = |path: &str, text: String| check(&[Text { path: path.into(), text }]);
        for (kind, one, other) in LEFT_OUT {
            let path = format!("a{kind}");
            let wrong = format!("{path}:2: a test is left out");
            assert_eq!(of(&path, format!("here\n  {one}{other}")), [wrong]);
            assert_eq!(of(&path, format!("// {one}{other}")), [""; 0]);
            assert_eq!(of("a.md", format!("{one}{other}")), [""; 0]);
        }
    }
}
