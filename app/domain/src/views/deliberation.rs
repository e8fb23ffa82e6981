//! Views of room *deliberation* (Art. 19, 20).

use serde::{Deserialize, Serialize};

use crate::deliberation::agenda::Ground;
use crate::deliberation::agreed::Verdict;
use crate::deliberation::lack::Lack;
use crate::deliberation::panel_round::PanelStage;
use crate::ids::{DossierId, PanelId};
use crate::stamp::Stamp;
use crate::views::which::Which;

/// How far one panel is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelLine {
    /// Panel.
    pub panel: PanelId,
    /// Its number.
    pub number: i64,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Where it stands.
    pub stage: PanelStage,
    /// How many it may shortlist.
    pub places: u32,
    /// Its applications; nothing where the viewer is kept out.
    pub applications: Option<u32>,
    /// The viewer is kept out of this panel's deliberation: a conflict of interest (Art. 15), or missed sheets.
    pub barred: bool,
    /// Own sheets that were missed: nothing else keeps the viewer out, who says why and comes in (Art. 19).
    pub missed: u32,
    /// The viewer leads another panel, and is at this table for somebody who is kept away.
    pub stands_in: bool,
    /// Who is lacking at its table, where nobody is left to stand in.
    pub lacking: Option<SeatLacking>,
    /// It is confirmed and could not be any more, so it is given back before the lists come out: what it lacks, which
    /// is told to nobody who is kept out or still has to score here. Nothing where it holds.
    #[serde(default)]
    pub outdated: Option<Vec<Lack>>,
}

/// Who is lacking at the table of a panel: the Office makes room (Art. 13, 14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatLacking {
    /// Nobody presides.
    Presiding,
    /// Nobody is there to confirm.
    Confirming,
}

/// All panels a viewer takes part in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panels {
    /// The review they deliberate on.
    pub which: Which,
    /// Year of the season.
    pub year: i32,
    /// Panels with applications, by number.
    pub lines: Vec<PanelLine>,
    /// The viewer may release, once all are confirmed.
    pub releases: bool,
    /// All are confirmed and hold, and are not released yet.
    pub ready: bool,
    /// For who releases: reference numbers of applications whose formality check is not finished (Art. 18). The lists
    /// wait for them.
    #[serde(default)]
    pub unchecked: Vec<String>,
    /// The results of the defence are out, and the viewer is one of the two who make the initial list of them:
    /// a head, or a lead who stands in for one (Art. 15).
    pub makes_list: bool,
}

/// One application in the deliberation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Application.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub organisation: String,
    /// Agreed rank, from 1.
    pub rank: u32,
    /// Rank by scores; `None` without a score.
    pub computed: Option<u32>,
    /// Trimmed mean, points.
    pub trimmed: Option<f64>,
    /// Written review and defence together, tenths of a point: in the defence, where the viewer's own boards of both
    /// show scores of it.
    #[serde(default)]
    pub combined: Option<i32>,
    /// Greatest minus least, points.
    pub spread: Option<f64>,
    /// Reviews sealed.
    pub sealed: u32,
    /// Reviews due.
    pub due: u32,
    /// Reviews are missing, of those due or of the season's least number: it owes an exception.
    pub short: bool,
    /// What is agreed.
    pub verdict: Verdict,
    /// Why it departs from the ranking.
    pub reason: String,
    /// Minutes of the talk.
    pub minutes: String,
    /// Why it is decided on although reviews are missing.
    pub exception: String,
    /// It departs from the ranking, by verdict or order.
    pub deviates: bool,
    /// It owes a reason.
    pub owes: bool,
    /// Why it needs talk, the weightiest first.
    pub grounds: Vec<Ground>,
    /// Experts who leave the room for it (Art. 15): their names, in a blind review their numbers.
    pub absent: Vec<String>,
}

/// Who set their name to it, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedBy {
    /// Name; empty when the account is gone.
    pub name: String,
    /// When.
    pub at: Stamp,
}

/// The deliberation of a panel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeliberationView {
    /// The review it is on.
    pub which: Which,
    /// Year of the season.
    pub year: i32,
    /// The panel.
    pub panel: PanelLine,
    /// Least mean of whoever is shortlisted, in tenths of a point; 0 for none.
    #[serde(default)]
    pub least: i32,
    /// Weight of the defence in the combined figure, percent.
    #[serde(default)]
    pub percent: u32,
    /// Its applications by agreed rank.
    pub rows: Vec<Row>,
    /// What is missing before it can be signed or confirmed.
    pub lacks: Vec<Lack>,
    /// SHA-256 of the conclusion: once it is confirmed of what was confirmed, before that as it stands.
    pub sha256: String,
    /// What the page shows is not what was signed any more: something has come to light since.
    #[serde(default)]
    pub differs: bool,
    /// Grows with every change; 0 before the first.
    pub revision: i64,
    /// Why it was given back, and when.
    pub returned: Option<(Stamp, String)>,
    /// Who presided and signed.
    pub signed: Option<SignedBy>,
    /// Who confirmed.
    pub confirmed: Option<SignedBy>,
    /// The viewer presides: changes results and signs.
    pub presides: bool,
    /// The viewer confirms or gives back.
    pub confirms: bool,
}
