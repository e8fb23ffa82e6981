//! The guide: each article in own words, and where in this system it lives.

use domain::application::page::Page;
use domain::season::{Phase, Season};

use super::{Lang, common, season};

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub contents: &'static str,
    pub article: &'static str,
    pub meaning: &'static str,
    pub place: &'static str,
    pub no_screen: &'static str,
    pub signed_in: &'static str,
    pub parts: fn(&str) -> String,
    pub outside: &'static str,
}

const ZH: Words = Words {
    title: "条文对照",
    lede: "《全国质量标杆遴选管理办法》共二十六条。这里用平常的话说明每一条讲什么，在本系统的哪个页面办理，本年度怎样设定。解释以办法原文为准。",
    contents: "各章",
    article: "条",
    meaning: "讲什么",
    place: "在哪里办",
    no_screen: "不涉及页面",
    signed_in: "须登录",
    parts: |pages| format!("申报书：{pages}"),
    outside: "系统之外：",
};

const EN: Words = Words {
    title: "The rules, article by article",
    lede: "The selection follows 26 articles. Here is what each one says in plain words, the page of this system where it is carried out, and this year’s setting. The Chinese original prevails.",
    contents: "Chapters",
    article: "Article",
    meaning: "What it says",
    place: "Where",
    no_screen: "Needs no page",
    signed_in: "sign-in needed",
    parts: |pages| format!("In the dossier: {pages}"),
    outside: "Outside the system: ",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// The chapters: Chinese name, English name, first and last article.
pub const CHAPTERS: [(&str, &str, u8, u8); 7] = [
    ("总则", "General", 1, 7),
    ("遴选标准", "Standards", 8, 8),
    ("申报条件和遴选范围", "Who may apply, and with what", 9, 10),
    ("评审组织", "Reviewers", 11, 15),
    ("遴选程序", "Procedure", 16, 22),
    ("质量标杆的管理", "After the selection", 23, 24),
    ("附则", "Final", 25, 26),
];

/// What an article says, in own words; empty for a number the rules do not have.
pub fn meaning(lang: Lang, article: u8) -> &'static str {
    let (zh, en) = match article {
        1 => (
            "为什么有这项工作：落实国家提升质量的部署；工业和信息化部委托，中国质量协会承办。",
            "Why this exists: the country’s policy on quality, carried out by the China Association for Quality on behalf of MIIT.",
        ),
        2 => (
            "什么是质量标杆：企业在实践中形成、见效、别人能学的质量管理方法。选的是方法，不是企业名次。",
            "What a benchmark is: a method proven in a company’s practice that others can learn. Methods are chosen, companies are not ranked.",
        ),
        3 => (
            "为了什么：让大家学有榜样、敢于超越，带动管理和质量水平提高。",
            "What for: to give examples to learn from and to surpass, and so raise management and quality.",
        ),
        4 => (
            "怎么做：申报全凭自愿，推荐好中选优，专家一起评，入选后继续跟踪。",
            "How: apply of one’s own will, recommend the best, review together, follow up afterwards.",
        ),
        5 => (
            "谁来管：中国质量协会设工作办公室，组织遴选和交流。",
            "Who runs it: an Office at the China Association for Quality.",
        ),
        6 => (
            "每年一份通知：公布当年重点关注的方向和各阶段时间。",
            "A call every year: the year’s focus and its timetable.",
        ),
        7 => (
            "谁能推荐：各地工信主管部门（计划单列市、兵团单独算）和全国性行业协会，负责本地区、本行业的审查和推荐。",
            "Who recommends: the industry authorities of the regions (separately planned cities and the Corps on their own) and national industry associations.",
        ),
        8 => (
            "评什么：方法是否科学、有新意；是否成体系、可示范；是否真有效、可推广。评分表按这三条拆分。",
            "What counts: sound and new; systematic and exemplary; effective and of use to others. The score sheet follows these three.",
        ),
        9 => (
            "谁能报：独立法人，三年连续盈利，没有违法和不良记录；方法已成熟应用；愿意分享。",
            "Who may apply: a legal person, profitable for three years, without offence or bad record; a method in mature use; willing to share.",
        ),
        10 => (
            "报什么：六类经验任选其一。中小企业一类按国家划型标准核算，服务业一类看行业代码。",
            "With what: one of six kinds of practice. Small and medium enterprises are measured by the national standard, producer services by their industry code.",
        ),
        11 => (
            "专家库：由质量管理和各行业专家组成，覆盖面要宽。",
            "The pool: experts in quality and in the industries, broad enough to judge all.",
        ),
        12 => (
            "评审委员会：每年按申报情况从专家库中选人组成。",
            "The committee: drawn from the pool each year to fit the applications.",
        ),
        13 => (
            "主任委员一人、副主任委员一人，由质量领域的资深专家担任。",
            "One chair and one vice chair, both senior in quality.",
        ),
        14 => (
            "可以分专业组评审，每组一名组长、若干成员。",
            "Panels may be formed, each with one lead and several members.",
        ),
        15 => (
            "按规则评审，并对材料和评审情况保密。系统据此要求先签承诺、申明回避，并且不让无关的人看到。",
            "Review by the rules and in confidence. Hence the undertaking, the declaration of conflicts, and what nobody else gets to see.",
        ),
        16 => (
            "自愿申报：按要求提交材料。系统分页填写、自动保存，提交后给回执和受理号。",
            "Voluntary application: hand in what is asked. Page by page, saved as you go, with a receipt and a reference number.",
        ),
        17 => (
            "择优推荐：推荐单位先审，再在名额内推荐。名额用完就不能再推荐。",
            "Recommendation: the unit reads first, then recommends within its quota, and never beyond it.",
        ),
        18 => (
            "形式审查：工作办公室核对材料和申报资格，通过的进入资料评审。",
            "Formality check: the Office checks papers and eligibility; what passes goes to the written review.",
        ),
        19 => (
            "资料评审：专家分组打分、写评语，再经合议提出答辩名单。",
            "Written review: experts score and comment in panels, then deliberate on who is invited to the defence.",
        ),
        20 => (
            "答辩评审：入围者答辩，合议形成初评名单，报工信部科技司征求意见。",
            "Defence: those shortlisted present; deliberation gives the initial list, on which MIIT is consulted.",
        ),
        21 => (
            "公示：名单公开征求意见，满十个工作日；有异议的要查清楚再审议。",
            "Public notice: the list is open to objections for ten working days; objections are looked into first.",
        ),
        22 => (
            "结果公告：经中国质量协会两人批准后公布；不批准的，写明理由退回，重新拟稿。",
            "Announcement: published once two persons of the China Association for Quality have approved it; what they do not approve they give back with a reason, and it is drawn up again.",
        ),
        23 => (
            "授牌和分享：入选单位获得牌匾，并有义务参加交流、讲自己的经验。",
            "Plaque and sharing: those chosen receive a plaque and take part in the exchange.",
        ),
        24 => (
            "动态管理：材料造假，或发生重大质量、安全、环保、信誉事故的，撤销称号并公告。",
            "Follow-up: the title is revoked, publicly, for false papers or a grave accident or breach of trust.",
        ),
        25 => {
            ("由中国质量协会负责解释。", "The China Association for Quality interprets the rules.")
        }
        26 => ("自发布之日起施行。", "In force from the day of publication."),
        _ => ("", ""),
    };
    lang.pick(zh, en)
}

/// Where an article is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On these pages: address, and whether one must be signed in.
    Pages(&'static [(&'static str, bool)]),
    /// Nothing to be done in a system.
    None,
}

/// The pages of an article.
pub fn place(article: u8) -> Place {
    match article {
        2..=4 => Place::Pages(&[("/", false)]),
        6 => Place::Pages(&[("/", false), ("/season", true)]),
        5 => Place::Pages(&[("/formality", true), ("/committee", true)]),
        7 => Place::Pages(&[("/eligibility", false), ("/recommendation", true)]),
        8 => Place::Pages(&[("/", false), ("/review", true)]),
        9 | 10 => {
            Place::Pages(&[("/eligibility", false), ("/application", true), ("/formality", true)])
        }
        11..=13 => Place::Pages(&[("/committee", true)]),
        14 => Place::Pages(&[("/committee", true), ("/review/board", true)]),
        15 => Place::Pages(&[("/review", true)]),
        16 => Place::Pages(&[("/application", true), ("/status", false)]),
        17 => Place::Pages(&[("/recommendation", true), ("/season", true)]),
        18 => Place::Pages(&[("/formality", true)]),
        19 => Place::Pages(&[("/review", true), ("/review/board", true), ("/deliberation", true)]),
        20 => Place::Pages(&[
            ("/defence", true),
            ("/review", true),
            ("/review/board", true),
            ("/deliberation", true),
            ("/initial-list", true),
            ("/consultation", true),
        ]),
        21 => Place::Pages(&[
            ("/notice", false),
            ("/notice/prepare", true),
            ("/notice/objections", true),
        ]),
        22 => Place::Pages(&[("/announcement", true), ("/title", false)]),
        23 => Place::Pages(&[
            ("/title/verify", false),
            ("/title/own", true),
            ("/exchange", false),
            ("/exchange/reports", true),
        ]),
        24 => Place::Pages(&[
            ("/revocation", false),
            ("/incident/report", false),
            ("/incident", true),
        ]),
        _ => Place::None,
    }
}

/// Pages of the dossier that rest on an article.
pub fn parts(article: u8) -> &'static [Page] {
    match article {
        6 => &[Page::Title],
        7 => &[Page::Organisation],
        8 => &[Page::Method, Page::Report, Page::Results],
        9 => &[Page::Finance, Page::Method, Page::Declarations],
        10 => &[Page::Size, Page::Title],
        16 => &[Page::Attachments],
        24 => &[Page::Declarations],
        _ => &[],
    }
}

/// What of an article is done outside this system; empty where all of it is inside.
pub fn outside(lang: Lang, article: u8) -> &'static str {
    let (zh, en) = match article {
        1..=3 => (
            "这一条说明宗旨，没有要办的事。",
            "It states a purpose; there is nothing to carry out.",
        ),
        4 => ("入选后的辅导和交流由各单位组织。", "Coaching and exchange after the selection."),
        5 => ("工作办公室的人员和经费。", "The Office’s staff and means."),
        6 => ("通知的正式印发和转发。", "The official issue of the call and its forwarding."),
        7 => (
            "推荐单位怎样动员本地区、本行业的企业。",
            "How a unit calls upon the enterprises of its region or industry.",
        ),
        8 => ("条文的理解由专家掌握。", "How experts understand its words."),
        9 => (
            "审计、信用查询和主管部门的证明由各机构出具，系统只收附件。",
            "Audits, credit records and certificates come from elsewhere; the system takes them as files.",
        ),
        11 => ("专家的培训和聘任手续。", "Training and appointment of experts."),
        13 => ("主任委员、副主任委员的聘任决定。", "The decision whom to appoint."),
        15 => (
            "会场之外的保密：谈话、纸质材料、会议录音。",
            "Confidence outside the screen: talk, paper, recordings.",
        ),
        16 => (
            "打印、法定代表人签字、加盖公章；扫描后作为附件交回。",
            "Printing, signature and seal; the scan comes back as a file.",
        ),
        17 => ("推荐单位内部的评议。", "Deliberation within the unit."),
        18 => (
            "向有关部门核实信用、事故记录；结果由审查人填入清单。",
            "Enquiries with authorities; the checker enters what came of them.",
        ),
        19 => ("评审会议的召集。", "Convening the meetings."),
        20 => (
            "答辩会场、征求意见的往来公文。",
            "The rooms of the defence, and the official letters of the consultation.",
        ),
        21 => ("在其他网站和媒体上的公示。", "The notice on other sites and media."),
        22 => ("批准文件的签发。", "Signing the approval."),
        23 => {
            ("牌匾制作、授牌和现场交流。", "Making and handing over the plaque, visits and talks.")
        }
        24 => (
            "事故和举报的实地调查、牌匾收回。",
            "Inquiries on the spot, and taking the plaque back.",
        ),
        25 => ("对条文的书面解释。", "Written interpretations."),
        26 => ("生效日期由印发文件确定。", "The day is set by the document that issues the rules."),
        _ => ("", ""),
    };
    lang.pick(zh, en)
}

/// Name of a page by its address; empty for one the guide does not name.
pub fn page(lang: Lang, address: &str) -> &'static str {
    let c = common::words(lang);
    match address {
        "/eligibility" => c.eligibility,
        "/status" => c.status,
        "/application" => c.applications,
        "/recommendation" => c.recommendation,
        "/formality" => c.formality,
        "/committee" => c.committee,
        "/review" => c.reviews,
        "/review/board" => c.board,
        "/season" => super::plan::words(lang).title,
        "/notice" => super::notice::words(lang).title,
        "/notice/prepare" => super::notice::words(lang).prepare,
        "/notice/objections" => super::objection::words(lang).list,
        "/announcement" => super::announcement::words(lang).title,
        "/exchange" => super::exchange::words(lang).title,
        "/exchange/reports" => super::exchange::words(lang).reports,
        "/incident/report" => super::incident::words(lang).report_title,
        "/consultation" => super::consultation::words(lang).title,
        "/revocation" => super::incident::words(lang).revoked,
        "/incident" => super::incident::words(lang).list,
        "/initial-list" => super::initial_list::words(lang).title,
        "/deliberation" => super::deliberation::words(lang).title,
        "/defence" => super::defence::words(lang).title,
        "/title" => super::title::words(lang).register,
        "/title/verify" => super::title::words(lang).verify,
        "/title/own" => super::title::words(lang).own,
        "/" => lang.pick("遴选通知", "The call"),
        _ => "",
    }
}

/// This year's settings that rest on an article, one sentence each.
pub fn settings(lang: Lang, article: u8, s: &Season) -> Vec<String> {
    let mut found: Vec<String> = Phase::ALL
        .into_iter()
        .filter(|p| p.article() == article)
        .filter_map(|p| {
            let window = s.window(p)?;
            let span = (season::words(lang).span)(
                &season::day(lang, window.opens, s.year),
                &season::closing(lang, window.closes, s.year),
            );
            let name = common::phase(lang, p);
            Some(lang.pick(format!("{name}：{span}。"), format!("{name}: {span}.")))
        })
        .collect();
    let (l, r) = (&s.limits, &s.review);
    found.extend(match article {
        6 => Some(lang.pick(
            format!("{} 年设 {} 个重点方向。", s.year, s.directions.len()),
            format!("{} focus directions in {}.", s.directions.len(), s.year),
        )),
        8 => Some(lang.pick(
            format!("成效表 {} 至 {} 行；经验报告不超过 {} 页。", l.results_min, l.result_rows(), l.report_pages),
            format!("Results in {} to {} rows; a report of {} pages at most.", l.results_min, l.result_rows(), l.report_pages),
        )),
        9 => Some(lang.pick(
            format!("须连续盈利 3 年；方法须已应用满 {} 年。", l.method_years_min),
            format!("3 profitable years; the method must have been in use for {} years.", l.method_years_min),
        )),
        10 => Some(lang.pick(
            format!("按生产性服务业对待的行业代码：{}。", l.producer_services.join("、")),
            format!("Codes taken for producer services: {}.", l.producer_services.join(", ")),
        )),
        12 => Some(lang.pick(
            format!("每项由 {} 名专家评审，不少于 {} 名；每名专家最多 {} 项。", r.reviews, r.reviews_min, r.load_max),
            format!("{} experts for each practice, never fewer than {}; at most {} practices for one expert.", r.reviews, r.reviews_min, r.load_max),
        )),
        15 if r.blind => Some(lang.pick(
            "资料评审为盲评：专家看不到申报组织的名称和文件名；请勿在摘要、经验报告和佐证材料中写出组织和人员的名称。".into(),
            "The written review is blind: experts see neither the organisation nor names of files. Keep names of organisation and people out of abstract, report and evidence.".into(),
        )),
        16 => Some(lang.pick(
            format!("经验报告 {} 至 {} 字，摘要不超过 {} 字，名称不超过 {} 字；证明材料不超过 {} 页。", l.report_min, l.report_max, l.abstract_max, l.title_max, l.evidence_pages),
            format!("Report of {} to {} characters, abstract of {} at most, title of {}; evidence of {} pages at most.", l.report_min, l.report_max, l.abstract_max, l.title_max, l.evidence_pages),
        )),
        17 => Some(lang.pick(
            format!("推荐意见至少 {} 字；每个组织每年一项。", l.opinion_min),
            format!("An opinion of at least {} characters; one practice a year for each organisation.", l.opinion_min),
        )),
        19 => Some(lang.pick(
            format!("总评语至少 {} 字；同一项评分相差超过 {} 分的须合议。", l.comment_min, r.spread_threshold),
            format!("An overall comment of at least {} characters; a spread of more than {} points must be discussed.", l.comment_min, r.spread_threshold),
        )),
        24 if l.winner_bar > 0 => Some(lang.pick(
            format!("入选后 {} 年内不再申报，名称也不再使用；称号撤销的，自撤销之年起 {} 年内不再申报。撤销前听取陈述 {} 个工作日。", l.winner_bar, l.revocation_bar, l.statement_days),
            format!("Who was chosen does not apply again for {} years, nor is the title used again; who lost a title waits {} years from that one on. Before a revocation the organisation is heard for {} working days.", l.winner_bar, l.revocation_bar, l.statement_days),
        )),
        20 => Some(lang.pick(
            format!("进入答辩的不超过计划名额的 {} 倍，即 {} 项。", r.shortlist_factor, s.shortlist_places()),
            format!("At most {} times the planned winners reach the defence: {}.", r.shortlist_factor, s.shortlist_places()),
        )),
        21 => Some(lang.pick(
            format!("公示 {} 个工作日，按国务院公布的放假安排计算。", s.notice_days),
            format!("{} working days, counted by the official calendar.", s.notice_days),
        )),
        _ => None,
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_is_told_once_in_both_languages() {
        let numbers: Vec<u8> = CHAPTERS.iter().flat_map(|c| c.2..=c.3).collect();
        assert_eq!(numbers, (1..=26).collect::<Vec<u8>>());
        for n in numbers {
            assert!(!meaning(Lang::Zh, n).is_empty() && !meaning(Lang::En, n).is_empty(), "{n}");
            let chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
            assert!(!meaning(Lang::En, n).contains(chinese), "{n}");
            // Whatever has no page says what it has instead.
            let told = [Lang::Zh, Lang::En].map(|lang| outside(lang, n));
            assert!(matches!(place(n), Place::Pages(_)) || !told[0].is_empty(), "{n}");
            assert!(told[0].is_empty() == told[1].is_empty() && !told[1].contains(chinese), "{n}");
            if let Place::Pages(pages) = place(n) {
                for (address, _) in pages {
                    assert!(
                        [Lang::Zh, Lang::En].into_iter().all(|l| !page(l, address).is_empty()),
                        "{address}"
                    );
                }
            }
        }
        assert!(meaning(Lang::Zh, 27).is_empty());
    }

    #[test]
    fn every_stage_of_the_year_has_its_page() {
        for phase in Phase::ALL {
            let article = phase.article();
            assert!(matches!(place(article), Place::Pages(_)), "Art. {article}");
        }
    }

    #[test]
    fn no_explanation_copies_its_article() {
        let text = include_str!("../../domain/data/regulation.zh.txt");
        for n in 1..=26 {
            let said: Vec<char> = meaning(Lang::Zh, n).chars().collect();
            for run in said.windows(16) {
                let run: String = run.iter().collect();
                assert!(!text.contains(&run), "{n}: {run}");
            }
        }
    }
}
