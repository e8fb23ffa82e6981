//! The code of a receipt as a picture that every mail program shows: a PNG within the mail itself, so that
//! nothing is fetched and nobody learns that it was read.

use fast_qr::{ECL, QRBuilder};

/// Squares of white around the code that readers ask for.
const QUIET: usize = 4;
/// Dots of a square.
const SCALE: usize = 5;

/// A picture that travels in the mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// By which the HTML names it.
    pub id: String,
    /// The PNG.
    pub png: Vec<u8>,
}

/// The code of a text as a PNG in black and white; `None` when the text is too long for one.
pub fn png(text: &str) -> Option<Vec<u8>> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let side = (code.size + 2 * QUIET) * SCALE;
    let dark = |x: usize, y: usize| {
        let (x, y) = ((x / SCALE).checked_sub(QUIET)?, (y / SCALE).checked_sub(QUIET)?);
        (x < code.size && y < code.size).then(|| code[y][x].value())
    };
    // One bit a dot, rows filled up to whole bytes; 1 is white.
    let mut rows = Vec::with_capacity(side.div_ceil(8) * side);
    for y in 0..side {
        for byte in 0..side.div_ceil(8) {
            let white = (0..8).filter(|bit| dark(byte * 8 + bit, y) != Some(true));
            rows.push(white.fold(0_u8, |all, bit| all | 0x80 >> bit));
        }
    }
    let edge = u32::try_from(side).ok()?;
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, edge, edge);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&rows).ok()?;
    writer.finish().ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_black_on_white_with_its_corners() {
        let bytes = png("https://host.example/status?reference=QB-2026-00001-A").unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        let mut rows = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rows).unwrap();
        assert_eq!((info.width, info.color_type), (info.height, png::ColorType::Grayscale));
        let white = |x: usize, y: usize| rows[y * info.line_size + x / 8] & (0x80 >> (x % 8)) != 0;
        let first = QUIET * SCALE;
        assert!(white(0, 0) && white(first - 1, first - 1) && !white(first, first));
        // Inside the frame of a corner is white, inside that black.
        assert!(
            white(first + SCALE, first + SCALE) && !white(first + 2 * SCALE, first + 2 * SCALE)
        );
        assert!(bytes.len() < 4_000, "{}", bytes.len());
        assert_eq!(png(&"x".repeat(9_000)), None);
    }
}
