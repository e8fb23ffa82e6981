//! Titles (Art. 22–24).

use domain::season::Direction;
use domain::season::category::Category;
use domain::stamp::Stamp;
use domain::title::{Number, Order, Standing, Title, plain};
use service::ports::title::{CorrectionRow, Group, TitleWish, YearRow};

use super::on_both;
use super::world::*;
use crate::tests::world::Bed;

fn title(year: i32, serial: u32, organisation: &str) -> Title {
    Title {
        number: Number::new(year, serial).unwrap(),
        dossier: None,
        organisation: organisation.into(),
        uscc: String::new(),
        benchmark: format!("实施100%_演示方法{serial}的经验"),
        category: None,
        direction: None,
        region: String::new(),
        granted_at: None,
    }
}

/// Of 2026 a title of this system, of 2025 two from a table.
async fn stored(bed: &Bed) -> Vec<Title> {
    bed.furnish().await;
    bed.dossiers(2, &recommended()).await;
    let direction =
        Direction { code: "p".into(), zh: "过程控制".into(), en: "Process control".into() };
    let here = Title {
        dossier: Some("d1".into()),
        uscc: "91370200MAXT0A1B7P".into(),
        category: Some(Category::Sme),
        direction: Some(direction),
        region: "R330000".into(),
        granted_at: Some(Stamp(9)),
        ..title(2026, 1, "演示甲 有限公司")
    };
    let all = vec![
        here,
        Title { region: "R330000".into(), ..title(2025, 1, "演示乙") },
        title(2025, 2, "演示丙"),
    ];
    let mut w = bed.write().await;
    for t in &all {
        w.insert_title(t, 9).await.unwrap();
    }
    commit(w).await;
    all
}

fn wish(search: &str) -> TitleWish {
    TitleWish { search: plain(search), ..TitleWish::default() }
}

on_both! {
    async fn art_23_a_title_is_found_by_number_and_organisation(bed) {
        let all = stored(&bed).await;
        let mut db = bed.read().await;
        assert_eq!(db.title(&all[0].number).await.unwrap().as_ref(), Some(&all[0]));
        assert_eq!(db.title(&Number::new(2026, 2).unwrap()).await.unwrap(), None);
        assert_eq!(db.titles_of(&"o1".into()).await.unwrap(), all[..1]);
        assert_eq!(db.titles_between(2023, 2026).await.unwrap(), all[1..]);
        assert_eq!(db.titles_granted().await.unwrap(), all[..1]);
        assert_eq!(db.titles_between(2023, 2025).await.unwrap(), []);
    }

    async fn the_register_is_searched_filtered_and_cut_into_pages_by_the_database(bed) {
        let all = stored(&bed).await;
        let mut db = bed.read().await;
        let everything = TitleWish::default();
        assert_eq!(db.titles_page(&everything, Order::Latest, 10, 0).await.unwrap(), all);
        assert_eq!(db.titles_page(&everything, Order::Latest, 1, 1).await.unwrap(), all[1..2]);
        // Blanks, width and case do not count; signs of the search language are signs.
        for (search, found) in [
            ("演示甲有限公司", &all[..1]),
            ("9137 0200 maxt", &all[..1]),
            ("process CONTROL", &all[..1]),
            (all[2].number.as_str(), &all[2..]),
            ("100%_", &all[..]),
            ("甲%公司", &[][..]),
            ("无此", &[][..]),
        ] {
            assert_eq!(db.titles_page(&wish(search), Order::Latest, 10, 0).await.unwrap(), found, "{search}");
        }
        let of_region = TitleWish { region: "R330000".into(), ..everything.clone() };
        assert_eq!(db.titles_page(&of_region, Order::Latest, 10, 0).await.unwrap(), all[..2]);
        let of_year = TitleWish { year: 2025, ..of_region.clone() };
        assert_eq!(db.titles_page(&of_year, Order::Latest, 10, 0).await.unwrap(), all[1..2]);
        let smes = TitleWish { category: "sme".into(), ..everything.clone() };
        assert_eq!(db.titles_page(&smes, Order::Latest, 10, 0).await.unwrap(), all[..1]);
        let group = |year, category, region: &str| Group { year, category, region: region.into(), n: 1 };
        assert_eq!(db.titles_by_group(&of_year).await.unwrap(), [group(2025, None, "R330000")]);
        let mut groups = db.titles_by_group(&everything).await.unwrap();
        groups.sort_by_key(|g| (g.year, g.region.clone()));
        let expected = [
            group(2025, None, ""),
            group(2025, None, "R330000"),
            group(2026, Some(Category::Sme), "R330000"),
        ];
        assert_eq!(groups, expected);
        let years = [YearRow { year: 2026, n: 1, last: 1 }, YearRow { year: 2025, n: 2, last: 2 }];
        assert_eq!(db.title_years().await.unwrap(), years);
        assert_eq!(db.revoked_titles().await.unwrap(), []);
        // By direction and standing, both with the others; in each of the orders.
        let named = |zh: &str| TitleWish { direction: zh.into(), ..everything.clone() };
        assert_eq!(db.titles_page(&named("过程控制"), Order::Latest, 10, 0).await.unwrap(), all[..1]);
        assert_eq!(db.titles_page(&named("过程"), Order::Latest, 10, 0).await.unwrap(), []);
        let both = TitleWish { year: 2025, ..named("过程控制") };
        assert_eq!(db.titles_by_group(&both).await.unwrap(), []);
        let stands = |state| TitleWish { state: Some(state), ..everything.clone() };
        let valid = db.titles_page(&stands(Standing::Valid), Order::Latest, 10, 0).await.unwrap();
        assert_eq!(valid, all);
        let revoked = db.titles_page(&stands(Standing::Revoked), Order::Latest, 10, 0).await;
        assert_eq!(revoked.unwrap(), []);
        let oldest = db.titles_page(&everything, Order::Oldest, 10, 0).await.unwrap();
        assert_eq!(oldest, [all[1].clone(), all[2].clone(), all[0].clone()]);
        let by_name = db.titles_page(&everything, Order::Organisation, 10, 0).await.unwrap();
        let names: Vec<&str> = by_name.iter().map(|t| t.organisation.as_str()).collect();
        assert_eq!(names, ["演示丙", "演示乙", "演示甲 有限公司"]);
        let directions = db.title_directions().await.unwrap();
        assert_eq!(directions.iter().map(|d| d.zh.as_str()).collect::<Vec<_>>(), ["过程控制"]);
    }

    async fn art_23_a_title_is_for_good_and_its_number_is_its_own(bed) {
        stored(&bed).await;
        for harm in [
            "UPDATE title SET organisation = 'x'",
            "UPDATE title SET number = '2026-0009-00' WHERE year = 2026",
            "DELETE FROM title",
        ] {
            let refused = bed.tamper(harm).await.unwrap_err();
            assert!(refused.contains("a title cannot be changed"), "{harm}: {refused}");
        }
        let bed = &bed;
        let again = |t: Title| async move {
            let mut w = bed.write().await;
            w.insert_title(&t, 9).await
        };
        assert!(again(title(2025, 2, "演示丁")).await.is_err(), "a number twice");
        let second = Title { dossier: Some("d1".into()), granted_at: Some(Stamp(9)), ..title(2026, 5, "演示") };
        assert!(again(second).await.is_err(), "an application twice");
        let half = Title { granted_at: Some(Stamp(9)), ..title(2026, 5, "演示") };
        assert!(again(half).await.is_err(), "granted to no application");
        assert!(again(title(2025, 3, "演示丁")).await.is_ok());
    }

    async fn art_23_a_correction_is_a_row_of_its_own_and_the_register_shows_the_last(bed) {
        let all = stored(&bed).await;
        let row = |revision, after: &Title, replaced_by: Option<&Title>| CorrectionRow {
            title: all[1].number.clone(),
            revision,
            after: after.clone(),
            replaced_by: replaced_by.map(|t| t.number.clone()),
            author: "a1".into(),
            at: 10 + revision,
            reason: "导入时有误。".into(),
        };
        let renamed = Title {
            organisation: "演示乙股份".into(),
            uscc: "91370200MAXT0A1B7P".into(),
            category: Some(Category::Sme),
            direction: all[0].direction.clone(),
            ..all[1].clone()
        };
        let mut w = bed.write().await;
        w.insert_title_correction(&row(1, &renamed, None)).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        assert_eq!(db.title(&all[1].number).await.unwrap(), Some(renamed.clone()));
        assert_eq!(db.original_title(&all[1].number).await.unwrap().as_ref(), Some(&all[1]));
        assert_eq!(db.titles_between(2025, 2026).await.unwrap()[0], renamed);
        assert_eq!(db.titles_imported().await.unwrap(), all[1..]);
        assert_eq!(db.title_corrections(&all[1].number).await.unwrap(), [row(1, &renamed, None)]);
        // It is found by what it is called now.
        let find = |q: &str| wish(q);
        assert_eq!(db.titles_page(&find("演示乙股份"), Order::Latest, 9, 0).await.unwrap().len(), 1);
        let by = TitleWish { direction: "过程控制".into(), category: "sme".into(), ..TitleWish::default() };
        assert_eq!(db.titles_page(&by, Order::Oldest, 9, 0).await.unwrap(), [renamed.clone(), all[0].clone()]);
        drop(db);
        // Another year: the title has another number, its old one leads there and is given to nobody.
        let moved = Title { number: Number::new(2024, 1).unwrap(), ..renamed.clone() };
        let mut w = bed.write().await;
        w.insert_title(&moved, 12).await.unwrap();
        w.insert_title_correction(&row(2, &moved, Some(&moved))).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        assert_eq!(db.title(&all[1].number).await.unwrap(), None);
        assert_eq!(db.title_correction_to(&moved.number).await.unwrap(), Some(row(2, &moved, Some(&moved))));
        let everything = db.titles_page(&TitleWish::default(), Order::Latest, 9, 0).await.unwrap();
        assert_eq!(everything, [all[0].clone(), all[2].clone(), moved.clone()]);
        let years = db.title_years().await.unwrap();
        let of = |year| years.iter().find(|y: &&YearRow| y.year == year).copied().unwrap();
        assert_eq!((of(2025), of(2024).n), (YearRow { year: 2025, n: 1, last: 2 }, 1));
        drop(db);
        // Whoever was replaced is not corrected, nor what was announced here; and nothing is taken back.
        let bed = &bed;
        let harm = |row: CorrectionRow| async move { bed.write().await.insert_title_correction(&row).await };
        assert!(harm(row(3, &renamed, None)).await.is_err());
        assert!(harm(CorrectionRow { title: all[0].number.clone(), ..row(1, &renamed, None) }).await.is_err());
        for text in ["UPDATE title_correction SET reason = 'x'", "DELETE FROM title_correction"] {
            let refused = bed.tamper(text).await.unwrap_err();
            assert!(refused.contains("a correction cannot be changed"), "{text}: {refused}");
        }
        assert!(bed.db.check().await.unwrap().iter().all(|f| !f.contains("correct")));
    }

    async fn a_title_that_cannot_be_is_one_sentence_that_names_it(bed) {
        stored(&bed).await;
        let found = bed.db.check().await.unwrap();
        let stray = "Dossier QB-2026-00001-A stands at recommended and has title 2026-0001-";
        assert!(found.iter().any(|f| f.starts_with(stray)), "{found:?}");
        for (harm, say) in [
            (
                "UPDATE dossier SET stage = 'announced' WHERE id = 'd2'",
                "Dossier QB-2026-00002-A stands at announced and has no title.",
            ),
            (
                "INSERT INTO title (number, year, serial, organisation, uscc, benchmark, region, added_at, words) \
                 VALUES ('2024-0001-00', 2024, 1, 'x', '', 'x', '', 1, 'x')",
                "The number of title 2024-0001-00 does not fit 2024 and 1.",
            ),
            (
                "UPDATE season SET year = 2027",
                " is of 2026, its season of 2027.",
            ),
        ] {
            bed.tamper(harm).await.unwrap();
            let found = bed.db.check().await.unwrap();
            assert!(found.iter().any(|f| f.ends_with(say)), "{say}\nnot in\n{}", found.join("\n"));
        }
    }
}
