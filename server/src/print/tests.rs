//! Documents as a reader of PDF finds them: printed, then read by poppler.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use app::locales::print::words;
use app::locales::{Lang, fields};
use domain::announcement::{Category, Statistics};
use domain::application::Answers;
use domain::application::field::{Field, Kind, Slot};
use domain::application::files::FileState;
use domain::application::page::Page;
use domain::application::seal::{Match, compare_file};
use domain::application::version::{FrozenFile, Version, digest};
use domain::committee::draw::SplitMix64;
use domain::deliberation::Review;
use domain::deliberation::agreed::Verdict;
use domain::deliberation::panel_round::PanelStage;
use domain::facts::workdays::Counting;
use domain::journey::Standing;
use domain::notice::text::Filled;
use domain::review::blind;
use domain::season::{Limits, Season};
use domain::stamp::Stamp;
use domain::views::announcement::AnnouncementView;
use domain::views::application::{DossierView, FileView, Receipt};
use domain::views::deliberation::{DeliberationView, PanelLine, Row, SignedBy};
use domain::views::notice::NoticeView;
use domain::views::print::{Frozen, Print};
use domain::views::sheets::PrintedConclusion;
use domain::views::which::Which;

use super::{Printer, dossier, receipt};

const AT: Stamp = Stamp(1_782_288_487_000_000);

fn printer() -> &'static Printer {
    static PRINTER: OnceLock<Printer> = OnceLock::new();
    PRINTER.get_or_init(|| Printer::new(Vec::new()))
}

fn season() -> Season {
    Season {
        demo: true,
        notice_days: 10,
        ..Season::of_dossier(2026, Vec::new(), Limits::default())
    }
}

fn submitted(answers: Answers, n: i64) -> Print {
    let name = |slot: Slot| format!("演示 {}-{n}.pdf", slot.code());
    let frozen = |slot: Slot| FrozenFile {
        slot,
        name: name(slot),
        size: 1000 + n,
        sha256: digest(&name(slot)),
    };
    let reference = domain::application::reference::reference(2026, n);
    let files: Vec<FrozenFile> = Slot::ALL.into_iter().map(frozen).collect();
    let version = Version { reference: reference.clone(), number: 1, answers, files };
    let listed = |f: &FrozenFile| FileView {
        id: "f".into(),
        slot: f.slot,
        name: f.name.clone(),
        media_type: "application/pdf".into(),
        size: f.size,
        sha256: f.sha256.clone(),
        state: FileState::Clean,
        at: AT,
    };
    Print {
        frozen: Some(Frozen { number: 1, at: AT, sha256: version.sha256() }),
        fingerprint: version.fingerprint(),
        copy_for: None,
        dossier: DossierView {
            id: "d1".into(),
            reference,
            standing: Standing::Submitted { at: AT, version: 1 },
            season: season(),
            now: AT,
            files: version.files.iter().map(listed).collect(),
            answers: version.answers,
            revisions: Default::default(),
            saved: Default::default(),
            editable: false,
            flow: Default::default(),
        },
    }
}

/// What a program of poppler says about a PDF.
fn poppler(program: &str, words: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|e| {
            panic!("{program} of poppler-utils is needed ({e}): apt-get install poppler-utils")
        });
    let mut input = child.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&pdf));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The text of a PDF without blanks and line ends, as one searches.
fn text(pdf: &[u8]) -> String {
    bare(&poppler("pdftotext", &["-raw", "-", "-"], pdf))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Pages one by one.
fn pages(pdf: &[u8]) -> Vec<String> {
    let text = poppler("pdftotext", &["-raw", "-", "-"], pdf);
    let pages: Vec<String> = text.split('\u{c}').map(bare).collect();
    pages[..pages.len() - 1].to_vec()
}

/// Every font is embedded, cut to what is used, and leads back to characters.
fn fonts_are_embedded(pdf: &[u8]) {
    let list = poppler("pdffonts", &["-"], pdf);
    let fonts: Vec<&str> = list.lines().skip(2).collect();
    assert!(!fonts.is_empty(), "{list}");
    for font in fonts {
        assert!(font.contains("yes yes yes"), "{font}");
        assert!(font.contains("NotoS"), "{font}");
    }
}

/// Whether an answer is printed as it was typed; codes are printed as words.
fn as_typed(key: &str) -> bool {
    !key.ends_with(".unit")
        && Field::of_key(key).is_some_and(|f| {
            !matches!(
                f.kind(),
                Kind::Money
                    | Kind::Count
                    | Kind::Industry
                    | Kind::Region
                    | Kind::Unit
                    | Kind::Choice(_)
                    | Kind::Direction
                    | Kind::Agree
                    | Kind::File
            )
        })
}

#[test]
fn every_answer_of_twenty_dossiers_is_found_and_the_hash_is_the_receipts() {
    let printer = printer();
    for (n, answers) in crate::demo::samples(20).into_iter().enumerate() {
        let p = submitted(answers, 1 + i64::try_from(n).unwrap());
        for lang in [Lang::Zh, Lang::En] {
            let printed = printer.now(&dossier(lang, &p, "https://biaogan.example")).unwrap();
            assert!(printed.missing.is_empty(), "{:?}", printed.missing);
            fonts_are_embedded(&printed.bytes);
            // A paragraph may go on after the head and foot of the next page: those come off.
            let org = &p.dossier.answers["org_name"];
            let mut found = String::new();
            for (i, page) in pages(&printed.bytes).iter().enumerate() {
                let head = format!(
                    "{}{}·{org}{}{}",
                    p.dossier.reference,
                    words(lang).dossier,
                    (words(lang).page)(i + 1, printed.pages),
                    (words(lang).foot)(&p.fingerprint[..12]),
                );
                found.push_str(page.strip_prefix(&bare(&head)).unwrap_or(page));
            }
            let mut sought = 0;
            for (key, answer) in p.dossier.answers.iter().filter(|(k, _)| as_typed(k)) {
                for line in answer.lines() {
                    assert!(found.contains(&bare(line)), "{n} {lang:?} {key}: {line}\n{found}");
                    sought += 1;
                }
            }
            assert!(sought > 40, "{sought}");
            for file in &p.dossier.files {
                assert!(found.contains(&file.sha256) && found.contains(&bare(&file.name)));
            }
            let frozen = p.frozen.as_ref().unwrap();
            assert!(found.contains(&frozen.sha256) && found.contains(&p.fingerprint));
            assert!(found.contains(&p.dossier.reference));
            assert!(!found.contains("DRAFT"));
            // Every page but the cover says which of how many it is, and whose.
            let pages = pages(&printed.bytes);
            assert_eq!(pages.len(), printed.pages);
            for (i, page) in pages.iter().enumerate().skip(1) {
                let of = lang.pick(
                    format!("第{}页，共{}页", i + 1, pages.len()),
                    format!("Page{}of{}", i + 1, pages.len()),
                );
                assert!(page.contains(&of) && page.contains(&p.dossier.reference), "{page}");
                assert!(page.contains(&p.fingerprint[..12]), "{page}");
            }
            assert_eq!(compare_file(&printed.bytes, &[&p.fingerprint]), Match::Equal);
            assert_eq!(compare_file(&printed.bytes, &[&frozen.sha256]), Match::Different);
        }
    }
}

#[test]
fn a_draft_says_so_on_every_page() {
    let mut p = submitted(crate::demo::samples(1).remove(0), 1);
    p.frozen = None;
    let printed = printer().now(&dossier(Lang::Zh, &p, "https://b.example")).unwrap();
    let pages = pages(&printed.bytes);
    assert!(pages.len() > 1 && pages.len() == printed.pages, "{} pages", pages.len());
    for page in pages {
        assert!(page.contains("草稿DRAFT"), "{page}");
    }
    assert!(text(&printed.bytes).contains(&p.fingerprint));
}

#[test]
fn art_15_an_experts_copy_names_the_expert_on_every_page() {
    let mut p = submitted(crate::demo::samples(1).remove(0), 1);
    p.copy_for = Some("演示专家甲".into());
    let printed = printer().now(&dossier(Lang::Zh, &p, "https://b.example")).unwrap();
    let pages = pages(&printed.bytes);
    assert!(pages.len() > 1 && pages.len() == printed.pages, "{} pages", pages.len());
    for page in pages {
        assert!(page.contains("演示专家甲") && page.contains(&bare(&AT.show_minute())), "{page}");
    }
}

/// Nor its file's metadata, which readers show beside the pages.
#[test]
fn art_15_a_copy_for_a_blind_review_names_no_applicant() {
    let mut p = submitted(crate::demo::samples(1).remove(0), 1);
    let whole = p.dossier.answers.clone();
    let named = whole.keys().filter(|k| Field::of_key(k).is_some_and(blind::identifies));
    let names: Vec<&String> = named.map(|k| &whole[k]).filter(|n| n.chars().count() > 1).collect();
    for text in p.dossier.answers.values_mut() {
        // What an applicant wrote itself is not cut.
        for name in &names {
            *text = text.replace(name.as_str(), "本企业");
        }
    }
    p.copy_for = Some("演示专家甲".into());
    blind::cut(&mut p.dossier);
    for lang in [Lang::Zh, Lang::En] {
        let document = dossier(lang, &p, "https://b.example");
        assert_eq!(document.author, "");
        let printed = printer().now(&document).unwrap();
        let text = text(&printed.bytes);
        for f in [Field::OrgName, Field::Uscc, Field::Address, Field::LegalRep, Field::Contact] {
            let said = bare(&whole[f.key()]);
            assert!(!said.is_empty() && !text.contains(&said), "{f:?}: {said}");
        }
        for row in [Field::Uscc, Field::Address] {
            assert!(!text.contains(&bare(fields::label(lang, row))), "an empty row for {row:?}");
        }
        assert!(text.contains(&p.dossier.reference) && text.contains("proof-1.pdf"));
        assert!(!text.contains("演示licence"));
    }
}

#[test]
fn the_receipt_says_what_was_submitted_when() {
    let r = Receipt {
        id: "d1".into(),
        reference: "QB-2026-00001-A".into(),
        version: 1,
        at: AT,
        sha256: digest("x"),
        title: "实施演示方法的经验".into(),
        org_name: "演示企业".into(),
        unit: "R370200".into(),
    };
    for lang in [Lang::Zh, Lang::En] {
        let printed = printer().now(&receipt(lang, &r, AT, "https://b.example")).unwrap();
        fonts_are_embedded(&printed.bytes);
        let found = text(&printed.bytes);
        for sought in [&r.reference, &r.sha256, &r.title, &r.org_name, "2026-06-2416:08:07"] {
            assert!(found.contains(sought), "{sought}: {found}");
        }
        assert_eq!(printed.pages, 1);
    }
}

/// What is typed is text, whatever it looks like; what cannot be drawn is told.
/// Enough candidates for several pages; every one is on paper, with room for the unit's seal.
#[test]
fn art_17_the_summary_sheet_names_every_candidate_in_order_and_has_room_for_the_seal() {
    use domain::journey::Stage;
    use domain::recommendation::Quota;
    use domain::views::recommendation::{UnitList, UnitRow};
    let row = |n: i64, stage, place| UnitRow {
        id: format!("d{n}").into(),
        reference: domain::application::reference::reference(2026, n),
        title: format!("实施演示方法{n:03}的经验"),
        org_name: format!("演示企业{n:03}有限公司"),
        scope: "1".into(),
        direction: String::new(),
        sme: n % 2 == 0,
        stage,
        opinion: 40,
        place,
        changed_at: AT,
    };
    let mut rows: Vec<UnitRow> = (1..=60).map(|n| row(n, Stage::Recommended, 61 - n)).collect();
    rows.push(row(61, Stage::Submitted, 61));
    rows.push(row(62, Stage::Submitted, 0));
    let quota = Quota { base: 60, sme_extra: 2, granted: 0, used_large: 30, used_sme: 30 };
    let list = UnitList {
        season: season(),
        now: AT,
        unit: "R330000".into(),
        quota,
        rows,
        seen: String::new(),
    };
    for lang in [Lang::Zh, Lang::En] {
        let printed = printer().now(&super::summary_sheet(lang, &list)).unwrap();
        assert!(printed.missing.is_empty() && printed.pages > 2, "{:?}", printed.missing);
        fonts_are_embedded(&printed.bytes);
        let pages = pages(&printed.bytes);
        for (i, page) in pages.iter().enumerate() {
            assert!(page.contains(&bare(&(words(lang).page)(i + 1, printed.pages))), "{page}");
        }
        let found = text(&printed.bytes);
        // In the unit's order: the last number has the first place.
        let at = |n: i64| found.find(&format!("演示企业{n:03}")).unwrap();
        assert!(at(60) < at(31) && at(31) < at(1) && at(1) < at(61), "{found}");
        assert!(!found.contains("演示企业062"), "without a place, not recommended");
        assert!(found.contains(&bare(words(lang).unit_seal)));
    }
}

#[test]
fn art_21_a_notice_that_is_over_invites_nobody_on_paper_either() {
    let (start, days) = (AT.date(), 10);
    let period = domain::facts::workdays::Calendar::builtin();
    let period = period.period(start, days, Counting::NextDay).unwrap();
    let ends_at = Stamp::end_of(period.last);
    let mut view = NoticeView {
        year: 2026,
        text: Filled { before: "公示".into(), after: String::new() },
        lines: Vec::new(),
        opened_at: AT,
        start,
        days,
        period,
        ends_at,
        extensions: Vec::new(),
        now: AT,
    };
    let w = app::locales::notice::words(Lang::Zh);
    let printed = |view: &NoticeView| {
        text(&printer().now(&super::notice(Lang::Zh, view, "https://x")).unwrap().bytes)
    };
    let open = printed(&view);
    assert!(open.contains(&bare(w.object_text)) && open.contains("公示中"));
    view.now = ends_at;
    let over = printed(&view);
    assert!(!over.contains(&bare(w.object_text)) && !over.contains("公示中"));
    assert!(over.contains("公示已于") && over.contains(&bare(w.objecting_over)));
}

#[test]
fn art_22_an_announcement_has_its_statistics_on_paper_too() {
    let statistics = Statistics {
        categories: vec![(Category::Industrial, 37), (Category::Sme, 13), (Category::Service, 9)],
        regions: vec![("R330000".into(), 41), ("R370200".into(), 18)],
        sizes: (46, 13),
    };
    let view = AnnouncementView {
        year: 2026,
        text: Filled { before: "公告".into(), after: String::new() },
        lines: Vec::new(),
        statistics,
        released_at: Some(AT),
        revoked: Vec::new(),
        years: Vec::new(),
    };
    for lang in [Lang::Zh, Lang::En] {
        let w = app::locales::announcement::words(lang);
        let printed = printer().now(&super::announcement(lang, &view, AT)).unwrap();
        assert!(printed.missing.is_empty(), "{:?}", printed.missing);
        let found = text(&printed.bytes);
        let category = |c| app::locales::announcement::category(lang, c).to_owned();
        let region = |code| app::locales::title::region(lang, code);
        for (of, n) in [
            (category(Category::Industrial), 37),
            (category(Category::Sme), 13),
            (category(Category::Service), 9),
            (region("R330000"), 41),
            (region("R370200"), 18),
            (w.large.to_owned(), 46),
            (w.small.to_owned(), 13),
            (w.all.to_owned(), 59),
        ] {
            assert!(found.contains(&bare(&format!("{of}{n}"))), "{of} {n}: {found}");
        }
        for heading in [w.statistics, w.by_category, w.by_region, w.by_size] {
            assert!(found.contains(&bare(heading)), "{heading}: {found}");
        }
    }
}

#[test]
fn art_18_the_offices_list_is_printed_with_where_each_stands() {
    use domain::journey::Stage;
    use domain::views::formality::{FormalityList, FormalityRow};
    let row = |n: i64, stage| FormalityRow {
        id: format!("d{n}").into(),
        reference: domain::application::reference::reference(2026, n),
        title: format!("实施演示方法{n:03}的经验"),
        org_name: format!("演示企业{n:03}有限公司"),
        unit: "R330000".into(),
        stage,
        ticks: 0,
        changed_at: AT,
        since: AT,
        due: None,
        claimed: None,
    };
    let rows = vec![row(2, Stage::FormalityRefused), row(1, Stage::FormalityPassed)];
    let list = FormalityList { season: season(), now: AT, rows, days: Vec::new() };
    for lang in [Lang::Zh, Lang::En] {
        let printed = printer().now(&super::formality_list(lang, &list)).unwrap();
        let found = text(&printed.bytes);
        assert!(found.contains(&bare(&(words(lang).checked)(2, 1, 0, 1))), "{found}");
        assert!(found.find("演示企业001").unwrap() < found.find("演示企业002").unwrap());
    }
}

/// The figure of both reviews together stands on paper where whoever prints it has it on the page, and its column
/// nowhere else.
#[test]
fn art_20_a_conclusion_of_the_defence_has_both_reviews_together_on_paper() {
    let row = |n: i64, rank, combined| Row {
        dossier: format!("d{n}").into(),
        reference: domain::application::reference::reference(2026, n),
        title: format!("实施演示方法{n:03}的经验"),
        organisation: format!("演示企业{n:03}有限公司"),
        rank,
        computed: Some(rank),
        trimmed: Some(90.1),
        combined,
        spread: Some(3.0),
        sealed: 3,
        due: 3,
        short: false,
        verdict: Verdict::Shortlisted,
        reason: String::new(),
        minutes: String::new(),
        exception: String::new(),
        deviates: false,
        owes: false,
        grounds: Vec::new(),
        absent: Vec::new(),
    };
    let panel = PanelLine {
        panel: "p1".into(),
        number: 1,
        zh: "第1专业组".into(),
        en: "Panel 1".into(),
        stage: PanelStage::SignedByLead,
        places: 2,
        applications: Some(2),
        barred: false,
        missed: 0,
        stands_in: false,
        lacking: None,
        outdated: None,
    };
    let printed = |lang, review, figures: [Option<i32>; 2]| {
        let view = DeliberationView {
            which: Which { review, both: true },
            year: 2026,
            panel: panel.clone(),
            least: 0,
            percent: 60,
            rows: vec![row(1, 1, figures[0]), row(2, 2, figures[1])],
            lacks: Vec::new(),
            sha256: digest("x"),
            differs: false,
            revision: 1,
            returned: None,
            signed: Some(SignedBy { name: "演示组长".into(), at: AT }),
            confirmed: None,
            presides: false,
            confirms: true,
        };
        let taken = PrintedConclusion { view, whose: "演示专家甲".into(), at: AT };
        let printed = printer().now(&super::conclusion(lang, &taken)).unwrap();
        assert!(printed.missing.is_empty(), "{:?}", printed.missing);
        text(&printed.bytes)
    };
    for lang in [Lang::Zh, Lang::En] {
        let head = bare(&(app::locales::deliberation::words(lang).combined)(60));
        // Behind the mean of the defence alone; where no figure can be reckoned it says so.
        let both = printed(lang, Review::Defence, [Some(865), None]);
        for sought in [head.as_str(), "90.1086.5", "90.10—"] {
            assert!(both.contains(sought), "{sought}: {both}");
        }
        for review in Review::ALL {
            let alone = printed(lang, review, [None, None]);
            assert!(alone.contains("90.10") && !alone.contains(&head), "{alone}");
            assert!(!alone.contains("90.10—"), "{alone}");
        }
    }
}

#[test]
fn what_was_typed_comes_out_as_text_and_nothing_is_dropped_in_silence() {
    let mut answers = crate::demo::samples(1).remove(0);
    let nasty = "<script>alert(1)</script> (\\) endobj %% /JS #[x] $y$ 𠮷野家";
    answers.insert("section_1".into(), nasty.into());
    for f in Page::Results.fields() {
        answers.insert(f.result_key(1), "长".repeat(20_000 / 7));
    }
    let p = submitted(answers, 1);
    let printed = printer().now(&dossier(Lang::Zh, &p, "https://b.example")).unwrap();
    let found = text(&printed.bytes);
    assert!(found.contains(&bare(nasty)), "{found}");
    assert!(printed.missing == ['𠮷'] && found.contains("U+20BB7"));
    assert!(!printed.bytes.windows(4).any(|w| w == b"/JS "));
}

/// Whatever is typed into whatever field, of whatever length: there is a document, in either
/// language, and the first words of it are found.
#[test]
fn thirty_dossiers_nobody_would_write_are_printed_all_the_same() {
    const BITS: [&str; 12] = [
        "质量",
        "，。」",
        "word ",
        "\n\n",
        "\u{202e}שלום",
        "👩‍👩‍👧",
        "𠮷㐂",
        "e\u{301}",
        "（《",
        "-1e309",
        "<b>(\\)",
        "٣",
    ];
    let keys = || {
        let rows = (1..=12).flat_map(|row| Page::Results.fields().map(move |f| f.result_key(row)));
        let plain =
            Field::ALL.iter().filter(|f| f.page() != Page::Results).map(|f| f.key().to_owned());
        plain.chain(rows).collect::<Vec<String>>()
    };
    for seed in 0..30 {
        let mut chance = SplitMix64::new(seed);
        let mut answers = Answers::new();
        for key in keys() {
            let bits = match chance.below(600) {
                0 => 4_000,
                n => n % 12,
            };
            let word = |_| BITS[usize::try_from(chance.below(12)).unwrap()];
            let text: String =
                (0..bits).map(word).collect::<String>().chars().take(20_000).collect();
            answers.insert(key, text);
        }
        answers.insert("title".into(), "实施演示方法的经验".into());
        let mut p = submitted(answers, 1);
        p.dossier.files[0].name = "𠮷\u{202e}fdp.exe ".repeat(40);
        if seed % 2 == 0 {
            p.frozen = None;
        }
        let lang = if seed % 3 == 0 { Lang::En } else { Lang::Zh };
        let printed = printer().now(&dossier(lang, &p, "https://b.example")).unwrap();
        assert!(printed.pages <= pdf::PAGES_MAX + 1, "seed {seed}");
        if seed % 10 == 0 {
            assert!(text(&printed.bytes).contains("实施演示方法的经验"), "seed {seed}");
        }
    }
}
