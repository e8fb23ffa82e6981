//! Words of attached files: sending them, their state, what is wrong with them.

use domain::application::field::Slot;
use domain::application::files::{FileFault, FileState};

use super::{Lang, fields};

/// Words of the attachments page and of file lists.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub secrets: &'static str,
    pub used: &'static str,
    pub used_of: fn(&str, &str) -> String,
    pub count_of: fn(usize, usize) -> String,
    pub limits: fn(i64, i64, usize, usize) -> String,
    pub choose: fn(&str) -> String,
    pub choose_hint: &'static str,
    pub send: &'static str,
    pub preview: &'static str,
    pub preview_of: fn(&str) -> String,
    pub attached_at: fn(&str) -> String,
    pub twin: fn(&str) -> String,
    pub waiting: &'static str,
    pub sending: fn(&str, &str) -> String,
    pub judging: &'static str,
    pub broken: &'static str,
    pub cancel: &'static str,
    pub again: &'static str,
    pub dismiss: &'static str,
    pub summary: fn(usize, usize, usize) -> String,
    pub nth: fn(usize) -> String,
    pub refused: &'static str,
}

const ZH: Words = Words {
    secrets: "本系统为非涉密系统，严禁上传涉密材料。",
    used: "附件总量",
    used_of: |used, max| format!("{used} / {max} MB"),
    count_of: |n, max| format!("{n} / {max} 个文件"),
    limits: |one, all, slot, dossier| {
        format!(
            "PDF、JPG、PNG 或不含宏的 DOCX，按内容判断，与文件名无关。单个文件不超过 {one} MB，每项不超过 {slot} 个，全部不超过 {dossier} 个、{all} MB。"
        )
    },
    choose: |slot| format!("选择文件：{slot}"),
    choose_hint: "每一处可以一次选择多个文件，也可以把文件拖进框里；断线后会接着上传。",
    send: "上传",
    preview: "预览",
    preview_of: |name| format!("{name} 的预览"),
    attached_at: |t| format!("{t} 上传"),
    twin: |slot| format!("与“{slot}”中的文件内容相同"),
    waiting: "排队中",
    sending: |sent, all| format!("已传 {sent} / {all}"),
    judging: "正在检查内容……",
    broken: "连接中断，恢复后从断开处接着上传",
    cancel: "取消",
    again: "重试",
    dismiss: "知道了",
    summary: |done, left, refused| match (left, refused) {
        (0, 0) => format!("{done} 个文件已上传。"),
        (0, _) => format!("{done} 个文件已上传，{refused} 个未被接收，原因见下。"),
        _ => format!("{done} 个文件已上传，{left} 个正在上传或排队。"),
    },
    nth: |n| format!("第 {n} 个文件："),
    refused: "有文件未被接收",
};

const EN: Words = Words {
    secrets: "This is not a system for classified material: never upload any.",
    used: "All files",
    used_of: |used, max| format!("{used} of {max} MB"),
    count_of: |n, max| format!("{n} of {max} files"),
    limits: |one, all, slot, dossier| {
        format!(
            "PDF, JPG, PNG or DOCX without macros, judged by content, not by name. At most {one} MB a file, {slot} files a place, {dossier} files and {all} MB in all."
        )
    },
    choose: |slot| format!("Choose files: {slot}"),
    choose_hint: "At each place choose several at once if you like, or drop them into the frame; after a cut line sending goes on where it stopped.",
    send: "Upload",
    preview: "Preview",
    preview_of: |name| format!("Preview of {name}"),
    attached_at: |t| format!("uploaded {t}"),
    twin: |slot| format!("the same content as a file under “{slot}”"),
    waiting: "Waiting",
    sending: |sent, all| format!("{sent} of {all} sent"),
    judging: "Checking the content…",
    broken: "The line is down; sending goes on where it stopped once it is back",
    cancel: "Cancel",
    again: "Try again",
    dismiss: "Dismiss",
    summary: |done, left, refused| match (left, refused) {
        (0, 0) => format!("Uploaded: {done}."),
        (0, _) => format!("Uploaded: {done}. Not taken: {refused}, for the reasons below."),
        _ => format!("Uploaded: {done}. On their way or waiting: {left}."),
    },
    nth: |n| format!("File {n}: "),
    refused: "Some files were not taken",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// The tag of a state: class and word; nothing where there is nothing to say.
pub fn state(lang: Lang, state: FileState) -> Option<(&'static str, &'static str)> {
    match state {
        FileState::Unscanned => None,
        FileState::Held => {
            Some(("tag work", lang.pick("正在检查病毒", "Being checked for viruses")))
        }
        FileState::Clean => Some(("tag done", lang.pick("已通过病毒检查", "No virus found"))),
        FileState::Infected => {
            Some(("tag bad", lang.pick("含有病毒，已封存", "Has a virus; closed")))
        }
    }
}

/// The article a slot's evidence serves.
pub fn slot_article(slot: Slot) -> &'static str {
    match slot {
        Slot::Licence
        | Slot::Statements
        | Slot::Credit
        | Slot::QualityRecord
        | Slot::SafetyRecord
        | Slot::EnvironmentRecord => "9(1)",
        Slot::Proof | Slot::Certificates => "8(3)",
        Slot::Standards => "8(2)",
        Slot::Scan => "16",
    }
}

/// Where a twin of a file is, in words.
pub fn twin(lang: Lang, slot: Slot) -> String {
    (words(lang).twin)(fields::slot(lang, slot))
}

/// What is wrong with the content of a file, and what to do about it.
pub fn fault(lang: Lang, fault: FileFault) -> &'static str {
    let (zh, en) = match fault {
        FileFault::Truncated => (
            "文件不完整（只有一部分，或已损坏）。请打开原文件确认无误后重新上传。",
            "The file is not whole: cut off or damaged. Open the original to see that it is well, then upload it again.",
        ),
        FileFault::Hidden => (
            "文件首尾之外还夹带了其他内容，不能接收。请用软件打开后“另存为”或“打印为 PDF”，再上传新文件。",
            "Something else is hidden before or behind the file's own content. Open it, save it anew or print it to PDF, and upload that.",
        ),
        FileFault::Unreadable => (
            "文件无法按它的格式读取，可能已损坏。请用软件打开后“另存为”或“打印为 PDF”，再上传新文件。",
            "The file cannot be read as what it claims to be and may be damaged. Open it, save it anew or print it to PDF, and upload that.",
        ),
        FileFault::Encrypted => (
            "文件设有密码或限制，评审时无法核对。请去掉密码，或“打印为 PDF”后再上传。",
            "The file is protected by a password. Remove it, or print the file to PDF, so that it can be read in the review.",
        ),
        FileFault::Script => (
            "PDF 中含有脚本或动态表单，不能接收。请“打印为 PDF”后上传新文件。",
            "The PDF contains scripts or a dynamic form. Print it to PDF and upload that.",
        ),
        FileFault::Action => (
            "PDF 中含有会启动程序、发送数据或打开其他文件的动作，不能接收。请“打印为 PDF”后上传新文件。",
            "The PDF would start programs, send data or open other files. Print it to PDF and upload that.",
        ),
        FileFault::Embedded => (
            "文件中嵌入了其他文件或多媒体，不能接收。请去掉嵌入的内容，或“打印为 PDF”后再上传。",
            "Other files or media are packed into it. Remove them, or print the file to PDF and upload that.",
        ),
        FileFault::Macros => (
            "文档含有宏，不能接收。请另存为不含宏的 DOCX，或导出为 PDF。",
            "The document has macros. Save it as DOCX without macros, or export it as PDF.",
        ),
        FileFault::External => (
            "文档会从别处加载模板、图片或对象，不能接收。请断开链接、把内容嵌入文档，或导出为 PDF。",
            "The document loads a template, picture or object from elsewhere. Break the links, or export it as PDF.",
        ),
        FileFault::Bomb => (
            "文件解开后远大于它看上去的大小，不能接收。请导出为 PDF 后再上传。",
            "The file unpacks to far more than it shows. Export it as PDF and upload that.",
        ),
        FileFault::Entries => (
            "文档内部的结构异常（路径越界或重名），不能接收。请用软件打开后另存为新的 DOCX 或 PDF。",
            "The inside of the document is irregular: entries that lead out of it, or twice to one place. Save it anew as DOCX or PDF.",
        ),
        FileFault::Pixels => (
            "图片的像素过大或为零，无法打开。请按 A4、300 dpi 重新扫描或缩小后再上传。",
            "The picture has too many pixels, or none. Scan it at A4 and 300 dpi, or make it smaller.",
        ),
    };
    lang.pick(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::{assert_english, assert_said};

    #[test]
    fn every_fault_and_state_is_said_in_both_languages() {
        for f in FileFault::ALL {
            assert_said(fault(Lang::Zh, f), fault(Lang::En, f));
        }
        for s in FileState::ALL {
            assert_eq!(state(Lang::Zh, s).is_some(), state(Lang::En, s).is_some());
            if let (Some(zh), Some(en)) = (state(Lang::Zh, s), state(Lang::En, s)) {
                assert_said(zh.1, en.1);
            }
        }
        let w = words(Lang::En);
        for (done, left, refused) in [(1, 0, 0), (1, 0, 2), (1, 2, 0)] {
            assert_english(&(w.summary)(done, left, refused));
        }
        assert_english(&(w.limits)(1, 2, 3, 4));
        assert_english(w.secrets);
    }
}
