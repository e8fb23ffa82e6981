//! What is being sent, as it is shown: one line a file, and one sentence for all.

use domain::application::field::Slot;
use leptos::prelude::*;

use super::queue::{Item, Queue, State};
use crate::locales::{Lang, dossier, files};
use crate::ui::notice::sentence;

/// One sentence on everything that was chosen, for those who do not look.
pub fn summary(lang: Lang, queue: Queue) -> AnyView {
    let w = files::words(lang);
    let (begun, files) = (StoredValue::new(None::<usize>), queue.files());
    let said = move || {
        let all = queue.items.get();
        let there = files.with(Vec::len);
        // The page may be drawn anew, and this one be gone, while the queue still tells of a change.
        let before = begun.try_get_value().flatten();
        if all.is_empty() && before.is_none() {
            return String::new();
        }
        if before.is_none() {
            begun.try_set_value(Some(there));
        }
        let done = there.saturating_sub(before.unwrap_or(there));
        let refused = all.iter().filter(|i| matches!(i.state.get(), State::Refused(_))).count();
        (w.summary)(done, all.len() - refused, refused)
    };
    view! { <p class="sr" role="status">{said}</p> }.into_any()
}

/// Lines of a slot.
pub fn lines(lang: Lang, slot: Slot, queue: Queue) -> AnyView {
    let mine = move || queue.items.get().into_iter().filter(|i| i.slot == slot).collect::<Vec<_>>();
    view! {
        <ul class="sending">
            <For each=mine key=|i| i.key children=move |i| line(lang, queue, i)/>
        </ul>
    }
    .into_any()
}

fn line(lang: Lang, queue: Queue, item: Item) -> AnyView {
    let w = files::words(lang);
    let Item { key, name, size, sent, state, .. } = item;
    let id = format!("sending-{key}");
    let share = {
        let sent = sent.clone();
        move || (sent.get() * 100).checked_div(size).unwrap_or(100).clamp(0, 100)
    };
    let percent = {
        let share = share.clone();
        move || format!("{}%", share())
    };
    let said = {
        let state = state.clone();
        move || match state.get() {
            State::Waiting => view! { <p class="hint">{w.waiting}</p> }.into_any(),
            State::Sending => {
                let words = (w.sending)(&dossier::bytes(sent.get()), &dossier::bytes(size));
                view! { <p class="hint">{words}</p> }.into_any()
            }
            State::Broken => view! { <p class="save offline">{w.broken}</p> }.into_any(),
            State::Judging => view! { <p class="hint">{w.judging}</p> }.into_any(),
            State::Done => view! { <p class="hint">{w.done}</p> }.into_any(),
            State::Refused(error) => {
                view! { <p class="msg" role="alert">{sentence(&error)}</p> }.into_any()
            }
        }
    };
    let button = {
        let (state, name) = (state.clone(), name.clone());
        move || {
            let refused = matches!(state.get(), State::Refused(_));
            let word = if refused { w.dismiss } else { w.cancel };
            let of = format!(" {name}");
            view! {
                {refused.then(|| view! {
                    <button type="button" class="linkish" on:click=move |_| queue.again(key)>
                        {w.again}<span class="sr">{of.clone()}</span>
                    </button>
                })}
                " "
                <button type="button" class="linkish" on:click=move |_| queue.dismiss(key)>
                    {word}<span class="sr">{of.clone()}</span>
                </button>
            }
        }
    };
    let class = {
        let state = state.clone();
        move || if matches!(state.get(), State::Refused(_)) { "refused" } else { "" }
    };
    view! {
        <li class=class>
            <div class="progress">
                <label for=id.clone()>{name}</label>
                <progress id=id max="100" value=move || share().to_string()></progress>
                <output>{percent}</output>
            </div>
            {said}
            <p class="row">{button}</p>
        </li>
    }
    .into_any()
}
