//! The package of the consultation (Art. 20): every entry a row, with what it is about, and what its reader sees of the
//! opinion, the answer and the decision on it.

use app::locales::{Lang, common, consultation as words, fields};
use domain::application::field::Field;
use domain::notice::handling::Step;
use domain::views::consultation::{ConsultationView, Row as Entry};
use tables::{Kind, Table, Value};

use super::{Column, table};

/// All entries, in no order of merit.
pub fn consultation(lang: Lang, v: &ConsultationView) -> Table {
    let w = words::words(lang);
    let label = |field| fields::label(lang, field);
    let columns: [Column<Entry>; 15] = [
        Column(w.number, Kind::Integer, |r| i64::from(r.of.line.place).into()),
        Column(w.organisation, Kind::Text, |r| r.of.line.organisation.clone().into()),
        Column(w.experience, Kind::Text, |r| r.of.line.title.clone().into()),
        Column(w.unit, Kind::Text, |r| common::unit(r.lang, &r.of.line.unit).into()),
        Column(w.category, Kind::Text, |r| words::category(r.lang, r.of.category).into()),
        Column(label(Field::Region), Kind::Text, |r| said(r.lang, r.of, 0)),
        Column(label(Field::Industry), Kind::Text, |r| said(r.lang, r.of, 1)),
        Column(label(Field::Scope), Kind::Text, |r| said(r.lang, r.of, 2)),
        Column(label(Field::Direction), Kind::Text, |r| said(r.lang, r.of, 3)),
        Column(label(Field::Abstract), Kind::Text, |r| r.of.gist.text.clone().into()),
        Column(w.opinion, Kind::Text, |r| {
            let stance = r.of.opinion.as_ref().map(|o| words::stance(r.lang, o.0));
            stance.unwrap_or_default().into()
        }),
        Column(w.opinion_text, Kind::Text, |r| {
            r.of.opinion.as_ref().map(|o| o.1.text.clone()).unwrap_or_default().into()
        }),
        Column(w.answer, Kind::Text, |r| {
            r.of.answer.as_ref().map(|a| a.1.text.clone()).unwrap_or_default().into()
        }),
        Column(w.decision, Kind::Text, |r| {
            let decided = r.of.decision.as_ref().filter(|_| r.of.step == Some(Step::Decided));
            decided.map(|d| words::outcome(r.lang, d.0)).unwrap_or_default().into()
        }),
        Column(w.reason, Kind::Text, |r| {
            let decided = r.of.decision.as_ref().filter(|_| r.of.step == Some(Step::Decided));
            decided.map(|d| d.1.text.clone()).unwrap_or_default().into()
        }),
    ];
    table(lang, (w.heading)(v.year), &columns, &v.rows)
}

/// One of the facts of what an entry is about, in words.
fn said(lang: Lang, entry: &Entry, which: usize) -> Value {
    let facts = words::gist(lang, &entry.gist);
    facts.get(which).map(|f| f.1.clone()).unwrap_or_default().into()
}
