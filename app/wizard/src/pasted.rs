//! Cells pasted out of a spreadsheet: each goes where it belongs, and what finds no place is shown.

use app::drawn::key_of;
use app::locales::entry;
use app::markup::text;
use domain::application::Answers;
use domain::application::field::Field;
use domain::application::page::Page;
use domain::application::paste;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event};

use crate::desk::Desk;
use crate::dom;

/// Something is pasted into a control; a single text is left to the browser.
pub fn paste(desk: &'static Desk, ev: &Event) -> Option<()> {
    let name = dom::target(ev)?.get_attribute("name")?;
    let key = key_of(&name)?;
    let data = ev.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let block = paste::block(&data.get_data("text/plain").ok()?)?;
    let field = Field::of_key(key)?;
    let placed = {
        let season = &desk.leaf.borrow().context.season;
        match desk.page {
            Page::Finance => paste::finance(&block, field, season.figure_years()),
            Page::Results => {
                let row = key.split('.').nth(1).and_then(|n| n.parse().ok()).unwrap_or(1);
                paste::results(&block, row, field, season.limits.result_rows())
            }
            _ => return None,
        }
    };
    ev.prevent_default();
    let w = entry::words(desk.lang);
    let count = placed.cells.iter().filter(|(k, _)| !k.ends_with(".unit")).count();
    let texts: Answers = placed.cells.into_iter().collect();
    desk.take(&texts);
    dom::tell("pasted", &(w.pasted)(count));
    let left = if placed.left.is_empty() {
        String::new()
    } else {
        format!(
            "<div class=\"notice warn\"><h2>{h}</h2><p>{}</p><textarea readonly rows=\"3\" aria-label=\"{h}\">{}</textarea></div>",
            text(w.left_over_text),
            text(&placed.left.join("\n")),
            h = text(w.left_over)
        )
    };
    dom::put("left-over", &left);
    Some(())
}
