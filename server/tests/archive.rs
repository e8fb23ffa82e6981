//! A season as one file: written by the real program, checked without a database, and every way of
//! meddling with it named.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use server::archive::verify::{Flaw, verify};
use server::archive::{JOURNAL, MANIFEST, PUBLIC_KEY, SIGNATURE};
use service::journal::Damage;
use support::binary::{must, run};
use support::world::{World, day};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

type Files = BTreeMap<String, Vec<u8>>;

fn unpacked(archive: &Path) -> Files {
    let mut zip = ZipArchive::new(File::open(archive).unwrap()).unwrap();
    let mut files = Files::new();
    for n in 0..zip.len() {
        let mut entry = zip.by_index(n).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(entry.name().unwrap().into_owned(), bytes);
    }
    files
}

fn packed(files: &Files, to: PathBuf) -> PathBuf {
    let mut zip = ZipWriter::new(File::create(&to).unwrap());
    for (path, bytes) in files {
        zip.start_file(path.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    to
}

async fn the_archive_of_a_season_proves_itself_and_names_what_was_changed(w: World) {
    w.reviewing(3, 2, 3).await;
    w.begun(13).await;
    // Handed in: it belongs to the season, whether the Office has come to read it or not.
    w.submitted(14).await;
    let (writer, withdrawn) = w.submitted(15).await;
    w.clock.set(day(41));
    w.service.withdraw(&writer, &withdrawn, "演示：不再申报").await.unwrap();
    let dir = w.fresh.dir().to_owned();
    let (file, key) = (dir.join("season.zip"), dir.join("keys/signing.key"));
    let path = |p: &Path| p.to_str().unwrap().to_owned();
    let write = |to: &Path| {
        run(&w.fresh.url, &dir, &["--signing-key-file", &path(&key), "archive", &path(to)])
    };
    let said = done(&write(&file));
    assert!(said.contains("archive sound: season"), "{said}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // Nothing is overwritten, and the key stays the same.
    assert!(!write(&file).status.success());
    done(&write(&dir.join("again.zip")));
    let proved = verify(&file, None).unwrap();
    assert_eq!(verify(&dir.join("again.zip"), Some(&proved.key)).unwrap().key, proved.key);
    let other = Err(Flaw::Key { found: proved.key.clone() });
    assert_eq!(verify(&file, Some(&"0".repeat(64))), other);
    // On another machine there is the binary and the file, and nothing else.
    let nowhere = "sqlite:///nowhere/at/all.db";
    let alone = must(nowhere, &dir, &["verify", "--archive", &path(&file)]);
    assert!(alone.contains("archive sound"), "{alone}");

    let files = unpacked(&file);
    assert_eq!(files.keys().filter(|p| p.starts_with("dossiers/")).count(), 5);
    let reference = files.keys().find(|p| p.starts_with("dossiers/")).unwrap().clone();
    assert!(files[&reference].starts_with(b"%PDF"));
    by_hand(&files, &dir);
    let meddled = |change: &dyn Fn(&mut Files)| {
        let mut files = files.clone();
        change(&mut files);
        verify(&packed(&files, dir.join("meddled.zip")), None).unwrap_err()
    };
    let flip = |files: &mut Files, path: &str| files.get_mut(path).unwrap()[100] ^= 1;
    assert_eq!(meddled(&|f| flip(f, &reference)), Flaw::Changed(reference.clone()));
    assert_eq!(
        meddled(&|f| f.get_mut(&reference).unwrap().push(0)),
        Flaw::Changed(reference.clone())
    );
    assert_eq!(meddled(&|f| drop(f.remove(&reference))), Flaw::Missing(reference.clone()));
    assert_eq!(
        meddled(&|f| drop(f.insert("more.txt".into(), vec![]))),
        Flaw::Unlisted("more.txt".into())
    );
    assert_eq!(meddled(&|f| flip(f, MANIFEST)), Flaw::Signature);
    assert_eq!(meddled(&|f| f.get_mut(SIGNATURE).unwrap()[0] ^= 1), Flaw::Signature);
    assert_eq!(meddled(&|f| flip(f, JOURNAL)), Flaw::Changed(JOURNAL.into()));
    for own in [MANIFEST, SIGNATURE, PUBLIC_KEY] {
        assert_eq!(meddled(&|f| drop(f.remove(own))), Flaw::Missing(own.into()));
    }
    assert!(matches!(verify(&key, None), Err(Flaw::Unreadable(_))));

    // Whoever holds the key can sign another list, and still cannot make the journal fit.
    let text = String::from_utf8(files[JOURNAL].clone()).unwrap();
    let signed_again = |change: &dyn Fn(&mut Vec<String>)| {
        let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
        change(&mut rows);
        let journal: String = rows.iter().map(|row| format!("{row}\n")).collect();
        let mut files = files.clone();
        resign(&mut files, &key, journal.into_bytes());
        verify(&packed(&files, dir.join("signed.zip")), None).unwrap_err()
    };
    let broken = |seq, what| Flaw::Journal { seq, what };
    let rows = proved.manifest.journal_rows;
    assert_eq!(signed_again(&|r| drop(r.remove(2))), broken(3, Damage::Gap));
    assert_eq!(signed_again(&|r| r.swap(3, 4)), broken(4, Damage::Gap));
    assert_eq!(signed_again(&|r| drop(r.pop())), broken(rows, Damage::Truncated));
    let other = |row: &String| row.replace("\"actor\":\"", "\"actor\":\"x");
    assert_eq!(signed_again(&|r| r[4] = other(&r[4])), broken(5, Damage::Content));
}

/// What a command printed that must have ended well.
fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Signs a list in which the journal is another one.
fn resign(files: &mut Files, key: &Path, journal: Vec<u8>) {
    use sha2::Digest;
    let mut manifest: server::archive::Manifest = serde_json::from_slice(&files[MANIFEST]).unwrap();
    let listed = manifest.files.iter_mut().find(|f| f.path == JOURNAL).unwrap();
    (listed.size, listed.sha256) =
        (journal.len() as u64, hex::encode(sha2::Sha256::digest(&journal)));
    let text = serde_json::to_vec(&manifest).unwrap();
    let signature = server::archive::Key::of(key).unwrap().sign(&text);
    files.extend([
        (JOURNAL.to_owned(), journal),
        (MANIFEST.to_owned(), text),
        (SIGNATURE.to_owned(), signature),
    ]);
}

/// What the archive's own README says works with openssl, where there is one.
fn by_hand(files: &Files, dir: &Path) {
    for name in [MANIFEST, SIGNATURE, PUBLIC_KEY] {
        std::fs::write(dir.join(name), &files[name]).unwrap();
    }
    let checked = Command::new("openssl")
        .current_dir(dir)
        .args(["pkeyutl", "-verify", "-pubin", "-inkey", PUBLIC_KEY, "-rawin", "-in", MANIFEST])
        .args(["-sigfile", SIGNATURE])
        .output();
    if let Ok(output) = checked {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_of_a_season_proves_itself_on_sqlite() {
    the_archive_of_a_season_proves_itself_and_names_what_was_changed(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_of_a_season_proves_itself_on_postgres() {
    the_archive_of_a_season_proves_itself_and_names_what_was_changed(World::postgres().await).await;
}
