//! The years whose working days are known (Art. 18, 21), and the import of a further one: pasted
//! or from a file, shown row by row and drawn as a year of months before it is taken over.

mod year;

use domain::facts::workdays::import::{Judged, Line, Mark, Sheet, read};
use domain::refusal::Refusal;
use domain::views::season::{KnownYear, Years};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::calendar::{self as local, words};
use crate::locales::{Lang, common, lang, plan, refusal};
use crate::ui::form::{Typed, described};
use crate::ui::framed::{self, Number, Text};
use crate::ui::{control, crumbs, loaded, title};

/// Path of the page.
pub const PATH: &str = "/season/calendar";

/// Page `/season/calendar`.
pub struct CalendarPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    years: Resource<Result<Years, ApiError>>,
}

impl Begun {
    fn new() -> Self {
        Self { years: Resource::new(|| (), |()| api::calendar_years()) }
    }
}

#[lazy_route]
impl LazyRoute for CalendarPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let done = use_query_map().read_untracked().get("done").unwrap_or_default();
        loaded(this.years, move |v| draw(v, &done))
    }
}

fn draw(v: Years, done: &str) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let articles = ["18", "21"].map(common::words(lang).article).join(lang.pick("、", ", "));
    let known = v.years.iter().any(|y| y.data.year.to_string() == done);
    let posted = !Typed::of(PATH).values.is_empty();
    let rows = v.years.iter().map(|y| known_year(lang, y)).collect_view();
    view! {
        {title(w.title)}
        <div class="wide stack loose">
            <div class="stack">
                {crumbs(vec![("/season".to_owned(), plan::words(lang).title.to_owned()), (String::new(), w.title.to_owned())])}
                <h1>{w.title}</h1>
                <p class="lede">{w.lede}" "<small>{articles}</small></p>
                {(known && !posted).then(|| view! { <p class="notice ok" role="status">{(w.done)(done)}</p> })}
            </div>
            <section class="stack" aria-labelledby="known">
                <h2 id="known">{w.known}</h2>
                <div class="sheet scroll" tabindex="0" role="region" aria-labelledby="known">
                    <table class="list">
                        <caption class="sr">{w.known}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{w.year}</th>
                                <th scope="col">{w.notice}</th>
                                <th scope="col" class="num">{w.workdays}</th>
                                <th scope="col">{w.origin}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
            {form(lang)}
        </div>
    }
    .into_any()
}

fn known_year(lang: Lang, y: &KnownYear) -> AnyView {
    let w = words(lang);
    let origin = match y.imported {
        None => w.shipped.to_owned(),
        Some(at) => (w.imported)(&at.show_date(), &y.reason),
    };
    let notice = y.data.notice.as_ref();
    // A notice has no other name than its Chinese one.
    let said =
        notice.map(|n| view! { <span lang="zh-CN">{n.title.clone()}" "{n.no.clone()}</span> });
    view! {
        <tr>
            <th scope="row">{y.data.year}</th>
            <td data-th=w.notice>{said}</td>
            <td class="num" data-th=w.workdays>{y.data.count_workdays()}</td>
            <td data-th=w.origin>{origin}</td>
        </tr>
    }
    .into_any()
}

fn form(lang: Lang) -> AnyView {
    let w = words(lang);
    let typed = Typed::of(PATH);
    let live = RwSignal::new(Sheet {
        year: typed.value("year"),
        title: typed.value("title"),
        no: typed.value("no"),
        date: typed.value("date"),
        text: typed.value("text"),
    });
    let slips: Vec<(String, String)> =
        typed.slips.iter().map(|(field, r)| (field.clone(), refusal::refusal(lang, r))).collect();
    let judged = Memo::new(move |_| live.with(read));
    let asked = !typed.slips.is_empty();
    let on_input = move |ev| {
        let Some((name, text)) = control::typed(&ev) else { return };
        live.update(|s| match name.as_str() {
            "year" => s.year = text,
            "title" => s.title = text,
            "no" => s.no = text,
            "date" => s.date = text,
            "text" => s.text = text,
            _ => {}
        });
    };
    let line = |id: &'static str, label: &'static str, hint: &'static str, size: &'static str| {
        let bad = typed.slip(id).is_some();
        let hinted =
            (!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{id}-h")>{hint}</p> });
        view! {
            <div class=if bad { "q err" } else { "q" }>
                <label for=id>{label}</label>
                {hinted}
                {typed.slip(id).map(|r| view! { <p class="msg" id=format!("{id}-e")>{refusal::refusal(lang, r)}</p> })}
                <input id=id name=id maxlength="100" size=size value=typed.value(id)
                    aria-invalid=bad.then_some("true") aria-describedby=described(id, !hint.is_empty(), bad)/>
            </div>
        }
        .into_any()
    };
    let file_wrong = typed.slip("file").map(|r: &Refusal| refusal::refusal(lang, r));
    view! {
        <section class="stack" aria-labelledby="import">
            <h2 id="import">{w.add}</h2>
            {crate::ui::form::summary(crate::locales::draft::words(lang).wrong, slips)}
            <form method="post" action=PATH enctype="multipart/form-data" class="editor" novalidate on:input=on_input>
                <div class="cols even">
                    {line("year", w.year, w.year_hint, "6")}
                    {line("title", w.notice_title, "", "30")}
                    {line("no", w.notice_no, "", "20")}
                    {line("date", w.notice_date, w.notice_date_hint, "12")}
                </div>
                <div class="q">
                    <label for="file">{w.file}</label>
                    <p class="hint" id="file-h">{w.file_hint}</p>
                    {file_wrong.map(|text| view! { <p class="msg">{text}</p> })}
                    <input id="file" name="file" type="file" accept=".xlsx,.csv,.txt" aria-describedby="file-h"/>
                </div>
                <p><button class="btn quiet" name="act" value="look">{w.look}</button></p>
                <div class="q">
                    <label for="text">{w.text}</label>
                    <p class="hint" id="text-h">{w.text_hint}</p>
                    <textarea id="text" name="text" rows="8" spellcheck="false" aria-describedby="text-h" inner_html=crate::ui::markup::area(&typed.value("text"))></textarea>
                </div>
                {line("reason", w.reason, w.reason_hint, "40")}
                {move || judged.with(|j| preview(lang, j, asked))}
                <div class="actions">
                    <button class="btn" name="act" value="take">{w.take}</button>
                    <a href="/season">{common::words(lang).back}</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// The year as it would be, judged by the code that decides on the server.
fn preview(lang: Lang, j: &Judged, asked: bool) -> AnyView {
    // Before anything is typed nothing is wrong.
    if j.lines.is_empty() && !asked {
        return ().into_any();
    }
    let w = words(lang);
    let whole = j.whole.iter().map(|x| view! { <li>{local::whole(lang, x)}</li> }).collect_view();
    let wrong = j.wrong().len();
    let sums = j.data.as_ref().map(|d| {
        let off =
            j.lines.iter().filter(|l| l.faults.is_empty() && l.mark == Some(Mark::Off)).count();
        (w.sums)(off, d.makeup_workdays.len(), d.count_workdays())
    });
    let rows = j.lines.iter().map(|l| row(lang, l)).collect_view();
    view! {
        <section class="stack" aria-labelledby="preview">
            <h3 id="preview">{w.preview}</h3>
            {(!j.whole.is_empty()).then(|| view! { <ul class="notice bad">{whole}</ul> })}
            {(wrong > 0).then(|| view! { <p class="notice bad" role="status">{(w.wrong)(wrong)}</p> })}
            {j.good().is_some().then(|| view! { <p class="notice ok" role="status">{sums.clone()}</p> })}
            {j.data.as_ref().map(|d| year::drawn(lang, d))}
            {(!j.lines.is_empty()).then(|| view! {
                <details class="more" open=wrong != 0>
                    <summary>{w.row}</summary>
                    {framed::table(w.preview, [Number(w.row), Text(w.date), Text(w.kind), Text(w.name), Text(w.verdict)], rows)}
                </details>
            })}
        </section>
    }
    .into_any()
}

fn row(lang: Lang, l: &Line) -> AnyView {
    let w = words(lang);
    let kind = l.mark.map(|m| if m == Mark::Off { w.off } else { w.worked });
    let (class, said) = if l.faults.is_empty() {
        ("tag done", w.fits.to_owned())
    } else {
        let all: Vec<String> = l.faults.iter().map(|f| local::fault(lang, f)).collect();
        ("tag bad", all.join(lang.pick("；", "; ")))
    };
    view! {
        <tr>
            <td class="num">{l.row}</td>
            <th scope="row">{l.written.clone()}</th>
            <td>{kind}</td>
            <td lang="zh-CN">{l.name.clone()}</td>
            <td><span class=class>{said}</span></td>
        </tr>
    }
    .into_any()
}
