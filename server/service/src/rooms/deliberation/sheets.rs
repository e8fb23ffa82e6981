//! What lies behind the scores of one application (Art. 19, 20): every sealed sheet with its comments, for who
//! deliberates; and its dossier, for who presides or confirms (ADR 0059).

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::deliberation::Review;
use domain::ids::{DossierId, ExpertId, PanelId};
use domain::policy::{Actor, Asking, may_deliberate, may_read_sheets};
use domain::refusal::Refusal;
use domain::review::amendment::informed;
use domain::review::matrix;
use domain::review::sheet::{SheetForm, SheetLimits};
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::sheets::{Amended, Neighbour, SealedSheet, SheetsView, TableDossier};

use crate::picture::{self, Picture};
use crate::ports::review::{Amendment, BoardLine, SheetRow};
use crate::reads::Sealed;
use crate::rooms::shared;
use crate::table::{seats_of, unsealed};
use crate::{Fault, Result, Service};

impl Service {
    /// Every sealed sheet of an application: sub-items by experts, totals, comments, amendments.
    pub async fn sealed_sheets(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
        id: &DossierId,
    ) -> Result<SheetsView> {
        shared::possible(id.as_str())?;
        if !actor.on_committee() {
            return Err(Refusal::NotYours.into());
        }
        let picture = self.picture(review).await?;
        let line = line_of(&picture, panel, id)?;
        let mut db = self.read().await?;
        let seats = seats_of(&mut *db, &picture, panel, self.now(), actor).await?;
        let viewer = picture::viewer(actor);
        let members = db.members(&picture.season.id).await?;
        let at_table = seats.any() && !seats.barred();
        let own = |e: &ExpertId| Some(e) == viewer.as_ref();
        let scores = line.cells.iter().any(|c| own(&c.expert));
        let asking = Asking {
            at_table,
            member: scores && members.iter().any(|m| m.panel == *panel && own(&m.expert.id)),
            waits: viewer.as_ref().is_some_and(|e| !unsealed(&picture, panel, e).is_empty()),
            conflicted: viewer.as_ref().is_some_and(|e| picture.keeps_away(e, id)),
        };
        match may_read_sheets(asking) {
            // What is over cannot be sealed any more: there is no way in.
            Err(Refusal::OwnSheetsFirst) if !at_table && picture.closed(self.now()) => {
                return Err(Refusal::NotYours.into());
            }
            judged => judged?,
        }
        picture.signatures.require(actor)?;
        let rows = db.sealed_sheets(review, id).await?;
        let amendments = db.amendments_of(review, id).await?;
        drop(db);
        self.note_read(actor, Sealed::Sheets(review, id)).await?;
        let sheets = sheets(&picture, line, actor, &rows, amendments)?;
        let forms: Vec<&SheetForm> = sheets.iter().map(|s| &s.form).collect();
        let rubric = picture.season.rubric(review).clone();
        let lines = matrix::lines(&rubric, &SheetLimits::default(), &forms, picture.threshold());
        let of = picture.panels.iter().find(|p| p.id == *panel).ok_or(Refusal::NotYours)?;
        let blind = picture.hides_names(actor);
        let (before, behind) = around(&picture, panel, id, viewer.as_ref());
        let missing = line.cells.len().saturating_sub(sheets.len());
        Ok(SheetsView {
            which: picture.which(actor, Some(panel)),
            panel: (of.id.clone(), of.number, of.zh.clone(), of.en.clone()),
            dossier: id.clone(),
            reference: line.reference.clone(),
            title: line.title.clone(),
            organisation: if blind { String::new() } else { line.org_name.clone() },
            rubric,
            lines,
            sheets,
            missing: u32::try_from(missing).unwrap_or(u32::MAX),
            at_table,
            reads: seats.presides() || seats.confirms(),
            before,
            behind,
        })
    }

    /// The dossier of an application of a panel, for who presides or confirms there: read only, cut as experts
    /// read it.
    pub async fn table_dossier(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
        id: &DossierId,
    ) -> Result<TableDossier> {
        shared::possible(id.as_str())?;
        may_deliberate(actor)?;
        let picture = self.picture(review).await?;
        line_of(&picture, panel, id)?;
        let mut db = self.read().await?;
        let seats = seats_of(&mut *db, &picture, panel, self.now(), actor).await?;
        if !seats.presides() && !seats.confirms() {
            return Err(Refusal::NotYours.into());
        }
        picture.signatures.require(actor)?;
        let d = shared::load(&mut *db, id).await?;
        let season = Season::clone(&picture.season);
        let mut dossier = shared::reading(&mut *db, &d, season, self.now()).await?;
        shared::for_expert(&mut dossier, review, actor);
        drop(db);
        self.note_read(actor, Sealed::Dossier(review, id)).await?;
        Ok(TableDossier { which: picture.which(actor, Some(panel)), panel: panel.clone(), dossier })
    }
}

/// An application of a panel, as its boards have it.
fn line_of<'a>(
    picture: &'a Picture,
    panel: &PanelId,
    id: &DossierId,
) -> std::result::Result<&'a BoardLine, Refusal> {
    let found = picture.lines.iter().find(|l| l.dossier == *id && l.panel == *panel);
    found.map(Arc::as_ref).ok_or(Refusal::NotYours)
}

/// The sheets as they count, in the order of numbers, or of names where there are names.
fn sheets(
    picture: &Picture,
    line: &BoardLine,
    actor: &Actor,
    rows: &[SheetRow],
    amendments: Vec<Amendment>,
) -> Result<Vec<SealedSheet>> {
    let mut of: BTreeMap<ExpertId, Vec<Amendment>> = BTreeMap::new();
    for amendment in amendments {
        of.entry(amendment.expert.clone()).or_default().push(amendment);
    }
    let blind = picture.hides_names(actor);
    let mut all: Vec<SealedSheet> = Vec::new();
    for row in rows {
        if !line.cells.iter().any(|c| c.expert == row.expert) {
            continue;
        }
        let amended = of.remove(&row.expert).unwrap_or_default();
        let last = amended.last();
        let text = last.map_or(&row.form, |a| &a.form);
        let form = serde_json::from_str(text)
            .map_err(|e| Fault::new(format!("sheet of {} by {}: {e}", row.dossier, row.expert)))?;
        let others = || rows.iter().filter(|r| r.expert != row.expert);
        let seen = |at| informed(at, others().filter_map(|r| r.sealed_at.map(Stamp)));
        let name = picture.experts.iter().find(|(id, _)| *id == row.expert && !blind);
        all.push(SealedSheet {
            number: picture.place(&row.expert, blind),
            name: name.map(|(_, name)| name.clone()).unwrap_or_default(),
            sealed: Stamp(row.sealed_at.unwrap_or_default()),
            total: last.map_or(row.total.unwrap_or_default(), |a| a.total),
            form,
            amended: amended
                .iter()
                .map(|a| Amended {
                    at: Stamp(a.at),
                    reason: a.reason.clone(),
                    informed: seen(Stamp(a.at)),
                })
                .collect(),
        });
    }
    all.sort_by_key(|sheet| sheet.number);
    Ok(all)
}

/// The applications before and behind one on the panel's list, of those its viewer may know of.
fn around(
    picture: &Picture,
    panel: &PanelId,
    id: &DossierId,
    viewer: Option<&ExpertId>,
) -> (Option<Neighbour>, Option<Neighbour>) {
    let seen = |l: &&Arc<BoardLine>| {
        l.panel == *panel && !viewer.is_some_and(|e| picture.keeps_away(e, &l.dossier))
    };
    let all: Vec<&Arc<BoardLine>> = picture.lines.iter().filter(seen).collect();
    let Some(at) = all.iter().position(|l| l.dossier == *id) else { return (None, None) };
    let way = |l: &&Arc<BoardLine>| Neighbour {
        dossier: l.dossier.clone(),
        reference: l.reference.clone(),
    };
    let before = at.checked_sub(1).and_then(|n| all.get(n)).map(way);
    (before, all.get(at + 1).map(way))
}
