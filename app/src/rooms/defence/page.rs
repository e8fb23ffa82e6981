//! All sessions the viewer may see, drawn by day and room with a table beside it; for the Office the
//! panels, their lot and their plans (Art. 20).

use domain::views::defence::{ClashLine, Overview, SessionLine};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::chart::chart;
use super::panel::panel;
use crate::error::Api;
use crate::locales::{Lang, board, common, defence, lang, refusal};
use crate::ui::form::{Typed, summary};
use crate::ui::framed::{self, Number, Text};
use crate::ui::{crumbs, loaded, title};

/// Address of the page.
pub const PATH: &str = "/defence";

/// Page `/defence`.
pub struct DefencePage;

/// What the page is drawn from.
struct Begun {
    plan: Resource<Api<Overview>>,
}

impl Begun {
    fn new() -> Self {
        Self { plan: Resource::new(|| (), |()| api::overview()) }
    }
}

#[lazy_route]
impl LazyRoute for DefencePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        loaded(Begun::new().plan, |v| draw(&v))
    }
}

/// What is wrong with a form that was posted here just now, first thing on the page.
pub(super) fn slips(lang: Lang, typed: &Typed) -> Option<AnyView> {
    let lines =
        typed.slips.iter().map(|(_, r)| (String::new(), refusal::refusal(lang, r))).collect();
    summary(common::words(lang).refused, lines)
}

fn draw(v: &Overview) -> AnyView {
    let lang = lang();
    let w = defence::words(lang);
    let typed = Typed::of(PATH);
    let window = v.window.map(|(from, until)| {
        let said = (w.window)(&from.show_minute(), &until.show_minute());
        view! { <p class="soft">{said}" "{(w.minutes_map)(v.times.presentation, v.times.questions, v.times.closing)}</p> }
    });
    let closed = (v.plans && !v.open).then(|| view! { <p class="notice">{w.not_open}</p> });
    let ics = v.sits.then(|| {
        view! { <p><a class="btn quiet" href="/defence/slots.ics" rel="external">{w.ics_own}</a></p> }
    });
    let sessions = if v.sessions.is_empty() {
        view! { <div class="empty"><p>{w.no_sessions}</p></div> }.into_any()
    } else {
        view! {
            {chart(lang, &v.sessions)}
            {table(lang, &v.sessions)}
        }
        .into_any()
    };
    let panels = v.panels.iter().map(|p| panel(lang, v, p, &typed)).collect_view();
    view! {
        {title(w.title)}
        <div class="page stack loose">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <div class="stack tight">
                <h1>{w.title}</h1>
                <p class="lede">{if v.plans { w.lede_plans } else { w.lede }}" "<small>{(common::words(lang).article)("20")}</small></p>
                {window}
            </div>
            {slips(lang, &typed)}
            {closed}
            {ics}
            {clashes(lang, &v.clashes)}
            {short(lang, &v.sessions, v.least)}
            <section class="stack" aria-labelledby="sessions">
                <h2 id="sessions">{w.sessions}</h2>
                {sessions}
            </section>
            {panels}
        </div>
    }
    .into_any()
}

fn clashes(lang: Lang, all: &[ClashLine]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let w = defence::words(lang);
    let lines = all.iter().map(|c| view! { <li>{defence::clash(lang, c)}</li> }).collect_view();
    let view = view! {
        <section class="notice bad" aria-labelledby="clashes">
            <h2 id="clashes">{w.clashes}</h2>
            <ul>{lines}</ul>
        </section>
    };
    Some(view.into_any())
}

/// What follows where too few experts sit (Art. 19, 20): told before anybody is heard, and nothing is refused.
pub(super) fn short(lang: Lang, sessions: &[SessionLine], least: u32) -> Option<AnyView> {
    let said = (defence::words(lang).short_text)(least);
    let any = sessions.iter().any(|s| s.short);
    any.then(|| view! { <p class="notice warn">{said}</p> }.into_any())
}

/// The state of a session as a tag.
pub(super) fn state(lang: Lang, s: &SessionLine) -> AnyView {
    let w = defence::words(lang);
    let tag = if s.told {
        view! { <span class="tag done">{w.told}</span> }.into_any()
    } else {
        view! { <span class="tag todo">{w.planned}</span> }.into_any()
    };
    let clash = s.clashes.then(|| view! { " "<span class="tag bad">{w.clash}</span> });
    let short = s.short.then(|| view! { " "<span class="tag todo">{w.short}</span> });
    view! { {tag}{clash}{short} }.into_any()
}

fn table(lang: Lang, all: &[SessionLine]) -> AnyView {
    let w = defence::words(lang);
    let rows = all
        .iter()
        .map(|s| {
            let href = format!("/defence/session/{}", s.id);
            let when = format!("{}–{}", s.starts.show_minute(), s.ends.show_clock());
            let people = s.experts.join(lang.pick("、", ", "));
            let taken = format!("{}/{}", s.taken, s.slots);
            view! {
                <tr>
                    <th scope="row"><a href=href>{when}</a></th>
                    <td data-th=w.room class="title">{s.room.clone()}</td>
                    <td data-th=w.panel>{board::panel(lang, s.number, &s.zh, &s.en)}</td>
                    <td data-th=w.experts>{people}</td>
                    <td data-th=w.taken class="num">{taken}</td>
                    <td data-th=w.confirmed class="num">{s.confirmed}</td>
                    <td data-th=w.state>{state(lang, s)}</td>
                </tr>
            }
        })
        .collect_view();
    framed::table(
        w.sessions,
        [
            Text(w.when),
            Text(w.room),
            Text(w.panel),
            Text(w.experts),
            Number(w.taken),
            Number(w.confirmed),
            Text(w.state),
        ],
        rows,
    )
}
