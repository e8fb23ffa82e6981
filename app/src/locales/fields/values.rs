//! Answers as a reader sees them.

use domain::application::field::{Field, Kind};
use domain::application::finance::unit_of;
use domain::application::{Answers, answer};
use domain::facts::industry::{self, IndustryCode};
use domain::facts::numbers::{MoneyUnit, Wan, parse_count};
use domain::facts::units;
use domain::season::Season;

use crate::locales::{Lang, common};

/// Name of a unit of money.
pub fn money_unit(lang: Lang, unit: MoneyUnit) -> &'static str {
    let w = common::words(lang);
    match unit {
        MoneyUnit::Wan => w.wan,
        MoneyUnit::Yi => w.yi,
    }
}

/// An amount with its unit: `12,800 万元`.
pub fn money(lang: Lang, amount: Wan, unit: MoneyUnit) -> String {
    let (n, name) = (amount.show(unit), money_unit(lang, unit));
    lang.pick(format!("{n} {name}"), format!("{n} × {name}"))
}

/// A whole number with its thousands parted: `40,000`.
pub fn grouped(n: i64) -> String {
    Wan::from_wan(n).show(MoneyUnit::Wan)
}

/// An industry by its code and name: `C36 汽车制造业`. The standard has no official English
/// names of divisions; English readers get the name of the section.
pub fn industry(lang: Lang, code: &IndustryCode) -> String {
    let division = industry::division(&code.division);
    let group = code.group.as_ref().and_then(|g| division?.groups.iter().find(|x| x.code == *g));
    let section = industry::sections().iter().find(|s| s.code == code.section);
    let name = match lang {
        Lang::Zh => group.map(|g| &g.zh).or_else(|| division.map(|d| &d.zh)),
        Lang::En => group.map(|g| &g.en).or_else(|| section.map(|s| &s.en)),
    };
    let digits = code.group.as_ref().unwrap_or(&code.division);
    format!("{}{digits} {}", code.section, name.map_or("", String::as_str))
}

/// Name of a region by its unit's code.
pub fn region(lang: Lang, code: &str) -> Option<String> {
    let unit = units::unit(code)?;
    lang.pick(unit.region_zh.clone(), unit.region_en.clone())
}

/// The unit printed behind a field; empty where there is none.
pub fn unit(lang: Lang, field: Field) -> &'static str {
    match field.kind() {
        Kind::Count => lang.pick("人", "people"),
        _ => "",
    }
}

/// An answer as a reader sees it: codes in words, amounts with their unit. What cannot be
/// read is shown as typed; empty when nothing was typed.
pub fn value(lang: Lang, field: Field, key: &str, answers: &Answers, season: &Season) -> String {
    let text = answer(answers, key);
    if text.is_empty() {
        return String::new();
    }
    read(lang, field, text, answers, season).unwrap_or_else(|| text.to_owned())
}

fn read(
    lang: Lang,
    field: Field,
    text: &str,
    answers: &Answers,
    season: &Season,
) -> Option<String> {
    match field.kind() {
        Kind::Money => {
            let unit = unit_of(answers, field);
            Some(match Wan::parse(text, unit) {
                Ok(amount) => money(lang, amount, unit),
                Err(_) => format!("{text} {}", money_unit(lang, unit)),
            })
        }
        Kind::Count => {
            let n = parse_count(text).ok()?;
            Some(format!("{} {}", grouped(n), unit(lang, field)))
        }
        Kind::Industry => IndustryCode::parse(text).ok().map(|c| industry(lang, &c)),
        Kind::Region => region(lang, text),
        Kind::Unit => Some(common::unit(lang, text)),
        Kind::Choice(_) => {
            let word = super::choice(lang, field, text)?;
            Some(match field {
                Field::Scope => {
                    format!("{} {word}", (common::words(lang).article)(&format!("10({text})")))
                }
                _ => word.to_owned(),
            })
        }
        Kind::Direction => {
            let direction = season.directions.iter().find(|d| d.code == text)?;
            Some(lang.pick(direction.zh.clone(), direction.en.clone()))
        }
        Kind::Agree => (text == "yes").then(|| lang.pick("已勾选", "Ticked").to_owned()),
        // The file's name is known to the pages that have the files.
        Kind::File => Some(format!("SHA-256 {}…", text.chars().take(12).collect::<String>())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_english;

    #[test]
    fn amounts_and_industries_are_shown_in_words() {
        assert_eq!(money(Lang::Zh, Wan::from_wan(12_800), MoneyUnit::Yi), "1.28 亿元");
        assert_eq!(grouped(40_000), "40,000");
        let c36 = IndustryCode::parse("36").expect("a division");
        assert_eq!(industry(Lang::Zh, &c36), "C36 汽车制造业");
        assert_english(&industry(Lang::En, &c36));
        let k702 = IndustryCode::parse("K702").expect("a group");
        assert_eq!(industry(Lang::Zh, &k702), "K702 物业管理");
        assert_eq!(region(Lang::Zh, "R370200").as_deref(), Some("青岛市"));
        assert_eq!(region(Lang::Zh, "A-CMIF"), None);
    }
}
