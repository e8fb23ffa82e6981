//! One question: label, hint, what is wrong, control. The kind of the field decides the
//! control.

use domain::application::field::{Field, Kind};
use leptos::prelude::*;

use super::pick;
use crate::drawn::{Leaf, id_of, name};
use crate::locales::{Lang, application, common, fields};
use crate::markup;

/// A place that follows from the answers, by its name.
pub(super) fn follows(leaf: &Leaf, place: String) -> AnyView {
    let inner = leaf.follow(&place);
    view! { <div class="follows" data-follows=place inner_html=inner></div> }.into_any()
}

/// What is wrong at a key.
pub(super) fn message(leaf: &Leaf, key: &str) -> AnyView {
    follows(leaf, format!("message {key}"))
}

/// The class of a question.
pub(super) fn class(leaf: &Leaf, key: &str) -> &'static str {
    if leaf.wrong(key) { "q err" } else { "q" }
}

/// Draws a field by its kind.
pub(super) fn question(leaf: &Leaf, field: Field) -> AnyView {
    match field.kind() {
        Kind::Choice(codes) => {
            let options = codes
                .iter()
                .filter_map(|c| Some(((*c).to_owned(), choice_label(leaf.lang, field, c)?)))
                .collect();
            choices(leaf, field, options)
        }
        Kind::Direction => {
            let directions = leaf.context.season.directions.iter();
            let word = |zh: &String, en: &String| leaf.lang.pick(zh, en).clone();
            let options = directions.map(|d| (d.code.clone(), (word(&d.zh, &d.en), String::new())));
            choices(leaf, field, options.collect())
        }
        Kind::Agree => agree(leaf, field, None),
        _ => labelled(leaf, field),
    }
}

fn choice_label(lang: Lang, field: Field, code: &str) -> Option<(String, String)> {
    let word = fields::choice(lang, field, code)?;
    let word = match field {
        Field::Scope => format!("{} {word}", (common::words(lang).article)(&format!("10({code})"))),
        _ => word.to_owned(),
    };
    Some((word, fields::choice_help(lang, field, code).to_owned()))
}

fn labelled(leaf: &Leaf, field: Field) -> AnyView {
    let lang = leaf.lang;
    let w = application::words(lang);
    let key = field.key();
    let id = id_of(key);
    let optional = if field.required() { "" } else { w.optional };
    let label = fields::label_in(lang, field, &leaf.context.season);
    view! {
        <div class=class(leaf, key) data-q=key>
            <label for=id.clone()>{label}{optional}</label>
            <p class="hint" id=format!("{id}-h")>{fields::hint(lang, field)}</p>
            {message(leaf, key)}
            {control(leaf, field)}
        </div>
    }
    .into_any()
}

fn control(leaf: &Leaf, field: Field) -> AnyView {
    match field.kind() {
        Kind::Text => area(leaf, field, 6),
        Kind::Industry => pick::industry(leaf),
        Kind::Region => pick::region(leaf),
        Kind::Unit => pick::unit(leaf),
        Kind::Money => super::finance::amount(leaf, field, true),
        Kind::Count => {
            let unit = fields::unit(leaf.lang, field);
            view! { <span class="field">{input(leaf, field, Some(8))}<span class="unit">{unit}</span></span> }.into_any()
        }
        Kind::Month => input(leaf, field, Some(10)),
        Kind::Mobile | Kind::Phone => input(leaf, field, Some(18)),
        Kind::Person => input(leaf, field, Some(24)),
        Kind::Uscc => input(leaf, field, Some(22)),
        Kind::Postcode => input(leaf, field, Some(8)),
        _ => input(leaf, field, None),
    }
}

/// A single line.
fn input(leaf: &Leaf, field: Field, size: Option<u8>) -> AnyView {
    // No `type=email` or `number`: browsers drop or forbid what they do not understand, and
    // what was typed must arrive as it was typed.
    let (kind, mode) = match field.kind() {
        Kind::Mobile | Kind::Phone => ("tel", "tel"),
        Kind::Email => ("text", "email"),
        Kind::Postcode | Kind::Count => ("text", "numeric"),
        _ => ("text", "text"),
    };
    let fill = if field == Field::OrgName { "organization" } else { "off" };
    let key = field.key();
    view! {
        <input
            type=kind
            inputmode=mode
            autocomplete=fill
            id=id_of(key)
            name=name(key)
            value=leaf.text(key).to_owned()
            size=size.map(|n| n.to_string())
            aria-describedby=leaf.described(key, true)
            aria-invalid=leaf.invalid(key)
        />
    }
    .into_any()
}

/// Several lines with a count.
pub(super) fn area(leaf: &Leaf, field: Field, rows: u8) -> AnyView {
    let key = field.key();
    view! {
        <textarea
            id=id_of(key)
            name=name(key)
            rows=rows.to_string()
            aria-describedby=leaf.described(key, true)
            aria-invalid=leaf.invalid(key)
            // As markup, so that an empty text stays empty and a text is its own first line.
            inner_html=markup::area(leaf.text(key))
        ></textarea>
        {follows(leaf, format!("count {key}"))}
    }
    .into_any()
}

/// A list to choose from: code and words. What stands in the dossier but is not offered is shown
/// all the same: nothing typed is lost.
pub(super) fn option(code: &str, text: String, chosen: &str) -> AnyView {
    let selected = code == chosen;
    view! { <option value=code.to_owned() selected=selected>{text}</option> }.into_any()
}

/// The chosen code as it is, where it is not among those offered.
pub(super) fn stray(chosen: &str, offered: bool) -> Option<AnyView> {
    (!offered && !chosen.is_empty()).then(|| option(chosen, chosen.to_owned(), chosen))
}

fn choices(leaf: &Leaf, field: Field, options: Vec<(String, (String, String))>) -> AnyView {
    let lang = leaf.lang;
    let key = field.key();
    let chosen = leaf.text(key);
    let id = id_of(key);
    let items = options
        .into_iter()
        .enumerate()
        .map(|(i, (code, (word, help)))| {
            // The summary's link leads to the first choice.
            let id = if i == 0 { id.clone() } else { format!("{id}-{code}") };
            let checked = chosen.trim() == code;
            view! {
                <div class="opt">
                    <input type="radio" id=id.clone() name=name(key) value=code checked=checked/>
                    <label for=id>{word}{(!help.is_empty()).then(|| view! { <small>{help}</small> })}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class=class(leaf, key) data-q=key aria-describedby=leaf.described(key, true)>
            <legend>{fields::label(lang, field)}</legend>
            <p class="hint" id=format!("{id}-h")>{fields::hint(lang, field)}</p>
            {message(leaf, key)}
            <div class="opts">{items}</div>
        </fieldset>
    }
    .into_any()
}

/// A declaration: one box, what is declared, its article. `more` stands below it.
pub(super) fn agree(leaf: &Leaf, field: Field, more: Option<AnyView>) -> AnyView {
    let lang = leaf.lang;
    let key = field.key();
    let id = id_of(key);
    let checked = leaf.text(key) == "yes";
    let article = match field {
        Field::Privacy => String::new(),
        _ => {
            let article = (common::words(lang).article)(fields::declaration_article(field));
            lang.pick(format!("（{article}）"), format!(" ({article})"))
        }
    };
    view! {
        <div class=class(leaf, key) data-q=key>
            {message(leaf, key)}
            <div class="opts">
                <div class="opt">
                    <input
                        type="checkbox"
                        id=id.clone()
                        name=name(key)
                        value="yes"
                        checked=checked
                        aria-describedby=leaf.described(key, false)
                        aria-invalid=leaf.invalid(key)
                    />
                    <label for=id>
                        {fields::label(lang, field)}
                        <small>{fields::hint(lang, field)}{article}</small>
                    </label>
                </div>
            </div>
            {more}
        </div>
    }
    .into_any()
}
