//! Art. 15: the blind review, and the Office's check of it.

use std::collections::BTreeSet;

use domain::application::Answers;
use domain::application::field::Slot;
use domain::formality::Item;
use domain::ids::{DossierId, ExpertId};
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::review::traces::{Place, Unread, Who};
use domain::views::review::AtWork;
use serde::Serialize;
use service::rooms::application::Upload;

use crate::on_both;
use crate::world::answers::{UNIT, answers, code, organisation};
use crate::world::*;

/// A dossier past the formality check, with these answers and two proofs.
async fn passed(w: &World, n: usize, answers: &Answers) -> (Actor, DossierId) {
    let (actor, id) = w.written(w.applicant(n).await, answers).await;
    let core = format!("<a><dc:creator>{}</dc:creator></a>", organisation(n));
    let text = "<w:document><w:p><w:t>总装车间演示法人带头</w:t></w:p></w:document>";
    let proofs = [
        (format!("{}的检测报告.pdf", organisation(n)), pdf("proof")),
        (
            "统计.docx".to_owned(),
            docx(&[("docProps/core.xml", core.as_bytes()), ("word/header1.xml", text.as_bytes())]),
        ),
    ];
    for (name, content) in proofs {
        let upload = Upload { slot: Slot::Proof, name, content };
        w.service.attach(&actor, &id, upload).await.unwrap();
    }
    w.sign(&actor, &id).await;
    w.service.submit(&actor, &id).await.unwrap();
    w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
    w.service.recommend(&unit(), &id).await.unwrap();
    for item in [Item::Credit, Item::NoAccident, Item::Signed, Item::NotRepeated] {
        w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
    }
    w.service.pass(&w.office, &id).await.unwrap();
    (actor, id)
}

/// What would say who applied.
fn names(n: usize) -> Vec<String> {
    let mut names = vec![organisation(n), format!("演示企业{n:04}"), code(n), UNIT.to_owned()];
    names.extend(
        ["演示法人", "演示联系人", "演示路 1 号", "统计.docx", "演示-licence"].map(str::to_owned),
    );
    names
}

#[track_caller]
fn says_nothing(what: &str, view: &impl Serialize, n: usize) {
    let text = serde_json::to_string(view).unwrap();
    for name in names(n) {
        assert!(!text.contains(&name), "{what} says {name}");
    }
}

/// Where experts are numbers no name of one stands beside what is scored.
#[track_caller]
fn names_nobody(what: &str, view: &impl Serialize) {
    let text = serde_json::to_string(view).unwrap();
    assert!(!text.contains("演示专家"), "{what} names an expert: {text}");
}

/// The experts of panel 1 seal what they have not sealed yet.
async fn all_sealed(w: &World, experts: usize) {
    for e in 1..=experts {
        let actor = expert_actor(1, e);
        let rows = w.service.my_reviews(&actor, Review::Written).await.unwrap().rows;
        for row in rows.into_iter().filter(|r| r.sealed.is_none()) {
            let sheet = sheet(90 - 5 * u32::try_from(e).unwrap());
            w.service.seal_sheet(&actor, Review::Written, &row.dossier, &sheet).await.unwrap();
        }
    }
}

/// Panel 1 signs, the chair confirms, and the lists come out.
async fn lists_come_out(w: &World) {
    let (s, panel) = (&w.service, panel_id(1));
    let seen = s.deliberation(&lead_actor(1), Review::Written, &panel).await.unwrap().sha256;
    s.sign_conclusion(&lead_actor(1), Review::Written, &panel, &seen).await.unwrap();
    s.confirm_conclusion(&chair(), Review::Written, &panel, &seen).await.unwrap();
    s.release_lists(&chair(), Review::Written).await.unwrap();
}

on_both! {
    async fn art_15_in_a_blind_review_a_board_does_not_say_who_is_at_work(w) {
        let ids = w.reviewing(2, 1, 3).await;
        w.set(|s| s.review.blind = true).await;
        let s = &w.service;
        let e = expert_actor(1, 2);
        // Somebody sits down, and a score of a number comes in.
        s.be_at_work(&e).await.unwrap();
        s.seal_sheet(&e, Review::Written, &ids[0], &sheet(80)).await.unwrap();
        for viewer in [chair(), vice_chair(), lead_actor(1)] {
            assert_eq!(s.at_work(&viewer, None).await.unwrap(), AtWork::Counted(1));
            let panel = panel_id(1);
            names_nobody("the board", &s.board(&viewer, Review::Written, Some(&panel)).await.unwrap());
            names_nobody("what changed", &s.board_delta(&viewer, Review::Written, None, 0).await.unwrap());
            names_nobody("the points", &s.board_points(&viewer, Review::Written, None).await.unwrap());
        }
        // When the lists are out whoever sits down scores the defence, by name.
        all_sealed(&w, 3).await;
        lists_come_out(&w).await;
        s.be_at_work(&e).await.unwrap();
        let there = AtWork::Named(vec![format!("演示专家 {}", expert_id(1, 2))]);
        for viewer in [chair(), lead_actor(1)] {
            assert_eq!(s.at_work(&viewer, None).await.unwrap(), there);
        }
    }

    /// Where somebody works is no secret: their name beside the number of what they are kept from would name it.
    async fn art_15_in_a_blind_review_who_left_the_room_is_a_number(w) {
        let ids = w.reviewing(3, 1, 4).await;
        w.set(|s| s.review.blind = true).await;
        let s = &w.service;
        // Somebody who does not read it, so that no sheet is missing.
        let mut found = None;
        for e in 2..=4 {
            let rows = s.my_reviews(&expert_actor(1, e), Review::Written).await.unwrap().rows;
            found = ids.iter().find(|id| rows.iter().all(|r| r.dossier != **id)).map(|id| (e, id)).or(found);
        }
        let (e, id) = found.unwrap();
        let reference = s.read().await.unwrap().dossier(id).await.unwrap().unwrap().reference;
        let why = "办公室接到来函，该专家与申请单位有合作关系。";
        s.record_conflict(&w.office, &expert_id(1, e), &reference, why).await.unwrap();
        all_sealed(&w, 4).await;
        let panel = panel_id(1);
        for viewer in [chair(), lead_actor(1)] {
            let seen = s.deliberation(&viewer, Review::Written, &panel).await.unwrap();
            names_nobody("the deliberation", &seen);
            let row = seen.rows.iter().find(|r| r.dossier == *id).unwrap();
            assert_eq!(row.absent, [format!("№{e}")]);
            names_nobody("the sheets", &s.sealed_sheets(&viewer, Review::Written, &panel, id).await.unwrap());
        }
        let seen = s.deliberation(&lead_actor(1), Review::Written, &panel).await.unwrap().sha256;
        s.sign_conclusion(&lead_actor(1), Review::Written, &panel, &seen).await.unwrap();
        for viewer in [chair(), lead_actor(1)] {
            names_nobody("on paper", &s.print_conclusion(&viewer, Review::Written, &panel).await.unwrap().view);
        }
        // Heads learn the names with those of the applicants, once it is decided.
        s.confirm_conclusion(&chair(), Review::Written, &panel, &seen).await.unwrap();
        s.release_lists(&chair(), Review::Written).await.unwrap();
        names_nobody("a lead's", &s.deliberation(&lead_actor(1), Review::Written, &panel).await.unwrap());
        let seen = s.deliberation(&chair(), Review::Written, &panel).await.unwrap();
        let row = seen.rows.iter().find(|r| r.dossier == *id).unwrap();
        assert_eq!(row.absent, [format!("演示专家 {}", expert_id(1, e))]);
    }

    /// Whoever lays the board of the defence, which has names, beside that of the written review finds no name of a
    /// number: neither by identifiers nor by the order of anything.
    async fn art_15_no_identifier_leads_from_a_number_to_a_name(w) {
        let ids = w.heard(3, 1, 4).await;
        w.set(|s| s.review.blind = true).await;
        // Names in another order than identifiers.
        for (e, name) in [(1, "甲"), (2, "乙"), (3, "丙"), (4, "丁")] {
            w.tamper(&format!("UPDATE expert SET name = '演示专家{name}' WHERE id = '{}'", expert_id(1, e))).await;
        }
        w.set(|_| ()).await;
        let (s, lead, panel) = (&w.service, lead_actor(1), panel_id(1));
        let board = async |review| s.board(&lead, review, Some(&panel)).await.unwrap().board;
        let (written, defence) = (board(Review::Written).await, board(Review::Defence).await);
        assert!(written.experts.len() == 4 && defence.experts.len() == 4);
        names_nobody("the written board", &written);
        let own: Vec<ExpertId> = (1..=4).map(|e| expert_id(1, e)).collect();
        for board in [&written, &defence] {
            let scores = board.rows.iter().flat_map(|r| &r.scores);
            let labels: BTreeSet<&ExpertId> = scores.map(|s| &s.expert).chain(board.experts.iter().map(|e| &e.0)).collect();
            // Each score finds whom it is of on its own board.
            assert!(labels.len() == 4 && own.iter().all(|id| !labels.contains(id)), "{labels:?}");
        }
        assert!(defence.experts.iter().all(|d| written.experts.iter().all(|v| v.0 != d.0)));
        // In the order of names, which on either board is that of what stands there.
        let mut names = defence.experts.clone();
        names.sort_by(|a, b| a.1.cmp(&b.1));
        assert_eq!(names, defence.experts);
        for row in &defence.rows {
            assert!(row.scores.is_sorted_by(|a, b| a.expert < b.expert));
        }
        // What was told of it comes to the same as what is fetched.
        for (review, board) in [(Review::Written, &written), (Review::Defence, &defence)] {
            let delta = s.board_delta(&lead, review, Some(&panel), 0).await.unwrap();
            assert_eq!((delta.rows.len(), delta.digest), (3, Some(board.digest(board.terms()))));
            let points = s.board_points(&lead, review, Some(&panel)).await.unwrap();
            for row in &board.rows {
                let of: Vec<&ExpertId> = row.scores.iter().map(|s| &s.expert).collect();
                assert_eq!(points.rows[&row.dossier].iter().map(|p| &p.0).collect::<Vec<_>>(), of);
            }
        }
        let sheets = s.sealed_sheets(&lead, Review::Defence, &panel, &ids[0]).await.unwrap().sheets;
        assert!(sheets.is_sorted_by(|a, b| a.name < b.name && a.number < b.number));
        // 甲 is №1, and the last of the names; 丁 is №4, and the first.
        let places: Vec<(u32, &str)> = sheets.iter().map(|s| (s.number, s.name.as_str())).collect();
        assert!(places.contains(&(4, "演示专家甲")) && places.contains(&(1, "演示专家丁")), "{places:?}");
    }

    async fn art_15_a_blind_review_shows_numbers_to_who_scores_and_names_to_the_office(w) {
        w.blind().await;
        let (owner, id) = passed(&w, 1, &answers(1)).await;
        w.committee(1, 3).await;
        w.undertakings(1, 3).await;
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let s = &w.service;
        let e = expert_actor(1, 1);
        let mine = s.my_reviews(&e, Review::Written).await.unwrap();
        says_nothing("the list", &mine.rows, 1);
        let sheet_of = s.sheet(&e, Review::Written, &id).await.unwrap();
        says_nothing("the sheet", &sheet_of, 1);
        assert!(sheet_of.dossier.answers.contains_key("section_1") && sheet_of.dossier.answers.contains_key("nature"));
        let files: Vec<&str> = sheet_of.dossier.files.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(files, ["proof-1.pdf", "proof-2.docx"]);
        says_nothing("the print", &s.print(&e, &id).await.unwrap(), 1);
        // What is downloaded has the same names, and papers about the organisation are not given.
        let whole = s.dossier(&owner, &id).await.unwrap().files;
        for f in &whole {
            match sheet_of.dossier.files.iter().find(|g| g.id == f.id) {
                Some(shown) => {
                    let read = s.readable(&e, &f.id).await.unwrap();
                    assert_eq!((read.name.as_str(), read.blind), (shown.name.as_str(), true));
                }
                None => assert_eq!(refused(s.readable(&e, &f.id).await), Refusal::NotYours, "{}", f.name),
            }
            let office = s.readable(&w.office, &f.id).await.unwrap();
            assert_eq!((office.name.as_str(), office.blind), (f.name.as_str(), false));
        }
        assert_eq!(whole.len(), sheet_of.dossier.files.len() + 4);
        s.seal_sheet(&expert_actor(1, 2), Review::Written, &id, &sheet(80)).await.unwrap();
        for viewer in [chair(), lead_actor(1)] {
            says_nothing("the board", &s.board(&viewer, Review::Written, None).await.unwrap(), 1);
            let delta = s.board_delta(&viewer, Review::Written, None, 0).await.unwrap();
            assert_eq!(delta.rows.len(), 1);
            says_nothing("what changed", &delta, 1);
        }
        assert_eq!(s.checklist(&w.office, &id).await.unwrap().dossier.answers["org_name"], organisation(1));
        // The table decides by numbers, and chair and vice chair learn the names once it has decided.
        for expert in [1, 3] {
            s.seal_sheet(&expert_actor(1, expert), Review::Written, &id, &sheet(80)).await.unwrap();
        }
        let (lead, panel) = (lead_actor(1), panel_id(1));
        for viewer in [chair(), lead_actor(1)] {
            says_nothing("the deliberation", &s.deliberation(&viewer, Review::Written, &panel).await.unwrap(), 1);
        }
        let seen = s.deliberation(&lead, Review::Written, &panel).await.unwrap().sha256;
        s.sign_conclusion(&lead, Review::Written, &panel, &seen).await.unwrap();
        s.confirm_conclusion(&chair(), Review::Written, &panel, &seen).await.unwrap();
        says_nothing("what is not released", &s.board(&chair(), Review::Written, None).await.unwrap(), 1);
        s.release_lists(&chair(), Review::Written).await.unwrap();
        assert_eq!(s.board(&chair(), Review::Written, None).await.unwrap().board.rows[0].organisation, organisation(1));
        assert_eq!(s.deliberation(&chair(), Review::Written, &panel).await.unwrap().rows[0].organisation, organisation(1));
        says_nothing("a lead's board", &s.board(&lead, Review::Written, None).await.unwrap(), 1);
        says_nothing("a lead's deliberation", &s.deliberation(&lead, Review::Written, &panel).await.unwrap(), 1);
        says_nothing("a sealed sheet", &s.sheet(&e, Review::Written, &id).await.unwrap(), 1);
    }

    /// Names must be there to declare ties to, and lead to no number.
    async fn art_15_in_a_blind_review_conflicts_are_declared_with_names_that_lead_nowhere(w) {
        w.blind().await;
        let mut ids = Vec::new();
        for n in [1, 3] {
            ids.push(passed(&w, n, &answers(n)).await.1);
        }
        w.committee(1, 4).await;
        w.undertakings(1, 4).await;
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let e = expert_actor(1, 1);
        let mine = w.service.my_reviews(&e, Review::Written).await.unwrap();
        assert_eq!(mine.applicants.len(), 2);
        assert!(mine.applicants.iter().all(|a| !ids.contains(&a.dossier) && a.org_name.contains("演示企业")));
        let other = mine.applicants.iter().find(|a| a.org_name == organisation(3)).unwrap();
        w.service.undertake(&e, std::slice::from_ref(&other.dossier)).await.unwrap();
        let after = w.service.my_reviews(&e, Review::Written).await.unwrap();
        assert_eq!((after.declared, after.applicants.len()), (1, 1));
        assert!(after.rows.iter().all(|r| r.dossier != ids[1]));
        assert_eq!(refused(w.service.sheet(&e, Review::Written, &ids[1]).await), Refusal::NotYours);
        // A name of nobody is nobody's.
        let nobody = domain::review::blind::declared_as("没有这个组织");
        assert_eq!(refused(w.service.undertake(&e, &[nobody]).await), Refusal::NotYours);
    }

    async fn art_15_the_office_is_told_where_an_applicant_gives_itself_away(w) {
        w.blind().await;
        let mut a = answers(1);
        let text = format!("{}自 2020 年起推行。{}", organisation(1), a["section_1"]);
        a.insert("section_1".into(), text);
        a.insert("abstract".into(), "演示企业0001的做法".into());
        let (owner, id) = passed(&w, 1, &a).await;
        let report = w.service.blind_report(&w.office, &id).await.unwrap();
        let found: Vec<(&Place, Who, usize)> = report
            .found
            .iter()
            .flat_map(|f| f.traces.iter().map(move |t| (&f.place, t.who, t.times)))
            .collect();
        let answer = |key: &str| Place::Answer { key: key.into() };
        let (pdf_name, docx_name) = (format!("{}的检测报告.pdf", organisation(1)), "统计.docx".to_owned());
        let slot = Slot::Proof;
        let expected = [
            (&answer("abstract"), Who::ShortName, 1),
            (&answer("section_1"), Who::Name, 1),
            (&Place::FileName { slot, name: pdf_name.clone() }, Who::Name, 1),
            (&Place::FileText { slot, name: docx_name.clone() }, Who::LegalRep, 1),
            (&Place::FileData { slot, name: docx_name, key: "creator".into() }, Who::Name, 1),
        ];
        assert_eq!(found, expected);
        assert_eq!(report.found[1].traces[0].passages[0].found, organisation(1));
        assert_eq!((report.read, report.withheld), (2, 4));
        let unread: Vec<_> = report.unread.iter().map(|(f, why)| (f.name.as_str(), why.clone())).collect();
        assert_eq!(unread, [(pdf_name.as_str(), vec![Unread::NoText { pages: 1 }])]);
        // In the list of all by answers and names of files alone.
        let list = w.service.blind_list(&w.office).await.unwrap();
        let rows: Vec<_> = list.rows.iter().map(|r| (&r.id, r.answers, r.names)).collect();
        assert_eq!((list.looked, rows), (1, vec![(&id, 2, 1)]));
        for other in [owner, unit(), chair(), expert_actor(1, 1), lead_actor(1)] {
            assert_eq!(refused(w.service.blind_list(&other).await), Refusal::NotYours);
            assert_eq!(refused(w.service.blind_report(&other, &id).await), Refusal::NotYours);
        }
    }

    async fn art_15_a_season_that_is_not_blind_has_no_such_check_and_shows_names(w) {
        let (_, id) = w.passed(1).await;
        assert_eq!(refused(w.service.blind_report(&w.office, &id).await), Refusal::NotYours);
        assert_eq!(refused(w.service.blind_list(&w.office).await), Refusal::NotYours);
        w.committee(1, 3).await;
        w.undertakings(1, 3).await;
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let mine = w.service.my_reviews(&expert_actor(1, 1), Review::Written).await.unwrap();
        assert_eq!((mine.rows[0].org_name.as_str(), &mine.applicants[0].dossier), (organisation(1).as_str(), &id));
        let board = w.service.board(&chair(), Review::Written, None).await.unwrap().board;
        assert_eq!((board.rows[0].organisation.clone(), board.rows[0].unit.as_str()), (organisation(1), UNIT));
    }
}
