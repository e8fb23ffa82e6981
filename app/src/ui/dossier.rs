//! The dossier as it is read, by its unit, the Office and the experts: an article with a
//! table of contents. It carries the page's `h1`, the title of the experience.

mod figures;
mod tables;

use domain::application::answer;
use domain::application::field::Field;
use domain::application::page::Page;
use domain::facts::text::count_chars;
use domain::views::application::DossierView;
use leptos::prelude::*;

use crate::locales::{Lang, common, dossier, fields, lang};

/// The read-only dossier. A page that shows it has no other `h1`.
#[component]
pub fn DossierArticle(
    /// What was submitted, cut to its reader.
    dossier: DossierView,
) -> impl IntoView {
    let lang = lang();
    let w = dossier::words(lang);
    let a = &dossier.answers;
    let title = match answer(a, Field::Title.key()) {
        "" => w.untitled.to_owned(),
        title => title.to_owned(),
    };
    view! {
        <article class="dossier">
            <h1>{title}</h1>
            <p class="soft">{format!("{} · {}", dossier.reference, answer(a, Field::OrgName.key()))}</p>
            {toc(lang, &dossier)}
            {section(lang, Page::Title, theme(lang, &dossier))}
            {section(lang, Page::Organisation, facts(lang, &dossier, &ORGANISATION))}
            {section(lang, Page::Finance, figures::years(lang, &dossier))}
            {section(lang, Page::Size, size(lang, &dossier))}
            {section(lang, Page::Method, method(lang, &dossier))}
            {section(lang, Page::Report, report(lang, &dossier))}
            {section(lang, Page::Results, tables::results(lang, &dossier))}
            {section(lang, Page::Declarations, declarations(lang, &dossier))}
            {section(lang, Page::Attachments, tables::files(lang, &dossier))}
        </article>
    }
    .into_any()
}

/// Contact data stand last: experts are not given them, and rows without answer are left out.
const ORGANISATION: [Field; 13] = [
    Field::OrgName,
    Field::Uscc,
    Field::Nature,
    Field::Region,
    Field::Unit,
    Field::Address,
    Field::Postcode,
    Field::LegalRep,
    Field::LegalRepMobile,
    Field::Contact,
    Field::ContactMobile,
    Field::ContactPhone,
    Field::ContactEmail,
];

/// Order of the article: what it is about first, evidence last.
const ORDER: [Page; 9] = [
    Page::Title,
    Page::Organisation,
    Page::Finance,
    Page::Size,
    Page::Method,
    Page::Report,
    Page::Results,
    Page::Declarations,
    Page::Attachments,
];

fn toc(lang: Lang, dossier: &DossierView) -> AnyView {
    let w = dossier::words(lang);
    let mut lines = Vec::new();
    for page in ORDER {
        lines.push((page.code().to_owned(), fields::page(lang, page).to_owned(), String::new()));
        if page == Page::Report {
            lines.extend(Field::SECTIONS.into_iter().enumerate().map(|(i, f)| {
                let n = count_chars(answer(&dossier.answers, f.key()));
                (f.key().to_owned(), numbered(lang, i, fields::label(lang, f)), (w.chars)(n))
            }));
        }
    }
    view! {
        <nav class="toc" aria-label=w.toc>
            <ol>
                {lines
                    .into_iter()
                    .map(|(id, name, note)| view! {
                        <li>
                            <a href=format!("#{id}")>{name}</a>
                            <small class="soft">{note}</small>
                        </li>
                    })
                    .collect_view()}
            </ol>
        </nav>
    }
    .into_any()
}

fn numbered(lang: Lang, index: usize, name: &str) -> String {
    let n = u32::try_from(index + 1).unwrap_or(0);
    lang.pick(format!("{}、{name}", common::zh_number(n)), format!("{n}. {name}"))
}

fn section(lang: Lang, page: Page, content: AnyView) -> AnyView {
    view! {
        <section id=page.code()>
            <h2>{fields::page(lang, page)}</h2>
            {content}
        </section>
    }
    .into_any()
}

/// A text as it was typed: each line a paragraph.
fn paragraphs(lang: Lang, text: &str) -> AnyView {
    let lines: Vec<String> =
        text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
    if lines.is_empty() {
        return view! { <p class="soft">{dossier::words(lang).none}</p> }.into_any();
    }
    lines.into_iter().map(|l| view! { <p>{l}</p> }).collect_view().into_any()
}

/// What was answered, in words; empty when nothing was.
fn shown(lang: Lang, d: &DossierView, field: Field) -> String {
    let text = answer(&d.answers, field.key());
    match field {
        Field::Region | Field::Unit if !text.is_empty() => common::unit(lang, text),
        Field::Nature | Field::Origin => dossier::choice(lang, field, text),
        Field::Industry => dossier::industry(lang, text),
        Field::Employees | Field::QualityStaff if !text.is_empty() => {
            (dossier::words(lang).people)(text)
        }
        Field::Scope => match dossier::scope(lang, text) {
            "" => text.to_owned(),
            name => {
                let article = (common::words(lang).article)(&format!("10({text})"));
                lang.pick(format!("{article}：{name}"), format!("{article}: {name}"))
            }
        },
        Field::Direction => d
            .season
            .directions
            .iter()
            .find(|x| x.code == text)
            .map_or_else(|| text.to_owned(), |x| lang.pick(x.zh.clone(), x.en.clone())),
        _ => text.to_owned(),
    }
}

fn facts(lang: Lang, d: &DossierView, of: &[Field]) -> AnyView {
    let rows: Vec<(&'static str, String, bool)> = of
        .iter()
        .map(|f| (fields::label(lang, *f), shown(lang, d, *f), *f == Field::Uscc))
        .filter(|(_, text, _)| !text.is_empty())
        .collect();
    if rows.is_empty() {
        return view! { <p class="soft">{dossier::words(lang).none}</p> }.into_any();
    }
    view! {
        <dl class="facts">
            {rows
                .into_iter()
                .map(|(name, text, code)| view! {
                    <div>
                        <dt>{name}</dt>
                        <dd class=code.then_some("code")>{text}</dd>
                    </div>
                })
                .collect_view()}
        </dl>
    }
    .into_any()
}

fn theme(lang: Lang, d: &DossierView) -> AnyView {
    view! {
        {facts(lang, d, &[Field::Scope, Field::Direction])}
        <h3>{fields::label(lang, Field::Abstract)}</h3>
        {paragraphs(lang, answer(&d.answers, Field::Abstract.key()))}
    }
    .into_any()
}

fn size(lang: Lang, d: &DossierView) -> AnyView {
    view! {
        {facts(lang, d, &[Field::Industry, Field::Employees, Field::QualityStaff])}
        {figures::verdict(lang, d)}
    }
    .into_any()
}

fn method(lang: Lang, d: &DossierView) -> AnyView {
    view! {
        {facts(lang, d, &[Field::MethodName, Field::Origin, Field::Since])}
        <h3>{fields::label(lang, Field::Maturity)}</h3>
        {paragraphs(lang, answer(&d.answers, Field::Maturity.key()))}
    }
    .into_any()
}

fn report(lang: Lang, d: &DossierView) -> AnyView {
    let total = Field::SECTIONS.iter().map(|f| count_chars(answer(&d.answers, f.key()))).sum();
    view! {
        <p class="soft">{(dossier::words(lang).in_all)(total)}</p>
        {Field::SECTIONS
            .into_iter()
            .enumerate()
            .map(|(i, f)| view! {
                <h3 id=f.key()>{numbered(lang, i, fields::label(lang, f))}</h3>
                {paragraphs(lang, answer(&d.answers, f.key()))}
            })
            .collect_view()}
    }
    .into_any()
}

fn declarations(lang: Lang, d: &DossierView) -> AnyView {
    let w = dossier::words(lang);
    view! {
        <dl class="facts">
            {Page::Declarations
                .fields()
                .map(|f| {
                    let yes = answer(&d.answers, f.key()) == "yes";
                    let (class, word) =
                        if yes { ("tag done", w.declared) } else { ("tag bad", w.not_declared) };
                    view! {
                        <div>
                            <dt>{fields::label(lang, f)}</dt>
                            <dd><span class=class>{word}</span></dd>
                        </div>
                    }
                })
                .collect_view()}
        </dl>
    }
    .into_any()
}
