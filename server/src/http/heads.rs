//! Heads of the journal, to be kept by whoever likes: as JSON, which `biaogan verify --heads` reads, and as a
//! feed.

use app::locales::{Lang, heads as words};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::heads::{Head, Heads};
use service::Service;

use super::Base;
use super::feeds::{escaped, failed, typed};

/// Heads a feed holds: what is older was read, or is in the JSON.
const LATEST: usize = 60;

/// All of them.
pub async fn json(State(service): State<Service>) -> Response {
    match service.heads().await {
        Ok(heads) => match serde_json::to_string_pretty(&heads) {
            Ok(text) => typed("application/json; charset=utf-8", text),
            Err(e) => failed(&service::Fault::new(e.to_string()).into()),
        },
        Err(e) => failed(&e),
    }
}

/// The latest, as Atom.
pub async fn atom(
    State(service): State<Service>,
    State(base): State<Base>,
    headers: HeaderMap,
) -> Response {
    match service.heads().await {
        Ok(heads) => {
            typed("application/atom+xml; charset=utf-8", as_atom(&base.of(&headers), &heads))
        }
        Err(e) => failed(&e),
    }
}

fn as_atom(base: &str, heads: &Heads) -> String {
    let base = escaped(base);
    let title = words::words(Lang::Zh).title;
    // The day alone: the minute would say when something was waited for.
    let moment = |h: &Head| format!("{}T00:00:00+08:00", escaped(&h.date));
    let entry = |h: &Head| {
        format!(
            "  <entry>\n    <id>{base}/journal/heads#{0}</id>\n    <title>{0}</title>\n    \
             <link href=\"{base}/journal/heads\"/>\n    <updated>{1}</updated>\n    \
             <summary>{2} {3}</summary>\n  </entry>\n",
            escaped(&h.date),
            moment(h),
            escaped(&h.hash),
            escaped(&h.signature),
        )
    };
    let entries: String = heads.heads.iter().take(LATEST).map(entry).collect();
    let updated = heads.heads.first().map_or("1970-01-01T08:00:00+08:00".to_owned(), moment);
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n  \
         <id>{base}/journal/heads</id>\n  <title>{title}</title>\n  <link href=\"{base}/journal/heads\"/>\n  \
         <link rel=\"self\" href=\"{base}/journal/heads.atom\"/>\n  <updated>{updated}</updated>\n  \
         <author><name>{}</name></author>\n{entries}</feed>\n",
        escaped(domain::notice::text::OFFICE),
    )
}
