//! The journal as the audit reads it: searched and paged by the database, with what is asked for in
//! the address; the state of its chain; tables to take away.

use domain::guard::audit::EXPORT;
use domain::policy::Role;
use domain::views::guard::{Checked, JournalAsked, JournalRow, JournalView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::ApiError;
use crate::locales::audit::{KINDS, ROOMS, fact, kind, room, words};
use crate::locales::{Lang, common, lang, refusal};
use crate::ui::form::{Typed, summary};
use crate::ui::framed::{self, Number, Text};
use crate::ui::page_data::{InPage, in_page, loaded_in_page};
use crate::ui::{crumbs, search, title};

/// Path of the page.
pub const PATH: &str = "/audit";
/// Characters of an identifier that tell one closed account from the next.
const SHORT: usize = 8;
/// Names of what is asked for, as they stand in the address.
const KEYS: [&str; 7] = ["from", "to", "by", "kind", "room", "reference", "before"];

/// Page `/audit`. `?from= &to= &by= &kind= &room= &reference= &before=` narrow it.
pub struct AuditPage;

/// What the page is drawn from.
struct Begun {
    journal: Resource<Result<JournalView, ApiError>, InPage>,
    verified: bool,
}

impl Begun {
    fn new() -> Self {
        let asked = search::asked(KEYS);
        let verified = use_query_map().with_untracked(|q| q.get_str("done") == Some("verified"));
        let journal = in_page(asked, |[from, to, by, kind, room, reference, before]| {
            api::journal(from, to, by, kind, room, reference, before)
        });
        Self { journal, verified }
    }
}

#[lazy_route]
impl LazyRoute for AuditPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let verified = this.verified;
        loaded_in_page(this.journal, move |v| draw(&v, verified))
    }
}

fn draw(v: &JournalView, verified: bool) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let typed = Typed::of(PATH);
    let slips: Vec<(String, String)> =
        typed.slips.iter().map(|(f, r)| (f.clone(), refusal::refusal(lang, r))).collect();
    let wrong = v
        .wrong
        .iter()
        .map(|field| {
            let typed = if field == "from" { &v.asked.from } else { &v.asked.to };
            view! { <p class="notice warn" role="alert">{(w.wrong)(typed)}</p> }
        })
        .collect_view();
    // Whose rows these are, where they were asked for by an identifier.
    let by = v.rows.first().filter(|_| !v.asked.actor.is_empty()).map(|r| {
        view! { <p>{w.who}{lang.pick("：", ": ")}<b>{who(lang, r)}</b></p> }
    });
    let list = if v.rows.is_empty() {
        view! { <div class="empty"><p>{w.none}</p></div> }.into_any()
    } else {
        table(lang, &v.rows)
    };
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}</p>
            <p class="soft">{w.cut}</p>
            {verified.then(|| view! { <div class="notice ok" role="status"><p>{w.verified}</p></div> })}
            {summary(w.not_done, slips)}
            {chain(lang, v.checked.as_ref(), v.length)}
            {filters(lang, &v.asked)}
            {by}
            {wrong}
            {downloads(lang, &v.asked)}
            {list}
            {pager(lang, v)}
        </div>
    }
    .into_any()
}

/// Whether the chain held when it was walked last.
fn chain(lang: Lang, checked: Option<&Checked>, length: i64) -> AnyView {
    let w = words(lang);
    let (class, said, hash) = match checked {
        None => ("notice", w.unchecked.to_owned(), None),
        Some(c) => {
            let at = c.at.show_minute();
            match c.broken {
                None => ("notice ok", (w.sound)(&at, c.rows), Some(c.hash.clone())),
                Some(row) => ("notice bad", (w.broken)(&at, row), None),
            }
        }
    };
    let hash =
        hash.map(|h| view! { <p class="soft">{w.head}" "<code class="code hash">{h}</code></p> });
    view! {
        <section class=class aria-labelledby="chain">
            <h2 id="chain">{w.chain}</h2>
            <p>{said}" "{(w.length)(length)}</p>
            {hash}
            <form method="post" action=PATH class="no-print">
                <button class="btn small quiet">{w.verify}</button>
            </form>
        </section>
    }
    .into_any()
}

/// The address of the page, or of a table, with what is asked for.
fn address(path: &str, asked: &JournalAsked, before: &str) -> String {
    let pairs = [
        ("from", asked.from.clone()),
        ("to", asked.to.clone()),
        ("by", asked.actor.clone()),
        ("kind", asked.kind.clone()),
        ("room", asked.room.clone()),
        ("reference", asked.reference.clone()),
        ("before", before.to_owned()),
    ];
    search::address(path, pairs)
}

fn filters(lang: Lang, asked: &JournalAsked) -> AnyView {
    let w = words(lang);
    let kinds = KINDS.iter().map(|k| (k.0.to_owned(), kind(lang, k.0)));
    let rooms = ROOMS.into_iter().map(|r| (r.to_owned(), room(lang, r)));
    let JournalAsked { from, to, actor, reference, .. } = asked.clone();
    let fields = view! {
        <div>
            <label for="audit-from">{w.from}</label>
            <input type="text" id="audit-from" name="from" maxlength="20" placeholder="2026-06-24" value=from/>
        </div>
        <div>
            <label for="audit-to">{w.to}</label>
            <input type="text" id="audit-to" name="to" maxlength="20" placeholder="2026-06-24" value=to/>
        </div>
        <div class="field-s">
            <label for="audit-by">{w.actor}{lang.pick("（", " (")}{w.actor_hint}{lang.pick("）", ")")}</label>
            <input type="search" id="audit-by" name="by" maxlength="80" value=actor/>
        </div>
        {search::choice(("audit-kind", "kind"), w.kind, w.any_kind, &asked.kind, kinds)}
        {search::choice(("audit-room", "room"), w.room, w.any_room, &asked.room, rooms)}
        <div>
            <label for="audit-reference">{w.reference}</label>
            <input type="search" id="audit-reference" name="reference" maxlength="40" value=reference/>
        </div>
    };
    search::form(lang, PATH, fields, None)
}

fn downloads(lang: Lang, asked: &JournalAsked) -> AnyView {
    let href = |ending: &str| address(&format!("{PATH}/export/journal.{ending}"), asked, "");
    view! {
        <p class="row no-print">
            <span class="soft">{(words(lang).download_text)(EXPORT)}</span>
            <a href=href("xlsx") rel="external">"XLSX"</a>
            <a href=href("csv") rel="external">"CSV"</a>
        </p>
    }
    .into_any()
}

fn table(lang: Lang, rows: &[JournalRow]) -> AnyView {
    let w = words(lang);
    let columns = [w.at, w.who, w.what, w.reference, w.facts].map(Text);
    let columns = [Number(w.number)].into_iter().chain(columns);
    framed::table(w.title, columns, rows.iter().map(|r| row(lang, r)).collect_view())
}

/// Who acted, as people call them.
pub fn who(lang: Lang, r: &JournalRow) -> String {
    let w = words(lang);
    match r.actor.as_str() {
        "system" => w.system.to_owned(),
        "operator" => w.operator.to_owned(),
        "reporter" => w.reporter.to_owned(),
        "objector" => w.objector.to_owned(),
        "legal-representative" => w.signer.to_owned(),
        actor => account(lang, &r.name, actor),
    }
}

/// An account by the name of its person; once that is gone, by the beginning of its identifier.
fn account(lang: Lang, name: &str, id: &str) -> String {
    match name {
        "" => (words(lang).closed)(&id.chars().take(SHORT).collect::<String>()),
        name => name.to_owned(),
    }
}

/// What may be known of a row, in one line; accounts by name, and `whole` with their identifiers.
pub fn facts(lang: Lang, r: &JournalRow, whole: bool) -> String {
    let said = |(name, value): &(String, String)| {
        let value = match name.as_str() {
            "account" => match account(lang, &r.named, value) {
                name if whole => Some(format!("{name} {value}")),
                name => Some(name),
            },
            "role" => Role::from_code(value).map(|r| common::role(lang, r).to_owned()),
            _ if value == "true" => Some(common::words(lang).yes.to_owned()),
            _ if value == "false" => Some(common::words(lang).no.to_owned()),
            // A digest tells people nothing but whether it is the same: its beginning is enough.
            "sha256" => value.get(..12).map(|short| format!("{short}…")),
            _ => None,
        }
        .unwrap_or_else(|| value.clone());
        format!("{}{}{value}", fact(lang, name), lang.pick("：", ": "))
    };
    r.facts.iter().map(said).collect::<Vec<_>>().join(lang.pick("；", "; "))
}

fn row(lang: Lang, r: &JournalRow) -> AnyView {
    let w = words(lang);
    let by = JournalAsked { actor: r.actor.clone(), ..JournalAsked::default() };
    let of = JournalAsked { reference: r.reference.clone(), ..JournalAsked::default() };
    let (by, of) = (address(PATH, &by, ""), address(PATH, &of, ""));
    let reason = (!r.reason.is_empty())
        .then(|| view! { <br/>{w.reason}{lang.pick("：", ": ")}{r.reason.clone()} });
    let cut = r.cut.then(|| view! { <small class="soft">{w.held_back}</small> });
    let reference =
        (!r.reference.is_empty()).then(|| view! { <a href=of>{r.reference.clone()}</a> });
    let hash = r.hash.get(..12).unwrap_or_default().to_owned();
    view! {
        <tr>
            <td class="num code two" data-th=w.number>{r.seq}<small class="soft" title=w.hash>{hash}</small></td>
            <td data-th=w.at>{r.at.show_date()}" "{r.at.show_time()}</td>
            <td data-th=w.who><a href=by>{who(lang, r)}</a></td>
            <td class="two" data-th=w.what>{kind(lang, &r.kind)}<small class="soft">{room(lang, &r.room)}</small></td>
            <td class="code" data-th=w.reference>{reference}</td>
            <td data-th=w.facts>{facts(lang, r, false)}{reason}" "{cut}</td>
        </tr>
    }
    .into_any()
}

fn pager(lang: Lang, v: &JournalView) -> Option<AnyView> {
    let w = words(lang);
    let newest = (!v.asked.before.is_empty()).then(|| (address(PATH, &v.asked, ""), w.newest));
    let older = v.next.map(|n| (address(PATH, &v.asked, &n.to_string()), w.older));
    search::onwards(w.pages, newest, older)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_called_by_name_and_the_table_keeps_their_identifiers() {
        let id = "0123456789abcdef".to_owned();
        let row = JournalRow {
            seq: 1,
            at: domain::stamp::Stamp(1),
            actor: id.clone(),
            name: "演示甲".into(),
            on_behalf: String::new(),
            room: "corridor".into(),
            kind: "role_granted".into(),
            reference: String::new(),
            facts: vec![("account".into(), id.clone())],
            named: "演示乙".into(),
            reason: String::new(),
            cut: false,
            hash: String::new(),
        };
        assert_eq!(who(Lang::Zh, &row), "演示甲");
        assert_eq!(facts(Lang::Zh, &row, false), "账号：演示乙");
        assert_eq!(facts(Lang::Zh, &row, true), format!("账号：演示乙 {id}"));
        let gone = JournalRow { name: String::new(), named: String::new(), ..row };
        assert_eq!(who(Lang::En, &gone), "closed account 01234567…");
        assert_eq!(facts(Lang::En, &gone, false), "account: closed account 01234567…");
        assert!(facts(Lang::En, &gone, true).ends_with(&id));
        for (actor, name) in [
            ("reporter", "反映人"),
            ("objector", "异议人"),
            ("legal-representative", "法定代表人"),
            ("system", "系统"),
        ] {
            let row = JournalRow { actor: actor.into(), ..gone.clone() };
            assert_eq!(who(Lang::Zh, &row), name);
        }
    }

    #[test]
    fn the_address_keeps_what_was_asked_for() {
        let asked = JournalAsked {
            from: "2026-06-24".into(),
            kind: "signed_in".into(),
            ..JournalAsked::default()
        };
        assert_eq!(address(PATH, &asked, "77"), "/audit?before=77&from=2026-06-24&kind=signed_in");
        assert_eq!(address(PATH, &JournalAsked::default(), ""), "/audit");
    }
}
