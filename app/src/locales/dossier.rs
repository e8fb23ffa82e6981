//! Words of the dossier as it is read: by its unit, the Office and the experts.

use domain::application::field::Field;
use domain::facts::industry::{IndustryCode, division, sections};
use domain::facts::sme::{Metric, Size};

use super::Lang;

/// Words of the reading view.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub toc: &'static str,
    pub untitled: &'static str,
    pub none: &'static str,
    pub chars: fn(usize) -> String,
    pub in_all: fn(usize) -> String,
    pub people: fn(&str) -> String,
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
    untitled: "（未填写标杆名称）",
    none: "未填写",
    chars: |n| format!("{n} 字"),
    in_all: |n| format!("全文共 {n} 字"),
    people: |n| format!("{n} 人"),
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
    untitled: "(no title written)",
    none: "Not given",
    chars: |n| if n == 1 { "1 character".to_owned() } else { format!("{n} characters") },
    in_all: |n| format!("{n} characters in all"),
    people: |n| format!("{n} people"),
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

/// Name of a size class.
pub fn size(lang: Lang, size: Size) -> &'static str {
    match size {
        Size::Micro => lang.pick("微型企业", "micro enterprise"),
        Size::Small => lang.pick("小型企业", "small enterprise"),
        Size::Medium => lang.pick("中型企业", "medium-sized enterprise"),
        Size::Large => lang.pick("大型企业", "large enterprise"),
    }
}

/// Short name of a size class, for heads of columns.
pub fn rank(lang: Lang, size: Size) -> &'static str {
    match size {
        Size::Micro => lang.pick("微型", "Micro"),
        Size::Small => lang.pick("小型", "Small"),
        Size::Medium => lang.pick("中型", "Medium"),
        Size::Large => lang.pick("大型", "Large"),
    }
}

/// Name of a measure, with its unit.
pub fn metric(lang: Lang, metric: Metric) -> &'static str {
    match metric {
        Metric::Employees => lang.pick("从业人员（人）", "Employees (people)"),
        Metric::Revenue => lang.pick("营业收入（万元）", "Operating revenue (CNY 10,000)"),
        Metric::Assets => lang.pick("资产总额（万元）", "Total assets (CNY 10,000)"),
    }
}

/// The scope of Art. 10 by its number, in our words; empty for any other text.
pub fn scope(lang: Lang, code: &str) -> &'static str {
    let (zh, en) = match code {
        "1" => ("先进质量管理理念、方法、工具", "Advanced quality management"),
        "2" => ("新技术促进质量管理创新", "New technology for quality"),
        "3" => ("新业态、新模式", "New forms and models of business"),
        "4" => ("中小企业专精特新", "Small and medium-sized enterprises"),
        "5" => ("生产性服务业提质增效", "Producer services"),
        "6" => ("社会公益性事业", "Green, health and safety causes"),
        _ => ("", ""),
    };
    lang.pick(zh, en)
}

/// A chosen code in words; the code itself where it is none of those offered.
pub fn choice(lang: Lang, field: Field, code: &str) -> String {
    let (zh, en) = match (field, code) {
        (Field::Nature, "state") => ("国有", "State-owned"),
        (Field::Nature, "joint") => ("合资", "Joint venture"),
        (Field::Nature, "private") => ("民营", "Private"),
        (Field::Nature, "other") => ("其他", "Other"),
        (Field::Origin, "borrowed") => ("借鉴应用", "Borrowed"),
        (Field::Origin, "adapted") => ("结合实际改进", "Adapted to own practice"),
        (Field::Origin, "own") => ("自主独创", "Own invention"),
        _ => return code.to_owned(),
    };
    lang.pick(zh, en).to_owned()
}

/// An industry by code and name; English readers get the section's name, divisions have none.
pub fn industry(lang: Lang, text: &str) -> String {
    let Ok(code) = IndustryCode::parse(text) else {
        return text.to_owned();
    };
    let Some(d) = division(&code.division) else {
        return text.to_owned();
    };
    let group = code.group.as_ref().and_then(|g| d.groups.iter().find(|x| x.code == *g));
    let name = match (lang, group) {
        (Lang::Zh, Some(g)) => g.zh.clone(),
        (Lang::Zh, None) => d.zh.clone(),
        (Lang::En, Some(g)) => g.en.clone(),
        (Lang::En, None) => sections()
            .iter()
            .find(|s| s.code == code.section)
            .map(|s| s.en.clone())
            .unwrap_or_default(),
    };
    format!("{code} {name}")
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
