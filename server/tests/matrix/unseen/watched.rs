//! A house that is looked at from all sides while something happens in it.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;

use domain::stamp::{MINUTE, Stamp};
use futures::stream::{self, StreamExt};
use tokio::net::TcpListener;

use super::PEOPLE;
use super::addresses::{AUDIT, asked_for, is_quiet};
use super::lines::{self, ALWAYS};
use super::seen::{Seen, Sight};
use crate::support::house::House;

/// Minutes before everybody looks in which something may happen, each of them once.
const MINUTES: i64 = 600;

/// Pages are asked for after each secret, too: for whoever wants to know which of several it was. Otherwise they are
/// asked for where somebody may find something of the next, and at the end, over all that happened in between.
const EACH: bool = false;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Everything there is.
    Whole,
    /// What pages are drawn from, closed ones too: after each secret.
    Data,
    /// Pages, prints and tables that are not closed: where a secret is told, and where the world goes on.
    Pages,
    /// What is not asked for after each secret: at the end.
    Rest,
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
    /// How it looked to whoever may not know of anything that happened since. Nothing of theirs stands here beside
    /// data where they were told of something and have not looked again.
    last: Sight,
    /// Pages that are closed to somebody.
    closed: BTreeSet<(&'static str, String)>,
    /// What happened since somebody's pages were looked at, none of which they may find.
    since: BTreeMap<&'static str, Vec<String>>,
    /// Those whose pages have changed as they may, and are to be looked at anew.
    told: BTreeSet<&'static str>,
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
        let mut me = Self {
            now,
            left: MINUTES,
            cookies: BTreeMap::new(),
            addr,
            urls: asked_for(&house),
            last: Sight::new(),
            closed: BTreeSet::new(),
            since: BTreeMap::new(),
            told: BTreeSet::new(),
            there: false,
            wrong: Vec::new(),
            house,
        };
        me.begin().await;
        lines::at_work(&me.house, 1, ALWAYS).await;
        me
    }

    /// Everybody signs in and asks for everything. Who asks is noted here and there, once: so data are asked for
    /// before, and their own account, where it shows, behind all else.
    async fn begin(&mut self) {
        self.house.w.clock.set(self.now);
        for name in PEOPLE {
            self.cookies.insert(name, self.house.cookie(name).await);
        }
        self.look(Look::Data, &PEOPLE).await;
        self.last = self.look(Look::Whole, &PEOPLE).await;
        let refused = |s: &Seen| s.status == 404 || s.status == 303;
        let closed = self.last.iter().filter(|(at, seen)| !is_data(&at.1) && refused(seen));
        self.closed = closed.map(|(at, _)| at.clone()).collect();
        self.since.clear();
        self.told.clear();
    }

    /// Some of them ask.
    async fn look(&self, look: Look, people: &[&'static str]) -> Sight {
        self.house.w.clock.set(self.now);
        let each = |url: &String| is_data(url) && !is_quiet(url);
        let asks = |who: &'static str, url: &String| match look {
            Look::Whole => true,
            Look::Data => each(url),
            Look::Pages => {
                !is_data(url) && !is_quiet(url) && !self.closed.contains(&(who, url.clone()))
            }
            Look::Rest => !each(url) && self.last.contains_key(&(who, url.clone())),
        };
        let audits = |who: &str, url: &String| {
            who == "audit_admin" && AUDIT.iter().any(|of| url.starts_with(of))
        };
        let of = people.iter().map(|&who| async move {
            let mut seen = Vec::new();
            let asked = self.urls.iter().filter(|url| asks(who, url));
            for url in asked.filter(|url| !audits(who, url)) {
                seen.push(((who, url.clone()), self.asked(who, url).await));
            }
            seen
        });
        // A few at once, as the database has connections.
        let of: Vec<_> = of.collect();
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
        let again = self.look(Look::Data, &PEOPLE).await;
        self.compare(Some("asking twice"), &again, &[]);
    }

    /// Something happens that is no secret here: the world goes on.
    pub(super) async fn goes_on(&mut self, to: Stamp, happens: impl AsyncFnOnce(&House)) {
        // Whatever was secret until now is looked for before it goes on.
        let due: Vec<_> = self.since.keys().copied().collect();
        self.look_again(&due).await;
        happens(&self.house).await;
        let moved = self.now != to;
        (self.now, self.left) = (to, MINUTES);
        // Sessions do not last as long; who signs in again is noted once. What was closed stays as it was, unless
        // the clock has moved.
        if moved {
            self.begin().await;
            return;
        }
        let data = self.look(Look::Data, &PEOPLE).await;
        self.last.extend(data);
        let closed = &self.closed;
        self.last.retain(|at, _| is_data(&at.1) || is_quiet(&at.1) || closed.contains(at));
        self.told.extend(PEOPLE);
    }

    /// The pages of some are asked for: they are as they were, and from here on they are compared with this.
    async fn look_again(&mut self, people: &[&'static str]) {
        let seen = self.look(Look::Pages, people).await;
        self.compare(None, &seen, &[]);
        self.last.extend(seen);
        for who in people {
            self.since.remove(who);
            self.told.remove(who);
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
        // Who may find something of this one has found nothing of those before; who was told of one finds no more.
        let due = |who: &&'static str| match may.contains(who) {
            true => self.since.contains_key(who),
            false => self.told.contains(who),
        };
        let due: Vec<_> = PEOPLE.into_iter().filter(due).collect();
        self.look_again(&due).await;
        let open = lines::open(&self.house, self.addr, &self.cookies).await;
        self.left -= 1;
        self.house.w.clock.set(self.now.plus(-self.left * MINUTE));
        happens(&self.house).await;
        self.house.w.clock.set(self.now);
        self.there = !self.there;
        let there = if self.there { ALWAYS } else { 0 };
        let heard = lines::hear(&self.house, open, there, may, rings).await;
        self.wrong.extend(heard.into_iter().map(|wrong| format!("{what}: {wrong}")));
        let seen = self.look(Look::Data, &PEOPLE).await;
        self.compare(Some(what), &seen, may);
        self.last.extend(seen);
        self.last.retain(|at, _| !may.contains(&at.0) || is_data(&at.1) && !is_quiet(&at.1));
        self.told.extend(may);
        for who in PEOPLE.into_iter().filter(|who| !may.contains(who)) {
            self.since.entry(who).or_default().push(what.to_owned());
        }
        if EACH {
            let all: Vec<_> = self.since.keys().copied().collect();
            self.look_again(&all).await;
        }
    }

    /// What is as it was, after `what` or all that happened since somebody looked.
    fn compare(&mut self, what: Option<&str>, seen: &Sight, may: &[&'static str]) {
        let differs = |at, now: &Seen| self.last.get(at).is_some_and(|was| was != now);
        let changed: Vec<_> = seen.iter().filter(|(at, now)| differs(*at, now)).collect();
        for (at, now) in &changed {
            if !may.contains(&at.0) && !stages(at.0, &at.1) && !drawn(at.0, &at.1) {
                let all = || self.since.get(at.0).map(|all| all.join(" | ")).unwrap_or_default();
                let what = what.map_or_else(all, str::to_owned);
                let shown = self.last[at].parted(now);
                self.wrong.push(format!("{what}: {} sees {} change: {shown}", at.0, at.1));
            }
        }
        for who in may {
            if !changed.iter().any(|(at, _)| at.0 == *who) {
                let what = what.unwrap_or_default();
                self.wrong.push(format!("{what}: {who} finds nothing"));
            }
        }
    }

    /// At the end all pages again, those that were closed or quiet too, for everybody who was not told since they
    /// looked.
    pub(super) async fn end(mut self) {
        let seen = self.look(Look::Rest, &PEOPLE).await;
        self.compare(None, &seen, &[]);
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

/// What pages are drawn from.
fn is_data(url: &str) -> bool {
    url.starts_with("/api/")
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
