//! Which cases there are (Art. 24): to the Office no more than that one is open, until somebody is named; to the
//! association those whose report is in.

use domain::ids::AccountId;
use domain::views::incident::{IncidentLine, Incidents};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, form};
use crate::error::Api;
use crate::locales::incident::{self, words};
use crate::locales::{Lang, common, lang, objection};
use crate::ui::act::successes;
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
    let list = if v.lines.is_empty() {
        view! { <p class="empty">{w.none}</p> }.into_any()
    } else {
        let rows = v.lines.iter().map(|l| row(lang, v, l, name)).collect_view();
        view! { <ol class="findings">{rows}</ol> }.into_any()
    };
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
            {list}
        </div>
    }
    .into_any()
}

fn row(
    lang: Lang,
    v: &Incidents,
    l: &IncidentLine,
    name: ServerAction<api::NameInvestigator>,
) -> AnyView {
    let w = words(lang);
    let o = objection::words(lang);
    let (class, state) = if l.open { ("tag todo", o.open) } else { ("tag done", o.closed) };
    let state = l.known.as_ref().map_or(state, |k| incident::step(lang, k.1));
    let known = match &l.known {
        Some((t, _)) => {
            let href = format!("/incident/{}", l.id);
            let about = format!("{} {} — {}", t.number, t.organisation, t.benchmark);
            view! {
                <p lang="zh-CN">{about}</p>
                <p><a href=href>{o.handle}</a></p>
            }
            .into_any()
        }
        None => view! { <p class="soft">{o.hidden}</p> }.into_any(),
    };
    let unnamed = (l.open && !l.named).then(|| {
        view! {
            <p class="soft">{o.unnamed}</p>
            {naming(lang, l.id.as_str(), &v.staff, name)}
        }
    });
    view! {
        <li class="sheet pad">
            <h2 class="small">{(w.case)(&l.code)}</h2>
            <p class="row"><span class=class>{state}</span><span>{l.at.show_minute()}</span></p>
            {known}
            {unnamed}
        </li>
    }
    .into_any()
}

/// The form that names a colleague.
pub(super) fn naming(
    lang: Lang,
    id: &str,
    staff: &[(AccountId, String)],
    name: ServerAction<api::NameInvestigator>,
) -> AnyView {
    let o = objection::words(lang);
    if staff.is_empty() {
        return view! { <p class="soft">{o.no_colleague}</p> }.into_any();
    }
    let field = format!("account-{id}");
    let label = field.clone();
    let options = staff.iter().map(|(account, name)| {
        view! { <option value=account.to_string()>{name.clone()}</option> }
    });
    let options = options.collect_view();
    let (id, pending) = (id.to_owned(), name.pending());
    view! {
        <ActionForm action=name>
            <input type="hidden" name="id" value=id/>
            <p class="row">
                <label for=label>{o.colleague}</label>
                <select id=field name="account">{options}</select>
                <button class="btn quiet small" aria-busy=move || pending.get().then_some("true")>{o.name_somebody}</button>
            </p>
        </ActionForm>
    }
    .into_any()
}
