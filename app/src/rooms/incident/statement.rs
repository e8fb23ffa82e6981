//! The organisation is heard (Art. 24): what it is charged with, until when, and the form of its statement, plain, so
//! that files travel and nothing needs script.

use domain::ids::IncidentId;
use domain::incident::case::STATEMENTS_MAX;
use domain::sealed::TEXT_MAX;
use domain::views::incident::{HearingView, StatementView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, holder};
use crate::error::Api;
use crate::locales::incident::{self, words};
use crate::locales::{Lang, common, lang};
use crate::ui::form::{Typed, question, summary};
use crate::ui::once::once_again;
use crate::ui::{crumbs, loaded, sender, title};

/// Page `/incident/statement/{id}`.
pub struct StatementPage;

/// Its path.
pub fn path(id: &str) -> String {
    format!("/incident/statement/{id}")
}

/// What the page is drawn from.
struct Begun {
    hearing: Resource<Api<HearingView>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        Self { hearing: Resource::new(move || id.get(), |id| api::hearing(IncidentId::from(id))) }
    }
}

#[lazy_route]
impl LazyRoute for StatementPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.hearing, move |v| draw(&v))
    }
}

fn draw(v: &HearingView) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let last = v.hearing.due.plus(-1).show_minute();
    let state = match (&v.decided, v.now < v.hearing.due) {
        (Some((outcome, reason)), _) => view! {
            <div class="notice">
                <p><b>{incident::outcome(lang, *outcome)}</b></p>
                <p>{reason.clone()}</p>
            </div>
        }
        .into_any(),
        (None, true) => view! { <p class="notice warn">{(w.heard_until)(&last)}</p> }.into_any(),
        (None, false) => view! { <p class="notice">{(w.heard_over)(&last)}</p> }.into_any(),
    };
    let form = v.states.then(|| form(lang, v));
    let here = (String::new(), w.statement_title.to_owned());
    let (way, lede) = match v.records {
        true => {
            let case = (format!("/incident/{}", v.id), (w.case)(&v.code));
            (vec![("/incident".to_owned(), w.list.to_owned()), case, here], w.paper_lede.to_owned())
        }
        false => {
            let all = ("/application".to_owned(), common::words(lang).applications.to_owned());
            (vec![all, here], (w.statement_lede)(v.statement_days))
        }
    };
    view! {
        {title(w.statement_title)}
        <div class="narrow stack loose">
            <div class="stack">
                {crumbs(way)}
                <h1>{w.statement_title}</h1>
                <p class="lede">{lede}" "<small>{(common::words(lang).article)("24")}</small></p>
                {state}
                <dl class="facts">
                    <div><dt>{w.case_code}</dt><dd>{v.code.clone()}</dd></div>
                    {holder(lang, &v.title)}
                    <div><dt>{w.cause}</dt><dd>{incident::cause(lang, v.hearing.cause)}</dd></div>
                    <div><dt>{w.asked_at}</dt><dd>{v.hearing.asked.show_minute()}</dd></div>
                </dl>
            </div>
            <section class="stack tight" aria-labelledby="charge">
                <h2 id="charge">{w.charge}</h2>
                <div class="sheet pad" lang="zh-CN">{sender::paragraphs(&v.hearing.charge)}</div>
            </section>
            {made(lang, &v.statements)}
            {form}
        </div>
    }
    .into_any()
}

/// Statements that were made.
pub(super) fn made(lang: Lang, statements: &[StatementView]) -> AnyView {
    let w = words(lang);
    let list = if statements.is_empty() {
        view! { <p class="soft">{w.no_statement}</p> }.into_any()
    } else {
        let rows = statements.iter().map(|s| {
            let by = if s.paper { (w.recorded_by)(&s.author) } else { s.author.clone() };
            let head = format!("{} · {by} · {}", s.number, s.at.show_minute());
            let files = (!s.files.is_empty())
                .then(|| sender::downloads(lang, &s.files, "/incident/evidence"));
            view! {
                <li class="sheet pad">
                    <p class="soft">{head}</p>
                    <div lang="zh-CN">{sender::paragraphs(&s.text)}</div>
                    {files}
                </li>
            }
        });
        let rows = rows.collect_view();
        view! { <ol class="findings">{rows}</ol> }.into_any()
    };
    view! {
        <section class="stack tight" aria-labelledby="statements">
            <h2 id="statements">{w.statements}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn form(lang: Lang, v: &HearingView) -> AnyView {
    let w = words(lang);
    let path = path(v.id.as_str());
    let typed = Typed::of(&path);
    let text = sender::text("text", "10", TEXT_MAX, &typed);
    let hint = (w.statement_hint)(domain::reason::TELLING, TEXT_MAX, STATEMENTS_MAX);
    view! {
        <section class="stack tight" aria-labelledby="make">
            <h2 id="make">{if v.records { w.record_statement } else { w.make_statement }}</h2>
            {summary(w.statement_wrong, sender::slips(lang, &typed))}
            <form method="post" action=path enctype="multipart/form-data" class="form" novalidate>
                {once_again(&typed)}
                {question("text", w.statement_text, hint, sender::told(lang, &typed, "text"), text)}
                {sender::files(lang, &typed, false)}
                <div class="actions"><button class="btn">{if v.records { w.record_statement } else { w.hand_in }}</button></div>
            </form>
        </section>
    }
    .into_any()
}
