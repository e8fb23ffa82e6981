//! The package of the consultation (Art. 20): every entry a row, with what its reader sees of the opinion, the
//! answer and the decision on it.

use app::locales::{Lang, common, consultation as words};
use domain::notice::handling::Step;
use domain::views::consultation::{ConsultationView, Row as Entry};
use tables::{Kind, Table};

use super::{Column, table};

/// All entries, in no order of merit.
pub fn consultation(lang: Lang, v: &ConsultationView) -> Table {
    let w = words::words(lang);
    let columns: [Column<Entry>; 10] = [
        Column(w.number, Kind::Integer, |r| i64::from(r.of.line.place).into()),
        Column(w.organisation, Kind::Text, |r| r.of.line.organisation.clone().into()),
        Column(w.experience, Kind::Text, |r| r.of.line.title.clone().into()),
        Column(w.unit, Kind::Text, |r| common::unit(r.lang, &r.of.line.unit).into()),
        Column(w.category, Kind::Text, |r| words::category(r.lang, r.of.category).into()),
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
