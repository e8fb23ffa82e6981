//! Words around a message.

use crate::locales::Lang;

/// Words around it.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub demo: &'static str,
    pub greeting: &'static str,
    pub article: &'static str,
    pub code: &'static str,
    pub automatic: &'static str,
    pub several: fn(usize) -> String,
    pub reference: &'static str,
    pub title: &'static str,
    pub organisation: &'static str,
    pub unit: &'static str,
    pub waiting: &'static str,
    pub requirement: &'static str,
    pub expert: &'static str,
    pub reason: &'static str,
    pub time: &'static str,
    pub place: &'static str,
    pub due: &'static str,
    pub closes: &'static str,
    pub role: &'static str,
    pub person: &'static str,
    pub email: &'static str,
    pub version: &'static str,
    pub sha256: &'static str,
    pub secret: &'static str,
}

const ZH: Words = Words {
    demo: "演示：本邮件来自演示系统，其中的组织、人员与内容均为虚构。",
    greeting: "您好：",
    article: "依据",
    code: "扫描二维码查询进度",
    automatic: "本邮件由系统自动发出，请勿直接回复。如有疑问，请联系全国质量标杆工作办公室。",
    several: |n| format!("{n} 条新消息"),
    reference: "受理号",
    title: "标杆名称",
    organisation: "申报组织",
    unit: "推荐单位",
    waiting: "待推荐（份）",
    requirement: "不符合的要求",
    expert: "专家",
    reason: "理由",
    time: "时间",
    place: "地点",
    due: "截止时间",
    closes: "截止时间",
    role: "角色",
    person: "姓名",
    email: "邮箱",
    version: "版本",
    sha256: "校验值（SHA-256）",
    secret: "链接只能使用一次，请勿转发。如果您没有要求过，可以不理会本邮件，什么都不会改变。",
};

const EN: Words = Words {
    demo: "Demonstration: this mail comes from a demonstration system; the organisations, people and contents in it are fictional.",
    greeting: "Good day,",
    article: "Rule",
    code: "Scan the code to look up the status",
    automatic: "This mail was sent automatically; please do not reply to it. If anything is unclear, ask the National Quality Benchmark Office.",
    several: |n| format!("{n} new messages"),
    reference: "Reference number",
    title: "Title",
    organisation: "Organisation",
    unit: "Recommending unit",
    waiting: "Applications waiting",
    requirement: "Requirement not met",
    expert: "Expert",
    reason: "Reason",
    time: "Time",
    place: "Place",
    due: "Due",
    closes: "Closes",
    role: "Role",
    person: "Name",
    email: "E-mail address",
    version: "Version",
    sha256: "Checksum (SHA-256)",
    secret: "The link works once; do not pass it on. If you did not ask for it, ignore this mail and nothing will change.",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}
