//! Where one page is written: what was typed, what follows from it, and who listens.

use std::cell::RefCell;
use std::collections::BTreeMap;

use app::drawn::{FOLLOWS, Leaf, QUESTION, SUMMARY, Told, id_of};
use domain::application::Answers;
use domain::application::page::Page;
use domain::lang::Lang;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent, SubmitEvent, UrlSearchParams};

use crate::attach::Queue;
use crate::keep::Keep;
use crate::{attach, conflict, control, dom, pasted, pick, results};

/// One page; it stands as long as its document.
pub struct Desk {
    /// Language.
    pub lang: Lang,
    /// The page.
    pub page: Page,
    /// The page as it is written.
    pub leaf: RefCell<Leaf>,
    /// Saves.
    pub keep: Keep,
    /// Files on their way.
    pub queue: Queue,
    /// What stands in each place that follows from the answers.
    drawn: RefCell<BTreeMap<String, String>>,
}

impl Desk {
    /// Begins with the page as the server has drawn it.
    pub fn sit(lang: Lang, told: Told, form: Element) {
        let page = told.page;
        let query = dom::window().location().search().unwrap_or_default();
        let checked = UrlSearchParams::new_with_str(&query).is_ok_and(|q| q.has("check"));
        let rows = dom::all(".result-row").len();
        let desk: &'static Self = Box::leak(Box::new(Self {
            lang,
            page,
            keep: Keep::new(&told, &form),
            leaf: RefCell::new(Leaf::new(lang, told, checked, rows)),
            queue: Queue::default(),
            drawn: RefCell::default(),
        }));
        desk.draw();
        if page == Page::Attachments {
            attach::wake(desk, &form);
        } else {
            pick::wake(desk);
            desk.found();
            desk.adopt();
        }
        desk.listen(&form);
        if checked {
            // Whoever came for one answer is led to it, anybody else to all that is wrong.
            let asked = dom::window().location().hash().unwrap_or_default();
            let asked = asked.trim_start_matches('#');
            dom::focus(if asked.is_empty() { SUMMARY } else { asked });
        }
    }

    /// Takes over what stands in the page and was not heard of: typed before the program had
    /// arrived.
    fn adopt(&'static self) {
        for (key, text) in control::standing() {
            let known = self.leaf.borrow().text(&key).replace("\r\n", "\n") == text;
            if !known {
                self.type_in(key, text);
            }
        }
    }

    fn listen(&'static self, form: &Element) {
        dom::on(form, "input", move |ev| {
            if let Some((key, text)) = dom::target(&ev).as_ref().and_then(control::typed) {
                self.type_in(key, text);
            }
        });
        // A control was left after something was typed: now its problem may be shown.
        dom::on(form, "change", move |ev| {
            let Some(control) = dom::target(&ev) else { return };
            if attach::chosen(self, &control) {
                return;
            }
            let key = control::typed(&control).map(|typed| typed.0);
            if let Some(key) = &key {
                let of = key.strip_suffix(".unit").unwrap_or(key).to_owned();
                self.leaf.borrow_mut().touched.insert(of);
            }
            pick::changed(self, &control, key.as_deref());
            self.draw();
        });
        dom::on(form, "paste", move |ev| {
            pasted::paste(self, &ev);
        });
        let page = dom::document();
        dom::on(&page, "click", move |ev| self.click(&ev));
        dom::on(&page, "submit", move |ev| self.submit(&ev));
        dom::on(&dom::window(), "pagehide", move |_| self.leaving());
        dom::on(&dom::window(), "beforeunload", move |ev| {
            if self.queue.is_sending() {
                ev.prevent_default();
            }
        });
    }

    fn click(&'static self, ev: &Event) {
        if let Some(button) = dom::around(ev, "button") {
            let done = match button.get_attribute("data-act") {
                Some(act) => self.act(&act, &button),
                None => results::press(self, &button),
            };
            if done {
                ev.prevent_default();
                dom::catch_focus(None);
            }
            return;
        }
        let Some(link) = dom::around(ev, "a[href]") else { return };
        let href = link.get_attribute("href").unwrap_or_default();
        if let Some(id) = href.strip_prefix('#').filter(|id| id.starts_with("f-")) {
            ev.prevent_default();
            return dom::focus(id);
        }
        // A link that opens elsewhere leaves this page as it is.
        let here = ev.dyn_ref::<MouseEvent>().is_some_and(|m| {
            m.button() == 0 && !(m.ctrl_key() || m.meta_key() || m.shift_key() || m.alt_key())
        });
        // A file is saved, and this page stays.
        let within = href.starts_with('/') && !href.starts_with("/files/");
        if here && within && self.wait_to_go(&href) {
            ev.prevent_default();
        }
    }

    /// Does what a button of a notice or of a file says.
    fn act(&'static self, act: &str, button: &Element) -> bool {
        match act {
            "draft-take" => self.take_found(),
            "draft-drop" => self.drop_found(),
            _ if conflict::act(self, act, button) || attach::act(self, act, button) => {}
            _ => return false,
        }
        true
    }

    fn submit(&'static self, ev: &Event) {
        let Some(form) = dom::target(ev) else { return };
        if form.has_attribute("data-remove") {
            ev.prevent_default();
            attach::remove(self, &form);
        // Not its property of that name: the form has a field that is called so.
        } else if form.get_attribute("id").as_deref() == Some("wizard") {
            ev.prevent_default();
            let button = ev.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
            self.send(form, button.and_then(|b| b.dyn_into::<HtmlElement>().ok()));
        }
    }

    /// An answer was typed.
    pub fn type_in(&'static self, key: String, text: String) {
        self.leaf.borrow_mut().answers.insert(key, text);
        self.keep_soon();
        self.draw();
    }

    /// Takes texts over into the page, as if they had been typed; what is wrong with them may be
    /// shown.
    pub fn take(&'static self, texts: &Answers) {
        {
            let mut leaf = self.leaf.borrow_mut();
            leaf.answers.extend(texts.clone());
            leaf.touched.extend(texts.keys().filter(|k| !k.ends_with(".unit")).cloned());
        }
        // First the rows there is a text for.
        self.draw();
        self.write(texts);
        self.keep_soon();
    }

    /// The same for one text.
    pub fn take_one(&'static self, key: &str, text: &str) {
        self.take(&[(key.to_owned(), text.to_owned())].into());
    }

    /// Writes texts into their controls.
    pub fn write(&self, texts: &Answers) {
        for (key, text) in texts {
            control::write(key, text);
        }
    }

    /// Judges the page and draws what follows from the answers, where it differs from what stands there.
    pub fn draw(&self) {
        self.leaf.borrow_mut().judge();
        if self.page == Page::Results {
            results::complete(self);
        }
        for (place, markup) in self.differing() {
            place.set_inner_html(&markup);
        }
        self.mark();
    }

    /// Places that stand otherwise than they should. What is seen for the first time was drawn just now.
    fn differing(&self) -> Vec<(Element, String)> {
        let (leaf, mut drawn) = (self.leaf.borrow(), self.drawn.borrow_mut());
        let mut found = Vec::new();
        for place in dom::all(&format!("[{FOLLOWS}]")) {
            let name = place.get_attribute(FOLLOWS).unwrap_or_default();
            let now = leaf.follow(&name);
            let before = drawn.insert(name, now.clone());
            if before.is_some_and(|before| before != now) {
                found.push((place, now));
            }
        }
        found
    }

    /// Marks questions and controls that are wrong.
    fn mark(&self) {
        let leaf = self.leaf.borrow();
        let hinted = |key: &str| dom::by_id(&format!("{}-h", id_of(key))).is_some();
        for question in dom::all(&format!("[{QUESTION}]")) {
            let key = question.get_attribute(QUESTION).unwrap_or_default();
            let _ = question.class_list().toggle_with_force("err", leaf.wrong(&key));
            // A group of choices is described as a whole.
            if question.tag_name() == "FIELDSET" {
                let described = leaf.described(&key, hinted(&key));
                dom::set(&question, "aria-describedby", described.as_deref());
            }
        }
        for control in dom::all("#wizard [name^='a[']:not([type=radio])") {
            let name = control.get_attribute("name").unwrap_or_default();
            let Some(key) = app::drawn::key_of(&name) else { continue };
            let of = key.strip_suffix(".unit");
            dom::set(&control, "aria-invalid", leaf.invalid(of.unwrap_or(key)));
            if of.is_none() {
                let described = leaf.described(key, hinted(key));
                dom::set(&control, "aria-describedby", described.as_deref());
            }
        }
    }
}
