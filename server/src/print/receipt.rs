//! The receipt of a submission: one page.

use app::locales::{Lang, application, common, fields, print};
use domain::application::field::Field;
use domain::stamp::Stamp;
use domain::views::application::Receipt;
use pdf::{Align, Block, Document, Face, Running, Style, Table};

use super::parts::{column, created, moment, notes, pair};

/// Puts the receipt together. `base` is the site's address, for the QR code.
pub fn receipt(lang: Lang, r: &Receipt, now: Stamp, base: &str) -> Document {
    let (w, a) = (print::words(lang), application::words(lang));
    let label = |f| fields::label(lang, f);
    let row = |name: &str, value: String| Vec::from(pair(name, value, 0));
    let centre = Style::BODY.align(Align::Centre);
    let steps = a.next_steps.iter().enumerate();
    let steps = steps.map(|(i, s)| (format!("{}.", i + 1), (*s).to_owned())).collect();
    let blocks = vec![
        Block::Space(lang.pick(20.0, 4.0)),
        Block::Text {
            text: w.receipt.into(),
            style: centre
                .face(Face::Hei)
                .size(lang.pick(24.0, 20.0))
                .around(0.0, lang.pick(26.0, 16.0)),
        },
        Block::Code {
            payload: format!("{base}/status"),
            alt: w.receipt_alt.into(),
            edge: 84.0,
            lines: vec![
                (a.reference.into(), Style::NOTE),
                (r.reference.clone(), Style::BODY.face(Face::Hei).size(19.0).around(0.0, 6.0)),
                (w.receipt_note.into(), Style::NOTE),
            ],
        },
        Block::Space(8.0),
        Block::Text { text: (w.receipt_lede)(&r.org_name), style: Style::BODY.around(0.0, 10.0) },
        Block::Table(Table {
            columns: vec![column(1.2, Align::Left), column(3.0, Align::Left)],
            rows: vec![
                row(label(Field::Title), r.title.clone()),
                row(label(Field::OrgName), r.org_name.clone()),
                row(label(Field::Unit), common::unit(lang, &r.unit)),
                row(a.version, (a.version_n)(r.version)),
                row(a.submitted_at, moment(r.at)),
                row(a.digest, format!("{}\n{}", r.sha256, a.digest_text)),
            ],
            size: 10.5,
            ..Table::default()
        }),
        Block::Space(6.0),
        Block::Text {
            text: a.what_next.into(),
            style: Style::BODY.face(Face::Hei).size(12.5).around(8.0, 6.0),
        },
        Block::List { entries: steps, style: Style { leading: 1.6, ..Style::BODY }.size(10.5) },
        Block::Space(lang.pick(20.0, 8.0)),
        Block::Text { text: w.issuer.into(), style: Style::BODY.align(Align::Right) },
        Block::Text { text: r.at.show_date(), style: Style::BODY.align(Align::Right) },
    ];
    Document {
        title: format!("{} {}", w.receipt, r.reference),
        author: r.org_name.clone(),
        subject: format!("SHA-256 {}", r.sha256),
        keywords: Vec::new(),
        lang: lang.code(),
        created: created(r.at),
        running: Running {
            head_left: w.receipt.into(),
            head_right: r.reference.clone(),
            foot_left: format!("{} {}", w.pdf, moment(now)),
            foot_right: String::new(),
            page: Some(w.page),
        },
        running_on_first: true,
        watermark: None,
        notes: notes(lang),
        blocks,
    }
}
