//! Ways to reach a person: mobile, telephone, e-mail, postal code, and the person's name.
//! Each reader folds what keyboards and habits add and returns the one stored form.

use super::text::half_width;
use serde::{Deserialize, Serialize};

/// Which kind of detail was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactError {
    /// Nothing but blanks.
    Empty,
    /// Not a mainland mobile number.
    Mobile,
    /// Not a landline with area code, a 400/800 number, or a mobile.
    Phone,
    /// Not an e-mail address in ASCII form.
    Email,
    /// Not six digits.
    Postcode,
    /// Not a name in Chinese or Latin letters.
    PersonName,
}

/// A mainland mobile number, as 11 digits. `+86`, `0086`, blanks and hyphens are accepted.
pub fn parse_mobile(s: &str) -> Result<String, ContactError> {
    let text = filled(s)?;
    mobile(&text).ok_or(ContactError::Mobile)
}

/// Any telephone: a mobile (11 digits), a landline (`0532-88880000-12`, extension optional) or a
/// service number (`400-800-1234`).
pub fn parse_phone(s: &str) -> Result<String, ContactError> {
    let text = filled(s)?;
    mobile(&text)
        .or_else(|| service_number(&text))
        .or_else(|| landline(&text))
        .ok_or(ContactError::Phone)
}

/// An e-mail address, lower-cased, at most 254 characters. Chinese domain names only in their
/// `xn--` form, so that equal addresses compare equal.
pub fn parse_email(s: &str) -> Result<String, ContactError> {
    let text = filled(s)?.to_lowercase();
    let valid = text.len() <= 254
        && text.split_once('@').is_some_and(|(local, domain)| local_ok(local) && domain_ok(domain));
    if valid { Ok(text) } else { Err(ContactError::Email) }
}

/// A mainland postal code: six digits.
pub fn parse_postcode(s: &str) -> Result<String, ContactError> {
    let text = filled(s)?;
    let digits = without(&text, &[' ']);
    if digits.len() == 6 && all_digits(&digits) { Ok(digits) } else { Err(ContactError::Postcode) }
}

/// A person's name: 2–30 Chinese characters, `·` between the parts of longer names (look-alike
/// dots are folded, blanks dropped), or 2–60 Latin letters with blanks, hyphens, dots and
/// apostrophes, since a joint venture's legal representative may have a foreign name.
pub fn parse_person_name(s: &str) -> Result<String, ContactError> {
    let text = filled(s)?;
    let name = if text.chars().any(is_han) { chinese_name(&text) } else { latin_name(&text) };
    name.ok_or(ContactError::PersonName)
}

fn filled(s: &str) -> Result<String, ContactError> {
    let text = half_width(s);
    if text.is_empty() { Err(ContactError::Empty) } else { Ok(text) }
}

fn all_digits(s: &str) -> bool {
    s.bytes().all(|b| b.is_ascii_digit())
}

fn without(s: &str, drop: &[char]) -> String {
    s.chars().filter(|c| !drop.contains(c)).collect()
}

/// Cuts the country code, if there is one.
fn national(digits: &str) -> Option<&str> {
    digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086"))
}

fn mobile(text: &str) -> Option<String> {
    let digits = without(text, &[' ', '-']);
    let bare = national(&digits)
        .or_else(|| digits.strip_prefix("86").filter(|rest| rest.len() == 11))
        .unwrap_or(&digits);
    let shape = bare.len() == 11
        && all_digits(bare)
        && bare.starts_with('1')
        && matches!(bare.as_bytes().get(1), Some(b'3'..=b'9'));
    shape.then(|| bare.to_owned())
}

fn service_number(text: &str) -> Option<String> {
    let digits = without(text, &[' ', '-']);
    let shape = digits.len() == 10
        && all_digits(&digits)
        && (digits.starts_with("400") || digits.starts_with("800"));
    shape.then(|| format!("{}-{}-{}", &digits[..3], &digits[3..6], &digits[6..]))
}

/// `0ab[c]-1234567[8][-extension]`. A hyphen ends the area code or begins the extension; blanks
/// mean nothing.
fn landline(text: &str) -> Option<String> {
    let plain = without(text, &[' ', '(']).replace([')', '转'], "-").replace("--", "-");
    let plain = match national(&plain) {
        Some(rest) => {
            let rest = rest.trim_start_matches('-');
            if rest.starts_with('0') { rest.to_owned() } else { format!("0{rest}") }
        }
        None => plain,
    };
    let parts: Vec<&str> = plain.split('-').collect();
    if !parts.iter().all(|part| !part.is_empty() && all_digits(part)) {
        return None;
    }
    let (area, rest) = if parts[0].len() > 4 {
        // Beijing and the 02x cities have three digits, all others four.
        let cut = if parts[0].starts_with("01") || parts[0].starts_with("02") { 3 } else { 4 };
        let (area, number) = parts[0].split_at(cut);
        (area, [&[number], &parts[1..]].concat())
    } else {
        (parts[0], parts[1..].to_vec())
    };
    if !area.starts_with('0') || area.len() < 3 {
        return None;
    }
    let number = |n: &str| (7..=8).contains(&n.len());
    match rest[..] {
        [n] if number(n) => Some(format!("{area}-{n}")),
        [n, extension] if number(n) && extension.len() <= 6 => {
            Some(format!("{area}-{n}-{extension}"))
        }
        _ => None,
    }
}

fn local_ok(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && local.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
        })
}

fn domain_ok(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let label = |l: &&str| {
        (1..=63).contains(&l.len())
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    labels.len() >= 2
        && labels.iter().all(label)
        && labels.last().is_some_and(|top| top.len() >= 2 && !all_digits(top))
}

/// Chinese characters in use for names, with the extensions for rare ones.
fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

fn chinese_name(text: &str) -> Option<String> {
    let name: String = without(text, &[' ']).replace(['.', '•', '・', '‧', '∙', '･'], "·");
    let shape = (2..=30).contains(&name.chars().count())
        && name.split('·').all(|part| !part.is_empty() && part.chars().all(is_han));
    shape.then_some(name)
}

fn latin_name(text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}');
    let shape = (2..=60).contains(&name.chars().count())
        && name.starts_with(letter)
        && name.chars().filter(|c| letter(*c)).count() >= 2
        && name.chars().all(|c| letter(c) || " -.'’·".contains(c));
    shape.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mobiles_are_eleven_digits_from_13_to_19() {
        for text in [
            "13800000001",
            "138 0000 0001",
            "138-0000-0001",
            "+86 13800000001",
            "0086-13800000001",
            "8613800000001",
            "１３８０００００００１",
        ] {
            assert_eq!(parse_mobile(text).as_deref(), Ok("13800000001"), "{text}");
        }
        for text in [
            "12800000001",
            "1380000000",
            "138000000011",
            "23800000001",
            "1380000000a",
            "+8513800000001",
        ] {
            assert_eq!(parse_mobile(text), Err(ContactError::Mobile), "{text}");
        }
        assert_eq!(parse_mobile("　"), Err(ContactError::Empty));
    }

    #[test]
    fn telephones_are_stored_in_one_form() {
        for (text, stored) in [
            ("0532-88880000", "0532-88880000"),
            ("053288880000", "0532-88880000"),
            ("（0532）88880000", "0532-88880000"),
            ("(010) 8888 0000", "010-88880000"),
            ("01088880000", "010-88880000"),
            ("+86-10-88880000", "010-88880000"),
            ("+86 0532-88880000转12", "0532-88880000-12"),
            ("0532-8888000-123456", "0532-8888000-123456"),
            ("4008001234", "400-800-1234"),
            ("800-810-1234", "800-810-1234"),
            ("138 0000 0001", "13800000001"),
        ] {
            assert_eq!(parse_phone(text).as_deref(), Ok(stored), "{text}");
        }
        for text in [
            "88880000",
            "0532-888800",
            "0532-888800001",
            "05-88880000",
            "0532-88880000-1234567",
            "0532-88880000-",
            "-0532-88880000",
            "4008001",
            "1388880000",
            "电话",
        ] {
            assert_eq!(parse_phone(text), Err(ContactError::Phone), "{text}");
        }
        assert_eq!(parse_phone(""), Err(ContactError::Empty));
    }

    #[test]
    fn e_mail_is_ascii_and_lower_case() {
        assert_eq!(parse_email(" Zhang.San@Example.COM ").as_deref(), Ok("zhang.san@example.com"));
        assert_eq!(parse_email("１２３＠qq.com").as_deref(), Ok("123@qq.com"));
        assert!(parse_email("a@xn--fiqs8s.xn--fiqs8s").is_ok());
        for text in [
            "a",
            "a@b",
            "@example.com",
            "a@example",
            "a@@example.com",
            "a b@example.com",
            ".a@example.com",
            "a..b@example.com",
            "a@-x.com",
            "a@example.1",
            "张三@example.com",
            "a@例子.中国",
            "a@example.com.",
        ] {
            assert_eq!(parse_email(text), Err(ContactError::Email), "{text}");
        }
        let of_length = |last: usize| {
            format!(
                "{}@{}.{}.{}.com",
                "a".repeat(64),
                "d".repeat(63),
                "d".repeat(63),
                "d".repeat(last)
            )
        };
        assert_eq!(of_length(57).len(), 254);
        assert!(parse_email(&of_length(57)).is_ok());
        assert_eq!(parse_email(&of_length(58)), Err(ContactError::Email));
        assert_eq!(
            parse_email(&format!("{}@example.com", "a".repeat(65))),
            Err(ContactError::Email)
        );
    }

    #[test]
    fn postal_codes_have_six_digits() {
        assert_eq!(parse_postcode("２６６０００").as_deref(), Ok("266000"));
        for text in ["26600", "2660001", "26600a"] {
            assert_eq!(parse_postcode(text), Err(ContactError::Postcode), "{text}");
        }
    }

    #[test]
    fn names_are_chinese_or_latin() {
        for (text, stored) in [
            ("演 示", "演示"),
            ("演示•数据", "演示·数据"),
            ("演示.数据", "演示·数据"),
            ("𠮷示", "𠮷示"),
            ("Demo  O'Data-Smith", "Demo O'Data-Smith"),
        ] {
            assert_eq!(parse_person_name(text).as_deref(), Ok(stored), "{text}");
        }
        for text in ["演", "演示1", "·演示", "演示·", "演··示", "1", "-", "a", "演示Demo", "<b>"]
        {
            assert_eq!(parse_person_name(text), Err(ContactError::PersonName), "{text}");
        }
        assert!(parse_person_name(&"演".repeat(30)).is_ok());
        assert!(parse_person_name(&"演".repeat(31)).is_err());
        assert_eq!(parse_person_name(""), Err(ContactError::Empty));
    }

    proptest! {
        #[test]
        fn never_panics(s in any::<String>()) {
            let _ = (parse_mobile(&s), parse_phone(&s), parse_email(&s), parse_postcode(&s));
            let _ = parse_person_name(&s);
        }

        #[test]
        fn stored_telephones_read_back_the_same(s in "[+0-9()（） 转-]{0,20}") {
            if let Ok(stored) = parse_phone(&s) {
                prop_assert_eq!(parse_phone(&stored), Ok(stored));
            }
        }

        #[test]
        fn stored_names_read_back_the_same(s in "[a-z一-龥 .·]{0,12}") {
            if let Ok(stored) = parse_person_name(&s) {
                prop_assert_eq!(parse_person_name(&stored), Ok(stored));
            }
        }
    }
}
