//! Forming the committee (Art. 12, 14): panels, draws from the pool that anybody can repeat, members.

use domain::committee::seating::{EN_MAX, SIZE_MAX, ZH_MAX};
use domain::views::seating::{DrawView, Drawing, PanelSeats};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api::seating as api;
use super::pool::committee_division;
use crate::error::ApiError;
use crate::locales::{Lang, committee, common, lang, pool, refusal, seating};
use crate::ui::act::successes;
use crate::ui::form::{Typed, described, question, summary};
use crate::ui::once::once_again;
use crate::ui::rows::rows;
use crate::ui::unfolded::unfolded;
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Path of the page, and of the form that adds a panel.
pub const PATH: &str = "/committee/draw";

/// Page `/committee/draw`. `?draw=…` shows one draw first.
pub struct DrawPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    drawing: Resource<Result<Drawing, ApiError>>,
    acts: Acts,
    shown: String,
}

#[derive(Clone, Copy)]
struct Acts {
    draw: ServerAction<api::DrawExperts>,
    seat: ServerAction<api::SeatDrawn>,
    dissolve: ServerAction<api::Dissolve>,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            draw: ServerAction::new(),
            seat: ServerAction::new(),
            dissolve: ServerAction::new(),
        };
        let done = [
            successes(acts.draw.value()),
            successes(acts.seat.value()),
            successes(acts.dissolve.value()),
        ];
        let shown = use_query_map().with_untracked(|q| q.get("draw").unwrap_or_default());
        let drawing = Resource::new(move || done.map(|d| d.get()), |_| api::drawing());
        Self { drawing, acts, shown }
    }
}

#[lazy_route]
impl LazyRoute for DrawPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let (acts, shown) = (this.acts, this.shown);
        loaded(this.drawing, move |v| draw(v, acts, &shown))
    }
}

fn draw(v: Drawing, acts: Acts, shown: &str) -> AnyView {
    let lang = lang();
    let w = seating::words(lang);
    let articles = ["12", "14"].map(common::words(lang).article).join(lang.pick("、", ", "));
    let panels = rows(v.panels.iter().map(|p| (p.id.to_string(), panel(lang, p, &v.draws, acts))));
    let none = v.panels.is_empty().then(|| view! { <div class="empty"><p>{w.no_panels}</p></div> });
    let all = v.draws.iter();
    let draws = rows(all.map(|d| (d.id.clone(), drawn(lang, d, &v.panels, shown, acts))));
    let undrawn = v.draws.is_empty().then(|| view! { <p class="soft">{w.no_draws}</p> });
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![
                ("/committee".to_owned(), committee::words(lang).title.to_owned()),
                (String::new(), w.title.to_owned()),
            ])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}" "<small>{articles}</small></p>
            <p class="row no-print">
                <a class="btn quiet" href=super::pool::PATH>{pool::words(lang).title}</a>
            </p>
            <RefusedBy value=acts.draw.value()/>
            <RefusedBy value=acts.seat.value()/>
            <RefusedBy value=acts.dissolve.value()/>
            <section class="stack" aria-labelledby="draws">
                <h2 id="draws">{w.draws}</h2>
                <p class="soft">{w.draws_text}</p>
                {undrawn}
                {draws}
            </section>
            <section class="stack" aria-labelledby="panels">
                <h2 id="panels">{w.panels}</h2>
                {none}
                {panels}
            </section>
            {form(lang)}
        </div>
    }
    .into_any()
}

/// The form of a new panel: posted to the address of this page.
fn form(lang: Lang) -> AnyView {
    let w = seating::words(lang);
    let typed = Typed::of(PATH);
    let names = [("zh", w.zh, ""), ("en", w.en, ""), ("fields", w.fields, w.fields_hint)];
    let slips = typed
        .slips
        .iter()
        .map(|(field, r)| {
            let said = refusal::refusal(lang, r);
            let name = names.iter().find(|n| n.0 == field).map(|n| n.1);
            let said = match name {
                Some(name) => lang.pick(format!("{name}：{said}"), format!("{name}: {said}")),
                None => said,
            };
            (field.clone(), said)
        })
        .collect();
    let questions = names
        .into_iter()
        .map(|(field, label, hint)| {
            let wrong = typed.slip(field).map(|r| refusal::refusal(lang, r));
            let invalid = wrong.is_some();
            let longest = match field {
                "zh" => ZH_MAX,
                "en" => EN_MAX,
                _ => 400,
            };
            let control = view! {
                <input
                    id=field
                    name=field
                    value=typed.value(field)
                    maxlength=longest.to_string()
                    required
                    autocomplete="off"
                    aria-invalid=invalid.then_some("true")
                    aria-describedby=described(field, !hint.is_empty(), invalid)
                />
            };
            question(field, label, hint, wrong, control.into_any())
        })
        .collect_view();
    view! {
        <form method="post" action=PATH class="sheet pad form" aria-labelledby="new-panel">
            {summary(pool::words(lang).wrong, slips)}
            <h2 id="new-panel">{w.new_panel}</h2>
            <p class="art">{(common::words(lang).article)("14")}</p>
            {once_again(&typed)}
            {questions}
            <div class="actions"><button class="btn">{w.form}</button></div>
        </form>
    }
    .into_any()
}

fn panel(lang: Lang, p: &PanelSeats, draws: &[DrawView], acts: Acts) -> AnyView {
    let w = seating::words(lang);
    let name = seating::panel(lang, p.number, &p.zh, &p.en);
    let known: Vec<String> = p.fields.iter().map(|f| committee_division(lang, f)).collect();
    let (head, caption) = (name.clone(), name.clone());
    let seats = (!p.seats.is_empty()).then(|| members(lang, p, caption));
    let (id, size) = (p.id.to_string(), format!("size-{}", p.number));
    let pending = acts.draw.pending();
    let seen = draws.iter().filter(|d| d.panel == p.id).count().to_string();
    let dissolve = p.seats.is_empty().then(|| {
        let (id, pending) = (p.id.to_string(), acts.dissolve.pending());
        view! {
            <ActionForm action=acts.dissolve>
                <input type="hidden" name="panel" value=id/>
                <button class="btn small quiet danger" aria-busy=move || pending.get().then_some("true")>{w.dissolve}</button>
            </ActionForm>
        }
    });
    view! {
        <section class="sheet pad stack tight">
            <h3>{head}</h3>
            <p class="soft">{known.join(lang.pick("、", "; "))}</p>
            {seats}
            <div class="row">
                <ActionForm action=acts.draw>
                    <input type="hidden" name="panel" value=id/>
                    <input type="hidden" name="seen" value=seen/>
                    <div class="field">
                        <label for=size.clone()>{w.size}</label>
                        <input id=size name="size" inputmode="numeric" size="3" maxlength="2" required placeholder=format!("1–{SIZE_MAX}")/>
                        <button class="btn small quiet" aria-busy=move || pending.get().then_some("true")>{w.draw}</button>
                    </div>
                </ActionForm>
                {dissolve}
            </div>
        </section>
    }
    .into_any()
}

fn members(lang: Lang, p: &PanelSeats, caption: String) -> AnyView {
    let (w, c) = (seating::words(lang), committee::words(lang));
    let region = caption.clone();
    let rows = p
        .seats
        .iter()
        .map(|s| {
            let lead = s.lead.then(|| view! { " " <span class="tag work">{w.lead}</span> });
            let (class, account) =
                if s.account { ("tag done", w.has_account) } else { ("tag todo", w.none_yet) };
            view! {
                <tr>
                    <td class="title" data-th=c.member>
                        <a href=format!("{}/{}", super::pool::PATH, s.expert)>{s.name.clone()}</a>
                        {lead}
                    </td>
                    <td data-th=c.employer>{s.employer.clone()}</td>
                    <td data-th=w.account_head><span class=class>{account}</span></td>
                    <td class="num" data-th=c.load>{s.assigned}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=region>
            <table class="list">
                <caption class="sr">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{c.member}</th>
                        <th scope="col">{c.employer}</th>
                        <th scope="col">{w.account_head}</th>
                        <th scope="col" class="num">{c.load}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A draw with what anybody needs to make it again.
fn drawn(lang: Lang, d: &DrawView, panels: &[PanelSeats], shown: &str, acts: Acts) -> AnyView {
    let w = seating::words(lang);
    let panel = panels.iter().find(|p| p.id == d.panel);
    let name = seating::panel(lang, d.number, &d.zh, &d.en);
    let led = panel.is_some_and(|p| p.seats.iter().any(|s| s.lead));
    let over = d.drawn.iter().any(|x| x.seated);
    let waits = d.seated.is_none() && !over && !d.closed;
    let (class, state) = match d.seated {
        Some(at) => ("tag done", (w.seated_at)(&at.show_minute())),
        None if d.closed => ("tag", w.dissolved.to_owned()),
        None if over => ("tag", w.over.to_owned()),
        None => ("tag todo", w.waits.to_owned()),
    };
    let (verified, verdict) =
        if d.repeats { ("tag done", w.repeats) } else { ("tag bad", w.differs) };
    let names = d
        .drawn
        .iter()
        .enumerate()
        .map(|(i, x)| {
            let id = x.id.to_string();
            let href = format!("{}/{id}", super::pool::PATH);
            let field = format!("lead-{}-{i}", d.id);
            let (label, first) = (field.clone(), i == 0);
            let choice = (waits && !led).then(|| {
                view! {
                    <label for=label>
                        <input id=field type="radio" name="lead" value=id checked=first/>
                        " " {w.lead}
                    </label>
                }
            });
            view! {
                <li>
                    <a href=href>{x.name.clone()}</a>
                    " " <span class="soft">{x.employer.clone()}</span> " " {choice}
                </li>
            }
        })
        .collect_view();
    let list = if waits {
        let (id, pending) = (d.id.clone(), acts.seat.pending());
        view! {
            <ActionForm action=acts.seat>
                <input type="hidden" name="draw" value=id/>
                <ol class="drawn">{names}</ol>
                <div class="actions">
                    <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.seat_all}</button>
                </div>
            </ActionForm>
        }
        .into_any()
    } else {
        view! { <ol class="drawn">{names}</ol> }.into_any()
    };
    let open = waits || shown == d.id;
    view! {
        <details class="sheet pad" {..unfolded(open)}>
            <summary>
                <b>{name}</b> " " {(w.drawn_of)(d.drawn.len(), d.candidates)} " "
                <span class=class>{state}</span> " " <span class=verified>{verdict}</span>
            </summary>
            <dl class="facts">
                <div><dt>{w.at}</dt><dd>{d.at.show_minute()}</dd></div>
                <div><dt>{w.seed}</dt><dd class="code">{d.seed}</dd></div>
                <div><dt>{w.digest}</dt><dd class="code digest">{d.sha256.clone()}</dd></div>
            </dl>
            {list}
        </details>
    }
    .into_any()
}
