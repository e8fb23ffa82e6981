//! Parts of plain forms by which people come forward without an account (Art. 21, 24), so that files travel and
//! nothing needs script; and what such a form brought, to be shown to those who handle it.

use domain::application::files::FileState;
use domain::sealed::Kind;
use domain::sender::{FACTS_MAX, FACTS_MIN, FILE_MAX, FILES_MAX, NAME_MAX, Sender};
use domain::views::sealed::{EvidenceView, NoteView};
use leptos::prelude::*;

use super::form::{Typed, described, question};
use super::markup::area;
use crate::locales::objection::words;
use crate::locales::{Lang, refusal};

/// What is wrong with a field, in words.
pub fn told(lang: Lang, typed: &Typed, field: &str) -> Option<String> {
    typed.slip(field).map(|r| refusal::refusal(lang, r))
}

/// Everything that is wrong, in words, for the summary.
pub fn slips(lang: Lang, typed: &Typed) -> Vec<(String, String)> {
    typed.slips.iter().map(|(f, r)| (f.clone(), refusal::refusal(lang, r))).collect()
}

/// A line of text.
pub fn line(field: &'static str, kind: &'static str, typed: &Typed) -> AnyView {
    let wrong = typed.slip(field).is_some();
    view! {
        <input
            id=field
            name=field
            type=kind
            maxlength=(NAME_MAX * 4).to_string()
            value=typed.value(field)
            aria-invalid=wrong.then_some("true")
            aria-describedby=described(field, true, wrong)
        />
    }
    .into_any()
}

/// Several lines of text.
pub fn text(field: &'static str, rows: &'static str, max: usize, typed: &Typed) -> AnyView {
    let wrong = typed.slip(field).is_some();
    let value = area(&typed.value(field));
    view! {
        <textarea
            id=field
            name=field
            rows=rows
            maxlength=(max * 2).to_string()
            aria-invalid=wrong.then_some("true")
            aria-describedby=described(field, true, wrong)
            inner_html=value
        ></textarea>
    }
    .into_any()
}

/// Who sends it: in whose name, how it is called, how it is reached.
pub fn signature(lang: Lang, typed: &Typed) -> AnyView {
    let w = words(lang);
    let organisation = typed.value("who") == "organisation";
    let one = |field: &'static str, label: &'static str, hint: &'static str| {
        let kind = if field == "email" { "email" } else { "text" };
        question(field, label, hint, told(lang, typed, field), line(field, kind, typed))
    };
    view! {
        <fieldset class="q">
            <legend>{w.who}</legend>
            <label class="choice">
                <input type="radio" name="who" value="person" checked=!organisation/>
                {w.person}
            </label>
            <label class="choice">
                <input type="radio" name="who" value="organisation" checked=organisation/>
                {w.organisation}
            </label>
        </fieldset>
        {one("name", w.name, w.name_hint)}
        {one("uscc", w.uscc, w.uscc_hint)}
        {one("contact", w.contact, w.contact_hint)}
        {one("phone", w.phone, w.phone_hint)}
        {one("email", w.email, w.email_hint)}
    }
    .into_any()
}

/// What is brought forward. `hint` is told how many characters it may have.
pub fn facts(lang: Lang, typed: &Typed, hint: fn(usize, usize) -> String) -> AnyView {
    let control = text("facts", "10", FACTS_MAX, typed);
    let hint = hint(FACTS_MIN, FACTS_MAX);
    question("facts", words(lang).facts, hint, told(lang, typed, "facts"), control)
}

/// Files of evidence; whether an organisation owes a letter under its seal.
pub fn files(lang: Lang, typed: &Typed, seal: bool) -> AnyView {
    let w = words(lang);
    files_told(lang, typed, if seal { w.files_seal } else { w.files_free })
}

/// The same, saying first what is `owed`.
pub fn files_told(lang: Lang, typed: &Typed, owed: &str) -> AnyView {
    let w = words(lang);
    let again = (!typed.slips.is_empty()).then(|| view! { <p class="hint">{w.files_again}</p> });
    let wrong = typed.slip("file").is_some();
    let control = view! {
        <input id="file" name="file" type="file" multiple accept=".pdf,.jpg,.jpeg,.png,.docx" aria-invalid=wrong.then_some("true") aria-describedby=described("file", true, wrong)/>
        {again}
    }
    .into_any();
    let hint = format!("{owed}{}", (w.files_hint)(FILES_MAX, FILE_MAX / 1024 / 1024));
    question("file", w.files, hint, told(lang, typed, "file"), control)
}

/// Who sent it, for those who handle it.
pub fn card(lang: Lang, s: &Sender) -> AnyView {
    let w = words(lang);
    let fact = |name: &'static str, value: &str| {
        let value = value.to_owned();
        (!value.is_empty()).then(|| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    };
    view! {
        <dl class="facts">
            {fact(w.name, &s.name)}
            {fact(w.uscc, &s.uscc)}
            {fact(w.contact, &s.contact)}
            {fact(w.phone, &s.phone)}
            {fact(w.email, &s.email)}
        </dl>
    }
    .into_any()
}

/// A text of several lines as paragraphs.
pub fn paragraphs(text: &str) -> AnyView {
    text.lines().map(|p| view! { <p>{p.to_owned()}</p> }).collect_view().into_any()
}

/// Files to be downloaded below a path.
pub fn downloads(lang: Lang, files: &[EvidenceView], below: &str) -> AnyView {
    let w = words(lang);
    if files.is_empty() {
        return view! { <p class="soft">{w.no_files}</p> }.into_any();
    }
    let files = files.iter().map(|f| {
        let size = format!("{} KB", (f.size + 1023) / 1024);
        let closed = matches!(f.state, FileState::Held | FileState::Infected);
        let name = f.name.clone();
        let link = if closed {
            view! { <span>{name}" "<span class="tag todo">{w.held}</span></span> }.into_any()
        } else {
            view! { <a href=format!("{below}/{}", f.id) rel="external">{name}</a> }.into_any()
        };
        view! { <li>{link}" "<small class="soft">{size}</small></li> }
    });
    let files = files.collect_view();
    view! { <ul>{files}</ul> }.into_any()
}

/// Notes of an investigation and reports, with what was handed in later, to be downloaded below a path.
pub fn notes(lang: Lang, notes: &[NoteView], below: &str) -> AnyView {
    let w = words(lang);
    if notes.is_empty() {
        return view! { <p class="soft">{w.no_notes}</p> }.into_any();
    }
    let rows = notes.iter().map(|n| {
        let kind = match n.kind {
            Kind::Note if !n.files.is_empty() => w.added,
            Kind::Note => w.note,
            Kind::Report => w.report,
            Kind::Question => w.question,
        };
        let head = format!("{kind} · {} · {}", n.author, n.at.show_minute());
        let files = (!n.files.is_empty()).then(|| downloads(lang, &n.files, below));
        view! { <li class="sheet pad"><p class="soft">{head}</p>{paragraphs(&n.text)}{files}</li> }
    });
    let rows = rows.collect_view();
    view! { <ol class="findings">{rows}</ol> }.into_any()
}
