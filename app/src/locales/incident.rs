//! Words of room *incident* (Art. 24).

use domain::incident::Cause;
use domain::incident::case::{Outcome, Step};
use domain::incident::letter::Letter;
use domain::season::Bar;

use super::Lang;
use super::mail::{Say, Told};

/// A ground of the article.
pub fn cause(lang: Lang, cause: Cause) -> &'static str {
    match cause {
        Cause::Falsified => {
            lang.pick("申报材料弄虚作假以获得称号", "The title was obtained by false statements")
        }
        Cause::Quality => lang.pick("质量重大责任事故", "Major liability accident: quality"),
        Cause::Safety => lang.pick("安全重大责任事故", "Major liability accident: safety"),
        Cause::Environment => {
            lang.pick("环保重大责任事故", "Major liability accident: environment")
        }
        Cause::Reputation => lang.pick(
            "信誉重大责任事故（重大投诉等）",
            "Major breach of faith (such as grave complaints)",
        ),
    }
}

/// Where a case stands.
pub fn step(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Received => lang.pick("已收到", "received"),
        Step::Declined => lang.pick("不予受理", "not taken up"),
        Step::Investigated => lang.pick("调查核实中", "being investigated"),
        Step::Groundless => {
            lang.pick("拟按不属实办结，待确认", "held for groundless, to be confirmed")
        }
        Step::Dropped => lang.pick("经核查不属实，已办结", "found groundless, settled"),
        Step::Heard => lang.pick("听取被反映单位陈述", "the organisation is heard"),
        Step::Proposed => lang.pick("已提出决定，待确认", "decision proposed"),
        Step::Decided => lang.pick("已办结", "settled"),
    }
}

/// What became of it.
pub fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => lang.pick("不予撤销，保留称号", "The title stays"),
        Outcome::Revoked => lang.pick("撤销质量标杆称号", "The title is revoked"),
    }
}

/// Why an organisation does not apply in a season, and until when.
pub fn bar(lang: Lang, bar: &Bar) -> String {
    let Bar { year, until, .. } = bar;
    let next = until + 1;
    match bar.revoked {
        None => lang.pick(
            format!(
                "{year} 年已入选全国质量标杆，称号仍在动态管理期内，到 {until} 年度（含）不再申报，{next} 年度起可以申报（第二十四条）"
            ),
            format!(
                "chosen in {year} and still under follow-up, so it does not apply up to and including {until}; from {next} on it may again (Art. 24)"
            ),
        ),
        Some(revoked) => lang.pick(
            format!(
                "{year} 年的质量标杆称号已于 {revoked} 年撤销，到 {until} 年度（含）不再申报，{next} 年度起可以申报（第二十四条）"
            ),
            format!(
                "its title of {year} was revoked in {revoked}, so it does not apply up to and including {until}; from {next} on it may again (Art. 24)"
            ),
        ),
    }
}

/// What a message about an incident says.
pub fn told(lang: Lang, letter: &Letter) -> Told {
    let w = words(lang);
    let m = super::mail::words(lang);
    let say = Say::new(lang);
    let code = |case: &str| (w.case_code, case.to_owned());
    let open = ("打开", "Open it");
    match letter {
        Letter::Received { case, .. } => Told {
            facts: vec![code(case)],
            note: lang.pick(
                "凭链接可以查看办理进度。请妥善保存，不要转发。",
                "The link shows how the case stands. Keep it to yourself.",
            ),
            ..say.of(
                ("已收到您反映的情况", "Your report was received"),
                (
                    "您反映的质量标杆单位的情况已收到（第二十四条）。您的身份只有指定的经办人知道。",
                    "Your report about the holder of a title was received (Art. 24). Only those who are named to handle it know who you are.",
                ),
                ("查看进度", "See how it stands"),
            )
        },
        Letter::Came { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("收到一件情况反映", "An incident was reported"),
                (
                    "请指定经办人核查；不能指定自己（第二十四条）。",
                    "Name somebody to investigate it; nobody names themselves (Art. 24).",
                ),
                ("指定经办人", "Name somebody"),
            )
        },
        Letter::Named { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("请核查一件情况反映", "An incident is yours to investigate"),
                (
                    "您被指定核查这件情况反映（第二十四条）。如与有关单位有利害关系，请先回避。反映人的身份不得告诉其他任何人。",
                    "You are named to investigate this incident (Art. 24). If you have a conflict of interest, step out first. Tell nobody who reported it.",
                ),
                open,
            )
        },
        Letter::Freed { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映没有经办人了", "Nobody investigates a case any more"),
                (
                    "原经办人已不能继续办理。请另行指定经办人；不能指定自己（第二十四条）。",
                    "Whoever investigated it no longer can. Name somebody else; nobody names themselves (Art. 24).",
                ),
                ("指定经办人", "Name somebody"),
            )
        },
        Letter::Decided { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("您核查的情况反映已作出决定", "A case you investigated is decided"),
                (
                    "结果见案卷（第二十四条）。反映人没有留电子邮箱、有关单位在本系统没有账号的，请用电话或者书面告知。",
                    "What was decided stands with the case (Art. 24). Where whoever reported it left no e-mail address, or the organisation has no account here, tell them by telephone or on paper.",
                ),
                open,
            )
        },
        Letter::Hearing { case, number, due, .. } => Told {
            facts: vec![
                code(case),
                (w.number, number.clone()),
                (m.due, super::mail::at(lang, due.plus(-1))),
            ],
            ..say.of(
                ("请就有关情况陈述申辩", "You are asked for your statement"),
                (
                    "工作办公室核查了对贵单位质量标杆称号的情况反映，现告知拟认定的事实。贵单位可以在期限内陈述申辩并提交材料，逾期不再接收；期满后作出决定（第二十四条）。",
                    "The Office has investigated an incident that concerns your title, and tells you what was found. You may make a statement with evidence up to the moment below and not after it; then it is decided (Art. 24).",
                ),
                ("查看并陈述", "Read and answer"),
            )
        },
        Letter::Stated { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("收到被反映单位的陈述", "The organisation has made a statement"),
                ("陈述已附在案卷中（第二十四条）。", "It stands with the case (Art. 24)."),
                open,
            )
        },
        Letter::Reported { case, due } => Told {
            facts: vec![code(case), (w.decidable, super::mail::at(lang, *due))],
            ..say.of(
                ("一件情况反映待决定", "A case waits for your decision"),
                (
                    "核查报告已提交，正在听取单位陈述。期满后请一人提出决定，另一人确认（第二十四条）。",
                    "The report is in and the organisation is being heard. After that one of you proposes a decision and another confirms it (Art. 24).",
                ),
                open,
            )
        },
        Letter::Proposed { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映的决定待确认", "A decision on a case waits for another"),
                (
                    "已有人对这件情况反映提出决定。须由另一人确认或者退回（第二十四条）。",
                    "A decision on this case is proposed. Another one of you confirms it or gives it back (Art. 24).",
                ),
                open,
            )
        },
        Letter::Returned { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映的决定被退回", "Your decision on a case was given back"),
                (
                    "您提出的决定没有得到确认。请再议，然后由一人重新提出、另一人确认（第二十四条）。",
                    "The decision you proposed was not confirmed. Talk it over, then one of you proposes anew and another confirms it (Art. 24).",
                ),
                open,
            )
        },
        Letter::Settled { case, outcome: result, reason } => Told {
            facts: vec![
                code(case),
                (w.result, result.map_or(w.declined, |o| outcome(lang, o)).to_owned()),
                (m.reason, reason.clone()),
            ],
            ..say.of(
                ("您反映的情况已办结", "Your report is settled"),
                (
                    "您反映的情况已有结果（第二十四条）。",
                    "There is a result of your report (Art. 24).",
                ),
                ("撤销公告", "Revoked titles"),
            )
        },
        Letter::Asked { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映需要补充调查", "More is asked for about a case"),
                (
                    "审议人员认为报告不足以作出决定。请查看要查清的问题，并补充报告（第二十四条）。",
                    "One of those who decide holds the report for too little. Read what is to be found out, and add to the report (Art. 24).",
                ),
                open,
            )
        },
        Letter::Doubted { case } => Told {
            facts: vec![code(case)],
            ..say.of(
                ("一件情况反映拟按不属实办结", "A case is held for groundless"),
                (
                    "另一位经办人核查后认为不属实。请您复核：同意的，确认后办结；不同意的，继续核查（第二十四条）。",
                    "Another one who investigates it has found nothing of it to hold. Please look yourself: confirm it, and it is settled, or go on investigating (Art. 24).",
                ),
                open,
            )
        },
        Letter::Groundless { case, reason } => Told {
            facts: vec![
                code(case),
                (w.result, w.dropped.to_owned()),
                (m.reason, reason.clone()),
            ],
            ..say.of(
                ("您反映的情况已办结", "Your report is settled"),
                (
                    "您反映的情况经核查不属实，已由两位经办人确认办结（第二十四条）。如有新的证据，可以再次反映。",
                    "What you reported was investigated and found groundless, which two of the investigators have confirmed (Art. 24). With new evidence you may report again.",
                ),
                ("撤销公告", "Revoked titles"),
            )
        },
        Letter::Kept { number, reason } => Told {
            facts: vec![(w.number, number.clone()), (m.reason, reason.clone())],
            ..say.of(
                ("保留质量标杆称号", "Your title stays"),
                (
                    "经核查并听取陈述，决定保留贵单位的质量标杆称号（第二十四条）。",
                    "After the investigation and your statement it was decided that your title stays (Art. 24).",
                ),
                ("撤销公告", "Revoked titles"),
            )
        },
        Letter::Revoked { number, cause: ground, reason, until } => Told {
            facts: vec![
                (w.number, number.clone()),
                (w.cause, cause(lang, *ground).to_owned()),
                (m.reason, reason.clone()),
                (w.barred_until, until.to_string()),
            ],
            ..say.of(
                ("撤销质量标杆称号", "Your title is revoked"),
                (
                    "经核查并听取陈述，中国质量协会决定撤销贵单位的质量标杆称号并公告（第二十四条）。证书和牌匾即日起失效，请将牌匾交回工作办公室，并停止使用称号。",
                    "After the investigation and your statement the China Association for Quality has revoked your title and published it (Art. 24). Certificate and plaque are void from today; please return the plaque to the Office and stop using the title.",
                ),
                ("查看公告", "Read it"),
            )
        },
    }
}

/// Words of the pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub number: &'static str,
    pub number_hint: &'static str,
    pub organisation: &'static str,
    pub benchmark: &'static str,
    pub year: &'static str,
    pub cause: &'static str,
    pub case: fn(&str) -> String,
    pub case_code: &'static str,
    pub state: &'static str,
    pub result: &'static str,
    pub reason: &'static str,
    pub received_at: &'static str,
    pub files: &'static str,
    pub report_title: &'static str,
    pub report_lede: &'static str,
    pub report_link: &'static str,
    pub report_own: &'static str,
    pub report_wrong: &'static str,
    pub report_sealed: &'static str,
    pub facts_hint: fn(usize, usize) -> String,
    pub send: &'static str,
    pub status: &'static str,
    pub keep: &'static str,
    pub declined: &'static str,
    pub revoked: &'static str,
    pub revoked_lede: &'static str,
    pub revoked_at: &'static str,
    pub none_revoked: &'static str,
    pub tag_revoked: &'static str,
    pub list: &'static str,
    pub list_lede: &'static str,
    pub none: &'static str,
    pub reporter: &'static str,
    pub investigators: &'static str,
    pub screening: &'static str,
    pub screening_text: &'static str,
    pub admit: &'static str,
    pub decline: &'static str,
    pub decline_reason: &'static str,
    pub decline_hint: fn(usize, usize) -> String,
    pub note_hint: fn(usize, usize) -> String,
    pub gone: fn(&str) -> String,
    pub ask_text: &'static str,
    pub closing: &'static str,
    pub closing_text: fn(u32) -> String,
    pub cause_found: &'static str,
    pub report_text: &'static str,
    pub report_hint: fn(usize, usize) -> String,
    pub charge: &'static str,
    pub charge_hint: fn(usize, usize) -> String,
    pub close: &'static str,
    pub dropped: &'static str,
    pub dropping: &'static str,
    pub dropping_text: &'static str,
    pub dropping_alone: &'static str,
    pub drop_report: &'static str,
    pub drop_report_hint: fn(usize, usize) -> String,
    pub drop_reason: &'static str,
    pub drop_reason_hint: fn(usize, usize) -> String,
    pub find_groundless: &'static str,
    pub drop_text: &'static str,
    pub found_by: fn(&str) -> String,
    pub drop_it: &'static str,
    pub go_on: &'static str,
    pub decision: &'static str,
    pub decidable: &'static str,
    pub propose_hint: fn(usize, usize) -> String,
    pub confirm_text: &'static str,
    pub give_back: &'static str,
    pub statement_title: &'static str,
    pub statement_lede: fn(u32) -> String,
    pub statement_wrong: &'static str,
    pub statements: &'static str,
    pub no_statement: &'static str,
    pub make_statement: &'static str,
    pub record_statement: &'static str,
    pub recorded_by: fn(&str) -> String,
    pub paper_lede: &'static str,
    pub uninformed: &'static str,
    pub see_statement: &'static str,
    pub hearings: &'static str,
    pub statement_text: &'static str,
    pub statement_hint: fn(usize, usize, usize) -> String,
    pub hand_in: &'static str,
    pub heard_until: fn(&str) -> String,
    pub heard_over: fn(&str) -> String,
    pub asked_at: &'static str,
    pub barred_until: &'static str,
}

const ZH: Words = Words {
    number: "称号编号",
    number_hint: "见证书和标牌，如 2026-0017-53；也可以从名录查到。",
    organisation: "质量标杆单位",
    benchmark: "标杆名称",
    year: "年度",
    cause: "情形",
    case: |code| format!("情况反映 {code}"),
    case_code: "案件编号",
    state: "进度",
    result: "结果",
    reason: "理由",
    received_at: "收到时间",
    files: "证明材料",
    report_title: "反映质量标杆单位的情况",
    report_lede: "申报材料弄虚作假，或发生质量、安全、环保、信誉等方面重大责任事故的，经查实撤销称号并公告。任何人都可以实名反映，不需要账号。",
    report_link: "反映情况",
    report_own: "登记一件情况反映",
    report_wrong: "没有提交",
    report_sealed: "反映人的身份和联系方式只有指定的经办人能看到；被反映的单位看不到。",
    facts_hint: |min, max| format!("{min}–{max} 字。写明何时何地发生了什么、怎样证明。"),
    send: "提交",
    status: "情况反映办理进度",
    keep: "已收到。请保存本页地址：凭它查看进度，不要告诉他人。",
    declined: "不予受理",
    revoked: "撤销称号公告",
    revoked_lede: "以下质量标杆称号已经撤销，证书和牌匾失效。公告长期保留。",
    revoked_at: "撤销时间",
    none_revoked: "没有撤销的称号。",
    tag_revoked: "已撤销",
    list: "情况反映",
    list_lede: "由指定的经办人核查：不属实的，由两位经办人确认办结；其余的听取单位陈述申辩后，由中国质量协会两人决定。除经办人外，工作办公室其他人只看到有没有案件；决定撤销之前不公开。",
    none: "没有案件。",
    reporter: "反映人和反映的情况",
    investigators: "经办人",
    screening: "是否受理",
    screening_text: "属于第二十四条所列情形、有事实和证据的予以受理。",
    admit: "受理并核查",
    decline: "不予受理",
    decline_reason: "不予受理的理由",
    decline_hint: |min, max| format!("不予受理时必填，{min}–{max} 字，告知反映人。"),
    gone: |at| format!("该称号已因另案于 {at} 撤销，本案不能再决定保留；对外只告知已公布的理由。"),
    ask_text: "报告不足以作出决定的，可以请经办人补充调查。补充的内容写入报告，提出决定之前都可以看到；听取陈述的期限不变。",
    note_hint: |min, max| {
        format!(
            "{min}–{max} 字。记录只有经办人可见；报告的补充由有权决定的人看到，请勿写反映人的身份。"
        )
    },
    closing: "提交核查报告并告知单位",
    closing_text: |days| {
        format!("提交后，单位收到告知，有 {days} 个工作日陈述申辩；期满后才能作出决定。")
    },
    cause_found: "核查认定的情形",
    report_text: "核查报告",
    report_hint: |min, max| format!("{min}–{max} 字，交作出决定的人。请勿写反映人的身份。"),
    charge: "告知单位的事实和依据",
    charge_hint: |min, max| {
        format!("{min}–{max} 字，单位可见。请勿写反映人的身份，也不写能看出反映人的细节。")
    },
    close: "提交报告，告知单位",
    dropped: "经核查不属实",
    dropping: "不属实的，按此办结",
    dropping_text: "写明核查经过和结论，由另一位经办人确认后办结。单位没有被告知过，办结后也不告知；不公开。",
    dropping_alone: "现在只有您一位经办人。请先再指定一位，由对方确认。",
    drop_report: "不属实的核查报告",
    drop_report_hint: |min, max| format!("{min}–{max} 字，只有经办人可见，随案卷长期保存。"),
    drop_reason: "告知反映人的理由",
    drop_reason_hint: |min, max| format!("{min}–{max} 字，反映人可见。"),
    find_groundless: "提请确认不属实",
    drop_text: "确认后办结，并告知反映人理由；不能收回。不同意的，继续核查。",
    found_by: |name| format!("{name} 核查后认为不属实"),
    drop_it: "确认不属实并办结",
    go_on: "继续核查",
    decision: "决定",
    decidable: "可以决定的时间",
    propose_hint: |min, max| format!("{min}–{max} 字，告知单位和反映人；撤销的，理由公开。"),
    confirm_text: "确认后生效。撤销称号的立即公告，不能收回。",
    give_back: "不同意，重新考虑",
    statement_title: "陈述申辩",
    statement_lede: |days| {
        format!(
            "贵单位可以在 {days} 个工作日内陈述申辩并提交材料。告知当日不计，到最后一天 24:00。"
        )
    },
    statement_wrong: "陈述没有提交",
    statements: "单位的陈述",
    no_statement: "还没有陈述。",
    make_statement: "提交陈述",
    record_statement: "代录纸质陈述",
    recorded_by: |name| match name {
        "" => "纸质，由经办人代录".into(),
        name => format!("纸质，由 {name} 代录"),
    },
    paper_lede: "单位以纸质提交的陈述申辩由经办人代录，原件扫描作为附件；作出决定的人与其他陈述一样看到。提出决定之前可以代录。",
    uninformed: "该单位在本系统没有可以接收告知的账号。请书面告知拟认定的事实和陈述期限；收到的书面陈述由经办人代录。",
    see_statement: "查看告知和陈述",
    hearings: "称号情况告知和陈述申辩",
    statement_text: "陈述内容",
    statement_hint: |min, max, n| {
        format!("{min}–{max} 字。可以补充，最多 {n} 次；提交后不能修改。")
    },
    hand_in: "提交陈述",
    heard_until: |at| format!("听取陈述，至 {at} 止"),
    heard_over: |at| format!("陈述期限已于 {at} 届满"),
    asked_at: "告知时间",
    barred_until: "不再申报至（含该年度）",
};

const EN: Words = Words {
    number: "Number of the title",
    number_hint: "It stands on certificate and plaque, such as 2026-0017-53; the register has it, too.",
    organisation: "Benchmark organisation",
    benchmark: "Benchmark",
    year: "Year",
    cause: "Ground",
    case: |code| format!("Incident {code}"),
    case_code: "Case",
    state: "State",
    result: "Result",
    reason: "Reason",
    received_at: "Received",
    files: "Files",
    report_title: "Report an incident",
    report_lede: "A title that was obtained by false statements, or whose holder is liable for a major accident of quality, safety, environment or reputation, is revoked and this is published. Anybody may report it under their real name; no account is needed.",
    report_link: "Report an incident",
    report_own: "Put one on record",
    report_wrong: "It was not sent",
    report_sealed: "Only those named to handle it see who reports it, and how they are reached; the organisation does not.",
    facts_hint: |min, max| {
        format!("{min} to {max} characters: what happened, when and where, and what shows it.")
    },
    send: "Send",
    status: "How your report stands",
    keep: "Received. Keep the address of this page: with it you see how it stands. Tell nobody.",
    declined: "Not taken up",
    revoked: "Revoked titles",
    revoked_lede: "These titles are revoked; certificate and plaque are void. The list is kept for good.",
    revoked_at: "Revoked",
    none_revoked: "No title was revoked.",
    tag_revoked: "revoked",
    list: "Incidents",
    list_lede: "Investigated by those who are named: what is groundless two of them drop; else the organisation is heard, then two of the association decide. Others of the Office see only that there is a case; nothing is public before a title is revoked.",
    none: "There are none.",
    reporter: "Who reports what",
    investigators: "Investigated by",
    screening: "Is it taken up?",
    screening_text: "It is, where it is one of the grounds of Art. 24, with facts and evidence.",
    admit: "Take it up",
    decline: "Do not take it up",
    decline_reason: "Why it is not taken up",
    decline_hint: |min, max| {
        format!("Needed then: {min} to {max} characters; whoever reported it is told.")
    },
    ask_text: "Where the report is too little to decide on, ask those who investigate for more. What they add stands in the report until a decision is proposed; the days of the hearing stay as they are.",
    gone: |at| {
        format!(
            "The title was revoked on {at} in another case: it cannot be kept here, and whoever is concerned is told what was made public."
        )
    },
    note_hint: |min, max| {
        format!(
            "{min} to {max} characters. Notes stay with the investigators; what is added to the report is read by those who decide: do not name the reporter in it."
        )
    },
    closing: "Hand the report in and tell the organisation",
    closing_text: |days| {
        format!(
            "The organisation is told and has {days} working days for its statement; nothing is decided before."
        )
    },
    cause_found: "Ground that was found",
    report_text: "Report",
    report_hint: |min, max| {
        format!("{min} to {max} characters, for those who decide. Do not name who reported it.")
    },
    charge: "What the organisation is told",
    charge_hint: |min, max| {
        format!(
            "{min} to {max} characters; the organisation reads it. Nothing in it may tell who reported it."
        )
    },
    close: "Hand in, and tell the organisation",
    dropped: "Found groundless",
    dropping: "Drop it as groundless",
    dropping_text: "Say how it was investigated and what was found; another one who investigates it confirms that, and it is settled. The organisation was never told, and is not told then; nothing is public.",
    dropping_alone: "You alone investigate it now. Name somebody else first, who is to confirm it.",
    drop_report: "Report of what was found groundless",
    drop_report_hint: |min, max| {
        format!(
            "{min} to {max} characters; it stays with the investigators, and with the case for good."
        )
    },
    drop_reason: "Reason for whoever reported it",
    drop_reason_hint: |min, max| {
        format!("{min} to {max} characters; whoever reported it reads them.")
    },
    find_groundless: "Ask for confirmation",
    drop_text: "Confirmed, it is settled and whoever reported it reads why; this cannot be taken back. If you disagree, the investigation goes on.",
    found_by: |name| format!("Found groundless by {name}"),
    drop_it: "Confirm, and settle it",
    go_on: "Go on investigating",
    decision: "Decision",
    decidable: "Can be decided from",
    propose_hint: |min, max| {
        format!(
            "{min} to {max} characters; organisation and reporter are told, and everybody where the title is revoked."
        )
    },
    confirm_text: "It counts from then on. A revocation is published at once and cannot be taken back.",
    give_back: "Disagree, decide again",
    statement_title: "Statement",
    statement_lede: |days| {
        format!(
            "You may make a statement with evidence within {days} working days. The day you were told does not count; the last one counts to 24:00."
        )
    },
    statement_wrong: "The statement was not sent",
    statements: "Statements of the organisation",
    no_statement: "None yet.",
    make_statement: "Make a statement",
    record_statement: "Record a statement on paper",
    recorded_by: |name| match name {
        "" => "on paper, recorded by who investigates".into(),
        name => format!("on paper, recorded by {name}"),
    },
    paper_lede: "What the organisation states on paper is recorded by who investigates, with a scan of the original; those who decide read it as any other. It can be recorded until a decision is proposed.",
    uninformed: "The organisation has no account here that could be told. Tell it on paper what was found and until when it may answer; what it writes is recorded by who investigates.",
    see_statement: "What was told, and your statements",
    hearings: "What concerns your title, and your statement on it",
    statement_text: "Statement",
    statement_hint: |min, max, n| {
        format!(
            "{min} to {max} characters. You may add to it, at most {n} in all; what was sent is not changed."
        )
    },
    hand_in: "Send the statement",
    heard_until: |at| format!("Statements are taken until {at}"),
    heard_over: |at| format!("The time for statements was over at {at}"),
    asked_at: "Told",
    barred_until: "Does not apply up to and including",
};

/// The words in a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;

    #[test]
    fn art_24_grounds_steps_and_outcomes_are_said_in_both_languages() {
        for c in Cause::ALL {
            assert_said(cause(Lang::Zh, c), cause(Lang::En, c));
        }
        for s in Step::ALL {
            assert_said(step(Lang::Zh, s), step(Lang::En, s));
        }
        for o in Outcome::ALL {
            assert_said(outcome(Lang::Zh, o), outcome(Lang::En, o));
        }
    }

    #[test]
    fn art_24_a_bar_names_its_article_and_the_season_from_which_one_may_apply_again() {
        for revoked in [None, Some(2027)] {
            let of = Bar { year: 2026, revoked, until: 2029 };
            for (lang, article) in [(Lang::Zh, "第二十四条"), (Lang::En, "Art. 24")] {
                let text = bar(lang, &of);
                assert!(text.contains(article) && text.contains("2029") && text.contains("2030"));
            }
        }
    }
}
