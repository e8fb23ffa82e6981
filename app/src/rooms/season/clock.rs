//! The clock of a rehearsal.

use domain::stamp::{DAY, HOUR};
use domain::views::season::Rehearsed;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::clock::words;
use crate::locales::{common, lang, plan, refusal};
use crate::ui::form::{Typed, described};
use crate::ui::{crumbs, loaded, title};

/// Path of the page.
pub const PATH: &str = "/season/clock";

/// Page `/season/clock`.
pub struct ClockPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    rehearsed: Resource<Result<Rehearsed, ApiError>>,
}

impl Begun {
    fn new() -> Self {
        Self { rehearsed: Resource::new(|| (), |()| api::rehearsed()) }
    }
}

#[lazy_route]
impl LazyRoute for ClockPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        loaded(Begun::new().rehearsed, draw)
    }
}

fn draw(v: Rehearsed) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let typed = Typed::of(PATH);
    let wrong = typed.slip("to").map(|r| refusal::refusal(lang, r));
    let bad = wrong.is_some();
    let given = if bad { typed.value("to") } else { v.now.show_field() };
    let jumps = v.windows.iter().flat_map(|x| {
        let name = common::phase(lang, x.phase);
        let late = x.closes.plus(-HOUR);
        [
            (x.opens, (w.opens)(name, &x.opens.show_minute())),
            (late, (w.closes)(name, &late.show_minute())),
        ]
    });
    let jumps = jumps
        .filter(|(at, _)| *at > v.now)
        .map(|(at, said)| {
            view! { <p><button class="btn quiet small" name="to" value=at.show_field()>{said}</button></p> }
        })
        .collect_view();
    view! {
        {title(w.title)}
        <div class="page stack loose">
            {crumbs(vec![("/season".to_owned(), plan::words(lang).title.to_owned()), (String::new(), w.title.to_owned())])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}</p>
            <div class="next">
                <b>{(w.now)(&v.now.show_minute())}</b>
                <p>{(w.ahead)(v.ahead / DAY)}</p>
                <p>{(w.made)(&v.made_at.show_minute())}</p>
            </div>
            <form method="post" action=PATH class="sheet pad" novalidate>
                <div class=if bad { "q err" } else { "q" }>
                    <label for="to">{w.to}</label>
                    <p class="hint" id="to-h">{w.to_hint}</p>
                    {wrong.map(|text| view! { <p class="msg" id="to-e" role="alert">{text}</p> })}
                    <input id="to" name="to" type="datetime-local" step="1" size="20" value=given
                        aria-invalid=bad.then_some("true") aria-describedby=described("to", true, bad)/>
                </div>
                <div class="actions"><button class="btn">{w.set}</button></div>
            </form>
            <form method="post" action=PATH class="stack" aria-labelledby="jump">
                <h2 id="jump">{w.jump}</h2>
                <p class="soft">{w.jump_text}</p>
                {jumps}
            </form>
        </div>
    }
    .into_any()
}
