//! The expert's page: first the undertaking (Art. 15), then the work list of one of the reviews.

use domain::views::review::{MyReview, MyReviews};
use domain::views::which::Which;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api::{self, Undertake};
use super::news;
use super::undertaking::{Declare, Sign};
use crate::error::ApiError;
use crate::locales::review::{Words, words};
use crate::locales::{common, lang};
use crate::ui::act::successes;
use crate::ui::page_data::{InPage, in_page, loaded_in_page};
use crate::ui::{crumbs, title, which_review};

/// The expert's work list.
pub struct ReviewsPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    list: Resource<Result<MyReviews, ApiError>, InPage>,
    undertake: ServerAction<Undertake>,
}

impl Begun {
    fn new() -> Self {
        let undertake = ServerAction::<Undertake>::new();
        let signed = successes(undertake.value());
        let query = use_query_map();
        let asked = move || which_review::asked(&query.read());
        let list = in_page(move || (signed.get(), asked()), |(_, asked)| api::my_reviews(asked));
        Self { list, undertake }
    }
}

#[lazy_route]
impl LazyRoute for ReviewsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let undertake = this.undertake;
        loaded_in_page(this.list, move |data| {
            if data.undertaken.is_some() {
                view! { <WorkList data undertake/> }.into_any()
            } else {
                let after = words(lang()).sign_after;
                let years = data.season.review.adviser_years;
                view! { <Sign applicants=data.applicants years after undertake/> }.into_any()
            }
        })
    }
}

/// Progress and the applications of an expert who has signed.
#[component]
fn WorkList(
    /// Data.
    data: MyReviews,
    /// Declares further conflicts.
    undertake: ServerAction<Undertake>,
) -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let (which, review) = (data.which, data.which.review);
    let name = common::phase(lang, review.phase());
    let article = review.article().to_string();
    let signed = data.undertaken.map(|at| (w.signed_at)(&at.show_minute()));
    let year = data.season.year;
    // A blind review has no names to show.
    let blind = data.season.review.blind && review.is_written();
    let heading = which_title(which, w.list_title, name);
    let (declared, applicants) = (data.declared, data.applicants.clone());
    let years = data.season.review.adviser_years;
    // What is shown of the list follows it; what is ticked below stays as it is.
    let list = RwSignal::new(data);
    news::follow(list);
    let closes = move || {
        list.with(|l| {
            let window = l.season.window(review.phase());
            window.map(|p| (w.closes)(name, &p.closes.show_minute()))
        })
    };
    view! {
        {title(heading.clone())}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.list_title.to_owned())])}
            <div>
                <h1>{heading.clone()}</h1>
                {which_review::switch(which, "/review")}
                <p class="lede">{(w.list_lede)(year, review)}</p>
                <p class="soft">{closes}" "{(common::words(lang).article)(&article)}</p>
                {blind.then(|| view! { <p class="notice">{w.blind}</p> })}
            </div>
            {move || list.with(|l| assigned(l, blind))}
            <p class="soft">{signed}" "{(common::words(lang).article)("15")}</p>
            <Declare declared applicants years undertake/>
        </div>
    }
}

/// The applications with how far they are, and the way to the next.
fn assigned(l: &MyReviews, blind: bool) -> AnyView {
    let w = words(lang());
    let which = l.which;
    let all = l.rows.len();
    if all == 0 {
        return view! {
            <div class="empty">
                <h2>{w.nothing_yet}</h2>
                <p>{w.nothing_yet_text}</p>
            </div>
        }
        .into_any();
    }
    let sealed = l.rows.iter().filter(|r| r.sealed.is_some()).count();
    let next = l.rows.iter().find(|r| r.sealed.is_none());
    let next = next.map(|r| which.at(&format!("/review/{}", r.dossier)));
    let rows = l.rows.iter().cloned().map(|r| line(r, which, w, blind)).collect_view();
    view! {
        <div class="progress">
            <label for="sealed">{w.progress}</label>
            <progress id="sealed" max=all.to_string() value=sealed.to_string()>
                {(w.sealed_of)(sealed, all)}
            </progress>
            <output for="sealed">{format!("{sealed} / {all}")}</output>
        </div>
        {match next {
            Some(href) => view! { <p><a class="btn" href=href>{w.next_sheet}</a></p> }.into_any(),
            None => view! { <p class="notice ok">{w.all_sealed}</p> }.into_any(),
        }}
        <div class="sheet scroll" tabindex="0" role="region" aria-label=w.caption>
            <table class="list">
                <caption class="sr">{w.caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.reference}</th>
                        <th scope="col">{w.experience}</th>
                        {(!blind).then(|| view! { <th scope="col">{w.organisation}</th> })}
                        <th scope="col">{w.state}</th>
                        <th scope="col" class="num">{w.total_short}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A heading: that of the written review as it was, that of the defence with its name.
fn which_title(which: Which, heading: &'static str, name: &'static str) -> String {
    if which.review.is_written() && !which.both {
        heading.to_owned()
    } else {
        format!("{heading} · {name}")
    }
}

fn line(r: MyReview, which: Which, w: &'static Words, blind: bool) -> impl IntoView {
    let (class, state) = match (r.sealed, r.saved) {
        (Some(_), _) => ("tag done", w.sealed_state),
        (None, Some(_)) => ("tag work", w.saved_state),
        (None, None) => ("tag todo", w.not_begun),
    };
    let when = r.sealed.or(r.saved).map(|at| at.show_minute());
    let title = if r.title.is_empty() { w.untitled.to_owned() } else { r.title };
    let total = r.total.map_or_else(|| "—".to_owned(), tenths);
    view! {
        <tr>
            <td data-th=w.reference class="code">{r.reference}</td>
            <td data-th=w.experience class="title"><a href=which.at(&format!("/review/{}", r.dossier))>{title}</a></td>
            {(!blind).then(|| view! { <td data-th=w.organisation>{r.org_name}</td> })}
            <td data-th=w.state><span class=class>{state}</span>" "<small>{when}</small></td>
            <td data-th=w.total_short class="num">{total}</td>
        </tr>
    }
}

/// Tenths of a point as stored, in points with one decimal.
pub fn tenths(total: i64) -> String {
    i32::try_from(total)
        .map_or_else(|_| "—".to_owned(), |t| domain::review::sheet::Tenths(t).to_string())
}
