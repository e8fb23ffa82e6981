//! On-site verification of a shortlisted application (Art. 20): recorded by the Office, read by those who decide.

use domain::defence::visit::{Finding, PEOPLE_MAX, REPORT_MAX, REPORT_MIN, Visit};
use domain::ids::DossierId;
use domain::reason;
use domain::stamp::Stamp;
use domain::views::defence::VisitView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::page::slips;
use crate::error::Api;
use crate::locales::{Lang, common, defence, lang, refusal};
use crate::ui::form::{Typed, described};
use crate::ui::markup::area;
use crate::ui::{crumbs, loaded, title};

/// Page `/defence/visit/:id`.
pub struct VisitPage;

/// What the page is drawn from.
struct Begun {
    visit: Resource<Api<VisitView>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        Self { visit: Resource::new(move || id.get(), |id| api::visit(DossierId::from(id))) }
    }
}

#[lazy_route]
impl LazyRoute for VisitPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        loaded(Begun::new().visit, |v| draw(&v))
    }
}

fn draw(v: &VisitView) -> AnyView {
    let lang = lang();
    let w = defence::words(lang);
    let page = format!("/defence/visit/{}", v.dossier);
    let typed = Typed::of(&page);
    let shown = match &v.visit {
        None => view! { <p class="soft">{w.visit_none}</p> }.into_any(),
        Some((visit, at)) => recorded(lang, visit, *at, &v.reason),
    };
    let earlier = earlier(lang, v);
    let form = v.records.then(|| form(lang, v, &page, &typed));
    view! {
        {title(w.visit_title)}
        <div class="narrow stack">
            {crumbs(vec![("/defence".to_owned(), w.title.to_owned()), (String::new(), w.visit_title.to_owned())])}
            <h1>{w.visit_title}</h1>
            <p><span class="code">{v.reference.clone()}</span>" "{v.title.clone()}</p>
            <p class="soft">{w.visit_text}" "{(common::words(lang).article)("20")}</p>
            {slips(lang, &typed)}
            {shown}
            {earlier}
            {form}
        </div>
    }
    .into_any()
}

/// One version of what was recorded, with the reason where it took the place of another.
fn recorded(lang: Lang, visit: &Visit, at: Stamp, reason: &str) -> AnyView {
    let w = defence::words(lang);
    let people = visit.people.join(lang.pick("、", ", "));
    let reason = reason.to_owned();
    let why = (!reason.is_empty())
        .then(|| view! { <div><dt>{w.visit_again}</dt><dd>{reason}</dd></div> });
    view! {
        <dl class="facts">
            <div><dt>{w.visit_day}</dt><dd>{visit.on_day.clone()}</dd></div>
            <div><dt>{w.visit_people}</dt><dd>{people}</dd></div>
            <div><dt>{w.visit_finding}</dt><dd>{defence::finding(lang, visit.finding)}</dd></div>
            <div><dt>{w.visit_at}</dt><dd>{at.show_minute()}</dd></div>
            {why}
        </dl>
        <p class="report-text">{visit.report.clone()}</p>
    }
    .into_any()
}

/// What was recorded before, the latest first.
fn earlier(lang: Lang, v: &VisitView) -> Option<AnyView> {
    let w = defence::words(lang);
    if v.earlier.is_empty() {
        return None;
    }
    let versions = v
        .earlier
        .iter()
        .rev()
        .map(|e| {
            view! {
                <section class="stack tight">
                    <h3>{(w.visit_version)(e.number)}</h3>
                    {recorded(lang, &e.visit, e.at, &e.reason)}
                </section>
            }
        })
        .collect_view();
    let view = view! {
        <details class="more" id="earlier">
            <summary>{(w.visit_earlier)(v.earlier.len())}</summary>
            {versions}
        </details>
    };
    Some(view.into_any())
}

fn form(lang: Lang, v: &VisitView, page: &str, typed: &Typed) -> AnyView {
    let w = defence::words(lang);
    let posted = !typed.values.is_empty();
    let there = v.visit.as_ref().map(|(visit, _)| visit);
    let value = |field: &str, of: fn(&Visit) -> String| {
        if posted { typed.value(field) } else { there.map(of).unwrap_or_default() }
    };
    let slip = |field: &str| typed.slip(field).map(|r| refusal::refusal(lang, r));
    let (day, people, report) = (
        value("on_day", |v| v.on_day.clone()),
        value("people", |v| v.people.join("\n")),
        value("report", |v| v.report.clone()),
    );
    let chosen = value("finding", |v| v.finding.code().to_owned());
    let choices = Finding::ALL
        .into_iter()
        .map(|f| {
            view! {
                <label class="choice">
                    <input type="radio" name="finding" value=f.code() checked=chosen == f.code()/>
                    <span>{defence::finding(lang, f)}</span>
                </label>
            }
        })
        .collect_view();
    let (day_slip, people_slip, finding_slip, report_slip) =
        (slip("on_day"), slip("people"), slip("finding"), slip("report"));
    let class = |bad: bool| if bad { "q err" } else { "q" };
    let (day_bad, people_bad, report_bad) =
        (day_slip.is_some(), people_slip.is_some(), report_slip.is_some());
    let finding_class = class(finding_slip.is_some());
    // Recorded again it is a version of its own, with its reason; the first needs none.
    let again = (v.number > 0).then(|| {
        let (slip, text) = (slip("reason"), typed.value("reason"));
        let bad = slip.is_some();
        view! {
            <div class=class(bad)>
                <label for="reason">{w.visit_again}</label>
                <p class="hint" id="reason-h">{(w.visit_again_hint)(reason::TELLING, reason::MAX)}</p>
                {slip.map(|text| view! { <p class="msg" id="reason-e">{text}</p> })}
                <textarea id="reason" name="reason" rows="3"
                    aria-invalid=bad.then_some("true") aria-describedby=described("reason", true, bad) inner_html=area(&text)></textarea>
            </div>
        }
    });
    let base = v.number.to_string();
    let action = page.to_owned();
    let today = v.now.show_date();
    view! {
        <section class="stack tight" aria-labelledby="record">
            <h2 id="record">{w.visit_record}</h2>
            <p class="soft">{w.visit_locked}</p>
            <form method="post" action=action class="sheet pad" novalidate>
                <input type="hidden" name="base" value=base/>
                <div class=class(day_bad)>
                    <label for="on_day">{w.visit_day}</label>
                    {day_slip.map(|text| view! { <p class="msg" id="on_day-e">{text}</p> })}
                    <input id="on_day" name="on_day" type="date" max=today value=day
                        aria-invalid=day_bad.then_some("true") aria-describedby=described("on_day", false, day_bad)/>
                </div>
                <div class=class(people_bad)>
                    <label for="people">{w.visit_people}</label>
                    <p class="hint" id="people-h">{(w.visit_people_hint)(PEOPLE_MAX)}</p>
                    {people_slip.map(|text| view! { <p class="msg" id="people-e">{text}</p> })}
                    <textarea id="people" name="people" rows="3"
                        aria-invalid=people_bad.then_some("true") aria-describedby=described("people", true, people_bad) inner_html=area(&people)></textarea>
                </div>
                <fieldset class=finding_class>
                    <legend>{w.visit_finding}</legend>
                    {finding_slip.map(|text| view! { <p class="msg">{text}</p> })}
                    {choices}
                </fieldset>
                <div class=class(report_bad)>
                    <label for="report">{w.visit_report}</label>
                    <p class="hint" id="report-h">{(w.visit_report_hint)(REPORT_MIN, REPORT_MAX)}</p>
                    {report_slip.map(|text| view! { <p class="msg" id="report-e">{text}</p> })}
                    <textarea id="report" name="report" rows="10"
                        aria-invalid=report_bad.then_some("true") aria-describedby=described("report", true, report_bad) inner_html=area(&report)></textarea>
                </div>
                {again}
                <div class="actions"><button class="btn" name="act" value="visit">{w.save}</button></div>
            </form>
        </section>
    }
    .into_any()
}
