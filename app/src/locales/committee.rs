//! Words of room *committee* (Art. 11–15).

use domain::views::committee::PanelView;

use super::work::many;
use super::{Lang, common};

/// Words of the room.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub chairs: &'static str,
    pub vacant: &'static str,
    pub one_each: &'static str,
    pub waiting: &'static str,
    pub assigned: &'static str,
    pub members: &'static str,
    pub undertaken: &'static str,
    pub panels: &'static str,
    pub no_panels: &'static str,
    pub no_panels_text: &'static str,
    pub panel_facts: fn(usize, u32) -> String,
    pub member: &'static str,
    pub lead: &'static str,
    pub employer: &'static str,
    pub fields: &'static str,
    pub undertaking: &'static str,
    pub signed: fn(&str) -> String,
    pub unsigned: &'static str,
    pub load: &'static str,
    pub conflicts: &'static str,
    pub assignment: &'static str,
    pub assignment_text: fn(u32, u32, u32) -> String,
    pub assignment_rule: &'static str,
    pub nothing_waits: &'static str,
    pub compute: &'static str,
    pub compute_again: &'static str,
    pub seed: &'static str,
    pub seed_hint: &'static str,
    pub seed_used: &'static str,
    pub proposal: &'static str,
    pub proposal_text: &'static str,
    pub applications: &'static str,
    pub pairs: &'static str,
    pub cost: &'static str,
    pub cost_hint: &'static str,
    pub fitting: &'static str,
    pub bridging: &'static str,
    pub ruled_out: &'static str,
    pub idle_do: &'static str,
    pub unreached: fn(&[String]) -> String,
    pub of: fn(u32, u32) -> String,
    pub loads: &'static str,
    pub loads_said: fn(usize, u32, u32) -> String,
    pub loads_table: &'static str,
    pub reviews: &'static str,
    pub publish: &'static str,
    pub publish_text: &'static str,
    pub published: fn(u32, u32) -> String,
}

const ZH: Words = Words {
    title: "评审委员会",
    lede: "由主任委员、副主任委员和若干专业组组成；先签署保密承诺、申明回避，再分派评审。",
    chairs: "主任委员与副主任委员",
    vacant: "空缺",
    one_each: "主任委员、副主任委员各一名，缺一名就不能公布分派。",
    waiting: "等待分派",
    assigned: "已分派",
    members: "专家",
    undertaken: "已签保密承诺",
    panels: "专业组",
    no_panels: "还没有组建专业组",
    no_panels_text: "从专家库中抽取专家、指定组长后，专业组会显示在这里。",
    panel_facts: |members, applications| format!("成员 {members} 人，归口申报 {applications} 项"),
    member: "姓名",
    lead: "组长",
    employer: "工作单位",
    fields: "熟悉的行业",
    undertaking: "保密承诺",
    signed: |at| format!("已签 {at}"),
    unsigned: "未签",
    load: "已分派",
    conflicts: "回避",
    assignment: "分派评审",
    assignment_text: |reviews, min, max| {
        format!(
            "每项申报安排 {reviews} 名专家（不少于 {min} 名），每名专家不超过 {max} 项；有回避关系的一律排除。"
        )
    },
    assignment_rule: "先计算、再查看、最后公布。同一个随机种子在同样的数据上总是得到同样的方案，便于复核。",
    nothing_waits: "没有等待分派的申报。申报通过形式审查后会在这里等待。",
    compute: "计算分派方案",
    compute_again: "换一个种子再算",
    seed: "随机种子（可不填）",
    seed_hint: "要重现某个方案时填写它的种子；不填则随机抽取并记录。",
    seed_used: "本方案的随机种子：",
    proposal: "分派方案（未公布）",
    proposal_text: "公布前任何专家都看不到这个方案。",
    applications: "申报",
    pairs: "评审份数",
    cost: "总代价",
    cost_hint: "越小越好：专业越对口、工作量越均衡，代价越小。",
    fitting: "专业对口的份数",
    bridging: "跨组评审的申报",
    ruled_out: "因回避排除的配对",
    idle_do: "如需用上，请在公布前调整专业组。",
    unreached: |names| {
        format!(
            "分到评审任务而不能登录的专家 {} 位：{}。请到其专家页面补填邮箱、恢复账号，或停止其评审工作，再重新计算方案；在此之前不能公布：他们收不到任务，也打不开材料（第十二条、第十九条）。",
            names.len(),
            names.join("、")
        )
    },
    of: |n, all| format!("{n} / {all}"),
    loads: "每名专家的评审份数",
    loads_said: |n, low, high| format!("{n} 名专家，最少 {low} 份，最多 {high} 份"),
    loads_table: "以表格查看",
    reviews: "份数",
    publish: "公布这个方案",
    publish_text: "公布后专家立即看到自己的任务，申报进入资料评审；不能整体撤回。",
    published: |applications, pairs| format!("已公布：{applications} 项申报，{pairs} 份评审。"),
};

const EN: Words = Words {
    title: "Committee",
    lede: "A chair, a vice chair and specialist panels. Experts sign the undertaking and declare conflicts before reviews are assigned.",
    chairs: "Chair and vice chair",
    vacant: "Vacant",
    one_each: "There is one chair and one vice chair; an assignment cannot be published while either is missing.",
    waiting: "waiting for experts",
    assigned: "assigned",
    members: "experts",
    undertaken: "undertakings signed",
    panels: "Panels",
    no_panels: "No panel has been formed yet",
    no_panels_text: "Once experts are drawn from the pool and leads are named, the panels stand here.",
    panel_facts: |members, applications| {
        let members = i64::try_from(members).unwrap_or(0);
        format!(
            "{}, home of {}",
            many(members, "member"),
            many(i64::from(applications), "application")
        )
    },
    member: "Name",
    lead: "Lead",
    employer: "Employer",
    fields: "Industries known",
    undertaking: "Undertaking",
    signed: |at| format!("Signed {at}"),
    unsigned: "Not signed",
    load: "Assigned",
    conflicts: "Conflicts",
    assignment: "Assignment of reviews",
    assignment_text: |reviews, min, max| {
        format!(
            "Each application gets {reviews} experts (never fewer than {min}), each expert at most {max} applications; pairs in conflict are ruled out."
        )
    },
    assignment_rule: "Compute, look, then publish. The same seed on the same data always gives the same assignment, so that it can be checked.",
    nothing_waits: "No application waits for experts. They come here after passing the formality check.",
    compute: "Compute an assignment",
    compute_again: "Compute with another seed",
    seed: "Seed (optional)",
    seed_hint: "To repeat an assignment, type its seed; without one, a seed is drawn and recorded.",
    seed_used: "Seed of this proposal:",
    proposal: "Proposed assignment (not published)",
    proposal_text: "No expert sees any of it before it is published.",
    applications: "applications",
    pairs: "reviews",
    cost: "total cost",
    cost_hint: "Smaller is better: closer expertise and a fairer load cost less.",
    fitting: "reviews by an expert of the industry",
    bridging: "applications read across panels",
    ruled_out: "pairs ruled out by conflicts",
    idle_do: "Rearrange the panels before you publish if they are needed.",
    unreached: |names| {
        format!(
            "{} of those who are given reviews cannot sign in: {}. Enter their address on their page in the pool, have the account enabled, or stand them down, and compute the proposal again. Nothing is published before: they would be told nothing and could open nothing (Art. 12, 19).",
            names.len(),
            names.join(", ")
        )
    },
    of: |n, all| format!("{n} / {all}"),
    loads: "Reviews per expert",
    loads_said: |n, low, high| format!("{n} experts, from {low} to {high} reviews each"),
    loads_table: "Show as a table",
    reviews: "Reviews",
    publish: "Publish this assignment",
    publish_text: "Experts see their work at once and the applications enter the written review; it cannot be taken back as a whole.",
    published: |applications, pairs| {
        let (a, p) =
            (many(i64::from(applications), "application"), many(i64::from(pairs), "review"));
        format!("Published: {a}, {p}.")
    },
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Number and name of a panel.
pub fn panel(lang: Lang, p: &PanelView) -> String {
    let number = u32::try_from(p.number).unwrap_or(0);
    lang.pick(
        format!("第{}专业组 · {}", common::zh_number(number), p.zh),
        format!("Panel {} · {}", p.number, p.en),
    )
}
