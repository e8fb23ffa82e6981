//! What this server knows of itself, for the page of the system administrator: its settings without a secret in them, since
//! when it runs, and how the work it does by itself went.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::stamp::Stamp;
use domain::views::system::{Running, SettingView, Shown};
use service::ports::{Clock, Host};

use crate::config::{Config, LogFormat, Source};
use crate::metrics::Metrics;
use crate::world::SystemClock;

/// A server.
pub struct Server {
    settings: Vec<SettingView>,
    started: Stamp,
    metrics: Arc<Metrics>,
    files: PathBuf,
    disk_min: u64,
}

impl Server {
    /// One of this configuration that begins now.
    pub fn of(config: &Config, metrics: Arc<Metrics>) -> Self {
        let (files, disk_min) = (config.files.clone(), config.disk_min);
        Self { settings: settings(config), started: SystemClock.now(), metrics, files, disk_min }
    }
}

impl Host for Server {
    fn running(&self) -> Running {
        Running {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            started: Some(self.started),
            settings: self.settings.clone(),
            turns: self.metrics.last_turns(),
        }
    }

    fn room(&self) -> bool {
        crate::admin::free(&self.files).is_none_or(|free| free >= self.disk_min)
    }
}

/// The settings in the order of `docs/CONFIGURATION.md`. Secrets, and whatever might hold one, are told to be there.
fn settings(c: &Config) -> Vec<SettingView> {
    let text = |text: &str| Shown::Value { text: text.to_owned() };
    let path = |path: &Path| text(&path.display().to_string());
    let maybe = |value: Option<String>| value.map_or(Shown::NotSet, |text| Shown::Value { text });
    let (mail, s3) = (&c.mail, c.s3.as_ref());
    let duty = |group: fn(&domain::guard::factor::Required) -> bool| {
        let owed = group(&c.second_factor.required(c.secure));
        text(if owed { "required" } else { "offered" })
    };
    let fonts: Vec<String> = c.fonts.iter().map(|f| f.display().to_string()).collect();
    let keys = [
        ("config", maybe(c.file.as_deref().map(|p| p.display().to_string()))),
        ("database_url", secret(c.database_from)),
        ("files", path(&c.files)),
        ("s3_endpoint", maybe(s3.map(|s| bare(&s.endpoint)))),
        ("s3_bucket", maybe(s3.map(|s| s.bucket.clone()))),
        ("s3_region", maybe(s3.map(|s| s.region.clone()))),
        ("s3_key", s3.map_or(Shown::NotSet, |s| secret(s.key_from))),
        ("s3_secret", file(s3.map(|s| s.secret_file.as_path()))),
        ("s3_ca", maybe(s3.and_then(|s| Some(s.ca.as_deref()?.display().to_string())))),
        ("clamd", maybe(c.clamd.as_deref().map(bare))),
        ("addr", text(&c.addr.to_string())),
        ("base_url", text(&bare(&c.base_url()))),
        ("site", path(&c.site)),
        ("fonts", text(&fonts.join(", "))),
        ("secure", text(&c.secure.to_string())),
        ("trust_proxy", text(&c.trust_proxy.to_string())),
        ("smtp_url", maybe(mail.smtp_url.as_deref().map(bare))),
        ("smtp_user", maybe(mail.smtp_user.clone())),
        ("smtp_password", file(mail.smtp_password_file.as_deref())),
        ("smtp_from", maybe(mail.from.clone())),
        ("smtp_ca", maybe(mail.smtp_ca.as_deref().map(|p| p.display().to_string()))),
        ("signing_key", Shown::FromFile),
        ("secret_key", Shown::FromFile),
        ("second_factor_administrators", duty(|r| r.administrators)),
        ("second_factor_office", duty(|r| r.office)),
        ("second_factor_heads", duty(|r| r.heads)),
        ("second_factor_committee", duty(|r| r.committee)),
        ("mail_dir", maybe(mail.dir.as_deref().map(|p| p.display().to_string()))),
        ("log", text(&c.log)),
        ("log_format", text(if c.log_format == LogFormat::Json { "json" } else { "text" })),
        ("admin_addr", maybe(c.admin_addr.map(|a| a.to_string()))),
        ("disk_min", text(&(c.disk_min / 1024 / 1024).to_string())),
        ("linger", text(&c.linger.as_secs().to_string())),
    ];
    keys.into_iter().map(|(key, shown)| SettingView { key: key.to_owned(), shown }).collect()
}

fn secret(from: Source) -> Shown {
    match from {
        Source::Nowhere => Shown::NotSet,
        Source::Text => Shown::Set,
        Source::File => Shown::FromFile,
    }
}

fn file(path: Option<&Path>) -> Shown {
    if path.is_some() { Shown::FromFile } else { Shown::NotSet }
}

/// An address without whatever name and password somebody has put into it, and without what follows its path.
fn bare(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let host = host.rsplit('@').next().unwrap_or_default();
    if scheme.is_empty() { format!("{host}{path}") } else { format!("{scheme}://{host}{path}") }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;
    use crate::config::Cli;

    fn shown(words: &[&str]) -> Vec<SettingView> {
        let words = [&["biaogan"], words, &["serve"]].concat();
        settings(&Config::load(&Cli::try_parse_from(words).unwrap()).unwrap())
    }

    fn of<'a>(all: &'a [SettingView], key: &str) -> &'a Shown {
        &all.iter().find(|s| s.key == key).unwrap().shown
    }

    #[test]
    fn no_secret_is_shown_however_it_was_given() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("url");
        std::fs::write(&file, "postgres://biaogan:hush-4@db/x").unwrap();
        let all = shown(&[
            "--database-url",
            "postgres://biaogan:hush-1@db/x",
            "--s3-endpoint",
            "https://name:hush-2@store.example",
            "--s3-bucket",
            "b",
            "--s3-key",
            "hush-3",
            "--s3-secret-file",
            "/etc/hush-5",
            "--smtp-url",
            "smtps://user:hush-6@mail.example:465",
            "--smtp-user",
            "biaogan",
            "--smtp-password-file",
            "/etc/hush-7",
        ]);
        let text = serde_json::to_string(&all).unwrap();
        assert!(!text.contains("hush"), "{text}");
        assert_eq!(*of(&all, "database_url"), Shown::Set);
        assert_eq!(*of(&all, "s3_key"), Shown::Set);
        assert_eq!(*of(&all, "smtp_password"), Shown::FromFile);
        let mail = Shown::Value { text: "smtps://mail.example:465".into() };
        assert_eq!(*of(&all, "smtp_url"), mail);
        let from_file = shown(&["--database-url-file", file.to_str().unwrap()]);
        assert_eq!(*of(&from_file, "database_url"), Shown::FromFile);
        assert_eq!(*of(&from_file, "s3_key"), Shown::NotSet);
    }

    #[test]
    fn every_setting_is_shown() {
        let all = shown(&[]);
        for argument in Cli::command().get_arguments() {
            let id = argument.get_id().as_str();
            // Of a secret and the file it stands in there is one line.
            let key = id.strip_suffix("_file").unwrap_or(id);
            let one = all.iter().filter(|s| s.key == key).count();
            assert!(one == 1 || matches!(id, "help" | "version"), "{id}");
        }
    }
}
