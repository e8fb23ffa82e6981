//! An answer of the server, whichever way it was asked.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use domain::once::of_page;
use tower::ServiceExt;

/// Status, headers (names in lower case) and body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    /// The first header of a name, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|h| h.0 == name).map_or("", |h| h.1.as_str())
    }

    /// Where a redirect leads; empty when it is none.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The session's cookie, ready to be sent back, if this answer sets one.
    pub fn session(&self) -> Option<String> {
        let cookies = self.headers.iter().filter(|h| h.0 == "set-cookie");
        let pairs = cookies.filter_map(|h| h.1.split(';').next().map(str::to_owned));
        pairs.into_iter().find(|p| p.contains("biaogan="))
    }

    /// Status and body without what differs from one request to the next.
    pub fn bare(&self) -> (u16, String) {
        let policy = self.header("content-security-policy").to_owned();
        let nonces = policy.split('\'').filter_map(|p| p.strip_prefix("nonce-"));
        let body = nonces.fold(self.body.clone(), |body, nonce| chanceless(&body, nonce));
        (self.status, body)
    }

    /// The answer read as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }
}

/// A body without the chance of its answer: the nonce of its scripts, and what its forms are drawn with.
pub fn chanceless(body: &str, nonce: &str) -> String {
    body.replace(nonce, "NONCE").replace(&of_page(nonce), "ONCE")
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub method: &'static str,
    pub url: String,
    pub cookie: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Ask {
    pub fn get(url: impl Into<String>) -> Self {
        Self { method: "GET", url: url.into(), ..Self::default() }
    }

    /// A form posted by a script of this site.
    pub fn post(url: impl Into<String>, form: &[(&str, &str)]) -> Self {
        let body =
            form.iter().map(|(k, v)| format!("{}={}", encoded(k), encoded(v))).collect::<Vec<_>>();
        Self { method: "POST", url: url.into(), body: body.join("&").into(), ..Self::default() }
            .with("content-type", "application/x-www-form-urlencoded")
            .with("accept", "application/json")
            .with("sec-fetch-site", "same-origin")
    }

    /// A file posted by a form of this site.
    pub fn upload(url: impl Into<String>, name: &str, content: &[u8]) -> Self {
        Self::multipart(url, &[], &[(name, content)])
    }

    /// A form with fields and files of this site.
    pub fn multipart(
        url: impl Into<String>,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Self {
        let mut body = Vec::new();
        let mut part = |head: String, content: &[u8]| {
            let head = format!("--BOUND\r\ncontent-disposition: form-data; {head}\r\n\r\n");
            body.extend([head.as_bytes(), content, b"\r\n"].concat());
        };
        for (name, value) in fields {
            part(format!("name=\"{name}\""), value.as_bytes());
        }
        for (name, content) in files {
            part(format!("name=\"file\"; filename=\"{name}\""), content);
        }
        body.extend(b"--BOUND--\r\n");
        Self { method: "POST", url: url.into(), body, ..Self::default() }
            .with("content-type", "multipart/form-data; boundary=BOUND")
            .with("sec-fetch-site", "same-origin")
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|h| h.0 != name);
        self.headers.push((name, value.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|h| h.0 != name);
        self
    }

    /// In the name of whoever holds this session.
    pub fn as_(mut self, cookie: &str) -> Self {
        self.cookie = cookie.to_owned();
        self
    }

    /// Every header that is sent, the cookie among them.
    pub fn all_headers(&self) -> Vec<(&'static str, String)> {
        let mut all = self.headers.clone();
        if !self.cookie.is_empty() {
            all.push(("cookie", self.cookie.clone()));
        }
        all
    }

    /// Asks the router itself, without a line.
    pub async fn of(self, router: &Router) -> Answer {
        let response = self.open(router).await;
        let (status, headers) = (response.status().as_u16(), named(&response));
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// The same, with the body still to be read.
    pub async fn open(self, router: &Router) -> Response<Body> {
        let mut request =
            Request::builder().method(self.method).uri(&self.url).header("host", "localhost");
        for (name, value) in self.all_headers() {
            request = request.header(name, value);
        }
        router.clone().oneshot(request.body(Body::from(self.body)).unwrap()).await.unwrap()
    }
}

fn named(response: &Response<Body>) -> Vec<(String, String)> {
    let text = |v: &axum::http::HeaderValue| String::from_utf8_lossy(v.as_bytes()).into_owned();
    response.headers().iter().map(|(k, v)| (k.to_string(), text(v))).collect()
}

/// Percent-encoded for addresses and forms.
pub fn encoded(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    text.bytes()
        .map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
