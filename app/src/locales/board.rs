//! Words of the live board.

use super::{Lang, common};

/// Words of the live board.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub whole: &'static str,
    pub lede: fn(usize, Option<&str>) -> String,
    pub sealed: &'static str,
    pub places: &'static str,
    pub cut_score: fn(&str) -> String,
    pub disagreeing: &'static str,
    pub lacking: &'static str,
    pub panels: &'static str,
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
    pub missing: &'static str,
    pub missing_n: fn(usize) -> String,
    pub disagreement: &'static str,
    pub masked: &'static str,
    pub cut_here: &'static str,
    pub strip: fn(&str, usize) -> String,
    pub strip_none: &'static str,
    pub strip_masked: &'static str,
    pub no_rows: &'static str,
    pub no_rows_text: &'static str,
    pub no_match: &'static str,
    pub chosen: &'static str,
    pub chosen_none: &'static str,
    pub expert: &'static str,
    pub score: &'static str,
    pub median: &'static str,
    pub deviation: &'static str,
    pub progress: &'static str,
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
    title: "资料评审",
    whole: "评审委员会",
    lede: |n, closes| match closes {
        Some(at) => format!("{n} 项经验 · 评审截止 {at} · 第十九条"),
        None => format!("{n} 项经验 · 第十九条"),
    },
    sealed: "已封存评分",
    places: "入围名额",
    cut_score: |score| format!("入围名额 · 线上最低 {score}"),
    disagreeing: "分歧待议",
    lacking: "项缺评分",
    panels: "专业组",
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
    above_cut: "入围线以上",
    below_cut: "入围线以下",
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
    missing: "缺",
    missing_n: |n| format!("缺 {n} 份"),
    disagreement: "分歧",
    masked: "待本人封存后可见",
    cut_here: "入围线在此之下",
    strip: |scores, n| format!("{n} 份：{scores}"),
    strip_none: "还没有评分",
    strip_masked: "评分待本人封存后可见",
    no_rows: "还没有进入资料评审的经验",
    no_rows_text: "办公室公布分派方案后，经验和评分会自动出现在这里，不必刷新。",
    no_match: "没有符合条件的经验，请放宽筛选。",
    chosen: "选中的经验",
    chosen_none: "点选一项经验，这里列出每位专家的评分。",
    expert: "专家",
    score: "评分",
    median: "中位数",
    deviation: "标准差",
    progress: "各组进度",
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
    legend_cut: "红线：入围名额到此为止",
};

const EN: Words = Words {
    title: "Written review",
    whole: "The committee",
    lede: |n, closes| match closes {
        Some(at) => format!("{n} applications · closes {at} · Art. 19"),
        None => format!("{n} applications · Art. 19"),
    },
    sealed: "reviews sealed",
    places: "places",
    cut_score: |score| format!("places · last inside {score}"),
    disagreeing: "in disagreement",
    lacking: "lack reviews",
    panels: "Panels",
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
    rank: "Rank",
    experience: "Experience",
    scores: |from, to| format!("Scores {from} — {to}"),
    mean: "Mean",
    trimmed: "Trimmed",
    trimmed_short: "Trimmed",
    spread: "Spread",
    missing: "Missing",
    missing_n: |n| format!("{n} missing"),
    disagreement: "Disagreement",
    masked: "Shown once you have sealed yours",
    cut_here: "The cut is below this line",
    strip: |scores, n| format!("{n} scores: {scores}"),
    strip_none: "No scores yet",
    strip_masked: "Scores are shown once you have sealed yours",
    no_rows: "No application has entered the written review yet",
    no_rows_text: "Once the Office has published the assignment, applications and scores appear here by themselves.",
    no_match: "Nothing matches. Try a wider filter.",
    chosen: "Selected application",
    chosen_none: "Choose an application to see each expert's score here.",
    expert: "Expert",
    score: "Score",
    median: "Median",
    deviation: "Std. deviation",
    progress: "Progress by panel",
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
    legend_cut: "Red line: the places end here",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
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
