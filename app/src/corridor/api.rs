//! Server functions of the corridor.

use domain::policy::Role;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// One account of each role, as role, name and e-mail address, to try the demonstration with.
/// Public; empty in a real season, whose accounts are nobody's business.
#[server(endpoint = "corridor/demo_accounts", input = GetUrl)]
pub async fn demo_accounts() -> Result<Vec<(Role, String, String)>, ApiError> {
    let service = crate::enter::open()?;
    let call = crate::enter::answer(service.call().await)?;
    let mut accounts = Vec::new();
    if call.season.demo {
        for role in Role::ALL {
            let holders = crate::enter::answer(service.holders(role).await)?;
            accounts.extend(holders.into_iter().next().map(|(_, name, email, _)| (role, name, email)));
        }
    }
    Ok(accounts)
}
