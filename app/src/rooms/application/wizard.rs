//! The wizard: one group of questions a page, saved as it is, judged where it is shown.

mod attachments;
mod declare;
mod finance;
mod form;
mod keeper;
mod notices;
mod pasted;
pub mod pick;
mod question;
mod report;
mod results;

use domain::application::Answers;
use domain::application::check::{Context, size_verdict};
use domain::application::field::Field;
use domain::application::page::Page;
use domain::journey::Stage;
use domain::views::application::DossierView;
use domain::views::flow::Present;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use self::attachments::queue::Queue;
use self::form::Form;
use super::api;
use super::parts::answers::answers;
use super::parts::deadline::deadline;
use super::parts::help::help;
use super::parts::presence::{Presence, drawn_with, presence, writes};
use super::parts::task_list::task_list;
use super::parts::way;
use crate::error::Api;
use crate::locales::{application, common, fields, lang};
use crate::ui::load::not_found;
use crate::ui::verdict::verdict;
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// What the page needs: which page, and the dossier.
type Loaded = (String, DossierView, Vec<Present>);

/// A page of the wizard.
pub struct WizardPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    dossier: Resource<Api<Loaded>>,
    state: State,
    here: Presence,
}

/// Actions and address, handed down to every part.
#[derive(Clone, Copy)]
struct State {
    save: ServerAction<api::Save>,
    detach: ServerAction<api::Detach>,
    /// Files on their way.
    queue: Queue,
    /// All problems are to be shown.
    checked: Memo<bool>,
    /// Keys that somebody else changed too, named in the address after a plain form.
    told: Memo<Vec<String>>,
    /// Why an upload was refused, from the address.
    refused: Memo<Option<String>>,
    /// Rows of results to show, from the address: a row was added without JavaScript.
    rows: Memo<usize>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let query = use_query_map();
        let detach = ServerAction::<api::Detach>::new();
        let place = Memo::new(move |_| {
            let params = params.read();
            (params.get("id").unwrap_or_default(), params.get("page").unwrap_or_default())
        });
        let writes = writes();
        let dossier = Resource::new(
            move || (place.get(), detach.version().get()),
            move |((id, page), _)| async move {
                let d = api::dossier(id.clone().into()).await?;
                Ok((page, d, drawn_with(id.into(), writes).await))
            },
        );
        let state = State {
            save: ServerAction::new(),
            detach,
            queue: Queue::new(),
            checked: Memo::new(move |_| query.read().get("check").is_some()),
            told: Memo::new(move |_| {
                let keys = query.read().get("conflict").unwrap_or_default();
                keys.split(',').filter(|k| Field::of_key(k).is_some()).map(str::to_owned).collect()
            }),
            refused: Memo::new(move |_| query.read().get("refused")),
            rows: Memo::new(move |_| {
                query.read().get("rows").and_then(|n| n.parse().ok()).unwrap_or_default()
            }),
        };
        let id = Memo::new(move |_| place.get().0);
        let here = Presence::new(id, Memo::new(move |_| place.get().1));
        Self { dossier, state, here }
    }
}

#[lazy_route]
impl LazyRoute for WizardPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let (state, here) = (this.state, this.here);
        here.provide();
        loaded(this.dossier, move |(page, d, others)| match Page::from_code(&page) {
            Some(page) => drawn(&d, page, state, presence(here, others)),
            None => not_found(),
        })
    }
}

fn drawn(d: &DossierView, page: Page, state: State, here: AnyView) -> AnyView {
    let lang = lang();
    let w = application::words(lang);
    let home = format!("/application/{}", d.id);
    let (article, intro) = application::page_intro(lang, page);
    let article = (common::words(lang).article)(article);
    let art = lang.pick(format!("{article}：{intro}"), format!("{article}: {intro}"));
    let round = d.flow.correction.clone().filter(|_| d.standing.stage() == Stage::Correction);
    let fixed = d.standing.stage() != Stage::Draft && round.is_none();
    let files = state.queue.loaded(&d.id, &d.files);
    let form = Form::new(lang, d, page, state.checked, files.into());
    let editable = d.editable && round.as_ref().is_none_or(|r| r.opens_page(page));
    let body = match (editable, page) {
        (false, _) if round.is_some() => answers(lang, d, page, false),
        (false, _) => {
            let note = if fixed { w.submitted_notice } else { w.not_editable };
            view! { <p class="notice">{note}</p> {answers(lang, d, page, false)} }.into_any()
        }
        (true, Page::Attachments) => attached(form, d, state),
        (true, _) => asked(form, d, state),
    };
    let tasks = {
        let (id, round) = (d.id.clone(), round.clone());
        // The list follows what is typed and attached, so that a page's tag changes as it is
        // completed.
        move || {
            let list = |cx: &Context| {
                form.answers.with(|a| task_list(lang, &id, a, cx, Some(page), round.as_ref()))
            };
            form.with_context(list)
        }
    };
    view! {
        {title(fields::page(lang, page))}
        <div class="page">
            {crumbs(vec![
                ("/application".into(), w.mine.into()),
                (home, w.dossier.into()),
                (String::new(), fields::page(lang, page).into()),
            ])}
            <div class="wizard">
                <div>
                    <div class="stack">
                        {editable.then(|| notices::summary(form))}
                        <h1>{fields::page(lang, page)}</h1>
                        <p class="art">{art}</p>
                        {here}
                        {editable.then(|| help(lang, page))}
                        {(!fixed && round.is_none()).then(|| deadline(lang, &d.season, d.now))}
                        {round.as_ref().map(|r| way::correction_here(lang, r, page))}
                        {editable.then(|| notices::found(form))}
                        {editable.then(|| notices::others(form, state.told.into(), &d.id))}
                    </div>
                    {body}
                </div>
                <nav aria-label=w.tasks>
                    <h2>{w.dossier}</h2>
                    {tasks}
                </nav>
            </div>
        </div>
    }
    .into_any()
}

/// The attachments: no answers, but files.
fn attached(form: Form, d: &DossierView, state: State) -> AnyView {
    let w = application::words(form.lang);
    let refused = state.refused.get_untracked();
    view! {
        <div class="form">
            {attachments::attachments(form, d, state.detach, state.queue, refused)}
            <p class="actions">
                <a class="btn" href=format!("/application/{}/check", d.id)>{w.check_and_submit}</a>
                <a href=format!("/application/{}", d.id)>{w.to_tasks}</a>
            </p>
        </div>
    }
    .into_any()
}

/// Button that saves and goes on; the keeper presses it again when it had to wait.
const SAVE: &str = "save";
/// Button that saves and goes back to the tasks.
const SAVE_BACK: &str = "save-back";

fn asked(form: Form, d: &DossierView, state: State) -> AnyView {
    let w = application::words(form.lang);
    let page = form.page;
    let keeper = form.keeper;
    let base = keeper.with_value(|k| RwSignal::from(k.base.clone()));
    let saved = state.save.value();
    // A save by the button that stayed on the page: its revision is the new base.
    Effect::new(move |first: Option<()>| {
        let outcome = saved.get();
        if first.is_some()
            && let Some(Ok(saved)) = outcome
        {
            keeper.with_value(|k| k.came_back(saved));
        }
    });
    // Whoever leaves in the middle of a pause leaves nothing behind, and takes no old
    // refusal along.
    let leaving = keeper.with_value(Clone::clone);
    on_cleanup(move || {
        if cfg!(feature = "hydrate") {
            leaving.flush();
            saved.try_set(None);
        }
    });
    let standing = keeper.with_value(Clone::clone);
    Effect::new(move |_| {
        let keeper = standing.clone();
        request_animation_frame(move || keeper.adopt());
    });
    let hold = move |button: &'static str| {
        move |ev: leptos::web_sys::MouseEvent| {
            if keeper.with_value(|k| k.wait_for(button)) {
                ev.prevent_default();
            }
        }
    };
    let class = if matches!(page, Page::Results | Page::Finance) { "" } else { "form" };
    let busy = state.save.pending();
    let id = d.id.to_string();
    let fields = questions(form, d, state.rows.get_untracked());
    let saving = notices::saving(form, d, page);
    view! {
        <RefusedBy value=state.save.value()/>
        // Listeners stand on an element of our own: those that are put on a component stay when the
        // page is drawn anew, and would write into the page before.
        <div on:input=move |ev| form.on_input(&ev) on:change=move |ev| form.on_change(&ev)>
        <ActionForm action=state.save attr:class=class attr:novalidate=true>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="page" value=page.code()/>
            <input type="hidden" name="base" value=move || base.get().to_string()/>
            // The Enter key presses the first button of a form: not one that moves a row.
            {(page == Page::Results).then(|| view! {
                <button class="sr" name="go" value="next" tabindex="-1" aria-hidden="true"></button>
            })}
            {fields}
            <div class="actions stick">
                <button
                    class="btn"
                    id=SAVE
                    name="go"
                    value="next"
                    aria-busy=move || busy.get().then_some("true")
                    on:click=hold(SAVE)
                >
                    {w.save_and_go}
                </button>
                <button class="btn quiet" id=SAVE_BACK name="go" value="tasks" on:click=hold(SAVE_BACK)>{w.save_and_back}</button>
                {saving}
            </div>
        </ActionForm>
        </div>
    }
    .into_any()
}

fn questions(form: Form, d: &DossierView, rows: usize) -> AnyView {
    match form.page {
        Page::Finance => finance::grid(form),
        Page::Report => report::report(form),
        Page::Results => results::results(form, d, rows),
        Page::Declarations => declare::declarations(form, d),
        Page::Size => view! { {plain(form)} {size(form, d)} }.into_any(),
        _ => plain(form),
    }
}

fn plain(form: Form) -> AnyView {
    let asked = form.page.fields().filter(|f| form.opens(*f));
    asked.map(|f| question::question(form, f)).collect_view().into_any()
}

/// The computed size, with the figures it takes from another page.
fn size(form: Form, d: &DossierView) -> AnyView {
    let lang = form.lang;
    let w = application::words(lang);
    let facts = [Field::Revenue1, Field::Assets1]
        .into_iter()
        .map(|f| {
            let text = fields::value(lang, f, f.key(), &d.answers, &d.season);
            let text = if text.is_empty() { w.unanswered.to_owned() } else { text };
            view! { <div><dt>{fields::label_in(lang, f, &d.season)}</dt><dd>{text}</dd></div> }
        })
        .collect_view();
    let judged = Memo::new(move |_| form.answers.with(|a: &Answers| size_verdict(a)));
    view! {
        <p class="hint">
            {w.size_from} " " <a href=format!("/application/{}/finance", d.id)>{w.size_change}</a>
        </p>
        <dl class="facts">{facts}</dl>
        {move || verdict(lang, judged.get())}
    }
    .into_any()
}
