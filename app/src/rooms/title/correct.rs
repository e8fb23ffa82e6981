//! Page `/title/{number}/correct`: the Office sets right what was taken over wrongly from a season before this system
//! (Art. 23). A plain form, posted to the page.

use domain::facts::units::regional_units;
use domain::reason;
use domain::season::category::Category;
use domain::title::correction::{DIRECTION_MAX, Fact};
use domain::views::title::{Correcting, CorrectionLine};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::register::PATH as REGISTER;
use crate::error::Api;
use crate::locales::title_correction::{self as local, words};
use crate::locales::{Lang, common, lang, refusal, title as titles};
use crate::ui::fields::Fields;
use crate::ui::form::{Typed, described, question, summary};
use crate::ui::{crumbs, loaded, title};

/// Page `/title/:number/correct`.
pub struct CorrectPage;

/// What the page is drawn from.
struct Begun {
    correcting: Resource<Api<Correcting>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let number = Memo::new(move |_| params.read().get("number").unwrap_or_default());
        Self { correcting: Resource::new(move || number.get(), api::correcting) }
    }
}

#[lazy_route]
impl LazyRoute for CorrectPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.correcting, |v| draw(&v))
    }
}

/// Address of the page.
pub fn path(number: &str) -> String {
    format!("{REGISTER}/{number}/correct")
}

fn draw(v: &Correcting) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let number = v.line.number.to_string();
    let typed = Typed::of(&path(&number));
    let slips =
        typed.slips.iter().map(|(field, r)| (field.clone(), refusal::refusal(lang, r))).collect();
    let history = history(lang, &v.corrections);
    view! {
        {title(w.title)}
        <div class="narrow stack loose">
            <div class="stack">
                {crumbs(vec![
                    (REGISTER.to_owned(), titles::words(lang).register.to_owned()),
                    (format!("{REGISTER}/{number}"), number.clone()),
                    (String::new(), w.title.to_owned()),
                ])}
                <h1>{w.title}</h1>
                <p class="lede">{(w.lede)(v.since)}" "<small>{(common::words(lang).article)("23")}</small></p>
            </div>
            {summary(w.refused, slips)}
            {form(lang, v, &typed)}
            {history}
        </div>
    }
    .into_any()
}

fn form(lang: Lang, v: &Correcting, typed: &Typed) -> AnyView {
    let (w, t, l) = (words(lang), titles::words(lang), &v.line);
    let f = Fields { lang, typed, act: "correct" };
    let unknown = || (String::new(), t.unknown.to_owned());
    let mut categories = vec![unknown()];
    categories.extend(
        Category::ALL.map(|c| (c.code().to_owned(), titles::category(lang, Some(c)).to_owned())),
    );
    let mut regions = vec![unknown()];
    regions.extend(regional_units().map(|u| (u.code.clone(), titles::region(lang, &u.code))));
    let category = l.category.map(Category::code).unwrap_or_default();
    let reason = (w.reason_hint)(reason::TELLING, reason::MAX);
    // How much of it whoever corrects has read: what was corrected meanwhile is read first.
    let seen = f.value("seen", &v.corrections.len().to_string());
    view! {
        <form method="post" action=path(l.number.as_str()) class="form">
            <input type="hidden" name="act" value="correct"/>
            <input type="hidden" name="seen" value=seen/>
            {f.line("number", "text", t.number, w.number_hint.to_owned(), l.number.as_str(), true)}
            {f.line("year", "text", t.year, (w.year_hint)(v.since), &l.year().to_string(), true)}
            {f.line("organisation", "text", t.organisation, w.organisation_hint.to_owned(), &l.organisation, true)}
            {f.line("uscc", "text", t.uscc, w.uscc_hint.to_owned(), &l.uscc, false)}
            {f.line("benchmark", "text", t.benchmark, w.benchmark_hint.to_owned(), &l.benchmark, true)}
            {direction(lang, v, &f)}
            {f.choice("category", t.category, String::new(), categories, category)}
            {f.choice("region", t.region, String::new(), regions, &l.region)}
            {f.area("reason", w.reason, reason, "", reason::MAX)}
            <div class="actions">
                <button class="btn">{w.act}</button>
                <a href=format!("{REGISTER}/{}", l.number)>{common::words(lang).back}</a>
            </div>
        </form>
    }
    .into_any()
}

/// A line with the directions that are known beside it: of earlier seasons there were others.
fn direction(lang: Lang, v: &Correcting, f: &Fields<'_>) -> AnyView {
    let w = words(lang);
    let wrong = f.wrong("direction");
    let about = described("direction", true, wrong.is_some());
    let invalid = wrong.is_some().then_some("true");
    let now = v.line.direction.as_ref().map(|d| d.zh.clone()).unwrap_or_default();
    let value = f.value("direction", &now);
    let known = v.directions.iter().map(|d| view! { <option value=d.zh.clone()></option> });
    let known = known.collect_view();
    let control = view! {
        <input id="direction" name="direction" type="text" list="directions" maxlength=DIRECTION_MAX.to_string() value=value aria-invalid=invalid aria-describedby=about/>
        <datalist id="directions">{known}</datalist>
    };
    let label = titles::words(lang).direction;
    question("direction", label, w.direction_hint, wrong, control.into_any())
}

/// What was corrected of a title, the first correction first.
pub(super) fn history(lang: Lang, corrections: &[CorrectionLine]) -> Option<AnyView> {
    if corrections.is_empty() {
        return None;
    }
    let w = words(lang);
    let items = corrections.iter().map(|c| {
        let changes = c.changes.iter().map(|change| {
            let (from, to) = local::change(lang, change);
            // Names are said as they are; that one is not known is said in the reader's language.
            let zh = |value: &str| {
                let named = matches!(change.fact, Fact::Organisation | Fact::Benchmark | Fact::Direction);
                (named && !value.is_empty()).then_some("zh-CN")
            };
            let (was, is) = (zh(&change.from), zh(&change.to));
            view! {
                <li>{local::fact(lang, change.fact)}{w.colon}<del lang=was>{from}</del>" → "<ins lang=is>{to}</ins></li>
            }
        });
        let changes = changes.collect_view();
        let by = (!c.by.is_empty()).then(|| format!("{}{}", w.by, c.by));
        view! {
            <li class="stack tight">
                <p><b>{c.at.show_date()}</b>" "<span class="soft">{by}</span></p>
                <ul>{changes}</ul>
                <p class="soft">{w.reason}{w.colon}<span lang="zh-CN">{c.reason.clone()}</span></p>
            </li>
        }
    });
    let view = view! {
        <section class="stack tight" aria-labelledby="corrections">
            <h2 id="corrections">{w.history}</h2>
            <ol>{items.collect_view()}</ol>
        </section>
    };
    Some(view.into_any())
}
