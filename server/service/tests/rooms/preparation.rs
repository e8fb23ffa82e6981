//! From the call to a published assignment: a whole season of 300 applications before all 73
//! units, each step by those whose step it is, several of them at once and from two servers.

use std::collections::{BTreeMap, BTreeSet};

use domain::application::field::Slot;
use domain::committee::seating::PanelForm;
use domain::facts::units::{self, Unit};
use domain::formality::Item;
use domain::ids::{DossierId, ExpertId};
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::season::edit::{Form, Part};
use domain::season::rows::phase_code;
use domain::stamp::Stamp;
use service::journal::{Verdict, verify};
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::answers::{answers, organisation};
use crate::world::*;

const APPLICATIONS: usize = 300;
/// Seats of each unit: for anyone, and for small and medium-sized enterprises alone.
const SEATS: (usize, usize) = (2, 1);

/// Opening and closing of each phase of the new season.
const TIMETABLE: [(Phase, &str, &str); 8] = [
    (Phase::Application, "2026-07-13 09:00", "2026-07-31 24:00"),
    (Phase::Recommendation, "2026-07-20 09:00", "2026-08-07 24:00"),
    (Phase::Formality, "2026-08-10 09:00", "2026-08-28 24:00"),
    (Phase::WrittenReview, "2026-08-31 09:00", "2026-09-25 24:00"),
    (Phase::Defence, "2026-10-12 09:00", "2026-10-16 24:00"),
    (Phase::Consultation, "2026-10-19 09:00", "2026-10-20 24:00"),
    (Phase::Notice, "2026-10-21 09:00", "2026-11-10 24:00"),
    (Phase::Announcement, "2026-11-16 09:00", "2026-11-20 24:00"),
];

fn of_unit(unit: &Unit) -> Actor {
    actor(&format!("unit-{}", unit.code), Role::RecommendingUnit, &unit.code)
}

fn clock(w: &World, at: &str) {
    w.clock.set(Stamp::read(at).unwrap());
}

/// Next year's season, planned out of this year's and opened, its seats out of a table.
async fn opened(w: &World) {
    let year = w.service.plan_season(&w.office).await.unwrap();
    let windows: Form = TIMETABLE
        .iter()
        .flat_map(|(phase, opens, closes)| {
            let code = phase_code(*phase);
            [
                (format!("{code}.opens"), (*opens).into()),
                (format!("{code}.closes"), (*closes).into()),
            ]
        })
        .collect();
    w.service.change_season(&w.office, year, Part::Windows, &windows, "").await.unwrap();
    w.service.open_planned(&w.office, year).await.unwrap();
    let (anyone, small) = SEATS;
    let rows = units::units().iter().map(|u| format!("{}\t{anyone}\t{small}\n", u.zh));
    let table =
        format!("推荐单位\t不限规模的名额\t另给中小企业的名额\n{}", rows.collect::<String>());
    assert_eq!(
        w.service.import_quotas(&w.office, &table, "调整名额").await.unwrap(),
        units::units().len()
    );
}

/// An application of its own organisation through a unit, written, signed and handed in.
async fn submitted(w: &World, n: usize, unit: &Unit) -> (Actor, DossierId) {
    let mut answers = answers(n);
    answers.insert("unit".into(), unit.code.clone());
    if !unit.is_association() {
        answers.insert("region".into(), unit.code.clone());
    }
    let (applicant, id) = w.draft_of(w.applicant(n).await, &answers).await;
    w.service.submit(&applicant, &id).await.unwrap();
    (applicant, id)
}

/// Every unit writes its opinions and recommends as many as it can, from two servers at once: by its order
/// of merit in one act, or one by one. Returns what has a seat.
async fn recommended(w: &World, submitted: &[(usize, DossierId)]) -> BTreeSet<DossierId> {
    let servers = [w.service.clone(), w.second().await];
    let mut calls = JoinSet::new();
    for (k, unit) in units::units().iter().enumerate() {
        let actor = of_unit(unit);
        let own: Vec<DossierId> =
            submitted.iter().filter(|s| s.0 == k).map(|s| s.1.clone()).collect();
        for id in &own {
            w.service.write_opinion(&actor, id, OPINION).await.unwrap();
        }
        if k.is_multiple_of(2) {
            for id in own.iter().rev() {
                w.service.rank(&actor, id, 1).await.unwrap();
            }
            let seen = w.service.unit_list(&actor).await.unwrap().seen;
            for service in servers.clone() {
                let (actor, seen) = (actor.clone(), seen.clone());
                calls
                    .spawn(async move { service.recommend_batch(&actor, &seen).await.map(|_| ()) });
            }
        } else {
            for (n, id) in own.into_iter().enumerate() {
                let (service, actor) = (servers[n % 2].clone(), actor.clone());
                calls.spawn(async move { service.recommend(&actor, &id).await });
            }
        }
    }
    for end in calls.join_all().await.into_iter().filter(Result::is_err) {
        let refusal = refused(end);
        assert!(
            matches!(
                refusal,
                Refusal::QuotaFull { .. } | Refusal::NothingRanked | Refusal::SeenChanged
            ),
            "{refusal:?}"
        );
    }
    let plan = w.service.season_plan(&w.office).await.unwrap();
    let full = i64::try_from(SEATS.0 + SEATS.1).unwrap();
    for (unit, quota) in &plan.quotas {
        assert_eq!(quota.used(), full, "{unit} uses every seat it has and not one more");
    }
    let list = w.service.formality_list(&w.office).await.unwrap();
    list.rows.into_iter().map(|row| row.id).collect()
}

/// The Office checks one: every tenth has to be corrected first, one is refused. Whether it passed.
async fn checked(w: &World, n: usize, applicant: &Actor, id: &DossierId) -> bool {
    let tick = async |item| w.service.tick(&w.office, id, item, &yes()).await.unwrap();
    tick(Item::Credit).await;
    if n == 4 {
        w.service.reject(&w.office, id, Item::NotRepeated, "与往年入选的经验相同").await.unwrap();
        return false;
    }
    if n.is_multiple_of(10) {
        let asked = [(Item::Signed, "扫描件缺公章".to_owned())].into();
        w.service.ask_correction(&w.office, id, &asked).await.unwrap();
        let scan = upload(Slot::Scan, &pdf("sealed"));
        w.service.attach(applicant, id, scan).await.unwrap();
        w.sign(applicant, id).await;
        w.service.submit(applicant, id).await.unwrap();
    }
    for item in [Item::NoAccident, Item::Signed, Item::NotRepeated] {
        tick(item).await;
    }
    w.service.pass(&w.office, id).await.unwrap();
    true
}

/// Experts out of a table, four panels drawn among those who fit, chair and vice chair; some of the experts
/// work for applicants. Returns the members.
async fn committee(w: &World) -> Vec<ExpertId> {
    let row = |n: usize| {
        let employer =
            if n.is_multiple_of(6) { organisation(n) } else { format!("演示研究院{n}") };
        let field = if n.is_multiple_of(2) { "36" } else { "39" };
        format!("演示专家{n}\tpool{n}@example.com\t{employer}\t{field}\n")
    };
    let rows: String = (1..=90).map(row).collect();
    let table = format!("姓名\t电子邮箱\t工作单位\t专业领域\n{rows}");
    assert_eq!(w.service.import_experts(&w.office, &table).await.unwrap().added, 90);
    let mut members = Vec::new();
    for k in 0..4_u32 {
        let field = if k.is_multiple_of(2) { "36" } else { "39" };
        let form = PanelForm {
            zh: format!("第{k}专业组"),
            en: format!("Panel {k}"),
            fields: vec![field.into()],
        };
        let panel = w.service.new_panel(&w.office, &form, "").await.unwrap();
        let draw = w.service.draw_experts(&w.office, &panel, 15, 0).await.unwrap();
        w.service.seat_drawn(&w.office, &draw, None).await.unwrap();
    }
    let drawing = w.service.drawing(&w.office).await.unwrap();
    for panel in drawing.panels {
        assert_eq!(panel.seats.iter().filter(|s| s.lead).count(), 1, "one lead a panel");
        members.extend(panel.seats.into_iter().map(|s| s.expert));
    }
    assert_eq!(members.iter().collect::<BTreeSet<_>>().len(), 60, "nobody has two seats");
    let free: Vec<ExpertId> = w
        .service
        .export_pool(&w.office, &Default::default())
        .await
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.id)
        .filter(|id| !members.contains(id))
        .take(2)
        .collect();
    w.service.appoint_head(&w.office, Role::Chair, &free[0], "").await.unwrap();
    w.service.appoint_head(&w.office, Role::ViceChair, &free[1], "").await.unwrap();
    members
}

on_both! {
    async fn from_the_call_to_a_published_assignment(w) {
        opened(&w).await;
        clock(&w, "2026-07-22 10:00");
        let (mut of, mut all) = (BTreeMap::new(), Vec::new());
        for n in 1..=APPLICATIONS {
            let k = (n - 1) % units::units().len();
            let (applicant, id) = submitted(&w, n, &units::units()[k]).await;
            of.insert(id.clone(), (n, applicant));
            all.push((k, id));
        }
        let candidates = recommended(&w, &all).await;
        assert_eq!(candidates.len(), units::units().len() * (SEATS.0 + SEATS.1));

        clock(&w, "2026-08-12 10:00");
        let mut passed = BTreeSet::new();
        for id in &candidates {
            let (n, applicant) = &of[id];
            if checked(&w, *n, applicant, id).await {
                passed.insert(id.clone());
            }
        }

        let members = committee(&w).await;
        clock(&w, "2026-09-01 10:00");
        let mut declared = BTreeSet::new();
        for (k, expert) in members.iter().enumerate() {
            let me = actor(&format!("expert-{k}"), Role::Expert, expert.as_str());
            let shown = w.service.my_reviews(&me, Review::Written).await.unwrap().applicants;
            let mine: Vec<DossierId> = shown.into_iter().skip(k).take(2).map(|a| a.dossier).collect();
            w.service.undertake(&me, &mine).await.unwrap();
            declared.extend(mine.into_iter().map(|d| (d, expert.clone())));
        }
        let proposal = w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        assert_eq!(usize::try_from(proposal.applications).unwrap(), passed.len());

        // Everybody who passed is read by three who may, nobody else by anyone, and those of one field
        // read alike.
        let mut db = w.service.read().await.unwrap();
        let season = db.current_season().await.unwrap().unwrap().id;
        let pairs = db.assignments(&season).await.unwrap();
        let read: BTreeSet<_> = pairs.iter().map(|a| a.dossier.clone()).collect();
        assert_eq!(read, passed);
        assert_eq!(pairs.len(), passed.len() * 3);
        // Who got the seats was a race, so the panels of one field may read more than those of the other.
        let mut load: BTreeMap<(&str, &ExpertId), usize> = BTreeMap::new();
        let mut experts = BTreeMap::new();
        for expert in &members {
            experts.insert(expert, db.expert(expert).await.unwrap().unwrap());
        }
        for pair in &pairs {
            let card = &experts[&pair.expert];
            *load.entry((card.fields[0].as_str(), &pair.expert)).or_default() += 1;
            assert!(!declared.contains(&(pair.dossier.clone(), pair.expert.clone())), "declared: {pair:?}");
            assert_ne!(card.employer, organisation(of[&pair.dossier].0), "found: {pair:?}");
        }
        assert_eq!(load.len(), members.len(), "all of them read");
        for field in ["36", "39"] {
            let loads = load.iter().filter(|(key, _)| key.0 == field).map(|(_, load)| *load);
            let (least, most) = (loads.clone().min().unwrap(), loads.max().unwrap());
            assert!(most - least <= 2, "field {field}: between {least} and {most}");
        }
        assert!(matches!(verify(&mut *db).await.unwrap(), Verdict::Sound { .. }));
    }
}
