//! The sign of life of whoever has a dossier open: how often it is given, as whom, and by which line others
//! are heard of. The task list gives it as well as the pages that are written.

use domain::ids::DossierId;

/// Seconds between two signs of life.
pub const BEAT: u16 = 20;
/// Key under which a tab keeps its own name while it is open: it survives reloads and is not shared with
/// other tabs.
const TAB: &str = "biaogan:tab";
/// What the line says when somebody comes or turns a page.
pub const CAME: &str = "presence";

/// The name of this tab, out of what it keeps and into it: one it has, or one made of `chance` between 0 and 1.
pub fn tab(
    kept: impl FnOnce(&str) -> Option<String>,
    keep: impl FnOnce(&str, &str),
    chance: f64,
) -> String {
    kept(TAB).unwrap_or_else(|| {
        let name = name(chance);
        keep(TAB, &name);
        name
    })
}

fn name(chance: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a name made of chance
    let n = (chance * 1e15) as u64;
    format!("{n:x}")
}

/// The line by which one hears of others in a dossier.
pub fn line(id: &DossierId) -> String {
    format!("/live?dossier={id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_keeps_the_name_it_was_given() {
        let mut held = None;
        let first = tab(|_| None, |key, name| held = Some((key.to_owned(), name.to_owned())), 0.5);
        let (key, name) = held.unwrap();
        assert_eq!(name, first);
        let again = tab(|asked| (asked == key).then_some(name), |_, _| panic!("kept twice"), 0.7);
        assert_eq!(again, first);
    }

    #[test]
    fn tabs_have_names_of_their_own() {
        assert_ne!(name(0.1), name(0.2));
        assert!(name(0.999_999).chars().all(|c| c.is_ascii_hexdigit()));
    }
}
