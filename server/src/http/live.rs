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
use futures::Stream;
use serde::Deserialize;
use service::Service;
use service::ports::Bell;
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
    if let Some(dossier) = board.dossier {
        let desk =
            Desk { bells, service: site.service, actor, dossier, token, stopped: site.stopped };
        if !desk.may_write().await {
            return StatusCode::NOT_FOUND.into_response();
        }
        return streamed(desk.events());
    }
    if let Some(session) = board.room {
        if site.service.room_bells(&actor, &session).await.is_err() {
            return StatusCode::NOT_FOUND.into_response();
        }
        let (service, stopped) = (site.service, site.stopped);
        let screen = Screen { bells, service, actor, session, token, stopped };
        return streamed(screen.events());
    }
    let Ok(scope) = may_see_board(&actor, board.panel.as_ref()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let named = board.review.as_deref().and_then(Review::from_code);
    let asked = site.service.review_of_table(&actor, named, board.panel.as_ref()).await;
    let review = match asked {
        Ok(review) => review,
        Err(e) => {
            tracing::error!("live: {e}");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let listener = Listener {
        bells,
        service: site.service,
        actor,
        scope,
        panel: board.panel,
        review,
        since: board.since.map(|since| since.max(last_event(&headers))),
        token,
        stopped: site.stopped,
    };
    streamed(listener.events())
}

/// The moment of the last event a browser has heard before its line broke.
fn last_event(headers: &HeaderMap) -> i64 {
    let id = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    id.and_then(|id| id.parse().ok()).unwrap_or(i64::MIN)
}

fn streamed(events: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    Sse::new(events)
        // An event of its own, not a comment: boards must be able to notice that none comes.
        .keep_alive(
            KeepAlive::new().interval(BEAT).event(Event::default().event("beat").data(SOMETHING)),
        )
        .into_response()
}

/// Somebody who has one dossier open to write it.
struct Desk {
    service: Service,
    bells: broadcast::Receiver<Bell>,
    actor: Actor,
    dossier: DossierId,
    token: String,
    stopped: watch::Receiver<bool>,
}

impl Desk {
    /// `presence` when somebody came or turned a page, `dossier` when something of it changed.
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> + Send {
        let hello = Event::default().event("hello").data(SOMETHING);
        futures::stream::unfold((self, Some(hello)), |(mut me, hello)| async move {
            if let Some(hello) = hello {
                return Some((Ok(hello), (me, None)));
            }
            let name = me.next().await?;
            Some((Ok(Event::default().event(name).data(SOMETHING)), (me, None)))
        })
    }

    /// Waits for something to tell; `None` ends the stream.
    async fn next(&mut self) -> Option<&'static str> {
        loop {
            let bell = tokio::select! {
                bell = self.bells.recv() => Some(bell),
                () = tokio::time::sleep(RECHECK) => None,
                _ = self.stopped.wait_for(|stopped| *stopped) => return None,
            };
            let Some(bell) = bell else {
                self.still_allowed().await?;
                continue;
            };
            match bell {
                Err(RecvError::Closed) => return None,
                // What was missed is unknown: look at all of it.
                Err(RecvError::Lagged(_)) => return Some("dossier"),
                Ok(bell) if bell.room == "resync" => return Some("dossier"),
                Ok(bell) if bell.room == "identity" => self.still_allowed().await?,
                Ok(bell) if bell.dossier.as_ref() != Some(&self.dossier) => {}
                Ok(bell) if bell.room == "presence" => return Some("presence"),
                Ok(_) => return Some("dossier"),
            }
        }
    }

    async fn may_write(&self) -> bool {
        self.service.require_writer(&self.actor, &self.dossier).await.is_ok()
    }

    async fn still_allowed(&mut self) -> Option<()> {
        self.actor = self.service.enter(&self.token).await.ok().flatten()?;
        self.may_write().await.then_some(())
    }
}

/// A screen of the room a session sits in (Art. 20).
struct Screen {
    service: Service,
    bells: broadcast::Receiver<Bell>,
    actor: Actor,
    session: SessionId,
    token: String,
    stopped: watch::Receiver<bool>,
}

impl Screen {
    /// `room` when something of the panel's sessions changed: what, the screen asks.
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> + Send {
        let hello = Event::default().event("hello").data(SOMETHING);
        futures::stream::unfold((self, Some(hello)), |(mut me, hello)| async move {
            if let Some(hello) = hello {
                return Some((Ok(hello), (me, None)));
            }
            me.next().await?;
            Some((Ok(Event::default().event("room").data(SOMETHING)), (me, None)))
        })
    }

    /// Waits for something to tell; `None` ends the stream.
    async fn next(&mut self) -> Option<()> {
        loop {
            let bell = tokio::select! {
                bell = self.bells.recv() => Some(bell),
                () = tokio::time::sleep(RECHECK) => None,
                _ = self.stopped.wait_for(|stopped| *stopped) => return None,
            };
            let Some(bell) = bell else {
                self.still_allowed().await?;
                continue;
            };
            match bell {
                Err(RecvError::Closed) => return None,
                Err(RecvError::Lagged(_)) => return Some(()),
                Ok(bell) if bell.room == "resync" => return Some(()),
                Ok(bell) if bell.room == "identity" => self.still_allowed().await?,
                Ok(bell) if bell.room == "defence" => {
                    if self.service.hears_room(&self.actor, &self.session, &bell).await.ok()? {
                        return Some(());
                    }
                }
                Ok(_) => {}
            }
        }
    }

    async fn still_allowed(&mut self) -> Option<()> {
        self.actor = self.service.enter(&self.token).await.ok().flatten()?;
        self.service.room_bells(&self.actor, &self.session).await.ok().map(drop)
    }
}

struct Listener {
    service: Service,
    bells: broadcast::Receiver<Bell>,
    actor: Actor,
    scope: BoardScope,
    panel: Option<PanelId>,
    review: Review,
    /// Up to when the board has been told its rows; `None` for one that fetches them.
    since: Option<i64>,
    token: String,
    stopped: watch::Receiver<bool>,
}

/// What one burst of bells comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum News {
    /// Some rows changed, the latest at this moment.
    Changed(i64),
    /// The picture as a whole must be fetched anew.
    Reset,
}

impl Listener {
    /// Events until the client leaves, the permission ends or the server stops.
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        let hello = Event::default().event("hello").data(SOMETHING);
        futures::stream::unfold((self, Some(hello)), |(mut me, hello)| async move {
            if let Some(hello) = hello {
                return Some((Ok(hello), (me, None)));
            }
            let news = me.next().await?;
            Some((Ok(me.told(news).await), (me, None)))
        })
    }

    /// The event of some news, with the rows for a board that takes them. Whoever may not see them any
    /// more, or where they cannot be had, is told to fetch, and learns there why not.
    async fn told(&mut self, news: News) -> Event {
        let News::Changed(at) = news else {
            return Event::default().event("reset").data(SOMETHING);
        };
        let event = Event::default().event("board").id(at.to_string());
        let Some(since) = self.since else { return event.data(at.to_string()) };
        let panel = self.panel.as_ref();
        let delta = self.service.board_news(&self.actor, self.review, panel, since, at).await;
        match delta.ok().and_then(|delta| Some((delta.as_of, serde_json::to_string(&delta).ok()?)))
        {
            Some((as_of, rows)) => {
                self.since = Some(as_of);
                event.data(rows)
            }
            None => event.data(at.to_string()),
        }
    }

    /// Waits for the next burst this listener may hear of; `None` ends the stream.
    async fn next(&mut self) -> Option<News> {
        loop {
            let bell = tokio::select! {
                bell = self.bells.recv() => Some(bell),
                () = tokio::time::sleep(RECHECK) => None,
                _ = self.stopped.wait_for(|stopped| *stopped) => return None,
            };
            let Some(bell) = bell else {
                self.still_allowed().await?;
                continue;
            };
            let mut news = self.heard(bell).await?;
            if news.is_none() {
                continue;
            }
            let burst = tokio::time::sleep(BURST);
            tokio::pin!(burst);
            loop {
                tokio::select! {
                    () = &mut burst => break,
                    bell = self.bells.recv() => news = newer(news, self.heard(bell).await?),
                }
            }
            if let Some(news) = news {
                return Some(news);
            }
        }
    }

    /// Somebody's sessions or roles may have changed: is this still who it was? `None`
    /// ends the stream.
    async fn still_allowed(&mut self) -> Option<()> {
        let actor = self.service.enter(&self.token).await.ok().flatten()?;
        self.scope = may_see_board(&actor, self.panel.as_ref()).ok()?;
        self.actor = actor;
        Some(())
    }

    /// Outer `None`: the stream is over. Inner `None`: not for this listener.
    async fn heard(&mut self, bell: Result<Bell, RecvError>) -> Option<Option<News>> {
        let bell = match bell {
            Ok(bell) => bell,
            // Too far behind: what was missed is unknown, so everything is fetched.
            Err(RecvError::Lagged(_)) => return Some(Some(News::Reset)),
            Err(RecvError::Closed) => return None,
        };
        if bell.room == "identity" {
            self.still_allowed().await?;
            return Some(None);
        }
        match self.service.hears(&self.actor, self.review, &self.scope, &bell).await {
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
