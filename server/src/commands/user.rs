//! `user`: creates an account with a role; `bootstrap`: the first administrators; `forget-factor`.

use std::io::BufRead;

use app::locales::{Lang, common};
use domain::ids::AccountId;
use domain::policy::Role;
use domain::refusal::Refusal;
use service::Service;

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
    println!("{email} may now sign in as {}; {}", role.code(), config.about_database());
    Ok(())
}

/// Addresses of the first accounts.
pub struct First<'a> {
    /// System administrator.
    pub system: &'a str,
    /// Security administrator.
    pub security: &'a str,
    /// Audit administrator.
    pub audit: &'a str,
    /// The Office, where it is to have an account already.
    pub office: Option<&'a str>,
}

/// Makes the accounts of the three administrators, and of the Office; prints a link for each, by which its owner
/// sets the password.
pub async fn bootstrap(config: &Config, first: &First<'_>) -> Result<(), String> {
    let service = super::open_service(config).await?;
    let administrators = [
        (Role::SystemAdmin, first.system),
        (Role::SecurityAdmin, first.security),
        (Role::AuditAdmin, first.audit),
    ];
    let office = first.office.map(|email| (Role::Office, email));
    let wanted: Vec<_> = administrators
        .into_iter()
        .chain(office)
        .map(|(role, email)| (role, common::role(Lang::Zh, role), email))
        .collect();
    let founded = service.found_accounts("operator", &wanted).await.map_err(worded)?;
    let founded = founded.ok_or(
        "there is an administrator already: accounts are made at /accounts by the system administrator, \
         roles given by the security administrator",
    )?;
    println!("{}", config.about_database());
    println!("Each sets a password by the link, within 14 days; give it to nobody else:");
    for one in founded {
        let role = common::role(Lang::En, one.role);
        println!("{role} {}: {}/reset/{}", one.email, config.base_url(), one.token);
    }
    Ok(())
}

/// In place of an address: all who have a second step, after the key that these are sealed with was lost.
const EVERYBODY: &str = "everybody";

/// Resets the second step of an account's signing in, or of all.
pub async fn forget_factor(config: &Config, email: &str, reason: &str) -> Result<(), String> {
    let service = super::open_service(config).await?;
    if email == EVERYBODY {
        let mut reset = 0;
        while let Some(account) = has_factor(&service).await? {
            service.forget_factor("operator", &account, reason).await.map_err(worded)?;
            reset += 1;
        }
        println!("the second steps of {reset} accounts are reset; the password alone opens them");
        return Ok(());
    }
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

/// Somebody who has a second step.
async fn has_factor(service: &Service) -> Result<Option<AccountId>, String> {
    let mut db = service.read().await.map_err(|e| e.to_string())?;
    let found = db.any_factor().await.map_err(|e| e.to_string())?;
    Ok(found.map(|(account, _)| account))
}

/// A refusal on the command line, in English.
fn worded(e: service::Error) -> String {
    match e {
        service::Error::Refused(
            r @ (Refusal::Taken
            | Refusal::Email
            | Refusal::AddressClaimed
            | Refusal::Administrates
            | Refusal::SitsOnCommittee
            | Refusal::TooShort { .. }
            | Refusal::TooLong { .. }
            | Refusal::WeakPassword { .. }),
        ) => app::locales::refusal::refusal(app::locales::Lang::En, &r),
        other => other.to_string(),
    }
}
