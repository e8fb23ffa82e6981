//! Help at the place: why a page of the dossier asks what it asks, an example, what often
//! goes wrong. Examples are invented.

use domain::application::page::Page;

use super::Lang;

/// Words around the help.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub summary: &'static str,
    pub why: &'static str,
    pub example: &'static str,
    pub mistakes: &'static str,
    pub rule: fn(&str) -> String,
}

const ZH: Words = Words {
    summary: "填写帮助：为什么问、示例、常见错误",
    why: "为什么问",
    example: "示例（内容虚构）",
    mistakes: "常见错误",
    rule: |article| format!("{article}讲什么、在哪里办"),
};

const EN: Words = Words {
    summary: "Help: why this is asked, an example, common mistakes",
    why: "Why this is asked",
    example: "Example (invented)",
    mistakes: "Common mistakes",
    rule: |article| format!("What {article} says and where it is carried out"),
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Help of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    /// Why the page asks.
    pub why: &'static str,
    /// Lines of an invented example.
    pub example: &'static [&'static str],
    /// What often goes wrong.
    pub mistakes: &'static [&'static str],
}

/// The help of a page.
pub fn help(lang: Lang, page: Page) -> Help {
    lang.pick(zh(page), en(page))
}

fn zh(page: Page) -> Help {
    match page {
        Page::Organisation => Help {
            why: "要确认申报的是独立法人，并知道应由哪一家推荐、有事找谁。法定代表人和联系人的信息只用于签署、联系和核对，专家看不到。",
            example: &[
                "组织名称：演示精密机械有限公司（与营业执照一致）",
                "统一社会信用代码：91370200MAXT0A1B7P",
                "所在地区：青岛市；推荐单位：青岛市工业和信息化局",
            ],
            mistakes: &[
                "用分公司、事业部的名义申报。分支机构不是独立法人，应由所属法人申报。",
                "在青岛等计划单列市注册，却选了所在的省。",
                "联系人手机填了座机或别人的号码，进度查询时对不上后四位。",
            ],
        },
        Page::Finance => Help {
            why: "近三年连续盈利是申报条件；资产、收入还用来判断企业规模。数字要与审计报告一致，形式审查时逐项核对。",
            example: &[
                "2025 年营业收入：12,800 万元（也可填 1.28 亿元，或直接粘贴“1.28亿”）",
                "2024 年净利润亏损三百万元：填 -300，或（300）",
                "可从电子表格复制“三列四行”的数据，点第一格后粘贴，一次填满",
            ],
            mistakes: &[
                "金额和单位不配：把 12,800 万元填成 12,800 亿元。填完看一眼旁边换算出的另一个单位。",
                "用合并报表的数字，而申报的是其中一家子公司。",
                "三年的顺序填反了。左起第一列是最近一年。",
            ],
        },
        Page::Size => Help {
            why: "只有中小企业才能选第十条（四）。是否中小企业按国家划型标准算，不由企业自报；各行业的标准不同，所以要先问行业。",
            example: &[
                "行业：输入“汽车”、C36 或拼音首字母 qczzy，选“C36 汽车制造业”",
                "从业人员：286；其中质量专业人员：18",
            ],
            mistakes: &[
                "按产品的用途选行业。应按营业收入最多的活动选择。",
                "只填 59 或 70 两位代码。这两类要填到三位，例如 K701。",
                "从业人员漏掉了劳务派遣人员。",
            ],
        },
        Page::Title => Help {
            why: "一份申报书只讲一项经验。名称、范围和方向决定由哪个专业组评审；摘要是专家最先读到的一段话。",
            example: &[
                "名称：实施端到端质量追溯的经验",
                "摘要：以一物一码贯通来料、生产、售后数据，三年间一次交检合格率由 95.2% 升至 98.6%，质量损失率下降一半以上。",
                "荣誉：2024 年省级质量管理小组成果一等奖（演示省质量协会）",
            ],
            mistakes: &[
                "名称像口号，看不出用了什么方法，例如“匠心筑梦，质赢未来”。",
                "选了第十条（四），但按数据不是中小企业。",
                "摘要只介绍企业，没有说方法和效果。",
            ],
        },
        Page::Method => Help {
            why: "标杆要别人学得会、用得上，所以方法须已成熟应用一段时间。方法可以借鉴，也可以独创，评审时看的侧重点不同。",
            example: &[
                "来源：借鉴并结合实际改进创新",
                "方法：端到端质量追溯；从何时起应用：2021-03",
                "成熟应用：2021 年在一条产线试点，2022 年覆盖全部产线，2023 年推广到 12 家供应商，作业文件已固化。",
            ],
            mistakes: &[
                "把筹备、立项的日期当作开始应用的日期。",
                "写成将来的打算，没有写已经做到的事。",
                "堆了许多方法的名称，看不出主要用的是哪一个。",
            ],
        },
        Page::Report => Help {
            why: "专家依据这份报告打分。九节与遴选标准一一对应：前六节看是否科学、有新意、成体系，后三节看成效、教训和推广价值。",
            example: &[
                "背景与问题：2020 年售后反馈中三成说不清是哪一批料、哪一道工序出的问题，返工损失占产值 1.9%。",
                "关键环节：关键件入厂即赋码；每道工序扫码放行；异常 30 分钟内定位到批次。",
                "教训：最初三个部门各有一套编码，返工两个月后才统一，后来者应先统一编码再上系统。",
            ],
            mistakes: &[
                "写成工作总结，只有做了什么，没有为什么这样做、怎样保证做到。",
                "只报喜。没有教训和适用条件，别人难以借鉴。",
                "每句话都换行，排版后页数超限。",
            ],
        },
        Page::Results => Help {
            why: "标准要求用数据说明提升，并有与竞争对手或标杆的对比。每行一个指标，选好证明文件，专家就能直接核对。",
            example: &[
                "一次交检合格率｜%｜应用前 95.2｜应用后 98.6｜竞争对手 96.9｜标杆水平 99.1｜来源：质量年报",
                "质量损失率｜%｜1.9｜0.8｜1.4｜0.7｜来源：财务决算（越小越好，系统按变化方向判断）",
            ],
            mistakes: &[
                "前后口径不同：应用前按季度，应用后按全年。",
                "竞争对手写“国内同行”，没有数据来源。",
                "全是销售额、利润。应有直接反映质量的指标。",
            ],
        },
        Page::Declarations => Help {
            why: "诚信、质量、安全、环保没有违法和不良记录是申报条件；作假的，称号会被撤销并公告。每项承诺旁列出了可以证明它的附件。",
            example: &[
                "勾选“诚信无违法和不良记录”，并上传近三个月从官方信用网站下载的查询结果。",
                "有已修复的一般行政处罚：先确认是否属于“不良记录”，拿不准请先问推荐单位。",
            ],
            mistakes: &[
                "没有查就勾选。形式审查时会核对信用记录。",
                "子公司、分支机构的事故没有算在内。",
                "没有征得法定代表人和联系人同意就勾选个人信息一项。",
            ],
        },
        Page::Attachments => Help {
            why: "附件用来证明前面填写的内容。形式审查看是否齐全，专家看证据是否有力。扫描件用来确认法定代表人签字、单位盖章。",
            example: &[
                "营业执照：彩色扫描，PDF 或 JPG",
                "上一年度审计报告：含审计意见、资产负债表、利润表",
                "盖章的申报书扫描件：由系统生成的申报书打印、签字、盖章后扫描成一个 PDF",
            ],
            mistakes: &[
                "上传涉密或含商业秘密的材料。本系统不是涉密系统。",
                "审计报告缺页，或年份不是上一年度。",
                "扫描件与网上填写的不一致：改过内容要重新打印、签字、盖章。",
            ],
        },
    }
}

fn en(page: Page) -> Help {
    match page {
        Page::Organisation => Help {
            why: "It must be an independent legal person that applies; and it must be clear who recommends you and whom to ask. Details of the legal representative and the contact serve for signing, contact and verification only; experts do not see them.",
            example: &[
                "Name: as on the business licence, in Chinese",
                "Unified social credit code: 91370200MAXT0A1B7P",
                "Region: Qingdao; recommending unit: the bureau of Qingdao",
            ],
            mistakes: &[
                "Applying as a branch or division. They are not legal persons; the company they belong to applies.",
                "Being registered in a separately planned city such as Qingdao, but choosing its province.",
                "A landline or somebody else’s number as the contact’s mobile: the last four digits then do not open the status page.",
            ],
        },
        Page::Finance => Help {
            why: "Three profitable years running are a condition. Assets and revenue also decide the size of the enterprise. The figures must agree with the audited statements and are checked one by one.",
            example: &[
                "Revenue 2025: 12,800 in CNY 10,000 (or 1.28 in CNY 100 million)",
                "A net loss of 3 million yuan in 2024: -300, or (300)",
                "Copy three columns by four rows from a spreadsheet, click the first cell, paste: all are filled at once",
            ],
            mistakes: &[
                "Amount and unit do not fit, which makes it 10,000 times too large. Look at the same amount in the other unit beside the field.",
                "Figures of the group, although one of its companies applies.",
                "The years in the wrong order. The first column from the left is the latest year.",
            ],
        },
        Page::Size => Help {
            why: "Scope (4) of Art. 10 is for small and medium-sized enterprises only. The national standard decides who is one, not the enterprise itself, and it differs by industry; hence the first question.",
            example: &[
                "Industry: type C36 or vehicle terms in Chinese and choose from the list",
                "Employees: 286; of these quality professionals: 18",
            ],
            mistakes: &[
                "Choosing by what the product is used for. What earns the most revenue decides.",
                "Only 59 or 70. These two divisions need three digits, such as K701.",
                "Leaving out agency workers.",
            ],
        },
        Page::Title => Help {
            why: "One application is about one practice. Title, scope and direction decide which panel reads it; the abstract is what experts read first.",
            example: &[
                "Abstract: one code per part joins the data of supply, production and service; within three years first-pass yield rose from 95.2% to 98.6% and quality losses fell by half.",
                "Honours: provincial quality circle award 2024, first class",
            ],
            mistakes: &[
                "A title like a slogan that does not say which method was used.",
                "Scope (4), although the figures say that you are not an SME.",
                "An abstract about the company, without the method and its effect.",
            ],
        },
        Page::Method => Help {
            why: "Others must be able to learn from a benchmark, so the method must have been in use for some time. It may be borrowed or your own; reviewers then look at different things.",
            example: &[
                "Origin: borrowed and developed further",
                "Method: end-to-end traceability; in use since 2021-03",
                "Maturity: one line in 2021, all lines in 2022, twelve suppliers in 2023; written into the work instructions.",
            ],
            mistakes: &[
                "The date of the project’s approval instead of the date of first use.",
                "Plans for the future instead of what has been done.",
                "A heap of method names that leaves open which one matters.",
            ],
        },
        Page::Report => Help {
            why: "Experts score this report. Its nine sections follow the criteria: the first six whether it is sound, new and systematic, the last three its results, its lessons and its value to others.",
            example: &[
                "Problem: in 2020 a third of complaints could not be traced to a batch or a step; rework cost 1.9% of output.",
                "Key links: parts are coded on arrival, each step is released by a scan, a deviation is traced to its batch within 30 minutes.",
                "Lesson: three departments had three codes, which cost two months; agree on codes before you buy a system.",
            ],
            mistakes: &[
                "A summary of activities: what was done, but not why, nor how it was secured.",
                "Good news only. Without lessons and conditions nobody can learn from it.",
                "A new line after every sentence, which makes too many pages.",
            ],
        },
        Page::Results => Help {
            why: "The criteria ask for data, compared with competitors or the best. One indicator a row, each with the file that proves it, so that experts can verify it at once.",
            example: &[
                "First-pass yield | % | before 95.2 | after 98.6 | competitor 96.9 | best known 99.1 | source: yearly quality report",
                "Quality losses | % | 1.9 | 0.8 | 1.4 | 0.7 | source: annual accounts (less is better; the direction of the change tells)",
            ],
            mistakes: &[
                "Different bases: a quarter before, a whole year after.",
                "“Domestic peers” as the competitor, without a source.",
                "Nothing but sales and profit. There should be indicators of quality itself.",
            ],
        },
        Page::Declarations => Help {
            why: "No violation and no bad record in integrity, quality, safety and environment is a condition; a title won by deceit is revoked in public. Beside each declaration stands the attachment that can prove it.",
            example: &[
                "Tick integrity and attach the result of an official credit site, not older than three months.",
                "A minor penalty that was put right: ask your recommending unit first whether it counts.",
            ],
            mistakes: &[
                "Ticking without looking it up. The formality check does.",
                "Forgetting accidents of branches and subsidiaries.",
                "Ticking the consent without having asked the people concerned.",
            ],
        },
        Page::Attachments => Help {
            why: "The files prove what was written. The formality check asks whether they are complete, experts whether they convince. The scan shows signature and seal.",
            example: &[
                "Business licence: colour scan, PDF or JPG",
                "Audited statements of last year: opinion, balance sheet, income statement",
                "Sealed application: print what the system makes, sign it, seal it, scan it into one PDF",
            ],
            mistakes: &[
                "Classified material or trade secrets. This system is not made for them.",
                "Statements with missing pages or of another year.",
                "A scan that differs from what was written here: after a change, print, sign and seal again.",
            ],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::{assert_english, assert_said};

    #[test]
    fn every_page_has_its_help_in_both_languages() {
        for page in Page::ALL {
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| help(lang, page));
            assert_said(zh.why, en.why);
            for h in [zh, en] {
                assert!(h.example.len() >= 2 && h.mistakes.len() == 3, "{page:?}");
            }
            for text in en.example.iter().chain(en.mistakes) {
                assert_english(text);
            }
        }
    }

    /// The credit code of the example is of a series that is not issued, and it is a right one.
    #[test]
    fn examples_are_invented_and_right() {
        let shown = zh(Page::Organisation).example.concat();
        let code = "91370200MAXT0A1B7P";
        assert!(shown.contains(code) && domain::facts::uscc::Uscc::parse(code).is_ok());
    }
}
