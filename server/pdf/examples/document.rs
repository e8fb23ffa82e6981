//! What a document costs: time, size, memory. `cargo run -p pdf --example document [FILE]`
//! sets a made-up dossier again and again and writes the last to FILE.

use pdf::{Align, Block, Cell, Column, Document, Notes, Press, Running, Style, Table};

const TEXT: &str = "本组织以“质量数字孪生”为主线，把设计、工艺、检验三类数据（共 1,286 项）汇入同一模型，\
    用 MES 与 QMS 的融合数据驱动过程控制；一次交检合格率由 92.4% 提高到 98.7%，客户投诉下降 61%。\
    在推进过程中，先易后难、以点带面：先在第 3 车间试行 6 个月，再向 12 条产线推广。";

fn document() -> Document {
    let column = |share, align| Column { share, align };
    let mut blocks = vec![
        Block::Space(60.0),
        Block::Text {
            text: "全国质量标杆申报书".into(),
            style: Style::BODY.size(28.0).align(Align::Centre),
        },
        Block::Code {
            payload: "https://biaogan.example/application/0123456789/seal".into(),
            alt: "核对".into(),
            edge: 72.0,
            lines: vec![
                ("SHA-256".into(), Style::NOTE),
                ("0123456789abcdef".repeat(4), Style::NOTE),
            ],
        },
        Block::NewPage,
        Block::Contents { title: "目录".into() },
        Block::NewPage,
    ];
    for section in 1..=9 {
        blocks.push(Block::Heading {
            level: 1, text: format!("{section}、实施过程与关键环节")
        });
        for _ in 0..5 {
            blocks.push(Block::Text { text: TEXT.into(), style: Style::BODY.indent(2.0) });
        }
    }
    blocks.push(Block::Table(Table {
        caption: "成效与对比数据".into(),
        columns: vec![
            column(2.0, Align::Left),
            column(1.0, Align::Right),
            column(1.0, Align::Right),
        ],
        heads: vec!["指标".into(), "应用前".into(), "应用后".into()],
        rows: (0..60)
            .map(|n| vec![Cell::head("一次交检合格率"), format!("{n}.4").into(), "98.7".into()])
            .collect(),
        size: 0.0,
    }));
    blocks.push(Block::Text {
        text: "罕用字：𠮷 㐂 𰻝；符号 ☃ 😀。".into(), style: Style::BODY
    });
    blocks.push(Block::Seal { lines: vec!["（盖章处）".into()], height: 120.0 });
    Document {
        title: "申报书".into(),
        author: "演示".into(),
        subject: String::new(),
        keywords: vec![],
        lang: "zh-CN",
        created: None,
        running: Running {
            head_left: "全国质量标杆申报书".into(),
            head_right: "QB-2026-00001-A".into(),
            foot_left: "SHA-256 0123456789ab".into(),
            foot_right: String::new(),
            page: Some(|n, m| format!("第 {n} 页，共 {m} 页")),
        },
        running_on_first: false,
        watermark: None,
        notes: Notes {
            title: "说明",
            missing: |list| format!("下列字符没有字形：{list}"),
            invisible: |list| format!("下列字符不可见：{list}"),
            cut: |n| format!("只印出前 {n} 页。"),
        },
        blocks,
    }
}

/// Resident memory in MB, where the system tells.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
}

#[allow(clippy::disallowed_methods)] // a measurement reads the clock
fn main() -> Result<(), String> {
    let start = std::time::Instant::now();
    let press = Press::new(vec!["/usr/share/fonts".into()])?;
    println!("fonts: {:?}, {} MB resident", start.elapsed(), resident());
    let document = document();
    for _ in 0..3 {
        let start = std::time::Instant::now();
        let printed = press.print(&document)?;
        let (pages, size) = (printed.pages, printed.bytes.len() / 1024);
        println!("{pages} pages, {size} KB: {:?}, {} MB resident", start.elapsed(), resident());
    }
    let printed = press.print(&document)?;
    if let Some(file) = std::env::args().nth(1) {
        std::fs::write(file, printed.bytes).map_err(|e| e.to_string())?;
    }
    Ok(())
}
