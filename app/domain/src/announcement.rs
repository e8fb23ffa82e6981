//! Result announcement (第二十二条): what remained on the notice, approved by two persons of the association, stands
//! before everybody in one act.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::application::version::digest;
use crate::deliberation::panel_round::Return;
use crate::facts::units::units;
use crate::ids::AccountId;
use crate::notice::text::{Filled, OFFICE, filled, zh_date};
use crate::notice::{Entry, Notice, annex};
use crate::policy::{Actor, may_list_objections};
use crate::reason;
use crate::refusal::Refusal;
use crate::season::Season;
pub use crate::season::category::Category;
use crate::season::template::{Hole, Kind};
use crate::stamp::Stamp;

/// Persons who approve.
pub const APPROVALS: usize = 2;

/// Stands in the text for the date it bears: that of its release, which nobody knows when it is approved.
const DATE: &str = "{公布日期}";
/// How that reads until then.
const UNDATED: &str = "（公布之日）";
/// Stands for that day in the letters as they are approved. No template holds it: control characters are left out of
/// what is typed.
const SOME_DAY: &str = "\u{0}";

/// What the statistics need of a benchmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Small or medium-sized.
    pub sme: bool,
    /// Industry such as `C36`.
    pub industry: String,
    /// Code of the regional unit.
    pub region: String,
}

/// How many benchmarks there are of what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// By category, all three of them.
    pub categories: Vec<(Category, u32)>,
    /// By region, in the order of the list of units; those with none are left out.
    pub regions: Vec<(String, u32)>,
    /// Large enterprises, and small and medium-sized ones.
    pub sizes: (u32, u32),
}

/// Counts them.
pub fn statistics(marks: &[Marks]) -> Statistics {
    let mut categories: BTreeMap<Category, u32> = Category::ALL.map(|c| (c, 0)).into();
    let mut regions: BTreeMap<&str, u32> = BTreeMap::new();
    let mut sizes = (0, 0);
    for m in marks {
        *categories.entry(Category::of(m.sme, &m.industry)).or_default() += 1;
        *regions.entry(&m.region).or_default() += 1;
        if m.sme { sizes.1 += 1 } else { sizes.0 += 1 }
    }
    let order = |code: &str| units().iter().position(|u| u.code == code).unwrap_or(usize::MAX);
    let mut regions: Vec<(String, u32)> =
        regions.into_iter().map(|(code, n)| (code.to_owned(), n)).collect();
    regions.sort_by_key(|r| order(&r.0));
    Statistics { categories: categories.into_iter().collect(), regions, sizes }
}

/// Somebody of the association has approved it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Stamp,
}

/// An announcement: prepared, approved or given back, released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Year of the season.
    pub year: i32,
    /// What it says, but for its date; as it is read, see [`Self::said`].
    pub text: Filled,
    /// The benchmarks.
    pub entries: Vec<Entry>,
    /// Their statistics.
    pub statistics: Statistics,
    /// What the letters say, see [`letters`]: a part of what is approved. None where a program prepared it that did not
    /// know of this yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letters: Option<String>,
    /// Who prepared it.
    pub prepared_by: AccountId,
    /// When.
    pub prepared_at: Stamp,
    /// Who approved it, in order.
    pub approvals: Vec<Approval>,
    /// Who of the association gave it back, and why: it is drawn up anew. No part of what is approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Return>,
    /// When it was released.
    pub released_at: Option<Stamp>,
}

/// The announcement as it is prepared at `now`: once the notice is over and nothing about it is open.
///
/// # Errors
/// [`Refusal::NoticeRunning`]; [`Refusal::ObjectionsOpen`] with their numbers; [`Refusal::NothingRemains`]; a template that
/// cannot be read.
pub fn prepare(
    season: &Season,
    notice: &Notice,
    open: &[i64],
    remaining: Vec<(Entry, Marks)>,
    by: &AccountId,
    now: Stamp,
) -> Result<Announcement, Refusal> {
    ready(notice, open, now)?;
    if remaining.is_empty() {
        return Err(Refusal::NothingRemains);
    }
    let (entries, marks): (Vec<Entry>, Vec<Marks>) = remaining.into_iter().unzip();
    let entries = annex(entries);
    let text = filled(Kind::Announcement, &season.templates.announcement, |hole| match hole {
        Hole::Year => season.year.to_string(),
        Hole::Number => entries.len().to_string(),
        Hole::Date => DATE.to_owned(),
        Hole::Office => OFFICE.to_owned(),
        _ => String::new(),
    })?;
    Ok(Announcement {
        year: season.year,
        text,
        statistics: statistics(&marks),
        letters: Some(letters(season, &entries)?),
        entries,
        prepared_by: by.clone(),
        prepared_at: now,
        approvals: Vec::new(),
        returned: None,
        released_at: None,
    })
}

/// Refuses while the notice is open, or an objection is.
pub fn ready(notice: &Notice, open: &[i64], now: Stamp) -> Result<(), Refusal> {
    if now < notice.ends_at {
        return Err(Refusal::NoticeRunning { ends: notice.ends_at });
    }
    if !open.is_empty() {
        return Err(Refusal::ObjectionsOpen { numbers: open.to_vec() });
    }
    Ok(())
}

/// What the page of those who approve says of why nothing is drawn up or released yet. That an objection is open, which
/// one, when the last of them is settled, and that they have struck all off is for those who handle objections; the
/// association reads of it nowhere (Art. 15, 21).
pub fn told(refused: Refusal, actor: &Actor) -> Option<Refusal> {
    let sealed = matches!(refused, Refusal::ObjectionsOpen { .. } | Refusal::NothingRemains);
    (!sealed || may_list_objections(actor).is_ok()).then_some(refused)
}

impl Announcement {
    /// The text as it is read: it bears the day of its release, as the letters do, whenever it was prepared.
    pub fn said(&self) -> Filled {
        let date = self.released_at.map_or(UNDATED.to_owned(), |at| zh_date(at.date()));
        let dated = |text: &str| text.replace(DATE, &date);
        Filled { before: dated(&self.text.before), after: dated(&self.text.after) }
    }

    /// What is approved: text, benchmarks, statistics and what the letters say, in one digest.
    pub fn sha256(&self) -> String {
        let list = (&self.text, &self.entries, &self.statistics);
        let seen = match &self.letters {
            Some(letters) => serde_json::to_string(&(list, letters)),
            // Who approved it then approved this much, and the journal says so.
            None => serde_json::to_string(&list),
        };
        digest(&seen.unwrap_or_default())
    }

    /// Refuses what is prepared where the letters would not say what was approved with it.
    ///
    /// # Errors
    /// [`Refusal::LettersChanged`]; a template that cannot be read.
    pub fn require_letters(&self, season: &Season) -> Result<(), Refusal> {
        let now = letters(season, &self.entries)?;
        if self.letters == Some(now) { Ok(()) } else { Err(Refusal::LettersChanged) }
    }

    /// Whether enough have approved it.
    pub fn approved(&self) -> bool {
        self.approvals.len() >= APPROVALS
    }

    /// Refuses what is released, or was given back.
    fn require_open(&self) -> Result<(), Refusal> {
        if self.released_at.is_some() {
            return Err(Refusal::AnnouncementStands);
        }
        if self.returned.is_some() { Err(Refusal::AnnouncementReturned) } else { Ok(()) }
    }

    /// Whether somebody has no voice in it any more: they prepared it, or have approved it.
    fn spoken(&self, by: &AccountId) -> bool {
        *by == self.prepared_by || self.approvals.iter().any(|a| a.by == *by)
    }

    /// Whether somebody of the association may approve it now.
    pub fn awaits(&self, by: &AccountId) -> bool {
        self.require_open().is_ok() && !self.approved() && !self.spoken(by)
    }

    /// Whether they may give it back: until it is released, who has approved it too.
    pub fn may_come_back(&self, by: &AccountId) -> bool {
        self.require_open().is_ok() && *by != self.prepared_by
    }

    /// Somebody approves what they have seen: neither who prepared it nor twice the same. With the letters of the season
    /// as it stands: nobody approves what would not be released.
    ///
    /// # Errors
    /// [`Refusal::AnnouncementStands`] once two have approved it; [`Refusal::AnnouncementReturned`];
    /// [`Refusal::SeenChanged`]; [`Refusal::LettersChanged`]; [`Refusal::SecondPerson`].
    pub fn approve(
        &self,
        season: &Season,
        by: &AccountId,
        seen: &str,
        now: Stamp,
    ) -> Result<Announcement, Refusal> {
        self.require_open()?;
        if self.approved() {
            return Err(Refusal::AnnouncementStands);
        }
        if self.sha256() != seen {
            return Err(Refusal::SeenChanged);
        }
        self.require_letters(season)?;
        if self.spoken(by) {
            return Err(Refusal::SecondPerson);
        }
        let mut next = self.clone();
        next.approvals.push(Approval { by: by.clone(), at: now });
        Ok(next)
    }

    /// Somebody of the association gives back what they have seen, with a reason, until it is released: who has approved
    /// it takes that back so. Nobody has approved it any more; the Office draws it up anew.
    ///
    /// # Errors
    /// [`Refusal::AnnouncementStands`] once it is released; [`Refusal::AnnouncementReturned`]; [`Refusal::SeenChanged`];
    /// [`Refusal::SecondPerson`] for who prepared it; [`Refusal::TooShort`] and [`Refusal::TooLong`] for the reason.
    pub fn give_back(
        &self,
        by: &AccountId,
        (seen, reason): (&str, &str),
        now: Stamp,
    ) -> Result<Announcement, Refusal> {
        self.require_open()?;
        if self.sha256() != seen {
            return Err(Refusal::SeenChanged);
        }
        if *by == self.prepared_by {
            return Err(Refusal::SecondPerson);
        }
        let reason = reason::read_lines(reason, reason::TELLING)?;
        let returned = Some(Return { at: now, by: by.clone(), reason });
        Ok(Announcement { approvals: Vec::new(), returned, ..self.clone() })
    }

    /// It is released: approved by two, still what remained, and with the letters that were approved.
    ///
    /// # Errors
    /// [`Refusal::AnnouncementStands`] once it is; [`Refusal::AnnouncementReturned`]; [`Refusal::ApprovalsMissing`];
    /// [`Refusal::SeenChanged`] where something else remains by now; [`Refusal::LettersChanged`].
    pub fn release(
        &self,
        season: &Season,
        remaining: &[Entry],
        now: Stamp,
    ) -> Result<Announcement, Refusal> {
        self.require_open()?;
        if !self.approved() {
            return Err(Refusal::ApprovalsMissing { found: self.approvals.len() });
        }
        let of = |all: &[Entry]| {
            let mut ids: Vec<_> = all.iter().map(|e| e.dossier.clone()).collect();
            ids.sort();
            ids
        };
        if of(&self.entries) != of(remaining) {
            return Err(Refusal::SeenChanged);
        }
        self.require_letters(season)?;
        Ok(Announcement { released_at: Some(now), ..self.clone() })
    }
}

/// The letter to an organisation that was chosen.
///
/// # Errors
/// A template that cannot be read.
pub fn letter(
    season: &Season,
    organisation: &str,
    title: &str,
    at: Stamp,
) -> Result<String, Refusal> {
    written(season, (organisation, title), &zh_date(at.date()))
}

/// What the letters to all of these say, but for the day they bear, which is that of the release: SHA-256 of their texts
/// in the order of the list.
///
/// # Errors
/// A template that cannot be read.
pub fn letters(season: &Season, entries: &[Entry]) -> Result<String, Refusal> {
    let text = |e: &Entry| written(season, (&e.organisation, &e.title), SOME_DAY);
    let texts = entries.iter().map(text).collect::<Result<Vec<String>, Refusal>>()?;
    Ok(digest(&serde_json::to_string(&texts).unwrap_or_default()))
}

fn written(
    season: &Season,
    (organisation, title): (&str, &str),
    date: &str,
) -> Result<String, Refusal> {
    let text = filled(Kind::Letter, &season.templates.letter, |hole| match hole {
        Hole::Organisation => organisation.to_owned(),
        Hole::Title => title.to_owned(),
        Hole::Year => season.year.to_string(),
        Hole::Date => date.to_owned(),
        Hole::Office => OFFICE.to_owned(),
        _ => String::new(),
    })?;
    Ok(text.before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::workdays::{Calendar, Counting};
    use crate::policy::{Grant, Role};

    fn notice() -> Notice {
        let start = time::Date::from_calendar_date(2026, time::Month::July, 6).unwrap();
        let period = Calendar::builtin().period(start, 10, Counting::NextDay).unwrap();
        Notice {
            season: "s".into(),
            year: 2026,
            text: Filled::default(),
            entries: Vec::new(),
            list: String::new(),
            opened_at: Stamp(1),
            start,
            days: 10,
            counting: Counting::NextDay,
            ends_at: Stamp(100),
            period,
            extensions: Vec::new(),
            closing_told: false,
        }
    }

    fn line(id: &str) -> (Entry, Marks) {
        let entry = Entry {
            place: 0,
            dossier: id.into(),
            organisation: format!("演示{id}"),
            title: "演示标杆".into(),
            unit: "R370200".into(),
        };
        let region = "R370200".to_owned();
        (entry, Marks { sme: id == "b", industry: "C36".into(), region })
    }

    fn season() -> Season {
        crate::season::tests::season()
    }

    fn prepared(now: i64, open: &[i64]) -> Result<Announcement, Refusal> {
        let season = season();
        let lines = vec![line("b"), line("a")];
        prepare(&season, &notice(), open, lines, &"office".into(), Stamp(now))
    }

    #[test]
    fn art_22_nothing_is_announced_while_the_notice_or_an_objection_is_open() {
        assert_eq!(prepared(99, &[]), Err(Refusal::NoticeRunning { ends: Stamp(100) }));
        assert_eq!(prepared(100, &[3]), Err(Refusal::ObjectionsOpen { numbers: vec![3] }));
        let a = prepared(100, &[]).unwrap();
        assert_eq!(a.statistics.sizes, (1, 1));
        assert_eq!(a.statistics.categories[0], (Category::Industrial, 1));
        assert!(a.text.heading().contains("2026年全国质量标杆"));
    }

    #[test]
    fn art_21_who_approves_is_not_told_that_an_objection_is_open() {
        let of = |role| {
            let grants = vec![Grant { role, scope: String::new() }];
            Actor { account: "a".into(), name: String::new(), grants }
        };
        let open = prepared(100, &[3]).unwrap_err();
        let running = prepared(99, &[3]).unwrap_err();
        assert_eq!(told(open.clone(), &of(Role::Caq)), None);
        assert_eq!(told(open.clone(), &of(Role::Office)), Some(open));
        assert_eq!(told(running.clone(), &of(Role::Caq)), Some(running));
        // Nor that objections have struck all off.
        assert_eq!(told(Refusal::NothingRemains, &of(Role::Caq)), None);
        let nothing = told(Refusal::NothingRemains, &of(Role::Office));
        assert_eq!(nothing, Some(Refusal::NothingRemains));
    }

    #[test]
    fn art_22_where_nothing_remained_there_is_nothing_to_announce_and_it_is_said() {
        let season = crate::season::tests::season();
        let of = |open: &[i64], now| {
            prepare(&season, &notice(), open, Vec::new(), &"office".into(), Stamp(now))
        };
        assert_eq!(of(&[], 100), Err(Refusal::NothingRemains));
        // An objection may still be taken back.
        assert_eq!(of(&[1], 100), Err(Refusal::ObjectionsOpen { numbers: vec![1] }));
        assert_eq!(of(&[], 99), Err(Refusal::NoticeRunning { ends: Stamp(100) }));
    }

    #[test]
    fn art_22_two_others_approve_what_they_have_seen_before_it_is_released() {
        let a = prepared(100, &[]).unwrap();
        let (season, seen) = (season(), a.sha256());
        let now = Stamp(101);
        let remaining = a.entries.clone();
        let approve = |a: &Announcement, by: &str| a.approve(&season, &by.into(), &seen, now);
        assert_eq!(approve(&a, "office"), Err(Refusal::SecondPerson));
        assert_eq!(a.approve(&season, &"one".into(), "x", now), Err(Refusal::SeenChanged));
        let one = approve(&a, "one").unwrap();
        assert_eq!(approve(&one, "one"), Err(Refusal::SecondPerson));
        let lacking = Err(Refusal::ApprovalsMissing { found: 1 });
        assert_eq!(one.release(&season, &remaining, now), lacking);
        let two = approve(&one, "two").unwrap();
        assert_eq!(two.release(&season, &remaining[..1], now), Err(Refusal::SeenChanged));
        let out = two.release(&season, &remaining, now).unwrap();
        assert_eq!(out.released_at, Some(now));
        // What was approved is what is released; its date is the day on which it was.
        assert_eq!(out.sha256(), seen);
        assert_eq!(out.release(&season, &remaining, now), Err(Refusal::AnnouncementStands));
    }

    #[test]
    fn art_22_a_letter_that_changed_since_it_was_approved_is_not_sent() {
        let a = prepared(100, &[]).unwrap();
        let (approved, seen, now) = (season(), a.sha256(), Stamp(101));
        let one = a.approve(&approved, &"one".into(), &seen, now).unwrap();
        let two = one.approve(&approved, &"two".into(), &seen, now).unwrap();
        let changed = |text: &str| {
            let mut season = season();
            season.templates.letter = text.to_owned();
            season
        };
        let letter = approved.templates.letter.as_str();
        let anew = [
            letter.replace("谨致祝贺", "并致祝贺"),
            // Without its day, or with words that only look like one.
            letter.replace("{日期}", ""),
            letter.replace("{日期}", "{{公布日期}}"),
        ];
        for text in &anew {
            let season = changed(text);
            let refused = Refusal::LettersChanged;
            assert_eq!(two.release(&season, &a.entries, now), Err(refused.clone()), "{text}");
            assert_eq!(one.approve(&season, &"two".into(), &seen, now), Err(refused), "{text}");
            // Drawn up anew it is another one to approve.
            let lines = vec![line("b"), line("a")];
            let office = "office".into();
            let drawn = prepare(&season, &notice(), &[], lines, &office, now).unwrap();
            assert_ne!(drawn.sha256(), seen, "{text}");
        }
        // What it says to whom is part of it, and the day of its release is not.
        let mut entries = a.entries.clone();
        entries[0].title = "另一项标杆".into();
        assert_ne!(letters(&approved, &entries).unwrap(), letters(&approved, &a.entries).unwrap());
        let day = Stamp::read("2026-08-03 09:00").unwrap();
        assert!(two.release(&changed(letter), &a.entries, day).is_ok());
    }

    #[test]
    fn art_22_what_was_approved_before_letters_were_a_part_of_it_is_still_told_by_its_digest() {
        let a = prepared(100, &[]).unwrap();
        let (season, now) = (season(), Stamp(101));
        let mut stored = serde_json::to_value(&a).unwrap();
        stored.as_object_mut().unwrap().remove("letters").unwrap();
        let earlier: Announcement = serde_json::from_value(stored).unwrap();
        let then = serde_json::to_string(&(&a.text, &a.entries, &a.statistics)).unwrap();
        assert_eq!(earlier.sha256(), digest(&then));
        assert_ne!(earlier.sha256(), a.sha256());
        assert!(serde_json::to_value(&earlier).unwrap().get("letters").is_none());
        // What was released stays what it was. What was not is drawn up anew: nobody approved its letters.
        let out = Announcement { released_at: Some(now), ..earlier.clone() };
        assert_eq!(out.sha256(), digest(&then));
        let by = |by: &str| Approval { by: by.into(), at: now };
        let approved = Announcement { approvals: vec![by("one"), by("two")], ..earlier };
        let released = approved.release(&season, &a.entries, now);
        assert_eq!(released, Err(Refusal::LettersChanged));
    }

    #[test]
    fn art_22_the_association_gives_back_what_it_does_not_approve() {
        const WHY: &str = "第三项的组织名称与营业执照不一致";
        let [one, two, three] = ["one", "two", "three"].map(AccountId::from);
        let now = Stamp(102);
        let a = prepared(100, &[]).unwrap();
        let seen = a.sha256();
        let back = |of: &Announcement, by: &AccountId| of.give_back(by, (&seen, WHY), now);
        assert_eq!(a.give_back(&one, ("x", WHY), now), Err(Refusal::SeenChanged));
        assert_eq!(back(&a, &"office".into()), Err(Refusal::SecondPerson));
        let short = a.give_back(&one, (&seen, " 不妥 "), now);
        assert_eq!(short, Err(Refusal::TooShort { min: reason::TELLING, found: 2 }));
        assert!(a.awaits(&one) && a.may_come_back(&one) && !a.may_come_back(&"office".into()));
        // Before anybody has approved it, and after two have: by another, or by one of them.
        let season = season();
        let approved = a.approve(&season, &one, &seen, Stamp(101)).unwrap();
        assert!(!approved.awaits(&one) && approved.may_come_back(&one) && approved.awaits(&two));
        let twice = approved.approve(&season, &two, &seen, Stamp(101)).unwrap();
        for before in [&a, &approved, &twice] {
            for by in [&one, &two, &three] {
                let returned = back(before, by).unwrap();
                let expected = Return { at: now, by: by.clone(), reason: WHY.into() };
                assert_eq!((&returned.returned, returned.approvals.len()), (&Some(expected), 0));
                assert_eq!(returned.sha256(), seen, "what was given back is what was seen");
                let refused = Refusal::AnnouncementReturned;
                let approved = returned.approve(&season, &two, &seen, now);
                assert_eq!(approved, Err(refused.clone()));
                let released = returned.release(&season, &a.entries, now);
                assert_eq!(released, Err(refused.clone()));
                assert_eq!(back(&returned, &two), Err(refused));
                assert!(!returned.awaits(&two) && !returned.may_come_back(&two));
            }
        }
        // What is out is not taken back.
        let out = twice.release(&season, &a.entries, now).unwrap();
        assert_eq!(back(&out, &one), Err(Refusal::AnnouncementStands));
        assert!(!out.may_come_back(&one));
    }

    #[test]
    fn art_22_an_announcement_that_was_stored_before_it_could_be_given_back_is_read() {
        let a = prepared(100, &[]).unwrap();
        let stored = serde_json::to_value(&a).unwrap();
        assert!(stored.get("returned").is_none(), "an earlier program reads it as it always was");
        assert_eq!(serde_json::from_value::<Announcement>(stored).unwrap(), a);
        let why = "统计与名单不一致，请核对。";
        let back = a.give_back(&"one".into(), (&a.sha256(), why), Stamp(101)).unwrap();
        let kept = serde_json::to_string(&back).unwrap();
        assert_eq!(serde_json::from_str::<Announcement>(&kept).unwrap(), back);
    }

    #[test]
    fn art_22_an_announcement_bears_the_day_of_its_release() {
        let a = prepared(100, &[]).unwrap();
        let read = |a: &Announcement| format!("{}{}", a.said().before, a.said().after);
        assert!(read(&a).contains(UNDATED) && !read(&a).contains('{'), "{}", read(&a));
        let day = Stamp::read("2026-08-03 09:00").unwrap();
        let out = Announcement { released_at: Some(day), ..a };
        assert!(read(&out).contains("2026年8月3日") && !read(&out).contains(UNDATED));
    }

    #[test]
    fn art_22_a_letter_names_the_organisation_and_its_title() {
        let season = crate::season::tests::season();
        let text = letter(&season, "演示企业", "演示标杆", Stamp(0)).unwrap();
        assert!(text.starts_with("演示企业：") && text.contains("“演示标杆”"));
    }
}
