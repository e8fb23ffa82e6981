//! What stands twice (Art. 17, 24), one finding a row.

use app::locales::{Lang, duplicates as words, formality};
use domain::formality::duplicates::Against;
use domain::views::formality::{Duplicates, FindingView};
use tables::{Kind, Table, Value};

use super::{Column, table};

/// All findings, those somebody has looked at too.
pub fn duplicates(lang: Lang, v: &Duplicates) -> Table {
    let (w, f) = (words::words(lang), formality::words(lang));
    let columns: [Column<FindingView>; 9] = [
        Column("#", Kind::Integer, |r| r.number.into()),
        Column(w.found, Kind::Text, |r| words::kind(r.lang, r.of.finding.kind).into()),
        Column(w.likeness, Kind::Integer, |r| i64::from(r.of.finding.percent).into()),
        Column(f.reference, Kind::Text, |r| r.of.left.reference.clone().into()),
        Column(w.left_fact, Kind::Text, |r| r.of.finding.left.clone().into()),
        Column(w.with, Kind::Text, met),
        Column(w.right_fact, Kind::Text, |r| r.of.finding.right.clone().into()),
        Column(w.state, Kind::Text, |r| {
            let w = words::words(r.lang);
            if r.of.open() { w.open } else { w.looked }.into()
        }),
        Column(w.note, Kind::Text, |r| r.of.looked.as_ref().map(|l| l.note.clone()).into()),
    ];
    table(lang, format!("{} {}", w.title, v.season.year), &columns, &v.rows)
}

fn met(r: &super::Row<'_, FindingView>) -> Value {
    match (&r.of.right, &r.of.finding.against) {
        (Some(p), _) => format!("{} {}", p.reference, p.org_name).into(),
        (None, Against::Winner(won)) => {
            format!("{} {}", (words::words(r.lang).winner)(won.year), won.organisation).into()
        }
        (None, Against::Dossier(id)) => id.to_string().into(),
    }
}
