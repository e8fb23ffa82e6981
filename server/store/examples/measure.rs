//! Times what the design leans on, on both engines:
//! `BIAOGAN_TEST_PG=… cargo run -p store --features testing --example measure`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

use std::sync::Arc;
use std::time::Instant;

use domain::deliberation::Review;
use domain::ids::{DossierId, SeasonId};
use domain::journey::Standing;
use domain::recommendation::Quota;
use domain::stamp::Stamp;
use service::ports::application::{Dossier, Summary};
use service::ports::committee::{Assignment, Expert, Panel};
use service::ports::identity::Organisation;
use service::ports::review::SheetRow;
use service::ports::{Session, Store};
use store::{Database, testing};

const DOSSIERS: i64 = 1_000;
const READERS: i64 = 5;

#[tokio::main]
async fn main() {
    for fresh in testing::databases().await {
        println!("{}", fresh.engine);
        let db = Arc::new(fresh.open().await);
        let s = seed(&db).await;
        board(&db, &s).await;
        lists(&db, &s).await;
        takes(&db, &s).await;
        commits(&db).await;
        db.close().await;
    }
}

fn say(what: &str, since: Instant) {
    println!("  {what}: {:.1} ms", since.elapsed().as_secs_f64() * 1e3);
}

async fn commit(mut w: Box<dyn Session>) {
    let head = w.head().await.unwrap();
    w.commit(&head, vec![]).await.unwrap();
}

/// A thousand applications, five sealed reviews each, in four panels.
async fn seed(db: &Database) -> SeasonId {
    let s: SeasonId = "s".into();
    let start = Instant::now();
    let mut w = db.write().await.unwrap();
    let season = serde_json::from_value(season()).unwrap();
    w.save_season(&season).await.unwrap();
    w.insert_organisation(&Organisation {
        id: "o".into(),
        name: "演示企业".into(),
        uscc: String::new(),
        claim: String::new(),
        created_at: 1,
    })
    .await
    .unwrap();
    for n in 1..=4 {
        let panel = Panel {
            id: format!("p{n}").into(),
            number: n,
            zh: "演示组".into(),
            en: "Demo".into(),
            fields: vec![],
        };
        w.insert_panel(&s, &panel).await.unwrap();
    }
    for n in 0..125 {
        let expert = Expert {
            id: format!("e{n}").into(),
            name: format!("演示专家 {n}"),
            employer: "演示大学".into(),
            uscc: String::new(),
            unit: String::new(),
            fields: vec![],
            ties: vec![],
            ..Expert::default()
        };
        w.save_expert(&expert).await.unwrap();
    }
    let mut pairs = Vec::new();
    for n in 1..=DOSSIERS {
        w.insert_dossier(&dossier(n)).await.unwrap();
        pairs.extend((0..READERS).map(|k| Assignment {
            dossier: format!("d{n}").into(),
            expert: format!("e{}", (n * READERS + k) % 125).into(),
            panel: format!("p{}", n % 4 + 1).into(),
            bridging: false,
        }));
    }
    say("1,000 dossiers inserted", start);
    let start = Instant::now();
    w.insert_assignments(&s, &pairs, 10).await.unwrap();
    say("5,000 assignments inserted", start);
    let start = Instant::now();
    for (i, a) in (0..).zip(&pairs) {
        let review = SheetRow {
            dossier: a.dossier.clone(),
            expert: a.expert.clone(),
            revision: 1,
            form: "x".repeat(2_000),
            saved_at: 20 + i,
            sealed_at: Some(20 + i),
            total: Some(800),
            sha256: "0".repeat(64),
        };
        w.save_sheet(Review::Written, &review).await.unwrap();
    }
    say("5,000 sealed reviews inserted", start);
    commit(w).await;
    s
}

async fn board(db: &Database, s: &SeasonId) {
    for round in ["first", "again"] {
        let start = Instant::now();
        let lines = db.read().await.unwrap().board_lines(Review::Written, s).await.unwrap();
        say(&format!("board, {} applications, {round}", lines.len()), start);
    }
}

async fn lists(db: &Database, s: &SeasonId) {
    let start = Instant::now();
    let rows = db.read().await.unwrap().unit_list(s, "R330000").await.unwrap();
    say(&format!("a unit's list, {} rows", rows.len()), start);
    let start = Instant::now();
    for n in 0..1_000 {
        let id: DossierId = format!("d{}", n % DOSSIERS + 1).into();
        db.read().await.unwrap().dossier(&id).await.unwrap().unwrap();
    }
    say("1,000 × one dossier, each in its own session", start);
    let start = Instant::now();
    db.check().await.unwrap();
    say("check", start);
}

/// Two hundred takers of eight seats.
async fn takes(db: &Arc<Database>, s: &SeasonId) {
    let mut w = db.write().await.unwrap();
    w.save_quota(s, "u", &Quota { base: 8, ..Quota::default() }).await.unwrap();
    commit(w).await;
    let start = Instant::now();
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..200 {
        let (db, s) = (db.clone(), s.clone());
        all.spawn(async move {
            let mut w = db.write().await.unwrap();
            if let Ok(q) = w.quota(&s, "u").await.unwrap().take(false) {
                w.save_quota(&s, "u", &q).await.unwrap();
            }
            commit(w).await;
        });
    }
    all.join_all().await;
    say("200 at once for 8 seats, all committed", start);
}

async fn commits(db: &Database) {
    let start = Instant::now();
    for _ in 0..200 {
        let mut w = db.write().await.unwrap();
        w.insert_try("k", 1).await.unwrap();
        commit(w).await;
    }
    say("200 durable commits, one after the other", start);
}

fn dossier(n: i64) -> Dossier {
    Dossier {
        id: format!("d{n}").into(),
        season: "s".into(),
        organisation: "o".into(),
        number: n,
        reference: format!("QB-2026-{n:05}-A"),
        standing: Standing::WrittenReview { at: Stamp(1), version: 1, unit: "R330000".into() },
        summary: Summary {
            title: format!("演示标杆 {n}"),
            org_name: "演示企业".into(),
            unit: "R330000".into(),
            ..Summary::default()
        },
        panel: Some(format!("p{}", n % 4 + 1).into()),
        created_at: n,
        changed_at: n,
    }
}

fn season() -> serde_json::Value {
    use domain::season::{Limits, ReviewSettings};
    serde_json::json!({
        "id": "s", "year": 2026, "demo": true, "directions": [], "windows": [],
        "limits": Limits::default(), "review": ReviewSettings::default(),
        "planned": { "industrial": 45, "sme": 8, "service": 7 },
        "counting": domain::facts::workdays::Counting::NextDay, "notice_days": 10,
    })
}
