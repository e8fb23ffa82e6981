//! What is told about notice, objections and announcement (Art. 21, 22).

use domain::stamp::Stamp;

use super::{OPEN, Say, Told, at};
use crate::locales::{self, Lang};

pub(super) fn on_notice(say: Say, reference: &str, title: &str, ends: Stamp) -> Told {
    let mut told = say.dossier(
        say.of(
            ("贵单位的申报列入公示名单", "Your application stands on the public notice"),
            (
                "初评名单从今天起公示（第二十一条），贵单位的申报在名单上。公示期满、异议处理完毕后公告结果；公示不是最终结果。",
                "The list is on public notice from today (Art. 21), and your application stands on it. The result is announced when the notice is over and objections are settled; the notice is not the result.",
            ),
            ("查看公示", "Read the notice"),
        ),
        reference,
        title,
    );
    told.facts.push((say.w.closes, at(say.lang, ends)));
    told
}

pub(super) fn notice_extended(
    say: Say,
    reference: &str,
    title: &str,
    ends: Stamp,
    reason: &str,
) -> Told {
    let mut told = say.dossier(
        say.of(
            ("公示期已延长", "The public notice goes on longer"),
            (
                "公示期已延长（第二十一条），贵单位的申报在名单上。新的截止时间和延长的理由如下；公示期满、异议处理完毕后公告结果。",
                "The public notice was extended (Art. 21), and your application stands on it. Its new end and the reason follow. The result is announced when the notice is over and objections are settled.",
            ),
            ("查看公示", "Read the notice"),
        ),
        reference,
        title,
    );
    told.facts.push((say.w.closes, at(say.lang, ends)));
    told.facts.push((say.w.reason, reason.to_owned()));
    told
}

/// It says the same whether there is a notice or nothing remained to put on one: what became of the consultation is told to
/// no applicant (Art. 15).
pub(super) fn not_listed(say: Say, reference: &str, title: &str) -> Told {
    say.dossier(
        say.of(
            ("评审结果", "The result of the review"),
            (
                "本年度的评审已经结束，贵单位的申报未列入名单（第二十条）。感谢参加，欢迎来年再申报。",
                "This year's review is over, and your application is not on the list (Art. 20). Thank you for taking part; you are welcome to apply again next year.",
            ),
            OPEN,
        ),
        reference,
        title,
    )
}

pub(super) fn notice_not_opened(say: Say) -> Told {
    say.of(
        ("定时发布没有执行", "The notice was not opened"),
        (
            "到了预定的时间，公示内容与预定时看到的不一致，因此没有自动发布（第二十一条）。请核对后重新发布或重新定时。",
            "When its moment came, the notice was no longer what had been seen when its opening was planned, so it was not opened (Art. 21). Please look again and open it, or plan anew.",
        ),
        ("准备公示", "Prepare the notice"),
    )
}

pub(super) fn notice_settled(say: Say) -> Told {
    say.of(
        ("公示期已满", "The public notice is over"),
        (
            "公示期已满，没有未办结的异议，可以准备结果公告（第二十二条）。",
            "The notice is over and no objection is open: the announcement can be prepared (Art. 22).",
        ),
        ("准备公告", "Prepare the announcement"),
    )
}

pub(super) fn notice_unsettled(say: Say, n: i64) -> Told {
    Told {
        facts: vec![(say.lang.pick("未办结的异议", "Objections open"), n.to_string())],
        ..say.of(
            ("公示期已满", "The public notice is over"),
            (
                "公示期已满。异议办结之前不能公告（第二十一条）。",
                "The notice is over. Nothing is announced before the objections are settled (Art. 21).",
            ),
            ("查看", "Look"),
        )
    }
}

pub(super) fn objection_received(say: Say, code: &str, number: i64) -> Told {
    Told {
        facts: vec![receipt(say.lang, code, number)],
        note: say.lang.pick(
            "凭链接可以查看办理进度，也可以撤回。请妥善保存，不要转发。",
            "The link shows how the objection stands and lets you take it back. Keep it to yourself.",
        ),
        ..say.of(
            ("已收到您的异议", "Your objection was received"),
            (
                "您对公示名单提出的异议已收到（第二十一条）。您的身份只有指定的经办人知道。",
                "Your objection to the public notice was received (Art. 21). Only those who are named to handle it know who you are.",
            ),
            ("查看进度", "See how it stands"),
        )
    }
}

pub(super) fn objection_came(say: Say, number: i64) -> Told {
    Told {
        facts: vec![objection_number(say.lang, number)],
        ..say.of(
            ("收到一件异议", "An objection has come in"),
            (
                "请指定经办人调查核实；不能指定自己（第二十一条）。",
                "Name somebody to investigate it; nobody names themselves (Art. 21).",
            ),
            ("指定经办人", "Name somebody"),
        )
    }
}

pub(super) fn objection_named(say: Say, number: i64) -> Told {
    Told {
        facts: vec![objection_number(say.lang, number)],
        ..say.of(
            ("请办理一件异议", "An objection is yours to handle"),
            (
                "您被指定办理这件异议（第二十一条）。如与有关单位有利害关系，请先回避。异议人的身份不得告诉其他任何人。",
                "You are named to handle this objection (Art. 21). If you have a conflict of interest, step out first. Tell nobody who objects.",
            ),
            ("打开异议", "Open it"),
        )
    }
}

pub(super) fn objection_reported(say: Say, number: i64) -> Told {
    Told {
        facts: vec![objection_number(say.lang, number)],
        ..say.of(
            ("一件异议待审议", "An objection waits for the committee"),
            (
                "调查报告已提交，请审议：一人提出决定，另一人确认（第二十一条）。",
                "The report of the investigation is in. One of you proposes a decision, the other confirms it (Art. 21).",
            ),
            ("打开异议", "Open it"),
        )
    }
}

pub(super) fn objection_proposed(say: Say, number: i64) -> Told {
    Told {
        facts: vec![objection_number(say.lang, number)],
        ..say.of(
            ("一件异议待确认", "A decision on an objection waits for another"),
            (
                "对这件异议已有人提出决定。须由另一人确认或者退回（第二十一条）。",
                "A decision on this objection is proposed. Another one confirms it or gives it back (Art. 21).",
            ),
            ("打开异议", "Open it"),
        )
    }
}

pub(super) fn objection_returned(say: Say, number: i64) -> Told {
    Told {
        facts: vec![objection_number(say.lang, number)],
        ..say.of(
            ("一件异议的决定被退回", "Your decision on an objection was given back"),
            (
                "您提出的决定没有得到确认。请与另一位负责人再议，然后重新提出（第二十一条）。",
                "The decision you proposed was not confirmed. Deliberate with the other of the two, then one of you proposes anew (Art. 21).",
            ),
            ("打开异议", "Open it"),
        )
    }
}

pub(super) fn objection_taken_back(say: Say, number: i64) -> Told {
    Told {
        facts: vec![objection_number(say.lang, number)],
        ..say.of(
            ("一件异议已撤回", "An objection was taken back"),
            (
                "异议人撤回了这件异议，不必再调查或者审议；撤回的理由只有经办人看得到（第二十一条）。",
                "Whoever objected has taken it back; there is nothing left to look into or to decide. Why is for those who handle it alone (Art. 21).",
            ),
            ("打开异议", "Open it"),
        )
    }
}

pub(super) fn objection_freed(say: Say, number: i64) -> Told {
    Told {
        facts: vec![objection_number(say.lang, number)],
        ..say.of(
            ("一件异议没有经办人了", "Nobody handles an objection any more"),
            (
                "原经办人已不能继续办理。请另行指定经办人；不能指定自己。异议办结之前不能公告（第二十一条）。",
                "Whoever handled it no longer can. Name somebody else; nobody names themselves. Nothing is announced before it is settled (Art. 21).",
            ),
            ("指定经办人", "Name somebody"),
        )
    }
}

pub(super) fn objection_kept_from(say: Say, number: i64) -> Told {
    Told {
        facts: vec![objection_number(say.lang, number)],
        ..say.of(
            ("您不再经办一件异议", "You handle an objection no more"),
            (
                "您被指定之后，与这件异议所涉及的单位或者申报有了利害关系，须回避（第十五条）：您不能再看，也不能再办理，由他人继续。您已经知道的内容，请不要告诉任何人。",
                "Since you were named you are tied to the organisation or the application it is about (Art. 15): you can neither look at it nor act in it, and others go on. Tell nobody what you know of it.",
            ),
            ("打开异议列表", "Open the list"),
        )
    }
}

pub(super) fn objection_asked(say: Say, number: i64) -> Told {
    Told {
        facts: vec![objection_number(say.lang, number)],
        ..say.of(
            ("一件异议需补充调查", "An objection is to be looked into further"),
            (
                "评审委员会认为调查报告还不能据以审议，要求补充调查；要查清什么，见异议页（第二十一条）。",
                "The committee cannot decide on the report as it is and asks you to go on; what it wants to know stands on the page of the objection (Art. 21).",
            ),
            ("打开异议", "Open it"),
        )
    }
}

pub(super) fn objection_settled(say: Say, number: i64) -> Told {
    Told {
        facts: vec![objection_number(say.lang, number)],
        ..say.of(
            ("您经办的异议已办结", "An objection you handled is settled"),
            (
                "评审委员会已对这件异议作出决定，结果见异议页（第二十一条）。异议人没有留电子邮箱的，请用电话或者书面告知。",
                "The committee has decided on it; what, stands on its page (Art. 21). Where whoever objected left no e-mail address, tell them by telephone or on paper.",
            ),
            ("打开异议", "Open it"),
        )
    }
}

pub(super) fn objection_decided(
    say: Say,
    (code, number): (&str, i64),
    upheld: bool,
    reason: &str,
) -> Told {
    Told {
        facts: vec![
            receipt(say.lang, code, number),
            (say.lang.pick("结果", "Result"), outcome(say.lang, upheld).to_owned()),
            (say.w.reason, reason.to_owned()),
        ],
        ..say.of(
            ("您的异议已办结", "Your objection is settled"),
            (
                "评审委员会审议了您提出的异议（第二十一条）。",
                "The review committee has deliberated on your objection (Art. 21).",
            ),
            ("查看公示", "Read the notice"),
        )
    }
}

pub(super) fn objection_outcome(
    say: Say,
    reference: &str,
    title: &str,
    upheld: bool,
    reason: &str,
) -> Told {
    let mut told = say.dossier(
        say.of(
            ("关于贵单位申报的异议已办结", "An objection to your application is settled"),
            (
                "公示期间有人对贵单位的申报提出异议，经调查核实和评审委员会审议，结果如下（第二十一条）。",
                "During the notice somebody objected to your application. It was investigated, and the committee has decided as follows (Art. 21).",
            ),
            OPEN,
        ),
        reference,
        title,
    );
    told.facts.push((say.lang.pick("结果", "Result"), outcome(say.lang, upheld).to_owned()));
    told.facts.push((say.w.reason, reason.to_owned()));
    told
}

pub(super) fn approval_asked(say: Say) -> Told {
    say.of(
        ("结果公告待批准", "The announcement waits for approval"),
        (
            "工作办公室已拟好本年度的结果公告，请两位不同的负责人分别批准（第二十二条）。",
            "The Office has prepared this year's announcement. Two different persons approve it (Art. 22).",
        ),
        ("查看并批准", "Read and approve"),
    )
}

pub(super) fn announcement_approved(say: Say) -> Told {
    say.of(
        ("结果公告已经批准，可以发布", "The announcement is approved and may be released"),
        (
            "中国质量协会两位负责人都已批准本年度的结果公告，现在可以发布（第二十二条）。发布之前请勿对外透露。",
            "Two persons of the association have approved this year's announcement, and you may release it now (Art. 22). Nothing of it is public before that.",
        ),
        ("核对并发布", "Check and release it"),
    )
}

pub(super) fn announcement_returned(say: Say, reason: &str) -> Told {
    Told {
        facts: vec![(say.w.reason, reason.to_owned())],
        ..say.of(
            ("结果公告被退回", "The announcement was given back"),
            (
                "中国质量协会退回了本年度的结果公告，已有的批准全部作废（第二十二条）。请按下列理由核对、更正，然后重新拟稿，由两位不同的负责人重新批准。",
                "The association gave this year's announcement back, and nobody has approved it any more (Art. 22). See to the reason below, then draw it up again; two different persons approve it anew.",
            ),
            ("核对并重新拟稿", "Check and draw it up again"),
        )
    }
}

pub(super) fn announced(say: Say, reference: &str, title: &str, year: i32, letter: &str) -> Told {
    let mut told = say.dossier(
        say.of(
            ("祝贺：确定为全国质量标杆", "Congratulations: a National Quality Benchmark"),
            (
                "贵单位的申报经批准确定为本年度全国质量标杆，名单已公告（第二十二条）。通知函全文附后，登录后可以下载 PDF。",
                "Your application is a National Quality Benchmark of this year; the list is announced (Art. 22). The letter follows in full; sign in to download it as PDF.",
            ),
            OPEN,
        ),
        reference,
        title,
    );
    told.facts.push((say.lang.pick("年度", "Year"), year.to_string()));
    letter.clone_into(&mut told.document);
    told
}

/// The number of an objection, as a fact.
fn objection_number(lang: Lang, number: i64) -> (&'static str, String) {
    (lang.pick("异议编号", "Objection no."), number.to_string())
}

/// What whoever objected calls it: by a code that tells nothing of how many there are; in mails from before, the number.
fn receipt(lang: Lang, code: &str, number: i64) -> (&'static str, String) {
    let (name, number) = objection_number(lang, number);
    (name, if code.is_empty() { number } else { code.to_owned() })
}

/// What became of an objection.
fn outcome(lang: Lang, upheld: bool) -> &'static str {
    use domain::notice::handling::Outcome;
    let outcome = if upheld { Outcome::Upheld } else { Outcome::Dismissed };
    locales::objection::outcome(lang, outcome)
}
