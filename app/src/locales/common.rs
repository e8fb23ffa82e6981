//! Words of the shell and of what all rooms share.

use domain::journey::Stage;
use domain::policy::Role;
use domain::season::Phase;

use super::Lang;

/// Words of the shell.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub product: &'static str,
    pub mark: &'static str,
    pub skip: &'static str,
    pub demo: &'static str,
    pub demo_label: &'static str,
    pub rehearsal: fn(&str) -> String,
    pub rehearsal_label: &'static str,
    pub rehearsal_clock: &'static str,
    pub home: &'static str,
    pub nav: &'static str,
    pub eligibility: &'static str,
    pub status: &'static str,
    pub guide: &'static str,
    pub heads: &'static str,
    pub applications: &'static str,
    pub recommendation: &'static str,
    pub formality: &'static str,
    pub committee: &'static str,
    pub reviews: &'static str,
    pub undertaking: &'static str,
    pub undertaking_first: &'static str,
    pub board: &'static str,
    pub people: &'static str,
    pub privacy: &'static str,
    pub sign_in: &'static str,
    pub sign_out: &'static str,
    pub leave_unsent: fn(usize) -> String,
    pub register: &'static str,
    pub other_language: &'static str,
    pub not_found: &'static str,
    pub not_found_text: &'static str,
    pub sign_in_first: &'static str,
    pub sign_in_first_text: &'static str,
    pub went_wrong: &'static str,
    pub fault_text: fn(&str) -> String,
    pub line_text: &'static str,
    pub loading: &'static str,
    pub wide: &'static str,
    pub refused: &'static str,
    pub host: &'static str,
    pub not_secret: &'static str,
    pub article: fn(&str) -> String,
    pub yes: &'static str,
    pub no: &'static str,
    pub back: &'static str,
    pub wan: &'static str,
    pub yi: &'static str,
    pub sme: &'static str,
    pub breadcrumb: &'static str,
    pub footer: &'static str,
}

const ZH: Words = Words {
    product: "全国质量标杆遴选系统",
    mark: "标杆",
    skip: "跳到正文",
    demo: "演示数据：所有组织、人员与成绩均为虚构",
    demo_label: "演示说明",
    rehearsal: |at| {
        format!(
            "演练：这是演练副本，其中所做的一切都不算数，也不会发出邮件。演练时钟 {at}（北京时间）"
        )
    },
    rehearsal_label: "演练说明",
    rehearsal_clock: "拨动时钟",
    home: "首页",
    nav: "主导航",
    eligibility: "资格自查",
    status: "进度查询",
    guide: "条文对照",
    heads: "日志存证",
    applications: "我的申报",
    recommendation: "推荐",
    formality: "形式审查",
    committee: "评审委员会",
    reviews: "我的评审",
    undertaking: "承诺与回避",
    undertaking_first: "去签署承诺书",
    board: "评审看板",
    people: "组织成员",
    privacy: "个人信息告知",
    sign_in: "登录",
    sign_out: "退出",
    leave_unsent: |n| {
        format!(
            "这台设备上还有 {n} 处内容没有保存到服务器。现在退出，这些内容会从这台设备上删除。要先保存，请选“取消”，回到相应页面等到显示“已保存”。仍要退出吗？"
        )
    },
    register: "注册申报组织",
    other_language: "English",
    not_found: "没有这个页面",
    not_found_text: "它不存在，或者您无权查看。请检查地址，或从首页重新进入。",
    sign_in_first: "请先登录",
    sign_in_first_text: "登录后会回到这个页面。若刚才还在登录状态，可能是会话到期；已输入的内容保存在本机。",
    went_wrong: "系统出了问题",
    fault_text: |id| format!("不是您的操作有误。请稍后再试；如需反映，请告知编号 {id}。"),
    line_text: "与服务器的连接中断，请检查网络后重试。已输入的内容仍在页面上。",
    loading: "正在载入…",
    wide: "图比屏幕宽：左右滑动查看；用键盘时先选中图，再按左右方向键。",
    refused: "没有完成",
    host: "主办：中国质量协会全国质量标杆工作办公室",
    not_secret: "本系统为非涉密系统，严禁上传涉密材料",
    article: zh_article,
    yes: "是",
    no: "否",
    back: "返回",
    wan: "万元",
    yi: "亿元",
    sme: "中小企业",
    breadcrumb: "位置",
    footer: "页脚",
};

const EN: Words = Words {
    product: "National Quality Benchmark Selection",
    mark: "标杆",
    skip: "Skip to content",
    demo: "Demonstration data: all organisations, people and scores are fictional",
    demo_label: "About this demonstration",
    rehearsal: |at| {
        format!(
            "Rehearsal: this is a copy to practise on. Nothing done here counts, and no mail leaves it. Its clock says {at} (Beijing time)"
        )
    },
    rehearsal_label: "About this rehearsal",
    rehearsal_clock: "Move the clock",
    home: "Home",
    nav: "Main",
    eligibility: "Eligibility",
    status: "Status",
    guide: "Articles",
    heads: "Journal heads",
    applications: "My application",
    recommendation: "Recommendation",
    formality: "Formality check",
    committee: "Committee",
    reviews: "My reviews",
    undertaking: "Undertaking",
    undertaking_first: "Sign the undertaking",
    board: "Board",
    people: "People",
    privacy: "Privacy",
    sign_in: "Sign in",
    sign_out: "Sign out",
    leave_unsent: |n| {
        format!(
            "This device holds text in {n} places that has not reached the server. Signing out now deletes it from this device. To keep it, cancel, go back to its page and wait until it says that it is saved. Sign out all the same?"
        )
    },
    register: "Register an organisation",
    other_language: "中文",
    not_found: "No such page",
    not_found_text: "It does not exist, or it is not yours to see. Check the address, or start again from the home page.",
    sign_in_first: "Please sign in",
    sign_in_first_text: "You will come back to this page. If you were signed in a moment ago, the session has ended; what you typed is kept on this device.",
    went_wrong: "Something went wrong",
    fault_text: |id| {
        format!(
            "It was not your doing. Please try again later; if you report it, quote number {id}."
        )
    },
    line_text: "The connection to the server was lost. Check the network and try again; what you typed is still on the page.",
    loading: "Loading…",
    wide: "The drawing is wider than the screen: swipe it sideways, or select it and press the arrow keys.",
    refused: "Not done",
    host: "Host: National Quality Benchmark Office, China Association for Quality",
    not_secret: "This system is not for classified material. Do not upload any.",
    article: en_article,
    yes: "Yes",
    no: "No",
    back: "Back",
    wan: "CNY 10,000",
    yi: "CNY 100 million",
    sme: "SME",
    breadcrumb: "You are here",
    footer: "Footer",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// `9(1)` → 第九条（一）.
fn zh_article(article: &str) -> String {
    let (n, item) = article.split_once('(').unwrap_or((article, ""));
    let number = n.parse().map_or_else(|_| n.to_owned(), zh_number);
    match item.trim_end_matches(')').parse() {
        Ok(i) => format!("第{number}条（{}）", zh_number(i)),
        Err(_) => format!("第{number}条"),
    }
}

/// `9(1)` → Art. 9 (1).
fn en_article(article: &str) -> String {
    match article.split_once('(') {
        Some((n, item)) => format!("Art. {n} ({item}"),
        None => format!("Art. {article}"),
    }
}

/// 1 to 99 in Chinese numerals.
pub fn zh_number(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = ((n / 10) as usize % 10, (n % 10) as usize);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

/// Name of a stage.
pub fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => lang.pick("填写中", "Draft"),
        Stage::Submitted => lang.pick("已提交", "Submitted"),
        Stage::Recommended => lang.pick("已推荐", "Recommended"),
        Stage::Correction => lang.pick("补正中", "Being corrected"),
        Stage::FormalityPassed => lang.pick("形式审查通过", "Formality check passed"),
        Stage::WrittenReview => lang.pick("资料评审", "Written review"),
        Stage::Shortlisted => lang.pick("入围", "Shortlisted"),
        Stage::Reserve => lang.pick("备选", "In reserve"),
        Stage::OnInitialList => lang.pick("公示中", "On public notice"),
        Stage::Announced => lang.pick("质量标杆", "Benchmark"),
        Stage::NotShortlisted => lang.pick("未入围", "Not shortlisted"),
        Stage::NotListed => lang.pick("未列入名单", "Not on the list"),
        Stage::StruckOff => lang.pick("已从名单撤下", "Struck off the list"),
        Stage::FormalityRefused => lang.pick("形式审查未通过", "Formality check not passed"),
        Stage::Withdrawn => lang.pick("已撤回", "Withdrawn"),
    }
}

/// Name of a phase.
pub fn phase(lang: Lang, phase: Phase) -> &'static str {
    match phase {
        Phase::Application => lang.pick("自愿申报", "Voluntary application"),
        Phase::Recommendation => lang.pick("择优推荐", "Merit-based recommendation"),
        Phase::Formality => lang.pick("形式审查", "Formality check"),
        Phase::WrittenReview => lang.pick("资料评审", "Written review"),
        Phase::Defence => lang.pick("答辩评审", "Defence review"),
        Phase::Consultation => lang.pick("征求意见", "Consultation"),
        Phase::Notice => lang.pick("公示", "Public notice"),
        Phase::Announcement => lang.pick("结果公告", "Result announcement"),
    }
}

/// Name of a role.
pub fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Applicant => lang.pick("申报组织管理员", "Applicant administrator"),
        Role::ApplicantEditor => lang.pick("申报组织填报人", "Applicant editor"),
        Role::ApplicantReader => lang.pick("申报组织只读成员", "Applicant reader"),
        Role::LegalRepresentative => lang.pick("法定代表人", "Legal representative"),
        Role::Registrant => lang.pick("待确认的注册人", "Registrant, to be confirmed"),
        Role::RecommendingUnit => lang.pick("推荐单位", "Recommending unit"),
        Role::Office => lang.pick("工作办公室", "The Office"),
        Role::Expert => lang.pick("评审专家", "Expert"),
        Role::PanelLead => lang.pick("专业组组长", "Panel lead"),
        Role::Chair => lang.pick("主任委员", "Chair"),
        Role::ViceChair => lang.pick("副主任委员", "Vice chair"),
        Role::Ministry => lang.pick("工信部科技司", "MIIT"),
        Role::Caq => lang.pick("中国质量协会", "CAQ"),
        Role::SystemAdmin => lang.pick("系统管理员", "System administrator"),
        Role::SecurityAdmin => lang.pick("安全保密管理员", "Security administrator"),
        Role::AuditAdmin => lang.pick("安全审计员", "Audit administrator"),
    }
}

/// Name of a recommending unit's code; the code itself when it is unknown.
pub fn unit(lang: Lang, code: &str) -> String {
    domain::facts::units::unit(code)
        .map_or_else(|| code.to_owned(), |u| lang.pick(u.zh.clone(), u.en.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_written_as_the_regulation_writes_them() {
        assert_eq!((words(Lang::Zh).article)("9(1)"), "第九条（一）");
        assert_eq!((words(Lang::Zh).article)("24"), "第二十四条");
        assert_eq!((words(Lang::En).article)("10(4)"), "Art. 10 (4)");
        assert_eq!(zh_number(10), "十");
    }
}
