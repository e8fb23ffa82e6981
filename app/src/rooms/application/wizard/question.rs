//! One question: label, hint, what is wrong, control. The kind of the field decides the
//! control.

use domain::application::answer;
use domain::application::check::Level;
use domain::application::field::{Field, Kind};
use domain::facts::text::count_chars;
use leptos::prelude::*;

use super::form::Form;
use super::keeper::name;
use super::pick;
use crate::locales::{Lang, application, common, fields};

/// Identifier of the control of a key.
pub fn id_of(key: &str) -> String {
    format!("f-{key}")
}

/// Draws a field by its kind.
pub fn question(form: Form, field: Field) -> AnyView {
    match field.kind() {
        Kind::Choice(codes) => {
            let options = codes
                .iter()
                .filter_map(|c| Some(((*c).to_owned(), choice_label(form.lang, field, c)?)))
                .collect();
            choices(form, field, options)
        }
        Kind::Direction => {
            let options = form.context.with_value(|cx| {
                cx.season
                    .directions
                    .iter()
                    .map(|d| {
                        (
                            d.code.clone(),
                            (form.lang.pick(d.zh.clone(), d.en.clone()), String::new()),
                        )
                    })
                    .collect()
            });
            choices(form, field, options)
        }
        Kind::Agree => agree(form, field, None),
        _ => labelled(form, field),
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

/// What is wrong at a key, as it is shown beside it. Warnings look different: they keep
/// nothing from being submitted.
pub fn message(form: Form, key: &str) -> AnyView {
    let key = key.to_owned();
    let id = format!("{}-e", id_of(&key));
    let view = move || {
        form.problem(&key).map(|(level, text)| match level {
            Level::Error => view! { <p class="msg" id=id.clone()>{text}</p> }.into_any(),
            Level::Warning => {
                let w = application::words(form.lang);
                view! { <p class="notice warn" id=id.clone()><b>{w.warning}</b> " " {text}</p> }
                    .into_any()
            }
        })
    };
    view.into_any()
}

/// What describes a control: its hint, and what is wrong when something is.
pub fn described(
    form: Form,
    key: &str,
    hint: bool,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
    let key = key.to_owned();
    move || {
        let id = id_of(&key);
        let wrong = form.problem(&key).is_some();
        match (hint, wrong) {
            (true, true) => Some(format!("{id}-h {id}-e")),
            (true, false) => Some(format!("{id}-h")),
            (false, true) => Some(format!("{id}-e")),
            (false, false) => None,
        }
    }
}

fn class(form: Form, key: &str) -> impl Fn() -> &'static str + Clone + Send + Sync + 'static {
    let key = key.to_owned();
    move || if form.wrong(&key) { "q err" } else { "q" }
}

/// `true` while an error is shown at the key.
pub fn invalid(
    form: Form,
    key: &str,
) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + 'static {
    let key = key.to_owned();
    move || form.wrong(&key).then_some("true")
}

fn labelled(form: Form, field: Field) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let key = field.key();
    let id = id_of(key);
    let optional = if field.required() { "" } else { w.optional };
    let label = form.context.with_value(|cx| fields::label_in(lang, field, &cx.season));
    view! {
        <div class=class(form, key)>
            <label for=id.clone()>{label}{optional}</label>
            <p class="hint" id=format!("{id}-h")>{fields::hint(lang, field)}</p>
            {message(form, key)}
            {control_of(form, field)}
        </div>
    }
    .into_any()
}

fn control_of(form: Form, field: Field) -> AnyView {
    let key = field.key();
    match field.kind() {
        Kind::Text => area(form, field, 6),
        Kind::Industry => pick::industry(form),
        Kind::Region => pick::region(form),
        Kind::Unit => pick::unit(form),
        Kind::Money => super::finance::amount(form, field, true),
        Kind::Count => {
            let unit = fields::unit(form.lang, field);
            view! { <span class="field">{input(form, field, key, Some(8))}<span class="unit">{unit}</span></span> }.into_any()
        }
        Kind::Month => input(form, field, key, Some(10)),
        Kind::Mobile | Kind::Phone => input(form, field, key, Some(18)),
        Kind::Person => input(form, field, key, Some(24)),
        Kind::Uscc => input(form, field, key, Some(22)),
        Kind::Postcode => input(form, field, key, Some(8)),
        _ => input(form, field, key, None),
    }
}

/// A single line under its own label.
fn input(form: Form, field: Field, key: &str, size: Option<u8>) -> AnyView {
    named(form, field, key, size, None)
}

/// A single line; in a table it has a `label` of its own instead of one beside it.
pub fn named(
    form: Form,
    field: Field,
    key: &str,
    size: Option<u8>,
    label: Option<String>,
) -> AnyView {
    let in_table = label.is_some();
    // No `type=email` or `number`: browsers drop or forbid what they do not understand, and
    // what was typed must arrive as it was typed.
    let (kind, mode, fill) = match field.kind() {
        Kind::Mobile => ("tel", "tel", "off"),
        Kind::Phone => ("tel", "tel", "off"),
        Kind::Email => ("text", "email", "off"),
        Kind::Postcode | Kind::Count => ("text", "numeric", "off"),
        _ => ("text", "text", "off"),
    };
    let fill = if field == Field::OrgName { "organization" } else { fill };
    // Beside a wrong cell, the others of a table say that they are right.
    let wrong = {
        let key = key.to_owned();
        move || match form.wrong(&key) {
            true => Some("true"),
            false => in_table.then_some("false"),
        }
    };
    view! {
        <input
            type=kind
            inputmode=mode
            autocomplete=fill
            id=id_of(key)
            name=name(key)
            value=form.initial(key)
            size=size.map(|n| n.to_string())
            aria-label=label
            aria-describedby=described(form, key, !in_table)
            aria-invalid=wrong
        />
    }
    .into_any()
}

/// Several lines with a live count.
pub fn area(form: Form, field: Field, rows: u8) -> AnyView {
    let key = field.key();
    // As markup, so that an empty text stays empty and a text is its own first line.
    let text = escape(&form.initial(key));
    view! {
        <textarea
            id=id_of(key)
            name=name(key)
            rows=rows.to_string()
            aria-describedby=described(form, key, true)
            aria-invalid=invalid(form, key)
            inner_html=text
        ></textarea>
        {count(form, field)}
    }
    .into_any()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn count(form: Form, field: Field) -> AnyView {
    let w = application::words(form.lang);
    let limits = form.context.with_value(|cx| cx.season.limits.clone());
    let n = Memo::new(move |_| form.answers.with(|a| count_chars(answer(a, field.key()))));
    let (min, max) = match field {
        Field::Abstract => (0, Some(limits.abstract_max)),
        Field::Honours => (0, Some(limits.honours_max)),
        Field::Maturity => (0, Some(limits.maturity_max)),
        _ => (limits.section_min, None),
    };
    let class = move || match max {
        Some(max) if n.get() > max => "count over",
        _ if n.get() > 0 && n.get() < min => "count under",
        _ => "count",
    };
    let text = move || match max {
        Some(max) => (w.count)(n.get(), max),
        None => (w.count_min)(n.get(), min),
    };
    view! { <p class=class>{text}</p> }.into_any()
}

/// A list to choose from: code and words. What stands in the dossier but is not offered is shown
/// all the same: nothing typed is lost.
pub fn option(code: &str, text: String, chosen: &str) -> AnyView {
    let selected = code == chosen;
    view! { <option value=code.to_owned() selected=selected>{text}</option> }.into_any()
}

/// The chosen code as it is, where it is not among those offered.
pub fn stray(chosen: &str, offered: bool) -> Option<AnyView> {
    (!offered && !chosen.is_empty()).then(|| option(chosen, chosen.to_owned(), chosen))
}

fn choices(form: Form, field: Field, options: Vec<(String, (String, String))>) -> AnyView {
    let lang = form.lang;
    let key = field.key();
    let chosen = form.initial(key);
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
        <fieldset class=class(form, key) aria-describedby=described(form, key, true)>
            <legend>{fields::label(lang, field)}</legend>
            <p class="hint" id=format!("{id}-h")>{fields::hint(lang, field)}</p>
            {message(form, key)}
            <div class="opts">{items}</div>
        </fieldset>
    }
    .into_any()
}

/// A declaration: one box, what is declared, its article. `more` stands below it.
pub fn agree(form: Form, field: Field, more: Option<AnyView>) -> AnyView {
    let lang = form.lang;
    let key = field.key();
    let id = id_of(key);
    let checked = form.initial(key) == "yes";
    let article = match field {
        Field::Privacy => String::new(),
        _ => lang.pick(
            format!("（{}）", article_of(lang, field)),
            format!(" ({})", article_of(lang, field)),
        ),
    };
    view! {
        <div class=class(form, key)>
            {message(form, key)}
            <div class="opts">
                <div class="opt">
                    <input
                        type="checkbox"
                        id=id.clone()
                        name=name(key)
                        value="yes"
                        checked=checked
                        aria-describedby=described(form, key, false)
                        aria-invalid=invalid(form, key)
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

fn article_of(lang: Lang, field: Field) -> String {
    (common::words(lang).article)(fields::declaration_article(field))
}
