//! Who makes the initial list (第十三条, 第十五条, 第二十条): two persons, always.

use crate::ids::PanelId;
use crate::policy::{Actor, Role};

/// A seat at which the list may be made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// The chair's.
    Chair,
    /// The vice chair's.
    ViceChair,
    /// That of a panel's lead, who stands in.
    Lead(PanelId),
}

impl Seat {
    /// The role that holds it.
    pub fn role(&self) -> Role {
        match self {
            Seat::Chair => Role::Chair,
            Seat::ViceChair => Role::ViceChair,
            Seat::Lead(_) => Role::PanelLead,
        }
    }

    /// Whether an actor holds it.
    pub fn held_by(&self, actor: &Actor) -> bool {
        match self {
            Seat::Lead(panel) => {
                let holds = |g: &crate::policy::Grant| {
                    g.role == Role::PanelLead && g.scope == panel.as_str()
                };
                actor.grants.iter().any(holds)
            }
            seat => actor.is(seat.role()),
        }
    }
}

/// The two who decide, sign and confirm: chair and vice chair. A seat that is empty, or whose holder a
/// conflict with anything heard in the defence keeps out, is left out, and the leads stand in by the
/// number of their panels. `free` tells whether a seat is held by somebody who is not kept out. Fewer
/// than two where nobody is left: then the Office appoints another head.
pub fn making(leads: Vec<PanelId>, free: impl Fn(&Seat) -> bool) -> Vec<Seat> {
    let line = [Seat::Chair, Seat::ViceChair].into_iter();
    line.chain(leads.into_iter().map(Seat::Lead)).filter(free).take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_15_leads_stand_in_for_a_head_in_conflict_and_two_make_the_list() {
        use Seat::{Chair, Lead, ViceChair};
        let (a, b) = (|| Lead("p1".into()), || Lead("p2".into()));
        for (out, two) in [
            (vec![], vec![Chair, ViceChair]),
            (vec![Chair], vec![ViceChair, a()]),
            (vec![ViceChair], vec![Chair, a()]),
            (vec![ViceChair, a()], vec![Chair, b()]),
            (vec![Chair, ViceChair], vec![a(), b()]),
            (vec![Chair, ViceChair, a()], vec![b()]),
        ] {
            let leads = vec!["p1".into(), "p2".into()];
            assert_eq!(making(leads, |s| !out.contains(s)), two, "{out:?}");
        }
    }
}
