//! Keeps what is typed: on this device at once, on the server a moment after the last
//! input, one request at a time. Whatever fails, the text stays on the page and on this
//! device.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use app::drawn::{Told, name};
use app::locales::{application, common};
use app::markup::text;
use domain::application::Answers;
use domain::application::field::Field;
use domain::application::merge::Conflict;
use domain::application::page::Page;
use domain::stamp::Stamp;
use domain::views::application::Saved;
use serde::Deserialize;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlInputElement, UrlSearchParams};

use crate::ask::{self, Answer, Wrong};
use crate::desk::Desk;
use crate::{conflict, dom, draft};

/// Milliseconds of quiet after the last input before the server is asked.
const PAUSE: i32 = 800;
/// Milliseconds until the next try after the line was down or the session over.
const RETRY: i32 = 8_000;
/// Milliseconds a link waits at most for a save to come back.
const PATIENCE: i32 = 4_000;

/// What is done once the request under way has come back.
enum Then {
    /// A button is pressed.
    Press(HtmlElement),
    /// A link is followed.
    Go(String),
}

/// What the reader is told about saving.
enum Status<'a> {
    Saving,
    Saved(Stamp),
    /// Kept on this device only.
    Failed(&'a Wrong),
}

/// What of a dossier is read when others wrote, too.
#[derive(Deserialize)]
struct Stored {
    answers: Answers,
}

/// Where the keeping of one page stands.
pub struct Keep {
    id: String,
    /// Where the server keeps, and where it tells what it keeps.
    to: String,
    read: String,
    /// Where this page's text is kept on the device.
    place: String,
    /// Revision the next save starts from.
    base: Cell<i64>,
    /// Which wait is under way: those before it are void.
    turn: Cell<u32>,
    busy: Cell<bool>,
    dirty: Cell<bool>,
    /// The last save did not come through.
    failed: Cell<bool>,
    then: RefCell<Option<Then>>,
    /// Text found on this device.
    kept: RefCell<Option<Answers>>,
    /// Keys both have changed, with the other's text and the one both began from.
    pub conflicts: RefCell<Vec<Conflict>>,
}

impl Keep {
    /// For one page of a dossier as it was loaded.
    pub fn new(told: &Told, form: &Element) -> Self {
        let said = |name: &str| form.get_attribute(name).unwrap_or_default();
        Self {
            id: told.id.to_string(),
            to: said("data-keep"),
            read: said("data-read"),
            place: format!("biaogan:{}:{}", told.id, told.page.code()),
            base: Cell::new(told.base),
            turn: Cell::default(),
            busy: Cell::default(),
            dirty: Cell::default(),
            failed: Cell::default(),
            then: RefCell::default(),
            kept: RefCell::default(),
            conflicts: RefCell::default(),
        }
    }

    /// Makes every wait that is under way void; answers the new one.
    fn next_turn(&self) -> u32 {
        self.turn.set(self.turn.get() + 1);
        self.turn.get()
    }
}

/// What of the answers belongs to a page; what is empty is left out, as the server stores it.
fn own(all: &Answers, page: Page) -> Answers {
    all.iter()
        .filter(|(k, v)| !v.is_empty() && Field::key_allowed(k, page))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect()
}

impl Desk {
    /// This page's answers as they stand.
    fn typed(&self) -> Answers {
        own(&self.leaf.borrow().answers, self.page)
    }

    /// Shows text kept on this device that the server does not have.
    pub fn found(&self) {
        let Some(kept) = draft::get(&self.keep.place).map(|all| own(&all, self.page)) else {
            return;
        };
        let now = self.typed();
        if kept == now {
            return draft::remove(&self.keep.place);
        }
        let keys: BTreeSet<&String> = kept.keys().chain(now.keys()).collect();
        let differ: Vec<String> =
            keys.into_iter().filter(|k| kept.get(*k) != now.get(*k)).cloned().collect();
        let w = application::words(self.lang);
        let names = application::places(self.lang, &differ, &self.leaf.borrow().context.season);
        dom::put(
            "found",
            &format!(
                "<div class=\"notice warn\" role=\"status\"><h2>{}</h2><p>{}</p><p class=\"row\">\
                 <button type=\"button\" class=\"btn small\" data-act=\"draft-take\">{}</button> \
                 <button type=\"button\" class=\"btn small quiet\" data-act=\"draft-drop\">{}</button></p></div>",
                w.draft_found,
                text(&(w.draft_text)(&names)),
                w.draft_take,
                w.draft_drop
            ),
        );
        *self.keep.kept.borrow_mut() = Some(kept);
    }

    /// Puts the page's answers back to exactly what was found.
    pub fn take_found(&'static self) {
        let Some(kept) = self.keep.kept.take() else { return };
        dom::put("found", "");
        let mut all: Answers = self.typed().into_keys().map(|k| (k, String::new())).collect();
        all.extend(kept);
        self.take(&all);
    }

    /// Forgets what was found.
    pub fn drop_found(&self) {
        draft::remove(&self.keep.place);
        self.keep.kept.take();
        dom::put("found", "");
    }

    /// Keeps on this device now, on the server after a pause.
    pub fn keep_soon(&'static self) {
        draft::put(&self.keep.place, &self.typed());
        self.keep.dirty.set(true);
        self.later(PAUSE);
    }

    fn later(&'static self, wait: i32) {
        let turn = self.keep.next_turn();
        spawn_local(async move {
            dom::pause(wait).await;
            if self.keep.turn.get() == turn {
                self.flush();
            }
        });
    }

    /// The fields of a save.
    fn fields(&self, sent: &Answers, go: Option<&str>) -> UrlSearchParams {
        let base = self.keep.base.get().to_string();
        let fields = ask::fields([
            ("id", self.keep.id.as_str()),
            ("page", self.page.code()),
            ("base", base.as_str()),
        ]);
        for (key, text) in sent {
            fields.append(&name(key), text);
        }
        if let Some(go) = go {
            fields.append("go", go);
        }
        fields
    }

    /// Saves now what has not been saved yet.
    fn flush(&'static self) {
        let k = &self.keep;
        if !k.dirty.get() || k.busy.get() {
            return;
        }
        self.begin();
        self.say(Status::Saving);
        spawn_local(async move {
            let mut sent = self.typed();
            let outcome = match ask::post::<Saved>(&k.to, &self.fields(&sent, None)).await {
                Ok(answer) => self.settle(answer.data, &mut sent).await,
                Err(e) => Err(e),
            };
            self.ended(outcome, &sent);
        });
    }

    /// A request begins that carries everything: no second save behind its back.
    fn begin(&self) {
        self.keep.busy.set(true);
        self.keep.dirty.set(false);
        self.keep.next_turn();
    }

    /// The form is sent by a button, which waits for a request under way: it must not be sent on top of
    /// a revision that is just being replaced.
    pub fn send(&'static self, form: Element, button: Option<HtmlElement>) {
        if self.keep.busy.get() {
            *self.keep.then.borrow_mut() = button.map(Then::Press);
            return;
        }
        self.begin();
        self.say(Status::Saving);
        dom::put("refused", "");
        let busy = |yes: Option<&str>| {
            if let Some(button) = &button {
                dom::set(button, "aria-busy", yes);
            }
        };
        busy(Some("true"));
        let go = button.as_ref().and_then(|b| b.get_attribute("value"));
        let to = form.get_attribute("action").unwrap_or_default();
        let button = button.clone();
        spawn_local(async move {
            let mut sent = self.typed();
            let fields = self.fields(&sent, Some(go.as_deref().unwrap_or("next")));
            let outcome = match ask::post::<Saved>(&to, &fields).await {
                Ok(Answer { data, to: Some(to) }) if data.conflicts.is_empty() => {
                    self.keep.base.set(data.revision);
                    self.keep.busy.set(false);
                    if !self.keep.dirty.get() {
                        draft::remove(&self.keep.place);
                    }
                    return follow(&to);
                }
                Ok(answer) => self.settle(answer.data, &mut sent).await,
                Err(e) => {
                    self.refuse(&e);
                    Err(e)
                }
            };
            if let Some(button) = button {
                dom::set(&button, "aria-busy", None);
            }
            self.ended(outcome, &sent);
        });
    }

    /// Says what was refused or went wrong.
    pub fn refuse(&self, e: &Wrong) {
        dom::put(
            "refused",
            &format!(
                "<div class=\"notice bad\" role=\"alert\"><h2>{}</h2><p>{}</p></div>",
                common::words(self.lang).refused,
                text(&e.sentence(self.lang))
            ),
        );
    }

    /// Takes over what the server answered. What others wrote must stand on this page
    /// before the next save starts from the new revision, or that save would undo it.
    /// Together with it what was sent is what the server has.
    async fn settle(&'static self, saved: Saved, sent: &mut Answers) -> Result<Stamp, Wrong> {
        if !saved.merged.is_empty() {
            let from = format!("{}?id={}", self.keep.read, self.keep.id);
            let stored: Stored = ask::get(&from).await?;
            let text = |a: &Answers, key: &str| a.get(key).cloned().unwrap_or_default();
            let mut taken = Answers::new();
            for key in &saved.merged {
                // Unless it was typed over while the request was under way.
                if text(&self.leaf.borrow().answers, key) == text(sent, key) {
                    taken.insert(key.clone(), text(&stored.answers, key));
                }
            }
            self.leaf.borrow_mut().answers.extend(taken.clone());
            self.draw();
            self.write(&taken);
            self.merged(&saved.merged);
            sent.extend(taken);
            sent.retain(|_, text| !text.is_empty());
        }
        self.keep.base.set(saved.revision);
        if let Some(base) = dom::one("#wizard [name=base]") {
            base.unchecked_into::<HtmlInputElement>().set_value(&saved.revision.to_string());
        }
        conflict::add(self, saved.conflicts);
        Ok(saved.at)
    }

    fn merged(&self, keys: &[String]) {
        let w = application::words(self.lang);
        let places = application::places(self.lang, keys, &self.leaf.borrow().context.season);
        let said = text(&(w.merged)(&places));
        dom::put("merged", &format!("<p class=\"notice\" role=\"status\">{said}</p>"));
    }

    fn ended(&'static self, outcome: Result<Stamp, Wrong>, sent: &Answers) {
        let k = &self.keep;
        k.busy.set(false);
        k.failed.set(outcome.is_err());
        let then = k.then.take();
        match outcome {
            Ok(at) => {
                self.say(Status::Saved(at));
                if !k.dirty.get() && self.typed() == *sent {
                    draft::remove(&k.place);
                }
                if k.dirty.get() && !matches!(then, Some(Then::Press(_))) {
                    // A link waits for this, too.
                    *k.then.borrow_mut() = then;
                    return self.flush();
                }
            }
            Err(e) => {
                k.dirty.set(true);
                self.say(Status::Failed(&e));
                let again = matches!(e, Wrong::Line | Wrong::Fault(_) | Wrong::SignedOut(_));
                if again && then.is_none() {
                    self.later(RETRY);
                }
            }
        }
        match then {
            Some(Then::Press(button)) => button.click(),
            Some(Then::Go(to)) => follow(&to),
            None => {}
        }
    }

    /// Whether a link has to wait until what was typed is saved; it is followed then.
    pub fn wait_to_go(&'static self, to: &str) -> bool {
        let k = &self.keep;
        if !(k.dirty.get() || k.busy.get()) || k.failed.get() {
            return false;
        }
        *k.then.borrow_mut() = Some(Then::Go(to.to_owned()));
        self.flush();
        spawn_local(async move {
            dom::pause(PATIENCE).await;
            if let Some(Then::Go(to)) = self.keep.then.take() {
                follow(&to);
            }
        });
        true
    }

    /// The page is left: what was not saved yet is sent on its way out. Where the last save did not come
    /// through, neither would this; the device keeps it.
    pub fn leaving(&self) {
        let k = &self.keep;
        if k.dirty.get() && !k.failed.get() {
            let fields = self.fields(&self.typed(), None);
            let _ = dom::window()
                .navigator()
                .send_beacon_with_opt_url_search_params(&k.to, Some(&fields));
        }
    }

    /// Tells the state of saving.
    fn say(&self, status: Status) {
        let Some(shown) = dom::by_id("saving") else { return };
        let w = application::words(self.lang);
        let (class, said) = match status {
            Status::Saving => ("save saving", w.saving.to_owned()),
            Status::Saved(at) => ("save saved", (w.saved_at)(&at.show_time())),
            Status::Failed(Wrong::SignedOut(_)) => {
                let back =
                    format!("/sign-in?next=/application/{}/{}", self.keep.id, self.page.code());
                let said = format!("{}<a href=\"{back}\">{}</a>", w.signed_out, w.sign_in_again);
                shown.set_class_name("save offline");
                return shown.set_inner_html(&said);
            }
            Status::Failed(Wrong::Line) => ("save offline", w.offline.to_owned()),
            Status::Failed(e) => ("save offline", e.sentence(self.lang)),
        };
        shown.set_class_name(class);
        shown.set_text_content(Some(&said));
    }
}

/// Goes to another page.
fn follow(to: &str) {
    let _ = dom::window().location().assign(to);
}
