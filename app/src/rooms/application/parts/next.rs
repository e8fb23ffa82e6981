//! What comes next for an application, in a sentence.

use domain::journey::Stage;

use crate::locales::{Lang, application, flow, status};

/// What comes next, to whoever applied. `over`: it was not recommended, and the phase is over.
pub fn next(lang: Lang, stage: Stage, over: bool) -> &'static str {
    let (w, f) = (application::words(lang), flow::words(lang));
    match stage {
        Stage::Draft => w.next_draft,
        Stage::Submitted if over => status::not_recommended_next(lang),
        Stage::Submitted => w.next_submitted,
        Stage::Recommended => w.next_recommended,
        Stage::Correction => f.next_correction,
        Stage::FormalityPassed => w.next_checked,
        Stage::WrittenReview => w.next_review,
        Stage::Announced => w.next_announced,
        Stage::Shortlisted
        | Stage::Reserve
        | Stage::NotShortlisted
        | Stage::OnInitialList
        | Stage::NotListed
        | Stage::StruckOff => status::next(lang, stage),
        Stage::FormalityRefused => f.next_refused,
        Stage::Withdrawn => f.next_withdrawn,
    }
}
