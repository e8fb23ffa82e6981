//! Passages that stand in two reports word for word.
//!
//! Measure: of the runs of [`RUN`] characters of the shorter report, how many stand in the other one as well.
//! What stands in more than so many reports is a common phrase (of a form, a standard, a law) and counts for
//! nobody: otherwise everybody who quotes the articles would have copied from everybody.

use std::collections::{HashMap, HashSet};

use super::grams::plain;

/// Characters that must be the same in a row, marks and blanks apart: about a clause and a half.
pub const RUN: usize = 24;
/// Characters of a passage that are shown.
pub const SHOWN: usize = 120;
/// Bits of a hash that are left beside the number of a report.
const NUMBER: u32 = 20;
const MASK: u64 = (1 << NUMBER) - 1;

/// Runs of a text in the order in which they begin, as hashes.
fn runs(text: &[char]) -> Vec<u64> {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    if text.len() < RUN {
        return Vec::new();
    }
    let out = (1..RUN).fold(1u64, |p, _| p.wrapping_mul(BASE));
    let add = |h: u64, c: char| h.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)) + 1);
    let mut hash = text[..RUN].iter().fold(0, |h, c| add(h, *c));
    let mut all = Vec::with_capacity(text.len() - RUN + 1);
    all.push(mixed(hash));
    for i in RUN..text.len() {
        let gone = (u64::from(u32::from(text[i - RUN])) + 1).wrapping_mul(out);
        hash = add(hash.wrapping_sub(gone), text[i]);
        all.push(mixed(hash));
    }
    all
}

/// Spreads the bits (the end of SplitMix64), and leaves room for the number of a report.
fn mixed(mut h: u64) -> u64 {
    h = (h ^ (h >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    h = (h ^ (h >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (h ^ (h >> 31)) & !MASK
}

/// What many reports share.
#[derive(Debug, Default)]
pub struct Passages {
    /// Pairs of reports, the smaller index first, with the percentage of the shorter one that stands in the
    /// other; in order.
    pub pairs: Vec<(usize, usize, u32)>,
    /// Runs that stand in too many reports to mean anything.
    common: HashSet<u64>,
}

impl Passages {
    /// Compares the reports: pairs that share at least `percent` (1 to 100); what stands in more than
    /// `common_in` of them is common.
    ///
    /// All runs of all reports are sorted, so that equal ones stand together: 1,000 reports of 8,000
    /// characters are 64 MB and well below two seconds.
    pub fn find(reports: &[Vec<char>], percent: u32, common_in: usize) -> Self {
        let percent = u64::from(percent.clamp(1, 100));
        let mut all: Vec<u64> = Vec::with_capacity(reports.iter().map(Vec::len).sum());
        let mut lengths = vec![0u64; reports.len()];
        for (i, report) in reports.iter().enumerate().take(MASK as usize) {
            let mut own = runs(report);
            own.sort_unstable();
            own.dedup();
            lengths[i] = own.len() as u64;
            all.extend(own.into_iter().map(|h| h | i as u64));
        }
        all.sort_unstable();
        let mut shared: HashMap<(u32, u32), u64> = HashMap::new();
        let mut common = HashSet::new();
        for same in all.chunk_by(|a, b| a & !MASK == b & !MASK) {
            if same.len() > common_in.max(2) {
                common.insert(same[0] & !MASK);
                continue;
            }
            for (n, a) in same.iter().enumerate() {
                for b in &same[n + 1..] {
                    *shared.entry(((a & MASK) as u32, (b & MASK) as u32)).or_default() += 1;
                }
            }
        }
        let of = |(a, b): (u32, u32)| lengths[a as usize].min(lengths[b as usize]).max(1);
        let mut pairs: Vec<(usize, usize, u32)> = shared
            .into_iter()
            .filter(|(pair, n)| n * 100 >= percent * of(*pair))
            .map(|(pair, n)| (pair.0 as usize, pair.1 as usize, (n * 100 / of(pair)) as u32))
            .collect();
        pairs.sort_unstable();
        Self { pairs, common }
    }

    /// The longest passage two reports share, as it stands in each.
    pub fn longest(&self, a: &str, b: &str) -> Option<(String, String)> {
        let (pa, pb) = (plain(a), plain(b));
        let mut places: HashMap<u64, usize> = HashMap::new();
        for (at, run) in runs(&pb).into_iter().enumerate() {
            places.entry(run).or_insert(at);
        }
        // Begin in `a`, begin in `b`, runs one after the other in both.
        let (mut best, mut now) = ((0, 0, 0), (0, 0, 0));
        for (at, run) in runs(&pa).into_iter().enumerate() {
            now = match places.get(&run).filter(|_| !self.common.contains(&run)) {
                Some(to) if now.2 > 0 && *to == now.1 + now.2 => (now.0, now.1, now.2 + 1),
                Some(to) => (at, *to, 1),
                None => (0, 0, 0),
            };
            if now.2 > best.2 {
                best = now;
            }
        }
        let n = best.2 + RUN - 1;
        (best.2 > 0).then(|| (excerpt(a, best.0, n), excerpt(b, best.1, n)))
    }
}

/// `n` compared characters from the `from`th on, with the marks between them, at most [`SHOWN`].
fn excerpt(text: &str, from: usize, n: usize) -> String {
    let (mut at, mut out) = (0, String::new());
    for c in text.chars() {
        let counts = plain(c.encode_utf8(&mut [0; 4])).len();
        if at >= from + n {
            break;
        }
        if at >= from && (counts > 0 || !out.is_empty()) {
            if out.chars().count() == SHOWN {
                out.push('…');
                break;
            }
            out.push(if c == '\n' { ' ' } else { c });
        }
        at += counts;
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text nobody else writes: numbers from `seed` on, as characters.
    fn own(seed: u32, n: u32) -> String {
        (0..n).filter_map(|i| char::from_u32(0x4E00 + (seed * 7919 + i * 31) % 20_000)).collect()
    }

    fn find(texts: &[String], common_in: usize) -> Passages {
        let plain: Vec<_> = texts.iter().map(|t| plain(t)).collect();
        Passages::find(&plain, 10, common_in)
    }

    #[test]
    fn art_24_a_passage_that_was_copied_is_found_and_shown_as_it_stands() {
        let copied = own(99, 60);
        let with_marks: String = copied.chars().flat_map(|c| [c, '，']).collect();
        let texts = [
            own(1, 200),
            own(2, 140) + &copied,
            format!("{}\n{with_marks}{}", own(3, 100), own(4, 90)),
        ];
        let found = find(&texts, 10);
        // 60 characters hold 37 runs; the shorter report has 200 characters, so 177 of them.
        assert_eq!(found.pairs, [(1, 2, 37 * 100 / 177)]);
        let (a, b) = found.longest(&texts[1], &texts[2]).unwrap();
        assert_eq!(a, copied);
        assert!(with_marks.starts_with(&b), "{b}");
        assert_eq!(found.longest(&texts[0], &texts[1]), None);
    }

    #[test]
    fn what_everybody_quotes_was_copied_by_nobody() {
        let quoted = own(99, 80);
        let texts: Vec<String> = (1..=5).map(|n| own(n, 100) + &quoted).collect();
        assert_eq!(find(&texts, 5).pairs.len(), 10);
        let found = find(&texts, 4);
        assert_eq!(found.pairs, []);
        assert_eq!(found.longest(&texts[0], &texts[1]), None);
    }

    #[test]
    fn a_long_passage_is_shortened_and_a_short_report_shares_nothing() {
        let long = own(1, 400);
        let found = find(&[long.clone(), long.clone()], 10);
        assert_eq!(found.pairs, [(0, 1, 100)]);
        let shown = found.longest(&long, &long).unwrap().0;
        assert_eq!(shown.chars().count(), SHOWN + 1);
        assert_eq!(find(&["短".into(), "短".into()], 10).pairs, []);
    }

    proptest! {
        /// The rolling hash is the hash of each run.
        #[test]
        fn equal_runs_have_equal_hashes_wherever_they_stand(text in "[甲乙]{24,60}") {
            let chars: Vec<char> = text.chars().collect();
            let hashes = runs(&chars);
            prop_assert_eq!(hashes.len(), chars.len() - RUN + 1);
            for (i, hash) in hashes.into_iter().enumerate() {
                prop_assert_eq!(vec![hash], runs(&chars[i..i + RUN]));
            }
        }
    }
}
