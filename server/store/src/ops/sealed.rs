//! Sealed cases: who looks into them, notes, files.

use async_trait::async_trait;
use domain::application::files::FileState;
use domain::ids::{AccountId, FileId};
use domain::sealed::Kind;
use service::ports::Port;
use service::ports::sealed::{Case, Docket, EvidenceRow, HandlerRow, NoteRow, SealedPort};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{code, get, id, with};
use crate::fault::OrFault;
use crate::sql::sealed::{incidents, objections};

/// The text of a docket.
macro_rules! text {
    ($docket:expr, $name:ident) => {
        match $docket {
            Docket::Objections => objections::$name,
            Docket::Incidents => incidents::$name,
        }
    };
}

fn file(r: &DbRow) -> sqlx::Result<EvidenceRow> {
    Ok(EvidenceRow {
        id: id(r, "id")?,
        of: get!(r, "of_case"),
        statement: get!(r, "statement"),
        note: get!(r, "note"),
        name: get!(r, "name"),
        media_type: get!(r, "media_type"),
        size: get!(r, "size"),
        sha256: get!(r, "sha256"),
        state: code(r, "state", FileState::from_code)?,
        at: get!(r, "at"),
    })
}

fn handler(r: &DbRow) -> sqlx::Result<HandlerRow> {
    Ok(HandlerRow {
        account: id(r, "account")?,
        named_by: id(r, "named_by")?,
        at: get!(r, "at"),
        left_at: get!(r, "left_at"),
    })
}

fn handler_of(r: &DbRow) -> sqlx::Result<(String, HandlerRow)> {
    Ok((get!(r, "of_case"), handler(r)?))
}

fn tied(r: &DbRow) -> sqlx::Result<AccountId> {
    id(r, "account")
}

fn tied_to(r: &DbRow) -> sqlx::Result<(String, AccountId)> {
    Ok((get!(r, "of_case"), tied(r)?))
}

fn note(r: &DbRow) -> sqlx::Result<NoteRow> {
    let (report, question): (i64, i64) = (get!(r, "report"), get!(r, "question"));
    Ok(NoteRow {
        number: get!(r, "number"),
        kind: match (report, question) {
            (_, 1) => Kind::Question,
            (0, _) => Kind::Note,
            _ => Kind::Report,
        },
        author: id(r, "author")?,
        at: get!(r, "at"),
        text: get!(r, "text"),
    })
}

#[async_trait]
impl SealedPort for Session {
    async fn evidence(&mut self, of: Case<'_>) -> Port<Vec<EvidenceRow>> {
        let q = query(text!(of.docket, FILES)).bind(of.id).try_map(with(file));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn evidence_file(&mut self, docket: Docket, id: &FileId) -> Port<Option<EvidenceRow>> {
        let q = query(text!(docket, FILE)).bind(id.as_str()).try_map(with(file));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_evidence(&mut self, docket: Docket, f: &EvidenceRow) -> Port<()> {
        let q = query(text!(docket, INSERT_FILE))
            .bind(f.id.as_str())
            .bind(f.of.as_str())
            .bind(f.name.as_str())
            .bind(f.media_type.as_str())
            .bind(f.size)
            .bind(f.sha256.as_str())
            .bind(f.state.code())
            .bind(f.at)
            .bind(f.note);
        let q = match docket {
            Docket::Objections => q,
            Docket::Incidents => q.bind(f.statement),
        };
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn held_evidence(&mut self, docket: Docket, limit: i64) -> Port<Vec<EvidenceRow>> {
        let q = query(text!(docket, HELD_FILES)).bind(limit).try_map(with(file));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_evidence_state(
        &mut self,
        docket: Docket,
        id: &FileId,
        state: FileState,
    ) -> Port<()> {
        let q = query(text!(docket, SAVE_FILE_STATE)).bind(id.as_str()).bind(state.code());
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn handlers(&mut self, of: Case<'_>) -> Port<Vec<HandlerRow>> {
        let q = query(text!(of.docket, PEOPLE)).bind(of.id).try_map(with(handler));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn all_handlers(&mut self, docket: Docket) -> Port<Vec<(String, HandlerRow)>> {
        let q = query(text!(docket, ALL_PEOPLE)).try_map(with(handler_of));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn tied_handlers(&mut self, of: Case<'_>) -> Port<Vec<AccountId>> {
        let q = query(text!(of.docket, TIED_TO)).bind(of.id).try_map(with(tied));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn all_tied_handlers(&mut self, docket: Docket) -> Port<Vec<(String, AccountId)>> {
        let q = query(text!(docket, TIED)).try_map(with(tied_to));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_handler(&mut self, of: Case<'_>, h: &HandlerRow) -> Port<()> {
        query(text!(of.docket, INSERT_PERSON))
            .bind(of.id)
            .bind(h.account.as_str())
            .bind(h.named_by.as_str())
            .bind(h.at)
            .bind(h.left_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn leave_case(&mut self, of: Case<'_>, account: &AccountId, at: i64) -> Port<()> {
        let q = query(text!(of.docket, LEAVE)).bind(of.id).bind(account.as_str()).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn notes(&mut self, of: Case<'_>) -> Port<Vec<NoteRow>> {
        let q = query(text!(of.docket, NOTES)).bind(of.id).try_map(with(note));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_note(&mut self, of: Case<'_>, n: &NoteRow) -> Port<()> {
        query(text!(of.docket, INSERT_NOTE))
            .bind(of.id)
            .bind(n.number)
            // Whoever knows no questions shows them to the same readers as a report.
            .bind(i64::from(n.kind != Kind::Note))
            .bind(i64::from(n.kind == Kind::Question))
            .bind(n.author.as_str())
            .bind(n.at)
            .bind(n.text.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
