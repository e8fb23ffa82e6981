//! A world to test in: a fresh database of one engine with a season, and short hands that
//! bring dossiers to a stage through the verbs that people call.
#![allow(dead_code, reason = "several test programs share it and none needs all of it")]

pub mod answers;
pub mod ports;

pub use domain::deliberation::Review;

use std::sync::Arc;

use domain::application::Answers;
use domain::application::field::Slot;
use domain::application::page::Page;
use domain::defence::session::{Session, Slot as Time};
use domain::event::Event;
use domain::facts::workdays::Counting;
use domain::formality::{Item, Tick};
use domain::guard::factor::{STEP, State};
use domain::ids::{DossierId, ExpertId, PanelId, SeasonId};
use domain::policy::{Actor, Grant, Role};
use domain::refusal::Refusal;
use domain::review::rubric::Rubric;
use domain::review::sheet::SheetForm;
use domain::season::{
    Direction, Limits, MailSettings, Phase, Planned, ReviewSettings, Season, Window,
};
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
    Season {
        id: id(),
        year: 2026,
        demo: true,
        directions: vec![Direction {
            code: "d1".into(),
            zh: "方向".into(),
            en: "Direction".into(),
        }],
        windows: WINDOWS.map(window).to_vec(),
        limits: Limits { file_max: 4096, files_max: 12_288, ..Limits::default() },
        review: ReviewSettings {
            reviews: 3,
            // What does not test them is told of no least points and of panels of three.
            defence_reviews_min: 3,
            defence_points: 0,
            ..ReviewSettings::default()
        },
        mail: MailSettings::default(),
        planned: Planned { industrial: 2, sme: 1, service: 1 },
        counting: Counting::NextDay,
        notice_days: 10,
        templates: Default::default(),
        changes: Vec::new(),
        published: Default::default(),
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

    /// An organisation and the actor that writes for it.
    pub async fn applicant(&self, n: usize) -> Actor {
        let organisation = self.service.add_organisation(&organisation(n)).await.unwrap();
        actor(&format!("applicant-{n}"), Role::Applicant, organisation.as_str())
    }

    /// A dossier just begun.
    pub async fn begun(&self, n: usize) -> (Actor, DossierId) {
        let actor = self.applicant(n).await;
        let id = self.service.start_dossier(&actor, &Answers::new()).await.unwrap();
        (actor, id)
    }

    /// A signed dossier that could be submitted.
    pub async fn draft(&self, n: usize) -> (Actor, DossierId) {
        self.draft_of(self.applicant(n).await, &answers(n)).await
    }

    /// The same with an actor and answers of one's own.
    pub async fn draft_of(&self, actor: Actor, answers: &Answers) -> (Actor, DossierId) {
        let (actor, id) = self.written(actor, answers).await;
        self.sign(&actor, &id).await;
        (actor, id)
    }

    /// The same before anybody is asked to sign.
    pub async fn written(&self, actor: Actor, answers: &Answers) -> (Actor, DossierId) {
        // The eligibility page carries over everything but the consent to share.
        let id = self.service.start_dossier(&actor, answers).await.unwrap();
        self.service.save_page(&actor, &id, Page::Declarations, 1, answers).await.unwrap();
        for slot in Slot::ALL.into_iter().filter(|s| s.required()) {
            self.service.attach(&actor, &id, upload(slot, &pdf(slot.code()))).await.unwrap();
        }
        (actor, id)
    }

    /// The legal representative signs what is written now, by the link that is sent.
    pub async fn sign(&self, actor: &Actor, id: &DossierId) {
        let token = self.service.ask_sign_off(actor, id, SIGNER).await.unwrap();
        self.service.sign(&token, "演示法人", true).await.unwrap();
    }

    /// A submitted dossier.
    pub async fn submitted(&self, n: usize) -> (Actor, DossierId) {
        let (actor, id) = self.draft(n).await;
        self.service.submit(&actor, &id).await.unwrap();
        (actor, id)
    }

    /// A dossier with a good opinion and a seat of its unit's quota.
    pub async fn recommended(&self, n: usize) -> (Actor, DossierId) {
        let (actor, id) = self.submitted(n).await;
        self.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        self.service.recommend(&unit(), &id).await.unwrap();
        (actor, id)
    }

    /// A dossier past the formality check.
    pub async fn passed(&self, n: usize) -> (Actor, DossierId) {
        let (actor, id) = self.recommended(n).await;
        for item in [Item::Credit, Item::NoAccident, Item::Signed, Item::NotRepeated] {
            self.service.tick(&self.office, &id, item, &yes()).await.unwrap();
        }
        self.service.pass(&self.office, &id).await.unwrap();
        (actor, id)
    }

    /// An account with a role, stored, so that it can sign in.
    pub async fn account(&self, email: &str, role: Role, scope: &str) -> Actor {
        let account =
            self.service.create_account("operator", "演示", email, PASSWORD).await.unwrap();
        self.service.grant("operator", &id(), &account, role, scope).await.unwrap();
        actor(account.as_str(), role, scope)
    }

    /// Chair, vice chair, and panels of so many experts: panel 1 for machinery, panel 2 for
    /// electronics. Experts are `e11`, `e12`, … on panel `p1`. The heads have signed the undertaking.
    pub async fn committee(&self, panels: usize, experts: usize) {
        let chair = self.account("chair@example.com", Role::Chair, "chair").await;
        let vice = self.account("vice-chair@example.com", Role::ViceChair, "vice").await;
        // Those who can sign in, and those the tests call verbs as.
        let heads =
            [chair, vice, self::chair(), vice_chair(), actor("vice", Role::ViceChair, "vice")];
        for head in heads {
            self.service.undertake(&head, &[]).await.unwrap();
        }
        for p in 1..=panels {
            let members: Vec<ExpertId> = (1..=experts).map(|e| expert_id(p, e)).collect();
            for e in &members {
                self.service.add_expert(&self.office, &expert(e, FIELDS[p - 1])).await.unwrap();
            }
            let panel = Panel {
                id: panel_id(p),
                number: i64::try_from(p).unwrap(),
                zh: format!("第{p}专业组"),
                en: format!("Panel {p}"),
                fields: vec![FIELDS[p - 1].to_owned()],
            };
            self.service.form_panel(&self.office, &panel, &members).await.unwrap();
        }
    }

    /// Every expert of the committee signs.
    pub async fn undertakings(&self, panels: usize, experts: usize) {
        for p in 1..=panels {
            for e in 1..=experts {
                self.service.undertake(&expert_actor(p, e), &[]).await.unwrap();
            }
        }
    }

    /// Dossiers `1..=n` before so many panels of so many experts, all signed and published.
    pub async fn reviewing(&self, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
        let mut ids = Vec::new();
        for i in 1..=n {
            ids.push(self.passed(i).await.1);
        }
        self.committee(panels, experts).await;
        self.undertakings(panels, experts).await;
        self.service.publish_assignment(&self.office, 7, None, "").await.unwrap();
        ids
    }

    /// Dossiers `1..=n`, all of them on the list of the one panel that was released.
    pub async fn shortlisted(&self, n: usize) -> Vec<DossierId> {
        let ids = self.reviewing(n, 1, 3).await;
        for e in 1..=3 {
            let expert = expert_actor(1, e);
            for row in self.service.my_reviews(&expert, Review::Written).await.unwrap().rows {
                self.service
                    .seal_sheet(&expert, Review::Written, &row.dossier, &sheet(80))
                    .await
                    .unwrap();
            }
        }
        self.concluded(Review::Written, 1).await;
        self.service.release_lists(&chair(), Review::Written).await.unwrap();
        ids
    }

    /// Chair and vice chair have signed an initial list of these.
    pub async fn listed(&self, ids: &[DossierId]) {
        let mut work = self.service.begin().await.unwrap();
        let at = work.now.0;
        let list = SignedList {
            number: 1,
            canonical: "演示名单".into(),
            sha256: domain::application::version::digest("演示名单"),
            dossiers: ids.to_vec(),
            signed_by: "chair-1".into(),
            signed_at: at,
            confirmed_by: "vice-1".into(),
            confirmed_at: at,
        };
        work.db.insert_signed_list(&id(), &list).await.unwrap();
        work.commit().await.unwrap();
    }

    /// The ministry agrees to all that is on the signed list, on the first day of its phase, and the
    /// consultation is closed: nothing keeps the notice any more.
    pub async fn consulted(&self) {
        self.clock.set(day(96));
        self.service.open_consultation(&self.office, day(97)).await.unwrap();
        self.service.agree_to_rest(&ministry()).await.unwrap();
        self.service.hand_in_opinions(&ministry()).await.unwrap();
        self.service.close_consultation(&self.office, "").await.unwrap();
    }

    /// A public notice of these is open: from a Friday in September on.
    pub async fn noticed(&self, ids: &[DossierId]) -> domain::views::notice::NoticeView {
        self.listed(ids).await;
        self.consulted().await;
        self.opened().await
    }

    /// The notice of the list that is signed is opened.
    pub async fn opened(&self) -> domain::views::notice::NoticeView {
        self.clock.set(NOTICED);
        let seen = self.service.notice_preparation(&self.office).await.unwrap().proposed.unwrap().1;
        self.service.open_notice(&self.office, &seen).await.unwrap();
        self.service.notice(Some(2026)).await.unwrap().unwrap()
    }

    /// Dossiers `1..=n` are benchmarks of their year: the notice was open, nobody objected, the result is
    /// announced. The clock stands at the end of the notice.
    pub async fn entitled(&self, n: usize) -> Vec<DossierId> {
        let ids = self.shortlisted(n).await;
        let open = self.noticed(&ids).await;
        self.clock.set(open.ends_at);
        self.announced().await;
        ids
    }

    /// The announcement is prepared, approved by two, and released.
    pub async fn announced(&self) {
        let s = &self.service;
        s.prepare_announcement(&self.office).await.unwrap();
        let seen = s.announcement_preparing(&self.office).await.unwrap().prepared.unwrap().1;
        for n in 1..=2 {
            let caq = actor(&format!("caq-{n}"), Role::Caq, "");
            s.approve_announcement(&caq, &seen).await.unwrap();
        }
        s.release_announcement(&self.office).await.unwrap();
    }

    /// Dossiers `1..=n` on the lists of the written review, which are out: so many panels of so many experts. The
    /// clock stands at the opening of the defence, of which nothing is planned.
    pub async fn lists_out(&self, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
        let ids = self.reviewing(n, panels, experts).await;
        for (p, e) in (1..=panels).flat_map(|p| (1..=experts).map(move |e| (p, e))) {
            let actor = expert_actor(p, e);
            let rows = self.service.my_reviews(&actor, Review::Written).await.unwrap().rows;
            for row in rows {
                let form = sheet(70);
                let sealed = self.service.seal_sheet(&actor, Review::Written, &row.dossier, &form);
                sealed.await.unwrap();
            }
        }
        for p in 1..=panels {
            self.concluded(Review::Written, p).await;
        }
        self.service.release_lists(&chair(), Review::Written).await.unwrap();
        self.clock.set(day(91));
        ids
    }

    /// The same in the defence: every panel has a session of all its members on day 92, a slot of 25 minutes each,
    /// and everybody in it scores.
    pub async fn defending(&self, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
        let ids = self.lists_out(n, panels, experts).await;
        self.slots(&ids, panels, experts).await;
        ids
    }

    /// The lead of a panel signs, the chair confirms.
    pub async fn concluded(&self, review: Review, p: usize) {
        let (lead, panel) = (lead_actor(p), panel_id(p));
        let seen = self.service.deliberation(&lead, review, &panel).await.unwrap().sha256;
        self.service.sign_conclusion(&lead, review, &panel, &seen).await.unwrap();
        self.service.confirm_conclusion(&chair(), review, &panel, &seen).await.unwrap();
    }

    /// The same after everybody was heard and all sheets are sealed.
    pub async fn heard(&self, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
        let ids = self.defending(n, panels, experts).await;
        self.clock.set(day(92).plus(20 * 60 * MINUTE));
        for (p, e) in (1..=panels).flat_map(|p| (1..=experts).map(move |e| (p, e))) {
            let actor = expert_actor(p, e);
            let rows = self.service.my_reviews(&actor, Review::Defence).await.unwrap().rows;
            for (i, row) in rows.into_iter().enumerate() {
                let form = defence_sheet(90 - 5 * u32::try_from(i).unwrap());
                let sealed = self.service.seal_sheet(&actor, Review::Defence, &row.dossier, &form);
                sealed.await.unwrap();
            }
        }
        ids
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

    /// What the system's own check finds.
    pub async fn checked(&self) -> Vec<String> {
        let database = open(&self.fresh).await;
        let found = database.check().await.unwrap();
        database.close().await;
        found
    }

    /// A panel puts the last it has heard into reserve and concludes.
    pub async fn proposed(&self, p: usize) {
        let (lead, panel) = (lead_actor(p), panel_id(p));
        let seen = self.service.deliberation(&lead, Review::Defence, &panel).await.unwrap();
        let last = seen.rows.last().unwrap();
        let agreeing = service::Agreeing {
            dossier: last.dossier.clone(),
            verdict: domain::deliberation::agreed::Verdict::Reserve,
            rank: last.rank,
            reason: "答辩中数据来源说明不足，列为备选。".into(),
            minutes: String::new(),
            exception: String::new(),
            revision: seen.revision,
        };
        self.service.agree(&lead, Review::Defence, &panel, &agreeing).await.unwrap();
        self.concluded(Review::Defence, p).await;
    }

    /// What the initial list is made of: the panels' results of the defence are released.
    pub async fn candidates(&self, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
        let ids = self.heard(n, panels, experts).await;
        for p in 1..=panels {
            self.proposed(p).await;
        }
        self.service.release_lists(&chair(), Review::Defence).await.unwrap();
        ids
    }

    /// Sessions, slots and who scores whom, as they are when they are published.
    pub async fn slots(&self, ids: &[DossierId], panels: usize, experts: usize) {
        let mut work = self.service.begin().await.unwrap();
        let at = work.now.0;
        let mut panel_of = std::collections::BTreeMap::new();
        for id in ids {
            let home = work.db.dossier(id).await.unwrap().unwrap().panel.unwrap();
            panel_of.insert(id, home);
        }
        let mut pairs = 0;
        for p in 1..=panels {
            let members: Vec<ExpertId> = (1..=experts).map(|e| expert_id(p, e)).collect();
            let ours: Vec<_> = ids.iter().filter(|id| panel_of[id] == panel_id(p)).collect();
            let session = Session {
                id: format!("sitting-{p}").into(),
                panel: panel_id(p),
                room: format!("演示会议室 {p}"),
                starts: day(92),
                slots: u32::try_from(ours.len().max(1)).unwrap(),
                breaks: Vec::new(),
                experts: members.clone(),
            };
            let sitting = Sitting { session, published_at: Some(at) };
            work.db.save_sitting(&id(), &sitting).await.unwrap();
            for (number, dossier) in (1..).zip(ours) {
                let starts = slot_of(number);
                let slot = Time {
                    session: sitting.session.id.clone(),
                    number,
                    dossier: dossier.clone(),
                    starts,
                    ends: starts.plus(25 * MINUTE),
                };
                let row = SlotRow {
                    slot,
                    sequence: 0,
                    confirmed_at: None,
                    delegates: Vec::new(),
                    arrived_at: None,
                    begun_at: None,
                    cancelled_at: None,
                };
                work.db.save_slot(&row).await.unwrap();
                for expert in &members {
                    let (dossier, expert, panel) = (dossier.clone(), expert.clone(), panel_id(p));
                    let pair = DefenceAssignment { dossier, expert, panel, at };
                    work.db.assign_defence(&id(), &pair).await.unwrap();
                    pairs += 1;
                }
            }
        }
        // What boards show has changed: the journal says so.
        let applications = i64::try_from(ids.len()).unwrap();
        let event = Event::AssignmentPublished { applications, pairs, cost: 0, seed: 0 };
        work.record("office-1", &event, service::About::default()).await.unwrap();
        work.commit().await.unwrap();
    }

    /// Sets up a second step of signing in; gives its secret and the recovery codes.
    pub async fn second_step(&self, who: &Actor) -> (Vec<u8>, Vec<String>) {
        self.service.begin_factor(who, PASSWORD, "").await.unwrap();
        let secret = self.pending(who).await;
        let codes = self.service.confirm_factor(who, &self.code(&secret), "").await.unwrap();
        // The next code is another one.
        self.clock.pass(STEP);
        (secret, codes)
    }

    /// The secret that somebody is shown.
    pub async fn pending(&self, who: &Actor) -> Vec<u8> {
        let State::Pending { secret, .. } = self.service.factor(who).await.unwrap().state else {
            panic!("no secret waits")
        };
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let (mut out, mut held, mut bits) = (Vec::new(), 0u32, 0);
        for letter in secret.bytes() {
            let five = letters.iter().position(|l| *l == letter).unwrap();
            held = (held << 5 | u32::try_from(five).unwrap()) & 0xffff;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                out.push(u8::try_from(held >> bits & 0xff).unwrap());
            }
        }
        out
    }

    /// The code a telephone shows now.
    pub fn code(&self, secret: &[u8]) -> String {
        self.code_at(secret, 0)
    }

    /// The code so many steps from now.
    pub fn code_at(&self, secret: &[u8], steps: i64) -> String {
        let step = domain::guard::factor::step(self.service.now()) + steps;
        format!("{:06}", service::vault::code(secret, step))
    }

    /// A number the database finds, past the ports.
    pub async fn number(&self, query: &str) -> i64 {
        use sqlx::Connection;
        let query = sqlx::AssertSqlSafe(query.to_owned());
        match self.fresh.engine {
            "postgres" => {
                let mut conn = sqlx::PgConnection::connect(&self.fresh.url).await.unwrap();
                sqlx::query_scalar(query).fetch_one(&mut conn).await.unwrap()
            }
            _ => {
                let mut conn = sqlx::SqliteConnection::connect(&self.fresh.url).await.unwrap();
                sqlx::query_scalar(query).fetch_one(&mut conn).await.unwrap()
            }
        }
    }

    /// Makes the review of the season a blind one, before anything has happened in it.
    pub async fn blind(&self) {
        let review = ReviewSettings { blind: true, ..season().review };
        let data = serde_json::to_string(&Season { review, ..season() }).unwrap();
        let data = data.replace('\'', "''");
        self.tamper(&format!("UPDATE season SET data = '{data}' WHERE id = '{}'", id())).await;
    }

    /// Runs statements past the ports, as somebody with the database's password would.
    pub async fn tamper(&self, text: &str) {
        self.tampered(text).await.unwrap();
    }

    /// The same where the database may refuse it.
    pub async fn tampered(&self, text: &str) -> Result<(), sqlx::Error> {
        use sqlx::Connection;
        let text = sqlx::AssertSqlSafe(text.to_owned());
        match self.fresh.engine {
            "postgres" => {
                let mut conn = sqlx::PgConnection::connect(&self.fresh.url).await?;
                sqlx::raw_sql(text).execute(&mut conn).await.map(drop)
            }
            _ => {
                let mut conn = sqlx::SqliteConnection::connect(&self.fresh.url).await?;
                sqlx::raw_sql(text).execute(&mut conn).await.map(drop)
            }
        }
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
pub fn refused<T: std::fmt::Debug>(outcome: service::Result<T>) -> Refusal {
    match outcome {
        Err(Error::Refused(r)) => r,
        other => panic!("not refused: {other:?}"),
    }
}
