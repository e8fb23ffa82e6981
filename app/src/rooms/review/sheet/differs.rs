//! What was saved from another page or device, beside what is on this one (Art. 19): told, put side by
//! side, and chosen for field by field. Nothing is overwritten unseen.

use domain::review::rubric::Rubric;
use domain::review::sheet::SheetField;
use leptos::prelude::*;

use super::keep::{Keeper, Other};
use super::offline::name;
use crate::locales::lang;
use crate::locales::review::words;

/// Identifier of the notice.
pub(super) const DIFFERS: &str = "differs";

/// The notice while there is something to choose; and what was taken over by itself.
pub(super) fn differs(keeper: Keeper, rubric: StoredValue<Rubric>) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let merged = move || {
        let fields = keeper.merged.get();
        let named = |f: &SheetField| rubric.with_value(|r| name(lang, f, r));
        let all: Vec<String> = fields.iter().map(named).collect();
        (!all.is_empty()).then(|| {
            let said = (w.merged)(&all.join(lang.pick("、", ", ")));
            view! { <p class="notice" role="status">{said}</p> }
        })
    };
    let choose = move || {
        keeper.other.get().map(|other| {
            let at = other.saved.show_time();
            let rows = other
                .fields
                .iter()
                .map(|field| row(keeper, field, &other, rubric, awake))
                .collect_view();
            view! {
                <div class="notice warn" role="alert" id=DIFFERS tabindex="-1">
                    <h3>{w.other_title}</h3>
                    <p>{(w.other_text)(&at)}</p>
                    <div class="scroll" tabindex="0" role="region" aria-label=w.other_caption>
                        <table>
                            <caption class="sr">{w.other_caption}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">{w.other_field}</th>
                                    <th scope="col">{w.other_here}</th>
                                    <th scope="col">{(w.other_saved)(&at)}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    <p class="row" hidden=move || !awake.get()>
                        <button type="button" class="btn small" on:click=move |_| keeper.keep_here()>{w.keep_here}</button>
                    </p>
                </div>
            }
        })
    };
    view! { {merged}{choose} }.into_any()
}

fn row(
    keeper: Keeper,
    field: &SheetField,
    other: &Other,
    rubric: StoredValue<Rubric>,
    awake: RwSignal<bool>,
) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let named = rubric.with_value(|r| name(lang, field, r));
    let shown = move |text: &str| {
        if text.trim().is_empty() { w.nothing_there.to_owned() } else { text.to_owned() }
    };
    let there = shown(other.form.text(field));
    let (of, chosen) = (field.clone(), field.clone());
    let here = move || keeper.form.with(|f| shown(f.text(&of)));
    let label = format!("{}{}{named}", w.take_saved, lang.pick("：", ": "));
    view! {
        <tr>
            <th scope="row">{named}</th>
            <td class="typed">{here}</td>
            <td class="typed">
                <span>{there}</span>
                " "
                <button
                    type="button"
                    class="btn small quiet"
                    aria-label=label
                    hidden=move || !awake.get()
                    on:click=move |_| keeper.take(&chosen)
                >
                    {w.take_saved}
                </button>
            </td>
        </tr>
    }
    .into_any()
}
