//! The accounts as their administrators see them: searched and paged by the database, what waits to
//! be confirmed, making one. Forms are posted to the page's own address.

use domain::policy::Role;
use domain::views::guard::{AccountRow, AccountsAsked, AccountsView, RequestView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::accounts::words;
use crate::locales::{Lang, common, lang, refusal};
use crate::ui::form::{Typed, line, question, summary};
use crate::ui::framed::{self, Text};
use crate::ui::page_data::{InPage, in_page, loaded_in_page};
use crate::ui::{crumbs, search, title};

/// Path of the page and of what it posts to.
pub const PATH: &str = "/accounts";

/// Page `/accounts`. `?q= &role= &show= &before=` narrow it.
pub struct AccountsPage;

/// What the page is drawn from.
struct Begun {
    accounts: Resource<Result<AccountsView, ApiError>, InPage>,
    done: String,
}

impl Begun {
    fn new() -> Self {
        let asked = search::asked(["q", "role", "show", "before"]);
        let done = use_query_map().with_untracked(|q| q.get("done")).unwrap_or_default();
        let accounts =
            in_page(asked, |[q, role, show, before]| api::accounts(q, role, show, before));
        Self { accounts, done }
    }
}

#[lazy_route]
impl LazyRoute for AccountsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let done = this.done;
        loaded_in_page(this.accounts, move |v| draw(&v, &done))
    }
}

fn draw(v: &AccountsView, done: &str) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let typed = Typed::of(PATH);
    let slips: Vec<(String, String)> =
        typed.slips.iter().map(|(f, r)| (f.clone(), refusal::refusal(lang, r))).collect();
    let done = (w.done)(done).filter(|_| slips.is_empty());
    let list = if v.rows.is_empty() {
        view! { <div class="empty"><p>{w.none}</p></div> }.into_any()
    } else {
        table(lang, &v.rows)
    };
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}</p>
            <p class="soft">{w.apart}</p>
            {done.map(|text| view! { <div class="notice ok" role="status"><p>{text}</p></div> })}
            {summary(w.not_done, slips)}
            {requests(lang, &v.requests)}
            {filters(lang, v)}
            {list}
            {pager(lang, v)}
            {v.powers.keeps.then(|| make(lang, &typed))}
        </div>
    }
    .into_any()
}

/// The address of a page of the list.
fn address(asked: &AccountsAsked, before: &str) -> String {
    let pairs = [
        ("q", asked.q.clone()),
        ("role", asked.role.clone()),
        ("show", asked.show.clone()),
        ("before", before.to_owned()),
    ];
    search::address(PATH, pairs)
}

/// What waits to be confirmed.
fn requests(lang: Lang, all: &[RequestView]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let w = words(lang);
    let items = all.iter().map(|r| request(lang, r)).collect_view();
    let view = view! {
        <section class="stack tight" aria-labelledby="requests">
            <h2 id="requests">{w.requests}</h2>
            {items}
        </section>
    };
    Some(view.into_any())
}

/// One request, with what the reader may answer.
pub(super) fn request(lang: Lang, r: &RequestView) -> AnyView {
    let w = words(lang);
    let to = format!("{PATH}/{}", r.account);
    let said = (w.request)(&r.name, common::role(lang, r.role));
    let asked = (w.asked)(&r.by, &r.at.show_minute());
    let button = |act: &'static str, name: &'static str, class: &'static str| {
        let id = r.id.clone();
        view! {
            <form method="post" action=PATH>
                <input type="hidden" name="act" value=act/>
                <input type="hidden" name="id" value=id/>
                <button class=class>{name}</button>
            </form>
        }
        .into_any()
    };
    let acts = if r.confirms {
        let confirm = button("confirm", w.confirm, "btn small");
        let refuse = button("refuse", w.refuse, "btn small quiet");
        view! { {confirm}{refuse} }.into_any()
    } else if r.own {
        button("refuse", w.take_back, "btn small quiet")
    } else {
        ().into_any()
    };
    view! {
        <div class="notice">
            <p><a href=to>{said}</a></p>
            <p>{w.email}{lang.pick("：", ": ")}{r.email.clone()}{unproved(lang, r.proved)}</p>
            <p>{w.since}{lang.pick("：", ": ")}{r.since.show_date()}</p>
            <p>{w.reason}{lang.pick("：", ": ")}{r.reason.clone()}</p>
            <p class="soft">{asked}" "{(!r.confirms).then_some(w.waits)}</p>
            <div class="row no-print">{acts}</div>
        </div>
    }
    .into_any()
}

fn filters(lang: Lang, v: &AccountsView) -> AnyView {
    let w = words(lang);
    let asked = &v.asked;
    let roles = Role::ALL.into_iter().filter(|r| *r != Role::Registrant);
    let roles = roles.map(|r| (r.code().to_owned(), common::role(lang, r).to_owned()));
    let disabled = [("disabled".to_owned(), w.disabled_only.to_owned())];
    let fields = (
        search::words("accounts-q", w.search, asked.q.clone()),
        search::choice(("accounts-role", "role"), w.role, w.any_role, &asked.role, roles),
        search::choice(("accounts-show", "show"), w.show, w.all, &asked.show, disabled),
    );
    let found = ("accounts-q accounts-role accounts-show", (w.tally)(v.rows.len()));
    search::form(lang, PATH, fields, Some(found))
}

fn table(lang: Lang, rows: &[AccountRow]) -> AnyView {
    let w = words(lang);
    let columns = [w.name, w.email, w.roles, w.factor, w.since, w.state].map(Text);
    framed::table(w.title, columns, rows.iter().map(|r| row(lang, r)).collect_view())
}

/// Names of roles, or that there are none.
pub(super) fn roles(lang: Lang, held: &[Role]) -> String {
    let names: Vec<&str> = held.iter().map(|r| common::role(lang, *r)).collect();
    if names.is_empty() {
        words(lang).no_roles.to_owned()
    } else {
        names.join(lang.pick("、", ", "))
    }
}

/// That an address is only said to be somebody's.
pub(super) fn unproved(lang: Lang, proved: bool) -> Option<AnyView> {
    let w = words(lang);
    let tag = || view! { " "<span class="tag warn">{w.unproved}</span> }.into_any();
    (!proved).then(tag)
}

fn row(lang: Lang, r: &AccountRow) -> AnyView {
    let w = words(lang);
    let (factor_class, factor) =
        if r.factor { ("tag done", w.factor_on) } else { ("tag todo", w.factor_off) };
    let (class, state) =
        if r.disabled.is_some() { ("tag todo", w.disabled) } else { ("tag done", w.usable) };
    view! {
        <tr>
            <td class="title" data-th=w.name><a href=format!("{PATH}/{}", r.id)>{r.name.clone()}</a></td>
            <td data-th=w.email>{r.email.clone()}{unproved(lang, r.proved)}</td>
            <td data-th=w.roles>{roles(lang, &r.roles)}</td>
            <td data-th=w.factor><span class=factor_class>{factor}</span></td>
            <td data-th=w.since>{r.since.show_date()}</td>
            <td data-th=w.state><span class=class>{state}</span></td>
        </tr>
    }
    .into_any()
}

fn pager(lang: Lang, v: &AccountsView) -> Option<AnyView> {
    let w = words(lang);
    let newest = (!v.asked.before.is_empty()).then(|| (address(&v.asked, ""), w.newest));
    let older = (!v.next.is_empty()).then(|| (address(&v.asked, &v.next), w.older));
    search::onwards(w.pages, newest, older)
}

/// Making an account.
fn make(lang: Lang, typed: &Typed) -> AnyView {
    let w = words(lang);
    let told = |field: &str| typed.slip(field).map(|r| refusal::refusal(lang, r));
    let (wrong_name, wrong_email) = (told("name"), told("email"));
    let name = line("name", "text", "off", typed.value("name"), wrong_name.is_some());
    let email = line("email", "email", "off", typed.value("email"), wrong_email.is_some());
    view! {
        <section class="stack tight" aria-labelledby="make">
            <h2 id="make">{w.make}</h2>
            <p>{w.make_text}</p>
            <form class="form" method="post" action=PATH>
                <input type="hidden" name="act" value="make"/>
                {question("name", w.name, w.name_hint, wrong_name, name)}
                {question("email", w.email, w.email_hint, wrong_email, email)}
                <div class="actions"><button class="btn">{w.make_button}</button></div>
            </form>
        </section>
    }
    .into_any()
}
