//! Words of the score sheet as a table: taken along, filled in without a line, brought back (Art. 19).

use domain::review::offline::{Column, Fault, OVERALL, Problem};

use super::{Lang, common, review};

/// Words of the sheet's page and of the table.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub text: &'static str,
    pub download: &'static str,
    pub file: &'static str,
    pub file_hint: &'static str,
    pub overwrite: &'static str,
    pub overwrite_hint: &'static str,
    pub take: &'static str,
    pub taken: &'static str,
    pub problems: fn(usize) -> String,
    pub differ: &'static str,
    pub again: &'static str,
    pub sheet: fn(&str) -> String,
    pub mark: &'static str,
    pub mark_text: &'static str,
}

const ZH: Words = Words {
    title: "离线评分",
    text: "没有网络时：先下载评分表，在表格软件中打分、写评语，回来后上传。上传只是保存，核对无误后仍须在本页封存。文件里有评审内容，请按保密承诺保管，用完删除。",
    download: "下载评分表（XLSX）",
    file: "选择填好的评分表",
    file_hint: "XLSX 或 CSV（UTF-8、GBK 均可），不超过 1 MB。逐行核对，有一处不对就什么都不改。",
    overwrite: "下载之后本页又改过也没关系，以文件为准",
    overwrite_hint: "不勾选时，发现本页在下载之后改过，就先告诉您，不覆盖。",
    take: "上传并保存",
    taken: "已按上传的评分表保存，还没有封存。请核对下面的分数和评语，再封存。",
    problems: |n| format!("有 {n} 处不对，所以没有保存，页面上的内容没有变："),
    differ: "文件与本页不同的有：",
    again: "请重新选择文件；要以文件为准，请勾选下面的一项。",
    sheet: |reference| format!("评分表 {reference}"),
    mark: "本行是文件的标记，请勿改动",
    mark_text: "在“分数”和“评语”两列填写；每项标准的评语写在其中任何一行都可以，合在一起算一条。",
};

const EN: Words = Words {
    title: "Scoring without a line",
    text: "When you will be without a line: download the sheet, score and comment in a spreadsheet, upload it when you are back. Uploading saves it, nothing more: look it over and seal it on this page. The file holds material of the review; keep it as you undertook to, and delete it afterwards.",
    download: "Download the sheet (XLSX)",
    file: "The sheet you filled in",
    file_hint: "XLSX or CSV (UTF-8 or GBK), at most 1 MB. Every row is checked; if one is wrong, nothing is changed.",
    overwrite: "The file counts, even if this page was changed after the download",
    overwrite_hint: "Without the tick you are told of such changes, and nothing is overwritten.",
    take: "Upload and save",
    taken: "Saved as in the sheet you uploaded; not sealed yet. Look over scores and comments below, then seal.",
    problems: |n| {
        let places = if n == 1 { "place is" } else { "places are" };
        format!("{n} {places} wrong, so nothing was saved and this page is as it was:")
    },
    differ: "File and page differ in:",
    again: "Choose the file again; if the file is to count, tick the box below.",
    sheet: |reference| format!("Score sheet {reference}"),
    mark: "This row says which sheet it is: leave it as it is",
    mark_text: "Fill in the columns of scores and comments. The comment on a criterion may stand in any of its rows; together they are one.",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// The head of a column.
pub fn column(lang: Lang, column: Column) -> &'static str {
    match column {
        Column::Code => lang.pick("代码", "Code"),
        Column::Criterion => lang.pick("标准", "Criterion"),
        Column::Item => lang.pick("评分项", "Sub-item"),
        Column::Descriptor => lang.pick("看什么", "What to look for"),
        Column::Max => lang.pick("满分", "Points at most"),
        Column::Score => lang.pick("分数", "Score"),
        Column::Comment => lang.pick("评语", "Comment"),
    }
}

/// The name of a column counted from 1, as a spreadsheet shows it.
fn letters(column: u32) -> String {
    let mut name = Vec::new();
    let mut rest = column;
    while let Some(digit) = rest.checked_sub(1) {
        name.push(char::from(b'A' + (digit % 26) as u8));
        rest = digit / 26;
    }
    name.iter().rev().collect()
}

/// What is wrong, where, and what to do.
pub fn problem(lang: Lang, p: &Problem) -> String {
    let said = fault(lang, &p.fault);
    match (p.row, p.column) {
        (0, _) => said,
        (row, 0) => lang.pick(format!("第 {row} 行：{said}"), format!("Row {row}: {said}")),
        (row, column) => {
            let at = letters(column);
            lang.pick(
                format!("第 {row} 行 {at} 列：{said}"),
                format!("Row {row}, column {at}: {said}"),
            )
        }
    }
}

fn fault(lang: Lang, fault: &Fault) -> String {
    let name = |c: Column| column(lang, c);
    match fault {
        Fault::NoColumn { column } => lang.pick(
            format!("没有认出“{}”这一列，请不要改动表头。", name(*column)),
            format!("There is no column “{}”. Leave the heads as they are.", name(*column)),
        ),
        Fault::ColumnTwice { column } => lang.pick(
            format!("有两列都是“{}”，请只留一列。", name(*column)),
            format!("Two columns are “{}”. Keep one of them.", name(*column)),
        ),
        Fault::NoMark => lang.pick(
            "没有找到文件的标记（第一行数据）。请重新下载评分表，把分数和评语抄过去。".into(),
            "The row that says which sheet it is has gone. Download the sheet again and copy scores and comments into it.".into(),
        ),
        Fault::OtherApplication { found, wanted } => lang.pick(
            format!("这是 {found} 的评分表，这里是 {wanted}。请选择对应的文件。"),
            format!("This is the sheet of {found}; here is {wanted}. Choose the other file."),
        ),
        Fault::OtherSeason { found } => lang.pick(
            format!("这是 {found} 年度的评分表。请下载本年度的。"),
            format!("This is a sheet of {found}. Download this year's."),
        ),
        Fault::OtherReview { found } => {
            let name = common::phase(lang, found.phase());
            lang.pick(
                format!("这是{name}的评分表，不是这一张。请选择对应的文件。"),
                format!("This is a sheet of another review: {name}. Choose the other file."),
            )
        }
        Fault::OtherRubric => lang.pick(
            "下载之后评分细则改过了。请重新下载评分表，按新的细则打分。".into(),
            "The rubric has been changed since the download. Download the sheet again and score by the new one.".into(),
        ),
        Fault::UnknownCode { code } if code.is_empty() => lang.pick(
            "这一行没有代码，不知道是哪一项。请写在有代码的行里。".into(),
            "This row has no code, so nobody knows what it is for. Write into a row that has one.".into(),
        ),
        Fault::UnknownCode { code } => lang.pick(
            format!("评分细则里没有“{code}”。请不要改动代码。"),
            format!("The rubric has no “{code}”. Leave the codes as they are."),
        ),
        Fault::Twice { row } => lang.pick(
            format!("与第 {row} 行重复，请只留一行。"),
            format!("The same as row {row}. Keep one of them."),
        ),
        Fault::RowMissing { code } if code == OVERALL => lang.pick(
            format!("少了总评语一行（代码 {OVERALL}），请补上。"),
            format!("The row of the overall comment is missing (code {OVERALL}). Put it back."),
        ),
        Fault::RowMissing { code } => lang.pick(
            format!("少了代码为 {code} 的一行，请补上；没有打分的也要留着。"),
            format!("The row with the code {code} is missing. Put it back, scored or not."),
        ),
        Fault::NotRead => lang.pick(
            "这一格不读，写在这里的会丢失。请移到别处。".into(),
            "Nothing is read here; what you wrote would be lost. Move it elsewhere.".into(),
        ),
        Fault::TooLong { max } => lang.pick(
            format!("连空格在内最多 {max} 个字符，请缩短。"),
            format!("At most {max} characters, spaces included. Please shorten it."),
        ),
        Fault::Field { field, fault } => review::fault(lang, field, fault),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_english, assert_said};
    use super::*;
    use domain::review::sheet::{SheetFault, SheetField};

    #[test]
    fn art_19_every_problem_is_told_in_both_languages_with_its_place() {
        let text = || "QB-2026-00012-X".to_owned();
        for f in [
            Fault::NoColumn { column: Column::Score },
            Fault::ColumnTwice { column: Column::Code },
            Fault::NoMark,
            Fault::OtherApplication { found: text(), wanted: text() },
            Fault::OtherSeason { found: 2025 },
            Fault::OtherReview { found: domain::deliberation::Review::Defence },
            Fault::OtherRubric,
            Fault::UnknownCode { code: String::new() },
            Fault::UnknownCode { code: "bonus".into() },
            Fault::Twice { row: 3 },
            Fault::RowMissing { code: OVERALL.into() },
            Fault::RowMissing { code: "effect.gains".into() },
            Fault::NotRead,
            Fault::TooLong { max: 20 },
            Fault::Field { field: SheetField::Overall, fault: SheetFault::NotANumber },
        ] {
            assert_said(&fault(Lang::Zh, &f), &fault(Lang::En, &f));
            let at = Problem { row: 7, column: 28, fault: f };
            assert!(problem(Lang::En, &at).starts_with("Row 7, column AB: "));
            assert!(problem(Lang::Zh, &at).starts_with("第 7 行 AB 列："));
        }
    }

    #[test]
    fn heads_and_words_of_the_table_are_english_in_english() {
        for c in Column::ALL {
            assert_said(column(Lang::Zh, c), column(Lang::En, c));
        }
        let w = words(Lang::En);
        for text in [w.title, w.text, w.file_hint, w.mark, w.mark_text, w.again, w.taken] {
            assert_english(text);
        }
    }
}
