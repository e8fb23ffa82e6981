//! The pages of the dossier: one group of questions a page, saved as it is, judged where it is shown.
//! The server draws them, as plain forms; in the browser a program of their own wakes them
//! (`app/wizard`), so that who writes loads nothing of the other pages.

#[cfg(feature = "ssr")]
mod attachments;
#[cfg(feature = "ssr")]
mod declare;
#[cfg(feature = "ssr")]
mod finance;
#[cfg(feature = "ssr")]
mod notices;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod pick;
#[cfg(feature = "ssr")]
mod question;
#[cfg(feature = "ssr")]
mod report;
#[cfg(feature = "ssr")]
mod slot;

use domain::application::page::Page;
use leptos::prelude::*;

/// Whether the page at this path is one of the dossier's, which a program of its own wakes.
pub fn is_at(path: &str) -> bool {
    let mut parts = path.trim_matches('/').split('/');
    let of_a_dossier = parts.next() == Some("application") && parts.next().is_some();
    of_a_dossier
        && parts.next().is_some_and(|page| Page::from_code(page).is_some())
        && parts.next().is_none()
}

/// A page of the dossier.
#[cfg(feature = "ssr")]
#[component]
pub fn WizardPage() -> impl IntoView {
    page::page()
}

/// In the browser another program draws the page: it is asked for anew.
#[cfg(not(feature = "ssr"))]
#[component]
pub fn WizardPage() -> impl IntoView {
    let here = leptos_router::hooks::use_location();
    let at = here.pathname.get_untracked();
    if !is_at(&at) {
        return crate::ui::load::not_found();
    }
    let to = format!("{at}{}{}", here.search.get_untracked(), here.hash.get_untracked());
    let _ = window().location().replace(&to);
    ().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pages_of_a_dossier_have_a_program_of_their_own() {
        for page in Page::ALL {
            assert!(is_at(&format!("/application/d1/{}", page.code())));
        }
        for other in [
            "/",
            "/application/d1",
            "/application/d1/check",
            "/application/d1/title/x",
            "/x/d1/title",
        ] {
            assert!(!is_at(other), "{other}");
        }
    }
}
