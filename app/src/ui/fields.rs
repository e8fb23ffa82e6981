//! Fields of plain forms, with what was typed where a form was refused.

use leptos::prelude::*;

use crate::locales::{Lang, refusal};
use crate::ui::form::{Typed, described, question};
use crate::ui::markup::area;

/// What a form holds: what was typed when it was refused, else what stands now.
pub(crate) struct Fields<'a> {
    pub(crate) lang: Lang,
    pub(crate) typed: &'a Typed,
    /// The form's act; what was typed into another one is not its own.
    pub(crate) act: &'static str,
}

impl Fields<'_> {
    /// Whether it was this form that was refused.
    pub(crate) fn mine(&self) -> bool {
        self.typed.value("act") == self.act
    }

    /// The value of a field.
    pub(crate) fn value(&self, field: &str, now: &str) -> String {
        if self.mine() { self.typed.value(field) } else { now.to_owned() }
    }

    /// What is wrong with a field.
    pub(crate) fn wrong(&self, field: &str) -> Option<String> {
        let slip = self.typed.slip(field).filter(|_| self.mine());
        slip.map(|s| refusal::refusal(self.lang, s))
    }

    /// A line.
    pub(crate) fn line(
        &self,
        field: &'static str,
        kind: &'static str,
        label: &'static str,
        hint: String,
        now: &str,
        required: bool,
    ) -> AnyView {
        let wrong = self.wrong(field);
        let about = described(field, !hint.is_empty(), wrong.is_some());
        let invalid = wrong.is_some().then_some("true");
        let value = self.value(field, now);
        let control = view! {
            <input id=field name=field type=kind required=required maxlength="200" value=value aria-invalid=invalid aria-describedby=about/>
        };
        question(field, label, hint, wrong, control.into_any())
    }

    /// Several lines.
    pub(crate) fn area(
        &self,
        field: &'static str,
        label: &'static str,
        hint: String,
        now: &str,
        max: usize,
    ) -> AnyView {
        let wrong = self.wrong(field);
        let about = described(field, !hint.is_empty(), wrong.is_some());
        let invalid = wrong.is_some().then_some("true");
        let value = self.value(field, now);
        let control = view! {
            <textarea id=field name=field rows="4" maxlength=max.to_string() aria-invalid=invalid aria-describedby=about inner_html=area(&value)></textarea>
        };
        question(field, label, hint, wrong, control.into_any())
    }

    /// A choice out of a list, of codes and names.
    pub(crate) fn choice(
        &self,
        field: &'static str,
        label: &'static str,
        hint: String,
        options: Vec<(String, String)>,
        now: &str,
    ) -> AnyView {
        let wrong = self.wrong(field);
        let about = described(field, !hint.is_empty(), wrong.is_some());
        let invalid = wrong.is_some().then_some("true");
        let chosen = self.value(field, now);
        let options = options.into_iter().map(|(code, name)| {
            let on = code == chosen;
            view! { <option value=code selected=on>{name}</option> }
        });
        let options = options.collect_view();
        let control = view! {
            <select id=field name=field aria-invalid=invalid aria-describedby=about>{options}</select>
        };
        question(field, label, hint, wrong, control.into_any())
    }
}
