//! Rows that keep their elements ([ADR 0054](../../../docs/adr/0054-a-page-waits-for-the-hand.md)).
//!
//! A list drawn as a `Vec` is drawn anew place by place: what somebody has typed into the third row stays in
//! the third place, though another application stands there now. Here a row that moves takes its elements with
//! it, and with them what was typed, what is open and what has the focus.

use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element, Node, Placeholder};
use leptos::tachys::ssr::StreamBuilder;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Position, PositionState};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Rows, each with what it is of; no two may be of the same.
pub struct Rows(Vec<(String, AnyView)>);

/// Rows out of what they are of and how they look.
pub fn rows(all: impl IntoIterator<Item = (String, AnyView)>) -> Rows {
    Rows(all.into_iter().collect())
}

/// What a page shows of one thing. Drawn of another it is made of new elements: what was typed about the one never
/// stands in a form about the other, though the page and its address are of one kind.
pub fn one_of(of: String, view: AnyView) -> AnyView {
    rows([(of, view)]).into_any()
}

/// The rows that stand, and the mark behind the last.
pub struct RowsState {
    rows: Vec<(String, AnyViewState)>,
    end: Placeholder,
}

impl RowsState {
    /// Puts the rows into their order. The one with the focus stays where it is, for an element that is
    /// moved loses it.
    fn settle(&mut self) {
        let at = self.rows.iter().position(|(_, row)| has_focus(row));
        let (before, rest) = self.rows.split_at_mut(at.unwrap_or(0));
        if let Some((_, still)) = rest.first() {
            before.iter_mut().for_each(|(_, row)| {
                still.insert_before_this(row);
            });
        }
        let from = usize::from(at.is_some());
        rest.iter_mut().skip(from).for_each(|(_, row)| {
            Rndr::try_mount_before(row, self.end.as_ref());
        });
    }

    /// A row that had the focus is gone: whoever works by keyboard goes on with what stands in its place.
    fn focus(&self, place: usize) {
        let next = self.rows.get(place).or(self.rows.last());
        let elements = next.map(|(_, row)| row.elements()).unwrap_or_default();
        let control = |e: &Element| e.query_selector("a[href], button, summary").ok().flatten();
        if let Some(control) = elements.iter().find_map(control) {
            // Refused only by what cannot have it.
            let _ = control.unchecked_into::<HtmlElement>().focus();
        }
    }
}

/// Whether the focus is within a row.
fn has_focus(row: &AnyViewState) -> bool {
    let active = document().active_element();
    let active: Option<&Node> = active.as_deref();
    active.is_some() && row.elements().iter().any(|e| e.contains(active))
}

impl Render for Rows {
    type State = RowsState;

    fn build(self) -> Self::State {
        let rows = self.0.into_iter().map(|(of, row)| (of, row.build())).collect();
        RowsState { rows, end: Rndr::create_placeholder() }
    }

    fn rebuild(self, state: &mut Self::State) {
        let before: Vec<String> = state.rows.iter().map(|(of, _)| of.clone()).collect();
        let mut old: Vec<Option<(String, AnyViewState)>> =
            std::mem::take(&mut state.rows).into_iter().map(Some).collect();
        for (of, row) in self.0 {
            let stands = old.iter_mut().find(|o| o.as_ref().is_some_and(|(is, _)| *is == of));
            let drawn = match stands.and_then(Option::take) {
                Some((_, mut stands)) => {
                    row.rebuild(&mut stands);
                    stands
                }
                None => row.build(),
            };
            state.rows.push((of, drawn));
        }
        let left = old.iter().position(|o| o.as_ref().is_some_and(|(_, row)| has_focus(row)));
        old.into_iter().flatten().for_each(|(_, mut gone)| gone.unmount());
        if !state.rows.iter().map(|(of, _)| of).eq(&before) {
            state.settle();
        }
        if let Some(place) = left {
            state.focus(place);
        }
    }
}

impl Mountable for RowsState {
    fn unmount(&mut self) {
        self.rows.iter_mut().for_each(|(_, row)| row.unmount());
        self.end.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.rows.iter_mut().for_each(|(_, row)| row.mount(parent, marker));
        self.end.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.rows.iter().any(|(_, row)| row.insert_before_this(child))
            || self.end.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        self.rows.iter().flat_map(|(_, row)| row.elements()).collect()
    }
}

no_attrs!(Rows);

/// In the page they are what a `Vec` is.
impl RenderHtml for Rows {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {
        self.0.iter_mut().for_each(|(_, row)| row.dry_resolve());
    }

    async fn resolve(self) -> Self {
        let mut rows = Vec::with_capacity(self.0.len());
        for (of, row) in self.0 {
            rows.push((of, row.resolve().await));
        }
        Self(rows)
    }

    fn html_len(&self) -> usize {
        self.0.iter().map(|(_, row)| row.html_len()).sum::<usize>() + 3
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        let plain: Vec<AnyView> = self.0.into_iter().map(|(_, row)| row).collect();
        plain.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        let plain: Vec<AnyView> = self.0.into_iter().map(|(_, row)| row).collect();
        plain.to_html_async_with_buf::<OUT_OF_ORDER>(
            buf,
            position,
            escape,
            mark_branches,
            extra_attrs,
        );
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        let hydrated =
            |(of, row): (String, AnyView)| (of, row.hydrate::<FROM_SERVER>(cursor, position));
        let rows = self.0.into_iter().map(hydrated).collect();
        let end = cursor.next_placeholder(position);
        position.set(Position::NextChild);
        RowsState { rows, end }
    }

    async fn hydrate_async(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        let mut rows = Vec::with_capacity(self.0.len());
        for (of, row) in self.0 {
            rows.push((of, row.hydrate_async(cursor, position).await));
        }
        let end = cursor.next_placeholder(position);
        position.set(Position::NextChild);
        RowsState { rows, end }
    }

    fn into_owned(self) -> Self {
        self
    }
}
