//! Page `/exchange/report/:id`: the yearly follow-up of one title. Its holder's people file the reports there.

use domain::exchange::report::{SECTION_MAX, SECTION_MIN};
use domain::ids::DossierId;
use domain::views::exchange::{FollowUpView, YearView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::page::PATH;
use super::reports::class;
use crate::error::Api;
use crate::locales::exchange::{self, words};
use crate::locales::{Lang, common, lang, refusal};
use crate::ui::form::{Typed, summary};
use crate::ui::markup::area;
use crate::ui::{crumbs, loaded, title};

/// Page `/exchange/report/:id`.
pub struct ReportPage;

/// What the page is drawn from.
struct Begun {
    follow_up: Resource<Api<FollowUpView>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| DossierId::from(params.read().get("id").unwrap_or_default()));
        Self { follow_up: Resource::new(move || id.get(), api::report) }
    }
}

#[lazy_route]
impl LazyRoute for ReportPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.follow_up, |v| draw(&v))
    }
}

/// Address of the follow-up of a title.
pub fn path(id: &DossierId) -> String {
    format!("{PATH}/report/{id}")
}

fn draw(v: &FollowUpView) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let typed = Typed::of(&path(&v.dossier));
    let slips =
        typed.slips.iter().map(|(field, r)| (field.clone(), refusal::refusal(lang, r))).collect();
    let years = v.years.iter().map(|y| year(lang, v, y, &typed)).collect_view();
    let came = if v.activities.is_empty() {
        view! { <p class="empty">{w.no_activities}</p> }.into_any()
    } else {
        let items = v.activities.iter().map(|(id, name, starts)| {
            let href = format!("{PATH}/{id}");
            view! { <li><a href=href lang="zh-CN">{name.clone()}</a>" "{starts.show_date()}</li> }
        });
        view! { <ul>{items.collect_view()}</ul> }.into_any()
    };
    let revoked = v.revoked.map(|_| view! { <p class="notice warn">{w.revoked}</p> });
    view! {
        {title(w.report)}
        <div class="page stack">
            {crumbs(vec![(PATH.to_owned(), w.title.to_owned()), (String::new(), w.report.to_owned())])}
            <h1>{w.report}</h1>
            <p class="lede">{w.report_lede}" "<small>{(common::words(lang).article)("23")}</small></p>
            <p><b lang="zh-CN">{v.organisation.clone()}</b>" "<span lang="zh-CN">{v.title.clone()}</span>" "{(w.year)(v.title_year)}</p>
            {revoked}
            {summary(w.refused, slips)}
            {years}
            <p class="soft">{w.by_season}</p>
            <section class="stack tight" aria-labelledby="activities">
                <h2 id="activities">{w.activities}</h2>
                {came}
            </section>
        </div>
    }
    .into_any()
}

fn year(lang: Lang, v: &FollowUpView, y: &YearView, typed: &Typed) -> AnyView {
    let w = words(lang);
    let id = format!("y-{}", y.year);
    let about = id.clone();
    let due = (w.due)(&y.due.plus(-1).show_minute());
    let filed = y.filed.as_ref().map(|f| {
        let by = (w.filed_by)(&f.name, &f.at.show_minute());
        let part = |label: &'static str, text: &str| {
            let lines = text.lines().map(|l| view! { <p lang="zh-CN">{l.to_owned()}</p> });
            view! { <div><dt>{label}</dt><dd>{lines.collect_view()}</dd></div> }
        };
        view! {
            <p class="soft">{by}</p>
            <dl class="facts">
                {part(w.kept_up, &f.kept_up)}
                {part(w.figures, &f.figures)}
                {part(w.shared, &f.shared)}
            </dl>
        }
    });
    let form = y.files.then(|| form(lang, v, y, typed));
    view! {
        <section class="stack tight" aria-labelledby=about>
            <h2 id=id>{(w.year)(y.year)}" "<span class=class(y.state)>{exchange::state(lang, y.state)}</span></h2>
            <p class="soft">{due}</p>
            {filed}
            {form}
        </section>
    }
    .into_any()
}

fn form(lang: Lang, v: &FollowUpView, y: &YearView, typed: &Typed) -> AnyView {
    let w = words(lang);
    let mine = typed.value("year") == y.year.to_string();
    let filed = y.filed.clone();
    let now = |field: &str| {
        let filed = filed.as_ref()?;
        Some(match field {
            "kept_up" => filed.kept_up.clone(),
            "figures" => filed.figures.clone(),
            _ => filed.shared.clone(),
        })
    };
    let part = |field: &'static str, label: &'static str, hint: &'static str| {
        let value = if mine { typed.value(field) } else { now(field).unwrap_or_default() };
        // One form a year: identifiers carry it.
        let id = format!("{field}-{}", y.year);
        let wrong = typed.slip(&id).map(|slip| refusal::refusal(lang, slip));
        let (hinted, said) = (format!("{id}-h"), format!("{id}-e"));
        let about = if wrong.is_some() { format!("{hinted} {said}") } else { hinted.clone() };
        let class = if wrong.is_some() { "q err" } else { "q" };
        let invalid = wrong.is_some().then_some("true");
        let wrong = wrong.map(|text| view! { <p class="msg" id=said>{text}</p> });
        let label_for = id.clone();
        view! {
            <div class=class>
                <label for=label_for>{label}</label>
                <p class="hint" id=hinted>{hint}" "{(w.chars)(SECTION_MIN, SECTION_MAX)}</p>
                {wrong}
                <textarea id=id name=field rows="4" maxlength=SECTION_MAX.to_string() aria-invalid=invalid aria-describedby=about inner_html=area(&value)></textarea>
            </div>
        }
    };
    let label = if y.filed.is_some() { w.file_again } else { w.file };
    let (action, open) = (path(&v.dossier), mine || y.filed.is_none());
    view! {
        <details class="more no-print" open=open>
            <summary>{label}<span class="sr">" "{(w.year)(y.year)}</span></summary>
            <form method="post" action=action>
                <input type="hidden" name="year" value=y.year.to_string()/>
                {part("kept_up", w.kept_up, w.kept_up_hint)}
                {part("figures", w.figures, w.figures_hint)}
                {part("shared", w.shared, w.shared_hint)}
                <div class="actions"><button class="btn">{label}</button></div>
            </form>
        </details>
    }
    .into_any()
}
