//! Forms with files from people with an account or without one (Art. 21, 24): read part by part, nothing kept that
//! was not judged; and such files for those who may see them, always as attachments.

use app::ui::form::Typed;
use axum::body::Body;
use axum::extract::multipart::MultipartRejection;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::files::FileFault;
use domain::refusal::Refusal;
use domain::sender::{FACTS_MAX, FILE_MAX, FILES_MAX};
use service::ports::files::Content;
use service::rooms::shared::evidence::Staged;
use service::{Error, Service};
use tokio_util::io::ReaderStream;

use super::State as Site;
use super::forms::{InParts, Unread};
use super::people::redraw;

/// Bytes of a field of text at most.
const TEXT_MAX: usize = FACTS_MAX * 8;
/// Bytes of a form: its files, and room for what is refused and told.
pub const BODY: usize = FILE_MAX as usize * (FILES_MAX + 1);

/// How a form is answered that was not taken.
pub struct Answers {
    /// What the log calls it.
    pub form: &'static str,
    /// What is said when it could not be stored.
    pub unstored: &'static str,
    /// Beside which field a refusal stands, if it is not about a file; empty for the form as a whole.
    pub beside: fn(&Refusal) -> &'static str,
}

/// Fields of text beside files that are handed in later.
pub const LATER: [&str; 2] = ["text", "once"];
/// What is answered where those are not taken.
pub const ADDED: Answers = Answers {
    form: "files that were handed in later",
    unstored: "材料没有保存，请稍后重试 / The files were not stored, please try again\n",
    beside: |why| match why {
        Refusal::TooShort { .. } | Refusal::TooLong { .. } => "text",
        _ => "",
    },
};

/// Who may send a form.
#[derive(Clone, Copy)]
pub enum Sender<'a> {
    /// Everybody: what they send in all, and from one network address, is bounded.
    Anybody {
        /// The address.
        from: &'a str,
    },
    /// Somebody whose word in a case is asked for.
    Party,
}

/// Reads a form: its texts into `typed`, its files as they come. They are there also where the rest is refused:
/// with why, or with `None` where a slip stands beside the field.
pub async fn read(
    service: &Service,
    sender: Sender<'_>,
    sent: Result<InParts, MultipartRejection>,
    known: &[&str],
    typed: &mut Typed,
) -> (Vec<Staged>, Result<(), Option<Error>>) {
    let mut files = Vec::new();
    let outcome = match sent {
        Ok(form) => gather((service, sender), form, known, typed, &mut files).await,
        Err(_) => Err(Some(Refusal::FileEmpty.into())),
    };
    (files, outcome)
}

impl Answers {
    /// Leads to the path of a form that was taken. One that was refused (`None`: its slips are noted) is drawn again
    /// with all that was typed; its files are forgotten and have to be chosen anew.
    pub async fn answer(
        &self,
        site: &Site,
        parts: &Parts,
        typed: Typed,
        files: &[Staged],
        told: Result<String, Option<Error>>,
    ) -> Response {
        let why = match told {
            Ok(path) => return Redirect::to(&path).into_response(),
            Err(why) => why,
        };
        if let Err(e) = site.service.discard_evidence(files).await {
            tracing::error!("forgetting evidence: {e}");
        }
        match why {
            Some(e) => self.refused(site, parts, typed, e).await,
            None => redraw(site, parts, typed).await,
        }
    }

    /// The answer to a form that is refused as a whole.
    pub async fn refused(
        &self,
        site: &Site,
        parts: &Parts,
        mut typed: Typed,
        e: Error,
    ) -> Response {
        match e {
            Error::Refused(Refusal::NotYours) => StatusCode::NOT_FOUND.into_response(),
            Error::Refused(why @ (Refusal::ReadersOnly | Refusal::AddressUnverified)) => {
                StatusCode::from_u16(why.status()).unwrap_or(StatusCode::FORBIDDEN).into_response()
            }
            Error::Refused(why) => {
                let field = if of_file(&why) { "file" } else { (self.beside)(&why) };
                typed.slips.push((field.to_owned(), why));
                redraw(site, parts, typed).await
            }
            Error::Fault(fault) => {
                tracing::error!("{}: {fault}", self.form);
                (StatusCode::SERVICE_UNAVAILABLE, self.unstored).into_response()
            }
        }
    }
}

/// Reads the parts of a form: texts of the fields that are known, no further than they may be, and files.
async fn gather(
    (service, sender): (&Service, Sender<'_>),
    mut form: InParts,
    known: &[&str],
    typed: &mut Typed,
    files: &mut Vec<Staged>,
) -> Result<(), Option<Error>> {
    let broken = || Some(Refusal::FileBad { fault: FileFault::Truncated }.into());
    let mut turn = None;
    while let Some(part) = form.next().await {
        let mut part = part.map_err(|_| broken())?;
        let (name, sent) = part.named();
        if name == "file" {
            let sent = sent.unwrap_or_default();
            // A form without files sends one without a name.
            if sent.is_empty() {
                continue;
            }
            if files.len() >= FILES_MAX {
                return Err(Some(Refusal::EvidenceTooMany { max: FILES_MAX }.into()));
            }
            files.push(match sender {
                Sender::Party => service.stage_evidence(&sent, &mut part).await?,
                Sender::Anybody { from } => {
                    let turn = match &mut turn {
                        Some(turn) => turn,
                        none => none.insert(service.evidence_turn(from)?),
                    };
                    let sealed = files.is_empty() && typed.value("who") == "organisation";
                    service.stage_for_all(turn, sealed, &sent, &mut part).await?
                }
            });
            continue;
        }
        if !known.contains(&name.as_str()) {
            continue;
        }
        let (bytes, whole) = match part.whole(TEXT_MAX).await {
            Ok(bytes) => (bytes, true),
            Err(Unread::Over(bytes)) => (bytes, false),
            Err(Unread::Broken) => return Err(broken()),
        };
        let text: String = String::from_utf8_lossy(&bytes)
            .replace("\r\n", "\n")
            .chars()
            .filter(|c| !c.is_control() || *c == '\n')
            .collect();
        let found = text.chars().count();
        typed.values.insert(name.clone(), text);
        if !whole {
            typed.slips.push((name, Refusal::TooLong { max: FACTS_MAX, found }));
            return Err(None);
        }
    }
    Ok(())
}

/// Whether a refusal stands beside the field of the files.
fn of_file(why: &Refusal) -> bool {
    matches!(
        why,
        Refusal::FileEmpty
            | Refusal::FileTooLarge { .. }
            | Refusal::FileKind
            | Refusal::FileTwice
            | Refusal::FileBad { .. }
            | Refusal::FileInfected { .. }
            | Refusal::EvidenceTooMany { .. }
            | Refusal::EvidenceFull
            | Refusal::EvidenceShare { .. }
    )
}

/// A file, always as an attachment.
pub fn attachment(name: &str, media_type: &str, size: i64, content: Content) -> Response {
    let mut response = Body::from_stream(ReaderStream::new(content)).into_response();
    let set = response.headers_mut();
    let mut insert = |name, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            set.insert(name, value);
        }
    };
    let name = app::ui::address::escape(name);
    insert(header::CONTENT_TYPE, media_type.to_owned());
    insert(
        header::CONTENT_DISPOSITION,
        format!("attachment; filename=\"file\"; filename*=UTF-8''{name}"),
    );
    insert(header::CONTENT_LENGTH, size.to_string());
    insert(
        header::CONTENT_SECURITY_POLICY,
        "sandbox; default-src 'none'; frame-ancestors 'none'".into(),
    );
    response
}

/// Why a file is not sent.
pub fn not_sent(e: &Error) -> Response {
    match e {
        Error::Refused(r @ (Refusal::FileHeld | Refusal::FileInfected { .. })) => {
            let status = StatusCode::from_u16(r.status()).unwrap_or(StatusCode::CONFLICT);
            let text = "文件正在或未通过病毒检查 / Being checked for viruses, or not passed\n";
            (status, text).into_response()
        }
        Error::Refused(_) => StatusCode::NOT_FOUND.into_response(),
        Error::Fault(fault) => {
            tracing::error!("sending evidence: {fault}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
