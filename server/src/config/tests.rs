//! What settings come to.

use clap::Parser;

use super::*;

fn load(words: &[&str]) -> Result<Config, String> {
    let words = [&["biaogan"], words, &["check"]].concat();
    Config::load(&Cli::try_parse_from(words).unwrap())
}

#[test]
fn what_is_set_to_nothing_is_not_set_wherever_it_stands() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("biaogan.toml");
    // Every text and path of the file.
    let keys = [
        "database_url",
        "database_url_file",
        "files",
        "s3_endpoint",
        "s3_bucket",
        "s3_region",
        "s3_key",
        "s3_key_file",
        "s3_secret_file",
        "s3_ca",
        "clamd",
        "base_url",
        "site",
        "fonts",
        "smtp_url",
        "smtp_user",
        "smtp_password_file",
        "smtp_from",
        "smtp_ca",
        "signing_key_file",
        "secret_key_file",
        "mail_dir",
        "log",
    ];
    let text: String = keys.iter().map(|k| format!("{k} = \"\"\n")).collect();
    std::fs::write(&path, text).unwrap();
    let empty = load(&["--config", path.to_str().unwrap()]).unwrap();
    let none = load(&[]).unwrap();
    let shown = |c: &Config| format!("{:?}", Config { file: None, ..c.clone() });
    let in_file = Config { database_in_file: none.database_in_file, ..empty };
    assert_eq!(shown(&in_file), shown(&none));
    // What is nearer and empty leaves what the file says.
    std::fs::write(&path, "smtp_url = \"smtps://mail.example\"").unwrap();
    let near = load(&["--config", path.to_str().unwrap(), "--smtp-url", ""]).unwrap();
    assert_eq!(near.mail.smtp_url.as_deref(), Some("smtps://mail.example"));
}

/// A command's own flag with the name of a setting would be read as that setting.
#[test]
fn no_command_has_a_flag_that_is_a_setting() {
    use clap::CommandFactory;
    let all = Cli::command();
    let settings: Vec<_> = all.get_arguments().map(|a| a.get_id().clone()).collect();
    for command in all.get_subcommands() {
        for own in command.get_arguments() {
            assert!(!settings.contains(own.get_id()), "{} {own}", command.get_name());
        }
    }
}

#[test]
fn half_a_setting_is_refused_by_name() {
    let s3 = ["--s3-endpoint", "https://h", "--s3-bucket", "b"];
    for (words, told) in [
        (&s3[..], "--s3-key"),
        (&s3[..2], "--s3-"),
        (&["--s3-bucket", "b"], "so --s3-endpoint must be, too"),
        (&["--s3-secret-file", "/x"], "so --s3-endpoint must be, too"),
        (&["--s3-ca", "/x"], "so --s3-endpoint must be, too"),
        (&["--smtp-user", "u"], "so --smtp-url must be, too"),
        (&["--smtp-ca", "/x"], "so --smtp-url must be, too"),
        (&["--smtp-url", "smtps://h", "--smtp-user", "u"], "belong together"),
        (&["--smtp-url", "smtps://h", "--smtp-password-file", "/x"], "belong together"),
    ] {
        let line = load(words).unwrap_err();
        assert!(line.contains(told), "{words:?}: {line}");
    }
    assert!(load(&["--smtp-from", "a@example.com"]).is_ok(), "a directory of mail has it, too");
}

#[test]
fn a_command_says_which_database_it_means_and_who_said_so() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("biaogan.toml");
    std::fs::write(&path, "database_url = \"postgres://u:hush@db.example:5433/x\"").unwrap();
    let path = path.to_str().unwrap();
    let about = |words: &[&str]| load(words).unwrap().about_database();
    let named = about(&["--config", path]);
    assert!(named.contains("x on db.example:5433") && named.contains(path), "{named}");
    assert!(!named.contains("hush"), "{named}");
    let near = about(&["--config", path, "--database-url", "sqlite:///near.db"]);
    assert!(near.contains("/near.db") && near.contains("--database-url"), "{near}");
    let default = about(&[]);
    assert!(default.contains("data/biaogan.db") && default.contains("--config"), "{default}");
}
