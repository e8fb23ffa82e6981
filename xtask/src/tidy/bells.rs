//! Every bell is heard: one that nobody listens to promises pages that follow, and there are none.

use std::collections::{BTreeMap, BTreeSet};

use super::{Text, code};

/// Where bells ring.
const RINGS: &str = "server/service/src/";
/// Where some of their rooms have names.
const NAMES: &str = "server/service/src/ports/mod.rs";
/// Who listens, beside the service itself.
const HEARERS: [&str; 2] = ["server/src/http/live", "server/src/jobs/"];

/// Rooms that ring and are heard nowhere.
pub fn check(texts: &[Text]) -> Vec<String> {
    let Some(ports) = texts.iter().find(|t| t.path == NAMES) else { return Vec::new() };
    let names = names(&code(&ports.text));
    let (mut rung, mut heard) = (BTreeMap::new(), BTreeSet::new());
    for text in texts.iter().filter(|t| t.path.ends_with(".rs") && t.path != NAMES) {
        let hearer = HEARERS.iter().any(|at| text.path.starts_with(at));
        if !hearer && !text.path.starts_with(RINGS) {
            continue;
        }
        for (n, line) in code(&text.text).lines().enumerate() {
            let rings = line.contains("room: ") || line.trim_start().starts_with("for room in [");
            let asks = line.contains("bell.room");
            let waits = hearer && (line.contains("Some(\"") || line.contains("const OF_"));
            let named = names.iter().filter(|(name, _)| line.contains(&format!("Bell::{name}")));
            let named = named.map(|(_, room)| room.clone());
            if rings && !asks {
                let own = line.split_once("room").map_or("", |(_, rest)| rest);
                for room in named.chain(quoted(own)) {
                    rung.entry(room).or_insert_with(|| format!("{}:{}", text.path, n + 1));
                }
            } else {
                heard.extend(named);
                heard.extend(quoted(line).filter(|_| asks || waits));
            }
        }
    }
    let unheard = rung.iter().filter(|(room, _)| !heard.contains(*room));
    unheard.map(|(room, at)| format!("{at}: nobody hears the room \"{room}\"")).collect()
}

/// `pub const NAME: &'static str = "room";` within the bell.
fn names(source: &str) -> BTreeMap<String, String> {
    let constant = |line: &str| {
        let (name, rest) = line.trim().strip_prefix("pub const ")?.split_once(": &'static str")?;
        Some((name.to_owned(), quoted(rest).next()?))
    };
    source.lines().filter_map(constant).collect()
}

fn quoted(line: &str) -> impl Iterator<Item = String> {
    line.split('"').skip(1).step_by(2).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(verbs: &str) -> Vec<Text> {
        let ports = "impl Bell {\n    pub const SEASON: &'static str = \"season\";\n\
                     \n    pub const RESET: &'static str = \"reset\";\n}";
        let live = "const OF_WRITERS: [&str; 2] = [\"application\", \"formality\"];\n\
                    Heard::Bell(bell) if bell.room == \"presence\" => \"presence\",";
        let texts = [
            (NAMES, ports),
            ("server/service/src/rooms/a.rs", verbs),
            ("server/service/src/rooms/review/board.rs", "let of = [Bell::SEASON];"),
            ("server/src/http/live.rs", live),
            ("server/src/jobs/deliver.rs", "        \"deliver\"\n        Some(\"mail\")"),
        ];
        let text = |(path, text): (&str, &str)| Text { path: path.into(), text: text.into() };
        texts.map(text).into()
    }

    #[test]
    fn a_bell_that_nobody_hears_is_told() {
        let heard = "work.ring(Bell { at, room: \"application\".into(), dossier: None });\n\
                     room: \"presence\".into(),\n\
                     room: Bell::SEASON.into(),\n\
                     for room in [\"mail\", \"season\"] {\n\
                     // room: \"nothing\".into()\n";
        assert_eq!(check(&texts(heard)), Vec::<String>::new());
        let unheard = format!("{heard}work.ring(Bell {{ at, room: \"deliver\".into() }});");
        let found = check(&texts(&unheard));
        assert_eq!(found, ["server/service/src/rooms/a.rs:6: nobody hears the room \"deliver\""]);
        let named = check(&texts("room: Bell::RESET.into(),"));
        assert_eq!(named, ["server/service/src/rooms/a.rs:1: nobody hears the room \"reset\""]);
    }
}
