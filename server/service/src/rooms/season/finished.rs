//! Whether the season that runs is finished, so that another may take its place (Art. 6).

use domain::journey::Stage;
use domain::season::Season;
use domain::season::ready::Lack;
use domain::season::unfinished::Progress;
use domain::stamp::Stamp;

use crate::Result;
use crate::ports::Session;

/// What the season that runs leaves open before one of another year is opened.
pub(super) async fn unfinished(
    db: &mut dyn Session,
    running: &Season,
    now: Stamp,
) -> Result<Option<Lack>> {
    let open = progress(db, running).await?.open(now);
    Ok(open.map(|open| Lack::Unfinished { year: running.year, open }))
}

async fn progress(db: &mut dyn Session, season: &Season) -> Result<Progress> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let notice = db.notice(&season.id).await?;
    let underway: Vec<Stage> = Stage::ALL.into_iter().filter(|s| s.underway()).collect();
    let all = db.dossiers_at(&season.id, &underway).await?;
    let on_notice = all.iter().filter(|d| d.standing.stage() == Stage::OnInitialList).count();
    let listed = match db.signed_list(&season.id).await? {
        None => None,
        Some(_) if notice.is_some() => Some(count(on_notice)),
        Some(list) => {
            let consulted = db.consultation(&season.id, list.number).await?;
            let closed = consulted.filter(|c| c.closed.is_some());
            Some(count(closed.map_or(list.dossiers.len(), |c| c.remaining().len())))
        }
    };
    let objections = db.objections(&season.id).await?;
    let open = objections.iter().filter(|o| o.handling.step().is_open());
    Ok(Progress {
        listed,
        notice_ends: notice.map(|n| n.ends_at),
        announced: db.announcement(&season.id).await?.is_some_and(|a| a.released_at.is_some()),
        objections: open.map(|o| o.number).collect(),
        underway: count(all.len()),
        closes: season.windows.iter().map(|w| w.closes).max(),
    })
}
