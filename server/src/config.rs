//! Configuration: command line over environment over file over default. The table in
//! `docs/CONFIGURATION.md` lists every setting.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::guard::factor::Required;
use serde::Deserialize;

use crate::demo::{Size, Until};
use crate::secret::{self, Secret};

/// Where systems keep their fonts; those that are not there are passed over.
const SYSTEM_FONTS: [&str; 5] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
];

/// Runs the yearly selection of the National Quality Benchmark.
#[derive(Debug, Parser)]
#[command(name = "biaogan", version)]
pub struct Cli {
    /// Settings shared by all commands.
    #[command(flatten)]
    pub settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

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
    /// File with the key archives are signed with; made when it is needed and not there.
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
    /// Free space, in MiB, below which the server says that it is not ready.
    #[arg(long, global = true, env = "BIAOGAN_DISK_MIN")]
    pub disk_min: Option<u64>,
    /// Seconds the server goes on after it was told to end, while `/health` and `/ready` already say no.
    #[arg(long, global = true, env = "BIAOGAN_LINGER")]
    pub linger: Option<u64>,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Deserialize)]
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
    fn filter(self) -> &'static str {
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
    administrators: Option<Duty>,
    office: Option<Duty>,
    heads: Option<Duty>,
    committee: Option<Duty>,
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

/// Subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site; migrates the database first.
    Serve {
        /// Load the demonstration season into a database without a season.
        #[arg(long)]
        demo: bool,
        /// How far the demonstration is carried.
        #[arg(long, value_enum, default_value_t, requires = "demo")]
        until: Until,
    },
    /// Bring the database's schema up to date.
    Migrate,
    /// Load the demonstration season into a database without a season.
    Demo {
        /// How far it is carried.
        #[arg(long, value_enum, default_value_t)]
        until: Until,
        /// How large it is.
        #[command(flatten)]
        size: Size,
    },
    /// Print the running season's settings (or a template) as JSON; given a file, open it.
    Season {
        /// Settings of the season to open.
        file: Option<PathBuf>,
    },
    /// Create an account with a role; the password is read from standard input.
    User {
        /// E-mail address.
        email: String,
        /// Display name.
        name: String,
        /// Role code, such as `office` or `audit_admin`.
        role: String,
        /// What the role reaches over: unit code, panel, expert; empty for most.
        #[arg(default_value = "")]
        scope: String,
    },
    /// Reset somebody's second step of signing in, because device and recovery codes are lost and no
    /// security administrator is left to do it.
    ForgetFactor {
        /// E-mail address of the account.
        email: String,
        /// Why, and how it was made sure who asks.
        reason: String,
    },
    /// Tell how many mails wait, were sent or given up, and why.
    Mail {
        /// Let those that were given up wait again.
        #[arg(long)]
        again: bool,
    },
    /// Write a consistent copy of the running database and the contents of files to a new file, and read it
    /// again. PostgreSQL: with the program pg_dump.
    Backup {
        /// File to create.
        to: PathBuf,
        /// Key to encrypt it with, made by `backup-key`. Without it the backup is as readable as the database.
        #[arg(long, env = "BIAOGAN_BACKUP_KEY_FILE")]
        key_file: Option<PathBuf>,
        /// Leave the contents of files out: they are copied another way.
        #[arg(long)]
        without_files: bool,
    },
    /// Make a key for backups in a new file.
    BackupKey {
        /// File to create.
        to: PathBuf,
    },
    /// Put a backup in the place of a database that is not there, and check all of it. PostgreSQL: with the
    /// program pg_restore, into an empty database.
    Restore {
        /// File a backup was written to.
        from: PathBuf,
        /// Key it was encrypted with.
        #[arg(long, env = "BIAOGAN_BACKUP_KEY_FILE")]
        key_file: Option<PathBuf>,
    },
    /// Make a rehearsal of this database: a copy with a clock that can be moved on, which sends no mail.
    Rehearse {
        /// Database URL of the copy. On SQLite it is made; on PostgreSQL it must have been made
        /// with `createdb --template`.
        #[arg(long)]
        to: String,
        /// Directory for the copy's files; it is created.
        #[arg(long = "files-to")]
        files: PathBuf,
    },
    /// Write a season as one signed file that can be checked anywhere; its dossiers are printed, which the journal
    /// notes.
    Archive {
        /// Year of the season; without it, the one that runs.
        #[arg(long)]
        year: Option<i32>,
        /// File to create.
        to: PathBuf,
    },
    /// Verify the journal's hash chain and the heads that were published of it; names the first row or head
    /// that does not fit. With an archive, that
    /// file alone, without a database.
    Verify {
        /// Archive to verify.
        #[arg(long)]
        archive: Option<PathBuf>,
        /// Heads of the journal that were kept elsewhere, as `/journal/heads.json` publishes them.
        #[arg(long, conflicts_with = "archive")]
        heads: Option<PathBuf>,
        /// SHA-256 of the key archive or heads must be signed with, as the Office has published it.
        #[arg(long)]
        key: Option<String>,
    },
    /// Check all invariants of the database, and the journal against what is stored.
    Check,
}

/// Settings with defaults filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// Database URL.
    pub database_url: Secret,
    /// Directory of file contents; with a store that speaks S3, of what is being received.
    pub files: PathBuf,
    /// Store of file contents, where it is not the directory.
    pub s3: Option<S3Config>,
    /// File with the key archives are signed with.
    pub signing_key: PathBuf,
    pub(crate) secret_key: Option<PathBuf>,
    /// Who owes a second step of signing in, as far as it was said.
    pub second_factor: Duties,
    /// Address of the virus scanner.
    pub clamd: Option<String>,
    /// Address to listen on.
    pub addr: SocketAddr,
    base_url: Option<String>,
    /// The way out for mail.
    pub mail: MailConfig,
    /// Directory of the built browser side.
    pub site: PathBuf,
    /// Directories with fonts for rare characters.
    pub fonts: Vec<PathBuf>,
    /// HTTPS only.
    pub secure: bool,
    /// Believe `X-Forwarded-For`.
    pub trust_proxy: bool,
    /// The database is marked as a rehearsal: every page says so. Not a setting: the database says it.
    pub rehearsal: bool,
    /// Address of the operator's own listener.
    pub admin_addr: Option<SocketAddr>,
    /// Bytes that are to be free.
    pub disk_min: u64,
    /// How long the server goes on after it was told to end.
    pub linger: Duration,
    pub(crate) log: String,
    pub(crate) log_format: LogFormat,
    /// The file it was read from.
    pub(crate) file: Option<PathBuf>,
    /// Where the database URL came from.
    pub(crate) database_from: Source,
}

/// Where a secret came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Nowhere.
    #[default]
    Nowhere,
    /// It was given as a text.
    Text,
    /// It stands in a file.
    File,
}

impl Source {
    /// Of a secret that is given as a text or as a file.
    fn of(text: Option<&Secret>, path: Option<&PathBuf>) -> Self {
        match (text, path) {
            (_, Some(_)) => Self::File,
            (Some(_), None) => Self::Text,
            (None, None) => Self::Nowhere,
        }
    }
}

/// A store that speaks S3.
#[derive(Clone, Debug)]
pub struct S3Config {
    /// Where.
    pub endpoint: String,
    /// Bucket.
    pub bucket: String,
    /// Region.
    pub region: String,
    /// Access key.
    pub key: Secret,
    /// Where it came from.
    pub key_from: Source,
    /// File with its secret.
    pub secret_file: PathBuf,
}

impl S3Config {
    /// All of it or none of it; the region alone has a default.
    fn of(given: &Settings, file: &Settings, secure: bool) -> Result<Option<Self>, String> {
        let pick = |a: &Option<String>, b: &Option<String>| {
            a.clone().or_else(|| b.clone()).filter(|text| !text.is_empty())
        };
        let Some(endpoint) = pick(&given.s3_endpoint, &file.s3_endpoint) else { return Ok(None) };
        let need = |what: &str| format!("--s3-endpoint is set, so --s3-{what} must be, too");
        let secret = given.s3_secret_file.clone().or_else(|| file.s3_secret_file.clone());
        let key =
            given.s3_key.clone().or_else(|| file.s3_key.clone()).filter(|key| !key.is_empty());
        let key_file = given.s3_key_file.clone().or_else(|| file.s3_key_file.clone());
        let key_from = Source::of(key.as_ref(), key_file.as_ref());
        let about = ("--s3-key", "the S3 store's access key");
        let key = either(key, key_file, about, secure)?;
        Ok(Some(Self {
            endpoint,
            bucket: pick(&given.s3_bucket, &file.s3_bucket).ok_or_else(|| need("bucket"))?,
            region: pick(&given.s3_region, &file.s3_region).unwrap_or_else(|| "us-east-1".into()),
            key: key.ok_or_else(|| need("key"))?,
            key_from,
            secret_file: secret.ok_or_else(|| need("secret-file"))?,
        }))
    }
}

/// How mail leaves: by SMTP, into a directory, or, with neither, not at all.
#[derive(Clone, Debug, Default)]
pub struct MailConfig {
    /// Mail server.
    pub smtp_url: Option<String>,
    /// Account there.
    pub smtp_user: Option<String>,
    /// File with its password.
    pub smtp_password_file: Option<PathBuf>,
    /// Sender.
    pub from: Option<String>,
    /// Further certificate authority.
    pub smtp_ca: Option<PathBuf>,
    /// Directory for files instead.
    pub dir: Option<PathBuf>,
    /// Files with secrets that everybody can read are refused.
    pub secure: bool,
}

impl MailConfig {
    /// Without a mail server and a directory, a directory beside the other data.
    pub fn or_directory(&mut self) {
        if self.smtp_url.is_none() && self.dir.is_none() {
            self.dir = Some(PathBuf::from("data/mail"));
        }
    }

    /// A directory whatever else is set: what is written there leaves no rehearsal.
    pub fn only_directory(&mut self) {
        self.smtp_url = None;
        self.or_directory();
    }
}

impl Config {
    /// Merges command line and environment with the file.
    pub fn load(cli: &Cli) -> Result<Self, String> {
        let given = &cli.settings;
        let file = match &given.config {
            None => Settings::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|e| format!("cannot read {}: {e}", path.display()))?;
                toml::from_str(&text).map_err(|e| format!("{}: {}", path.display(), e.message()))?
            }
        };
        let pick = |a: &Option<String>, b: Option<String>, d: &str| {
            a.clone().or(b).unwrap_or_else(|| d.to_owned())
        };
        let path = |a: &Option<PathBuf>, b: Option<PathBuf>, d: &str| {
            a.clone().or(b).unwrap_or_else(|| PathBuf::from(d))
        };
        let secure = given.secure.or(file.secure).unwrap_or(false);
        let s3 = S3Config::of(given, &file, secure)?;
        // What was said nearer counts: a file named on the command line before an address in the file.
        let (url, url_file) = match (&given.database_url, &given.database_url_file) {
            (None, None) => (file.database_url, file.database_url_file),
            (url, path) => (url.clone(), path.clone()),
        };
        let database_from = Source::of(url.as_ref(), url_file.as_ref());
        let about = ("--database-url", "the database URL");
        let database_url = either(url, url_file, about, secure)?;
        let log_format = given.log_format.or(file.log_format).unwrap_or_default();
        let addr = given.addr.or(file.addr).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000)));
        Ok(Self {
            base_url: given.base_url.clone().or(file.base_url).map(|u| base_url(&u)).transpose()?,
            database_url: database_url.unwrap_or_else(|| "sqlite://data/biaogan.db".into()),
            files: path(&given.files, file.files, "data/files"),
            s3,
            signing_key: path(&given.signing_key_file, file.signing_key_file, "data/signing.key"),
            secret_key: given.secret_key_file.clone().or(file.secret_key_file),
            second_factor: Duties {
                administrators: given
                    .second_factor_administrators
                    .or(file.second_factor_administrators),
                office: given.second_factor_office.or(file.second_factor_office),
                heads: given.second_factor_heads.or(file.second_factor_heads),
                committee: given.second_factor_committee.or(file.second_factor_committee),
            },
            clamd: given.clamd.clone().or(file.clamd).filter(|c| !c.is_empty()),
            addr,
            site: path(&given.site, file.site, "site"),
            fonts: match given.fonts.clone().or(file.fonts) {
                Some(directory) => vec![directory],
                None => SYSTEM_FONTS.iter().map(PathBuf::from).collect(),
            },
            secure,
            mail: MailConfig {
                smtp_url: given.smtp_url.clone().or(file.smtp_url),
                smtp_user: given.smtp_user.clone().or(file.smtp_user),
                smtp_password_file: given.smtp_password_file.clone().or(file.smtp_password_file),
                from: given.smtp_from.clone().or(file.smtp_from),
                smtp_ca: given.smtp_ca.clone().or(file.smtp_ca),
                dir: given.mail_dir.clone().or(file.mail_dir),
                secure,
            },
            trust_proxy: given.trust_proxy.or(file.trust_proxy).unwrap_or(false),
            rehearsal: false,
            admin_addr: given.admin_addr.or(file.admin_addr),
            disk_min: given.disk_min.or(file.disk_min).unwrap_or(512).saturating_mul(1024 * 1024),
            linger: Duration::from_secs(given.linger.or(file.linger).unwrap_or(0)),
            log: pick(&given.log, file.log, log_format.filter()),
            log_format,
            file: given.config.clone(),
            database_from,
        })
    }

    /// File with the key that secrets of accounts are sealed with: beside a SQLite database, else beside
    /// the directory of files, unless another was named.
    pub fn secret_key(&self) -> PathBuf {
        if let Some(path) = &self.secret_key {
            return path.clone();
        }
        let sqlite = self.database_url.strip_prefix("sqlite://");
        let beside =
            sqlite.map_or(self.files.as_path(), |p| Path::new(p.split('?').next().unwrap_or(p)));
        beside.parent().unwrap_or(Path::new("")).join("secret.key")
    }

    /// Where people reach the site, without a slash at the end: what was set, else the address
    /// listened on.
    pub fn base_url(&self) -> String {
        self.base_url.clone().unwrap_or_else(|| format!("http://{}", self.addr))
    }

    /// The site's address where it was told.
    pub fn told_base_url(&self) -> Option<String> {
        self.base_url.clone()
    }

    /// Starts logging to standard error. Lines carry no personal data: accounts appear as
    /// identifiers, requests as the template of their route.
    pub fn start_log(&self) {
        let filter = tracing_subscriber::EnvFilter::try_new(&self.log)
            .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
        match self.log_format {
            LogFormat::Json => {
                log.json().flatten_event(true).with_current_span(true).with_span_list(false).init()
            }
            LogFormat::Text => log.with_target(false).init(),
        }
    }
}

/// A secret given as a text or as a file, not as both. `about` names the flag and the secret.
fn either(
    text: Option<Secret>,
    path: Option<PathBuf>,
    (flag, what): (&str, &str),
    secure: bool,
) -> Result<Option<Secret>, String> {
    match (text, path) {
        (Some(_), Some(_)) => Err(format!("{flag} and {flag}-file are both set; give one of them")),
        (None, Some(path)) => secret::of_file(&path, what, secure).map(Some),
        (text, None) => Ok(text),
    }
}

/// An address links can be built on: scheme and host, perhaps a path; nothing that could break
/// out of a line of a mail.
fn base_url(text: &str) -> Result<String, String> {
    let url = text.trim_end_matches('/');
    let uri: Option<http::Uri> = url.parse().ok();
    let fits = uri.is_some_and(|u| {
        matches!(u.scheme_str(), Some("http" | "https"))
            && u.host().is_some()
            && u.query().is_none()
    });
    if fits && url.bytes().all(|b| b.is_ascii_graphic()) {
        Ok(url.to_owned())
    } else {
        Err(format!("the base URL must look like https://host, not {text:?}"))
    }
}
