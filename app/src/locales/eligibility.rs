//! Words of the eligibility page and of the page that begins a dossier from it.

use domain::application::eligibility::{Condition, Met};

use super::{Lang, common};

/// Words of both pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub uscc: &'static str,
    pub uscc_hint: fn(&str) -> String,
    pub legal_person: &'static str,
    pub legal_person_hint: &'static str,
    pub industry: &'static str,
    pub industry_hint: &'static str,
    pub region: &'static str,
    pub region_hint: &'static str,
    pub choose: &'static str,
    pub employees: &'static str,
    pub employees_hint: fn(i32) -> String,
    pub people: &'static str,
    pub revenue: fn(i32) -> String,
    pub assets: fn(i32) -> String,
    pub money_hint: &'static str,
    pub unit_of: fn(&str) -> String,
    pub equals: fn(&str, &str) -> String,
    pub profit: &'static str,
    pub profit_hint: fn(&str) -> String,
    pub net: fn(i32) -> String,
    pub loss: fn(&str) -> String,
    pub violation: &'static str,
    pub violation_hint: &'static str,
    pub since: &'static str,
    pub since_hint: fn(i32) -> String,
    pub month: fn(&str) -> String,
    pub themes: &'static str,
    pub themes_hint: &'static str,
    pub sharing: &'static str,
    pub sharing_hint: &'static str,
    pub see: &'static str,
    pub again: &'static str,
    pub verdict: &'static str,
    pub missing: fn(&str) -> String,
    pub conditions: &'static str,
    pub scopes: &'static str,
    pub scopes_none: &'static str,
    pub unit: fn(&str) -> String,
    pub or_association: &'static str,
    pub separate_city: fn(&str) -> String,
    pub corps: &'static str,
    pub start: &'static str,
    pub start_anyway: &'static str,
    pub legal: &'static str,
    pub start_title: &'static str,
    pub start_lede: &'static str,
    pub flows: &'static str,
    pub nothing_flows: &'static str,
    pub change: &'static str,
    pub begin: &'static str,
    pub one_only: &'static str,
    pub have_one: &'static str,
    pub go_on: &'static str,
    pub account_needed: &'static str,
    pub account_text: &'static str,
    pub wrong_account: &'static str,
    pub wrong_account_text: &'static str,
    pub deadline: fn(&str) -> String,
}

const ZH: Words = Words {
    title: "资格自查",
    lede: "不用注册，边答边出结论。回答只用来判断，不会保存；之后开始申报时可以带进申报书。",
    uscc: "统一社会信用代码（选填）",
    uscc_hint: |article| format!("填写后核对是否近年已入选，或称号被撤销（{article}）。"),
    legal_person: "贵单位是独立法人吗？",
    legal_person_hint: "分公司、分厂、事业部不是独立法人，请由所属法人申报。",
    industry: "所属行业",
    industry_hint: "输入名称、代码或拼音首字母后从列表选择，例如“汽车”、C36 或 qczzy。按 GB/T 4754-2017 分类。",
    region: "所在地区",
    region_hint: "按注册地选择。计划单列市和新疆生产建设兵团单独列出。",
    choose: "请选择",
    employees: "从业人员",
    employees_hint: |year| format!("{year} 年末人数。"),
    people: "人",
    revenue: |year| format!("{year} 年营业收入"),
    assets: |year| format!("{year} 年末资产总额"),
    money_hint: "选好单位；另一单位的数会显示在旁边，便于核对。",
    unit_of: |of| format!("{of}的单位"),
    equals: |amount, unit| format!("= {amount} {unit}"),
    profit: "最近三年净利润",
    profit_hint: |article| format!("三年都须盈利（{article}）。亏损请填负数。"),
    net: |year| format!("{year} 年净利润"),
    loss: |article| {
        format!("这一年没有盈利。三年中每年净利润都须大于零（{article}）；如填错请改正。")
    },
    violation: "最近三年在诚信、质量、安全、环保方面，有违法行为或不良记录吗？",
    violation_hint: "可先在国家企业信用信息公示系统、信用中国查询本单位记录。",
    since: "申报的方法从何时开始应用？",
    since_hint: |years| format!("写年和月，例如 2021-03。到申报时须已应用满 {years} 年。"),
    month: |typed| format!("“{typed}”看不出是哪年哪月。请写成 2021-03 这样。"),
    themes: "申报的经验涉及哪些方面？",
    themes_hint: "可多选，用来判断属于哪一类遴选范围；是否中小企业、生产性服务业由上面的回答算出。",
    sharing: "入选后，愿意参加交流、分享这项经验吗？",
    sharing_hint: "不要求透露商业秘密。",
    see: "查看结论",
    again: "清空重答",
    verdict: "结论",
    missing: |what| format!("还要回答：{what}。"),
    conditions: "申报条件",
    scopes: "符合的遴选范围",
    scopes_none: "还没有。请勾选经验涉及的方面；中小企业和生产性服务业会自动判断。",
    unit: |name| format!("推荐单位：{name}"),
    or_association: "也可以改由一家全国性行业协会推荐。",
    separate_city: |city| format!("{city}是计划单列市，单独推荐，不经所在的省。"),
    corps: "兵团单独推荐，不经新疆维吾尔自治区。",
    start: "带着这些答案开始申报",
    start_anyway: "仍要开始填写",
    legal: "自查结论供参考；申报资格由形式审查确认。",
    start_title: "开始申报",
    start_lede: "下面这些自查时的回答会填进申报书，之后都可以修改。",
    flows: "带进申报书的内容",
    nothing_flows: "没有带来自查的回答，申报书将从空白开始。也可以先做自查，再带着答案回来。",
    change: "返回修改",
    begin: "建立申报书",
    one_only: "每个组织每年只能申报一项经验。",
    have_one: "贵单位今年已有申报书，请继续填写；这里的回答不会覆盖它。",
    go_on: "继续填写",
    account_needed: "登录或注册后开始",
    account_text: "登录后会回到这一步，上面的回答不会丢失。",
    wrong_account: "这个账号不是申报组织的账号",
    wrong_account_text: "申报书由申报组织填写。请退出后，用申报组织的账号登录，或注册一个。",
    deadline: |until| format!("申报截止：{until}。"),
};

const EN: Words = Words {
    title: "Check eligibility",
    lede: "No account needed; the answer comes as you type. Nothing is stored; if you apply afterwards, your answers can go with you.",
    uscc: "Credit code (may be left out)",
    uscc_hint: |article| {
        format!("With it you are told whether you were chosen lately, or lost a title ({article}).")
    },
    legal_person: "Are you an independent legal person?",
    legal_person_hint: "A branch, plant or division is not; the legal person it belongs to applies.",
    industry: "Industry",
    industry_hint: "Type a name or code and choose from the list, such as C36. Chinese names as in GB/T 4754-2017.",
    region: "Region",
    region_hint: "Where you are registered. Separately planned cities and the Xinjiang Corps stand on their own.",
    choose: "Please choose",
    employees: "Employees",
    employees_hint: |year| format!("At the end of {year}."),
    people: "people",
    revenue: |year| format!("Operating revenue {year}"),
    assets: |year| format!("Total assets, end of {year}"),
    money_hint: "Choose the unit; the amount in the other unit is shown beside it.",
    unit_of: |of| format!("Unit of: {of}"),
    equals: |amount, unit| format!("= {amount} × {unit}"),
    profit: "Net profit of the last three years",
    profit_hint: |article| {
        format!("All three years must be profitable ({article}). Write losses as negative numbers.")
    },
    net: |year| format!("Net profit {year}"),
    loss: |article| {
        format!(
            "No profit in this year. Net profit must be above zero in each of the three years ({article}); correct it if it was mistyped."
        )
    },
    violation: "Any offence or bad record in integrity, quality, safety or environment in the last three years?",
    violation_hint: "You can look up your record in the national credit information systems first.",
    since: "Since when has the method been in use?",
    since_hint: |years| {
        format!(
            "Year and month, such as 2021-03. It must have been in use for {years} years when you apply."
        )
    },
    month: |typed| format!("“{typed}” does not tell a month. Write it like 2021-03."),
    themes: "What is the practice about?",
    themes_hint: "Tick all that fit; it tells the scope. Whether you are a small or medium enterprise or a producer service follows from the answers above.",
    sharing: "If chosen, will you take part in exchange and share the practice?",
    sharing_hint: "Trade secrets need not be told.",
    see: "See the result",
    again: "Start over",
    verdict: "Result",
    missing: |what| format!("Still to answer: {what}."),
    conditions: "Conditions",
    scopes: "Scopes that fit",
    scopes_none: "None yet. Tick what the practice is about; small and medium enterprises and producer services are found by themselves.",
    unit: |name| format!("Recommending unit: {name}"),
    or_association: "A national industry association may recommend you instead.",
    separate_city: |city| {
        format!(
            "{city} is a separately planned city: it recommends by itself, not through its province."
        )
    },
    corps: "The Corps recommends by itself, not through the Xinjiang region.",
    start: "Start an application with these answers",
    start_anyway: "Start writing all the same",
    legal: "This result is for guidance; the formality check confirms eligibility.",
    start_title: "Start an application",
    start_lede: "These answers go into your application. You can change all of them later.",
    flows: "What goes into the application",
    nothing_flows: "You brought no answers from the eligibility check, so the application starts empty. You can also do the check first and come back.",
    change: "Go back and change",
    begin: "Create the application",
    one_only: "An organisation applies with one practice a year.",
    have_one: "Your organisation has an application this year. Please go on with it; these answers will not overwrite it.",
    go_on: "Go on",
    account_needed: "Sign in or register to start",
    account_text: "You will come back to this step, and the answers above will be kept.",
    wrong_account: "This account does not belong to an applicant",
    wrong_account_text: "Applications are written by the applying organisation. Sign out, then sign in with its account, or register one.",
    deadline: |until| format!("Applications close: {until}."),
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// A condition of Art. 9 in a few words.
pub fn condition(lang: Lang, condition: Condition) -> &'static str {
    match condition {
        Condition::LegalPerson => lang.pick("独立法人", "Independent legal person"),
        Condition::Profit => lang.pick("三年连续盈利", "Profitable for three years"),
        Condition::NoViolation => lang.pick("无违法和不良记录", "No offence or bad record"),
        Condition::Mature => lang.pick("方法应用成熟", "Method in mature use"),
        Condition::Sharing => lang.pick("愿意交流分享", "Willing to share"),
    }
}

/// Whether it is met, in a word.
pub fn met(lang: Lang, met: Met) -> &'static str {
    match met {
        Met::Yes => lang.pick("符合", "Met"),
        Met::No => lang.pick("不符合", "Not met"),
        Met::Unknown => lang.pick("未回答", "Not answered"),
    }
}

/// All conditions in one sentence.
pub fn overall(lang: Lang, met: Met) -> &'static str {
    match met {
        Met::Yes => lang.pick("符合申报条件", "You meet the conditions"),
        Met::No => lang.pick("目前不符合申报条件", "You do not meet the conditions now"),
        Met::Unknown => lang.pick("还不能下结论", "Not decided yet"),
    }
}

/// What to do about it.
pub fn advice(lang: Lang, met: Met) -> &'static str {
    match met {
        Met::Yes => lang.pick(
            "可以开始申报。是否入选取决于推荐和评审。",
            "You can apply. Recommendation and review decide the rest.",
        ),
        Met::No => lang.pick(
            "请看下面标为“不符合”的条件；如果填错了，改正即可。确实不符合的，请等条件具备后再申报。",
            "See the conditions marked “not met”. If an answer was wrong, correct it; otherwise apply once the condition is met.",
        ),
        Met::Unknown => lang.pick("答完下列问题就有结论。", "Answer the questions named here."),
    }
}

/// A theme of the practice by its key.
pub fn theme(lang: Lang, key: &str) -> &'static str {
    match key {
        "theme_method" => lang.pick(
            "先进的质量管理理念、方法或工具",
            "Advanced ideas, methods or tools of quality management",
        ),
        "theme_digital" => lang.pick(
            "大数据、人工智能、区块链等新技术",
            "New technology such as big data, artificial intelligence, blockchain",
        ),
        "theme_model" => lang.pick("新业态、新模式", "New kinds or models of business"),
        "theme_public" => lang.pick(
            "绿色节能、环保、健康、安全等公益事业",
            "Energy saving, environment, health or safety",
        ),
        _ => "",
    }
}

/// The article in the reader's language.
pub fn article(lang: Lang, number: &str) -> String {
    (common::words(lang).article)(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::application::eligibility::THEMES;

    #[test]
    fn every_theme_and_condition_has_its_words() {
        for lang in [Lang::Zh, Lang::En] {
            assert!(THEMES.iter().all(|k| !theme(lang, k).is_empty()));
            assert!(Condition::ALL.iter().all(|c| !condition(lang, *c).is_empty()));
        }
    }
}
