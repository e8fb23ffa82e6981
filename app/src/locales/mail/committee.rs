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
