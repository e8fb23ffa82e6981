//! What the letter of the consultation, the public notice, the announcement and the letters to chosen organisations say:
//! texts of the season with placeholders in braces, such as `{年度}`. The texts are Chinese, as the
//! documents are.

use serde::{Deserialize, Serialize};

use super::edit::{Fault, Faults, Form};

/// Characters of a template at most.
pub const TEXT_MAX: usize = 4_000;

/// A text of the season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The letter with which the ministry is consulted (Art. 20).
    Consultation,
    /// The public notice (Art. 21).
    Notice,
    /// The result announcement (Art. 22).
    Announcement,
    /// The letter to a chosen organisation (Art. 22).
    Letter,
}

impl Kind {
    /// All texts in the order of the year.
    pub const ALL: [Kind; 4] = [Kind::Consultation, Kind::Notice, Kind::Announcement, Kind::Letter];

    /// Name of its field.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Consultation => "consultation",
            Kind::Notice => "notice",
            Kind::Announcement => "announcement",
            Kind::Letter => "letter",
        }
    }

    /// The article that provides for it.
    pub fn article(self) -> &'static str {
        match self {
            Kind::Consultation => "20",
            Kind::Notice => "21",
            Kind::Announcement | Kind::Letter => "22",
        }
    }

    /// What may stand in its braces.
    pub fn holes(self) -> &'static [Hole] {
        use Hole::{
            Begins, Date, Days, Due, Ends, List, Number, Office, Organisation, Title, Year,
        };
        match self {
            Kind::Consultation => &[Year, Number, List, Due, Date, Office],
            Kind::Notice => &[Year, Number, List, Begins, Ends, Days, Date, Office],
            Kind::Announcement => &[Year, Number, List, Date, Office],
            Kind::Letter => &[Organisation, Title, Year, Date, Office],
        }
    }
}

/// A placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hole {
    /// Year of the selection.
    Year,
    /// How many are on the list.
    Number,
    /// The list itself.
    List,
    /// First day of the notice.
    Begins,
    /// Last day of the notice.
    Ends,
    /// Working days of the notice.
    Days,
    /// The last minute at which an opinion is taken.
    Due,
    /// Date of the document.
    Date,
    /// Who signs.
    Office,
    /// The organisation written to.
    Organisation,
    /// Its benchmark title.
    Title,
}

impl Hole {
    /// All placeholders.
    pub const ALL: [Hole; 11] = [
        Hole::Year,
        Hole::Number,
        Hole::List,
        Hole::Begins,
        Hole::Ends,
        Hole::Days,
        Hole::Due,
        Hole::Date,
        Hole::Office,
        Hole::Organisation,
        Hole::Title,
    ];

    /// As it is written between braces.
    pub fn name(self) -> &'static str {
        match self {
            Hole::Year => "年度",
            Hole::Number => "项数",
            Hole::List => "名单",
            Hole::Begins => "公示开始",
            Hole::Ends => "公示结束",
            Hole::Days => "工作日数",
            Hole::Due => "反馈截止",
            Hole::Date => "日期",
            Hole::Office => "落款",
            Hole::Organisation => "组织名称",
            Hole::Title => "标杆名称",
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|h| h.name() == name)
    }
}

/// The texts of a season.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)] // as for `Limits`
pub struct Templates {
    /// The letter with which the ministry is consulted.
    pub consultation: String,
    /// The public notice.
    pub notice: String,
    /// The result announcement.
    pub announcement: String,
    /// The letter to a chosen organisation.
    pub letter: String,
}

impl Default for Templates {
    fn default() -> Self {
        Self {
            consultation: "关于征求{年度}年全国质量标杆初评名单意见的函\n\n工业和信息化部科技司：\n\n\
                 根据《全国质量标杆遴选管理办法》第二十条，经自愿申报、择优推荐、形式审查、资料评审和答辩评审，\
                 评审委员会形成{年度}年全国质量标杆初评名单，共{项数}项（排名不分先后）。\
                 现将名单报上，请逐项提出意见，并于{反馈截止}前反馈：\n\n{名单}\n\n\
                 对每一项可以表示同意、提出建议或者提出异议；提出建议或异议的请说明理由。\
                 名单在公示前不对外公布，请注意保密。\n\n{落款}\n{日期}"
                .into(),
            notice: "关于{年度}年全国质量标杆遴选结果的公示\n\n\
                 根据《全国质量标杆管理办法》，经自愿申报、择优推荐、形式审查、集中评审和征求意见，\
                 拟确定以下{项数}项为{年度}年全国质量标杆，现予公示（排名不分先后）：\n\n{名单}\n\n\
                 公示期为{公示开始}至{公示结束}，共{工作日数}个工作日。公示期内如有异议，\
                 请实名通过公示网页，或以书面形式向工作办公室反映，并提供必要的证明材料。\n\n{落款}\n{日期}"
                .into(),
            announcement: "关于公布{年度}年全国质量标杆名单的公告\n\n\
                 经公示无异议或异议已处理，现公布{年度}年全国质量标杆，共{项数}项（排名不分先后）：\
                 \n\n{名单}\n\n{落款}\n{日期}"
                .into(),
            letter: "{组织名称}：\n\n\
                 贵单位申报的“{标杆名称}”经遴选确定为{年度}年全国质量标杆，特此通知，谨致祝贺。\
                 请继续深化和推广这一经验，并参加后续的经验交流活动。\n\n{落款}\n{日期}"
                .into(),
        }
    }
}

impl Templates {
    /// Whether these are the texts a season begins with.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The text of a kind.
    pub fn text(&self, kind: Kind) -> &str {
        match kind {
            Kind::Consultation => &self.consultation,
            Kind::Notice => &self.notice,
            Kind::Announcement => &self.announcement,
            Kind::Letter => &self.letter,
        }
    }
}

/// A template, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text as it stands.
    Text(&'a str),
    /// Something to fill in.
    Hole(Hole),
}

/// Reads a template: `{name}` is a placeholder, `{{` and `}}` are braces themselves.
///
/// # Errors
/// Everything that is wrong with it: unknown placeholders, braces without their other half.
pub fn parse(kind: Kind, text: &str) -> Result<Vec<Piece<'_>>, Vec<Fault>> {
    let (mut pieces, mut faults) = (Vec::new(), Vec::new());
    let (mut rest, mut line) = (text, 1);
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        line += before.matches('\n').count();
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        if from.starts_with("{{") || from.starts_with("}}") {
            pieces.push(Piece::Text(&from[..1]));
            rest = &from[2..];
            continue;
        }
        let end = from[1..].find(['{', '}', '\n']).map(|n| n + 1);
        match end.filter(|n| from.starts_with('{') && from[*n..].starts_with('}')) {
            Some(n) => {
                let name = from[1..n].trim();
                match Hole::of_name(name).filter(|h| kind.holes().contains(h)) {
                    Some(hole) => pieces.push(Piece::Hole(hole)),
                    None => faults.push(Fault::UnknownHole { name: name.to_owned(), line }),
                }
                rest = &from[n + 1..];
            }
            None => {
                faults.push(Fault::Brace { line });
                rest = &from[1..];
            }
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    if faults.is_empty() { Ok(pieces) } else { Err(faults) }
}

/// The text with its placeholders filled in.
pub fn fill(pieces: &[Piece<'_>], value: impl Fn(Hole) -> String) -> String {
    let text = |p: &Piece<'_>| match p {
        Piece::Text(text) => (*text).to_owned(),
        Piece::Hole(hole) => value(*hole),
    };
    pieces.iter().map(text).collect()
}

/// Templates as a form.
pub fn form(templates: &Templates) -> Form {
    Kind::ALL.map(|k| (k.code().to_owned(), templates.text(k).to_owned())).into()
}

/// Templates out of a form.
pub fn read(form: &Form) -> Result<Templates, Faults> {
    let mut faults = Faults::new();
    let mut text = |kind: Kind| {
        let key = kind.code().to_owned();
        let typed = form.get(&key).map(String::as_str).unwrap_or_default().replace("\r\n", "\n");
        let plain = |c: &char| !c.is_control() || *c == '\n';
        let text: String = typed.chars().filter(plain).collect();
        if text.trim().is_empty() {
            faults.push((key, Fault::Blank));
        } else if text.chars().count() > TEXT_MAX {
            faults.push((key, Fault::TooLong { max: TEXT_MAX }));
        } else if let Err(wrong) = parse(kind, &text) {
            faults.extend(wrong.into_iter().map(|f| (key.clone(), f)));
        }
        text
    };
    let templates = Templates {
        consultation: text(Kind::Consultation),
        notice: text(Kind::Notice),
        announcement: text(Kind::Announcement),
        letter: text(Kind::Letter),
    };
    if faults.is_empty() { Ok(templates) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_texts_a_season_begins_with_read() {
        let all = Templates::default();
        for kind in Kind::ALL {
            let pieces = parse(kind, all.text(kind)).unwrap();
            let filled = fill(&pieces, |h| format!("〔{}〕", h.name()));
            assert!(!filled.contains(['{', '}']), "{filled}");
        }
        assert!(
            fill(&parse(Kind::Letter, &all.letter).unwrap(), |_| "甲".into()).starts_with("甲：")
        );
    }

    #[test]
    fn art_21_unknown_placeholders_and_lonely_braces_are_named_with_their_line() {
        let faults = parse(Kind::Letter, "致{组织名称}\n{名单}{年 份}\n{年度\n}").unwrap_err();
        assert_eq!(
            faults,
            [
                Fault::UnknownHole { name: "名单".into(), line: 2 },
                Fault::UnknownHole { name: "年 份".into(), line: 2 },
                Fault::Brace { line: 3 },
                Fault::Brace { line: 4 },
            ]
        );
        let braces = parse(Kind::Letter, "{{年度}} { 年度 }").unwrap();
        assert_eq!(fill(&braces, |_| "2027".into()), "{年度} 2027");
    }

    #[test]
    fn art_20_a_season_stored_before_the_letter_was_a_template_has_the_one_it_had() {
        let stored = r#"{"notice":"公示","announcement":"公告","letter":"信"}"#;
        let read: Templates = serde_json::from_str(stored).unwrap();
        assert_eq!(read.consultation, Templates::default().consultation);
        let unknown = parse(Kind::Consultation, "{年度}\n{公示开始}").unwrap_err();
        assert_eq!(unknown, [Fault::UnknownHole { name: "公示开始".into(), line: 2 }]);
        assert!(parse(Kind::Notice, "{反馈截止}").is_err());
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "[{}年度a\n ]{0,30}") {
            if let Ok(pieces) = parse(Kind::Notice, &text) {
                let filled = fill(&pieces, |_| String::new());
                prop_assert!(filled.len() <= text.len());
            }
        }
    }
}
