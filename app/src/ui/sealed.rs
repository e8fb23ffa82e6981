//! A sealed case on its pages (Art. 15, 21, 24): the list, in which others see no more than that one is open; what was
//! typed and who looks into it; notes; the decision of two. What a case is about is drawn by its own room.

use domain::ids::AccountId;
use domain::reason;
use domain::sealed::TEXT_MAX;
use domain::stamp::Stamp;
use domain::views::sealed::{Named, NoteView, Sealed};
use leptos::prelude::*;

use super::deed::Deed;
use super::form::{Typed, question, summary};
use super::once::{once, once_again};
use super::sender;
use crate::locales::Lang;
use crate::locales::objection::words;

/// Colleagues who can be named.
pub type Staff = [(AccountId, String)];

/// A case in the list.
pub struct Line {
    /// What it is called.
    pub name: String,
    /// Whether it is open.
    pub open: bool,
    /// When it was received.
    pub at: Stamp,
    /// What it is about, where it stands, and its page; to those alone who may know.
    pub known: Option<(String, &'static str, String)>,
    /// The form that names somebody, where nobody is named.
    pub unnamed: Option<AnyView>,
}

/// The list of cases; `none` where there are none.
pub fn list(lang: Lang, none: &'static str, lines: Vec<Line>) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="empty">{none}</p> }.into_any();
    }
    let rows = lines.into_iter().map(|l| line(lang, l)).collect_view();
    view! { <ol class="findings">{rows}</ol> }.into_any()
}

fn line(lang: Lang, l: Line) -> AnyView {
    let w = words(lang);
    let (class, state) = if l.open { ("tag todo", w.open) } else { ("tag done", w.closed) };
    let state = l.known.as_ref().map_or(state, |known| known.1);
    let known = match l.known {
        Some((about, _, href)) => view! {
            <p lang="zh-CN">{about}</p>
            <p><a href=href>{w.handle}</a></p>
        }
        .into_any(),
        None => view! { <p class="soft">{w.hidden}</p> }.into_any(),
    };
    let unnamed = l.unnamed.map(|form| view! { <p class="soft">{w.unnamed}</p>{form} });
    view! {
        <li class="sheet pad">
            <h2 class="small">{l.name}</h2>
            <p class="row"><span class=class>{state}</span><span>{l.at.show_minute()}</span></p>
            {known}
            {unnamed}
        </li>
    }
    .into_any()
}

/// The form that names a colleague; `id` is the case.
pub fn naming(lang: Lang, id: &str, staff: &Staff, name: Deed) -> AnyView {
    let w = words(lang);
    if staff.is_empty() {
        return view! { <p class="soft">{w.no_colleague}</p> }.into_any();
    }
    let field = format!("account-{id}");
    let label = field.clone();
    let options = staff.iter().map(|(account, name)| {
        view! { <option value=account.to_string()>{name.clone()}</option> }
    });
    let options = options.collect_view();
    let send = name.button("btn quiet small", w.name_somebody);
    let within = view! {
        <p class="row">
            <label for=label>{w.colleague}</label>
            <select id=field name="account">{options}</select>
            {send}
        </p>
    };
    name.bare(within.into_any())
}

/// What was typed: the heading over its sender, whom it is hidden from, what else was chosen, where its files are.
pub fn typed(
    lang: Lang,
    s: &Sealed,
    (heading, hidden): (&'static str, &'static str),
    chosen: Option<AnyView>,
    below: &str,
) -> AnyView {
    let w = words(lang);
    view! {
        <section class="sheet pad stack tight" aria-labelledby="sender">
            <h2 id="sender">{heading}</h2>
            <p class="soft">{hidden}</p>
            {sender::card(lang, &s.sender)}
            {chosen}
            <h3>{w.facts}</h3>
            {sender::paragraphs(&s.facts)}
            <h3>{w.evidence}</h3>
            {sender::downloads(lang, &s.files, below)}
        </section>
    }
    .into_any()
}

/// Who looks into it.
pub fn people(lang: Lang, s: &Sealed) -> AnyView {
    let people = s.people.iter().map(|(_, name, stands)| {
        let tag = match stands {
            Named::AtWork => None,
            Named::SteppedOut => Some(words(lang).left),
            Named::Tied => Some(words(lang).tied),
            Named::Gone => Some(words(lang).gone),
        };
        let tag = tag.map(|tag| view! { " "<span class="tag">{tag}</span> });
        view! { <li>{name.clone()}{tag}</li> }
    });
    let people = people.collect_view();
    view! { <ul>{people}</ul> }.into_any()
}

/// Stepping out for a conflict of interest.
pub fn leaving(lang: Lang, leave: Deed) -> AnyView {
    let w = words(lang);
    let out = leave.button("btn danger", w.leave);
    view! {
        <details class="more">
            <summary>{w.leave}</summary>
            <p>{w.leave_text}</p>
            {leave.form(out)}
        </details>
    }
    .into_any()
}

/// Notes and report, with what was handed in later, to be downloaded below a path; and the forms of those who write them.
pub fn notes(
    lang: Lang,
    notes: &[NoteView],
    below: &str,
    forms: impl IntoView + 'static,
) -> AnyView {
    view! {
        <section class="stack tight" aria-labelledby="notes">
            <h2 id="notes">{words(lang).notes}</h2>
            {sender::notes(lang, notes, below)}
            {forms}
        </section>
    }
    .into_any()
}

/// The form of who adds files that were handed in later, or on paper: plain, and posted to its own page, so that files
/// travel and nothing needs script. Of a case that is no longer `open`, why they were not added.
pub fn adding(lang: Lang, page: String, open: bool) -> AnyView {
    let w = words(lang);
    let typed = Typed::of(&page);
    let wrong = summary(w.add_files_wrong, sender::slips(lang, &typed));
    if !open {
        return wrong.into_any();
    }
    let from = sender::text("text", "3", TEXT_MAX, &typed);
    let hint = (w.added_hint)(reason::TELLING, TEXT_MAX);
    let refused = !typed.slips.is_empty();
    view! {
        <details class="more" open=refused>
            <summary>{w.add_files}</summary>
            <p>{w.add_files_text}</p>
            {wrong}
            <form method="post" action=page enctype="multipart/form-data" class="form" novalidate>
                {once_again(&typed)}
                {question("text", w.added_from, hint, sender::told(lang, &typed, "text"), from)}
                {sender::files_told(lang, &typed, "")}
                <div class="actions"><button class="btn quiet">{w.add_files}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// A question for several lines of text.
pub fn text(
    (id, name): (&'static str, &'static str),
    label: &'static str,
    hint: String,
    rows: &'static str,
    max: usize,
    required: bool,
) -> AnyView {
    let hint_id = format!("{id}-h");
    view! {
        <div class="q">
            <label for=id>{label}</label>
            <p class="hint" id=hint_id.clone()>{hint}</p>
            <textarea id=id name=name rows=rows required=required maxlength=max.to_string() aria-describedby=hint_id></textarea>
        </div>
    }
    .into_any()
}

/// What is proposed or decided (outcome, reason, by whom), and the forms of those who may; nothing where there is
/// neither.
pub fn decision(
    lang: Lang,
    heading: &'static str,
    said: Option<(&'static str, &str, &str)>,
    propose: Option<AnyView>,
    confirm: Option<AnyView>,
) -> AnyView {
    if said.is_none() && propose.is_none() {
        return ().into_any();
    }
    let said = said.map(|(outcome, reason, by)| {
        view! {
            <p><b>{outcome}</b></p>
            <p lang="zh-CN">{reason.to_owned()}</p>
            <p class="soft">{(words(lang).proposed_by)(by)}</p>
        }
    });
    view! {
        <section class="stack tight" aria-labelledby="decision">
            <h2 id="decision">{heading}</h2>
            {said}
            {propose}
            {confirm}
        </section>
    }
    .into_any()
}

/// Whoever may propose may ask those who look into it for more first.
pub fn asking(lang: Lang, explained: &'static str, ask: Deed) -> AnyView {
    let w = words(lang);
    let send = ask.button("btn quiet", w.ask);
    let hint = (w.ask_hint)(reason::TELLING, TEXT_MAX);
    let within = view! {
        {once()}
        {text(("ask-text", "text"), w.question, hint, "4", TEXT_MAX, true)}
        <div class="actions">{send}</div>
    };
    view! {
        <details class="more">
            <summary>{w.ask}</summary>
            <p>{explained}</p>
            {ask.form(within.into_any())}
        </details>
    }
    .into_any()
}

/// The form of who proposes: what (code and words), under which heading, and why.
pub fn proposing(
    lang: Lang,
    result: &'static str,
    outcomes: [(&'static str, &'static str); 2],
    (reason, hint): (&'static str, fn(usize, usize) -> String),
    propose: Deed,
) -> AnyView {
    let outcomes = outcomes.map(|(code, label)| {
        view! {
            <label class="choice">
                <input type="radio" name="outcome" value=code required/>
                {label}
            </label>
        }
    });
    let outcomes = outcomes.into_iter().collect_view();
    let hint = hint(reason::TELLING, reason::MAX);
    let send = propose.button("btn", words(lang).propose);
    let within = view! {
        <fieldset class="q">
            <legend>{result}</legend>
            {outcomes}
        </fieldset>
        {text(("reason", "reason"), reason, hint, "4", reason::MAX, true)}
        <div class="actions">{send}</div>
    };
    propose.form(within.into_any())
}

/// The two buttons of who confirms it or gives it back, under a word on what follows. Either names what stands above by
/// its mark, `seen`.
pub fn confirming(
    lang: Lang,
    follows: &'static str,
    (confirm, seen): (Deed, &str),
    (give_back, label): (Deed, &'static str),
) -> AnyView {
    let yes = confirm.button("btn", words(lang).confirm);
    let no = give_back.button("btn quiet", label);
    let (refused, confirm) = confirm.parts(naming_what(seen, yes));
    let (also, give_back) = give_back.parts(naming_what(seen, no));
    view! {
        <p class="hint">{follows}</p>
        {refused}
        {also}
        <div class="row">{confirm}{give_back}</div>
    }
    .into_any()
}

/// A button of a second person, with the mark of what they have read.
pub fn naming_what(seen: &str, button: AnyView) -> AnyView {
    let seen = seen.to_owned();
    view! { <input type="hidden" name="seen" value=seen/>{button} }.into_any()
}
