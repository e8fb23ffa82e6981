//! The public notice over HTTP (Art. 21, 22): nothing of it is seen before it is opened; then everybody reads
//! it, subscribes to it and objects to it without an account.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use axum::Router;
use axum::body::to_bytes;
use domain::policy::Role;
use quick_xml::events::Event;
use support::answer::{Answer, Ask};
use support::house::router;
use support::world::answers::{code, organisation};
use support::world::{World, pdf};
use tokio::sync::watch;

fn site(w: &World) -> Router {
    let (_stop, stopped) = watch::channel(false);
    router(w, &[], stopped)
}

async fn get(site: &Router, url: &str) -> Answer {
    Ask::get(url).with("accept", "text/html").of(site).await
}

/// A form of an objection, with files.
fn form(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Ask {
    Ask::multipart("/notice/2026/objection", fields, files).with("accept", "text/html")
}

const FACTS: &str = "所列成效数据与公开年报不一致，见附件第三页的对照表，请核实。";

fn fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("who", "person"),
        ("name", "演示甲"),
        ("phone", "13800000000"),
        ("email", ""),
        ("entry", "1"),
        ("facts", FACTS),
    ]
}

/// Elements of an XML document by name; it must be well-formed.
fn elements(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut found, mut open) = (Vec::new(), 0_usize);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) => {
                open += 1;
                found.push(e.name().as_ref().to_owned());
            }
            Event::End(_) => open -= 1,
            Event::Empty(e) => found.push(e.name().as_ref().to_owned()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0);
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_a_signed_list_changes_no_page_before_the_notice_is_opened() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(2).await;
    let site = site(&w);
    let urls =
        ["/", "/notice", "/notice/2026", "/notice/2026/objection", "/announcement/2026", "/status"];
    let mut before = Vec::new();
    for url in urls {
        before.push(get(&site, url).await.bare());
    }
    w.listed(&ids[..1]).await;
    for (url, before) in urls.iter().zip(&before) {
        assert_eq!(&get(&site, url).await.bare(), before, "{url}");
    }
    assert_eq!(before[2].0, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_21_everybody_reads_the_notice_and_subscribes_to_it() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(2).await;
    let open = w.noticed(&ids).await;
    let site = site(&w);
    for url in ["/notice", "/notice/2026"] {
        let page = get(&site, url).await;
        assert_eq!(page.status, 200);
        for line in &open.lines {
            assert!(page.body.contains(&line.organisation) && page.body.contains(&line.title));
        }
        assert!(page.body.contains("2026-09-18 23:59"));
        assert!(page.body.contains("href=\"/notice/2026/objection\""));
        // No score, no reference, no identifier.
        assert!(!page.body.contains("QB-2026") && !page.body.contains(ids[0].as_str()));
    }
    // Every page leads to it while it is open.
    assert!(get(&site, "/").await.body.contains("href=\"/notice\""));
    let atom = get(&site, "/notice/feed.atom").await;
    assert_eq!(atom.header("content-type"), "application/atom+xml; charset=utf-8");
    let elements = elements(&atom.body);
    assert_eq!(elements.iter().filter(|e| *e == "entry").count(), 1);
    for needed in ["feed", "id", "title", "updated", "author", "link", "summary"] {
        assert!(elements.iter().any(|e| e == needed), "{needed}");
    }
    let json = get(&site, "/notice/feed.json").await.json();
    assert_eq!(json["items"][0]["url"], "http://localhost/notice/2026");
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    let printed = Ask::get("/notice/2026/notice.pdf").open(&site).await;
    assert_eq!(printed.headers()["content-type"], "application/pdf");
    let bytes = to_bytes(printed.into_body(), usize::MAX).await.unwrap();
    assert!(bytes.starts_with(b"%PDF"));
    let text = json["items"][0]["content_text"].as_str().unwrap().to_owned();
    assert!(text.contains("公示中"), "{text}");
    // Over, it invites nobody any more: neither the page nor the feeds.
    w.clock.set(open.ends_at);
    let json = get(&site, "/notice/feed.json").await.json();
    let text = json["items"][0]["content_text"].as_str().unwrap().to_owned();
    assert!(text.contains("公示已于 2026-09-18 23:59 结束"), "{text}");
    assert_eq!(json["items"][0]["date_modified"], "2026-09-19T00:00:00+08:00");
    assert!(!get(&site, "/notice/feed.atom").await.body.contains("公示中"));
    let over = get(&site, "/notice/2026").await;
    assert!(!over.body.contains("href=\"/notice/2026/objection\""));
    assert!(!get(&site, "/").await.body.contains("href=\"/notice\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn art_21_an_objection_needs_no_account_and_nothing_typed_is_lost() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(2).await;
    let open = w.noticed(&ids).await;
    let site = site(&w);
    let mut anonymous = fields();
    anonymous[1].1 = "";
    let refused = form(&anonymous, &[]).of(&site).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains(FACTS)
            && refused.body.contains("匿名的不予受理（第二十一、二十四条）")
    );
    let evidence = pdf("对照表");
    let taken = form(&fields(), &[("对照表.pdf", evidence.as_slice())]).of(&site).await;
    assert_eq!(taken.status, 303, "{taken:?}");
    let link = taken.location().to_owned();
    assert!(link.starts_with("/objection/"));
    let status = get(&site, &link).await;
    assert_eq!(status.status, 200);
    assert!(
        status.body.contains("2026 年公示异议 ")
            && !status.body.contains("第 1 号")
            && !status.body.contains("演示甲")
    );
    assert!(!get(&site, "/notice/2026").await.body.contains("演示甲"));
    assert_eq!(get(&site, "/objection/0123456789").await.status, 404);
    w.clock.set(open.ends_at);
    let late = form(&fields(), &[]).of(&site).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("逾期不再受理异议"));
}

/// What is longer than it may be is read no further, and what came of it stands in the form again.
#[tokio::test(flavor = "multi_thread")]
async fn art_21_a_text_that_has_no_end_is_refused_beside_it() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(1).await;
    w.noticed(&ids).await;
    let site = site(&w);
    let endless = "长".repeat(1024 * 1024);
    let mut typed = fields();
    typed[5].1 = &endless;
    let refused = form(&typed, &[]).of(&site).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("演示甲") && refused.body.contains("最多 3000 字"));
    assert!(refused.body.len() < 256 * 1024, "{}", refused.body.len());
    assert!(refused.body.contains(&"长".repeat(4_000)));
    // What no field of the form is called is not kept.
    let mut typed = fields();
    typed.insert(0, ("unknown", "x"));
    assert_eq!(form(&typed, &[]).of(&site).await.status, 303);
}

/// Art. 16, 21: whoever has many addresses cannot fill the disk that others hand in to; what is said is taken still.
#[tokio::test(flavor = "multi_thread")]
async fn art_21_evidence_from_everybody_has_a_bound_and_the_text_has_none() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(1).await;
    w.noticed(&ids).await;
    let site = site(&w);
    let first = form(&fields(), &[("a.pdf", &pdf("one"))]).of(&site).await;
    assert_eq!(first.status, 303, "{}", first.body);
    let received = w.service.files.sweep(domain::stamp::Stamp(i64::MAX)).await.unwrap();
    assert_eq!(received, 0, "what was kept is received no more");
    w.tamper("UPDATE evidence SET size = 2147483648").await;
    let full = form(&fields(), &[("b.pdf", &pdf("two"))]).of(&site).await;
    assert_eq!(full.status, 422);
    assert!(full.body.contains("附件") && full.body.contains(FACTS), "nothing typed is lost");
    assert_eq!(form(&fields(), &[]).of(&site).await.status, 303);
    w.clock.pass(domain::stamp::DAY + domain::stamp::MINUTE);
    let next = form(&fields(), &[("b.pdf", &pdf("two"))]).of(&site).await;
    assert_eq!(next.status, 303, "another day");
    // Nor below what the operator wants to stay free.
    let (_stop, stopped) = watch::channel(false);
    let site = router(&w, &["--disk-min", "99999999999"], stopped);
    assert_eq!(form(&fields(), &[("c.pdf", &pdf("three"))]).of(&site).await.status, 422);
    assert_eq!(form(&fields(), &[]).of(&site).await.status, 303);
}

/// Art. 21: an organisation cannot object without the letter that bears its seal, so that one is taken as long as there
/// is room, however much everybody has sent.
#[tokio::test(flavor = "multi_thread")]
async fn art_21_an_organisation_objects_under_its_seal_though_the_day_is_full() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(1).await;
    w.noticed(&ids).await;
    let site = site(&w);
    assert_eq!(form(&fields(), &[("a.pdf", &pdf("one"))]).of(&site).await.status, 303);
    w.tamper("UPDATE evidence SET size = 2147483648").await;
    let (name, uscc) = (organisation(7), code(7));
    let mut of = fields();
    of[0].1 = "organisation";
    of[1].1 = &name;
    of.extend([("uscc", uscc.as_str()), ("contact", "演示乙")]);
    let letter = pdf("sealed letter");
    let two = form(&of, &[("letter.pdf", &letter), ("more.pdf", &pdf("more"))]).of(&site).await;
    assert_eq!(two.status, 422, "{}", two.body);
    assert!(two.body.contains("只选盖公章的那一份"), "{}", two.body);
    let sealed = form(&of, &[("letter.pdf", &letter)]).of(&site).await;
    assert_eq!(sealed.status, 303, "{}", sealed.body);
    // Where the disk is full, nothing is taken of anybody.
    let (_stop, stopped) = watch::channel(false);
    let site = router(&w, &["--disk-min", "99999999999"], stopped);
    assert_eq!(form(&of, &[("letter.pdf", &pdf("other"))]).of(&site).await.status, 422);
}

/// What was brought to the Office is added to the case, over its page as it is without script.
#[tokio::test(flavor = "multi_thread")]
async fn art_21_who_handles_an_objection_adds_what_was_handed_in_later() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(1).await;
    w.noticed(&ids).await;
    let names = w.account("a@example.com", Role::Office, "").await;
    let handles = w.account("b@example.com", Role::Office, "").await;
    let site = site(&w);
    let link = form(&fields(), &[]).of(&site).await.location().to_owned();
    let s = &w.service;
    let o = s.objections(&names).await.unwrap().lines[0].id.clone();
    s.name_handler(&names, &o, &handles.account).await.unwrap();
    let (stranger, handler) = (w.cookie("a@example.com").await, w.cookie("b@example.com").await);
    let page = format!("/notice/objections/{o}");
    let read = async || {
        let ask = Ask::get(&page).with("accept", "text/html").with("cookie", &handler);
        ask.of(&site).await.body
    };
    let offered = format!("action=\"{page}\"");
    assert!(read().await.contains(&offered));
    let (from, proof) = ("异议人 9 月 8 日到办公室当面交来。", pdf("原件"));
    let post = |text: &str, cookie: &str| {
        let files: [(&str, &[u8]); 1] = [("原件.pdf", proof.as_slice())];
        Ask::multipart(&page, &[("text", text)], &files)
            .with("accept", "text/html")
            .with("cookie", cookie)
    };
    assert_eq!(post(from, &stranger).of(&site).await.status, 404);
    let short = post("短", &handler).of(&site).await;
    assert!(short.status == 422 && short.body.contains("短</textarea>"), "{}", short.body);
    assert!(short.body.contains("材料没有补入"));
    let added = post(from, &handler).of(&site).await;
    assert_eq!((added.status, added.location()), (303, page.as_str()), "{}", added.body);
    let shown = read().await;
    assert!(shown.contains(from) && shown.contains("原件.pdf"), "{shown}");
    assert!(shown.contains("href=\"/notice/evidence/"));
    // Its author sees that it arrived, and nothing of what it is.
    let status = get(&site, &link).await.body;
    assert!(!status.contains("原件.pdf") && !status.contains(from));
    let token = link.trim_start_matches("/objection/");
    assert_eq!(s.objection_status(token).await.unwrap().files, 1);
    // What is settled takes nothing more.
    s.withdraw_objection(token, "", "1.2.3.4").await.unwrap();
    assert!(!read().await.contains(&offered));
    let late = post(from, &handler).of(&site).await;
    assert!(late.status == 422 && late.body.contains("材料没有补入"), "{}", late.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_21_hostile_forms_do_no_harm() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(1).await;
    w.noticed(&ids).await;
    let site = site(&w);
    let program: &[u8] = b"MZ\x90\x00";
    let mut asks = vec![
        form(&fields(), &[("x.exe", program)]),
        form(&fields(), &[("../../etc/passwd", b"root:x")]),
        form(&fields(), &[("a.pdf", b"")]),
        form(&[("facts", "<script>alert(1)</script>")], &[]),
        form(&[("entry", "99999999999999999999"), ("name", "\u{0}\u{202e}")], &[]),
    ];
    let mut torn = form(&fields(), &[("a.pdf", b"%PDF-1.7 torn")]);
    torn.body.truncate(torn.body.len() - 20);
    asks.push(torn);
    let mut foreign = form(&fields(), &[]);
    foreign.url = "/notice/9999/objection".into();
    asks.push(foreign);
    for (n, ask) in asks.into_iter().enumerate() {
        let answer = ask.with("x-forwarded-for", format!("192.0.2.{n}")).of(&site).await;
        assert!((400..500).contains(&answer.status), "{n}: {}", answer.status);
        assert!(!answer.body.contains("<script>alert(1)"), "{n}");
    }
    let many: Vec<(String, Vec<u8>)> =
        (0..6).map(|n| (format!("{n}.pdf"), pdf(&n.to_string()))).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(n, c)| (n.as_str(), c.as_slice())).collect();
    assert_eq!(form(&fields(), &many).of(&site).await.status, 422);
    let mut db = w.service.read().await.unwrap();
    assert!(db.objections(&support::world::id()).await.unwrap().is_empty());
    // Another site posts nothing here.
    let cross = form(&fields(), &[]).with("sec-fetch-site", "cross-site").of(&site).await;
    assert_eq!(cross.status, 403);
}
