//! The list of a notice or an announcement (Art. 21, 22), and the text around it. Both are Chinese, as the
//! documents are.

use domain::notice::text::Filled;
use domain::views::notice::Line;
use leptos::prelude::*;

use super::framed::{self, Number, Text};
use crate::locales::notice::words;
use crate::locales::{Lang, common};

/// The text with its list within it, without the heading.
pub fn document(lang: Lang, text: &Filled, lines: &[Line], name: &'static str) -> AnyView {
    marked(lang, text, lines, name, |_| None)
}

/// The same; what `mark` says of a line that came later stands beside it, and is no part of the document.
pub fn marked(
    lang: Lang,
    text: &Filled,
    lines: &[Line],
    name: &'static str,
    mark: impl Fn(&Line) -> Option<AnyView>,
) -> AnyView {
    let paragraph = |p: &str| view! { <p lang="zh-CN">{p.to_owned()}</p> };
    let lede = text.lede().map(paragraph).collect_view();
    let rest = text.rest().map(paragraph).collect_view();
    view! {
        <div class="stack tight">{lede}</div>
        {table(lang, lines, name, mark)}
        <div class="stack tight">{rest}</div>
    }
    .into_any()
}

/// The lines, in no order of merit.
pub fn annex(lang: Lang, lines: &[Line], name: &'static str) -> AnyView {
    table(lang, lines, name, |_| None)
}

fn table(
    lang: Lang,
    lines: &[Line],
    name: &'static str,
    mark: impl Fn(&Line) -> Option<AnyView>,
) -> AnyView {
    let w = words(lang);
    let rows = lines.iter().map(|l| {
        let unit = common::unit(lang, &l.unit);
        let mark = mark(l).map(|mark| view! { <p lang=lang.code()>{mark}</p> });
        view! {
            <tr>
                <td class="num" data-th=w.number>{l.place}</td>
                <th scope="row" class="title" lang="zh-CN" data-th=w.organisation>{l.organisation.clone()}{mark}</th>
                <td lang="zh-CN" data-th=w.experience>{l.title.clone()}</td>
                <td data-th=w.unit>{unit}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = [Number(w.number), Text(w.organisation), Text(w.experience), Text(w.unit)];
    view! {
        {framed::table(name, columns, rows)}
        <p class="soft">{w.no_order}</p>
    }
    .into_any()
}
