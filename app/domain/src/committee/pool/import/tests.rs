//! What a table of experts may hold, and what becomes of it.

use std::collections::BTreeSet;

use super::*;

const HEAD: &str =
    "姓名*\t电子邮箱（登录用）\t工作单位\t专业领域\t统一社会信用代码\t推荐单位\t备注";

fn expert(name: &str, email: &str, employer: &str) -> Card {
    Card {
        name: name.into(),
        email: email.into(),
        employer: employer.into(),
        fields: vec!["36".into()],
        phone: "13800000001".into(),
        ..Card::default()
    }
}

/// Everybody in the pool of these tests.
fn pool() -> Vec<(ExpertId, Card)> {
    [
        expert("演示甲", "a@example.com", "青岛演示（集团）股份有限公司"),
        expert("演示乙", "", "演示大学"),
        expert("演示丙", "c1@example.com", "演示大学"),
        expert("演示丙", "c2@example.com", "演示大学"),
    ]
    .into_iter()
    .enumerate()
    .map(|(i, card)| (format!("x{}", i + 1).into(), card))
    .collect()
}

fn settled(text: &str) -> Vec<Line> {
    let pool = pool();
    let mut sheet = read(text).unwrap();
    settle(&mut sheet, &Known::of(pool.iter().map(|p| (&p.0, &p.1))));
    sheet.lines
}

#[test]
fn art_11_broken_cells_are_named_by_row_and_column() {
    let text = format!(
        "{HEAD}\n演示丁\td@\t演示研究院\t36、99\t91370200MAXT0A1B7Q\t火星\tx\n\n\td@example.com\t\t\t\t\t\n演示戊"
    );
    let lines = settled(&text);
    let cell = |column, of, slip| Fault::Cell { column, of, slip };
    let why = crate::facts::uscc::UsccError::CheckDigit { expected: 'P', found: 'Q' };
    assert_eq!(lines[0].row, 2);
    assert_eq!(
        lines[0].faults,
        [
            cell(2, Column::Email, Slip::Email),
            cell(4, Column::Fields, Slip::Division { written: "99".into() }),
            cell(5, Column::Uscc, Slip::Uscc { why }),
            cell(6, Column::Unit, Slip::Unit),
        ]
    );
    let missing = |column, of| cell(column, of, Slip::Missing);
    let of = [missing(1, Column::Name), missing(3, Column::Employer), missing(4, Column::Fields)];
    assert_eq!((lines[1].row, lines[1].faults.as_slice()), (4, &of[..]));
    assert_eq!(lines[2].faults, [missing(3, Column::Employer), missing(4, Column::Fields)]);
}

#[test]
fn art_11_somebody_known_is_found_by_address_or_by_name_and_employer() {
    let row = |name: &str, email: &str, employer: &str| format!("{name}\t{email}\t{employer}\t36");
    let text = |rows: &[String]| format!("姓名\t邮箱\t单位\t专业领域\n{}", rows.join("\n"));
    for (name, email, employer, verdict) in [
        ("演示甲", "A@example.com", "青岛演示（集团）股份有限公司", "same x1"),
        ("演示甲", "", "青岛演示集团", "changed x1"),
        ("演示甲", "a@example.com", "另一演示公司", "changed x1"),
        ("演 示 乙", "b@example.com", "演示大学", "changed x2"),
        ("演示丙", "c2@example.com", "演示大学", "same x4"),
        ("演示丁", "", "演示大学", "new"),
        // The pool has two of this name and employer.
        ("演示丙", "", "演示大学", "ambiguous"),
        ("演示丙", "c3@example.com", "演示大学", "ambiguous"),
        // Another of the same name, or the same with another address: only a person can say.
        ("演示甲", "z@example.com", "青岛演示集团", "ambiguous"),
        // One's address, another's name.
        ("演示乙", "a@example.com", "演示大学", "ambiguous"),
    ] {
        let line = settled(&text(&[row(name, email, employer)])).remove(0);
        let said = match (&line.verdict, line.faults.as_slice()) {
            (Some(Verdict::New), []) => "new".to_owned(),
            (Some(Verdict::Same { expert }), []) => format!("same {expert}"),
            (Some(Verdict::Changed { expert, .. }), []) => format!("changed {expert}"),
            (None, [Fault::Ambiguous]) => "ambiguous".to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(said, verdict, "{name} {email} {employer}");
    }
    // Twice in the table, by whatever it is known.
    let twice = [
        row("演示甲", "a@example.com", "青岛演示集团"),
        row("演示丁", "a@example.com", "演示学院"),
        row("演示戊", "", "演示学院"),
        row("演示戊", "e@example.com", "演示学院"),
        row("演示己", "f@example.com", "演示学院"),
        row("演示己", "g@example.com", "演示学院"),
    ];
    let rows: Vec<Vec<Fault>> = settled(&text(&twice)).into_iter().map(|l| l.faults).collect();
    let twice = |row| vec![Fault::Twice { row }];
    assert_eq!(rows, [vec![], twice(2), vec![], twice(4), vec![], vec![]]);
}

#[test]
fn art_11_a_column_that_is_not_there_changes_nothing_and_an_empty_cell_empties() {
    let line = settled("专家\t单位\t行业\t电话\n演示甲\t青岛演示集团\t36、39\t").remove(0);
    assert_eq!((line.card.email.as_str(), line.card.phone.as_str()), ("a@example.com", ""));
    let Some(Verdict::Changed { what, .. }) = line.verdict else { panic!("{:?}", line.faults) };
    let columns: Vec<Column> = what.iter().map(|w| w.0).collect();
    assert_eq!(columns, [Column::Phone, Column::Employer, Column::Fields]);
    assert_eq!(what[2], (Column::Fields, "36".into(), "36、39".into()));
}

#[test]
fn art_13_15_a_row_that_would_hand_a_seat_over_is_left_out_and_the_others_stand() {
    let before = [
        (
            ExpertId::from("a"),
            Card { name: "演示甲".into(), employer: "演示大学".into(), ..Card::default() },
        ),
        (
            ExpertId::from("b"),
            Card { name: "演示乙".into(), employer: "演示大学".into(), ..Card::default() },
        ),
    ];
    let table = "姓名\t邮箱\t单位\t领域\n演示甲\ta@example.com\t演示大学\t36\n演示乙\tb@example.com\t演示大学\t36\n演示丙\t\t演示大学\t36";
    let mut sheet = read(table).unwrap();
    settle(&mut sheet, &Known::of(before.iter().map(|p| (&p.0, &p.1))));
    keep_seats(&mut sheet, |expert, email| expert.as_str() == "a" && email == "a@example.com");
    assert_eq!(sheet.lines[0].verdict, Some(Verdict::Stays { expert: "a".into() }));
    assert!(matches!(sheet.lines[1].verdict, Some(Verdict::Changed { .. })));
    let counts = Counts::of(&sheet.lines);
    assert_eq!((counts.stays, counts.changed, counts.added, counts.wrong), (1, 1, 1, 0));
    // Other particulars are no seat.
    let table = "姓名\t单位\t领域\n演示甲\t演示大学\t36";
    let mut sheet = read(table).unwrap();
    settle(&mut sheet, &Known::of(before.iter().map(|p| (&p.0, &p.1))));
    keep_seats(&mut sheet, |_, _| true);
    assert!(matches!(sheet.lines[0].verdict, Some(Verdict::Changed { .. })));
}

#[test]
fn a_text_that_is_no_table_of_experts_says_why() {
    assert_eq!(read(" \n\n"), Err(NoTable::Empty));
    assert_eq!(read(HEAD), Err(NoTable::Empty));
    assert_eq!(read("姓名\t单位\n演示\t演示"), Err(NoTable::Heads));
    let twice = Err(NoTable::HeadTwice { of: Column::Phone });
    assert_eq!(read("姓名\t单位\t专业领域\t手机\t电话\n演示\t演示\t36\t1\t2"), twice);
    let long = format!("{HEAD}\n{}", "演示\t\t演示\t36\n".repeat(ROWS_MAX + 1));
    assert_eq!(read(&long), Err(NoTable::TooLong));
}

#[test]
fn a_preview_shows_every_wrong_row_and_some_of_the_others() {
    let rows: Vec<String> = (0..500)
        .map(|n| format!("演示{n}\t\t演示{}\t{}", n % 7, if n % 100 == 99 { "" } else { "36" }))
        .collect();
    let lines = settled(&format!("姓名\t邮箱\t单位\t领域\n{}", rows.join("\n")));
    let counts = Counts::of(&lines);
    assert_eq!((counts.all, counts.added, counts.wrong), (500, 495, 5));
    let (shown, left) = shown(lines);
    assert_eq!((shown.len(), left), (5 + SHOWN, 295));
    assert!(shown[..5].iter().all(|l| !l.faults.is_empty()));
}

proptest::proptest! {
    /// Taking over whatever rows are without fault leaves a pool in which every card is whole, every
    /// address is one expert's, and nobody stands twice.
    #[test]
    fn art_11_whatever_is_pasted_no_line_without_fault_is_broken(
        cells in proptest::collection::vec(
            ("演示[甲乙丙丁]|", "[abc][12]?@example.com|x|", "演示大学|青岛演示集团(有限公司)?|", "36|C39|99|汽车制造业、36|", "[0-9A-Z]{0,3}|91370200MAXT0A1B7P|\t"),
            0..24,
        ),
    ) {
        let rows: Vec<String> =
            cells.iter().map(|(n, e, u, f, c)| format!("{n}\t{e}\t{u}\t{f}\t{c}")).collect();
        let text = format!("姓名\t邮箱\t单位\t专业领域\t信用代码\n{}", rows.join("\n"));
        let mut after: std::collections::BTreeMap<ExpertId, Card> = pool().into_iter().collect();
        let mut sheet = match read(&text) { Ok(s) => s, Err(_) => return Ok(()) };
        let before = pool();
        settle(&mut sheet, &Known::of(before.iter().map(|p| (&p.0, &p.1))));
        for (i, line) in sheet.lines.into_iter().enumerate() {
            proptest::prop_assert_eq!(line.verdict.is_some(), line.faults.is_empty());
            match line.verdict {
                Some(Verdict::New) => drop(after.insert(format!("n{i}").into(), line.card)),
                Some(Verdict::Changed { expert, .. } | Verdict::Same { expert }) => drop(after.insert(expert, line.card)),
                Some(Verdict::Stays { .. }) | None => {}
            }
        }
        for card in after.values() {
            proptest::prop_assert!(card.whole(), "{:?}", card);
        }
        let emails: Vec<&str> = after.values().map(|c| c.email.as_str()).filter(|e| !e.is_empty()).collect();
        proptest::prop_assert_eq!(emails.iter().collect::<BTreeSet<_>>().len(), emails.len());
    }
}
