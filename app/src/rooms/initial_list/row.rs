//! The candidates, panel by panel, each with the form that decides on it; and the categories.

use domain::deliberation::agreed::Verdict;
use domain::reason;
use domain::views::initial_list::{CategoryLine, InitialListView, ListRow};
use leptos::prelude::*;

use super::page::{Acts, PATH};
use crate::locales::{Lang, initial_list, refusal};
use crate::ui::folded::folded;
use crate::ui::form::{Told, Typed, long};
use crate::ui::rows::rows;

/// Tenths of a point as points.
pub(super) fn points(tenths: Option<i32>) -> String {
    tenths.map_or("—".to_owned(), |t| format!("{}.{}", t / 10, t % 10))
}

/// A table for each panel.
pub(super) fn panels(lang: Lang, v: &InitialListView, doing: (Acts, &Typed)) -> AnyView {
    let mut rest = v.rows.as_slice();
    let mut tables = Vec::new();
    while let Some(first) = rest.first() {
        let n = rest.iter().take_while(|r| r.panel == first.panel).count();
        let (own, others) = rest.split_at(n);
        tables.push((first.panel.to_string(), panel(lang, v, own, doing)));
        rest = others;
    }
    rows(tables).into_any()
}

fn panel(lang: Lang, v: &InitialListView, own: &[ListRow], doing: (Acts, &Typed)) -> AnyView {
    let w = initial_list::words(lang);
    let number = own.first().map_or(0, |r| r.panel);
    let listed = own.iter().filter(|r| r.listed).count();
    let name = (w.panel)(number);
    let id = format!("panel-{number}");
    let (about, region, caption) = (id.clone(), name.clone(), name.clone());
    // What is typed into a form stays with its own, whatever comes or goes.
    let lines = rows(own.iter().map(|r| (r.dossier.to_string(), line(lang, v, r, doing))));
    view! {
        <section class="stack tight" aria-labelledby=about>
            <h2 id=id>{name}" "<small class="soft">{(w.of_panel)(listed, own.len())}</small></h2>
            <div class="sheet scroll" tabindex="0" role="region" aria-label=region>
                <table class="list">
                    <caption class="sr">{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.experience}</th>
                            <th scope="col" class="num">{w.written}</th>
                            <th scope="col" class="num">{w.defence}</th>
                            <th scope="col" class="num">{w.combined}</th>
                            <th scope="col">{w.category}</th>
                            <th scope="col">{w.verdict}</th>
                            <th scope="col">{w.decision}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn line(lang: Lang, v: &InitialListView, r: &ListRow, doing: (Acts, &Typed)) -> AnyView {
    let w = initial_list::words(lang);
    let proposed = match r.verdict {
        Verdict::Shortlisted => "tag done",
        _ => "tag todo",
    };
    let listed = if r.listed { "tag done" } else { "tag" };
    let departs = r.departs.then(|| view! { " "<span class="tag todo">{w.departs}</span> });
    let reason =
        (!r.reason.is_empty()).then(|| view! { <p><b>{w.reason}</b>" "{r.reason.clone()}</p> });
    let form = v.acts.decides.then(|| form(lang, v, r, doing));
    let aside = r.set_aside.map(|at| {
        view! { <p><span class="tag todo">{w.set_aside}</span>" "<small>{at.show_minute()}</small></p> }
    });
    view! {
        <tr id=format!("a-{}", r.dossier)>
            <th scope="row" class="title">
                <span class="code">{r.reference.clone()}</span>" "{r.title.clone()}
                <br/><small class="soft">{r.organisation.clone()}</small>
                {aside}
            </th>
            <td class="num" data-th=w.written>{points(r.written)}</td>
            <td class="num" data-th=w.defence>{points(r.defence)}</td>
            <td class="num" data-th=w.combined>{points(r.combined)}</td>
            <td data-th=w.category class="nobreak">{initial_list::category(lang, r.category)}</td>
            <td data-th=w.verdict><span class=proposed>{initial_list::proposal(lang, r.verdict)}</span></td>
            <td data-th=w.decision>
                <span class=listed>{if r.listed { w.on } else { w.off }}</span>
                {departs}
                {reason}
                {form}
            </td>
        </tr>
    }
    .into_any()
}

/// The form of one candidate, with what was typed where it was refused.
fn form(lang: Lang, v: &InitialListView, r: &ListRow, (acts, typed): (Acts, &Typed)) -> AnyView {
    let w = initial_list::words(lang);
    let id = r.dossier.to_string();
    let mine = typed.value("act") == "decide" && typed.value("id") == id;
    let listed = if mine { typed.value("listed") == "yes" } else { r.listed };
    let reason = if mine { typed.value("reason") } else { r.reason.clone() };
    let field = format!("reason-{id}");
    let choice = |value: &'static str, label: &'static str, on: bool| {
        view! {
            <label class="choice">
                <input type="radio" name="listed" value=value checked=on required/>
                {label}
            </label>
        }
    };
    let wrong = typed.slip(&field).map(|slip| refusal::refusal(lang, slip));
    let reference = r.reference.clone();
    let revision = v.revision.to_string();
    let why = text(&field, w.reason, (w.reason_hint)(reason::TELLING, reason::MAX), reason, wrong);
    let of = id.clone();
    let fields = view! {
        <input type="hidden" name="id" value=id/>
        <input type="hidden" name="revision" value=revision/>
        <fieldset class="q">
            <legend>{w.decision}</legend>
            {choice("yes", w.on, listed)}
            {choice("no", w.off, !listed)}
        </fieldset>
        {why}
    };
    let about = view! { {w.decide}<span class="sr">" "{reference}</span> };
    let button = ("btn", w.save);
    let (page, of) = ((PATH, acts.last), (of, mine));
    folded(page, (acts.decide, "decide"), of, about.into_any(), fields.into_any(), button)
}

/// A reason with its hint and what is wrong with it.
pub(super) fn text(
    id: &str,
    label: &'static str,
    hint: String,
    value: String,
    wrong: Option<String>,
) -> AnyView {
    let told = Told::of(id, true, wrong);
    long(told, "reason", (label, hint), &value, (reason::MAX, false))
}

/// How many of each category are listed, and why there are more than planned.
pub(super) fn categories(lang: Lang, v: &InitialListView, doing: (Acts, &Typed)) -> AnyView {
    let w = initial_list::words(lang);
    let lines = v.categories.iter().map(|c| category(lang, v, c, doing)).collect_view();
    view! {
        <section class="stack tight" aria-labelledby="categories">
            <h2 id="categories">{w.categories}</h2>
            <p class="soft">{w.categories_text}</p>
            <ul class="tight">{lines}</ul>
        </section>
    }
    .into_any()
}

fn category(
    lang: Lang,
    v: &InitialListView,
    c: &CategoryLine,
    (acts, typed): (Acts, &Typed),
) -> AnyView {
    let w = initial_list::words(lang);
    let code = c.category.code();
    let field = format!("reason-{code}");
    let over = c.listed > c.planned;
    let mine = typed.value("act") == "explain" && typed.value("category") == code;
    let beyond = over.then(|| view! { " "<span class="tag todo">{w.beyond}</span> });
    let reason =
        (!c.reason.is_empty()).then(|| view! { <p><b>{w.reason}</b>" "{c.reason.clone()}</p> });
    let form = (v.acts.decides && (over || !c.reason.is_empty())).then(|| {
        let value = if mine { typed.value("reason") } else { c.reason.clone() };
        let wrong = typed.slip(&field).map(|slip| refusal::refusal(lang, slip));
        let revision = v.revision.to_string();
        let why =
            text(&field, w.reason, (w.beyond_hint)(reason::TELLING, reason::MAX), value, wrong);
        let name = initial_list::category(lang, c.category);
        let fields = view! {
            <input type="hidden" name="category" value=code/>
            <input type="hidden" name="revision" value=revision/>
            {why}
        };
        let about = view! { {w.explain}<span class="sr">" "{name}</span> }.into_any();
        let (of, button) = ((code.to_owned(), mine), ("btn", w.save));
        let page = (PATH, acts.last);
        folded(page, (acts.explain, "explain"), of, about, fields.into_any(), button)
    });
    view! {
        <li>
            {initial_list::category(lang, c.category)}" "
            <b>{(w.counter)(c.listed, c.planned)}</b>
            {beyond}
            {reason}
            {form}
        </li>
    }
    .into_any()
}
