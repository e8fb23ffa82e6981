//! The check of a blind review (Art. 15): where names of the applicant still stand in what experts
//! read, and what could not be read.

use domain::ids::DossierId;
use domain::review::traces::{Passage, Trace};
use domain::views::formality::{BlindReport, FoundAt};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::{Lang, blind, common, fields, formality, lang};
use crate::ui::framed::{self, Text};
use crate::ui::{crumbs, loaded, title};

/// Page `/formality/:id/blind`.
pub struct BlindPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    report: Resource<Result<BlindReport, ApiError>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let id = move || params.read().get("id").unwrap_or_default();
        Self { report: Resource::new(id, |id| api::blind_report(DossierId::from(id))) }
    }
}

#[lazy_route]
impl LazyRoute for BlindPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.report, draw)
    }
}

fn draw(v: BlindReport) -> AnyView {
    let lang = lang();
    let w = blind::words(lang);
    let back = format!("/formality/{}", v.id);
    let sought = v.sought.iter().map(|s| {
        view! { <div><dt>{blind::who(lang, s.who)}</dt><dd>{s.text.clone()}</dd></div> }
    });
    let sought = match v.sought.is_empty() {
        true => view! { <p class="soft">{w.nothing_sought}</p> }.into_any(),
        false => view! { <dl class="facts">{sought.collect_view()}</dl> }.into_any(),
    };
    let (found, unread) = (found(lang, &v), unread(lang, &v));
    view! {
        {title(format!("{} · {}", v.reference, w.title))}
        <div class="page stack">
            {crumbs(vec![
                ("/formality".to_owned(), formality::words(lang).title.to_owned()),
                (back.clone(), v.reference.clone()),
                (String::new(), w.title.to_owned()),
            ])}
            <div>
                <h1>{w.title}</h1>
                <p class="soft">{format!("{} · {}", v.reference, v.title)}</p>
                <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("15")}</small></p>
            </div>
            <section class="stack tight">
                <h2>{w.sought}</h2>
                {sought}
            </section>
            {found}
            {unread}
            <p class="soft">{(w.read)(v.read, v.withheld)}</p>
            <p><a href=back>{w.back}</a></p>
        </div>
    }
    .into_any()
}

fn found(lang: Lang, v: &BlindReport) -> AnyView {
    let w = blind::words(lang);
    if v.found.is_empty() {
        return view! { <div class="empty"><h2>{w.none}</h2><p>{w.none_text}</p></div> }.into_any();
    }
    let times = v.found.iter().flat_map(|f| &f.traces).map(|t| t.times).sum();
    let rows = v.found.iter().map(|f| row(lang, f)).collect_view();
    view! {
        <section class="stack tight">
            <h2>{(w.found)(v.found.len(), times)}</h2>
            {framed::table(w.caption, [Text(w.place), Text(w.what), Text(w.passages)], rows)}
        </section>
    }
    .into_any()
}

/// A place, with a row for each name that was found there.
fn row(lang: Lang, f: &FoundAt) -> AnyView {
    let w = blind::words(lang);
    let place = blind::place(lang, &f.place);
    let rows = f.traces.iter().map(|t| {
        let said = format!("{} · {}", blind::who(lang, t.who), (w.times)(t.times));
        view! {
            <tr>
                <td class="title" data-th=w.place>{place.clone()}</td>
                <td data-th=w.what>{said}</td>
                <td class="long" data-th=w.passages>{passages(lang, t)}</td>
            </tr>
        }
    });
    rows.collect_view().into_any()
}

fn passages(lang: Lang, t: &Trace) -> AnyView {
    let w = blind::words(lang);
    let lines = t.passages.iter().map(passage).collect_view();
    let rest = t.times.saturating_sub(t.passages.len());
    let more = (rest > 0).then(|| view! { <li class="soft">{(w.more)(rest)}</li> });
    view! { <ul class="bare">{lines}{more}</ul> }.into_any()
}

fn passage(p: &Passage) -> AnyView {
    let (before, after) = (format!("…{}", p.before), format!("{}…", p.after));
    view! { <li>{before}<mark>{p.found.clone()}</mark>{after}</li> }.into_any()
}

/// What was not read is said, not hidden.
fn unread(lang: Lang, v: &BlindReport) -> Option<AnyView> {
    let w = blind::words(lang);
    if v.unread.is_empty() {
        return None;
    }
    let between = lang.pick("；", "; ");
    let lines = v.unread.iter().map(|(file, why)| {
        let why: Vec<String> = why.iter().map(|u| blind::unread(lang, *u)).collect();
        let said = format!("{}{}{}", file.name, lang.pick("：", ": "), why.join(between));
        view! { <li>{said}" "<small class="soft">{fields::slot(lang, file.slot)}</small></li> }
    });
    let lines = lines.collect_view();
    let view = view! {
        <section class="notice warn">
            <h2>{w.unread}</h2>
            <p>{w.unread_text}</p>
            <ul>{lines}</ul>
        </section>
    };
    Some(view.into_any())
}
