//! Incidents over HTTP (Art. 15, 24): reported without an account, sealed until a title is revoked, and then public.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use domain::ids::{DossierId, IncidentId};
use domain::incident::Cause;
use domain::incident::report::Form;
use domain::policy::{Actor, Role};
use futures::stream;
use support::answer::{Answer, Ask};
use support::house::router;
use support::world::answers::{code, organisation};
use support::world::{World, mark_of_case, pdf};
use tokio::sync::watch;
use tower::ServiceExt;

const FACTS: &str = "该单位于公开通报的安全事故中负有责任，见所附通报第二页，请核查。";
const UNRELATED: &str = "通报所指的事故与该单位无关，是另一单位。";
const WHY: &str = "经核查，主管部门认定该单位对事故负主要责任。";

fn site(w: &World) -> Router {
    let (_stop, stopped) = watch::channel(false);
    router(w, &[], stopped)
}

async fn get(site: &Router, url: &str, cookie: &str) -> Answer {
    let ask = Ask::get(url).with("accept", "text/html");
    let ask = if cookie.is_empty() { ask } else { ask.with("cookie", cookie) };
    ask.of(site).await
}

/// A form with files, as a browser sends it.
fn form(url: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Ask {
    Ask::multipart(url, fields, files).with("accept", "text/html")
}

fn fields(number: &str) -> Vec<(&str, &str)> {
    vec![
        ("who", "person"),
        ("name", "演示甲"),
        ("phone", "13800000000"),
        ("email", ""),
        ("number", number),
        ("cause", "safety"),
        ("facts", FACTS),
    ]
}

/// The number of the first title.
async fn number(w: &World, id: &DossierId) -> String {
    w.title_of(id).await.unwrap().number.to_string()
}

async fn last(w: &World) -> IncidentId {
    w.service.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone()
}

/// Takes a case as far as a decision is proposed.
async fn proposed(w: &World, case: &IncidentId, names: &Actor, handles: &Actor) {
    let s = &w.service;
    s.name_investigator(names, case, &handles.account).await.unwrap();
    s.screen_incident(handles, case, true, "").await.unwrap();
    s.note_incident(handles, case, false, ("电话核实了主管部门的通报。", "")).await.unwrap();
    s.close_investigation(handles, case, Cause::Safety, WHY, WHY).await.unwrap();
    let due = s.incident(handles, case).await.unwrap().hearing.unwrap().due;
    w.clock.set(due);
    w.revocation_proposed(case, WHY).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_24_a_report_needs_no_account_and_nothing_typed_is_lost() {
    let w = World::sqlite().await;
    let ids = w.entitled(1).await;
    let number = number(&w, &ids[0]).await;
    let site = site(&w);
    let page = get(&site, &format!("/incident/report?number={number}"), "").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains(&organisation(1)) && page.body.contains(&number));
    let mut wrong = fields("9999-0001");
    wrong[1].1 = "";
    let refused = form("/incident/report", &wrong, &[]).of(&site).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains(FACTS) && refused.body.contains("匿名的不予受理"));
    assert!(refused.body.contains("没有这个编号的有效称号"));
    let evidence = pdf("通报");
    let sent = form("/incident/report", &fields(&number), &[("通报.pdf", evidence.as_slice())]);
    let taken = sent.of(&site).await;
    assert_eq!(taken.status, 303, "{taken:?}");
    let link = taken.location().to_owned();
    assert!(link.starts_with("/incident/status/"));
    let status = get(&site, &link, "").await;
    assert_eq!(status.status, 200);
    assert!(status.body.contains(&number) && !status.body.contains("演示甲"));
    assert_eq!(get(&site, "/incident/status/0123456789", "").await.status, 404);
    // In English, too.
    let english = get(&site, "/incident/report", "lang=en").await;
    assert!(english.body.contains("Report an incident"));
    let program: &[u8] = b"MZ\x90\x00";
    for (n, ask) in [
        form("/incident/report", &fields(&number), &[("x.exe", program)]),
        form("/incident/report", &fields(&number), &[("a.pdf", b"")]),
        form("/incident/report", &[("facts", "<script>alert(1)</script>")], &[]),
        form("/incident/report", &[("number", "\u{0}\u{202e}"), ("cause", "<b>")], &[]),
    ]
    .into_iter()
    .enumerate()
    {
        let answer = ask.with("x-forwarded-for", format!("192.0.2.{n}")).of(&site).await;
        assert_eq!(answer.status, 422, "{n}");
        assert!(!answer.body.contains("<script>alert(1)"), "{n}");
    }
    assert_eq!(w.number("SELECT COUNT(*) FROM incident").await, 1);
    let cross =
        form("/incident/report", &fields(&number), &[]).with("sec-fetch-site", "cross-site");
    assert_eq!(cross.of(&site).await.status, 403);
}

/// Art. 24: what is on its way counts as long as it may become, so that forms which come together fill no disk.
#[tokio::test(flavor = "multi_thread")]
async fn art_24_forms_that_come_together_share_the_bound() {
    let w = World::sqlite().await;
    let ids = w.entitled(1).await;
    let number = number(&w, &ids[0]).await;
    let site = site(&w);
    let sent = |name: &str| form("/incident/report", &fields(&number), &[(name, &pdf(name))]);
    assert_eq!(sent("first.pdf").of(&site).await.status, 303);
    // Fifteen MiB are left of the day.
    w.tamper("UPDATE incident_file SET size = 2131755008").await;
    let ask = sent("slow.pdf");
    let (send, come) = tokio::sync::mpsc::channel::<Vec<u8>>(1);
    let body = stream::unfold(come, |mut come| async {
        let piece: Vec<u8> = come.recv().await?;
        Some((Ok::<_, std::convert::Infallible>(piece), come))
    });
    let mut request = Request::builder().method(ask.method).uri(&ask.url).header("host", "x");
    for (name, value) in ask.all_headers() {
        request = request.header(name, value);
    }
    let request = request.body(Body::from_stream(body)).unwrap();
    let slow = tokio::spawn(site.clone().oneshot(request));
    // All but the end, and so much more of the file that it is being kept: its place is taken.
    let end = ask.body.len() - 20;
    send.send(ask.body[..end].to_vec()).await.unwrap();
    for _ in 0..120 {
        send.send(vec![b' '; 64 * 1024]).await.unwrap();
    }
    let beside = sent("beside.pdf").of(&site).await;
    assert_eq!(beside.status, 422);
    assert!(beside.body.contains("已达到系统上限") && beside.body.contains(FACTS));
    slow.abort();
    assert!(slow.await.is_err());
    assert_eq!(sent("beside.pdf").of(&site).await.status, 303, "what was broken off takes no room");
}

#[tokio::test(flavor = "multi_thread")]
async fn art_24_the_organisation_answers_with_files_to_the_last_second() {
    let w = World::sqlite().await;
    let ids = w.entitled(1).await;
    let number = number(&w, &ids[0]).await;
    let own = w.owner(&ids[0]).await;
    w.account("writer@example.com", Role::Applicant, own.as_str()).await;
    let names = w.account("a@example.com", Role::Office, "").await;
    let handles = w.account("b@example.com", Role::Office, "").await;
    let site = site(&w);
    form("/incident/report", &fields(&number), &[]).of(&site).await;
    let case = last(&w).await;
    let s = &w.service;
    s.name_investigator(&names, &case, &handles.account).await.unwrap();
    s.screen_incident(&handles, &case, true, "").await.unwrap();
    let writer = w.cookie("writer@example.com").await;
    let page = format!("/incident/statement/{case}");
    assert_eq!(get(&site, &page, &writer).await.status, 404);
    s.close_investigation(&handles, &case, Cause::Safety, WHY, WHY).await.unwrap();
    let due = s.incident(&handles, &case).await.unwrap().hearing.unwrap().due;
    let seen = get(&site, &page, &writer).await;
    assert_eq!(seen.status, 200);
    assert!(seen.body.contains(WHY) && !seen.body.contains("演示甲") && !seen.body.contains(FACTS));
    let short = form(&page, &[("text", "短")], &[]).with("cookie", &writer).of(&site).await;
    assert_eq!(short.status, 422);
    assert!(short.body.contains("短</textarea>"));
    // The time runs while the session does.
    w.clock.set(due.plus(-1_000_000));
    let writer = w.cookie("writer@example.com").await;
    w.clock.set(due.plus(-1));
    let proof = pdf("判决");
    let text = "我单位不负主要责任，见所附法院判决。";
    let sent = form(&page, &[("text", text)], &[("判决.pdf", proof.as_slice())]);
    // The session ends while it is written: the text comes back, and is sent once more.
    let ended = w.cookie("writer@example.com").await;
    w.service.sign_out(ended.trim_start_matches("biaogan=")).await.unwrap();
    let over = sent.clone().with("cookie", &ended).of(&site).await;
    assert_eq!(over.status, 401);
    assert!(over.body.contains(text) && over.body.contains(&format!("action=\"{page}\"")));
    let taken = sent.with("cookie", &writer).of(&site).await;
    assert_eq!((taken.status, taken.location()), (303, page.as_str()));
    let again = get(&site, &page, &writer).await;
    assert!(again.body.contains(text) && again.body.contains("判决.pdf"));
    w.clock.set(due);
    let late = form(&page, &[("text", text)], &[]).with("cookie", &writer).of(&site).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("陈述期限已于"));
    let foreign = w.applicant(7).await;
    w.account("other@example.com", Role::Applicant, &foreign.grants[0].scope).await;
    let other = w.cookie("other@example.com").await;
    assert_eq!(get(&site, &page, &other).await.status, 404);
    assert_eq!(
        form(&page, &[("text", text)], &[]).with("cookie", &other).of(&site).await.status,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn art_24_an_announcement_marks_what_was_revoked_and_the_pdf_stays() {
    let w = World::sqlite().await;
    let ids = w.entitled(2).await;
    let number = number(&w, &ids[0]).await;
    let own = w.owner(&ids[0]).await;
    w.account("writer@example.com", Role::Applicant, own.as_str()).await;
    let names = w.account("a@example.com", Role::Office, "").await;
    let handles = w.account("b@example.com", Role::Office, "").await;
    let site = site(&w);
    form("/incident/report", &fields(&number), &[]).of(&site).await;
    let case = last(&w).await;
    proposed(&w, &case, &names, &handles).await;
    let before = get(&site, "/announcement/2026", "").await;
    let pdf = async || Ask::get("/announcement/2026/announcement.pdf").of(&site).await.body;
    let printed = pdf().await;
    assert!(!before.body.contains("称号已撤销"));
    let writer = w.cookie("writer@example.com").await;
    // Its own people find the case where their title stands.
    let link = format!("/incident/statement/{case}");
    for url in ["/title/own".to_owned(), format!("/application/{}", ids[0])] {
        let page = get(&site, &url, &writer).await;
        assert!(page.body.contains(&link), "{url}");
    }
    w.decision_confirmed(&case).await;
    let after = get(&site, "/announcement/2026", "").await;
    assert_eq!(
        after.body.matches("称号已撤销").count(),
        before.body.matches("称号已撤销").count() + 1
    );
    assert!(after.body.contains(&format!("href=\"/title/{number}\"")));
    // The list itself names both as it did, and what is printed is what was announced.
    assert!(printed.starts_with("%PDF"));
    assert_eq!(pdf().await, printed);
    assert!(after.body.contains(&organisation(1)) && after.body.contains(&organisation(2)));
    let english = get(&site, "/announcement/2026", "lang=en").await;
    assert!(english.body.contains("title revoked") && english.body.contains("Art. 24"));
}

/// An organisation that has no account here, over the pages as they are without script.
#[tokio::test(flavor = "multi_thread")]
async fn art_24_who_has_no_account_is_told_and_heard_on_paper() {
    let w = World::sqlite().await;
    let ids = w.entitled(1).await;
    let number = number(&w, &ids[0]).await;
    let names = w.account("a@example.com", Role::Office, "").await;
    let handles = w.account("b@example.com", Role::Office, "").await;
    w.account("c@example.com", Role::Caq, "").await;
    let site = site(&w);
    form("/incident/report", &fields(&number), &[]).of(&site).await;
    let case = last(&w).await;
    let s = &w.service;
    s.name_investigator(&names, &case, &handles.account).await.unwrap();
    s.screen_incident(&handles, &case, true, "").await.unwrap();
    let handler = w.cookie("b@example.com").await;
    let (page, paper) = (format!("/incident/{case}"), format!("/incident/statement/{case}"));
    let unable = "没有可以接收告知的账号";
    // Before it is told, and while it is heard.
    assert!(get(&site, &page, &handler).await.body.contains(unable));
    s.close_investigation(&handles, &case, Cause::Safety, WHY, WHY).await.unwrap();
    let heard = get(&site, &page, &handler).await.body;
    assert!(heard.contains(unable) && heard.contains(&format!("href=\"{paper}\"")));
    let shown = get(&site, &paper, &handler).await;
    assert!(shown.status == 200 && shown.body.contains("代录纸质陈述"), "{}", shown.body);
    let short = form(&paper, &[("text", "短")], &[]).with("cookie", &handler).of(&site).await;
    assert!(short.status == 422 && short.body.contains("短</textarea>"));
    let text = "我单位不负主要责任，见所附法院判决。";
    let proof = pdf("原件");
    let sent = form(&paper, &[("text", text)], &[("原件.pdf", proof.as_slice())]);
    let stranger = w.cookie("a@example.com").await;
    assert_eq!(sent.clone().with("cookie", &stranger).of(&site).await.status, 404);
    assert_eq!(sent.with("cookie", &handler).of(&site).await.status, 303);
    let decides = w.cookie("c@example.com").await;
    let read = get(&site, &page, &decides).await.body;
    assert!(read.contains(text) && read.contains("代录") && read.contains("原件.pdf"));
    assert_eq!(get(&site, &paper, &decides).await.status, 404);
}

/// A case that turns out to be groundless, over the pages as they are without script.
#[tokio::test(flavor = "multi_thread")]
async fn art_24_what_is_found_groundless_is_dropped_by_two_without_script() {
    let w = World::sqlite().await;
    let ids = w.entitled(1).await;
    let number = number(&w, &ids[0]).await;
    let names = w.account("a@example.com", Role::Office, "").await;
    let one = w.account("b@example.com", Role::Office, "").await;
    let other = w.account("c@example.com", Role::Office, "").await;
    let site = site(&w);
    let taken = form("/incident/report", &fields(&number), &[]).of(&site).await;
    let status = taken.location().to_owned();
    let case = last(&w).await;
    let s = &w.service;
    s.name_investigator(&names, &case, &one.account).await.unwrap();
    s.screen_incident(&one, &case, true, "").await.unwrap();
    let (first, second) = (w.cookie("b@example.com").await, w.cookie("c@example.com").await);
    let page = format!("/incident/{case}");
    let alone = get(&site, &page, &first).await;
    assert!(alone.body.contains("不属实的，按此办结") && alone.body.contains("只有您一位经办人"));
    s.name_investigator(&one, &case, &other.account).await.unwrap();
    let post = async |url: &str, form: &[(&str, &str)], cookie: &str| {
        Ask::post(url, form).with("accept", "text/html").with("cookie", cookie).of(&site).await
    };
    let found = [("id", case.as_str()), ("report", WHY), ("reason", UNRELATED)];
    let sent = post("/api/incident/groundless", &found, &first).await;
    assert_eq!(sent.location(), page, "{sent:?}");
    let own = get(&site, &page, &first).await;
    assert!(own.body.contains("拟按不属实办结") && !own.body.contains("确认不属实并办结"));
    let shown = get(&site, &page, &second).await;
    assert!(shown.body.contains("确认不属实并办结") && shown.body.contains(UNRELATED));
    let seen = mark_of_case(s, &case).await;
    assert!(shown.body.contains(&seen) && own.body.contains(&seen), "either may go on by it");
    let unseen = [("id", case.as_str())];
    post("/api/incident/drop", &unseen, &second).await;
    let case = [("id", case.as_str()), ("seen", seen.as_str())];
    post("/api/incident/drop", &case, &first).await;
    assert!(get(&site, &page, &second).await.body.contains("确认不属实并办结"));
    let dropped = post("/api/incident/drop", &case, &second).await;
    assert_eq!(dropped.location(), page, "{dropped:?}");
    let told = get(&site, &status, "").await;
    assert!(told.body.contains("经核查不属实") && told.body.contains(UNRELATED));
    assert!(!told.body.contains(WHY), "the report is for those who investigate");
}

/// Two worlds: in one of them a title is reported, investigated, and its revocation proposed. Nobody who is not
/// concerned can tell which is which, over any public page, or as another applicant; until it is decided.
#[tokio::test(flavor = "multi_thread")]
async fn art_15_an_open_investigation_changes_no_public_byte_and_nothing_for_other_applicants() {
    let (here, there) = (World::sqlite().await, World::sqlite().await);
    let mut halves = Vec::new();
    for w in [&here, &there] {
        let ids = w.entitled(2).await;
        let other = w.owner(&ids[1]).await;
        w.account("other@example.com", Role::Applicant, other.as_str()).await;
        let names = w.account("a@example.com", Role::Office, "").await;
        let handles = w.account("b@example.com", Role::Office, "").await;
        halves.push((site(w), ids, names, handles));
    }
    let (site_a, ids, names, handles) = &halves[0];
    let site_b = &halves[1].0;
    let number = number(&here, &ids[0]).await;
    let report = Form {
        name: "演示甲".into(),
        phone: "13800000000".into(),
        number: number.clone(),
        cause: "safety".into(),
        facts: FACTS.into(),
        ..Form::default()
    };
    here.service.report_incident(None, &report, &[], "").await.unwrap();
    let case = last(&here).await;
    proposed(&here, &case, names, handles).await;
    there.clock.set(here.service.now());
    let eligibility = format!("/eligibility?uscc={}", code(1));
    let urls = [
        "/",
        "/notice",
        "/notice/2026",
        "/announcement/2026",
        "/notice/feed.atom",
        "/notice/feed.json",
        "/revocation",
        "/title",
        &format!("/title/{number}"),
        "/title/export/register.csv",
        "/incident/report",
        &format!("/incident/report?number={number}"),
        &eligibility,
        &format!("/api/application/chosen?uscc={}", code(1)),
        &format!("/api/incident/title?number={number}"),
        "/api/incident/revocations",
        "/guide",
        "/status",
    ];
    for url in urls {
        let (a, b) = (get(site_a, url, "").await, get(site_b, url, "").await);
        assert_eq!(a.bare(), b.bare(), "{url}");
    }
    let (a, b) = (here.cookie("other@example.com").await, there.cookie("other@example.com").await);
    for url in
        ["/application", "/organisation", "/inbox", "/incident", &format!("/incident/{case}")]
    {
        let (a, b) = (get(site_a, url, &a).await, get(site_b, url, &b).await);
        assert_eq!(a.status, b.status, "{url}");
        let words = [number.as_str(), "事故", "核查", "撤销"];
        let told = |x: &Answer| words.map(|word| x.body.matches(word).count());
        assert_eq!(told(&a), told(&b), "{url}");
    }
    // Decided, everybody reads it.
    here.decision_confirmed(&case).await;
    let list = get(site_a, "/revocation", "").await;
    assert!(list.body.contains(&number) && list.body.contains(&organisation(1)));
    assert!(list.body.contains(WHY) && !list.body.contains("演示甲"));
    let checked = get(site_a, &format!("/title/{number}"), "").await;
    assert!(checked.body.contains("称号已撤销") && checked.body.contains(WHY));
    assert!(get(site_a, "/notice/feed.atom", "").await.body.contains(WHY));
    assert_ne!(list.bare(), get(site_b, "/revocation", "").await.bare());
    let english = get(site_a, "/revocation", "lang=en").await;
    assert!(english.body.contains("Art. 24") && english.body.contains("Major liability accident"));
}
