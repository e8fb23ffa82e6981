//! The heads of the journal, for everybody: what they are, the latest of them, and how to check one by hand.

use domain::heads::{Head, Heads, signed_text};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::error::Api;
use crate::locales::heads::words;
use crate::locales::{Lang, lang};
use crate::ui::{crumbs, loaded, title};

/// Heads the page shows; all of them are in the file.
const SHOWN: usize = 30;

/// Page `/journal/heads`.
pub struct HeadsPage;

/// What the page is drawn from.
struct Begun {
    heads: Resource<Api<Heads>>,
}

impl Begun {
    fn new() -> Self {
        Self { heads: Resource::new(|| (), |()| crate::corridor::api::heads()) }
    }
}

#[lazy_route]
impl LazyRoute for HeadsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let w = words(lang());
        view! {
            {title(w.title)}
            <div class="page stack loose">
                <div class="stack">
                    {crumbs(vec![(String::new(), w.title.into())])}
                    <h1>{w.title}</h1>
                    <p class="lede">{w.lede}</p>
                    <p>{w.keep}</p>
                </div>
                {loaded(this.heads, |heads| draw(lang(), &heads))}
            </div>
        }
        .into_any()
    }
}

fn draw(lang: Lang, heads: &Heads) -> AnyView {
    let w = words(lang);
    let files = view! {
        <p class="row no-print">
            <a class="btn quiet" href="/journal/heads.json" rel="external">{w.file}</a>
            <a href="/journal/heads.atom" rel="external">"Atom"</a>
        </p>
    };
    let Some(latest) = heads.heads.first() else {
        return view! { <p class="notice">{w.none}</p> }.into_any();
    };
    let rows = heads.heads.iter().take(SHOWN).map(row).collect_view();
    let more =
        (heads.heads.len() > SHOWN).then(|| view! { <p class="soft">{(w.latest)(SHOWN)}</p> });
    view! {
        {files}
        <div class="sheet">
            <table class="list">
                <caption class="sr">{w.title}</caption>
                <thead><tr><th scope="col">{w.day}</th><th scope="col">{w.head}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
        {by_hand(lang, latest, &heads.keys)}
    }
    .into_any()
}

fn row(h: &Head) -> AnyView {
    view! {
        <tr>
            <th scope="row"><time datetime=h.date.clone()>{h.date.clone()}</time></th>
            <td><code class="hash">{h.hash.clone()}</code></td>
        </tr>
    }
    .into_any()
}

/// How to check the latest with nothing but `openssl`.
fn by_hand(lang: Lang, h: &Head, keys: &[String]) -> AnyView {
    let w = words(lang);
    let text = signed_text(&h.date, &h.hash).replace('\n', "\\n");
    let commands = format!(
        "printf '{text}' > head.txt\nprintf '%s' '{}' | base64 -d > head.sig\n\
         openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in head.txt -sigfile head.sig",
        h.signature
    );
    let keys = keys.iter().map(|k| view! { <pre class="hash">{k.clone()}</pre> }).collect_view();
    view! {
        <section class="stack tight" aria-labelledby="by-hand">
            <h2 id="by-hand">{w.by_hand}</h2>
            <p>{(w.by_hand_text)(&h.date)}</p>
            {keys}
            <p>{w.fingerprint}" "<code class="hash">{h.key.clone()}</code></p>
            <pre class="hash">{commands}</pre>
            <p class="soft">{w.all}</p>
            <pre class="hash">"biaogan verify --heads heads.json"</pre>
        </section>
    }
    .into_any()
}
