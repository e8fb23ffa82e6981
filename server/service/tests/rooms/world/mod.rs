//! A world to test in: a fresh database of one engine with a season, and short hands that
//! bring dossiers to a stage through the verbs that people call.
#![allow(dead_code, reason = "several test programs share it and none needs all of it")]

pub mod answers;
mod database;
mod dossiers;
mod factor;
mod panels;
pub mod ports;
mod published;
mod scanner;

pub use domain::deliberation::Review;

use std::sync::Arc;

use domain::application::Answers;
use domain::application::field::Slot;
use domain::application::page::Page;
use domain::consultation::Consulted;
use domain::defence::session::{Session, Slot as Time};
use domain::event::Event;
use domain::formality::{Item, Tick};
use domain::guard::factor::{STEP, State};
use domain::ids::{
    DossierId, ExpertId, IncidentId, ObjectionId, OrganisationId, PanelId, SeasonId,
};
use domain::policy::{Actor, Grant, Role};
use domain::refusal::Refusal;
use domain::review::rubric::Rubric;
use domain::review::sheet::SheetForm;
use domain::season::{Direction, Limits, Phase, Planned, ReviewSettings, Season, Window};
use domain::stamp::{DAY, MINUTE, SECOND, Stamp};
use service::ports::committee::{Expert, Panel};
use service::ports::defence::{DefenceAssignment, Sitting, SlotRow};
use service::ports::initial_list::SignedList;
use service::rooms::application::Upload;
use service::{Error, Service, Vault};
use store::testing::{self, Fresh};
use store::{Database, Options};

use answers::{UNIT, answers, organisation};
use files::{ContentInspector, DiskFiles};
use ports::{HandClock, Quick, Seeded};

/// Midnight of the season's first day.
pub const START: Stamp = Stamp(1_780_000_000 * SECOND);

/// A day of the season.
pub fn day(n: i64) -> Stamp {
    START.plus(n * DAY)
}

/// When each phase is open, in days. On day 35 the first four are open together.
pub const WINDOWS: [(Phase, i64, i64); 8] = [
    (Phase::Application, 10, 40),
    (Phase::Recommendation, 12, 50),
    (Phase::Formality, 14, 60),
    (Phase::WrittenReview, 30, 90),
    (Phase::Defence, 91, 95),
    (Phase::Consultation, 96, 97),
    (Phase::Notice, 98, 110),
    (Phase::Announcement, 111, 120),
];

/// A Friday morning in September within the phase of the notice; ten working days end on the 18th.
pub const NOTICED: Stamp = Stamp(START.0 + 98 * DAY + 240 * MINUTE);

/// The season of the tests.
pub fn season() -> Season {
    season_from(START)
}

/// The same with another first day.
pub fn season_from(start: Stamp) -> Season {
    let window = |(phase, opens, closes): (Phase, i64, i64)| Window {
        phase,
        opens: start.plus(opens * DAY),
        closes: start.plus(closes * DAY),
        changed: None,
    };
    let directions =
        vec![Direction { code: "d1".into(), zh: "方向".into(), en: "Direction".into() }];
    let limits = Limits { file_max: 4096, files_max: 12_288, ..Limits::default() };
    Season {
        id: id(),
        demo: true,
        windows: WINDOWS.map(window).to_vec(),
        review: ReviewSettings {
            reviews: 3,
            // What does not test them is told of no least points and of panels of three.
            defence_reviews_min: 3,
            defence_points: 0,
            ..ReviewSettings::default()
        },
        planned: Planned { industrial: 2, sme: 1, service: 1 },
        notice_days: 10,
        ..Season::of_dossier(2026, directions, limits)
    }
}

/// The season's identifier.
pub fn id() -> SeasonId {
    "s2026".into()
}

/// The world. The database goes away with it.
pub struct World {
    pub service: Service,
    pub clock: Arc<HandClock>,
    pub office: Actor,
    pub fresh: Fresh,
}

impl World {
    pub async fn sqlite() -> Self {
        Self::from(testing::sqlite().await, START).await
    }

    pub async fn postgres() -> Self {
        Self::from(testing::postgres().await, START).await
    }

    /// A world in which the first four phases are open at `now`, an hour before it: for servers
    /// with a real clock.
    pub async fn around(fresh: Fresh, now: Stamp) -> Self {
        let world = Self::from(fresh, now.plus(-35 * DAY)).await;
        world.clock.pass(-60 * MINUTE);
        world
    }

    async fn from(fresh: Fresh, start: Stamp) -> Self {
        let clock = Arc::new(HandClock::at(start.plus(DAY)));
        let service = over(open(&fresh).await, &fresh, clock.clone(), 1);
        let office = actor("office-1", Role::Office, "");
        let world = Self { service, clock, office, fresh };
        world.service.open_season(&world.office, &season_from(start)).await.unwrap();
        world.service.set_quota(&world.office, UNIT, 8, 2, "调整名额").await.unwrap();
        // The journal's moments only grow, so the season is opened well before it begins.
        world.clock.set(start.plus(35 * DAY));
        world
    }

    /// A second server on the same database; on SQLite it shares the one opened database,
    /// because a file has one server.
    pub async fn second(&self) -> Service {
        match self.fresh.engine {
            "postgres" => over(open(&self.fresh).await, &self.fresh, self.clock.clone(), 2),
            _ => self.service.clone(),
        }
    }

    /// An account with a role, stored, so that it can sign in.
    pub async fn account(&self, email: &str, role: Role, scope: &str) -> Actor {
        let account =
            self.service.create_account("operator", "演示", email, PASSWORD).await.unwrap();
        self.service.grant("operator", &id(), &account, role, scope).await.unwrap();
        actor(account.as_str(), role, scope)
    }

    /// The cookie of a session that somebody with an account begins now.
    pub async fn cookie(&self, email: &str) -> String {
        format!("biaogan={}", self.service.sign_in(email, PASSWORD, "test").await.unwrap())
    }

    /// A row is written while the clock is ahead, and the clock is right again: what follows is later than that row.
    pub async fn ran_ahead(&self, to: Stamp) {
        let now = self.service.now();
        self.clock.set(to);
        self.account("ahead@example.com", Role::Office, "").await;
        self.clock.set(now);
        assert!(self.service.pulse().await.unwrap().ahead > 0, "the operator is told");
    }

    /// Changes the season as it is stored.
    pub async fn set(&self, change: impl FnOnce(&mut Season)) {
        let mut work = self.service.begin().await.unwrap();
        let mut season = work.db.current_season().await.unwrap().unwrap();
        change(&mut season);
        work.db.save_season(&season).await.unwrap();
        // What is kept of it is read again after the next event.
        let event = domain::event::Event::RehearsalBegun;
        work.record("office-1", &event, service::About::default()).await.unwrap();
        work.commit().await.unwrap();
    }
}

/// Where links to sign by are sent.
pub const SIGNER: &str = "legal@example.com";
/// Password of all accounts of the tests.
pub const PASSWORD: &str = "演示口令 demo 2026";
/// An opinion of sufficient length.
pub const OPINION: &str =
    "经初步审核，材料齐全、数据有据，方法成熟、成效明显，在本地区表现突出，同意推荐。（演示数据）";
/// The divisions of the two panels.
pub const FIELDS: [&str; 2] = ["36", "39"];

async fn open(fresh: &Fresh) -> Database {
    store::open(&fresh.url, Options { durable: false }).await.unwrap()
}

fn over(database: Database, fresh: &Fresh, clock: Arc<HandClock>, seed: u64) -> Service {
    Service {
        store: Arc::new(database),
        clock,
        chance: Arc::new(Seeded::new(seed)),
        files: Arc::new(DiskFiles(fresh.dir().join("files"))),
        inspector: Arc::new(ContentInspector::default()),
        scanner: None,
        passwords: Arc::new(Quick),
        held: service::Held::default(),
        guard: service::Guard {
            vault: Some(Arc::new(Vault::new(&[7; 32]).unwrap())),
            ..service::Guard::default()
        },
        host: None,
    }
}

/// An actor with one role, as a session would make it.
pub fn actor(account: &str, role: Role, scope: &str) -> Actor {
    let grants = vec![Grant { role, scope: scope.to_owned() }];
    Actor { account: account.into(), name: "演示".to_owned(), grants }
}

/// Somebody of the applicants' recommending unit.
pub fn unit() -> Actor {
    actor("unit-1", Role::RecommendingUnit, UNIT)
}

/// Somebody of the ministry.
pub fn ministry() -> Actor {
    actor("ministry-1", Role::Ministry, "")
}

/// Two of the association: `1` proposes, `2` confirms.
pub fn caq(n: u32) -> Actor {
    actor(&format!("caq-{n}"), Role::Caq, "")
}

/// The vice chair.
pub fn vice_chair() -> Actor {
    actor("vice-1", Role::ViceChair, "")
}

/// A chair who is no expert.
pub fn chair() -> Actor {
    actor("chair-1", Role::Chair, "")
}

pub fn panel_id(p: usize) -> PanelId {
    format!("p{p}").into()
}

pub fn expert_id(p: usize, e: usize) -> ExpertId {
    format!("e{p}{e}").into()
}

/// The actor of an expert.
pub fn expert_actor(p: usize, e: usize) -> Actor {
    actor(&format!("expert-{p}{e}"), Role::Expert, expert_id(p, e).as_str())
}

/// An expert who also leads the panel they sit on.
pub fn lead_actor(p: usize) -> Actor {
    let mut lead = expert_actor(p, 1);
    lead.grants.push(Grant { role: Role::PanelLead, scope: panel_id(p).to_string() });
    lead
}

/// An expert of one field without any ties.
pub fn expert(id: &ExpertId, field: &str) -> Expert {
    Expert {
        id: id.clone(),
        name: format!("演示专家 {id}"),
        employer: "演示大学".into(),
        uscc: String::new(),
        unit: String::new(),
        fields: vec![field.to_owned()],
        ties: Vec::new(),
        ..Expert::default()
    }
}

/// What a form bears that was drawn on a page.
pub const ONCE: &str = "0123456789abcdef0123456789abcdef-0";

/// A tick of yes.
pub fn yes() -> Tick {
    Tick { yes: true, note: String::new() }
}

/// A file as it arrives.
pub fn upload(slot: Slot, content: &[u8]) -> Upload {
    Upload { slot, name: format!("演示-{}.pdf", slot.code()), content: content.to_vec() }
}

#[allow(unused_imports, reason = "several test programs share it and none needs all of it")]
pub use files::testing::{docx, pdf, pdf_of, png};

/// A complete sheet of `percent` of the points in every item.
pub fn sheet(percent: u32) -> SheetForm {
    let rubric = Rubric::written_default();
    let points = |max: u16| format!("{:.1}", f64::from(max) * f64::from(percent) / 100.0);
    SheetForm {
        scores: rubric.items().map(|i| (i.code.clone(), points(i.max))).collect(),
        comments: Default::default(),
        overall: "该经验主题明确，方法与企业实际结合紧密，推进过程完整，成效数据有来源、可核对，建议补充推广条件与失败教训，便于同行借鉴。（演示评语）".into(),
    }
}

/// The same for the defence, which also scores the performance on the day.
pub fn defence_sheet(percent: u32) -> SheetForm {
    let rubric = Rubric::defence_default();
    let points = |max: u16| format!("{:.1}", f64::from(max) * f64::from(percent) / 100.0);
    let scores = rubric.items().map(|i| (i.code.clone(), points(i.max))).collect();
    SheetForm { scores, ..sheet(percent) }
}

/// When the slot of a number begins in [`World::defending`].
pub fn slot_of(number: u32) -> Stamp {
    day(92).plus(i64::from(number - 1) * 25 * MINUTE)
}

/// The refusal an outcome holds.
///
/// # Panics
/// When it holds something else.
#[track_caller]
pub fn refused<T>(outcome: service::Result<T>) -> Refusal {
    match outcome {
        Err(Error::Refused(r)) => r,
        Err(other) => panic!("not refused: {other:?}"),
        Ok(_) => panic!("not refused"),
    }
}

/// Whether something was given; what was not has to be refused as nobody else's business.
///
/// # Panics
/// When it was refused in another way, or failed.
#[track_caller]
pub fn given<T: std::fmt::Debug>(outcome: service::Result<T>) -> bool {
    if outcome.is_ok() {
        return true;
    }
    assert_eq!(refused(outcome), Refusal::NotYours);
    false
}

/// Mark of what is proposed on an objection, as a second person who has read it names it.
pub async fn mark_of_outcome(service: &Service, id: &ObjectionId) -> String {
    service.read().await.unwrap().objection(id).await.unwrap().unwrap().handling.mark()
}

/// Mark of what is proposed or found in a case.
pub async fn mark_of_case(service: &Service, id: &IncidentId) -> String {
    service.read().await.unwrap().incident(id).await.unwrap().unwrap().case.mark()
}

/// Mark of what is proposed on an entry of the consultation that runs.
pub async fn mark_of_entry(service: &Service, id: &DossierId) -> String {
    let season = service.season().await.unwrap().id;
    let mut db = service.read().await.unwrap();
    let consultations = db.consultations(&season).await.unwrap();
    consultations.iter().find_map(|c| c.of(id)).map(Consulted::mark).unwrap_or_default()
}
