//! Words of the dossier's pages: start page, task list, wizard, check, receipt.

use domain::application::page::{Page, PageState};

use super::{Lang, fields};

/// Words of room *application*.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub mine: &'static str,
    pub mine_lede: fn(&str, i32) -> String,
    pub none_yet: &'static str,
    pub none_yet_text: &'static str,
    pub try_eligibility: &'static str,
    pub start: &'static str,
    pub start_text: &'static str,
    pub closed_none: &'static str,
    pub untitled: &'static str,
    pub reference: &'static str,
    pub changed: &'static str,
    pub next_draft: &'static str,
    pub next_submitted: &'static str,
    pub next_recommended: &'static str,
    pub next_checked: &'static str,
    pub next_review: &'static str,
    pub deadline: fn(&str, &str) -> String,
    pub opens: fn(&str, &str) -> String,
    pub closed: fn(&str, &str) -> String,
    pub changed_because: fn(&str) -> String,
    pub dossier: &'static str,
    pub tasks: &'static str,
    pub tasks_lede: fn(usize, usize) -> String,
    pub all_done: &'static str,
    pub check_and_submit: &'static str,
    pub check_hint: &'static str,
    pub not_editable: &'static str,
    pub submitted_notice: &'static str,
    pub receipt_link: &'static str,
    pub status_link: &'static str,
    pub defence_link: &'static str,
    pub saved_at: fn(&str) -> String,
    pub saving: &'static str,
    pub offline: &'static str,
    pub signed_out: &'static str,
    pub sign_in_again: &'static str,
    pub not_saved_yet: &'static str,
    pub save_and_go: &'static str,
    pub save_and_back: &'static str,
    pub to_tasks: &'static str,
    pub go_on: &'static str,
    pub problems: fn(usize) -> String,
    pub warning: &'static str,
    pub choose: &'static str,
    pub optional: &'static str,
    pub file_optional: &'static str,
    pub unit_of: fn(&str) -> String,
    pub equals: fn(&str) -> String,
    pub own_region: &'static str,
    pub associations: &'static str,
    pub other_regions: &'static str,
    pub group_of: &'static str,
    pub industry_is: fn(&str, &str) -> String,
    pub years: &'static str,
    pub figure: &'static str,
    pub year: fn(i32) -> String,
    pub size_from: &'static str,
    pub size_change: &'static str,
    pub verdict_none: &'static str,
    pub verdict_missing: fn(&str) -> String,
    pub verdict_sme: fn(&str) -> String,
    pub verdict_large: &'static str,
    pub verdict_unlisted: &'static str,
    pub verdict_table: &'static str,
    pub yours: &'static str,
    pub deciding: &'static str,
    pub below: fn(&str, &str, &str, &str) -> String,
    pub all_large: &'static str,
    pub count: fn(usize, usize) -> String,
    pub count_min: fn(usize, usize) -> String,
    pub count_total: fn(usize, usize, usize) -> String,
    pub section: fn(usize) -> String,
    pub row: fn(usize) -> String,
    pub add_row: &'static str,
    pub declarations_group: &'static str,
    pub privacy_group: &'static str,
    pub pdf_only: &'static str,
    pub remove: &'static str,
    pub no_file: &'static str,
    pub draft_found: &'static str,
    pub draft_text: fn(&str) -> String,
    pub draft_take: &'static str,
    pub draft_drop: &'static str,
    pub conflict: &'static str,
    pub conflict_text: &'static str,
    pub conflict_saved: fn(&str) -> String,
    pub theirs: fn(&str) -> String,
    pub emptied: &'static str,
    pub take_theirs: &'static str,
    pub keep_mine: &'static str,
    pub merged: fn(&str) -> String,
    pub check: &'static str,
    pub check_lede: &'static str,
    pub change: &'static str,
    pub unanswered: &'static str,
    pub page_problems: fn(usize) -> String,
    pub mend: &'static str,
    pub submit: &'static str,
    pub submit_title: &'static str,
    pub submit_text: &'static str,
    pub submit_not_yet: fn(usize, usize) -> String,
    pub receipt: &'static str,
    pub receipt_title: &'static str,
    pub receipt_lede: &'static str,
    pub version: &'static str,
    pub version_n: fn(i64) -> String,
    pub submitted_at: &'static str,
    pub digest: &'static str,
    pub digest_text: &'static str,
    pub what_next: &'static str,
    pub next_steps: [&'static str; 4],
    pub print: &'static str,
    pub receipt_pdf: &'static str,
    pub dossier_pdf: &'static str,
    pub files: &'static str,
    pub earlier: &'static str,
    pub earlier_text: &'static str,
    pub season: &'static str,
    pub stands: &'static str,
}

const ZH: Words = Words {
    mine: "我的申报",
    mine_lede: |org, year| format!("{org} · {year} 年度全国质量标杆"),
    none_yet: "还没有申报书",
    none_yet_text: "先用两分钟自查是否符合条件，再开始填写；填写时会随时保存，可以分几次完成。",
    try_eligibility: "资格自查",
    start: "开始申报",
    start_text: "每个组织每年申报一项经验（第十七条）。",
    closed_none: "本年度申报已截止，没有申报书。请留意下一年度的通知。",
    untitled: "（尚未命名）",
    reference: "受理号",
    changed: "最近修改",
    next_draft: "继续填写，全部完成后核对并提交。",
    next_submitted: "等待推荐单位审核和推荐（第十七条）。",
    next_recommended: "等待工作办公室形式审查（第十八条）。",
    next_checked: "等待分派专家，进入资料评审（第十九条）。",
    next_review: "专家正在评审资料（第十九条）。",
    deadline: |closes, now| format!("申报截止：{closes}（北京时间）。服务器时间 {now}，还有"),
    opens: |opens, now| format!("申报将于 {opens}（北京时间）开始。服务器时间 {now}。"),
    closed: |closed, now| {
        format!(
            "申报已于 {closed}（北京时间）截止，不再接受修改和提交（第十六条）。服务器时间 {now}。"
        )
    },
    changed_because: |why| format!("截止时间有调整：{why}"),
    dossier: "申报书",
    tasks: "任务列表",
    tasks_lede: |done, all| format!("共 {all} 页，已完成 {done} 页。顺序不限，随时保存。"),
    all_done: "各页都已完成，请核对后提交。",
    check_and_submit: "核对并提交",
    check_hint: "通读全部答案，再提交。",
    not_editable: "现在不能修改",
    submitted_notice: "申报书已提交，内容已固定，不能再改。",
    receipt_link: "查看回执",
    defence_link: "答辩的时间、地点和确认",
    status_link: "进度查询",
    saved_at: |t| format!("已保存 {t}"),
    saving: "正在保存…",
    offline: "未连接，已保存在本机",
    signed_out: "登录已过期，内容已保存在本机。",
    sign_in_again: "重新登录",
    not_saved_yet: "输入后自动保存",
    save_and_go: "保存并继续",
    save_and_back: "保存并返回任务列表",
    to_tasks: "返回任务列表",
    go_on: "继续",
    problems: |n| format!("有 {n} 处需要修改"),
    warning: "提醒",
    choose: "请选择",
    optional: "（可不填）",
    file_optional: "（可不传）",
    unit_of: |what| format!("{what}的单位"),
    equals: |what| format!("= {what}"),
    own_region: "本地区",
    associations: "全国性行业协会",
    other_regions: "其他地区",
    group_of: "请选择中类",
    industry_is: |name, class| format!("{name} → 划型行业：{class}"),
    years: "近三年经营数据",
    figure: "数据",
    year: |y| format!("{y} 年"),
    size_from: "下列两项取自“近三年经营”：",
    size_change: "去修改",
    verdict_none: "填写行业后，这里会给出企业规模。",
    verdict_missing: |what| format!("还差一项：填写{what}后，这里会给出企业规模。"),
    verdict_sme: |size| format!("现在的判断：{size}，属于中小企业，可以选择第十条（四）"),
    verdict_large: "现在的判断：大型企业，不属于中小企业，不能选择第十条（四）",
    verdict_unlisted: "划型标准未列出这个行业，此为参照结果，由人工确认。",
    verdict_table: "划型表：工信部联企业〔2011〕300号",
    yours: "本企业",
    deciding: "（决定档次）",
    below: |metric, value, size, bound| {
        format!("各项指标须同时达到下限，否则下划一档：{metric} {value}未达{size}下限 {bound}。")
    },
    all_large: "各项指标都达到大型下限。",
    count: |n, max| format!("{n} / {max} 字"),
    count_min: |n, min| format!("{n} 字（至少 {min} 字）"),
    count_total: |n, min, max| format!("九节合计 {n} 字（{min} 至 {max} 字）"),
    section: |n| format!("{}、", super::common::zh_number(u32::try_from(n).unwrap_or_default())),
    row: |n| format!("第 {n} 行"),
    add_row: "增加一行",
    declarations_group: "逐项承诺",
    privacy_group: "个人信息",
    pdf_only: "只收 PDF。",
    remove: "移除",
    no_file: "还没有文件",
    draft_found: "本机留有未保存的内容",
    draft_text: |what| format!("上次在这台设备上填写时没有存到服务器，与现在不同的有：{what}。"),
    draft_take: "恢复本机内容",
    draft_drop: "不用，删除本机内容",
    conflict: "有人同时改了这一页",
    conflict_text: "下列各处两人都改了。现在保存的是您的内容，请逐处选择：",
    conflict_saved: |what| {
        format!(
            "您填写期间，另一位用户也改了：{what}。已保存您的内容，对方的内容留在修改记录中，请与对方核对。"
        )
    },
    theirs: |what| what.to_owned(),
    emptied: "（清空）",
    take_theirs: "改用对方内容",
    keep_mine: "保留我的",
    merged: |what| format!("另一位用户刚改了：{what}。已并入本页。"),
    check: "核对答案",
    check_lede: "请通读一遍。提交后内容固定，不能再改。",
    change: "修改",
    unanswered: "未填写",
    page_problems: |n| format!("{n} 处需改"),
    mend: "去修改",
    submit: "提交申报书",
    submit_title: "提交",
    submit_text: "提交即表示：本组织自愿申报，所填内容和附件真实完整，已经法定代表人同意。提交后生成固定版本和回执，申报书转给所选推荐单位；申报期内可以撤回修改，本年度不能另报一项（第十六条、第十七条）。",
    submit_not_yet: |pages, n| format!("还有 {pages} 页共 {n} 处需要填写或修改，改完后才能提交。"),
    receipt: "回执",
    receipt_title: "申报书已提交",
    receipt_lede: "请保存或打印这一页。凭受理号和联系人手机后四位，可以随时查询进度。",
    version: "版本",
    version_n: |n| format!("第 {n} 版"),
    submitted_at: "提交时间（北京时间）",
    digest: "SHA-256",
    digest_text: "由提交内容算出的指纹；内容改动一个字，指纹就不同。",
    what_next: "接下来",
    next_steps: [
        "推荐单位审核，在名额内择优推荐（第十七条）。",
        "工作办公室形式审查，确认申报资格（第十八条）。",
        "专家评审资料，确定进入答辩的名单（第十九条）。",
        "答辩评审、公示、公告（第二十条至第二十二条）。",
    ],
    print: "打印",
    receipt_pdf: "下载回执（PDF）",
    dossier_pdf: "申报书（PDF）",
    files: "文件",
    earlier: "往年申报",
    earlier_text: "按当年的要求和数据年份显示，只能查看。",
    season: "年度",
    stands: "状态",
};

const EN: Words = Words {
    mine: "My application",
    mine_lede: |org, year| format!("{org} · National Quality Benchmark {year}"),
    none_yet: "No application yet",
    none_yet_text: "Take two minutes to see whether you are eligible, then begin. Everything is saved as you type; you can finish in several sittings.",
    try_eligibility: "Check eligibility",
    start: "Start the application",
    start_text: "An organisation applies with one practice a year (Art. 17).",
    closed_none: "Applications are closed for this year and there is none of yours. Watch for next year's call.",
    untitled: "(no title yet)",
    reference: "Reference number",
    changed: "Last changed",
    next_draft: "Go on writing; check and submit when every page is done.",
    next_submitted: "Your recommending unit is to read it (Art. 17).",
    next_recommended: "The Office is to check its form (Art. 18).",
    next_checked: "Experts are to be assigned for the written review (Art. 19).",
    next_review: "Experts are reviewing it (Art. 19).",
    deadline: |closes, now| {
        format!("Closes {closes} Beijing time. The server's clock says {now}. Left:")
    },
    opens: |opens, now| {
        format!("Applications open {opens} Beijing time. The server's clock says {now}.")
    },
    closed: |closed, now| {
        format!(
            "Applications closed {closed} Beijing time; nothing can be changed or submitted any more (Art. 16). The server's clock says {now}."
        )
    },
    changed_because: |why| format!("The closing time was changed: {why}"),
    dossier: "Application",
    tasks: "Tasks",
    tasks_lede: |done, all| format!("{done} of {all} pages done. Any order; everything is saved."),
    all_done: "Every page is done. Check your answers and submit.",
    check_and_submit: "Check and submit",
    check_hint: "Read it all once more, then submit.",
    not_editable: "It cannot be changed now",
    submitted_notice: "The application is submitted and fixed; it cannot be changed.",
    receipt_link: "See the receipt",
    defence_link: "Time and place of the defence",
    status_link: "Status",
    saved_at: |t| format!("Saved {t}"),
    saving: "Saving…",
    offline: "Not connected; kept on this device",
    signed_out: "Your session has ended; what you typed is kept on this device.",
    sign_in_again: "Sign in again",
    not_saved_yet: "Saved as you type",
    save_and_go: "Save and continue",
    save_and_back: "Save and return to the tasks",
    to_tasks: "Back to the tasks",
    go_on: "Continue",
    problems: |n| if n == 1 { "1 thing to mend".into() } else { format!("{n} things to mend") },
    warning: "Please note",
    choose: "Please choose",
    optional: " (optional)",
    file_optional: " (optional)",
    unit_of: |what| format!("Unit of: {what}"),
    equals: |what| format!("= {what}"),
    own_region: "Your region",
    associations: "National industry associations",
    other_regions: "Other regions",
    group_of: "Choose the group",
    industry_is: |name, class| format!("{name} → line of the size standard: {class}"),
    years: "Figures of three years",
    figure: "Figure",
    year: |y| y.to_string(),
    size_from: "Taken from the three years' figures:",
    size_change: "Change them",
    verdict_none: "Once the industry is filled in, the size appears here.",
    verdict_missing: |what| {
        format!("One figure is missing. Fill in: {what}, and the size appears here.")
    },
    verdict_sme: |size| format!("As it stands: {size}, an SME; scope Art. 10 (4) is open to you"),
    verdict_large: "As it stands: large enterprise, not an SME; scope Art. 10 (4) is not open to you",
    verdict_unlisted: "The standard does not list this industry; the size is by reference and confirmed by a person.",
    verdict_table: "Size table of the national SME standard (2011, No. 300)",
    yours: "Yours",
    deciding: " (decides)",
    below: |metric, value, size, bound| {
        format!(
            "Every figure must reach the bound, otherwise the size drops: {metric} {value} is below the bound of a {size}, {bound}."
        )
    },
    all_large: "Every figure reaches the bound of a large enterprise.",
    count: |n, max| format!("{n} / {max} characters"),
    count_min: |n, min| format!("{n} characters (at least {min})"),
    count_total: |n, min, max| format!("Nine sections together: {n} characters ({min} to {max})"),
    section: |n| format!("{n}. "),
    row: |n| format!("Row {n}"),
    add_row: "Add a row",
    declarations_group: "Declarations",
    privacy_group: "Personal data",
    pdf_only: "PDF only.",
    remove: "Remove",
    no_file: "No file yet",
    draft_found: "Unsaved text was found on this device",
    draft_text: |what| format!("It did not reach the server last time. These differ: {what}."),
    draft_take: "Restore it",
    draft_drop: "Drop it",
    conflict: "Someone changed this page at the same time",
    conflict_text: "Both of you changed these. Yours is what is stored for now; choose for each:",
    conflict_saved: |what| {
        format!(
            "While you were writing, someone else changed: {what}. Yours is stored, theirs is kept in the history. Please talk to each other."
        )
    },
    theirs: |what| what.to_owned(),
    emptied: "(emptied)",
    take_theirs: "Use theirs",
    keep_mine: "Keep mine",
    merged: |what| format!("Someone else just changed: {what}. It is now on this page."),
    check: "Check your answers",
    check_lede: "Please read it all. Once submitted it is fixed and cannot be changed.",
    change: "Change",
    unanswered: "Not answered",
    page_problems: |n| format!("{n} to mend"),
    mend: "Mend",
    submit: "Submit the application",
    submit_title: "Submit",
    submit_text: "By submitting, the organisation states that it applies of its own will, that everything written and attached is true and complete, and that the legal representative agrees. A fixed version and a receipt are made, and the application goes to the chosen recommending unit. It cannot be changed, and there is no second one this year (Art. 16, 17).",
    submit_not_yet: |pages, n| {
        format!("{n} things on {pages} pages are to be filled in or mended first.")
    },
    receipt: "Receipt",
    receipt_title: "The application is submitted",
    receipt_lede: "Keep or print this page. With the reference number and the last four digits of the contact's mobile you can see the status at any time.",
    version: "Version",
    version_n: |n| format!("No. {n}"),
    submitted_at: "Submitted (Beijing time)",
    digest: "SHA-256",
    digest_text: "The fingerprint of what was submitted: change one character and it is another.",
    what_next: "What comes next",
    next_steps: [
        "The recommending unit reads it and recommends within its quota (Art. 17).",
        "The Office checks its form and your eligibility (Art. 18).",
        "Experts review it and decide who goes on to the defence (Art. 19).",
        "Defence, public notice, announcement (Art. 20 to 22).",
    ],
    print: "Print",
    receipt_pdf: "Download the receipt (PDF)",
    dossier_pdf: "The application (PDF)",
    files: "Files",
    earlier: "Earlier years",
    earlier_text: "They are shown by the rules and years of their own season, to be read only.",
    season: "Season",
    stands: "Stands at",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// What a page is about and which article it rests on.
pub fn page_intro(lang: Lang, page: Page) -> (&'static str, &'static str) {
    match page {
        Page::Organisation => ("7", lang.pick("由所在地区的工信主管部门或一家全国性行业协会推荐；计划单列市单独推荐。", "You are recommended by the authority of your region or by one national association; separately planned cities recommend by themselves.")),
        Page::Finance => ("9(1)", lang.pick("近三年须连续盈利。请按审计报告填写，每个金额旁可选万元或亿元。", "Three profitable years running are a condition. Use the audited figures; each amount has its unit beside it.")),
        Page::Size => ("10(4)", lang.pick("中小企业按工信部联企业〔2011〕300号认定。规模由下列数据算出，不需自报。", "Who is an SME follows from the national standard of 2011, No. 300. The size is computed from these figures; you need not state it.")),
        Page::Title => ("10", lang.pick("一份申报书只申报一项经验，选一个范围和一个年度方向。", "One application is about one practice, with one scope and one direction of the year.")),
        Page::Method => ("9(2)", lang.pick("方法须已在本单位成熟应用，对质量和绩效有明显促进。", "The method must be in mature use and have clearly helped quality and performance.")),
        Page::Report => ("8", lang.pick("九节依次对应遴选标准：科学性和创新性、系统性和示范性、显效性和发展性。", "The nine sections follow the criteria: sound and new, systematic and exemplary, effective and of use to others.")),
        Page::Results => ("8(3)", lang.pick("用数据说明提升，并与竞争对手或标杆比较，证明在同行业领先。", "Show with data what improved and compare it with competitors or the best, to show that you lead.")),
        Page::Declarations => ("9", lang.pick("逐条读过再勾选。每一条都是申报的条件。", "Read each, then tick it. Each is a condition of applying.")),
        Page::Attachments => ("16", lang.pick("证明材料用于形式审查和评审。", "The evidence serves the formality check and the review.")),
    }
}

/// The tag of a page's state: class and words.
pub fn state(lang: Lang, state: PageState) -> (&'static str, String) {
    match state {
        PageState::NotStarted => ("tag todo", lang.pick("未开始", "Not started").to_owned()),
        PageState::InProgress { problems } => (
            "tag work",
            match lang {
                Lang::Zh => format!("还差 {problems} 处"),
                Lang::En => format!("{problems} left"),
            },
        ),
        PageState::Done => ("tag done", lang.pick("完成", "Done").to_owned()),
    }
}

/// Several places in one sentence.
pub fn places(lang: Lang, keys: &[String], season: &domain::season::Season) -> String {
    let names: Vec<String> = keys.iter().map(|k| fields::place(lang, k, season)).collect();
    names.join(lang.pick("、", ", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::{assert_english, assert_said};

    #[test]
    fn every_page_has_an_introduction_and_every_state_a_tag() {
        for page in Page::ALL {
            assert_said(page_intro(Lang::Zh, page).1, page_intro(Lang::En, page).1);
        }
        for s in [PageState::NotStarted, PageState::InProgress { problems: 2 }, PageState::Done] {
            assert_said(&state(Lang::Zh, s).1, &state(Lang::En, s).1);
        }
    }

    #[test]
    fn english_sentences_with_facts_are_english() {
        let w = words(Lang::En);
        for text in [
            (w.deadline)("a", "b"),
            (w.opens)("a", "b"),
            (w.closed)("a", "b"),
            (w.verdict_sme)("a"),
            (w.below)("a", "b", "c", "d"),
            (w.count_total)(1, 2, 3),
            (w.draft_text)("a"),
            (w.conflict_saved)("a"),
            (w.merged)("a"),
            (w.submit_not_yet)(1, 2),
            w.submit_text.to_owned(),
            w.next_steps.concat(),
        ] {
            assert_english(&text);
        }
    }
}
