//! One session: its slots, who comes, who is there; for the Office the form that changes it.

use domain::defence::plan::{SessionForm, link};
use domain::ids::SessionId;
use domain::reason;
use domain::views::defence::SessionView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::page::{short, slips, state};
use super::panel::{session_fields, typed_form};
use super::slots::slots;
use crate::error::Api;
use crate::locales::{Lang, board, common, defence, lang, refusal};
use crate::ui::form::{Typed, described};
use crate::ui::{crumbs, loaded, title};

/// Page `/defence/session/:id`.
pub struct SessionPage;

/// What the page is drawn from.
struct Begun {
    session: Resource<Api<SessionView>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        let session = Resource::new(move || id.get(), |id| api::session(SessionId::from(id)));
        Self { session }
    }
}

#[lazy_route]
impl LazyRoute for SessionPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        loaded(Begun::new().session, |v| draw(&v))
    }
}

/// The room as it stands on pages: a link where it is one.
pub(super) fn place(room: &str) -> AnyView {
    let text = room.to_owned();
    match link(room) {
        Some(href) => {
            let href = href.to_owned();
            view! { <a class="wrap" href=href rel="noreferrer noopener external">{text}</a> }
                .into_any()
        }
        None => view! { <span>{text}</span> }.into_any(),
    }
}

fn draw(v: &SessionView) -> AnyView {
    let lang = lang();
    let w = defence::words(lang);
    let s = &v.line;
    let page = format!("/defence/session/{}", s.id);
    let typed = Typed::of(&page);
    let name = (w.session_of)(&s.starts.show_minute());
    let room = s.told.then(|| {
        let (href, screen) =
            (format!("/defence/room/{}", s.id), format!("/defence/room/{}?screen=1", s.id));
        view! {
            <p class="row">
                <a class="btn" href=href>{w.room_page}</a>
                <a href=screen>{w.screen}</a>
            </p>
        }
    });
    let people = s.experts.join(lang.pick("、", ", "));
    view! {
        {title(name.clone())}
        <div class="page stack loose">
            {crumbs(vec![("/defence".to_owned(), w.title.to_owned()), (String::new(), name.clone())])}
            <div class="stack tight">
                <h1>{name}</h1>
                <p class="row">{state(lang, s)}<span>{board::panel(lang, s.number, &s.zh, &s.en)}</span>
                    <small>{(common::words(lang).article)("20")}</small></p>
                <dl class="facts">
                    <div><dt>{w.when}</dt><dd>{format!("{}–{}", s.starts.show_minute(), s.ends.show_clock())}</dd></div>
                    <div><dt>{w.room}</dt><dd>{place(&s.room)}</dd></div>
                    <div><dt>{w.experts}</dt><dd>{people}</dd></div>
                </dl>
                {room}
            </div>
            {slips(lang, &typed)}
            {short(lang, std::slice::from_ref(s), v.least)}
            {slots(lang, v, &typed)}
            {v.form.as_ref().map(|form| change(lang, v, form, &page, &typed))}
        </div>
    }
    .into_any()
}

fn change(lang: Lang, v: &SessionView, form: &SessionForm, page: &str, typed: &Typed) -> AnyView {
    let w = defence::words(lang);
    let mine = typed.value("act") == "save";
    let form = if mine { typed_form(typed) } else { form.clone() };
    let wrong = |field: &str| typed.slip(field).filter(|_| mine).map(|r| refusal::refusal(lang, r));
    let fields = session_fields(lang, "s", &form, &v.members, wrong);
    let slip = wrong("reason");
    let bad = slip.is_some();
    let class = if bad { "q err" } else { "q" };
    let value = if mine { typed.value("reason") } else { String::new() };
    let reason = v.line.told.then(|| {
        view! {
            <div class=class>
                <label for="reason">{w.change_reason}</label>
                <p class="hint" id="reason-h">{w.change_reason_hint}</p>
                {slip.map(|text| view! { <p class="msg" id="reason-e">{text}</p> })}
                <input id="reason" name="reason" maxlength=reason::MAX.to_string() value=value
                    aria-invalid=bad.then_some("true") aria-describedby=described("reason", true, bad)/>
            </div>
        }
    });
    let begun = v.begun.then(|| view! { <p class="notice">{w.begun_text}</p> });
    let told = v.line.told.then(|| view! { <p class="soft">{w.change_text}</p> });
    let action = page.to_owned();
    let drop_at = page.to_owned();
    let drop = (!v.line.told).then(|| {
        view! {
            <form method="post" action=drop_at>
                <button class="btn danger" name="act" value="drop">{w.drop_session}</button>
            </form>
        }
    });
    view! {
        <section class="stack" aria-labelledby="change">
            <h2 id="change">{w.change}</h2>
            {begun}
            {told}
            <form method="post" action=action class="sheet pad" novalidate>
                {fields}
                {reason}
                <div class="actions"><button class="btn" name="act" value="save">{w.save}</button></div>
            </form>
            {drop}
        </section>
    }
    .into_any()
}
