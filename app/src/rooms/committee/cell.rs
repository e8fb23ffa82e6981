//! One pair of the matrix as a sign, and what the signs stand for.

use domain::committee::pairing::Wish;
use domain::views::matrix::{Cell, Mark};
use leptos::prelude::*;

use crate::locales::{Lang, assignment};

/// The sign of a mark.
fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Open => "·",
        Mark::Proposed => "○",
        Mark::Assigned => "●",
        Mark::Sealed => "■",
        Mark::Conflict => "×",
    }
}

/// The sign of a wish, set beside that of the mark.
fn badge(wish: Wish) -> &'static str {
    match wish {
        Wish::Must => "+",
        Wish::Never => "−",
        Wish::Declined => "↩",
    }
}

fn class(mark: Mark, fits: bool) -> &'static str {
    match (mark, fits) {
        (Mark::Conflict, _) => "conflict",
        (Mark::Open, true) => "fits",
        (Mark::Open, false) => "",
        (_, true) => "taken fits",
        (_, false) => "taken",
    }
}

/// A cell. The link is for the mouse: the keyboard gets to the same pair by the line's own link,
/// without a stop at each of a thousand cells.
pub(super) fn cell(lang: Lang, c: &Cell, expert: &str, reference: &str, href: String) -> AnyView {
    let mut said = format!("{expert}, {reference}: {}", assignment::mark(lang, c.mark));
    if let Some(wish) = c.wish {
        said = format!("{said}, {}", assignment::wish(lang, wish));
    }
    if c.fits {
        said = format!("{said}, {}", assignment::words(lang).fits);
    }
    let badge = c.wish.map(|w| view! { <sup>{badge(w)}</sup> });
    let titled = said.clone();
    view! {
        <td class=class(c.mark, c.fits)>
            <a href=href tabindex="-1" title=titled>
                <span aria-hidden="true">{sign(c.mark)}{badge}</span>
                <span class="sr">{said}</span>
            </a>
        </td>
    }
    .into_any()
}

/// What the signs stand for.
pub(super) fn legend(lang: Lang) -> AnyView {
    let w = assignment::words(lang);
    let marks = [Mark::Assigned, Mark::Sealed, Mark::Proposed, Mark::Conflict];
    let mark = |m: Mark| view! { <li><b aria-hidden="true">{sign(m)}</b>" "{assignment::mark(lang, m)}</li> };
    let wish = |x: Wish| view! { <li><b aria-hidden="true">{badge(x)}</b>" "{assignment::wish(lang, x)}</li> };
    view! {
        <ul class="legend" aria-label=w.legend>
            {marks.map(mark).collect_view()}
            {Wish::ALL.map(wish).collect_view()}
            <li><b class="fits" aria-hidden="true">"·"</b>" "{w.fits}</li>
        </ul>
    }
    .into_any()
}
