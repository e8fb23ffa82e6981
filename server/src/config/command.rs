//! The command line: settings that all commands share, and the commands.

use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use super::Settings;
use crate::demo::{Size, Until};

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

impl Cli {
    /// Reads the command line and the environment; ends the program where they cannot be read. A variable that
    /// is set to nothing counts as not set: whatever starts containers hands on variables it has no value for.
    pub fn read() -> Self {
        let heard = |command: clap::Command| command.mut_args(set_to_something);
        let matches = heard(Self::command()).mut_subcommands(heard).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|e| e.exit())
    }
}

/// The same argument, without its variable where that is set to nothing.
fn set_to_something(arg: clap::Arg) -> clap::Arg {
    let nothing = arg.get_env().and_then(std::env::var_os).is_some_and(|value| value.is_empty());
    if nothing { arg.env(None::<&str>) } else { arg }
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
        /// Settings of the season to open; `-` reads them from standard input.
        file: Option<PathBuf>,
    },
    /// Make the accounts of the three separated administrators and, where an address is given, one of the
    /// Office, and print for each a link to set its password. Once, while there is no administrator.
    Bootstrap {
        /// Address of the system administrator, who keeps accounts.
        #[arg(long)]
        system: String,
        /// Address of the security administrator, who gives roles.
        #[arg(long)]
        security: String,
        /// Address of the audit administrator, who reads the journal.
        #[arg(long)]
        audit: String,
        /// Address of the Office's first account.
        #[arg(long)]
        office: Option<String>,
    },
    /// Create an account with a role; the password is read from standard input.
    User {
        /// E-mail address.
        email: String,
        /// Display name.
        name: String,
        /// Role code, such as `office` or `audit_admin`.
        role: String,
        /// What the role reaches over: unit code, panel, expert, organisation; empty for most.
        #[arg(default_value = "")]
        scope: String,
    },
    /// Reset somebody's second step of signing in, because device and recovery codes are lost and no
    /// security administrator is left to do it.
    ForgetFactor {
        /// E-mail address of the account; `everybody` where the key that second steps are sealed with is lost.
        email: String,
        /// Why, and how it was made sure who asks.
        reason: String,
    },
    /// Tell how many mails wait, were sent or given up, and why.
    Mail {
        /// Let those that were given up wait again.
        #[arg(long)]
        again: bool,
        /// Put those that were given up aside for good, so that no alarm counts them any more.
        #[arg(long, conflicts_with = "again")]
        dismiss: bool,
    },
    /// Write a consistent copy of the running database and the contents of files to a new file, and read it
    /// again. PostgreSQL: with the program pg_dump.
    Backup {
        /// File to create.
        to: PathBuf,
        /// Key to encrypt it with, made by `backup-key`; `-` reads it from standard input. Without it the backup
        /// is as readable as the database.
        #[arg(long, env = "BIAOGAN_BACKUP_KEY_FILE")]
        key_file: Option<PathBuf>,
        /// Leave the contents of files out: they are copied another way.
        #[arg(long)]
        without_files: bool,
        /// Directory for the unencrypted copy of a SQLite database while it is packed; beside the database
        /// if not given.
        #[arg(long)]
        scratch: Option<PathBuf>,
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
        /// Key it was encrypted with; `-` reads it from standard input.
        #[arg(long, env = "BIAOGAN_BACKUP_KEY_FILE")]
        key_file: Option<PathBuf>,
    },
    /// Make a rehearsal of this database: a copy with a clock that can be moved on, which sends no mail.
    Rehearse {
        /// Database URL of the copy. On SQLite it is made; on PostgreSQL it must exist and be empty
        /// (`createdb`).
        #[arg(long)]
        to: String,
        /// Directory for the copy's files; it is created.
        #[arg(long)]
        files_to: PathBuf,
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
    /// that does not fit. With an archive, that file alone, without a database.
    Verify {
        /// Archive to verify.
        #[arg(long)]
        archive: Option<PathBuf>,
        /// Heads of the journal that were kept elsewhere, as `/journal/heads.json` publishes them.
        #[arg(long, conflicts_with = "archive")]
        heads: Option<PathBuf>,
        /// SHA-256 of a key archive or heads must be signed with, as the Office has published it. Given once for
        /// each key there has been.
        #[arg(long)]
        key: Vec<String>,
    },
    /// Check all invariants of the database, and the journal against what is stored.
    Check {
        /// Read the contents of all files, too: whether each is there and what it was.
        #[arg(long)]
        contents: bool,
    },
}
