//! Room on the disk. A disk that fills up in the middle fails hundreds of tests, each with a message
//! about something else; so a run that needs much of it looks first.

use std::path::Path;
use std::process::Command;

use crate::say;

/// What a whole run of the tests writes on a clean clone, in bytes: the tests' programs, both sides,
/// the databases. Counted as `du -s target` after `.ci/run`, and what PostgreSQL had meanwhile.
pub const WHOLE: u64 = 10 * GIGABYTE;

const GIGABYTE: u64 = 1 << 30;

/// Says so if less than `wanted` bytes are free where `dir` lies. It stops nothing: much of it may
/// stand there from an earlier run.
pub fn look(dir: &Path, wanted: u64) {
    // The directory of everything built does not exist on a clean clone.
    let Some(there) = dir.ancestors().find(|dir| dir.is_dir()) else { return };
    let Some(free) = free(there) else { return };
    if free < wanted {
        say::remark(format_args!(
            "{} GB are free at {}; a whole run from a clean clone writes about {} GB. Failures that speak of “No space left” come from that.",
            free / GIGABYTE,
            there.display(),
            wanted / GIGABYTE,
        ));
    }
}

/// The bytes that are free where `dir` lies; nothing where there is no `df` of POSIX.
fn free(dir: &Path) -> Option<u64> {
    let output = Command::new("df").arg("-Pk").arg(dir).output().ok()?;
    available(&String::from_utf8(output.stdout).ok()?)
}

/// Reads the fourth column of the second line, in blocks of 1,024 bytes.
fn available(df: &str) -> Option<u64> {
    let blocks: u64 = df.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    blocks.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_df_says_is_read() {
        let said = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 263174212 27000000 69000000 29% /\n";
        assert_eq!(available(said), Some(69_000_000 * 1024));
        assert_eq!(available("df: no such directory"), None);
        assert_eq!(available("a\nb c d e"), None);
    }

    #[test]
    fn the_disk_of_this_directory_has_a_size() {
        assert!(free(Path::new(".")).is_some_and(|bytes| bytes > 0));
    }
}
