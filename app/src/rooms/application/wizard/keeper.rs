//! Keeps what is typed: in the browser at once, on the server a moment after the last
//! input, one request at a time. Whatever fails, the text stays on the page and on this
//! device.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::application::Answers;
use domain::application::field::Field;
use domain::application::merge::Conflict;
use domain::application::page::Page;
use domain::ids::DossierId;
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::application::{DossierView, Saved};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::api;
use crate::error::ApiError;
use crate::ui::{control, draft};

/// Quiet time after the last input before the server is asked.
const PAUSE: Duration = Duration::from_millis(800);
/// Time until the next try after the line was down or the session over.
const RETRY: Duration = Duration::from_secs(8);

/// What the reader is told about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing typed yet; when the page was last saved, if ever.
    Idle(Option<Stamp>),
    /// On its way.
    Saving,
    /// Stored at this moment of the server's clock.
    Saved(Stamp),
    /// Kept on this device only.
    Failed(ApiError),
}

#[derive(Default)]
struct Run {
    timer: Option<TimeoutHandle>,
    busy: bool,
    dirty: bool,
    /// Button to press once the request under way has come back.
    press: Option<&'static str>,
}

/// The keeper of one page. Its signals outlive the page, so that a last save still ends
/// well after the reader has gone on.
#[derive(Clone)]
pub struct Keeper {
    id: DossierId,
    page: Page,
    /// All answers of the dossier, as typed.
    pub answers: ArcRwSignal<Answers>,
    /// Revision the next save starts from.
    pub base: ArcRwSignal<i64>,
    /// What the reader is told.
    pub status: ArcRwSignal<Status>,
    /// Keys both have changed, with the other's text and the one both began from.
    pub conflicts: ArcRwSignal<Vec<Conflict>>,
    /// Keys somebody else changed that were taken over just now.
    pub merged: ArcRwSignal<Vec<String>>,
    run: ArcStoredValue<Run>,
}

impl Keeper {
    /// For one page of a dossier as it was loaded.
    pub fn new(d: &DossierView, page: Page) -> Self {
        Self {
            id: d.id.clone(),
            page,
            answers: ArcRwSignal::new(d.answers.clone()),
            base: ArcRwSignal::new(d.revisions.get(&page).copied().unwrap_or_default()),
            status: ArcRwSignal::new(Status::Idle(d.saved.get(&page).copied())),
            conflicts: ArcRwSignal::new(Vec::new()),
            merged: ArcRwSignal::new(Vec::new()),
            run: ArcStoredValue::new(Run::default()),
        }
    }

    /// Where this page's text is kept on the device.
    fn place(&self) -> String {
        draft::key(self.id.as_str(), self.page.code())
    }

    /// This page's answers as they stand; what is empty is left out, as the server stores it.
    pub fn typed(&self) -> Answers {
        self.answers.with_untracked(|all| own(all, self.page))
    }

    /// Text kept on this device that the server does not have.
    pub fn found(&self) -> Option<Answers> {
        let kept = own(&draft::get(&self.place())?, self.page);
        if kept == self.typed() {
            draft::remove(&self.place());
            return None;
        }
        Some(kept)
    }

    /// Forgets what the device keeps.
    pub fn forget(&self) {
        draft::remove(&self.place());
    }

    /// An answer was typed.
    pub fn type_in(&self, key: &str, text: String) {
        self.answers.update(|a| {
            a.insert(key.to_owned(), text);
        });
        self.touched();
    }

    /// Takes over what stands in the page and was not heard of: typed before the program had
    /// arrived, or while the page was drawn anew.
    pub fn adopt(&self) {
        for (name, text) in control::standing() {
            let key = key_of(&name).filter(|key| Field::key_allowed(key, self.page));
            let Some(key) = key else { continue };
            let known = |a: &Answers| a.get(key).is_some_and(|k| k.replace("\r\n", "\n") == text);
            if !self.answers.with_untracked(known) {
                self.type_in(key, text);
            }
        }
    }

    /// Writes answers that come from elsewhere into the page, and saves them.
    pub fn take(&self, texts: &Answers) {
        self.answers.update(|a| a.extend(texts.clone()));
        for (key, text) in texts {
            control::write(&name(key), text);
        }
        self.touched();
    }

    /// Puts the page's answers back to exactly these.
    pub fn restore(&self, kept: &Answers) {
        let mut all: Answers = self.typed().into_keys().map(|k| (k, String::new())).collect();
        all.extend(kept.clone());
        self.take(&all);
    }

    fn touched(&self) {
        draft::put(&self.place(), &self.typed());
        self.run.update_value(|r| r.dirty = true);
        self.later(PAUSE);
    }

    fn later(&self, wait: Duration) {
        let this = self.clone();
        let timer = set_timeout_with_handle(move || this.flush(), wait).ok();
        self.run.update_value(|r| {
            if let Some(old) = std::mem::replace(&mut r.timer, timer) {
                old.clear();
            }
        });
    }

    /// Whether a request is under way; then `button` is pressed once it has come back, so
    /// that the form is not sent on top of a revision that is just being replaced.
    pub fn wait_for(&self, button: &'static str) -> bool {
        let mut busy = false;
        self.run.update_value(|r| {
            busy = r.busy;
            if busy {
                r.press = Some(button);
            } else if let Some(timer) = r.timer.take() {
                // The form carries everything; no second save behind its back.
                timer.clear();
                r.dirty = false;
            }
        });
        busy
    }

    /// Saves now what has not been saved yet.
    pub fn flush(&self) {
        let mut go = false;
        self.run.update_value(|r| {
            go = r.dirty && !r.busy;
            if go {
                (r.busy, r.dirty) = (true, false);
                if let Some(timer) = r.timer.take() {
                    timer.clear();
                }
            }
        });
        if !go {
            return;
        }
        self.status.set(Status::Saving);
        let this = self.clone();
        spawn_local(async move {
            let sent = this.typed();
            let base = this.base.get_untracked();
            let page = this.page.code().to_owned();
            let outcome = api::autosave(this.id.clone(), page, base, sent.clone()).await;
            let outcome = match outcome {
                Ok(saved) => this.settle(saved, &sent).await,
                Err(e) => Err(e),
            };
            this.ended(outcome, &sent);
        });
    }

    /// Takes over what the server answered. What others wrote must stand on this page
    /// before the next save starts from the new revision, or that save would undo it.
    async fn settle(&self, saved: Saved, sent: &Answers) -> Result<Stamp, ApiError> {
        if !saved.merged.is_empty() {
            let stored = api::dossier(self.id.clone()).await?;
            let mut taken = BTreeMap::new();
            for key in &saved.merged {
                let text = |a: &Answers| a.get(key).cloned().unwrap_or_default();
                // Unless it was typed over while the request was under way.
                if self.answers.with_untracked(text) == text(sent) {
                    taken.insert(key.clone(), text(&stored.answers));
                }
            }
            self.answers.update(|a| a.extend(taken.clone()));
            for (key, text) in &taken {
                control::write(&name(key), text);
            }
            self.merged.set(saved.merged.clone());
        }
        self.accept(&saved);
        Ok(saved.at)
    }

    /// The form was sent by its button and the page stayed.
    pub fn came_back(&self, saved: Saved) {
        let this = self.clone();
        spawn_local(async move {
            let sent = this.typed();
            let outcome = this.settle(saved, &sent).await;
            this.ended(outcome, &sent);
        });
    }

    /// The new revision, and what both had changed.
    fn accept(&self, saved: &Saved) {
        self.base.set(saved.revision);
        if !saved.conflicts.is_empty() {
            self.conflicts.update(|all| {
                for conflict in &saved.conflicts {
                    all.retain(|c| c.key != conflict.key);
                    all.push(conflict.clone());
                }
            });
        }
    }

    fn ended(&self, outcome: Result<Stamp, ApiError>, sent: &Answers) {
        let (mut dirty, mut press) = (false, None);
        self.run.update_value(|r| {
            r.busy = false;
            press = r.press.take();
            dirty = r.dirty;
        });
        match outcome {
            Ok(at) => {
                self.status.set(Status::Saved(at));
                if !dirty && self.typed() == *sent {
                    self.forget();
                }
                if press.is_none() && dirty {
                    self.flush();
                }
            }
            Err(e) => {
                self.run.update_value(|r| r.dirty = true);
                let again = matches!(
                    e,
                    ApiError::Line(_) | ApiError::Fault(_) | ApiError::Refused(Refusal::SignIn)
                );
                self.status.set(Status::Failed(e));
                if again && press.is_none() {
                    self.later(RETRY);
                }
            }
        }
        if let Some(button) = press {
            control::press(button);
        }
    }
}

/// Name of the control of a key.
pub fn name(key: &str) -> String {
    format!("a[{key}]")
}

/// The key of a control's name.
pub fn key_of(name: &str) -> Option<&str> {
    name.strip_prefix("a[")?.strip_suffix(']')
}

fn own(all: &Answers, page: Page) -> Answers {
    all.iter()
        .filter(|(k, v)| !v.is_empty() && Field::key_allowed(k, page))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_keys() {
        for key in ["org_name", "revenue_1.unit", "result.12.before"] {
            assert_eq!(key_of(&name(key)), Some(key));
        }
        assert_eq!(key_of("base"), None);
    }

    #[test]
    fn only_the_pages_own_answers_are_sent() {
        let all: Answers = [("org_name", "x"), ("uscc", ""), ("title", "y")]
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .into();
        assert_eq!(
            own(&all, Page::Organisation),
            Answers::from([("org_name".to_owned(), "x".to_owned())])
        );
    }
}
