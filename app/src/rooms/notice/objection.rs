//! An objection for those who handle it, and for those who decide it (Art. 15, 21).

use domain::deliberation::{REASON_MAX, REASON_MIN};
use domain::ids::ObjectionId;
use domain::notice::handling::{NOTE_MAX, Outcome, Step};
use domain::views::notice::{ObjectionView, Sealed};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::objections::naming;
use crate::error::Api;
use crate::locales::objection::{self, words};
use crate::locales::{Lang, common, lang};
use crate::ui::act::successes;
use crate::ui::{RefusedBy, crumbs, loaded, sender, title};

/// Page `/notice/objections/{id}`.
pub struct ObjectionPage;

/// What can be done here.
#[derive(Clone, Copy)]
struct Acts {
    name: ServerAction<api::NameHandler>,
    leave: ServerAction<api::LeaveObjection>,
    note: ServerAction<api::NoteObjection>,
    propose: ServerAction<api::Propose>,
    confirm: ServerAction<api::Confirm>,
    give_back: ServerAction<api::GiveBack>,
}

/// What the page is drawn from.
struct Begun {
    objection: Resource<Api<ObjectionView>>,
    acts: Acts,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            name: ServerAction::new(),
            leave: ServerAction::new(),
            note: ServerAction::new(),
            propose: ServerAction::new(),
            confirm: ServerAction::new(),
            give_back: ServerAction::new(),
        };
        let done = [
            successes(acts.name.value()),
            successes(acts.note.value()),
            successes(acts.propose.value()),
            successes(acts.confirm.value()),
            successes(acts.give_back.value()),
        ];
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        let objection = Resource::new(
            move || (id.get(), done.map(|d| d.get())),
            |(id, _)| api::objection(ObjectionId::from(id)),
        );
        Self { objection, acts }
    }
}

#[lazy_route]
impl LazyRoute for ObjectionPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        loaded(this.objection, move |v| draw(&v, acts))
    }
}

fn draw(v: &ObjectionView, acts: Acts) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let name = (w.number)(v.year, v.number);
    let about = format!("{}. {} — {}", v.line.place, v.line.organisation, v.line.title);
    view! {
        {title(name.clone())}
        <div class="page stack loose">
            <div class="stack">
                {crumbs(vec![("/notice/objections".to_owned(), w.list.to_owned()), (String::new(), name.clone())])}
                <h1>{name}</h1>
                <dl class="facts">
                    <div><dt>{w.state}</dt><dd>{objection::step(lang, v.step)}</dd></div>
                    <div><dt>{w.about}</dt><dd lang="zh-CN">{about}</dd></div>
                    <div><dt>{w.received_at}</dt><dd>{v.at.show_minute()}</dd></div>
                </dl>
                <p class="art">{(common::words(lang).article)("21")}</p>
            </div>
            {v.sealed.as_ref().map(|s| sealed(lang, v, s, acts))}
            {notes(lang, v, acts)}
            {decision(lang, v, acts)}
        </div>
    }
    .into_any()
}

fn sealed(lang: Lang, v: &ObjectionView, s: &Sealed, acts: Acts) -> AnyView {
    let w = words(lang);
    let handlers = s.handlers.iter().map(|(_, name, left)| {
        let left = left.then(|| view! { " "<span class="tag">{w.left}</span> });
        view! { <li>{name.clone()}{left}</li> }
    });
    let handlers = handlers.collect_view();
    let name = v.step.is_open().then(|| naming(lang, v.id.as_str(), &s.staff, acts.name));
    view! {
        <section class="sheet pad stack tight" aria-labelledby="objector">
            <h2 id="objector">{w.objector}</h2>
            <p class="soft">{w.sealed_here}</p>
            {sender::card(lang, &s.objector)}
            <h3>{w.facts}</h3>
            {sender::paragraphs(&s.facts)}
            <h3>{w.evidence}</h3>
            {sender::downloads(lang, &s.files, "/notice/evidence")}
        </section>
        <section class="stack tight" aria-labelledby="handlers">
            <h2 id="handlers">{w.handlers}</h2>
            <ul>{handlers}</ul>
            <RefusedBy value=acts.name.value()/>
            {name}
            {leaving(lang, v, acts)}
        </section>
    }
    .into_any()
}

fn leaving(lang: Lang, v: &ObjectionView, acts: Acts) -> AnyView {
    let w = words(lang);
    let (id, pending) = (v.id.to_string(), acts.leave.pending());
    view! {
        <details class="more">
            <summary>{w.leave}</summary>
            <p>{w.leave_text}</p>
            <RefusedBy value=acts.leave.value()/>
            <ActionForm action=acts.leave>
                <input type="hidden" name="id" value=id/>
                <button class="btn danger" aria-busy=move || pending.get().then_some("true")>{w.leave}</button>
            </ActionForm>
        </details>
    }
    .into_any()
}

fn notes(lang: Lang, v: &ObjectionView, acts: Acts) -> AnyView {
    let w = words(lang);
    let form = (v.sealed.is_some() && v.step.is_open()).then(|| note(lang, v, acts));
    view! {
        <section class="stack tight" aria-labelledby="notes">
            <h2 id="notes">{w.notes}</h2>
            {sender::notes(lang, &v.notes)}
            {form}
        </section>
    }
    .into_any()
}

fn note(lang: Lang, v: &ObjectionView, acts: Acts) -> AnyView {
    let w = words(lang);
    let (id, pending) = (v.id.to_string(), acts.note.pending());
    let report = (v.step == Step::Investigated).then(|| {
        view! {
            <button class="btn" name="kind" value="report">{w.send_report}</button>
            <p class="hint">{w.report_text}</p>
        }
    });
    view! {
        <RefusedBy value=acts.note.value()/>
        <ActionForm action=acts.note>
            <input type="hidden" name="id" value=id/>
            <div class="q">
                <label for="note">{w.note_text}</label>
                <p class="hint" id="note-h">{(w.note_hint)(REASON_MIN, NOTE_MAX)}</p>
                <textarea id="note" name="text" rows="6" required maxlength=NOTE_MAX.to_string() aria-describedby="note-h"></textarea>
            </div>
            <div class="actions">
                <button class="btn quiet" name="kind" value="note" aria-busy=move || pending.get().then_some("true")>{w.save_note}</button>
                {report}
            </div>
        </ActionForm>
    }
    .into_any()
}

fn decision(lang: Lang, v: &ObjectionView, acts: Acts) -> AnyView {
    let w = words(lang);
    let said = v.decision.as_ref().map(|(outcome, reason, by)| {
        view! {
            <p><b>{objection::outcome(lang, *outcome)}</b></p>
            <p>{reason.clone()}</p>
            <p class="soft">{(w.proposed_by)(by)}</p>
        }
    });
    let propose = v.proposes.then(|| proposing(lang, v, acts));
    let confirm = v.confirms.then(|| confirming(lang, v, acts));
    if said.is_none() && propose.is_none() {
        return ().into_any();
    }
    view! {
        <section class="stack tight" aria-labelledby="decision">
            <h2 id="decision">{w.decision}</h2>
            {said}
            {propose}
            {confirm}
        </section>
    }
    .into_any()
}

fn proposing(lang: Lang, v: &ObjectionView, acts: Acts) -> AnyView {
    let w = words(lang);
    let (id, pending) = (v.id.to_string(), acts.propose.pending());
    let outcomes = Outcome::ALL.into_iter().map(|o| {
        view! {
            <label class="choice">
                <input type="radio" name="outcome" value=o.code() required/>
                {objection::outcome(lang, o)}
            </label>
        }
    });
    let outcomes = outcomes.collect_view();
    view! {
        <RefusedBy value=acts.propose.value()/>
        <ActionForm action=acts.propose>
            <input type="hidden" name="id" value=id/>
            <fieldset class="q">
                <legend>{w.result}</legend>
                {outcomes}
            </fieldset>
            <div class="q">
                <label for="reason">{w.reason}</label>
                <p class="hint" id="reason-h">{(w.propose_hint)(REASON_MIN, REASON_MAX)}</p>
                <textarea id="reason" name="reason" rows="4" required maxlength=REASON_MAX.to_string() aria-describedby="reason-h"></textarea>
            </div>
            <div class="actions">
                <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.propose}</button>
            </div>
        </ActionForm>
    }
    .into_any()
}

fn confirming(lang: Lang, v: &ObjectionView, acts: Acts) -> AnyView {
    let w = words(lang);
    let (id, also) = (v.id.to_string(), v.id.to_string());
    let (busy, sending) = (acts.confirm.pending(), acts.give_back.pending());
    view! {
        <p class="hint">{w.confirm_text}</p>
        <RefusedBy value=acts.confirm.value()/>
        <RefusedBy value=acts.give_back.value()/>
        <div class="row">
            <ActionForm action=acts.confirm>
                <input type="hidden" name="id" value=id/>
                <button class="btn" aria-busy=move || busy.get().then_some("true")>{w.confirm}</button>
            </ActionForm>
            <ActionForm action=acts.give_back>
                <input type="hidden" name="id" value=also/>
                <button class="btn quiet" aria-busy=move || sending.get().then_some("true")>{w.give_back}</button>
            </ActionForm>
        </div>
    }
    .into_any()
}
