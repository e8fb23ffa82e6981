//! The live stream: tells a board, or whoever writes a dossier, that something changed. A board that says
//! what it has (`since`) is handed the changed rows with it, by the verb that it would fetch them with; all
//! others fetch them. An event's id is the moment of the change, so a reader that was cut off knows what it
//! has.

mod board;
mod line;
mod list;
mod table;

use std::convert::Infallible;
use std::time::Duration;

use app::enter::Signed;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::deliberation::Review;
use domain::ids::{DossierId, PanelId, SessionId};
use domain::policy::may_see_board;
use futures::stream;
use serde::Deserialize;
use service::rooms::review::at_work::SIGN_EVERY;

use super::{State as Site, session};
use board::Watch;
use line::{Heard, Line};
use list::List;
use table::Table;

/// A sign of life after so much silence; boards count on it.
const BEAT: Duration = Duration::from_secs(15);
/// Data of events that need none: browsers pass on no event whose data is empty.
const SOMETHING: &str = "-";

/// Which board of which review, which dossier, or the room of which session.
#[derive(Deserialize)]
pub struct Board {
    panel: Option<PanelId>,
    review: Option<String>,
    dossier: Option<DossierId>,
    /// Moment of the picture at hand, microseconds: changed rows come with the event.
    since: Option<i64>,
    room: Option<SessionId>,
    /// Present on a sheet that is open: the line says that its expert is at work.
    work: Option<String>,
    /// Present on an expert's own list.
    list: Option<String>,
    /// The panel whose deliberation is open; empty for the list of all panels.
    table: Option<PanelId>,
}

/// Opens the stream for whoever may see the board.
pub async fn live(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Query(board): Query<Board>,
    headers: HeaderMap,
) -> Response {
    if signed.0.is_none() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let token = session::token(&headers, site.secure).unwrap_or_default();
    let bells = site.service.store.bells();
    // Asked again now that bells are heard: a session that ended since the request came in rang
    // before anybody listened.
    let actor = match site.service.known(&token).await {
        Ok(Some(known)) if !known.owes => known.actor,
        Ok(_) => return StatusCode::UNAUTHORIZED.into_response(),
        Err(e) => return unavailable(&e),
    };
    let Some(held) = site.lines.take(&actor) else {
        let later = [(header::RETRY_AFTER, HeaderValue::from_static("60"))];
        return (StatusCode::TOO_MANY_REQUESTS, later).into_response();
    };
    let line = Line::new(site.service, bells, (actor, token, held), site.stopped);
    if let Some(dossier) = board.dossier {
        let desk = Desk { line, dossier };
        if !desk.may_write().await {
            return StatusCode::NOT_FOUND.into_response();
        }
        return streamed(desk);
    }
    if let Some(session) = board.room {
        let Ok(panel) = line.service.room_bells(&line.actor, &session).await else {
            return StatusCode::NOT_FOUND.into_response();
        };
        return match line.showing(Review::Defence).await {
            Ok(line) => streamed(Screen { line, session, panel, over: false }),
            Err(e) => unavailable(&e),
        };
    }
    if let Some(panel) = board.table {
        let table = Table::new(line, (!panel.as_str().is_empty()).then_some(panel));
        if !table.may().await {
            return StatusCode::NOT_FOUND.into_response();
        }
        return streamed(table);
    }
    if board.list.is_some() {
        return match line.service.listed(&line.actor).await {
            Ok(listed) => streamed(List::new(line, listed)),
            Err(service::Error::Refused(_)) => StatusCode::NOT_FOUND.into_response(),
            Err(e) => unavailable(&e),
        };
    }
    if board.work.is_some() {
        if line.service.be_at_work(&line.actor).await.is_err() {
            return StatusCode::NOT_FOUND.into_response();
        }
        let signed = line.service.now().0 - line.early(SIGN_EVERY / 2);
        return streamed(AtWork { signed, line });
    }
    let Ok(scope) = may_see_board(&line.actor, board.panel.as_ref()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Nothing of a board is told to who has not signed the undertaking (Art. 15).
    match line.service.may_listen(&line.actor).await {
        Err(service::Error::Refused(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(e) => return unavailable(&e),
        Ok(()) => {}
    }
    let named = board.review.as_deref().and_then(Review::from_code);
    let asked = line.service.review_of_table(&line.actor, named, board.panel.as_ref()).await;
    let review = match asked {
        Ok(review) => review,
        Err(e) => return unavailable(&e),
    };
    let since = board.since.map(|since| since.max(last_event(&headers)));
    match line.service.board_digest(&line.actor, review, board.panel.as_ref(), None).await {
        Ok(known) => streamed(Watch::new(line, (scope, board.panel), review, since, known)),
        Err(e) => unavailable(&e),
    }
}

fn unavailable(e: &service::Error) -> Response {
    tracing::error!("live: {e}");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// The moment of the last event a browser has heard before its line broke.
fn last_event(headers: &HeaderMap) -> i64 {
    let id = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    id.and_then(|id| id.parse().ok()).unwrap_or(i64::MIN)
}

/// Greets, then tells what is heard until the listener's line is over.
fn streamed(listener: impl Listener + 'static) -> Response {
    let hello = Event::default().event("hello").data(SOMETHING);
    let events = stream::unfold((listener, Some(hello)), |(mut listener, hello)| async move {
        let event = match hello {
            Some(hello) => hello,
            None => listener.next().await?,
        };
        Some((Ok::<_, Infallible>(event), (listener, None)))
    });
    Sse::new(events)
        // An event of its own, not a comment: boards must be able to notice that none comes.
        .keep_alive(
            KeepAlive::new().interval(BEAT).event(Event::default().event("beat").data(SOMETHING)),
        )
        .into_response()
}

/// Somebody with an open stream.
trait Listener: Send {
    /// Waits for something to tell; `None` ends the stream.
    fn next(&mut self) -> impl Future<Output = Option<Event>> + Send;
}

/// Somebody who has one dossier open to write it.
struct Desk {
    line: Line,
    dossier: DossierId,
}

/// Rooms in which something happens to a dossier that its writers are told of at once. The others' bells are
/// none of theirs: how an application is being scored or heard is told to no applicant (Art. 15).
const OF_WRITERS: [&str; 3] = ["application", "recommendation", "formality"];

impl Desk {
    async fn may_write(&self) -> bool {
        self.line.service.require_writer(&self.line.actor, &self.dossier).await.is_ok()
    }
}

impl Listener for Desk {
    /// `presence` when somebody came or turned a page, `dossier` when something of it changed.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let name = match self.line.next().await? {
                Heard::Looked { anew } => {
                    self.may_write().await.then_some(())?;
                    if !anew {
                        continue;
                    }
                    "dossier"
                }
                Heard::Bell(bell) if bell.dossier.as_ref() != Some(&self.dossier) => continue,
                Heard::Bell(bell) if bell.room == "presence" => "presence",
                Heard::Bell(bell) if OF_WRITERS.contains(&bell.room.as_str()) => "dossier",
                Heard::Bell(_) => continue,
            };
            return Some(Event::default().event(name).data(SOMETHING));
        }
    }
}

/// A screen of the room a session sits in (Art. 20).
struct Screen {
    line: Line,
    session: SessionId,
    /// The panel that sits there.
    panel: PanelId,
    /// The room is its viewer's no more, and they were told to look.
    over: bool,
}

impl Screen {
    /// Whether the room is its viewer's no more. Of a fault nothing follows: the next look finds out.
    async fn lost(&self) -> bool {
        let may = self.line.service.room_bells(&self.line.actor, &self.session).await;
        matches!(may, Err(service::Error::Refused(_)))
    }
}

impl Listener for Screen {
    /// `room` when something of the panel's sessions changed: what, the screen asks. Whoever was taken out of the
    /// session, by a bell or where a look finds it, is told once, so that the screen asks and says why, and then no
    /// more.
    async fn next(&mut self) -> Option<Event> {
        if self.over {
            return None;
        }
        loop {
            match self.line.next().await? {
                Heard::Looked { anew } => {
                    self.over = self.lost().await;
                    if anew || self.over {
                        break;
                    }
                }
                Heard::Bell(bell) => {
                    let (service, actor) = (&self.line.service, &self.line.actor);
                    let hears = service.hears_room(actor, &self.panel, &bell).await;
                    let hears = hears.unwrap_or_else(|e| {
                        // The screen asks, and finds what there is.
                        tracing::error!("live: {e}");
                        true
                    });
                    if hears {
                        self.over = self.lost().await;
                        break;
                    }
                    if bell.panel.as_ref() == Some(&self.panel) && self.line.newly_kept() {
                        break;
                    }
                }
            }
        }
        Some(Event::default().event("room").data(SOMETHING))
    }
}

/// An expert who has a sheet open. Nothing is told; that the line stands is what it is for.
struct AtWork {
    line: Line,
    /// When the last sign of life was given, microseconds; the first is noted a little earlier, so that those who
    /// came together do not sign together.
    signed: i64,
}

impl Listener for AtWork {
    async fn next(&mut self) -> Option<Event> {
        loop {
            self.line.next().await?;
            let now = self.line.service.now().0;
            if now - self.signed >= SIGN_EVERY {
                self.signed = now;
                self.line.service.be_at_work(&self.line.actor).await.ok()?;
            }
        }
    }
}
