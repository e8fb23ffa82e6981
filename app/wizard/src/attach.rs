//! Files: sent as soon as they are chosen or dropped, two at a time, each with its progress. What is
//! attached stands in the list of its place.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use app::drawn::files::{item, mark};
use app::locales::{dossier, files};
use app::markup::text;
use domain::application::field::Slot;
use domain::views::application::FileView;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Element, Event, File, FileList, HtmlInputElement, XmlHttpRequest};

use crate::ask::Wrong;
use crate::desk::Desk;
use crate::{ask, dom, line};

/// Files sent at the same time.
const AT_ONCE: usize = 2;

/// How far a file has come.
pub enum State {
    /// Others are sent first.
    Waiting,
    /// On its way.
    Sending,
    /// The line is down; it is tried again and again.
    Broken,
    /// All bytes have arrived and are judged.
    Judging,
    /// Not taken.
    Refused(Wrong),
}

/// A file of the queue, and its line on the page.
pub struct Item {
    /// Its number.
    key: u32,
    /// Where it is to belong.
    pub slot: Slot,
    /// The file.
    pub file: File,
    /// Bytes.
    pub size: i64,
    /// Bytes that have been sent.
    sent: Cell<i64>,
    state: RefCell<State>,
    /// The request that carries it just now.
    pub request: RefCell<Option<XmlHttpRequest>>,
    /// Its upload, once it is opened.
    pub upload: RefCell<Option<String>>,
    /// Its line was taken off.
    pub given_up: Cell<bool>,
    shown: Element,
    desk: &'static Desk,
}

/// What was chosen since the page was opened and not dismissed.
#[derive(Default)]
pub struct Queue {
    items: RefCell<Vec<Rc<Item>>>,
    next: Cell<u32>,
    /// Files that were attached when the first was chosen.
    begun: Cell<Option<usize>>,
}

impl Queue {
    /// Whether something would be cut short by leaving.
    pub fn is_sending(&self) -> bool {
        let on_its_way = |i: &Rc<Item>| {
            matches!(*i.state.borrow(), State::Waiting | State::Sending | State::Judging)
        };
        self.items.borrow().iter().any(on_its_way)
    }

    fn find(&self, key: u32) -> Option<Rc<Item>> {
        self.items.borrow().iter().find(|i| i.key == key).cloned()
    }
}

/// Wakes the places for files.
pub fn wake(desk: &'static Desk, form: &Element) {
    let over = |ev: &Event, yes: bool| -> Option<Slot> {
        let place = dom::around(ev, "[data-slot]")?;
        let _ = place.class_list().toggle_with_force("over", yes);
        if ev.type_() != "dragleave" {
            ev.prevent_default();
        }
        Slot::from_code(&place.get_attribute("data-slot")?)
    };
    dom::on(form, "dragover", move |ev| {
        over(&ev, true);
    });
    dom::on(form, "dragleave", move |ev| {
        over(&ev, false);
    });
    dom::on(form, "drop", move |ev| {
        let slot = over(&ev, false);
        let dropped = ev.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        if let (Some(slot), Some(files)) = (slot, dropped.and_then(|d| d.files())) {
            add(desk, slot, &files);
        }
    });
    // What was chosen before the page was awake.
    for control in dom::all("[data-slot] input[type=file]") {
        chosen(desk, &control);
    }
}

/// Files were chosen: they are sent at once, and the control is empty again. False for any other
/// control.
pub fn chosen(desk: &'static Desk, control: &Element) -> bool {
    let slot = control.closest("[data-slot]").ok().flatten();
    let slot = slot.and_then(|s| Slot::from_code(&s.get_attribute("data-slot")?));
    let (Some(slot), Some(input)) = (slot, control.dyn_ref::<HtmlInputElement>()) else {
        return false;
    };
    if let Some(files) = input.files().filter(|files| files.length() > 0) {
        add(desk, slot, &files);
        input.set_value("");
    }
    true
}

fn add(desk: &'static Desk, slot: Slot, files: &FileList) {
    let Some(list) = dom::one(&format!("#{} > .sending", slot.code())) else { return };
    let queue = &desk.queue;
    if queue.begun.get().is_none() {
        queue.begun.set(Some(desk.leaf.borrow().files.len()));
    }
    for file in (0..files.length()).filter_map(|i| files.get(i)) {
        let Ok(shown) = dom::document().create_element("li") else { return };
        let key = queue.next.get();
        queue.next.set(key + 1);
        shown.set_inner_html(&format!(
            "<div class=\"progress\"><label for=\"sending-{key}\">{}</label><progress id=\"sending-{key}\" max=\"100\"></progress><output></output></div>\
             <div class=\"follows\"></div><p class=\"row\"></p>",
            text(&file.name())
        ));
        let _ = list.append_child(&shown);
        #[allow(clippy::cast_possible_truncation)] // sizes are whole numbers
        let size = file.size() as i64;
        let item = Rc::new(Item {
            key,
            slot,
            file,
            size,
            sent: Cell::default(),
            state: RefCell::new(State::Waiting),
            request: RefCell::default(),
            upload: RefCell::default(),
            given_up: Cell::default(),
            shown,
            desk,
        });
        item.turn(State::Waiting);
        queue.items.borrow_mut().push(item);
    }
    pump(desk);
}

/// Starts as many as may be under way.
fn pump(desk: &'static Desk) {
    loop {
        let next = {
            let items = desk.queue.items.borrow();
            let busy = |i: &&Rc<Item>| {
                matches!(*i.state.borrow(), State::Sending | State::Judging | State::Broken)
            };
            let waits = |i: &&Rc<Item>| matches!(*i.state.borrow(), State::Waiting);
            let next = items.iter().find(waits).cloned();
            next.filter(|_| items.iter().filter(busy).count() < AT_ONCE)
        };
        let Some(item) = next else { return tell(desk) };
        item.turn(State::Sending);
        spawn_local(async move {
            let id = desk.leaf.borrow().id.clone();
            let outcome = line::send(&id, &item).await;
            if item.given_up.get() {
                return;
            }
            match outcome {
                Ok(file) => {
                    take_off(desk, &item);
                    attached(desk, |all| {
                        all.retain(|f| f.id != file.id);
                        all.push(file);
                        all.sort_by_key(|f| (f.slot, f.at));
                    });
                }
                Err(error) => item.turn(State::Refused(error)),
            }
            pump(desk);
        });
    }
}

fn take_off(desk: &Desk, item: &Item) {
    let at = dom::document().active_element();
    let held = at.is_some_and(|e| item.shown.contains(Some(&e)));
    let choose = chooser(&item.shown);
    item.shown.remove();
    // A file that has arrived takes the button that would have called it off along.
    if held {
        dom::catch_focus(choose);
    }
    desk.queue.items.borrow_mut().retain(|i| i.key != item.key);
}

/// Where another file is chosen at the place of something.
fn chooser(within: &Element) -> Option<Element> {
    let place = within.closest("[data-slot]").ok().flatten()?;
    place.query_selector("input[type=file]").ok().flatten()
}

/// One sentence on everything that was chosen, for those who do not look.
fn tell(desk: &Desk) {
    let Some(begun) = desk.queue.begun.get() else { return };
    let items = desk.queue.items.borrow();
    let refused = items.iter().filter(|i| matches!(*i.state.borrow(), State::Refused(_))).count();
    let done = desk.leaf.borrow().files.len().saturating_sub(begun);
    dom::tell("sent", &(files::words(desk.lang).summary)(done, items.len() - refused, refused));
}

/// Other files are attached now: their lists follow, and what is judged by them.
fn attached(desk: &'static Desk, change: impl FnOnce(&mut Vec<FileView>)) {
    {
        let mut leaf = desk.leaf.borrow_mut();
        let mut all = leaf.files.clone();
        change(&mut all);
        leaf.attach(all);
    }
    for slot in Slot::ALL {
        list(desk, slot);
    }
    desk.draw();
}

/// Draws the list of a place; lines that stay are left alone, previews unfolded in them, too.
fn list(desk: &Desk, slot: Slot) -> Option<()> {
    let list = dom::one(&format!("#{} > .files", slot.code()))?;
    let remove = list.get_attribute("data-remove");
    let leaf = desk.leaf.borrow();
    let mut next = list.first_element_child();
    for f in leaf.files.iter().filter(|f| f.slot == slot) {
        let name = mark(f);
        // Lines of files that are gone.
        while next.as_ref().is_some_and(|l| {
            let of = l.get_attribute("data-file").unwrap_or_default();
            leaf.files.iter().all(|f| mark(f) != of)
        }) {
            let gone = next.take()?;
            next = gone.next_element_sibling();
            gone.remove();
        }
        if next.as_ref().is_some_and(|l| l.get_attribute("data-file").as_ref() == Some(&name)) {
            next = next.and_then(|l| l.next_element_sibling());
            continue;
        }
        let line = dom::document().create_element("li").ok()?;
        dom::set(&line, "data-file", Some(&name));
        line.set_inner_html(&item(&leaf, f, remove.as_deref()));
        let _ = list.insert_before(&line, next.as_deref());
    }
    while let Some(gone) = next {
        next = gone.next_element_sibling();
        gone.remove();
    }
    Some(())
}

/// Takes a file off, by the form beside it.
pub fn remove(desk: &'static Desk, form: &Element) {
    let field = |name: &str| {
        let input = form.query_selector(&format!("[name={name}]")).ok().flatten()?;
        Some(input.dyn_into::<HtmlInputElement>().ok()?.value())
    };
    let (Some(id), Some(file), Some(to)) =
        (field("id"), field("file"), form.get_attribute("action"))
    else {
        return;
    };
    dom::put("refused", "");
    // The button that has the focus goes with its line: it stays where another file is chosen.
    let choose = chooser(form);
    spawn_local(async move {
        let fields = ask::fields([("id", id.as_str()), ("file", file.as_str())]);
        match ask::post::<()>(&to, &fields).await {
            Ok(_) => {
                attached(desk, |all| all.retain(|f| f.id.as_str() != file));
                dom::catch_focus(choose);
            }
            Err(e) => desk.refuse(&e),
        }
    });
}

/// Does what a button of a line says; false for any other.
pub fn act(desk: &'static Desk, act: &str, button: &Element) -> bool {
    let key = button.get_attribute("data-n").and_then(|n| n.parse().ok());
    let Some(item) = key.and_then(|key| desk.queue.find(key)) else { return false };
    match act {
        "again" => item.turn(State::Waiting),
        _ => {
            line::give_up(&item);
            take_off(desk, &item);
        }
    }
    pump(desk);
    true
}

impl Item {
    /// It has come further.
    pub fn turn(&self, state: State) {
        *self.state.borrow_mut() = state;
        self.draw();
        let part = |selector: &str| self.shown.query_selector(selector).ok().flatten();
        let w = files::words(self.desk.lang);
        let refused = matches!(*self.state.borrow(), State::Refused(_));
        self.shown.set_class_name(if refused { "refused" } else { "" });
        let button = |act: &str, word: &str| {
            format!(
                "<button type=\"button\" class=\"linkish\" data-act=\"{act}\" data-n=\"{}\">{word}<span class=\"sr\"> {}</span></button> ",
                self.key,
                text(&self.file.name())
            )
        };
        let buttons = if refused {
            button("again", w.again) + &button("dismiss", w.dismiss)
        } else {
            button("dismiss", w.cancel)
        };
        if let Some(row) =
            part(".row").filter(|row| row.child_element_count() != 1 + u32::from(refused))
        {
            row.set_inner_html(&buttons);
        }
    }

    /// Bytes that have been sent.
    pub fn sent(&self) -> i64 {
        self.sent.get()
    }

    /// More has been sent.
    pub fn set_sent(&self, bytes: i64) {
        self.sent.set(bytes);
        self.draw();
    }

    fn draw(&self) {
        let part = |selector: &str| self.shown.query_selector(selector).ok().flatten();
        let sent = self.sent.get();
        let share = (sent * 100).checked_div(self.size).unwrap_or(100).clamp(0, 100).to_string();
        if let Some(progress) = part("progress") {
            dom::set(&progress, "value", Some(&share));
        }
        if let Some(output) = part("output") {
            output.set_text_content(Some(&format!("{share}%")));
        }
        let w = files::words(self.desk.lang);
        let hint = |said: &str| format!("<p class=\"hint\">{}</p>", text(said));
        let said = match &*self.state.borrow() {
            State::Waiting => hint(w.waiting),
            State::Sending => hint(&(w.sending)(&dossier::bytes(sent), &dossier::bytes(self.size))),
            State::Broken => format!("<p class=\"save offline\">{}</p>", text(w.broken)),
            State::Judging => hint(w.judging),
            State::Refused(e) => {
                format!("<p class=\"msg\" role=\"alert\">{}</p>", text(&e.sentence(self.desk.lang)))
            }
        };
        if let Some(place) = part(".follows") {
            place.set_inner_html(&said);
        }
    }
}
