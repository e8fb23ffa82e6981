//! The subcommands. Each ends well or in one line for the operator.

mod archive;
mod check;
mod copies;
mod mail;
mod rehearse;
mod season;
mod serve;
mod user;

use std::sync::Arc;

use service::Service;
use store::{Database, Options};

use crate::config::{Command, Config};

/// Runs a subcommand.
pub async fn run(command: Command, config: Config) -> Result<(), String> {
    match command {
        Command::Serve { demo, until } => serve::serve(config, demo.then_some(until)).await,
        Command::Migrate => migrate(&config).await,
        Command::Demo { until, size } => {
            migrate(&config).await?;
            crate::demo::load(&config, until, size).await
        }
        Command::Season { file } => season::season(&config, file.as_deref()).await,
        Command::User { email, name, role, scope } => {
            user::create(&config, &email, &name, &role, &scope).await
        }
        Command::ForgetFactor { email, reason } => {
            user::forget_factor(&config, &email, &reason).await
        }
        Command::Bootstrap { system, security, audit, office } => {
            let office = office.as_deref();
            let (system, security, audit) = (&*system, &*security, &*audit);
            user::bootstrap(&config, &user::First { system, security, audit, office }).await
        }
        Command::Mail { again, dismiss } => mail::mail(&config, again, dismiss).await,
        Command::Backup { to, key_file, without_files, scratch } => {
            let how = copies::How { contents: !without_files, scratch: scratch.as_deref() };
            copies::backup(&config, &to, key_file.as_deref(), how).await
        }
        Command::BackupKey { to } => copies::backup_key(&to),
        Command::Restore { from, key_file } => {
            copies::restore(&config, &from, key_file.as_deref()).await
        }
        Command::Rehearse { to, files_to } => rehearse::rehearse(&config, &to, &files_to).await,
        Command::Archive { year, to } => archive::archive(&config, year, &to).await,
        Command::Verify { archive: Some(file), key, .. } => archive::verify(&file, &key),
        Command::Verify { archive: None, heads, key } => {
            check::verify(&config, heads.as_deref(), &key).await
        }
        Command::Check { contents } => check::check(&config, contents).await,
    }
}

async fn migrate(config: &Config) -> Result<(), String> {
    for name in store::migrate(&config.database_url).await? {
        println!("migrated: {name}");
    }
    Ok(())
}

/// Opens the database of a configuration. Where that fails, the line says which one was looked for, and who said so.
async fn open(config: &Config) -> Result<Arc<Database>, String> {
    let opened = store::open(&config.database_url, Options::default()).await;
    Ok(Arc::new(opened.map_err(|line| format!("{line}; {}", config.about_database()))?))
}

/// Opens the service of a configuration.
async fn open_service(config: &Config) -> Result<Service, String> {
    crate::world::service(open(config).await?, config).await
}
