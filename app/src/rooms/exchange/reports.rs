//! Page `/exchange/reports`: the yearly follow-up of all titles, for the Office.

use domain::exchange::report::State;
use domain::views::exchange::{FollowUpLine, FollowUps};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::page::PATH;
use crate::error::Api;
use crate::locales::exchange::{self, words};
use crate::locales::{Lang, common, lang, title as titles};
use crate::ui::{crumbs, loaded, title};

/// Page `/exchange/reports`.
pub struct ReportsPage;

/// What the page is drawn from.
struct Begun {
    reports: Resource<Api<FollowUps>>,
}

impl Begun {
    fn new() -> Self {
        Self { reports: Resource::new(|| (), |()| api::reports()) }
    }
}

#[lazy_route]
impl LazyRoute for ReportsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.reports, |v| draw(&v))
    }
}

fn draw(v: &FollowUps) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let body = if v.lines.is_empty() {
        view! { <p class="empty">{w.no_titles}</p> }.into_any()
    } else {
        let (class, said) = match v.late {
            0 => ("tag done", w.none_late.to_owned()),
            n => ("tag bad", (w.late)(n)),
        };
        view! { <p><span class=class>{said}</span></p>{table(lang, v)} }.into_any()
    };
    let earlier = (v.earlier > 0).then(|| view! { <p class="soft">{(w.earlier)(v.earlier)}</p> });
    view! {
        {title(w.reports)}
        <div class="page stack">
            {crumbs(vec![(PATH.to_owned(), w.title.to_owned()), (String::new(), w.reports.to_owned())])}
            <h1>{w.reports}</h1>
            <p class="lede">{w.reports_lede}" "<small>{(common::words(lang).article)("23")}</small></p>
            {body}
            <p class="soft">{w.by_season}</p>
            {earlier}
        </div>
    }
    .into_any()
}

fn table(lang: Lang, v: &FollowUps) -> AnyView {
    let w = words(lang);
    let rows = v.lines.iter().map(|l| row(lang, l)).collect_view();
    view! {
        <div class="sheet scroll" tabindex="0" role="region" aria-label=w.reports>
            <table class="list">
                <caption class="sr">{w.reports}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.benchmark}</th>
                        <th scope="col">{w.title_year}</th>
                        <th scope="col">{w.reports}</th>
                        <th scope="col" class="num">{w.activities}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(lang: Lang, l: &FollowUpLine) -> AnyView {
    let w = words(lang);
    let years = l.years.iter().map(|(year, due, state)| {
        let said = format!("{} {}", (w.year)(*year), exchange::state(lang, *state));
        let due = (w.due)(&due.plus(-1).show_date());
        view! { <li><span class=class(*state)>{said}</span>" "<small class="soft">{due}</small></li> }
    });
    let years = years.collect_view();
    let href = format!("/exchange/report/{}", l.dossier);
    let revoked = l.revoked.then(|| {
        view! { " "<span class="tag bad">{titles::words(lang).revoked}</span> }
    });
    view! {
        <tr>
            <th scope="row" class="title" data-th=w.benchmark>
                <a href=href lang="zh-CN">{l.organisation.clone()}</a>
                <br/><small class="soft" lang="zh-CN">{l.title.clone()}</small>{revoked}
            </th>
            <td data-th=w.title_year>{l.title_year}</td>
            <td data-th=w.reports><ul class="tight">{years}</ul></td>
            <td class="num" data-th=w.activities>{l.came}</td>
        </tr>
    }
    .into_any()
}

/// Class of the tag of a state.
pub(super) fn class(state: State) -> &'static str {
    match state {
        State::Ahead | State::Waived => "tag",
        State::Open => "tag todo",
        State::Late => "tag bad",
        State::Filed => "tag done",
        State::FiledLate => "tag warn",
    }
}
