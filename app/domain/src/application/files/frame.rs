//! The frame of a file, walked from its first byte to its last: where a picture or a PDF ends,
//! how large a picture is, and that nothing is hidden behind its end.

use super::{FileFault, PIXELS_MAX, SIDE_MAX};

/// Bytes after the end mark of a PDF that are looked through for it.
const PDF_TAIL: usize = 2048;
/// Further pictures a photograph may carry behind the first (some telephones add a second one).
const JPEGS_MAX: usize = 8;

/// Width and height of a PNG, pixels; every chunk up to `IEND`, and nothing after it.
pub fn png(bytes: &[u8]) -> Result<(u32, u32), FileFault> {
    let mut rest = bytes.get(8..).ok_or(FileFault::Truncated)?;
    let mut size = None;
    let mut data = false;
    loop {
        let length = word(rest).ok_or(FileFault::Truncated)? as usize;
        let kind = rest.get(4..8).ok_or(FileFault::Truncated)?;
        let end = length.checked_add(12).ok_or(FileFault::Unreadable)?;
        let body = rest.get(8..end - 4).ok_or(FileFault::Truncated)?;
        match (kind, size) {
            (b"IHDR", None) if length == 13 => {
                let sides = (word(body), body.get(4..).and_then(word));
                let (Some(width), Some(height)) = sides else { return Err(FileFault::Unreadable) };
                size = Some(bounded(width, height)?);
            }
            (b"IHDR", _) | (_, None) => return Err(FileFault::Unreadable),
            (b"IDAT", _) => data = true,
            _ => {}
        }
        rest = rest.get(end..).ok_or(FileFault::Truncated)?;
        if kind == b"IEND" {
            return match (size, data, rest.is_empty()) {
                (Some(size), true, true) => Ok(size),
                (_, _, false) => Err(FileFault::Hidden),
                _ => Err(FileFault::Unreadable),
            };
        }
    }
}

/// Width and height of a JPEG, pixels; every segment up to the end of the image, and nothing
/// after it but zeros or further JPEGs.
pub fn jpeg(bytes: &[u8]) -> Result<(u32, u32), FileFault> {
    let (size, mut rest) = one_jpeg(bytes)?;
    for _ in 0..JPEGS_MAX {
        let zeros = rest.iter().position(|b| *b != 0).unwrap_or(rest.len());
        rest = &rest[zeros..];
        if rest.is_empty() {
            return Ok(size);
        }
        if !rest.starts_with(&[0xFF, 0xD8, 0xFF]) {
            return Err(FileFault::Hidden);
        }
        rest = one_jpeg(rest)?.1;
    }
    Err(FileFault::Hidden)
}

type Sized<'a> = ((u32, u32), &'a [u8]);

fn one_jpeg(bytes: &[u8]) -> Result<Sized<'_>, FileFault> {
    walked(bytes, |_, _| {})
}

/// A JPEG without what it says of its author: no EXIF, XMP, IPTC and comments, and none of the further pictures that
/// may stand behind the first with some of their own. What the colours need stays.
pub fn jpeg_unsigned(bytes: &[u8]) -> Result<Vec<u8>, FileFault> {
    let mut out = vec![0xFF, 0xD8];
    walked(bytes, |marker, part| {
        // JFIF, a profile of colours, Adobe's kind of colours.
        let colours = match marker {
            0xE0 | 0xEE => true,
            0xE2 => part.get(2..).is_some_and(|body| body.starts_with(b"ICC_PROFILE")),
            _ => false,
        };
        let says = matches!(marker, 0xE0..=0xEF | 0xFE);
        if colours || !says {
            if marker != CODED {
                out.extend([0xFF, marker]);
            }
            out.extend_from_slice(part);
        }
    })?;
    Ok(out)
}

/// Stands for the coded picture where a marker is told: none has this value.
const CODED: u8 = 0;

/// Walks one JPEG to its end and tells each marker with what belongs to it, its length included; then what is left.
fn walked(bytes: &[u8], mut each: impl FnMut(u8, &[u8])) -> Result<Sized<'_>, FileFault> {
    let mut rest = bytes.get(2..).ok_or(FileFault::Truncated)?;
    let mut size = None;
    let mut scanned = false;
    loop {
        if *rest.first().ok_or(FileFault::Truncated)? != 0xFF {
            return Err(FileFault::Unreadable);
        }
        // Any number of fill bytes may precede a marker.
        let fill = rest.iter().position(|b| *b != 0xFF).ok_or(FileFault::Truncated)?;
        let marker = rest[fill];
        rest = &rest[fill + 1..];
        match marker {
            0xD9 => {
                let size = size.filter(|_| scanned).ok_or(FileFault::Unreadable)?;
                each(marker, &[]);
                return Ok((size, rest));
            }
            0x01 | 0xD0..=0xD7 => {
                each(marker, &[]);
                continue;
            }
            0x00 | 0xD8 => return Err(FileFault::Unreadable),
            _ => {}
        }
        let length = usize::from(half(rest).ok_or(FileFault::Truncated)?);
        let body = match rest.get(2..length) {
            Some(body) => body,
            None if length < 2 => return Err(FileFault::Unreadable),
            None => return Err(FileFault::Truncated),
        };
        each(marker, &rest[..length]);
        rest = &rest[length..];
        match marker {
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let sides = (body.get(3..).and_then(half), body.get(1..).and_then(half));
                let (Some(width), Some(height)) = sides else { return Err(FileFault::Unreadable) };
                size = Some(bounded(u32::from(width), u32::from(height))?);
            }
            0xDA => {
                size.ok_or(FileFault::Unreadable)?;
                scanned = true;
                let after = after_scan(rest)?;
                each(CODED, &rest[..rest.len() - after.len()]);
                rest = after;
            }
            _ => {}
        }
    }
}

/// Skips the coded picture: up to the next marker that is neither stuffing nor a restart.
fn after_scan(mut rest: &[u8]) -> Result<&[u8], FileFault> {
    loop {
        let at = rest.iter().position(|b| *b == 0xFF).ok_or(FileFault::Truncated)?;
        rest = &rest[at..];
        match rest.get(1).ok_or(FileFault::Truncated)? {
            0x00 | 0xD0..=0xD7 => rest = &rest[2..],
            0xFF => rest = &rest[1..],
            _ => return Ok(rest),
        }
    }
}

/// A PDF ends with its end mark, and only blanks stand behind it.
pub fn pdf(bytes: &[u8]) -> Result<(), FileFault> {
    const MARK: &[u8] = b"%%EOF";
    let from = bytes.len().saturating_sub(PDF_TAIL);
    let tail = &bytes[from..];
    let Some(at) = tail.windows(MARK.len()).rposition(|w| w == MARK) else {
        // An end mark further up means that more was put behind it.
        let earlier = bytes.windows(MARK.len()).any(|w| w == MARK);
        return Err(if earlier { FileFault::Hidden } else { FileFault::Truncated });
    };
    let blank = |b: &u8| matches!(b, b'\r' | b'\n' | b' ' | b'\t' | 0 | 0x1A);
    if tail[at + MARK.len()..].iter().all(blank) { Ok(()) } else { Err(FileFault::Hidden) }
}

fn bounded(width: u32, height: u32) -> Result<(u32, u32), FileFault> {
    let pixels = u64::from(width) * u64::from(height);
    let fits = pixels > 0 && pixels <= PIXELS_MAX && width.max(height) <= SIDE_MAX;
    if fits { Ok((width, height)) } else { Err(FileFault::Pixels) }
}

fn word(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|b| u32::from_be_bytes(*b))
}

fn half(bytes: &[u8]) -> Option<u16> {
    bytes.first_chunk().map(|b| u16::from_be_bytes(*b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chunk(kind: &[u8], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length[..], kind, body, &[0; 4]].concat()
    }

    fn a_png(width: u32, height: u32) -> Vec<u8> {
        let sides = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", &sides),
            chunk(b"IDAT", b"xy"),
            chunk(b"IEND", b""),
        ]
        .concat()
    }

    fn a_jpeg(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 9, 8];
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend([3, 0]);
        bytes.extend([0xFF, 0xDA, 0, 3, 0, 7, 0xFF, 0, 8, 0xFF, 0xD3, 9, 0xFF, 0xFF, 0xD9]);
        bytes
    }

    #[test]
    fn pictures_are_walked_to_their_end() {
        assert_eq!(png(&a_png(800, 600)), Ok((800, 600)));
        assert_eq!(jpeg(&a_jpeg(800, 600)), Ok((800, 600)));
        // A second picture behind the first, as telephones write them.
        assert_eq!(jpeg(&[a_jpeg(8, 6), vec![0; 3], a_jpeg(4, 3)].concat()), Ok((8, 6)));
    }

    /// A segment of a JPEG.
    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], &length[..], body].concat()
    }

    #[test]
    fn art_15_a_picture_of_a_telephone_loses_every_author() {
        let plain = a_jpeg(8, 6);
        assert_eq!(jpeg_unsigned(&plain).as_ref(), Ok(&plain), "what says nothing stays as it is");
        let colours = segment(0xE2, b"ICC_PROFILE\0\x01\x01");
        let says = [
            segment(0xE1, b"Exif\0\0Somebody"),
            // Fill bytes before the marker hide nobody.
            [vec![0xFF, 0xFF], segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0Somebody")].concat(),
            segment(0xED, b"Photoshop Somebody"),
            segment(0xFE, b"Somebody"),
            segment(0xE2, b"MPF\0Somebody"),
        ]
        .concat();
        let signed = [&plain[..2], &colours, &says, &plain[2..]].concat();
        // Between two scans as well, and in the picture that a telephone puts behind the first.
        let again = [&signed[..signed.len() - 2], &says[..], &signed[signed.len() - 2..]].concat();
        let whole = [again, vec![0; 3], signed].concat();
        assert_eq!(jpeg(&whole), Ok((8, 6)));
        let cut = jpeg_unsigned(&whole).unwrap();
        assert!(!cut.windows(8).any(|w| w == b"Somebody"), "{cut:?}");
        assert!(cut.windows(11).any(|w| w == b"ICC_PROFILE"));
        assert_eq!(jpeg(&cut), Ok((8, 6)));
        assert_eq!(jpeg_unsigned(&cut).as_ref(), Ok(&cut), "once is enough");
        assert!(jpeg_unsigned(&whole[..20]).is_err());
    }

    #[test]
    fn what_is_hidden_behind_the_end_is_found() {
        for behind in [&b"PK\x03\x04"[..], b"<script>", b"%PDF-1.4", b"MZ"] {
            assert_eq!(png(&[&a_png(1, 1), behind].concat()), Err(FileFault::Hidden));
            assert_eq!(jpeg(&[&a_jpeg(1, 1), behind].concat()), Err(FileFault::Hidden));
            let pdf_and_more = [b"%PDF-1.4\n%%EOF\n", behind].concat();
            assert_eq!(pdf(&pdf_and_more), Err(FileFault::Hidden));
        }
        let far = [b"%PDF-1.4\n%%EOF\n".to_vec(), vec![b'x'; 5000]].concat();
        assert_eq!(pdf(&far), Err(FileFault::Hidden));
        assert_eq!(pdf(b"%PDF-1.4\n%%EOF \r\n\0"), Ok(()));
        assert_eq!(pdf(b"%PDF-1.4\nhalf"), Err(FileFault::Truncated));
    }

    #[test]
    fn a_picture_of_too_many_pixels_is_none() {
        for (w, h) in [(0, 5), (5, 0), (40_000, 2), (20_000, 20_000), (u32::MAX, u32::MAX)] {
            assert_eq!(png(&a_png(w, h)), Err(FileFault::Pixels), "{w} {h}");
        }
        assert_eq!(jpeg(&a_jpeg(u16::MAX, 1)), Err(FileFault::Pixels));
        assert_eq!(jpeg(&a_jpeg(0, 1)), Err(FileFault::Pixels));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        /// Cut anywhere it is not whole any more; changed anywhere it is judged and nothing panics.
        #[test]
        fn no_part_of_a_picture_is_a_picture(cut in 0.0..1.0f64, at in 0.0..1.0f64, byte: u8) {
            for (whole, judge) in [(a_png(80, 60), png as fn(&[u8]) -> _), (a_jpeg(80, 60), jpeg)] {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
                let place = |share: f64| (share * whole.len() as f64) as usize;
                prop_assert!(judge(&whole[..place(cut)]).is_err());
                let mut bent = whole.clone();
                bent[place(at)] = byte;
                let _ = judge(&bent);
            }
        }

        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300), head in 0..4usize) {
            let heads: [&[u8]; 4] = [b"%PDF-1.", &[0xFF, 0xD8, 0xFF], b"\x89PNG\r\n\x1a\n", b""];
            let all = [heads[head], &bytes].concat();
            let _ = (png(&all), jpeg(&all), pdf(&all), super::super::sniff(&all));
            // What can be judged can be cut.
            prop_assert!(jpeg_unsigned(&all).is_ok() || jpeg(&all).is_err());
        }
    }
}
