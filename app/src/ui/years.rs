//! The same page of other years.

use leptos::prelude::*;

use crate::locales::lang;
use crate::locales::years::words;

/// Links to the years but the one that is shown, the latest first; nothing where there is no other.
pub fn years(all: &[i32], shown: i32, href: impl Fn(i32) -> String) -> Option<AnyView> {
    let others: Vec<i32> = all.iter().copied().filter(|year| *year != shown).collect();
    if others.is_empty() {
        return None;
    }
    let w = words(lang());
    let links = others.into_iter().map(|year| {
        view! { <a href=href(year)>{(w.year)(year)}</a> }
    });
    let links = links.collect_view();
    let view = view! {
        <nav class="row no-print" aria-label=w.others>
            <span class="soft">{w.others}</span>
            {links}
        </nav>
    };
    Some(view.into_any())
}

/// Says that a page is of a season that is over.
pub fn over(earlier: bool) -> Option<AnyView> {
    let w = words(lang());
    earlier.then(|| view! { <p class="notice">{w.over}</p> }.into_any())
}

/// The address of a page of a year among `all`: that of the latest needs none.
pub fn asked(path: &str, all: &[i32], year: i32) -> String {
    if all.first() == Some(&year) { path.to_owned() } else { format!("{path}?year={year}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_year_needs_no_address_of_its_own() {
        assert_eq!(asked("/consultation", &[2027, 2026], 2027), "/consultation");
        assert_eq!(asked("/consultation", &[2027, 2026], 2026), "/consultation?year=2026");
    }
}
