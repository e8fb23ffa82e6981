//! The notice as the Office prepares, opens and extends it (Art. 21).

use domain::notice::EXTENSION_MAX;
use domain::reason;
use domain::refusal::Refusal;
use domain::season::edit::Part;
use domain::views::notice::{NoticeView, Preparation};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::calendar::drawn;
use super::{api, planning};
use crate::error::Api;
use crate::locales::notice::words;
use crate::locales::{Lang, common, draft, lang, refusal};
use crate::ui::act::successes;
use crate::ui::annex::{annex, document};
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Page `/notice/prepare`.
pub struct PreparePage;

/// What the page is drawn from.
struct Begun {
    preparation: Resource<Api<Preparation>>,
    acts: Acts,
}

/// What the Office does here.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    open: ServerAction<api::OpenNotice>,
    extend: ServerAction<api::ExtendNotice>,
    pub(super) plan: ServerAction<api::PlanNotice>,
    pub(super) drop: ServerAction<api::DropPlannedNotice>,
}

impl Acts {
    fn new() -> Self {
        Self {
            open: ServerAction::new(),
            extend: ServerAction::new(),
            plan: ServerAction::new(),
            drop: ServerAction::new(),
        }
    }
}

impl Begun {
    fn new() -> Self {
        let acts = Acts::new();
        let done = (
            successes(acts.open.value()),
            successes(acts.extend.value()),
            successes(acts.plan.value()),
            successes(acts.drop.value()),
        );
        let query = use_query_map();
        let at = Memo::new(move |_| query.read().get("at").unwrap_or_default());
        let preparation = Resource::new(
            move || (at.get(), done.0.get(), done.1.get(), done.2.get(), done.3.get()),
            |(at, ..)| api::preparation(at),
        );
        Self { preparation, acts }
    }
}

#[lazy_route]
impl LazyRoute for PreparePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.preparation, move |v| draw(&v, this.acts))
    }
}

fn draw(v: &Preparation, acts: Acts) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let body = match (&v.opened, &v.proposed) {
        (Some(opened), _) => running(lang, opened, acts.extend),
        (None, Some((proposed, sha256))) => preview(lang, v, proposed, sha256, acts),
        (None, None) => blocked(lang, v, acts),
    };
    view! {
        {title(w.prepare)}
        <div class="page stack loose">
            <div class="stack">
                {crumbs(vec![(String::new(), w.prepare.to_owned())])}
                <h1>{w.prepare}</h1>
                <p class="lede">{w.prepare_lede}" "<small>{(common::words(lang).article)("21")}</small></p>
                <p class="row">
                    <a href="/notice/objections">{(w.objections)(v.objections)}</a>
                    <a href="/announcement">{crate::locales::announcement::words(lang).title}</a>
                    <a href="/season/calendar">{w.calendar}</a>
                </p>
            </div>
            {body}
        </div>
    }
    .into_any()
}

/// Why nothing can be opened, and where to go for it.
fn blocked(lang: Lang, v: &Preparation, acts: Acts) -> AnyView {
    let w = words(lang);
    let import = matches!(v.refused, Some(Refusal::CalendarUnknown { .. }))
        .then(|| view! { <p><a class="btn quiet" href="/season/calendar">{w.calendar}</a></p> });
    let why = v.refused.as_ref().map(|r| view! { <p>{refusal::refusal(lang, r)}</p> });
    // What cannot be opened today may be for another day.
    let planned = v.planned.map(|at| planning::planned(lang, at, acts));
    let later = (!v.lines.is_empty()).then(|| planning::choose(lang, v));
    let list = (!v.lines.is_empty()).then(|| annex(lang, &v.lines, w.annex));
    view! {
        <section class="notice warn" aria-labelledby="cannot">
            <h2 id="cannot">{w.cannot}</h2>
            {why}
            {import}
        </section>
        {planned}
        {later}
        {list}
    }
    .into_any()
}

fn preview(lang: Lang, p: &Preparation, v: &NoticeView, sha256: &str, acts: Acts) -> AnyView {
    let w = words(lang);
    let publish = match (p.at, p.planned) {
        (Some(at), _) => planning::confirm(lang, at, sha256, acts),
        (None, Some(at)) => planning::planned(lang, at, acts),
        (None, None) => at_once(lang, sha256, acts),
    };
    view! {
        <section class="stack" aria-labelledby="preview">
            <h2 id="preview">{w.preview}</h2>
            <p class="soft">{w.edit_text}" "<a href=format!("/season/plan/{}/templates", v.year)>{draft::part(lang, Part::Templates)}</a></p>
            <article class="sheet pad stack">
                <h3 lang="zh-CN">{v.text.heading().to_owned()}</h3>
                {document(lang, &v.text, &v.lines, w.annex)}
            </article>
        </section>
        {drawn(lang, v)}
        {publish}
        {planning::choose(lang, p)}
    }
    .into_any()
}

fn at_once(lang: Lang, sha256: &str, acts: Acts) -> AnyView {
    let w = words(lang);
    let (seen, open) = (sha256.to_owned(), acts.open);
    let pending = open.pending();
    view! {
        <section class="stack tight" aria-labelledby="publish">
            <h2 id="publish">{w.publish}</h2>
            <p>{w.publish_text}</p>
            <RefusedBy value=open.value()/>
            <ActionForm action=open>
                <input type="hidden" name="seen" value=seen/>
                <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.publish}</button>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn running(lang: Lang, v: &NoticeView, extend: ServerAction<api::ExtendNotice>) -> AnyView {
    let w = words(lang);
    let end = v.ends_at.plus(-1).show_minute();
    let state = if v.is_open() { (w.open_until)(&end) } else { (w.over)(&end) };
    let form = v.is_open().then(|| extension(lang, v, extend));
    view! {
        <p class="notice ok">{state}" "<a href=format!("/notice/{}", v.year)>{w.public_page}</a></p>
        {drawn(lang, v)}
        {form}
    }
    .into_any()
}

fn extension(lang: Lang, v: &NoticeView, extend: ServerAction<api::ExtendNotice>) -> AnyView {
    let w = words(lang);
    let seen = v.ends_at.0.to_string();
    let pending = extend.pending();
    let max = EXTENSION_MAX.to_string();
    view! {
        <section class="stack tight" aria-labelledby="extend">
            <h2 id="extend">{w.extend}</h2>
            <p>{w.extend_text}</p>
            <RefusedBy value=extend.value()/>
            <ActionForm action=extend>
                <input type="hidden" name="seen" value=seen/>
                <div class="q">
                    <label for="extend-days">{w.extend_days}</label>
                    <input id="extend-days" name="days" type="number" min="1" max=max required class="short"/>
                </div>
                <div class="q">
                    <label for="extend-reason">{w.extend_reason}</label>
                    <p class="hint" id="extend-reason-h">{(w.extend_hint)(reason::TELLING, reason::MAX)}</p>
                    <textarea id="extend-reason" name="reason" rows="3" required maxlength=reason::MAX.to_string() aria-describedby="extend-reason-h"></textarea>
                </div>
                <div class="actions">
                    <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.extend}</button>
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}
