//! The one round of correction (补正, Art. 18): what the Office may ask for, what of the dossier
//! reopens for it, until when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Item;
use crate::application::field::{Field, Slot};
use crate::application::page::Page;
use crate::facts::text::count_chars;
use crate::facts::workdays::{Calendar, CalendarError, Counting};
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// Characters of one reason at most.
pub const REASON_MAX: usize = 500;

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
        for reason in items.values() {
            match count_chars(reason) {
                0 => return Err(Refusal::TooShort { min: 1, found: 0 }),
                found if found > REASON_MAX => {
                    return Err(Refusal::TooLong { max: REASON_MAX, found });
                }
                _ => {}
            }
        }
        let due = due(calendar, now, days, counting)?;
        Ok(Round { asked: now, due, items: items.clone(), answered: None })
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
        self.items.keys().any(|i| parts(*i).slots.contains(&slot))
    }

    /// Whether something on a page may be changed.
    pub fn opens_page(&self, page: Page) -> bool {
        if page == Page::Attachments {
            return Slot::ALL.into_iter().any(|s| self.opens_slot(s));
        }
        page.fields().any(|f| self.opens(f))
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
        let long = "长".repeat(REASON_MAX + 1);
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

    /// The unit's recommendation stands: no item lets the applicant go to another.
    #[test]
    fn art_17_no_correction_changes_the_recommending_unit() {
        for item in Item::ALL {
            assert!(!parts(*item).fields.contains(&Field::Unit), "{item:?}");
        }
    }
}
