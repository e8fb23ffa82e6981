//! Why the Office refused an application (Art. 18): the requirement with its article, and the
//! reason, for its applicant, its unit and the Office alike.

use domain::formality::rejection::Rejection;
use leptos::prelude::*;

use crate::locales::{Lang, common, formality};

/// The requirement with its article, and the reason.
pub fn rejection(lang: Lang, r: &Rejection) -> AnyView {
    let article = (common::words(lang).article)(r.item.article());
    let item = formality::item(lang, r.item);
    let lines = r.reason.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view();
    view! {
        <p><b>{item}</b> " " <small>{article}</small></p>
        <blockquote>{lines}</blockquote>
    }
    .into_any()
}

/// The same as a notice that says when.
pub fn rejection_notice(lang: Lang, r: &Rejection) -> AnyView {
    let w = formality::words(lang);
    view! {
        <section class="notice bad" aria-label=w.reject>
            <p>{(w.rejected)(&r.at.show_minute())}</p>
            {rejection(lang, r)}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::formality::Item;
    use domain::stamp::Stamp;

    use super::*;

    #[test]
    fn art_18_a_refusal_is_shown_with_its_article_and_its_reason_as_text() {
        let r =
            Rejection { item: Item::Profit, reason: "亏损<b>\n第二行".into(), at: Stamp(0) };
        Owner::new().with(|| {
            provide_context(Lang::Zh);
            let html = rejection_notice(Lang::Zh, &r).to_html();
            assert!(html.contains("第九条（一）") && html.contains("亏损&lt;b&gt;"), "{html}");
            assert!(html.contains("<p>第二行"), "{html}");
        });
    }
}
