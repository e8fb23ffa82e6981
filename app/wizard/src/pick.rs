//! Choosing an industry, a region and a recommending unit.

use app::drawn::{id_of, pick};
use app::locales::entry;
use app::markup::text;
use domain::application::answer;
use domain::application::field::Field;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};

use crate::desk::Desk;
use crate::{combobox, dom};

/// Wakes what the page has of them.
pub fn wake(desk: &'static Desk) {
    if let Some(combo) = dom::one("[data-combo=industry]") {
        combobox::wake(desk.lang, &combo, pick::industries, move |c| {
            desk.take_one(Field::Industry.key(), &c.value);
        });
    }
    if let Some(list) = dom::by_id(&id_of(Field::Unit.key())) {
        finder(desk, &list);
    }
}

/// A search above the list of units, which it fills.
fn finder(desk: &'static Desk, list: &Element) {
    let w = entry::words(desk.lang);
    let drawn = format!(
        "<div class=\"finder\"><label for=\"unit-search\">{}</label><p class=\"hint\" id=\"unit-search-h\">{}</p>\
         <div class=\"combo\" id=\"unit-combo\"><input type=\"text\" autocomplete=\"off\" spellcheck=\"false\" id=\"unit-search\" size=\"30\" aria-describedby=\"unit-search-h\">\
         <ul role=\"listbox\" id=\"unit-search-l\" aria-label=\"{}\" hidden></ul><span class=\"sr\" role=\"status\"></span></div>\
         <p class=\"hint\" role=\"status\" id=\"unit-taken\"></p></div>",
        w.unit_search,
        text(w.unit_search_hint),
        w.units
    );
    let _ = list.insert_adjacent_html("beforebegin", &drawn);
    let Some(combo) = dom::by_id("unit-combo") else { return };
    combobox::wake(desk.lang, &combo, pick::units, move |c| {
        if let Some(code) = pick::unit_named(desk.lang, &c.value) {
            desk.take_one(Field::Unit.key(), code);
            dom::tell("unit-taken", &(entry::words(desk.lang).unit_taken)(&c.value));
        }
    });
}

/// A list was changed: a group was picked, or a region, whose own unit is the likely choice: offered, not
/// imposed.
pub fn changed(desk: &'static Desk, control: &Element, key: Option<&str>) {
    if control.has_attribute("data-group") {
        let code = control.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value);
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            desk.take_one(Field::Industry.key(), &code);
        }
    }
    if key == Some(Field::Region.key()) {
        let unit = {
            let leaf = desk.leaf.borrow();
            let of = |f: Field| answer(&leaf.answers, f.key());
            pick::unit_with(of(Field::Region), of(Field::Unit))
        };
        if let Some(unit) = unit {
            desk.take_one(Field::Unit.key(), unit);
        }
    }
}
