//! What came after the initial list (Art. 20–24): notice, objections, announcement, incidents, revocations, exchange.

use std::collections::BTreeMap;

use domain::ids::DossierId;
use domain::sealed::Kind;
use domain::season::Season;
use domain::stamp::Stamp;
use serde_json::{Value, json};
use service::ports::Session;
use service::ports::incident::IncidentRow;
use service::ports::objection::ObjectionRow;
use service::ports::sealed::{Case, EvidenceRow, HandlerRow, NoteRow};

use super::people::Naming;
use super::{ANNOUNCEMENT, CONSULTATION, INCIDENTS, NOTICE, OBJECTIONS, REVOCATIONS};

/// Writes it.
pub(super) async fn after(
    to: &mut Naming<'_>,
    db: &mut dyn Session,
    season: &Season,
    references: &BTreeMap<&DossierId, &str>,
) -> Result<(), String> {
    let said = |e: service::Fault| e.to_string();
    if let Some(list) = db.signed_list(&season.id).await.map_err(said)? {
        // As they were called when they signed: people.json names everybody as now.
        let name = db.name_at(&list.signed_by, list.signed_at).await.map_err(said)?;
        let confirmed_name = db.name_at(&list.confirmed_by, list.confirmed_at).await;
        let signed = json!({
            "list": list.number,
            "sha256": list.sha256,
            "signed_by": list.signed_by,
            "signed_name": name,
            "signed_at": list.signed_at,
            "confirmed_by": list.confirmed_by,
            "confirmed_name": confirmed_name.map_err(said)?,
            "confirmed_at": list.confirmed_at,
        });
        to.put(&format!("signatures/initial-list-{}.json", list.number), &signed)?;
    }
    for c in db.consultations(&season.id).await.map_err(said)? {
        to.put(&format!("{CONSULTATION}{}.json", c.list), &c)?;
    }
    if let Some(notice) = db.notice(&season.id).await.map_err(said)? {
        to.put(NOTICE, &notice)?;
    }
    for row in db.objections(&season.id).await.map_err(said)? {
        let reference = references.get(&row.dossier).copied().unwrap_or_default();
        let whole = objection(db, &row, reference).await.map_err(said)?;
        to.put(&format!("{OBJECTIONS}{}.json", row.number), &whole)?;
    }
    if let Some(a) = db.announcement(&season.id).await.map_err(said)? {
        to.put(ANNOUNCEMENT, &a)?;
    }
    for row in db.incidents(i64::MAX).await.map_err(said)? {
        // A case is of the season whose title it is about.
        if row.holder.year == season.year {
            let whole = incident(db, &row).await.map_err(said)?;
            to.put(&format!("{INCIDENTS}{}.json", row.id), &whole)?;
        }
    }
    for r in db.revocations().await.map_err(said)? {
        if r.title.year == season.year {
            to.put(&format!("{REVOCATIONS}{}.json", r.title.number), &r)?;
        }
    }
    exchange(to, db, season, references).await
}

/// An objection whole. The secret of its author's link is left out, even as a hash.
async fn objection(
    db: &mut dyn Session,
    row: &ObjectionRow,
    reference: &str,
) -> Result<Value, service::Fault> {
    let of = Case::from(&row.id);
    Ok(json!({
        "id": row.id,
        "number": row.number,
        "place": row.place,
        "application": reference,
        "at": row.at,
        "kept": row.kept,
        "evidence": files(&db.evidence(of).await?),
        "handlers": people(&db.handlers(of).await?),
        "notes": notes(&db.notes(of).await?),
        "handling": row.handling,
    }))
}

/// A case whole, without that secret as well.
async fn incident(db: &mut dyn Session, row: &IncidentRow) -> Result<Value, service::Fault> {
    let of = Case::from(&row.id);
    let statements = db.statements(&row.id).await?;
    let statements: Vec<Value> = statements
        .iter()
        .map(|s| {
            json!({ "number": s.number, "author": s.author, "at": s.at, "text": s.text, "paper": s.paper })
        })
        .collect();
    Ok(json!({
        "id": row.id,
        "title": row.holder,
        "at": row.at,
        "reporter": row.reporter,
        "kept": row.kept,
        "files": files(&db.evidence(of).await?),
        "people": people(&db.handlers(of).await?),
        "notes": notes(&db.notes(of).await?),
        "statements": statements,
        "case": row.case,
    }))
}

/// Files by their hash: their contents are in the backup.
fn files(all: &[EvidenceRow]) -> Vec<Value> {
    let file = |f: &EvidenceRow| {
        json!({
            "name": f.name, "size": f.size, "sha256": f.sha256, "at": f.at, "statement": f.statement,
            "note": f.note,
        })
    };
    all.iter().map(file).collect()
}

fn people(all: &[HandlerRow]) -> Vec<Value> {
    let person = |h: &HandlerRow| json!({ "account": h.account, "named_by": h.named_by, "at": h.at, "left_at": h.left_at });
    all.iter().map(person).collect()
}

fn notes(all: &[NoteRow]) -> Vec<Value> {
    let note = |n: &NoteRow| {
        json!({
            "number": n.number, "report": n.kind == Kind::Report, "question": n.kind == Kind::Question,
            "author": n.author, "at": n.at, "text": n.text,
        })
    };
    all.iter().map(note).collect()
}

/// Reports of the titles of the season, and the activities of its calendar year.
async fn exchange(
    to: &mut Naming<'_>,
    db: &mut dyn Session,
    season: &Season,
    references: &BTreeMap<&DossierId, &str>,
) -> Result<(), String> {
    let said = |e: service::Fault| e.to_string();
    for (dossier, reference) in references {
        let rows = db.reports_of(dossier).await.map_err(said)?;
        let rows: Vec<Value> = rows
            .iter()
            .map(|r| json!({ "year": r.year, "number": r.number, "report": r.report }))
            .collect();
        if !rows.is_empty() {
            to.put(&format!("exchange/reports/{reference}.json"), &rows)?;
        }
    }
    for (activity, _) in db.activities().await.map_err(said)? {
        let starts: Stamp = activity.starts;
        if starts.date().year() == season.year {
            let guests = db.guests(&activity.id).await.map_err(said)?;
            let whole = json!({ "activity": activity, "guests": guests });
            to.put(&format!("exchange/activities/{}.json", activity.id), &whole)?;
        }
    }
    Ok(())
}
