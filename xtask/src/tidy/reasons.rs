//! Reasons are judged by `domain::reason` and never cut: whoever gave one that is too long is told, and finds it again.

use super::{Text, code};

/// Where the verbs are.
const VERBS: &str = "server/service/src/";
/// What cuts a text to so many characters.
const CUTS: [&str; 2] = ["kept_line(", "kept("];

/// Verbs that cut what somebody wrote as a reason.
pub fn check(texts: &[Text]) -> Vec<String> {
    let mut wrong = Vec::new();
    for text in texts.iter().filter(|t| t.path.starts_with(VERBS) && t.path.ends_with(".rs")) {
        for (n, line) in code(&text.text).lines().enumerate().filter(|(_, line)| cuts(line)) {
            let line = line.trim();
            wrong.push(format!(
                "{}:{}: a reason is read by domain::reason, not cut: {line}",
                text.path,
                n + 1
            ));
        }
    }
    wrong
}

fn cuts(line: &str) -> bool {
    let within = |cut: &str| {
        let given = line.split_once(cut).and_then(|(_, rest)| rest.split_once(')'));
        given.is_some_and(|(given, _)| given.contains("reason") && !given.contains("usize::MAX"))
    };
    CUTS.into_iter().any(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_is_cut_is_told_with_its_line() {
        let of = |path: &str, text: &str| check(&[Text { path: path.into(), text: text.into() }]);
        let verb = "server/service/src/rooms/season.rs";
        for good in [
            "let reason = reason::read(reason, reason::GIVEN)?;",
            "let reason = shared::kept(reason, usize::MAX);",
            "let name = kept_line(name, 60); // not a reason",
        ] {
            assert_eq!(of(verb, good), Vec::<String>::new(), "{good}");
        }
        for bad in
            ["let r = shared::kept_line(&reason, 500);", "let r = kept(reason, REASON_MAX).trim();"]
        {
            assert_eq!(of(verb, &format!("\n{bad}")).len(), 1, "{bad}");
            assert_eq!(
                of("app/src/rooms/season.rs", bad),
                Vec::<String>::new(),
                "pages keep nothing"
            );
        }
    }
}
