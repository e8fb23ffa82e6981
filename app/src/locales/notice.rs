//! Words of room *notice* (Art. 21).

use super::Lang;

/// Words of the pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub none: &'static str,
    pub none_text: &'static str,
    pub open_until: fn(&str) -> String,
    pub over: fn(&str) -> String,
    pub days: &'static str,
    pub days_text: fn(u32) -> String,
    pub month: fn(i32, u8) -> String,
    pub week: [&'static str; 7],
    pub start: &'static str,
    pub counted: &'static str,
    pub make_up: &'static str,
    pub weekend: &'static str,
    pub holiday: &'static str,
    pub last: &'static str,
    pub skipped: fn(&str, &str) -> String,
    pub worked: fn(&str) -> String,
    pub annex: &'static str,
    pub number: &'static str,
    pub organisation: &'static str,
    pub experience: &'static str,
    pub unit: &'static str,
    pub no_order: &'static str,
    pub extended: &'static str,
    pub extension: fn(&str, u32, &str, &str) -> String,
    pub object: &'static str,
    pub object_text: &'static str,
    pub objecting_over: &'static str,
    pub pdf: &'static str,
    pub print_hint: &'static str,
    pub feeds: &'static str,
    pub announced: &'static str,
    pub link: fn(i32) -> String,
    pub prepare: &'static str,
    pub prepare_lede: &'static str,
    pub preview: &'static str,
    pub edit_text: &'static str,
    pub cannot: &'static str,
    pub publish: &'static str,
    pub publish_text: &'static str,
    pub public_page: &'static str,
    pub extend: &'static str,
    pub extend_text: &'static str,
    pub extend_days: &'static str,
    pub extend_reason: &'static str,
    pub extend_hint: fn(usize, usize) -> String,
    pub objections: fn(u32) -> String,
    pub calendar: &'static str,
}

const ZH: Words = Words {
    title: "公示",
    none: "现在没有公示",
    none_text: "初评名单公示时会在这里公布，也可以订阅。",
    open_until: |at| format!("公示中，至 {at} 止"),
    over: |at| format!("公示已于 {at} 结束"),
    days: "公示期怎样计算",
    days_text: |n| {
        format!(
            "共 {n} 个工作日。工作日依据国务院办公厅的节假日安排：周末和节假日不计，调休上班的周末计入。"
        )
    },
    month: |year, month| format!("{year} 年 {month} 月"),
    week: ["一", "二", "三", "四", "五", "六", "日"],
    start: "发布当日，不计",
    counted: "计入",
    make_up: "调休上班，计入",
    weekend: "周末，不计",
    holiday: "节假日，不计",
    last: "最后一天，到 24:00",
    skipped: |name, dates| format!("{name}不计：{dates}"),
    worked: |dates| format!("调休上班，计入：{dates}"),
    annex: "公示名单",
    number: "序号",
    organisation: "组织名称",
    experience: "标杆名称",
    unit: "推荐单位",
    no_order: "排名不分先后：按推荐单位和组织名称排列。",
    extended: "公示期延长",
    extension: |at, days, end, why| format!("{at} 延长 {days} 个工作日（原至 {end}）。原因：{why}"),
    object: "提出异议",
    object_text: "对名单有异议的，请在公示期内实名提出，写明事实并附证明材料。异议人的身份只有指定的经办人知道。",
    objecting_over: "公示期已满，不再受理异议。",
    pdf: "下载 PDF",
    print_hint: "也可以直接打印本页。",
    feeds: "订阅",
    announced: "结果公告",
    link: |year| format!("{year} 年全国质量标杆公示"),
    prepare: "准备公示",
    prepare_lede: "初评名单签署后，由工作办公室在工作日发布公示，公示期 10 个工作日。发布之前，申报组织看不到任何结果。",
    preview: "预览",
    edit_text: "文字来自本年度的模板，可在年度安排中修改。",
    cannot: "现在不能发布",
    publish: "发布公示",
    publish_text: "发布后立即公开，各申报组织同时收到通知，不能撤回。",
    public_page: "公开页面",
    extend: "延长公示期",
    extend_text: "延长和原因会公开。",
    extend_days: "延长多少个工作日",
    extend_reason: "原因",
    extend_hint: |min, max| format!("必填，{min}–{max} 字，公开。"),
    objections: |n| {
        if n == 0 {
            "没有未办结的异议".to_owned()
        } else {
            format!("{n} 件异议未办结")
        }
    },
    calendar: "节假日安排",
};

const EN: Words = Words {
    title: "Public notice",
    none: "Nothing is on notice now",
    none_text: "The initial list is published here when it goes on notice; you can subscribe to it.",
    open_until: |at| format!("Open until {at}"),
    over: |at| format!("Over since {at}"),
    days: "How its days are counted",
    days_text: |n| {
        format!(
            "{n} working days by the State Council's calendar: weekends and holidays do not count, weekends that are worked do."
        )
    },
    month: |year, month| format!("{year}-{month:02}"),
    week: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
    start: "Day of publication, does not count",
    counted: "Counts",
    make_up: "Worked weekend, counts",
    weekend: "Weekend, does not count",
    holiday: "Holiday, does not count",
    last: "Last day, to 24:00",
    skipped: |name, dates| format!("{name}, not counted: {dates}"),
    worked: |dates| format!("Worked weekends, counted: {dates}"),
    annex: "The list",
    number: "No.",
    organisation: "Organisation",
    experience: "Benchmark",
    unit: "Recommended by",
    no_order: "In no order of merit: by recommending unit and name.",
    extended: "Extended",
    extension: |at, days, end, why| {
        format!("{at}: {days} more working days (the end was {end}). Reason: {why}")
    },
    object: "Object",
    object_text: "Whoever objects to an entry does so within the notice, under their real name, with facts and evidence. Only those named to handle it know who objects.",
    objecting_over: "The notice is over; objections are no longer taken.",
    pdf: "Download PDF",
    print_hint: "This page can be printed as it is.",
    feeds: "Subscribe",
    announced: "The result",
    link: |year| format!("Public notice {year}"),
    prepare: "Prepare the notice",
    prepare_lede: "Once the initial list is signed, the Office opens the notice on a working day, for ten working days. Before that no applicant sees any result.",
    preview: "Preview",
    edit_text: "The text comes from the season's template and is changed in its plan.",
    cannot: "It cannot be opened now",
    publish: "Open the notice",
    publish_text: "It is public at once, every applicant is told, and it cannot be taken back.",
    public_page: "The public page",
    extend: "Extend the notice",
    extend_text: "Extension and reason are published.",
    extend_days: "Further working days",
    extend_reason: "Reason",
    extend_hint: |min, max| format!("{min} to {max} characters; published."),
    objections: |n| match n {
        0 => "No objection is open".to_owned(),
        1 => "1 objection is open".to_owned(),
        n => format!("{n} objections are open"),
    },
    calendar: "Working days",
};

/// The words in a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}
