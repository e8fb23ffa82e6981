//! The signed conclusion of a panel on paper (Art. 13, 14, 19, 20): what was agreed with its reasons and minutes, who
//! signed and confirmed it, and its digest. Across every page stands who printed it.

use app::locales::{Lang, board, common, deliberation as words, initial_list, print};
use domain::review::sheet::Tenths;
use domain::review::statistics::shown;
use domain::views::deliberation::{DeliberationView, Row, SignedBy};
use domain::views::sheets::PrintedConclusion;
use pdf::{Align, Block, Cell, Document, Face, Running, Style, Table, Watermark};

use super::parts::{column, created, moment, notes};

/// The document.
pub fn conclusion(lang: Lang, printed: &PrintedConclusion) -> Document {
    let (w, p) = (words::words(lang), print::words(lang));
    let v = &printed.view;
    let panel = board::panel(lang, v.panel.number, &v.panel.zh, &v.panel.en);
    let phase = common::phase(lang, v.which.review.phase());
    let title = format!("{} · {panel} · {phase}", w.conclusion);
    let centre = Style::BODY.align(Align::Centre);
    let mut blocks = vec![
        Block::Text {
            text: w.conclusion.to_owned(),
            style: centre.face(Face::Hei).size(lang.pick(21.0, 18.0)).around(0.0, 4.0),
        },
        Block::Text {
            text: format!("{} · {phase} · {panel}", (p.year)(v.year)),
            style: centre.size(11.5).around(0.0, 14.0),
        },
        results(lang, v),
        Block::Space(8.0),
    ];
    for row in &v.rows {
        blocks.extend(said(lang, row));
    }
    blocks.push(Block::Space(10.0));
    let who = |by: &SignedBy, said: fn(&str, &str) -> String| {
        let name = if by.name.is_empty() { w.gone } else { by.name.as_str() };
        Block::Text { text: said(name, &by.at.show_minute()), style: Style::BODY }
    };
    blocks.extend(v.signed.as_ref().map(|by| who(by, w.signed)));
    blocks.extend(v.confirmed.as_ref().map(|by| who(by, w.confirmed)));
    let differs = v.differs.then(|| w.not_as_signed.to_owned());
    blocks.extend(differs.map(|text| Block::Text { text, style: Style::NOTE.around(6.0, 0.0) }));
    let digest = format!("{} {}", w.digest, v.sha256);
    blocks.push(Block::Text { text: digest, style: Style::NOTE.around(6.0, 0.0) });
    let (whose, at) = (&printed.whose, printed.at);
    Document {
        title: title.clone(),
        author: p.issuer.to_owned(),
        subject: title.clone(),
        keywords: Vec::new(),
        lang: lang.code(),
        created: created(at),
        running: Running {
            head_left: title,
            head_right: p.issuer.to_owned(),
            foot_left: (p.copy_for)(whose, &moment(at)),
            foot_right: String::new(),
            page: Some(p.page),
        },
        running_on_first: true,
        watermark: Some(Watermark::Tiled(format!("{whose}　{}", at.show_minute()))),
        notes: notes(lang),
        blocks,
    }
}

/// What was agreed, by rank; with both reviews together where the page shows them to whoever prints it.
fn results(lang: Lang, v: &DeliberationView) -> Block {
    let (w, l) = (words::words(lang), initial_list::words(lang));
    let review = v.which.review;
    let together = v.rows.iter().any(|r| r.combined.is_some());
    let row = |r: &Row| -> Vec<Cell> {
        let computed = r.computed.map_or("—".to_owned(), |n| n.to_string());
        let mean = r.trimmed.map_or("—".to_owned(), shown);
        let combined = r.combined.map_or("—".to_owned(), |both| Tenths(both).to_string());
        let mut cells: Vec<Cell> = vec![
            r.rank.to_string().into(),
            Cell { below: r.reference.clone(), ..Cell::from(r.title.as_str()) },
            r.organisation.as_str().into(),
            computed.into(),
            mean.into(),
        ];
        cells.extend(together.then(|| Cell::from(combined)));
        cells.push(words::verdict(lang, review, r.verdict).into());
        cells
    };
    // The figure takes its room from the texts: the narrow columns have none to give.
    let (experience, organisation) = if together { (2.4, 1.8) } else { (3.2, 2.4) };
    let mut columns = vec![
        column(0.7, Align::Right),
        column(experience, Align::Left),
        column(organisation, Align::Left),
        column(0.8, Align::Right),
        column(0.9, Align::Right),
    ];
    columns.extend(together.then(|| column(1.4, Align::Right)));
    columns.push(column(1.4, Align::Left));
    let heads = [w.rank, l.experience, l.organisation, w.computed, w.mean];
    let mut heads = heads.map(str::to_owned).to_vec();
    heads.extend(together.then(|| (w.combined)(v.percent)));
    heads.push(w.verdict.to_owned());
    Block::Table(Table {
        caption: String::new(),
        columns,
        heads,
        rows: v.rows.iter().map(row).collect(),
        size: 9.2,
    })
}

/// Reasons, exceptions, absences and minutes of one application, where there are any.
fn said(lang: Lang, r: &Row) -> Vec<Block> {
    let w = words::words(lang);
    let absent = match r.absent.is_empty() {
        true => String::new(),
        false => (w.absent)(&r.absent.join(lang.pick("、", ", "))),
    };
    let parts = [(w.reason, &r.reason), (w.exception, &r.exception), (w.minutes, &r.minutes)];
    let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
    let lines: Vec<String> = parts
        .map(|(name, text)| format!("{name}{}{text}", lang.pick("：", ": ")))
        .chain((!absent.is_empty()).then_some(absent))
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let head = Style::BODY.face(Face::Hei).around(6.0, 2.0);
    let heading = Block::Text { text: format!("{} {}", r.reference, r.title), style: head };
    let line = |text| Block::Text { text, style: Style::BODY.size(10.0) };
    [heading].into_iter().chain(lines.into_iter().map(line)).collect()
}
