//! Printed documents over HTTP: who gets which, and that their hash is the receipt's.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::io::Write;
use std::process::{Command, Stdio};

use axum::body::to_bytes;
use domain::event::Event;
use domain::stamp::{MINUTE, SECOND};
use domain::views::application::{DossierView, Receipt};
use domain::views::print::SealView;
use support::answer::Ask;
use support::house::House;
use support::world::World;

/// A PDF by its address, in somebody's name.
async fn fetched(house: &House, name: &str, url: String) -> Vec<u8> {
    let cookie = house.cookie(name).await;
    let response = Ask::get(url).as_(&cookie).open(&house.router).await;
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.headers()["content-type"], "application/pdf");
    assert_eq!(response.headers()["cache-control"], "no-store");
    to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

/// The text of a PDF, without blanks and line ends.
pub fn text(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|e| panic!("pdftotext is needed ({e}): apt-get install poppler-utils"));
    let mut input = child.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&pdf));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    String::from_utf8(output.stdout).unwrap().chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a server function answers the applicant.
async fn asked<T: serde::de::DeserializeOwned>(house: &House, url: &str) -> T {
    let answer = house.ask("applicant", Ask::get(url)).await;
    serde_json::from_str(&answer.body).unwrap_or_else(|e| panic!("{e}: {answer:?}"))
}

async fn the_printed_hash_is_the_receipts(w: World) {
    let house = House::furnish(w).await;
    let id = house.own.to_string();
    let received: serde_json::Value =
        asked(&house, &format!("/api/application/receipt?id={id}")).await;
    let receipt: Receipt = serde_json::from_value(received["receipt"].clone()).unwrap();
    let view: DossierView = asked(&house, &format!("/api/application/dossier?id={id}")).await;
    let contact = view.answers["contact_email"].clone();
    let dossier = |query: &str| format!("/application/{id}/dossier.pdf{query}");
    for name in ["applicant", "recommending_unit", "office"] {
        let found = text(&fetched(&house, name, dossier("")).await);
        assert!(found.contains(&receipt.sha256) && found.contains(&receipt.title), "{name}");
        assert!(found.contains(&contact), "{name}");
    }
    let english = text(&fetched(&house, "applicant", dossier("?lang=en")).await);
    assert!(english.contains("Letterofcommitment") && english.contains(&receipt.title));
    let paper = fetched(&house, "applicant", format!("/application/{id}/receipt.pdf")).await;
    let paper = text(&paper);
    assert!(paper.contains(&receipt.sha256) && paper.contains(&receipt.reference), "{paper}");
    // An expert's copy: no contact data, and the name on it.
    let copy = text(&fetched(&house, "expert", dossier("")).await);
    assert!(copy.contains(&receipt.sha256) && !copy.contains(&contact));
    assert!(copy.contains("第十五条"), "{copy}");
    // Readers' prints stand in the journal, the writer's own do not.
    let entries = house.w.service.read().await.unwrap().entries_of(&house.own).await.unwrap();
    let printed = entries
        .iter()
        .filter_map(|e| service::journal::event(e).ok())
        .filter(|e| *e == Event::Printed { sha256: receipt.sha256.clone() })
        .count();
    assert_eq!(printed, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_16_the_printed_hash_is_the_receipts_on_sqlite() {
    the_printed_hash_is_the_receipts(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_16_the_printed_hash_is_the_receipts_on_postgres() {
    the_printed_hash_is_the_receipts(World::postgres().await).await;
}

/// The page a QR code leads to tells at once.
#[tokio::test(flavor = "multi_thread")]
async fn the_code_of_a_print_leads_to_a_page_that_compares() {
    let house = House::furnish(World::sqlite().await).await;
    let seal: SealView =
        asked(&house, &format!("/api/application/seal?id={}&code=", house.own)).await;
    let code = &seal.fingerprint[..12];
    let url = |code: &str| format!("/application/{}/seal?code={code}", house.own);
    for (name, code, said) in [
        ("office", code, "一致：盖章件"),
        ("applicant", &code[..8], "一致：盖章件"),
        ("office", "000000000000", "不一致"),
        ("office", "abc", "没有读懂"),
    ] {
        let page = house.ask(name, Ask::get(url(code)).with("accept", "text/html")).await;
        assert!(page.status == 200 && page.body.contains(said), "{code}: {page:?}");
    }
}

/// The lists on paper and as tables, in both languages, for those alone who may see the list.
#[tokio::test(flavor = "multi_thread")]
async fn art_17_lists_leave_as_documents_for_those_who_see_them() {
    let house = House::furnish(World::sqlite().await).await;
    let own = "/recommendation/export/list.pdf";
    let sheet = text(&fetched(&house, "recommending_unit", own.to_owned()).await);
    assert!(sheet.contains("推荐汇总表") && sheet.contains("推荐单位盖章处"), "{sheet}");
    let list = text(&fetched(&house, "office", "/formality/export/list.pdf".to_owned()).await);
    assert!(list.contains("形式审查情况表"), "{list}");
    for name in ["duplicates.csv", "duplicates.xlsx", "statistics.csv", "statistics.xlsx"] {
        let url = format!("/formality/export/{name}");
        assert_eq!(house.ask("office", Ask::get(&url)).await.status, 200, "{name}");
        assert_eq!(house.ask("recommending_unit", Ask::get(&url)).await.status, 404, "{name}");
    }
    for name in ["duplicates.pdf", "statistics.pdf", "nothing.csv", "list.doc", "list"] {
        let url = format!("/formality/export/{name}");
        assert_eq!(house.ask("office", Ask::get(&url)).await.status, 404, "{name}");
    }
    assert_eq!(house.ask("office", Ask::get(own)).await.status, 404);
    assert_eq!(house.ask("anonymous", Ask::get(own)).await.status, 303);
}

/// Whoever asks for a public document again and again is a bell for nothing: not a byte of it depends on what somebody
/// has done in between, nor on the second it was made in.
#[tokio::test(flavor = "multi_thread")]
async fn art_15_a_public_document_does_not_tell_that_something_was_recorded() {
    let house = House::furnish(World::sqlite().await).await;
    house.hearing().await;
    house.announced().await;
    let minute = house.w.service.now().minute().plus(MINUTE);
    for url in ["/notice/2026/notice.pdf", "/announcement/2026/announcement.pdf"] {
        house.w.clock.set(minute.plus(5 * SECOND));
        let first = fetched(&house, "anonymous", url.to_owned()).await;
        house.cookie("office").await;
        house.w.clock.set(minute.plus(40 * SECOND));
        assert!(fetched(&house, "anonymous", url.to_owned()).await == first, "{url}");
        // It says of which minute it is.
        house.w.clock.set(minute.plus(MINUTE));
        assert!(fetched(&house, "anonymous", url.to_owned()).await != first, "{url}");
    }
}
