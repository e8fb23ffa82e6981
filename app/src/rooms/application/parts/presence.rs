//! Who else has the dossier open. The page gives a sign of life every 20 seconds and hears by the
//! live line when somebody comes, turns a page, saves or signs; without script it shows who was
//! there when it was drawn.

use domain::ids::DossierId;
use domain::views::flow::Present;
use leptos::prelude::*;

use super::super::flow as api;
use super::clock::ServerClock;
use crate::drawn::present;
use crate::locales::lang;
use crate::shell::Reader;

/// Who is there, and a count of what was heard about the dossier.
#[derive(Clone, Copy)]
pub struct Presence {
    others: RwSignal<Option<Vec<Present>>>,
    /// Whether the page stands. Until then nothing may be heard: a page that wakes up must find what
    /// the server drew.
    stands: RwSignal<bool>,
    clock: ServerClock,
    /// Grows when something of the dossier changed elsewhere.
    pub heard: RwSignal<u32>,
}

impl Presence {
    /// For the page at hand; `page` is a page's code or empty.
    pub fn new(id: Memo<String>, page: Memo<String>) -> Self {
        let writes = writes();
        let clock = ServerClock::unknown();
        let this = Self {
            others: RwSignal::new(None),
            stands: RwSignal::new(false),
            clock,
            heard: RwSignal::new(0),
        };
        Effect::new(move |_| {
            let (id, page) = (id.get(), page.get());
            if !writes || !this.stands.get() {
                return;
            }
            #[cfg(feature = "hydrate")]
            browser::live(this, clock, DossierId::from(id), page);
            #[cfg(not(feature = "hydrate"))]
            drop((DossierId::from(id), page, clock));
        });
        this
    }

    /// Lets the parts of a page find the server's clock in their context.
    pub fn provide(&self) {
        provide_context(self.clock);
    }
}

/// Whether the reader writes dossiers: units and the Office read these pages, too, and are
/// nobody's company there.
pub fn writes() -> bool {
    let me = use_context::<Reader>().and_then(|r| r.me);
    me.is_some_and(|me| me.grants.iter().any(|g| g.role.writes()))
}

/// Who is there while the server draws the page, where the reader `writes`. It comes with what the
/// page is drawn from: a part that waited for it alone would not be found when the page wakes up.
/// In the browser the first sign of life brings it.
pub async fn drawn_with(id: DossierId, writes: bool) -> Vec<Present> {
    if cfg!(feature = "hydrate") || !writes {
        return Vec::new();
    }
    api::others(id).await.unwrap_or_default()
}

/// The line that says who else is there; nothing when nobody is. `drawn` were there when the page
/// was made.
pub fn presence(p: Presence, drawn: Vec<Present>) -> AnyView {
    let lang = lang();
    Effect::new(move |_| {
        if p.stands.try_get_untracked() == Some(false) {
            p.stands.set(true);
        }
    });
    let line = move || present(lang, p.others.get().as_ref().unwrap_or(&drawn));
    view! { <div class="follows" inner_html=line></div> }.into_any()
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use domain::ids::DossierId;
    use leptos::prelude::*;

    use super::Presence;
    use crate::drawn::life;
    use crate::rooms::application::flow as api;
    use crate::rooms::application::parts::clock::ServerClock;
    use crate::ui::line::{Line, until_left, while_visible};

    /// The name of this tab.
    fn tab() -> String {
        let store = window().session_storage().ok().flatten();
        let kept = |key: &str| store.as_ref()?.get_item(key).ok()?;
        let keep = |key: &str, name: &str| {
            let _ = store.as_ref().map(|s| s.set_item(key, name));
        };
        life::tab(kept, keep, js_sys::Math::random())
    }

    /// Whether the focus is where something is typed.
    fn typing() -> bool {
        let tag = document().active_element().map(|e| e.tag_name()).unwrap_or_default();
        matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    }

    /// Gives signs of life and listens until the page is left.
    pub(super) fn live(p: Presence, clock: ServerClock, id: DossierId, page: String) {
        let tab = tab();
        // While somebody types, the page is not drawn anew under their hands: what was heard
        // waits for the next beat.
        let waiting = StoredValue::new(false);
        let heard = move || {
            if typing() {
                waiting.try_set_value(true);
            } else {
                waiting.try_set_value(false);
                p.heard.try_update(|n| *n += 1);
            }
        };
        let beat = {
            let id = id.clone();
            move || {
                if waiting.try_get_value() == Some(true) {
                    heard();
                }
                let (id, page, tab) = (id.clone(), page.clone(), tab.clone());
                leptos::task::spawn_local(async move {
                    // What fails here is no loss: the next sign of life is soon.
                    if let Ok(here) = api::be_present(id, page, tab).await {
                        clock.set(here.now);
                        p.others.try_set(Some(here.others));
                    }
                });
            }
        };
        beat();
        let ticking =
            set_interval_with_handle(beat.clone(), Duration::from_secs(life::BEAT.into())).ok();
        let missed = std::cell::Cell::new(false);
        let line = while_visible(move || {
            // Nobody has told what happened while the page lay at the back.
            if missed.replace(true) {
                beat();
                heard();
            }
            let mut line = Line::open(&life::line(&id))?;
            let beat = beat.clone();
            line.on(life::CAME, move |_| beat());
            line.on("dossier", move |_| heard());
            Some(line)
        });
        until_left(line);
        on_cleanup(move || {
            if let Some(ticking) = ticking {
                ticking.clear();
            }
        });
    }
}
