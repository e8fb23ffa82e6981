//! The deliberation of one panel: what is on the agenda, what is agreed, what it still lacks, who signs
//! and who confirms (Art. 13–15, 19, 20).

use domain::deliberation::Review;
use domain::deliberation::agreed::Verdict;
use domain::deliberation::panel_round::PanelStage;
use domain::ids::PanelId;
use domain::views::deliberation::DeliberationView;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::page::{heading, stage};
use super::row::row;
use super::signing::{returned, signing};
use super::{api, line, missing};
use crate::error::Api;
use crate::locales::{Lang, board, common, deliberation, lang, refusal};
use crate::ui::act::{accepted, successes};
use crate::ui::form::{Typed, summary};
use crate::ui::rows::rows;
use crate::ui::{OwnForm, RefusedBy, crumbs, loaded, title, which_review};

/// Page `/deliberation/{panel}`.
pub struct PanelPage;

/// What the page is drawn from.
struct Begun {
    panel: Resource<Api<DeliberationView>>,
    acts: Acts,
}

/// What can be done here.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) agree: ServerAction<api::Agree>,
    pub(super) refresh: ServerAction<api::Refresh>,
    pub(super) sign: ServerAction<api::Sign>,
    pub(super) confirm: ServerAction<api::Confirm>,
    pub(super) give_back: ServerAction<api::GiveBack>,
    /// The application whose form was sent last: what was refused stands beside it.
    pub(super) last: RwSignal<String>,
    /// Something was done on this page: what was refused before it was sent again is not shown any more.
    done: Memo<bool>,
    /// Somebody else has signed, confirmed or given back since the page was drawn.
    changed: RwSignal<bool>,
}

impl Begun {
    fn new() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        let id = Memo::new(move |_| params.read().get("panel").unwrap_or_default());
        let agree = ServerAction::<api::Agree>::new();
        let refresh = ServerAction::<api::Refresh>::new();
        let sign = ServerAction::<api::Sign>::new();
        let confirm = ServerAction::<api::Confirm>::new();
        let give_back = ServerAction::<api::GiveBack>::new();
        let taken = [
            accepted(agree.value()),
            accepted(refresh.value()),
            accepted(sign.value()),
            accepted(confirm.value()),
            accepted(give_back.value()),
        ];
        let mut acts = Acts {
            agree,
            refresh,
            sign,
            confirm,
            give_back,
            done: Memo::new(move |_| taken.iter().any(|n| n.get() > 0)),
            last: RwSignal::new(String::new()),
            changed: RwSignal::new(false),
        };
        let done = [
            successes(acts.agree.value()),
            successes(acts.refresh.value()),
            successes(acts.sign.value()),
            successes(acts.confirm.value()),
            successes(acts.give_back.value()),
        ];
        let asked = Memo::new(move |_| which_review::asked(&query.read()));
        let all = Memo::new(move |_| done.iter().map(|d| d.get()).sum::<u32>());
        acts.changed = line::changed(line::follow(id), all);
        let panel = Resource::new(
            move || (id.get(), asked.get(), done.map(|d| d.get())),
            |(id, asked, _)| api::panel(PanelId::from(id), asked),
        );
        Self { panel, acts }
    }
}

#[lazy_route]
impl LazyRoute for PanelPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        loaded(this.panel, move |v| draw(&v, acts))
    }
}

fn draw(v: &DeliberationView, acts: Acts) -> AnyView {
    let lang = lang();
    let w = deliberation::words(lang);
    let name = board::panel(lang, v.panel.number, &v.panel.zh, &v.panel.en);
    let which = v.which;
    let article = which.review.article().to_string();
    let page = format!("/deliberation/{}", v.panel.panel);
    let typed = match acts.done.get_untracked() {
        false => Typed::of(&at(v)),
        true => Typed::default(),
    };
    let slips =
        typed.slips.iter().map(|(field, r)| (field.clone(), refusal::refusal(lang, r))).collect();
    let headed = match which.review {
        Review::Written => name.clone(),
        Review::Defence => format!("{name} · {}", common::phase(lang, which.review.phase())),
    };
    // Whoever is here for somebody else has no board of this panel.
    let board = (!v.panel.stands_in).then(|| {
        view! { <a href=which.at(&format!("/review/board/{}", v.panel.panel))>{w.board}</a> }
    });
    let print = (v.panel.stage != PanelStage::Open).then(|| {
        let to = which.at(&format!("{page}/conclusion.pdf"));
        view! { <p class="no-print"><a href=to rel="external">{w.print}</a></p> }
    });
    // What stands here is what is signed and confirmed: it does not change under the eyes of who reads it.
    let reload = which.at(&page);
    let changed = move || {
        let to = reload.clone();
        acts.changed.get().then(|| {
            view! { <p class="notice" role="status">{w.changed}" "<a href=to rel="external">{w.reload}</a></p> }
        })
    };
    let stands_in = v.panel.stands_in.then(|| view! { <p class="notice">{w.stands_in}</p> });
    let least = (v.least > 0).then(|| {
        view! { <p class="soft" id="least">{(board::words(lang).least)(v.least)}</p> }
    });
    let chosen = v.rows.iter().filter(|r| r.verdict == Verdict::Shortlisted).count();
    let watch = (!v.presides && !v.confirms).then(|| view! { <p class="soft">{w.watch}</p> });
    // What is agreed moves applications up and down: what is typed into a form stays with its own.
    let rows =
        rows(v.rows.iter().map(|r| (r.dossier.to_string(), row(lang, v, r, (acts, &typed)))));
    view! {
        {title(format!("{} · {name}", heading(lang, which)))}
        <div class="page stack">
            {crumbs(vec![
                (which.at("/deliberation"), w.title.to_owned()),
                (String::new(), name.clone()),
            ])}
            <h1>{headed}</h1>
            {which_review::switch(which, &page)}
            <p class="row">
                {stage(lang, v.panel.stage)}
                <span>{(w.shortlisted)(which.review, chosen, v.panel.places)}</span>
                {board}
            </p>
            <p class="soft">{w.scores_stay}" "<small>{(common::words(lang).article)(&article)}</small></p>
            {least}
            {summary(common::words(lang).refused, slips)}
            {changed}
            {stands_in}
            {missing::lacking(lang, &v.panel)}
            {returned(lang, v)}
            {watch}
            <ol class="findings">{rows}</ol>
            {lacking(lang, v)}
            {refresh(lang, v, acts)}
            {signing(lang, v, acts, &typed)}
            {print}
        </div>
    }
    .into_any()
}

/// The address of the page, to which its forms are sent without script.
pub(super) fn at(v: &DeliberationView) -> String {
    v.which.at(&format!("/deliberation/{}", v.panel.panel))
}

/// What is missing before it can be signed, or that nothing is; why what was confirmed is to be given back.
fn lacking(lang: Lang, v: &DeliberationView) -> AnyView {
    let w = deliberation::words(lang);
    let (heading, lacks) = match v.panel.stage {
        // Nothing is missing, and yet it cannot be confirmed: that is said beside the signature.
        PanelStage::SignedByLead if v.lacks.is_empty() && v.differs => return ().into_any(),
        PanelStage::Open | PanelStage::SignedByLead if v.lacks.is_empty() => {
            return view! { <p class="notice ok">{w.complete}</p> }.into_any();
        }
        PanelStage::Open | PanelStage::SignedByLead => (w.lacks, &v.lacks),
        _ => match &v.panel.outdated {
            Some(lacks) => (w.outdated, lacks),
            None => return ().into_any(),
        },
    };
    let text = v.panel.outdated.is_some().then(|| view! { <p>{w.outdated_text}</p> });
    let items =
        lacks.iter().map(|lack| view! { <li>{deliberation::lack(lang, lack)}</li> }).collect_view();
    let items = (!lacks.is_empty()).then(|| view! { <ul>{items}</ul> });
    view! {
        <section class="notice warn" aria-labelledby="lacks">
            <h2 id="lacks">{heading}</h2>
            {text}
            {items}
        </section>
    }
    .into_any()
}

/// The button that fits the results to scores that have changed.
fn refresh(lang: Lang, v: &DeliberationView, acts: Acts) -> AnyView {
    let which = v.which;
    use domain::deliberation::lack::Lack;
    use domain::deliberation::panel_round::PanelStage;
    let w = deliberation::words(lang);
    let moved =
        |l: &Lack| matches!(l, Lack::Moved { .. } | Lack::Result { .. } | Lack::Foreign { .. });
    let open = v.presides && v.panel.stage == PanelStage::Open;
    if !open || !v.lacks.iter().any(moved) {
        return ().into_any();
    }
    let (panel, revision) = (v.panel.panel.to_string(), v.revision.to_string());
    let page = at(v);
    let pending = acts.refresh.pending();
    view! {
        <RefusedBy value=acts.refresh.value()/>
        <OwnForm action=acts.refresh page act="refresh">
            {which_review::field(which)}
            <input type="hidden" name="panel" value=panel/>
            <input type="hidden" name="revision" value=revision/>
            <p class="hint">{w.refresh_text}</p>
            <button class="btn quiet" aria-busy=move || pending.get().then_some("true")>{w.refresh}</button>
        </OwnForm>
    }
    .into_any()
}
