//! The form of an objection (Art. 21): plain, so that files travel and nothing needs script or an account.

use domain::notice::objection::{FACTS_MAX, FACTS_MIN, FILE_MAX, FILES_MAX, NAME_MAX};
use domain::refusal::Refusal;
use domain::views::notice::NoticeView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::page::year_of;
use crate::error::Api;
use crate::locales::objection::{Words, words};
use crate::locales::{Lang, common, lang, notice, refusal};
use crate::ui::form::{Typed, described, question, summary};
use crate::ui::markup::escape;
use crate::ui::{crumbs, loaded, title};

/// Page `/notice/{year}/objection`.
pub struct ObjectionFormPage;

/// What the page is drawn from.
struct Begun {
    notice: Resource<Api<Option<NoticeView>>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let year = Memo::new(move |_| year_of(params.read().get("year")).or(Some(0)));
        Self { notice: Resource::new(move || year.get(), api::notice) }
    }
}

/// Path of the form of a year.
pub fn path(year: i32) -> String {
    format!("/notice/{year}/objection")
}

#[lazy_route]
impl LazyRoute for ObjectionFormPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.notice, move |v| match v {
            Some(v) => draw(&v),
            None => crate::ui::load::not_found(),
        })
    }
}

fn draw(v: &NoticeView) -> AnyView {
    let lang = lang();
    let (w, n) = (words(lang), notice::words(lang));
    let typed = Typed::of(&path(v.year));
    let body = if v.is_open() { form(lang, v, &typed) } else { over(lang, v) };
    view! {
        {title(w.title)}
        <div class="narrow stack">
            {crumbs(vec![(format!("/notice/{}", v.year), (n.link)(v.year)), (String::new(), w.title.to_owned())])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("21")}</small></p>
            {body}
        </div>
    }
    .into_any()
}

fn over(lang: Lang, v: &NoticeView) -> AnyView {
    let late = Refusal::NoticeOver { ended: v.ends_at };
    view! { <p class="notice bad" role="alert">{refusal::refusal(lang, &late)}</p> }.into_any()
}

fn line(field: &'static str, kind: &'static str, value: String, wrong: bool) -> AnyView {
    view! {
        <input
            id=field
            name=field
            type=kind
            maxlength=(NAME_MAX * 4).to_string()
            value=value
            aria-invalid=wrong.then_some("true")
            aria-describedby=described(field, true, wrong)
        />
    }
    .into_any()
}

fn form(lang: Lang, v: &NoticeView, typed: &Typed) -> AnyView {
    let w = words(lang);
    let told = |field: &str| typed.slip(field).map(|r| refusal::refusal(lang, r));
    let slips: Vec<(String, String)> =
        typed.slips.iter().map(|(f, r)| (f.clone(), refusal::refusal(lang, r))).collect();
    let text = |field: &'static str, label: &'static str, hint: &'static str| {
        let kind = if field == "email" { "email" } else { "text" };
        let control = line(field, kind, typed.value(field), typed.slip(field).is_some());
        question(field, label, hint, told(field), control)
    };
    let again = (!typed.slips.is_empty()).then(|| view! { <p class="hint">{w.files_again}</p> });
    let files = view! {
        <input id="file" name="file" type="file" multiple accept=".pdf,.jpg,.jpeg,.png,.docx" aria-describedby="file-h"/>
        {again}
    }
    .into_any();
    view! {
        {summary(w.wrong, slips)}
        <form method="post" action=path(v.year) enctype="multipart/form-data" class="form" novalidate>
            {who(w, typed)}
            {text("name", w.name, w.name_hint)}
            {text("uscc", w.uscc, w.uscc_hint)}
            {text("contact", w.contact, w.contact_hint)}
            {text("phone", w.phone, w.phone_hint)}
            {text("email", w.email, w.email_hint)}
            {question("entry", w.entry, w.entry_hint, told("entry"), entries(w, v, typed))}
            {question("facts", w.facts, (w.facts_hint)(FACTS_MIN, FACTS_MAX), told("facts"), facts(typed))}
            {question("file", w.files, (w.files_hint)(FILES_MAX, FILE_MAX / 1024 / 1024), told("file"), files)}
            <p class="notice">{w.sealed}</p>
            <div class="actions"><button class="btn">{w.send}</button></div>
        </form>
    }
    .into_any()
}

fn who(w: &'static Words, typed: &Typed) -> AnyView {
    let organisation = typed.value("who") == "organisation";
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
    }
    .into_any()
}

fn entries(w: &'static Words, v: &NoticeView, typed: &Typed) -> AnyView {
    let chosen = typed.value("entry");
    let wrong = typed.slip("entry").is_some();
    let options = v.lines.iter().map(|l| {
        let value = l.place.to_string();
        let selected = value == chosen;
        let text = format!("{}. {} — {}", l.place, l.organisation, l.title);
        view! { <option value=value selected=selected>{text}</option> }
    });
    let options = options.collect_view();
    view! {
        <select id="entry" name="entry" aria-invalid=wrong.then_some("true") aria-describedby=described("entry", true, wrong)>
            <option value="">{w.choose}</option>
            {options}
        </select>
    }
    .into_any()
}

fn facts(typed: &Typed) -> AnyView {
    let wrong = typed.slip("facts").is_some();
    // Children of a text area are written as they stand: what was typed must not end it.
    let mut text = String::new();
    escape(&mut text, &typed.value("facts"));
    view! {
        <textarea
            id="facts"
            name="facts"
            rows="10"
            maxlength=(FACTS_MAX * 2).to_string()
            aria-invalid=wrong.then_some("true")
            aria-describedby=described("facts", true, wrong)
            inner_html=text
        ></textarea>
    }
    .into_any()
}
