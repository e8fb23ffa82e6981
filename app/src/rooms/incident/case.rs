//! A case for those who investigate it, and for those who decide it (Art. 15, 24).

use domain::deliberation::{REASON_MAX, REASON_MIN};
use domain::ids::IncidentId;
use domain::incident::Cause;
use domain::incident::case::{Step, TEXT_MAX};
use domain::views::incident::{IncidentView, SealedReport};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::deciding::decision;
use super::list::naming;
use super::statement::made;
use super::{api, holder};
use crate::error::Api;
use crate::locales::incident::{self, words};
use crate::locales::{Lang, common, lang, objection};
use crate::ui::act::successes;
use crate::ui::{RefusedBy, crumbs, loaded, sender, title};

/// Page `/incident/{id}`.
pub struct IncidentPage;

/// What can be done here.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    name: ServerAction<api::NameInvestigator>,
    leave: ServerAction<api::Leave>,
    screen: ServerAction<api::Screen>,
    note: ServerAction<api::Note>,
    close: ServerAction<api::Close>,
    pub(super) propose: ServerAction<api::Propose>,
    pub(super) confirm: ServerAction<api::Confirm>,
    pub(super) give_back: ServerAction<api::GiveBack>,
}

/// What the page is drawn from.
struct Begun {
    case: Resource<Api<IncidentView>>,
    acts: Acts,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            name: ServerAction::new(),
            leave: ServerAction::new(),
            screen: ServerAction::new(),
            note: ServerAction::new(),
            close: ServerAction::new(),
            propose: ServerAction::new(),
            confirm: ServerAction::new(),
            give_back: ServerAction::new(),
        };
        let done = [
            successes(acts.name.value()),
            successes(acts.screen.value()),
            successes(acts.note.value()),
            successes(acts.close.value()),
            successes(acts.propose.value()),
            successes(acts.confirm.value()),
            successes(acts.give_back.value()),
        ];
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        let case = Resource::new(
            move || (id.get(), done.map(|d| d.get())),
            |(id, _)| api::case(IncidentId::from(id)),
        );
        Self { case, acts }
    }
}

#[lazy_route]
impl LazyRoute for IncidentPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        loaded(this.case, move |v| draw(&v, acts))
    }
}

fn draw(v: &IncidentView, acts: Acts) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let name = (w.case)(&v.code);
    let declined = v.declined.clone().map(|reason| {
        view! { <div><dt>{w.declined}</dt><dd>{reason}</dd></div> }
    });
    view! {
        {title(name.clone())}
        <div class="page stack loose">
            <div class="stack">
                {crumbs(vec![("/incident".to_owned(), w.list.to_owned()), (String::new(), name.clone())])}
                <h1>{name}</h1>
                <dl class="facts">
                    <div><dt>{w.state}</dt><dd>{incident::step(lang, v.step)}</dd></div>
                    {holder(lang, &v.title)}
                    <div><dt>{w.received_at}</dt><dd>{v.at.show_minute()}</dd></div>
                    {declined}
                </dl>
                <p class="art">{(common::words(lang).article)("24")}</p>
            </div>
            {v.sealed.as_ref().map(|s| sealed(lang, v, s, acts))}
            {screening(lang, v, acts)}
            {notes(lang, v, acts)}
            {hearing(lang, v)}
            {decision(lang, v, acts)}
            {leaving(lang, v, acts)}
        </div>
    }
    .into_any()
}

fn sealed(lang: Lang, v: &IncidentView, s: &SealedReport, acts: Acts) -> AnyView {
    let (w, o) = (words(lang), objection::words(lang));
    let people = s.people.iter().map(|(_, name, left)| {
        let left = left.then(|| view! { " "<span class="tag">{o.left}</span> });
        view! { <li>{name.clone()}{left}</li> }
    });
    let people = people.collect_view();
    let name = v.step.is_open().then(|| naming(lang, v.id.as_str(), &s.staff, acts.name));
    view! {
        <section class="sheet pad stack tight" aria-labelledby="reporter">
            <h2 id="reporter">{w.reporter}</h2>
            <p class="soft">{w.report_sealed}</p>
            {sender::card(lang, &s.sender)}
            <h3>{w.cause}</h3>
            <p>{incident::cause(lang, s.cause)}</p>
            <h3>{o.facts}</h3>
            {sender::paragraphs(&s.facts)}
            <h3>{o.evidence}</h3>
            {sender::downloads(lang, &s.files, "/incident/evidence")}
        </section>
        <section class="stack tight" aria-labelledby="people">
            <h2 id="people">{w.investigators}</h2>
            <ul>{people}</ul>
            <RefusedBy value=acts.name.value()/>
            {name}
        </section>
    }
    .into_any()
}

fn screening(lang: Lang, v: &IncidentView, acts: Acts) -> Option<AnyView> {
    if !v.handles || v.step != Step::Received {
        return None;
    }
    let w = words(lang);
    let (id, pending) = (v.id.to_string(), acts.screen.pending());
    let view = view! {
        <section class="stack tight" aria-labelledby="screening">
            <h2 id="screening">{w.screening}</h2>
            <p class="hint">{w.screening_text}</p>
            <RefusedBy value=acts.screen.value()/>
            <ActionForm action=acts.screen>
                <input type="hidden" name="id" value=id/>
                <div class="q">
                    <label for="screen-reason">{w.decline_reason}</label>
                    <p class="hint" id="screen-h">{(w.decline_hint)(REASON_MIN, REASON_MAX)}</p>
                    <textarea id="screen-reason" name="reason" rows="3" maxlength=REASON_MAX.to_string() aria-describedby="screen-h"></textarea>
                </div>
                <div class="actions">
                    <button class="btn" name="verdict" value="admit" aria-busy=move || pending.get().then_some("true")>{w.admit}</button>
                    <button class="btn quiet" name="verdict" value="decline">{w.decline}</button>
                </div>
            </ActionForm>
        </section>
    };
    Some(view.into_any())
}

fn notes(lang: Lang, v: &IncidentView, acts: Acts) -> AnyView {
    let o = objection::words(lang);
    let note = (v.handles && v.step.is_open()).then(|| note(lang, v, acts));
    let close = (v.handles && v.step == Step::Investigated).then(|| closing(lang, v, acts));
    view! {
        <section class="stack tight" aria-labelledby="notes">
            <h2 id="notes">{o.notes}</h2>
            {sender::notes(lang, &v.notes)}
            {note}
            {close}
        </section>
    }
    .into_any()
}

fn note(lang: Lang, v: &IncidentView, acts: Acts) -> AnyView {
    let (w, o) = (words(lang), objection::words(lang));
    let (id, pending) = (v.id.to_string(), acts.note.pending());
    view! {
        <RefusedBy value=acts.note.value()/>
        <ActionForm action=acts.note>
            <input type="hidden" name="id" value=id/>
            <div class="q">
                <label for="note">{o.note}</label>
                <p class="hint" id="note-h">{(w.note_hint)(REASON_MIN, TEXT_MAX)}</p>
                <textarea id="note" name="text" rows="5" required maxlength=TEXT_MAX.to_string() aria-describedby="note-h"></textarea>
            </div>
            <div class="actions">
                <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{o.save_note}</button>
            </div>
        </ActionForm>
    }
    .into_any()
}

/// The report, and what the organisation is told.
fn closing(lang: Lang, v: &IncidentView, acts: Acts) -> AnyView {
    let w = words(lang);
    let (id, pending) = (v.id.to_string(), acts.close.pending());
    let reported = v.sealed.as_ref().map(|s| s.cause);
    let causes = Cause::ALL.into_iter().map(|c| {
        let selected = reported == Some(c);
        view! { <option value=c.code() selected=selected>{incident::cause(lang, c)}</option> }
    });
    let causes = causes.collect_view();
    view! {
        <h3>{w.closing}</h3>
        <p class="hint">{(w.closing_text)(v.statement_days)}</p>
        <RefusedBy value=acts.close.value()/>
        <ActionForm action=acts.close>
            <input type="hidden" name="id" value=id/>
            <div class="q">
                <label for="found">{w.cause_found}</label>
                <select id="found" name="cause">{causes}</select>
            </div>
            <div class="q">
                <label for="report-text">{w.report_text}</label>
                <p class="hint" id="report-h">{(w.report_hint)(REASON_MIN, TEXT_MAX)}</p>
                <textarea id="report-text" name="report" rows="6" required maxlength=TEXT_MAX.to_string() aria-describedby="report-h"></textarea>
            </div>
            <div class="q">
                <label for="charge-text">{w.charge}</label>
                <p class="hint" id="charge-h">{(w.charge_hint)(REASON_MIN, TEXT_MAX)}</p>
                <textarea id="charge-text" name="charge" rows="6" required maxlength=TEXT_MAX.to_string() aria-describedby="charge-h"></textarea>
            </div>
            <div class="actions">
                <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.close}</button>
            </div>
        </ActionForm>
    }
    .into_any()
}

fn hearing(lang: Lang, v: &IncidentView) -> Option<AnyView> {
    let h = v.hearing.as_ref()?;
    let w = words(lang);
    let last = h.due.plus(-1).show_minute();
    let state = if v.now < h.due { (w.heard_until)(&last) } else { (w.heard_over)(&last) };
    let view = view! {
        <section class="stack tight" aria-labelledby="charge">
            <h2 id="charge">{w.charge}</h2>
            <p>{incident::cause(lang, h.cause)}</p>
            <div class="sheet pad" lang="zh-CN">{sender::paragraphs(&h.charge)}</div>
            <p class="notice">{state}</p>
        </section>
        {made(lang, &v.statements)}
    };
    Some(view.into_any())
}

fn leaving(lang: Lang, v: &IncidentView, acts: Acts) -> Option<AnyView> {
    if !v.step.is_open() {
        return None;
    }
    let o = objection::words(lang);
    let (id, pending) = (v.id.to_string(), acts.leave.pending());
    let view = view! {
        <details class="more">
            <summary>{o.leave}</summary>
            <p>{o.leave_text}</p>
            <RefusedBy value=acts.leave.value()/>
            <ActionForm action=acts.leave>
                <input type="hidden" name="id" value=id/>
                <button class="btn danger" aria-busy=move || pending.get().then_some("true")>{o.leave}</button>
            </ActionForm>
        </details>
    };
    Some(view.into_any())
}
