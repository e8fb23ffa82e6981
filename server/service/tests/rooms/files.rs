//! Files of a dossier: limits, continuing, judging, viruses, reading.

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use domain::application::field::Slot;
use domain::application::files::{FileFault, FileState, sha256};
use domain::application::page::Page;
use domain::event::Event;
use domain::formality::Item;
use domain::ids::{DossierId, FileId};
use domain::journey::Stage;
use domain::mail::Message;
use domain::notice::objection::Form;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::stamp::{DAY, SECOND};
use domain::views::application::FileView;
use domain::views::system::Running;
use files::Clamd;
use files::testing::{Listener, Manner, SIGNATURE};
use service::Service;
use service::ports::Host;
use service::ports::files::{Broken, Content, Scan, Scanner, Source, Whole};
use service::rooms::application::Announced;
use tokio::io::AsyncReadExt;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::*;

fn announced(slot: Slot, size: usize) -> Announced {
    let size = i64::try_from(size).unwrap();
    Announced { slot, name: "../扫描 1.PDF".into(), size, mark: "1".into() }
}

/// The first bytes of a content, then the line breaks.
struct Cut(Option<Bytes>);

#[async_trait]
impl Source for Cut {
    async fn next(&mut self) -> Option<Result<Bytes, Broken>> {
        Some(self.0.take().ok_or(Broken))
    }
}

/// Counts what is read of it.
struct Endless(usize);

#[async_trait]
impl Source for Endless {
    async fn next(&mut self) -> Option<Result<Bytes, Broken>> {
        self.0 += 1;
        Some(Ok(Bytes::from_static(&[0; 1024])))
    }
}

/// A server whose disk is as full as it may be.
struct Full;

impl Host for Full {
    fn running(&self) -> Running {
        Running::default()
    }

    fn room(&self) -> bool {
        false
    }
}

async fn content(service: &Service, file: &FileView) -> Vec<u8> {
    let mut bytes = Vec::new();
    service.content(file, 0).await.unwrap().read_to_end(&mut bytes).await.unwrap();
    bytes
}

async fn listed(service: &Service, actor: &Actor, id: &DossierId) -> Vec<FileView> {
    service.dossier(actor, id).await.unwrap().files
}

fn with_scanner(service: &Service, listener: &Listener) -> Service {
    let clamd = Clamd::from_setting(&listener.setting).unwrap();
    Service { scanner: Some(Arc::new(clamd)), ..service.clone() }
}

/// A scanner that says what it is told to, once it may.
struct Late {
    begun: Semaphore,
    may: Semaphore,
    says: fn() -> Scan,
}

impl Late {
    fn on(service: &Service, may: usize, says: fn() -> Scan) -> (Service, Arc<Self>) {
        let late = Arc::new(Self { begun: Semaphore::new(0), may: Semaphore::new(may), says });
        (Service { scanner: Some(late.clone()), ..service.clone() }, late)
    }
}

#[async_trait]
impl Scanner for Late {
    async fn scan(&self, _: Content) -> Scan {
        self.begun.add_permits(1);
        self.may.acquire().await.unwrap().forget();
        (self.says)()
    }
}

fn away() -> Scan {
    Scan::Away("not there".into())
}

fn found() -> Scan {
    Scan::Found("Test-Signature".into())
}

/// All that is in the journal.
async fn events(w: &World) -> Vec<Event> {
    let rows = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap();
    rows.iter().map(|row| service::journal::event(row).unwrap()).collect()
}

/// A PDF that the listener takes for infected.
fn infected() -> Vec<u8> {
    pdf(std::str::from_utf8(SIGNATURE).unwrap())
}

on_both! {
    async fn an_upload_goes_on_where_the_line_was_cut(w) {
        let (actor, id) = w.begun(1).await;
        let whole = pdf_of(4000, "scan");
        let file = announced(Slot::Scan, whole.len());
        let begun = w.service.open_upload(&actor, &id, &file).await.unwrap();
        assert_eq!((begun.received, begun.size), (0, 4000));
        let mut cut = Cut(Some(Bytes::copy_from_slice(&whole[..1500])));
        assert_eq!(w.service.receive(&actor, &begun.id, 0, &mut cut).await.unwrap(), 1500);
        // Not finished, and not to be continued anywhere else.
        let early = Refusal::UploadOffset { received: 1500 };
        assert_eq!(refused(w.service.finish_upload(&actor, &begun.id).await), early);
        let wrong = w.service.receive(&actor, &begun.id, 0, &mut Whole::new(whole.clone())).await;
        assert_eq!(refused(wrong), early);
        // The page was closed meanwhile: the same file finds its upload, another does not.
        let again = w.second().await.open_upload(&actor, &id, &file).await.unwrap();
        assert_eq!((&again.id, again.received), (&begun.id, 1500));
        let changed = Announced { mark: "2".into(), ..file.clone() };
        assert_ne!(w.service.open_upload(&actor, &id, &changed).await.unwrap().id, begun.id);
        let rest = whole[1500..].to_vec();
        assert_eq!(w.service.receive(&actor, &begun.id, 1500, &mut Whole::new(rest)).await.unwrap(), 4000);
        let more = w.service.receive(&actor, &begun.id, 4000, &mut Whole::new("x")).await;
        assert_eq!(refused(more), Refusal::UploadOffset { received: 4000 });
        let done = w.service.finish_upload(&actor, &begun.id).await.unwrap();
        assert_eq!((done.name.as_str(), done.size, done.sha256.as_str()), ("扫描 1.pdf", 4000, sha256(&whole).as_str()));
        assert_eq!(content(&w.service, &done).await, whole);
        // The answer got lost and is asked for again.
        assert_eq!(w.service.finish_upload(&actor, &begun.id).await.unwrap(), done);
        assert_eq!(listed(&w.service, &actor, &id).await, [done]);
        assert_eq!(refused(w.service.upload_at(&actor, &begun.id).await), Refusal::NotYours);
    }

    async fn an_upload_is_its_senders_alone(w) {
        let (actor, id) = w.begun(1).await;
        let (other, _) = w.begun(2).await;
        let mut colleague = actor.clone();
        colleague.account = "colleague".into();
        let upload = w.service.open_upload(&actor, &id, &announced(Slot::Scan, 900)).await.unwrap().id;
        for stranger in [other, colleague, unit(), w.office.clone(), expert_actor(1, 1)] {
            let s = &w.service;
            assert_eq!(refused(s.upload_at(&stranger, &upload).await), Refusal::NotYours);
            assert_eq!(refused(s.finish_upload(&stranger, &upload).await), Refusal::NotYours);
            assert_eq!(refused(s.cancel_upload(&stranger, &upload).await), Refusal::NotYours);
            let mut source = Endless(0);
            assert_eq!(refused(s.receive(&stranger, &upload, 0, &mut source).await), Refusal::NotYours);
            // Permission comes before the first byte.
            assert_eq!(source.0, 0);
        }
        let mut source = Endless(0);
        let stranger = w.applicant(3).await;
        let attached = w.service.attach_from(&stranger, &id, Slot::Scan, "x", &mut source).await;
        assert_eq!((refused(attached), source.0), (Refusal::NotYours, 0));
        for nothing in ["", "nowhere", "\0", &"x".repeat(5000)] {
            assert_eq!(refused(w.service.upload_at(&actor, &nothing.into()).await), Refusal::NotYours);
        }
    }

    /// A season of 4,096 bytes a file and 12,288 in all.
    async fn too_much_is_refused_before_it_has_arrived(w) {
        let (actor, id) = w.begun(1).await;
        let open = |slot, size| {
            let (service, actor, id) = (w.service.clone(), actor.clone(), id.clone());
            async move { service.open_upload(&actor, &id, &announced(slot, size)).await }
        };
        assert_eq!(refused(open(Slot::Scan, 0).await), Refusal::FileEmpty);
        assert_eq!(refused(open(Slot::Scan, 4097).await), Refusal::FileTooLarge { max: 4096 });
        let mut source = Endless(0);
        let streamed = w.service.attach_from(&actor, &id, Slot::Licence, "x", &mut source).await;
        assert_eq!(refused(streamed), Refusal::FileTooLarge { max: 4096 });
        assert_eq!(source.0, 5);
        for n in 0..3 {
            w.service.attach(&actor, &id, upload(Slot::Licence, &pdf_of(4000, &n.to_string()))).await.unwrap();
        }
        assert_eq!(refused(open(Slot::Scan, 400).await), Refusal::FilesTooLarge { max: 12_288 });
        let last = w.service.attach(&actor, &id, upload(Slot::Scan, &pdf_of(400, "x"))).await;
        assert_eq!(refused(last), Refusal::FilesTooLarge { max: 12_288 });
    }

    /// What is taken off stays on the disk, where all others hand in to: it counts until a day has passed.
    async fn art_16_what_is_attached_and_taken_off_again_has_an_end(w) {
        let (actor, id) = w.begun(1).await;
        let attach = async |n: usize| {
            let file = upload(Slot::Licence, &pdf_of(4000, &n.to_string()));
            w.service.attach(&actor, &id, file).await
        };
        let max = Refusal::FilesOfDay { max: 3 * 12_288 };
        for n in 0..9 {
            let file = attach(n).await.unwrap();
            w.service.detach(&actor, &id, &file.id).await.unwrap();
        }
        assert_eq!(refused(attach(9).await), max);
        let file = announced(Slot::Scan, 4000);
        assert_eq!(refused(w.service.open_upload(&actor, &id, &file).await), max);
        // What the disk has already takes no room there; and another day is another day.
        attach(8).await.unwrap();
        w.clock.pass(DAY + SECOND);
        attach(9).await.unwrap();
    }

    /// Whoever typed an address and proved nothing fills no disk that is nearly full; all others hand in.
    async fn art_16_the_last_room_is_for_those_who_are_known(w) {
        let service = Service { host: Some(Arc::new(Full)), ..w.service.clone() };
        let claims = w.registered(1, "claims@example.com").await;
        let dossier = service.start_dossier(&claims, &domain::application::Answers::new()).await.unwrap();
        let file = announced(Slot::Licence, 4000);
        assert_eq!(refused(service.open_upload(&claims, &dossier, &file).await), Refusal::RoomShort);
        let mut source = Endless(0);
        let sent = service.attach_from(&claims, &dossier, Slot::Licence, "x", &mut source).await;
        assert_eq!((refused(sent), source.0), (Refusal::RoomShort, 0));
        w.service.open_upload(&claims, &dossier, &file).await.unwrap();
        let (actor, id) = w.begun(2).await;
        service.attach(&actor, &id, upload(Slot::Licence, &pdf("a"))).await.unwrap();
    }

    async fn a_slot_and_a_dossier_hold_so_many_files(w) {
        let mut season = w.service.season().await.unwrap();
        season.limits.slot_files_max = 2;
        season.limits.dossier_files_max = 3;
        let mut work = w.service.begin().await.unwrap();
        work.db.save_season(&season).await.unwrap();
        work.commit().await.unwrap();
        let (actor, id) = w.begun(1).await;
        let attach = |slot, text: &str| {
            let (service, actor, id, file) = (w.service.clone(), actor.clone(), id.clone(), upload(slot, &pdf(text)));
            async move { service.attach(&actor, &id, file).await }
        };
        attach(Slot::Licence, "1").await.unwrap();
        attach(Slot::Licence, "2").await.unwrap();
        assert_eq!(refused(attach(Slot::Licence, "3").await), Refusal::SlotFull { max: 2 });
        // The same content elsewhere is taken, and told.
        let twin = attach(Slot::Credit, "1").await.unwrap();
        let files = listed(&w.service, &actor, &id).await;
        assert_eq!(twin.twin(&files).map(|f| f.slot), Some(Slot::Licence));
        assert_eq!(refused(attach(Slot::Scan, "4").await), Refusal::FilesTooMany { max: 3 });
        let opened = w.service.open_upload(&actor, &id, &announced(Slot::Scan, 9)).await;
        assert_eq!(refused(opened), Refusal::FilesTooMany { max: 3 });
    }

    async fn uploads_that_never_end_do_not_fill_the_disk(w) {
        let (actor, id) = w.begun(1).await;
        let mut begun: Vec<FileId> = Vec::new();
        for n in 0..30 {
            let file = Announced { mark: n.to_string(), ..announced(Slot::Licence, 1000) };
            let upload = w.service.open_upload(&actor, &id, &file).await.unwrap().id;
            let mut bytes = Whole::new(vec![0; 999]);
            w.service.receive(&actor, &upload, 0, &mut bytes).await.unwrap();
            begun.push(upload);
        }
        // 12 of 1,000 bytes fit into the limit of all files.
        let open = w.service.read().await.unwrap().uploads_of(&id).await.unwrap();
        assert_eq!(open.len(), 12);
        let lying = std::fs::read_dir(w.fresh.dir().join("files/incoming")).unwrap().count();
        assert_eq!(lying, 12);
        assert_eq!(refused(w.service.upload_at(&actor, &begun[0]).await), Refusal::NotYours);
        // After two days nothing of it is left.
        w.clock.pass(2 * DAY + SECOND);
        assert_eq!(refused(w.service.upload_at(&actor, &begun[29]).await), Refusal::NotYours);
        assert_eq!(w.service.expire_uploads().await.unwrap(), 12);
        assert!(w.service.read().await.unwrap().uploads_of(&id).await.unwrap().is_empty());
        assert_eq!(std::fs::read_dir(w.fresh.dir().join("files/incoming")).unwrap().count(), 0);
    }

    async fn content_decides_and_what_is_refused_leaves_nothing(w) {
        let (actor, id) = w.begun(1).await;
        let link = br#"<Relationship TargetMode="External" Type="x/attachedTemplate" Target="http://x"/>"#;
        let script = files::testing::pdf_with("", "/OpenAction<</S/JavaScript/JS(x)>>");
        let bad = |fault| Refusal::FileBad { fault };
        for (content, refusal) in [
            (vec![], Refusal::FileEmpty),
            (b"MZ\x90\x00 %%EOF".to_vec(), Refusal::FileKind),
            (b"%PDF-1.4 half".to_vec(), bad(FileFault::Truncated)),
            (script, bad(FileFault::Script)),
            ([&pdf("a")[..], &docx(&[])].concat(), bad(FileFault::Hidden)),
            (docx(&[("word/vbaProject.bin", b"x")]), bad(FileFault::Macros)),
            (docx(&[("word/_rels/a.rels", link)]), bad(FileFault::External)),
            (docx(&[("../x", b"x")]), bad(FileFault::Entries)),
            (png(30_000, 30_000), bad(FileFault::Pixels)),
        ] {
            let file = upload(Slot::Licence, &content);
            assert_eq!(refused(w.service.attach(&actor, &id, file).await), refusal);
            // In pieces it is judged the same.
            if !content.is_empty() {
                let begun = w.service.open_upload(&actor, &id, &announced(Slot::Licence, content.len())).await.unwrap();
                w.service.receive(&actor, &begun.id, 0, &mut Whole::new(content.clone())).await.unwrap();
                assert_eq!(refused(w.service.finish_upload(&actor, &begun.id).await), refusal);
                assert_eq!(refused(w.service.upload_at(&actor, &begun.id).await), Refusal::NotYours);
            }
            assert!(w.service.files.open(&sha256(&content), 0).await.unwrap().is_none());
        }
        let scan = w.service.attach(&actor, &id, upload(Slot::Scan, &png(2, 2))).await;
        assert_eq!(refused(scan), Refusal::FileMustBePdf);
        assert!(listed(&w.service, &actor, &id).await.is_empty());
        assert_eq!(std::fs::read_dir(w.fresh.dir().join("files/incoming")).unwrap().count(), 0);
        for good in [pdf("b"), png(2, 2), docx(&[])] {
            w.service.attach(&actor, &id, upload(Slot::Licence, &good)).await.unwrap();
        }
    }

    async fn two_who_finish_at_once_attach_one_file(w) {
        let (actor, id) = w.begun(1).await;
        let whole = pdf("once");
        let begun = w.service.open_upload(&actor, &id, &announced(Slot::Scan, whole.len())).await.unwrap();
        w.service.receive(&actor, &begun.id, 0, &mut Whole::new(whole)).await.unwrap();
        let mut clicks = JoinSet::new();
        for _ in 0..6 {
            let (service, actor, upload) = (w.service.clone(), actor.clone(), begun.id.clone());
            clicks.spawn(async move { service.finish_upload(&actor, &upload).await });
        }
        assert!(clicks.join_all().await.iter().any(Result::is_ok));
        let done = w.service.finish_upload(&actor, &begun.id).await.unwrap();
        assert_eq!(listed(&w.service, &actor, &id).await, [done]);
    }

    async fn what_the_scanner_finds_is_not_taken(w) {
        let listener = Listener::start(Manner::Honest).await;
        let service = with_scanner(&w.service, &listener);
        let (actor, id) = w.begun(1).await;
        let writer = w.account("writer@example.com", Role::Applicant, &actor.grants[0].scope).await;
        let clean = service.attach(&actor, &id, upload(Slot::Licence, &pdf("clean"))).await.unwrap();
        assert_eq!(clean.state, FileState::Clean);
        let virus = service.attach(&actor, &id, upload(Slot::Licence, &infected())).await;
        assert_eq!(refused(virus), Refusal::FileInfected { found: "Eicar-Test-Signature".into() });
        assert!(w.service.files.open(&sha256(&infected()), 0).await.unwrap().is_none());
        assert_eq!(listed(&service, &actor, &id).await, [clean]);
        let entries = w.service.read().await.unwrap().entries_of(&id).await.unwrap();
        let last = service::journal::event(entries.last().unwrap()).unwrap();
        assert!(matches!(last, Event::FileInfected { found, .. } if found == "Eicar-Test-Signature"));
        let inbox = service.inbox(&writer).await.unwrap().lines;
        assert!(matches!(&inbox[0].message, Message::FileInfected { name, .. } if name == "演示-licence.pdf"));
    }

    async fn while_the_scanner_is_away_files_are_held_and_read_by_their_own_alone(w) {
        let listener = Listener::start(Manner::HangsUp(1)).await;
        let service = with_scanner(&w.service, &listener);
        let (actor, id) = w.draft(1).await;
        let held = service.attach(&actor, &id, upload(Slot::Standards, &pdf("held"))).await.unwrap();
        let virus = service.attach(&actor, &id, upload(Slot::Certificates, &infected())).await.unwrap();
        assert_eq!((held.state, virus.state), (FileState::Held, FileState::Held));
        // The deadline does not wait for a scanner.
        w.sign(&actor, &id).await;
        service.submit(&actor, &id).await.unwrap();
        assert_eq!(refused(service.readable(&unit(), &held.id).await), Refusal::FileHeld);
        assert_eq!(service.readable(&actor, &held.id).await.unwrap().state, FileState::Held);
        assert_eq!(service.rescan().await.unwrap(), 0);
        assert_eq!(w.service.rescan().await.unwrap(), 0, "nothing is passed without a scanner");
        listener.be(Manner::Honest);
        assert_eq!(service.rescan().await.unwrap(), 2);
        assert_eq!(service.readable(&unit(), &held.id).await.unwrap().state, FileState::Clean);
        // What was handed in stays in the list and is closed to everybody.
        let closed = Refusal::FileInfected { found: String::new() };
        for reader in [&actor, &unit()] {
            assert_eq!(refused(service.readable(reader, &virus.id).await), closed);
        }
        assert_eq!(listed(&service, &unit(), &id).await.iter().filter(|f| f.state == FileState::Infected).count(), 1);
        assert_eq!(service.rescan().await.unwrap(), 0);
    }

    /// Two servers look at the same file: it is settled, and told of, by who comes first.
    async fn of_two_who_look_again_one_settles(w) {
        let (actor, id) = w.begun(1).await;
        let writer = w.account("writer@example.com", Role::Applicant, &actor.grants[0].scope).await;
        Late::on(&w.service, 9, away).0.attach(&actor, &id, upload(Slot::Scan, &pdf("held"))).await.unwrap();
        let (slow, gate) = Late::on(&w.second().await, 0, found);
        let looking = tokio::spawn(async move { slow.rescan().await });
        gate.begun.acquire().await.unwrap().forget();
        assert_eq!(Late::on(&w.service, 9, || Scan::Clean).0.rescan().await.unwrap(), 1);
        gate.may.add_permits(1);
        looking.await.unwrap().unwrap();
        assert_eq!(listed(&w.service, &actor, &id).await[0].state, FileState::Clean);
        assert!(!events(&w).await.iter().any(|e| matches!(e, Event::FileInfected { .. })));
        let inbox = w.service.inbox(&writer).await.unwrap().lines;
        assert!(!inbox.iter().any(|l| matches!(l.message, Message::FileInfected { .. })));
    }

    /// The same with evidence: what one found stays found.
    async fn art_21_of_two_who_look_again_at_evidence_one_settles(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        let form = Form {
            who: "person".into(),
            name: "演示甲".into(),
            phone: "13800000000".into(),
            entry: "1".into(),
            facts: "所列成效数据与公开年报不一致，见附件第三页的对照表，请核实。".into(),
            ..Form::default()
        };
        let (held, _) = Late::on(&w.service, 9, away);
        let file = held.stage_evidence("对照表.pdf", &mut Whole::new(pdf("held"))).await.unwrap();
        held.object(2026, &form, &[file]).await.unwrap();
        let (slow, gate) = Late::on(&w.second().await, 0, || Scan::Clean);
        let looking = tokio::spawn(async move { slow.rescan_evidence().await });
        gate.begun.acquire().await.unwrap().forget();
        assert_eq!(Late::on(&w.service, 9, found).0.rescan_evidence().await.unwrap(), 1);
        gate.may.add_permits(1);
        assert_eq!(looking.await.unwrap().unwrap(), 0);
        assert_eq!(w.number("SELECT COUNT(*) FROM evidence WHERE state = 'infected'").await, 1);
        let scanned = events(&w).await.into_iter().filter(|e| matches!(e, Event::EvidenceScanned { .. }));
        assert_eq!(scanned.count(), 1);
    }

    /// Nobody can read it: it counts for nothing in the checklist, and under correction its place reopens, whatever
    /// was asked (Art. 18).
    async fn art_18_a_file_with_a_virus_is_missing_and_its_place_reopens(w) {
        let listener = Listener::start(Manner::HangsUp(1)).await;
        let service = with_scanner(&w.service, &listener);
        let (actor, id) = w.draft(1).await;
        let there = listed(&service, &actor, &id).await;
        let there = there.iter().find(|f| f.slot == Slot::Licence).unwrap();
        service.detach(&actor, &id, &there.id).await.unwrap();
        service.attach(&actor, &id, upload(Slot::Licence, &infected())).await.unwrap();
        w.sign(&actor, &id).await;
        service.submit(&actor, &id).await.unwrap();
        service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        service.recommend(&unit(), &id).await.unwrap();
        let complete = async || {
            let list = service.checklist(&w.office, &id).await.unwrap();
            list.lines.into_iter().find(|l| l.item == Item::Complete).unwrap().computed.unwrap().0
        };
        assert!(complete().await);
        let asked = [(Item::Comparison, "补充对手数据".to_owned())].into();
        service.ask_correction(&w.office, &id, &asked).await.unwrap();
        let licence = upload(Slot::Licence, &pdf("clean"));
        let shut = Refusal::WrongStage { stage: Stage::Correction };
        assert_eq!(refused(service.attach(&actor, &id, licence).await), shut);
        listener.be(Manner::Honest);
        assert_eq!(service.rescan().await.unwrap(), 1);
        assert!(!complete().await);
        assert_eq!(service.dossier(&actor, &id).await.unwrap().flow.correction.unwrap().infected, [Slot::Licence]);
        assert!(matches!(refused(service.submit(&actor, &id).await), Refusal::Incomplete { pages } if pages[0].0 == Page::Attachments));
        service.attach(&actor, &id, upload(Slot::Licence, &pdf("clean"))).await.unwrap();
        w.sign(&actor, &id).await;
        service.submit(&actor, &id).await.unwrap();
        assert!(complete().await);
    }

    async fn a_virus_found_later_is_taken_off_a_draft(w) {
        let listener = Listener::start(Manner::Refuses(1)).await;
        let service = with_scanner(&w.service, &listener);
        let (actor, id) = w.begun(1).await;
        service.attach(&actor, &id, upload(Slot::Scan, &infected())).await.unwrap();
        let off = service.attach(&actor, &id, upload(Slot::Scan, &pdf("taken off"))).await.unwrap();
        service.detach(&actor, &id, &off.id).await.unwrap();
        listener.be(Manner::Honest);
        // What was taken off is looked at too: a version may name it.
        assert_eq!(service.rescan().await.unwrap(), 2);
        assert!(listed(&service, &actor, &id).await.is_empty());
    }

    async fn art_15_files_are_read_by_those_who_may_read_the_dossier(w) {
        let ids = w.reviewing(2, 2, 4).await;
        let owner = actor("applicant-1", domain::policy::Role::Applicant, w.owner(&ids[0]).await.as_str());
        let file = listed(&w.service, &owner, &ids[0]).await[0].id.clone();
        let mut assigned = 0;
        for p in 1..=2 {
            for e in 1..=4 {
                let expert = expert_actor(p, e);
                let mine = w.service.my_reviews(&expert, Review::Written).await.unwrap().rows.iter().any(|r| r.dossier == ids[0]);
                assert_eq!(given(w.service.readable(&expert, &file).await), mine, "{p} {e}");
                assigned += usize::from(mine);
            }
        }
        assert!(assigned >= 3);
        // And by who confirms what its panel comes to; the second head has no part in it.
        for reader in [&owner, &unit(), &w.office, &chair()] {
            assert!(w.service.readable(reader, &file).await.is_ok());
        }
        for stranger in [w.applicant(9).await, vice_chair(), actor("m", domain::policy::Role::Ministry, "")] {
            assert_eq!(refused(w.service.readable(&stranger, &file).await), Refusal::NotYours);
        }
    }
}
