//! Before a session ends: words on this device that the server does not have are told of, and go with whoever
//! typed them.

use app::drawn::kept::SIGN_OUT;
use app::locales::common;
use domain::lang::Lang;

use crate::{dom, draft};

/// Listens to the page's form that ends the session.
pub fn wake(lang: Lang) {
    let Some(form) = dom::one(&format!("form[action=\"{SIGN_OUT}\"]")) else { return };
    dom::on(&form, "submit", move |ev| {
        let unsent = draft::unsent();
        if unsent.is_empty() {
            return;
        }
        let said = (common::words(lang).leave_unsent)(unsent.len());
        if dom::window().confirm_with_message(&said).unwrap_or(false) {
            unsent.iter().for_each(|key| draft::remove(key));
        } else {
            ev.prevent_default();
        }
    });
}
