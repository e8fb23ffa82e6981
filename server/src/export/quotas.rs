//! The seats of every unit (Art. 17).

use app::locales::{Lang, common, plan};
use domain::recommendation::Quota;
use domain::views::season::Plan;
use tables::{Kind, Table};

use super::{Column, table};

/// All units in the order of their list.
pub fn quotas(lang: Lang, v: &Plan) -> Table {
    let w = plan::words(lang);
    let columns: [Column<(String, Quota)>; 7] = [
        Column(w.code, Kind::Text, |r| r.of.0.clone().into()),
        Column(w.unit, Kind::Text, |r| common::unit(r.lang, &r.of.0).into()),
        Column(w.base, Kind::Integer, |r| r.of.1.base.into()),
        Column(w.sme_extra, Kind::Integer, |r| r.of.1.sme_extra.into()),
        Column(w.granted, Kind::Integer, |r| r.of.1.granted.into()),
        Column(w.used, Kind::Integer, |r| r.of.1.used().into()),
        Column(w.free, Kind::Integer, |r| (r.of.1.seats() - r.of.1.used()).into()),
    ];
    table(lang, format!("{} {}", w.quotas, v.season.year), &columns, &v.quotas)
}
