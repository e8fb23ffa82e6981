//! The initial list (Art. 20): every candidate a row, with what became of it. Figures are there for those who
//! see them on the page.

use app::locales::{Lang, initial_list as words};
use domain::views::initial_list::{InitialListView, ListRow};
use tables::{Kind, Table, Value};

use super::{Column, table};

/// Tenths of a point as points, one decimal.
fn points(tenths: Option<i32>) -> Value {
    Value::Text(tenths.map(|t| format!("{}.{}", t / 10, t % 10)).unwrap_or_default())
}

/// All candidates by panel.
pub fn initial_list(lang: Lang, v: &InitialListView) -> Table {
    let w = words::words(lang);
    let columns: [Column<ListRow>; 11] = [
        Column(w.reference, Kind::Text, |r| r.of.reference.clone().into()),
        Column(w.experience, Kind::Text, |r| r.of.title.clone().into()),
        Column(w.organisation, Kind::Text, |r| r.of.organisation.clone().into()),
        Column(w.panel_number, Kind::Integer, |r| r.of.panel.into()),
        Column(w.category, Kind::Text, |r| words::category(r.lang, r.of.category).into()),
        Column(w.written, Kind::Text, |r| points(r.of.written)),
        Column(w.defence, Kind::Text, |r| points(r.of.defence)),
        Column(w.combined, Kind::Text, |r| points(r.of.combined)),
        Column(w.verdict, Kind::Text, |r| words::proposal(r.lang, r.of.verdict).into()),
        Column(w.decision, Kind::Text, |r| {
            let w = words::words(r.lang);
            if r.of.listed { w.on } else { w.off }.into()
        }),
        Column(w.reason, Kind::Text, |r| r.of.reason.clone().into()),
    ];
    table(lang, (w.heading)(v.year), &columns, &v.rows)
}
