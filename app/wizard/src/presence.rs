//! Who else has the dossier open. The page gives a sign of life every 20 seconds and hears by the
//! live line when somebody comes or turns a page.

use std::cell::RefCell;
use std::rc::Rc;

use app::drawn::{life, present};
use domain::application::page::Page;
use domain::ids::DossierId;
use domain::lang::Lang;
use domain::views::flow::Here;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, EventSource};

use crate::{ask, clock, dom};

/// The name of this tab.
fn tab() -> String {
    let store = dom::window().session_storage().ok().flatten();
    let kept = |key: &str| store.as_ref()?.get_item(key).ok()?;
    let keep = |key: &str, name: &str| {
        let _ = store.as_ref().map(|s| s.set_item(key, name));
    };
    life::tab(kept, keep, js_sys::Math::random())
}

/// Where the page says to whom signs of life go.
struct Line {
    lang: Lang,
    id: DossierId,
    page: Page,
    tab: String,
    to: String,
    shown: Element,
}

impl Line {
    async fn beat(&self) {
        let form = ask::fields([
            ("id", self.id.as_str()),
            ("page", self.page.code()),
            ("tab", self.tab.as_str()),
        ]);
        // What fails here is no loss: the next sign of life is soon.
        if let Ok(answer) = ask::post::<Here>(&self.to, &form).await {
            clock::set(answer.data.now);
            let drawn = present(self.lang, &answer.data.others);
            if self.shown.inner_html() != drawn {
                self.shown.set_inner_html(&drawn);
            }
        }
    }
}

/// Opens the line that tells when somebody comes or turns a page.
fn listen(line: &'static Line) -> Option<EventSource> {
    let source = EventSource::new(&life::line(&line.id)).ok()?;
    dom::on(&source, life::CAME, move |_| spawn_local(line.beat()));
    Some(source)
}

/// Gives signs of life, where the reader writes, and listens until the page is left.
pub fn wake(lang: Lang, id: &DossierId, page: Page) {
    let Some(shown) = dom::one("[data-present]") else { return };
    let to = shown.get_attribute("data-present").unwrap_or_default();
    let line: &'static Line =
        Box::leak(Box::new(Line { lang, id: id.clone(), page, tab: tab(), to, shown }));
    // A tab at the back lets go of its line: browsers have few of them where they speak HTTP/1.1.
    let held = RefCell::new(listen(line));
    let turn = Rc::new(move |seen: bool| {
        if let Some(source) = held.take() {
            source.close();
        }
        if seen {
            held.replace(listen(line));
            spawn_local(line.beat());
        }
    });
    let turned = turn.clone();
    dom::on(&dom::document(), "visibilitychange", move |_| turned(!dom::document().hidden()));
    dom::on(&dom::window(), "pagehide", move |_| turn(false));
    spawn_local(async move {
        loop {
            line.beat().await;
            dom::pause(i32::from(life::BEAT) * 1000).await;
        }
    });
}
