//! The expert pool (Art. 11): the list, one expert, a table of many. For the Office alone.

use std::collections::HashMap;

use domain::application::version::digest;
use domain::committee::pool::import::{self, Counts, Known, Line, Sheet, Verdict};
use domain::committee::pool::{Card, Status};
use domain::event::Event;
use domain::ids::{ExpertId, SeasonId};
use domain::policy::{Actor, Role, may_run_office, may_serve};
use domain::reason;
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::pool::{self as view, ExpertView, PAGE, PoolView, Preview, Wish};
use domain::views::seating::Engagement;

use super::super::shared;
use super::accounts::follow;
use super::conflicts::kept_from;
use crate::kept_away::find_of;
use crate::ports::Session;
use crate::ports::committee::Expert;
use crate::ports::pool::{PoolRow, PoolWish};
use crate::{About, Fault, Result, Service, Work};

/// Characters of a search that are looked at.
const SEARCH_MAX: usize = 60;
/// Wrong rows that a refusal names.
const NAMED: usize = 20;

impl Service {
    /// Stores an expert as given, new or in place of the one with this identifier (Art. 11).
    pub async fn add_expert(&self, actor: &Actor, expert: &Expert) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let before = work.db.expert(&expert.id).await?;
        let now = work.now.0;
        let created_at = before.as_ref().map_or(now, |b| b.created_at);
        let expert = Expert { created_at, changed_at: now, ..expert.clone() };
        save(&mut work, actor, &expert, before.is_none()).await?;
        seek(&mut work, actor, std::slice::from_ref(&expert.id)).await?;
        work.commit().await
    }

    /// A page of the pool.
    pub async fn pool(&self, actor: &Actor, wish: &Wish) -> Result<PoolView> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        page(&mut *db, wish, Some(PAGE)).await
    }

    /// Everybody who fits a wish, to be taken away as a table; that it was is recorded.
    pub async fn export_pool(&self, actor: &Actor, wish: &Wish) -> Result<PoolView> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let list = page(&mut *work.db, wish, None).await?;
        let event = Event::PoolExported { experts: list.found };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await?;
        Ok(list)
    }

    /// One expert, with what they have served (never a score).
    pub async fn expert(&self, actor: &Actor, id: &ExpertId) -> Result<ExpertView> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let e = load(&mut *db, id).await?;
        let now = engagement(&mut *db, id).await?;
        let served = db.served(id).await?;
        let kept_from = kept_from(&mut *db, &e).await?;
        Ok(ExpertView {
            id: e.id.clone(),
            card: e.card(),
            status: e.status,
            served,
            now,
            status_reason: e.status_reason,
            created: Stamp(e.created_at),
            changed: Stamp(e.changed_at),
            kept_from,
            adviser_years: adviser_years(&mut *db).await?,
        })
    }

    /// The empty form of an expert who is to be added.
    pub async fn blank_expert(&self, actor: &Actor) -> Result<ExpertView> {
        may_run_office(actor)?;
        let adviser_years = adviser_years(&mut *self.read().await?).await?;
        Ok(ExpertView { adviser_years, ..ExpertView::default() })
    }

    /// Adds an expert, or changes what is kept of one. Gives who it is. Another address hands over the seat of whoever
    /// sits on the committee: for a `reason` alone.
    pub async fn save_expert(
        &self,
        actor: &Actor,
        id: Option<&ExpertId>,
        card: &Card,
        reason: &str,
    ) -> Result<ExpertId> {
        may_run_office(actor)?;
        let reason = reason::read(reason, reason::OPTIONAL)?;
        let password = self.unknown_password().await?;
        let mut work = self.begin().await?;
        let now = work.now.0;
        let before = match id {
            Some(id) => Some(load(&mut *work.db, id).await?),
            None => None,
        };
        whole(card)?;
        let all = work.db.pool().await?;
        let cards: Vec<(&ExpertId, Card)> = all.iter().map(|e| (&e.id, e.card())).collect();
        if Known::of(cards.iter().map(|(id, card)| (*id, card))).another(card, id) {
            return Err(Refusal::ExpertTwice.into());
        }
        let added = before.is_none();
        let fresh = || Expert { id: self.chance.id().into(), created_at: now, ..Expert::default() };
        let before = before.unwrap_or_else(fresh);
        if !added && before.card() == *card {
            return Ok(before.id);
        }
        let address = before.email.clone();
        let expert = Expert { changed_at: now, ..before }.with(card.clone());
        save(&mut work, actor, &expert, added).await?;
        follow(&mut work, actor, &address, &expert, &password, &reason).await?;
        seek(&mut work, actor, std::slice::from_ref(&expert.id)).await?;
        work.commit().await?;
        Ok(expert.id)
    }

    /// Lets an expert rest for a reason, or calls them back (Art. 11). Whoever has a seat this
    /// season is released from it first.
    pub async fn rest_expert(
        &self,
        actor: &Actor,
        id: &ExpertId,
        resting: bool,
        reason: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let before = load(&mut *work.db, id).await?;
        let status = if resting { Status::Resting } else { Status::Active };
        if before.status == status {
            return Ok(());
        }
        let reason = reason::read(reason, reason::GIVEN)?;
        let season = season_id(&mut *work.db).await?;
        let members = work.db.members(&season).await?;
        if resting && members.iter().any(|m| m.expert.id == *id) {
            return Err(Refusal::HasSeat.into());
        }
        let changed_at = work.now.0;
        let expert = Expert { status, status_reason: reason.clone(), changed_at, ..before };
        work.db.save_expert(&expert).await?;
        let event = Event::ExpertRested { expert: id.to_string(), resting };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }

    /// What a table of experts would do. Nothing is stored.
    pub async fn preview_experts(&self, actor: &Actor, text: &str) -> Result<Preview> {
        may_run_office(actor)?;
        // First, whatever was sent: whoever sends it is asked for again here.
        let mut db = self.read().await?;
        let all = db.pool().await?;
        let Ok(mut sheet) = import::read(text) else { return Ok(Preview::default()) };
        compare(&mut sheet, &all);
        keep_seats(&mut *db, &mut sheet).await?;
        let counts = Counts::of(&sheet.lines);
        let (lines, left) = import::shown(sheet.lines);
        Ok(Preview { columns: sheet.columns, counts, lines, left })
    }

    /// Takes a table of experts over, whole or not at all: one transaction and one event with
    /// counts and a digest, however many rows. Rows that would hand a seat over are left out.
    pub async fn import_experts(&self, actor: &Actor, text: &str) -> Result<Counts> {
        may_run_office(actor)?;
        let wrong = |rows, all| Refusal::ExpertRowsWrong { rows, all };
        let mut sheet = import::read(text).map_err(|_| wrong(Vec::new(), 0))?;
        let password = self.unknown_password().await?;
        let mut work = self.begin().await?;
        let all = work.db.pool().await?;
        compare(&mut sheet, &all);
        keep_seats(&mut *work.db, &mut sheet).await?;
        let counts = Counts::of(&sheet.lines);
        if counts.wrong > 0 {
            let rows = sheet.lines.iter().filter(|l| !l.faults.is_empty()).map(|l| l.row);
            return Err(wrong(rows.take(NAMED).collect(), counts.wrong).into());
        }
        let now = work.now.0;
        let mut known: HashMap<ExpertId, Expert> =
            all.into_iter().map(|e| (e.id.clone(), e)).collect();
        let season = season_id(&mut *work.db).await?;
        let seats = work.db.seats(&season).await?;
        let mut heads = Vec::new();
        for role in [Role::Chair, Role::ViceChair] {
            heads.extend(work.db.holders(&season, role.code()).await?.into_iter().map(|h| h.3));
        }
        let (mut changed, mut moved) = (Vec::new(), Vec::new());
        for Line { card, verdict, .. } in sheet.lines {
            let before = match verdict {
                Some(Verdict::New) => {
                    Expert { id: self.chance.id().into(), created_at: now, ..Expert::default() }
                }
                Some(Verdict::Changed { expert, .. }) => known
                    .remove(&expert)
                    .ok_or_else(|| Fault::new(format!("expert {expert} is gone")))?,
                Some(Verdict::Same { .. } | Verdict::Stays { .. }) | None => continue,
            };
            let address = before.email.clone();
            let expert = Expert { changed_at: now, ..before }.with(card);
            let sits = seats.iter().any(|s| s.expert == expert.id);
            if address != expert.email && (sits || heads.iter().any(|h| h == expert.id.as_str())) {
                moved.push((address, expert.clone()));
            }
            changed.push(expert);
        }
        if changed.is_empty() {
            return Ok(counts);
        }
        work.db.save_experts(&changed).await?;
        let event = Event::ExpertsImported {
            rows: i64::from(counts.all),
            added: i64::from(counts.added),
            changed: i64::from(counts.changed),
            sha256: digest(text),
        };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        for (address, expert) in moved {
            follow(&mut work, actor, &address, &expert, &password, "").await?;
        }
        let changed: Vec<ExpertId> = changed.into_iter().map(|e| e.id).collect();
        seek(&mut work, actor, &changed).await?;
        work.commit().await?;
        Ok(counts)
    }
}

/// Years for which advice counts: as the season that runs has it, or as we propose.
async fn adviser_years(db: &mut dyn Session) -> Result<u32> {
    let review = db.current_season().await?.map(|s| s.review).unwrap_or_default();
    Ok(review.adviser_years)
}

/// Leaves out the rows of a table that would hand a seat of the season that runs to another account, or to somebody who
/// may have none.
async fn keep_seats(db: &mut dyn Session, sheet: &mut Sheet) -> Result<()> {
    let Some(season) = db.current_season().await? else { return Ok(()) };
    let seated: Vec<ExpertId> = db.seats(&season.id).await?.into_iter().map(|s| s.expert).collect();
    let mut held: HashMap<String, Vec<String>> = HashMap::new();
    for role in [Role::Expert, Role::Chair, Role::ViceChair] {
        for (_, _, email, scope) in db.holders(&season.id, role.code()).await? {
            held.entry(scope).or_default().push(email);
        }
    }
    let mut barred = Vec::new();
    for role in Role::ALL.into_iter().filter(|role| !may_serve(*role)) {
        barred.extend(db.holders(&season.id, role.code()).await?.into_iter().map(|h| h.2));
    }
    import::keep_seats(sheet, |expert, email| {
        let holders = held.get(expert.as_str());
        let sits = holders.is_some() || seated.contains(expert);
        let another = holders.is_some_and(|all| all.iter().any(|holder| holder != email));
        another || sits && barred.iter().any(|other| other == email)
    });
    Ok(())
}

/// Compares a table with everybody in the pool.
fn compare(sheet: &mut Sheet, all: &[Expert]) {
    let cards: Vec<(&ExpertId, Card)> = all.iter().map(|e| (&e.id, e.card())).collect();
    import::settle(sheet, &Known::of(cards.iter().map(|(id, card)| (*id, card))));
}

/// Refuses a card with something wrong in it, and names the first.
fn whole(card: &Card) -> Result<()> {
    let texts: HashMap<&str, String> = domain::committee::pool::Column::ALL
        .into_iter()
        .map(|column| (column.code(), card.text(column)))
        .collect();
    let (again, slips) = domain::committee::pool::card(|f| texts.get(f).map(String::as_str));
    match slips.into_iter().next() {
        Some((_, slip)) => Err(Refusal::Particular { slip }.into()),
        None if again == *card => Ok(()),
        None => Err(Refusal::BadValue { field: "card".into() }.into()),
    }
}

/// Finds what those of whom something changed are in conflict with by now, where they sit on the committee (Art. 15).
async fn seek(work: &mut Work, actor: &Actor, experts: &[ExpertId]) -> Result<()> {
    let Some(season) = work.db.current_season().await? else { return Ok(()) };
    find_of(work, &actor.account, &season.id, experts).await
}

/// Stores one expert and records it.
async fn save(work: &mut Work, actor: &Actor, expert: &Expert, added: bool) -> Result<()> {
    work.db.save_expert(expert).await?;
    let card = serde_json::to_string(&expert.card()).map_err(|e| Fault::new(e.to_string()))?;
    let event = Event::ExpertSaved { expert: expert.id.to_string(), added, sha256: digest(&card) };
    work.record(actor.account.as_str(), &event, About::default()).await
}

/// Loads an expert or answers as for one that is not there.
pub(super) async fn load(db: &mut dyn Session, id: &ExpertId) -> Result<Expert> {
    shared::possible(id.as_str())?;
    db.expert(id).await?.ok_or_else(|| Refusal::NotYours.into())
}

/// What an expert is on the committee of the running season, and may be made.
async fn engagement(db: &mut dyn Session, id: &ExpertId) -> Result<Option<Engagement>> {
    let Some(season) = db.current_season().await? else { return Ok(None) };
    let panels = db.panels(&season.id).await?;
    let seat = db.seats(&season.id).await?.into_iter().find(|s| s.expert == *id);
    let account = !db.holders_of(&season.id, Role::Expert.code(), id.as_str()).await?.is_empty();
    let mut found = Engagement {
        year: season.year,
        panels: panels.into_iter().map(|p| (p.id, p.number, p.zh, p.en)).collect(),
        account,
        ..Engagement::default()
    };
    if let Some(s) = seat {
        (found.panel, found.lead, found.assigned) = (Some(s.panel), s.lead, s.assigned);
        let own = db.members(&season.id).await?.into_iter().find(|m| m.expert.id == *id);
        found.stood_down = own.and_then(|m| m.stood_down).map(|d| (Stamp(d.at), d.reason));
    }
    let mut heads = [None, None];
    for (name, role) in heads.iter_mut().zip([Role::Chair, Role::ViceChair]) {
        let Some(holder) = db.holders(&season.id, role.code()).await?.pop() else { continue };
        if holder.3 == id.as_str() {
            (found.head, found.account) = (Some(role), true);
        }
        *name = Some(holder.1);
    }
    Ok(Some(Engagement { heads, ..found }))
}

/// The running season; the pool is there without one.
async fn season_id(db: &mut dyn Session) -> Result<SeasonId> {
    Ok(db.current_season().await?.map(|s| s.id).unwrap_or_default())
}

/// The part of the pool that is wished for: one page, or all of it.
async fn page(db: &mut dyn Session, wish: &Wish, rows: Option<u32>) -> Result<PoolView> {
    let code = |text: &str| shared::kept_line(text, 20);
    let wanted = PoolWish {
        search: shared::kept_line(&wish.q, SEARCH_MAX),
        field: code(&wish.field),
        unit: code(&wish.unit),
        status: code(&wish.show),
    };
    let season = season_id(db).await?;
    let totals = db.pool_totals(&season).await?;
    let found = db.pool_count(&season, &wanted).await?;
    let size = rows.map_or(found, i64::from).max(1);
    let last = u32::try_from((found - 1).max(0) / size + 1).unwrap_or(u32::MAX);
    let number = wish.page.clamp(1, last);
    let list = db.pool_page(&season, &wanted, size, i64::from(number - 1) * size).await?;
    let whole = rows.is_none();
    let row = |r: PoolRow| {
        let mut card = r.expert.card();
        if !whole {
            // What the list does not show does not leave the house.
            card.phone.clear();
            card.ties.clear();
        }
        view::PoolRow {
            id: r.expert.id,
            card,
            status: r.expert.status,
            panel: r.panel,
            served: r.served,
        }
    };
    Ok(PoolView {
        wish: Wish {
            q: wanted.search,
            field: wanted.field,
            unit: wanted.unit,
            show: wanted.status,
            page: number,
        },
        rows: list.into_iter().map(row).collect(),
        found,
        all: totals.all,
        resting: totals.resting,
        seated: totals.seated,
    })
}
