//! The slots of a session, each as far as its viewer may know it.

use domain::reason;
use domain::views::defence::{SessionView, SlotLine, Who};
use leptos::prelude::*;

use super::place;
use crate::locales::{Lang, common, defence, refusal};
use crate::ui::form::Typed;
use crate::ui::slides::slides;
use crate::ui::unfolded::unfolded;

/// All slots, by number, one a line.
pub(super) fn slots(lang: Lang, v: &SessionView, typed: &Typed) -> AnyView {
    let w = defence::words(lang);
    let rows = v.slots.iter().map(|s| slot(lang, v, s, typed)).collect_view();
    view! {
        <section class="stack tight" aria-labelledby="slots">
            <h2 id="slots">{w.slots_of}</h2>
            <div class="sheet scroll" tabindex="0" role="region" aria-labelledby="slots">
                <table class="list">
                    <thead>
                        <tr>
                            <th scope="col" class="num">{w.number}</th>
                            <th scope="col">{w.when}</th>
                            <th scope="col">{w.application}</th>
                            <th scope="col">{w.state}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn slot(lang: Lang, v: &SessionView, s: &SlotLine, typed: &Typed) -> AnyView {
    let w = defence::words(lang);
    let when = format!("{}–{}", s.starts.show_clock(), s.ends.show_clock());
    let (whose, state) = match (&s.who, s.taken) {
        (Some(who), _) => (whose(lang, who), state(lang, v, s, who, typed)),
        (None, true) => (
            view! { <span class="soft">{w.kept_away}" "<small>{(common::words(lang).article)("15")}</small></span> }
                .into_any(),
            ().into_any(),
        ),
        (None, false) => (view! { <span class="soft">{w.free}</span> }.into_any(), ().into_any()),
    };
    view! {
        <tr>
            <td class="num" data-th=w.number>{s.number}</td>
            <td data-th=w.when>{when}</td>
            <th scope="row" class="title">{whose}</th>
            <td data-th=w.state class="at-door">{state}</td>
        </tr>
    }
    .into_any()
}

/// Who is heard, and what was sent or seen before.
fn whose(lang: Lang, who: &Who) -> AnyView {
    let w = defence::words(lang);
    let name = if who.scores {
        let href = format!("/review/{}", who.dossier);
        view! { <a href=href>{who.title.clone()}</a> }.into_any()
    } else {
        view! { <span>{who.title.clone()}</span> }.into_any()
    };
    let organisation = (!who.organisation.is_empty())
        .then(|| view! { <small class="soft">{who.organisation.clone()}</small> });
    let delegates = (!who.delegates.is_empty()).then(|| {
        let all = who.delegates.join(lang.pick("、", ", "));
        view! { <small>{w.delegates}": "{all}</small> }
    });
    let visit = (who.visited).then(|| {
        let href = format!("/defence/visit/{}", who.dossier);
        view! { <small><a href=href>{w.visit_read}</a></small> }
    });
    let slides_list = (!who.slides.is_empty()).then(|| slides(lang, &who.slides));
    view! {
        <span class="code">{who.reference.clone()}</span>" "
        {name}
        {organisation}
        {delegates}
        {visit}
        {slides_list}
    }
    .into_any()
}

/// How it stands, and for the Office what is done at the door.
fn state(lang: Lang, v: &SessionView, s: &SlotLine, who: &Who, typed: &Typed) -> AnyView {
    let w = defence::words(lang);
    let office = v.form.is_some();
    let tags = [
        who.cancelled.map(|_| ("tag bad", w.cancelled)),
        who.confirmed.filter(|_| who.cancelled.is_none()).map(|_| ("tag done", w.confirmed_tag)),
        (v.line.told && who.confirmed.is_none() && who.cancelled.is_none())
            .then_some(("tag todo", w.unconfirmed)),
        who.arrived.map(|_| ("tag done", w.arrived)),
        who.begun.map(|_| ("tag work", w.begun)),
    ];
    let tags = tags
        .into_iter()
        .flatten()
        .map(|(class, said)| view! { <span class=class>{said}</span>" " })
        .collect_view();
    // Who is in conflict goes out of the room: the Office learns it before and not when everybody was heard.
    let few = who.readers.filter(|n| *n < v.least && who.cancelled.is_none());
    let few = few.map(|n| {
        let said = (w.readers_few)(n, v.least);
        view! { <span class="tag todo">{said}</span> }
    });
    let acts =
        (office && v.line.told && who.cancelled.is_none()).then(|| acts(lang, v, who, typed));
    view! {
        <div>{tags}{few}</div>
        {acts}
        {place::form(lang, v, s, who, typed)}
    }
    .into_any()
}

/// What the Office does at the door.
fn acts(lang: Lang, v: &SessionView, who: &Who, typed: &Typed) -> AnyView {
    let w = defence::words(lang);
    let page = format!("/defence/session/{}", v.line.id);
    let id = who.dossier.to_string();
    let (act, said) =
        if who.arrived.is_some() { ("absent", w.not_arrived) } else { ("arrive", w.check_in) };
    let mine = typed.value("act") == "cancel" && typed.value("dossier") == id;
    let slip = typed.slip("reason").filter(|_| mine).map(|r| refusal::refusal(lang, r));
    let class = if slip.is_some() { "q err" } else { "q" };
    let value = if mine { typed.value("reason") } else { String::new() };
    let field = format!("cancel-{id}");
    let (label, of, at, named) = (field.clone(), id.clone(), page.clone(), who.reference.clone());
    // As the page shows it now, also where it is drawn again: whoever sends it once more has looked at that.
    let seen = who.sequence.map(|seen| seen.to_string());
    let cancel = who.begun.is_none().then(|| {
        view! {
            <details class="more" {..unfolded(mine)}>
                <summary>{w.cancel}<span class="sr">" "{named}</span></summary>
                <form method="post" action=at novalidate>
                    <input type="hidden" name="dossier" value=of/>
                    <input type="hidden" name="seen" value=seen/>
                    <div class=class>
                        <label for=label>{w.cancel_reason}</label>
                        {slip.map(|text| view! { <p class="msg">{text}</p> })}
                        <input id=field name="reason" maxlength=reason::MAX.to_string() value=value/>
                    </div>
                    <div class="actions"><button class="btn danger" name="act" value="cancel">{w.cancel}</button></div>
                </form>
            </details>
        }
    });
    let reference = who.reference.clone();
    view! {
        <form method="post" action=page>
            <input type="hidden" name="dossier" value=id/>
            <button class="btn quiet small" name="act" value=act>{said}<span class="sr">" "{reference}</span></button>
        </form>
        {cancel}
    }
    .into_any()
}
