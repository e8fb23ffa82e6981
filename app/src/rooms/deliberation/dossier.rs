//! The dossier of an application, read only, for who presides over its panel or confirms (Art. 19, 20).

use domain::views::sheets::TableDossier;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::place::place;
use crate::error::Api;
use crate::locales::{deliberation, lang};
use crate::ui::dossier::DossierArticle;
use crate::ui::{crumbs, loaded, title};

/// Page `/deliberation/{panel}/{application}/dossier`.
pub struct TableDossierPage;

#[lazy_route]
impl LazyRoute for TableDossierPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let at = place();
        let dossier: Resource<Api<TableDossier>> =
            Resource::new(move || at.get(), |(panel, id, asked)| api::dossier(panel, id, asked));
        loaded(dossier, |v| draw(&v))
    }
}

fn draw(v: &TableDossier) -> AnyView {
    let w = deliberation::words(lang());
    let reference = v.dossier.reference.clone();
    let (panel, id) = (&v.panel, &v.dossier.id);
    view! {
        {title(format!("{reference} · {}", w.title))}
        <div class="narrow stack">
            {crumbs(vec![
                (v.which.at(&format!("/deliberation/{panel}")), w.title.to_owned()),
                (v.which.at(&format!("/deliberation/{panel}/{id}")), w.sheets_title.to_owned()),
                (String::new(), reference),
            ])}
            <p class="soft no-print">{w.dossier_read}</p>
            <DossierArticle dossier=v.dossier.clone()/>
        </div>
    }
    .into_any()
}
