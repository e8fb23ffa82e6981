//! Questions of plain forms: label, hint, what is wrong, control; and what was typed into a form
//! that was refused, so that nothing of it is lost and nothing personal stands in an address.

use std::collections::BTreeMap;

use domain::identity::PASSWORD_MIN;
use domain::refusal::Refusal;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::shell::Reader;
use crate::ui::markup::area;

/// A form as it was posted, with what is wrong; drawn again in the answer to the post itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// Path of the form's page: no other page takes it.
    pub page: String,
    /// What was typed, by the name of the field; secrets are left out.
    pub values: BTreeMap<String, String>,
    /// What is wrong: name of the field (empty for the form as a whole) and the refusal.
    pub slips: Vec<(String, Refusal)>,
}

impl Typed {
    /// What was typed into the form of a page; empty when it was not posted just now.
    pub fn of(page: &str) -> Self {
        let typed = use_context::<Reader>().and_then(|r| r.typed);
        typed.filter(|t| t.page == page).unwrap_or_default()
    }

    /// The text of a field.
    pub fn value(&self, field: &str) -> String {
        self.values.get(field).cloned().unwrap_or_default()
    }

    /// What is wrong with a field.
    pub fn slip(&self, field: &str) -> Option<&Refusal> {
        self.slips.iter().find(|s| s.0 == field).map(|s| &s.1)
    }
}

/// Everything that is wrong with a form, first thing on the page; each line leads to its field.
pub fn summary(heading: &'static str, slips: Vec<(String, String)>) -> Option<AnyView> {
    if slips.is_empty() {
        return None;
    }
    let lines = slips
        .into_iter()
        .map(|(field, text)| match field.as_str() {
            "" => view! { <li>{text}</li> }.into_any(),
            _ => {
                view! { <li><a href=format!("#{field}") rel="external">{text}</a></li> }.into_any()
            }
        })
        .collect_view();
    let view = view! {
        <div class="sum" role="alert" tabindex="-1" autofocus>
            <h2>{heading}</h2>
            <ul>{lines}</ul>
        </div>
    };
    Some(view.into_any())
}

/// A question: its control is described by hint and message, whose identifiers are the
/// field's with `-h` and `-e` behind.
pub fn question(
    field: &'static str,
    label: &'static str,
    hint: impl Into<String>,
    wrong: Option<String>,
    control: AnyView,
) -> AnyView {
    let hint: String = hint.into();
    let hint =
        (!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{field}-h")>{hint}</p> });
    let class = if wrong.is_some() { "q err" } else { "q" };
    let wrong = wrong.map(|text| view! { <p class="msg" id=format!("{field}-e")>{text}</p> });
    view! { <div class=class><label for=field>{label}</label>{hint}{wrong}{control}</div> }
        .into_any()
}

/// What describes a field's control.
pub fn described(field: &str, hint: bool, wrong: bool) -> Option<String> {
    let parts = [(hint, "-h"), (wrong, "-e")].into_iter().filter(|p| p.0);
    let ids: Vec<String> = parts.map(|p| format!("{field}{}", p.1)).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// A control, and what is told about it.
pub struct Told {
    /// Its identifier.
    pub id: String,
    /// How its question looks.
    pub class: &'static str,
    /// The message beside it.
    pub said: Option<AnyView>,
    /// Whether what it holds is wrong, as its `aria-invalid`.
    pub invalid: Option<&'static str>,
    /// What describes it.
    pub about: Option<String>,
}

impl Told {
    /// Of a control, with a hint or without.
    pub fn of(id: impl Into<String>, hint: bool, wrong: Option<String>) -> Self {
        let id = id.into();
        let (about, bad) = (described(&id, hint, wrong.is_some()), wrong.is_some());
        let place = format!("{id}-e");
        let said = wrong.map(|said| view! { <p class="msg" id=place>{said}</p> }.into_any());
        let class = if bad { "q err" } else { "q" };
        Self { id, class, said, invalid: bad.then_some("true"), about }
    }
}

/// A longer text as a question with a hint, of `max` characters at most.
pub fn long(
    told: Told,
    name: &'static str,
    (label, hint): (&'static str, String),
    value: &str,
    (max, required): (usize, bool),
) -> AnyView {
    let hinted = format!("{}-h", told.id);
    view! {
        <div class=told.class>
            <label for=told.id.clone()>{label}</label>
            <p class="hint" id=hinted>{hint}</p>
            {told.said}
            <textarea
                id=told.id
                name=name
                rows="3"
                required=required
                maxlength=max.to_string()
                aria-invalid=told.invalid
                aria-describedby=told.about
                inner_html=area(value)
            ></textarea>
        </div>
    }
    .into_any()
}

/// A line of text as the control of a question with a hint.
pub fn line(
    field: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    value: String,
    wrong: bool,
) -> AnyView {
    let longest = if kind == "email" { "254" } else { "60" };
    view! {
        <input
            id=field
            name=field
            type=kind
            autocomplete=autocomplete
            required
            maxlength=longest
            value=value
            aria-invalid=wrong.then_some("true")
            aria-describedby=described(field, true, wrong)
        />
    }
    .into_any()
}

/// The question for a new password: how long it has to be, and what was wrong with the one before.
pub fn new_password(
    label: &'static str,
    hint: fn(usize) -> String,
    weak: Option<String>,
) -> AnyView {
    let described = described("password", true, weak.is_some());
    let field = secret("password", "password", "new-password", described, None);
    question("password", label, hint(PASSWORD_MIN), weak, field)
}

/// A password with a button that shows it; the button appears once it can work.
pub fn secret(
    id: &'static str,
    name: &'static str,
    autocomplete: &'static str,
    described: Option<String>,
    node: Option<NodeRef<leptos::html::Input>>,
) -> AnyView {
    let w = crate::locales::corridor::words(crate::locales::lang());
    let shown = RwSignal::new(false);
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let kind = move || if shown.get() { "text" } else { "password" };
    let caption = move || if shown.get() { w.hide } else { w.show };
    let pressed = move || if shown.get() { "true" } else { "false" };
    let node = node.unwrap_or_default();
    view! {
        <div class="password">
            <input
                type=kind
                id=id
                name=name
                autocomplete=autocomplete
                required
                aria-describedby=described
                node_ref=node
            />
            <button
                type="button"
                class="btn quiet"
                hidden=move || !ready.get()
                aria-pressed=pressed
                on:click=move |_| shown.update(|s| *s = !*s)
            >
                {caption}
            </button>
        </div>
    }
    .into_any()
}
