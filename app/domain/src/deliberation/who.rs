//! Who presides over a panel's deliberation, and who confirms what it has come to (第十三条, 第十四条, 第十五条).

use crate::policy::Role;

/// Who presides: the panel's lead; where that seat is empty, or a conflict with one of the panel's
/// applications keeps them out of the room, the vice chair; then the chair. `barred` tells of a role
/// whether it is kept out or vacant.
pub fn presiding(barred: impl Fn(Role) -> bool) -> Option<Role> {
    [Role::PanelLead, Role::ViceChair, Role::Chair].into_iter().find(|r| !barred(*r))
}

/// Who confirms: the chair, unless the chair presides or is kept out; then the vice chair. Two persons,
/// always.
pub fn confirming(barred: impl Fn(Role) -> bool) -> Option<Role> {
    let presiding = presiding(&barred);
    let free = |r: &Role| Some(*r) != presiding && !barred(*r);
    [Role::Chair, Role::ViceChair].into_iter().find(free)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_15_whoever_is_in_conflict_leaves_the_chair_to_the_next() {
        use Role::{Chair, PanelLead, ViceChair};
        for (barred, presides, confirms) in [
            (&[][..], Some(PanelLead), Some(Chair)),
            (&[PanelLead][..], Some(ViceChair), Some(Chair)),
            (&[Chair][..], Some(PanelLead), Some(ViceChair)),
            (&[PanelLead, ViceChair][..], Some(Chair), None),
            (&[PanelLead, Chair][..], Some(ViceChair), None),
            (&[ViceChair, Chair][..], Some(PanelLead), None),
            (&[PanelLead, ViceChair, Chair][..], None, None),
        ] {
            let out = |r: Role| barred.contains(&r);
            assert_eq!((presiding(out), confirming(out)), (presides, confirms), "{barred:?}");
        }
    }
}
