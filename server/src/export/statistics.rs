//! The statistics of the formality check (Art. 18): every group a row, then what stood in the way.

use app::locales::{Lang, common, formality, statistics as words};
use domain::formality::progress::{By, Obstacle, Tally};
use domain::views::formality::Statistics;
use tables::{Kind, Table};

use super::{Column, table};

/// A row: by what is counted, the group, and its numbers.
struct Line {
    by: String,
    group: String,
    tally: Tally,
}

fn lines(lang: Lang, v: &Statistics) -> Vec<Line> {
    let w = words::words(lang);
    let all = Line { by: w.total.into(), group: w.total.into(), tally: v.total.clone() };
    let groups = v.groups.iter().flat_map(|(by, tallies)| {
        tallies.iter().map(|t| line(lang, *by, t, v)).collect::<Vec<_>>()
    });
    let asked = |o: &Obstacle| Line {
        by: w.obstacles.into(),
        group: format!(
            "{} {}",
            (common::words(lang).article)(o.item.article()),
            formality::item(lang, o.item)
        ),
        tally: Tally { correction: o.asked, refused: o.refused, ..Tally::default() },
    };
    std::iter::once(all).chain(groups).chain(v.obstacles.iter().map(asked)).collect()
}

fn line(lang: Lang, by: By, t: &Tally, v: &Statistics) -> Line {
    Line {
        by: words::by(lang, by).into(),
        group: words::group(lang, by, &t.key, &v.season),
        tally: t.clone(),
    }
}

fn number(n: usize) -> tables::Value {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

/// All groups of all kinds below one another, so that a spreadsheet can filter them.
pub fn statistics(lang: Lang, v: &Statistics) -> Table {
    let w = words::words(lang);
    let columns: [Column<Line>; 8] = [
        Column(w.grouped_by, Kind::Text, |r| r.of.by.clone().into()),
        Column(w.group, Kind::Text, |r| r.of.group.clone().into()),
        Column(w.waiting, Kind::Integer, |r| number(r.of.tally.waiting)),
        Column(w.correction, Kind::Integer, |r| number(r.of.tally.correction)),
        Column(w.passed, Kind::Integer, |r| number(r.of.tally.passed)),
        Column(w.refused, Kind::Integer, |r| number(r.of.tally.refused)),
        Column(w.total, Kind::Integer, |r| number(r.of.tally.all())),
        Column(w.rate, Kind::Text, |r| r.of.tally.rate().map(|n| format!("{n}%")).into()),
    ];
    table(lang, format!("{} {}", w.title, v.season.year), &columns, &lines(lang, v))
}
