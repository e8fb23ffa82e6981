//! The public call: the first page anyone sees.

use domain::review::rubric::{Criterion, SubItem};
use domain::season::{Direction, Planned, Season, Window, WindowState};
use domain::stamp::Stamp;
use domain::views::Call;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::locales::season::{self as local, Words, closing, day, words};
use crate::locales::{Lang, announcement, common, lang, notice};
use crate::ui::{loaded, title};

/// The public call of the season (Art. 6).
pub struct CallPage;

#[lazy_route]
impl LazyRoute for CallPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let call = Resource::new(|| (), |()| crate::corridor::api::call());
        loaded(call, |call| draw(lang(), &call))
    }
}

fn draw(lang: Lang, call: &Call) -> AnyView {
    let w = words(lang);
    let season = &call.season;
    view! {
        {title((w.title)(season.year))}
        <div class="page stack loose">
            <section class="stack">
                <h1>{(w.title)(season.year)}</h1>
                <p class="lede">{w.lede}</p>
                {doors(w, true)}
                {published(lang, season, call.now)}
                <div class="next">
                    <b>{w.now}</b>
                    {now(lang, season, call.now).into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
                </div>
            </section>
            {timetable(lang, season, call.now)}
            {changes(lang, season)}
            {what(lang)}
            {(!season.directions.is_empty()).then(|| directions(lang, season.year, &season.directions))}
            {who(lang)}
            {standards(lang, season)}
            {planned(w, &season.planned)}
            {how(w)}
        </div>
    }
    .into_any()
}

/// The three ways on from here. On top of the page the first is the next step.
fn doors(w: &Words, first: bool) -> AnyView {
    let check = if first { "btn" } else { "btn quiet" };
    view! {
        <p class="row">
            <a class=check href="/eligibility">{w.check}</a>
            <a class="btn quiet" href="/application">{w.apply}</a>
            <a class="btn quiet" href="/status">{w.look_up}</a>
        </p>
    }
    .into_any()
}

/// What stands before the public: the notice while it is open, then the result (Art. 21, 22).
fn published(lang: Lang, season: &Season, now: Stamp) -> Option<AnyView> {
    let year = season.year;
    let view = if season.published.announced.is_some() {
        let text = (announcement::words(lang).link)(year);
        view! { <p class="notice ok"><a href=format!("/announcement/{year}")>{text}</a></p> }
            .into_any()
    } else {
        let ends = season.published.notice_ends?;
        let n = notice::words(lang);
        let last = ends.plus(-1).show_minute();
        let said = if now < ends { (n.open_until)(&last) } else { (n.over)(&last) };
        view! {
            <p class="notice ok"><a href=format!("/notice/{year}")>{(n.link)(year)}</a>" "{said}</p>
        }
        .into_any()
    };
    Some(view)
}

fn article(lang: Lang, number: &str) -> String {
    (common::words(lang).article)(number)
}

/// What is open now, or what opens next.
fn now(lang: Lang, season: &Season, now: Stamp) -> Vec<String> {
    let w = words(lang);
    let name = |x: &Window| common::phase(lang, x.phase);
    let open: Vec<String> = season
        .windows
        .iter()
        .filter(|x| x.state(now) == WindowState::Open)
        .map(|x| (w.open_until)(name(x), &closing(lang, x.closes, season.year)))
        .collect();
    if !open.is_empty() {
        return open;
    }
    let next = season
        .windows
        .iter()
        .filter(|x| x.state(now) == WindowState::Future)
        .min_by_key(|x| x.opens)
        .map_or_else(
            || w.all_over.to_owned(),
            |x| (w.opens_at)(name(x), &local::minute(lang, x.opens, season.year)),
        );
    vec![next]
}

fn timetable(lang: Lang, season: &Season, now: Stamp) -> AnyView {
    let w = words(lang);
    view! {
        <section class="stack" aria-labelledby="timetable">
            <h2 id="timetable">{w.timetable}</h2>
            <ol class="phases">
                {season.windows.iter().map(|x| phase(lang, season.year, x, now)).collect_view()}
            </ol>
            <p class="soft">{w.timetable_text}</p>
        </section>
    }
    .into_any()
}

/// What was changed after the opening, with the reasons.
fn changes(lang: Lang, season: &Season) -> Option<AnyView> {
    if season.changes.is_empty() {
        return None;
    }
    let w = words(lang);
    let rows = season.changes.iter().map(|c| super::change::change(lang, c)).collect_view();
    let view = view! {
        <section class="stack" aria-labelledby="changes">
            <h2 id="changes">{w.changes}</h2>
            <p class="soft">{w.changes_text}</p>
            <ol class="sheet plan-phases">{rows}</ol>
        </section>
    };
    Some(view.into_any())
}

fn phase(lang: Lang, year: i32, window: &Window, now: Stamp) -> AnyView {
    let w = words(lang);
    let state = window.state(now);
    let (class, current) = match state {
        WindowState::Past => ("past", None),
        WindowState::Open => ("open", Some("step")),
        WindowState::Future => ("future", None),
    };
    let span = (w.span)(&day(lang, window.opens, year), &closing(lang, window.closes, year));
    view! {
        <li class=class aria-current=current>
            <b>{common::phase(lang, window.phase)}</b>
            <small>{span}</small>
            <small>{local::state(lang, state)}" · "{article(lang, &window.phase.article().to_string())}</small>
            {window.changed.as_deref().map(|reason| view! { <small>{(w.changed)(reason)}</small> })}
        </li>
    }
    .into_any()
}

fn what(lang: Lang) -> AnyView {
    let w = words(lang);
    let line = |text: &'static str, number: &str| {
        view! { <p>{text}<small>" "{article(lang, number)}</small></p> }
    };
    view! {
        <section class="stack" aria-labelledby="what">
            <h2 id="what">{w.what}</h2>
            {line(w.what_is, "2")}
            {line(w.what_for, "3")}
            {line(w.principle, "4")}
        </section>
    }
    .into_any()
}

fn directions(lang: Lang, year: i32, directions: &[Direction]) -> AnyView {
    let w = words(lang);
    view! {
        <section class="stack" aria-labelledby="directions">
            <h2 id="directions">{(w.directions)(year)}</h2>
            <p class="art">{article(lang, "6")}" · "{w.directions_text}</p>
            <ol class="directions">
                {directions
                    .iter()
                    .map(|d| view! { <li><h3>{lang.pick(d.zh.clone(), d.en.clone())}</h3></li> })
                    .collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

fn who(lang: Lang) -> AnyView {
    let w = words(lang);
    view! {
        <section class="stack" aria-labelledby="who">
            <h2 id="who">{w.who}</h2>
            <div class="stack tight">
                <h3>{w.conditions}</h3>
                <dl class="facts">
                    {local::conditions(lang)
                        .into_iter()
                        .map(|(number, text)| view! { <div><dt>{article(lang, number)}</dt><dd>{text}</dd></div> })
                        .collect_view()}
                </dl>
            </div>
            <div class="stack tight">
                <h3>{w.scopes}</h3>
                <dl class="facts">
                    {domain::application::field::SCOPES
                        .iter()
                        .map(|code| {
                            let number = article(lang, &format!("10({code})"));
                            view! { <div><dt>{number}</dt><dd>{local::scope(lang, code)}</dd></div> }
                        })
                        .collect_view()}
                </dl>
                <p class="soft">{w.scopes_text}" "<a href="/eligibility">{w.check}</a></p>
            </div>
        </section>
    }
    .into_any()
}

/// The standards of Art. 8 with what each is worth in the written review and the defence.
fn standards(lang: Lang, season: &Season) -> AnyView {
    let w = words(lang);
    let review = &season.review;
    // The defence has all criteria of the written review and may add its own.
    let only_written = review
        .written
        .criteria
        .iter()
        .filter(|c| review.defence.criteria.iter().all(|d| d.code != c.code));
    let rows: Vec<AnyView> = review
        .defence
        .criteria
        .iter()
        .chain(only_written)
        .flat_map(|c| c.items.iter().map(move |item| (c, item)))
        .map(|(c, item)| standard(lang, season, c, item))
        .collect();
    view! {
        <section class="stack" aria-labelledby="standards">
            <h2 id="standards">{w.standards}</h2>
            <p>{(w.standards_text)(review.reviews, review.reviews_min, review.written.total_max())}</p>
            <div class="sheet scroll" tabindex="0" role="region" aria-labelledby="standards">
                <table class="list">
                    <caption class="sr">{w.standards}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.standard}</th>
                            <th scope="col">{w.looked_for}</th>
                            <th scope="col" class="num">{w.written}</th>
                            <th scope="col" class="num">{w.defence}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn standard(lang: Lang, season: &Season, criterion: &Criterion, item: &SubItem) -> AnyView {
    let w = words(lang);
    let points = |rubric: &domain::review::rubric::Rubric| {
        rubric
            .items()
            .find(|i| i.code == item.code)
            .map_or_else(|| w.not_scored.to_owned(), |i| (w.points)(u32::from(i.max)))
    };
    let number = local::article_of(&criterion.code);
    let rests_on =
        if number.is_empty() { String::new() } else { format!(" · {}", article(lang, number)) };
    view! {
        <tr>
            <th scope="row" class="title">
                {lang.pick(item.zh.clone(), item.en.clone())}
                <small>{lang.pick(criterion.zh.clone(), criterion.en.clone())}{rests_on}</small>
            </th>
            <td class="long">{lang.pick(item.descriptor_zh.clone(), item.descriptor_en.clone())}</td>
            <td class="num" data-th=w.written>{points(&season.review.written)}</td>
            <td class="num" data-th=w.defence>{points(&season.review.defence)}</td>
        </tr>
    }
    .into_any()
}

fn planned(w: &Words, planned: &Planned) -> AnyView {
    let figures = [
        (planned.total(), w.total),
        (planned.industrial, w.industrial),
        (planned.sme, w.small),
        (planned.service, w.service),
    ];
    view! {
        <section class="stack" aria-labelledby="planned">
            <h2 id="planned">{w.planned}</h2>
            <div class="figures">
                {figures
                    .into_iter()
                    .map(|(n, name)| view! { <p class="fig"><b>{n}</b><small>{name}</small></p> })
                    .collect_view()}
            </div>
            <p class="soft">{w.planned_text}</p>
        </section>
    }
    .into_any()
}

fn how(w: &Words) -> AnyView {
    view! {
        <section class="stack" aria-labelledby="how">
            <h2 id="how">{w.how}</h2>
            <ol class="directions">
                {w.steps.into_iter().map(|(name, text)| view! { <li><h3>{name}</h3><p>{text}</p></li> }).collect_view()}
            </ol>
            {doors(w, false)}
            <p><a href="/guide">{w.articles_link}</a></p>
        </section>
    }
    .into_any()
}
