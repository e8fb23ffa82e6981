//! A fresh database with a small invented season, and short hands for the tests.

use domain::ids::SeasonId;
use domain::journey::Standing;
use domain::lang::Lang;
use domain::season::{Limits, Phase, Planned, Season, Window};
use domain::stamp::Stamp;
use service::ports::application::{Dossier, Summary};
use service::ports::committee::{Assignment, Expert, Panel};
use service::ports::identity::{Account, Organisation};
use service::ports::review::SheetRow;
use service::ports::{Bell, Head, Session, Store};
use sqlx::{AssertSqlSafe, raw_sql};

use crate::testing::{self, Fresh};
use crate::{Base, Database};

pub(crate) struct Bed {
    pub(crate) db: Database,
    pub(crate) fresh: Fresh,
}

impl Bed {
    pub(crate) async fn sqlite() -> Self {
        Self::over(testing::sqlite().await).await
    }

    pub(crate) async fn postgres() -> Self {
        Self::over(testing::postgres().await).await
    }

    async fn over(fresh: Fresh) -> Self {
        Self { db: fresh.open().await, fresh }
    }

    pub(crate) async fn read(&self) -> Box<dyn Session> {
        self.db.read().await.unwrap()
    }

    pub(crate) async fn write(&self) -> Box<dyn Session> {
        self.db.write().await.unwrap()
    }

    /// Runs statements past the ports, as somebody with the database's password would.
    pub(crate) async fn tamper(&self, text: &str) -> Result<(), String> {
        let text = AssertSqlSafe(text.to_owned());
        match &self.db.base {
            Base::Sqlite(b) => raw_sql(text).execute(&b.write).await.map(drop),
            Base::Postgres(b) => raw_sql(text).execute(&b.write).await.map(drop),
        }
        .map_err(|e| e.to_string())
    }

    /// The season, one unit's quota of seats for anyone, two panels, experts `e1` to `e4`,
    /// organisation `o1` and account `a1`.
    pub(crate) async fn furnish(&self) {
        let mut w = self.write().await;
        w.save_season(&season()).await.unwrap();
        for n in 1..=2 {
            w.insert_panel(&s(), &panel(n)).await.unwrap();
        }
        for n in 1..=4 {
            w.save_expert(&expert(n)).await.unwrap();
        }
        w.insert_organisation(&organisation("o1")).await.unwrap();
        w.insert_account(&account("a1")).await.unwrap();
        commit(w).await;
    }

    /// Dossiers `d1` to `dn`, all standing at `standing`.
    pub(crate) async fn dossiers(&self, n: i64, standing: &Standing) {
        let mut w = self.write().await;
        for i in 1..=n {
            w.insert_dossier(&dossier(i, standing.clone())).await.unwrap();
        }
        commit(w).await;
    }
}

/// Commits without a word in the journal.
pub(crate) async fn commit(mut w: Box<dyn Session>) {
    let head = w.head().await.unwrap();
    w.commit(&head, vec![]).await.unwrap();
}

/// Commits and rings.
pub(crate) async fn commit_ringing(mut w: Box<dyn Session>, bells: Vec<Bell>) {
    let head: Head = w.head().await.unwrap();
    w.commit(&head, bells).await.unwrap();
}

pub(crate) fn s() -> SeasonId {
    "s2026".into()
}

pub(crate) fn season() -> Season {
    let window = |phase| Window { phase, opens: Stamp(1), closes: Stamp(i64::MAX), changed: None };
    Season {
        id: s(),
        demo: true,
        windows: Phase::ALL.map(window).to_vec(),
        planned: Planned { industrial: 45, sme: 8, service: 7 },
        notice_days: 10,
        ..Season::of_dossier(2026, Vec::new(), Limits::default())
    }
}

pub(crate) fn account(id: &str) -> Account {
    Account {
        id: id.into(),
        email: format!("{id}@example.com"),
        name: format!("演示账户 {id}"),
        password_hash: "$argon2id$".into(),
        lang: Lang::Zh,
        claimed: String::new(),
        created_at: 1,
        closed_at: None,
    }
}

pub(crate) fn organisation(id: &str) -> Organisation {
    Organisation {
        id: id.into(),
        name: format!("演示企业 {id}"),
        uscc: String::new(),
        claim: String::new(),
        created_at: 1,
    }
}

pub(crate) fn panel(n: i64) -> Panel {
    Panel {
        id: format!("p{n}").into(),
        number: n,
        zh: format!("第{n}专业组"),
        en: format!("Panel {n}"),
        fields: vec!["36".into(), "38".into()],
    }
}

pub(crate) fn expert(n: i64) -> Expert {
    Expert {
        id: format!("e{n}").into(),
        name: format!("演示专家 {n}"),
        employer: "演示大学".into(),
        uscc: String::new(),
        unit: String::new(),
        fields: vec!["36".into()],
        ties: vec![],
        ..Expert::default()
    }
}

pub(crate) fn summary() -> Summary {
    Summary {
        title: "演示标杆".into(),
        org_name: "演示企业".into(),
        uscc: "91330000MA00000001".into(),
        region: "R330000".into(),
        unit: "R330000".into(),
        industry: "C36".into(),
        scope: "1".into(),
        sme: false,
        direction: "d1".into(),
        contact_tail: "0000".into(),
    }
}

pub(crate) fn dossier(n: i64, standing: Standing) -> Dossier {
    Dossier {
        id: format!("d{n}").into(),
        season: s(),
        organisation: "o1".into(),
        number: n,
        reference: format!("QB-2026-{n:05}-A"),
        standing,
        summary: summary(),
        panel: None,
        created_at: n,
        changed_at: n,
    }
}

pub(crate) fn submitted() -> Standing {
    Standing::Submitted { at: Stamp(5), version: 1 }
}

pub(crate) fn recommended() -> Standing {
    Standing::Recommended { at: Stamp(6), version: 1, unit: "R330000".into() }
}

pub(crate) fn pair(dossier: i64, expert: i64) -> Assignment {
    Assignment {
        dossier: format!("d{dossier}").into(),
        expert: format!("e{expert}").into(),
        panel: "p1".into(),
        bridging: false,
    }
}

pub(crate) fn review(dossier: i64, expert: i64) -> SheetRow {
    SheetRow {
        dossier: format!("d{dossier}").into(),
        expert: format!("e{expert}").into(),
        revision: 1,
        form: "{}".into(),
        saved_at: 10,
        sealed_at: None,
        total: None,
        sha256: String::new(),
    }
}

pub(crate) fn sealed(dossier: i64, expert: i64, at: i64, total: i64) -> SheetRow {
    SheetRow {
        sealed_at: Some(at),
        total: Some(total),
        sha256: "ab".repeat(32),
        ..review(dossier, expert)
    }
}

pub(crate) fn bell(at: i64) -> Bell {
    Bell { at, room: "review".into(), dossier: Some("d1".into()), panel: None }
}
