//! A field that searches a list, in the page: what it does is said by [`app::drawn::combobox`].

use std::cell::RefCell;

use app::drawn::combobox::{Combobox, Pressed, line_id};
use app::drawn::pick::Choice;
use app::markup::text;
use domain::lang::Lang;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use crate::dom;

/// What is looked up for what was typed.
type Find = fn(Lang, &str) -> Vec<Choice>;

struct Field {
    lang: Lang,
    input: HtmlInputElement,
    list: Element,
    told: Element,
    find: Find,
    pick: Box<dyn Fn(&Choice)>,
    state: RefCell<Combobox>,
    /// What the list was drawn from.
    drawn: RefCell<Vec<Choice>>,
}

/// Makes a combobox of an input with a list and a place to tell from below `root`.
pub fn wake(
    lang: Lang,
    root: &Element,
    find: Find,
    pick: impl Fn(&Choice) + 'static,
) -> Option<()> {
    let part = |selector: &str| root.query_selector(selector).ok().flatten();
    let it: &'static Field = Box::leak(Box::new(Field {
        lang,
        input: part("input")?.unchecked_into(),
        list: part("[role=listbox]")?,
        told: part("[role=status]")?,
        find,
        pick: Box::new(pick),
        state: RefCell::default(),
        drawn: RefCell::default(),
    }));
    let input = &it.input;
    // In place of the browser's own suggestions.
    dom::set(input, "list", None);
    dom::set(input, "role", Some("combobox"));
    dom::set(input, "aria-autocomplete", Some("list"));
    dom::set(input, "aria-controls", Some(&it.list.id()));
    it.show();
    dom::on(input, "input", move |_| it.open());
    dom::on(input, "click", move |_| it.open());
    dom::on(input, "blur", move |_| {
        it.state.borrow_mut().close();
        it.show();
    });
    dom::on(input, "keydown", move |ev| it.key(ev.unchecked_ref()));
    // Before the field loses the focus, which would close the list.
    dom::on(&it.list, "mousedown", move |ev: Event| {
        ev.prevent_default();
        let line = dom::around(&ev, "[role=option]");
        let line = line.and_then(|l| l.get_attribute("data-i")?.parse().ok());
        let chosen = line.and_then(|line| it.state.borrow_mut().choose(line));
        if let Some(choice) = chosen {
            it.take(&choice);
        }
    });
    Some(())
}

impl Field {
    fn search(&self) -> Vec<Choice> {
        (self.find)(self.lang, &self.input.value())
    }

    /// Opens the list for what stands in the field.
    fn open(&self) {
        self.state.borrow_mut().open(self.search());
        self.show();
    }

    fn key(&self, ev: &KeyboardEvent) {
        let pressed = self.state.borrow_mut().press(&ev.key(), || self.search());
        match pressed {
            Pressed::Nothing => return,
            Pressed::Turned => self.show(),
            Pressed::Moved(to) => {
                self.mark(&self.state.borrow());
                if let Some(line) = dom::by_id(&self.line(to)) {
                    line.scroll_into_view_with_bool(false);
                }
            }
            Pressed::Chose(choice) => self.take(&choice),
        }
        ev.prevent_default();
    }

    fn take(&self, choice: &Choice) {
        self.input.set_value(&choice.value);
        self.show();
        (self.pick)(choice);
    }

    /// Shows the field as it stands.
    fn show(&self) {
        let state = self.state.borrow();
        if *self.drawn.borrow() != state.found() {
            self.list.set_inner_html(&self.lines(state.found()));
            *self.drawn.borrow_mut() = state.found().to_vec();
        }
        dom::set(&self.list, "hidden", state.found().is_empty().then_some(""));
        dom::set(&self.input, "aria-expanded", Some(state.expanded()));
        self.told.set_text_content(Some(&state.told(self.lang)));
        self.mark(&state);
    }

    /// Marks the active line.
    fn mark(&self, state: &Combobox) {
        for i in 0..state.found().len() {
            if let Some(line) = dom::by_id(&self.line(i)) {
                dom::set(&line, "aria-selected", Some(state.selected(i)));
            }
        }
        let active = state.active().map(|i| self.line(i));
        dom::set(&self.input, "aria-activedescendant", active.as_deref());
    }

    fn line(&self, i: usize) -> String {
        line_id(&self.list.id(), i)
    }

    fn lines(&self, found: &[Choice]) -> String {
        let mut out = String::new();
        for (i, c) in found.iter().enumerate() {
            out += &format!(
                "<li role=\"option\" id=\"{}\" data-i=\"{i}\" aria-selected=\"false\">{}",
                self.line(i),
                text(&c.text)
            );
            if !c.zh.is_empty() {
                out += &format!(" <span lang=\"zh-CN\">{}</span>", text(&c.zh));
            }
            out += "</li>";
        }
        out
    }
}
