//! Print, sign, seal, scan; and whether a sealed print is of this dossier.

use domain::application::seal::{Match, SHORT};
use domain::views::application::FileView;
use domain::views::print::SealView;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::Api;
use crate::locales::{Lang, application, common, lang, print};
use crate::ui::{crumbs, loaded, title};

/// Page `/application/:id/seal`; `code` in the address is what was read off a print.
pub struct SealPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    seal: Resource<Api<SealView>>,
    code: Memo<String>,
}

impl Begun {
    fn new() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        let code = Memo::new(move |_| query.read().get("code").unwrap_or_default());
        let seal =
            Resource::new(move || (id.get(), code.get()), |(id, code)| api::seal(id.into(), code));
        Self { seal, code }
    }
}

#[lazy_route]
impl LazyRoute for SealPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let code = this.code;
        loaded(this.seal, move |v| drawn(&v, code.get_untracked()))
    }
}

fn drawn(v: &SealView, code: String) -> AnyView {
    let lang = lang();
    let (w, a) = (print::words(lang), application::words(lang));
    let home = format!("/application/{}", v.id);
    let name = if v.title.is_empty() { a.untitled.to_owned() } else { v.title.clone() };
    view! {
        {title(w.title)}
        <div class="page">
            {crumbs(vec![
                ("/application".into(), a.mine.into()),
                (home.clone(), a.dossier.into()),
                (String::new(), w.title.into()),
            ])}
            <div class="stack">
                <h1>{w.title}</h1>
                <p class="row">
                    <span>{name}</span>
                    <span class="soft">{a.reference} " " <span class="code">{v.reference.clone()}</span></span>
                </p>
                <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("16")}</small></p>
                {v.editable.then(|| steps(lang, v))}
                {(!v.editable).then(|| view! { <p class="row">{downloads(lang, v)}</p> })}
                {compare(lang, v, code)}
                {scans(lang, v)}
                <p><a href=home>{a.to_tasks}</a></p>
            </div>
        </div>
    }
    .into_any()
}

fn steps(lang: Lang, v: &SealView) -> AnyView {
    let w = print::words(lang);
    view! {
        <h2>{w.steps}</h2>
        <ol class="steps">
            <li>
                <b>{w.step_print}</b>
                <p>{w.step_print_text}</p>
                <p class="row">{downloads(lang, v)}</p>
            </li>
            <li><b>{w.step_sign}</b><p>{w.step_sign_text}</p></li>
            <li>
                <b>{w.step_scan}</b>
                <p>{w.step_scan_text}</p>
                <p><a href=format!("/application/{}/attachments#scan", v.id) rel="external">{w.to_scan}</a></p>
            </li>
            <li><b>{w.step_compare}</b><p>{w.compare_text}</p></li>
        </ol>
    }
    .into_any()
}

/// The PDF in the reader's language, and with labels in the other.
fn downloads(lang: Lang, v: &SealView) -> AnyView {
    let w = print::words(lang);
    let href = format!("/application/{}/dossier.pdf", v.id);
    let other = format!("{href}?lang={}", lang.pick("en", "zh"));
    view! {
        <a class="btn" href=href rel="external">{w.download}</a>
        <a href=other rel="external">{w.download_en}</a>
    }
    .into_any()
}

fn compare(lang: Lang, v: &SealView, code: String) -> AnyView {
    let w = print::words(lang);
    let action = format!("/application/{}/seal#compare", v.id);
    view! {
        <section class="stack" id="compare" aria-labelledby="compare-t">
            <h2 id="compare-t">{w.step_compare}</h2>
            <dl class="facts">
                <div>
                    <dt>{w.is_now}</dt>
                    <dd><code class="hash">{grouped(&v.fingerprint)}</code><br/><small>{w.fingerprint_note}</small></dd>
                </div>
                {v.frozen.as_ref().map(|f| view! {
                    <div><dt>{w.of_version}</dt><dd><code class="hash">{f.sha256.clone()}</code></dd></div>
                })}
            </dl>
            <form class="q" method="get" action=action>
                <label for="code">{w.typed}</label>
                <p class="hint" id="code-h">{w.typed_hint}</p>
                <input
                    type="text"
                    id="code"
                    name="code"
                    value=code
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="80"
                    aria-describedby="code-h"
                />
                <p><button class="btn quiet">{w.compare}</button></p>
            </form>
            {v.typed.map(|found| verdict(lang, found))}
        </section>
    }
    .into_any()
}

fn verdict(lang: Lang, found: Match) -> AnyView {
    let class = match found {
        Match::Equal => "notice ok",
        Match::Different => "notice bad",
        Match::Unreadable | Match::ByEye => "notice warn",
    };
    view! { <p class=class role="status">{print::outcome(lang, found)}</p> }.into_any()
}

fn scans(lang: Lang, v: &SealView) -> AnyView {
    let w = print::words(lang);
    if v.scans.is_empty() {
        return view! { <h2>{w.scans}</h2><p class="soft">{w.no_scan}</p> }.into_any();
    }
    let line = |(file, found): &(FileView, Match)| {
        view! {
            <li>
                <a href=format!("/files/{}", file.id) rel="external">{file.name.clone()}</a>
                {verdict(lang, *found)}
            </li>
        }
    };
    view! {
        <h2>{w.scans}</h2>
        <ul>{v.scans.iter().map(line).collect_view()}</ul>
    }
    .into_any()
}

/// The characters that are compared set apart, in groups of four, before the rest.
fn grouped(hash: &str) -> String {
    let chars: Vec<char> = hash.chars().collect();
    let (first, rest) = chars.split_at(SHORT.min(chars.len()));
    let mut groups: Vec<String> = first.chunks(4).map(|c| c.iter().collect()).collect();
    groups.push(rest.iter().collect());
    groups.join(" ")
}
