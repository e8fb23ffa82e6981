//! Whether there is room for a backup. One that fills the disk is worse than none: nobody could save any more.

use std::collections::BTreeMap;
use std::path::Path;

/// A disk: which one it is, and how many bytes may still be written to it.
type Disk = (u64, u64);

/// Refuses where a disk would be left with less than is to stay free on it. `wants` are bytes at most and where.
///
/// # Errors
/// One line for the operator.
pub fn enough(wants: &[(&Path, u64)], keep: u64) -> Result<(), String> {
    on(wants, keep, disk)
}

fn on(
    wants: &[(&Path, u64)],
    keep: u64,
    disk: impl Fn(&Path) -> Option<Disk>,
) -> Result<(), String> {
    let mut disks: BTreeMap<u64, (&Path, u64, u64)> = BTreeMap::new();
    for &(place, bytes) in wants {
        // Where it cannot be asked for, nobody is refused.
        let Some((id, free)) = disk(place) else { continue };
        let found = disks.entry(id).or_insert((place, free, 0));
        found.2 = found.2.saturating_add(bytes);
    }
    for (place, free, wanted) in disks.into_values() {
        if free < wanted.saturating_add(keep) {
            let [free, wanted, keep] = [free, wanted, keep].map(|bytes| bytes / 1024 / 1024);
            return Err(format!(
                "no backup was begun: {free} MiB are free where {} lies, it takes up to {wanted} MiB, and \
                 {keep} MiB are to stay free (--disk-min)",
                place.display()
            ));
        }
    }
    Ok(())
}

#[cfg(unix)]
fn disk(place: &Path) -> Option<Disk> {
    use std::os::unix::fs::MetadataExt;
    let there = place.ancestors().find(|p| p.exists()).unwrap_or(Path::new("."));
    Some((std::fs::metadata(there).ok()?.dev(), crate::admin::free(there)?))
}

#[cfg(not(unix))]
fn disk(_: &Path) -> Option<Disk> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1024 * 1024;

    #[test]
    fn what_lies_on_one_disk_is_wanted_together() {
        let here = |place: &Path| Some((u64::from(place.starts_with("/other")), 100 * MIB));
        let wants = |scratch| [(Path::new("/a"), 60 * MIB), (Path::new(scratch), 30 * MIB)];
        assert_eq!(on(&wants("/b"), 10 * MIB, here), Ok(()));
        let line = on(&wants("/b"), 11 * MIB, here).unwrap_err();
        assert!(line.contains("100 MiB are free") && line.contains("up to 90 MiB"), "{line}");
        assert_eq!(on(&wants("/other/b"), 40 * MIB, here), Ok(()));
        assert!(on(&wants("/other/b"), 41 * MIB, here).unwrap_err().contains("/a"));
        assert_eq!(on(&wants("/b"), u64::MAX, |_| None), Ok(()));
    }
}
