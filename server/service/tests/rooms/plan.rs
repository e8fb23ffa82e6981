//! Art. 5, 6, 8, 17, 21: a season is planned, changed, opened, and changed again with a reason.

use domain::event::Event;
use domain::facts::workdays::import::Sheet;
use domain::policy::{Grant, Role};
use domain::refusal::Refusal;
use domain::season::edit::{Fault, Form, Part, to_form};
use domain::season::ready::Lack;
use domain::season::rows::seats_form;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;
use service::Service;

use crate::on_both;
use crate::world::answers::UNIT;
use crate::world::*;

/// The form of a part as the page draws it.
async fn form(w: &World, year: i32, part: Part) -> Form {
    let v = w.service.season_draft(&w.office, year).await.unwrap();
    if part == Part::Seats { seats_form(&v.quotas) } else { to_form(part, &v.season) }
}

/// Changes one field of a part.
async fn set(
    w: &World,
    year: i32,
    part: Part,
    field: (&str, &str),
    reason: &str,
) -> service::Result<()> {
    let mut f = form(w, year, part).await;
    f.insert(field.0.into(), field.1.into());
    w.service.change_season(&w.office, year, part, &f, reason).await
}

/// The whole timetable of the planned season within a year.
async fn within(w: &World, year: i32) {
    let mut f = Form::new();
    for (i, phase) in Phase::ALL.into_iter().enumerate() {
        let code = domain::season::rows::phase_code(phase);
        f.insert(format!("{code}.opens"), format!("{year}-{:02}-03 09:00", i + 4));
        f.insert(format!("{code}.closes"), format!("{year}-{:02}-28 24:00", i + 4));
    }
    w.service.change_season(&w.office, 2027, Part::Windows, &f, "").await.unwrap();
}

/// A holder of a role in the running season, by the store.
async fn holds(service: &Service, account: &str, role: Role) -> bool {
    let mut db = service.read().await.unwrap();
    let season = db.current_season().await.unwrap().unwrap().id;
    let grants = db.grants(&season, &account.into()).await.unwrap();
    grants.iter().any(|g: &Grant| g.role == role)
}

on_both! {
    async fn art_5_the_office_alone_plans_changes_and_opens_a_season(w) {
        for actor in [unit(), chair(), expert_actor(1, 1), actor("a", Role::SystemAdmin, ""), actor("m", Role::Ministry, "")] {
            assert_eq!(refused(w.service.plan_season(&actor).await), Refusal::NotYours);
            assert_eq!(refused(w.service.season_draft(&actor, 2026).await), Refusal::NotYours);
            assert_eq!(refused(w.service.open_planned(&actor, 2027).await), Refusal::NotYours);
            // Permission comes before what was typed.
            let typed = Form::from([("title_max".to_owned(), "x".to_owned())]);
            let changed = w.service.change_season(&actor, 2026, Part::Limits, &typed, "").await;
            assert_eq!(refused(changed), Refusal::NotYours);
        }
    }

    async fn art_6_next_years_season_is_planned_while_this_one_runs(w) {
        let before = w.service.call().await.unwrap().season;
        assert_eq!(refused(w.service.season_draft(&w.office, 2027).await), Refusal::NotYours);
        assert_eq!(w.service.plan_season(&w.office).await.unwrap(), 2027);
        assert_eq!(refused(w.service.plan_season(&w.office).await), Refusal::PlannedAlready { year: 2027 });
        let draft = w.service.season_draft(&w.office, 2027).await.unwrap();
        assert!(!draft.opened);
        assert_eq!(draft.season.directions, before.directions);
        assert_eq!(draft.season.limits.file_max, before.limits.file_max);
        let of = |code: &str| draft.quotas.iter().find(|q| q.0 == code).unwrap().1;
        assert_eq!((of(UNIT).base, of(UNIT).sme_extra, of(UNIT).used()), (8, 2, 0));
        let shift = |s: &Season| s.windows.iter().map(|x| x.opens.date().year()).collect::<Vec<_>>();
        assert_eq!(shift(&draft.season), shift(&before).iter().map(|y| y + 1).collect::<Vec<_>>());
        // Nothing of it is seen outside, and the season that runs goes on.
        set(&w, 2027, Part::Limits, ("title_max", "33"), "").await.unwrap();
        assert_eq!(w.service.call().await.unwrap().season, before);
        w.recommended(1).await;
        assert_eq!(w.service.season_plan(&w.office).await.unwrap().planned, Some(2027));
    }

    async fn art_8_a_rubric_is_changed_only_when_it_adds_up(w) {
        w.service.plan_season(&w.office).await.unwrap();
        let wrong = set(&w, 2027, Part::Written, ("c.0.i.0.max", "8"), "").await;
        let faults = vec![(String::new(), Fault::Total { found: 98 })];
        assert_eq!(refused(wrong), Refusal::FormWrong { faults });
        let mut f = form(&w, 2027, Part::Written).await;
        f.insert("c.0.i.0.max".into(), "8".into());
        f.insert("c.0.i.1.max".into(), "22".into());
        w.service.change_season(&w.office, 2027, Part::Written, &f, "").await.unwrap();
        let rubric = w.service.season_draft(&w.office, 2027).await.unwrap().season.review.written;
        assert_eq!((rubric.criteria[0].items[0].max, rubric.criteria[0].items[1].max), (8, 22));
        // Written review of the running season has begun: sheets may be sealed by its rubric.
        let running = w.service.change_season(&w.office, 2026, Part::Written, &f, "理由").await;
        assert_eq!(refused(running), Refusal::FormWrong { faults: vec![(String::new(), Fault::Underway)] });
    }

    async fn art_21_a_season_whose_working_days_are_unknown_is_not_opened(w) {
        w.service.plan_season(&w.office).await.unwrap();
        let refusal = refused(w.service.open_planned(&w.office, 2027).await);
        let Refusal::NotReady { lacks } = refusal else { panic!("{refusal:?}") };
        assert!(lacks.contains(&Lack::Calendar { year: 2027 }), "{lacks:?}");
        assert_eq!(w.service.season().await.unwrap().year, 2026);
    }

    async fn art_6_opening_checks_everything_and_carries_standing_roles_over(w) {
        let chance = |role, scope: &'static str| {
            let service = w.service.clone();
            async move {
                let email = format!("{}@example.com", role as usize);
                let account = service.create_account("operator", "演示", &email, PASSWORD).await.unwrap();
                service.grant("operator", &id(), &account, role, scope).await.unwrap();
                account.to_string()
            }
        };
        let office = chance(Role::Office, "").await;
        let audit = chance(Role::AuditAdmin, "").await;
        let unit = chance(Role::RecommendingUnit, UNIT).await;
        let chair = chance(Role::Chair, "").await;
        w.service.plan_season(&w.office).await.unwrap();
        within(&w, 2026).await;
        for (unit_, q) in w.service.season_draft(&w.office, 2027).await.unwrap().quotas {
            if q.seats() > 0 {
                let f = Form::from([(format!("{unit_}.base"), "0".into()), (format!("{unit_}.extra"), "0".into())]);
                w.service.change_season(&w.office, 2027, Part::Seats, &f, "").await.unwrap();
            }
        }
        let none = refused(w.service.open_planned(&w.office, 2027).await);
        assert_eq!(none, Refusal::NotReady { lacks: vec![Lack::Seats] });
        set(&w, 2027, Part::Seats, (&format!("{UNIT}.base"), "5"), "").await.unwrap();
        w.service.open_planned(&w.office, 2027).await.unwrap();
        assert_eq!(w.service.season().await.unwrap().year, 2027);
        for (account, role, carried) in [
            (&office, Role::Office, true),
            (&audit, Role::AuditAdmin, true),
            (&unit, Role::RecommendingUnit, true),
            (&chair, Role::Chair, false),
        ] {
            assert_eq!(holds(&w.service, account, role).await, carried, "{role:?}");
        }
        let mut db = w.service.read().await.unwrap();
        let last = db.entries(0, 1_000).await.unwrap().pop().unwrap();
        let event = service::journal::event(&last).unwrap();
        assert!(matches!(event, Event::SeasonOpened { year: 2027, roles: 3, .. }), "{event:?}");
        // Once, and not again.
        assert_eq!(refused(w.service.open_planned(&w.office, 2027).await), Refusal::NotYours);
        assert_eq!(w.service.plan_season(&w.office).await.unwrap(), 2028);
    }

    async fn art_6_after_the_opening_a_change_needs_a_reason_and_applicants_read_it(w) {
        let less = async |reason| set(&w, 2026, Part::Limits, ("title_max", "36"), reason).await;
        assert_eq!(refused(less(" ").await), Refusal::TooShort { min: 1, found: 0 });
        less("与申报表一致").await.unwrap();
        let call = w.service.call().await.unwrap().season;
        assert_eq!((call.limits.title_max, call.changes.len()), (36, 1));
        let c = &call.changes[0];
        assert_eq!((c.part, c.reason.as_str(), c.items[0].before.as_str()), (Part::Limits, "与申报表一致", "40"));
        // What does not concern applicants is kept, and not told.
        set(&w, 2026, Part::Limits, ("claim_minutes", "45"), "内部").await.unwrap();
        assert_eq!(w.service.call().await.unwrap().season.changes.len(), 1);
        let all = w.service.season_draft(&w.office, 2026).await.unwrap().season.changes;
        assert_eq!(all.iter().map(|c| c.reason.as_str()).collect::<Vec<_>>(), ["与申报表一致", "内部"]);
        // Nothing changed is nothing said.
        set(&w, 2026, Part::Limits, ("claim_minutes", "45"), "").await.unwrap();
        // The history travels with no dossier.
        let (actor, id) = w.begun(1).await;
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().season.changes, []);
        let mut db = w.service.read().await.unwrap();
        let reasons: Vec<String> = db.entries(0, 1_000).await.unwrap().into_iter().map(|e| e.reason).collect();
        assert!(reasons.contains(&"内部".to_owned()));
    }

    async fn art_6_a_window_moved_in_the_timetable_says_why_and_an_opening_that_happened_stays(w) {
        let closes = day(41).show_field();
        set(&w, 2026, Part::Windows, ("application.closes", &closes), "台风").await.unwrap();
        let call = w.service.call().await.unwrap().season;
        let window = call.window(Phase::Application).unwrap();
        assert_eq!((window.closes, window.changed.as_deref()), (Stamp::read(&closes).unwrap(), Some("台风")));
        assert_eq!(call.window(Phase::Notice).unwrap().changed, None);
        let opens = day(9).show_field();
        let earlier = set(&w, 2026, Part::Windows, ("application.opens", &opens), "x").await;
        let faults = vec![("application.opens".to_owned(), Fault::Begun)];
        assert_eq!(refused(earlier), Refusal::FormWrong { faults });
    }

    async fn two_who_change_the_same_part_do_not_overwrite_each_other(w) {
        w.service.plan_season(&w.office).await.unwrap();
        let mut mine = form(&w, 2027, Part::Directions).await;
        mine.insert("base".into(), domain::season::edit::base(&mine));
        set(&w, 2027, Part::Directions, ("d.0.zh", "别人的"), "").await.unwrap();
        let late = w.service.change_season(&w.office, 2027, Part::Directions, &mine, "").await;
        assert!(matches!(refused(late), Refusal::Stale { .. }));
    }

    async fn a_plan_that_was_posted_at_random_is_no_fault(w) {
        for year in [0, 2026, 2027, i32::MAX, i32::MIN] {
            for part in Part::ALL {
                let junk = Form::from([("d.99999.zh".to_owned(), "\0".to_owned()), ("c.0.i.x.max".to_owned(), "𠮷".repeat(99))]);
                let out = w.service.change_season(&w.office, year, part, &junk, "\0x").await;
                assert!(!matches!(out, Err(service::Error::Fault(_))), "{year} {part:?} {out:?}");
            }
        }
    }
}

/// The notice of 2026 moved to another year, with a day on which Spring Festival is off.
fn sheet(year: i32) -> Sheet {
    let festivals = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];
    let mut text = "日期\t类型\t名称".to_owned();
    for (i, name) in festivals.iter().enumerate() {
        text += &format!("\n{year}-{:02}-01\t放假\t{name}", i + 1);
    }
    Sheet {
        year: year.to_string(),
        title: "演示通知".into(),
        no: String::new(),
        date: format!("{}-11-01", year - 1),
        text,
    }
}

on_both! {
    async fn art_5_the_office_alone_imports_a_year(w) {
        for actor in [unit(), chair(), expert_actor(1, 1), actor("a", Role::SystemAdmin, "")] {
            assert_eq!(refused(w.service.calendar_years(&actor).await), Refusal::NotYours);
            // Permission comes before the table is looked at.
            assert_eq!(refused(w.service.import_year(&actor, &Sheet::default(), "").await), Refusal::NotYours);
        }
    }

    async fn art_21_an_imported_year_is_counted_with_and_opens_the_season(w) {
        w.service.plan_season(&w.office).await.unwrap();
        within(&w, 2027).await;
        let unknown = vec![Lack::Calendar { year: 2027 }];
        assert_eq!(refused(w.service.open_planned(&w.office, 2027).await), Refusal::NotReady { lacks: unknown });
        assert_eq!(w.service.import_year(&w.office, &sheet(2027), "").await.unwrap(), 2027);
        let years = w.service.calendar_years(&w.office).await.unwrap().years;
        let known: Vec<(i32, bool)> = years.iter().map(|y| (y.data.year, y.imported.is_some())).collect();
        assert_eq!(known, [(2024, false), (2025, false), (2026, false), (2027, true)]);
        w.service.open_planned(&w.office, 2027).await.unwrap();
        assert_eq!(w.service.season().await.unwrap().year, 2027);
    }

    async fn art_21_a_year_is_taken_over_whole_or_not_at_all(w) {
        let import = async |change: fn(&mut Sheet)| {
            let mut s = sheet(2027);
            change(&mut s);
            w.service.import_year(&w.office, &s, "").await
        };
        assert_eq!(refused(import(|s| s.text += "\n2027-02-30\t放假\t春节\n2027-03-01\t上班\t").await), Refusal::YearWrong { rows: vec![9, 10] });
        assert_eq!(refused(import(|s| s.text.clear()).await), Refusal::YearWrong { rows: vec![] });
        assert_eq!(refused(import(|s| s.title.clear()).await), Refusal::YearWrong { rows: vec![] });
        assert_eq!(w.service.calendar_years(&w.office).await.unwrap().years.len(), 3);
    }

    async fn art_18_a_replaced_year_moves_later_deadlines_and_no_earlier_ones(w) {
        // What is known is replaced for a reason only.
        let again = async |reason| w.service.import_year(&w.office, &sheet(2026), reason).await;
        assert_eq!(refused(again(" ").await), Refusal::TooShort { min: 1, found: 0 });
        let due = async |n| {
            let (_, id) = w.recommended(n).await;
            let items = [(domain::formality::Item::Signed, "请补签".to_owned())].into();
            w.service.ask_correction(&w.office, &id, &items).await.unwrap();
            let mut db = w.service.read().await.unwrap();
            db.correction(&id).await.unwrap().unwrap().round.due
        };
        let first = due(1).await;
        // From the day after on a fortnight of holidays.
        let mut s = sheet(2026);
        let mut day = w.service.now().plus(domain::stamp::DAY);
        for _ in 0..14 {
            if !s.text.contains(&day.show_date()) {
                s.text += &format!("\n{}\t放假\t国庆节", day.show_date());
            }
            day = day.plus(domain::stamp::DAY);
        }
        w.service.import_year(&w.office, &s, "国务院办公厅调整通知").await.unwrap();
        let second = due(2).await;
        assert!(second.0 >= first.0 + 7 * domain::stamp::DAY, "{} {}", first.show_minute(), second.show_minute());
        let years = w.service.calendar_years(&w.office).await.unwrap().years;
        let y = years.iter().find(|y| y.data.year == 2026).unwrap();
        assert_eq!(y.reason, "国务院办公厅调整通知");
    }
}
