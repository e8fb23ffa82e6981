//! Two dossiers beside one another: what belongs together stands in one row.

use domain::application::answer;
use domain::application::field::Field;
use domain::application::page::Page;
use domain::application::results::{begun, improvement};
use domain::facts::text::count_chars;
use domain::views::application::DossierView;
use leptos::prelude::*;

use super::{figures, paragraphs, shown};
use crate::locales::{Lang, dossier, entry, fields};

/// Facts that are compared.
const FACTS: [Field; 12] = [
    Field::OrgName,
    Field::Nature,
    Field::Region,
    Field::Industry,
    Field::Employees,
    Field::QualityStaff,
    Field::Scope,
    Field::Direction,
    Field::MethodName,
    Field::Origin,
    Field::Since,
    Field::Honours,
];

/// The table. `room` is where each dossier is read.
pub fn compared(lang: Lang, a: &DossierView, b: &DossierView, room: &str) -> AnyView {
    let w = dossier::words(lang);
    let heads = [a, b].into_iter().map(|d| {
        let title = match answer(&d.answers, Field::Title.key()) {
            "" => w.untitled.to_owned(),
            title => title.to_owned(),
        };
        view! {
            <th scope="col"><a href=format!("{room}/{}", d.id)>{title}</a><br/><small>{d.reference.clone()}</small></th>
        }
    });
    let heads = heads.collect_view();
    let both = Both { lang, a, b };
    view! {
        <table class="compare">
            <caption class="sr">{w.compared}</caption>
            <thead><tr><td></td>{heads}</tr></thead>
            <tbody>{both.facts()}{both.size()}</tbody>
            <tbody>{both.figures()}</tbody>
            <tbody>{both.results()}</tbody>
            <tbody>{both.abstracts()}{both.lengths()}</tbody>
        </table>
    }
    .into_any()
}

struct Both<'a> {
    lang: Lang,
    a: &'a DossierView,
    b: &'a DossierView,
}

impl Both<'_> {
    fn row(&self, name: String, differs: bool, a: AnyView, b: AnyView) -> AnyView {
        view! {
            <tr class=differs.then_some("differs")>
                <th scope="row">{name}</th>
                <td data-th=self.a.reference.clone()>{a}</td>
                <td data-th=self.b.reference.clone()>{b}</td>
            </tr>
        }
        .into_any()
    }

    fn text(&self, name: String, a: String, b: String) -> AnyView {
        self.row(name, a != b, a.into_any(), b.into_any())
    }

    fn facts(&self) -> Vec<AnyView> {
        let of = |d: &DossierView, f: Field| shown(self.lang, d, f);
        FACTS
            .into_iter()
            .map(|f| (f, of(self.a, f), of(self.b, f)))
            .filter(|(_, a, b)| !a.is_empty() || !b.is_empty())
            .map(|(f, a, b)| self.text(fields::label(self.lang, f).to_owned(), a, b))
            .collect()
    }

    fn size(&self) -> AnyView {
        let name = fields::page(self.lang, Page::Size).to_owned();
        self.text(name, figures::size(self.lang, self.a), figures::size(self.lang, self.b))
    }

    fn figures(&self) -> Vec<AnyView> {
        let w = dossier::words(self.lang);
        let kinds = [
            (w.assets, [Field::Assets1, Field::Assets2, Field::Assets3]),
            (w.revenue, [Field::Revenue1, Field::Revenue2, Field::Revenue3]),
            (w.operating, [Field::Operating1, Field::Operating2, Field::Operating3]),
            (w.net, [Field::Net1, Field::Net2, Field::Net3]),
        ];
        let years = self.a.season.figure_years();
        let rows = kinds
            .into_iter()
            .flat_map(|(name, of)| of.into_iter().zip(years).map(move |(f, year)| (name, f, year)));
        rows.map(|(name, f, year)| {
            let money = |d| figures::money(self.lang, d, f);
            let name = format!("{name} {}", (w.year_value)(year));
            self.row(name, false, money(self.a), money(self.b))
        })
        .collect()
    }

    /// Results of one indicator in one row; what only one of them measures after these.
    fn results(&self) -> Vec<AnyView> {
        let of = |d: &DossierView| -> Vec<(String, usize)> {
            let name = |n| answer(&d.answers, &Field::Indicator.result_key(n)).trim().to_owned();
            begun(&d.answers).map(|n| (name(n), n)).collect()
        };
        let (a, mut b) = (of(self.a), of(self.b));
        let mut rows: Vec<(String, Option<usize>, Option<usize>)> = Vec::new();
        for (name, n) in a {
            let same = b.iter().position(|(other, _)| *other == name && !name.is_empty());
            rows.push((name, Some(n), same.map(|i| b.remove(i).1)));
        }
        rows.sort_by_key(|r| r.2.is_none());
        rows.extend(b.into_iter().map(|(name, n)| (name, None, Some(n))));
        rows.into_iter()
            .map(|(name, a, b)| {
                self.row(name, false, self.result(self.a, a), self.result(self.b, b))
            })
            .collect()
    }

    fn result(&self, d: &DossierView, n: Option<usize>) -> AnyView {
        let w = dossier::words(self.lang);
        let Some(n) = n else {
            return view! { <span class="soft">{w.not_measured}</span> }.into_any();
        };
        let of = |f: Field| answer(&d.answers, &f.result_key(n)).to_owned();
        let head = format!("{} → {} {}", of(Field::Before), of(Field::After), of(Field::Measure));
        let beside = [Field::Competitor, Field::Benchmark].into_iter().filter_map(|f| {
            let text = of(f);
            let said = (w.named)(fields::label(self.lang, f), &text);
            (!text.is_empty()).then(|| view! { <br/><small>{said}</small> })
        });
        let beside = beside.collect_view();
        let better = improvement(&d.answers, n).map(|i| entry::improvement(self.lang, &i));
        view! { <b>{head}</b>{beside}<br/><small>{better}</small> }.into_any()
    }

    fn abstracts(&self) -> AnyView {
        let of = |d: &DossierView| paragraphs(self.lang, answer(&d.answers, Field::Abstract.key()));
        let name = fields::label(self.lang, Field::Abstract).to_owned();
        self.row(name, false, of(self.a), of(self.b))
    }

    /// How long each section of the report is.
    fn lengths(&self) -> Vec<AnyView> {
        let w = dossier::words(self.lang);
        let of = |d: &DossierView, f: Field| (w.chars)(count_chars(answer(&d.answers, f.key())));
        Field::SECTIONS
            .into_iter()
            .map(|f| {
                let name = fields::label(self.lang, f).to_owned();
                self.row(name, false, of(self.a, f).into_any(), of(self.b, f).into_any())
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_stands_in_one_row() {
        let (mut a, mut b) = (super::super::tests::dossier(), super::super::tests::dossier());
        b.reference = "QB-2026-00002-B".into();
        for (d, pairs) in [
            (&mut a, [("result.1.indicator", "合格率"), ("result.2.indicator", "满意度")]),
            (&mut b, [("result.1.indicator", "满意度"), ("result.2.indicator", "损失率")]),
        ] {
            d.answers.remove("result.3.indicator");
            d.answers.extend(pairs.map(|(k, v)| (k.to_owned(), v.to_owned())));
        }
        b.answers.insert("employees".into(), "999".into());
        Owner::new().with(|| {
            provide_context(Lang::Zh);
            let html = compared(Lang::Zh, &a, &b, "/recommendation").to_html();
            let row = |name: &str| {
                html.split("<tr").find(|r| r.contains(&format!(">{name}<"))).unwrap().to_owned()
            };
            assert!(
                row("从业人员").contains("differs") && row("从业人员").contains("999"),
                "{html}"
            );
            let missing = dossier::words(Lang::Zh).not_measured;
            assert!(!row("满意度").contains(missing) && row("损失率").contains(missing));
            let order: Vec<usize> = ["满意度", "合格率", "损失率"]
                .map(|n| html.find(&format!(">{n}<")).unwrap())
                .to_vec();
            assert!(order.is_sorted(), "{order:?}");
        });
    }
}
