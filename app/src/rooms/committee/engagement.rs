//! What an expert is on this season's committee, and what the Office can make of it (Art. 12–14).

use domain::policy::Role;
use domain::views::pool::ExpertView;
use domain::views::seating::Engagement;
use leptos::prelude::*;

use super::expert::Acts;
use super::standing_down::PLACE;
use crate::locales::{Lang, common, pool, seating};
use crate::ui::RefusedBy;

/// The section of the expert's page.
pub(super) fn engagement(lang: Lang, v: &ExpertView, now: &Engagement, acts: Acts) -> AnyView {
    let w = seating::words(lang);
    let panel = now.panel.as_ref().and_then(|id| now.panels.iter().find(|p| p.0 == *id));
    let standing = match panel {
        Some((_, number, zh, en)) => {
            let name = seating::panel(lang, *number, zh, en);
            let lead = now.lead.then(|| view! { " " <span class="tag work">{w.lead}</span> });
            view! { <p>{name}{lead}</p> }.into_any()
        }
        None => view! { <p class="soft">{w.no_seat}</p> }.into_any(),
    };
    let head = now.head.map(|role| {
        view! { <p><span class="tag work">{common::role(lang, role)}</span></p> }
    });
    let account = match (now.account, v.card.email.is_empty()) {
        (true, _) => w.account,
        (false, true) => w.no_address,
        (false, false) => w.no_account,
    };
    let parts = if panel.is_some() {
        let leads = now.lead || now.stood_down.is_some();
        let lead = (!leads).then(|| with_reason(lang, v, Act::Lead(acts), w.make_lead));
        let release =
            (now.assigned == 0).then(|| with_reason(lang, v, Act::Release(acts), w.release));
        let bound =
            (now.assigned > 0).then(|| view! {
                <p class="soft">{(w.bound)(now.assigned)} " " <a href=PLACE>{w.standing_down}</a></p>
            });
        view! { {lead} {release} {bound} }.into_any()
    } else {
        seat(lang, v, now, acts)
    };
    let heads = [Role::Chair, Role::ViceChair].into_iter().zip(&now.heads);
    let heads = heads
        .filter(|(role, _)| now.head != Some(*role))
        .map(|(role, holder)| appoint(lang, v, role, holder.clone(), acts))
        .collect_view();
    let title = (w.engagement)(now.year);
    view! {
        <section class="sheet pad stack" aria-labelledby="engagement">
            <h2 id="engagement">{title}</h2>
            <p class="art">{["12", "13", "14"].map(common::words(lang).article).join(lang.pick("、", ", "))}</p>
            {standing}
            {head}
            <p class="soft">{account}</p>
            <RefusedBy value=acts.seat.value()/>
            <RefusedBy value=acts.release.value()/>
            <RefusedBy value=acts.lead.value()/>
            <RefusedBy value=acts.head.value()/>
            <div class="cols even">{parts} {heads}</div>
        </section>
    }
    .into_any()
}

fn seat(lang: Lang, v: &ExpertView, now: &Engagement, acts: Acts) -> AnyView {
    let w = seating::words(lang);
    if now.panels.is_empty() {
        return view! { <p><a href=super::draw::PATH>{w.form_first}</a></p> }.into_any();
    }
    let options = now
        .panels
        .iter()
        .map(|(id, number, zh, en)| {
            let name = seating::panel(lang, *number, zh, en);
            view! { <option value=id.to_string()>{name}</option> }
        })
        .collect_view();
    let (id, pending) = (v.id.to_string(), acts.seat.pending());
    view! {
        <ActionForm action=acts.seat>
            <input type="hidden" name="id" value=id/>
            <div class="q">
                <label for="panel">{w.panel}</label>
                <select id="panel" name="panel">{options}</select>
            </div>
            <div class="actions">
                <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{w.seat}</button>
            </div>
        </ActionForm>
    }
    .into_any()
}

/// An act that needs a reason and nothing else.
enum Act {
    Lead(Acts),
    Release(Acts),
}

fn with_reason(lang: Lang, v: &ExpertView, act: Act, label: &'static str) -> AnyView {
    let id = v.id.to_string();
    let reason = move |field: &'static str| {
        let name = pool::words(lang).reason;
        view! {
            <div class="q">
                <label for=field>{name}</label>
                <input id=field name="reason" maxlength=domain::reason::MAX.to_string() required/>
            </div>
        }
    };
    match act {
        Act::Lead(acts) => {
            let pending = acts.lead.pending();
            view! {
                <ActionForm action=acts.lead>
                    <input type="hidden" name="id" value=id/>
                    {reason("lead-reason")}
                    <div class="actions">
                        <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{label}</button>
                    </div>
                </ActionForm>
            }
            .into_any()
        }
        Act::Release(acts) => {
            let pending = acts.release.pending();
            view! {
                <ActionForm action=acts.release>
                    <input type="hidden" name="id" value=id/>
                    {reason("release-reason")}
                    <div class="actions">
                        <button class="btn quiet danger" aria-busy=move || pending.get().then_some("true")>{label}</button>
                    </div>
                </ActionForm>
            }
            .into_any()
        }
    }
}

fn appoint(lang: Lang, v: &ExpertView, role: Role, holder: Option<String>, acts: Acts) -> AnyView {
    let w = seating::words(lang);
    let (id, name, pending) = (v.id.to_string(), common::role(lang, role), acts.head.pending());
    let field = format!("{}-reason", role.code());
    let held = holder.is_some();
    let reason = held.then(|| {
        let field = field.clone();
        view! {
            <div class="q">
                <label for=field.clone()>{pool::words(lang).reason}</label>
                <input id=field name="reason" maxlength=domain::reason::MAX.to_string() required/>
            </div>
        }
    });
    let said = holder.map(|h| view! { <p class="soft">{(w.held_by)(name, &h)}</p> });
    let label = (w.appoint)(name);
    view! {
        <ActionForm action=acts.head>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="role" value=role.code()/>
            {said}
            {reason}
            <div class="actions">
                <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{label}</button>
            </div>
        </ActionForm>
    }
    .into_any()
}
