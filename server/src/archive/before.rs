//! What came before the committee (Art. 17, 18, 20): of each application the opinion of its unit and the returns, what the
//! Office ticked, asked for or refused, and what was seen on its site. Each of these is an act the journal knows.

use domain::application::version::digest;
use domain::defence::visit::Visit;
use domain::event::Event;
use domain::formality::Item;
use domain::formality::correction::Round;
use domain::ids::DossierId;
use domain::journey::Step;
use domain::stamp::Stamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use service::Fault;
use service::ports::application::Dossier;
use service::ports::defence::VisitVersion;
use service::ports::flow::CorrectionRow;
use service::ports::recommendation::{Opinion, TickRow};
use service::ports::{Entry, Session};

use super::acts::{Act, Acts};
use super::people::Naming;
use super::{BEFORE, OPINIONS};

/// One application.
#[derive(Serialize, Deserialize)]
pub(super) struct Before {
    /// Its reference number.
    pub(super) application: String,
    /// What the journal calls it.
    pub(super) dossier: DossierId,
    opinion: Option<Written>,
    returns: Vec<Returned>,
    ticks: Vec<Ticked>,
    correction: Option<Asked>,
    refusal: Option<Refused>,
    visits: Vec<Visited>,
}

/// The unit's opinion, whose text is a file of its own. It is about one version, and counts for no other.
#[derive(Serialize, Deserialize)]
struct Written {
    unit: String,
    version: i64,
    by: String,
    at: i64,
}

/// The unit gave it back to its applicant.
#[derive(Serialize, Deserialize)]
struct Returned {
    unit: String,
    until: Option<Stamp>,
    reason: String,
    by: String,
    at: i64,
}

/// An item of the checklist as a person answered it last.
#[derive(Serialize, Deserialize)]
struct Ticked {
    item: Item,
    article: String,
    yes: bool,
    note: String,
    by: String,
    at: i64,
}

/// The round of correction.
#[derive(Serialize, Deserialize)]
struct Asked {
    round: Round,
    before: i64,
    after: Option<i64>,
    by: String,
}

/// The Office refused it.
#[derive(Serialize, Deserialize)]
struct Refused {
    item: Item,
    article: String,
    reason: String,
    by: String,
    at: i64,
}

/// A version of what was seen on its site.
#[derive(Serialize, Deserialize)]
struct Visited {
    number: i64,
    visit: Visit,
    reason: String,
    by: String,
    at: i64,
}

/// Writes it.
pub(super) async fn before(
    to: &mut Naming<'_>,
    db: &mut dyn Session,
    all: &[Dossier],
) -> Result<(), String> {
    for d in all {
        let opinion = db.opinion(&d.id).await.map_err(|e| e.to_string())?;
        if let Some(opinion) = &opinion {
            to.text(&format!("{OPINIONS}{}.txt", d.reference), &opinion.text)?;
        }
        let whole = whole(db, d, opinion).await.map_err(|e| e.to_string())?;
        to.put(&format!("{BEFORE}{}.json", d.reference), &whole)?;
    }
    Ok(())
}

async fn whole(
    db: &mut dyn Session,
    d: &Dossier,
    opinion: Option<Opinion>,
) -> Result<Before, Fault> {
    let rows = db.entries_of(&d.id).await?;
    let ticks = db.ticks(&d.id).await?;
    let correction = db.correction(&d.id).await?;
    let visits = db.visit_versions(&d.id).await?;
    Ok(Before {
        application: d.reference.clone(),
        dossier: d.id.clone(),
        opinion: opinion.map(Written::from),
        returns: steps(&rows).filter_map(returned).collect(),
        ticks: ticks.into_iter().map(Ticked::from).collect(),
        correction: correction.map(Asked::from),
        refusal: refusal(db, d, &rows).await?,
        visits: visits.into_iter().map(Visited::from).collect(),
    })
}

/// The steps of a dossier's journey.
fn steps(rows: &[Entry]) -> impl Iterator<Item = (&Entry, Step)> {
    let stepped = rows.iter().filter(|row| row.kind == "stepped");
    stepped.filter_map(|row| match serde_json::from_str(&row.data) {
        Ok(Event::Stepped { step, .. }) => Some((row, step)),
        _ => None,
    })
}

/// All returns: the table hands out the latest alone.
fn returned((row, step): (&Entry, Step)) -> Option<Returned> {
    let Step::Returned { until } = step else { return None };
    let (unit, reason, by) = (row.on_behalf.clone(), row.reason.clone(), row.actor.clone());
    Some(Returned { unit, until, reason, by, at: row.at })
}

/// The refusal; by whom, the journal says.
async fn refusal(
    db: &mut dyn Session,
    d: &Dossier,
    rows: &[Entry],
) -> Result<Option<Refused>, Fault> {
    let Some(r) = db.rejection(&d.id).await? else { return Ok(None) };
    let refused = steps(rows).find(|s| matches!(s.1, Step::FormalityRefused { .. }));
    let by = refused.map(|s| s.0.actor.clone()).unwrap_or_default();
    let article = r.item.article().to_owned();
    Ok(Some(Refused { item: r.item, article, reason: r.reason, by, at: r.at.0 }))
}

impl From<Opinion> for Written {
    fn from(o: Opinion) -> Self {
        Self { unit: o.unit, version: o.version, by: o.by, at: o.at }
    }
}

impl From<TickRow> for Ticked {
    fn from(t: TickRow) -> Self {
        let TickRow { item, tick, by, at } = t;
        let article = item.article().to_owned();
        Self { item, article, yes: tick.yes, note: tick.note, by, at }
    }
}

impl From<CorrectionRow> for Asked {
    fn from(c: CorrectionRow) -> Self {
        Self { round: c.round, before: c.before, after: c.after, by: c.by }
    }
}

impl From<VisitVersion> for Visited {
    fn from(v: VisitVersion) -> Self {
        let VisitVersion { number, reason, row } = v;
        Self { number, visit: row.visit, reason, by: row.author, at: row.at }
    }
}

impl Before {
    /// Whether all of it was done, by those and at the moments it says.
    pub(super) fn was_done(&self, acts: &Acts) -> bool {
        let of = |kind| acts.of(self.dossier.as_str(), kind);
        let opinion = self.opinion.iter().all(|o| of("opinion_written").any(|a| a.is(&o.by, o.at)));
        let returns = self.returns.iter().all(|r| {
            let same = |a: &Act| a.data["step"] == "returned" && a.reason == r.reason;
            of("stepped").any(|a| a.is(&r.by, r.at) && same(a))
        });
        let ticks = self.ticks.iter().all(|t| {
            let same = |a: &Act| a.data["item"] == t.item.code() && a.data["yes"] == t.yes;
            let ticked = |a: &Act| a.is(&t.by, t.at) && same(a) && a.reason == t.note;
            t.article == t.item.article() && of("item_ticked").any(ticked)
        });
        opinion && returns && ticks && self.ended(acts) && self.seen(acts)
    }

    /// The same of what the Office asked for and refused.
    fn ended(&self, acts: &Acts) -> bool {
        let of = |kind| acts.of(self.dossier.as_str(), kind);
        let correction = self.correction.iter().all(|c| {
            let asked = |(item, why): (&Item, &String)| json!([item.code(), digest(why)]);
            let items = Value::Array(c.round.items.iter().map(asked).collect());
            of("correction_items").any(|a| a.actor == c.by && a.data["items"] == items)
        });
        let refusal = self.refusal.iter().all(|r| {
            let step = |a: &Act| a.data["step"] == "formality_refused";
            let same = |a: &Act| a.data["item"] == r.item.code() && a.reason == r.reason;
            let refused = |a: &Act| a.is(&r.by, r.at) && step(a) && same(a);
            r.article == r.item.article() && of("stepped").any(refused)
        });
        correction && refusal
    }

    /// The same of what was seen on its site: who went and on which day, the report alone says.
    fn seen(&self, acts: &Acts) -> bool {
        self.visits.iter().all(|v| {
            let (report, finding) = (digest(&v.visit.report), v.visit.finding.code());
            let same = |a: &Act| a.data["sha256"] == report && a.data["finding"] == finding;
            let recorded = |a: &Act| a.is(&v.by, v.at) && same(a) && a.reason == v.reason;
            acts.of(self.dossier.as_str(), "site_visited").any(recorded)
        })
    }
}
