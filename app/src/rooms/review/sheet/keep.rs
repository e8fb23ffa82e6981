//! Saving while one writes: on the server at every pause, on the device at every key, so
//! that neither a lost line nor an ended session costs a word.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::review::draft::settle;
use domain::review::offline::differences;
use domain::review::rubric::Rubric;
use domain::review::sheet::{SheetField, SheetForm};
use domain::stamp::Stamp;
use domain::views::review::{SheetSaved, SheetView};
use leptos::prelude::*;

use crate::error::ApiError;
use crate::rooms::review::api;
use crate::shell::Reader;
use crate::ui::{control, draft, notice};

/// Quiet after the last key before the sheet is saved.
const PAUSE: Duration = Duration::from_millis(800);
/// Wait before a save that did not get through is tried again.
const AGAIN: Duration = Duration::from_secs(10);

/// Controls by name, as they stand on the page and on the device.
pub type Flat = BTreeMap<String, String>;

/// Name of the control of a sub-item's score.
pub fn score_name(code: &str) -> String {
    format!("scores[{code}]")
}

/// Name of the control of a criterion's comment.
pub fn comment_name(code: &str) -> String {
    format!("comments[{code}]")
}

/// Name of the control of the overall comment.
pub const OVERALL: &str = "overall";

/// Puts one control's text into the form; names that are not the sheet's are ignored.
pub fn put(form: &mut SheetForm, name: &str, text: &str) {
    let code = |prefix: &str| name.strip_prefix(prefix)?.strip_suffix(']');
    if let Some(code) = code("scores[") {
        form.scores.insert(code.to_owned(), text.to_owned());
    } else if let Some(code) = code("comments[") {
        form.comments.insert(code.to_owned(), text.to_owned());
    } else if name == OVERALL {
        text.clone_into(&mut form.overall);
    }
}

/// All that is typed into a sheet.
pub fn fields(rubric: &Rubric) -> Vec<SheetField> {
    let scores = rubric.items().map(|i| SheetField::Score(i.code.clone()));
    let comments = rubric.criteria.iter().map(|c| SheetField::Comment(c.code.clone()));
    scores.chain(comments).chain([SheetField::Overall]).collect()
}

/// Name of the control of a field.
pub fn name(field: &SheetField) -> String {
    match field {
        SheetField::Score(code) => score_name(code),
        SheetField::Comment(code) => comment_name(code),
        SheetField::Overall => OVERALL.to_owned(),
    }
}

/// The form as controls by name.
pub fn flat(form: &SheetForm) -> Flat {
    let scores = form.scores.iter().map(|(code, text)| (score_name(code), text.clone()));
    let comments = form.comments.iter().map(|(code, text)| (comment_name(code), text.clone()));
    scores
        .chain(comments)
        .chain([(OVERALL.to_owned(), form.overall.clone())])
        .filter(|f| !f.1.is_empty())
        .collect()
}

/// The form of controls by name.
pub fn unflat(flat: &Flat) -> SheetForm {
    let mut form = SheetForm::default();
    flat.iter().for_each(|(name, text)| put(&mut form, name, text));
    form
}

/// How saving stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// As it came from the server: when it was last saved.
    Rest(Option<Stamp>),
    /// Under way.
    Busy,
    /// Not through: kept on the device, tried again.
    Here,
    /// The server could not, with its number: kept on the device, tried again.
    Fault(String),
    /// Nobody is signed in any more: kept on the device.
    SignedOut,
    /// What was saved elsewhere is looked at first.
    Held,
    /// Refused, with the reason: kept on the device.
    Refused(String),
}

/// What was saved elsewhere and differs from what is on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// The sheet as it is saved.
    pub form: SheetForm,
    /// When.
    pub saved: Stamp,
    /// Fields to choose for.
    pub fields: Vec<SheetField>,
}

/// Name among the controls on the device of the revision they were typed over. No control is called so.
const BASE: &str = "base";

/// Saves one sheet.
#[derive(Clone, Copy)]
pub struct Keeper {
    id: StoredValue<DossierId>,
    review: Review,
    key: StoredValue<String>,
    /// What is typed.
    pub form: RwSignal<SheetForm>,
    /// How saving stands.
    pub saving: RwSignal<Saving>,
    /// What the device holds and the server lacks.
    pub found: RwSignal<Option<Flat>>,
    /// What was saved elsewhere and has to be chosen for before anything is saved.
    pub other: RwSignal<Option<Other>>,
    /// Fields that were taken over from elsewhere.
    pub merged: RwSignal<Vec<SheetField>>,
    /// Revision the page stands on.
    pub base: RwSignal<i64>,
    /// The sheet at that revision.
    stored: StoredValue<SheetForm>,
    /// What this page sent last: the server's own answer to it may have been lost.
    sent: StoredValue<SheetForm>,
    rubric: StoredValue<Rubric>,
    dirty: StoredValue<bool>,
    flying: StoredValue<bool>,
    typed: StoredValue<u32>,
}

/// Where an expert's unsent text of a sheet is kept on the device: apart for each expert,
/// because nobody may be offered somebody else's scores.
pub fn device_key(review: Review, id: &DossierId) -> String {
    let of = match review {
        Review::Written => "sheet",
        Review::Defence => "defence-sheet",
    };
    own_key(of, id)
}

/// The same for an amendment of it.
pub fn amendment_key(review: Review, id: &DossierId) -> String {
    let of = match review {
        Review::Written => "amendment",
        Review::Defence => "defence-amendment",
    };
    own_key(of, id)
}

fn own_key(of: &str, id: &DossierId) -> String {
    let me = use_context::<Reader>().unwrap_or_default().me;
    let scope =
        me.and_then(|m| m.grants.into_iter().find(|g| g.role == Role::Expert)).map(|g| g.scope);
    draft::key(of, &format!("{}:{id}", scope.unwrap_or_default()))
}

impl Keeper {
    /// A keeper of what came from the server, or of what was typed into a form that was refused.
    pub fn new(sheet: &SheetView, typed: Option<(SheetForm, Option<Other>)>) -> Self {
        let (review, id) = (sheet.which.review, sheet.dossier.id.clone());
        let refused = typed.is_some();
        let (form, other) = typed.unwrap_or_else(|| (sheet.form.clone(), None));
        let keeper = Self {
            key: StoredValue::new(device_key(review, &id)),
            id: StoredValue::new(id),
            review,
            form: RwSignal::new(form),
            saving: RwSignal::new(Saving::Rest(sheet.saved.filter(|_| !refused))),
            found: RwSignal::new(None),
            other: RwSignal::new(other),
            merged: RwSignal::new(Vec::new()),
            base: RwSignal::new(sheet.revision),
            stored: StoredValue::new(sheet.form.clone()),
            sent: StoredValue::new(SheetForm::default()),
            rubric: StoredValue::new(sheet.rubric.clone()),
            dirty: StoredValue::new(false),
            flying: StoredValue::new(false),
            typed: StoredValue::new(0),
        };
        // Only in the browser: effects do not run on the server.
        Effect::new(move |_| keeper.start());
        keeper
    }

    /// Looks for unsent text on the device, and sends what is left when the page goes.
    fn start(self) {
        let key = self.key.get_value();
        if let Some(kept) = draft::get(&key) {
            if self.form.with_untracked(|f| flat(f) == flat(&unflat(&kept))) {
                draft::remove(&key);
            } else {
                self.found.set(Some(kept));
            }
        }
        self.wake();
        let online = window_event_listener(leptos::ev::online, move |_| self.send());
        on_cleanup(move || online.remove());
        Owner::on_cleanup(move || {
            if self.dirty.try_get_value() == Some(true)
                && let (Some(id), Some(form)) =
                    (self.id.try_get_value(), self.form.try_get_untracked())
            {
                let base = self.base.try_get_untracked();
                leptos::task::spawn_local(async move {
                    let saved = api::save_sheet(
                        id,
                        Some(self.review),
                        base,
                        form.scores,
                        form.comments,
                        form.overall,
                    );
                    if saved.await.is_ok() {
                        draft::remove(&key);
                    }
                });
            }
        });
    }

    /// Takes in what was typed while the page was not awake yet: nobody told of it.
    fn wake(self) {
        let held = self.form.get_untracked();
        let early: Vec<(SheetField, String)> = self
            .fields()
            .into_iter()
            .filter_map(|field| control::read(&name(&field)).map(|text| (field, text)))
            // A control has its own ends of lines.
            .filter(|(field, text)| *text != held.text(field).replace("\r\n", "\n"))
            .collect();
        if early.is_empty() {
            return;
        }
        self.form.update(|form| early.iter().for_each(|(field, text)| form.put(field, text)));
        self.touched();
    }

    fn fields(self) -> Vec<SheetField> {
        self.rubric.with_value(fields)
    }

    /// Takes in what was typed into a control.
    pub fn typed(self, name: &str, text: &str) {
        self.form.update(|f| put(f, name, text));
        self.touched();
    }

    /// Takes over what the device holds. Where the sheet was saved since, that stays beside it.
    pub fn restore(self) {
        let kept = self.found.get_untracked().unwrap_or_default();
        let since = kept.get(BASE).and_then(|n| n.parse().ok()) != Some(self.base.get_untracked());
        let there = self.stored.get_value();
        self.found.set(None);
        self.form.set(unflat(&kept));
        if let (true, Saving::Rest(Some(saved))) = (since, self.saving.get_untracked()) {
            self.bring_together(&SheetForm::default(), there, saved);
        }
        self.form.with_untracked(|f| self.write(f));
        self.touched();
    }

    /// Writes the form into its controls.
    fn write(self, form: &SheetForm) {
        for field in self.fields() {
            control::write(&name(&field), form.text(&field));
        }
    }

    /// Brings what is saved elsewhere together with what is on the page, both grown from `base`.
    fn bring_together(self, base: &SheetForm, there: SheetForm, saved: Stamp) {
        let here = self.form.get_untracked();
        let settled = self.rubric.with_value(|r| settle(base, &here, &there, r));
        for field in &settled.taken {
            control::write(&name(field), settled.form.text(field));
        }
        self.form.set(settled.form);
        self.merged.set(settled.taken);
        self.stored.set_value(there.clone());
        if !settled.both.is_empty() {
            self.saving.set(Saving::Held);
            self.other.set(Some(Other { form: there, saved, fields: settled.both }));
        }
    }

    /// Chooses what is saved elsewhere for one field; nothing is left to choose after the last.
    pub fn take(self, field: &SheetField) {
        let Some(mut other) = self.other.get_untracked() else { return };
        let text = other.form.text(field).to_owned();
        control::write(&name(field), &text);
        self.form.update(|f| f.put(field, &text));
        other.fields.retain(|f| f != field);
        let left = !other.fields.is_empty();
        self.other.set(left.then_some(other));
        self.touched();
        if !left {
            self.send();
        }
    }

    /// What is on the page counts where nothing else was chosen.
    pub fn keep_here(self) {
        self.other.set(None);
        self.touched();
        self.send();
    }

    /// Forgets what the device holds.
    pub fn discard(self) {
        draft::remove(&self.key.get_value());
        self.found.set(None);
    }

    fn touched(self) {
        self.dirty.set_value(true);
        let mut kept = self.form.with_untracked(flat);
        kept.insert(BASE.to_owned(), self.base.get_untracked().to_string());
        draft::put(&self.key.get_value(), &kept);
        self.typed.update_value(|n| *n = n.wrapping_add(1));
        let at = self.typed.get_value();
        set_timeout(
            move || {
                if self.typed.try_get_value() == Some(at) {
                    self.send()
                }
            },
            PAUSE,
        );
    }

    /// What is on the page goes to the server by another way now.
    pub fn hand_over(self) {
        self.sent.set_value(self.form.get_untracked());
        self.dirty.set_value(false);
    }

    /// Whether a save is under way.
    pub fn busy(self) -> bool {
        self.flying.get_value()
    }

    /// The other way failed: what is on the page may not have arrived.
    pub fn take_back(self) {
        self.touched();
    }

    /// Saves now, unless a save is under way: that one looks again when it is through.
    pub fn send(self) {
        if self.flying.try_get_value() != Some(false) || !self.dirty.get_value() {
            return;
        }
        if self.other.with_untracked(Option::is_some) {
            return self.saving.set(Saving::Held);
        }
        self.flying.set_value(true);
        self.dirty.set_value(false);
        self.saving.set(Saving::Busy);
        let (id, form) = (self.id.get_value(), self.form.get_untracked());
        let (of, base) = (Some(self.review), Some(self.base.get_untracked()));
        leptos::task::spawn_local(async move {
            let SheetForm { scores, comments, overall } = form.clone();
            let outcome = api::save_sheet(id.clone(), of, base, scores, comments, overall).await;
            if let Err(ApiError::Refused(Refusal::SheetChanged { .. })) = &outcome {
                let there = api::sheet(id, of).await;
                return self.changed(form, there);
            }
            self.sent(form, outcome);
        });
    }

    /// The sheet was saved since from elsewhere, or from here with an answer that never came.
    fn changed(self, tried: SheetForm, there: Result<SheetView, ApiError>) {
        if self.dirty.try_get_value().is_none() {
            return;
        }
        let there = match there {
            Ok(view) if view.sealed.is_some() => Err(ApiError::Refused(Refusal::AlreadySealed)),
            other => other,
        };
        let view = match there {
            Ok(view) => view,
            Err(e) => return self.sent(tried, Err(e)),
        };
        self.flying.set_value(false);
        let last = self.sent.get_value();
        let own = self.rubric.with_value(|r| differences(&last, &view.form, r).is_empty());
        let base = if own { view.form.clone() } else { self.stored.get_value() };
        self.base.set(view.revision);
        self.bring_together(&base, view.form, view.saved.unwrap_or(view.dossier.now));
        self.touched();
        self.send();
    }

    fn sent(self, form: SheetForm, outcome: Result<SheetSaved, ApiError>) {
        // The page may have gone meanwhile; what is on the device stays there then.
        let Some(dirty) = self.dirty.try_get_value() else { return };
        self.flying.set_value(false);
        match outcome {
            Ok(SheetSaved { revision, at }) => {
                self.base.set(revision);
                self.stored.set_value(form.clone());
                self.sent.set_value(form);
                self.saving.set(Saving::Rest(Some(at)));
                if dirty {
                    self.send();
                } else {
                    draft::remove(&self.key.get_value());
                }
            }
            Err(e) => {
                self.sent.set_value(form);
                self.dirty.set_value(true);
                let again = matches!(e, ApiError::Line(_) | ApiError::Fault(_));
                self.saving.set(match e {
                    ApiError::Line(_) => Saving::Here,
                    ApiError::Fault(_) => Saving::Fault(notice::sentence(&e)),
                    // Not tried again by itself: whoever signs in next may be somebody else.
                    ApiError::Refused(Refusal::SignIn) => Saving::SignedOut,
                    e => Saving::Refused(notice::sentence(&e)),
                });
                if again {
                    self.later();
                }
            }
        }
    }

    /// Tries again after a while.
    fn later(self) {
        set_timeout(
            move || {
                if self.dirty.try_get_value() == Some(true) {
                    self.send()
                }
            },
            AGAIN,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_survives_the_device() {
        let mut form = SheetForm::default();
        put(&mut form, &score_name("science.law"), "8.5");
        put(&mut form, &comment_name("science"), "评语");
        put(&mut form, OVERALL, "总评");
        put(&mut form, "seal", "yes");
        assert_eq!(form.scores["science.law"], "8.5");
        assert_eq!(unflat(&flat(&form)), form);
    }

    #[test]
    fn blank_controls_are_as_good_as_none() {
        let mut form = SheetForm::default();
        put(&mut form, &score_name("a"), "");
        assert_eq!(flat(&form), flat(&SheetForm::default()));
    }
}
