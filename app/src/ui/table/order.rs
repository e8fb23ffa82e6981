//! What stands in a work list, and in which order: pure, the same on both sides.

use std::cmp::Ordering;

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Whether it holds numbers.
    pub number: bool,
}

/// What stands in one cell.
#[derive(Clone, Debug)]
pub enum Value {
    /// The headline with its link and a line below.
    Link {
        /// Address.
        href: String,
        /// Headline.
        text: String,
        /// Line below.
        note: String,
    },
    /// A reference number.
    Code(String),
    /// Plain text.
    Text(String),
    /// A number with its words.
    Number {
        /// What sorts it.
        n: i64,
        /// What is shown.
        text: String,
    },
    /// A state by word and shape.
    Tag {
        /// Classes.
        class: &'static str,
        /// Word.
        text: &'static str,
        /// What sorts it.
        n: i64,
    },
}

/// What a cell is sorted by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key<'a> {
    /// By number.
    Number(i64),
    /// By text.
    Text(&'a str),
}

impl Value {
    /// What it is sorted by.
    pub fn key(&self) -> Key<'_> {
        match self {
            Value::Link { text, .. } | Value::Code(text) | Value::Text(text) => Key::Text(text),
            Value::Number { n, .. } | Value::Tag { n, .. } => Key::Number(*n),
        }
    }
}

/// A row.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Cells, one per column.
    pub values: Vec<Value>,
    /// The group it belongs to.
    pub group: &'static str,
    /// What the search looks in, in lower case.
    pub haystack: String,
}

/// A further filter: every entry has one code in it.
#[derive(Clone, Debug)]
pub struct Facet {
    /// Its name in the address.
    pub key: &'static str,
    /// What it says.
    pub label: &'static str,
    /// Codes and names to choose from.
    pub options: Vec<(String, String)>,
    /// The code of each entry, in their order.
    pub of: Vec<String>,
}

/// What the reader wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) search: String,
    pub(super) group: String,
    /// A code for each facet; empty for all.
    pub(super) facets: Vec<String>,
    /// Column, and whether descending.
    pub(super) sort: Option<(usize, bool)>,
}

impl Wish {
    /// `2` sorts by the third column, `-2` the other way round.
    pub(super) fn read_sort(text: &str) -> Option<(usize, bool)> {
        match text.strip_prefix('-') {
            Some(n) => Some((n.parse().ok()?, true)),
            None => Some((text.parse().ok()?, false)),
        }
    }

    /// What a click on a column's head asks for, as it stands in an address.
    pub(super) fn next_sort(&self, column: usize) -> String {
        if self.sort == Some((column, false)) { format!("-{column}") } else { column.to_string() }
    }

    pub(super) fn toggle(&mut self, column: usize) {
        self.sort = Some((column, self.sort == Some((column, false))));
    }

    pub(super) fn aria(&self, column: usize) -> &'static str {
        match self.sort {
            Some((c, false)) if c == column => "ascending",
            Some((c, true)) if c == column => "descending",
            _ => "none",
        }
    }
}

/// Whether an entry is to be shown.
fn fits(i: usize, entries: &[Entry], facets: &[Facet], wish: &Wish, words: &[String]) -> bool {
    let e = &entries[i];
    (wish.group.is_empty() || wish.group == e.group)
        && facets
            .iter()
            .zip(&wish.facets)
            .all(|(f, code)| code.is_empty() || f.of.get(i).is_some_and(|own| own == code))
        && words.iter().all(|word| e.haystack.contains(word.as_str()))
}

fn words(wish: &Wish) -> Vec<String> {
    wish.search.split_whitespace().map(str::to_lowercase).collect()
}

/// How many would be shown with this group, or this code of a facet, and everything else as it is.
pub(super) fn count(entries: &[Entry], facets: &[Facet], wish: &Wish) -> usize {
    let words = words(wish);
    (0..entries.len()).filter(|i| fits(*i, entries, facets, wish, &words)).count()
}

/// Places of the entries to show, in order. Equal ones keep their natural order.
pub(super) fn arrange(entries: &[Entry], facets: &[Facet], wish: &Wish) -> Vec<usize> {
    let words = words(wish);
    let mut order: Vec<usize> =
        (0..entries.len()).filter(|i| fits(*i, entries, facets, wish, &words)).collect();
    if let Some((column, descending)) = wish.sort {
        let key = |i: usize| entries[i].values.get(column).map(Value::key);
        let compare = |a: &usize, b: &usize| match key(*a).cmp(&key(*b)) {
            Ordering::Equal => Ordering::Equal,
            other if descending => other.reverse(),
            other => other,
        };
        order.sort_by(compare);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str, n: i64, group: &'static str) -> Entry {
        Entry {
            values: vec![Value::Text(text.into()), Value::Number { n, text: n.to_string() }],
            group,
            haystack: text.to_lowercase(),
        }
    }

    fn entries() -> Vec<Entry> {
        vec![entry("Beta One", 10, "a"), entry("alpha one", 9, "b"), entry("Gamma", 9, "a")]
    }

    #[test]
    fn every_word_must_be_found_and_case_does_not_matter() {
        let find =
            |q: &str| arrange(&entries(), &[], &Wish { search: q.into(), ..Wish::default() });
        assert_eq!(find("ONE"), [0, 1]);
        assert_eq!(find(" one  alp"), [1]);
        assert_eq!(find("delta"), [0; 0]);
        assert_eq!(find(""), [0, 1, 2]);
    }

    #[test]
    fn numbers_sort_as_numbers_and_equals_keep_their_order_both_ways() {
        let by = |sort| arrange(&entries(), &[], &Wish { sort: Some(sort), ..Wish::default() });
        assert_eq!(by((1, false)), [1, 2, 0]);
        assert_eq!(by((1, true)), [0, 1, 2]);
        assert_eq!(by((7, false)), [0, 1, 2], "an unknown column changes nothing");
    }

    #[test]
    fn a_group_hides_the_others() {
        let wish = Wish { group: "a".into(), ..Wish::default() };
        assert_eq!(arrange(&entries(), &[], &wish), [0, 2]);
    }

    #[test]
    fn a_second_click_turns_the_order_round_and_the_address_says_the_same() {
        let mut wish = Wish::default();
        for (address, aria) in [("1", "ascending"), ("-1", "descending"), ("1", "ascending")] {
            assert_eq!(wish.next_sort(1), address);
            wish.toggle(1);
            assert_eq!(wish.sort, Wish::read_sort(address));
            assert_eq!(wish.aria(1), aria);
        }
        assert_eq!(wish.aria(0), "none");
        assert_eq!(Wish::read_sort("-x"), None);
    }

    #[test]
    fn filters_narrow_together_and_each_counts_what_it_would_leave() {
        let codes = |all: [&str; 3]| all.map(str::to_owned).to_vec();
        let facet = |key, of| Facet { key, label: "", options: Vec::new(), of };
        let facets = [
            facet("size", codes(["sme", "sme", "large"])),
            facet("opinion", codes(["no", "yes", "no"])),
        ];
        let wish = |size: &str, opinion: &str| Wish {
            facets: vec![size.into(), opinion.into()],
            ..Wish::default()
        };
        let find = |w: &Wish| arrange(&entries(), &facets, w);
        assert_eq!(find(&wish("sme", "")), [0, 1]);
        assert_eq!(find(&wish("sme", "no")), [0]);
        assert_eq!(find(&wish("", "")), [0, 1, 2]);
        assert_eq!(find(&wish("nonsense", "")), [0; 0]);
        let narrow = Wish { group: "a".into(), ..wish("large", "no") };
        assert_eq!((find(&narrow), count(&entries(), &facets, &narrow)), (vec![2], 1));
    }
}
