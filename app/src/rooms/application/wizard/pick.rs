//! Choosing an industry, a region and a recommending unit out of long lists.

use domain::application::field::Field;
use domain::facts::units::{self, Unit};
use leptos::prelude::*;

use super::super::parts::industries::suggestions;
use super::question::{follows, option, stray};
use crate::drawn::pick::region_name;
use crate::drawn::{Leaf, id_of, name};
use crate::locales::{application, entry};

/// The industry: searched by code, by name, by initials once the page is awake; before that among the
/// browser's own suggestions. The group where one is needed.
pub(super) fn industry(leaf: &Leaf) -> AnyView {
    let key = Field::Industry.key();
    let id = id_of(key);
    let (list, more) = (format!("{id}-l"), format!("{id}-s"));
    view! {
        <div class="combo" data-combo="industry">
            <input
                type="text"
                autocomplete="off"
                spellcheck="false"
                id=id
                name=name(key)
                value=leaf.text(key).to_owned()
                size="18"
                list=more.clone()
                aria-describedby=leaf.described(key, true)
                aria-invalid=leaf.invalid(key)
            />
            <ul role="listbox" id=list aria-label=entry::words(leaf.lang).industries hidden></ul>
            <span class="sr" role="status"></span>
            <datalist id=more>{suggestions(leaf.lang)}</datalist>
        </div>
        {follows(leaf, "industry".into())}
    }
    .into_any()
}

/// The region, and what follows from it for the recommending unit.
pub(super) fn region(leaf: &Leaf) -> AnyView {
    let lang = leaf.lang;
    let w = application::words(lang);
    let key = Field::Region.key();
    let chosen = leaf.text(key);
    let options = units::regional_units()
        .map(|u| option(&u.code, region_name(lang, u), chosen))
        .collect_view();
    let known = units::unit(chosen).is_some_and(|u| !u.is_association());
    view! {
        <select
            id=id_of(key)
            name=name(key)
            aria-describedby=leaf.described(key, true)
            aria-invalid=leaf.invalid(key)
        >
            <option value="">{w.choose}</option>
            {stray(chosen, known)}
            {options}
        </select>
        <div role="status" data-follows="region" inner_html=leaf.follow("region")></div>
    }
    .into_any()
}

/// The recommending unit: a list, and above it a search once the page is awake.
pub(super) fn unit(leaf: &Leaf) -> AnyView {
    let lang = leaf.lang;
    let w = application::words(lang);
    let key = Field::Unit.key();
    let chosen = leaf.text(key);
    let region = leaf.text(Field::Region.key());
    let one = |u: &Unit| option(&u.code, lang.pick(u.zh.clone(), u.en.clone()), chosen);
    let own = units::regional_units().find(|u| u.code == region).map(one);
    let others = units::regional_units().filter(|u| u.code != region).map(one).collect_view();
    let associations = units::associations().map(one).collect_view();
    let known = units::unit(chosen).is_some();
    view! {
        <select
            id=id_of(key)
            name=name(key)
            aria-describedby=leaf.described(key, true)
            aria-invalid=leaf.invalid(key)
        >
            <option value="">{w.choose}</option>
            {stray(chosen, known)}
            {own.map(|o| view! { <optgroup label=w.own_region>{o}</optgroup> })}
            <optgroup label=w.associations>{associations}</optgroup>
            <optgroup label=w.other_regions>{others}</optgroup>
        </select>
    }
    .into_any()
}
