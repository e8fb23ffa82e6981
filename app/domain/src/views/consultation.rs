//! Views of the consultation (Art. 20): each cut to its reader by the service.

use serde::{Deserialize, Serialize};

use super::notice::Line;
use crate::application::field::Field;
use crate::application::{Answers, answer};
use crate::consultation::opinion::Stance;
use crate::consultation::{Lacking, Stage};
use crate::ids::DossierId;
use crate::notice::handling::{Outcome, Step};
use crate::notice::text::Filled;
use crate::refusal::Refusal;
use crate::season::Direction;
use crate::season::category::Category;
use crate::stamp::Stamp;

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What; may be empty.
    pub text: String,
    /// Name of who said it.
    pub name: String,
    /// When.
    pub at: Stamp,
}

/// What a viewer may do with an entry now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowActs {
    /// Enter an opinion.
    pub gives: bool,
    /// Answer it.
    pub answers: bool,
    /// Propose whether it stays.
    pub proposes: bool,
    /// Confirm that, or give it back.
    pub confirms: bool,
}

/// What an entry is about, beside its name (第二十条): by a name alone nobody has an opinion. It is read out of what was handed
/// in last, never out of a report or a score, and is no part of the package whose digest was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gist {
    /// The abstract.
    pub text: String,
    /// Code of the region.
    pub region: String,
    /// Industry such as `C36`.
    pub industry: String,
    /// Scope of Art. 10, "1" to "6".
    pub scope: String,
    /// Chinese and English name of the direction (Art. 6); empty where the season does not have it.
    pub direction: [String; 2],
}

impl Gist {
    /// Out of what was answered, with the season's directions.
    pub fn of(answers: &Answers, directions: &[Direction]) -> Self {
        let text = |field: Field| answer(answers, field.key()).to_owned();
        let code = answer(answers, Field::Direction.key());
        let found = directions.iter().find(|d| d.code == code);
        Self {
            text: text(Field::Abstract),
            region: text(Field::Region),
            industry: text(Field::Industry),
            scope: text(Field::Scope),
            direction: found.map(|d| [d.zh.clone(), d.en.clone()]).unwrap_or_default(),
        }
    }
}

/// An entry of the package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Application.
    pub dossier: DossierId,
    /// What the ministry reads.
    pub line: Line,
    /// What it counts as.
    pub category: Category,
    /// What it is about.
    pub gist: Gist,
    /// The ministry's opinion.
    pub opinion: Option<(Stance, Said)>,
    /// The Office's answer, and whether it puts the entry before the heads.
    pub answer: Option<(bool, Said)>,
    /// When a score of it was last set aside after the list was signed (Art. 15); for the Office and the heads.
    pub set_aside: Option<Stamp>,
    /// Where the heads are with it.
    pub step: Option<Step>,
    /// What is proposed or decided, why, and by whom.
    pub decision: Option<(Outcome, Said)>,
    /// What the viewer may do.
    pub acts: RowActs,
    /// Mark of what they would confirm; empty where they may not.
    pub seen: String,
}

impl Row {
    /// Two heads have struck it off.
    pub fn struck(&self) -> bool {
        let upheld = self.decision.as_ref().is_some_and(|d| d.0 == Outcome::Upheld);
        upheld && self.step == Some(Step::Decided)
    }
}

/// What a viewer may do with the consultation now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationActs {
    /// Open it.
    pub opens: bool,
    /// Move its deadline.
    pub moves: bool,
    /// Enter opinions: agree to the rest, hand in.
    pub gives: bool,
    /// Close it.
    pub closes: bool,
    /// Closing it ends the year: everything on the list was struck off.
    pub ends: bool,
}

/// The consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationView {
    /// Year of the season.
    pub year: i32,
    /// Where it stands; none before it was opened, and for whoever has nothing to see of it yet.
    pub stage: Option<Stage>,
    /// Why it cannot be opened now; for the Office.
    pub refused: Option<Refusal>,
    /// The deadline; before it is opened, the one proposed: the end of the phase.
    pub due: Option<Stamp>,
    /// By what it was moved: when, the deadline before, and why.
    pub moved: Vec<(Stamp, Stamp, String)>,
    /// When it was opened.
    pub opened_at: Option<Stamp>,
    /// Who handed the opinions in.
    pub handed_in: Option<Said>,
    /// Who closed it, with a word on entries without an opinion.
    pub closed: Option<Said>,
    /// The package; before it is opened, what it would hold.
    pub rows: Vec<Row>,
    /// Entries with an opinion: all that is told of them while the ministry is at it.
    pub given: u32,
    /// What keeps it from being closed.
    pub lacking: Lacking,
    /// The letter; before it is opened, what it would say. Empty where there is no package to see.
    pub letter: Filled,
    /// SHA-256 of the package.
    pub sha256: String,
    /// Years there were seasons in, the latest first.
    pub years: Vec<i32>,
    /// Of a season that is over: it is read, and nothing is done to it.
    pub earlier: bool,
    /// The package can be downloaded.
    pub package: bool,
    /// What the viewer may do.
    pub acts: ConsultationActs,
    /// The server's clock.
    pub now: Stamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_20_what_an_entry_is_about_is_what_was_answered_and_nothing_of_its_people() {
        let typed = [
            ("abstract", " 演示摘要 "),
            ("region", "R370200"),
            ("industry", "C36"),
            ("scope", "1"),
            ("direction", "d1"),
            ("contact_mobile", "13800000001"),
            ("section_1", "演示报告"),
        ];
        let answers: Answers = typed.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        let direction = Direction { code: "d1".into(), zh: "甲".into(), en: "A".into() };
        let gist = Gist::of(&answers, &[direction]);
        let expected = Gist {
            text: "演示摘要".into(),
            region: "R370200".into(),
            industry: "C36".into(),
            scope: "1".into(),
            direction: ["甲".into(), "A".into()],
        };
        assert_eq!(gist, expected);
        // A direction the season does not have is none.
        assert_eq!(Gist::of(&answers, &[]).direction, [String::new(), String::new()]);
        assert_eq!(Gist::of(&Answers::new(), &[]), Gist::default());
    }
}
