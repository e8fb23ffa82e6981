//! `season`: prints the running season's settings as JSON, or a template for a new one;
//! given such a file, opens that season with the default quotas. This is how the Office's
//! first season comes into an empty database; the next ones are planned at `/season/plan`.

use std::io::Read;
use std::path::Path;

use domain::facts::units;
use domain::policy::{Actor, Grant, Role};
use domain::season::{Direction, Limits, Phase, Planned, Season, Window};
use domain::stamp::{DAY, Stamp};
use service::Service;

use crate::config::Config;

/// Length of each phase in days, one after the other (proposals; the regulation fixes
/// only the ten working days of the notice, Art. 21).
const DAYS: [(Phase, i64); 8] = [
    (Phase::Application, 56),
    (Phase::Recommendation, 14),
    (Phase::Formality, 14),
    (Phase::WrittenReview, 28),
    (Phase::Defence, 14),
    (Phase::Consultation, 14),
    (Phase::Notice, 16),
    (Phase::Announcement, 14),
];

/// Prints, or opens from a file.
pub async fn season(config: &Config, file: Option<&Path>) -> Result<(), String> {
    // A database that is not there is not made: whoever named the wrong one would open the season in it.
    let service = super::open_service(config).await?;
    let Some(file) = file else {
        let season = service.season().await.unwrap_or_else(|_| template(service.now()));
        println!("{}", serde_json::to_string_pretty(&season).map_err(|e| e.to_string())?);
        return Ok(());
    };
    let text = read(file).map_err(|e| format!("cannot read {}: {e}", file.display()))?;
    let season: Season =
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    open(&service, &season).await?;
    println!("season {} is open; {}", season.year, config.about_database());
    println!("Next: biaogan bootstrap, for the administrators and the Office");
    Ok(())
}

/// A text in a file, or for `-` on standard input.
fn read(file: &Path) -> std::io::Result<String> {
    if file != Path::new("-") {
        return std::fs::read_to_string(file);
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

async fn open(service: &Service, season: &Season) -> Result<(), String> {
    let grants = vec![Grant { role: Role::Office, scope: String::new() }];
    let operator = Actor { account: "operator".into(), name: String::new(), grants };
    service.open_season(&operator, season).await.map_err(|e| e.to_string())?;
    for unit in units::units() {
        let (base, sme) = units::default_quota(unit.kind);
        service
            .set_quota(&operator, &unit.code, i64::from(base), i64::from(sme), "首个年度的名额")
            .await
            .map_err(|e| e.to_string())?;
    }
    Ok(())
}

/// A season that begins at midnight in a week, with our proposals.
fn template(now: Stamp) -> Season {
    let mut opens = Stamp::end_of(now.date()).plus(6 * DAY);
    let year = now.date().year();
    let windows = DAYS
        .iter()
        .map(|(phase, days)| {
            let closes = opens.plus(days * DAY);
            let window = Window { phase: *phase, opens, closes, changed: None };
            opens = closes;
            window
        })
        .collect();
    let method = Direction {
        code: "method".into(),
        zh: "质量管理方法".into(),
        en: "Quality management methods".into(),
    };
    Season {
        id: year.to_string().as_str().into(),
        windows,
        planned: Planned { industrial: 45, sme: 8, service: 7 },
        notice_days: 10,
        ..Season::of_dossier(year, vec![method], Limits::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_a_season_that_reads_back() {
        let season = template(Stamp(1_782_288_487_000_000));
        let text = serde_json::to_string(&season).unwrap();
        assert_eq!(serde_json::from_str::<Season>(&text).unwrap(), season);
        assert!(season.windows.windows(2).all(|w| w[0].closes == w[1].opens));
        assert!(season.windows[0].opens.0 > 1_782_288_487_000_000);
    }
}
