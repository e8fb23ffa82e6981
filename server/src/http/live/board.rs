//! Somebody before a board.

use std::time::Duration;

use axum::response::sse::Event;
use domain::deliberation::Review;
use domain::ids::PanelId;
use domain::policy::{BoardScope, may_see_board};
use domain::views::review::AtWork;
use service::ports::Bell;

use tokio::time::{Instant, sleep_until};

use super::line::{Heard, Line};
use super::{Listener, SOMETHING};

/// Changes within this time become one event.
const BURST: Duration = Duration::from_millis(25);
/// Who is at work is told no more often: on the first morning five hundred sit down, and each time all of them are
/// told.
const HERE: Duration = Duration::from_secs(1);

/// Who is at work, as far as a board was told.
struct Here {
    /// It is to be looked at.
    owed: bool,
    /// Not before.
    from: Instant,
    /// What was told last.
    told: AtWork,
}

impl Here {
    fn due(&self) -> bool {
        self.owed && self.from <= Instant::now()
    }
}

/// Somebody before a board.
pub(super) struct Watch {
    line: Line,
    scope: BoardScope,
    panel: Option<PanelId>,
    review: Review,
    /// Up to when the board has been told its rows; `None` for one that fetches them.
    since: Option<i64>,
    /// What the board comes to, as far as it was told, and the latest change in that: what changes nothing of it is
    /// no news to its viewer.
    known: (u64, i64),
    /// Up to when changes were told. A bell of one of them may come after it.
    told: i64,
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
            if self.here.due()
                && let Some(event) = self.gathered().await
            {
                return Some(event);
            }
            let Some(mut news) = self.burst().await? else { continue };
            // What rang last may say that they see nothing more: that is settled before anything is told.
            if let Some(anew) = self.line.settle().await? {
                news = newer(Some(news), self.looked(anew).await?).unwrap_or(news);
            }
            return Some(self.told(news).await);
        }
    }
}

impl Watch {
    pub(super) fn new(
        line: Line,
        (scope, panel): (BoardScope, Option<PanelId>),
        review: Review,
        since: Option<i64>,
        known: (u64, i64),
    ) -> Self {
        let here = Here { owed: true, from: Instant::now(), told: AtWork::default() };
        Self { line, scope, panel, review, since, known, told: i64::MIN, here }
    }

    /// The event of some news, with the rows for a board that takes them. Where they cannot be had the board
    /// is told to fetch, and learns there why not.
    async fn told(&mut self, news: News) -> Event {
        let News::Changed(at) = news else {
            return Event::default().event("reset").data(SOMETHING);
        };
        let event = Event::default().event("board").id(at.to_string());
        self.told = at;
        let Some(since) = self.since else {
            self.known = self.comes_to(Some(at)).await.unwrap_or(self.known);
            return event.data(at.to_string());
        };
        let (line, panel) = (&self.line, self.panel.as_ref());
        let delta = line.service.board_news(&line.actor, self.review, panel, since, at).await;
        let Ok(delta) = delta else { return event.data(at.to_string()) };
        let Ok(rows) = serde_json::to_string(&delta) else { return event.data(at.to_string()) };
        self.since = Some(delta.as_of);
        self.known = (delta.digest.unwrap_or(self.known.0), delta.as_of);
        event.data(rows)
    }

    /// What the board comes to, of a picture that contains everything up to a moment, or of the one of now.
    async fn comes_to(&self, at: Option<i64>) -> service::Result<(u64, i64)> {
        let (line, panel) = (&self.line, self.panel.as_ref());
        line.service.board_digest(&line.actor, self.review, panel, at).await
    }

    /// Who scores what has changed somewhere, or who sits where, or a conflict is new, the viewer's own perhaps: told
    /// where it changes what they see, and nowhere else (Art. 15). What they see may have changed by a score, too, whose own
    /// bell is still to come: then it is told as that score is, and its bell is no news any more. So nobody can tell
    /// from it that something else rang.
    async fn differs(&mut self, at: Option<i64>) -> Option<News> {
        match self.comes_to(at).await {
            Ok(now) => {
                let before = std::mem::replace(&mut self.known, now);
                let news = if now.1 > before.1 { News::Changed(now.1) } else { News::Reset };
                (before.0 != now.0).then_some(news)
            }
            Err(e) => {
                tracing::error!("live: {e}");
                None
            }
        }
    }

    /// The event of who is at work; nothing where that is what was told last.
    async fn gathered(&mut self) -> Option<Event> {
        self.here.owed = false;
        let (line, panel) = (&self.line, self.panel.as_ref());
        let there = line.service.at_work(&line.actor, panel).await.ok()?;
        if there == self.here.told {
            return None;
        }
        let said = serde_json::to_string(&there).ok()?;
        self.here.told = there;
        self.here.from = Instant::now() + HERE;
        Some(Event::default().event("at_work").data(said))
    }

    /// Waits for the next burst this listener may hear of, or until it is to be looked at who is at work;
    /// outer `None` ends the stream.
    async fn burst(&mut self) -> Option<Option<News>> {
        let mut news = None;
        while news.is_none() {
            if self.here.due() {
                return Some(None);
            }
            let heard = tokio::select! {
                heard = self.line.next() => heard?,
                () = sleep_until(self.here.from), if self.here.owed => return Some(None),
            };
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
            Heard::Looked { anew } => return self.looked(anew).await,
        };
        let line = &self.line;
        match line.service.hears(&line.actor, self.review, &self.scope, &bell).await {
            Ok(true) if bell.tells_of_sheet() && bell.at <= self.told => Some(None),
            Ok(true) if bell.tells_of_sheet() => Some(Some(News::Changed(bell.at))),
            // What the season sets concerns every board, the closing beside the rows included.
            Ok(true) if bell.room == Bell::SEASON => {
                self.differs(Some(bell.at)).await;
                Some(Some(News::Reset))
            }
            Ok(true) => Some(self.differs(Some(bell.at)).await),
            Ok(false) if bell.room == Bell::RESET => Some(self.differs(Some(bell.at)).await),
            Ok(false) => Some(None),
            Err(e) => {
                tracing::error!("live: {e}");
                Some(Some(News::Reset))
            }
        }
    }

    /// After a look at the session: `None` where whoever it is sees this board no more.
    async fn looked(&mut self, anew: bool) -> Option<Option<News>> {
        self.here.owed = true;
        self.scope = may_see_board(&self.line.actor, self.panel.as_ref()).ok()?;
        // What went need not have rung.
        let differs = self.differs(None).await;
        Some(if anew { Some(News::Reset) } else { differs })
    }
}

fn newer(a: Option<News>, b: Option<News>) -> Option<News> {
    match (a, b) {
        (Some(News::Reset), _) | (_, Some(News::Reset)) => Some(News::Reset),
        (Some(News::Changed(a)), Some(News::Changed(b))) => Some(News::Changed(a.max(b))),
        (a, b) => a.or(b),
    }
}
