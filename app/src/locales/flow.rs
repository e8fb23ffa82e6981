//! Words of a dossier's way: signature, countdown, withdrawal, correction, history, presence.

use domain::application::page::Page;
use domain::views::flow::State;

use super::{Lang, fields};

/// Words of a dossier's way.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub sign_off: &'static str,
    pub sign_off_why: &'static str,
    pub sign_off_first: &'static str,
    pub sign_email: &'static str,
    pub sign_email_hint: fn(&str, i64) -> String,
    pub ask: &'static str,
    pub ask_again: &'static str,
    pub asked: fn(&str, &str, &str) -> String,
    pub link_here: &'static str,
    pub link_hint: &'static str,
    pub qr_alt: &'static str,
    pub run_out: fn(&str) -> String,
    pub declined: fn(&str, &str) -> String,
    pub changed_signed: fn(&str) -> String,
    pub changed_asked: fn(&str) -> String,
    pub signed: fn(&str, &str) -> String,
    pub signed_digest: &'static str,
    pub submit_after_sign: &'static str,
    pub sign_title: &'static str,
    pub sign_lede: fn(&str, &str, i64) -> String,
    pub sign_until: fn(&str) -> String,
    pub sign_digest: &'static str,
    pub sign_form: &'static str,
    pub sign_declare: &'static str,
    pub sign_name: &'static str,
    pub sign_name_hint: &'static str,
    pub sign_agree: &'static str,
    pub sign_button: &'static str,
    pub decline: &'static str,
    pub decline_text: &'static str,
    pub decline_button: &'static str,
    pub reason: &'static str,
    pub done_signed: &'static str,
    pub done_signed_text: &'static str,
    pub done_declined: &'static str,
    pub done_declined_text: &'static str,
    pub left: fn(i64, i64, i64, i64) -> String,
    pub over: &'static str,
    pub receipt_qr: &'static str,
    pub receipt_qr_text: &'static str,
    pub receipt_pdf: &'static str,
    pub withdraw: &'static str,
    pub withdraw_draft: &'static str,
    pub withdraw_good: &'static str,
    pub withdraw_button: &'static str,
    pub withdraw_good_button: &'static str,
    pub withdrawn: &'static str,
    pub next_withdrawn: &'static str,
    pub refused: &'static str,
    pub next_refused: &'static str,
    pub next_correction: &'static str,
    pub returned: &'static str,
    pub returned_text: fn(&str) -> String,
    pub returned_until: fn(&str) -> String,
    pub returned_over: fn(&str) -> String,
    pub taken_back: &'static str,
    pub correction: &'static str,
    pub correction_lede: fn(&str, usize) -> String,
    pub correction_lede_short: fn(&str) -> String,
    pub correction_here: &'static str,
    pub correction_closed: &'static str,
    pub correction_infected: &'static str,
    pub correction_over: fn(&str) -> String,
    pub correction_answered: fn(&str) -> String,
    pub correction_submit: &'static str,
    pub correction_submit_text: &'static str,
    pub to_mend: &'static str,
    pub ask_correction: &'static str,
    pub ask_correction_text: fn(u32) -> String,
    pub ask_correction_late: fn(&str, &str) -> String,
    pub ask_correction_button: &'static str,
    pub asked_correction: fn(&str, &str) -> String,
    pub answer_came: fn(&str) -> String,
    pub no_answer: fn(&str) -> String,
    pub check_goes_on: &'static str,
    pub what_changed: &'static str,
    pub return_title: &'static str,
    pub return_text: &'static str,
    pub return_button: &'static str,
    pub return_text_late: &'static str,
    pub return_until: &'static str,
    pub return_until_hint: fn(&str) -> String,
    pub return_over: &'static str,
    pub history: &'static str,
    pub history_lede: &'static str,
    pub versions: &'static str,
    pub revisions: &'static str,
    pub older: fn(i64) -> String,
    pub from: &'static str,
    pub to: &'static str,
    pub what: &'static str,
    pub when: &'static str,
    pub who: &'static str,
    pub now: &'static str,
    pub version: fn(i64) -> String,
    pub revision: fn(&str, i64) -> String,
    pub compare: &'static str,
    pub compare_hint: &'static str,
    pub difference: fn(&str, &str) -> String,
    pub same: &'static str,
    pub nothing_shared: &'static str,
    pub file_gone: fn(&str, &str) -> String,
    pub file_new: fn(&str, &str) -> String,
    pub here_too: &'static str,
    pub here_on: fn(&str, &str) -> String,
    pub here_tasks: fn(&str) -> String,
    pub here_own: fn(&str) -> String,
    pub base_text: &'static str,
    pub mine_text: &'static str,
    pub theirs_text: &'static str,
    pub take_base: &'static str,
}

const ZH: Words = Words {
    sign_off: "法定代表人签署",
    sign_off_why: "申报须经法定代表人同意（第十六条）。系统把一次性链接发到其邮箱，用手机打开即可通读、签署或退回，不用注册。",
    sign_off_first: "各页填完后，才能请法定代表人签署。",
    sign_email: "法定代表人的邮箱",
    sign_email_hint: |name, hours| {
        format!("发给“{name}”本人。链接只能用一次，{hours} 小时内有效。")
    },
    ask: "发送签署链接",
    ask_again: "重新发送（原链接作废）",
    asked: |to, at, until| format!("签署链接已于 {at} 发到 {to}，{until} 前有效。等待签署。"),
    link_here: "也可以用手机扫码打开，或把链接转给本人：",
    link_hint: "链接只在这里显示这一次，请勿转给他人。",
    qr_alt: "签署链接的二维码",
    run_out: |at| format!("签署链接已于 {at} 过期，没有使用。请重新发送。"),
    declined: |at, why| format!("法定代表人于 {at} 退回，理由：{why}"),
    changed_signed: |at| format!("签署（{at}）之后内容有改动，原签署已失效，请重新签署。"),
    changed_asked: |at| format!("发送链接（{at}）之后内容有改动，原链接已失效，请重新发送。"),
    signed: |name, at| format!("{name} 已于 {at} 签署。此后改动任何一处，签署即失效。"),
    signed_digest: "所签内容的 SHA-256",
    submit_after_sign: "法定代表人签署后才能提交（第十六条）。",
    sign_title: "请签署申报书",
    sign_lede: |org, by, version| {
        format!(
            "{by}请您以{org}法定代表人的身份，签署下面的全国质量标杆申报书（第 {version} 版）。"
        )
    },
    sign_until: |at| format!("链接 {at} 前有效，只能用一次。阅读不会用掉链接。"),
    sign_digest: "申报书全部内容的数字指纹（SHA-256）。签署只对这一内容有效，改动后须重新签署。",
    sign_form: "签署或退回",
    sign_declare: "本人是申报组织的法定代表人，已通读以上内容。申报自愿，内容和附件真实、完整、合法，不含国家秘密和商业秘密；愿意按规定参加交流和推广，并承担相应责任（第九条、第十六条）。",
    sign_name: "签名（输入本人姓名）",
    sign_name_hint: "须与申报书中的法定代表人姓名一致。",
    sign_agree: "我已通读并同意上述声明",
    sign_button: "签署",
    decline: "不签署，退回修改",
    decline_text: "请写明理由，填报人会看到。",
    decline_button: "退回",
    reason: "理由",
    done_signed: "已签署",
    done_signed_text: "填报人已收到通知，可以提交申报书了。可以关闭这个页面。",
    done_declined: "已退回",
    done_declined_text: "填报人会看到您写的理由，修改后再请您签署。可以关闭这个页面。",
    left: |d, h, m, s| {
        if d > 0 {
            format!("{d} 天 {h} 小时 {m:02} 分 {s:02} 秒")
        } else {
            format!("{h} 小时 {m:02} 分 {s:02} 秒")
        }
    },
    over: "已截止",
    receipt_qr: "扫码查询进度",
    receipt_qr_text: "扫码打开进度查询，输入联系人手机后四位。",
    receipt_pdf: "下载回执（PDF）",
    withdraw: "撤回申报",
    withdraw_draft: "申报期内可以撤回：申报书变回草稿，修改后须重新签署、提交。已占用的推荐名额立即释放，推荐单位会收到通知（第十六条、第十七条）。",
    withdraw_good: "申报期已过，撤回后本年度不能再申报。已占用的推荐名额立即释放，推荐单位会收到通知。形式审查通过后不能撤回（第十八条）。",
    withdraw_button: "撤回为草稿",
    withdraw_good_button: "撤回，本年度不再申报",
    withdrawn: "申报书已撤回，本年度不再参加遴选。",
    next_withdrawn: "已撤回，本年度不再参加遴选。",
    refused: "形式审查未通过，本年度不再参加遴选。",
    next_refused: "形式审查未通过，理由见下；本年度不再参加遴选。",
    next_correction: "请在期限内补正并重新提交（第十八条）。",
    returned: "推荐单位退回修改",
    returned_text: |at| format!("{at} 退回，理由如下。修改后请重新签署、提交。"),
    returned_until: |until| {
        format!("申报阶段已经截止；推荐单位给出的期限是 {until}，逾期不能再提交（第十七条）。")
    },
    returned_over: |until| {
        format!("推荐单位给出的期限 {until} 已过，不能再提交。请与推荐单位联系（第十七条）。")
    },
    taken_back: "申报书已撤回为草稿，修改后须重新签署、提交。",
    correction: "补正",
    correction_lede: |due, n| {
        format!(
            "工作办公室要求补正 {n} 项，{due}（北京时间）前须修改、签署并重新提交，仅此一次（第十八条）。只有涉及的内容可以修改。"
        )
    },
    correction_lede_short: |due| {
        format!("工作办公室已要求补正，申报组织须在 {due} 前答复（第十八条）。")
    },
    correction_here: "本页须补正",
    correction_closed: "这一页不在补正范围内，不能修改。",
    correction_infected: "提交后在一个文件中发现了病毒，谁都不能再打开它：请移除并重新上传（第十八条）。",
    correction_over: |due| {
        format!("补正期限 {due}（北京时间）已过，不再接受修改和提交（第十八条）。")
    },
    correction_answered: |at| format!("已于 {at} 提交补正，等待工作办公室审查（第十八条）。"),
    correction_submit: "提交补正",
    correction_submit_text: "提交后生成新的固定版本，交工作办公室继续审查。补正只有一次。",
    to_mend: "须补正",
    ask_correction: "要求补正",
    ask_correction_text: |days| {
        format!(
            "只能要求一次，请一次写全。写了理由的项目会重新开放给申报组织修改，期限为 {days} 个工作日（第十八条）。"
        )
    },
    ask_correction_late: |due, closes| {
        format!(
            "现在要求补正，答复期限是 {due}，晚于形式审查阶段截止的 {closes}。这一项的审查会一直进行到通过或不予通过；在此之前，资料评审的名单不能公布（第十八、十九条）。需要时可先调整阶段的截止时间。"
        )
    },
    ask_correction_button: "发出补正通知",
    asked_correction: |at, due| format!("{at} 已要求补正，{due} 前答复。"),
    answer_came: |at| format!("申报组织已于 {at} 提交补正，涉及的项目请重新核对。补正只有一次。"),
    check_goes_on: "形式审查阶段已经截止；这一项要求过补正，继续审查到通过或不予通过为止，在此之前资料评审的名单不能公布（第十八、十九条）。",
    no_answer: |due| format!("补正期限 {due} 已过，申报组织没有答复。"),
    what_changed: "补正前后的差异",
    return_title: "退回修改",
    return_text: "申报书变回草稿，申报组织在申报截止前修改、重新签署、提交。请写明理由。",
    return_button: "退回申报组织",
    return_text_late: "申报已经截止，推荐阶段内仍可以退回：申报书变回草稿，申报组织须在您给出的时间之前修改、重新签署、提交，逾期不能再交。请写明理由（第十七条）。",
    return_until: "重新提交的截止时间",
    return_until_hint: |closes| {
        format!(
            "北京时间。至少一小时之后，不晚于推荐阶段截止的 {closes}；请给自己留出阅读和推荐的时间。"
        )
    },
    return_over: "离推荐阶段截止不到一小时，不能再退回：申报组织来不及修改，您也来不及推荐。可以不推荐，或请工作办公室延长推荐阶段（第十七条）。",
    history: "版本与修改记录",
    history_lede: "每次提交生成一个固定版本，每次保存留下一条记录。任选两条比较。",
    versions: "固定版本",
    revisions: "保存记录",
    older: |n| format!("更早的 {n} 条保存记录未列出。"),
    from: "从",
    to: "到",
    what: "内容",
    when: "时间（北京时间）",
    who: "谁",
    now: "现在的内容",
    version: |n| format!("第 {n} 版"),
    revision: |page, n| format!("{page}，第 {n} 次保存"),
    compare: "比较",
    compare_hint: "两次保存须属于同一页；固定版本可以和任何一次保存比较，只比那一页。",
    difference: |from, to| format!("从“{from}”到“{to}”"),
    same: "没有差异。",
    nothing_shared: "这两条不属于同一页，无法比较。",
    file_gone: |slot, name| format!("{slot}：移除 {name}"),
    file_new: |slot, name| format!("{slot}：新增 {name}"),
    here_too: "同时在线",
    here_on: |name, page| format!("{name} 正在“{page}”"),
    here_tasks: |name| format!("{name} 也打开了这份申报书"),
    here_own: |page| format!("您在另一个标签页打开了“{page}”"),
    base_text: "原来",
    mine_text: "我的（已保存）",
    theirs_text: "对方的",
    take_base: "恢复原来的",
};

const EN: Words = Words {
    sign_off: "The legal representative signs",
    sign_off_why: "An application needs the legal representative’s consent (Art. 16). A one-time link goes to their mailbox; on a phone they read it all, then sign or send it back. No account is needed.",
    sign_off_first: "Finish every page first; then ask the legal representative to sign.",
    sign_email: "The legal representative’s e-mail address",
    sign_email_hint: |name, hours| {
        format!("For {name} in person. The link works once, within {hours} hours.")
    },
    ask: "Send the link",
    ask_again: "Send a new link (the old one ends)",
    asked: |to, at, until| {
        format!(
            "The link went to {to} at {at} and is good until {until}. Waiting for the signature."
        )
    },
    link_here: "Or open it on a phone by this code, or pass the link on to the person:",
    link_hint: "The link is shown here this once. Give it to nobody else.",
    qr_alt: "Code with the link to sign",
    run_out: |at| format!("The link ran out unused at {at}. Please send a new one."),
    declined: |at, why| format!("The legal representative sent it back at {at}: {why}"),
    changed_signed: |at| {
        format!(
            "It was changed after it was signed ({at}): the signature no longer holds. Please have it signed again."
        )
    },
    changed_asked: |at| {
        format!(
            "It was changed after the link was sent ({at}): the link no longer works. Please send a new one."
        )
    },
    signed: |name, at| {
        format!("Signed by {name} at {at}. Any change from now on ends the signature.")
    },
    signed_digest: "SHA-256 of what was signed",
    submit_after_sign: "It can be submitted once the legal representative has signed (Art. 16).",
    sign_title: "Please sign the application",
    sign_lede: |org, by, version| {
        format!(
            "{by} asks you, as the legal representative of {org}, to sign this application for the National Quality Benchmark (version {version})."
        )
    },
    sign_until: |at| {
        format!("The link is good until {at} and works once. Reading does not use it up.")
    },
    sign_digest: "Fingerprint of the whole application (SHA-256). The signature is for exactly this content; after a change it must be signed again.",
    sign_form: "Sign or send back",
    sign_declare: "I am the legal representative of the applicant and have read all of the above. The application is voluntary; answers and files are true, complete and lawful and contain neither state nor trade secrets; we are willing to share the practice and answer for what is declared (Art. 9, 16).",
    sign_name: "Signature (type your name)",
    sign_name_hint: "As the application names its legal representative.",
    sign_agree: "I have read and agree to this declaration",
    sign_button: "Sign",
    decline: "Do not sign, send it back",
    decline_text: "Please say why; the writers will read it.",
    decline_button: "Send back",
    reason: "Reason",
    done_signed: "Signed",
    done_signed_text: "The writers have been told and can submit now. You can close this page.",
    done_declined: "Sent back",
    done_declined_text: "The writers will read your reason and ask you again. You can close this page.",
    left: |d, h, m, s| {
        if d > 0 {
            format!("{d} d {h} h {m:02} min {s:02} s")
        } else {
            format!("{h} h {m:02} min {s:02} s")
        }
    },
    over: "closed",
    receipt_qr: "Status by code",
    receipt_qr_text: "The code opens the status page; type the last four digits of the contact’s mobile.",
    receipt_pdf: "Download the receipt (PDF)",
    withdraw: "Withdraw",
    withdraw_draft: "While applications are open it becomes a draft again, to be signed and submitted anew. A seat it held is free at once and its unit is told (Art. 16, 17).",
    withdraw_good: "Applications are closed: once withdrawn you cannot apply again this year. A seat it held is free at once and its unit is told. After the formality check it can no longer be withdrawn (Art. 18).",
    withdraw_button: "Take it back to a draft",
    withdraw_good_button: "Withdraw for this year",
    withdrawn: "The application is withdrawn and takes no further part this year.",
    next_withdrawn: "Withdrawn; it takes no further part this year.",
    refused: "The formality check is not passed; it takes no further part this year.",
    next_refused: "Not passed by the formality check, for the reason given; it takes no further part this year.",
    next_correction: "Mend what the Office asked for and submit again in time (Art. 18).",
    returned: "Returned by the recommending unit",
    returned_text: |at| {
        format!("Returned at {at} for the reasons below. Mend it, have it signed and submit again.")
    },
    returned_until: |until| {
        format!(
            "Applications have closed; the recommending unit gave until {until}. After that it cannot be handed in (Art. 17)."
        )
    },
    returned_over: |until| {
        format!(
            "The time the recommending unit gave ended {until}; it cannot be handed in any more. Please speak with the unit (Art. 17)."
        )
    },
    taken_back: "The application is a draft again; have it signed and submit it anew.",
    correction: "Correction",
    correction_lede: |due, n| {
        format!(
            "The Office asks to correct {n} of the items. Mend, sign and submit again before {due} Beijing time; this is the only round (Art. 18). Only what is concerned can be changed."
        )
    },
    correction_lede_short: |due| {
        format!("The Office asked for a correction; the applicant has until {due} (Art. 18).")
    },
    correction_here: "To be corrected on this page",
    correction_closed: "Nothing was asked about this page; it cannot be changed.",
    correction_infected: "A virus was found in a file after it was handed in, and nobody can open it any more: take it off and attach it anew (Art. 18).",
    correction_over: |due| {
        format!(
            "The time for the correction ended {due} Beijing time; nothing is taken any more (Art. 18)."
        )
    },
    correction_answered: |at| format!("Corrected at {at}; the Office checks it again (Art. 18)."),
    correction_submit: "Submit the correction",
    correction_submit_text: "A new version is frozen and goes to the Office. There is one round only.",
    to_mend: "To correct",
    ask_correction: "Ask for a correction",
    ask_correction_text: |days| {
        format!(
            "This can be asked once, so write all of it. Items with a reason reopen for the applicant, for {days} working days (Art. 18)."
        )
    },
    ask_correction_late: |due, closes| {
        format!(
            "Asked for now, the answer is due {due}, after the formality check closes ({closes}). The check of this application goes on until it is passed or refused; until then the lists of the written review do not come out (Art. 18, 19). The closing can be moved first."
        )
    },
    ask_correction_button: "Send the request",
    asked_correction: |at, due| format!("A correction was asked for at {at}, due before {due}."),
    answer_came: |at| {
        format!(
            "The applicant answered at {at}; check the items concerned anew. There is no second round."
        )
    },
    check_goes_on: "The phase of the formality check has closed. A correction was asked of this application, so its check goes on until it is passed or refused; until then the lists of the written review do not come out (Art. 18, 19).",
    no_answer: |due| format!("The time ended {due} without an answer."),
    what_changed: "What the correction changed",
    return_title: "Return it",
    return_text: "It becomes a draft again, to be mended, signed and submitted anew before applications close. Please say why.",
    return_button: "Return to the applicant",
    return_text_late: "Applications have closed; while you recommend it can still be returned. It becomes a draft again, and its applicant mends it, has it signed and submits it anew by the time you give; after that it is too late. Please say why (Art. 17).",
    return_until: "To be handed in again by",
    return_until_hint: |closes| {
        format!(
            "Beijing time. An hour from now at least, and not after {closes}, when the recommendation phase closes; leave yourself the time to read and recommend."
        )
    },
    return_over: "The recommendation phase closes within the hour: nothing can be returned any more, neither could it be mended nor recommended in time. Do not recommend it, or ask the Office to move the closing (Art. 17).",
    history: "Versions and changes",
    history_lede: "Each submission freezes a version, each save leaves a record. Compare any two.",
    versions: "Frozen versions",
    revisions: "Saved pages",
    older: |n| format!("{n} earlier saves are not listed."),
    from: "From",
    to: "To",
    what: "What",
    when: "When (Beijing time)",
    who: "Who",
    now: "As it is now",
    version: |n| format!("Version {n}"),
    revision: |page, n| format!("{page}, save {n}"),
    compare: "Compare",
    compare_hint: "Two saves must be of the same page; a version can be compared with any save, on that page alone.",
    difference: |from, to| format!("From “{from}” to “{to}”"),
    same: "Nothing differs.",
    nothing_shared: "These two are of different pages and cannot be compared.",
    file_gone: |slot, name| format!("{slot}: {name} removed"),
    file_new: |slot, name| format!("{slot}: {name} added"),
    here_too: "Also here",
    here_on: |name, page| format!("{name} is at “{page}”"),
    here_tasks: |name| format!("{name} has this application open too"),
    here_own: |page| format!("You have “{page}” open in another tab"),
    base_text: "Before",
    mine_text: "Mine (saved)",
    theirs_text: "Theirs",
    take_base: "Restore what was before",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// A state of a dossier, as lists name it.
pub fn state(lang: Lang, state: State) -> String {
    let w = words(lang);
    match state {
        State::Now => w.now.to_owned(),
        State::Version(n) => (w.version)(n),
        State::Revision(page, n) => (w.revision)(fields::page(lang, page), n),
    }
}

/// Somebody else who has the dossier open.
pub fn present(lang: Lang, who: &domain::views::flow::Present) -> String {
    let w = words(lang);
    let place = |page: Option<Page>| {
        page.map_or(super::application::words(lang).dossier, |p| fields::page(lang, p))
    };
    match (who.own, who.page) {
        (true, page) => (w.here_own)(place(page)),
        (false, Some(page)) => (w.here_on)(&who.name, fields::page(lang, page)),
        (false, None) => (w.here_tasks)(&who.name),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_said;
    use super::*;

    #[test]
    fn every_state_and_place_has_its_words_in_both_languages() {
        for s in [State::Now, State::Version(2), State::Revision(Page::Title, 3)] {
            assert_said(&state(Lang::Zh, s), &state(Lang::En, s));
        }
        for (days, seconds) in [(0, 1), (2, 59)] {
            assert_said(&(ZH.left)(days, 3, 4, seconds), &(EN.left)(days, 3, 4, seconds));
        }
    }
}
