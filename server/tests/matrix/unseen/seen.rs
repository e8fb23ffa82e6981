//! An answer as it is compared, to the byte.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::to_bytes;

use super::super::settled;
use crate::support::answer::{Ask, chanceless};

/// An answer, to the byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// What was asked, by whom, and what came.
pub(super) type Sight = BTreeMap<(&'static str, String), Seen>;

impl Seen {
    /// What is answered to whoever holds a session.
    pub(super) async fn of(router: &Router, cookie: &str, url: &str) -> Self {
        let accept = if url.starts_with("/api/") { "application/json" } else { "text/html" };
        let response = Ask::get(url).with("accept", accept).as_(cookie).open(router).await;
        let text = |v: &axum::http::HeaderValue| String::from_utf8_lossy(v.as_bytes()).into_owned();
        let headers: Vec<(String, String)> =
            response.headers().iter().map(|(k, v)| (k.to_string(), text(v))).collect();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        Self { status, headers, body }.plain()
    }

    /// Without what is drawn anew for every answer: the nonce of the scripts, what forms are drawn with, and the
    /// order in which the parts of a page were ready.
    fn plain(mut self) -> Self {
        let policy = |h: &&(String, String)| h.0 == "content-security-policy";
        let of = self.headers.iter().find(policy).map(|h| h.1.clone()).unwrap_or_default();
        let nonces: Vec<&str> = of.split('\'').filter_map(|p| p.strip_prefix("nonce-")).collect();
        let Ok(mut body) = String::from_utf8(self.body.clone()) else { return self };
        for nonce in nonces {
            body = chanceless(&body, nonce);
            for header in &mut self.headers {
                header.1 = header.1.replace(nonce, "NONCE");
            }
        }
        self.body = settled(body).into_bytes();
        self
    }

    /// Where two answers part.
    pub(super) fn parted(&self, now: &Self) -> String {
        if self.status != now.status {
            return format!("{} {}", self.status, now.status);
        }
        let new: Vec<_> = now.headers.iter().filter(|h| !self.headers.contains(h)).collect();
        if self.headers != now.headers && self.body == now.body {
            return format!("{new:?}");
        }
        let at = self.body.iter().zip(&now.body).take_while(|(x, y)| x == y).count();
        let cut = |s: &Self| {
            let part = &s.body[at.saturating_sub(60)..(at + 90).min(s.body.len())];
            String::from_utf8_lossy(part).into_owned()
        };
        format!("\n  was …{}\n  now …{}", cut(self), cut(now))
    }
}
