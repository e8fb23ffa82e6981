//! Industries, regions and recommending units: what a search finds, and what follows from a
//! choice.

use domain::application::answer;
use domain::application::field::Field;
use domain::facts::industry::{self, IndustryCode, IndustryError};
use domain::facts::sme;
use domain::facts::units::{self, Unit, UnitKind};

use super::Leaf;
use crate::locales::{Lang, application, common, entry, faults, fields};
use crate::markup::text;

/// One line of a list that is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What choosing it puts into the field.
    pub value: String,
    /// What it says.
    pub text: String,
    /// A name there is only in Chinese; marked as such.
    pub zh: String,
}

/// Divisions that fit a query; in place of a division that does not settle the size class, its
/// groups. The standard names them in Chinese only.
pub fn industries(lang: Lang, query: &str) -> Vec<Choice> {
    industry::find(query)
        .into_iter()
        .map(|found| {
            let code = found.code();
            match (lang, found.group) {
                (Lang::Zh, _) => Choice {
                    text: format!("{code} {}", found.zh()),
                    value: code,
                    zh: String::new(),
                },
                (Lang::En, Some(g)) => {
                    Choice { text: format!("{code} {}", g.en), value: code, zh: g.zh.clone() }
                }
                (Lang::En, None) => Choice {
                    text: format!("{code} {}", found.section.en),
                    value: code,
                    zh: found.division.zh.clone(),
                },
            }
        })
        .collect()
}

/// Units that fit a query, by their names.
pub fn units(lang: Lang, query: &str) -> Vec<Choice> {
    units::find(query)
        .into_iter()
        .map(|u| {
            let name = lang.pick(&u.zh, &u.en).clone();
            Choice { value: name.clone(), text: name, zh: String::new() }
        })
        .collect()
}

/// The code of the unit of a name.
pub fn unit_named(lang: Lang, name: &str) -> Option<&'static str> {
    units::units().iter().find(|u| lang.pick(&u.zh, &u.en) == name).map(|u| u.code.as_str())
}

/// The industry that was understood with the line of the size standard it falls under, or the groups
/// of a division that needs one, to pick from.
pub fn industry(leaf: &Leaf) -> String {
    let (lang, w) = (leaf.lang, application::words(leaf.lang));
    let typed = answer(&leaf.answers, Field::Industry.key());
    match IndustryCode::parse(typed) {
        Ok(code) => {
            let (class, _) = sme::class_of(&code);
            let class = lang.pick(class.zh.as_str(), class.en.as_str());
            let said = (w.industry_is)(&fields::industry(lang, &code), class);
            format!("<p class=\"hint\">{}</p>", text(&said))
        }
        Err(IndustryError::NeedsGroup) => {
            let Some(division) = faults::division_of(typed) else { return String::new() };
            let options: String = division
                .groups
                .iter()
                .map(|g| {
                    let code = format!("{}{}", division.section, g.code);
                    let name = text(lang.pick(&g.zh, &g.en));
                    format!("<option value=\"{code}\">{code} {name}</option>")
                })
                .collect();
            format!(
                "<p><select data-group aria-label=\"{w}\"><option value=\"\">{w}</option>{options}</select></p>",
                w = w.group_of
            )
        }
        Err(_) => String::new(),
    }
}

/// What follows from the region.
pub fn region(leaf: &Leaf) -> String {
    let said = consequence(leaf.lang, answer(&leaf.answers, Field::Region.key()));
    said.map(|said| format!("<p class=\"notice\">{}</p>", text(&said))).unwrap_or_default()
}

/// Name of the region of a unit.
pub fn region_name(lang: Lang, u: &Unit) -> String {
    fields::region(lang, &u.code).unwrap_or_else(|| u.code.clone())
}

/// The unit that goes with a region that was chosen (Art. 7): offered where none stands there yet, and in place of
/// another region's, which could not take the dossier. By arrow keys all regions on the way are chosen for a moment.
/// An association stays.
pub fn unit_with(region: &str, unit: &str) -> Option<&'static str> {
    let own = units::regional_units().find(|u| u.code == region)?;
    let elsewhere = units::regional_units().any(|u| u.code == unit) && unit != region;
    (unit.is_empty() || elsewhere).then_some(own.code.as_str())
}

/// What somebody from this region must know (Art. 7): a separately planned city does not go
/// through its province, nor the province's unit take the city's applications.
pub fn consequence(lang: Lang, code: &str) -> Option<String> {
    let w = entry::words(lang);
    let article = (common::words(lang).article)("7");
    let own = units::regional_units().find(|u| u.code == code)?;
    if own.kind == UnitKind::Xpcc {
        return Some((w.corps_goes_alone)(&article));
    }
    let province_of = |u: &Unit| {
        let parent = u.parent.clone()?;
        units::regional_units().find(|p| p.gb2260.as_ref() == Some(&parent))
    };
    if own.kind == UnitKind::SeparatePlanningCity {
        let province = province_of(own)?;
        return Some((w.city_goes_alone)(
            &region_name(lang, own),
            &region_name(lang, province),
            &article,
        ));
    }
    let city = units::regional_units().find(|u| {
        u.kind == UnitKind::SeparatePlanningCity && u.parent.is_some() && u.parent == own.gb2260
    })?;
    Some((w.province_has_city)(&region_name(lang, own), &region_name(lang, city), &article))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_7_what_follows_from_a_region_is_told() {
        let told = |code| consequence(Lang::Zh, code).unwrap_or_default();
        assert!(told("R370200").contains("不经山东省（第七条）"));
        assert!(told("R370000").contains("在青岛市注册的请改选青岛市"));
        assert!(told("R660000").contains("不经新疆维吾尔自治区"));
        assert_eq!(told("R110000"), "");
        for u in units::regional_units() {
            if let Some(text) = consequence(Lang::En, &u.code) {
                crate::locales::tests::assert_english(&text);
            }
        }
    }

    #[test]
    fn art_7_a_region_that_is_chosen_brings_its_unit() {
        assert_eq!(unit_with("R370200", ""), Some("R370200"));
        // Passed on the way down the list.
        assert_eq!(unit_with("R370200", "R110000"), Some("R370200"));
        assert_eq!(unit_with("R370200", "R370200"), None);
        assert_eq!(unit_with("R370200", "A-CMIF"), None);
        // Nothing typed is lost, and no region brings no unit.
        assert_eq!(unit_with("R370200", "somebody"), None);
        assert_eq!(unit_with("", "R110000"), None);
    }

    #[test]
    fn industries_are_offered_down_to_the_group_where_it_matters() {
        let all = industries(Lang::Zh, "");
        assert!(all.iter().any(|c| c.value == "K702") && all.iter().all(|c| c.value != "K70"));
        assert_eq!(industries(Lang::Zh, "qczzy")[0].value, "C36");
        for c in industries(Lang::En, "") {
            assert!(!c.zh.is_empty());
            crate::locales::tests::assert_english(&c.text);
        }
    }
}
