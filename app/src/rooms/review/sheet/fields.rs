//! The fields of the sheet: criteria with their sub-items, comments with their counts.

use domain::review::rubric::{Criterion, SubItem};
use domain::review::sheet::{Checked, SheetFault, SheetField, SheetForm, SheetLimits, count};
use leptos::prelude::*;

use super::keep::{OVERALL, comment_name, score_name};
use crate::locales::review::{criterion, descriptor, fault, item, words};
use crate::locales::{Lang, lang};

/// What the fields read: the check, and whether all that is missing is to be said.
#[derive(Clone, Copy)]
pub struct Judged {
    /// What the check found in what is typed.
    pub checked: Memo<Checked>,
    /// What is typed.
    pub form: RwSignal<SheetForm>,
    /// Say what is missing too, not only what is wrong.
    pub all: RwSignal<bool>,
}

impl Judged {
    /// The sentence at a field, if there is something to say.
    fn message(self, lang: Lang, field: &SheetField) -> Option<String> {
        let all = self.all.get();
        self.checked.with(|c| {
            let problem = c.problems.iter().find(|p| p.field == *field)?;
            let unfinished =
                matches!(problem.fault, SheetFault::Missing | SheetFault::CommentTooShort { .. });
            (all || !unfinished).then(|| fault(lang, field, &problem.fault))
        })
    }
}

/// One criterion of the rubric (Art. 8).
pub fn criterion_fields(
    c: &Criterion,
    form: &SheetForm,
    limits: SheetLimits,
    judged: Judged,
) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let points: u32 = c.items.iter().map(|i| u32::from(i.max)).sum();
    let items = c.items.iter().map(|i| score(i, form, judged)).collect_view();
    let field = SheetField::Comment(c.code.clone());
    let text = form.comments.get(&c.code).cloned().unwrap_or_default();
    let code = c.code.clone();
    let counted =
        Memo::new(move |_| judged.form.with(|f| f.comments.get(&code).map_or(0, |t| count(t))));
    view! {
        <fieldset class="crit">
            <legend>{criterion(lang, c)}" "<small>{format!("{} · {}", (w.points)(points), article(lang, &c.article))}</small></legend>
            {items}
            {comment(field, comment_name(&c.code), w.comment, None, text, counted, (0, limits.comment_max), judged)}
        </fieldset>
    }
    .into_any()
}

/// `第八条（一）` as it is, or `Art. 8 (1)`.
fn article(lang: Lang, written: &str) -> String {
    let number = |text: &str| (1..=26_u32).find(|n| crate::locales::common::zh_number(*n) == text);
    let english = || {
        let (main, item) = written.strip_prefix('第')?.split_once('条')?;
        let main = number(main)?;
        let item = item.strip_prefix('（').and_then(|i| i.strip_suffix('）')).and_then(number);
        Some(item.map_or_else(|| format!("Art. {main}"), |i| format!("Art. {main} ({i})")))
    };
    match lang {
        Lang::Zh => written.to_owned(),
        Lang::En => english().unwrap_or_else(|| written.to_owned()),
    }
}

/// The overall comment.
pub fn overall_field(form: &SheetForm, limits: SheetLimits, judged: Judged) -> AnyView {
    let w = words(lang());
    let counted = Memo::new(move |_| judged.form.with(|f| count(&f.overall)));
    let hint = (w.overall_hint)(limits.overall_min, limits.overall_max);
    let bounds = (limits.overall_min, limits.overall_max);
    let name = OVERALL.to_owned();
    comment(
        SheetField::Overall,
        name,
        w.overall,
        Some(hint),
        form.overall.clone(),
        counted,
        bounds,
        judged,
    )
}

fn score(i: &SubItem, form: &SheetForm, judged: Judged) -> impl IntoView + use<> {
    let lang = lang();
    let w = words(lang);
    let field = SheetField::Score(i.code.clone());
    let id = field.to_string();
    let (said, hint) = (format!("{id}-e"), format!("{id}-h"));
    let message = Memo::new(move |_| judged.message(lang, &field));
    let described = format!("{said} {hint}");
    let value = form.scores.get(&i.code).cloned().unwrap_or_default();
    view! {
        <div class=move || if message.with(Option::is_some) { "item err" } else { "item" }>
            <label for=id.clone()>{item(lang, i)}<small id=hint>{descriptor(lang, i)}</small></label>
            <span class="field">
                <input
                    id=id
                    name=score_name(&i.code)
                    size="4"
                    maxlength="20"
                    inputmode="decimal"
                    autocomplete="off"
                    value=value
                    aria-invalid=move || message.with(Option::is_some).then_some("true")
                    aria-describedby=described
                />
                <span class="unit">{(w.out_of)(u32::from(i.max))}</span>
            </span>
            <p class="msg" id=said hidden=move || message.with(Option::is_none)>{move || message.get()}</p>
        </div>
    }
}

#[allow(clippy::too_many_arguments)] // one place, three fields: a struct would only repeat the names
fn comment(
    field: SheetField,
    name: String,
    label: &'static str,
    hint: Option<String>,
    text: String,
    counted: Memo<usize>,
    (min, max): (usize, usize),
    judged: Judged,
) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let id = field.to_string();
    let (said, hinted, tally) = (format!("{id}-e"), format!("{id}-h"), format!("{id}-c"));
    let message = Memo::new(move |_| judged.message(lang, &field));
    let described = format!("{said} {hinted} {tally}");
    let class = move || match counted.get() {
        n if n > max => "count over",
        n if n < min => "count under",
        _ => "count",
    };
    view! {
        <div class=move || if message.with(Option::is_some) { "q err" } else { "q" }>
            <label for=id.clone()>{label}</label>
            <p class="hint" id=hinted>{hint}</p>
            <p class="msg" id=said hidden=move || message.with(Option::is_none)>{move || message.get()}</p>
            <textarea
                id=id
                name=name
                rows="4"
                aria-invalid=move || message.with(Option::is_some).then_some("true")
                aria-describedby=described
                inner_html=crate::ui::markup::area(&text)
            ></textarea>
            <p class=class id=tally><b>{move || counted.get().to_string()}</b>{(w.count_max)(max)}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rubrics_articles_are_worded_in_both_languages() {
        assert_eq!(article(Lang::Zh, "第八条（一）"), "第八条（一）");
        assert_eq!(article(Lang::En, "第八条（三）"), "Art. 8 (3)");
        assert_eq!(article(Lang::En, "第二十条"), "Art. 20");
    }
}
