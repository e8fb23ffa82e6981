//! What stands twice: a work list of findings, each with the two facts that met. Filters stand in the address
//! and work without script.

use domain::application::diff;
use domain::formality::duplicates::{Against, Kind};
use domain::views::formality::{Duplicates, FindingView, Party};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::{Lang, common, duplicates, formality, lang, work};
use crate::ui::act::successes;
use crate::ui::changes::pieces;
use crate::ui::downloads::named_downloads;
use crate::ui::table::listen_keys;
use crate::ui::{RefusedBy, crumbs, loaded, stage_tag, title};

/// Findings drawn at once.
const DRAWN: usize = 50;

/// Page `/formality/duplicates`. `?kind=…&show=all&n=…`
pub struct DuplicatesPage {
    data: Resource<Result<Duplicates, ApiError>>,
    wish: Memo<Wish>,
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

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq)]
struct Wish {
    kind: Option<Kind>,
    all: bool,
    n: usize,
}

impl Wish {
    fn fits(&self, f: &FindingView) -> bool {
        self.kind.is_none_or(|k| k == f.finding.kind) && (self.all || f.open())
    }

    /// The address that asks for it.
    fn address(&self) -> String {
        let kind = self.kind.map_or("", Kind::code);
        let show = if self.all { "all" } else { "" };
        format!("/formality/duplicates?kind={kind}&show={show}&n={}", self.n)
    }
}

#[lazy_route]
impl LazyRoute for DuplicatesPage {
    fn data() -> Self {
        let acts = Acts {
            compare: ServerAction::new(),
            look: ServerAction::new(),
            last: RwSignal::new(String::new()),
        };
        let query = use_query_map();
        let wish = Memo::new(move |_| {
            query.with(|q| Wish {
                kind: q.get("kind").and_then(|k| Kind::from_code(&k)),
                all: q.get("show").as_deref() == Some("all"),
                n: q.get("n").and_then(|n| n.parse().ok()).unwrap_or(DRAWN).clamp(DRAWN, 5_000),
            })
        });
        let (compared, looked) = (successes(acts.compare.value()), successes(acts.look.value()));
        let data = Resource::new(
            move || (wish.get(), compared.get(), looked.get()),
            |_| api::formality_duplicates(),
        );
        Self { data, wish, acts }
    }

    fn view(this: Self) -> AnyView {
        let (wish, acts) = (this.wish, this.acts);
        loaded(this.data, move |v| draw(&v, &wish.get_untracked(), acts))
    }
}

fn draw(v: &Duplicates, wish: &Wish, acts: Acts) -> AnyView {
    let lang = lang();
    let w = duplicates::words(lang);
    let articles = ["17", "24"].map(common::words(lang).article).join(lang.pick("、", ", "));
    let open = v.rows.iter().filter(|f| f.open()).count();
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
                <p class="fig"><b>{v.rows.len() - open}</b><small>{w.looked}</small></p>
            </div>
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

fn how(lang: Lang, v: &Duplicates) -> AnyView {
    let w = duplicates::words(lang);
    let s = &v.season.limits.duplicates;
    let text = (w.how_text)(s.title, s.summary, s.report, s.common_in);
    view! { <details class="more"><summary>{w.how}</summary><p>{text}</p></details> }.into_any()
}

fn list(lang: Lang, v: &Duplicates, wish: &Wish, acts: Acts) -> AnyView {
    let w = duplicates::words(lang);
    if v.rows.is_empty() {
        return view! { <div class="empty"><h2>{w.none}</h2><p>{w.none_text}</p></div> }.into_any();
    }
    let fit: Vec<&FindingView> = v.rows.iter().filter(|f| wish.fits(f)).collect();
    let shown = fit.iter().take(wish.n).map(|f| finding(lang, f, wish, acts)).collect_view();
    let more = (fit.len() > wish.n).then(|| {
        let next = Wish { n: wish.n + DRAWN, ..wish.clone() };
        view! { <p><a class="btn quiet" href=next.address()>{w.more}</a></p> }
    });
    let nothing = fit.is_empty().then(|| view! { <p class="empty">{w.nothing_fits}</p> });
    listen_keys();
    // Without script nobody knows which finding was refused: then it stands on top.
    let general = move || {
        acts.last.with(String::is_empty).then(|| view! { <RefusedBy value=acts.look.value()/> })
    };
    view! {
        <h2>{w.list}</h2>
        {filters(lang, v, wish, fit.len())}
        {general}
        <ol class="findings">{shown}</ol>
        {nothing}
        {more}
        <p class="hint no-print">{w.keys}</p>
    }
    .into_any()
}

/// A plain form: its answers stand in the address.
fn filters(lang: Lang, v: &Duplicates, wish: &Wish, shown: usize) -> AnyView {
    let (w, l) = (duplicates::words(lang), work::words(lang));
    let count =
        |k: Kind| v.rows.iter().filter(|f| f.finding.kind == k && (wish.all || f.open())).count();
    let kinds =
        Kind::ALL.iter().filter(|k| v.rows.iter().any(|f| f.finding.kind == **k)).map(|k| {
            let name = format!("{} ({})", duplicates::kind(lang, *k), count(*k));
            view! { <option value=k.code() selected=wish.kind == Some(*k)>{name}</option> }
        });
    let kinds = kinds.collect_view();
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
            <output class="tally" for="kind show">{(w.shown)(shown, v.rows.len())}</output>
        </form>
    }
    .into_any()
}

fn finding(lang: Lang, f: &FindingView, wish: &Wish, acts: Acts) -> AnyView {
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

fn form(lang: Lang, f: &FindingView, wish: &Wish, acts: Acts) -> AnyView {
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
    let n = wish.n.to_string();
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
                    <input id=note name="note" maxlength="500" autocomplete="off" required/>
                </div>
                <button class="btn small quiet">{word}<span class="sr">{of}</span></button>
            </ActionForm>
        </div>
    }
    .into_any()
}
