//! Two writers of one page: a three-way merge, field by field. Nothing is overwritten
//! in silence: what both changed is reported with the other's text.

use serde::{Deserialize, Serialize};

use super::Answers;

/// A key both changed differently. What the writer typed stands on the writer's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The key.
    pub key: String,
    /// What both began from.
    pub base: String,
    /// The other's text.
    pub theirs: String,
}

/// The result of a merge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What is stored.
    pub answers: Answers,
    /// Keys the other had changed and that were taken over.
    pub taken: Vec<String>,
    /// Keys both changed differently; mine stands.
    pub conflicts: Vec<Conflict>,
}

/// Merges `mine` into `theirs`, both grown from `base`.
pub fn merge(base: &Answers, mine: &Answers, theirs: &Answers) -> Merged {
    let mut out = Merged { answers: mine.clone(), ..Merged::default() };
    let keys: std::collections::BTreeSet<&String> = base.keys().chain(theirs.keys()).collect();
    for key in keys {
        let (was, now, other) = (text(base, key), text(mine, key), text(theirs, key));
        if other == was || other == now {
            continue;
        }
        if now == was {
            out.answers.insert(key.clone(), other.to_owned());
            out.taken.push(key.clone());
        } else {
            out.conflicts.push(Conflict {
                key: key.clone(),
                base: was.to_owned(),
                theirs: other.to_owned(),
            });
        }
    }
    out
}

fn text<'a>(answers: &'a Answers, key: &str) -> &'a str {
    answers.get(key).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a(pairs: &[(&str, &str)]) -> Answers {
        pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect()
    }

    #[test]
    fn different_fields_merge_and_the_same_field_is_reported() {
        let base = a(&[("x", "1"), ("y", "1"), ("z", "1")]);
        let mine = a(&[("x", "2"), ("y", "1"), ("z", "2")]);
        let theirs = a(&[("x", "1"), ("y", "3"), ("z", "3"), ("w", "new")]);
        let m = merge(&base, &mine, &theirs);
        assert_eq!(m.answers, a(&[("x", "2"), ("y", "3"), ("z", "2"), ("w", "new")]));
        assert_eq!(m.taken, ["w", "y"]);
        let conflict = Conflict { key: "z".into(), base: "1".into(), theirs: "3".into() };
        assert_eq!(m.conflicts, [conflict]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_i_typed_is_lost(base in "[ab]{0,2}", mine in "[abc]{1,2}", theirs in "[abc]{0,2}") {
            let m = merge(&a(&[("k", &base)]), &a(&[("k", &mine)]), &a(&[("k", &theirs)]));
            if mine != base { proptest::prop_assert_eq!(&m.answers["k"], &mine); }
            else { proptest::prop_assert_eq!(&m.answers["k"], &theirs); }
        }
    }
}
