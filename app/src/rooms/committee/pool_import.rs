//! Experts out of a table (Art. 11): read from a file or pasted, compared with the pool by the
//! server, shown row by row, and taken over as a whole. While the text is being mended the browser
//! says which cells are wrong, by the same reader.

use domain::committee::pool::Column;
use domain::committee::pool::import::{Line, Verdict, read};
use domain::views::pool::{ExpertView, Preview};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api::pool as api;
use crate::error::ApiError;
use crate::locales::{Lang, committee, common, lang, pool};
use crate::ui::form::Typed;
use crate::ui::import::{self, Names};
use crate::ui::{crumbs, loaded, title};

/// Path of the page, and of its forms.
pub const PATH: &str = "/committee/experts/import";
/// Wrong rows shown while the text is being mended.
const MENDING: usize = 200;

/// Page `/committee/experts/import`.
pub struct PoolImportPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    /// Whoever may add an expert may import them.
    allowed: Resource<Result<ExpertView, ApiError>>,
}

impl Begun {
    fn new() -> Self {
        Self { allowed: Resource::new(|| (), |()| api::expert("new".into())) }
    }
}

#[lazy_route]
impl LazyRoute for PoolImportPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.allowed, |_| draw())
    }
}

fn draw() -> AnyView {
    let lang = lang();
    let w = pool::words(lang);
    let typed = Typed::of(PATH);
    let judged: Option<Preview> = serde_json::from_str(&typed.value("preview")).ok();
    let given = typed.value("text");
    // What the server has not seen yet; nothing while the text is as it was posted.
    let mended = ArcRwSignal::new(None::<String>);
    let (mending_now, posted) = (mended.clone(), given.clone());
    let on_input = move |text: String| mending_now.set((text != posted).then_some(text));
    let preview = move || match mended.get() {
        Some(text) => mending(lang, &text),
        None => match &judged {
            Some(judged) => previewed(lang, judged),
            None => mending(lang, &given),
        },
    };
    let names = Names {
        file: (w.file, w.file_hint),
        paste: (w.paste, w.paste_hint),
        look: w.look,
        take: w.take,
    };
    view! {
        {title(w.import_title)}
        <div class="page stack">
            {crumbs(vec![
                ("/committee".to_owned(), committee::words(lang).title.to_owned()),
                (super::pool::PATH.to_owned(), w.title.to_owned()),
                (String::new(), w.import_title.to_owned()),
            ])}
            <h1>{w.import_title}</h1>
            <p class="lede">{w.import_lede}" "<small>{(common::words(lang).article)("11")}</small></p>
            {import::file(lang, PATH, &typed, &names)}
            {import::table(lang, (PATH, super::pool::PATH), &typed, &names, on_input, preview)}
        </div>
    }
    .into_any()
}

/// What the reader finds wrong in a text the pool was not asked about yet.
fn mending(lang: Lang, text: &str) -> AnyView {
    let w = pool::words(lang);
    match read(text) {
        Ok(sheet) => {
            let all = sheet.lines.len();
            let wrong: Vec<Line> =
                sheet.lines.into_iter().filter(|l| !l.faults.is_empty()).collect();
            let class = if wrong.is_empty() { "notice" } else { "notice bad" };
            let said = (w.edited)(all, wrong.len());
            let shown = wrong.get(..MENDING.min(wrong.len())).unwrap_or_default();
            let table = (!shown.is_empty()).then(|| table(lang, shown));
            view! { <p class=class role="status">{said}</p> {table} }.into_any()
        }
        Err(why) => pool::no_table(lang, why)
            .map(|said| view! { <p class="notice warn" role="status">{said}</p> })
            .into_any(),
    }
}

/// The table as it would be taken over, as the server has judged it.
fn previewed(lang: Lang, read: &Preview) -> AnyView {
    let w = pool::words(lang);
    let left = (read.left > 0).then(|| (w.left)(read.left));
    let said = (w.found)(&read.counts);
    import::preview(said, read.counts.wrong > 0, table(lang, &read.lines), left)
}

fn table(lang: Lang, lines: &[Line]) -> AnyView {
    let w = pool::words(lang);
    let heads = [Column::Name, Column::Employer, Column::Fields].map(|c| pool::column(lang, c));
    let rows = lines.iter().map(|l| row(lang, l)).collect_view();
    import::rows(w.preview, (w.row, w.verdict), heads, rows)
}

fn row(lang: Lang, l: &Line) -> AnyView {
    let w = pool::words(lang);
    let th = |c| pool::column(lang, c);
    let said = if l.faults.is_empty() {
        match &l.verdict {
            Some(Verdict::New) => view! { <span class="tag work">{w.new}</span> }.into_any(),
            Some(Verdict::Changed { what, .. }) => changed(lang, what),
            Some(Verdict::Stays { expert }) => {
                let page = format!("/committee/experts/{expert}");
                view! { <span class="tag todo">{w.same}</span> " " <a href=page>{w.stays}</a> }
                    .into_any()
            }
            Some(Verdict::Same { .. }) | None => {
                view! { <span class="tag">{w.same}</span> }.into_any()
            }
        }
    } else {
        import::faults(l.faults.iter().map(|f| pool::fault(lang, f)))
    };
    view! {
        <tr>
            <td class="num" data-th=w.row>{l.row}</td>
            <td class="title" data-th=th(Column::Name)>{l.card.name.clone()}</td>
            <td data-th=th(Column::Employer)>{l.card.employer.clone()}</td>
            <td class="code" data-th=th(Column::Fields)>{l.card.text(Column::Fields)}</td>
            <td data-th=w.verdict>{said}</td>
        </tr>
    }
    .into_any()
}

/// What a row would change, before and after.
fn changed(lang: Lang, what: &[(Column, String, String)]) -> AnyView {
    let w = pool::words(lang);
    let shown = |c: Column, text: &str| match c {
        _ if text.is_empty() => w.blank.to_owned(),
        Column::Unit => common::unit(lang, text),
        Column::Region => pool::region(lang, text),
        _ => text.to_owned(),
    };
    let items = what.iter().map(|(c, before, after)| {
        let name = pool::column(lang, *c);
        view! {
            <li>
                <small class="soft">{name}</small>
                " "
                <del>{shown(*c, before)}</del>
                " → "
                <ins>{shown(*c, after)}</ins>
            </li>
        }
    });
    view! { <span class="tag done">{w.changes}</span> <ul class="bare">{items.collect_view()}</ul> }
        .into_any()
}
