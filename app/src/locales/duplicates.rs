//! Words of what stands twice (Art. 17, 24).

use domain::formality::duplicates::Kind;

use super::Lang;
use super::work::many;

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub compared: fn(i64, &str) -> String,
    pub never: &'static str,
    pub stale: &'static str,
    pub beyond: fn(u64) -> String,
    pub compare: &'static str,
    pub open: &'static str,
    pub looked: &'static str,
    pub kind: &'static str,
    pub all_kinds: &'static str,
    pub show: &'static str,
    pub only_open: &'static str,
    pub list: &'static str,
    pub none: &'static str,
    pub none_text: &'static str,
    pub nothing_fits: &'static str,
    pub alike: fn(u32) -> String,
    pub same: &'static str,
    pub winner: fn(i32) -> String,
    pub checklist: &'static str,
    pub looked_by: fn(&str, &str) -> String,
    pub gone: &'static str,
    pub changed: &'static str,
    pub note: &'static str,
    pub look: &'static str,
    pub look_again: &'static str,
    pub how: &'static str,
    pub how_text: fn(u32, u32, u32, usize) -> String,
    pub concerns: fn(usize) -> String,
    pub to_list: &'static str,
    pub keys: &'static str,
    pub shown: fn(usize, usize) -> String,
    pub more: &'static str,
    pub left_fact: &'static str,
    pub right_fact: &'static str,
    pub found: &'static str,
    pub likeness: &'static str,
    pub with: &'static str,
    pub state: &'static str,
}

const ZH: Words = Words {
    title: "重复与往届入选核对",
    lede: "系统比对已推荐的全部申报书，列出相同或高度相似之处和往届入选单位，供人工核对；比对结果只是线索，不是结论。",
    compared: |n, at| format!("{at} 比对了 {n} 份申报书。"),
    never: "还没有比对过。",
    stale: "此后又有新的申报书或新的版本，系统会自动重新比对，也可以现在比对。",
    beyond: |n| format!("发现的线索太多，每一类只列出最可靠的；另有 {n} 条没有列出。"),
    compare: "现在比对",
    open: "待核对",
    looked: "已核对",
    kind: "类型",
    all_kinds: "全部类型",
    show: "显示",
    only_open: "只看待核对",
    list: "比对结果",
    none: "没有发现重复",
    none_text: "所有已推荐的申报书之间没有相同或高度相似之处，也没有往届入选单位。",
    nothing_fits: "没有符合条件的结果，请换个条件。",
    alike: |percent| format!("相似度 {percent}%"),
    same: "相同",
    winner: |year| format!("{year} 年入选"),
    checklist: "到审查清单处理",
    looked_by: |by, at| format!("{by} 于 {at} 核对："),
    gone: "（账号已注销）",
    changed: "核对之后内容有变动，请重新核对。",
    note: "核对说明",
    look: "记为已核对",
    look_again: "重新记录",
    how: "怎么比对？",
    how_text: |title, summary, report, common| {
        format!(
            "比对的是每份申报书提交的最新版本，不区分标点、空格、全半角和大小写。信用代码、去掉“有限公司”等字样后的名称和附件内容须完全相同；\
             标杆名称按相邻两字的组合、摘要按相邻三字的组合计算相似度（共有的组合占两者全部组合的比例），分别达到 {title}% 和 {summary}% 才列出；\
             总结材料看篇幅较短的一份中连续 24 字与另一份逐字相同的部分，达到 {report}% 才列出。在超过 {common} 份申报书中出现的段落或附件视为通用语句或格式文件，不列出。\
             同一组织的两份申报书只列一次。这些界限是本年度的设置。"
        )
    },
    concerns: |n| format!("有 {n} 条重复线索待核对"),
    to_list: "查看线索",
    keys: "键盘：按 j、k 选择，按回车打开申报书。",
    shown: |shown, all| format!("{all} 条中的 {shown} 条"),
    more: "显示更多",
    left_fact: "申报书甲",
    right_fact: "申报书乙或往届入选",
    found: "发现",
    likeness: "相似度（%）",
    with: "相对方",
    state: "核对情况",
};

const EN: Words = Words {
    title: "Duplicates and former winners",
    lede: "The system compares all recommended dossiers and lists what is the same or very much alike, and who was chosen lately. What it finds is a reason to look, not a judgement.",
    compared: |n, at| format!("{} compared at {at}.", many(n, "dossier")),
    never: "Nothing has been compared yet.",
    stale: "New dossiers or versions have come since. They are compared by themselves after a while, or now.",
    beyond: |n| {
        format!(
            "Too much was found to look at: of each kind the surest are listed; {} left out.",
            many(i64::try_from(n).unwrap_or(i64::MAX), "further finding")
        )
    },
    compare: "Compare now",
    open: "to be looked at",
    looked: "looked at",
    kind: "Kind",
    all_kinds: "All kinds",
    show: "Show",
    only_open: "Only to be looked at",
    list: "Findings",
    none: "Nothing stands twice",
    none_text: "No two recommended dossiers are the same or very much alike, and none is a former winner’s.",
    nothing_fits: "Nothing fits. Try another filter.",
    alike: |percent| format!("{percent}% alike"),
    same: "the same",
    winner: |year| format!("chosen in {year}"),
    checklist: "Act on the checklist",
    looked_by: |by, at| format!("{by} looked at {at}:"),
    gone: "(account closed)",
    changed: "The facts have changed since; please look again.",
    note: "What you saw",
    look: "Mark as looked at",
    look_again: "Note again",
    how: "How are they compared?",
    how_text: |title, summary, report, common| {
        format!(
            "Compared is the latest version handed in of each dossier, marks, blanks, widths and capitals apart. Credit codes, names without their \
             legal form and files must be the same. Titles are alike by the share of pairs of neighbouring characters, abstracts by that of runs of \
             three (what both have, of what either has), from {title}% and {summary}% on. Of reports, the part of the shorter one that stands in \
             the other word for word, 24 characters or more in a row, from {report}% on. A passage or file found in more than {common} dossiers is \
             a common phrase or a form and is left out. Two dossiers of one organisation are listed once. These limits are settings of the season."
        )
    },
    concerns: |n| format!("{} of duplicates to be looked at", many(n as i64, "finding")),
    to_list: "See them",
    keys: "Keyboard: j and k to choose, Enter to open a dossier.",
    shown: |shown, all| format!("{shown} of {all}"),
    more: "Show more",
    left_fact: "Dossier",
    right_fact: "Other dossier, or former winner",
    found: "Finding",
    likeness: "Alike (%)",
    with: "Met",
    state: "Looked at",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// What two facts met.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Uscc => lang.pick("信用代码相同", "Same credit code"),
        Kind::Name => lang.pick("组织名称相同", "Same organisation by name"),
        Kind::WinnerUscc => lang.pick("往届入选：信用代码", "Former winner, by credit code"),
        Kind::WinnerName => lang.pick("往届入选：组织名称", "Former winner, by name"),
        Kind::WinnerTitle => lang.pick("往届入选：标杆名称", "Title of a former winner"),
        Kind::Title => lang.pick("标杆名称相近", "Titles alike"),
        Kind::Abstract => lang.pick("摘要相近", "Abstracts alike"),
        Kind::Report => lang.pick("总结材料有相同段落", "Reports share passages"),
        Kind::File => lang.pick("附件相同", "Same file attached"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;

    #[test]
    fn every_kind_is_said_in_both_languages() {
        for k in Kind::ALL {
            assert_said(kind(Lang::Zh, *k), kind(Lang::En, *k));
        }
        assert_said(&(ZH.how_text)(80, 60, 15, 10), &(EN.how_text)(80, 60, 15, 10));
    }
}
