//! Words of room *consultation* (Art. 20).

use domain::application::field::Field;
use domain::consultation::news::News;
use domain::consultation::opinion::Stance;
use domain::consultation::{Lacking, Stage};
use domain::notice::handling::{Outcome, Step};
use domain::views::consultation::Gist;

pub use super::announcement::category;
use super::mail::Told;
use super::{Lang, dossier, fields};

/// Where it stands.
pub fn stage(lang: Lang, stage: Option<Stage>) -> &'static str {
    match stage {
        None => lang.pick("尚未开始", "not begun"),
        Some(Stage::Asking) => lang.pick("征求意见中", "opinions are being given"),
        Some(Stage::Answering) => lang.pick("答复办理中", "being answered"),
        Some(Stage::Closed) => lang.pick("已结束", "closed"),
    }
}

/// What the ministry thinks.
pub fn stance(lang: Lang, stance: Stance) -> &'static str {
    match stance {
        Stance::Agrees => lang.pick("同意", "Agrees"),
        Stance::Remarks => lang.pick("有建议", "Remarks"),
        Stance::Objects => lang.pick("有异议", "Objects"),
    }
}

/// What becomes of an entry.
pub fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Dismissed => lang.pick("保留在名单上", "It stays on the list"),
        Outcome::Upheld => lang.pick("从名单撤下", "It is struck off"),
    }
}

/// Where the heads are with an entry.
pub fn step(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Proposed => {
            lang.pick("一人已提出，待另一人确认", "proposed by one, the other to confirm")
        }
        Step::Decided => lang.pick("已决定", "decided"),
        _ => lang.pick("评审委员会审议中", "before the committee"),
    }
}

/// What an entry is about beside its abstract: region, industry, scope and direction, each behind its label.
pub fn gist(lang: Lang, g: &Gist) -> [(&'static str, String); 4] {
    let label = |field| fields::label(lang, field);
    let region = fields::region(lang, &g.region).unwrap_or_else(|| g.region.clone());
    let scope = fields::choice(lang, Field::Scope, &g.scope).unwrap_or(&g.scope);
    let [zh, en] = &g.direction;
    [
        (label(Field::Region), region),
        (label(Field::Industry), dossier::industry(lang, &g.industry)),
        (label(Field::Scope), scope.to_owned()),
        (label(Field::Direction), lang.pick(zh, en).clone()),
    ]
}

/// What is missing, in a sentence.
pub fn lacking(lang: Lang, l: &Lacking) -> String {
    let parts = [
        (l.opinions, "项还没有意见", "without an opinion"),
        (l.answers, "条意见待答复", "without an answer"),
        (l.decisions, "项待评审委员会决定", "before the committee"),
    ];
    let open = parts.into_iter().filter(|p| p.0 > 0);
    match lang {
        Lang::Zh => open.map(|(n, zh, _)| format!("{n} {zh}")).collect::<Vec<_>>().join("，"),
        Lang::En => open.map(|(n, _, en)| format!("{n} {en}")).collect::<Vec<_>>().join(", "),
    }
}

/// What a message of it says.
pub fn told(lang: Lang, year: i32, news: &News) -> Told {
    let at = |s: domain::stamp::Stamp| s.plus(-1).show_minute();
    let due = lang.pick("截止", "Deadline");
    let entries = lang.pick("名单项数", "Entries");
    let waiting = lang.pick("待答复的意见", "Opinions to answer");
    let silent = lang.pick("没有意见的", "Without an opinion");
    let (subject, lead, facts) = match news {
        News::Opened { entries: n, due: d } => (
            ("请对初评名单提出意见", "Your opinion on the initial list"),
            (
                "初评名单已报工信部科技司征求意见（第二十条）。请在截止前逐项提出意见并提交；对其余各项可以一并表示同意。名单公示前请勿对外透露。",
                "The initial list is before the Department of Science and Technology (Art. 20). Please give an opinion on each entry and hand them in before the deadline; you can agree to all others at once. Nothing of it is public before the notice.",
            ),
            vec![(entries, n.to_string()), (due, at(*d))],
        ),
        News::Moved { due: d, reason } => (
            ("征求意见的截止时间有变更", "The deadline of the consultation has moved"),
            ("请以下列时间为准。", "The deadline below counts."),
            vec![(due, at(*d)), (lang.pick("理由", "Reason"), reason.clone())],
        ),
        News::Due { due: d, open } => (
            ("初评名单的意见即将截止", "Opinions on the initial list are due soon"),
            (
                "意见还没有提交。逾期不能再填写，请在截止前提交。",
                "Your opinions have not been handed in. After the deadline none can be entered; please hand them in before it.",
            ),
            vec![(due, at(*d)), (silent, open.to_string())],
        ),
        News::HandedIn { answers } => (
            ("工信部科技司已提交意见", "The ministry has handed in its opinions"),
            (
                "请逐条答复；涉及名单变动的，请提请评审委员会决定，然后结束征求意见。",
                "Please answer each of them, put before the committee what concerns the list itself, then close the consultation.",
            ),
            vec![(waiting, answers.to_string())],
        ),
        News::Over { answers, open } => (
            ("征求意见的时间已到", "The time of the consultation is over"),
            (
                "工信部科技司尚未正式提交。可以说明理由延长时间，或者就已有意见逐条答复后结束。",
                "The ministry has not handed in. You can give it more time, with a reason, or answer what there is and close the consultation.",
            ),
            vec![(waiting, answers.to_string()), (silent, open.to_string())],
        ),
        News::Referred => (
            ("初评名单有一项待决定", "An entry of the initial list waits for your decision"),
            (
                "工信部科技司对初评名单的一项提出意见，办公室提请决定是否保留：一人提出、另一人确认（第二十条）。",
                "The ministry has an opinion on an entry of the initial list, and the Office asks you whether it stays: one of the two proposes, the other confirms (Art. 20).",
            ),
            Vec::new(),
        ),
        News::Proposed => (
            ("初评名单有一项决定待您确认", "A decision on the initial list waits for you"),
            (
                "另一位负责人已就初评名单的一项提出决定。请核对后确认，或者退回再议。",
                "The other of the two has proposed what becomes of an entry. Check it, then confirm it or give it back.",
            ),
            Vec::new(),
        ),
        News::Returned => (
            ("初评名单的一项决定被退回", "Your decision on the initial list was given back"),
            (
                "您对初评名单一项提出的决定没有得到确认。请与另一位负责人再议，然后重新提出（第二十条）。",
                "What you proposed for an entry of the initial list was not confirmed. Deliberate with the other of the two, then one of you proposes anew (Art. 20).",
            ),
            Vec::new(),
        ),
        News::Closed { kept, struck } => (
            ("初评名单征求意见已结束", "The consultation on the initial list is closed"),
            if *kept == 0 {
                (
                    "意见已逐条答复，页面上可以查看答复和变动。名单上的各项均已撤下，本年度不公示（第二十、二十一条）。",
                    "Every opinion was answered; the page shows the answers and what was changed. Everything on the list was struck off, so there is no public notice this year (Art. 20, 21).",
                )
            } else {
                (
                    "意见已逐条答复，页面上可以查看答复和变动。下一步是公示（第二十一条）。",
                    "Every opinion was answered; the page shows the answers and what was changed. The public notice comes next (Art. 21).",
                )
            },
            vec![
                (lang.pick("保留", "Kept"), kept.to_string()),
                (lang.pick("撤下", "Struck off"), struck.to_string()),
            ],
        ),
    };
    let mut told = Told {
        subject: lang.pick(subject.0, subject.1).to_owned(),
        lead: lang.pick(lead.0, lead.1).to_owned(),
        facts: vec![(lang.pick("年度", "Year"), year.to_string())],
        points: Vec::new(),
        document: String::new(),
        action: lang.pick("打开征求意见", "Open the consultation"),
        note: "",
    };
    told.facts.extend(facts);
    told
}

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub heading: fn(i32) -> String,
    pub lede: &'static str,
    pub held: &'static str,
    pub refused: &'static str,
    pub cannot: &'static str,
    pub given: fn(u32, usize) -> String,
    pub due: fn(&str) -> String,
    pub opened: fn(&str) -> String,
    pub moved: fn(&str, &str, &str) -> String,
    pub handed_in: fn(&str, &str) -> String,
    pub closed: fn(&str, &str) -> String,
    pub silent: &'static str,
    pub lacks: &'static str,
    pub package: &'static str,
    pub package_text: &'static str,
    pub letter: &'static str,
    pub letter_text: &'static str,
    pub letter_edit: &'static str,
    pub pdf: &'static str,
    pub number: &'static str,
    pub organisation: &'static str,
    pub experience: &'static str,
    pub unit: &'static str,
    pub category: &'static str,
    pub gist: &'static str,
    pub gists: &'static str,
    pub gists_text: &'static str,
    pub opinion: &'static str,
    pub opinion_text: &'static str,
    pub answer: &'static str,
    pub decision: &'static str,
    pub no_opinion: &'static str,
    pub waits: &'static str,
    pub kept: &'static str,
    pub referred: &'static str,
    pub by: fn(&str, &str) -> String,
    pub gone: &'static str,
    pub open: &'static str,
    pub open_text: &'static str,
    pub due_label: &'static str,
    pub due_hint: fn(&str) -> String,
    pub move_due: &'static str,
    pub move_text: &'static str,
    pub reason: &'static str,
    pub reason_hint: fn(usize, usize) -> String,
    pub give: &'static str,
    pub give_again: &'static str,
    pub stance: &'static str,
    pub why: &'static str,
    pub why_hint: fn(usize, usize) -> String,
    pub save: &'static str,
    pub rest: &'static str,
    pub rest_text: fn(u32) -> String,
    pub hand_in: &'static str,
    pub hand_in_text: &'static str,
    pub answer_it: &'static str,
    pub answer_again: &'static str,
    pub outcome: &'static str,
    pub keep: &'static str,
    pub refer: &'static str,
    pub answer_text: &'static str,
    pub propose: &'static str,
    pub confirm: &'static str,
    pub give_back: &'static str,
    pub close: &'static str,
    pub close_text: &'static str,
    pub close_ends: &'static str,
    pub close_note: &'static str,
    pub close_hint: fn(usize, usize) -> String,
    pub struck: &'static str,
    pub aside: &'static str,
    pub aside_text: &'static str,
    pub aside_list: &'static str,
    pub set_aside: &'static str,
    pub digest: &'static str,
}

const ZH: Words = Words {
    title: "征求意见",
    heading: |year| format!("{year} 年初评名单征求意见"),
    lede: "两人签署的初评名单报工信部科技司征求意见：逐项提出意见，办公室逐条答复，涉及名单变动的由评审委员会两名负责人决定。全部办结后才能公示；公示前不对外公布。",
    held: "征求意见还没有开始，或者还没有需要您办理的事项。",
    refused: "没有保存",
    cannot: "现在不能开始征求意见",
    given: |n, of| format!("已有意见 {n}／{of}"),
    due: |at| format!("截止 {at}"),
    opened: |at| format!("{at} 报送"),
    moved: |at, before, why| format!("{at} 变更截止时间（原为 {before}）：{why}"),
    handed_in: |name, at| format!("工信部科技司 {name} 于 {at} 提交意见"),
    closed: |name, at| format!("{name} 于 {at} 结束征求意见"),
    silent: "对没有意见的各项的说明",
    lacks: "结束前还须办理",
    package: "征求意见材料",
    package_text: "函件和名单，不含得分，排名不分先后。",
    letter: "征求意见函",
    letter_text: "文字来自本年度的文书模板；送出以后，这一次的函件不再随模板改变，只有反馈截止时间随延期更新。",
    letter_edit: "修改模板",
    pdf: "函件 PDF",
    number: "序号",
    organisation: "组织",
    experience: "质量标杆",
    unit: "推荐单位",
    category: "类别",
    gist: "摘要与行业",
    gists: "各项摘要",
    gists_text: "摘自各组织最后一次提交的申报书，不计入材料摘要（SHA-256）。",
    opinion: "意见",
    opinion_text: "意见说明",
    answer: "答复",
    decision: "决定",
    no_opinion: "没有意见",
    waits: "待填写",
    kept: "保留",
    referred: "提请评审委员会决定",
    by: |name, at| format!("{name} {at}"),
    gone: "（账户未登记）",
    open: "报送并征求意见",
    open_text: "报送后，工信部科技司的人员收到通知并可以查看名单；名单以现在签署的为准。",
    due_label: "截止日期",
    due_hint: |at| format!("到当日 24:00 止，不晚于征求意见阶段结束（{at}）。"),
    move_due: "变更截止时间",
    move_text: "新的截止日期和理由会告知工信部科技司；已答复的意见不再改动。",
    reason: "理由",
    reason_hint: |min, max| format!("{min}–{max} 字。"),
    give: "填写意见",
    give_again: "修改意见",
    stance: "对这一项的意见",
    why: "说明",
    why_hint: |min, max| format!("有建议或有异议时必填，{min}–{max} 字。"),
    save: "保存",
    rest: "其余各项均同意",
    rest_text: |n| format!("对还没有意见的 {n} 项一并表示同意；提交前仍可逐项修改。"),
    hand_in: "提交意见",
    hand_in_text: "提交后不能再改。每一项都须有意见。",
    answer_it: "答复",
    answer_again: "修改答复",
    outcome: "处理",
    keep: "保留这一项",
    refer: "提请评审委员会决定",
    answer_text: "答复内容",
    propose: "提出决定",
    confirm: "确认决定",
    give_back: "退回再议",
    close: "结束征求意见",
    close_text: "结束后可以发布公示，公示名单为保留的各项。结束后不能再改。",
    close_ends: "名单上的各项均已撤下，没有可以公示的内容（第二十、二十一条）。结束后，本年度没有入选的经验：入围和备选的各申报组织随即收到未列入名单的通知，初评名单不能再重新拟定。需要重新拟定的，请在结束之前由主任委员、副主任委员中的一人在“初评名单”页办理。",
    close_note: "说明",
    close_hint: |min, max| {
        format!("有的项没有意见时必填，说明与工信部科技司沟通的情况，{min}–{max} 字。")
    },
    struck: "已从名单撤下",
    aside: "名单签署后有评分不再计入",
    aside_text: "下面注明的项目，名单签署之后有评分因专家须回避而不再计入（第十五条）。签署的名单不变。认为影响结果的，两位负责人可以在公示之前重新拟定、重新签署，之后再次征求意见；工信部有意见的项目，也可以在答复时提请两位负责人决定是否撤下。工信部看不到这项说明。",
    aside_list: "打开初评名单",
    set_aside: "评分因回避不计",
    digest: "材料摘要（SHA-256）",
};

const EN: Words = Words {
    title: "Consultation",
    heading: |year| format!("Consultation on the initial list {year}"),
    lede: "The initial list both heads have signed is put to the ministry: an opinion on each entry, an answer of the Office to each, and two heads of the committee decide where the list itself changes. Only then can the notice be opened; until then nothing is public.",
    held: "The consultation has not begun, or there is nothing for you to do in it yet.",
    refused: "Nothing was saved",
    cannot: "The consultation cannot be opened now",
    given: |n, of| format!("{n} of {of} have an opinion"),
    due: |at| format!("due {at}"),
    opened: |at| format!("Sent {at}"),
    moved: |at, before, why| format!("Deadline moved {at} (it was {before}): {why}"),
    handed_in: |name, at| format!("Handed in for the ministry by {name}, {at}"),
    closed: |name, at| format!("Closed by {name}, {at}"),
    silent: "On the entries without an opinion",
    lacks: "Before it can be closed",
    package: "The package",
    package_text: "A letter and the list, without scores, in no order of merit.",
    letter: "The letter",
    letter_text: "Its text is a template of the season. Once it is sent, this letter stays as it is, whatever becomes of the template; only the deadline follows when it is moved.",
    letter_edit: "Change the template",
    pdf: "Letter as PDF",
    number: "No.",
    organisation: "Organisation",
    experience: "Benchmark",
    unit: "Recommended by",
    category: "Category",
    gist: "Abstract and industry",
    gists: "What each entry is about",
    gists_text: "Out of what each organisation handed in last; not part of the digest of the package (SHA-256).",
    opinion: "Opinion",
    opinion_text: "What was said",
    answer: "Answer",
    decision: "Decision",
    no_opinion: "No opinion",
    waits: "to be given",
    kept: "stays",
    referred: "put before the committee",
    by: |name, at| format!("{name}, {at}"),
    gone: "(account not registered)",
    open: "Send it and ask for opinions",
    open_text: "The ministry's people are told and see the list as it is signed now.",
    due_label: "Last day",
    due_hint: |at| format!("Until midnight of that day, not after the end of the phase ({at})."),
    move_due: "Move the deadline",
    move_text: "The ministry is told the new day and the reason; opinions that were answered stand.",
    reason: "Reason",
    reason_hint: |min, max| format!("{min} to {max} characters."),
    give: "Give an opinion",
    give_again: "Change the opinion",
    stance: "Opinion on this entry",
    why: "What you have to say",
    why_hint: |min, max| format!("Needed for a remark or an objection, {min} to {max} characters."),
    save: "Save",
    rest: "No objection to the rest",
    rest_text: |n| {
        format!(
            "Agrees to the entries without an opinion ({n}); until you hand in, each can be changed."
        )
    },
    hand_in: "Hand in",
    hand_in_text: "Nothing can be changed afterwards. Every entry needs an opinion.",
    answer_it: "Answer",
    answer_again: "Change the answer",
    outcome: "What is done",
    keep: "The entry stays",
    refer: "Put it before the committee",
    answer_text: "What the ministry is told",
    propose: "Propose a decision",
    confirm: "Confirm",
    give_back: "Give back",
    close: "Close the consultation",
    close_text: "The notice can be opened then, with the entries that remain. Nothing can be changed afterwards.",
    close_ends: "Everything on the list was struck off: there is nothing to put on notice (Art. 20, 21). Closing ends the year without anybody chosen: whoever is on the shortlist or in reserve is told at once that they are not on the list, and the initial list is not opened again. If it is to be made anew, chair or vice chair opens it on the page of the initial list before you close.",
    close_note: "A word to it",
    close_hint: |min, max| {
        format!(
            "Needed where entries have no opinion: what was settled with the ministry, {min} to {max} characters."
        )
    },
    struck: "struck off",
    aside: "Scores under the signed list that count no more",
    aside_text: "Of the entries marked below, a score was set aside after the list was signed, because its expert is in conflict with the application (Art. 15). The signed list stays what it is. Where that changes the result, the two heads open it again before the notice and sign anew, and the ministry is heard anew; an entry on which the ministry has remarked can also be put before the two heads with the answer, to be struck off. The ministry does not see this.",
    aside_list: "Open the initial list",
    set_aside: "score set aside",
    digest: "Digest of the package (SHA-256)",
};

/// The words in a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}
