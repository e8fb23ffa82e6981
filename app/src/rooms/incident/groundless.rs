//! A case that turns out to be groundless (Art. 24): the form of who found so, and the buttons of who confirms it.

use domain::incident::case::Step;
use domain::reason;
use domain::sealed::TEXT_MAX;
use domain::views::incident::IncidentView;
use domain::views::sealed::Named;
use leptos::prelude::*;

use super::api;
use crate::locales::Lang;
use crate::locales::incident::words;
use crate::ui::RefusedBy;
use crate::ui::deed::deed;
use crate::ui::sealed::{naming_what, text};

/// What can be done about it.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub find: ServerAction<api::FindGroundless>,
    pub drop: ServerAction<api::DropIt>,
    pub go_on: ServerAction<api::GoOn>,
}

impl Acts {
    pub fn new() -> Self {
        Self { find: ServerAction::new(), drop: ServerAction::new(), go_on: ServerAction::new() }
    }
}

/// The form of whoever has found nothing of it to hold; it takes a second person who investigates it.
pub(super) fn finding(lang: Lang, v: &IncidentView, acts: Acts) -> Option<AnyView> {
    if !v.handles || v.step != Step::Investigated {
        return None;
    }
    let w = words(lang);
    let at_work = |p: &&(_, _, Named)| p.2 == Named::AtWork;
    let alone = v.sealed.as_ref().is_some_and(|s| s.1.people.iter().filter(at_work).count() < 2);
    let alone = alone.then(|| view! { <p class="notice warn">{w.dropping_alone}</p> });
    let find = deed!(acts.find, v.id);
    let send = find.button("btn quiet", w.find_groundless);
    let (report, reason) = (("drop-report", "report"), ("drop-reason", "reason"));
    let of_report = (w.drop_report_hint)(reason::TELLING, TEXT_MAX);
    let of_reason = (w.drop_reason_hint)(reason::TELLING, reason::MAX);
    let within = view! {
        {text(report, w.drop_report, of_report, "5", TEXT_MAX, true)}
        {text(reason, w.drop_reason, of_reason, "3", reason::MAX, true)}
        <div class="actions">{send}</div>
    };
    let view = view! {
        <h3>{w.dropping}</h3>
        <p class="hint">{w.dropping_text}</p>
        {alone}
        {find.form(within.into_any())}
    };
    Some(view.into_any())
}

/// What one of them has found, for the others to confirm or not.
pub(super) fn found(lang: Lang, v: &IncidentView, acts: Acts) -> Option<AnyView> {
    let (reason, by) = v.groundless.as_ref()?;
    let w = words(lang);
    let (drop, back) = (deed!(acts.drop, v.id), deed!(acts.go_on, v.id));
    let (yes, no) = (drop.button("btn", w.drop_it), back.button("btn quiet", w.go_on));
    let (refused, drop) = drop.parts(naming_what(&v.seen, yes));
    let (also, back) = back.parts(naming_what(&v.seen, no));
    let drop = v.drops.then_some(drop);
    let view = view! {
        <section class="stack tight" aria-labelledby="groundless">
            <h2 id="groundless">{w.dropped}</h2>
            <p>{(w.found_by)(by)}</p>
            <p lang="zh-CN">{reason.clone()}</p>
            <p class="hint">{w.drop_text}</p>
            {refused}
            {also}
            <div class="row">{drop}{back}</div>
        </section>
    };
    Some(view.into_any())
}
