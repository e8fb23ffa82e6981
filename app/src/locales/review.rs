//! Words of room *review*: the expert's list, the undertaking, the score sheet.

use domain::committee::undertaking;
use domain::deliberation::Review;
use domain::review::rubric::{Criterion, SubItem};
use domain::review::sheet::{SheetFault, SheetField};

use super::Lang;

/// Words of the list, the undertaking and the sheet.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub list_title: &'static str,
    pub list_lede: fn(i32, Review) -> String,
    pub undertaking_title: &'static str,
    pub undertaking_lede: &'static str,
    pub undertaking: [&'static str; 5],
    pub conflicts: &'static str,
    pub conflicts_hint: fn(u32) -> String,
    pub conflicts_find: &'static str,
    pub conflicts_none: &'static str,
    pub conflicts_chosen: fn(usize, usize) -> String,
    pub declared_so_far: fn(u32) -> String,
    pub agree: &'static str,
    pub sign: &'static str,
    pub sign_after: &'static str,
    pub sign_after_head: &'static str,
    pub signed_at: fn(&str) -> String,
    pub declare_more: &'static str,
    pub declare_more_text: &'static str,
    pub declare: &'static str,
    pub nothing_yet: &'static str,
    pub nothing_yet_text: &'static str,
    pub progress: &'static str,
    pub sealed_of: fn(usize, usize) -> String,
    pub caption: &'static str,
    pub reference: &'static str,
    pub experience: &'static str,
    pub organisation: &'static str,
    pub state: &'static str,
    pub total_short: &'static str,
    pub not_begun: &'static str,
    pub saved_state: &'static str,
    pub sealed_state: &'static str,
    pub untitled: &'static str,
    pub closes: fn(&str, &str) -> String,
    pub blind: &'static str,
    pub next_sheet: &'static str,
    pub sheet_title: fn(&str) -> String,
    pub sheet_heading: &'static str,
    pub sheet_lede: &'static str,
    pub points: fn(u32) -> String,
    pub out_of: fn(u32) -> String,
    pub comment: &'static str,
    pub overall: &'static str,
    pub overall_hint: fn(usize, usize) -> String,
    pub count_max: fn(usize) -> String,
    pub total: &'static str,
    pub scored: fn(usize, usize) -> String,
    pub save: &'static str,
    pub seal: &'static str,
    pub seal_confirm: &'static str,
    pub seal_text: &'static str,
    pub check: &'static str,
    pub problems: fn(usize) -> String,
    pub not_saved_yet: &'static str,
    pub saved_at: fn(&str) -> String,
    pub saving: &'static str,
    pub kept_here: &'static str,
    pub not_taken: fn(&str) -> String,
    pub found_here: &'static str,
    pub found_here_text: &'static str,
    pub amend_found: &'static str,
    pub restore: &'static str,
    pub discard: &'static str,
    pub signed_out: &'static str,
    pub sign_in_again: &'static str,
    pub fault_again: &'static str,
    pub fault_kept: &'static str,
    pub held: &'static str,
    pub other_title: &'static str,
    pub other_caption: &'static str,
    pub other_field: &'static str,
    pub other_here: &'static str,
    pub take_saved: &'static str,
    pub keep_here: &'static str,
    pub nothing_there: &'static str,
    pub other_text: fn(&str) -> String,
    pub other_saved: fn(&str) -> String,
    pub merged: fn(&str) -> String,
    pub handed_in: fn(usize) -> String,
    pub handed_in_text: &'static str,
    pub version: fn(i64, &str) -> String,
    pub version_read: &'static str,
    pub version_changes: fn(i64, i64) -> String,
    pub sealed_heading: &'static str,
    pub sealed_at: fn(&str) -> String,
    pub sealed_text: &'static str,
    pub written_result: fn(f64) -> String,
    pub slot: fn(&str) -> String,
    pub no_slot: &'static str,
    pub beside: &'static str,
    pub amend: &'static str,
    pub amend_text: fn(&str) -> String,
    pub amend_reason: &'static str,
    pub amend_reason_hint: fn(usize, usize) -> String,
    pub amend_act: &'static str,
    pub amended_at: fn(&str, &str) -> String,
    pub history: fn(usize) -> String,
    pub history_caption: &'static str,
    pub as_sealed: &'static str,
    pub as_amended: fn(usize) -> String,
    pub counts: &'static str,
    pub why: &'static str,
    pub when: &'static str,
    pub independence: &'static str,
    pub informed: &'static str,
    pub to_sheets: &'static str,
    pub own_total: &'static str,
    pub others: &'static str,
    pub others_none: &'static str,
    pub no_comment: &'static str,
    pub back_to_list: &'static str,
    pub next_unsealed: fn(&str) -> String,
    pub all_sealed: &'static str,
    pub in_list: fn(usize, usize) -> String,
}

const ZH: Words = Words {
    list_title: "我的评审",
    list_lede: |year, review| match review {
        Review::Written => {
            format!("{year} 年度资料评审：逐项阅读申报材料，打分并撰写评语，完成后封存。")
        }
        Review::Defence => {
            format!("{year} 年度答辩评审：听取答辩，打分并撰写评语，答辩开始后封存。")
        }
    },
    undertaking_title: "保密与回避承诺书",
    undertaking_lede: "签署之前，任何申报材料都不会打开；这里只列出申报组织的名称，供您申报回避。",
    undertaking: undertaking::ZH,
    conflicts: "申报回避",
    conflicts_hint: |years| {
        format!(
            "勾选与您有任职、咨询（近 {years} 年内）、亲属或其他利益关系的申报组织。没有就不勾选。申报后不能自行撤回。"
        )
    },
    conflicts_find: "按名称查找",
    conflicts_none: "目前没有通过形式审查的申报组织。",
    conflicts_chosen: |chosen, shown| format!("已勾选 {chosen} 个，当前列出 {shown} 个"),
    declared_so_far: |n| format!("您已声明回避 {n} 项，不再列出。"),
    agree: "我已阅读并承诺遵守以上各项",
    sign: "签署承诺书",
    sign_after: "签署后立即看到分派给您的申报材料；签署时间会被记录。",
    sign_after_head: "签署后即可打开评审看板、合议和拟定名单；签署时间会被记录。",
    signed_at: |at| format!("承诺书签署于 {at}"),
    declare_more: "补充申报回避",
    declare_more_text: "补报后，该申报组织的材料立即从您的清单中移除，由办公室另行安排专家。已封存的不能再补报。",
    declare: "提交回避申报",
    nothing_yet: "还没有分派给您的申报材料",
    nothing_yet_text: "办公室公布分派方案后，材料会出现在这里。您不需要做什么。",
    progress: "评审进度",
    sealed_of: |sealed, all| format!("已封存 {sealed} 项，共 {all} 项"),
    caption: "分派给我的申报材料",
    reference: "受理号",
    experience: "经验名称",
    organisation: "申报组织",
    state: "状态",
    total_short: "我的合计",
    not_begun: "未开始",
    saved_state: "已保存",
    sealed_state: "已封存",
    untitled: "（未填名称）",
    closes: |name, at| format!("{name}截止：{at}"),
    blind: "本年度为盲评：只显示受理号，不显示申报组织；申报回避时才列出组织名称，与受理号不对应。",
    next_sheet: "继续下一项",
    sheet_title: |reference| format!("评分表 {reference}"),
    sheet_heading: "评分表",
    sheet_lede: "每项可打一位小数。停止输入后自动保存；封存前随时可改。",
    points: |n| format!("{n} 分"),
    out_of: |n| format!("/ {n}"),
    comment: "评语（选填）",
    overall: "总评语",
    overall_hint: |min, max| format!("说明打分的主要依据，{min} 至 {max} 字，不计空格。"),
    count_max: |max| format!(" / {max} 字"),
    total: "合计",
    scored: |done, all| format!("已打分 {done} / {all} 项"),
    save: "保存",
    seal: "封存",
    seal_confirm: "我确认：封存后只能说明理由另作修改，原评分一直保留",
    seal_text: "封存后，您的评分才计入评审看板，您也才能看到其他专家对本项的评分。",
    check: "检查是否填全",
    problems: |n| format!("有 {n} 处需要填写或修改，之后才能封存"),
    not_saved_yet: "尚未保存",
    saved_at: |at| format!("已保存 {at}"),
    saving: "正在保存…",
    kept_here: "连接中断：已保存在这台设备上，恢复后自动上传",
    not_taken: |why| format!("没有保存到服务器：{why}内容已留在这台设备上。"),
    found_here: "这台设备上有未上传的内容",
    found_here_text: "上次输入的内容没有保存到服务器，与下面显示的不同。",
    amend_found: "上次填写的修改还没有提交。恢复后请核对，再提交。",
    restore: "恢复",
    discard: "不要了",
    signed_out: "登录已过期：没有保存到服务器，内容已留在这台设备上。登录后回到本页，可以恢复。",
    sign_in_again: "重新登录",
    fault_again: "暂时没有保存到服务器：",
    fault_kept: "内容已留在这台设备上，稍后自动重试。",
    held: "尚未保存：请先在上面对照、选择",
    other_title: "这份评分表在别处也改过",
    other_caption: "两处不同的内容",
    other_field: "评分项",
    other_here: "本页的内容",
    take_saved: "采用已保存的",
    keep_here: "其余以本页为准，保存",
    nothing_there: "（空）",
    other_text: |at| {
        format!(
            "{at} 从别的页面或设备保存过，与本页有下列不同。两处的内容都在，没有覆盖；请逐项选择（第十九条）。"
        )
    },
    other_saved: |at| format!("已保存的内容（{at}）"),
    merged: |fields| format!("已并入别的页面或设备上保存的内容：{fields}。"),
    handed_in: |n| format!("提交的版本（{n} 个）"),
    handed_in_text: "评分以最后提交的版本为准，上面显示的就是这一版。",
    version: |n, at| format!("第 {n} 版，{at} 提交"),
    version_read: "（现读）",
    version_changes: |from, to| format!("第 {to} 版与第 {from} 版的不同"),
    sealed_heading: "评分已封存",
    sealed_at: |at| format!("封存于 {at}。"),
    amend: "修改已封存的评分",
    amend_text: |name| {
        format!(
            "原来的评分表和每次修改都会保留，评审组看得到修改过。以最后一次修改为准；{name}截止后不能再改。"
        )
    },
    amend_reason: "修改理由",
    amend_reason_hint: |min, max| {
        format!(
            "例如：看错附件二的一行数据。{min}–{max} 字，记入日志。其他专家已封存的，这次修改会标明是看到其总分之后作的。"
        )
    },
    amend_act: "提交修改",
    amended_at: |at, why| format!("{at} 作了修改，理由：{why}"),
    history: |n| format!("修改记录（{n} 次）"),
    history_caption: "封存以来的各个版本",
    as_sealed: "封存时",
    as_amended: |n| format!("第 {n} 次修改"),
    counts: "（现行）",
    why: "理由",
    when: "时间",
    sealed_text: "其他专家的评分只在封存之后显示，不标明是谁打的。",
    written_result: |mean| format!("资料评审结果：{mean:.1} 分（去极值均分）。"),
    slot: |at| format!("答辩开始：{at}。开始之前可以保存草稿，开始之后才能封存。"),
    beside: "答辩材料和现场核查",
    no_slot: "还没有排定答辩时间。可以保存草稿，答辩开始之后才能封存。",
    own_total: "我的合计",
    independence: "独立性",
    informed: "看到他人总分之后修改",
    to_sheets: "查看各专家的分项评分与评语，供合议",
    others: "其他专家的合计",
    others_none: "还没有其他专家封存。",
    no_comment: "未写评语",
    back_to_list: "返回我的评审",
    next_unsealed: |reference| format!("评审下一项（{reference}）"),
    all_sealed: "分派给您的材料已全部封存，感谢您的工作。",
    in_list: |sealed, all| format!("我的进度：已封存 {sealed} / {all}"),
};

const EN: Words = Words {
    list_title: "My reviews",
    list_lede: |year, review| match review {
        Review::Written => format!(
            "Written review {year}: read each application, score it, comment on it, and seal the sheet when done."
        ),
        Review::Defence => format!(
            "Defence {year}: hear each applicant, score, comment, and seal the sheet once the slot has begun."
        ),
    },
    undertaking_title: "Undertaking of confidentiality and impartiality",
    undertaking_lede: "Nothing opens before you sign. Until then only the names of the applicants are listed here, so that you can declare conflicts of interest.",
    undertaking: undertaking::EN,
    conflicts: "Conflicts of interest",
    conflicts_hint: |years| {
        format!(
            "Tick the applicants with which you have ties of employment, advice (within {years} years), family or other interest. Tick none if there are none. A declaration cannot be taken back by yourself."
        )
    },
    conflicts_find: "Find by name",
    conflicts_none: "No applicant has passed the formality check yet.",
    conflicts_chosen: |chosen, shown| format!("{chosen} ticked, {shown} listed"),
    declared_so_far: |n| format!("You have declared {n}; they are not listed any more."),
    agree: "I have read the above and undertake to abide by it",
    sign: "Sign the undertaking",
    sign_after: "You will see the applications assigned to you at once. The moment of signing is recorded.",
    sign_after_head: "Boards, deliberations and the initial list open at once. The moment of signing is recorded.",
    signed_at: |at| format!("Undertaking signed {at}"),
    declare_more: "Declare a further conflict",
    declare_more_text: "The application leaves your list at once and the Office finds another expert. What is sealed cannot be declared any more.",
    declare: "Declare conflicts",
    nothing_yet: "Nothing is assigned to you yet",
    nothing_yet_text: "Applications appear here once the Office has published the assignment. There is nothing you need to do.",
    progress: "Progress",
    sealed_of: |sealed, all| format!("{sealed} of {all} sealed"),
    caption: "Applications assigned to me",
    reference: "Reference",
    experience: "Experience",
    organisation: "Organisation",
    state: "State",
    total_short: "My total",
    not_begun: "Not begun",
    saved_state: "Saved",
    sealed_state: "Sealed",
    untitled: "(no title)",
    closes: |name, at| format!("{name} closes {at}"),
    blind: "This year's review is blind: you see reference numbers, not applicants. Names stand only where conflicts are declared, and lead to no number.",
    next_sheet: "Go on with the next",
    sheet_title: |reference| format!("Score sheet {reference}"),
    sheet_heading: "Score sheet",
    sheet_lede: "One decimal at most. Saved by itself whenever you pause; you can change everything until you seal it.",
    points: |n| format!("{n} points"),
    out_of: |n| format!("/ {n}"),
    comment: "Comment (optional)",
    overall: "Overall comment",
    overall_hint: |min, max| {
        format!("The main grounds of your scores, {min} to {max} characters without spaces.")
    },
    count_max: |max| format!(" / {max} characters"),
    total: "Total",
    scored: |done, all| format!("{done} of {all} scored"),
    save: "Save",
    seal: "Seal",
    seal_confirm: "I understand that a sealed sheet is kept, and amended for a reason only",
    seal_text: "Only a sealed sheet counts on the board, and only then do you see how others scored this application.",
    check: "Check whether it is complete",
    problems: |n| format!("{n} to complete or correct before the sheet can be sealed"),
    not_saved_yet: "Not saved yet",
    saved_at: |at| format!("Saved {at}"),
    saving: "Saving…",
    kept_here: "Line lost: kept on this device, sent by itself when the line is back",
    not_taken: |why| {
        format!("Not saved on the server: {why} What you typed is kept on this device.")
    },
    found_here: "This device holds something that was not sent",
    found_here_text: "What you typed last did not reach the server and differs from what you see below.",
    amend_found: "An amendment you typed was not sent. Restore it, look it over, and send it.",
    restore: "Restore it",
    discard: "Discard it",
    signed_out: "Your session has ended: not saved on the server, but kept on this device. Sign in and come back to this page to restore it.",
    sign_in_again: "Sign in again",
    fault_again: "Not saved on the server for the moment: ",
    fault_kept: " What you typed is kept on this device and sent again by itself.",
    held: "Not saved yet: compare and choose above",
    other_title: "The sheet was changed elsewhere, too",
    other_caption: "What differs",
    other_field: "Field",
    other_here: "On this page",
    take_saved: "Take what is saved",
    keep_here: "Keep what is on this page, and save",
    nothing_there: "(empty)",
    other_text: |at| {
        format!(
            "It was saved from another page or device at {at}. Both texts are here, nothing was overwritten; choose field by field (Art. 19)."
        )
    },
    other_saved: |at| format!("As saved at {at}"),
    merged: |fields| format!("Taken over from another page or device: {fields}."),
    handed_in: |n| format!("Versions handed in ({n})"),
    handed_in_text: "The last version handed in is what is scored; it is the one above.",
    version: |n, at| format!("Version {n}, handed in {at}"),
    version_read: " (this one)",
    version_changes: |from, to| format!("What version {to} changed in version {from}"),
    sealed_heading: "The sheet is sealed",
    sealed_at: |at| format!("Sealed {at}."),
    amend: "Amend the sealed sheet",
    amend_text: |name| {
        format!(
            "The sheet as it was sealed and every amendment are kept, and the committee sees that it was amended. The last one counts. Not after it has closed: {name}."
        )
    },
    amend_reason: "Reason",
    amend_reason_hint: |min, max| {
        format!(
            "For example: misread a row. {min} to {max} characters, kept in the journal. Where others have sealed, the amendment is marked as made after their totals were open to you."
        )
    },
    amend_act: "Amend",
    amended_at: |at, why| format!("Amended {at}, because: {why}"),
    history: |n| format!("Amendments ({n})"),
    history_caption: "What the sheet has been since it was sealed",
    as_sealed: "As sealed",
    as_amended: |n| format!("Amendment {n}"),
    counts: " (counts)",
    why: "Reason",
    when: "When",
    sealed_text: "Others' totals show only after sealing, without names.",
    written_result: |mean| {
        format!("Result of the written review: {mean:.1} points (trimmed mean).")
    },
    slot: |at| {
        format!(
            "The defence begins {at}. Save drafts before; the sheet can be sealed from then on."
        )
    },
    beside: "Slides and on-site visit",
    no_slot: "No slot is set yet. Save drafts; the sheet can be sealed once the defence has begun.",
    own_total: "My total",
    independence: "Independence",
    informed: "after others' totals were open",
    to_sheets: "Read every expert's scores and comments, to deliberate",
    others: "Others' totals",
    others_none: "Nobody else has sealed yet.",
    no_comment: "No comment",
    back_to_list: "Back to my reviews",
    next_unsealed: |reference| format!("Next application ({reference})"),
    all_sealed: "All your sheets are sealed. Thank you.",
    in_list: |sealed, all| format!("My progress: {sealed} of {all} sealed"),
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Name of a criterion.
pub fn criterion(lang: Lang, c: &Criterion) -> String {
    lang.pick(&c.zh, &c.en).clone()
}

/// Name of a sub-item.
pub fn item(lang: Lang, i: &SubItem) -> String {
    lang.pick(&i.zh, &i.en).clone()
}

/// What to look for in a sub-item.
pub fn descriptor(lang: Lang, i: &SubItem) -> String {
    lang.pick(&i.descriptor_zh, &i.descriptor_en).clone()
}

/// What is wrong at a field, and what to do instead.
pub fn fault(lang: Lang, field: &SheetField, fault: &SheetFault) -> String {
    match fault {
        SheetFault::Missing => match field {
            SheetField::Score(_) => lang.pick(
                "请打分；确实没有的，打 0。".into(),
                "Give a score; 0 if there is nothing.".into(),
            ),
            SheetField::Comment(_) | SheetField::Overall => lang.pick(
                "请写总评语（第十九条）。".into(),
                "Write the overall comment (Art. 19).".into(),
            ),
        },
        SheetFault::NotANumber => lang.pick(
            "这不是一个数。请只写数字，如 8.5。".into(),
            "This is not a number. Type digits only, such as 8.5.".into(),
        ),
        SheetFault::TooManyDecimals => {
            lang.pick("最多一位小数，如 8.5。".into(), "One decimal at most, such as 8.5.".into())
        }
        SheetFault::OutOfRange { max } => lang
            .pick(format!("请打 0 至 {max} 之间的分。"), format!("Give a score from 0 to {max}.")),
        SheetFault::CommentTooShort { min, found } => lang.pick(
            format!(
                "总评语至少 {min} 字，现在 {found} 字，还差 {} 字（第十九条）。",
                min - found.min(min)
            ),
            format!("At least {min} characters; there are {found} (Art. 19)."),
        ),
        SheetFault::TooLong { max, found } => lang.pick(
            format!("最多 {max} 字，现在 {found} 字，请删去 {} 字。", found - max.min(found)),
            format!("At most {max} characters; there are {found}. Please shorten it."),
        ),
        SheetFault::NothingToScore => lang.pick(
            "本年度还没有设置评分项，请联系办公室。".into(),
            "The season has no items to score. Please tell the Office.".into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_of_faults_have_no_chinese_in_them() {
        let faults = [
            SheetFault::Missing,
            SheetFault::NotANumber,
            SheetFault::TooManyDecimals,
            SheetFault::OutOfRange { max: 20 },
            SheetFault::CommentTooShort { min: 50, found: 3 },
            SheetFault::TooLong { max: 10, found: 12 },
            SheetFault::NothingToScore,
        ];
        for f in faults {
            for field in [SheetField::Score("a".into()), SheetField::Overall] {
                assert!(fault(Lang::En, &field, &f).is_ascii(), "{f:?}");
                assert!(!fault(Lang::Zh, &field, &f).is_ascii(), "{f:?}");
            }
        }
    }

    #[test]
    fn a_short_comment_is_told_how_much_is_missing() {
        let f = SheetFault::CommentTooShort { min: 50, found: 38 };
        assert!(fault(Lang::Zh, &SheetField::Overall, &f).contains("还差 12 字"));
    }
}
