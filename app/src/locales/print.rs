//! Words of what is printed: the dossier and the receipt as PDF, and the page on which a
//! sealed print is compared.

use domain::application::seal::Match;

use super::Lang;

/// Words of room *print*.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub dossier: &'static str,
    pub year: fn(i32) -> String,
    pub issuer: &'static str,
    pub contents: &'static str,
    pub form: &'static str,
    pub summary: &'static str,
    pub report: &'static str,
    pub results: &'static str,
    pub commitment: &'static str,
    pub evidence: &'static str,
    pub org_sealed: &'static str,
    pub filled_on: &'static str,
    pub day: &'static str,
    pub draft: &'static str,
    pub draft_text: &'static str,
    pub version: fn(i64, &str) -> String,
    pub fingerprint: &'static str,
    pub fingerprint_note: &'static str,
    pub sha256: &'static str,
    pub sha256_note: &'static str,
    pub code_alt: &'static str,
    pub code_note: &'static str,
    pub foot: fn(&str) -> String,
    pub copy_for: fn(&str, &str) -> String,
    pub page: fn(usize, usize) -> String,
    pub commitment_lede: &'static str,
    pub commitment_end: &'static str,
    pub declared: &'static str,
    pub not_declared: &'static str,
    pub signature: &'static str,
    pub date: &'static str,
    pub seal_here: &'static str,
    pub number: &'static str,
    pub hash: &'static str,
    pub no_files: &'static str,
    pub no_rows: &'static str,
    pub by_section: fn(usize) -> String,
    pub notes: &'static str,
    pub missing: fn(&str) -> String,
    pub invisible: fn(&str) -> String,
    pub cut: fn(usize) -> String,
    pub receipt: &'static str,
    pub receipt_lede: fn(&str) -> String,
    pub receipt_alt: &'static str,
    pub receipt_note: &'static str,
    pub busy: &'static str,
    // The page of the sealed print.
    pub title: &'static str,
    pub lede: &'static str,
    pub steps: &'static str,
    pub step_print: &'static str,
    pub step_print_text: &'static str,
    pub download: &'static str,
    pub download_en: &'static str,
    pub step_sign: &'static str,
    pub step_sign_text: &'static str,
    pub step_scan: &'static str,
    pub step_scan_text: &'static str,
    pub to_scan: &'static str,
    pub step_compare: &'static str,
    pub compare_text: &'static str,
    pub typed: &'static str,
    pub typed_hint: &'static str,
    pub compare: &'static str,
    pub is_now: &'static str,
    pub of_version: &'static str,
    pub scans: &'static str,
    pub no_scan: &'static str,
    pub link: &'static str,
    pub pdf: &'static str,
    // Lists on paper.
    pub seats: fn(usize, i64) -> String,
    pub none_recommended: &'static str,
    pub responsible: &'static str,
    pub handled_by: &'static str,
    pub unit_seal: &'static str,
    pub formality_sheet: &'static str,
    pub checked: fn(usize, usize, usize, usize) -> String,
    pub printed: fn(&str) -> String,
}

const ZH: Words = Words {
    dossier: "全国质量标杆申报书",
    year: |y| format!("{y} 年度"),
    issuer: "中国质量协会　全国质量标杆工作办公室",
    contents: "目　录",
    form: "申报表",
    summary: "摘要",
    report: "案例总结材料",
    results: "成效数据与对比",
    commitment: "承诺书",
    evidence: "证实性材料目录",
    org_sealed: "申报组织（盖章）",
    filled_on: "填报日期",
    day: "　　　　年　　　月　　　日",
    draft: "草稿，尚未提交",
    draft_text: "草稿 DRAFT",
    version: |n, at| format!("第 {n} 版，{at} 提交（北京时间）"),
    fingerprint: "内容指纹",
    fingerprint_note: "由本书全部内容和附件（盖章扫描件除外）算出；改动一个字，指纹就不同。",
    sha256: "SHA-256",
    sha256_note: "与申报回执所载相同。",
    code_alt: "核对页的二维码",
    code_note: "扫码核对盖章件与系统中的内容是否一致",
    foot: |short| format!("内容指纹 {short}"),
    copy_for: |name, at| format!("本件仅供 {name} 评审使用，{at} 印出，不得外传（第十五条）"),
    page: |n, m| format!("第 {n} 页，共 {m} 页"),
    commitment_lede: "本组织自愿申报全国质量标杆，郑重承诺：",
    commitment_end: "如有违反，由本组织承担全部责任。",
    declared: "〔已承诺〕",
    not_declared: "〔未承诺〕",
    signature: "法定代表人（签字）",
    date: "日期",
    seal_here: "申报组织盖章处",
    number: "序号",
    hash: "SHA-256",
    no_files: "没有附件。",
    no_rows: "未填写。",
    by_section: |n| format!("全文共 {n} 字，分九节。"),
    notes: "印制说明",
    missing: |list| format!("下列字符没有可用的字形，正文中以方框和编码表示：{list}"),
    invisible: |list| format!("下列字符本身不可见，未印出：{list}"),
    cut: |n| format!("内容过长，只印出前 {n} 页；其余内容请在系统中查看。"),
    receipt: "全国质量标杆申报回执",
    receipt_lede: |org| format!("{org}的申报书已经提交，内容已固定，现出具本回执。"),
    receipt_alt: "进度查询页的二维码",
    receipt_note: "扫码查询进度，凭受理号和联系人手机后四位",
    busy: "正在排队印制的文件较多，请稍后再试。",
    title: "打印与盖章",
    lede: "申报书须由法定代表人签字并加盖公章，扫描后作为附件上传。系统按印在每页的内容指纹核对盖章件与系统中的内容是否一致。",
    steps: "步骤",
    step_print: "打印",
    step_print_text: "各页都填好、其他附件都上传之后再打印。打印后再改动，指纹就会不同，须重新打印盖章。",
    download: "下载申报书（PDF）",
    download_en: "英文标签版（PDF）",
    step_sign: "签字、盖章",
    step_sign_text: "封面和承诺书加盖公章，承诺书由法定代表人签字。",
    step_scan: "扫描、上传",
    step_scan_text: "全部页面扫描成一个 PDF；也可用电子印章直接在下载的 PDF 上盖章。",
    to_scan: "上传盖章扫描件",
    step_compare: "核对",
    compare_text: "输入盖章件页脚所印内容指纹的前 8 至 12 位。",
    typed: "盖章件上的内容指纹",
    typed_hint: "例如 0a1b 2c3d 4e5f；空格和大小写不影响。",
    compare: "核对",
    is_now: "系统中现在的内容指纹",
    of_version: "已提交版本的 SHA-256",
    scans: "已上传的扫描件",
    no_scan: "还没有上传盖章扫描件。",
    link: "打印、盖章与核对",
    pdf: "PDF",
    seats: |used, seats| format!("推荐 {used} 项，名额 {seats} 个。按推荐次序排列。"),
    none_recommended: "还没有推荐的申报。",
    responsible: "负责人（签字）",
    handled_by: "经办人（签字）",
    unit_seal: "推荐单位盖章处",
    formality_sheet: "形式审查情况表",
    checked: |all, passed, correcting, refused| {
        format!(
            "共 {all} 项：通过 {passed} 项，补正中 {correcting} 项，不予通过 {refused} 项，其余待审查。"
        )
    },
    printed: |at| format!("{at} 印出（北京时间）"),
};

const EN: Words = Words {
    dossier: "National Quality Benchmark: application",
    year: |y| format!("Season {y}"),
    issuer: "China Association for Quality · National Quality Benchmark Office",
    contents: "Contents",
    form: "Application form",
    summary: "Abstract",
    report: "Experience report",
    results: "Results with comparison",
    commitment: "Letter of commitment",
    evidence: "List of evidence",
    org_sealed: "Organisation (seal)",
    filled_on: "Date",
    day: "",
    draft: "Draft, not submitted",
    draft_text: "草稿 DRAFT",
    version: |n, at| format!("Version {n}, submitted {at} Beijing time"),
    fingerprint: "Fingerprint",
    fingerprint_note: "Computed from everything written here and every file attached, except the scan of the sealed print; any change gives another.",
    sha256: "SHA-256",
    sha256_note: "The same as on the receipt.",
    code_alt: "QR code of the page that compares",
    code_note: "Scan to compare the sealed print with what the system holds",
    foot: |short| format!("Fingerprint {short}"),
    copy_for: |name, at| {
        format!("For review by {name} only, printed {at}; not to be passed on (Art. 15)")
    },
    page: |n, m| format!("Page {n} of {m}"),
    commitment_lede: "The organisation applies of its own will for the National Quality Benchmark and declares:",
    commitment_end: "If this is broken, the organisation bears all liability.",
    declared: "[declared]",
    not_declared: "[not declared]",
    signature: "Legal representative (signature)",
    date: "Date",
    seal_here: "Seal of the organisation",
    number: "No.",
    hash: "SHA-256",
    no_files: "No files are attached.",
    no_rows: "Not given.",
    by_section: |n| format!("{n} characters in all, in nine sections."),
    notes: "Notes on this print",
    missing: |list| {
        format!(
            "No font at hand has these characters; they are printed as a box with their code: {list}"
        )
    },
    invisible: |list| format!("These characters have no shape and were not printed: {list}"),
    cut: |n| {
        format!(
            "The text is too long: only the first {n} pages are printed. The rest can be read in the system."
        )
    },
    receipt: "National Quality Benchmark: receipt",
    receipt_lede: |org| {
        format!("The application of {org} was submitted and is fixed. This is its receipt.")
    },
    receipt_alt: "QR code of the status page",
    receipt_note: "Scan to see the status; the reference number and the last four digits of the contact's mobile are asked",
    busy: "Many documents are being printed. Please try again in a moment.",
    title: "Print and seal",
    lede: "The application is signed by the legal representative, sealed, scanned and attached. The fingerprint on every page tells whether the sealed print and what the system holds are the same.",
    steps: "Steps",
    step_print: "Print",
    step_print_text: "Print when every page is done and every other file is attached. Whatever changes afterwards changes the fingerprint, and it must be printed and sealed anew.",
    download: "Download the application (PDF)",
    download_en: "With Chinese labels (PDF)",
    step_sign: "Sign and seal",
    step_sign_text: "Seal the cover and the letter of commitment; the legal representative signs the letter.",
    step_scan: "Scan and attach",
    step_scan_text: "Scan all pages into one PDF, or put an electronic seal on the PDF you downloaded.",
    to_scan: "Attach the sealed scan",
    step_compare: "Compare",
    compare_text: "Type the first 8 to 12 characters of the fingerprint at the foot of the sealed print.",
    typed: "Fingerprint on the sealed print",
    typed_hint: "For example 0a1b 2c3d 4e5f; blanks and capitals do not matter.",
    compare: "Compare",
    is_now: "Fingerprint of what the system holds now",
    of_version: "SHA-256 of the submitted version",
    scans: "Scans attached",
    no_scan: "No scan of the sealed print is attached yet.",
    link: "Print, seal and compare",
    pdf: "PDF",
    seats: |used, seats| format!("{used} recommended of {seats} seats, in order of merit."),
    none_recommended: "Nothing has been recommended yet.",
    responsible: "Responsible (signature)",
    handled_by: "Handled by (signature)",
    unit_seal: "Seal of the recommending unit",
    formality_sheet: "State of the formality check",
    checked: |all, passed, correcting, refused| {
        format!(
            "{all} in all: {passed} passed, {correcting} in correction, {refused} refused, the others waiting."
        )
    },
    printed: |at| format!("Printed {at} (Beijing time)"),
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// What a comparison of typed characters found.
pub fn outcome(lang: Lang, found: Match) -> &'static str {
    match found {
        Match::Equal => lang.pick(
            "一致：盖章件就是系统中的这份内容。",
            "Equal: the sealed print is what the system holds.",
        ),
        Match::Different => lang.pick(
            "不一致：盖章件不是系统中现在的内容。请重新打印、签字、盖章。",
            "Not equal: the sealed print is not what the system holds now. Print, sign and seal it anew.",
        ),
        Match::Unreadable => lang.pick(
            "没有读懂：请输入至少 8 位，只含数字 0–9 和字母 a–f。",
            "Not readable: type at least 8 characters, only digits 0–9 and letters a–f.",
        ),
        Match::ByEye => lang.pick(
            "文件中没有可读取的指纹（通常是纸质扫描件），请按页脚所印指纹核对。",
            "The file carries no fingerprint a program can read, as is usual with scanned paper: compare the one printed at the foot.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::{assert_english, assert_said};

    #[test]
    fn every_outcome_is_said_in_both_languages() {
        for m in [Match::Equal, Match::Different, Match::Unreadable, Match::ByEye] {
            assert_said(outcome(Lang::Zh, m), outcome(Lang::En, m));
        }
    }

    #[test]
    fn english_prints_have_english_words() {
        let w = words(Lang::En);
        for text in
            [w.dossier, w.form, w.report, w.results, w.commitment, w.evidence, w.lede, w.title]
        {
            assert_english(text);
        }
        assert_english(&(w.page)(1, 2));
        assert_english(&(w.copy_for)("x", "2026-01-01 08:00"));
    }
}
