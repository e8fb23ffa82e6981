//! A backup of the running program is written while people write, and put back whole; and `check` holds at
//! every moment of it. On both engines.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use server::backup::{FORMAT, MANIFEST};
use server::world::SystemClock;
use service::ports::Clock;
use store::testing::Fresh;
use support::answer::Ask;
use support::binary::{Server, must, run};
use support::world::{PASSWORD, World};
use tokio::task::JoinSet;

/// An empty place of the same kind.
async fn empty(fresh: &Fresh) -> (Fresh, String, PathBuf) {
    let other = if fresh.engine == "postgres" {
        store::testing::postgres().await
    } else {
        store::testing::sqlite().await
    };
    let url = if fresh.engine == "postgres" {
        // As `createdb` makes it.
        use sqlx::Connection;
        let mut conn = sqlx::PgConnection::connect(&other.url).await.unwrap();
        let text = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
        sqlx::raw_sql(text).execute(&mut conn).await.unwrap();
        other.url.clone()
    } else {
        format!("sqlite://{}", other.dir().join("restored/biaogan.db").display())
    };
    let dir = other.dir().to_owned();
    (other, url, dir)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// What a command says that must fail.
#[track_caller]
fn refused(url: &str, dir: &Path, words: &[&str]) -> String {
    let output = run(url, dir, words);
    assert!(!output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Writers who do not stop until they are told to; how much each has done.
fn writers(
    server: &Server,
    cookies: Vec<(String, String)>,
    stop: &Arc<AtomicBool>,
) -> JoinSet<u32> {
    let mut writers = JoinSet::new();
    let addr = server.addr;
    for (cookie, id) in cookies {
        let stop = stop.clone();
        writers.spawn(async move {
            let mut n = 0;
            while !stop.load(Ordering::Relaxed) {
                let name = format!("演示 {n}");
                for ask in [
                    Ask::post("/api/account/rename", &[("name", &name)]),
                    Ask::post("/api/application/withdraw", &[("id", &id), ("reason", "演示")]),
                    Ask::post("/api/application/submit", &[("id", &id)]),
                ] {
                    let answer = ask.as_(&cookie).at(addr).await.unwrap();
                    assert!(answer.status < 500, "{answer:?}");
                    n += u32::from(answer.status == 200);
                }
            }
            n
        });
    }
    writers
}

async fn a_backup_is_taken_while_people_write_and_put_back_whole(fresh: Fresh) {
    let w = World::around(fresh, SystemClock.now()).await;
    w.reviewing(2, 2, 3).await;
    let (url, dir) = (w.fresh.url.clone(), w.fresh.dir().to_owned());
    let mut cookies = Vec::new();
    for n in 21..=24 {
        let (actor, id) = w.submitted(n).await;
        let email = format!("writer{n}@example.com");
        w.account(&email, domain::policy::Role::Applicant, &actor.grants[0].scope).await;
        let token = w.service.sign_in(&email, PASSWORD, &email).await.unwrap();
        cookies.push((format!("biaogan={token}"), id.to_string()));
    }
    // Contents lie where the program looks for them.
    std::fs::rename(dir.join("files"), dir.join("served")).unwrap();
    let key = dir.join("backup.key");
    must(&url, &dir, &["backup-key", text(&key)]);
    assert!(refused(&url, &dir, &["backup-key", text(&key)]).contains("backup key"));
    let server = Server::start(&url, &dir);
    let stop = Arc::new(AtomicBool::new(false));
    let writers = writers(&server, cookies, &stop);
    let (plain, sealed) = (dir.join("plain.backup"), dir.join("sealed.backup"));
    let backed = tokio::task::spawn_blocking({
        let (url, dir, plain, sealed, key) =
            (url.clone(), dir.clone(), plain.clone(), sealed.clone(), key.clone());
        move || {
            // One picture each, whatever is written beside it.
            for _ in 0..3 {
                assert!(must(&url, &dir, &["check"]).contains("all invariants hold"));
            }
            must(&url, &dir, &["backup", text(&plain)]);
            let said = must(&url, &dir, &["backup", text(&sealed), "--key-file", text(&key)]);
            assert!(said.contains("read again, encrypted"), "{said}");
            assert!(must(&url, &dir, &["check"]).contains("all invariants hold"));
        }
    });
    let backed = backed.await;
    stop.store(true, Ordering::Relaxed);
    let passing = |dir: &Path| {
        std::fs::read_dir(dir)
            .unwrap()
            .any(|e| e.unwrap().file_name().to_string_lossy().contains("passing"))
    };
    assert!(!passing(&dir), "no plain copy is left");
    let done: u32 = writers.join_all().await.into_iter().sum();
    backed.unwrap();
    assert!(done > 10, "nobody wrote meanwhile: {done}");
    drop(server);
    let before = w.service.read().await.unwrap().entries(0, 100_000).await.unwrap();
    assert!(refused(&url, &dir, &["backup", text(&plain)]).contains("exists already"));

    let name = "演示企业1".as_bytes();
    let holds = |path: &Path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(name.len()).any(|w| w == name) || bytes.windows(4).any(|w| w == b"%PDF")
    };
    assert!(holds(&plain), "the contents of files are not compressed");
    assert!(!holds(&sealed));
    #[cfg(unix)]
    for backup in [&plain, &sealed] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(backup).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let noted = w.service.pulse().await.unwrap().backup.expect("the server knows of it");
    assert_eq!(noted.contents_at, Some(noted.at), "and that contents are in it");
    must(&url, &dir, &["backup", text(&dir.join("alone.backup")), "--without-files"]);
    let later = w.service.pulse().await.unwrap().backup.unwrap();
    assert!(later.at > noted.at && later.contents_at == noted.contents_at, "{later:?}");
    assert!(must(&url, &dir, &["check", "--contents"]).contains("contents of files are there"));

    for (backup, key) in [(&plain, None), (&sealed, Some(&key))] {
        let (other, to, place) = empty(&w.fresh).await;
        let mut words = vec!["restore", text(backup)];
        if let Some(key) = key {
            let without = refused(&to, &place, &words);
            assert!(without.contains("it is encrypted; name its key"), "{without}");
            words.extend(["--key-file", text(key)]);
        }
        let said = must(&to, &place, &words);
        assert!(said.contains("all invariants hold") && said.contains("and sound"), "{said}");
        // The journal is the one that was there, as far as it had come.
        let restored = store::open(&to, store::Options::default()).await.unwrap();
        let mut db = service::ports::Store::read(&restored).await.unwrap();
        let rows = db.entries(0, 100_000).await.unwrap();
        assert!(rows.len() > 20 && before.starts_with(&rows));
        drop(db);
        #[cfg(unix)]
        if let Some(file) = store::kind(&to)
            .is_ok_and(|k| k == store::Engine::Sqlite)
            .then(|| store::file(&to))
            .flatten()
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        // So are the files, byte by byte; and it serves.
        same_tree(&dir.join("served"), &place.join("served"));
        let server = Server::start(&to, &place);
        assert_eq!(Ask::get("/health").at(server.addr).await.unwrap().status, 200);
        drop(server);
        let again = refused(&to, &place, &words);
        assert!(
            again.contains("nothing is overwritten") || again.contains("must exist and be empty"),
            "{again}"
        );
        restored.close().await;
        drop(other);
    }
    meddled(&w.fresh, &plain, &sealed, &key).await;
}

/// Whatever was done to a backup is named before anything is put anywhere.
async fn meddled(fresh: &Fresh, plain: &Path, sealed: &Path, key: &Path) {
    let (_other, to, place) = empty(fresh).await;
    let bad = place.join("bad.backup");
    let tried = |bytes: &[u8], words: &[&str]| {
        std::fs::write(&bad, bytes).unwrap();
        let line = refused(&to, &place, &[&["restore", text(&bad)], words].concat());
        assert!(!place.join("restored/biaogan.db").exists() && !place.join("served").exists());
        line
    };
    let whole = std::fs::read(plain).unwrap();
    // In the midst of a content.
    let at = whole.windows(4).rposition(|w| w == b"%PDF").unwrap();
    let mut flipped = whole.clone();
    flipped[at + 1] ^= 1;
    let line = tried(&flipped, &[]);
    assert!(line.contains("was changed"), "{line}");
    tried(&whole[..whole.len() / 2], &[]);
    tried(b"", &[]);
    // What a later program wrote is told as that, whatever else stands in it.
    let mut later = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    later.start_file(MANIFEST, zip::write::SimpleFileOptions::default()).unwrap();
    let manifest = format!(r#"{{"format":{},"what_nobody_knows":true}}"#, FORMAT + 1);
    std::io::Write::write_all(&mut later, manifest.as_bytes()).unwrap();
    let line = tried(&later.finish().unwrap().into_inner(), &[]);
    assert!(line.contains("is of a later version"), "{line}");
    let whole = std::fs::read(sealed).unwrap();
    let with = ["--key-file", text(key)];
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    let line = tried(&flipped, &with);
    assert!(line.contains("changed or cut off"), "{line}");
    let line = tried(&whole[..whole.len() - 1], &with);
    assert!(line.contains("changed or cut off"), "{line}");
    let other = place.join("other.key");
    must(&to, &place, &["backup-key", text(&other)]);
    let line = tried(&whole, &["--key-file", text(&other)]);
    assert!(line.contains("the key is another"), "{line}");
    let kind = if fresh.engine == "postgres" { "sqlite:///nowhere.db" } else { "postgres://h/d" };
    let line = refused(kind, &place, &["restore", text(plain)]);
    assert!(line.contains("names another kind"), "{line}");
}

fn same_tree(one: &Path, other: &Path) {
    let names = |dir: &Path| {
        let mut names: Vec<_> = std::fs::read_dir(dir)
            .into_iter()
            .flatten()
            .map(|e| e.unwrap().file_name())
            .filter(|n| n != "incoming")
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(one), names(other), "{}", one.display());
    for name in names(one) {
        let (a, b) = (one.join(&name), other.join(&name));
        if a.is_dir() {
            same_tree(&a, &b);
        } else {
            assert!(std::fs::read(&a).unwrap() == std::fs::read(&b).unwrap(), "{}", a.display());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_taken_while_people_write_and_put_back_whole_on_sqlite() {
    a_backup_is_taken_while_people_write_and_put_back_whole(store::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_taken_while_people_write_and_put_back_whole_on_postgres() {
    a_backup_is_taken_while_people_write_and_put_back_whole(store::testing::postgres().await).await;
}

/// What rots or vanishes beside the database is named by whoever looks: `check`, `backup`, and `restore`.
#[tokio::test(flavor = "multi_thread")]
async fn a_content_that_is_damaged_or_gone_is_named() {
    let w = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    w.submitted(1).await;
    let (url, dir) = (w.fresh.url.clone(), w.fresh.dir().to_owned());
    std::fs::rename(dir.join("files"), dir.join("served")).unwrap();
    let named = w.service.read().await.unwrap().contents().await.unwrap();
    assert!(named.len() >= 2, "{named:?}");
    let path = |n: usize| dir.join("served").join(&named[n].0[..2]).join(&named[n].0);
    let whole = std::fs::read(path(0)).unwrap();
    std::fs::write(path(0), [&whole[..], b"x"].concat()).unwrap();
    std::fs::remove_file(path(1)).unwrap();
    let output = run(&url, &dir, &["check", "--contents"]);
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!output.status.success());
    for (n, how) in [(0, "is damaged"), (1, "is missing")] {
        let line = out.lines().find(|l| l.contains(&named[n].0)).unwrap_or_else(|| panic!("{out}"));
        assert!(line.contains(how) && line.contains("of dossier"), "{line}");
    }
    let to = dir.join("lacking.backup");
    let line = refused(&url, &dir, &["backup", text(&to)]);
    assert!(line.contains("the backup is there, but 2 contents"), "{line}");
    let (_other, there, place) = empty(&w.fresh).await;
    let said = must(&there, &place, &["restore", text(&to)]);
    assert!(said.contains(&format!("2 of the {} contents it names", named.len())), "{said}");
    assert!(!place.join("served").join(&named[0].0[..2]).join(&named[0].0).exists());
    // Put where they belong, all is well.
    std::fs::write(path(0), &whole).unwrap();
    assert!(!run(&url, &dir, &["check", "--contents"]).status.success(), "one is still gone");
}

/// A backup that was killed leaves nothing for good.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_backup_has_left_goes_with_the_next() {
    let w = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    let (url, dir) = (w.fresh.url.clone(), w.fresh.dir().to_owned());
    let database = store::file(&url).unwrap();
    let name = database.file_name().unwrap().to_str().unwrap().to_owned();
    let scratch = dir.join("scratch");
    std::fs::create_dir_all(&scratch).unwrap();
    let left = [dir.join(format!("{name}.passing-1")), scratch.join(format!("{name}.passing-1"))];
    let half = dir.join("backup.passing-1");
    for path in left.iter().chain([&half]) {
        std::fs::write(path, "plain").unwrap();
    }
    must(&url, &dir, &["backup", text(&dir.join("one.backup"))]);
    assert!(!left[0].exists() && left[1].exists() && !half.exists());
    let (two, three) = (dir.join("two.backup"), dir.join("three.backup"));
    let words = ["backup", text(&two), "--scratch", text(&scratch)];
    must(&url, &dir, &words);
    assert!(!left[1].exists());
    let words = ["backup", text(&three), "--scratch", text(&left[0])];
    assert!(refused(&url, &dir, &words).contains("--scratch names another"));
}

/// One that fills the disk is worse than none: nobody could save any more.
async fn a_backup_for_which_there_is_no_room_is_not_begun(fresh: Fresh) {
    let w = World::around(fresh, SystemClock.now()).await;
    let (url, dir) = (w.fresh.url.clone(), w.fresh.dir().to_owned());
    let to = dir.join("x.backup");
    // More than any disk has.
    let line = refused(&url, &dir, &["--disk-min", "99999999999", "backup", text(&to)]);
    assert!(line.contains("no backup was begun") && line.contains("--disk-min"), "{line}");
    let begun = |e: std::io::Result<std::fs::DirEntry>| {
        let name = e.unwrap().file_name().to_string_lossy().into_owned();
        name.contains("backup") || name.contains("passing")
    };
    assert!(!std::fs::read_dir(&dir).unwrap().any(begun), "nothing is left");
    must(&url, &dir, &["--disk-min", "0", "backup", text(&to)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_for_which_there_is_no_room_is_not_begun_on_sqlite() {
    a_backup_for_which_there_is_no_room_is_not_begun(store::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_for_which_there_is_no_room_is_not_begun_on_postgres() {
    a_backup_for_which_there_is_no_room_is_not_begun(store::testing::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_program_postgres_is_not_backed_up_and_the_line_says_so() {
    let fresh = store::testing::postgres().await;
    let mut command = support::binary::told(&fresh.url, fresh.dir(), "warn");
    let to = fresh.dir().join("x.backup");
    let output = command.args(["backup", text(&to)]).env("PATH", "/nowhere").output().unwrap();
    let line = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && line.contains("pg_dump is not there"), "{line}");
    let begun = |e: std::io::Result<std::fs::DirEntry>| {
        e.unwrap().file_name().to_string_lossy().contains("backup")
    };
    assert!(!std::fs::read_dir(fresh.dir()).unwrap().any(begun), "nothing is left");
}
