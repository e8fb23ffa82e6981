//! One act of a page as a form: what was refused, the frame of its server function, whether it is under way. Made
//! with `deed!`, it is the same type for every server function, so that rooms can share what stands
//! within.

use leptos::prelude::*;

/// The form of one act.
pub struct Deed {
    pending: Memo<bool>,
    refused: AnyView,
    frame: Box<dyn FnOnce(AnyView) -> AnyView>,
}

/// Makes a [`Deed`] of a server action and the identifier of what it is done to.
macro_rules! deed {
    ($action:expr, $id:expr) => {{
        let (action, id) = ($action, $id.to_string());
        let refused = view! { <RefusedBy value=action.value()/> };
        $crate::ui::deed::Deed::new(action.pending(), refused.into_any(), move |within: AnyView| {
            let form = view! {
                <ActionForm action=action>
                    <input type="hidden" name="id" value=id/>
                    {within}
                </ActionForm>
            };
            form.into_any()
        })
    }};
}
pub(crate) use deed;

impl Deed {
    /// An act with the frame of its form.
    pub fn new(
        pending: Memo<bool>,
        refused: AnyView,
        frame: impl FnOnce(AnyView) -> AnyView + 'static,
    ) -> Self {
        Self { pending, refused, frame: Box::new(frame) }
    }

    /// The button that does it; busy while it is under way.
    pub fn button(&self, class: &'static str, label: &'static str) -> AnyView {
        let pending = self.pending;
        view! { <button class=class aria-busy=move || pending.get().then_some("true")>{label}</button> }
            .into_any()
    }

    /// What was refused, and the form.
    pub fn form(self, within: AnyView) -> AnyView {
        view! { {self.refused}{(self.frame)(within)} }.into_any()
    }

    /// The form alone, where what was refused is told elsewhere.
    pub fn bare(self, within: AnyView) -> AnyView {
        (self.frame)(within)
    }

    /// What was refused, and the form; the one apart from the other.
    pub fn parts(self, within: AnyView) -> (AnyView, AnyView) {
        (self.refused, (self.frame)(within))
    }
}
