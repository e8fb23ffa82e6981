//! Working days (工作日) in China, in which 第二十一条 counts the public notice.
//!
//! Every year's holidays and make-up work days (调休上班日) are set by a notice of the State
//! Council; they cannot be computed. So a year without its notice is an error that names the
//! year, never "weekends only".

pub mod import;

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::LazyLock};
use time::{Date, OffsetDateTime, Time, UtcOffset, Weekday};

/// The arrangement of one year, as its notice gives it. This is also the form in which a new year
/// is imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearData {
    /// The year.
    pub year: i32,
    /// Whether the notice is out.
    pub status: Status,
    /// The notice.
    #[serde(default)]
    pub notice: Option<Notice>,
    /// Days off, as named ranges.
    pub holidays: Vec<Holiday>,
    /// Saturdays and Sundays that are worked.
    #[serde(with = "iso_date::list")]
    pub makeup_workdays: Vec<Date>,
    /// The days off one by one, to check the ranges against; may be left out.
    #[serde(default, with = "iso_date::list")]
    pub off_days: Vec<Date>,
    /// How many working days the year has, to check against; may be left out.
    #[serde(default)]
    pub workdays_total: Option<u32>,
}

/// How firm a year's arrangement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Taken from the State Council's notice.
    Official,
    /// The notice is not out: kept for information, never counted with.
    Provisional,
}

/// The notice that sets a year's arrangement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its title.
    pub title: String,
    /// Its document number, if known.
    #[serde(default)]
    pub no: Option<String>,
    /// Its date.
    #[serde(with = "iso_date")]
    pub date: Date,
}

/// A named range of days off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// Its name.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// The first day off.
    #[serde(with = "iso_date")]
    pub start: Date,
    /// The last day off.
    #[serde(with = "iso_date")]
    pub end: Date,
}

/// What a day is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Monday to Friday, worked.
    Workday,
    /// A Saturday or Sunday that is worked (调休上班).
    MakeUp,
    /// Not worked.
    Off(SkipReason),
}

/// Why a day does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// A Saturday or Sunday outside any holiday.
    Weekend,
    /// Within a holiday, whatever the day of the week.
    Holiday {
        /// Its name.
        zh: String,
        /// Its name in English.
        en: String,
    },
}

/// Why days cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarError {
    /// The arrangement of this year is not known: import its notice first.
    UnknownYear(i32),
}

/// Which day is the first that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// The first working day after the start, as 民法典第二百零一条 has it.
    #[default]
    NextDay,
    /// The start day itself if it is worked.
    SameDay,
}

/// A number of working days on the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first working day that counts.
    #[serde(with = "iso_date")]
    pub first: Date,
    /// The last one. The period ends at its 24:00 in Shanghai: see [`Period::ends_at`].
    #[serde(with = "iso_date")]
    pub last: Date,
    /// The days passed over, in order, and why; those before `first` included.
    #[serde(with = "iso_date::reasons")]
    pub skipped: Vec<(Date, SkipReason)>,
    /// Saturdays and Sundays that count because they are worked.
    #[serde(with = "iso_date::list")]
    pub worked_weekends: Vec<Date>,
}

/// The known years.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    years: BTreeMap<i32, YearData>,
}

/// What is odd about a year that is to be imported; shown in the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearProblem {
    /// A day of another year (31 December of the year before may belong to New Year).
    #[serde(with = "iso_date")]
    OutsideYear(Date),
    /// A holiday that ends before it starts.
    EndsBeforeStart {
        /// Its name.
        zh: String,
    },
    /// A make-up work day that is no Saturday or Sunday.
    #[serde(with = "iso_date")]
    MakeUpOnWeekday(Date),
    /// A make-up work day within a holiday.
    #[serde(with = "iso_date")]
    MakeUpInHoliday(Date),
    /// A day off stands in the list or in a range, but not in both.
    #[serde(with = "iso_date")]
    OffDayDiffers(Date),
    /// The stated number of working days is not what the arrangement gives.
    TotalDiffers {
        /// As stated.
        stated: u32,
        /// As counted.
        counted: u32,
    },
}

#[derive(Deserialize)]
struct Raw {
    years: Vec<YearData>,
}

static BUILTIN: LazyLock<Calendar> = LazyLock::new(|| {
    let raw: Raw = serde_json::from_str(include_str!("../../data/cn_workdays.json"))
        .expect("the built-in working days parse, a test says so");
    raw.years.into_iter().fold(Calendar::default(), |calendar, year| calendar.with_year(year))
});

impl Calendar {
    /// The years that ship with the software: 2024, 2025 and 2026.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// This calendar with a year added or replaced. A provisional year is kept but stays unknown
    /// to all counting. Look at [`YearData::problems`] before.
    #[must_use]
    pub fn with_year(&self, data: YearData) -> Self {
        let mut years = self.years.clone();
        years.insert(data.year, data);
        Self { years }
    }

    /// The years that can be counted in, in order.
    pub fn known_years(&self) -> Vec<i32> {
        self.official().map(|y| y.year).collect()
    }

    /// What is held about a year, official or not.
    pub fn year(&self, year: i32) -> Option<&YearData> {
        self.years.get(&year)
    }

    fn official(&self) -> impl Iterator<Item = &YearData> {
        self.years.values().filter(|y| y.status == Status::Official)
    }

    /// What a day is. The year's own notice is asked, and the next year's if it is out, since a
    /// New Year holiday may begin in December.
    pub fn day(&self, date: Date) -> Result<DayKind, CalendarError> {
        let year = date.year();
        if !self.official().any(|y| y.year == year) {
            return Err(CalendarError::UnknownYear(year));
        }
        let notices = || self.official().filter(|y| y.year == year || y.year == year + 1);
        Ok(kind(date, notices))
    }

    /// Whether a day is worked.
    pub fn is_workday(&self, date: Date) -> Result<bool, CalendarError> {
        Ok(!matches!(self.day(date)?, DayKind::Off(_)))
    }

    /// The `n` working days from `start` on. With `n` = 0 the period is the start day alone.
    pub fn period(&self, start: Date, n: u32, counting: Counting) -> Result<Period, CalendarError> {
        let mut period =
            Period { first: start, last: start, skipped: Vec::new(), worked_weekends: Vec::new() };
        let mut day = match counting {
            Counting::SameDay => Some(start),
            Counting::NextDay => start.next_day(),
        };
        let mut counted = 0;
        while counted < n {
            let today = day.ok_or(CalendarError::UnknownYear(start.year().saturating_add(1)))?;
            match self.day(today)? {
                DayKind::Off(reason) => period.skipped.push((today, reason)),
                worked => {
                    counted += 1;
                    period.last = today;
                    if counted == 1 {
                        period.first = today;
                    }
                    if worked == DayKind::MakeUp {
                        period.worked_weekends.push(today);
                    }
                }
            }
            day = today.next_day();
        }
        Ok(period)
    }
}

impl Period {
    /// The instant from which the period is over: 24:00 of the last day in Shanghai (UTC+8, no
    /// summer time), in UTC.
    pub fn ends_at(&self) -> OffsetDateTime {
        let shanghai = UtcOffset::from_hms(8, 0, 0).unwrap_or(UtcOffset::UTC);
        let midnight = self.last.next_day().unwrap_or(self.last).with_time(Time::MIDNIGHT);
        midnight.assume_offset(shanghai).to_offset(UtcOffset::UTC)
    }
}

impl YearData {
    /// What is odd about the data; empty for a year that can be trusted as far as it shows.
    pub fn problems(&self) -> Vec<YearProblem> {
        let mut found = Vec::new();
        for holiday in &self.holidays {
            if holiday.end < holiday.start {
                found.push(YearProblem::EndsBeforeStart { zh: holiday.zh.clone() });
            }
        }
        let bounds = self.holidays.iter().flat_map(|h| [h.start, h.end]);
        for date in bounds.chain(self.makeup_workdays.iter().copied()) {
            let december = date.year() == self.year - 1 && date.month() == time::Month::December;
            if date.year() != self.year && !december {
                found.push(YearProblem::OutsideYear(date));
            }
        }
        for &date in &self.makeup_workdays {
            if !is_weekend(date) {
                found.push(YearProblem::MakeUpOnWeekday(date));
            }
            if self.holiday(date).is_some() {
                found.push(YearProblem::MakeUpInHoliday(date));
            }
        }
        if !self.off_days.is_empty() {
            let listed = |date: &Date| self.off_days.contains(date);
            let ranged = days_of(self.year).filter(|d| self.holiday(*d).is_some() && !listed(d));
            let unranged = self.off_days.iter().copied().filter(|d| self.holiday(*d).is_none());
            found.extend(ranged.chain(unranged).map(YearProblem::OffDayDiffers));
        }
        let counted = self.count_workdays();
        if let Some(stated) = self.workdays_total.filter(|stated| *stated != counted) {
            found.push(YearProblem::TotalDiffers { stated, counted });
        }
        found
    }

    /// How many working days the year has by its own notice.
    pub fn count_workdays(&self) -> u32 {
        let off = |date: &Date| matches!(kind(*date, || std::iter::once(self)), DayKind::Off(_));
        days_of(self.year).filter(|date| !off(date)).map(|_| 1).sum()
    }

    /// A month (1 to 12) as a calendar draws it: how many days of its first week, which begins on
    /// Monday, belong to the month before; and what each of its days is by this notice.
    pub fn month(&self, month: u8) -> (usize, Vec<DayKind>) {
        let first = time::Month::try_from(month)
            .ok()
            .and_then(|m| Date::from_calendar_date(self.year, m, 1).ok());
        let Some(first) = first else { return (0, Vec::new()) };
        let gap = usize::from(first.weekday().number_days_from_monday());
        let next = |d: &Date| d.next_day().filter(|n| n.month() == first.month());
        let days = std::iter::successors(Some(first), next);
        (gap, days.map(|d| kind(d, || std::iter::once(self))).collect())
    }

    fn holiday(&self, date: Date) -> Option<&Holiday> {
        self.holidays.iter().find(|h| h.start <= date && date <= h.end)
    }
}

/// A make-up day is worked; else a holiday is off; else the week decides.
fn kind<'a, I: Iterator<Item = &'a YearData>>(date: Date, notices: impl Fn() -> I) -> DayKind {
    if notices().any(|y| y.makeup_workdays.contains(&date)) {
        return if is_weekend(date) { DayKind::MakeUp } else { DayKind::Workday };
    }
    match notices().find_map(|y| y.holiday(date)) {
        Some(h) => DayKind::Off(SkipReason::Holiday { zh: h.zh.clone(), en: h.en.clone() }),
        None if is_weekend(date) => DayKind::Off(SkipReason::Weekend),
        None => DayKind::Workday,
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn days_of(year: i32) -> impl Iterator<Item = Date> {
    (1..=366).filter_map(move |day| Date::from_ordinal_date(year, day).ok())
}

/// Dates as `YYYY-MM-DD` in JSON.
pub mod iso_date {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use time::{Date, Month};

    /// The text of a date.
    pub fn show(date: Date) -> String {
        format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
    }

    /// The date of a text; nothing unless it is exactly `YYYY-MM-DD` and exists.
    pub fn parse(s: &str) -> Option<Date> {
        let shape = s.len() == 10
            && s.bytes().enumerate().all(|(i, b)| match i {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shape {
            return None;
        }
        let month = Month::try_from(s[5..7].parse::<u8>().ok()?).ok()?;
        Date::from_calendar_date(s[..4].parse().ok()?, month, s[8..].parse().ok()?).ok()
    }

    /// For `#[serde(with)]`.
    pub fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&show(*date))
    }

    /// For `#[serde(with)]`.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        parse(&text).ok_or_else(|| D::Error::custom("not a date YYYY-MM-DD"))
    }

    /// One date within a larger value.
    #[derive(Serialize, Deserialize)]
    struct Iso(#[serde(with = "super::iso_date")] Date);

    /// Lists of dates.
    pub mod list {
        use super::{Date, Deserialize, Deserializer, Iso, Serializer};

        /// For `#[serde(with)]`.
        pub fn serialize<S: Serializer>(dates: &[Date], to: S) -> Result<S::Ok, S::Error> {
            to.collect_seq(dates.iter().map(|date| Iso(*date)))
        }

        /// For `#[serde(with)]`.
        pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Date>, D::Error> {
            let dates = Vec::<Iso>::deserialize(from)?;
            Ok(dates.into_iter().map(|iso| iso.0).collect())
        }
    }

    /// Lists of dates with why each was passed over.
    pub mod reasons {
        use super::super::SkipReason;
        use super::{Date, Deserialize, Deserializer, Iso, Serializer};

        /// For `#[serde(with)]`.
        pub fn serialize<S: Serializer>(
            days: &[(Date, SkipReason)],
            to: S,
        ) -> Result<S::Ok, S::Error> {
            to.collect_seq(days.iter().map(|(date, reason)| (Iso(*date), reason)))
        }

        /// For `#[serde(with)]`.
        pub fn deserialize<'de, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Vec<(Date, SkipReason)>, D::Error> {
            let days = Vec::<(Iso, SkipReason)>::deserialize(from)?;
            Ok(days.into_iter().map(|(iso, reason)| (iso.0, reason)).collect())
        }
    }
}

#[cfg(test)]
mod tests;
