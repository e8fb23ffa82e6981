//! Forms with rows: directions, windows, seats.

use super::edit::{Fault, Faults, Form, Stand};
use super::order::disorder;
use super::{Direction, Phase, Season, Window};
use crate::facts::text::half_width;
use crate::recommendation::Quota;
use crate::stamp::{SECOND, Stamp};

/// Rows of a form at most.
pub const ROWS_MAX: usize = 30;
/// Characters of a name at most.
pub const NAME_MAX: usize = 60;

/// The rows of a form that begin with `prefix.` and a number, in the order of the numbers; within
/// a row names are what follows.
pub fn rows(form: &Form, prefix: &str) -> Vec<Form> {
    let mut found: std::collections::BTreeMap<u16, Form> = Default::default();
    for (key, value) in form {
        let rest = key.strip_prefix(prefix).and_then(|k| k.strip_prefix('.'));
        let Some((n, name)) = rest.and_then(|k| k.split_once('.')) else { continue };
        let Ok(n) = n.parse::<u16>() else { continue };
        found.entry(n).or_default().insert(name.to_owned(), value.clone());
    }
    found.into_values().collect()
}

/// Puts rows in the place of those the form has.
pub fn put(form: &mut Form, prefix: &str, rows: Vec<Form>) {
    let dotted = format!("{prefix}.");
    form.retain(|key, _| !key.starts_with(&dotted));
    for (i, row) in rows.into_iter().enumerate() {
        form.extend(row.into_iter().map(|(name, value)| (format!("{prefix}.{i}.{name}"), value)));
    }
}

/// `add`, `remove.n`, `up.n`, `down.n` on the rows of a form.
pub fn act(form: &mut Form, prefix: &str, asked: &str, max: usize) {
    let mut all = rows(form, prefix);
    let (what, n) = asked.split_once('.').unwrap_or((asked, ""));
    let n = n.parse::<usize>().ok().filter(|n| *n < all.len());
    match (what, n) {
        ("add", _) if all.len() < max => all.push(Form::from([("zh".to_owned(), String::new())])),
        ("remove", Some(n)) => drop(all.remove(n)),
        ("up", Some(n)) if n > 0 => all.swap(n - 1, n),
        ("down", Some(n)) if n + 1 < all.len() => all.swap(n, n + 1),
        _ => return,
    }
    put(form, prefix, all);
}

/// One line of text without control characters.
pub(super) fn line(typed: Option<&String>) -> String {
    let text: String = typed.map(String::as_str).unwrap_or_default().chars().map(plain).collect();
    text.trim().to_owned()
}

fn plain(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// The text of a field that must be filled; what is wrong is noted.
pub(super) fn name(row: &Form, field: &str, max: usize, at: &str, faults: &mut Faults) -> String {
    let text = line(row.get(field));
    let key = || format!("{at}.{field}");
    if text.is_empty() {
        faults.push((key(), Fault::Blank));
    } else if text.chars().count() > max {
        faults.push((key(), Fault::TooLong { max }));
    }
    text
}

/// A code as it may be stored; blank for anything else, so that a new one is made.
pub(super) fn code(row: &Form) -> String {
    let code = row.get("code").cloned().unwrap_or_default();
    let fits =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
    if code.len() <= 40 && code.chars().all(fits) { code } else { String::new() }
}

/// The first of `stem1`, `stem2`, … that is not taken.
pub(super) fn fresh(stem: &str, taken: &[String]) -> String {
    (1..).map(|n| format!("{stem}{n}")).find(|c| !taken.contains(c)).unwrap_or_default()
}

/// Directions as a form.
pub fn directions_form(directions: &[Direction]) -> Form {
    let mut form = Form::new();
    let row = |d: &Direction| {
        [("code", &d.code), ("zh", &d.zh), ("en", &d.en)]
            .map(|(k, v)| (k.to_owned(), v.clone()))
            .into()
    };
    put(&mut form, "d", directions.iter().map(row).collect());
    form
}

/// Directions out of a form (Art. 6). Those that applicants may have chosen stay.
pub fn directions(season: &Season, form: &Form, stand: Stand) -> Result<Vec<Direction>, Faults> {
    let mut faults = Faults::new();
    let all = rows(form, "d");
    let mut codes: Vec<String> = all.iter().map(code).filter(|c| !c.is_empty()).collect();
    // A code of a direction that is gone is not given again: dossiers may carry it.
    codes.extend(season.directions.iter().map(|d| d.code.clone()));
    let mut found: Vec<Direction> = Vec::new();
    for (i, row) in all.iter().enumerate() {
        let at = format!("d.{i}");
        let (zh, en) = (
            name(row, "zh", NAME_MAX, &at, &mut faults),
            name(row, "en", 2 * NAME_MAX, &at, &mut faults),
        );
        let mut own = code(row);
        if own.is_empty() || found.iter().any(|d| d.code == own) {
            own = fresh("d", &codes);
            codes.push(own.clone());
        }
        for (field, same) in [
            ("zh", found.iter().any(|d| d.zh == zh && !zh.is_empty())),
            ("en", found.iter().any(|d| d.en == en && !en.is_empty())),
        ] {
            if same {
                faults.push((format!("{at}.{field}"), Fault::Twice));
            }
        }
        found.push(Direction { code: own, zh, en });
    }
    if found.is_empty() {
        faults.push((String::new(), Fault::NoRows));
    }
    if found.len() > ROWS_MAX {
        faults.push((String::new(), Fault::TooManyRows { max: ROWS_MAX }));
    }
    if stand.begun(season, Phase::Application) {
        let gone = season.directions.iter().filter(|d| found.iter().all(|f| f.code != d.code));
        let kept =
            gone.map(|d| (String::new(), Fault::InUse { zh: d.zh.clone(), en: d.en.clone() }));
        faults.extend(kept);
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// Code of a phase, as stored and as the name of its fields.
pub fn phase_code(phase: Phase) -> &'static str {
    match phase {
        Phase::Application => "application",
        Phase::Recommendation => "recommendation",
        Phase::Formality => "formality",
        Phase::WrittenReview => "written_review",
        Phase::Defence => "defence",
        Phase::Consultation => "consultation",
        Phase::Notice => "notice",
        Phase::Announcement => "announcement",
    }
}

/// Windows as a form.
pub fn windows_form(windows: &[Window]) -> Form {
    let both = |w: &Window| {
        let code = phase_code(w.phase);
        [("opens", w.opens), ("closes", w.closes)]
            .map(|(end, at)| (format!("{code}.{end}"), at.show_field()))
    };
    windows.iter().flat_map(both).collect()
}

/// Windows out of a form (Art. 6): one for each phase, in order. An opening that has happened
/// stays, and no closing is moved into what is over; what differs says why on the call.
pub fn windows(season: &Season, form: &Form, stand: Stand) -> Result<Vec<Window>, Faults> {
    let mut faults = Faults::new();
    let mut found = Vec::new();
    for phase in Phase::ALL {
        let code = phase_code(phase);
        let before = season.window(phase);
        let mut moment = |end: &str, old: Option<Stamp>| {
            let key = format!("{code}.{end}");
            let typed = form.get(&key).map(String::as_str).unwrap_or_default();
            let Some(read) = Stamp::read(typed) else {
                let blank = typed.trim().is_empty();
                faults.push((key, if blank { Fault::Blank } else { Fault::NotMoment }));
                return Stamp::default();
            };
            // A field shows seconds: what was not touched keeps what is below them.
            old.filter(|o| o.0 - o.0.rem_euclid(SECOND) == read.0).unwrap_or(read)
        };
        let opens = moment("opens", before.map(|w| w.opens));
        let closes = moment("closes", before.map(|w| w.closes));
        if stand.begun(season, phase) && before.is_some_and(|w| w.opens != opens) {
            faults.push((format!("{code}.opens"), Fault::Begun));
        }
        let noticed = phase == Phase::Notice && season.published.notice_ends.is_some();
        let moved = before.is_some_and(|w| w.closes != closes);
        if noticed && moved {
            faults.push((format!("{code}.closes"), Fault::Noticed));
        } else if stand.opened && moved && closes <= stand.now {
            faults.push((format!("{code}.closes"), Fault::Passed));
        }
        let changed = before.and_then(|w| w.changed.clone());
        found.push(Window { phase, opens, closes, changed });
    }
    if faults.is_empty() {
        let key = |phase: Phase, end: &str| format!("{}.{end}", phase_code(phase));
        let wrong = disorder(&found).into_iter();
        faults.extend(wrong.map(|d| (key(d.phase, d.end.code()), d.fault())));
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// Seats as a form: two fields for each unit.
pub fn seats_form(quotas: &[(String, Quota)]) -> Form {
    let both = |(unit, q): &(String, Quota)| {
        [("base", q.base), ("extra", q.sme_extra)]
            .map(|(k, n)| (format!("{unit}.{k}"), n.to_string()))
    };
    quotas.iter().flat_map(both).collect()
}

/// Seats out of a form (Art. 17); a unit that is not in it keeps its own.
pub fn seats(quotas: &[(String, Quota)], form: &Form) -> Result<Vec<(String, Quota)>, Faults> {
    let mut faults = Faults::new();
    let mut found = Vec::new();
    for (unit, q) in quotas {
        let mut number = |field: &str, old: i64| {
            let key = format!("{unit}.{field}");
            let Some(typed) = form.get(&key) else { return old };
            whole(typed, 0, 1_000).unwrap_or_else(|fault| {
                faults.push((key, fault));
                old
            })
        };
        let new =
            Quota { base: number("base", q.base), sme_extra: number("extra", q.sme_extra), ..*q };
        if !new.holds() {
            faults.push((format!("{unit}.base"), Fault::Overdrawn));
        }
        found.push((unit.clone(), new));
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// A whole number as people type it.
pub fn whole(typed: &str, min: i64, max: i64) -> Result<i64, Fault> {
    let plain = half_width(typed);
    let digits = (1..=12).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_digit());
    let n = digits.then(|| plain.parse::<i64>().ok()).flatten();
    n.filter(|n| (min..=max).contains(n)).ok_or(Fault::NotNumber { min, max })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::tests::season;
    use proptest::prelude::*;

    const OPEN: Stand = Stand { opened: true, now: Stamp(150) };
    const PLAN: Stand = Stand { opened: false, now: Stamp(150) };

    fn form(pairs: &[(&str, &str)]) -> Form {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn art_6_directions_keep_their_codes_and_new_ones_get_their_own() {
        let s = season();
        let typed = form(&[
            ("d.0.zh", "新方向"),
            ("d.0.en", "new"),
            ("d.1.code", "d1"),
            ("d.1.zh", " 方向 "),
            ("d.1.en", "d"),
        ]);
        let found = directions(&s, &typed, OPEN).unwrap();
        let codes: Vec<&str> = found.iter().map(|d| d.code.as_str()).collect();
        assert_eq!((codes, found[1].zh.as_str()), (vec!["d2", "d1"], "方向"));
    }

    #[test]
    fn art_6_a_direction_applicants_may_have_chosen_stays() {
        let s = season();
        let typed = form(&[("d.0.zh", "别的"), ("d.0.en", "other")]);
        let gone = Fault::InUse { zh: "方向".into(), en: "d".into() };
        assert_eq!(directions(&s, &typed, OPEN), Err(vec![(String::new(), gone)]));
        assert!(directions(&s, &typed, PLAN).is_ok());
        assert!(directions(&s, &typed, Stand { now: Stamp(99), ..OPEN }).is_ok());
        assert_eq!(directions(&s, &Form::new(), PLAN), Err(vec![(String::new(), Fault::NoRows)]));
    }

    #[test]
    fn art_6_names_are_there_and_differ() {
        let typed = form(&[("d.0.zh", "甲"), ("d.0.en", ""), ("d.1.zh", "甲"), ("d.1.en", "b")]);
        let faults = directions(&season(), &typed, PLAN).unwrap_err();
        assert_eq!(
            faults,
            [("d.0.en".to_owned(), Fault::Blank), ("d.1.zh".to_owned(), Fault::Twice)]
        );
    }

    fn year() -> Form {
        let two = |(i, p): (usize, Phase)| {
            let (code, month) = (phase_code(p), i + 2);
            [
                (format!("{code}.opens"), format!("2027-{month:02}-01T09:00:00")),
                (format!("{code}.closes"), format!("2027-{month:02}-20 24:00")),
            ]
        };
        Phase::ALL.into_iter().enumerate().flat_map(two).collect()
    }

    #[test]
    fn art_6_each_window_is_judged_where_it_is_wrong() {
        let s = season();
        assert_eq!(windows(&s, &year(), PLAN).unwrap().len(), 8);
        let wrong = |key: &str, value: &str| {
            let mut f = year();
            f.insert(key.into(), value.into());
            windows(&s, &f, PLAN).unwrap_err()
        };
        assert_eq!(wrong("notice.opens", ""), [("notice.opens".to_owned(), Fault::Blank)]);
        assert_eq!(
            wrong("notice.opens", "tomorrow"),
            [("notice.opens".to_owned(), Fault::NotMoment)]
        );
        assert_eq!(
            wrong("application.closes", "2027-01-01 00:00"),
            [("application.closes".to_owned(), Fault::ClosesFirst)]
        );
        assert_eq!(
            wrong("formality.opens", "2027-02-01 00:00"),
            [("formality.opens".to_owned(), Fault::Before { phase: Phase::Recommendation })]
        );
        // What has begun, has begun.
        let faults = windows(&s, &year(), OPEN).unwrap_err();
        assert_eq!(faults, [("application.opens".to_owned(), Fault::Begun)]);
        // Nobody's time ends before they are told.
        let mut opened = season();
        opened.windows = windows(&s, &year(), PLAN).unwrap();
        let now = Stamp::read("2027-03-10 00:00").unwrap();
        let mut f = windows_form(&opened.windows);
        let stand = Stand { opened: true, now };
        assert!(windows(&opened, &f, stand).is_ok());
        f.insert("recommendation.closes".into(), "2027-03-09 24:00".into());
        let faults = windows(&opened, &f, stand).unwrap_err();
        assert_eq!(faults, [("recommendation.closes".to_owned(), Fault::Passed)]);
    }

    #[test]
    fn art_21_the_end_of_an_open_notice_is_the_notices_own() {
        let mut s = season();
        s.windows = windows(&s, &year(), PLAN).unwrap();
        let mut form = windows_form(&s.windows);
        form.insert("notice.closes".into(), "2027-08-25 24:00".into());
        form.insert("announcement.closes".into(), "2027-09-25 24:00".into());
        assert!(windows(&s, &form, PLAN).is_ok());
        s.published.notice_ends = s.window(Phase::Notice).map(|w| w.closes);
        let faults = windows(&s, &form, PLAN).unwrap_err();
        assert_eq!(faults, [("notice.closes".to_owned(), Fault::Noticed)]);
        let later = Stamp::read("2027-08-25 24:00").unwrap();
        let moved = s.move_closing(Phase::Notice, later, "x", Stamp(1));
        assert_eq!(moved, Err(crate::refusal::Refusal::NoticeOpened));
    }

    #[test]
    fn art_17_seats_are_numbers_and_what_is_taken_stays() {
        let now = vec![
            ("R1".to_owned(), Quota { base: 5, used_large: 4, ..Quota::default() }),
            ("R2".to_owned(), Quota::default()),
        ];
        let after = seats(&now, &form(&[("R1.base", "４"), ("R2.extra", "2")])).unwrap();
        assert_eq!((after[0].1.base, after[1].1.sme_extra), (4, 2));
        let faults = seats(&now, &form(&[("R1.base", "3"), ("R2.base", "x")])).unwrap_err();
        assert_eq!(
            faults,
            [
                ("R1.base".to_owned(), Fault::Overdrawn),
                ("R2.base".to_owned(), Fault::NotNumber { min: 0, max: 1_000 }),
            ]
        );
    }

    proptest! {
        /// Moving rows loses nothing: the same rows, one more or one fewer.
        #[test]
        fn moving_rows_loses_nothing_that_was_typed(names in proptest::collection::vec("[a-z]{1,4}", 0..6), n in 0usize..8) {
            let mut f = Form::new();
            let row = |name: &String| Form::from([("zh".to_owned(), name.clone())]);
            put(&mut f, "d", names.iter().map(row).collect());
            let texts = |f: &Form| rows(f, "d").iter().map(|r| r["zh"].clone()).collect::<Vec<_>>();
            for what in ["up", "down"] {
                let mut g = f.clone();
                act(&mut g, "d", &format!("{what}.{n}"), ROWS_MAX);
                let (mut a, mut b) = (texts(&f), texts(&g));
                a.sort();
                b.sort();
                prop_assert_eq!(a, b);
            }
            let mut g = f.clone();
            act(&mut g, "d", "add", ROWS_MAX);
            prop_assert_eq!(texts(&g).len(), names.len() + 1);
            act(&mut g, "d", &format!("remove.{}", names.len()), ROWS_MAX);
            prop_assert_eq!(g, f);
        }
    }
}
