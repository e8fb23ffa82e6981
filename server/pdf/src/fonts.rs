//! Fonts: two that are part of the program, and those of directories for rare characters.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use flate2::read::GzDecoder;
use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::model::Face;

static SONG: &[u8] = include_bytes!("../fonts/NotoSerifSC-Regular.ttf.gz");
static HEI: &[u8] = include_bytes!("../fonts/NotoSansSC-Medium.ttf.gz");

/// Font files looked at in directories at most.
const FILES_MAX: usize = 2_000;
/// Bytes of one font file at most.
const FILE_MAX: u64 = 64 * 1024 * 1024;

/// A font ready to set type with.
pub(crate) struct Loaded {
    pub font: Font,
    data: Arc<Vec<u8>>,
    index: u32,
}

impl Loaded {
    fn new(data: Vec<u8>, index: u32) -> Option<Self> {
        let data = Arc::new(data);
        Some(Self { font: Font::new(data.clone().into(), index)?, data, index })
    }

    /// The font's tables.
    pub fn tables(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }
}

/// The fonts. Loaded once, used by many.
pub struct Press {
    song: Arc<Loaded>,
    hei: Arc<Loaded>,
    directories: Vec<PathBuf>,
    spare: OnceLock<Vec<Spare>>,
    /// Spare fonts that were needed, by their place in the list.
    opened: Mutex<BTreeMap<usize, Option<Arc<Loaded>>>>,
}

/// A font of a directory: what it covers, not its bytes.
struct Spare {
    path: PathBuf,
    index: u32,
    covers: Vec<(u32, u32)>,
}

impl Press {
    /// Loads the fonts of the program. `directories` are searched for characters these lack,
    /// when the first such character comes.
    pub fn new(directories: Vec<PathBuf>) -> Result<Self, String> {
        let unpack = |packed: &[u8]| {
            let mut data = Vec::new();
            GzDecoder::new(packed).read_to_end(&mut data).map_err(|e| e.to_string())?;
            Loaded::new(data, 0).map(Arc::new).ok_or_else(|| "a built-in font is damaged".into())
        };
        let (song, hei): (Result<_, String>, Result<_, String>) = (unpack(SONG), unpack(HEI));
        Ok(Self {
            song: song?,
            hei: hei?,
            directories,
            spare: OnceLock::new(),
            opened: Mutex::default(),
        })
    }

    pub(crate) fn face(&self, face: Face) -> &Arc<Loaded> {
        match face {
            Face::Song => &self.song,
            Face::Hei => &self.hei,
        }
    }

    /// A font of the directories that can draw `c`.
    pub(crate) fn spare(&self, c: char) -> Option<Arc<Loaded>> {
        let list = self.spare.get_or_init(|| survey(&self.directories));
        let code = u32::from(c);
        let covers = |s: &Spare| {
            let at = s.covers.partition_point(|(from, _)| *from <= code);
            at > 0 && s.covers[at - 1].1 >= code
        };
        list.iter().enumerate().filter(|(_, s)| covers(s)).find_map(|(i, s)| {
            let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
            let font = opened
                .entry(i)
                .or_insert_with(|| {
                    let data = std::fs::read(&s.path).ok()?;
                    Loaded::new(data, s.index).map(Arc::new)
                })
                .clone()?;
            drop(opened);
            let has = font.tables().is_some_and(|t| draws(&t, c));
            has.then_some(font)
        })
    }
}

/// Whether a font draws something for `c`: fonts of coloured pictures have outlines for nothing.
fn draws(tables: &FontRef<'_>, c: char) -> bool {
    struct Count(usize);
    impl OutlinePen for Count {
        fn move_to(&mut self, _: f32, _: f32) {}
        fn line_to(&mut self, _: f32, _: f32) {
            self.0 += 1;
        }
        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
            self.0 += 1;
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            self.0 += 1;
        }
        fn close(&mut self) {}
    }
    let Some(id) = tables.charmap().map(c).filter(|id| *id != GlyphId::NOTDEF) else {
        return false;
    };
    let mut count = Count(0);
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let outline = tables.outline_glyphs().get(id);
    outline.is_some_and(|o| o.draw(settings, &mut count).is_ok()) && count.0 > 0
}

/// What the fonts of the directories cover, those for Chinese first.
fn survey(directories: &[PathBuf]) -> Vec<Spare> {
    let mut files = Vec::new();
    let mut waiting: Vec<(PathBuf, u8)> = directories.iter().map(|d| (d.clone(), 0)).collect();
    while let Some((directory, depth)) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&directory) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() && depth < 6 {
                waiting.push((path, depth + 1));
            } else if is_font(&path) && files.len() < FILES_MAX {
                files.push(path);
            }
        }
    }
    files.sort_by_key(|path| (!is_chinese(path), path.clone()));
    files.dedup();
    files.iter().flat_map(|path| read(path)).collect()
}

fn is_font(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|e| ending.eq_ignore_ascii_case(e))
}

fn is_chinese(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    ["cjk", "hans", "hana", "song", "simsun", "-sc", "han"].iter().any(|part| name.contains(part))
}

fn read(path: &Path) -> Vec<Spare> {
    let small = std::fs::metadata(path).is_ok_and(|m| m.len() <= FILE_MAX);
    let Some(data) = small.then(|| std::fs::read(path).ok()).flatten() else { return Vec::new() };
    let mut found: Vec<Spare> = Vec::new();
    for index in 0..16 {
        let Ok(tables) = FontRef::from_index(&data, index) else { break };
        let mut codes: Vec<u32> = tables.charmap().mappings().map(|(code, _)| code).collect();
        codes.sort_unstable();
        let mut covers: Vec<(u32, u32)> = Vec::new();
        for code in codes {
            match covers.last_mut() {
                Some((_, to)) if code <= *to + 1 => *to = code.max(*to),
                _ => covers.push((code, code)),
            }
        }
        // The faces of one collection mostly cover the same.
        if found.last().is_none_or(|f| f.covers != covers) {
            found.push(Spare { path: path.to_owned(), index, covers });
        }
    }
    found
}
