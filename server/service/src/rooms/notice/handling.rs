//! Handling objections (Art. 15, 21): by those who are named, sealed from all others; decided by two heads of
//! the committee. Whoever is in conflict with the application hears nothing of it.

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::{AccountId, FileId, ObjectionId};
use domain::journey::{Stage, Step as Journey};
use domain::mail::Message;
use domain::notice::handling::{Handling, Outcome};
use domain::policy::{Actor, Role, may_decide, may_list_objections, may_run_office};
use domain::refusal::Refusal;
use domain::sealed::{Kind, check_text, code_of};
use domain::stamp::Stamp;
use domain::views::notice::{Line, ObjectionLine, ObjectionView, Objections};
use domain::views::sealed::DecisionView;

use super::objecting::load;
use super::place::{Ground, Place};
use super::tell_if_last;
use crate::once::Sending;
use crate::ports::files::Content;
use crate::ports::objection::ObjectionRow;
use crate::ports::sealed::{Docket, EvidenceRow};
use crate::reads::Sealed;
use crate::rooms::shared;
use crate::rooms::shared::apart;
use crate::rooms::shared::sealed::{self, People};
use crate::undertaken::require_signed;
use crate::{About, Fault, Recipient, Result, Service, Work};

impl Service {
    /// Which objections there are. Those who are not named see that one is open, and no more; heads see those
    /// that have come before the committee.
    pub async fn objections(&self, actor: &Actor) -> Result<Objections> {
        self.objections_of(actor, None).await
    }

    /// The same of an earlier year, to be read only.
    pub async fn objections_of(&self, actor: &Actor, year: Option<i32>) -> Result<Objections> {
        let mut db = self.read().await?;
        let (season, years) = shared::season_asked(&mut *db, year).await?;
        let actor = &shared::as_of(&mut *db, actor, &season.id).await?;
        may_list_objections(actor)?;
        require_signed(&mut *db, &season.id, actor).await?;
        let earlier = years.first().is_some_and(|last| *last != season.year);
        let notice = db.notice(&season.id).await?;
        let office = actor.is(Role::Office);
        let mut lines = Vec::new();
        let mut people = People::of_all(&mut *db, Docket::Objections, &season.id).await?;
        let rows = db.objections(&season.id).await?;
        let deciding = may_decide(actor).is_ok();
        let ground = Ground::of(&mut *db, &season.id, &rows, deciding).await?;
        for row in rows {
            let people = people.remove(row.id.as_str()).unwrap_or_default();
            let place = Place::among(actor, &row, people, &ground)?;
            let step = row.handling.step();
            let decides = place.decides_on(&row);
            if !office && !decides {
                continue;
            }
            let line = notice.as_ref().and_then(|n| n.entry(row.place)).map(Line::from);
            let known = line.filter(|_| place.handles || decides).map(|line| (line, step));
            lines.push(ObjectionLine {
                named: place.people.manned(),
                id: row.id,
                number: row.number,
                at: Stamp(row.at),
                open: step.is_open(),
                known,
            });
        }
        // A lead who stands in for nobody learns no more than others do.
        if lines.is_empty() && !office && !heads(actor) {
            return Err(Refusal::NotYours.into());
        }
        let names = office && !earlier;
        let staff =
            if names { shared::staff(&mut *db, &season.id, actor).await? } else { Vec::new() };
        Ok(Objections { year: season.year, years, earlier, lines, staff })
    }

    /// An objection: to those who handle it with all that was typed, to those who decide it with the report.
    pub async fn objection(&self, actor: &Actor, id: &ObjectionId) -> Result<ObjectionView> {
        let mut db = self.read().await?;
        let row = load(&mut *db, id).await?;
        let actor = &shared::as_of(&mut *db, actor, &row.season).await?;
        may_list_objections(actor)?;
        require_signed(&mut *db, &row.season, actor).await?;
        let place = Place::of(&mut *db, actor, &row).await?;
        let step = row.handling.step();
        let decides = place.decides_on(&row);
        if !place.handles && !decides {
            return Err(Refusal::NotYours.into());
        }
        let notice = db.notice(&row.season).await?.ok_or(Refusal::NotYours)?;
        let line = notice.entry(row.place).map(Line::from).ok_or(Refusal::NotYours)?;
        let files = db.evidence(id.into()).await?;
        let notes = sealed::notes(&mut *db, id.into(), &files, place.handles).await?;
        let decision = match row.handling.decision() {
            Some((outcome, reason, by, at)) => {
                let (reason, by) = (reason.to_owned(), shared::name_at(&mut *db, by, at).await?);
                Some(DecisionView { outcome, reason, by })
            }
            None => None,
        };
        let proposer = match &row.handling {
            Handling::Proposed { by, .. } => Some(by.clone()),
            _ => None,
        };
        let confirms = decides && proposer.is_some_and(|by| by != actor.account);
        let sealed = match place.handles {
            true => {
                let what = (&row.kept.objector, row.kept.facts.as_str());
                let away = apart::of_objection(&mut *db, &row).await?;
                Some(sealed::sealed(&mut *db, actor, what, &files, &place.people, &away).await?)
            }
            false => None,
        };
        drop(db);
        self.note_read(actor, Sealed::Case(id.into(), None)).await?;
        Ok(ObjectionView {
            id: row.id.clone(),
            year: notice.year,
            number: row.number,
            line,
            at: Stamp(row.at),
            step,
            notes,
            sealed,
            decision,
            proposes: decides && matches!(row.handling, Handling::Reported { .. }),
            reports: place.handles && row.handling.reported(self.now()).is_ok(),
            confirms,
            seen: if confirms { row.handling.mark() } else { String::new() },
            withdrawn: match &row.handling {
                // In the objector's own words: for those who know who that is.
                Handling::Withdrawn { reason, .. } if place.handles => Some(reason.clone()),
                _ => None,
            },
        })
    }

    /// Names a colleague to handle an objection. Nobody names themselves; once somebody handles it, they alone
    /// name others; and whoever stepped out stays out.
    pub async fn name_handler(
        &self,
        actor: &Actor,
        id: &ObjectionId,
        account: &AccountId,
    ) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let row = load(&mut *work.db, id).await?;
        let place = Place::of(&mut *work.db, actor, &row).await?;
        if place.out || place.people.manned() && !place.handles {
            return Err(Refusal::NotYours.into());
        }
        let apart = apart::of_objection(&mut *work.db, &row).await?.contains(account);
        sealed::name(&mut work, actor, id.into(), &place.people, account, apart).await?;
        work.db.save_handling(id, &row.handling.named()?).await?;
        let event = Event::HandlerNamed { objection: id.to_string(), account: account.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let message =
            Message::ObjectionNamed { year: year(&mut work, &row).await?, number: row.number };
        work.post(&Recipient::Account(account.clone()), None, &message).await?;
        work.commit().await
    }

    /// Steps out for a conflict of interest (Art. 15), for good.
    pub async fn leave_objection(&self, actor: &Actor, id: &ObjectionId) -> Result<()> {
        let mut work = self.begin().await?;
        let row = handled(&mut work, actor, id).await?;
        let at = work.now.0;
        work.db.leave_case((&row.id).into(), &actor.account, at).await?;
        sealed::objection_freed(&mut work, &row).await?;
        let event = Event::HandlerLeft { objection: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await
    }

    /// Writes a note of the investigation, or the report with which it goes to the committee; what the committee reads
    /// already is supplemented. `once` is what the form was drawn with: sent again it is the same note, and nobody is told
    /// twice.
    pub async fn note_objection(
        &self,
        actor: &Actor,
        id: &ObjectionId,
        report: bool,
        (text, once): (&str, &str),
    ) -> Result<()> {
        let text = shared::typed(text);
        let said = [id.as_str(), if report { "report" } else { "note" }, &text];
        let sending = Sending::of("note of an objection", Some(actor), once, &said)?;
        let mut work = self.begin().await?;
        if work.sent(&sending).await?.is_some() {
            return Ok(());
        }
        let row = handled(&mut work, actor, id).await?;
        check_text(&text)?;
        if !row.handling.step().is_open() {
            return Err(row.handling.stands().into());
        }
        let kind = if report { Kind::Report } else { Kind::Note };
        if report {
            let next = row.handling.reported(work.now)?;
            work.db.save_handling(id, &next).await?;
        }
        sealed::note(&mut work, actor, id.into(), kind, &text).await?;
        let event =
            Event::ObjectionNoted { objection: id.to_string(), report, sha256: digest(&text) };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        if report {
            let message = Message::ObjectionReported {
                year: year(&mut work, &row).await?,
                number: row.number,
            };
            tell_seats(&mut work, &row, &message, |_| true).await?;
        }
        work.note_sent(&sending, "").await?;
        work.commit().await
    }

    /// One of those who decide holds the report for too thin, and says what is to be found out: those who handle the
    /// objection go on, and report anew (Art. 21). `once` is what the form was drawn with: sent again it is the same
    /// question, also after it was answered.
    pub async fn ask_further(
        &self,
        actor: &Actor,
        id: &ObjectionId,
        (text, once): (&str, &str),
    ) -> Result<()> {
        let text = shared::typed(text);
        let sending = Sending::of("question", Some(actor), once, &[id.as_str(), &text])?;
        let mut work = self.begin().await?;
        if work.sent(&sending).await?.is_some() {
            return Ok(());
        }
        let row = decided_by(&mut work, actor, id).await?;
        check_text(&text)?;
        let next = row.handling.ask_further(work.now)?;
        work.db.save_handling(id, &next).await?;
        sealed::note(&mut work, actor, id.into(), Kind::Question, &text).await?;
        let event = Event::FurtherAsked { objection: id.to_string(), sha256: digest(&text) };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let message =
            Message::ObjectionAsked { year: year(&mut work, &row).await?, number: row.number };
        let case = (id.into(), &row.season);
        sealed::tell_handlers(&mut work, case, None, &message).await?;
        work.note_sent(&sending, "").await?;
        work.commit().await
    }

    /// A head of the committee proposes a decision (Art. 21).
    pub async fn propose_outcome(
        &self,
        actor: &Actor,
        id: &ObjectionId,
        outcome: Outcome,
        reason: &str,
    ) -> Result<()> {
        let reason = shared::typed(reason);
        let mut work = self.begin().await?;
        let row = decided_by(&mut work, actor, id).await?;
        let next = row.handling.propose(outcome, &reason, &actor.account, work.now)?;
        work.db.save_handling(id, &next).await?;
        let event =
            Event::OutcomeProposed { objection: id.to_string(), outcome: outcome.code().into() };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let message =
            Message::ObjectionProposed { year: year(&mut work, &row).await?, number: row.number };
        tell_seats(&mut work, &row, &message, |a| *a != actor.account).await?;
        work.commit().await
    }

    /// Another one confirms what they have `seen`: an application that is objected to rightly is struck off. Both sides
    /// are told.
    pub async fn confirm_outcome(&self, actor: &Actor, id: &ObjectionId, seen: &str) -> Result<()> {
        let mut work = self.begin().await?;
        let row = decided_by(&mut work, actor, id).await?;
        let next = row.handling.confirm(seen, &actor.account, work.now)?;
        work.db.save_handling(id, &next).await?;
        let Handling::Decided { outcome, reason, .. } = next else {
            return Err(Fault::new("a confirmed objection is not decided").into());
        };
        let event =
            Event::OutcomeConfirmed { objection: id.to_string(), outcome: outcome.code().into() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let d = shared::load(&mut *work.db, &row.dossier).await?;
        let upheld = outcome == Outcome::Upheld;
        // Of several objections to one application the first that is upheld strikes it off.
        if upheld && d.standing.stage() != Stage::StruckOff {
            let step = Journey::StruckOff;
            shared::step(&mut work, actor, &d, step, None, About::default()).await?;
        }
        let (reference, title) = (d.reference.clone(), d.summary.title.clone());
        let message =
            Message::ObjectionOutcome { reference, title, upheld, reason: reason.clone() };
        work.post_to_writers(&d.season, &d.organisation, &d.id, &message).await?;
        let email = row.kept.objector.email.clone();
        if !email.is_empty() {
            let year = year(&mut work, &row).await?;
            let code = code_of(id.as_str());
            let message = Message::ObjectionDecided { year, code, number: 0, upheld, reason };
            work.post(&Recipient::Address(email), None, &message).await?;
        }
        let message =
            Message::ObjectionSettled { year: year(&mut work, &row).await?, number: row.number };
        let case = (id.into(), &row.season);
        sealed::tell_handlers(&mut work, case, None, &message).await?;
        tell_if_last(&mut work, &row.season).await?;
        work.commit().await
    }

    /// Another one does not confirm what they have `seen`: the committee goes on deliberating, and whoever proposed is
    /// told.
    pub async fn give_back_outcome(
        &self,
        actor: &Actor,
        id: &ObjectionId,
        seen: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let row = decided_by(&mut work, actor, id).await?;
        let next = row.handling.give_back(seen, &actor.account, work.now)?;
        work.db.save_handling(id, &next).await?;
        let event = Event::OutcomeReturned { objection: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        if let Handling::Proposed { by, .. } = &row.handling {
            let year = year(&mut work, &row).await?;
            let message = Message::ObjectionReturned { year, number: row.number };
            tell_seats(&mut work, &row, &message, |a| a == by).await?;
        }
        work.commit().await
    }

    /// A file of evidence with its content, for those who handle the objection.
    pub async fn evidence(&self, actor: &Actor, file: &FileId) -> Result<(EvidenceRow, Content)> {
        shared::possible(file.as_str())?;
        let mut db = self.read().await?;
        let row = db.evidence_file(Docket::Objections, file).await?.ok_or(Refusal::NotYours)?;
        let objection = load(&mut *db, &row.of.as_str().into()).await?;
        if !Place::of(&mut *db, actor, &objection).await?.handles {
            return Err(Refusal::NotYours.into());
        }
        drop(db);
        let content = self.evidence_content(&row).await?;
        self.note_read(actor, Sealed::Case((&objection.id).into(), Some(file))).await?;
        Ok((row, content))
    }
}

/// An objection the actor handles.
async fn handled(work: &mut Work, actor: &Actor, id: &ObjectionId) -> Result<ObjectionRow> {
    may_run_office(actor)?;
    let row = load(&mut *work.db, id).await?;
    match Place::of(&mut *work.db, actor, &row).await?.handles {
        true => Ok(row),
        false => Err(Refusal::NotYours.into()),
    }
}

/// An objection that has come before the committee, and that the actor decides.
async fn decided_by(work: &mut Work, actor: &Actor, id: &ObjectionId) -> Result<ObjectionRow> {
    may_decide(actor)?;
    let row = load(&mut *work.db, id).await?;
    require_signed(&mut *work.db, &row.season, actor).await?;
    match Place::of(&mut *work.db, actor, &row).await?.decides_on(&row) {
        true => Ok(row),
        false => Err(Refusal::NotYours.into()),
    }
}

/// Tells the two who decide on it, or one of them; whoever may not decide hears nothing (Art. 15).
pub(super) async fn tell_seats(
    work: &mut Work,
    row: &ObjectionRow,
    message: &Message,
    whom: impl Fn(&AccountId) -> bool + Send,
) -> Result<()> {
    let rows = std::slice::from_ref(row);
    let ground = Ground::of(&mut *work.db, &row.season, rows, true).await?;
    let people = People::of(&mut *work.db, (&row.id).into(), &row.season).await?;
    for account in ground.deciders(row, &people)?.into_iter().filter(|a| whom(a)) {
        work.post(&Recipient::Account(account), None, message).await?;
    }
    Ok(())
}

/// Whether somebody is chair or vice chair.
fn heads(actor: &Actor) -> bool {
    actor.is(Role::Chair) || actor.is(Role::ViceChair)
}

pub(super) async fn year(work: &mut Work, row: &ObjectionRow) -> Result<i32> {
    Ok(work.db.notice(&row.season).await?.ok_or(Refusal::NotYours)?.year)
}
