//! One expert of the pool (Art. 11): particulars, status, seasons served. `new` adds one.

use domain::committee::pool::{Column, Status};
use domain::facts::units;
use domain::views::pool::{ExpertView, Served};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::api::{pool as api, seating};
use super::engagement::engagement;
use super::kept_from::kept_from;
use super::standing_down::standing_down;
use crate::error::ApiError;
use crate::locales::{Lang, committee, common, lang, pool, refusal};
use crate::ui::act::successes;
use crate::ui::form::{Typed, described, question, summary};
use crate::ui::framed::{self, Number, Text};
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Page `/committee/experts/:id`.
pub struct ExpertPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    expert: Resource<Result<ExpertView, ApiError>>,
    acts: Acts,
    /// What was done last, as the address has it.
    done: Memo<String>,
}

/// What can be done with an expert.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    rest: ServerAction<api::RestExpert>,
    pub(super) seat: ServerAction<seating::SeatExpert>,
    pub(super) release: ServerAction<seating::ReleaseExpert>,
    pub(super) lead: ServerAction<seating::MoveLead>,
    pub(super) down: ServerAction<seating::StandDown>,
    pub(super) up: ServerAction<seating::StandUp>,
    pub(super) head: ServerAction<seating::AppointHead>,
    pub(super) conflict: ServerAction<super::api::Conflict>,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            rest: ServerAction::new(),
            seat: ServerAction::new(),
            release: ServerAction::new(),
            lead: ServerAction::new(),
            down: ServerAction::new(),
            up: ServerAction::new(),
            head: ServerAction::new(),
            conflict: ServerAction::new(),
        };
        let done = [
            successes(acts.rest.value()),
            successes(acts.seat.value()),
            successes(acts.release.value()),
            successes(acts.lead.value()),
            successes(acts.down.value()),
            successes(acts.up.value()),
            successes(acts.head.value()),
            successes(acts.conflict.value()),
        ];
        let done = move || done.map(|d| d.get());
        let params = use_params_map();
        let id = move || params.read().get("id").unwrap_or_default();
        let expert = Resource::new(move || (id(), done()), |(id, _)| api::expert(id.into()));
        let query = use_query_map();
        let done = Memo::new(move |_| query.read().get("done").unwrap_or_default());
        Self { expert, acts, done }
    }
}

#[lazy_route]
impl LazyRoute for ExpertPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let (acts, done) = (this.acts, this.done);
        loaded(this.expert, move |v| draw(v, acts, &done.get()))
    }
}

fn draw(v: ExpertView, acts: Acts, done: &str) -> AnyView {
    let lang = lang();
    let w = pool::words(lang);
    let fresh = v.id.as_str().is_empty();
    let page = format!("/committee/experts/{}", if fresh { "new" } else { v.id.as_str() });
    let name = if fresh { w.new_title.to_owned() } else { v.card.name.clone() };
    let saved =
        (done == "saved").then(|| view! { <p class="notice ok" role="status">{w.saved}</p> });
    let kept_away = done == "conflict";
    let rest_part = (!fresh).then(|| {
        let now = v.now.as_ref().map(|now| engagement(lang, &v, now, acts));
        let seated = v.now.as_ref().filter(|now| now.panel.is_some());
        (
            now,
            seated.map(|now| standing_down(lang, &v, now, acts)),
            kept_from(lang, &v.kept_from),
            conflict(lang, &v, acts, kept_away),
            status(lang, &v, acts.rest),
            history(lang, &v.served),
        )
    });
    let since = (!fresh).then(|| {
        let said = (w.since)(&v.created.show_date(), &v.changed.show_date());
        view! { <p class="soft">{said}</p> }
    });
    view! {
        {title(&name)}
        <div class="page stack">
            {crumbs(vec![
                ("/committee".to_owned(), committee::words(lang).title.to_owned()),
                (super::pool::PATH.to_owned(), w.title.to_owned()),
                (String::new(), name.clone()),
            ])}
            <h1>{name}</h1>
            {since}
            {saved}
            {form(lang, &v, page)}
            {rest_part}
        </div>
    }
    .into_any()
}

/// The particulars: a plain form to the address of its own page.
fn form(lang: Lang, v: &ExpertView, page: String) -> AnyView {
    let w = pool::words(lang);
    let typed = Typed::of(&page);
    let posted = !typed.page.is_empty();
    let slips = typed
        .slips
        .iter()
        .map(|(field, r)| {
            let name = Column::ALL.into_iter().find(|c| c.code() == field);
            let said = refusal::refusal(lang, r);
            let said = match name {
                Some(c) => {
                    let name = pool::column(lang, c);
                    lang.pick(format!("{name}：{said}"), format!("{name}: {said}"))
                }
                None => said,
            };
            (field.clone(), said)
        })
        .collect();
    let questions = Column::ALL
        .into_iter()
        .map(|c| {
            let value = if posted { typed.value(c.code()) } else { v.card.text(c) };
            let wrong = typed.slip(c.code()).map(|r| refusal::refusal(lang, r));
            let hint = pool::hint(lang, c, v.adviser_years);
            let control = control(lang, c, value, !hint.is_empty(), wrong.is_some());
            question(c.code(), pool::column(lang, c), hint, wrong, control)
        })
        .collect_view();
    // Whoever sits on the committee: another address hands the seat over.
    let seated = v.now.as_ref().is_some_and(|now| now.account);
    let reason = seated.then(|| {
        let wrong = typed.slip("seat-reason").map(|r| refusal::refusal(lang, r));
        let (invalid, told) =
            (wrong.is_some().then_some("true"), described("seat-reason", true, wrong.is_some()));
        let control = view! {
            <input
                id="seat-reason"
                name="seat-reason"
                value=typed.value("seat-reason")
                maxlength=domain::reason::MAX.to_string()
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=told
            />
        };
        question("seat-reason", w.seat_reason, w.seat_reason_hint, wrong, control.into_any())
    });
    view! {
        <form method="post" action=page class="sheet pad form" aria-labelledby="particulars">
            {summary(w.wrong, slips)}
            <h2 id="particulars">{w.particulars}</h2>
            <p class="art">{(common::words(lang).article)("11")}</p>
            {questions}
            {reason}
            <div class="actions"><button class="btn">{w.save}</button></div>
        </form>
    }
    .into_any()
}

fn control(lang: Lang, c: Column, value: String, hinted: bool, wrong: bool) -> AnyView {
    let (id, longest) = (c.code(), pool::longest(c).to_string());
    let invalid = wrong.then_some("true");
    let told = described(id, hinted, wrong);
    let none = pool::words(lang).not_one;
    let choice = |code: &str, name: String| {
        let selected = code == value;
        view! { <option value=code.to_owned() selected=selected>{name}</option> }
    };
    match c {
        Column::Unit | Column::Region => {
            let options = units::units()
                .iter()
                .filter(|u| c == Column::Unit || !u.is_association())
                .map(|u| {
                    let unit = || common::unit(lang, &u.code);
                    let region = || pool::region(lang, &u.code);
                    choice(&u.code, if c == Column::Unit { unit() } else { region() })
                })
                .collect_view();
            view! {
                <select id=id name=id aria-invalid=invalid aria-describedby=told>
                    <option value="">{none}</option>
                    {options}
                </select>
            }
            .into_any()
        }
        _ => {
            let kind = if c == Column::Email { "email" } else { "text" };
            view! {
                <input
                    id=id
                    name=id
                    type=kind
                    value=value
                    required=c.required()
                    maxlength=longest
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=told
                />
            }
            .into_any()
        }
    }
}

fn status(lang: Lang, v: &ExpertView, rest: ServerAction<api::RestExpert>) -> AnyView {
    let w = pool::words(lang);
    let resting = v.status == Status::Resting;
    let said = if resting {
        view! { <p><span class="tag todo">{(w.rests)(&v.status_reason)}</span></p> }.into_any()
    } else {
        view! { <p><span class="tag done">{pool::status(lang, v.status)}</span></p> }.into_any()
    };
    let (next, label) = if resting { ("no", w.wake) } else { ("yes", w.rest) };
    let pending = rest.pending();
    let id = v.id.to_string();
    view! {
        <section class="sheet pad stack" aria-labelledby="status">
            <h2 id="status">{w.status}</h2>
            {said}
            <p class="soft">{w.status_text}</p>
            <RefusedBy value=rest.value()/>
            <ActionForm action=rest>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="resting" value=next/>
                <div class="q">
                    <label for="reason">{w.reason}</label>
                    <input id="reason" name="reason" maxlength=domain::reason::MAX.to_string() required/>
                </div>
                <div class="actions">
                    <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{label}</button>
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}

/// A conflict that nobody declared and no comparison found: recorded by hand, whatever is sealed.
fn conflict(lang: Lang, v: &ExpertView, acts: Acts, recorded: bool) -> AnyView {
    let w = pool::words(lang);
    let (id, pending) = (v.id.to_string(), acts.conflict.pending());
    view! {
        <section class="sheet pad stack" aria-labelledby="conflict">
            <h2 id="conflict">{w.conflict}</h2>
            <p class="art">{(common::words(lang).article)("15")}</p>
            <p class="soft">{w.conflict_text}</p>
            {recorded.then(|| view! { <p class="notice ok" role="status">{w.conflict_recorded}</p> })}
            <RefusedBy value=acts.conflict.value()/>
            <ActionForm action=acts.conflict>
                <input type="hidden" name="id" value=id/>
                <div class="q">
                    <label for="reference">{w.conflict_reference}</label>
                    <input id="reference" name="reference" maxlength="40" size="20" autocomplete="off" required/>
                </div>
                <div class="q">
                    <label for="conflict-reason">{w.reason}</label>
                    <input id="conflict-reason" name="reason" maxlength=domain::reason::MAX.to_string() required/>
                </div>
                <div class="actions">
                    <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{w.conflict_record}</button>
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn history(lang: Lang, served: &[Served]) -> AnyView {
    let w = pool::words(lang);
    let part = if served.is_empty() {
        view! { <p class="soft">{w.no_history}</p> }.into_any()
    } else {
        let rows = served
            .iter()
            .map(|s| {
                let name = lang.pick(s.zh.clone(), s.en.clone());
                let panel = format!("{} · {name}", (w.panel_number)(s.number));
                let lead = s.lead.then(|| view! { " " <span class="tag work">{w.lead}</span> });
                view! {
                    <tr>
                        <td class="title" data-th=w.year>{s.year}</td>
                        <td data-th=w.panel>{panel}{lead}</td>
                        <td class="num" data-th=w.assigned>{s.assigned}</td>
                        <td class="num" data-th=w.sealed>{s.sealed}</td>
                    </tr>
                }
            })
            .collect_view();
        framed::table(
            w.history,
            [
                Text(w.year),
                Text(committee::words(lang).panels),
                Number(w.assigned),
                Number(w.sealed),
            ],
            rows,
        )
    };
    view! {
        <section class="stack" aria-labelledby="history">
            <h2 id="history">{w.history}</h2>
            <p class="soft">{w.history_text}</p>
            {part}
        </section>
    }
    .into_any()
}
