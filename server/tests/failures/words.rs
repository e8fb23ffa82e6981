//! What somebody has typed and is refused: a session that is over, a phase that has closed, a reason that is too short.
//! It comes back whole, to be sent again.

use super::*;

/// A form that takes files, as a browser without script sends it.
fn parts(url: &str, fields: &[(&str, &str)]) -> Ask {
    Ask::multipart(url, fields, &[("a.pdf", b"%PDF")]).with("accept", "text/html")
}

/// A session that ends while somebody writes costs a sign-in and no word, on pages' own addresses as on those of
/// server functions; a password is typed once more.
#[tokio::test]
async fn what_was_typed_outlives_the_session_it_was_typed_in() {
    let w = World::sqlite().await;
    let (cookie, _) = writer(&w, 1).await;
    w.service.sign_out(cookie.trim_start_matches("biaogan=")).await.unwrap();
    let router = support::house::router(&w, &[], watch::channel(false).1);
    let over = save(&cookie, "会话结束后提交的名字").of(&router).await;
    assert_eq!(over.status, 401, "{over:?}");
    for word in ["登录已失效", "Sign in (new tab)", "没有丢失", "会话结束后提交的名字"]
    {
        assert!(over.body.contains(word), "{word} not in {}", over.body);
    }
    assert!(
        over.header("x-biaogan-signed-out").is_empty() && over.header("retry-after").is_empty()
    );
    let still = sent_again(&over, &cookie).of(&router).await;
    assert_eq!((still.status, name(&w, 1).await.as_str()), (401, "演示"), "{still:?}");
    let token = w.service.sign_in("writer1@example.com", PASSWORD, "again").await.unwrap();
    let fresh = format!("biaogan={token}");
    let again = sent_again(&still, &fresh).of(&router).await;
    assert_eq!(again.location(), "/account?done=name", "{again:?}");
    assert_eq!(name(&w, 1).await, "会话结束后提交的名字");
    // A form of a page's own address; whoever reads no pages is sent to sign in, as for a page.
    let minutes = [("act", "agree"), ("minutes", "会上逐项讨论了数据来源"), ("password", "geheim")];
    let post = || Ask::post("/deliberation/p1", &minutes);
    let page = post().with("accept", "text/html").of(&router).await;
    assert!(page.status == 401 && page.body.contains(minutes[1].1), "{page:?}");
    assert!(!page.body.contains("geheim") && page.body.contains("type=\"password\""), "{page:?}");
    assert_eq!(action(&page), "/deliberation/p1");
    assert_eq!(post().of(&router).await.location(), "/sign-in?next=/deliberation/p1");
}

/// The text of a form with files outlives the session too; the files are chosen anew.
#[tokio::test]
async fn what_was_written_beside_files_outlives_the_session() {
    let w = World::sqlite().await;
    let (cookie, _) = writer(&w, 1).await;
    w.service.sign_out(cookie.trim_start_matches("biaogan=")).await.unwrap();
    let router = support::house::router(&w, &[], watch::channel(false).1);
    let words = "第一行：我单位不负主要责任\r\n第二行：见判决";
    for url in [
        "/incident/statement/case",
        "/incident/case",
        "/notice/objections/case",
        "/committee/experts/import",
        "/season/calendar",
        "/title/import",
    ] {
        let over = parts(url, &[("text", words), ("how", "")]).as_(&cookie).of(&router).await;
        assert_eq!(over.status, 401, "{url}: {over:?}");
        assert!(
            over.body.contains("登录已失效")
                && over.body.contains("enctype=\"multipart/form-data\"")
        );
        assert!(over.body.contains("type=\"file\" name=\"file\""), "{}", over.body);
        assert_eq!(action(&over), url);
        // Browsers send a line's end as they like it, whatever stands in the page.
        let (kept, lines) = (typed(&over), words.replace('\r', ""));
        assert!(kept.contains(&("text".to_owned(), lines)), "{kept:?}");
        // Nothing but a file is chosen again where it was.
        let bare = parts(url, &[("text", "")]).as_(&cookie).of(&router).await;
        assert_eq!(bare.location(), format!("/sign-in?next={url}"), "{bare:?}");
    }
}

/// A link to a file leads whoever is signed in no longer to sign in, and from there to the file; a program is told.
#[tokio::test]
async fn a_link_to_a_file_leads_to_signing_in_once_the_session_is_over() {
    let w = World::sqlite().await;
    let router = support::house::router(&w, &[], watch::channel(false).1);
    for url in ["/files/f1", "/notice/evidence/e1", "/incident/evidence/e1", "/defence/slides/s1"] {
        let page = Ask::get(url).with("accept", "text/html,*/*;q=0.8").of(&router).await;
        assert_eq!((page.status, page.location()), (303, format!("/sign-in?next={url}").as_str()));
        assert_eq!(Ask::get(url).with("accept", "*/*").of(&router).await.status, 401, "{url}");
    }
    let within = Ask::get("/files/f1/view").with("accept", "text/html").of(&router).await;
    assert_eq!(within.status, 401, "what is shown within a page leads nowhere");
}

/// A page of a dossier that is sent after the closing comes back whole, words and figures, and is stored once the closing
/// has been moved.
#[tokio::test]
async fn art_16_a_page_sent_after_the_closing_comes_back_whole() {
    let w = World::sqlite().await;
    w.clock.set(day(40).plus(-MINUTE));
    let (cookie, id) = writer(&w, 1).await;
    w.clock.set(day(40).plus(MINUTE));
    let router = support::house::router(&w, &[], watch::channel(false).1);
    let send = async |page: &str, field: &str, value: &str| {
        let fields =
            [("id", id.as_str()), ("page", page), ("base", "1"), (field, value), ("go", "tasks")];
        let ask = Ask::post("/api/application/save", &fields).as_(&cookie);
        let from = format!("http://localhost/application/{id}/{page}?check=1&__err=abc");
        ask.with("accept", "text/html").with("referer", from).of(&router).await
    };
    let words = "自 2019 年起在全公司应用，\n每年评审两次。";
    let over = send("method", "a[maturity]", words).await;
    assert_eq!(over.status, 422, "{over:?}");
    for word in ["没有提交成功", "Not accepted", "已于", "没有丢失", "每年评审两次", "成熟"]
    {
        assert!(over.body.contains(word), "{word} not in {}", over.body);
    }
    assert!(over.body.contains(&format!("href=\"/application/{id}/method?check=1\"")));
    assert!(over.location().is_empty() && over.header("refusal-said").is_empty());
    let figure = send("finance", "a[revenue_1]", "12345.6").await;
    assert!(figure.status == 422 && figure.body.contains("value=\"12345.6\""), "{figure:?}");
    let still = sent_again(&over, &cookie).of(&router).await;
    assert_eq!((still.status, typed(&still)), (422, typed(&over)), "as often as it is sent");
    w.set(|season| season.windows[0].closes = day(45)).await;
    let again = sent_again(&still, &cookie).of(&router).await;
    assert_eq!(again.location(), format!("/application/{id}"), "{again:?}");
    let ask = Ask::get(format!("/api/application/dossier?id={id}")).as_(&cookie);
    assert_eq!(ask.of(&router).await.json()["answers"]["maturity"], words);
}

/// Who sends what about which dossier to which server function.
type Case<'a> = (&'a str, &'a str, &'a DossierId, &'a [(&'a str, &'a str)]);

/// Reasons and opinions of a unit and the Office that are refused come back, on whichever page they were written; a button
/// that is refused leads back to its page, which says why.
#[tokio::test]
async fn art_17_18_reasons_that_are_refused_come_back_whole() {
    let w = World::sqlite().await;
    let (_, waits) = w.submitted(1).await;
    let (_, taken) = w.recommended(2).await;
    // Applications have closed, units and the Office are at work.
    w.clock.set(day(41));
    w.service.claim(&w.office, &taken, true).await.unwrap();
    let session = async |email: &str, role: Role, scope: &str| {
        w.account(email, role, scope).await;
        format!("biaogan={}", w.service.sign_in(email, PASSWORD, email).await.unwrap())
    };
    let of_unit =
        session("unit@example.com", Role::RecommendingUnit, &unit().grants[0].scope).await;
    let office = session("office@example.com", Role::Office, "").await;
    let router = support::house::router(&w, &[], watch::channel(false).1);
    let why = "写了很久的理由：第 3 页的数据与年报不一致";
    let sent = async |who: &str, path: &str, id: &DossierId, fields: &[(&str, &str)]| {
        let all = [&[("id", id.as_str())][..], fields].concat();
        let from = format!("http://localhost/{}/{id}", path.split('/').next().unwrap());
        let ask = Ask::post(format!("/api/{path}"), &all).as_(who).with("referer", from);
        ask.with("accept", "text/html").of(&router).await
    };
    let cases: [Case<'_>; 6] = [
        (&office, "formality/correction", &taken, &[("items[signed]", why)]),
        (&office, "formality/reject", &taken, &[("item", "signed"), ("reason", "太短")]),
        (&office, "formality/tick", &taken, &[("item", "credit"), ("yes", "no"), ("note", why)]),
        (&of_unit, "recommendation/opinion", &taken, &[("text", why), ("recommend", "yes")]),
        (&of_unit, "recommendation/withdraw", &waits, &[("reason", why)]),
        (
            &of_unit,
            "recommendation/return",
            &waits,
            &[("reason", why), ("until", "2026-01-01T10:00")],
        ),
    ];
    for (who, path, id, fields) in cases {
        let refused = sent(who, path, id, fields).await;
        assert_eq!(refused.status, 422, "{path}: {refused:?}");
        let kept = typed(&refused);
        for (name, value) in fields {
            assert!(kept.contains(&((*name).to_owned(), (*value).to_owned())), "{path}: {kept:?}");
        }
        let back = format!("href=\"/{}/{id}\"", path.split('/').next().unwrap());
        assert!(refused.body.contains(&back) && refused.body.contains("role=\"alert\""), "{path}");
    }
    let button = sent(&office, "formality/pass", &taken, &[]).await;
    assert!(button.location().contains("__err="), "{button:?}");
    // What is stored stands on its page: nothing has to come back.
    let short = [("text", "同意推荐"), ("recommend", "yes")];
    let stored = sent(&of_unit, "recommendation/opinion", &waits, &short).await;
    assert!(stored.location().contains("__err="), "{stored:?}");
    assert!(stored.header("x-biaogan-stored").is_empty());
    let reading = Ask::get(format!("/api/recommendation/reading?id={waits}")).as_(&of_unit);
    assert_eq!(reading.of(&router).await.json()["opinion"], "同意推荐");
}

/// Two of a unit write one opinion without script: the later one is told, finds what the colleague has saved beside what
/// was typed, and saves it from there.
#[tokio::test]
async fn art_17_a_stale_opinion_comes_back_beside_the_colleagues_and_is_saved_from_there() {
    let w = World::sqlite().await;
    let (_, id) = w.submitted(1).await;
    w.clock.set(day(41));
    let router = support::house::router(&w, &[], watch::channel(false).1);
    let session = async |email: &str| {
        w.account(email, Role::RecommendingUnit, &unit().grants[0].scope).await;
        format!("biaogan={}", w.service.sign_in(email, PASSWORD, email).await.unwrap())
    };
    let (one, other) = (session("one@example.com").await, session("other@example.com").await);
    let url = format!("/recommendation/{id}");
    let base = |page: &Answer| {
        let rest = page.body.split_once("name=\"base\" value=\"").unwrap().1;
        rest.split('"').next().unwrap().to_owned()
    };
    let begun = base(&Ask::get(&url).with("accept", "text/html").as_(&one).of(&router).await);
    let send = async |who: &str, text: &str, base: &str| {
        let form = [("act", "opinion"), ("id", id.as_str()), ("text", text), ("base", base)];
        Ask::post(&url, &form).as_(who).with("accept", "text/html").of(&router).await
    };
    let stored = async || {
        let ask = Ask::get(format!("/api/recommendation/reading?id={id}")).as_(&one);
        ask.of(&router).await.json()["opinion"].as_str().unwrap().to_owned()
    };
    let (first, second) = ("同事先写的意见。", "后写的意见，<b>写了很久。");
    assert_eq!(send(&other, first, &begun).await.location(), url);
    let stale = send(&one, second, &begun).await;
    assert_eq!((stale.status, stored().await.as_str()), (422, first), "{stale:?}");
    let typed = ">后写的意见，&lt;b&gt;写了很久。</textarea>";
    for said in ["没有覆盖", "同事刚保存的意见", first, typed, "id=\"opinion-e\""] {
        assert!(stale.body.contains(said), "{said} not in {}", stale.body);
    }
    assert_eq!(send(&one, second, &base(&stale)).await.location(), url);
    assert_eq!(stored().await, second);
    // Once it is recommended its page has no form for an opinion: what was typed comes back on a page of its own.
    let enough = "方法与企业实际结合紧密，三年数据有据可查，同意推荐。".repeat(4);
    let form = [("act", "opinion"), ("text", enough.as_str()), ("recommend", "yes")];
    let done = Ask::post(&url, &form).as_(&one).with("accept", "text/html").of(&router).await;
    assert_eq!(done.location(), url, "{done:?}");
    let late = send(&other, second, &begun).await;
    assert!(late.status == 422 && late.body.contains(typed), "{late:?}");
    assert!(late.body.contains("没有提交成功") && late.body.contains(&format!("action=\"{url}\"")));
}
