use super::*;
use crate::committee::undertaking;
use crate::season::tests::season;

fn after(key: &str, text: &str) -> Result<Season, Faults> {
    let mut s = season();
    let mut f = form(&s);
    f.insert(key.into(), text.into());
    read(&mut s, &f).map(|()| s)
}

#[test]
fn every_setting_has_a_field_of_its_own_within_its_bounds() {
    let f = form(&season());
    for setting in Setting::ALL {
        assert_eq!(Setting::of_key(setting.key()), Some(setting));
        let Kind::Number(_, min, max) = setting.kind() else { continue };
        let n: i64 = f[setting.key()].parse().unwrap();
        assert!((min..=max).contains(&n), "{setting:?} {n}");
        for (typed, fits) in [(min, true), (max, true), (min - 1, false), (max + 1, false)] {
            let wrong = after(setting.key(), &typed.to_string()).err().unwrap_or_default();
            let here = wrong.contains(&(setting.key().into(), Fault::NotNumber { min, max }));
            assert_eq!(here, !fits, "{setting:?} {typed}");
        }
        // The number goes into one field and no other.
        let other = if n == max { n - 1 } else { n + 1 };
        if let Ok(s) = after(setting.key(), &other.to_string()) {
            let g = form(&s);
            let differ: Vec<&String> = f.keys().filter(|k| f[*k] != g[*k]).collect();
            assert_eq!(differ, [setting.key()]);
        }
    }
}

#[test]
fn what_is_below_its_other_half_is_refused_beside_it() {
    let below = |key: &str, than: &str| vec![(key.to_owned(), Fault::Below { key: than.into() })];
    assert_eq!(after("report_max", "200"), Err(below("report_max", "report_min")));
    assert_eq!(after("reviews", "2"), Err(below("reviews", "reviews_min")));
}

#[test]
fn art_19_20_nothing_is_decided_by_fewer_than_three_experts() {
    let few = Fault::NotNumber { min: 3, max: 15 };
    for key in ["reviews_min", "defence_reviews_min"] {
        assert_eq!(after(key, "2"), Err(vec![(key.to_owned(), few.clone())]));
    }
}

/// Everybody signs that they name whom they have served within three years: no season counts fewer.
#[test]
fn art_15_advice_counts_for_the_years_everybody_signs_or_longer() {
    let few = Fault::NotNumber { min: 3, max: 10 };
    assert_eq!(after("adviser_years", "2"), Err(vec![("adviser_years".to_owned(), few)]));
    assert_eq!(after("adviser_years", "5").unwrap().review.adviser_years, 5);
    let names = |lines: [&str; 5], years: &str| lines.iter().any(|l| l.contains(years));
    assert!(names(undertaking::ZH, "近三年") && names(undertaking::EN, "last three years"));
    // A season that was stored before this was a setting counts what was told then.
    let earlier: ReviewSettings = serde_json::from_value(serde_json::json!({})).unwrap();
    assert_eq!(earlier.adviser_years, 3);
}

/// Three years are what the regulation says: no season sets another number.
#[test]
fn art_9_1_the_years_of_profit_are_no_setting() {
    assert_eq!(Setting::of_key("profit_years"), None);
    let stored = serde_json::json!({ "profit_years": 1 });
    assert_eq!(serde_json::from_value::<Limits>(stored).unwrap(), Limits::default());
}

#[test]
fn art_21_the_notice_is_never_shorter_than_ten_working_days() {
    let few = Fault::NotNumber { min: 10, max: 60 };
    assert_eq!(after("notice_days", "9"), Err(vec![("notice_days".to_owned(), few)]));
    assert_eq!(after("counting", "same_day").unwrap().counting, Counting::SameDay);
}

#[test]
fn lists_are_read_line_by_line() {
    assert_eq!(after("reminder_days", "1，7\n７、30").unwrap().mail.reminder_days, [30, 7, 1]);
    assert_eq!(after("naming_verbs", "").unwrap().limits.naming.verbs, [""; 0]);
    assert!(after("producer_services", "F51\n65").is_ok());
    assert!(after("producer_services", "F51\nxx").is_err());
    let w =
        after("past_winners", "2025\t\t演示甲公司\t实施甲的经验\n").unwrap().limits.past_winners;
    assert_eq!((w.len(), w[0].year, w[0].organisation.as_str()), (1, 2025, "演示甲公司"));
    let bad = vec![("past_winners".to_owned(), Fault::BadLine { line: 2 })];
    assert_eq!(after("past_winners", "2025\t\t甲\t乙\n2025 x"), Err(bad));
    assert_eq!(
        after("trim", "2"),
        Err(vec![("trim".to_owned(), Fault::NotNumber { min: 3, max: 15 })])
    );
    let s = after(&slot_key(Slot::Scan), "no").unwrap();
    assert!(!s.limits.requires(Slot::Scan) && s.limits.requires(Slot::Licence));
}

#[test]
fn art_19_every_number_of_reviews_a_trial_offers_may_be_set_and_no_other() {
    let trim = |from: u32| after("trim", &from.to_string()).map(|s| s.review.trim);
    for from in Trim::FROM {
        assert_eq!(trim(from), Ok(Trim::OneEachEnd { from }));
    }
    assert_eq!(trim(0), Ok(Trim::Never));
    assert!(trim(Trim::FROM.start() - 1).is_err() && trim(Trim::FROM.end() + 1).is_err());
}

#[test]
fn a_size_nobody_touches_stays_to_the_byte() {
    let mut s = season();
    s.limits.file_max = 4096;
    let f = form(&s);
    assert_eq!(f["file_max"], "1");
    read(&mut s, &f).unwrap();
    assert_eq!(s.limits.file_max, 4096);
}
