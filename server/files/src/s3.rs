//! Files in a store that speaks S3. What is kept lies there under its SHA-256, `ab/abcd…`, as in a
//! directory; what is being received lies on this machine's own disk, where it is judged before it is
//! kept. The store's answer that it has taken a content is what is waited for.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use domain::ids::FileId;
use domain::stamp::Stamp;
use futures::TryStreamExt;
use http::header::{CONTENT_LENGTH, RANGE};
use http::{Request, Response, StatusCode};
use http_body::Frame;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty, StreamBody};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use service::Fault;
use service::ports::Port;
use service::ports::files::{Appended, Content, FileStore, Source};
use tokio::time::timeout;
use tokio_util::io::{ReaderStream, StreamReader};

use crate::disk::{DiskFiles, place};

/// How long a signature holds.
const VALID: Duration = Duration::from_secs(600);
/// How long the store may take until it answers, the sending of a content included.
const PATIENCE: Duration = Duration::from_secs(120);

type Body = UnsyncBoxBody<Bytes, io::Error>;

/// Where the store is, and how one comes in. Not to be printed: it holds the secret.
#[derive(Clone)]
pub struct Address {
    /// `https://host` or, within a closed network, `http://host`; with `:port` where it has its own.
    pub endpoint: String,
    /// Bucket, which must exist.
    pub bucket: String,
    /// Region, as it is signed with.
    pub region: String,
    /// Access key.
    pub key: String,
    /// Its secret.
    pub secret: String,
    /// Certificates, as PEM, of authorities to trust beside the web's: of a store within one's own house.
    pub ca: Option<String>,
}

/// TLS that trusts the web's authorities and these.
fn trusting(ca: Option<&str>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let web = roots.len();
    for certificate in CertificateDer::pem_slice_iter(ca.unwrap_or_default().as_bytes()) {
        let certificate = certificate.map_err(|e| format!("the S3 store's authority: {e}"))?;
        roots.add(certificate).map_err(|e| format!("the S3 store's authority: {e}"))?;
    }
    if ca.is_some() && roots.len() == web {
        return Err("the S3 store's authority: no certificate is in it".into());
    }
    Ok(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth())
}

/// Files in a store that speaks S3, addressed by their SHA-256.
pub struct S3Files {
    incoming: DiskFiles,
    bucket: Bucket,
    credentials: Credentials,
    http: Client<HttpsConnector<HttpConnector>, Body>,
}

impl S3Files {
    /// A store at an address; what is being received lies in a directory. The error is a line for the
    /// operator.
    pub fn new(address: Address, incoming: PathBuf) -> Result<Self, String> {
        let wrong = |e: &dyn std::fmt::Display| format!("S3 endpoint {}: {e}", address.endpoint);
        let endpoint = address.endpoint.parse().map_err(|e| wrong(&e))?;
        let bucket = Bucket::new(endpoint, UrlStyle::Path, address.bucket, address.region)
            .map_err(|e| wrong(&e))?;
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(trusting(address.ca.as_deref())?)
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self {
            incoming: DiskFiles(incoming),
            bucket,
            credentials: Credentials::new(address.key, address.secret),
            http: Client::builder(TokioExecutor::new()).build(connector),
        })
    }

    /// Whether the bucket is there and lets us in; the error is a line for the operator.
    pub async fn check(&self) -> Result<(), String> {
        let url = self.bucket.head_bucket(Some(&self.credentials)).sign(VALID);
        let request = Request::head(url.as_str()).body(nothing()).map_err(|e| e.to_string())?;
        let name = self.bucket.name();
        let answer = self.ask(request).await.map_err(|e| e.to_string())?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            StatusCode::NOT_FOUND => {
                Err(format!("the S3 store has no bucket {name}; make it first"))
            }
            StatusCode::FORBIDDEN => {
                Err(format!("the S3 store does not let this key into bucket {name}"))
            }
            status => Err(format!("the S3 store answers {status} for bucket {name}")),
        }
    }

    async fn ask(&self, request: Request<Body>) -> Port<Response<Body>> {
        let answer = timeout(PATIENCE, self.http.request(request)).await;
        let answer = answer
            .map_err(|_| Fault::new("the S3 store does not answer in time"))?
            .map_err(|e| Fault::new(format!("the S3 store cannot be reached: {e}")))?;
        Ok(answer.map(|body| body.map_err(io::Error::other).boxed_unsync()))
    }
}

#[async_trait]
impl FileStore for S3Files {
    async fn append(
        &self,
        upload: &FileId,
        offset: i64,
        limit: i64,
        source: &mut dyn Source,
    ) -> Port<Appended> {
        self.incoming.append(upload, offset, limit, source).await
    }

    async fn received(&self, upload: &FileId) -> Port<i64> {
        self.incoming.received(upload).await
    }

    fn staged(&self, upload: &FileId) -> Port<PathBuf> {
        self.incoming.staged(upload)
    }

    async fn keep(&self, upload: &FileId, sha256: &str) -> Port<()> {
        let failed = |e: io::Error| Fault::new(format!("reading an upload: {e}"));
        let object = place(sha256)?;
        let file = tokio::fs::File::open(self.staged(upload)?).await.map_err(failed)?;
        let length = file.metadata().await.map_err(failed)?.len();
        let body = StreamBody::new(ReaderStream::new(file).map_ok(Frame::data));
        let url = self.bucket.put_object(Some(&self.credentials), &object).sign(VALID);
        let request = Request::put(url.as_str()).header(CONTENT_LENGTH, length);
        let answer = self.ask(request.body(body.boxed_unsync()).map_err(unsendable)?).await?;
        if !answer.status().is_success() {
            return Err(refused("to keep a file", answer).await);
        }
        self.incoming.discard(upload).await
    }

    async fn discard(&self, upload: &FileId) -> Port<()> {
        self.incoming.discard(upload).await
    }

    async fn sweep(&self, before: Stamp) -> Port<usize> {
        self.incoming.sweep(before).await
    }

    async fn remove(&self, sha256: &str) -> Port<()> {
        let object = place(sha256)?;
        let url = self.bucket.delete_object(Some(&self.credentials), &object).sign(VALID);
        let request = Request::delete(url.as_str());
        let answer = self.ask(request.body(nothing()).map_err(unsendable)?).await?;
        match answer.status() {
            status if status.is_success() || status == StatusCode::NOT_FOUND => Ok(()),
            _ => Err(refused("to remove a file", answer).await),
        }
    }

    async fn open(&self, sha256: &str, from: i64) -> Port<Option<Content>> {
        let object = place(sha256)?;
        let url = self.bucket.get_object(Some(&self.credentials), &object).sign(VALID);
        let mut request = Request::get(url.as_str());
        if from > 0 {
            request = request.header(RANGE, format!("bytes={from}-"));
        }
        let answer = self.ask(request.body(nothing()).map_err(unsendable)?).await?;
        match answer.status() {
            StatusCode::NOT_FOUND => Ok(None),
            StatusCode::OK if from <= 0 => Ok(Some(content(answer))),
            StatusCode::PARTIAL_CONTENT if from > 0 => Ok(Some(content(answer))),
            // From its very end on there is nothing.
            StatusCode::RANGE_NOT_SATISFIABLE if from > 0 => Ok(Some(Box::new(tokio::io::empty()))),
            _ => Err(refused("to give a file", answer).await),
        }
    }
}

fn nothing() -> Body {
    Empty::new().map_err(|never| match never {}).boxed_unsync()
}

fn content(answer: Response<Body>) -> Content {
    Box::new(Box::pin(StreamReader::new(answer.into_body().into_data_stream())))
}

fn unsendable(e: http::Error) -> Fault {
    Fault::new(format!("asking the S3 store: {e}"))
}

/// What the store says when it does not do something: its status and the beginning of its words.
async fn refused(what: &str, answer: Response<Body>) -> Fault {
    let status = answer.status();
    let words = answer.into_body().collect().await.map(|all| all.to_bytes()).unwrap_or_default();
    let words = String::from_utf8_lossy(&words[..words.len().min(300)]).into_owned();
    Fault::new(format!("the S3 store refuses {what} ({status}): {words}"))
}
