//! Begins a dossier, with what the eligibility page was told (Art. 16).

use domain::application::eligibility::carry_over;
use domain::application::field::{Field, Kind};
use domain::application::{Answers, answer, finance};
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::season::{Phase, Season};
use domain::views::Call;
use domain::views::application::Mine;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::eligibility::answers_in_address;
use crate::error::Api;
use crate::locales::eligibility::{Words, article, words};
use crate::locales::{Lang, common, fields, lang, refusal, season};
use crate::shell::Reader;
use crate::ui::{RefusedBy, address, crumbs, loaded, title};

/// The page between the eligibility page and the dossier.
pub struct StartPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    told: Answers,
    reader: Reader,
    season: Resource<Api<(Call, Option<Mine>)>>,
}

impl Begun {
    fn new() -> Self {
        let reader = use_context::<Reader>().unwrap_or_default();
        let applicant = writes(&reader);
        // Asked only for those who can have a dossier, so that nobody else is sent an error.
        let season = Resource::new(
            || (),
            move |()| async move {
                let call = crate::corridor::api::call().await?;
                let mine = if applicant { Some(api::mine().await?) } else { None };
                Ok((call, mine))
            },
        );
        Self { told: answers_in_address(), reader, season }
    }
}

#[lazy_route]
impl LazyRoute for StartPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let w = words(lang());
        let (told, reader) = (this.told, this.reader);
        view! {
            {title(w.start_title)}
            <div class="narrow stack">
                {crumbs(vec![
                    (address::with_answers("/eligibility", &told), w.title.into()),
                    (String::new(), w.start_title.into()),
                ])}
                <h1>{w.start_title}</h1>
                {loaded(this.season, move |(call, mine)| draw(&call.season, &told, &reader, mine.as_ref()))}
            </div>
        }
        .into_any()
    }
}

/// Whether the reader belongs to an organisation.
fn writes(reader: &Reader) -> bool {
    reader.me.as_ref().is_some_and(|me| me.grants.iter().any(|g| Role::WITHIN.contains(&g.role)))
}

fn draw(season: &Season, told: &Answers, reader: &Reader, mine: Option<&Mine>) -> AnyView {
    let lang = lang();
    let w = words(lang);
    if let Some(card) = mine.and_then(|m| m.cards.first()) {
        return view! {
            <div class="notice">
                <p>{w.have_one}</p>
                <p>{w.one_only}" "<small>{article(lang, "17")}</small></p>
            </div>
            <p><a class="btn" href=format!("/application/{}", card.id)>{w.go_on}</a></p>
        }
        .into_any();
    }
    let carried = carry_over(told);
    view! {
        {flowing(lang, season, &carried, told)}
        {match (mine, reader.me.is_some()) {
            (Some(mine), _) => begin(lang, w, &carried, mine),
            (None, false) => account_needed(w, told),
            (None, true) => wrong_account(w),
        }}
    }
    .into_any()
}

/// What goes on into the dossier, in words.
fn flowing(lang: Lang, season: &Season, carried: &Answers, told: &Answers) -> AnyView {
    let w = words(lang);
    let rows = Field::ALL
        .iter()
        .filter(|f| !answer(carried, f.key()).is_empty())
        .map(|f| view! { <div><dt>{fields::place(lang, f.key(), season)}</dt><dd>{shown(lang, *f, carried)}</dd></div> })
        .collect_view();
    if rows.is_empty() {
        return view! {
            <p class="lede">{w.nothing_flows}</p>
            <p><a href="/eligibility">{w.title}</a></p>
        }
        .into_any();
    }
    view! {
        <p class="lede">{w.start_lede}</p>
        <section class="sheet pad stack tight" aria-labelledby="flows">
            <h2 id="flows">{w.flows}</h2>
            <dl class="facts">{rows}</dl>
            <p><a href=address::with_answers("/eligibility", told)>{w.change}</a></p>
        </section>
    }
    .into_any()
}

/// An answer as people read it: codes by name, amounts with their unit.
fn shown(lang: Lang, field: Field, answers: &Answers) -> String {
    let text = answer(answers, field.key());
    match field.kind() {
        Kind::Region => domain::facts::units::unit(text)
            .and_then(|u| lang.pick(u.region_zh.clone(), u.region_en.clone()))
            .unwrap_or_else(|| text.to_owned()),
        Kind::Unit => common::unit(lang, text),
        Kind::Money => {
            let c = common::words(lang);
            let unit = match finance::unit_of(answers, field) {
                domain::facts::numbers::MoneyUnit::Wan => c.wan,
                domain::facts::numbers::MoneyUnit::Yi => c.yi,
            };
            lang.pick(format!("{text} {unit}"), format!("{text} × {unit}"))
        }
        _ => text.to_owned(),
    }
}

fn begin(lang: Lang, w: &'static Words, carried: &Answers, mine: &Mine) -> AnyView {
    let me = use_context::<Reader>().and_then(|r| r.me);
    if !me.is_some_and(|me| me.grants.iter().any(|g| g.role.writes())) {
        let refused = refusal::refusal(lang, &Refusal::ReadersOnly);
        return view! { <p class="notice warn">{refused}</p> }.into_any();
    }
    if let Err(refused) = mine.season.require_open(Phase::Application, mine.now) {
        return view! { <p class="notice warn">{refusal::refusal(lang, &refused)}</p> }.into_any();
    }
    let closes = mine
        .season
        .window(Phase::Application)
        .map(|x| season::closing(lang, x.closes, mine.season.year));
    let action = ServerAction::<api::Start>::new();
    let hidden = carried
        .iter()
        .map(|(key, value)| view! { <input type="hidden" name=format!("told[{key}]") value=value.clone()/> })
        .collect_view();
    view! {
        <RefusedBy value=action.value()/>
        <p>
            {closes.map(|at| (w.deadline)(&at))}" "{w.one_only}" "<small>{article(lang, "16")}" "{article(lang, "17")}</small>
        </p>
        <ActionForm action=action>
            {hidden}
            <p class="actions"><button class="btn">{w.begin}</button></p>
        </ActionForm>
    }
    .into_any()
}

fn account_needed(w: &Words, told: &Answers) -> AnyView {
    let c = common::words(lang());
    let here = address::with_answers("/application/start", told);
    view! {
        <section class="stack tight" aria-labelledby="account">
            <h2 id="account">{w.account_needed}</h2>
            <p>{w.account_text}</p>
            <p class="row">
                <a class="btn" href=address::register(&here) rel="external">{c.register}</a>
                <a class="btn quiet" href=address::sign_in(&here) rel="external">{c.sign_in}</a>
            </p>
        </section>
    }
    .into_any()
}

fn wrong_account(w: &Words) -> AnyView {
    view! {
        <div class="notice warn">
            <h2>{w.wrong_account}</h2>
            <p>{w.wrong_account_text}</p>
        </div>
    }
    .into_any()
}
