//! What stands beside a question: what is wrong, how long the text is, the same amount in the
//! other unit.

use domain::application::answer;
use domain::application::check::{Level, report_pages};
use domain::application::field::Field;
use domain::application::finance::unit_of;
use domain::facts::numbers::{MoneyUnit, Wan};
use domain::facts::text::count_chars;

use super::{Leaf, SUMMARY, id_of};
use crate::locales::{application, entry, faults, fields};
use crate::markup::text;

/// What is wrong at a key, as it is shown beside it. Warnings look different: they keep
/// nothing from being submitted.
pub fn message(leaf: &Leaf, key: &str) -> String {
    let Some((level, said)) = leaf.problem(key) else { return String::new() };
    let (id, said) = (id_of(key), text(&said));
    match level {
        Level::Error => format!("<p class=\"msg\" id=\"{id}-e\">{said}</p>"),
        Level::Warning => {
            let w = application::words(leaf.lang);
            format!("<p class=\"notice warn\" id=\"{id}-e\"><b>{}</b> {said}</p>", w.warning)
        }
    }
}

/// Everything that is wrong, each a link to its place. Only once the page was checked: while
/// somebody types, the message at the field will do.
pub fn summary(leaf: &Leaf) -> String {
    let w = application::words(leaf.lang);
    let mut items = String::new();
    let mut n = 0;
    for p in leaf.shown_errors().filter(|_| leaf.checked) {
        n += 1;
        let said = faults::sentence(leaf.lang, p, &leaf.answers);
        let place = fields::place(leaf.lang, &p.key, &leaf.context.season);
        // In English the place stands within its sentence with a small letter.
        let named = said.to_ascii_lowercase().contains(&place.to_ascii_lowercase());
        let line = if named {
            said
        } else {
            leaf.lang.pick(format!("{place}：{said}"), format!("{place}: {said}"))
        };
        items += &format!("<li><a href=\"#{}\">{}</a></li>", id_of(&p.key), text(&line));
    }
    if n == 0 {
        return String::new();
    }
    format!(
        "<div class=\"sum\" id=\"{SUMMARY}\" role=\"group\" tabindex=\"-1\" aria-labelledby=\"{SUMMARY}-h\">\
         <h2 id=\"{SUMMARY}-h\">{}</h2><ul>{items}</ul></div>",
        text(&(w.problems)(n))
    )
}

/// The length of a text.
pub fn count(leaf: &Leaf, field: Field) -> String {
    let w = application::words(leaf.lang);
    let limits = &leaf.context.season.limits;
    let n = count_chars(answer(&leaf.answers, field.key()));
    let (min, max) = match field {
        Field::Abstract => (0, Some(limits.abstract_max)),
        Field::Honours => (0, Some(limits.honours_max)),
        Field::Maturity => (0, Some(limits.maturity_max)),
        _ => (limits.section_min, None),
    };
    let class = match max {
        Some(max) if n > max => "count over",
        _ if n > 0 && n < min => "count under",
        _ => "count",
    };
    let said = match max {
        Some(max) => (w.count)(n, max),
        None => (w.count_min)(n, min),
    };
    format!("<p class=\"{class}\">{said}</p>")
}

/// The length of the whole report, and the pages it will take.
pub fn total(leaf: &Leaf) -> String {
    let w = application::words(leaf.lang);
    let limits = &leaf.context.season.limits;
    let (min, max, most) = (limits.report_min, limits.report_max, limits.report_pages);
    let a = &leaf.answers;
    let n: usize = Field::SECTIONS.iter().map(|f| count_chars(answer(a, f.key()))).sum();
    let class = match n {
        n if n > max => "count over",
        n if n < min => "count under",
        _ => "count",
    };
    let pages = report_pages(a);
    let pages_class = if pages > most { "count over" } else { "count" };
    format!(
        "<p class=\"{class}\"><b>{}</b></p><p class=\"{pages_class}\">{}</p>",
        (w.count_total)(n, min, max),
        (entry::words(leaf.lang).pages_estimated)(pages, most)
    )
}

/// The same amount in the other unit; in both where the text brings a unit of its own.
pub fn equals(leaf: &Leaf, field: Field) -> String {
    let w = application::words(leaf.lang);
    let typed = answer(&leaf.answers, field.key());
    let chosen = unit_of(&leaf.answers, field);
    let Ok(amount) = Wan::parse(typed, chosen) else { return String::new() };
    let own = Wan::unit_in(typed).is_some() || typed.contains('元');
    let shown = MoneyUnit::ALL.into_iter().filter(|u| own || *u != chosen);
    let said: Vec<String> =
        shown.map(|u| (w.equals)(&fields::money(leaf.lang, amount, u))).collect();
    text(&said.join(" "))
}
