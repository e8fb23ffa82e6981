//! Words of room *announcement* (Art. 22).

use domain::announcement::Category;

use super::Lang;

/// Name of a category.
pub fn category(lang: Lang, category: Category) -> &'static str {
    match category {
        Category::Industrial => lang.pick("工业企业", "Industrial"),
        Category::Sme => lang.pick("中小企业", "SMEs"),
        Category::Service => lang.pick("服务业企业", "Services"),
    }
}

/// Words of the pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub announced: fn(&str) -> String,
    pub list: &'static str,
    pub statistics: &'static str,
    pub by_category: &'static str,
    pub by_region: &'static str,
    pub by_size: &'static str,
    pub large: &'static str,
    pub small: &'static str,
    pub count: &'static str,
    pub table: &'static str,
    pub all: &'static str,
    pub pdf: &'static str,
    pub revoked: &'static str,
    pub revoked_on: fn(&str) -> String,
    pub revoked_since: fn(usize) -> String,
    pub letter: &'static str,
    pub link: fn(i32) -> String,
    pub prepare: &'static str,
    pub lede: &'static str,
    pub cannot: &'static str,
    pub draw_up: &'static str,
    pub draw_up_text: &'static str,
    pub again: &'static str,
    pub prepared_by: fn(&str, &str) -> String,
    pub approved_by: fn(&str, &str) -> String,
    pub digest: &'static str,
    pub approve: &'static str,
    pub approve_text: &'static str,
    pub waits: fn(usize, usize) -> String,
    pub letter_draft: &'static str,
    pub letter_draft_text: &'static str,
    pub give_back: &'static str,
    pub give_back_text: &'static str,
    pub give_back_reason: &'static str,
    pub give_back_hint: fn(usize, usize) -> String,
    pub returned_by: fn(&str, &str) -> String,
    pub returned_next: &'static str,
    pub release: &'static str,
    pub release_text: &'static str,
    pub released: &'static str,
    pub nothing: &'static str,
}

const ZH: Words = Words {
    title: "结果公告",
    announced: |at| format!("{at} 公告"),
    list: "质量标杆名单",
    statistics: "统计",
    by_category: "按类别",
    by_region: "按地区",
    by_size: "按规模",
    large: "大型企业",
    small: "中小企业",
    count: "项数",
    table: "数据表",
    all: "合计",
    pdf: "下载 PDF",
    revoked: "称号已撤销",
    revoked_on: |at| format!("{at} 撤销公告"),
    revoked_since: |n| {
        format!("以下是公告当日的名单，不作改动。其中 {n} 项称号后来已经撤销，在名单中注明。")
    },
    letter: "下载通知函（PDF）",
    link: |year| format!("{year} 年全国质量标杆名单"),
    prepare: "结果公告",
    lede: "公示期满、异议全部办结后，由工作办公室拟稿，经中国质量协会两位不同的负责人批准，一次发布。发布之前，不知情的人看不出任何变化。",
    cannot: "现在不能拟稿",
    draw_up: "拟稿",
    draw_up_text: "按公示名单中保留的各项生成公告，并通知中国质量协会批准。",
    again: "重新拟稿（须重新批准）",
    prepared_by: |name, at| format!("{name} 于 {at} 拟稿"),
    approved_by: |name, at| format!("{name} 于 {at} 批准"),
    digest: "公告与通知函的内容摘要（SHA-256）",
    approve: "批准公告",
    approve_text: "批准的就是本页所示的内容，包括发给各入选组织的通知函。",
    waits: |n, of| format!("已有 {n} 人批准，须 {of} 人。"),
    letter_draft: "通知函样稿",
    letter_draft_text: "发布时按此样式发给每个入选组织；这里以名单的第一个组织为例，落款日期为发布当日。通知函随公告一并批准：此后改动函件模板的，须重新拟稿和批准才能发布。",
    give_back: "退回公告",
    give_back_text: "退回后，已有的批准全部作废，由工作办公室按理由核对后重新拟稿。发布之前，已经批准的人也可以这样收回批准。",
    give_back_reason: "退回的理由",
    give_back_hint: |min, max| format!("{min} 到 {max} 个字，工作办公室和其他批准人看得到。"),
    returned_by: |name, at| format!("{name} 于 {at} 退回，理由："),
    returned_next: "已有的批准全部作废。工作办公室核对后重新拟稿，再由两人批准。",
    release: "发布公告",
    release_text: "发布后立即公开，各入选组织收到通知和通知函，不能撤回。",
    released: "公告已发布。",
    nothing: "还没有拟稿。",
};

const EN: Words = Words {
    title: "Announcement",
    announced: |at| format!("Announced {at}"),
    list: "The benchmarks",
    statistics: "Statistics",
    by_category: "By category",
    by_region: "By region",
    by_size: "By size",
    large: "Large",
    small: "SMEs",
    count: "Number",
    table: "Table",
    all: "All",
    pdf: "Download PDF",
    revoked: "title revoked",
    revoked_on: |at| format!("revoked on {at}"),
    revoked_since: |n| {
        format!(
            "This is the list as it was announced; it is not changed. Titles revoked since, and marked so: {n}."
        )
    },
    letter: "Download the letter (PDF)",
    link: |year| format!("The benchmarks of {year}"),
    prepare: "Announcement",
    lede: "When the notice is over and all objections are settled, the Office draws it up, two different persons of the association approve it, and one act releases it. Before that nobody who may not know can tell.",
    cannot: "It cannot be drawn up now",
    draw_up: "Draw up",
    draw_up_text: "Made of what remained on the notice; the association is asked to approve it.",
    again: "Draw up again (to be approved again)",
    prepared_by: |name, at| format!("Drawn up by {name}, {at}"),
    approved_by: |name, at| format!("Approved by {name}, {at}"),
    digest: "Digest of announcement and letters (SHA-256)",
    approve: "Approve",
    approve_text: "What you approve is what this page shows, the letters to all who were chosen among it.",
    waits: |n, of| format!("{n} of {of} have approved it."),
    letter_draft: "The letter, as it will be sent",
    letter_draft_text: "Every organisation that was chosen gets it with the release; here as to the first on the list. It bears the day of the release. It is approved with the announcement: once its template is changed, the announcement is drawn up and approved again before it is released.",
    give_back: "Give it back",
    give_back_text: "Nobody has approved it any more then; the Office sees to the reason and draws it up again. Until the release, who has approved it takes that back in this way, too.",
    give_back_reason: "Why",
    give_back_hint: |min, max| {
        format!("{min} to {max} characters, read by the Office and the others who approve.")
    },
    returned_by: |name, at| format!("Given back by {name}, {at}:"),
    returned_next: "Nobody has approved it any more. The Office sees to it and draws it up again; two approve it anew.",
    release: "Release",
    release_text: "It is public at once, every winner is told and gets a letter; it cannot be taken back.",
    released: "It is released.",
    nothing: "Nothing is drawn up yet.",
};

/// The words in a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}
