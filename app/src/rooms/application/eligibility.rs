//! The eligibility page: a few questions, no account, an answer at once (Art. 9, 10).
//! The answers stand in the address, so the page works without JavaScript and can be kept
//! as a bookmark; with it, the same rules judge in the browser while one types.

mod answer;
mod question;

use domain::application::Answers;
use domain::application::answer;
use domain::application::eligibility::THEMES;
use domain::facts::uscc::Uscc;
use domain::season::{Limits, PastWinner};
use domain::views::Call;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::locales::eligibility::words;
use crate::locales::lang;
use crate::shell::Carried;
use crate::ui::{address, crumbs, loaded, title};

/// Everything the page asks, by name.
pub(super) const KEYS: &[&str] = &[
    "uscc",
    "legal_person",
    "industry",
    "region",
    "employees",
    "revenue_1",
    "revenue_1.unit",
    "assets_1",
    "assets_1.unit",
    "net_1",
    "net_1.unit",
    "net_2",
    "net_2.unit",
    "net_3",
    "net_3.unit",
    "violation",
    "since",
    THEMES[0],
    THEMES[1],
    THEMES[2],
    THEMES[3],
    "sharing",
];

/// The answers in the page's address.
pub(super) fn answers_in_address() -> Answers {
    let query = use_query_map();
    query.with_untracked(|q| {
        KEYS.iter().filter_map(|key| Some(((*key).to_owned(), q.get(key)?))).collect()
    })
}

/// What stands in the form now. In the browser only.
fn answers_in(form: &web_sys::HtmlFormElement) -> Answers {
    let Ok(data) = web_sys::FormData::new_with_form(form) else { return Answers::new() };
    KEYS.iter().filter_map(|key| Some(((*key).to_owned(), data.get(key).as_string()?))).collect()
}

/// What the parts of the page share. Nothing here needs dropping, so that handlers may hold it.
#[derive(Clone, Copy)]
struct Sheet {
    /// As typed, judged at once.
    typed: RwSignal<Answers>,
    /// As left behind: a field is called wrong only after one has left it.
    left: RwSignal<Answers>,
    /// Year of the selection.
    year: i32,
    /// The three years with figures, latest first.
    years: [i32; 3],
    /// The season's limits.
    limits: StoredValue<Limits>,
    /// Who was chosen lately under the code that was typed, as far as the server was asked.
    chosen: RwSignal<Vec<PastWinner>>,
}

impl Sheet {
    /// Asks for who was chosen under the code that stands in the form, once it is one. What comes late for
    /// another code does no harm: the rule compares codes.
    fn ask_chosen(self) {
        let typed = self.left.with_untracked(|a| answer(a, "uscc").to_owned());
        if Uscc::parse(&typed).is_err() {
            return;
        }
        leptos::task::spawn_local(async move {
            if let Ok(found) = super::api::chosen(typed).await {
                self.chosen.set(found);
            }
        });
    }
}

/// The eligibility page.
pub struct EligibilityPage;

#[lazy_route]
impl LazyRoute for EligibilityPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let told = answers_in_address();
        let uscc = answer(&told, "uscc").to_owned();
        let begun = Resource::new(
            || (),
            move |()| {
                let uscc = uscc.clone();
                async move {
                    let call = crate::corridor::api::call().await?;
                    // Who does not say who it is has nothing to be asked for.
                    let chosen = match Uscc::parse(&uscc) {
                        Ok(_) => super::api::chosen(uscc).await?,
                        Err(_) => Vec::new(),
                    };
                    Ok((call, chosen))
                }
            },
        );
        loaded(begun, move |(call, chosen)| draw(&call, chosen, told.clone()))
    }
}

/// What is typed goes along into the other language.
fn carry(typed: RwSignal<Answers>) {
    let Some(Carried(to)) = use_context::<Carried>() else { return };
    // Only in the browser, and not before somebody has typed: effects do not run on the server.
    Effect::new(move |_| {
        let all = typed.get();
        to.set((!all.is_empty()).then(|| address::with_answers("/eligibility", &all)));
    });
    on_cleanup(move || to.set(None));
}

fn draw(call: &Call, chosen: Vec<PastWinner>, told: Answers) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let sheet = Sheet {
        typed: RwSignal::new(told.clone()),
        left: RwSignal::new(told.clone()),
        year: call.season.year,
        years: call.season.figure_years(),
        limits: StoredValue::new(call.season.limits.clone()),
        chosen: RwSignal::new(chosen),
    };
    carry(sheet.typed);
    let form = NodeRef::<leptos::html::Form>::new();
    let read = move |into: RwSignal<Answers>| {
        if let Some(form) = form.get_untracked() {
            into.set(answers_in(form.unchecked_ref()));
        }
    };
    // What was typed before the page was awake counts, too. Units stand there from the beginning.
    Effect::new(move |_| {
        let Some(form) = form.get() else { return };
        let said = |all: &Answers| -> Vec<(String, String)> {
            let of = all.iter().filter(|(key, text)| !text.is_empty() && !key.ends_with(".unit"));
            of.map(|(key, text)| (key.clone(), text.clone())).collect()
        };
        let now = answers_in(form.unchecked_ref());
        if sheet.typed.with_untracked(said) != said(&now) {
            read(sheet.typed);
            read(sheet.left);
            sheet.ask_chosen();
        }
    });
    // Choices are made at once, texts when one leaves the field.
    let on_change = move |_| {
        read(sheet.typed);
        read(sheet.left);
        sheet.ask_chosen();
    };
    view! {
        {title(w.title)}
        <div class="page">
            {crumbs(vec![(String::new(), w.title.into())])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}</p>
            <div class="cols">
                <form
                    class="form"
                    method="get"
                    action="/eligibility#result"
                    novalidate
                    node_ref=form
                    on:input=move |_| read(sheet.typed)
                    on:change=on_change
                >
                    {question::all(lang, sheet, &told)}
                    <div class="actions">
                        <button class="btn quiet">{w.see}</button>
                        <a href="/eligibility" rel="external">{w.again}</a>
                    </div>
                </form>
                {answer::panel(lang, sheet)}
            </div>
        </div>
    }
    .into_any()
}
