//! What is told about the conclusion of a panel (Art. 13–15, 19, 20).

use domain::deliberation::Review;
use domain::deliberation::news::News;

use super::{Say, Told};
use crate::locales::common;

/// Where it is worked on.
const TABLE: (&str, &str) = ("打开合议", "Open the deliberation");

pub(super) fn conclusion(say: Say, review: Review, number: i64, news: &News) -> Told {
    let mut told = match news {
        News::Signed => say.of(
            ("一份合议结论待您确认", "A panel's conclusion waits for you"),
            (
                "下列专业组的合议结论已经签署。请核对后确认，或写明理由退回。",
                "The conclusion of the panel below is signed. Check it, then confirm it or give it back with a reason.",
            ),
            TABLE,
        ),
        News::Confirmed => say.of(
            ("合议结论已确认", "The conclusion is confirmed"),
            (
                "下列专业组的合议结论已由另一人确认。全部专业组确认后，名单同时公布；公布前请勿对外透露。",
                "The conclusion of the panel below was confirmed by another person. All lists are released at once; until then nothing of it is told to anybody.",
            ),
            TABLE,
        ),
        News::Returned { .. } => say.of(
            ("合议结论被退回", "The conclusion was given back"),
            (
                "下列专业组的合议结论按以下理由退回，请重新合议后再签署。",
                "The conclusion of the panel below was given back for the reason below: deliberate again, then sign again.",
            ),
            TABLE,
        ),
        News::Stuck => say.of(
            ("一份合议结论无人可以确认", "Nobody is left to confirm a conclusion"),
            (
                "下列专业组的合议结论已经签署，但主任委员、副主任委员和其他组长都须回避或空缺，无人可以确认。请另聘主任委员或副主任委员，或调整组长（第十三、十四、十五条）。",
                "The conclusion of the panel below is signed, and chair, vice chair and all other leads are kept out or lacking. Appoint another head, or move a lead (Art. 13–15).",
            ),
            ("打开评审委员会", "Open the committee"),
        ),
    };
    let panel = say.lang.pick(format!("第 {number} 专业组"), format!("Panel {number}"));
    told.facts.push((say.lang.pick("专业组", "Panel"), panel));
    let phase = common::phase(say.lang, review.phase()).to_owned();
    told.facts.push((say.lang.pick("阶段", "Review"), phase));
    if let News::Returned { reason } = news {
        told.facts.push((say.w.reason, reason.clone()));
    }
    told
}
