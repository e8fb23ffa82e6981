//! What one account may have under way at once on one server: lines that stand, forms with files that come.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::AccountId;
use domain::policy::{Actor, Role};

/// So much of something at once.
#[derive(Clone)]
pub struct AtOnce {
    most: usize,
    unproved: usize,
    held: Arc<Mutex<BTreeMap<AccountId, usize>>>,
}

impl AtOnce {
    /// Lines. Each costs a look a minute, and eight connections read for everybody: enough for every board in some
    /// windows, and for somebody who has proved nothing to write one dossier.
    pub fn lines() -> Self {
        Self::new(40, 10)
    }

    /// Plain forms with files: each file lies on the disk as soon as it comes.
    pub fn forms() -> Self {
        Self::new(6, 2)
    }

    fn new(most: usize, unproved: usize) -> Self {
        Self { most, unproved, held: Arc::default() }
    }

    /// One more for somebody, until it is dropped; `None` when they have as many as they may. Whoever has only said
    /// which address is theirs has fewer.
    pub fn take(&self, actor: &Actor) -> Option<Held> {
        let unproved = actor.membership().is_some_and(|m| m.role == Role::Registrant);
        let most = if unproved { self.unproved } else { self.most };
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let n = held.entry(actor.account.clone()).or_default();
        if *n >= most {
            return None;
        }
        *n += 1;
        Some(Held { of: self.clone(), account: actor.account.clone() })
    }
}

/// One that is under way, until this is dropped.
pub struct Held {
    of: AtOnce,
    account: AccountId,
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut held = self.of.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(n) = held.get_mut(&self.account) {
            *n -= 1;
            if *n == 0 {
                held.remove(&self.account);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::policy::Grant;

    #[test]
    fn one_person_has_no_more_than_so_much_under_way() {
        for all in [AtOnce::lines(), AtOnce::forms()] {
            for (account, role, most) in [
                ("a", Role::Registrant, all.unproved),
                ("b", Role::Applicant, all.most),
                ("c", Role::Chair, all.most),
            ] {
                let grants = vec![Grant { role, scope: "x".into() }];
                let actor = Actor { account: account.into(), name: String::new(), grants };
                let mut held: Vec<Held> = (0..most + 3).filter_map(|_| all.take(&actor)).collect();
                assert_eq!(held.len(), most);
                held.pop();
                let again = all.take(&actor);
                assert!(again.is_some() && all.take(&actor).is_none());
            }
            assert!(all.held.lock().is_ok_and(|held| held.is_empty()), "nobody is kept in mind");
        }
    }
}
