//! The applicant's start page: the organisation's dossiers of the season and what to do
//! next (Art. 16, 17); below them those of earlier seasons with their receipts.

use domain::refusal::Refusal;
use domain::season::Phase;
use domain::views::application::{Card, EarlierCard, Mine};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::parts::deadline::deadline;
use super::parts::next::next;
use crate::error::Api;
use crate::locales::{Lang, application, lang};
use crate::shell::Reader;
use crate::ui::tag::stands_tag;
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// The start page.
pub struct MinePage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    mine: Resource<Api<Mine>>,
    start: ServerAction<api::Start>,
}

impl Begun {
    fn new() -> Self {
        Self { mine: Resource::new(|| (), |()| api::mine()), start: ServerAction::new() }
    }
}

#[lazy_route]
impl LazyRoute for MinePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let start = this.start;
        loaded(this.mine, move |mine| drawn(&mine, start))
    }
}

fn drawn(mine: &Mine, start: ServerAction<api::Start>) -> AnyView {
    let lang = lang();
    let w = application::words(lang);
    let cards = if mine.cards.is_empty() {
        empty(lang, mine, start)
    } else {
        let cards = mine.cards.iter().map(|c| card(lang, c)).collect_view();
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    view! {
        {title(w.mine)}
        <div class="page">
            {crumbs(vec![(String::new(), w.mine.into())])}
            <div class="stack">
                <h1>{w.mine}</h1>
                <p class="lede">{(w.mine_lede)(&mine.organisation, mine.season.year)}</p>
                {deadline(lang, &mine.season, mine.now)}
                <RefusedBy value=start.value()/>
                {cards}
                {earlier(lang, &mine.earlier)}
            </div>
        </div>
    }
    .into_any()
}

/// Whether the reader writes for the organisation, not only reads.
fn writer() -> bool {
    let me = use_context::<Reader>().and_then(|r| r.me);
    me.is_some_and(|me| me.grants.iter().any(|g| g.role.writes()))
}

/// Nothing of this season yet: what can be done about it, and when.
fn empty(lang: Lang, mine: &Mine, start: ServerAction<api::Start>) -> AnyView {
    let w = application::words(lang);
    let said = match mine.season.require_open(Phase::Application, mine.now) {
        Ok(()) if writer() => return begin(w, start),
        Ok(()) => w.reader_none,
        Err(Refusal::PhaseClosed { .. }) => w.closed_none,
        Err(_) => {
            return view! {
                <div class="empty">
                    <p>{w.opens_none}</p>
                    <p><a class="btn quiet" href="/eligibility">{w.try_eligibility}</a></p>
                </div>
            }
            .into_any();
        }
    };
    view! { <div class="empty"><p>{said}</p></div> }.into_any()
}

/// The way to the first dossier.
fn begin(w: &'static application::Words, start: ServerAction<api::Start>) -> AnyView {
    view! {
        <div class="empty">
            <h2>{w.none_yet}</h2>
            <p>{w.none_yet_text}</p>
            <p>{w.start_text}</p>
            <ActionForm action=start>
                <p><button class="btn">{w.start}</button></p>
            </ActionForm>
            <p><a href="/eligibility">{w.try_eligibility}</a></p>
        </div>
    }
    .into_any()
}

/// What was handed in in earlier seasons.
fn earlier(lang: Lang, all: &[EarlierCard]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let w = application::words(lang);
    let rows = all.iter().map(|e| {
        let c = &e.card;
        let name = if c.title.is_empty() { w.untitled.to_owned() } else { c.title.clone() };
        let href = format!("/application/{}", c.id);
        let receipt = format!("{href}/receipt");
        let receipt = e.received.then(|| view! { <a href=receipt>{w.receipt_link}</a> });
        view! {
            <tr>
                <td data-th=w.season>{e.year}</td>
                <th scope="row" class="title"><a href=href>{name}</a></th>
                <td data-th=w.reference class="code">{c.reference.clone()}</td>
                <td data-th=w.stands>{stands_tag(c.stage, c.passed_over)}</td>
                <td data-th=w.receipt>{receipt}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let view = view! {
        <section class="stack" aria-labelledby="earlier">
            <h2 id="earlier">{w.earlier}</h2>
            <p class="soft">{w.earlier_text}</p>
            <div class="sheet scroll" tabindex="0" role="region" aria-labelledby="earlier">
                <table class="list">
                    <caption class="sr">{w.earlier}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.season}</th>
                            <th scope="col">{w.dossier}</th>
                            <th scope="col">{w.reference}</th>
                            <th scope="col">{w.stands}</th>
                            <th scope="col">{w.receipt}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    };
    Some(view.into_any())
}

fn card(lang: Lang, c: &Card) -> AnyView {
    let w = application::words(lang);
    let name = if c.title.is_empty() { w.untitled.to_owned() } else { c.title.clone() };
    let next = next(lang, c.stage, c.passed_over);
    view! {
        <li class="sheet pad">
            <h2><a href=format!("/application/{}", c.id)>{name}</a></h2>
            <p>{stands_tag(c.stage, c.passed_over)}</p>
            <p>{next}</p>
            <dl class="facts">
                <div><dt>{w.reference}</dt><dd class="code">{c.reference.clone()}</dd></div>
                <div><dt>{w.changed}</dt><dd>{c.changed_at.show_minute()}</dd></div>
            </dl>
        </li>
    }
    .into_any()
}
