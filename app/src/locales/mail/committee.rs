//! What is told to experts and of the written review (Art. 12, 19).

use domain::deliberation::Review;
use domain::deliberation::agreed::Verdict;
use domain::stamp::Stamp;

use super::{OPEN, Say, Told, at, role_name, words};
use crate::locales::{self, Lang};

pub(super) fn expert_invited(say: Say, year: i32, role: &str, zh: &str, en: &str) -> Told {
    Told {
        subject: say.lang.pick(
            format!("邀请您参加 {year} 年全国质量标杆评审"),
            format!("An invitation to the review committee {year}"),
        ),
        facts: seat(say.lang, role, zh, en),
        note: say.w.secret,
        ..say.of(
            ("", ""),
            (
                "您已列入本年度全国质量标杆评审委员会，账号已按这个邮箱开通。请在十四天内打开链接设置密码；过期后可在登录页用这个邮箱重新设置。",
                "You have been named to this year’s review committee of the National Quality Benchmark, and an account was made for this address. Set a password by the link within fourteen days; after that, set one from the sign-in page with this address.",
            ),
            ("设置密码", "Set a password"),
        )
    }
}

pub(super) fn expert_seated(say: Say, year: i32, role: &str, zh: &str, en: &str) -> Told {
    Told {
        subject: say.lang.pick(
            format!("您已列入 {year} 年全国质量标杆评审委员会"),
            format!("You have a seat on the review committee {year}"),
        ),
        facts: seat(say.lang, role, zh, en),
        ..say.of(
            ("", ""),
            (
                "您已列入本年度全国质量标杆评审委员会。分派评审任务后会再通知您；打开申报材料之前，请先签署保密承诺并申明回避。",
                "You have been named to this year’s review committee of the National Quality Benchmark. You will be told when applications are assigned; before opening any, sign the undertaking and declare conflicts of interest.",
            ),
            ("打开网站", "Open the site"),
        )
    }
}

pub(super) fn seat_moved(say: Say, name: &str, role: &str, reason: &str) -> Told {
    Told {
        facts: vec![
            (say.lang.pick("席位", "Seat"), role_name(say.lang, role)),
            (say.lang.pick("专家", "Expert"), name.to_owned()),
            (say.w.reason, reason.to_owned()),
        ],
        ..say.of(
            ("评审委员会的一个席位已改由另一账号担任", "A seat of the committee is held by another account now"),
            (
                "工作办公室把评审委员会的一个席位改由另一账号担任（第十三条、第十五条）。如您不知情，请与该专家本人和工作办公室核实。",
                "The Office has handed a seat of the review committee to another account (Art. 13, 15). If you do not know of it, ask the expert in person, and the Office.",
            ),
            OPEN,
        )
    }
}

pub(super) fn list_released(say: Say, reference: &str, title: &str, verdict: Verdict) -> Told {
    let mut told = say.dossier(
        say.of(
            ("资料评审结果公布", "The written review is concluded"),
            (
                "各专业组经合议，同时公布资料评审结果（第十九条）。入围的进入答辩评审，时间另行通知。",
                "All panels have concluded the written review and release their lists at the same time (Art. 19). Shortlisted applications go on to the defence; the date follows.",
            ),
            OPEN,
        ),
        reference,
        title,
    );
    told.facts.push((
        say.lang.pick("结果", "Result"),
        locales::deliberation::verdict(say.lang, Review::Written, verdict).to_owned(),
    ));
    told
}

pub(super) fn reviews_assigned(say: Say, applications: i64, closes: Option<Stamp>) -> Told {
    Told {
        subject: say.lang.pick(
            format!("{applications} 份申报书请您评审"),
            match applications {
                1 => "One application to review".to_owned(),
                n => format!("{n} applications to review"),
            },
        ),
        facts: closes.map(|c| (say.w.closes, at(say.lang, c))).into_iter().collect(),
        ..say.of(
            ("", ""),
            (
                "评审任务已分派给您。开始前请先签署保密承诺；与申报组织有利害关系的，请先声明回避。",
                "Applications were assigned to you for the written review. Sign the undertaking of confidentiality first, and declare any conflict of interest before you open one.",
            ),
            ("打开我的评审", "Open my reviews"),
        )
    }
}

pub(super) fn stood_down(say: Say, applications: i64, reason: &str) -> Told {
    let taken = (say.lang.pick("收回的任务", "Taken back"), applications.to_string());
    Told {
        facts: vec![taken, (say.w.reason, reason.to_owned())],
        ..say.of(
            ("本年度的评审工作已为您停止", "You review nothing more for now"),
            (
                "工作办公室已停止分派给您的评审工作（第十九条）。尚未封存的评审不再由您承担，相应材料不再对您开放；已封存的评分照常计入。如有出入，请与工作办公室联系。",
                "The Office has stood you down from the review (Art. 19). What you have not sealed is no longer yours to score, and its dossiers are closed to you; scores you have sealed count as before. If this is a mistake, tell the Office.",
            ),
            ("打开我的评审", "Open my reviews"),
        )
    }
}

pub(super) fn stood_up(say: Say, applications: i64, reason: &str) -> Told {
    let given = (say.lang.pick("交还的任务", "Given back"), applications.to_string());
    Told {
        facts: vec![given, (say.w.reason, reason.to_owned())],
        ..say.of(
            ("您的评审工作已恢复", "You may review again"),
            (
                "工作办公室已恢复您的评审工作（第十九条）。其间没有改由他人承担的评审仍由您完成，之前写下的内容都在；答辩场次另行通知。",
                "The Office has stood you up again (Art. 19). Reviews that nobody else was given meanwhile are yours again, with what you had written; sessions of the defence are told separately.",
            ),
            ("打开我的评审", "Open my reviews"),
        )
    }
}

pub(super) fn defence_declined(say: Say, reference: &str, expert: &str, reason: &str) -> Told {
    Told {
        facts: vec![
            (say.w.reference, reference.to_owned()),
            (say.w.expert, expert.to_owned()),
            (say.w.reason, reason.to_owned()),
        ],
        ..say.of(
            ("有一名专家退回了答辩评分", "An expert does not score in a defence"),
            (
                "该申报的答辩因此少一名评分专家。请在答辩安排中另行安排。",
                "The defence of this application lacks an expert now. Seat another one in its session.",
            ),
            ("打开答辩安排", "Open the defence"),
        )
    }
}

pub(super) fn review_declined(say: Say, reference: &str, expert: &str, reason: &str) -> Told {
    Told {
        facts: vec![
            (say.w.reference, reference.to_owned()),
            (say.w.expert, expert.to_owned()),
            (say.w.reason, reason.to_owned()),
        ],
        ..say.of(
            ("有一名专家退回了评审任务", "An expert has given a review back"),
            (
                "该申报因此少一份评审。请在评审委员会页面计算补充分派，再公布。",
                "The application now lacks a review. Compute what is missing on the committee's page and publish it.",
            ),
            ("打开评审委员会", "Open the committee"),
        )
    }
}

/// The role on the committee, and the panel where there is one.
fn seat(lang: Lang, role: &str, zh: &str, en: &str) -> Vec<(&'static str, String)> {
    let mut facts = vec![(words(lang).role, role_name(lang, role))];
    let panel = lang.pick(zh, en);
    if !panel.is_empty() {
        facts.push((lang.pick("专业组", "Panel"), panel.to_owned()));
    }
    facts
}
