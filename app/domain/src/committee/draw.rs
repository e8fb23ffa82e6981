//! Drawing experts and lots (第十二条): random to those concerned, repeatable by anyone who knows the
//! recorded seed.
//!
//! To repeat a draw of `k` out of `n` by hand or in any language:
//!
//! 1. Write down 0, 1, …, n − 1. All arithmetic below is on unsigned 64-bit numbers and wraps round.
//! 2. A random number (SplitMix64): add `0x9E3779B97F4A7C15` to the state, which starts as the seed;
//!    take z = state; z = (z xor z >> 30) · `0xBF58476D1CE4E5B9`; z = (z xor z >> 27) ·
//!    `0x94D049BB133111EB`; the number is z xor z >> 31.
//! 3. A number below m: take a random number x; if x ≥ m · ⌊2⁶⁴ / m⌋, take the next one instead (so
//!    that no remainder is favoured); the result is x mod m.
//! 4. For i = 0, 1, …, k − 1: exchange entry i with entry i + (a number below n − i).
//! 5. Entries 0 to k − 1 are the draw, in the order drawn.

/// The generator of step 2.
#[derive(Clone, Debug)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// Starts from a recorded seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next random number.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `m`, each equally likely; 0 for `m` = 0.
    pub fn below(&mut self, m: u64) -> u64 {
        if m == 0 {
            return 0;
        }
        let whole = (1_u128 << 64) / u128::from(m) * u128::from(m);
        loop {
            let x = self.next_u64();
            if u128::from(x) < whole {
                return x % m;
            }
        }
    }
}

/// Draws `k` out of `0..n` in order, as described above; all of them when `k` exceeds `n`.
pub fn draw(seed: u64, n: usize, k: usize) -> Vec<usize> {
    draw_with(&mut SplitMix64::new(seed), n, k)
}

/// The same from a generator already under way, for several draws from one seed.
pub fn draw_with(generator: &mut SplitMix64, n: usize, k: usize) -> Vec<usize> {
    let mut entries: Vec<usize> = (0..n).collect();
    let k = k.min(n);
    for i in 0..k {
        // Below n − i, so it fits a usize again.
        let step = generator.below((n - i) as u64) as usize;
        entries.swap(i, i + step);
    }
    entries.truncate(k);
    entries
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_generator_gives_the_published_numbers() {
        let mut zero = SplitMix64::new(0);
        assert_eq!(
            [zero.next_u64(), zero.next_u64(), zero.next_u64()],
            [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]
        );
        let mut other = SplitMix64::new(1_234_567);
        assert_eq!(
            [other.next_u64(), other.next_u64(), other.next_u64()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn art_12_a_draw_follows_the_steps_written_down() {
        // Worked out apart from this code. Seed 0, 3 of 10: the first three numbers leave 5 of 10,
        // 0 of 9 and 7 of 8, so entries 0 and 5, 1 and 1, 2 and 9 change places.
        assert_eq!(draw(0, 10, 3), [5, 1, 9]);
        assert_eq!(draw(20_261_122, 60, 7), [26, 47, 52, 21, 38, 17, 7]);
        assert_eq!(draw(u64::MAX, 5, 5), [1, 2, 3, 0, 4]);
    }

    #[test]
    fn a_number_that_would_favour_a_remainder_is_passed_over() {
        // The first number of seed 0 lies beyond the one whole multiple of 2^63 + 1.
        assert_eq!(SplitMix64::new(0).below((1 << 63) + 1), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn art_12_the_same_seed_repeats_the_draw_and_another_does_not() {
        assert_eq!(draw(20_261_122, 60, 7), draw(20_261_122, 60, 7));
        assert_ne!(draw(20_261_122, 60, 7), draw(20_261_123, 60, 7));
    }

    #[test]
    fn a_draw_of_more_than_there_are_takes_all_and_of_none_nothing() {
        assert_eq!(draw(1, 3, 9).into_iter().collect::<BTreeSet<_>>(), BTreeSet::from([0, 1, 2]));
        assert_eq!(draw(1, 0, 4), Vec::<usize>::new());
        assert_eq!(SplitMix64::new(1).below(0), 0);
    }

    #[test]
    fn art_12_every_expert_is_as_likely_as_any_other() {
        // 3 of 8 in 8,000 draws: 3,000 each in the mean, standard deviation about 43.
        let mut often = [0_i32; 8];
        (0..8000).flat_map(|seed| draw(seed, 8, 3)).for_each(|expert| often[expert] += 1);
        assert!(often.iter().all(|count| (count - 3000).abs() < 220), "{often:?}");
        // The first place as well: 1,000 each, standard deviation about 30.
        let mut first = [0_i32; 8];
        (0..8000).for_each(|seed| first[draw(seed, 8, 3)[0]] += 1);
        assert!(first.iter().all(|count| (count - 1000).abs() < 150), "{first:?}");
    }

    proptest! {
        #[test]
        fn art_12_nobody_is_drawn_twice(seed in any::<u64>(), n in 0..80_usize, k in 0..90_usize) {
            let drawn = draw(seed, n, k);
            prop_assert_eq!(drawn.len(), k.min(n));
            prop_assert!(drawn.iter().all(|&entry| entry < n));
            prop_assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), drawn.len());
        }

        #[test]
        fn a_smaller_draw_is_the_beginning_of_a_larger(seed in any::<u64>(), n in 1..50_usize) {
            let (some, all) = (draw(seed, n, n / 2), draw(seed, n, n));
            prop_assert_eq!(&some[..], &all[..n / 2]);
        }
    }
}
