//! Words of planning a season and of changing one that is open (Art. 6, 8, 17, 21).

use domain::season::edit::{Change, Fault, Item, Part};
use domain::season::ready::Lack;
use domain::season::settings::Setting;
use domain::season::unfinished::Open;

use super::work::many;
use super::{Lang, common, settings};

/// Words of the pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub rules: &'static str,
    pub new: &'static str,
    pub new_text: fn(i32) -> String,
    pub go_on: fn(i32) -> String,
    pub change: &'static str,
    pub planned: fn(i32) -> String,
    pub running: fn(i32) -> String,
    pub planned_text: &'static str,
    pub running_text: &'static str,
    pub parts: &'static str,
    pub part: &'static str,
    pub holds: &'static str,
    pub stands: &'static str,
    pub fine: &'static str,
    pub lacking: fn(usize) -> String,
    pub open: fn(i32) -> String,
    pub open_text: &'static str,
    pub ready: &'static str,
    pub not_ready: &'static str,
    pub calendar: &'static str,
    pub changes: &'static str,
    pub changes_text: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub adopted: &'static str,
    pub adopted_filled: &'static str,
    pub adopted_places: fn(u32, u32) -> String,
    pub wrong: &'static str,
    /// What is stored now in a field, where the page holds something else.
    pub stored_now: fn(&str) -> String,
    pub reason: &'static str,
    pub reason_public: &'static str,
    pub reason_kept: &'static str,
    pub because: fn(&str) -> String,
    pub add: &'static str,
    pub remove: fn(&str) -> String,
    pub up: fn(&str) -> String,
    pub down: fn(&str) -> String,
    pub directions: fn(usize) -> String,
    pub phases: fn(usize) -> String,
    pub criteria: fn(usize, usize, u32) -> String,
    pub seats: fn(i64, usize) -> String,
    pub figures: fn(usize) -> String,
    pub texts: fn(usize) -> String,
    pub number: fn(usize) -> String,
    pub zh: &'static str,
    pub en: &'static str,
    pub opens: &'static str,
    pub closes: &'static str,
    pub moment_hint: &'static str,
    pub article: &'static str,
    pub article_hint: &'static str,
    pub criterion: fn(usize) -> String,
    pub item: fn(usize) -> String,
    pub look_zh: &'static str,
    pub look_en: &'static str,
    pub points: &'static str,
    pub criterion_points: fn(u32) -> String,
    pub sum: fn(u32) -> String,
    pub add_criterion: &'static str,
    pub add_item: &'static str,
    pub total: fn(i64) -> String,
    pub taken_hint: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub proposed: fn(&str) -> String,
    pub template: &'static str,
    pub template_hint: &'static str,
    pub holes: &'static str,
    pub preview: &'static str,
    pub preview_text: &'static str,
    pub preview_none: &'static str,
}

const ZH: Words = Words {
    rules: "规则和下一年度",
    new: "新建下一年度",
    new_text: |year| {
        format!(
            "以本年度为底稿新建 {year} 年度：方向、时间安排（顺延一年，起始日落在工作日）、限制、评分细则、名额和文书模板都带过去，本年度不受影响。"
        )
    },
    go_on: |year| format!("{year} 年度正在筹备，尚未发布"),
    change: "修改规则（须写明理由）",
    planned: |year| format!("{year} 年度（筹备中）"),
    running: |year| format!("{year} 年度规则"),
    planned_text: "只有工作办公室看得到。发布之前可以随意修改；发布之后每次修改都要写明理由。",
    running_text: "本年度已经发布。每次修改都要写明理由；涉及申报组织的，修改内容和理由会在公开页面公布。",
    parts: "各部分",
    part: "部分",
    holds: "内容",
    stands: "状态",
    fine: "齐备",
    lacking: |n| format!("缺 {n} 项"),
    open: |year| format!("发布 {year} 年度"),
    open_text: "发布前请为正在进行的年度写好归档（biaogan archive）。发布后，首页即显示新年度的通知，工作办公室、推荐单位、工信部科技司、中国质量协会和三类系统管理员的角色带入新年度；专家和评审委员会按新年度另行聘任。",
    ready: "各项检查均已通过，可以发布。",
    not_ready: "还不能发布：",
    calendar: "节假日安排",
    changes: "发布后的修改",
    changes_text: "按时间先后，公开的会显示在首页。",
    save: "保存",
    saved: "已保存。",
    adopted: "本页由评审看板上的模拟带来，还没有保存任何内容。请核对，写明理由后保存；申报者和专家看得到理由（第六条）。",
    adopted_filled: "已经填好：",
    adopted_places: |tried, now| {
        format!(
            "模拟用的名额是 {tried}，现行规则为 {now}。名额由各类计划数和入围倍数得出，各类怎样分配请在下面填写。"
        )
    },
    wrong: "有几处需要修改，什么都没有存",
    stored_now: |now| match now {
        "" => "现在保存的是空白，与这里填写的不同；再保存一次，以这里填写的为准。".to_owned(),
        now => format!("现在保存的是“{now}”，与这里填写的不同；再保存一次，以这里填写的为准。"),
    },
    reason: "修改理由",
    reason_public: "涉及申报组织的修改，理由会公布给所有人。",
    reason_kept: "理由记入日志。",
    because: |why| format!("理由：{why}"),
    add: "增加一项",
    remove: |name| format!("删除{name}"),
    up: |name| format!("上移{name}"),
    down: |name| format!("下移{name}"),
    directions: |n| format!("{n} 个方向"),
    phases: |n| format!("{n} 个阶段"),
    criteria: |c, i, sum| format!("{c} 项标准，{i} 个评分点，共 {sum} 分"),
    seats: |n, units| format!("{units} 个推荐单位共 {n} 个名额"),
    figures: |n| format!("{n} 项设置"),
    texts: |n| format!("{n} 份文书"),
    number: |n| format!("第 {n} 项"),
    zh: "中文名称",
    en: "英文名称",
    opens: "开始",
    closes: "截止",
    moment_hint: "均为北京时间；到截止的那一刻即不再受理。后一阶段的开始和截止都不能早于前一阶段的。",
    article: "依据条款",
    article_hint: "例如：第八条（一）",
    criterion: |n| format!("标准 {n}"),
    item: |n| format!("评分点 {n}"),
    look_zh: "看什么（中文）",
    look_en: "看什么（英文）",
    points: "分值",
    criterion_points: |n| format!("本项标准共 {n} 分"),
    sum: |n| match n {
        100 => "合计 100 分，正好。".to_owned(),
        0..100 => format!("合计 {n} 分，还差 {} 分才满 100 分。", 100 - n),
        _ => format!("合计 {n} 分，超出 {} 分。", n - 100),
    },
    add_criterion: "增加一项标准",
    add_item: "增加一个评分点",
    total: |n| format!("合计 {n} 个名额"),
    taken_hint: "已经推荐的名额不能收回。",
    yes: "是",
    no: "否",
    proposed: |value| format!("建议值：{value}"),
    template: "正文",
    template_hint: "花括号里是占位符，生成文书时换成实际内容；要写花括号本身，请写两遍。",
    holes: "可用的占位符",
    preview: "预览",
    preview_text: "用示例内容填入，单位名称均为虚构。",
    preview_none: "正文改好之后显示预览。",
};

const EN: Words = Words {
    rules: "Rules and the next season",
    new: "Plan the next season",
    new_text: |year| {
        format!(
            "The season of {year} is planned out of this one: directions, timetable (a year later, beginning on working days), limits, rubrics, seats and templates are copied. This season is not touched."
        )
    },
    go_on: |year| format!("The season of {year} is being planned; it is not open yet"),
    change: "Change the rules (with a reason)",
    planned: |year| format!("Season {year} (planned)"),
    running: |year| format!("Rules of {year}"),
    planned_text: "Only the Office sees this. Until it is opened anything may be changed; afterwards every change needs a reason.",
    running_text: "This season is open. Every change needs a reason; what concerns applicants is published on the call, with the reason.",
    parts: "Parts",
    part: "Part",
    holds: "Holds",
    stands: "State",
    fine: "complete",
    lacking: |n| format!("{n} missing"),
    open: |year| format!("Open the season of {year}"),
    open_text: "Write the archive of the season that runs first (biaogan archive). The call then shows the new season. The roles of the Office, the recommending units, MIIT, CAQ and the three administrators are carried over; experts and the committee are appointed anew.",
    ready: "Every check has passed: the season can be opened.",
    not_ready: "It cannot be opened yet:",
    calendar: "Working days",
    changes: "Changes since the opening",
    changes_text: "Earliest first; those that are public stand on the call.",
    save: "Save",
    saved: "Saved.",
    adopted: "This page was opened from a simulation on the board; nothing is saved yet. Check it, give the reason and save; applicants and experts can read the reason (Art. 6). ",
    adopted_filled: "Filled in: ",
    adopted_places: |tried, now| {
        format!(
            "The simulation used {tried} places; the rules give {now}. Places follow from the winners planned of each kind and from how many come to the defence for each: divide them below."
        )
    },
    wrong: "Some places need attention; nothing was stored",
    stored_now: |now| {
        match now {
        "" => "Nothing is stored here now, and something stands in the field; what stands there counts when you save again."
            .to_owned(),
        now => format!(
            "\"{now}\" is stored here now, and something else stands in the field; what stands there counts when you save again."
        ),
    }
    },
    reason: "Reason of the change",
    reason_public: "Where a change concerns applicants, its reason is published.",
    reason_kept: "The reason is kept in the journal.",
    because: |why| format!("Reason: {why}"),
    add: "Add one",
    remove: |name| format!("Remove {name}"),
    up: |name| format!("Move {name} up"),
    down: |name| format!("Move {name} down"),
    directions: |n| many(n as i64, "direction"),
    phases: |n| many(n as i64, "phase"),
    criteria: |c, i, sum| format!("{c} criteria, {i} sub-items, {sum} points"),
    seats: |n, units| format!("{} for {units} units", many(n, "seat")),
    figures: |n| many(n as i64, "setting"),
    texts: |n| many(n as i64, "text"),
    number: |n| format!("no. {n}"),
    zh: "Chinese name",
    en: "English name",
    opens: "Opens",
    closes: "Closes",
    moment_hint: "Beijing time; from the closing on nothing is accepted. No phase opens or closes before the one that precedes it.",
    article: "Article it rests on",
    article_hint: "As it is written in Chinese",
    criterion: |n| format!("Criterion {n}"),
    item: |n| format!("Sub-item {n}"),
    look_zh: "What to look for (Chinese)",
    look_en: "What to look for (English)",
    points: "Points",
    criterion_points: |n| format!("{n} points for this criterion"),
    sum: |n| match n {
        100 => "100 points in all, as it should be.".to_owned(),
        0..100 => format!("{n} points in all: {} missing to 100.", 100 - n),
        _ => format!("{n} points in all: {} too many.", n - 100),
    },
    add_criterion: "Add a criterion",
    add_item: "Add a sub-item",
    total: |n| format!("{} in all", many(n, "seat")),
    taken_hint: "Seats that are taken stay taken.",
    yes: "Yes",
    no: "No",
    proposed: |value| format!("Proposed: {value}"),
    template: "Text",
    template_hint: "The texts are Chinese, as the documents are. Placeholders stand in braces and are filled in when a document is made; for a brace itself, write it twice.",
    holes: "Placeholders",
    preview: "Preview",
    preview_text: "Filled in with examples; all names are invented.",
    preview_none: "The preview appears once the text is mended.",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Name of a part.
pub fn part(lang: Lang, part: Part) -> &'static str {
    let (zh, en) = match part {
        Part::Directions => ("重点关注领域", "Directions"),
        Part::Windows => ("时间安排", "Timetable"),
        Part::Written => ("资料评审评分细则", "Rubric of the written review"),
        Part::Defence => ("答辩评审评分细则", "Rubric of the defence"),
        Part::Seats => ("推荐名额", "Seats"),
        Part::Limits => ("限制和设置", "Limits and settings"),
        Part::Templates => ("文书模板", "Templates"),
    };
    lang.pick(zh, en)
}

/// What a season lacks, in a sentence.
pub fn lack(lang: Lang, lack: &Lack) -> String {
    let name = |p| common::phase(lang, p);
    match (lang, lack) {
        (Lang::Zh, Lack::Directions) => "还没有方向（第六条）。".into(),
        (Lang::En, Lack::Directions) => "There is no direction (Art. 6).".into(),
        (Lang::Zh, Lack::Window { phase }) => {
            format!("“{}”阶段没有起止时间（第六条）。", name(*phase))
        }
        (Lang::En, Lack::Window { phase }) => format!("“{}” has no window (Art. 6).", name(*phase)),
        (Lang::Zh, Lack::Order { phase }) => {
            format!("“{}”阶段的起止时间与前一阶段或自身先后颠倒。", name(*phase))
        }
        (Lang::En, Lack::Order { phase }) => {
            format!("The window of “{}” is out of order.", name(*phase))
        }
        (Lang::Zh, Lack::NoticeShort { ends }) => format!(
            "公示阶段太短：按工作日计算，公示到 {} 才结束（第二十一条）。",
            ends.plus(-1).show_date()
        ),
        (Lang::En, Lack::NoticeShort { ends }) => format!(
            "The window of the notice is too short: its working days last to the end of {} (Art. 21).",
            ends.plus(-1).show_date()
        ),
        (Lang::Zh, Lack::Calendar { year }) => format!(
            "{year} 年的节假日安排尚未录入，无法计算工作日（第十八条、第二十一条）。请先导入国务院办公厅的通知。"
        ),
        (Lang::En, Lack::Calendar { year }) => format!(
            "The working days of {year} are not known, so they cannot be counted (Art. 18, 21). Import the State Council's notice first."
        ),
        (Lang::Zh, Lack::Rubric { part: p, found }) => format!(
            "{}不能使用：合计 {found} 分，须为 100 分，且各项齐全（第八条）。",
            part(lang, *p)
        ),
        (Lang::En, Lack::Rubric { part: p, found }) => format!(
            "{} cannot be used: {found} points in all; it must be 100, with nothing left blank (Art. 8).",
            part(lang, *p)
        ),
        (Lang::Zh, Lack::Seats) => "还没有一个推荐单位有名额（第十七条）。".into(),
        (Lang::En, Lack::Seats) => "No recommending unit has a seat (Art. 17).".into(),
        (Lang::Zh, Lack::Planned) => "计划入选数为零。".into(),
        (Lang::En, Lack::Planned) => "No winner is planned.".into(),
        (Lang::Zh, Lack::Reviews) => "每项经验的评审专家数少于最低数（第十九条）。".into(),
        (Lang::En, Lack::Reviews) => {
            "Fewer experts are aimed at than are needed at least (Art. 19).".into()
        }
        (Lang::Zh, Lack::Template { kind }) => {
            format!("文书模板“{}”有误。", settings::template(lang, *kind))
        }
        (Lang::En, Lack::Template { kind }) => {
            format!("The template “{}” does not read.", settings::template(lang, *kind))
        }
        (_, Lack::Unfinished { year, open }) => unfinished(lang, *year, open),
    }
}

/// What the season that runs leaves open, and what to do about it.
fn unfinished(lang: Lang, year: i32, open: &Open) -> String {
    let list = |numbers: &[i64]| -> String {
        let all: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        all.join(lang.pick("、", ", "))
    };
    let last = |at: &domain::stamp::Stamp| at.plus(-1).show_minute();
    match (lang, open) {
        (Lang::Zh, Open::Objections { numbers }) => format!(
            "{year} 年度还有异议没有处理完（第 {} 号，第二十一条）。发布新年度后无人能再处理，请先作出决定。",
            list(numbers)
        ),
        (Lang::En, Open::Objections { numbers }) => format!(
            "Objections of {year} are open (no. {}, Art. 21). Nobody could decide on them once another season runs: have them decided first.",
            list(numbers)
        ),
        (Lang::Zh, Open::Notice { ends }) => format!(
            "{year} 年度的公示还没有结束，到 {} 为止（第二十一条）。请等公示结束并公布结果之后再发布。",
            last(ends)
        ),
        (Lang::En, Open::Notice { ends }) => format!(
            "The notice of {year} runs until {} (Art. 21). Wait for its end, and announce the result first.",
            last(ends)
        ),
        (Lang::Zh, Open::Unnoticed) => format!(
            "{year} 年度的初评名单已经签署，还没有公示（第二十条、第二十一条）。请先征求意见、公示并公布结果。"
        ),
        (Lang::En, Open::Unnoticed) => format!(
            "The initial list of {year} is signed and its notice was not opened (Art. 20, 21). Close the consultation, open the notice and announce the result first."
        ),
        (Lang::Zh, Open::Unannounced) => format!(
            "{year} 年度的公示已经结束，结果还没有公布（第二十二条）。请先公布结果，否则这一年度再也不能公布。"
        ),
        (Lang::En, Open::Unannounced) => format!(
            "The notice of {year} is over and its result is not announced (Art. 22). Announce it first: it could never be announced afterwards."
        ),
        (Lang::Zh, Open::Underway { applications, closes }) => format!(
            "{year} 年度还有 {applications} 项申报在遴选之中，最后一个阶段到 {} 才截止（第六条）。请等这一年度结束；如确需终止，先在时间安排中提前截止各阶段并说明原因，原因会公开。",
            last(closes)
        ),
        (Lang::En, Open::Underway { applications, closes }) => format!(
            "In {year}, {} wait for a decision, and the last phase closes at {} (Art. 6). Wait for the season's end. If it is to be given up, move the closing of its phases first, with a reason everybody reads.",
            if *applications == 1 {
                "an application".to_owned()
            } else {
                format!("{applications} applications")
            },
            last(closes)
        ),
    }
}

/// What is wrong with a field, and what to type instead.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let zh = lang == Lang::Zh;
    let pick = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
    match fault {
        Fault::Blank => pick("请填写。", "Please fill this in."),
        Fault::TooLong { max } if zh => format!("最多 {max} 字。"),
        Fault::TooLong { max } => format!("At most {max} characters."),
        Fault::NotNumber { min, max } if zh => format!("请填 {min} 到 {max} 的整数。"),
        Fault::NotNumber { min, max } => format!("A whole number from {min} to {max}, please."),
        Fault::NotMoment => pick(
            "请填北京时间，例如 2027-05-06 09:00。",
            "Beijing time, please, such as 2027-05-06 09:00.",
        ),
        Fault::ClosesFirst => {
            pick("截止须晚于开始。", "The closing must be later than the opening.")
        }
        Fault::Before { phase } if zh => {
            format!("不能早于前一阶段“{}”。", common::phase(lang, *phase))
        }
        Fault::Before { phase } => {
            format!("Not earlier than “{}”, which precedes it.", common::phase(lang, *phase))
        }
        Fault::After { phase } if zh => {
            format!(
                "不能晚于后一阶段“{}”的截止；请先在“筹备或调整”页一并改后一阶段。",
                common::phase(lang, *phase)
            )
        }
        Fault::After { phase } => format!(
            "Not later than the closing of “{}”, which follows it; move that one first, or both on the page of the windows.",
            common::phase(lang, *phase)
        ),
        Fault::Passed => pick(
            "这一时间已经过去：截止时间不能提前到过去，请填将来的时间。",
            "That moment is over: a closing is not moved into the past. Choose one to come.",
        ),
        Fault::Begun => pick(
            "这一阶段已经开始，开始时间不能再改。",
            "The phase has begun: its opening stays what it was.",
        ),
        Fault::Noticed => pick(
            "公示已经发布，结束时间只能在“准备公示”页延长（第二十一条）。请保持原样。",
            "The notice is open: its end is moved by an extension alone, on the page of the notice (Art. 21). Leave it as it is.",
        ),
        Fault::Twice => pick("与前面的一项重复。", "The same stands above already."),
        Fault::NotOffered => pick("请从列出的选项中选择。", "Please choose one of those offered."),
        Fault::Below { key } => {
            let name = Setting::of_key(key).map_or(key.as_str(), |s| settings::label(lang, s));
            if zh {
                format!("不能小于“{name}”。")
            } else {
                format!("Not less than “{name}”.")
            }
        }
        Fault::NoRows => pick("至少要有一项。", "There must be at least one."),
        Fault::TooManyRows { max } if zh => format!("最多 {max} 项。"),
        Fault::TooManyRows { max } => format!("At most {max}."),
        Fault::Total { found } => (words(lang).sum)(*found),
        Fault::InUse { zh: name, .. } if zh => {
            format!("“{name}”不能删除：申报已经开始，可能有申报组织选了它。可以改名。")
        }
        Fault::InUse { en: name, .. } => {
            format!("“{name}” stays: applications have begun and may name it. It can be renamed.")
        }
        Fault::Underway => pick(
            "评审已经开始，评分细则不能再改：已经封存的评分是按它打的。",
            "The review has begun, so its rubric stays: sealed sheets were scored by it.",
        ),
        Fault::Settled => pick(
            "年度发布之后不能再改：申报组织已按它填写，专家已按它签署。请保持原样。",
            "Settled once the season is opened: applicants wrote and experts signed on these terms. Leave it as it is.",
        ),
        Fault::UnknownHole { name, line } if zh => {
            format!("第 {line} 行：没有占位符“{name}”，或它不用在这份文书里。")
        }
        Fault::UnknownHole { name, line } => {
            format!("Line {line}: “{name}” is no placeholder of this text.")
        }
        Fault::Brace { line } if zh => format!("第 {line} 行：花括号没有成对。"),
        Fault::Brace { line } => format!("Line {line}: a brace without its other half."),
        Fault::BadLine { line } if zh => format!("第 {line} 行写法不对。"),
        Fault::BadLine { line } => format!("Line {line} cannot be read."),
        Fault::Overdrawn => pick(
            "少于已经推荐的项数，或超过 1000。",
            "Fewer than are taken already, or more than 1000.",
        ),
    }
}

/// What an item of a change says: a figure as it was and as it is; none where it cannot be named.
pub fn item(lang: Lang, change: &Change, i: &Item) -> Option<String> {
    let name = match change.part {
        Part::Windows => {
            let (code, end) = i.key.split_once('.')?;
            let phase = domain::season::Phase::ALL
                .into_iter()
                .find(|p| domain::season::rows::phase_code(*p) == code)?;
            let w = words(lang);
            let end = if end == "opens" { w.opens } else { w.closes };
            format!("{} · {end}", common::phase(lang, phase))
        }
        Part::Limits => settings::field(lang, &i.key)?,
        _ => return None,
    };
    let show = |text: &str| settings::shown(lang, &i.key, text);
    Some(format!("{name}{}{} → {}", lang.pick("：", ": "), show(&i.before), show(&i.after)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;
    use domain::season::Phase;
    use domain::season::template::Kind;
    use domain::stamp::Stamp;

    #[test]
    fn every_lack_and_every_fault_is_said_in_both_languages() {
        let phase = Phase::Notice;
        let part_ = Part::Written;
        for l in [
            Lack::Directions,
            Lack::Window { phase },
            Lack::Order { phase },
            Lack::NoticeShort { ends: Stamp(1) },
            Lack::Calendar { year: 2027 },
            Lack::Rubric { part: part_, found: 98 },
            Lack::Seats,
            Lack::Planned,
            Lack::Reviews,
            Lack::Template { kind: Kind::Notice },
            Lack::Unfinished { year: 2026, open: Open::Objections { numbers: vec![1, 3] } },
            Lack::Unfinished { year: 2026, open: Open::Notice { ends: Stamp(1) } },
            Lack::Unfinished { year: 2026, open: Open::Unnoticed },
            Lack::Unfinished { year: 2026, open: Open::Unannounced },
            Lack::Unfinished {
                year: 2026,
                open: Open::Underway { applications: 2, closes: Stamp(1) },
            },
        ] {
            assert_said(&lack(Lang::Zh, &l), &lack(Lang::En, &l));
        }
        for f in [
            Fault::Blank,
            Fault::TooLong { max: 9 },
            Fault::NotNumber { min: 1, max: 2 },
            Fault::NotMoment,
            Fault::ClosesFirst,
            Fault::Before { phase },
            Fault::After { phase },
            Fault::Passed,
            Fault::Begun,
            Fault::Noticed,
            Fault::Twice,
            Fault::NotOffered,
            Fault::Below { key: "report_min".into() },
            Fault::NoRows,
            Fault::TooManyRows { max: 3 },
            Fault::Total { found: 98 },
            Fault::InUse { zh: "甲".into(), en: "a".into() },
            Fault::Underway,
            Fault::Settled,
            Fault::UnknownHole { name: "x".into(), line: 1 },
            Fault::Brace { line: 1 },
            Fault::BadLine { line: 1 },
            Fault::Overdrawn,
        ] {
            assert_said(&fault(Lang::Zh, &f), &fault(Lang::En, &f));
        }
        for p in Part::ALL {
            assert_said(part(Lang::Zh, p), part(Lang::En, p));
        }
    }
}
