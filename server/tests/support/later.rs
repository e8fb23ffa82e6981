//! The furnished house, carried on through its season stage by stage by the verbs that people call.

use domain::defence::visit::VisitForm;
use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::notice::handling::Outcome;
use domain::notice::objection::Form;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::views::notice::NoticeView;
use service::Error;
use service::ports::files::Whole;

use super::house::House;
use super::world::answers::title;
use super::world::*;

/// Panels and experts of each in the house.
const PANELS: usize = 2;
const EXPERTS: usize = 4;
/// Those of each panel who sit in the defence: the fourth of the first has a conflict.
const SITTING: usize = 3;
/// Said wherever a reason is asked for.
pub const WHY: &str = "经核实与讨论，材料与数据一致，可予采信。（演示）";

/// The session that hears [`House::own`].
pub const SESSION: &str = "sitting-1";

/// What is there once an objection was made.
pub struct Objected {
    /// Its identifier.
    pub id: String,
    /// The secret of the link its sender was given.
    pub token: String,
    /// Its one file.
    pub evidence: String,
}

impl House {
    /// Both applications of the house.
    async fn applications(&self) -> Vec<DossierId> {
        let mut db = self.w.service.read().await.unwrap();
        let rows = db.dossiers_at(&id(), &domain::journey::Stage::ALL).await.unwrap();
        rows.into_iter().filter(|d| d.panel.is_some()).map(|d| d.id).collect()
    }

    /// Whoever writes for the applicant of [`House::own`].
    pub async fn writer(&self) -> Actor {
        let d = self.w.service.read().await.unwrap().dossier(&self.own).await.unwrap().unwrap();
        actor("writer", Role::Applicant, d.organisation.as_str())
    }

    /// A head declares, or is found, to have to do with [`House::own`] (Art. 15).
    pub async fn chair_in_conflict(&self) {
        let s = &self.w.service;
        s.add_expert(&self.w.office, &expert(&"chair".into(), FIELDS[0])).await.unwrap();
        let mut work = s.begin().await.unwrap();
        let conflict = service::ports::committee::Conflict {
            expert: "chair".into(),
            dossier: self.own.clone(),
            kind: "employer".into(),
            declared: false,
            at: work.now.0,
        };
        work.db.insert_conflict(&id(), &conflict).await.unwrap();
        let event = domain::event::Event::ConflictDeclared {
            expert: "chair".into(),
            conflict: "employer".into(),
        };
        work.record("office-1", &event, service::About::default()).await.unwrap();
        work.commit().await.unwrap();
    }

    /// Everybody seals what they have left to seal.
    pub async fn all_sealed(&self, review: Review) {
        let s = &self.w.service;
        for (p, e) in (1..=PANELS).flat_map(|p| (1..=EXPERTS).map(move |e| (p, e))) {
            let who = expert_actor(p, e);
            for row in s.my_reviews(&who, review).await.unwrap().rows {
                let form = if review == Review::Written { sheet(80) } else { defence_sheet(80) };
                match s.seal_sheet(&who, review, &row.dossier, &form).await {
                    Ok(()) | Err(Error::Refused(Refusal::AlreadySealed)) => {}
                    Err(e) => panic!("{p} {e} {e:?}"),
                }
            }
        }
    }

    /// The lists of the written review are out and both panels sit on day 92: the first applicant has
    /// confirmed and sent slides, and its site was visited. The clock stands at the end of that day.
    pub async fn hearing(&self) {
        let (w, s) = (&self.w, &self.w.service);
        self.all_sealed(Review::Written).await;
        for p in 1..=PANELS {
            w.concluded(Review::Written, p).await;
        }
        s.release_lists(&chair(), Review::Written).await.unwrap();
        w.clock.set(day(91));
        w.slots(&self.applications().await, PANELS, SITTING).await;
        let writer = self.writer().await;
        s.confirm_slot(&writer, &self.own, "演示甲 总经理").await.unwrap();
        s.add_slides(&writer, &self.own, "演示.pdf", pdf("slides")).await.unwrap();
        self.visited("doubts").await;
        w.clock.set(day(92).plus(20 * 60 * domain::stamp::MINUTE));
    }

    /// The Office records what was seen on the site.
    pub async fn visited(&self, finding: &str) {
        let visit = VisitForm {
            on_day: self.w.service.now().show_date(),
            people: "演示甲".into(),
            finding: finding.into(),
            report: "现场核对了成效数据的来源，其中一项指标的口径与申报书不一致。".into(),
        };
        let s = &self.w.service;
        let base = s.site_visit(&self.w.office, &self.own).await.unwrap().number;
        s.record_visit(&self.w.office, &self.own, &visit, base, WHY).await.unwrap();
    }

    /// Identifier of the first applicant's slides.
    pub async fn slides(&self) -> String {
        let slot = self.w.service.defence_slot(&self.writer().await, &self.own).await.unwrap().slot;
        slot.unwrap().slides[0].id.to_string()
    }

    /// What the panels came to in the defence is released to the heads.
    pub async fn proposed(&self) {
        self.all_sealed(Review::Defence).await;
        for p in 1..=PANELS {
            self.w.concluded(Review::Defence, p).await;
        }
        self.w.service.release_lists(&chair(), Review::Defence).await.unwrap();
    }

    /// The heads sign the initial list as it stands, and confirm it.
    pub async fn listed(&self) {
        let s = &self.w.service;
        let seen = s.initial_list(&chair()).await.unwrap().sha256;
        s.sign_initial_list(&chair(), &seen).await.unwrap();
        s.confirm_initial_list(&vice(), &seen).await.unwrap();
    }

    /// Somebody objects to the line of the first applicant, with a file.
    pub async fn objected(&self) -> Objected {
        let s = &self.w.service;
        let lines = s.notice(Some(2026)).await.unwrap().unwrap().lines;
        let entry = lines.iter().find(|l| l.title == title(1)).unwrap().place.to_string();
        let form = Form {
            name: "演示乙".into(),
            phone: "13800000000".into(),
            email: "objector@example.com".into(),
            entry,
            facts: "所列成效数据与公开年报不一致，见附件第三页的对照表。".repeat(2),
            ..Form::default()
        };
        let mut content = Whole::new(pdf("evidence"));
        let staged = s.stage_evidence("对照表.pdf", &mut content).await.unwrap();
        let token = s.object(2026, &form, &[staged]).await.unwrap();
        let mut db = s.read().await.unwrap();
        let id = db.objections(&super::world::id()).await.unwrap().last().unwrap().id.clone();
        let evidence = db.evidence((&id).into()).await.unwrap()[0].id.to_string();
        Objected { id: id.to_string(), token, evidence }
    }

    /// The house's colleague of the Office is named to handle an objection.
    pub async fn handled(&self, objected: &Objected) {
        let handler = self.account("office").await;
        let id = objected.id.as_str().into();
        self.w.service.name_handler(&self.w.office, &id, &handler.account).await.unwrap();
    }

    /// Who handles it reports to the committee.
    pub async fn reported(&self, objected: &Objected) {
        let handler = self.account("office").await;
        let id = objected.id.as_str().into();
        self.w.service.note_objection(&handler, &id, true, (WHY, "")).await.unwrap();
    }

    /// Chair and vice chair decide on it, or a lead for a chair in conflict.
    pub async fn decided(&self, objected: &Objected, outcome: Outcome) {
        let (s, id) = (&self.w.service, objected.id.as_str().into());
        let decides = s.objection(&chair(), &id).await.is_ok();
        let first = if decides { chair() } else { lead_actor(1) };
        s.propose_outcome(&first, &id, outcome, WHY).await.unwrap();
        s.confirm_outcome(&vice(), &id, &mark_of_outcome(s, &id).await).await.unwrap();
    }

    /// From the hearing to the announcement, with an objection that was dismissed.
    pub async fn announced(&self) -> Objected {
        self.proposed().await;
        self.listed().await;
        self.w.consulted().await;
        let notice: NoticeView = self.w.opened().await;
        let objected = self.objected().await;
        self.handled(&objected).await;
        self.reported(&objected).await;
        self.decided(&objected, Outcome::Dismissed).await;
        self.w.clock.set(notice.ends_at);
        self.w.announced().await;
        objected
    }

    /// Somebody of the house as their session makes them.
    pub async fn account(&self, name: &str) -> Actor {
        let cookie = self.cookie(name).await;
        let token = cookie.trim_start_matches("biaogan=");
        self.w.service.enter(token).await.unwrap().unwrap()
    }
}

/// A vice chair who is no expert.
pub fn vice() -> Actor {
    actor("vice-1", Role::ViceChair, "")
}
