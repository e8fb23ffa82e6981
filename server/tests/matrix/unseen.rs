//! What is secret is not to be seen (Art. 15, 19–22). One world is asked for everything there is, by everybody,
//! at one moment of the clock; a secret is added to it, and everybody asks for everything again. Whoever may not
//! know finds every answer as it was: status, headers, bytes, order, counts, tables, prints; and has heard
//! nothing on any live stream. Those who may know do find something, or the test would show nothing.
//!
//! The addresses are the matrix's own, so a new page, function or export is asked for without being named here.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::to_bytes;
use domain::deliberation::Review;
use domain::deliberation::agreed::Verdict;
use domain::notice::handling::Outcome;
use domain::policy::{Actor, Role};
use domain::season::edit::{Part, to_form};
use domain::stamp::{DAY, MINUTE, Stamp};
use futures::stream::{self, StreamExt};
use service::ports::Bell;
use service::{Agreeing, Listing};
use tokio::net::TcpListener;

use super::support::answer::{Ask, chanceless};
use super::support::house::House;
use super::support::later::{SESSION, WHY, vice};
use super::support::wire::{Event, Events};
use super::support::world::*;
use super::{cells, of_people};

/// Everybody who asks. The foreigners have the role, and nothing to do with the application that is watched;
/// the chair has a conflict with it.
const PEOPLE: [&str; 16] = [
    "anonymous",
    "applicant",
    "recommending_unit",
    "office",
    "expert",
    "panel_lead",
    "chair",
    "vice_chair",
    "ministry",
    "caq",
    "audit_admin",
    "foreign_applicant",
    "foreign_unit",
    "foreign_lead",
    "unassigned_expert",
    "conflicted_expert",
];

/// What the matrix asks for once, in its other forms: the other review, the other kind of table. `$d` is the
/// application that is watched.
const FURTHER: &[&str] = &[
    "/review?review=defence",
    "/review/$d?review=defence",
    "/review/$d/sheet.xlsx?review=defence",
    "/review/board?review=defence",
    "/review/board/p1?review=defence",
    "/review/board/p2",
    "/review/board/p2?review=defence",
    "/api/review/mine?review=defence",
    "/api/review/sheet?id=$d&review=defence",
    "/api/review/board",
    "/api/review/board?review=defence",
    "/api/review/board?panel=p1&review=defence",
    "/api/review/board?panel=p2",
    "/api/review/delta?since=0&review=written",
    "/api/review/delta?panel=p1&since=0&review=defence",
    "/api/review/points?review=defence",
    "/deliberation?review=written",
    "/deliberation?review=defence",
    "/deliberation/p1?review=defence",
    "/deliberation/p2?review=written",
    "/deliberation/p1/$d?review=written",
    "/deliberation/p1/$d?review=defence",
    "/deliberation/p1/$d/dossier?review=defence",
    "/api/deliberation/sheets?panel=p1&id=$d&review=defence",
    "/api/deliberation/panels?review=written",
    "/api/deliberation/panel?panel=p1&review=defence",
    "/defence/session/sitting-1",
    "/defence/room/sitting-1",
    "/api/defence/session?id=sitting-1",
    "/api/defence/room?id=sitting-1",
    "/initial-list/export/list.xlsx",
    "/formality/export/list.csv",
    "/recommendation/export/list.xlsx",
    "/committee/experts/list.csv",
];

/// Addresses that have nothing to do with any of these secrets: asked for at the beginning and at the end alone.
/// Whatever begins otherwise is asked for after each of them.
const QUIET: &[&str] = &[
    "/account",
    "/api/account",
    "/api/people",
    "/api/season",
    "/eligibility",
    "/guide",
    "/invitation",
    "/lang",
    "/organisation",
    "/privacy",
    "/register",
    "/reset",
    "/season",
    "/sign",
    "/verify",
];

/// What the audit reads: that something happened, each reading an event of its own. What of it the audit may
/// know has a test beside the audit; everybody else finds nothing there.
const AUDIT: &[&str] = &["/audit", "/api/guard/journal"];

/// Live streams that somebody could listen on; but for that of a sheet, on which nothing is told.
const STREAMS: [&str; 12] = [
    "/live",
    "/live?review=defence",
    "/live?panel=p1&review=written&since=0",
    "/live?panel=p1&review=defence&since=0",
    "/live?panel=p2&review=written",
    "/live?panel=p2&review=defence",
    "/live?room=sitting-1",
    "/live?table=",
    "/live?table=p1",
    "/live?table=p2",
    "/live?dossier=$d",
    "/live?list=1",
];

/// When somebody was seen at work who never goes.
const ALWAYS: i64 = i64::MAX;

/// Whether a stream is that of a board, which gathers what rings within a moment and says who is at work.
fn is_board(stream: &str) -> bool {
    !["room=", "table=", "dossier=", "list="].iter().any(|of| stream.contains(of))
}

/// An answer, to the byte.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// What was asked, by whom, and what came.
type Sight = BTreeMap<(&'static str, String), Seen>;

/// A house that is looked at from all sides.
struct Watched {
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
    async fn from(house: House, now: Stamp) -> Self {
        house.w.clock.set(now);
        let mut cookies = BTreeMap::new();
        for name in PEOPLE {
            cookies.insert(name, house.cookie(name).await);
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let serve = axum::serve(listener, house.router.clone());
        tokio::spawn(async move { serve.await.unwrap() });
        let own = house.own.as_str();
        let of_matrix = cells(own, house.file.as_str(), "p1", "0", of_people(&house));
        let gets = of_matrix.into_iter().map(|c| c.ask).filter(|a| a.method == "GET");
        let mut urls: Vec<String> = gets.map(|a| a.url).collect();
        urls.extend(FURTHER.iter().map(|u| u.replace("$d", own)));
        // The one is heard, the other is an event of whoever asks.
        urls.retain(|u| !u.starts_with("/live") && u != "/account/export");
        urls.sort();
        urls.dedup();
        let (first, last) = (Sight::new(), Sight::new());
        let (told, there, wrong) = (Vec::new(), false, Vec::new());
        let left = 600;
        let mut me =
            Self { house, now, left, cookies, addr, urls, first, last, told, there, wrong };
        me.at_work(1, ALWAYS).await;
        // Who asks is noted here and there, once; after that asking changes nothing.
        me.look(true).await;
        me.first = me.look(true).await;
        me.last = me.first.clone();
        me
    }

    /// Everybody asks; `all` also for what is quiet, and for the pages that were closed to them. What such a
    /// page is drawn from is asked for each time.
    async fn look(&self, all: bool) -> Sight {
        self.house.w.clock.set(self.now);
        let closed = |who: &'static str, url: &String| {
            let seen = self.first.get(&(who, url.clone()));
            let refused = seen.is_some_and(|s| s.status == 404 || s.status == 303);
            refused && !url.starts_with("/api/") || QUIET.iter().any(|of| url.starts_with(of))
        };
        let audits = |who: &str, url: &String| {
            who == "audit_admin" && AUDIT.iter().any(|of| url.starts_with(of))
        };
        let of = PEOPLE.map(|who| async move {
            let mut seen = Vec::new();
            let asked = self.urls.iter().filter(|url| all || !closed(who, url));
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
            let seen = self.asked_once(who, url).await;
            if seen.status < 500 {
                return seen;
            }
        }
        panic!("{who} is given no answer at {url}")
    }

    async fn asked_once(&self, who: &'static str, url: &str) -> Seen {
        let accept = if url.starts_with("/api/") { "application/json" } else { "text/html" };
        let ask = Ask::get(url).with("accept", accept).as_(&self.cookies[who]);
        let response = ask.open(&self.house.router).await;
        let text = |v: &axum::http::HeaderValue| String::from_utf8_lossy(v.as_bytes()).into_owned();
        let headers: Vec<(String, String)> =
            response.headers().iter().map(|(k, v)| (k.to_string(), text(v))).collect();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        plain(Seen { status, headers, body })
    }

    /// Something happens that is no secret here: the world goes on.
    async fn goes_on(&mut self, to: Stamp, happens: impl AsyncFnOnce(&House)) {
        happens(&self.house).await;
        let moved = self.now != to;
        (self.now, self.left) = (to, 600);
        if moved {
            // Sessions do not last as long; who signs in again is noted once.
            self.house.w.clock.set(to);
            for name in PEOPLE {
                self.cookies.insert(name, self.house.cookie(name).await);
            }
            self.look(true).await;
        }
        self.last = self.look(moved).await;
        // What was closed stays as it was; where the clock has moved, all of it was asked for again.
        for (at, seen) in &self.last {
            self.first.insert(at.clone(), seen.clone());
        }
    }

    /// A secret is added. `may` are those who may find something of it, each of them must; nobody else finds
    /// a byte, or hears a thing.
    async fn secret(
        &mut self,
        what: &str,
        may: &[&'static str],
        rings: bool,
        happens: impl AsyncFnOnce(&House),
    ) {
        let mut streams = self.listen().await;
        self.left -= 1;
        self.house.w.clock.set(self.now.plus(-self.left * MINUTE));
        happens(&self.house).await;
        self.house.w.clock.set(self.now);
        self.hear(what, may, rings, &mut streams).await;
        drop(streams);
        self.told.extend(may);
        let seen = self.look(false).await;
        self.compare(what, &seen, may);
        self.last = seen;
    }

    fn compare(&mut self, what: &str, seen: &Sight, may: &[&'static str]) {
        let differs = |at, now: &Seen| self.last.get(at).is_some_and(|was| was != now);
        let changed: Vec<_> = seen.iter().filter(|(at, now)| differs(*at, now)).collect();
        for (at, now) in &changed {
            if !may.contains(&at.0) && !stages(at.0, &at.1) && !drawn(at.0, &at.1) {
                let shown = parted(&self.last[at], now);
                self.wrong.push(format!("{what}: {} sees {} change: {shown}", at.0, at.1));
            }
        }
        for who in may {
            if !changed.iter().any(|(at, _)| at.0 == *who) {
                self.wrong.push(format!("{what}: {who} finds nothing"));
            }
        }
    }

    /// Every stream that anybody may open.
    async fn listen(&self) -> Vec<(&'static str, &'static str, Events)> {
        let mut open = Vec::new();
        for who in PEOPLE {
            for stream in STREAMS {
                let url = stream.replace("$d", self.house.own.as_str());
                let asked = Ask::get(url).as_(&self.cookies[who]).listen(self.addr).await;
                if let Ok(mut events) = asked {
                    assert_eq!(events.next().await.unwrap().name, "hello", "{who} {stream}");
                    if is_board(stream) {
                        let first = events.next().await.unwrap();
                        assert_eq!(first.name, "at_work", "{who} {stream}");
                    }
                    open.push((who, stream, events));
                }
            }
        }
        open
    }

    /// What was heard since, to the last bell: no word is passed over, and nobody waits for silence. Boards gather what
    /// rings within a moment, and a leak would hide in what ends it: so they are asked who is at work first, which
    /// they say apart from everything and behind what rang before. Then all sessions end, and so each line behind
    /// all it had to tell.
    async fn hear(
        &mut self,
        what: &str,
        may: &[&'static str],
        rings: bool,
        streams: &mut [(&'static str, &'static str, Events)],
    ) {
        // Every line is looked at, as it is once a minute: what came and went without a bell is found then.
        self.ring(Bell::IDENTITY).await;
        self.there = !self.there;
        self.at_work(2, if self.there { ALWAYS } else { 0 }).await;
        self.ring(Bell::AT_WORK).await;
        let mut heard: Vec<Vec<Event>> = streams.iter().map(|_| Vec::new()).collect();
        for ((who, stream, events), heard) in streams.iter_mut().zip(&mut heard) {
            while is_board(stream) {
                match events.next().await {
                    None => {
                        self.wrong.push(format!("{what}: {who} {stream} ends"));
                        break;
                    }
                    Some(event) if event.name == "at_work" => break,
                    Some(event) => heard.push(event),
                }
            }
        }
        // Not by the verb: nobody is to find a session more or less afterwards.
        let w = &self.house.w;
        w.tamper("UPDATE session SET revoked_at = 1 WHERE revoked_at IS NULL").await;
        self.ring(Bell::IDENTITY).await;
        let mut told = false;
        for ((who, stream, events), mut heard) in streams.iter_mut().zip(heard) {
            while let Some(event) = events.next().await {
                heard.push(event);
            }
            heard.retain(|event| event.name != "beat" && event.name != "at_work");
            told |= !heard.is_empty() && may.contains(who);
            if !heard.is_empty() && !may.contains(who) {
                self.wrong.push(format!("{what}: {who} hears {heard:?} on {stream}"));
            }
        }
        if rings && !told {
            self.wrong.push(format!("{what}: nobody hears of it"));
        }
        w.tamper("UPDATE session SET revoked_at = NULL WHERE revoked_at = 1").await;
    }

    /// An expert of each panel was seen at work at a moment. No page shows it.
    async fn at_work(&self, expert: usize, seen: i64) {
        let mut work = self.house.w.service.begin().await.unwrap();
        for panel in 1..=2 {
            work.db.save_at_work(&id(), &expert_id(panel, expert), seen, 0).await.unwrap();
        }
        work.commit().await.unwrap();
    }

    async fn ring(&self, room: &str) {
        let mut work = self.house.w.service.begin().await.unwrap();
        work.ring(Bell { at: work.now.0, room: room.into(), dossier: None, panel: None });
        work.commit().await.unwrap();
    }

    /// At the end all pages again, those that were closed too, for everybody who was never to know.
    async fn end(mut self) {
        let seen = self.look(true).await;
        let (told, first) = (std::mem::take(&mut self.told), std::mem::take(&mut self.first));
        self.last = first;
        self.last.retain(|at, _| !told.contains(&at.0));
        let of = seen.into_iter().filter(|(at, _)| !told.contains(&at.0)).collect();
        self.compare("all of it", &of, &[]);
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

/// Without what is drawn anew for every answer: the nonce of the scripts, what forms are drawn with, and the order in
/// which the parts of a page were ready.
fn plain(mut seen: Seen) -> Seen {
    let policy = |h: &&(String, String)| h.0 == "content-security-policy";
    let of = seen.headers.iter().find(policy).map(|h| h.1.clone()).unwrap_or_default();
    let nonces: Vec<&str> = of.split('\'').filter_map(|p| p.strip_prefix("nonce-")).collect();
    let Ok(mut body) = String::from_utf8(seen.body.clone()) else { return seen };
    for nonce in nonces {
        body = chanceless(&body, nonce);
        for header in &mut seen.headers {
            header.1 = header.1.replace(nonce, "NONCE");
        }
    }
    seen.body = super::settled(body).into_bytes();
    seen
}

/// Where two answers part.
fn parted(a: &Seen, b: &Seen) -> String {
    if a.status != b.status {
        return format!("{} {}", a.status, b.status);
    }
    if a.headers != b.headers {
        let of = |s: &Seen| s.headers.clone();
        let new: Vec<_> = of(b).into_iter().filter(|h| !a.headers.contains(h)).collect();
        if a.body == b.body {
            return format!("{new:?}");
        }
    }
    let at = a.body.iter().zip(&b.body).take_while(|(x, y)| x == y).count();
    let cut = |s: &Seen| {
        let part = &s.body[at.saturating_sub(60)..(at + 90).min(s.body.len())];
        String::from_utf8_lossy(part).into_owned()
    };
    format!("\n  was …{}\n  now …{}", cut(a), cut(b))
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

/// Leads the first panel and is no expert.
fn lead() -> Actor {
    actor("lead-of-house", Role::PanelLead, "p1")
}

/// Who reads the watched application in the written review, and has or has not sealed.
async fn readers(house: &House, sealed: bool) -> Vec<Actor> {
    let s = &house.w.service;
    let mut found = Vec::new();
    for (p, e) in (1..=2).flat_map(|p| (1..=4).map(move |e| (p, e))) {
        let view = s.sheet(&expert_actor(p, e), Review::Written, &house.own).await;
        if view.is_ok_and(|v| v.total.is_some() == sealed) {
            found.push(expert_actor(p, e));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_what_happens_in_the_written_review_is_seen_by_nobody_who_may_not() {
    let house = House::furnish(World::sqlite().await).await;
    house.chair_in_conflict().await;
    let asks = house.account("expert").await.expert().unwrap();
    let mut w = Watched::from(house, day(36)).await;
    let again = w.look(false).await;
    w.compare("asking twice", &again, &[]);
    let table: &[&str] = &["panel_lead", "vice_chair"];
    w.secret("a sheet is sealed", table, true, async |house| {
        // Not the one who asks: they have sealed nothing, so they see nobody's.
        let waiting = readers(house, false).await;
        let other = waiting.iter().find(|a| a.expert().unwrap() != asks).unwrap();
        let s = &house.w.service;
        s.seal_sheet(other, Review::Written, &house.own, &sheet(91)).await.unwrap();
    })
    .await;
    w.secret("a sealed sheet is amended", table, true, async |house| {
        let sealed = &readers(house, true).await[0];
        let s = &house.w.service;
        s.amend_sheet(sealed, Review::Written, &house.own, &sheet(44), WHY).await.unwrap();
    })
    .await;
    w.secret("a conflict is declared", &["office"], false, async |house| {
        let own = std::slice::from_ref(&house.own);
        house.w.service.undertake(&expert_actor(2, 4), own).await.unwrap();
    })
    .await;
    let aside: &[&str] = &["office", "panel_lead", "vice_chair"];
    w.secret("a sealed score is set aside", aside, true, async |house| {
        let s = &house.w.service;
        // Not the lead of the panel, who would leave the room.
        let sealed = readers(house, true).await.into_iter().map(|a| a.expert().unwrap());
        let of = sealed.into_iter().find(|e| *e != expert_id(1, 1)).unwrap();
        let reference =
            s.read().await.unwrap().dossier(&house.own).await.unwrap().unwrap().reference;
        s.record_conflict(&house.w.office, &of, &reference, WHY).await.unwrap();
    })
    .await;
    // Those who plan it look at pages that have nothing to do with the rest.
    w.secret("next year is planned", &[], false, async |house| {
        let s = &house.w.service;
        let year = s.plan_season(&house.w.office).await.unwrap();
        let draft = s.season_draft(&house.w.office, year).await.unwrap();
        let mut form = to_form(Part::Limits, &draft.season);
        form.insert("title_max".into(), "33".into());
        s.change_season(&house.w.office, year, Part::Limits, &form, "").await.unwrap();
    })
    .await;
    w.secret("the panel agrees", table, false, async |house| {
        let (s, p1) = (&house.w.service, panel_id(1));
        let seen = s.deliberation(&lead(), Review::Written, &p1).await.unwrap();
        let row = seen.rows.iter().find(|r| r.dossier == house.own).unwrap();
        let agreeing = Agreeing {
            dossier: row.dossier.clone(),
            verdict: Verdict::Reserve,
            rank: row.rank,
            reason: WHY.into(),
            minutes: "逐项讨论，一致同意。".into(),
            exception: WHY.into(),
            revision: seen.revision,
        };
        s.agree(&lead(), Review::Written, &p1, &agreeing).await.unwrap();
    })
    .await;
    w.secret("the lead signs", table, true, async |house| {
        let (s, p1) = (&house.w.service, panel_id(1));
        let seen = s.deliberation(&lead(), Review::Written, &p1).await.unwrap().sha256;
        s.sign_conclusion(&lead(), Review::Written, &p1, &seen).await.unwrap();
    })
    .await;
    w.secret("a head confirms", table, true, async |house| {
        let (s, p1) = (&house.w.service, panel_id(1));
        let seen = s.deliberation(&vice(), Review::Written, &p1).await.unwrap().sha256;
        s.confirm_conclusion(&vice(), Review::Written, &p1, &seen).await.unwrap();
    })
    .await;
    w.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_what_happens_in_the_defence_is_seen_by_nobody_who_may_not() {
    let house = House::furnish(World::sqlite().await).await;
    house.hearing().await;
    house.chair_in_conflict().await;
    let mut asking = Vec::new();
    for name in ["expert", "unassigned_expert"] {
        asking.push(house.account(name).await.expert().unwrap());
    }
    let mut w = Watched::from(house, day(93)).await;
    let table: &[&str] = &["panel_lead", "vice_chair"];
    // Both experts of the first panel hear it.
    let hear: &[&str] = &["office", "vice_chair", "panel_lead", "expert", "unassigned_expert"];
    w.secret("the site was visited again", hear, false, async |house| {
        house.visited("not_confirmed").await;
    })
    .await;
    w.secret("a sheet is sealed", table, true, async |house| {
        let other = (1..=3).map(|e| expert_actor(1, e));
        let other = other.into_iter().find(|a| !asking.contains(&a.expert().unwrap())).unwrap();
        let s = &house.w.service;
        s.seal_sheet(&other, Review::Defence, &house.own, &defence_sheet(91)).await.unwrap();
    })
    .await;
    w.goes_on(day(93), async |house| house.all_sealed(Review::Defence).await).await;
    w.secret("the lead signs", table, true, async |house| {
        let (s, p1) = (&house.w.service, panel_id(1));
        let seen = s.deliberation(&lead(), Review::Defence, &p1).await.unwrap().sha256;
        s.sign_conclusion(&lead(), Review::Defence, &p1, &seen).await.unwrap();
    })
    .await;
    w.secret("a head confirms", table, true, async |house| {
        let (s, p1) = (&house.w.service, panel_id(1));
        let seen = s.deliberation(&vice(), Review::Defence, &p1).await.unwrap().sha256;
        s.confirm_conclusion(&vice(), Review::Defence, &p1, &seen).await.unwrap();
    })
    .await;
    w.goes_on(day(93), async |house| {
        house.w.concluded(Review::Defence, 2).await;
        // Who confirmed it has read that it was signed: a count on pages that are closed is not asked for again.
        // Not signed in anew: that would be another session on their own page.
        let s = &house.w.service;
        let heads = s.read().await.unwrap().holders(&id(), Role::Chair.code()).await.unwrap();
        let chair = actor(heads[0].0.as_str(), Role::Chair, "chair");
        let last = s.inbox(&chair).await.unwrap().lines.remove(0);
        s.open_message(&chair, &last.id).await.unwrap();
    })
    .await;
    // A lead is told that the own panel's is: no more.
    let leads: &[&str] = &["panel_lead", "vice_chair", "foreign_lead"];
    w.secret("the results are released to the heads", leads, false, async |house| {
        house.w.service.release_lists(&vice(), Review::Defence).await.unwrap();
    })
    .await;
    // The chair is kept out, so the lead of the first panel stands in.
    w.secret("an entry is decided", table, false, async |house| {
        let s = &house.w.service;
        let seen = s.initial_list(&vice()).await.unwrap();
        let listing = Listing {
            dossier: house.own.clone(),
            listed: false,
            reason: WHY.into(),
            revision: seen.revision,
        };
        s.decide_listing(&vice(), &listing).await.unwrap();
    })
    .await;
    w.secret("a head signs the list", table, false, async |house| {
        let s = &house.w.service;
        let seen = s.initial_list(&vice()).await.unwrap().sha256;
        s.sign_initial_list(&vice(), &seen).await.unwrap();
    })
    .await;
    w.secret(
        "another confirms it",
        &["office", "panel_lead", "vice_chair"],
        false,
        async |house| {
            let s = &house.w.service;
            let seen = s.initial_list(&lead()).await.unwrap().sha256;
            s.confirm_initial_list(&lead(), &seen).await.unwrap();
        },
    )
    .await;
    w.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_what_the_ministry_says_is_seen_by_nobody_who_may_not() {
    let house = House::furnish(World::sqlite().await).await;
    house.hearing().await;
    house.proposed().await;
    house.listed().await;
    house.w.clock.set(day(96));
    house.w.service.open_consultation(&house.w.office, day(97)).await.unwrap();
    house.chair_in_conflict().await;
    let mut w = Watched::from(house, day(96).plus(DAY / 2)).await;
    // How many are given the Office is told, to know whether to remind.
    w.secret("an opinion is given", &["ministry", "office"], false, async |house| {
        let opining = service::Opining {
            dossier: house.own.clone(),
            stance: domain::consultation::opinion::Stance::Objects,
            text: WHY.into(),
        };
        house.w.service.give_opinion(&ministry(), &opining).await.unwrap();
    })
    .await;
    w.goes_on(day(96).plus(DAY / 2), async |house| {
        house.w.service.agree_to_rest(&ministry()).await.unwrap();
    })
    .await;
    w.secret("the opinions are handed in", &["ministry", "office"], false, async |house| {
        house.w.service.hand_in_opinions(&ministry()).await.unwrap();
    })
    .await;
    w.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_21_an_objection_and_what_is_to_be_announced_are_seen_by_nobody_who_may_not() {
    let house = House::furnish(World::sqlite().await).await;
    house.hearing().await;
    house.proposed().await;
    house.listed().await;
    house.w.consulted().await;
    let notice = house.w.opened().await;
    house.chair_in_conflict().await;
    let mut w = Watched::from(house, NOTICED.plus(3 * DAY)).await;
    // A lead stands in for the chair.
    let told: &[&str] = &["office", "vice_chair", "panel_lead"];
    let objected = Arc::new(tokio::sync::OnceCell::new());
    // The heads hear of it with the report.
    w.secret("somebody objects", &["office"], false, async |house| {
        objected.set(house.objected().await).ok().unwrap();
    })
    .await;
    let of = objected.get().unwrap();
    w.secret("somebody is named", &["office"], false, async |house| house.handled(of).await).await;
    w.secret("the report is there", told, false, async |house| house.reported(of).await).await;
    // Its applicant is told what was decided, and not before.
    let decided: &[&str] = &["office", "vice_chair", "panel_lead", "applicant"];
    w.secret("it is dismissed", decided, false, async |house| {
        house.decided(of, Outcome::Dismissed).await;
    })
    .await;
    // Another waits when the notice ends.
    let waits = Arc::new(tokio::sync::OnceCell::new());
    w.goes_on(NOTICED.plus(3 * DAY), async |house| {
        let another = house.objected().await;
        house.handled(&another).await;
        house.reported(&another).await;
        waits.set(another).ok().unwrap();
    })
    .await;
    w.goes_on(notice.ends_at.plus(DAY), async |_| {}).await;
    // Who approves what is announced then reads of it nowhere.
    w.secret("the last is settled after the end", decided, false, async |house| {
        house.decided(waits.get().unwrap(), Outcome::Dismissed).await;
    })
    .await;
    let approve: &[&str] = &["office", "caq"];
    w.secret("the announcement is drawn up and approved", approve, false, async |house| {
        house.w.approved().await;
    })
    .await;
    w.end().await;
}

/// A role that is added is asked for, or it is said here why not.
#[test]
fn every_role_is_asked_but_those_that_see_less_than_another() {
    // Colleagues of the applicant, and administrators beside the audit, who see neither applications nor the journal.
    let less = [
        "applicant_editor",
        "applicant_reader",
        "legal_representative",
        "registrant",
        "system_admin",
        "security_admin",
    ];
    for role in Role::ALL {
        assert!(PEOPLE.contains(&role.code()) != less.contains(&role.code()), "{}", role.code());
    }
    assert!(PEOPLE.contains(&"anonymous") && STREAMS.iter().any(|s| s.contains(SESSION)));
}
