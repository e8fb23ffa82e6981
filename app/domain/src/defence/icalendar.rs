//! Slots of the defence (第二十条) as a calendar of RFC 5545, for one recipient: an applicant's own slot, or all
//! slots of an expert's session. Words come from outside; what is here is the form.

use time::OffsetDateTime;

use super::session::Slot;
use crate::application::version::digest;
use crate::stamp::Stamp;

/// Octets of a line at most, its line break not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// One slot with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment<'a> {
    /// The slot.
    pub slot: &'a Slot,
    /// How often it was changed since it was first sent; a calendar keeps the greatest.
    pub sequence: u32,
    /// It does not take place after all: calendars strike it out.
    pub cancelled: bool,
    /// The line that calendars show.
    pub summary: &'a str,
    /// Room or link; empty where it is not known.
    pub location: &'a str,
    /// What else there is to know; may be empty.
    pub description: &'a str,
}

/// The calendar as text, ready to be sent as `text/calendar; charset=utf-8`. `recipient` is whom it is for
/// (an identifier, never shown), `host` the name of this site, `made` now.
pub fn calendar(
    recipient: &str,
    host: &str,
    made: Stamp,
    appointments: &[Appointment<'_>],
) -> String {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Biaogan//Defence//ZH"] {
        put(&mut out, line);
    }
    put(&mut out, "METHOD:PUBLISH");
    for a in appointments {
        put(&mut out, "BEGIN:VEVENT");
        put(&mut out, &format!("UID:{}", uid(recipient, a.slot, host)));
        put(&mut out, &format!("DTSTAMP:{}", utc(made)));
        put(&mut out, &format!("DTSTART:{}", utc(a.slot.starts)));
        put(&mut out, &format!("DTEND:{}", utc(a.slot.ends)));
        put(&mut out, &format!("SEQUENCE:{}", a.sequence));
        put(&mut out, if a.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
        for (name, text) in
            [("SUMMARY", a.summary), ("LOCATION", a.location), ("DESCRIPTION", a.description)]
        {
            if !text.is_empty() {
                put(&mut out, &format!("{name}:{}", escaped(text)));
            }
        }
        put(&mut out, "END:VEVENT");
    }
    put(&mut out, "END:VCALENDAR");
    out
}

/// The same for an application and recipient whatever its time, number and session: a slot that is moved
/// replaces the one before. It tells nobody whose it is.
fn uid(recipient: &str, slot: &Slot, host: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let host: String = host.chars().filter(plain).collect();
    let of = digest(&format!("defence\n{recipient}\n{}", slot.dossier));
    format!("{}@{}", &of[..32], if host.is_empty() { "biaogan" } else { &host })
}

/// `20260624T080807Z`. Moments outside the years a calendar can hold are the epoch, as on pages.
fn utc(at: Stamp) -> String {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(at.0) * 1000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH);
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// A text as a value (RFC 5545, 3.3.11): no line break or other control character is left in it, so that
/// nothing typed can end its line and begin another property.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded at [`LINE`] octets, never within a character; each further piece begins with a
/// blank, which counts.
fn put(out: &mut String, line: &str) {
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stamp::{MINUTE, SECOND};

    fn slot() -> Slot {
        let starts = Stamp(1_782_288_487 * SECOND); // 2026-06-24T08:08:07Z, 16:08:07 in Shanghai
        let ends = starts.plus(25 * MINUTE);
        Slot { session: "s".into(), number: 1, dossier: "d1".into(), starts, ends }
    }

    fn appointment<'a>(slot: &'a Slot, summary: &'a str) -> Appointment<'a> {
        let (location, description) = ("", "");
        Appointment { slot, sequence: 0, cancelled: false, summary, location, description }
    }

    /// What a reader makes of it (RFC 5545, 3.1): lines, unfolded.
    fn lines(text: &str) -> Vec<String> {
        let unfolded = text.replace("\r\n ", "");
        let lines: Vec<String> = unfolded.split("\r\n").map(str::to_owned).collect();
        assert_eq!(lines.last().map(String::as_str), Some(""), "the last line is ended too");
        lines[..lines.len() - 1].to_vec()
    }

    fn value(text: &str, name: &str) -> Option<String> {
        let head = format!("{name}:");
        lines(text).iter().find_map(|l| l.strip_prefix(&head).map(str::to_owned))
    }

    fn unescaped(value: &str) -> String {
        let mut out = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => match chars.next() {
                    Some('n') => out.push('\n'),
                    Some(other) => out.push(other),
                    None => panic!("a lonely backslash"),
                },
                (c, false) => out.push(c),
            }
        }
        out
    }

    #[test]
    fn art_20_a_slot_is_an_event_in_utc() {
        let s = slot();
        let mut a = appointment(&s, "答辩：实施演示方法的经验");
        a.location = "一号厅，3层";
        a.description = "请提前15分钟签到;\n带原件";
        let text = calendar("o1", "biaogan.example", Stamp(0), &[a]);
        let uid = format!("UID:{}@biaogan.example", &digest("defence\no1\nd1")[..32]);
        assert_eq!(
            lines(&text),
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Biaogan//Defence//ZH",
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                uid.as_str(),
                "DTSTAMP:19700101T000000Z",
                "DTSTART:20260624T080807Z",
                "DTEND:20260624T083307Z",
                "SEQUENCE:0",
                "STATUS:CONFIRMED",
                "SUMMARY:答辩：实施演示方法的经验",
                "LOCATION:一号厅，3层",
                "DESCRIPTION:请提前15分钟签到\\;\\n带原件",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
    }

    #[test]
    fn art_20_chinese_text_is_folded_between_characters() {
        // SUMMARY: is 8 octets, a character 3: 22 on the first line (74), 24 with the blank on the next (73).
        let s = slot();
        let title = "质".repeat(22 + 24 + 1);
        let text = calendar("o1", "h", Stamp(0), &[appointment(&s, &title)]);
        let folded: Vec<&str> =
            text.split("\r\n").skip_while(|l| !l.starts_with("SUMMARY")).take(4).collect();
        let run = |n: usize| "质".repeat(n);
        let expected =
            [format!("SUMMARY:{}", run(22)), format!(" {}", run(24)), format!(" {}", run(1))];
        assert_eq!(folded[..3], expected);
        assert_eq!(folded[3], "END:VEVENT");
        assert_eq!(value(&text, "SUMMARY"), Some(title));
        // Exactly full lines are not folded.
        for (n, pieces) in [(67, 1), (68, 2), (67 + 74, 2), (67 + 75, 3)] {
            let text = calendar("o1", "h", Stamp(0), &[appointment(&s, &"a".repeat(n))]);
            let long = text.matches("\r\n ").count() + 1;
            assert_eq!(long, pieces, "{n}");
        }
    }

    #[test]
    fn art_20_a_slot_that_is_moved_or_cancelled_replaces_the_one_before() {
        let (first, mut moved) = (slot(), slot());
        (moved.session, moved.number, moved.starts) = ("t".into(), 4, Stamp(0));
        let before = calendar("o1", "h", Stamp(0), &[appointment(&first, "x")]);
        let after = Appointment { sequence: 3, cancelled: true, ..appointment(&moved, "x") };
        let after = calendar("o1", "h", Stamp(9), &[after]);
        assert_eq!(value(&before, "UID"), value(&after, "UID"));
        assert_eq!(value(&after, "SEQUENCE"), Some("3".into()));
        assert_eq!(value(&after, "STATUS"), Some("CANCELLED".into()));
        for other in [
            calendar("o2", "h", Stamp(0), &[appointment(&first, "x")]),
            calendar(
                "o1",
                "h",
                Stamp(0),
                &[appointment(&Slot { dossier: "d2".into(), ..first.clone() }, "x")],
            ),
        ] {
            assert_ne!(value(&before, "UID"), value(&other, "UID"));
        }
    }

    #[test]
    fn nothing_typed_begins_a_line_of_its_own() {
        let s = slot();
        let bad = "a\r\nEND:VEVENT\rBEGIN:VALARM\nX\u{0}\u{7f}\\n,;";
        let text = calendar("o1", "h\r\nX:1", Stamp(0), &[appointment(&s, bad)]);
        assert_eq!(lines(&text).iter().filter(|l| l.starts_with("END:VEVENT")).count(), 1);
        assert_eq!(lines(&text).iter().filter(|l| l.starts_with("X")).count(), 0);
        let summary = value(&text, "SUMMARY").unwrap();
        assert_eq!(summary, "a\\nEND:VEVENT\\nBEGIN:VALARM\\nX\\\\n\\,\\;");
        assert_eq!(unescaped(&summary), "a\nEND:VEVENT\nBEGIN:VALARM\nX\\n,;");
    }

    proptest! {
        #[test]
        fn art_20_any_text_comes_back_whole_from_lines_of_75_octets(
            text in prop_oneof!["[\u{4e00}-\u{9fff}，。；a-z,;\\\\ \n]{0,200}", any::<String>()],
        ) {
            let s = slot();
            let out = calendar("o1", "h", Stamp(0), &[appointment(&s, &text)]);
            prop_assert!(out.split("\r\n").all(|line| line.len() <= LINE));
            // A break is always both characters.
            prop_assert_eq!(out.matches('\n').count(), out.matches("\r\n").count());
            prop_assert_eq!(out.matches('\r').count(), out.matches("\r\n").count());
            let kept: String = text.replace("\r\n", "\n").replace('\r', "\n").chars()
                .filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
            let back = value(&out, "SUMMARY").map(|v| unescaped(&v)).unwrap_or_default();
            prop_assert_eq!(back, kept);
        }
    }
}
