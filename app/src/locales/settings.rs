//! Words of a season's settings and templates: labels, units, placeholders.

use domain::application::field::Slot;
use domain::season::settings::{Group, Kind, Setting, Unit};
use domain::season::template::{Hole, Kind as Text};

use super::{Lang, draft, fields};

/// Name of a group.
pub fn group(lang: Lang, group: Group) -> &'static str {
    let (zh, en) = match group {
        Group::Dossier => ("申报书", "Dossier"),
        Group::Files => ("附件", "Files"),
        Group::Flow => ("签署、推荐、形式审查", "Sign-off, recommendation, formality check"),
        Group::Review => ("评审", "Review"),
        Group::Result => ("入选数和公示", "Winners and notice"),
        Group::Mail => ("邮件", "Mail"),
    };
    lang.pick(zh, en)
}

/// Label of a setting.
pub fn label(lang: Lang, setting: Setting) -> &'static str {
    let (zh, en) = match setting {
        Setting::TitleMax => ("标杆名称，最多", "Title, at most"),
        Setting::NamingVerbs => {
            ("标杆名称中的动词（有其一即可）", "Verbs of a title (one of them)")
        }
        Setting::NamingEndings => ("标杆名称的结尾", "Endings of a title"),
        Setting::AbstractMax => ("摘要，最多", "Abstract, at most"),
        Setting::HonoursMax => ("荣誉与好评，最多", "Honours and praise, at most"),
        Setting::MaturityMax => ("方法的成熟过程，最多", "How the method matured, at most"),
        Setting::ReportMin => ("总结材料，最少", "Experience report, at least"),
        Setting::ReportMax => ("总结材料，最多", "Experience report, at most"),
        Setting::ReportPages => (
            "总结材料，最多（估算，只提醒）",
            "Experience report, at most (estimated, a warning only)",
        ),
        Setting::SectionMin => ("总结材料每一节，最少", "Each section of the report, at least"),
        Setting::ResultsMin => ("成效表，最少", "Table of results, at least"),
        Setting::ResultsMax => ("成效表，最多", "Table of results, at most"),
        Setting::ResultsEvidence => {
            ("成效表每行须注明佐证文件", "Each result names the file that proves it")
        }
        Setting::MethodYears => ("方法应用时间，最少", "The method in use, at least"),
        Setting::ProducerServices => {
            ("生产性服务业的行业代码", "Industry codes of producer services")
        }
        Setting::WinnerBar => ("入选后不再申报", "After being chosen, no application for"),
        Setting::RevocationBar => {
            ("称号撤销后不再申报", "After a title was revoked, no application for")
        }
        Setting::PastWinners => ("往届入选单位", "Earlier winners"),
        Setting::RequiredSlots => ("必须上传的附件", "Files that are required"),
        Setting::EvidencePages => ("佐证材料，最多", "Evidence, at most"),
        Setting::FileMax => ("单个文件，最大", "One file, at most"),
        Setting::FilesMax => ("全部文件合计，最大", "All files together, at most"),
        Setting::SlotFilesMax => ("每一项附件，最多", "Files in one place, at most"),
        Setting::DossierFilesMax => ("一份申报书的附件，最多", "Files of a dossier, at most"),
        Setting::SignoffRequired => {
            ("提交前须由法定代表人签署", "The legal representative signs before submission")
        }
        Setting::SignoffHours => ("签署链接有效期", "A link to sign by is good for"),
        Setting::OpinionMin => ("推荐意见，最少", "Recommendation opinion, at least"),
        Setting::CorrectionDays => ("补正期限", "A correction is answered within"),
        Setting::ClaimMinutes => ("审查人无操作，多久后放开", "A claim without work lets go after"),
        Setting::CommentMin => ("专家总评，最少", "Overall comment, at least"),
        Setting::Reviews => ("每项经验的评审专家", "Experts for each application"),
        Setting::ReviewsMin => (
            "资料评审：每项经验的评审专家，最少",
            "Written review: experts for each application, at least",
        ),
        Setting::DefenceReviewsMin => {
            ("答辩：每项经验的评审专家，最少", "Defence: experts for each application, at least")
        }
        Setting::DefencePoints => (
            "进入答辩的资料评审平均分，最低（0 为不设）",
            "Mean of the written review to enter the defence, at least (0: none)",
        ),
        Setting::AdviserYears => {
            ("提供过咨询的组织须回避，几年以内", "Advice to an organisation keeps away for")
        }
        Setting::LoadMax => ("一位专家的评审量，最多", "Reviews of one expert, at most"),
        Setting::BridgingPercent => ("跨组重复评审的比例", "Share also read in a second panel"),
        Setting::ReviewTrim => (
            "满多少份评分即去掉最高、最低各一份（0 为从不）",
            "From how many reviews on one highest and one lowest are dropped (0: never)",
        ),
        Setting::Blind => (
            "盲评：评审中以受理号代替申报组织（发布后不能再改）",
            "Blind review: numbers in place of applicants (settled once the season is opened)",
        ),
        Setting::SpreadThreshold => {
            ("分差超过多少须合议", "Spread above which a case is discussed")
        }
        Setting::ShortlistFactor => {
            ("入围数与计划入选数之比", "Places on the shortlist per winner")
        }
        Setting::Presentation => ("答辩：介绍", "Defence: presentation"),
        Setting::Questions => ("答辩：提问", "Defence: questions"),
        Setting::Closing => ("答辩：评分与换场", "Defence: scoring and change-over"),
        Setting::DelegatesMax => {
            ("答辩：申报组织参加人员，最多", "Defence: people of an applicant, at most")
        }
        Setting::DefencePercent => {
            ("合计得分中答辩评审的权重", "Weight of the defence in the combined figure")
        }
        Setting::Industrial => ("计划入选：工业企业", "Planned winners: industrial enterprises"),
        Setting::Sme => ("计划入选：中小企业", "Planned winners: SMEs"),
        Setting::Service => ("计划入选：服务业企业", "Planned winners: service enterprises"),
        Setting::NoticeDays => ("公示期", "Notice period"),
        Setting::TitleYears => ("称号有效年数（每年跟踪）", "Years a title runs, each followed up"),
        Setting::FollowUpMonth => {
            ("年度跟踪报告截止月份", "Month at whose end the yearly report is due")
        }
        Setting::NoticeCounting => ("公示期从哪天算起", "The notice is counted from"),
        Setting::StatementDays => {
            ("撤销称号前的陈述申辩期限", "A statement before a revocation is made within")
        }
        Setting::DigestMinutes => {
            ("不急的消息合并等待", "Messages that are not urgent wait for others")
        }
        Setting::ReminderDays => {
            ("截止前多少天提醒", "Days before a closing on which reminders go out")
        }
    };
    lang.pick(zh, en)
}

/// How a list is typed.
pub fn hint(lang: Lang, setting: Setting) -> &'static str {
    let (zh, en) = match setting.kind() {
        Kind::Words => (
            "每行一个，也可用逗号隔开；留空则不作要求。",
            "One a line, or with commas between; blank asks for nothing.",
        ),
        Kind::Codes => (
            "门类字母或代码前缀，每行一个，例如 F51。",
            "A section's letter or the beginning of a code, one a line, such as F51.",
        ),
        Kind::Days => (
            "每行一个，也可用逗号隔开；1 到 90。",
            "One a line, or with commas between; from 1 to 90.",
        ),
        Kind::Winners => (
            "每行一家：年度、统一社会信用代码（可空）、名称、标杆名称，中间用制表符隔开（可从表格粘贴）。",
            "One a line: year, credit code (may be blank), name, title, with tabs between, as a spreadsheet copies them.",
        ),
        _ => ("", ""),
    };
    lang.pick(zh, en)
}

/// What a number counts.
pub fn unit(lang: Lang, unit: Unit) -> &'static str {
    let (zh, en) = match unit {
        Unit::Chars => ("字", "characters"),
        Unit::Pages => ("页", "pages"),
        Unit::Rows => ("行", "rows"),
        Unit::Years => ("年", "years"),
        Unit::Seasons => ("届", "seasons"),
        Unit::Files => ("个", "files"),
        Unit::Mb => ("MB", "MB"),
        Unit::Hours => ("小时", "hours"),
        Unit::Workdays => ("个工作日", "working days"),
        Unit::Minutes => ("分钟", "minutes"),
        Unit::Experts => ("名", "experts"),
        Unit::Reviews => ("份", "reviews"),
        Unit::Times => ("倍", "times"),
        Unit::Points => ("分", "points"),
        Unit::Percent => ("%", "%"),
        Unit::Winners => ("家", "winners"),
        Unit::Month => ("月", "(month)"),
        Unit::People => ("人", "people"),
    };
    lang.pick(zh, en)
}

/// Choices of how days are counted: code and words.
pub fn countings(lang: Lang) -> [(&'static str, &'static str); 2] {
    [
        (
            "next_day",
            lang.pick("发布次日起的第一个工作日", "the first working day after the start"),
        ),
        ("same_day", lang.pick("发布当日（当日为工作日时）", "the day itself, if it is worked")),
    ]
}

/// Name of a field of the form: its setting, and the file it is about.
pub fn field(lang: Lang, key: &str) -> Option<String> {
    let setting = Setting::of_key(key)?;
    let slot = key.strip_prefix("required_slots.").and_then(Slot::from_code);
    let name = label(lang, setting);
    Some(match slot {
        Some(slot) => format!("{name}{}{}", lang.pick("：", ": "), fields::slot(lang, slot)),
        None => name.to_owned(),
    })
}

/// A value of the form as a reader takes it.
pub fn shown(lang: Lang, key: &str, value: &str) -> String {
    let w = draft::words(lang);
    let Some(setting) = Setting::of_key(key) else {
        // A moment.
        return value.replace('T', " ");
    };
    match setting.kind() {
        Kind::Number(u, ..) => format!("{value} {}", unit(lang, u)),
        Kind::YesNo | Kind::Slots => (if value == "yes" { w.yes } else { w.no }).to_owned(),
        Kind::Counting => {
            let found = countings(lang).into_iter().find(|c| c.0 == value);
            found.map_or_else(String::new, |c| c.1.to_owned())
        }
        _ if value.is_empty() => "–".to_owned(),
        _ => value.replace('\n', lang.pick("、", ", ")),
    }
}

/// Name of a template.
pub fn template(lang: Lang, kind: Text) -> &'static str {
    let (zh, en) = match kind {
        Text::Consultation => ("征求意见函", "Letter of the consultation"),
        Text::Notice => ("公示", "Public notice"),
        Text::Announcement => ("结果公告", "Result announcement"),
        Text::Letter => ("致入选单位的信", "Letter to a chosen organisation"),
    };
    lang.pick(zh, en)
}

/// What a placeholder stands for.
pub fn hole(lang: Lang, hole: Hole) -> &'static str {
    let (zh, en) = match hole {
        Hole::Year => ("年度", "year of the selection"),
        Hole::Number => ("名单上的项数", "how many are on the list"),
        Hole::List => ("名单，每行一项", "the list, one a line"),
        Hole::Begins => ("公示期第一天", "first day of the notice"),
        Hole::Ends => ("公示期最后一天", "last day of the notice"),
        Hole::Days => ("公示期的工作日数", "working days of the notice"),
        Hole::Due => ("反馈截止的时间", "the last minute at which an opinion is taken"),
        Hole::Date => ("文书日期", "date of the document"),
        Hole::Office => ("落款单位", "who signs"),
        Hole::Organisation => ("收信的组织", "the organisation written to"),
        Hole::Title => ("它的标杆名称", "its benchmark title"),
    };
    lang.pick(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::{assert_english, assert_said};

    #[test]
    fn every_setting_has_its_words() {
        for s in Setting::ALL {
            assert_said(label(Lang::Zh, s), label(Lang::En, s));
            assert_english(hint(Lang::En, s));
            if let Kind::Number(u, ..) = s.kind() {
                assert_said(unit(Lang::Zh, u), unit(Lang::En, u));
            }
            assert_eq!(field(Lang::Zh, s.key()).as_deref(), Some(label(Lang::Zh, s)));
        }
        for k in Text::ALL {
            assert_said(template(Lang::Zh, k), template(Lang::En, k));
            for h in k.holes() {
                assert_said(hole(Lang::Zh, *h), hole(Lang::En, *h));
            }
        }
        assert_eq!(shown(Lang::En, "title_max", "40"), "40 characters");
        assert_eq!(shown(Lang::Zh, "required_slots.scan", "yes"), "是");
    }
}
