//! Numbers as people type them, and money.
//!
//! Everything is an integer scaled by a power of ten: no floating point, no overflow, no panic.

use super::text::half_width;
use serde::{Deserialize, Serialize};

/// Why a text is not the number asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberError {
    /// Nothing but blanks.
    Empty,
    /// Not a plain decimal number, or its thousands separators stand in odd places.
    NotANumber,
    /// More decimals than the field keeps; zeros at the end are not counted.
    TooManyDecimals {
        /// How many the field keeps.
        max: u8,
    },
    /// Beyond what can be stored.
    OutOfRange,
    /// Below zero where only zero and more make sense.
    Negative,
}

/// Reads a decimal number and returns it scaled by `10^max_decimals` (`"1.5"` with 2 → 150).
///
/// Accepts full-width digits and signs, a leading `+`, a minus in any of the forms keyboards,
/// spreadsheets and reports give it (`-` `−` `–` `—` `负`), and thousands separators (`,` `，`
/// blank `'`) if they are of one kind and cut the digits into groups of three, or of four as in
/// counting by 万. `1,5` is refused: a comma is never a decimal point.
pub fn parse_decimal(s: &str, max_decimals: u8) -> Result<i64, NumberError> {
    let text = half_width(s);
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    let (negative, body) = sign(&text);
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let whole = ungroup(whole).ok_or(NumberError::NotANumber)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return Err(NumberError::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    let padding = usize::from(max_decimals)
        .checked_sub(fraction.len())
        .ok_or(NumberError::TooManyDecimals { max: max_decimals })?;
    let digits = whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat_n(b'0', padding));
    // Gathered below zero, where i64 reaches one further.
    let below = digits
        .into_iter()
        .try_fold(0_i64, |sum, b| sum.checked_mul(10)?.checked_sub(i64::from(b - b'0')))
        .ok_or(NumberError::OutOfRange)?;
    if negative { Ok(below) } else { below.checked_neg().ok_or(NumberError::OutOfRange) }
}

/// Reads a whole number that is zero or more, such as a head count.
pub fn parse_count(s: &str) -> Result<i64, NumberError> {
    match parse_decimal(s, 0)? {
        n if n < 0 => Err(NumberError::Negative),
        n => Ok(n),
    }
}

fn sign(text: &str) -> (bool, &str) {
    for minus in ['-', '\u{2212}', '\u{FE63}', '\u{2013}', '\u{2014}', '负'] {
        if let Some(rest) = text.strip_prefix(minus) {
            return (true, rest.trim_start());
        }
    }
    (false, text.strip_prefix('+').unwrap_or(text).trim_start())
}

/// The digits without their separators, or nothing if something else stands among them.
fn ungroup(whole: &str) -> Option<String> {
    let Some(separator) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return Some(whole.to_owned());
    };
    if ![',', ' ', '\'', '\u{2019}'].contains(&separator) {
        return None;
    }
    let groups: Vec<&str> = whole.split(separator).collect();
    let (first, rest) = groups.split_first()?;
    let size = rest.first()?.len();
    let plausible = (size == 3 || size == 4)
        && (1..=size).contains(&first.len())
        && rest.iter().all(|g| g.len() == size)
        && groups.iter().all(|g| g.bytes().all(|b| b.is_ascii_digit()));
    plausible.then(|| groups.concat())
}

/// The unit in which an amount is typed or shown. Printed at every field of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyUnit {
    /// 万元, ten thousand yuan.
    #[default]
    Wan,
    /// 亿元, a hundred million yuan.
    Yi,
}

impl MoneyUnit {
    /// Both units, the stored one first.
    pub const ALL: [Self; 2] = [Self::Wan, Self::Yi];

    /// The code used in forms and in the database: `wan` or `yi`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wan => "wan",
            Self::Yi => "yi",
        }
    }

    /// The unit of a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// Decimals that can be typed: both stand for steps of 100 yuan.
    const fn decimals(self) -> u8 {
        match self {
            Self::Wan => 2,
            Self::Yi => 6,
        }
    }
}

/// Money, in hundredths of 万元: steps of 100 yuan, so 1 万元 is `Wan(100)`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Wan(pub i64);

impl Wan {
    /// The largest amount a form accepts, either way: ten trillion 万元. Far above any company and
    /// small enough for thousands of them to be added up.
    pub const LIMIT: i64 = 1_000_000_000_000_000;

    /// So many whole 万元 (held at the ends of the range).
    pub const fn from_wan(wan: i64) -> Self {
        Self(wan.saturating_mul(100))
    }

    /// Reads an amount typed beside `unit`; losses are negative. At most 2 decimals in 万元 and 6
    /// in 亿元, which is the same precision. A unit within the text wins over the one beside it
    /// (`1.2亿`, `1亿2000万元`, `12,800 万元`, `128000000元`), and brackets make a loss
    /// (`(3.5)`), as accountants write it. Exact: what would have to be rounded is refused.
    pub fn parse(s: &str, unit: MoneyUnit) -> Result<Self, NumberError> {
        let (negative, text) = bracketed(bare(&half_width(s)));
        let n = match own_unit(&text) {
            Own::None => parse_decimal(&text, unit.decimals())?,
            Own::One(number, unit) => parse_decimal(number, unit.decimals())?,
            Own::Yuan(number) => {
                let fen = parse_decimal(number, 2)?;
                // A step of ours is 100 yuan.
                if fen % 10_000 != 0 {
                    return Err(NumberError::TooManyDecimals { max: 2 });
                }
                fen / 10_000
            }
            Own::Both(yi, wan) => {
                let (yi, wan) = (parse_decimal(yi, 0)?, parse_count_of_wan(wan)?);
                let steps = yi.checked_mul(1_000_000).ok_or(NumberError::OutOfRange)?;
                // The second part goes the way of the first: 负1亿2000万 is 1.2 亿 below zero.
                let both = if steps < 0 { steps.checked_sub(wan) } else { steps.checked_add(wan) };
                both.ok_or(NumberError::OutOfRange)?
            }
        };
        match n {
            n if n.unsigned_abs() > Self::LIMIT.unsigned_abs() => Err(NumberError::OutOfRange),
            n if negative && n < 0 => Err(NumberError::NotANumber),
            n => Ok(Self(if negative { -n } else { n })),
        }
    }

    /// The unit that stands within a text, if it has one of ours: it is the one that counts.
    pub fn unit_in(s: &str) -> Option<MoneyUnit> {
        match own_unit(&bracketed(bare(&half_width(s))).1) {
            Own::One(_, unit) => Some(unit),
            Own::Both(..) => Some(MoneyUnit::Yi),
            Own::None | Own::Yuan(_) => None,
        }
    }

    /// The amount in `unit`: exact, thousands separated, without zeros at the end.
    pub fn show(self, unit: MoneyUnit) -> String {
        let one = 10_u64.pow(u32::from(unit.decimals()));
        let (whole, fraction) = (self.0.unsigned_abs() / one, self.0.unsigned_abs() % one);
        let minus = if self.0 < 0 { "-" } else { "" };
        let fraction = format!("{fraction:0width$}", width = usize::from(unit.decimals()));
        match fraction.trim_end_matches('0') {
            "" => format!("{minus}{}", thousands(whole)),
            fraction => format!("{minus}{}.{fraction}", thousands(whole)),
        }
    }

    /// Whole 万元, rounded down. Exact for comparing with a threshold given in whole 万元: an
    /// amount reaches it if and only if its floor does.
    pub const fn floor_wan(self) -> i64 {
        self.0.div_euclid(100)
    }
}

/// How an amount's text names its unit.
enum Own<'a> {
    /// Not at all.
    None,
    /// At its end.
    One(&'a str, MoneyUnit),
    /// In yuan.
    Yuan(&'a str),
    /// Twice, as it is spoken: so many 亿, so many 万.
    Both(&'a str, &'a str),
}

fn own_unit(text: &str) -> Own<'_> {
    let body = text.strip_suffix('元').unwrap_or(text).trim_end();
    if let Some((yi, wan)) = body.split_once('亿') {
        let wan = wan.trim();
        return match (wan, wan.strip_suffix('万')) {
            ("", _) => Own::One(yi.trim_end(), MoneyUnit::Yi),
            (_, Some(wan)) => Own::Both(yi.trim_end(), wan.trim_end()),
            _ => Own::None,
        };
    }
    match body.strip_suffix('万') {
        Some(number) => Own::One(number.trim_end(), MoneyUnit::Wan),
        None if body.len() < text.len() => Own::Yuan(body),
        None => Own::None,
    }
}

/// The 万 behind 亿: fewer than ten thousand of them, or the text means something else.
fn parse_count_of_wan(text: &str) -> Result<i64, NumberError> {
    match parse_decimal(text, 2)? {
        n if (0..1_000_000).contains(&n) => Ok(n),
        _ => Err(NumberError::NotANumber),
    }
}

/// An amount without the sign or the word of its currency.
fn bare(text: &str) -> &str {
    let text = text.strip_prefix("人民币").unwrap_or(text).trim_start();
    let words = ["￥", "¥", "CNY", "RMB"];
    words.iter().find_map(|w| text.strip_prefix(w)).unwrap_or(text).trim_start()
}

/// `(3.5)` is a loss of 3.5.
fn bracketed(text: &str) -> (bool, String) {
    // The unit may stand behind the brackets: (3.5)万元.
    match text.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((inside, behind)) => (true, format!("{inside}{behind}")),
        None => (false, text.to_owned()),
    }
}

fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::NumberError::*;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_are_scaled() {
        for (text, decimals, value) in [
            ("1.5", 2, 150),
            ("0", 2, 0),
            ("-0.01", 2, -1),
            ("+3", 0, 3),
            (".5", 1, 5),
            ("5.", 1, 50),
            ("1.200", 1, 12),
            ("００１２．３０", 2, 1230),
            ("－７", 0, -7),
            ("\u{2212} 7", 0, -7),
            ("9223372036854775807", 0, i64::MAX),
            ("-9223372036854775808", 0, i64::MIN),
            ("0", 255, 0),
        ] {
            assert_eq!(parse_decimal(text, decimals), Ok(value), "{text}");
        }
    }

    /// Both parts are within what is read, their sum is not.
    #[test]
    fn what_is_typed_in_two_parts_does_not_overflow() {
        for text in
            ["9223372036854亿9999.99万", "-9223372036854亿9999.99万", "负9223372036854亿9999.99万"]
        {
            assert_eq!(Wan::parse(text, MoneyUnit::Wan), Err(OutOfRange), "{text}");
        }
        assert_eq!(Wan::parse("1亿2000万", MoneyUnit::Wan), Ok(Wan::from_wan(12_000)));
    }

    #[test]
    fn separators_only_in_plausible_places() {
        for text in ["1,234,567", "1，234，567", "1 234 567", "1'234'567", "123,4567", "1234567"]
        {
            assert_eq!(parse_count(text), Ok(1_234_567), "{text}");
        }
        for text in
            ["1,5", "12,34", "1,234,56", "1,234 567", ",123", "1,,234", "1234,567", "1,2345,678"]
        {
            assert_eq!(parse_count(text), Err(NotANumber), "{text}");
        }
        assert_eq!(parse_decimal("1,234.5", 1), Ok(12_345));
        assert_eq!(parse_decimal("1.234,5", 4), Err(NotANumber));
    }

    #[test]
    fn each_refusal_has_its_reason() {
        for (text, decimals, error) in [
            ("", 0, Empty),
            ("　 ", 0, Empty),
            (".", 2, NotANumber),
            ("-", 2, NotANumber),
            ("--1", 2, NotANumber),
            ("1.2.3", 4, NotANumber),
            ("1e5", 2, NotANumber),
            ("三百", 2, NotANumber),
            ("12万元", 2, NotANumber),
            ("1.234", 2, TooManyDecimals { max: 2 }),
            ("9223372036854775808", 0, OutOfRange),
            ("1", 19, OutOfRange),
        ] {
            assert_eq!(parse_decimal(text, decimals), Err(error), "{text}");
        }
        assert_eq!(parse_count("-1"), Err(Negative));
        assert_eq!(parse_count("1.5"), Err(TooManyDecimals { max: 0 }));
        assert_eq!(parse_count("-0"), Ok(0));
    }

    #[test]
    fn wan_and_yi_are_one_amount_in_two_units() {
        let amount = Wan::from_wan(12_345);
        assert_eq!(Wan::parse("12345", MoneyUnit::Wan), Ok(amount));
        assert_eq!(Wan::parse("1.2345", MoneyUnit::Yi), Ok(amount));
        assert_eq!(amount.show(MoneyUnit::Wan), "12,345");
        assert_eq!(amount.show(MoneyUnit::Yi), "1.2345");
        assert_eq!(Wan(-5).show(MoneyUnit::Wan), "-0.05");
        assert_eq!(Wan(-5).show(MoneyUnit::Yi), "-0.000005");
        assert_eq!(Wan::parse("0.123456", MoneyUnit::Yi), Ok(Wan(123_456)));
        assert_eq!(Wan::parse("0.1234567", MoneyUnit::Yi), Err(TooManyDecimals { max: 6 }));
        assert_eq!(Wan::parse("0.005", MoneyUnit::Wan), Err(TooManyDecimals { max: 2 }));
        assert_eq!(Wan::parse("10000000000000.01", MoneyUnit::Wan), Err(OutOfRange));
        assert_eq!(Wan::parse("10000000000000", MoneyUnit::Wan), Ok(Wan(Wan::LIMIT)));
        assert_eq!(Wan(i64::MIN).show(MoneyUnit::Wan), "-92,233,720,368,547,758.08");
        for unit in MoneyUnit::ALL {
            assert_eq!(MoneyUnit::parse(unit.code()), Some(unit));
            assert_eq!(serde_json::to_value(unit).ok(), Some(unit.code().into()));
        }
        assert_eq!(MoneyUnit::parse("yuan"), None);
    }

    #[test]
    fn amounts_are_read_as_they_are_pasted() {
        for (text, wan_steps) in [
            ("1.2亿", 1_200_000),
            ("１．２ 亿元", 1_200_000),
            ("12,800万元", 1_280_000),
            ("12，800 万", 1_280_000),
            ("1亿2000万元", 1_200_000),
            ("￥1 亿 2,000.5 万", 1_200_050),
            ("128000000元", 1_280_000),
            ("¥ 128,000,000.00 元", 1_280_000),
            ("人民币1.28亿元", 1_280_000),
            ("(3.5)", -350),
            ("（1,234.5）万元", -123_450),
            ("负3.5", -350),
            ("–3.5", -350),
            ("—3.5", -350),
            ("−3.5", -350),
            ("﹣3.5", -350),
            ("负1亿2000万", -1_200_000),
        ] {
            for unit in [MoneyUnit::Wan, MoneyUnit::Yi] {
                // Without a unit of its own the one beside it counts.
                let own = text.contains(['亿', '万', '元']);
                if own || unit == MoneyUnit::Wan {
                    assert_eq!(Wan::parse(text, unit), Ok(Wan(wan_steps)), "{text}");
                }
            }
        }
        assert_eq!(Wan::parse("1.28", MoneyUnit::Yi), Ok(Wan(1_280_000)));
        for text in
            ["1亿2", "1亿20000万", "1.5亿2000万", "千万", "亿", "(-3)", "((3))", "(3", "—", "1万2"]
        {
            assert!(Wan::parse(text, MoneyUnit::Wan).is_err(), "{text}");
        }
        let rounded = Wan::parse("128,456,789.12元", MoneyUnit::Wan);
        assert_eq!(rounded, Err(TooManyDecimals { max: 2 }));
        assert_eq!(Wan::unit_in("1.2 亿元"), Some(MoneyUnit::Yi));
        assert_eq!(Wan::unit_in("(12)万"), Some(MoneyUnit::Wan));
        assert_eq!(Wan::unit_in("12"), None);
    }

    #[test]
    fn a_threshold_is_compared_with_whole_wan_rounded_down() {
        assert_eq!(Wan(199_999).floor_wan(), 1_999);
        assert_eq!(Wan(200_000).floor_wan(), 2_000);
        assert_eq!(Wan(-1).floor_wan(), -1);
        assert_eq!(Wan(i64::MIN).floor_wan(), -92_233_720_368_547_759);
    }

    proptest! {
        #[test]
        fn never_panics_on_any_text(s in any::<String>(), decimals in any::<u8>()) {
            let _ = parse_decimal(&s, decimals);
            let _ = parse_count(&s);
        }

        #[test]
        fn never_panics_on_text_that_is_nearly_a_number(s in "[-+−０-９0-9,， '.．]{0,40}", decimals in any::<u8>()) {
            let _ = parse_decimal(&s, decimals);
            let _ = Wan::parse(&s, MoneyUnit::Yi);
        }

        #[test]
        fn never_panics_on_text_that_is_nearly_an_amount(s in "[-0-9.,()（）亿万元￥ 负]{0,24}") {
            let _ = (Wan::parse(&s, MoneyUnit::Wan), Wan::unit_in(&s));
        }

        #[test]
        fn an_amount_with_its_unit_reads_the_same_beside_any_unit(n in -Wan::LIMIT..=Wan::LIMIT) {
            let texts = [format!("{}万元", Wan(n).show(MoneyUnit::Wan)), format!("{} 亿", Wan(n).show(MoneyUnit::Yi))];
            for text in texts {
                for unit in MoneyUnit::ALL {
                    prop_assert_eq!(Wan::parse(&text, unit), Ok(Wan(n)));
                }
            }
        }

        #[test]
        fn what_is_shown_reads_back_the_same(n in -Wan::LIMIT..=Wan::LIMIT) {
            for unit in MoneyUnit::ALL {
                prop_assert_eq!(Wan::parse(&Wan(n).show(unit), unit), Ok(Wan(n)));
            }
        }

        #[test]
        fn showing_and_flooring_never_panic(n in any::<i64>()) {
            let shown = Wan(n).show(MoneyUnit::Yi);
            prop_assert!(!shown.ends_with('.'));
            prop_assert!(!shown.contains('.') || !shown.ends_with('0'));
            prop_assert!(i128::from(Wan(n).floor_wan()) * 100 <= i128::from(n));
            prop_assert!((i128::from(Wan(n).floor_wan()) + 1) * 100 > i128::from(n));
        }

        #[test]
        fn plain_integers_read_as_themselves(n in any::<i64>()) {
            prop_assert_eq!(parse_decimal(&n.to_string(), 0), Ok(n));
        }
    }
}
