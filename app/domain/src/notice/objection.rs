//! An objection (异议) as it is typed: under one's real name, with facts, to one line of the notice (第二十一条).

use serde::{Deserialize, Serialize};

use crate::facts::contact::{parse_email, parse_person_name, parse_phone};
use crate::facts::text::{count_chars, half_width};
use crate::facts::uscc::{Uscc, UsccError};
use crate::refusal::Refusal;

/// Characters the facts have at least.
pub const FACTS_MIN: usize = 30;
/// Characters they have at most.
pub const FACTS_MAX: usize = 3_000;
/// Files of evidence at most.
pub const FILES_MAX: usize = 5;
/// Bytes of one of them at most.
pub const FILE_MAX: i64 = 10 * 1024 * 1024;
/// Characters of a name at most.
pub const NAME_MAX: usize = 60;

/// Who objects. Nobody but those who are named to handle the objection is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objector {
    /// Real name, or name of the organisation.
    pub name: String,
    /// Credit code of the organisation; empty for a person.
    pub uscc: String,
    /// Whom to ask there; empty for a person.
    pub contact: String,
    /// Telephone; may be empty where there is an e-mail address.
    pub phone: String,
    /// E-mail address; may be empty where there is a telephone.
    pub email: String,
}

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
    /// Number of the line that is objected to.
    pub entry: String,
    /// What is wrong with it, and what shows that.
    pub facts: String,
}

/// The form, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Who objects.
    pub objector: Objector,
    /// To which line.
    pub entry: u32,
    /// Facts.
    pub facts: String,
}

/// Reads the form: everything that is wrong with it at once, by the name of the field.
///
/// # Errors
/// [`Refusal::Anonymous`] beside the name and beside the contact that are missing, and what is wrong with
/// the rest.
pub fn read(form: &Form, lines: u32) -> Result<Objection, Vec<(&'static str, Refusal)>> {
    let mut slips = Vec::new();
    let organisation = form.who == "organisation";
    let bad = |field: &str| Refusal::BadValue { field: field.to_owned() };
    let name = form.name.trim().to_owned();
    match name.chars().count() {
        0 => slips.push(("name", Refusal::Anonymous)),
        n if n > NAME_MAX => slips.push(("name", Refusal::TooLong { max: NAME_MAX, found: n })),
        n if organisation && n < 4 => {
            slips.push(("name", Refusal::TooShort { min: 4, found: n }));
        }
        _ if !organisation && parse_person_name(&name).is_err() => {
            slips.push(("name", Refusal::Anonymous));
        }
        _ => {}
    }
    let (mut uscc, mut contact) = (String::new(), String::new());
    if organisation {
        match Uscc::parse(&form.uscc) {
            Ok(code) => uscc = code.as_str().to_owned(),
            Err(UsccError::Empty) => slips.push(("uscc", Refusal::Anonymous)),
            Err(why) => slips.push(("uscc", Refusal::Uscc { why })),
        }
        match parse_person_name(&form.contact) {
            Ok(person) => contact = person,
            Err(_) => slips.push(("contact", Refusal::Anonymous)),
        }
    }
    let (phone, email) = (form.phone.trim(), form.email.trim());
    if phone.is_empty() && email.is_empty() {
        slips.push(("phone", Refusal::Anonymous));
    }
    let phone = match phone {
        "" => String::new(),
        typed => parse_phone(typed).unwrap_or_else(|_| {
            slips.push(("phone", bad("phone")));
            String::new()
        }),
    };
    let email = match email {
        "" => String::new(),
        typed => parse_email(typed).unwrap_or_else(|_| {
            slips.push(("email", Refusal::Email));
            String::new()
        }),
    };
    let entry = half_width(&form.entry).trim().parse::<u32>().unwrap_or(0);
    if !(1..=lines).contains(&entry) {
        slips.push(("entry", bad("entry")));
    }
    match count_chars(&form.facts) {
        found if found < FACTS_MIN => {
            slips.push(("facts", Refusal::TooShort { min: FACTS_MIN, found }));
        }
        found if found > FACTS_MAX => {
            slips.push(("facts", Refusal::TooLong { max: FACTS_MAX, found }));
        }
        _ => {}
    }
    if !slips.is_empty() {
        return Err(slips);
    }
    let objector = Objector { name, uscc, contact, phone, email };
    Ok(Objection { objector, entry, facts: form.facts.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form {
            name: "演示甲".into(),
            phone: "13800000000".into(),
            entry: "2".into(),
            facts: "所列数据与公开年报不一致，见附件第三页的对照表。".repeat(2),
            ..Form::default()
        }
    }

    fn fields(form: &Form) -> Vec<&'static str> {
        read(form, 3).unwrap_err().into_iter().map(|s| s.0).collect()
    }

    #[test]
    fn art_21_an_objection_has_a_real_name_a_contact_facts_and_a_line() {
        let read_ = read(&form(), 3).unwrap();
        assert_eq!((read_.entry, read_.objector.phone.as_str()), (2, "13800000000"));
        let by_mail = Form { phone: String::new(), email: "A@Example.com".into(), ..form() };
        assert_eq!(read(&by_mail, 3).unwrap().objector.email, "a@example.com");
        let anonymous = Form { name: " ".into(), phone: String::new(), ..form() };
        let slips = read(&anonymous, 3).unwrap_err();
        assert_eq!(slips, [("name", Refusal::Anonymous), ("phone", Refusal::Anonymous)]);
        assert_eq!(fields(&Form { name: "匿名123".into(), ..form() }), ["name"]);
        assert_eq!(
            fields(&Form { entry: "4".into(), facts: "不对".into(), ..form() }),
            ["entry", "facts"]
        );
        assert_eq!(
            fields(&Form { phone: "12".into(), email: "x".into(), ..form() }),
            ["phone", "email"]
        );
    }

    #[test]
    fn art_21_an_organisation_objects_with_its_credit_code_and_somebody_to_ask() {
        let typed =
            Form { who: "organisation".into(), name: "演示企业有限公司".into(), ..form() };
        assert_eq!(fields(&typed), ["uscc", "contact"]);
        let whole =
            Form { uscc: "91350100M000100Y43".into(), contact: "演示乙".into(), ..typed };
        assert_eq!(read(&whole, 3).unwrap().objector.uscc, "91350100M000100Y43");
    }
}
