//! Lists as tables of other programs: the same rows the page shows, in the reader's language.
//! What a list holds was cut to its reader by the verb it comes from.

mod board;
mod consultation;
mod duplicates;
mod formality;
mod initial_list;
mod journal;
mod pool;
mod quotas;
mod recommendation;
mod sheet;
mod statistics;
mod title;

pub use board::board;
pub use consultation::consultation;
pub use duplicates::duplicates;
pub use formality::formality;
pub use initial_list::initial_list;
pub use journal::journal;
pub use pool::pool;
pub use quotas::quotas;
pub use recommendation::recommendation;
pub use sheet::{read as read_sheet, sheet};
pub use statistics::statistics;
pub use title::{register, register_json};

use domain::stamp::Stamp;
use tables::{Kind, Table, Value};

/// A column: its head, what it holds, and how a row fills it.
struct Column<'a, R>(&'a str, Kind, fn(&Row<'_, R>) -> Value);

/// A row with what its cells are written by.
struct Row<'a, R> {
    lang: app::locales::Lang,
    /// Its place in the list, from 1.
    number: i64,
    of: &'a R,
}

/// A table of rows.
fn table<R>(lang: app::locales::Lang, title: String, columns: &[Column<R>], rows: &[R]) -> Table {
    let filled = (1i64..).zip(rows).map(|(number, of)| {
        let row = Row { lang, number, of };
        columns.iter().map(|c| (c.2)(&row)).collect()
    });
    Table {
        title,
        header: columns.iter().map(|c| c.0.to_owned()).collect(),
        kinds: columns.iter().map(|c| c.1).collect(),
        rows: filled.collect(),
    }
}

/// A moment as people write it, to the minute.
fn minute(at: Stamp) -> Value {
    Value::Text(at.show_minute())
}
