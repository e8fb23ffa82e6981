//! The consultation as each of its readers sees it (Art. 15, 20).

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::consultation::letter::letter;
use domain::consultation::opinion::Stance;
use domain::consultation::{Consultation, Consulted, Done, Lacking, Stage, may_open};
use domain::deliberation::Review;
use domain::ids::{AccountId, DossierId};
use domain::notice::handling::{Handling, Step};
use domain::policy::{Actor, may_see_consultation};
use domain::refusal::Refusal;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;
use domain::views::consultation::{ConsultationActs, ConsultationView, Gist, Row, RowActs, Said};
use domain::views::notice::Line;

use super::asking::count;
use super::{Part, Table, kept_from, package};
use crate::picture::Picture;
use crate::ports::Session;
use crate::rooms::shared;
use crate::{Error, Result, Service};

impl Service {
    /// The consultation: to the Office all of it, opinions once the ministry is through; to the ministry the
    /// package with its own opinions, the answers and what was decided; to the two heads what is put before
    /// them. Entries a conflict keeps somebody from are not there for them.
    pub async fn consultation(&self, actor: &Actor) -> Result<ConsultationView> {
        self.consultation_of(actor, None).await
    }

    /// The same of an earlier year, to be read only: by the Office and the ministry, and by those who were its heads.
    pub async fn consultation_of(
        &self,
        actor: &Actor,
        year: Option<i32>,
    ) -> Result<ConsultationView> {
        let mut db = self.read().await?;
        let (asked, years) = shared::season_asked(&mut *db, year).await?;
        let actor = &shared::as_of(&mut *db, actor, &asked.id).await?;
        may_see_consultation(actor)?;
        let earlier = years.first().is_some_and(|last| *last != asked.year);
        if !earlier {
            drop(db);
            let running = self.picture(Review::Defence).await?;
            let view = self.laid(&mut *self.read().await?, actor, running).await?;
            return Ok(ConsultationView { years, ..view });
        }
        let over = Arc::new(Picture::of(&mut *db, asked, Review::Defence).await?);
        let mut view = self.laid(&mut *db, actor, over).await?;
        view.acts = ConsultationActs::default();
        view.rows.iter_mut().for_each(|row| row.acts = RowActs::default());
        if view.stage.is_none() {
            // It was never sent, and is not any more.
            view.letter = Default::default();
        }
        Ok(ConsultationView { years, earlier, refused: None, ..view })
    }

    /// What lies on the table of a season's picture.
    async fn laid(
        &self,
        db: &mut dyn Session,
        actor: &Actor,
        picture: Arc<Picture>,
    ) -> Result<ConsultationView> {
        let part = Part::of(db, &picture, actor).await?;
        let (season, now) = (&picture.season, self.now());
        let table = match Table::over(db, picture.clone()).await {
            Ok(table) => table,
            Err(Error::Refused(refused)) => return Ok(held(season, now, part, Some(refused))),
            Err(e) => return Err(e),
        };
        let away = kept_from(&table.picture, actor);
        let free = |e: &&Consulted| !away.contains(&e.entry.dossier);
        let Some(c) = &table.consultation else {
            let mut view = held(season, now, part, None);
            if part == Part::Office {
                let package = package(db, &table).await?;
                let refused = may_open(season, &package, now).err();
                let entries = package.consulted();
                let shown: Vec<&Consulted> = entries.iter().filter(free).collect();
                let beside = Beside::read(db, &table, part, &shown).await?;
                view.rows = shown.into_iter().map(|e| bare(e, &beside)).collect();
                view.due = season.window(Phase::Consultation).map(|w| w.closes);
                let due = view.due.unwrap_or(now);
                let text = &season.templates.consultation;
                view.letter = letter(text, season.year, view.rows.len(), due, now)?;
                view.acts.opens = refused.is_none();
                view.refused = refused;
            }
            return Ok(view);
        };
        let stage = c.stage(now);
        let mut names = Names::default();
        // Before it is closed the two heads see what is put before them, and of the rest not even how far it is.
        let whole = part != Part::Head || stage == Stage::Closed;
        let mut rows = Vec::new();
        let shown = c.entries.iter().filter(|e| whole || e.referral.is_some());
        let shown: Vec<&Consulted> = shown.filter(free).collect();
        let beside = Beside::read(db, &table, part, &shown).await?;
        for e in shown {
            rows.push(row(db, &mut names, actor, (part, stage), (e, &beside)).await?);
        }
        if !whole && rows.is_empty() {
            return Ok(held(season, now, part, None));
        }
        let lacking = if whole { c.lacking() } else { Lacking::default() };
        let given = if whole { count(c.entries.len()).saturating_sub(lacking.opinions) } else { 0 };
        let letter = if whole { c.letter(rows.len())? } else { Default::default() };
        Ok(ConsultationView {
            stage: Some(stage),
            letter,
            due: Some(c.due),
            moved: c.moved.iter().map(|m| (m.at, m.before, m.reason.clone())).collect(),
            opened_at: Some(c.opened.at),
            handed_in: done(db, &mut names, c.handed_in.as_ref()).await?,
            closed: done(db, &mut names, c.closed.as_ref()).await?,
            rows,
            given,
            lacking,
            sha256: c.package_sha256(),
            package: whole,
            acts: acts(c, part, stage),
            ..held(season, now, part, None)
        })
    }
}

/// What stands on the page while there is nothing to show.
fn held(season: &Season, now: Stamp, part: Part, refused: Option<Refusal>) -> ConsultationView {
    ConsultationView {
        year: season.year,
        stage: None,
        refused: refused.filter(|_| part == Part::Office),
        due: None,
        moved: Vec::new(),
        opened_at: None,
        handed_in: None,
        closed: None,
        rows: Vec::new(),
        given: 0,
        lacking: Default::default(),
        letter: Default::default(),
        sha256: String::new(),
        years: Vec::new(),
        earlier: false,
        package: false,
        acts: ConsultationActs::default(),
        now,
    }
}

fn acts(c: &Consultation, part: Part, stage: Stage) -> ConsultationActs {
    let office = part == Part::Office;
    ConsultationActs {
        opens: false,
        moves: office && c.handed_in.is_none() && c.closed.is_none(),
        gives: part == Part::Ministry && stage == Stage::Asking,
        closes: office && stage == Stage::Answering,
        ends: office && stage == Stage::Answering && c.remaining().is_empty(),
    }
}

/// Applications with a score that was set aside after the list was signed, and when that was (Art. 15).
async fn set_aside(db: &mut dyn Session, table: &Table) -> Result<BTreeMap<DossierId, Stamp>> {
    let all = db.set_asides(&table.picture.season.id).await?.into_iter();
    let later = all.filter(|(_, at)| table.list.signed_at < *at);
    Ok(later.map(|(dossier, at)| (dossier, Stamp(at))).collect())
}

/// What stands beside the entries that are shown.
struct Beside {
    asides: BTreeMap<DossierId, Stamp>,
    gists: BTreeMap<DossierId, Gist>,
}

impl Beside {
    async fn read(
        db: &mut dyn Session,
        table: &Table,
        part: Part,
        shown: &[&Consulted],
    ) -> Result<Self> {
        // Scores are none of the ministry's.
        let asides = match part {
            Part::Ministry => BTreeMap::new(),
            _ => set_aside(db, table).await?,
        };
        Ok(Self { asides, gists: gists(db, &table.picture.season, shown).await? })
    }
}

/// What the entries are about, out of what was handed in last; one question for all of them.
async fn gists(
    db: &mut dyn Session,
    season: &Season,
    shown: &[&Consulted],
) -> Result<BTreeMap<DossierId, Gist>> {
    let ids: Vec<DossierId> = shown.iter().map(|e| e.entry.dossier.clone()).collect();
    let mut all = BTreeMap::new();
    for (id, row) in db.last_versions(&ids).await? {
        let gist = Gist::of(&shared::thawed(&id, &row)?.answers, &season.directions);
        all.insert(id, gist);
    }
    Ok(all)
}

/// An entry of which nothing was said.
fn bare(e: &Consulted, beside: &Beside) -> Row {
    Row {
        dossier: e.entry.dossier.clone(),
        line: Line::from(&e.entry),
        category: e.category,
        gist: beside.gists.get(&e.entry.dossier).cloned().unwrap_or_default(),
        opinion: None,
        answer: None,
        set_aside: beside.asides.get(&e.entry.dossier).copied(),
        step: None,
        decision: None,
        acts: RowActs::default(),
        seen: String::new(),
    }
}

async fn row(
    db: &mut dyn Session,
    names: &mut Names,
    actor: &Actor,
    (part, stage): (Part, Stage),
    (e, beside): (&Consulted, &Beside),
) -> Result<Row> {
    let mut row = bare(e, beside);
    // While the ministry is at it, what it thinks is its own.
    if part == Part::Ministry || stage != Stage::Asking {
        if let Some(o) = &e.opinion {
            row.opinion = Some((o.stance, names.said(db, &o.text, &o.by, o.at).await?));
        }
        if let Some(a) = &e.answer {
            row.answer = Some((a.refers, names.said(db, &a.text, &a.by, a.at).await?));
        }
    }
    let step = e.referral.as_ref().map(Handling::step);
    // What is only proposed is the two heads' own.
    let settled = step == Some(Step::Decided);
    if (part == Part::Head || settled)
        && let Some(
            Handling::Proposed { outcome, reason, by, at }
            | Handling::Decided { outcome, reason, by, at, .. },
        ) = &e.referral
    {
        row.decision = Some((*outcome, names.said(db, reason, by, *at).await?));
    }
    row.step = match step {
        Some(Step::Proposed) if part != Part::Head => Some(Step::Reported),
        step => step,
    };
    let answering = stage == Stage::Answering;
    let disagrees = e.opinion.as_ref().is_some_and(|o| o.stance != Stance::Agrees);
    let own = matches!(&e.referral, Some(Handling::Proposed { by, .. }) if *by == actor.account);
    let head = part == Part::Head && answering;
    row.acts = RowActs {
        gives: part == Part::Ministry && stage == Stage::Asking && e.answer.is_none(),
        answers: part == Part::Office
            && answering
            && disagrees
            && matches!(step, None | Some(Step::Reported)),
        proposes: head && step == Some(Step::Reported),
        confirms: head && step == Some(Step::Proposed) && !own,
    };
    if row.acts.confirms {
        row.seen = e.mark();
    }
    Ok(row)
}

/// Names accounts had when they said something, each asked for once.
#[derive(Default)]
struct Names(BTreeMap<(AccountId, Stamp), String>);

impl Names {
    async fn said(
        &mut self,
        db: &mut dyn Session,
        text: &str,
        by: &AccountId,
        at: Stamp,
    ) -> Result<Said> {
        let key = (by.clone(), at);
        if !self.0.contains_key(&key) {
            let name = shared::name_at(db, by, at).await?;
            self.0.insert(key.clone(), name);
        }
        let name = self.0.get(&key).cloned().unwrap_or_default();
        Ok(Said { text: text.to_owned(), name, at })
    }
}

async fn done(
    db: &mut dyn Session,
    names: &mut Names,
    done: Option<&Done>,
) -> Result<Option<Said>> {
    match done {
        Some(d) => Ok(Some(names.said(db, &d.note, &d.by, d.at).await?)),
        None => Ok(None),
    }
}
