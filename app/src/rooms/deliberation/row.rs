//! One application of a panel: its figures, why it needs talk, what is agreed, and the form for it.

use domain::deliberation::MINUTES_MAX;
use domain::deliberation::Review;
use domain::deliberation::agreed::Verdict;
use domain::deliberation::panel_round::PanelStage;
use domain::reason;
use domain::review::statistics;
use domain::views::deliberation::{DeliberationView, Row};
use leptos::html::Details;
use leptos::prelude::*;

use super::panel::{Acts, at};
use crate::locales::{Lang, deliberation, refusal};
use crate::ui::form::{Told, Typed, long};
use crate::ui::unfolded::{fold_when_taken, unfolded};
use crate::ui::{OwnForm, RefusedBy, which_review};

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
pub(super) fn row(
    lang: Lang,
    v: &DeliberationView,
    r: &Row,
    (acts, typed): (Acts, &Typed),
) -> AnyView {
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
    let combined = r.combined.map(|tenths| {
        let (name, points) = ((w.combined)(v.percent), format!("{}.{}", tenths / 10, tenths % 10));
        view! { <div><dt>{name}</dt><dd>{points}</dd></div> }
    });
    let open = v.presides && v.panel.stage == PanelStage::Open;
    let form = open.then(|| form(lang, v, r, (acts, typed)));
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
                <div><dt>{w.mean}</dt><dd>{r.trimmed.map_or("—".to_owned(), statistics::shown)}</dd></div>
                {combined}
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

/// The form for one application: with what is agreed, or with what was typed where it was refused.
fn form(lang: Lang, v: &DeliberationView, r: &Row, (acts, typed): (Acts, &Typed)) -> AnyView {
    let which = v.which;
    let w = deliberation::words(lang);
    let id = r.dossier.to_string();
    let sent = id.clone();
    let mine = typed.value("act") == "agree" && typed.value("id") == id;
    let refused = {
        let id = id.clone();
        move || {
            let own = acts.last.with(|last| *last == id);
            own.then(|| view! { <RefusedBy value=acts.agree.value()/> })
        }
    };
    let folded = NodeRef::<Details>::new();
    let own = {
        let id = id.clone();
        move || acts.last.with_untracked(|l| *l == id)
    };
    fold_when_taken(folded, acts.agree.value(), own);
    let review = which.review;
    let shown = |name: &str, now: &str| if mine { typed.value(name) } else { now.to_owned() };
    let field = |name: &str| format!("{name}-{}", r.dossier);
    let wrong = |name: &str| typed.slip(&field(name)).map(|slip| refusal::refusal(lang, slip));
    let chosen = shown("verdict", r.verdict.code());
    let verdicts = Verdict::ALL
        .into_iter()
        .map(|one| {
            view! {
                <label class="choice">
                    <input type="radio" name="verdict" value=one.code() checked=chosen == one.code() required/>
                    {deliberation::verdict(lang, review, one)}
                </label>
            }
        })
        .collect_view();
    let verdict = Told::of(field("verdict"), false, wrong("verdict"));
    let rank = Told::of(field("rank"), false, wrong("rank"));
    let text = |name: &'static str, label: &'static str, hint: String, now: &str, max: usize| {
        let told = Told::of(field(name), true, wrong(name));
        long(told, name, (label, hint), &shown(name, now), (max, false))
    };
    let short = r.short || !r.exception.is_empty() || !shown("exception", "").is_empty();
    let excepted = short.then(|| {
        let hint = w.exception_hint.to_owned();
        text("exception", w.exception, hint, &r.exception, reason::MAX)
    });
    let hint = (w.reason_hint)(reason::TELLING, reason::MAX);
    let why = text("reason", w.reason, hint, &r.reason, reason::MAX);
    let hint = (w.minutes_hint)(MINUTES_MAX);
    let said = text("minutes", w.minutes, hint, &r.minutes, MINUTES_MAX);
    let (panel, revision) = (v.panel.panel.to_string(), v.revision.to_string());
    let pending = acts.agree.pending();
    let (reference, place) = (r.reference.clone(), shown("rank", &r.rank.to_string()));
    view! {
        <details class="more no-print" node_ref={folded} {..unfolded(mine)}>
            <summary>{w.agree}<span class="sr">" "{reference}</span></summary>
            <div on:submit:capture=move |_| acts.last.set(sent.clone())>
                {refused}
                <OwnForm action=acts.agree page=at(v) act="agree">
                    {which_review::field(which)}
                    <input type="hidden" name="panel" value=panel/>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="revision" value=revision/>
                    <fieldset class=verdict.class id=verdict.id>
                        <legend>{w.verdict}</legend>
                        {verdict.said}
                        {verdicts}
                    </fieldset>
                    <div class=rank.class>
                        <label for=rank.id.clone()>{w.agreed_rank}</label>
                        {rank.said}
                        <input
                            id=rank.id
                            name="rank"
                            inputmode="numeric"
                            required
                            value=place
                            class="short"
                            aria-invalid=rank.invalid
                            aria-describedby=rank.about
                        />
                    </div>
                    {why}
                    {excepted}
                    {said}
                    <div class="actions">
                        <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.save}</button>
                    </div>
                </OwnForm>
            </div>
        </details>
    }
    .into_any()
}
