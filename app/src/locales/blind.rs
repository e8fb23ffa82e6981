//! Words of the blind review check (Art. 15): where an applicant still gives itself away.

use domain::application::field::Field;
use domain::review::traces::{Place, Unread, Who};

use super::{Lang, fields};

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub link: &'static str,
    pub lede: &'static str,
    pub sought: &'static str,
    pub nothing_sought: &'static str,
    pub found: fn(usize, usize) -> String,
    pub none: &'static str,
    pub none_text: &'static str,
    pub caption: &'static str,
    pub place: &'static str,
    pub what: &'static str,
    pub passages: &'static str,
    pub times: fn(usize) -> String,
    pub more: fn(usize) -> String,
    pub unread: &'static str,
    pub unread_text: &'static str,
    pub read: fn(usize, usize) -> String,
    pub back: &'static str,
    pub list: &'static str,
    pub list_lede: &'static str,
    pub list_looked: fn(usize) -> String,
    pub list_title: &'static str,
    pub list_whose: &'static str,
    pub list_answers: &'static str,
    pub list_names: &'static str,
}

const ZH: Words = Words {
    title: "盲评检查",
    link: "盲评检查",
    lede: "专家看到的内容里，还有哪些地方写着申报组织或人员的名称。请通知申报组织更正，或评估是否影响公正；这里不改动任何内容。",
    sought: "查找的名称",
    nothing_sought: "申报书没有填写可查找的名称。",
    found: |places, times| format!("在 {places} 处找到，共 {times} 次"),
    none: "没有找到",
    none_text: "能读到的文字里没有这些名称。没有读到的文件见下，请人工查看。",
    caption: "找到的地方",
    place: "位置",
    what: "名称",
    passages: "上下文",
    times: |n| format!("{n} 次"),
    more: |n| format!("另有 {n} 次"),
    unread: "没有读到的",
    unread_text: "以下文件没有读到，或没有读全，请打开查看。",
    read: |read, withheld| {
        format!("读了 {read} 个文件；另有 {withheld} 个组织证明材料不给专家看，没有检查。")
    },
    back: "返回审查",
    list: "盲评检查一览",
    list_lede: "已提交的申报中，专家可见的回答或文件名里仍写着申报组织或人员名称的。文件内容须逐项打开检查。",
    list_looked: |n| format!("检查了 {n} 项已提交的申报。"),
    list_title: "标杆名称",
    list_whose: "申报组织",
    list_answers: "回答（处）",
    list_names: "文件名（处）",
};

const EN: Words = Words {
    title: "Blind review check",
    link: "Blind review check",
    lede: "Where names of the applicant or its people still stand in what experts read. Ask the applicant to mend it, or judge whether it matters; nothing is changed here.",
    sought: "Looked for",
    nothing_sought: "The dossier names nothing to look for.",
    found: |places, times| format!("Found in {places} places, {times} times in all"),
    none: "Nothing found",
    none_text: "None of these names stands in what could be read. Look yourself at what could not, below.",
    caption: "Where names were found",
    place: "Place",
    what: "Name",
    passages: "In its surroundings",
    times: |n| if n == 1 { "once".to_owned() } else { format!("{n} times") },
    more: |n| format!("and {n} more"),
    unread: "Not read",
    unread_text: "These files were not read, or not wholly. Please open them.",
    read: |read, withheld| {
        format!(
            "{read} files were read; {withheld} papers about the organisation are not given to experts and were not looked at."
        )
    },
    back: "Back to the check",
    list: "Blind review: all findings",
    list_lede: "Applications handed in whose answers or names of files, as experts see them, still name the applicant or its people. What stands within files is checked one application at a time.",
    list_looked: |n| format!("{n} applications that were handed in were looked at."),
    list_title: "Title",
    list_whose: "Applicant",
    list_answers: "Answers",
    list_names: "Names of files",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Whose name it is.
pub fn who(lang: Lang, who: Who) -> &'static str {
    match who {
        Who::Name => lang.pick("组织名称", "Organisation"),
        Who::ShortName => lang.pick("组织简称", "Organisation, for short"),
        Who::Uscc => lang.pick("统一社会信用代码", "Credit code"),
        Who::LegalRep => lang.pick("法定代表人", "Legal representative"),
        Who::Contact => lang.pick("联系人", "Contact"),
    }
}

/// Where something was found.
pub fn place(lang: Lang, place: &Place) -> String {
    match place {
        Place::Answer { key } => question(lang, key),
        Place::FileName { name, .. } => lang.pick(
            format!("文件名：{name}（专家看到的是编号）"),
            format!("Name of a file: {name} (experts see a number)"),
        ),
        Place::FileText { name, .. } => {
            lang.pick(format!("文件正文：{name}"), format!("Text of a file: {name}"))
        }
        Place::FileData { name, key, .. } => lang.pick(
            format!("文件属性 {key}：{name}"),
            format!("What a file says of itself, {key}: {name}"),
        ),
    }
}

/// The question an answer belongs to.
fn question(lang: Lang, key: &str) -> String {
    let label = Field::of_key(key).map_or(key, |f| fields::label(lang, f));
    match key.strip_prefix("result.").and_then(|rest| rest.split_once('.')) {
        Some((row, _)) => lang.pick(format!("第 {row} 行{label}"), format!("Row {row}, {label}")),
        None => label.to_owned(),
    }
}

/// Why something was not read.
pub fn unread(lang: Lang, why: Unread) -> String {
    match why {
        Unread::Picture => lang
            .pick("图片中的文字读不出来", "what is written in pictures cannot be read")
            .to_owned(),
        Unread::NoText { pages } => lang.pick(
            format!("有 {pages} 页没有文字，可能是扫描件"),
            format!("{pages} pages without text, scanned as likely as not"),
        ),
        Unread::Unreadable => {
            lang.pick("有内容读不出来", "some of it could not be read").to_owned()
        }
        Unread::TooLarge => lang.pick("太大，没有读", "too large, not read").to_owned(),
        Unread::Rest => {
            lang.pick("内容太多，后面的没有读", "too much of it: the rest was not read").to_owned()
        }
        Unread::NotOpen => lang
            .pick(
                "正在或未通过病毒检查，没有读",
                "waits for the look for viruses, or failed it: not read",
            )
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_english, assert_said};
    use super::*;
    use domain::application::field::Slot;

    #[test]
    fn art_15_what_was_found_and_what_was_not_read_is_said_in_both_languages() {
        for w in Who::ALL {
            assert_said(who(Lang::Zh, w), who(Lang::En, w));
        }
        let name = || "a.pdf".to_owned();
        for p in [
            Place::Answer { key: "abstract".into() },
            Place::FileName { slot: Slot::Proof, name: name() },
            Place::FileText { slot: Slot::Proof, name: name() },
            Place::FileData { slot: Slot::Proof, name: name(), key: "Author".into() },
        ] {
            assert_said(&place(Lang::Zh, &p), &place(Lang::En, &p));
        }
        for u in [
            Unread::Picture,
            Unread::NoText { pages: 3 },
            Unread::Unreadable,
            Unread::TooLarge,
            Unread::Rest,
            Unread::NotOpen,
        ] {
            assert_said(&unread(Lang::Zh, u), &unread(Lang::En, u));
        }
        let w = words(Lang::En);
        for text in [w.title, w.lede, w.none_text, w.unread_text] {
            assert_english(text);
        }
    }
}
