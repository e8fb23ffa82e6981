//! The inbox: what was told to the reader, newest first; each message leads to the place
//! where something is to be done.

use domain::views::mail::{Inbox, InboxLine};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::Api;
use crate::locales::{Lang, common, inbox as local, lang, mail};
use crate::shell::Unread;
use crate::ui::act::successes;
use crate::ui::{RefusedBy, crumbs, loaded, title};

/// The page.
pub struct InboxPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    inbox: Resource<Api<Inbox>>,
    acts: Acts,
}

/// What can be done here.
#[derive(Clone, Copy)]
struct Acts {
    open: ServerAction<api::OpenMessage>,
    read: ServerAction<api::ReadMessage>,
    read_all: ServerAction<api::ReadMessages>,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts {
            open: ServerAction::new(),
            read: ServerAction::new(),
            read_all: ServerAction::new(),
        };
        let changes = (successes(acts.read.value()), successes(acts.read_all.value()));
        let inbox = Resource::new(move || (changes.0.get(), changes.1.get()), |_| api::inbox());
        Self { inbox, acts }
    }
}

#[lazy_route]
impl LazyRoute for InboxPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let lang = lang();
        let w = local::words(lang);
        let acts = this.acts;
        view! {
            {title(w.title)}
            <div class="page">
                {crumbs(vec![(String::new(), w.title.into())])}
                <div class="stack inbox">
                    <h1>{w.title}</h1>
                    <p class="lede">{w.lede}</p>
                    <RefusedBy value=acts.open.value()/>
                    <RefusedBy value=acts.read.value()/>
                    <RefusedBy value=acts.read_all.value()/>
                    {loaded(this.inbox, move |inbox| listed(lang, inbox, acts))}
                </div>
            </div>
        }
        .into_any()
    }
}

fn listed(lang: Lang, inbox: Inbox, acts: Acts) -> AnyView {
    let w = local::words(lang);
    // The header counts along with what is done here.
    if let Some(unread) = use_context::<Unread>() {
        unread.0.set(inbox.unread);
    }
    if inbox.lines.is_empty() {
        return view! { <div class="empty"><h2>{w.none}</h2><p>{w.none_text}</p></div> }.into_any();
    }
    let shown = inbox.lines.len();
    let newest = inbox.lines.iter().map(|l| l.at.0).max().unwrap_or(0);
    let head = if inbox.unread == 0 {
        view! { <p class="soft" role="status">{w.all_read}</p> }.into_any()
    } else {
        view! {
            <div class="row between">
                <p role="status">{(w.unread)(inbox.unread)}</p>
                <ActionForm action=acts.read_all>
                    <input type="hidden" name="until" value=newest/>
                    <button class="btn small quiet">{w.mark_all}</button>
                </ActionForm>
            </div>
        }
        .into_any()
    };
    let many = shown >= 200;
    view! {
        {head}
        <ol class="messages" role="list">
            {inbox.lines.into_iter().map(|l| line(lang, l, acts)).collect_view()}
        </ol>
        {many.then(|| view! { <p class="soft">{(w.latest)(shown)}</p> })}
    }
    .into_any()
}

fn line(lang: Lang, l: InboxLine, acts: Acts) -> AnyView {
    let w = local::words(lang);
    let told = mail::told(lang, &l.message);
    let heading = format!("m-{}", l.id);
    let article = l
        .message
        .article()
        .map(|n| (mail::words(lang).article, (common::words(lang).article)(&n.to_string())));
    let facts = told
        .facts
        .into_iter()
        .chain(article)
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    let points = (!told.points.is_empty()).then(|| {
        let points = told.points.into_iter().map(|p| view! { <li>{p}</li> }).collect_view();
        view! { <ul>{points}</ul> }
    });
    let document = (!told.document.is_empty()).then(|| {
        view! { <blockquote class="document" lang="zh-CN">{told.document}</blockquote> }
    });
    let (id, about) = (l.id.clone(), heading.clone());
    let (named, opens) = (heading.clone(), heading.clone());
    let mark = (!l.read).then(|| {
        view! {
            <ActionForm action=acts.read>
                <input type="hidden" name="id" value=id/>
                <button class="btn small quiet" aria-describedby=about>{w.mark}</button>
            </ActionForm>
        }
    });
    view! {
        <li class="sheet pad" class:new=!l.read>
            <article class="stack tight" aria-labelledby=heading>
                <div class="row between">
                    <h2 id=named>{told.subject}</h2>
                    <p class="row">
                        {(!l.read).then(|| view! { <span class="tag todo">{w.new}</span> })}
                        <time class="soft">{l.at.show_minute()}</time>
                    </p>
                </div>
                <p>{told.lead}</p>
                {points}
                {document}
                <dl class="facts">{facts}</dl>
                <div class="row">
                    <ActionForm action=acts.open>
                        <input type="hidden" name="id" value=l.id/>
                        <button class="btn small" aria-describedby=opens>{told.action}</button>
                    </ActionForm>
                    {mark}
                </div>
            </article>
        </li>
    }
    .into_any()
}
