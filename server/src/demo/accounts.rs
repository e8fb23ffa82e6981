//! The demonstration's accounts: one per role for whoever tries the system, all with
//! the same published password.

use domain::identity::{DEMO_PASSWORD, demo_email};
use domain::policy::Role;
use service::Service;
use service::ports::{Passwords, Port};

use crate::world::Argon;

/// Hashes the one password once: hundreds of fictional accounts share it.
pub struct OnePassword {
    argon: Argon,
    hash: tokio::sync::OnceCell<String>,
}

impl OnePassword {
    /// Ready to hash.
    pub fn new() -> Result<Self, String> {
        Ok(Self { argon: Argon::new()?, hash: tokio::sync::OnceCell::new() })
    }
}

#[async_trait::async_trait]
impl Passwords for OnePassword {
    async fn hash(&self, password: &str) -> Port<String> {
        if password != DEMO_PASSWORD {
            return self.argon.hash(password).await;
        }
        self.hash.get_or_try_init(|| self.argon.hash(password)).await.cloned()
    }

    async fn verify(&self, password: &str, hash: Option<&str>) -> Port<bool> {
        self.argon.verify(password, hash).await
    }
}

/// Prints the accounts, if this is a demonstration.
pub async fn print(service: &Service) -> Result<(), String> {
    if !service.season().await.map_err(|e| e.to_string())?.demo {
        return Ok(());
    }
    println!("Demonstration accounts (password of all: {DEMO_PASSWORD}):");
    // A registrant is somebody on the way to another role.
    for role in Role::ALL.into_iter().filter(|r| *r != Role::Registrant) {
        let words = (
            app::locales::common::role(app::locales::Lang::Zh, role),
            app::locales::common::role(app::locales::Lang::En, role),
        );
        println!("  {:<34} {} · {}", demo_email(role), words.0, words.1);
    }
    Ok(())
}
