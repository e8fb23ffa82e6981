//! How alike two short texts are: the share of character n-grams they have in common (Jaccard).
//! Character n-grams need no dictionary, so they suit Chinese, which has no blanks between words.

use std::collections::HashMap;

use crate::facts::text::half_width;

/// Characters of a gram of a title.
pub const TITLE: usize = 2;
/// Characters of a gram of an abstract.
pub const ABSTRACT: usize = 3;

/// A text as it is compared: half-width, lower case, letters and digits alone.
pub fn plain(text: &str) -> Vec<char> {
    half_width(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The distinct grams of `n` (at most 3) characters, sorted. A text shorter than that is one gram; a blank
/// one has none. A character takes 21 bits, so a gram of three is itself, not a hash of itself.
pub fn grams(text: &[char], n: usize) -> Vec<u64> {
    if text.is_empty() {
        return Vec::new();
    }
    let gram = |w: &[char]| w.iter().fold(0, |g, c| (g << 21) | u64::from(u32::from(*c)));
    let mut all: Vec<u64> = text.windows(n.clamp(1, 3).min(text.len())).map(gram).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What two sorted sets share, and what they have together.
pub fn overlap(a: &[u64], b: &[u64]) -> (usize, usize) {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    (shared, a.len() + b.len() - shared)
}

/// How alike two sets are, in whole percent, rounded down; blank ones are like nothing.
pub fn likeness(a: &[u64], b: &[u64]) -> u32 {
    match overlap(a, b) {
        (_, 0) => 0,
        (shared, all) => u32::try_from(shared * 100 / all).unwrap_or(0),
    }
}

/// All pairs that are alike by at least `percent` (1 to 100), with how much; the smaller index first, in
/// order.
///
/// Exact, without comparing each with each: two sets that are alike by `t` share one of the rarest
/// `n − ⌈t·n⌉ + 1` grams of either (prefix filter), so only sets that meet there are compared.
pub fn near<S: AsRef<[u64]>>(sets: &[S], percent: u32) -> Vec<(usize, usize, u32)> {
    let sets: Vec<&[u64]> = sets.iter().map(AsRef::as_ref).collect();
    let percent = percent.clamp(1, 100) as usize;
    let mut often: HashMap<u64, u32> = HashMap::new();
    for gram in sets.iter().copied().flatten() {
        *often.entry(*gram).or_default() += 1;
    }
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut met = vec![usize::MAX; sets.len()];
    let mut found = Vec::new();
    for (i, set) in sets.iter().enumerate() {
        let mut rarest = set.to_vec();
        rarest.sort_unstable_by_key(|g| (often.get(g).copied().unwrap_or(0), *g));
        rarest.truncate((set.len() + 1).saturating_sub((set.len() * percent).div_ceil(100)));
        for gram in rarest {
            let others = index.entry(gram).or_default();
            for &j in others.iter() {
                if met[j] != i {
                    met[j] = i;
                    let (shared, all) = overlap(sets[j], set);
                    if shared * 100 >= percent * all {
                        found.push((j, i, likeness(sets[j], set)));
                    }
                }
            }
            others.push(i);
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alike(a: &str, b: &str) -> u32 {
        likeness(&grams(&plain(a), TITLE), &grams(&plain(b), TITLE))
    }

    #[test]
    fn art_24_a_title_is_the_same_however_its_marks_and_widths_are_written() {
        let title = "实施“五维一体”质量管理模式的经验";
        assert_eq!(alike(title, "实施 ｢五维一体｣ 质量管理模式的经验。"), 100);
        assert_eq!(alike("运用ＭＥＳ的经验", "运用mes的经验"), 100);
        // 15 characters have 14 pairs; two of them go when the last word is another.
        assert_eq!(alike(title, "实施五维一体质量管理模式的做法"), 100 * 12 / 16);
        assert_eq!((alike(title, ""), alike("", "")), (0, 0));
        assert_eq!((alike("质", "质"), alike("质", "量")), (100, 0));
    }

    proptest! {
        /// The index leaves nothing out and adds nothing, whatever the threshold.
        #[test]
        fn the_index_agrees_with_comparing_each_with_each(
            texts in proptest::collection::vec("[甲乙丙丁]{0,7}", 0..14), percent in 1u32..=100
        ) {
            let sets: Vec<_> = texts.iter().map(|t| grams(&plain(t), TITLE)).collect();
            let mut all = Vec::new();
            for j in 0..sets.len() {
                for i in j + 1..sets.len() {
                    let (shared, union) = overlap(&sets[j], &sets[i]);
                    if union > 0 && shared * 100 >= percent as usize * union {
                        all.push((j, i, likeness(&sets[j], &sets[i])));
                    }
                }
            }
            prop_assert_eq!(near(&sets, percent), all);
        }

        #[test]
        fn likeness_is_the_same_both_ways_and_whole_for_the_same(a in "[甲乙丙 a]{1,9}", b in "[甲乙丙 a]{1,9}") {
            prop_assert_eq!(alike(&a, &b), alike(&b, &a));
            let blank = plain(&a).is_empty();
            prop_assert_eq!(alike(&a, &a), if blank { 0 } else { 100 });
        }
    }
}
