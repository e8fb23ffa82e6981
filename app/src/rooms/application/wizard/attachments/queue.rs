//! What is being sent: a queue of files, two at a time. It outlives the drawing of the page, so
//! that removing a file does not stop the sending of others.

use domain::application::field::Slot;
use domain::ids::DossierId;
use domain::views::application::FileView;
use leptos::prelude::*;

use crate::error::ApiError;

/// Files sent at the same time.
#[cfg(feature = "hydrate")]
const AT_ONCE: usize = 2;

/// How far a file has come.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "the server draws an empty queue"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Others are sent first.
    Waiting,
    /// On its way.
    Sending,
    /// The line is down; it is tried again and again.
    Broken,
    /// All bytes have arrived and are judged.
    Judging,
    /// Attached.
    Done,
    /// Not taken.
    Refused(ApiError),
}

/// A file of the queue.
#[derive(Clone)]
pub struct Item {
    /// Its number.
    pub key: u32,
    /// Where it is to belong.
    pub slot: Slot,
    /// Name on the device.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// Bytes that have been sent.
    pub sent: ArcRwSignal<i64>,
    /// How far it has come.
    pub state: ArcRwSignal<State>,
}

/// The queue of one dossier.
#[derive(Clone, Copy)]
pub struct Queue {
    /// Everything that was chosen since the page was opened and not dismissed.
    pub items: RwSignal<Vec<Item>>,
    /// Files that are attached, as far as this page knows. A list of its own for each drawing: what
    /// was drawn before must not wake up over what is drawn now, half of it is gone already.
    files: StoredValue<ArcRwSignal<Vec<FileView>>>,
    next: StoredValue<u32>,
    dossier: StoredValue<Option<DossierId>>,
    #[cfg(feature = "hydrate")]
    chosen: StoredValue<std::collections::BTreeMap<u32, super::line::Chosen>, LocalStorage>,
}

impl Queue {
    /// An empty queue.
    pub fn new() -> Self {
        Self {
            items: RwSignal::default(),
            files: StoredValue::new(ArcRwSignal::default()),
            next: StoredValue::new(0),
            dossier: StoredValue::new(None),
            #[cfg(feature = "hydrate")]
            chosen: StoredValue::new_local(std::collections::BTreeMap::new()),
        }
    }

    /// The dossier as it was loaded now; answers its files, those attached from here on among
    /// them. What has been attached needs no line of its own.
    pub fn loaded(&self, dossier: &DossierId, files: &[FileView]) -> ArcRwSignal<Vec<FileView>> {
        self.dossier.set_value(Some(dossier.clone()));
        let files = ArcRwSignal::new(files.to_vec());
        self.files.set_value(files.clone());
        if self
            .items
            .with_untracked(|all| all.iter().any(|i| i.state.get_untracked() == State::Done))
        {
            self.items.update(|all| all.retain(|i| i.state.get_untracked() != State::Done));
        }
        files
    }

    /// The files of the drawing at hand.
    pub fn files(&self) -> ArcRwSignal<Vec<FileView>> {
        self.files.get_value()
    }

    /// Takes a line off; what was on its way is given up.
    pub fn dismiss(&self, key: u32) {
        #[cfg(feature = "hydrate")]
        {
            let chosen = self.chosen.try_update_value(|c| c.remove(&key)).flatten();
            if let Some(chosen) = chosen {
                chosen.give_up();
            }
        }
        self.items.update(|all| all.retain(|i| i.key != key));
        self.pump();
    }

    /// Tries a refused file once more.
    pub fn again(&self, key: u32) {
        let item = self.items.with_untracked(|all| all.iter().find(|i| i.key == key).cloned());
        if let Some(item) = item {
            item.state.set(State::Waiting);
            self.pump();
        }
    }

    #[cfg(not(feature = "hydrate"))]
    fn pump(&self) {
        let _ = (self.next, self.dossier);
    }
}

#[cfg(feature = "hydrate")]
impl Queue {
    /// Files were chosen or dropped.
    pub fn add(&self, slot: Slot, files: &web_sys::FileList) {
        for file in (0..files.length()).filter_map(|i| files.get(i)) {
            let key = self.next.get_value();
            self.next.set_value(key + 1);
            #[allow(clippy::cast_possible_truncation)] // sizes are whole numbers
            let size = file.size() as i64;
            let item = Item {
                key,
                slot,
                name: file.name(),
                size,
                sent: ArcRwSignal::new(0),
                state: ArcRwSignal::new(State::Waiting),
            };
            self.chosen.update_value(|c| {
                c.insert(key, super::line::Chosen::new(file));
            });
            self.items.update(|all| all.push(item));
        }
        self.pump();
    }

    /// Starts as many as may be under way.
    fn pump(&self) {
        loop {
            let (busy, next) = self.items.with_untracked(|all| {
                let state = |i: &&Item| i.state.get_untracked();
                let busy =
                    |i: &&Item| matches!(state(i), State::Sending | State::Judging | State::Broken);
                let next = all.iter().find(|i| state(i) == State::Waiting).cloned();
                (all.iter().filter(busy).count(), next)
            });
            let Some(item) = next.filter(|_| busy < AT_ONCE) else { return };
            let chosen = self.chosen.with_value(|c| c.get(&item.key).cloned());
            let (Some(chosen), Some(dossier)) = (chosen, self.dossier.get_value()) else { return };
            item.state.set(State::Sending);
            let queue = *self;
            leptos::task::spawn_local(async move {
                let outcome = chosen.send(&dossier, &item).await;
                // Given up meanwhile, or the page is gone.
                if chosen.is_given_up() {
                    return;
                }
                match outcome {
                    Ok(file) => {
                        item.state.set(State::Done);
                        let files = queue.files.try_get_value();
                        files.unwrap_or_default().update(|all| {
                            all.retain(|f| f.id != file.id);
                            all.push(file);
                            all.sort_by_key(|f| (f.slot, f.at));
                        });
                        queue.items.try_update(|all| all.retain(|i| i.key != item.key));
                    }
                    Err(error) => item.state.set(State::Refused(error)),
                }
                if !queue.items.is_disposed() {
                    queue.pump();
                }
            });
        }
    }
}
