//! Words of the live board.

use domain::deliberation::Review;
use domain::deliberation::places::Idle;

use super::{Lang, common};

/// Words of the live board.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub whole: &'static str,
    pub lede: fn(usize, Option<&str>, u8) -> String,
    pub sealed: &'static str,
    pub places: fn(Review) -> &'static str,
    pub cut_score: fn(Review, &str) -> String,
    pub least: fn(i32) -> String,
    pub disagreeing: &'static str,
    pub lacking: &'static str,
    pub panels: &'static str,
    pub choose_panel: &'static str,
    pub projector: &'static str,
    pub no_projector: &'static str,
    pub connecting: fn(&str) -> String,
    pub nothing_sealed: &'static str,
    pub live_waiting: &'static str,
    pub live: fn(i64) -> String,
    pub cut_off: fn(&str) -> String,
    pub ended: fn(&str) -> String,
    pub arrived: fn(usize) -> String,
    pub back_again: &'static str,
    pub lost: &'static str,
    pub find: &'static str,
    pub show: &'static str,
    pub all: &'static str,
    pub only_missing: &'static str,
    pub only_disagreement: &'static str,
    pub above_cut: &'static str,
    pub below_cut: &'static str,
    pub apply: &'static str,
    pub tally: fn(usize, usize) -> String,
    pub keys: &'static str,
    pub table: &'static str,
    pub rank: &'static str,
    pub experience: &'static str,
    pub scores: fn(i32, i32) -> String,
    pub mean: &'static str,
    pub trimmed: &'static str,
    pub trimmed_short: &'static str,
    pub spread: &'static str,
    pub spread_short: &'static str,
    pub missing: &'static str,
    pub missing_n: fn(usize) -> String,
    pub disagreement: &'static str,
    pub masked: &'static str,
    pub cut_here: &'static str,
    pub strip: fn(&str, usize) -> String,
    pub strip_none: &'static str,
    pub strip_masked: &'static str,
    pub no_rows: fn(&str) -> String,
    pub no_rows_text: &'static str,
    pub no_rows_defence: &'static str,
    pub show_all: fn(usize) -> String,
    pub amended: fn(u16) -> String,
    pub informed: &'static str,
    pub copy: &'static str,
    pub take: &'static str,
    pub what_if: &'static str,
    pub what_if_on: &'static str,
    pub what_if_text: &'static str,
    pub what_if_places: &'static str,
    pub what_if_end: &'static str,
    pub adopt: &'static str,
    pub adopt_text: &'static str,
    pub adopt_none: &'static str,
    pub adopt_share: &'static str,
    pub adopt_open: &'static str,
    pub adopt_reason: &'static str,
    pub weights: &'static str,
    pub weights_text: &'static str,
    pub weights_ask: &'static str,
    pub weights_failed: &'static str,
    pub weights_own: &'static str,
    pub weighs: fn(u16, f64) -> String,
    pub trim: &'static str,
    pub trim_never: &'static str,
    pub trim_from: fn(u32) -> String,
    pub simulation: &'static str,
    pub as_it_is: &'static str,
    pub entering: fn(usize) -> String,
    pub leaving: fn(usize) -> String,
    pub nobody: &'static str,
    pub no_match: &'static str,
    pub chosen: &'static str,
    pub chosen_none: &'static str,
    pub expert: &'static str,
    pub score: &'static str,
    pub median: &'static str,
    pub deviation: &'static str,
    pub progress: &'static str,
    pub at_work: &'static str,
    pub at_work_none: &'static str,
    pub at_work_text: &'static str,
    pub at_work_counted: &'static str,
    pub over_time: &'static str,
    pub over_time_said: fn(u64, u64, usize) -> String,
    pub over_time_text: &'static str,
    pub over_time_table: &'static str,
    pub day: &'static str,
    pub sealed_that_day: &'static str,
    pub sealed_by_then: &'static str,
    pub severity: &'static str,
    pub severity_text: &'static str,
    pub severity_none: &'static str,
    pub severity_label: fn(usize) -> String,
    pub severity_table: &'static str,
    pub difference: &'static str,
    pub compared: &'static str,
    pub legend: &'static str,
    pub legend_ring: &'static str,
    pub legend_dropped: &'static str,
    pub legend_out: fn(&str) -> String,
    pub legend_band: &'static str,
    pub legend_mean: &'static str,
    pub legend_trim: &'static str,
    pub legend_cut: &'static str,
}

const ZH: Words = Words {
    whole: "评审委员会",
    lede: |n, closes, article| {
        let article = (common::words(Lang::Zh).article)(&article.to_string());
        match closes {
            Some(at) => format!("{n} 项经验 · 评审截止 {at} · {article}"),
            None => format!("{n} 项经验 · {article}"),
        }
    },
    sealed: "已封存评分",
    places: |review| match review {
        Review::Written => "入围名额",
        Review::Defence => "初评名单名额",
    },
    cut_score: |review, score| format!("{} · 线上最低 {score}", (words(Lang::Zh).places)(review)),
    least: |tenths| {
        let points = f64::from(tenths) / 10.0;
        format!(
            "入围还须去极值均分不低于 {points} 分，达不到的即使在名额内也不能入围（第二十条）。"
        )
    },
    disagreeing: "分歧待议",
    lacking: "项缺评分",
    panels: "专业组",
    choose_panel: "换一个专业组",
    projector: "投影视图",
    no_projector: "退出投影视图",
    connecting: |at| format!("画面截至 {at}"),
    nothing_sealed: "还没有评分封存",
    live_waiting: "实时 · 等待新评分",
    live: |s| match s {
        ..60 => format!("实时 · {s} 秒前"),
        60..3600 => format!("实时 · {} 分钟前", s / 60),
        _ => format!("实时 · {} 小时前", s / 3600),
    },
    cut_off: |at| format!("连接中断，画面截至 {at}，正在重连"),
    ended: |why| format!("实时更新已停止：{why}"),
    arrived: |n| format!("{n} 份评分到达"),
    back_again: "连接已恢复，画面是最新的",
    lost: "连接中断，正在重连",
    find: "查找经验、组织或受理号",
    show: "显示",
    all: "全部",
    only_missing: "缺评分的",
    only_disagreement: "有分歧的",
    above_cut: "名额线以上",
    below_cut: "名额线以下",
    apply: "筛选",
    tally: |shown, all| format!("{all} 项中的 {shown} 项"),
    keys: "键盘：/ 查找，j、k 或上下键换行，Esc 取消选中",
    table: "各项经验的评分，按名次",
    rank: "名次",
    experience: "经验",
    scores: |from, to| format!("评分 {from} — {to}"),
    mean: "均分",
    trimmed: "去极均分",
    trimmed_short: "去极",
    spread: "离散",
    spread_short: "离散",
    missing: "缺",
    missing_n: |n| format!("缺 {n} 份"),
    disagreement: "分歧",
    masked: "待本人封存后可见",
    cut_here: "名额线在此之下",
    strip: |scores, n| format!("{n} 份：{scores}"),
    strip_none: "还没有评分",
    strip_masked: "评分待本人封存后可见",
    no_rows: |review| format!("还没有进入{review}的经验"),
    no_rows_text: "办公室公布分派方案后，经验和评分会自动出现在这里，不必刷新。",
    no_rows_defence: "办公室公布答辩安排后，经验和评分会自动出现在这里，不必刷新。",
    what_if: "假如……（模拟）",
    what_if_on: "模拟中",
    what_if_text: "换一个名额数、去极值的办法、子项权重或排名依据，看名单怎样变化。只在本页计算，不保存，也不影响任何人看到的结果；要真正采用，须由工作办公室说明理由修改年度规则（第六条）；下面给出填好的地址。",
    what_if_places: "名额",
    what_if_end: "结束模拟",
    adopt: "采用这一模拟",
    adopt_text: "把这个地址交给工作办公室：打开后，名额数和去极值办法已经填好，由办公室核对、写明理由后保存；规则不允许更改的，页面会说明。子项权重和校正分不能采用。",
    adopt_none: "名额和去极值与本季的设定一致，没有可交出的内容",
    adopt_share: "名额属于整个年度，平均分到各组：本组的名额不随地址交出，请在全体看板上模拟。",
    adopt_open: "打开年度规则",
    adopt_reason: "评审看板模拟的结果：",
    weights: "评分子项的权重",
    weights_text: "各专家打的分不变，只换每个子项在总分中占的比重（第八条未定权重，由年度规则设定）。总分按一百分折算。评审开始后评分表不再更改，所以换权重只能看，不能采用。",
    weights_ask: "读取各子项得分，试换权重",
    weights_failed: "没有读到子项得分，请检查网络后再试。",
    weights_own: "恢复评分表的权重",
    weighs: |points, percent| format!("{points} 分，占 {percent}%"),
    trim: "去掉最高分和最低分",
    trim_never: "不去掉",
    trim_from: |n| format!("满 {n} 份评分时各去掉一份"),
    simulation: "这是模拟，不是评审结果。",
    as_it_is: "现在与本季的设定一致。",
    entering: |n| format!("将进入名额的 {n} 项"),
    leaving: |n| format!("将退出名额的 {n} 项"),
    nobody: "无",
    amended: |n| format!("修改过 {n} 次"),
    informed: "看到他人总分之后修改",
    copy: "使用人",
    take: "下载本组看板（XLSX）",
    show_all: |n| format!("显示全部 {n} 项"),
    no_match: "没有符合条件的经验，请放宽筛选。",
    chosen: "选中的经验",
    chosen_none: "点选一项经验，这里列出每位专家的评分。",
    expert: "专家",
    score: "评分",
    median: "中位数",
    deviation: "标准差",
    progress: "各组进度",
    at_work: "正在评分的专家",
    at_work_none: "现在没有专家打开评分表。",
    at_work_text: "打开着评分表的专家；只列姓名，不显示在看哪一项。离开约两分钟后不再列出。",
    at_work_counted: "打开着评分表的专家人数。盲评期间不列姓名：姓名与新到的评分对照，就能看出编号是谁（第十五条）。离开约两分钟后不再计入。",
    over_time: "评分进度随时间",
    over_time_said: |sealed, due, days| {
        format!(
            "折线图：{days} 个有封存的日子里共封存 {sealed} 份评分，应有 {due} 份；逐日数字见下表"
        )
    },
    over_time_text: "实线：累计封存；虚线：按截止时间匀速应达到的数量。",
    over_time_table: "逐日封存数",
    day: "日期",
    sealed_that_day: "当日封存",
    sealed_by_then: "累计",
    severity: "专家尺度",
    severity_text: "与同评一项的其他专家相比，平均高或低多少分",
    severity_none: "同一项经验有两人封存后才能比较。",
    severity_label: |n| format!("专家尺度，{n} 人，数值见下表"),
    severity_table: "全部专家的数值",
    difference: "相差（分）",
    compared: "可比评分",
    legend: "图例",
    legend_ring: "一份已封存的评分",
    legend_dropped: "去极时去掉的最高分和最低分",
    legend_out: |points| format!("造成分歧的评分（最高与最低相差超过 {points} 分）"),
    legend_band: "最低到最高",
    legend_mean: "均分",
    legend_trim: "去极均分，按它排名",
    legend_cut: "红线：名额或本年度最低均分到此为止",
};

const EN: Words = Words {
    whole: "The committee",
    lede: |n, closes, article| match closes {
        Some(at) => format!("{n} applications · closes {at} · Art. {article}"),
        None => format!("{n} applications · Art. {article}"),
    },
    sealed: "reviews sealed",
    places: |review| match review {
        Review::Written => "places",
        Review::Defence => "places on the initial list",
    },
    cut_score: |review, score| {
        format!("{} · last inside {score}", (words(Lang::En).places)(review))
    },
    least: |tenths| {
        let points = f64::from(tenths) / 10.0;
        format!(
            "To be shortlisted the trimmed mean must reach {points} points, too: what does not is on no list, within the places or not (Art. 20)."
        )
    },
    disagreeing: "in disagreement",
    lacking: "lack reviews",
    panels: "Panels",
    choose_panel: "Choose a panel",
    projector: "Projector view",
    no_projector: "Leave projector view",
    connecting: |at| format!("As of {at}"),
    nothing_sealed: "Nothing sealed yet",
    live_waiting: "Live · waiting for scores",
    live: |s| match s {
        ..60 => format!("Live · {s} s ago"),
        60..3600 => format!("Live · {} min ago", s / 60),
        _ => format!("Live · {} h ago", s / 3600),
    },
    cut_off: |at| format!("Line lost, as of {at}, reconnecting"),
    ended: |why| format!("Live updates have stopped: {why}"),
    arrived: |n| if n == 1 { "1 score arrived".into() } else { format!("{n} scores arrived") },
    back_again: "The line is back, the picture is current",
    lost: "Line lost, reconnecting",
    find: "Find title, organisation or reference",
    show: "Show",
    all: "All",
    only_missing: "Lacking reviews",
    only_disagreement: "In disagreement",
    above_cut: "Above the cut",
    below_cut: "Below the cut",
    apply: "Apply",
    tally: |shown, all| format!("{shown} of {all}"),
    keys: "Keyboard: / finds, j and k or the arrows move, Esc lets go",
    table: "Scores of all applications, by rank",
    rank: "#",
    experience: "Experience",
    scores: |from, to| format!("Scores {from} — {to}"),
    mean: "Mean",
    trimmed: "Trimmed",
    trimmed_short: "Trim.",
    spread: "Spread",
    spread_short: "Span",
    missing: "Due",
    missing_n: |n| format!("{n} missing"),
    disagreement: "Disagreement",
    masked: "Shown once you have sealed yours",
    cut_here: "The cut is below this line",
    strip: |scores, n| format!("{n} scores: {scores}"),
    strip_none: "No scores yet",
    strip_masked: "Scores are shown once you have sealed yours",
    no_rows: |review| format!("No application here yet: {review}"),
    no_rows_text: "Once the Office has published the assignment, applications and scores appear here by themselves.",
    no_rows_defence: "Once the Office has published the sessions, applications and scores appear here by themselves.",
    what_if: "What if (simulation)",
    what_if_on: "Simulating",
    what_if_text: "Other places, another trimming, other weights or adjusted scores, and the list moves. Reckoned in this page alone: nothing is stored, and nobody else sees it. To adopt it, the Office changes the season's rules with a reason (Art. 6); the address below has them filled in.",
    what_if_places: "Places",
    what_if_end: "End the simulation",
    adopt: "Adopt this simulation",
    adopt_text: "Hand this address to the Office: it opens the season's rules with places and trimming filled in; the Office checks them, gives the reason and saves. Where the rules allow no change the page says so. Weights and adjusted scores cannot be adopted.",
    adopt_none: "Places and trimming are the season's: nothing to hand over",
    adopt_share: "Places are the season's, shared evenly among the panels: those of one panel are not handed over. Try them on the board of all panels.",
    adopt_open: "Open the season's rules",
    adopt_reason: "From a simulation on the board of the review:",
    weights: "Weights of the sub-items",
    weights_text: "The points experts gave stay as they are; what changes is how much of the total each sub-item makes up (Art. 8 sets no weights, the season does). Totals are brought to a hundred. A review that has begun keeps its rubric, so other weights can be looked at and not adopted.",
    weights_ask: "Read the points of the sub-items and try other weights",
    weights_failed: "The points of the sub-items did not come. Check the connection and try again.",
    weights_own: "Back to the weights of the rubric",
    weighs: |points, percent| format!("{points} points, {percent} %"),
    trim: "Drop the highest and the lowest",
    trim_never: "Never",
    trim_from: |n| format!("From {n} reviews on"),
    simulation: "A simulation, not the outcome of the review.",
    as_it_is: "This is now as the season has it.",
    entering: |n| format!("{n} would come within the places"),
    leaving: |n| format!("{n} would fall out of them"),
    nobody: "none",
    informed: "after others' totals were open",
    copy: "Copy for",
    take: "Take the panel's board away (XLSX)",
    amended: |n| {
        format!("amended {}", if n == 1 { "once".to_owned() } else { format!("{n} times") })
    },
    show_all: |n| format!("Show all {n}"),
    no_match: "Nothing matches. Try a wider filter.",
    chosen: "Selected application",
    chosen_none: "Choose an application to see each expert's score here.",
    expert: "Expert",
    score: "Score",
    median: "Median",
    deviation: "Std. deviation",
    progress: "Progress by panel",
    at_work: "Experts at work",
    at_work_none: "No expert has a sheet open now.",
    at_work_text: "Who has a score sheet open; names alone, not which application. Gone some two minutes after they leave.",
    at_work_counted: "How many have a score sheet open. In a blind review no names: beside the scores that come in they would tell whose number is whose (Art. 15). Gone some two minutes after they leave.",
    over_time: "Progress over time",
    over_time_said: |sealed, due, days| {
        format!(
            "Line chart: {sealed} of {due} sheets sealed, on {days} days; each day's number is in the table below"
        )
    },
    over_time_text: "Solid: sealed so far. Dashed: an even pace to the closing.",
    over_time_table: "Sealed day by day",
    day: "Day",
    sealed_that_day: "That day",
    sealed_by_then: "So far",
    severity: "Experts' severity",
    severity_text: "Points above or below the others who read the same applications, on average",
    severity_none: "There is something to compare once two experts have sealed the same application.",
    severity_label: |n| format!("Severity of {n} experts; figures in the table below"),
    severity_table: "Figures of all experts",
    difference: "Difference",
    compared: "Compared",
    legend: "Legend",
    legend_ring: "A sealed score",
    legend_dropped: "Highest and lowest, dropped by trimming",
    legend_out: |points| {
        format!("A score that causes disagreement (more than {points} points from end to end)")
    },
    legend_band: "Lowest to highest",
    legend_mean: "Mean",
    legend_trim: "Trimmed mean; the rank goes by it",
    legend_cut: "Red line: the places end here, or the season's least mean does",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Panels that have nothing to score, and the places that so stay empty.
pub fn idle(lang: Lang, idle: &Idle) -> String {
    let numbers: Vec<String> = idle.panels.iter().map(i64::to_string).collect();
    let (places, one) = (idle.places, numbers.len() == 1);
    lang.pick(
        format!(
            "第 {} 专业组没有申报；名额按组均分，分给它的 {places} 个将空着（第十九条）。",
            numbers.join("、")
        ),
        format!(
            "{} {} {} no application. Places are shared evenly among panels, so {places} of them stay empty (Art. 19).",
            if one { "Panel" } else { "Panels" },
            numbers.join(", "),
            if one { "has" } else { "have" },
        ),
    )
}

/// Name of a panel from its number and its name in both languages.
pub fn panel(lang: Lang, number: i64, zh: &str, en: &str) -> String {
    let name = lang.pick(zh, en);
    let n = u32::try_from(number).unwrap_or(0);
    let ordinal = lang.pick(format!("第{}专业组", common::zh_number(n)), format!("Panel {number}"));
    if name.is_empty() || name.starts_with(ordinal.as_str()) {
        if name.is_empty() { ordinal } else { name.to_owned() }
    } else {
        lang.pick(format!("{ordinal}（{name}）"), format!("{ordinal}: {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_is_never_named_twice() {
        assert_eq!(panel(Lang::Zh, 3, "", ""), "第三专业组");
        assert_eq!(panel(Lang::Zh, 3, "第三专业组", "Panel 3"), "第三专业组");
        assert_eq!(panel(Lang::En, 3, "装备", "Equipment"), "Panel 3: Equipment");
    }

    #[test]
    fn the_age_of_the_picture_is_told_in_fitting_units() {
        assert_eq!((words(Lang::Zh).live)(7), "实时 · 7 秒前");
        assert_eq!((words(Lang::En).live)(150), "Live · 2 min ago");
    }
}
