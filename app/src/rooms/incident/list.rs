//! Which cases there are (Art. 24): to the Office no more than that one is open, until somebody is named; to the
//! association those whose report is in.

use domain::views::incident::{IncidentLine, Incidents};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, form};
use crate::error::Api;
use crate::locales::incident::{self, words};
use crate::locales::{Lang, common, lang};
use crate::ui::act::successes;
use crate::ui::deed::deed;
use crate::ui::sealed::{self, Line};
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Page `/incident`.
pub struct IncidentsPage;

/// What the page is drawn from.
struct Begun {
    list: Resource<Api<Incidents>>,
    name: ServerAction<api::NameInvestigator>,
}

impl Begun {
    fn new() -> Self {
        let name = ServerAction::<api::NameInvestigator>::new();
        let done = successes(name.value());
        Self { list: Resource::new(move || done.get(), |_| api::list()), name }
    }
}

#[lazy_route]
impl LazyRoute for IncidentsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let name = this.name;
        loaded(this.list, move |v| draw(&v, name))
    }
}

fn draw(v: &Incidents, name: ServerAction<api::NameInvestigator>) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let lines = v.lines.iter().map(|l| line(lang, v, l, name)).collect();
    view! {
        {title(w.list)}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.list.to_owned())])}
            <h1>{w.list}</h1>
            <p class="lede">{w.list_lede}" "<small>{(common::words(lang).article)("24")}</small></p>
            <p class="row">
                <a class="btn quiet" href=form::PATH>{w.report_own}</a>
                <a href="/revocation">{w.revoked}</a>
            </p>
            <RefusedBy value=name.value()/>
            {sealed::list(lang, w.none, lines)}
        </div>
    }
    .into_any()
}

fn line(
    lang: Lang,
    v: &Incidents,
    l: &IncidentLine,
    name: ServerAction<api::NameInvestigator>,
) -> Line {
    let known = l.known.as_ref().map(|(t, step)| {
        let about = format!("{} {} — {}", t.number, t.organisation, t.benchmark);
        (about, incident::step(lang, *step), format!("/incident/{}", l.id))
    });
    let unnamed = l.open && !l.named;
    Line {
        name: (words(lang).case)(&l.code),
        open: l.open,
        at: l.at,
        known,
        unnamed: unnamed.then(|| sealed::naming(lang, l.id.as_str(), &v.staff, deed!(name, l.id))),
    }
}
