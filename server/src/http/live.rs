//! The live stream: tells a board, or whoever writes a dossier, that something changed. A board that says
//! what it has (`since`) is handed the changed rows with it, by the verb that it would fetch them with; all
//! others fetch them. An event's id is the moment of the change, so a reader that was cut off knows what it
//! has.

use std::convert::Infallible;
use std::time::Duration;

use app::enter::Signed;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::deliberation::Review;
use domain::ids::{DossierId, PanelId, SessionId};
use domain::policy::{Actor, BoardScope, may_see_board};
use futures::stream;
use serde::Deserialize;
use service::Service;
use service::ports::Bell;
use service::rooms::review::at_work::SIGN_EVERY;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

use super::{State as Site, session};

/// Changes within this time become one event.
const BURST: Duration = Duration::from_millis(25);
/// A sign of life after so much silence; boards count on it.
const BEAT: Duration = Duration::from_secs(15);
/// Data of events that need none: browsers pass on no event whose data is empty.
const SOMETHING: &str = "-";
/// So often a listener's session is looked at even when nothing happens, so that one that
/// has run out ends its stream.
const RECHECK: Duration = Duration::from_secs(60);

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
    let actor = match site.service.enter(&token).await {
        Ok(Some(actor)) => actor,
        Ok(None) => return StatusCode::UNAUTHORIZED.into_response(),
        Err(e) => {
            tracing::error!("live: {e}");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let line = Line { bells, service: site.service, actor, token, stopped: site.stopped };
    if let Some(dossier) = board.dossier {
        let desk = Desk { line, dossier };
        if !desk.may_write().await {
            return StatusCode::NOT_FOUND.into_response();
        }
        return streamed(desk);
    }
    if let Some(session) = board.room {
        if line.service.room_bells(&line.actor, &session).await.is_err() {
            return StatusCode::NOT_FOUND.into_response();
        }
        return streamed(Screen { line, session });
    }
    if board.work.is_some() {
        if line.service.be_at_work(&line.actor).await.is_err() {
            return StatusCode::NOT_FOUND.into_response();
        }
        return streamed(AtWork { signed: line.service.now().0, line });
    }
    let Ok(scope) = may_see_board(&line.actor, board.panel.as_ref()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let named = board.review.as_deref().and_then(Review::from_code);
    let asked = line.service.review_of_table(&line.actor, named, board.panel.as_ref()).await;
    let review = match asked {
        Ok(review) => review,
        Err(e) => {
            tracing::error!("live: {e}");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let since = board.since.map(|since| since.max(last_event(&headers)));
    let here = Here { owed: true, told: Vec::new() };
    streamed(Watch { line, scope, panel: board.panel, review, since, here })
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

/// Where all listeners wait.
struct Line {
    service: Service,
    bells: broadcast::Receiver<Bell>,
    actor: Actor,
    token: String,
    stopped: watch::Receiver<bool>,
}

/// What comes over a line.
enum Heard {
    /// A bell; whether it is for this listener is not asked yet.
    Bell(Bell),
    /// Some were missed, and nobody knows which: all is to be looked at.
    Missed,
    /// Sessions or roles may have changed: is this still somebody who may listen?
    Look,
}

impl Line {
    /// `None` when the server ends. Nothing is lost when the wait is given up.
    async fn next(&mut self) -> Option<Heard> {
        tokio::select! {
            bell = self.bells.recv() => match bell {
                Ok(bell) if bell.room == "resync" => Some(Heard::Missed),
                Ok(bell) if bell.room == "identity" => Some(Heard::Look),
                Ok(bell) => Some(Heard::Bell(bell)),
                Err(RecvError::Lagged(_)) => Some(Heard::Missed),
                Err(RecvError::Closed) => None,
            },
            () = tokio::time::sleep(RECHECK) => Some(Heard::Look),
            _ = self.stopped.wait_for(|stopped| *stopped) => None,
        }
    }

    /// Whose session it is now; `None` when it is over.
    async fn look(&mut self) -> Option<()> {
        self.actor = self.service.enter(&self.token).await.ok().flatten()?;
        Some(())
    }
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
                Heard::Look => {
                    self.line.look().await?;
                    self.may_write().await.then_some(())?;
                    continue;
                }
                Heard::Missed => "dossier",
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
}

impl Listener for Screen {
    /// `room` when something of the panel's sessions changed: what, the screen asks.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let (service, session) = (&self.line.service.clone(), &self.session);
            match self.line.next().await? {
                Heard::Look => {
                    self.line.look().await?;
                    service.room_bells(&self.line.actor, session).await.ok()?;
                }
                Heard::Missed => break,
                Heard::Bell(bell) => {
                    if service.hears_room(&self.line.actor, session, &bell).await.ok()? {
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
    /// When the last sign of life was given, microseconds.
    signed: i64,
}

impl Listener for AtWork {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if matches!(self.line.next().await?, Heard::Look) {
                self.line.look().await?;
            }
            let now = self.line.service.now().0;
            if now - self.signed >= SIGN_EVERY {
                self.signed = now;
                self.line.service.be_at_work(&self.line.actor).await.ok()?;
            }
        }
    }
}

/// Who is at work, as far as a board was told.
struct Here {
    /// It is to be looked at.
    owed: bool,
    /// Names told last.
    told: Vec<String>,
}

/// Somebody before a board.
struct Watch {
    line: Line,
    scope: BoardScope,
    panel: Option<PanelId>,
    review: Review,
    /// Up to when the board has been told its rows; `None` for one that fetches them.
    since: Option<i64>,
    here: Here,
}

/// What one burst of bells comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum News {
    /// Some rows changed, the latest at this moment.
    Changed(i64),
    /// The picture as a whole must be fetched anew.
    Reset,
}

impl Listener for Watch {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if std::mem::take(&mut self.here.owed)
                && let Some(event) = self.gathered().await
            {
                return Some(event);
            }
            if let Some(news) = self.burst().await? {
                return Some(self.told(news).await);
            }
        }
    }
}

impl Watch {
    /// The event of some news, with the rows for a board that takes them. Whoever may not see them any
    /// more, or where they cannot be had, is told to fetch, and learns there why not.
    async fn told(&mut self, news: News) -> Event {
        let News::Changed(at) = news else {
            return Event::default().event("reset").data(SOMETHING);
        };
        let event = Event::default().event("board").id(at.to_string());
        let Some(since) = self.since else { return event.data(at.to_string()) };
        let (line, panel) = (&self.line, self.panel.as_ref());
        let delta = line.service.board_news(&line.actor, self.review, panel, since, at).await;
        match delta.ok().and_then(|delta| Some((delta.as_of, serde_json::to_string(&delta).ok()?)))
        {
            Some((as_of, rows)) => {
                self.since = Some(as_of);
                event.data(rows)
            }
            None => event.data(at.to_string()),
        }
    }

    /// The event of who is at work; nothing where that is what was told last.
    async fn gathered(&mut self) -> Option<Event> {
        let (line, panel) = (&self.line, self.panel.as_ref());
        let names = line.service.at_work(&line.actor, panel).await.ok()?;
        if names == self.here.told {
            return None;
        }
        let said = serde_json::to_string(&names).ok()?;
        self.here.told = names;
        Some(Event::default().event("at_work").data(said))
    }

    /// Waits for the next burst this listener may hear of, or until it is to be looked at who is at work;
    /// outer `None` ends the stream.
    async fn burst(&mut self) -> Option<Option<News>> {
        let mut news = None;
        while news.is_none() {
            if self.here.owed {
                return Some(None);
            }
            let heard = self.line.next().await?;
            news = self.heard(heard).await?;
        }
        let burst = tokio::time::sleep(BURST);
        tokio::pin!(burst);
        loop {
            let heard = tokio::select! {
                () = &mut burst => return Some(news),
                heard = self.line.next() => heard?,
            };
            news = newer(news, self.heard(heard).await?);
        }
    }

    /// Outer `None`: the stream is over. Inner `None`: not for this listener.
    async fn heard(&mut self, heard: Heard) -> Option<Option<News>> {
        let bell = match heard {
            Heard::Bell(bell) if bell.room == Bell::AT_WORK => {
                self.here.owed = true;
                return Some(None);
            }
            Heard::Bell(bell) => bell,
            Heard::Missed => return Some(Some(News::Reset)),
            Heard::Look => {
                self.here.owed = true;
                self.line.look().await?;
                self.scope = may_see_board(&self.line.actor, self.panel.as_ref()).ok()?;
                return Some(None);
            }
        };
        let line = &self.line;
        match line.service.hears(&line.actor, self.review, &self.scope, &bell).await {
            Ok(true) if bell.tells_of_sheet() => Some(Some(News::Changed(bell.at))),
            Ok(true) => Some(Some(News::Reset)),
            Ok(false) => Some(None),
            Err(e) => {
                tracing::error!("live: {e}");
                Some(Some(News::Reset))
            }
        }
    }
}

fn newer(a: Option<News>, b: Option<News>) -> Option<News> {
    match (a, b) {
        (Some(News::Reset), _) | (_, Some(News::Reset)) => Some(News::Reset),
        (Some(News::Changed(a)), Some(News::Changed(b))) => Some(News::Changed(a.max(b))),
        (a, b) => a.or(b),
    }
}
