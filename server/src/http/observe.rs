//! What is noted of every request: its figures, and a line in the log. Neither knows more of it than method,
//! template of its route, status and time: paths carry one-time tokens, queries carry names.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{self, Next};
use axum::response::Response;
use http_body::{Frame, SizeHint};
use prometheus_client::metrics::gauge::Gauge;
use service::ports::Chance;
use tracing::Instrument;

use crate::metrics::Metrics;
use crate::world::SystemChance;

/// By which a line of the log is found again.
const ID: HeaderName = HeaderName::from_static("x-request-id");

/// By which a request stands in the log.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// The same site, observed.
pub fn around(site: Router, metrics: Arc<Metrics>) -> Router {
    site.layer(middleware::from_fn_with_state(metrics, observe))
}

async fn observe(
    State(metrics): State<Arc<Metrics>>,
    mut request: Request,
    next: Next,
) -> Response {
    let since = Instant::now();
    let (method, route) = (method(request.method()), route(&request));
    let id = SystemChance.id();
    // Of the level of errors, so that whatever is logged says which request it belongs to.
    let span = tracing::error_span!("request", id = %id, method, route = %route);
    request.extensions_mut().insert(RequestId(id.clone()));
    let answering = Held::of(&metrics.in_flight);
    let uploading = is_upload(method, &route).then(|| Held::of(&metrics.uploads));
    let mut response = next.run(request).instrument(span.clone()).await;
    drop((answering, uploading));
    let (status, took) = (response.status().as_u16(), since.elapsed());
    metrics.answered(method, &route, status, took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| {
        if status >= 500 {
            tracing::warn!(target: "request", status, ms, "answered");
        } else {
            tracing::info!(target: "request", status, ms, "answered");
        }
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(ID, id);
    }
    if route == "/live" && status == 200 {
        let held = Held::of(&metrics.live);
        return response.map(|body| Body::new(Holding { body, _held: held }));
    }
    response
}

/// The template a request was routed by. Whatever nobody routes is one: visitors could name as many as they like.
fn route(request: &Request) -> String {
    match request.extensions().get::<MatchedPath>() {
        Some(path) => path.as_str().to_owned(),
        None if request.uri().path().starts_with("/pkg/") => "/pkg".to_owned(),
        None => "none".to_owned(),
    }
}

/// The same of methods.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn is_upload(method: &str, route: &str) -> bool {
    match method {
        "PATCH" => route == "/uploads/{id}",
        "POST" => route == "/files/{dossier}/{slot}",
        _ => false,
    }
}

/// Counts while it lives.
struct Held(Gauge);

impl Held {
    fn of(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// A body that is counted until its end.
struct Holding {
    body: Body,
    _held: Held,
}

impl http_body::Body for Holding {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
