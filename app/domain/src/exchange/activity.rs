//! An exchange activity (经验交流活动) as the Office announces it.

use serde::{Deserialize, Serialize};

use crate::facts::text::{count_chars, half_width};
use crate::ids::{AccountId, ActivityId, DossierId};
use crate::reason;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// Characters of a title at least.
pub const TITLE_MIN: usize = 4;
/// The same, at most.
pub const TITLE_MAX: usize = 80;
/// Characters of what it is about, at most.
pub const TEXT_MAX: usize = 3_000;
/// Characters of a place or a link at most.
pub const PLACE_MAX: usize = 200;
/// People at most.
pub const CAPACITY_MAX: u32 = 10_000;

/// A winner who shares a practice in an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// The application that won.
    pub dossier: DossierId,
    /// Name of the organisation.
    pub organisation: String,
    /// What it was chosen with.
    pub title: String,
}

/// It does not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    /// Who called it off.
    pub by: AccountId,
    /// When.
    pub at: Stamp,
    /// Why; everybody reads it.
    pub reason: String,
}

/// An activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Identifier.
    pub id: ActivityId,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// When it begins.
    pub starts: Stamp,
    /// When it is over.
    pub ends: Stamp,
    /// Where; empty where it has only a link.
    pub place: String,
    /// Address of a meeting on line, for those who are registered; may be empty.
    pub link: String,
    /// How many may come.
    pub capacity: u32,
    /// Who shares a practice there.
    pub host: Option<Host>,
    /// Who announced it.
    pub by: AccountId,
    /// When.
    pub at: Stamp,
    /// It was called off.
    pub cancelled: Option<Cancelled>,
}

/// What is typed to announce one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// When it begins, `2026-11-05 09:00`.
    pub starts: String,
    /// When it is over.
    pub ends: String,
    /// Where.
    pub place: String,
    /// Link.
    pub link: String,
    /// How many may come.
    pub capacity: String,
    /// Application of the host; empty for none.
    pub host: String,
}

/// What is wrong, by field.
pub type Slips = Vec<(&'static str, Refusal)>;

impl Form {
    /// The activity it describes, announced at `now`. `winners` are those who can be host.
    ///
    /// # Errors
    /// Everything that is wrong with it, each beside its field.
    pub fn read(
        &self,
        id: ActivityId,
        winners: &[Host],
        by: &AccountId,
        now: Stamp,
    ) -> Result<Activity, Slips> {
        let mut slips = Slips::new();
        let bad = |field: &'static str| (field, Refusal::BadValue { field: field.to_owned() });
        let title = line(&self.title);
        let found = count_chars(&title);
        if found < TITLE_MIN {
            slips.push(("title", Refusal::TooShort { min: TITLE_MIN, found }));
        } else if title.chars().count() > TITLE_MAX {
            slips
                .push(("title", Refusal::TooLong { max: TITLE_MAX, found: title.chars().count() }));
        }
        let text = self.text.trim().replace("\r\n", "\n");
        let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
        if text.chars().count() > TEXT_MAX {
            slips.push(("text", Refusal::TooLong { max: TEXT_MAX, found: text.chars().count() }));
        }
        let starts = moment(&self.starts).filter(|at| *at > now);
        let ends = moment(&self.ends).filter(|at| starts.is_none_or(|s| *at > s));
        if starts.is_none() {
            slips.push(bad("starts"));
        }
        if ends.is_none() {
            slips.push(bad("ends"));
        }
        let (place, link) = (line(&self.place), line(&self.link));
        if place.is_empty() && link.is_empty() || place.chars().count() > PLACE_MAX {
            slips.push(bad("place"));
        }
        let web = ["https://", "http://"].iter().any(|p| link.starts_with(p));
        if !link.is_empty() && (!web || link.chars().count() > PLACE_MAX || link.contains(' ')) {
            slips.push(bad("link"));
        }
        let capacity = half_width(self.capacity.trim()).parse::<u32>().ok();
        let capacity = capacity.filter(|n| (1..=CAPACITY_MAX).contains(n));
        if capacity.is_none() {
            slips.push(bad("capacity"));
        }
        let host = winners.iter().find(|w| w.dossier.as_str() == self.host).cloned();
        if host.is_none() && !self.host.is_empty() {
            slips.push(bad("host"));
        }
        let (Some(starts), Some(ends), Some(capacity), true) =
            (starts, ends, capacity, slips.is_empty())
        else {
            return Err(slips);
        };
        let (by, at) = (by.clone(), now);
        Ok(Activity {
            id,
            title,
            text,
            starts,
            ends,
            place,
            link,
            capacity,
            host,
            by,
            at,
            cancelled: None,
        })
    }
}

impl Activity {
    /// Refuses once it has begun or was called off.
    ///
    /// # Errors
    /// [`Refusal::ActivityOver`].
    pub fn require_ahead(&self, now: Stamp) -> Result<(), Refusal> {
        let ahead = self.cancelled.is_none() && now < self.starts;
        if ahead { Ok(()) } else { Err(Refusal::ActivityOver) }
    }

    /// Refuses before it has begun, and for one that was called off.
    ///
    /// # Errors
    /// [`Refusal::ActivityAhead`], [`Refusal::ActivityOver`].
    pub fn require_begun(&self, now: Stamp) -> Result<(), Refusal> {
        if self.cancelled.is_some() {
            return Err(Refusal::ActivityOver);
        }
        if now < self.starts { Err(Refusal::ActivityAhead { starts: self.starts }) } else { Ok(()) }
    }

    /// It is called off, with a reason.
    ///
    /// # Errors
    /// [`Refusal::ActivityOver`]; the reason's.
    pub fn cancel(&self, reason: &str, by: &AccountId, now: Stamp) -> Result<Activity, Refusal> {
        self.require_ahead(now)?;
        reason::check(reason, reason::TELLING)?;
        let cancelled = Cancelled { by: by.clone(), at: now, reason: reason.to_owned() };
        Ok(Activity { cancelled: Some(cancelled), ..self.clone() })
    }
}

/// One line without anything around it.
pub(super) fn line(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).collect()
}

/// A moment, as it is typed or as a field of the browser sends it.
fn moment(text: &str) -> Option<Stamp> {
    Stamp::read(&half_width(text.trim()).replace('T', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn winner(id: &str) -> Host {
        Host {
            dossier: id.into(), organisation: format!("演示{id}"), title: "演示标杆".into()
        }
    }

    fn form() -> Form {
        Form {
            title: "质量标杆经验交流会".into(),
            text: "分享数字化检测的做法。".into(),
            starts: "2026-11-05T09:00".into(),
            ends: "2026-11-05 12:00".into(),
            place: "演示会议中心".into(),
            link: String::new(),
            capacity: "１２０".into(),
            host: "d1".into(),
        }
    }

    fn read(form: &Form) -> Result<Activity, Slips> {
        let now = Stamp::read("2026-10-20 10:00").unwrap();
        form.read("x".into(), &[winner("d1")], &"office".into(), now)
    }

    #[test]
    fn art_23_an_activity_has_a_date_a_place_or_a_link_and_a_host_among_the_winners() {
        let good = read(&form()).unwrap();
        assert_eq!((good.capacity, good.host), (120, Some(winner("d1"))));
        type Spoil = fn(&mut Form);
        let spoilt: [(&str, Spoil); 9] = [
            ("title", |f| f.title = "会".into()),
            ("starts", |f| f.starts = "2026-10-20 09:00".into()),
            ("starts", |f| f.starts = "明天".into()),
            ("ends", |f| f.ends = "2026-11-05 09:00".into()),
            ("place", |f| f.place = String::new()),
            ("link", |f| f.link = "javascript:alert(1)".into()),
            ("capacity", |f| f.capacity = "0".into()),
            ("capacity", |f| f.capacity = "x".into()),
            ("host", |f| f.host = "d2".into()),
        ];
        for (field, spoil) in spoilt {
            let mut f = form();
            spoil(&mut f);
            let slips = read(&f).unwrap_err();
            assert_eq!(slips.iter().map(|s| s.0).collect::<Vec<_>>(), [field]);
        }
        let online = Form {
            place: String::new(),
            link: "https://meet.example/1".into(),
            host: String::new(),
            ..form()
        };
        assert!(read(&online).unwrap().host.is_none());
    }

    #[test]
    fn art_23_an_activity_is_called_off_with_a_reason_before_it_begins() {
        let a = read(&form()).unwrap();
        let by = "office".into();
        assert!(matches!(a.cancel("短", &by, a.at), Err(Refusal::TooShort { .. })));
        let why = "场地临时不能使用，另行通知。";
        assert_eq!(a.cancel(why, &by, a.starts), Err(Refusal::ActivityOver));
        let off = a.cancel(why, &by, a.at).unwrap();
        assert_eq!(off.require_ahead(a.at), Err(Refusal::ActivityOver));
        assert_eq!(off.require_begun(a.starts), Err(Refusal::ActivityOver));
    }
}
