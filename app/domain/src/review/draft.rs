//! A sheet while it is written, perhaps in more places than one (第十九条): nothing is overwritten unseen,
//! and nothing is cut in silence.

use super::offline::differences;
use super::rubric::Rubric;
use super::sheet::{SCORE_KEPT, SheetField, SheetForm, TEXT_KEPT};
use crate::refusal::Refusal;

/// Two states of a sheet that have grown from one, brought together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// What stands on the page now.
    pub form: SheetForm,
    /// Fields that were changed over there alone, and are taken over.
    pub taken: Vec<SheetField>,
    /// Fields both have changed, each in its way. Mine stands on the page until its writer chooses.
    pub both: Vec<SheetField>,
}

/// Brings together what is written here and what is saved `there`, both grown from `base`.
pub fn settle(base: &SheetForm, here: &SheetForm, there: &SheetForm, rubric: &Rubric) -> Settled {
    let mine = differences(base, here, rubric);
    let theirs = differences(base, there, rubric);
    let mut settled = Settled { form: here.clone(), ..Settled::default() };
    for field in differences(here, there, rubric) {
        if !mine.contains(&field) {
            settled.form.put(&field, there.text(&field));
            settled.taken.push(field);
        } else if theirs.contains(&field) {
            settled.both.push(field);
        }
    }
    settled
}

/// Refuses a text that is longer than a sheet keeps: it is never shortened by anybody but its writer.
pub fn require_kept(form: &SheetForm, rubric: &Rubric) -> Result<(), Refusal> {
    let scores = rubric.items().map(|i| (SheetField::Score(i.code.clone()), SCORE_KEPT));
    let comments = rubric.criteria.iter().map(|c| (SheetField::Comment(c.code.clone()), TEXT_KEPT));
    for (field, max) in scores.chain(comments).chain([(SheetField::Overall, TEXT_KEPT)]) {
        let found = form.text(&field).chars().count();
        if found > max {
            return Err(Refusal::SheetTooLong { field, max, found });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(scores: &[(&str, &str)], overall: &str) -> SheetForm {
        let scores = scores.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        SheetForm { scores, overall: overall.into(), ..SheetForm::default() }
    }

    /// Codes of the first three items.
    fn codes(rubric: &Rubric) -> [String; 3] {
        let mut codes = rubric.items().map(|i| i.code.clone());
        std::array::from_fn(|_| codes.next().unwrap_or_default())
    }

    #[test]
    fn art_19_two_pages_of_one_sheet_lose_nothing() {
        let rubric = Rubric::written_default();
        let [a, b, c] = codes(&rubric);
        let base = sheet(&[(&a, "1"), (&b, "1")], "总评");
        let here = sheet(&[(&a, "2"), (&b, "1")], "我的总评");
        let there = sheet(&[(&a, "1"), (&b, "3"), (&c, "4")], "另一份总评");
        let settled = settle(&base, &here, &there, &rubric);
        assert_eq!(settled.form, sheet(&[(&a, "2"), (&b, "3"), (&c, "4")], "我的总评"));
        assert_eq!(settled.taken, [SheetField::Score(b), SheetField::Score(c)]);
        assert_eq!(settled.both, [SheetField::Overall]);
    }

    #[test]
    fn art_19_the_same_score_written_otherwise_is_no_difference() {
        let rubric = Rubric::written_default();
        let [a, ..] = codes(&rubric);
        let settled = settle(
            &SheetForm::default(),
            &sheet(&[(&a, "8.50")], " 总评\r\n"),
            &sheet(&[(&a, "８．5")], "总评"),
            &rubric,
        );
        assert_eq!((settled.taken, settled.both), (vec![], vec![]));
    }

    #[test]
    fn what_the_device_kept_from_nobody_knows_when_is_put_beside_what_is_saved() {
        let rubric = Rubric::written_default();
        let [a, b, c] = codes(&rubric);
        let (here, there) =
            (sheet(&[(&a, "2"), (&b, "3")], ""), sheet(&[(&a, "1"), (&c, "4")], ""));
        let settled = settle(&SheetForm::default(), &here, &there, &rubric);
        assert_eq!(settled.form, sheet(&[(&a, "2"), (&b, "3"), (&c, "4")], ""));
        assert_eq!(settled.both, [SheetField::Score(a)]);
    }

    #[test]
    fn art_19_a_text_is_refused_and_never_cut() {
        let rubric = Rubric::written_default();
        let form = sheet(&[], &"字".repeat(TEXT_KEPT));
        assert_eq!(require_kept(&form, &rubric), Ok(()));
        let long = sheet(&[], &"字".repeat(TEXT_KEPT + 1));
        let why = Refusal::SheetTooLong {
            field: SheetField::Overall,
            max: TEXT_KEPT,
            found: TEXT_KEPT + 1,
        };
        assert_eq!(require_kept(&long, &rubric), Err(why));
        let [a, ..] = codes(&rubric);
        assert!(require_kept(&sheet(&[(&a, &"1".repeat(SCORE_KEPT + 1))], ""), &rubric).is_err());
    }
}
