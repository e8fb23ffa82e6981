//! Choosing an industry, a region and a recommending unit out of long lists.

use domain::application::answer;
use domain::application::field::Field;
use domain::facts::industry::{self, IndustryCode};
use domain::facts::sme;
use domain::facts::units::{self, Unit, UnitKind};
use leptos::prelude::*;

use super::form::Form;
use super::keeper::name;
use super::question::{described, id_of, invalid, option, stray};
use crate::locales::{Lang, application, common, entry, faults, fields};
use crate::ui::combobox::{Choice, Setup, combobox};
use crate::ui::control;

/// The industry: searched by code, by name, by initials; the group where one is needed.
pub fn industry(form: Form) -> AnyView {
    let lang = form.lang;
    let key = Field::Industry.key();
    let setup = Setup {
        id: id_of(key),
        name: Some(name(key)),
        initial: form.initial(key),
        size: "18",
        list_name: entry::words(lang).industries,
        find: industries,
        pick: move |c: &Choice| form.take(&[(key.to_owned(), c.value.clone())].into()),
    };
    view! {
        {combobox(lang, setup, described(form, key, true), invalid(form, key), suggestions(lang))}
        {move || resolved(form)}
        {move || group_select(form)}
    }
    .into_any()
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

/// The same for a browser without JavaScript.
pub fn suggestions(lang: Lang) -> AnyView {
    industries(lang, "")
        .into_iter()
        .map(|c| {
            let text = c.text.split_once(' ').map(|t| t.1.to_owned()).unwrap_or_default();
            let text = if c.zh.is_empty() { text } else { format!("{text}: {}", c.zh) };
            view! { <option value=c.value>{text}</option> }
        })
        .collect_view()
        .into_any()
}

/// The industry that was understood and the line of the size standard it falls under.
fn resolved(form: Form) -> Option<AnyView> {
    let w = application::words(form.lang);
    let code = form.answers.with(|a| IndustryCode::parse(answer(a, Field::Industry.key()))).ok()?;
    let (class, _) = sme::class_of(&code);
    let class = form.lang.pick(class.zh.as_str(), class.en.as_str());
    let text = (w.industry_is)(&fields::industry(form.lang, &code), class);
    Some(view! { <p class="hint">{text}</p> }.into_any())
}

/// The groups of a division that needs one, to pick from.
fn group_select(form: Form) -> Option<AnyView> {
    let w = application::words(form.lang);
    let typed = form.answers.with(|a| answer(a, Field::Industry.key()).to_owned());
    let needed = matches!(IndustryCode::parse(&typed), Err(industry::IndustryError::NeedsGroup));
    let division = faults::division_of(&typed).filter(|_| needed)?;
    let options = division
        .groups
        .iter()
        .map(|g| {
            let code = format!("{}{}", division.section, g.code);
            let text = format!("{code} {}", form.lang.pick(&g.zh, &g.en));
            view! { <option value=code>{text}</option> }
        })
        .collect_view();
    let pick = move |ev: leptos::web_sys::Event| {
        let code = event_target_value(&ev);
        if !code.is_empty() {
            form.take(&[(Field::Industry.key().to_owned(), code)].into());
        }
    };
    Some(
        view! {
            <p>
                <select aria-label=w.group_of on:change=pick>
                    <option value="">{w.group_of}</option>
                    {options}
                </select>
            </p>
        }
        .into_any(),
    )
}

/// The region, and what follows from it for the recommending unit.
pub fn region(form: Form) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let key = Field::Region.key();
    let chosen = form.initial(key);
    let options = units::regional_units()
        .map(|u| option(&u.code, region_name(lang, u), &chosen))
        .collect_view();
    let known = units::unit(&chosen).is_some_and(|u| !u.is_association());
    // The region's own unit is the likely choice: offered, not imposed.
    let propose = move |ev: leptos::web_sys::Event| {
        let Some((_, region)) = control::typed(&ev) else { return };
        let empty = form.answers.with_untracked(|a| answer(a, Field::Unit.key()).is_empty());
        if empty && units::unit(&region).is_some() {
            form.take(&[(Field::Unit.key().to_owned(), region)].into());
        }
    };
    let region = Memo::new(move |_| form.answers.with(|a| answer(a, key).to_owned()));
    view! {
        <select
            id=id_of(key)
            name=name(key)
            aria-describedby=described(form, key, true)
            aria-invalid=invalid(form, key)
            on:change=propose
        >
            <option value="">{w.choose}</option>
            {stray(&chosen, known)}
            {options}
        </select>
        <div role="status">
            {move || region.with(|code| consequence(lang, code)).map(|text| view! { <p class="notice">{text}</p> })}
        </div>
    }
    .into_any()
}

fn region_name(lang: Lang, u: &Unit) -> String {
    fields::region(lang, &u.code).unwrap_or_else(|| u.code.clone())
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

/// The recommending unit: a list, and above it a search once the page is awake.
pub fn unit(form: Form) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let key = Field::Unit.key();
    let chosen = form.initial(key);
    let region = form.initial(Field::Region.key());
    let one = |u: &Unit| option(&u.code, lang.pick(u.zh.clone(), u.en.clone()), &chosen);
    let own = units::regional_units().find(|u| u.code == region).map(one);
    let others = units::regional_units().filter(|u| u.code != region).map(one).collect_view();
    let associations = units::associations().map(one).collect_view();
    let known = units::unit(&chosen).is_some();
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    view! {
        {move || awake.get().then(|| unit_search(form))}
        <select id=id_of(key) name=name(key) aria-describedby=described(form, key, true) aria-invalid=invalid(form, key)>
            <option value="">{w.choose}</option>
            {stray(&chosen, known)}
            {own.map(|o| view! { <optgroup label=w.own_region>{o}</optgroup> })}
            <optgroup label=w.associations>{associations}</optgroup>
            <optgroup label=w.other_regions>{others}</optgroup>
        </select>
    }
    .into_any()
}

/// Finds a unit by its name or initials and puts it into the list below.
fn unit_search(form: Form) -> AnyView {
    let lang = form.lang;
    let w = entry::words(lang);
    let taken = RwSignal::new(String::new());
    let setup = Setup {
        id: "unit-search".to_owned(),
        name: None,
        initial: String::new(),
        size: "30",
        list_name: w.units,
        find: unit_choices,
        pick: move |c: &Choice| {
            let Some(u) = units::units().iter().find(|u| lang.pick(&u.zh, &u.en) == &c.value)
            else {
                return;
            };
            form.take(&[(Field::Unit.key().to_owned(), u.code.clone())].into());
            taken.set((w.unit_taken)(&c.value));
        },
    };
    let described = || Some("unit-search-h".to_owned());
    view! {
        <div class="finder">
            <label for="unit-search">{w.unit_search}</label>
            <p class="hint" id="unit-search-h">{w.unit_search_hint}</p>
            {combobox(lang, setup, described, || None, ().into_any())}
            <p class="hint" role="status">{taken}</p>
        </div>
    }
    .into_any()
}

fn unit_choices(lang: Lang, query: &str) -> Vec<Choice> {
    units::find(query)
        .into_iter()
        .map(|u| {
            let name = lang.pick(&u.zh, &u.en).clone();
            Choice { value: name.clone(), text: name, zh: String::new() }
        })
        .collect()
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
