//! Words of the status page.

use domain::journey::Stage;
use domain::season::Phase;

use super::{Lang, common};

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub reference: &'static str,
    pub reference_hint: &'static str,
    pub tail: &'static str,
    pub tail_hint: &'static str,
    pub look_up: &'static str,
    pub other: &'static str,
    pub refused: &'static str,
    pub wait: fn(i64) -> String,
    pub journey: &'static str,
    pub next: &'static str,
    pub until: fn(&str) -> String,
    pub past: fn(&str) -> String,
    pub returned: &'static str,
    pub taken_back: &'static str,
    pub back_until: fn(&str) -> String,
    pub back_over: fn(&str) -> String,
    pub read: fn(&str) -> String,
    pub forget: &'static str,
    pub forget_hint: &'static str,
    pub from: fn(&str, &str) -> String,
    pub kept_title: &'static str,
    pub kept: fn(&str) -> String,
    pub none_kept: &'static str,
    pub again: &'static str,
    pub install: &'static str,
}

const ZH: Words = Words {
    title: "进度查询",
    lede: "不用登录。输入受理号和联系人手机号后四位。",
    reference: "受理号",
    reference_hint: "在提交回执上，例如 QB-2026-00421-K；大小写和短横可以省略。",
    tail: "联系人手机号后四位",
    tail_hint: "申报书中填写的联系人手机。",
    look_up: "查询",
    other: "查询另一份",
    refused: "没有查到。请核对受理号和手机号后四位；尚未提交的申报书不能在这里查询。仍查不到，请联系本单位的申报联系人。",
    wait: |seconds| format!("查询次数过多，请在 {} 分钟后再试。", (seconds + 59) / 60),
    journey: "进度",
    next: "接下来",
    until: |at| format!("这一阶段到 {at} 结束。"),
    past: |at| format!("这一阶段已于 {at} 结束，请等待结果。"),
    returned: "推荐单位已退回修改，理由已发给申报组织，登录后可以查看。修改后须重新签署、提交。",
    taken_back: "申报组织已撤回为草稿。修改后须重新签署、提交。",
    back_until: |at| format!("请在 {at} 前重新提交。"),
    back_over: |at| format!("重新提交的期限 {at} 已过，不能再提交。"),
    read: |at| format!("{at} 的进度（北京时间）"),
    forget: "不再显示",
    forget_hint: "结果 15 分钟后不再显示。这台设备另外留着最近一次的进度，没有网络时可看，最多 30 天；点“不再显示”一并删除。",
    from: |opens, closes| format!("计划 {opens} 至 {closes}"),
    kept_title: "最近一次的进度",
    kept: |at| {
        format!(
            "这是这台设备在 {at}（北京时间）看到的进度。没有网络时显示的就是它；联网后请重新查询。"
        )
    },
    none_kept: "这台设备上没有可看的进度。联网后输入受理号和联系人手机号后四位即可查询。",
    again: "重新查询",
    install: "可把本页添加到手机主屏幕，像应用一样打开。",
};

const EN: Words = Words {
    title: "Look up a status",
    lede: "No need to sign in. Type the reference number and the last four digits of the contact’s mobile number.",
    reference: "Reference number",
    reference_hint: "On the receipt, such as QB-2026-00421-K; case and hyphens do not matter.",
    tail: "Last four digits of the contact’s mobile number",
    tail_hint: "The contact named in the application.",
    look_up: "Look up",
    other: "Look up another",
    refused: "Nothing found. Check the reference number and the four digits; an application that was not submitted yet cannot be looked up here. If it still fails, ask your organisation’s contact.",
    wait: |seconds| format!("Too many tries. Please wait {} minutes.", (seconds + 59) / 60),
    journey: "Progress",
    next: "What happens next",
    until: |at| format!("This phase closes at {at}."),
    past: |at| format!("This phase closed at {at}; please wait for its result."),
    returned: "Its unit has returned it to be mended; the organisation was told why and can read it after signing in. It has to be signed and submitted anew.",
    taken_back: "Its organisation has taken it back to a draft. It has to be signed and submitted anew.",
    back_until: |at| format!("To be handed in again by {at}."),
    back_over: |at| {
        format!("The time to hand it in again ended {at}; it cannot be submitted any more.")
    },
    read: |at| format!("As of {at} (Beijing time)"),
    forget: "Hide",
    forget_hint: "The result is shown for 15 minutes. The last status seen stays on this device for reading offline, for 30 days at most; Hide deletes that, too.",
    from: |opens, closes| format!("planned {opens} to {closes}"),
    kept_title: "The last status seen",
    kept: |at| {
        format!(
            "This is what this device saw at {at} (Beijing time). It is shown when there is no connection; look it up again once there is."
        )
    },
    none_kept: "There is no status to read on this device. Once connected, look one up by its reference number and the last four digits.",
    again: "Look it up again",
    install: "This page can be added to the home screen and opened like an app.",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// A stage that is behind.
pub fn passed(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => lang.pick("开始填写", "Begun"),
        Stage::Submitted => lang.pick("已提交", "Submitted"),
        Stage::Recommended => lang.pick("推荐单位已推荐", "Recommended by its unit"),
        Stage::Correction => lang.pick("要求补正", "Correction asked for"),
        Stage::FormalityPassed => lang.pick("形式审查通过", "Formality check passed"),
        Stage::WrittenReview => lang.pick("已送专家评审", "With the experts"),
        Stage::Shortlisted => lang.pick("入围", "Shortlisted"),
        Stage::Reserve => lang.pick("列为备选", "Put in reserve"),
        Stage::OnInitialList => lang.pick("列入公示名单", "Put on public notice"),
        Stage::Announced => lang.pick("确定为质量标杆", "Announced as a benchmark"),
        Stage::NotShortlisted => lang.pick("未入围", "Not shortlisted"),
        Stage::NotListed => lang.pick("未列入公示名单", "Not on the list"),
        Stage::StruckOff => lang.pick("已从名单撤下", "Struck off the list"),
        Stage::FormalityRefused => lang.pick("形式审查未通过", "Formality check not passed"),
        Stage::Withdrawn => lang.pick("已撤回", "Withdrawn"),
    }
}

/// What it waits for, standing at `stage`.
pub fn waiting(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => lang.pick("填写中", "Being written"),
        Stage::Submitted => lang.pick("等待推荐单位推荐", "Waiting for its unit’s recommendation"),
        Stage::Recommended => lang.pick("形式审查中", "In the formality check"),
        Stage::Correction => lang.pick("等待补正", "Waiting for the correction"),
        Stage::FormalityPassed => lang.pick("等待分派专家", "Waiting for its experts"),
        Stage::WrittenReview => lang.pick("资料评审中", "In the written review"),
        Stage::Shortlisted => lang.pick("等待答辩评审", "Waiting for the defence"),
        Stage::Reserve => lang.pick("备选", "In reserve"),
        Stage::OnInitialList => lang.pick("公示中", "On public notice"),
        Stage::Announced => lang.pick("已公告", "Announced"),
        Stage::NotShortlisted => lang.pick("未入围，流程结束", "Not shortlisted; this is the end"),
        Stage::NotListed => lang.pick("未列入名单，流程结束", "Not on the list; this is the end"),
        Stage::StruckOff => {
            lang.pick("已从名单撤下，流程结束", "Struck off the list; this is the end")
        }
        Stage::FormalityRefused => {
            lang.pick("形式审查未通过，流程结束", "Formality check not passed; this is the end")
        }
        Stage::Withdrawn => lang.pick("已撤回，流程结束", "Withdrawn; this is the end"),
    }
}

/// The tag of a dossier that was not recommended when the phase was over.
pub fn not_recommended(lang: Lang) -> &'static str {
    lang.pick("未获推荐", "Not recommended")
}

/// Where such a dossier is.
pub fn not_recommended_waiting(lang: Lang) -> &'static str {
    lang.pick("未获推荐，流程结束", "Not recommended; this is the end")
}

/// What happens next to it.
pub fn not_recommended_next(lang: Lang) -> &'static str {
    lang.pick(
        "推荐阶段已经结束，推荐单位在名额内择优推荐（第十七条），本年度未获推荐。推荐阶段如延期，仍有可能获得推荐，届时会通知申报组织。感谢参加，欢迎来年再申报。",
        "The phase of recommendation is over; units recommend the best within their quota (Art. 17), and this application was not recommended this year. Should the phase be extended it may still be, and its organisation would be told. Thank you for taking part; you are welcome to apply again next year.",
    )
}

/// What happens next, standing at `stage`.
pub fn next(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => lang.pick("请完成填写并提交。", "Finish and submit it."),
        Stage::Submitted => lang.pick(
            "推荐单位正在初步审核，按名额择优推荐。如需补充，会与申报联系人联系。",
            "The recommending unit reads it and puts forward the best within its quota. If anything is needed, it will ask the contact.",
        ),
        Stage::Recommended => lang.pick(
            "工作办公室正在核对材料和申报资格。如需补正，会一次告知全部内容。",
            "The Office checks the papers and the eligibility. If anything must be mended, it will say all of it at once.",
        ),
        Stage::Correction => lang.pick(
            "请登录系统，按要求补正并重新提交；只有一次机会。",
            "Sign in, correct what was asked and submit again; there is one round only.",
        ),
        Stage::FormalityRefused => lang.pick(
            "未通过的条款和理由已发给申报组织，登录后可以查看；欢迎来年再申报。",
            "Its organisation has been told the article and the reason; sign in to read them. You are welcome to apply again next year.",
        ),
        Stage::Withdrawn => lang.pick(
            "申报组织已撤回，本年度不再参加遴选。",
            "Its organisation has withdrawn it; it takes no further part this year.",
        ),
        Stage::FormalityPassed => lang.pick(
            "材料齐全、资格已确认，即将交给专家评审。暂时不用做什么。",
            "The papers are complete and eligibility is confirmed; experts will read it next. There is nothing to do for now.",
        ),
        Stage::Shortlisted => lang.pick(
            "已入围，将参加答辩评审；时间、地点和要求另行通知。",
            "It goes on to the defence; its date, place and what to bring follow.",
        ),
        Stage::Reserve => lang.pick(
            "列为备选：在本年度入围名额以外，不参加答辩评审；公示名单公布后，本年度结果即告确定。暂时不用做什么。",
            "It is in reserve, beyond this year's places, and does not go on to the defence; with the public notice the year is settled. There is nothing to do for now.",
        ),
        Stage::OnInitialList => lang.pick(
            "已列入公示名单（第二十一条）。公示期满、异议处理完毕后公告结果。",
            "It stands on the public notice (Art. 21). When the notice is over and objections are settled, the result is announced.",
        ),
        Stage::Announced => lang.pick(
            "已入选全国质量标杆（第二十二条）。登录后可以下载通知函。",
            "It is a National Quality Benchmark (Art. 22). Sign in for the letter.",
        ),
        Stage::NotListed => lang.pick(
            "本年度未列入名单。感谢参加，欢迎来年再申报。",
            "It is not on this year's list. Thank you for taking part; you are welcome to apply again next year.",
        ),
        Stage::StruckOff => lang.pick(
            "因异议成立，已从名单撤下（第二十一条）。理由已发给申报组织。",
            "An objection was upheld and it was struck off the list (Art. 21). Its organisation has been told why.",
        ),
        Stage::NotShortlisted => lang.pick(
            "本年度未入围。感谢参加，欢迎来年再申报。",
            "It is not on this year's shortlist. Thank you for taking part; you are welcome to apply again next year.",
        ),
        Stage::WrittenReview => lang.pick(
            "专家正在分别评分并写评语。入围名单确定后，会通知答辩安排。",
            "Experts are scoring and commenting, each on their own. When the shortlist is settled, you will hear about the defence.",
        ),
    }
}

/// A phase still to come.
pub fn to_come(lang: Lang, phase: Phase) -> &'static str {
    common::phase(lang, phase)
}
