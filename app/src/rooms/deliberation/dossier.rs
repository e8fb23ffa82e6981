//! The dossier of an application, read only, for who presides over its panel or confirms (Art. 19, 20).

use domain::ids::{DossierId, PanelId};
use domain::views::sheets::TableDossier;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::Api;
use crate::locales::{deliberation, lang};
use crate::ui::dossier::DossierArticle;
use crate::ui::{crumbs, loaded, title, which_review};

/// Page `/deliberation/{panel}/{application}/dossier`.
pub struct TableDossierPage;

#[lazy_route]
impl LazyRoute for TableDossierPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let (params, query) = (use_params_map(), use_query_map());
        let asked = Memo::new(move |_| which_review::asked(&query.read()));
        let at = Memo::new(move |_| {
            let params = params.read();
            let of = |name: &str| params.get(name).unwrap_or_default();
            (of("panel"), of("id"))
        });
        let dossier: Resource<Api<TableDossier>> = Resource::new(
            move || (at.get(), asked.get()),
            |((panel, id), asked)| api::dossier(PanelId::from(panel), DossierId::from(id), asked),
        );
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
