//! Slides of a defence (Art. 20), wherever somebody may read them.

use domain::views::defence::SlideView;
use leptos::prelude::*;

use crate::locales::{Lang, defence, dossier};

/// They, as links.
pub fn slides(lang: Lang, all: &[SlideView]) -> AnyView {
    let one = |s: &SlideView| {
        let (href, name) = (format!("/defence/slides/{}", s.id), s.name.clone());
        let about = format!("{} · {}", dossier::bytes(s.size), s.at.show_minute());
        view! {
            <li><a class="wrap" href=href rel="external">{name}</a>" "<small class="soft">{about}</small></li>
        }
    };
    let w = defence::words(lang);
    let list = all.iter().map(one).collect_view();
    view! { <ul aria-label=w.slides>{list}</ul> }.into_any()
}
