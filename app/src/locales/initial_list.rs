//! Words of the initial list (Art. 20).

use domain::defence::initial_list::aside::Remedy;
use domain::defence::initial_list::lack::Lack;
use domain::defence::initial_list::round::ListStage;
use domain::deliberation::agreed::Verdict;

use super::Lang;
pub use super::announcement::category;

/// Where the list stands.
pub fn stage(lang: Lang, stage: ListStage) -> &'static str {
    match stage {
        ListStage::Open => lang.pick("拟定中", "being decided"),
        ListStage::Signed => {
            lang.pick("一人已签署，待另一人确认", "signed by one, the other to confirm")
        }
        ListStage::Confirmed => lang.pick("两人已签署", "signed by both"),
    }
}

/// What a panel proposes.
pub fn proposal(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Shortlisted => lang.pick("推荐列入", "Proposed"),
        Verdict::Reserve => lang.pick("备选", "In reserve"),
        Verdict::NotShortlisted => lang.pick("不推荐", "Not proposed"),
    }
}

/// What the list lacks before it can be signed or confirmed.
pub fn lack(lang: Lang, lack: &Lack) -> String {
    match (lang, lack) {
        (Lang::Zh, Lack::Empty) => "名单上还没有任何一项。".into(),
        (Lang::En, Lack::Empty) => "Nothing is on the list yet.".into(),
        (Lang::Zh, Lack::Places { places, found }) => {
            format!("列入 {found} 项，超过名额 {places} 项，请调整。")
        }
        (Lang::En, Lack::Places { places, found }) => {
            format!("{found} listed for {places} places; correct it.")
        }
        (Lang::Zh, Lack::Reasons { references }) => {
            format!("{} 与专业组结论不同，请写明理由。", references.join("、"))
        }
        (Lang::En, Lack::Reasons { references }) => {
            format!("{}: departs from the panel's verdict; give a reason.", references.join(", "))
        }
        (Lang::Zh, Lack::Category { category: c, planned, found }) => format!(
            "{}列入 {found} 项，多于计划的 {planned} 项，请写明理由或调整。",
            category(lang, *c)
        ),
        (Lang::En, Lack::Category { category: c, planned, found }) => format!(
            "{}: {found} listed, {planned} planned; give a reason or change it.",
            category(lang, *c)
        ),
    }
}

/// What can be done about scores that were set aside under the list.
pub fn remedy(lang: Lang, remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Decide => lang.pick(
            "专业组结果公布之后，下表注明的项目有评分因专家须回避而不再计入（第十五条）。表中分值已按现在有效的评分计算，请据此决定。",
            "After the panels' results were released, scores of the applications marked below were set aside because their experts are in conflict with them (Art. 15). The figures are those of the scores that count now; decide with them before you.",
        ),
        Remedy::GiveBack => lang.pick(
            "一人签署之后，下表注明的项目有评分因专家须回避而不再计入（第十五条）。签署的文本不变；认为影响结果的，另一人可以不确认而退回重议，否则照原文本确认。",
            "After one of the two had signed, scores of the applications marked below were set aside because their experts are in conflict with them (Art. 15). The signed text stays what it is: the other gives it back where that changes the result, or confirms it as it is.",
        ),
        Remedy::SignAnew => lang.pick(
            "名单签署之后，下表注明的项目有评分因专家须回避而不再计入（第十五条）。签署的文本不变；认为影响结果的，两人中的一人可以在公示之前重新拟定，两人重新签署后再次征求意见；工信部有意见的项目，也可以在征求意见中决定撤下。",
            "After the list was signed, scores of the applications marked below were set aside because their experts are in conflict with them (Art. 15). The signed text stays what it is. Where that changes the result, one of the two opens the list again before the notice, both sign anew and the ministry is heard anew; an entry on which the ministry has remarked can also be struck off in the consultation.",
        ),
        Remedy::Objection => lang.pick(
            "名单签署之后，下表注明的项目有评分因专家须回避而不再计入（第十五条）。名单已经公示，不能再改：认为影响结果的，公示期内按异议办理（第二十一条），公告之后按情况反映办理（第二十四条）。",
            "After the list was signed, scores of the applications marked below were set aside because their experts are in conflict with them (Art. 15). The list is on notice and is changed no more: where that changes the result, it is dealt with as an objection (Art. 21), and after the announcement as an incident (Art. 24).",
        ),
    }
}

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub heading: fn(i32) -> String,
    pub lede: &'static str,
    pub held: &'static str,
    pub fewer_than_two: &'static str,
    pub refused: &'static str,
    pub counter: fn(u32, u32) -> String,
    pub returned: fn(&str, &str) -> String,
    pub aside: &'static str,
    pub set_aside: &'static str,
    pub complete: &'static str,
    pub lacks: &'static str,
    pub panel: fn(i64) -> String,
    pub of_panel: fn(usize, usize) -> String,
    pub reference: &'static str,
    pub organisation: &'static str,
    pub panel_number: &'static str,
    pub experience: &'static str,
    pub written: &'static str,
    pub defence: &'static str,
    pub combined: &'static str,
    pub category: &'static str,
    pub verdict: &'static str,
    pub decision: &'static str,
    pub on: &'static str,
    pub off: &'static str,
    pub departs: &'static str,
    pub reason: &'static str,
    pub reason_hint: fn(usize, usize) -> String,
    pub decide: &'static str,
    pub save: &'static str,
    pub categories: &'static str,
    pub categories_text: &'static str,
    pub beyond: &'static str,
    pub beyond_hint: fn(usize, usize) -> String,
    pub explain: &'static str,
    pub chart: &'static str,
    pub chart_said: fn(usize, u32) -> String,
    pub chart_text: &'static str,
    pub cut_said: fn(u32, &str) -> String,
    pub signatures: &'static str,
    pub sign: &'static str,
    pub sign_text: &'static str,
    pub confirm: &'static str,
    pub confirm_text: &'static str,
    pub give_back: &'static str,
    pub give_back_text: &'static str,
    pub reopen: &'static str,
    pub reopen_text: &'static str,
    pub signed: fn(&str, &str) -> String,
    pub confirmed: fn(&str, &str) -> String,
    pub gone: &'static str,
    pub digest: &'static str,
    pub not_as_signed: &'static str,
}

const ZH: Words = Words {
    title: "初评名单",
    heading: |year| format!("{year} 年质量标杆初评名单"),
    lede: "主任委员、副主任委员在各专业组答辩合议结果的基础上拟定初评名单：不超过名额，与专业组结论不同的逐项写明理由，一人签署、另一人确认。得分只供参考；名单在公示前不对外公布。",
    fewer_than_two: "初评名单须由两人拟定、签署和确认，现在可以参加的不足两人：其他人须回避、空缺、没有账户，或一人兼任两席。请工作办公室另聘主任委员或副主任委员，或调整组长（第十三、十五条）。",
    held: "名单尚未形成：各专业组答辩合议结果公布后由主任委员、副主任委员拟定，两人签署后办公室可以查看。",
    refused: "没有保存",
    counter: |n, of| format!("已列入 {n}／{of}"),
    returned: |at, why| format!("{at} 退回或重新拟定：{why}"),
    aside: "有评分不再计入",
    set_aside: "评分因回避不计",
    complete: "可以签署：未超名额，理由齐全。",
    lacks: "签署前还须完成",
    panel: |n| format!("第 {n} 专业组"),
    of_panel: |n, of| format!("列入 {n}／{of}"),
    reference: "受理号",
    organisation: "申报组织",
    panel_number: "专业组",
    experience: "经验",
    written: "资料",
    defence: "答辩",
    combined: "合计",
    category: "类别",
    verdict: "专业组结论",
    decision: "决定",
    on: "列入名单",
    off: "不列入",
    departs: "与专业组结论不同",
    reason: "理由",
    reason_hint: |min, max| format!("与专业组结论不同时必填，{min}–{max} 字。"),
    decide: "作出决定",
    save: "保存",
    categories: "类别",
    categories_text: "按年度计划入选数核对；多于计划的须写明理由。",
    beyond: "多于计划",
    beyond_hint: |min, max| format!("{min}–{max} 字。"),
    explain: "写明理由",
    chart: "资料评审与答辩评审",
    chart_said: |n, percent| {
        format!("{n} 项候选，横轴资料评审，纵轴答辩评审；答辩权重 {percent}%。各项数值见下表。")
    },
    chart_text: "实心为已列入，空心为未列入；虚线上各点合计得分相同。",
    cut_said: |places, points| format!("按合计得分，第 {places} 个名额为 {points} 分"),
    signatures: "签署",
    sign: "签署初评名单",
    sign_text: "签署的就是本页所示的名单；签署后由另一人确认或退回。",
    confirm: "确认初评名单",
    confirm_text: "确认的就是本页所示、另一人所签的名单；确认后办公室可以查看。",
    give_back: "退回",
    give_back_text: "退回后重新拟定、重新签署。",
    reopen: "重新拟定",
    reopen_text: "公示开始前可以重新拟定；已签的文本保留，但不再作为公示依据。",
    signed: |name, at| format!("{name} 于 {at} 签署"),
    confirmed: |name, at| format!("{name} 于 {at} 确认"),
    gone: "（账户未登记）",
    digest: "名单摘要（SHA-256）",
    not_as_signed: "签署之后，名额、类别或候选项目有变化，上文所列与签署时不再相同；签署的文本原样保存。须按现在的情况办理的：已签署未确认的，由另一人退回；已确认的，在公示之前重新拟定，两人重新签署（第二十条）。",
};

const EN: Words = Words {
    title: "Initial list",
    heading: |year| format!("Initial list of benchmarks {year}"),
    lede: "Chair and vice chair make the initial list of what the panels agreed on after the defence: never more than the places, a reason wherever they depart from a panel, one signs and the other confirms. Scores are help, not verdict; nothing is made public before the notice.",
    fewer_than_two: "Two persons make the initial list, sign and confirm it, and fewer than two are left: the others are kept away, lacking or without an account, or one person holds two seats. The Office appoints another head, or moves a lead (Art. 13, 15).",
    held: "There is no list yet: chair and vice chair make it once the panels' results of the defence are released; the Office sees it when both have signed.",
    refused: "Nothing was saved",
    counter: |n, of| format!("{n} of {of} listed"),
    returned: |at, why| format!("Given back or opened again {at}: {why}"),
    aside: "Scores that count no more",
    set_aside: "score set aside",
    complete: "Ready to be signed: the places are kept, reasons are given.",
    lacks: "Before it can be signed",
    panel: |n| format!("Panel {n}"),
    of_panel: |n, of| format!("{n} of {of} listed"),
    reference: "Reference",
    organisation: "Organisation",
    panel_number: "Panel",
    experience: "Experience",
    written: "Written",
    defence: "Defence",
    combined: "Combined",
    category: "Category",
    verdict: "Panel's verdict",
    decision: "Decision",
    on: "On the list",
    off: "Not on the list",
    departs: "departs from the panel",
    reason: "Reason",
    reason_hint: |min, max| {
        format!("Needed where you depart from the panel's verdict, {min} to {max} characters.")
    },
    decide: "Decide",
    save: "Save",
    categories: "Categories",
    categories_text: "Compared with the winners planned for the year; more than planned needs a reason.",
    beyond: "more than planned",
    beyond_hint: |min, max| format!("{min} to {max} characters."),
    explain: "Give the reason",
    chart: "Written review and defence",
    chart_said: |n, percent| {
        format!(
            "{n} candidates, written review across, defence upwards; the defence weighs {percent}%. The tables below have every figure."
        )
    },
    chart_text: "Filled dots are on the list, hollow ones are not; along the dashed line the combined figure is the same.",
    cut_said: |places, points| format!("By the combined figure, place {places} stands at {points}"),
    signatures: "Signatures",
    sign: "Sign the initial list",
    sign_text: "What you sign is the list this page shows; the other one then confirms it or gives it back.",
    confirm: "Confirm the initial list",
    confirm_text: "What you confirm is what this page shows and the other has signed; the Office sees it then.",
    give_back: "Give back",
    give_back_text: "It is decided and signed again.",
    reopen: "Open again",
    reopen_text: "Possible before the notice is out; the signed text is kept, but nothing is published from it.",
    signed: |name, at| format!("Signed by {name}, {at}"),
    confirmed: |name, at| format!("Confirmed by {name}, {at}"),
    gone: "(account not registered)",
    digest: "Digest of the list (SHA-256)",
    not_as_signed: "Since it was signed the places, a category or a candidate have changed: what stands above is not what was signed, and the signed text is kept as it was. To go by what is known now, the other of the two gives back what one has signed; what is confirmed is opened again before the notice, and both sign anew (Art. 20).",
};

/// The words in a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}
