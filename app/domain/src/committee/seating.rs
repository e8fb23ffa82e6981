//! Forming the committee (第十二条 to 第十四条): who can be drawn for a panel, and how a draw is shown to
//! be what it says.

use serde::{Deserialize, Serialize};

use super::draw::draw;
use super::pool::{Column, Slip, Status, read_divisions};
use crate::application::version::digest;
use crate::ids::ExpertId;
use crate::refusal::Refusal;

/// Experts of one draw, at most.
pub const SIZE_MAX: u32 = 30;
/// Characters of a panel's name in Chinese, at most.
pub const ZH_MAX: usize = 30;
/// Characters of a panel's name in English, at most.
pub const EN_MAX: usize = 80;

/// What a draw must know of an expert.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// Who.
    pub id: &'a ExpertId,
    /// Active, not resting.
    pub active: bool,
    /// Has a seat, or chairs the committee, this season.
    pub seated: bool,
    /// Divisions of GB/T 4754 they know.
    pub fields: &'a [String],
}

/// Those who can be drawn for a panel of these divisions, in the order of their identifiers: active,
/// without a seat, and experts of one of the divisions (of whatever where the panel names none).
pub fn candidates<'a>(
    pool: impl IntoIterator<Item = Standing<'a>>,
    divisions: &[String],
) -> Vec<ExpertId> {
    let knows =
        |s: &Standing<'_>| divisions.is_empty() || s.fields.iter().any(|f| divisions.contains(f));
    let fits = |s: &Standing<'_>| s.active && !s.seated && knows(s);
    let mut fit: Vec<ExpertId> = pool.into_iter().filter(fits).map(|s| s.id.clone()).collect();
    fit.sort();
    fit
}

/// Those drawn, in the order drawn: the same seed and candidates give the same names.
pub fn drawn(seed: u64, candidates: &[ExpertId], size: usize) -> Vec<ExpertId> {
    let places = draw(seed, candidates.len(), size);
    places.into_iter().filter_map(|i| candidates.get(i).cloned()).collect()
}

/// SHA-256 of the candidates: their identifiers in order, each with a line feed behind it.
pub fn fingerprint(candidates: &[ExpertId]) -> String {
    digest(&candidates.iter().map(|id| format!("{id}\n")).collect::<String>())
}

/// Whether an expert may be given a seat on a panel (第十二条): nobody who rests, and nobody twice.
///
/// # Errors
/// [`Refusal::Resting`], [`Refusal::HasSeat`].
pub fn may_sit(status: Status, has_seat: bool) -> Result<(), Refusal> {
    match (status, has_seat) {
        (Status::Resting, _) => Err(Refusal::Resting),
        (Status::Active, true) => Err(Refusal::HasSeat),
        (Status::Active, false) => Ok(()),
    }
}

/// A member who is to be released from their panel.
#[derive(Clone, Copy, Debug)]
pub struct Leaving {
    /// Something is assigned to them, in either review.
    pub assigned: bool,
    /// They lead the panel.
    pub lead: bool,
    /// How many others sit on it.
    pub others: usize,
}

impl Leaving {
    /// Whether they may be released: nobody to whom something was given (第十九条), and a panel with members is never
    /// without its lead (第十四条).
    ///
    /// # Errors
    /// [`Refusal::AlreadyAssigned`], [`Refusal::LeadFirst`].
    pub fn may_leave(self) -> Result<(), Refusal> {
        if self.assigned {
            return Err(Refusal::AlreadyAssigned);
        }
        if self.lead && self.others > 0 { Err(Refusal::LeadFirst) } else { Ok(()) }
    }
}

/// Whether an expert of the pool may be chair or vice chair (第十三条): active, to be reached at an `address`, and not
/// the `other` of the two.
///
/// # Errors
/// [`Refusal::Resting`], [`Refusal::NoAddress`], [`Refusal::HeadTwice`].
pub fn may_head(status: Status, address: &str, other: bool) -> Result<(), Refusal> {
    if status == Status::Resting {
        return Err(Refusal::Resting);
    }
    if address.is_empty() {
        return Err(Refusal::NoAddress);
    }
    if other { Err(Refusal::HeadTwice) } else { Ok(()) }
}

/// A panel as it is to be formed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelForm {
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Divisions of GB/T 4754.
    pub fields: Vec<String>,
}

impl PanelForm {
    /// Reads names and divisions as they were typed; all that is wrong is named by its field.
    pub fn read(zh: &str, en: &str, fields: &str) -> (Self, Vec<(&'static str, Slip)>) {
        let mut form = Self::default();
        let mut slips = Vec::new();
        for (field, text, max, into) in
            [("zh", zh, ZH_MAX, &mut form.zh), ("en", en, EN_MAX, &mut form.en)]
        {
            let name: String = text.chars().filter(|c| !c.is_control()).collect();
            let name = name.trim();
            match name.chars().count() {
                0 => slips.push((field, Slip::Missing)),
                n if n > max => slips.push((field, Slip::TooLong { max })),
                _ => name.clone_into(into),
            }
        }
        match read_divisions(fields) {
            Ok(read) => form.fields = read,
            Err(slip) => slips.push((Column::Fields.code(), slip)),
        }
        (form, slips)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(all: &[&str]) -> Vec<ExpertId> {
        all.iter().map(|id| ExpertId::from(*id)).collect()
    }

    #[test]
    fn art_12_only_active_experts_of_the_field_without_a_seat_are_drawn() {
        let fields =
            [vec!["36".to_owned()], vec!["13".to_owned(), "36".to_owned()], vec!["13".to_owned()]];
        let all = ids(&["e4", "e2", "e3", "e1", "e5"]);
        let of = |i: usize, active, seated, known: usize| Standing {
            id: &all[i],
            active,
            seated,
            fields: &fields[known],
        };
        let pool = || {
            [
                of(0, true, false, 0),
                of(1, true, false, 1),
                of(2, false, false, 0),
                of(3, true, true, 0),
                of(4, true, false, 2),
            ]
        };
        assert_eq!(candidates(pool(), &["36".to_owned()]), ids(&["e2", "e4"]));
        assert_eq!(candidates(pool(), &[]), ids(&["e2", "e4", "e5"]));
    }

    #[test]
    fn art_12_the_recorded_seed_gives_the_same_names_again() {
        let all = ids(&["e1", "e2", "e3", "e4", "e5"]);
        // The example of the draw: seed 2^64 - 1 over five.
        assert_eq!(drawn(u64::MAX, &all, 5), ids(&["e2", "e3", "e4", "e1", "e5"]));
        assert_eq!(drawn(7, &all, 3), drawn(7, &all, 3));
        assert_eq!(drawn(7, &all, 9).len(), 5);
        // printf 'e1\ne2\n' | sha256sum
        assert_eq!(fingerprint(&ids(&["e1", "e2"])), FINGERPRINT);
        assert_ne!(fingerprint(&ids(&["e1", "e2"])), fingerprint(&ids(&["e1e2"])));
    }

    const FINGERPRINT: &str = "afd690b15b4e78be8eedf3eac5829d47d0c745cca55a518b0fbe76fd9f274f9d";

    #[test]
    fn art_12_who_rests_or_has_a_seat_is_given_none() {
        assert_eq!(may_sit(Status::Active, false), Ok(()));
        assert_eq!(may_sit(Status::Active, true), Err(Refusal::HasSeat));
        assert_eq!(may_sit(Status::Resting, false), Err(Refusal::Resting));
    }

    #[test]
    fn art_13_a_head_is_active_can_be_reached_and_is_not_the_other() {
        let address = "expert@example.com";
        assert_eq!(may_head(Status::Active, address, false), Ok(()));
        assert_eq!(may_head(Status::Resting, address, false), Err(Refusal::Resting));
        assert_eq!(may_head(Status::Active, "", false), Err(Refusal::NoAddress));
        assert_eq!(may_head(Status::Active, address, true), Err(Refusal::HeadTwice));
    }

    #[test]
    fn art_14_19_a_lead_goes_last_and_nobody_to_whom_something_was_given() {
        let of = |assigned, lead, others| Leaving { assigned, lead, others }.may_leave();
        for (lead, others) in [(false, 0), (false, 4), (true, 0)] {
            assert_eq!(of(false, lead, others), Ok(()));
            assert_eq!(of(true, lead, others), Err(Refusal::AlreadyAssigned));
        }
        assert_eq!(of(false, true, 1), Err(Refusal::LeadFirst));
    }

    #[test]
    fn art_14_a_panel_has_two_names_and_divisions() {
        let (form, slips) = PanelForm::read(" 装备组\u{0} ", "Machinery", "C36、汽车制造业，37");
        assert_eq!(slips, []);
        let fields = vec!["36".to_owned(), "37".to_owned()];
        assert_eq!(form, PanelForm { zh: "装备组".into(), en: "Machinery".into(), fields });
        let fields: Vec<&str> =
            PanelForm::read("", &"x".repeat(81), "").1.iter().map(|s| s.0).collect();
        assert_eq!(fields, ["zh", "en", "fields"]);
    }
}
