//! Every reader of hostile input over its seeds and over mutations of them that are the same in every run: a
//! short version of what `fuzz/` does with coverage and time. What reads HTTP, feeds and backups has its
//! targets here.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::path::{Path, PathBuf};

use app::error::{refusal_from_query, refusal_to_query};
use domain::committee::draw::SplitMix64;
use domain::refusal::Refusal;
use server::http::fuzzed;

/// Mutations of each seed.
const ROUNDS: usize = 400;

/// Pieces that readers look for.
const WORDS: [&[u8]; 16] = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"%PDF-1.7",
    b"endstream",
    b"<![CDATA[",
    b"&#x0;",
    b"9223372036854775807",
    b"\r\n",
    b"\t",
    "－".as_bytes(),
    "〇".as_bytes(),
    b"\"\"",
    b"%00",
];

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} is empty", dir.display());
    paths.into_iter().map(|p| std::fs::read(p).unwrap()).collect()
}

/// A text with something done to it.
fn mutated(seed: &[u8], other: &[u8], chance: &mut SplitMix64) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    let mut below = |n: usize| usize::try_from(chance.below(n.max(1) as u64)).unwrap();
    for _ in 0..=below(4) {
        let at = below(bytes.len());
        match below(8) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << below(8),
            1 if !bytes.is_empty() => bytes[at] = u8::try_from(below(256)).unwrap(),
            2 => bytes.truncate(at),
            3 if !bytes.is_empty() => drop(bytes.drain(at..(at + 1 + below(16)).min(bytes.len()))),
            4 => drop(bytes.splice(at..at, WORDS[below(WORDS.len())].iter().copied())),
            5 => {
                let end = (at + 1 + below(64)).min(bytes.len());
                let again = bytes[at..end].repeat(1 + below(4));
                drop(bytes.splice(at..at, again));
            }
            6 => {
                let from = below(other.len());
                let end = (from + below(200)).min(other.len());
                drop(bytes.splice(at..at, other[from..end].iter().copied()));
            }
            _ => bytes.push(u8::try_from(below(256)).unwrap()),
        }
        bytes.truncate(256 * 1024);
    }
    bytes
}

/// Runs a target over seeds and mutations; says which bytes it did not bear.
fn run(name: &str, target: impl Fn(&[u8]) + std::panic::RefUnwindSafe, seeds: &[Vec<u8>]) {
    let mut chance = SplitMix64::new(name.bytes().map(u64::from).sum());
    let bears = |bytes: &[u8]| {
        let done = std::panic::catch_unwind(|| target(bytes));
        assert!(done.is_ok(), "{name} does not bear {}", hex::encode(bytes));
    };
    bears(b"");
    for seed in seeds {
        bears(seed);
        for round in 0..ROUNDS {
            let other = &seeds[round % seeds.len()];
            bears(&mutated(seed, other, &mut chance));
        }
    }
}

macro_rules! each {
    ($($name:ident)*) => { $(
        #[test]
        fn $name() {
            let name = stringify!($name);
            let target = targets::ALL.iter().find(|t| t.0 == name).unwrap().1;
            run(name, target, &seeds(name));
        }
    )* };
}

each! { uscc numbers tables calendar feed inspect words traces offline imports }

#[test]
fn every_target_has_its_test_its_seeds_and_its_program() {
    let of = |folder: &str| {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz").join(folder);
        let entries = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
        let mut names: Vec<String> =
            entries.map(|p| p.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        names.sort();
        names
    };
    let mut names: Vec<&str> = targets::ALL.iter().map(|t| t.0).collect();
    names.sort_unstable();
    assert_eq!(of("corpus"), names);
    assert_eq!(of("fuzz_targets"), names);
}

fn texts(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|t| t.as_bytes().to_vec()).collect()
}

/// Whatever stands in a feed, it is XML, and the text is the one that was put in but for what XML cannot hold.
#[test]
fn texts_in_feeds() {
    let seeds = texts(&["标杆 <b>&amp;</b>", "]]>\u{0}\u{FFFE}\"'", "\u{202e}\r\n\t"]);
    run(
        "texts_in_feeds",
        |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            let xml = format!("<a b=\"{0}\">{0}</a>", fuzzed::escaped(&text));
            let mut reader = quick_xml::Reader::from_str(&xml);
            let mut depth = 0;
            loop {
                match reader.read_event().unwrap() {
                    quick_xml::events::Event::Start(_) => depth += 1,
                    quick_xml::events::Event::End(_) => depth -= 1,
                    quick_xml::events::Event::Eof => break,
                    _ => {}
                }
                assert!(depth <= 1, "a text became an element");
            }
        },
        &seeds,
    );
}

#[test]
fn names_of_files_in_forms() {
    let seeds = texts(&[
        "form-data; name=\"file\"; filename=\"a.pdf\"",
        "form-data; name=file; filename*=UTF-8''%E6%A0%87.pdf; filename=\"\\\"x\\\\\"",
        "form-data; filename*=GB18030''%ff%fe; filename=\"..\\..\\etc\"",
    ]);
    run("names_of_files_in_forms", |bytes: &[u8]| drop(fuzzed::of_disposition(bytes)), &seeds);
}

#[test]
fn fields_of_forms() {
    let seeds = texts(&["a%5Bx%5D=%E6%A0%87+1&b=&&c", "%=%&%zz=%2"]);
    run(
        "fields_of_forms",
        |bytes: &[u8]| {
            let fields = fuzzed::fields(bytes);
            assert!(
                fields.iter().map(|(k, v)| k.len() + v.len()).sum::<usize>() <= 3 * bytes.len()
            );
        },
        &seeds,
    );
}

#[test]
fn refusals_in_addresses() {
    let word = refusal_to_query(&Refusal::WeakPassword { min: 10 });
    let seeds = texts(&[&word, "7b7d", "é1"]);
    run(
        "refusals_in_addresses",
        |bytes: &[u8]| {
            drop(refusal_from_query(&String::from_utf8_lossy(bytes)));
        },
        &seeds,
    );
}

/// Archives and backups: a ZIP that somebody made is named as such, and nothing is unpacked beyond its bounds.
#[test]
fn archives_and_backups() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("x");
    let key = dir.path().join("key");
    server::backup::Key::make(&key).unwrap();
    let key = server::backup::Key::of(&key).unwrap();
    let sealed = b"biaogan backup 1".iter().copied().chain([7; 80]).collect();
    let zip = seeds("tables").into_iter().find(|s| s.starts_with(b"PK")).unwrap();
    let key = std::panic::AssertUnwindSafe(&key);
    run(
        "archives_and_backups",
        |bytes: &[u8]| {
            std::fs::write(&file, bytes).unwrap();
            assert!(server::archive::verify::verify(&file, &[]).is_err());
            assert!(server::backup::read::Backup::open(&file, Some(*key)).is_err());
        },
        &[zip, sealed],
    );
}
