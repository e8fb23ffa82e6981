//! A report as it is typed: by anybody, under their real name, about one title, on a ground of the article
//! (第二十四条).

use serde::{Deserialize, Serialize};

use super::Cause;
use crate::refusal::Refusal;
use crate::sender::{Sender, Signature, Slips, facts};
use crate::title::Number;

/// The form, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// `organisation`, else a person.
    pub who: String,
    /// Name.
    pub name: String,
    /// Credit code.
    pub uscc: String,
    /// Whom to ask.
    pub contact: String,
    /// Telephone.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Number of the title.
    pub number: String,
    /// Code of the ground.
    pub cause: String,
    /// What has happened, and what shows that.
    pub facts: String,
}

/// The form, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Who reports it.
    pub sender: Sender,
    /// Number of the title. Whether there is one is not judged here.
    pub number: Number,
    /// On which ground.
    pub cause: Cause,
    /// Facts.
    pub facts: String,
}

/// Reads the form: everything that is wrong with it at once, by the name of the field.
///
/// # Errors
/// As for an objection; and a ground that is none of the article's.
pub fn read(form: &Form) -> Result<Report, Slips> {
    let signature = Signature {
        who: &form.who,
        name: &form.name,
        uscc: &form.uscc,
        contact: &form.contact,
        phone: &form.phone,
        email: &form.email,
    };
    let (sender, mut slips) = signature.read();
    let number = Number::parse(&form.number).ok();
    if number.is_none() {
        slips.push(("number", Refusal::TitleUnknown));
    }
    let cause = Cause::from_code(&form.cause);
    if cause.is_none() {
        slips.push(("cause", Refusal::BadValue { field: "cause".into() }));
    }
    let facts = facts(&form.facts).unwrap_or_else(|slip| {
        slips.push(("facts", slip));
        String::new()
    });
    match (number, cause) {
        (Some(number), Some(cause)) if slips.is_empty() => {
            Ok(Report { sender, number, cause, facts })
        }
        _ => Err(slips),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form {
            name: "演示甲".into(),
            phone: "13800000000".into(),
            number: format!("编号 {}", Number::new(2026, 17).unwrap()),
            cause: "safety".into(),
            facts: "该单位于公开通报的安全事故中负有责任，见所附通报第二页。".repeat(2),
            ..Form::default()
        }
    }

    fn fields(form: &Form) -> Vec<&'static str> {
        read(form).unwrap_err().into_iter().map(|s| s.0).collect()
    }

    #[test]
    fn art_24_a_report_has_a_real_name_a_title_a_ground_and_facts() {
        let report = read(&form()).unwrap();
        assert_eq!((report.number.serial(), report.cause), (17, Cause::Safety));
        let anonymous = Form { name: " ".into(), phone: String::new(), ..form() };
        let slips = read(&anonymous).unwrap_err();
        assert_eq!(slips, [("name", Refusal::Anonymous), ("phone", Refusal::Anonymous)]);
        let empty = Form {
            number: "2026-0017-00".into(),
            cause: "gossip".into(),
            facts: "短".into(),
            ..form()
        };
        assert_eq!(fields(&empty), ["number", "cause", "facts"]);
        assert_eq!(
            fields(&Form { who: "organisation".into(), ..form() }),
            ["name", "uscc", "contact"]
        );
    }
}
