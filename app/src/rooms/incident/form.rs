//! The form of a report (Art. 24): plain, so that files travel and nothing needs script or an account.

use domain::incident::Cause;
use domain::incident::Holder;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, holder};
use crate::error::Api;
use crate::locales::incident::{self, words};
use crate::locales::{Lang, common, lang};
use crate::ui::form::{Typed, question, summary};
use crate::ui::once::once_again;
use crate::ui::{crumbs, loaded, sender, title};

/// Page `/incident/report`.
pub struct ReportPage;

/// Its path; with `?number=` the title is filled in.
pub const PATH: &str = "/incident/report";

/// What the page is drawn from.
struct Begun {
    named: Resource<Api<Option<Holder>>>,
}

impl Begun {
    fn new() -> Self {
        let query = use_query_map();
        let number = Memo::new(move |_| query.read().get("number").unwrap_or_default());
        Self { named: Resource::new(move || number.get(), api::title) }
    }
}

#[lazy_route]
impl LazyRoute for ReportPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.named, move |named| draw(named.as_ref()))
    }
}

fn draw(named: Option<&Holder>) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let mut typed = Typed::of(PATH);
    if let Some(t) = named {
        typed.values.entry("number".to_owned()).or_insert_with(|| t.number.clone());
    }
    let about = named.map(|t| view! { <dl class="facts">{holder(lang, t)}</dl> });
    view! {
        {title(w.report_title)}
        <div class="narrow stack">
            {crumbs(vec![("/revocation".to_owned(), w.revoked.to_owned()), (String::new(), w.report_title.to_owned())])}
            <h1>{w.report_title}</h1>
            <p class="lede">{w.report_lede}" "<small>{(common::words(lang).article)("24")}</small></p>
            {about}
            {form(lang, &typed)}
        </div>
    }
    .into_any()
}

fn form(lang: Lang, typed: &Typed) -> AnyView {
    let w = words(lang);
    let number = sender::line("number", "text", typed);
    view! {
        {summary(w.report_wrong, sender::slips(lang, typed))}
        <form method="post" action=PATH enctype="multipart/form-data" class="form" novalidate>
            {once_again(typed)}
            {question("number", w.number, w.number_hint, sender::told(lang, typed, "number"), number)}
            {causes(lang, typed)}
            {sender::facts(lang, typed, w.facts_hint)}
            {sender::files(lang, typed, false)}
            {sender::signature(lang, typed)}
            <p class="notice">{w.report_sealed}</p>
            <div class="actions"><button class="btn">{w.send}</button></div>
        </form>
    }
    .into_any()
}

fn causes(lang: Lang, typed: &Typed) -> AnyView {
    let w = words(lang);
    let chosen = typed.value("cause");
    let told = sender::told(lang, typed, "cause");
    let class = if told.is_some() { "q err" } else { "q" };
    let wrong = told.map(|text| view! { <p class="msg" id="cause-e">{text}</p> });
    let options = Cause::ALL.into_iter().enumerate().map(|(n, c)| {
        // The first choice bears the field's name, so that the summary leads to it.
        let id = if n == 0 { "cause".to_owned() } else { format!("cause-{}", c.code()) };
        let checked = chosen == c.code();
        view! {
            <label class="choice">
                <input type="radio" id=id name="cause" value=c.code() checked=checked/>
                {incident::cause(lang, c)}
            </label>
        }
    });
    let options = options.collect_view();
    view! {
        <fieldset class=class>
            <legend>{w.cause}</legend>
            {wrong}
            {options}
        </fieldset>
    }
    .into_any()
}
