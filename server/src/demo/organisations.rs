//! Three hundred applications, their recommendation and formality check. About eight
//! in a hundred fail on purpose, each in its own way.

use std::collections::BTreeMap;

use domain::application::field::{Field, Slot};
use domain::application::files::sha256;
use domain::application::page::Page;
use domain::application::{Answers, answer};
use domain::committee::draw::SplitMix64;
use domain::formality::{Item, Tick};
use domain::ids::DossierId;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::Phase;
use serde::Deserialize;
use service::rooms::application::Upload;
use service::{Error, Fault, Result};

use super::answers::{Flaw, answers};
use super::{Demo, Until};

/// A row of the demonstration's data.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Row {
    pub(super) n: u64,
    pub(super) title: String,
    pub(super) scope_item: u8,
    pub(super) company: String,
    pub(super) region: String,
    pub(super) recommending_unit: String,
    pub(super) gbt4754: String,
    pub(super) product: String,
    pub(super) employees: i64,
    pub(super) revenue_wan: i64,
    pub(super) assets_wan: i64,
}

#[derive(Deserialize)]
struct Rows {
    rows: Vec<Row>,
}

/// The fictional applications.
pub(super) fn rows() -> Vec<Row> {
    let text = include_str!("../../../app/domain/data/demo_titles.json");
    serde_json::from_str::<Rows>(text).map(|r| r.rows).unwrap_or_default()
}

/// A submitted application.
pub(super) struct Submitted {
    pub(super) id: DossierId,
    pub(super) unit: String,
    pub(super) flaw: Option<Flaw>,
    /// Division of GB/T 4754.
    pub(super) division: String,
}

/// The flaw a row is given, about one in twelve.
fn flaw(row: &Row) -> Option<Flaw> {
    match (row.n % 12, row.region.as_str()) {
        (_, "青岛市") if row.n < 100 => Some(Flaw::ThroughProvince),
        (5, _) => Some(match row.n / 12 % 5 {
            0 => Flaw::LossYear,
            1 => Flaw::WrongCode,
            2 => Flaw::NotSmall,
            3 => Flaw::NoSeal,
            _ => Flaw::Late,
        }),
        _ => None,
    }
}

/// Every sixtieth has copied half of its report from the one before: something for the Office to
/// find (Art. 24).
fn with_what_was_copied(row: &Row, all: &[Row], mut own: Answers) -> Answers {
    let other = all.iter().find(|other| row.n % 60 == 7 && other.n + 1 == row.n);
    if let Some(other) = other {
        let theirs = answers(other, None, "");
        for field in Field::SECTIONS.into_iter().skip(2).take(5) {
            let text = theirs.get(field.key()).cloned().unwrap_or_default();
            own.insert(field.key().to_owned(), text.replace(&other.company, &row.company));
        }
    }
    own
}

/// What a verb must refuse, for the demonstration to show it.
fn must_refuse<T>(outcome: Result<T>, what: &str) -> Result<()> {
    match outcome {
        Err(Error::Refused(_)) => Ok(()),
        Err(e) => Err(e),
        Ok(_) => Err(Fault::new(format!("{what} was not refused")).into()),
    }
}

/// Who works for a unit, by its code.
pub(super) type Units = BTreeMap<String, Actor>;

impl Demo {
    /// Writes and submits the applications; returns those that were submitted, and who works for the units they came to.
    pub(super) async fn applications(&self, office: &Actor) -> Result<(Vec<Submitted>, Units)> {
        let mut units = Units::new();
        let mut late: Vec<(Actor, DossierId)> = Vec::new();
        let mut submitted = Vec::new();
        let all = rows();
        let usual = self.size.usual();
        // A small one takes those in which nothing is wrong.
        let chosen = all.iter().filter(|row| usual || flaw(row).is_none());
        for row in chosen.take(self.size.applications) {
            if row.n % 100 == 0 {
                println!("  {} of {} applications", row.n, self.size.applications);
            }
            #[allow(clippy::cast_precision_loss)] // 300 rows over 36 days
            self.clock.go(self.clock.days_ago(57.0 - row.n as f64 / 300.0 * 36.0));
            let flaw = flaw(row);
            let organisation = self.service.add_organisation(&row.company).await?;
            let email = format!("org{:03}@example.com", row.n);
            let name = format!("联系人 {:03}（演示）", row.n);
            let account =
                self.account(&email, &name, Role::Applicant, organisation.as_str()).await?;
            let actor = Self::actor(&account, Role::Applicant, organisation.as_str());
            let id = self.service.start_dossier(&actor, &BTreeMap::new()).await?;
            let answers = with_what_was_copied(row, &all, answers(row, flaw, &sha256(PDF)));
            for page in Page::ALL.into_iter().filter(|p| *p != Page::Attachments) {
                let base = i64::from(page == Page::Organisation);
                self.service.save_page(&actor, &id, page, base, &answers).await?;
            }
            for slot in Slot::ALL.into_iter().filter(|s| s.required()) {
                let name = format!("演示-{}.pdf", slot.code());
                let upload = Upload { slot, name, content: PDF.to_vec() };
                self.service.attach(&actor, &id, upload).await?;
            }
            match flaw {
                Some(Flaw::Late) => late.push((actor, id)),
                Some(Flaw::NoSeal) | None => {
                    self.sign(&actor, &id, &answers).await?;
                    self.staff(&mut units, &row.recommending_unit).await?;
                    self.service.submit(&actor, &id).await?;
                    let division = row.gbt4754.chars().skip(1).take(2).collect();
                    submitted.push(Submitted {
                        id,
                        unit: row.recommending_unit.clone(),
                        flaw,
                        division,
                    });
                }
                Some(_) => {
                    must_refuse(self.service.submit(&actor, &id).await, "a flawed application")?
                }
            }
        }
        // Three minutes late, all of them; then the phase is reopened, with its reason.
        self.clock.go(self.clock.days_ago(20.0).plus(3 * domain::stamp::MINUTE));
        for (actor, id) in &late {
            must_refuse(self.service.submit(actor, id).await, "a late application")?;
        }
        if self.until == Until::Review {
            // Where the other phases are over, applications stay closed: no phase closes after those that follow it.
            let reason = "演示需要：重新开放申报，以便试用全部流程";
            self.service
                .move_closing(office, Phase::Application, self.clock.days_ago(-30.0), reason)
                .await?;
        }
        Ok((submitted, units))
    }

    /// Somebody works for a unit before anything comes to it: the Office hears of units with nobody.
    async fn staff(&self, units: &mut Units, unit: &str) -> Result<()> {
        if !units.contains_key(unit) {
            let email = format!("unit-{}@example.com", unit.to_lowercase());
            let name = format!("推荐单位 {unit}（演示）");
            let account = self.account(&email, &name, Role::RecommendingUnit, unit).await?;
            units.insert(unit.to_owned(), Self::actor(&account, Role::RecommendingUnit, unit));
        }
        Ok(())
    }

    /// The legal representative signs by the link that is sent, as on a phone.
    async fn sign(&self, actor: &Actor, id: &DossierId, answers: &Answers) -> Result<()> {
        let email = "legal-representative@example.com";
        let token = self.service.ask_sign_off(actor, id, email).await?;
        self.service.sign(&token, answer(answers, Field::LegalRep.key()), true).await
    }

    /// Units recommend in the order of submission until their quota is full. The unit whose
    /// account is published keeps seats free and work to do.
    pub(super) async fn recommendations(
        &self,
        (dossiers, units): (Vec<Submitted>, Units),
    ) -> Result<Vec<Submitted>> {
        println!("  recommending within quotas");
        let mut recommended = Vec::new();
        let mut own = 0;
        for (i, d) in dossiers.into_iter().enumerate() {
            #[allow(clippy::cast_precision_loss)]
            self.clock.go(self.clock.days_ago(19.0 - i as f64 / 300.0 * 4.0));
            let actor = &units[&d.unit];
            if d.unit == "R370200" && self.size.usual() {
                own += 1;
                if own > 1 {
                    continue;
                }
            }
            let opinion = "经初步审核，申报材料齐全、数据有据，方法在本单位成熟应用，成效明显，在本地区（行业）内表现突出，同意推荐。（演示数据）";
            self.service.write_opinion(actor, &d.id, opinion).await?;
            match self.service.recommend(actor, &d.id).await {
                Ok(()) => recommended.push(d),
                Err(Error::Refused(Refusal::QuotaFull { .. })) => {}
                Err(e) => return Err(e),
            }
        }
        Ok(recommended)
    }

    /// The Office checks; about a dozen are left waiting, and those without a seal fail. Where the check is over
    /// nothing waits in it: what would is refused (Art. 18).
    /// Six of the machinery panel are held back and returned: they pass later.
    pub(super) async fn formality(
        &self,
        office: &Actor,
        dossiers: &[Submitted],
    ) -> Result<Vec<DossierId>> {
        println!("  checking {} recommended applications", dossiers.len());
        let mut chance = SplitMix64::new(18);
        let mut held = Vec::new();
        for (i, d) in dossiers.iter().enumerate() {
            #[allow(clippy::cast_precision_loss)]
            self.clock.go(self.clock.days_ago(14.0 - i as f64 / 300.0 * 2.0));
            let machinery = ["34", "35", "36", "37"].contains(&d.division.as_str());
            if !self.size.usual() {
                self.check(office, &d.id, true).await?;
            } else if machinery && d.flaw.is_none() && held.len() < 6 {
                held.push(d.id.clone());
            } else {
                let sealed = d.flaw != Some(Flaw::NoSeal);
                let done = chance.below(16) != 0;
                if done {
                    self.check(office, &d.id, sealed).await?;
                }
                if self.until != Until::Review && !(done && sealed) {
                    let why = "扫描件未加盖公章，不符合申报要求，形式审查不予通过。（演示数据）";
                    self.service.reject(office, &d.id, Item::Signed, why).await?;
                }
            }
        }
        Ok(held)
    }

    /// Ticks what only a person can tell, then passes; without a seal that is refused.
    pub(super) async fn check(&self, office: &Actor, id: &DossierId, seal: bool) -> Result<()> {
        for item in [Item::Credit, Item::NoAccident, Item::NotRepeated] {
            self.service.tick(office, id, item, &Tick { yes: true, note: String::new() }).await?;
        }
        let note = if seal { "" } else { "扫描件缺法定代表人签字和公章" };
        self.service.tick(office, id, Item::Signed, &Tick { yes: seal, note: note.into() }).await?;
        let outcome = self.service.pass(office, id).await;
        if seal { outcome } else { must_refuse(outcome, "an unsealed application") }
    }
}

/// A small PDF that says what it is.
const PDF: &[u8] = b"%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>
endobj
4 0 obj
<</Length 66>>stream
BT /F1 18 Tf 72 760 Td (Demonstration file - fictional data) Tj ET
endstream
endobj
5 0 obj
<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>
endobj
xref
0 6
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000054 00000 n\x20
0000000105 00000 n\x20
0000000217 00000 n\x20
0000000330 00000 n\x20
trailer<</Root 1 0 R/Size 6>>
startxref
393
%%EOF
";
