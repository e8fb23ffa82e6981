//! Text kept on this device while the server does not have it.

use domain::application::Answers;
use web_sys::Storage;

use crate::dom::window;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps answers; a full or forbidden store is no reason to stop anybody from typing.
pub fn put(key: &str, answers: &Answers) {
    if let (Some(store), Ok(text)) = (storage(), serde_json::to_string(answers)) {
        let _ = store.set_item(key, &text);
    }
}

/// Keys of all words on this device that the server does not have yet.
pub fn unsent() -> Vec<String> {
    let Some(store) = storage() else { return Vec::new() };
    let keys = (0..store.length().unwrap_or(0)).filter_map(|i| store.key(i).ok().flatten());
    keys.filter(|key| app::drawn::kept::holds_words(key)).collect()
}

/// What was kept, if it can be read.
pub fn get(key: &str) -> Option<Answers> {
    serde_json::from_str(&storage()?.get_item(key).ok()??).ok()
}

/// Forgets what was kept: the server has it now.
pub fn remove(key: &str) {
    if let Some(store) = storage() {
        let _ = store.remove_item(key);
    }
}
