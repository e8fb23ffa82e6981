//! How far the panels are, and the release of all lists at once (Art. 19, 20).

use domain::deliberation::Review;
use domain::deliberation::panel_round::PanelStage;
use domain::views::deliberation::{PanelLine, Panels};
use domain::views::which::Which;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::missing::{lacking, missed};
use super::{api, line};
use crate::error::Api;
use crate::locales::{Lang, board, common, deliberation, lang, refusal};
use crate::ui::act::successes;
use crate::ui::form::{Typed, summary};
use crate::ui::framed::{self, Number, Text};
use crate::ui::{OwnForm, RefusedBy, crumbs, loaded, title, which_review};

/// Page `/deliberation`.
pub struct PanelsPage;

/// What the page is drawn from.
struct Begun {
    panels: Resource<Api<Panels>>,
    acts: Acts,
}

/// What can be done here.
#[derive(Clone, Copy)]
struct Acts {
    release: ServerAction<api::Release>,
    miss: ServerAction<api::MissSheets>,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts { release: ServerAction::new(), miss: ServerAction::new() };
        let (released, missed) = (successes(acts.release.value()), successes(acts.miss.value()));
        let query = use_query_map();
        let asked = move || which_review::asked(&query.read());
        let news = line::follow(Memo::new(|_| String::new()));
        let from = move || (released.get() + missed.get() + news.get(), asked());
        Self { panels: Resource::new(from, |(_, asked)| api::panels(asked)), acts }
    }
}

#[lazy_route]
impl LazyRoute for PanelsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        loaded(this.panels, move |v| draw(&v, acts))
    }
}

fn draw(v: &Panels, acts: Acts) -> AnyView {
    let lang = lang();
    let w = deliberation::words(lang);
    let (which, review) = (v.which, v.which.review);
    let (lede, none) = match review {
        Review::Written => (w.lede, w.none),
        Review::Defence => (w.lede_defence, w.none_defence),
    };
    let heading = heading(lang, which);
    let article = review.article().to_string();
    // A reason that was taken leads to the panel's page: nothing is done on this one and typed into it again.
    let typed = Typed::of(&which.at("/deliberation"));
    let slips =
        typed.slips.iter().map(|(field, r)| (field.clone(), refusal::refusal(lang, r))).collect();
    let list = if v.lines.is_empty() {
        view! { <p class="empty">{none}</p> }.into_any()
    } else {
        table(lang, v)
    };
    view! {
        {title(heading.clone())}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <h1>{heading.clone()}</h1>
            {summary(common::words(lang).refused, slips)}
            {which_review::switch(which, "/deliberation")}
            <p class="lede">{lede}" "<small>{(common::words(lang).article)(&article)}</small></p>
            {list}
            {v.lines.iter().filter_map(|l| lacking(lang, l)).collect_view()}
            {outdated(lang, v)}
            {v.lines.iter().filter_map(|l| missed(lang, which, l, (acts.miss, &typed))).collect_view()}
            {v.makes_list.then(|| making(lang))}
            {release(lang, v, acts.release)}
        </div>
    }
    .into_any()
}

/// Panels whose confirmed conclusion has to be given back before any list comes out, and why as far as the viewer may
/// know.
fn outdated(lang: Lang, v: &Panels) -> Option<AnyView> {
    let w = deliberation::words(lang);
    if v.lines.iter().all(|l| l.outdated.is_none()) {
        return None;
    }
    let line = |l: &PanelLine| {
        let lacks = l.outdated.as_ref()?;
        let name = board::panel(lang, l.number, &l.zh, &l.en);
        let all: Vec<String> = lacks.iter().map(|lack| deliberation::lack(lang, lack)).collect();
        let said = if all.is_empty() {
            name
        } else {
            (w.outdated_of)(&name, &all.join(lang.pick("", " ")))
        };
        Some(view! { <li>{said}</li> })
    };
    let items = v.lines.iter().filter_map(line).collect_view();
    let view = view! {
        <section class="notice warn" aria-labelledby="outdated">
            <h2 id="outdated">{w.outdated}</h2>
            <p>{w.outdated_text}</p>
            <ul>{items}</ul>
        </section>
    };
    Some(view.into_any())
}

/// The way on for whoever makes the initial list: a lead who stands in for a head finds it here alone.
fn making(lang: Lang) -> AnyView {
    let w = deliberation::words(lang);
    view! {
        <div class="next">
            <p>{w.makes_list}" "<small>{(common::words(lang).article)("20")}</small></p>
            <p><a class="btn" href="/initial-list">{w.to_list}</a></p>
        </div>
    }
    .into_any()
}

/// The title of the room, with the review's name where it is not the only one.
pub(super) fn heading(lang: Lang, which: Which) -> String {
    let title = deliberation::words(lang).title;
    if which.review.is_written() && !which.both {
        return title.to_owned();
    }
    format!("{title} · {}", common::phase(lang, which.review.phase()))
}

fn table(lang: Lang, v: &Panels) -> AnyView {
    let w = deliberation::words(lang);
    let rows = v.lines.iter().map(|l| line(lang, v.which, l)).collect_view();
    framed::table(
        w.panels,
        [Text(w.panel), Text(w.state), Number(w.applications), Number(w.places)],
        rows,
    )
}

/// The tag of a stage.
pub(super) fn stage(lang: Lang, stage: PanelStage) -> AnyView {
    let class = match stage {
        PanelStage::Open => "tag work",
        PanelStage::SignedByLead => "tag todo",
        PanelStage::ConfirmedByChair | PanelStage::Released => "tag done",
    };
    view! { <span class=class>{deliberation::stage(lang, stage)}</span> }.into_any()
}

fn line(lang: Lang, which: Which, l: &PanelLine) -> AnyView {
    let w = deliberation::words(lang);
    let name = board::panel(lang, l.number, &l.zh, &l.en);
    let head = if l.missed > 0 {
        let to = format!("#missed-{}", l.panel);
        view! { {name}" "<a href=to rel="external">{(w.missed)(l.missed)}</a> }.into_any()
    } else if l.barred {
        view! { {name}" "<small class="soft">{w.barred}</small> }.into_any()
    } else {
        let href = which.at(&format!("/deliberation/{}", l.panel));
        view! { <a href=href>{name}</a> }.into_any()
    };
    let applications = l.applications.map_or("—".to_owned(), |n| n.to_string());
    let note = l.stands_in.then(|| view! { " "<small class="soft">{w.stands_in}</small> });
    view! {
        <tr>
            <th scope="row">{head}{note}</th>
            <td data-th=w.state>{stage(lang, l.stage)}</td>
            <td class="num" data-th=w.applications>{applications}</td>
            <td class="num" data-th=w.places>{l.places}</td>
        </tr>
    }
    .into_any()
}

fn release(lang: Lang, v: &Panels, act: ServerAction<api::Release>) -> AnyView {
    let which = v.which;
    let w = deliberation::words(lang);
    if !v.releases || v.lines.is_empty() || v.lines.iter().all(|l| l.stage == PanelStage::Released)
    {
        return ().into_any();
    }
    let pending = act.pending();
    let text = match v.which.review {
        Review::Written => w.release_text,
        Review::Defence => w.release_defence,
    };
    let unchecked = (!v.unchecked.is_empty()).then(|| {
        let text = (w.unchecked)(&v.unchecked.join(lang.pick("、", ", ")));
        view! { <p class="notice warn">{text}</p> }
    });
    let body = if v.ready {
        view! {
            <p>{text}</p>
            <OwnForm action=act page=which.at("/deliberation") act="release">
                {which_review::field(which)}
                <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.release}</button>
            </OwnForm>
        }
        .into_any()
    } else {
        view! { <p class="soft">{w.not_ready}</p> }.into_any()
    };
    view! {
        <section class="stack tight" aria-labelledby="release">
            <h2 id="release">{w.release}</h2>
            <RefusedBy value=act.value()/>
            {unchecked}
            {body}
        </section>
    }
    .into_any()
}
