//! Words of the public call, and days as people write them.

use domain::season::WindowState;
use domain::stamp::Stamp;

use super::Lang;

/// Words of the call page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: fn(i32) -> String,
    pub lede: &'static str,
    pub check: &'static str,
    pub apply: &'static str,
    pub look_up: &'static str,
    pub now: &'static str,
    pub open_until: fn(&str, &str) -> String,
    pub opens_at: fn(&str, &str) -> String,
    pub all_over: &'static str,
    pub what: &'static str,
    pub what_is: &'static str,
    pub what_for: &'static str,
    pub principle: &'static str,
    pub directions: fn(i32) -> String,
    pub directions_text: &'static str,
    pub timetable: &'static str,
    pub timetable_text: &'static str,
    pub changes: &'static str,
    pub changes_text: &'static str,
    pub span: fn(&str, &str) -> String,
    pub changed: fn(&str) -> String,
    pub who: &'static str,
    pub conditions: &'static str,
    pub scopes: &'static str,
    pub scopes_text: &'static str,
    pub standards: &'static str,
    pub standards_text: fn(u32, u32, u32) -> String,
    pub standard: &'static str,
    pub looked_for: &'static str,
    pub written: &'static str,
    pub defence: &'static str,
    pub points: fn(u32) -> String,
    pub not_scored: &'static str,
    pub planned: &'static str,
    pub planned_text: &'static str,
    pub total: &'static str,
    pub industrial: &'static str,
    pub small: &'static str,
    pub service: &'static str,
    pub how: &'static str,
    pub steps: [(&'static str, &'static str); 4],
    pub articles_link: &'static str,
}

const ZH: Words = Words {
    title: |year| format!("{year} 年全国质量标杆遴选"),
    lede: "找出真正管用、别人学得会的质量管理方法，请用得好的企业讲给同行听。申报自愿，不收费；在这里自查、填报、查进度，一次办完。",
    check: "资格自查",
    apply: "开始申报",
    look_up: "进度查询",
    now: "现在",
    open_until: |phase, until| format!("“{phase}”正在进行，{until} 截止。"),
    opens_at: |phase, from| format!("“{phase}”将于 {from} 开始。"),
    all_over: "本年度各阶段均已结束。",
    what: "什么是质量标杆",
    what_is: "质量标杆不是给企业排座次，而是一套方法：企业在长期改进产品和服务质量的实践中摸索出来、已经见效，而且其他企业可以借鉴、可以推广。",
    what_for: "遴选是为了交流：让好方法被看见、被学走、被超过，从而带动企业管理水平和产品服务质量一起提高。",
    principle: "企业自愿申报，推荐单位择优推荐，专家集中评审，入选后持续跟踪。",
    directions: |year| format!("{year} 年重点关注方向"),
    directions_text: "每份申报书选一个方向。",
    timetable: "时间安排",
    timetable_text: "均为北京时间。各阶段按时自动开放和关闭，逾期不再受理。",
    changes: "规则的修改",
    changes_text: "年度发布之后改过的内容和理由，按时间先后。",
    span: |from, to| format!("{from} 至 {to}"),
    changed: |reason| format!("截止时间有调整：{reason}"),
    who: "谁可以申报",
    conditions: "须同时满足的条件",
    scopes: "申报的经验属于以下之一",
    scopes_text: "不确定属于哪一类？自查时会根据回答给出建议。",
    standards: "评什么",
    standards_text: |reviews, min, full| {
        format!(
            "每项经验由 {reviews} 名专家（不少于 {min} 名）分别打分并写评语，满分 {full} 分。下表是各项分值。"
        )
    },
    standard: "标准",
    looked_for: "看什么",
    written: "资料评审",
    defence: "答辩评审",
    points: |n| format!("{n} 分"),
    not_scored: "不计分",
    planned: "计划名额",
    planned_text: "名额为计划数，宁缺毋滥；三类分别遴选。",
    total: "合计",
    industrial: "工业企业",
    small: "中小企业",
    service: "服务业企业",
    how: "怎样参加",
    steps: [
        ("自查", "十来个问题，不用注册，马上知道是否符合条件、属于哪一类、该找哪个推荐单位。"),
        ("填报", "注册后分九页填写，随时自动保存，可以几周内慢慢完成；自查时的回答会带进来。"),
        ("推荐与审查", "提交后由推荐单位择优推荐，再由工作办公室形式审查，缺什么会一次说清。"),
        (
            "评审与公示",
            "专家资料评审、答辩评审，征求意见并公示十个工作日后公布结果。凭受理号随时查进度。",
        ),
    ],
    articles_link: "对照管理办法逐条查看",
};

const EN: Words = Words {
    title: |year| format!("National Quality Benchmark {year}"),
    lede: "Finding quality management methods that truly work and that others can learn, and asking those who use them well to share them. Applying is voluntary and free. Check, apply and follow your application here.",
    check: "Check eligibility",
    apply: "Start an application",
    look_up: "Look up a status",
    now: "Now",
    open_until: |phase, until| format!("“{phase}” is open until {until}."),
    opens_at: |phase, from| format!("“{phase}” opens on {from}."),
    all_over: "All phases of this year are over.",
    what: "What a quality benchmark is",
    what_is: "A quality benchmark does not rank companies. It is a method: found by a company in years of improving its products and services, shown to work there, and fit to be taken up by others.",
    what_for: "The selection exists for exchange: good methods are to be seen, learnt and surpassed, so that management and quality rise together.",
    principle: "Companies apply of their own will, recommending units put forward the best, experts review them together, and those chosen are followed up.",
    directions: |year| format!("Focus of {year}"),
    directions_text: "Each application chooses one direction.",
    timetable: "Timetable",
    timetable_text: "All times are Beijing time. Phases open and close by themselves; late submissions are not accepted.",
    changes: "Changes of the rules",
    changes_text: "What was changed since the season was opened, and why; earliest first.",
    span: |from, to| format!("{from} to {to}"),
    changed: |reason| format!("The closing was moved: {reason}"),
    who: "Who may apply",
    conditions: "Conditions, all of which must hold",
    scopes: "The practice falls under one of these",
    scopes_text: "Not sure which one? The eligibility check suggests it from your answers.",
    standards: "What is judged",
    standards_text: |reviews, min, full| {
        format!(
            "Each practice is scored and commented on by {reviews} experts (never fewer than {min}), each on their own, out of {full} points. The table shows what counts how much."
        )
    },
    standard: "Standard",
    looked_for: "What is looked for",
    written: "Written review",
    defence: "Defence",
    points: |n| format!("{n} points"),
    not_scored: "Not scored",
    planned: "Planned winners",
    planned_text: "A plan, not a promise: places may stay empty. The three categories are selected separately.",
    total: "In all",
    industrial: "Industrial enterprises",
    small: "Small and medium-sized enterprises",
    service: "Service enterprises",
    how: "How to take part",
    steps: [
        (
            "Check",
            "About a dozen questions and no account: you learn at once whether you qualify, under which scope, and through which unit.",
        ),
        (
            "Fill in",
            "After registering, nine pages that save themselves; take weeks if you like. What you told the check is carried over.",
        ),
        (
            "Recommendation and check",
            "Your recommending unit puts forward the best; the Office then checks the form and says at once all that is missing.",
        ),
        (
            "Review and notice",
            "Written review, defence, consultation, ten working days of public notice, then the result. Your reference number shows where it stands at any time.",
        ),
    ],
    articles_link: "See the rules article by article",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Where a phase stands, in a word.
pub fn state(lang: Lang, state: WindowState) -> &'static str {
    match state {
        WindowState::Past => lang.pick("已结束", "Over"),
        WindowState::Open => lang.pick("进行中", "Open"),
        WindowState::Future => lang.pick("未开始", "Not yet open"),
    }
}

/// The three conditions of Art. 9 with their items, in own words.
pub fn conditions(lang: Lang) -> [(&'static str, &'static str); 3] {
    [
        ("9(1)", lang.pick(
            "是独立法人，最近三年年年盈利；在诚信、质量、安全、环保上没有违法行为和不良记录。",
            "An independent legal person, profitable in each of the last three years, with no offence or bad record in integrity, quality, safety or environment.",
        )),
        ("9(2)", lang.pick(
            "申报的方法在本单位已用得成熟，质量和绩效明显变好，在本地区、本行业拿得出手。",
            "The method is in mature use, has clearly improved quality and results, and stands out in its region and industry.",
        )),
        ("9(3)", lang.pick(
            "愿意在不泄露商业秘密的前提下，向同行分享交流。",
            "Willing to share it with others, short of trade secrets.",
        )),
    ]
}

/// A scope of Art. 10 by its code, "1" to "6", in own words; empty for any other code.
pub fn scope(lang: Lang, code: &str) -> &'static str {
    match code {
        "1" => lang.pick(
            "用先进的质量管理理念、方法或工具，推动质量、效率和动力变革",
            "Advanced ideas, methods or tools of quality management that change quality, efficiency and drive",
        ),
        "2" => lang.pick(
            "用大数据、人工智能、区块链等新技术提升质量、创新管理模式",
            "New technology such as big data, artificial intelligence or blockchain, put to use for quality and new ways of managing it",
        ),
        "3" => lang.pick(
            "发展新业态、新模式，质量明显提升、经营业绩良好",
            "New kinds or models of business that clearly raised quality and did well",
        ),
        "4" => lang.pick(
            "中小企业走专业化、特色化、精细化、新颖化之路，质量成效显著",
            "Small and medium-sized enterprises that are specialised, distinctive, refined and new, with marked results in quality",
        ),
        "5" => lang.pick(
            "交通运输、现代物流、金融、信息、商务等生产性服务业提质增效",
            "Producer services, such as transport, logistics, finance, information and business services, that raised quality and efficiency",
        ),
        "6" => lang.pick(
            "用质量方法推进绿色节能、环保、健康、安全等公益事业，经济与社会效益兼得",
            "Quality methods applied to energy saving, environment, health or safety, good for the company and for society",
        ),
        _ => "",
    }
}

/// The article a criterion of the rubric rests on; empty for a code of a season's own.
pub fn article_of(criterion: &str) -> &'static str {
    match criterion {
        "science" => "8(1)",
        "system" => "8(2)",
        "effect" => "8(3)",
        "live" => "20",
        _ => "",
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day, with its year only when that is not `year`: `6 月 24 日`, `24 Jun`.
pub fn day(lang: Lang, at: Stamp, year: i32) -> String {
    let date = at.date();
    let (m, d) = (u8::from(date.month()), date.day());
    let text = match lang {
        Lang::Zh => format!("{m} 月 {d} 日"),
        Lang::En => format!("{d} {}", MONTHS[usize::from(m.saturating_sub(1)) % MONTHS.len()]),
    };
    match lang {
        _ if date.year() == year => text,
        Lang::Zh => format!("{} 年 {text}", date.year()),
        Lang::En => format!("{text} {}", date.year()),
    }
}

/// A day with its minute: `6 月 24 日 16:08`.
pub fn minute(lang: Lang, at: Stamp, year: i32) -> String {
    format!("{} {}", day(lang, at, year), &at.show_time()[..5])
}

/// The last moment before `closes`, as people say it: midnight is 24:00 of the day before.
pub fn closing(lang: Lang, closes: Stamp, year: i32) -> String {
    if closes.show_time() == "00:00:00" {
        format!("{} 24:00", day(lang, closes.plus(-1), year))
    } else {
        minute(lang, closes, year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::stamp::SECOND;

    #[test]
    fn midnight_belongs_to_the_day_it_ends() {
        let at = Stamp(1_782_288_487 * SECOND); // 2026-06-24 16:08:07 in Shanghai
        let closes = Stamp::end_of(at.date());
        assert_eq!(closing(Lang::Zh, closes, 2026), "6 月 24 日 24:00");
        assert_eq!(closing(Lang::En, closes, 2026), "24 Jun 24:00");
        assert_eq!(closing(Lang::Zh, at, 2026), "6 月 24 日 16:08");
        assert_eq!(day(Lang::Zh, at, 2025), "2026 年 6 月 24 日");
    }

    #[test]
    fn art_10_every_scope_has_its_words() {
        for code in domain::application::field::SCOPES {
            for lang in [Lang::Zh, Lang::En] {
                assert!(!scope(lang, code).is_empty(), "{code}");
            }
        }
    }
}
