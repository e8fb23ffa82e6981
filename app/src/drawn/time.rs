//! What is left of a span of time, as it is said.

use domain::stamp::{DAY, HOUR, MINUTE, SECOND};

use crate::locales::{Lang, flow};

/// Days to seconds; "closed" when nothing is left.
pub fn left(lang: Lang, micros: i64) -> String {
    let w = flow::words(lang);
    if micros <= 0 {
        return w.over.to_owned();
    }
    let hours = micros % DAY / HOUR;
    (w.left)(micros / DAY, hours, micros % HOUR / MINUTE, micros % MINUTE / SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_16_the_last_second_is_still_said_and_after_it_nothing_is_left() {
        assert_eq!(left(Lang::Zh, SECOND), "0 小时 00 分 01 秒");
        assert_eq!(left(Lang::Zh, 0), "已截止");
        assert_eq!(left(Lang::Zh, -SECOND), "已截止");
        let span = 2 * DAY + 3 * HOUR + 4 * MINUTE + 5 * SECOND;
        assert_eq!(left(Lang::En, span), "2 d 3 h 04 min 05 s");
    }
}
