//! QR codes as squares on a grid.

use fast_qr::QRBuilder;

/// The dark modules of a code, row by row, and modules per edge with the quiet zone around
/// it left to the caller. `None` when the text is too long for a code.
pub(crate) fn modules(payload: &str) -> Option<(usize, Vec<(usize, usize)>)> {
    let code = QRBuilder::new(payload).ecl(fast_qr::ECL::M).build().ok()?;
    let size = code.size;
    let dark = (0..size)
        .flat_map(|y| (0..size).map(move |x| (x, y)))
        .filter(|(x, y)| code[*y][*x].value())
        .collect();
    Some((size, dark))
}
