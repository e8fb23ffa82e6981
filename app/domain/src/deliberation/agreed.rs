//! What a panel agrees on (第十九条, 第二十条): a record for each application, apart from the sealed scores,
//! which stay what they are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{MINUTES_MAX, tidy};
use crate::facts::text::{count_chars, half_width};
use crate::ids::DossierId;
use crate::reason;
use crate::recommendation::ranking::placed;
use crate::refusal::Refusal;
use crate::review::board::{Board, View};

/// What becomes of an application; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It goes on (入围): to the defence (Art. 19), or on the initial list (Art. 20).
    Shortlisted,
    /// Behind those who go on (备选): after the written review nobody moves up, as a plan that is told takes nobody later
    /// (ADR 0028); after the defence those who make the initial list may take it.
    Reserve,
    /// It does not go on.
    NotShortlisted,
}

impl Verdict {
    /// All, the best first.
    pub const ALL: [Verdict; 3] = [Verdict::Shortlisted, Verdict::Reserve, Verdict::NotShortlisted];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Shortlisted => "shortlisted",
            Verdict::Reserve => "reserve",
            Verdict::NotShortlisted => "not_shortlisted",
        }
    }

    /// The verdict of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.code() == code)
    }

    /// The verdict a form sends.
    ///
    /// # Errors
    /// [`Refusal::BadValue`].
    pub fn read(sent: &str) -> Result<Self, Refusal> {
        Self::from_code(sent).ok_or_else(|| Refusal::BadValue { field: "verdict".into() })
    }
}

/// The rank a form sends, from 1; digits of full width are digits.
///
/// # Errors
/// [`Refusal::BadValue`].
pub fn read_rank(sent: &str) -> Result<u32, Refusal> {
    let rank = half_width(sent).trim().parse::<u32>().ok().filter(|n| *n > 0);
    rank.ok_or_else(|| Refusal::BadValue { field: "rank".into() })
}

/// The field of the form for one application that a refusal belongs to, where `exception` was typed as the
/// reason for which it is decided on with reviews missing; `None` for the form as a whole.
pub fn field_of(why: &Refusal, exception: &str) -> Option<&'static str> {
    match why {
        Refusal::BadValue { field } if field == "verdict" => Some("verdict"),
        Refusal::BadValue { field } if field == "rank" => Some("rank"),
        Refusal::TooLong { max: MINUTES_MAX, .. } => Some("minutes"),
        // An exception is judged first, by the same bounds as a reason.
        Refusal::TooShort { .. } | Refusal::TooLong { .. } => {
            let excepted =
                !exception.trim().is_empty() && reason::check(exception, reason::TELLING).is_err();
            Some(if excepted { "exception" } else { "reason" })
        }
        _ => None,
    }
}

/// The agreed result of one application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// Which application.
    pub dossier: DossierId,
    /// Its reference number.
    pub reference: String,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Its rank in the panel as agreed, from 1; each rank once.
    pub rank: u32,
    /// Its rank in the panel by scores when this was agreed, ties sharing the better one; `None` without
    /// a score.
    pub computed: Option<u32>,
    /// Why it departs from the ranking; empty where nothing is to be said.
    pub reason: String,
    /// Minutes of the talk; may be empty.
    pub minutes: String,
}

impl Agreed {
    /// Whether the record can be kept, by itself: a reason that was begun says enough, nothing is too
    /// long. Whether it needs a reason is told by the others, see [`super::deviation`].
    ///
    /// # Errors
    /// [`Refusal::TooShort`], [`Refusal::TooLong`]; [`Refusal::BadValue`] for a rank of 0.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.rank == 0 {
            return Err(Refusal::BadValue { field: "rank".into() });
        }
        if !self.reason.trim().is_empty() {
            reason::check(&self.reason, reason::TELLING)?;
        }
        match count_chars(&self.minutes) {
            found if found > MINUTES_MAX => Err(Refusal::TooLong { max: MINUTES_MAX, found }),
            _ => Ok(()),
        }
    }

    /// Whether a reason is given.
    pub fn has_reason(&self) -> bool {
        reason::check(&self.reason, reason::TELLING).is_ok()
    }
}

/// The agreed results of a panel: one for each application. As JSON it is a list, and one that holds two
/// for the same application does not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Agreed>", into = "Vec<Agreed>")]
pub struct Results(BTreeMap<DossierId, Agreed>);

impl TryFrom<Vec<Agreed>> for Results {
    type Error = &'static str;

    fn try_from(records: Vec<Agreed>) -> Result<Self, Self::Error> {
        let all = records.len();
        let one: BTreeMap<_, _> = records.into_iter().map(|a| (a.dossier.clone(), a)).collect();
        if one.len() == all { Ok(Self(one)) } else { Err("two results for one application") }
    }
}

impl From<Results> for Vec<Agreed> {
    /// In the order of identifiers, so that the same results are the same bytes.
    fn from(results: Results) -> Self {
        results.0.into_values().collect()
    }
}

impl Results {
    /// What the scores alone come to, to start the talk from: every application of the panel's board in
    /// the computed order, those within the places shortlisted. Where applications tie for the last
    /// place more are shortlisted than there are places, on purpose: the panel has to decide.
    pub fn proposed(board: &Board) -> Self {
        let ranked = board.rank(&View::default());
        let record = |(rank, row): (u32, &crate::review::board::RankedRow)| {
            let of = &board.rows[row.index];
            let verdict =
                if row.above_cut { Verdict::Shortlisted } else { Verdict::NotShortlisted };
            let agreed = Agreed {
                dossier: of.dossier.clone(),
                reference: of.code.clone(),
                verdict,
                rank,
                computed: row.rank,
                reason: String::new(),
                minutes: String::new(),
            };
            (of.dossier.clone(), agreed)
        };
        Self((1..).zip(&ranked).map(record).collect())
    }

    /// The results with one recorded: the first for its application, or in place of the one before.
    ///
    /// # Errors
    /// As [`Agreed::check`]; then nothing is recorded.
    pub fn with(&self, agreed: Agreed) -> Result<Self, Refusal> {
        agreed.check()?;
        let (reason, minutes) = (tidy(&agreed.reason), tidy(&agreed.minutes));
        let mut next = self.clone();
        next.0.insert(agreed.dossier.clone(), Agreed { reason, minutes, ..agreed });
        Ok(next)
    }

    /// The results with one application moved to a rank, from 1; the others make room, so that each rank
    /// stays there once. A rank beyond the end is the end. Verdicts and reasons stay.
    pub fn moved(&self, dossier: &DossierId, to: u32) -> Self {
        let mut next = self.clone();
        if !next.0.contains_key(dossier) {
            return next;
        }
        let order: Vec<DossierId> = self.in_order().iter().map(|a| a.dossier.clone()).collect();
        let to = usize::try_from(to.max(1)).unwrap_or(usize::MAX);
        for (rank, id) in (1..).zip(placed(&order, dossier, to)) {
            if let Some(agreed) = next.0.get_mut(&id) {
                agreed.rank = rank;
            }
        }
        next
    }

    /// The results as they fit a board that has changed: what is the panel's no longer is gone, what is new
    /// stands at the end as not shortlisted, the computed ranks are those of now. Verdicts, order, reasons
    /// and minutes stay.
    pub fn refreshed(&self, board: &Board) -> Self {
        let start = Self::proposed(board);
        let mut kept: Vec<Agreed> = self.in_order().into_iter().cloned().collect();
        kept.retain(|a| start.0.contains_key(&a.dossier));
        let new = start.in_order().into_iter().filter(|a| !self.0.contains_key(&a.dossier));
        kept.extend(new.map(|a| Agreed { verdict: Verdict::NotShortlisted, ..a.clone() }));
        let again = |(rank, a): (u32, Agreed)| {
            let computed = start.0.get(&a.dossier).and_then(|s| s.computed);
            (a.dossier.clone(), Agreed { rank, computed, ..a })
        };
        Self((1..).zip(kept).map(again).collect())
    }

    /// The result of an application.
    pub fn get(&self, dossier: &DossierId) -> Option<&Agreed> {
        self.0.get(dossier)
    }

    /// All of them by agreed rank, then by reference number.
    pub fn in_order(&self) -> Vec<&Agreed> {
        let mut all: Vec<&Agreed> = self.0.values().collect();
        all.sort_by(|a, b| (a.rank, &a.reference).cmp(&(b.rank, &b.reference)));
        all
    }

    /// How many are shortlisted.
    pub fn shortlisted(&self) -> usize {
        self.0.values().filter(|a| a.verdict == Verdict::Shortlisted).count()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::review::board::{BoardRow, BoardScore};
    use crate::review::statistics::Trim;

    /// A board of applications `a`, `b`, … with one score each, in points.
    pub(in crate::deliberation) fn board(points: &[i32], places: u32) -> Board {
        let row = |(id, points): (char, &i32)| BoardRow {
            dossier: id.to_string().into(),
            code: format!("QB-{id}"),
            title: String::new(),
            organisation: String::new(),
            unit: String::new(),
            panel: "甲组".into(),
            due: 1,
            masked: 0,
            scores: vec![BoardScore {
                expert: "E".into(),
                total: points * 10,
                amended: 0,
                informed: false,
            }],
            changed_at: 0,
        };
        let rows = ('a'..='z').zip(points).map(row).collect();
        Board {
            rows,
            experts: vec![],
            places,
            minimum: 0,
            threshold: 150,
            trim: Trim::default(),
            as_of: 0,
        }
    }

    /// A reason that says enough.
    pub(in crate::deliberation) const WHY: &str = "合议认为该经验示范性更强。";

    fn order(results: &Results) -> String {
        results.in_order().iter().map(|a| a.dossier.as_str()).collect()
    }

    #[test]
    fn art_19_what_a_form_sends_is_read_and_what_is_wrong_with_it_has_its_field() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::read(verdict.code()), Ok(verdict));
        }
        assert_eq!((read_rank(" 3 "), read_rank("１２")), (Ok(3), Ok(12)));
        let rank = Refusal::BadValue { field: "rank".into() };
        for wrong in ["", "0", "-1", "二"] {
            assert_eq!(read_rank(wrong), Err(rank.clone()), "{wrong}");
        }
        assert_eq!(field_of(&rank, ""), Some("rank"));
        let verdict = Verdict::read("best").unwrap_err();
        assert_eq!(field_of(&verdict, ""), Some("verdict"));
        let minutes = Refusal::TooLong { max: MINUTES_MAX, found: MINUTES_MAX + 1 };
        assert_eq!(field_of(&minutes, "短"), Some("minutes"));
        let short = Refusal::TooShort { min: reason::TELLING, found: 1 };
        assert_eq!(field_of(&short, ""), Some("reason"));
        assert_eq!(field_of(&short, WHY), Some("reason"));
        assert_eq!(field_of(&short, "短"), Some("exception"));
        assert_eq!(field_of(&Refusal::Stale { revision: 2 }, "短"), None);
    }

    #[test]
    fn art_19_the_talk_starts_from_the_ranking_and_changes_no_score() {
        let (before, board) = (board(&[70, 90, 80], 2), board(&[70, 90, 80], 2));
        let start = Results::proposed(&board);
        let verdicts: Vec<(&str, u32, Option<u32>, Verdict)> = start
            .in_order()
            .iter()
            .map(|a| (a.dossier.as_str(), a.rank, a.computed, a.verdict))
            .collect();
        assert_eq!(
            verdicts,
            [
                ("b", 1, Some(1), Verdict::Shortlisted),
                ("c", 2, Some(2), Verdict::Shortlisted),
                ("a", 3, Some(3), Verdict::NotShortlisted),
            ]
        );
        let raised = start.moved(&"a".into(), 1);
        let kept = raised.get(&"a".into()).unwrap().clone();
        raised.with(Agreed { reason: WHY.into(), ..kept }).unwrap();
        assert_eq!(board, before);
    }

    #[test]
    fn art_19_where_the_last_place_is_tied_for_the_start_leaves_the_choice_to_the_panel() {
        assert_eq!(Results::proposed(&board(&[90, 80, 80], 2)).shortlisted(), 3);
    }

    #[test]
    fn art_19_an_application_has_one_agreed_result_in_whatever_way_it_comes() {
        let start = Results::proposed(&board(&[70, 90], 1));
        let mut again = start.get(&"a".into()).unwrap().clone();
        again.verdict = Verdict::Reserve;
        let next = start.with(again.clone()).unwrap();
        assert_eq!(next.in_order().len(), 2);
        assert_eq!(next.get(&"a".into()), Some(&again));
        let list: Vec<Agreed> = next.clone().into();
        let text = serde_json::to_string(&next).unwrap();
        assert_eq!(serde_json::from_str::<Results>(&text).unwrap(), next);
        let twice = serde_json::to_string(&[list.clone(), vec![again]].concat()).unwrap();
        assert!(serde_json::from_str::<Results>(&twice).is_err());
    }

    #[test]
    fn art_19_reasons_and_minutes_keep_to_their_length() {
        let start = Results::proposed(&board(&[70], 1));
        let with = |reason: &str, minutes: &str| {
            let kept = start.get(&"a".into()).unwrap().clone();
            start.with(Agreed { reason: reason.into(), minutes: minutes.into(), ..kept })
        };
        assert_eq!(with("同意", ""), Err(Refusal::TooShort { min: reason::TELLING, found: 2 }));
        let long = "长".repeat(2_001);
        assert_eq!(with("", &long), Err(Refusal::TooLong { max: 2_000, found: 2_001 }));
        assert_eq!(with(&long, ""), Err(Refusal::TooLong { max: 500, found: 2_001 }));
        let kept = with("", " 一\r\n二 ").unwrap();
        let kept = kept.get(&"a".into()).unwrap();
        assert_eq!((kept.minutes.as_str(), kept.has_reason()), ("一\n二", false));
        let none = Agreed { rank: 0, ..kept.clone() };
        assert_eq!(start.with(none), Err(Refusal::BadValue { field: "rank".into() }));
    }

    #[test]
    fn art_19_what_was_agreed_stays_when_scores_change() {
        let agreed = Results::proposed(&board(&[90, 80, 70], 2)).moved(&"c".into(), 1);
        // `b` has gone, `d` has come, `c` has overtaken `a`.
        let mut now = board(&[80, 70, 95, 60], 2);
        now.rows.remove(1);
        let again = agreed.refreshed(&now);
        let seen: Vec<_> = again
            .in_order()
            .iter()
            .map(|a| (a.dossier.as_str(), a.rank, a.computed, a.verdict))
            .collect();
        let (yes, no) = (Verdict::Shortlisted, Verdict::NotShortlisted);
        let expected = [("c", 1, Some(1), no), ("a", 2, Some(2), yes), ("d", 3, Some(3), no)];
        assert_eq!(seen, expected);
        assert_eq!(again.refreshed(&now), again);
    }

    #[test]
    fn art_19_who_is_moved_makes_the_others_make_room() {
        let start = Results::proposed(&board(&[90, 80, 70, 60], 2));
        for (id, to, expected) in [
            ("d", 1, "dabc"),
            ("a", 3, "bcad"),
            ("a", 0, "abcd"),
            ("b", 99, "acdb"),
            ("x", 1, "abcd"),
        ] {
            assert_eq!(order(&start.moved(&id.into(), to)), expected, "{id} {to}");
        }
    }

    proptest! {
        #[test]
        fn art_19_each_agreed_rank_stays_there_once(
            points in prop::collection::vec(60..70_i32, 1..15),
            moves in prop::collection::vec((0..15_u8, 0..20_u32), 0..10),
        ) {
            let mut results = Results::proposed(&board(&points, 5));
            for (who, to) in moves {
                results = results.moved(&((b'a' + who) as char).to_string().into(), to);
            }
            let ranks: Vec<u32> = results.in_order().iter().map(|a| a.rank).collect();
            prop_assert_eq!(ranks, (1..=points.len() as u32).collect::<Vec<_>>());
        }
    }
}
