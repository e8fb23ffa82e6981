//! Words of room *deliberation* (Art. 19, 20).

use domain::deliberation::Review;
use domain::deliberation::agenda::Ground;
use domain::deliberation::agreed::Verdict;
use domain::deliberation::lack::Lack;
use domain::deliberation::panel_round::PanelStage;
use domain::reason;
use domain::review::blind;

use super::Lang;

/// Where a panel's deliberation stands.
pub fn stage(lang: Lang, stage: PanelStage) -> &'static str {
    match stage {
        PanelStage::Open => lang.pick("合议中", "open"),
        PanelStage::SignedByLead => lang.pick("组长已签署", "signed by its lead"),
        PanelStage::ConfirmedByChair => lang.pick("主任委员已确认", "confirmed by the chair"),
        PanelStage::Released => lang.pick("已公布", "released"),
    }
}

/// What becomes of an application: after the written review it comes to the defence, after the defence it
/// is proposed for the initial list.
pub fn verdict(lang: Lang, review: Review, verdict: Verdict) -> &'static str {
    match (review, verdict) {
        (Review::Written, Verdict::Shortlisted) => lang.pick("入围", "Shortlisted"),
        (Review::Written, Verdict::NotShortlisted) => lang.pick("未入围", "Not shortlisted"),
        (Review::Defence, Verdict::Shortlisted) => {
            lang.pick("建议列入初评名单", "Proposed for the initial list")
        }
        (Review::Defence, Verdict::NotShortlisted) => lang.pick("不建议列入", "Not proposed"),
        (_, Verdict::Reserve) => lang.pick("备选", "In reserve"),
    }
}

/// Why an application needs talk.
pub fn ground(lang: Lang, ground: Ground) -> String {
    match (lang, ground) {
        (Lang::Zh, Ground::BelowMinimum { sealed, minimum }) => {
            format!("评审 {sealed} 份，少于最低 {minimum} 份")
        }
        (Lang::En, Ground::BelowMinimum { sealed, minimum }) => {
            format!("{sealed} of at least {minimum} reviews")
        }
        (Lang::Zh, Ground::TiedAtCut { tied, places }) => {
            format!("{tied} 项并列在名额线上，余 {places} 个名额")
        }
        (Lang::En, Ground::TiedAtCut { tied, places }) => {
            format!("{tied} tie at the cut line for the last {places}")
        }
        (Lang::Zh, Ground::Spread { tenths, threshold }) => {
            format!("分差 {} 分，超过 {} 分", whole(tenths), whole(threshold))
        }
        (Lang::En, Ground::Spread { tenths, threshold }) => {
            format!("spread {} points, over {}", whole(tenths), whole(threshold))
        }
        (Lang::Zh, Ground::Missing { sealed, due }) => format!("评审 {sealed}/{due} 份"),
        (Lang::En, Ground::Missing { sealed, due }) => format!("{sealed} of {due} reviews"),
        (Lang::Zh, Ground::Declined { times }) => format!("专家退回 {times} 次"),
        (Lang::En, Ground::Declined { times }) => match times {
            1 => "given back once".to_owned(),
            n => format!("given back {n} times"),
        },
        (Lang::Zh, Ground::NearCut { gap, .. }) => format!("距名额线 {gap:.1} 分"),
        (Lang::En, Ground::NearCut { gap, .. }) => format!("{gap:.1} points from the cut line"),
    }
}

/// Tenths of a point as points.
fn whole(tenths: i32) -> f64 {
    f64::from(tenths) / 10.0
}

/// What a conclusion lacks before it can be signed or confirmed.
pub fn lack(lang: Lang, lack: &Lack) -> String {
    let all = |references: &[String]| references.join(lang.pick("、", ", "));
    match (lang, lack) {
        (Lang::Zh, Lack::Result { references }) => {
            format!("{} 尚无合议结论，请逐项填写。", all(references))
        }
        (Lang::En, Lack::Result { references }) => {
            format!("{}: no agreed result yet; record it.", all(references))
        }
        (Lang::Zh, Lack::Foreign { references }) => {
            format!("{} 不属于本组，请移除。", all(references))
        }
        (Lang::En, Lack::Foreign { references }) => {
            format!("{}: not this panel's; remove it.", all(references))
        }
        (Lang::Zh, Lack::Unscored { references }) => format!(
            "{} 尚无任何已封存的评分，不能合议；请工作办公室顺延截止时间，或改由其他专家评审。",
            all(references)
        ),
        (Lang::En, Lack::Unscored { references }) => format!(
            "{}: no sealed score, so it cannot be deliberated on; ask the Office to move the closing or to give it to another expert.",
            all(references)
        ),
        (Lang::Zh, Lack::Reviews { references }) => {
            let (least, most) = (reason::TELLING, reason::MAX);
            let missing = all(references);
            format!("{missing} 评审份数不足，请补齐，或写明例外理由（{least}–{most} 字）。")
        }
        (Lang::En, Lack::Reviews { references }) => format!(
            "{}: reviews are missing; complete them or record an exception ({}–{} characters).",
            all(references),
            reason::TELLING,
            reason::MAX
        ),
        (Lang::Zh, Lack::Moved { references }) => {
            format!("{} 合议后评分有变化，请重新核对。", all(references))
        }
        (Lang::En, Lack::Moved { references }) => {
            format!("{}: scores changed since; look again.", all(references))
        }
        (Lang::Zh, Lack::Order { references }) => {
            format!("{} 合议名次重复、缺号，或与结论不一致，请调整。", all(references))
        }
        (Lang::En, Lack::Order { references }) => format!(
            "{}: agreed ranks repeat, skip or contradict the verdicts; correct them.",
            all(references)
        ),
        (Lang::Zh, Lack::Points { references, least }) => format!(
            "{} 资料评审平均分没有达到本年度进入答辩的最低分 {} 分，不能入围。",
            all(references),
            whole(*least)
        ),
        (Lang::En, Lack::Points { references, least }) => format!(
            "{}: the mean does not reach the {} points this season asks for to enter the defence, so it cannot be shortlisted.",
            all(references),
            whole(*least)
        ),
        (Lang::Zh, Lack::Places { places, found }) => {
            format!("入围 {found} 项，超过本组名额 {places} 项，请调整。")
        }
        (Lang::En, Lack::Places { places, found }) => {
            format!("{found} shortlisted for {places} places; correct it.")
        }
        (Lang::Zh, Lack::Reasons { references }) => {
            format!("{} 与评分排序不一致，请写明理由。", all(references))
        }
        (Lang::En, Lack::Reasons { references }) => {
            format!("{}: departs from the ranking; give a reason.", all(references))
        }
        (Lang::Zh, Lack::Present { references }) => {
            format!("{} 有应回避的成员未记为离席（第十五条），请重新生成结论。", all(references))
        }
        (Lang::En, Lack::Present { references }) => format!(
            "{}: a member in conflict is not recorded as absent (Art. 15); draw the conclusion up again.",
            all(references)
        ),
    }
}

/// Words of the pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub lede_defence: &'static str,
    pub makes_list: &'static str,
    pub to_list: &'static str,
    pub panels: &'static str,
    pub panel: &'static str,
    pub state: &'static str,
    pub places: &'static str,
    pub applications: &'static str,
    pub barred: &'static str,
    pub release: &'static str,
    pub release_text: &'static str,
    pub release_defence: &'static str,
    pub not_ready: &'static str,
    pub outdated: &'static str,
    pub outdated_text: &'static str,
    pub outdated_of: fn(&str, &str) -> String,
    pub unchecked: fn(&str) -> String,
    pub none: &'static str,
    pub none_defence: &'static str,
    pub board: &'static str,
    pub rank: &'static str,
    pub experience: &'static str,
    pub computed: &'static str,
    pub mean: &'static str,
    pub combined: fn(u32) -> String,
    pub spread: &'static str,
    pub reviews: &'static str,
    pub verdict: &'static str,
    pub grounds: &'static str,
    pub no_grounds: &'static str,
    pub deviates: &'static str,
    pub owes: &'static str,
    pub absent: fn(&str) -> String,
    pub agree: &'static str,
    pub agreed_rank: &'static str,
    pub reason: &'static str,
    pub reason_hint: fn(usize, usize) -> String,
    pub minutes: &'static str,
    pub minutes_hint: fn(usize) -> String,
    pub exception: &'static str,
    pub exception_hint: &'static str,
    pub save: &'static str,
    pub lacks: &'static str,
    pub complete: &'static str,
    pub refresh: &'static str,
    pub refresh_text: &'static str,
    pub sign: &'static str,
    pub sign_text: &'static str,
    pub confirm: &'static str,
    pub confirm_text: &'static str,
    pub give_back: &'static str,
    pub give_back_text: &'static str,
    pub give_back_reason: &'static str,
    pub give_back_hint: fn(usize, usize) -> String,
    pub signed: fn(&str, &str) -> String,
    pub confirmed: fn(&str, &str) -> String,
    pub returned: fn(&str, &str) -> String,
    pub gone: &'static str,
    pub digest: &'static str,
    pub not_as_signed: &'static str,
    pub shortlisted: fn(Review, usize, u32) -> String,
    pub watch: &'static str,
    pub scores_stay: &'static str,
    pub conclusion: &'static str,
    pub print: &'static str,
    pub changed: &'static str,
    pub reload: &'static str,
    pub stands_in: &'static str,
    pub nobody_presides: &'static str,
    pub nobody_confirms: &'static str,
    pub missed: fn(u32) -> String,
    pub missed_text: &'static str,
    pub missed_reason: &'static str,
    pub missed_act: &'static str,
    pub to_sheets: &'static str,
    pub sheets_title: &'static str,
    pub sheets_lede: &'static str,
    pub sheets_none: &'static str,
    pub sheets_missing: fn(u32) -> String,
    pub own_sheet: &'static str,
    pub back_to_panel: &'static str,
    pub read_dossier: &'static str,
    pub dossier_read: &'static str,
    pub matrix: &'static str,
    pub matrix_signs: &'static str,
    pub differing: fn(usize) -> String,
    pub differs: &'static str,
    pub highest: &'static str,
    pub lowest: &'static str,
    pub sub_item: &'static str,
    pub of_max: fn(u16) -> String,
    pub total: &'static str,
    pub comments: &'static str,
    pub sheet_total: fn(&str) -> String,
    pub expert_number: fn(u32) -> String,
    pub neighbours: &'static str,
    pub before: fn(&str) -> String,
    pub behind: fn(&str) -> String,
}

const ZH: Words = Words {
    title: "合议",
    lede: "各专业组对分差大、靠近名额线或并列的申报逐项合议，形成合议结论；评分本身不再改动。组长签署、主任委员确认后，全部专业组的名单同时公布。",
    lede_defence: "各专业组听取答辩后，对分差大、靠近名额线或并列的申报逐项合议；评分本身不再改动。组长签署、主任委员确认后，全部专业组的结论同时交主任委员和副主任委员，据此形成初评名单。",
    makes_list: "各组结论已经交出，初评名单由您和另一人拟定、签署、确认。",
    to_list: "拟定初评名单",
    panels: "专业组",
    panel: "专业组",
    state: "进度",
    places: "名额",
    applications: "申报",
    barred: "本组有须回避的申报，由他人主持",
    release: "同时公布各组名单",
    release_text: "公布后，各申报组织会收到结果通知，不能撤回。",
    release_defence: "各组结论交主任委员和副主任委员形成初评名单，不能撤回。公示之前不通知申报组织（第十五条）。",
    unchecked: |references| {
        format!(
            "形式审查尚未办结：{references}。须先由办公室通过或不予通过，名单才能公布（第十八条）。"
        )
    },
    not_ready: "全部专业组经确认后才能公布。",
    outdated: "已确认的结论不再有效，须退回",
    outdated_text: "确认之后，所依据的情况有变化（名额、最低分、去极值办法，或须回避的人）。须由确认人退回重议，重新签署、确认后，各组名单才能同时公布（第十九、二十条）。",
    outdated_of: |panel, lacks| format!("{panel}：{lacks}"),
    none: "还没有需要合议的专业组：分派公布后才有。",
    none_defence: "还没有需要合议的专业组：答辩安排公布后才有。",
    board: "看板",
    rank: "合议名次",
    experience: "经验",
    computed: "评分排名",
    mean: "去极值均分",
    combined: |percent| format!("合计得分（答辩评审占 {percent}%）"),
    spread: "分差",
    reviews: "评审",
    verdict: "结论",
    grounds: "议题",
    no_grounds: "无须专门讨论",
    deviates: "与评分排序不同",
    owes: "须写理由",
    absent: |names| format!("回避离席：{names}"),
    agree: "填写合议结论",
    agreed_rank: "合议名次（其余依次顺延）",
    reason: "与评分排序不同的理由",
    reason_hint: |min, max| format!("结论或名次与评分排序不同时必填，{min}–{max} 字。"),
    minutes: "讨论纪要",
    minutes_hint: |max| format!("选填，不超过 {max} 字。"),
    exception: "评审份数不足仍作结论的理由",
    exception_hint: "评审没有收齐，或少于本年度最低份数时必填。",
    save: "记入合议结论",
    lacks: "签署前还须完成",
    complete: "可以签署：每项都有结论，理由齐全，未超名额。",
    refresh: "按现在的评分重新核对",
    refresh_text: "更新评分排名，已填的结论、名次、理由和纪要保留。",
    sign: "签署合议结论",
    sign_text: "签署后本组评分和结论不能再改，除非退回。",
    confirm: "确认合议结论",
    confirm_text: "确认的就是本页所示、组长所签的结论。",
    give_back: "退回重议",
    give_back_text: "退回后本组重新合议、重新签署。",
    give_back_reason: "请写明须重议的内容",
    give_back_hint: |min, max| format!("必填，{min}–{max} 字。"),
    signed: |name, at| format!("{name} 于 {at} 签署"),
    confirmed: |name, at| format!("{name} 于 {at} 确认"),
    returned: |at, why| format!("{at} 退回：{why}"),
    gone: "（账户已注销）",
    digest: "结论摘要（SHA-256）",
    not_as_signed: "签署之后，评分排名、名额或应离席的人有变化，上文所列与签署时不再相同；签署的文本原样保存。",
    shortlisted: |review, n, places| match review {
        Review::Written => format!("入围 {n}／{places}"),
        Review::Defence => format!("建议列入 {n}／{places}"),
    },
    watch: "只读：由主持人填写。",
    scores_stay: "评分与排名只供参考；专家的原始评分始终保留。",
    conclusion: "专业组合议结论",
    print: "打印合议结论（PDF）",
    changed: "本组合议刚由他人签署、确认或退回，或者年度规则刚有修改。",
    reload: "刷新本页",
    stands_in: "您代为主持或确认：应在座的人须回避或空缺（第十五条）",
    nobody_presides: "本组无人可以主持：组长、主任委员、副主任委员和其他组长都须回避或空缺。请工作办公室另聘主任委员或副主任委员，或调整组长（第十三、十四、十五条）。",
    nobody_confirms: "本组无人可以确认：除主持人外都须回避或空缺。请工作办公室另聘主任委员或副主任委员，或调整组长（第十三、十四、十五条）。",
    missed: |n| format!("您在本组有 {n} 份评分表到期没有封存"),
    missed_text: "阶段已经截止，这些评分表不能再封存。写明原因后即可参加本组合议；这些评分表记为缺评，即使阶段延长也不能再封存。在此之前由下一位主持。",
    missed_reason: "没有封存的原因",
    missed_act: "提交并参加合议",
    to_sheets: "分项评分与评语",
    sheets_title: "分项评分与评语",
    sheets_lede: "各专家已封存的评分表，供合议使用；评分本身不再改动。查阅记入日志，内容不得外传。",
    sheets_none: "还没有封存的评分表。",
    sheets_missing: |n| format!("还有 {n} 份评分表没有封存，不在下表内。"),
    own_sheet: "我的评分表",
    back_to_panel: "返回本组合议",
    read_dossier: "查阅申报书（只读）",
    dossier_read: "供主持或确认合议的人查阅，只读；查阅记入日志。",
    matrix: "分项评分对照",
    matrix_signs: "▲ 该项最高，▼ 该项最低。",
    differing: |n| match n {
        0 => "没有分歧较大的分项。".to_owned(),
        n => format!("{n} 个分项的分歧超过本年度的界限（按占该项满分的比例）。"),
    },
    differs: "分歧较大",
    highest: "最高",
    lowest: "最低",
    sub_item: "分项",
    of_max: |max| format!("满分 {max}"),
    total: "总分",
    comments: "评语",
    sheet_total: |points| format!("总分 {points}"),
    expert_number: |n| format!("专家 {}", blind::expert(n)),
    neighbours: "本组其他申报",
    before: |reference| format!("上一项（{reference}）"),
    behind: |reference| format!("下一项（{reference}）"),
};

const EN: Words = Words {
    title: "Deliberation",
    lede: "Each panel talks over what its experts disagree on, what is near the cut line and what ties, and agrees on a result; scores are not touched. When every panel's lead has signed and the chair has confirmed, all lists are released at once.",
    lede_defence: "After hearing the applicants each panel talks over what its experts disagree on, what is near the line and what ties; scores are not touched. When every panel's lead has signed and the chair has confirmed, all conclusions go to chair and vice chair at once, who make the initial list of them.",
    makes_list: "The panels' conclusions are out. The initial list is made, signed and confirmed by you and one other.",
    to_list: "Make the initial list",
    panels: "Panels",
    panel: "Panel",
    state: "State",
    places: "Places",
    applications: "Applications",
    barred: "A conflict keeps you out of this panel; somebody else presides",
    release: "Release all lists at once",
    release_text: "Every applicant is told; it cannot be taken back.",
    release_defence: "The conclusions go to chair and vice chair for the initial list; it cannot be taken back. Nothing reaches applicants before the notice (Art. 15).",
    unchecked: |references| {
        format!(
            "Their formality check is not finished: {references}. The Office passes or refuses them first; the lists wait (Art. 18)."
        )
    },
    not_ready: "All panels must be confirmed first.",
    outdated: "What was confirmed does not hold any more: it is given back",
    outdated_text: "Since it was confirmed something it rests on has changed: the places, the points, the trimming, or who leaves the room. Whoever confirms gives it back; signed and confirmed anew it comes out with all the others (Art. 19, 20).",
    outdated_of: |panel, lacks| format!("{panel}: {lacks}"),
    none: "No panel has anything to deliberate on yet: that comes with the assignment.",
    none_defence: "No panel has anything to deliberate on yet: that comes with the sessions of the defence.",
    board: "Board",
    rank: "Agreed rank",
    experience: "Experience",
    computed: "Rank by scores",
    mean: "Trimmed mean",
    combined: |percent| format!("Written and defence (defence {percent}%)"),
    spread: "Spread",
    reviews: "Reviews",
    verdict: "Result",
    grounds: "Agenda",
    no_grounds: "Nothing calls for talk",
    deviates: "departs from the ranking",
    owes: "owes a reason",
    absent: |names| format!("Leaves the room: {names}"),
    agree: "Record what is agreed",
    agreed_rank: "Agreed rank (the others make room)",
    reason: "Why it departs from the ranking",
    reason_hint: |min, max| {
        format!("Needed where result or rank differ from the scores, {min} to {max} characters.")
    },
    minutes: "Minutes",
    minutes_hint: |max| format!("Optional, {max} characters at most."),
    exception: "Why it is decided on although reviews are missing",
    exception_hint: "Needed where not all reviews are in, also where fewer are due than the season asks for.",
    save: "Record",
    lacks: "Before it can be signed",
    complete: "Ready to be signed: every application has its result, reasons are given, the places are kept.",
    refresh: "Check against the scores of now",
    refresh_text: "Ranks by scores are brought up to date; results, order, reasons and minutes stay.",
    sign: "Sign the conclusion",
    sign_text: "After that neither scores nor results of this panel change, unless it is given back.",
    confirm: "Confirm the conclusion",
    confirm_text: "What you confirm is what this page shows and the lead has signed.",
    give_back: "Give back",
    give_back_text: "The panel deliberates again and signs again.",
    give_back_reason: "What is to be talked over again",
    give_back_hint: |min, max| format!("{min} to {max} characters."),
    signed: |name, at| format!("Signed by {name}, {at}"),
    confirmed: |name, at| format!("Confirmed by {name}, {at}"),
    returned: |at, why| format!("Given back {at}: {why}"),
    gone: "(account closed)",
    digest: "Digest of the conclusion (SHA-256)",
    not_as_signed: "Since it was signed ranks by scores, the places or who leaves the room have changed: what stands above is not what was signed. The signed text is kept as it was.",
    shortlisted: |review, n, places| match review {
        Review::Written => format!("{n} of {places} shortlisted"),
        Review::Defence => format!("{n} of {places} proposed"),
    },
    watch: "For reading: whoever presides fills it in.",
    scores_stay: "Scores and ranks are help, not verdict; the experts' sheets stay as they are.",
    conclusion: "Conclusion of a panel",
    print: "Print the conclusion (PDF)",
    changed: "Somebody else has just signed, confirmed or given back here, or the season's rules were changed.",
    reload: "Reload the page",
    stands_in: "You preside or confirm for somebody who is kept away or lacking (Art. 15)",
    nobody_presides: "Nobody is left to preside: the lead, both heads and all other leads are kept away or lacking. The Office appoints another head, or moves a lead (Art. 13–15).",
    nobody_confirms: "Nobody is left to confirm: all but the one who presides are kept away or lacking. The Office appoints another head, or moves a lead (Art. 13–15).",
    missed: |n| match n {
        1 => "A sheet of yours in this panel was not sealed in time".to_owned(),
        n => format!("{n} sheets of yours in this panel were not sealed in time"),
    },
    missed_text: "The phase is over: they cannot be sealed any more. Say why, and you take part in this deliberation; the sheets count as missing and are not sealed even if the phase is prolonged. Until then the next in line presides.",
    missed_reason: "Why they were not sealed",
    missed_act: "Say so and take part",
    to_sheets: "Scores and comments",
    sheets_title: "Scores and comments",
    sheets_lede: "Every sealed sheet of this application, to deliberate on it; scores are not touched. Reading is recorded, and nothing of it goes further.",
    sheets_none: "No sheet is sealed yet.",
    sheets_missing: |n| match n {
        1 => "One sheet is not sealed and does not stand below.".to_owned(),
        n => format!("{n} sheets are not sealed and do not stand below."),
    },
    own_sheet: "My sheet",
    back_to_panel: "Back to the panel",
    read_dossier: "Read the application",
    dossier_read: "For who presides or confirms, read only; reading is recorded.",
    matrix: "Scores by sub-item",
    matrix_signs: "▲ is the highest, ▼ the lowest.",
    differing: |n| {
        match n {
        0 => "The experts differ nowhere by more than the season bears.".to_owned(),
        1 => "In one sub-item the experts differ by more than the season bears, as a share of its points.".to_owned(),
        n => format!("In {n} sub-items the experts differ by more than the season bears, as a share of their points."),
    }
    },
    differs: "they differ",
    highest: "highest",
    lowest: "lowest",
    sub_item: "Sub-item",
    of_max: |max| format!("of {max}"),
    total: "Total",
    comments: "Comments",
    sheet_total: |points| format!("total {points}"),
    expert_number: |n| format!("Expert {}", blind::expert(n)),
    neighbours: "Other applications of the panel",
    before: |reference| format!("Previous ({reference})"),
    behind: |reference| format!("Next ({reference})"),
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
    fn art_19_where_nobody_has_scored_the_next_step_is_told() {
        let lack = Lack::Unscored { references: vec!["QB-1".to_owned()] };
        let (zh, en) = (super::lack(Lang::Zh, &lack), super::lack(Lang::En, &lack));
        assert_said(&zh, &en);
        assert!(zh.contains("顺延截止时间") && zh.contains("其他专家"), "{zh}");
        assert!(en.contains("ask the Office to move the closing"), "{en}");
    }
}
