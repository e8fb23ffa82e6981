use super::*;
use crate::season::tests::season;

fn cx() -> Context {
    Context {
        season: season(),
        files: vec![Slot::Licence, Slot::Statements, Slot::Credit, Slot::Scan],
    }
}

/// A dossier in which nothing is wrong.
fn good() -> Answers {
    let mut a = Answers::new();
    let mut put = |k: &str, v: &str| {
        a.insert(k.to_owned(), v.to_owned());
    };
    for (k, v) in [
        ("org_name", "青岛某某有限公司"),
        ("uscc", "91370200MAXT0A1B7P"),
        ("region", "R370200"),
        ("unit", "R370200"),
        ("address", "青岛市演示路 1 号"),
        ("nature", "private"),
        ("legal_rep", "张三"),
        ("legal_rep_mobile", "13800000001"),
        ("contact", "李四"),
        ("contact_mobile", "138 0000 0002"),
        ("contact_email", "a@example.com"),
        ("industry", "C36"),
        ("employees", "286"),
        ("quality_staff", "12"),
        ("title", "实施零缺陷管理的经验"),
        ("scope", "4"),
        ("direction", "d1"),
        ("abstract", "摘要"),
        ("origin", "adapted"),
        ("method_name", "零缺陷管理"),
        ("since", "2020-03"),
        ("maturity", "自 2020 年起在全公司应用。"),
    ] {
        put(k, v);
    }
    for year in 1..=3 {
        for what in ["revenue", "assets", "operating", "net"] {
            put(&format!("{what}_{year}"), "12,800");
        }
    }
    for f in Field::SECTIONS {
        put(f.key(), &"经".repeat(600));
    }
    for row in 1..=3 {
        for f in Page::Results.fields() {
            put(&f.result_key(row), "98.5");
        }
    }
    for f in Page::Declarations.fields() {
        put(f.key(), "yes");
    }
    a
}

fn faults(page: Page, a: &Answers) -> Vec<(String, Fault)> {
    check_page(page, a, &cx()).into_iter().map(|p| (p.key, p.fault)).collect()
}

fn with(key: &str, value: &str) -> Answers {
    let mut a = good();
    a.insert(key.into(), value.into());
    a
}

#[test]
fn a_complete_dossier_has_no_problem() {
    assert_eq!(check_all(&good(), &cx()), vec![]);
}

#[test]
fn an_empty_dossier_asks_for_every_required_field_once() {
    let a = Answers::new();
    for page in [
        Page::Organisation,
        Page::Finance,
        Page::Size,
        Page::Title,
        Page::Method,
        Page::Declarations,
    ] {
        let asked: Vec<_> = faults(page, &a).into_iter().map(|f| f.0).collect();
        let required: Vec<_> =
            page.fields().filter(|f| f.required()).map(|f| f.key().to_owned()).collect();
        assert_eq!(asked, required);
    }
}

#[test]
fn art_9_1_a_loss_year_is_named() {
    let a = with("net_2", "-3.5");
    assert_eq!(faults(Page::Finance, &a), vec![("net_2".into(), Fault::Loss { year: 2024 })]);
    assert!(
        faults(Page::Finance, &with("net_3", "0"))
            .iter()
            .any(|f| f.1 == Fault::Loss { year: 2023 })
    );
    assert_eq!(faults(Page::Finance, &with("net_1", "0.01")), vec![]);
}

#[test]
fn art_9_2_the_method_must_have_matured() {
    assert_eq!(faults(Page::Method, &with("since", "2024-05")), vec![]);
    assert_eq!(
        faults(Page::Method, &with("since", "2024年6月")),
        vec![("since".into(), Fault::TooRecent { years: 2 })]
    );
}

#[test]
fn art_9_3_sharing_must_be_agreed_to() {
    assert_eq!(
        faults(Page::Declarations, &with("sharing", "")),
        vec![("sharing".into(), Fault::Agree)]
    );
    assert_eq!(
        faults(Page::Declarations, &with("sharing", "no")),
        vec![("sharing".into(), Fault::Agree)]
    );
}

#[test]
fn art_10_4_scope_four_is_for_smes() {
    let mut a = with("employees", "1000");
    a.insert("revenue_1".into(), "4".into());
    a.insert("revenue_1.unit".into(), "yi".into());
    assert_eq!(
        faults(Page::Title, &a),
        vec![("scope".into(), Fault::NotSme { size: Size::Large })]
    );
    a.insert("scope".into(), "1".into());
    assert_eq!(faults(Page::Title, &a), vec![]);
}

#[test]
fn art_10_5_scope_five_is_for_services() {
    assert_eq!(faults(Page::Title, &with("scope", "5")), vec![("scope".into(), Fault::NotService)]);
    let mut a = with("scope", "5");
    a.insert("industry".into(), "I65".into());
    assert_eq!(faults(Page::Title, &a), vec![]);
}

#[test]
fn art_7_a_separately_planned_city_goes_its_own_way() {
    assert!(matches!(
        faults(Page::Organisation, &with("unit", "R370000")).as_slice(),
        [(k, Fault::Unit(UnitError::SeparatePlanningCity { .. }))] if k == "unit"
    ));
    assert_eq!(faults(Page::Organisation, &with("unit", "A-CMIF")), vec![]);
}

#[test]
fn the_naming_habit_warns_and_does_not_block() {
    let a = with("title", "我们的质量管理");
    assert_eq!(faults(Page::Title, &a), vec![("title".into(), Fault::Naming)]);
    assert_eq!(check_all(&a, &cx()), vec![]);
}

#[test]
fn art_8_3_results_need_rows_with_comparison() {
    let a = with("result.2.competitor", " ");
    assert_eq!(faults(Page::Results, &a), vec![("result.2.competitor".into(), Fault::Missing)]);
    let mut a = good();
    a.retain(|k, _| !k.starts_with("result.3"));
    assert_eq!(
        faults(Page::Results, &a),
        vec![("result.3.indicator".into(), Fault::TooFewRows { min: 3, found: 2 })]
    );
}

#[test]
fn limits_are_counted_in_characters() {
    assert!(faults(Page::Title, &with("abstract", &"字".repeat(500))).is_empty());
    assert_eq!(
        faults(Page::Title, &with("abstract", &"字".repeat(501))),
        vec![("abstract".into(), Fault::TooLong { max: 500, found: 501 })]
    );
    let a = with("section_1", &"字".repeat(4_000));
    assert_eq!(
        faults(Page::Report, &a),
        vec![("report".into(), Fault::TooLong { max: 8000, found: 8800 })]
    );
}

#[test]
fn money_is_read_in_either_unit() {
    assert!(matches!(
        faults(Page::Finance, &with("revenue_1", "1.2.8"))[0].1,
        Fault::Number(NumberError::NotANumber)
    ));
    let mut a = with("revenue_1", "１．２８");
    a.insert("revenue_1.unit".into(), "yi".into());
    assert_eq!(amount(&a, Field::Revenue1).map(|w| w.floor_wan()), Ok(12_800));
}

#[test]
fn missing_files_are_named_by_slot() {
    let cx = Context { season: season(), files: vec![Slot::Licence, Slot::Credit, Slot::Scan] };
    let p = check_page(Page::Attachments, &good(), &cx);
    assert_eq!(p, vec![Problem { key: "file.statements".into(), fault: Fault::FileMissing }]);
}

proptest::proptest! {
    /// Whatever is typed, the check answers and never panics.
    #[test]
    fn any_text_in_any_field_gets_an_answer(text in ".{0,80}", which in 0..Field::ALL.len()) {
        let f = Field::ALL[which];
        let mut a = good();
        let key = if f.page() == Page::Results { f.result_key(2) } else { f.key().to_owned() };
        a.insert(key, text);
        for page in Page::ALL { let _ = check_page(page, &a, &cx()); }
    }
}
