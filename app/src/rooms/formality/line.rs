//! One line of the checklist: what it demands, what was found, what a person says.

use domain::application::field::Slot;
use domain::application::page::Page;
use domain::formality::Item;
use domain::formality::correction::parts;
use domain::views::application::DossierView;
use domain::views::formality::ChecklistLine;
use leptos::prelude::*;

use super::checklist::Acts;
use crate::locales::{Lang, common, fields, formality};
use crate::ui::{RefusedBy, file};

/// Where a line stands; a person's answer goes before the computed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// By computation or by a person.
    Satisfied,
    /// By computation or by a person.
    Failed,
    /// Nobody has answered.
    Open,
}

impl Finding {
    /// Class and word of its tag.
    pub(super) fn tag(self, lang: Lang) -> (&'static str, &'static str) {
        let w = formality::words(lang);
        match self {
            Finding::Satisfied => ("tag done", w.satisfied),
            Finding::Failed => ("tag bad", w.failed),
            Finding::Open => ("tag todo", w.open),
        }
    }

    fn class(self) -> &'static str {
        match self {
            Finding::Satisfied => "ok",
            Finding::Failed => "bad",
            Finding::Open => "open",
        }
    }
}

/// Where a line stands: the same precedence as `domain::formality::may_pass`.
pub(super) fn finding(l: &ChecklistLine) -> Finding {
    match (l.tick.as_ref().map(|t| t.yes), l.computed.as_ref().map(|c| c.0)) {
        (Some(true), _) | (None, Some(true)) => Finding::Satisfied,
        (Some(false), _) | (None, Some(false)) => Finding::Failed,
        (None, None) => Finding::Open,
    }
}

/// The line; with a form while the check is going on.
pub(super) fn line(
    lang: Lang,
    l: &ChecklistLine,
    d: &DossierView,
    works: bool,
    acts: Acts,
) -> AnyView {
    let w = formality::words(lang);
    let item = l.item;
    let found = finding(l);
    let (class, word) = found.tag(lang);
    let computed = match &l.computed {
        Some((yes, e)) => {
            let head = if *yes { w.computed_yes } else { w.computed_no };
            let text = formality::evidence(lang, item, e, d);
            view! { <p class="evidence"><small>{head}</small><br/>{text}</p> }.into_any()
        }
        None => view! { <p class="evidence"><small>{w.only_person}</small></p> }.into_any(),
    };
    let said = l.tick.as_ref().map(|t| {
        let head = if t.yes { w.by_person_yes } else { w.by_person_no };
        let note = (!t.note.is_empty()).then(|| view! { <br/>{t.note.clone()} });
        view! { <p class="evidence"><small>{head}</small>{note}</p> }
    });
    let form = works.then(|| answer(lang, l, d, found, acts));
    view! {
        <li class=found.class() id=item.code()>
            <h3>{formality::item(lang, item)}</h3>
            <span class=class>{word}</span>
            <p class="art">{(common::words(lang).article)(item.article())}</p>
            {computed}
            {look_at(lang, item, d)}
            {said}
            {form}
        </li>
    }
    .into_any()
}

/// Links to what of the dossier an item is about: its pages, and its files.
fn look_at(lang: Lang, item: Item, d: &DossierView) -> Option<AnyView> {
    let parts = parts(item);
    let pages = Page::ALL
        .into_iter()
        .filter(|p| *p != Page::Attachments && parts.fields.iter().any(|f| f.page() == *p));
    let pages = pages.map(|p| {
        view! { " " <a href=format!("#{}", p.code()) rel="external">{fields::page(lang, p)}</a> }
    });
    // All files together are the attachments.
    let files = d
        .files
        .iter()
        .filter(|f| parts.slots.len() < Slot::ALL.len() && parts.slots.contains(&f.slot));
    let files = files.map(|f| view! { " " {file::link(f)} }).collect_view();
    let all = (parts.slots.len() == Slot::ALL.len()).then(|| {
        view! { " " <a href="#attachments" rel="external">{fields::page(lang, Page::Attachments)}</a> }
    });
    let nothing = parts.is_empty();
    let view = view! {
        <p class="look"><small>{formality::words(lang).look_at}{pages.collect_view()}{files}{all}</small></p>
    };
    (!nothing).then(|| view.into_any())
}

/// The form stands open where a person is asked, and folded where everything is answered.
fn answer(lang: Lang, l: &ChecklistLine, d: &DossierView, found: Finding, acts: Acts) -> AnyView {
    let w = formality::words(lang);
    let form = form(lang, l, d, acts);
    let asked = l.tick.is_none() && found != Finding::Satisfied;
    let item = l.item;
    let refused = move || {
        (acts.last.get() == Some(item)).then(|| view! { <RefusedBy value=acts.tick.value()/> })
    };
    let word = if l.tick.is_some() { w.change } else { w.overrule };
    let form = if asked {
        form
    } else {
        view! { <details class="more"><summary>{word}</summary>{form}</details> }.into_any()
    };
    view! { <div>{refused}{form}</div> }.into_any()
}

fn form(lang: Lang, l: &ChecklistLine, d: &DossierView, acts: Acts) -> AnyView {
    let w = formality::words(lang);
    let item = l.item;
    let dossier = d.id.to_string();
    let [note_id, hint_id] = ["note", "hint"].map(|part| format!("{}-{part}", item.code()));
    let ticked = l.tick.as_ref().map(|t| t.yes);
    let note = l.tick.as_ref().map(|t| t.note.clone()).unwrap_or_default();
    view! {
        <div on:submit:capture=move |_| acts.last.set(Some(item))>
            <ActionForm action=acts.tick>
                <input type="hidden" name="id" value=dossier/>
                <input type="hidden" name="item" value=item.code()/>
                <fieldset class="q">
                    <legend>{w.answer}<span class="sr">{formality::item(lang, item)}</span></legend>
                    <div class="opts inline">
                        {option(item, "yes", w.answer_yes, ticked == Some(true))}
                        {option(item, "no", w.answer_no, ticked == Some(false))}
                    </div>
                </fieldset>
                <div class="q">
                    <label for=note_id.clone()>{w.note}</label>
                    <p class="hint" id=hint_id.clone()>{w.note_hint}</p>
                    <input
                        id=note_id
                        name="note"
                        maxlength=domain::reason::MAX.to_string()
                        value=note
                        autocomplete="off"
                        aria-describedby=hint_id
                    />
                </div>
                <button class="btn small quiet">
                    {w.save}
                    <span class="sr">{formality::item(lang, item)}</span>
                </button>
            </ActionForm>
        </div>
    }
    .into_any()
}

fn option(item: Item, value: &'static str, word: &'static str, checked: bool) -> AnyView {
    let id = format!("{}-{value}", item.code());
    view! {
        <div class="opt">
            <input type="radio" id=id.clone() name="yes" value=value checked=checked required/>
            <label for=id>{word}</label>
        </div>
    }
    .into_any()
}
