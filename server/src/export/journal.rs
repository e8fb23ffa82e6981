//! The journal as the audit takes it away: cut as its page is.

use app::corridor::guard::audit::{facts, who};
use app::locales::{Lang, audit as words};
use domain::views::guard::JournalRow;
use tables::{Kind, Table, Value};

use super::{Column, table};

/// Rows of the journal.
pub fn journal(lang: Lang, rows: &[JournalRow]) -> Table {
    let w = words::words(lang);
    let columns: [Column<JournalRow>; 10] = [
        Column(w.number, Kind::Integer, |r| r.of.seq.into()),
        Column(w.at, Kind::Text, |r| {
            Value::Text(format!("{} {}", r.of.at.show_date(), r.of.at.show_time()))
        }),
        Column(w.who, Kind::Text, |r| who(r.lang, r.of).into()),
        Column(w.actor, Kind::Text, |r| r.of.actor.clone().into()),
        Column(w.what, Kind::Text, |r| words::kind(r.lang, &r.of.kind).into()),
        Column(w.room, Kind::Text, |r| words::room(r.lang, &r.of.room).into()),
        Column(w.reference, Kind::Text, |r| r.of.reference.clone().into()),
        Column(w.facts, Kind::Prose, |r| facts(r.lang, r.of, true).into()),
        Column(w.reason, Kind::Prose, |r| r.of.reason.clone().into()),
        Column(w.hash, Kind::Text, |r| r.of.hash.clone().into()),
    ];
    table(lang, w.title.to_owned(), &columns, rows)
}
