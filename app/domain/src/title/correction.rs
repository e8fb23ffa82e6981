//! Corrections of titles that were taken over from seasons before this system (第二十三条): a row that was imported wrongly
//! is set right, with a reason that everybody reads. Nothing is overwritten: what stood there stays in the history. A
//! title that was granted here says what was announced, and is not corrected.

use serde::{Deserialize, Serialize};

use super::import::{Column, Fault, key, line};
use super::{Number, Title};
use crate::facts::text::half_width;
use crate::reason;
use crate::refusal::Refusal;
use crate::season::Direction;
use crate::season::category::Category;

/// Characters of the name of a direction at most.
pub const DIRECTION_MAX: usize = 60;

/// What can be corrected of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Number of its plaque.
    Number,
    /// Year of the season.
    Year,
    /// Organisation.
    Organisation,
    /// Credit code.
    Uscc,
    /// What it was chosen with.
    Benchmark,
    /// Direction.
    Direction,
    /// Category.
    Category,
    /// Region.
    Region,
}

impl Fact {
    /// All, in the order of the form.
    pub const ALL: [Fact; 8] = [
        Fact::Number,
        Fact::Year,
        Fact::Organisation,
        Fact::Uscc,
        Fact::Benchmark,
        Fact::Direction,
        Fact::Category,
        Fact::Region,
    ];

    /// Name of its field.
    pub fn code(self) -> &'static str {
        match self {
            Fact::Number => "number",
            Fact::Year => "year",
            Fact::Organisation => "organisation",
            Fact::Uscc => "uscc",
            Fact::Benchmark => "benchmark",
            Fact::Direction => "direction",
            Fact::Category => "category",
            Fact::Region => "region",
        }
    }

    /// What it is in a title: text or code, empty where it is not known.
    pub fn of(self, t: &Title) -> String {
        match self {
            Fact::Number => t.number.to_string(),
            Fact::Year => t.year().to_string(),
            Fact::Organisation => t.organisation.clone(),
            Fact::Uscc => t.uscc.clone(),
            Fact::Benchmark => t.benchmark.clone(),
            Fact::Direction => t.direction.as_ref().map(|d| d.zh.clone()).unwrap_or_default(),
            Fact::Category => t.category.map(Category::code).unwrap_or_default().to_owned(),
            Fact::Region => t.region.clone(),
        }
    }
}

/// A fact that a correction changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub fact: Fact,
    /// What it was.
    pub from: String,
    /// What it is.
    pub to: String,
}

/// What differs between two states of a title.
pub fn changes(before: &Title, after: &Title) -> Vec<Change> {
    let change = |fact: Fact| {
        let (from, to) = (fact.of(before), fact.of(after));
        (from != to).then_some(Change { fact, from, to })
    };
    Fact::ALL.into_iter().filter_map(change).collect()
}

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Number of the plaque.
    pub number: String,
    /// Year of the season.
    pub year: String,
    /// Organisation.
    pub organisation: String,
    /// Credit code.
    pub uscc: String,
    /// What it was chosen with.
    pub benchmark: String,
    /// Name of the direction, in either language.
    pub direction: String,
    /// Category.
    pub category: String,
    /// Region, or the code of its unit.
    pub region: String,
    /// Why.
    pub reason: String,
}

impl Form {
    /// A title as it stands, with no reason yet.
    pub fn of(t: &Title) -> Self {
        Self {
            number: Fact::Number.of(t),
            year: Fact::Year.of(t),
            organisation: Fact::Organisation.of(t),
            uscc: Fact::Uscc.of(t),
            benchmark: Fact::Benchmark.of(t),
            direction: Fact::Direction.of(t),
            category: Fact::Category.of(t),
            region: Fact::Region.of(t),
            reason: String::new(),
        }
    }
}

/// What a correction is judged by.
pub struct Around<'a> {
    /// The first year this system grants titles for itself.
    pub since: i32,
    /// Directions there are, here and in the register.
    pub directions: &'a [Direction],
    /// Titles of seasons before this system, as they stand.
    pub known: &'a [Title],
    /// The last running number of a year, whoever had it.
    pub last: &'a dyn Fn(i32) -> u32,
    /// Whether a number was ever given.
    pub given: bool,
}

/// What is wrong, each beside its field.
pub type Slips = Vec<(&'static str, Refusal)>;

/// Whether a title can be corrected at all.
///
/// # Errors
/// [`Refusal::TitleFollowsAnnouncement`] for one that was granted here.
pub fn correctable(t: &Title) -> Result<(), Refusal> {
    if t.dossier.is_some() { Err(Refusal::TitleFollowsAnnouncement) } else { Ok(()) }
}

/// The title as it is to stand, and the reason. A title of another year, or with another number typed, has another number:
/// the next of its year where none was typed. The old number leads to it for good.
///
/// # Errors
/// Everything that is wrong.
pub fn read(form: &Form, now: &Title, around: &Around<'_>) -> Result<(Title, String), Slips> {
    let mut slips = Slips::new();
    let cell = |c: Column| match c {
        Column::Year => form.year.as_str(),
        Column::Organisation => &form.organisation,
        Column::Uscc => &form.uscc,
        Column::Benchmark => &form.benchmark,
        Column::Region => &form.region,
        Column::Category => &form.category,
    };
    let judged = line(0, around.since, cell);
    slips.extend(judged.faults.iter().map(|f| (field(f), fault(f.clone()))));
    let number = match number(form, now, judged.year, around) {
        Ok(number) => number,
        Err((field, why)) => {
            // A year that is wrong has no numbers.
            if judged.year > 0 || field == "number" {
                slips.push((field, why));
            }
            now.number.clone()
        }
    };
    let named = form.direction.trim();
    if named.chars().count() > DIRECTION_MAX {
        slips.push((
            "direction",
            Refusal::TooLong { max: DIRECTION_MAX, found: named.chars().count() },
        ));
    }
    let title = Title {
        number,
        dossier: None,
        organisation: judged.organisation,
        uscc: judged.uscc,
        benchmark: judged.benchmark,
        category: judged.category,
        direction: direction(named, now, around.directions),
        region: judged.region,
        granted_at: None,
    };
    let same = |t: &Title| key(t.year(), &t.organisation, &t.benchmark);
    let other = around.known.iter().find(|t| t.number != now.number && same(t) == same(&title));
    if let Some(other) = other {
        let number = other.number.clone();
        slips.push(("benchmark", fault(Fault::Known { number })));
    }
    if slips.is_empty() && changes(now, &title).is_empty() {
        slips.push(("", Refusal::TitleUnchanged));
    }
    match reason::read_lines(&form.reason, reason::TELLING) {
        Ok(reason) if slips.is_empty() => return Ok((title, reason)),
        Ok(_) => {}
        Err(why) => slips.push(("reason", why)),
    }
    Err(slips)
}

/// The number a corrected title has.
fn number(
    form: &Form,
    now: &Title,
    year: i32,
    around: &Around<'_>,
) -> Result<Number, (&'static str, Refusal)> {
    let typed =
        Number::parse(&form.number).map_err(|slip| ("number", Refusal::TitleNumber { slip }))?;
    if typed == now.number {
        if year == now.year() {
            return Ok(typed);
        }
        return Number::new(year, (around.last)(year) + 1).ok_or(("year", fault(Fault::Full)));
    }
    if typed.year() != year {
        return Err(("number", Refusal::TitleNumberYear { year: typed.year() }));
    }
    if around.given { Err(("number", Refusal::TitleNumberGiven)) } else { Ok(typed) }
}

/// A direction by its name in either language; one that is nowhere else is called as it is typed.
fn direction(named: &str, now: &Title, known: &[Direction]) -> Option<Direction> {
    let plain = |text: &str| half_width(text).trim().to_lowercase();
    if plain(named).is_empty() {
        return None;
    }
    let same = |d: &&Direction| plain(&d.zh) == plain(named) || plain(&d.en) == plain(named);
    let found = now.direction.iter().chain(known).find(same).cloned();
    let named: String = named.chars().filter(|c| !c.is_control()).collect();
    found.or_else(|| Some(Direction { code: String::new(), zh: named.clone(), en: named }))
}

fn fault(fault: Fault) -> Refusal {
    Refusal::TitleFact { fault }
}

/// The field a fault stands beside.
fn field(fault: &Fault) -> &'static str {
    match fault {
        Fault::Year | Fault::YearHere { .. } | Fault::Full => "year",
        Fault::Missing { column } | Fault::Long { column, .. } => match column {
            Column::Year => "year",
            Column::Organisation => "organisation",
            Column::Uscc => "uscc",
            Column::Benchmark => "benchmark",
            Column::Region => "region",
            Column::Category => "category",
        },
        Fault::Uscc => "uscc",
        Fault::Region => "region",
        Fault::Category => "category",
        Fault::Twice { .. } | Fault::Known { .. } => "benchmark",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::title::Slip;

    const WHY: &str = "与当年公告的名单核对，导入时单位名称有误。";

    fn title(year: i32, serial: u32, organisation: &str) -> Title {
        Title {
            number: Number::new(year, serial).unwrap(),
            dossier: None,
            organisation: organisation.into(),
            uscc: String::new(),
            benchmark: "演示经验".into(),
            category: None,
            direction: None,
            region: String::new(),
            granted_at: None,
        }
    }

    fn judged(change: impl FnOnce(&mut Form), given: bool) -> Result<(Title, String), Slips> {
        let now = title(2025, 1, "演示甲");
        let known = [now.clone(), title(2025, 2, "演示乙"), title(2024, 1, "演示甲")];
        let directions =
            [Direction {
                code: "p".into(), zh: "过程控制".into(), en: "Process control".into()
            }];
        let around = Around {
            since: 2026,
            directions: &directions,
            known: &known,
            last: &|year| if year == 2024 { 7 } else { 2 },
            given,
        };
        let mut form = Form { reason: WHY.into(), ..Form::of(&now) };
        change(&mut form);
        read(&form, &now, &around)
    }

    fn fields(slips: Result<(Title, String), Slips>) -> Vec<&'static str> {
        slips.unwrap_err().into_iter().map(|s| s.0).collect()
    }

    #[test]
    fn art_23_every_fact_of_an_earlier_title_can_be_set_right() {
        let (after, reason) = judged(
            |f| {
                f.organisation = "演示甲有限公司".into();
                f.uscc = "91370200maxt0a1b7p".into();
                f.benchmark = "实施演示方法的经验".into();
                f.direction = "process CONTROL".into();
                f.category = "sme".into();
                f.region = "R370200".into();
            },
            false,
        )
        .unwrap();
        assert_eq!((after.number.serial(), reason.as_str()), (1, WHY));
        let changed = changes(&title(2025, 1, "演示甲"), &after);
        let facts: Vec<Fact> = changed.iter().map(|c| c.fact).collect();
        assert_eq!(facts, Fact::ALL[2..]);
        assert_eq!((changed[3].to.as_str(), changed[5].to.as_str()), ("过程控制", "R370200"));
        let own = judged(|f| f.direction = "当年方向".into(), false).unwrap().0.direction.unwrap();
        assert_eq!(
            (own.zh.as_str(), own.en.as_str(), own.code.as_str()),
            ("当年方向", "当年方向", "")
        );
    }

    #[test]
    fn art_23_another_year_has_another_number_and_no_number_is_given_twice() {
        let moved = judged(
            |f| {
                f.year = "2024".into();
                f.benchmark = "另一项演示经验".into();
            },
            false,
        );
        assert_eq!(moved.unwrap().0.number, Number::new(2024, 8).unwrap());
        let other = Number::new(2025, 9).unwrap();
        let typed = |f: &mut Form| f.number = other.as_str().replace('-', "");
        assert_eq!(judged(typed, false).unwrap().0.number, other);
        assert_eq!(judged(typed, true).unwrap_err(), [("number", Refusal::TitleNumberGiven)]);
        let elsewhere = judged(|f| f.number = Number::new(2023, 1).unwrap().to_string(), false);
        assert_eq!(elsewhere.unwrap_err(), [("number", Refusal::TitleNumberYear { year: 2023 })]);
        let slip = judged(|f| f.number = "2025".into(), false).unwrap_err();
        assert_eq!(slip, [("number", Refusal::TitleNumber { slip: Slip::Length { found: 4 } })]);
    }

    #[test]
    fn art_23_what_is_wrong_stands_beside_its_field() {
        assert_eq!(judged(|_| (), false).unwrap_err(), [("", Refusal::TitleUnchanged)]);
        let wrong = judged(
            |f| {
                f.organisation = " ".into();
                f.uscc = "123".into();
                f.region = "火星".into();
                f.category = "其他".into();
                f.direction = "长".repeat(DIRECTION_MAX + 1);
                f.reason = "改".into();
            },
            false,
        );
        assert_eq!(
            fields(wrong),
            ["organisation", "uscc", "region", "category", "direction", "reason"]
        );
        // Years of this system have their own titles; the same title stands once.
        assert_eq!(fields(judged(|f| f.year = "2026".into(), false)), ["year"]);
        assert_eq!(fields(judged(|f| f.year = "2024".into(), false)), ["benchmark"]);
        assert_eq!(fields(judged(|f| f.organisation = "演 示乙".into(), false)), ["benchmark"]);
    }

    #[test]
    fn art_22_what_was_announced_here_is_not_corrected() {
        let granted = Title { dossier: Some("d".into()), ..title(2026, 1, "演示") };
        assert_eq!(correctable(&granted), Err(Refusal::TitleFollowsAnnouncement));
        assert_eq!(correctable(&title(2025, 1, "演示")), Ok(()));
    }
}
