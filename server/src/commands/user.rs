//! `user`: creates an account with a role.

use std::io::BufRead;

use domain::policy::Role;
use domain::refusal::Refusal;

use crate::config::Config;

/// Creates the account; the password is the first line of standard input.
pub async fn create(
    config: &Config,
    email: &str,
    name: &str,
    role: &str,
    scope: &str,
) -> Result<(), String> {
    let role = Role::from_code(role).ok_or_else(|| {
        let codes: Vec<_> = Role::ALL.iter().map(|r| r.code()).collect();
        format!("no role {role}; roles are: {}", codes.join(", "))
    })?;
    let mut password = String::new();
    eprintln!("Password for {email}:");
    std::io::stdin().lock().read_line(&mut password).map_err(|e| e.to_string())?;
    let service = super::open_service(config).await?;
    let season = service.season().await.map_err(|e| e.to_string())?.id;
    let account = service
        .create_account("operator", name, email, password.trim_end_matches(['\r', '\n']))
        .await
        .map_err(worded)?;
    service.grant("operator", &season, &account, role, scope).await.map_err(worded)?;
    println!("{email} may now sign in as {}", role.code());
    Ok(())
}

/// Resets the second step of an account's signing in.
pub async fn forget_factor(config: &Config, email: &str, reason: &str) -> Result<(), String> {
    let service = super::open_service(config).await?;
    let address = domain::identity::email(email).map_err(|r| worded(r.into()))?;
    let mut db = service.read().await.map_err(|e| e.to_string())?;
    let account = db.account_by_email(&address).await.map_err(|e| e.to_string())?;
    drop(db);
    let account = account.ok_or_else(|| format!("{address} has no account"))?;
    let was = service.forget_factor("operator", &account.id, reason).await.map_err(worded)?;
    let told = if was { "is reset; the password alone opens it" } else { "had none" };
    println!("the second step of {address} {told}");
    Ok(())
}

/// A refusal on the command line, in English.
fn worded(e: service::Error) -> String {
    match e {
        service::Error::Refused(
            r @ (Refusal::Taken
            | Refusal::Email
            | Refusal::Administrates
            | Refusal::TooShort { .. }
            | Refusal::TooLong { .. }
            | Refusal::WeakPassword { .. }),
        ) => app::locales::refusal::refusal(app::locales::Lang::En, &r),
        other => other.to_string(),
    }
}
