//! What the fictional organisations answer: plausible, different from one another, and
//! wrong where the row has a flaw.

use domain::application::Answers;
use domain::application::field::Field;
use domain::application::page::Page;
use domain::committee::draw::SplitMix64;
use domain::facts::units;
use domain::facts::uscc::Uscc;

use super::organisations::Row;

/// How an application fails on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// A loss in the second year (Art. 9 (1)).
    LossYear,
    /// A wrong check digit in the credit code.
    WrongCode,
    /// Scope (4) for a large enterprise (Art. 10 (4)).
    NotSmall,
    /// The scan lacks signature and seal.
    NoSeal,
    /// A Qingdao firm through Shandong (Art. 7).
    ThroughProvince,
    /// Three minutes after the deadline (Art. 16).
    Late,
}

/// All answers of a row. `evidence` is the SHA-256 of the file that proves its results.
pub(super) fn answers(row: &Row, flaw: Option<Flaw>, evidence: &str) -> Answers {
    let mut a = Answers::new();
    let mut put = |k: &str, v: String| {
        a.insert(k.to_owned(), v);
    };
    let mut chance = SplitMix64::new(20_260_101 + row.n);
    let region =
        units::regional_units().find(|u| u.region_zh.as_deref() == Some(row.region.as_str()));
    let region_code = region.map_or("R110000", |u| u.code.as_str());
    let code = code(row, region.and_then(|u| u.gb2260.as_deref()).unwrap_or("650000"));
    let mobile = |offset: u64| format!("138{:08}", row.n * 2 + offset);
    put("org_name", row.company.clone());
    put("uscc", if flaw == Some(Flaw::WrongCode) { spoilt(&code) } else { code });
    put("region", region_code.to_owned());
    let unit = if flaw == Some(Flaw::ThroughProvince) { "R370000" } else { &row.recommending_unit };
    put("unit", unit.to_owned());
    put("address", format!("{}演示路 {} 号", row.region, row.n));
    put("nature", ["state", "joint", "private", "private"][chance.below(4) as usize].to_owned());
    put("legal_rep", "演示法人".to_owned());
    put("legal_rep_post", "总经理".to_owned());
    put("legal_rep_mobile", mobile(0));
    put("contact", "演示联系人".to_owned());
    put("contact_post", "质量部经理".to_owned());
    put("contact_mobile", mobile(1));
    put("contact_email", format!("org{:03}@example.com", row.n));
    let mut factor = 1.0;
    for year in 1..=3 {
        let amount = |base: i64, share: f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
            let v = (base as f64 * share / factor).round() as i64;
            v.max(1).to_string()
        };
        put(&format!("revenue_{year}"), amount(row.revenue_wan, 1.0));
        put(&format!("assets_{year}"), amount(row.assets_wan, 1.0));
        put(&format!("operating_{year}"), amount(row.revenue_wan, 0.09));
        let net = amount(row.revenue_wan, 0.07);
        let loss = flaw == Some(Flaw::LossYear) && year == 2;
        put(&format!("net_{year}"), if loss { format!("-{net}") } else { net });
        #[allow(clippy::cast_precision_loss)] // below 18
        {
            factor *= 1.03 + chance.below(18) as f64 / 100.0;
        }
    }
    put("industry", row.gbt4754.clone());
    put("employees", row.employees.to_string());
    put("quality_staff", (row.employees / 25 + 1).to_string());
    put("title", row.title.clone());
    let scope = if flaw == Some(Flaw::NotSmall) { 4 } else { row.scope_item };
    put("scope", scope.to_string());
    let direction = ["system", "digital", "reliability", "process", "method"];
    put("direction", direction[chance.below(5) as usize].to_owned());
    put(
        "abstract",
        format!(
            "{}围绕{}，以{}为主线，{}",
            row.company,
            row.product,
            subject(row),
            pick(&mut chance, RESULTS)
        ),
    );
    put("honours", "省级质量管理小组成果一等奖（演示）；顾客满意企业（演示）。".to_owned());
    put("origin", ["borrowed", "adapted", "own"][chance.below(3) as usize].to_owned());
    put("method_name", subject(row).chars().take(40).collect());
    put("since", format!("{}-{:02}", 2017 + chance.below(6), 1 + chance.below(12)));
    put(
        "maturity",
        "该方法经试点、推广、固化三个阶段，已在全部生产线和主要供应商应用，并写入企业标准。"
            .to_owned(),
    );
    for (i, field) in Field::SECTIONS.into_iter().enumerate() {
        put(field.key(), section(row, i, &mut chance));
    }
    for n in 1..=4 {
        for (field, value) in result(n, &mut chance) {
            put(&field.result_key(n), value);
        }
        put(&Field::Evidence.result_key(n), evidence.to_owned());
    }
    for field in Page::Declarations.fields() {
        put(field.key(), "yes".to_owned());
    }
    if flaw == Some(Flaw::NotSmall) {
        put("industry", "C36".into());
        put("employees", "5200".into());
        put("revenue_1", "860000".into());
    }
    a
}

/// What the title is about, without its frame.
fn subject(row: &Row) -> &str {
    let t = row.title.as_str();
    let t = t.strip_prefix("实施").or_else(|| t.strip_prefix("运用")).unwrap_or(t);
    t.strip_suffix("实践经验")
        .or_else(|| t.strip_suffix("的经验"))
        .or_else(|| t.strip_suffix("经验"))
        .unwrap_or(t)
}

/// A credit code of a series that is not issued, with both check digits right.
fn code(row: &Row, region: &str) -> String {
    let letters: Vec<char> = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().collect();
    let digit = |n: u64| letters[(n % 31) as usize];
    let body: String = [row.n / 31 + 3, row.n * 7 + 1, row.n, row.n * 11 + 5, row.n * 3 + 2]
        .into_iter()
        .map(digit)
        .collect();
    let head = format!("91{region}MAX{body}");
    letters
        .iter()
        .flat_map(|c17| letters.iter().map(move |c18| (c17, c18)))
        .map(|(c17, c18)| format!("{head}{c17}{c18}"))
        .find(|c| Uscc::parse(c).is_ok_and(|u| u.org_code_check_ok()))
        .unwrap_or(head)
}

fn spoilt(code: &str) -> String {
    let last = if code.ends_with('0') { '1' } else { '0' };
    format!("{}{last}", &code[..code.len() - 1])
}

fn pick<'a>(chance: &mut SplitMix64, from: &[&'a str]) -> &'a str {
    from[chance.below(from.len() as u64) as usize]
}

/// One section of the report, 600 to 850 characters.
fn section(row: &Row, i: usize, chance: &mut SplitMix64) -> String {
    let topic = TOPICS[i];
    let mut text = format!("{}的{}：{}\n", row.company, topic, pick(chance, OPENINGS));
    let wanted = 600 + chance.below(200) as usize;
    let mut n = 1;
    while text.chars().count() < wanted {
        let sentence =
            pick(chance, SENTENCES).replace("{产品}", &row.product).replace("{方法}", subject(row));
        text.push_str(&format!("（{n}）{sentence}"));
        if n % 3 == 0 {
            text.push('\n');
        }
        n += 1;
    }
    text
}

fn result(n: usize, chance: &mut SplitMix64) -> Vec<(Field, String)> {
    let (name, unit, base, better) =
        INDICATORS[(n - 1 + chance.below(3) as usize) % INDICATORS.len()];
    #[allow(clippy::cast_precision_loss)] // below 100
    let noise = chance.below(100) as f64 / 100.0;
    let after = base + better * (0.6 + noise);
    let show = |v: f64| format!("{v:.1}");
    vec![
        (Field::Indicator, name.to_owned()),
        (Field::Measure, unit.to_owned()),
        (Field::Before, show(base)),
        (Field::After, show(after)),
        (Field::Competitor, show(base + better * 0.4)),
        (Field::Benchmark, show(base + better * 1.1)),
        (Field::Source, "企业质量年报、第三方检测报告（演示数据）".to_owned()),
    ]
}

const INDICATORS: [(&str, &str, f64, f64); 6] = [
    ("一次交检合格率", "%", 95.2, 3.1),
    ("过程能力指数 Cpk", "指数", 1.1, 0.4),
    ("用户满意度", "分", 86.0, 6.5),
    ("质量损失率", "%", 1.9, -1.1),
    ("平均无故障时间", "千小时", 6.2, 3.8),
    ("准时交付率", "%", 91.5, 6.0),
];

const TOPICS: [&str; 9] = [
    "概况",
    "背景与问题",
    "方法内涵与框架",
    "目标、组织、制度与资源",
    "实施过程与关键环节",
    "创新点与特色",
    "近三年成效与对比",
    "经验教训",
    "适用条件与推广价值",
];

const OPENINGS: &[&str] = &[
    "以下内容为演示数据，组织、人物与数字均为虚构。",
    "本节所述为虚构的演示内容，仅用于展示系统功能。",
    "演示数据：以下叙述不对应任何真实组织。",
];

const RESULTS: &[&str] = &[
    "三年内一次交检合格率与用户满意度持续提升，质量损失率下降，主要指标优于同行业竞争对手。（演示数据）",
    "建立了从策划、控制到改进的闭环，形成可复制的做法，带动供应链共同提升。（演示数据）",
    "以数据驱动质量改进，交付质量和可靠性达到行业先进水平。（演示数据）",
];

const SENTENCES: &[&str] = &[
    "围绕{产品}的关键质量特性，梳理过程要素，明确控制点、判定准则和责任人，做到有标准、有记录、可追溯。",
    "把{方法}与日常管理结合，逐级分解目标，按月评审偏差，对重复出现的问题立项改进并验证效果。",
    "由主要负责人任推进组组长，质量、工艺、生产、采购共同参加，设立专项预算，并与绩效考核挂钩。",
    "先在一条产线试点三个月，固化作业文件后分批推广，每一批推广前都进行培训、考核和现场确认。",
    "建立{产品}质量数据平台，采集检验、设备和环境数据，异常自动报警，处置过程形成闭环记录。",
    "与竞争对手和行业标杆按同一口径对比，找出差距最大的三项指标，逐项制定赶超计划。",
    "遇到的主要困难是数据口径不一致，曾因此返工两个月；后来统一定义、统一采集点，问题得以解决。",
    "供应商按质量表现分级管理，重点供应商共享检验标准，联合开展首件确认和过程审核。",
    "班组每天用十五分钟复盘前一天的缺陷，原因和措施上墙公示，改善提案由员工投票评选。",
    "方法适用于批量生产、过程可测的同类企业；规模较小的企业可从关键工序的控制图开始应用。",
    "{方法}推行以来，培养内部讲师和改进骨干，形成案例库，并多次在行业内交流分享。",
    "对{产品}的失效模式逐项分析，确定预防措施的优先次序，验证后写入设计与工艺规范。",
];
