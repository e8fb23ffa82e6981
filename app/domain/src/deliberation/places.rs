//! The places of the shortlist, panel by panel (第十九条).

/// Divides the places evenly; where they do not divide, the panels that come first have one more. By the
/// number of panels alone: a share by their applications would tell a member who is kept from one of
/// them that it is there (Art. 15).
pub fn split(places: u32, panels: usize) -> Vec<u32> {
    let Ok(n) = u32::try_from(panels) else { return Vec::new() };
    (0..n).map(|i| places / n + u32::from(i < places % n)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn art_19_panels_together_have_no_more_places_than_the_season(places in 0u32..500, panels in 1usize..40) {
            let split = split(places, panels);
            prop_assert_eq!(split.len(), panels);
            prop_assert_eq!(split.iter().sum::<u32>(), places);
            prop_assert!(split.windows(2).all(|w| w[0] >= w[1] && w[0] - w[1] <= 1));
        }
    }
}
