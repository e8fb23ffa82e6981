//! What is told about recommendations (Art. 17).

use domain::stamp::Stamp;

use super::{OPEN, Say, Told, at};
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

pub(super) fn returned(
    say: Say,
    reference: &str,
    title: &str,
    unit: &str,
    reason: &str,
    until: Option<Stamp>,
) -> Told {
    let mut told = say.dossier(
        say.of(
            (
                "推荐单位退回申报书，请修改",
                "The unit returned your application to be mended",
            ),
            (
                "推荐单位把贵单位的申报书退回修改，并说明了理由。申报书已变回草稿，请在下列时间前修改，由法定代表人重新签署后再提交。",
                "The recommending unit returned your application and gave its reasons. It is a draft again: mend it, have it signed again and submit it anew in time.",
            ),
            OPEN,
        ),
        reference,
        title,
    );
    told.facts
        .extend([(say.w.unit, common::unit(say.lang, unit)), (say.w.reason, reason.to_owned())]);
    told.facts.extend(until.map(|until| (say.w.due, at(say.lang, until))));
    told
}

pub(super) fn not_recommended(say: Say, reference: &str, title: &str, unit: &str) -> Told {
    let mut told = say.dossier(
        say.of(
            ("本年度未获推荐", "Not recommended this year"),
            (
                "推荐阶段已经结束。推荐单位在名额内择优推荐（第十七条），贵单位的申报书未获推荐，本年度的遴选到此为止。推荐阶段如延期，仍有可能获得推荐，届时会通知您。感谢参加，欢迎来年再申报。",
                "The phase of recommendation is over. Units recommend the best within their quota (Art. 17), and yours did not recommend your application: this year's selection ends here for it. Should the phase be extended it may still be recommended, and you would be told. Thank you for taking part; you are welcome to apply again next year.",
            ),
            OPEN,
        ),
        reference,
        title,
    );
    told.facts.push((say.w.unit, common::unit(say.lang, unit)));
    told
}

pub(super) fn due(say: Say, closes: Stamp, waiting: i64) -> Told {
    let mut told = say.of(
        ("推荐阶段快要截止", "The phase of recommendation closes soon"),
        (
            "还有申报书等待贵单位推荐。请在截止时间前写好推荐意见，在名额内择优推荐（第十七条）；到时没有推荐的，本年度不再参加遴选。",
            "Applications still wait for your unit. Write your opinions and recommend the best within your quota before the deadline (Art. 17); what is not recommended by then takes no further part this year.",
        ),
        ("打开申报列表", "Open the list"),
    );
    told.facts.extend([(say.w.waiting, waiting.to_string()), (say.w.closes, at(say.lang, closes))]);
    told
}

pub(super) fn vacant(say: Say, unit: &str, waiting: i64, closes: Option<Stamp>) -> Told {
    let mut told = say.of(
        (
            "有申报书在等一个没有人员的推荐单位",
            "Applications wait at a unit for which nobody works",
        ),
        (
            "这个推荐单位在本系统中没有能登录的人员，经由它申报的，没有人审阅，也就不能获得推荐。请与该单位联系，请系统管理员为其人员建立账号，再请安全保密管理员授予推荐单位角色。",
            "Nobody of this unit can sign in here: what is submitted through it is read by nobody and cannot be recommended. Ask the unit for a person, the system administrator for an account, and the security administrator to give it the role.",
        ),
        ("查看各单位的人员", "See the people of the units"),
    );
    told.facts
        .extend([(say.w.unit, common::unit(say.lang, unit)), (say.w.waiting, waiting.to_string())]);
    told.facts.extend(closes.map(|closes| (say.w.closes, at(say.lang, closes))));
    told
}

pub(super) fn seat_overdrawn(
    say: Say,
    reference: &str,
    title: &str,
    unit: &str,
    sme: bool,
    office: bool,
) -> Told {
    let lead = match (office, sme) {
        (true, true) => (
            "按补正后的数据，这项申报应占中小企业的名额，而该单位的这类名额已用完。补正已收到；在有名额之前不能通过形式审查。请增加名额，或请该单位撤回另一项推荐。",
            "By its corrected figures this application takes a seat for SMEs, and its unit has none left. The answer was taken; it cannot pass the check before there is a seat. Grant one, or ask the unit to withdraw another recommendation.",
        ),
        (true, false) => (
            "按补正后的数据，这项申报应占不限规模的名额，而该单位的这类名额已用完。补正已收到；在有名额之前不能通过形式审查。请增加名额，或请该单位撤回另一项推荐。",
            "By its corrected figures this application takes a seat for any size, and its unit has none left. The answer was taken; it cannot pass the check before there is a seat. Grant one, or ask the unit to withdraw another recommendation.",
        ),
        (false, true) => (
            "按补正后的数据，这项申报应占中小企业的名额，而本单位的这类名额已用完。在有名额之前不能通过形式审查。请撤回另一项推荐，或向工作办公室申请增加名额。",
            "By its corrected figures this application takes a seat for SMEs, and your unit has none left. It cannot pass the check before there is a seat: withdraw another recommendation, or ask the Office for one more.",
        ),
        (false, false) => (
            "按补正后的数据，这项申报应占不限规模的名额，而本单位的这类名额已用完。在有名额之前不能通过形式审查。请撤回另一项推荐，或向工作办公室申请增加名额。",
            "By its corrected figures this application takes a seat for any size, and your unit has none left. It cannot pass the check before there is a seat: withdraw another recommendation, or ask the Office for one more.",
        ),
    };
    let subject = ("一项申报的名额不够", "An application lacks a seat of its kind");
    let mut told = say.dossier(say.of(subject, lead, OPEN), reference, title);
    told.facts.push((say.w.unit, common::unit(say.lang, unit)));
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
