//! The one round of correction on the checklist page: asked for here, its state, and what the
//! answer changed (Art. 18).

use domain::formality::Item;
use domain::formality::correction::parts;
use domain::journey::Stage;
use domain::reason;
use domain::season::Phase;
use domain::views::formality::{Checklist, ChecklistLine};
use leptos::prelude::*;

use super::api;
use super::line::finding;
use crate::locales::{Lang, common, flow, formality};
use crate::ui::RefusedBy;
use crate::ui::changes::changes;
use crate::ui::rows::rows;
use crate::ui::unfolded::refused;

/// What became of the round; nothing when none was asked for.
pub(super) fn state(lang: Lang, v: &Checklist) -> AnyView {
    let w = flow::words(lang);
    let Some(round) = &v.dossier.flow.correction else { return ().into_any() };
    let waiting = v.dossier.standing.stage() == Stage::Correction;
    let (class, text) = match round.answered {
        Some(at) => ("notice ok", (w.answer_came)(&at.show_minute())),
        None if waiting && v.dossier.now >= round.due => {
            ("notice bad", (w.no_answer)(&round.due.show_minute()))
        }
        None => (
            "notice warn",
            (w.asked_correction)(&round.asked.show_minute(), &round.due.show_minute()),
        ),
    };
    let items = round
        .items
        .iter()
        .map(|(item, reason)| {
            view! { <li><b>{formality::item(lang, *item)}</b><p class="asked-why">{reason.clone()}</p></li> }
        })
        .collect_view();
    let changed = v.changed.as_ref().map(|d| {
        view! {
            <details class="more" open=true>
                <summary>{w.what_changed}</summary>
                {changes(lang, d, &v.dossier.season)}
            </details>
        }
    });
    let closed =
        v.dossier.season.window(Phase::Formality).is_some_and(|x| v.dossier.now >= x.closes);
    let undecided = matches!(v.dossier.standing.stage(), Stage::Recommended | Stage::Correction);
    let goes_on = (closed && undecided).then(|| view! { <p>{w.check_goes_on}</p> });
    view! {
        <section class=class id="correction" aria-label=w.correction>
            <p>{text}</p>
            {goes_on}
            <ul class="asked">{items}</ul>
        </section>
        {changed}
    }
    .into_any()
}

/// The form that asks: one text for each item the applicant can mend, in the order of the checklist, with where the
/// item stands. What is left blank is not asked. The order never changes, and an item keeps its text
/// ([ADR 0054](../../../../docs/adr/0054-a-page-waits-for-the-hand.md)): the page is drawn anew at every answer to the
/// checklist, and a reason must not come to stand under another item.
pub(super) fn form(
    lang: Lang,
    v: &Checklist,
    works: bool,
    ask: ServerAction<api::AskCorrection>,
) -> AnyView {
    let w = flow::words(lang);
    if !works || v.dossier.flow.correction.is_some() {
        return ().into_any();
    }
    let can = |l: &&ChecklistLine| !parts(l.item).is_empty();
    let items = v.lines.iter().filter(can).map(|l| (l.item.code().to_owned(), line(lang, l)));
    let items = rows(items);
    let (id, busy, value) = (v.dossier.id.to_string(), ask.pending(), ask.value());
    view! {
        <details class="more" id="ask-correction" {..refused(value)}>
            <summary>{w.ask_correction}</summary>
            <p>{(w.ask_correction_text)(v.dossier.season.limits.correction_days)}</p>
            {late(lang, v)}
            <RefusedBy value=ask.value()/>
            <ActionForm action=ask>
                <input type="hidden" name="id" value=id/>
                {items}
                <div class="actions">
                    <button class="btn quiet" aria-busy=move || busy.get().then_some("true")>{w.ask_correction_button}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}

/// That an answer to what is asked now comes when the check has closed: nothing is lost by it, but the lists wait.
fn late(lang: Lang, v: &Checklist) -> Option<AnyView> {
    let closes = v.dossier.season.window(Phase::Formality)?.closes;
    let due = v.answer_due.filter(|due| *due > closes)?;
    let text = (flow::words(lang).ask_correction_late)(&due.show_minute(), &closes.show_minute());
    Some(view! { <p class="notice warn">{text}</p> }.into_any())
}

fn line(lang: Lang, l: &ChecklistLine) -> AnyView {
    let item: Item = l.item;
    let id = format!("mend-{}", item.code());
    let article = (common::words(lang).article)(item.article());
    let (class, word) = finding(l).tag(lang);
    // What the check noted already is the beginning of the request.
    let noted = l.tick.as_ref().filter(|t| !t.yes).map(|t| t.note.clone()).unwrap_or_default();
    view! {
        <div class="q">
            <label for=id.clone()>{formality::item(lang, item)} " " <small>{article}</small></label>
            <span class=class>{word}</span>
            <textarea id=id name=format!("items[{}]", item.code()) rows="2" maxlength=reason::MAX.to_string() inner_html=crate::ui::markup::area(&noted)></textarea>
        </div>
    }
    .into_any()
}
