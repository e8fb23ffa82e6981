//! The store on a real disk.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use async_trait::async_trait;
use bytes::Bytes;
use domain::application::files::sha256;
use domain::ids::FileId;
use domain::stamp::Stamp;
use files::DiskFiles;
use files::disk::INCOMING;
use service::ports::files::{Appended, Broken, FileStore, Source, Whole};
use tokio::io::AsyncReadExt;
use tokio::sync::oneshot;

fn id(text: &str) -> FileId {
    text.into()
}

/// Two pieces, then the line breaks.
struct Cut(u8);

#[async_trait]
impl Source for Cut {
    async fn next(&mut self) -> Option<Result<Bytes, Broken>> {
        self.0 += 1;
        Some(if self.0 < 3 { Ok(Bytes::from_static(b"12345")) } else { Err(Broken) })
    }
}

/// Says that it was asked, then waits for ever.
struct Waiting(Option<oneshot::Sender<()>>);

#[async_trait]
impl Source for Waiting {
    async fn next(&mut self) -> Option<Result<Bytes, Broken>> {
        let _ = self.0.take().unwrap().send(());
        std::future::pending().await
    }
}

#[tokio::test]
async fn what_had_arrived_when_the_line_broke_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let store = DiskFiles(dir.path().into());
    let u = id("u1");
    assert_eq!(store.received(&u).await.unwrap(), 0);
    assert_eq!(store.append(&u, 0, 100, &mut Cut(0)).await.unwrap(), Appended::Cut(10));
    assert_eq!(store.received(&u).await.unwrap(), 10);
    let other = store.append(&u, 4, 100, &mut Whole::new("x")).await.unwrap();
    assert_eq!(other, Appended::Elsewhere(10));
    let rest = store.append(&u, 10, 100, &mut Whole::new("67890")).await.unwrap();
    assert_eq!(rest, Appended::Whole(15));
    let over = store.append(&u, 15, 17, &mut Whole::new("abc")).await.unwrap();
    assert_eq!(over, Appended::Over(15));
    let hash = sha256(b"123451234567890");
    store.keep(&u, &hash).await.unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let kept = dir.path().join(&hash[..2]).join(&hash);
        assert_eq!(std::fs::metadata(kept).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(store.received(&u).await.unwrap(), 0);
    let mut content = Vec::new();
    store.open(&hash, 10).await.unwrap().unwrap().read_to_end(&mut content).await.unwrap();
    assert_eq!(content, b"67890");
    assert!(store.open(&sha256(b"other"), 0).await.unwrap().is_none());
}

#[tokio::test]
async fn two_do_not_append_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let stores = [DiskFiles(dir.path().into()), DiskFiles(dir.path().into())];
    let (tell, asked) = oneshot::channel();
    let [first, second] = stores;
    let task =
        tokio::spawn(async move { first.append(&id("u1"), 0, 9, &mut Waiting(Some(tell))).await });
    asked.await.unwrap();
    let busy = second.append(&id("u1"), 0, 9, &mut Whole::new("x")).await.unwrap();
    assert_eq!(busy, Appended::Busy);
    // Whoever is cut off lets go.
    task.abort();
    let _ = task.await;
    while second.append(&id("u1"), 0, 9, &mut Whole::new("x")).await.unwrap() == Appended::Busy {
        tokio::task::yield_now().await;
    }
    assert_eq!(second.received(&id("u1")).await.unwrap(), 1);
}

#[tokio::test]
async fn the_same_content_twice_is_one_file() {
    let dir = tempfile::tempdir().unwrap();
    let store = DiskFiles(dir.path().into());
    let hash = sha256(b"same");
    for u in ["u1", "u2"] {
        store.append(&id(u), 0, 9, &mut Whole::new("same")).await.unwrap();
        store.keep(&id(u), &hash).await.unwrap();
    }
    let names = |at: &str| {
        let entries = std::fs::read_dir(dir.path().join(at)).unwrap();
        entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(names(&hash[..2]), std::slice::from_ref(&hash));
    assert!(names(INCOMING).is_empty());
}

#[tokio::test]
async fn no_name_leads_out_of_the_directory() {
    let dir = tempfile::tempdir().unwrap();
    let store = DiskFiles(dir.path().join("in"));
    for bad in ["", "..", "../x", "a/b", "a\\b", "a.b", &"a".repeat(65)] {
        assert!(store.staged(&id(bad)).is_err(), "{bad}");
        assert!(store.append(&id(bad), 0, 9, &mut Whole::new("x")).await.is_err(), "{bad}");
        assert!(store.open(bad, 0).await.is_err(), "{bad}");
        assert!(store.keep(&id("u"), bad).await.is_err(), "{bad}");
    }
    assert!(std::fs::read_dir(dir.path()).unwrap().next().is_none());
}

#[tokio::test]
async fn what_was_left_lying_is_swept() {
    let dir = tempfile::tempdir().unwrap();
    let store = DiskFiles(dir.path().into());
    assert_eq!(store.sweep(Stamp(i64::MAX)).await.unwrap(), 0);
    for u in ["u1", "u2"] {
        store.append(&id(u), 0, 9, &mut Whole::new("x")).await.unwrap();
    }
    assert_eq!(store.sweep(Stamp(0)).await.unwrap(), 0);
    assert_eq!(store.sweep(Stamp(i64::MAX)).await.unwrap(), 2);
    assert_eq!(store.received(&id("u1")).await.unwrap(), 0);
    store.discard(&id("u1")).await.unwrap();
}

#[tokio::test]
async fn a_content_that_is_removed_is_not_there_and_can_be_kept_again() {
    let dir = tempfile::tempdir().unwrap();
    let store = DiskFiles(dir.path().into());
    let hash = sha256(b"content");
    for _ in 0..2 {
        store.append(&id("u"), 0, 100, &mut Whole::new("content")).await.unwrap();
        store.keep(&id("u"), &hash).await.unwrap();
        assert!(store.open(&hash, 0).await.unwrap().is_some());
        store.remove(&hash).await.unwrap();
        assert!(store.open(&hash, 0).await.unwrap().is_none());
    }
    store.remove(&hash).await.unwrap();
    assert!(store.remove("../x").await.is_err());
}
