//! Commands as an operator types them: none makes a database by accident, settings that say nothing are none, and the
//! first accounts are made at once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::process::{Command, Stdio};

use clap::CommandFactory;
use domain::policy::Role;
use server::config::Cli;
use support::answer::Ask;
use support::binary::{Server, must, run, site};
use support::world::World;

/// Every variable the program listens to.
fn variables() -> Vec<String> {
    let all = Cli::command();
    let own = all.get_arguments();
    let of = all.get_subcommands().flat_map(|c| c.get_arguments());
    own.chain(of)
        .filter_map(|a| a.get_env())
        .map(|name| name.to_str().unwrap().to_owned())
        .collect()
}

/// As compose hands on what `.env` has no value for.
#[test]
fn a_variable_that_is_set_to_nothing_counts_as_not_set() {
    let dir = tempfile::tempdir().unwrap();
    let all = variables();
    assert!(all.len() > 30 && all.contains(&"BIAOGAN_BACKUP_KEY_FILE".to_owned()), "{all:?}");
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_biaogan"));
        command.current_dir(dir.path()).envs(all.iter().map(|name| (name, "")));
        command.stdin(Stdio::null());
        command
    };
    let output = program().arg("migrate").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(dir.path().join("data/biaogan.db").exists(), "all has its default");
    let mut serve = program();
    serve.arg("--site").arg(site(dir.path())).args(["--addr", "127.0.0.1:0", "serve"]);
    drop(Server::of(serve));
    let output = program().args(["backup", "x.backup"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Whoever names the wrong place is told so, and finds no empty database there afterwards.
#[test]
fn no_command_makes_a_database_by_accident() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", dir.path().join("deep/none.db").display());
    let settings = dir.path().join("biaogan.toml");
    std::fs::write(&settings, format!("database_url = \"{url}\"")).unwrap();
    for words in [
        &["season"][..],
        &["season", "none.json"],
        &["user", "a@example.com", "n", "office"],
        &["bootstrap", "--system", "a@e.org", "--security", "b@e.org", "--audit", "c@e.org"],
        &["forget-factor", "a@example.com", "x"],
        &["mail"],
        &["backup", "x.backup"],
        &["archive", "x.zip"],
        &["verify"],
        &["check"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_biaogan"));
        command.current_dir(dir.path()).arg("--config").arg(&settings).args(words);
        let output = command.stdin(Stdio::null()).output().unwrap();
        let line = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{words:?}");
        assert!(
            line.contains("deep/none.db") && line.contains("biaogan.toml"),
            "{words:?}: {line}"
        );
        assert!(!dir.path().join("deep").exists(), "{words:?}");
    }
}

/// Whoever runs it knows no password, and nobody can do it twice.
#[tokio::test(flavor = "multi_thread")]
async fn the_first_accounts_are_made_at_once_and_each_sets_a_password_by_a_link() {
    let w = World::sqlite().await;
    let (url, dir) = (w.fresh.url.clone(), w.fresh.dir().to_owned());
    let words = [
        "bootstrap",
        "--system",
        "it@example.org",
        "--security",
        "security@example.org",
        "--audit",
        "audit@example.org",
        "--office",
        "first@example.org",
    ];
    let said = must(&url, &dir, &words);
    let links: Vec<&str> =
        said.lines().filter_map(|l| l.split_once("/reset/")).map(|l| l.1).collect();
    assert_eq!(links.len(), 4, "{said}");
    let again = run(&url, &dir, &words);
    let line = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(
        !again.status.success() && line.contains("there is an administrator already"),
        "{line}"
    );
    assert!(must(&url, &dir, &["check"]).contains("all invariants hold"));
    let server = Server::start(&url, &dir);
    let form = [("token", links[0]), ("password", "eine lange Losung 7")];
    let page = Ask::get(format!("/reset/{}", links[0])).with("accept", "text/html");
    assert_eq!(page.at(server.addr).await.unwrap().status, 200);
    let set = Ask::post("/reset/new", &form).at(server.addr).await.unwrap();
    assert_eq!(set.status, 303, "{}", set.body);
    let form = [("email", "it@example.org"), ("password", "eine lange Losung 7")];
    let entered = Ask::post("/session", &form).at(server.addr).await.unwrap();
    assert_eq!(entered.status, 303, "{}", entered.body);
    let mut db = w.service.read().await.unwrap();
    let season = db.current_season().await.unwrap().unwrap().id;
    for role in Role::ADMINISTRATIONS {
        assert_eq!(db.holders(&season, role.code()).await.unwrap().len(), 1, "{role:?}");
    }
}

/// The two lists of what stays out of an image are one: podman reads the first, Docker the second.
#[test]
fn both_builders_leave_the_same_out_of_an_image() {
    let podman = include_str!("../../.containerignore");
    assert_eq!(podman, include_str!("../../deploy/Containerfile.dockerignore"));
    for out in [".git", "data", "deploy/compose/secrets"] {
        assert!(podman.lines().any(|l| l == out), "{out}");
    }
}

/// Where the key that second steps are sealed with is lost, nobody need know who had one.
#[tokio::test(flavor = "multi_thread")]
async fn all_second_steps_are_reset_at_once_when_their_key_is_lost() {
    let w = World::sqlite().await;
    for email in ["office@example.com", "audit@example.com"] {
        let account = w.account(email, Role::Office, "").await.account;
        w.tamper(&format!(
            "INSERT INTO second_factor (account, secret, confirmed_at, last_step) VALUES ('{account}', 'sealed', 1, 0)"
        ))
        .await;
    }
    let words = ["forget-factor", "everybody", "钥匙丢失，已当面核实"];
    let said = must(&w.fresh.url, w.fresh.dir(), &words);
    assert!(said.contains("the second steps of 2 accounts are reset"), "{said}");
    assert_eq!(w.number("SELECT COUNT(*) FROM second_factor").await, 0);
    let noted = "SELECT COUNT(*) FROM journal WHERE kind = 'factor_reset' AND actor = 'operator'";
    assert_eq!(w.number(noted).await, 2);
}
