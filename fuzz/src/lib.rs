//! What readers of hostile input are asked, and what must hold whatever they are given: they answer, within
//! their bounds, and what they accept is what it claims to be. Each target takes bytes. `cargo fuzz` drives
//! them with coverage (this crate), the test suite with seeds and mutations that are the same in every run
//! (`server/tests/fuzz.rs`, which includes this file).

use domain::application::paste;
use domain::committee::pool::import as pool;
use domain::defence::icalendar::{Appointment, calendar as icalendar};
use domain::defence::session::Slot;
use domain::deliberation::Review;
use domain::facts::numbers::{MoneyUnit, Wan, parse_count, parse_decimal};
use domain::facts::text::half_width;
use domain::facts::uscc::Uscc;
use domain::facts::workdays::import as year;
use domain::heads::Heads;
use domain::recommendation::import as quotas;
use domain::review::offline;
use domain::review::rubric::Rubric;
use domain::review::sheet::SheetLimits;
use domain::review::traces::{Sought, Who, traces as found};
use domain::stamp::{DAY, Stamp};
use tables::Limits;

/// A target: bytes in, and it returns.
pub type Target = fn(&[u8]);

/// All targets by the name of their folder of seeds.
pub const ALL: &[(&str, Target)] = &[
    ("uscc", uscc),
    ("numbers", numbers),
    ("tables", tables),
    ("calendar", calendar),
    ("feed", feed),
    ("inspect", inspect),
    ("words", words),
    ("traces", traces),
    ("offline", offline),
    ("imports", imports),
];

const LIMITS: Limits = Limits { bytes: 1 << 20, rows: 2_000, columns: 64, cell_chars: 2_000 };

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Credit codes (GB 32100): what is read is written as it reads again.
pub fn uscc(bytes: &[u8]) {
    let text = text(bytes);
    if let Ok(code) = Uscc::parse(&text) {
        assert_eq!(code.as_str().len(), 18);
        assert_eq!(Uscc::parse(code.as_str()).as_ref(), Ok(&code));
        let _ = code.org_code_check_ok();
    }
}

/// Numbers and amounts as people and spreadsheets write them.
pub fn numbers(bytes: &[u8]) {
    let text = text(bytes);
    for decimals in [0, 2, 6, 18, 255] {
        let _ = parse_decimal(&text, decimals);
    }
    if let Ok(count) = parse_count(&text) {
        assert!(count >= 0);
        assert_eq!(parse_count(&count.to_string()), Ok(count));
    }
    for unit in ["yuan", "wan", "yi"].into_iter().filter_map(MoneyUnit::parse) {
        if let Ok(money) = Wan::parse(&text, unit) {
            assert_eq!(Wan::parse(&money.show(unit), unit), Ok(money));
        }
    }
    let _ = Wan::unit_in(&text);
    let once = half_width(&text);
    assert_eq!(half_width(&once), once);
    let _ = Stamp::read(&text);
}

/// XLSX, XLSM, CSV and pasted cells, within their limits.
pub fn tables(bytes: &[u8]) {
    for sheet in [tables::read(bytes, &LIMITS), tables::pasted(&text(bytes), &LIMITS)] {
        let Ok(sheet) = sheet else { continue };
        assert!(sheet.rows.len() <= LIMITS.rows as usize);
        let mut last = 0;
        for row in &sheet.rows {
            assert!(row.number > last, "rows are in order");
            last = row.number;
            assert!(row.cells.len() >= sheet.header.len());
            assert!(row.cells.len() <= LIMITS.columns as usize);
            assert!(row.cells.iter().all(|c| c.chars().count() <= LIMITS.cell_chars as usize));
        }
        let heads: [&[&str]; 2] = [&["日期", "date"], &["类型", "kind"]];
        let _ = tables::columns(&sheet.header, &heads);
    }
}

/// A year of working days, pasted; the year, title and date stand in its first line.
pub fn calendar(bytes: &[u8]) {
    let text = text(bytes);
    let (head, table) = text.split_once('\n').unwrap_or(("", &text));
    let mut parts = head.split('|').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let sheet = year::Sheet {
        year: next(),
        title: next(),
        no: next(),
        date: next(),
        text: table.to_owned(),
    };
    let judged = year::read(&sheet);
    if let Some(good) = judged.good() {
        assert!(good.problems().is_empty(), "what is accepted adds up");
        assert!(good.count_workdays() <= 366);
    }
    let _ = year::day_of(&text);
}

/// A calendar that is sent out: no text of a person leaves its line (RFC 5545).
pub fn feed(bytes: &[u8]) {
    let text = text(bytes);
    let at = text.len() / 2;
    let at = (0..=at).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
    let (summary, rest) = text.split_at(at);
    let slot = Slot {
        session: "s".into(),
        number: 1,
        dossier: "d".into(),
        starts: Stamp(0),
        ends: Stamp(DAY),
    };
    let appointment = Appointment {
        slot: &slot,
        sequence: 1,
        cancelled: false,
        summary,
        location: rest,
        description: &text,
    };
    let sent = icalendar("r", "host", Stamp(1), &[appointment]);
    assert!(sent.ends_with("END:VCALENDAR\r\n"));
    let mut begins = 0;
    for line in sent.split("\r\n") {
        assert!(line.len() <= 75, "folded");
        assert!(!line.contains(['\r', '\n']), "a text left its line");
        begins += usize::from(line.starts_with("BEGIN:"));
    }
    assert_eq!(begins, 2, "nothing was added");
    let _ = serde_json::from_slice::<Heads>(bytes);
}

/// Uploads: PDF, DOCX, PNG, JPEG, by their content.
pub fn inspect(bytes: &[u8]) {
    let judged = files::inspect::judge(bytes);
    if let Ok(judged) = judged {
        assert_eq!(judged.size, bytes.len() as i64);
        assert_eq!(judged.sha256.len(), 64);
    }
}

/// Words and metadata out of PDF and DOCX.
pub fn words(bytes: &[u8]) {
    let spoken = files::inspect::spoken(bytes);
    assert!(spoken.text.len() <= 5 * 1024 * 1024);
}

/// Names of an applicant in a text: the first line is the name.
pub fn traces(bytes: &[u8]) {
    let text = text(bytes);
    let (name, rest) = text.split_once('\n').unwrap_or(("演示", &text));
    let seek = |who| Sought { who, text: name.to_owned() };
    let sought = [Who::Name, Who::ShortName, Who::Uscc, Who::LegalRep, Who::Contact].map(seek);
    let _ = found(rest, &sought);
}

/// A score sheet that came back as a table: code, score and comment, with tabs between them.
pub fn offline(bytes: &[u8]) {
    let text = text(bytes);
    let rubric = Rubric::written_default();
    let mark = offline::Mark::new(Review::Written, "QB-2026-00012-X", 2026, &rubric, 3);
    let row = |(n, line): (usize, &str)| {
        let mut cells = line.split('\t').map(|c| c.trim().to_owned());
        let mut next = || cells.next().unwrap_or_default();
        let number = u32::try_from(n + 2).unwrap_or(u32::MAX);
        offline::Row { number, code: next(), score: next(), comment: next() }
    };
    // A seed names the mark without knowing the rubric's fingerprint.
    let text = text.replace("#MARK", &mark.to_string());
    let rows = text.lines().take(400).enumerate().map(row).collect();
    let file = offline::File { code: 1, score: 2, comment: 3, rows };
    let limits = SheetLimits::default();
    if let Ok((form, read)) = offline::read(&file, &mark, &rubric, &limits) {
        assert_eq!(read.reference, mark.reference);
        assert!(form.overall.chars().count() <= limits.overall_max);
        assert!(offline::differences(&form, &form, &rubric).is_empty());
    }
}

/// Experts, quotas and figures, pasted out of a spreadsheet.
pub fn imports(bytes: &[u8]) {
    let text = text(bytes);
    let _ = pool::read(&text);
    let _ = quotas::read(&text, &[]);
    let _ = paste::block(&text);
}
