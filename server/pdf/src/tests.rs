//! Line breaking, and documents nobody would write.

use std::sync::OnceLock;

use crate::lines::lines;
use crate::shape::{Shaper, not_first, not_last};
use crate::{
    A4_ACROSS, Align, Block, Cell, Column, Document, Face, Notes, Part, Press, Printed, Running,
    Sheet, Style, Table, Watermark,
};

fn press() -> &'static Press {
    static PRESS: OnceLock<Press> = OnceLock::new();
    PRESS.get_or_init(|| Press::new(Vec::new()).expect("the built-in fonts"))
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "t".into(),
        author: "a".into(),
        subject: String::new(),
        keywords: vec!["word".into()],
        lang: "zh-CN",
        created: Some((2026, [2, 30, 25, 61, 61])),
        running: Running {
            head_left: "左".repeat(100),
            head_right: "右".into(),
            page: Some(|n, m| format!("{n}/{m}")),
            ..Running::default()
        },
        running_on_first: true,
        watermark: None,
        notes: Notes {
            title: "说明",
            missing: |list| format!("缺字 {list}"),
            invisible: |list| format!("不可见 {list}"),
            cut: |n| format!("止于 {n}"),
        },
        blocks,
    }
}

fn print(blocks: Vec<Block>) -> Printed {
    press().print(&document(blocks)).expect("a document")
}

fn text(text: &str) -> Block {
    Block::Text { text: text.into(), style: Style::BODY.indent(2.0) }
}

/// The lines of a text, as text.
fn broken(text: &str, measure: f32, align: Align) -> Vec<(String, f32)> {
    let press = press();
    let glyphs = Shaper::new(press).shape(text, Face::Song);
    lines(&glyphs, 10.0, measure, 0.0, align)
        .into_iter()
        .map(|l| (l.glyphs.iter().map(|(g, ..)| g.c).collect(), l.width))
        .collect()
}

#[test]
fn no_line_begins_or_ends_with_the_wrong_mark_and_words_stay_whole() {
    let sample = "本组织（演示）以“质量数字孪生”为主线，把设计、工艺、检验三类数据汇入同一模型；\
        用 MES 与 QMS 的 fusion-data 驱动：一次交检合格率由 92.4% 提高到 98.7%！《企业标准》……至此。";
    for measure in 60..260 {
        let lines = broken(sample, measure as f32, Align::Justify);
        assert!(lines.len() > 1);
        let joined: String = lines.iter().map(|l| l.0.as_str()).collect();
        assert_eq!(joined.replace(' ', ""), sample.replace(' ', ""), "nothing is lost");
        for (line, width) in &lines {
            let line = line.trim_end();
            let (first, last) = (line.chars().next(), line.chars().last());
            assert!(!first.is_some_and(not_first), "{measure}: {line}");
            assert!(!last.is_some_and(not_last), "{measure}: {line}");
            assert!(*width <= measure as f32 + 0.1, "{measure}: {line} is {width} wide");
        }
        for word in ["MES", "QMS", "92.4%", "98.7%"] {
            assert!(lines.iter().any(|l| l.0.contains(word)), "{measure}: {word} is torn");
        }
    }
}

#[test]
fn full_lines_are_justified_and_the_last_is_not() {
    let lines = broken(&"质量标杆".repeat(20), 205.0, Align::Justify);
    let (last, full) = lines.split_last().expect("lines");
    assert!(full.len() > 2 && full.iter().all(|l| (l.1 - 205.0).abs() < 0.1), "{full:?}");
    assert!(last.1 < 205.0);
    // What is wider than the measure is cut, never lost.
    let long = broken(&"0123456789abcdef".repeat(4), 100.0, Align::Left);
    assert_eq!(long.iter().map(|l| l.0.as_str()).collect::<String>(), "0123456789abcdef".repeat(4));
}

#[test]
fn what_no_font_has_is_named_and_never_dropped() {
    let printed = print(vec![text("罕用字 \u{20bb7} 与 \u{10ffff}，\u{202e}反转，零\u{200b}宽。")]);
    assert_eq!(printed.missing, ['\u{20bb7}', '\u{10ffff}']);
    assert!(print(vec![text("通用规范汉字")]).missing.is_empty());
}

#[test]
fn a_text_without_end_is_cut_with_a_note() {
    let printed = print(vec![text(&"质量\n".repeat(40_000))]);
    assert!(printed.pages > crate::PAGES_MAX && printed.pages <= crate::PAGES_MAX + 1);
}

#[test]
fn a_sheet_is_one_page_however_long_its_texts_are() {
    let sheet = |text: &str| Sheet {
        told: document(Vec::new()),
        paper: A4_ACROSS,
        parts: vec![
            Part::Frame {
                at: (20.0, 20.0),
                size: (800.0, 550.0),
                width: 1.0,
                grey: 60,
                dotted: false,
            },
            Part::Text {
                at: (60.0, 60.0),
                size: (700.0, 80.0),
                text: text.to_owned(),
                style: Style::BODY.size(30.0),
                heading: true,
            },
            Part::Code { at: (60.0, 400.0), edge: 80.0, payload: text.into(), alt: "码".into() },
        ],
    };
    let long = "演示质量标杆经验名称".repeat(80);
    for text in ["", "短", "一行\n又一行", &long, "\u{20bb7}\u{0}\u{202e}"] {
        let printed = press().print_sheet(&sheet(text)).expect("a sheet");
        assert_eq!(printed.pages, 1, "{text}");
    }
    let printed = press().print_sheet(&sheet("\u{20bb7}")).expect("a sheet");
    assert_eq!(printed.missing, ['\u{20bb7}']);
}

/// A generator of numbers (splitmix64), so that a failure can be had again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n.max(1) as u64).unwrap_or(0)
    }

    fn text(&mut self, most: usize) -> String {
        const BITS: [&str; 22] = [
            "质量",
            "，",
            "。」",
            "（（《",
            "a",
            " ",
            "\n",
            "\t",
            "\0",
            "\u{1b}[2J",
            "\u{202e}שלום",
            "👩‍👩‍👧‍👦",
            "e\u{301}\u{301}",
            "\u{feff}",
            "𠮷㐂",
            "http://x/-/-/",
            "……",
            "——",
            "“q”",
            "\u{fffd}",
            "<script>(\\)</x>",
            "مرحبا",
        ];
        let n = self.below(most);
        (0..n)
            .map(|_| match self.below(6) {
                0 => char::from_u32(self.below(0x11_0000) as u32).unwrap_or('\u{fffd}').to_string(),
                _ => BITS[self.below(BITS.len())].to_owned(),
            })
            .collect()
    }

    fn block(&mut self) -> Block {
        let most = if self.below(12) == 0 { 4_000 } else { 60 };
        match self.below(10) {
            0 => Block::Heading { level: 1 + self.below(2) as u8, text: self.text(most) },
            1 => {
                let wide = 1 + self.below(6);
                let align = [Align::Left, Align::Right, Align::Centre, Align::Justify];
                let heads = if self.below(2) == 0 { wide } else { 0 };
                Block::Table(Table {
                    caption: self.text(10),
                    columns: (0..wide)
                        .map(|_| Column {
                            share: self.below(4) as f32,
                            align: align[self.below(4)],
                        })
                        .collect(),
                    heads: (0..heads).map(|_| self.text(10)).collect(),
                    rows: (0..self.below(5))
                        .map(|_| {
                            (0..self.below(8))
                                .map(|_| Cell {
                                    text: self.text(most),
                                    below: self.text(5),
                                    head: self.below(2) == 0,
                                    span: self.below(3),
                                })
                                .collect()
                        })
                        .collect(),
                    size: self.below(14) as f32,
                })
            }
            2 => Block::List {
                entries: (0..self.below(4)).map(|_| (self.text(4), self.text(most))).collect(),
                style: Style::BODY,
            },
            3 => Block::Blanks {
                lines: (0..self.below(4)).map(|_| (self.text(12), self.text(most))).collect(),
                style: Style::BODY,
            },
            4 => Block::Contents { title: self.text(5) },
            5 => Block::Code {
                payload: self.text(most),
                alt: self.text(9),
                edge: 60.0,
                lines: vec![(self.text(most), Style::NOTE)],
            },
            6 => Block::Seal { lines: vec![self.text(30), self.text(3)], height: 90.0 },
            7 => [Block::Space(400.0), Block::Rule, Block::NewPage][self.below(3)].clone(),
            _ => Block::Text { text: self.text(most), style: Style::BODY.indent(2.0) },
        }
    }
}

#[test]
fn three_hundred_documents_nobody_would_write_are_printed_all_the_same() {
    let press = press();
    for seed in 0..300 {
        let mut chance = Chance(seed);
        let mut document = document((0..chance.below(9)).map(|_| chance.block()).collect());
        document.title = chance.text(30);
        document.running.foot_left = chance.text(80);
        document.watermark = match chance.below(3) {
            0 => Some(Watermark::Large(chance.text(6))),
            1 => Some(Watermark::Tiled(chance.text(9))),
            _ => None,
        };
        let printed = press.print(&document).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
        assert!(printed.bytes.starts_with(b"%PDF-") && printed.pages > 0, "seed {seed}");
    }
}
