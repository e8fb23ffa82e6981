//! The state of one page: what was typed, what is wrong with it, what of that is shown.

use std::collections::BTreeSet;

use domain::application::Answers;
use domain::application::check::{Context, Level, Problem, check_page};
use domain::application::field::Field;
use domain::application::page::Page;
use domain::views::application::{DossierView, FileView, filled_slots, readable_contents};
use leptos::prelude::*;

use super::keeper::{Keeper, key_of};
use crate::locales::{Lang, faults};
use crate::ui::control;

fn with_context<T>(
    context: StoredValue<Context>,
    files: RwSignal<Vec<FileView>>,
    judge: impl FnOnce(&Context) -> T,
) -> T {
    let (there, contents) = files.with(|f| (filled_slots(f), readable_contents(f)));
    context.with_value(|cx| {
        if cx.files == there && cx.contents == contents {
            return judge(cx);
        }
        judge(&Context { season: cx.season.clone(), files: there, contents })
    })
}

/// Handles to the state of one page; they are copied into every part of it.
#[derive(Clone, Copy)]
pub struct Form {
    /// Language.
    pub lang: Lang,
    /// The page.
    pub page: Page,
    /// All answers of the dossier, as typed.
    pub answers: RwSignal<Answers>,
    /// What is wrong with the page, by the check that judges the submission.
    pub problems: Memo<Vec<Problem>>,
    /// Keys whose problems are shown because something was typed there.
    pub touched: RwSignal<BTreeSet<String>>,
    /// All problems are shown: the page was checked.
    pub checked: Memo<bool>,
    /// What the check must know, as it was loaded.
    pub context: StoredValue<Context>,
    /// Files that are attached, those of this minute among them.
    pub files: RwSignal<Vec<FileView>>,
    /// Saves.
    pub keeper: StoredValue<Keeper>,
}

impl Form {
    /// The state of a page as it was loaded.
    pub fn new(
        lang: Lang,
        d: &DossierView,
        page: Page,
        checked: Memo<bool>,
        files: RwSignal<Vec<FileView>>,
    ) -> Self {
        let keeper = Keeper::new(d, page);
        let answers: RwSignal<Answers> = keeper.answers.clone().into();
        let context = StoredValue::new(d.context());
        let problems = Memo::new(move |_| {
            with_context(context, files, |cx| answers.with(|a| check_page(page, a, cx)))
        });
        // What was typed before is judged at once; what was never reached is left in peace.
        let written = |(k, v): (&String, &String)| {
            let here = Field::of_key(k).is_some_and(|f| f.page() == page);
            (here && !v.trim().is_empty()).then(|| k.clone())
        };
        let touched = d.answers.iter().filter_map(written).collect();
        Self {
            lang,
            page,
            answers,
            problems,
            touched: RwSignal::new(touched),
            checked,
            context,
            files,
            keeper: StoredValue::new(keeper),
        }
    }

    /// What the check must know, with the files that are attached by now.
    pub fn with_context<T>(&self, judge: impl FnOnce(&Context) -> T) -> T {
        with_context(self.context, self.files, judge)
    }

    /// The answer a control begins with.
    pub fn initial(&self, key: &str) -> String {
        self.answers.with_untracked(|a| a.get(key).cloned().unwrap_or_default())
    }

    /// The problem shown at a key: its level and its sentence.
    pub fn problem(&self, key: &str) -> Option<(Level, String)> {
        let shown = self.checked.get() || self.touched.with(|t| t.contains(key));
        let problem = self
            .problems
            .with(|all| all.iter().find(|p| p.key == key).cloned())
            .filter(|_| shown)?;
        let text = self.answers.with(|a| faults::sentence(self.lang, &problem, a));
        Some((problem.level(), text))
    }

    /// Whether an error is shown at a key.
    pub fn wrong(&self, key: &str) -> bool {
        self.problem(key).is_some_and(|p| p.0 == Level::Error)
    }

    /// Errors of the page that are shown, in order.
    pub fn shown_errors(&self) -> Vec<Problem> {
        let checked = self.checked.get();
        let touched = self.touched.get();
        let shown =
            |p: &&Problem| p.level() == Level::Error && (checked || touched.contains(&p.key));
        self.problems.with(|all| all.iter().filter(shown).cloned().collect())
    }

    /// Takes texts over into the page, as if they had been typed; what is wrong with them may
    /// be shown.
    pub fn take(&self, texts: &Answers) {
        self.keeper.with_value(|k| k.take(texts));
        self.touched.update(|t| {
            t.extend(texts.keys().filter(|k| !k.ends_with(".unit")).cloned());
        });
    }

    /// Something was typed somewhere in the form.
    pub fn on_input(&self, ev: &leptos::web_sys::Event) {
        if let Some((name, text)) = control::typed(ev)
            && let Some(key) = key_of(&name)
        {
            self.keeper.with_value(|k| k.type_in(key, text));
        }
    }

    /// A control was left after something was typed: now its problem may be shown.
    pub fn on_change(&self, ev: &leptos::web_sys::Event) {
        if let Some((name, _)) = control::typed(ev)
            && let Some(key) = key_of(&name)
        {
            let key = key.strip_suffix(".unit").unwrap_or(key).to_owned();
            self.touched.update(|t| {
                t.insert(key);
            });
        }
    }
}
