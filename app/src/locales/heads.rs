//! Words of the page with the heads of the journal.

use super::Lang;

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub keep: &'static str,
    pub none: &'static str,
    pub day: &'static str,
    pub head: &'static str,
    pub latest: fn(usize) -> String,
    pub file: &'static str,
    pub by_hand: &'static str,
    pub by_hand_text: fn(&str) -> String,
    pub fingerprint: &'static str,
    pub all: &'static str,
}

const ZH: Words = Words {
    title: "日志存证",
    lede: "评审全程的每一步都记入日志，每条记录的哈希值包含上一条的哈希值。每天公布一次末条的哈希值并签名。",
    keep: "请任意保存。以后日志若被删减或改写，任何一份当天或以后保存的存证都能指出来。存证不含任何评审内容，也看不出当天发生了多少事。",
    none: "还没有公布存证。评选开始后每天公布一次。",
    day: "日期",
    head: "末条哈希值（SHA-256）",
    latest: |n| format!("这里只列最近 {n} 天，全部存证在文件中。"),
    file: "下载全部存证（JSON）",
    by_hand: "自行核验",
    by_hand_text: |day| format!("把公钥存为 key.pem，以下命令核验 {day} 的签名："),
    fingerprint: "公钥的 SHA-256：",
    all: "运行单位可用保存的文件核对整个日志：",
};

const EN: Words = Words {
    title: "Journal heads",
    lede: "Every step of the selection is a row of the journal, and each row's hash covers the hash before it. Once a day the hash of the last row is published and signed.",
    keep: "Keep them wherever you like. If the journal is ever cut or rewritten, any head kept on that day or later tells. A head holds nothing of the selection, nor how much happened on its day.",
    none: "No head has been published yet. Once a season is open there is one every day.",
    day: "Day",
    head: "Hash of the last row (SHA-256)",
    latest: |n| format!("The latest {n} days; all of them are in the file."),
    file: "Download all heads (JSON)",
    by_hand: "Check it yourself",
    by_hand_text: |day| {
        format!("Store the public key as key.pem; these commands check the signature of {day}:")
    },
    fingerprint: "SHA-256 of the public key:",
    all: "Whoever runs the system compares the whole journal with a kept file by",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}
