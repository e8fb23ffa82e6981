//! Lists on paper: the unit's summary sheet (推荐汇总表, Art. 17) with room for its seal, and the Office's list
//! of the formality check (Art. 18).

use app::locales::{Lang, common, fields, formality as checking, print, recommendation as words};
use domain::application::field::Field;
use domain::journey::Stage;
use domain::stamp::Stamp;
use domain::views::formality::FormalityList;
use domain::views::recommendation::{UnitList, UnitRow};
use pdf::{Align, Block, Cell, Document, Face, Running, Style, Table};

use super::parts::{column, created, moment, notes};

/// The summary sheet: who is recommended, in the unit's order; the reserve; a seal.
pub fn summary_sheet(lang: Lang, v: &UnitList) -> Document {
    let (w, p) = (words::words(lang), print::words(lang));
    let mut ranked: Vec<&UnitRow> = v.rows.iter().collect();
    ranked.sort_by_key(|r| (r.place == 0, r.place, r.reference.clone()));
    let (seated, rest): (Vec<&UnitRow>, Vec<&UnitRow>) = ranked
        .into_iter()
        .filter(|r| r.stage.seated() || r.stage == Stage::Submitted && r.place > 0)
        .partition(|r| r.stage.seated());
    let unit = common::unit(lang, &v.unit);
    let sum = (p.seats)(seated.len(), v.quota.seats());
    let mut blocks = head(lang, w.summary_sheet, &(p.year)(v.season.year), &unit);
    blocks.push(Block::Text { text: sum, style: Style::BODY.around(0.0, 6.0) });
    blocks.push(candidates(lang, &seated, p.none_recommended));
    if !rest.is_empty() {
        blocks.push(Block::Space(10.0));
        blocks.push(Block::Text {
            text: w.in_reserve.to_owned(),
            style: Style::BODY.face(Face::Hei).size(12.0).around(0.0, 4.0),
        });
        blocks.push(candidates(lang, &rest, ""));
    }
    blocks.extend([
        Block::Space(14.0),
        Block::Blanks {
            lines: vec![
                (p.responsible.to_owned(), String::new()),
                (p.handled_by.to_owned(), String::new()),
                (p.date.to_owned(), p.day.to_owned()),
            ],
            style: Style { leading: 1.6, ..Style::BODY }.around(0.0, 8.0),
        },
        Block::Seal { lines: vec![p.unit_seal.into(), unit.clone()], height: 120.0 },
    ]);
    document(lang, w.summary_sheet, &unit, v.now, blocks)
}

fn candidates(lang: Lang, rows: &[&UnitRow], none: &str) -> Block {
    let (w, p) = (words::words(lang), print::words(lang));
    if rows.is_empty() {
        return Block::Text { text: none.to_owned(), style: Style::NOTE };
    }
    let row = |(i, r): (usize, &&UnitRow)| -> Vec<Cell> {
        let scope = fields::choice(lang, Field::Scope, &r.scope).unwrap_or(&r.scope);
        let size = if r.sme { common::words(lang).sme } else { w.large };
        vec![
            (i + 1).to_string().into(),
            Cell { below: r.reference.clone(), ..Cell::from(r.org_name.as_str()) },
            r.title.as_str().into(),
            Cell { below: size.to_owned(), ..Cell::from(scope) },
            common::stage(lang, r.stage).into(),
        ]
    };
    Block::Table(Table {
        caption: String::new(),
        columns: vec![
            column(0.5, Align::Right),
            column(2.6, Align::Left),
            column(3.2, Align::Left),
            column(1.7, Align::Left),
            column(1.1, Align::Left),
        ],
        heads: [p.number, w.organisation, w.title_head, w.scope, w.stage]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.iter().enumerate().map(row).collect(),
        size: 9.2,
    })
}

/// The Office's list: where every recommended application stands.
pub fn formality_list(lang: Lang, v: &FormalityList) -> Document {
    let (w, r, p) = (checking::words(lang), words::words(lang), print::words(lang));
    let count = |fits: fn(Stage) -> bool| v.rows.iter().filter(|r| fits(r.stage)).count();
    let sum = (p.checked)(
        v.rows.len(),
        count(Stage::checked),
        count(|s| s == Stage::Correction),
        count(|s| s == Stage::FormalityRefused),
    );
    let mut blocks = head(lang, p.formality_sheet, &(p.year)(v.season.year), p.issuer);
    blocks.push(Block::Text { text: sum, style: Style::BODY.around(0.0, 6.0) });
    let mut rows: Vec<_> = v.rows.iter().collect();
    rows.sort_by(|a, b| a.reference.cmp(&b.reference));
    let cells = rows.into_iter().enumerate().map(|(i, of)| {
        vec![
            (i + 1).to_string().into(),
            Cell { below: of.reference.clone(), ..Cell::from(of.org_name.as_str()) },
            of.title.as_str().into(),
            common::unit(lang, &of.unit).into(),
            Cell { below: of.since.show_date(), ..Cell::from(common::stage(lang, of.stage)) },
        ]
    });
    blocks.push(Block::Table(Table {
        caption: String::new(),
        columns: vec![
            column(0.55, Align::Right),
            column(2.5, Align::Left),
            column(3.0, Align::Left),
            column(1.8, Align::Left),
            column(1.3, Align::Left),
        ],
        heads: [p.number, r.organisation, r.title_head, w.unit, w.stage]
            .map(str::to_owned)
            .to_vec(),
        rows: cells.collect(),
        size: 8.8,
    }));
    document(lang, p.formality_sheet, p.issuer, v.now, blocks)
}

fn head(lang: Lang, name: &str, year: &str, whose: &str) -> Vec<Block> {
    let centre = Style::BODY.align(Align::Centre);
    vec![
        Block::Text {
            text: name.to_owned(),
            style: centre.face(Face::Hei).size(lang.pick(21.0, 18.0)).around(0.0, 4.0),
        },
        Block::Text {
            text: format!("{year} · {whose}"),
            style: centre.size(11.5).around(0.0, 14.0),
        },
    ]
}

fn document(lang: Lang, name: &str, whose: &str, now: Stamp, blocks: Vec<Block>) -> Document {
    let p = print::words(lang);
    Document {
        title: format!("{name} · {whose}"),
        author: whose.to_owned(),
        subject: name.to_owned(),
        keywords: Vec::new(),
        lang: lang.code(),
        created: created(now),
        running: Running {
            head_left: name.to_owned(),
            head_right: whose.to_owned(),
            foot_left: (p.printed)(&moment(now)),
            foot_right: String::new(),
            page: Some(p.page),
        },
        running_on_first: true,
        watermark: None,
        notes: notes(lang),
        blocks,
    }
}
