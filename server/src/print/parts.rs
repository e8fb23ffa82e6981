//! Parts that both documents have.

use app::locales::{Lang, print};
use domain::application::seal::SHORT;
use domain::stamp::Stamp;
use pdf::{Align, Cell, Column, Notes, Style};

/// A hash in groups of four: `0a1b 2c3d 4e5f`.
pub(super) fn short(hash: &str) -> String {
    let shown: Vec<char> = hash.chars().take(SHORT).collect();
    shown.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// A moment to the second, as printed.
pub(super) fn moment(at: Stamp) -> String {
    format!("{} {}", at.show_date(), at.show_time())
}

/// A moment in parts: year, then month, day, hour, minute, second.
pub(super) fn created(at: Stamp) -> Option<(u16, [u8; 5])> {
    let text = moment(at);
    let parts: Vec<u16> = text.split(['-', ' ', ':']).filter_map(|p| p.parse().ok()).collect();
    let [year, rest @ ..] = parts.as_slice() else { return None };
    let rest: Vec<u8> = rest.iter().filter_map(|n| u8::try_from(*n).ok()).collect();
    Some((*year, rest.try_into().ok()?))
}

/// Words for the notes of the last page.
pub(super) fn notes(lang: Lang) -> Notes {
    let w = print::words(lang);
    Notes { title: w.notes, missing: w.missing, invisible: w.invisible, cut: w.cut }
}

/// Running text: indented in Chinese, parted by white in English.
pub(super) fn body(lang: Lang) -> Style {
    lang.pick(
        Style::BODY.indent(2.0),
        Style { leading: 1.5, ..Style::BODY }.size(11.0).around(0.0, 6.0),
    )
}

/// A column.
pub(super) fn column(share: f32, align: Align) -> Column {
    Column { share, align }
}

/// A label and what belongs to it, as cells.
pub(super) fn pair(label: &str, value: String, span: usize) -> [Cell; 2] {
    [Cell::head(label), Cell::from(value).over(span)]
}
