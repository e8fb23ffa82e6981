//! Numbers of plaques (标牌编号): `2026-0017-53`: the year, a running number within it, and two check digits after
//! ISO 7064 MOD 97-10, so that a number that is read or typed wrongly is told at once.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::facts::text::half_width;

/// Running numbers of a year end here.
pub const SERIAL_MAX: u32 = 9_999;
/// Digits of a number.
const DIGITS: usize = 10;

/// A number whose check digits are right. Says nothing about whether a title has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(String);

/// Why a text is no number of a plaque.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Slip {
    /// Nothing in it.
    Empty,
    /// Not ten digits.
    Length {
        /// How many there are.
        found: usize,
    },
    /// The last two digits do not fit the others: some digit is wrong, or two changed places.
    Check,
}

impl Number {
    /// The number of the `serial`-th title of `year`; `None` outside what a number can say.
    pub fn new(year: i32, serial: u32) -> Option<Self> {
        if !(1000..=9999).contains(&year) || !(1..=SERIAL_MAX).contains(&serial) {
            return None;
        }
        let body = format!("{year:04}{serial:04}");
        // What makes the whole leave 1 when divided by 97.
        let check = 98 - remainder(&format!("{body}00"));
        Some(Self(format!("{year:04}-{serial:04}-{check:02}")))
    }

    /// Reads what somebody typed, or the address a code leads to: hyphens, blanks, words around it and wide digits
    /// are forgiven; a wrong digit is not.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Slip> {
        let text = half_width(text);
        let last = text.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let digits: String = last.chars().filter(char::is_ascii_digit).collect();
        match digits.len() {
            0 => Err(Slip::Empty),
            DIGITS if remainder(&digits) == 1 => {
                let (year, rest) = digits.split_at(4);
                let (serial, check) = rest.split_at(4);
                // Nothing is numbered 0.
                if serial == "0000" || year < "1000" {
                    return Err(Slip::Check);
                }
                Ok(Self(format!("{year}-{serial}-{check}")))
            }
            DIGITS => Err(Slip::Check),
            found => Err(Slip::Length { found }),
        }
    }

    /// As it stands on the plaque.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Year of the season.
    pub fn year(&self) -> i32 {
        self.part(0..4)
    }

    /// Running number within the year, from 1.
    pub fn serial(&self) -> u32 {
        self.part(5..9)
    }

    fn part<T: std::str::FromStr + Default>(&self, at: std::ops::Range<usize>) -> T {
        self.0.get(at).and_then(|t| t.parse().ok()).unwrap_or_default()
    }
}

/// What remains of a decimal number divided by 97.
fn remainder(digits: &str) -> u32 {
    digits.bytes().fold(0, |r, b| (r * 10 + u32::from(b.wrapping_sub(b'0'))) % 97)
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Number {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).map_err(|slip| format!("no number of a plaque: {text:?} ({slip:?})"))
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(serial: u32) -> Number {
        Number::new(2026, serial).unwrap()
    }

    #[test]
    fn art_23_a_number_says_year_and_serial_and_is_read_however_it_is_written() {
        let n = number(17);
        assert_eq!((n.year(), n.serial()), (2026, 17));
        let plain = n.as_str().replace('-', "");
        let wide: String =
            plain.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect();
        for written in [
            n.to_string(),
            plain,
            format!("  编号：{} ", n.as_str().replace('-', " ")),
            wide,
            format!("https://example1.com:8443/title/{n}"),
            format!("https://example.com/title/{n}/"),
        ] {
            assert_eq!(Number::parse(&written), Ok(n.clone()), "{written}");
        }
        assert_eq!(Number::new(2026, 0), None);
        assert_eq!(Number::new(2026, SERIAL_MAX + 1), None);
    }

    #[test]
    fn art_23_every_single_slip_and_every_exchange_is_told() {
        for serial in [1, 17, 60, 999, SERIAL_MAX] {
            let digits = number(serial).as_str().replace('-', "");
            for at in 0..digits.len() {
                for wrong in b'0'..=b'9' {
                    let mut typed = digits.clone().into_bytes();
                    if typed[at] == wrong {
                        continue;
                    }
                    typed[at] = wrong;
                    let typed = String::from_utf8(typed).unwrap();
                    assert_eq!(Number::parse(&typed), Err(Slip::Check), "{typed} for {digits}");
                }
                let mut typed = digits.clone().into_bytes();
                if at > 0 && typed[at - 1] != typed[at] {
                    typed.swap(at - 1, at);
                    let typed = String::from_utf8(typed).unwrap();
                    assert_eq!(Number::parse(&typed), Err(Slip::Check), "{typed} for {digits}");
                }
            }
        }
        assert_eq!(Number::parse("QB"), Err(Slip::Empty));
        assert_eq!(Number::parse("2026-017"), Err(Slip::Length { found: 7 }));
    }

    #[test]
    fn what_is_no_number_is_none_in_stored_data_either() {
        assert!(serde_json::from_str::<Number>("\"2026-0017-00\"").is_err());
        let n = number(3);
        assert_eq!(serde_json::from_str::<Number>(&serde_json::to_string(&n).unwrap()).unwrap(), n);
    }
}
