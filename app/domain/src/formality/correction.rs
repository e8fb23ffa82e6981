//! The one round of correction (补正, Art. 18): what the Office may ask for, what of the dossier
//! reopens for it, until when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Item;
use crate::application::Answers;
use crate::application::check::{Context, Level, Problem, check_page};
use crate::application::field::{Field, Slot};
use crate::application::page::Page;
use crate::facts::workdays::{Calendar, CalendarError, Counting};
use crate::reason;
use crate::refusal::Refusal;
use crate::season::{Phase, Season};
use crate::stamp::Stamp;

/// What of the dossier an item concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Fields that may be answered anew.
    pub fields: Vec<Field>,
    /// Places whose files may be replaced.
    pub slots: Vec<Slot>,
}

impl Parts {
    fn of(fields: impl IntoIterator<Item = Field>, slots: &[Slot]) -> Self {
        Self { fields: fields.into_iter().collect(), slots: slots.to_vec() }
    }

    /// Whether the applicant can mend nothing about it.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.slots.is_empty()
    }
}

/// What reopens when a correction of an item is asked for. Nothing reopens for what only the
/// unit can mend (the opinion), for what is past (the time of submission), and for a second
/// application; nor does the choice of the unit, whose recommendation stands.
pub fn parts(item: Item) -> Parts {
    use Field as F;
    match item {
        Item::OwnUnit => Parts::of([F::Region, F::Address], &[]),
        Item::Comparison => Parts::of(Page::Results.fields(), &[]),
        Item::LegalPerson => Parts::of([F::OrgName, F::Uscc, F::LegalRep], &[Slot::Licence]),
        Item::Profit | Item::MoneyUnits => Parts::of(Page::Finance.fields(), &[Slot::Statements]),
        Item::Credit => Parts::of([F::Integrity], &[Slot::Credit]),
        Item::NoAccident => Parts::of(
            [F::Quality, F::Safety, F::Environment],
            &[Slot::QualityRecord, Slot::SafetyRecord, Slot::EnvironmentRecord],
        ),
        Item::Mature => Parts::of(Page::Method.fields(), &[]),
        Item::Sharing => Parts::of([F::Sharing, F::NoSecrets], &[]),
        Item::Scope => Parts::of([F::Scope, F::Direction], &[]),
        Item::SmeScope => Parts::of(
            [F::Scope].into_iter().chain(Page::Size.fields()).chain(Page::Finance.fields()),
            &[],
        ),
        Item::ServiceScope => Parts::of([F::Scope, F::Industry], &[]),
        Item::Complete => Parts::of([], &Slot::ALL),
        Item::Signed => Parts::of([], &[Slot::Scan]),
        Item::NotRepeated => Parts::of([F::Title, F::Abstract], &[]),
        Item::InTime | Item::Opinion | Item::Single => Parts::default(),
    }
}

/// A round of correction: what was asked, with the reason for each item, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// When it was asked.
    pub asked: Stamp,
    /// First moment at which an answer is too late.
    pub due: Stamp,
    /// Items with what is to be mended.
    pub items: BTreeMap<Item, String>,
    /// When it was answered.
    pub answered: Option<Stamp>,
    /// Places with a file in which a virus was found since: nobody can read it, so they reopen as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub infected: Vec<Slot>,
}

impl Round {
    /// Asks for a correction at `now`. It is asked once, of items the applicant can mend, each
    /// with its reason; the time runs for so many working days, by the notices that are known.
    pub fn ask(
        earlier: Option<&Round>,
        items: &BTreeMap<Item, String>,
        days: u32,
        counting: Counting,
        calendar: &Calendar,
        now: Stamp,
    ) -> Result<Round, Refusal> {
        if earlier.is_some() {
            return Err(Refusal::CorrectionOnce);
        }
        if items.is_empty() || items.keys().any(|i| parts(*i).is_empty()) {
            return Err(Refusal::NothingAsked);
        }
        for why in items.values() {
            reason::check(why, reason::GIVEN)?;
        }
        let due = due(calendar, now, days, counting)?;
        let infected = Vec::new();
        Ok(Round { asked: now, due, items: items.clone(), answered: None, infected })
    }

    /// Refuses an answer that comes too late.
    pub fn require_time(&self, now: Stamp) -> Result<(), Refusal> {
        if now < self.due { Ok(()) } else { Err(Refusal::CorrectionOver { due: self.due }) }
    }

    /// Whether an answer may be changed: the key's field was asked for.
    pub fn opens_key(&self, key: &str) -> bool {
        Field::of_key(key).is_some_and(|f| self.opens(f))
    }

    /// Whether a field may be answered anew.
    pub fn opens(&self, field: Field) -> bool {
        self.items.keys().any(|i| parts(*i).fields.contains(&field))
    }

    /// Whether files of a place may be replaced.
    pub fn opens_slot(&self, slot: Slot) -> bool {
        self.infected.contains(&slot) || self.items.keys().any(|i| parts(*i).slots.contains(&slot))
    }

    /// Whether something on a page may be changed.
    pub fn opens_page(&self, page: Page) -> bool {
        if page == Page::Attachments {
            return Slot::ALL.into_iter().any(|s| self.opens_slot(s));
        }
        page.fields().any(|f| self.opens(f))
    }

    /// Whether what stands beside a key of a page may be mended: a field, a place of files, or what concerns the
    /// page as a whole.
    fn opens_problem(&self, page: Page, key: &str) -> bool {
        let slot = key.strip_prefix("file.").and_then(Slot::from_code);
        match (Field::of_key(key), slot) {
            (Some(field), _) => self.opens(field),
            (None, Some(slot)) => self.opens_slot(slot),
            (None, None) => self.opens_page(page),
        }
    }

    /// What is wrong, by today's limits, with the version that was handed in and is not asked about: nobody can mend
    /// it, so it is not held against the answer. Limits may have become tighter since.
    pub fn excused(&self, handed_in: &Answers, cx: &Context) -> Vec<(Page, Problem)> {
        let on = |page: Page| {
            let wrong = check_page(page, handed_in, cx).into_iter();
            wrong.filter(move |p| !self.opens_problem(page, &p.key)).map(move |p| (page, p))
        };
        Page::ALL.into_iter().flat_map(on).collect()
    }

    /// What was asked about a page: the items that reopen something there, with their reasons.
    pub fn asked_on(&self, page: Page) -> Vec<(Item, &str)> {
        let here = |item: Item| {
            let parts = parts(item);
            let field = parts.fields.iter().any(|f| f.page() == page);
            field || (page == Page::Attachments && !parts.slots.is_empty())
        };
        self.items.iter().filter(|(i, _)| here(**i)).map(|(i, r)| (*i, r.as_str())).collect()
    }
}

/// All errors of an answer to a round, by page: what was asked about, and whatever the answer itself has made wrong
/// elsewhere; empty when it may be handed in (Art. 18).
pub fn check(answers: &Answers, cx: &Context, excused: &[(Page, Problem)]) -> Vec<(Page, usize)> {
    let wrong = |page: Page| {
        let errors =
            check_page(page, answers, cx).into_iter().filter(|p| p.level() == Level::Error);
        errors.filter(|p| !excused.iter().any(|(at, e)| *at == page && e == p)).count()
    };
    Page::ALL.into_iter().map(|page| (page, wrong(page))).filter(|(_, n)| *n > 0).collect()
}

/// Refuses to go on with the check of a dossier outside its phase. One of which a correction was asked is checked to
/// its end whenever its answer is due: it is passed or refused, and never left out (Art. 18).
///
/// # Errors
/// [`Refusal::PhaseNotOpen`] and [`Refusal::PhaseClosed`].
pub fn require_check(season: &Season, round: Option<&Round>, now: Stamp) -> Result<(), Refusal> {
    let open = season.require_open(Phase::Formality, now);
    if round.is_some() && matches!(open, Err(Refusal::PhaseClosed { .. })) {
        return Ok(());
    }
    open
}

/// The first moment after so many working days; a year whose notice is not out is refused by
/// its number.
pub fn due(
    calendar: &Calendar,
    now: Stamp,
    days: u32,
    counting: Counting,
) -> Result<Stamp, Refusal> {
    match calendar.period(now.date(), days, counting) {
        Ok(period) => Ok(Stamp::end_of(period.last)),
        Err(CalendarError::UnknownYear(year)) => Err(Refusal::CalendarUnknown { year }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i32, month: u8, day: u8) -> Stamp {
        let month = time::Month::try_from(month).unwrap();
        let date = time::Date::from_calendar_date(year, month, day).unwrap();
        Stamp::end_of(date).plus(-9 * 3_600_000_000)
    }

    fn ask(items: &[(Item, &str)], now: Stamp) -> Result<Round, Refusal> {
        let items = items.iter().map(|(i, r)| (*i, (*r).to_owned())).collect();
        Round::ask(None, &items, 5, Counting::NextDay, Calendar::builtin(), now)
    }

    #[test]
    fn art_18_five_working_days_pass_over_holidays_and_count_days_made_up() {
        // Before National Day 2026: the 1st to the 7th are off, Saturday the 10th is worked.
        let round = ask(&[(Item::Profit, "缺审计报告")], at(2026, 9, 29)).unwrap();
        assert_eq!(round.due.plus(-1).show_date(), "2026-10-12");
        assert_eq!(round.require_time(round.due.plus(-1)), Ok(()));
        assert_eq!(round.require_time(round.due), Err(Refusal::CorrectionOver { due: round.due }));
    }

    #[test]
    fn art_18_a_year_without_its_notice_is_refused_by_its_number() {
        let late = ask(&[(Item::Profit, "缺审计报告")], at(2026, 12, 29));
        assert_eq!(late, Err(Refusal::CalendarUnknown { year: 2027 }));
    }

    #[test]
    fn art_18_a_correction_is_asked_once_with_reasons_for_what_can_be_mended() {
        let now = at(2026, 7, 6);
        let first = ask(&[(Item::Signed, "缺公章")], now).unwrap();
        let again =
            Round::ask(Some(&first), &first.items, 5, Counting::NextDay, Calendar::builtin(), now);
        assert_eq!(again, Err(Refusal::CorrectionOnce));
        assert_eq!(ask(&[], now), Err(Refusal::NothingAsked));
        for item in [Item::InTime, Item::Opinion, Item::Single] {
            assert_eq!(ask(&[(item, "x")], now), Err(Refusal::NothingAsked));
        }
        assert_eq!(ask(&[(Item::Signed, "  ")], now), Err(Refusal::TooShort { min: 1, found: 0 }));
        let long = "长".repeat(reason::MAX + 1);
        assert!(matches!(ask(&[(Item::Signed, &long)], now), Err(Refusal::TooLong { .. })));
    }

    #[test]
    fn art_18_only_what_was_asked_reopens() {
        let asked = [(Item::Signed, "缺公章"), (Item::Comparison, "补充竞争对手数据")];
        let round = ask(&asked, at(2026, 7, 6)).unwrap();
        assert!(round.opens_slot(Slot::Scan) && !round.opens_slot(Slot::Licence));
        assert!(round.opens_key("result.2.competitor") && !round.opens_key("title"));
        assert!(!round.opens_key("nothing") && !round.opens(Field::Unit));
        let pages: Vec<Page> = Page::ALL.into_iter().filter(|p| round.opens_page(*p)).collect();
        assert_eq!(pages, [Page::Results, Page::Attachments]);
        assert_eq!(round.asked_on(Page::Attachments), [(Item::Signed, "缺公章")]);
        assert_eq!(round.asked_on(Page::Title), []);
    }

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    fn context(limit: usize, files: &[Slot]) -> Context {
        let mut season = crate::season::tests::season();
        season.limits.title_max = limit;
        Context { season, files: files.to_vec(), contents: Vec::new() }
    }

    #[test]
    fn art_18_an_answer_is_judged_where_it_was_asked_and_by_what_it_touches() {
        let round = ask(&[(Item::Profit, "缺审计报告")], at(2026, 7, 6)).unwrap();
        let files: Vec<Slot> = Slot::ALL.into_iter().filter(|s| *s != Slot::Licence).collect();
        // The title has become too long by a limit that was tightened, and the licence is asked for by now.
        let handed_in = answers(&[("title", "基于演示方法的经验基于演示方法的经验")]);
        let cx = context(10, &files);
        let excused = round.excused(&handed_in, &cx);
        let pages = |a: &Answers| -> Vec<Page> {
            check(a, &cx, &excused).into_iter().map(|p| p.0).collect()
        };
        assert_eq!(
            pages(&handed_in),
            [Page::Finance],
            "figures are asked about, and none is there"
        );
        // What the answer itself makes wrong elsewhere counts.
        let mut worse = handed_in.clone();
        worse.insert("title".into(), "别的更长的标杆名称基于演示方法的经验基于".into());
        assert_eq!(pages(&worse), [Page::Finance, Page::Title]);
        // A file in which a virus was found is missing, and its place reopens.
        let closed = check(&handed_in, &cx, &excused).iter().any(|p| p.0 == Page::Attachments);
        let infected = Round { infected: vec![Slot::Licence], ..round };
        assert!(
            !closed && infected.opens_slot(Slot::Licence) && infected.opens_page(Page::Attachments)
        );
        let excused = infected.excused(&handed_in, &cx);
        assert!(check(&handed_in, &cx, &excused).iter().any(|p| p.0 == Page::Attachments));
    }

    #[test]
    fn art_18_a_dossier_with_a_round_is_checked_to_its_end() {
        let mut season = crate::season::tests::season();
        season.windows[0].phase = Phase::Formality;
        let round = ask(&[(Item::Signed, "缺公章")], at(2026, 7, 6)).unwrap();
        let check = |round, now| require_check(&season, round, Stamp(now));
        assert!(matches!(check(None, 99), Err(Refusal::PhaseNotOpen { .. })));
        assert!(matches!(check(Some(&round), 99), Err(Refusal::PhaseNotOpen { .. })));
        assert_eq!(check(None, 199), Ok(()));
        assert!(matches!(check(None, 200), Err(Refusal::PhaseClosed { .. })));
        assert_eq!(check(Some(&round), 200), Ok(()));
    }

    /// The unit's recommendation stands: no item lets the applicant go to another.
    #[test]
    fn art_17_no_correction_changes_the_recommending_unit() {
        for item in Item::ALL {
            assert!(!parts(*item).fields.contains(&Field::Unit), "{item:?}");
        }
    }
}
