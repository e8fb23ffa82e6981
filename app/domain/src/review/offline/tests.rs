//! Sheets there and back, and tables nobody means well with.

use proptest::prelude::*;

use super::*;

fn rubric() -> Rubric {
    Rubric::written_default()
}

fn of() -> Mark {
    Mark::new(Review::Written, "QB-2026-00012-X", 2026, &rubric(), 3)
}

/// What is written of a form, as a spreadsheet would give it back: the mark's row is row 2.
fn written(form: &SheetForm) -> File {
    let rubric = rubric();
    let lines = lines(&of(), &rubric, &SheetLimits::default(), form);
    let rows = (2..).zip(lines).map(|(number, line)| {
        let cells = match line {
            Line::Mark(mark) => [mark, String::new(), String::new()],
            Line::Item { item, score, comment, .. } => {
                let score = score.map_or_else(str::to_owned, |s| s.to_string());
                [item.code.clone(), score, comment.to_owned()]
            }
            Line::Overall { comment } => [OVERALL.into(), String::new(), comment.to_owned()],
        };
        let [code, score, comment] = cells.map(|c| c.trim().to_owned());
        Row { number, code, score, comment }
    });
    File { code: 1, score: 6, comment: 7, rows: rows.collect() }
}

fn form() -> SheetForm {
    SheetForm {
        scores: rubric().items().map(|i| (i.code.clone(), "8.5".to_owned())).collect(),
        comments: BTreeMap::from([("system".to_owned(), "环节完整。\n有教训。".to_owned())]),
        overall: "总评".repeat(30),
    }
}

fn back(file: &File) -> Result<(SheetForm, Mark), Vec<Problem>> {
    read(file, &of(), &rubric(), &SheetLimits::default())
}

/// The only thing that is wrong.
fn only(file: &File) -> Problem {
    let mut problems = back(file).expect_err("refused");
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.remove(0)
}

fn at(row: u32, column: u32, fault: Fault) -> Problem {
    Problem { row, column, fault }
}

#[test]
fn art_19_a_sheet_taken_along_comes_back_as_it_was() {
    assert_eq!(back(&written(&form())), Ok((form(), of())));
    // Nothing typed yet, and columns and rows in another order.
    let mut blank = written(&SheetForm::default());
    blank.rows.reverse();
    (blank.code, blank.score, blank.comment) = (4, 1, 2);
    assert_eq!(back(&blank), Ok((SheetForm::default(), of())));
}

#[test]
fn art_19_what_is_unfinished_may_be_brought_back_unfinished() {
    let half = SheetForm { overall: "短".into(), ..SheetForm::default() };
    assert_eq!(back(&written(&half)), Ok((half, of())));
}

#[test]
fn art_19_comments_beside_each_sub_item_are_one_comment_on_their_criterion() {
    let mut file = written(&form());
    file.rows[4].comment = "还有一句".into();
    let (read, _) = back(&file).expect("read");
    assert_eq!(read.comments["system"], "环节完整。\n有教训。\n还有一句");
}

#[test]
fn art_15_the_sheet_of_another_application_or_rubric_is_not_taken() {
    let with = |mark: Mark| {
        let mut file = written(&form());
        file.rows[0].code = mark.to_string();
        // Whatever else is wrong with another sheet's table does not matter.
        file.rows[1].score = "x".into();
        only(&file)
    };
    let other = Mark { reference: "QB-2026-00013-W".into(), ..of() };
    let fault = Fault::OtherApplication {
        found: "QB-2026-00013-W".into(),
        wanted: "QB-2026-00012-X".into(),
    };
    assert_eq!(with(other), at(2, 1, fault));
    assert_eq!(with(Mark { year: 2025, ..of() }), at(2, 1, Fault::OtherSeason { found: 2025 }));
    // The rubrics of both reviews may be the same: the mark tells them apart (Art. 20).
    let defence = Mark { review: Review::Defence, ..of() };
    assert_eq!(defence.to_string(), format!("{}/defence", of()));
    let found = Review::Defence;
    assert_eq!(with(defence), at(2, 1, Fault::OtherReview { found }));
    let mut changed = rubric();
    changed.criteria[0].items[0].max += 1;
    let mark = Mark::new(Review::Written, "QB-2026-00012-X", 2026, &changed, 3);
    assert_eq!(with(mark), at(2, 1, Fault::OtherRubric));
    let mut file = written(&form());
    file.rows.remove(0);
    assert_eq!(only(&file), at(0, 0, Fault::NoMark));
    for broken in ["#", "#a/b", "#QB-2026-00012-X/2026/x", "QB-2026-00012-X"] {
        let mut file = written(&form());
        file.rows[0].code = broken.into();
        assert_eq!(only(&file), at(0, 0, Fault::NoMark), "{broken}");
    }
}

#[test]
fn art_15_another_draft_of_the_same_sheet_says_which() {
    let mut file = written(&form());
    file.rows[0].code = Mark { revision: 1, ..of() }.to_string();
    assert_eq!(back(&file).expect("read").1.revision, 1);
}

#[test]
fn art_19_each_wrong_cell_is_told_with_its_row_and_column() {
    let mut file = written(&form());
    file.rows[1].score = "10.5".into();
    file.rows[2].score = "8.55".into();
    file.rows[3].score = "很好".into();
    file.rows[4].comment = "长".repeat(1001);
    file.rows[8].comment = "长".repeat(2001);
    file.rows[8].score = "9".into();
    let field = |row: u32, column: u32, field: SheetField, fault: SheetFault| {
        at(row, column, Fault::Field { field, fault })
    };
    let score = |code: &str| SheetField::Score(code.into());
    // What is written beside the second sub-item belongs to the comment that begins in row 5.
    let long = SheetFault::TooLong { max: 1000, found: 1010 };
    assert_eq!(
        back(&file).expect_err("refused"),
        [
            field(3, 6, score("science.law"), SheetFault::OutOfRange { max: 10 }),
            field(4, 6, score("science.novelty"), SheetFault::TooManyDecimals),
            field(5, 6, score("system.maturity"), SheetFault::NotANumber),
            field(5, 7, SheetField::Comment("system".into()), long),
            at(10, 6, Fault::NotRead),
            field(10, 7, SheetField::Overall, SheetFault::TooLong { max: 2000, found: 2001 }),
        ]
    );
}

#[test]
fn art_19_no_row_is_passed_over_in_silence() {
    let with = |change: &dyn Fn(&mut Vec<Row>)| {
        let mut file = written(&form());
        change(&mut file.rows);
        only(&file)
    };
    let unknown = |code: &str| Fault::UnknownCode { code: code.into() };
    let row = |code: &str, score: &str| Row {
        number: 11,
        code: code.into(),
        score: score.into(),
        ..Row::default()
    };
    assert_eq!(with(&|r| r.push(row("bonus", "50"))), at(11, 1, unknown("bonus")));
    assert_eq!(with(&|r| r.push(row("", "59.5"))), at(11, 1, unknown("")));
    assert_eq!(with(&|r| r.push(row("effect.gains", "1"))), at(11, 1, Fault::Twice { row: 7 }));
    assert_eq!(with(&|r| r.push(row(OVERALL, ""))), at(11, 1, Fault::Twice { row: 10 }));
    let mark = of().to_string();
    assert_eq!(with(&|r| r.push(row(&mark, ""))), at(11, 1, Fault::Twice { row: 2 }));
    assert_eq!(with(&|r| r[0].comment = "给办公室的话".into()), at(2, 7, Fault::NotRead));
    let gone = |code: &str| at(0, 0, Fault::RowMissing { code: code.into() });
    assert_eq!(with(&|r| drop(r.remove(5))), gone("effect.gains"));
    assert_eq!(with(&|r| drop(r.remove(8))), gone(OVERALL));
    // Of what is kept short nothing is cut off.
    let long = with(&|r| r[1].score = format!("8.5{}", "0".repeat(20)));
    assert_eq!(long, at(3, 6, Fault::TooLong { max: SCORE_KEPT }));
    let blanks = format!("评{}语", " ".repeat(TEXT_KEPT));
    assert_eq!(
        with(&|r| r[1].comment.clone_from(&blanks)),
        at(3, 7, Fault::TooLong { max: TEXT_KEPT })
    );
    // A row with nothing in it is none.
    let mut file = written(&form());
    file.rows.push(Row { number: 11, ..Row::default() });
    assert_eq!(back(&file), Ok((form(), of())));
}

#[test]
fn art_19_two_sheets_differ_in_what_they_say_not_in_how_it_is_written() {
    let mut other = form();
    other.scores.insert("science.law".into(), " ８．50".into());
    other.comments.insert("effect".into(), " \u{200B}".into());
    other.overall.push_str("\r\n");
    assert_eq!(differences(&form(), &other, &rubric()), []);
    other.scores.insert("science.law".into(), "8.6".into());
    other.scores.remove("effect.gains");
    other.comments.remove("system");
    other.overall = String::new();
    assert_eq!(
        differences(&form(), &other, &rubric()),
        [
            SheetField::Score("effect.gains".into()),
            SheetField::Score("science.law".into()),
            SheetField::Comment("system".into()),
            SheetField::Overall,
        ]
    );
}

/// Texts as they come out of cells: nothing invisible, no blanks around them.
fn text() -> impl Strategy<Value = String> {
    "([\\PC&&[^\u{200b}-\u{200f}\u{2060}-\u{2064}\u{feff}\u{ad}]]|\n|=|#){0,30}"
        .prop_map(|t| t.trim().to_owned())
}

proptest! {
    #[test]
    fn art_19_whatever_was_typed_is_taken_along_and_comes_back(
        tenths in proptest::collection::vec(proptest::option::of(0..=100_i32), 7),
        comments in proptest::collection::vec(text(), 3),
        overall in text(),
    ) {
        let rubric = rubric();
        let scores = rubric.items().zip(&tenths);
        let scores = scores.filter_map(|(i, t)| Some((i.code.clone(), Tenths((*t)?).to_string())));
        let comments = rubric.criteria.iter().map(|c| c.code.clone()).zip(comments);
        let form = SheetForm {
            scores: scores.collect(),
            comments: comments.filter(|(_, t)| !t.is_empty()).collect(),
            overall,
        };
        let (read, mark) = back(&written(&form)).expect("what we write is read");
        prop_assert_eq!(&read, &form);
        prop_assert_eq!(mark, of());
        prop_assert_eq!(differences(&read, &form, &rubric), []);
    }

    #[test]
    fn art_19_a_hostile_table_becomes_a_sheet_of_this_rubric_or_a_list_of_places(
        cells in proptest::collection::vec((0..14usize, ".*", ".*", ".*"), 0..14),
        drop_mark in proptest::bool::weighted(0.1),
    ) {
        let mut file = written(&SheetForm::default());
        for (at, code, score, comment) in cells {
            // Half of them over rows that are there, half behind them.
            match file.rows.get_mut(at) {
                Some(row) => { row.score = score; row.comment = comment; }
                None => file.rows.push(Row { number: 90, code, score, comment }),
            }
        }
        if drop_mark {
            file.rows.remove(0);
        }
        let rubric = rubric();
        match back(&file) {
            Ok((form, _)) => {
                prop_assert!(form.scores.keys().all(|c| rubric.items().any(|i| i.code == *c)));
                let found = check(&form, &rubric, &SheetLimits::default());
                prop_assert_eq!(found.scores.len(), form.scores.len());
                prop_assert!(form.overall.chars().count() <= TEXT_KEPT);
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
