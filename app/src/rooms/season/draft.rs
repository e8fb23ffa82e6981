//! A season that is planned, or changed after its opening: its parts, what it lacks, and the act
//! that opens it.

use domain::season::Season;
use domain::season::edit::{Change, Part};
use domain::season::ready::Lack;
use domain::season::settings::Setting;
use domain::season::template::Kind;
use domain::season::unfinished::Open;
use domain::views::season::Draft;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, change, gantt};
use crate::error::ApiError;
use crate::locales::draft::{self as local, words};
use crate::locales::{Lang, common, lang, plan};
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Page `/season/plan/:year`.
pub struct DraftPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    draft: Resource<Result<Draft, ApiError>>,
    open: ServerAction<api::OpenSeason>,
}

/// The year an address asks for; one that is none is nobody's.
pub(super) fn year_asked() -> Memo<i32> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("year").and_then(|y| y.parse().ok()).unwrap_or_default())
}

impl Begun {
    fn new() -> Self {
        let year = year_asked();
        Self {
            draft: Resource::new(move || year.get(), api::season_draft),
            open: ServerAction::new(),
        }
    }
}

#[lazy_route]
impl LazyRoute for DraftPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let open = this.open;
        loaded(this.draft, move |v| draw(v, open))
    }
}

/// Name of the season: planned, or running.
pub(super) fn named(lang: Lang, v: &Draft) -> String {
    let w = words(lang);
    (if v.opened { w.running } else { w.planned })(v.season.year)
}

fn draw(v: Draft, open: ServerAction<api::OpenSeason>) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let name = named(lang, &v);
    let articles = ["6", "8", "17"].map(common::words(lang).article).join(lang.pick("、", ", "));
    let rows = Part::ALL.into_iter().map(|p| row(lang, &v, p)).collect_view();
    view! {
        {title(name.clone())}
        <div class="wide stack loose">
            <div class="stack">
                {crumbs(vec![("/season".to_owned(), plan::words(lang).title.to_owned()), (String::new(), name.clone())])}
                <h1>{name.clone()}</h1>
                <p class="lede">{if v.opened { w.running_text } else { w.planned_text }}" "<small>{articles}</small></p>
            </div>
            {gantt::gantt(lang, &v.season, v.now)}
            <section class="stack" aria-labelledby="parts">
                <h2 id="parts">{w.parts}</h2>
                <div class="sheet scroll" tabindex="0" role="region" aria-labelledby="parts">
                    <table class="list">
                        <caption class="sr">{w.parts}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{w.part}</th>
                                <th scope="col">{w.holds}</th>
                                <th scope="col">{w.stands}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p><a href="/season/calendar">{w.calendar}</a></p>
            </section>
            {if v.opened { changes(lang, &v.season.changes) } else { opening(lang, &v, open) }}
        </div>
    }
    .into_any()
}

fn row(lang: Lang, v: &Draft, part: Part) -> AnyView {
    let w = words(lang);
    let lacking = v.lacks.iter().filter(|l| l.part() == Some(part)).count();
    let (class, said) = if lacking == 0 {
        ("tag done", w.fine.to_owned())
    } else {
        ("tag bad", (w.lacking)(lacking))
    };
    let href = format!("/season/plan/{}/{}", v.season.year, part.code());
    let article = (common::words(lang).article)(part.article());
    view! {
        <tr>
            <th scope="row" class="title"><a href=href>{local::part(lang, part)}</a><small>{article}</small></th>
            <td data-th=w.holds>{holds(lang, v, part)}</td>
            <td data-th=w.stands>{(!v.opened).then(|| view! { <span class=class>{said}</span> })}</td>
        </tr>
    }
    .into_any()
}

/// What a part holds, in a line.
fn holds(lang: Lang, v: &Draft, part: Part) -> String {
    let w = words(lang);
    let s: &Season = &v.season;
    let rubric = |r: &domain::review::rubric::Rubric| {
        (w.criteria)(r.criteria.len(), r.items().count(), r.total_max())
    };
    match part {
        Part::Directions => (w.directions)(s.directions.len()),
        Part::Windows => (w.phases)(s.windows.len()),
        Part::Written => rubric(&s.review.written),
        Part::Defence => rubric(&s.review.defence),
        Part::Seats => {
            let with = v.quotas.iter().filter(|q| q.1.seats() > 0).count();
            (w.seats)(v.quotas.iter().map(|q| q.1.seats()).sum(), with)
        }
        Part::Limits => (w.figures)(Setting::ALL.len()),
        Part::Templates => (w.texts)(Kind::ALL.len()),
    }
}

/// The checks, and the one act.
fn opening(lang: Lang, v: &Draft, act: ServerAction<api::OpenSeason>) -> AnyView {
    let w = words(lang);
    let year = v.season.year;
    let lines = v
        .lacks
        .iter()
        .map(|l| {
            let href = match (l, l.part()) {
                (_, Some(p)) => format!("/season/plan/{year}/{}", p.code()),
                (Lack::Unfinished { year, open }, None) => way(*year, open),
                (_, None) => "/season/calendar".to_owned(),
            };
            view! { <li><a href=href>{local::lack(lang, l)}</a></li> }
        })
        .collect_view();
    let busy = act.pending();
    let ready = v.lacks.is_empty();
    view! {
        <section class="stack" aria-labelledby="open">
            <h2 id="open">{(w.open)(year)}</h2>
            {if ready {
                view! { <p class="notice ok">{w.ready}</p> }.into_any()
            } else {
                view! { <div class="notice warn"><p>{w.not_ready}</p><ul>{lines}</ul></div> }.into_any()
            }}
            <RefusedBy value=act.value()/>
            <p class="soft">{w.open_text}</p>
            <ActionForm action=act>
                <input type="hidden" name="year" value=year.to_string()/>
                <button class="btn" aria-busy=move || busy.get().then_some("true")>{(w.open)(year)}</button>
            </ActionForm>
        </section>
    }
    .into_any()
}

/// Where the season that runs is finished.
fn way(year: i32, open: &Open) -> String {
    match open {
        Open::Objections { .. } => "/notice/objections".to_owned(),
        Open::Notice { .. } | Open::Unnoticed => "/notice/prepare".to_owned(),
        Open::Unannounced => "/announcement".to_owned(),
        Open::Underway { .. } => format!("/season/plan/{year}/{}", Part::Windows.code()),
    }
}

fn changes(lang: Lang, all: &[Change]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let w = words(lang);
    view! {
        <section class="stack" aria-labelledby="changes">
            <h2 id="changes">{w.changes}</h2>
            <p class="soft">{w.changes_text}</p>
            <ol class="sheet plan-phases">{all.iter().map(|c| change::change(lang, c)).collect_view()}</ol>
        </section>
    }
    .into_any()
}
