//! Deciding on a case: one of the association proposes, another confirms or gives it back.

use domain::deliberation::{REASON_MAX, REASON_MIN};
use domain::incident::case::Outcome;
use domain::views::incident::IncidentView;
use leptos::prelude::*;

use super::case::Acts;
use crate::locales::incident::{self, words};
use crate::locales::{Lang, objection};
use crate::ui::RefusedBy;

/// What is proposed or decided, and the forms of those who may.
pub(super) fn decision(lang: Lang, v: &IncidentView, acts: Acts) -> AnyView {
    let o = objection::words(lang);
    let said = v.decision.as_ref().map(|d| {
        view! {
            <p><b>{incident::outcome(lang, d.outcome)}</b></p>
            <p lang="zh-CN">{d.reason.clone()}</p>
            <p class="soft">{(o.proposed_by)(&d.by)}</p>
        }
    });
    let propose = v.proposes.then(|| proposing(lang, v, acts));
    let confirm = v.confirms.then(|| confirming(lang, v, acts));
    if said.is_none() && propose.is_none() {
        return ().into_any();
    }
    view! {
        <section class="stack tight" aria-labelledby="decision">
            <h2 id="decision">{words(lang).decision}</h2>
            {said}
            {propose}
            {confirm}
        </section>
    }
    .into_any()
}

fn proposing(lang: Lang, v: &IncidentView, acts: Acts) -> AnyView {
    let (w, o) = (words(lang), objection::words(lang));
    let (id, pending) = (v.id.to_string(), acts.propose.pending());
    let outcomes = Outcome::ALL.into_iter().map(|outcome| {
        view! {
            <label class="choice">
                <input type="radio" name="outcome" value=outcome.code() required/>
                {incident::outcome(lang, outcome)}
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
                <button class="btn" aria-busy=move || pending.get().then_some("true")>{o.propose}</button>
            </div>
        </ActionForm>
    }
    .into_any()
}

fn confirming(lang: Lang, v: &IncidentView, acts: Acts) -> AnyView {
    let (w, o) = (words(lang), objection::words(lang));
    let (id, also) = (v.id.to_string(), v.id.to_string());
    let (busy, sending) = (acts.confirm.pending(), acts.give_back.pending());
    view! {
        <p class="hint">{w.confirm_text}</p>
        <RefusedBy value=acts.confirm.value()/>
        <RefusedBy value=acts.give_back.value()/>
        <div class="row">
            <ActionForm action=acts.confirm>
                <input type="hidden" name="id" value=id/>
                <button class="btn" aria-busy=move || busy.get().then_some("true")>{o.confirm}</button>
            </ActionForm>
            <ActionForm action=acts.give_back>
                <input type="hidden" name="id" value=also/>
                <button class="btn quiet" aria-busy=move || sending.get().then_some("true")>{w.give_back}</button>
            </ActionForm>
        </div>
    }
    .into_any()
}
