//! Words of room *formality* (Art. 18).

use domain::application::field::{Field, Slot};
use domain::facts::numbers::MoneyUnit;
use domain::formality::{Evidence, Item};
use domain::season::{Limits, PastWinner};
use domain::views::application::DossierView;

use super::work::many;
use super::{Lang, common, dossier, fields};

/// Words of the room.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub waiting: &'static str,
    pub passed: &'static str,
    pub oldest: &'static str,
    pub begun: &'static str,
    pub next: fn(&str) -> String,
    pub list: &'static str,
    pub reference: &'static str,
    pub name: &'static str,
    pub unit: &'static str,
    pub stage: &'static str,
    pub ticks: &'static str,
    pub age: &'static str,
    pub no_age: &'static str,
    pub changed: &'static str,
    pub untitled: &'static str,
    pub empty: &'static str,
    pub empty_text: &'static str,
    pub checklist: &'static str,
    pub overdrawn: &'static str,
    pub progress: &'static str,
    pub progress_said: fn(usize, usize) -> String,
    pub all_satisfied: &'static str,
    pub to_do: fn(usize, usize) -> String,
    pub satisfied: &'static str,
    pub failed: &'static str,
    pub open: &'static str,
    pub computed_yes: &'static str,
    pub computed_no: &'static str,
    pub only_person: &'static str,
    pub by_person_yes: &'static str,
    pub by_person_no: &'static str,
    pub note: &'static str,
    pub note_hint: &'static str,
    pub answer: &'static str,
    pub answer_yes: &'static str,
    pub answer_no: &'static str,
    pub save: &'static str,
    pub change: &'static str,
    pub overrule: &'static str,
    pub unit_opinion: &'static str,
    pub no_opinion: &'static str,
    pub pass: &'static str,
    pub pass_text: &'static str,
    pub pass_open: &'static str,
    pub passed_text: fn(&str) -> String,
    pub next_short: &'static str,
    pub look_at: &'static str,
    pub claim: &'static str,
    pub claimed_own: fn(&str) -> String,
    pub claimed_by: fn(&str, &str) -> String,
    pub take: &'static str,
    pub let_go: &'static str,
    pub me: &'static str,
    pub taken_since: fn(&str, &str) -> String,
    pub refused: &'static str,
    pub in_correction: &'static str,
    pub reject: &'static str,
    pub reject_text: &'static str,
    pub reject_item: &'static str,
    pub reject_reason: &'static str,
    pub reject_hint: fn(usize, usize) -> String,
    pub reject_button: &'static str,
    pub rejected: fn(&str) -> String,
    pub back: &'static str,
}

const ZH: Words = Words {
    title: "形式审查",
    lede: "核对推荐单位推荐的申报，确认申报资格；通过的进入资料评审。",
    waiting: "待审查",
    passed: "已通过",
    oldest: "等待最久",
    begun: "已开始核对",
    next: |reference| format!("审查下一项：{reference}"),
    list: "申报列表",
    reference: "受理号",
    name: "标杆名称 / 申报组织",
    unit: "推荐单位",
    stage: "状态",
    ticks: "人工核对",
    age: "已等待",
    no_age: "—",
    changed: "最近变动",
    untitled: "（未填写标杆名称）",
    empty: "还没有推荐上来的申报",
    empty_text: "推荐单位推荐后，申报会立即出现在这里。",
    overdrawn: "按补正后的数据，这项申报应占另一类名额，而该单位的这类名额已用完。补正已收到；有名额后才能通过：请在“推荐名额”中增加，或由该单位撤回另一项推荐（第十七、十八条）。",
    checklist: "形式审查清单",
    progress: "已符合",
    progress_said: |done, all| format!("{all} 项中的 {done} 项符合"),
    all_satisfied: "全部符合，可以通过。",
    to_do: |open, failed| match (open, failed) {
        (0, failed) => format!("还有 {failed} 项不符合："),
        (open, 0) => format!("还有 {open} 项待核对："),
        (open, failed) => format!("还有 {open} 项待核对，{failed} 项不符合："),
    },
    satisfied: "符合",
    failed: "不符合",
    open: "待核对",
    computed_yes: "系统核对：符合",
    computed_no: "系统核对：不符合",
    only_person: "须由人工核对附件或原件",
    by_person_yes: "人工认定：符合",
    by_person_no: "人工认定：不符合",
    note: "说明",
    note_hint: "认定不符合，或与系统核对的结果不一致时必须写明理由。",
    answer: "人工认定",
    answer_yes: "符合",
    answer_no: "不符合",
    save: "保存",
    change: "修改人工认定",
    overrule: "人工改判",
    unit_opinion: "推荐单位意见",
    no_opinion: "没有写推荐意见。",
    pass: "通过形式审查",
    pass_text: "通过后进入资料评审的分派，形式审查的结论不能再改。",
    pass_open: "清单全部符合后才能通过。",
    passed_text: |at| format!("已于 {at} 通过形式审查。"),
    next_short: "下一项",
    look_at: "查看：",
    claim: "审查人",
    claimed_own: |at| format!("您正在审查这一项（{at} 起）；其他人暂时不能同时审查。"),
    claimed_by: |by, at| format!("{by} 正在审查这一项（{at} 起）。请审查下一项，或等对方放开。"),
    take: "我来审查",
    let_go: "放开，让别人审查",
    me: "我",
    taken_since: |by, at| format!("{by}（{at} 起）"),
    refused: "未通过",
    in_correction: "补正中",
    reject: "不予通过",
    reject_text: "选一条不符合的要求并写明理由。申报组织会看到条款和理由，推荐单位会看到结论；占用的推荐名额不退回。补正期限内不能作出这一结论（第十八条）。",
    reject_item: "不符合的要求",
    reject_reason: "不予通过的理由",
    reject_hint: |min, max| format!("{min} 到 {max} 字；写清事实和依据。"),
    reject_button: "作出不予通过的结论",
    rejected: |at| format!("已于 {at} 作出不予通过的结论。"),
    back: "返回列表",
};

const EN: Words = Words {
    title: "Formality check",
    lede: "Check what the units recommended and confirm that it may stand; what passes goes on to the written review.",
    waiting: "waiting",
    passed: "passed",
    oldest: "longest wait",
    begun: "begun",
    next: |reference| format!("Check the next: {reference}"),
    list: "Applications",
    reference: "Reference",
    name: "Title / organisation",
    unit: "Recommending unit",
    stage: "State",
    ticks: "Ticked",
    age: "Waiting",
    no_age: "—",
    changed: "Last change",
    untitled: "(no title written)",
    empty: "Nothing has been recommended yet",
    empty_text: "An application appears here the moment its unit recommends it.",
    overdrawn: "By its corrected figures this application takes a seat of the other kind, and its unit has none left. The answer was taken; it passes once the unit has one: grant a seat at “Seats”, or let the unit withdraw another recommendation (Art. 17, 18).",
    checklist: "Checklist",
    progress: "Satisfied",
    progress_said: |done, all| format!("{done} of {all} satisfied"),
    all_satisfied: "All satisfied: it may pass.",
    to_do: |open, failed| match (open, failed) {
        (0, failed) => format!("{} not satisfied:", many(failed as i64, "item")),
        (open, 0) => format!("{} still open:", many(open as i64, "item")),
        (open, failed) => {
            format!("{} still open, {failed} not satisfied:", many(open as i64, "item"))
        }
    },
    satisfied: "Satisfied",
    failed: "Not satisfied",
    open: "Open",
    computed_yes: "Computed: satisfied",
    computed_no: "Computed: not satisfied",
    only_person: "Only a person can tell, from the files or originals",
    by_person_yes: "Decided by a person: satisfied",
    by_person_no: "Decided by a person: not satisfied",
    note: "Note",
    note_hint: "Needed when the answer is no, or differs from the computed one.",
    answer: "Your answer",
    answer_yes: "Satisfied",
    answer_no: "Not satisfied",
    save: "Save",
    change: "Change the answer",
    overrule: "Overrule",
    unit_opinion: "Opinion of the recommending unit",
    no_opinion: "No opinion was written.",
    pass: "Pass the formality check",
    pass_text: "After passing, the application waits for its experts; the result of this check can no longer be changed.",
    pass_open: "It may pass once every item is satisfied.",
    passed_text: |at| format!("Passed the formality check at {at}."),
    next_short: "Next",
    look_at: "Look at: ",
    claim: "Taken by",
    claimed_own: |at| {
        format!("You are checking this one (since {at}); nobody else can at the same time.")
    },
    claimed_by: |by, at| {
        format!(
            "{by} is checking this one (since {at}). Take the next, or wait until it is let go."
        )
    },
    take: "Take it",
    let_go: "Let it go",
    me: "me",
    taken_since: |by, at| format!("{by} (since {at})"),
    refused: "refused",
    in_correction: "in correction",
    reject: "Refuse",
    reject_text: "Choose the requirement that is not met and say why. The applicant reads the article and the reason, its unit the outcome; the seat stays spent. Not while a correction may still be answered (Art. 18).",
    reject_item: "Requirement not met",
    reject_reason: "Why",
    reject_hint: |min, max| {
        format!("{min} to {max} characters; state the facts and what they rest on.")
    },
    reject_button: "Refuse this application",
    rejected: |at| format!("Refused at {at}."),
    back: "Back to the list",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// What an item of the checklist demands.
pub fn item(lang: Lang, item: Item) -> &'static str {
    match item {
        Item::OwnUnit => lang.pick(
            "由本地区或本行业的推荐单位推荐",
            "Recommended by the unit of its own region or by an industry association",
        ),
        Item::Comparison => lang.pick(
            "有与竞争对手和标杆的对比数据",
            "Results are compared with competitors and benchmarks",
        ),
        Item::LegalPerson => lang.pick(
            "统一社会信用代码有效，为独立法人",
            "Valid credit code; an independent legal person",
        ),
        Item::Profit => lang.pick("近三年连续盈利", "Profitable in each of the last three years"),
        Item::Credit => lang.pick(
            "信用记录查询结果中没有违法行为和不良记录",
            "The credit record printout shows no violation and no bad record",
        ),
        Item::NoAccident => lang.pick(
            "近三年没有质量、安全、环保重大责任事故",
            "No major quality, safety or environmental accident in three years",
        ),
        Item::Mature => {
            lang.pick("方法已成熟应用，满规定年限", "The method has been in use long enough")
        }
        Item::Sharing => lang.pick(
            "愿意分享交流，且材料不含国家秘密和商业秘密",
            "Willing to share; no state or trade secrets in the material",
        ),
        Item::Scope => lang.pick("选定了一项遴选范围", "One scope of the selection is chosen"),
        Item::SmeScope => lang.pick(
            "按中小企业申报的，经划型确为中小企业",
            "If it applies as an SME, it is one by computation",
        ),
        Item::ServiceScope => lang.pick(
            "按生产性服务业申报的，所属行业相符",
            "If it applies as a producer service, its industry is one",
        ),
        Item::InTime => lang.pick("在申报截止前提交", "Submitted before the deadline"),
        Item::Complete => lang.pick("必交的附件齐全", "All required files are attached"),
        Item::Signed => lang.pick(
            "扫描件已签字盖章，且与电子版一致",
            "The scan is signed and sealed, and equals the electronic dossier",
        ),
        Item::MoneyUnits => lang.pick(
            "金额单位前后一致（没有混用万元和亿元）",
            "Units of money are consistent (CNY 10,000 and CNY 100 million not mixed up)",
        ),
        Item::Opinion => lang.pick("推荐意见已写明", "The unit’s opinion is written out"),
        Item::Single => lang.pick(
            "同一组织本年度只有一项申报",
            "The organisation has no other application this season",
        ),
        Item::NotRepeated => lang.pick(
            "近三届没有重复的标杆名称或获选组织",
            "Neither title nor organisation was selected in the last three seasons",
        ),
    }
}

/// Evidence of a computed answer as a sentence.
pub fn evidence(lang: Lang, of: Item, e: &Evidence, d: &DossierView) -> String {
    match e {
        Evidence::Value { text } if text.is_empty() => {
            lang.pick("没有填写。", "Nothing was filled in.").to_owned()
        }
        Evidence::Value { text } => value(lang, of, text, d),
        Evidence::Profits { wan } => profits(lang, wan, d),
        Evidence::SizeClass { size } => lang.pick(
            format!("系统划型为{}。", fields::size(lang, *size)),
            format!("Computed size: {}.", fields::size(lang, *size)),
        ),
        Evidence::Times { submitted, closes } => lang.pick(
            format!("提交于 {}，截止于 {}。", submitted.show_minute(), closes.show_minute()),
            format!("Submitted {}, deadline {}.", submitted.show_minute(), closes.show_minute()),
        ),
        Evidence::Count { n } => count(lang, of, *n),
        Evidence::Compared { rows } => compared(lang, rows),
        Evidence::Winners { found } => winners(lang, found, &d.season.limits),
        Evidence::MissingFiles { slots } if slots.is_empty() => {
            lang.pick("必交附件都已上传。", "Every required file is there.").to_owned()
        }
        Evidence::MissingFiles { slots } => {
            let names: Vec<String> = slots
                .iter()
                .map(|s| {
                    Slot::from_code(s)
                        .map_or_else(|| s.clone(), |s| fields::slot(lang, s).to_owned())
                })
                .collect();
            lang.pick(
                format!("缺少：{}。", names.join("、")),
                format!("Missing: {}.", names.join(", ")),
            )
        }
        Evidence::NotApplicable => lang
            .pick("所选范围不涉及这一项。", "The chosen scope does not ask for this.")
            .to_owned(),
    }
}

/// Rows of the results with what they are compared with.
fn compared(lang: Lang, rows: &[[String; 4]]) -> String {
    if rows.is_empty() {
        return lang
            .pick(
                "成效表中没有一行填写了竞争对手数据。",
                "No row of the results table names a competitor’s figure.",
            )
            .to_owned();
    }
    let each: Vec<String> = rows
        .iter()
        .map(|[indicator, after, competitor, best]| match best.as_str() {
            "" => lang.pick(
                format!("{indicator} {after}（竞争对手 {competitor}）"),
                format!("{indicator} {after} (competitor {competitor})"),
            ),
            best => lang.pick(
                format!("{indicator} {after}（竞争对手 {competitor}，标杆 {best}）"),
                format!("{indicator} {after} (competitor {competitor}, benchmark {best})"),
            ),
        })
        .collect();
    let n = rows.len();
    lang.pick(
        format!("成效表中有 {n} 行填写了竞争对手数据：{}。", each.join("；")),
        format!(
            "{} of the results name a competitor’s figure: {}.",
            many(n as i64, "row"),
            each.join("; ")
        ),
    )
}

/// Who was chosen, when, with what.
fn winners(lang: Lang, found: &[PastWinner], limits: &Limits) -> String {
    if found.is_empty() {
        return lang
            .pick(
                "往届入选名单中没有相同的标杆名称或组织。",
                "Neither title nor organisation is among the winners of the last seasons.",
            )
            .to_owned();
    }
    let each: Vec<String> = found
        .iter()
        .map(|w| {
            let until = limits.bar_of(w).until;
            let revoked = w.revoked.map_or(String::new(), |year| {
                lang.pick(format!("，{year} 年撤销"), format!(", revoked in {year}"))
            });
            lang.pick(
                format!(
                    "{} 年 {}“{}”{revoked}（到 {until} 年度止）",
                    w.year, w.organisation, w.title
                ),
                format!("{}: {} “{}”{revoked} (up to {until})", w.year, w.organisation, w.title),
            )
        })
        .collect();
    lang.pick(
        format!("往届已入选：{}。", each.join("；")),
        format!("Chosen before: {}.", each.join("; ")),
    )
}

fn profits(lang: Lang, wan: &[String], d: &DossierView) -> String {
    let years = d.season.figure_years();
    let each: Vec<String> = years
        .iter()
        .zip(wan)
        .map(|(year, v)| lang.pick(format!("{year} 年 {v}"), format!("{year}: {v}")))
        .collect();
    lang.pick(
        format!("净利润（万元）：{}。", each.join("，")),
        format!("Net profit (CNY 10,000): {}.", each.join(", ")),
    )
}

/// A quoted value, with what it means for the item.
fn value(lang: Lang, of: Item, text: &str, d: &DossierView) -> String {
    match of {
        Item::OwnUnit => {
            let region = d.answers.get(Field::Region.key()).map_or("", String::as_str);
            lang.pick(
                format!(
                    "推荐单位：{}；所在地区的推荐单位：{}。",
                    common::unit(lang, text),
                    common::unit(lang, region)
                ),
                format!(
                    "Unit: {}; unit of its region: {}.",
                    common::unit(lang, text),
                    common::unit(lang, region)
                ),
            )
        }
        Item::LegalPerson => lang.pick(
            format!("统一社会信用代码：{text}（已验算校验位）。"),
            format!("Credit code: {text} (check digit recomputed)."),
        ),
        Item::Mature => {
            let years = d.season.limits.method_years_min;
            lang.pick(
                format!("开始应用时间：{text}；要求至少 {years} 年。"),
                format!("In use since {text}; at least {} needed.", many(i64::from(years), "year")),
            )
        }
        Item::Sharing if text == "yes" => lang
            .pick(
                "已声明愿意参加分享交流；是否涉密见“承诺与声明”。",
                "Declared to be willing to share; for secrets see the declarations.",
            )
            .to_owned(),
        Item::Scope => {
            let scope = dossier::scope(lang, text);
            lang.pick(format!("所选范围：{scope}。"), format!("Chosen scope: {scope}."))
        }
        Item::SmeScope | Item::ServiceScope => {
            let industry = dossier::industry(lang, text);
            lang.pick(format!("所属行业：{industry}。"), format!("Industry: {industry}."))
        }
        Item::MoneyUnits => revenues(lang, d),
        Item::Comparison
        | Item::Profit
        | Item::Credit
        | Item::NoAccident
        | Item::Sharing
        | Item::InTime
        | Item::Complete
        | Item::Signed
        | Item::Opinion
        | Item::Single
        | Item::NotRepeated => lang.pick(format!("填写为：{text}。"), format!("As typed: {text}.")),
    }
}

/// The three years side by side: a slip of the unit shows as a leap.
fn revenues(lang: Lang, d: &DossierView) -> String {
    let wan: Vec<String> = [Field::Revenue1, Field::Revenue2, Field::Revenue3]
        .into_iter()
        .zip(d.season.figure_years())
        .map(|(f, year)| {
            let v = domain::application::finance::amount(&d.answers, f)
                .map_or_else(|_| "–".to_owned(), |v| v.show(MoneyUnit::Wan));
            lang.pick(format!("{year} 年 {v}"), format!("{year}: {v}"))
        })
        .collect();
    lang.pick(
        format!("营业收入（万元）：{}。相差一百倍以上须核对单位。", wan.join("，")),
        format!(
            "Operating revenue (CNY 10,000): {}. A leap of a hundred times must be looked at.",
            wan.join(", ")
        ),
    )
}

/// A number of things found, with what was counted.
fn count(lang: Lang, of: Item, n: i64) -> String {
    match of {
        Item::Opinion => lang.pick(
            format!("推荐意见共 {n} 字。"),
            format!("The opinion has {}.", many(n, "character")),
        ),
        Item::Single => lang.pick(
            format!("同一信用代码本年度另有 {n} 份申报书。"),
            format!("{} of the same credit code this season.", many(n, "other application")),
        ),
        Item::Comparison
        | Item::NotRepeated
        | Item::OwnUnit
        | Item::LegalPerson
        | Item::Profit
        | Item::Credit
        | Item::NoAccident
        | Item::Mature
        | Item::Sharing
        | Item::Scope
        | Item::SmeScope
        | Item::ServiceScope
        | Item::InTime
        | Item::Complete
        | Item::Signed
        | Item::MoneyUnits => lang.pick(format!("找到 {n} 项。"), format!("Found: {n}.")),
    }
}

#[cfg(test)]
mod tests {
    use domain::facts::sme::Size;
    use domain::stamp::Stamp;

    use super::*;
    use crate::locales::tests::assert_said;

    fn said(of: Item, e: &Evidence) {
        let d = crate::ui::dossier::tests::dossier();
        let [zh, en] = [Lang::Zh, Lang::En].map(|l| evidence(l, of, e, &d));
        assert_said(&zh, &en);
    }

    #[test]
    fn every_item_says_what_it_demands() {
        for of in Item::ALL {
            assert_said(item(Lang::Zh, *of), item(Lang::En, *of));
        }
    }

    #[test]
    fn every_evidence_is_a_sentence_for_every_item() {
        for of in Item::ALL {
            for text in ["", "yes", "4", "C36"] {
                said(*of, &Evidence::Value { text: text.into() });
            }
            said(*of, &Evidence::Count { n: 1 });
            said(*of, &Evidence::NotApplicable);
        }
        let rows =
            vec![["a", "2", "1", ""].map(str::to_owned), ["b", "2", "1", "3"].map(str::to_owned)];
        said(Item::Comparison, &Evidence::Compared { rows });
        said(Item::Comparison, &Evidence::Compared { rows: Vec::new() });
        let won = PastWinner {
            year: 2025,
            uscc: String::new(),
            organisation: "Demo".into(),
            title: "Demo".into(),
            revoked: None,
        };
        said(Item::NotRepeated, &Evidence::Winners { found: vec![won] });
        said(Item::NotRepeated, &Evidence::Winners { found: Vec::new() });
        said(Item::Profit, &Evidence::Profits { wan: vec!["1".into(), "–".into(), "-3".into()] });
        said(Item::SmeScope, &Evidence::SizeClass { size: Size::Large });
        said(Item::InTime, &Evidence::Times { submitted: Stamp(0), closes: Stamp(1) });
        said(Item::Complete, &Evidence::MissingFiles { slots: Vec::new() });
        said(
            Item::Complete,
            &Evidence::MissingFiles { slots: vec!["scan".into(), "credit".into()] },
        );
    }

    #[test]
    fn missing_files_are_named_in_words() {
        let e = Evidence::MissingFiles { slots: vec!["scan".into()] };
        let d = crate::ui::dossier::tests::dossier();
        assert!(
            evidence(Lang::Zh, Item::Complete, &e, &d).contains(fields::slot(Lang::Zh, Slot::Scan))
        );
    }
}
