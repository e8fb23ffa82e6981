//! The rubric: what an expert scores, derived from the three standards of 第八条.
//!
//! The articles set no weights; the defaults are a starting point that every season may change.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What the weights of a rubric add up to, in points.
pub const FULL_MARKS: u32 = 100;

/// A scoring sheet's structure: criteria in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// The criteria, in order.
    pub criteria: Vec<Criterion>,
}

/// One standard of 第八条 (or the performance on the day, 第二十条) with its sub-items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Stable code, e.g. `science`; unique in the rubric.
    pub code: String,
    /// The article it rests on, e.g. `第八条（一）`.
    pub article: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// The sub-items that carry the points.
    pub items: Vec<SubItem>,
}

/// What gets a score of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubItem {
    /// Stable code, e.g. `science.law`; unique in the rubric.
    pub code: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// What to look for, in Chinese.
    pub descriptor_zh: String,
    /// What to look for, in English.
    pub descriptor_en: String,
    /// Highest score, in points; also its weight.
    pub max: u16,
}

/// Why a rubric cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RubricError {
    /// There is no criterion at all.
    NoCriteria,
    /// A criterion has no sub-item.
    NoItems {
        /// Code of the criterion.
        criterion: String,
    },
    /// A criterion or sub-item has a blank code.
    BlankCode,
    /// A criterion or sub-item lacks its Chinese or English name.
    BlankName {
        /// Code of the criterion or sub-item.
        of: String,
    },
    /// Two criteria or sub-items share a code.
    DuplicateCode {
        /// The code that occurs twice.
        of: String,
    },
    /// A sub-item is worth nothing.
    NoPoints {
        /// Code of the sub-item.
        item: String,
    },
    /// The weights do not add up to [`FULL_MARKS`].
    WrongTotal {
        /// What they add up to, in points.
        found: u32,
    },
}

impl Rubric {
    /// All sub-items, in order.
    pub fn items(&self) -> impl Iterator<Item = &SubItem> {
        self.criteria.iter().flat_map(|criterion| &criterion.items)
    }

    /// Highest total, in points.
    pub fn total_max(&self) -> u32 {
        self.items().map(|item| u32::from(item.max)).sum()
    }

    /// Whether a season may use this rubric: something to score everywhere, no code twice, every
    /// name in both languages, weights that add up to [`FULL_MARKS`].
    ///
    /// # Errors
    /// The first fault found, in the order of the rubric; the total last.
    pub fn check(&self) -> Result<(), RubricError> {
        if self.criteria.is_empty() {
            return Err(RubricError::NoCriteria);
        }
        let mut codes = BTreeSet::new();
        for criterion in &self.criteria {
            label(&mut codes, &criterion.code, &criterion.zh, &criterion.en)?;
            if criterion.items.is_empty() {
                return Err(RubricError::NoItems { criterion: criterion.code.clone() });
            }
            for item in &criterion.items {
                label(&mut codes, &item.code, &item.zh, &item.en)?;
                if item.max == 0 {
                    return Err(RubricError::NoPoints { item: item.code.clone() });
                }
            }
        }
        match self.total_max() {
            FULL_MARKS => Ok(()),
            found => Err(RubricError::WrongTotal { found }),
        }
    }

    /// The default for the written review (第十九条): 30 / 35 / 35.
    pub fn written_default() -> Self {
        Self { criteria: standards([10, 20, 20, 15, 15, 10, 10]) }
    }

    /// The default for the defence (第二十条): 25 / 35 / 30, and 10 for the performance on the day.
    pub fn defence_default() -> Self {
        let mut criteria = standards([5, 20, 15, 20, 12, 8, 10]);
        criteria.push(criterion(
            ("live", "第二十条", "现场表现", "Performance on the day"),
            vec![item(
                ("live.answers", "陈述与答辩", "Presentation and answers"),
                "陈述重点突出、守时；回答切题、有据，能说清数据来源和方法边界。",
                "Keeps to the point and to the time; answers the question asked, with evidence, and is \
                 clear about where figures come from and where the method ends.",
                10,
            )],
        ));
        Self { criteria }
    }
}

/// Notes a code and refuses blank or repeated ones, and missing names.
fn label<'a>(
    codes: &mut BTreeSet<&'a str>,
    code: &'a str,
    zh: &str,
    en: &str,
) -> Result<(), RubricError> {
    if code.trim().is_empty() {
        return Err(RubricError::BlankCode);
    }
    if zh.trim().is_empty() || en.trim().is_empty() {
        return Err(RubricError::BlankName { of: code.to_owned() });
    }
    if !codes.insert(code) {
        return Err(RubricError::DuplicateCode { of: code.to_owned() });
    }
    Ok(())
}

/// The three standards of 第八条 with their seven sub-items, weighted in order.
fn standards(max: [u16; 7]) -> Vec<Criterion> {
    let [law, novelty, maturity, key_links, gains, comparison, applicability] = max;
    vec![
        criterion(
            ("science", "第八条（一）", "科学性和创新性", "Scientific soundness and innovation"),
            vec![
                item(
                    (
                        "science.law",
                        "符合科学与质量管理规律",
                        "Sound by the laws of science and quality management",
                    ),
                    "方法的原理讲得清、站得住，用在了它该用的地方，没有违背质量管理的基本规律。",
                    "The principle is clear and holds, the method is used where it belongs, and nothing \
                     contradicts the basic laws of quality management.",
                    law,
                ),
                item(
                    ("science.novelty", "结合实际与创新", "Fitted to practice, and new"),
                    "借鉴的方法按本企业实际作了改造并有新意，或方法为企业独创且确实有效；说得出新在哪里。",
                    "A borrowed method was reshaped for the organisation's own practice and adds something \
                     new, or the method is the organisation's own and works; what is new is named.",
                    novelty,
                ),
            ],
        ),
        criterion(
            ("system", "第八条（二）", "系统性和示范性", "Systematic approach and exemplarity"),
            vec![
                item(
                    ("system.maturity", "成熟、完整的系统应用", "Mature and complete application"),
                    "经过多年实践；目标、组织、制度、资源和实施过程前后贯通，逻辑清楚，没有缺环。",
                    "Practised for years; aims, organisation, policy, resources and process fit together \
                     logically with no link missing.",
                    maturity,
                ),
                item(
                    ("system.key_links", "关键环节与特色", "Key links and distinct features"),
                    "把关键环节讲深讲透，如实写出经验和教训；特色鲜明，别的企业看了知道怎么做。",
                    "The decisive steps are explained in depth with lessons learnt, failures included; the \
                     features are distinct and another organisation would know how to follow.",
                    key_links,
                ),
            ],
        ),
        criterion(
            ("effect", "第八条（三）", "显效性和发展性", "Effectiveness and growth potential"),
            vec![
                item(
                    ("effect.gains", "质量与效益提升", "Gains in quality and benefit"),
                    "有充分的数据和事实证明质量和效益明显提升，口径一致，来源可查，并能归因于该方法。",
                    "Data and facts prove clear gains in quality and benefit; definitions are consistent, \
                     sources can be checked, and the gains follow from the method.",
                    gains,
                ),
                item(
                    (
                        "effect.comparison",
                        "与竞争对手和标杆的对比",
                        "Comparison with competitors and benchmarks",
                    ),
                    "给出与竞争对手、标杆的同口径对比数据，能说明在同行业处于领先。",
                    "Like-for-like figures against competitors and benchmarks show a leading place in the \
                     industry.",
                    comparison,
                ),
                item(
                    ("effect.applicability", "普遍适用与可借鉴", "General applicability"),
                    "有证据表明同行业其他企业用得上、学得会，适用条件和局限写得明白。",
                    "There is evidence that others in the industry can use and learn it; conditions and \
                     limits are stated plainly.",
                    applicability,
                ),
            ],
        ),
    ]
}

fn criterion((code, article, zh, en): (&str, &str, &str, &str), items: Vec<SubItem>) -> Criterion {
    Criterion {
        code: code.to_owned(),
        article: article.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        items,
    }
}

fn item(
    (code, zh, en): (&str, &str, &str),
    descriptor_zh: &str,
    descriptor_en: &str,
    max: u16,
) -> SubItem {
    SubItem {
        code: code.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        descriptor_zh: descriptor_zh.to_owned(),
        descriptor_en: descriptor_en.to_owned(),
        max,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(rubric: &Rubric) -> Vec<u32> {
        rubric.criteria.iter().map(|c| c.items.iter().map(|i| u32::from(i.max)).sum()).collect()
    }

    #[test]
    fn art_8_written_rubric_weighs_the_three_standards_30_35_35() {
        let rubric = Rubric::written_default();
        assert_eq!(rubric.check(), Ok(()));
        assert_eq!(weights(&rubric), [30, 35, 35]);
        assert_eq!(rubric.items().count(), 7);
        assert_eq!(rubric.total_max(), 100);
    }

    #[test]
    fn art_20_defence_rubric_adds_the_performance_on_the_day() {
        let rubric = Rubric::defence_default();
        assert_eq!(rubric.check(), Ok(()));
        assert_eq!(weights(&rubric), [25, 35, 30, 10]);
        assert_eq!(rubric.items().count(), 8);
        assert_eq!(rubric.criteria[3].article, "第二十条");
    }

    #[test]
    fn art_8_both_rubrics_name_the_same_sub_items_of_the_standards() {
        let codes = |r: Rubric| r.items().map(|i| i.code.clone()).take(7).collect::<Vec<_>>();
        assert_eq!(codes(Rubric::written_default()), codes(Rubric::defence_default()));
    }

    #[test]
    fn a_rubric_whose_weights_do_not_add_up_to_100_is_refused() {
        let mut rubric = Rubric::written_default();
        rubric.criteria[0].items[0].max = 11;
        assert_eq!(rubric.check(), Err(RubricError::WrongTotal { found: 101 }));
    }

    #[test]
    fn a_rubric_with_a_repeated_or_blank_code_or_name_is_refused() {
        let mut twice = Rubric::written_default();
        twice.criteria[2].items[0].code = "science.law".to_owned();
        assert_eq!(twice.check(), Err(RubricError::DuplicateCode { of: "science.law".to_owned() }));
        let mut blank = Rubric::written_default();
        blank.criteria[1].code = " ".to_owned();
        assert_eq!(blank.check(), Err(RubricError::BlankCode));
        let mut nameless = Rubric::written_default();
        nameless.criteria[1].items[1].en.clear();
        assert_eq!(
            nameless.check(),
            Err(RubricError::BlankName { of: "system.key_links".to_owned() })
        );
    }

    #[test]
    fn a_rubric_with_an_empty_part_is_refused() {
        assert_eq!(Rubric { criteria: vec![] }.check(), Err(RubricError::NoCriteria));
        let mut hollow = Rubric::written_default();
        hollow.criteria[1].items.clear();
        assert_eq!(hollow.check(), Err(RubricError::NoItems { criterion: "system".to_owned() }));
        let mut worthless = Rubric::written_default();
        worthless.criteria[0].items[0].max = 0;
        assert_eq!(
            worthless.check(),
            Err(RubricError::NoPoints { item: "science.law".to_owned() })
        );
    }
}
