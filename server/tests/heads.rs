//! The head of the journal is published once a day, and whatever is done to the journal afterwards is named:
//! by its chain, by the heads in the database, or by heads that somebody kept elsewhere.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::path::PathBuf;

use domain::heads::{Heads, signed_text};
use domain::stamp::DAY;
use server::archive::Key;
use service::journal::{GENESIS, seal};
use service::ports::{Clock, Entry, Signer};
use support::answer::Ask;
use support::binary::{Server, run};
use support::world::World;

/// A journal of three days with a head each, and what somebody kept of it.
struct Kept {
    w: World,
    key: Key,
    entries: Vec<Entry>,
    heads: Heads,
    file: PathBuf,
}

impl Kept {
    async fn of(w: World) -> Self {
        let key = Key::of(&w.fresh.dir().join("keys/signing.key")).unwrap();
        for n in 1..=3 {
            w.begun(n).await;
            assert!(w.service.publish_head(&key).await.unwrap());
            assert!(!w.service.publish_head(&key).await.unwrap(), "once a day");
            w.recommended(10 + n).await;
            w.clock.pass(DAY);
        }
        let entries = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap();
        let heads = w.service.heads().await.unwrap();
        let file = w.fresh.dir().join("heads.json");
        std::fs::write(&file, serde_json::to_string(&heads).unwrap()).unwrap();
        let kept = Self { w, key, entries, heads, file };
        for (table, triggers) in [
            ("journal", ["no_update", "no_delete"]),
            ("published_head", ["no_update", "no_delete"]),
        ] {
            let on = if kept.postgres() { format!(" ON {table}") } else { String::new() };
            for trigger in triggers {
                kept.w.tamper(&format!("DROP TRIGGER {table}_{trigger}{on}")).await;
            }
        }
        kept
    }

    fn postgres(&self) -> bool {
        self.w.fresh.engine == "postgres"
    }

    /// What `verify` says, good or bad.
    fn verify(&self, words: &[&str]) -> (bool, String) {
        let words = [&["verify"], words].concat();
        let output = run(&self.w.fresh.url, self.w.fresh.dir(), &words);
        let text = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&text).into_owned())
    }

    #[track_caller]
    fn sound(&self, words: &[&str]) {
        let (good, text) = self.verify(words);
        assert!(good && text.contains("journal sound"), "{words:?}: {text}");
    }

    #[track_caller]
    fn named(&self, words: &[&str], say: &str) {
        let (good, text) = self.verify(words);
        assert!(!good && text.contains(say), "{words:?}: {say}\nnot in\n{text}");
    }

    fn kept(&self) -> [&str; 2] {
        ["--heads", self.file.to_str().unwrap()]
    }

    /// Puts another journal in the place of this one, and its head.
    async fn put(&self, entries: &[Entry]) {
        self.w.tamper("DELETE FROM journal").await;
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        for e in entries {
            let texts = [&e.actor, &e.on_behalf, &e.dossier, &e.room, &e.kind, &e.data, &e.reason]
                .map(|t| quoted(t))
                .join(", ");
            self.w
                .tamper(&format!(
                    "INSERT INTO journal (seq, at, actor, on_behalf, dossier, room, kind, data, reason, prev_hash, hash) \
                     VALUES ({}, {}, {texts}, '{}', '{}')",
                    e.seq, e.at, e.prev_hash, e.hash
                ))
                .await;
        }
        let last = entries.last().unwrap();
        self.w
            .tamper(&format!(
                "UPDATE journal_head SET seq = {}, at = {}, hash = '{}'",
                last.seq, last.at, last.hash
            ))
            .await;
    }

    /// Replaces the published heads by those of another journal, signed with the right key.
    async fn publish(&self, entries: &[Entry]) {
        self.w.tamper("DELETE FROM published_head").await;
        for e in entries.iter().filter(|e| e.kind == "head_published") {
            let date = domain::stamp::Stamp(e.at).show_date();
            let signed = Signer::sign(&self.key, signed_text(&date, &e.hash).as_bytes());
            self.w
                .tamper(&format!(
                    "INSERT INTO published_head VALUES ('{date}', {}, {}, '{}', '{}', '{}', '{}')",
                    e.seq,
                    e.at,
                    e.hash,
                    signed.signature,
                    signed.key,
                    Signer::public(&self.key)
                ))
                .await;
        }
    }

    async fn as_it_was(&self) {
        self.put(&self.entries).await;
        self.publish(&self.entries).await;
        self.sound(&self.kept());
    }

    /// Number of the row of a day's head, days counted from 0.
    fn row(&self, day: usize) -> usize {
        let rows = self.entries.iter().enumerate().filter(|(_, e)| e.kind == "head_published");
        rows.map(|(n, _)| n).nth(day).unwrap()
    }

    fn date(&self, day: usize) -> String {
        domain::stamp::Stamp(self.entries[self.row(day)].at).show_date()
    }
}

/// A journal with numbers and hashes that fit one another, whatever it says.
fn resealed(mut entries: Vec<Entry>) -> Vec<Entry> {
    let mut before = GENESIS.to_owned();
    for (n, e) in entries.iter_mut().enumerate() {
        e.seq = i64::try_from(n).unwrap() + 1;
        e.prev_hash = before;
        *e = seal(e.clone());
        before = e.hash.clone();
    }
    entries
}

async fn whatever_is_done_to_the_journal_is_named(w: World) {
    let k = Kept::of(w).await;
    k.sound(&[]);
    k.sound(&k.kept());
    let key = k.heads.heads[0].key.clone();
    k.sound(&[&k.kept()[..], &["--key", &key]].concat());
    let [one, two, three] = [0, 1, 2].map(|d| k.row(d));
    let (first, second) = (k.date(0), k.date(1));

    // What the chain alone tells.
    let mut flipped = k.entries.clone();
    flipped[4].reason.push('x');
    k.put(&flipped).await;
    k.named(&[], "journal broken at row 5: Content");
    let mut dropped = k.entries.clone();
    dropped.remove(6);
    k.put(&dropped).await;
    k.named(&[], "journal broken at row 7: Gap");
    let mut swapped = k.entries.clone();
    swapped.swap(7, 8);
    (swapped[7].seq, swapped[8].seq) = (8, 9);
    k.put(&swapped).await;
    k.named(&[], "journal broken at row 8: Content");
    k.put(&k.entries).await;
    k.w.tamper(&format!("DELETE FROM journal WHERE seq > {}", k.entries.len() - 3)).await;
    k.named(&[], &format!("journal broken at row {}: Truncated", k.entries.len() - 2));

    // Whoever computes every hash anew is given away by the heads that were published.
    let rewritten = format!(
        "the journal was rewritten: the head of {second} is not in it; the head of {first} still fits"
    );
    let mut changed = k.entries.clone();
    changed[one + 2].reason.push('x');
    let changed = resealed(changed);
    k.put(&changed).await;
    k.named(&[], &format!("heads published here: {rewritten}"));
    let mut without = k.entries.clone();
    without.remove(one + 3);
    k.put(&resealed(without)).await;
    k.named(&[], &format!("heads published here: {rewritten}"));
    let mut reordered = k.entries.clone();
    reordered.swap(one + 2, one + 3);
    let at = [reordered[one + 2].at, reordered[one + 3].at];
    (reordered[one + 2].at, reordered[one + 3].at) = (at[0].min(at[1]), at[0].max(at[1]));
    k.put(&resealed(reordered)).await;
    k.named(&[], &format!("heads published here: {rewritten}"));
    k.put(&k.entries[..two]).await;
    let cut = format!("and the head of {second} is not in it");
    k.named(&[], "heads published here: the journal was cut off: it ends on");
    k.named(&[], &cut);

    // Whoever can change the published heads as well, and sign them, is given away by those kept elsewhere.
    k.put(&changed).await;
    k.publish(&changed).await;
    k.sound(&[]);
    k.named(&k.kept(), &format!("heads kept elsewhere: {rewritten}"));
    k.put(&k.entries[..two]).await;
    k.publish(&k.entries[..two]).await;
    k.sound(&[]);
    k.named(&k.kept(), "heads kept elsewhere: the journal was cut off");
    let mut began = k.entries.clone();
    began[0].reason.push('x');
    let began = resealed(began);
    k.put(&began).await;
    k.publish(&began).await;
    k.named(&k.kept(), &format!("the head of {first} is not in it; no earlier head fits"));

    // The heads themselves.
    k.as_it_was().await;
    k.w.tamper(&format!("DELETE FROM published_head WHERE day = '{second}'")).await;
    k.named(&[], &format!("the head of {second} was published and is kept here no more"));
    k.as_it_was().await;
    k.w.tamper(&format!("UPDATE published_head SET hash = 'aa' WHERE day = '{second}'")).await;
    k.named(&[], &format!("the signature of the head of {second} does not fit it"));
    // The job that walks by itself sees it, too.
    assert_eq!(k.w.service.walk_journal().await.unwrap().broken.unwrap().1, "head");
    k.as_it_was().await;
    assert_eq!(k.w.service.walk_journal().await.unwrap().broken, None);
    k.named(&[&k.kept()[..], &["--key", &"0".repeat(64)]].concat(), "was signed with another key");
    // The key was replaced: heads of both are sound to whoever names both.
    let known = &k.heads.heads[0].key;
    k.sound(&[&k.kept()[..], &["--key", &"0".repeat(64), "--key", known]].concat());
    let mut forged = k.heads.clone();
    forged.heads[1].hash = k.entries[three].hash.clone();
    std::fs::write(&k.file, serde_json::to_string(&forged).unwrap()).unwrap();
    k.named(&k.kept(), &format!("the signature of the head of {second} does not fit it"));
    std::fs::write(&k.file, "{}").unwrap();
    k.named(&k.kept(), "heads.json");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_done_to_the_journal_is_named_on_sqlite() {
    whatever_is_done_to_the_journal_is_named(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_done_to_the_journal_is_named_on_postgres() {
    whatever_is_done_to_the_journal_is_named(World::postgres().await).await;
}

/// A head is a day and a hash: nobody learns from it whether anything happened.
#[tokio::test(flavor = "multi_thread")]
async fn a_published_head_does_not_say_how_much_happened() {
    let w = World::sqlite().await;
    let key = Key::of(&w.fresh.dir().join("keys/signing.key")).unwrap();
    for busy in [true, false, false] {
        if busy {
            w.recommended(1).await;
        }
        assert!(w.service.publish_head(&key).await.unwrap());
        w.clock.pass(DAY);
    }
    let heads = w.service.heads().await.unwrap().heads;
    let mut hashes: Vec<&str> = heads.iter().map(|h| h.hash.as_str()).collect();
    hashes.dedup();
    assert_eq!(hashes.len(), 3, "a new one each day, whether anything happened or not");
    let (_stop, stopped) = tokio::sync::watch::channel(false);
    let router = support::house::router(&w, &[], stopped);
    let json = Ask::get("/journal/heads.json").of(&router).await.json();
    for head in json["heads"].as_array().unwrap() {
        let mut names: Vec<&String> = head.as_object().unwrap().keys().collect();
        names.sort();
        assert_eq!(names, ["date", "hash", "key", "signature"]);
    }
    let atom = Ask::get("/journal/heads.atom").of(&router).await;
    let page = Ask::get("/journal/heads").with("accept", "text/html").of(&router).await;
    for h in &heads {
        assert!(atom.body.contains(&h.hash) && page.body.contains(&h.hash), "{}", h.date);
    }
    assert!(atom.header("content-type").starts_with("application/atom+xml"));
    // Neither number nor minute of the journal's last row.
    let last = w.service.read().await.unwrap().head().await.unwrap();
    for body in [&json.to_string(), &atom.body, &page.body] {
        assert!(!body.contains(&last.at.to_string()));
    }
    assert!(atom.body.contains("T00:00:00+08:00"));
    // And the way people check one by hand works, where there is openssl.
    let dir = w.fresh.dir();
    let head = &heads[0];
    std::fs::write(dir.join("head.txt"), signed_text(&head.date, &head.hash)).unwrap();
    let signature = {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.decode(&head.signature).unwrap()
    };
    std::fs::write(dir.join("head.sig"), signature).unwrap();
    std::fs::write(dir.join("key.pem"), Signer::public(&key)).unwrap();
    let words = "pkeyutl -verify -pubin -inkey key.pem -rawin -in head.txt -sigfile head.sig";
    let by_hand =
        std::process::Command::new("openssl").current_dir(dir).args(words.split(' ')).output();
    if let Ok(output) = by_hand {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A server publishes by itself, a rehearsal never.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_publishes_the_head_of_its_day() {
    let now = server::world::SystemClock.now();
    let w = World::around(store::testing::sqlite().await, now).await;
    let wait = async || {
        let server = Server::start(&w.fresh.url, w.fresh.dir());
        support::wire::until("a head is published", async || {
            (!w.service.heads().await.unwrap().heads.is_empty()).then_some(())
        })
        .await;
        drop(server);
        w.service.heads().await.unwrap().heads
    };
    let first = wait().await;
    assert_eq!(first.len(), 1);
    assert_eq!(wait().await, first, "once a day, however often it is started");
}
