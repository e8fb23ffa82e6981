//! The table of a panel over HTTP, without script (Art. 13–15, 19): sealed sheets side by side, missed sheets
//! explained in a plain form, the conclusion on paper and the board as a table, each with who took it away.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::print::text;
use crate::support;

use app::rooms::review::sheet::keep::flat;
use axum::Router;
use axum::body::to_bytes;
use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::policy::Role;
use support::answer::{Answer, Ask};
use support::house::router;
use support::world::{World, chair, day, expert_actor, expert_id, id, lead_actor, panel_id, sheet};
use tokio::sync::watch;

const WHY: &str = "评审期间因病住院，未能完成该项评审。";

/// Somebody's cookie.
async fn get(router: &Router, cookie: &str, url: &str) -> Answer {
    Ask::get(url).with("accept", "text/html").as_(cookie).of(router).await
}

/// The value of the first field of a name.
fn field(page: &str, name: &str) -> String {
    let at = page.find(&format!("name=\"{name}\"")).unwrap();
    let rest = &page[at..];
    let value = rest.find("value=\"").unwrap() + 7;
    rest[value..].split('"').next().unwrap().to_owned()
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

/// One of three gives both back: what is due is sealed, and it is fewer than the season asks for. The page has the
/// field that the list of lacks asks for, and the conclusion is signed by way of it.
#[tokio::test(flavor = "multi_thread")]
async fn art_19_a_panel_short_of_the_least_number_records_its_exception() {
    let w = World::sqlite().await;
    let (ids, router, _stop) = table(&w).await;
    let away = expert_actor(1, 3);
    for id in &ids {
        w.service.decline_review(&away, Review::Written, id, "中途住院").await.unwrap();
    }
    sealed(&w, 1..=2).await;
    w.account("lead@example.com", Role::PanelLead, "p1").await;
    let lead = w.cookie("lead@example.com").await;
    for id in &ids {
        let page = get(&router, &lead, "/deliberation/p1").await.body;
        assert!(page.contains(&format!("id=\"exception-{id}\"")), "{page}");
        assert!(page.contains("评审份数不足，请补齐"), "{page}");
        let seen = w.service.deliberation(&lead_actor(1), Review::Written, &panel_id(1)).await;
        let seen = seen.unwrap();
        let row = seen.rows.iter().find(|r| r.dossier == *id).unwrap();
        assert!(row.short && row.sealed == row.due, "{row:?}");
        let (rank, revision) = (row.rank.to_string(), field(&page, "revision"));
        let form = [
            ("act", "agree"),
            ("review", "written"),
            ("panel", "p1"),
            ("id", id.as_str()),
            ("verdict", row.verdict.code()),
            ("rank", rank.as_str()),
            ("reason", ""),
            ("minutes", ""),
            ("exception", WHY),
            ("revision", revision.as_str()),
        ];
        let done = Ask::post("/deliberation/p1", &form).as_(&lead).of(&router).await;
        assert_eq!(done.status, 303, "{done:?}");
    }
    let page = get(&router, &lead, "/deliberation/p1").await.body;
    assert!(!page.contains("评审份数不足，请补齐") && page.contains("可以签署"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_sheets_are_read_side_by_side_without_script() {
    let w = World::sqlite().await;
    let (ids, router, _stop) = table(&w).await;
    sealed(&w, 1..=3).await;
    let chair = w.cookie("chair@example.com").await;
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
    let vice = w.cookie("vice-chair@example.com").await;
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
    let lead = w.cookie(email).await;
    // The refusal names the way, and the way is a form.
    let refused = get(&router, &lead, "/deliberation/p1").await;
    assert!(refused.status == 409 && refused.body.contains("写明原因"), "{}", refused.status);
    let list = get(&router, &lead, "/deliberation").await.body;
    assert!(list.contains("name=\"reason\"") && list.contains("value=\"missed\""));
    let post = async |reason: &str| {
        let form = [("act", "missed"), ("panel", "p1"), ("review", "written"), ("reason", reason)];
        Ask::post("/deliberation", &form).as_(&lead).of(&router).await
    };
    // Refused, it is the same page with what was typed, and what is wrong beside it.
    let refused = post("病<b>").await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("病&lt;b&gt;"), "{}", refused.body);
    assert!(refused.body.contains("id=\"why-p1-e\""));
    let taken = post(WHY).await;
    assert_eq!((taken.status, taken.location()), (303, "/deliberation/p1"));
    assert_eq!(get(&router, &lead, "/deliberation/p1").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_what_a_panel_types_without_script_is_not_lost() {
    let w = World::sqlite().await;
    let (ids, router, _stop) = table(&w).await;
    sealed(&w, 1..=3).await;
    w.account("lead@example.com", Role::PanelLead, "p1").await;
    let (lead, chair) = (w.cookie("lead@example.com").await, w.cookie("chair@example.com").await);
    let url = "/deliberation/p1";
    let id = ids[0].as_str();
    let minutes = "逐条记下的讨论。".repeat(200);
    let page = get(&router, &lead, url).await.body;
    let revision = field(&page, "revision");
    let post = async |who: &str, form: &[(&str, &str)]| {
        Ask::post(url, form).as_(who).with("accept", "text/html").of(&router).await
    };
    let agree = async |rank: &str, reason: &str, revision: &str| {
        let form = [
            ("act", "agree"),
            ("review", "written"),
            ("id", id),
            ("verdict", "reserve"),
            ("rank", rank),
            ("reason", reason),
            ("minutes", minutes.as_str()),
            ("revision", revision),
        ];
        post(&lead, &form).await
    };
    for (rank, reason, wrong) in [("2", "不够<b>", "reason"), ("零<b>", WHY, "rank")] {
        let refused = agree(rank, reason, &revision).await;
        assert_eq!(refused.status, 422);
        for typed in [rank, reason, minutes.as_str()] {
            let typed = typed.replace('<', "&lt;").replace('>', "&gt;");
            assert!(refused.body.contains(&typed), "{typed} in {}", refused.body);
        }
        assert!(refused.body.contains(&format!("id=\"{wrong}-{id}-e\"")), "{}", refused.body);
        assert!(refused.body.contains("checked") && refused.body.contains("details"));
    }
    let done = agree("2", WHY, &revision).await;
    assert_eq!((done.status, done.location()), (303, format!("{url}#a-{id}").as_str()));
    // An older page is told, keeps what was typed, and stands on what is saved now.
    let other = "合议认为第二项更便于推广。（演示）";
    let stale = agree("2", other, &revision).await;
    assert!(stale.status == 422 && stale.body.contains("没有覆盖"), "{}", stale.body);
    assert!(stale.body.contains(other) && stale.body.contains(WHY));
    let now = field(&stale.body, "revision");
    assert_ne!(now, revision);
    assert_eq!(agree("2", other, &now).await.status, 303);

    // What the chair gives back is typed as safely; and who has no place there is told of nothing.
    let seen = w.service.deliberation(&lead_actor(1), Review::Written, &panel_id(1)).await.unwrap();
    let signed = post(&lead, &[("act", "sign"), ("seen", &seen.sha256)]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    // The page has no form for it any more: what was typed comes back on a page of its own, with a way to the other.
    let later = "合议之后又想到的一句，还没有来得及记入。（演示）";
    let late = agree("2", later, &now).await;
    assert!(late.status == 422 && late.body.contains("没有提交成功"), "{late:?}");
    for typed in [later, minutes.as_str()] {
        assert!(late.body.contains(&format!(">{typed}</textarea>")), "{typed} in {}", late.body);
    }
    assert!(late.body.contains(&format!("href=\"{url}\" target=\"_blank\"")), "{}", late.body);
    let seen = seen.sha256.as_str();
    let refused = post(&chair, &[("act", "return"), ("seen", seen), ("reason", "再议<b>")]).await;
    assert!(refused.status == 422 && refused.body.contains("再议&lt;b&gt;"));
    assert!(refused.body.contains("id=\"give-back-e\""));
    w.account("office@example.com", Role::Office, "").await;
    let office = w.cookie("office@example.com").await;
    for form in [[("act", "return"), ("reason", WHY)], [("act", "nothing"), ("reason", WHY)]] {
        assert_eq!(post(&office, &form).await.status, 404);
    }
    // An older page gives back nothing, and keeps why.
    let older = post(&chair, &[("act", "return"), ("reason", WHY)]).await;
    assert!(older.status == 422 && older.body.contains(WHY), "{older:?}");
    let back = [("act", "return"), ("seen", seen), ("reason", WHY)];
    assert_eq!(post(&chair, &back).await.status, 303);
    let nobody = post("", &[("act", "return"), ("reason", WHY)]).await;
    assert!(nobody.status == 401 && nobody.body.contains(WHY), "{nobody:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_an_amendment_typed_without_script_is_not_lost() {
    let w = World::sqlite().await;
    let (ids, router, _stop) = table(&w).await;
    sealed(&w, 1..=3).await;
    w.account("expert@example.com", Role::Expert, "e11").await;
    let expert = w.cookie("expert@example.com").await;
    let url = format!("/review/{}", ids[0]);
    let mut form = sheet(70);
    form.overall = format!("{}<b>改过的总评。", form.overall);
    let amend = async |reason: &str| {
        let typed = flat(&form);
        let mut fields: Vec<(&str, &str)> =
            typed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        fields.extend([("act", "amend"), ("review", "written"), ("reason", reason)]);
        Ask::post(&url, &fields).with("accept", "text/html").as_(&expert).of(&router).await
    };
    let refused = amend("看错").await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("&lt;b&gt;改过的总评。"), "{}", refused.body);
    assert!(
        refused.body.contains("id=\"amend-reason-e\"") && refused.body.contains("value=\"看错\"")
    );
    let taken = amend("看错附件二的一行数据（演示）").await;
    assert_eq!((taken.status, taken.location()), (303, url.as_str()));
    let page = get(&router, &expert, &url).await.body;
    assert!(page.contains("看错附件二的一行数据（演示）") && !page.contains("amend-reason-e"));
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_a_signed_conclusion_is_printed_with_its_digest_and_who_printed_it() {
    let w = World::sqlite().await;
    let (_, router, _stop) = table(&w).await;
    sealed(&w, 1..=3).await;
    let chair = w.cookie("chair@example.com").await;
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

/// A signature stands beside the digest of the text it was set to, whatever has come to light since; page and paper say
/// that they show something else.
#[tokio::test(flavor = "multi_thread")]
async fn art_13_a_conclusion_on_paper_bears_the_digest_that_was_signed() {
    let w = World::sqlite().await;
    let (ids, router, _stop) = table(&w).await;
    sealed(&w, 1..=3).await;
    let cookie = w.cookie("chair@example.com").await;
    w.concluded(Review::Written, 1).await;
    w.service.release_lists(&chair(), Review::Written).await.unwrap();
    let reference =
        w.service.read().await.unwrap().dossier(&ids[0]).await.unwrap().unwrap().reference;
    w.service.record_conflict(&w.office, &expert_id(1, 2), &reference, WHY).await.unwrap();
    let mut db = w.service.read().await.unwrap();
    let kept = db.conclusions(&id(), Review::Written, &panel_id(1)).await.unwrap();
    drop(db);
    let url = "/deliberation/p1/conclusion.pdf";
    let printed = text(&bytes_of(&router, &cookie, url, "application/pdf").await);
    let page = get(&router, &cookie, "/deliberation/p1").await.body;
    for said in [kept[0].sha256.as_str(), "签署的文本原样保存"] {
        assert!(printed.contains(said), "{said} in {printed}");
        assert!(page.contains(said), "{said} in {page}");
    }
}

/// Before anybody tries to release the lists the page tells which panel has to be given back, and why.
#[tokio::test(flavor = "multi_thread")]
async fn art_19_the_page_tells_which_conclusion_no_longer_holds() {
    let w = World::sqlite().await;
    let (ids, router, _stop) = table(&w).await;
    sealed(&w, 1..=3).await;
    let cookie = w.cookie("chair@example.com").await;
    w.concluded(Review::Written, 1).await;
    // What is said beside the button.
    let offers = |page: &str| page.contains("公布后，各申报组织会收到结果通知");
    let before = get(&router, &cookie, "/deliberation").await.body;
    assert!(offers(&before) && !before.contains("id=\"outdated\""), "{before}");
    // Everybody has a mean of 80.
    w.set(|s| s.review.defence_points = 88).await;
    let reference =
        w.service.read().await.unwrap().dossier(&ids[0]).await.unwrap().unwrap().reference;
    let points = "没有达到本年度进入答辩的最低分 88 分";
    for (url, place) in [("/deliberation", "outdated"), ("/deliberation/p1", "lacks")] {
        let page = get(&router, &cookie, url).await.body;
        let (_, said) = page.split_once(&format!("id=\"{place}\"")).unwrap();
        let said = said.split("</section>").next().unwrap();
        for part in ["须由确认人退回重议", points, reference.as_str()] {
            assert!(said.contains(part), "{part} in {said}");
        }
        assert!(!offers(&page), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_the_board_of_a_panel_is_taken_away_as_it_is_seen() {
    let w = World::sqlite().await;
    let (_, router, _stop) = table(&w).await;
    sealed(&w, 1..=3).await;
    let chair = w.cookie("chair@example.com").await;
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
