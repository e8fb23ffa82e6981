//! Text kept in the browser while the server cannot be reached. On the server these do
//! nothing.

use std::collections::BTreeMap;

/// Where the text of a page is kept.
pub fn key(thing: &str, page: &str) -> String {
    format!("biaogan:{thing}:{page}")
}

#[cfg(feature = "hydrate")]
fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().local_storage().ok().flatten()
}

/// Keeps answers; a full or forbidden store is no reason to stop anybody from typing.
pub fn put(key: &str, answers: &BTreeMap<String, String>) {
    #[cfg(feature = "hydrate")]
    if let (Some(store), Ok(text)) = (storage(), serde_json::to_string(answers)) {
        let _ = store.set_item(key, &text);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (key, answers);
}

/// Keys of all words on this device that the server does not have yet.
pub fn unsent() -> Vec<String> {
    #[cfg(feature = "hydrate")]
    {
        let Some(store) = storage() else { return Vec::new() };
        let keys = (0..store.length().unwrap_or(0)).filter_map(|i| store.key(i).ok().flatten());
        keys.filter(|key| crate::drawn::kept::holds_words(key)).collect()
    }
    #[cfg(not(feature = "hydrate"))]
    Vec::new()
}

/// What was kept, if it can be read.
pub fn get(key: &str) -> Option<BTreeMap<String, String>> {
    #[cfg(feature = "hydrate")]
    return serde_json::from_str(&storage()?.get_item(key).ok()??).ok();
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = key;
        None
    }
}

/// Forgets what was kept: the server has it now.
pub fn remove(key: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(store) = storage() {
        let _ = store.remove_item(key);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = key;
}
