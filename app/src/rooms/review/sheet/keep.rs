//! Saving while one writes: on the server at every pause, on the device at every key, so
//! that neither a lost line nor an ended session costs a word.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::policy::Role;
use domain::review::sheet::SheetForm;
use domain::stamp::Stamp;
use leptos::prelude::*;

use crate::error::ApiError;
use crate::rooms::review::api;
use crate::shell::Reader;
use crate::ui::{draft, notice};

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
    /// Refused, with the reason: kept on the device.
    Refused(String),
}

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
    dirty: StoredValue<bool>,
    flying: StoredValue<bool>,
    typed: StoredValue<u32>,
}

/// Where an expert's unsent text of a sheet is kept on the device: apart for each expert,
/// because nobody may be offered somebody else's scores.
pub fn device_key(review: Review, id: &DossierId) -> String {
    let me = use_context::<Reader>().unwrap_or_default().me;
    let scope =
        me.and_then(|m| m.grants.into_iter().find(|g| g.role == Role::Expert)).map(|g| g.scope);
    let of = match review {
        Review::Written => "sheet",
        Review::Defence => "defence-sheet",
    };
    draft::key(of, &format!("{}:{id}", scope.unwrap_or_default()))
}

impl Keeper {
    /// A keeper of what came from the server.
    pub fn new(review: Review, id: DossierId, form: SheetForm, saved: Option<Stamp>) -> Self {
        let keeper = Self {
            key: StoredValue::new(device_key(review, &id)),
            id: StoredValue::new(id),
            review,
            form: RwSignal::new(form),
            saving: RwSignal::new(Saving::Rest(saved)),
            found: RwSignal::new(None),
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
        let online = window_event_listener(leptos::ev::online, move |_| self.send());
        on_cleanup(move || online.remove());
        Owner::on_cleanup(move || {
            if self.dirty.try_get_value() == Some(true)
                && let (Some(id), Some(form)) =
                    (self.id.try_get_value(), self.form.try_get_untracked())
            {
                leptos::task::spawn_local(async move {
                    let saved = api::save_sheet(
                        id,
                        Some(self.review),
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

    /// Takes in what was typed into a control.
    pub fn typed(self, name: &str, text: &str) {
        self.form.update(|f| put(f, name, text));
        self.touched();
    }

    /// Takes over what the device holds.
    pub fn restore(self) -> Flat {
        let kept = self.found.get_untracked().unwrap_or_default();
        self.form.set(unflat(&kept));
        self.found.set(None);
        self.touched();
        kept
    }

    /// Forgets what the device holds.
    pub fn discard(self) {
        draft::remove(&self.key.get_value());
        self.found.set(None);
    }

    fn touched(self) {
        self.dirty.set_value(true);
        self.form.with_untracked(|f| draft::put(&self.key.get_value(), &flat(f)));
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
        self.dirty.set_value(false);
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
        self.flying.set_value(true);
        self.dirty.set_value(false);
        self.saving.set(Saving::Busy);
        let (id, form) = (self.id.get_value(), self.form.get_untracked());
        leptos::task::spawn_local(async move {
            let SheetForm { scores, comments, overall } = form;
            let of = Some(self.review);
            let outcome = api::save_sheet(id, of, scores, comments, overall).await;
            self.sent(outcome.map(|s| s.at));
        });
    }

    fn sent(self, outcome: Result<Stamp, ApiError>) {
        // The page may have gone meanwhile; what is on the device stays there then.
        let Some(dirty) = self.dirty.try_get_value() else { return };
        self.flying.set_value(false);
        match outcome {
            Ok(at) => {
                self.saving.set(Saving::Rest(Some(at)));
                if dirty {
                    self.send();
                } else {
                    draft::remove(&self.key.get_value());
                }
            }
            Err(ApiError::Line(_)) => {
                self.dirty.set_value(true);
                self.saving.set(Saving::Here);
                set_timeout(
                    move || {
                        if self.dirty.try_get_value() == Some(true) {
                            self.send()
                        }
                    },
                    AGAIN,
                );
            }
            Err(e) => self.saving.set(Saving::Refused(notice::sentence(&e))),
        }
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
