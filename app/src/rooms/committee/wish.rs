//! The forms beside the matrix: what is wished for one pair, and what one expert can take.

use domain::committee::pairing::Wish;
use domain::views::matrix::{Column, Matrix};
use leptos::prelude::*;

use super::assignment::Acts;
use crate::locales::{Lang, assignment};
use crate::ui::RefusedBy;

/// The pair that was chosen, or how to choose one.
pub(super) fn wishes(lang: Lang, v: &Matrix, acts: Acts) -> AnyView {
    let w = assignment::words(lang);
    let pending = acts.wish.pending();
    let chosen = v.pair.as_ref().and_then(|p| Some((p, v.lines.get(p.line)?)));
    let form = match chosen {
        None => view! { <p class="soft">{w.choose}</p> }.into_any(),
        Some((pair, line)) => {
            let now = line.cells.get(pair.column).and_then(|c| c.wish);
            let known = (!pair.why.is_empty())
                .then(|| view! { <p class="hint">{(w.known)(&pair.why)}</p> });
            let experts = v.columns.iter().enumerate().map(|(i, c)| {
                let mark = line.cells.get(i).map(|c| assignment::mark(lang, c.mark));
                let said = format!("{} · {}", c.name, mark.unwrap_or_default());
                view! { <option value=c.expert.to_string() selected=i == pair.column>{said}</option> }
            });
            let experts = experts.collect_view();
            let choices = [
                ("must", assignment::wish(lang, Wish::Must), now == Some(Wish::Must)),
                ("never", assignment::wish(lang, Wish::Never), now.is_some_and(Wish::keeps_away)),
                ("", w.no_wish, now.is_none()),
            ];
            let (panel, dossier) = (v.panel.to_string(), line.dossier.to_string());
            let choices = choices.map(|(value, said, on)| {
                let id = format!("wish-{value}");
                view! {
                    <div class="opt">
                        <input type="radio" id=id.clone() name="wish" value=value checked=on/>
                        <label for=id>{said}</label>
                    </div>
                }
            });
            let choices = choices.collect_view();
            view! {
                <p><span class="code">{line.reference.clone()}</span>" "{line.org_name.clone()}</p>
                {known}
                <ActionForm action=acts.wish attr:class="form">
                    <input type="hidden" name="panel" value=panel/>
                    <input type="hidden" name="dossier" value=dossier/>
                    <div class="q">
                        <label for="expert">{w.expert}</label>
                        <select id="expert" name="expert">{experts}</select>
                    </div>
                    <fieldset class="q">
                        <legend>{w.wish}</legend>
                        <div class="opts">{choices}</div>
                    </fieldset>
                    <div class="q">
                        <label for="reason">{w.reason}</label>
                        <p class="hint" id="reason-h">{w.reason_hint}</p>
                        <input id="reason" name="reason" maxlength=domain::reason::MAX.to_string() required aria-describedby="reason-h"/>
                    </div>
                    <div class="actions">
                        <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.keep}</button>
                    </div>
                </ActionForm>
            }
            .into_any()
        }
    };
    view! {
        <section class="sheet pad stack" id="pair">
            <h2>{w.adjust}</h2>
            <p class="soft">{w.adjust_text}</p>
            <RefusedBy value=acts.wish.value()/>
            {form}
        </section>
    }
    .into_any()
}

/// One expert's limit.
pub(super) fn limits(lang: Lang, v: &Matrix, acts: Acts) -> AnyView {
    let w = assignment::words(lang);
    let pending = acts.limit.pending();
    let usual = v.columns.iter().find(|c| !c.own_limit).map(|c| (w.limits_text)(c.limit));
    let option = |c: &Column| {
        let own = if c.own_limit { format!(" · {}", w.own_limit) } else { String::new() };
        let said = format!("{} · {}{own}", c.name, (w.load)(c.load, c.limit));
        view! { <option value=c.expert.to_string()>{said}</option> }
    };
    let options = v.columns.iter().map(option).collect_view();
    let panel = v.panel.to_string();
    view! {
        <section class="sheet pad stack" id="limits">
            <h2>{w.limits}</h2>
            <p class="soft">{usual}</p>
            <RefusedBy value=acts.limit.value()/>
            <ActionForm action=acts.limit attr:class="form">
                <input type="hidden" name="panel" value=panel/>
                <div class="q">
                    <label for="limit-expert">{w.expert}</label>
                    <select id="limit-expert" name="expert">{options}</select>
                </div>
                <div class="q">
                    <label for="limit">{w.limit}</label>
                    <p class="hint" id="limit-h">{w.limit_hint}</p>
                    <input id="limit" name="limit" size="6" inputmode="numeric" autocomplete="off" aria-describedby="limit-h"/>
                </div>
                <div class="actions">
                    <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{w.set}</button>
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}
