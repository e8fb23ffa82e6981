//! Reading columns: identifiers, codes and JSON text.

use serde::de::DeserializeOwned;
use sqlx::{Error, Result, Row};

use super::super::DbRow;

/// A plain column of a borrowed row.
macro_rules! get {
    ($row:ident, $column:expr) => {
        sqlx::Row::try_get($row, $column)?
    };
}
pub(super) use get;

/// A reader of borrowed rows in the form queries take.
pub(super) fn with<T>(read: fn(&DbRow) -> Result<T>) -> impl FnMut(DbRow) -> Result<T> + Send {
    move |row| read(&row)
}

/// An identifier.
pub(super) fn id<T: From<String>>(row: &DbRow, column: &str) -> Result<T> {
    Ok(T::from(row.try_get::<String, _>(column)?))
}

/// An identifier that may be missing.
pub(super) fn id_opt<T: From<String>>(row: &DbRow, column: &str) -> Result<Option<T>> {
    Ok(row.try_get::<Option<String>, _>(column)?.map(T::from))
}

/// A code of a closed list; one the program does not know is a fault, not a guess.
pub(super) fn code<T>(row: &DbRow, column: &str, of: fn(&str) -> Option<T>) -> Result<T> {
    let code: String = row.try_get(column)?;
    of(&code).ok_or_else(|| Error::Decode(format!("unknown {column} code {code:?}").into()))
}

/// A value kept as JSON text.
pub(super) fn json<T: DeserializeOwned>(row: &DbRow, column: &str) -> Result<T> {
    let text: String = row.try_get(column)?;
    serde_json::from_str(&text).map_err(|e| Error::Decode(format!("column {column}: {e}").into()))
}

/// A count that is never negative and fits four bytes.
pub(super) fn number(row: &DbRow, column: &str) -> Result<u32> {
    let n: i64 = row.try_get(column)?;
    u32::try_from(n).map_err(|_| Error::Decode(format!("column {column}: {n}").into()))
}
