//! How many files a dossier takes, and how large (第十六条): the limits of its season.

use crate::application::field::Slot;
use crate::refusal::Refusal;
use crate::season::Limits;

/// A file that is attached already, as far as the next one must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct There<'a> {
    /// Where it belongs.
    pub slot: Slot,
    /// SHA-256 of its content.
    pub sha256: &'a str,
    /// Bytes.
    pub size: i64,
}

/// Refuses a file that is empty, too large, attached already, or one too many. The hash is known once all bytes have
/// arrived.
///
/// # Errors
/// [`Refusal::FileEmpty`], [`Refusal::FileTooLarge`], [`Refusal::FilesTooMany`], [`Refusal::FilesTooLarge`]; as
/// [`takes_another`].
pub fn fits(
    there: &[There<'_>],
    slot: Slot,
    sha256: Option<&str>,
    size: i64,
    limits: &Limits,
) -> Result<(), Refusal> {
    if size <= 0 {
        return Err(Refusal::FileEmpty);
    }
    if size > limits.file_max {
        return Err(Refusal::FileTooLarge { max: limits.file_max });
    }
    takes_another(there.iter().filter(|f| f.slot == slot).map(|f| f.sha256), sha256, limits)?;
    if there.len() >= limits.dossier_files_max {
        return Err(Refusal::FilesTooMany { max: limits.dossier_files_max });
    }
    let all = there.iter().fold(size, |all, f| all.saturating_add(f.size));
    if all > limits.files_max {
        return Err(Refusal::FilesTooLarge { max: limits.files_max });
    }
    Ok(())
}

/// Refuses a file that lies in its place already, among files of these hashes, or for which the place has no room.
///
/// # Errors
/// [`Refusal::FileTwice`], [`Refusal::SlotFull`].
pub fn takes_another<'a>(
    mut place: impl Iterator<Item = &'a str> + Clone,
    sha256: Option<&str>,
    limits: &Limits,
) -> Result<(), Refusal> {
    let count = place.clone().count();
    if place.any(|there| Some(there) == sha256) {
        return Err(Refusal::FileTwice);
    }
    if count >= limits.slot_files_max {
        return Err(Refusal::SlotFull { max: limits.slot_files_max });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits {
            file_max: 100,
            files_max: 250,
            slot_files_max: 2,
            dossier_files_max: 3,
            ..Limits::default()
        }
    }

    #[test]
    fn art_16_a_file_fits_up_to_each_limit_of_the_season_and_not_beyond() {
        let proof = |sha256, size| There { slot: Slot::Proof, sha256, size };
        let scan = |sha256, size| There { slot: Slot::Scan, sha256, size };
        let takes = |there: &[There<'_>], sha256: &str, size| {
            fits(there, Slot::Proof, Some(sha256), size, &limits())
        };
        assert_eq!(takes(&[], "a", 0), Err(Refusal::FileEmpty));
        assert_eq!(takes(&[], "a", 100), Ok(()));
        assert_eq!(takes(&[], "a", 101), Err(Refusal::FileTooLarge { max: 100 }));
        // The same content may lie in another place, and not twice in its own.
        assert_eq!(takes(&[scan("a", 10)], "a", 10), Ok(()));
        assert_eq!(takes(&[proof("a", 10)], "a", 10), Err(Refusal::FileTwice));
        let full = [proof("a", 10), proof("b", 10)];
        assert_eq!(takes(&full, "c", 10), Err(Refusal::SlotFull { max: 2 }));
        let many = [scan("a", 10), scan("b", 10), proof("c", 10)];
        assert_eq!(takes(&many, "d", 10), Err(Refusal::FilesTooMany { max: 3 }));
        let large = [scan("a", 100), scan("b", 60)];
        assert_eq!(takes(&large, "d", 90), Ok(()));
        assert_eq!(takes(&large, "d", 91), Err(Refusal::FilesTooLarge { max: 250 }));
        assert_eq!(takes(&[scan("a", i64::MAX)], "d", 1), Err(Refusal::FilesTooLarge { max: 250 }));
    }

    #[test]
    fn before_its_bytes_have_arrived_a_file_is_nobodys_twin() {
        let there = [There { slot: Slot::Proof, sha256: "a", size: 10 }];
        assert_eq!(fits(&there, Slot::Proof, None, 10, &limits()), Ok(()));
        assert_eq!(takes_another(["a"].into_iter(), Some("a"), &limits()), Err(Refusal::FileTwice));
    }
}
