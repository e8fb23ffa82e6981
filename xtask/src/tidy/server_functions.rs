//! Every server function begins by entering, session to actor, or stands in the public list.

use super::{Text, code};

/// How a server function begins.
const ENTERS: &str = "let (service, actor) = crate::enter::enter()?;";

/// Endpoints for everybody: they show or take nothing that depends on who asks.
const PUBLIC: [&str; 23] = [
    "season/call",
    "corridor/heads",
    "corridor/demo_accounts",
    "people/offer",
    "application/status",
    "application/status_look_up",
    "application/status_forget",
    "application/status_seen",
    "application/sign_view",
    "application/sign",
    "application/sign_decline",
    "notice/view",
    "notice/objection_status",
    "notice/objection_withdraw",
    "announcement/view",
    "application/chosen",
    "incident/title",
    "incident/status",
    "incident/revocations",
    "title/register",
    "title/verify",
    "exchange/list",
    "exchange/activity",
];

/// All functions that let anybody in, and names in the list that no function has.
pub fn check(texts: &[Text]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut seen = Vec::new();
    for text in texts.iter().filter(|text| text.path.starts_with("app/src/")) {
        for function in functions(&text.text) {
            let public = PUBLIC.contains(&function.endpoint.as_str());
            if !function.enters && !public {
                wrong.push(format!(
                    "{}: server function {} does not begin with `{ENTERS}` and is not in the public list (xtask/src/tidy/server_functions.rs)",
                    text.path, function.endpoint
                ));
            }
            if function.enters && public {
                wrong.push(format!(
                    "{}: server function {} enters and need not be in the public list",
                    text.path, function.endpoint
                ));
            }
            seen.push(function.endpoint);
        }
    }
    wrong.extend(PUBLIC.iter().filter(|name| !seen.iter().any(|seen| seen == *name)).map(|name| {
        format!("the public list names {name}, which no server function has for its endpoint")
    }));
    wrong
}

struct Function {
    endpoint: String,
    enters: bool,
}

/// The server functions of a source.
fn functions(source: &str) -> Vec<Function> {
    let code = code(source);
    code.match_indices("#[server")
        // Arguments have attributes of the same name.
        .filter(|(at, _)| {
            code[*at..].split(']').next().is_some_and(|head| !head.contains("#[server(default"))
        })
        .filter_map(|(at, _)| {
            let rest = &code[at..];
            let head = rest.split(']').next()?;
            let (_, signature) = rest.split_once("fn ")?;
            let name = signature.split('(').next()?.trim();
            // Without an endpoint of its own the function could not be named in a list.
            let endpoint =
                head.split("endpoint = \"").nth(1).and_then(|rest| rest.split('"').next());
            let body = body(signature)?;
            Some(Function {
                endpoint: endpoint.unwrap_or(name).to_owned(),
                enters: body.trim_start().starts_with(ENTERS),
            })
        })
        .collect()
}

/// What follows the opening brace of a function whose name comes first.
fn body(signature: &str) -> Option<&str> {
    let mut open = 0;
    for (at, char) in signature.char_indices() {
        match char {
            '(' | '[' => open += 1,
            ')' | ']' => open -= 1,
            '{' if open == 0 => return Some(&signature[at + 1..]),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"
/// Reads.
#[server(endpoint = "review/sheet", input = GetUrl)]
pub async fn sheet(
    /// Which (of many).
    id: DossierId,
    #[server(default)]
    told: BTreeMap<String, String>,
) -> Result<View, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    answer(service.sheet(&actor, &id).await)
}

#[server(endpoint = "review/late")]
pub async fn late() -> Result<(), ApiError> {
    let service = open()?;
    let (service, actor) = crate::enter::enter()?;
}

#[server]
pub async fn bare(id: (u8, u8)) -> Result<(), ApiError> {
    // let (service, actor) = crate::enter::enter()?;
    Ok(())
}
"#;

    #[test]
    fn functions_are_found_and_judged_by_how_they_begin() {
        let found: Vec<(String, bool)> =
            functions(SOURCE).into_iter().map(|f| (f.endpoint, f.enters)).collect();
        let wanted = [("review/sheet", true), ("review/late", false), ("bare", false)];
        assert_eq!(found, wanted.map(|(name, enters)| (name.to_owned(), enters)));
    }

    #[test]
    fn an_open_door_and_a_stale_name_are_told() {
        let text = Text { path: "app/src/rooms/review/api.rs".into(), text: SOURCE.into() };
        let wrong = check(&[text]);
        assert_eq!(wrong.iter().filter(|line| line.contains("does not begin with")).count(), 2);
        assert_eq!(
            wrong.iter().filter(|line| line.contains("the public list names")).count(),
            PUBLIC.len()
        );
    }
}
