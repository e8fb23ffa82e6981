//! The table of a panel over HTTP, without script (Art. 13–15, 19): sealed sheets side by side, missed sheets
//! explained in a plain form, the conclusion on paper and the board as a table, each with who took it away.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::print::text;
use crate::support;

use axum::Router;
use axum::body::to_bytes;
use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::policy::Role;
use support::answer::{Answer, Ask};
use support::house::router;
use support::world::{PASSWORD, World, day, expert_actor, lead_actor, panel_id, sheet};
use tokio::sync::watch;

const WHY: &str = "评审期间因病住院，未能完成该项评审。";

/// Somebody's cookie.
async fn cookie(w: &World, email: &str) -> String {
    format!("biaogan={}", w.service.sign_in(email, PASSWORD, "test").await.unwrap())
}

async fn get(router: &Router, cookie: &str, url: &str) -> Answer {
    Ask::get(url).with("accept", "text/html").as_(cookie).of(router).await
}

/// Experts of the first panel seal what they have, each ten points above the one before.
async fn sealed(w: &World, experts: std::ops::RangeInclusive<usize>) {
    for e in experts {
        let who = expert_actor(1, e);
        for row in w.service.my_reviews(&who, Review::Written).await.unwrap().rows {
            let form = sheet(60 + 10 * u32::try_from(e).unwrap());
            w.service.seal_sheet(&who, Review::Written, &row.dossier, &form).await.unwrap();
        }
    }
}

async fn bytes_of(router: &Router, cookie: &str, url: &str, media: &str) -> Vec<u8> {
    let response = Ask::get(url).as_(cookie).open(router).await;
    assert_eq!(response.status().as_u16(), 200, "{url}");
    assert_eq!(response.headers()["content-type"], media);
    to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

/// Two applications before a panel of three, and a router.
async fn table(w: &World) -> (Vec<DossierId>, Router, watch::Sender<bool>) {
    let ids = w.reviewing(2, 1, 3).await;
    let (stop, stopped) = watch::channel(false);
    (ids, router(w, &[], stopped), stop)
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_sheets_are_read_side_by_side_without_script() {
    let w = World::sqlite().await;
    let (ids, router, _stop) = table(&w).await;
    sealed(&w, 1..=3).await;
    let chair = cookie(&w, "chair@example.com").await;
    let panel = get(&router, &chair, "/deliberation/p1").await;
    let page = format!("/deliberation/p1/{}", ids[0]);
    // The deliberation itself stays light, and leads there.
    assert!(panel.body.contains(&page) && !panel.body.contains("便于同行借鉴"));
    let read = get(&router, &chair, &page).await;
    assert_eq!(read.status, 200);
    for said in ["便于同行借鉴", "演示专家 e11", "▲", "▼", "分歧较大", "第十九条"]
    {
        assert!(read.body.contains(said), "{said}");
    }
    let dossier = format!("{page}/dossier");
    assert!(read.body.contains(&dossier));
    assert_eq!(get(&router, &chair, &dossier).await.status, 200);
    // The second head reads sheets, and has no way to the dossier.
    let vice = cookie(&w, "vice-chair@example.com").await;
    let read = get(&router, &vice, &page).await;
    assert!(read.status == 200 && !read.body.contains(&dossier));
    assert_eq!(get(&router, &vice, &dossier).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_a_missed_sheet_is_explained_without_script() {
    let w = World::sqlite().await;
    let (_, router, _stop) = table(&w).await;
    sealed(&w, 2..=3).await;
    let email = "lead@example.com";
    let lead = w.account(email, Role::PanelLead, "p1").await;
    w.service
        .grant("operator", &support::world::id(), &lead.account, Role::Expert, "e11")
        .await
        .unwrap();
    w.clock.set(day(90));
    let lead = cookie(&w, email).await;
    // The refusal names the way, and the way is a form.
    let refused = get(&router, &lead, "/deliberation/p1").await;
    assert!(refused.status == 409 && refused.body.contains("写明原因"), "{}", refused.status);
    let list = get(&router, &lead, "/deliberation").await.body;
    assert!(list.contains("name=\"reason\"") && list.contains("/api/deliberation/missed"));
    let post = async |reason: &str| {
        let form = [("panel", "p1"), ("review", "written"), ("reason", reason)];
        Ask::post("/api/deliberation/missed", &form).as_(&lead).of(&router).await
    };
    assert_eq!(post("病").await.status, 422);
    assert!(post(WHY).await.status < 400);
    assert_eq!(get(&router, &lead, "/deliberation/p1").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_a_signed_conclusion_is_printed_with_its_digest_and_who_printed_it() {
    let w = World::sqlite().await;
    let (_, router, _stop) = table(&w).await;
    sealed(&w, 1..=3).await;
    let chair = cookie(&w, "chair@example.com").await;
    let url = "/deliberation/p1/conclusion.pdf";
    // Nothing is signed, so there is none.
    assert_eq!(get(&router, &chair, url).await.status, 404);
    let (lead, panel) = (lead_actor(1), panel_id(1));
    let seen = w.service.deliberation(&lead, Review::Written, &panel).await.unwrap();
    w.service.sign_conclusion(&lead, Review::Written, &panel, &seen.sha256).await.unwrap();
    let printed = text(&bytes_of(&router, &chair, url, "application/pdf").await);
    assert!(printed.contains(&seen.sha256) && printed.contains("仅供演示"), "{printed}");
    for row in &seen.rows {
        assert!(printed.contains(&row.reference), "{printed}");
    }
    let anybody = get(&router, "", url).await;
    assert!(anybody.location().starts_with("/sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_the_board_of_a_panel_is_taken_away_as_it_is_seen() {
    let w = World::sqlite().await;
    let (_, router, _stop) = table(&w).await;
    sealed(&w, 1..=3).await;
    let chair = cookie(&w, "chair@example.com").await;
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let bytes = bytes_of(&router, &chair, "/review/board/p1/board.xlsx", media).await;
    let limits = tables::Limits { bytes: 1 << 20, rows: 99, columns: 40, cell_chars: 4_000 };
    let read = tables::read(&bytes, &limits).unwrap();
    assert_eq!(read.rows.len(), 2);
    let text = format!("{read:?}");
    for said in ["演示专家 e11", "3/3", "80.0", "仅供 演示"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    let db = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap();
    let taken =
        |e: &&service::ports::Entry| e.kind == "sealed_read" && e.data.contains("board_table");
    assert_eq!(db.iter().filter(taken).count(), 1);
}
