//! Every setting of a season in one table: its key, its article, what it counts, between which
//! bounds. The page draws the table, the check walks it, the call names what has changed.

mod lists;

use super::edit::{Fault, Faults, Form};
use super::rows::whole;
use super::{Limits, Naming, PastWinner, ReviewSettings, Season};
use crate::application::field::{RESULT_ROWS, Slot};
use crate::application::files::MB;
use crate::defence::session::MINUTES_MAX;
use crate::facts::workdays::Counting;
use crate::recommendation::opinion;
use crate::review::statistics::Trim;
use lists::{choice, codes, winners, words};

/// Experts who score an application at least, whatever a season says.
const LEAST: i64 = ReviewSettings::LEAST as i64;
/// Years of advice that count, at least: so many are in the undertaking everybody signs (Art. 15).
const ADVICE: i64 = 3;

/// Where a setting belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What applicants write.
    Dossier,
    /// Files they attach.
    Files,
    /// Submission, recommendation, formality check.
    Flow,
    /// Review and committee.
    Review,
    /// Planned winners and the notice.
    Result,
    /// Mail.
    Mail,
}

impl Group {
    /// All groups in the order of the page.
    pub const ALL: [Group; 6] =
        [Group::Dossier, Group::Files, Group::Flow, Group::Review, Group::Result, Group::Mail];
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Characters.
    Chars,
    /// Pages of A4.
    Pages,
    /// Rows of a table.
    Rows,
    /// Years.
    Years,
    /// Seasons.
    Seasons,
    /// Files.
    Files,
    /// MB.
    Mb,
    /// Hours.
    Hours,
    /// Working days.
    Workdays,
    /// Minutes.
    Minutes,
    /// Experts.
    Experts,
    /// Reviews.
    Reviews,
    /// Times.
    Times,
    /// Points.
    Points,
    /// Percent.
    Percent,
    /// Winners.
    Winners,
    /// People.
    People,
    /// A month of the year, by its number.
    Month,
}

/// How a setting is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number between bounds.
    Number(Unit, i64, i64),
    /// Yes or no.
    YesNo,
    /// Words, one a line or with commas between.
    Words,
    /// Industry codes, likewise.
    Codes,
    /// Days before a deadline, likewise.
    Days,
    /// Which files are required: one field for each slot.
    Slots,
    /// From how many reviews on the ends are dropped; 0 never.
    Trim,
    /// How days of the notice are counted.
    Counting,
    /// Earlier winners, one a line: year, credit code, organisation, title, with tabs between.
    Winners,
}

macro_rules! settings {
    ($($name:ident $key:literal $group:ident $article:literal $public:literal $kind:expr;)*) => {
        /// A setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each names the field it sets, which is documented there")]
        pub enum Setting { $($name),* }

        impl Setting {
            /// All settings in the order of the page.
            pub const ALL: [Setting; [$($key),*].len()] = [$(Setting::$name),*];

            /// Stable key: the name of its field.
            pub fn key(self) -> &'static str { match self { $(Setting::$name => $key),* } }

            /// Where it belongs.
            pub fn group(self) -> Group { match self { $(Setting::$name => Group::$group),* } }

            /// The article it rests on.
            pub fn article(self) -> &'static str { match self { $(Setting::$name => $article),* } }

            /// Whether applicants are told when it changes after the opening.
            pub fn public(self) -> bool { match self { $(Setting::$name => $public),* } }

            /// How it is typed.
            pub fn kind(self) -> Kind { match self { $(Setting::$name => $kind),* } }
        }
    };
}

use Kind::Number as N;

settings! {
    TitleMax "title_max" Dossier "8" true N(Unit::Chars, 10, 200);
    NamingVerbs "naming_verbs" Dossier "8" true Kind::Words;
    NamingEndings "naming_endings" Dossier "8" true Kind::Words;
    AbstractMax "abstract_max" Dossier "8" true N(Unit::Chars, 100, 5_000);
    HonoursMax "honours_max" Dossier "8" true N(Unit::Chars, 50, 5_000);
    MaturityMax "maturity_max" Dossier "8(2)" true N(Unit::Chars, 100, 10_000);
    ReportMin "report_min" Dossier "8" true N(Unit::Chars, 0, 50_000);
    ReportMax "report_max" Dossier "8" true N(Unit::Chars, 100, 50_000);
    ReportPages "report_pages" Dossier "8" true N(Unit::Pages, 1, 200);
    SectionMin "section_min" Dossier "8" true N(Unit::Chars, 0, 5_000);
    ResultsMin "results_min" Dossier "8(3)" true N(Unit::Rows, 1, RESULT_ROWS as i64);
    ResultsMax "results_max" Dossier "8(3)" true N(Unit::Rows, 1, RESULT_ROWS as i64);
    ResultsEvidence "results_evidence" Dossier "8(3)" true Kind::YesNo;
    MethodYears "method_years_min" Dossier "9(2)" true N(Unit::Years, 0, 20);
    ProducerServices "producer_services" Dossier "10(5)" true Kind::Codes;
    WinnerBar "winner_bar" Dossier "24" true N(Unit::Seasons, 0, 10);
    RevocationBar "revocation_bar" Dossier "24" true N(Unit::Seasons, 0, 10);
    PastWinners "past_winners" Dossier "24" false Kind::Winners;
    RequiredSlots "required_slots" Files "9(1)" true Kind::Slots;
    EvidencePages "evidence_pages" Files "8(3)" true N(Unit::Pages, 1, 500);
    FileMax "file_max" Files "16" true N(Unit::Mb, 1, 200);
    FilesMax "files_max" Files "16" true N(Unit::Mb, 1, 2_000);
    SlotFilesMax "slot_files_max" Files "16" true N(Unit::Files, 1, 100);
    DossierFilesMax "dossier_files_max" Files "16" true N(Unit::Files, 1, 500);
    SignoffRequired "signoff_required" Flow "16" true Kind::YesNo;
    SignoffHours "signoff_hours" Flow "16" true N(Unit::Hours, 1, 720);
    OpinionMin "opinion_min" Flow "17" false N(Unit::Chars, 0, opinion::MAX as i64);
    CorrectionDays "correction_days" Flow "18" true N(Unit::Workdays, 1, 30);
    ClaimMinutes "claim_minutes" Flow "18" false N(Unit::Minutes, 1, 1_440);
    CommentMin "comment_min" Review "19" false N(Unit::Chars, 0, 2_000);
    Reviews "reviews" Review "19" true N(Unit::Experts, 1, 15);
    ReviewsMin "reviews_min" Review "19" true N(Unit::Experts, LEAST, 15);
    DefenceReviewsMin "defence_reviews_min" Review "20" true N(Unit::Experts, LEAST, 15);
    DefencePoints "defence_points" Review "20" true N(Unit::Points, 0, 100);
    AdviserYears "adviser_years" Review "15" false N(Unit::Years, ADVICE, 10);
    LoadMax "load_max" Review "12" false N(Unit::Reviews, 1, 500);
    BridgingPercent "bridging_percent" Review "14" false N(Unit::Percent, 0, 100);
    ReviewTrim "trim" Review "19" true Kind::Trim;
    Blind "blind" Review "15" true Kind::YesNo;
    SpreadThreshold "spread_threshold" Review "19" false N(Unit::Points, 1, 100);
    ShortlistFactor "shortlist_factor" Review "20" true N(Unit::Times, 1, 2);
    Presentation "presentation" Review "20" true N(Unit::Minutes, 1, MINUTES_MAX as i64);
    Questions "questions" Review "20" true N(Unit::Minutes, 0, MINUTES_MAX as i64);
    Closing "closing" Review "20" true N(Unit::Minutes, 0, MINUTES_MAX as i64);
    DelegatesMax "delegates_max" Review "20" true N(Unit::People, 1, 30);
    DefencePercent "defence_percent" Review "20" true N(Unit::Percent, 0, 100);
    Industrial "planned_industrial" Result "20" true N(Unit::Winners, 0, 1_000);
    Sme "planned_sme" Result "20" true N(Unit::Winners, 0, 1_000);
    Service "planned_service" Result "20" true N(Unit::Winners, 0, 1_000);
    NoticeDays "notice_days" Result "21" true N(Unit::Workdays, 10, 60);
    NoticeCounting "counting" Result "21" true Kind::Counting;
    TitleYears "title_years" Result "23" true N(Unit::Years, 1, 10);
    FollowUpMonth "follow_up_month" Result "23" true N(Unit::Month, 1, 12);
    StatementDays "statement_days" Result "24" true N(Unit::Workdays, 3, 30);
    DigestMinutes "digest_minutes" Mail "16" false N(Unit::Minutes, 0, 1_440);
    ReminderDays "reminder_days" Mail "16" false Kind::Days;
}

/// Name of the field of a slot.
pub fn slot_key(slot: Slot) -> String {
    format!("required_slots.{}", slot.code())
}

impl Setting {
    /// The setting of a key; fields of slots belong to the required files.
    pub fn of_key(key: &str) -> Option<Self> {
        let key = if key.starts_with("required_slots.") { "required_slots" } else { key };
        Self::ALL.into_iter().find(|s| s.key() == key)
    }

    /// What we propose, as typed; none where a season must decide by itself.
    pub fn default(self) -> Option<String> {
        if matches!(self.group(), Group::Result)
            && !matches!(
                self,
                Self::NoticeDays | Self::NoticeCounting | Self::TitleYears | Self::FollowUpMonth
            )
        {
            return None;
        }
        let mut form = Form::new();
        write(&mut form, self, &proposed());
        (self.kind() != Kind::Slots).then(|| form.remove(self.key())).flatten()
    }
}

/// A season of nothing but proposals.
fn proposed() -> Season {
    Season { notice_days: 10, ..Season::of_dossier(0, Vec::new(), Limits::default()) }
}

/// Settings as a form.
pub fn form(season: &Season) -> Form {
    let mut form = Form::new();
    for setting in Setting::ALL {
        write(&mut form, setting, season);
    }
    form
}

/// Calls `$do` with the field of a numeric setting and what one unit of its form is worth.
macro_rules! number {
    ($setting:expr, $s:expr, $do:ident, $else:expr) => {
        match $setting {
            Setting::TitleMax => $do!($s.limits.title_max, 1),
            Setting::AbstractMax => $do!($s.limits.abstract_max, 1),
            Setting::HonoursMax => $do!($s.limits.honours_max, 1),
            Setting::MaturityMax => $do!($s.limits.maturity_max, 1),
            Setting::ReportMin => $do!($s.limits.report_min, 1),
            Setting::ReportMax => $do!($s.limits.report_max, 1),
            Setting::ReportPages => $do!($s.limits.report_pages, 1),
            Setting::SectionMin => $do!($s.limits.section_min, 1),
            Setting::ResultsMin => $do!($s.limits.results_min, 1),
            Setting::ResultsMax => $do!($s.limits.results_max, 1),
            Setting::MethodYears => $do!($s.limits.method_years_min, 1),
            Setting::WinnerBar => $do!($s.limits.winner_bar, 1),
            Setting::RevocationBar => $do!($s.limits.revocation_bar, 1),
            Setting::StatementDays => $do!($s.limits.statement_days, 1),
            Setting::EvidencePages => $do!($s.limits.evidence_pages, 1),
            Setting::FileMax => $do!($s.limits.file_max, MB),
            Setting::FilesMax => $do!($s.limits.files_max, MB),
            Setting::SlotFilesMax => $do!($s.limits.slot_files_max, 1),
            Setting::DossierFilesMax => $do!($s.limits.dossier_files_max, 1),
            Setting::SignoffHours => $do!($s.limits.signoff_hours, 1),
            Setting::OpinionMin => $do!($s.limits.opinion_min, 1),
            Setting::CorrectionDays => $do!($s.limits.correction_days, 1),
            Setting::ClaimMinutes => $do!($s.limits.claim_minutes, 1),
            Setting::CommentMin => $do!($s.limits.comment_min, 1),
            Setting::Reviews => $do!($s.review.reviews, 1),
            Setting::ReviewsMin => $do!($s.review.reviews_min, 1),
            Setting::DefenceReviewsMin => $do!($s.review.defence_reviews_min, 1),
            Setting::DefencePoints => $do!($s.review.defence_points, 1),
            Setting::AdviserYears => $do!($s.review.adviser_years, 1),
            Setting::LoadMax => $do!($s.review.load_max, 1),
            Setting::BridgingPercent => $do!($s.review.bridging_percent, 1),
            Setting::SpreadThreshold => $do!($s.review.spread_threshold, 1),
            Setting::ShortlistFactor => $do!($s.review.shortlist_factor, 1),
            Setting::Presentation => $do!($s.review.times.presentation, 1),
            Setting::Questions => $do!($s.review.times.questions, 1),
            Setting::Closing => $do!($s.review.times.closing, 1),
            Setting::DelegatesMax => $do!($s.review.delegates_max, 1),
            Setting::DefencePercent => $do!($s.review.defence_percent, 1),
            Setting::Industrial => $do!($s.planned.industrial, 1),
            Setting::Sme => $do!($s.planned.sme, 1),
            Setting::Service => $do!($s.planned.service, 1),
            Setting::NoticeDays => $do!($s.notice_days, 1),
            Setting::TitleYears => $do!($s.limits.title_years, 1),
            Setting::FollowUpMonth => $do!($s.limits.follow_up_month, 1),
            Setting::DigestMinutes => $do!($s.mail.digest_minutes, 1),
            _ => $else,
        }
    };
}

fn write(form: &mut Form, setting: Setting, s: &Season) {
    macro_rules! show {
        ($field:expr, $worth:expr) => {
            // What is less than a whole unit shows as it would be stored: rounded up.
            i64::try_from($field).ok().map(|n: i64| ((n + $worth - 1) / $worth).to_string())
        };
    }
    #[allow(clippy::unnecessary_fallible_conversions, reason = "one text for all widths")]
    let number: Option<String> = number!(setting, s, show, None);
    let key = setting.key().to_owned();
    let lines = |words: &[String]| words.join("\n");
    let text = match setting {
        Setting::ResultsEvidence => yes(s.limits.results_evidence),
        Setting::SignoffRequired => yes(s.limits.signoff_required),
        Setting::Blind => yes(s.review.blind),
        Setting::NamingVerbs => lines(&s.limits.naming.verbs),
        Setting::NamingEndings => lines(&s.limits.naming.endings),
        Setting::ProducerServices => lines(&s.limits.producer_services),
        Setting::ReminderDays => {
            lines(&s.mail.reminder_days.iter().map(i64::to_string).collect::<Vec<_>>())
        }
        Setting::ReviewTrim => match s.review.trim {
            Trim::Never => "0".to_owned(),
            Trim::OneEachEnd { from } => from.to_string(),
        },
        Setting::NoticeCounting => match s.counting {
            Counting::NextDay => "next_day".to_owned(),
            Counting::SameDay => "same_day".to_owned(),
        },
        Setting::PastWinners => {
            let line = |w: &PastWinner| {
                [w.year.to_string(), w.uscc.clone(), w.organisation.clone(), w.title.clone()]
                    .join("\t")
            };
            lines(&s.limits.past_winners.iter().map(line).collect::<Vec<_>>())
        }
        Setting::RequiredSlots => {
            let one = |slot: Slot| (slot_key(slot), yes(s.limits.requires(slot)));
            form.extend(Slot::ALL.map(one));
            return;
        }
        _ => number.unwrap_or_default(),
    };
    form.insert(key, text);
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

/// Sets every setting as the form has it; one that is not in the form stays.
///
/// # Errors
/// Everything that is wrong, by field.
pub fn read(season: &mut Season, form: &Form) -> Result<(), Faults> {
    let mut faults = Faults::new();
    let before = self::form(season);
    for setting in Setting::ALL {
        // A size that is no whole number of MB stays as it is while nobody touches it.
        let touched = |key: &str| form.get(key).is_some_and(|t| before.get(key) != Some(t));
        let any = match setting.kind() {
            // A box that is not ticked is not posted; the form says that they were asked.
            Kind::Slots => {
                form.contains_key(setting.key()) || Slot::ALL.iter().any(|s| touched(&slot_key(*s)))
            }
            _ => touched(setting.key()),
        };
        if any && let Err(fault) = set(season, setting, form) {
            faults.push((setting.key().to_owned(), fault));
        }
    }
    let l = &season.limits;
    let r = &season.review;
    for (ok, key, than) in [
        (l.report_min <= l.report_max, "report_max", "report_min"),
        (l.results_min <= l.results_max, "results_max", "results_min"),
        (l.file_max <= l.files_max, "files_max", "file_max"),
        (l.slot_files_max <= l.dossier_files_max, "dossier_files_max", "slot_files_max"),
        (r.reviews_min <= r.reviews, "reviews", "reviews_min"),
    ] {
        if !ok && faults.iter().all(|f| f.0 != key && f.0 != than) {
            faults.push((key.to_owned(), Fault::Below { key: than.to_owned() }));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn set(season: &mut Season, setting: Setting, form: &Form) -> Result<(), Fault> {
    let text = form.get(setting.key()).map(String::as_str).unwrap_or_default();
    if let Kind::Number(_, min, max) = setting.kind() {
        let n = whole(text, min, max)?;
        macro_rules! store {
            ($field:expr, $worth:expr) => {
                // Within the bounds above every width holds it.
                $field = (n * $worth).try_into().map_err(|_| Fault::NotNumber { min, max })?
            };
        }
        #[allow(
            clippy::useless_conversion,
            clippy::unnecessary_fallible_conversions,
            reason = "one text for all widths"
        )]
        {
            number!(setting, season, store, ());
        }
        return Ok(());
    }
    match setting {
        Setting::ResultsEvidence => season.limits.results_evidence = choice(text)?,
        Setting::SignoffRequired => season.limits.signoff_required = choice(text)?,
        Setting::Blind => season.review.blind = choice(text)?,
        Setting::NamingVerbs => {
            let verbs = words(text)?;
            season.limits.naming = Naming { verbs, ..season.limits.naming.clone() };
        }
        Setting::NamingEndings => {
            let endings = words(text)?;
            season.limits.naming = Naming { endings, ..season.limits.naming.clone() };
        }
        Setting::ProducerServices => season.limits.producer_services = codes(text)?,
        Setting::ReminderDays => {
            let days: Result<Vec<i64>, Fault> =
                words(text)?.iter().map(|w| whole(w, 1, 90)).collect();
            let mut days = days?;
            days.sort_unstable_by(|a, b| b.cmp(a));
            days.dedup();
            season.mail.reminder_days = days;
        }
        Setting::ReviewTrim => {
            let (least, most) = (*Trim::FROM.start(), *Trim::FROM.end());
            let (min, max) = (i64::from(least), i64::from(most));
            season.review.trim = match whole(text, 0, max)? {
                0 => Trim::Never,
                n if n < min => return Err(Fault::NotNumber { min, max }),
                n => Trim::OneEachEnd { from: u32::try_from(n).unwrap_or(most) },
            }
        }
        Setting::NoticeCounting => {
            season.counting = match text {
                "next_day" => Counting::NextDay,
                "same_day" => Counting::SameDay,
                _ => return Err(Fault::NotOffered),
            }
        }
        Setting::PastWinners => season.limits.past_winners = winners(text)?,
        Setting::RequiredSlots => {
            let asked = |slot: &Slot| form.get(&slot_key(*slot)).is_some_and(|t| t == "yes");
            season.limits.required_slots = Slot::ALL.into_iter().filter(asked).collect();
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests;
