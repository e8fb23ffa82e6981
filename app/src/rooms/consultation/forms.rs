//! The forms of the consultation. All go to the page's own address; what is refused is drawn again with what was
//! typed.

use domain::consultation::opinion::Stance;
use domain::deliberation::{REASON_MAX, REASON_MIN};
use domain::notice::handling::Outcome;
use domain::views::consultation::{ConsultationView, Row};
use leptos::prelude::*;

use super::page::PATH;
use crate::locales::consultation::{self, words};
use crate::locales::{Lang, refusal};
use crate::ui::form::Typed;
use crate::ui::markup::area;

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
    let why =
        text(lang, typed, "reason-move", w.reason, (w.reason_hint)(REASON_MIN, REASON_MAX), value);
    view! {
        <details class="more no-print" open=mine>
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
    let (hinted, said) = (format!("{id}-h"), format!("{id}-e"));
    let wrong = typed.slip(&id).map(|slip| refusal::refusal(lang, slip));
    let about = if wrong.is_some() { format!("{hinted} {said}") } else { hinted.clone() };
    let class = if wrong.is_some() { "q err" } else { "q" };
    let invalid = wrong.is_some().then_some("true");
    let wrong = wrong.map(|text| view! { <p class="msg" id=said>{text}</p> });
    let value = match typed.value("act") == act {
        true => typed.value("due"),
        false => v.due.map(|d| d.plus(-1).show_date()).unwrap_or_default(),
    };
    let closes = v.due.map(|d| d.plus(-1).show_minute()).unwrap_or_default();
    let label_for = id.clone();
    view! {
        <div class=class>
            <label for=label_for>{w.due_label}</label>
            <p class="hint" id=hinted>{(w.due_hint)(&closes)}</p>
            {wrong}
            <input id=id name="due" type="date" required class="short" value=value aria-invalid=invalid aria-describedby=about/>
        </div>
    }
    .into_any()
}

/// The Office closes it.
pub(super) fn closing(lang: Lang, v: &ConsultationView, typed: &Typed) -> AnyView {
    let w = words(lang);
    let mine = typed.value("act") == "close";
    let value = if mine { typed.value("text") } else { String::new() };
    let hint = (w.close_hint)(REASON_MIN, REASON_MAX);
    let note = text(lang, typed, "reason-close", w.close_note, hint, value);
    let ready = v.lacking.answers + v.lacking.decisions == 0;
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
            <p>{w.close_text}</p>
            {form}
        </section>
    }
    .into_any()
}

/// The ministry agrees to all others, and hands in.
pub(super) fn giving(lang: Lang, v: &ConsultationView) -> AnyView {
    let w = words(lang);
    let rest = (v.lacking.opinions > 0).then(|| {
        view! {
            <form method="post" action=PATH>
                <input type="hidden" name="act" value="rest"/>
                <p class="hint">{(w.rest_text)(v.lacking.opinions)}</p>
                <button class="btn quiet">{w.rest}</button>
            </form>
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
pub(super) fn opining(lang: Lang, r: &Row, typed: &Typed) -> AnyView {
    let w = words(lang);
    let given = r.opinion.as_ref();
    let choices = Stance::ALL
        .map(|s| (s.code(), consultation::stance(lang, s), given.is_some_and(|o| o.0 == s)));
    let text = given.map(|o| o.1.text.clone()).unwrap_or_default();
    let form = Form {
        act: "give",
        label: if given.is_some() { w.give_again } else { w.give },
        legend: w.stance,
        choices: choices.to_vec(),
        why: w.why,
        hint: (w.why_hint)(REASON_MIN, REASON_MAX),
        text,
        save: w.save,
    };
    form.draw(lang, r, typed)
}

/// The Office's answer.
pub(super) fn answering(lang: Lang, r: &Row, typed: &Typed) -> AnyView {
    let w = words(lang);
    let given = r.answer.as_ref();
    let form = Form {
        act: "answer",
        label: if given.is_some() { w.answer_again } else { w.answer_it },
        legend: w.outcome,
        choices: vec![
            ("keep", w.keep, given.is_some_and(|a| !a.0)),
            ("refer", w.refer, given.is_some_and(|a| a.0)),
        ],
        why: w.answer_text,
        hint: (w.reason_hint)(REASON_MIN, REASON_MAX),
        text: given.map(|a| a.1.text.clone()).unwrap_or_default(),
        save: w.save,
    };
    form.draw(lang, r, typed)
}

/// One of the heads proposes what becomes of an entry.
pub(super) fn proposing(lang: Lang, r: &Row, typed: &Typed) -> AnyView {
    let w = words(lang);
    let choices = Outcome::ALL.map(|o| (o.code(), consultation::outcome(lang, o), false));
    let form = Form {
        act: "propose",
        label: w.propose,
        legend: w.decision,
        choices: choices.to_vec(),
        why: w.reason,
        hint: (w.reason_hint)(REASON_MIN, REASON_MAX),
        text: String::new(),
        save: w.propose,
    };
    form.draw(lang, r, typed)
}

/// The other confirms it, or gives it back.
pub(super) fn confirming(lang: Lang, r: &Row) -> AnyView {
    let w = words(lang);
    let act = |act: &'static str, label: &'static str, class: &'static str| {
        let id = r.dossier.to_string();
        let name = r.line.organisation.clone();
        view! {
            <form method="post" action=PATH>
                <input type="hidden" name="act" value=act/>
                <input type="hidden" name="id" value=id/>
                <button class=class>{label}<span class="sr" lang="zh-CN">" "{name}</span></button>
            </form>
        }
    };
    view! {
        <div class="row no-print">
            {act("confirm", w.confirm, "btn")}
            {act("return", w.give_back, "btn quiet")}
        </div>
    }
    .into_any()
}

/// A form on one entry: a choice, and why.
struct Form {
    act: &'static str,
    label: &'static str,
    legend: &'static str,
    /// Code, label, and whether it is what stands now.
    choices: Vec<(&'static str, &'static str, bool)>,
    why: &'static str,
    hint: String,
    text: String,
    save: &'static str,
}

impl Form {
    fn draw(self, lang: Lang, r: &Row, typed: &Typed) -> AnyView {
        let id = r.dossier.to_string();
        let mine = typed.value("act") == self.act && typed.value("id") == id;
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
        view! {
            <details class="more no-print" open=mine>
                <summary>{self.label}<span class="sr" lang="zh-CN">" "{name}</span></summary>
                <form method="post" action=PATH>
                    <input type="hidden" name="act" value=self.act/>
                    <input type="hidden" name="id" value=id/>
                    <fieldset class="q">
                        <legend>{self.legend}</legend>
                        {choices}
                    </fieldset>
                    {why}
                    <div class="actions"><button class="btn">{self.save}</button></div>
                </form>
            </details>
        }
        .into_any()
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
    let wrong = typed.slip(id).map(|slip| refusal::refusal(lang, slip));
    let (hinted, said) = (format!("{id}-h"), format!("{id}-e"));
    let about = if wrong.is_some() { format!("{hinted} {said}") } else { hinted.clone() };
    let class = if wrong.is_some() { "q err" } else { "q" };
    let invalid = wrong.is_some().then_some("true");
    let wrong = wrong.map(|text| view! { <p class="msg" id=said>{text}</p> });
    let (id, label_for) = (id.to_owned(), id.to_owned());
    view! {
        <div class=class>
            <label for=label_for>{label}</label>
            <p class="hint" id=hinted>{hint}</p>
            {wrong}
            <textarea id=id name="text" rows="3" maxlength=REASON_MAX.to_string() aria-invalid=invalid aria-describedby=about inner_html=area(&value)></textarea>
        </div>
    }
    .into_any()
}
