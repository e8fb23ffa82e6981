//! Invariants of the stored data, for the command `check`. The journal is refolded and
//! compared by the service; here is what one query can tell.

use domain::journey::Standing;
use service::ports::Port;
use sqlx::{Row, query, query_scalar};

use super::super::DbRow;
use super::rows::with;
use super::{BEGIN_READ, Base};
use crate::fault::OrFault;
use crate::sql::check as sql;

impl Base {
    /// One plain sentence per row that breaks an invariant; empty when all is well.
    pub(crate) async fn check(&self) -> Port<Vec<String>> {
        let mut tx = self.read.begin_with(BEGIN_READ).await.fault()?;
        let mut found = Vec::new();
        for text in sql::SENTENCES {
            let rows: Vec<String> = query_scalar(*text).fetch_all(&mut *tx).await.fault()?;
            found.extend(rows);
        }
        let rows =
            query(sql::STANDINGS).try_map(with(standing)).fetch_all(&mut *tx).await.fault()?;
        found.extend(rows.into_iter().flatten());
        Ok(found)
    }
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
