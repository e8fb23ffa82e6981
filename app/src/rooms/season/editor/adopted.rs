//! Rules filled in from a simulation on the board (Art. 6): places and trimming stand in the page's address.
//! Nothing is saved by opening it; the Office looks, gives its reason and saves.

use domain::deliberation::Review;
use domain::season::Season;
use domain::season::edit::Form;
use domain::season::settings::Setting;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::locales::{Lang, draft, settings};

/// What an address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    trim: Option<u32>,
    places: Option<(Review, u32)>,
    reason: String,
}

impl Asked {
    /// Of the page's address.
    pub fn in_address() -> Self {
        let query = use_query_map();
        let query = query.read_untracked();
        let number = |key: &str| query.get_str(key).and_then(|n| n.parse::<u32>().ok());
        let review = query.get_str("review").and_then(Review::from_code).unwrap_or_default();
        Self {
            trim: number(Setting::ReviewTrim.key()),
            places: number("places").map(|n| (review, n)),
            reason: query.get("reason").unwrap_or_default().chars().take(500).collect(),
        }
    }

    /// Fills the form. Places follow from the winners that are planned and from how many come to the defence
    /// for each of them: where that alone gives the number it is filled in, else the Office divides them.
    pub fn fill(&self, season: &Season, form: &mut Form, reason: &mut String) -> Vec<Setting> {
        let mut filled = Vec::new();
        let mut put = |setting: Setting, text: String| {
            if form.get(setting.key()).is_some_and(|before| *before != text) {
                form.insert(setting.key().to_owned(), text);
                filled.push(setting);
            }
        };
        if let Some(from) = self.trim {
            put(Setting::ReviewTrim, from.to_string());
        }
        if let Some((Review::Written, places)) = self.places {
            let planned = season.planned.total();
            if let Some(times) = (1..=2).find(|times| planned * times == places) {
                put(Setting::ShortlistFactor, times.to_string());
            }
        }
        if reason.is_empty() && *self != Self::default() {
            reason.clone_from(&self.reason);
        }
        filled
    }

    /// What is said of it above the form; nothing where the address asks for nothing.
    pub fn told(&self, lang: Lang, season: &Season, filled: &[Setting]) -> Option<AnyView> {
        if self.trim.is_none() && self.places.is_none() {
            return None;
        }
        let w = draft::words(lang);
        // Each leads to its field, which is far below.
        let links = filled.iter().enumerate().map(|(i, s)| {
            let comma = (i > 0).then(|| lang.pick("、", ", "));
            view! { {comma} <a href=format!("#{}", s.key()) rel="external">{settings::label(lang, *s)}</a> }
        });
        let links = (!filled.is_empty()).then(|| {
            view! { {w.adopted_filled} {links.collect_view()} {lang.pick("。", ".")} }
        });
        let places = self.places.map(|(review, n)| (w.adopted_places)(n, season.places(review)));
        let view = view! {
            <div class="notice warn" role="status" id="adopted">
                <p>{w.adopted}{links}</p>
                {places.map(|said| view! { <p>{said}</p> })}
            </div>
        };
        Some(view.into_any())
    }
}

#[cfg(test)]
mod tests {
    use domain::season::edit::{Part, to_form};

    use super::*;

    #[test]
    fn art_6_a_simulation_fills_what_the_rules_have_and_leaves_the_rest_to_the_office() {
        let season = Season::of_dossier(2026, Vec::new(), domain::season::Limits::default());
        let (mut form, mut reason) = (to_form(Part::Limits, &season), String::new());
        let asked =
            Asked { trim: Some(0), places: Some((Review::Written, 64)), reason: "看板".into() };
        let filled = asked.fill(&season, &mut form, &mut reason);
        assert_eq!((filled, reason.as_str()), (vec![Setting::ReviewTrim], "看板"));
        assert_eq!(form["trim"], "0");
        let before = form.clone();
        assert!(Asked::default().fill(&season, &mut form, &mut reason).is_empty());
        assert_eq!(form, before);
    }
}
