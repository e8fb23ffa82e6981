//! A value that is not one of those offered, by the field it stands in.

use crate::locales::Lang;

/// What the field takes.
pub(super) fn value(lang: Lang, field: &str) -> &'static str {
    let (zh, en) = match field {
        "room" => ("请填写会议室或会议链接。", "Say which room, or give the link of the meeting."),
        "starts" => (
            "请填写开始的北京时间，例如 2026-06-24 09:00。",
            "Say when it begins, Beijing time, such as 2026-06-24 09:00.",
        ),
        "slots" => ("时段数须是 1 到 60 的整数。", "Slots are a whole number from 1 to 60."),
        "breaks" => (
            "休息写成“第几个之后:分钟”，例如 4:15；须在两个时段之间，同一处一次，最长 240 分钟。",
            "Breaks are written as slot:minutes, such as 4:15; between two slots, once in a place, 240 minutes at most.",
        ),
        "experts" => (
            "有一名专家不是本组成员，请重新勾选。",
            "One of the experts is not of this panel: tick again.",
        ),
        "delegates" => (
            "请填写参加人员，每行一人，不超过 60 字。",
            "Say who comes, one a line, 60 characters at most.",
        ),
        "on_day" => {
            ("请填写核查日期，不晚于今天。", "Give the day of the visit, today at the latest.")
        }
        "people" => {
            ("请填写核查人员，每行一人，最多 10 人。", "Say who went, one a line, ten at most.")
        }
        "finding" => ("请选择核查结论。", "Choose a finding."),
        "ends" => ("结束时间须晚于开始时间。", "It ends later than it begins."),
        "place" => (
            "地点和线上链接至少填一项，地点不超过 200 字。",
            "Give a place of at most 200 characters, a link, or both.",
        ),
        "link" => (
            "链接须以 https:// 开头，中间没有空格。",
            "A link begins with https:// and has no spaces.",
        ),
        "capacity" => (
            "人数上限须是 1 到 10000 的整数。",
            "How many may come is a whole number from 1 to 10000.",
        ),
        "organisation" => {
            ("请填写单位名称，不超过 100 字。", "Name the organisation, in at most 100 characters.")
        }
        "due" => ("请填写日期，例如 2026-09-20。", "Write a date such as 2026-09-20."),
        "closes" => (
            "截止时间须晚于开始时间，写成“2026-06-30 24:00”这样的北京时间。请修改后重试。",
            "The closing must be later than the opening, written like “2026-06-30 24:00” (Beijing time).",
        ),
        "until" => (
            "请填北京时间，例如 2026-06-30 18:00。",
            "Beijing time, please, such as 2026-06-30 18:00.",
        ),
        "entry" => ("请选择对哪一项有异议。", "Choose the entry you object to."),
        "phone" => (
            "请填手机号，或者带区号的固定电话。",
            "A mobile number, or a landline with its area code, please.",
        ),
        "limit" => (
            "上限须是 0 到 1000 的整数，或者不填。",
            "A limit is a whole number from 0 to 1000, or blank.",
        ),
        "clock" => (
            "请填北京时间，例如 2027-03-01 09:00，离现在不超过 800 天。",
            "Beijing time, please, such as 2027-03-01 09:00, no more than 800 days from now.",
        ),
        "quota" => (
            "名额不能少于已经推荐的项数；大型企业的推荐不能占用另给中小企业的名额。请改大一些。",
            "Seats cannot be fewer than what is recommended already; large enterprises do not get the seats for SMEs. Please set more.",
        ),
        "seats" => (
            "名额须是 0 到 1000 的整数。请只填数字。",
            "Seats are a whole number from 0 to 1000. Please type digits only.",
        ),
        "reference" => (
            "没有这个受理号的申报，或它还没有通过形式审查，请核对。",
            "There is no application of that number past the formality check. Please compare it.",
        ),
        _ => (
            "有一项内容不在可选范围内，请检查后重试。",
            "A value is not among those offered. Please check and try again.",
        ),
    };
    lang.pick(zh, en)
}
