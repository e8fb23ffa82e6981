//! The register of titles as open data (Art. 22): the rows everybody reads.

use app::locales::{Lang, title as words};
use domain::views::title::{Register, TitleLine};
use serde_json::{Value as Json, json};
use tables::{Kind, Table, Value};

use super::{Column, table};

/// The register as a table. Its heads are those an import of earlier titles knows.
pub fn register(lang: Lang, v: &Register) -> Table {
    let w = words::words(lang);
    let columns: [Column<TitleLine>; 11] = [
        Column(w.number, Kind::Text, |r| r.of.number.to_string().into()),
        Column(w.year, Kind::Integer, |r| i64::from(r.of.year()).into()),
        Column(w.organisation, Kind::Text, |r| r.of.organisation.clone().into()),
        Column(w.uscc, Kind::Text, |r| r.of.uscc.clone().into()),
        Column(w.benchmark, Kind::Text, |r| r.of.benchmark.clone().into()),
        Column(w.category, Kind::Text, |r| {
            r.of.category.map(|c| words::category(r.lang, Some(c))).unwrap_or_default().into()
        }),
        Column(w.direction, Kind::Text, |r| {
            let name = r.of.direction.as_ref().map(|d| r.lang.pick(&d.zh, &d.en).clone());
            name.unwrap_or_default().into()
        }),
        Column(w.region, Kind::Text, |r| {
            let known = !r.of.region.is_empty();
            let name = if known { words::region(r.lang, &r.of.region) } else { Default::default() };
            name.into()
        }),
        Column(w.granted, Kind::Text, |r| {
            r.of.granted_at.map(|at| at.show_date()).unwrap_or_default().into()
        }),
        Column(w.state, Kind::Text, |r| {
            let w = words::words(r.lang);
            if r.of.revoked.is_some() { w.revoked } else { w.valid }.into()
        }),
        Column(w.revoked_reason, Kind::Text, |r| {
            Value::Text(r.of.revoked.as_ref().map(|t| t.reason.clone()).unwrap_or_default())
        }),
    ];
    table(lang, w.register.to_owned(), &columns, &v.lines)
}

/// The same as JSON, in codes that do not change with the reader's language.
pub fn register_json(v: &Register) -> Json {
    let line = |l: &TitleLine| {
        json!({
            "number": l.number.as_str(),
            "year": l.year(),
            "organisation": l.organisation,
            "uscc": (!l.uscc.is_empty()).then_some(&l.uscc),
            "benchmark": l.benchmark,
            "category": l.category.map(|c| c.code()),
            "direction": l.direction.as_ref().map(|d| json!({ "zh": d.zh, "en": d.en })),
            "region": (!l.region.is_empty()).then_some(&l.region),
            "announced": l.granted_at.map(|at| at.show_date()),
            "revoked": l.revoked.as_ref().map(|t| {
                json!({ "date": t.at.show_date(), "article": t.article, "reason": t.reason })
            }),
        })
    };
    json!({ "titles": v.lines.iter().map(line).collect::<Vec<_>>() })
}
