//! One pair of the matrix as a sign, and what the signs stand for.

use domain::committee::pairing::Wish;
use domain::views::matrix::{Cell, Mark};
use leptos::prelude::*;

use crate::locales::{Lang, assignment};
use crate::ui::markup::escape;

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

/// A cell, written as text: a panel has thousands, and views of their own would cost more than all the rest
/// of the page. The link is for the mouse: the keyboard gets to the same pair by the line's own link,
/// without a stop at each of a thousand cells.
pub(super) fn cell(
    out: &mut String,
    lang: Lang,
    c: &Cell,
    (expert, reference): (&str, &str),
    href: &str,
) {
    out.push_str("<td class=\"");
    out.push_str(class(c.mark, c.fits));
    out.push_str("\"><a tabindex=\"-1\" href=\"");
    escape(out, href);
    out.push_str("\" title=\"");
    let from = out.len();
    escape(out, expert);
    out.push_str(", ");
    escape(out, reference);
    out.push_str(": ");
    out.push_str(assignment::mark(lang, c.mark));
    if let Some(wish) = c.wish {
        out.push_str(", ");
        out.push_str(assignment::wish(lang, wish));
    }
    if c.fits {
        out.push_str(", ");
        out.push_str(assignment::words(lang).fits);
    }
    let said = out[from..].to_owned();
    out.push_str("\"><span aria-hidden=\"true\">");
    out.push_str(sign(c.mark));
    if let Some(wish) = c.wish {
        out.push_str("<sup>");
        out.push_str(badge(wish));
        out.push_str("</sup>");
    }
    out.push_str("</span><span class=\"sr\">");
    out.push_str(&said);
    out.push_str("</span></a></td>");
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
