//! The computed size class (Art. 10 (4)) with the table it was read from.

use domain::facts::sme::{Row, Size, SmeError, Verdict};

use crate::locales::{Lang, application, fields};
use crate::markup::text;

/// The judgement as it stands; `None` while no industry is known.
pub fn section(lang: Lang, found: Option<&Result<Verdict, SmeError>>) -> String {
    let w = application::words(lang);
    let (class, inner) = match found {
        None => ("verdict maybe", format!("<b>{}</b>", w.verdict_none)),
        Some(Err(SmeError::Missing { metric })) => {
            let said = (w.verdict_missing)(fields::metric(lang, *metric));
            ("verdict maybe", format!("<b>{}</b>", text(&said)))
        }
        Some(Ok(v)) => {
            let class = if v.size.is_sme() { "verdict yes" } else { "verdict" };
            (class, told(lang, v))
        }
    };
    format!("<section class=\"{class}\" aria-live=\"polite\">{inner}</section>")
}

fn told(lang: Lang, v: &Verdict) -> String {
    let w = application::words(lang);
    let head = if v.size.is_sme() {
        (w.verdict_sme)(fields::size(lang, v.size))
    } else {
        w.verdict_large.to_owned()
    };
    let sizes: String = Size::ALL
        .into_iter()
        .map(|s| format!("<th scope=\"col\" class=\"num\">{}</th>", fields::size_short(lang, s)))
        .collect();
    let rows: String =
        v.rows.iter().enumerate().map(|(i, r)| line(lang, r, v.deciding.contains(&i))).collect();
    let unlisted = if v.listed {
        String::new()
    } else {
        format!("<small>{}</small>", text(w.verdict_unlisted))
    };
    format!(
        "<b>{}</b><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{table}\"><table>\
         <caption class=\"sr\">{table}</caption><thead><tr><th scope=\"col\">{}</th>\
         <th scope=\"col\" class=\"num\">{}</th>{sizes}</tr></thead><tbody>{rows}</tbody></table></div>\
         <small>{}</small>{unlisted}",
        text(&head),
        text(lang.pick(&v.class_zh, &v.class_en)),
        w.yours,
        text(&why(lang, v)),
        table = text(w.verdict_table),
    )
}

fn line(lang: Lang, r: &Row, decides: bool) -> String {
    let w = application::words(lang);
    let bounds = [
        (Size::Micro, "&lt;", r.small_min),
        (Size::Small, "≥", r.small_min),
        (Size::Medium, "≥", r.medium_min),
        (Size::Large, "≥", r.large_min),
    ];
    let (name, unit) = (fields::metric(lang, r.metric), fields::metric_unit(lang, r.metric));
    let head = lang.pick(format!("{name}（{unit}）"), format!("{name} ({unit})"));
    let cells: String = bounds
        .into_iter()
        .map(|(size, sign, bound)| {
            let bound = fields::grouped(bound);
            if decides && size == r.rank {
                let deciding = w.deciding;
                format!(
                    "<td class=\"num hit\">{sign} {bound}<span class=\"sr\">{deciding}</span></td>"
                )
            } else {
                format!("<td class=\"num\">{sign} {bound}</td>")
            }
        })
        .collect();
    format!(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td>{cells}</tr>",
        text(&head),
        fields::grouped(r.value)
    )
}

/// Which figure keeps the enterprise from being larger.
fn why(lang: Lang, v: &Verdict) -> String {
    let w = application::words(lang);
    let Some(row) = v.deciding.first().and_then(|i| v.rows.get(*i)) else {
        return String::new();
    };
    let (next, bound) = match v.size {
        Size::Micro => (Size::Small, row.small_min),
        Size::Small => (Size::Medium, row.medium_min),
        Size::Medium => (Size::Large, row.large_min),
        Size::Large => return w.all_large.to_owned(),
    };
    let unit = fields::metric_unit(lang, row.metric);
    let with_unit = |n: i64| match lang {
        Lang::Zh => format!("{} {unit}", fields::grouped(n)),
        Lang::En => format!("{} ({unit})", fields::grouped(n)),
    };
    (w.below)(
        fields::metric(lang, row.metric),
        &with_unit(row.value),
        fields::size(lang, next),
        &with_unit(bound),
    )
}
