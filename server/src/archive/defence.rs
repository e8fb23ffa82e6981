//! How the defence went (Art. 20): its sessions, the time each application had, who came for it and when it was heard,
//! and its slides by their hash.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{DossierId, ExpertId};
use domain::season::Season;
use serde_json::{Value, json};
use service::Fault;
use service::ports::Session;
use service::ports::defence::{SlideRow, SlotRow};

use super::committee::Fields;

/// All of it, for `committee.json`; who sits in a session is among the experts.
pub(super) async fn heard(
    db: &mut dyn Session,
    season: &Season,
    references: &BTreeMap<&DossierId, &str>,
    experts: &mut BTreeSet<ExpertId>,
) -> Result<Fields, Fault> {
    let named = |id: &DossierId| references.get(id).copied().unwrap_or(id.as_str()).to_owned();
    let mut sessions = Vec::new();
    for sitting in db.sittings(&season.id).await? {
        sessions.push(json!({ "session": sitting.session, "told_at": sitting.published_at }));
        experts.extend(sitting.session.experts);
    }
    let slots = db.slots(&season.id).await?;
    let slots: Vec<Value> = slots.iter().map(|r| slot(r, named(&r.slot.dossier))).collect();
    let slides = db.slides(&season.id).await?;
    let slides: Vec<Value> = slides.iter().map(|s| slide(s, named(&s.dossier))).collect();
    Ok(Fields::from_iter([
        ("defence_sessions".to_owned(), sessions.into()),
        ("defence_slots".to_owned(), slots.into()),
        ("defence_slides".to_owned(), slides.into()),
    ]))
}

fn slot(r: &SlotRow, application: String) -> Value {
    json!({
        "application": application, "session": r.slot.session, "number": r.slot.number, "starts": r.slot.starts,
        "ends": r.slot.ends, "moved": r.sequence, "confirmed_at": r.confirmed_at, "delegates": r.delegates,
        "arrived_at": r.arrived_at, "begun_at": r.begun_at, "cancelled_at": r.cancelled_at,
    })
}

fn slide(s: &SlideRow, application: String) -> Value {
    json!({
        "application": application, "name": s.name, "size": s.size, "sha256": s.sha256, "by": s.author,
        "at": s.at,
    })
}
