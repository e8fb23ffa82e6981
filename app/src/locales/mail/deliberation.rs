//! What is told about the conclusion of a panel (Art. 13–15, 19, 20).

use domain::deliberation::Review;
use domain::deliberation::news::News;
use domain::season::edit::Item;
use domain::season::settings::Setting;

use super::{Say, Told};
use crate::locales::{Lang, common, settings};

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
        News::Outdated { .. } => say.of(
            (
                "年度设置有调整，一份合议结论不再有效",
                "The season has changed, and a panel's conclusion does not hold any more",
            ),
            (
                "下列专业组已签署的合议结论，因本年度的下列设置有调整而不再有效。须由确认人写明理由退回，由主持人按现在的评分重新核对，再重新签署、确认；在此之前各组名单不能公布。",
                "What the panel below has signed does not hold any more, since the season's settings below were changed. Whoever confirms gives it back with a reason, whoever presides checks it against the scores of now, and it is signed and confirmed anew; no list is released before.",
            ),
            TABLE,
        ),
    };
    let panel = say.lang.pick(format!("第 {number} 专业组"), format!("Panel {number}"));
    told.facts.push((say.lang.pick("专业组", "Panel"), panel));
    let phase = common::phase(say.lang, review.phase()).to_owned();
    told.facts.push((say.lang.pick("阶段", "Review"), phase));
    match news {
        News::Returned { reason } => told.facts.push((say.w.reason, reason.clone())),
        News::Outdated { changes } => {
            told.facts.extend(changes.iter().filter_map(|item| changed(say.lang, item)));
        }
        News::Signed | News::Confirmed | News::Stuck => {}
    }
    told
}

/// A setting, as it stood and as it stands; none where it cannot be named.
fn changed(lang: Lang, item: &Item) -> Option<(&'static str, String)> {
    let setting = Setting::of_key(&item.key)?;
    let shown = |value: &str| settings::shown(lang, &item.key, value);
    let both = format!("{} → {}", shown(&item.before), shown(&item.after));
    Some((settings::label(lang, setting), both))
}
