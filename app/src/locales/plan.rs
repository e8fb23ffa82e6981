//! Words of the Office's plan of the year (Art. 6, 17).

use super::Lang;

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub heading: fn(i32) -> String,
    pub lede: &'static str,
    pub drawn: &'static str,
    pub windows: &'static str,
    pub windows_text: &'static str,
    pub span: fn(&str, &str) -> String,
    pub changed: fn(&str) -> String,
    pub move_closing: &'static str,
    pub new_closing: &'static str,
    pub new_closing_hint: &'static str,
    pub reason: &'static str,
    pub reason_public: &'static str,
    pub reason_optional: &'static str,
    pub quotas: &'static str,
    pub quotas_text: &'static str,
    pub unit: &'static str,
    pub base: &'static str,
    pub sme_extra: &'static str,
    pub granted: &'static str,
    pub granted_all: &'static str,
    pub used: &'static str,
    pub free: &'static str,
    pub taken: fn(i64, i64) -> String,
    pub set: &'static str,
    pub grant: &'static str,
}

const ZH: Words = Words {
    title: "年度安排",
    heading: |year| format!("{year} 年度安排"),
    lede: "各阶段的起止时间和推荐单位的名额。阶段到时自动开放、自动关闭，不需要有人守在零点。",
    drawn: "各阶段时间图",
    windows: "阶段",
    windows_text: "均为北京时间。阶段开始后再改截止时间，须写明理由，并在公开页面上公布。",
    span: |opens, closes| format!("{opens} 开始，{closes} 截止"),
    changed: |why| format!("已调整，公布的理由：{why}"),
    move_closing: "调整截止时间",
    new_closing: "新的截止时间",
    new_closing_hint: "北京时间，精确到秒；到这一刻即不再受理。",
    reason: "理由",
    reason_public: "阶段已经开始：理由会公布给所有人。",
    reason_optional: "阶段尚未开始：可以不写；写了会公布。",
    quotas: "推荐名额",
    quotas_text: "点推荐单位的名称即可设置。已经用掉的名额不能收回；另给中小企业的名额，大型企业不能占用。",
    unit: "推荐单位",
    base: "不限规模的名额",
    sme_extra: "另给中小企业的名额",
    granted: "增加的名额",
    granted_all: "增加的名额（合计）",
    used: "已推荐",
    free: "剩余",
    taken: |large, sme| format!("已推荐：大型企业 {large} 项，中小企业 {sme} 项。"),
    set: "设置名额",
    grant: "增加名额",
};

const EN: Words = Words {
    title: "The year's plan",
    heading: |year| format!("Plan of {year}"),
    lede: "When each phase opens and closes, and how many seats each recommending unit has. Phases open and close by themselves; nobody has to be there at midnight.",
    drawn: "The phases on a line of time",
    windows: "Phases",
    windows_text: "All times are Beijing time. Once a phase has opened, moving its closing needs a reason, and the reason is published.",
    span: |opens, closes| format!("Opens {opens}, closes {closes}"),
    changed: |why| format!("Moved; the published reason: {why}"),
    move_closing: "Move the closing",
    new_closing: "New closing",
    new_closing_hint: "Beijing time, to the second; from this moment on nothing is accepted.",
    reason: "Reason",
    reason_public: "The phase has opened: the reason is published.",
    reason_optional: "The phase has not opened: a reason may be left out; if given, it is published.",
    quotas: "Seats",
    quotas_text: "Choose a unit to set its seats. Seats that are taken stay taken; large enterprises do not get the seats for SMEs.",
    unit: "Recommending unit",
    base: "Seats for any size",
    sme_extra: "Further seats for SMEs",
    granted: "Granted",
    granted_all: "Seats granted, in all",
    used: "Recommended",
    free: "Free",
    taken: |large, sme| format!("Recommended: {large} of large enterprises, {sme} of SMEs."),
    set: "Set seats",
    grant: "Grant seats",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}
