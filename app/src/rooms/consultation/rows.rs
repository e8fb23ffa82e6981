//! The entries of the package, each with what was said of it and the forms of whoever has something to say.

use domain::consultation::Stage;
use domain::consultation::opinion::Stance;
use domain::notice::handling::{Outcome, Step};
use domain::notice::text::paragraphs;
use domain::views::consultation::{ConsultationView, Gist, Row, Said};
use leptos::prelude::*;

use super::forms::{answering, confirming, opining, proposing};
use super::page::Acts;
use crate::locales::consultation::{self, words};
use crate::locales::{Lang, common};
use crate::ui::form::Typed;
use crate::ui::framed::{self, Number, Text};
use crate::ui::rows::rows;

/// The table.
pub(super) fn table(lang: Lang, v: &ConsultationView, doing: (Acts, &Typed)) -> AnyView {
    let w = words(lang);
    if v.rows.is_empty() {
        return ().into_any();
    }
    let lines = rows(v.rows.iter().map(|r| (r.dossier.to_string(), line(lang, v, r, doing))));
    framed::table(
        w.title,
        [Number(w.number), Text(w.organisation), Text(w.unit), Text(w.category), Text(w.opinion)],
        lines,
    )
}

fn line(lang: Lang, v: &ConsultationView, r: &Row, doing: (Acts, &Typed)) -> AnyView {
    let w = words(lang);
    let aside = r.set_aside.map(|at| {
        view! { <p><span class="tag todo">{w.set_aside}</span>" "<small>{at.show_minute()}</small></p> }
    });
    let struck = r.struck().then(|| view! { " "<span class="tag bad">{w.struck}</span> });
    view! {
        <tr id=format!("a-{}", r.dossier)>
            <td class="num" data-th=w.number>{r.line.place}</td>
            <th scope="row" class="title" data-th=w.organisation>
                <span lang="zh-CN">{r.line.organisation.clone()}</span>{struck}
                <br/><small class="soft" lang="zh-CN">{r.line.title.clone()}</small>
                {aside}
            </th>
            <td data-th=w.unit>{common::unit(lang, &r.line.unit)}</td>
            <td class="whole" data-th=w.category>{consultation::category(lang, r.category)}</td>
            <td class="long" data-th=w.opinion>{gist(lang, r)}{said_of(lang, v, r, doing)}</td>
        </tr>
    }
    .into_any()
}

/// What it is about, folded away: nobody has an opinion by the name alone.
fn gist(lang: Lang, r: &Row) -> AnyView {
    if r.gist == Gist::default() {
        return ().into_any();
    }
    let facts = consultation::gist(lang, &r.gist).into_iter().filter(|f| !f.1.is_empty());
    let facts = facts.map(|(label, said)| view! { <div><dt>{label}</dt><dd>{said}</dd></div> });
    let facts = facts.collect_view();
    let text = paragraphs(&r.gist.text).map(|p| view! { <p lang="zh-CN">{p.to_owned()}</p> });
    let text = text.collect_view();
    let named = r.line.organisation.clone();
    view! {
        <details class="more gist no-print">
            <summary>{words(lang).gist}<span class="sr">" "{named}</span></summary>
            {text}
            <dl class="facts">{facts}</dl>
        </details>
    }
    .into_any()
}

/// Opinion, answer and decision, and the forms.
fn said_of(lang: Lang, v: &ConsultationView, r: &Row, doing: (Acts, &Typed)) -> AnyView {
    let w = words(lang);
    let opinion = match (&r.opinion, v.stage) {
        (Some((stance, said)), _) => {
            let class = match stance {
                Stance::Agrees => "tag done",
                Stance::Remarks => "tag todo",
                Stance::Objects => "tag bad",
            };
            let name = consultation::stance(lang, *stance);
            let text = statement(lang, w.opinion_text, said);
            view! { <span class=class>{name}</span>{text} }.into_any()
        }
        (None, None) => ().into_any(),
        (None, Some(Stage::Asking)) if r.acts.gives => {
            view! { <span class="tag">{w.waits}</span> }.into_any()
        }
        (None, Some(Stage::Asking)) => ().into_any(),
        (None, Some(_)) => view! { <span class="tag">{w.no_opinion}</span> }.into_any(),
    };
    let answer = r.answer.as_ref().map(|(refers, said)| {
        let what = if *refers { w.referred } else { w.kept };
        view! { <div>{statement(lang, w.answer, said)}<p class="soft">{what}</p></div> }
    });
    let decision = decision(lang, r);
    let give = r.acts.gives.then(|| opining(lang, r, doing));
    let answering = r.acts.answers.then(|| answering(lang, r, doing));
    let propose = r.acts.proposes.then(|| proposing(lang, r, doing));
    let confirm = r.acts.confirms.then(|| confirming(lang, r, doing.0));
    view! { {opinion}{answer}{decision}{give}{answering}{propose}{confirm} }.into_any()
}

/// What the heads think of it.
fn decision(lang: Lang, r: &Row) -> AnyView {
    let w = words(lang);
    let Some(step) = r.step else { return ().into_any() };
    let class = if step == Step::Decided { "tag done" } else { "tag work" };
    let what = r.decision.as_ref().map(|(outcome, said)| {
        let class = if *outcome == Outcome::Upheld { "tag bad" } else { "tag done" };
        view! {
            <p><span class=class>{consultation::outcome(lang, *outcome)}</span></p>
            {statement(lang, w.decision, said)}
        }
    });
    view! { <div><p><span class=class>{consultation::step(lang, step)}</span></p>{what}</div> }
        .into_any()
}

/// What somebody said, with their name and when.
fn statement(lang: Lang, label: &'static str, said: &Said) -> AnyView {
    let w = words(lang);
    let name = if said.name.is_empty() { w.gone } else { said.name.as_str() };
    let by = (w.by)(name, &said.at.show_minute());
    let text = (!said.text.is_empty())
        .then(|| view! { <p><b>{label}{lang.pick("：", ": ")}</b><span lang="zh-CN">{said.text.clone()}</span></p> });
    view! { {text}<p class="soft"><small>{by}</small></p> }.into_any()
}
