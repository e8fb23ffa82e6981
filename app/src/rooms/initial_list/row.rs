//! The candidates, panel by panel, each with the form that decides on it; and the categories.

use domain::deliberation::agreed::Verdict;
use domain::deliberation::{REASON_MAX, REASON_MIN};
use domain::views::initial_list::{CategoryLine, InitialListView, ListRow};
use leptos::prelude::*;

use super::page::PATH;
use crate::locales::{Lang, initial_list, refusal};
use crate::ui::form::Typed;
use crate::ui::markup::area;

/// Tenths of a point as points.
pub(super) fn points(tenths: Option<i32>) -> String {
    tenths.map_or("—".to_owned(), |t| format!("{}.{}", t / 10, t % 10))
}

/// A table for each panel.
pub(super) fn panels(lang: Lang, v: &InitialListView, typed: &Typed) -> AnyView {
    let mut rest = v.rows.as_slice();
    let mut tables = Vec::new();
    while let Some(first) = rest.first() {
        let n = rest.iter().take_while(|r| r.panel == first.panel).count();
        let (own, others) = rest.split_at(n);
        tables.push(panel(lang, v, own, typed));
        rest = others;
    }
    tables.into_any()
}

fn panel(lang: Lang, v: &InitialListView, rows: &[ListRow], typed: &Typed) -> AnyView {
    let w = initial_list::words(lang);
    let number = rows.first().map_or(0, |r| r.panel);
    let listed = rows.iter().filter(|r| r.listed).count();
    let name = (w.panel)(number);
    let id = format!("panel-{number}");
    let (about, region, caption) = (id.clone(), name.clone(), name.clone());
    let lines = rows.iter().map(|r| line(lang, v, r, typed)).collect_view();
    view! {
        <section class="stack tight" aria-labelledby=about>
            <h2 id=id>{name}" "<small class="soft">{(w.of_panel)(listed, rows.len())}</small></h2>
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

fn line(lang: Lang, v: &InitialListView, r: &ListRow, typed: &Typed) -> AnyView {
    let w = initial_list::words(lang);
    let proposed = match r.verdict {
        Verdict::Shortlisted => "tag done",
        _ => "tag todo",
    };
    let listed = if r.listed { "tag done" } else { "tag" };
    let departs = r.departs.then(|| view! { " "<span class="tag todo">{w.departs}</span> });
    let reason =
        (!r.reason.is_empty()).then(|| view! { <p><b>{w.reason}</b>" "{r.reason.clone()}</p> });
    let form = v.acts.decides.then(|| form(lang, v, r, typed));
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
fn form(lang: Lang, v: &InitialListView, r: &ListRow, typed: &Typed) -> AnyView {
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
    let why = text(&field, w.reason, (w.reason_hint)(REASON_MIN, REASON_MAX), reason, wrong);
    view! {
        <details class="more no-print" open=mine>
            <summary>{w.decide}<span class="sr">" "{reference}</span></summary>
            <form method="post" action=PATH>
                <input type="hidden" name="act" value="decide"/>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="revision" value=revision/>
                <fieldset class="q">
                    <legend>{w.decision}</legend>
                    {choice("yes", w.on, listed)}
                    {choice("no", w.off, !listed)}
                </fieldset>
                {why}
                <div class="actions"><button class="btn">{w.save}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// A reason with its hint and what is wrong with it.
pub(super) fn text(
    id: &str,
    label: &'static str,
    hint: String,
    value: String,
    wrong: Option<String>,
) -> AnyView {
    let id = id.to_owned();
    let (hinted, said) = (format!("{id}-h"), format!("{id}-e"));
    let about = if wrong.is_some() { format!("{hinted} {said}") } else { hinted.clone() };
    let class = if wrong.is_some() { "q err" } else { "q" };
    let invalid = wrong.is_some().then_some("true");
    let wrong = wrong.map(|text| view! { <p class="msg" id=said>{text}</p> });
    let label_for = id.clone();
    view! {
        <div class=class>
            <label for=label_for>{label}</label>
            <p class="hint" id=hinted>{hint}</p>
            {wrong}
            <textarea id=id name="reason" rows="3" maxlength=REASON_MAX.to_string() aria-invalid=invalid aria-describedby=about inner_html=area(&value)></textarea>
        </div>
    }
    .into_any()
}

/// How many of each category are listed, and why there are more than planned.
pub(super) fn categories(lang: Lang, v: &InitialListView, typed: &Typed) -> AnyView {
    let w = initial_list::words(lang);
    let lines = v.categories.iter().map(|c| category(lang, v, c, typed)).collect_view();
    view! {
        <section class="stack tight" aria-labelledby="categories">
            <h2 id="categories">{w.categories}</h2>
            <p class="soft">{w.categories_text}</p>
            <ul class="tight">{lines}</ul>
        </section>
    }
    .into_any()
}

fn category(lang: Lang, v: &InitialListView, c: &CategoryLine, typed: &Typed) -> AnyView {
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
        let why = text(&field, w.reason, (w.beyond_hint)(REASON_MIN, REASON_MAX), value, wrong);
        let name = initial_list::category(lang, c.category);
        view! {
            <details class="more no-print" open=mine>
                <summary>{w.explain}<span class="sr">" "{name}</span></summary>
                <form method="post" action=PATH>
                    <input type="hidden" name="act" value="explain"/>
                    <input type="hidden" name="category" value=code/>
                    <input type="hidden" name="revision" value=revision/>
                    {why}
                    <div class="actions"><button class="btn">{w.save}</button></div>
                </form>
            </details>
        }
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
