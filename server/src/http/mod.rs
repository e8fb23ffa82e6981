//! HTTP: the pages and server functions of `app`, a few plain routes (signing in,
//! uploads, the live stream, health), and around all of them the layers every answer
//! passes: session, same-origin guard, headers, limits, compression.

mod accounts;
mod asked;
pub mod assets;
mod at_once;
mod calendar;
mod clock;
mod consultation;
mod defence;
mod deliberation;
pub mod device;
pub mod ending;
mod evidence;
mod exchange;
pub mod exports;
mod factor;
mod feeds;
pub mod files;
mod forms;
pub mod guard;
pub mod headers;
mod heads;
pub mod health;
mod import;
mod incident;
pub mod initial_list;
mod language;
pub mod limit;
pub mod live;
mod made;
mod notice;
pub mod observe;
pub mod people;
mod plan;
mod pool;
mod posted;
pub mod print;
mod recommendation;
pub mod session;
mod sheet;
mod table;
mod title;
mod trouble;
mod whole;

/// Readers and writers of what anybody sends or reads, for tests that give them anything.
pub mod fuzzed {
    pub use super::feeds::escaped;
    pub use super::files::name::of_disposition;
    pub use super::trouble::fields;
}

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use app::shell::Reader;
use app::ui::form::Typed;
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef, Request};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::views::identity::Me;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, generate_route_list};
use service::Service;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::limit::RequestBodyLimitLayer;

use self::at_once::AtOnce;
use crate::config::Config;
use crate::print::Printer;

/// Plain routes beside pages and server functions: method, path, and whether they are
/// public. The role × room matrix test walks this table; that the router below has these routes
/// and no others is checked with every test (`xtask/src/tidy/routes.rs`).
pub const PLAIN: &[(&str, &str, bool)] = &[
    ("POST", "/session", true),
    ("POST", "/session/end", true),
    ("POST", "/session/code", true),
    ("POST", "/account/second-factor", false),
    ("POST", "/accounts", false),
    ("POST", "/accounts/{id}", false),
    ("POST", "/audit", false),
    ("GET", "/audit/export/{name}", false),
    ("POST", "/register", true),
    ("POST", "/verify", true),
    ("POST", "/reset", true),
    ("POST", "/reset/new", true),
    ("POST", "/invitation/{token}", true),
    ("POST", "/account/close", false),
    ("GET", "/account/export", false),
    ("POST", "/recommendation/{id}", false),
    ("GET", "/recommendation/export/{name}", false),
    ("GET", "/formality/export/{name}", false),
    ("GET", "/season/export/{name}", false),
    ("POST", "/season/import", false),
    ("POST", "/season/calendar", false),
    ("POST", "/season/clock", false),
    ("POST", "/season/plan/{year}/{part}", false),
    ("POST", "/committee/experts/import", false),
    ("POST", "/committee/experts/{id}", false),
    ("POST", "/committee/draw", false),
    ("POST", "/initial-list", false),
    ("GET", "/initial-list/export/{name}", false),
    ("POST", "/consultation", false),
    ("GET", "/consultation/package.pdf", false),
    ("GET", "/consultation/export/{name}", false),
    ("GET", "/committee/experts/list.xlsx", false),
    ("GET", "/committee/experts/list.csv", false),
    ("POST", "/defence", false),
    ("POST", "/defence/session/{id}", false),
    ("POST", "/defence/room/{id}", false),
    ("POST", "/defence/slot/{id}", false),
    ("POST", "/defence/visit/{id}", false),
    ("GET", "/defence/slots.ics", false),
    ("GET", "/defence/slot/{id}/slot.ics", false),
    ("GET", "/defence/slides/{id}", false),
    ("GET", "/review/{id}/sheet.xlsx", false),
    ("GET", "/review/board/{panel}/board.xlsx", false),
    ("POST", "/deliberation", false),
    ("POST", "/deliberation/{panel}", false),
    ("GET", "/deliberation/{panel}/conclusion.pdf", false),
    ("POST", "/review/{id}", false),
    ("GET", "/lang/{code}", true),
    ("GET", "/health", true),
    ("GET", "/journal/heads.json", true),
    ("GET", "/journal/heads.atom", true),
    ("POST", "/files/{dossier}/{slot}", false),
    ("GET", "/files/{id}", false),
    ("GET", "/files/{id}/view", false),
    ("POST", "/uploads", false),
    ("GET", "/uploads/{id}", false),
    ("PATCH", "/uploads/{id}", false),
    ("POST", "/uploads/{id}", false),
    ("DELETE", "/uploads/{id}", false),
    ("GET", "/application/{id}/dossier.pdf", false),
    ("GET", "/application/{id}/receipt.pdf", false),
    ("GET", "/notice/feed.atom", true),
    ("GET", "/notice/feed.json", true),
    ("POST", "/notice/{year}/objection", true),
    ("POST", "/notice/objections/{id}", false),
    ("GET", "/notice/{year}/notice.pdf", true),
    ("GET", "/notice/evidence/{id}", false),
    ("GET", "/announcement/{year}/announcement.pdf", true),
    ("GET", "/application/{id}/letter.pdf", false),
    ("POST", "/incident/report", true),
    ("POST", "/incident/statement/{id}", false),
    ("POST", "/incident/{id}", false),
    ("GET", "/incident/evidence/{id}", false),
    ("POST", "/title/import", false),
    ("GET", "/title/export/{name}", true),
    ("GET", "/title/{number}/certificate.pdf", false),
    ("POST", "/title/{number}/correct", false),
    ("POST", "/exchange", false),
    ("POST", "/exchange/{id}", false),
    ("POST", "/exchange/report/{id}", false),
    ("GET", "/live", false),
];

/// Bytes of a request body, uploads excepted.
const BODY_MAX: usize = 1024 * 1024;

/// What handlers need.
#[derive(Clone)]
pub struct State {
    /// The verbs.
    pub service: Service,
    /// Where the browser side is.
    pub options: LeptosOptions,
    /// Becomes true when the server is about to end.
    pub stopped: watch::Receiver<bool>,
    /// Cookies and headers for HTTPS.
    pub secure: Secure,
    /// What prints documents.
    pub printer: Printer,
    /// Documents for everybody.
    made: made::Made,
    /// Lines that are open.
    lines: AtOnce,
    /// Plain forms with files that are on their way.
    forms: AtOnce,
    /// The site's own address.
    pub base: Base,
    /// Draws a page in the answer to a form that was refused.
    pub draw: Draw,
}

/// Draws the page a request asks for.
pub type Draw = Arc<dyn Fn(Request) -> Drawing + Send + Sync>;
/// A page that is being drawn.
pub type Drawing = Pin<Box<dyn Future<Output = Response> + Send>>;

impl FromRef<State> for Service {
    fn from_ref(state: &State) -> Self {
        state.service.clone()
    }
}

impl FromRef<State> for LeptosOptions {
    fn from_ref(state: &State) -> Self {
        state.options.clone()
    }
}

impl FromRef<State> for Secure {
    fn from_ref(state: &State) -> Self {
        state.secure
    }
}

impl FromRef<State> for Printer {
    fn from_ref(state: &State) -> Self {
        state.printer.clone()
    }
}

impl FromRef<State> for Base {
    fn from_ref(state: &State) -> Self {
        state.base.clone()
    }
}

/// The site's own address, as documents give it: where it was told, else as it was asked for.
#[derive(Clone, Debug)]
pub struct Base {
    /// As configured.
    pub address: Option<String>,
    /// Whether the site is reached by HTTPS.
    pub secure: bool,
}

impl Base {
    /// The address, without a slash at its end.
    pub fn of(&self, headers: &http::HeaderMap) -> String {
        if let Some(address) = &self.address {
            return address.trim_end_matches('/').to_owned();
        }
        let host = headers.get(http::header::HOST).and_then(|h| h.to_str().ok());
        let plain = |c: char| c.is_ascii_alphanumeric() || ".:-[]".contains(c);
        let host = host.filter(|h| !h.is_empty() && h.len() < 200 && h.chars().all(plain));
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}", host.unwrap_or("localhost"))
    }
}

/// Whether the site is reached by HTTPS only.
#[derive(Clone, Copy, Debug)]
pub struct Secure(pub bool);

/// The whole site.
pub fn router(
    service: Service,
    site: &assets::Site,
    config: &Config,
    stopped: watch::Receiver<bool>,
) -> Router {
    let options = site.leptos_options(config.addr);
    let context = page_context(service.clone(), config.secure, config.base_url(), config.rehearsal);
    let shell = {
        let options = options.clone();
        move || app::shell(options.clone())
    };
    let state = State {
        service: service.clone(),
        options: options.clone(),
        stopped,
        secure: Secure(config.secure),
        printer: Printer::new(config.fonts.clone()),
        made: made::Made::default(),
        lines: AtOnce::lines(),
        forms: AtOnce::forms(),
        base: Base { address: config.told_base_url(), secure: config.secure },
        draw: Arc::new(leptos_axum::render_app_async_with_context(context.clone(), shell.clone())),
    };
    let fallback = leptos_axum::render_app_async_with_context(context.clone(), shell.clone());
    // Bodies of their own size, and contents that are compressed already or asked for in ranges.
    let contents = Router::<State>::new()
        .route("/files/{dossier}/{slot}", post(files::form::post))
        .route("/files/{id}", get(files::send::download))
        .route("/files/{id}/view", get(files::send::preview))
        .route("/season/import", post(import::quotas))
        .route("/season/calendar", post(calendar::post))
        .route("/title/import", post(import::titles))
        .route(
            "/committee/experts/import",
            post(import::experts).layer(DefaultBodyLimit::max(import::EXPERTS_BODY)),
        )
        .route("/review/{id}", post(sheet::posted).layer(DefaultBodyLimit::max(sheet::BODY)))
        .route("/defence/slot/{id}", post(defence::slot))
        .route("/defence/slides/{id}", get(defence::slides::send))
        .route(
            "/notice/{year}/objection",
            post(notice::object).layer(DefaultBodyLimit::max(evidence::BODY)),
        )
        .route(
            "/incident/report",
            post(incident::report).layer(DefaultBodyLimit::max(evidence::BODY)),
        )
        .route(
            "/incident/statement/{id}",
            post(incident::statement).layer(DefaultBodyLimit::max(evidence::BODY)),
        )
        .route(
            "/notice/objections/{id}",
            post(notice::add_evidence).layer(DefaultBodyLimit::max(evidence::BODY)),
        )
        .route(
            "/incident/{id}",
            post(incident::add_files).layer(DefaultBodyLimit::max(evidence::BODY)),
        )
        .route("/incident/evidence/{id}", get(incident::evidence))
        .route("/notice/evidence/{id}", get(notice::evidence))
        .route("/uploads", post(files::upload::open))
        .route(
            "/uploads/{id}",
            get(files::upload::stand)
                .patch(files::upload::receive)
                .post(files::upload::finish)
                .delete(files::upload::cancel),
        )
        .layer(middleware::from_fn(files::upload::said));
    let rest = Router::<State>::new()
        .leptos_routes_with_context(&state, generate_route_list(app::App), context, shell)
        .route("/session", post(session::sign_in))
        .route("/session/end", post(session::sign_out))
        .route("/session/code", post(session::code))
        .route("/account/second-factor", post(factor::act))
        .route("/accounts", post(accounts::list))
        .route("/accounts/{id}", post(accounts::one))
        .route("/audit", post(accounts::verify))
        .route("/audit/export/{name}", get(exports::journal))
        .route("/register", post(people::register))
        .route("/verify", post(people::verify))
        .route("/reset", post(people::ask_reset))
        .route("/reset/new", post(people::reset))
        .route("/invitation/{token}", post(people::accept))
        .route("/account/close", post(people::close))
        .route("/account/export", get(people::export))
        .route("/lang/{code}", get(language::switch))
        .route("/application/{id}/dossier.pdf", get(print::dossier))
        .route("/application/{id}/receipt.pdf", get(print::receipt))
        .route("/recommendation/{id}", post(recommendation::act))
        .route("/recommendation/export/{name}", get(exports::recommendation))
        .route("/initial-list/export/{name}", get(exports::initial_list))
        .route("/formality/export/{name}", get(exports::formality))
        .route("/season/export/{name}", get(exports::quotas))
        .route("/season/clock", post(clock::post))
        .route("/season/plan/{year}/{part}", post(plan::change))
        .route("/committee/experts/list.xlsx", get(exports::pool))
        .route("/committee/experts/list.csv", get(exports::pool))
        .route("/committee/experts/{id}", post(pool::save))
        .route("/committee/draw", post(pool::form_panel))
        .route("/initial-list", post(initial_list::act))
        .route("/consultation", post(consultation::act))
        .route("/consultation/package.pdf", get(consultation::package_pdf))
        .route("/consultation/export/{name}", get(exports::consultation))
        .route("/review/{id}/sheet.xlsx", get(sheet::download))
        .route("/review/board/{panel}/board.xlsx", get(table::board))
        .route("/deliberation", post(deliberation::list))
        .route("/deliberation/{panel}", post(deliberation::panel))
        .route("/deliberation/{panel}/conclusion.pdf", get(table::conclusion))
        .route("/defence", post(defence::plan))
        .route("/defence/session/{id}", post(defence::session))
        .route("/defence/room/{id}", post(defence::room))
        .route("/defence/visit/{id}", post(defence::visit))
        .route("/defence/slots.ics", get(defence::calendar::own))
        .route("/defence/slot/{id}/slot.ics", get(defence::calendar::slot))
        .route("/notice/feed.atom", get(feeds::atom))
        .route("/notice/feed.json", get(feeds::json))
        .route("/notice/{year}/notice.pdf", get(notice::notice_pdf))
        .route("/announcement/{year}/announcement.pdf", get(notice::announcement_pdf))
        .route("/application/{id}/letter.pdf", get(notice::letter_pdf))
        .route("/title/export/{name}", get(exports::register))
        .route("/title/{number}/certificate.pdf", get(title::certificate))
        .route("/title/{number}/correct", post(title::correct))
        .route("/exchange", post(exchange::announce))
        .route("/exchange/{id}", post(exchange::act))
        .route("/exchange/report/{id}", post(exchange::file))
        .route("/journal/heads.json", get(heads::json))
        .route("/journal/heads.atom", get(heads::atom))
        .route("/live", get(live::live))
        .fallback(fallback)
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        // Compression of events would hold them back.
        .layer(CompressionLayer::new().compress_when(
            DefaultPredicate::new().and(NotForContentType::const_new("text/event-stream")),
        ));
    let trust = guard::TrustProxy(config.trust_proxy);
    let style = format!("/{}/{}.css", site.pkg_dir, assets::OUTPUT_NAME);
    let style = trouble::Style(style.into());
    contents
        .merge(rest)
        .layer(middleware::from_fn_with_state(state.clone(), limit::limited))
        .layer(middleware::from_fn_with_state(state.clone(), session::enter))
        .layer(middleware::from_fn(guard::same_origin))
        .layer(middleware::from_fn_with_state(trust, guard::from))
        .layer(middleware::from_fn_with_state(style, trouble::explain))
        .layer(middleware::from_fn(whole::whole))
        .route("/health", get(health::health))
        .merge(assets::assets(site))
        .layer(middleware::from_fn_with_state(Secure(config.secure), headers::headers))
        .layer(CatchPanicLayer::custom(health::panicked))
        .with_state(state)
}

/// What pages and server functions find in their context: the service, the reader, and
/// the content security policy with the nonce of this answer.
fn page_context(
    service: Service,
    secure: bool,
    base: String,
    rehearsal: bool,
) -> impl Fn() + Clone + Send + 'static {
    move || {
        provide_context(service.clone());
        provide_context(app::enter::Base(base.clone()));
        provide_context(app::enter::Cookie(Arc::new(move |token| {
            session::set(Secure(secure), token, service::rooms::identity::LIFETIME)
        })));
        let parts = use_context::<http::request::Parts>();
        let lang = parts.as_ref().map(language::of).unwrap_or_default();
        // What a worker keeps on a device is drawn for nobody: no name, no entries, no script.
        let plain = parts.as_ref().is_some_and(|p| p.uri.path() == app::shell::PLAIN_PAGE);
        let data = parts.as_ref().is_some_and(|p| p.uri.path().starts_with("/api/"));
        if plain {
            provide_context(app::shell::Plain);
        }
        let signed = app::enter::signed().filter(|_| !plain);
        // Nothing opens to whoever owes a second step: no entries that would lead nowhere.
        let owes = parts
            .as_ref()
            .is_some_and(|p| p.extensions.get::<session::Owes>().is_some_and(|o| o.0));
        let reader = Reader {
            lang,
            me: signed.as_ref().map(|actor| Me {
                grants: if owes { Vec::new() } else { actor.grants.clone() },
                ..service.me(actor)
            }),
            typed: parts.as_ref().and_then(|p| p.extensions.get::<Typed>().cloned()),
            // Data and what is kept on a device have no forms; and what they find here may be another answer's.
            once: leptos::nonce::use_nonce()
                .filter(|_| !data && !plain)
                .map(|nonce| domain::once::of_page(&nonce))
                .unwrap_or_default(),
            demo: parts
                .as_ref()
                .is_some_and(|p| p.extensions.get::<session::Demo>().is_some_and(|d| d.0)),
            notice: parts
                .as_ref()
                .is_some_and(|p| p.extensions.get::<session::Public>().is_some_and(|d| d.notice)),
            announced: parts
                .as_ref()
                .and_then(|p| p.extensions.get::<session::Public>().and_then(|d| d.announced)),
            stands_in: !owes
                && parts
                    .as_ref()
                    .is_some_and(|p| p.extensions.get::<session::StandsIn>().is_some_and(|s| s.0)),
            rehearsal: rehearsal.then(|| service.now().show_minute()),
            unread: parts
                .filter(|_| !plain)
                .and_then(|p| p.extensions.get::<session::Unread>().map(|u| u.0))
                .unwrap_or(0),
        };
        provide_context(lang);
        provide_context(reader);
        // Data keep the policy that all answers have. Asked by its path: a server function may find the nonce of
        // a page that was drawn on its thread before.
        if !data {
            headers::content_policy(secure);
        }
    }
}

/// Leads whoever asks for a file to sign in and from there to the file; a program is told that nobody is signed in.
fn led_in(asked: &http::HeaderMap, path: &str, room: &str) -> Response {
    let accept = asked.get(http::header::ACCEPT).and_then(|v| v.to_str().ok());
    match accept.is_some_and(|a| a.contains("text/html")) {
        true => way_in(path, room),
        false => http::StatusCode::UNAUTHORIZED.into_response(),
    }
}

/// The way to sign in and back. A path that cannot stand in a header is none of ours: it leads to the room.
fn way_in(path: &str, room: &str) -> Response {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_".contains(c);
    let next = if path.chars().all(plain) { path } else { room };
    session::to_sign_in(next)
}
