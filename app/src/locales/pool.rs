//! Words of the expert pool (Art. 11): list, one expert, import.

use domain::committee::pool::import::{Fault, NoTable};
use domain::committee::pool::{Column, LIST_MAX, SHORT_MAX, Slip, Status};

use super::work::many;
use super::{Lang, fields, people};

/// Words of the pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub status: &'static str,
    pub panel: &'static str,
    pub panel_number: fn(i64) -> String,
    pub served: &'static str,
    pub in_pool: &'static str,
    pub resting: &'static str,
    pub seated: &'static str,
    pub search: &'static str,
    pub any_field: &'static str,
    pub any_unit: &'static str,
    pub any_status: &'static str,
    pub with_seat: &'static str,
    pub tally: fn(i64, i64) -> String,
    pub none: &'static str,
    pub none_fit: &'static str,
    pub add: &'static str,
    pub import: &'static str,
    pub imported: fn(&str, &str, &str) -> String,
    pub saved: &'static str,
    pub new_title: &'static str,
    pub particulars: &'static str,
    pub save: &'static str,
    pub wrong: &'static str,
    pub not_one: &'static str,
    pub since: fn(&str, &str) -> String,
    pub status_text: &'static str,
    pub rests: fn(&str) -> String,
    pub rest: &'static str,
    pub conflict: &'static str,
    pub conflict_text: &'static str,
    pub conflict_reference: &'static str,
    pub conflict_record: &'static str,
    pub conflict_recorded: &'static str,
    pub wake: &'static str,
    pub reason: &'static str,
    pub seat_reason: &'static str,
    pub seat_reason_hint: &'static str,
    pub history: &'static str,
    pub history_text: &'static str,
    pub no_history: &'static str,
    pub year: &'static str,
    pub lead: &'static str,
    pub assigned: &'static str,
    pub sealed: &'static str,
    pub import_title: &'static str,
    pub import_lede: &'static str,
    pub file: &'static str,
    pub file_hint: &'static str,
    pub look: &'static str,
    pub paste: &'static str,
    pub paste_hint: &'static str,
    pub take: &'static str,
    pub preview: &'static str,
    pub row: &'static str,
    pub verdict: &'static str,
    pub found: fn(&domain::committee::pool::import::Counts) -> String,
    pub left: fn(usize) -> String,
    pub edited: fn(usize, usize) -> String,
    pub new: &'static str,
    pub same: &'static str,
    pub changes: &'static str,
    pub blank: &'static str,
    pub stays: &'static str,
    pub stayed: fn(&str) -> String,
}

const ZH: Words = Words {
    title: "专家库",
    lede: "质量管理及相关领域、行业的评审专家。评审委员会每年从这里抽取组成。",
    status: "状态",
    panel: "本年度专业组",
    panel_number: |n| format!("第 {n} 组"),
    served: "参加届数",
    in_pool: "在库专家",
    resting: "暂停",
    seated: "本年度已入组",
    search: "姓名、单位或邮箱",
    any_field: "全部行业",
    any_unit: "全部推荐单位",
    any_status: "全部",
    with_seat: "本年度已入组",
    tally: |found, all| format!("{all} 位中的 {found} 位"),
    none: "专家库还是空的。请从表格导入，或逐位添加。",
    none_fit: "没有符合条件的专家，请换个条件。",
    add: "添加专家",
    import: "导入专家",
    imported: |added, changed, same| {
        format!("已导入：新增 {added} 位，更新 {changed} 位，{same} 位没有变化。")
    },
    saved: "已保存。",
    new_title: "添加专家",
    particulars: "专家信息",
    save: "保存",
    wrong: "请先修改下列内容",
    not_one: "不指定",
    since: |created, changed| format!("{created} 入库，{changed} 最近更新。"),
    status_text: "暂停的专家不会被抽取，也不能入组；记录和历史都保留。",
    rests: |reason| format!("已暂停：{reason}"),
    rest: "暂停",
    conflict: "记录回避",
    conflict_text: "专家没有申报、系统也没有发现的回避情形，由办公室写明理由记录。该专家对这项申报的评审任务即行取消；已经封存的评分原样保存，不再计入。",
    conflict_reference: "申报受理号",
    conflict_record: "记录回避",
    conflict_recorded: "已记录：该专家不再评审这项申报。",
    wake: "恢复",
    reason: "理由",
    seat_reason: "更换邮箱的理由",
    seat_reason_hint: "该专家在评审委员会中有席位。更换邮箱后，席位转到新邮箱的账号，由其重新签署承诺书；原账号会收到通知和理由（第十三条、第十五条）。",
    history: "参加记录",
    history_text: "只记录届次、专业组和完成数量，不显示任何评分。",
    no_history: "还没有参加过评审。",
    year: "年度",
    lead: "组长",
    assigned: "分派",
    sealed: "已封存",
    import_title: "导入专家",
    import_lede: "从表格导入专家。先逐行预览，有一行不对就一行也不导入。",
    file: "选择表格文件",
    file_hint: "XLSX 或 CSV（UTF-8、GBK 均可），不超过 8 MB；可先下载现有专家表，改好再导入。",
    look: "读取并预览",
    paste: "或者从表格中复制，粘贴在这里",
    paste_hint: "第一行为列名：姓名、工作单位、专业领域必须有；电子邮箱、电话、统一社会信用代码、推荐单位、地区、职称、方法专长、咨询过的组织可有可无。已在库的专家按邮箱，或按姓名加工作单位识别；表中没有的列保持原样，空格子会清空原有内容。",
    take: "全部导入",
    preview: "逐行预览",
    row: "行",
    verdict: "结果",
    found: |c| {
        if c.wrong > 0 {
            format!("共 {} 行，{} 行有误；改好之前不能导入。", c.all, c.wrong)
        } else {
            let stays = match c.stays {
                0 => String::new(),
                n => format!("{n} 位有席位的不导入，"),
            };
            format!(
                "共 {} 行：新增 {} 位，更新 {} 位，不变 {} 位，{stays}可以导入。",
                c.all, c.added, c.changed, c.same
            )
        }
    },
    left: |n| format!("另有 {n} 行没有错误，不再逐行列出。"),
    edited: |all, wrong| {
        if wrong > 0 {
            format!("改动后共 {all} 行，{wrong} 行有误。")
        } else {
            format!("改动后共 {all} 行，单元格都没有错误。请再次预览，查看会改变什么。")
        }
    },
    new: "新增",
    same: "不变",
    changes: "更新",
    blank: "（空）",
    stays: "该专家在评审委员会中有席位，更换邮箱须在其页面上单独办理并写明理由，本行不导入（第十三条、第十五条）",
    stayed: |n| {
        format!("另有 {n} 位在评审委员会中有席位，更换邮箱须逐位办理并写明理由，没有更新。")
    },
};

const EN: Words = Words {
    title: "Expert pool",
    lede: "Experts in quality management and in fields and industries around it. Each year's review committee is drawn from here.",
    status: "Status",
    panel: "Panel this season",
    panel_number: |n| format!("Panel {n}"),
    served: "Seasons served",
    in_pool: "experts in the pool",
    resting: "resting",
    seated: "with a seat this season",
    search: "Name, employer or address",
    any_field: "All industries",
    any_unit: "All recommending units",
    any_status: "All",
    with_seat: "With a seat this season",
    tally: |found, all| format!("{found} of {all}"),
    none: "The pool is empty. Import a table, or add experts one by one.",
    none_fit: "No expert fits. Try another search or filter.",
    add: "Add an expert",
    import: "Import experts",
    imported: |added, changed, same| {
        format!("Imported: {added} new, {changed} changed, {same} as before.")
    },
    saved: "Saved.",
    new_title: "Add an expert",
    particulars: "Particulars",
    save: "Save",
    wrong: "Please mend this first",
    not_one: "None",
    since: |created, changed| format!("In the pool since {created}, last changed on {changed}."),
    status_text: "An expert who rests is neither drawn nor seated; particulars and history stay.",
    rests: |reason| format!("Resting: {reason}"),
    rest: "Let rest",
    conflict: "Record a conflict",
    conflict_text: "For a conflict of interest that was not declared and not found. The expert’s reviews of that application are taken away; a score that is sealed is kept as it is and counts no more.",
    conflict_reference: "Number of the application",
    conflict_record: "Record the conflict",
    conflict_recorded: "Recorded: the expert reviews that application no more.",
    wake: "Call back",
    reason: "Reason",
    seat_reason: "Why the address changes",
    seat_reason_hint: "This expert has a seat on the committee. With another address the seat goes to the account of that address, which signs the undertaking anew; the account before is told why (Art. 13, 15).",
    history: "Seasons served",
    history_text: "Seasons, panels and how many were done; never a score.",
    no_history: "No season yet.",
    year: "Season",
    lead: "lead",
    assigned: "Assigned",
    sealed: "Sealed",
    import_title: "Import experts",
    import_lede: "Take experts from a table. Every row is shown first; if one is wrong, none is taken over.",
    file: "File with the table",
    file_hint: "XLSX or CSV (UTF-8 or GBK), at most 8 MB. Download the present pool, change it and bring it back.",
    look: "Read and show",
    paste: "Or copy the cells of a spreadsheet and paste them here",
    paste_hint: "The first row names the columns: Name, Employer and Fields of expertise must be there; E-mail, Telephone, Credit code, Recommending unit, Region, Professional title, Methods of expertise and Organisations advised may. Experts in the pool are known by address, or by name and employer; columns that are not there change nothing, an empty cell empties what stood there.",
    take: "Import all",
    preview: "Row by row",
    row: "Row",
    verdict: "Result",
    found: |c| {
        let rows = many(i64::from(c.all), "row");
        if c.wrong > 0 {
            format!("{rows}, {} wrong: nothing can be imported before they are mended.", c.wrong)
        } else {
            let stays = match c.stays {
                0 => String::new(),
                n => format!(", {n} left out for their seats"),
            };
            format!(
                "{rows}: {} new, {} changed, {} as now{stays}. Ready to import.",
                c.added, c.changed, c.same
            )
        }
    },
    left: |n| format!("{} more without a fault, not listed.", many(n as i64, "row")),
    edited: |all, wrong| {
        let rows = many(all as i64, "row");
        if wrong > 0 {
            format!("After your changes: {rows}, {wrong} wrong.")
        } else {
            format!(
                "After your changes: {rows}, no cell is wrong. Show it again to see what it would change."
            )
        }
    },
    new: "new",
    same: "as now",
    changes: "changed",
    blank: "(empty)",
    stays: "Has a seat on the committee: another address is entered on the expert's own page, with a reason. This row is left out (Art. 13, 15)",
    stayed: |n| {
        format!(
            "{n} more have a seat on the committee and were left as they are: another address is entered one by one, with a reason."
        )
    },
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Name of a column, in tables and in the form.
pub fn column(lang: Lang, column: Column) -> &'static str {
    match column {
        Column::Name => lang.pick("姓名", "Name"),
        Column::Email => lang.pick("电子邮箱", "E-mail"),
        Column::Phone => lang.pick("电话", "Telephone"),
        Column::Employer => lang.pick("工作单位", "Employer"),
        Column::Uscc => lang.pick("统一社会信用代码", "Credit code"),
        Column::Unit => lang.pick("推荐单位", "Recommending unit"),
        Column::Region => lang.pick("地区", "Region"),
        Column::Title => lang.pick("职称", "Professional title"),
        Column::Fields => lang.pick("专业领域", "Fields of expertise"),
        Column::Methods => lang.pick("方法专长", "Methods of expertise"),
        Column::Ties => lang.pick("咨询过的组织", "Organisations advised"),
    }
}

/// What to write into a column's field, where the season counts advice of so many `years`; empty where the name says it.
pub fn hint(lang: Lang, column: Column, years: u32) -> String {
    let said = match column {
        Column::Email => lang.pick("入组时按这个邮箱开通账号。", "The account is made for this address when the expert is seated."),
        Column::Employer => lang.pick("用于识别回避关系（第十五条）。", "Used to find conflicts of interest (Art. 15)."),
        Column::Uscc => lang.pick("工作单位的代码，18 位；不知道可不填。", "The employer's code, 18 characters, if known."),
        Column::Unit => lang.pick("在推荐单位任职的，填该单位（第十五条）。", "If on the staff of a recommending unit, that unit (Art. 15)."),
        Column::Fields => lang.pick("行业大类的代码或名称，用顿号分开，例如：36、39。", "Divisions of GB/T 4754 by code, divided by commas, such as 36, 39."),
        Column::Methods => lang.pick("用顿号分开，例如：精益六西格玛、零缺陷。分派评审时，题目或方向中写有该方法的申报材料优先分给熟悉它的专家（第十二条）。", "Divided by commas, such as Lean Six Sigma, zero defects. An application whose title or direction names a method goes to those who know it first, when reviews are assigned (Art. 12)."),
        Column::Ties => return lang.pick(
            format!("近 {years} 年提供过咨询的组织的信用代码，用顿号分开（第十五条）。"),
            format!("Credit codes of organisations advised within {years} years, divided by commas (Art. 15)."),
        ),
        Column::Name | Column::Phone | Column::Region | Column::Title => "",
    };
    said.to_owned()
}

/// A status.
pub fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::Active => lang.pick("可抽取", "active"),
        Status::Resting => lang.pick("暂停", "resting"),
    }
}

/// A region by the code of its unit; empty when unknown.
pub fn region(lang: Lang, code: &str) -> String {
    fields::region(lang, code).unwrap_or_else(|| code.to_owned())
}

/// What is wrong with an entry.
pub fn slip(lang: Lang, slip: &Slip) -> String {
    match slip {
        Slip::Missing => lang.pick("没有填写", "is missing").to_owned(),
        Slip::TooLong { max } => {
            lang.pick(format!("最多 {max} 字"), format!("has more than {max} characters"))
        }
        Slip::TooMany { max } => {
            lang.pick(format!("最多 {max} 项"), format!("has more than {max} entries"))
        }
        Slip::Email => lang.pick("不是邮箱地址", "is no e-mail address").to_owned(),
        Slip::Phone => lang
            .pick(
                "不是电话号码（固定电话须带区号）",
                "is no telephone number (landlines with their area code)",
            )
            .to_owned(),
        Slip::Uscc { why } => people::uscc(lang, why),
        Slip::Unit => lang.pick("没有这个推荐单位", "names no recommending unit").to_owned(),
        Slip::Region => lang.pick("没有这个地区", "names no region").to_owned(),
        Slip::Division { written } => lang.pick(
            format!("“{written}”不是行业大类（GB/T 4754）"),
            format!("names no division of GB/T 4754: “{written}”"),
        ),
    }
}

/// What is wrong with a row.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::Cell { column: n, of, slip: s } => {
            let (name, said) = (column(lang, *of), slip(lang, s));
            lang.pick(
                format!("第 {n} 列“{name}”：{said}"),
                format!("column {n}, {name}: {said}"),
            )
        }
        Fault::Twice { row } => {
            lang.pick(format!("与第 {row} 行是同一位专家"), format!("the same expert as in row {row}"))
        }
        Fault::Ambiguous => lang
            .pick(
                "专家库中有多位可能是此人，或邮箱与姓名对不上；请在专家库中逐位修改，再导入其余各行",
                "the pool has several it could be, or address and name do not belong together; change this one in the pool by hand and import the others",
            )
            .to_owned(),
    }
}

/// Why a text is no table; `None` for an empty one.
pub fn no_table(lang: Lang, why: NoTable) -> Option<String> {
    match why {
        NoTable::Empty => None,
        NoTable::Heads => Some(
            lang.pick(
                "没有认出表头：第一行须有“姓名”“工作单位”“专业领域”。",
                "The heads were not recognised: the first row must name “Name”, “Employer” and “Fields of expertise”.",
            )
            .to_owned(),
        ),
        NoTable::HeadTwice { of } => {
            let name = column(lang, of);
            Some(lang.pick(
                format!("有两列都是“{name}”，请只留一列。"),
                format!("Two columns are “{name}”. Keep one of them."),
            ))
        }
        NoTable::TooLong => Some(
            lang.pick("行数过多，请分几次导入。", "Too many rows. Import them in several tables.")
                .to_owned(),
        ),
    }
}

/// Longest a field of the form may be, in characters of the page.
pub fn longest(column: Column) -> usize {
    match column {
        Column::Name | Column::Employer => domain::people::NAME_MAX,
        Column::Email => 254,
        Column::Title => SHORT_MAX,
        Column::Fields | Column::Methods | Column::Ties => LIST_MAX * 40,
        Column::Phone | Column::Uscc | Column::Unit | Column::Region => 60,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_english, assert_said};
    use super::*;
    use domain::committee::pool::import::read;

    #[test]
    fn art_11_the_heads_we_write_are_the_heads_we_read() {
        for lang in [Lang::Zh, Lang::En] {
            let heads: Vec<&str> = Column::ALL.into_iter().map(|c| column(lang, c)).collect();
            let sheet = read(&format!("{}\n演示\t\t\t演示大学\t\t\t\t\t36\t\t", heads.join("\t")));
            assert_eq!(sheet.map(|s| s.columns), Ok(Column::ALL.to_vec()));
        }
    }

    #[test]
    fn every_column_and_every_fault_is_said_in_both_languages() {
        for c in Column::ALL {
            assert_said(column(Lang::Zh, c), column(Lang::En, c));
            assert_english(&hint(Lang::En, c, 3));
            assert_eq!(hint(Lang::Zh, c, 3).is_empty(), hint(Lang::En, c, 3).is_empty());
        }
        assert!(hint(Lang::Zh, Column::Ties, 5).contains("近 5 年"));
        assert!(hint(Lang::En, Column::Ties, 5).contains("within 5 years"));
        let slips = [
            Slip::Missing,
            Slip::TooLong { max: 3 },
            Slip::TooMany { max: 3 },
            Slip::Email,
            Slip::Phone,
            Slip::Uscc { why: domain::facts::uscc::UsccError::Length { found: 3 } },
            Slip::Unit,
            Slip::Region,
            Slip::Division { written: "99".into() },
        ];
        for s in slips {
            assert_said(&slip(Lang::Zh, &s), &slip(Lang::En, &s));
        }
        for f in [Fault::Twice { row: 3 }, Fault::Ambiguous] {
            assert_said(&fault(Lang::Zh, &f), &fault(Lang::En, &f));
        }
        for s in Status::ALL {
            assert_said(status(Lang::Zh, s), status(Lang::En, s));
        }
    }
}
