//! The package of the consultation, the notice, the announcement and the letter on paper (Art. 20–22). Their texts are Chinese, as documents of
//! the Office are; labels follow the reader.

use app::locales::{
    Lang, announcement as results, common, consultation as consulting, notice as words, print,
    title as titles,
};
use domain::announcement::Statistics;
use domain::notice::text::{Filled, paragraphs};
use domain::stamp::Stamp;
use domain::views::announcement::AnnouncementView;
use domain::views::consultation::{ConsultationView, Gist};
use domain::views::notice::{Line, NoticeView};
use pdf::{Align, Block, Document, Face, Running, Style, Table};
use service::rooms::announcement::Letter;

use super::parts::{column, created, moment, notes};

const CENTRE: Style = Style::BODY.align(Align::Centre);

fn paragraph(text: &str) -> Block {
    Block::Text { text: text.to_owned(), style: Style::BODY.indent(2.0) }
}

/// The lines of a list.
fn annex(lang: Lang, lines: &[Line]) -> Block {
    let w = words::words(lang);
    let row = |l: &Line| {
        vec![
            l.place.to_string().into(),
            l.organisation.as_str().into(),
            l.title.as_str().into(),
            common::unit(lang, &l.unit).into(),
        ]
    };
    Block::Table(Table {
        caption: String::new(),
        columns: vec![
            column(0.5, Align::Right),
            column(2.6, Align::Left),
            column(3.4, Align::Left),
            column(2.0, Align::Left),
        ],
        heads: [w.number, w.organisation, w.experience, w.unit].map(str::to_owned).to_vec(),
        rows: lines.iter().map(row).collect(),
        size: 9.6,
    })
}

fn body(lang: Lang, text: &Filled, lines: &[Line]) -> Vec<Block> {
    let style = CENTRE.face(Face::Hei).size(17.0).around(0.0, 14.0);
    let mut blocks = vec![Block::Text { text: text.heading().to_owned(), style }];
    blocks.extend(text.lede().map(paragraph));
    blocks.push(Block::Space(6.0));
    blocks.push(annex(lang, lines));
    blocks.push(Block::Space(8.0));
    blocks.extend(text.rest().map(paragraph));
    blocks
}

/// The notice. `base` is the site's address, where objections go.
pub fn notice(lang: Lang, v: &NoticeView, base: &str) -> Document {
    let (w, p) = (words::words(lang), print::words(lang));
    let mut blocks = body(lang, &v.text, &v.lines);
    for e in &v.extensions {
        let end = e.before.plus(-1).show_date();
        blocks.push(paragraph(&(w.extension)(&e.at.show_date(), e.days, &end, &e.reason)));
    }
    blocks.push(Block::Space(12.0));
    let address = format!("{base}/notice/{}", v.year);
    let ends = v.ends_at.plus(-1).show_minute();
    // A notice that is over invites nobody to object any more (Art. 21).
    let (state, object) = if v.is_open() {
        ((w.open_until)(&ends), w.object_text)
    } else {
        ((w.over)(&ends), w.objecting_over)
    };
    blocks.push(Block::Code {
        payload: address.clone(),
        alt: w.title.to_owned(),
        edge: 72.0,
        lines: vec![(state, Style::NOTE), (object.to_owned(), Style::NOTE), (address, Style::NOTE)],
    });
    document(lang, (w.link)(v.year), p.issuer, v.now, blocks)
}

/// The announcement, with the statistics that were approved with it.
pub fn announcement(lang: Lang, v: &AnnouncementView, now: Stamp) -> Document {
    let (w, p) = (results::words(lang), print::words(lang));
    let mut blocks = body(lang, &v.text, &v.lines);
    blocks.extend(statistics(lang, &v.statistics));
    document(lang, (w.link)(v.year), p.issuer, now, blocks)
}

/// How many benchmarks there are of what, as on the page.
fn statistics(lang: Lang, s: &Statistics) -> Vec<Block> {
    let w = results::words(lang);
    let table = |by: &str, lines: Vec<(String, u32)>| {
        let all: u32 = lines.iter().map(|l| l.1).sum();
        let lines = lines.into_iter().chain([(w.all.to_owned(), all)]);
        Block::Table(Table {
            caption: String::new(),
            columns: vec![column(3.0, Align::Left), column(1.0, Align::Right)],
            heads: vec![by.to_owned(), w.count.to_owned()],
            rows: lines.map(|(of, n)| vec![of.into(), n.to_string().into()]).collect(),
            size: 9.6,
        })
    };
    let categories =
        s.categories.iter().map(|(c, n)| (results::category(lang, *c).to_owned(), *n)).collect();
    let regions = s.regions.iter().map(|(code, n)| (titles::region(lang, code), *n)).collect();
    let sizes = vec![(w.large.to_owned(), s.sizes.0), (w.small.to_owned(), s.sizes.1)];
    vec![
        Block::Space(14.0),
        Block::Heading { level: 1, text: w.statistics.to_owned() },
        table(w.by_category, categories),
        Block::Space(8.0),
        table(w.by_region, regions),
        Block::Space(8.0),
        table(w.by_size, sizes),
    ]
}

/// The package of the consultation (Art. 20): the letter and its list, for the ministry and nobody else.
pub fn consultation(lang: Lang, v: &ConsultationView) -> Document {
    let (w, p) = (consulting::words(lang), print::words(lang));
    let lines: Vec<Line> = v.rows.iter().map(|r| r.line.clone()).collect();
    let mut blocks = body(lang, &v.letter, &lines);
    blocks.push(Block::Space(14.0));
    blocks.push(Block::Seal { lines: vec![p.issuer.to_owned()], height: 110.0 });
    let digest = format!("{} {}", w.digest, v.sha256);
    blocks.push(Block::Text { text: digest, style: Style::NOTE });
    blocks.extend(gists(lang, v));
    document(lang, (w.heading)(v.year), p.issuer, v.now, blocks)
}

/// What each entry is about, behind the letter and its list: nobody has an opinion by a name alone.
fn gists(lang: Lang, v: &ConsultationView) -> Vec<Block> {
    let w = consulting::words(lang);
    let mut blocks = vec![
        Block::Space(14.0),
        Block::Heading { level: 1, text: w.gists.to_owned() },
        Block::Text { text: w.gists_text.to_owned(), style: Style::NOTE },
    ];
    for r in v.rows.iter().filter(|r| r.gist != Gist::default()) {
        let text = format!("{}. {}", r.line.place, r.line.organisation);
        blocks.push(Block::Heading { level: 2, text });
        let facts = consulting::gist(lang, &r.gist).into_iter().filter(|f| !f.1.is_empty());
        let facts: Vec<String> =
            facts.map(|(label, said)| format!("{label}{}{said}", lang.pick("：", ": "))).collect();
        let facts = facts.join(lang.pick("；", "; "));
        blocks.push(Block::Text { text: r.line.title.clone(), style: Style::BODY.face(Face::Hei) });
        blocks.push(Block::Text { text: facts, style: Style::NOTE });
        blocks.extend(paragraphs(&r.gist.text).map(paragraph));
    }
    blocks
}

/// The letter to an organisation that was chosen.
pub fn letter(lang: Lang, l: &Letter) -> Document {
    let p = print::words(lang);
    let mut blocks = vec![Block::Space(40.0)];
    let mut lines = paragraphs(&l.text);
    if let Some(first) = lines.next() {
        blocks.push(Block::Text { text: first.to_owned(), style: Style::BODY.size(13.0) });
    }
    blocks.extend(lines.map(paragraph));
    blocks.push(Block::Space(30.0));
    blocks.push(Block::Seal { lines: vec![p.issuer.to_owned()], height: 110.0 });
    let title = format!("{} {}", results::words(lang).title, l.reference);
    document(lang, title, p.issuer, l.at, blocks)
}

fn document(lang: Lang, title: String, whose: &str, now: Stamp, blocks: Vec<Block>) -> Document {
    let p = print::words(lang);
    Document {
        title: title.clone(),
        author: whose.to_owned(),
        subject: title.clone(),
        keywords: Vec::new(),
        lang: lang.code(),
        created: created(now),
        running: Running {
            head_left: title,
            head_right: whose.to_owned(),
            foot_left: format!("{} {}", p.pdf, moment(now)),
            foot_right: String::new(),
            page: Some(p.page),
        },
        running_on_first: false,
        watermark: None,
        notes: notes(lang),
        blocks,
    }
}
