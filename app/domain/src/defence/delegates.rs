//! Who comes for an applicant (第二十条): names, one a line, no more than the season lets in.

use crate::refusal::Refusal;

/// Characters of a name with what stands behind it at most.
pub const NAME_MAX: usize = 60;

/// The people of a text, one a line.
///
/// # Errors
/// [`Refusal::BadValue`] for `delegates` without anybody or with a line that is too long,
/// [`Refusal::DelegatesTooMany`].
pub fn read(text: &str, max: u32) -> Result<Vec<String>, Refusal> {
    let clean = |line: &str| -> String {
        line.trim().chars().filter(|c| !c.is_control()).collect::<String>()
    };
    let names: Vec<String> = text.lines().map(clean).filter(|l| !l.is_empty()).collect();
    if names.len() > max as usize {
        return Err(Refusal::DelegatesTooMany { max });
    }
    if names.is_empty() || names.iter().any(|n| n.chars().count() > NAME_MAX) {
        return Err(Refusal::BadValue { field: "delegates".into() });
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_20_an_applicant_sends_somebody_and_no_more_than_are_let_in() {
        assert_eq!(read(" 甲 总经理\r\n\n乙\u{0}\n", 2), Ok(vec!["甲 总经理".into(), "乙".into()]));
        assert_eq!(read("甲\n乙\n丙", 2), Err(Refusal::DelegatesTooMany { max: 2 }));
        let bad = Err(Refusal::BadValue { field: "delegates".into() });
        assert_eq!(read(" \n\t\n", 2), bad);
        assert_eq!(read(&"长".repeat(NAME_MAX + 1), 2), bad);
        assert!(matches!(read(&"a\n".repeat(100_000), 5), Err(Refusal::DelegatesTooMany { .. })));
    }
}
