//! A part of a season on a page of its own: a plain form, checked at every key by the code that
//! decides on the server. It is posted to its own address, so that what is refused is drawn again
//! with what was typed, and so are the buttons that add, move and take away rows.

mod adopted;
mod directions;
mod field;
mod rubric;
mod seats;
mod settings;
mod templates;
mod windows;

use domain::refusal::Refusal;
use domain::season::edit::{self, Faults, Form, Part, Stand};
use domain::season::rows;
use domain::views::season::Draft;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::draft::{named, year_asked};
use crate::error::ApiError;
use crate::locales::draft::{self as local, words};
use crate::locales::{Lang, common, lang, plan, refusal};
use crate::ui::control;
use crate::ui::form::{Typed, described};
use crate::ui::load::not_found;
use crate::ui::{crumbs, loaded, title};

/// Page `/season/plan/:year/:part`.
pub struct EditorPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    draft: Resource<Result<Draft, ApiError>>,
}

impl Begun {
    fn new() -> Self {
        let year = year_asked();
        Self { draft: Resource::new(move || year.get(), api::season_draft) }
    }
}

#[lazy_route]
impl LazyRoute for EditorPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let params = use_params_map();
        let saved = use_query_map().read_untracked().get("saved").is_some();
        loaded(this.draft, move |v| {
            let part = params.read_untracked().get("part");
            match part.as_deref().and_then(Part::from_code) {
                Some(part) => draw(v, part, saved),
                None => not_found(),
            }
        })
    }
}

/// What the fields of a form need.
#[derive(Clone)]
pub(super) struct Ctx {
    lang: Lang,
    /// What the form holds when it is drawn.
    given: Form,
    /// What it holds now.
    live: RwSignal<Form>,
    /// What is wrong with it now.
    faults: Memo<Faults>,
    /// Whether it was posted and refused: then blanks are faults as well.
    judged: bool,
    /// The button that was pressed last.
    pressed: String,
}

fn draw(v: Draft, part: Part, saved: bool) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let path = format!("/season/plan/{}/{}", v.season.year, part.code());
    let stored = if part == Part::Seats {
        rows::seats_form(&v.quotas)
    } else {
        edit::to_form(part, &v.season)
    };
    let base = edit::base(&stored);
    let typed = Typed::of(&path);
    let posted = !typed.values.is_empty();
    let (mut given, mut reason, mut pressed, mut from) =
        (stored.clone(), String::new(), String::new(), base);
    let mut stands = Vec::new();
    if posted {
        given = typed.values.clone();
        reason = given.remove("reason").unwrap_or_default();
        pressed = given.remove("act").unwrap_or_default();
        let before = given.remove("base");
        if typed.slips.iter().any(|s| matches!(s.1, Refusal::Stale { .. })) {
            // What somebody else has saved is shown here: what is saved next is saved over that.
            stands = differing(&stored, &given);
        } else {
            from = before.unwrap_or(from);
        }
    }
    let mut adopted = None;
    if part == Part::Limits && !posted {
        let asked = adopted::Asked::in_address();
        let filled = asked.fill(&v.season, &mut given, &mut reason);
        adopted = asked.told(lang, &v.season, &filled);
    }
    let live = RwSignal::new(given.clone());
    let judge = {
        let (season, quotas) = (v.season.clone(), v.quotas.clone());
        let stand = Stand { opened: v.opened, now: v.now };
        move |form: &Form| match part {
            Part::Seats => rows::seats(&quotas, form).err(),
            _ => edit::read(part, &season, form, stand).err(),
        }
    };
    let faults = Memo::new(move |_| live.with(&judge).unwrap_or_default());
    let judged = posted && !typed.slips.is_empty();
    let ctx = Ctx { lang, given, live, faults, judged, pressed };
    let body = match part {
        Part::Directions => directions::draw(&ctx),
        Part::Windows => windows::draw(&ctx, &v),
        Part::Written | Part::Defence => rubric::draw(&ctx),
        Part::Seats => seats::draw(&ctx, &v),
        Part::Limits => settings::draw(&ctx),
        Part::Templates => templates::draw(&ctx, &v),
    };
    let name = local::part(lang, part);
    let whole = named(lang, &v);
    let article = (common::words(lang).article)(part.article());
    let why = v.opened.then(|| why(lang, part, reason, &typed));
    let on_input = move |ev| {
        if let Some((name, text)) = control::typed(&ev)
            && name != "reason"
        {
            live.update(|f| drop(f.insert(name, text)));
        }
    };
    let wide = matches!(part, Part::Windows | Part::Seats | Part::Templates);
    view! {
        {title(format!("{name} · {whole}"))}
        <div class=if wide { "wide stack" } else { "page stack" }>
            {crumbs(vec![
                ("/season".to_owned(), plan::words(lang).title.to_owned()),
                (format!("/season/plan/{}", v.season.year), whole),
                (String::new(), name.to_owned()),
            ])}
            <h1>{name}</h1>
            <p class="lede">{if v.opened { w.running_text } else { w.planned_text }}" "<small>{article}</small></p>
            {(saved && !posted).then(|| view! { <p class="notice ok" role="status">{w.saved}</p> })}
            {adopted}
            {refused(&ctx, &typed, stands)}
            <form method="post" action=path class="editor" novalidate on:input=on_input>
                // Enter in a field saves, whatever button stands first.
                <button class="sr" name="act" value="save" tabindex="-1" aria-hidden="true">{w.save}</button>
                <input type="hidden" name="base" value=from/>
                {body}
                {why}
                <div class="actions">
                    <button class="btn" name="act" value="save">{w.save}</button>
                    <a href=format!("/season/plan/{}", v.season.year)>{common::words(lang).back}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// Fields that hold something else than what is stored, with that. Codes are the page's own.
fn differing(stored: &Form, given: &Form) -> Vec<(String, String)> {
    // Browsers send a line's end as they like it.
    let same = |now: &str, typed: &str| typed.replace('\r', "") == now.replace('\r', "");
    let holds = |key: &str, now: &str| given.get(key).is_some_and(|typed| same(now, typed));
    let other = stored.iter().filter(|(key, now)| !holds(key, now));
    let typed = other.filter(|(key, _)| !key.ends_with(".code"));
    typed.map(|(key, now)| (key.clone(), now.clone())).collect()
}

/// Why nothing was stored: first thing on the page, each line leading to its field. `stands` is what somebody else has
/// saved meanwhile, by its field.
fn refused(ctx: &Ctx, typed: &Typed, stands: Vec<(String, String)>) -> Option<AnyView> {
    if !ctx.judged {
        return None;
    }
    let lang = ctx.lang;
    let of_form =
        ctx.faults.get_untracked().into_iter().map(|(key, f)| (key, local::fault(lang, &f)));
    let others = typed.slips.iter().filter(|s| !matches!(s.1, Refusal::FormWrong { .. }));
    let others = others.map(|(key, r)| (key.clone(), refusal::refusal(lang, r)));
    let w = words(lang);
    let stands = stands.into_iter().map(|(key, now)| (key, (w.stored_now)(&now)));
    crate::ui::form::summary(w.wrong, others.chain(stands).chain(of_form).collect())
}

/// The reason a change of an open season needs.
fn why(lang: Lang, part: Part, given: String, typed: &Typed) -> AnyView {
    let w = words(lang);
    let wrong = typed.slip("reason").map(|r| refusal::refusal(lang, r));
    let hint = match part {
        Part::Seats | Part::Templates => w.reason_kept,
        _ => w.reason_public,
    };
    let bad = wrong.is_some();
    view! {
        <div class=if bad { "q err" } else { "q" }>
            <label for="reason">{w.reason}</label>
            <p class="hint" id="reason-h">{hint}</p>
            {wrong.map(|text| view! { <p class="msg" id="reason-e">{text}</p> })}
            <input
                id="reason"
                name="reason"
                maxlength=domain::reason::MAX.to_string()
                required
                value=given
                aria-invalid=bad.then_some("true")
                aria-describedby=described("reason", true, bad)
            />
        </div>
    }
    .into_any()
}
