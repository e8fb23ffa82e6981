//! Sessions of the account, each with a button that ends it.

use domain::views::people::{AccountView, SessionView};
use leptos::prelude::*;

use super::page::Acts;
use crate::locales::Lang;
use crate::locales::account::words;

/// The section.
pub(super) fn section(lang: Lang, account: &AccountView, acts: Acts) -> AnyView {
    let w = words(lang);
    let others = (account.sessions.len() > 1).then(|| {
        view! {
            <ActionForm action=acts.end_others>
                <button class="btn quiet">{w.end_others}</button>
            </ActionForm>
        }
    });
    let rows = account.sessions.iter().map(|s| row(lang, s, acts)).collect_view();
    view! {
        <section class="stack tight" aria-labelledby="sessions">
            <h2 id="sessions">{w.sessions}</h2>
            <p>{w.sessions_text}</p>
            <div class="sheet">
                <table class="list">
                    <caption class="sr">{w.sessions}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.device}</th>
                            <th scope="col">{w.seen}</th>
                            <th scope="col">{w.network}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {others}
        </section>
    }
    .into_any()
}

fn row(lang: Lang, s: &SessionView, acts: Acts) -> AnyView {
    let w = words(lang);
    let device = if s.device.is_empty() { w.unknown_device.to_owned() } else { s.device.clone() };
    let name = (w.end_of)(&device, &s.since.show_minute());
    let id = s.id.clone();
    let act = if s.current {
        view! { <span class="tag ok">{w.this_one}</span> }.into_any()
    } else {
        view! {
            <ActionForm action=acts.end>
                <input type="hidden" name="id" value=id/>
                <button class="btn small quiet" aria-label=name>{w.end}</button>
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <tr>
            <td class="title">{device}<small>{s.since.show_minute()}</small></td>
            <td data-th=w.seen>{s.seen.show_minute()}</td>
            <td data-th=w.network class="code">{s.address.clone()}</td>
            <td class="do">{act}</td>
        </tr>
    }
    .into_any()
}
