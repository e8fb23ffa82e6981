//! Dossiers of a blind review in which the applicant still gives itself away (Art. 15), for the Office: by what
//! stands in answers and in names of files. What stands within files is on each dossier's own page.

use domain::views::formality::BlindList;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::{blind, common, formality, lang};
use crate::ui::{crumbs, loaded, title};

/// Page `/formality/blind`.
pub struct BlindListPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    list: Resource<Result<BlindList, ApiError>>,
}

impl Begun {
    fn new() -> Self {
        Self { list: Resource::new(|| (), |()| api::blind_list()) }
    }
}

#[lazy_route]
impl LazyRoute for BlindListPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.list, draw)
    }
}

fn draw(v: BlindList) -> AnyView {
    let lang = lang();
    let w = blind::words(lang);
    let none = v.rows.is_empty();
    let rows = v.rows.into_iter().map(|r| {
        view! {
            <tr>
                <th scope="row"><a href=format!("/formality/{}/blind", r.id)>{r.title}</a></th>
                <td>{r.org_name}</td>
                <td class="num">{r.answers}</td>
                <td class="num">{r.names}</td>
            </tr>
        }
    });
    view! {
        {title(w.list)}
        <div class="page stack">
            {crumbs(vec![
                ("/formality".to_owned(), formality::words(lang).title.to_owned()),
                (String::new(), w.list.to_owned()),
            ])}
            <div>
                <h1>{w.list}</h1>
                <p class="lede">{w.list_lede}" "<small>{(common::words(lang).article)("15")}</small></p>
            </div>
            <p>{(w.list_looked)(v.looked)}</p>
            {if none {
                view! { <p class="notice ok">{w.none}</p> }.into_any()
            } else {
                view! {
                    <div class="scroll" tabindex="0" role="region" aria-label=w.list>
                        <table>
                            <caption class="sr">{w.list}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">{w.list_title}</th>
                                    <th scope="col">{w.list_whose}</th>
                                    <th scope="col" class="num">{w.list_answers}</th>
                                    <th scope="col" class="num">{w.list_names}</th>
                                </tr>
                            </thead>
                            <tbody>{rows.collect_view()}</tbody>
                        </table>
                    </div>
                }
                .into_any()
            }}
        </div>
    }
    .into_any()
}
