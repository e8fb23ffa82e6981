//! Words of the journal as the audit reads it.

use super::{Lang, common};

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub cut: &'static str,
    pub chain: &'static str,
    pub sound: fn(&str, i64) -> String,
    pub broken: fn(&str, i64) -> String,
    pub unchecked: &'static str,
    pub head: &'static str,
    pub verify: &'static str,
    pub verified: &'static str,
    pub length: fn(i64) -> String,
    pub from: &'static str,
    pub to: &'static str,
    pub actor: &'static str,
    pub actor_hint: &'static str,
    pub kind: &'static str,
    pub any_kind: &'static str,
    pub room: &'static str,
    pub any_room: &'static str,
    pub reference: &'static str,
    pub number: &'static str,
    pub at: &'static str,
    pub who: &'static str,
    pub what: &'static str,
    pub facts: &'static str,
    pub reason: &'static str,
    pub held_back: &'static str,
    pub none: &'static str,
    pub wrong: fn(&str) -> String,
    pub older: &'static str,
    pub newest: &'static str,
    pub pages: &'static str,
    pub download_text: fn(i64) -> String,
    pub system: &'static str,
    pub operator: &'static str,
    pub hash: &'static str,
    pub not_done: &'static str,
}

const ZH: Words = Words {
    title: "审计日志",
    lede: "系统中发生过的每一件事：何时、何人、在哪里、做了什么。日志逐行相连，只能追加，不能改动。",
    cut: "只显示发生了什么，不显示评分、结论和文字内容（第十五条）；隐去之处有标注。查阅不改变任何内容，导出本身记入日志。",
    chain: "日志完整性",
    sound: |at, rows| format!("{at} 核对过 {rows} 行，全部相符。"),
    broken: |at, row| format!("{at} 核对时，第 {row} 行起与前文不符。请立即保全数据库并报告。"),
    unchecked: "尚未核对过。",
    head: "末行校验值",
    verify: "现在核对",
    verified: "已核对。",
    length: |n| format!("共 {n} 行"),
    from: "从",
    to: "到",
    actor: "操作人",
    actor_hint: "邮箱、账号编号、system 或 operator",
    kind: "事件",
    any_kind: "不限",
    room: "环节",
    any_room: "不限",
    reference: "受理号",
    number: "行号",
    at: "时间",
    who: "操作人",
    what: "事件",
    facts: "要点",
    reason: "理由",
    held_back: "部分内容已隐去",
    none: "没有符合条件的记录。",
    wrong: |what| {
        format!("看不懂“{what}”，没有按它筛选。时间请写成 2026-06-24 或 2026-06-24 16:08。")
    },
    older: "更早的记录",
    newest: "回到最新",
    pages: "翻页",
    download_text: |max| format!("导出符合条件的记录（最多 {max} 行）："),
    system: "系统",
    operator: "运维命令",
    hash: "校验值",
    not_done: "没有完成",
};

const EN: Words = Words {
    title: "Journal",
    lede: "Everything that happened here: when, who, where, what. Each row is chained to the one before; rows are added and never changed.",
    cut: "It says what happened, not scores, verdicts or texts (Art. 15); what is held back is marked. Reading changes nothing; taking rows away is noted in the journal itself.",
    chain: "Integrity of the journal",
    sound: |at, rows| format!("Walked on {at}: {rows} rows, and all fit."),
    broken: |at, row| {
        format!(
            "Walked on {at}: row {row} does not fit what stands before it. Secure the database and report it at once."
        )
    },
    unchecked: "It was not walked yet.",
    head: "Hash of the last row",
    verify: "Walk it now",
    verified: "It was walked.",
    length: |n| format!("{n} rows in all"),
    from: "From",
    to: "To",
    actor: "Who",
    actor_hint: "Address, number of an account, system or operator",
    kind: "Event",
    any_kind: "Any",
    room: "Room",
    any_room: "Any",
    reference: "Reference number",
    number: "Row",
    at: "Time",
    who: "Who",
    what: "Event",
    facts: "Facts",
    reason: "Reason",
    held_back: "Some of it is held back",
    none: "No row fits.",
    wrong: |what| {
        format!(
            "“{what}” was not understood and does not narrow the list. Write a time as 2026-06-24 or 2026-06-24 16:08."
        )
    },
    older: "Older rows",
    newest: "Back to the latest",
    pages: "Pages",
    download_text: |max| format!("Take the rows that fit, {max} at most:"),
    system: "System",
    operator: "Operator’s command",
    hash: "Hash",
    not_done: "Not done",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Kinds of events with their names; a kind that is not here is called by its code.
pub const KINDS: &[(&str, &str, &str)] = &[
    ("signed_in", "登录", "Signed in"),
    ("signed_out", "退出", "Signed out"),
    ("account_created", "开通账号", "Account made"),
    ("account_disabled", "停用账号", "Account disabled"),
    ("account_enabled", "恢复账号", "Account enabled"),
    ("account_unlocked", "解锁账号", "Account unlocked"),
    ("account_closed", "注销账号", "Account closed"),
    ("role_granted", "授予角色", "Role given"),
    ("role_revoked", "收回角色", "Role taken"),
    ("role_asked", "提出管理员任命", "Administrator asked for"),
    ("role_answered", "答复管理员任命", "Administrator confirmed or not"),
    ("factor_set", "启用动态验证码", "Second step set up"),
    ("factor_removed", "取消动态验证码", "Second step taken off"),
    ("factor_reset", "重置动态验证码", "Second step reset"),
    ("recovery_made", "重新生成恢复码", "Recovery codes made"),
    ("recovery_used", "使用恢复码", "Recovery code used"),
    ("session_ended", "结束登录", "Session ended"),
    ("password_set", "修改密码", "Password set"),
    ("address_verified", "验证邮箱", "Address verified"),
    ("consent_given", "同意告知书", "Consent given"),
    ("data_exported", "下载个人数据", "Own data taken"),
    ("journal_exported", "导出日志", "Journal exported"),
    ("journal_verified", "核对日志", "Journal walked"),
    ("organisation_registered", "组织注册", "Organisation confirmed"),
    ("invited", "邀请同事", "Invited"),
    ("invitation_withdrawn", "撤回邀请", "Invitation withdrawn"),
    ("member_joined", "加入组织", "Member joined"),
    ("member_role_set", "改变成员角色", "Member's role set"),
    ("member_left", "离开组织", "Member left"),
    ("season_created", "创建年度", "Season created"),
    ("season_planned", "筹备年度", "Season planned"),
    ("season_opened", "发布年度", "Season opened"),
    ("season_changed", "修改规则", "Season changed"),
    ("calendar_year_set", "导入工作日", "Working days set"),
    ("rehearsal_begun", "开始演练", "Rehearsal begun"),
    ("clock_moved", "拨动演练时钟", "Clock moved"),
    ("closing_moved", "调整截止时间", "Closing moved"),
    ("quota_set", "设定推荐名额", "Seats set"),
    ("seats_granted", "增加推荐名额", "Seats granted"),
    ("stepped", "申报进入下一步", "Dossier took a step"),
    ("page_saved", "保存申报书", "Page saved"),
    ("file_attached", "上传附件", "File attached"),
    ("file_removed", "删除附件", "File removed"),
    ("file_scanned", "附件查毒", "File scanned"),
    ("file_infected", "附件有病毒", "Virus found"),
    ("sign_off_asked", "请求法人签署", "Signature asked for"),
    ("signed_off", "法人签署", "Signed"),
    ("sign_off_declined", "法人拒签", "Signature declined"),
    ("printed", "打印申报书", "Dossier printed"),
    ("opinion_written", "写推荐意见", "Opinion written"),
    ("ranked", "推荐排序", "Candidates ranked"),
    ("item_ticked", "形式审查打勾", "Item ticked"),
    ("correction_items", "要求补正", "Correction asked for"),
    ("finding_looked", "查看重复", "Duplicate looked at"),
    ("expert_saved", "登记专家", "Expert saved"),
    ("expert_rested", "暂停或恢复专家", "Expert rests or is back"),
    ("experts_imported", "导入专家", "Experts imported"),
    ("pool_exported", "导出专家库", "Pool exported"),
    ("panel_formed", "设立专业组", "Panel formed"),
    ("panel_dissolved", "撤销专业组", "Panel dissolved"),
    ("experts_drawn", "抽取专家", "Experts drawn"),
    ("expert_appointed", "专家入组", "Expert seated"),
    ("member_released", "专家调出", "Expert released"),
    ("lead_moved", "更换组长", "Lead moved"),
    ("head_appointed", "任命主任或副主任委员", "Head appointed"),
    ("undertaking_signed", "签署保密承诺", "Undertaking signed"),
    ("conflict_declared", "申明回避", "Conflict declared"),
    ("pair_wished", "指定或排除分派", "Pair wished"),
    ("load_limit_set", "设定评审数量", "Load limit set"),
    ("assignment_published", "公布分派", "Assignment published"),
    ("material_read", "查阅封存材料", "Sealed material read"),
    ("review_sealed", "封存评分", "Sheet sealed"),
    ("review_amended", "修改已封存评分", "Sheet amended"),
    ("review_declined", "退回评审任务", "Review given back"),
    ("defence_sealed", "封存答辩评分", "Defence sheet sealed"),
    ("defence_amended", "修改答辩评分", "Defence sheet amended"),
    ("defence_declined", "退回答辩评审", "Defence review given back"),
    ("result_agreed", "合议结果", "Result agreed"),
    ("results_ordered", "合议排序", "Results ordered"),
    ("reviews_excepted", "合议例外", "Exception noted"),
    ("conclusion_signed", "签署合议结论", "Conclusion signed"),
    ("conclusion_confirmed", "确认合议结论", "Conclusion confirmed"),
    ("conclusion_returned", "退回重议", "Conclusion given back"),
    ("lists_released", "公布名单", "Lists released"),
    ("session_planned", "安排答辩场次", "Session planned"),
    ("session_dropped", "取消答辩场次", "Session dropped"),
    ("session_moved", "调整答辩场次", "Session moved"),
    ("order_drawn", "答辩抽签", "Order drawn"),
    ("defence_published", "公布答辩安排", "Defence published"),
    ("slot_confirmed", "确认参加答辩", "Slot confirmed"),
    ("slot_cancelled", "取消答辩", "Slot cancelled"),
    ("slot_begun", "答辩开始", "Slot begun"),
    ("delegates_arrived", "答辩签到", "Delegates checked in"),
    ("slides_attached", "提交演示文稿", "Slides handed in"),
    ("slides_removed", "撤回演示文稿", "Slides taken back"),
    ("site_visited", "现场核查", "Site visited"),
    ("list_decided", "初评名单逐项决定", "Candidate decided on"),
    ("list_explained", "说明名额", "Category explained"),
    ("list_signed", "签署初评名单", "Initial list signed"),
    ("list_confirmed", "确认初评名单", "Initial list confirmed"),
    ("list_returned", "退回初评名单", "Initial list given back"),
    ("list_reopened", "重开初评名单", "Initial list opened again"),
    ("notice_opened", "发布公示", "Notice opened"),
    ("notice_extended", "延长公示", "Notice extended"),
    ("notice_closed", "公示结束", "Notice closed"),
    ("objection_received", "收到异议", "Objection received"),
    ("handler_named", "指派异议经办人", "Handler named"),
    ("handler_left", "异议经办人退出", "Handler stepped out"),
    ("objection_noted", "异议调查记录", "Objection noted"),
    ("outcome_proposed", "提出异议处理意见", "Outcome proposed"),
    ("outcome_confirmed", "确认异议处理意见", "Outcome confirmed"),
    ("outcome_returned", "退回异议处理意见", "Outcome given back"),
    ("objection_withdrawn", "撤回异议", "Objection withdrawn"),
    ("evidence_scanned", "证据查毒", "Evidence scanned"),
    ("announcement_prepared", "拟定公告", "Announcement prepared"),
    ("announcement_approved", "批准公告", "Announcement approved"),
    ("announcement_released", "发布公告", "Announcement released"),
];

/// What a kind is called; its code where nothing else is known.
pub fn kind(lang: Lang, code: &str) -> String {
    let found = KINDS.iter().find(|k| k.0 == code);
    found.map_or_else(|| code.to_owned(), |k| lang.pick(k.1, k.2).to_owned())
}

/// What a room is called; its code where nothing else is known.
pub fn room(lang: Lang, code: &str) -> String {
    let w = common::words(lang);
    match code {
        "corridor" => lang.pick("账号与登录", "Accounts").to_owned(),
        "season" => lang.pick("年度与规则", "Season").to_owned(),
        "application" => lang.pick("申报", "Application").to_owned(),
        "recommendation" => w.recommendation.to_owned(),
        "formality" => w.formality.to_owned(),
        "committee" => w.committee.to_owned(),
        "review" => lang.pick("评审", "Review").to_owned(),
        "deliberation" => lang.pick("合议", "Deliberation").to_owned(),
        "defence" => lang.pick("答辩与初评名单", "Defence and initial list").to_owned(),
        "consultation" => lang.pick("征求意见", "Consultation").to_owned(),
        "notice" => lang.pick("公示", "Public notice").to_owned(),
        "announcement" => lang.pick("结果公告", "Announcement").to_owned(),
        other => other.to_owned(),
    }
}

/// Rooms the list can be narrowed to.
pub const ROOMS: [&str; 12] = [
    "corridor",
    "season",
    "application",
    "recommendation",
    "formality",
    "committee",
    "review",
    "deliberation",
    "defence",
    "consultation",
    "notice",
    "announcement",
];

/// What a fact is called; its code where nothing else is known.
pub fn fact(lang: Lang, code: &str) -> &str {
    match code {
        "account" => lang.pick("账号", "account"),
        "role" => lang.pick("角色", "role"),
        "scope" => lang.pick("范围", "scope"),
        "organisation" => lang.pick("组织", "organisation"),
        "invitation" => lang.pick("邀请", "invitation"),
        "version" => lang.pick("版本", "version"),
        "moved" => lang.pick("更换", "moved"),
        "reset" => lang.pick("凭链接", "by a link"),
        "left" => lang.pick("剩余", "left"),
        "rows" => lang.pick("行数", "rows"),
        "sound" => lang.pick("相符", "sound"),
        "year" => lang.pick("年度", "year"),
        "unit" => lang.pick("推荐单位", "unit"),
        "part" => lang.pick("部分", "part"),
        "phase" => lang.pick("阶段", "phase"),
        "closes" => lang.pick("截止", "closes"),
        "page" => lang.pick("页面", "page"),
        "revision" => lang.pick("修订", "revision"),
        "sha256" => lang.pick("校验值", "SHA-256"),
        "file" => lang.pick("文件", "file"),
        "slot" => lang.pick("位置", "slot"),
        "request" => lang.pick("请求", "request"),
        "expert" => lang.pick("专家", "expert"),
        "experts" => lang.pick("专家数", "experts"),
        "panel" => lang.pick("专业组", "panel"),
        "session" => lang.pick("场次", "session"),
        "draw" => lang.pick("抽取", "draw"),
        "objection" => lang.pick("异议", "objection"),
        "number" => lang.pick("序号", "number"),
        "step" => lang.pick("步骤", "step"),
        "review" => lang.pick("评审", "review"),
        "yes" => lang.pick("确认", "confirmed"),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_english, assert_said};
    use super::*;

    #[test]
    fn kinds_and_rooms_have_names_in_both_languages_and_each_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (code, zh, en) in KINDS {
            assert_said(zh, en);
            assert!(seen.insert(code), "{code} twice");
        }
        for code in ROOMS {
            assert_english(&room(Lang::En, code));
            assert_ne!(room(Lang::Zh, code), code);
        }
        assert_eq!(kind(Lang::Zh, "something_new"), "something_new");
    }
}
