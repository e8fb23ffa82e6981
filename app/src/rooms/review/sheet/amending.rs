//! What is typed into the form of an amendment, kept on the device at every key until it is taken, so that neither
//! a lost line nor an ended session nor a page loaded anew costs a word. The sheet that counts is on the server:
//! kept is only what differs from it, so that a form restored later puts nothing else back to what it was.

use domain::review::rubric::Rubric;
use domain::review::sheet::{SheetField, SheetForm};
use domain::views::review::SheetView;
use leptos::prelude::*;

use super::keep::{Flat, amendment_key, fields, name, put};
use crate::ui::{control, draft};

/// Name of the control of the reason.
pub(super) const REASON: &str = "reason";

/// The form of one amendment.
#[derive(Clone, Copy)]
pub(super) struct Amending {
    key: StoredValue<String>,
    rubric: StoredValue<Rubric>,
    /// The sheet as it counts.
    counts: StoredValue<SheetForm>,
    /// What is typed.
    pub(super) form: RwSignal<SheetForm>,
    reason: StoredValue<String>,
    /// What the device holds and the page does not show.
    pub(super) found: RwSignal<Option<Flat>>,
    /// The form is unfolded.
    pub(super) open: RwSignal<bool>,
}

impl Amending {
    /// Of the sheet as it counts, or of what was typed into a form that was refused: the sheet and the reason. `taken`
    /// where the page is drawn again because an amendment was: what its controls hold still is done with.
    pub(super) fn new(sheet: &SheetView, typed: Option<(SheetForm, String)>, taken: bool) -> Self {
        let refused = typed.is_some();
        let (form, reason) = typed.unwrap_or_else(|| (sheet.form.clone(), String::new()));
        let amending = Self {
            key: StoredValue::new(amendment_key(sheet.which.review, &sheet.dossier.id)),
            rubric: StoredValue::new(sheet.rubric.clone()),
            counts: StoredValue::new(sheet.form.clone()),
            form: RwSignal::new(form),
            reason: StoredValue::new(reason),
            found: RwSignal::new(None),
            open: RwSignal::new(refused),
        };
        let given = sheet.amended.as_ref().map(|(_, why)| why.clone()).unwrap_or_default();
        // Only in the browser: effects do not run on the server.
        Effect::new(move |_| if taken { amending.clear() } else { amending.start(&given) });
        amending
    }

    /// Looks for what the device holds, and takes in what was typed while the page was not awake yet. `given` is
    /// the reason of the last amendment: kept is it where the answer to it was lost.
    fn start(self, given: &str) {
        let early: Vec<(String, String)> = self
            .names()
            .into_iter()
            .filter_map(|name| control::read(&name).map(|text| (name, text)))
            .filter(|(name, text)| !same(text, &self.held(name)))
            .collect();
        early.iter().for_each(|(name, text)| self.put(name, text));
        if !early.is_empty() {
            self.open.set(true);
        }
        let mut kept = draft::get(&self.key.get_value()).unwrap_or_default();
        kept.retain(|name, text| {
            let told = name == REASON && text.trim() == given;
            !told && !same(text, &self.held(name))
        });
        self.found.set((!kept.is_empty()).then_some(kept));
        self.keep();
    }

    /// Puts the controls back to the sheet as it counts now.
    fn clear(self) {
        self.names().iter().for_each(|name| control::write(name, &self.held(name)));
    }

    /// Names of all controls.
    fn names(self) -> Vec<String> {
        let sheet = self.rubric.with_value(fields);
        sheet.iter().map(name).chain([REASON.to_owned()]).collect()
    }

    /// What is typed into a control.
    fn held(self, name: &str) -> String {
        if name == REASON {
            return self.reason.get_value();
        }
        let of = self.field(name);
        of.map(|f| self.form.with_untracked(|form| form.text(&f).to_owned())).unwrap_or_default()
    }

    /// The field of a control.
    fn field(self, of: &str) -> Option<SheetField> {
        self.rubric.with_value(fields).into_iter().find(|f| name(f) == of)
    }

    fn put(self, name: &str, text: &str) {
        if name == REASON {
            self.reason.set_value(text.to_owned());
        } else {
            self.form.update(|f| put(f, name, text));
        }
    }

    /// Takes in what was typed into a control.
    pub(super) fn typed(self, name: &str, text: &str) {
        self.put(name, text);
        self.keep();
    }

    /// Keeps what differs from the sheet as it counts, beside what was found and not decided on.
    fn keep(self) {
        let mut kept = self.found.get_untracked().unwrap_or_default();
        let changed = self.form.with_untracked(|form| {
            self.counts.with_value(|counts| changed(&self.rubric.with_value(fields), form, counts))
        });
        kept.extend(changed);
        let reason = self.reason.get_value();
        if !reason.trim().is_empty() {
            kept.insert(REASON.to_owned(), reason);
        }
        let key = self.key.get_value();
        if kept.is_empty() { draft::remove(&key) } else { draft::put(&key, &kept) }
    }

    /// Takes over what the device holds.
    pub(super) fn restore(self) {
        for (name, text) in self.found.get_untracked().unwrap_or_default() {
            control::write(&name, &text);
            self.put(&name, &text);
        }
        self.found.set(None);
        self.open.set(true);
        self.keep();
    }

    /// Forgets what the device held; what is typed since stays.
    pub(super) fn discard(self) {
        self.found.set(None);
        self.keep();
    }

    /// It is taken: the server has it now.
    pub(super) fn taken(self) {
        draft::remove(&self.key.get_value());
    }
}

/// Texts of controls by name that differ from the sheet as it counts; an emptied one is empty.
fn changed(fields: &[SheetField], form: &SheetForm, counts: &SheetForm) -> Flat {
    let differ = fields.iter().filter(|f| !same(form.text(f), counts.text(f)));
    differ.map(|f| (name(f), form.text(f).to_owned())).collect()
}

/// Whether two texts are the same; a control has its own ends of lines.
fn same(a: &str, b: &str) -> bool {
    a.replace("\r\n", "\n") == b.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::super::keep::{OVERALL, score_name};
    use super::*;

    #[test]
    fn art_19_only_what_an_amendment_changes_is_kept() {
        let fields =
            [SheetField::Score("a".into()), SheetField::Score("b".into()), SheetField::Overall];
        let sheet = |a: &str, b: &str, overall: &str| {
            let mut form = SheetForm::default();
            for (field, text) in fields.iter().zip([a, b, overall]) {
                form.put(field, text);
            }
            form
        };
        let counts = sheet("8", "9", "一行\n二行");
        assert!(changed(&fields, &sheet("8", "9", "一行\r\n二行"), &counts).is_empty());
        let kept = changed(&fields, &sheet("7.5", "", "一行"), &counts);
        let pair = |name: String, text: &str| (name, text.to_owned());
        let wanted = [
            pair(score_name("a"), "7.5"),
            pair(score_name("b"), ""),
            pair(OVERALL.to_owned(), "一行"),
        ];
        assert_eq!(kept, wanted.into());
    }
}
