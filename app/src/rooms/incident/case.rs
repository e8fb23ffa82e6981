//! A case for those who investigate it, and for those who decide it (Art. 15, 24).

use domain::ids::IncidentId;
use domain::incident::Cause;
use domain::incident::case::{Outcome, Step};
use domain::reason;
use domain::sealed::TEXT_MAX;
use domain::views::incident::IncidentView;
use domain::views::sealed::Sealed;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::statement::{made, path};
use super::{api, groundless, holder};
use crate::error::Api;
use crate::locales::incident::{self, words};
use crate::locales::{Lang, common, lang, objection};
use crate::ui::act::successes;
use crate::ui::deed::deed;
use crate::ui::once::once;
use crate::ui::{RefusedBy, crumbs, loaded, sealed, sender, title};

/// Page `/incident/{id}`.
pub struct IncidentPage;

/// Where its files are.
const FILES: &str = "/incident/evidence";

/// The path of a case's page.
pub fn page(id: &str) -> String {
    format!("/incident/{id}")
}

/// What can be done here.
#[derive(Clone, Copy)]
struct Acts {
    name: ServerAction<api::NameInvestigator>,
    leave: ServerAction<api::Leave>,
    screen: ServerAction<api::Screen>,
    note: ServerAction<api::Note>,
    close: ServerAction<api::Close>,
    groundless: groundless::Acts,
    ask: ServerAction<api::Ask>,
    propose: ServerAction<api::Propose>,
    confirm: ServerAction<api::Confirm>,
    give_back: ServerAction<api::GiveBack>,
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
            groundless: groundless::Acts::new(),
            ask: ServerAction::new(),
            propose: ServerAction::new(),
            confirm: ServerAction::new(),
            give_back: ServerAction::new(),
        };
        let done = [
            successes(acts.name.value()),
            successes(acts.screen.value()),
            successes(acts.note.value()),
            successes(acts.close.value()),
            successes(acts.groundless.find.value()),
            successes(acts.groundless.drop.value()),
            successes(acts.groundless.go_on.value()),
            successes(acts.ask.value()),
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
    let open = v.step.is_open();
    let leaving = open.then(|| sealed::leaving(lang, deed!(acts.leave, v.id)));
    let note = (v.handles && open).then(|| note(lang, v, acts));
    let add = v.handles.then(|| sealed::adding(lang, page(v.id.as_str()), open));
    let close = (v.handles && v.step == Step::Investigated).then(|| closing(lang, v, acts));
    let drop = groundless::finding(lang, v, acts.groundless);
    let why = if v.step == Step::Dropped { w.dropped } else { w.declined };
    let declined = v.declined.clone().map(|reason| {
        view! { <div><dt>{why}</dt><dd>{reason}</dd></div> }
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
            {v.sealed.as_ref().map(|s| people(lang, v, s, acts))}
            {screening(lang, v, acts)}
            {sealed::notes(lang, &v.notes, FILES, (note, add, close, drop))}
            {groundless::found(lang, v, acts.groundless)}
            {hearing(lang, v)}
            {gone(lang, v)}
            {decision(lang, v, acts)}
            {leaving}
        </div>
    }
    .into_any()
}

fn people(lang: Lang, v: &IncidentView, (cause, s): &(Cause, Sealed), acts: Acts) -> AnyView {
    let w = words(lang);
    let open = v.step.is_open();
    let name = open.then(|| sealed::naming(lang, v.id.as_str(), &s.staff, deed!(acts.name, v.id)));
    let ground = view! { <h3>{w.cause}</h3><p>{incident::cause(lang, *cause)}</p> }.into_any();
    let heading = (w.reporter, w.report_sealed);
    view! {
        {sealed::typed(lang, s, heading, Some(ground), FILES)}
        <section class="stack tight" aria-labelledby="people">
            <h2 id="people">{w.investigators}</h2>
            {sealed::people(lang, s)}
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
    let (screen, pending) = (deed!(acts.screen, v.id), acts.screen.pending());
    let hint = (w.decline_hint)(reason::TELLING, reason::MAX);
    let reason = ("screen-reason", "reason");
    let within = view! {
        {sealed::text(reason, w.decline_reason, hint, "3", reason::MAX, false)}
        <div class="actions">
            <button class="btn" name="verdict" value="admit" aria-busy=move || pending.get().then_some("true")>{w.admit}</button>
            <button class="btn quiet" name="verdict" value="decline">{w.decline}</button>
        </div>
    };
    let view = view! {
        <section class="stack tight" aria-labelledby="screening">
            <h2 id="screening">{w.screening}</h2>
            <p class="hint">{w.screening_text}</p>
            {screen.form(within.into_any())}
        </section>
    };
    Some(view.into_any())
}

fn note(lang: Lang, v: &IncidentView, acts: Acts) -> AnyView {
    let o = objection::words(lang);
    let note = deed!(acts.note, v.id);
    let pending = acts.note.pending();
    let add = (v.step == Step::Heard).then(|| {
        view! { <button class="btn quiet" name="kind" value="report">{o.add_report}</button> }
    });
    let hint = (words(lang).note_hint)(reason::TELLING, TEXT_MAX);
    let within = view! {
        {once()}
        {sealed::text(("note", "text"), o.note, hint, "5", TEXT_MAX, true)}
        <div class="actions">
            <button class="btn quiet" name="kind" value="note" aria-busy=move || pending.get().then_some("true")>{o.save_note}</button>
            {add}
        </div>
    };
    note.form(within.into_any())
}

/// The report, and what the organisation is told.
fn closing(lang: Lang, v: &IncidentView, acts: Acts) -> AnyView {
    let w = words(lang);
    let close = deed!(acts.close, v.id);
    let reported = v.sealed.as_ref().map(|s| s.0);
    let causes = Cause::ALL.into_iter().map(|c| {
        let selected = reported == Some(c);
        view! { <option value=c.code() selected=selected>{incident::cause(lang, c)}</option> }
    });
    let causes = causes.collect_view();
    let (report, charge) = (("report-text", "report"), ("charge-text", "charge"));
    let (of_report, of_charge) =
        ((w.report_hint)(reason::TELLING, TEXT_MAX), (w.charge_hint)(reason::TELLING, TEXT_MAX));
    let send = close.button("btn", w.close);
    let uninformed = (!v.informed).then(|| view! { <p class="notice warn">{w.uninformed}</p> });
    let within = view! {
        <div class="q">
            <label for="found">{w.cause_found}</label>
            <select id="found" name="cause">{causes}</select>
        </div>
        {sealed::text(report, w.report_text, of_report, "6", TEXT_MAX, true)}
        {sealed::text(charge, w.charge, of_charge, "6", TEXT_MAX, true)}
        <div class="actions">{send}</div>
    };
    view! {
        <h3>{w.closing}</h3>
        <p class="hint">{(w.closing_text)(v.statement_days)}</p>
        {uninformed}
        {close.form(within.into_any())}
    }
    .into_any()
}

fn hearing(lang: Lang, v: &IncidentView) -> Option<AnyView> {
    let h = v.hearing.as_ref()?;
    let w = words(lang);
    let last = h.due.plus(-1).show_minute();
    let uninformed = (!v.informed).then(|| view! { <p class="notice warn">{w.uninformed}</p> });
    let record = (v.handles && v.step == Step::Heard).then(|| {
        let to = path(v.id.as_str());
        view! { <p><a class="btn quiet" href=to>{w.record_statement}</a></p> }
    });
    let state = if v.now < h.due { (w.heard_until)(&last) } else { (w.heard_over)(&last) };
    let view = view! {
        <section class="stack tight" aria-labelledby="charge">
            <h2 id="charge">{w.charge}</h2>
            <p>{incident::cause(lang, h.cause)}</p>
            <div class="sheet pad" lang="zh-CN">{sender::paragraphs(&h.charge)}</div>
            <p class="notice">{state}</p>
            {uninformed}
            {record}
        </section>
        {made(lang, &v.statements)}
    };
    Some(view.into_any())
}

/// The title was revoked by another case: what was made public, which this one can only agree with.
fn gone(lang: Lang, v: &IncidentView) -> Option<AnyView> {
    let gone = v.gone.as_ref()?;
    let w = words(lang);
    let said = (w.gone)(&gone.at.show_minute());
    let view = view! {
        <div class="notice warn">
            <p>{said}" "<a href="/revocation">{w.revoked}</a></p>
            <p lang="zh-CN">{gone.reason.clone()}</p>
        </div>
    };
    Some(view.into_any())
}

fn decision(lang: Lang, v: &IncidentView, acts: Acts) -> AnyView {
    let w = words(lang);
    let said = v.decision.as_ref();
    let said = said.map(|d| (incident::outcome(lang, d.outcome), &*d.reason, &*d.by));
    let propose = v.proposes.then(|| {
        let outcomes = Outcome::ALL.map(|o| (o.code(), incident::outcome(lang, o)));
        let why = (w.reason, w.propose_hint);
        sealed::proposing(lang, w.result, outcomes, why, deed!(acts.propose, v.id))
    });
    let confirm = v.confirms.then(|| {
        let back = (deed!(acts.give_back, v.id), w.give_back);
        let confirm = (deed!(acts.confirm, v.id), v.seen.as_str());
        sealed::confirming(lang, w.confirm_text, confirm, back)
    });
    let ask = v.asks.then(|| sealed::asking(lang, w.ask_text, deed!(acts.ask, v.id)));
    // Before the organisation was heard nothing is proposed, and more can be asked for already.
    let propose = ask.map(|ask| view! { {propose}{ask} }.into_any());
    sealed::decision(lang, w.decision, said, propose, confirm)
}
