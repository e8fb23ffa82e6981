//! Reasons (第五条 to 第二十四条): why somebody does what others have to live with. One place judges them, so that no
//! verb asks for more than its page says, and none cuts off in silence what is too long.

use crate::facts::text::{count_chars, line, lines};
use crate::refusal::Refusal;

/// Characters a reason has at most, blanks not counted.
pub const MAX: usize = 500;
/// Characters one has at least that departs from what was scored, gives back what was signed or ends what somebody
/// began: "no" is none.
pub const TELLING: usize = 10;
/// Where a reason must be given, however short.
pub const GIVEN: usize = 1;
/// Where one may be given.
pub const OPTIONAL: usize = 0;

/// A reason on one line as it is kept, of `least` characters or more.
///
/// # Errors
/// As [`check`].
pub fn read(text: &str, least: usize) -> Result<String, Refusal> {
    let reason = line(text);
    check(&reason, least)?;
    Ok(reason)
}

/// The same of several lines.
///
/// # Errors
/// As [`check`].
pub fn read_lines(text: &str, least: usize) -> Result<String, Refusal> {
    let reason = lines(text).trim().to_owned();
    check(&reason, least)?;
    Ok(reason)
}

/// Whether a reason says enough, and not too much.
///
/// # Errors
/// [`Refusal::TooShort`] below `least`, [`Refusal::TooLong`] above [`MAX`].
pub fn check(reason: &str, least: usize) -> Result<(), Refusal> {
    match count_chars(reason) {
        found if found < least => Err(Refusal::TooShort { min: least, found }),
        found if found > MAX => Err(Refusal::TooLong { max: MAX, found }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_19_a_reason_has_ten_to_five_hundred_characters_blanks_not_counted() {
        assert_eq!(check(&"理".repeat(TELLING), TELLING), Ok(()));
        assert_eq!(check(&"理".repeat(MAX), TELLING), Ok(()));
        let short = format!("{}　 \n", "理".repeat(TELLING - 1));
        assert_eq!(check(&short, TELLING), Err(Refusal::TooShort { min: 10, found: 9 }));
        let long = "理".repeat(MAX + 1);
        assert_eq!(check(&long, TELLING), Err(Refusal::TooLong { max: 500, found: 501 }));
    }

    #[test]
    fn nothing_of_a_reason_is_cut_and_blanks_are_none() {
        for least in [OPTIONAL, GIVEN, TELLING] {
            let whole = format!("{} 末", "理 ".repeat(MAX - 1).trim());
            assert_eq!(read(&whole, least), Ok(whole.clone()), "it is kept to its last character");
            let long = format!("{whole}尾");
            assert_eq!(read(&long, least), Err(Refusal::TooLong { max: MAX, found: MAX + 1 }));
            assert_eq!(
                read_lines(&long, least),
                Err(Refusal::TooLong { max: MAX, found: MAX + 1 })
            );
        }
        for blank in ["", " \t", "　\r\n", "\u{0}\u{7}"] {
            assert_eq!(read(blank, OPTIONAL).as_deref(), Ok(""));
            let none = Err(Refusal::TooShort { min: 1, found: 0 });
            assert_eq!((read(blank, GIVEN), read_lines(blank, GIVEN)), (none.clone(), none));
        }
    }

    #[test]
    fn a_reason_keeps_its_lines_where_it_has_some() {
        let typed = " 一\r\n二\u{0} ";
        assert_eq!(read(typed, GIVEN).as_deref(), Ok("一 二"));
        assert_eq!(read_lines(typed, GIVEN).as_deref(), Ok("一\n二"));
    }
}
