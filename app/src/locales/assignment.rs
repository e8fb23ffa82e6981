//! Words of the matrix of an assignment, and why one cannot be made (Art. 12).

use domain::committee::pairing::Wish;
use domain::refusal::Refusal;
use domain::views::matrix::Mark;

use super::Lang;
use super::work::many;

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub see: &'static str,
    pub panels: &'static str,
    pub proposed: fn(i64) -> String,
    pub published: &'static str,
    pub application: &'static str,
    pub missing: &'static str,
    pub guest: &'static str,
    pub legend: &'static str,
    pub fits: &'static str,
    pub load: fn(u32, u32) -> String,
    pub adjust: &'static str,
    pub adjust_text: &'static str,
    pub choose: &'static str,
    pub expert: &'static str,
    pub wish: &'static str,
    pub no_wish: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub keep: &'static str,
    pub known: fn(&str) -> String,
    pub limits: &'static str,
    pub limits_text: fn(u32) -> String,
    pub limit: &'static str,
    pub limit_hint: &'static str,
    pub own_limit: &'static str,
    pub stood_down: &'static str,
    pub set: &'static str,
    pub empty: &'static str,
    pub gaps: &'static str,
    pub gaps_text: fn(u32) -> String,
    pub kept: &'static str,
    pub reviews_each: &'static str,
    pub reviews_hint: fn(u32, u32) -> String,
    pub fewer_reason: &'static str,
    pub changed: &'static str,
    pub fewer_hint: fn(u32) -> String,
    pub decline: &'static str,
    pub decline_text: &'static str,
    pub decline_defence: &'static str,
    pub decline_act: &'static str,
}

const ZH: Words = Words {
    title: "分派矩阵",
    lede: "一行一项申报，一列一名专家。已公布的照实显示；未公布的方案只有工作办公室看得到。",
    see: "以矩阵查看",
    panels: "专业组",
    proposed: |seed| format!("含未公布的方案（随机种子 {seed}）。"),
    published: "只含已公布的分派。",
    application: "申报",
    missing: "尚缺",
    guest: "跨组评审",
    legend: "图例",
    fits: "专业对口",
    load: |n, limit| format!("{n} / {limit}"),
    adjust: "指定或排除一对",
    adjust_text: "写明理由后，下一次计算会照办；已公布而未封存的评审，排除后立即收回。回避关系永远优先。",
    choose: "点选一格，或点选申报编号，即可在此调整。",
    expert: "专家",
    wish: "要求",
    no_wish: "不作要求",
    reason: "理由",
    reason_hint: "记入日志，供复核时查阅。",
    keep: "保存要求",
    known: |why| format!("已有的理由：{why}"),
    limits: "单人上限",
    limits_text: |n| format!("本年度每名专家不超过 {n} 项；个别专家可以另定。"),
    limit: "最多几项",
    limit_hint: "不填即按本年度的上限；已经分派的不受影响。",
    own_limit: "另定",
    stood_down: "已停止",
    set: "保存上限",
    empty: "这个专业组还没有申报。",
    gaps: "尚缺的评审",
    gaps_text: |n| {
        format!(
            "已公布的申报还缺 {n} 份评审（专家退回或新发现回避）。请计算补充分派，已公布的保持不变。"
        )
    },
    kept: "保持不变的份数",
    reviews_each: "每项申报安排几名专家",
    reviews_hint: |min, max| {
        format!("本年度为 {max} 名，不得少于 {min} 名；少于 {max} 名须写明理由。")
    },
    fewer_reason: "少于规定份数的理由",
    changed: "同一随机种子现在得出另一个方案：其间可能有申报通过形式审查，有专家签署承诺或需要回避，或者改动了分派意见或任务上限。没有公布任何内容；请重新计算并核对后再公布。",
    fewer_hint: |n| format!("每项只安排 {n} 名专家，理由记入日志。"),
    decline: "退回这项评审",
    decline_defence: "不能到场、专业不符或与申报组织有牵连时，可以在封存前退回，并写明理由。工作办公室会另请专家听取答辩。",
    decline_text: "没有时间、专业不符或与申报组织有牵连时，可以在封存前退回，并写明理由。工作办公室会另请专家。",
    decline_act: "退回",
};

const EN: Words = Words {
    title: "Matrix of the assignment",
    lede: "One line an application, one column an expert. What is published stands as it is; a proposal is seen by the Office alone.",
    see: "See it as a matrix",
    panels: "Panels",
    proposed: |seed| format!("With a proposal that is not published (seed {seed})."),
    published: "Published reviews only.",
    application: "Application",
    missing: "Missing",
    guest: "read across panels",
    legend: "Legend",
    fits: "knows the industry",
    load: |n, limit| format!("{n} / {limit}"),
    adjust: "Ask for a pair, or rule it out",
    adjust_text: "With its reason it counts from the next computation on. A published review that is ruled out is taken back at once, unless it is sealed. Conflicts are always stronger.",
    choose: "Choose a cell, or the number of an application, to adjust it here.",
    expert: "Expert",
    wish: "What is asked for",
    no_wish: "Nothing",
    reason: "Reason",
    reason_hint: "Kept in the journal for whoever checks later.",
    keep: "Keep it",
    known: |why| format!("Reason given so far: {why}"),
    limits: "Load limits",
    limits_text: |n| {
        format!("This year an expert reads {n} applications at most; one may have another limit.")
    },
    limit: "At most",
    limit_hint: "Blank is the year's limit. What is assigned already stays.",
    own_limit: "own limit",
    stood_down: "stood down",
    set: "Keep the limit",
    empty: "This panel has no applications yet.",
    gaps: "reviews missing",
    gaps_text: |n| {
        let n = many(i64::from(n), "review");
        format!(
            "Published applications lack {n}: an expert declined, or a conflict was found. Compute what is missing; what is published stays."
        )
    },
    kept: "reviews that stay",
    reviews_each: "Experts per application",
    reviews_hint: |min, max| {
        format!("{max} this year, never fewer than {min}; fewer than {max} needs a reason.")
    },
    fewer_reason: "Why fewer than the season's number",
    changed: "The same seed gives another proposal by now: an application has passed, an expert has signed or has a conflict, or a wish or a limit was changed. Nothing was published: compute it anew, look at it and publish it then.",
    fewer_hint: |n| {
        format!("Each application gets {n} experts only; the reason is kept in the journal.")
    },
    decline: "Give this review back",
    decline_defence: "If you cannot be there, lack the knowledge, or have a tie to the applicant, you can give it back before sealing, with a reason. The Office seats another expert in the session.",
    decline_text: "For want of time or knowledge, or because of a tie to the applicant, you can give it back before sealing, with a reason. The Office finds another expert.",
    decline_act: "Give back",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// What a mark stands for.
pub fn mark(lang: Lang, mark: Mark) -> &'static str {
    match mark {
        Mark::Open => lang.pick("未分派", "not assigned"),
        Mark::Proposed => lang.pick("方案拟分派", "proposed"),
        Mark::Assigned => lang.pick("已分派", "assigned"),
        Mark::Sealed => lang.pick("已封存", "sealed"),
        Mark::Conflict => lang.pick("回避", "in conflict"),
    }
}

/// What is wished for a pair.
pub fn wish(lang: Lang, wish: Wish) -> &'static str {
    match wish {
        Wish::Must => lang.pick("指定", "must read it"),
        Wish::Never => lang.pick("排除", "must not read it"),
        Wish::Declined => lang.pick("已退回", "gave it back"),
    }
}

/// Why too few reviews can be placed, by the smallest set of causes; blank for other refusals.
pub fn infeasible(lang: Lang, r: &Refusal) -> String {
    let Refusal::Infeasible { missing, applications, experts, need, eligible, places, fewer } = r
    else {
        return String::new();
    };
    let some = |names: &[String]| {
        let listed: Vec<&str> = names.iter().take(8).map(String::as_str).collect();
        let more = names.len().saturating_sub(listed.len());
        let listed = listed.join(lang.pick("、", ", "));
        match more {
            0 => listed,
            n => lang
                .pick(format!("{listed} 等 {} 个", names.len()), format!("{listed} and {n} more")),
        }
    };
    let raise = missing.div_ceil(u32::try_from(experts.len()).unwrap_or(u32::MAX).max(1));
    let n = applications.len();
    let mut said = lang.pick(
        format!(
            "还有 {missing} 份评审安排不下：{}共 {n} 项申报需要 {need} 份，",
            some(applications)
        ),
        format!(
            "{} cannot be placed. {} ({}) need {need};",
            many(i64::from(*missing), "review"),
            many(n as i64, "application"),
            some(applications)
        ),
    );
    if experts.is_empty() {
        said += &lang.pick(
            format!("而没有回避、没有排除的专家只能给出 {eligible} 份。请增补专家，或核对回避与排除（第十二条、第十五条）。"),
            format!(" experts who are free of conflict and not ruled out can give {eligible}. Add experts, or check conflicts and what is ruled out (Art. 12, 15)."),
        );
    } else {
        said += &lang.pick(
            format!("其他专家能给出 {eligible} 份，而{}只剩 {places} 份的余量，都已排满。请增补专家，或把他们的上限至少提高 {raise} 项（第十二条）。", some(experts)),
            format!(" others can give {eligible}, and {} have room for {places}, all of it used. Add experts, or raise the limit of these by {raise} at least (Art. 12).", some(experts)),
        );
    }
    if let Some(k) = fewer {
        said += &lang.pick(
            format!("如每项只安排 {k} 名专家，则可以排下，但须写明理由。"),
            format!(" With {k} experts each it could be done, for a reason."),
        );
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_12_the_causes_are_named_with_what_would_help() {
        let full = Refusal::Infeasible {
            missing: 3,
            applications: vec!["A".into(), "B".into()],
            experts: vec!["甲".into(), "乙".into()],
            need: 10,
            eligible: 1,
            places: 6,
            fewer: Some(4),
        };
        let zh = infeasible(Lang::Zh, &full);
        assert!(
            zh.contains("3 份") && zh.contains("甲、乙") && zh.contains("至少提高 2 项"),
            "{zh}"
        );
        let en = infeasible(Lang::En, &full);
        assert!(en.contains("by 2 at least") && en.contains("With 4 experts each"), "{en}");
        assert!(infeasible(Lang::En, &Refusal::NothingToPublish).is_empty());
    }
}
