//! Roles the security administrator gives and takes: most of them another confirms. Experts, leads and heads are seated by the
//! Office (Art. 12–14), and an organisation gives its own people their roles (Art. 16).

use crate::facts::units;
use crate::policy::{Grant, Role};
use crate::refusal::Refusal;

/// Roles that are given and taken here.
pub const GIVEN: [Role; 7] = [
    Role::RecommendingUnit,
    Role::Office,
    Role::Ministry,
    Role::Caq,
    Role::SystemAdmin,
    Role::SecurityAdmin,
    Role::AuditAdmin,
];

/// What a role given here reaches over: the code of a recommending unit, nothing for the others.
pub fn scope(role: Role, typed: &str) -> Result<String, Refusal> {
    if !GIVEN.contains(&role) {
        return Err(Refusal::BadValue { field: "role".into() });
    }
    if role != Role::RecommendingUnit {
        return Ok(String::new());
    }
    let unit = units::unit(typed.trim()).ok_or(Refusal::BadValue { field: "scope".into() })?;
    Ok(unit.code.clone())
}

/// Refuses to let an account work for a second recommending unit (Art. 7): its list, its seats and its order are those
/// of one, and of the other nothing could be reached.
///
/// # Errors
/// [`Refusal::OtherUnit`] with the unit it works for.
pub fn one_unit(held: &[Grant], new: &Grant) -> Result<(), Refusal> {
    let unit = |g: &&Grant| g.role == Role::RecommendingUnit && g.scope != new.scope;
    match held.iter().find(unit).filter(|_| new.role == Role::RecommendingUnit) {
        Some(other) => Err(Refusal::OtherUnit { unit: other.scope.clone() }),
        None => Ok(()),
    }
}

/// Whether two persons are needed to give it. Nobody makes administrators alone, nor those who run the selection and
/// who decide on it (Art. 5, 22): whoever registers some accounts and gives them roles would be all who approve.
pub fn needs_two(role: Role) -> bool {
    role.administers() || matches!(role, Role::Office | Role::Caq | Role::Ministry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_7_an_account_works_for_one_recommending_unit() {
        let of = |role, scope: &str| Grant { role, scope: scope.into() };
        let held = [of(Role::Office, ""), of(Role::RecommendingUnit, "R370200")];
        let second = one_unit(&held, &of(Role::RecommendingUnit, "R370000"));
        assert_eq!(second, Err(Refusal::OtherUnit { unit: "R370200".into() }));
        assert_eq!(one_unit(&held, &of(Role::RecommendingUnit, "R370200")), Ok(()));
        assert_eq!(one_unit(&held, &of(Role::Ministry, "")), Ok(()));
        assert_eq!(one_unit(&held[..1], &of(Role::RecommendingUnit, "R370000")), Ok(()));
    }

    #[test]
    fn art_5_roles_are_given_where_they_belong() {
        for role in Role::ALL {
            let seated =
                matches!(role, Role::Expert | Role::PanelLead | Role::Chair | Role::ViceChair);
            assert_eq!(GIVEN.contains(&role), !seated && !role.of_organisation(), "{role:?}");
        }
        assert_eq!(scope(Role::Office, "whatever"), Ok(String::new()));
        assert_eq!(scope(Role::RecommendingUnit, " R370200 "), Ok("R370200".into()));
        assert!(scope(Role::RecommendingUnit, "").is_err());
        assert!(scope(Role::Chair, "").is_err());
    }

    #[test]
    fn art_5_nobody_alone_brings_somebody_into_the_office() {
        for role in GIVEN {
            assert_eq!(needs_two(role), role != Role::RecommendingUnit, "{role:?}");
        }
    }
}
