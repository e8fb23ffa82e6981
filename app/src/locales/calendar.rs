//! Words of the years of working days (Art. 18, 21).

use domain::facts::workdays::import::{Fault, Whole};

use super::Lang;
use super::work::many;

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub known: &'static str,
    pub year: &'static str,
    pub notice: &'static str,
    pub workdays: &'static str,
    pub origin: &'static str,
    pub shipped: &'static str,
    pub imported: fn(&str, &str) -> String,
    pub add: &'static str,
    pub year_hint: &'static str,
    pub notice_title: &'static str,
    pub notice_no: &'static str,
    pub notice_date: &'static str,
    pub notice_date_hint: &'static str,
    pub file: &'static str,
    pub file_hint: &'static str,
    pub text: &'static str,
    pub text_hint: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub look: &'static str,
    pub take: &'static str,
    pub done: fn(&str) -> String,
    pub preview: &'static str,
    pub sums: fn(usize, usize, u32) -> String,
    pub drawn: &'static str,
    pub row: &'static str,
    pub date: &'static str,
    pub kind: &'static str,
    pub name: &'static str,
    pub verdict: &'static str,
    pub off: &'static str,
    pub worked: &'static str,
    pub fits: &'static str,
    pub weekend: &'static str,
    pub wrong: fn(usize) -> String,
    pub days: [&'static str; 7],
    pub month: fn(u8) -> String,
    pub month_said: fn(&str, &str, &str) -> String,
    pub none: &'static str,
}

const ZH: Words = Words {
    title: "节假日安排",
    lede: "补正期限和公示期按工作日计算，依据国务院办公厅每年的通知。没有录入的年份不会当作“只休周末”，而是明确拒绝。",
    known: "已录入的年份",
    year: "年份",
    notice: "通知",
    workdays: "工作日",
    origin: "来源",
    shipped: "随软件提供",
    imported: |at, why| {
        if why.is_empty() {
            format!("{at} 导入")
        } else {
            format!("{at} 导入，替换理由：{why}")
        }
    },
    add: "导入一年",
    year_hint: "例如 2027",
    notice_title: "通知标题",
    notice_no: "文号（可不填）",
    notice_date: "通知日期",
    notice_date_hint: "例如 2026-11-05",
    file: "选择表格文件",
    file_hint: "XLSX 或 CSV，不超过 2 MB；读取后填入下面的表格，逐行预览。",
    text: "或者从表格中复制，粘贴在这里",
    text_hint: "第一行须有“日期”、“类型”（放假或上班）、“名称”；只写通知列出的日子，普通周末不用写。",
    reason: "替换理由",
    reason_hint: "这一年已经录入时必须填写。已经发出的期限不变。",
    look: "读取并预览",
    take: "导入这一年",
    done: |year| format!("{year} 年已导入，补正期限和公示期从现在起按它计算。"),
    preview: "预览",
    sums: |off, worked, all| format!("放假 {off} 天，调休上班 {worked} 天，全年 {all} 个工作日。"),
    drawn: "全年日历",
    row: "行",
    date: "日期",
    kind: "类型",
    name: "名称",
    verdict: "结果",
    off: "放假",
    worked: "上班",
    fits: "可以",
    weekend: "周末",
    wrong: |n| format!("{n} 行有误；改好之前不能导入。"),
    days: ["一", "二", "三", "四", "五", "六", "日"],
    month: |m| format!("{m} 月"),
    month_said: |month, off, worked| format!("{month}：放假 {off}；调休上班 {worked}"),
    none: "无",
};

const EN: Words = Words {
    title: "Working days",
    lede: "Corrections and the public notice are counted in working days, by the State Council's notice of each year. A year that is not known is refused, never taken for “weekends only”.",
    known: "Known years",
    year: "Year",
    notice: "State Council notice",
    workdays: "Working days",
    origin: "Origin",
    shipped: "ships with the software",
    imported: |at, why| {
        if why.is_empty() {
            format!("imported {at}")
        } else {
            format!("imported {at}; the reason it took the place of another: {why}")
        }
    },
    add: "Import a year",
    year_hint: "Such as 2027",
    notice_title: "Title of the notice",
    notice_no: "Document number (may be left out)",
    notice_date: "Date of the notice",
    notice_date_hint: "Such as 2026-11-05",
    file: "File with the table",
    file_hint: "XLSX or CSV, at most 2 MB. It is read into the table below and shown row by row.",
    text: "Or copy the cells of a spreadsheet and paste them here",
    text_hint: "The first row names “Date”, “Kind” (holiday or work) and “Name” (in Chinese). Only the days of the notice; plain weekends are left out.",
    reason: "Reason to replace it",
    reason_hint: "Needed when the year is known already. Deadlines that were given stay.",
    look: "Read and show",
    take: "Import this year",
    done: |year| {
        format!("{year} is imported: corrections and the notice are counted by it from now on.")
    },
    preview: "Preview",
    sums: |off, worked, all| {
        format!(
            "{} off, {} made up, {} in the year.",
            many(off as i64, "day"),
            many(worked as i64, "day"),
            many(i64::from(all), "working day")
        )
    },
    drawn: "The year by months",
    row: "Row",
    date: "Date",
    kind: "Kind",
    name: "Name",
    verdict: "Result",
    off: "holiday",
    worked: "worked",
    fits: "fits",
    weekend: "weekend",
    wrong: |n| {
        format!("{} wrong: nothing can be imported before they are mended.", many(n as i64, "row"))
    },
    days: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
    month: |m| {
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ][usize::from(m.clamp(1, 12)) - 1]
            .to_owned()
    },
    month_said: |month, off, worked| format!("{month}: off {off}; made up {worked}"),
    none: "none",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// What is wrong with a row.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let (zh, en) = match fault {
        Fault::NoDate => ("日期写法不对", "no such date"),
        Fault::OtherYear => ("不是这一年的日子", "a day of another year"),
        Fault::Twice { row } => {
            return lang
                .pick(format!("与第 {row} 行是同一天"), format!("the same day as in row {row}"));
        }
        Fault::NoKind => ("类型须是“放假”或“上班”", "the kind must be “holiday” or “work”"),
        Fault::NoFestival => (
            "名称须含法定节日：元旦、春节、清明、劳动、端午、中秋、国庆",
            "the name must be that of a statutory festival, in Chinese",
        ),
        Fault::WeekdayWorked => {
            ("只有周六、周日可以调休上班", "only a Saturday or Sunday can be made up")
        }
    };
    lang.pick(zh, en).to_owned()
}

/// What is wrong with the table as a whole.
pub fn whole(lang: Lang, whole: &Whole) -> String {
    let (zh, en) = match whole {
        Whole::Empty => ("表格还是空的。", "The table is empty."),
        Whole::Heads => (
            "没有认出表头：第一行须有“日期”、“类型”、“名称”。",
            "The heads were not recognised: the first row must name “Date”, “Kind” and “Name”.",
        ),
        Whole::TooLong => {
            ("行数过多，请检查是否选错了表格。", "Too many rows. Is this the right table?")
        }
        Whole::Year => ("请填写年份，2020 到 2100。", "Please give the year, from 2020 to 2100."),
        Whole::Notice => ("请填写通知的标题和日期。", "Please give title and date of the notice."),
        Whole::Festival { zh, en } => {
            return lang.pick(
                format!("缺少法定节日“{zh}”，可能只贴了一部分。"),
                format!("“{en}” is missing: is this only a part of the table?"),
            );
        }
    };
    lang.pick(zh, en).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::{assert_english, assert_said};

    #[test]
    fn every_fault_of_a_year_is_said_in_both_languages() {
        for f in [
            Fault::NoDate,
            Fault::OtherYear,
            Fault::Twice { row: 2 },
            Fault::NoKind,
            Fault::NoFestival,
            Fault::WeekdayWorked,
        ] {
            assert_said(&fault(Lang::Zh, &f), &fault(Lang::En, &f));
        }
        for x in [
            Whole::Empty,
            Whole::Heads,
            Whole::TooLong,
            Whole::Year,
            Whole::Notice,
            Whole::Festival { zh: "元旦".into(), en: "New Year's Day".into() },
        ] {
            assert_said(&whole(Lang::Zh, &x), &whole(Lang::En, &x));
        }
        for m in 1..=12 {
            assert_english(&(EN.month)(m));
        }
    }
}
