use super::*;

const CODES: [&str; 3] = ["91370200MAXT0A1B7P", "91310115MAXT7K2N7R", "91440300MAYQ3D8R68"];

/// Dossiers that have nothing in common.
fn subject(n: usize) -> Subject {
    let from = |seed: usize, len: usize| -> String {
        (0..len)
            .filter_map(|i| {
                char::from_u32(0x4E00 + ((n * 7919 + seed * 991 + i * 37) % 19_000) as u32)
            })
            .collect()
    };
    Subject {
        id: format!("d{n}").into(),
        organisation: format!("{}有限公司", from(1, 6)),
        uscc: CODES.get(n).map(|c| (*c).to_owned()).unwrap_or_default(),
        title: from(2, 16),
        summary: from(3, 120),
        report: from(4, 600),
        files: [(format!("sha-{n}"), "证明.pdf".to_owned())].into(),
    }
}

fn found(subjects: &[Subject], winners: &[PastWinner]) -> Vec<(Kind, String, u32)> {
    find(subjects, winners, &Duplicates::default())
        .into_iter()
        .map(|f| (f.kind, format!("{}-{}", f.dossier, f.against.key()), f.percent))
        .collect()
}

fn pair(kind: Kind, percent: u32) -> Vec<(Kind, String, u32)> {
    vec![(kind, "d0-d1".to_owned(), percent)]
}

#[test]
fn art_17_the_same_organisation_is_found_by_code_and_by_name_and_only_once() {
    let clean = [subject(0), subject(1), subject(2)];
    assert_eq!(found(&clean, &[]), []);
    let mut same = clean.clone();
    // Its own code in small letters, and its own words: nobody has copied from anybody.
    same[1] = Subject { id: "d1".into(), uscc: CODES[0].to_lowercase(), ..same[0].clone() };
    assert_eq!(found(&same, &[]), pair(Kind::Uscc, 100));
    same[1].uscc = CODES[1].into();
    same[1].organisation =
        same[0].organisation.replace("有限公司", "（集团）股份有限公司青岛分公司");
    assert_eq!(found(&same, &[]), pair(Kind::Name, 100));
    // Codes nobody can read are not each other's.
    let mut blank = clean.clone();
    blank[0].uscc = String::new();
    blank[1].uscc = "  ".into();
    assert_eq!(found(&blank, &[]), []);
}

#[test]
fn art_24_what_one_has_copied_from_another_is_found_with_both_facts() {
    let clean = [subject(0), subject(1), subject(2)];
    let mut copied = clean.clone();
    copied[1].title = format!("{} 。", clean[0].title);
    assert_eq!(found(&copied, &[]), pair(Kind::Title, 100));
    copied = clean.clone();
    copied[1].summary = format!("{}，另加几个字", clean[0].summary);
    let findings = find(&copied, &[], &Duplicates::default());
    assert_eq!((findings.len(), findings[0].kind), (1, Kind::Abstract));
    assert_eq!((&findings[0].left, &findings[0].right), (&copied[0].summary, &copied[1].summary));
    copied = clean.clone();
    let half: String = clean[0].report.chars().take(300).collect();
    copied[1].report = half.clone() + &clean[1].report;
    let findings = find(&copied, &[], &Duplicates::default());
    assert_eq!((findings.len(), findings[0].kind), (1, Kind::Report));
    // 300 of its 600 characters: 277 of 577 runs.
    assert_eq!(findings[0].percent, 27_700 / 577);
    assert!(half.starts_with(findings[0].left.trim_end_matches('…')));
    copied = clean;
    copied[1].files.insert("sha-0".into(), "别名.pdf".into());
    let findings = find(&copied, &[], &Duplicates::default());
    assert_eq!((findings.len(), findings[0].kind), (1, Kind::File));
    assert_eq!((findings[0].left.as_str(), findings[0].right.as_str()), ("证明.pdf", "别名.pdf"));
}

#[test]
fn art_24_who_was_chosen_lately_is_found_by_code_by_name_and_by_title() {
    let own = subject(0);
    let winner = |uscc: &str, organisation: &str, title: &str| PastWinner {
        year: 2025,
        uscc: uscc.into(),
        organisation: organisation.into(),
        title: title.into(),
        revoked: None,
    };
    let kinds = |w: PastWinner| -> Vec<Kind> {
        found(std::slice::from_ref(&own), &[w]).into_iter().map(|f| f.0).collect()
    };
    let other = "另一家演示公司";
    assert_eq!(kinds(winner(CODES[0], other, "x")), [Kind::WinnerUscc]);
    assert_eq!(
        kinds(winner("", &own.organisation.replace("有限公司", "集团公司"), "x")),
        [Kind::WinnerName]
    );
    assert_eq!(kinds(winner(CODES[1], other, &own.title)), [Kind::WinnerTitle]);
    assert_eq!(kinds(winner(CODES[1], other, "x")), []);
    assert_eq!(Kind::WinnerTitle.item(), Some(Item::NotRepeated));
}

#[test]
fn art_24_a_form_that_many_attach_and_a_phrase_that_many_quote_are_no_findings() {
    let mut all: Vec<Subject> = (0..6).map(subject).collect();
    let quoted = subject(77).report;
    for s in &mut all {
        s.files.insert("form".into(), "承诺书.pdf".into());
        s.report.push_str(&quoted);
    }
    let settings = |common_in| Duplicates { common_in, ..Duplicates::default() };
    assert_eq!(find(&all, &[], &settings(5)), []);
    assert_eq!(find(&all, &[], &settings(6)).len(), 2 * 15);
}

#[test]
fn who_has_looked_has_looked_at_these_facts_and_at_no_others() {
    let mut two = [subject(0), subject(1)];
    two[1].title = two[0].title.clone();
    let before = find(&two, &[], &Duplicates::default()).remove(0);
    assert_eq!(find(&two, &[], &Duplicates::default())[0].facts(), before.facts());
    two[1].title.push('新');
    assert_ne!(find(&two, &[], &Duplicates::default())[0].facts(), before.facts());
}

#[test]
fn art_24_a_flood_of_one_kind_does_not_hide_the_others() {
    let finding = |kind, percent: u32, n: usize| Finding {
        kind,
        dossier: format!("d{n}").into(),
        against: Against::Dossier("o".into()),
        percent,
        left: String::new(),
        right: String::new(),
    };
    let mut all: Vec<Finding> =
        (0..50).map(|n| finding(Kind::Abstract, 60 + (n as u32 % 40), n)).collect();
    all.push(finding(Kind::Uscc, 100, 50));
    all.push(finding(Kind::File, 100, 51));
    assert_eq!(surest(all.clone(), 52), all);
    let kept = surest(all.clone(), 4);
    let seen: Vec<_> = kept.iter().map(|f| (f.kind, f.percent)).collect();
    let expected =
        [(Kind::Abstract, 98), (Kind::Abstract, 99), (Kind::Uscc, 100), (Kind::File, 100)];
    assert_eq!(seen, expected);
}
