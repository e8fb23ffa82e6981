//! The demonstration carried on to the titles (Art. 20–23): two heads make the initial list, it stands on notice for its
//! working days, two of the association approve the announcement, and what it grants stands in the register beside
//! fictional titles of earlier seasons, which every demonstration has.

use domain::defence::initial_list::lack::Lack;
use domain::deliberation::agreed::Verdict;
use domain::identity::demo_email;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::stamp::DAY;
use service::{Error, Fault, Listing, Result};

use super::organisations::rows;
use super::{Demo, Until};

/// Why something departs from what was proposed.
const WHY: &str = "综合两轮评审与类别名额确定。（演示数据）";
/// The other of the association, who confirms.
pub(super) const SECOND: &str = "caq-2@example.com";
/// Titles of each of the earlier seasons.
const EARLIER: usize = 40;

impl Demo {
    /// From what the panels have agreed on to the open notice, or to the titles.
    pub(super) async fn titles(&self, office: &Actor) -> Result<()> {
        println!("  making the initial list");
        let case = self.incident(office).await?;
        self.initial_list().await?;
        println!("  consultation, public notice and announcement");
        self.consultation(office).await?;
        let ends = self.notice(office).await?;
        self.objections(office).await?;
        if self.until == Until::Notice {
            self.clock.go_to_today();
            return Ok(());
        }
        self.clock.go(ends.plus(DAY / 2));
        self.announcement(office).await?;
        self.revocation(&case).await?;
        self.clock.go_to_today();
        Ok(())
    }

    /// Whoever makes the list settles what it lacks, signs, and another confirms.
    async fn initial_list(&self) -> Result<()> {
        let mut makers = Vec::new();
        let heads = [self.head(Role::Chair).await?, self.head(Role::ViceChair).await?];
        for actor in
            heads.into_iter().chain((0..super::review::PANELS.len()).map(super::review::lead_of))
        {
            match self.service.initial_list(&actor).await {
                Ok(v) if v.shown && v.acts.decides => makers.push(actor),
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(e) => return Err(e),
            }
        }
        let Some(first) = makers.first() else {
            return Err(Fault::new("nobody makes the initial list").into());
        };
        for _ in 0..200 {
            let v = self.service.initial_list(first).await?;
            match v.lacks.first() {
                None => break,
                Some(Lack::Category { category, .. }) => {
                    self.service.explain_category(first, *category, WHY, v.revision).await?;
                }
                Some(Lack::Places { .. }) => {
                    let last =
                        v.rows.iter().rfind(|r| r.listed).map(|r| (r.dossier.clone(), false));
                    self.decide(first, last, v.revision).await?;
                }
                Some(Lack::Reasons { references }) => {
                    let owing = v.rows.iter().find(|r| references.contains(&r.reference));
                    self.decide(first, owing.map(|r| (r.dossier.clone(), r.listed)), v.revision)
                        .await?;
                }
                Some(Lack::Empty) => {
                    let best = v.rows.iter().find(|r| r.verdict == Verdict::Shortlisted);
                    self.decide(first, best.map(|r| (r.dossier.clone(), true)), v.revision).await?;
                }
            }
        }
        let seen = self.service.initial_list(first).await?.sha256;
        self.service.sign_initial_list(first, &seen).await?;
        for other in makers.iter().skip(1) {
            match self.service.confirm_initial_list(other, &seen).await {
                Err(Error::Refused(_)) => {}
                done => return done,
            }
        }
        Err(Fault::new("nobody confirms the initial list").into())
    }

    /// A head of the committee, by the account whose name the signed list shows.
    pub(super) async fn head(&self, role: Role) -> Result<Actor> {
        let known = self.known(role, &demo_email(role)).await?;
        Ok(Self::actor(known.account.as_str(), role, role.code()))
    }

    async fn decide(
        &self,
        actor: &Actor,
        what: Option<(domain::ids::DossierId, bool)>,
        revision: i64,
    ) -> Result<()> {
        let (dossier, listed) = what.ok_or_else(|| Fault::new("nothing to decide on"))?;
        let listing = Listing { dossier, listed, reason: WHY.to_owned(), revision };
        self.service.decide_listing(actor, &listing).await
    }

    /// The ministry agrees to the list (Art. 20).
    async fn consultation(&self, office: &Actor) -> Result<()> {
        self.clock.go(self.clock.days_ago(-0.2));
        self.service.open_consultation(office, self.clock.days_ago(-3.0)).await?;
        let ministry = self.known(Role::Ministry, &demo_email(Role::Ministry)).await?;
        self.service.agree_to_rest(&ministry).await?;
        self.service.hand_in_opinions(&ministry).await?;
        self.service.close_consultation(office, "").await
    }

    /// Somebody who has an account already, in one role.
    pub(super) async fn known(&self, role: Role, email: &str) -> Result<Actor> {
        let account = self.service.read().await?.account_by_email(email).await?;
        let account = account.ok_or_else(|| Fault::new(format!("no account {email}")))?;
        Ok(Self::actor(account.id.as_str(), role, ""))
    }

    /// Opens the notice on the next working day; gives its end.
    async fn notice(&self, office: &Actor) -> Result<domain::stamp::Stamp> {
        for day in 0..20 {
            self.clock.go(self.clock.days_ago(-4.2 - f64::from(day)));
            let v = self.service.notice_preparation(office).await?;
            if let Some((_, seen)) = v.proposed {
                self.service.open_notice(office, &seen).await?;
                break;
            }
            if v.refused != Some(Refusal::NotWorkingDay) {
                return Err(Fault::new(format!("no notice: {:?}", v.refused)).into());
            }
        }
        let v = self.service.notice(None).await?;
        Ok(v.ok_or_else(|| Fault::new("no working day for the notice"))?.ends_at)
    }

    /// Drawn up, approved by two of the association, released.
    async fn announcement(&self, office: &Actor) -> Result<()> {
        self.service.prepare_announcement(office).await?;
        let v = self.service.announcement_preparing(office).await?;
        let seen = v.prepared.ok_or_else(|| Fault::new("no announcement"))?.1;
        for email in [demo_email(Role::Caq), SECOND.to_owned()] {
            let actor = self.known(Role::Caq, &email).await?;
            self.service.approve_announcement(&actor, &seen).await?;
        }
        self.service.release_announcement(office).await
    }

    /// Fictional titles of the three seasons before, as the Office imports them.
    pub(super) async fn earlier(&self, office: &Actor) -> Result<()> {
        let mut table = "年度\t单位名称\t经验名称\t地区\t类别".to_owned();
        let categories = ["工业企业", "工业企业", "中小企业", "服务业企业"];
        for (n, row) in rows().iter().rev().take(3 * EARLIER).enumerate() {
            let year = 2025 - n / EARLIER;
            let (company, title) = (&row.company, &row.title);
            let category = categories[n % categories.len()];
            // Not those who apply now: they would have to wait (Art. 24).
            table.push_str(&format!(
                "\n{year}\t往年{company}\t{title}（往年演示数据）\t{}\t{category}",
                row.region
            ));
        }
        self.service.import_titles(office, &table).await.map(drop)
    }
}
