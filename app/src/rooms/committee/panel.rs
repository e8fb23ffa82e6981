//! One specialist panel (Art. 14) with its members, the lead first.

use domain::views::committee::{PanelView, Seat};
use leptos::prelude::*;

use crate::locales::{Lang, assignment, committee, dossier};

/// The panel's section.
pub(super) fn panel(lang: Lang, p: &PanelView) -> AnyView {
    let w = committee::words(lang);
    let name = committee::panel(lang, p);
    let (head, region) = (name.clone(), name.clone());
    let mut seats: Vec<&Seat> = p.seats.iter().collect();
    seats.sort_by_key(|s| !s.lead);
    let heads = [
        (w.member, false),
        (w.employer, false),
        (w.fields, false),
        (w.undertaking, false),
        (w.load, true),
        (w.conflicts, true),
    ];
    view! {
        <section class="stack tight">
            <h3>{head}</h3>
            <p class="soft">{(w.panel_facts)(p.seats.len(), p.applications)}</p>
            <div class="sheet scroll" tabindex="0" role="region" aria-label=region>
                <table class="list">
                    <caption class="sr">{name}</caption>
                    <thead>
                        <tr>
                            {heads
                                .into_iter()
                                .map(|(name, number)| view! {
                                    <th scope="col" class=number.then_some("num")>{name}</th>
                                })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>{seats.into_iter().map(|s| seat(lang, s)).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn seat(lang: Lang, s: &Seat) -> AnyView {
    let w = committee::words(lang);
    let lead = s.lead.then(|| view! { " " <span class="tag work">{w.lead}</span> });
    let down = s.stood_down.then(|| {
        view! { " " <span class="tag todo">{assignment::words(lang).stood_down}</span> }
    });
    let signed = match s.undertaken {
        Some(at) => {
            view! { <span class="tag done">{(w.signed)(&at.show_date())}</span> }.into_any()
        }
        None => view! { <span class="tag todo">{w.unsigned}</span> }.into_any(),
    };
    let known: Vec<String> = s.fields.iter().map(|f| dossier::industry(lang, f)).collect();
    view! {
        <tr>
            <td class="title" data-th=w.member>{s.name.clone()}{lead}{down}</td>
            <td data-th=w.employer>{s.employer.clone()}</td>
            <td data-th=w.fields>{known.join(lang.pick("、", ", "))}</td>
            <td data-th=w.undertaking>{signed}</td>
            <td class="num" data-th=w.load>{s.load}</td>
            <td class="num" data-th=w.conflicts>{s.conflicts}</td>
        </tr>
    }
    .into_any()
}
