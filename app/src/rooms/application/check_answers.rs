//! All answers on one page, what is still wrong, and the button that submits (Art. 16).

use domain::application::page::Page;
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::views::application::DossierView;
use domain::views::flow::Present;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

use super::api;
use super::flow;
use super::parts::answers::answers;
use super::parts::deadline::deadline;
use super::parts::presence::{Presence, drawn_with, presence, writes};
use super::parts::sign_off::{SIGN_OFF, sign_off};
use super::parts::way;
use crate::error::Api;
use crate::locales::{Lang, application, fields, flow as words, lang, print};
use crate::ui::act::successes;
use crate::ui::{RefusedBy, control, crumbs, loaded, title};

/// Check your answers.
pub struct CheckPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    dossier: Resource<Api<Drawn>>,
    acts: Acts,
    here: Presence,
}

/// What the page is drawn from.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Drawn {
    dossier: DossierView,
    /// The link that was sent a moment ago from this browser.
    link: Option<flow::Link>,
    others: Vec<Present>,
}

/// What can be done here.
#[derive(Clone, Copy)]
struct Acts {
    submit: ServerAction<api::Submit>,
    ask: ServerAction<flow::SignOffAsk>,
    /// A link was sent a moment ago, and the page does not show it yet.
    sent: StoredValue<bool>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        let here = Presence::new(id, Memo::new(|_| String::new()));
        let ask = ServerAction::<flow::SignOffAsk>::new();
        let asked = successes(ask.value());
        let sent = StoredValue::new(false);
        Effect::new(move |_| sent.set_value(asked.get() > 0));
        // The signature is given elsewhere: what is heard of it shows here by itself.
        let writes = writes();
        let dossier = Resource::new(
            move || (id.get(), asked.get(), here.heard.get()),
            move |(id, _, _)| async move {
                let id = DossierId::from(id);
                let dossier = api::dossier(id.clone()).await?;
                // Without the link the page is still worth drawing.
                let link = match writes {
                    true => flow::sign_off_link(id.clone()).await.ok().flatten(),
                    false => None,
                };
                Ok(Drawn { dossier, link, others: drawn_with(id, writes).await })
            },
        );
        Self { dossier, acts: Acts { submit: ServerAction::new(), ask, sent }, here }
    }
}

#[lazy_route]
impl LazyRoute for CheckPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let (acts, here) = (this.acts, this.here);
        here.provide();
        loaded(this.dossier, move |d| drawn(d, acts, here))
    }
}

fn drawn(v: Drawn, acts: Acts, here: Presence) -> AnyView {
    // The form that was sent goes with its answer: whoever works by keys stays where that stands.
    if acts.sent.try_update_value(std::mem::take) == Some(true) {
        request_animation_frame(|| control::focus(SIGN_OFF));
    }
    let d = &v.dossier;
    let here = presence(here, v.others);
    let lang = lang();
    let w = application::words(lang);
    let draft = d.standing.stage() == Stage::Draft;
    let round = d.flow.correction.as_ref().filter(|_| d.standing.stage() == Stage::Correction);
    let open = draft || round.is_some();
    let wrong = d.owed();
    let home = format!("/application/{}", d.id);
    view! {
        {title(w.check)}
        <div class="page">
            {crumbs(vec![
                ("/application".into(), w.mine.into()),
                (home.clone(), w.dossier.into()),
                (String::new(), w.check.into()),
            ])}
            <div class="stack">
                {summary(lang, d, &wrong)}
                <h1>{w.check}</h1>
                <p class="lede">{if open { w.check_lede } else { w.submitted_notice }}</p>
                {here}
                {(draft && way::waits_for_all(d)).then(|| deadline(lang, &d.season, d.now))}
                {round.map(|r| way::correction(lang, d, r))}
                {Page::ALL
                    .into_iter()
                    .map(|p| answers(lang, d, p, d.editable && round.is_none_or(|r| r.opens_page(p))))
                    .collect_view()}
                {open.then(|| sign_off(lang, d, wrong.is_empty(), acts.ask, v.link.as_ref()))}
                {open.then(|| form(lang, d, &wrong, acts.submit))}
                <p class="row">
                    <a href=home.clone()>{w.to_tasks}</a>
                    <a href=format!("{home}/history")>{words::words(lang).history}</a>
                    <a href=format!("/application/{}/seal", d.id)>{print::words(lang).link}</a>
                    <a href=format!("/application/{}/dossier.pdf", d.id) rel="external">{w.dossier_pdf}</a>
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// What is wrong, page by page.
fn summary(lang: Lang, d: &DossierView, wrong: &[(Page, usize)]) -> AnyView {
    let w = application::words(lang);
    if wrong.is_empty() {
        return ().into_any();
    }
    let total = wrong.iter().map(|p| p.1).sum();
    let items = wrong
        .iter()
        .map(|(page, n)| {
            let href = format!("/application/{}/{}?check=1", d.id, page.code());
            let text = lang.pick(
                format!("{}：{}", fields::page(lang, *page), (w.page_problems)(*n)),
                format!("{}: {}", fields::page(lang, *page), (w.page_problems)(*n)),
            );
            view! { <li><a href=href rel="external">{text}</a></li> }
        })
        .collect_view();
    view! {
        <div class="sum" role="group" tabindex="-1" aria-labelledby="sum-h">
            <h2 id="sum-h">{(w.problems)(total)}</h2>
            <ul>{items}</ul>
        </div>
    }
    .into_any()
}

fn form(
    lang: Lang,
    d: &DossierView,
    wrong: &[(Page, usize)],
    submit: ServerAction<api::Submit>,
) -> AnyView {
    let w = application::words(lang);
    let f = words::words(lang);
    let (text, button) = match d.standing.stage() {
        Stage::Correction => (f.correction_submit_text, f.correction_submit),
        _ => (w.submit_text, w.submit),
    };
    let body = if !d.editable {
        view! { <p class="notice warn">{w.not_editable}</p> }.into_any()
    } else if wrong.is_empty() && d.flow.sign_off.settled() {
        let busy = submit.pending();
        let id = d.id.to_string();
        view! {
            <p>{text}</p>
            <ActionForm action=submit>
                <input type="hidden" name="id" value=id/>
                <button class="btn" aria-busy=move || busy.get().then_some("true")>{button}</button>
            </ActionForm>
        }
        .into_any()
    } else if wrong.is_empty() {
        view! { <p class="notice">{f.submit_after_sign}</p> }.into_any()
    } else {
        let n = wrong.iter().map(|p| p.1).sum();
        view! { <p class="notice bad">{(w.submit_not_yet)(wrong.len(), n)}</p> }.into_any()
    };
    view! {
        <section class="sheet pad stack">
            <h2>{w.submit_title}</h2>
            <RefusedBy value=submit.value()/>
            {body}
        </section>
    }
    .into_any()
}
