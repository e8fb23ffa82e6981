//! The page of a room: whose time it is, how much of it is left, by the server's clock and in words as well as in
//! colour. Without script it shows when each part ends (Art. 20).

use domain::defence::session::Times;
use domain::defence::timer::{Part, Reading, Warning, reading};
use domain::ids::SessionId;
use domain::stamp::{MINUTE, Stamp};
use domain::views::defence::{RoomView, SlotLine};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::line::{Heard, ask, counting, follow};
use super::page::slips;
use super::session::place;
use crate::error::Api;
use crate::locales::{Lang, board, common, defence, lang};
use crate::ui::form::Typed;
use crate::ui::{crumbs, loaded, title};

/// Page `/defence/room/:id`.
pub struct RoomPage;

/// What the page is drawn from.
struct Begun {
    room: Resource<Api<RoomView>>,
    /// For the wall: the clock alone.
    screen: Memo<bool>,
    stands: RwSignal<bool>,
    heard: Heard,
}

impl Begun {
    fn new() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        let screen = Memo::new(move |_| query.read().get("screen").is_some());
        let stands = RwSignal::new(false);
        let heard = follow(id, stands);
        let room = Resource::new(
            move || (id.get(), heard.news.get()),
            |(id, news)| ask(SessionId::from(id), news > 0),
        );
        Self { room, screen, stands, heard }
    }
}

#[lazy_route]
impl LazyRoute for RoomPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let (screen, stands, heard) = (this.screen, this.stands, this.heard);
        Effect::new(move |_| stands.set(true));
        view! {
            {cut(lang(), heard)}
            {loaded(this.room, move |v| draw(&v, screen.get()))}
        }
        .into_any()
    }
}

fn draw(v: &RoomView, screen: bool) -> AnyView {
    let lang = lang();
    let w = defence::words(lang);
    let s = &v.line;
    let page = format!("/defence/room/{}", s.id);
    let name = board::panel(lang, s.number, &s.zh, &s.en);
    let clock = clock(lang, v, screen);
    if screen {
        let back = page.clone();
        return view! {
            {title(name.clone())}
            <div class="room-screen">
                <h1 class="sr">{name}</h1>
                {clock}
                <p class="no-print"><a href=back>{w.screen_off}</a></p>
            </div>
        }
        .into_any();
    }
    let typed = Typed::of(&page);
    let wall = format!("{page}?screen=1");
    let crumb = format!("/defence/session/{}", s.id);
    let at = (w.session_of)(&s.starts.show_minute());
    view! {
        {title(format!("{} · {name}", w.room_page))}
        <div class="page stack">
            {crumbs(vec![
                ("/defence".to_owned(), w.title.to_owned()),
                (crumb, at),
                (String::new(), w.room_page.to_owned()),
            ])}
            <h1>{name}</h1>
            <p class="row"><span>{place(&s.room)}</span><a href=wall>{w.screen}</a>
                <small>{(common::words(lang).article)("20")}</small></p>
            {slips(lang, &typed)}
            {clock}
            {v.runs.then(|| list(lang, v, &page))}
        </div>
    }
    .into_any()
}

/// Says that the line is cut, and for how long: the clock may then have stopped being true.
fn cut(lang: Lang, heard: Heard) -> AnyView {
    let w = defence::words(lang);
    let lost = Memo::new(move |_| heard.cut.with(Option::is_some));
    let age = move || heard.cut.get().map(digits);
    view! {
        <div class="line-cut" role="status">
            {move || lost.get().then(|| view! {
                <p class="notice warn">{w.line_cut}" "<span aria-hidden="true">{age}</span></p>
            })}
        </div>
    }
    .into_any()
}

/// Minutes and seconds.
fn digits(seconds: i64) -> String {
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// What the clock says: a class, the figures, the part, and the warning.
fn said(lang: Lang, r: Reading) -> (&'static str, String, &'static str, &'static str) {
    let w = defence::words(lang);
    match r {
        Reading::Before { seconds } => ("clock", digits(seconds), w.waiting, ""),
        Reading::Running { part, remaining, warning } => {
            let (class, warned) = match warning {
                None => ("clock", ""),
                Some(Warning::LastMinute) => ("clock last", w.last_minute),
                Some(Warning::End | Warning::Overtime) => ("clock end", w.part_over),
            };
            (class, digits(remaining), defence::part(lang, part), warned)
        }
        Reading::Over { seconds, .. } => {
            ("clock over", format!("+{}", digits(seconds)), w.over, w.time_up)
        }
    }
}

fn clock(lang: Lang, v: &RoomView, screen: bool) -> AnyView {
    let w = defence::words(lang);
    let Some((slot, begun)) = v.running() else {
        let next = v.next().map(|s| (w.next_at)(&s.starts.show_clock()));
        return view! {
            <div class="clock">
                <p class="part">{w.waiting}</p>
                <p class="figures">{digits(i64::from(v.times.presentation) * 60)}</p>
                <p class="warned" role="status">{next}</p>
            </div>
        }
        .into_any();
    };
    let now = counting(v.now);
    let times = v.times;
    let read = Memo::new(move |_| reading(begun, &times, now.get()));
    let class = move || said(lang, read.get()).0;
    let figures = move || said(lang, read.get()).1;
    let part = Memo::new(move |_| said(lang, read.get()).2);
    let warned = Memo::new(move |_| said(lang, read.get()).3);
    // Of a slot a conflict keeps somebody from they see that it is taken (Art. 15).
    let whose = slot.who.as_ref().map(|who| {
        let reference = who.reference.clone();
        let text = if screen { String::new() } else { who.title.clone() };
        view! { <p class="whose"><span class="code">{reference}</span>" "{text}</p> }
    });
    view! {
        <div class=class>
            {whose}
            <p class="part">{move || part.get()}</p>
            <p class="figures" role="timer" aria-live="off">{figures}</p>
            <p class="warned" role="status">{move || warned.get()}</p>
        </div>
        {(!screen).then(|| ends(lang, begun, &v.times))}
    }
    .into_any()
}

/// When each part ends, for who has no script, and for who writes it down.
fn ends(lang: Lang, begun: Stamp, times: &Times) -> AnyView {
    let w = defence::words(lang);
    let parts = [
        (Part::Presentation, times.presentation),
        (Part::Questions, times.questions),
        (Part::Closing, times.closing),
    ];
    let mut to = begun;
    let lines: Vec<AnyView> = parts
        .into_iter()
        .filter(|p| p.1 > 0)
        .map(|(part, minutes)| {
            to = to.plus(i64::from(minutes) * MINUTE);
            let at = to.show_time();
            view! { <div><dt>{defence::part(lang, part)}</dt><dd>{(w.until)(&at)}</dd></div> }
                .into_any()
        })
        .collect();
    view! {
        <dl class="facts">
            <div><dt>{w.begun}</dt><dd>{begun.show_time()}</dd></div>
            {lines}
        </dl>
    }
    .into_any()
}

/// The slots for who runs the room, one a line, with the button that starts the next.
fn list(lang: Lang, v: &RoomView, page: &str) -> AnyView {
    let w = defence::words(lang);
    let next = v.next().map(|s| s.number);
    let running = v.running().map(|(s, _)| s.number);
    let rows = v.slots.iter().map(|s| row(lang, s, next, running, page)).collect_view();
    view! {
        <section class="stack tight no-print" aria-labelledby="slots">
            <h2 id="slots">{w.slots_of}</h2>
            <div class="sheet scroll" tabindex="0" role="region" aria-labelledby="slots">
                <table class="list">
                    <thead>
                        <tr>
                            <th scope="col" class="num">{w.number}</th>
                            <th scope="col">{w.when}</th>
                            <th scope="col">{w.application}</th>
                            <th scope="col">{w.state}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, s: &SlotLine, next: Option<u32>, running: Option<u32>, page: &str) -> AnyView {
    let w = defence::words(lang);
    let when = format!("{}–{}", s.starts.show_clock(), s.ends.show_clock());
    let now = running == Some(s.number);
    let (state, start) = match &s.who {
        Some(who) => {
            let tags = [
                who.cancelled.map(|_| ("tag bad", w.cancelled)),
                now.then_some(("tag work", w.running)),
                who.begun.filter(|_| !now).map(|_| ("tag", w.heard)),
                who.arrived.filter(|_| who.begun.is_none()).map(|_| ("tag done", w.arrived)),
            ];
            let tags = tags.into_iter().flatten();
            let tags = tags.map(|(class, said)| view! { <span class=class>{said}</span> });
            let start = (who.begun.is_none() && who.cancelled.is_none()).then(|| {
                let (action, number) = (page.to_owned(), s.number.to_string());
                let class = if next == Some(s.number) { "btn" } else { "btn quiet small" };
                let reference = who.reference.clone();
                view! {
                    <form method="post" action=action>
                        <button class=class name="number" value=number>{w.start}<span class="sr">" "{reference}</span></button>
                    </form>
                }
                .into_any()
            });
            // Whoever pressed the wrong button takes it back; asked twice, since everybody's clock stops.
            let back = || {
                let (action, number) = (page.to_owned(), s.number.to_string());
                view! {
                    <details>
                        <summary>{w.unstart}</summary>
                        <form method="post" action=action class="stack tight">
                            <p class="hint">{w.unstart_text}</p>
                            <div><button class="btn quiet small" name="back" value=number>{w.unstart}</button></div>
                        </form>
                    </details>
                }
                .into_any()
            };
            (tags.collect_view().into_any(), start.or_else(|| now.then(back)))
        }
        None => (().into_any(), None),
    };
    let whose = match &s.who {
        Some(who) => {
            view! { <span class="code">{who.reference.clone()}</span>" "{who.title.clone()} }
                .into_any()
        }
        None if s.taken => view! { <span class="soft">{w.kept_away}</span> }.into_any(),
        None => view! { <span class="soft">{w.free}</span> }.into_any(),
    };
    view! {
        <tr class=now.then_some("selected") aria-current=now.then_some("true")>
            <td class="num" data-th=w.number>{s.number}</td>
            <td data-th=w.when>{when}</td>
            <th scope="row" class="title">{whose}</th>
            <td data-th=w.state>{state}</td>
            <td class="do">{start}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_20_a_warning_is_said_in_words_and_not_in_colour_alone() {
        for lang in [Lang::Zh, Lang::En] {
            let last = Reading::Running {
                part: Part::Questions,
                remaining: 59,
                warning: Some(Warning::LastMinute),
            };
            let (class, figures, _, warned) = said(lang, last);
            assert_eq!((class, figures.as_str()), ("clock last", "00:59"));
            assert!(!warned.is_empty());
            let over = said(lang, Reading::Over { seconds: 61, warning: Warning::Overtime });
            assert_eq!(
                (over.0, over.1.as_str(), over.3.is_empty()),
                ("clock over", "+01:01", false)
            );
        }
    }
}
