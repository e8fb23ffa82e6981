//! A submitted dossier before its unit: read it left, judge it right.

use domain::facts::text::count_chars;
use domain::ids::DossierId;
use domain::journey::{Stage, Standing};
use domain::recommendation::opinion::MAX;
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::views::recommendation::UnitReading;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, quota};
use crate::error::ApiError;
use crate::locales::{
    Lang, common, dossier, flow, lang, print, recommendation, refusal, status, work,
};
use crate::ui::act::{accepted, forget_between, successes};
use crate::ui::dossier::DossierArticle;
use crate::ui::form::{Typed, summary};
use crate::ui::keys::go_by_keys;
use crate::ui::phase::{is_open, phase_notice};
use crate::ui::rejection::rejection_notice;
use crate::ui::rows::one_of;
use crate::ui::split::split;
use crate::ui::unfolded::refused;
use crate::ui::{OwnForm, RefusedBy, control, crumbs, loaded, stage_tag, title};

/// Page `/recommendation/:id`.
pub struct ReadingPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    reading: Resource<Result<UnitReading, ApiError>>,
    acts: Acts,
}

/// What the unit may do here.
#[derive(Clone, Copy)]
struct Acts {
    write: ServerAction<api::WriteOpinion>,
    withdraw: ServerAction<api::Withdraw>,
    back: ServerAction<api::ReturnDossier>,
    rank: ServerAction<api::Rank>,
    /// An opinion was saved on this page: what was refused before it was sent again is not shown any more.
    done: Memo<u32>,
    /// What the form began from that was sent last in the browser.
    from: RwSignal<String>,
}

impl Begun {
    fn new() -> Self {
        let write = ServerAction::<api::WriteOpinion>::new();
        let acts = Acts {
            write,
            withdraw: ServerAction::new(),
            back: ServerAction::new(),
            rank: ServerAction::new(),
            done: accepted(write.value()),
            from: RwSignal::new(String::new()),
        };
        let params = use_params_map();
        let id = move || params.read().get("id").unwrap_or_default();
        let (written, withdrawn) =
            (successes(acts.write.value()), successes(acts.withdraw.value()));
        let ranked = successes(acts.rank.value());
        forget_between(id, move || {
            acts.write.clear();
            acts.withdraw.clear();
            acts.back.clear();
            acts.rank.clear();
        });
        let reading = Resource::new(
            move || (id(), written.get(), withdrawn.get(), ranked.get()),
            |(id, ..)| api::unit_reading(DossierId::from(id)),
        );
        Self { reading, acts }
    }
}

#[lazy_route]
impl LazyRoute for ReadingPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        // The next dossier has a form of its own: no opinion is carried from one to another.
        loaded(this.reading, move |v| one_of(v.dossier.id.to_string(), draw(v, acts)))
    }
}

fn draw(v: UnitReading, acts: Acts) -> AnyView {
    let lang = lang();
    let w = recommendation::words(lang);
    let reference = v.dossier.reference.clone();
    let typed = match acts.done.get_untracked() {
        0 => Typed::of(&at(&v)),
        _ => Typed::default(),
    };
    let slips =
        typed.slips.iter().map(|(field, r)| (field.clone(), refusal::refusal(lang, r))).collect();
    view! {
        {title(format!("{reference} · {}", w.title))}
        <div class="wide stack">
            {crumbs(vec![
                ("/recommendation".to_owned(), w.title.to_owned()),
                (String::new(), reference),
            ])}
            {phase_notice(&v.dossier.season, Phase::Recommendation, v.dossier.now)}
            {summary(common::words(lang).refused, slips)}
            <p class="no-print">
                <a href=format!("/application/{}/seal", v.dossier.id)>{print::words(lang).link}</a>
                " · "
                <a href=format!("/recommendation/compare?a={}", v.dossier.id)>{w.compare_with}</a>
            </p>
            {split(
                dossier::words(lang).region,
                view! { <DossierArticle dossier=v.dossier.clone()/> }.into_any(),
                aside(lang, &v, (acts, &typed)),
            )}
        </div>
    }
    .into_any()
}

/// The address of the page, to which the opinion is sent without script.
fn at(v: &UnitReading) -> String {
    format!("/recommendation/{}", v.dossier.id)
}

fn aside(lang: Lang, v: &UnitReading, (acts, typed): (Acts, &Typed)) -> AnyView {
    let w = recommendation::words(lang);
    let stage = v.dossier.standing.stage();
    let open = is_open(&v.dossier.season, Phase::Recommendation, v.dossier.now);
    let part = match (stage, open) {
        (Stage::Submitted, true) => judge(lang, v, (acts, typed)),
        _ => judged(lang, v, open, acts),
    };
    let size = v.sme.then(|| view! { <span class="tag done">{common::words(lang).sme}</span> });
    view! {
        <section class="scoresheet sheet pad stack" aria-labelledby="judge">
            <h2 id="judge">{w.judge}</h2>
            <p class="row">{stage_tag(stage)}{size}</p>
            {quota::meter(lang, &v.quota)}
            {v.overdrawn.then(|| view! { <p class="notice warn">{w.overdrawn}</p> })}
            <RefusedBy value=acts.write.value()/>
            <RefusedBy value=acts.withdraw.value()/>
            {part}
            {open.then(|| place(lang, v, acts))}
            {(stage == Stage::Submitted && open).then(|| give_back(lang, v, acts))}
            <details class="more">
                <summary>{(common::words(lang).article)("17")}" · "{w.rule}</summary>
                <p>{w.rule_text}</p>
                <p>{w.quota_rule}</p>
            </details>
            {ways(lang, v)}
        </section>
    }
    .into_any()
}

/// The neighbours on the work list and the way back to it, by link and by key.
fn ways(lang: Lang, v: &UnitReading) -> AnyView {
    let (w, l) = (recommendation::words(lang), work::words(lang));
    let mut keys = vec![("b", "/recommendation".to_owned())];
    let mut way = |key: &'static str, to: &Option<DossierId>, word: &'static str| {
        let href = format!("/recommendation/{}", to.as_ref()?);
        keys.push((key, href.clone()));
        Some(view! { <a class="btn quiet small" href=href aria-keyshortcuts=key>{word}</a> })
    };
    let (before, after) = (way("p", &v.before, l.before), way("n", &v.after, l.after));
    go_by_keys(keys);
    view! {
        <div class="actions">
            {before} {after} <a href="/recommendation" aria-keyshortcuts="b">{w.back}</a>
        </div>
        <p class="hint no-print">{l.page_keys}</p>
    }
    .into_any()
}

/// Its place in the unit's order, with the buttons that move it.
fn place(lang: Lang, v: &UnitReading, acts: Acts) -> AnyView {
    let w = recommendation::words(lang);
    let stage = v.dossier.standing.stage();
    if stage != Stage::Submitted && stage != Stage::Recommended {
        return ().into_any();
    }
    let said = if v.place > 0 { (w.place_of)(v.place, v.ranked) } else { w.no_place.to_owned() };
    let button = |to: i64, possible: bool, word: &'static str| {
        let id = v.dossier.id.to_string();
        view! {
            <ActionForm action=acts.rank>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="to" value=to.to_string()/>
                <input type="hidden" name="stay" value="yes"/>
                <button class="btn quiet small" disabled=!possible>{word}</button>
            </ActionForm>
        }
        .into_any()
    };
    let buttons = if v.place > 0 {
        vec![
            button(v.place - 1, v.place > 1, w.up),
            button(v.place + 1, v.place < v.ranked, w.down),
            button(0, true, w.out),
        ]
    } else if stage == Stage::Submitted {
        vec![button(v.ranked + 1, true, w.join)]
    } else {
        Vec::new()
    };
    view! {
        <section aria-label=w.ranking>
            <RefusedBy value=acts.rank.value()/>
            <p role="status">{w.ranking}" · "{said}</p>
            <div class="row">{buttons}</div>
        </section>
    }
    .into_any()
}

/// The form while the dossier waits for its unit; with what was typed where it was refused.
fn judge(lang: Lang, v: &UnitReading, (acts, typed): (Acts, &Typed)) -> AnyView {
    let w = recommendation::words(lang);
    let min = v.dossier.season.limits.opinion_min;
    // Of another version there is none yet: what was written about the one before is a draft to begin from.
    let (opinion, earlier) = match &v.earlier {
        Some((version, text)) => (text.clone(), Some((w.opinion_earlier)(*version))),
        None => (v.opinion.clone(), None),
    };
    let mine = typed.value("act") == "opinion";
    let opinion = if mine { typed.value("text") } else { opinion };
    let slip = typed.slip("opinion");
    let wrong = slip.map(|slip| refusal::refusal(lang, slip));
    // Without script the page that comes back is drawn of what stands now.
    let told = slip.is_some_and(|slip| matches!(slip, Refusal::Stale { .. }));
    let written = RwSignal::new(count_chars(&opinion));
    // What was typed stays in the box when the page is drawn anew around it.
    Effect::new(move |_| {
        if let Some(typed) = control::read("text") {
            written.set(count_chars(&typed));
        }
    });
    let free = v.quota.free(v.sme);
    let seat = if free > 0 {
        view! { <p class="soft">{(w.one_seat)(free)}</p> }.into_any()
    } else {
        view! { <p class="notice warn">{w.no_seat}</p> }.into_any()
    };
    let (pending, value) = (acts.write.pending(), acts.write.value());
    let (id, base) = (v.dossier.id.to_string(), v.base.clone());
    let (stands, drawn_from) = (v.opinion.clone(), v.base.clone());
    let sent_from = v.base.clone();
    let colleagues = move || {
        let stale = |e: &ApiError| matches!(e, ApiError::Refused(Refusal::Stale { .. }));
        let meanwhile = value.with(|v| matches!(v, Some(Err(e)) if stale(e)));
        // Until the page is drawn anew it does not know what that was.
        let known = acts.from.with(|from| *from != drawn_from);
        (told || meanwhile && known).then(|| saved_meanwhile(lang, &stands))
    };
    let (class, invalid) = if wrong.is_some() { ("q err", Some("true")) } else { ("q", None) };
    let about = match wrong {
        Some(_) => "opinion-hint opinion-e opinion-count",
        None => "opinion-hint opinion-count",
    };
    let wrong = wrong.map(|said| view! { <p class="msg" id="opinion-e">{said}</p> });
    view! {
        <div on:submit:capture=move |_| acts.from.set(sent_from.clone())>
            <OwnForm action=acts.write page=at(v) act="opinion">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="base" value=base/>
                <div class=class>
                    {colleagues}
                    <label for="opinion">{w.opinion}</label>
                    <p class="hint" id="opinion-hint">{(w.opinion_hint)(min)}</p>
                    {earlier.map(|text| view! { <p class="notice warn">{text}</p> })}
                    {wrong}
                    <textarea
                        id="opinion"
                        name="text"
                        rows="8"
                        maxlength=MAX.to_string()
                        aria-invalid=invalid
                        aria-describedby=about
                        on:input=move |ev| written.set(count_chars(&event_target_value(&ev)))
                        inner_html=crate::ui::markup::area(&opinion)
                    ></textarea>
                    <p class="count" class:under=move || written.get() < min id="opinion-count">
                        <b>{move || written.get()}</b>
                        {(w.count)(min)}
                    </p>
                </div>
                {seat}
                <p class="hint" id="recommend-hint">{w.recommend_hint}</p>
                <div class="actions">
                    <button class="btn quiet" aria-busy=move || pending.get().to_string()>{w.save}</button>
                    <button
                        class="btn"
                        name="recommend"
                        value="yes"
                        aria-describedby="recommend-hint"
                        aria-busy=move || pending.get().to_string()
                    >
                        {w.save_and_recommend}
                    </button>
                </div>
            </OwnForm>
        </div>
    }
    .into_any()
}

/// What a colleague has saved while the one who reads this was writing: to be compared with what stands in the box.
fn saved_meanwhile(lang: Lang, opinion: &str) -> AnyView {
    let lines = opinion.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view();
    view! {
        <section class="notice warn" aria-label=recommendation::words(lang).opinion_meanwhile>
            <p><b>{recommendation::words(lang).opinion_meanwhile}</b></p>
            {lines}
        </section>
    }
    .into_any()
}

/// The way back to the applicant, while its unit recommends. Once applications have closed it says until when; and
/// where too little is left, why there is none.
fn give_back(lang: Lang, v: &UnitReading, acts: Acts) -> AnyView {
    let w = flow::words(lang);
    let applications = is_open(&v.dossier.season, Phase::Application, v.dossier.now);
    let closes = v.dossier.season.window(Phase::Recommendation).map(|x| x.closes);
    let text = if applications { w.return_text } else { w.return_text_late };
    let until = match (applications, v.return_until, closes) {
        (true, ..) => ().into_any(),
        (false, Some(proposed), Some(closes)) => view! {
            <div class="q">
                <label for="return-until">{w.return_until}</label>
                <p class="hint" id="return-until-h">{(w.return_until_hint)(&closes.show_minute())}</p>
                <input
                    id="return-until"
                    name="until"
                    type="datetime-local"
                    step="1"
                    required
                    value=proposed.show_field()
                    aria-describedby="return-until-h"
                />
            </div>
        }
        .into_any(),
        _ => return view! { <p class="soft">{w.return_over}</p> }.into_any(),
    };
    let (id, busy, value) = (v.dossier.id.to_string(), acts.back.pending(), acts.back.value());
    view! {
        <details class="more" {..refused(value)}>
            <summary>{w.return_title}</summary>
            <p id="return-hint">{text}</p>
            <RefusedBy value=acts.back.value()/>
            <ActionForm action=acts.back>
                <input type="hidden" name="id" value=id/>
                <div class="q">
                    <label for="return-reason">{w.reason}</label>
                    <textarea id="return-reason" name="reason" rows="4" maxlength=domain::reason::MAX.to_string() required aria-describedby="return-hint"></textarea>
                </div>
                {until}
                <div class="actions">
                    <button class="btn quiet danger" aria-busy=move || busy.get().then_some("true")>{w.return_button}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}

/// The opinion as it stands, and the way back while there is one.
fn judged(lang: Lang, v: &UnitReading, open: bool, acts: Acts) -> AnyView {
    let w = recommendation::words(lang);
    let opinion = if v.opinion.is_empty() {
        view! { <p class="soft">{w.no_opinion}</p> }.into_any()
    } else {
        v.opinion.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view().into_any()
    };
    let state = match &v.dossier.standing {
        Standing::Recommended { at, .. } => {
            let text = (w.recommended_text)(&at.show_minute());
            view! { <p class="notice ok">{text}</p> }.into_any()
        }
        Standing::FormalityPassed { .. } => {
            view! { <p class="notice ok">{w.further_text}</p> }.into_any()
        }
        Standing::WrittenReview { .. } => {
            view! { <p class="notice">{w.reviewed_text}</p> }.into_any()
        }
        Standing::Shortlisted { .. }
        | Standing::Reserve { .. }
        | Standing::NotShortlisted { .. }
        | Standing::OnInitialList { .. }
        | Standing::Announced { .. }
        | Standing::NotListed { .. }
        | Standing::StruckOff { .. } => {
            let text = status::next(lang, v.dossier.standing.stage());
            view! { <p class="notice">{text}</p> }.into_any()
        }
        Standing::Correction { due, .. } => {
            let text = (flow::words(lang).correction_lede_short)(&due.show_minute());
            view! { <p class="notice warn">{text}</p> }.into_any()
        }
        Standing::FormalityRefused { .. } => match &v.dossier.flow.rejection {
            Some(r) => rejection_notice(lang, r),
            None => view! { <p class="notice bad">{flow::words(lang).refused}</p> }.into_any(),
        },
        Standing::Withdrawn { .. } => {
            view! { <p class="notice warn">{flow::words(lang).withdrawn}</p> }.into_any()
        }
        Standing::Draft { .. } | Standing::Submitted { .. } => ().into_any(),
    };
    let back = (open && v.dossier.standing.stage() == Stage::Recommended)
        .then(|| withdraw(lang, &v.dossier.id, acts));
    view! { {state} {opinion} {back} }.into_any()
}

fn withdraw(lang: Lang, id: &DossierId, acts: Acts) -> AnyView {
    let w = recommendation::words(lang);
    let id = id.to_string();
    view! {
        <details class="more">
            <summary>{w.withdraw}</summary>
            <p id="withdraw-hint">{w.withdraw_text}</p>
            <ActionForm action=acts.withdraw>
                <input type="hidden" name="id" value=id/>
                <div class="q">
                    <label for="reason">{w.reason}</label>
                    <textarea
                        id="reason"
                        name="reason"
                        rows="3"
                        maxlength=domain::reason::MAX.to_string()
                        required
                        aria-describedby="withdraw-hint"
                    ></textarea>
                </div>
                <div class="actions">
                    <button class="btn quiet danger">{w.withdraw}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}
