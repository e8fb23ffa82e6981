//! The questions, with what is wrong beside the field and the rule's answer below it.

use domain::application::eligibility::THEMES;
use domain::application::field::Field;
use domain::application::finance::{amount, unit_of};
use domain::application::{Answers, answer};
use domain::facts::industry::{self, IndustryCode, IndustryError};
use domain::facts::numbers::{MoneyUnit, NumberError, parse_count};
use domain::facts::units::regional_units;
use domain::facts::uscc::Uscc;
use leptos::prelude::*;

use super::super::parts::industries::suggestions;
use super::Sheet;
use super::answer::{size, unit};
use crate::drawn::pick::industries;
use crate::locales::eligibility::{self as local, article, words};
use crate::locales::{Lang, common, entry, faults};
use crate::ui::combobox::{Choice, Setup, combobox};

/// What is wrong with the answer to `key`; nothing while it is blank.
pub(super) fn wrong(lang: Lang, key: &str, answers: &Answers) -> Option<String> {
    let typed = answer(answers, key);
    if typed.is_empty() {
        return None;
    }
    let w = words(lang);
    match key {
        "employees" => parse_count(typed).err().map(|e| faults::number(lang, e, typed, None)),
        "industry" => match IndustryCode::parse(typed) {
            Err(e) if e != IndustryError::Empty => Some(faults::industry(lang, e, typed)),
            _ => None,
        },
        "uscc" => Uscc::parse(typed).err().map(|e| faults::uscc(lang, e, typed)),
        "since" => {
            domain::application::check::parse_month(typed).is_none().then(|| (w.month)(typed))
        }
        _ => {
            let field = Field::of_key(key)?;
            let profit = key.starts_with("net");
            match amount(answers, field) {
                Err(e) => Some(faults::number(lang, e, typed, Some(unit_of(answers, field)))),
                Ok(v) if v.0 < 0 && !profit => Some(faults::number(
                    lang,
                    NumberError::Negative,
                    typed,
                    Some(unit_of(answers, field)),
                )),
                Ok(v) if v.0 <= 0 && profit => Some((w.loss)(&article(lang, "9(1)"))),
                Ok(_) => None,
            }
        }
    }
}

/// All questions in order.
pub(super) fn all(lang: Lang, sheet: Sheet, told: &Answers) -> AnyView {
    let w = words(lang);
    let last = sheet.years[0];
    let profits = ["net_1", "net_2", "net_3"]
        .into_iter()
        .zip(sheet.years)
        .map(|(key, year)| money(lang, sheet, told, key, (w.net)(year), None))
        .collect_view();
    view! {
        {uscc(lang, sheet, told)}
        {yes_no(lang, told, "legal_person", w.legal_person, w.legal_person_hint, "9(1)")}
        {industry_question(lang, sheet, told)}
        {region(lang, told)}
        {unit(lang, sheet)}
        {employees(lang, sheet, told)}
        {money(lang, sheet, told, "revenue_1", (w.revenue)(last), Some(w.money_hint))}
        {money(lang, sheet, told, "assets_1", (w.assets)(last), None)}
        {size(lang, sheet)}
        <fieldset class="q">
            <legend>{w.profit}</legend>
            <p class="hint">{(w.profit_hint)(&article(lang, "9(1)"))}</p>
            {profits}
        </fieldset>
        {yes_no(lang, told, "violation", w.violation, w.violation_hint, "9(1)")}
        {since(lang, sheet, told)}
        {themes(lang, told)}
        {yes_no(lang, told, "sharing", w.sharing, w.sharing_hint, "9(3)")}
    }
    .into_any()
}

/// A question with one field: label, hint, what is wrong, control.
fn question(
    lang: Lang,
    sheet: Sheet,
    key: &'static str,
    label: String,
    hint: Option<String>,
    control: impl FnOnce(Memo<Option<String>>) -> AnyView,
) -> AnyView {
    let fault = Memo::new(move |_| sheet.left.with(|a| wrong(lang, key, a)));
    let class = move || if fault.with(Option::is_some) { "q err" } else { "q" };
    view! {
        <div class=class>
            <label for=key>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{key}-h")>{hint}</p> })}
            {move || fault.get().map(|text| view! { <p class="msg" id=format!("{key}-e")>{text}</p> })}
            {control(fault)}
        </div>
    }
    .into_any()
}

/// `aria-describedby`: the hint, and what is wrong while something is.
fn described(
    key: &'static str,
    hint: bool,
    fault: Memo<Option<String>>,
) -> impl Fn() -> Option<String> + Copy {
    move || match (hint, fault.with(Option::is_some)) {
        (true, true) => Some(format!("{key}-h {key}-e")),
        (true, false) => Some(format!("{key}-h")),
        (false, true) => Some(format!("{key}-e")),
        (false, false) => None,
    }
}

fn invalid(fault: Memo<Option<String>>) -> impl Fn() -> Option<&'static str> + Copy {
    move || fault.with(Option::is_some).then_some("true")
}

fn told_of(told: &Answers, key: &str) -> String {
    answer(told, key).to_owned()
}

fn yes_no(
    lang: Lang,
    told: &Answers,
    key: &'static str,
    legend: &'static str,
    hint: &'static str,
    number: &'static str,
) -> AnyView {
    let c = common::words(lang);
    let option = |value: &'static str, label: &'static str| {
        let id = format!("{key}-{value}");
        view! {
            <div class="opt">
                <input type="radio" id=id.clone() name=key value=value checked=answer(told, key) == value/>
                <label for=id>{label}</label>
            </div>
        }
    };
    view! {
        <fieldset class="q" id=key aria-describedby=format!("{key}-h")>
            <legend>{legend}</legend>
            <p class="hint" id=format!("{key}-h")>{hint}" · "{article(lang, number)}</p>
            <div class="opts inline">{option("yes", c.yes)}{option("no", c.no)}</div>
        </fieldset>
    }
    .into_any()
}

/// The credit code, which may be left out: by it one is told whether one was chosen lately (Art. 24).
fn uscc(lang: Lang, sheet: Sheet, told: &Answers) -> AnyView {
    let w = words(lang);
    let value = told_of(told, "uscc");
    let hint = (w.uscc_hint)(&article(lang, "24"));
    question(lang, sheet, "uscc", w.uscc.into(), Some(hint), |fault| {
        view! {
            <input
                id="uscc"
                name="uscc"
                type="text"
                size="24"
                maxlength="40"
                autocomplete="off"
                spellcheck="false"
                value=value
                aria-invalid=invalid(fault)
                aria-describedby=described("uscc", true, fault)
            />
        }
        .into_any()
    })
}

fn industry_question(lang: Lang, sheet: Sheet, told: &Answers) -> AnyView {
    let w = words(lang);
    let value = told_of(told, "industry");
    question(lang, sheet, "industry", w.industry.into(), Some(w.industry_hint.into()), |fault| {
        let setup = Setup {
            id: "industry".to_owned(),
            name: Some("industry".to_owned()),
            initial: value,
            size: "18",
            list_name: entry::words(lang).industries,
            find: industries,
            pick: move |c: &Choice| {
                for answers in [sheet.typed, sheet.left] {
                    answers.update(|a| drop(a.insert("industry".to_owned(), c.value.clone())));
                }
            },
        };
        view! {
            {combobox(lang, setup, described("industry", true, fault), invalid(fault), suggestions(lang))}
            <p class="hint">
                {move || sheet.typed.with(|a| industry_name(lang, a)).map(|(name, zh)| view! {
                    {name} {zh.map(|zh| view! { ": " <span lang="zh-CN">{zh}</span> })}
                })}
            </p>
        }
        .into_any()
    })
}

/// The industry as it was understood, with the Chinese name of its division where the
/// classification has no English one.
fn industry_name(lang: Lang, answers: &Answers) -> Option<(String, Option<String>)> {
    let code = IndustryCode::parse(answer(answers, "industry")).ok()?;
    let section = industry::sections().iter().find(|s| s.code == code.section)?;
    let division = industry::division(&code.division)?;
    let group = division.groups.iter().find(|g| Some(&g.code) == code.group.as_ref());
    let (name, zh) = match (lang, group) {
        (Lang::Zh, Some(g)) => (&g.zh, None),
        (Lang::Zh, None) => (&division.zh, None),
        (Lang::En, Some(g)) => (&g.en, None),
        (Lang::En, None) => (&section.en, Some(division.zh.clone())),
    };
    Some((format!("{code} {name}"), zh))
}

fn region(lang: Lang, told: &Answers) -> AnyView {
    let w = words(lang);
    let chosen = told_of(told, "region");
    let options = regional_units()
        .map(|u| {
            let name = lang.pick(&u.region_zh, &u.region_en).clone().unwrap_or_default();
            view! { <option value=u.code.clone() selected=u.code == chosen>{name}</option> }
        })
        .collect_view();
    view! {
        <div class="q">
            <label for="region">{w.region}</label>
            <p class="hint" id="region-h">{w.region_hint}" · "{article(lang, "7")}</p>
            <select id="region" name="region" aria-describedby="region-h">
                <option value="">{w.choose}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn employees(lang: Lang, sheet: Sheet, told: &Answers) -> AnyView {
    let w = words(lang);
    let value = told_of(told, "employees");
    let hint = (w.employees_hint)(sheet.years[0]);
    question(lang, sheet, "employees", w.employees.into(), Some(hint), |fault| {
        view! {
            <span class="field">
                <input
                    id="employees"
                    name="employees"
                    value=value
                    size="8"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-invalid=invalid(fault)
                    aria-describedby=described("employees", true, fault)
                />
                <span class="unit">{w.people}</span>
            </span>
        }
        .into_any()
    })
}

/// An amount with its unit and the same amount in the other unit.
fn money(
    lang: Lang,
    sheet: Sheet,
    told: &Answers,
    key: &'static str,
    label: String,
    hint: Option<&'static str>,
) -> AnyView {
    let (w, c) = (words(lang), common::words(lang));
    let value = told_of(told, key);
    let unit_key = format!("{key}.unit");
    let chosen = MoneyUnit::parse(answer(told, &unit_key)).unwrap_or_default();
    let name = move |unit: MoneyUnit| match unit {
        MoneyUnit::Wan => c.wan,
        MoneyUnit::Yi => c.yi,
    };
    let unit_label = (w.unit_of)(&label);
    let other = move || {
        sheet.typed.with(|a| {
            let field = Field::of_key(key)?;
            let (amount, unit) = (amount(a, field).ok()?, unit_of(a, field));
            let other = if unit == MoneyUnit::Wan { MoneyUnit::Yi } else { MoneyUnit::Wan };
            Some((w.equals)(&amount.show(other), name(other)))
        })
    };
    question(lang, sheet, key, label, hint.map(Into::into), move |fault| {
        let options = MoneyUnit::ALL
            .map(|u| view! { <option value=u.code() selected=u == chosen>{name(u)}</option> })
            .collect_view();
        view! {
            <div class="amount">
                <input
                    id=key
                    name=key
                    value=value
                    inputmode="decimal"
                    autocomplete="off"
                    aria-invalid=invalid(fault)
                    aria-describedby=described(key, hint.is_some(), fault)
                />
                <select name=unit_key aria-label=unit_label>{options}</select>
                <output class="other" for=key>{move || other().unwrap_or_default()}</output>
            </div>
        }
        .into_any()
    })
}

fn since(lang: Lang, sheet: Sheet, told: &Answers) -> AnyView {
    let w = words(lang);
    let value = told_of(told, "since");
    let years = sheet.limits.with_value(|l| l.method_years_min);
    let hint = format!("{} · {}", (w.since_hint)(years), article(lang, "9(2)"));
    question(lang, sheet, "since", w.since.into(), Some(hint), |fault| {
        view! {
            <input
                id="since"
                name="since"
                value=value
                size="9"
                autocomplete="off"
                aria-invalid=invalid(fault)
                aria-describedby=described("since", true, fault)
            />
        }
        .into_any()
    })
}

fn themes(lang: Lang, told: &Answers) -> AnyView {
    let w = words(lang);
    let boxes = THEMES
        .into_iter()
        .zip(["10(1)", "10(2)", "10(3)", "10(6)"])
        .map(|(key, number)| {
            view! {
                <div class="opt">
                    <input type="checkbox" id=key name=key value="yes" checked=answer(told, key) == "yes"/>
                    <label for=key>{local::theme(lang, key)}<small>{article(lang, number)}</small></label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="q" aria-describedby="themes-h">
            <legend>{w.themes}</legend>
            <p class="hint" id="themes-h">{w.themes_hint}</p>
            <div class="opts">{boxes}</div>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field_and_blanks_are_not_wrong() {
        let a = answers(&[
            ("employees", "许多"),
            ("industry", "C99"),
            ("since", "去年"),
            ("revenue_1", "-5"),
            ("assets_1", "1.2.8"),
            ("net_1", "0"),
            ("net_2", "-3"),
            ("net_3", " "),
        ]);
        for lang in [Lang::Zh, Lang::En] {
            for key in ["employees", "industry", "since", "revenue_1", "assets_1", "net_1", "net_2"]
            {
                assert!(wrong(lang, key, &a).is_some_and(|text| !text.is_empty()), "{key}");
            }
            assert_eq!(wrong(lang, "net_3", &a), None);
            assert_eq!(wrong(lang, "legal_person", &a), None);
        }
        let right = answers(&[
            ("employees", "286"),
            ("industry", "C36"),
            ("since", "2020-01"),
            ("revenue_1", "1.28"),
            ("revenue_1.unit", "yi"),
            ("net_1", "0.01"),
        ]);
        for key in super::super::KEYS {
            assert_eq!(wrong(Lang::Zh, key, &right), None, "{key}");
        }
    }
}
