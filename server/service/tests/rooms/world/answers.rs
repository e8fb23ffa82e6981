//! A dossier in which nothing is wrong, and one for each number.

use domain::application::Answers;
use domain::application::field::Field;
use domain::application::page::Page;
use domain::facts::uscc::Uscc;

/// The unit all applicants of the tests go through, unless they say otherwise.
pub const UNIT: &str = "R370200";

/// The organisation's name of dossier `n`.
pub fn organisation(n: usize) -> String {
    format!("演示企业{n:04}有限公司")
}

/// The title of dossier `n`.
pub fn title(n: usize) -> String {
    format!("实施演示方法{n:04}的经验")
}

/// The contact's last four digits of dossier `n`.
pub fn tail(n: usize) -> String {
    format!("{:04}", 1000 + n)
}

/// Complete answers. Odd numbers are small machinery makers, even ones large makers of
/// electronics.
pub fn answers(n: usize) -> Answers {
    let small = n % 2 == 1;
    let (employees, wan) = if small { ("286", "12800") } else { ("5200", "860000") };
    let mut a = Answers::new();
    for (k, v) in [
        ("org_name", organisation(n).as_str()),
        ("uscc", &code(n)),
        ("region", UNIT),
        ("unit", UNIT),
        ("address", "青岛市演示路 1 号"),
        ("nature", "private"),
        ("legal_rep", "演示法人"),
        ("legal_rep_mobile", "13800000001"),
        ("contact", "演示联系人"),
        ("contact_mobile", &format!("1380000{}", tail(n))),
        ("contact_email", &format!("contact{n}@example.com")),
        ("industry", if small { "C36" } else { "C39" }),
        ("employees", employees),
        ("quality_staff", "12"),
        ("title", &title(n)),
        ("scope", "1"),
        ("direction", "d1"),
        ("abstract", "演示摘要"),
        ("origin", "adapted"),
        ("method_name", "零缺陷管理"),
        ("since", "2020-03"),
        ("maturity", "自 2020 年起在全公司应用。"),
    ] {
        a.insert(k.to_owned(), v.to_owned());
    }
    for year in 1..=3 {
        for what in ["revenue", "assets", "operating", "net"] {
            a.insert(format!("{what}_{year}"), wan.to_owned());
        }
    }
    for f in Field::SECTIONS {
        a.insert(f.key().to_owned(), "演示".repeat(300));
    }
    for row in 1..=3 {
        for f in Page::Results.fields().filter(|f| *f != Field::Evidence) {
            a.insert(f.result_key(row), "98.5".to_owned());
        }
    }
    for f in Page::Declarations.fields() {
        a.insert(f.key().to_owned(), "yes".to_owned());
    }
    a
}

/// A credit code of a series that is not issued, with both check digits right.
pub fn code(n: usize) -> String {
    let letters: Vec<char> = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().collect();
    let body: String = [n / 961, n / 31, n, 7, 11].iter().map(|d| letters[d % 31]).collect();
    let head = format!("91370200MAX{body}");
    letters
        .iter()
        .flat_map(|a| letters.iter().map(move |b| (a, b)))
        .map(|(a, b)| format!("{}{a}{b}", &head[..16]))
        .find(|c| Uscc::parse(c).is_ok_and(|u| u.org_code_check_ok()))
        .unwrap()
}
