//! Invariants of the stored data, for the command `check`. The journal is refolded and
//! compared by the service; here is what one query can tell.

use domain::application::version::digest;
use domain::defence::initial_list::InitialList;
use domain::defence::initial_list::lack::lacks;
use domain::ids::DossierId;
use domain::journey::Standing;
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
