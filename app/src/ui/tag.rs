//! Status by word and shape as well as colour.

use domain::journey::Stage;
use leptos::prelude::*;

use crate::locales::{common, lang};

/// The tag of a stage.
pub fn stage_tag(stage: Stage) -> AnyView {
    let class = match stage {
        Stage::Draft => "tag work",
        Stage::Submitted | Stage::Correction => "tag todo",
        Stage::Recommended | Stage::FormalityPassed => "tag done",
        Stage::WrittenReview => "tag work",
        Stage::Shortlisted => "tag ok",
        Stage::Reserve => "tag warn",
        Stage::OnInitialList | Stage::Announced => "tag ok",
        Stage::NotShortlisted | Stage::NotListed => "tag",
        Stage::FormalityRefused | Stage::Withdrawn | Stage::StruckOff => "tag bad",
    };
    view! { <span class=class>{common::stage(lang(), stage)}</span> }.into_any()
}
