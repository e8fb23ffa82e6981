//! What units and the Office did is in the archive as it was done (Art. 17, 18, 20), and nobody slips in another.

use domain::defence::visit::VisitForm;
use domain::formality::{Item, Tick};
use domain::ids::DossierId;
use server::archive::verify::Flaw;

use super::support::binary::must;
use super::support::world::{OPINION, World, unit, yes};
use super::{WHY, altered, slipped, unpacked};

/// What the unit wrote before it gave the application back.
const FIRST: &str = "初审意见：材料基本齐全，对比数据不足。（演示数据）";
/// Why it did.
const BACK: &str = "请补充改进前后的对比数据。";
/// What was found on a site.
const REPORT: &str = "现场核对了成效数据的来源，其中一项指标的口径与申报书不一致。";

/// An application that its unit gave back, that was handed in again and recommended on another opinion, and that the
/// Office refused.
async fn refused(w: &World, n: usize) -> DossierId {
    let s = &w.service;
    let (writer, id) = w.submitted(n).await;
    s.write_opinion(&unit(), &id, FIRST).await.unwrap();
    s.return_dossier(&unit(), &id, BACK, "").await.unwrap();
    w.sign(&writer, &id).await;
    s.submit(&writer, &id).await.unwrap();
    s.write_opinion(&unit(), &id, OPINION).await.unwrap();
    s.recommend(&unit(), &id).await.unwrap();
    let no = Tick { yes: false, note: WHY.into() };
    s.tick(&w.office, &id, Item::Credit, &no).await.unwrap();
    s.tick(&w.office, &id, Item::Signed, &yes()).await.unwrap();
    s.reject(&w.office, &id, Item::Credit, WHY).await.unwrap();
    id
}

/// What was seen on a site is recorded, and recorded again.
async fn visited(w: &World, id: &DossierId) {
    for (base, finding, reason) in [(0, "doubts", ""), (1, "confirmed", WHY)] {
        let visit = VisitForm {
            on_day: w.service.now().show_date(),
            people: "演示甲".into(),
            finding: finding.into(),
            report: REPORT.into(),
        };
        w.service.record_visit(&w.office, id, &visit, base, reason).await.unwrap();
    }
}

async fn reference(w: &World, id: &DossierId) -> String {
    w.service.read().await.unwrap().dossier(id).await.unwrap().unwrap().reference
}

async fn the_archive_holds_what_came_before_the_committee(w: World) {
    let refused = reference(&w, &refused(&w, 11).await).await;
    // Given back, and never handed in again.
    let (_, back) = w.submitted(12).await;
    w.service.return_dossier(&unit(), &back, BACK, "").await.unwrap();
    let back = reference(&w, &back).await;
    let heard = w.heard(1, 1, 3).await.remove(0);
    visited(&w, &heard).await;
    let heard = reference(&w, &heard).await;
    let dir = w.fresh.dir().to_owned();
    let (file, key) = (dir.join("2026.zip"), dir.join("keys/signing.key"));
    must(&w.fresh.url, &dir, &["archive", file.to_str().unwrap()]);

    let files = unpacked(&file);
    let json = |path: &str| -> serde_json::Value { serde_json::from_slice(&files[path]).unwrap() };
    let before = |reference: &str| format!("before/{reference}.json");
    let opinion = format!("opinions/{refused}.txt");
    // Of the two opinions the one that counts.
    assert_eq!(String::from_utf8_lossy(&files[&opinion]), OPINION);
    let done = json(&before(&refused));
    assert_eq!(
        (&done["opinion"]["version"], &done["opinion"]["by"]),
        (&2.into(), &"unit-1".into())
    );
    assert_eq!(done["returns"].as_array().unwrap().len(), 1);
    assert_eq!(done["returns"][0]["reason"], BACK);
    let ticks = done["ticks"].as_array().unwrap();
    let credit = ticks.iter().find(|t| t["item"] == "credit").unwrap();
    assert_eq!((ticks.len(), &credit["yes"], &credit["note"]), (2, &false.into(), &WHY.into()));
    let refusal = &done["refusal"];
    assert_eq!(
        (&refusal["article"], &refusal["by"], &refusal["reason"]),
        (&"9(1)".into(), &"office-1".into(), &WHY.into())
    );
    // Its versions and why it went back are there; what its writer makes of it now is nobody's.
    assert_eq!(json(&before(&back))["returns"][0]["reason"], BACK);
    assert!(files.contains_key(&format!("versions/{back}-1.txt")));
    assert!(!files.contains_key(&format!("dossiers/{back}.pdf")));
    let table = String::from_utf8_lossy(&files["applications.csv"]);
    assert!(table.contains(&refused) && !table.contains(&back));
    let seen = json(&before(&heard));
    let visits = &seen["visits"];
    assert_eq!(
        (&visits[0]["visit"]["finding"], &visits[0]["visit"]["report"], &visits[1]["reason"]),
        (&"doubts".into(), &REPORT.into(), &WHY.into())
    );
    let committee = json("committee.json");
    assert_eq!(committee["defence_slots"][0]["application"], heard.as_str());
    assert_eq!(committee["defence_sessions"][0]["session"]["room"], "演示会议室 1");
    // Whoever acted is known by their account.
    let people = json("people.json");
    assert!(people["unit-1"].is_string() && people["office-1"].is_string());

    let own = [&refused, &back, &heard].map(|reference| before(reference));
    let [refused, back, heard] = own.each_ref().map(String::as_str);
    let rows = [
        (opinion.as_str(), "同意推荐", "不同意推荐"),
        (refused, BACK, "材料齐全。"),
        (refused, "\"yes\": false", "\"yes\": true"),
        (refused, "\"credit\"", "\"no_accident\""),
        (refused, WHY, "无须说明。"),
        (refused, "office-1", "office-2"),
        (back, "unit-1", "unit-2"),
        (heard, "\"doubts\"", "\"confirmed\""),
        (heard, "不一致", "一致"),
        (heard, WHY, "无须说明。"),
    ];
    altered(&files, (&key, &dir), &rows);
    // The journal knows the first opinion as well, and that it is not the last.
    let first = slipped(&files, (&key, &dir), &opinion, &|_| FIRST.to_owned());
    assert_eq!(first.unwrap_err(), Flaw::Unrecorded(opinion));
    // What was done with one application was not done with another.
    let others = String::from_utf8(files[heard].clone()).unwrap();
    let other = slipped(&files, (&key, &dir), back, &|_| others.clone());
    assert_eq!(other.unwrap_err(), Flaw::Unrecorded(back.to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn art_17_18_the_archive_holds_what_came_before_the_committee_on_sqlite() {
    the_archive_holds_what_came_before_the_committee(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_17_18_the_archive_holds_what_came_before_the_committee_on_postgres() {
    the_archive_holds_what_came_before_the_committee(World::postgres().await).await;
}
