//! Configuration: command line over environment over file over default. The table in
//! `docs/CONFIGURATION.md` lists every setting.

mod command;
mod settings;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use command::{Cli, Command};
pub use settings::{Duties, Duty, LogFormat, Settings};

use crate::secret::{self, Secret};

/// Where systems keep their fonts; those that are not there are passed over.
const SYSTEM_FONTS: [&str; 5] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
];

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
    /// Whether the file named it, and not the command line or the environment.
    database_in_file: bool,
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
    /// Further certificate authority.
    pub ca: Option<PathBuf>,
}

impl S3Config {
    /// All of it or none of it; the region alone has a default.
    fn of(given: &Settings, file: &Settings, secure: bool) -> Result<Option<Self>, String> {
        let pick = |a: &Option<String>, b: &Option<String>| a.clone().or_else(|| b.clone());
        let secret = given.s3_secret_file.clone().or_else(|| file.s3_secret_file.clone());
        let key = given.s3_key.clone().or_else(|| file.s3_key.clone());
        let key_file = given.s3_key_file.clone().or_else(|| file.s3_key_file.clone());
        let bucket = pick(&given.s3_bucket, &file.s3_bucket);
        let region = pick(&given.s3_region, &file.s3_region);
        let ca = given.s3_ca.clone().or_else(|| file.s3_ca.clone());
        let Some(endpoint) = pick(&given.s3_endpoint, &file.s3_endpoint) else {
            let alone = [
                ("bucket", bucket.is_some()),
                ("region", region.is_some()),
                ("key", key.is_some() || key_file.is_some()),
                ("secret-file", secret.is_some()),
                ("ca", ca.is_some()),
            ];
            // Contents would lie on the disk although somebody meant them not to.
            return match alone.iter().find(|a| a.1) {
                Some((what, _)) => {
                    Err(format!("--s3-{what} is set, so --s3-endpoint must be, too"))
                }
                None => Ok(None),
            };
        };
        let need = |what: &str| format!("--s3-endpoint is set, so --s3-{what} must be, too");
        let key_from = Source::of(key.as_ref(), key_file.as_ref());
        let about = ("--s3-key", "the S3 store's access key");
        let key = either(key, key_file, about, secure)?;
        Ok(Some(Self {
            endpoint,
            bucket: bucket.ok_or_else(|| need("bucket"))?,
            region: region.unwrap_or_else(|| "us-east-1".into()),
            key: key.ok_or_else(|| need("key"))?,
            key_from,
            secret_file: secret.ok_or_else(|| need("secret-file"))?,
            ca,
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
    /// Refuses what belongs to a mail server where none is named, and half an account.
    fn whole(self) -> Result<Self, String> {
        let server = [
            ("user", self.smtp_user.is_some()),
            ("password-file", self.smtp_password_file.is_some()),
            ("ca", self.smtp_ca.is_some()),
        ];
        if self.smtp_url.is_none()
            && let Some((what, _)) = server.iter().find(|s| s.1)
        {
            return Err(format!("--smtp-{what} is set, so --smtp-url must be, too"));
        }
        if self.smtp_user.is_some() != self.smtp_password_file.is_some() {
            return Err("--smtp-user and --smtp-password-file belong together".into());
        }
        Ok(self)
    }

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
        let given = &cli.settings.clone().filled();
        let file = match &given.config {
            None => Settings::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|e| format!("cannot read {}: {e}", path.display()))?;
                let file: Settings = toml::from_str(&text)
                    .map_err(|e| format!("{}: {}", path.display(), e.message()))?;
                file.filled()
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
        let (url, url_file, database_in_file) =
            match (&given.database_url, &given.database_url_file) {
                (None, None) => (file.database_url, file.database_url_file, true),
                (url, path) => (url.clone(), path.clone(), false),
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
            clamd: given.clamd.clone().or(file.clamd),
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
            }
            .whole()?,
            trust_proxy: given.trust_proxy.or(file.trust_proxy).unwrap_or(false),
            rehearsal: false,
            admin_addr: given.admin_addr.or(file.admin_addr),
            disk_min: given.disk_min.or(file.disk_min).unwrap_or(512).saturating_mul(1024 * 1024),
            linger: Duration::from_secs(given.linger.or(file.linger).unwrap_or(0)),
            log: pick(&given.log, file.log, log_format.filter()),
            log_format,
            file: given.config.clone(),
            database_from,
            database_in_file,
        })
    }

    /// Which database it is and which setting says so, in a line for the operator: whoever looks at an empty
    /// place should see that it is another than they meant.
    pub fn about_database(&self) -> String {
        let name = store::named(&self.database_url);
        let file = self.file.as_ref().map(|f| f.display().to_string());
        let said = match (self.database_from, self.database_in_file, file) {
            (Source::Nowhere, _, Some(file)) => format!("the default, for {file} names none"),
            (Source::Nowhere, _, None) => {
                "the default, for nothing names one: name the file of settings with --config".into()
            }
            (_, true, Some(file)) => format!("named in {file}"),
            _ => "named by --database-url or BIAOGAN_DATABASE_URL, or the file of either".into(),
        };
        format!("the database is {name} ({said})")
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
