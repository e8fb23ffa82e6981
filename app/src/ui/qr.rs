//! A QR code as a picture: its dark squares are one path, so that it prints sharply.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A code, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qr {
    /// Squares along each side, the quiet zone not counted.
    pub size: usize,
    /// The dark squares as an SVG path.
    pub path: String,
}

/// Squares of white around the code that readers ask for.
const QUIET: usize = 4;

impl Qr {
    /// The code of a text; `None` when the text is too long for one. Only the server draws
    /// codes: the browser is sent the path.
    #[cfg(feature = "ssr")]
    pub fn of(text: &str) -> Option<Self> {
        use std::fmt::Write as _;
        let code = fast_qr::QRBuilder::new(text).ecl(fast_qr::ECL::M).build().ok()?;
        let mut path = String::new();
        for y in 0..code.size {
            let mut x = 0;
            while x < code.size {
                let run = (x..code.size).take_while(|i| code[y][*i].value()).count();
                if run > 0 {
                    // Writing to a string does not fail.
                    let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
                }
                x += run.max(1);
            }
        }
        Some(Self { size: code.size, path })
    }
}

/// The picture of a code with a text for those who do not see it.
pub fn qr(code: &Qr, alt: &str) -> AnyView {
    let side = code.size + 2 * QUIET;
    view! {
        <svg class="qr" role="img" aria-label=alt.to_owned() viewBox=format!("0 0 {side} {side}") shape-rendering="crispEdges">
            <path fill="#000" d=code.path.clone()></path>
        </svg>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    /// The three finder patterns stand in their corners: seven dark squares at each edge.
    #[test]
    fn a_code_has_its_corners_and_grows_with_its_text() {
        let short = Qr::of("https://example.com/status?reference=QB-2026-00001-A").unwrap();
        let edge = format!("M{QUIET} {QUIET}h7v1h-7z");
        let right = format!("M{} {QUIET}h7v1h-7z", QUIET + short.size - 7);
        assert!(short.path.contains(&edge) && short.path.contains(&right), "{}", short.path);
        let long = Qr::of(&"x".repeat(600)).unwrap();
        assert!(long.size > short.size);
        assert_eq!(Qr::of(&"x".repeat(9_000)), None);
    }
}
