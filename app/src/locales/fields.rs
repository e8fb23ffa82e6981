//! Words of the dossier: its pages, fields, choices and file slots. Hints and the ways
//! answers are shown stand in the files beside.

mod choices;
mod hints;
mod values;

pub use choices::{choice, choice_help};
pub use hints::{hint, slot_hint};
pub use values::{grouped, industry, money, money_unit, region, unit, value};

use domain::application::field::{Field, Slot};
use domain::application::page::Page;
use domain::facts::sme::{Metric, Size};
use domain::season::Season;

use super::{Lang, common};

/// Name of a page.
pub fn page(lang: Lang, page: Page) -> &'static str {
    match page {
        Page::Organisation => lang.pick("申报组织", "Organisation"),
        Page::Finance => lang.pick("近三年经营", "Three years' figures"),
        Page::Size => lang.pick("行业与规模", "Industry and size"),
        Page::Title => lang.pick("标杆名称与范围", "Title and scope"),
        Page::Method => lang.pick("方法与成熟度", "Method and maturity"),
        Page::Report => lang.pick("经验报告", "Experience report"),
        Page::Results => lang.pick("成效数据", "Results"),
        Page::Declarations => lang.pick("声明与承诺", "Declarations"),
        Page::Attachments => lang.pick("附件", "Attachments"),
    }
}

/// Name of a field. The figures of three years carry no year here: see [`label_in`].
pub fn label(lang: Lang, field: Field) -> &'static str {
    let (zh, en) = match field {
        Field::OrgName => ("组织名称", "Name of the organisation"),
        Field::Uscc => ("统一社会信用代码", "Unified social credit code"),
        Field::Region => ("所在地区", "Region"),
        Field::Unit => ("推荐单位", "Recommending unit"),
        Field::Address => ("通信地址", "Postal address"),
        Field::Postcode => ("邮政编码", "Postal code"),
        Field::Nature => ("企业类型", "Type of organisation"),
        Field::LegalRep => ("法定代表人姓名", "Legal representative"),
        Field::LegalRepPost => ("法定代表人职务", "Legal representative's position"),
        Field::LegalRepMobile => ("法定代表人手机", "Legal representative's mobile"),
        Field::LegalRepEmail => ("法定代表人邮箱", "Legal representative's e-mail"),
        Field::Contact => ("联系人姓名", "Contact person"),
        Field::ContactPost => ("联系人部门与职务", "Contact's department and position"),
        Field::ContactMobile => ("联系人手机", "Contact's mobile"),
        Field::ContactPhone => ("固定电话", "Telephone"),
        Field::Fax => ("传真", "Fax"),
        Field::ContactEmail => ("电子邮箱", "E-mail address"),
        Field::Revenue1 | Field::Revenue2 | Field::Revenue3 => ("营业收入", "Revenue"),
        Field::Assets1 | Field::Assets2 | Field::Assets3 => ("资产总额", "Total assets"),
        Field::Operating1 | Field::Operating2 | Field::Operating3 => {
            ("营业利润", "Operating profit")
        }
        Field::Net1 | Field::Net2 | Field::Net3 => ("净利润", "Net profit"),
        Field::Industry => ("行业（GB/T 4754—2017）", "Industry (GB/T 4754-2017)"),
        Field::Employees => ("从业人员", "Employees"),
        Field::QualityStaff => ("其中质量专业人员", "Of these, quality professionals"),
        Field::Title => ("标杆名称", "Title of the benchmark"),
        Field::Scope => ("遴选范围", "Scope"),
        Field::Direction => ("年度重点方向", "Focus direction of the year"),
        Field::Abstract => ("摘要", "Abstract"),
        Field::Honours => ("所获荣誉与好评", "Honours and praise received"),
        Field::Origin => ("方法的来源", "Origin of the method"),
        Field::MethodName => ("主要方法（技术）名称", "Name of the main method"),
        Field::Since => ("从何时起应用", "In use since"),
        Field::Maturity => ("成熟应用的说明", "How it matured"),
        Field::Section1 => ("企业概况", "The organisation"),
        Field::Section2 => ("背景与问题", "Background and problem"),
        Field::Section3 => ("方法内涵与框架", "The method and its framework"),
        Field::Section4 => (
            "推进目标、组织保障、政策制度与资源配置",
            "Goals, organisation, policies and resources",
        ),
        Field::Section5 => ("实施过程与关键环节", "Implementation and key links"),
        Field::Section6 => ("创新点与特色", "Innovation and distinct features"),
        Field::Section7 => ("成效：近三年数据与对比", "Results: three years of data, compared"),
        Field::Section8 => ("经验与教训", "Lessons learnt"),
        Field::Section9 => ("适用条件与推广价值", "Conditions of use and value to others"),
        Field::Indicator => ("指标", "Indicator"),
        Field::Measure => ("单位", "Unit"),
        Field::Before => ("应用前", "Before"),
        Field::After => ("应用后", "After"),
        Field::Competitor => ("竞争对手", "Competitor"),
        Field::Benchmark => ("标杆水平", "Best known"),
        Field::Source => ("数据来源", "Source"),
        Field::Evidence => ("证明文件", "Evidence"),
        Field::Integrity => ("诚信无违法和不良记录", "Integrity: no violation, no bad record"),
        Field::Quality => ("质量无违法和重大事故", "Quality: no violation, no serious accident"),
        Field::Safety => ("安全无违法和重大事故", "Safety: no violation, no serious accident"),
        Field::Environment => {
            ("环保无违法和重大事件", "Environment: no violation, no serious incident")
        }
        Field::Truth => ("材料真实", "Truth of the material"),
        Field::Property => ("知识产权清晰", "Intellectual property is clear"),
        Field::Sharing => ("愿意分享交流", "Willing to share"),
        Field::NoSecrets => ("不含国家秘密和商业秘密", "No state or trade secrets"),
        Field::Privacy => ("同意处理个人信息", "Consent to the use of personal data"),
    };
    lang.pick(zh, en)
}

/// Which of the three figure years a field belongs to: 0 is the latest.
pub fn year_index(field: Field) -> Option<usize> {
    match field {
        Field::Revenue1 | Field::Assets1 | Field::Operating1 | Field::Net1 => Some(0),
        Field::Revenue2 | Field::Assets2 | Field::Operating2 | Field::Net2 => Some(1),
        Field::Revenue3 | Field::Assets3 | Field::Operating3 | Field::Net3 => Some(2),
        _ => None,
    }
}

/// Name of a field within a season: figures carry their year.
pub fn label_in(lang: Lang, field: Field, season: &Season) -> String {
    match year_index(field).and_then(|i| season.figure_years().get(i).copied()) {
        Some(year) => lang.pick(
            format!("{year} 年{}", label(lang, field)),
            format!("{}, {year}", label(lang, field)),
        ),
        None => label(lang, field).to_owned(),
    }
}

/// Name of the place a key belongs to, as an error summary names it: a field, a field of
/// a results row, a file slot or the report as a whole.
pub fn place(lang: Lang, key: &str, season: &Season) -> String {
    if let Some(code) = key.strip_prefix("file.") {
        return Slot::from_code(code).map_or_else(|| key.to_owned(), |s| slot(lang, s).to_owned());
    }
    let Some(field) = Field::of_key(key) else {
        return lang.pick("全文", "Whole report").to_owned();
    };
    match key.strip_prefix("result.").and_then(|rest| rest.split_once('.')) {
        Some((row, _)) => lang.pick(
            format!("第 {row} 行{}", label(lang, field)),
            format!("Row {row}, {}", label(lang, field)),
        ),
        None if key.ends_with(".unit") => {
            let label = label_in(lang, field, season);
            lang.pick(format!("{label}的单位"), format!("unit of {label}"))
        }
        None => label_in(lang, field, season),
    }
}

/// The article a declaration rests on.
pub fn declaration_article(field: Field) -> &'static str {
    match field {
        Field::Truth => "24",
        Field::Property => "8(1)",
        Field::Sharing | Field::NoSecrets => "9(3)",
        _ => "9(1)",
    }
}

/// Name of a place for files.
pub fn slot(lang: Lang, slot: Slot) -> &'static str {
    match slot {
        Slot::Licence => lang.pick("营业执照", "Business licence"),
        Slot::Statements => lang.pick("上一年度审计报告", "Audited statements of last year"),
        Slot::Credit => lang.pick("信用记录查询结果", "Credit record"),
        Slot::QualityRecord => {
            lang.pick("质量无违法和事故的证明", "Record of quality: no violation, no accident")
        }
        Slot::SafetyRecord => {
            lang.pick("安全无违法和事故的证明", "Record of safety: no violation, no accident")
        }
        Slot::EnvironmentRecord => {
            lang.pick("环保无违法和事件的证明", "Record of environment: no violation, no incident")
        }
        Slot::Proof => lang.pick("成效数据的证明", "Proof of the results"),
        Slot::Certificates => {
            lang.pick("质量证书、专利、获奖证明", "Certificates, patents, awards")
        }
        Slot::Standards => lang.pick("主持或参与制定的标准", "Standards led or joined"),
        Slot::Scan => lang.pick("盖章的申报书扫描件", "Scan of the sealed application"),
    }
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

/// Name of a size class as the head of a column.
pub fn size_short(lang: Lang, size: Size) -> &'static str {
    match size {
        Size::Micro => lang.pick("微型", "Micro"),
        Size::Small => lang.pick("小型", "Small"),
        Size::Medium => lang.pick("中型", "Medium"),
        Size::Large => lang.pick("大型", "Large"),
    }
}

/// Name of a metric of the size standard.
pub fn metric(lang: Lang, metric: Metric) -> &'static str {
    match metric {
        Metric::Employees => lang.pick("从业人员", "Employees"),
        Metric::Revenue => lang.pick("营业收入", "Revenue"),
        Metric::Assets => lang.pick("资产总额", "Assets"),
    }
}

/// Unit of a metric.
pub fn metric_unit(lang: Lang, metric: Metric) -> &'static str {
    match metric {
        Metric::Employees => lang.pick("人", "people"),
        Metric::Revenue | Metric::Assets => common::words(lang).wan,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;

    #[test]
    fn every_place_of_the_dossier_has_words_in_both_languages() {
        for p in Page::ALL {
            assert_said(page(Lang::Zh, p), page(Lang::En, p));
        }
        for f in Field::ALL.iter().copied() {
            assert_said(label(Lang::Zh, f), label(Lang::En, f));
            assert_said(hint(Lang::Zh, f), hint(Lang::En, f));
        }
        for s in Slot::ALL {
            assert_said(slot(Lang::Zh, s), slot(Lang::En, s));
            assert_said(slot_hint(Lang::Zh, s), slot_hint(Lang::En, s));
        }
        for s in Size::ALL {
            assert_said(size(Lang::Zh, s), size(Lang::En, s));
            assert_said(size_short(Lang::Zh, s), size_short(Lang::En, s));
        }
        for m in [Metric::Employees, Metric::Revenue, Metric::Assets] {
            assert_said(metric(Lang::Zh, m), metric(Lang::En, m));
            assert_said(metric_unit(Lang::Zh, m), metric_unit(Lang::En, m));
        }
    }
}
