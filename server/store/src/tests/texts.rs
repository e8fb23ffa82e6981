//! Every query text is understood by both engines.

use sqlx::{Executor, SqlSafeStr};

use super::on_both;
use crate::{Base, Database, sql};

/// Rooms and all texts of each with their names.
pub(super) const ROOMS: &[(&str, &[(&str, &str)])] = &[
    ("season", sql::season::ALL),
    ("identity", sql::identity::ALL),
    ("people", sql::people::ALL),
    ("guard", sql::guard::ALL),
    ("application", sql::application::ALL),
    ("flow", sql::flow::ALL),
    ("formality", sql::formality::ALL),
    ("files", sql::files::ALL),
    ("recommendation", sql::recommendation::ALL),
    ("committee", sql::committee::ALL),
    ("pairing", sql::pairing::ALL),
    ("pool", sql::pool::ALL),
    ("seating", sql::seating::ALL),
    ("review", sql::review::written::ALL),
    ("review of the defence", sql::review::defence::ALL),
    ("what counts no more", sql::review::aside::ALL),
    ("who is at work", sql::review::at_work::ALL),
    ("deliberation", sql::deliberation::ALL),
    ("defence", sql::defence::ALL),
    ("initial_list", sql::initial_list::ALL),
    ("consultation", sql::consultation::ALL),
    ("exchange", sql::exchange::ALL),
    ("notice", sql::notice::ALL),
    ("objection", sql::objection::ALL),
    ("incident", sql::incident::ALL),
    ("sealed objections", sql::sealed::objections::ALL),
    ("sealed incidents", sql::sealed::incidents::ALL),
    ("what was sent once", sql::sent::ALL),
    ("title", sql::title::ALL),
    ("mail", sql::mail::ALL),
    ("journal", sql::journal::ALL),
    ("schema", sql::schema::ALL),
    ("check", sql::check::ALL),
];

/// What the database says to a text, if anything is wrong with it.
pub(super) async fn fault(db: &Database, text: &'static str) -> Option<String> {
    let done = match &db.base {
        Base::Sqlite(b) => (&b.write).prepare(text.into_sql_str()).await.map(drop),
        Base::Postgres(b) => (&b.write).prepare(text.into_sql_str()).await.map(drop),
    };
    done.err().map(|e| e.to_string())
}

on_both! {
    /// A misspelt table or column shows here with the name of its text, whether or not
    /// any other test runs it.
    async fn every_text_prepares(bed) {
        let mut wrong = Vec::new();
        for (room, texts) in ROOMS {
            assert!(!texts.is_empty());
            for (name, text) in *texts {
                if let Some(e) = fault(&bed.db, text).await {
                    wrong.push(format!("{room} {name}: {e}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
