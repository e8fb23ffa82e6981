//! Dossiers of a blind review in which the applicant still gives itself away (Art. 15), for the Office: by what
//! stands in answers and in names of files. What stands within files is on each dossier's own page.

use domain::views::formality::BlindList;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::{blind, common, formality, lang};
use crate::ui::framed::{self, Number, Text};
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
                <th scope="row" class="title"><a href=format!("/formality/{}/blind", r.id)>{r.title}</a></th>
                <td data-th=w.list_whose>{r.org_name}</td>
                <td class="num" data-th=w.list_answers>{r.answers}</td>
                <td class="num" data-th=w.list_names>{r.names}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns =
        [Text(w.list_title), Text(w.list_whose), Number(w.list_answers), Number(w.list_names)];
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
                framed::table(w.list, columns, rows)
            }}
        </div>
    }
    .into_any()
}
