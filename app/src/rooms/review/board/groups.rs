//! Rows in groups, a `tbody` each, which the browser skips while they are out of sight: it looks at each thing it may
//! skip in every picture it draws, and groups of forty cost it a twentieth of what single rows do
//! ([ADR 0051](../../../../../docs/adr/0051-a-sheet-from-two-places-and-slices.md)).
//!
//! A row keeps its elements wherever it goes, from one group to another too. (With a keyed list of the rendering
//! library in each group whatever goes into the next is made anew: another order of all took four times as long.)

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element, Node, Placeholder};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Position, PositionState};
use leptos::wasm_bindgen::JsCast;

use super::state::Row;
use super::table::one;
use crate::locales::Lang;
use crate::locales::board::words;

/// Rows of a group: more than are in sight at once, few enough to be laid out together.
const GROUP: usize = 40;

/// Rows in their order.
pub struct Groups {
    rows: Vec<Arc<Row>>,
    lang: Lang,
    owner: Owner,
}

impl Groups {
    /// Rows in their order, under an owner that stays as long as the table does.
    pub fn new(rows: Vec<Arc<Row>>, lang: Lang, owner: Owner) -> Self {
        Self { rows, lang, owner }
    }

    /// A row that is not in the page yet, under an owner of its own: it outlives this order.
    fn view(&self, row: &Arc<Row>) -> (AnyView, Owner) {
        let owner = self.owner.with(Owner::new);
        (owner.with(|| one(row.clone(), words(self.lang)).into_any()), owner)
    }

    /// Keys of the rows, group by group.
    fn seats(&self) -> impl Iterator<Item = Vec<u32>> {
        self.rows.chunks(GROUP).map(|rows| rows.iter().map(|row| row.serial).collect())
    }
}

/// A row in the page.
struct Drawn {
    row: AnyViewState,
    _owner: Owner,
}

/// The groups that stand with who is in them, the rows, and the mark behind the last group.
pub struct GroupsState {
    groups: Vec<(Element, Vec<u32>)>,
    rows: HashMap<u32, Drawn>,
    end: Placeholder,
}

impl GroupsState {
    /// As many groups as are needed.
    fn make_room(&mut self, groups: usize) {
        while self.groups.len() < groups {
            let mut group = Rndr::create_element("tbody", None);
            Rndr::set_attribute(&group, "role", "rowgroup");
            Rndr::try_mount_before(&mut group, self.end.as_ref());
            self.groups.push((group, Vec::new()));
        }
    }

    /// Seats the rows of a group. Who has left it stands there until another group takes it.
    fn seat(&mut self, group: usize, new: Vec<u32>) {
        let Some((element, old)) = self.groups.get_mut(group) else { return };
        if *old == new {
            return;
        }
        let still = still(old, &new);
        let mut next: Option<Element> = None;
        for serial in new.iter().rev() {
            let Some(drawn) = self.rows.get_mut(serial) else { continue };
            if !still.contains(serial) {
                drawn.row.mount(element, next.as_deref());
            }
            next = drawn.row.elements().into_iter().next();
        }
        *old = new;
    }
}

/// The rows of a group that need not move when others do: the most that stand in the same order before and after.
fn still(old: &[u32], new: &[u32]) -> HashSet<u32> {
    let was: HashMap<u32, usize> = old.iter().enumerate().map(|(at, row)| (*row, at)).collect();
    let both: Vec<(u32, usize)> =
        new.iter().filter_map(|row| was.get(row).map(|at| (*row, *at))).collect();
    // For each row how many can stay up to it, and which of them is the one before it.
    let mut stay: Vec<(usize, Option<usize>)> = Vec::with_capacity(both.len());
    for (at, (_, seat)) in both.iter().enumerate() {
        let before = (0..at).filter(|b| both[*b].1 < *seat).max_by_key(|b| stay[*b].0);
        stay.push((before.map_or(1, |b| stay[b].0 + 1), before));
    }
    let last = (0..both.len()).max_by_key(|at| stay[*at].0);
    std::iter::successors(last, |at| stay[*at].1).map(|at| both[at].0).collect()
}

impl Render for Groups {
    type State = GroupsState;

    fn build(self) -> Self::State {
        let end = Rndr::create_placeholder();
        let mut state = GroupsState { groups: Vec::new(), rows: HashMap::new(), end };
        self.rebuild(&mut state);
        state
    }

    fn rebuild(self, state: &mut Self::State) {
        let here: HashSet<u32> = self.rows.iter().map(|row| row.serial).collect();
        state.rows.retain(|serial, drawn| {
            let stays = here.contains(serial);
            if !stays {
                drawn.row.unmount();
            }
            stays
        });
        for row in &self.rows {
            state.rows.entry(row.serial).or_insert_with(|| {
                let (view, owner) = self.view(row);
                Drawn { row: owner.with(|| view.build()), _owner: owner }
            });
        }
        let needed = self.rows.len().div_ceil(GROUP);
        state.make_room(needed);
        self.seats().enumerate().for_each(|(group, seats)| state.seat(group, seats));
        state.groups.drain(needed..).for_each(|(mut group, _)| group.unmount());
    }
}

impl Mountable for GroupsState {
    fn unmount(&mut self) {
        self.groups.iter_mut().for_each(|(group, _)| group.unmount());
        self.end.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.groups.iter_mut().for_each(|(group, _)| group.mount(parent, marker));
        self.end.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.groups.first() {
            Some((group, _)) => group.insert_before_this(child),
            None => self.end.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<Element> {
        self.groups.iter().map(|(group, _)| group.clone()).collect()
    }
}

no_attrs!(Groups);

impl RenderHtml for Groups {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
        for rows in self.rows.chunks(GROUP) {
            buf.push_str("<tbody role=\"rowgroup\">");
            *position = Position::FirstChild;
            for row in rows {
                let (view, owner) = self.view(row);
                owner.with(|| {
                    view.to_html_with_buf(buf, position, escape, mark_branches, Vec::new());
                });
            }
            buf.push_str("</tbody>");
        }
        buf.push_str("<!>");
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        let mut groups = Vec::new();
        let mut drawn = HashMap::new();
        for (rows, seats) in self.rows.chunks(GROUP).zip(self.seats()) {
            match position.get() {
                Position::FirstChild => cursor.child(),
                Position::Current => {}
                _ => cursor.sibling(),
            }
            let group: Element = cursor.current().unchecked_into();
            position.set(Position::FirstChild);
            for row in rows {
                let (view, owner) = self.view(row);
                let row_state = owner.with(|| view.hydrate::<FROM_SERVER>(cursor, position));
                drawn.insert(row.serial, Drawn { row: row_state, _owner: owner });
            }
            cursor.set(group.clone().into());
            position.set(Position::NextChild);
            groups.push((group, seats));
        }
        let end = cursor.next_placeholder(position);
        position.set(Position::NextChild);
        GroupsState { groups, rows: drawn, end }
    }

    fn into_owned(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(old: &[u32], new: &[u32]) -> Vec<u32> {
        let mut still: Vec<u32> = still(old, new).into_iter().collect();
        still.sort_unstable();
        still
    }

    #[test]
    fn whoever_moves_alone_moves_nobody_else() {
        assert_eq!(sorted(&[1, 2, 3, 4, 5], &[2, 3, 4, 5, 6]), [2, 3, 4, 5], "one left, one came");
        assert_eq!(
            sorted(&[1, 2, 3, 4, 5], &[5, 1, 2, 3, 4]),
            [1, 2, 3, 4],
            "the last to the front"
        );
        assert_eq!(sorted(&[1, 2, 3, 4, 5], &[2, 3, 4, 1, 5]), [2, 3, 4, 5]);
        assert_eq!(sorted(&[1, 2, 3], &[1, 2, 3]), [1, 2, 3]);
    }

    #[test]
    fn who_stays_stands_in_the_same_order_before_and_after() {
        let new = [7, 3, 9, 1, 4, 12, 2];
        let still = still(&[1, 2, 3, 4, 5, 7, 9], &new);
        let (was, is): (Vec<u32>, Vec<u32>) = (
            [1, 2, 3, 4, 5, 7, 9].into_iter().filter(|row| still.contains(row)).collect(),
            new.into_iter().filter(|row| still.contains(row)).collect(),
        );
        assert_eq!(was, is);
        assert_eq!(still.len(), 2, "as many as can: 3 9, 7 9, 3 4, 1 4, 1 2");
    }

    #[test]
    fn in_a_new_group_nobody_stands_yet() {
        assert!(still(&[], &[1, 2]).is_empty());
        assert!(still(&[3], &[1, 2]).is_empty());
    }
}
