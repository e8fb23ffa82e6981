//! The announcement as it is drawn up, approved by two persons of the association or given back, and released (Art. 22).

use domain::announcement::APPROVALS;
use domain::reason;
use domain::stamp::Stamp;
use domain::views::announcement::{AnnouncementView, Preparing};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::page::statistics;
use crate::error::Api;
use crate::locales::announcement::words;
use crate::locales::{Lang, common, lang, refusal};
use crate::ui::act::successes;
use crate::ui::annex::document;
use crate::ui::unfolded::refused;
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Page `/announcement`.
pub struct PreparingPage;

/// What can be done here.
#[derive(Clone, Copy)]
struct Acts {
    prepare: ServerAction<api::Prepare>,
    approve: ServerAction<api::Approve>,
    give_back: ServerAction<api::GiveBack>,
    release: ServerAction<api::Release>,
}

/// What the page is drawn from.
struct Begun {
    preparing: Resource<Api<Preparing>>,
    acts: Acts,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            prepare: ServerAction::new(),
            approve: ServerAction::new(),
            give_back: ServerAction::new(),
            release: ServerAction::new(),
        };
        let done = [
            successes(acts.prepare.value()),
            successes(acts.approve.value()),
            successes(acts.give_back.value()),
            successes(acts.release.value()),
        ];
        let preparing = Resource::new(move || done.map(|d| d.get()), |_| api::preparing());
        Self { preparing, acts }
    }
}

#[lazy_route]
impl LazyRoute for PreparingPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        loaded(this.preparing, move |v| draw(&v, acts))
    }
}

fn draw(v: &Preparing, acts: Acts) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let prepared = v.prepared.as_ref().map(|(a, sha256)| shown(lang, v, a, sha256, acts));
    let nothing = v.prepared.is_none().then(|| view! { <p class="empty">{w.nothing}</p> });
    view! {
        {title(w.prepare)}
        <div class="page stack loose">
            <div class="stack">
                {crumbs(vec![(String::new(), w.prepare.to_owned())])}
                <h1>{w.prepare}</h1>
                <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("22")}</small></p>
            </div>
            {prepared}
            {nothing}
            {drawing_up(lang, v, acts)}
        </div>
    }
    .into_any()
}

fn released(v: &Preparing) -> bool {
    v.prepared.as_ref().is_some_and(|(a, _)| a.released_at.is_some())
}

fn drawing_up(lang: Lang, v: &Preparing, acts: Acts) -> AnyView {
    let w = words(lang);
    if released(v) {
        return ().into_any();
    }
    if let Some(refused) = &v.refused {
        return view! {
            <section class="notice warn" aria-labelledby="cannot">
                <h2 id="cannot">{w.cannot}</h2>
                <p>{refusal::refusal(lang, refused)}</p>
            </section>
        }
        .into_any();
    }
    if !v.office {
        return ().into_any();
    }
    let label = if v.prepared.is_some() { w.again } else { w.draw_up };
    let pending = acts.prepare.pending();
    view! {
        <section class="stack tight" aria-labelledby="draw-up">
            <h2 id="draw-up">{w.draw_up}</h2>
            <p>{w.draw_up_text}</p>
            <RefusedBy value=acts.prepare.value()/>
            <ActionForm action=acts.prepare>
                <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{label}</button>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn shown(lang: Lang, v: &Preparing, a: &AnnouncementView, sha256: &str, acts: Acts) -> AnyView {
    let w = words(lang);
    let by = v.by.as_ref().map(|(name, at)| {
        view! { <li>{(w.prepared_by)(name, &at.show_minute())}</li> }
    });
    let approvals = v.approvals.iter().map(|(name, at)| {
        view! { <li>{(w.approved_by)(name, &at.show_minute())}</li> }
    });
    let approvals = approvals.collect_view();
    let returned = v.returned.as_ref().map(|(name, at, why)| returned(lang, name, *at, why));
    let waits = v.returned.is_none().then(|| {
        view! { <p>{(w.waits)(v.approvals.len(), APPROVALS)}</p> }
    });
    let letter = (!v.letter.is_empty()).then(|| letter(lang, &v.letter));
    let approve = v.approves.then(|| approving(lang, sha256, acts));
    let give_back = v.returns.then(|| giving_back(lang, sha256, acts));
    let outdated = v.outdated.as_ref().map(|why| {
        view! { <p class="notice warn" id="outdated">{refusal::refusal(lang, why)}</p> }
    });
    let releases = v.office && v.approved && v.outdated.is_none() && a.released_at.is_none();
    let release = releases.then(|| releasing(lang, acts));
    let done = a.released_at.is_some().then(|| {
        let href = format!("/announcement/{}", a.year);
        view! { <p class="notice ok">{w.released}" "<a href=href>{(w.link)(a.year)}</a></p> }
    });
    view! {
        {done}
        <article class="sheet pad stack">
            <h2 lang="zh-CN">{a.text.heading().to_owned()}</h2>
            {document(lang, &a.text, &a.lines, w.list)}
        </article>
        {statistics(lang, &a.statistics)}
        {letter}
        <section class="stack tight" aria-labelledby="approval">
            <h2 id="approval">{w.approve}</h2>
            <ul>{by}{approvals}</ul>
            {returned}
            {waits}
            <p class="soft">{w.digest}" "<code class="code wrap">{sha256.to_owned()}</code></p>
            {outdated}
            {approve}
            {give_back}
            {release}
        </section>
    }
    .into_any()
}

fn approving(lang: Lang, sha256: &str, acts: Acts) -> AnyView {
    let w = words(lang);
    let (seen, pending) = (sha256.to_owned(), acts.approve.pending());
    view! {
        <RefusedBy value=acts.approve.value()/>
        <ActionForm action=acts.approve>
            <input type="hidden" name="seen" value=seen/>
            <p class="hint">{w.approve_text}</p>
            <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.approve}</button>
        </ActionForm>
    }
    .into_any()
}

/// The letter as it will be sent to the first of the list: the letters are approved with it.
fn letter(lang: Lang, text: &str) -> AnyView {
    let w = words(lang);
    let paragraphs = text.lines().filter(|line| !line.trim().is_empty());
    let paragraphs = paragraphs.map(|line| view! { <p lang="zh-CN">{line.to_owned()}</p> });
    let paragraphs = paragraphs.collect_view();
    view! {
        <details class="more">
            <summary>{w.letter_draft}</summary>
            <p class="hint">{w.letter_draft_text}</p>
            <div class="stack tight">{paragraphs}</div>
        </details>
    }
    .into_any()
}

/// That it was given back, by whom and why.
fn returned(lang: Lang, name: &str, at: Stamp, why: &str) -> AnyView {
    let w = words(lang);
    let said = (w.returned_by)(name, &at.show_minute());
    view! {
        <div class="notice warn">
            <p>{said}</p>
            <p class="asked-why">{why.to_owned()}</p>
            <p>{w.returned_next}</p>
        </div>
    }
    .into_any()
}

fn giving_back(lang: Lang, sha256: &str, acts: Acts) -> AnyView {
    let w = words(lang);
    let (seen, pending) = (sha256.to_owned(), acts.give_back.pending());
    view! {
        <details class="more no-print" {..refused(acts.give_back.value())}>
            <summary>{w.give_back}</summary>
            <p>{w.give_back_text}</p>
            <RefusedBy value=acts.give_back.value()/>
            <ActionForm action=acts.give_back>
                <input type="hidden" name="seen" value=seen/>
                <div class="q">
                    <label for="give-back">{w.give_back_reason}</label>
                    <p class="hint" id="give-back-h">{(w.give_back_hint)(reason::TELLING, reason::MAX)}</p>
                    <textarea id="give-back" name="reason" rows="3" required maxlength=reason::MAX.to_string() aria-describedby="give-back-h"></textarea>
                </div>
                <div class="actions">
                    <button class="btn danger" aria-busy=move || pending.get().then_some("true")>{w.give_back}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}

fn releasing(lang: Lang, acts: Acts) -> AnyView {
    let w = words(lang);
    let pending = acts.release.pending();
    view! {
        <RefusedBy value=acts.release.value()/>
        <ActionForm action=acts.release>
            <p class="hint">{w.release_text}</p>
            <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.release}</button>
        </ActionForm>
    }
    .into_any()
}
