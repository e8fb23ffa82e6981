//! A session as it is typed into a form (第二十条), and between which moments sessions may lie.

use serde::{Deserialize, Serialize};

use super::session::{Break, SLOTS_MAX, Session, Times};
use crate::facts::text::half_width;
use crate::ids::{ExpertId, PanelId, SessionId};
use crate::refusal::Refusal;
use crate::season::{Phase, Season};
use crate::stamp::{HOUR, Stamp};

/// Characters of a room or a link at most.
pub const ROOM_MAX: usize = 120;
/// Characters of the reason for a change that people are told of, at least.
pub const REASON_MIN: usize = 2;
/// How long before a session its timer can be started: earlier it is a slip.
pub const EARLY: i64 = HOUR;

/// What is typed to plan a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionForm {
    /// Room or link.
    pub room: String,
    /// When its first slot begins, on a clock in Beijing.
    pub starts: String,
    /// Number of slots.
    pub slots: String,
    /// Breaks: `3:15, 6:60` is a quarter of an hour after the third slot and an hour after the sixth.
    pub breaks: String,
    /// The experts who are ticked.
    pub experts: Vec<ExpertId>,
}

impl SessionForm {
    /// The form of a session that is there.
    pub fn of(s: &Session) -> Self {
        let mut breaks = s.breaks.clone();
        breaks.sort_by_key(|b| b.after);
        let breaks: Vec<String> =
            breaks.iter().map(|b| format!("{}:{}", b.after, b.minutes)).collect();
        Self {
            room: s.room.clone(),
            starts: s.starts.show_field(),
            slots: s.slots.to_string(),
            breaks: breaks.join(", "),
            experts: s.experts.clone(),
        }
    }

    /// The session it describes. Experts who do not belong to the panel are nobody's to seat.
    ///
    /// # Errors
    /// [`Refusal::BadValue`] with the field that is wrong, [`Refusal::TooLong`] for the room,
    /// [`Refusal::NobodySits`].
    pub fn read(
        &self,
        id: SessionId,
        panel: PanelId,
        members: &[ExpertId],
    ) -> Result<Session, Refusal> {
        let bad = |field: &str| Refusal::BadValue { field: field.into() };
        let room: String = self.room.replace(['\n', '\r', '\t'], " ");
        let room: String = room.trim().chars().filter(|c| !c.is_control()).collect();
        let found = room.chars().count();
        if room.is_empty() {
            return Err(bad("room"));
        }
        if found > ROOM_MAX {
            return Err(Refusal::TooLong { max: ROOM_MAX, found });
        }
        let starts = Stamp::read(&self.starts).ok_or_else(|| bad("starts"))?;
        let slots = number(&self.slots).ok_or_else(|| bad("slots"))?;
        let breaks = breaks(&self.breaks).ok_or_else(|| bad("breaks"))?;
        let mut experts: Vec<ExpertId> = self.experts.clone();
        experts.sort();
        experts.dedup();
        if experts.iter().any(|e| !members.contains(e)) {
            return Err(bad("experts"));
        }
        if experts.is_empty() {
            return Err(Refusal::NobodySits);
        }
        let session = Session { id, panel, room, starts, slots, breaks, experts };
        session.check()?;
        Ok(session)
    }
}

/// A number of few digits.
fn number(text: &str) -> Option<u32> {
    let plain = half_width(text);
    let plain = plain.trim();
    let fits = (1..=4).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| plain.parse().ok()).flatten()
}

/// Pairs of "after which slot" and minutes, with anything between them that people write.
fn breaks(text: &str) -> Option<Vec<Break>> {
    let plain = half_width(text);
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '、' | ';' | '，' | '；');
    let pair = |part: &str| {
        let (after, minutes) = part.split_once([':', '：', '+'])?;
        Some(Break { after: number(after)?, minutes: number(minutes)? })
    };
    let parts: Vec<&str> = plain.split(between).filter(|p| !p.is_empty()).collect();
    if parts.len() > SLOTS_MAX as usize {
        return None;
    }
    parts.into_iter().map(pair).collect()
}

/// Refuses a session that is not within the phase of the defence, or begins before `now`.
///
/// # Errors
/// [`Refusal::SessionOutside`]; [`Refusal::BadValue`] where the season plans no defence.
pub fn require_within(
    season: &Season,
    session: &Session,
    times: &Times,
    now: Stamp,
) -> Result<(), Refusal> {
    let window = season.window(Phase::Defence);
    let window = window.ok_or_else(|| Refusal::BadValue { field: "phase".into() })?;
    let (from, until) = (window.opens.max(now), window.closes);
    if session.starts < from || session.ends(times) > until {
        return Err(Refusal::SessionOutside { from, until });
    }
    Ok(())
}

/// A link that can be followed, where the room is one.
pub fn link(room: &str) -> Option<&str> {
    let web = room.starts_with("https://") || room.starts_with("http://");
    (web && !room.contains(char::is_whitespace)).then_some(room)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::Window;
    use crate::season::tests::season;
    use crate::stamp::{DAY, MINUTE};

    fn form() -> SessionForm {
        SessionForm {
            room: " 一号厅\n".into(),
            starts: "２０２６-06-24 09:00".into(),
            slots: "８".into(),
            breaks: "4:15，6：60".into(),
            experts: vec!["e2".into(), "e1".into(), "e2".into()],
        }
    }

    fn read(f: &SessionForm) -> Result<Session, Refusal> {
        f.read("s".into(), "p".into(), &["e1".into(), "e2".into(), "e3".into()])
    }

    #[test]
    fn art_20_a_session_is_read_as_people_type_it_and_shown_as_it_was_read() {
        let s = read(&form()).unwrap();
        assert_eq!((s.room.as_str(), s.slots), ("一号厅", 8));
        assert_eq!(s.breaks, [Break { after: 4, minutes: 15 }, Break { after: 6, minutes: 60 }]);
        assert_eq!(s.experts, ["e1".into(), "e2".into()]);
        assert_eq!(read(&SessionForm::of(&s)).unwrap(), s);
    }

    #[test]
    fn art_20_what_no_session_can_be_is_refused_by_its_field() {
        let bad = |field: &str| Err(Refusal::BadValue { field: field.into() });
        let with = |change: fn(&mut SessionForm)| {
            let mut f = form();
            change(&mut f);
            read(&f)
        };
        assert_eq!(with(|f| f.room = " \u{0}".into()), bad("room"));
        assert!(matches!(with(|f| f.room = "长".repeat(1_000)), Err(Refusal::TooLong { .. })));
        for starts in ["", "2026-02-30 09:00", "明天", "2026-06-24"] {
            let f = SessionForm { starts: starts.into(), ..form() };
            assert_eq!(read(&f), bad("starts"), "{starts}");
        }
        for slots in ["", "0", "1000", "-1", "1e3", "99999999999"] {
            let f = SessionForm { slots: slots.into(), breaks: String::new(), ..form() };
            assert_eq!(read(&f), bad("slots"), "{slots}");
        }
        for breaks in ["4", "8:15", "0:15", "4:0", "4:15 4:15", "a:b", ":"] {
            let f = SessionForm { breaks: breaks.into(), ..form() };
            assert_eq!(read(&f), bad("breaks"), "{breaks}");
        }
        assert_eq!(with(|f| f.experts = vec!["e9".into()]), bad("experts"));
        assert_eq!(with(|f| f.experts.clear()), Err(Refusal::NobodySits));
    }

    #[test]
    fn art_20_a_session_lies_within_its_phase_and_not_in_the_past() {
        let mut season = season();
        let window = Window {
            phase: Phase::Defence,
            opens: Stamp(100 * DAY),
            closes: Stamp(120 * DAY),
            changed: None,
        };
        season.windows.push(window.clone());
        let times = Times::default();
        let mut s = read(&form()).unwrap();
        let outside = |s: &Session, now| {
            matches!(require_within(&season, s, &times, now), Err(Refusal::SessionOutside { .. }))
        };
        s.starts = window.opens;
        assert!(!outside(&s, window.opens.plus(-DAY)) && outside(&s, window.opens.plus(1)));
        s.starts = window.opens.plus(-1);
        assert!(outside(&s, window.opens.plus(-DAY)));
        s.starts = window.closes.plus(-MINUTE);
        assert!(outside(&s, window.opens));
    }

    #[test]
    fn only_a_web_address_becomes_a_link() {
        assert_eq!(link("https://meeting.example/1"), Some("https://meeting.example/1"));
        for room in ["", "一号厅", "javascript:alert(1)", "https://a.example b", "data:x"] {
            assert_eq!(link(room), None, "{room}");
        }
    }
}
