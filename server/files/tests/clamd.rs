//! The scanner's client against a real socket.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Cursor;
use std::time::Duration;

use files::Clamd;
use files::testing::{Listener, Manner, SIGNATURE};
use service::ports::files::{Scan, Scanner};

async fn scan(listener: &Listener, content: Vec<u8>) -> Scan {
    Clamd::from_setting(&listener.setting).unwrap().scan(Box::new(Cursor::new(content))).await
}

#[tokio::test]
async fn a_clean_file_is_clean_and_a_virus_is_named() {
    let listener = Listener::start(Manner::Honest).await;
    for size in [0, 1, 65_536, 3_000_000] {
        assert_eq!(scan(&listener, vec![7; size]).await, Scan::Clean, "{size}");
    }
    // Across the border of two pieces, too.
    for before in [0, 65_530, 200_000] {
        let content = [&vec![7; before][..], SIGNATURE, &[7; 9]].concat();
        let found = Scan::Found("Eicar-Test-Signature".into());
        assert_eq!(scan(&listener, content).await, found, "{before}");
    }
}

#[tokio::test]
async fn whatever_goes_wrong_with_the_scanner_is_no_all_clear() {
    let listener = Listener::start(Manner::Refuses(100_000)).await;
    let content = vec![7; 8_000_000];
    let away = |scan: Scan| match scan {
        Scan::Away(why) => why,
        other => panic!("{other:?}"),
    };
    // It says why, or hangs up before that can be read; both are no verdict.
    away(scan(&listener, content.clone()).await);
    listener.be(Manner::HangsUp(100_000));
    away(scan(&listener, content.clone()).await);
    listener.be(Manner::HangsUp(1));
    away(scan(&listener, vec![7; 10]).await);
    listener.be(Manner::Silent);
    let clamd = Clamd::from_setting(&listener.setting).unwrap().within(Duration::from_millis(300));
    assert!(away(clamd.scan(Box::new(Cursor::new(content))).await).contains("too long"));
    let setting = listener.setting.clone();
    drop(listener);
    tokio::task::yield_now().await;
    let nobody = Clamd::from_setting(&setting).unwrap();
    away(nobody.scan(Box::new(Cursor::new(vec![7]))).await);
    let no_socket = Clamd::from_setting("unix:///nowhere/clamd.ctl").unwrap();
    assert!(
        away(no_socket.scan(Box::new(Cursor::new(vec![7]))).await).contains("cannot be reached")
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_socket_of_the_system_will_do() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("clamd.ctl");
    let socket = tokio::net::UnixListener::bind(&path).unwrap();
    tokio::spawn(async move {
        let (mut line, _) = socket.accept().await.unwrap();
        let mut sent = Vec::new();
        while !sent.ends_with(&[0, 0, 0, 0]) {
            line.read_buf(&mut sent).await.unwrap();
        }
        assert_eq!(sent, b"zINSTREAM\0\0\0\0\x03abc\0\0\0\0");
        line.write_all(b"stream: OK\0").await.unwrap();
    });
    let clamd = Clamd::from_setting(&format!("unix://{}", path.display())).unwrap();
    assert_eq!(clamd.scan(Box::new(Cursor::new(b"abc".to_vec()))).await, Scan::Clean);
}
