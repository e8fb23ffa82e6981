//! One application of a panel: its figures, why it needs talk, what is agreed, and the form for it.

use domain::deliberation::Review;
use domain::deliberation::agreed::Verdict;
use domain::deliberation::panel_round::PanelStage;
use domain::deliberation::{MINUTES_MAX, REASON_MAX, REASON_MIN};
use domain::views::deliberation::{DeliberationView, Row};
use leptos::prelude::*;

use super::panel::Acts;
use crate::locales::{Lang, deliberation};
use crate::ui::{RefusedBy, which_review};

/// The tag of a verdict.
fn tag(lang: Lang, review: Review, verdict: Verdict) -> AnyView {
    let class = match verdict {
        Verdict::Shortlisted => "tag done",
        Verdict::Reserve => "tag todo",
        Verdict::NotShortlisted => "tag",
    };
    view! { <span class=class>{deliberation::verdict(lang, review, verdict)}</span> }.into_any()
}

fn figure(value: Option<f64>) -> String {
    value.map_or("—".to_owned(), |v| format!("{v:.1}"))
}

/// The application, with its form where the viewer presides over an open panel.
pub(super) fn row(lang: Lang, v: &DeliberationView, r: &Row, acts: Acts) -> AnyView {
    let w = deliberation::words(lang);
    let grounds = r
        .grounds
        .iter()
        .map(|g| {
            let class = if g.obliges() { "tag bad" } else { "tag" };
            view! { <li><span class=class>{deliberation::ground(lang, *g)}</span></li> }
        })
        .collect_view();
    let agenda = if r.grounds.is_empty() {
        view! { <small class="soft">{w.no_grounds}</small> }.into_any()
    } else {
        view! { <ul class="row" aria-label=w.grounds>{grounds}</ul> }.into_any()
    };
    let deviates = r.deviates.then(|| view! { <span class="tag todo">{w.deviates}</span> });
    let owes = r.owes.then(|| view! { <span class="tag bad">{w.owes}</span> });
    let absent = (!r.absent.is_empty())
        .then(|| view! { <p class="soft">{(w.absent)(&r.absent.join(lang.pick("、", ", ")))}</p> });
    let said = |name: &'static str, text: &str| {
        let text = text.to_owned();
        (!text.is_empty()).then(|| view! { <p><b>{name}</b>" "{text}</p> })
    };
    // A blind review has no name to show.
    let named = (!r.organisation.is_empty())
        .then(|| view! { <p class="soft">{r.organisation.clone()}</p> });
    let computed = r.computed.map_or("—".to_owned(), |n| n.to_string());
    let open = v.presides && v.panel.stage == PanelStage::Open;
    let form = open.then(|| form(lang, v, r, acts));
    let page = format!("/deliberation/{}/{}", v.panel.panel, r.dossier);
    let sheets = (r.sealed > 0).then(|| {
        let named = r.reference.clone();
        view! { <p class="no-print"><a href=v.which.at(&page)>{w.to_sheets}<span class="sr">" "{named}</span></a></p> }
    });
    let reference = r.reference.clone();
    // Whoever is here for somebody else has no board of this panel.
    let reference = if v.panel.stands_in {
        view! { <span class="code">{reference}</span> }.into_any()
    } else {
        let row = format!("/review/board/{}?row={}#detail", v.panel.panel, r.dossier);
        view! { <a class="code" href=v.which.at(&row)>{reference}</a> }.into_any()
    };
    view! {
        <li class="sheet pad" id=format!("a-{}", r.dossier)>
            <p class="row">
                <b class="num">{r.rank}</b>
                {reference}
                {tag(lang, v.which.review, r.verdict)}
                {deviates}
                {owes}
            </p>
            <h2 class="small">{r.title.clone()}</h2>
            {named}
            <dl class="facts">
                <div><dt>{w.computed}</dt><dd>{computed}</dd></div>
                <div><dt>{w.mean}</dt><dd>{figure(r.trimmed)}</dd></div>
                <div><dt>{w.spread}</dt><dd>{figure(r.spread)}</dd></div>
                <div><dt>{w.reviews}</dt><dd>{format!("{}/{}", r.sealed, r.due)}</dd></div>
            </dl>
            {agenda}
            {sheets}
            {absent}
            {said(w.reason, &r.reason)}
            {said(w.exception, &r.exception)}
            {said(w.minutes, &r.minutes)}
            {form}
        </li>
    }
    .into_any()
}

fn form(lang: Lang, v: &DeliberationView, r: &Row, acts: Acts) -> AnyView {
    let which = v.which;
    let w = deliberation::words(lang);
    let id = r.dossier.to_string();
    let mine = id.clone();
    let refused = {
        let id = id.clone();
        move || {
            let own = acts.last.with(|last| *last == id);
            own.then(|| view! { <RefusedBy value=acts.agree.value()/> })
        }
    };
    let open = {
        let (id, value) = (id.clone(), acts.agree.value());
        move || acts.last.with(|l| *l == id) && value.with(|v| matches!(v, Some(Err(_))))
    };
    let review = which.review;
    let verdicts = Verdict::ALL
        .into_iter()
        .map(|one| {
            view! {
                <label class="choice">
                    <input type="radio" name="verdict" value=one.code() checked=r.verdict == one required/>
                    {deliberation::verdict(lang, review, one)}
                </label>
            }
        })
        .collect_view();
    let short = r.sealed < r.due || !r.exception.is_empty();
    let field = |name: &str| format!("{name}-{}", r.dossier);
    let (rank, reason, minutes, exception) =
        (field("rank"), field("reason"), field("minutes"), field("exception"));
    let (panel, revision) = (v.panel.panel.to_string(), v.revision.to_string());
    let excepted = short.then(|| {
        text(
            &exception,
            "exception",
            w.exception,
            w.exception_hint.to_owned(),
            &r.exception,
            REASON_MAX,
        )
    });
    let pending = acts.agree.pending();
    let (reference, place) = (r.reference.clone(), r.rank.to_string());
    let hint = (w.reason_hint)(REASON_MIN, REASON_MAX);
    let why = text(&reason, "reason", w.reason, hint, &r.reason, REASON_MAX);
    let hint = (w.minutes_hint)(MINUTES_MAX);
    let said = text(&minutes, "minutes", w.minutes, hint, &r.minutes, MINUTES_MAX);
    view! {
        <details class="more no-print" open=open>
            <summary>{w.agree}<span class="sr">" "{reference}</span></summary>
            <div on:submit:capture=move |_| acts.last.set(mine.clone())>
                {refused}
                <ActionForm action=acts.agree>
                    {which_review::field(which)}
                    <input type="hidden" name="panel" value=panel/>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="revision" value=revision/>
                    <fieldset class="q">
                        <legend>{w.verdict}</legend>
                        {verdicts}
                    </fieldset>
                    <div class="q">
                        <label for=rank.clone()>{w.agreed_rank}</label>
                        <input id=rank name="rank" inputmode="numeric" required value=place class="short"/>
                    </div>
                    {why}
                    {excepted}
                    {said}
                    <div class="actions">
                        <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.save}</button>
                    </div>
                </ActionForm>
            </div>
        </details>
    }
    .into_any()
}

/// A longer text with its hint.
fn text(
    id: &str,
    name: &'static str,
    label: &'static str,
    hint: String,
    value: &str,
    max: usize,
) -> AnyView {
    let (id, value) = (id.to_owned(), value.to_owned());
    let about = format!("{id}-h");
    view! {
        <div class="q">
            <label for=id.clone()>{label}</label>
            <p class="hint" id=about.clone()>{hint}</p>
            <textarea id=id name=name rows="3" maxlength=max.to_string() aria-describedby=about inner_html=crate::ui::markup::area(&value)></textarea>
        </div>
    }
    .into_any()
}
