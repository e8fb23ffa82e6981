//! Who decided (Art. 11–15, 19, 20): the experts by name, their panels, the draws that brought them there, what each
//! was given to read and what kept them from it; how the defence went; and which sheets there are, with the moment and
//! reason of each.

use std::collections::{BTreeMap, BTreeSet};

use domain::deliberation::Review;
use domain::ids::{DossierId, ExpertId};
use domain::season::Season;
use serde_json::{Value, json};
use service::Fault;
use service::ports::Session;
use service::ports::review::FormRow;

use super::defence::heard;
use super::people::Naming;

/// Writes `committee.json`, and all sheets with `sheets.json`.
pub(super) async fn committee(
    to: &mut Naming<'_>,
    db: &mut dyn Session,
    season: &Season,
    references: &BTreeMap<&DossierId, &str>,
) -> Result<(), String> {
    let said = |e: Fault| e.to_string();
    let mut experts = BTreeSet::new();
    sheets(to, db, season, references, &mut experts).await?;
    let mut whole = formed(db, season, &mut experts).await.map_err(said)?;
    whole.extend(given(db, season, references, &mut experts).await.map_err(said)?);
    whole.extend(heard(db, season, references, &mut experts).await.map_err(said)?);
    whole.insert("experts".into(), names(db, &experts).await.map_err(said)?);
    to.put("committee.json", &whole)
}

/// Every sheet as it was sealed and as it was amended, each as the text its hash was taken over, whether it counts
/// or was set aside for a conflict; and a list of them.
async fn sheets(
    to: &mut Naming<'_>,
    db: &mut dyn Session,
    season: &Season,
    references: &BTreeMap<&DossierId, &str>,
    experts: &mut BTreeSet<ExpertId>,
) -> Result<(), String> {
    let mut listed = Vec::new();
    for review in Review::ALL {
        let folder = match review {
            Review::Written => "sheets",
            Review::Defence => "defence-sheets",
        };
        for row in db.all_forms(review, &season.id).await.map_err(|e| e.to_string())? {
            let Some(reference) = references.get(&row.dossier) else { continue };
            let FormRow { expert, number, form, at, reason, aside, .. } = row;
            let path = format!("{folder}/{reference}/{expert}-{number}.json");
            to.text(&path, &form)?;
            listed.push(json!({
                "file": path, "application": reference, "expert": expert, "number": number, "at": at,
                "reason": reason, "set_aside": aside,
            }));
            experts.insert(expert);
        }
    }
    to.put("sheets.json", &listed)
}

/// Part of `committee.json`.
pub(super) type Fields = serde_json::Map<String, Value>;

/// How the committee was formed: panels, seats, draws with their seeds.
async fn formed(
    db: &mut dyn Session,
    season: &Season,
    experts: &mut BTreeSet<ExpertId>,
) -> Result<Fields, Fault> {
    let mut panels = db.panels(&season.id).await?;
    panels.extend(db.closed_panels(&season.id).await?);
    let panels: Vec<Value> = panels
        .iter()
        .map(|p| json!({ "id": p.id, "number": p.number, "zh": p.zh, "en": p.en, "fields": p.fields }))
        .collect();
    let mut seats = Vec::new();
    for m in db.members(&season.id).await? {
        seats.push(json!({
            "panel": m.panel, "expert": m.expert.id, "lead": m.lead, "undertaken_at": m.undertaken_at,
        }));
        experts.insert(m.expert.id);
    }
    let mut heads = Vec::new();
    for role in ["chair", "vice_chair"] {
        for (account, name, _, scope) in db.holders(&season.id, role).await? {
            heads.push(json!({ "role": role, "account": account, "name": name, "expert": scope }));
        }
    }
    let mut draws = Vec::new();
    for d in db.draws(&season.id).await? {
        experts.extend(d.candidates.iter().cloned());
        draws.push(json!({
            "id": d.id, "at": d.at, "by": d.author, "panel": d.panel, "fields": d.fields, "seed": d.seed,
            "size": d.size, "candidates": d.candidates, "drawn": d.drawn, "sha256": d.sha256,
            "seated_at": d.seated_at,
        }));
    }
    let lots: Vec<Value> = db
        .lots(&season.id)
        .await?
        .into_iter()
        .map(|l| {
            json!({
                "panel": l.panel, "number": l.number, "seed": l.seed, "drawn": l.drawn,
                "sha256": l.fingerprint, "reason": l.reason, "by": l.author, "at": l.at,
            })
        })
        .collect();
    Ok(Fields::from_iter([
        ("panels".to_owned(), panels.into()),
        ("seats".to_owned(), seats.into()),
        ("heads".to_owned(), heads.into()),
        ("draws".to_owned(), draws.into()),
        ("defence_lots".to_owned(), lots.into()),
    ]))
}

/// Who was to read what, and who was kept from it.
async fn given(
    db: &mut dyn Session,
    season: &Season,
    references: &BTreeMap<&DossierId, &str>,
    experts: &mut BTreeSet<ExpertId>,
) -> Result<Fields, Fault> {
    let named = |id: &DossierId| references.get(id).copied().unwrap_or(id.as_str()).to_owned();
    let mut written = Vec::new();
    for a in db.assignments(&season.id).await? {
        written.push(json!({
            "application": named(&a.dossier), "expert": a.expert, "panel": a.panel, "bridging": a.bridging,
        }));
        experts.insert(a.expert);
    }
    let mut defence = Vec::new();
    for a in db.defence_assignments(&season.id).await? {
        defence.push(json!({
            "application": named(&a.dossier), "expert": a.expert, "panel": a.panel, "at": a.at,
        }));
        experts.insert(a.expert);
    }
    let mut conflicts = Vec::new();
    for c in db.conflicts(&season.id).await? {
        conflicts.push(json!({
            "application": named(&c.dossier), "expert": c.expert, "kind": c.kind, "declared": c.declared,
            "at": c.at,
        }));
        experts.insert(c.expert);
    }
    let wishes: Vec<Value> = db
        .pairings(&season.id)
        .await?
        .into_iter()
        .map(|p| {
            json!({
                "application": named(&p.dossier), "expert": p.expert, "wish": p.wish, "reason": p.reason,
                "by": p.author, "at": p.at,
            })
        })
        .collect();
    Ok(Fields::from_iter([
        ("assignments".to_owned(), written.into()),
        ("defence_assignments".to_owned(), defence.into()),
        ("conflicts".to_owned(), conflicts.into()),
        ("wishes".to_owned(), wishes.into()),
    ]))
}

/// Who the identifiers are, as the pool knows them now. How they are reached is left out: nobody needs it to
/// understand what was decided.
async fn names(db: &mut dyn Session, experts: &BTreeSet<ExpertId>) -> Result<Value, Fault> {
    let pool = db.pool().await?;
    let known = pool.into_iter().filter(|e| experts.contains(&e.id)).map(|e| {
        let about = json!({
            "name": e.name, "employer": e.employer, "uscc": e.uscc, "unit": e.unit, "title": e.title,
            "fields": e.fields,
        });
        (e.id.to_string(), about)
    });
    Ok(Value::Object(known.collect()))
}
