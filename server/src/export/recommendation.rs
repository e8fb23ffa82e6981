//! The unit's summary sheet (推荐汇总表, Art. 17): its candidates in its order.

use app::locales::{Lang, common, fields, recommendation as words};
use domain::application::field::Field;
use domain::views::recommendation::{UnitList, UnitRow};
use tables::{Kind, Table, Value};

use super::{Column, minute, table};

/// Candidates with a place first, in their order; then the others by reference number.
pub fn recommendation(lang: Lang, v: &UnitList) -> Table {
    let w = words::words(lang);
    let mut rows: Vec<UnitRow> = v.rows.clone();
    rows.sort_by_key(|r| (r.place == 0, r.place, r.reference.clone()));
    let columns: [Column<UnitRow>; 8] = [
        Column(w.place, Kind::Integer, |r| (r.of.place > 0).then_some(r.of.place).into()),
        Column(w.reference, Kind::Text, |r| r.of.reference.clone().into()),
        Column(w.organisation, Kind::Text, |r| r.of.org_name.clone().into()),
        Column(w.title_head, Kind::Text, |r| r.of.title.clone().into()),
        Column(w.scope, Kind::Text, |r| {
            let scope = fields::choice(r.lang, Field::Scope, &r.of.scope);
            Value::Text(scope.map_or_else(|| r.of.scope.clone(), str::to_owned))
        }),
        Column(w.size, Kind::Text, |r| {
            let w = words::words(r.lang);
            if r.of.sme { common::words(r.lang).sme } else { w.large }.into()
        }),
        Column(w.stage, Kind::Text, |r| common::stage(r.lang, r.of.stage).into()),
        Column(w.changed, Kind::Text, |r| minute(r.of.changed_at)),
    ];
    let title = format!("{} {} {}", w.summary_sheet, v.season.year, common::unit(lang, &v.unit));
    table(lang, title, &columns, &rows)
}
