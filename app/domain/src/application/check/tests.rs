use super::*;
use crate::season::tests::season;
use crate::season::{Limits, Naming};

fn cx() -> Context {
    Context {
        season: season(),
        files: vec![Slot::Licence, Slot::Statements, Slot::Credit, Slot::Scan],
        contents: vec!["f00d".into()],
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
            put(&f.result_key(row), if f == Field::Evidence { "f00d" } else { "98.5" });
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
    let cx = Context { files: vec![Slot::Licence, Slot::Credit, Slot::Scan], ..cx() };
    let p = check_page(Page::Attachments, &good(), &cx);
    assert_eq!(p, vec![Problem { key: "file.statements".into(), fault: Fault::FileMissing }]);
}

fn won(year: i32, uscc: &str, organisation: &str, title: &str) -> PastWinner {
    let owned = str::to_owned;
    PastWinner {
        year,
        uscc: owned(uscc),
        organisation: owned(organisation),
        title: owned(title),
        revoked: None,
    }
}

/// What is wrong with a page when these were chosen before.
fn after(winners: Vec<PastWinner>, page: Page) -> Vec<Fault> {
    let mut cx = cx();
    cx.season.limits.past_winners = winners;
    check_page(page, &good(), &cx).into_iter().map(|p| p.fault).collect()
}

#[test]
fn art_24_a_winner_of_the_last_three_seasons_waits() {
    let own = "91370200MAXT0A1B7P";
    let (org, title) = (Page::Organisation, "别的经验");
    let waits = |year| Fault::Won { bar: Bar { year, revoked: None, until: year + 3 } };
    assert_eq!(after(vec![won(2023, own, "旧名", title)], org), [waits(2023)]);
    assert_eq!(after(vec![won(2022, own, "旧名", title)], org), []);
    // The name decides only where no code is known.
    assert_eq!(after(vec![won(2025, "", "青岛某某 有限公司", title)], org), [waits(2025)]);
    let other = won(2025, "91310115MAXT7K2N7R", "青岛某某有限公司", title);
    assert_eq!(after(vec![other], org), []);
}

#[test]
fn art_24_who_lost_a_title_waits_from_the_year_it_was_revoked() {
    let own = "91370200MAXT0A1B7P";
    let lost = |year, revoked| PastWinner {
        revoked: Some(revoked),
        ..won(year, own, "旧名", "别的经验")
    };
    let bar =
        |year, revoked, until| Fault::Won { bar: Bar { year, revoked: Some(revoked), until } };
    let org = Page::Organisation;
    // The title is long past, its revocation is not.
    assert_eq!(after(vec![lost(2020, 2025)], org), [bar(2020, 2025, 2028)]);
    assert_eq!(after(vec![lost(2020, 2023)], org), [bar(2020, 2023, 2026)]);
    assert_eq!(after(vec![lost(2019, 2022)], org), []);
    // Of several the longest; a revocation never shortens anything.
    assert_eq!(
        after(vec![lost(2020, 2024), won(2025, own, "", "")], org),
        [Fault::Won { bar: Bar { year: 2025, revoked: None, until: 2028 } }]
    );
}

#[test]
fn art_24_a_title_is_not_used_again_within_three_seasons() {
    let same = won(2024, "", "别家", "实施零缺陷管理的 经验");
    assert_eq!(after(vec![same.clone()], Page::Title), [Fault::TitleWon { year: 2024 }]);
    let mut free = cx();
    free.season.limits.past_winners = vec![same];
    free.season.limits.winner_bar = 0;
    assert_eq!(check_all(&good(), &free), vec![]);
}

#[test]
fn of_the_earlier_winners_a_dossier_carries_its_own_only() {
    let mut s = season();
    s.limits.past_winners = vec![
        won(2025, "91370200MAXT0A1B7P", "", ""),
        won(2025, "", "别家", "实施零缺陷管理的经验"),
        won(2025, "", "别家", "别的经验"),
    ];
    assert_eq!(s.for_dossier(&good()).limits.past_winners.len(), 2);
}

#[test]
fn what_the_regulation_leaves_open_follows_the_season() {
    let asked = |change: fn(&mut Limits), page: Page, a: &Answers| -> Vec<Fault> {
        let mut cx = cx();
        change(&mut cx.season.limits);
        check_page(page, a, &cx).into_iter().map(|p| p.fault).collect()
    };
    let style = with("title", "零缺陷管理案例");
    assert_eq!(asked(|l| l.naming.verbs.clear(), Page::Title, &style), [Fault::Naming]);
    let free = |l: &mut Limits| l.naming = Naming { verbs: vec![], endings: vec!["案例".into()] };
    assert_eq!(asked(free, Page::Title, &style), []);
    let slots = |l: &mut Limits| l.required_slots = vec![Slot::SafetyRecord];
    assert_eq!(asked(slots, Page::Attachments, &good()), [Fault::FileMissing]);
    assert_eq!(
        asked(|l| l.results_max = 2, Page::Results, &good()),
        [Fault::TooManyRows { max: 2 }]
    );
    let services = |l: &mut Limits| l.producer_services = vec!["C36".into()];
    assert_eq!(asked(services, Page::Title, &with("scope", "5")), []);
    assert_eq!(
        asked(|l| l.honours_max = 2, Page::Title, &with("honours", "演示奖")),
        [Fault::TooLong { max: 2, found: 3 }]
    );
    assert_eq!(
        asked(|l| l.report_pages = 4, Page::Report, &good()),
        [Fault::TooManyPages { max: 4, found: 6 }]
    );
}

#[test]
fn art_8_3_a_row_names_the_file_that_proves_it() {
    let none = with("result.2.evidence", "");
    assert_eq!(
        faults(Page::Results, &none),
        vec![("result.2.evidence".into(), Fault::NoEvidence { required: false })]
    );
    assert_eq!(check_all(&none, &cx()), vec![]);
    let mut strict = cx();
    strict.season.limits.results_evidence = true;
    assert_eq!(check_all(&none, &strict), vec![(Page::Results, 1)]);
    assert_eq!(
        faults(Page::Results, &with("result.1.evidence", "beef")),
        vec![("result.1.evidence".into(), Fault::FileGone)]
    );
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
