//! Titles of seasons before this system, out of a table: read row by row, judged row by row, and taken over as a
//! whole or not at all. The register is of all seasons, and who was chosen lately does not apply (Art. 24).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Number, SERIAL_MAX, Title, plain};
use crate::facts::text::half_width;
use crate::facts::units::{named, regional_units, unit_for_region, units};
use crate::facts::uscc::Uscc;
use crate::season::category::Category;

/// Rows of a table that are looked at.
pub const ROWS_MAX: usize = 2_000;
/// The first selection was not earlier.
pub const YEAR_MIN: i32 = 2000;
/// Characters of a name at most.
const NAME_MAX: usize = 100;
/// Characters of what somebody was chosen with, at most.
const BENCHMARK_MAX: usize = 200;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Year of the season.
    Year,
    /// Organisation.
    Organisation,
    /// Credit code; may be left out.
    Uscc,
    /// What it was chosen with.
    Benchmark,
    /// Region; may be left out.
    Region,
    /// Category; may be left out.
    Category,
}

impl Column {
    /// All, in the order of the table.
    pub const ALL: [Column; 6] = [
        Column::Year,
        Column::Organisation,
        Column::Uscc,
        Column::Benchmark,
        Column::Region,
        Column::Category,
    ];

    /// Heads by which it is known in either language, those of the register's own table among them.
    fn heads(self) -> &'static [&'static str] {
        match self {
            Column::Year => &["年度", "年份", "year", "season"],
            Column::Organisation => {
                &["单位", "单位名称", "组织名称", "企业名称", "organisation", "organization"]
            }
            Column::Uscc => {
                &["统一社会信用代码", "信用代码", "credit code", "credit code (uscc)", "uscc"]
            }
            Column::Benchmark => &[
                "质量标杆经验",
                "经验名称",
                "标杆经验",
                "标杆名称",
                "benchmark",
                "benchmark method",
                "method",
            ],
            Column::Region => &["地区", "所在地区", "region"],
            Column::Category => &["类别", "category"],
        }
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Fault {
    /// No year of a selection.
    Year,
    /// A year this system grants titles for itself.
    YearHere {
        /// It.
        year: i32,
    },
    /// Something has to stand here.
    Missing {
        /// Where.
        column: Column,
    },
    /// More than fits.
    Long {
        /// Where.
        column: Column,
        /// Characters at most.
        max: usize,
    },
    /// The credit code is wrong.
    Uscc,
    /// No region of this name.
    Region,
    /// None of the three categories.
    Category,
    /// The same title stands in an earlier row.
    Twice {
        /// That row.
        row: u32,
    },
    /// Numbers of the year are used up.
    Full,
    /// The register has the same title already.
    Known {
        /// Its number.
        number: Number,
    },
}

/// A row of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number, the head being row 1.
    pub row: u32,
    /// Year; 0 where it is none.
    pub year: i32,
    /// Organisation.
    pub organisation: String,
    /// Credit code, normalised.
    pub uscc: String,
    /// What it was chosen with.
    pub benchmark: String,
    /// Code of its region's unit.
    pub region: String,
    /// Category.
    pub category: Option<Category>,
    /// It stands in the register already.
    pub known: bool,
    /// What is wrong with it; nothing when it can be taken over.
    pub faults: Vec<Fault>,
}

impl Line {
    /// What makes two rows the same title.
    fn key(&self) -> Key {
        key(self.year, &self.organisation, &self.benchmark)
    }
}

/// A title as the table is compared with it.
pub type Key = (i32, String, String);

/// What makes two titles the same: year, organisation and what it was chosen with, however they are written.
pub fn key(year: i32, organisation: &str, benchmark: &str) -> Key {
    (year, plain(organisation), plain(benchmark))
}

/// How many rows there are of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// In the table.
    pub all: usize,
    /// New to the register.
    pub new: usize,
    /// In the register already.
    pub known: usize,
    /// Wrong.
    pub wrong: usize,
}

impl Counts {
    /// Of judged rows.
    pub fn of(lines: &[Line]) -> Self {
        let wrong = lines.iter().filter(|l| !l.faults.is_empty()).count();
        let known = lines.iter().filter(|l| l.faults.is_empty() && l.known).count();
        Self { all: lines.len(), new: lines.len() - wrong - known, known, wrong }
    }
}

/// Why a text is no table of titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoTable {
    /// Nothing in it.
    Empty,
    /// The first row does not name year, organisation and what it was chosen with.
    Heads,
    /// More than [`ROWS_MAX`] rows.
    TooLong,
}

/// Reads a table of cells with tabs between them; its first row names the columns. `known` are the titles of the
/// register, `since` is the first year this system grants titles for itself.
///
/// # Errors
/// [`NoTable`] when there are no rows to judge.
pub fn read(text: &str, since: i32, known: &[Title]) -> Result<Vec<Line>, NoTable> {
    let mut rows = (1u32..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty());
    let Some((_, head)) = rows.next() else { return Err(NoTable::Empty) };
    let heads: Vec<String> = head.split('\t').map(plain).collect();
    let places = Column::ALL
        .map(|c| heads.iter().position(|h| c.heads().iter().any(|name| *h == plain(name))));
    let [Some(_), Some(_), _, Some(_), ..] = places else { return Err(NoTable::Heads) };
    let known: Vec<Key> =
        known.iter().map(|t| key(t.year(), &t.organisation, &t.benchmark)).collect();
    let known: std::collections::BTreeSet<Key> = known.into_iter().collect();
    let mut seen: BTreeMap<Key, u32> = BTreeMap::new();
    let mut lines: Vec<Line> = Vec::new();
    for (row, text) in rows {
        if lines.len() == ROWS_MAX {
            return Err(NoTable::TooLong);
        }
        let cells: Vec<&str> = text.split('\t').collect();
        let cell = |c: Column| {
            let at = Column::ALL.iter().position(|x| *x == c).and_then(|i| places[i]);
            at.and_then(|i| cells.get(i)).copied().unwrap_or_default()
        };
        let mut line = line(row, since, cell);
        let key = line.key();
        if let Some(earlier) = seen.get(&key) {
            line.faults.push(Fault::Twice { row: *earlier });
        } else {
            line.known = known.contains(&key);
            seen.insert(key, row);
        }
        lines.push(line);
    }
    if lines.is_empty() { Err(NoTable::Empty) } else { Ok(lines) }
}

/// Judges a row by itself.
pub(super) fn line<'a>(row: u32, since: i32, cell: impl Fn(Column) -> &'a str) -> Line {
    let mut l = Line { row, ..Line::default() };
    let year = half_width(cell(Column::Year));
    match year.trim_end_matches('年').parse::<i32>() {
        Ok(year) if year >= since && year < 2100 => {
            l.year = year;
            l.faults.push(Fault::YearHere { year });
        }
        Ok(year) if year >= YEAR_MIN && year < since => l.year = year,
        _ => l.faults.push(Fault::Year),
    }
    let mut named_text = |column: Column, max: usize| {
        // As it was announced: signs of the Chinese keyboard stay what they are.
        let keep = |c: &char| !c.is_control();
        let text: String = cell(column).chars().filter(keep).collect();
        let text = text.trim().to_owned();
        if text.is_empty() {
            l.faults.push(Fault::Missing { column });
        } else if text.chars().count() > max {
            l.faults.push(Fault::Long { column, max });
        }
        text
    };
    let organisation = named_text(Column::Organisation, NAME_MAX);
    let benchmark = named_text(Column::Benchmark, BENCHMARK_MAX);
    (l.organisation, l.benchmark) = (organisation, benchmark);
    let uscc = cell(Column::Uscc).trim();
    if !uscc.is_empty() {
        match Uscc::parse(uscc) {
            Ok(code) => l.uscc = code.as_str().to_owned(),
            Err(_) => l.faults.push(Fault::Uscc),
        }
    }
    let region = half_width(cell(Column::Region));
    if !region.is_empty() {
        match region_of(&region) {
            Some(code) => l.region = code,
            None => l.faults.push(Fault::Region),
        }
    }
    let category = cell(Column::Category).trim();
    if !category.is_empty() {
        l.category = category_of(category);
        if l.category.is_none() {
            l.faults.push(Fault::Category);
        }
    }
    l
}

/// The code of a region: by name, with or without 省 or 市, or by its unit.
fn region_of(written: &str) -> Option<String> {
    let short = |name: &str| {
        let ends = ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"];
        let cut = ends.iter().find_map(|e| name.strip_suffix(e)).unwrap_or(name);
        cut.to_owned()
    };
    let by_short = || {
        regional_units()
            .find(|u| u.region_zh.as_deref().is_some_and(|zh| short(zh) == short(written)))
    };
    let unit = unit_for_region(written).or_else(by_short);
    let unit = unit.or_else(|| named(written).filter(|u| u.region_zh.is_some()));
    unit.map(|u| u.code.clone())
}

fn category_of(written: &str) -> Option<Category> {
    let written = plain(written);
    let names = |c: Category| match c {
        Category::Industrial => ["industrial", "工业", "工业企业"],
        Category::Sme => ["sme", "中小企业", "smes"],
        Category::Service => ["service", "服务业", "服务业企业"],
    };
    Category::ALL.into_iter().find(|c| names(*c).contains(&written.as_str()))
}

/// The titles of rows that are new to the register: numbered after those a year has already, in the order of regions
/// and names, as an annex is. Rows for which no number is left are given back.
pub fn numbered(lines: &[Line], taken: impl Fn(i32) -> u32) -> Result<Vec<Title>, Vec<u32>> {
    let order = |code: &str| units().iter().position(|u| u.code == code).unwrap_or(usize::MAX);
    let mut new: Vec<&Line> = lines.iter().filter(|l| !l.known && l.faults.is_empty()).collect();
    new.sort_by(|a, b| {
        let key = |l: &Line| (l.year, order(&l.region));
        key(a)
            .cmp(&key(b))
            .then_with(|| a.organisation.cmp(&b.organisation))
            .then_with(|| a.benchmark.cmp(&b.benchmark))
    });
    let mut last: BTreeMap<i32, u32> = BTreeMap::new();
    let (mut titles, mut left) = (Vec::new(), Vec::new());
    for l in new {
        let serial = last.entry(l.year).or_insert_with(|| taken(l.year));
        *serial = (*serial + 1).min(SERIAL_MAX + 1);
        match Number::new(l.year, *serial) {
            Some(number) => titles.push(Title {
                number,
                dossier: None,
                organisation: l.organisation.clone(),
                uscc: l.uscc.clone(),
                benchmark: l.benchmark.clone(),
                category: l.category,
                direction: None,
                region: l.region.clone(),
                granted_at: None,
            }),
            None => left.push(l.row),
        }
    }
    if left.is_empty() { Ok(titles) } else { Err(left) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "年度\t组织名称\t统一社会信用代码\t经验名称\t地区\t类别";

    fn judged(rows: &[&str], known: &[Title]) -> Vec<Line> {
        read(&format!("{HEAD}\n{}", rows.join("\n")), 2026, known).unwrap()
    }

    #[test]
    fn art_23_earlier_titles_are_judged_row_by_row() {
        let lines = judged(
            &[
                "2025\t演示甲\t91370200MAXT0A1B7P\t演示经验一（甲）\t青岛市\t工业企业",
                "2024年\t演示乙\t\t演示经验二\t山东\t",
                "2026\t演示丙\t\t演示经验三\t\t",
                "x\t\t123\t\t火星\t其他",
                "2025\t演 示甲\t\t演示经验一(甲)\t\t",
            ],
            &[],
        );
        assert!(lines[0].faults.is_empty() && lines[1].faults.is_empty(), "{lines:?}");
        assert_eq!(
            (lines[0].region.as_str(), lines[0].category),
            ("R370200", Some(Category::Industrial))
        );
        assert_eq!(lines[0].benchmark, "演示经验一（甲）");
        assert_eq!((lines[1].year, lines[1].region.as_str()), (2024, "R370000"));
        assert_eq!(lines[2].faults, [Fault::YearHere { year: 2026 }]);
        let all = [
            Fault::Year,
            Fault::Missing { column: Column::Organisation },
            Fault::Missing { column: Column::Benchmark },
            Fault::Uscc,
            Fault::Region,
            Fault::Category,
        ];
        assert_eq!(lines[3].faults, all);
        assert_eq!(lines[4].faults, [Fault::Twice { row: 2 }]);
        assert_eq!(Counts::of(&lines), Counts { all: 5, new: 2, known: 0, wrong: 3 });
    }

    #[test]
    fn what_stands_in_the_register_is_known_and_numbers_go_on_after_it() {
        let lines = judged(&["2025\t演示乙\t\t经验\t\t", "2025\t演示甲\t\t经验\t\t"], &[]);
        let first = numbered(&lines, |_| 0).unwrap();
        assert_eq!(first.iter().map(|t| t.number.serial()).collect::<Vec<_>>(), [1, 2]);
        let again = judged(&["2025\t演示乙\t\t经验\t\t", "2025\t演示丁\t\t经验\t\t"], &first);
        assert_eq!(Counts::of(&again), Counts { all: 2, new: 1, known: 1, wrong: 0 });
        let next = numbered(&again, |_| 2).unwrap();
        assert_eq!((next.len(), next[0].number.serial()), (1, 3));
        assert_eq!(numbered(&again, |_| SERIAL_MAX), Err(vec![3]));
    }

    #[test]
    fn a_table_without_its_heads_or_rows_is_none() {
        assert_eq!(read("", 2026, &[]), Err(NoTable::Empty));
        assert_eq!(read("年度\t类别\n2025\tx", 2026, &[]), Err(NoTable::Heads));
        assert_eq!(read(HEAD, 2026, &[]), Err(NoTable::Empty));
    }
}
