//! Where the Office gives one application another time, or its own back after it was cancelled by mistake (Art. 20).

use domain::defence::slot::heard;
use domain::ids::SessionId;
use domain::reason;
use domain::views::defence::{SessionView, SlotLine, Who};
use leptos::prelude::*;

use crate::locales::{Lang, defence, refusal};
use crate::ui::form::{Told, Typed};
use crate::ui::unfolded::unfolded;

/// Its code in the form.
fn code(session: &SessionId, number: u32) -> String {
    format!("{session}:{number}")
}

/// The form of one slot, as long as its application was not heard.
pub(super) fn form(
    lang: Lang,
    v: &SessionView,
    s: &SlotLine,
    who: &Who,
    typed: &Typed,
) -> Option<AnyView> {
    let free = v.places.as_ref()?;
    let back = who.cancelled.is_some();
    if !back && heard(v.begun, who.begun.is_some(), s.starts, v.now) {
        return None;
    }
    let w = defence::words(lang);
    let own = (back && s.number <= v.line.slots)
        .then(|| (code(&v.line.id, s.number), (w.place_own)(s.number)));
    let free = free.iter().map(|p| {
        let when = format!("{}–{}", p.starts.show_minute(), p.ends.show_clock());
        (code(&p.session, p.number), (w.place_at)(&when, &p.room, p.number))
    });
    let options: Vec<(String, String)> = own.into_iter().chain(free).collect();
    let of = who.dossier.to_string();
    let mine = typed.value("act") == "place" && typed.value("dossier") == of;
    let body = match options.is_empty() {
        true => view! { <p class="soft">{w.place_none}</p> }.into_any(),
        false => fields(lang, v, who, options, mine.then_some(typed)),
    };
    let named = who.reference.clone();
    let view = view! {
        <details class="more" {..unfolded(mine)}>
            <summary>{w.place}<span class="sr">" "{named}</span></summary>
            {body}
        </details>
    };
    Some(view.into_any())
}

fn fields(
    lang: Lang,
    v: &SessionView,
    who: &Who,
    options: Vec<(String, String)>,
    typed: Option<&Typed>,
) -> AnyView {
    let w = defence::words(lang);
    let of = who.dossier.to_string();
    let page = format!("/defence/session/{}", v.line.id);
    let value = |field: &str| typed.map(|t| t.value(field)).unwrap_or_default();
    let slip = |field: &str| typed.and_then(|t| t.slip(field)).map(|r| refusal::refusal(lang, r));
    let chosen = value("place");
    let options = options.into_iter().map(|(code, said)| {
        let on = code == chosen;
        view! { <option value=code selected=on>{said}</option> }
    });
    let options = options.collect_view();
    let to = Told::of(format!("place-{of}"), true, slip("place"));
    let hint = format!("{}-h", to.id);
    let why = Told::of(format!("place-why-{of}"), false, slip("reason"));
    let value = value("reason");
    // As the page shows it now, also where it is drawn again: whoever sends it once more has looked at that.
    let seen = who.sequence.map(|seen| seen.to_string());
    view! {
        <form method="post" action=page novalidate>
            <input type="hidden" name="dossier" value=of/>
            <input type="hidden" name="seen" value=seen/>
            <div class=to.class>
                <label for=to.id.clone()>{w.place_to}</label>
                <p class="hint" id=hint>{w.place_hint}</p>
                {to.said}
                <select id=to.id name="place" aria-invalid=to.invalid aria-describedby=to.about>{options}</select>
            </div>
            <div class=why.class>
                <label for=why.id.clone()>{w.place_reason}</label>
                {why.said}
                <input id=why.id name="reason" maxlength=reason::MAX.to_string() value=value
                    aria-invalid=why.invalid aria-describedby=why.about/>
            </div>
            <div class="actions"><button class="btn quiet" name="act" value="place">{w.place}</button></div>
        </form>
    }
    .into_any()
}
