//! Words of how sure a list is (the shortlist, or what the defence proposes for the initial list), and of
//! adjusted scores: both are reckoned in the page beside the live board.

use domain::review::statistics::Trim;

use super::Lang;

/// What a calculation went by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Whether by adjusted scores.
    pub adjusted: bool,
    /// How means were trimmed.
    pub trim: Trim,
    /// Places.
    pub places: u32,
    /// Moment of the latest score.
    pub at: String,
    /// How often it was drawn.
    pub resamples: u32,
    /// What the random numbers started from.
    pub seed: u64,
}

/// Words of how sure a list is, and of adjusted scores.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub scores_by: &'static str,
    pub raw: &'static str,
    pub adjusted: &'static str,
    pub adjusted_short: &'static str,
    pub too_few: &'static str,
    pub apart: fn(usize) -> String,
    pub untrimmed: &'static str,
    pub pairs: &'static str,
    pub reference: &'static str,
    pub raw_rank: &'static str,
    pub adjusted_rank: &'static str,
    pub effects: &'static str,
    pub effects_text: &'static str,
    pub expert: &'static str,
    pub effect: &'static str,
    pub leaning: &'static str,
    pub reviews: &'static str,
    pub severe: &'static str,
    pub lenient: &'static str,
    pub even: &'static str,
    pub title: &'static str,
    pub text: &'static str,
    pub compute: &'static str,
    pub again: &'static str,
    pub stop: &'static str,
    pub progress: &'static str,
    pub running: &'static str,
    pub stopped: &'static str,
    pub overtaken: &'static str,
    pub stale: &'static str,
    pub little: &'static str,
    pub nobody: &'static str,
    pub headline: fn(u32, u32) -> String,
    pub meaning: &'static str,
    pub tied: fn(usize, u32) -> String,
    pub masked: fn(usize) -> String,
    pub basis: fn(&Basis) -> String,
    pub open: &'static str,
    pub everything: &'static str,
    pub show_open: &'static str,
    pub chance: &'static str,
    pub interval: &'static str,
    pub ranks: fn(u32, u32) -> String,
    pub telling: &'static str,
    pub telling_text: &'static str,
    pub telling_one: fn(usize, &str) -> String,
    pub telling_none: &'static str,
    pub how: &'static str,
    pub how_list: [&'static str; 5],
    pub simulated: &'static str,
}

const ZH: Words = Words {
    scores_by: "排名依据",
    raw: "原始分",
    adjusted: "校正分",
    adjusted_short: "校正",
    too_few: "不能提供校正分：有评分的经验还不足两项。",
    apart: |n| {
        format!(
            "不能提供校正分：已封存的评分分成互不相连的 {n} 组，组与组之间没有共同的专家，算不出是专家偏严还是经验较弱。跨组评审的评分封存后才能比较。"
        )
    },
    untrimmed: "下面的名单按校正分模拟排列：每份评分减去该专家的尺度再取平均。校正分不去掉极端分，因为模型已经考虑了偏严和偏宽的专家。年度规则按原始分排名，校正分只供合议参考。",
    pairs: "进出名额的经验：原始与校正对照",
    reference: "受理号",
    raw_rank: "原始名次",
    adjusted_rank: "校正名次",
    effects: "校正所用的专家尺度",
    effects_text: "用“经验＋专家”的加法模型同时估计经验和专家，所以专家评到的经验强弱已经考虑在内；评得少的专家，尺度向零收缩。不用按专家标准化的 z 分数：各组水平不同时，那样选出的名单更差。模型见 Kuhlisch 等：A statistical approach to calibrating the scores of biased reviewers of scientific papers，Metrika 79 (2016)，第 37–57 页。",
    expert: "专家",
    effect: "尺度（分）",
    leaning: "倾向",
    reviews: "评分份数",
    severe: "偏严",
    lenient: "偏宽",
    even: "居中",
    title: "名单有多大把握（计算）",
    text: "每项经验只有几位专家评，名次带有误差。这里估计名单上有多少确实属于名额以内，哪些还说不准。只在本页计算，不保存，也不发送；它是合议的参考，不是结论（第十九条、第二十条）。",
    compute: "计算把握度",
    again: "重新计算",
    stop: "停止计算",
    progress: "计算进度",
    running: "正在计算……",
    stopped: "计算已停止。",
    overtaken: "评分或模拟条件有了变化，计算已停止。请重新计算。",
    stale: "此后评分或模拟条件有了变化，以下结果已经过时。请重新计算。",
    little: "评分还太少，看不出误差有多大：各项经验除第一份以外的评分合计不到 10 份。有更多评分封存后再来计算。",
    nobody: "名额以内还没有经验，没有名单可以估计。",
    headline: |percent, places| match percent {
        0 => format!("预计名单中只有不到 1% 确实属于前 {places} 名。"),
        100 => format!("预计名单中有 99% 以上确实属于前 {places} 名。"),
        _ => format!("预计名单中约有 {percent}% 确实属于前 {places} 名。"),
    },
    meaning: "“确实属于”是指：如果由很多位像这样的专家来评，平均分排在名额以内。这不是另一个评审委员会会选出同样名单的可能性：另一个委员会也有误差，两份名单的一致程度会更低。",
    tied: |listed, places| format!("名单共 {listed} 项，多于 {places} 个名额：最后一名并列。"),
    masked: |n| format!("有 {n} 项的评分待本人封存后可见，计算时按没有评分看待，不在这里列出。"),
    basis: |b| {
        let scores = if b.adjusted { "校正分" } else { "原始分" };
        let trim = match (b.adjusted, b.trim) {
            (true, _) => String::new(),
            (false, Trim::Never) => "，不去极值".to_owned(),
            (false, Trim::OneEachEnd { from }) => format!("，满 {from} 份去极值"),
        };
        format!(
            "依据：{scores}{trim}，{} 个名额，评分截至 {}；重抽样 {} 次，随机种子 {}。评分和条件相同，结果就相同。",
            b.places, b.at, b.resamples, b.seed
        )
    },
    open: "说不准的经验（列入把握 5% 至 95%），以及名额线上下的经验",
    everything: "全部经验的列入把握",
    show_open: "只显示说不准的",
    chance: "列入把握",
    interval: "名次区间（90%）",
    ranks: |best, worst| {
        if best == worst { format!("{best}") } else { format!("{best} 至 {worst}") }
    },
    telling: "哪份未交的评审最能说明问题",
    telling_text: "再交一份评审，对名单影响最大的几项，影响大的在前：",
    telling_one: |missing, chance| format!("缺 {missing} 份，列入把握 {chance}"),
    telling_none: "没有缺评分的经验还能影响名单。",
    how: "怎样计算，有多可信",
    how_list: [
        "每次重抽样给每项经验换上一组新的评分：现在的分数，加上从本专业组（评分少时从整个年度）各份评分与均分的偏差中随机抽取的偏差，然后重新排名。",
        "没有交的评审也随机抽取，所以缺得越多越说不准；一份评审都没有的，按和其他经验一样看待。",
        "列入把握是排在名额以内的次数所占的比例，没有达到本年度最低均分的一次不算列入（第二十条）；名次区间之外，更好和更差的情况各不超过 5%；名单的百分比是名单上各项列入把握的平均。",
        "专家普遍偏严或偏宽在这里也算作误差。模拟检验中，列入把握与实际相差几个百分点，一半以上的略偏高，一半以下的略偏低。",
        "这是参考，不是结论：是否列入由专业组合议决定（第十九条、第二十条）。",
    ],
    simulated: "下表按模拟条件排列，不是评审结果。",
};

const EN: Words = Words {
    scores_by: "Rank by",
    raw: "Raw scores",
    adjusted: "Adjusted scores",
    adjusted_short: "Adj.",
    too_few: "No adjusted scores: fewer than two applications have a score yet.",
    apart: |n| {
        format!(
            "No adjusted scores: what is sealed so far falls into {n} groups without a common expert, and no arithmetic tells a severe group of experts from a weak group of applications. Once reviews across panels are sealed, they can be compared."
        )
    },
    untrimmed: "The list below is simulated by adjusted scores: the mean of all scores, each less its expert's effect. Nothing is trimmed, since the model allows for severe and lenient experts itself. The season's rules rank by raw scores; this is for the deliberation to look at.",
    pairs: "What changes sides: raw beside adjusted",
    reference: "Reference",
    raw_rank: "Raw rank",
    adjusted_rank: "Adjusted rank",
    effects: "Experts' effects behind the adjusted scores",
    effects_text: "From an additive model of application and expert, both estimated together: it allows for how good the applications were that an expert happened to read. Effects of experts with few reviews are drawn towards nought. There are no z-scores per expert: where panels differ in quality, those pick worse lists. The model: Kuhlisch and others, “A statistical approach to calibrating the scores of biased reviewers of scientific papers”, Metrika 79 (2016), 37–57.",
    expert: "Expert",
    effect: "Effect (points)",
    leaning: "Leaning",
    reviews: "Reviews",
    severe: "severe",
    lenient: "lenient",
    even: "neither",
    title: "How sure is this list (a calculation)",
    text: "Only a few experts read each application, so ranks carry chance with them. This estimates how much of the list truly belongs within the places, and what is still open. It is reckoned in this page alone, neither stored nor sent: help for the deliberation, not a verdict (Art. 19, 20).",
    compute: "Compute",
    again: "Compute again",
    stop: "Stop",
    progress: "Progress",
    running: "Reckoning…",
    stopped: "The calculation was stopped.",
    overtaken: "Scores or terms have changed meanwhile and the calculation was stopped. Please compute again.",
    stale: "Scores or terms have changed since: what follows is out of date. Please compute again.",
    little: "There is too little to tell chance by: fewer than ten scores beyond the first of each application. Try again once more reviews are sealed.",
    nobody: "Nothing is within the places yet, so there is no list to judge.",
    headline: |percent, places| match percent {
        0 => format!(
            "Less than 1% of the list can be expected truly to belong within the first {places}."
        ),
        100 => format!(
            "More than 99% of the list can be expected truly to belong within the first {places}."
        ),
        _ => format!(
            "About {percent}% of the list can be expected truly to belong within the first {places}."
        ),
    },
    meaning: "“Truly” means: by the mean of very many experts like these. It is not the chance that another committee would choose the same: that committee errs as well, and two lists would agree less than this.",
    tied: |listed, places| {
        format!("The list holds {listed} for {places} places: the last rank is tied.")
    },
    masked: |n| {
        format!(
            "{n} are read by you and not sealed yet: they are reckoned as unread, and not listed here."
        )
    },
    basis: |b| {
        let scores = if b.adjusted { "adjusted scores" } else { "raw scores" };
        let trim = match (b.adjusted, b.trim) {
            (true, _) => String::new(),
            (false, Trim::Never) => ", not trimmed".to_owned(),
            (false, Trim::OneEachEnd { from }) => format!(", trimmed from {from} reviews on"),
        };
        format!(
            "Basis: {scores}{trim}, {} places, as of {}; {} resamples, random seed {}. The same scores and terms give the same figures.",
            b.places, b.at, b.resamples, b.seed
        )
    },
    open: "What is open (a chance of 5% to 95%), and what stands at the cut",
    everything: "The chances of all applications",
    show_open: "Show what is open",
    chance: "Chance",
    interval: "Ranks (90%)",
    ranks: |best, worst| {
        if best == worst { format!("{best}") } else { format!("{best} to {worst}") }
    },
    telling: "Which missing review would tell most",
    telling_text: "Where one more review would settle most about the list, most first:",
    telling_one: |missing, chance| format!("{missing} missing, chance {chance}"),
    telling_none: "Nothing that lacks reviews could still change the list.",
    how: "How it is reckoned, and how far to believe it",
    how_list: [
        "Each resample gives every application new scores: its present figure, plus deviations drawn at random from those between scores and means of its panel (of the season, while the panel has few), and ranks anew.",
        "Missing reviews are drawn too, so the more is missing, the wider it gets; what nobody has read yet is taken to be as any other.",
        "The chance is the share of resamples within the places; a resample that does not reach the season's least mean is on no list (Art. 20). Better or worse than the interval of ranks are at most 5% each. The figure for the list is the mean of the chances on it.",
        "Experts' severity counts as chance here. In simulated seasons the chances came true within a few percentage points, a little high above one half and a little low below it.",
        "It is help, not a verdict: the panel's deliberation decides (Art. 19).",
    ],
    simulated: "The table below follows the simulation; it is not the outcome of the review.",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// A chance in whole percent. Nothing that was drawn is certain, so it is never told as 0 or 100.
pub fn percent(chance: f64) -> String {
    match whole_percent(chance) {
        0 => "<1%".to_owned(),
        100 => ">99%".to_owned(),
        n => format!("{n}%"),
    }
}

/// A share in whole percent, from 0 to 100.
pub fn whole_percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_english;
    use super::*;

    #[test]
    fn art_19_no_chance_is_told_as_certain() {
        let told = [0.0, 0.004, 0.0051, 0.482, 0.994, 0.996, 1.0, 7.0].map(percent);
        assert_eq!(told, ["<1%", "<1%", "1%", "48%", "99%", ">99%", ">99%", ">99%"]);
        assert_eq!(percent(f64::NAN), "<1%", "and nothing unreckoned breaks the page");
    }

    #[test]
    fn art_19_the_headline_speaks_of_belonging_and_promises_no_other_committee() {
        assert_eq!((ZH.headline)(83, 60), "预计名单中约有 83% 确实属于前 60 名。");
        for percent in [0, 50, 100] {
            assert_english(&(EN.headline)(percent, 60));
            assert!((EN.headline)(percent, 60).contains("truly"));
        }
        assert!(ZH.meaning.contains("不是另一个评审委员会"));
    }

    #[test]
    fn art_19_the_model_behind_adjusted_scores_is_named_with_its_source() {
        for w in [&ZH, &EN] {
            for part in ["Kuhlisch", "Metrika 79 (2016)"] {
                assert!(w.effects_text.contains(part), "{part}");
            }
        }
    }

    #[test]
    fn the_basis_names_seed_and_moment() {
        let basis = |adjusted, trim| Basis {
            adjusted,
            trim,
            places: 60,
            at: "2026-06-01 10:00".to_owned(),
            resamples: 1_000,
            seed: 2026,
        };
        let raw = basis(false, Trim::OneEachEnd { from: 5 });
        assert!((ZH.basis)(&raw).contains("原始分，满 5 份去极值，60 个名额"));
        for basis in [raw, basis(false, Trim::Never), basis(true, Trim::Never)] {
            let (zh, en) = ((ZH.basis)(&basis), (EN.basis)(&basis));
            assert_english(&en);
            for said in [zh, en] {
                assert!(said.contains("2026-06-01 10:00") && said.contains(" 2026"), "{said}");
            }
        }
    }
}
