//! The program that wakes the pages of a dossier. The server has drawn them as plain forms that work
//! alone; this judges every key by the rules of `domain`, keeps what is typed, and tells what others
//! do. It draws nothing that the server does not draw with the same functions (`app::drawn`).

mod ask;
mod attach;
mod clock;
mod combobox;
mod conflict;
mod control;
mod desk;
mod dom;
mod draft;
mod keep;
mod leave;
mod line;
mod pasted;
mod pick;
mod presence;
mod press;
mod results;

use app::drawn::Told;
use domain::lang::Lang;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::desk::Desk;

/// The element with the data the page is drawn from.
const DATA: &str = "page-data";
/// Set on the document once every control answers: whoever drives the page by program (a test)
/// would otherwise press a button that nothing listens to yet.
const AWAKE: &str = "data-awake";

/// Called by the page once the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    // A page that says why there is none, such as "sign in first", has nothing to wake.
    wake();
    if let Some(root) = dom::document().document_element() {
        // Refused only for names that are not ones.
        let _ = root.set_attribute(AWAKE, "");
    }
}

fn wake() -> Option<()> {
    let data = dom::by_id(DATA)?;
    let text = data.text_content()?;
    let told: Told = serde_json::from_str(&text).ok()?;
    data.set_text_content(None);
    let root = dom::document().document_element()?;
    let lang = Lang::from_code(&root.get_attribute("lang").unwrap_or_default());
    press::feel();
    leave::wake(lang);
    clock::wake(lang, &told);
    presence::wake(lang, &told.id, told.page);
    // Where nothing can be changed there is no form.
    let form = dom::by_id("wizard")?;
    Desk::sit(lang, told, form);
    Some(())
}
