//! Room *application*: begin, save pages, submit, receipt; files, signature, status and the rest stand below.

mod files;
mod history;
mod presence;
mod scans;
mod sign_off;
mod status;
mod withdraw;
mod working;

pub use files::{Announced, Upload};

use domain::application::check::{is_winner, size_verdict};
use domain::application::eligibility::carry_over;
use domain::application::field::Field;
use domain::application::merge::merge;
use domain::application::page::Page;
use domain::application::reference::reference;
use domain::application::version::{Version, digest};
use domain::application::{Answers, answer};
use domain::event::Event;
use domain::facts::uscc::Uscc;
use domain::formality::Item;
use domain::formality::correction::Round;
use domain::ids::DossierId;
use domain::journey::{Stage, Step, evolve};
use domain::mail::Message;
use domain::policy::{Actor, Role, may_edit, may_read, may_read_own, may_write_for};
use domain::recommendation::passed_over::passed_over;
use domain::recommendation::returning;
use domain::refusal::Refusal;
use domain::season::{PastWinner, Phase};
use domain::stamp::Stamp;
use domain::views::application::{Card, DossierView, EarlierCard, Mine, Receipt, Saved};

pub use self::presence::GONE_AFTER;
use self::working::{Complete, given, require_writable};
use super::shared;
use crate::ports::Bell;
use crate::ports::application::{Dossier, PageRow, Summary, VersionRow};
use crate::ports::flow::CorrectionRow;
use crate::{About, Fault, Result, Service, Work};

impl Service {
    /// The start page of the actor's organisation: this season, and what it handed in in earlier ones.
    pub async fn my_dossiers(&self, actor: &Actor) -> Result<Mine> {
        let organisation = actor.organisation()?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let (mut cards, mut earlier) = (Vec::new(), Vec::new());
        let seasons = db.opened_seasons().await?;
        for d in db.dossiers_ever_of(&organisation).await? {
            let received = d.standing.version().is_some();
            let own = seasons.iter().find(|s| s.id == d.season);
            let of = own.map(|s| s.year);
            let current = d.season == season.id;
            let stage = d.standing.stage();
            let closes = own.and_then(|s| s.window(Phase::Recommendation)).map(|w| w.closes);
            let card = Card {
                id: d.id,
                reference: d.reference,
                title: d.summary.title,
                stage,
                passed_over: passed_over(stage, closes, self.now()),
                changed_at: Stamp(d.changed_at),
            };
            match of {
                _ if current => cards.push(card),
                Some(year) => earlier.push(EarlierCard { year, card, received }),
                None => {}
            }
        }
        let organisation =
            db.organisation(&organisation).await?.map(|o| o.name).unwrap_or_default();
        let season = season.for_dossier(&Answers::new());
        Ok(Mine { season, now: self.now(), organisation, cards, earlier })
    }

    /// What is known of who was chosen, or lost a title, under a credit code (Art. 24): for the eligibility page.
    /// Everybody can read it in the register.
    pub async fn chosen_before(&self, uscc: &str) -> Result<Vec<PastWinner>> {
        let Ok(code) = Uscc::parse(uscc) else { return Ok(Vec::new()) };
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let year = season.year;
        let season = shared::titles::with_winners(&mut *db, season).await?;
        let own = Answers::from([(Field::Uscc.key().to_owned(), code.as_str().to_owned())]);
        Ok(season.limits.barred(year).filter(|w| is_winner(w, &own)).cloned().collect())
    }

    /// Begins the organisation's dossier of the season (Art. 16); what the eligibility
    /// page was told flows into it. An organisation writes one dossier a season.
    pub async fn start_dossier(&self, actor: &Actor, told: &Answers) -> Result<DossierId> {
        let organisation = actor.organisation()?;
        may_write_for(actor, &organisation)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        season.require_open(Phase::Application, work.clock)?;
        if !work.db.dossiers_of(&season.id, &organisation).await?.is_empty() {
            return Err(Refusal::OneDossierOnly.into());
        }
        let number = work.db.next_number(&season.id).await?;
        let standing = evolve(None, &Step::Started, work.now)
            .map_err(|_| Fault::new("a dossier cannot be begun"))?;
        let mut told: Answers = carry_over(told);
        told.values_mut().for_each(|v| *v = shared::kept(v, usize::MAX));
        if let Some(o) = work.db.organisation(&organisation).await? {
            let uscc = if o.claim.is_empty() { o.uscc } else { o.claim };
            told.entry(Field::OrgName.key().into()).or_insert(o.name);
            if !uscc.is_empty() {
                told.entry(Field::Uscc.key().into()).or_insert(uscc);
            }
        }
        // Who waits is told so before anything is written; what is written later is judged again (Art. 24).
        let judged = shared::titles::with_winners(&mut *work.db, season.clone()).await?;
        if let Some(bar) = judged.limits.bar(season.year, &told) {
            return Err(Refusal::Barred { bar }.into());
        }
        let dossier = Dossier {
            id: self.chance.id().into(),
            season: season.id,
            organisation: organisation.clone(),
            number,
            reference: reference(season.year, number),
            standing,
            summary: summary(&told),
            panel: None,
            created_at: work.now.0,
            changed_at: work.now.0,
        };
        work.db.insert_dossier(&dossier).await?;
        let by = actor.account.to_string();
        for page in Page::ALL {
            let answers: Answers = of_page(&told, page);
            if !answers.is_empty() {
                let row = PageRow {
                    page,
                    revision: 1,
                    saved_at: work.now.0,
                    saved_by: by.clone(),
                    answers,
                };
                work.db.save_page(&dossier.id, &row).await?;
            }
        }
        let about =
            About { dossier: Some(&dossier.id), on_behalf: organisation.as_str(), reason: "" };
        let event = Event::Stepped { step: Step::Started, sha256: None };
        work.record(&by, &event, about).await?;
        work.commit().await?;
        Ok(dossier.id)
    }

    /// A dossier for its organisation, with drafts, or for a reader, as submitted.
    pub async fn dossier(&self, actor: &Actor, id: &DossierId) -> Result<DossierView> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_read(actor, &shared::facts(&d))?;
        let season = crate::season_of(&mut *db, &d.season).await?;
        let now = self.now();
        if may_read_own(actor, &shared::facts(&d)).is_err() {
            return shared::reading(&mut *db, &d, season, now).await;
        }
        if !matches!(d.standing.stage(), Stage::Draft | Stage::Correction) {
            let flow = working::flow(&mut *db, &d, &season, now, None).await?;
            let view = shared::reading(&mut *db, &d, season, now).await?;
            return Ok(DossierView { flow, ..view });
        }
        let season = shared::titles::with_winners(&mut *db, season).await?;
        let rows = db.pages(id).await?;
        let files = db.files(id).await?;
        let writes = may_edit(actor, &shared::facts(&d)).is_ok();
        let editable = match require_writable(&mut *db, &d, &season, now).await {
            Ok(_) => writes,
            Err(crate::Error::Refused(_)) => false,
            Err(e) => return Err(e),
        };
        let flow = working::flow(&mut *db, &d, &season, now, Some((&rows, &files))).await?;
        let files = files.into_iter().map(shared::file_view).collect();
        let mut view = shared::view(&d, season, now, joined(&rows), files);
        view.flow = flow;
        view.revisions = rows.iter().map(|r| (r.page, r.revision)).collect();
        view.saved = rows.iter().map(|r| (r.page, Stamp(r.saved_at))).collect();
        view.editable = editable;
        Ok(view)
    }

    /// Saves a page as it is, right or wrong. `base` is the revision the writer started
    /// from; what somebody else saved meanwhile is merged field by field.
    pub async fn save_page(
        &self,
        actor: &Actor,
        id: &DossierId,
        page: Page,
        base: i64,
        typed: &Answers,
    ) -> Result<Saved> {
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        may_edit(actor, &shared::facts(&d))?;
        let season = crate::season_of(&mut *work.db, &d.season).await?;
        let round = require_writable(&mut *work.db, &d, &season, work.clock).await?;
        let mut mine = cleaned(typed, page);
        let rows = work.db.pages(id).await?;
        let current = rows.iter().find(|r| r.page == page);
        if let Some(round) = &round {
            // Only what was asked reopens; the rest stays as it was handed in.
            let handed_in = current.map(|c| c.answers.clone()).unwrap_or_default();
            mine.retain(|k, _| round.opens_key(k));
            mine.extend(handed_in.into_iter().filter(|(k, _)| !round.opens_key(k)));
        }
        let revision = current.map_or(0, |r| r.revision);
        let merged = match current {
            Some(theirs) if revision != base => {
                let base = work.db.page_at(id, page, base).await?.map(|r| r.answers);
                merge(&base.unwrap_or_default(), &mine, &theirs.answers)
            }
            _ => merge(&Answers::new(), &mine, &Answers::new()),
        };
        if current.is_some_and(|c| c.answers == merged.answers) {
            let at = Stamp(current.map_or(0, |c| c.saved_at));
            return Ok(Saved { revision, at, merged: merged.taken, conflicts: merged.conflicts });
        }
        let row = PageRow {
            page,
            revision: revision + 1,
            saved_at: work.now.0,
            saved_by: actor.account.to_string(),
            answers: merged.answers,
        };
        work.db.save_page(id, &row).await?;
        let sha256 = digest(&serde_json::to_string(&row.answers).unwrap_or_default());
        let mut rows: Vec<PageRow> = rows.into_iter().filter(|r| r.page != page).collect();
        rows.push(row);
        let now = work.now;
        if round.is_none() {
            // Under correction lists go on showing what was handed in, until it is answered.
            work.db.save_summary(id, &summary(&joined(&rows)), now.0).await?;
        }
        let event = Event::PageSaved { page: page.code().into(), revision: revision + 1, sha256 };
        let about = About { dossier: Some(id), on_behalf: d.organisation.as_str(), reason: "" };
        work.record(actor.account.as_str(), &event, about).await?;
        work.ring(Bell {
            at: now.0,
            room: "application".into(),
            dossier: Some(id.clone()),
            panel: None,
        });
        work.commit().await?;
        Ok(Saved {
            revision: revision + 1,
            at: now,
            merged: merged.taken,
            conflicts: merged.conflicts,
        })
    }

    /// Submits: judges the whole dossier by the same check the pages used, asks for the
    /// signature where the season does, freezes a version, takes the step (Art. 16). Open to
    /// the last moment of the phase; of what its unit returned, and under correction, to the last moment of its time
    /// (Art. 17, 18).
    pub async fn submit(&self, actor: &Actor, id: &DossierId) -> Result<Receipt> {
        let mut work = self.begin().await?;
        let Complete { dossier: d, season, round, working } =
            Complete::load(&mut work, actor, id).await?;
        let (version, sha256, at) = (working.version, working.sha256, work.now);
        let request = work.db.sign_off(id).await?.filter(|r| r.version == version.number);
        if !request.is_some_and(|r| r.request().signs(&sha256)) {
            if season.limits.signoff_required {
                return Err(Refusal::SignOffMissing.into());
            }
            work.db.replace_sign_offs(id, version.number, at.0).await?;
        }
        let row = VersionRow {
            number: version.number,
            at: at.0,
            canonical: version.canonical(),
            sha256: sha256.clone(),
            // What holds now is kept: what was in time stays so, whatever closing is moved later.
            closes: match &round {
                Some(round) => Some(round.due.0),
                None => returning::closes(&season, given(&d)).map(|closes| closes.0),
            },
        };
        work.db.insert_version(id, &row).await?;
        let about = About { on_behalf: d.organisation.as_str(), ..About::default() };
        let number = version.number;
        let step = match round {
            None => Step::Submitted { version: number },
            Some(_) => Step::CorrectionAnswered { version: number },
        };
        shared::step(&mut work, actor, &d, step, Some(sha256.clone()), about).await?;
        if let Some(round) = round {
            corrected(&mut work, &d, round, &version).await?;
        } else {
            let arrived = Message::Arrived {
                reference: d.reference.clone(),
                title: d.summary.title.clone(),
                organisation: d.summary.org_name.clone(),
            };
            let to = (Role::RecommendingUnit, d.summary.unit.as_str());
            work.post_to_holders(&season.id, to, Some(id), &arrived).await?;
            shared::units::tell_if_vacant(&mut work, &season, &d.summary.unit).await?;
        }
        let message = Message::Submitted {
            reference: d.reference.clone(),
            title: answer(&version.answers, Field::Title.key()).to_owned(),
            version: number,
            sha256,
            at,
        };
        work.post_to_writers(&season.id, &d.organisation, id, &message).await?;
        let at = at.0;
        work.ring(Bell { at, room: "application".into(), dossier: Some(id.clone()), panel: None });
        work.commit().await?;
        self.receipt(actor, id).await
    }

    /// The receipt of what was submitted.
    pub async fn receipt(&self, actor: &Actor, id: &DossierId) -> Result<Receipt> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_read_own(actor, &shared::facts(&d))?;
        let (version, at, sha256) = shared::submitted(&mut *db, &d).await?;
        Ok(Receipt {
            id: d.id,
            reference: d.reference,
            version: version.number,
            at,
            sha256,
            title: d.summary.title,
            org_name: d.summary.org_name,
            unit: d.summary.unit,
        })
    }
}

/// What follows a correction's answer: lists show the new version, the seat of the quota is of
/// the right kind (Art. 17) or noted to be of the other, and what was asked is judged anew.
async fn corrected(
    work: &mut Work,
    d: &Dossier,
    mut round: Round,
    version: &Version,
) -> Result<()> {
    let at = work.now;
    let next = summary(&version.answers);
    if !shared::way::reseat(work, d, next.sme).await? {
        // Its time runs, and neither seat nor quota is its applicant's: those whose they are mend it.
        let message = |office| Message::SeatOverdrawn {
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            unit: d.summary.unit.clone(),
            sme: next.sme,
            office,
        };
        let unit = (Role::RecommendingUnit, d.summary.unit.as_str());
        work.post_to_holders(&d.season, unit, Some(&d.id), &message(false)).await?;
        work.post_to_holders(&d.season, (Role::Office, ""), Some(&d.id), &message(true)).await?;
    }
    work.db.save_summary(&d.id, &next, at.0).await?;
    let items: Vec<Item> = round.items.keys().copied().collect();
    work.db.forget_ticks(&d.id, &items).await?;
    round.answered = Some(at);
    let before = d.standing.version().unwrap_or_default();
    let by = String::new();
    let row = CorrectionRow { round, by, before, after: Some(version.number) };
    work.db.answer_correction(&d.id, &row).await?;
    let message = Message::CorrectionAnswered { reference: d.reference.clone() };
    work.post_to_holders(&d.season, (Role::Office, ""), Some(&d.id), &message).await
}

fn joined(rows: &[PageRow]) -> Answers {
    rows.iter().flat_map(|r| r.answers.clone()).collect()
}

fn of_page(answers: &Answers, page: Page) -> Answers {
    answers
        .iter()
        .filter(|(k, _)| Field::key_allowed(k, page))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect()
}

/// Only the page's own keys, no control characters; otherwise as typed. Nothing is cut: what is too long for
/// the season is said beside its field and keeps the dossier from being handed in, and what is larger than a
/// request may be does not arrive at all.
fn cleaned(typed: &Answers, page: Page) -> Answers {
    of_page(typed, page)
        .into_iter()
        .map(|(k, v)| (k, shared::kept(&v, usize::MAX)))
        .filter(|(_, v)| !v.is_empty())
        .collect()
}

fn summary(answers: &Answers) -> Summary {
    let text = |f: Field| answer(answers, f.key()).chars().take(200).collect::<String>();
    let mobile = domain::facts::contact::parse_mobile(answer(answers, Field::ContactMobile.key()));
    Summary {
        title: text(Field::Title),
        org_name: text(Field::OrgName),
        uscc: Uscc::parse(answer(answers, Field::Uscc.key()))
            .map(|u| u.as_str().to_owned())
            .unwrap_or_default(),
        region: text(Field::Region),
        unit: text(Field::Unit),
        industry: domain::facts::industry::IndustryCode::parse(answer(
            answers,
            Field::Industry.key(),
        ))
        .map(|c| c.to_string())
        .unwrap_or_default(),
        scope: text(Field::Scope),
        sme: matches!(size_verdict(answers), Some(Ok(v)) if v.size.is_sme()),
        direction: text(Field::Direction),
        contact_tail: mobile.map(|m| m.chars().skip(7).collect()).unwrap_or_default(),
    }
}
