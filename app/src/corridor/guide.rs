//! The guide: every article, what it says, where it lives, how this year sets it.

use domain::season::Season;
use domain::views::Call;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::error::Api;
use crate::locales::guide::{self as local, CHAPTERS, Place, words};
use crate::locales::{Lang, common, fields, lang};
use crate::ui::{crumbs, loaded, title};

/// All articles on one page, each with its anchor (`#art-9`).
pub struct GuidePage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    call: Resource<Api<Call>>,
}

impl Begun {
    fn new() -> Self {
        Self { call: Resource::new(|| (), |()| crate::corridor::api::call()) }
    }
}

#[lazy_route]
impl LazyRoute for GuidePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let lang = lang();
        let w = words(lang);
        view! {
            {title(w.title)}
            <div class="page stack loose">
                <div class="stack">
                    {crumbs(vec![(String::new(), w.title.into())])}
                    <h1>{w.title}</h1>
                    <p class="lede">{w.lede}</p>
                </div>
                {loaded(this.call, move |call| chapters(lang, &call.season))}
            </div>
        }
        .into_any()
    }
}

fn chapters(lang: Lang, season: &Season) -> AnyView {
    let w = words(lang);
    let name = |c: &(&'static str, &'static str, u8, u8)| lang.pick(c.0, c.1);
    let contents = CHAPTERS
        .iter()
        .map(
            |c| view! { <li><a href=format!("#chapter-{}", c.2) rel="external">{name(c)}</a></li> },
        )
        .collect_view();
    view! {
        <div class="stack loose">
            <nav class="toc" aria-label=w.contents><ol>{contents}</ol></nav>
            {CHAPTERS.iter().map(|c| chapter(lang, name(c), c.2, c.3, season)).collect_view()}
        </div>
    }
    .into_any()
}

fn chapter(lang: Lang, name: &'static str, first: u8, last: u8, season: &Season) -> AnyView {
    let w = words(lang);
    let id = format!("chapter-{first}");
    view! {
        <section class="stack" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{name}</h2>
            <div class="sheet">
                <table class="list">
                    <caption class="sr">{name}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.article}</th>
                            <th scope="col">{w.meaning}</th>
                            <th scope="col">{w.place}</th>
                        </tr>
                    </thead>
                    <tbody>{(first..=last).map(|n| article(lang, n, season)).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn article(lang: Lang, number: u8, season: &Season) -> AnyView {
    let settings = local::settings(lang, number, season)
        .into_iter()
        .map(|text| view! { <p class="soft">{text}</p> })
        .collect_view();
    view! {
        <tr id=format!("art-{number}")>
            <th scope="row">{(common::words(lang).article)(&number.to_string())}</th>
            <td><div><p>{local::meaning(lang, number)}</p>{settings}</div></td>
            <td><div>{place(lang, number)} {parts(lang, number)} {outside(lang, number)}</div></td>
        </tr>
    }
    .into_any()
}

/// Pages of the dossier that rest on the article.
fn parts(lang: Lang, number: u8) -> Option<AnyView> {
    let names: Vec<&str> = local::parts(number).iter().map(|p| fields::page(lang, *p)).collect();
    (!names.is_empty()).then(|| {
        let text = (words(lang).parts)(&names.join(lang.pick("、", ", ")));
        view! { <p><small>{text}</small></p> }.into_any()
    })
}

/// What is not in the system.
fn outside(lang: Lang, number: u8) -> Option<AnyView> {
    let text = local::outside(lang, number);
    (!text.is_empty()).then(|| {
        view! { <p class="soft"><small>{words(lang).outside}{text}</small></p> }.into_any()
    })
}

fn place(lang: Lang, number: u8) -> AnyView {
    let w = words(lang);
    match local::place(number) {
        Place::Pages(pages) => pages
            .iter()
            .map(|(address, signed_in)| {
                let note = signed_in.then(|| view! { <small>" "{w.signed_in}</small> });
                view! { <p><a href=*address>{local::page(lang, address)}</a>{note}</p> }
            })
            .collect_view()
            .into_any(),
        Place::None => view! { <p class="soft">{w.no_screen}</p> }.into_any(),
    }
}
