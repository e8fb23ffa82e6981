//! Page `/exchange/:id`: an activity, for everybody; who has an account registers there, the Office notes who came.

use domain::ids::ActivityId;
use domain::reason;
use domain::views::exchange::{ActivityView, GuestLine};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::page::{PATH, span, state};
use crate::error::Api;
use crate::locales::exchange::words;
use crate::locales::{Lang, common, lang, refusal};
use crate::ui::fields::Fields;
use crate::ui::form::{Typed, summary};
use crate::ui::once::once_again;
use crate::ui::{crumbs, loaded, title};

/// Page `/exchange/:id`.
pub struct ActivityPage;

/// What the page is drawn from.
struct Begun {
    activity: Resource<Api<ActivityView>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| ActivityId::from(params.read().get("id").unwrap_or_default()));
        Self { activity: Resource::new(move || id.get(), api::activity) }
    }
}

#[lazy_route]
impl LazyRoute for ActivityPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.activity, |v| draw(&v))
    }
}

/// Address of an activity.
pub fn path(id: &ActivityId) -> String {
    format!("{PATH}/{id}")
}

fn draw(v: &ActivityView) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let l = &v.line;
    let typed = Typed::of(&path(&l.id));
    let slips =
        typed.slips.iter().map(|(field, r)| (field.clone(), refusal::refusal(lang, r))).collect();
    let (class, said) = state(lang, l, v.now);
    let off = v.cancelled.as_ref().map(|c| {
        view! { <p class="notice warn"><b>{w.off}</b>" "<span lang="zh-CN">{c.reason.clone()}</span></p> }
    });
    let text = (!v.text.is_empty()).then(|| {
        let lines = v.text.lines().filter(|l| !l.trim().is_empty());
        let lines = lines.map(|l| view! { <p lang="zh-CN">{l.to_owned()}</p> }).collect_view();
        view! { <div class="stack tight">{lines}</div> }
    });
    view! {
        {title(l.title.clone())}
        <div class="page stack">
            {crumbs(vec![(PATH.to_owned(), w.title.to_owned()), (String::new(), l.title.clone())])}
            <h1 lang="zh-CN">{l.title.clone()}</h1>
            <p class="row"><span class=class>{said}</span><small>{(common::words(lang).article)("23")}</small></p>
            {summary(w.refused, slips)}
            {off}
            {facts(lang, v)}
            {text}
            {registration(lang, v, &typed)}
            {presence(lang, v)}
            {guests(lang, v, &typed)}
        </div>
    }
    .into_any()
}

fn facts(lang: Lang, v: &ActivityView) -> AnyView {
    let w = words(lang);
    let l = &v.line;
    let place = (!l.place.is_empty()).then(|| {
        view! { <div><dt>{w.place}</dt><dd lang="zh-CN">{l.place.clone()}</dd></div> }
    });
    let link = v.online.then(|| {
        let shown = if v.link.is_empty() {
            view! { {w.online}" "<span class="soft">{w.link_hint}</span> }.into_any()
        } else {
            let href = v.link.clone();
            view! { <a href=href rel="external noreferrer">{v.link.clone()}</a> }.into_any()
        };
        view! { <div><dt>{w.link}</dt><dd>{shown}</dd></div> }
    });
    let host = v.host.as_ref().map(|h| {
        let text = format!("{}：{}", h.organisation, h.title);
        view! { <div><dt>{w.host}</dt><dd lang="zh-CN">{text}</dd></div> }
    });
    view! {
        <dl class="facts">
            <div><dt>{w.time}</dt><dd>{span(l)}</dd></div>
            {place}
            {link}
            {host}
            <div><dt>{w.room}</dt><dd>{(w.of_room)(l.expected, l.capacity)}</dd></div>
        </dl>
    }
    .into_any()
}

fn registration(lang: Lang, v: &ActivityView, typed: &Typed) -> AnyView {
    let w = words(lang);
    let action = path(&v.line.id);
    let ahead = v.cancelled.is_none() && v.now < v.line.starts;
    if let Some(from) = &v.own {
        let form = v.acts.withdraws.then(|| {
            view! {
                <form method="post" action=action class="no-print">
                    <input type="hidden" name="act" value="withdraw"/>
                    <button class="btn quiet">{w.withdraw}</button>
                </form>
            }
        });
        return view! { <p class="notice ok">{(w.own)(from)}</p>{form} }.into_any();
    }
    if !ahead {
        return ().into_any();
    }
    if v.line.expected >= v.line.capacity {
        return view! { <p class="notice warn">{w.full}</p> }.into_any();
    }
    if v.signed_out {
        let href = format!("/sign-in?next={action}");
        return view! { <p><a class="btn" href=href>{w.sign_in}</a></p> }.into_any();
    }
    let f = Fields { lang, typed, act: "register" };
    let organisation = v.organisation.clone();
    view! {
        <section class="stack tight no-print" aria-labelledby="register">
            <h2 id="register">{w.register}</h2>
            <p>{w.register_text}</p>
            <form method="post" action=action>
                <input type="hidden" name="act" value="register"/>
                {f.line("organisation", "text", w.organisation, String::new(), &organisation, true)}
                <div class="actions"><button class="btn">{w.register}</button></div>
            </form>
        </section>
    }
    .into_any()
}

/// How many came, and which holders of a title.
fn presence(lang: Lang, v: &ActivityView) -> AnyView {
    let w = words(lang);
    let Some(came) = v.came else { return ().into_any() };
    let holders = (!v.holders.is_empty()).then(|| {
        let names = v.holders.iter().map(|n| view! { <li>{n.clone()}</li> }).collect_view();
        view! { <h3>{w.holders_came}</h3><ul lang="zh-CN">{names}</ul> }
    });
    view! {
        <section class="stack tight" aria-labelledby="came">
            <h2 id="came">{(w.came_all)(came)}</h2>
            {holders}
        </section>
    }
    .into_any()
}

/// For the Office: who comes, who came, and calling it off.
fn guests(lang: Lang, v: &ActivityView, typed: &Typed) -> AnyView {
    let w = words(lang);
    let action = path(&v.line.id);
    let office = v.acts.notes || v.acts.cancels || !v.guests.is_empty();
    if !office {
        return ().into_any();
    }
    let list = if v.guests.is_empty() {
        view! { <p class="empty">{w.no_guests}</p> }.into_any()
    } else {
        let rows = v.guests.iter().map(|g| guest(lang, v, g)).collect_view();
        let save = v.acts.notes.then(|| {
            view! {
                <p class="hint">{w.note_text}</p>
                <div class="actions"><button class="btn">{w.note}</button></div>
            }
        });
        let action = action.clone();
        view! {
            <form method="post" action=action>
                <input type="hidden" name="act" value="note"/>
                <div class="sheet scroll" tabindex="0" role="region" aria-label=w.guests>
                    <table class="list">
                        <caption class="sr">{w.guests}</caption>
                        <thead>
                            <tr>
                                <th scope="col" class="num">{w.number}</th>
                                <th scope="col">{w.person}</th>
                                <th scope="col">{w.organisation}</th>
                                <th scope="col">{w.came}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {save}
            </form>
        }
        .into_any()
    };
    let add = v.acts.notes.then(|| {
        let f = Fields { lang, typed, act: "add" };
        let action = action.clone();
        let titles = v.titles.iter();
        let titles =
            titles.map(|h| (h.dossier.to_string(), format!("{}：{}", h.organisation, h.title)));
        let titles: Vec<_> =
            std::iter::once((String::new(), w.no_title.to_owned())).chain(titles).collect();
        view! {
            <details class="more no-print" open=f.mine()>
                <summary>{w.add}</summary>
                <p>{w.add_text}</p>
                <form method="post" action=action>
                    <input type="hidden" name="act" value="add"/>
                    {once_again(typed)}
                    {f.line("name", "text", w.person, String::new(), "", true)}
                    {f.line("organisation", "text", w.organisation, String::new(), "", true)}
                    {f.choice("title", w.for_title, w.for_title_hint.to_owned(), titles, "")}
                    <div class="actions"><button class="btn quiet">{w.add}</button></div>
                </form>
            </details>
        }
    });
    let cancel = v.acts.cancels.then(|| {
        let f = Fields { lang, typed, act: "cancel" };
        let hint = (w.reason_hint)(reason::TELLING, reason::MAX);
        view! {
            <details class="more no-print" open=f.mine()>
                <summary>{w.cancel}</summary>
                <p>{w.cancel_text}</p>
                <form method="post" action=action>
                    <input type="hidden" name="act" value="cancel"/>
                    {f.area("reason", w.reason, hint, "", reason::MAX)}
                    <div class="actions"><button class="btn danger">{w.cancel}</button></div>
                </form>
            </details>
        }
    });
    view! {
        <section class="stack tight" aria-labelledby="guests">
            <h2 id="guests">{w.guests}</h2>
            {list}
            {add}
            {cancel}
        </section>
    }
    .into_any()
}

fn guest(lang: Lang, v: &ActivityView, g: &GuestLine) -> AnyView {
    let w = words(lang);
    // Whoever closed the account stands in the list without a name.
    let name = if g.name.is_empty() { w.left.to_owned() } else { g.name.clone() };
    let holder = g.holder.then(|| view! { " "<span class="tag done">{w.holder}</span> });
    let came = if g.withdrawn {
        view! { <span class="tag">{w.withdrawn}</span> }.into_any()
    } else if v.acts.notes {
        let here = g.attended == Some(true);
        let name = name.clone();
        view! {
            <label class="choice">
                <input type="checkbox" name="present" value=g.number.to_string() checked=here/>
                {w.came}<span class="sr" lang="zh-CN">" "{name}</span>
            </label>
        }
        .into_any()
    } else {
        ().into_any()
    };
    view! {
        <tr>
            <td class="num" data-th=w.number>{g.number}</td>
            <th scope="row" data-th=w.person lang="zh-CN">{name}</th>
            <td data-th=w.organisation><span lang="zh-CN">{g.organisation.clone()}</span>{holder}</td>
            <td data-th=w.came>{came}</td>
        </tr>
    }
    .into_any()
}
