//! Seats out of a table: pasted from a spreadsheet or read from a file, shown row by row as they
//! would be, and taken over as a whole.

use domain::recommendation::Quota;
use domain::recommendation::import::{Fault, Line, NoTable, read};
use domain::views::season::Plan;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::{Lang, common, import, lang, plan};
use crate::ui::form::Typed;
use crate::ui::framed::{self, Number, Text};
use crate::ui::import::{self as ui, Names};
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Path of the page.
pub const PATH: &str = "/season/import";

/// Page `/season/import`.
pub struct ImportPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    plan: Resource<Result<Plan, ApiError>>,
    act: ServerAction<api::ImportQuotas>,
}

impl Begun {
    fn new() -> Self {
        Self { plan: Resource::new(|| (), |()| api::season_plan()), act: ServerAction::new() }
    }
}

#[lazy_route]
impl LazyRoute for ImportPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let act = this.act;
        loaded(this.plan, move |v| draw(v, act))
    }
}

fn draw(v: Plan, act: ServerAction<api::ImportQuotas>) -> AnyView {
    let lang = lang();
    let w = import::words(lang);
    let typed = Typed::of(PATH);
    let text = RwSignal::new(typed.value("text"));
    let quotas: Vec<(String, Quota)> = v.quotas;
    let preview = move || text.with(|t| preview(lang, t, &quotas));
    let given = text.get_untracked();
    let why = typed.value("reason");
    let p = plan::words(lang);
    let pending = act.pending();
    let names = Names {
        file: (w.file, w.file_hint),
        paste: (w.paste, w.paste_hint),
        look: w.look,
        take: w.take,
    };
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![
                ("/season".to_owned(), plan::words(lang).title.to_owned()),
                (String::new(), w.title.to_owned()),
            ])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("17")}</small></p>
            {ui::file(lang, PATH, &typed, &names)}
            <ActionForm action=act>
                {ui::pasted(&names, &given, move |pasted| text.set(pasted))}
                <RefusedBy value=act.value()/>
                {preview}
                <div class="q">
                    <label for="seats-reason">{p.reason}</label>
                    <p class="hint" id="seats-reason-h">{p.seats_reason}</p>
                    <input id="seats-reason" name="reason" maxlength=domain::reason::MAX.to_string() required value=why aria-describedby="seats-reason-h"/>
                </div>
                <div class="actions">
                    <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.take}</button>
                    <a href="/season">{common::words(lang).back}</a>
                </div>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// The table as it would be taken over, judged by the code that decides on the server.
fn preview(lang: Lang, text: &str, now: &[(String, Quota)]) -> AnyView {
    let w = import::words(lang);
    let lines = match read(text, now) {
        Ok(lines) => lines,
        Err(NoTable::Empty) => return ().into_any(),
        Err(why) => {
            let said = if why == NoTable::Heads { w.no_heads } else { w.too_long };
            return view! { <p class="notice warn" role="status">{said}</p> }.into_any();
        }
    };
    let wrong = lines.iter().filter(|l| !l.faults.is_empty()).count();
    let changed = lines.iter().filter(|l| l.faults.is_empty() && l.changes()).count();
    let p = plan::words(lang);
    let columns =
        [Number(w.row), Text(p.unit), Number(p.base), Number(p.sme_extra), Text(w.verdict)];
    let rows = lines.iter().map(|l| row(lang, l)).collect_view();
    let table = framed::table(w.preview, columns, rows);
    ui::preview((w.found)(lines.len(), changed, wrong), wrong > 0, table, None)
}

fn row(lang: Lang, l: &Line) -> AnyView {
    let w = import::words(lang);
    let name = l.unit.as_ref().map_or_else(|| l.written.clone(), |u| common::unit(lang, u));
    let seats = |before: i64, after: i64| {
        if before == after { after.to_string() } else { format!("{before} → {after}") }
    };
    let (class, said) = if !l.faults.is_empty() {
        let said: Vec<String> = l.faults.iter().map(|f| fault(lang, f)).collect();
        ("tag bad", said.join(lang.pick("；", "; ")))
    } else if l.changes() {
        ("tag done", w.changes.to_owned())
    } else {
        ("tag", w.same.to_owned())
    };
    view! {
        <tr>
            <td class="num">{l.row}</td>
            <th scope="row">{name}</th>
            <td class="num">{seats(l.before.base, l.after.base)}</td>
            <td class="num">{seats(l.before.sme_extra, l.after.sme_extra)}</td>
            <td><span class=class>{said}</span></td>
        </tr>
    }
    .into_any()
}

fn fault(lang: Lang, f: &Fault) -> String {
    let w = import::words(lang);
    match f {
        Fault::UnknownUnit => w.unknown_unit.to_owned(),
        Fault::Twice { row } => (w.twice)(*row),
        Fault::NoSeats { column } => (w.no_seats)(*column),
        Fault::Overdrawn => w.overdrawn.to_owned(),
    }
}
