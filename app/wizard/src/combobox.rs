//! A field that searches a list (the combobox pattern of ARIA 1.2): searched by code, by name and by
//! initials, and worked by keys.

use std::cell::{Cell, RefCell};

use app::drawn::pick::{Choice, SHOWN};
use app::locales::entry;
use app::markup::text;
use domain::lang::Lang;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use crate::dom;

/// What is looked up for what was typed.
type Find = fn(Lang, &str) -> Vec<Choice>;

struct Combobox {
    lang: Lang,
    input: HtmlInputElement,
    list: Element,
    told: Element,
    find: Find,
    pick: Box<dyn Fn(&Choice)>,
    found: RefCell<Vec<Choice>>,
    open: Cell<bool>,
    active: Cell<Option<usize>>,
}

/// Makes a combobox of an input with a list and a place to tell from below `root`.
pub fn wake(
    lang: Lang,
    root: &Element,
    find: Find,
    pick: impl Fn(&Choice) + 'static,
) -> Option<()> {
    let part = |selector: &str| root.query_selector(selector).ok().flatten();
    let it: &'static Combobox = Box::leak(Box::new(Combobox {
        lang,
        input: part("input")?.unchecked_into(),
        list: part("[role=listbox]")?,
        told: part("[role=status]")?,
        find,
        pick: Box::new(pick),
        found: RefCell::default(),
        open: Cell::new(false),
        active: Cell::new(None),
    }));
    let input = &it.input;
    // In place of the browser's own suggestions.
    dom::set(input, "list", None);
    dom::set(input, "role", Some("combobox"));
    dom::set(input, "aria-autocomplete", Some("list"));
    dom::set(input, "aria-controls", Some(&it.list.id()));
    it.show();
    dom::on(input, "input", move |_| it.turn(true));
    dom::on(input, "click", move |_| it.turn(true));
    dom::on(input, "blur", move |_| it.turn(false));
    dom::on(input, "keydown", move |ev| it.key(ev.unchecked_ref()));
    // Before the field loses the focus, which would close the list.
    dom::on(&it.list, "mousedown", move |ev: Event| {
        ev.prevent_default();
        let line = dom::around(&ev, "[role=option]");
        if let Some(i) = line.and_then(|l| l.get_attribute("data-i")?.parse().ok()) {
            it.choose(i);
        }
    });
    Some(())
}

impl Combobox {
    /// Opens the list for what stands in the field, or closes it.
    fn turn(&self, open: bool) {
        self.open.set(open);
        self.active.set(None);
        self.show();
    }

    fn show(&self) {
        let w = entry::words(self.lang);
        let open = self.open.get();
        let mut found = if open { (self.find)(self.lang, &self.input.value()) } else { Vec::new() };
        found.truncate(SHOWN);
        if *self.found.borrow() != found {
            self.list.set_inner_html(&self.lines(&found));
        }
        dom::set(&self.list, "hidden", found.is_empty().then_some(""));
        dom::set(&self.input, "aria-expanded", Some(if open { "true" } else { "false" }));
        let said = match (open, found.len()) {
            (false, _) => String::new(),
            (true, 0) => w.none_found.to_owned(),
            (true, n) => (w.found)(n),
        };
        self.told.set_text_content(Some(&said));
        *self.found.borrow_mut() = found;
        self.mark();
    }

    fn option(&self, i: usize) -> String {
        format!("{}-{i}", self.list.id())
    }

    fn lines(&self, found: &[Choice]) -> String {
        let mut out = String::new();
        for (i, c) in found.iter().enumerate() {
            out += &format!(
                "<li role=\"option\" id=\"{}\" data-i=\"{i}\" aria-selected=\"false\">{}",
                self.option(i),
                text(&c.text)
            );
            if !c.zh.is_empty() {
                out += &format!(" <span lang=\"zh-CN\">{}</span>", text(&c.zh));
            }
            out += "</li>";
        }
        out
    }

    /// Marks the active line.
    fn mark(&self) {
        let active = self.active.get().filter(|_| self.open.get());
        for i in 0..self.found.borrow().len() {
            if let Some(line) = dom::by_id(&self.option(i)) {
                let selected = if active == Some(i) { "true" } else { "false" };
                dom::set(&line, "aria-selected", Some(selected));
                if active == Some(i) {
                    line.scroll_into_view_with_bool(false);
                }
            }
        }
        let active = active.map(|i| self.option(i));
        dom::set(&self.input, "aria-activedescendant", active.as_deref());
    }

    fn key(&self, ev: &KeyboardEvent) {
        let (n, at, open) = (self.found.borrow().len(), self.active.get(), self.open.get());
        let go = |to: usize| {
            self.active.set(Some(to));
            self.mark();
        };
        match ev.key().as_str() {
            "ArrowDown" if !open => self.turn(true),
            "ArrowDown" if n > 0 => go(at.map_or(0, |i| (i + 1) % n)),
            "ArrowUp" if n > 0 => go(at.map_or(n - 1, |i| (i + n - 1) % n)),
            "Enter" if open && at.is_some() => self.choose(at.unwrap_or(0)),
            "Escape" if open => self.turn(false),
            _ => return,
        }
        ev.prevent_default();
    }

    fn choose(&self, i: usize) {
        let Some(choice) = self.found.borrow().get(i).cloned() else { return };
        self.input.set_value(&choice.value);
        self.turn(false);
        (self.pick)(&choice);
    }
}
