//! A room imports no other room: what it needs of another it reads from the journey, or it stands
//! in what all rooms share.

use super::{Text, code};

/// Where rooms are, as directories of modules, and the modules there that belong to all rooms.
const HOUSES: [(&str, &[&str]); 2] =
    [("app/src/rooms/", &[]), ("server/service/src/rooms/", &["shared"])];

/// All imports of one room by another.
pub fn check(texts: &[Text]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (house, shared) in HOUSES {
        let rooms: Vec<&str> = {
            let mut rooms: Vec<&str> =
                texts.iter().filter_map(|text| room(&text.path, house)).collect();
            rooms.dedup();
            rooms
        };
        for text in texts {
            let Some(own) = room(&text.path, house) else { continue };
            if shared.contains(&own) {
                continue;
            }
            let depth = text.path[house.len()..].trim_end_matches("/mod.rs").matches('/').count();
            for (n, line) in code(&text.text).lines().enumerate() {
                for other in named(line, depth) {
                    if other != own && rooms.contains(&other) && !shared.contains(&other) {
                        wrong.push(format!(
                            "{}:{}: room {own} reaches into room {other}",
                            text.path,
                            n + 1
                        ));
                    }
                }
            }
        }
    }
    wrong
}

/// The room a file belongs to.
fn room<'a>(path: &'a str, house: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(house)?;
    let name = rest.split('/').next()?;
    let name = name.strip_suffix(".rs").unwrap_or(name);
    (name != "mod" && rest.ends_with(".rs")).then_some(name)
}

/// The modules a line names through `crate::rooms::…`, or by climbing up to the rooms. `depth` is how
/// many modules lie between the file's own and its room's.
fn named(line: &str, depth: usize) -> Vec<&str> {
    let climb = "super::".repeat(depth + 1);
    let mut names = Vec::new();
    for prefix in ["crate::rooms::", climb.as_str()] {
        for (at, _) in line.match_indices(prefix) {
            // Further up than the rooms: not this climb.
            let higher =
                line[..at].ends_with("super::") || line[at + prefix.len()..].starts_with("super::");
            if !(higher && prefix == climb) {
                names.extend(first_names(&line[at + prefix.len()..]));
            }
        }
    }
    names
}

/// `a::b` names `a`; `{a::b, c}` names `a` and `c`.
fn first_names(rest: &str) -> Vec<&str> {
    let name =
        |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let Some(group) = rest.strip_prefix('{') else { return vec![&rest[..name(rest)]] };
    let mut names = Vec::new();
    let mut open = 0;
    let mut start = 0;
    for (at, char) in group.char_indices() {
        match char {
            '{' => open += 1,
            '}' if open > 0 => open -= 1,
            '}' => {
                names.push(&group[start..at]);
                break;
            }
            ',' if open == 0 => {
                names.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    names.into_iter().map(str::trim_start).map(|text| &text[..name(text)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[(&str, &str)]) -> Vec<Text> {
        texts
            .iter()
            .map(|(path, text)| Text { path: (*path).to_owned(), text: (*text).to_owned() })
            .collect()
    }

    #[test]
    fn a_room_that_reaches_into_another_is_told() {
        let found = check(&texts(&[
            ("app/src/rooms/review/page.rs", "use crate::rooms::committee::api;\nuse super::api;"),
            (
                "app/src/rooms/review/board/line.rs",
                "use super::super::super::committee::x;\nuse super::super::api;",
            ),
            (
                "app/src/rooms/committee/page.rs",
                "// crate::rooms::review\nuse crate::rooms::{committee::parts, review::{api, b}};",
            ),
            ("app/src/shell.rs", "use crate::rooms::review::page;"),
        ]));
        assert_eq!(
            found,
            [
                "app/src/rooms/review/page.rs:1: room review reaches into room committee",
                "app/src/rooms/review/board/line.rs:1: room review reaches into room committee",
                "app/src/rooms/committee/page.rs:2: room committee reaches into room review",
            ]
        );
    }

    #[test]
    fn what_all_rooms_share_is_open_to_all() {
        let found = check(&texts(&[
            (
                "server/service/src/rooms/review.rs",
                "use super::shared;\nsuper::application::load();",
            ),
            ("server/service/src/rooms/application.rs", "use super::shared;"),
            ("server/service/src/rooms/shared.rs", "use super::application;"),
        ]));
        assert_eq!(
            found,
            ["server/service/src/rooms/review.rs:2: room review reaches into room application"]
        );
    }
}
