//! Fields of the editors: a label, what is wrong at this moment, a control.

use domain::season::edit::Fault;
use leptos::prelude::*;

use super::Ctx;
use crate::locales::draft::{fault, words};

/// How a field looks.
pub(super) enum Look {
    /// One line, with at most so many characters.
    Line(usize),
    /// A whole number with its unit.
    Number(&'static str),
    /// Several lines: how many, and at most how many characters.
    Area(u8, usize),
    /// A day and time.
    Moment,
}

impl Ctx {
    /// The text a field is drawn with.
    pub(super) fn text(&self, key: &str) -> String {
        self.given.get(key).cloned().unwrap_or_default()
    }

    /// What is wrong with a field now. What was not filled in yet is no fault until the form was
    /// posted.
    pub(super) fn wrong(&self, key: &str) -> Memo<Option<String>> {
        let (faults, judged, lang, key) = (self.faults, self.judged, self.lang, key.to_owned());
        Memo::new(move |_| {
            faults.with(|all| {
                let here = all.iter().filter(|f| f.0 == key && (judged || f.1 != Fault::Blank));
                let said: Vec<String> = here.map(|f| fault(lang, &f.1)).collect();
                (!said.is_empty()).then(|| said.join(" "))
            })
        })
    }

    /// A field.
    pub(super) fn field(
        &self,
        key: &str,
        label: impl Into<String>,
        hint: &str,
        look: Look,
    ) -> AnyView {
        let (key, label): (String, String) = (key.to_owned(), label.into());
        let wrong = self.wrong(&key);
        let value = self.text(&key);
        let (hint_id, msg_id) = (format!("{key}-h"), format!("{key}-e"));
        let hinted = (!hint.is_empty()).then(|| hint_id.clone());
        let described = {
            let (hinted, msg) = (hinted.clone(), msg_id.clone());
            move || {
                let msg = wrong.with(Option::is_some).then(|| msg.clone());
                let both: Vec<String> = hinted.iter().cloned().chain(msg).collect();
                (!both.is_empty()).then(|| both.join(" "))
            }
        };
        let invalid = move || wrong.with(Option::is_some).then_some("true");
        let first = self.pressed_now(&key);
        let tongue = in_chinese(&key).then_some("zh-CN");
        let control = match look {
            Look::Line(max) => view! {
                <input id=key.clone() name=key.clone() maxlength=max.to_string() value=value autofocus=first lang=tongue
                    aria-invalid=invalid aria-describedby=described/>
            }
            .into_any(),
            Look::Number(unit) => view! {
                <span class="field">
                    <input id=key.clone() name=key.clone() inputmode="numeric" maxlength="12" size="8" value=value
                        aria-invalid=invalid aria-describedby=described/>
                    <span class="unit">{unit}</span>
                </span>
            }
            .into_any(),
            Look::Area(rows, max) => view! {
                <textarea id=key.clone() name=key.clone() rows=rows.to_string() maxlength=max.to_string() lang=tongue
                    aria-invalid=invalid aria-describedby=described inner_html=crate::ui::markup::area(&value)></textarea>
            }
            .into_any(),
            Look::Moment => view! {
                <input id=key.clone() name=key.clone() type="datetime-local" step="1" value=value
                    aria-invalid=invalid aria-describedby=described/>
            }
            .into_any(),
        };
        let hint = hinted.map(|id| view! { <p class="hint" id=id>{hint.to_owned()}</p> });
        view! {
            <div class=move || if wrong.with(Option::is_some) { "q err" } else { "q" }>
                <label for=key.clone()>{label}</label>
                {hint}
                {move || {
                    let id = msg_id.clone();
                    wrong.get().map(|text| view! { <p class="msg" id=id>{text}</p> })
                }}
                {control}
            </div>
        }
        .into_any()
    }

    /// What is wrong with a row or the form as a whole.
    pub(super) fn wrong_whole(&self, key: &str) -> AnyView {
        let (wrong, id) = (self.wrong(key), key.to_owned());
        view! {
            <div id=id aria-live="polite">
                {move || wrong.get().map(|text| view! { <p class="notice bad">{text}</p> })}
            </div>
        }
        .into_any()
    }

    /// Buttons that move and take away row `i` of `n`; `at` goes before what they ask.
    pub(super) fn row_buttons(&self, at: &str, i: usize, n: usize, name: &str) -> AnyView {
        let w = words(self.lang);
        let one = |what: &str, sign: &'static str, said: String, off: bool| {
            let asked = format!("{at}{what}.{i}");
            // The button that moved a row keeps the focus at the row's new place.
            let moved = match what {
                "up" => format!("{at}up.{}", i + 1),
                "down" => format!("{at}down.{}", i.wrapping_sub(1)),
                _ => String::new(),
            };
            let first = !moved.is_empty() && moved == self.pressed;
            view! {
                <button class="btn quiet small" name="act" value=asked aria-label=said.clone() title=said
                    disabled=off autofocus=first>{sign}</button>
            }
            .into_any()
        };
        view! {
            <span class="row no-print">
                {one("up", "↑", (w.up)(name), i == 0)}
                {one("down", "↓", (w.down)(name), i + 1 == n)}
                {one("remove", "×", (w.remove)(name), false)}
            </span>
        }
        .into_any()
    }

    /// A button that adds a row.
    pub(super) fn add_button(&self, asked: String, said: &'static str) -> AnyView {
        view! { <p><button class="btn quiet small" name="act" value=asked>{said}</button></p> }
            .into_any()
    }

    /// Whether a field is the first of the row that was just added.
    fn pressed_now(&self, key: &str) -> bool {
        let Some(stem) = key.strip_suffix(".zh") else { return false };
        let added = match self.pressed.split_once('/') {
            Some((c, "add")) => format!("c.{c}.i."),
            None if self.pressed == "add" => {
                if stem.starts_with("d.") {
                    "d.".to_owned()
                } else {
                    "c.".to_owned()
                }
            }
            _ => return false,
        };
        let Some(n) = stem.strip_prefix(&added).and_then(|n| n.parse::<usize>().ok()) else {
            return false;
        };
        !self.given.keys().any(|k| k.starts_with(&format!("{added}{}.", n + 1)))
    }
}

/// Whether what is typed is Chinese, whatever the reader reads.
fn in_chinese(key: &str) -> bool {
    [".zh", ".look_zh", ".article"].iter().any(|end| key.ends_with(end))
        || [
            "notice",
            "announcement",
            "letter",
            "consultation",
            "naming_verbs",
            "naming_endings",
            "past_winners",
        ]
        .contains(&key)
}
