//! The dossier as it is read, by its unit, the Office and the experts: an article with a
//! table of contents. It carries the page's `h1`, the title of the experience.

pub mod compare;
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
    // Who reads blind is not given the name.
    let whose = match answer(a, Field::OrgName.key()) {
        "" => dossier.reference.clone(),
        name => format!("{} · {name}", dossier.reference),
    };
    view! {
        <article class="dossier">
            <h1>{title}</h1>
            <p class="soft row">
                <span>{whose}</span>
                <a class="no-print" href=format!("/application/{}/dossier.pdf", dossier.id) rel="external">{w.pdf}</a>
            </p>
            {toc(lang, &dossier)}
            {section(lang, Page::Title, theme(lang, &dossier))}
            {section(lang, Page::Organisation, facts(lang, &dossier, &organisation()))}
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

/// What the page about the organisation asks. Contact data stand last: experts are not given them, and rows without
/// answer are left out.
fn organisation() -> Vec<Field> {
    let mut asked: Vec<Field> =
        Field::ALL.iter().copied().filter(|f| f.page() == Page::Organisation).collect();
    asked.sort_by_key(|f| f.is_contact());
    asked
}

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
                            <a href=format!("#{id}") rel="external">{name}</a>
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
    match field {
        Field::Scope => dossier::scope(lang, answer(&d.answers, field.key())),
        _ => fields::value(lang, field, field.key(), &d.answers, &d.season),
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
        {honours(lang, d)}
    }
    .into_any()
}

/// Left out where there are none, as in versions from before the question was asked.
fn honours(lang: Lang, d: &DossierView) -> Option<AnyView> {
    let text = answer(&d.answers, Field::Honours.key());
    (!text.is_empty()).then(|| {
        view! { <h3>{fields::label(lang, Field::Honours)}</h3> {paragraphs(lang, text)} }.into_any()
    })
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

#[cfg(test)]
pub(crate) mod tests {
    use domain::application::field::Slot;
    use domain::journey::Standing;
    use domain::season::{Limits, Season};
    use domain::stamp::Stamp;
    use domain::views::application::FileView;

    use super::*;

    /// A submitted dossier with an answer of every kind.
    pub(crate) fn dossier() -> DossierView {
        let season = Season::of_dossier(2026, Vec::new(), Limits::default());
        let answers = [
            ("title", "实施演示方法的经验"),
            ("org_name", "演示甲"),
            ("region", "R370200"),
            ("scope", "4"),
            ("industry", "C36"),
            ("employees", "286"),
            ("revenue_1", "1.28"),
            ("revenue_1.unit", "yi"),
            ("assets_1", "abc"),
            ("section_1", "一段<script>\n\n又一段"),
            ("result.3.indicator", "一次交检合格率"),
            ("sharing", "yes"),
        ];
        DossierView {
            id: "d1".into(),
            reference: "QB-2026-00001-A".into(),
            standing: Standing::Submitted { at: Stamp(1), version: 1 },
            season,
            now: Stamp(2),
            answers: answers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
            files: vec![FileView {
                id: "f1".into(),
                slot: Slot::Scan,
                name: "盖章.pdf".into(),
                media_type: "application/pdf".into(),
                size: 1_572_864,
                sha256: "0123456789abcdef".repeat(4),
                state: domain::application::files::FileState::Clean,
                at: domain::stamp::Stamp(0),
            }],
            revisions: Default::default(),
            saved: Default::default(),
            editable: false,
            flow: Default::default(),
        }
    }

    fn html(lang: Lang) -> String {
        let owner = Owner::new();
        owner.with(|| {
            provide_context(lang);
            view! { <DossierArticle dossier=dossier()/> }.into_view().to_html()
        })
    }

    #[test]
    fn every_entry_of_the_contents_leads_to_a_place_in_the_article() {
        let html = html(Lang::Zh);
        let targets: Vec<&str> =
            html.split("href=\"#").skip(1).filter_map(|s| s.split('"').next()).collect();
        assert_eq!(targets.len(), ORDER.len() + Field::SECTIONS.len());
        for id in targets {
            assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
        assert_eq!(html.matches("<h1").count(), 1);
    }

    #[test]
    fn what_was_typed_is_shown_as_text_and_what_cannot_be_read_as_it_is() {
        let html = html(Lang::Zh);
        assert!(html.contains("一段&lt;script&gt;") && html.contains("又一段"));
        assert!(html.contains("12,800") && html.contains("abc"));
        assert!(html.contains("一次交检合格率") && html.contains("1.5 MB"));
        assert!(html.contains("/files/f1"));
    }

    #[test]
    fn contact_data_that_were_not_given_leave_no_trace() {
        assert!(!html(Lang::Zh).contains(fields::label(Lang::Zh, Field::ContactMobile)));
    }
}
