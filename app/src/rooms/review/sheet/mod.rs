//! The score sheet (Art. 19, 20): the dossier on the left, the sheet on the right.

mod amend;
mod amending;
mod at_work;
mod decline;
mod differs;
pub mod fields;
pub mod keep;
mod offline;
pub mod sealed;
mod versions;
pub mod write;

use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::views::review::{MyReviews, SheetView};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

use self::sealed::Sealed;
use self::write::Write;
use super::api::{self, SealSheet};
use crate::error::Api;
use crate::locales::review::words;
use crate::locales::{Lang, common, defence, lang};
use crate::ui::act::successes;
use crate::ui::dossier::DossierArticle;
use crate::ui::slides::slides;
use crate::ui::split::split;
use crate::ui::{crumbs, loaded, title, which_review};

/// Where this sheet stands on the expert's list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Sheets sealed.
    pub sealed: usize,
    /// Sheets in all.
    pub all: usize,
    /// The next one that is not sealed: identifier and reference number.
    pub next: Option<(DossierId, String)>,
}

impl Place {
    /// The place of a dossier on a list: the next open sheet after it, else the first.
    pub fn on(list: &MyReviews, id: &DossierId) -> Self {
        let at = list.rows.iter().position(|r| r.dossier == *id).map_or(0, |at| at + 1);
        let (before, after) = list.rows.split_at(at.min(list.rows.len()));
        let next = after.iter().chain(before).find(|r| r.sealed.is_none() && r.dossier != *id);
        Self {
            sealed: list.rows.iter().filter(|r| r.sealed.is_some()).count(),
            all: list.rows.len(),
            next: next.map(|r| (r.dossier.clone(), r.reference.clone())),
        }
    }
}

/// Slides and the report of the visit, which a defence is scored with (Art. 20).
fn beside(lang: Lang, sheet: &SheetView) -> Option<AnyView> {
    let (w, b) = (defence::words(lang), &sheet.beside);
    let visit = b.visited.then(|| {
        let href = format!("/defence/visit/{}", sheet.dossier.id);
        view! { <p><a href=href>{w.visit_read}</a></p> }
    });
    let sent = (!b.slides.is_empty()).then(|| slides(lang, &b.slides));
    let label = words(lang).beside;
    (b.visited || sent.is_some()).then(|| {
        view! {
            <section class="sheet pad no-print" id="beside" aria-label=label>
                {visit}
                {sent}
            </section>
        }
        .into_any()
    })
}

/// The score sheet.
pub struct SheetPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    sheet: Resource<Api<(SheetView, Place)>>,
    seal: ServerAction<SealSheet>,
    decline: ServerAction<api::Decline>,
    amend: ServerAction<api::AmendSheet>,
}

/// The sheet, and where it stands on the list.
async fn both(id: DossierId, asked: Option<Review>) -> Api<(SheetView, Place)> {
    let sheet = api::sheet(id.clone(), asked).await?;
    let list = api::my_reviews(Some(sheet.which.review)).await?;
    let place = Place::on(&list, &id);
    Ok((sheet, place))
}

impl Begun {
    fn new() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        let asked = move || which_review::asked(&query.read());
        let seal = ServerAction::<SealSheet>::new();
        let amend = ServerAction::<api::AmendSheet>::new();
        let (sealed, amended) = (successes(seal.value()), successes(amend.value()));
        let id = move || DossierId::from(params.read().get("id").unwrap_or_default());
        Self {
            sheet: Resource::new(
                move || (id(), asked(), sealed.get() + amended.get()),
                |(id, asked, _)| both(id, asked),
            ),
            seal,
            decline: ServerAction::new(),
            amend,
        }
    }
}

#[lazy_route]
impl LazyRoute for SheetPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let (seal, give_back, amend) = (this.seal, this.decline, this.amend);
        loaded(this.sheet, move |(sheet, place)| {
            let w = words(lang());
            let reference = sheet.dossier.reference.clone();
            let dossier = sheet.dossier.clone();
            let open = sheet.sealed.is_none();
            let offline = offline::offline(&sheet);
            let history = versions::versions(&sheet);
            let back = open.then(|| decline::decline(&sheet, give_back));
            let (which, lang) = (sheet.which, lang());
            let page = format!("/review/{}", sheet.dossier.id);
            let defence = !which.review.is_written();
            let named = common::phase(lang, which.review.phase());
            let head = (w.sheet_title)(&reference);
            let head = if defence { format!("{head} · {named}") } else { head };
            let slot = sheet.slot.map(|at| (w.slot)(&at.show_minute()));
            let slot = defence.then(|| slot.unwrap_or_else(|| w.no_slot.to_owned()));
            let beside = beside(lang, &sheet);
            let trail = vec![
                (which.at("/review"), w.list_title.to_owned()),
                (String::new(), reference.clone()),
            ];
            view! {
                {title(head)}
                <div class="wide stack">
                    {crumbs(trail)}
                    {which_review::switch(which, &page)}
                    {slot.map(|said| view! {
                        <p class="notice">{said}" "<small>{(common::words(lang).article)("20")}</small></p>
                    })}
                    {beside}
                    {split(
                        crate::locales::dossier::words(lang).region,
                        view! { <DossierArticle dossier/>{history} }.into_any(),
                        if sheet.sealed.is_some() {
                            view! { <Sealed sheet place amend/>{offline} }.into_any()
                        } else {
                            view! { <Write sheet place seal/>{offline}{back} }.into_any()
                        },
                    )}
                </div>
            }
            .into_any()
        })
    }
}
