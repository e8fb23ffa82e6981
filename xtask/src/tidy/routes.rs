//! Every plain route of the router stands in the table that the tests of who may come where walk, and every
//! row of the table is a route.

use std::collections::BTreeSet;

use super::{Text, code};

/// Where both stand.
const ROUTER: &str = "server/src/http/mod.rs";

/// Routes without a row, and rows without a route.
pub fn check(texts: &[Text]) -> Vec<String> {
    let Some(text) = texts.iter().find(|t| t.path == ROUTER) else { return Vec::new() };
    let source = code(&text.text);
    let (routes, rows) = (routes(&source), rows(&source));
    let told = |of: &BTreeSet<(String, String)>, what: &str| -> Vec<String> {
        of.iter().map(|(method, path)| format!("{ROUTER}: {method} {path} {what}")).collect()
    };
    let mut wrong = told(&routes.difference(&rows).cloned().collect(), "has no row in PLAIN");
    wrong.extend(told(&rows.difference(&routes).cloned().collect(), "of PLAIN is no route"));
    wrong
}

/// Method and path of each `.route("…", get(…).post(…))`; what layers and bodies hold is no method.
fn routes(source: &str) -> BTreeSet<(String, String)> {
    const METHODS: [&str; 5] = ["get", "post", "patch", "put", "delete"];
    let mut found = BTreeSet::new();
    for (at, mark) in source.match_indices(".route(") {
        let call = within(&source[at + mark.len()..]);
        let Some((path, handlers)) = call.trim().strip_prefix('"').and_then(|c| c.split_once('"'))
        else {
            continue;
        };
        // `/health` is asked from outside the layers too; it stands in the table like any other.
        for method in METHODS {
            let named = |(at, _): &(usize, &str)| {
                !handlers[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
            };
            if handlers.match_indices(&format!("{method}(")).any(|hit| named(&hit)) {
                found.insert((method.to_uppercase(), path.to_owned()));
            }
        }
    }
    found
}

/// What stands within the parenthesis that was just opened.
fn within(rest: &str) -> &str {
    let mut open = 1;
    for (at, char) in rest.char_indices() {
        match char {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return &rest[..at];
        }
    }
    rest
}

/// Method and path of each row of the table.
fn rows(source: &str) -> BTreeSet<(String, String)> {
    let table = source.split_once("const PLAIN:").map(|(_, rest)| rest);
    let table = table.and_then(|rest| rest.split_once("];")).map_or("", |(table, _)| table);
    let quoted: Vec<&str> = table.split('"').skip(1).step_by(2).collect();
    quoted.chunks_exact(2).map(|row| (row[0].to_owned(), row[1].to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_and_a_row_stand_for_each_other() {
        let source = r#"
pub const PLAIN: &[(&str, &str, bool)] = &[
    ("POST", "/a", true),
    ("GET", "/a/{id}", true),
    ("DELETE", "/a/{id}", false),
    ("GET", "/gone", false),
];
fn router() {
    Router::new()
        .route("/a", post(a::post).layer(Max::new(forget(1))))
        .route(
            "/a/{id}",
            get(a::get)
                .delete(a::delete)
                .patch(a::get(2)),
        )
        .route("/new", get(b))
}
"#;
        let text = Text { path: ROUTER.into(), text: source.into() };
        assert_eq!(
            check(&[text]),
            [
                format!("{ROUTER}: GET /new has no row in PLAIN"),
                format!("{ROUTER}: PATCH /a/{{id}} has no row in PLAIN"),
                format!("{ROUTER}: GET /gone of PLAIN is no route"),
            ]
        );
    }
}
