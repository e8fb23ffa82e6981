//! Titles (Art. 22–24).

use domain::season::Direction;
use domain::season::category::Category;
use domain::stamp::Stamp;
use domain::title::{Number, Title, plain};
use service::ports::title::{Group, TitleWish, YearRow};

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
    async fn art_23_a_title_is_found_by_number_application_and_organisation(bed) {
        let all = stored(&bed).await;
        let mut db = bed.read().await;
        assert_eq!(db.title(&all[0].number).await.unwrap().as_ref(), Some(&all[0]));
        assert_eq!(db.title(&Number::new(2026, 2).unwrap()).await.unwrap(), None);
        assert_eq!(db.title_of(&"d1".into()).await.unwrap().as_ref(), Some(&all[0]));
        assert_eq!(db.title_of(&"d2".into()).await.unwrap(), None);
        assert_eq!(db.titles_of(&"o1".into()).await.unwrap(), all[..1]);
        assert_eq!(db.titles_between(2023, 2026).await.unwrap(), all[1..]);
        assert_eq!(db.titles_between(2023, 2025).await.unwrap(), []);
    }

    async fn the_register_is_searched_filtered_and_cut_into_pages_by_the_database(bed) {
        let all = stored(&bed).await;
        let mut db = bed.read().await;
        let everything = TitleWish::default();
        assert_eq!(db.titles_page(&everything, 10, 0).await.unwrap(), all);
        assert_eq!(db.titles_page(&everything, 1, 1).await.unwrap(), all[1..2]);
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
            assert_eq!(db.titles_page(&wish(search), 10, 0).await.unwrap(), found, "{search}");
        }
        let of_region = TitleWish { region: "R330000".into(), ..everything.clone() };
        assert_eq!(db.titles_page(&of_region, 10, 0).await.unwrap(), all[..2]);
        let of_year = TitleWish { year: 2025, ..of_region.clone() };
        assert_eq!(db.titles_page(&of_year, 10, 0).await.unwrap(), all[1..2]);
        let smes = TitleWish { category: "sme".into(), ..everything.clone() };
        assert_eq!(db.titles_page(&smes, 10, 0).await.unwrap(), all[..1]);
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
        assert_eq!(db.tombstones().await.unwrap(), []);
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
