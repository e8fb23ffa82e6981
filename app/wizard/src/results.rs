//! Rows of results are added, moved and removed at once.

use app::drawn::{id_of, results};
use app::locales::entry;
use domain::application::field::Field;
use domain::application::results::RowEdit;
use web_sys::Element;

use crate::desk::Desk;
use crate::dom;

/// Does what a button of the table says; false for any other button.
pub fn press(desk: &'static Desk, button: &Element) -> bool {
    let Some(edit) = button.get_attribute("value").and_then(|code| RowEdit::parse(&code)) else {
        return false;
    };
    let w = entry::words(desk.lang);
    let to = if edit == RowEdit::Add {
        let mut leaf = desk.leaf.borrow_mut();
        leaf.rows = (leaf.rows + 1).min(leaf.context.season.limits.result_rows()).max(leaf.rows);
        leaf.rows
    } else {
        let (texts, to) = {
            let leaf = desk.leaf.borrow();
            (edit.apply(&leaf.answers), edit.row(&leaf.answers))
        };
        desk.take(&texts);
        dom::tell(
            "pasted",
            &match edit {
                RowEdit::Remove(n) => (w.removed)(n),
                _ => (w.moved)(to),
            },
        );
        to
    };
    desk.draw();
    dom::focus(&id_of(&Field::Indicator.result_key(to)));
    true
}

/// Puts the rows that are missing behind the others.
pub fn complete(desk: &Desk) {
    let leaf = desk.leaf.borrow();
    let Some(rows) = dom::one(".result-rows") else { return };
    for n in rows.child_element_count() as usize + 1..=leaf.rows {
        let _ = rows.insert_adjacent_html("beforeend", &results::row(&leaf, n));
    }
    let full = leaf.rows >= leaf.context.season.limits.result_rows();
    if let Some(add) = dom::one("[value=row-add]") {
        dom::set(&add, "disabled", full.then_some(""));
    }
}
