//! The form of an objection (Art. 21): plain, so that files travel and nothing needs script or an account.

use domain::refusal::Refusal;
use domain::views::notice::{NoticeView, Noticed};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::page::year_of;
use crate::error::Api;
use crate::locales::objection::{Words, words};
use crate::locales::{Lang, common, lang, notice, refusal};
use crate::ui::form::{Typed, described, question, summary};
use crate::ui::once::once_again;
use crate::ui::{crumbs, loaded, sender, title};

/// Page `/notice/{year}/objection`.
pub struct ObjectionFormPage;

/// What the page is drawn from.
struct Begun {
    notice: Resource<Api<Noticed>>,
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
        loaded(this.notice, move |page| match page.notice {
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

fn form(lang: Lang, v: &NoticeView, typed: &Typed) -> AnyView {
    let w = words(lang);
    let told = sender::told(lang, typed, "entry");
    view! {
        {summary(w.wrong, sender::slips(lang, typed))}
        <form method="post" action=path(v.year) enctype="multipart/form-data" class="form" novalidate>
            {once_again(typed)}
            {sender::signature(lang, typed)}
            {question("entry", w.entry, w.entry_hint, told, entries(w, v, typed))}
            {sender::facts(lang, typed, w.facts_hint)}
            {sender::files(lang, typed, true)}
            <p class="notice">{w.sealed}</p>
            <div class="actions"><button class="btn">{w.send}</button></div>
        </form>
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
