//! A panel before it is told of: what is in the drum, every drawing with how to repeat it, the form of a new
//! session, and the act of telling.

use domain::defence::plan::SessionForm;
use domain::reason;
use domain::views::defence::{Candidate, Drawing, MemberLine, Overview, PanelPlan};
use leptos::prelude::*;

use super::page::PATH;
use crate::locales::{Lang, board, defence, refusal};
use crate::ui::form::{Typed, described};
use crate::ui::once::{once, once_again};
use crate::ui::unfolded::unfolded;

/// The panel's part of the page.
pub(super) fn panel(lang: Lang, v: &Overview, p: &PanelPlan, typed: &Typed) -> AnyView {
    let w = defence::words(lang);
    let own = if typed.value("panel") == p.id.as_str() { typed.clone() } else { Typed::default() };
    let id = format!("p-{}", p.id);
    let heading = format!("{id}-h");
    let labelled = heading.clone();
    let count = p.applications.len();
    // Once it is decided who is on the list nothing is shortlisted any more.
    let over = count == 0 && p.slots > 0;
    let said = if over { (w.drum_over)(p.slots) } else { (w.drum)(count, p.slots) };
    let forms = (v.open && !p.told && count > 0).then(|| {
        view! {
            {draw_form(lang, p, &own)}
            {new_session(lang, p, &own)}
            {publish(lang, p)}
        }
    });
    // What was told is looked up; what is planned is worked on.
    let class = if p.told { "stack tight told-panel" } else { "stack" };
    view! {
        <section class=class id=id aria-labelledby=labelled>
            <h2 id=heading>{board::panel(lang, p.number, &p.zh, &p.en)}</h2>
            <p class="row">
                {if p.told {
                    view! { <span class="tag done">{w.told}</span> }.into_any()
                } else {
                    view! { <span class="tag todo">{w.planned}</span> }.into_any()
                }}
                <span>{said}</span>
            </p>
            {v.plans.then(|| candidates(lang, &p.applications))}
            {drawings(lang, p)}
            {forms}
        </section>
    }
    .into_any()
}

fn candidates(lang: Lang, all: &[Candidate]) -> AnyView {
    let w = defence::words(lang);
    let lines = all
        .iter()
        .map(|c| {
            let href = format!("/defence/visit/{}", c.dossier);
            let said = if c.visited { w.visit_recorded } else { w.visit_record };
            let named = c.reference.clone();
            view! {
                <li>
                    <span class="code">{c.reference.clone()}</span>" "{c.title.clone()}" "
                    <a href=href>{said}<span class="sr">" "{named}</span></a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="more">
            <summary>{w.applications}</summary>
            <ul>{lines}</ul>
        </details>
    }
    .into_any()
}

fn drawings(lang: Lang, p: &PanelPlan) -> Option<AnyView> {
    if p.drawings.is_empty() {
        return None;
    }
    let w = defence::words(lang);
    let old = (!p.drawn && !p.told).then(|| view! { <p class="notice warn">{w.lot_old}</p> });
    let one = |(i, d): (usize, &Drawing)| {
        let mark = if i == 0 {
            view! { <span class="tag done">{w.lot_counts}</span> }.into_any()
        } else {
            view! { <span class="tag">{w.lot_replaced}</span> }.into_any()
        };
        let reason =
            (!d.reason.is_empty()).then(|| view! { <p>{w.reason}": "{d.reason.clone()}</p> });
        let repeats = if d.repeats { w.repeats } else { w.repeats_not };
        let order =
            d.order.iter().map(|r| view! { <li class="code">{r.clone()}</li> }).collect_view();
        view! {
            <li class="sheet pad stack tight">
                <p class="row"><b>{(w.lot)(d.number)}</b>{mark}<span class="soft">{d.at.show_minute()}</span></p>
                {reason}
                <ol>{order}</ol>
                <p class="soft">{w.seed}" "<code class="code">{d.seed.clone()}</code></p>
                <p class="soft">{w.fingerprint}" "<code class="code wrap">{d.fingerprint.clone()}</code></p>
                <p class="soft">{repeats}</p>
            </li>
        }
    };
    let list = p.drawings.iter().enumerate().map(one).collect_view();
    let view = view! {
        {old}
        <details class="more" {..unfolded(!p.told)}>
            <summary>{w.drawings}</summary>
            <p class="soft">{w.how_repeated}</p>
            <ol class="findings">{list}</ol>
        </details>
    };
    Some(view.into_any())
}

/// What is wrong with a field of the form that was posted.
fn wrong(lang: Lang, own: &Typed, act: &str, field: &str) -> Option<String> {
    let mine = own.value("act") == act;
    own.slip(field).filter(|_| mine).map(|r| refusal::refusal(lang, r))
}

fn draw_form(lang: Lang, p: &PanelPlan, own: &Typed) -> AnyView {
    let w = defence::words(lang);
    let again = !p.drawings.is_empty();
    let id = format!("draw-{}", p.id);
    let slip = wrong(lang, own, "draw", "reason");
    let bad = slip.is_some();
    let class = if bad { "q err" } else { "q" };
    let value = if own.value("act") == "draw" { own.value("reason") } else { String::new() };
    let reason = again.then(|| {
        let (hint, msg) = (format!("{id}-h"), format!("{id}-e"));
        let about = described(&id, true, bad);
        let label = id.clone();
        view! {
            <div class=class>
                <label for=label>{w.draw_reason}</label>
                <p class="hint" id=hint>{w.draw_reason_hint}</p>
                {slip.map(|text| view! { <p class="msg" id=msg>{text}</p> })}
                <input id=id name="reason" required maxlength=reason::MAX.to_string() value=value
                    aria-invalid=bad.then_some("true") aria-describedby=about/>
            </div>
        }
    });
    let panel = p.id.to_string();
    let seen = p.drawings.first().map_or(0, |d| d.number).to_string();
    view! {
        <form method="post" action=PATH class="stack tight">
            <input type="hidden" name="panel" value=panel/>
            <input type="hidden" name="seen" value=seen/>
            {reason}
            <div class="actions">
                <button class="btn quiet" name="act" value="draw">{if again { w.draw_again } else { w.draw }}</button>
            </div>
        </form>
    }
    .into_any()
}

fn new_session(lang: Lang, p: &PanelPlan, own: &Typed) -> AnyView {
    let w = defence::words(lang);
    let mine = own.value("act") == "plan";
    let form = if mine {
        typed_form(own)
    } else {
        let free = p.members.iter().filter(|m| m.kept_from.is_empty());
        SessionForm { experts: free.map(|m| m.id.clone()).collect(), ..SessionForm::default() }
    };
    let panel = p.id.to_string();
    let fields = session_fields(lang, p.id.as_str(), &form, &p.members, |field| {
        wrong(lang, own, "plan", field)
    });
    view! {
        <details class="more" {..unfolded(mine || p.slots == 0)}>
            <summary>{w.new_session}</summary>
            <form method="post" action=PATH class="sheet pad" novalidate>
                <input type="hidden" name="panel" value=panel/>
                {if mine { once_again(own) } else { once() }}
                {fields}
                <div class="actions">
                    <button class="btn" name="act" value="plan">{w.add_session}</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// What was typed, as a form.
pub(super) fn typed_form(own: &Typed) -> SessionForm {
    SessionForm {
        room: own.value("room"),
        starts: own.value("starts"),
        slots: own.value("slots"),
        breaks: own.value("breaks"),
        experts: own.value("experts").split_whitespace().map(Into::into).collect(),
    }
}

/// The fields of a session; `of` makes their identifiers the form's own.
pub(super) fn session_fields(
    lang: Lang,
    of: &str,
    form: &SessionForm,
    members: &[MemberLine],
    wrong: impl Fn(&str) -> Option<String>,
) -> AnyView {
    let w = defence::words(lang);
    let field = |name: &'static str,
                 label: &'static str,
                 hint: &'static str,
                 kind: &'static str,
                 value: &str,
                 most: &'static str| {
        let id = format!("{name}-{of}");
        let slip = wrong(name);
        let bad = slip.is_some();
        let class = if bad { "q err" } else { "q" };
        let about = described(&id, true, bad);
        let (hint_id, msg, label_for, value) =
            (format!("{id}-h"), format!("{id}-e"), id.clone(), value.to_owned());
        view! {
            <div class=class>
                <label for=label_for>{label}</label>
                <p class="hint" id=hint_id>{hint}</p>
                {slip.map(|text| view! { <p class="msg" id=msg>{text}</p> })}
                <input id=id name=name type=kind maxlength=most value=value
                    aria-invalid=bad.then_some("true") aria-describedby=about/>
            </div>
        }
    };
    let slip = wrong("experts");
    let class = if slip.is_some() { "q err" } else { "q" };
    let ticks = members
        .iter()
        .map(|m| {
            let checked = form.experts.contains(&m.id);
            let lead = m.lead.then(|| view! { " "<span class="tag">{w.lead}</span> });
            let kept = (!m.kept_from.is_empty()).then(|| {
                let all = m.kept_from.join(lang.pick("、", ", "));
                view! { " "<small class="soft">{(w.kept_from)(&all)}</small> }
            });
            let value = m.id.to_string();
            view! {
                <label class="choice">
                    <input type="checkbox" name="experts" value=value checked=checked/>
                    <span>{m.name.clone()}{lead}{kept}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        {field("room", w.room, w.room_hint, "text", &form.room, "120")}
        {field("starts", w.starts, w.starts_hint, "datetime-local", form.starts.get(..16).unwrap_or(&form.starts), "40")}
        {field("slots", w.slots, w.slots_hint, "text", &form.slots, "4")}
        {field("breaks", w.breaks, w.breaks_hint, "text", &form.breaks, "200")}
        <fieldset class=class>
            <legend>{w.experts}</legend>
            <p class="hint">{w.experts_hint}</p>
            {slip.map(|text| view! { <p class="msg">{text}</p> })}
            {ticks}
        </fieldset>
    }
    .into_any()
}

fn publish(lang: Lang, p: &PanelPlan) -> AnyView {
    let w = defence::words(lang);
    let count = u32::try_from(p.applications.len()).unwrap_or(u32::MAX);
    let lacks = if !p.drawn {
        Some(w.lacks_lot)
    } else if p.slots < count {
        Some(w.lacks_slots)
    } else {
        None
    };
    let body = match lacks {
        Some(lacks) => view! { <p class="soft">{lacks}</p> }.into_any(),
        None => {
            let panel = p.id.to_string();
            view! {
                <form method="post" action=PATH class="stack tight">
                    <input type="hidden" name="panel" value=panel/>
                    <p>{w.publish_text}</p>
                    <div class="actions">
                        <button class="btn" name="act" value="publish">{w.publish}</button>
                    </div>
                </form>
            }
            .into_any()
        }
    };
    view! { <div class="stack tight"><h3>{w.publish}</h3>{body}</div> }.into_any()
}
