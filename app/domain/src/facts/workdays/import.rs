//! A year of working days out of a table (Art. 18, 21): one row for each day that the State
//! Council's notice sets apart. Read row by row, judged row by row, and taken over as a whole or not
//! at all; the same code draws the preview in the browser and decides on the server.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::Date;

use super::{Holiday, Notice, Status, YearData, is_weekend, iso_date};
use crate::facts::text::half_width;

/// Rows of a table that are looked at: no year has more days.
pub const ROWS_MAX: usize = 366;

/// Heads by which a column is known, in either language.
const DATE: [&str; 3] = ["日期", "date", "day"];
const KIND: [&str; 4] = ["类型", "安排", "kind", "type"];
const NAME: [&str; 4] = ["名称", "节日", "name", "holiday"];

/// Words for a day off, and for a weekend that is worked.
const OFF: [&str; 6] = ["放假", "休", "休息", "假日", "holiday", "off"];
const WORKED: [&str; 8] =
    ["上班", "调休上班", "补班", "班", "work", "working day", "make-up", "workday"];

/// The statutory festivals, which every year has, and their names in English.
pub const FESTIVALS: [(&str, &str); 7] = [
    ("元旦", "New Year's Day"),
    ("春节", "Spring Festival"),
    ("清明", "Qingming"),
    ("劳动", "Labour Day"),
    ("端午", "Dragon Boat"),
    ("中秋", "Mid-Autumn"),
    ("国庆", "National Day"),
];

/// What a row says of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Off, whatever the day of the week.
    Off,
    /// A Saturday or Sunday that is worked.
    Worked,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Fault {
    /// No date.
    NoDate,
    /// A day of another year. 31 December of the year before may belong to New Year.
    OtherYear,
    /// The day stands in an earlier row already.
    Twice {
        /// That row.
        row: u32,
    },
    /// Neither off nor worked.
    NoKind,
    /// A day off has no name, or one that names none of the statutory festivals.
    NoFestival,
    /// Only a Saturday or Sunday can be made up for.
    WeekdayWorked,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number, the head being row 1.
    pub row: u32,
    /// The date as written.
    pub written: String,
    /// The day, where it was read.
    #[serde(skip)]
    pub date: Option<Date>,
    /// What it is.
    pub mark: Option<Mark>,
    /// Its name.
    pub name: String,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// What is wrong with the table as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Whole {
    /// Nothing in it.
    Empty,
    /// The first row does not name date, kind and name.
    Heads,
    /// More rows than a year has days.
    TooLong,
    /// No year that can be imported.
    Year,
    /// The notice has no title, or no date.
    Notice,
    /// A statutory festival is missing.
    Festival {
        /// Its Chinese name.
        zh: String,
        /// Its English name.
        en: String,
    },
}

/// What is imported: the year, the notice, and the table as cells with tabs between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The year, as typed.
    pub year: String,
    /// Title of the notice.
    pub title: String,
    /// Its document number; may be blank.
    pub no: String,
    /// Its date, as typed.
    pub date: String,
    /// The table.
    pub text: String,
}

/// A sheet, read and judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Row by row.
    pub lines: Vec<Line>,
    /// What is wrong beyond rows.
    pub whole: Vec<Whole>,
    /// The year as it would be, as far as its rows are right; nothing without a year.
    pub data: Option<YearData>,
}

impl Judged {
    /// Rows that are wrong, by number.
    pub fn wrong(&self) -> Vec<u32> {
        self.lines.iter().filter(|l| !l.faults.is_empty()).map(|l| l.row).collect()
    }

    /// The year, when nothing is wrong.
    pub fn good(&self) -> Option<&YearData> {
        let good = self.whole.is_empty() && self.wrong().is_empty();
        self.data.as_ref().filter(|_| good)
    }
}

/// Reads and judges a sheet.
pub fn read(sheet: &Sheet) -> Judged {
    let mut whole = Vec::new();
    let year = half_width(&sheet.year).parse::<i32>().ok().filter(|y| (2020..=2100).contains(y));
    if year.is_none() {
        whole.push(Whole::Year);
    }
    let title: String = sheet.title.chars().filter(|c| !c.is_control()).take(100).collect();
    let notice = day_of(&sheet.date).filter(|_| !title.trim().is_empty()).map(|date| Notice {
        title: title.trim().to_owned(),
        no: Some(half_width(&sheet.no).chars().take(60).collect::<String>())
            .filter(|n| !n.is_empty()),
        date,
    });
    if notice.is_none() {
        whole.push(Whole::Notice);
    }
    let lines = match rows(&sheet.text, year) {
        Ok(lines) => lines,
        Err(why) => {
            whole.push(why);
            Vec::new()
        }
    };
    if !lines.is_empty() {
        let named =
            |zh: &str| lines.iter().any(|l| l.mark == Some(Mark::Off) && l.name.contains(zh));
        let missing = FESTIVALS.iter().filter(|(zh, _)| !named(zh));
        let missing =
            missing.map(|(zh, en)| Whole::Festival { zh: (*zh).into(), en: (*en).into() });
        whole.extend(missing.collect::<Vec<_>>());
    }
    let data = year.map(|year| arrange(year, notice, &lines));
    Judged { lines, whole, data }
}

fn rows(text: &str, year: Option<i32>) -> Result<Vec<Line>, Whole> {
    let mut rows = (1u32..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty());
    let Some((_, head)) = rows.next() else { return Err(Whole::Empty) };
    let heads: Vec<String> = head.split('\t').map(plain).collect();
    let find = |names: &[&str]| heads.iter().position(|h| names.iter().any(|n| h == &plain(n)));
    let (Some(date), Some(kind), Some(name)) = (find(&DATE), find(&KIND), find(&NAME)) else {
        return Err(Whole::Heads);
    };
    let mut lines: Vec<Line> = Vec::new();
    for (row, text) in rows {
        if lines.len() == ROWS_MAX {
            return Err(Whole::TooLong);
        }
        let cells: Vec<&str> = text.split('\t').collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
        let line = line(row, cell(date), cell(kind), cell(name), year, &lines);
        lines.push(line);
    }
    if lines.is_empty() { Err(Whole::Empty) } else { Ok(lines) }
}

fn line(row: u32, date: &str, kind: &str, name: &str, year: Option<i32>, earlier: &[Line]) -> Line {
    let day = day_of(date);
    let is = |words: &[&str]| words.iter().any(|w| plain(w) == plain(kind));
    let mark = if is(&OFF) { Some(Mark::Off) } else { is(&WORKED).then_some(Mark::Worked) };
    let name: String = half_width(name).chars().filter(|c| !c.is_control()).take(40).collect();
    let mut faults = Vec::new();
    match day {
        None => faults.push(Fault::NoDate),
        Some(day) => {
            let december =
                mark == Some(Mark::Off) && day.month() == time::Month::December && day.day() > 28;
            let fits = year.is_none_or(|y| day.year() == y || (december && day.year() == y - 1));
            if !fits {
                faults.push(Fault::OtherYear);
            }
            let same = earlier.iter().find(|l| l.date == Some(day));
            faults.extend(same.map(|l| Fault::Twice { row: l.row }));
            if mark == Some(Mark::Worked) && !is_weekend(day) {
                faults.push(Fault::WeekdayWorked);
            }
        }
    }
    match mark {
        None => faults.push(Fault::NoKind),
        Some(Mark::Off) if festivals(&name).is_empty() => faults.push(Fault::NoFestival),
        Some(_) => {}
    }
    Line { row, written: half_width(date), date: day, mark, name, faults }
}

/// The festivals a name names, in its order.
fn festivals(name: &str) -> Vec<&'static str> {
    let mut found: Vec<(usize, &str)> =
        FESTIVALS.iter().filter_map(|(zh, en)| Some((name.find(zh)?, *en))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, en)| en).collect()
}

/// The year out of the rows that are right: days off in a row under one name are one holiday.
fn arrange(year: i32, notice: Option<Notice>, lines: &[Line]) -> YearData {
    let right = |l: &&Line| l.faults.is_empty();
    let of = |mark: Mark| {
        let days = lines.iter().filter(right).filter(move |l| l.mark == Some(mark));
        days.filter_map(|l| Some((l.date?, l.name.clone()))).collect::<BTreeMap<Date, String>>()
    };
    let mut holidays: Vec<Holiday> = Vec::new();
    for (day, zh) in of(Mark::Off) {
        match holidays.last_mut().filter(|h| h.zh == zh && h.end.next_day() == Some(day)) {
            Some(h) => h.end = day,
            None => {
                let en = festivals(&zh).join(" + ");
                holidays.push(Holiday { zh, en, start: day, end: day });
            }
        }
    }
    YearData {
        year,
        status: Status::Official,
        notice,
        holidays,
        makeup_workdays: of(Mark::Worked).into_keys().collect(),
        off_days: Vec::new(),
        workdays_total: None,
    }
}

/// `2027-01-01`, also as spreadsheets and people write it: `2027/1/1`, `2027.1.1`, `2027年1月1日`.
pub fn day_of(written: &str) -> Option<Date> {
    let plain = half_width(written).replace(['/', '.', '年', '月'], "-").replace('日', "");
    let plain = plain.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = plain.split('-').collect();
    let [y, m, d] = parts[..] else { return None };
    let short =
        |t: &str, n: usize| (1..=n).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    if !(short(y, 4) && short(m, 2) && short(d, 2)) {
        return None;
    }
    iso_date::parse(&format!("{y:0>4}-{m:0>2}-{d:0>2}"))
}

fn plain(text: &str) -> String {
    half_width(text).to_lowercase().split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::workdays::{Calendar, Counting};
    use proptest::prelude::*;

    /// A shipped year as the table it would be imported from.
    fn sheet(year: i32) -> Sheet {
        let data = Calendar::builtin().year(year).unwrap();
        let mut text = "日期\t类型\t名称".to_owned();
        for h in &data.holidays {
            let mut day = h.start;
            while day <= h.end {
                text += &format!("\n{}\t放假\t{}", iso_date::show(day), h.zh);
                day = day.next_day().unwrap();
            }
        }
        for day in &data.makeup_workdays {
            text += &format!("\n{}\t上班\t调休", iso_date::show(*day));
        }
        let notice = data.notice.clone().unwrap();
        Sheet {
            year: year.to_string(),
            title: notice.title,
            no: notice.no.unwrap_or_default(),
            date: iso_date::show(notice.date),
            text,
        }
    }

    #[test]
    fn art_21_a_shipped_year_imported_counts_the_same_days() {
        for year in [2024, 2025, 2026] {
            let judged = read(&sheet(year));
            let data = judged.good().unwrap_or_else(|| panic!("{judged:?}")).clone();
            let shipped = Calendar::builtin().year(year).unwrap();
            assert_eq!(
                (&data.holidays, data.count_workdays()),
                (&shipped.holidays, shipped.count_workdays())
            );
            assert_eq!((&data.notice, data.problems()), (&shipped.notice, vec![]));
            let again = Calendar::builtin().with_year(data);
            let mut day = iso_date::parse(&format!("{year}-01-01")).unwrap();
            while day.year() == year {
                assert_eq!(again.day(day), Calendar::builtin().day(day), "{day}");
                day = day.next_day().unwrap();
            }
        }
    }

    #[test]
    fn art_21_each_row_is_judged() {
        let mut s = sheet(2026);
        s.text += "\n2026-02-30\t放假\t春节\n2027-01-01\t放假\t元旦\n2026-01-01\t放假\t元旦\n2026-03-04\t上班\t\n2026-03-07\t开会\t\n2026-03-08\t放假\t妇女节";
        let judged = read(&s);
        let faults: Vec<Vec<Fault>> = judged
            .lines
            .iter()
            .filter(|l| !l.faults.is_empty())
            .map(|l| l.faults.clone())
            .collect();
        assert_eq!(
            faults,
            [
                vec![Fault::NoDate],
                vec![Fault::OtherYear],
                vec![Fault::Twice { row: 2 }],
                vec![Fault::WeekdayWorked],
                vec![Fault::NoKind],
                vec![Fault::NoFestival],
            ]
        );
        assert!(judged.good().is_none() && judged.whole.is_empty());
    }

    #[test]
    fn art_21_half_a_year_is_no_year() {
        let mut s = sheet(2026);
        s.text = s.text.lines().filter(|l| !l.contains("国庆")).collect::<Vec<_>>().join("\n");
        s.date.clear();
        let missing = Whole::Festival { zh: "国庆".into(), en: "National Day".into() };
        assert_eq!(read(&s).whole, [Whole::Notice, missing]);
        assert_eq!(
            read(&Sheet { text: "x".into(), year: "2027".into(), ..s.clone() }).whole,
            [Whole::Notice, Whole::Heads]
        );
        assert_eq!(
            read(&Sheet { text: " ".into(), year: "27".into(), ..s }).whole,
            [Whole::Year, Whole::Notice, Whole::Empty]
        );
    }

    #[test]
    fn a_new_years_holiday_may_begin_in_december() {
        let mut s = sheet(2026);
        s.text += "\n2025/12/31\t休\t元旦";
        let data = read(&s).good().cloned().unwrap();
        assert_eq!(iso_date::show(data.holidays[0].start), "2025-12-31");
        // Across the New Year the days are counted by the imported year.
        let calendar = Calendar::builtin().with_year(data);
        let start = iso_date::parse("2025-12-30").unwrap();
        let period = calendar.period(start, 1, Counting::NextDay).unwrap();
        assert_eq!(iso_date::show(period.first), "2026-01-04");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2027-1-2",
            "2027/01/02",
            "2027.1.2",
            "2027年1月2日",
            "２０２７－１－２",
            "2027-01-02 00:00:00",
        ] {
            assert_eq!(day_of(text).map(iso_date::show).as_deref(), Some("2027-01-02"), "{text}");
        }
        for text in ["", "2027-13-01", "2027-02-30", "1-1", "x", "46023", "2027-1-2-3"] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_table_breaks_the_reader(text in "(日期\t类型\t名称)?[\t\n0-9/\\-放假元旦班]{0,60}", year in "[0-9]{0,6}") {
            let judged = read(&Sheet { year, text, ..Sheet::default() });
            prop_assert!(judged.good().is_none());
            prop_assert!(judged.lines.len() <= ROWS_MAX);
        }
    }
}
