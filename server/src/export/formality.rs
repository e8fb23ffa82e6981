//! The Office's list of the formality check (Art. 18).

use app::locales::{Lang, common, formality as words, recommendation};
use domain::formality::Item;
use domain::views::formality::{FormalityList, FormalityRow};
use tables::{Kind, Table};

use super::{Column, minute, table};

/// All dossiers on the list.
pub fn formality(lang: Lang, v: &FormalityList) -> Table {
    let (w, r) = (words::words(lang), recommendation::words(lang));
    let columns: [Column<FormalityRow>; 9] = [
        Column("#", Kind::Integer, |r| r.number.into()),
        Column(w.reference, Kind::Text, |r| r.of.reference.clone().into()),
        Column(r.organisation, Kind::Text, |r| r.of.org_name.clone().into()),
        Column(r.title_head, Kind::Text, |r| r.of.title.clone().into()),
        Column(w.unit, Kind::Text, |r| common::unit(r.lang, &r.of.unit).into()),
        Column(w.stage, Kind::Text, |r| common::stage(r.lang, r.of.stage).into()),
        Column(w.ticks, Kind::Text, |r| format!("{} / {}", r.of.ticks, Item::ALL.len()).into()),
        Column(w.claim, Kind::Text, |r| r.of.claimed.as_ref().map(|c| c.by.clone()).into()),
        Column(w.changed, Kind::Text, |r| minute(r.of.changed_at)),
    ];
    table(lang, format!("{} {}", w.title, v.season.year), &columns, &v.rows)
}
