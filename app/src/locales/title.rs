//! Words of room *title* (Art. 22–24): the register, checking a plaque, one's own titles, titles of earlier seasons.

use domain::season::category::Category;
use domain::title::import::{Column, Counts, Fault, NoTable};
use domain::title::{Number, Order, SERIAL_MAX, Slip, Standing};

use super::work::many;
use super::{Lang, announcement};

/// Words of the pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub register: &'static str,
    pub register_lede: &'static str,
    pub search: &'static str,
    pub year: &'static str,
    pub any_year: &'static str,
    pub category: &'static str,
    pub any_category: &'static str,
    pub region: &'static str,
    pub any_region: &'static str,
    pub unknown: &'static str,
    pub number: &'static str,
    pub organisation: &'static str,
    pub uscc: &'static str,
    pub benchmark: &'static str,
    pub direction: &'static str,
    pub any_direction: &'static str,
    pub state: &'static str,
    pub any_state: &'static str,
    pub order_by: &'static str,
    pub valid: &'static str,
    pub revoked: &'static str,
    pub tally: fn(u32, u32) -> String,
    pub none: &'static str,
    pub none_fit: &'static str,
    pub spread: &'static str,
    pub by_year: &'static str,
    pub by_category: &'static str,
    pub by_region: &'static str,
    pub count: &'static str,
    pub table: &'static str,
    pub all: &'static str,
    pub open_data: &'static str,
    pub order: &'static str,
    pub verify: &'static str,
    pub verify_lede: &'static str,
    pub verify_label: &'static str,
    pub verify_hint: &'static str,
    pub verify_act: &'static str,
    pub another: &'static str,
    pub is_valid: &'static str,
    pub is_revoked: &'static str,
    pub is_unknown: &'static str,
    pub unknown_text: fn(&Number) -> String,
    pub unknown_next: &'static str,
    pub revoked_text: fn(&str, &str) -> String,
    pub revoked_reason: &'static str,
    pub granted: &'static str,
    pub earlier: &'static str,
    pub checked: fn(&str) -> String,
    pub certificate: &'static str,
    pub own: &'static str,
    pub own_lede: &'static str,
    pub own_none: &'static str,
    pub means: &'static str,
    pub means_list: [&'static str; 3],
    pub address: &'static str,
    pub dossier: &'static str,
    pub import: &'static str,
    pub import_title: &'static str,
    pub import_lede: &'static str,
    pub file: &'static str,
    pub file_hint: &'static str,
    pub look: &'static str,
    pub paste: &'static str,
    pub paste_hint: &'static str,
    pub take: &'static str,
    pub preview: &'static str,
    pub row: &'static str,
    pub verdict: &'static str,
    pub found: fn(&Counts) -> String,
    pub new: &'static str,
    pub known: &'static str,
    pub left: fn(usize) -> String,
    pub imported: fn(&str, &str) -> String,
}

const ZH: Words = Words {
    register: "质量标杆名录",
    register_lede: "历年公告的全国质量标杆，任何人都可以查阅、下载；撤销的称号也留在名录中，并注明原因。",
    search: "单位、信用代码、编号或经验",
    year: "年度",
    any_year: "全部年度",
    category: "类别",
    any_category: "全部类别",
    region: "地区",
    any_region: "全部地区",
    unknown: "未登记",
    number: "标牌编号",
    organisation: "单位",
    uscc: "统一社会信用代码",
    benchmark: "质量标杆经验",
    direction: "方向",
    any_direction: "全部方向",
    state: "状态",
    any_state: "全部状态",
    order_by: "排列",
    valid: "有效",
    revoked: "已撤销",
    tally: |found, all| format!("{all} 项中的 {found} 项"),
    none: "名录中还没有内容：结果公告之后，入选单位会列在这里。",
    none_fit: "没有符合条件的称号。请减少条件，或只输入单位名称中的几个字。",
    spread: "分布",
    by_year: "按年度",
    by_category: "按类别",
    by_region: "按地区",
    count: "项数",
    table: "数据表",
    all: "合计",
    open_data: "开放数据：",
    order: "同一年度内按推荐单位和名称排列，编号不分先后。",
    verify: "查验标牌",
    verify_lede: "输入标牌或证书上的编号，或者用手机扫描证书上的二维码，即可核对称号是否有效。",
    verify_label: "标牌编号",
    verify_hint: "共 10 位数字，形如 2026-0017-53；短横和空格可以不输。",
    verify_act: "查验",
    another: "查验另一个编号",
    is_valid: "称号有效",
    is_revoked: "称号已撤销",
    is_unknown: "没有这个编号",
    unknown_text: |n| format!("编号 {n} 书写无误，但名录中没有对应的称号。"),
    unknown_next: "请对照实物再核对一遍；如果标牌上确实是这个编号，它不是本系统登记的称号，可在名录中按单位名称查找。",
    revoked_text: |at, article| format!("该称号已于 {at} 撤销（{article}），标牌和证书不再有效。"),
    revoked_reason: "撤销原因",
    granted: "公告日期",
    earlier: "本系统启用之前的年度",
    checked: |at| format!("查验时间：{at}（北京时间）"),
    certificate: "下载证书（PDF）",
    own: "我的称号",
    own_lede: "本单位获得的全国质量标杆称号，以及证书、标牌编号和查验地址。",
    own_none: "本单位还没有获得称号。结果公告之后，证书会出现在这里。",
    means: "称号意味着什么",
    means_list: [
        "中国质量协会为质量标杆单位授牌；标牌编号与证书编号一致，任何人都可以查验。",
        "质量标杆单位有义务参加中国质量协会举办的经验交流活动，分享、交流本单位的典型经验。",
        "工作办公室对质量标杆单位实行动态管理；申报材料弄虚作假，或发生质量、安全、环保、信誉等方面重大责任事故的，撤销称号并公告（第二十四条）。",
    ],
    address: "查验地址",
    dossier: "对应的申报",
    import: "导入往年名单",
    import_title: "导入往年名单",
    import_lede: "名录包括历年全部称号。本系统启用之前的年度，由工作办公室从当年公告的名单导入；先逐行预览，有一行不对就一行也不导入。导入后发现有误的，在查验页更正，并公开说明理由。",
    file: "选择表格文件",
    file_hint: "XLSX 或 CSV（UTF-8、GBK 均可），不超过 2 MB。",
    look: "读取并预览",
    paste: "或者从表格中复制，粘贴在这里",
    paste_hint: "第一行须有“年度”“单位名称”“经验名称”，可以另有“统一社会信用代码”“地区”“类别”。",
    take: "导入全部",
    preview: "逐行预览",
    row: "行",
    verdict: "结果",
    found: |c| {
        if c.wrong > 0 {
            format!("共 {} 行，{} 行有误；改好之前不能导入。", c.all, c.wrong)
        } else {
            format!("共 {} 行：新增 {} 项，名录中已有 {} 项，可以导入。", c.all, c.new, c.known)
        }
    },
    new: "新增",
    known: "名录中已有",
    left: |n| format!("其余 {n} 行没有列出。"),
    imported: |new, known| format!("已导入 {new} 项；{known} 项名录中已有，没有重复导入。"),
};

const EN: Words = Words {
    register: "Register of benchmarks",
    register_lede: "The national quality benchmarks announced in all years. Everybody may read it and take it away; titles that were revoked stay in it, with the reason.",
    search: "Organisation, credit code, number or method",
    year: "Year",
    any_year: "All years",
    category: "Category",
    any_category: "All categories",
    region: "Region",
    any_region: "All regions",
    unknown: "Not recorded",
    number: "Plaque number",
    organisation: "Organisation",
    uscc: "Credit code (USCC)",
    benchmark: "Benchmark method",
    direction: "Direction",
    any_direction: "All directions",
    state: "State",
    any_state: "All states",
    order_by: "Order",
    valid: "Valid",
    revoked: "Revoked",
    tally: |found, all| format!("{found} of {all}"),
    none: "The register is empty: organisations that are chosen stand here once the result is announced.",
    none_fit: "No title fits. Ask for less, or type only some characters of the name.",
    spread: "Distribution",
    by_year: "By year",
    by_category: "By category",
    by_region: "By region",
    count: "Number",
    table: "Table",
    all: "All",
    open_data: "Open data:",
    order: "Within a year by recommending unit and name: a number says nothing of merit.",
    verify: "Check a plaque",
    verify_lede: "Type the number on a plaque or certificate, or scan the code on the certificate, to see whether the title is valid.",
    verify_label: "Plaque number",
    verify_hint: "Ten digits, such as 2026-0017-53. Hyphens and blanks may be left out.",
    verify_act: "Check",
    another: "Check another number",
    is_valid: "The title is valid",
    is_revoked: "The title is revoked",
    is_unknown: "No title has this number",
    unknown_text: |n| {
        format!("{n} is written correctly, but the register has no title of that number.")
    },
    unknown_next: "Please compare it with the plaque once more. If that is what it says, it is no title of this register; look for the organisation by its name.",
    revoked_text: |at, article| {
        format!("It was revoked on {at} ({article}): plaque and certificate are no longer valid.")
    },
    revoked_reason: "Reason",
    granted: "Announced",
    earlier: "A season before this system",
    checked: |at| format!("Checked {at} (Beijing time)"),
    certificate: "Download the certificate (PDF)",
    own: "Our titles",
    own_lede: "The titles your organisation holds, with certificate, plaque number, and the address where anybody can check them.",
    own_none: "Your organisation holds no title yet. Certificates stand here once the result is announced.",
    means: "What a title means",
    means_list: [
        "The China Association for Quality gives a plaque; plaque and certificate have the same number, which anybody can check.",
        "Holders are obliged to take part in the exchange activities of the association, and to share their experience there.",
        "The Office keeps an eye on holders: a title obtained by false statements, or whose holder causes a major accident of quality, safety, environment or good faith, is revoked and that is announced (Art. 24).",
    ],
    address: "Where it is checked",
    dossier: "Its application",
    import: "Import earlier years",
    import_title: "Import earlier years",
    import_lede: "The register is of all years. Those before this system are taken over by the Office from the lists that were announced. Every row is shown first; if one is wrong, none is taken over. What turns out to be wrong later is corrected where the number is checked, with a reason that everybody reads.",
    file: "File with the table",
    file_hint: "XLSX or CSV (UTF-8 or GBK), at most 2 MB.",
    look: "Read and show",
    paste: "Or copy the cells of a spreadsheet and paste them here",
    paste_hint: "The first row names “Year”, “Organisation” and “Benchmark”; it may also have “Credit code”, “Region” and “Category”.",
    take: "Import all",
    preview: "Row by row",
    row: "Row",
    verdict: "Result",
    found: |c| {
        let rows = many(c.all as i64, "row");
        if c.wrong > 0 {
            format!("{rows}, {} wrong: nothing can be imported before they are mended.", c.wrong)
        } else {
            format!("{rows}: {} new, {} in the register already. Ready to import.", c.new, c.known)
        }
    },
    new: "new",
    known: "in the register already",
    left: |n| format!("{} not shown.", many(n as i64, "further row")),
    imported: |new, known| format!("Imported: {new}. In the register already: {known}."),
};

/// The words in a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Name of a category, or that it is not recorded.
pub fn category(lang: Lang, of: Option<Category>) -> &'static str {
    of.map_or(words(lang).unknown, |c| announcement::category(lang, c))
}

/// Whether a title stands.
pub fn standing(lang: Lang, of: Standing) -> &'static str {
    let w = words(lang);
    match of {
        Standing::Valid => w.valid,
        Standing::Revoked => w.revoked,
    }
}

/// Name of an order.
pub fn order(lang: Lang, order: Order) -> &'static str {
    match order {
        Order::Latest => lang.pick("年度由近到远", "Latest season first"),
        Order::Oldest => lang.pick("年度由远到近", "First season first"),
        Order::Organisation => lang.pick("按单位名称", "By organisation"),
    }
}

/// Name of a region, short: as it stands beside a bar.
pub fn region(lang: Lang, code: &str) -> String {
    let Some(unit) = domain::facts::units::unit(code) else {
        return words(lang).unknown.to_owned();
    };
    if code == "R660000" {
        return lang.pick("新疆兵团", "XPCC").to_owned();
    }
    let ends = ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"];
    let zh = unit.region_zh.as_deref().unwrap_or(&unit.zh);
    let zh = ends.iter().find_map(|e| zh.strip_suffix(e)).unwrap_or(zh);
    let en = unit.region_en.as_deref().unwrap_or(&unit.en);
    let en = en.split(" (").next().unwrap_or(en);
    lang.pick(zh, en).to_owned()
}

/// What is wrong with a number, and what to look at.
pub fn slip(lang: Lang, slip: Slip) -> String {
    match slip {
        Slip::Empty => lang.pick(
            "请输入标牌编号，共 10 位数字。".into(),
            "Type the number of the plaque: ten digits.".into(),
        ),
        Slip::Length { found } => lang.pick(
            format!("编号应为 10 位数字，这里有 {found} 位。请看是否漏输或多输了。"),
            format!("A number has ten digits; this one has {found}. Is one missing, or one too many?"),
        ),
        Slip::Check => lang.pick(
            "编号有误：最后两位校验码与前面的数字不符。请逐位核对，留意相邻两位是否颠倒，以及 1 与 7、3 与 8、6 与 9。".into(),
            "Something is mistyped: the last two digits do not fit the others. Compare them one by one; look for two that changed places, and for 1 and 7, 3 and 8, 6 and 9.".into(),
        ),
    }
}

/// Name of a column.
pub fn column(lang: Lang, c: Column) -> &'static str {
    let w = words(lang);
    match c {
        Column::Year => w.year,
        Column::Organisation => w.organisation,
        Column::Uscc => w.uscc,
        Column::Benchmark => w.benchmark,
        Column::Region => w.region,
        Column::Category => w.category,
    }
}

/// What is wrong with a row.
pub fn fault(lang: Lang, f: &Fault) -> String {
    match f {
        Fault::Year => {
            lang.pick("年度应为 2000 年以后的四位数字".into(), "no year from 2000 on".into())
        }
        Fault::YearHere { year } => lang.pick(
            format!("{year} 年的称号由本系统在公告时授予，不能导入"),
            format!("titles of {year} are granted here, by the announcement"),
        ),
        Fault::Missing { column: c } => lang.pick(
            format!("缺少“{}”", column(lang, *c)),
            format!("“{}” is missing", column(lang, *c)),
        ),
        Fault::Long { column: c, max } => lang.pick(
            format!("“{}”超过 {max} 字", column(lang, *c)),
            format!("“{}” is longer than {max} characters", column(lang, *c)),
        ),
        Fault::Uscc => lang.pick(
            "统一社会信用代码有误，不知道的请留空".into(),
            "the credit code is wrong; leave it blank if it is not known".into(),
        ),
        Fault::Region => lang.pick("没有这个地区".into(), "no such region".into()),
        Fault::Category => lang.pick(
            "类别应为“工业企业”“中小企业”“服务业企业”之一".into(),
            "the category is one of “Industrial”, “SMEs”, “Services”".into(),
        ),
        Fault::Twice { row } => {
            lang.pick(format!("与第 {row} 行重复"), format!("the same title as in row {row}"))
        }
        Fault::Known { number } => lang.pick(
            format!("名录中已有同一年度、同一单位的这项经验，编号 {number}"),
            format!("the register has this title already, with number {number}"),
        ),
        Fault::Full => lang.pick(
            format!("该年度的编号已经用完（至多 {SERIAL_MAX} 个）"),
            format!("no number is left in that year (at most {SERIAL_MAX})"),
        ),
    }
}

/// Why a text is no table of titles; nothing where there is no text.
pub fn no_table(lang: Lang, why: NoTable) -> Option<&'static str> {
    match why {
        NoTable::Empty => None,
        NoTable::Heads => Some(lang.pick(
            "没有认出表头：第一行须有“年度”“单位名称”“经验名称”。",
            "The heads were not recognised: the first row must name “Year”, “Organisation” and “Benchmark”.",
        )),
        NoTable::TooLong => Some(lang.pick(
            "行数过多，请按年度分几次导入。",
            "Too many rows. Please import some years at a time.",
        )),
    }
}

/// Why nothing was imported.
pub fn rows_wrong(lang: Lang, rows: &[u32], all: usize) -> String {
    if rows.is_empty() {
        return lang.pick(
            "没有读到名单：第一行须有“年度”“单位名称”“经验名称”，下面至少一行（第二十三条）。".into(),
            "No list was found: its first row names “Year”, “Organisation” and “Benchmark”, with at least one row below (Art. 23).".into(),
        );
    }
    let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
    lang.pick(
        format!("没有导入任何一行：{all} 行有误（第 {} 行），请改好后再导入。", rows.join("、")),
        format!(
            "Nothing was imported: {} wrong (row {}). Mend them and import again.",
            many(all as i64, "row"),
            rows.join(", ")
        ),
    )
}

/// What stands on a certificate: both languages, whoever prints it.
#[allow(missing_docs)] // each key is its own explanation
pub struct Paper {
    pub heading: &'static str,
    pub kind: &'static str,
    pub text: fn(&str, &str, i32) -> String,
    pub number: &'static str,
    pub season: &'static str,
    pub granted: &'static str,
    pub issuer: &'static str,
    pub seal: &'static str,
    pub check: &'static str,
    pub note: &'static str,
}

const PAPER_ZH: Paper = Paper {
    heading: "全国质量标杆",
    kind: "证书",
    text: |organisation, benchmark, year| {
        format!(
            "{organisation}的“{benchmark}”，经遴选、公示和批准，被授予 {year} 年全国质量标杆称号。"
        )
    },
    number: "编号",
    season: "年度",
    granted: "公告日期",
    issuer: "中国质量协会",
    seal: "（盖章处）",
    check: "扫码或凭编号查验",
    note: "本文件由遴选系统生成，不含印章；称号是否有效以查验结果为准。",
};

const PAPER_EN: Paper = Paper {
    heading: "National Quality Benchmark",
    kind: "Certificate",
    text: |organisation, benchmark, year| {
        format!(
            "This certifies that {organisation} was selected, put on public notice and approved as a National Quality Benchmark of {year} for {benchmark}."
        )
    },
    number: "No.",
    season: "Season",
    granted: "Announced",
    issuer: "China Association for Quality",
    seal: "(place for the seal)",
    check: "Scan, or check the number",
    note: "Made by the selection system, without a seal; whether the title is valid is what the check says.",
};

/// What stands on a certificate, in a language.
pub fn paper(lang: Lang) -> &'static Paper {
    lang.pick(&PAPER_ZH, &PAPER_EN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;

    #[test]
    fn slips_faults_and_choices_are_said_in_both_languages() {
        for s in [Slip::Empty, Slip::Length { found: 9 }, Slip::Check] {
            assert_said(&slip(Lang::Zh, s), &slip(Lang::En, s));
        }
        let faults = [
            Fault::Year,
            Fault::YearHere { year: 2026 },
            Fault::Missing { column: Column::Benchmark },
            Fault::Long { column: Column::Organisation, max: 100 },
            Fault::Uscc,
            Fault::Region,
            Fault::Category,
            Fault::Twice { row: 2 },
            Fault::Full,
            Fault::Known { number: Number::new(2025, 1).unwrap() },
        ];
        for f in &faults {
            assert_said(&fault(Lang::Zh, f), &fault(Lang::En, f));
        }
        for why in [NoTable::Heads, NoTable::TooLong] {
            assert_said(no_table(Lang::Zh, why).unwrap(), no_table(Lang::En, why).unwrap());
        }
        for (rows, all) in [(vec![], 0), (vec![2, 3], 2)] {
            assert_said(&rows_wrong(Lang::Zh, &rows, all), &rows_wrong(Lang::En, &rows, all));
        }
        for s in Standing::ALL {
            assert_said(standing(Lang::Zh, s), standing(Lang::En, s));
        }
        for o in Order::ALL {
            assert_said(order(Lang::Zh, o), order(Lang::En, o));
        }
        for (zh, en) in ZH.means_list.iter().zip(EN.means_list) {
            assert_said(zh, en);
        }
    }

    #[test]
    fn names_of_regions_are_short_enough_for_a_bar() {
        for u in domain::facts::units::regional_units() {
            assert!(region(Lang::Zh, &u.code).chars().count() <= 4, "{}", u.code);
            assert!(region(Lang::En, &u.code).chars().count() <= 14, "{}", u.code);
        }
        assert_eq!(region(Lang::Zh, "R450000"), "广西");
        assert_said(&region(Lang::Zh, ""), &region(Lang::En, ""));
    }
}
