//! Who the accounts are that stand in the files: whoever one of them names is in `people.json` by name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;

use serde::Serialize;
use serde_json::Value;
use service::ports::Session;

use super::write::Pack;

/// Fields that name an account.
const ACCOUNTS: [&str; 9] = [
    "account",
    "author",
    "by",
    "confirmed_by",
    "handler",
    "named_by",
    "prepared_by",
    "reporter",
    "signed_by",
];

/// An archive that is written, with whom its files name.
pub(super) struct Naming<'a> {
    pack: &'a mut Pack<File>,
    people: BTreeSet<String>,
}

impl<'a> Naming<'a> {
    /// Nobody is named yet.
    pub(super) fn of(pack: &'a mut Pack<File>) -> Self {
        Self { pack, people: BTreeSet::new() }
    }

    /// A file as it is, of which nobody is noted.
    pub(super) fn text(&mut self, path: &str, text: &str) -> Result<(), String> {
        self.pack.add(path, text.as_bytes())
    }

    /// A file of JSON; whom it names is noted.
    pub(super) fn put(&mut self, path: &str, what: &impl Serialize) -> Result<(), String> {
        let value = serde_json::to_value(what).map_err(|e| e.to_string())?;
        named(&value, &mut self.people);
        let text = serde_json::to_vec_pretty(&value).map_err(|e| e.to_string())?;
        self.pack.add(path, &text)
    }

    /// Who they are, as they are called now.
    pub(super) async fn people(mut self, db: &mut dyn Session) -> Result<(), String> {
        let mut names = BTreeMap::new();
        for id in std::mem::take(&mut self.people) {
            let account = db.account(&id.as_str().into()).await.map_err(|e| e.to_string())?;
            names.insert(id, account.map(|a| a.name).unwrap_or_default());
        }
        self.put("people.json", &names)
    }
}

/// Notes every account a value names.
fn named(value: &Value, people: &mut BTreeSet<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|v| named(v, people)),
        Value::Object(fields) => {
            for (key, v) in fields {
                match v {
                    Value::String(id) if ACCOUNTS.contains(&key.as_str()) => {
                        people.insert(id.clone());
                    }
                    v => named(v, people),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whoever_a_text_names_is_found_wherever_they_stand() {
        let mut people = BTreeSet::new();
        let value = json!({ "a": [{ "by": "one", "x": { "named_by": "two" } }], "text": "three" });
        named(&value, &mut people);
        assert_eq!(people.into_iter().collect::<Vec<_>>(), ["one", "two"]);
    }
}
