//! The picture of a rank interval: a bar from the better to the worse end, a tick where the application
//! stands, the line behind the places. Written as text, like the strip of scores.

use std::fmt::Write;

/// Width of the picture and the room at its ends, in its units.
const WIDTH: f64 = 200.0;
const MARGIN: f64 = 4.0;

/// Ranks that all pictures of a table share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranks {
    /// The last rank that is drawn; the first is 1.
    pub last: u32,
    /// Places.
    pub places: u32,
}

impl Ranks {
    /// Where a rank lies; the end holds what lies beyond.
    fn x(self, rank: f64) -> f64 {
        let share = (rank - 1.0) / f64::from(self.last.saturating_sub(1)).max(1.0);
        MARGIN + share.clamp(0.0, 1.0) * (WIDTH - 2.0 * MARGIN)
    }
}

/// The picture. Its figures stand beside it in words, so it is kept from those who listen.
pub fn svg(ranks: Ranks, best: u32, worst: u32, rank: Option<u32>) -> String {
    let mut out = String::with_capacity(400);
    out.push_str("<svg class=\"strip interval\" viewBox=\"0 0 200 20\" aria-hidden=\"true\">");
    let _ = write!(out, "<path class=\"axis\" d=\"M{MARGIN} 10H{}\"/>", WIDTH - MARGIN);
    let (from, to) = (ranks.x(f64::from(best)), ranks.x(f64::from(worst)));
    // Half a unit more at both ends: an interval of a single rank is seen as well.
    let _ = write!(out, "<path class=\"band\" d=\"M{:.1} 10H{:.1}\"/>", from - 0.5, to + 0.5);
    if ranks.places < ranks.last {
        let _ = write!(
            out,
            "<path class=\"cutline\" d=\"M{:.1} 1V19\"/>",
            ranks.x(f64::from(ranks.places) + 0.5)
        );
    }
    if let Some(rank) = rank {
        let _ = write!(out, "<path class=\"trim\" d=\"M{:.1} 4V16\"/>", ranks.x(f64::from(rank)));
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_reaches_from_end_to_end_and_the_line_lies_behind_the_places() {
        let ranks = Ranks { last: 9, places: 4 };
        let drawn = svg(ranks, 1, 9, Some(5));
        assert!(drawn.contains("class=\"band\" d=\"M3.5 10H196.5\""), "{drawn}");
        assert!(drawn.contains("class=\"cutline\" d=\"M88.0 1V19\""), "{drawn}");
        assert!(drawn.contains("class=\"trim\" d=\"M100.0 4V16\""), "{drawn}");
    }

    #[test]
    fn without_rank_or_cut_there_is_no_mark_and_one_rank_is_still_a_bar() {
        let drawn = svg(Ranks { last: 1, places: 60 }, 1, 1, None);
        assert!(!drawn.contains("cutline") && !drawn.contains("trim"), "{drawn}");
        assert!(drawn.contains("M3.5 10H4.5"), "{drawn}");
        assert!(!svg(Ranks { last: 0, places: 0 }, 5, 9, Some(7)).contains("NaN"));
    }
}
