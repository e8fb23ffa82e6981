//! The versions of a dossier beside its sheet (Art. 19): what was handed in when, and what the last one
//! changed. Cut like the dossier itself (Art. 15).

use domain::application::diff;
use domain::deliberation::Review;
use domain::policy::Actor;
use domain::review::blind;
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::flow::{Difference, State};

use super::shared;
use crate::Result;
use crate::ports::Session;
use crate::ports::application::Dossier;

/// Numbers and moments of the versions up to the one that is read, and what differs between the last two.
pub(super) async fn handed_in(
    db: &mut dyn Session,
    d: &Dossier,
    review: Review,
    actor: &Actor,
    season: &Season,
    now: Stamp,
) -> Result<(Vec<(i64, Stamp)>, Option<Difference>)> {
    let last = d.standing.version().unwrap_or_default();
    let mut all: Vec<(i64, Stamp)> = db
        .versions(&d.id)
        .await?
        .iter()
        .filter(|v| v.number <= last)
        .map(|v| (v.number, Stamp(v.at)))
        .collect();
    all.sort_unstable();
    let [.., (before, _), (after, _)] = all[..] else { return Ok((all, None)) };
    let (Some(a), Some(b)) = (db.version(&d.id, before).await?, db.version(&d.id, after).await?)
    else {
        return Ok((all, None));
    };
    let (a, b) = (shared::thawed(&d.id, &a)?, shared::thawed(&d.id, &b)?);
    let mut files = diff::files(&a.files, &b.files);
    let [a, b] = [a, b].map(|version| {
        let mut view = shared::view(d, season.clone(), now, version.answers.clone(), Vec::new());
        shared::for_expert(&mut view, review, actor);
        view.answers
    });
    if blind::hides(season, review, actor) {
        files.retain(|f| !blind::about_applicant(f.slot));
        for (n, file) in files.iter_mut().enumerate() {
            file.name = blind::file_name(file.slot, n + 1, None);
        }
    }
    let changes = diff::answers(&a, &b);
    let (from, to) = (State::Version(before), State::Version(after));
    Ok((all, Some(Difference { from, to, changes, files })))
}
