//! Public notice (第二十一条): the list stands before the public for ten working days, to the last second of the
//! last of them; whoever objects is heard.
//!
//! When a notice is open follows from moments alone: nobody opens or closes a door.

pub mod handling;
pub mod objection;
pub mod picture;
pub mod planned;
pub mod text;

use serde::{Deserialize, Serialize};
use time::Date;

use crate::application::version::digest;
use crate::facts::units::units;
use crate::facts::workdays::{Calendar, CalendarError, Counting, Period, iso_date};
use crate::ids::{DossierId, SeasonId};
use crate::reason;
use crate::refusal::Refusal;
use crate::season::template::{Hole, Kind};
use crate::season::{Phase, Season};
use crate::stamp::Stamp;
use text::{Filled, OFFICE, filled, zh_date};

/// Working days by which a notice is extended at most, each time.
pub const EXTENSION_MAX: u32 = 30;

/// A line of the annex. Scores and ranks stand nowhere in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Number of the line, from 1; no rank.
    pub place: u32,
    /// Application.
    pub dossier: DossierId,
    /// Name of the organisation.
    pub organisation: String,
    /// Benchmark title.
    pub title: String,
    /// Code of the recommending unit.
    pub unit: String,
}

/// Lines in the order of units and names (排名不分先后): nothing of a ranking is left in it.
pub fn annex(mut entries: Vec<Entry>) -> Vec<Entry> {
    let order = |code: &str| units().iter().position(|u| u.code == code).unwrap_or(usize::MAX);
    entries.sort_by(|a, b| {
        let key = |e: &Entry| (order(&e.unit), e.unit.clone());
        key(a)
            .cmp(&key(b))
            .then_with(|| a.organisation.cmp(&b.organisation))
            .then_with(|| a.title.cmp(&b.title))
            .then_with(|| a.dossier.cmp(&b.dossier))
    });
    for (n, entry) in (1..).zip(&mut entries) {
        entry.place = n;
    }
    entries
}

/// The notice goes on longer than it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// When that was published.
    pub at: Stamp,
    /// Working days added.
    pub days: u32,
    /// Why; everybody reads it.
    pub reason: String,
    /// The end before.
    pub before: Stamp,
}

/// A public notice as it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The season.
    pub season: SeasonId,
    /// Its year.
    pub year: i32,
    /// What it says.
    pub text: Filled,
    /// Its annex.
    pub entries: Vec<Entry>,
    /// SHA-256 of the signed list it was made of.
    pub list: String,
    /// When it was opened.
    pub opened_at: Stamp,
    /// The day it was opened.
    #[serde(with = "iso_date")]
    pub start: Date,
    /// Working days, extensions among them.
    pub days: u32,
    /// Which day is the first that counts.
    pub counting: Counting,
    /// The days that count and those passed over.
    pub period: Period,
    /// First moment at which it is over.
    pub ends_at: Stamp,
    /// By what it was extended, earliest first.
    pub extensions: Vec<Extension>,
    /// Whether the Office was told that it is over.
    #[serde(default)]
    pub closing_told: bool,
}

impl Notice {
    /// Whether it is open at `now`.
    pub fn is_open(&self, now: Stamp) -> bool {
        self.opened_at <= now && now < self.ends_at
    }

    /// Refuses unless it is open at `now`: to 23:59:59 of its last day, and no longer.
    pub fn require_open(&self, now: Stamp) -> Result<(), Refusal> {
        if self.is_open(now) { Ok(()) } else { Err(Refusal::NoticeOver { ended: self.ends_at }) }
    }

    /// The line of a number.
    pub fn entry(&self, place: u32) -> Option<&Entry> {
        self.entries.iter().find(|e| e.place == place)
    }

    /// What a person sees before they open it: text, lines and last day in one digest.
    pub fn sha256(&self) -> String {
        let seen = (&self.text, &self.entries, iso_date::show(self.period.last));
        digest(&serde_json::to_string(&seen).unwrap_or_default())
    }

    /// The same as it was when it was opened, whatever it was extended by since.
    pub fn opened_sha256(&self) -> String {
        let Some(first) = self.extensions.first() else { return self.sha256() };
        let seen = (&self.text, &self.entries, iso_date::show(first.before.plus(-1).date()));
        digest(&serde_json::to_string(&seen).unwrap_or_default())
    }

    /// The same with so many further working days, for a reason that is published. Days are added, so that whoever adds
    /// them has to have `seen` when it ends: neither a form that is sent twice nor two colleagues at once add twice.
    ///
    /// # Errors
    /// [`Refusal::NoticeOver`] once it has ended, [`Refusal::SeenChanged`] where it ends at another moment, a reason that
    /// says nothing, a number that does not move the last day, and [`Refusal::CalendarUnknown`].
    pub fn extended(
        &self,
        calendar: &Calendar,
        (days, seen): (u32, Stamp),
        reason: &str,
        now: Stamp,
    ) -> Result<Notice, Refusal> {
        self.require_open(now)?;
        if self.ends_at != seen {
            return Err(Refusal::SeenChanged);
        }
        if !(1..=EXTENSION_MAX).contains(&days) {
            return Err(Refusal::ExtensionShort { max: EXTENSION_MAX });
        }
        reason::check(reason, reason::TELLING)?;
        let all = self.days + days;
        let period = calendar.period(self.start, all, self.counting).map_err(unknown)?;
        let ends_at = Stamp::end_of(period.last);
        if ends_at <= self.ends_at {
            return Err(Refusal::ExtensionShort { max: EXTENSION_MAX });
        }
        let mut next = self.clone();
        let extension =
            Extension { at: now, days, reason: reason.to_owned(), before: self.ends_at };
        next.extensions.push(extension);
        (next.days, next.period, next.ends_at) = (all, period, ends_at);
        Ok(next)
    }
}

/// A year whose working days nobody has imported.
fn unknown(CalendarError::UnknownYear(year): CalendarError) -> Refusal {
    Refusal::CalendarUnknown { year }
}

/// The notice as it would be opened at `now`: in its phase, on a working day, for the working days of the
/// season, from the annex that is given, which is never longer than the season has places. That it is too long is
/// said before anything of the moment, while there is time to sign the list anew and to ask the ministry again.
///
/// # Errors
/// [`Refusal::NothingRemains`] without lines, [`Refusal::ListOverPlaces`], those of the phase,
/// [`Refusal::NotWorkingDay`], [`Refusal::CalendarUnknown`], and a template that cannot be read.
pub fn open(
    season: &Season,
    calendar: &Calendar,
    entries: Vec<Entry>,
    list: &str,
    now: Stamp,
) -> Result<Notice, Refusal> {
    if entries.is_empty() {
        return Err(Refusal::NothingRemains);
    }
    season.require_places(entries.len())?;
    season.require_open(Phase::Notice, now)?;
    let start = now.date();
    if !calendar.is_workday(start).map_err(unknown)? {
        return Err(Refusal::NotWorkingDay);
    }
    let days = season.notice_days;
    let period = calendar.period(start, days, season.counting).map_err(unknown)?;
    let entries = annex(entries);
    let text = filled(Kind::Notice, &season.templates.notice, |hole| match hole {
        Hole::Year => season.year.to_string(),
        Hole::Number => entries.len().to_string(),
        Hole::Begins => zh_date(start),
        Hole::Ends => zh_date(period.last),
        Hole::Days => days.to_string(),
        Hole::Date => zh_date(start),
        Hole::Office => OFFICE.to_owned(),
        _ => String::new(),
    })?;
    Ok(Notice {
        season: season.id.clone(),
        year: season.year,
        text,
        entries,
        list: list.to_owned(),
        opened_at: now,
        start,
        days,
        counting: season.counting,
        ends_at: Stamp::end_of(period.last),
        period,
        extensions: Vec::new(),
        closing_told: false,
    })
}

#[cfg(test)]
mod tests;
