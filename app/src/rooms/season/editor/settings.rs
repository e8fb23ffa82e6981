//! Limits and settings: the table of `domain::season::settings`, drawn.

use domain::application::field::Slot;
use domain::season::settings::{Group, Kind, Setting, slot_key};
use leptos::prelude::*;

use super::Ctx;
use super::field::Look;
use crate::locales::draft::words;
use crate::locales::settings::{self as local, countings};
use crate::locales::{common, fields};

pub(super) fn draw(ctx: &Ctx) -> AnyView {
    let group = |g: Group| {
        let of = Setting::ALL.into_iter().filter(|s| s.group() == g);
        let all = of.map(|s| setting(ctx, s)).collect_view();
        view! {
            <section class="sheet pad" aria-labelledby=format!("g-{g:?}")>
                <h2 id=format!("g-{g:?}")>{local::group(ctx.lang, g)}</h2>
                <div class="cols even">{all}</div>
            </section>
        }
    };
    view! { <div class="stack">{Group::ALL.map(group).collect_view()}</div> }.into_any()
}

fn setting(ctx: &Ctx, s: Setting) -> AnyView {
    let lang = ctx.lang;
    let w = words(lang);
    let article = (common::words(lang).article)(s.article());
    let mut hint = article;
    let default = s.default().filter(|d| !d.is_empty());
    if let Some(default) = default {
        hint = format!("{hint} · {}", (w.proposed)(&local::shown(lang, s.key(), &default)));
    }
    let more = local::hint(lang, s);
    if !more.is_empty() {
        hint = format!("{hint} · {more}");
    }
    let label = local::label(lang, s);
    match s.kind() {
        Kind::Number(unit, ..) => {
            ctx.field(s.key(), label, &hint, Look::Number(local::unit(lang, unit)))
        }
        Kind::Trim => ctx.field(
            s.key(),
            label,
            &hint,
            Look::Number(local::unit(lang, domain::season::settings::Unit::Reviews)),
        ),
        Kind::Words | Kind::Codes | Kind::Days => {
            ctx.field(s.key(), label, &hint, Look::Area(3, 2_000))
        }
        Kind::Winners => ctx.field(s.key(), label, &hint, Look::Area(4, 400_000)),
        Kind::YesNo => choice(ctx, s, label, hint, &[("yes", w.yes), ("no", w.no)]),
        Kind::Counting => choice(ctx, s, label, hint, &countings(lang)),
        Kind::Slots => slots(ctx, s, label, hint),
    }
}

fn choice(
    ctx: &Ctx,
    s: Setting,
    label: &'static str,
    hint: String,
    offered: &[(&'static str, &'static str)],
) -> AnyView {
    let held = ctx.text(s.key());
    let options = offered
        .iter()
        .map(|(code, said)| view! { <option value=*code selected=*code == held>{*said}</option> })
        .collect_view();
    let described = format!("{}-h", s.key());
    view! {
        <div class="q">
            <label for=s.key()>{label}</label>
            <p class="hint" id=described.clone()>{hint}</p>
            <select id=s.key() name=s.key() aria-describedby=described>{options}</select>
        </div>
    }
    .into_any()
}

/// A box for each kind of file.
fn slots(ctx: &Ctx, s: Setting, label: &'static str, hint: String) -> AnyView {
    let one = |slot: Slot| {
        let key = slot_key(slot);
        let ticked = ctx.text(&key) == "yes";
        view! {
            <label class="tick">
                <input type="checkbox" name=key value="yes" checked=ticked/>
                {fields::slot(ctx.lang, slot)}
            </label>
        }
    };
    view! {
        <fieldset class="q" id=s.key()>
            <legend>{label}</legend>
            <p class="hint">{hint}</p>
            // Says that the boxes were there, should none be ticked.
            <input type="hidden" name="required_slots" value="asked"/>
            <div class="ticks">{Slot::ALL.map(one).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
