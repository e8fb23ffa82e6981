//! Addresses with what was typed in them, written the same way on server and browser.

use std::fmt::Write as _;

use domain::application::Answers;

/// A text as it may stand in a query: everything but letters, digits and `-._~` is escaped.
pub fn escape(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// `path?key=value&…` of all answers that are not blank; the bare path when all are.
pub fn with_answers(path: &str, answers: &Answers) -> String {
    let pairs: Vec<String> = answers
        .iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(key, value)| format!("{}={}", escape(key), escape(value.trim())))
        .collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// A path with the query it was asked for with, in the letters an address may have: a browser may give the
/// query with others.
pub fn with_query(path: &str, query: &str) -> String {
    let query = query.trim_start_matches('?');
    if query.is_empty() {
        return path.to_owned();
    }
    query.bytes().fold(format!("{path}?"), |mut out, byte| {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// The sign-in page that leads back to `next`, an address on this site.
pub fn sign_in(next: &str) -> String {
    format!("/sign-in?next={}", escape(next))
}

/// The registration page that leads on to `next`, an address on this site.
pub fn register(next: &str) -> String {
    format!("/register?next={}", escape(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_stand_in_an_address_without_breaking_it() {
        let answers: Answers =
            [("revenue_1.unit", "wan"), ("industry", "C36 & 汽车"), ("since", "  ")]
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .collect();
        let address = with_answers("/application/start", &answers);
        assert_eq!(
            address,
            "/application/start?industry=C36%20%26%20%E6%B1%BD%E8%BD%A6&revenue_1.unit=wan"
        );
        assert!(!sign_in(&address)["/sign-in?next=".len()..].contains(['&', '?', '=', '/']));
        assert_eq!(with_answers("/eligibility", &Answers::new()), "/eligibility");
    }

    #[test]
    fn a_page_keeps_its_query_in_the_other_language() {
        assert_eq!(with_query("/status", ""), "/status");
        assert_eq!(
            with_query("/review/board", "?review=written&q=%E6%B1%BD"),
            "/review/board?review=written&q=%E6%B1%BD"
        );
        assert_eq!(with_query("/a", "q=汽 车"), "/a?q=%E6%B1%BD%20%E8%BD%A6");
        assert_eq!(escape(&with_query("/a", "b=c&d=%20")), "%2Fa%3Fb%3Dc%26d%3D%2520");
    }
}
