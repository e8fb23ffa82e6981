//! Size classes of enterprises: 《中小企业划型标准规定》工信部联企业〔2011〕300号, which
//! 第十条（四） makes the test of who is a small or medium enterprise.
//!
//! Each listed metric is ranked by inclusive lower bounds; the size is the lowest rank. An industry
//! the standard does not list is measured like 其他未列明行业 and marked, for a person to confirm.

use super::{industry::IndustryCode, numbers::Wan};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How large an enterprise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// 微型企业.
    Micro,
    /// 小型企业.
    Small,
    /// 中型企业.
    Medium,
    /// 大型企业: every listed metric reaches its upper bound.
    Large,
}

impl Size {
    /// All sizes, the smallest first.
    pub const ALL: [Self; 4] = [Self::Micro, Self::Small, Self::Medium, Self::Large];

    /// Whether it counts as 中小企业 for 第十条（四）: medium, small and micro do.
    pub const fn is_sme(self) -> bool {
        !matches!(self, Self::Large)
    }
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// 从业人员, in persons.
    Employees,
    /// 营业收入, in 万元.
    Revenue,
    /// 资产总额, in 万元.
    Assets,
}

/// One metric held against its line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What was measured.
    pub metric: Metric,
    /// How much: persons, or whole 万元 rounded down (which changes no comparison).
    pub value: i64,
    /// From here on small.
    pub small_min: i64,
    /// From here on medium.
    pub medium_min: i64,
    /// From here on large.
    pub large_min: i64,
    /// The rank by this metric alone.
    pub rank: Size,
}

/// A size, and everything that shows how it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The line of the table, such as `industry`.
    pub class_id: String,
    /// Its number among the sixteen of 第四条 of the standard.
    pub class_no: u8,
    /// Its name in the standard.
    pub class_zh: String,
    /// A gloss of it.
    pub class_en: String,
    /// The size: the lowest rank among the rows.
    pub size: Size,
    /// Every metric the line lists.
    pub rows: Vec<Row>,
    /// Places in `rows` of those whose rank is the size: each of them keeps it from being larger.
    pub deciding: Vec<usize>,
    /// Whether the standard lists the industry. If not, the size is by reference and a person
    /// confirms it.
    pub listed: bool,
}

/// The figures of one year. Only those the industry's line lists are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// 从业人员, in persons.
    pub employees: Option<i64>,
    /// 营业收入.
    pub revenue: Option<Wan>,
    /// 资产总额.
    pub assets: Option<Wan>,
}

/// Why no size can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmeError {
    /// The industry's line lists a metric that was not given (the first such).
    Missing {
        /// This one.
        metric: Metric,
    },
}

/// The standard itself, for citing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standard {
    /// Its title.
    pub title: String,
    /// Its document number.
    pub doc_no: String,
    /// Its date, `YYYY-MM-DD`.
    pub date: String,
    /// The sixteen lines of its 第四条, in order.
    pub classes: Vec<Class>,
    #[serde(rename = "gbt4754_2017_map")]
    map: Map,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// A key, such as `industry`.
    pub id: String,
    /// Its number in 第四条, from 1.
    pub no: u8,
    /// Its name in the standard.
    pub zh: String,
    /// A gloss of it.
    pub en: String,
    metrics: Metrics,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Metrics {
    employees: Option<Bounds>,
    revenue: Option<Bounds>,
    assets: Option<Bounds>,
}

/// Inclusive lower bounds (及以上), in persons or whole 万元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Where small begins.
    pub small_min: i64,
    /// Where medium begins.
    pub medium_min: i64,
    /// Where large begins.
    pub large_min: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Map {
    entries: Vec<Entry>,
}

/// Codes that begin with `prefix` belong to `class`, unless a longer prefix fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    prefix: String,
    class: String,
    listed: bool,
}

static STANDARD: LazyLock<Standard> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/sme_thresholds.json"))
        .expect("the built-in thresholds parse, a test says so")
});

/// The standard in force.
pub fn standard() -> &'static Standard {
    &STANDARD
}

/// The line of the table under a key.
pub fn class(id: &str) -> Option<&'static Class> {
    standard().classes.iter().find(|c| c.id == id)
}

/// The line an industry is measured by, and whether the standard lists that industry.
pub fn class_of(code: &IndustryCode) -> (&'static Class, bool) {
    let code = code.to_string();
    let entry = standard()
        .map
        .entries
        .iter()
        .filter(|e| code.starts_with(&e.prefix))
        .max_by_key(|e| e.prefix.len());
    match entry.and_then(|e| Some((class(&e.class)?, e.listed))) {
        Some(found) => found,
        None => (standard().classes.last().expect("the built-in table has lines"), false),
    }
}

impl Class {
    /// The metrics it lists with their bounds, in the order employees, revenue, assets.
    pub fn bounds(&self) -> Vec<(Metric, Bounds)> {
        [
            (Metric::Employees, self.metrics.employees),
            (Metric::Revenue, self.metrics.revenue),
            (Metric::Assets, self.metrics.assets),
        ]
        .into_iter()
        .filter_map(|(metric, bounds)| Some((metric, bounds?)))
        .collect()
    }

    fn verdict(&self, figures: &Figures, listed: bool) -> Result<Verdict, SmeError> {
        let rows = self
            .bounds()
            .into_iter()
            .map(|(metric, bounds)| {
                let value = figures.of(metric).ok_or(SmeError::Missing { metric })?;
                Ok(bounds.row(metric, value))
            })
            .collect::<Result<Vec<Row>, SmeError>>()?;
        let size = rows.iter().map(|row| row.rank).min().unwrap_or(Size::Micro);
        let deciding =
            rows.iter().enumerate().filter(|(_, row)| row.rank == size).map(|(i, _)| i).collect();
        Ok(Verdict {
            class_id: self.id.clone(),
            class_no: self.no,
            class_zh: self.zh.clone(),
            class_en: self.en.clone(),
            size,
            rows,
            deciding,
            listed,
        })
    }
}

impl Bounds {
    fn row(self, metric: Metric, value: i64) -> Row {
        let Self { small_min, medium_min, large_min } = self;
        let rank = match value {
            v if v >= large_min => Size::Large,
            v if v >= medium_min => Size::Medium,
            v if v >= small_min => Size::Small,
            _ => Size::Micro,
        };
        Row { metric, value, small_min, medium_min, large_min, rank }
    }
}

impl Figures {
    /// A figure in the unit of the table: persons, or whole 万元 rounded down.
    fn of(&self, metric: Metric) -> Option<i64> {
        match metric {
            Metric::Employees => self.employees,
            Metric::Revenue => self.revenue.map(Wan::floor_wan),
            Metric::Assets => self.assets.map(Wan::floor_wan),
        }
    }
}

/// The size of an enterprise of this industry.
pub fn classify(code: &IndustryCode, figures: &Figures) -> Result<Verdict, SmeError> {
    let (class, listed) = class_of(code);
    class.verdict(figures, listed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::industry;
    use Metric::{Assets, Employees, Revenue};
    use proptest::prelude::*;
    use serde_json::Value;

    fn figures(of: &[(Metric, i64)]) -> Figures {
        let find = |metric| of.iter().find(|(m, _)| *m == metric).map(|(_, value)| *value);
        Figures {
            employees: find(Employees),
            revenue: find(Revenue).map(Wan::from_wan),
            assets: find(Assets).map(Wan::from_wan),
        }
    }

    /// The size by one line of the table, named by its key; nothing if there is no such line.
    fn classify_class(id: &str, figures: &Figures) -> Option<Result<Verdict, SmeError>> {
        Some(class(id)?.verdict(figures, true))
    }

    fn size(id: &str, of: &[(Metric, i64)]) -> Size {
        classify_class(id, &figures(of)).expect("a known class").expect("all figures").size
    }

    fn size_named(value: &Value) -> Size {
        serde_json::from_value(value.clone()).expect("a size")
    }

    fn file(text: &str) -> Value {
        serde_json::from_str(text).expect("JSON")
    }

    fn code(text: &str) -> IndustryCode {
        IndustryCode::parse(text).expect("an industry code")
    }

    /// 第四条 of the standard as printed, one line each: (key, [metric, 中小微型 below, 中型 from,
    /// 小型 from]…). Typed from the text, not from the data file.
    type Line = (&'static str, &'static [(Metric, i64, i64, i64)]);
    const ARTICLE_4: [Line; 16] = [
        ("agriculture", &[(Revenue, 20_000, 500, 50)]),
        ("industry", &[(Employees, 1_000, 300, 20), (Revenue, 40_000, 2_000, 300)]),
        ("construction", &[(Revenue, 80_000, 6_000, 300), (Assets, 80_000, 5_000, 300)]),
        ("wholesale", &[(Employees, 200, 20, 5), (Revenue, 40_000, 5_000, 1_000)]),
        ("retail", &[(Employees, 300, 50, 10), (Revenue, 20_000, 500, 100)]),
        ("transport", &[(Employees, 1_000, 300, 20), (Revenue, 30_000, 3_000, 200)]),
        ("warehousing", &[(Employees, 200, 100, 20), (Revenue, 30_000, 1_000, 100)]),
        ("postal", &[(Employees, 1_000, 300, 20), (Revenue, 30_000, 2_000, 100)]),
        ("accommodation", &[(Employees, 300, 100, 10), (Revenue, 10_000, 2_000, 100)]),
        ("catering", &[(Employees, 300, 100, 10), (Revenue, 10_000, 2_000, 100)]),
        ("info_transmission", &[(Employees, 2_000, 100, 10), (Revenue, 100_000, 1_000, 100)]),
        ("software_it", &[(Employees, 300, 100, 10), (Revenue, 10_000, 1_000, 50)]),
        ("real_estate_dev", &[(Revenue, 200_000, 1_000, 100), (Assets, 10_000, 5_000, 2_000)]),
        ("property_mgmt", &[(Employees, 1_000, 300, 100), (Revenue, 5_000, 1_000, 500)]),
        ("leasing_business", &[(Employees, 300, 100, 10), (Assets, 120_000, 8_000, 100)]),
        ("other", &[(Employees, 300, 100, 10)]),
    ];

    /// The article read word for word: "X 以下或 Y 以下的为中小微型企业", so large is what is not;
    /// "其中，X 及以上，且 Y 及以上的为中型企业", the same for 小型; whatever is left is 微型.
    fn read_literally(line: &Line, values: &[i64]) -> Size {
        let all = |bound: fn(&(Metric, i64, i64, i64)) -> i64| {
            line.1.iter().zip(values).all(|(metric, value)| *value >= bound(metric))
        };
        let any_below_large = line.1.iter().zip(values).any(|(metric, value)| *value < metric.1);
        if !any_below_large {
            Size::Large
        } else if all(|m| m.2) {
            Size::Medium
        } else if all(|m| m.3) {
            Size::Small
        } else {
            Size::Micro
        }
    }

    #[test]
    fn built_in_table_is_the_standard_cited_by_art_10_4() {
        assert_eq!(standard().doc_no, "工信部联企业〔2011〕300号");
        assert_eq!(standard().title, "中小企业划型标准规定");
        let numbers: Vec<u8> = standard().classes.iter().map(|c| c.no).collect();
        assert_eq!(numbers, (1..=16).collect::<Vec<u8>>());
        for (class, line) in standard().classes.iter().zip(ARTICLE_4) {
            assert_eq!(class.id, line.0);
            let bounds: Vec<_> = class
                .bounds()
                .iter()
                .map(|(metric, b)| (*metric, b.large_min, b.medium_min, b.small_min))
                .collect();
            assert_eq!(bounds, line.1, "{}", class.id);
        }
    }

    #[test]
    fn every_boundary_agrees_with_a_literal_reading_of_article_4() {
        let around = |metric: &(Metric, i64, i64, i64)| -> Vec<i64> {
            [metric.1, metric.2, metric.3].iter().flat_map(|b| [b - 1, *b, b + 1]).collect()
        };
        let mut cases = 0;
        for line in &ARTICLE_4 {
            for first in around(&line.1[0]) {
                let seconds = line.1.get(1).map_or(vec![0], around);
                for second in seconds {
                    let values = [first, second];
                    let of: Vec<(Metric, i64)> =
                        line.1.iter().zip(values).map(|(metric, v)| (metric.0, v)).collect();
                    let expected = read_literally(line, &values);
                    assert_eq!(size(line.0, &of), expected, "{} {of:?}", line.0);
                    cases += 1;
                }
            }
        }
        // 14 lines of two metrics, 2 of one.
        assert_eq!(cases, 14 * 81 + 2 * 9);
    }

    #[test]
    fn test_vectors_of_the_table_hold() {
        let table = file(include_str!("../../data/sme_thresholds.json"));
        let vectors = table["test_vectors"].as_array().expect("vectors");
        assert_eq!(vectors.len(), 27);
        for vector in vectors {
            let input = &vector["input"];
            let figures = Figures {
                employees: input["employees"].as_i64(),
                revenue: input["revenue"].as_i64().map(Wan::from_wan),
                assets: input["assets"].as_i64().map(Wan::from_wan),
            };
            let id = vector["class"].as_str().expect("a class");
            let verdict = classify_class(id, &figures).expect("known").expect("complete");
            assert_eq!(verdict.size, size_named(&vector["expect"]), "{vector}");
        }
    }

    #[test]
    fn all_demo_applications_have_the_expected_size() {
        let demo = file(include_str!("../../data/demo_titles.json"));
        let rows = demo["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), 300);
        for row in rows {
            let figures = Figures {
                employees: row["employees"].as_i64(),
                revenue: row["revenue_wan"].as_i64().map(Wan::from_wan),
                assets: row["assets_wan"].as_i64().map(Wan::from_wan),
            };
            let industry = code(row["gbt4754"].as_str().expect("a code"));
            let verdict = classify(&industry, &figures).expect("complete");
            assert_eq!(verdict.size, size_named(&row["expected_size"]), "{row}");
            assert_eq!(Some(verdict.class_id.as_str()), row["sme_class"].as_str(), "{row}");
            assert!(verdict.listed);
            if row["scope_item"] == 4 {
                assert!(verdict.size.is_sme(), "{row}");
            }
        }
    }

    #[test]
    fn art_10_4_size_is_the_lowest_rank() {
        let of = figures(&[(Employees, 19), (Revenue, 50_000)]);
        let verdict = classify(&code("C36"), &of).expect("complete");
        assert_eq!(verdict.size, Size::Micro);
        assert_eq!(verdict.deciding, [0]);
        assert_eq!(verdict.rows[0].rank, Size::Micro);
        assert_eq!(verdict.rows[1].rank, Size::Large);
        assert_eq!((verdict.class_id.as_str(), verdict.class_no), ("industry", 2));
        let both = classify(&code("C36"), &figures(&[(Employees, 300), (Revenue, 2_000)]));
        assert_eq!(both.map(|v| v.deciding), Ok(vec![0, 1]));
    }

    #[test]
    fn art_10_4_sme_is_medium_small_or_micro() {
        assert_eq!(Size::ALL.map(Size::is_sme), [true, true, true, false]);
        assert!(
            Size::Micro < Size::Small && Size::Small < Size::Medium && Size::Medium < Size::Large
        );
    }

    #[test]
    fn an_amount_just_below_a_whole_wan_does_not_reach_the_bound() {
        let of = |hundredths| Figures { revenue: Some(Wan(hundredths)), ..Figures::default() };
        let size = |hundredths| classify(&code("A01"), &of(hundredths)).map(|v| v.size);
        assert_eq!(size(1_999_999), Ok(Size::Medium));
        assert_eq!(size(2_000_000), Ok(Size::Large));
        assert_eq!(size(-100), Ok(Size::Micro));
    }

    #[test]
    fn a_listed_metric_that_is_missing_is_named() {
        let missing = |text, of: &[(Metric, i64)]| classify(&code(text), &figures(of)).err();
        assert_eq!(missing("C36", &[]), Some(SmeError::Missing { metric: Employees }));
        assert_eq!(missing("C36", &[(Employees, 1)]), Some(SmeError::Missing { metric: Revenue }));
        assert_eq!(
            missing("L72", &[(Employees, 1), (Revenue, 1)]),
            Some(SmeError::Missing { metric: Assets })
        );
        assert_eq!(missing("A01", &[(Revenue, 1)]), None);
        assert_eq!(missing("M74", &[(Employees, 1)]), None);
        assert!(classify_class("no such class", &Figures::default()).is_none());
    }

    #[test]
    fn the_longest_prefix_decides_the_class() {
        for (text, id, listed) in [
            ("A05", "agriculture", true),
            ("B06", "industry", true),
            ("D46", "industry", true),
            ("E50", "construction", true),
            ("F51", "wholesale", true),
            ("F52", "retail", true),
            ("G53", "other", false),
            ("G58", "transport", true),
            ("G591", "transport", true),
            ("G592", "warehousing", true),
            ("G599", "warehousing", true),
            ("G60", "postal", true),
            ("H61", "accommodation", true),
            ("H62", "catering", true),
            ("I63", "info_transmission", true),
            ("I64", "info_transmission", true),
            ("I65", "software_it", true),
            ("J66", "other", false),
            ("K701", "real_estate_dev", true),
            ("K702", "property_mgmt", true),
            ("K703", "other", true),
            ("K704", "other", false),
            ("K709", "other", true),
            ("L71", "leasing_business", true),
            ("M73", "other", true),
            ("P83", "other", false),
            ("Q84", "other", false),
            ("Q85", "other", true),
            ("R86", "other", true),
            ("S92", "other", false),
            ("T97", "other", false),
        ] {
            let (class, is_listed) = class_of(&code(text));
            assert_eq!((class.id.as_str(), is_listed), (id, listed), "{text}");
        }
    }

    #[test]
    fn every_division_and_asked_group_has_a_class() {
        let table = file(include_str!("../../data/gbt4754_2017.json"));
        for section in table["sections"].as_array().expect("sections") {
            for division in section["divisions"].as_array().expect("divisions") {
                let digits = division["code"].as_str().expect("a code");
                let Some(expected) = division["sme_class"]["default"].as_str() else {
                    continue;
                };
                if industry::division(digits).is_some_and(|d| d.needs_group) {
                    continue;
                }
                let (class, listed) = class_of(&code(digits));
                assert_eq!(class.id, expected, "{digits}");
                assert_eq!(division["sme_class"]["listed"], listed, "{digits}");
            }
        }
        for group in industry::sections().iter().flat_map(|s| &s.divisions).flat_map(|d| &d.groups)
        {
            let shown = code(&group.code).to_string();
            let entries = &standard().map.entries;
            assert!(
                entries.iter().any(|e| e.prefix.len() > 1 && shown.starts_with(&e.prefix)),
                "{shown}"
            );
        }
    }

    #[test]
    fn an_unlisted_industry_is_measured_by_reference() {
        let verdict = classify(&code("J66"), &figures(&[(Employees, 120)])).expect("complete");
        assert!(!verdict.listed);
        assert_eq!((verdict.class_no, verdict.size), (16, Size::Medium));
    }

    proptest! {
        #[test]
        fn any_figures_agree_with_a_literal_reading(line in 0_usize..16, a in -10_i64..250_000, b in -10_i64..250_000) {
            let line = &ARTICLE_4[line];
            let of: Vec<(Metric, i64)> = line.1.iter().zip([a, b]).map(|(m, v)| (m.0, v)).collect();
            prop_assert_eq!(size(line.0, &of), read_literally(line, &[a, b]));
        }

        #[test]
        fn more_of_anything_is_never_smaller(line in 0_usize..16, a in 0_i64..250_000, b in 0_i64..250_000, more in 0_i64..250_000) {
            let line = &ARTICLE_4[line];
            let of = |values: [i64; 2]| -> Vec<(Metric, i64)> {
                line.1.iter().zip(values).map(|(m, v)| (m.0, v)).collect()
            };
            prop_assert!(size(line.0, &of([a + more, b])) >= size(line.0, &of([a, b])));
        }

        #[test]
        fn extreme_figures_never_panic(e in any::<i64>(), r in any::<i64>(), z in any::<i64>()) {
            let figures = Figures { employees: Some(e), revenue: Some(Wan(r)), assets: Some(Wan(z)) };
            for line in &ARTICLE_4 {
                let verdict = classify_class(line.0, &figures).expect("known").expect("complete");
                prop_assert!(!verdict.deciding.is_empty());
            }
        }
    }
}
