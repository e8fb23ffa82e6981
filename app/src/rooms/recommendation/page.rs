//! The unit's work list with its quota.

use domain::application::field::Field;
use domain::journey::Stage;
use domain::season::Phase;
use domain::views::recommendation::{UnitList, UnitRow};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::ranking::{self, Acts};
use super::{api, quota};
use crate::error::ApiError;
use crate::locales::{Lang, common, fields, lang, recommendation};
use crate::ui::act::successes;
use crate::ui::downloads::named_downloads;
use crate::ui::page_data::{InPage, in_page, loaded_in_page};
use crate::ui::phase::{is_open, phase_notice};
use crate::ui::table::{Column, Entry, Facet, Value, WorkList};
use crate::ui::tag::stage_class;
use crate::ui::{crumbs, title};

/// Page `/recommendation`.
pub struct UnitPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    list: Resource<Result<UnitList, ApiError>, InPage>,
    acts: Acts,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            rank: ServerAction::new(),
            batch: ServerAction::new(),
            pressed: RwSignal::new(String::new()),
        };
        let (ranked, seated) = (successes(acts.rank.value()), successes(acts.batch.value()));
        let changed = move || (ranked.get(), seated.get());
        Self { list: in_page(changed, |_| api::unit_list()), acts }
    }
}

#[lazy_route]
impl LazyRoute for UnitPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        loaded_in_page(this.list, move |v| draw(v, acts))
    }
}

fn draw(v: UnitList, acts: Acts) -> AnyView {
    let lang = lang();
    let w = recommendation::words(lang);
    let unit = common::unit(lang, &v.unit);
    let article = (common::words(lang).article)("17");
    let open = is_open(&v.season, Phase::Recommendation, v.now);
    view! {
        {title(w.title)}
        <div class="wide stack">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <h1>{format!("{} · {unit}", w.title)}</h1>
            <p class="lede">{w.lede}" "<small>{article}</small></p>
            {phase_notice(&v.season, Phase::Recommendation, v.now)}
            <div class="cols">
                <div class="stack">
                    {figures(lang, &v)}
                    {ranking::ranking(lang, &v, open, acts)}
                    <h2>{w.list}</h2>
                    {list(lang, &v)}
                    {named_downloads("recommendation", "list", &["xlsx", "csv", "pdf"])}
                </div>
                <aside>{quota::sheet(lang, &v.quota)}</aside>
            </div>
        </div>
    }
    .into_any()
}

fn figures(lang: Lang, v: &UnitList) -> AnyView {
    let w = recommendation::words(lang);
    let waiting = v.rows.iter().filter(|r| r.stage == Stage::Submitted);
    let (all, written) = (waiting.clone().count(), waiting.filter(|r| r.opinion > 0).count());
    let (used, seats) = (v.quota.used(), v.quota.seats());
    let class = if used >= seats { "fig warn" } else { "fig" };
    view! {
        <div class="figures">
            <p class=class><b>{used}<small>{format!(" / {seats}")}</small></b><small>{w.seats_used}</small></p>
            <p class="fig"><b>{all}</b><small>{w.waiting}</small></p>
            <p class="fig"><b>{written}</b><small>{w.with_opinion}</small></p>
        </div>
    }
    .into_any()
}

/// What waits comes first, what waits longest before the rest; then what was recommended.
fn list(lang: Lang, v: &UnitList) -> AnyView {
    let w = recommendation::words(lang);
    if v.rows.is_empty() {
        return view! {
            <div class="empty">
                <h3>{w.empty}</h3>
                <p>{w.empty_text}</p>
                <p><a class="btn quiet" href="/eligibility">{common::words(lang).eligibility}</a></p>
            </div>
        }
        .into_any();
    }
    let mut rows: Vec<&UnitRow> = v.rows.iter().collect();
    rows.sort_by_key(|r| r.order());
    let facets = facets(lang, v, &rows);
    let columns = [w.reference, w.name, w.scope, w.size, w.stage, w.opinion, w.changed]
        .map(|name| Column { name, number: name == w.changed })
        .to_vec();
    let groups = Stage::ALL
        .into_iter()
        .filter(|s| v.rows.iter().any(|r| r.stage == *s))
        .map(|s| (s.code(), common::stage(lang, s)))
        .collect();
    let entries = rows.into_iter().map(|r| entry(lang, r)).collect();
    view! {
        <WorkList caption=w.list columns entries groups facets/>
        <p class="no-print"><a href="/recommendation/compare">{w.compare}</a></p>
    }
    .into_any()
}

/// Size, direction, order, opinion: what a unit sorts its candidates by.
fn facets(lang: Lang, v: &UnitList, rows: &[&UnitRow]) -> Vec<Facet> {
    let (w, c) = (recommendation::words(lang), common::words(lang));
    let named = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect()
    };
    let facet = |key, label, options, of: &dyn Fn(&UnitRow) -> &str| Facet {
        key,
        label,
        options,
        of: rows.iter().map(|r| of(r).to_owned()).collect(),
    };
    let directions = v
        .season
        .directions
        .iter()
        .map(|d| (d.code.clone(), lang.pick(d.zh.clone(), d.en.clone())))
        .collect();
    vec![
        facet("size", w.size, named(&[("sme", c.sme), ("large", w.large)]), &|r| {
            if r.sme { "sme" } else { "large" }
        }),
        facet("direction", w.direction, directions, &|r| r.direction.as_str()),
        facet("order", w.ranked, named(&[("yes", w.ranked_yes), ("no", w.ranked_no)]), &|r| {
            if r.place > 0 { "yes" } else { "no" }
        }),
        facet("opinion", w.opinion, named(&[("yes", w.opinion_yes), ("no", w.opinion_no)]), &|r| {
            if r.opinion > 0 { "yes" } else { "no" }
        }),
    ]
}

fn entry(lang: Lang, r: &UnitRow) -> Entry {
    let w = recommendation::words(lang);
    let text = if r.title.is_empty() { w.untitled.to_owned() } else { r.title.clone() };
    let size = if r.sme { ("tag done", common::words(lang).sme) } else { ("tag", w.large) };
    let opinion =
        if r.opinion > 0 { ("tag done", w.opinion_yes) } else { ("tag todo", w.opinion_no) };
    let place = Stage::ALL.iter().position(|s| *s == r.stage).unwrap_or(0);
    let scope = short_scope(lang, &r.scope);
    Entry {
        haystack: format!("{} {} {} {scope}", r.reference, text, r.org_name).to_lowercase(),
        group: r.stage.code(),
        values: vec![
            Value::Code(r.reference.clone()),
            Value::Link {
                href: format!("/recommendation/{}", r.id),
                text,
                note: r.org_name.clone(),
            },
            Value::Text(scope),
            Value::Tag { class: size.0, text: size.1, n: i64::from(!r.sme) },
            Value::Tag {
                class: stage_class(r.stage),
                text: common::stage(lang, r.stage),
                n: i64::try_from(place).unwrap_or(0),
            },
            Value::Tag { class: opinion.0, text: opinion.1, n: r.opinion },
            Value::Number { n: r.changed_at.0, text: r.changed_at.show_date() },
        ],
    }
}

/// `（四）中小企业…`: the number is that of Art. 10.
fn short_scope(lang: Lang, code: &str) -> String {
    let Some(name) = fields::choice(lang, Field::Scope, code) else {
        return code.to_owned();
    };
    let number = code.parse().map_or_else(|_| code.to_owned(), common::zh_number);
    lang.pick(format!("（{number}）{name}"), format!("({code}) {name}"))
}
