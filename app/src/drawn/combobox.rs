//! A field that searches a list (the combobox pattern of ARIA 1.2), without the page it stands in: what is
//! offered, which line is active, what a key does. Who shows it follows.

use super::pick::Choice;
use crate::locales::{Lang, entry};

/// Lines shown at most; whoever sees more types another letter.
const SHOWN: usize = 60;

/// The state of such a field beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Combobox {
    found: Vec<Choice>,
    open: bool,
    active: Option<usize>,
}

/// What a key has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Nothing: it is the browser's.
    Nothing,
    /// The list was opened or closed.
    Turned,
    /// Another line is active, and is to be seen.
    Moved(usize),
    /// A line was chosen; its value belongs into the field.
    Chose(Choice),
}

impl Combobox {
    /// Opens the list with what was found for the text in the field; nobody has chosen among it yet.
    pub fn open(&mut self, mut found: Vec<Choice>) {
        found.truncate(SHOWN);
        *self = Self { found, open: true, active: None };
    }

    /// Closes it.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// What is offered; nothing while it is closed.
    pub fn found(&self) -> &[Choice] {
        &self.found
    }

    /// The line that would be chosen.
    pub fn active(&self) -> Option<usize> {
        self.active
    }

    /// `aria-expanded`.
    pub fn expanded(&self) -> &'static str {
        said(self.open)
    }

    /// `aria-selected` of a line.
    pub fn selected(&self, line: usize) -> &'static str {
        said(self.active == Some(line))
    }

    /// What those hear who do not see the list.
    pub fn told(&self, lang: Lang) -> String {
        let w = entry::words(lang);
        match (self.open, self.found.len()) {
            (false, _) => String::new(),
            (true, 0) => w.none_found.to_owned(),
            (true, n) => (w.found)(n),
        }
    }

    /// A key was pressed in the field; `find` searches for its text.
    pub fn press(&mut self, key: &str, find: impl FnOnce() -> Vec<Choice>) -> Pressed {
        let n = self.found.len();
        match (key, self.active) {
            ("ArrowDown", _) if !self.open => {
                self.open(find());
                Pressed::Turned
            }
            ("ArrowDown", at) if n > 0 => self.go(at.map_or(0, |i| (i + 1) % n)),
            ("ArrowUp", at) if n > 0 => self.go(at.map_or(n - 1, |i| (i + n - 1) % n)),
            ("Enter", Some(at)) => self.choose(at).map_or(Pressed::Nothing, Pressed::Chose),
            ("Escape", _) if self.open => {
                self.close();
                Pressed::Turned
            }
            _ => Pressed::Nothing,
        }
    }

    fn go(&mut self, to: usize) -> Pressed {
        self.active = Some(to);
        Pressed::Moved(to)
    }

    /// Takes a line and closes the list.
    pub fn choose(&mut self, line: usize) -> Option<Choice> {
        let choice = self.found.get(line).cloned()?;
        self.close();
        Some(choice)
    }
}

fn said(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

/// Identifier of a line of a list.
pub fn line_id(list: &str, line: usize) -> String {
    format!("{list}-{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Vec<Choice> {
        let of = |text: &str| Choice { value: text.into(), text: text.into(), zh: String::new() };
        ["C35", "C36", "C37"].map(of).into()
    }

    #[test]
    fn arrows_go_round_and_enter_takes_what_is_active() {
        let mut c = Combobox::default();
        assert_eq!(c.press("ArrowUp", three), Pressed::Nothing);
        assert_eq!(c.press("ArrowDown", three), Pressed::Turned);
        assert_eq!((c.expanded(), c.active()), ("true", None));
        // Nothing is active: the key sends the form, as it does in any other field.
        assert_eq!(c.press("Enter", three), Pressed::Nothing);
        assert_eq!(c.press("ArrowUp", three), Pressed::Moved(2));
        assert_eq!(c.press("ArrowDown", three), Pressed::Moved(0));
        assert_eq!(c.press("ArrowDown", three), Pressed::Moved(1));
        assert_eq!((c.selected(1), c.selected(0)), ("true", "false"));
        let Pressed::Chose(choice) = c.press("Enter", three) else { panic!("nothing was chosen") };
        assert_eq!(choice.value, "C36");
        assert_eq!(c, Combobox::default());
    }

    #[test]
    fn escape_closes_and_is_the_browsers_again_then() {
        let mut c = Combobox::default();
        c.open(three());
        assert_eq!(c.press("Escape", three), Pressed::Turned);
        assert!(c.found().is_empty());
        assert_eq!(c.press("Escape", three), Pressed::Nothing);
        assert_eq!(c.press("a", three), Pressed::Nothing);
    }

    #[test]
    fn another_text_begins_anew_and_no_list_is_endless() {
        let mut c = Combobox::default();
        c.open(three());
        c.press("ArrowDown", three);
        c.open(three().into_iter().cycle().take(500).collect());
        assert_eq!((c.found().len(), c.active()), (SHOWN, None));
        c.open(Vec::new());
        assert_eq!(c.press("ArrowDown", three), Pressed::Nothing);
        assert!(!c.told(Lang::Zh).is_empty());
        assert_eq!(c.choose(0), None);
        c.close();
        assert_eq!(c.told(Lang::Zh), "");
    }
}
