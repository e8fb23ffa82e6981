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
        Command::Mail { again } => mail::mail(&config, again).await,
        Command::Backup { to } => copies::backup(&config, &to).await,
        Command::Restore { from } => copies::restore(&config, &from),
        Command::Rehearse { to, files } => rehearse::rehearse(&config, &to, &files).await,
        Command::Archive { to } => archive::archive(&config, &to).await,
        Command::Verify { archive: Some(file), key } => archive::verify(&file, key.as_deref()),
        Command::Verify { archive: None, .. } => check::verify(&config).await,
        Command::Check => check::check(&config).await,
    }
}

async fn migrate(config: &Config) -> Result<(), String> {
    for name in store::migrate(&config.database_url).await? {
        println!("migrated: {name}");
    }
    Ok(())
}

/// Opens the database of a configuration.
async fn open(config: &Config) -> Result<Arc<Database>, String> {
    Ok(Arc::new(store::open(&config.database_url, Options::default()).await?))
}

/// Opens the service of a configuration.
async fn open_service(config: &Config) -> Result<Service, String> {
    crate::world::service(open(config).await?, config).await
}
