//! Reference numbers (受理号): `QB-2026-00421-K`. The last letter is a check letter,
//! so that a slip of the pen is told at once instead of leading to another dossier.

/// Letters of the check position: no I, O, S, Z that a hand confuses with digits.
const LETTERS: &[u8; 22] = b"ABCDEFGHJKLMNPQRTUVWXY";

/// The reference number of the `n`-th dossier of `year`.
pub fn reference(year: i32, n: i64) -> String {
    format!("QB-{year:04}-{n:05}-{}", check_letter(year, n))
}

fn check_letter(year: i32, n: i64) -> char {
    let digits = format!("{year:04}{n:05}");
    // Weights are powers of 3 modulo the prime 23; the sum is folded to 22 letters by
    // giving up one value, so a few double slips go unseen, every single one is told.
    let mut weight = 1u32;
    let mut sum = 0u32;
    for b in digits.bytes() {
        sum += u32::from(b.wrapping_sub(b'0')) * weight;
        weight = weight * 3 % 23;
    }
    char::from(LETTERS[(sum % 23 % 22) as usize])
}

/// Reads what somebody typed: lower case, spaces and missing hyphens are forgiven, a
/// wrong check letter is not. Returns the number in its standard form.
pub fn parse(text: &str) -> Option<String> {
    let t: String = crate::facts::text::half_width(text)
        .to_ascii_uppercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let rest = t.strip_prefix("QB")?;
    if rest.len() < 10 {
        return None;
    }
    let (digits, letter) = rest.split_at(rest.len() - 1);
    let (year, n) = digits.split_at(4);
    let standard = reference(year.parse().ok()?, n.parse().ok()?);
    standard.ends_with(letter).then_some(standard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_numbers_forgive_form_and_tell_slips() {
        let r = reference(2026, 421);
        assert!(r.starts_with("QB-2026-00421-"));
        assert_eq!(parse(&r.to_lowercase().replace('-', " ")), Some(r.clone()));
        assert_eq!(parse(""), None);
        assert_eq!(parse("QB-2026-é0421-K"), None);
        let letter = &r[r.len() - 1..];
        let mut told = 0;
        for n in 0..1000 {
            if n != 421 {
                told += u32::from(parse(&format!("QB-2026-{n:05}-{letter}")).is_none());
            }
        }
        assert!(told > 930, "{told}");
    }
}
