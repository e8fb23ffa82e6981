//! `mail`: what became of the outbox.

use crate::config::Config;

/// Prints the outbox in figures, and what was given up with the reason; with `again`, lets it
/// wait again, with `dismiss` puts it aside.
pub async fn mail(config: &Config, again: bool, dismiss: bool) -> Result<(), String> {
    let service = super::open_service(config).await?;
    if again {
        let n = service.reopen_mail().await.map_err(|e| e.to_string())?;
        println!("{n} mails wait again");
    }
    if dismiss {
        let n = service.dismiss_mail().await.map_err(|e| e.to_string())?;
        println!("{n} mails are put aside");
    }
    let (counts, failed) = service.outbox().await.map_err(|e| e.to_string())?;
    for (state, n) in counts {
        println!("{:<8} {n}", state.code());
    }
    for row in failed {
        // No address: what is printed may end in a ticket.
        println!(
            "given up: {} {} after {} tries: {}",
            row.id,
            row.message.kind(),
            row.tries,
            row.error
        );
    }
    Ok(())
}
