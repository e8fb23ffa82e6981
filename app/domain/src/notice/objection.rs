//! An objection (异议) as it is typed: under one's real name, with facts, to one line of the notice (第二十一条).

use serde::{Deserialize, Serialize};

use crate::facts::text::half_width;
use crate::refusal::Refusal;
pub use crate::sender::{
    FACTS_MAX, FACTS_MIN, FILE_MAX, FILES_MAX, NAME_MAX, Sender as Objector, Slips,
};
use crate::sender::{Signature, facts};

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

/// Reads the form, which comes with so many files: everything that is wrong with it at once, by the name of the field.
///
/// # Errors
/// [`Refusal::Anonymous`] beside the name and beside the contact that are missing, [`Refusal::SealMissing`] where an
/// organisation sends no letter under its seal, and what is wrong with the rest.
pub fn read(form: &Form, lines: u32, files: usize) -> Result<Objection, Slips> {
    let signature = Signature {
        who: &form.who,
        name: &form.name,
        uscc: &form.uscc,
        contact: &form.contact,
        phone: &form.phone,
        email: &form.email,
    };
    let (objector, mut slips) = signature.read();
    let entry = half_width(&form.entry).trim().parse::<u32>().unwrap_or(0);
    if !(1..=lines).contains(&entry) {
        slips.push(("entry", Refusal::BadValue { field: "entry".into() }));
    }
    let facts = facts(&form.facts).unwrap_or_else(|slip| {
        slips.push(("facts", slip));
        String::new()
    });
    if !objector.uscc.is_empty() && files == 0 {
        slips.push(("file", Refusal::SealMissing));
    }
    if slips.is_empty() { Ok(Objection { objector, entry, facts }) } else { Err(slips) }
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
        read(form, 3, 0).unwrap_err().into_iter().map(|s| s.0).collect()
    }

    #[test]
    fn art_21_an_objection_has_a_real_name_a_contact_facts_and_a_line() {
        let read_ = read(&form(), 3, 0).unwrap();
        assert_eq!((read_.entry, read_.objector.phone.as_str()), (2, "13800000000"));
        let by_mail = Form { phone: String::new(), email: "A@Example.com".into(), ..form() };
        assert_eq!(read(&by_mail, 3, 0).unwrap().objector.email, "a@example.com");
        let anonymous = Form { name: " ".into(), phone: String::new(), ..form() };
        let slips = read(&anonymous, 3, 0).unwrap_err();
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
    fn art_21_an_organisation_objects_with_its_credit_code_under_its_seal() {
        let typed =
            Form { who: "organisation".into(), name: "演示企业有限公司".into(), ..form() };
        assert_eq!(fields(&typed), ["uscc", "contact"]);
        let whole =
            Form { uscc: "91350100M000100Y43".into(), contact: "演示乙".into(), ..typed };
        assert_eq!(read(&whole, 3, 0).unwrap_err(), [("file", Refusal::SealMissing)]);
        assert_eq!(read(&whole, 3, 1).unwrap().objector.uscc, "91350100M000100Y43");
    }
}
