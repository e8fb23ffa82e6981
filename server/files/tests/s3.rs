//! The store that speaks S3, against a real listener: it checks every signature by the published
//! steps of Signature Version 4 and keeps what it is sent.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use domain::stamp::Stamp;
use files::S3Files;
use files::s3::Address;
use service::ports::files::{Appended, FileStore, Whole};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

const KEY: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const REGION: &str = "cn-east-1";

type Objects = Arc<Mutex<HashMap<String, Vec<u8>>>>;

/// A store with one bucket, `biaogan`.
async fn listener() -> (String, Objects) {
    let objects = Objects::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let kept = objects.clone();
    tokio::spawn(async move {
        while let Ok((line, _)) = listener.accept().await {
            tokio::spawn(serve(line, kept.clone()));
        }
    });
    (endpoint, objects)
}

/// Answers one request after the other until the line ends.
async fn serve(line: impl AsyncRead + AsyncWrite + Unpin, objects: Objects) {
    let mut line = BufReader::new(line);
    loop {
        let mut head = Vec::new();
        loop {
            let mut one = String::new();
            if line.read_line(&mut one).await.unwrap_or(0) == 0 {
                return;
            }
            if one.trim().is_empty() {
                break;
            }
            head.push(one.trim_end().to_owned());
        }
        let words: Vec<&str> = head[0].split(' ').collect();
        let header = |name: &str| {
            let lines = head[1..].iter().filter_map(|l| l.split_once(": "));
            lines.filter(|l| l.0.eq_ignore_ascii_case(name)).map(|l| l.1.to_owned()).next()
        };
        let length = header("content-length").map_or(0, |n| n.parse().unwrap());
        let mut body = vec![0; length];
        line.read_exact(&mut body).await.unwrap();
        let (path, query) = words[1].split_once('?').unwrap();
        let (status, said) = if signed(words[0], path, query, &header("host").unwrap()) {
            answer(words[0], path, header("range"), body, &objects)
        } else {
            (403, b"<Code>SignatureDoesNotMatch</Code>".to_vec())
        };
        let length = if words[0] == "HEAD" { 0 } else { said.len() };
        let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n\r\n");
        line.write_all(head.as_bytes()).await.unwrap();
        if words[0] != "HEAD" {
            line.write_all(&said).await.unwrap();
        }
    }
}

fn answer(
    method: &str,
    path: &str,
    range: Option<String>,
    body: Vec<u8>,
    objects: &Objects,
) -> (u16, Vec<u8>) {
    let Some(object) = path.strip_prefix("/biaogan") else { return (404, Vec::new()) };
    let mut objects = objects.lock().unwrap();
    match (method, objects.get(object.trim_start_matches('/'))) {
        ("HEAD", _) => (200, Vec::new()),
        // A store that speaks S3 answers the same whether there was anything.
        ("DELETE", _) => {
            objects.remove(object.trim_start_matches('/'));
            (204, Vec::new())
        }
        ("PUT", _) => {
            objects.insert(object.trim_start_matches('/').to_owned(), body);
            (200, Vec::new())
        }
        (_, None) => (404, b"<Code>NoSuchKey</Code>".to_vec()),
        (_, Some(content)) => match range {
            None => (200, content.clone()),
            Some(range) => {
                let from =
                    range.trim_start_matches("bytes=").trim_end_matches('-').parse().unwrap();
                content
                    .get(from..)
                    .filter(|rest| !rest.is_empty())
                    .map_or((416, Vec::new()), |rest| (206, rest.to_vec()))
            }
        },
    }
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut block = [0; 64];
    match key.len() {
        0..=64 => block[..key.len()].copy_from_slice(key),
        _ => block[..32].copy_from_slice(&Sha256::digest(key)),
    }
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().to_vec()
}

/// Whether a request in an address is signed as Signature Version 4 wants it.
fn signed(method: &str, path: &str, query: &str, host: &str) -> bool {
    let mut parts: BTreeMap<&str, &str> =
        query.split('&').map(|p| p.split_once('=').unwrap_or((p, ""))).collect();
    let Some(signature) = parts.remove("X-Amz-Signature") else { return false };
    let Some(at) = parts.get("X-Amz-Date").copied() else { return false };
    let asked: Vec<String> = parts.iter().map(|(k, v)| format!("{k}={v}")).collect();
    let canonical =
        format!("{method}\n{path}\n{}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD", asked.join("&"));
    let scope = format!("{}/{REGION}/s3/aws4_request", &at[..8]);
    let known = parts
        .get("X-Amz-Credential")
        .is_some_and(|c| **c == format!("{KEY}/{scope}").replace('/', "%2F"));
    let text =
        format!("AWS4-HMAC-SHA256\n{at}\n{scope}\n{}", hex::encode(Sha256::digest(canonical)));
    let key = [&at[..8], REGION, "s3", "aws4_request"]
        .iter()
        .fold(format!("AWS4{SECRET}").into_bytes(), |key, part| hmac(&key, part));
    known && hex::encode(hmac(&key, &text)) == signature
}

fn store(endpoint: &str, bucket: &str, secret: &str, dir: &std::path::Path) -> S3Files {
    let address = Address {
        endpoint: endpoint.into(),
        bucket: bucket.into(),
        region: REGION.into(),
        key: KEY.into(),
        secret: secret.into(),
        ca: None,
    };
    S3Files::new(address, dir.to_owned()).unwrap()
}

async fn read(store: &S3Files, sha256: &str, from: i64) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    store.open(sha256, from).await.unwrap()?.read_to_end(&mut all).await.unwrap();
    Some(all)
}

#[tokio::test]
async fn a_content_is_kept_under_its_hash_and_given_from_any_byte() {
    let dir = tempfile::tempdir().unwrap();
    let (endpoint, objects) = listener().await;
    let store = store(&endpoint, "biaogan", SECRET, dir.path());
    store.check().await.unwrap();
    let content: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
    let sha256 = hex::encode(Sha256::digest(&content));
    assert_eq!(read(&store, &sha256, 0).await, None);
    for upload in ["one", "again"] {
        let upload = upload.into();
        let end =
            store.append(&upload, 0, i64::MAX, &mut Whole::new(content.clone())).await.unwrap();
        assert_eq!(end, Appended::Whole(12_000_000));
        // Nothing of it is in the store before it was judged.
        store.keep(&upload, &sha256).await.unwrap();
        assert_eq!(store.received(&upload).await.unwrap(), 0, "the upload is gone");
    }
    assert_eq!(
        objects.lock().unwrap().keys().collect::<Vec<_>>(),
        [&format!("{}/{sha256}", &sha256[..2])]
    );
    assert_eq!(read(&store, &sha256, 0).await.unwrap(), content);
    assert_eq!(read(&store, &sha256, 11_999_990).await.unwrap(), content[11_999_990..]);
    assert_eq!(read(&store, &sha256, 12_000_000).await.unwrap(), b"");
    assert_eq!(store.sweep(Stamp(i64::MAX)).await.unwrap(), 0);
    for _ in 0..2 {
        store.remove(&sha256).await.unwrap();
        assert_eq!(read(&store, &sha256, 0).await, None);
    }
    assert!(objects.lock().unwrap().is_empty());
    assert!(store.remove("../x").await.is_err());
}

#[tokio::test]
async fn whoever_is_not_let_in_is_told_and_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (endpoint, objects) = listener().await;
    let sha256 = hex::encode(Sha256::digest(b"x"));
    let wrong = store(&endpoint, "biaogan", "another", dir.path());
    assert!(wrong.check().await.unwrap_err().contains("does not let this key"));
    wrong.append(&"u".into(), 0, 9, &mut Whole::new(b"x".to_vec())).await.unwrap();
    let fault = wrong.keep(&"u".into(), &sha256).await.unwrap_err().to_string();
    assert!(fault.contains("403") && fault.contains("SignatureDoesNotMatch"), "{fault}");
    assert_eq!(wrong.received(&"u".into()).await.unwrap(), 1, "what was received is still here");
    assert!(wrong.open(&sha256, 0).await.is_err());
    assert!(objects.lock().unwrap().is_empty());
    let nowhere = store(&endpoint, "other", SECRET, dir.path());
    assert!(nowhere.check().await.unwrap_err().contains("no bucket other"));
    let away = store("http://127.0.0.1:1", "biaogan", SECRET, dir.path());
    assert!(away.check().await.unwrap_err().contains("cannot be reached"));
    assert!(away.keep(&"../x".into(), &sha256).await.is_err());
    assert!(away.open("../../etc/passwd", 0).await.is_err());
    let address = |endpoint: &str| Address {
        endpoint: endpoint.into(),
        bucket: "b".into(),
        region: REGION.into(),
        key: KEY.into(),
        secret: SECRET.into(),
        ca: None,
    };
    for endpoint in ["", "host", "ftp://host", "https://"] {
        assert!(S3Files::new(address(endpoint), dir.path().into()).is_err(), "{endpoint}");
    }
}

/// The same store behind TLS, with a certificate of an authority nobody else knows. Its keys are in this repository:
/// they are good for nothing but this.
async fn sealed_listener() -> String {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("tls/leaf.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls/leaf.key")).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((line, _)) = listener.accept().await {
            let (acceptor, kept) = (acceptor.clone(), Objects::default());
            tokio::spawn(async move {
                // Who does not trust it hangs up.
                if let Ok(line) = acceptor.accept(line).await {
                    serve(line, kept).await;
                }
            });
        }
    });
    endpoint
}

#[tokio::test]
async fn a_store_of_ones_own_authority_is_trusted_where_it_is_named_and_nowhere_else() {
    let dir = tempfile::tempdir().unwrap();
    let endpoint = sealed_listener().await;
    let store = |ca: Option<&str>| {
        let address = Address {
            endpoint: endpoint.clone(),
            bucket: "biaogan".into(),
            region: REGION.into(),
            key: KEY.into(),
            secret: SECRET.into(),
            ca: ca.map(str::to_owned),
        };
        S3Files::new(address, dir.path().to_owned())
    };
    store(Some(include_str!("tls/ca.pem"))).unwrap().check().await.unwrap();
    let unknown = store(None).unwrap().check().await.unwrap_err();
    assert!(unknown.contains("cannot be reached"), "{unknown}");
    // What is no certificate is said when the program starts.
    for nothing in ["", "-----BEGIN CERTIFICATE-----\neA==\n-----END CERTIFICATE-----\n"] {
        assert!(store(Some(nothing)).is_err_and(|e| e.contains("authority")), "{nothing}");
    }
}
