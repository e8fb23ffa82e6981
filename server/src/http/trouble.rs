//! When the server cannot do its work for the moment, whoever sends a form is signed in no longer, or a server function
//! refuses what somebody wrote: a page in both languages that says so and what to do next. Whoever sent a form finds all
//! of it again on that page and sends it once more from there: nothing typed is lost, with or without script. It is drawn
//! without the database, which may be what is missing.

mod kept;
mod page;
mod undrawn;

use std::sync::Arc;

use app::error::{SAID, from_hex};
use app::locales::Lang;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

pub use kept::fields;
pub use undrawn::told;

use self::kept::{Kept, Written};
use self::page::{Sent, is_written, page};
use self::undrawn::Undrawn;
use super::files::name::unquoted;
use super::language::{self, local};
use super::observe::RequestId;
use super::session::{SIGN_IN, urlencode};

/// Where server functions are.
const FUNCTIONS: &str = "/api/";
/// The parameter that carries the page a form was first sent from.
const BACK: &str = "back=";

/// Why the page stands in the place of an answer.
#[derive(Clone, PartialEq, Eq)]
enum Why {
    /// The server cannot do its work.
    Down,
    /// Whoever sent it is signed in no longer.
    SignedOut,
    /// It was refused, and the page it would lead back to draws what is stored and not what was typed. (Forms that are
    /// sent to the page they stand on are drawn again by that page, as long as it has them.)
    Refused {
        /// The refusal in words.
        said: String,
        /// The language of those.
        lang: Lang,
    },
}

/// Where the site's style lies.
#[derive(Clone)]
pub struct Style(pub std::sync::Arc<str>);

/// Layer: turns failures into pages for those who read pages.
pub async fn explain(State(style): State<Style>, mut request: Request, next: Next) -> Response {
    if !reads_pages(request.headers()) {
        let mut response = next.run(request).await;
        response.headers_mut().remove(app::enter::FAULT);
        response.headers_mut().remove(app::enter::SIGNED_OUT);
        response.headers_mut().remove(app::enter::STORED);
        return response;
    }
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let method = request.method().clone();
    let changes = !matches!(method, Method::GET | Method::HEAD);
    let address = if changes { with_way_back(&mut request) } else { request.uri().to_string() };
    let (parts, body) = request.into_parts();
    let lang = language::of(&parts);
    let (mut request, form) = match kept::kept(Request::from_parts(parts, body)).await {
        Ok((request, form)) => (request, form.map(Arc::new)),
        Err(answer) => return answer,
    };
    if let Some(form) = &form {
        request.extensions_mut().insert(Written(form.clone()));
    }
    let form = form.as_deref();
    let mut response = next.run(request).await;
    let fault = response.headers_mut().remove(app::enter::FAULT);
    let signed_out = leads_to_sign_in(&mut response);
    let stored = response.headers_mut().remove(app::enter::STORED).is_some();
    let undrawn = response.extensions_mut().remove::<Undrawn>().map(|Undrawn(said)| said);
    let back = if undrawn.is_some() { Some(address.clone()) } else { way_back(&address) };
    let refused = refused(&address, form, &response).filter(|_| !stored).or(undrawn);
    // A page that could not be drawn says so itself, and has a way on; so has one that asks to sign in.
    let why = match (form, refused) {
        (Some(_), _) if signed_out => Why::SignedOut,
        _ if response.status() == StatusCode::SERVICE_UNAVAILABLE => Why::Down,
        _ if fault.is_some() && changes => Why::Down,
        (_, Some(said)) => Why::Refused { said, lang },
        _ => return response,
    };
    let number = match why {
        Why::Down => fault.as_ref().and_then(|f| f.to_str().ok()).unwrap_or(&id),
        _ => "",
    };
    let sent = Sent { address: &address, back, changes, form, number };
    page(&style.0, &why, &sent)
}

/// What a server function says to a form it refused, where somebody wrote into it. A button that is refused leads back to
/// its page, which says why.
fn refused(address: &str, form: Option<&Kept>, response: &Response) -> Option<String> {
    form.filter(|form| address.starts_with(FUNCTIONS) && is_written(form))?;
    let said = response.headers().get(SAID)?.to_str().ok()?;
    Some(from_hex(said).unwrap_or_default())
}

/// Whether an answer sends whoever asked to sign in first.
fn leads_to_sign_in(response: &mut Response) -> bool {
    let told = response.headers_mut().remove(app::enter::SIGNED_OUT).is_some();
    let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
    told || to.is_some_and(|to| to.starts_with(SIGN_IN))
}

/// The address a form is sent to once more. The answer of a server function to a plain form leads back to where the form
/// was, and that would be the page drawn here, which nobody can ask for: so the address carries the first one along, and
/// a form that comes with it has been sent from there.
fn with_way_back(request: &mut Request) -> String {
    let here = request.uri().clone();
    if !here.path().starts_with(FUNCTIONS) {
        return here.to_string();
    }
    let referer = request.headers().get(header::REFERER).and_then(|r| r.to_str().ok());
    let Some(from) = referer.and_then(|r| r.parse::<Uri>().ok()) else { return here.to_string() };
    let carried = here.query().and_then(|q| q.split('&').find_map(|part| part.strip_prefix(BACK)));
    let back = match carried {
        Some(back) => String::from_utf8_lossy(&unquoted(back.as_bytes())).into_owned(),
        None => from.path_and_query().map(ToString::to_string).unwrap_or_default(),
    };
    let back = local(Some(&back));
    let host = from.scheme_str().zip(from.authority());
    if let Some((scheme, host)) = host.filter(|_| carried.is_some())
        && let Ok(first) = HeaderValue::from_str(&format!("{scheme}://{host}{back}"))
    {
        request.headers_mut().insert(header::REFERER, first);
    }
    format!("{}?{BACK}{}", here.path(), urlencode(back))
}

/// The page a form was first sent from, as it is now: without what it was told before.
fn way_back(address: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let back = query.strip_prefix(BACK).filter(|_| address.starts_with(FUNCTIONS))?;
    let back = String::from_utf8_lossy(&unquoted(back.as_bytes())).into_owned();
    let Some((path, query)) = back.split_once('?') else { return Some(back) };
    let left: Vec<&str> = query.split('&').filter(|part| !part.starts_with("__")).collect();
    Some(if left.is_empty() { path.to_owned() } else { format!("{path}?{}", left.join("&")) })
}

/// Whether somebody looks at the answer, and not a script.
fn reads_pages(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok());
    accept.is_some_and(|a| a.contains("text/html"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn a_form_that_is_sent_once_more_leads_back_to_where_it_was_first() {
        let ask = |to: &str, from: &str| {
            let mut request =
                Request::post(to).header("referer", from).body(Body::empty()).unwrap();
            let address = with_way_back(&mut request);
            let from = request.headers().get("referer").unwrap().to_str().unwrap().to_owned();
            (address, from)
        };
        let told = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let page = "https://host.example/account?tab=a&x=1";
        let again = "/api/x?back=/account%3Ftab%3Da%26x%3D1";
        assert_eq!(ask("/api/x", page), told(again, page));
        let here = format!("https://host.example{again}");
        assert_eq!(ask(again, &here), told(again, page), "as often as it is sent");
        let evil = "/api/x?back=//evil.example";
        assert_eq!(ask(evil, &here), told("/api/x?back=/", "https://host.example/"));
        assert_eq!(ask("/season/clock", page), told("/season/clock", page));
    }

    #[test]
    fn the_way_back_is_the_page_and_not_what_it_was_told() {
        let told = |address: &str| way_back(address).unwrap_or_default();
        assert_eq!(told("/api/x?back=/account%3Ftab%3Da%26x%3D1"), "/account?tab=a&x=1");
        assert_eq!(told("/api/x?back=/account%3F__path%3Da%26x%3D1%26__err%3Dabc"), "/account?x=1");
        assert_eq!(told("/api/x?back=/account%3F__err%3Dabc"), "/account");
        assert_eq!(told("/api/x"), "");
        assert_eq!(told("/account?back=/x"), "");
    }
}
