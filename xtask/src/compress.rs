//! The `.br` and `.gz` twins that stand beside a file, so that the server never compresses.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::parallel;
use crate::say::{Outcome, While};

/// How hard to press: quickly while developing, small for people.
#[derive(Clone, Copy, Debug)]
pub struct Pressure {
    brotli: u32,
    gzip: u32,
}

impl Pressure {
    /// The pressure of a build.
    pub fn of(release: bool) -> Pressure {
        if release { Pressure { brotli: 11, gzip: 9 } } else { Pressure { brotli: 5, gzip: 4 } }
    }
}

/// Below this many bytes a twin costs more than it saves.
const SMALL: usize = 256;

/// Kinds of files worth pressing; pictures and fonts are pressed already.
const KINDS: [&str; 9] = ["wasm", "js", "css", "json", "svg", "txt", "html", "webmanifest", "xml"];

/// Writes the twins of every file that gains by it, on all cores.
pub fn twins(files: &[PathBuf], pressure: Pressure) -> Outcome {
    parallel::each(files, |file| {
        twin(file, pressure).doing(format_args!("compress {}", file.display()))
    })
}

fn twin(file: &Path, pressure: Pressure) -> std::io::Result<()> {
    let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or("");
    let bytes = std::fs::read(file)?;
    let worth = KINDS.contains(&kind) && bytes.len() >= SMALL;
    for (suffix, press) in [("br", brotli as fn(&[u8], u32) -> _), ("gz", gzip)] {
        let twin = beside(file, suffix);
        let level = if suffix == "br" { pressure.brotli } else { pressure.gzip };
        let pressed: Vec<u8> = if worth { press(&bytes, level)? } else { Vec::new() };
        if worth && pressed.len() < bytes.len() {
            std::fs::write(twin, pressed)?;
        } else if twin.exists() {
            // A twin of what the file was before would be served in its place.
            std::fs::remove_file(twin)?;
        }
    }
    Ok(())
}

/// `main.js` → `main.js.br`.
pub fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

fn brotli(bytes: &[u8], level: u32) -> std::io::Result<Vec<u8>> {
    let mut pressed = Vec::new();
    // 22 bits of window are what every browser takes.
    brotli::CompressorWriter::new(&mut pressed, 1 << 16, level, 22).write_all(bytes)?;
    Ok(pressed)
}

fn gzip(bytes: &[u8], level: u32) -> std::io::Result<Vec<u8>> {
    let mut press = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    press.write_all(bytes)?;
    press.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn twins_hold_the_same_bytes_and_small_or_pressed_files_have_none() -> Outcome {
        let dir = tempfile::tempdir().doing("make a directory")?;
        let text = "标杆 ".repeat(2000);
        let files = ["a.css", "small.css", "picture.png"].map(|name| dir.path().join(name));
        for (file, content) in files.iter().zip([text.as_str(), "p{}", text.as_str()]) {
            std::fs::write(file, content).doing("write")?;
        }
        twins(&files, Pressure::of(true))?;
        let mut unpressed = String::new();
        let pressed = std::fs::read(beside(&files[0], "gz")).doing("read")?;
        flate2::read::GzDecoder::new(&pressed[..]).read_to_string(&mut unpressed).doing("read")?;
        assert_eq!(unpressed, text);
        unpressed.clear();
        let pressed = std::fs::read(beside(&files[0], "br")).doing("read")?;
        brotli::Decompressor::new(&pressed[..], 4096)
            .read_to_string(&mut unpressed)
            .doing("read")?;
        assert_eq!(unpressed, text);
        assert!(!beside(&files[1], "br").exists());
        assert!(!beside(&files[2], "gz").exists());
        Ok(())
    }

    #[test]
    fn a_twin_of_older_content_does_not_survive() -> Outcome {
        let dir = tempfile::tempdir().doing("make a directory")?;
        let file = dir.path().join("a.css");
        std::fs::write(&file, "p{}".repeat(500)).doing("write")?;
        twins(std::slice::from_ref(&file), Pressure::of(false))?;
        assert!(beside(&file, "br").exists());
        std::fs::write(&file, "p{}").doing("write")?;
        twins(std::slice::from_ref(&file), Pressure::of(false))?;
        assert!(!beside(&file, "br").exists() && !beside(&file, "gz").exists());
        Ok(())
    }
}
