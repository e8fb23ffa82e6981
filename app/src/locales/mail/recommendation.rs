//! What is told about recommendations (Art. 17).

use super::{OPEN, Say, Told};
use crate::locales::common;

pub(super) fn arrived(say: Say, reference: &str, title: &str, organisation: &str) -> Told {
    let mut told = say.dossier(
        say.of(
            ("收到一份申报书", "An application has come in"),
            (
                "一个申报组织经由贵单位提交了申报书。请阅读、写推荐意见，并在名额内择优推荐。",
                "An organisation submitted its application through your unit. Read it, write your opinion, and recommend the best within your quota.",
            ),
            ("阅读申报书", "Read the application"),
        ),
        reference,
        title,
    );
    told.facts.push((say.w.organisation, organisation.to_owned()));
    told
}

pub(super) fn recommended(say: Say, reference: &str, title: &str, unit: &str) -> Told {
    let mut told = say.dossier(
        say.of(
            ("推荐单位已推荐", "The unit recommends the application"),
            (
                "推荐单位已推荐贵单位的申报书，接下来由工作办公室做形式审查。暂时不用做什么。",
                "The recommending unit recommends your application; the Office checks it next. There is nothing to do for now.",
            ),
            OPEN,
        ),
        reference,
        title,
    );
    told.facts.push((say.w.unit, common::unit(say.lang, unit)));
    told
}

pub(super) fn returned(say: Say, reference: &str, title: &str, unit: &str, reason: &str) -> Told {
    let mut told = say.dossier(
        say.of(
            (
                "推荐单位退回申报书，请修改",
                "The unit returned your application to be mended",
            ),
            (
                "推荐单位把贵单位的申报书退回修改，并说明了理由。申报书已变回草稿，请在申报截止前修改，由法定代表人重新签署后再提交。",
                "The recommending unit returned your application and gave its reasons. It is a draft again: mend it before applications close, have it signed again and submit it anew.",
            ),
            OPEN,
        ),
        reference,
        title,
    );
    told.facts
        .extend([(say.w.unit, common::unit(say.lang, unit)), (say.w.reason, reason.to_owned())]);
    told
}

pub(super) fn recommendation_withdrawn(
    say: Say,
    reference: &str,
    title: &str,
    unit: &str,
    reason: &str,
) -> Told {
    let mut told = say.dossier(
        say.of(
            ("推荐单位撤回了推荐", "The unit took its recommendation back"),
            (
                "推荐单位撤回了对贵单位申报书的推荐，并说明了理由。推荐阶段结束前，推荐单位可以重新推荐；有疑问请与推荐单位联系。",
                "The recommending unit took its recommendation of your application back and gave a reason. Until the phase closes it may recommend it again; if anything is unclear, ask the unit.",
            ),
            OPEN,
        ),
        reference,
        title,
    );
    told.facts
        .extend([(say.w.unit, common::unit(say.lang, unit)), (say.w.reason, reason.to_owned())]);
    told
}
