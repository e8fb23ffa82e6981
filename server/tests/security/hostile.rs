//! Hostile input to every server function.

use std::collections::BTreeSet;

use domain::committee::draw::SplitMix64;

use crate::functions::FUNCTIONS;
use crate::support::answer::{Ask, encoded};
use crate::support::house::House;
use crate::support::world::{PASSWORD, World};

/// What people with bad intent type, percent-encoded as it goes over the line.
pub fn hostile(chance: &mut SplitMix64) -> Vec<String> {
    let mut values: Vec<String> = [
        "",
        " ",
        "\u{0}",
        "a\u{0}b",
        "-1",
        "0",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "1e400",
        "NaN",
        "' OR '1'='1",
        "'; DROP TABLE journal; --",
        "../../../../etc/passwd",
        "%s%n%p",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "\u{202e}\u{feff}\u{200b}",
        "𠮷👨‍👩‍👧‍👦",
        "\r\nSet-Cookie: x=1",
        "null",
        "true",
        "[]",
        "{}",
        "\"",
        "\\",
        "[[[[[[",
        "yes",
        "title",
        "signed",
        "organisation",
    ]
    .iter()
    .map(|v| encoded(v))
    .collect();
    values.extend(
        ["%", "%zz", "%ff%fe", "%ed%a0%80", "%c0%80", "a&id=b", "a[b][c]=d", "+++"]
            .map(str::to_owned),
    );
    values.extend([encoded(&"长".repeat(1_000)), "9".repeat(400)]);
    for _ in 0..6 {
        let bytes = (0..1 + chance.below(40)).map(|_| format!("%{:02X}", chance.below(256)));
        values.push(bytes.collect());
    }
    values
}

/// No input makes the server fail: whatever is typed is judged, refused or not understood.
async fn hostile_input_is_refused(w: World) {
    let engine = w.fresh.engine;
    let (_, submitted) = w.submitted(31).await;
    let (_, recommended) = w.recommended(32).await;
    let (writer, draft) = w.draft(33).await;
    let (writers, organisation) = ("writer@house.example", writer.grants[0].scope.clone());
    w.account(writers, domain::policy::Role::Applicant, &organisation).await;
    let house = House::furnish(w).await;
    let sign_in = async |email: &str| {
        format!("biaogan={}", house.w.service.sign_in(email, PASSWORD, "x").await.unwrap())
    };
    let mut chance = SplitMix64::new(2026);
    let registered: BTreeSet<String> =
        leptos::server_fn::axum::server_fn_paths().map(|p| p.0.to_owned()).collect();
    let listed: BTreeSet<String> = FUNCTIONS.iter().map(|f| format!("/api/{}", f.0)).collect();
    assert_eq!(registered, listed, "every server function is to be tried");
    let gets: BTreeSet<&str> =
        leptos::server_fn::axum::server_fn_paths().filter(|p| p.1 == "GET").map(|p| p.0).collect();
    let fill = |text: &str| {
        let ids = [("$d", &house.own), ("$w", &draft), ("$s", &submitted), ("$r", &recommended)];
        let text = ids.iter().fold(text.to_owned(), |t, (k, id)| t.replace(k, id.as_str()));
        text.replace("$f", house.file.as_str()).replace("$m", &house.spare)
    };
    let mut wrong = Vec::new();
    for (name, who, fields) in FUNCTIONS {
        let path = format!("/api/{name}");
        for (i, _) in fields.iter().enumerate() {
            for value in hostile(&mut chance) {
                let pair = |(j, (k, v)): (usize, &(&str, &str))| {
                    if i == j { format!("{k}={value}") } else { format!("{k}={}", fill(v)) }
                };
                let words = fields.iter().enumerate().map(pair).collect::<Vec<_>>().join("&");
                let mut ask = Ask::post(&path, &[]);
                ask.body = words.clone().into_bytes();
                if gets.contains(path.as_str()) {
                    ask = Ask::get(format!("{path}?{words}"));
                }
                let cookie =
                    if *who == "writer" { sign_in(writers).await } else { house.cookie(who).await };
                let answer = ask.as_(&cookie).of(&house.router).await;
                if answer.status >= 500 || answer.body.contains("the database refused") {
                    let shown: String = words.chars().take(80).collect();
                    wrong.push(format!(
                        "{engine} {path} {shown}: {} {}",
                        answer.status,
                        answer.body.chars().take(120).collect::<String>()
                    ));
                }
            }
        }
        // Bodies that are no form at all.
        if !gets.contains(path.as_str()) {
            let cookie = house.cookie("office").await;
            for (kind, body) in [
                ("application/json", b"{\"id\":1}".to_vec()),
                ("text/plain", vec![0xff; 64]),
                ("", Vec::new()),
                ("application/x-www-form-urlencoded", vec![0xff; 1000]),
                ("application/x-www-form-urlencoded", vec![b'a'; 2 << 20]),
            ] {
                let mut ask = Ask::post(&path, &[]).with("content-type", kind).as_(&cookie);
                ask.body = body;
                let answer = ask.of(&house.router).await;
                if answer.status >= 500 {
                    wrong
                        .push(format!("{engine} {path} {kind}: {} {}", answer.status, answer.body));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} in all\n{}",
        wrong.len(),
        wrong[..wrong.len().min(60)].join("\n")
    );
    let mut db = house.w.service.read().await.unwrap();
    let verdict = service::journal::verify(&mut *db).await.unwrap();
    assert!(matches!(verdict, service::journal::Verdict::Sound { .. }), "{verdict:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_input_is_refused_on_sqlite() {
    hostile_input_is_refused(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_input_is_refused_on_postgres() {
    hostile_input_is_refused(World::postgres().await).await;
}
