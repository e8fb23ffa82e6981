//! Which objections there are (Art. 21): to the Office no more than that one is open, until somebody is named.

use domain::ids::AccountId;
use domain::views::notice::{ObjectionLine, Objections};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::Api;
use crate::locales::objection::{self, words};
use crate::locales::{Lang, common, lang};
use crate::ui::act::successes;
use crate::ui::{RefusedBy, crumbs, loaded, title};

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
        Self { list: Resource::new(move || done.get(), |_| api::objections()), name }
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
    let rows = v.lines.iter().map(|l| row(lang, v, l, name)).collect_view();
    let list = if v.lines.is_empty() {
        view! { <p class="empty">{w.none}</p> }.into_any()
    } else {
        view! { <ol class="findings">{rows}</ol> }.into_any()
    };
    view! {
        {title(w.list)}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.list.to_owned())])}
            <h1>{w.list}</h1>
            <p class="lede">{w.list_lede}" "<small>{(common::words(lang).article)("21")}</small></p>
            <RefusedBy value=name.value()/>
            {list}
        </div>
    }
    .into_any()
}

fn row(
    lang: Lang,
    v: &Objections,
    l: &ObjectionLine,
    name: ServerAction<api::NameHandler>,
) -> AnyView {
    let w = words(lang);
    let (class, state) = if l.open { ("tag todo", w.open) } else { ("tag done", w.closed) };
    let state = l.known.as_ref().map_or(state, |k| objection::step(lang, k.1));
    let known = match &l.known {
        Some((line, _)) => {
            let href = format!("/notice/objections/{}", l.id);
            let about = format!("{}. {} — {}", line.place, line.organisation, line.title);
            view! {
                <p lang="zh-CN">{about}</p>
                <p><a href=href>{w.handle}</a></p>
            }
            .into_any()
        }
        None => view! { <p class="soft">{w.hidden}</p> }.into_any(),
    };
    let unnamed = (l.open && !l.named).then(|| {
        view! {
            <p class="soft">{w.unnamed}</p>
            {naming(lang, l.id.as_str(), &v.staff, name)}
        }
    });
    view! {
        <li class="sheet pad">
            <h2 class="small">{(w.number)(v.year, l.number)}</h2>
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
    name: ServerAction<api::NameHandler>,
) -> AnyView {
    let w = words(lang);
    if staff.is_empty() {
        return view! { <p class="soft">{w.no_colleague}</p> }.into_any();
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
                <label for=label>{w.colleague}</label>
                <select id=field name="account">{options}</select>
                <button class="btn quiet small" aria-busy=move || pending.get().then_some("true")>{w.name_somebody}</button>
            </p>
        </ActionForm>
    }
    .into_any()
}
