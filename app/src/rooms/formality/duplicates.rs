//! What stands twice: a work list of findings, each with the two facts that met. Filters stand in the address
//! and work without script.

use domain::application::diff;
use domain::formality::duplicates::{Against, Kind};
use domain::views::formality::{Asked, Duplicates, FindingView, Party};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::{Lang, common, duplicates, formality, lang, work};
use crate::ui::act::successes;
use crate::ui::changes::pieces;
use crate::ui::downloads::named_downloads;
use crate::ui::page_data::{InPage, in_page, loaded_in_page};
use crate::ui::rows::rows;
use crate::ui::table::listen_keys;
use crate::ui::{RefusedBy, crumbs, stage_tag, title};

/// Findings drawn at once.
const DRAWN: u32 = 50;

/// Findings on one page at most.
const MOST: u32 = 1_000;

/// Page `/formality/duplicates`. `?kind=…&show=all&n=…`
pub struct DuplicatesPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    data: Resource<Result<Duplicates, ApiError>, InPage>,
    wish: Memo<Asked>,
    acts: Acts,
}

/// What can be done here.
#[derive(Clone, Copy)]
struct Acts {
    compare: ServerAction<api::CompareDossiers>,
    look: ServerAction<api::LookAtFinding>,
    /// The finding whose form was sent last: what was refused stands beside it.
    last: RwSignal<String>,
}

/// The address that asks for it.
fn address(asked: Asked) -> String {
    let kind = asked.kind.map_or("", Kind::code);
    let show = if asked.all { "all" } else { "" };
    format!("/formality/duplicates?kind={kind}&show={show}&n={}", asked.most)
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            compare: ServerAction::new(),
            look: ServerAction::new(),
            last: RwSignal::new(String::new()),
        };
        let query = use_query_map();
        let wish = Memo::new(move |_| {
            query.with(|q| Asked {
                kind: q.get("kind").and_then(|k| Kind::from_code(&k)),
                all: q.get("show").as_deref() == Some("all"),
                most: q.get("n").and_then(|n| n.parse().ok()).unwrap_or(DRAWN).clamp(DRAWN, MOST),
            })
        });
        let (compared, looked) = (successes(acts.compare.value()), successes(acts.look.value()));
        let data = in_page(
            move || (wish.get(), compared.get(), looked.get()),
            |(asked, ..)| {
                let kind = asked.kind.map_or("", Kind::code).to_owned();
                api::formality_duplicates(kind, asked.all, asked.most)
            },
        );
        Self { data, wish, acts }
    }
}

#[lazy_route]
impl LazyRoute for DuplicatesPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let (wish, acts) = (this.wish, this.acts);
        loaded_in_page(this.data, move |v| draw(&v, wish.get_untracked(), acts))
    }
}

fn draw(v: &Duplicates, wish: Asked, acts: Acts) -> AnyView {
    let lang = lang();
    let w = duplicates::words(lang);
    let articles = ["17", "24"].map(common::words(lang).article).join(lang.pick("、", ", "));
    let (all, open) = whole(v);
    let class = if open == 0 { "fig ok" } else { "fig warn" };
    view! {
        {title(w.title)}
        <div class="wide stack">
            {crumbs(vec![
                ("/formality".to_owned(), formality::words(lang).title.to_owned()),
                (String::new(), w.title.to_owned()),
            ])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}" "<small>{articles}</small></p>
            {compared(lang, v, acts)}
            <div class="figures">
                <p class=class><b>{open}</b><small>{w.open}</small></p>
                <p class="fig"><b>{all - open}</b><small>{w.looked}</small></p>
            </div>
            {beyond(lang, v)}
            {how(lang, v)}
            {list(lang, v, wish, acts)}
            {named_downloads("formality", "duplicates", &["xlsx", "csv"])}
        </div>
    }
    .into_any()
}

/// When they were compared, and the button that does it now.
fn compared(lang: Lang, v: &Duplicates, acts: Acts) -> AnyView {
    let w = duplicates::words(lang);
    let said =
        v.compared.map_or_else(|| w.never.to_owned(), |(at, n)| (w.compared)(n, &at.show_minute()));
    let (class, more) = if v.stale { ("notice warn", Some(w.stale)) } else { ("notice", None) };
    let pending = acts.compare.pending();
    let button = v.stale.then(|| {
        view! {
            <ActionForm action=acts.compare>
                <button class="btn small" aria-busy=move || pending.get().then_some("true")>{w.compare}</button>
            </ActionForm>
        }
    });
    view! {
        <RefusedBy value=acts.compare.value()/>
        <div class=class role="status">
            <p>{said} {more.filter(|_| v.compared.is_some()).map(|m| format!(" {m}"))}</p>
            {button}
        </div>
    }
    .into_any()
}

/// All findings, and those nobody has looked at.
fn whole(v: &Duplicates) -> (usize, usize) {
    let kinds = || v.kinds.iter();
    (kinds().map(|k| k.all).sum(), kinds().map(|k| k.open).sum())
}

/// Nothing is left out without a word.
fn beyond(lang: Lang, v: &Duplicates) -> Option<AnyView> {
    let said = (duplicates::words(lang).beyond)(v.beyond);
    (v.beyond > 0).then(|| view! { <p class="notice warn">{said}</p> }.into_any())
}

fn how(lang: Lang, v: &Duplicates) -> AnyView {
    let w = duplicates::words(lang);
    let s = &v.season.limits.duplicates;
    let text = (w.how_text)(s.title, s.summary, s.report, s.common_in);
    view! { <details class="more"><summary>{w.how}</summary><p>{text}</p></details> }.into_any()
}

fn list(lang: Lang, v: &Duplicates, wish: Asked, acts: Acts) -> AnyView {
    let w = duplicates::words(lang);
    if v.kinds.is_empty() {
        return view! { <div class="empty"><h2>{w.none}</h2><p>{w.none_text}</p></div> }.into_any();
    }
    let fit = v.fit(wish);
    // What has been looked at goes: the note typed for it is not to stand beside the next.
    let shown = rows(v.rows.iter().map(|f| (identifier(f), finding(lang, f, wish, acts))));
    let more = (fit > v.rows.len() && wish.most < MOST).then(|| {
        let next = address(Asked { most: wish.most + DRAWN, ..wish });
        view! { <p><a class="btn quiet" href=next>{w.more}</a></p> }
    });
    let nothing = v.rows.is_empty().then(|| view! { <p class="empty">{w.nothing_fits}</p> });
    listen_keys();
    // Without script nobody knows which finding was refused: then it stands on top.
    let general = move || {
        acts.last.with(String::is_empty).then(|| view! { <RefusedBy value=acts.look.value()/> })
    };
    view! {
        <h2>{w.list}</h2>
        {filters(lang, v, wish, fit)}
        {general}
        <ol class="findings">{shown}</ol>
        {nothing}
        {more}
        <p class="hint no-print">{w.keys}</p>
    }
    .into_any()
}

/// A plain form: its answers stand in the address.
fn filters(lang: Lang, v: &Duplicates, wish: Asked, shown: usize) -> AnyView {
    let (w, l) = (duplicates::words(lang), work::words(lang));
    let kinds = v.kinds.iter().map(|k| {
        let n = if wish.all { k.all } else { k.open };
        let name = format!("{} ({n})", duplicates::kind(lang, k.kind));
        view! { <option value=k.kind.code() selected=wish.kind == Some(k.kind)>{name}</option> }
    });
    let kinds = kinds.collect_view();
    let (all, _) = whole(v);
    view! {
        <form class="filters" method="get" action="/formality/duplicates">
            <div>
                <label for="kind">{w.kind}</label>
                <select id="kind" name="kind"><option value="">{w.all_kinds}</option>{kinds}</select>
            </div>
            <div>
                <label for="show">{w.show}</label>
                <select id="show" name="show">
                    <option value="">{w.only_open}</option>
                    <option value="all" selected=wish.all>{l.all}</option>
                </select>
            </div>
            <button class="btn small quiet">{l.apply}</button>
            <output class="tally" for="kind show">{(w.shown)(shown, all)}</output>
        </form>
    }
    .into_any()
}

fn finding(lang: Lang, f: &FindingView, wish: Asked, acts: Acts) -> AnyView {
    let w = duplicates::words(lang);
    let kind = f.finding.kind;
    let article = (common::words(lang).article)(kind.article());
    let alike = match f.finding.percent {
        100 => w.same.to_owned(),
        percent => (w.alike)(percent),
    };
    let id = identifier(f);
    view! {
        <li class="sheet pad" id=id>
            <p class="row">
                <b>{duplicates::kind(lang, kind)}</b>
                <span class="tag">{alike}</span>
                <small>{article}</small>
            </p>
            <div class="two">
                <div>{party(lang, &f.left, kind)}<blockquote>{f.finding.left.clone()}</blockquote></div>
                <div>{other(lang, f)}<blockquote class="pieces">{right(f)}</blockquote></div>
            </div>
            {looked(lang, f)}
            {form(lang, f, wish, acts)}
        </li>
    }
    .into_any()
}

/// Where a finding stands on the page.
fn identifier(f: &FindingView) -> String {
    format!("{}-{}-{}", f.finding.kind.code(), f.finding.dossier, f.finding.against.key())
}

/// The other fact, with what differs marked where the two are alike and not the same.
fn right(f: &FindingView) -> AnyView {
    let alike = matches!(f.finding.kind, Kind::Title | Kind::WinnerTitle | Kind::Abstract);
    if alike && f.finding.left != f.finding.right {
        return pieces(&diff::text(&f.finding.left, &f.finding.right));
    }
    f.finding.right.clone().into_any()
}

fn party(lang: Lang, p: &Party, kind: Kind) -> AnyView {
    let w = duplicates::words(lang);
    let place = kind.item().map_or(String::new(), |i| format!("#{}", i.code()));
    view! {
        <p class="row">
            <a href=format!("/formality/{}", p.id) data-row="">{p.reference.clone()}</a>
            {stage_tag(p.stage)}
        </p>
        <small>{p.org_name.clone()}" · "<a href=format!("/formality/{}{place}", p.id)>{w.checklist}</a></small>
    }
    .into_any()
}

fn other(lang: Lang, f: &FindingView) -> AnyView {
    let w = duplicates::words(lang);
    match (&f.right, &f.finding.against) {
        (Some(p), _) => party(lang, p, f.finding.kind),
        (None, Against::Winner(won)) => view! {
            <p class="row"><b>{(w.winner)(won.year)}</b></p>
            <small>{won.organisation.clone()}" · "{won.title.clone()}</small>
        }
        .into_any(),
        (None, Against::Dossier(_)) => ().into_any(),
    }
}

fn looked(lang: Lang, f: &FindingView) -> Option<AnyView> {
    let w = duplicates::words(lang);
    let l = f.looked.as_ref()?;
    let by = if l.by.is_empty() { w.gone } else { l.by.as_str() };
    let class = if l.current { "notice ok" } else { "notice warn" };
    let changed = (!l.current).then(|| view! { <p>{w.changed}</p> });
    let said = (w.looked_by)(by, &l.at.show_minute());
    Some(view! { <div class=class><p>{said} " " {l.note.clone()}</p>{changed}</div> }.into_any())
}

fn form(lang: Lang, f: &FindingView, wish: Asked, acts: Acts) -> AnyView {
    let w = duplicates::words(lang);
    let id = identifier(f);
    let (note, mine) = (format!("note-{id}"), id.clone());
    let refused = {
        let id = id.clone();
        move || {
            let own = acts.last.with(|last| *last == id);
            own.then(|| view! { <RefusedBy value=acts.look.value()/> })
        }
    };
    let word = if f.open() { w.look } else { w.look_again };
    let only = wish.kind.map_or("", Kind::code);
    let show = if wish.all { "all" } else { "" };
    let n = wish.most.to_string();
    let (dossier, kind) = (f.finding.dossier.to_string(), f.finding.kind.code());
    let (against, reference) = (f.finding.against.key(), f.left.reference.clone());
    let of = reference.clone();
    view! {
        <div on:submit:capture=move |_| acts.last.set(mine.clone())>
            {refused}
            <ActionForm action=acts.look attr:class="inline-form no-print">
                <input type="hidden" name="id" value=dossier/>
                <input type="hidden" name="against" value=against/>
                <input type="hidden" name="kind" value=kind/>
                <input type="hidden" name="only" value=only/>
                <input type="hidden" name="show" value=show/>
                <input type="hidden" name="n" value=n/>
                <div class="grow">
                    <label for=note.clone()>
                        {w.note}<span class="sr">{reference}</span>
                    </label>
                    <input id=note name="note" maxlength=domain::reason::MAX.to_string() autocomplete="off" required/>
                </div>
                <button class="btn small quiet">{word}<span class="sr">{of}</span></button>
            </ActionForm>
        </div>
    }
    .into_any()
}
