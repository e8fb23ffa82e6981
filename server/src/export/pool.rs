//! The expert pool (Art. 11), with heads under which it can be imported again.

use app::locales::{Lang, common, pool as words};
use domain::committee::pool::Column as Part;
use domain::views::pool::{PoolRow, PoolView};
use tables::{Kind, Table};

use super::{Column, table};

/// Everybody in the view.
pub fn pool(lang: Lang, v: &PoolView) -> Table {
    let w = words::words(lang);
    let head = |c: Part| words::column(lang, c);
    let columns: [Column<PoolRow>; 14] = [
        Column(head(Part::Name), Kind::Text, |r| r.of.card.name.clone().into()),
        Column(head(Part::Email), Kind::Text, |r| r.of.card.email.clone().into()),
        Column(head(Part::Phone), Kind::Text, |r| r.of.card.phone.clone().into()),
        Column(head(Part::Employer), Kind::Text, |r| r.of.card.employer.clone().into()),
        Column(head(Part::Uscc), Kind::Text, |r| r.of.card.uscc.clone().into()),
        Column(head(Part::Unit), Kind::Text, |r| common::unit(r.lang, &r.of.card.unit).into()),
        Column(head(Part::Region), Kind::Text, |r| words::region(r.lang, &r.of.card.region).into()),
        Column(head(Part::Title), Kind::Text, |r| r.of.card.title.clone().into()),
        Column(head(Part::Fields), Kind::Text, |r| r.of.card.text(Part::Fields).into()),
        Column(head(Part::Methods), Kind::Text, |r| r.of.card.text(Part::Methods).into()),
        Column(head(Part::Ties), Kind::Text, |r| r.of.card.text(Part::Ties).into()),
        Column(w.status, Kind::Text, |r| words::status(r.lang, r.of.status).into()),
        Column(w.panel, Kind::Integer, |r| r.of.panel.into()),
        Column(w.served, Kind::Integer, |r| r.of.served.into()),
    ];
    table(lang, w.title.to_owned(), &columns, &v.rows)
}
