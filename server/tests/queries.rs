//! What a page asks of the database does not grow with its rows.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;

use axum::Router;
use domain::exchange::activity::Form as ActivityForm;
use domain::incident::Cause;
use domain::incident::report::Form as Report;
use domain::notice::objection::Form as Objection;
use domain::policy::{Actor, Role};
use domain::stamp::DAY;
use domain::views::guard::JournalAsked;
use support::answer::Ask;
use support::house::router;
use support::wire::LONG;
use support::world::answers::{UNIT, organisation};
use support::world::*;
use tokio::sync::{Mutex, watch};

/// Queries are counted for the whole process: one test at a time.
static ALONE: Mutex<()> = Mutex::const_new(());

/// Long enough wherever a reason is asked for.
const WHY: &str = "经核查，主管部门认定该单位对事故负主要责任。";

/// What a note of a case begins with.
const NOTE: &str = "电话核实了主管部门的通报，记录之";

/// Work lists and boards, and who opens them.
const PAGES: [(&str, &str); 13] = [
    ("unit@example.com", "/recommendation"),
    ("unit@example.com", "/recommendation/export/list.csv"),
    ("office@example.com", "/formality"),
    ("office@example.com", "/formality/export/list.csv"),
    ("office@example.com", "/season"),
    ("office@example.com", "/committee"),
    ("office@example.com", "/committee/assignment"),
    ("expert@example.com", "/review"),
    ("chair@example.com", "/review/board"),
    ("chair@example.com", "/api/review/delta?since=0"),
    ("chair@example.com", "/deliberation"),
    ("chair@example.com", "/deliberation/p1"),
    ("unit@example.com", "/inbox"),
];

/// Queries of each page, and whether the last application stands on it.
async fn asked(
    router: &Router,
    cookies: &BTreeMap<&str, String>,
    last: usize,
) -> BTreeMap<&'static str, u64> {
    let mut counts = BTreeMap::new();
    for (who, url) in PAGES {
        let accept = if url.starts_with("/api/") { "application/json" } else { "text/html" };
        let ask = || Ask::get(url).with("accept", accept).as_(&cookies[who]).of(router);
        let before = store::queries();
        ask().await;
        let anew = store::queries() - before;
        let answer = ask().await;
        // What was read before need not be read again.
        assert!(store::queries() - before <= 2 * anew, "{url}");
        counts.insert(url, anew);
        assert_eq!(answer.status, 200, "{url}");
        if !["/season", "/committee", "/inbox", "/deliberation"].contains(&url) {
            assert!(answer.body.contains(&organisation(last)), "{url} with {last} rows");
        }
    }
    counts
}

#[tokio::test]
async fn a_page_asks_as_much_for_one_row_as_for_many() {
    let _alone = ALONE.lock().await;
    let w = World::sqlite().await;
    w.service.set_quota(&w.office, UNIT, 100, 100, "调整名额").await.unwrap();
    w.committee(1, 3).await;
    w.undertakings(1, 3).await;
    let mut cookies = BTreeMap::new();
    for (email, role, scope) in [
        ("unit@example.com", Role::RecommendingUnit, UNIT),
        ("office@example.com", Role::Office, ""),
        ("expert@example.com", Role::Expert, "e11"),
        ("chair@example.com", Role::Chair, ""),
    ] {
        if role != Role::Chair {
            w.account(email, role, scope).await;
        }
        let token = w.service.sign_in(email, PASSWORD, "queries").await.unwrap();
        cookies.insert(email, format!("biaogan={token}"));
    }
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let mut first = None;
    let mut rows = 0;
    // The very first readers have nothing to compare with; later ones ask what has been recorded since.
    w.passed(900).await;
    w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
    asked(&router, &cookies, 900).await;
    for n in [1, 3, 20] {
        while rows < n {
            rows += 1;
            w.passed(rows).await;
        }
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let counts = asked(&router, &cookies, n).await;
        assert!(counts.values().all(|n| (1..=30).contains(n)), "{counts:?}");
        assert_eq!(&counts, first.get_or_insert_with(|| counts.clone()), "with {n} rows");
    }
}

/// A world, its site, and what each page and verb asked for.
struct Counted {
    w: World,
    router: Router,
    cookies: BTreeMap<&'static str, String>,
    counts: BTreeMap<&'static str, u64>,
    _stop: watch::Sender<bool>,
}

impl Counted {
    fn new(w: World) -> Self {
        let (stop, stopped) = watch::channel(false);
        let router = router(&w, &[], stopped);
        Self { router, w, cookies: BTreeMap::new(), counts: BTreeMap::new(), _stop: stop }
    }

    /// Somebody signs in by an address whose account is there.
    async fn enter(&mut self, email: &'static str) {
        let token = self.w.service.sign_in(email, PASSWORD, "queries").await.unwrap();
        self.cookies.insert(email, format!("biaogan={token}"));
    }

    /// A page, on which all of `rows` must stand; nobody is signed in for an empty address.
    async fn page(&mut self, who: &str, name: &'static str, url: &str, rows: &[String]) {
        let ask = Ask::get(url).with("accept", "text/html");
        let ask = match self.cookies.get(who) {
            Some(cookie) => ask.as_(cookie),
            None => ask,
        };
        let before = store::queries();
        let answer = ask.of(&self.router).await;
        self.note(name, before);
        assert_eq!(answer.status, 200, "{name}");
        for row in rows {
            assert!(answer.body.contains(row), "{name} lacks {row}");
        }
    }

    fn note(&mut self, name: &'static str, before: u64) {
        let asked = store::queries() - before;
        assert!(asked > 0, "{name}");
        assert!(self.counts.insert(name, asked).is_none(), "{name} twice");
    }
}

/// Notes of a case.
fn notes(n: usize) -> Vec<String> {
    (1..=n).map(|i| format!("{NOTE}{i}")).collect()
}

/// Names of the first applicants.
fn names(n: usize) -> Vec<String> {
    (1..=n).map(organisation).collect()
}

/// Two of the Office who can look into cases, one to name the other.
async fn colleagues(w: &World) -> (Actor, Actor) {
    let names = w.account("office@example.com", Role::Office, "").await;
    (names, w.account("handles@example.com", Role::Office, "").await)
}

/// So many applications before the public, each of them objected to.
async fn before_the_public(n: usize) -> BTreeMap<&'static str, u64> {
    let w = World::sqlite().await;
    let ids = w.shortlisted(n).await;
    w.listed(&ids).await;
    w.consulted().await;
    w.clock.set(NOTICED);
    let (namer, handles) = colleagues(&w).await;
    w.account("caq@example.com", Role::Caq, "").await;
    let mut c = Counted::new(w);
    for email in
        ["office@example.com", "handles@example.com", "chair@example.com", "caq@example.com"]
    {
        c.enter(email).await;
    }
    c.page("office@example.com", "consultation", "/consultation", &names(n)).await;
    c.page("office@example.com", "preparation", "/notice/prepare", &names(n)).await;
    c.w.opened().await;
    c.page("", "notice", "/notice", &names(n)).await;
    c.page("", "notice of a year", "/notice/2026", &names(n)).await;
    c.page("", "objecting", "/notice/2026/objection", &names(n)).await;
    let mut last = String::new();
    for place in 1..=n {
        let s = &c.w.service;
        let form = Objection {
            name: "演示甲".into(),
            phone: "13800000000".into(),
            entry: place.to_string(),
            facts: "所列成效数据与公开年报不一致，见附件第三页的对照表。".repeat(2),
            ..Objection::default()
        };
        s.object(2026, &form, &[]).await.unwrap();
        let mut db = s.read().await.unwrap();
        let objection = db.objections(&id()).await.unwrap().pop().unwrap().id;
        drop(db);
        s.name_handler(&namer, &objection, &handles.account).await.unwrap();
        last = format!("/notice/objections/{objection}");
        for i in 1..=n {
            s.note_objection(&handles, &objection, false, (&format!("{NOTE}{i}"), ""))
                .await
                .unwrap();
        }
        let before = store::queries();
        s.note_objection(&handles, &objection, true, (WHY, "")).await.unwrap();
        if place == n {
            c.note("a report", before);
        }
    }
    let objections = "/notice/objections";
    c.page("handles@example.com", "objections to handle", objections, &names(n)).await;
    c.page("handles@example.com", "an objection", &last, &notes(n)).await;
    c.page("chair@example.com", "objections to decide", objections, &names(n)).await;
    c.page("office@example.com", "objections of others", objections, &[]).await;
    c.page("caq@example.com", "announcement", "/announcement", &[]).await;
    c.counts
}

fn activity(w: &World, title: String) -> ActivityForm {
    let day = |n: i64| w.service.now().plus(n * DAY).show_minute();
    ActivityForm {
        title,
        text: "分享数字化检测的做法。".into(),
        starts: day(10),
        ends: day(11),
        place: "演示会议中心".into(),
        link: String::new(),
        capacity: "100".into(),
        host: String::new(),
    }
}

/// So many titles, each with a case; as many activities, and as many who come to the first.
async fn entitled(n: usize) -> BTreeMap<&'static str, u64> {
    let w = World::sqlite().await;
    let ids = w.shortlisted(n).await;
    let open = w.noticed(&ids).await;
    w.clock.set(open.ends_at);
    let (namer, handles) = colleagues(&w).await;
    let caq = w.account("caq@example.com", Role::Caq, "").await;
    // Somebody who has reviewed, too: each case asks whether a conflict keeps them from it.
    w.service.grant("operator", &id(), &caq.account, Role::Expert, "e13").await.unwrap();
    w.account("audit@example.com", Role::AuditAdmin, "").await;
    w.account("security@example.com", Role::SecurityAdmin, "").await;
    let own = w.owner(&ids[n - 1]).await;
    let writer = w.account("writer@example.com", Role::Applicant, own.as_str()).await;
    let mut guests = Vec::new();
    for i in 1..=n {
        let email = format!("guest-{i}@example.com");
        guests.push(w.account(&email, Role::RecommendingUnit, UNIT).await);
    }
    let mut c = Counted::new(w);
    let before = store::queries();
    c.w.service.prepare_announcement(&c.w.office).await.unwrap();
    c.note("preparing the announcement", before);
    c.w.announced().await;
    for email in [
        "office@example.com",
        "handles@example.com",
        "caq@example.com",
        "audit@example.com",
        "security@example.com",
        "writer@example.com",
    ] {
        c.enter(email).await;
    }
    let before = store::queries();
    let first =
        c.w.service.announce_activity(&namer, &activity(&c.w, "演示交流会".into()), "").await;
    c.note("announcing an activity", before);
    let first = first.unwrap().unwrap();
    for i in 1..=n {
        let form = activity(&c.w, format!("演示交流会之{i}"));
        c.w.service.announce_activity(&namer, &form, "").await.unwrap().unwrap();
        c.w.service.register_guest(&guests[i - 1], &first, "演示单位").await.unwrap();
    }
    let before = store::queries();
    c.w.service.register_guest(&writer, &first, "演示企业").await.unwrap();
    c.note("registering", before);
    let mut last = String::new();
    for id in &ids {
        let s = &c.w.service;
        let number = c.w.title_of(id).await.unwrap().number;
        let report = Report {
            name: "演示甲".into(),
            phone: "13800000000".into(),
            number: number.to_string(),
            cause: "safety".into(),
            facts: "该单位于公开通报的安全事故中负有责任，见所附通报第二页。".repeat(2),
            ..Report::default()
        };
        s.report_incident(None, &report, &[], "").await.unwrap();
        let all = s.read().await.unwrap().incidents(200).await.unwrap();
        let case = all.into_iter().find(|c| c.dossier.as_ref() == Some(id)).unwrap().id;
        s.name_investigator(&namer, &case, &handles.account).await.unwrap();
        s.screen_incident(&handles, &case, true, "").await.unwrap();
        last = format!("/incident/{case}");
        for i in 1..=n {
            s.note_incident(&handles, &case, false, (&format!("{NOTE}{i}"), "")).await.unwrap();
        }
        s.close_investigation(&handles, &case, Cause::Safety, WHY, WHY).await.unwrap();
    }
    let activities: Vec<String> = (1..=n).map(|i| format!("演示交流会之{i}")).collect();
    c.page("office@example.com", "activities", "/exchange", &activities).await;
    c.page("", "activities for everybody", "/exchange", &activities).await;
    let url = format!("/exchange/{first}");
    c.page("office@example.com", "an activity", &url, &[]).await;
    c.page("writer@example.com", "an activity for a guest", &url, &[]).await;
    c.page("office@example.com", "reports", "/exchange/reports", &names(n)).await;
    let url = format!("/exchange/report/{}", ids[n - 1]);
    c.page("writer@example.com", "a report", &url, &[]).await;
    c.page("handles@example.com", "cases to investigate", "/incident", &names(n)).await;
    c.page("handles@example.com", "a case", &last, &notes(n)).await;
    c.page("caq@example.com", "cases to decide", "/incident", &names(n)).await;
    c.page("", "register", "/title", &names(n)).await;
    c.page("writer@example.com", "own titles", "/title/own", &names(n)[n - 1..]).await;
    c.page("", "announcement", "/announcement/2026", &names(n)).await;
    let guests: Vec<String> = (1..=n).map(|i| format!("guest-{i}@example.com")).collect();
    c.page("security@example.com", "accounts", "/accounts", &guests).await;
    c.page("audit@example.com", "journal", "/audit", &[]).await;
    c.counts
}

#[tokio::test]
async fn art_21_what_stands_before_the_public_asks_as_much_for_one_line_as_for_many() {
    let _alone = ALONE.lock().await;
    let few = before_the_public(1).await;
    assert!(few.values().all(|n| *n <= 40), "{few:?}");
    assert_eq!(before_the_public(4).await, few);
}

#[tokio::test]
async fn art_23_what_follows_titles_asks_as_much_for_one_as_for_many() {
    let _alone = ALONE.lock().await;
    let few = entitled(1).await;
    assert!(few.values().all(|n| *n <= 40), "{few:?}");
    assert_eq!(entitled(4).await, few);
}

/// What the audit takes away is read before it is its turn to write: nobody's save waits for that.
#[tokio::test]
async fn the_journal_is_taken_away_while_others_write() {
    let _alone = ALONE.lock().await;
    let w = World::sqlite().await;
    let audit = w.account("audit@example.com", Role::AuditAdmin, "").await;
    let writer = w.service.store.write().await.unwrap();
    let before = store::queries();
    let service = w.service.clone();
    let taken = tokio::spawn(async move {
        service.export_journal(&audit, JournalAsked::default()).await.map(|t| t.rows.len())
    });
    let read = async {
        while store::queries() - before < 3 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LONG, read).await.expect("nothing is read before the writer is done");
    drop(writer);
    let rows = taken.await.unwrap().unwrap();
    assert!(rows > 0);
    let noted = "SELECT COUNT(*) FROM journal WHERE kind = 'journal_exported'";
    assert_eq!(w.number(noted).await, 1);
}
