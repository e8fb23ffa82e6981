//! Invariants of the stored data, for the command `check`. The journal is refolded and
//! compared by the service; here is what one query can tell.

use domain::application::version::digest;
use domain::consultation::Consultation;
use domain::defence::initial_list::InitialList;
use domain::defence::initial_list::lack::lacks;
use domain::ids::DossierId;
use domain::journey::Standing;
use domain::notice::handling::Handling;
use domain::title::Number;
use service::ports::Port;
use sqlx::{Row, query, query_scalar};

use super::super::{Conn, DbRow};
use super::rows::with;
use crate::fault::OrFault;
use crate::sql::check as sql;

/// One plain sentence per row that breaks an invariant; empty when all is well. All of it within the
/// transaction of the connection: one picture, whatever is written beside it.
pub(super) async fn broken(conn: &mut Conn) -> Port<Vec<String>> {
    let mut found = Vec::new();
    for text in sql::SENTENCES {
        let rows: Vec<String> = query_scalar(*text).fetch_all(&mut *conn).await.fault()?;
        found.extend(rows);
    }
    let rows = query(sql::STANDINGS).try_map(with(standing)).fetch_all(&mut *conn).await.fault()?;
    found.extend(rows.into_iter().flatten());
    let rows =
        query(sql::SIGNED_LISTS).try_map(with(signed_list)).fetch_all(&mut *conn).await.fault()?;
    found.extend(rows.into_iter().flatten());
    let rows = query(sql::LETTERS).try_map(with(letter)).fetch_all(&mut *conn).await.fault()?;
    found.extend(rows.into_iter().flatten());
    let rows = query(sql::TITLES).try_map(with(title)).fetch_all(&mut *conn).await.fault()?;
    found.extend(rows.into_iter().flatten());
    let rows = query(sql::CONSULTATIONS)
        .try_map(with(consultation))
        .fetch_all(&mut *conn)
        .await
        .fault()?;
    found.extend(rows.into_iter().flatten());
    Ok(found)
}

/// What is wrong between a dossier's stage and its standing.
fn standing(r: &DbRow) -> sqlx::Result<Option<String>> {
    let reference: String = r.try_get("reference")?;
    let stage: String = r.try_get("stage")?;
    let text: String = r.try_get("standing")?;
    Ok(match serde_json::from_str::<Standing>(&text) {
        Err(e) => Some(format!("The standing of dossier {reference} cannot be read: {e}.")),
        Ok(s) if s.stage().code() != stage => Some(format!(
            "Dossier {reference} is listed at stage {stage} but stands at {}.",
            s.stage().code()
        )),
        Ok(_) => None,
    })
}

/// What is wrong with a signed list: its text has another digest, more are on it than there are places,
/// somebody departs from a panel's verdict without a reason, or it names others than its text (Art. 20).
fn signed_list(r: &DbRow) -> sqlx::Result<Option<String>> {
    let season: String = r.try_get("season")?;
    let number: i64 = r.try_get("number")?;
    let canonical: String = r.try_get("canonical")?;
    let sha256: String = r.try_get("sha256")?;
    let dossiers: String = r.try_get("dossiers")?;
    let wrong = match serde_json::from_str::<InitialList>(&canonical) {
        Err(_) => Some("cannot be read"),
        Ok(_) if digest(&canonical) != sha256 => Some("is not the text that was signed"),
        Ok(list) if !lacks(&list).is_empty() => {
            Some("has more entries than places, or departs without a reason")
        }
        Ok(list) => {
            let named = serde_json::from_str::<Vec<DossierId>>(&dossiers).ok();
            (named.as_ref() != Some(&list.dossiers())).then_some("names others than its text")
        }
    };
    Ok(wrong.map(|what| format!("Initial list {number} of season {season} {what}.")))
}

/// Whether the letter to a winner is another than the one that was sent (Art. 22).
fn letter(r: &DbRow) -> sqlx::Result<Option<String>> {
    let reference: String = r.try_get("reference")?;
    let (text, sha256): (String, String) = (r.try_get("text")?, r.try_get("sha256")?);
    let other = digest(&text) != sha256;
    Ok(other.then(|| format!("The letter to dossier {reference} is not the text that was sent.")))
}

/// What is wrong with the number of a title: it does not say its year and serial, or its check digits are wrong
/// (Art. 23).
fn title(r: &DbRow) -> sqlx::Result<Option<String>> {
    let number: String = r.try_get("number")?;
    let year: i64 = r.try_get("year")?;
    let serial: i64 = r.try_get("serial")?;
    let fits = Number::parse(&number)
        .is_ok_and(|n| i64::from(n.year()) == year && i64::from(n.serial()) == serial);
    Ok((!fits).then(|| format!("The number of title {number} does not fit {year} and {serial}.")))
}

/// What is wrong with a consultation: one person decided on an entry, or it was closed over something that is
/// open (Art. 20).
fn consultation(r: &DbRow) -> sqlx::Result<Option<String>> {
    let season: String = r.try_get("season")?;
    let list: i64 = r.try_get("list")?;
    let data: String = r.try_get("data")?;
    let alone = |h: &Handling| matches!(h, Handling::Decided { by, confirmed_by, .. } if by == confirmed_by);
    let wrong = match serde_json::from_str::<Consultation>(&data) {
        Err(_) => Some("cannot be read"),
        Ok(c) if c.entries.iter().filter_map(|e| e.referral.as_ref()).any(alone) => {
            Some("has an entry that was decided by one person")
        }
        Ok(c) => {
            let lacking = c.lacking();
            let open = c.closed.is_some() && lacking.answers + lacking.decisions > 0;
            open.then_some("is closed over something that is open")
        }
    };
    Ok(wrong.map(|what| format!("The consultation on list {list} of season {season} {what}.")))
}
