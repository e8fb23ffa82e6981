//! Drawing experts for a panel at random (Art. 12): recorded when it is made, seen, then seated.

use std::collections::{BTreeMap, BTreeSet};

use domain::committee::pool::Status;
use domain::committee::seating::{self, SIZE_MAX, Standing, may_sit};
use domain::event::Event;
use domain::ids::{ExpertId, PanelId};
use domain::policy::{Actor, Role, may_run_office, may_serve};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::seating::{DrawView, Drawing, Drawn, PanelSeats, SeatView};

use super::accounts::{known, panel};
use super::seating::{has_seat, seat};
use crate::kept_away::find_of;
use crate::ports::seating::DrawRow;
use crate::{About, Result, Service};

impl Service {
    /// Panels with their members, and the draws of the season, each made again to show that its
    /// seed gives these names.
    pub async fn drawing(&self, actor: &Actor) -> Result<Drawing> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let panels = db.panels(&season.id).await?;
        let closed = db.closed_panels(&season.id).await?;
        let seats = db.seats(&season.id).await?;
        let draws = db.draws(&season.id).await?;
        let ids: BTreeSet<ExpertId> = draws.iter().flat_map(|d| d.drawn.clone()).collect();
        let ids: Vec<ExpertId> = ids.into_iter().collect();
        let names: BTreeMap<ExpertId, (String, String)> =
            db.names_of(&ids).await?.into_iter().map(|(id, n, e)| (id, (n, e))).collect();
        let seated: BTreeSet<&ExpertId> = seats.iter().map(|s| &s.expert).collect();
        let draws = draws.into_iter().map(|d| {
            let name = |id: &ExpertId| {
                let (name, employer) = names.get(id).cloned().unwrap_or_default();
                Drawn { id: id.clone(), name, employer, seated: seated.contains(id) }
            };
            let open = panels.iter().find(|p| p.id == d.panel);
            let of = open.or_else(|| closed.iter().find(|p| p.id == d.panel));
            DrawView {
                repeats: repeats(&d),
                drawn: d.drawn.iter().map(name).collect(),
                candidates: d.candidates.len(),
                at: Stamp(d.at),
                seated: d.seated_at.map(Stamp),
                id: d.id,
                closed: open.is_none(),
                number: of.map_or(0, |p| p.number),
                zh: of.map(|p| p.zh.clone()).unwrap_or_default(),
                en: of.map(|p| p.en.clone()).unwrap_or_default(),
                panel: d.panel,
                seed: d.seed,
                sha256: d.sha256,
            }
        });
        let draws: Vec<DrawView> = draws.collect();
        let panels = panels.into_iter().map(|p| PanelSeats {
            seats: seats
                .iter()
                .filter(|s| s.panel == p.id)
                .map(|s| SeatView {
                    expert: s.expert.clone(),
                    name: s.name.clone(),
                    employer: s.employer.clone(),
                    lead: s.lead,
                    account: s.account,
                    assigned: s.assigned,
                })
                .collect(),
            id: p.id,
            number: p.number,
            zh: p.zh,
            en: p.en,
            fields: p.fields,
        });
        Ok(Drawing { year: season.year, panels: panels.collect(), draws })
    }

    /// Draws so many experts for a panel from those who fit. The draw is recorded at once, with its
    /// seed and who could be drawn: drawing again until the names please is there to be seen. For that nobody may be
    /// held who has only sent a form twice: `seen` is how many draws for the panel were on the page.
    pub async fn draw_experts(
        &self,
        actor: &Actor,
        to: &PanelId,
        size: u32,
        seen: usize,
    ) -> Result<String> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let panel = panel(&mut work, &season, to).await?;
        if size == 0 || size > SIZE_MAX {
            return Err(Refusal::BadValue { field: "size".into() }.into());
        }
        let draws = work.db.draws(&season.id).await?;
        if draws.iter().filter(|d| d.panel == panel.id).count() != seen {
            return Err(Refusal::SeenChanged.into());
        }
        let pool = work.db.pool().await?;
        let mut busy: BTreeSet<String> =
            work.db.seats(&season.id).await?.into_iter().map(|s| s.expert.to_string()).collect();
        for role in [Role::Chair, Role::ViceChair] {
            busy.extend(work.db.holders(&season.id, role.code()).await?.into_iter().map(|h| h.3));
        }
        // Nobody is drawn who could be given no seat.
        for role in Role::ALL.into_iter().filter(|role| !may_serve(*role)) {
            for (_, _, email, _) in work.db.holders(&season.id, role.code()).await? {
                let theirs = pool.iter().filter(|e| !email.is_empty() && e.email == email);
                busy.extend(theirs.map(|e| e.id.to_string()));
            }
        }
        let standings = pool.iter().map(|e| Standing {
            id: &e.id,
            active: e.status == Status::Active,
            seated: busy.contains(e.id.as_str()),
            fields: &e.fields,
        });
        let candidates = seating::candidates(standings, &panel.fields);
        let fit = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
        if fit < size {
            return Err(Refusal::TooFewFit { fit, asked: size }.into());
        }
        // Half of the numbers, so that a seed is never negative where it is stored.
        let seed = i64::try_from(self.chance.seed() >> 1).unwrap_or(0);
        let drawn = seating::drawn(seed.unsigned_abs(), &candidates, size as usize);
        let row = DrawRow {
            id: self.chance.id(),
            at: work.now.0,
            author: actor.account.to_string(),
            panel: panel.id.clone(),
            fields: panel.fields,
            seed,
            size: i64::from(size),
            sha256: seating::fingerprint(&candidates),
            candidates,
            drawn,
            seated_at: None,
        };
        work.db.insert_draw(&season.id, &row).await?;
        let event = Event::ExpertsDrawn {
            draw: row.id.clone(),
            panel: panel.id.to_string(),
            seed,
            candidates: i64::from(fit),
            sha256: row.sha256.clone(),
            drawn: row.drawn.iter().map(ToString::to_string).collect(),
        };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await?;
        Ok(row.id)
    }

    /// Seats those of a draw, all of them. The first member of a panel is its lead, or whom of them
    /// the Office names.
    pub async fn seat_drawn(
        &self,
        actor: &Actor,
        draw: &str,
        lead: Option<&ExpertId>,
    ) -> Result<()> {
        may_run_office(actor)?;
        let password = self.unknown_password().await?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let draws = work.db.draws(&season.id).await?;
        let row = draws.into_iter().find(|d| d.id == draw).ok_or(Refusal::NotYours)?;
        let panel = panel(&mut work, &season, &row.panel).await?;
        let seats = work.db.seats(&season.id).await?;
        let mut experts = Vec::new();
        for id in &row.drawn {
            let expert = known(&mut work, id).await?;
            if row.seated_at.is_some() || may_sit(expert.status, has_seat(&seats, id)).is_err() {
                return Err(Refusal::DrawOver.into());
            }
            experts.push(expert);
        }
        let led = seats.iter().any(|s| s.panel == panel.id && s.lead);
        let named = lead.filter(|l| row.drawn.contains(l)).or(row.drawn.first());
        for expert in &experts {
            let lead = !led && Some(&expert.id) == named;
            seat(&mut work, actor, &season, &panel, expert, lead, &password).await?;
        }
        find_of(&mut work, &actor.account, &season.id, &row.drawn).await?;
        let at = work.now.0;
        work.db.save_draw_seated(&row.id, at).await?;
        work.commit().await
    }
}

/// Whether the recorded seed and candidates give the recorded names.
fn repeats(d: &DrawRow) -> bool {
    let size = usize::try_from(d.size).unwrap_or(0);
    let again = seating::drawn(d.seed.unsigned_abs(), &d.candidates, size);
    again == d.drawn && seating::fingerprint(&d.candidates) == d.sha256
}
