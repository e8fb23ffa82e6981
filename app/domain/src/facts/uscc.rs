//! The unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters in five parts,
//! registration department 1, kind of institution 1, region 6, organisation code 9, check 1.

use super::text::half_width;
use serde::{Deserialize, Serialize};
use std::fmt;

/// 31 characters: no I, O, S, V, Z. The place is the value.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^(i-1) mod 31 for places 1 to 17.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// GB 11714, places 1 to 8 of the organisation code.
const ORG_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A code whose characters and check digit are right. Says nothing about who holds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Uscc(String);

/// Why a text is not a unified social credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsccError {
    /// Nothing but blanks.
    Empty,
    /// Not 18 characters.
    Length {
        /// How many there are, blanks not counted.
        found: usize,
    },
    /// A character the standard does not use there (I, O, S, V, Z; a letter in the region).
    Character {
        /// Which one, counted from 1.
        position: usize,
        /// As typed, in upper case.
        found: char,
    },
    /// The last character does not fit the others: a slip somewhere.
    CheckDigit {
        /// What would fit the first 17.
        expected: char,
        /// What stands there.
        found: char,
    },
}

impl fmt::Display for UsccError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for UsccError {}

impl Uscc {
    /// Folds full-width forms, lower case and blanks away, then validates.
    pub fn parse(s: &str) -> Result<Self, UsccError> {
        let code: String = half_width(s)
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let found = code.chars().count();
        match found {
            0 => return Err(UsccError::Empty),
            18 => {}
            _ => return Err(UsccError::Length { found }),
        }
        for (i, c) in code.chars().enumerate() {
            let region = (2..8).contains(&i);
            if value(c).is_none() || (region && !c.is_ascii_digit()) {
                return Err(UsccError::Character { position: i + 1, found: c });
            }
        }
        let expected = check_digit(&code);
        match code.chars().next_back() {
            Some(found) if found != expected => Err(UsccError::CheckDigit { expected, found }),
            _ => Ok(Self(code)),
        }
    }

    /// The 18 characters, upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the organisation code inside (places 9 to 17) has a right check digit of its own
    /// (GB 11714). Worth a warning only: some old codes were issued otherwise.
    pub fn org_code_check_ok(&self) -> bool {
        let sum: u32 = self
            .0
            .chars()
            .skip(8)
            .zip(ORG_WEIGHTS)
            .map(|(c, weight)| c.to_digit(36).unwrap_or(0) * weight)
            .sum();
        let expected = match 11 - sum % 11 {
            10 => 'X',
            11 => '0',
            n => char::from_digit(n, 10).unwrap_or('0'),
        };
        self.0.chars().nth(16) == Some(expected)
    }
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Uscc {
    type Error = UsccError;

    fn try_from(s: String) -> Result<Self, UsccError> {
        Self::parse(&s)
    }
}

impl From<Uscc> for String {
    fn from(code: Uscc) -> Self {
        code.0
    }
}

fn value(c: char) -> Option<usize> {
    ALPHABET.find(c)
}

/// The character that fits the first 17.
fn check_digit(code: &str) -> char {
    let sum: usize =
        code.chars().zip(WEIGHTS).map(|(c, weight)| value(c).unwrap_or(0) * weight).sum();
    // The outer remainder covers a sum that 31 divides.
    ALPHABET.chars().nth((31 - sum % 31) % 31).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VALID: [&str; 8] = [
        "91110000600037341L",
        "51100000500012104F",
        "91350100M000100Y43",
        "91370200MAXT0A1B7P",
        "91310115MAXT7K2N7R",
        "91440300MAYQ3D8R68",
        "91420100MAWC5H6U34",
        "52110000MJXT2E9L4J",
    ];

    #[test]
    fn gb_32100_weights_are_powers_of_three() {
        let mut power = 1;
        for weight in WEIGHTS {
            assert_eq!(weight, power);
            power = power * 3 % 31;
        }
        assert_eq!(ALPHABET.len(), 31);
    }

    #[test]
    fn known_codes_are_valid() {
        for code in VALID {
            assert_eq!(Uscc::parse(code).as_ref().map(Uscc::as_str), Ok(code));
        }
    }

    #[test]
    fn organisation_code_inside_has_a_check_digit_of_its_own() {
        for code in &VALID[..3] {
            assert_eq!(Uscc::parse(code).map(|c| c.org_code_check_ok()), Ok(true), "{code}");
        }
        // One step off in place 17, the outer check digit made right again.
        let mut other = "91110000600037342".to_owned();
        other.push(check_digit(&other));
        assert_eq!(Uscc::parse(&other).map(|c| c.org_code_check_ok()), Ok(false));
    }

    #[test]
    fn input_is_normalised_first() {
        let typed = "　９１３７０２００ ｍａｘｔ 0a1b 7p\u{200B} ";
        assert_eq!(Uscc::parse(typed).map(String::from), Ok("91370200MAXT0A1B7P".to_owned()));
    }

    #[test]
    fn each_refusal_names_the_fault() {
        assert_eq!(Uscc::parse(" 　"), Err(UsccError::Empty));
        assert_eq!(Uscc::parse("91370200"), Err(UsccError::Length { found: 8 }));
        assert_eq!(Uscc::parse("91370200MAXT0A1B7P0"), Err(UsccError::Length { found: 19 }));
        assert_eq!(
            Uscc::parse("91370200MAXT0A1B7O"),
            Err(UsccError::Character { position: 18, found: 'O' })
        );
        assert_eq!(
            Uscc::parse("91370200MAXT0A1B7标"),
            Err(UsccError::Character { position: 18, found: '标' })
        );
        assert_eq!(
            Uscc::parse("9137A200MAXT0A1B7P"),
            Err(UsccError::Character { position: 5, found: 'A' })
        );
        // The worked example as it is sometimes printed.
        assert_eq!(
            Uscc::parse("91350100M000100Y4Z"),
            Err(UsccError::Character { position: 18, found: 'Z' })
        );
        assert_eq!(
            Uscc::parse("91370200MAXT0A1B7Q"),
            Err(UsccError::CheckDigit { expected: 'P', found: 'Q' })
        );
    }

    #[test]
    fn any_other_last_character_is_wrong() {
        for code in VALID {
            for c in ALPHABET.chars().filter(|c| !code.ends_with(*c)) {
                assert!(Uscc::parse(&format!("{}{c}", &code[..17])).is_err(), "{code} {c}");
            }
        }
    }

    #[test]
    fn letters_are_allowed_as_department() {
        for department in ["A1", "N1", "Y1"] {
            let mut code = format!("{department}370200MAXT0A1B7");
            code.push(check_digit(&code));
            assert!(Uscc::parse(&code).is_ok(), "{code}");
        }
    }

    #[test]
    fn stored_form_is_checked_again() {
        assert!(serde_json::from_str::<Uscc>("\"91370200MAXT0A1B7P\"").is_ok());
        assert!(serde_json::from_str::<Uscc>("\"91370200MAXT0A1B7Q\"").is_err());
    }

    /// Any valid code: 17 characters by the alphabet, then the one that fits.
    fn valid_code() -> impl Strategy<Value = String> {
        "[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}".prop_map(|mut code| {
            code.push(check_digit(&code));
            code
        })
    }

    proptest! {
        #[test]
        fn computed_codes_are_valid(code in valid_code()) {
            prop_assert!(Uscc::parse(&code).is_ok());
        }

        #[test]
        fn every_single_character_error_is_found(code in valid_code(), at in 0_usize..18, to in 0_usize..31) {
            let mut chars: Vec<char> = code.chars().collect();
            let new = ALPHABET.chars().nth(to).expect("in range");
            prop_assume!(chars[at] != new);
            chars[at] = new;
            prop_assert!(Uscc::parse(&chars.iter().collect::<String>()).is_err());
        }

        #[test]
        fn every_swap_of_neighbours_is_found(code in valid_code(), at in 0_usize..17) {
            let mut chars: Vec<char> = code.chars().collect();
            prop_assume!(chars[at] != chars[at + 1]);
            chars.swap(at, at + 1);
            prop_assert!(Uscc::parse(&chars.iter().collect::<String>()).is_err());
        }

        #[test]
        fn never_panics(s in any::<String>()) {
            if let Ok(code) = Uscc::parse(&s) {
                let _ = code.org_code_check_ok();
            }
        }
    }
}
