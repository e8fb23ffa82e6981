//! Changing a season: every part of it as a flat form, read back by one check that runs in the
//! browser and on the server; and what a change after the opening leaves behind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Phase, Season, rows, rubric, settings, template};
use crate::application::version::digest;
use crate::stamp::Stamp;

/// A form: texts as typed, by the name of the field.
pub type Form = BTreeMap<String, String>;

/// What is wrong, by the name of the field; an empty name is the form as a whole.
pub type Faults = Vec<(String, Fault)>;

/// A part of a season that is edited on a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Directions of the year's focus areas (Art. 6).
    Directions,
    /// When each phase opens and closes (Art. 6).
    Windows,
    /// Rubric of the written review (Art. 8, 19).
    Written,
    /// Rubric of the defence (Art. 8, 20).
    Defence,
    /// Seats of the recommending units (Art. 17).
    Seats,
    /// Limits of the dossier and settings of the rooms.
    Limits,
    /// What notices and letters say.
    Templates,
}

impl Part {
    /// All parts in the order of the year.
    pub const ALL: [Part; 7] = [
        Part::Directions,
        Part::Windows,
        Part::Written,
        Part::Defence,
        Part::Seats,
        Part::Limits,
        Part::Templates,
    ];

    /// Stable code, as it stands in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Part::Directions => "directions",
            Part::Windows => "windows",
            Part::Written => "written",
            Part::Defence => "defence",
            Part::Seats => "seats",
            Part::Limits => "limits",
            Part::Templates => "templates",
        }
    }

    /// The part of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// The article it rests on.
    pub fn article(self) -> &'static str {
        match self {
            Part::Directions | Part::Windows => "6",
            Part::Written | Part::Defence => "8",
            Part::Seats => "17",
            Part::Limits => "8",
            Part::Templates => "21",
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Nothing is typed.
    Blank,
    /// Too many characters.
    TooLong {
        /// At most.
        max: usize,
    },
    /// Not a whole number within the bounds.
    NotNumber {
        /// At least.
        min: i64,
        /// At most.
        max: i64,
    },
    /// Not a day and time.
    NotMoment,
    /// Closes before it opens.
    ClosesFirst,
    /// Opens, or closes, before the phase that precedes it.
    Before {
        /// That phase.
        phase: Phase,
    },
    /// Closes after the phase that follows it.
    After {
        /// That phase.
        phase: Phase,
    },
    /// A closing that is over already: nobody's time ends before they are told.
    Passed,
    /// The phase has begun: its opening is what it was.
    Begun,
    /// The notice is open: its end is moved by an extension alone (Art. 21).
    Noticed,
    /// The same code, name or year stands elsewhere in the form.
    Twice,
    /// None of those offered.
    NotOffered,
    /// Less than another field of the form.
    Below {
        /// Key of that field.
        key: String,
    },
    /// There must be at least one row.
    NoRows,
    /// More rows than a page holds.
    TooManyRows {
        /// At most.
        max: usize,
    },
    /// Points do not add up to a hundred.
    Total {
        /// What they add up to.
        found: u32,
    },
    /// A direction that applicants may have chosen is not taken away.
    InUse {
        /// Its Chinese name.
        zh: String,
        /// Its English name.
        en: String,
    },
    /// A review that has begun keeps its rubric.
    Underway,
    /// Settled once the season is opened: applicants wrote, and experts signed, on these terms.
    Settled,
    /// A placeholder that does not exist, or not in this text.
    UnknownHole {
        /// As written.
        name: String,
        /// Line, from 1.
        line: usize,
    },
    /// A brace that opens and does not close, or the other way round.
    Brace {
        /// Line, from 1.
        line: usize,
    },
    /// A row of a list cannot be read.
    BadLine {
        /// Line, from 1.
        line: usize,
    },
    /// Fewer than are taken already, or more than can be given.
    Overdrawn,
}

/// One figure or text as it was and as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its field.
    pub key: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

/// A change after the opening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// When.
    pub at: Stamp,
    /// Which part.
    pub part: Part,
    /// Why.
    pub reason: String,
    /// Whether applicants are told on the public call.
    pub public: bool,
    /// What, where it can be said figure by figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// Where the season stands that is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Whether it was opened; a plan is changed without a reason.
    pub opened: bool,
    /// Now.
    pub now: Stamp,
}

impl Stand {
    /// Whether a phase of an opened season has begun.
    pub fn begun(self, season: &Season, phase: Phase) -> bool {
        self.opened && season.window(phase).is_some_and(|w| w.opens <= self.now)
    }
}

/// A part as a form. Seats are no part of the season itself: see [`rows::seats_form`].
pub fn to_form(part: Part, season: &Season) -> Form {
    match part {
        Part::Directions => rows::directions_form(&season.directions),
        Part::Windows => rows::windows_form(&season.windows),
        Part::Written => rubric::form(&season.review.written),
        Part::Defence => rubric::form(&season.review.defence),
        Part::Seats => Form::new(),
        Part::Limits => settings::form(season),
        Part::Templates => template::form(&season.templates),
    }
}

/// The season with a part as the form has it.
///
/// # Errors
/// Everything that is wrong, by field.
pub fn read(part: Part, season: &Season, form: &Form, stand: Stand) -> Result<Season, Faults> {
    let mut next = season.clone();
    match part {
        Part::Directions => next.directions = rows::directions(season, form, stand)?,
        Part::Windows => next.windows = rows::windows(season, form, stand)?,
        Part::Written => {
            let begun = stand.begun(season, Phase::WrittenReview);
            next.review.written = rubric::read(&season.review.written, form, begun)?;
        }
        Part::Defence => {
            let begun = stand.begun(season, Phase::Defence);
            next.review.defence = rubric::read(&season.review.defence, form, begun)?;
        }
        Part::Seats => {}
        Part::Limits => {
            settings::read(&mut next, form)?;
            // Names that were seen are not unseen, and who wrote a name did not know better.
            if stand.opened && next.review.blind != season.review.blind {
                return Err(vec![("blind".to_owned(), Fault::Settled)]);
            }
        }
        Part::Templates => next.templates = template::read(form)?,
    }
    Ok(next)
}

/// Moves, adds or takes away rows of a form, as its buttons ask: `add`, `remove.2`, `up.2`,
/// `down.2`, and in a rubric the same behind a criterion, such as `1/up.2`. Nothing typed is
/// lost; what cannot be done changes nothing.
pub fn act(part: Part, form: &mut Form, asked: &str) {
    match part {
        Part::Directions => rows::act(form, "d", asked, rows::ROWS_MAX),
        Part::Written | Part::Defence => rubric::act(form, asked),
        _ => {}
    }
}

/// What a form started from, so that two who change the same part do not overwrite each other.
pub fn base(form: &Form) -> String {
    let text: Vec<String> =
        form.iter().map(|(k, v)| format!("{}:{k}{}:{v}", k.len(), v.len())).collect();
    digest(&text.concat()).chars().take(16).collect()
}

/// What an accepted change leaves behind; none where nothing differs.
pub fn change(
    part: Part,
    before: &Season,
    after: &Season,
    reason: &str,
    at: Stamp,
) -> Option<Change> {
    let (old, new) = (to_form(part, before), to_form(part, after));
    if old == new {
        return None;
    }
    let differs = |key: &String| old.get(key) != new.get(key);
    let keys = old.keys().chain(new.keys().filter(|k| !old.contains_key(*k)));
    let text = |form: &Form, key: &str| form.get(key).cloned().unwrap_or_default();
    let items: Vec<Item> = keys
        .filter(|k| differs(k))
        .map(|k| Item { key: k.clone(), before: text(&old, k), after: text(&new, k) })
        .collect();
    let public = |i: &Item| settings::Setting::of_key(&i.key).is_some_and(|s| s.public());
    let (public, items) = match part {
        // Names and points stand on the call anyway; places of rows mean nothing to a reader.
        Part::Directions | Part::Written | Part::Defence => (true, Vec::new()),
        Part::Windows => (true, items),
        Part::Limits => {
            let shown: Vec<Item> = items.into_iter().filter(public).collect();
            (!shown.is_empty(), shown)
        }
        Part::Seats | Part::Templates => (false, Vec::new()),
    };
    Some(Change { at, part, reason: reason.to_owned(), public, items })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::tests::season;
    use proptest::prelude::*;

    const PLAN: Stand = Stand { opened: false, now: Stamp(0) };

    /// A season with every phase, to the microsecond.
    fn whole() -> Season {
        let window = |(i, phase): (i64, Phase)| crate::season::Window {
            phase,
            opens: Stamp(i * 1_500_000_001),
            closes: Stamp(i * 1_500_000_001 + 70_000_003),
            changed: None,
        };
        Season { windows: (1..).zip(Phase::ALL).map(window).collect(), ..season() }
    }

    #[test]
    fn every_part_reads_back_as_it_was() {
        for part in Part::ALL {
            let s = whole();
            let form = to_form(part, &s);
            assert_eq!(read(part, &s, &form, PLAN), Ok(s.clone()), "{part:?}");
            assert_eq!(Part::from_code(part.code()), Some(part));
            assert_eq!(change(part, &s, &s, "x", Stamp(1)), None);
        }
    }

    #[test]
    fn art_6_what_concerns_applicants_is_public_with_its_reason() {
        let s = season();
        let changed = |edit: fn(&mut Season), part| {
            let mut next = s.clone();
            edit(&mut next);
            change(part, &s, &next, "勘误", Stamp(9)).unwrap()
        };
        let c = changed(|n| n.limits.title_max = 45, Part::Limits);
        let item = Item { key: "title_max".into(), before: "40".into(), after: "45".into() };
        assert_eq!((c.public, c.items, c.reason.as_str()), (true, vec![item], "勘误"));
        let c = changed(|n| n.limits.claim_minutes = 60, Part::Limits);
        assert_eq!((c.public, c.items), (false, vec![]));
        assert!(changed(|n| n.directions[0].zh = "新".into(), Part::Directions).public);
        let c = changed(|n| n.review.written.criteria[0].items.swap(0, 1), Part::Written);
        assert!(c.public && c.items.is_empty());
        assert!(!changed(|n| n.templates.letter.push('。'), Part::Templates).public);
    }

    #[test]
    fn art_15_whether_a_review_is_blind_is_settled_when_the_season_opens() {
        let s = whole();
        let form = Form::from([("blind".to_owned(), "yes".to_owned())]);
        assert!(read(Part::Limits, &s, &form, PLAN).unwrap().review.blind);
        let opened = Stand { opened: true, now: Stamp(0) };
        let settled = vec![("blind".to_owned(), Fault::Settled)];
        assert_eq!(read(Part::Limits, &s, &form, opened), Err(settled));
        // Others may still be changed.
        let other = Form::from([("load_max".to_owned(), "12".to_owned())]);
        assert_eq!(read(Part::Limits, &s, &other, opened).unwrap().review.load_max, 12);
    }

    proptest! {
        /// Whatever is posted, the check ends, and what it accepts is accepted again.
        #[test]
        fn no_form_breaks_the_check(
            keys in proptest::collection::vec("(d|c)\\.[0-9]{1,2}\\.(zh|en|code|max|i\\.[0-3]\\.(max|zh))|application\\.opens|title_max|letter", 0..12),
            values in proptest::collection::vec("\\PC{0,12}", 12),
            asked in "([0-9]/)?(add|remove|up|down)(\\.[0-9]{1,3})?",
        ) {
            let s = season();
            let mut form: Form = keys.into_iter().zip(values).collect();
            for part in Part::ALL {
                act(part, &mut form, &asked);
                if let Ok(next) = read(part, &s, &form, PLAN) {
                    let again = to_form(part, &next);
                    prop_assert_eq!(read(part, &next, &again, PLAN), Ok(next.clone()));
                }
            }
        }
    }
}
