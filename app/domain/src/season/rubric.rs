//! A rubric as a form (Art. 8): criteria in rows, their sub-items in rows within them. Nothing is
//! accepted that does not add up to a hundred, and nothing typed is lost until it does.

use super::edit::{Fault, Faults, Form};
use super::rows::{act as move_rows, code, fresh, line, name, put, rows, whole};
use crate::review::rubric::{Criterion, FULL_MARKS, Rubric, SubItem};

/// Criteria of a rubric, and sub-items of a criterion, at most.
pub const EACH_MAX: usize = 12;
/// Characters of a name at most; English ones may be twice as long.
const NAME_MAX: usize = 40;
/// Characters of what is looked for at most.
const TEXT_MAX: usize = 400;
/// Points of a sub-item at most.
pub const POINTS_MAX: i64 = 100;

/// A rubric as a form.
pub fn form(rubric: &Rubric) -> Form {
    let pair = |k: &str, v: &str| (k.to_owned(), v.to_owned());
    let item = |i: &SubItem| {
        Form::from([
            pair("code", &i.code),
            pair("zh", &i.zh),
            pair("en", &i.en),
            pair("look_zh", &i.descriptor_zh),
            pair("look_en", &i.descriptor_en),
            pair("max", &i.max.to_string()),
        ])
    };
    let criterion = |c: &Criterion| {
        let mut row = Form::from([
            pair("code", &c.code),
            pair("article", &c.article),
            pair("zh", &c.zh),
            pair("en", &c.en),
        ]);
        put(&mut row, "i", c.items.iter().map(item).collect());
        row
    };
    let mut form = Form::new();
    put(&mut form, "c", rubric.criteria.iter().map(criterion).collect());
    form
}

/// What the points of a form add up to; what is no number counts nothing.
pub fn sum(form: &Form) -> u32 {
    let items = rows(form, "c").into_iter().flat_map(|c| rows(&c, "i"));
    let points = |i: Form| i.get("max").and_then(|t| whole(t, 0, POINTS_MAX).ok()).unwrap_or(0);
    items.map(points).sum::<i64>().try_into().unwrap_or(u32::MAX)
}

/// The rubric out of a form. Of a review that has begun nothing is changed: sealed sheets are
/// scored by it.
pub fn read(before: &Rubric, form: &Form, begun: bool) -> Result<Rubric, Faults> {
    let mut faults = Faults::new();
    let criteria = rows(form, "c");
    let mut codes: Vec<String> = criteria
        .iter()
        .flat_map(|c| {
            std::iter::once(code(c)).chain(rows(c, "i").iter().map(code).collect::<Vec<_>>())
        })
        .collect();
    let mut used: Vec<String> = Vec::new();
    let mut own = |row: &Form, stem: &str| {
        let mut own = code(row);
        if own.is_empty() || used.contains(&own) {
            own = fresh(stem, &codes);
            codes.push(own.clone());
        }
        used.push(own.clone());
        own
    };
    let mut found = Rubric { criteria: Vec::new() };
    if criteria.is_empty() {
        faults.push((String::new(), Fault::NoRows));
    }
    for (i, row) in criteria.iter().enumerate() {
        let at = format!("c.{i}");
        let own_code = own(row, "c");
        let mut criterion = Criterion {
            article: name(row, "article", 20, &at, &mut faults),
            zh: name(row, "zh", NAME_MAX, &at, &mut faults),
            en: name(row, "en", 2 * NAME_MAX, &at, &mut faults),
            items: Vec::new(),
            code: own_code,
        };
        let items = rows(row, "i");
        if items.is_empty() {
            faults.push((at.clone(), Fault::NoRows));
        }
        if items.len() > EACH_MAX {
            faults.push((at.clone(), Fault::TooManyRows { max: EACH_MAX }));
        }
        for (j, item) in items.iter().enumerate() {
            let at = format!("{at}.i.{j}");
            let max = whole(&line(item.get("max")), 1, POINTS_MAX).unwrap_or_else(|fault| {
                faults.push((format!("{at}.max"), fault));
                0
            });
            criterion.items.push(SubItem {
                code: own(item, &format!("{}.", criterion.code)),
                zh: name(item, "zh", NAME_MAX, &at, &mut faults),
                en: name(item, "en", 2 * NAME_MAX, &at, &mut faults),
                descriptor_zh: name(item, "look_zh", TEXT_MAX, &at, &mut faults),
                descriptor_en: name(item, "look_en", 2 * TEXT_MAX, &at, &mut faults),
                max: u16::try_from(max).unwrap_or_default(),
            });
        }
        found.criteria.push(criterion);
    }
    if found.criteria.len() > EACH_MAX {
        faults.push((String::new(), Fault::TooManyRows { max: EACH_MAX }));
    }
    let total = sum(form);
    if total != FULL_MARKS {
        faults.push((String::new(), Fault::Total { found: total }));
    }
    if begun && found != *before {
        faults.push((String::new(), Fault::Underway));
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// `add`, `remove.n`, `up.n`, `down.n` for criteria; behind `c/` for sub-items of criterion `c`.
pub fn act(form: &mut Form, asked: &str) {
    let Some((criterion, asked)) = asked.split_once('/') else {
        let n = rows(form, "c").len();
        move_rows(form, "c", asked, EACH_MAX);
        if rows(form, "c").len() > n {
            // A criterion begins with one sub-item.
            form.insert(format!("c.{n}.i.0.zh"), String::new());
        }
        return;
    };
    let mut all = rows(form, "c");
    let Some(row) = criterion.parse::<usize>().ok().and_then(|n| all.get_mut(n)) else { return };
    move_rows(row, "i", asked, EACH_MAX);
    put(form, "c", all);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written() -> Rubric {
        Rubric::written_default()
    }

    #[test]
    fn art_8_a_rubric_is_stored_only_when_it_adds_up() {
        let mut f = form(&written());
        assert_eq!((sum(&f), read(&written(), &f, true)), (100, Ok(written())));
        f.insert("c.0.i.0.max".into(), "８".into());
        assert_eq!(sum(&f), 98);
        let faults = read(&written(), &f, false).unwrap_err();
        assert_eq!(faults, [(String::new(), Fault::Total { found: 98 })]);
        f.insert("c.0.i.1.max".into(), "22".into());
        let mended = read(&written(), &f, false).unwrap();
        assert_eq!(mended.check(), Ok(()));
        assert_eq!((mended.criteria[0].items[0].max, mended.criteria[0].items[1].max), (8, 22));
        // Sheets that are sealed were scored by the old one.
        assert_eq!(read(&written(), &f, true), Err(vec![(String::new(), Fault::Underway)]));
    }

    #[test]
    fn art_8_a_new_sub_item_says_what_it_lacks() {
        let mut f = form(&written());
        act(&mut f, "2/add");
        let faults = read(&written(), &f, false).unwrap_err();
        assert!(faults.contains(&("c.2.i.3.zh".into(), Fault::Blank)));
        assert!(faults.contains(&("c.2.i.3.max".into(), Fault::NotNumber { min: 1, max: 100 })));
        act(&mut f, "2/remove.3");
        assert_eq!(read(&written(), &f, false), Ok(written()));
        act(&mut f, "add");
        assert!(f.contains_key("c.3.i.0.zh"));
        act(&mut f, "remove.3");
        act(&mut f, "0/up.1");
        let swapped = read(&written(), &f, false).unwrap();
        assert_eq!(swapped.criteria[0].items[0].code, "science.novelty");
    }

    proptest! {
        /// Whatever points are typed, what is accepted adds up and is a rubric a season may use.
        #[test]
        fn art_8_what_is_accepted_adds_up(points in proptest::collection::vec(0u16..40, 7)) {
            let mut f = form(&written());
            let keys: Vec<String> = f.keys().filter(|k| k.ends_with(".max")).cloned().collect();
            for (key, n) in keys.iter().zip(&points) {
                f.insert(key.clone(), n.to_string());
            }
            let total: u32 = points.iter().map(|n| u32::from(*n)).sum();
            match read(&written(), &f, false) {
                Ok(r) => prop_assert!(r.check().is_ok() && total == 100),
                Err(faults) => {
                    let said = faults.iter().any(|f| f.1 == Fault::Total { found: total });
                    prop_assert_eq!(said, total != 100);
                    prop_assert!(total != 100 || points.contains(&0));
                }
            }
        }
    }
}
