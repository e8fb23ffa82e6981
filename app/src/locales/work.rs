//! Words of work lists: search, filters, and the window of a phase.

use domain::stamp::{DAY, HOUR, MINUTE};

use super::Lang;

/// Words of work lists.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub search: &'static str,
    pub show: &'static str,
    pub all: &'static str,
    pub apply: &'static str,
    pub option: fn(&str, usize) -> String,
    pub tally: fn(usize, usize) -> String,
    pub nothing_fits: &'static str,
    pub show_all: fn(usize) -> String,
    pub keys: &'static str,
    pub download: &'static str,
    pub parting: &'static str,
    pub page_keys: &'static str,
    pub back_key: &'static str,
    pub pages: &'static str,
    pub page: fn(u32, u32) -> String,
    pub previous: &'static str,
    pub next: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub unplanned: fn(&str) -> String,
    pub future: fn(&str, &str) -> String,
    pub past: fn(&str, &str) -> String,
    pub open: fn(&str, &str, &str) -> String,
    pub changed: fn(&str) -> String,
    pub window: fn(&str, &str, &str) -> String,
}

const ZH: Words = Words {
    search: "查找",
    show: "显示",
    all: "全部",
    apply: "筛选",
    option: |name, n| format!("{name}（{n}）"),
    tally: |shown, all| format!("{all} 项中的 {shown} 项"),
    show_all: |n| format!("显示全部 {n} 项"),
    nothing_fits: "没有符合筛选条件的申报，请换个条件。",
    keys: "键盘：按 / 查找，按 j、k 或方向键选择，按回车打开。",
    download: "下载：",
    parting: "左右两栏的宽度",
    page_keys: "键盘：按 n 看下一项，按 p 看上一项，按 b 返回列表；正在输入时不起作用。分隔条可以用左右方向键移动。",
    back_key: "键盘：按 b 返回列表。",
    pages: "分页",
    page: |n, of| format!("第 {n} 页，共 {of} 页"),
    previous: "上一页",
    next: "下一页",
    before: "上一项",
    after: "下一项",
    unplanned: |phase| format!("本年度没有安排“{phase}”阶段。"),
    future: |phase, at| format!("“{phase}”阶段将于 {at} 开始，现在可以查看，还不能办理。"),
    past: |phase, at| format!("“{phase}”阶段已于 {at} 截止，现在只能查看。"),
    open: |phase, at, left| format!("“{phase}”阶段开放至 {at}，{left}。"),
    changed: |reason| format!("截止时间有调整：{reason}"),
    window: |phase, opens, closes| format!("“{phase}”阶段：{opens} 至 {closes}。"),
};

const EN: Words = Words {
    search: "Search",
    show: "Show",
    all: "All",
    apply: "Apply",
    option: |name, n| format!("{name} ({n})"),
    tally: |shown, all| format!("{shown} of {all}"),
    show_all: |n| format!("Show all {n}"),
    nothing_fits: "No application fits. Try another search or filter.",
    keys: "Keyboard: / to search, j, k or the arrow keys to choose, Enter to open.",
    download: "Download:",
    parting: "Width of the two panes",
    page_keys: "Keyboard: n for the next, p for the one before, b back to the list; not while you type. The line between the panes moves by the left and right arrow keys.",
    back_key: "Keyboard: b back to the list.",
    pages: "Pages",
    page: |n, of| format!("Page {n} of {of}"),
    previous: "Previous",
    next: "Next",
    before: "Previous",
    after: "Next",
    unplanned: |phase| format!("This season plans no phase “{phase}”."),
    future: |phase, at| format!("“{phase}” opens at {at}. You can look already, but not act yet."),
    past: |phase, at| format!("“{phase}” closed at {at}. You can only look now."),
    open: |phase, at, left| format!("“{phase}” is open until {at}, {left}."),
    changed: |reason| format!("The closing time was changed: {reason}"),
    window: |phase, opens, closes| format!("“{phase}” runs from {opens} to {closes}."),
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Time left, in microseconds, as words: days, then hours, then minutes.
pub fn left(lang: Lang, micros: i64) -> String {
    let (days, hours, minutes) = (micros / DAY, micros / HOUR, micros / MINUTE);
    match lang {
        Lang::Zh if days > 0 => format!("还剩 {days} 天"),
        Lang::Zh if hours > 0 => format!("还剩 {hours} 小时"),
        Lang::Zh => format!("还剩 {minutes} 分钟"),
        Lang::En if days > 0 => format!("{} left", many(days, "day")),
        Lang::En if hours > 0 => format!("{} left", many(hours, "hour")),
        Lang::En => format!("{} left", many(minutes, "minute")),
    }
}

/// `1 day`, `2 days`.
pub fn many(n: i64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// Days of waiting as words.
pub fn days(lang: Lang, n: i64) -> String {
    match lang {
        Lang::Zh if n == 0 => "今天".to_owned(),
        Lang::Zh => format!("{n} 天"),
        Lang::En if n == 0 => "today".to_owned(),
        Lang::En => many(n, "day"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_said_in_the_largest_unit_that_fits() {
        assert_eq!(left(Lang::Zh, 3 * DAY + 5 * MINUTE), "还剩 3 天");
        assert_eq!(left(Lang::En, DAY), "1 day left");
        assert_eq!(left(Lang::En, DAY - 1), "23 hours left");
        assert_eq!(left(Lang::Zh, 59 * MINUTE), "还剩 59 分钟");
        assert_eq!(left(Lang::En, 0), "0 minutes left");
    }
}
