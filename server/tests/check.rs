//! `verify` and `check` of the real program: sound databases pass, and whoever changes one past
//! the program is found out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use domain::ids::DossierId;
use domain::policy::Role;
use support::binary::{must, run};
use support::world::{Review, World, actor, answers::UNIT, expert_id, sheet};

/// A season with something in every room.
async fn lived_in(w: &World) -> DossierId {
    let ids = w.reviewing(3, 2, 3).await;
    w.recommended(11).await;
    w.submitted(12).await;
    w.begun(13).await;
    for (p, e) in [(1, 1), (1, 2), (1, 3)] {
        let expert = actor("expert", Role::Expert, expert_id(p, e).as_str());
        if w.service.sheet(&expert, Review::Written, &ids[0]).await.is_ok() {
            w.service.seal_sheet(&expert, Review::Written, &ids[0], &sheet(80)).await.unwrap();
            return ids[0].clone();
        }
    }
    panic!("nobody of the panel reads its dossier");
}

/// Changes something, and expects `check` to say so; then changes it back.
async fn found(w: &World, change: &str, back: &str, words: &str) {
    w.tamper(change).await;
    let output = run(&w.fresh.url, w.fresh.dir(), &["check"]);
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!output.status.success(), "{change}: {out}");
    assert!(out.contains(words), "{change}: {out}{err}");
    w.tamper(back).await;
}

async fn what_is_changed_past_the_program_is_found(w: World) {
    let sealed = lived_in(&w).await;
    let judge = |word: &str| must(&w.fresh.url, w.fresh.dir(), &[word]);
    assert!(judge("verify").contains("journal sound"));
    assert!(judge("check").contains("all invariants hold"));
    // A seat that nobody took.
    let words = format!("Quota of unit {UNIT}");
    let seats = |sign| format!("UPDATE quota SET used_large = used_large {sign} 1");
    found(&w, &seats('+'), &seats('-'), &words).await;
    // A standing that the journal does not know of: the fifth dossier was submitted once.
    let version = |from, to| {
        format!(
            "UPDATE dossier SET standing = REPLACE(standing, '\"version\":{from}', '\"version\":{to}') WHERE number = 5"
        )
    };
    found(&w, &version(1, 7), &version(7, 1), "but the journal says").await;
    // A total that was not sealed.
    let on = if w.fresh.engine == "postgres" { " ON review" } else { "" };
    w.tamper(&format!("DROP TRIGGER review_no_update{on}")).await;
    found(
        &w,
        &format!("UPDATE review SET total = 810 WHERE dossier = '{sealed}' AND total = 800"),
        &format!("UPDATE review SET total = 800 WHERE dossier = '{sealed}' AND total = 810"),
        "differs from the journal",
    )
    .await;
    assert!(judge("check").contains("all invariants hold"));
    // A row of the journal.
    let on = if w.fresh.engine == "postgres" { " ON journal" } else { "" };
    w.tamper(&format!("DROP TRIGGER journal_no_update{on}")).await;
    w.tamper("UPDATE journal SET actor = 'nobody' WHERE seq = 7").await;
    for word in ["verify", "check"] {
        let output = run(&w.fresh.url, w.fresh.dir(), &[word]);
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && err.contains("journal broken at row 7"), "{err}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_past_the_program_is_found_on_sqlite() {
    what_is_changed_past_the_program_is_found(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_past_the_program_is_found_on_postgres() {
    what_is_changed_past_the_program_is_found(World::postgres().await).await;
}
