//! Words of the import of seats (Art. 17).

use super::Lang;
use super::work::many;

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub file: &'static str,
    pub file_hint: &'static str,
    pub look: &'static str,
    pub paste: &'static str,
    pub paste_hint: &'static str,
    pub take: &'static str,
    pub preview: &'static str,
    pub row: &'static str,
    pub verdict: &'static str,
    pub found: fn(usize, usize, usize) -> String,
    pub no_heads: &'static str,
    pub too_long: &'static str,
    pub changes: &'static str,
    pub same: &'static str,
    pub unknown_unit: &'static str,
    pub twice: fn(u32) -> String,
    pub no_seats: fn(u32) -> String,
    pub overdrawn: &'static str,
}

const ZH: Words = Words {
    title: "导入名额",
    lede: "从表格导入各推荐单位的名额。先逐行预览，有一行不对就一行也不导入。",
    file: "选择表格文件",
    file_hint: "XLSX 或 CSV（UTF-8、GBK 均可），不超过 2 MB；可先下载现有名额表，改好再导入。",
    look: "读取并预览",
    paste: "或者从表格中复制，粘贴在这里",
    paste_hint: "第一行须有“推荐单位”（或“代码”）、“不限规模的名额”、“另给中小企业的名额”。",
    take: "导入全部名额",
    preview: "逐行预览",
    row: "行",
    verdict: "结果",
    found: |all, changed, wrong| {
        if wrong > 0 {
            format!("共 {all} 行，{wrong} 行有误；改好之前不能导入。")
        } else {
            format!("共 {all} 行，其中 {changed} 行会改变名额，可以导入。")
        }
    },
    no_heads: "没有认出表头：第一行须有“推荐单位”（或“代码”）、“不限规模的名额”、“另给中小企业的名额”。",
    too_long: "行数过多，请检查是否选错了表格。",
    changes: "将改变",
    same: "不变",
    unknown_unit: "没有这个推荐单位",
    twice: |row| format!("与第 {row} 行重复"),
    no_seats: |column| format!("第 {column} 列须是 0 到 1000 的整数"),
    overdrawn: "少于已推荐的项数",
};

const EN: Words = Words {
    title: "Import seats",
    lede: "Take the seats of all units from a table. Every row is shown first; if one is wrong, none is taken over.",
    file: "File with the table",
    file_hint: "XLSX or CSV (UTF-8 or GBK), at most 2 MB. Download the present seats, change them and bring them back.",
    look: "Read and show",
    paste: "Or copy the cells of a spreadsheet and paste them here",
    paste_hint: "The first row names “Recommending unit” (or “Code”), “Seats for any size” and “Further seats for SMEs”.",
    take: "Import all seats",
    preview: "Row by row",
    row: "Row",
    verdict: "Result",
    found: |all, changed, wrong| {
        let rows = many(all as i64, "row");
        if wrong > 0 {
            format!("{rows}, {wrong} wrong: nothing can be imported before they are mended.")
        } else {
            format!("{rows}, {changed} of them with other seats than now: ready to import.")
        }
    },
    no_heads: "The heads were not recognised: the first row must name “Recommending unit” (or “Code”), “Seats for any size” and “Further seats for SMEs”.",
    too_long: "Too many rows. Is this the right table?",
    changes: "changes",
    same: "as now",
    unknown_unit: "no such unit",
    twice: |row| format!("the same unit as in row {row}"),
    no_seats: |column| format!("column {column} must be a whole number from 0 to 1000"),
    overdrawn: "fewer than are taken",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Why a file could not be read as a table, by the code of the reader of tables.
pub fn unreadable(lang: Lang, why: &str, row: u32, column: u32) -> String {
    let said = match why {
        "empty" => lang.pick("文件是空的，请检查。", "The file is empty."),
        "old_format" => lang.pick(
            "这是旧的 .xls 格式，请另存为 .xlsx 再选择。",
            "This is the old .xls format. Save it as .xlsx and choose it again.",
        ),
        "encrypted" => lang.pick(
            "文件设有密码，请去掉密码再选择。",
            "The file has a password. Take it off and choose it again.",
        ),
        "encoding" => lang.pick(
            "文字编码认不出，请另存为 UTF-8 的 CSV 或 XLSX。",
            "The encoding is not known. Save it as CSV in UTF-8, or as XLSX.",
        ),
        "open_quote" => lang.pick("有引号没有结束。", "A quotation mark is never closed."),
        "too_many_rows" => lang.pick("行数过多。", "There are too many rows."),
        "too_many_columns" => lang.pick("列数过多。", "There are too many columns."),
        "cell_too_long" => lang.pick("有一格的内容过长。", "A cell is too long."),
        "not_calculated" => lang.pick(
            "有一格的公式没有结果，请在表格软件中打开并保存一次。",
            "A formula has no result. Open the file in a spreadsheet program and save it once.",
        ),
        "bomb" | "broken" => lang.pick(
            "文件不完整或已损坏，请重新导出。",
            "The file is incomplete or damaged. Please export it again.",
        ),
        _ => lang.pick(
            "这不是表格文件，请选择 XLSX 或 CSV。",
            "This is no table. Choose an XLSX or CSV file.",
        ),
    };
    match (row, column) {
        (0, _) => said.to_owned(),
        (row, 0) => lang.pick(format!("第 {row} 行：{said}"), format!("Row {row}: {said}")),
        (row, column) => lang.pick(
            format!("第 {row} 行第 {column} 列：{said}"),
            format!("Row {row}, column {column}: {said}"),
        ),
    }
}
