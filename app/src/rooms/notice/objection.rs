//! An objection for those who handle it, and for those who decide it (Art. 15, 21).

use domain::ids::ObjectionId;
use domain::notice::handling::{Outcome, Step};
use domain::reason;
use domain::sealed::{TEXT_MAX, code_of};
use domain::views::notice::ObjectionView;
use domain::views::sealed::Sealed;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::Api;
use crate::locales::objection::{self, words};
use crate::locales::{Lang, common, lang};
use crate::ui::act::successes;
use crate::ui::deed::deed;
use crate::ui::once::once;
use crate::ui::{RefusedBy, crumbs, loaded, sealed, title};

/// Page `/notice/objections/{id}`.
pub struct ObjectionPage;

/// Where its files are.
const FILES: &str = "/notice/evidence";

/// The path of an objection's page.
pub fn path(id: &str) -> String {
    format!("/notice/objections/{id}")
}

/// What can be done here.
#[derive(Clone, Copy)]
struct Acts {
    name: ServerAction<api::NameHandler>,
    leave: ServerAction<api::LeaveObjection>,
    note: ServerAction<api::NoteObjection>,
    ask: ServerAction<api::Ask>,
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
            ask: ServerAction::new(),
            propose: ServerAction::new(),
            confirm: ServerAction::new(),
            give_back: ServerAction::new(),
        };
        let done = [
            successes(acts.name.value()),
            successes(acts.note.value()),
            successes(acts.ask.value()),
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
    let withdrawn = v.withdrawn.as_ref().filter(|reason| !reason.is_empty()).map(|reason| {
        view! { <p class="notice">{objection::step(lang, v.step)}{lang.pick("：", ": ")}{reason.clone()}</p> }
    });
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
                    <div><dt>{w.receipt}</dt><dd>{code_of(v.id.as_str())}</dd></div>
                </dl>
                <p class="art">{(common::words(lang).article)("21")}</p>
            </div>
            {v.sealed.as_ref().map(|s| people(lang, v, s, acts))}
            {sealed::notes(lang, &v.notes, FILES, (note(lang, v, acts), adding(lang, v)))}
            {withdrawn}
            {decision(lang, v, acts)}
        </div>
    }
    .into_any()
}

fn people(lang: Lang, v: &ObjectionView, s: &Sealed, acts: Acts) -> AnyView {
    let w = words(lang);
    let open = v.step.is_open();
    let name = open.then(|| sealed::naming(lang, v.id.as_str(), &s.staff, deed!(acts.name, v.id)));
    view! {
        {sealed::typed(lang, s, (w.objector, w.sealed_here), None, FILES)}
        <section class="stack tight" aria-labelledby="people">
            <h2 id="people">{w.handlers}</h2>
            {sealed::people(lang, s)}
            <RefusedBy value=acts.name.value()/>
            {name}
            {sealed::leaving(lang, deed!(acts.leave, v.id))}
        </section>
    }
    .into_any()
}

fn note(lang: Lang, v: &ObjectionView, acts: Acts) -> Option<AnyView> {
    if v.sealed.is_none() || !v.step.is_open() {
        return None;
    }
    let w = words(lang);
    let (note, pending) = (deed!(acts.note, v.id), acts.note.pending());
    let label = if v.step == Step::Reported { w.add_report } else { w.send_report };
    let report = v.reports.then(|| {
        view! {
            <button class="btn" name="kind" value="report">{label}</button>
            <p class="hint">{w.report_text}</p>
        }
    });
    let hint = (w.note_hint)(reason::TELLING, TEXT_MAX);
    let within = view! {
        {once()}
        {sealed::text(("note", "text"), w.note_text, hint, "6", TEXT_MAX, true)}
        <div class="actions">
            <button class="btn quiet" name="kind" value="note" aria-busy=move || pending.get().then_some("true")>{w.save_note}</button>
            {report}
        </div>
    };
    Some(note.form(within.into_any()))
}

/// The form of who adds what was handed in later.
fn adding(lang: Lang, v: &ObjectionView) -> Option<AnyView> {
    let handles = v.sealed.is_some();
    handles.then(|| sealed::adding(lang, path(v.id.as_str()), v.step.is_open()))
}

fn decision(lang: Lang, v: &ObjectionView, acts: Acts) -> AnyView {
    let w = words(lang);
    let said = v.decision.as_ref();
    let said = said.map(|d| (objection::outcome(lang, d.outcome), &*d.reason, &*d.by));
    let propose = v.proposes.then(|| {
        let outcomes = Outcome::ALL.map(|o| (o.code(), objection::outcome(lang, o)));
        let why = (w.reason, w.propose_hint);
        sealed::proposing(lang, w.result, outcomes, why, deed!(acts.propose, v.id))
    });
    let confirm = v.confirms.then(|| {
        let back = (deed!(acts.give_back, v.id), w.give_back);
        let confirm = (deed!(acts.confirm, v.id), v.seen.as_str());
        sealed::confirming(lang, w.confirm_text, confirm, back)
    });
    let ask = || sealed::asking(lang, w.ask_text, deed!(acts.ask, v.id));
    let propose = propose.map(|form| view! { {form}{ask()} }.into_any());
    sealed::decision(lang, w.decision, said, propose, confirm)
}
