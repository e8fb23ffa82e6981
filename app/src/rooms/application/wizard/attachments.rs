//! Supporting files: one plain form per slot, so that uploading needs no JavaScript. With it,
//! files are sent as soon as they are chosen or dropped, and go on where a line was cut.

use domain::application::field::Slot;
use domain::application::files::MB;
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::question::follows;
use super::slot;
use crate::drawn::Leaf;
use crate::error::refusal_from_query;
use crate::locales::{Lang, entry, files, refusal};

/// All slots. `refused` is what the last plain form was answered with.
pub(super) fn attachments(leaf: &Leaf, refused: Option<&str>) -> AnyView {
    let lang = leaf.lang;
    let w = files::words(lang);
    let limits = &leaf.context.season.limits;
    let said = (w.limits)(
        limits.file_max / MB,
        limits.files_max / MB,
        limits.slot_files_max,
        limits.dossier_files_max,
    );
    let slots = Slot::ALL.into_iter().map(|s| slot::slot(leaf, s)).collect_view();
    view! {
        <p class="notice warn">{w.secrets}</p>
        <p class="hint">{said} " " {(entry::words(lang).evidence_pages)(limits.evidence_pages)}</p>
        <p class="hint">{w.choose_hint}</p>
        {follows(leaf, "used".into())}
        {told(lang, refused)}
        <p class="sr" role="status" id="sent"></p>
        {slots}
    }
    .into_any()
}

/// What a plain form was answered with: reasons, by the place of each file in the form.
fn told(lang: Lang, refused: Option<&str>) -> Option<AnyView> {
    let w = files::words(lang);
    let reasons = reasons(refused?);
    let sentence = |(n, r): (usize, Refusal)| {
        let which = if n == 0 { String::new() } else { (w.nth)(n) };
        format!("{which}{}", refusal::refusal(lang, &r))
    };
    let reasons: Vec<String> = reasons.into_iter().map(sentence).collect();
    let body = match &reasons[..] {
        [] => return None,
        [one] => view! { <p>{one.clone()}</p> }.into_any(),
        many => {
            let items = many.iter().map(|r| view! { <li>{r.clone()}</li> }).collect_view();
            view! { <h2>{w.refused}</h2> <ul>{items}</ul> }.into_any()
        }
    };
    Some(view! { <div class="notice bad" role="alert">{body}</div> }.into_any())
}

/// Reads `2-7b…7d.3-7b…7d`; what is no such list is none.
fn reasons(word: &str) -> Vec<(usize, Refusal)> {
    word.split('.')
        .filter_map(|one| {
            let (n, refusal) = one.split_once('-')?;
            Some((n.parse().ok()?, refusal_from_query(refusal)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::refusal_to_query;

    #[test]
    fn what_a_form_was_answered_with_is_read_and_nothing_else() {
        let (a, b) = (Refusal::FileKind, Refusal::FileTooLarge { max: 5 });
        let word = format!("2-{}.11-{}", refusal_to_query(&a), refusal_to_query(&b));
        assert_eq!(reasons(&word), [(2, a), (11, b)]);
        for odd in ["", ".", "-", "x-7b7d", "1-zz", "1", "99999999999999999999999-7b7d"] {
            assert_eq!(reasons(odd), [], "{odd}");
        }
    }
}
