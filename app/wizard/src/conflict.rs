//! What both have changed: what both began from, mine and theirs side by side, to choose from. Mine
//! is what is stored until something else is chosen.

use app::drawn::pieces::pieces;
use app::locales::{application, fields, flow};
use app::markup::text;
use domain::application::diff;
use domain::application::field::{Field, Kind};
use domain::application::merge::Conflict;
use web_sys::Element;

use crate::desk::Desk;
use crate::dom;

/// Shows what both have changed, beside what was not settled before.
pub fn add(desk: &Desk, new: Vec<Conflict>) {
    if new.is_empty() {
        return;
    }
    {
        let mut all = desk.keep.conflicts.borrow_mut();
        for conflict in new {
            all.retain(|c| c.key != conflict.key);
            all.push(conflict);
        }
    }
    draw(desk);
}

/// Does what a button of a conflict says; false for any other.
pub fn act(desk: &'static Desk, act: &str, button: &Element) -> bool {
    let Some(key) = button.get_attribute("data-key") else { return false };
    let found = {
        let mut all = desk.keep.conflicts.borrow_mut();
        let at = all.iter().position(|c| c.key == key);
        at.map(|at| all.remove(at))
    };
    let Some(conflict) = found else { return false };
    draw(desk);
    match act {
        "theirs" => desk.take_one(&key, &conflict.theirs),
        "base" => desk.take_one(&key, &conflict.base),
        _ => {}
    }
    true
}

fn draw(desk: &Desk) {
    let w = application::words(desk.lang);
    let all = desk.keep.conflicts.borrow();
    let drawn = if all.is_empty() {
        String::new()
    } else {
        let each: String = all.iter().map(|c| one(desk, c)).collect();
        // What a plain form was told before is told better here.
        if let Some(told) = dom::by_id("told") {
            told.remove();
        }
        format!(
            "<div class=\"notice warn\" role=\"alert\"><h2>{}</h2><p>{}</p>{each}</div>",
            text(w.conflict),
            text(w.conflict_text)
        )
    };
    dom::put("conflicts", &drawn);
}

fn one(desk: &Desk, c: &Conflict) -> String {
    let (w, f) = (application::words(desk.lang), flow::words(desk.lang));
    let leaf = desk.leaf.borrow();
    let mine = leaf.text(&c.key);
    let said = |typed: &str| match Field::of_key(&c.key) {
        // Running text is shown as it was typed.
        Some(field)
            if !c.key.ends_with(".unit") && !matches!(field.kind(), Kind::Text | Kind::Line(_)) =>
        {
            let alone = [(c.key.clone(), typed.to_owned())].into();
            fields::value(desk.lang, field, &c.key, &alone, &leaf.context.season)
        }
        _ => typed.to_owned(),
    };
    let before = said(&c.base);
    let column = |head: &str, typed: &str, marked: String| {
        let empty = if typed.is_empty() { w.emptied } else { "" };
        format!("<div><h3>{head}</h3><blockquote class=\"diff\">{empty}{marked}</blockquote></div>")
    };
    let changed = |typed: &str| pieces(&diff::text(&before, &said(typed)));
    let button = |act: &str, class: &str, word: &str| {
        format!(
            "<button type=\"button\" class=\"btn small{class}\" data-act=\"{act}\" data-key=\"{}\">{word}</button> ",
            c.key
        )
    };
    format!(
        "<div class=\"stack tight\"><p><b>{}</b></p><div class=\"three\">{}{}{}</div><p class=\"row\">{}{}{}</p></div>",
        text(&(w.theirs)(&fields::place(desk.lang, &c.key, &leaf.context.season))),
        column(f.base_text, &c.base, text(&before)),
        column(f.mine_text, mine, changed(mine)),
        column(f.theirs_text, &c.theirs, changed(&c.theirs)),
        button("theirs", "", w.take_theirs),
        button("mine", " quiet", w.keep_mine),
        button("base", " quiet", f.take_base),
    )
}
