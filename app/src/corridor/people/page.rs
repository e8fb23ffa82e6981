//! The people of an organisation: members, open invitations, inviting, leaving. Everything is
//! a plain form; what was done is said after the redirect.

use domain::policy::Role;
use domain::views::people::{Invitation, People};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, member};
use crate::error::Api;
use crate::locales::people::{may, words};
use crate::locales::{Lang, common, lang};
use crate::ui::act::successes;
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// What may be done here.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) invite: ServerAction<api::Invite>,
    pub(super) withdraw: ServerAction<api::Withdraw>,
    rename: ServerAction<api::Rename>,
    pub(super) role: ServerAction<api::Role>,
    pub(super) remove: ServerAction<api::Remove>,
    pub(super) leave: ServerAction<api::Leave>,
}

/// The page.
pub struct PeoplePage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    people: Resource<Api<People>>,
    acts: Acts,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            invite: ServerAction::new(),
            withdraw: ServerAction::new(),
            rename: ServerAction::new(),
            role: ServerAction::new(),
            remove: ServerAction::new(),
            leave: ServerAction::new(),
        };
        let done = [
            successes(acts.invite.value()),
            successes(acts.withdraw.value()),
            successes(acts.rename.value()),
            successes(acts.role.value()),
            successes(acts.remove.value()),
        ];
        let people = Resource::new(move || done.map(|d| d.get()), |_| api::list());
        Self { people, acts }
    }
}

#[lazy_route]
impl LazyRoute for PeoplePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let w = words(lang());
        let done = use_query_map();
        let done = move || done.with(|q| q.get_str("done").and_then(w.done));
        let acts = this.acts;
        view! {
            {title(w.title)}
            <div class="page">
                {crumbs(vec![(String::new(), w.title.into())])}
                <div class="stack">
                    <h1>{w.title}</h1>
                    {move || done().map(|text| view! { <div class="notice ok" role="status"><p>{text}</p></div> })}
                    <RefusedBy value=acts.invite.value()/>
                    <RefusedBy value=acts.withdraw.value()/>
                    <RefusedBy value=acts.rename.value()/>
                    <RefusedBy value=acts.role.value()/>
                    <RefusedBy value=acts.remove.value()/>
                    <RefusedBy value=acts.leave.value()/>
                    {loaded(this.people, move |people| drawn(&people, acts))}
                </div>
            </div>
        }
        .into_any()
    }
}

fn drawn(people: &People, acts: Acts) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let runs = people.role == Role::Applicant;
    let code = (!people.uscc.is_empty()).then(|| {
        view! { <p class="soft">{w.uscc}" "<span class="code">{people.uscc.clone()}</span></p> }
    });
    let state = (!people.confirmed).then(|| {
        let (heading, text) = if people.taken {
            (w.taken, w.taken_text)
        } else {
            (w.unconfirmed, w.unconfirmed_text)
        };
        view! {
            <div class="notice warn">
                <h2>{heading}</h2>
                <p>{text}</p>
                <p><a href="/account">{crate::locales::account::words(lang).title}</a></p>
            </div>
        }
    });
    view! {
        <div class="stack loose">
            <div class="stack tight">
                <p class="lede">{(w.lede)(&people.organisation)}</p>
                {code}
            </div>
            {state}
            {member::list(lang, people, acts)}
            {roles(lang)}
            {runs.then(|| inviting(lang, people, acts))}
            {(!runs && people.confirmed).then(|| view! { <p class="soft">{w.only_admins}</p> })}
            {runs.then(|| renaming(lang, people, acts))}
            {leaving(lang, people, acts)}
        </div>
    }
    .into_any()
}

fn roles(lang: Lang) -> AnyView {
    let w = words(lang);
    let rows = Role::OFFERED
        .map(|r| view! { <div><dt>{common::role(lang, r)}</dt><dd>{may(lang, r)}</dd></div> })
        .collect_view();
    view! {
        <details class="more">
            <summary>{w.roles}</summary>
            <dl class="facts">{rows}</dl>
        </details>
    }
    .into_any()
}

/// Choosing one of the roles an organisation gives.
pub(super) fn role_options(lang: Lang, chosen: Role) -> AnyView {
    Role::OFFERED
        .map(|r| view! { <option value=r.code() selected=r == chosen>{common::role(lang, r)}</option> })
        .collect_view()
        .into_any()
}

fn inviting(lang: Lang, people: &People, acts: Acts) -> AnyView {
    let w = words(lang);
    view! {
        <section class="stack" aria-labelledby="invite">
            <h2 id="invite">{w.invite}</h2>
            <p>{w.invite_text}</p>
            <ActionForm action=acts.invite attr:class="form sheet pad">
                <div class="q">
                    <label for="email">{w.invite_email}</label>
                    <p class="hint" id="email-h">{w.invite_hint}</p>
                    <input id="email" name="email" type="email" autocomplete="off" required maxlength="254" aria-describedby="email-h"/>
                </div>
                <div class="q">
                    <label for="invite-role">{w.invite_role}</label>
                    <select id="invite-role" name="role">{role_options(lang, Role::ApplicantEditor)}</select>
                </div>
                <div class="actions"><button class="btn">{w.send}</button></div>
            </ActionForm>
            <h3>{w.open}</h3>
            {open(lang, &people.invitations, acts)}
        </section>
    }
    .into_any()
}

fn open(lang: Lang, invitations: &[Invitation], acts: Acts) -> AnyView {
    let w = words(lang);
    if invitations.is_empty() {
        return view! { <p class="soft">{w.none_open}</p> }.into_any();
    }
    let rows = invitations
        .iter()
        .map(|i| {
            let name = (w.withdraw_of)(&i.email);
            let id = i.id.clone();
            view! {
                <tr>
                    <td class="title">{i.email.clone()}</td>
                    <td data-th=w.role>{common::role(lang, i.role)}</td>
                    <td data-th=w.sent_at>{i.at.show_minute()}</td>
                    <td data-th=w.until>{i.expires.show_minute()}</td>
                    <td class="do">
                        <ActionForm action=acts.withdraw>
                            <input type="hidden" name="id" value=id/>
                            <button class="btn small quiet" aria-label=name>{w.withdraw}</button>
                        </ActionForm>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="sheet">
            <table class="list">
                <caption class="sr">{w.open}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.email}</th>
                        <th scope="col">{w.role}</th>
                        <th scope="col">{w.sent_at}</th>
                        <th scope="col">{w.until}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Another name, of an organisation that is registered.
fn renaming(lang: Lang, people: &People, acts: Acts) -> AnyView {
    let w = words(lang);
    let name = people.organisation.clone();
    view! {
        <details class="more">
            <summary>{w.rename}</summary>
            <ActionForm action=acts.rename attr:class="form sheet pad">
                <div class="q">
                    <label for="organisation">{w.rename_name}</label>
                    <p class="hint" id="organisation-h">{w.rename_hint}</p>
                    <input
                        id="organisation"
                        name="organisation"
                        value=name
                        required
                        maxlength="60"
                        autocomplete="organization"
                        aria-describedby="organisation-h"
                    />
                </div>
                <div class="actions"><button class="btn quiet">{w.rename}</button></div>
            </ActionForm>
        </details>
    }
    .into_any()
}

fn leaving(lang: Lang, people: &People, acts: Acts) -> AnyView {
    let w = words(lang);
    let others = people.members.iter().any(|m| m.role == Role::Applicant && m.account != people.me);
    let last = people.role == Role::Applicant && !others;
    let inner = if last {
        view! { <p>{w.leave_last}</p> }.into_any()
    } else {
        view! {
            <p>{w.leave_text}</p>
            <ActionForm action=acts.leave attr:class="stack tight">
                <div class="opts">
                    <div class="opt">
                        <input type="checkbox" id="sure" name="sure" value="yes" required/>
                        <label for="sure">{w.leave_sure}</label>
                    </div>
                </div>
                <div><button class="btn quiet danger">{w.leave}</button></div>
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <section class="stack tight" aria-labelledby="leave">
            <h2 id="leave">{w.leave}</h2>
            {inner}
        </section>
    }
    .into_any()
}
