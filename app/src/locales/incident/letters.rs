//! What is told about an incident, by mail and in the inbox.

use domain::incident::letter::Letter;

use super::{cause, outcome, words};
use crate::locales::Lang;
use crate::locales::mail::{self, Say, Told};

/// What a message about an incident says.
pub fn told(lang: Lang, letter: &Letter) -> Told {
    let w = words(lang);
    let m = mail::words(lang);
    let say = Say::new(lang);
    let code = |case: &str| (w.case_code, case.to_owned());
    let open = ("打开", "Open it");
    match letter {
        Letter::Received { case, .. } => Told {
            facts: vec![code(case)],
            note: lang.pick(
                "凭链接可以查看办理进度。请妥善保存，不要转发。",
                "The link shows how the case stands. Keep it to yourself.",
            ),
            ..say.of(
                ("已收到您反映的情况", "Your report was received"),
                (
                    "您反映的质量标杆单位的情况已收到（第二十四条）。您的身份只有指定的经办人知道。",
                    "Your report about the holder of a title was received (Art. 24). Only those who are named to handle it know who you are.",
                ),
                ("查看进度", "See how it stands"),
            )
        },
        Letter::Came { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("收到一件情况反映", "An incident was reported"),
                (
                    "请指定经办人核查；不能指定自己（第二十四条）。",
                    "Name somebody to investigate it; nobody names themselves (Art. 24).",
                ),
                ("指定经办人", "Name somebody"),
            )
        },
        Letter::Named { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("请核查一件情况反映", "An incident is yours to investigate"),
                (
                    "您被指定核查这件情况反映（第二十四条）。如与有关单位有利害关系，请先回避。反映人的身份不得告诉其他任何人。",
                    "You are named to investigate this incident (Art. 24). If you have a conflict of interest, step out first. Tell nobody who reported it.",
                ),
                open,
            )
        },
        Letter::Freed { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映没有经办人了", "Nobody investigates a case any more"),
                (
                    "原经办人已不能继续办理。请另行指定经办人；不能指定自己（第二十四条）。",
                    "Whoever investigated it no longer can. Name somebody else; nobody names themselves (Art. 24).",
                ),
                ("指定经办人", "Name somebody"),
            )
        },
        Letter::KeptFrom { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("您不再核查一件情况反映", "You investigate a case no more"),
                (
                    "您被指定之后，与这件情况反映所涉及的单位或者申报有了利害关系，须回避（第十五条）：您不能再看，也不能再办理，由他人继续。您已经知道的内容，请不要告诉任何人。",
                    "Since you were named you are tied to the organisation or the application it is about (Art. 15): you can neither look at it nor act in it, and others go on. Tell nobody what you know of it.",
                ),
                ("打开列表", "Open the list"),
            )
        },
        Letter::Decided { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("您核查的情况反映已作出决定", "A case you investigated is decided"),
                (
                    "结果见案卷（第二十四条）。反映人没有留电子邮箱、有关单位在本系统没有账号的，请用电话或者书面告知。",
                    "What was decided stands with the case (Art. 24). Where whoever reported it left no e-mail address, or the organisation has no account here, tell them by telephone or on paper.",
                ),
                open,
            )
        },
        Letter::Hearing { case, number, due, .. } => Told {
            facts: vec![
                code(case),
                (w.number, number.clone()),
                (m.due, mail::at(lang, due.plus(-1))),
            ],
            ..say.of(
                ("请就有关情况陈述申辩", "You are asked for your statement"),
                (
                    "工作办公室核查了对贵单位质量标杆称号的情况反映，现告知拟认定的事实。贵单位可以在期限内陈述申辩并提交材料，逾期不再接收；期满后作出决定（第二十四条）。",
                    "The Office has investigated an incident that concerns your title, and tells you what was found. You may make a statement with evidence up to the moment below and not after it; then it is decided (Art. 24).",
                ),
                ("查看并陈述", "Read and answer"),
            )
        },
        Letter::HearingDue { case, number, due, .. } => Told {
            facts: vec![
                code(case),
                (w.number, number.clone()),
                (m.due, mail::at(lang, due.plus(-1))),
            ],
            ..say.of(
                ("陈述申辩的期限将满", "Your statement is nearly due"),
                (
                    "贵单位尚未就质量标杆称号的有关情况陈述申辩。期限届满后不再接收；不陈述的，期满后照常作出决定（第二十四条）。",
                    "You have made no statement yet on what concerns your title. None is taken after the moment below; without one it is decided all the same (Art. 24).",
                ),
                ("查看并陈述", "Read and answer"),
            )
        },
        Letter::HearingOver { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映可以提出决定", "A case can be decided"),
                (
                    "听取单位陈述的期限已满。请一人提出决定，另一人确认（第二十四条）。",
                    "The time of the organisation's statement is over. One of you proposes a decision and another confirms it (Art. 24).",
                ),
                open,
            )
        },
        Letter::Stated { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("收到被反映单位的陈述", "The organisation has made a statement"),
                ("陈述已附在案卷中（第二十四条）。", "It stands with the case (Art. 24)."),
                open,
            )
        },
        Letter::Reported { case, due } => Told {
            facts: vec![code(case), (w.decidable, mail::at(lang, *due))],
            ..say.of(
                ("一件情况反映待决定", "A case waits for your decision"),
                (
                    "核查报告已提交，正在听取单位陈述。期满后请一人提出决定，另一人确认（第二十四条）。",
                    "The report is in and the organisation is being heard. After that one of you proposes a decision and another confirms it (Art. 24).",
                ),
                open,
            )
        },
        Letter::Proposed { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映的决定待确认", "A decision on a case waits for another"),
                (
                    "已有人对这件情况反映提出决定。须由另一人确认或者退回（第二十四条）。",
                    "A decision on this case is proposed. Another one of you confirms it or gives it back (Art. 24).",
                ),
                open,
            )
        },
        Letter::Returned { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映的决定被退回", "Your decision on a case was given back"),
                (
                    "您提出的决定没有得到确认。请再议，然后由一人重新提出、另一人确认（第二十四条）。",
                    "The decision you proposed was not confirmed. Talk it over, then one of you proposes anew and another confirms it (Art. 24).",
                ),
                open,
            )
        },
        Letter::Settled { case, outcome: result, reason } => Told {
            facts: vec![
                code(case),
                (w.result, result.map_or(w.declined, |o| outcome(lang, o)).to_owned()),
                (m.reason, reason.clone()),
            ],
            ..say.of(
                ("您反映的情况已办结", "Your report is settled"),
                (
                    "您反映的情况已有结果（第二十四条）。",
                    "There is a result of your report (Art. 24).",
                ),
                ("撤销公告", "Revoked titles"),
            )
        },
        Letter::Asked { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映需要补充调查", "More is asked for about a case"),
                (
                    "审议人员认为报告不足以作出决定。请查看要查清的问题，并补充报告（第二十四条）。",
                    "One of those who decide holds the report for too little. Read what is to be found out, and add to the report (Art. 24).",
                ),
                open,
            )
        },
        Letter::Doubted { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映拟按不属实办结", "A case is held for groundless"),
                (
                    "另一位经办人核查后认为不属实。请您复核：同意的，确认后办结；不同意的，继续核查（第二十四条）。",
                    "Another one who investigates it has found nothing of it to hold. Please look yourself: confirm it, and it is settled, or go on investigating (Art. 24).",
                ),
                open,
            )
        },
        Letter::Groundless { case, reason } => Told {
            facts: vec![
                code(case),
                (w.result, w.dropped.to_owned()),
                (m.reason, reason.clone()),
            ],
            ..say.of(
                ("您反映的情况已办结", "Your report is settled"),
                (
                    "您反映的情况经核查不属实，已由两位经办人确认办结（第二十四条）。如有新的证据，可以再次反映。",
                    "What you reported was investigated and found groundless, which two of the investigators have confirmed (Art. 24). With new evidence you may report again.",
                ),
                ("撤销公告", "Revoked titles"),
            )
        },
        Letter::Kept { number, reason } => Told {
            facts: vec![(w.number, number.clone()), (m.reason, reason.clone())],
            ..say.of(
                ("保留质量标杆称号", "Your title stays"),
                (
                    "经核查并听取陈述，决定保留贵单位的质量标杆称号（第二十四条）。",
                    "After the investigation and your statement it was decided that your title stays (Art. 24).",
                ),
                ("撤销公告", "Revoked titles"),
            )
        },
        Letter::Revoked { number, cause: ground, reason, until } => Told {
            facts: vec![
                (w.number, number.clone()),
                (w.cause, cause(lang, *ground).to_owned()),
                (m.reason, reason.clone()),
                (w.barred_until, until.to_string()),
            ],
            ..say.of(
                ("撤销质量标杆称号", "Your title is revoked"),
                (
                    "经核查并听取陈述，中国质量协会决定撤销贵单位的质量标杆称号并公告（第二十四条）。证书和牌匾即日起失效，请将牌匾交回工作办公室，并停止使用称号。",
                    "After the investigation and your statement the China Association for Quality has revoked your title and published it (Art. 24). Certificate and plaque are void from today; please return the plaque to the Office and stop using the title.",
                ),
                ("查看公告", "Read it"),
            )
        },
    }
}
