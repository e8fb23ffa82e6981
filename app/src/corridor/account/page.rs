//! One's own account on one page: name, address, password, sessions, data, closing it.

use domain::identity::PASSWORD_MIN;
use domain::views::people::AccountView;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::{address, api, closing, sessions};
use crate::corridor::guard::factor::PATH;
use crate::error::{Api, refusal_from_query};
use crate::locales::account::words;
use crate::locales::{Lang, common, factor, lang, refusal};
use crate::ui::act::successes;
use crate::ui::form::{described, line, question, secret};
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// What may be done here.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) rename: ServerAction<api::Rename>,
    pub(super) password: ServerAction<api::Password>,
    pub(super) address: ServerAction<api::Address>,
    pub(super) resend: ServerAction<api::Resend>,
    pub(super) end: ServerAction<api::EndSession>,
    pub(super) end_others: ServerAction<api::EndOthers>,
}

/// The page.
pub struct AccountPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    account: Resource<Api<AccountView>>,
    acts: Acts,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            rename: ServerAction::new(),
            password: ServerAction::new(),
            address: ServerAction::new(),
            resend: ServerAction::new(),
            end: ServerAction::new(),
            end_others: ServerAction::new(),
        };
        let done = [
            successes(acts.rename.value()),
            successes(acts.password.value()),
            successes(acts.address.value()),
            successes(acts.end.value()),
            successes(acts.end_others.value()),
        ];
        Self { account: Resource::new(move || done.map(|d| d.get()), |_| api::own()), acts }
    }
}

#[lazy_route]
impl LazyRoute for AccountPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let lang = lang();
        let w = words(lang);
        let query = use_query_map();
        let done = move || query.with(|q| q.get_str("done").and_then(w.done));
        let refused = query.with_untracked(|q| q.get_str("refused").and_then(refusal_from_query));
        let acts = this.acts;
        view! {
            {title(w.title)}
            <div class="narrow">
                {crumbs(vec![(String::new(), w.title.into())])}
                <div class="stack">
                    <h1>{w.title}</h1>
                    {move || done().map(|text| view! { <div class="notice ok" role="status"><p>{text}</p></div> })}
                    {refused.map(|r| view! { <div class="notice bad" role="alert"><p>{refusal::refusal(lang, &r)}</p></div> })}
                    <RefusedBy value=acts.rename.value()/>
                    <RefusedBy value=acts.password.value()/>
                    <RefusedBy value=acts.address.value()/>
                    <RefusedBy value=acts.resend.value()/>
                    <RefusedBy value=acts.end.value()/>
                    <RefusedBy value=acts.end_others.value()/>
                    {loaded(this.account, move |account| drawn(lang, &account, acts))}
                </div>
            </div>
        }
        .into_any()
    }
}

fn drawn(lang: Lang, account: &AccountView, acts: Acts) -> AnyView {
    view! {
        <div class="stack loose">
            {person(lang, account, acts)}
            {address::section(lang, account, acts)}
            {password(lang, acts)}
            {second_step(lang, account)}
            {sessions::section(lang, account, acts)}
            {closing::data(lang, account)}
            {closing::section(lang, account)}
        </div>
    }
    .into_any()
}

fn person(lang: Lang, account: &AccountView, acts: Acts) -> AnyView {
    let w = words(lang);
    let roles: Vec<&str> = account.roles.iter().map(|r| common::role(lang, *r)).collect();
    let roles =
        if roles.is_empty() { w.none.to_owned() } else { roles.join(lang.pick("、", ", ")) };
    let organisation = if account.organisation.is_empty() {
        view! { {w.none} }.into_any()
    } else {
        view! { {account.organisation.clone()}" "<a href="/organisation">{w.people}</a> }.into_any()
    };
    let other = lang.pick("en", "zh");
    let name = line("name", "text", "name", account.name.clone(), false);
    view! {
        <section class="stack tight" aria-labelledby="person">
            <h2 id="person">{w.person}</h2>
            <dl class="facts">
                <div><dt>{w.organisation}</dt><dd>{organisation}</dd></div>
                <div><dt>{w.roles}</dt><dd>{roles}</dd></div>
                <div><dt>{w.since}</dt><dd>{account.since.show_date()}</dd></div>
                <div>
                    <dt>{w.language}</dt>
                    <dd>
                        {lang.pick("中文", "English")}" "
                        <a href=format!("/lang/{other}?to=/account") rel="external" lang=lang.pick("en", "zh-CN")>
                            {common::words(lang).other_language}
                        </a>
                        <br/>
                        <small>{w.language_text}</small>
                    </dd>
                </div>
            </dl>
            <ActionForm action=acts.rename attr:class="form">
                {question("name", w.name, w.name_hint, None, name)}
                <div class="actions"><button class="btn quiet">{w.save}</button></div>
            </ActionForm>
        </section>
    }
    .into_any()
}

/// Whether a second step is asked for, and the way to it.
fn second_step(lang: Lang, account: &AccountView) -> AnyView {
    let w = factor::words(lang);
    let told = if account.factor { w.account_on } else { w.account_off };
    let class = if account.factor { "tag ok" } else { "tag todo" };
    let shown = if account.factor { w.active } else { words(lang).none };
    view! {
        <section class="stack tight" aria-labelledby="second-step">
            <h2 id="second-step">{w.account}</h2>
            <p class="row"><span class=class>{shown}</span><span>{told}</span></p>
            <p><a class="btn quiet" href=PATH rel="external">{w.account_link}</a></p>
        </section>
    }
    .into_any()
}

fn password(lang: Lang, acts: Acts) -> AnyView {
    let w = words(lang);
    let old = secret("old", "old", "current-password", None, None);
    let new = secret("new", "new", "new-password", described("new", true, false), None);
    view! {
        <section class="stack tight" aria-labelledby="h-password">
            <h2 id="h-password">{w.password}</h2>
            <p>{w.password_text}</p>
            <ActionForm action=acts.password attr:class="form">
                {question("old", w.old_password, "", None, old)}
                {question("new", w.new_password, (w.new_password_hint)(PASSWORD_MIN), None, new)}
                <div class="actions">
                    <button class="btn quiet">{w.change_password}</button>
                    <p><a href="/reset" rel="external">{w.forgotten}</a></p>
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}
