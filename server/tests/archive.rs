//! A season as one file: written by the real program, checked without a database, and every way of
//! meddling with it named.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod before;

use crate::support;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use domain::consultation::opinion::Stance;
use domain::defence::initial_list::lack::Lack;
use domain::exchange::activity::Form as Announcing;
use domain::formality::Item;
use domain::incident::Cause;
use domain::incident::report::Form as Reporting;
use domain::notice::handling::Outcome;
use domain::notice::objection::Form as Objecting;
use domain::policy::{Actor, Role};
use domain::season::edit::{Part, to_form};
use domain::stamp::{DAY, MINUTE};

use server::archive::verify::{Flaw, Proved, verify};
use server::archive::{FORMAT, JOURNAL, MANIFEST, PUBLIC_KEY, SIGNATURE};
use service::journal::Damage;
use service::ports::files::Whole;
use service::{Answering, Opining};
use support::binary::{must, run};
use support::world::{
    Review, World, chair, day, expert_actor, expert_id, id, mark_of_outcome, ministry, pdf, sheet,
    unit, vice_chair,
};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

type Files = BTreeMap<String, Vec<u8>>;

fn unpacked(archive: &Path) -> Files {
    let mut zip = ZipArchive::new(File::open(archive).unwrap()).unwrap();
    let mut files = Files::new();
    for n in 0..zip.len() {
        let mut entry = zip.by_index(n).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(entry.name().unwrap().into_owned(), bytes);
    }
    files
}

fn packed(files: &Files, to: PathBuf) -> PathBuf {
    let mut zip = ZipWriter::new(File::create(&to).unwrap());
    for (path, bytes) in files {
        zip.start_file(path.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    to
}

async fn the_archive_of_a_season_proves_itself_and_names_what_was_changed(w: World) {
    w.reviewing(3, 2, 3).await;
    w.begun(13).await;
    // Handed in: it belongs to the season, whether the Office has come to read it or not.
    w.submitted(14).await;
    let (_, asked) = w.recommended(16).await;
    let items = [(Item::Signed, "扫描件缺公章。".to_owned())].into();
    w.service.ask_correction(&w.office, &asked, &items).await.unwrap();
    let (writer, withdrawn) = w.submitted(15).await;
    w.clock.set(day(41));
    w.service.withdraw(&writer, &withdrawn, "演示：不再申报").await.unwrap();
    let dir = w.fresh.dir().to_owned();
    let (file, key) = (dir.join("season.zip"), dir.join("keys/signing.key"));
    let path = |p: &Path| p.to_str().unwrap().to_owned();
    let write = |to: &Path| {
        run(&w.fresh.url, &dir, &["--signing-key-file", &path(&key), "archive", &path(to)])
    };
    // One that was killed has left what it had begun.
    let left = dir.join("archive.passing-left");
    std::fs::write(&left, "half an archive").unwrap();
    let said = done(&write(&file));
    assert!(said.contains("archive sound: season"), "{said}");
    let names = || std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().file_name());
    assert!(!left.exists() && !names().any(|n| n.to_string_lossy().contains("passing")));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // Nothing is overwritten, and the key stays the same.
    assert!(!write(&file).status.success());
    done(&write(&dir.join("again.zip")));
    let proved = verify(&file, &[]).unwrap();
    assert_eq!(
        verify(&dir.join("again.zip"), std::slice::from_ref(&proved.key)).unwrap().key,
        proved.key
    );
    let other = Err(Flaw::Key { found: proved.key.clone() });
    assert_eq!(verify(&file, &["0".repeat(64)]), other);
    // On another machine there is the binary and the file, and nothing else.
    let nowhere = "sqlite:///nowhere/at/all.db";
    let alone = must(nowhere, &dir, &["verify", "--archive", &path(&file)]);
    assert!(alone.contains("archive sound"), "{alone}");

    let files = unpacked(&file);
    assert_eq!(files.keys().filter(|p| p.starts_with("dossiers/")).count(), 6);
    let reference = files.keys().find(|p| p.starts_with("dossiers/")).unwrap().clone();
    assert!(files[&reference].starts_with(b"%PDF"));
    by_hand(&files, &dir);
    let meddled = |change: &dyn Fn(&mut Files)| {
        let mut files = files.clone();
        change(&mut files);
        verify(&packed(&files, dir.join("meddled.zip")), &[]).unwrap_err()
    };
    let flip = |files: &mut Files, path: &str| files.get_mut(path).unwrap()[100] ^= 1;
    assert_eq!(meddled(&|f| flip(f, &reference)), Flaw::Changed(reference.clone()));
    assert_eq!(
        meddled(&|f| f.get_mut(&reference).unwrap().push(0)),
        Flaw::Changed(reference.clone())
    );
    assert_eq!(meddled(&|f| drop(f.remove(&reference))), Flaw::Missing(reference.clone()));
    assert_eq!(
        meddled(&|f| drop(f.insert("more.txt".into(), vec![]))),
        Flaw::Unlisted("more.txt".into())
    );
    assert_eq!(meddled(&|f| flip(f, MANIFEST)), Flaw::Signature);
    assert_eq!(meddled(&|f| f.get_mut(SIGNATURE).unwrap()[0] ^= 1), Flaw::Signature);
    assert_eq!(meddled(&|f| flip(f, JOURNAL)), Flaw::Changed(JOURNAL.into()));
    for own in [MANIFEST, SIGNATURE, PUBLIC_KEY] {
        assert_eq!(meddled(&|f| drop(f.remove(own))), Flaw::Missing(own.into()));
    }
    assert!(matches!(verify(&key, &[]), Err(Flaw::Unreadable(_))));

    // Whoever holds the key can sign another list, and still cannot make the journal fit.
    let text = String::from_utf8(files[JOURNAL].clone()).unwrap();
    let signed_again = |change: &dyn Fn(&mut Vec<String>)| {
        let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
        change(&mut rows);
        let journal: String = rows.iter().map(|row| format!("{row}\n")).collect();
        let mut files = files.clone();
        resign(&mut files, &key, JOURNAL, journal.into_bytes());
        verify(&packed(&files, dir.join("signed.zip")), &[]).unwrap_err()
    };
    let broken = |seq, what| Flaw::Journal { seq, what };
    let rows = proved.manifest.journal_rows;
    assert_eq!(signed_again(&|r| drop(r.remove(2))), broken(3, Damage::Gap));
    assert_eq!(signed_again(&|r| r.swap(3, 4)), broken(4, Damage::Gap));
    assert_eq!(signed_again(&|r| drop(r.pop())), broken(rows, Damage::Truncated));
    let other = |row: &String| row.replace("\"actor\":\"", "\"actor\":\"x");
    assert_eq!(signed_again(&|r| r[4] = other(&r[4])), broken(5, Damage::Content));

    // Nor tell of another correction than was asked for (Art. 18).
    let says = |f: &(&String, &Vec<u8>)| String::from_utf8_lossy(f.1).contains("缺公章");
    let asked = files.iter().filter(|f| f.0.starts_with("before/")).find(says).unwrap().0.as_str();
    altered(&files, (&key, &dir), &[(asked, "缺公章", "缺签名")]);

    // What a later program wrote is told as that, whatever else stands in it.
    let mut later: serde_json::Value = serde_json::from_slice(&files[MANIFEST]).unwrap();
    later["format"] = (FORMAT + 1).into();
    later["what_nobody_knows"] = true.into();
    let mut files = files.clone();
    sign(&mut files, &key, serde_json::to_vec(&later).unwrap());
    let told = verify(&packed(&files, dir.join("later.zip")), &[]).unwrap_err();
    assert!(told.to_string().ends_with("is of a later version"), "{told}");
}

const WHY: &str = "经核查，所列成效数据与原始记录一致。";

/// The initial list is made, signed and confirmed (Art. 20).
async fn initial_list(w: &World) {
    let s = &w.service;
    for lack in s.initial_list(&chair()).await.unwrap().lacks {
        if let Lack::Category { category, .. } = lack {
            let revision = s.initial_list(&chair()).await.unwrap().revision;
            s.explain_category(&chair(), category, WHY, revision).await.unwrap();
        }
    }
    let seen = s.initial_list(&chair()).await.unwrap().sha256;
    s.sign_initial_list(&chair(), &seen).await.unwrap();
    s.confirm_initial_list(&vice_chair(), &seen).await.unwrap();
}

/// The ministry has something to say to one entry, and the Office answers (Art. 20).
async fn consulted(w: &World) {
    let s = &w.service;
    w.clock.set(day(96));
    s.open_consultation(&w.office, day(97)).await.unwrap();
    let dossier = s.consultation(&ministry()).await.unwrap().rows.remove(0).dossier;
    let (stance, text) = (Stance::Remarks, WHY.to_owned());
    let remark = Opining { dossier: dossier.clone(), stance, text: text.clone() };
    s.give_opinion(&ministry(), &remark).await.unwrap();
    s.agree_to_rest(&ministry()).await.unwrap();
    s.hand_in_opinions(&ministry()).await.unwrap();
    s.answer_opinion(&w.office, &Answering { dossier, refers: false, text }).await.unwrap();
    s.close_consultation(&w.office, "").await.unwrap();
}

/// Two object; one objection is upheld, the other is not (Art. 21).
async fn objections(w: &World, names: &Actor, handles: &Actor) {
    let s = &w.service;
    for (place, outcome) in [(1, Outcome::Upheld), (2, Outcome::Dismissed)] {
        let form = Objecting {
            name: "演示异议人".into(),
            phone: "13800000000".into(),
            entry: place.to_string(),
            facts: WHY.repeat(2),
            ..Objecting::default()
        };
        let mut content = Whole::new(pdf("evidence"));
        let file = s.stage_evidence("对照表.pdf", &mut content).await.unwrap();
        s.object(2026, &form, &[file]).await.unwrap();
        let mut db = s.read().await.unwrap();
        let id = db.objections(&id()).await.unwrap().last().unwrap().id.clone();
        drop(db);
        s.name_handler(names, &id, &handles.account).await.unwrap();
        s.note_objection(handles, &id, true, (WHY, "")).await.unwrap();
        s.propose_outcome(&chair(), &id, outcome, WHY).await.unwrap();
        s.confirm_outcome(&vice_chair(), &id, &mark_of_outcome(s, &id).await).await.unwrap();
    }
}

/// A title is revoked (Art. 24). Answers its number.
async fn revoked(w: &World, names: &Actor, handles: &Actor) -> String {
    let s = &w.service;
    let title = s.read().await.unwrap().titles_between(2026, 2027).await.unwrap().remove(0);
    let number = title.number.to_string();
    let form = Reporting {
        name: "演示反映人".into(),
        phone: "13800000000".into(),
        number: number.clone(),
        cause: "safety".into(),
        facts: WHY.repeat(2),
        ..Reporting::default()
    };
    s.report_incident(None, &form, &[], "").await.unwrap();
    let case = s.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone();
    s.name_investigator(names, &case, &handles.account).await.unwrap();
    s.screen_incident(handles, &case, true, "").await.unwrap();
    s.close_investigation(handles, &case, Cause::Safety, WHY, WHY).await.unwrap();
    let own = w.owner(&title.dossier.unwrap()).await;
    let writer = w.account("writer@example.com", Role::Applicant, own.as_str()).await;
    s.make_statement(&writer, &case, (WHY, ""), &[]).await.unwrap();
    w.clock.set(s.hearing(&writer, &case).await.unwrap().hearing.due.plus(9 * 60 * MINUTE));
    w.revocation_proposed(&case, WHY).await;
    w.decision_confirmed(&case).await;
    number
}

/// The whole year, and the next season open over it. Answers the number of the title that was revoked, and who
/// handled all that came up.
async fn whole_year(w: &World) -> (String, Actor) {
    let s = &w.service;
    // Returned by its unit and handed in again: two versions (Art. 17).
    let (writer, twice) = w.submitted(9).await;
    s.return_dossier(&unit(), &twice, "请补充改进前后的对比数据。", "").await.unwrap();
    w.sign(&writer, &twice).await;
    s.submit(&writer, &twice).await.unwrap();
    w.candidates(6, 2, 3).await;
    let names = w.account("office-a@example.com", Role::Office, "").await;
    let handles = w.account("office-b@example.com", Role::Office, "").await;
    initial_list(w).await;
    consulted(w).await;
    w.opened().await;
    let ends = s.notice(Some(2026)).await.unwrap().unwrap().ends_at;
    s.extend_notice(&w.office, 2, WHY, ends).await.unwrap();
    objections(w, &names, &handles).await;
    w.clock.set(s.notice(Some(2026)).await.unwrap().unwrap().ends_at);
    w.announced().await;
    let mut form = to_form(Part::Templates, &s.season().await.unwrap());
    form.insert("letter".into(), "{组织名称}：\n\n演示：另一种写法。\n\n{落款}".into());
    s.change_season(&w.office, 2026, Part::Templates, &form, WHY).await.unwrap();
    let number = revoked(w, &names, &handles).await;
    let activity = Announcing {
        title: "质量标杆经验交流会".into(),
        text: "分享数字化检测的做法。".into(),
        starts: s.now().plus(DAY).show_minute(),
        ends: s.now().plus(2 * DAY).show_minute(),
        place: "演示会议中心".into(),
        capacity: "20".into(),
        ..Announcing::default()
    };
    s.announce_activity(&w.office, &activity, "").await.unwrap().unwrap();
    let mut next = s.season().await.unwrap();
    (next.id, next.year) = ("s2027".into(), 2027);
    next.published = Default::default();
    s.open_season(&w.office, &next).await.unwrap();
    (number, handles)
}

/// Art. 21, 22, 24: what is shown years later is all there, of a season that runs no more.
async fn the_archive_of_a_season_that_is_over_holds_all_of_it(w: World) {
    let (number, handles) = whole_year(&w).await;
    let dir = w.fresh.dir().to_owned();
    let (file, key) = (dir.join("2026.zip"), dir.join("keys/signing.key"));
    let said = must(&w.fresh.url, &dir, &["archive", "--year", "2026", file.to_str().unwrap()]);
    assert!(said.contains("season 2026") && said.contains("objections 2"), "{said}");
    let none = run(&w.fresh.url, &dir, &["archive", "--year", "2031", "none.zip"]);
    assert!(!none.status.success());
    let running = dir.join("2027.zip");
    must(&w.fresh.url, &dir, &["archive", running.to_str().unwrap()]);
    assert_eq!(verify(&running, &[]).unwrap().manifest.year, 2027);

    let files = unpacked(&file);
    let json = |path: &str| -> serde_json::Value { serde_json::from_slice(&files[path]).unwrap() };
    let of = |folder: &str| files.keys().filter(|p| p.starts_with(folder)).count();
    assert_eq!((of("dossiers/"), of("versions/")), (7, 8));
    assert!(of("sheets/") > 0 && of("defence-sheets/") > 0 && of("conclusions/") > 3);
    assert!(of("initial-list/") == 1 && of("signatures/") == 1 && of("consultation/") == 1);
    assert_eq!((of("objections/"), of("incidents/"), of("exchange/activities/")), (2, 1, 1));
    assert_eq!(json("season.json")["year"], 2026);
    letters(&w, &files).await;
    papers(&w, &files, &number).await;
    assert_eq!(json("notice.json")["extensions"][0]["reason"], WHY);
    let upheld = json("objections/1.json");
    assert_eq!(
        (&upheld["handling"]["step"], &upheld["handling"]["outcome"]),
        (&"decided".into(), &"upheld".into())
    );
    assert_eq!(
        (&upheld["notes"][0]["report"], &upheld["notes"][0]["text"]),
        (&true.into(), &WHY.into())
    );
    assert_eq!(upheld["kept"]["objector"]["name"], "演示异议人");
    assert_eq!(upheld["evidence"][0]["name"], "对照表.pdf");
    assert_eq!(json("objections/2.json")["handling"]["outcome"], "dismissed");
    assert_eq!(json("announcement.json")["approvals"].as_array().unwrap().len(), 2);
    assert_eq!(json(&format!("revocations/{number}.json"))["reason"], WHY);
    assert_eq!(json("people.json")[handles.account.as_str()], "演示");
    // Secrets of links stand nowhere in it, not even as hashes.
    let texts = files.iter().filter(|f| f.0.ends_with(".json"));
    assert!(texts.into_iter().all(|f| !String::from_utf8_lossy(f.1).contains("token")));

    // Whoever holds the key cannot slip in what the journal knows nothing of.
    let slipped =
        |path: &str, change: &dyn Fn(&str) -> String| slipped(&files, (&key, &dir), path, change);
    let version = files.keys().find(|p| p.starts_with("versions/")).unwrap();
    let sheet = files.keys().find(|p| p.starts_with("sheets/")).unwrap();
    let list = files.keys().find(|p| p.starts_with("initial-list/")).unwrap();
    let letter = files.keys().find(|p| p.starts_with("letters/")).unwrap();
    for path in [version, sheet, list, letter] {
        assert_eq!(
            slipped(path, &|t| format!("{t} ")).unwrap_err(),
            Flaw::Unrecorded(path.clone())
        );
    }
    let organisation = |t: &str| t.replacen("演示", "某某", 1);
    for path in ["notice.json", "announcement.json"] {
        assert_eq!(slipped(path, &organisation).unwrap_err(), Flaw::Unrecorded(path.into()));
    }
    let alone = |t: &str| t.replace("\"caq-2\"", "\"caq-3\"");
    let unlike = |t: &str| t.replacen("\"letters\": \"", "\"letters\": \"0", 1);
    for change in [&alone as &dyn Fn(&str) -> String, &unlike] {
        let flaw = slipped("announcement.json", change).unwrap_err();
        assert_eq!(flaw, Flaw::Unrecorded("announcement.json".into()));
    }
    assert!(slipped("notice.json", &str::to_owned).is_ok());
    let of = |folder: &str| files.keys().find(|p| p.starts_with(folder)).unwrap().as_str();
    let (consultation, incident) = (of("consultation/"), of("incidents/"));
    let (upheld, revocation) = ("objections/1.json", of("revocations/"));
    let rows = [
        (consultation, "演示企业", "某某企业"),
        (consultation, "\"remarks\"", "\"objects\""),
        (consultation, WHY, "未作核查。"),
        (upheld, "演示异议人", "某某异议人"),
        (upheld, "\"text\": \"经核查", "\"text\": \"未核查"),
        (upheld, "\"outcome\": \"upheld\"", "\"outcome\": \"dismissed\""),
        (incident, "演示反映人", "某某反映人"),
        (incident, "\"text\": \"经核查", "\"text\": \"未核查"),
        (incident, "\"outcome\": \"revoked\"", "\"outcome\": \"kept\""),
        (revocation, "经核查", "未核查"),
    ];
    altered(&files, (&key, &dir), &rows);
}

/// Art. 22: the letter to every benchmark is in it as it was sent, though the template says something else by now.
async fn letters(w: &World, files: &Files) {
    let mut db = w.service.read().await.unwrap();
    let kept = db.winner_letters(&id()).await.unwrap();
    assert!(!kept.is_empty());
    assert_eq!(files.keys().filter(|p| p.starts_with("letters/")).count(), kept.len());
    for letter in kept {
        let d = db.dossier(&letter.dossier).await.unwrap().unwrap();
        let text = &files[&format!("letters/{}.txt", d.reference)];
        assert_eq!(String::from_utf8_lossy(text), letter.text);
        assert!(
            letter.text.starts_with(&d.summary.org_name) && !letter.text.contains("另一种写法")
        );
    }
}

/// Art. 21–23: what was published, sent and granted is in it on paper as well; no certificate of a title that was revoked.
async fn papers(w: &World, files: &Files, revoked: &str) {
    let mut db = w.service.read().await.unwrap();
    let printed = |name: &str| crate::print::text(&files[&format!("papers/{name}.pdf")]);
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let notice = db.notice(&id()).await.unwrap().unwrap();
    assert!(printed("notice").contains(&bare(notice.text.heading())));
    let announcement = db.announcement(&id()).await.unwrap().unwrap();
    assert!(printed("announcement").contains(&bare(announcement.said().heading())));
    let letters = db.winner_letters(&id()).await.unwrap();
    for letter in &letters {
        let d = db.dossier(&letter.dossier).await.unwrap().unwrap();
        assert!(printed(&format!("letters/{}", d.reference)).contains(&letter.organisation));
    }
    let titles = db.titles_between(2026, 2027).await.unwrap();
    assert_eq!(titles.len(), letters.len());
    for title in titles.iter().filter(|t| t.number.as_str() != revoked) {
        let paper = printed(&format!("certificates/{}", title.number));
        assert!(paper.contains(title.number.as_str()) && paper.contains(&title.organisation));
    }
    // One of each letter and each title but one, beside notice and announcement.
    let found = files.keys().filter(|p| p.starts_with("papers/")).count();
    assert_eq!(found, 2 + letters.len() + titles.len() - 1);
}

/// Art. 12, 15, 19: whatever was sealed is in it, though it was amended or set aside since; and who decided is there
/// by name.
async fn the_archive_holds_every_form_of_a_sheet_and_names_who_decided(w: World) {
    let id = w.reviewing(1, 1, 3).await.remove(0);
    let s = &w.service;
    let amends = expert_actor(1, 1);
    s.seal_sheet(&amends, Review::Written, &id, &sheet(80)).await.unwrap();
    s.amend_sheet(&amends, Review::Written, &id, &sheet(70), "看错附件二的一行数据").await.unwrap();
    s.amend_sheet(&amends, Review::Written, &id, &sheet(75), "又看错附件三的一行数据")
        .await
        .unwrap();
    s.seal_sheet(&expert_actor(1, 2), Review::Written, &id, &sheet(60)).await.unwrap();
    let reference = s.read().await.unwrap().dossier(&id).await.unwrap().unwrap().reference;
    s.record_conflict(&w.office, &expert_id(1, 2), &reference, WHY).await.unwrap();
    let dir = w.fresh.dir().to_owned();
    let file = dir.join("2026.zip");
    must(&w.fresh.url, &dir, &["archive", file.to_str().unwrap()]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let files = unpacked(&file);
    let json = |path: &str| -> serde_json::Value { serde_json::from_slice(&files[path]).unwrap() };
    let sheets = json("sheets.json");
    let listed: Vec<_> = sheets
        .as_array()
        .unwrap()
        .iter()
        .map(|l| (l["expert"].as_str().unwrap(), l["number"].as_i64().unwrap(), &l["reason"]))
        .collect();
    assert_eq!(
        listed,
        [
            ("e11", 0, &"".into()),
            ("e11", 1, &"看错附件二的一行数据".into()),
            ("e11", 2, &"又看错附件三的一行数据".into()),
            ("e12", 0, &"".into())
        ]
    );
    assert_eq!(sheets[3]["set_aside"], WHY);
    let texts: Vec<&Vec<u8>> =
        sheets.as_array().unwrap().iter().map(|l| &files[l["file"].as_str().unwrap()]).collect();
    assert!(texts[0] != texts[1] && texts[1] != texts[2]);
    let committee = json("committee.json");
    for e in ["e11", "e12", "e13"] {
        assert_eq!(committee["experts"][e]["name"], format!("演示专家 {e}"));
        assert!(committee["experts"][e]["email"].is_null(), "how they are reached is nobody's");
    }
    let conflict = &committee["conflicts"][0];
    assert_eq!(
        (&conflict["expert"], &conflict["application"]),
        (&"e12".into(), &reference.as_str().into())
    );
    let of = |key: &str| committee[key].as_array().unwrap().len();
    assert_eq!((of("panels"), of("seats"), of("conflicts")), (1, 3, 1));
    assert!(of("assignments") >= 1);
}

/// What a command printed that must have ended well.
fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Puts another text in the place of a file, as whoever holds the key may, and has it checked.
fn slipped(
    files: &Files,
    (key, dir): (&Path, &Path),
    path: &str,
    change: &dyn Fn(&str) -> String,
) -> Result<Proved, Flaw> {
    let mut files = files.clone();
    let text = String::from_utf8(files[path].clone()).unwrap();
    resign(&mut files, key, path, change(&text).into_bytes());
    verify(&packed(&files, dir.join("slipped.zip")), &[])
}

/// Each of these files is named once it says something else in the place of what it said.
fn altered(files: &Files, at: (&Path, &Path), rows: &[(&str, &str, &str)]) {
    for &(path, from, to) in rows {
        let change = |text: &str| {
            assert!(text.contains(from), "{path} does not say {from}");
            text.replace(from, to)
        };
        let flaw = slipped(files, at, path, &change).unwrap_err();
        assert_eq!(flaw, Flaw::Unrecorded(path.to_owned()), "{from} became {to}");
    }
}

/// Signs a list in which a file is another one.
fn resign(files: &mut Files, key: &Path, path: &str, bytes: Vec<u8>) {
    use sha2::Digest;
    let mut manifest: server::archive::Manifest = serde_json::from_slice(&files[MANIFEST]).unwrap();
    let listed = manifest.files.iter_mut().find(|f| f.path == path).unwrap();
    (listed.size, listed.sha256) = (bytes.len() as u64, hex::encode(sha2::Sha256::digest(&bytes)));
    files.insert(path.to_owned(), bytes);
    sign(files, key, serde_json::to_vec(&manifest).unwrap());
}

/// Signs a manifest in the place of the one that was there.
fn sign(files: &mut Files, key: &Path, manifest: Vec<u8>) {
    let signature = server::archive::Key::of(key).unwrap().sign(&manifest);
    files.extend([(MANIFEST.to_owned(), manifest), (SIGNATURE.to_owned(), signature)]);
}

/// What the archive's own README says works with openssl, where there is one.
fn by_hand(files: &Files, dir: &Path) {
    for name in [MANIFEST, SIGNATURE, PUBLIC_KEY] {
        std::fs::write(dir.join(name), &files[name]).unwrap();
    }
    let checked = Command::new("openssl")
        .current_dir(dir)
        .args(["pkeyutl", "-verify", "-pubin", "-inkey", PUBLIC_KEY, "-rawin", "-in", MANIFEST])
        .args(["-sigfile", SIGNATURE])
        .output();
    if let Ok(output) = checked {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_of_a_season_proves_itself_on_sqlite() {
    the_archive_of_a_season_proves_itself_and_names_what_was_changed(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_of_a_season_proves_itself_on_postgres() {
    the_archive_of_a_season_proves_itself_and_names_what_was_changed(World::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_the_archive_holds_every_form_of_a_sheet_on_sqlite() {
    the_archive_holds_every_form_of_a_sheet_and_names_who_decided(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_the_archive_holds_every_form_of_a_sheet_on_postgres() {
    the_archive_holds_every_form_of_a_sheet_and_names_who_decided(World::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_of_a_season_that_is_over_is_whole_on_sqlite() {
    the_archive_of_a_season_that_is_over_holds_all_of_it(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_of_a_season_that_is_over_is_whole_on_postgres() {
    the_archive_of_a_season_that_is_over_holds_all_of_it(World::postgres().await).await;
}
