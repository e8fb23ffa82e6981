//! What is wrong at a field, in words: what was found, why it matters (with its article),
//! what to type instead.

use domain::application::check::{Fault, Problem};
use domain::application::field::{Field, Kind, Slot};
use domain::application::finance::unit_of;
use domain::application::{Answers, answer};
use domain::facts::contact::ContactError;
use domain::facts::industry::{self, IndustryError};
use domain::facts::numbers::{MoneyUnit, NumberError, Wan};
use domain::facts::units::UnitError;
use domain::facts::uscc::UsccError;

use super::{Lang, common, fields};

/// The sentence of a problem. `answers` are those the problem was found in.
pub fn sentence(lang: Lang, problem: &Problem, answers: &Answers) -> String {
    let typed = answer(answers, &problem.key);
    let field = Field::of_key(&problem.key);
    match &problem.fault {
        Fault::Missing => missing(lang, field),
        Fault::Number(e) => {
            let unit = field.filter(|f| f.kind() == Kind::Money).map(|f| unit_of(answers, f));
            number(lang, *e, typed, unit)
        }
        Fault::Uscc(e) => uscc(lang, *e, typed),
        Fault::Contact(e) => contact(lang, *e, typed),
        Fault::Industry(e) => industry(lang, *e, typed),
        Fault::Unit(e) => unit(lang, e),
        Fault::FileMissing => {
            let slot = problem.key.strip_prefix("file.").and_then(Slot::from_code);
            file_missing(lang, slot)
        }
        Fault::Agree => agree(lang, field),
        fault => plain(lang, fault, typed, &problem.key),
    }
}

fn article(lang: Lang, code: &str) -> String {
    (common::words(lang).article)(code)
}

fn missing(lang: Lang, field: Option<Field>) -> String {
    let Some(field) = field else {
        return lang.pick("请填写。", "Please fill this in.").to_owned();
    };
    let label = fields::label(lang, field);
    match (field.kind(), lang) {
        (Kind::Region | Kind::Unit | Kind::Choice(_) | Kind::Direction | Kind::File, Lang::Zh) => {
            format!("请选择{label}。")
        }
        (Kind::Region | Kind::Unit | Kind::Choice(_) | Kind::Direction | Kind::File, Lang::En) => {
            format!("Please choose: {}.", lower(label))
        }
        (Kind::Money, Lang::Zh) => format!("请填写{label}；没有发生的填 0。"),
        (Kind::Money, Lang::En) => {
            format!("Please fill in: {}. If there was none, write 0.", lower(label))
        }
        (_, Lang::Zh) => format!("请填写{label}。"),
        (_, Lang::En) => format!("Please fill in: {}.", lower(label)),
    }
}

/// The label within a sentence: its first letter small, unless it is an abbreviation.
fn lower(label: &str) -> String {
    let mut rest = label.chars();
    match (rest.next(), rest.clone().next()) {
        (Some(a), Some(b)) if a.is_ascii_uppercase() && b.is_ascii_lowercase() => {
            format!("{}{}", a.to_ascii_lowercase(), rest.as_str())
        }
        _ => label.to_owned(),
    }
}

/// A text that is not the number asked for; `unit` for amounts of money.
pub fn number(lang: Lang, e: NumberError, typed: &str, unit: Option<MoneyUnit>) -> String {
    let other = unit.map(|u| if u == MoneyUnit::Wan { MoneyUnit::Yi } else { MoneyUnit::Wan });
    match (e, lang) {
        (NumberError::Empty, Lang::Zh) => "请填写一个数。".into(),
        (NumberError::Empty, Lang::En) => "Please write a number.".into(),
        (NumberError::NotANumber, Lang::Zh) => match unit {
            Some(_) => format!(
                "“{typed}”不是一个数。例如一亿两千八百万元，请填 12800 并选万元，或填 1.28 并选亿元。"
            ),
            None => format!("“{typed}”不是一个数。请只填阿拉伯数字，例如 286。"),
        },
        (NumberError::NotANumber, Lang::En) => match unit {
            Some(_) => format!(
                "“{typed}” is not a number. For 128 million yuan write 12800 in CNY 10,000, or 1.28 in CNY 100 million."
            ),
            None => format!("“{typed}” is not a number. Use digits only, such as 286."),
        },
        (NumberError::TooManyDecimals { max: 0 }, Lang::Zh) => {
            format!("“{typed}”带有小数，这里请填整数。")
        }
        (NumberError::TooManyDecimals { max: 0 }, Lang::En) => {
            format!("“{typed}” has decimals; please write a whole number.")
        }
        // Pasted in yuan from a statement: exact to 100 yuan is what is kept.
        (NumberError::TooManyDecimals { .. }, Lang::Zh) if in_yuan(typed, unit) => format!(
            "“{typed}”按元填写，折成万元后小数超过两位。请四舍五入到百元，或改按万元填写并保留两位小数。"
        ),
        (NumberError::TooManyDecimals { .. }, Lang::En) if in_yuan(typed, unit) => {
            "This amount in yuan has more than two decimals when told in CNY 10,000. Round it to 100 yuan, or write it in CNY 10,000 with two decimals.".into()
        }
        (NumberError::TooManyDecimals { max }, Lang::Zh) => {
            format!("“{typed}”的小数太多，最多保留 {max} 位。")
        }
        (NumberError::TooManyDecimals { max }, Lang::En) => {
            format!("“{typed}” has too many decimals; {max} are kept at most.")
        }
        (NumberError::OutOfRange, Lang::Zh) => match (unit, other) {
            (Some(u), Some(o)) => format!(
                "“{typed}”太大了。请核对单位：现在按{}计，是否应为{}或元？",
                fields::money_unit(lang, u),
                fields::money_unit(lang, o)
            ),
            _ => format!("“{typed}”太大了，请核对。"),
        },
        (NumberError::OutOfRange, Lang::En) => match unit {
            Some(u) => format!(
                "“{typed}” is too large. Check the unit: it is read as {} now.",
                fields::money_unit(lang, u)
            ),
            None => format!("“{typed}” is too large. Please check it."),
        },
        (NumberError::Negative, Lang::Zh) => {
            format!("“{typed}”小于零，这里应为零或正数。亏损请填在营业利润、净利润。")
        }
        (NumberError::Negative, Lang::En) => {
            format!("“{typed}” is below zero, which cannot be here. Losses belong to the profits.")
        }
    }
}

fn in_yuan(typed: &str, unit: Option<MoneyUnit>) -> bool {
    unit.is_some() && typed.contains('元') && Wan::unit_in(typed).is_none()
}

/// A text that is not a credit code.
pub fn uscc(lang: Lang, e: UsccError, typed: &str) -> String {
    match (e, lang) {
        (UsccError::Empty, Lang::Zh) => "请填写统一社会信用代码。".into(),
        (UsccError::Empty, Lang::En) => "Please fill in the unified social credit code.".into(),
        (UsccError::Length { found }, Lang::Zh) => {
            format!("应为 18 位，现在是 {found} 位。请对照营业执照核对是否漏填或多填。")
        }
        (UsccError::Length { found }, Lang::En) => {
            format!(
                "It has 18 characters; there are {found}. Compare it with the business licence."
            )
        }
        (UsccError::Character { position, found }, Lang::Zh) => format!(
            "第 {position} 位的“{found}”不会出现在代码中（不用 I、O、S、V、Z，第 3 至 8 位只有数字）。是否把 0 写成 O、把 1 写成 I？"
        ),
        (UsccError::Character { position, found }, Lang::En) => format!(
            "Character {position}, “{found}”, does not occur there (I, O, S, V and Z are not used; 3 to 8 are digits). Is it a 0 or a 1?"
        ),
        // The fitting digit is not named: it would turn any slip into a valid wrong code.
        (UsccError::CheckDigit { .. }, Lang::Zh) => {
            format!("“{typed}”的校验位对不上，说明至少有一位填错。请对照营业执照逐位核对。")
        }
        (UsccError::CheckDigit { .. }, Lang::En) => {
            format!(
                "The check digit of “{typed}” does not fit, so at least one character is wrong. Compare it with the business licence."
            )
        }
    }
}

/// A text that is not a contact detail.
pub fn contact(lang: Lang, e: ContactError, typed: &str) -> String {
    match (e, lang) {
        (ContactError::Empty, Lang::Zh) => "请填写。".into(),
        (ContactError::Empty, Lang::En) => "Please fill this in.".into(),
        (ContactError::Mobile, Lang::Zh) => {
            format!("“{typed}”不是大陆手机号码。请填 1 开头的 11 位数字，例如 13800000001。")
        }
        (ContactError::Mobile, Lang::En) => format!(
            "“{typed}” is not a mainland mobile number. Write 11 digits that begin with 1, such as 13800000001."
        ),
        (ContactError::Phone, Lang::Zh) => format!(
            "“{typed}”不是电话号码。请带区号填写，例如 0532-88880000；也可填 400 号码或手机。"
        ),
        (ContactError::Phone, Lang::En) => format!(
            "“{typed}” is not a telephone number. Write it with its area code, such as 0532-88880000; 400 numbers and mobiles are fine too."
        ),
        (ContactError::Email, Lang::Zh) => {
            format!("“{typed}”不是邮箱地址。请按 name@example.com 的样子填写。")
        }
        (ContactError::Email, Lang::En) => {
            format!("“{typed}” is not an e-mail address. Write it like name@example.com.")
        }
        (ContactError::Postcode, Lang::Zh) => {
            format!("“{typed}”不是邮政编码。请填 6 位数字，或留空。")
        }
        (ContactError::Postcode, Lang::En) => {
            format!("“{typed}” is not a postal code. Write six digits, or leave it empty.")
        }
        (ContactError::PersonName, Lang::Zh) => {
            format!("“{typed}”不像姓名。请填 2 至 30 个汉字，或英文姓名；不要加职务和称呼。")
        }
        (ContactError::PersonName, Lang::En) => format!(
            "“{typed}” does not look like a name. Write it in Chinese or Latin letters, without titles."
        ),
    }
}

/// A text that is not an industry.
pub fn industry(lang: Lang, e: IndustryError, typed: &str) -> String {
    match (e, lang) {
        (IndustryError::Empty, Lang::Zh) => "请填写行业代码。".into(),
        (IndustryError::Empty, Lang::En) => "Please fill in the industry.".into(),
        (IndustryError::Unknown, Lang::Zh) => {
            format!(
                "没有“{typed}”这个行业代码。请输入名称查找，再从列表中选择，例如 C36（汽车制造业）。"
            )
        }
        (IndustryError::Unknown, Lang::En) => {
            format!(
                "There is no industry “{typed}”. Choose one from the list, such as C36 (manufacture of motor vehicles)."
            )
        }
        (IndustryError::SectionMismatch { expected }, Lang::Zh) => {
            format!(
                "“{typed}”的字母与数字不符：这个大类属于门类 {expected}，请改用字母 {expected}，或核对数字。"
            )
        }
        (IndustryError::SectionMismatch { expected }, Lang::En) => {
            format!(
                "Letter and digits of “{typed}” do not agree: this division belongs to section {expected}. Use that letter, or check the digits."
            )
        }
        (IndustryError::NeedsGroup, lang) => needs_group(lang, typed),
    }
}

/// Divisions 59 and 70 hold industries of different lines of the size standard.
fn needs_group(lang: Lang, typed: &str) -> String {
    let groups: Vec<String> = division_of(typed)
        .map(|d| {
            d.groups.iter().map(|g| format!("{} {}", g.code, lang.pick(&g.zh, &g.en))).collect()
        })
        .unwrap_or_default();
    let list = groups.join(lang.pick("、", ", "));
    match lang {
        Lang::Zh => format!(
            "划型标准对这个大类按中类区分（{}），请填三位代码：{list}。",
            article(lang, "10(4)")
        ),
        Lang::En => format!(
            "The size standard tells the groups of this division apart ({}). Write the three digits: {list}.",
            article(lang, "10(4)")
        ),
    }
}

/// The division whose two digits were typed, with or without its letter.
pub fn division_of(typed: &str) -> Option<&'static industry::Division> {
    let digits: String = domain::facts::text::half_width(typed)
        .chars()
        .filter(char::is_ascii_digit)
        .take(2)
        .collect();
    industry::division(&digits)
}

/// A unit the applicant may not go through.
pub fn unit(lang: Lang, e: &UnitError) -> String {
    let art = article(lang, "7");
    match (e, lang) {
        (UnitError::SeparatePlanningCity { city_unit }, Lang::Zh) => format!(
            "计划单列市单独推荐，不经所在省（{art}）。请改选{}，或选一家全国性行业协会。",
            common::unit(lang, city_unit)
        ),
        (UnitError::SeparatePlanningCity { city_unit }, Lang::En) => format!(
            "A separately planned city recommends by itself, not through its province ({art}). Choose {}, or a national association.",
            common::unit(lang, city_unit)
        ),
        (UnitError::OtherRegion, Lang::Zh) => {
            format!(
                "这家推荐单位负责的是其他地区（{art}）。请选本地区的主管部门或一家全国性行业协会；若所在地区选错，请先改地区。"
            )
        }
        (UnitError::OtherRegion, Lang::En) => {
            format!(
                "This unit speaks for another region ({art}). Choose the authority of your own region or a national association; or correct the region."
            )
        }
    }
}

fn file_missing(lang: Lang, slot: Option<Slot>) -> String {
    let name = slot.map_or("", |s| fields::slot(lang, s));
    match lang {
        Lang::Zh => format!("还没有上传{name}。请选择文件上传（{}）。", article(lang, "16")),
        Lang::En => format!(
            "Not attached yet: {}. Choose a file to upload ({}).",
            lower(name),
            article(lang, "16")
        ),
    }
}

fn agree(lang: Lang, field: Option<Field>) -> String {
    let art = article(lang, field.map_or("9", fields::declaration_article));
    match (field, lang) {
        (Some(Field::Privacy), Lang::Zh) => "没有这项同意就无法联系和核对，不能提交。请征得本人同意后勾选。".into(),
        (Some(Field::Privacy), Lang::En) => "Without this consent nobody can be contacted or verified. Ask the people concerned, then tick it.".into(),
        (_, Lang::Zh) => format!("这是申报的条件（{art}）。情况属实请勾选；做不到则不能申报。"),
        (_, Lang::En) => format!("This is a condition of applying ({art}). Tick it if it is true; without it no application can be made."),
    }
}

/// Faults that need no more than their own facts.
fn plain(lang: Lang, fault: &Fault, typed: &str, key: &str) -> String {
    let art = |code| article(lang, code);
    match (fault, lang) {
        (Fault::OrgCode, Lang::Zh) => "代码中主体标识码的校验位少见，通常是抄错。若与营业执照一致，可不理会。".into(),
        (Fault::OrgCode, Lang::En) => "The check digit of the organisation part is unusual, mostly a slip. If it agrees with the licence, leave it.".into(),
        (Fault::Choice, Lang::Zh) => format!("“{typed}”不在可选范围内，请从列表中选择。"),
        (Fault::Choice, Lang::En) => format!("“{typed}” is not offered. Please choose from the list."),
        (Fault::Month, Lang::Zh) => format!("“{typed}”不是年月。请按 2021-03 或 2021年3月 的样子填写。"),
        (Fault::Month, Lang::En) => format!("“{typed}” is not a month. Write it like 2021-03."),
        (Fault::TooLong { max, found }, Lang::Zh) if key == "report" => {
            format!("九节合计 {found} 字，超过上限 {max} 字。请精简 {} 字，数据可移到“成效数据”一页。", found - max)
        }
        (Fault::TooLong { max, found }, Lang::En) if key == "report" => {
            format!("The nine sections have {found} characters together, {max} at most. Cut {}; data can go on the results page.", found - max)
        }
        (Fault::TooLong { max, found }, Lang::Zh) => format!("最多 {max} 字，现在 {found} 字，请精简 {} 字。", found.saturating_sub(*max)),
        (Fault::TooLong { max, found }, Lang::En) => format!("At most {max} characters; there are {found}. Please cut {}.", found.saturating_sub(*max)),
        (Fault::TooShort { min, found }, Lang::Zh) if key == "report" => {
            format!("九节合计 {found} 字，至少要 {min} 字才能说明方法如何系统应用（{}）。请再补充 {} 字。", art("8(2)"), min.saturating_sub(*found))
        }
        (Fault::TooShort { min, found }, Lang::En) if key == "report" => {
            format!("The nine sections have {found} characters together; {min} are needed to show how the method is applied throughout ({}). Add {}.", art("8(2)"), min.saturating_sub(*found))
        }
        (Fault::TooShort { min, found }, Lang::Zh) => format!("至少 {min} 字，现在 {found} 字，请再补充 {} 字。", min.saturating_sub(*found)),
        (Fault::TooShort { min, found }, Lang::En) => format!("At least {min} characters; there are {found}. Please add {}.", min.saturating_sub(*found)),
        (Fault::Loss { year }, Lang::Zh) => format!("{year} 年净利润不大于零。申报条件是近三年连续盈利（{}）；请核对正负号和单位，确有亏损则今年不能申报。", art("9(1)")),
        (Fault::Loss { year }, Lang::En) => format!("There was no net profit in {year}. Three profitable years running are a condition ({}); check sign and unit. After a loss no application can be made this year.", art("9(1)")),
        (Fault::NotSme { size }, Lang::Zh) => format!("按所填数据，本企业为{}，不属于中小企业，不能选这一项（{}）。请改选其他范围，或核对行业、人数和金额单位。", fields::size(lang, *size), art("10(4)")),
        (Fault::NotSme { size }, Lang::En) => format!("By your figures this is a {}, not an SME, so this scope is not open to you ({}). Choose another, or check industry, staff and units.", fields::size(lang, *size), art("10(4)")),
        (Fault::NotService, Lang::Zh) => format!("所填行业不是生产性服务业，不能选这一项（{}）。请改选其他范围，或核对行业。", art("10(5)")),
        (Fault::NotService, Lang::En) => format!("Your industry is not a producer service, so this scope is not open to you ({}). Choose another, or check the industry.", art("10(5)")),
        (Fault::TooRecent { years }, Lang::Zh) => format!("到本年度申报开始时，方法应已应用满 {years} 年（{}）。请核对年月；确实不足的，建议下一年度再申报。", art("9(2)")),
        (Fault::TooRecent { years }, Lang::En) => format!("When applications open, the method must have been in use for {years} years ({}). Check the month; if it is too recent, please apply next year.", art("9(2)")),
        (Fault::Unlisted, Lang::Zh) => format!("划型标准未列出这个行业，规模按“其他未列明行业”参照计算，形式审查时由人工确认（{}）。可以继续。", art("10(4)")),
        (Fault::Unlisted, Lang::En) => format!("The size standard does not list this industry. The size is computed by reference and confirmed by a person later ({}). You may go on.", art("10(4)")),
        (Fault::Naming, Lang::Zh) => "名称通常写成“实施（运用、基于）＋管理方法（技术）＋……经验”，例如：实施零缺陷过程控制的经验。不改也可以提交。".into(),
        (Fault::Naming, Lang::En) => "Titles usually say which method was applied and end in the Chinese word for experience. You may submit it as it is.".into(),
        (Fault::Won { bar }, Lang::Zh) => format!("本组织本年度不能申报：{}。如非本组织，请核对代码和名称。", super::incident::bar(Lang::Zh, bar)),
        (Fault::Won { bar }, Lang::En) => format!("This organisation does not apply this year: {}. If that is not you, check code and name.", super::incident::bar(Lang::En, bar)),
        (Fault::TitleWon { year }, Lang::Zh) => format!("{year} 年已有同名的全国质量标杆（{}）。请换一个能说明本项经验特点的名称。", art("24")),
        (Fault::TitleWon { year }, Lang::En) => format!("A benchmark of {year} has this very title ({}). Choose one that tells what is special about this practice.", art("24")),
        (Fault::TooManyPages { max, found }, Lang::Zh) => format!("按 A4 排版估计约 {found} 页，超过 {max} 页。请合并过短的段落或精简文字；不改也可以提交。"),
        (Fault::TooManyPages { max, found }, Lang::En) => format!("Set on A4 it will take about {found} pages; {max} are allowed. Join short paragraphs or cut. You may submit it as it is."),
        (Fault::NoEvidence { required: false }, Lang::Zh) => format!("这一行还没有选证明文件。专家按证据判断成效（{}）；不选也可以提交。", art("8(3)")),
        (Fault::NoEvidence { required: false }, Lang::En) => format!("This row names no file yet. Experts judge results by their evidence ({}). You may submit it as it is.", art("8(3)")),
        (Fault::NoEvidence { required: true }, Lang::Zh) => format!("请为这一行选一个证明文件（{}）。还没有上传的，先到“附件”一页上传。", art("8(3)")),
        (Fault::NoEvidence { required: true }, Lang::En) => format!("Choose the file that proves this row ({}). If it is not there yet, upload it on the attachments page first.", art("8(3)")),
        (Fault::FileGone, Lang::Zh) => "原来选的证明文件已从附件中移除。请重新选择，或重新上传同一个文件。".into(),
        (Fault::FileGone, Lang::En) => "The file that was chosen is no longer attached. Choose another, or upload the same file again.".into(),
        (Fault::TooManyRows { max }, Lang::Zh) => format!("本年度成效表最多 {max} 行，请删去多出的行。"),
        (Fault::TooManyRows { max }, Lang::En) => format!("This year the table takes {max} rows at most. Remove this one."),
        (Fault::MoreThanStaff, Lang::Zh) => "质量专业人员多于从业人员总数。请核对两个数字。".into(),
        (Fault::MoreThanStaff, Lang::En) => "There are more quality professionals than employees. Check both numbers.".into(),
        (Fault::TooFewRows { min, found }, Lang::Zh) => format!("至少要 {min} 行完整的数据，现在 {found} 行。请补充与竞争对手的对比（{}）。", art("8(3)")),
        (Fault::TooFewRows { min, found }, Lang::En) => format!("At least {min} complete rows are needed; there are {found}. Add comparisons with competitors ({}).", art("8(3)")),
        // Worded by `sentence` with what they need.
        (
            Fault::Missing | Fault::Number(_) | Fault::Uscc(_) | Fault::Contact(_) | Fault::Industry(_)
            | Fault::Unit(_) | Fault::Agree | Fault::FileMissing,
            lang,
        ) => lang.pick("请核对这一处。", "Please check this.").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;
    use domain::facts::sme::Size;

    fn every_fault() -> Vec<Fault> {
        let numbers = [
            NumberError::Empty,
            NumberError::NotANumber,
            NumberError::TooManyDecimals { max: 0 },
            NumberError::TooManyDecimals { max: 2 },
            NumberError::OutOfRange,
            NumberError::Negative,
        ];
        let usccs = [
            UsccError::Empty,
            UsccError::Length { found: 17 },
            UsccError::Character { position: 18, found: 'O' },
            UsccError::CheckDigit { expected: 'P', found: 'Q' },
        ];
        let contacts = [
            ContactError::Empty,
            ContactError::Mobile,
            ContactError::Phone,
            ContactError::Email,
            ContactError::Postcode,
            ContactError::PersonName,
        ];
        let industries = [
            IndustryError::Empty,
            IndustryError::Unknown,
            IndustryError::SectionMismatch { expected: 'C' },
            IndustryError::NeedsGroup,
        ];
        let units = [
            UnitError::OtherRegion,
            UnitError::SeparatePlanningCity { city_unit: "R370200".into() },
        ];
        let mut all = vec![
            Fault::Missing,
            Fault::OrgCode,
            Fault::Choice,
            Fault::Month,
            Fault::TooLong { max: 1, found: 2 },
            Fault::TooShort { min: 2, found: 1 },
            Fault::Agree,
            Fault::Loss { year: 2024 },
            Fault::NotSme { size: Size::Large },
            Fault::NotService,
            Fault::TooRecent { years: 2 },
            Fault::Unlisted,
            Fault::Naming,
            Fault::MoreThanStaff,
            Fault::TooFewRows { min: 3, found: 1 },
            Fault::FileMissing,
            Fault::Won { bar: domain::season::Bar { year: 2024, revoked: None, until: 2027 } },
            Fault::TitleWon { year: 2024 },
            Fault::TooManyPages { max: 25, found: 26 },
            Fault::NoEvidence { required: false },
            Fault::NoEvidence { required: true },
            Fault::FileGone,
            Fault::TooManyRows { max: 12 },
        ];
        all.extend(numbers.map(Fault::Number));
        all.extend(usccs.map(Fault::Uscc));
        all.extend(contacts.map(Fault::Contact));
        all.extend(industries.map(Fault::Industry));
        all.extend(units.map(Fault::Unit));
        all
    }

    /// Each fault at every kind of place, each with its own sentence in both languages.
    #[test]
    fn every_fault_has_a_sentence_of_its_own_in_both_languages() {
        let fallback = [Lang::Zh, Lang::En].map(|l| plain(l, &Fault::Missing, "", ""));
        for fault in every_fault() {
            for key in [
                "employees",
                "revenue_1",
                "region",
                "title",
                "privacy",
                "sharing",
                "industry",
                "report",
                "file.scan",
                "result.2.before",
            ] {
                let problem = Problem { key: key.into(), fault: fault.clone() };
                let answers: Answers = [(key.to_owned(), "G59".to_owned())].into();
                let [zh, en] = [Lang::Zh, Lang::En].map(|l| sentence(l, &problem, &answers));
                assert_said(&zh, &en);
                assert!(!fallback.contains(&zh) && !fallback.contains(&en), "{fault:?}");
            }
        }
    }

    #[test]
    fn a_division_that_needs_its_group_names_them() {
        let problem =
            Problem { key: "industry".into(), fault: Fault::Industry(IndustryError::NeedsGroup) };
        let answers: Answers = [("industry".to_owned(), "K70".to_owned())].into();
        assert!(sentence(Lang::Zh, &problem, &answers).contains("702"));
    }

    #[test]
    fn the_right_check_digit_is_not_given_away() {
        let fault = UsccError::CheckDigit { expected: 'P', found: 'Q' };
        for lang in [Lang::Zh, Lang::En] {
            assert!(!uscc(lang, fault, "913").contains('P'));
        }
    }
}
