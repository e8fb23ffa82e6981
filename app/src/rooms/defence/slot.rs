//! An applicant's own slot: when, where, how it goes, who comes, slides (Art. 20). A plain page, for phones and
//! without script.

use domain::defence::delegates::NAME_MAX;
use domain::ids::DossierId;
use domain::views::defence::{OwnDefence, OwnSlot};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::session::place;
use crate::error::Api;
use crate::locales::{Lang, common, defence, dossier, lang, refusal};
use crate::ui::form::{Typed, described};
use crate::ui::markup::area;
use crate::ui::slides::slides as links;
use crate::ui::{crumbs, loaded, title};

/// Page `/defence/slot/:id`.
pub struct SlotPage;

/// What the page is drawn from.
struct Begun {
    slot: Resource<Api<OwnDefence>>,
    done: Memo<bool>,
}

impl Begun {
    fn new() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        let done = Memo::new(move |_| query.read().get("done").is_some());
        let slot = Resource::new(move || id.get(), |id| api::slot(DossierId::from(id)));
        Self { slot, done }
    }
}

#[lazy_route]
impl LazyRoute for SlotPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let done = this.done;
        loaded(this.slot, move |v| draw(&v, done.get()))
    }
}

fn draw(v: &OwnDefence, done: bool) -> AnyView {
    let lang = lang();
    let w = defence::words(lang);
    let page = format!("/defence/slot/{}", v.dossier);
    let typed = Typed::of(&page);
    let general = typed.slip("").map(|r| {
        let said = refusal::refusal(lang, r);
        view! { <div class="notice bad" role="alert"><p>{said}</p></div> }
    });
    let body = match &v.slot {
        None => view! { <p class="notice">{w.not_told}</p> }.into_any(),
        Some(s) => told(lang, v, s, &page, &typed, done),
    };
    let of = format!("/application/{}", v.dossier);
    view! {
        {title(w.own_title)}
        <div class="narrow stack">
            {crumbs(vec![(of, v.reference.clone()), (String::new(), w.own_title.to_owned())])}
            <h1>{w.own_title}</h1>
            <p><span class="code">{v.reference.clone()}</span>" "{v.title.clone()}</p>
            {general}
            {body}
        </div>
    }
    .into_any()
}

fn told(lang: Lang, v: &OwnDefence, s: &OwnSlot, page: &str, typed: &Typed, done: bool) -> AnyView {
    let w = defence::words(lang);
    let when = format!("{}–{}", s.starts.show_minute(), s.ends.show_clock());
    let state = if s.cancelled.is_some() {
        view! { <p class="notice bad">{w.own_cancelled}</p> }.into_any()
    } else if let Some(at) = s.confirmed {
        let said = (w.own_confirmed)(&at.show_minute());
        let class = if done { "notice ok" } else { "notice" };
        view! { <p class=class role="status">{said}</p> }.into_any()
    } else if v.now >= s.starts {
        view! { <p class="notice">{w.own_over}</p> }.into_any()
    } else {
        view! { <p class="notice warn">{w.own_unconfirmed}</p> }.into_any()
    };
    let moved = (s.sequence > 0 && s.cancelled.is_none())
        .then(|| view! { <p class="soft">{w.own_moved}</p> });
    let ics = format!("{page}/slot.ics");
    let total = s.times.total();
    let parts = (w.minutes_map)(s.times.presentation, s.times.questions, s.times.closing);
    view! {
        {state}
        {moved}
        <dl class="facts">
            <div><dt>{w.when}</dt><dd><b>{when}</b>" "<small>{w.beijing}</small></dd></div>
            <div><dt>{w.room}</dt><dd>{place(&s.room)}</dd></div>
            <div><dt>{(w.minutes)(total)}</dt><dd>{parts}</dd></div>
        </dl>
        <p><a class="btn quiet" href=ics rel="external">{w.ics}</a></p>
        <div class="next"><b>{w.bring}</b><p>{w.bring_text}</p>
            <p class="soft">{(common::words(lang).article)("20")}</p></div>
        {confirm(lang, s, page, typed)}
        {slides(lang, s, page, typed)}
    }
    .into_any()
}

fn confirm(lang: Lang, s: &OwnSlot, page: &str, typed: &Typed) -> AnyView {
    let w = defence::words(lang);
    if !s.writes {
        let all = s.delegates.join(lang.pick("、", ", "));
        return (!s.delegates.is_empty())
            .then(|| view! { <p>{w.delegates}": "{all}</p> })
            .into_any();
    }
    let slip = typed.slip("delegates").map(|r| refusal::refusal(lang, r));
    let bad = slip.is_some();
    let value = if bad { typed.value("delegates") } else { s.delegates.join("\n") };
    let action = page.to_owned();
    let said = if s.confirmed.is_some() { w.confirm_again } else { w.confirm };
    view! {
        <section class="stack tight" id="confirm" aria-labelledby="confirm-t">
            <h2 id="confirm-t">{w.confirm_title}</h2>
            <form method="post" action=action novalidate>
                <div class=if bad { "q err" } else { "q" }>
                    <label for="delegates">{w.delegates}</label>
                    <p class="hint" id="delegates-h">{(w.delegates_hint)(s.delegates_max, NAME_MAX)}</p>
                    {slip.map(|text| view! { <p class="msg" id="delegates-e">{text}</p> })}
                    <textarea id="delegates" name="delegates" rows="5" required
                        aria-invalid=bad.then_some("true")
                        aria-describedby=described("delegates", true, bad) inner_html=area(&value)></textarea>
                </div>
                <div class="actions"><button class="btn" name="act" value="confirm">{said}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn slides(lang: Lang, s: &OwnSlot, page: &str, typed: &Typed) -> AnyView {
    let w = defence::words(lang);
    let slip = typed.slip("file").map(|r| refusal::refusal(lang, r));
    let bad = slip.is_some();
    let list = (!s.slides.is_empty()).then(|| links(lang, &s.slides));
    let remove = s
        .slides
        .iter()
        .filter(|_| s.writes)
        .map(|one| {
            let (action, file, named) = (page.to_owned(), one.id.to_string(), one.name.clone());
            view! {
                <form method="post" action=action>
                    <input type="hidden" name="file" value=file/>
                    <button class="btn quiet small" name="act" value="remove">{w.slides_remove}" "{named}</button>
                </form>
            }
        })
        .collect_view();
    let add = (s.writes && s.slides.len() < s.slides_max).then(|| {
        let action = page.to_owned();
        let hint = (w.slides_hint)(&dossier::bytes(s.file_max));
        view! {
            <form method="post" action=action enctype="multipart/form-data">
                <div class=if bad { "q err" } else { "q" }>
                    <label for="file">{w.slides_add}</label>
                    <p class="hint" id="file-h">{hint}</p>
                    {slip.map(|text| view! { <p class="msg" id="file-e">{text}</p> })}
                    <input id="file" name="file" type="file" required accept=".pdf,.pptx"
                        aria-invalid=bad.then_some("true") aria-describedby=described("file", true, bad)/>
                </div>
                <div class="actions"><button class="btn quiet">{w.slides_add}</button></div>
            </form>
        }
    });
    view! {
        <section class="stack tight" id="slides" aria-labelledby="slides-t">
            <h2 id="slides-t">{w.slides}</h2>
            {list}
            {remove}
            {add}
        </section>
    }
    .into_any()
}
