//! Which objections there are (Art. 21), of the season that runs or of an earlier one (`?year=`): to the Office no more than that one is open, until somebody is named.

use domain::views::notice::{ObjectionLine, Objections};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::page::year_of;
use crate::error::Api;
use crate::locales::objection::{self, words};
use crate::locales::{Lang, common, lang};
use crate::ui::act::successes;
use crate::ui::deed::deed;
use crate::ui::sealed::{self, Line};
use crate::ui::years::{asked, over, years};
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Where the page is.
const PATH: &str = "/notice/objections";

/// Page `/notice/objections`.
pub struct ObjectionsPage;

/// What the page is drawn from.
struct Begun {
    list: Resource<Api<Objections>>,
    name: ServerAction<api::NameHandler>,
}

impl Begun {
    fn new() -> Self {
        let name = ServerAction::<api::NameHandler>::new();
        let done = successes(name.value());
        let query = use_query_map();
        let year = move || year_of(query.read().get("year"));
        Self {
            list: Resource::new(move || (done.get(), year()), |(_, year)| api::objections(year)),
            name,
        }
    }
}

#[lazy_route]
impl LazyRoute for ObjectionsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let name = this.name;
        loaded(this.list, move |v| draw(&v, name))
    }
}

fn draw(v: &Objections, name: ServerAction<api::NameHandler>) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let lines = v.lines.iter().map(|l| line(lang, v, l, name)).collect();
    view! {
        {title(w.list)}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.list.to_owned())])}
            <h1>{w.list}</h1>
            <p class="lede">{w.list_lede}" "<small>{(common::words(lang).article)("21")}</small></p>
            {over(v.earlier)}
            <RefusedBy value=name.value()/>
            {sealed::list(lang, w.none, lines)}
            {years(&v.years, v.year, |year| asked(PATH, &v.years, year))}
        </div>
    }
    .into_any()
}

fn line(
    lang: Lang,
    v: &Objections,
    l: &ObjectionLine,
    name: ServerAction<api::NameHandler>,
) -> Line {
    let known = l.known.as_ref().map(|(line, step)| {
        let about = format!("{}. {} — {}", line.place, line.organisation, line.title);
        (about, objection::step(lang, *step), format!("/notice/objections/{}", l.id))
    });
    let unnamed = l.open && !l.named && !v.earlier;
    Line {
        name: (words(lang).number)(v.year, l.number),
        open: l.open,
        at: l.at,
        known,
        unnamed: unnamed.then(|| sealed::naming(lang, l.id.as_str(), &v.staff, deed!(name, l.id))),
    }
}
