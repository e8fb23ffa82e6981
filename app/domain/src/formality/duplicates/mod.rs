//! What stands twice: the same organisation through two units (Art. 17), what one has copied from another,
//! and who was chosen lately (Art. 24). A finding shows the two facts that met; it is a reason to look, never
//! a judgement: a person of the Office looks, notes what was seen, or acts on the checklist.

pub mod grams;
pub mod passages;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Item;
use crate::application::answer;
use crate::application::field::Field;
use crate::application::version::{Version, digest};
use crate::committee::conflict::employer_core;
use crate::facts::uscc::Uscc;
use crate::ids::DossierId;
use crate::season::{Duplicates, PastWinner};
use grams::{ABSTRACT, TITLE, grams, likeness, near, plain};
use passages::Passages;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal $article:literal;)*) => {
        /// What two facts met.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $($(#[$doc])* $name),* }
        impl Kind {
            /// All kinds, the surest first.
            pub const ALL: &'static [Kind] = &[$(Kind::$name),*];
            /// Stable code.
            pub fn code(self) -> &'static str { match self { $(Kind::$name => $code),* } }
            /// The article it concerns.
            pub fn article(self) -> &'static str { match self { $(Kind::$name => $article),* } }
            /// The kind of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|k| k.code() == code)
            }
        }
    };
}

kinds! {
    /// The same credit code in two dossiers.
    Uscc "uscc" "17";
    /// The same name, legal form apart, in two dossiers.
    Name "name" "17";
    /// The credit code of an earlier winner.
    WinnerUscc "winner_uscc" "24";
    /// The name of an earlier winner, legal form apart.
    WinnerName "winner_name" "24";
    /// The title of an earlier winner, or nearly.
    WinnerTitle "winner_title" "24";
    /// The title of another organisation, or nearly.
    Title "title" "24";
    /// The abstract of another organisation, or nearly.
    Abstract "abstract" "24";
    /// Passages of another organisation's report, word for word.
    Report "report" "24";
    /// A file that another organisation has attached, too.
    File "file" "24";
}

impl Kind {
    /// The item of the checklist that asks about it, where one does.
    pub fn item(self) -> Option<Item> {
        match self {
            Kind::Uscc | Kind::Name => Some(Item::Single),
            Kind::WinnerUscc | Kind::WinnerName | Kind::WinnerTitle => Some(Item::NotRepeated),
            Kind::Title | Kind::Abstract | Kind::Report | Kind::File => None,
        }
    }
}

/// What the dossier met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "of", rename_all = "snake_case")]
pub enum Against {
    /// Another dossier.
    Dossier(DossierId),
    /// An earlier winner.
    Winner(PastWinner),
}

impl Against {
    /// What tells it from the others, at most 26 characters for a dossier.
    pub fn key(&self) -> String {
        match self {
            Against::Dossier(id) => id.to_string(),
            Against::Winner(w) => {
                let text = format!("{}|{}|{}|{}", w.year, w.uscc, w.organisation, w.title);
                format!("w-{}", &digest(&text)[..16])
            }
        }
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What met.
    pub kind: Kind,
    /// The dossier; of two the one with the smaller reference number.
    pub dossier: DossierId,
    /// What it met.
    pub against: Against,
    /// How alike, in whole percent; 100 where two facts are the same.
    pub percent: u32,
    /// The fact of the dossier, as it stands there.
    pub left: String,
    /// The fact it met.
    pub right: String,
}

impl Finding {
    /// SHA-256 of the facts: who has looked at it has looked at these.
    pub fn facts(&self) -> String {
        digest(&format!("{}|{}|{}", self.percent, self.left, self.right))
    }
}

/// What of a dossier is compared: what was handed in, never a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The dossier.
    pub id: DossierId,
    /// Name of its organisation.
    pub organisation: String,
    /// Credit code as typed.
    pub uscc: String,
    /// Title.
    pub title: String,
    /// Abstract.
    pub summary: String,
    /// The report, all sections.
    pub report: String,
    /// Content (SHA-256) and name of each file.
    pub files: BTreeMap<String, String>,
}

impl Subject {
    /// What is compared of a frozen version.
    pub fn of(id: DossierId, v: &Version) -> Self {
        let text = |f: Field| answer(&v.answers, f.key()).to_owned();
        Self {
            id,
            organisation: text(Field::OrgName),
            uscc: text(Field::Uscc),
            title: text(Field::Title),
            summary: text(Field::Abstract),
            report: Field::SECTIONS.map(text).join("\n"),
            files: v.files.iter().map(|f| (f.sha256.clone(), f.name.clone())).collect(),
        }
    }
}

/// What an organisation and a title come to, however they are written.
struct Marks {
    code: String,
    core: String,
    title: Vec<u64>,
}

impl Marks {
    fn of(uscc: &str, organisation: &str, title: &str) -> Self {
        Self {
            code: Uscc::parse(uscc).map(|c| c.as_str().to_owned()).unwrap_or_default(),
            core: employer_core(organisation),
            title: grams(&plain(title), TITLE),
        }
    }
}

/// All findings among these dossiers, which stand in the order of their reference numbers, and with those
/// who were chosen lately (`winners`: [`crate::season::Limits::barred`]); by dossier, surest first.
pub fn find(subjects: &[Subject], winners: &[PastWinner], s: &Duplicates) -> Vec<Finding> {
    let marks: Vec<Marks> =
        subjects.iter().map(|s| Marks::of(&s.uscc, &s.organisation, &s.title)).collect();
    let mut found = Pairs { subjects, found: BTreeMap::new() };
    found.same(Kind::Uscc, &marks, |m| &m.code, |s| &s.uscc);
    found.same(Kind::Name, &marks, |m| &m.core, |s| &s.organisation);
    found.texts(&marks, s);
    found.files(s.common_in);
    let mut all: Vec<(usize, usize, Finding)> = found.into_findings();
    for (n, w) in winners.iter().enumerate() {
        let theirs = Marks::of(&w.uscc, &w.organisation, &w.title);
        for (i, (subject, own)) in subjects.iter().zip(&marks).enumerate() {
            all.extend(won((subject, own), (w, &theirs), s.title).map(|f| (i, n, f)));
        }
    }
    all.sort_by_key(|(i, n, f)| (*i, f.kind, *n));
    all.into_iter().map(|(.., f)| f).collect()
}

/// Findings that are kept at most: more than anybody looks at, and a form letter that everybody copied must not
/// hide the rest.
pub const KEPT: usize = 3_000;

/// The surest findings, in their order: where there are too many, kinds in turn give their most alike.
pub fn surest(mut all: Vec<Finding>, most: usize) -> Vec<Finding> {
    if all.len() <= most {
        return all;
    }
    let mut ranks: Vec<usize> = (0..all.len()).collect();
    ranks.sort_by_key(|&i| (all[i].kind, std::cmp::Reverse(all[i].percent), i));
    let mut nth = BTreeMap::new();
    let mut turns: Vec<(usize, Kind, usize)> = Vec::with_capacity(ranks.len());
    for i in ranks {
        let turn = nth.entry(all[i].kind).or_insert(0);
        turns.push((*turn, all[i].kind, i));
        *turn += 1;
    }
    turns.sort_unstable();
    let kept: std::collections::BTreeSet<usize> =
        turns.into_iter().take(most).map(|(.., i)| i).collect();
    let mut i = 0;
    all.retain(|_| {
        i += 1;
        kept.contains(&(i - 1))
    });
    all
}

/// Whether a dossier is an earlier winner's or has its title; the surest ground alone.
fn won(
    (subject, own): (&Subject, &Marks),
    (w, theirs): (&PastWinner, &Marks),
    percent: u32,
) -> Option<Finding> {
    let finding = |kind, percent, left: &str, right: &str| Finding {
        kind,
        dossier: subject.id.clone(),
        against: Against::Winner(w.clone()),
        percent,
        left: left.to_owned(),
        right: right.to_owned(),
    };
    let same = |a: &str, b: &str| !a.is_empty() && a == b;
    if same(&own.code, &theirs.code) {
        return Some(finding(Kind::WinnerUscc, 100, &subject.uscc, &w.uscc));
    }
    if same(&own.core, &theirs.core) {
        return Some(finding(Kind::WinnerName, 100, &subject.organisation, &w.organisation));
    }
    let alike = likeness(&own.title, &theirs.title);
    (alike >= percent.max(1)).then(|| finding(Kind::WinnerTitle, alike, &subject.title, &w.title))
}

/// Pairs of dossiers while they are compared.
struct Pairs<'a> {
    subjects: &'a [Subject],
    /// Kind and pair → how alike, and the two facts.
    found: BTreeMap<(usize, usize, Kind), (u32, String, String)>,
}

impl Pairs<'_> {
    /// The same organisation in two dossiers.
    fn same(
        &mut self,
        kind: Kind,
        marks: &[Marks],
        mark: fn(&Marks) -> &str,
        fact: fn(&Subject) -> &str,
    ) {
        let mut by: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, m) in marks.iter().enumerate() {
            by.entry(mark(m)).or_default().push(i);
        }
        by.remove("");
        for (a, b) in by.values().flat_map(|all| pairs(all)) {
            let of = |i: usize| fact(&self.subjects[i]).to_owned();
            self.add(kind, (a, b), 100, (of(a), of(b)));
        }
    }

    /// Whether two dossiers were found to be of one organisation: then it has not copied from another.
    fn one(&self, a: usize, b: usize) -> bool {
        [Kind::Uscc, Kind::Name].iter().any(|k| self.found.contains_key(&(a, b, *k)))
    }

    fn add(&mut self, kind: Kind, (a, b): (usize, usize), percent: u32, facts: (String, String)) {
        if !self.one(a, b) {
            self.found.insert((a, b, kind), (percent, facts.0, facts.1));
        }
    }

    fn texts(&mut self, marks: &[Marks], s: &Duplicates) {
        let all = self.subjects;
        let titles: Vec<&[u64]> = marks.iter().map(|m| m.title.as_slice()).collect();
        for (a, b, percent) in near(&titles, s.title) {
            let facts = (all[a].title.clone(), all[b].title.clone());
            self.add(Kind::Title, (a, b), percent, facts);
        }
        let abstracts: Vec<Vec<u64>> =
            all.iter().map(|s| grams(&plain(&s.summary), ABSTRACT)).collect();
        for (a, b, percent) in near(&abstracts, s.summary) {
            let facts = (all[a].summary.clone(), all[b].summary.clone());
            self.add(Kind::Abstract, (a, b), percent, facts);
        }
        let reports: Vec<Vec<char>> = all.iter().map(|s| plain(&s.report)).collect();
        let found = Passages::find(&reports, s.report, s.common_in);
        drop(reports);
        for &(a, b, percent) in &found.pairs {
            if let Some(facts) = found.longest(&all[a].report, &all[b].report) {
                self.add(Kind::Report, (a, b), percent, facts);
            }
        }
    }

    /// The same content attached by two; what many attach is a form.
    fn files(&mut self, common_in: usize) {
        let mut by: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, s) in self.subjects.iter().enumerate() {
            for sha256 in s.files.keys() {
                by.entry(sha256).or_default().push(i);
            }
        }
        let mut shared: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
        for (sha256, all) in by.iter().filter(|(_, all)| all.len() <= common_in.max(2)) {
            for pair in pairs(all) {
                shared.entry(pair).or_default().push(sha256);
            }
        }
        for ((a, b), files) in shared {
            let names = |i: usize| {
                let of = |sha: &&str| self.subjects[i].files.get(*sha).cloned();
                files.iter().filter_map(of).collect::<Vec<_>>().join(" | ")
            };
            self.add(Kind::File, (a, b), 100, (names(a), names(b)));
        }
    }

    fn into_findings(self) -> Vec<(usize, usize, Finding)> {
        let id = |i: usize| self.subjects[i].id.clone();
        self.found
            .into_iter()
            .map(|((a, b, kind), (percent, left, right))| {
                let against = Against::Dossier(id(b));
                (a, b, Finding { kind, dossier: id(a), against, percent, left, right })
            })
            .collect()
    }
}

/// All pairs of these, the smaller first.
fn pairs(all: &[usize]) -> Vec<(usize, usize)> {
    let with = |(n, a): (usize, &usize)| all[n + 1..].iter().map(|b| (*a, *b)).collect::<Vec<_>>();
    all.iter().enumerate().flat_map(with).collect()
}

#[cfg(test)]
mod tests;
