//! The whole dossier: cover, contents, form, abstract, report, results, commitment, evidence.

use app::locales::{Lang, common, dossier as reading, fields, print};
use domain::application::check::size_verdict;
use domain::application::field::{Field, RESULT_ROWS};
use domain::application::finance::amount;
use domain::application::page::Page;
use domain::application::seal::{MARK, SHORT};
use domain::application::{answer, field::Slot};
use domain::facts::numbers::MoneyUnit;
use domain::facts::text::count_chars;
use domain::views::application::DossierView;
use domain::views::print::Print;
use pdf::{Align, Block, Cell, Document, Face, Running, Style, Table, Watermark};

use super::parts::{body, column, created, moment, notes, pair, short};

/// Puts the document together. `base` is the site's address, for the QR code.
pub fn dossier(lang: Lang, p: &Print, base: &str) -> Document {
    let w = print::words(lang);
    let d = &p.dossier;
    let title = text(d, Field::Title);
    let draft = p.frozen.is_none();
    let mut blocks = cover(lang, p, base);
    blocks.extend([Block::NewPage, Block::Contents { title: w.contents.into() }, Block::NewPage]);
    let mut part = 0;
    let mut head = |name: &str| {
        part += 1;
        Block::Heading { level: 1, text: numbered(lang, part, name) }
    };
    blocks.push(head(w.form));
    let blind = p.copy_for.is_some() && text(d, Field::OrgName).is_empty();
    blocks.extend(form(lang, d, blind));
    blocks.push(head(w.summary));
    blocks.extend(written(lang, &text(d, Field::Abstract)));
    let honours = text(d, Field::Honours);
    if !honours.is_empty() {
        let label = fields::label(lang, Field::Honours).to_owned();
        blocks.push(Block::Heading { level: 2, text: label });
        blocks.extend(written(lang, &honours));
    }
    blocks.push(head(w.report));
    blocks.extend(report(lang, d));
    blocks.push(head(w.results));
    blocks.push(results(lang, d));
    blocks.extend([Block::NewPage, head(w.commitment)]);
    blocks.extend(commitment(lang, d));
    blocks.push(head(w.evidence));
    blocks.push(evidence(lang, d));
    let mark = p.copy_for.as_ref().map(|name| (w.copy_for)(name, &moment(d.now)));
    Document {
        title: format!("{} {title}", d.reference),
        author: text(d, Field::OrgName),
        subject: format!("{} · SHA-256 {}", w.dossier, sha256(p)),
        keywords: vec![format!("{MARK}{}", p.fingerprint)],
        lang: lang.code(),
        created: created(p.frozen.as_ref().map_or(d.now, |f| f.at)),
        running: Running {
            head_left: match text(d, Field::OrgName) {
                name if name.is_empty() => w.dossier.to_owned(),
                name => format!("{} · {name}", w.dossier),
            },
            head_right: d.reference.clone(),
            foot_left: (w.foot)(&short(&p.fingerprint)),
            foot_right: mark
                .unwrap_or_else(|| if draft { w.draft_text.into() } else { String::new() }),
            page: Some(w.page),
        },
        running_on_first: false,
        watermark: match &p.copy_for {
            Some(name) => Some(Watermark::Tiled(format!("{name}　{}", d.now.show_minute()))),
            None if draft => Some(Watermark::Large(w.draft_text.into())),
            None => None,
        },
        notes: notes(lang),
        blocks,
    }
}

/// The hash that names what is printed: of the version, or the fingerprint of a draft.
fn sha256(p: &Print) -> &str {
    p.frozen.as_ref().map_or(&p.fingerprint, |f| &f.sha256)
}

fn cover(lang: Lang, p: &Print, base: &str) -> Vec<Block> {
    let w = print::words(lang);
    let d = &p.dossier;
    let small = Style::NOTE.around(0.0, 0.0);
    let state = match &p.frozen {
        Some(f) => (w.version)(f.number, &moment(f.at)),
        None => w.draft.to_owned(),
    };
    let code: String = p.fingerprint.chars().take(SHORT).collect();
    let mut beside = vec![
        (d.reference.clone(), Style::BODY.face(Face::Hei).size(13.0)),
        (state, small.size(9.5)),
    ];
    if p.frozen.is_none() {
        beside.push((w.draft_text.into(), Style::BODY.face(Face::Hei).size(12.0)));
    }
    if let Some(name) = &p.copy_for {
        beside.push(((w.copy_for)(name, &moment(d.now)), small.size(9.5)));
    }
    beside.push((w.code_note.into(), small.grey(90)));
    let centre = Style::BODY.align(Align::Centre);
    let blank = |f: Field| (fields::label(lang, f).to_owned(), shown(lang, d, f));
    let mut lines = vec![
        blank(Field::Title),
        (w.org_sealed.to_owned(), text(d, Field::OrgName)),
        blank(Field::Uscc),
        blank(Field::Unit),
        blank(Field::Address),
    ];
    // Who may not see contact data, or names, finds no row for them either.
    if p.copy_for.is_none() {
        lines.extend([Field::Contact, Field::ContactPhone, Field::ContactMobile].map(blank));
    } else {
        lines.retain(|(_, text)| !text.is_empty());
    }
    let day = p.frozen.as_ref().map_or_else(|| w.day.to_owned(), |f| f.at.show_date());
    lines.push((w.filled_on.to_owned(), day));
    let mut blocks = vec![
        Block::Code {
            payload: format!("{base}/application/{}/seal?code={code}", d.id),
            alt: w.code_alt.into(),
            edge: 74.0,
            lines: beside,
        },
        Block::Space(60.0),
        Block::Text {
            text: w.dossier.into(),
            style: centre.face(Face::Hei).size(lang.pick(30.0, 21.5)).around(0.0, 6.0),
        },
        Block::Text { text: (w.year)(d.season.year), style: centre.size(16.0).around(0.0, 46.0) },
        Block::Blanks {
            lines,
            style: Style { leading: 1.55, ..Style::BODY }.size(12.5).around(0.0, 7.0),
        },
        Block::Space(36.0),
        Block::Text { text: w.issuer.into(), style: centre.size(12.0) },
        Block::Rule,
        Block::Text {
            text: format!("{} {}", w.fingerprint, p.fingerprint),
            style: small.face(Face::Hei).grey(0),
        },
        Block::Text { text: w.fingerprint_note.into(), style: small },
    ];
    if let Some(f) = &p.frozen {
        blocks.extend([
            Block::Text {
                text: format!("{} {}", w.sha256, f.sha256),
                style: small.face(Face::Hei).grey(0),
            },
            Block::Text { text: w.sha256_note.into(), style: small },
        ]);
    }
    blocks
}

/// The form. A copy for who reads blind has no rows for what is cut.
fn form(lang: Lang, d: &DossierView, blind: bool) -> Vec<Block> {
    let label = |f| fields::label(lang, f);
    let wide = |f: Field| Vec::from(pair(label(f), shown(lang, d, f), 2));
    let two = |a: Field, b: Field| {
        [pair(label(a), shown(lang, d, a), 0), pair(label(b), shown(lang, d, b), 0)].concat()
    };
    let mut rows = vec![wide(Field::Title)];
    if blind {
        rows.push(wide(Field::Nature));
    } else {
        rows.extend([
            wide(Field::OrgName),
            two(Field::Uscc, Field::Nature),
            two(Field::Region, Field::Unit),
            two(Field::Address, Field::Postcode),
            two(Field::LegalRep, Field::LegalRepPost),
        ]);
    }
    let mut contacts = Field::ALL.iter().filter(|f| f.is_contact());
    if contacts.any(|f| !text(d, *f).is_empty()) {
        rows.extend([
            two(Field::LegalRepMobile, Field::LegalRepEmail),
            two(Field::Contact, Field::ContactPost),
            two(Field::ContactMobile, Field::ContactPhone),
            two(Field::ContactEmail, Field::Fax),
        ]);
    }
    rows.extend([
        wide(Field::Industry),
        two(Field::Employees, Field::QualityStaff),
        Vec::from(pair(fields::page(lang, Page::Size), verdict(lang, d), 2)),
        wide(Field::Scope),
        wide(Field::Direction),
        two(Field::Origin, Field::Since),
        wide(Field::MethodName),
        wide(Field::Maturity),
    ]);
    vec![
        Block::Table(Table {
            columns: vec![
                column(1.25, Align::Left),
                column(1.85, Align::Left),
                column(1.2, Align::Left),
                column(1.65, Align::Left),
            ],
            rows,
            ..Table::default()
        }),
        years(lang, d),
    ]
}

fn verdict(lang: Lang, d: &DossierView) -> String {
    let w = reading::words(lang);
    match size_verdict(&d.answers) {
        Some(Ok(v)) => {
            let line = lang.pick(v.class_zh.clone(), v.class_en.clone());
            let said = (w.verdict)(fields::size(lang, v.size), &line);
            if v.listed { said } else { format!("{said}\n{}", w.unlisted) }
        }
        _ => w.verdict_open.to_owned(),
    }
}

/// Three years in 万元, with 亿元 below each.
fn years(lang: Lang, d: &DossierView) -> Block {
    let w = reading::words(lang);
    let mut heads = vec![w.year.to_owned()];
    heads.extend(d.season.figure_years().map(w.year_value));
    let row = |name: &str, of: [Field; 3]| {
        let mut row = vec![Cell::head(name)];
        row.extend(of.map(|f| match amount(&d.answers, f) {
            Ok(v) => Cell {
                text: v.show(MoneyUnit::Wan),
                below: (w.in_yi)(&v.show(MoneyUnit::Yi)),
                ..Cell::default()
            },
            Err(_) => match text(d, f).as_str() {
                "" => Cell::from(w.none),
                typed => Cell {
                    text: typed.to_owned(),
                    below: w.unreadable.to_owned(),
                    ..Cell::default()
                },
            },
        }));
        row
    };
    Block::Table(Table {
        caption: w.finance_caption.into(),
        columns: vec![
            column(1.1, Align::Left),
            column(1.0, Align::Right),
            column(1.0, Align::Right),
            column(1.0, Align::Right),
        ],
        heads,
        rows: vec![
            row(w.assets, [Field::Assets1, Field::Assets2, Field::Assets3]),
            row(w.revenue, [Field::Revenue1, Field::Revenue2, Field::Revenue3]),
            row(w.operating, [Field::Operating1, Field::Operating2, Field::Operating3]),
            row(w.net, [Field::Net1, Field::Net2, Field::Net3]),
        ],
        size: 0.0,
    })
}

fn report(lang: Lang, d: &DossierView) -> Vec<Block> {
    let w = print::words(lang);
    let total = Field::SECTIONS.iter().map(|f| count_chars(answer(&d.answers, f.key()))).sum();
    let mut blocks = vec![Block::Text { text: (w.by_section)(total), style: Style::NOTE }];
    for (i, field) in Field::SECTIONS.into_iter().enumerate() {
        let name = fields::label(lang, field);
        let text_of = lang.pick(
            format!("（{}）{name}", common::zh_number(u32::try_from(i + 1).unwrap_or(0))),
            format!("{}. {name}", i + 1),
        );
        blocks.push(Block::Heading { level: 2, text: text_of });
        blocks.extend(written(lang, &text(d, field)));
    }
    blocks
}

fn results(lang: Lang, d: &DossierView) -> Block {
    // The file that proves a row stands below its source.
    let columns: Vec<Field> = Page::Results.fields().filter(|f| *f != Field::Evidence).collect();
    let said = |f: Field, row: usize| answer(&d.answers, &f.result_key(row)).to_owned();
    let rows: Vec<Vec<Cell>> = (1..=RESULT_ROWS)
        .filter(|row| Page::Results.fields().any(|f| !said(f, *row).is_empty()))
        .map(|row| {
            let cell = |f: &Field| {
                let mut cell = Cell::from(said(*f, row));
                cell.head = *f == Field::Indicator;
                if *f == Field::Source {
                    let hash = said(Field::Evidence, row);
                    cell.below = d.file_of(&hash).map_or(hash, |file| file.name.clone());
                }
                cell
            };
            columns.iter().map(cell).collect()
        })
        .collect();
    if rows.is_empty() {
        return Block::Text { text: print::words(lang).no_rows.into(), style: Style::NOTE };
    }
    let share = |f: &Field| match f {
        Field::Indicator => column(1.6, Align::Left),
        Field::Measure => column(0.75, Align::Centre),
        Field::Source => column(1.6, Align::Left),
        _ => column(1.3, Align::Right),
    };
    Block::Table(Table {
        caption: reading::words(lang).results_caption.into(),
        columns: columns.iter().map(share).collect(),
        heads: columns.iter().map(|f| fields::label(lang, *f).to_owned()).collect(),
        rows,
        size: 9.2,
    })
}

fn commitment(lang: Lang, d: &DossierView) -> Vec<Block> {
    let w = print::words(lang);
    let entries = Page::Declarations.fields().enumerate().map(|(i, f)| {
        let n = u32::try_from(i + 1).unwrap_or(0);
        let mark = lang.pick(format!("（{}）", common::zh_number(n)), format!("({n})"));
        let yes = answer(&d.answers, f.key()) == "yes";
        let state = if yes { w.declared } else { w.not_declared };
        let name = fields::label(lang, f);
        let says = fields::hint(lang, f);
        let text = lang.pick(format!("{name}。{says}{state}"), format!("{name}. {says} {state}"));
        (mark, text)
    });
    let style = lang.pick(
        Style { leading: 1.6, ..Style::BODY }.size(11.0),
        Style { leading: 1.42, ..Style::BODY }.size(10.3).around(0.0, 2.0),
    );
    let mut seal = vec![w.seal_here.to_owned(), text(d, Field::OrgName)];
    seal.retain(|line| !line.is_empty());
    vec![
        Block::Text { text: w.commitment_lede.into(), style: body(lang) },
        Block::List { entries: entries.collect(), style },
        Block::Text { text: w.commitment_end.into(), style: body(lang).around(4.0, 16.0) },
        Block::Blanks {
            lines: vec![
                (w.signature.to_owned(), String::new()),
                (w.date.to_owned(), w.day.to_owned()),
            ],
            style: Style { leading: 1.6, ..Style::BODY }.around(0.0, 10.0),
        },
        Block::Seal { lines: seal, height: 130.0 },
    ]
}

fn evidence(lang: Lang, d: &DossierView) -> Block {
    let (w, r) = (print::words(lang), reading::words(lang));
    if d.files.is_empty() {
        return Block::Text { text: w.no_files.into(), style: Style::NOTE };
    }
    let mut files: Vec<_> = d.files.iter().collect();
    files.sort_by_key(|f| Slot::ALL.iter().position(|s| *s == f.slot));
    let rows = files.into_iter().enumerate().map(|(i, f)| {
        vec![
            (i + 1).to_string().into(),
            fields::slot(lang, f.slot).into(),
            f.name.clone().into(),
            reading::bytes(f.size).into(),
            f.sha256.clone().into(),
        ]
    });
    Block::Table(Table {
        caption: String::new(),
        columns: vec![
            column(0.42, Align::Centre),
            column(1.2, Align::Left),
            column(1.5, Align::Left),
            column(0.68, Align::Right),
            column(2.2, Align::Left),
        ],
        heads: [w.number, r.slot, r.file, r.size, w.hash].map(str::to_owned).to_vec(),
        rows: rows.collect(),
        size: 8.6,
    })
}

/// A text as it was typed: each line a paragraph.
fn written(lang: Lang, text: &str) -> Vec<Block> {
    if text.is_empty() {
        return vec![Block::Text { text: reading::words(lang).none.into(), style: Style::NOTE }];
    }
    vec![Block::Text { text: text.to_owned(), style: body(lang) }]
}

fn text(d: &DossierView, field: Field) -> String {
    answer(&d.answers, field.key()).to_owned()
}

/// An answer in words.
fn shown(lang: Lang, d: &DossierView, field: Field) -> String {
    match field {
        Field::Scope => reading::scope(lang, answer(&d.answers, field.key())),
        _ => fields::value(lang, field, field.key(), &d.answers, &d.season),
    }
}

fn numbered(lang: Lang, n: u32, name: &str) -> String {
    lang.pick(format!("{}、{name}", common::zh_number(n)), format!("{n}. {name}"))
}
