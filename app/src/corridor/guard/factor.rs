//! One's own second step: setting it up with a QR code or by hand, confirming it, recovery codes,
//! another telephone, switching it off. Forms are posted to the page's own address; recovery codes
//! stand in the answer to the form that made them, and nowhere else.

use domain::guard::factor::State;
use domain::refusal::Refusal;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api::{self, Own};
use super::code::{digits, letters};
use crate::corridor::sign_in::on_this_site;
use crate::error::Api;
use crate::locales::factor::{Words, words};
use crate::locales::{Lang, account, lang, refusal};
use crate::ui::form::{Typed, question, secret, summary};
use crate::ui::qr::qr;
use crate::ui::{crumbs, loaded, title};

/// Path of the page and of what it posts to.
pub const PATH: &str = "/account/second-factor";
/// Of so few recovery codes their owner is warned.
const FEW: u32 = 3;

/// Page `/account/second-factor`.
pub struct FactorPage;

/// What the page is drawn from.
struct Begun {
    own: Resource<Api<Own>>,
    removed: bool,
    /// Where to go on to, once all is set up.
    next: String,
}

impl Begun {
    fn new() -> Self {
        let query = use_query_map();
        let removed = query.with_untracked(|q| q.get_str("done") == Some("removed"));
        let asked = query.with_untracked(|q| q.get("next")).filter(|n| on_this_site(n));
        let next = asked.unwrap_or_else(|| Typed::of(PATH).value("next"));
        Self { own: Resource::new(|| (), |()| api::factor()), removed, next }
    }
}

#[lazy_route]
impl LazyRoute for FactorPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let (removed, next) = (this.removed, this.next);
        loaded(this.own, move |own| draw(&own, removed, &next))
    }
}

fn draw(own: &Own, removed: bool, next: &str) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let typed = Typed::of(PATH);
    let codes = typed.value("codes");
    let slips: Vec<(String, String)> =
        typed.slips.iter().map(|(f, r)| (f.clone(), refusal::refusal(lang, r))).collect();
    let inner =
        if codes.is_empty() { state(lang, own, &typed, next) } else { fresh(w, &codes, next) };
    let waits = own.view.owed && own.view.state == State::None && codes.is_empty();
    view! {
        {title(w.title)}
        <div class="narrow">
            {crumbs(vec![
                ("/account".to_owned(), account::words(lang).title.to_owned()),
                (String::new(), w.title.to_owned()),
            ])}
            <div class="stack">
                <h1>{w.title}</h1>
                <p class="lede">{w.lede}</p>
                {removed.then(|| view! { <div class="notice ok" role="status"><p>{w.removed}</p></div> })}
                {summary(w.not_done, slips)}
                {waits.then(|| view! { <div class="notice warn"><p>{w.owed}</p></div> })}
                {inner}
            </div>
        </div>
    }
    .into_any()
}

fn state(lang: Lang, own: &Own, typed: &Typed, next: &str) -> AnyView {
    let w = words(lang);
    match &own.view.state {
        State::None => view! {
            <p>{w.none}</p>
            <p class="soft">{w.apps}</p>
            {begin(lang, typed, next, false)}
        }
        .into_any(),
        State::Pending { secret, .. } => pending(lang, own, secret, typed, next),
        State::Active { since, left } => {
            let few = *left <= FEW;
            let (since, left) = ((w.since)(&since.show_minute()), (w.left)(*left));
            view! {
                <p class="row"><span class="tag ok">{w.active}</span><span>{since}</span></p>
                <p>{left}</p>
                {few.then(|| view! { <p class="notice warn">{w.few}</p> })}
                {kept(lang, own.view.owed, typed)}
            }
            .into_any()
        }
    }
}

/// What may be done with a second step that is set up.
fn kept(lang: Lang, owed: bool, typed: &Typed) -> AnyView {
    let w = words(lang);
    let off = if owed {
        view! { <p class="soft">{w.kept}</p> }.into_any()
    } else {
        folded(lang, typed, Act::Remove)
    };
    view! {
        {folded(lang, typed, Act::Renew)}
        {folded(lang, typed, Act::Replace)}
        {off}
        <details class="more">
            <summary>{w.lost}</summary>
            <p>{w.lost_text}</p>
        </details>
    }
    .into_any()
}

/// What is confirmed with password and code.
#[derive(Clone, Copy)]
enum Act {
    Renew,
    Replace,
    Remove,
}

impl Act {
    /// Its code, and the names of its two fields: the page has several of them.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Act::Renew => ("codes", "codes-password", "codes-code"),
            Act::Replace => ("begin", "begin-password", "begin-code"),
            Act::Remove => ("remove", "remove-password", "remove-code"),
        }
    }
}

fn folded(lang: Lang, typed: &Typed, act: Act) -> AnyView {
    let w = words(lang);
    let (name, password, code) = act.names();
    let (heading, text, button) = match act {
        Act::Renew => (w.renew, w.renew_text, w.renew_button),
        Act::Replace => (w.replace, w.replace_text, w.replace_button),
        Act::Remove => (w.remove, w.remove_text, w.remove_button),
    };
    let told = |field: &str| typed.slip(field).map(|r| refusal::refusal(lang, r));
    let (wrong_password, wrong_code) = (told(password), told(code));
    let open = typed.value("act") == name;
    let codes = letters(code, wrong_code.is_some());
    view! {
        <details class="more no-print" open=open>
            <summary>{heading}</summary>
            <p>{text}</p>
            <form class="form" method="post" action=PATH>
                <input type="hidden" name="act" value=name/>
                {question(password, w.password, "", wrong_password, secret(password, "password", "current-password", None, None))}
                {question(code, w.any_code, w.any_code_hint, wrong_code, codes)}
                <div class="actions"><button class="btn quiet">{button}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// The button that makes a secret where there is none.
fn begin(lang: Lang, typed: &Typed, next: &str, again: bool) -> AnyView {
    let w = words(lang);
    let wrong = typed.slip("begin-password").map(|r| refusal::refusal(lang, r));
    let button = if again { w.restart } else { w.begin };
    let class = if again { "btn quiet" } else { "btn" };
    view! {
        <form class="form" method="post" action=PATH>
            <input type="hidden" name="act" value="begin"/>
            <input type="hidden" name="next" value=next.to_owned()/>
            {question("begin-password", w.password, "", wrong, secret("begin-password", "password", "current-password", None, None))}
            <div class="actions"><button class=class>{button}</button></div>
        </form>
    }
    .into_any()
}

/// A secret that waits for its first code.
fn pending(lang: Lang, own: &Own, secret: &str, typed: &Typed, next: &str) -> AnyView {
    let w = words(lang);
    let groups: Vec<&str> = (0..secret.len())
        .step_by(4)
        .filter_map(|i| secret.get(i..(i + 4).min(secret.len())))
        .collect();
    let groups = groups.join(" ");
    let wrong = typed.slip("code").map(|r| refusal::refusal(lang, r));
    let code = digits("code", wrong.is_some());
    let over = typed.slips.iter().any(|s| s.1 == Refusal::NothingPending);
    let picture = own.qr.as_ref();
    let restart = if own.view.replaces {
        folded(lang, typed, Act::Replace)
    } else {
        let inner = begin(lang, typed, next, true);
        view! {
            <details class="more" open=over>
                <summary>{w.restart}</summary>
                {inner}
            </details>
        }
        .into_any()
    };
    view! {
        <section class="stack tight" aria-labelledby="scan">
            <h2 id="scan">{w.scan}</h2>
            <p>{w.scan_text}</p>
            {picture.map(|p| qr(p, w.qr))}
            <p>{w.secret}</p>
            <p><code class="code secret">{groups}</code></p>
            <p class="soft">{w.secret_text}</p>
        </section>
        <section class="stack tight" aria-labelledby="confirm">
            <h2 id="confirm">{w.confirm}</h2>
            <p>{w.confirm_text}</p>
            <form class="form" method="post" action=PATH>
                <input type="hidden" name="act" value="confirm"/>
                <input type="hidden" name="next" value=next.to_owned()/>
                {question("code", w.code, w.code_hint, wrong, code)}
                <div class="actions"><button class="btn">{w.confirm_button}</button></div>
            </form>
        </section>
        {restart}
    }
    .into_any()
}

/// Recovery codes, this once.
fn fresh(w: &'static Words, codes: &str, next: &str) -> AnyView {
    let next = if on_this_site(next) { next.to_owned() } else { "/account".to_owned() };
    let items = codes
        .split_whitespace()
        .map(|c| view! { <li><code class="code">{c.to_owned()}</code></li> })
        .collect_view();
    view! {
        <section class="sheet pad stack tight" aria-labelledby="codes">
            <h2 id="codes">{w.codes}</h2>
            <p>{w.codes_text}</p>
            <ol class="recovery">{items}</ol>
            <p class="soft no-print">{w.codes_print}</p>
        </section>
        <p class="no-print"><a class="btn" href=next rel="external">{w.go_on}</a></p>
    }
    .into_any()
}
