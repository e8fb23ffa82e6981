//! Words of the dossier as it is read: by its unit, the Office and the experts.

use domain::application::field::Field;
use domain::facts::industry::IndustryCode;

use super::{Lang, common, fields};

/// Words of the reading view.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub toc: &'static str,
    pub compared: &'static str,
    pub not_measured: &'static str,
    pub region: &'static str,
    pub pdf: &'static str,
    pub untitled: &'static str,
    pub none: &'static str,
    pub named: fn(&str, &str) -> String,
    pub chars: fn(usize) -> String,
    pub in_all: fn(usize) -> String,
    pub finance_caption: &'static str,
    pub year: &'static str,
    pub year_value: fn(i32) -> String,
    pub assets: &'static str,
    pub revenue: &'static str,
    pub operating: &'static str,
    pub net: &'static str,
    pub in_yi: fn(&str) -> String,
    pub unreadable: &'static str,
    pub verdict: fn(&str, &str) -> String,
    pub verdict_open: &'static str,
    pub verdict_table: &'static str,
    pub metric: &'static str,
    pub value: &'static str,
    pub from: fn(&str) -> String,
    pub by_metric: &'static str,
    pub deciding: &'static str,
    pub standard: fn(&str, &str) -> String,
    pub unlisted: &'static str,
    pub results_caption: &'static str,
    pub declared: &'static str,
    pub not_declared: &'static str,
    pub files_caption: &'static str,
    pub slot: &'static str,
    pub file: &'static str,
    pub size: &'static str,
    pub digest: &'static str,
    pub no_files: &'static str,
}

const ZH: Words = Words {
    toc: "目录",
    compared: "两份申报书逐行对照",
    not_measured: "没有这项指标",
    region: "申报书",
    pdf: "下载申报书（PDF）",
    untitled: "（未填写标杆名称）",
    none: "未填写",
    named: |label, value| format!("{label}：{value}"),
    chars: |n| format!("{n}\u{a0}字"),
    in_all: |n| format!("全文共 {n} 字"),
    finance_caption: "近三年经济效益（单位：万元）",
    year: "项目",
    year_value: |y| format!("{y} 年"),
    assets: "资产总额",
    revenue: "营业收入",
    operating: "营业利润",
    net: "净利润",
    in_yi: |v| format!("合 {v} 亿元"),
    unreadable: "无法识别，原文如此",
    verdict: |size, class| format!("系统划型：{size}（按“{class}”标准）"),
    verdict_open: "系统划型：缺少行业、人员或财务数据，暂不能判断",
    verdict_table: "划型依据",
    metric: "指标",
    value: "填报值",
    from: |size| format!("{size} ≥"),
    by_metric: "单项结论",
    deciding: "起决定作用",
    standard: |title, no| format!("依据{title}（{no}）；多项指标取最低一档。"),
    unlisted: "该行业未列入划型标准，参照“其他未列明行业”计算，须由人工确认。",
    results_caption: "成效与对比数据",
    declared: "已承诺",
    not_declared: "未承诺",
    files_caption: "附件",
    slot: "类别",
    file: "文件",
    size: "大小",
    digest: "SHA-256（前 12 位）",
    no_files: "没有附件。",
};

const EN: Words = Words {
    toc: "Contents",
    compared: "Two dossiers row by row",
    not_measured: "not measured",
    region: "Dossier",
    pdf: "Download as PDF",
    untitled: "(no title written)",
    none: "Not given",
    named: |label, value| format!("{label}: {value}"),
    chars: |n| if n == 1 { "1 character".to_owned() } else { format!("{n} characters") },
    in_all: |n| format!("{n} characters in all"),
    finance_caption: "Figures of the last three years (in CNY 10,000)",
    year: "Figure",
    year_value: |y| y.to_string(),
    assets: "Total assets",
    revenue: "Operating revenue",
    operating: "Operating profit",
    net: "Net profit",
    in_yi: |v| format!("= {v} × CNY 100 million"),
    unreadable: "Not readable; as typed",
    verdict: |size, class| format!("Computed size: {size} (by the line “{class}”)"),
    verdict_open: "Computed size: not known, as industry, staff or figures are missing",
    verdict_table: "How the size was found",
    metric: "Measure",
    value: "As stated",
    from: |size| format!("{size} from"),
    by_metric: "By this alone",
    deciding: "decides",
    standard: |_, _| {
        "By the Provisions on the Classification Standards of Small and Medium-sized Enterprises \
         (MIIT [2011] No. 300); of several measures the lowest rank counts."
            .to_owned()
    },
    unlisted: "The standard does not list this industry; it is measured like “other industries”, and a person must confirm it.",
    results_caption: "Results with comparison",
    declared: "Declared",
    not_declared: "Not declared",
    files_caption: "Attached files",
    slot: "Kind",
    file: "File",
    size: "Size",
    digest: "SHA-256 (first 12)",
    no_files: "No files are attached.",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Bytes in the unit people expect.
pub fn bytes(n: i64) -> String {
    const KIB: i64 = 1024;
    const MIB: i64 = 1024 * KIB;
    if n >= MIB {
        format!("{}.{} MB", n / MIB, n % MIB * 10 / MIB)
    } else {
        format!("{} KB", (n + KIB - 1) / KIB)
    }
}

/// An industry's code in words; what is no code stays as it is.
pub fn industry(lang: Lang, text: &str) -> String {
    IndustryCode::parse(text).map_or_else(|_| text.to_owned(), |code| fields::industry(lang, &code))
}

/// A scope of Art. 10 with its article: `第十条（四）：…`; other text stays as it is.
pub fn scope(lang: Lang, code: &str) -> String {
    let Some(name) = fields::choice(lang, Field::Scope, code) else {
        return code.to_owned();
    };
    let article = (common::words(lang).article)(&format!("10({code})"));
    lang.pick(format!("{article}：{name}"), format!("{article}: {name}"))
}
