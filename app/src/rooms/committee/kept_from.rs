//! What an expert is kept away from, with the facts that met (Art. 15).

use domain::committee::conflict::ConflictKind;
use domain::views::pool::KeptFrom;
use leptos::prelude::*;

use crate::locales::kept_from::{ground, words};
use crate::locales::{Lang, common};
use crate::ui::framed::{self, Text};

/// The section of the expert's page; nothing where there is no conflict.
pub(super) fn kept_from(lang: Lang, all: &[KeptFrom]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let w = words(lang);
    let rows = all.iter().map(|k| row(lang, k)).collect_view();
    let columns = [
        Text(w.application),
        Text(w.ground),
        Text(w.of_expert),
        Text(w.of_application),
        Text(w.since),
    ];
    let section = view! {
        <section class="stack" aria-labelledby="kept-from">
            <h2 id="kept-from">{w.title}</h2>
            <p class="soft">{w.text}" "{(common::words(lang).article)("15")}</p>
            {framed::table(w.title, columns, rows)}
        </section>
    };
    Some(section.into_any())
}

fn row(lang: Lang, k: &KeptFrom) -> AnyView {
    let w = words(lang);
    // Codes of units mean nothing to a reader.
    let told = |fact: &str| match k.kind {
        Some(ConflictKind::OwnUnit) => common::unit(lang, fact),
        _ => fact.to_owned(),
    };
    let met = match (&k.facts, k.kind) {
        (Some((expert, application)), _) => Some((told(expert), told(application))),
        (
            None,
            Some(
                ConflictKind::SameEmployer
                | ConflictKind::SameUscc
                | ConflictKind::Adviser
                | ConflictKind::OwnUnit,
            ),
        ) => Some((w.otherwise.to_owned(), String::new())),
        (None, _) => None,
    };
    let (of_expert, of_application) = met.unwrap_or_default();
    view! {
        <tr>
            <td class="title" data-th=w.application>{k.reference.clone()}" "<small>{k.organisation.clone()}</small></td>
            <td data-th=w.ground>{ground(lang, k.kind)}</td>
            <td data-th=w.of_expert>{of_expert}</td>
            <td data-th=w.of_application>{of_application}</td>
            <td data-th=w.since>{k.at.show_minute()}</td>
        </tr>
    }
    .into_any()
}
