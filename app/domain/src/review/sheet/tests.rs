//! The score sheet: what is accepted, what is refused, what is sealed.

use proptest::prelude::*;

use super::*;

fn full() -> SheetForm {
    let rubric = Rubric::written_default();
    SheetForm {
        scores: rubric.items().map(|i| (i.code.clone(), "8.5".to_owned())).collect(),
        comments: BTreeMap::from([
            ("science".to_owned(), " 方法得当。\r\n有新意。 ".to_owned()),
            ("system".to_owned(), "  ".to_owned()),
        ]),
        overall: "评".repeat(50),
    }
}

fn fault_of(field: &str, form: &SheetForm) -> Option<SheetFault> {
    let checked = check(form, &Rubric::written_default(), &SheetLimits::default());
    checked.problems.iter().find(|p| p.field.to_string() == field).map(|p| p.fault)
}

fn typed(value: &str) -> (Option<Tenths>, Option<SheetFault>) {
    let mut form = full();
    form.scores.insert("science.law".to_owned(), value.to_owned());
    let checked = check(&form, &Rubric::written_default(), &SheetLimits::default());
    (checked.scores.get("science.law").copied(), fault_of("score.science.law", &form))
}

#[test]
fn art_19_a_full_sheet_can_be_sealed_with_its_total() {
    let sealed =
        seal(&full(), &Rubric::written_default(), &SheetLimits::default()).expect("sealed");
    assert_eq!(sealed.total, Tenths(595));
    assert_eq!(sealed.total.to_string(), "59.5");
    assert_eq!(sealed.scores.len(), 7);
    assert_eq!(
        sealed.comments,
        BTreeMap::from([("science".to_owned(), "方法得当。\n有新意。".to_owned())])
    );
}

#[test]
fn art_19_a_sheet_without_one_score_has_a_running_total_and_no_total() {
    let mut form = full();
    form.scores.remove("effect.gains");
    let checked = check(&form, &Rubric::written_default(), &SheetLimits::default());
    assert_eq!((checked.running, checked.total), (Tenths(510), None));
    assert_eq!(fault_of("score.effect.gains", &form), Some(SheetFault::Missing));
    let problems =
        seal(&form, &Rubric::written_default(), &SheetLimits::default()).expect_err("refused");
    assert_eq!(problems.len(), 1);
}

#[test]
fn art_19_scores_have_one_decimal_and_stay_within_the_weight() {
    for (value, tenths) in [
        ("0", 0),
        ("10", 100),
        ("10.0", 100),
        ("9.9", 99),
        ("8.50", 85),
        ("8.", 80),
        (".5", 5),
        ("８．５", 85),
        ("８。５", 85),
        ("　7.1 ", 71),
        ("007", 70),
        ("-0", 0),
        ("\u{FEFF}6", 60),
    ] {
        assert_eq!(typed(value), (Some(Tenths(tenths)), None), "{value}");
    }
    let out = SheetFault::OutOfRange { max: 10 };
    for (value, fault) in [
        ("", SheetFault::Missing),
        (" 　", SheetFault::Missing),
        ("10.1", out),
        ("-0.1", out),
        ("－1", out),
        ("99999999999999999999", out),
        ("8.55", SheetFault::TooManyDecimals),
        ("1e1", SheetFault::NotANumber),
        ("+5", SheetFault::NotANumber),
        ("8,5", SheetFault::NotANumber),
        ("8 5", SheetFault::NotANumber),
        (".", SheetFault::NotANumber),
        ("-", SheetFault::NotANumber),
        ("1.2.3", SheetFault::NotANumber),
        ("八", SheetFault::NotANumber),
        ("NaN", SheetFault::NotANumber),
        ("٣", SheetFault::NotANumber),
    ] {
        assert_eq!(typed(value), (None, Some(fault)), "{value}");
    }
}

#[test]
fn art_19_the_overall_comment_is_required_and_measured_without_white_space() {
    let with = |overall: String| fault_of("overall", &SheetForm { overall, ..full() });
    assert_eq!(with(String::new()), Some(SheetFault::Missing));
    assert_eq!(with(" \n\u{200B}".repeat(60)), Some(SheetFault::Missing));
    assert_eq!(with("评 ".repeat(49)), Some(SheetFault::CommentTooShort { min: 50, found: 49 }));
    assert_eq!(with("评\r\n".repeat(50)), None);
    assert_eq!(with("评".repeat(2000)), None);
    assert_eq!(with("评".repeat(2001)), Some(SheetFault::TooLong { max: 2000, found: 2001 }));
}

#[test]
fn a_comment_on_a_criterion_may_be_blank_but_not_too_long() {
    let mut form = full();
    form.comments.insert("effect".to_owned(), "长".repeat(1001));
    assert_eq!(
        fault_of("comment.effect", &form),
        Some(SheetFault::TooLong { max: 1000, found: 1001 })
    );
    form.comments.clear();
    assert!(seal(&form, &Rubric::written_default(), &SheetLimits::default()).is_ok());
}

#[test]
fn what_the_rubric_does_not_name_is_never_sealed() {
    let mut form = full();
    form.scores.insert("bonus".to_owned(), "50".to_owned());
    form.comments.insert("bonus".to_owned(), "多加五十分".to_owned());
    let sealed = seal(&form, &Rubric::written_default(), &SheetLimits::default()).expect("sealed");
    assert_eq!(
        (sealed.total, sealed.scores.contains_key("bonus"), sealed.comments.contains_key("bonus")),
        (Tenths(595), false, false)
    );
}

#[test]
fn an_empty_rubric_cannot_be_sealed() {
    let problems =
        seal(&full(), &Rubric { criteria: vec![] }, &SheetLimits::default()).expect_err("refused");
    assert_eq!(
        problems,
        [SheetProblem { field: SheetField::Overall, fault: SheetFault::NothingToScore }]
    );
}

#[test]
fn tenths_print_with_one_decimal() {
    assert_eq!(
        [Tenths(0), Tenths(5), Tenths(-5), Tenths(1000)].map(|t| t.to_string()),
        ["0.0", "0.5", "-0.5", "100.0"]
    );
}

proptest! {
    #[test]
    fn any_text_is_a_valid_score_or_a_named_problem(text in ".*") {
        let (value, fault) = typed(&text);
        prop_assert!(value.is_some() != fault.is_some());
        prop_assert!(value.is_none_or(|t| (0..=100).contains(&t.0)));
    }

    #[test]
    fn what_is_printed_is_read_back(tenths in 0..=100_i32) {
        prop_assert_eq!(typed(&Tenths(tenths).to_string()), (Some(Tenths(tenths)), None));
    }
}
