//! Titles over HTTP (Art. 22, 23): nobody can tell before the release; then everybody reads the register and checks a
//! plaque without script, and those who hold a title have its certificate.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::io::Write;
use std::process::{Command, Stdio};

use axum::Router;
use axum::body::to_bytes;
use domain::ids::DossierId;
use domain::policy::Role;
use domain::title::Number;
use support::answer::{Answer, Ask};
use support::house::router;
use support::world::World;
use tokio::sync::watch;

fn site(w: &World) -> Router {
    let (_stop, stopped) = watch::channel(false);
    router(w, &[], stopped)
}

async fn get(site: &Router, url: &str) -> Answer {
    Ask::get(url).with("accept", "text/html").of(site).await
}

/// The announcement of these is approved by two, and not released.
async fn approved(w: &World, ids: &[DossierId]) {
    let open = w.noticed(ids).await;
    w.clock.set(open.ends_at);
    w.approved().await;
}

fn number(year: i32, serial: u32) -> Number {
    Number::new(year, serial).unwrap()
}

/// What a program of poppler says of a PDF.
fn read(program: &str, args: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|e| panic!("{program} is needed ({e}): apt-get install poppler-utils"));
    let mut input = child.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&pdf));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_an_approved_announcement_changes_no_public_page_before_its_release() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(2).await;
    let open = w.noticed(&ids).await;
    w.clock.set(open.ends_at);
    let site = site(&w);
    let n = number(2026, 1);
    let urls = [
        "/title".to_owned(),
        "/title?q=2026&year=2026".into(),
        "/title/verify".into(),
        format!("/title/verify?number={n}"),
        format!("/title/{n}"),
        "/title/export/register.json".into(),
        "/title/export/register.csv".into(),
        "/api/title/register?q=".into(),
        format!("/api/title/verify?number={n}"),
        "/notice/feed.atom".into(),
        "/notice/feed.json".into(),
        "/announcement/2026".into(),
    ];
    let mut before = Vec::new();
    for url in &urls {
        before.push(get(&site, url).await.bare());
    }
    w.approved().await;
    for (url, before) in urls.iter().zip(&before) {
        assert_eq!(&get(&site, url).await.bare(), before, "{url}");
    }
    // There is something that could have been told.
    w.service.release_announcement(&w.office).await.unwrap();
    for (url, before) in urls.iter().zip(&before).filter(|(url, _)| *url != "/title/verify") {
        assert_ne!(&get(&site, url).await.bare(), before, "{url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn art_23_a_plaque_is_checked_and_the_register_read_without_script() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(2).await;
    approved(&w, &ids).await;
    w.service.release_announcement(&w.office).await.unwrap();
    let site = site(&w);
    let n = number(2026, 1);
    let line = w.service.title_register(&Default::default()).await.unwrap().lines[0].clone();
    for url in
        [format!("/title/{n}"), format!("/title/verify?number={}", n.as_str().replace('-', ""))]
    {
        let page = get(&site, &url).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("称号有效") && page.body.contains(&line.organisation), "{url}");
        // Nothing of the application itself.
        assert!(!page.body.contains("QB-2026") && !page.body.contains(ids[0].as_str()));
    }
    let wrong =
        get(&site, &format!("/title/verify?number={}", n.as_str().replace("0001", "0010"))).await;
    assert!(wrong.body.contains("最后两位校验码与前面的数字不符"), "{wrong:?}");
    assert!(wrong.body.contains("aria-invalid=\"true\"") && wrong.body.contains("2026-0010"));
    let unknown = get(&site, &format!("/title/{}", number(2026, 9))).await;
    assert!(unknown.body.contains("没有这个编号"));
    let register = get(&site, "/title").await;
    assert!(register.body.contains(&line.organisation) && register.body.contains(&line.benchmark));
    assert!(register.body.contains("class=\"bars\"") && !register.body.contains("/title/import"));
    assert!(!get(&site, "/title?year=2025").await.body.contains(&line.organisation));
    let json = get(&site, "/title/export/register.json").await.json();
    assert_eq!(json["titles"][0]["number"], n.as_str());
    assert_eq!(json["titles"].as_array().unwrap().len(), 2);
    let csv = get(&site, "/title/export/register.csv?q=none-of-them").await;
    assert!(csv.body.contains("标牌编号") && !csv.body.contains(n.as_str()));
    assert_eq!(get(&site, "/title/export/register.pdf").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_23_the_certificate_is_one_page_with_what_was_announced_and_no_seal() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(2).await;
    approved(&w, &ids[..1]).await;
    w.service.release_announcement(&w.office).await.unwrap();
    let organisation = {
        let mut db = w.service.read().await.unwrap();
        db.dossier(&ids[0]).await.unwrap().unwrap().organisation.to_string()
    };
    w.account("own@example.com", Role::ApplicantReader, &organisation).await;
    w.account("caq@example.com", Role::Caq, "").await;
    let site = site(&w);
    let n = number(2026, 1);
    let line = w.service.title_register(&Default::default()).await.unwrap().lines[0].clone();
    let url = format!("/title/{n}/certificate.pdf");
    let own = w.cookie("own@example.com").await;
    let page = Ask::get("/title/own").as_(&own).with("accept", "text/html").of(&site).await;
    assert!(page.body.contains(&url) && page.body.contains("有义务参加"), "{page:?}");
    let response = Ask::get(url.clone()).as_(&own).open(&site).await;
    assert_eq!(response.headers()["content-type"], "application/pdf");
    let pdf = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let text: String = read("pdftotext", &["-raw", "-", "-"], &pdf)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let squeezed = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for part in [
        line.organisation.as_str(),
        &line.benchmark,
        n.as_str(),
        "全国质量标杆",
        "National Quality Benchmark",
        "（盖章处）",
        "place for the seal",
        "不含印章",
        "演示数据",
        &format!("http://localhost/title/{n}"),
    ] {
        assert!(text.contains(&squeezed(part)), "{part} in {text}");
    }
    let facts = read("pdfinfo", &["-"], &pdf);
    assert!(facts.contains("Pages:           1") && facts.contains("841.89 x 595.28"), "{facts}");
    let other = w.cookie("caq@example.com").await;
    assert_eq!(Ask::get(url.clone()).as_(&other).of(&site).await.status, 404);
    let anonymous = Ask::get(url).of(&site).await;
    assert_eq!(anonymous.status, 303);
    assert!(anonymous.location().starts_with("/sign-in?next=/title/2026-0001-"));
}

/// A posted form with a table.
fn form(cookie: &str, text: &str, act: &str) -> Ask {
    let fields = [("text", text), ("act", act)];
    Ask::multipart("/title/import", &fields, &[]).with("accept", "text/html").as_(cookie)
}

#[tokio::test(flavor = "multi_thread")]
async fn art_23_earlier_titles_are_looked_at_and_taken_over_without_script() {
    let w = World::sqlite().await;
    w.account("office@example.com", Role::Office, "").await;
    let site = site(&w);
    let office = w.cookie("office@example.com").await;
    let bad = "年度\t单位名称\t经验名称\t地区\n2025\t演示甲公司\t实施甲方法的经验\t火星\n2024\t演示乙公司\t实施乙方法的经验\t浙江";
    let seen = form(&office, bad, "look").of(&site).await;
    assert!(
        seen.body.contains("没有这个地区") && seen.body.contains("共 2 行，1 行有误"),
        "{seen:?}"
    );
    let refused = form(&office, bad, "take").of(&site).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("没有导入任何一行") && refused.body.contains("演示甲公司"));
    let good = bad.replace("火星", "山东省");
    let seen = form(&office, &good, "look").of(&site).await;
    assert!(seen.body.contains("新增 2 项"), "{seen:?}");
    assert!(!get(&site, "/title").await.body.contains("演示甲公司"));
    let taken = form(&office, &good, "take").of(&site).await;
    assert_eq!((taken.status, taken.location()), (303, "/title?added=2&known=0"));
    let register = get(&site, "/title?added=2&known=0").await;
    assert!(register.body.contains("演示甲公司") && register.body.contains("已导入 2 项"));
    let page = get(&site, &format!("/title/{}", number(2025, 1))).await;
    assert!(page.body.contains("称号有效") && page.body.contains("本系统启用之前的年度"));
}

#[tokio::test(flavor = "multi_thread")]
async fn art_23_an_earlier_title_is_corrected_and_the_register_narrowed_without_script() {
    let w = World::sqlite().await;
    w.account("office@example.com", Role::Office, "").await;
    let rows = "年度\t单位名称\t经验名称\n2025\t演示<b>甲公司\t实施甲方法的经验\n2024\t演示乙公司\t实施乙方法的经验";
    w.service.import_titles(&w.office, rows).await.unwrap();
    let site = site(&w);
    let office = w.cookie("office@example.com").await;
    let n = number(2025, 1);
    let page = format!("/title/{n}/correct");
    // The way there is the Office's; to others there is no such page.
    let shown =
        Ask::get(format!("/title/{n}")).as_(&office).with("accept", "text/html").of(&site).await;
    assert!(shown.body.contains(&page) && shown.body.contains("不要求填报"), "{shown:?}");
    assert!(!get(&site, &format!("/title/{n}")).await.body.contains(&page));
    assert_eq!(get(&site, &page).await.status, 401);
    let form = |region, reason| {
        [
            ("act", "correct"),
            ("seen", "0"),
            ("number", n.as_str()),
            ("year", "2025"),
            ("organisation", "演示甲股份公司"),
            ("benchmark", "实施甲方法的经验"),
            ("direction", "绿色<i>制造"),
            ("region", region),
            ("category", ""),
            ("uscc", ""),
            ("reason", reason),
        ]
    };
    let why = "与当年公告的名单核对，单位名称有误。";
    assert!(Ask::post(&page, &form("", why)).of(&site).await.location().starts_with("/sign-in"));
    let wrong = Ask::post(&page, &form("火星", "改")).as_(&office).of(&site).await;
    assert_eq!(wrong.status, 422);
    for part in ["id=\"region-e\"", "id=\"reason-e\"", "演示甲股份公司", "绿色&lt;i&gt;制造"]
    {
        assert!(wrong.body.contains(part), "{part} in {wrong:?}");
    }
    let done = Ask::post(&page, &form("R370200", why)).as_(&office).of(&site).await;
    assert_eq!((done.status, done.location()), (303, format!("/title/{n}#corrections").as_str()));
    // Everybody reads what was changed, when and why.
    let public = get(&site, &format!("/title/{n}")).await.body;
    for part in ["更正记录", "演示&lt;b&gt;甲公司", "演示甲股份公司", why] {
        assert!(public.contains(part), "{part} in {public}");
    }
    // By direction, region, year, standing, together; the pages and tables keep them.
    let narrowed = get(&site, "/title?direction=%E7%BB%BF%E8%89%B2%3Ci%3E%E5%88%B6%E9%80%A0&region=R370200&year=2025&state=valid&order=oldest").await.body;
    assert!(narrowed.contains("演示甲股份公司") && !narrowed.contains("演示乙公司"));
    assert!(narrowed.contains("export/register.csv?") && narrowed.contains("order=oldest"));
    assert!(!get(&site, "/title?state=revoked").await.body.contains("演示甲股份公司"));
    let json = get(&site, "/title/export/register.json?region=R370200&state=valid").await.json();
    assert_eq!(json["titles"].as_array().unwrap().len(), 1);
    // Another year is another number; the old one leads there.
    let mut again = form("R370200", why);
    (again[1].1, again[3].1) = ("1", "2024");
    let moved = Ask::post(&page, &again).as_(&office).of(&site).await;
    assert_eq!(moved.location(), format!("/title/{}#corrections", number(2024, 2)));
    let old = get(&site, &format!("/title/{n}")).await.body;
    assert!(old.contains("编号已更正") && old.contains(number(2024, 2).as_str()), "{old}");
}
