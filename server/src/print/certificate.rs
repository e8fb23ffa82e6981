//! The certificate of a title (Art. 23): A4 across, both languages whoever prints it, a place for the seal and none
//! drawn; the code and the number lead to the page that says whether the title stands.

use app::locales::Lang;
use app::locales::common;
use app::locales::title::{Paper, paper};
use domain::views::title::Certificate;
use pdf::{A4_ACROSS, Align, Document, Face, Part, Running, Sheet, Style};

use super::parts::{created, notes};

/// White around the outer frame.
const EDGE: f32 = 28.0;
/// From the outer frame to the inner one.
const GAP: f32 = 7.0;
/// White between the inner frame and the text.
const SIDE: f32 = 78.0;
/// Edge of the code.
const CODE: f32 = 86.0;

/// A box over the whole width of the text.
fn wide(top: f32, height: f32, text: &str, style: Style) -> Part {
    let width = A4_ACROSS.0 - 2.0 * (EDGE + SIDE);
    boxed((EDGE + SIDE, top), (width, height), text, style)
}

fn boxed(at: (f32, f32), size: (f32, f32), text: &str, style: Style) -> Part {
    Part::Text { at, size, text: text.to_owned(), style, heading: false }
}

/// The certificate. `base` is the site's address, where it is checked.
pub fn certificate(lang: Lang, c: &Certificate, base: &str) -> Sheet {
    let (zh, en) = (paper(Lang::Zh), paper(Lang::En));
    let l = &c.line;
    let address = format!("{base}/title/{}", l.number);
    let text = |p: &Paper| (p.text)(&l.organisation, &l.benchmark, l.year());
    let hei = Style::BODY.face(Face::Hei).align(Align::Centre);
    let song = Style::BODY.align(Align::Centre);
    let mut parts = frames();
    let heading = wide(62.0, 50.0, zh.heading, Style { leading: 1.2, ..hei }.size(38.0));
    parts.push(match heading {
        Part::Text { at, size, text, style, .. } => {
            Part::Text { at, size, text, style, heading: true }
        }
        other => other,
    });
    let kinds = format!("{}  ·  {}", zh.kind, en.kind);
    parts.extend([
        wide(114.0, 24.0, en.heading, Style { leading: 1.2, ..song }.size(16.0).grey(50)),
        wide(144.0, 26.0, &kinds, Style { leading: 1.2, ..hei }.size(15.0).grey(50)),
        wide(186.0, 104.0, &text(zh), Style { leading: 1.75, ..song }.size(20.0)),
        wide(296.0, 76.0, &text(en), Style { leading: 1.5, ..song }.size(12.5).grey(40)),
    ]);
    if c.demo {
        let mark = [Lang::Zh, Lang::En].map(|lang| common::words(lang).demo).join(" · ");
        parts.push(wide(40.0, 18.0, &mark, Style { leading: 1.3, ..hei }.size(11.0)));
    }
    foot(&mut parts, c, &address);
    let title = format!("{} {}", zh.heading, l.number);
    Sheet {
        told: Document {
            title,
            author: zh.issuer.to_owned(),
            subject: l.benchmark.clone(),
            keywords: vec![l.number.to_string()],
            lang: lang.code(),
            created: created(c.granted_at),
            running: Running::default(),
            running_on_first: false,
            watermark: None,
            notes: notes(lang),
            blocks: Vec::new(),
        },
        paper: A4_ACROSS,
        parts,
    }
}

fn frames() -> Vec<Part> {
    let frame = |inset: f32, width: f32, grey: u8| Part::Frame {
        at: (inset, inset),
        size: (A4_ACROSS.0 - 2.0 * inset, A4_ACROSS.1 - 2.0 * inset),
        width,
        grey,
        dotted: false,
    };
    vec![frame(EDGE, 2.4, 60), frame(EDGE + GAP, 0.6, 60)]
}

/// Below: the code with number and address at the left, issuer and place for the seal at the right.
fn foot(parts: &mut Vec<Part>, c: &Certificate, address: &str) {
    let (zh, en) = (paper(Lang::Zh), paper(Lang::En));
    let (left, top) = (EDGE + SIDE, 400.0);
    let right = A4_ACROSS.0 - EDGE - SIDE;
    let beside = left + CODE + 18.0;
    let small = Style { leading: 1.4, ..Style::BODY }.align(Align::Left).size(10.5);
    let line = |n: f32, zh: &str, en: &str, value: &str| {
        let text = format!("{zh} {en}  {value}");
        boxed((beside, top + 21.0 * n), (240.0, 20.0), &text, small)
    };
    let checked = format!("{} · {}", zh.check, en.check);
    parts.extend([
        Part::Code {
            at: (left, top),
            edge: CODE,
            payload: address.to_owned(),
            alt: checked.clone(),
        },
        line(0.0, zh.number, en.number, c.line.number.as_str()),
        line(1.0, zh.season, en.season, &c.line.year().to_string()),
        line(2.0, zh.granted, en.granted, &c.granted_at.show_date()),
        boxed((beside, top + 64.0), (240.0, 18.0), &checked, small.size(9.0).grey(70)),
        boxed((left, top + CODE + 6.0), (320.0, 16.0), address, small.size(9.0).grey(70)),
    ]);
    let (w, h) = (210.0, 92.0);
    let at = (right - w, top);
    let centre = Style { leading: 1.35, ..Style::BODY }.align(Align::Centre);
    let issuer = boxed((at.0, top + 10.0), (w, 20.0), zh.issuer, centre.face(Face::Hei).size(13.0));
    parts.extend([
        Part::Frame { at, size: (w, h), width: 0.7, grey: 140, dotted: true },
        issuer,
        boxed((at.0, top + 30.0), (w, 16.0), en.issuer, centre.size(10.0).grey(50)),
        boxed(
            (at.0, top + 54.0),
            (w, 30.0),
            &format!("{}\n{}", zh.seal, en.seal),
            centre.size(9.0).grey(110),
        ),
    ]);
    let note = format!("{} {}", zh.note, en.note);
    parts.push(wide(A4_ACROSS.1 - EDGE - GAP - 30.0, 16.0, &note, centre.size(8.0).grey(90)));
}
