//! A house that is looked at from all sides while something happens in it.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use domain::stamp::{MINUTE, Stamp};
use futures::stream::{self, StreamExt};
use tokio::net::TcpListener;

use super::PEOPLE;
use super::addresses::{AUDIT, QUIET, asked_for};
use super::lines::{self, ALWAYS};
use super::seen::{Seen, Sight};
use crate::support::house::House;

/// Minutes before everybody looks in which something may happen, each of them once.
const MINUTES: i64 = 600;

/// What everybody asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Everything there is.
    Whole,
    /// But for the pages that were closed to them. What such a page is drawn from is asked for each time.
    Open,
    /// But for what is quiet as well.
    Each,
}

/// The house, and how everything in it looked.
pub(super) struct Watched {
    house: House,
    /// When everybody looks, whatever has happened in between.
    now: Stamp,
    /// Minutes before then that are not used yet.
    left: i64,
    cookies: BTreeMap<&'static str, String>,
    addr: SocketAddr,
    urls: Vec<String>,
    /// How everything looked before the first secret.
    first: Sight,
    last: Sight,
    /// Those who might find something of any secret so far.
    told: Vec<&'static str>,
    /// An expert of each panel is at work who comes and goes.
    there: bool,
    wrong: Vec<String>,
}

impl Watched {
    pub(super) async fn from(house: House, now: Stamp) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let serve = axum::serve(listener, house.router.clone());
        tokio::spawn(async move { serve.await.unwrap() });
        let urls = asked_for(&house);
        let (first, last, cookies) = (Sight::new(), Sight::new(), BTreeMap::new());
        let (told, there, wrong) = (Vec::new(), false, Vec::new());
        let left = MINUTES;
        let mut me =
            Self { house, now, left, cookies, addr, urls, first, last, told, there, wrong };
        me.begin().await;
        lines::at_work(&me.house, 1, ALWAYS).await;
        me
    }

    /// Everybody signs in and asks for everything. Who asks is noted here and there, once: what opened to them is
    /// asked for again, and after that asking changes nothing.
    async fn begin(&mut self) {
        self.house.w.clock.set(self.now);
        for name in PEOPLE {
            self.cookies.insert(name, self.house.cookie(name).await);
        }
        let whole = self.look(Look::Whole).await;
        self.first.extend(whole);
        self.keep(Look::Open).await;
    }

    /// From here on everything is compared with how it looks now.
    async fn keep(&mut self, look: Look) {
        self.last = self.look(look).await;
        for (at, seen) in &self.last {
            self.first.insert(at.clone(), seen.clone());
        }
    }

    /// Everybody asks.
    async fn look(&self, look: Look) -> Sight {
        self.house.w.clock.set(self.now);
        let closed = |who: &'static str, url: &String| {
            let seen = self.first.get(&(who, url.clone()));
            let refused = seen.is_some_and(|s| s.status == 404 || s.status == 303);
            refused && !url.starts_with("/api/")
        };
        let quiet = |url: &String| QUIET.iter().any(|of| url.starts_with(of));
        let asks = |who: &'static str, url: &String| match look {
            Look::Whole => true,
            Look::Open => !closed(who, url),
            Look::Each => !closed(who, url) && !quiet(url),
        };
        let audits = |who: &str, url: &String| {
            who == "audit_admin" && AUDIT.iter().any(|of| url.starts_with(of))
        };
        let of = PEOPLE.map(|who| async move {
            let mut seen = Vec::new();
            let asked = self.urls.iter().filter(|url| asks(who, url));
            for url in asked.filter(|url| !audits(who, url)) {
                seen.push(((who, url.clone()), self.asked(who, url).await));
            }
            seen
        });
        // A few at once, as the database has connections.
        stream::iter(of).buffered(4).collect::<Vec<_>>().await.into_iter().flatten().collect()
    }

    /// Asks, again where the machine was too busy to answer.
    async fn asked(&self, who: &'static str, url: &str) -> Seen {
        for _ in 0..5 {
            let seen = Seen::of(&self.house.router, &self.cookies[who], url).await;
            if seen.status < 500 {
                return seen;
            }
        }
        panic!("{who} is given no answer at {url}")
    }

    /// Nothing happens, and nobody finds anything.
    pub(super) async fn asks_twice(&mut self) {
        let again = self.look(Look::Each).await;
        self.compare("asking twice", &again, &[]);
    }

    /// Something happens that is no secret here: the world goes on.
    pub(super) async fn goes_on(&mut self, to: Stamp, happens: impl AsyncFnOnce(&House)) {
        happens(&self.house).await;
        let moved = self.now != to;
        (self.now, self.left) = (to, MINUTES);
        // Sessions do not last as long; who signs in again is noted once. What was closed stays as it was, unless
        // the clock has moved.
        match moved {
            true => self.begin().await,
            false => self.keep(Look::Each).await,
        }
    }

    /// A secret is added. `may` are those who may find something of it, each of them must; nobody else finds
    /// a byte, or hears a thing.
    pub(super) async fn secret(
        &mut self,
        what: &str,
        may: &[&'static str],
        rings: bool,
        happens: impl AsyncFnOnce(&House),
    ) {
        let open = lines::open(&self.house, self.addr, &self.cookies).await;
        self.left -= 1;
        self.house.w.clock.set(self.now.plus(-self.left * MINUTE));
        happens(&self.house).await;
        self.house.w.clock.set(self.now);
        self.there = !self.there;
        let there = if self.there { ALWAYS } else { 0 };
        let heard = lines::hear(&self.house, open, there, may, rings).await;
        self.wrong.extend(heard.into_iter().map(|wrong| format!("{what}: {wrong}")));
        self.told.extend(may);
        let seen = self.look(Look::Each).await;
        self.compare(what, &seen, may);
        self.last = seen;
    }

    fn compare(&mut self, what: &str, seen: &Sight, may: &[&'static str]) {
        let differs = |at, now: &Seen| self.last.get(at).is_some_and(|was| was != now);
        let changed: Vec<_> = seen.iter().filter(|(at, now)| differs(*at, now)).collect();
        for (at, now) in &changed {
            if !may.contains(&at.0) && !stages(at.0, &at.1) && !drawn(at.0, &at.1) {
                let shown = self.last[at].parted(now);
                self.wrong.push(format!("{what}: {} sees {} change: {shown}", at.0, at.1));
            }
        }
        for who in may {
            if !changed.iter().any(|(at, _)| at.0 == *who) {
                self.wrong.push(format!("{what}: {who} finds nothing"));
            }
        }
    }

    /// At the end all pages again, those that were closed too, for everybody who was never to know.
    pub(super) async fn end(mut self) {
        let seen = self.look(Look::Whole).await;
        let (told, first) = (std::mem::take(&mut self.told), std::mem::take(&mut self.first));
        self.last = first;
        self.last.retain(|at, _| !told.contains(&at.0));
        let of = seen.into_iter().filter(|(at, _)| !told.contains(&at.0)).collect();
        self.compare("all of it", &of, &[]);
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

/// How far each panel has come, signed or confirmed, the heads know whatever they have to do with its
/// applications: they let the lists of all panels out together.
fn stages(who: &str, url: &str) -> bool {
    let path = url.split('?').next().unwrap_or_default();
    who == "chair" && ["/deliberation", "/api/deliberation/panels"].contains(&path)
}

/// Where readers are missing, whoever may draw them is shown a proposal that was drawn for this answer.
fn drawn(who: &str, url: &str) -> bool {
    who == "office" && url.starts_with("/api/committee/propose")
}
