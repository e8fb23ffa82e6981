//! What is told about the defence and the initial list (Art. 20).

use domain::stamp::Stamp;

use super::{Say, Told, at, span};

/// Where the initial list is worked on.
const LIST: (&str, &str) = ("打开初评名单", "Open the initial list");

pub(super) fn defence_invited(
    say: Say,
    reference: &str,
    title: &str,
    room: &str,
    starts: Stamp,
    ends: Stamp,
    reason: &str,
) -> Told {
    let first = reason.is_empty();
    let subject = match first {
        true => ("请参加答辩评审", "You are invited to the defence"),
        false => ("答辩的时间或地点有变更", "Time or place of the defence has changed"),
    };
    let lead = match first {
        true => (
            "贵组织的申报已入围，请按下列时间地点参加答辩。请提前 15 分钟签到，携带身份证件和演示文稿；打开链接确认参加，可下载日历文件、上传演示文稿。",
            "Your application is shortlisted: please come to the defence at the time and place below, 15 minutes early, with identity papers and your slides. Open the link to confirm; there you also find a calendar file and hand slides in.",
        ),
        false => (
            "答辩安排有变更，请以下列时间地点为准，并重新确认参加；日历文件请重新下载。",
            "The plan has changed: what stands below counts. Please confirm again, and take the calendar file anew.",
        ),
    };
    let confirm = ("确认参加", "Confirm");
    let mut told = say.dossier(say.of(subject, lead, confirm), reference, title);
    told.facts.extend([(say.w.time, span(say.lang, starts, ends)), (say.w.place, room.to_owned())]);
    if !first {
        told.facts.push((say.w.reason, reason.to_owned()));
    }
    told
}

pub(super) fn defence_cancelled(say: Say, reference: &str, title: &str, reason: &str) -> Told {
    let mut told = say.dossier(
        say.of(
            ("答辩已取消", "The defence is cancelled"),
            (
                "贵组织的答辩时段已取消。如有疑问，请与工作办公室联系。",
                "The slot of your application was cancelled. If anything is unclear, ask the Office.",
            ),
            ("查看", "See the page"),
        ),
        reference,
        title,
    );
    told.facts.push((say.w.reason, reason.to_owned()));
    told
}

pub(super) fn defence_seated(
    say: Say,
    room: &str,
    starts: Stamp,
    ends: Stamp,
    reason: &str,
) -> Told {
    let first = reason.is_empty();
    let subject = match first {
        true => ("请出席答辩评审", "You sit in a session of the defence"),
        false => ("答辩场次有变更", "A session of the defence has changed"),
    };
    let lead = match first {
        true => (
            "请按下列时间地点出席答辩评审。打开链接可查看场次、下载日历文件。",
            "Please come to the session below. By the link you find its slots and a calendar file.",
        ),
        false => (
            "答辩场次有变更，请以下列时间地点为准；日历文件请重新下载。",
            "The plan has changed: what stands below counts. Please take the calendar file anew.",
        ),
    };
    let mut told = say.of(subject, lead, ("查看场次", "See the session"));
    told.facts = vec![(say.w.time, span(say.lang, starts, ends)), (say.w.place, room.to_owned())];
    if !first {
        told.facts.push((say.w.reason, reason.to_owned()));
    }
    told
}

pub(super) fn defence_unseated(say: Say, starts: Stamp, reason: &str) -> Told {
    Told {
        facts: vec![(say.w.time, at(say.lang, starts)), (say.w.reason, reason.to_owned())],
        ..say.of(
            ("答辩场次不再需要您出席", "You do not sit in a session after all"),
            (
                "答辩安排有变更，下列场次不再需要您出席。",
                "The plan has changed: you do not sit in the session below.",
            ),
            ("查看场次", "See the sessions"),
        )
    }
}

pub(super) fn list_signed(say: Say) -> Told {
    say.of(
        ("初评名单待您确认", "The initial list waits for you"),
        (
            "另一位负责人已签署初评名单（第二十条）。请核对后确认，或写明理由退回。",
            "The other of the two has signed the initial list (Art. 20). Check it, then confirm it or give it back with a reason.",
        ),
        LIST,
    )
}

pub(super) fn list_returned(say: Say, reason: &str) -> Told {
    Told {
        facts: vec![(say.w.reason, reason.to_owned())],
        ..say.of(
            ("初评名单被退回", "The initial list was given back"),
            (
                "您签署的初评名单被退回，请按下列理由重新核对后再签署（第二十条）。",
                "The initial list you signed was given back. See to the reason below, then sign again (Art. 20).",
            ),
            LIST,
        )
    }
}

pub(super) fn list_confirmed(say: Say, listed: u32) -> Told {
    Told {
        facts: vec![(say.lang.pick("列入", "On the list"), listed.to_string())],
        ..say.of(
            ("初评名单已签署", "The initial list is signed"),
            (
                "初评名单已由两人签署（第二十条），可以据此准备征求意见和公示。公示前请勿对外透露。",
                "Two have signed the initial list (Art. 20): consultation and notice can be prepared from it. Nothing of it is made public before the notice.",
            ),
            LIST,
        )
    }
}

pub(super) fn list_reopened(say: Say, reason: &str) -> Told {
    Told {
        facts: vec![(say.w.reason, reason.to_owned())],
        ..say.of(
            ("初评名单重新拟定", "The initial list was opened again"),
            (
                "已签署的初评名单按下列理由重新拟定，原名单不再作为公示依据；两人重新签署后另行通知（第二十条）。",
                "The signed initial list was opened again for the reason below; nothing is published from it until two have signed again (Art. 20).",
            ),
            LIST,
        )
    }
}

pub(super) fn score_set_aside(say: Say, reference: &str) -> Told {
    Told {
        facts: vec![(say.w.reference, reference.to_owned())],
        ..say.of(
            ("名单签署后有评分不再计入", "A score under the signed list counts no more"),
            (
                "初评名单签署之后，下列申报项目的一份评分因专家须回避而不再计入（第十五条）。已签署的文本不变；是否重新拟定、重新签署，由两位负责人决定，可以怎样办理见初评名单页面。",
                "After the initial list was signed, a score of the application below was set aside because its expert is in conflict with it (Art. 15). The signed text stays what it is; whether it is made and signed anew is for the two heads, and the page of the list says what can be done.",
            ),
            LIST,
        )
    }
}
