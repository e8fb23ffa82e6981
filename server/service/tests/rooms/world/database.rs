//! Past the ports: what stands in the tables, and what somebody with the database's password would do.

use sqlx::Connection;

use super::*;

impl World {
    /// What the system's own check finds.
    pub async fn checked(&self) -> Vec<String> {
        let database = open(&self.fresh).await;
        let found = database.check().await.unwrap();
        database.close().await;
        found
    }

    /// A number the database finds, past the ports.
    pub async fn number(&self, query: &str) -> i64 {
        let query = sqlx::AssertSqlSafe(query.to_owned());
        match self.fresh.engine {
            "postgres" => {
                let mut conn = sqlx::PgConnection::connect(&self.fresh.url).await.unwrap();
                sqlx::query_scalar(query).fetch_one(&mut conn).await.unwrap()
            }
            _ => {
                let mut conn = sqlx::SqliteConnection::connect(&self.fresh.url).await.unwrap();
                sqlx::query_scalar(query).fetch_one(&mut conn).await.unwrap()
            }
        }
    }

    /// Makes the review of the season a blind one, before anything has happened in it.
    pub async fn blind(&self) {
        let review = ReviewSettings { blind: true, ..season().review };
        let data = serde_json::to_string(&Season { review, ..season() }).unwrap();
        let data = data.replace('\'', "''");
        self.tamper(&format!("UPDATE season SET data = '{data}' WHERE id = '{}'", id())).await;
    }

    /// Runs statements past the ports, as somebody with the database's password would.
    pub async fn tamper(&self, text: &str) {
        self.tampered(text).await.unwrap();
    }

    /// The same where a trigger of the database has to refuse it: whatever is merely misspelt is refused, too, and is
    /// no proof of anything.
    pub async fn protected(&self, text: &str) {
        let refusal = self.tampered(text).await.expect_err(text);
        let code = refusal.as_database_error().and_then(|e| e.code()).unwrap_or_default();
        // raise_exception, SQLITE_CONSTRAINT_TRIGGER
        let raised = if self.fresh.engine == "postgres" { "P0001" } else { "1811" };
        assert_eq!(code, raised, "{text}: {refusal}");
    }

    async fn tampered(&self, text: &str) -> Result<(), sqlx::Error> {
        let text = sqlx::AssertSqlSafe(text.to_owned());
        match self.fresh.engine {
            "postgres" => {
                let mut conn = sqlx::PgConnection::connect(&self.fresh.url).await?;
                sqlx::raw_sql(text).execute(&mut conn).await.map(drop)
            }
            _ => {
                let mut conn = sqlx::SqliteConnection::connect(&self.fresh.url).await?;
                sqlx::raw_sql(text).execute(&mut conn).await.map(drop)
            }
        }
    }
}
