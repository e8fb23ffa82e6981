//! The board of a panel (Art. 19, 20): every application a row, with its figures and each expert's total. Who took it
//! away stands in every row.

use app::locales::{Lang, board, common, deliberation, initial_list, print};
use domain::review::board::View;
use domain::review::statistics::shown;
use domain::views::sheets::TakenBoard;
use tables::{Kind, Table, Value};

/// A figure of points to one place, as the page shows it.
fn figure(value: Option<f64>) -> Value {
    Value::Text(value.map(|v| format!("{v:.1}")).unwrap_or_default())
}

/// Tenths of a point.
fn points(tenths: i32) -> Value {
    Value::Decimal { units: i64::from(tenths), places: 1 }
}

/// The table, by rank.
pub fn board(lang: Lang, taken: &TakenBoard) -> Table {
    let (w, d, l) = (board::words(lang), deliberation::words(lang), initial_list::words(lang));
    let of = &taken.view.board;
    let heads = [
        d.computed,
        l.reference,
        l.experience,
        l.organisation,
        d.reviews,
        w.trimmed,
        w.mean,
        w.median,
        w.spread,
        w.deviation,
    ];
    let kinds = [
        Kind::Integer,
        Kind::Text,
        Kind::Text,
        Kind::Text,
        Kind::Text,
        Kind::Text,
        Kind::Text,
        Kind::Text,
        Kind::Text,
        Kind::Text,
    ];
    let experts = of.experts.iter().map(|(_, name)| name.clone());
    let whose = (print::words(lang).copy_for)(&taken.whose, &taken.at.show_minute());
    let header = heads.map(str::to_owned).into_iter().chain(experts).chain([w.copy.to_owned()]);
    let more = of.experts.iter().map(|_| Kind::Decimal(1)).chain([Kind::Text]);
    let mut ranked = of.rank(&View::default());
    ranked.sort_by_key(|r| (r.rank.unwrap_or(u32::MAX), r.index));
    let row = |r: &domain::review::board::RankedRow| -> Vec<Value> {
        let row = &of.rows[r.index];
        let text = |t: &String| Value::Text(t.clone());
        let rank = r.rank.map_or(Value::Text(String::new()), |n| Value::Integer(i64::from(n)));
        let s = &r.stats;
        let first = [
            rank,
            text(&row.code),
            text(&row.title),
            text(&row.organisation),
            Value::Text(format!("{}/{}", row.sealed(), row.due)),
        ];
        let ranks = [Value::Text(s.trimmed.map(shown).unwrap_or_default())];
        let figures = [s.mean, s.median, s.spread, s.deviation].map(figure);
        let given = of.experts.iter().map(|(expert, _)| {
            let score = row.scores.iter().find(|s| s.expert == *expert);
            score.map_or(Value::Text(String::new()), |s| points(s.total))
        });
        let whose = [Value::Text(whose.clone())];
        first.into_iter().chain(ranks).chain(figures).chain(given).chain(whose).collect()
    };
    Table {
        title: common::phase(lang, taken.view.which.review.phase()).to_owned(),
        header: header.collect(),
        kinds: kinds.into_iter().chain(more).collect(),
        rows: ranked.iter().map(row).collect(),
    }
}
