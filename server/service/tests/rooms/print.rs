//! Prints and sealed scans (Art. 15, 16).

use domain::application::field::Slot;
use domain::application::page::Page;
use domain::application::seal::{MARK, Match};
use domain::refusal::Refusal;

use crate::world::{expert_actor, pdf, refused, unit, upload};

crate::on_both! {
/// The fingerprint is printed before there is a scan, and still fits after scan and submission;
/// any change of what is written gives another.
async fn art_16_a_sealed_print_is_known_until_the_dossier_changes(w) {
    let s = &w.service;
    let (owner, id) = w.draft(1).await;
    let draft = s.print(&owner, &id).await.unwrap();
    assert!(draft.frozen.is_none() && draft.copy_for.is_none());
    let first = draft.fingerprint.clone();
    // An electronic seal keeps the mark in the file; a scan on paper has none.
    let sealed = pdf(&format!("{MARK}{first}"));
    let scan = s.attach(&owner, &id, upload(Slot::Scan, &sealed)).await.unwrap();
    let seal = s.seal(&owner, &id, &first[..8]).await.unwrap();
    assert_eq!(seal.typed, Some(Match::Equal));
    let of_scan = seal.scans.iter().find(|(f, _)| f.id == scan.id).unwrap();
    assert_eq!(of_scan.1, Match::Equal);
    assert!(seal.scans.iter().any(|(_, m)| *m == Match::ByEye), "{:?}", seal.scans);
    // Another word, another print.
    let view = s.dossier(&owner, &id).await.unwrap();
    let title = |t: &str| {
        let mut a = view.answers.clone();
        a.insert("title".into(), t.into());
        a
    };
    let base = view.revisions[&Page::Title];
    let old = view.answers["title"].clone();
    s.save_page(&owner, &id, Page::Title, base, &title("实施另一方法的经验")).await.unwrap();
    let seal = s.seal(&owner, &id, &first[..12]).await.unwrap();
    assert_eq!(seal.typed, Some(Match::Different));
    assert!(seal.scans.iter().all(|(_, m)| *m != Match::Equal));
    // The old word again, the old print again; and so it stays when submitted.
    s.save_page(&owner, &id, Page::Title, base + 1, &title(&old)).await.unwrap();
    w.sign(&owner, &id).await;
    s.submit(&owner, &id).await.unwrap();
    let print = s.print(&owner, &id).await.unwrap();
    assert_eq!(print.fingerprint, first);
    let receipt = s.receipt(&owner, &id).await.unwrap();
    assert_eq!(print.frozen.as_ref().unwrap().sha256, receipt.sha256);
    for known in [&first, &receipt.sha256] {
        let seal = s.seal(&unit(), &id, &known.to_uppercase()).await.unwrap();
        assert_eq!(seal.typed, Some(Match::Equal));
    }
}

/// Nobody prints what they may not read.
async fn art_15_a_print_is_for_readers_alone(w) {
    let s = &w.service;
    let (_, draft) = w.draft(9).await;
    let ids = w.reviewing(2, 2, 3).await;
    for other in [unit(), w.office.clone(), w.applicant(8).await] {
        assert_eq!(refused(s.print(&other, &draft).await), Refusal::NotYours);
        assert_eq!(refused(s.seal(&other, &draft, "").await), Refusal::NotYours);
    }
    let (mut copies, mut refusals) = (0, 0);
    for p in 1..=2 {
        for e in 1..=3 {
            let expert = expert_actor(p, e);
            match s.print(&expert, &ids[0]).await {
                Ok(print) => {
                    copies += 1;
                    assert_eq!(print.copy_for.as_deref(), Some(expert.name.as_str()));
                    let has = |k: &str| print.dossier.answers.contains_key(k);
                    assert!(has("title") && !has("contact_mobile") && !has("contact_email"));
                    // What the applicant seals is not the experts' to compare.
                    assert_eq!(refused(s.seal(&expert, &ids[0], "").await), Refusal::NotYours);
                }
                other => {
                    refusals += 1;
                    assert_eq!(refused(other), Refusal::NotYours);
                }
            }
        }
    }
    assert!(copies > 0 && refusals > 0, "{copies} {refusals}");
}

}
