//! The journal of a whole year: sound as it stands, and whatever is changed in it is found.

use domain::refusal::Refusal;
use service::journal::{Damage, Verdict, event, seal, verify};
use service::ports::Entry;

use crate::on_both;
use crate::world::*;

/// A journal with something in every column.
async fn filled(w: &World) -> Vec<Entry> {
    let ids = w.reviewing(2, 2, 3).await;
    w.service.seal_sheet(&expert_actor(1, 1), Review::Written, &ids[0], &sheet(80)).await.unwrap();
    let (_, one) = w.recommended(11).await;
    w.service.withdraw_recommendation(&unit(), &one, "材料有误").await.unwrap();
    w.service.read().await.unwrap().entries(0, 10_000).await.unwrap()
}

async fn verdict(w: &World) -> Verdict {
    verify(&mut *w.service.read().await.unwrap()).await.unwrap()
}

/// Takes off the guard that keeps honest programs from changing the journal.
async fn unguard(w: &World) {
    let table = if w.fresh.engine == "postgres" { " ON journal" } else { "" };
    for trigger in ["journal_no_update", "journal_no_delete"] {
        w.tamper(&format!("DROP TRIGGER {trigger}{table}")).await;
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The text with one bit turned; an empty one with a letter it did not have.
fn flipped(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    match bytes
        .iter_mut()
        .rev()
        .find(|b| b.is_ascii_alphanumeric() && !b"@[`{/".contains(&(**b ^ 1)))
    {
        Some(b) => *b ^= 1,
        None => bytes.push(b'1'),
    }
    String::from_utf8(bytes).unwrap()
}

on_both! {
    async fn the_journal_of_a_year_is_sound(w) {
        let entries = filled(&w).await;
        let last = entries.last().unwrap();
        assert_eq!(verdict(&w).await, Verdict::Sound { rows: last.seq, hash: last.hash.clone() });
        for e in &entries {
            assert_eq!(event(e).unwrap().room(), e.room);
            assert!(!e.actor.is_empty() && !e.kind.is_empty());
        }
        assert!(entries.iter().any(|e| !e.reason.is_empty()) && entries.iter().any(|e| !e.on_behalf.is_empty()));
        // Moments grow from one transaction to the next, so that a moment says what was before it.
        assert!(entries.windows(2).all(|w| w[0].at <= w[1].at));
    }

    /// One bit in one column of one row: `verify` names the row.
    async fn one_bit_changed_in_any_column_is_found_and_its_row_named(w) {
        let entries = filled(&w).await;
        unguard(&w).await;
        for seq in [1, 2, 17, i64::try_from(entries.len()).unwrap()] {
            let e = &entries[usize::try_from(seq - 1).unwrap()];
            let columns = [
                ("at", e.at.to_string(), (e.at ^ 1).to_string()),
                ("actor", quoted(&e.actor), quoted(&flipped(&e.actor))),
                ("on_behalf", quoted(&e.on_behalf), quoted(&flipped(&e.on_behalf))),
                ("dossier", quoted(&e.dossier), quoted(&flipped(&e.dossier))),
                ("room", quoted(&e.room), quoted(&flipped(&e.room))),
                ("kind", quoted(&e.kind), quoted(&flipped(&e.kind))),
                ("data", quoted(&e.data), quoted(&flipped(&e.data))),
                ("reason", quoted(&e.reason), quoted(&flipped(&e.reason))),
                ("prev_hash", quoted(&e.prev_hash), quoted(&flipped(&e.prev_hash))),
                ("hash", quoted(&e.hash), quoted(&flipped(&e.hash))),
            ];
            for (column, old, new) in columns {
                assert_ne!(old, new, "{column}");
                w.tamper(&format!("UPDATE journal SET {column} = {new} WHERE seq = {seq}")).await;
                let found = verdict(&w).await;
                assert_eq!(found, Verdict::Broken { seq, what: Damage::Content }, "{column}");
                w.tamper(&format!("UPDATE journal SET {column} = {old} WHERE seq = {seq}")).await;
            }
        }
        assert!(matches!(verdict(&w).await, Verdict::Sound { .. }));
    }

    /// Text moved from the end of one column to the beginning of the next gives another hash.
    async fn no_text_moves_from_one_column_to_the_next_unseen(w) {
        filled(&w).await;
        unguard(&w).await;
        w.tamper("UPDATE journal SET room = room || kind, kind = '' WHERE seq = 5").await;
        assert_eq!(verdict(&w).await, Verdict::Broken { seq: 5, what: Damage::Content });
    }

    async fn a_missing_row_is_found(w) {
        let entries = filled(&w).await;
        unguard(&w).await;
        w.tamper("DELETE FROM journal WHERE seq = 9").await;
        assert_eq!(verdict(&w).await, Verdict::Broken { seq: 9, what: Damage::Gap });
        w.tamper("DELETE FROM journal WHERE seq >= 9").await;
        assert_eq!(verdict(&w).await, Verdict::Broken { seq: 9, what: Damage::Truncated });
        assert!(entries.len() > 9);
    }

    /// Art. 16: a row that was once written with a clock that ran ahead closes nothing early, and the order of rows
    /// is that of commits all the same.
    async fn art_16_a_clock_that_once_ran_ahead_closes_nothing(w) {
        let (writer, id) = w.draft(1).await;
        let (late, second) = w.draft(2).await;
        let season = w.service.season().await.unwrap();
        let closes = season.window(domain::season::Phase::Application).unwrap().closes;
        w.ran_ahead(closes.plus(domain::stamp::DAY)).await;
        w.service.submit(&writer, &id).await.unwrap();
        let rows = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap();
        assert!(rows.windows(2).all(|r| r[0].at <= r[1].at));
        assert!(matches!(verdict(&w).await, Verdict::Sound { .. }));
        assert_eq!(w.checked().await, Vec::<String>::new());
        // What is over by the clock is over.
        w.clock.set(closes.plus(1));
        let over = refused(w.service.submit(&late, &second).await);
        assert!(matches!(over, Refusal::PhaseClosed { .. }), "{over:?}");
    }

    /// Whoever computes the hash of the changed row anew is given away by the next one.
    async fn a_row_sealed_anew_does_not_fit_the_next(w) {
        let entries = filled(&w).await;
        unguard(&w).await;
        let forged = seal(Entry { reason: "别的理由".into(), ..entries[3].clone() });
        w.tamper(&format!("UPDATE journal SET reason = '别的理由', hash = '{}' WHERE seq = 4", forged.hash)).await;
        assert_eq!(verdict(&w).await, Verdict::Broken { seq: 5, what: Damage::Chain });
        // And in the last row by the head.
        w.tamper(&format!("UPDATE journal SET reason = '', hash = '{}' WHERE seq = 4", entries[3].hash)).await;
        let last = entries.last().unwrap();
        let forged = seal(Entry { actor: "else".into(), ..last.clone() });
        w.tamper(&format!("UPDATE journal SET actor = 'else', hash = '{}' WHERE seq = {}", forged.hash, last.seq)).await;
        let seq = last.seq + 1;
        assert_eq!(verdict(&w).await, Verdict::Broken { seq, what: Damage::Truncated });
    }
}
