//! Checking a plaque (Art. 23): by its number, or by the code that leads here. For everybody, without an account and
//! without script; a number that is mistyped is told so, with what to look at.

use domain::title::Number;
use domain::views::title::{CorrectionLine, Found, TitleLine, Verification};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::register::{PATH as REGISTER, state};
use super::{api, correct};
use crate::error::Api;
use crate::locales::title::{self as local, words};
use crate::locales::{Lang, common, incident, lang, title_correction};
use crate::shell::Reader;
use crate::ui::form::{described, question};
use crate::ui::{crumbs, loaded, title};

/// Path of the page with the empty form; `?number=` asks.
pub const PATH: &str = "/title/verify";

/// Pages `/title/verify` and `/title/{number}`.
pub struct VerifyPage;

/// What the page is drawn from.
struct Begun {
    verification: Resource<Api<Verification>>,
}

impl Begun {
    fn new() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        let number = Memo::new(move |_| {
            let of_path = params.read().get("number");
            of_path.or_else(|| query.read().get("number")).unwrap_or_default()
        });
        Self { verification: Resource::new(move || number.get(), api::verify) }
    }
}

#[lazy_route]
impl LazyRoute for VerifyPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let office = use_context::<Reader>().is_some_and(|r| r.works_for_the_office());
        loaded(this.verification, move |v| draw(&v, office))
    }
}

fn draw(v: &Verification, office: bool) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let at = (w.checked)(&v.at.show_minute());
    let asked = match &v.found {
        Found::Nothing | Found::Slip { .. } => None,
        Found::Unknown { number } => Some(unknown(lang, number, &at)),
        Found::Title { line, corrections } => Some(known(lang, line, corrections, office, &at)),
        Found::Replaced { number, by, at: when, reason } => {
            Some(replaced(lang, (number, by), &when.show_date(), reason, &at))
        }
    };
    let slip = match &v.found {
        Found::Slip { slip } => Some(local::slip(lang, *slip)),
        _ => None,
    };
    let lede = asked.is_none().then(|| {
        view! { <p class="lede">{w.verify_lede}" "<small>{(common::words(lang).article)("23")}</small></p> }
    });
    let again = asked.is_some();
    // What stands in the form is what was typed, where it has to be mended.
    let typed = if again { String::new() } else { v.typed.clone() };
    view! {
        {title(w.verify)}
        <div class="narrow stack loose">
            <div class="stack">
                {crumbs(vec![
                    (REGISTER.to_owned(), w.register.to_owned()),
                    (String::new(), w.verify.to_owned()),
                ])}
                <h1>{w.verify}</h1>
                {lede}
                {asked}
            </div>
            {form(lang, again, typed, slip)}
            <p><a href=REGISTER>{w.register}</a></p>
        </div>
    }
    .into_any()
}

fn form(lang: Lang, again: bool, typed: String, slip: Option<String>) -> AnyView {
    let w = words(lang);
    let label = if again { w.another } else { w.verify_label };
    let wrong = slip.is_some();
    let alert = slip.as_ref().map(|text| view! { <p class="sr" role="alert">{text.clone()}</p> });
    let control = view! {
        <input
            id="number"
            name="number"
            value=typed
            required
            size="20"
            maxlength="60"
            inputmode="numeric"
            autocomplete="off"
            spellcheck="false"
            aria-invalid=wrong.then_some("true")
            aria-describedby=described("number", true, wrong)
        />
    }
    .into_any();
    view! {
        <form method="get" action=PATH class="form no-print" role="search">
            {alert}
            {question("number", label, w.verify_hint, slip, control)}
            <div class="actions"><button class="btn">{w.verify_act}</button></div>
        </form>
    }
    .into_any()
}

fn unknown(lang: Lang, number: &Number, at: &str) -> AnyView {
    let w = words(lang);
    view! {
        <section class="notice warn stack tight" aria-labelledby="result">
            <h2 id="result">{w.is_unknown}</h2>
            <p>{(w.unknown_text)(number)}</p>
            <p>{w.unknown_next}</p>
            <p class="soft">{at.to_owned()}</p>
        </section>
    }
    .into_any()
}

/// A number that was corrected: its title has another now.
fn replaced(
    lang: Lang,
    (number, by): (&Number, &Number),
    when: &str,
    reason: &str,
    at: &str,
) -> AnyView {
    let c = title_correction::words(lang);
    let href = format!("{REGISTER}/{by}");
    view! {
        <section class="notice warn stack tight" aria-labelledby="result">
            <h2 id="result">{c.replaced}</h2>
            <p>{(c.replaced_text)(number.as_str(), when)}" "<b class="code">{by.to_string()}</b></p>
            <p>{c.reason}{c.colon}<span lang="zh-CN">{reason.to_owned()}</span></p>
            <p><a href=href>{c.replaced_link}</a></p>
            <p class="soft">{at.to_owned()}</p>
        </section>
    }
    .into_any()
}

fn known(
    lang: Lang,
    l: &TitleLine,
    corrections: &[CorrectionLine],
    office: bool,
    at: &str,
) -> AnyView {
    let w = words(lang);
    let (class, head) = match &l.revoked {
        None => ("notice ok stack tight", w.is_valid),
        Some(_) => ("notice bad stack tight", w.is_revoked),
    };
    let stone = l.revoked.as_ref().map(|t| {
        let article = (common::words(lang).article)(&t.article);
        view! {
            <p>{(w.revoked_text)(&t.at.show_date(), &article)}</p>
            <p><b>{w.revoked_reason}</b>" "<span lang="zh-CN">{t.reason.clone()}</span></p>
        }
    });
    // Its own people have it among their titles.
    let certificate = (office && l.revoked.is_none() && l.granted_at.is_some())
        .then(|| certificate_link(lang, l));
    let i = incident::words(lang);
    let (href, name) = match &l.revoked {
        None => (format!("/incident/report?number={}", l.number), i.report_link),
        Some(_) => ("/revocation".to_owned(), i.revoked),
    };
    let c = title_correction::words(lang);
    let earlier = l.granted_at.is_none();
    let correct = (office && earlier).then(|| {
        view! { <p class="no-print"><a href=correct::path(l.number.as_str())>{c.title}</a></p> }
    });
    let no_reports = earlier.then(|| view! { <p class="soft">{c.no_reports}</p> });
    view! {
        <section class=class aria-labelledby="result">
            <h2 id="result">{head}</h2>
            {stone}
            <p class="soft">{at.to_owned()}</p>
        </section>
        {facts(lang, l)}
        {no_reports}
        {correct::history(lang, corrections)}
        {certificate}
        {correct}
        <p class="no-print"><a href=href>{name}</a></p>
    }
    .into_any()
}

/// The way to the certificate.
pub(super) fn certificate_link(lang: Lang, l: &TitleLine) -> AnyView {
    let href = format!("{REGISTER}/{}/certificate.pdf", l.number);
    view! { <p class="no-print"><a class="btn" href=href rel="external">{words(lang).certificate}</a></p> }
        .into_any()
}

/// All that everybody may know of a title.
pub(super) fn facts(lang: Lang, l: &TitleLine) -> AnyView {
    let w = words(lang);
    let line = |name: &'static str, value: String, zh: bool| {
        let lang_of = zh.then_some("zh-CN");
        view! { <div><dt>{name}</dt><dd lang=lang_of>{value}</dd></div> }
    };
    let uscc = (!l.uscc.is_empty()).then(|| line(w.uscc, l.uscc.clone(), false));
    let direction = l
        .direction
        .as_ref()
        .map(|d| line(w.direction, lang.pick(d.zh.clone(), d.en.clone()), d.zh == d.en));
    let granted = l.granted_at.map_or_else(|| w.earlier.to_owned(), |at| at.show_date());
    view! {
        <dl class="facts">
            <div><dt>{w.number}</dt><dd class="code">{l.number.to_string()}</dd></div>
            {line(w.organisation, l.organisation.clone(), true)}
            {uscc}
            {line(w.benchmark, l.benchmark.clone(), true)}
            {line(w.year, l.year().to_string(), false)}
            {line(w.category, local::category(lang, l.category).to_owned(), false)}
            {direction}
            {line(w.region, local::region(lang, &l.region), false)}
            {line(w.granted, granted, false)}
            <div><dt>{w.state}</dt><dd>{state(lang, l)}</dd></div>
        </dl>
    }
    .into_any()
}
