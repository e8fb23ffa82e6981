//! Words of entering: searching lists, pasting figures, rows of results, declarations with
//! their evidence.

use domain::application::results::{Improvement, show_signed, show_tenths};

use super::Lang;

/// Words of the controls.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub found: fn(usize) -> String,
    pub none_found: &'static str,
    pub industries: &'static str,
    pub unit_search: &'static str,
    pub unit_search_hint: &'static str,
    pub units: &'static str,
    pub unit_taken: fn(&str) -> String,
    pub city_goes_alone: fn(&str, &str, &str) -> String,
    pub province_has_city: fn(&str, &str, &str) -> String,
    pub corps_goes_alone: fn(&str) -> String,
    pub paste_hint: &'static str,
    pub pasted: fn(usize) -> String,
    pub left_over: &'static str,
    pub left_over_text: &'static str,
    pub row_up: fn(usize) -> String,
    pub row_down: fn(usize) -> String,
    pub row_remove: fn(usize) -> String,
    pub up: &'static str,
    pub down: &'static str,
    pub remove: &'static str,
    pub moved: fn(usize) -> String,
    pub removed: fn(usize) -> String,
    pub rows_note: fn(usize, usize) -> String,
    pub change: &'static str,
    pub choose_file: &'static str,
    pub file_gone: &'static str,
    pub no_files: &'static str,
    pub to_files: &'static str,
    pub proven_by: &'static str,
    pub attached: fn(usize) -> String,
    pub not_attached: &'static str,
    pub optional: &'static str,
    pub evidence_pages: fn(usize) -> String,
    pub pages_estimated: fn(usize, usize) -> String,
}

const ZH: Words = Words {
    found: |n| format!("找到 {n} 个，用上下键选择。"),
    none_found: "没有找到，请换一个词或代码。",
    industries: "可选的行业",
    unit_search: "查找协会或主管部门",
    unit_search_hint: "输入名称的一部分或拼音首字母，例如“机械”或 zgjx，选中后填入下面的列表。",
    units: "可选的推荐单位",
    unit_taken: |name| format!("已选：{name}"),
    city_goes_alone: |city, province, article| {
        format!(
            "{city}是计划单列市：由本市工信主管部门推荐，不经{province}（{article}）；也可由一家全国性行业协会推荐。"
        )
    },
    province_has_city: |province, city, article| {
        format!(
            "{city}是计划单列市，单独推荐：在{city}注册的请改选{city}，不要选{province}（{article}）。"
        )
    },
    corps_goes_alone: |article| {
        format!("新疆生产建设兵团单独推荐，不经新疆维吾尔自治区（{article}）。")
    },
    paste_hint: "可从电子表格一次粘贴多格；金额可带千分位、全角数字或“亿”“万”，亏损可写 -300 或（300）。",
    pasted: |n| format!("已填入 {n} 格，请核对。"),
    left_over: "粘贴的内容中有一部分没有找到位置",
    left_over_text: "没有丢弃，列在下面，可以复制后自行填写：",
    row_up: |n| format!("上移第 {n} 行"),
    row_down: |n| format!("下移第 {n} 行"),
    row_remove: |n| format!("删除第 {n} 行"),
    up: "上移",
    down: "下移",
    remove: "删除",
    moved: |n| format!("已移到第 {n} 行。"),
    removed: |n| format!("第 {n} 行已删除。"),
    rows_note: |min, max| {
        format!(
            "至少 {min} 行，最多 {max} 行；不用的行留空。可从电子表格一次粘贴多格。提升幅度由系统计算。"
        )
    },
    change: "提升",
    choose_file: "请选择文件",
    file_gone: "（已移除的文件）",
    no_files: "还没有附件可选。可以先存下这一页，上传后再回来选。",
    to_files: "去上传附件",
    proven_by: "证明材料：",
    attached: |n| format!("已上传 {n} 个文件"),
    not_attached: "还没有上传",
    optional: "可不传",
    evidence_pages: |max| format!("证明材料合计不超过 {max} 页。"),
    pages_estimated: |n, max| format!("按 A4 排版约 {n} 页（不超过 {max} 页）"),
};

const EN: Words = Words {
    found: |n| format!("{n} found; choose with the arrow keys."),
    none_found: "Nothing found; try another word or code.",
    industries: "Industries to choose from",
    unit_search: "Find an association or authority",
    unit_search_hint: "Part of the name, such as machinery; what you choose is taken into the list below.",
    units: "Units to choose from",
    unit_taken: |name| format!("Chosen: {name}"),
    city_goes_alone: |city, province, article| {
        format!(
            "{city} is a separately planned city: it recommends by itself, not through {province} ({article}). A national association may recommend you as well."
        )
    },
    province_has_city: |province, city, article| {
        format!(
            "{city} is a separately planned city and recommends by itself: if you are registered there, choose {city}, not {province} ({article})."
        )
    },
    corps_goes_alone: |article| {
        format!("The Xinjiang Corps recommends by itself, not through Xinjiang ({article}).")
    },
    paste_hint: "Several cells can be pasted from a spreadsheet at once. Separators are fine; a loss is -300 or (300).",
    pasted: |n| format!("{n} cells were filled in; please check them."),
    left_over: "Some of what was pasted found no place",
    left_over_text: "Nothing is thrown away. It stands here, to be copied where it belongs:",
    row_up: |n| format!("Move row {n} up"),
    row_down: |n| format!("Move row {n} down"),
    row_remove: |n| format!("Remove row {n}"),
    up: "Up",
    down: "Down",
    remove: "Remove",
    moved: |n| format!("Now row {n}."),
    removed: |n| format!("Row {n} was removed."),
    rows_note: |min, max| {
        format!(
            "At least {min} rows, at most {max}; leave the others empty. Several cells can be pasted from a spreadsheet. The improvement is computed."
        )
    },
    change: "Change",
    choose_file: "Choose a file",
    file_gone: "(a file that was removed)",
    no_files: "There is no file to choose yet. Save this page, upload, and come back.",
    to_files: "Go to the attachments",
    proven_by: "Proven by: ",
    attached: |n| if n == 1 { "1 file attached".to_owned() } else { format!("{n} files attached") },
    not_attached: "nothing attached yet",
    optional: "optional",
    evidence_pages: |max| format!("At most {max} pages of evidence in all."),
    pages_estimated: |n, max| format!("About {n} pages of A4 ({max} at most)"),
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// What a row of results shows: how far it went, and where that leaves the others.
pub fn improvement(lang: Lang, i: &Improvement) -> String {
    let mut parts = Vec::new();
    let (change, percent) = (show_signed(i.change), i.tenths.map(show_tenths));
    parts.push(match (i.points, percent) {
        (true, Some(p)) => lang.pick(
            format!("{change} 个百分点（{p}%）"),
            format!("{change} percentage points ({p}%)"),
        ),
        (true, None) => {
            lang.pick(format!("{change} 个百分点"), format!("{change} percentage points"))
        }
        (false, Some(p)) => lang.pick(format!("{change}（{p}%）"), format!("{change} ({p}%)")),
        (false, None) => change,
    });
    parts.extend(i.ahead.map(|yes| {
        let (zh, en) = if yes {
            ("优于竞争对手", "ahead of the competitor")
        } else {
            ("未优于竞争对手", "not ahead of the competitor")
        };
        lang.pick(zh, en).to_owned()
    }));
    parts.extend(
        i.best
            .filter(|yes| *yes)
            .map(|_| lang.pick("达到标杆水平", "as good as the best known").to_owned()),
    );
    parts.join(lang.pick("，", ", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_english;

    #[test]
    fn an_improvement_is_told_in_both_languages() {
        let i = Improvement {
            change: 3_400_000,
            tenths: Some(36),
            points: true,
            ahead: Some(true),
            best: Some(false),
        };
        assert_eq!(improvement(Lang::Zh, &i), "+3.4 个百分点（+3.6%），优于竞争对手");
        assert_english(&improvement(Lang::En, &i));
        let other =
            Improvement { points: false, tenths: None, ahead: Some(false), best: Some(true), ..i };
        assert_english(&improvement(Lang::En, &other));
        assert_eq!(improvement(Lang::Zh, &other), "+3.4，未优于竞争对手，达到标杆水平");
    }
}
