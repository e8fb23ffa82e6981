//! Refusals in words: what was not done, why (with its article), what to do next.

mod en;
mod value;
mod zh;

use domain::refusal::Refusal;

use super::Lang;

/// The sentence of a refusal.
pub fn refusal(lang: Lang, r: &Refusal) -> String {
    match lang {
        Lang::Zh => zh::zh(r),
        Lang::En => en::en(r),
    }
}

fn mib(bytes: i64) -> i64 {
    bytes / 1024 / 1024
}

/// How many, or that there are some where the number is not told.
fn some(count: u32, some: &str) -> String {
    if count == 0 { some.to_owned() } else { count.to_string() }
}

fn numbers(all: &[i64], between: &str) -> String {
    all.iter().map(i64::to_string).collect::<Vec<_>>().join(between)
}
