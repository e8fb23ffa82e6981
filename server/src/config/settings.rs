//! Settings as they are given.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use domain::guard::factor::Required;
use serde::Deserialize;

use crate::secret::Secret;

/// Settings as given; what is not given comes from the file or is the default.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Configuration file (TOML, same names as below with underscores).
    #[arg(long, global = true, env = "BIAOGAN_CONFIG")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Database: `sqlite://path/to/file.db` or `postgres://user@host/name`.
    #[arg(long, global = true, env = "BIAOGAN_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<Secret>,
    /// File whose first line is that URL, where it holds a password.
    #[arg(long, global = true, env = "BIAOGAN_DATABASE_URL_FILE")]
    pub database_url_file: Option<PathBuf>,
    /// Directory for the contents of uploaded files.
    #[arg(long, global = true, env = "BIAOGAN_FILES")]
    pub files: Option<PathBuf>,
    /// Store that speaks S3 for the contents of uploaded files: `https://host`. Without it they lie in
    /// the directory above; with it only what is being received does.
    #[arg(long, global = true, env = "BIAOGAN_S3_ENDPOINT")]
    pub s3_endpoint: Option<String>,
    /// Bucket of that store.
    #[arg(long, global = true, env = "BIAOGAN_S3_BUCKET")]
    pub s3_bucket: Option<String>,
    /// Region to sign with.
    #[arg(long, global = true, env = "BIAOGAN_S3_REGION")]
    pub s3_region: Option<String>,
    /// Access key.
    #[arg(long, global = true, env = "BIAOGAN_S3_KEY", hide_env_values = true)]
    pub s3_key: Option<Secret>,
    /// File whose first line is the access key.
    #[arg(long, global = true, env = "BIAOGAN_S3_KEY_FILE")]
    pub s3_key_file: Option<PathBuf>,
    /// File whose first line is the access key's secret.
    #[arg(long, global = true, env = "BIAOGAN_S3_SECRET_FILE")]
    pub s3_secret_file: Option<PathBuf>,
    /// Certificate (PEM) of an authority to trust for that store, beside the web's.
    #[arg(long, global = true, env = "BIAOGAN_S3_CA")]
    pub s3_ca: Option<PathBuf>,
    /// Virus scanner: `tcp://host:port` or `unix:///path` of a clamd. Without it nothing is scanned.
    #[arg(long, global = true, env = "BIAOGAN_CLAMD")]
    pub clamd: Option<String>,
    /// Address to listen on.
    #[arg(long, global = true, env = "BIAOGAN_ADDR")]
    pub addr: Option<SocketAddr>,
    /// Address under which people reach the site, for links in mail: `https://host`.
    #[arg(long, global = true, env = "BIAOGAN_BASE_URL")]
    pub base_url: Option<String>,
    /// Directory with the built browser side.
    #[arg(long, global = true, env = "BIAOGAN_SITE")]
    pub site: Option<PathBuf>,
    /// Directory with fonts for rare characters in printed documents, searched with all below it;
    /// the usual ones of the system if not given.
    #[arg(long, global = true, env = "BIAOGAN_FONTS")]
    pub fonts: Option<PathBuf>,
    /// Cookies over HTTPS only, and HSTS. Set it wherever the site is reached by HTTPS.
    #[arg(long, global = true, env = "BIAOGAN_SECURE")]
    pub secure: Option<bool>,
    /// Believe the `X-Forwarded-For` header of a proxy in front.
    #[arg(long, global = true, env = "BIAOGAN_TRUST_PROXY")]
    pub trust_proxy: Option<bool>,
    /// Mail server: `smtps://host`, `smtp+starttls://host` or `smtp://host`, with `:port`.
    #[arg(long, global = true, env = "BIAOGAN_SMTP_URL")]
    pub smtp_url: Option<String>,
    /// Account at the mail server.
    #[arg(long, global = true, env = "BIAOGAN_SMTP_USER")]
    pub smtp_user: Option<String>,
    /// File whose first line is that account's password.
    #[arg(long, global = true, env = "BIAOGAN_SMTP_PASSWORD_FILE")]
    pub smtp_password_file: Option<PathBuf>,
    /// Sender of all mail: `name@host` or `Name <name@host>`.
    #[arg(long, global = true, env = "BIAOGAN_SMTP_FROM")]
    pub smtp_from: Option<String>,
    /// Certificate (PEM) of an authority to trust beside the public ones.
    #[arg(long, global = true, env = "BIAOGAN_SMTP_CA")]
    pub smtp_ca: Option<PathBuf>,
    /// File with the key that archives and the daily heads of the journal are signed with; made when it is needed and not there.
    #[arg(long, global = true, env = "BIAOGAN_SIGNING_KEY_FILE")]
    pub signing_key_file: Option<PathBuf>,
    /// File with the key that secrets of accounts are sealed with; made by the first start where it
    /// is not there.
    #[arg(long, global = true, env = "BIAOGAN_SECRET_KEY_FILE")]
    pub secret_key_file: Option<PathBuf>,
    /// Whether system, security and audit administrators owe a second step of signing in.
    #[arg(long, global = true, env = "BIAOGAN_SECOND_FACTOR_ADMINISTRATORS", value_enum)]
    pub second_factor_administrators: Option<Duty>,
    /// Whether the Office, the association and the ministry owe one.
    #[arg(long, global = true, env = "BIAOGAN_SECOND_FACTOR_OFFICE", value_enum)]
    pub second_factor_office: Option<Duty>,
    /// Whether chair, vice chair and leads of panels owe one.
    #[arg(long, global = true, env = "BIAOGAN_SECOND_FACTOR_HEADS", value_enum)]
    pub second_factor_heads: Option<Duty>,
    /// Whether experts owe one.
    #[arg(long, global = true, env = "BIAOGAN_SECOND_FACTOR_COMMITTEE", value_enum)]
    pub second_factor_committee: Option<Duty>,
    /// Write mail to files in this directory instead of sending it.
    #[arg(long, global = true, env = "BIAOGAN_MAIL_DIR")]
    pub mail_dir: Option<PathBuf>,
    /// Log filter, such as `info` or `warn,server=debug`.
    #[arg(long, global = true, env = "BIAOGAN_LOG")]
    pub log: Option<String>,
    /// How log lines are written.
    #[arg(long, global = true, env = "BIAOGAN_LOG_FORMAT", value_enum)]
    pub log_format: Option<LogFormat>,
    /// Address of the operator's own listener: `/metrics`, `/health`, `/ready`. Without it there is none.
    #[arg(long, global = true, env = "BIAOGAN_ADMIN_ADDR")]
    pub admin_addr: Option<SocketAddr>,
    /// Free space, in MiB, below which the server says that it is not ready and takes files from nobody but known
    /// applicants, and which a backup leaves where it is written.
    #[arg(long, global = true, env = "BIAOGAN_DISK_MIN")]
    pub disk_min: Option<u64>,
    /// Seconds the server goes on after it was told to end, while `/health` and `/ready` already say no.
    #[arg(long, global = true, env = "BIAOGAN_LINGER")]
    pub linger: Option<u64>,
}

impl Settings {
    /// The same, with what was set to nothing as if it were not set.
    pub(super) fn filled(mut self) -> Self {
        let texts = [
            &mut self.s3_endpoint,
            &mut self.s3_bucket,
            &mut self.s3_region,
            &mut self.clamd,
            &mut self.base_url,
            &mut self.smtp_url,
            &mut self.smtp_user,
            &mut self.smtp_from,
            &mut self.log,
        ];
        for text in texts {
            text.take_if(|t| t.is_empty());
        }
        for secret in [&mut self.database_url, &mut self.s3_key] {
            secret.take_if(|s| s.is_empty());
        }
        let paths = [
            &mut self.config,
            &mut self.database_url_file,
            &mut self.files,
            &mut self.s3_key_file,
            &mut self.s3_secret_file,
            &mut self.s3_ca,
            &mut self.site,
            &mut self.fonts,
            &mut self.smtp_password_file,
            &mut self.smtp_ca,
            &mut self.signing_key_file,
            &mut self.secret_key_file,
            &mut self.mail_dir,
        ];
        for path in paths {
            path.take_if(|p| p.as_os_str().is_empty());
        }
        self
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people; a request is a line only when it went wrong.
    #[default]
    Text,
    /// For programs: an object a line, and a line for every request.
    Json,
}

impl LogFormat {
    /// What is logged where nothing else is asked for. Whatever lopdf finds odd in a PDF that is refused or
    /// mended is told to its sender.
    pub(super) fn filter(self) -> &'static str {
        match self {
            Self::Text => "warn,server=info,lopdf=error",
            Self::Json => "warn,server=info,request=info,lopdf=error",
        }
    }
}

/// Whether a group of roles must have a second step of signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duty {
    /// Nothing else opens before it is set up.
    Required,
    /// Whoever wants one sets it up.
    Offered,
}

/// Who owes a second step, as far as it was said.
#[derive(Clone, Copy, Debug, Default)]
pub struct Duties {
    pub(super) administrators: Option<Duty>,
    pub(super) office: Option<Duty>,
    pub(super) heads: Option<Duty>,
    pub(super) committee: Option<Duty>,
}

impl Duties {
    /// Who owes it; where nothing was said, administrators, Office and heads do if `strict`.
    pub fn required(&self, strict: bool) -> Required {
        let of = |said: Option<Duty>, other: bool| said.map_or(other, |d| d == Duty::Required);
        Required {
            administrators: of(self.administrators, strict),
            office: of(self.office, strict),
            heads: of(self.heads, strict),
            committee: of(self.committee, false),
        }
    }
}
