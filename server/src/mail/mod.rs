//! The way out for mail: a mail server, or a directory of files for whoever tries the system
//! without one. Without either, mail waits in the outbox.

mod code;
mod letter;

use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use service::rooms::mail::outbox::{Outcome, Parcel};
use tokio::time::timeout;

pub use letter::{Letter, letter};

use crate::config::{Config, MailConfig};
use crate::secret;

/// A mail server that says nothing for so long is taken for gone.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends parcels.
pub struct Mailer {
    route: Route,
    from: Mailbox,
    base_url: String,
}

enum Route {
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Directory(PathBuf),
}

/// How sending ended, and what may be logged of it.
pub struct Sent {
    /// For the outbox.
    pub outcome: Outcome,
    /// For the log: no address, no text.
    pub note: String,
    /// The mail server cannot be reached at all, or lets nobody in.
    pub unreachable: bool,
}

/// Tells mail programs not to answer by themselves (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

impl Mailer {
    /// The way out a configuration names; `None` when it names none. The error is one line for
    /// the operator.
    pub fn new(config: &Config) -> Result<Option<Self>, String> {
        let mail = &config.mail;
        let base_url = config.base_url();
        let route = match (&mail.smtp_url, &mail.dir) {
            (Some(url), _) => Route::Smtp(Box::new(smtp(url, mail, &host(&base_url))?)),
            (None, Some(dir)) => {
                std::fs::create_dir_all(dir).map_err(|e| {
                    format!("the directory for mail, {}, cannot be made: {e}", dir.display())
                })?;
                Route::Directory(dir.clone())
            }
            (None, None) => return Ok(None),
        };
        let from = match &mail.from {
            Some(from) => from.clone(),
            None => format!("no-reply@{}", mail_domain(&host(&base_url))),
        };
        let from = from.parse().map_err(|e| format!("the sender {from:?} is no address: {e}"))?;
        Ok(Some(Self { route, from, base_url }))
    }

    /// One line for the operator on where mail goes.
    pub fn route(&self) -> String {
        match &self.route {
            Route::Smtp(_) => "Mail is sent by SMTP".into(),
            Route::Directory(dir) => format!("Mail is written to files in {}", dir.display()),
        }
    }

    /// Sends a parcel. Never panics and never waits for ever: whatever happens is an outcome.
    pub async fn send(&self, parcel: &Parcel) -> Sent {
        let never = |why: String| Sent {
            note: why.clone(),
            outcome: Outcome::Never(why),
            unreachable: false,
        };
        let message = match self.message(parcel) {
            Ok(message) => message,
            Err(why) => return never(why),
        };
        match &self.route {
            // The library is patient with a connection only, not with an answer that never comes.
            Route::Smtp(transport) => match timeout(PATIENCE, transport.send(message)).await {
                Ok(Ok(_)) => {
                    Sent { outcome: Outcome::Sent, note: String::new(), unreachable: false }
                }
                Ok(Err(e)) => failed(&e),
                Err(_) => {
                    let why = format!("no answer within {} s", PATIENCE.as_secs());
                    let outcome = Outcome::Later(why.clone());
                    Sent { outcome, note: why, unreachable: true }
                }
            },
            Route::Directory(dir) => {
                let path = dir.join(format!("{:016}-{}.eml", parcel.now.0, parcel.name));
                match write(&path, &message.formatted()).await {
                    Ok(()) => Sent {
                        outcome: Outcome::Sent,
                        note: format!(" to {}", path.display()),
                        unreachable: false,
                    },
                    Err(e) => Sent {
                        outcome: Outcome::Later(format!("{}: {e}", path.display())),
                        note: format!("{}: {e}", path.display()),
                        unreachable: true,
                    },
                }
            }
        }
    }

    /// The mail of a parcel: the same `Message-ID` and date at every try.
    fn message(&self, parcel: &Parcel) -> Result<Message, String> {
        let Some(first) = parcel.rows.first() else { return Err("an empty parcel".into()) };
        // Parsed, so that nothing but an address can stand in the header.
        let to: Address = first.address.parse().map_err(|_| "the address is not one".to_owned())?;
        let words = letter(&parcel.rows, &self.base_url, parcel.demo);
        let posted = parcel.rows.last().map_or(0, |r| r.at);
        let date = UNIX_EPOCH + Duration::from_micros(u64::try_from(posted).unwrap_or(0));
        let host = host(&self.base_url);
        let domain = mail_domain(&host);
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(words.subject.clone())
            .date(date)
            .message_id(Some(format!("<{}@{domain}>", parcel.name)))
            .header(AutoSubmitted)
            .multipart(bodies(words)?)
            .map_err(|e| format!("the mail cannot be written: {e}"))
    }
}

/// Both bodies; the HTML together with its pictures where it has any.
fn bodies(words: Letter) -> Result<MultiPart, String> {
    if words.pictures.is_empty() {
        return Ok(MultiPart::alternative_plain_html(words.text, words.html));
    }
    let png = ContentType::parse("image/png").map_err(|e| e.to_string())?;
    let mut html = MultiPart::related().singlepart(SinglePart::html(words.html));
    for picture in words.pictures {
        html = html.singlepart(Attachment::new_inline(picture.id).body(picture.png, png.clone()));
    }
    Ok(MultiPart::alternative().singlepart(SinglePart::plain(words.text)).multipart(html))
}

/// What an error of the line or of the mail server means for the mail.
fn failed(e: &lettre::transport::smtp::Error) -> Sent {
    let code = e.status().map(u16::from);
    // Answers that concern the sender's account, not this mail: somebody will mend it.
    let account = matches!(code, Some(421 | 454 | 530 | 534 | 535 | 538));
    let why = e.to_string();
    let note = match code {
        Some(code) => format!("the mail server answered {code}"),
        None => "no whole conversation with the mail server".into(),
    };
    let outcome =
        if e.is_permanent() && !account { Outcome::Never(why) } else { Outcome::Later(why) };
    Sent { outcome, note, unreachable: account || code.is_none() }
}

/// A transport to the server of a URL. Credentials travel encrypted, or to this machine.
fn smtp(
    url: &str,
    mail: &MailConfig,
    own_host: &str,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let wrong = || {
        "the SMTP URL must look like smtps://host:465, smtp+starttls://host:587 or smtp://host:25"
            .to_owned()
    };
    let uri: http::Uri = url.parse().map_err(|_| wrong())?;
    let host = uri.host().filter(|h| !h.is_empty()).ok_or_else(wrong)?;
    if uri.authority().is_some_and(|a| a.as_str().contains('@')) {
        return Err("the SMTP URL must not hold user and password: use --smtp-user and \
                    --smtp-password-file"
            .into());
    }
    let parameters = || {
        let mut tls = TlsParameters::builder(host.to_owned());
        if let Some(path) = &mail.smtp_ca {
            let pem = read(path)?;
            let root = Certificate::from_pem(pem.as_bytes())
                .map_err(|e| format!("{}: {e}", path.display()))?;
            tls = tls.add_root_certificate(root);
        }
        tls.build().map_err(|e| format!("TLS for the mail server: {e}"))
    };
    let (port, tls) = match uri.scheme_str() {
        Some("smtps") => (465, Tls::Wrapper(parameters()?)),
        Some("smtp+starttls") => (587, Tls::Required(parameters()?)),
        Some("smtp") => (25, Tls::None),
        _ => return Err(wrong()),
    };
    let local = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let open = matches!(tls, Tls::None) && !local;
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(uri.port_u16().unwrap_or(port))
        .tls(tls)
        .timeout(Some(PATIENCE));
    if own_host.contains('.') && own_host.parse::<std::net::IpAddr>().is_err() {
        builder = builder.hello_name(ClientId::Domain(own_host.to_owned()));
    }
    match (&mail.smtp_user, &mail.smtp_password_file) {
        (None, None) => {}
        (Some(_), Some(_)) if open => {
            return Err(
                "a password is not sent in the open: use smtps:// or smtp+starttls://".into()
            );
        }
        (Some(user), Some(path)) => {
            let password = secret::of_file(path, "the mail server's password", mail.secure)?;
            builder = builder.credentials(Credentials::new(user.clone(), password.to_string()));
        }
        _ => return Err("--smtp-user and --smtp-password-file belong together".into()),
    }
    Ok(builder.build())
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

/// The host of an address of ours.
fn host(base_url: &str) -> String {
    let uri: Option<http::Uri> = base_url.parse().ok();
    uri.and_then(|u| u.host().map(str::to_owned)).unwrap_or_default()
}

/// A host as the right side of an address; a number is no name.
fn mail_domain(host: &str) -> &str {
    let numeric = host.is_empty() || host.contains(':') || host.parse::<std::net::IpAddr>().is_ok();
    if numeric { "localhost" } else { host }
}

/// Writes beside, then renames: whoever watches the directory never sees half a mail. For the
/// owner's eyes only, since a mail may hold a one-time secret.
async fn write(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("part");
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(&beside).await?;
    tokio::io::AsyncWriteExt::write_all(&mut file, content).await?;
    file.sync_all().await?;
    tokio::fs::rename(&beside, path).await
}
