//! Who acts in a request is asked when it comes. What takes long meanwhile, a file on its way or the queue of the
//! writers, must not outlive a role that is taken or a session that is ended (Art. 5): then it is asked again, under
//! the writers' lock. What is done by nobody's request, a job or a command, is asked nothing.

use domain::policy::{Actor, Grant, Role};
use domain::refusal::Refusal;
use domain::stamp::{SECOND, Stamp};

use crate::ports::Session;
use crate::{Result, Service};

/// How long an answer holds, so that whoever waits for nobody is asked for once.
const HOLDS: i64 = SECOND;

tokio::task_local! {
    static ACTING: Acting;
}

/// Whoever sends a request.
#[derive(Clone, Debug)]
pub struct Acting {
    /// The hash of their session.
    pub session: String,
    /// Who they were when it was asked.
    pub actor: Actor,
    /// When that was; `None` where all of the request was not there yet.
    pub asked: Option<Stamp>,
}

impl Acting {
    /// Does something in their name.
    pub async fn does<T>(self, what: impl Future<Output = T>) -> T {
        ACTING.scope(self, what).await
    }

    /// Whether they were asked for while their request was on its way still: what they read is judged anew, too.
    pub(crate) fn sends() -> bool {
        ACTING.try_with(|by| by.asked.is_none()).unwrap_or(false)
    }

    /// Whoever acts and has to be asked for again.
    fn due(now: Stamp) -> Option<Self> {
        let due = |by: &Self| by.asked.is_none_or(|at| now.0 - at.0 > HOLDS);
        ACTING.try_with(|by| due(by).then(|| by.clone())).ok().flatten()
    }
}

impl Service {
    /// Refuses whoever acts if their session has ended since they came, or a role of theirs is gone.
    pub(crate) async fn still(&self, db: &mut dyn Session, now: Stamp) -> Result<()> {
        let Some(by) = Acting::due(now) else { return Ok(()) };
        let (entered, _) = self.whose(db, &by.session, now.0).await?.ok_or(Refusal::SignIn)?;
        let held = &entered.actor.grants;
        if by.actor.grants.iter().all(|g| holds(held, g)) {
            Ok(())
        } else {
            Err(Refusal::NotYours.into())
        }
    }
}

/// Whether a role is held. Whoever has registered becomes more than that by proving their address.
fn holds(held: &[Grant], then: &Grant) -> bool {
    let grew = |g: &Grant| {
        then.role == Role::Registrant && g.role.of_organisation() && g.scope == then.scope
    };
    held.iter().any(|g| g == then || grew(g))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_held_over_what_it_was_held_over() {
        let grant = |role, scope: &str| Grant { role, scope: scope.into() };
        let held = [grant(Role::Office, ""), grant(Role::Applicant, "o1")];
        assert!(
            holds(&held, &grant(Role::Office, "")) && holds(&held, &grant(Role::Registrant, "o1"))
        );
        for gone in [
            grant(Role::Registrant, "o2"),
            grant(Role::ApplicantReader, "o1"),
            grant(Role::Caq, ""),
        ] {
            assert!(!holds(&held, &gone), "{gone:?}");
        }
    }
}
