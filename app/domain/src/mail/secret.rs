//! Messages with a one-time secret.

use super::Message;

impl Message {
    /// The one-time secret it carries. Whoever reads it may act, so such a message goes to
    /// the address alone: it is in no inbox and is scrubbed once it is sent.
    pub fn token(&self) -> Option<&str> {
        match self {
            Message::VerifyAddress { token }
            | Message::ResetPassword { token }
            | Message::Invited { token, .. }
            | Message::ExpertInvited { token, .. }
            | Message::AccountMade { token }
            | Message::ObjectionReceived { token, .. }
            | Message::SignOffAsked { token, .. } => Some(token),
            Message::Incident(letter) => letter.token(),
            _ => None,
        }
    }

    /// The same message without its secret, as it is kept once it has been dealt with.
    pub fn scrubbed(mut self) -> Self {
        match &mut self {
            Message::VerifyAddress { token }
            | Message::ResetPassword { token }
            | Message::Invited { token, .. }
            | Message::ExpertInvited { token, .. }
            | Message::AccountMade { token }
            | Message::ObjectionReceived { token, .. }
            | Message::SignOffAsked { token, .. } => token.clear(),
            Message::Incident(letter) => letter.scrub(),
            _ => {}
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples;

    #[test]
    fn a_secret_leads_to_its_place_and_is_scrubbed_from_everywhere() {
        for m in examples() {
            let Some(token) = m.token().map(str::to_owned) else { continue };
            assert!(m.urgent(), "{m:?}: a secret that expires is not held back");
            assert!(m.place(None).ends_with(&token));
            let kept = serde_json::to_string(&m.scrubbed()).unwrap();
            assert!(!kept.contains(&token), "{kept}");
        }
    }
}
