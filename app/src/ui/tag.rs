//! Status by word and shape as well as colour.

use domain::journey::Stage;
use leptos::prelude::*;

use crate::locales::{common, lang, status};

/// How a stage looks: what ended without a title is never drawn as done.
pub fn stage_class(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "tag work",
        Stage::Submitted | Stage::Correction => "tag todo",
        Stage::Recommended | Stage::FormalityPassed => "tag done",
        Stage::WrittenReview => "tag work",
        Stage::Shortlisted => "tag ok",
        Stage::Reserve => "tag warn",
        Stage::OnInitialList | Stage::Announced => "tag ok",
        Stage::NotShortlisted | Stage::NotListed => "tag",
        Stage::FormalityRefused | Stage::Withdrawn | Stage::StruckOff => "tag bad",
    }
}

/// The tag of a stage.
pub fn stage_tag(stage: Stage) -> AnyView {
    view! { <span class=stage_class(stage)>{common::stage(lang(), stage)}</span> }.into_any()
}

/// The same to its applicant: one that was not recommended in time (Art. 17) is told so, though it stands where it stood.
pub fn stands_tag(stage: Stage, passed_over: bool) -> AnyView {
    match passed_over {
        true => view! { <span class="tag">{status::not_recommended(lang())}</span> }.into_any(),
        false => stage_tag(stage),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_18_19_20_what_ended_without_a_title_is_never_drawn_as_done() {
        for stage in Stage::ALL {
            let class = stage_class(stage);
            let ended = match stage {
                Stage::NotShortlisted
                | Stage::NotListed
                | Stage::FormalityRefused
                | Stage::Withdrawn
                | Stage::StruckOff => true,
                Stage::Draft
                | Stage::Submitted
                | Stage::Recommended
                | Stage::Correction
                | Stage::FormalityPassed
                | Stage::WrittenReview
                | Stage::Shortlisted
                | Stage::Reserve
                | Stage::OnInitialList
                | Stage::Announced => false,
            };
            assert_eq!(ended, matches!(class, "tag" | "tag bad"), "{stage:?}: {class}");
        }
    }
}
