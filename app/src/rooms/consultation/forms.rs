//! The forms of the consultation. What is said of an entry is sent within the page, or to its own address without script;
//! all else goes to that address. What is refused is drawn again with what was typed.

use domain::consultation::opinion::Stance;
use domain::notice::handling::Outcome;
use domain::reason;
use domain::views::consultation::{ConsultationView, Row};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::de::DeserializeOwned;

use super::page::{Acts, PATH};
use crate::error::ApiError;
use crate::locales::consultation::{self, words};
use crate::locales::{Lang, refusal};
use crate::ui::folded::folded;
use crate::ui::form::{Told, Typed, long};
use crate::ui::unfolded::unfolded;
use crate::ui::{OwnForm, RefusedBy};

/// The Office sends the package.
pub(super) fn opening(lang: Lang, v: &ConsultationView, typed: &Typed) -> AnyView {
    let w = words(lang);
    view! {
        <section class="stack tight no-print" aria-labelledby="open">
            <h2 id="open">{w.open}</h2>
            <p>{w.open_text}</p>
            <form method="post" action=PATH>
                <input type="hidden" name="act" value="open"/>
                {day(lang, v, typed, "open")}
                <div class="actions"><button class="btn">{w.open}</button></div>
            </form>
        </section>
    }
    .into_any()
}

/// The Office moves the deadline.
pub(super) fn moving(lang: Lang, v: &ConsultationView, typed: &Typed) -> AnyView {
    let w = words(lang);
    let mine = typed.value("act") == "move";
    let value = if mine { typed.value("text") } else { String::new() };
    let why = text(
        lang,
        typed,
        "reason-move",
        w.reason,
        (w.reason_hint)(reason::TELLING, reason::MAX),
        value,
    );
    view! {
        <details class="more no-print" {..unfolded(mine)}>
            <summary>{w.move_due}</summary>
            <p>{w.move_text}</p>
            <form method="post" action=PATH>
                <input type="hidden" name="act" value="move"/>
                {day(lang, v, typed, "move")}
                {why}
                <div class="actions"><button class="btn quiet">{w.move_due}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// The day of a deadline.
fn day(lang: Lang, v: &ConsultationView, typed: &Typed, act: &'static str) -> AnyView {
    let w = words(lang);
    let id = format!("due-{act}");
    let wrong = typed.slip(&id).map(|slip| refusal::refusal(lang, slip));
    let (hinted, told) = (format!("{id}-h"), Told::of(id, true, wrong));
    let value = match typed.value("act") == act {
        true => typed.value("due"),
        false => v.due.map(|d| d.plus(-1).show_date()).unwrap_or_default(),
    };
    let closes = v.due.map(|d| d.plus(-1).show_minute()).unwrap_or_default();
    view! {
        <div class=told.class>
            <label for=told.id.clone()>{w.due_label}</label>
            <p class="hint" id=hinted>{(w.due_hint)(&closes)}</p>
            {told.said}
            <input id=told.id name="due" type="date" required class="short" value=value aria-invalid=told.invalid aria-describedby=told.about/>
        </div>
    }
    .into_any()
}

/// The Office closes it.
pub(super) fn closing(lang: Lang, v: &ConsultationView, typed: &Typed) -> AnyView {
    let w = words(lang);
    let mine = typed.value("act") == "close";
    let value = if mine { typed.value("text") } else { String::new() };
    let hint = (w.close_hint)(reason::TELLING, reason::MAX);
    let note = text(lang, typed, "reason-close", w.close_note, hint, value);
    let ready = v.lacking.answers + v.lacking.decisions == 0;
    let follows = match v.acts.ends {
        true => view! { <p class="notice warn">{w.close_ends}</p> }.into_any(),
        false => view! { <p>{w.close_text}</p> }.into_any(),
    };
    let form = ready.then(|| {
        view! {
            <form method="post" action=PATH>
                <input type="hidden" name="act" value="close"/>
                {note}
                <div class="actions"><button class="btn">{w.close}</button></div>
            </form>
        }
    });
    view! {
        <section class="stack tight no-print" aria-labelledby="close">
            <h2 id="close">{w.close}</h2>
            {follows}
            {form}
        </section>
    }
    .into_any()
}

/// The ministry agrees to all others, and hands in.
pub(super) fn giving(lang: Lang, v: &ConsultationView, acts: Acts) -> AnyView {
    let w = words(lang);
    let rest = (v.lacking.opinions > 0).then(|| {
        let (pending, hint) = (acts.rest.pending(), (w.rest_text)(v.lacking.opinions));
        view! {
            <RefusedBy value=acts.rest.value()/>
            <OwnForm action=acts.rest page=PATH.to_owned() act="rest">
                <p class="hint">{hint}</p>
                <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{w.rest}</button>
            </OwnForm>
        }
    });
    view! {
        <section class="stack tight no-print" aria-labelledby="hand-in">
            <h2 id="hand-in">{w.hand_in}</h2>
            {rest}
            <form method="post" action=PATH>
                <input type="hidden" name="act" value="hand-in"/>
                <p class="hint">{w.hand_in_text}</p>
                <button class="btn">{w.hand_in}</button>
            </form>
        </section>
    }
    .into_any()
}

/// The ministry's opinion on an entry.
pub(super) fn opining(lang: Lang, r: &Row, (acts, typed): (Acts, &Typed)) -> AnyView {
    let w = words(lang);
    let given = r.opinion.as_ref();
    let choices = Stance::ALL
        .map(|s| (s.code(), consultation::stance(lang, s), given.is_some_and(|o| o.0 == s)));
    let text = given.map(|o| o.1.text.clone()).unwrap_or_default();
    let form = Form {
        act: (acts.give, "give"),
        label: if given.is_some() { w.give_again } else { w.give },
        legend: w.stance,
        choices: choices.to_vec(),
        why: w.why,
        hint: (w.why_hint)(reason::TELLING, reason::MAX),
        text,
        save: w.save,
    };
    form.draw(lang, r, acts.last, typed)
}

/// The Office's answer.
pub(super) fn answering(lang: Lang, r: &Row, (acts, typed): (Acts, &Typed)) -> AnyView {
    let w = words(lang);
    let given = r.answer.as_ref();
    let form = Form {
        act: (acts.answer, "answer"),
        label: if given.is_some() { w.answer_again } else { w.answer_it },
        legend: w.outcome,
        choices: vec![
            ("keep", w.keep, given.is_some_and(|a| !a.0)),
            ("refer", w.refer, given.is_some_and(|a| a.0)),
        ],
        why: w.answer_text,
        hint: (w.reason_hint)(reason::TELLING, reason::MAX),
        text: given.map(|a| a.1.text.clone()).unwrap_or_default(),
        save: w.save,
    };
    form.draw(lang, r, acts.last, typed)
}

/// One of the heads proposes what becomes of an entry.
pub(super) fn proposing(lang: Lang, r: &Row, (acts, typed): (Acts, &Typed)) -> AnyView {
    let w = words(lang);
    let choices = Outcome::ALL.map(|o| (o.code(), consultation::outcome(lang, o), false));
    let form = Form {
        act: (acts.propose, "propose"),
        label: w.propose,
        legend: w.decision,
        choices: choices.to_vec(),
        why: w.reason,
        hint: (w.reason_hint)(reason::TELLING, reason::MAX),
        text: String::new(),
        save: w.propose,
    };
    form.draw(lang, r, acts.last, typed)
}

/// The other confirms it, or gives it back.
pub(super) fn confirming(lang: Lang, r: &Row, acts: Acts) -> AnyView {
    let w = words(lang);
    view! {
        <div class="row no-print">
            {pressed(r, acts.last, (acts.confirm, "confirm"), (w.confirm, "btn"))}
            {pressed(r, acts.last, (acts.give_back, "return"), (w.give_back, "btn quiet"))}
        </div>
    }
    .into_any()
}

/// A button about an entry, with what was refused of it.
fn pressed<S>(
    r: &Row,
    last: RwSignal<String>,
    (action, act): (ServerAction<S>, &'static str),
    (label, class): (&'static str, &'static str),
) -> AnyView
where
    S: ServerFn<Output = (), Error = ApiError> + DeserializeOwned + Clone + Send + Sync + 'static,
{
    let (id, name, seen) = (r.dossier.to_string(), r.line.organisation.clone(), r.seen.clone());
    let (of, sent, pending) = (id.clone(), id.clone(), action.pending());
    let refused =
        move || last.with(|last| *last == of).then(|| view! { <RefusedBy value=action.value()/> });
    view! {
        <div on:submit:capture=move |_| last.set(sent.clone())>
            {refused}
            <OwnForm action=action page=PATH.to_owned() act=act>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="seen" value=seen/>
                <button class=class aria-busy=move || pending.get().then_some("true")>
                    {label}
                    <span class="sr" lang="zh-CN">" "{name}</span>
                </button>
            </OwnForm>
        </div>
    }
    .into_any()
}

/// A form on one entry: a choice, and why.
struct Form<S: ServerFn + Clone + Send + Sync + 'static>
where
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
{
    act: (ServerAction<S>, &'static str),
    label: &'static str,
    legend: &'static str,
    /// Code, label, and whether it is what stands now.
    choices: Vec<(&'static str, &'static str, bool)>,
    why: &'static str,
    hint: String,
    text: String,
    save: &'static str,
}

impl<S> Form<S>
where
    S: ServerFn<Output = (), Error = ApiError> + DeserializeOwned + Clone + Send + Sync + 'static,
{
    fn draw(self, lang: Lang, r: &Row, last: RwSignal<String>, typed: &Typed) -> AnyView {
        let id = r.dossier.to_string();
        let mine = typed.value("act") == self.act.1 && typed.value("id") == id;
        let chosen = typed.value("choice");
        let choices = self.choices.into_iter().map(|(value, label, now)| {
            let on = if mine { chosen == value } else { now };
            view! {
                <label class="choice">
                    <input type="radio" name="choice" value=value checked=on required/>
                    {label}
                </label>
            }
        });
        let choices = choices.collect_view();
        let value = if mine { typed.value("text") } else { self.text };
        let why = text(lang, typed, &format!("reason-{id}"), self.why, self.hint, value);
        let name = r.line.organisation.clone();
        let of = (id.clone(), mine);
        let about = view! { {self.label}<span class="sr" lang="zh-CN">" "{name}</span> }.into_any();
        let fields = view! {
            <input type="hidden" name="id" value=id/>
            <fieldset class="q">
                <legend>{self.legend}</legend>
                {choices}
            </fieldset>
            {why}
        };
        let button = ("btn", self.save);
        folded((PATH, last), self.act, of, about, fields.into_any(), button)
    }
}

/// A text with its hint, and what is wrong with it.
fn text(
    lang: Lang,
    typed: &Typed,
    id: &str,
    label: &'static str,
    hint: String,
    value: String,
) -> AnyView {
    let told = Told::of(id, true, typed.slip(id).map(|slip| refusal::refusal(lang, slip)));
    long(told, "text", (label, hint), &value, (reason::MAX, false))
}
