//! One account as its administrators see it, with what each of them may do. Every act asks for a
//! reason. Forms are posted to the page's own address.

use domain::facts::units;
use domain::guard::roles::GIVEN;
use domain::ids::AccountId;
use domain::policy::{Grant, Role};
use domain::views::guard::AccountPage as View;
use domain::views::people::SessionView;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::accounts::{PATH, request, unproved};
use super::api;
use crate::error::Api;
use crate::locales::accounts::words;
use crate::locales::{Lang, account, common, lang, refusal};
use crate::ui::form::{Typed, summary};
use crate::ui::markup::area;
use crate::ui::{crumbs, loaded, title};

/// Page `/accounts/:id`.
pub struct AccountPage;

/// What the page is drawn from.
struct Begun {
    account: Resource<Api<View>>,
    done: String,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let id = move || params.read().get("id").unwrap_or_default();
        let done = use_query_map().with_untracked(|q| q.get("done")).unwrap_or_default();
        let account = Resource::new(id, |id| api::account(AccountId::from(id.as_str())));
        Self { account, done }
    }
}

#[lazy_route]
impl LazyRoute for AccountPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let done = this.done;
        loaded(this.account, move |v| draw(&v, &done))
    }
}

/// What a form of the page is drawn with.
struct Desk {
    lang: Lang,
    path: String,
    typed: Typed,
}

fn draw(v: &View, done: &str) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let path = format!("{PATH}/{}", v.row.id);
    let typed = Typed::of(&path);
    let slips: Vec<(String, String)> =
        typed.slips.iter().map(|(f, r)| (f.clone(), refusal::refusal(lang, r))).collect();
    let done = (w.done)(done).filter(|_| slips.is_empty());
    let desk = Desk { lang, path, typed };
    let acts = if v.own {
        view! { <p class="notice">{w.own}</p> }.into_any()
    } else {
        view! {
            {v.powers.keeps.then(|| keeping(&desk, v))}
            {v.powers.grants.then(|| granting(&desk, v))}
        }
        .into_any()
    };
    view! {
        {title(v.row.name.clone())}
        <div class="narrow">
            {crumbs(vec![(PATH.to_owned(), w.title.to_owned()), (String::new(), v.row.name.clone())])}
            <div class="stack">
                <h1>{v.row.name.clone()}</h1>
                {done.map(|text| view! { <div class="notice ok" role="status"><p>{text}</p></div> })}
                {summary(w.not_done, slips)}
                {facts(lang, v)}
                {v.request.as_ref().map(|r| request(lang, r))}
                {acts}
            </div>
        </div>
    }
    .into_any()
}

fn facts(lang: Lang, v: &View) -> AnyView {
    let w = words(lang);
    let held: Vec<String> = v.grants.iter().map(|g| grant(lang, g)).collect();
    let held =
        if held.is_empty() { w.no_roles.to_owned() } else { held.join(lang.pick("、", ", ")) };
    let (class, state) =
        if v.row.disabled.is_some() { ("tag warn", w.disabled) } else { ("tag ok", w.usable) };
    let locked =
        (v.tries > 0).then(|| view! { " "<span class="tag warn">{(w.locked)(v.tries)}</span> });
    let factor = if v.row.factor {
        format!("{}{}{}", w.factor_on, lang.pick("，", ", "), (w.left)(v.recovery_left))
    } else {
        w.factor_off.to_owned()
    };
    let unproved = unproved(lang, v.row.proved);
    view! {
        <dl class="facts">
            <div><dt>{w.email}</dt><dd>{v.row.email.clone()}{unproved}</dd></div>
            <div><dt>{w.roles}</dt><dd>{held}</dd></div>
            <div><dt>{w.factor}</dt><dd>{factor}</dd></div>
            <div><dt>{w.since}</dt><dd>{v.row.since.show_minute()}</dd></div>
            <div><dt>{w.state}</dt><dd><span class=class>{state}</span>{locked}</dd></div>
        </dl>
    }
    .into_any()
}

/// A role with what it reaches over, where people know it by name.
fn grant(lang: Lang, g: &Grant) -> String {
    let role = common::role(lang, g.role);
    if g.role == Role::RecommendingUnit {
        let unit = common::unit(lang, &g.scope);
        return lang.pick(format!("{role}（{unit}）"), format!("{role} ({unit})"));
    }
    role.to_owned()
}

/// What a system administrator may do.
fn keeping(desk: &Desk, v: &View) -> AnyView {
    let w = words(desk.lang);
    let unlock = (v.tries > 0).then(|| act(desk, "unlock", w.unlock, w.unlock_text, ().into_any()));
    let able = if v.row.disabled.is_some() {
        act(desk, "enable", w.enable, w.enable_text, ().into_any())
    } else {
        act(desk, "disable", w.disable, w.disable_text, ().into_any())
    };
    view! { {unlock}{able} }.into_any()
}

/// What a security administrator may do.
fn granting(desk: &Desk, v: &View) -> AnyView {
    let w = words(desk.lang);
    let take = v
        .grants
        .iter()
        .filter(|g| GIVEN.contains(&g.role))
        .enumerate()
        .map(|(n, g)| {
            let name = (w.take)(&grant(desk.lang, g));
            let more = view! {
                <input type="hidden" name="role" value=g.role.code()/>
                <input type="hidden" name="scope" value=g.scope.clone()/>
            };
            numbered(desk, ("take", n), name, "", more.into_any())
        })
        .collect_view();
    let hand = v.taken.clone().map(|name| {
        let more = view! { <p lang="zh-CN">{name}</p> };
        act(desk, "hand", w.hand, w.hand_text, more.into_any())
    });
    let reset = v.row.factor.then(|| act(desk, "reset", w.reset, w.reset_text, ().into_any()));
    view! {
        {act(desk, "give", w.give, w.give_text, offered(desk))}
        {take}
        {hand}
        {reset}
        {sessions(desk, &v.sessions)}
    }
    .into_any()
}

/// Which role, and for a recommending unit which.
fn offered(desk: &Desk) -> AnyView {
    let (lang, w) = (desk.lang, words(desk.lang));
    let (role, scope) = (desk.typed.value("role"), desk.typed.value("scope"));
    let roles = GIVEN
        .into_iter()
        .map(|r| {
            let selected = r.code() == role;
            view! { <option value=r.code() selected=selected>{common::role(lang, r)}</option> }
        })
        .collect_view();
    let units = units::units()
        .iter()
        .map(|u| {
            let selected = u.code == scope;
            view! { <option value=u.code.clone() selected=selected>{common::unit(lang, &u.code)}</option> }
        })
        .collect_view();
    view! {
        <div class="q">
            <label for="give-role">{w.role}</label>
            <select id="give-role" name="role">{roles}</select>
        </div>
        <div class="q">
            <label for="give-scope">{w.unit}</label>
            <p class="hint" id="give-scope-h">{w.unit_hint}</p>
            <select id="give-scope" name="scope" aria-describedby="give-scope-h">
                <option value="">{w.no_unit}</option>
                {units}
            </select>
        </div>
    }
    .into_any()
}

fn sessions(desk: &Desk, all: &[SessionView]) -> AnyView {
    let w = words(desk.lang);
    let a = account::words(desk.lang);
    if all.is_empty() {
        return view! {
            <section class="stack tight" aria-labelledby="sessions">
                <h2 id="sessions">{w.sessions}</h2>
                <p class="soft">{w.no_sessions}</p>
            </section>
        }
        .into_any();
    }
    let rows = all
        .iter()
        .map(|s| {
            let device = if s.device.is_empty() { a.unknown_device } else { s.device.as_str() };
            view! {
                <tr>
                    <td class="title">{device.to_owned()}<small>{s.since.show_minute()}</small></td>
                    <td data-th=a.seen>{s.seen.show_minute()}</td>
                    <td data-th=a.network class="code">{s.address.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let which = all
        .iter()
        .map(|s| {
            let device = if s.device.is_empty() { a.unknown_device } else { s.device.as_str() };
            let name = format!("{device} · {}", s.since.show_minute());
            view! { <option value=s.id.clone()>{name}</option> }
        })
        .collect_view();
    let which = view! {
        <div class="q">
            <label for="end-session">{w.end}</label>
            <select id="end-session" name="session">
                <option value="">{w.end_all}</option>
                {which}
            </select>
        </div>
    };
    view! {
        <section class="stack tight" aria-labelledby="sessions">
            <h2 id="sessions">{w.sessions}</h2>
            <div class="sheet">
                <table class="list">
                    <caption class="sr">{w.sessions}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{a.device}</th>
                            <th scope="col">{a.seen}</th>
                            <th scope="col">{a.network}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {act(desk, "end", w.end_all, w.end_text, which.into_any())}
        </section>
    }
    .into_any()
}

/// An act that asks for a reason, folded away until it is meant.
fn act(
    desk: &Desk,
    name: &'static str,
    label: &'static str,
    about: &'static str,
    more: AnyView,
) -> AnyView {
    numbered(desk, (name, 0), label.to_owned(), about, more)
}

/// The same where there are several of a name.
fn numbered(
    desk: &Desk,
    (name, n): (&'static str, usize),
    label: String,
    about: &'static str,
    more: AnyView,
) -> AnyView {
    let w = words(desk.lang);
    let mine = desk.typed.value("act") == name && desk.typed.value("n") == n.to_string();
    let id = format!("reason-{name}-{n}");
    let wrong = desk.typed.slip(&id).map(|r| refusal::refusal(desk.lang, r));
    let (hinted, said) = (format!("{id}-h"), format!("{id}-e"));
    let about_field = if wrong.is_some() { format!("{hinted} {said}") } else { hinted.clone() };
    let class = if wrong.is_some() { "q err" } else { "q" };
    let invalid = wrong.is_some().then_some("true");
    let wrong = wrong.map(|text| view! { <p class="msg" id=said>{text}</p> });
    let value = if mine { desk.typed.value("reason") } else { String::new() };
    let label_for = id.clone();
    let path = desk.path.clone();
    let button = label.clone();
    view! {
        <details class="more no-print" open=mine>
            <summary>{label}</summary>
            {(!about.is_empty()).then(|| view! { <p>{about}</p> })}
            <form class="form" method="post" action=path>
                <input type="hidden" name="act" value=name/>
                <input type="hidden" name="n" value=n.to_string()/>
                {more}
                <div class=class>
                    <label for=label_for>{w.reason}</label>
                    <p class="hint" id=hinted>{(w.reason_hint)(domain::reason::MAX)}</p>
                    {wrong}
                    <textarea id=id name="reason" rows="2" required maxlength=domain::reason::MAX.to_string() aria-invalid=invalid aria-describedby=about_field inner_html=area(&value)></textarea>
                </div>
                <div class="actions"><button class="btn quiet">{button}</button></div>
            </form>
        </details>
    }
    .into_any()
}
