//! Ten thousand hostile requests: whatever is sent to a server function, a page or a plain route,
//! the answer is a refusal or a page, never a fault; and what a writer saves is not lost.
//!
//! The inputs are drawn from a fixed seed, so that a failure can be repeated.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::collections::BTreeMap;

use domain::application::field::Field;
use domain::application::page::Page;
use domain::policy::Role;
use support::answer::{Answer, Ask, encoded};
use support::house::{House, secrets};
use support::world::{PASSWORD, World};

/// Requests to everything there is.
const ANYWHERE: usize = 8_000;
/// Pages saved with hostile answers, and read again.
const SAVES: usize = 2_000;

/// Numbers from a seed (splitmix64): the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() % n as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let n = self.below(of.len());
        &of[n]
    }

    /// Something nobody means well with: now and then several pieces, now and then very long.
    fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(3) {
            text.push_str(self.pick::<&str>(PIECES));
        }
        if self.below(12) == 0 {
            text = text.repeat(1 + self.below(400));
        }
        if self.below(6) == 0 {
            text.extend((0..8).filter_map(|_| char::from_u32(self.roll() as u32 & 0x1F_FFFF)));
        }
        text
    }
}

const PIECES: &[&str] = &[
    "",
    " ",
    "0",
    "-1",
    "1",
    "999999999999999999999999",
    "-9223372036854775808",
    "1e400",
    "NaN",
    "1.2.3",
    "１２，３４５．６",
    "1,234,5",
    "亿",
    "1.2亿元",
    "−3",
    "yes",
    "true",
    "null",
    "[]",
    "{\"a\":[1]}",
    "\0",
    "\u{1}\u{7f}",
    "\r\nSet-Cookie: a=b",
    "\u{202E}fdp.exe",
    "\u{FEFF}",
    "\u{FFFE}\u{FFFF}",
    "𠮷㐂",
    "👩‍👩‍👧‍👦",
    "é\u{301}\u{301}",
    "长",
    "第一行\n第二行\t",
    "'; DROP TABLE dossier;--",
    "\" onload=\"x",
    "<script>alert(1)</script>",
    "</script><!--",
    "${7*7}{{7*7}}",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "..\\..\\x",
    "%00",
    "%ff%fe",
    "%",
    "&a=b",
    "a[b][c]",
    "2026-02-30",
    "2021-13",
    "0000-00",
    "91370200MAXT0A1B7P",
    "91370200MAXT0A1B7O",
    "QB-2026-00001-A",
    "R370200",
    "C36",
    "z99",
    "licence",
    "title",
    "a@b",
    "a@example.com\r\nBcc: x@example.com",
    "00000000000000000000000000",
    "p1",
    "signed",
    "office",
];

/// Names of parameters, most of which one server function or another knows.
const NAMES: &[&str] = &[
    "id",
    "page",
    "base",
    "go",
    "a[title]",
    "a[uscc]",
    "a[revenue_1]",
    "a[revenue_1.unit]",
    "a[result.1.before]",
    "a[result.99.before]",
    "a[section_1]",
    "a[privacy]",
    "a[]",
    "a[title][x]",
    "a[",
    "a]",
    "told[industry]",
    "reference",
    "tail",
    "file",
    "slot",
    "text",
    "reason",
    "item",
    "yes",
    "note",
    "seed",
    "agree",
    "seal",
    "panel",
    "since",
    "scores[fit]",
    "scores",
    "overall",
    "comments[fit]",
    "conflicts[0]",
    "email",
    "password",
    "name",
    "organisation",
    "token",
    "next",
    "to",
    "version",
    "account",
    "role",
    "show",
    "check",
    "refused",
    "conflict",
    "projector",
    "q",
    "",
    "\0",
    "标杆",
];

/// A body and what it says it is.
fn body(dice: &mut Dice, ids: &[String]) -> (&'static str, Vec<u8>) {
    if dice.below(12) == 0 {
        let bytes = (0..dice.below(300)).map(|_| dice.roll() as u8).collect();
        let kinds = [
            "application/x-www-form-urlencoded",
            "application/json",
            "multipart/form-data; boundary=B",
            "text/plain",
            "",
        ];
        return (*dice.pick(&kinds), bytes);
    }
    ("application/x-www-form-urlencoded", query(dice, ids).into_bytes())
}

fn query(dice: &mut Dice, ids: &[String]) -> String {
    let pairs = 1 + dice.below(5);
    let mut parts = Vec::with_capacity(pairs + 1);
    // Most functions want an identifier before they look at anything else.
    if dice.below(3) > 0 {
        parts.push(format!("id={}", encoded(dice.pick::<String>(ids))));
    }
    if dice.below(3) > 0 {
        parts.push(format!("page={}", dice.pick(&Page::ALL).code()));
        parts.push(format!("base={}", dice.below(4)));
    }
    for _ in 0..pairs {
        let (name, value) = (*dice.pick(NAMES), dice.text());
        parts.push(if dice.below(20) == 0 {
            format!("{name}={value}").chars().filter(|c| c.is_ascii_graphic()).collect()
        } else {
            format!("{}={}", encoded(name), encoded(&value))
        });
    }
    parts.join("&")
}

/// Every way in: pages, server functions, plain routes; `{…}` is filled in later.
fn ways() -> Vec<(&'static str, String)> {
    let method = |m: &str| if m == "POST" { "POST" } else { "GET" };
    let pages = leptos_axum::generate_route_list(app::App);
    let mut ways: Vec<(&'static str, String)> =
        pages.iter().map(|p| ("GET", p.path().to_owned())).collect();
    let functions = leptos::server_fn::axum::server_fn_paths();
    ways.extend(functions.map(|(path, m)| (method(m.as_str()), path.to_owned())));
    // A stream never ends, so its answer cannot be read whole; the matrix opens it.
    let plain = server::http::PLAIN.iter().filter(|p| p.1 != "/live");
    ways.extend(
        plain.map(|(m, path, _)| (if *m == "GET" { "GET" } else { *m }, (*path).to_owned())),
    );
    ways
}

/// Puts something into the holes of a path.
fn filled(dice: &mut Dice, path: &str, ids: &[String]) -> String {
    let holes = path.split('/').map(|part| match (part.starts_with('{'), dice.below(3)) {
        (false, _) => part.to_owned(),
        (true, 0) => encoded(&dice.text().chars().take(80).collect::<String>()),
        (true, _) => encoded(dice.pick::<String>(ids)),
    });
    holes.collect::<Vec<_>>().join("/")
}

fn harmless(answer: &Answer, what: &str) {
    assert!(
        answer.status < 500,
        "{what}: {} {}",
        answer.status,
        answer.body.chars().take(300).collect::<String>()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_whatever_it_says_is_answered_by_a_fault() {
    let house = House::furnish(World::sqlite().await).await;
    let ids: Vec<String> = [
        house.own.as_str(),
        house.draft.as_str(),
        house.file.as_str(),
        "p1",
        "nobody",
        "title",
        "licence",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut cookies = vec![String::new()];
    for who in ["applicant", "recommending_unit", "office", "expert", "chair"] {
        cookies.push(house.cookie(who).await);
    }
    let ways = ways();
    assert!(ways.len() > 50, "{}", ways.len());
    let mut dice = Dice(20_261_126);
    let mut refused = 0;
    for n in 0..ANYWHERE {
        // Each way in its turn, so that none is left out.
        let (method, path) = &ways[n % ways.len()];
        let mut url = filled(&mut dice, path, &ids);
        let cookie = dice.pick(&cookies).clone();
        let mut ask = Ask::get("");
        if *method == "GET" {
            url = format!("{url}?{}", query(&mut dice, &ids));
        } else {
            let (kind, body) = body(&mut dice, &ids);
            ask = Ask { body, ..Ask::post("", &[]) }.with("content-type", kind);
            ask.method = method;
        }
        // An address that HTTP itself does not take never reaches the server.
        if url.parse::<axum::http::Uri>().is_err() || url.len() > 60_000 {
            continue;
        }
        ask.url = url;
        let what =
            format!("request {n}: {method} {} {}", ask.url, String::from_utf8_lossy(&ask.body));
        // A session that a request has ended is opened again.
        let answer = ask.as_(&cookie).of(&house.router).await;
        harmless(&answer, &what.chars().take(900).collect::<String>());
        refused += usize::from(answer.status >= 400);
        if path == "/session/end" {
            for (i, who) in
                ["applicant", "recommending_unit", "office", "expert", "chair"].iter().enumerate()
            {
                if cookies[i + 1] == cookie {
                    cookies[i + 1] = house.cookie(who).await;
                }
            }
        }
    }
    // They were judged, not all turned away at the door nor all let through.
    assert!(refused > ANYWHERE / 10 && refused < ANYWHERE, "{refused}");
}

/// A text as it is kept: line breaks of one kind, no other control characters. Nothing of it is cut.
fn kept(text: &str) -> String {
    let one = text.replace("\r\n", "\n");
    one.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn art_16_whatever_is_typed_is_kept_as_it_was_typed() {
    let house = House::furnish(World::sqlite().await).await;
    let (writer, id) = house.w.begun(9).await;
    house.w.account("hostile@house.example", Role::Applicant, &writer.grants[0].scope).await;
    let token = house.w.service.sign_in("hostile@house.example", PASSWORD, "house").await.unwrap();
    let cookie = format!("biaogan={token}");
    let mut dice = Dice(91_370_200);
    let mut revisions: BTreeMap<Page, i64> = BTreeMap::new();
    let started = house.w.service.dossier(&writer, &id).await.unwrap();
    revisions.extend(started.revisions.iter().map(|(p, r)| (*p, *r)));
    for n in 0..SAVES {
        let page = *dice.pick(&Page::ALL);
        let fields: Vec<Field> = page.fields().collect();
        let mut typed: BTreeMap<String, String> = BTreeMap::new();
        for _ in 0..fields.len().min(6) {
            let field = *dice.pick(&fields);
            let key = if page == Page::Results {
                field.result_key(1 + dice.below(12))
            } else {
                field.key().to_owned()
            };
            typed.insert(key, dice.text());
        }
        let mut form: Vec<(String, String)> = vec![
            ("id".into(), id.to_string()),
            ("page".into(), page.code().into()),
            ("base".into(), revisions.get(&page).copied().unwrap_or(0).to_string()),
        ];
        form.extend(typed.iter().map(|(k, v)| (format!("a[{k}]"), v.clone())));
        let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let ask = Ask::post("/api/application/autosave", &form);
        // Larger than a body may be: refused whole, and the browser still has it.
        let too_large = ask.body.len() > 1024 * 1024;
        let answer = ask.as_(&cookie).of(&house.router).await;
        if too_large {
            assert_eq!(answer.status, 413, "save {n}");
            continue;
        }
        assert_eq!(answer.status, 200, "save {n}: {answer:?} {form:?}");
        revisions.insert(page, answer.json()["revision"].as_i64().unwrap());
        // Read again now and then: all that was typed is there, as it was typed.
        if n % 10 == 0 {
            let stored = house.w.service.dossier(&writer, &id).await.unwrap().answers;
            for (key, value) in &typed {
                let found = stored.get(key).map(String::as_str).unwrap_or_default();
                assert_eq!(found, kept(value), "save {n}, {key}");
            }
        }
    }
}

/// Tables of experts nobody means well with: files that are none, cells of anything, too much of it.
/// Each is refused or shown, and what is taken over is whole (Art. 11).
#[tokio::test(flavor = "multi_thread")]
async fn art_11_no_table_of_experts_is_answered_by_a_fault() {
    use domain::views::pool::Wish;
    const PATH: &str = "/committee/experts/import";
    let house = House::furnish(World::sqlite().await).await;
    let (service, office) = (house.w.service.clone(), house.w.office.clone());
    let before = service.pool(&office, &Wish::default()).await.unwrap().all;
    let cookie = house.cookie("office").await;
    let post = |part: &str, bytes: &[u8], act: &str| {
        let head = format!(
            "--B\r\ncontent-disposition: form-data; name=\"{part}\"; filename=\"x\"\r\n\r\n"
        );
        let act = format!(
            "\r\n--B\r\ncontent-disposition: form-data; name=\"act\"\r\n\r\n{act}\r\n--B--\r\n"
        );
        let mut ask = Ask::post(PATH, &[])
            .with("content-type", "multipart/form-data; boundary=B")
            .as_(&cookie);
        ask.body = [head.as_bytes(), bytes, act.as_bytes()].concat();
        ask
    };
    let mut dice = Dice(20_261_127);
    for n in 0..150 {
        let mut table =
            String::from("姓名\t电子邮箱\t工作单位\t专业领域\t统一社会信用代码\t方法专长");
        for _ in 0..dice.below(6) {
            let cells: Vec<String> = (0..7).map(|_| dice.text()).collect();
            table.push_str(&format!("\n{}", cells.join("\t")));
        }
        for (part, act) in [("text", "look"), ("text", "take"), ("file", "take")] {
            let answer = post(part, table.as_bytes(), act).of(&house.router).await;
            harmless(
                &answer,
                &format!(
                    "table {n} as {part}, {act}: {}",
                    table.chars().take(400).collect::<String>()
                ),
            );
        }
    }
    for p in &service.export_pool(&office, &Wish::default()).await.unwrap().rows {
        assert!(p.id.as_str().starts_with('e') || p.card.whole(), "{:?}", p.card);
    }
    let taken = service.pool(&office, &Wish::default()).await.unwrap().all;
    let long = format!("姓名\t工作单位\t专业领域\n{}", "演示\t演示\t36\n".repeat(20_001));
    let bytes: Vec<u8> = (0..4_000).map(|_| dice.roll() as u8).collect();
    for (part, body, act) in [
        ("file", &b""[..], "take"),
        ("file", &b"PK\x03\x04"[..], "take"),
        ("file", &bytes, "take"),
        ("text", &bytes, "take"),
        ("text", long.as_bytes(), "take"),
        ("text", &vec![b'a'; 9 << 20], "look"),
        ("nothing", &b"x"[..], "take"),
    ] {
        let answer = post(part, body, act).of(&house.router).await;
        harmless(&answer, &format!("{part} of {} bytes", body.len()));
        assert!(answer.status == 422 || answer.status == 413, "{part}: {}", answer.status);
    }
    assert_eq!(service.pool(&office, &Wish::default()).await.unwrap().all, taken);
    assert!(taken >= before);
}

/// A score sheet goes out, comes back and is kept; what is no sheet of this application is refused
/// where it was chosen, and changes nothing (Art. 15, 19).
#[tokio::test(flavor = "multi_thread")]
async fn art_19_a_sheet_comes_back_whole_and_no_other_file_is_taken_for_one() {
    let house = House::furnish(World::sqlite().await).await;
    let cookie = house.cookie("expert").await;
    let page = format!("/review/{}", house.own);
    let response = Ask::get(format!("{page}/sheet.xlsx")).as_(&cookie).open(&house.router).await;
    assert_eq!(response.status(), 200);
    let name = response.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(name.starts_with("attachment; filename=\"sheet-QB-2026-00001-"), "{name}");
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    let limits = tables::Limits { bytes: 1 << 20, rows: 99, columns: 20, cell_chars: 4_000 };
    let down = tables::read(&bytes, &limits).unwrap();
    // A number, and nothing else of the applicant.
    let text = format!("{down:?}");
    assert!(text.contains("QB-2026-00001-"));
    for secret in secrets().iter().filter(|s| !s.starts_with("QB-")) {
        assert!(!text.contains(secret.as_str()), "{secret}");
    }
    let csv = |overall: &str, score: &str| {
        let mut lines = vec!["code,score,comment".to_owned()];
        for row in &down.rows {
            let code = row.cell(0);
            lines.push(match code.chars().next() {
                Some('#') if code == "#overall" => format!("{code},,{overall}"),
                Some('#') => code.to_owned(),
                _ => format!("{code},{score},"),
            });
        }
        lines.join("\n")
    };
    let post = |bytes: &[u8]| Ask::upload(&page, "sheet", bytes).as_(&cookie);
    let saved = async || {
        let url = format!("/api/review/sheet?id={}", house.own);
        house.ask("expert", Ask::get(url)).await.json()
    };
    let taken = post(&bytes).of(&house.router).await;
    assert_eq!((taken.status, taken.location()), (303, format!("{page}?taken=1#sheet").as_str()));
    let told = Ask::get(format!("{page}?taken=1")).as_(&cookie).of(&house.router).await;
    assert!(told.body.contains("已按上传的评分表保存"));
    // The first took the number of the draft along; what is said is the same, so nobody is asked.
    assert_eq!(post(csv("", "").as_bytes()).of(&house.router).await.status, 303);
    let scored = post(csv("总评", "7.5").as_bytes()).of(&house.router).await;
    assert_eq!(scored.status, 422, "the draft has been saved since");
    assert!(scored.body.contains("没有覆盖") && scored.body.contains("总评语"));
    let mut ask = post(csv("总评", "7.5").as_bytes());
    let tick = b"--BOUND\r\ncontent-disposition: form-data; name=\"overwrite\"\r\n\r\nyes\r\n";
    ask.body = [tick, ask.body.as_slice()].concat();
    assert_eq!(ask.of(&house.router).await.status, 303);
    let draft = saved().await;
    assert_eq!(draft["form"]["overall"], "总评");
    let wrong = post(csv("总评", "99").as_bytes()).of(&house.router).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("第 3 行 B 列：请打 0 至 10 之间的分。"), "each cell is named");
    let mut dice = Dice(20_261_219);
    for n in 0..150 {
        let mut table = String::from("code,score,comment");
        for row in &down.rows {
            let code = if dice.below(9) == 0 { dice.text() } else { row.cell(0).to_owned() };
            table.push_str(&format!("\n{code},{},{}", dice.text(), dice.text()));
        }
        let answer = post(table.as_bytes()).of(&house.router).await;
        let what = format!("table {n}: {}", table.chars().take(400).collect::<String>());
        harmless(&answer, &what);
    }
    let noise: Vec<u8> = (0..4_000).map(|_| dice.roll() as u8).collect();
    let much = vec![b'a'; (1 << 20) + 1];
    let old = &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..];
    for body in [&b""[..], &b"PK\x03\x04"[..], old, &noise[..], &much[..]] {
        let answer = post(body).of(&house.router).await;
        harmless(&answer, &format!("{} bytes", body.len()));
        assert!(answer.status == 422 || answer.status == 413, "{}", answer.status);
    }
    assert!(saved().await["sealed"].is_null());
}
