//! A dossier with its checklist: what could be computed is answered already, the rest is
//! ticked by a person.

use domain::formality::Item;
use domain::formality::correction::require_check;
use domain::formality::duplicates::Against;
use domain::ids::DossierId;
use domain::journey::{Stage, Standing};
use domain::season::Phase;
use domain::views::formality::Checklist;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::line::{Finding, finding, line};
use super::{api, correction, verdict};
use crate::error::ApiError;
use crate::locales::{Lang, blind, duplicates, formality, lang, print, work};
use crate::ui::act::{forget_between, successes};
use crate::ui::dossier::DossierArticle;
use crate::ui::keys::go_by_keys;
use crate::ui::phase::phase_notice;
use crate::ui::rows::one_of;
use crate::ui::split::split;
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// Page `/formality/:id`.
pub struct ChecklistPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    list: Resource<Result<Checklist, ApiError>>,
    acts: Acts,
}

/// What the Office may do here.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    /// Answers an item.
    pub(super) tick: ServerAction<api::Tick>,
    pass: ServerAction<api::Pass>,
    ask: ServerAction<api::AskCorrection>,
    claim: ServerAction<api::Claim>,
    reject: ServerAction<api::Reject>,
    /// The item last answered in the browser: its refusal is shown beside it.
    pub(super) last: RwSignal<Option<Item>>,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            tick: ServerAction::new(),
            pass: ServerAction::new(),
            ask: ServerAction::new(),
            claim: ServerAction::new(),
            reject: ServerAction::new(),
            last: RwSignal::new(None),
        };
        let params = use_params_map();
        let id = move || params.read().get("id").unwrap_or_default();
        let ticked = successes(acts.tick.value());
        let asked = successes(acts.ask.value());
        let claimed = successes(acts.claim.value());
        forget_between(id, move || {
            acts.tick.clear();
            acts.pass.clear();
            acts.ask.clear();
            acts.claim.clear();
            acts.reject.clear();
            acts.last.set(None);
        });
        let list = Resource::new(
            move || (id(), ticked.get(), asked.get(), claimed.get()),
            |(id, ..)| api::checklist(DossierId::from(id)),
        );
        Self { list, acts }
    }
}

#[lazy_route]
impl LazyRoute for ChecklistPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        // The next dossier has forms of its own: no reason is carried from one to another.
        loaded(this.list, move |v| one_of(v.dossier.id.to_string(), draw(v, acts)))
    }
}

fn draw(v: Checklist, acts: Acts) -> AnyView {
    let lang = lang();
    let w = formality::words(lang);
    let reference = v.dossier.reference.clone();
    view! {
        {title(format!("{reference} · {}", w.title))}
        <div class="wide stack">
            {crumbs(vec![("/formality".to_owned(), w.title.to_owned()), (String::new(), reference)])}
            {phase_notice(&v.dossier.season, Phase::Formality, v.dossier.now)}
            <p class="no-print">
                <a href=format!("/application/{}/seal", v.dossier.id)>{print::words(lang).link}</a>
                {v.dossier.season.review.blind.then(|| view! {
                    " · "
                    <a href=format!("/formality/{}/blind", v.dossier.id)>{blind::words(lang).link}</a>
                    " · "
                    <a href="/formality/blind">{blind::words(lang).list}</a>
                })}
            </p>
            {split(
                crate::locales::dossier::words(lang).region,
                view! { <DossierArticle dossier=v.dossier.clone()/> }.into_any(),
                aside(lang, &v, acts),
            )}
        </div>
    }
    .into_any()
}

fn aside(lang: Lang, v: &Checklist, acts: Acts) -> AnyView {
    let w = formality::words(lang);
    // One that was sent back for a correction is checked to its end, whenever the phase closes.
    let round = v.dossier.flow.correction.as_ref();
    let open = require_check(&v.dossier.season, round, v.dossier.now).is_ok();
    let works = v.dossier.standing.stage() == Stage::Recommended && open;
    let free = v.claimed.as_ref().is_none_or(|c| c.own);
    let taken = verdict::claimed(lang, v, works, acts.claim);
    let works = works && free;
    // Without JavaScript nobody knows which item was refused: then it stands on top.
    let general =
        move || acts.last.get().is_none().then(|| view! { <RefusedBy value=acts.tick.value()/> });
    let wl = work::words(lang);
    let mut ways = vec![("b", "/formality".to_owned())];
    let next = v.next.as_ref().map(|id| {
        let href = format!("/formality/{id}");
        ways.push(("n", href.clone()));
        view! { <a class="btn quiet" href=href aria-keyshortcuts="n">{w.next_short}</a> }
    });
    let before = v.before.as_ref().map(|id| {
        let href = format!("/formality/{id}");
        ways.push(("p", href.clone()));
        view! { <a class="btn quiet" href=href aria-keyshortcuts="p">{wl.before}</a> }
    });
    go_by_keys(ways);
    view! {
        <section class="scoresheet sheet pad stack" aria-labelledby="checklist">
            <h2 id="checklist">{w.checklist}</h2>
            {taken}
            {correction::state(lang, v)}
            {v.overdrawn.then(|| view! { <p class="notice bad">{w.overdrawn}</p> })}
            {findings(lang, v)}
            {summary(lang, v)}
            {general}
            <ol class="checklist">
                {v.lines.iter().map(|l| line(lang, l, &v.dossier, works, acts)).collect_view()}
            </ol>
            {opinion(lang, v)}
            {pass(lang, v, works, acts)}
            {correction::form(lang, v, works, acts.ask)}
            {verdict::rejection(lang, v, open && free, acts.reject)}
            <div class="actions">{next} {before} <a href="/formality" aria-keyshortcuts="b">{w.back}</a></div>
            <p class="hint no-print">{wl.page_keys}</p>
        </section>
    }
    .into_any()
}

/// What of this dossier stands twice and nobody has looked at, with the way there.
fn findings(lang: Lang, v: &Checklist) -> Option<AnyView> {
    let w = duplicates::words(lang);
    let open: Vec<_> = v.findings.iter().filter(|f| f.open()).collect();
    if open.is_empty() {
        return None;
    }
    let lines = open.iter().map(|f| {
        let own = f.left.id == v.dossier.id;
        let other = match (&f.right, &f.finding.against) {
            (Some(p), _) if own => p.reference.clone(),
            (None, Against::Winner(won)) => (w.winner)(won.year),
            _ => f.left.reference.clone(),
        };
        view! { <li>{duplicates::kind(lang, f.finding.kind)} " · " {other}</li> }
    });
    let lines = lines.collect_view();
    let view = view! {
        <div class="notice warn">
            <p>{(w.concerns)(open.len())} " " <a href="/formality/duplicates">{w.to_list}</a></p>
            <ul>{lines}</ul>
        </div>
    };
    Some(view.into_any())
}

/// How far it has come, and links to what is left.
fn summary(lang: Lang, v: &Checklist) -> AnyView {
    let w = formality::words(lang);
    let all = v.lines.len();
    let left: Vec<(Item, Finding)> = v
        .lines
        .iter()
        .map(|l| (l.item, finding(l)))
        .filter(|(_, f)| *f != Finding::Satisfied)
        .collect();
    let done = all - left.len();
    let open = left.iter().filter(|(_, f)| *f == Finding::Open).count();
    let rest = if left.is_empty() && v.dossier.standing.stage().checked() {
        ().into_any()
    } else if left.is_empty() {
        view! { <p class="notice ok">{w.all_satisfied}</p> }.into_any()
    } else {
        let text = (w.to_do)(open, left.len() - open);
        let links = left
            .into_iter()
            .map(|(item, f)| {
                let (class, word) = f.tag(lang);
                view! {
                    <li>
                        <a href=format!("#{}", item.code()) rel="external">{formality::item(lang, item)}</a>
                        " "
                        <span class=class>{word}</span>
                    </li>
                }
            })
            .collect_view();
        view! { <div class="notice warn"><p>{text}</p><ul>{links}</ul></div> }.into_any()
    };
    view! {
        <div class="progress">
            <label for="satisfied">{w.progress}</label>
            <progress id="satisfied" max=all.to_string() value=done.to_string()>
                {(w.progress_said)(done, all)}
            </progress>
            <output for="satisfied">{format!("{done} / {all}")}</output>
        </div>
        {rest}
    }
    .into_any()
}

fn opinion(lang: Lang, v: &Checklist) -> AnyView {
    let w = formality::words(lang);
    let text = if v.opinion.is_empty() { w.no_opinion } else { v.opinion.as_str() };
    let lines = text.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view();
    view! { <details class="more"><summary>{w.unit_opinion}</summary>{lines}</details> }.into_any()
}

fn pass(lang: Lang, v: &Checklist, works: bool, acts: Acts) -> AnyView {
    let w = formality::words(lang);
    if let Standing::FormalityPassed { at, .. } = &v.dossier.standing {
        let text = (w.passed_text)(&at.show_minute());
        return view! { <p class="notice ok">{text}</p> }.into_any();
    }
    if !works {
        return ().into_any();
    }
    let ready = v.lines.iter().all(|l| finding(l) == Finding::Satisfied);
    let class = if ready { "btn" } else { "btn quiet" };
    let hint = if ready { w.pass_text } else { w.pass_open };
    let pending = acts.pass.pending();
    let id = v.dossier.id.to_string();
    view! {
        <RefusedBy value=acts.pass.value()/>
        <ActionForm action=acts.pass>
            <input type="hidden" name="id" value=id/>
            <p class="hint" id="pass-hint">{hint}</p>
            <div class="actions">
                <button class=class aria-describedby="pass-hint" aria-busy=move || pending.get().to_string()>
                    {w.pass}
                </button>
            </div>
        </ActionForm>
    }
    .into_any()
}
