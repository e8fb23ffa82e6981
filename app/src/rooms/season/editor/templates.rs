//! What notices and letters say, with a preview.

use domain::season::Phase;
use domain::season::template::{Hole, Kind, TEXT_MAX, fill, parse};
use domain::views::season::Draft;
use leptos::prelude::*;

use super::Ctx;
use super::field::Look;
use crate::locales::draft::words;
use crate::locales::{common, settings};

pub(super) fn draw(ctx: &Ctx, v: &Draft) -> AnyView {
    let all = Kind::ALL.map(|k| one(ctx, k, v)).collect_view();
    view! { <div class="stack loose">{all}</div> }.into_any()
}

fn one(ctx: &Ctx, kind: Kind, v: &Draft) -> AnyView {
    let lang = ctx.lang;
    let w = words(lang);
    let key = kind.code();
    let holes = kind
        .holes()
        .iter()
        .map(|h| {
            view! { <div><dt lang="zh-CN">{format!("{{{}}}", h.name())}</dt><dd>{settings::hole(lang, *h)}</dd></div> }
        })
        .collect_view();
    let live = ctx.live;
    let example = example(v);
    let preview = move || {
        live.with(|form| {
            let text = form.get(key).map(String::as_str).unwrap_or_default();
            match parse(kind, text) {
                Ok(pieces) => {
                    let filled = fill(&pieces, &example);
                    view! { <div class="paper" lang="zh-CN">{filled}</div> }.into_any()
                }
                Err(_) => view! { <p class="soft">{w.preview_none}</p> }.into_any(),
            }
        })
    };
    let article = (common::words(lang).article)(kind.article());
    let name = settings::template(lang, kind);
    view! {
        <section class="stack" aria-labelledby=format!("{key}-t")>
            <h2 id=format!("{key}-t")>{name}" "<small>{article}</small></h2>
            <div class="cols even wide-two">
                <div>
                    {ctx.field(key, format!("{} · {name}", w.template), w.template_hint, Look::Area(14, TEXT_MAX))}
                    <details class="more">
                        <summary>{w.holes}</summary>
                        <dl class="facts">{holes}</dl>
                    </details>
                </div>
                <div class="stack tight">
                    <h3>{w.preview}</h3>
                    <p class="hint">{w.preview_text}</p>
                    {preview}
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Values of the season, and invented ones. The document is Chinese, whatever the reader reads.
fn example(v: &Draft) -> impl Fn(Hole) -> String + Clone + 'static {
    let day = |end: fn(&domain::season::Window) -> domain::stamp::Stamp| {
        v.season.window(Phase::Notice).map(|w| end(w).show_date()).unwrap_or_default()
    };
    let (begins, ends) = (day(|w| w.opens), day(|w| w.closes.plus(-1)));
    let date =
        v.season.window(Phase::Announcement).map(|w| w.opens.show_date()).unwrap_or_default();
    let due = v.season.window(Phase::Consultation);
    let due = due.map(|w| w.closes.plus(-1).show_minute()).unwrap_or_default();
    let (year, days) = (v.season.year, v.season.notice_days);
    move |hole| match hole {
        Hole::Year => year.to_string(),
        Hole::Number => "2".to_owned(),
        Hole::List => {
            "演示甲有限公司　实施演示方法甲的经验\n演示乙有限公司　运用演示方法乙的经验".to_owned()
        }
        Hole::Begins => begins.clone(),
        Hole::Ends => ends.clone(),
        Hole::Days => days.to_string(),
        Hole::Due => due.clone(),
        Hole::Date => date.clone(),
        Hole::Office => "全国质量标杆工作办公室".to_owned(),
        Hole::Organisation => "演示甲有限公司".to_owned(),
        Hole::Title => "实施演示方法甲的经验".to_owned(),
    }
}
