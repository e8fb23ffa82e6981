//! Who comes to an activity: registered before it begins, noted by the Office once it has.

use serde::{Deserialize, Serialize};

use super::activity::{Activity, line};
use crate::ids::{AccountId, DossierId};
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// Characters of a name at most.
pub const NAME_MAX: usize = 60;
/// Characters of an organisation's name at most.
pub const ORGANISATION_MAX: usize = 100;

/// Somebody who has registered, or came without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Their number in the list, from 1.
    pub number: i64,
    /// Their account; none for who came without having registered.
    pub account: Option<AccountId>,
    /// Name.
    pub name: String,
    /// Whom they come from.
    pub organisation: String,
    /// The title they come for: an application that won.
    pub dossier: Option<DossierId>,
    /// Since when they stand here.
    pub at: Stamp,
    /// They do not come after all.
    pub withdrawn: Option<Stamp>,
    /// Whether they came; none before the Office has noted it.
    pub attended: Option<bool>,
}

impl Guest {
    /// They are expected.
    pub fn expected(&self) -> bool {
        self.withdrawn.is_none()
    }
}

/// How many are expected.
pub fn expected(guests: &[Guest]) -> u32 {
    u32::try_from(guests.iter().filter(|g| g.expected()).count()).unwrap_or(u32::MAX)
}

/// Somebody registers.
///
/// # Errors
/// [`Refusal::ActivityOver`]; [`Refusal::ActivityFull`]; [`Refusal::RegisteredAlready`];
/// [`Refusal::BadValue`] for the name of the organisation.
pub fn register(
    activity: &Activity,
    guests: &[Guest],
    (account, name): (&AccountId, &str),
    organisation: &str,
    dossier: Option<DossierId>,
    now: Stamp,
) -> Result<Guest, Refusal> {
    activity.require_ahead(now)?;
    if guests.iter().any(|g| g.expected() && g.account.as_ref() == Some(account)) {
        return Err(Refusal::RegisteredAlready);
    }
    if expected(guests) >= activity.capacity {
        return Err(Refusal::ActivityFull { capacity: activity.capacity });
    }
    Ok(Guest { account: Some(account.clone()), ..new(guests, name, organisation, dossier, now)? })
}

/// Somebody came who had not registered; for a title where the Office knows whom they work for. What is typed of their
/// organisation stays with them: the public reads the name the title was given to.
///
/// # Errors
/// [`Refusal::ActivityAhead`], [`Refusal::ActivityOver`]; [`Refusal::BadValue`] for a name.
pub fn came(
    activity: &Activity,
    guests: &[Guest],
    name: &str,
    organisation: &str,
    title: Option<DossierId>,
    now: Stamp,
) -> Result<Guest, Refusal> {
    activity.require_begun(now)?;
    Ok(Guest { attended: Some(true), ..new(guests, name, organisation, title, now)? })
}

/// Whether a title was held at an activity: granted before it was over, and not revoked before it began.
pub fn held_at(activity: &Activity, granted: Stamp, revoked: Option<Stamp>) -> bool {
    granted < activity.ends && revoked.is_none_or(|at| activity.starts <= at)
}

fn new(
    guests: &[Guest],
    name: &str,
    organisation: &str,
    dossier: Option<DossierId>,
    now: Stamp,
) -> Result<Guest, Refusal> {
    let fits = |text: &str, max| !text.is_empty() && text.chars().count() <= max;
    let (name, organisation) = (line(name), line(organisation));
    if !fits(&name, NAME_MAX) {
        return Err(Refusal::BadValue { field: "name".into() });
    }
    if !fits(&organisation, ORGANISATION_MAX) {
        return Err(Refusal::BadValue { field: "organisation".into() });
    }
    Ok(Guest {
        number: guests.iter().map(|g| g.number).max().unwrap_or(0) + 1,
        account: None,
        name,
        organisation,
        dossier,
        at: now,
        withdrawn: None,
        attended: None,
    })
}

/// The same after somebody has said that they do not come.
///
/// # Errors
/// [`Refusal::ActivityOver`] once it has begun; [`Refusal::NotYours`] of who is not registered.
pub fn withdraw(
    activity: &Activity,
    guests: &[Guest],
    account: &AccountId,
    now: Stamp,
) -> Result<Guest, Refusal> {
    activity.require_ahead(now)?;
    let own = guests.iter().find(|g| g.expected() && g.account.as_ref() == Some(account));
    let own = own.ok_or(Refusal::NotYours)?;
    Ok(Guest { withdrawn: Some(now), ..own.clone() })
}

/// What stays of somebody who closed their account: a number in the list, and that somebody came for a title. The place
/// is free where the activity is still ahead.
pub fn forgotten(activity: &Activity, guest: &Guest, now: Stamp) -> Guest {
    let ahead = activity.require_ahead(now).is_ok();
    let withdrawn = guest.withdrawn.or_else(|| ahead.then_some(now));
    let (name, organisation) = (String::new(), String::new());
    Guest { account: None, name, organisation, withdrawn, ..guest.clone() }
}

/// Who came, of all who were expected: those whose numbers are named. Answers those whose note changes.
///
/// # Errors
/// [`Refusal::ActivityAhead`], [`Refusal::ActivityOver`].
pub fn noted(
    activity: &Activity,
    guests: &[Guest],
    present: &[i64],
    now: Stamp,
) -> Result<Vec<Guest>, Refusal> {
    activity.require_begun(now)?;
    let note = |g: &Guest| {
        let attended = Some(present.contains(&g.number));
        (g.attended != attended).then(|| Guest { attended, ..g.clone() })
    };
    Ok(guests.iter().filter(|g| g.expected()).filter_map(note).collect())
}

#[cfg(test)]
mod tests {
    use super::super::activity::{Form, Host};
    use super::*;

    fn activity(capacity: &str) -> Activity {
        let form = Form {
            title: "质量标杆经验交流会".into(),
            starts: "2026-11-05 09:00".into(),
            ends: "2026-11-05 12:00".into(),
            place: "演示会议中心".into(),
            capacity: capacity.into(),
            ..Form::default()
        };
        let winners: [Host; 0] = [];
        form.read("x".into(), &winners, &"office".into(), Stamp(0)).unwrap()
    }

    fn registers(a: &Activity, guests: &[Guest], who: &str, now: Stamp) -> Result<Guest, Refusal> {
        register(a, guests, (&who.into(), "演示甲"), "演示企业", None, now)
    }

    #[test]
    fn art_23_who_comes_registers_once_before_it_begins_while_there_is_room() {
        let a = activity("2");
        let now = a.starts.plus(-1);
        let one = registers(&a, &[], "a", now).unwrap();
        assert_eq!(
            registers(&a, std::slice::from_ref(&one), "a", now),
            Err(Refusal::RegisteredAlready)
        );
        let two = registers(&a, std::slice::from_ref(&one), "b", now).unwrap();
        let mut all = vec![one, two];
        assert_eq!(registers(&a, &all, "c", now), Err(Refusal::ActivityFull { capacity: 2 }));
        assert_eq!(withdraw(&a, &all, &"c".into(), now), Err(Refusal::NotYours));
        assert_eq!(withdraw(&a, &all, &"a".into(), a.starts), Err(Refusal::ActivityOver));
        all[0] = withdraw(&a, &all, &"a".into(), now).unwrap();
        let three = registers(&a, &all, "c", now).unwrap();
        assert_eq!((three.number, expected(&all)), (3, 1));
        assert_eq!(registers(&a, &[], "c", a.starts), Err(Refusal::ActivityOver));
        let nameless = register(&a, &[], (&"a".into(), "演示甲"), " ", None, now);
        assert!(matches!(nameless, Err(Refusal::BadValue { .. })));
    }

    #[test]
    fn art_23_attendance_is_noted_once_it_has_begun_of_all_who_were_expected() {
        let a = activity("5");
        let before = a.starts.plus(-1);
        let mut all = vec![registers(&a, &[], "a", before).unwrap()];
        all.push(registers(&a, &all, "b", before).unwrap());
        all.push(registers(&a, &all, "c", before).unwrap());
        all[2] = withdraw(&a, &all, &"c".into(), before).unwrap();
        assert_eq!(noted(&a, &all, &[1], before), Err(Refusal::ActivityAhead { starts: a.starts }));
        let changed = noted(&a, &all, &[1, 3], a.starts).unwrap();
        let notes: Vec<_> = changed.iter().map(|g| (g.number, g.attended)).collect();
        assert_eq!(notes, [(1, Some(true)), (2, Some(false))]);
        let extra = came(&a, &all, "演示乙", "演示单位", None, a.starts).unwrap();
        assert_eq!((extra.number, extra.account, extra.attended), (4, None, Some(true)));
        let titled = came(&a, &all, "演示丙", "演示", Some("d1".into()), a.starts).unwrap();
        assert_eq!(titled.dossier, Some("d1".into()));
        let early = came(&a, &all, "演示丙", "演示", Some("d1".into()), before);
        assert_eq!(early, Err(Refusal::ActivityAhead { starts: a.starts }));
    }

    #[test]
    fn art_23_who_closed_the_account_is_expected_no_more_and_has_no_name_in_any_list() {
        let a = activity("5");
        let before = a.starts.plus(-1);
        let one = registers(&a, &[], "a", before).unwrap();
        let gone = forgotten(&a, &one, before);
        assert_eq!((gone.number, gone.withdrawn, gone.account.clone()), (1, Some(before), None));
        assert_eq!((gone.name.as_str(), gone.organisation.as_str()), ("", ""));
        let came = Guest { attended: Some(true), dossier: Some("d1".into()), ..one };
        let after = forgotten(&a, &came, a.ends);
        assert!(after.expected() && after.name.is_empty(), "whoever was there was there");
        assert_eq!((after.attended, after.dossier), (Some(true), Some("d1".into())));
    }

    #[test]
    fn art_23_one_comes_for_a_title_that_is_held_at_the_activity() {
        let a = activity("5");
        let (before, last) = (a.starts.plus(-1), a.ends.plus(-1));
        assert!(held_at(&a, before, None) && held_at(&a, last, None));
        assert!(!held_at(&a, a.ends, None), "it was granted when everybody had gone");
        assert!(!held_at(&a, Stamp(0), Some(before)), "it was revoked before");
        assert!(held_at(&a, Stamp(0), Some(a.starts)) && held_at(&a, Stamp(0), Some(a.ends)));
    }
}
