//! A small season with somebody of every role in it, and those who are of the right role but
//! of another organisation, unit or panel.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use clap::Parser;
use domain::application::field::Slot;
use domain::ids::{AccountId, DossierId, ExpertId, FileId};
use domain::lang::Lang;
use domain::policy::Role;
use domain::stamp::Stamp;
use server::config::{Cli, Config};
use server::http::assets::Site;
use server::metrics::Metrics;
use server::running::Server;
use service::Service;
use service::ports::files::UploadRow;
use service::ports::identity::Account;
use service::ports::people::MemberRow;
use tokio::sync::watch;

use super::answer::{Answer, Ask};
use super::binary::site;
use super::world::answers::{answers, organisation, title};
use super::world::*;

/// Somebody: name in the tests, role, scope.
pub struct House {
    pub w: World,
    pub router: Router,
    /// E-mail addresses by name: the twelve role codes, and the foreigners.
    people: BTreeMap<&'static str, String>,
    /// In written review, sealed once; panel 1; everybody named by a role code has to do with it.
    pub own: DossierId,
    /// One of its files.
    pub file: FileId,
    /// A draft of the same organisation's neighbour, to whom nobody but its writer may come.
    pub draft: DossierId,
    /// Account of a colleague of the applicant whom nobody will miss.
    pub spare: String,
    /// An open invitation of the applicant's organisation.
    pub invitation: String,
    /// Stops the live streams when it becomes true.
    pub stop: watch::Sender<bool>,
    /// Sessions that were opened at a moment of the clock and have only read since.
    reading: Mutex<(Stamp, BTreeMap<String, String>)>,
}

/// An upload the writer of the dossier began before it was handed in.
pub const UPLOAD: &str = "0000upload0000000000000000";

/// Those who hold a role, but not over what is asked for.
pub const FOREIGN: [&str; 5] =
    ["foreign_applicant", "foreign_unit", "foreign_lead", "unassigned_expert", "conflicted_expert"];

/// Texts that nobody may see to whom the dossier is closed.
pub fn secrets() -> Vec<String> {
    let mut secrets =
        vec![title(1), organisation(1), "QB-2026-00001".to_owned(), answers(1)["uscc"].clone()];
    secrets.extend(
        ["经初步审核", "便于同行借鉴", "演示专家 e1", "contact1@example.com"].map(str::to_owned),
    );
    secrets
}

impl House {
    /// Furnishes a world.
    pub async fn furnish(w: World) -> Self {
        let s = &w.service;
        let (owner, own) = w.passed(1).await;
        let (other, _) = w.passed(2).await;
        let (_, draft) = w.draft(3).await;
        w.committee(2, 4).await;
        let conflicted = expert_actor(1, 4);
        s.undertake(&conflicted, std::slice::from_ref(&own)).await.unwrap();
        w.undertakings(2, 4).await;
        s.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let mut assigned: Vec<ExpertId> = Vec::new();
        let mut unassigned: Vec<ExpertId> = Vec::new();
        for e in 1..=3 {
            let rows = s.my_reviews(&expert_actor(1, e), Review::Written).await.unwrap().rows;
            let mine = rows.iter().any(|r| r.dossier == own);
            if mine { assigned.push(expert_id(1, e)) } else { unassigned.push(expert_id(1, e)) }
        }
        let sealer = actor("sealer", Role::Expert, assigned[0].as_str());
        s.seal_sheet(&sealer, Review::Written, &own, &sheet(77)).await.unwrap();
        let file = s.dossier(&owner, &own).await.unwrap().files[0].id.clone();
        let scope = |a: &domain::policy::Actor| a.grants[0].scope.clone();
        let (mut spare, mut invitation) = (String::new(), String::new());
        let (mine, theirs) = (scope(&owner), scope(&other));
        let mut people = BTreeMap::from([
            ("chair", "chair@example.com".to_owned()),
            ("vice_chair", "vice-chair@example.com".to_owned()),
        ]);
        for (name, role, scope) in [
            ("applicant", Role::Applicant, mine.as_str()),
            ("applicant_editor", Role::ApplicantEditor, mine.as_str()),
            ("applicant_reader", Role::ApplicantReader, mine.as_str()),
            ("legal_representative", Role::LegalRepresentative, mine.as_str()),
            ("spare", Role::ApplicantReader, mine.as_str()),
            ("recommending_unit", Role::RecommendingUnit, answers::UNIT),
            ("office", Role::Office, ""),
            ("expert", Role::Expert, assigned[1].as_str()),
            ("panel_lead", Role::PanelLead, "p1"),
            ("ministry", Role::Ministry, ""),
            ("caq", Role::Caq, ""),
            ("system_admin", Role::SystemAdmin, ""),
            ("security_admin", Role::SecurityAdmin, ""),
            ("audit_admin", Role::AuditAdmin, ""),
            ("foreign_applicant", Role::Applicant, theirs.as_str()),
            ("foreign_unit", Role::RecommendingUnit, "R370000"),
            ("foreign_lead", Role::PanelLead, "p2"),
            ("unassigned_expert", Role::Expert, unassigned[0].as_str()),
            ("conflicted_expert", Role::Expert, "e14"),
        ] {
            let email = format!("{}@house.example", name.replace('_', "-"));
            let who = w.account(&email, role, scope).await;
            match name {
                "applicant" => {
                    begin_upload(&w, &own, who.account.clone()).await;
                    s.invite(&who, "invited@house.example", "applicant_reader").await.unwrap();
                    invitation = s.people(&who).await.unwrap().invitations[0].id.clone();
                }
                "spare" => spare = who.account.to_string(),
                _ => {}
            }
            people.insert(name, email);
        }
        registrant(&w, "registrant@house.example", &mine).await;
        people.insert("registrant", "registrant@house.example".to_owned());
        let (stop, stopped) = watch::channel(false);
        let router = router(&w, &[], stopped);
        let reading = Mutex::default();
        Self { router, people, own, file, draft, spare, invitation, stop, reading, w }
    }

    /// A fresh session of somebody, as a cookie; nothing for `anonymous`.
    pub async fn cookie(&self, name: &str) -> String {
        if name == "anonymous" {
            return String::new();
        }
        let token = self.w.service.sign_in(&self.people[name], PASSWORD, "house").await.unwrap();
        format!("biaogan={token}")
    }

    /// E-mail address of somebody.
    pub fn email(&self, name: &str) -> &str {
        &self.people[name]
    }

    /// Asks in somebody's name: in a fresh session, or in one that has only read since it was opened.
    /// Whatever changes something may end sessions, whoever's they are, and so may the time that passes.
    pub async fn ask(&self, name: &str, ask: Ask) -> Answer {
        let now = self.w.service.now();
        let known = {
            let mut reading = self.reading.lock().unwrap();
            if ask.method != "GET" || reading.0 != now {
                *reading = (now, BTreeMap::new());
            }
            reading.1.get(name).cloned()
        };
        let cookie = match known {
            Some(cookie) => cookie,
            None => self.cookie(name).await,
        };
        if ask.method == "GET" {
            self.reading.lock().unwrap().1.insert(name.to_owned(), cookie.clone());
        }
        ask.as_(&cookie).of(&self.router).await
    }
}

/// Somebody who has registered and not proved their address, in an organisation that is sure.
async fn registrant(w: &World, email: &str, organisation: &str) {
    let password_hash = w.service.passwords.hash(PASSWORD).await.unwrap();
    let mut work = w.service.begin().await.unwrap();
    let account = Account {
        id: "registrant".into(),
        email: "registrant".into(),
        name: "演示".into(),
        password_hash,
        lang: Lang::Zh,
        claimed: email.into(),
        created_at: 1,
        closed_at: None,
    };
    work.db.insert_account(&account).await.unwrap();
    let row = MemberRow {
        account: account.id,
        organisation: organisation.into(),
        role: Role::Applicant,
        since: 1,
    };
    work.db.save_member(&row).await.unwrap();
    work.commit().await.unwrap();
}

async fn begin_upload(w: &World, dossier: &DossierId, account: AccountId) {
    let row = UploadRow {
        id: UPLOAD.into(),
        dossier: dossier.clone(),
        slot: Slot::Scan,
        account,
        name: "a.pdf".into(),
        size: 9,
        mark: String::new(),
        created_at: 1,
        expires_at: i64::MAX,
    };
    let mut work = w.service.begin().await.unwrap();
    work.db.insert_upload(&row).await.unwrap();
    work.commit().await.unwrap();
}

/// The whole site over a world, with further words on the command line.
pub fn router(w: &World, words: &[&str], stopped: watch::Receiver<bool>) -> Router {
    let words = [&["biaogan"], words, &["serve"]].concat();
    let config = Config::load(&Cli::try_parse_from(words).unwrap()).unwrap();
    let site = Site::load(site(w.fresh.dir())).unwrap();
    let host = Server::of(&config, Metrics::new());
    let service = Service { host: Some(Arc::new(host)), ..w.service.clone() };
    server::http::router(service, &site, &config, stopped)
}
