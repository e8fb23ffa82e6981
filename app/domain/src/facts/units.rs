//! Recommending units (推荐单位), 第七条: the industry-and-IT authorities of provinces, autonomous
//! regions, municipalities, separately planned cities (计划单列市) and the Xinjiang Production and
//! Construction Corps, and national industry associations.

use super::text::half_width;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What kind of recommending unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 省.
    Province,
    /// 直辖市.
    Municipality,
    /// 自治区.
    AutonomousRegion,
    /// 计划单列市: recommends on its own, apart from its province.
    #[serde(rename = "separate_planning_city")]
    SeparatePlanningCity,
    /// 新疆生产建设兵团.
    Xpcc,
    /// 全国性行业协会.
    IndustryAssociation,
}

/// A recommending unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Our key: `R` + GB/T 2260 code, or `A-` + abbreviation.
    pub code: String,
    /// Its name.
    pub zh: String,
    /// First letters of its name in pinyin, for searching.
    #[serde(default)]
    pub initials: String,
    /// Its name in English.
    pub en: String,
    /// What kind it is.
    pub kind: UnitKind,
    /// The region it speaks for; none for an association.
    pub region_zh: Option<String>,
    /// The same in English.
    pub region_en: Option<String>,
    /// The region's GB/T 2260 code; none for an association and for the Corps.
    pub gb2260: Option<String>,
    /// The GB/T 2260 code of the province around a separately planned city or the Corps.
    pub parent: Option<String>,
}

/// Why an applicant may not go through a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitError {
    /// The applicant's city is separately planned: not through the province, through the city.
    SeparatePlanningCity {
        /// The code of the city's own unit.
        city_unit: String,
    },
    /// The unit speaks for another region.
    OtherRegion,
}

#[derive(Deserialize)]
struct Raw {
    units: Vec<Unit>,
}

static UNITS: LazyLock<Vec<Unit>> = LazyLock::new(|| {
    let raw: Raw = serde_json::from_str(include_str!("../../data/recommending_units.json"))
        .expect("the built-in units parse, a test says so");
    raw.units
});

/// All units: the regions first, then the associations.
pub fn units() -> &'static [Unit] {
    &UNITS
}

/// The unit under a code.
pub fn unit(code: &str) -> Option<&'static Unit> {
    units().iter().find(|u| u.code == code)
}

/// Units by code and by name in either language, as [`plain`] writes them.
static NAMED: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let names = |u: &Unit| [plain(&u.code), plain(&u.zh), plain(&u.en)];
    let all = units().iter().enumerate();
    all.flat_map(|(i, u)| names(u).map(|name| (name, i))).collect()
});

/// The unit that is written: its code, or its name in either language, whatever the width, case
/// and blanks.
pub fn named(written: &str) -> Option<&'static Unit> {
    NAMED.get(&plain(written)).and_then(|i| units().get(*i))
}

/// Narrow, small, without blanks.
fn plain(text: &str) -> String {
    half_width(text).to_lowercase().split_whitespace().collect()
}

/// Units for a search field, associations first: by a part of the name in either language, by
/// initials, or by an association's abbreviation. An empty query finds the associations.
pub fn find(query: &str) -> Vec<&'static Unit> {
    let query = half_width(query).to_lowercase();
    let tight: String = query.chars().filter(|c| !c.is_whitespace()).collect();
    let hit = |u: &&Unit| {
        let short = u.code.strip_prefix("A-").unwrap_or_default().to_lowercase();
        u.zh.contains(&tight)
            || u.en.to_lowercase().contains(&query)
            || tight.len() >= 2 && (u.initials.contains(&tight) || short.starts_with(&tight))
    };
    let regions = regional_units().filter(|_| !tight.is_empty());
    associations().chain(regions).filter(hit).collect()
}

/// The units that speak for a region.
pub fn regional_units() -> impl Iterator<Item = &'static Unit> + Clone {
    units().iter().filter(|u| !u.is_association())
}

/// The national industry associations.
pub fn associations() -> impl Iterator<Item = &'static Unit> + Clone {
    units().iter().filter(|u| u.is_association())
}

/// The regional unit of a region by its name (`青岛市`, `Qingdao`) or of a unit's code (`R370200`).
pub fn unit_for_region(region: &str) -> Option<&'static Unit> {
    let region = half_width(region);
    regional_units().find(|u| {
        u.code == region
            || u.region_zh.as_deref() == Some(region.as_str())
            || u.region_en.as_deref().is_some_and(|en| en.eq_ignore_ascii_case(&region))
    })
}

/// Seats a unit may fill, and how many more for small and medium enterprises. **Defaults, which a
/// season replaces**: the articles set no number.
pub const fn default_quota(kind: UnitKind) -> (u32, u32) {
    match kind {
        UnitKind::Province | UnitKind::Municipality | UnitKind::AutonomousRegion => (5, 2),
        UnitKind::SeparatePlanningCity | UnitKind::IndustryAssociation => (3, 1),
        UnitKind::Xpcc => (2, 1),
    }
}

/// Whether an applicant whose region belongs to `own_region_unit` may apply through `unit`
/// (第七条): its own region's unit, or any association. A separately planned city is a region of
/// its own, and so is the Corps.
pub fn may_go_through(unit: &Unit, own_region_unit: &Unit) -> Result<(), UnitError> {
    if unit.is_association() || unit.code == own_region_unit.code {
        return Ok(());
    }
    let city = own_region_unit.kind == UnitKind::SeparatePlanningCity;
    if city && own_region_unit.parent.is_some() && own_region_unit.parent == unit.gb2260 {
        return Err(UnitError::SeparatePlanningCity { city_unit: own_region_unit.code.clone() });
    }
    Err(UnitError::OtherRegion)
}

impl Unit {
    /// Whether it speaks for an industry, not for a region.
    pub fn is_association(&self) -> bool {
        self.kind == UnitKind::IndustryAssociation
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn of(code: &str) -> &'static Unit {
        unit(code).expect("a known unit")
    }

    fn count(kind: UnitKind) -> usize {
        units().iter().filter(|u| u.kind == kind).count()
    }

    #[test]
    fn art_7_lists_37_regions_and_36_associations() {
        assert_eq!((regional_units().count(), associations().count()), (37, 36));
        assert_eq!(count(UnitKind::Province), 22);
        assert_eq!(count(UnitKind::AutonomousRegion), 5);
        assert_eq!(count(UnitKind::Municipality), 4);
        assert_eq!(count(UnitKind::SeparatePlanningCity), 5);
        assert_eq!(count(UnitKind::Xpcc), 1);
        let codes: BTreeSet<&str> = units().iter().map(|u| u.code.as_str()).collect();
        assert_eq!(codes.len(), units().len());
    }

    #[test]
    fn every_region_is_found_by_name_and_code() {
        for u in regional_units() {
            let region = u.region_zh.as_deref().expect("a region");
            assert_eq!(unit_for_region(region), Some(u));
            assert_eq!(unit_for_region(&u.code), Some(u));
            assert_eq!(unit_for_region(u.region_en.as_deref().expect("a region")), Some(u));
            if let Some(code) = &u.gb2260 {
                assert_eq!(u.code, format!("R{code}"));
            }
        }
        assert!(associations().all(|u| u.region_zh.is_none() && u.code.starts_with("A-")));
        assert_eq!(unit_for_region("台湾省"), None);
        assert_eq!(unit_for_region("A-CMIF"), None);
        assert_eq!(unit_for_region(""), None);
    }

    #[test]
    fn units_are_found_by_name_initials_and_abbreviation() {
        let codes = |query: &str| find(query).iter().map(|u| u.code.as_str()).collect::<Vec<_>>();
        assert_eq!(codes("").len(), 36);
        assert!(codes("机械").contains(&"A-CMIF") && codes("cmif") == ["A-CMIF"]);
        assert!(codes("qds").contains(&"R370200"));
        assert_eq!(codes("Qingdao"), ["R370200"]);
        assert!(codes("没有这样的单位").is_empty());
    }

    #[test]
    fn art_7_own_region_or_any_association() {
        for own in regional_units() {
            assert_eq!(may_go_through(own, own), Ok(()));
            for association in associations() {
                assert_eq!(may_go_through(association, own), Ok(()));
            }
            for other in regional_units().filter(|u| u.code != own.code) {
                assert!(may_go_through(other, own).is_err(), "{} via {}", own.code, other.code);
            }
        }
    }

    #[test]
    fn art_7_qingdao_does_not_go_through_shandong() {
        let (qingdao, shandong) = (of("R370200"), of("R370000"));
        let city_unit = "R370200".to_owned();
        assert_eq!(
            may_go_through(shandong, qingdao),
            Err(UnitError::SeparatePlanningCity { city_unit })
        );
        assert_eq!(may_go_through(qingdao, shandong), Err(UnitError::OtherRegion));
        assert_eq!(may_go_through(of("R130000"), qingdao), Err(UnitError::OtherRegion));
        assert_eq!(may_go_through(of("R330200"), qingdao), Err(UnitError::OtherRegion));
    }

    #[test]
    fn art_7_each_separately_planned_city_has_its_province() {
        let pairs: Vec<(&str, &str)> = regional_units()
            .filter(|u| u.kind == UnitKind::SeparatePlanningCity)
            .filter_map(|u| Some((u.region_zh.as_deref()?, u.parent.as_deref()?)))
            .collect();
        assert_eq!(
            pairs,
            [
                ("大连市", "210000"),
                ("宁波市", "330000"),
                ("厦门市", "350000"),
                ("青岛市", "370000"),
                ("深圳市", "440000")
            ]
        );
    }

    #[test]
    fn art_7_the_corps_does_not_go_through_xinjiang() {
        assert_eq!(may_go_through(of("R650000"), of("R660000")), Err(UnitError::OtherRegion));
        assert_eq!(may_go_through(of("R660000"), of("R650000")), Err(UnitError::OtherRegion));
    }

    #[test]
    fn default_quotas_follow_the_kind() {
        assert_eq!(default_quota(of("R110000").kind), (5, 2));
        assert_eq!(default_quota(of("R370000").kind), (5, 2));
        assert_eq!(default_quota(of("R370200").kind), (3, 1));
        assert_eq!(default_quota(of("R660000").kind), (2, 1));
        assert_eq!(default_quota(of("A-CMIF").kind), (3, 1));
    }

    #[test]
    fn every_demo_application_goes_through_a_unit_it_may_use() {
        let demo: serde_json::Value =
            serde_json::from_str(include_str!("../../data/demo_titles.json")).expect("JSON");
        let rows = demo["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), 300);
        for row in rows {
            let own = unit_for_region(row["region"].as_str().expect("a region")).expect("known");
            let unit = of(row["recommending_unit"].as_str().expect("a unit"));
            assert_eq!(may_go_through(unit, own), Ok(()), "{row}");
        }
    }
}
