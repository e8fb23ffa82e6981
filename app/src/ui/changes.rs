//! What differs between two states of a dossier, field by field, with the words that went and
//! came marked in the text.

use domain::application::diff::{Change, FileChange, Piece};
use domain::application::field::{Field, Kind};
use domain::season::Season;
use domain::views::flow::Difference;
use leptos::prelude::*;

use crate::drawn;
use crate::locales::{Lang, fields, flow};

/// The list of differences; says so when there are none.
pub fn changes(lang: Lang, d: &Difference, season: &Season) -> AnyView {
    let w = flow::words(lang);
    if d.changes.is_empty() && d.files.is_empty() {
        return view! { <p class="soft">{w.same}</p> }.into_any();
    }
    let rows = d.changes.iter().map(|c| change(lang, c, season)).collect_view();
    let files = d.files.iter().map(|f| file(lang, f)).collect_view();
    view! { <dl class="answers changes">{rows}{files}</dl> }.into_any()
}

fn change(lang: Lang, c: &Change, season: &Season) -> AnyView {
    let place = fields::place(lang, &c.key, season);
    let text = match Field::of_key(&c.key).map(Field::kind) {
        Some(Kind::Text | Kind::Line(_)) | None => pieces(&c.pieces),
        // A code or an amount is said in words, the one after the other.
        Some(_) => {
            let shown = |text: &str| shown(lang, c, text, season);
            view! {
                {(!c.before.is_empty()).then(|| view! { <del>{shown(&c.before)}</del>" " })}
                {(!c.after.is_empty()).then(|| view! { <ins>{shown(&c.after)}</ins> })}
            }
            .into_any()
        }
    };
    view! { <div><dt>{place}</dt><dd class="pieces">{text}</dd></div> }.into_any()
}

fn shown(lang: Lang, c: &Change, text: &str, season: &Season) -> String {
    let alone = [(c.key.clone(), text.to_owned())].into();
    match Field::of_key(&c.key) {
        Some(field) if !c.key.ends_with(".unit") => {
            let said = fields::value(lang, field, &c.key, &alone, season);
            if said.is_empty() { text.to_owned() } else { said }
        }
        _ => text.to_owned(),
    }
}

/// A text with what went and what came; long stretches that stayed are shortened.
pub fn pieces(all: &[Piece]) -> AnyView {
    view! { <span inner_html=drawn::pieces::pieces(all)></span> }.into_any()
}

fn file(lang: Lang, f: &FileChange) -> AnyView {
    let w = flow::words(lang);
    let slot = fields::slot(lang, f.slot);
    let line = if f.gone {
        view! { <del>{(w.file_gone)(slot, &f.name)}</del> }.into_any()
    } else {
        view! { <ins>{(w.file_new)(slot, &f.name)}</ins> }.into_any()
    };
    view! { <div><dt>{slot}</dt><dd class="pieces">{line}</dd></div> }.into_any()
}
