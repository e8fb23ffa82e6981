//! What stands before the public, to be subscribed to: as Atom (RFC 4287) and as JSON Feed 1.1. A line for each
//! notice, each announcement and each title that was revoked; their texts are Chinese, as the documents are.

use app::locales::{Lang, announcement, common, incident, notice};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::stamp::Stamp;
use serde_json::json;
use service::Service;
use service::rooms::notice::Public;

use super::Base;

/// A line of a feed.
struct Item {
    address: String,
    title: String,
    text: String,
    published: Stamp,
    updated: Stamp,
}

/// As Atom.
pub async fn atom(
    State(service): State<Service>,
    State(base): State<Base>,
    headers: HeaderMap,
) -> Response {
    let base = base.of(&headers);
    match service.published().await {
        Ok(public) => typed(
            "application/atom+xml; charset=utf-8",
            as_atom(&base, &items(&base, &public, service.now())),
        ),
        Err(e) => failed(&e),
    }
}

/// As JSON Feed.
pub async fn json(
    State(service): State<Service>,
    State(base): State<Base>,
    headers: HeaderMap,
) -> Response {
    let base = base.of(&headers);
    match service.published().await {
        Ok(public) => typed(
            "application/feed+json; charset=utf-8",
            as_json(&base, &items(&base, &public, service.now())),
        ),
        Err(e) => failed(&e),
    }
}

pub(super) fn typed(kind: &'static str, text: String) -> Response {
    let mut response = text.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

pub(super) fn failed(e: &service::Error) -> Response {
    tracing::error!("feed: {e}");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// The latest first, as they stand at `now`: a notice that is over says so, and is news again (Art. 21).
fn items(base: &str, public: &Public, now: Stamp) -> Vec<Item> {
    let n = notice::words(Lang::Zh);
    let a = announcement::words(Lang::Zh);
    let mut items: Vec<Item> = Vec::new();
    for x in &public.notices {
        let over = now >= x.ends_at;
        let (ends, said) =
            (x.ends_at.plus(-1).show_minute(), if over { n.over } else { n.open_until });
        let moved = x.extensions.last().map_or(x.opened_at, |e| e.at);
        items.push(Item {
            address: format!("{base}/notice/{}", x.year),
            title: (n.link)(x.year),
            text: said(&ends),
            published: x.opened_at,
            updated: if over { x.ends_at } else { moved },
        });
    }
    for x in &public.announcements {
        let Some(at) = x.released_at else { continue };
        items.push(Item {
            address: format!("{base}/announcement/{}", x.year),
            title: (a.link)(x.year),
            text: x.said().heading().to_owned(),
            published: at,
            updated: at,
        });
    }
    for x in &public.revocations {
        items.push(Item {
            address: format!("{base}/revocation#r-{}", x.title.number),
            title: format!("{}：{}", incident::words(Lang::Zh).revoked, x.title.organisation),
            text: x.reason.clone(),
            published: x.at,
            updated: x.at,
        });
    }
    items.sort_by_key(|i| std::cmp::Reverse(i.updated));
    items
}

/// A moment as RFC 3339 has it, on a clock in Shanghai.
fn rfc3339(at: Stamp) -> String {
    format!("{}T{}+08:00", at.show_date(), at.show_time())
}

/// A text within XML: what XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

fn as_atom(base: &str, items: &[Item]) -> String {
    let name = common::words(Lang::Zh).product;
    let updated = items.iter().map(|i| i.updated).max().unwrap_or(Stamp(0));
    let entry = |i: &Item| {
        format!(
            "  <entry>\n    <id>{0}</id>\n    <title>{1}</title>\n    <link href=\"{0}\"/>\n    \
             <published>{2}</published>\n    <updated>{3}</updated>\n    <summary>{4}</summary>\n  </entry>\n",
            escaped(&i.address),
            escaped(&i.title),
            rfc3339(i.published),
            rfc3339(i.updated),
            escaped(&i.text),
        )
    };
    let entries: String = items.iter().map(entry).collect();
    let base = escaped(base);
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n  \
         <id>{base}/notice</id>\n  <title>{}</title>\n  <link href=\"{base}/notice\"/>\n  \
         <link rel=\"self\" href=\"{base}/notice/feed.atom\"/>\n  <updated>{}</updated>\n  \
         <author><name>{}</name></author>\n{entries}</feed>\n",
        escaped(name),
        rfc3339(updated),
        escaped(domain::notice::text::OFFICE),
    )
}

fn as_json(base: &str, items: &[Item]) -> String {
    let item = |i: &Item| {
        json!({
            "id": i.address,
            "url": i.address,
            "title": i.title,
            "content_text": i.text,
            "date_published": rfc3339(i.published),
            "date_modified": rfc3339(i.updated),
        })
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": common::words(Lang::Zh).product,
        "home_page_url": format!("{base}/notice"),
        "feed_url": format!("{base}/notice/feed.json"),
        "language": "zh-CN",
        "authors": [{ "name": domain::notice::text::OFFICE }],
        "items": items.iter().map(item).collect::<Vec<_>>(),
    });
    feed.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_texts_neither_end_an_element_nor_break_the_document() {
        let item = Item {
            address: "https://x/notice/2026".into(),
            title: "</title><script>\u{0}\u{1b}\u{FFFE}\"&".into(),
            text: "质量".into(),
            published: Stamp(0),
            updated: Stamp(1_782_288_487_000_000),
        };
        let text = as_atom("https://x", std::slice::from_ref(&item));
        assert!(
            !text.contains("<script") && text.contains("&lt;/title&gt;&lt;script&gt;&quot;&amp;")
        );
        assert!(text.contains("<updated>2026-06-24T16:08:07+08:00</updated>"));
        let json: serde_json::Value = serde_json::from_str(&as_json("https://x", &[item])).unwrap();
        assert_eq!(json["items"][0]["date_published"], "1970-01-01T08:00:00+08:00");
    }
}
