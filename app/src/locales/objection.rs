//! Words of objections (Art. 21).

use domain::notice::handling::{Outcome, Step};

use super::Lang;

/// Where an objection stands.
pub fn step(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Received => lang.pick("已收到", "received"),
        Step::Investigated => lang.pick("调查核实中", "being investigated"),
        Step::Reported => lang.pick("评审委员会审议中", "before the committee"),
        Step::Proposed => lang.pick("已提出决定，待确认", "decision proposed"),
        Step::Decided => lang.pick("已办结", "settled"),
        Step::Withdrawn => lang.pick("已撤回", "withdrawn"),
    }
}

/// What became of it.
pub fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Dismissed => lang.pick("异议不成立，保留在名单上", "Dismissed; the entry stays"),
        Outcome::Upheld => lang.pick("异议成立，从名单撤下", "Upheld; the entry is struck off"),
    }
}

/// Words of the pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub wrong: &'static str,
    pub who: &'static str,
    pub person: &'static str,
    pub organisation: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub uscc: &'static str,
    pub uscc_hint: &'static str,
    pub contact: &'static str,
    pub contact_hint: &'static str,
    pub phone: &'static str,
    pub phone_hint: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub entry: &'static str,
    pub entry_hint: &'static str,
    pub choose: &'static str,
    pub facts: &'static str,
    pub facts_hint: fn(usize, usize) -> String,
    pub files: &'static str,
    pub files_seal: &'static str,
    pub files_free: &'static str,
    pub files_hint: fn(usize, i64) -> String,
    pub files_again: &'static str,
    pub sealed: &'static str,
    pub sealed_here: &'static str,
    pub send: &'static str,
    pub status: &'static str,
    pub number: fn(i32, i64) -> String,
    pub keep: &'static str,
    pub about: &'static str,
    pub received_at: &'static str,
    pub with_files: &'static str,
    pub state: &'static str,
    pub result: &'static str,
    pub reason: &'static str,
    pub withdraw: &'static str,
    pub withdraw_text: &'static str,
    pub list: &'static str,
    pub list_lede: &'static str,
    pub none: &'static str,
    pub open: &'static str,
    pub closed: &'static str,
    pub unnamed: &'static str,
    pub hidden: &'static str,
    pub handle: &'static str,
    pub name_somebody: &'static str,
    pub colleague: &'static str,
    pub no_colleague: &'static str,
    pub objector: &'static str,
    pub evidence: &'static str,
    pub no_files: &'static str,
    pub handlers: &'static str,
    pub left: &'static str,
    pub leave: &'static str,
    pub leave_text: &'static str,
    pub notes: &'static str,
    pub no_notes: &'static str,
    pub note: &'static str,
    pub report: &'static str,
    pub note_text: &'static str,
    pub note_hint: fn(usize, usize) -> String,
    pub save_note: &'static str,
    pub send_report: &'static str,
    pub report_text: &'static str,
    pub decision: &'static str,
    pub proposed_by: fn(&str) -> String,
    pub propose: &'static str,
    pub propose_hint: fn(usize, usize) -> String,
    pub confirm: &'static str,
    pub confirm_text: &'static str,
    pub give_back: &'static str,
    pub held: &'static str,
}

const ZH: Words = Words {
    title: "提出异议",
    lede: "请实名提出：个人写真实姓名，单位写名称和统一社会信用代码，并留下联系方式。匿名或逾期的不予受理。",
    wrong: "异议没有提交",
    who: "以谁的名义",
    person: "个人",
    organisation: "单位",
    name: "姓名或单位名称",
    name_hint: "与证件或执照一致。",
    uscc: "统一社会信用代码",
    uscc_hint: "以单位名义时必填，18 位。",
    contact: "单位联系人",
    contact_hint: "以单位名义时必填。",
    phone: "电话",
    phone_hint: "手机，或带区号的固定电话；电话和邮箱至少填一项。",
    email: "邮箱",
    email_hint: "填写后，回执和结果会发到这里。",
    entry: "对哪一项有异议",
    entry_hint: "每件异议针对一项。",
    choose: "请选择",
    facts: "事实和理由",
    facts_hint: |min, max| format!("{min}–{max} 字。写明什么不属实、怎样证明。"),
    files: "证明材料",
    files_seal: "以单位名义提出的，须附加盖公章的异议书扫描件；以个人名义的可以不附。",
    files_free: "可以不附。",
    files_hint: |n, mib| format!("PDF、图片或 DOCX，最多 {n} 个，每个不超过 {mib} MB。"),
    files_again: "文件没有保存，请重新选择。",
    sealed: "您的身份和联系方式只有指定的经办人能看到；被异议的单位、专家和评审委员会都看不到。",
    sealed_here: "异议人的身份和联系方式只有指定的经办人能看到；被异议的单位、专家和评审委员会都看不到。",
    send: "提交异议",
    status: "异议办理进度",
    number: |year, n| format!("{year} 年公示第 {n} 号异议"),
    keep: "已收到。请保存本页地址：凭它查看进度或撤回，不要告诉他人。",
    about: "针对",
    received_at: "收到时间",
    with_files: "证明材料",
    state: "进度",
    result: "结果",
    reason: "理由",
    withdraw: "撤回异议",
    withdraw_text: "撤回后不再调查，不能恢复。理由选填。",
    list: "异议",
    list_lede: "异议由指定的经办人调查核实，报评审委员会审议。除经办人外，工作办公室其他人只看到有没有异议。未办结之前不能公告。",
    none: "没有异议。",
    open: "未办结",
    closed: "已办结",
    unnamed: "未指定经办人",
    hidden: "内容仅经办人可见",
    handle: "打开",
    name_somebody: "指定",
    colleague: "经办人",
    no_colleague: "没有可以指定的同事：不能指定自己。",
    objector: "异议人",
    evidence: "证明材料",
    no_files: "没有附件。",
    handlers: "经办人",
    left: "已回避",
    leave: "回避",
    leave_text: "与有关单位有利害关系的须回避（第十五条）。回避后不能再看，也不能再被指定。",
    notes: "调查记录和报告",
    no_notes: "还没有记录。",
    note: "记录",
    report: "报告",
    note_text: "内容",
    note_hint: |min, max| {
        format!("{min}–{max} 字。记录只有经办人可见；报告交评审委员会，请勿写异议人的身份。")
    },
    save_note: "记录",
    send_report: "作为报告提交评审委员会",
    report_text: "提交后由主任委员、副主任委员审议。",
    decision: "审议决定",
    proposed_by: |name| format!("{name} 提出"),
    propose: "提出决定",
    propose_hint: |min, max| format!("理由 {min}–{max} 字，告知异议人和申报组织。"),
    confirm: "确认决定",
    confirm_text: "确认后生效，双方收到通知，不能撤回。",
    give_back: "不同意，继续审议",
    held: "病毒检查中",
};

const EN: Words = Words {
    title: "Object",
    lede: "Under your real name: a person gives their name, an organisation its name and credit code, and both a way to be reached. Anonymous and late objections are not taken.",
    wrong: "The objection was not sent",
    who: "In whose name",
    person: "A person",
    organisation: "An organisation",
    name: "Name",
    name_hint: "As in your identity papers, or the organisation's licence.",
    uscc: "Credit code",
    uscc_hint: "For an organisation: 18 characters.",
    contact: "Whom to ask there",
    contact_hint: "For an organisation.",
    phone: "Telephone",
    phone_hint: "A mobile, or a landline with its area code. Telephone or e-mail, at least one.",
    email: "E-mail address",
    email_hint: "Receipt and result are sent there.",
    entry: "The entry you object to",
    entry_hint: "One entry for each objection.",
    choose: "Choose",
    facts: "Facts and reasons",
    facts_hint: |min, max| {
        format!("{min} to {max} characters: what is not true, and what shows it.")
    },
    files: "Evidence",
    files_seal: "An organisation attaches the scan of its letter under its seal; a person may send none. ",
    files_free: "May be left out. ",
    files_hint: |n, mib| format!("PDF, pictures or DOCX; at most {n} files of {mib} MB."),
    files_again: "Files were not kept; please choose them again.",
    sealed: "Only those named to handle it see who you are: neither the applicant nor experts nor the committee.",
    sealed_here: "Only those named to handle it see who objects and how they are reached; neither the organisation, nor experts, nor the committee do.",
    send: "Send the objection",
    status: "How your objection stands",
    number: |year, n| format!("Objection {n}, notice {year}"),
    keep: "Received. Keep the address of this page: with it you see how it stands and can take it back. Tell nobody.",
    about: "About",
    received_at: "Received",
    with_files: "Files",
    state: "State",
    result: "Result",
    reason: "Reason",
    withdraw: "Take it back",
    withdraw_text: "It is not investigated any more, for good. The reason may be left out.",
    list: "Objections",
    list_lede: "Objections are investigated by those who are named and decided by the committee. Others of the Office see only that one is open. Nothing is announced before all are settled.",
    none: "There are none.",
    open: "open",
    closed: "settled",
    unnamed: "nobody named",
    hidden: "For those who handle it",
    handle: "Open",
    name_somebody: "Name",
    colleague: "Colleague",
    no_colleague: "No colleague can be named: nobody names themselves.",
    objector: "Who objects",
    evidence: "Evidence",
    no_files: "No files.",
    handlers: "Handled by",
    left: "stepped out",
    leave: "Step out",
    leave_text: "A conflict of interest keeps you out (Art. 15): you cannot look again, nor be named again.",
    notes: "Notes and report",
    no_notes: "No notes yet.",
    note: "Note",
    report: "Report",
    note_text: "Text",
    note_hint: |min, max| {
        format!(
            "{min} to {max} characters. Notes stay with the handlers; the report goes to the committee: do not name the objector in it."
        )
    },
    save_note: "Note",
    send_report: "Send to the committee as report",
    report_text: "Chair and vice chair deliberate on it then.",
    decision: "Decision",
    proposed_by: |name| format!("Proposed by {name}"),
    propose: "Propose a decision",
    propose_hint: |min, max| {
        format!("Reason of {min} to {max} characters; objector and applicant are told.")
    },
    confirm: "Confirm the decision",
    confirm_text: "It counts from then on, both sides are told, and it cannot be taken back.",
    give_back: "Disagree, deliberate again",
    held: "being checked for viruses",
};

/// The words in a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;

    #[test]
    fn art_21_steps_and_outcomes_are_said_in_both_languages() {
        for o in Outcome::ALL {
            assert_said(outcome(Lang::Zh, o), outcome(Lang::En, o));
        }
        let steps = [Step::Received, Step::Investigated, Step::Reported, Step::Proposed];
        for s in steps.into_iter().chain([Step::Decided, Step::Withdrawn]) {
            assert_said(step(Lang::Zh, s), step(Lang::En, s));
        }
    }
}
