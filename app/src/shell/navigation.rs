//! What a reader may open: a line of links, or, where there are many, menus by the part of the year
//! they belong to (ADR 0048).

use domain::policy::Role;
use domain::views::identity::Me;

use crate::locales::{
    Lang, accounts, announcement, audit, calendar, common, consultation, defence, deliberation,
    duplicates, exchange, incident, initial_list, navigation, notice, objection, plan, pool,
    statistics, system, title,
};

/// Entries that still stand side by side, beside those that everybody has.
const SIDE_BY_SIDE: usize = 5;

/// A part of the year, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What everybody has, and what is a person's own: never in a menu.
    General,
    /// From the call to the formality check.
    Intake,
    /// From the committee to the initial list.
    Review,
    /// From the consultation to the announcement.
    Award,
    /// What follows the announcement for years.
    Titles,
    /// What the year and this system run by.
    Setup,
}

impl Part {
    /// Those that become menus.
    pub(super) const MENUS: [Part; 5] =
        [Part::Intake, Part::Review, Part::Award, Part::Titles, Part::Setup];

    /// What it is called.
    pub(super) fn name(self, lang: Lang) -> &'static str {
        let w = navigation::words(lang);
        match self {
            Part::General => w.general,
            Part::Intake => w.intake,
            Part::Review => w.review,
            Part::Award => w.award,
            Part::Titles => w.titles,
            Part::Setup => w.setup,
        }
    }
}

/// A link of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Where it leads.
    pub(super) href: &'static str,
    /// What it is called.
    pub(super) name: &'static str,
    /// Where it belongs.
    pub(super) part: Part,
}

/// Whether so much is open to a reader that it is put into menus.
pub(super) fn grouped(me: Option<&Me>) -> bool {
    let rooms = entries(Lang::default(), false, me).into_iter().filter(|e| e.part != Part::General);
    rooms.count() > SIDE_BY_SIDE
}

/// The entry a page belongs to: the one whose address is the longest beginning of the page's own.
pub(super) fn current(entries: &[&'static str], path: &str) -> &'static str {
    let within = |h: &&&'static str| {
        path == **h || (**h != "/" && path.strip_prefix(**h).is_some_and(|r| r.starts_with('/')))
    };
    entries.iter().filter(within).max_by_key(|h| h.len()).copied().unwrap_or_default()
}

/// What a reader may open; `open` is whether a public notice is.
pub(super) fn entries(lang: Lang, open: bool, me: Option<&Me>) -> Vec<Entry> {
    let w = common::words(lang);
    let general = |href, name| Entry { href, name, part: Part::General };
    let mut entries = vec![general("/", w.home)];
    if open {
        entries.push(general("/notice", notice::words(lang).title));
    }
    let Some(me) = me else {
        let register = general("/title", title::words(lang).register);
        entries.extend([
            general("/eligibility", w.eligibility),
            general("/status", w.status),
            register,
        ]);
        return entries;
    };
    let is = |roles: &[Role]| me.grants.iter().any(|g| roles.contains(&g.role));
    let rooms = rooms(lang).into_iter().filter(|r| is(r.0));
    entries.extend(rooms.map(|(_, part, href, name)| Entry { href, name, part }));
    entries
}

/// Where a lead finds what falls to them while they stand in for a head of the committee: no role of theirs leads there.
pub(super) fn standing_in(lang: Lang) -> Entry {
    Entry { href: "/consultation", name: consultation::words(lang).title, part: Part::Award }
}

type Room = (&'static [Role], Part, &'static str, &'static str);

const OFFICE: &[Role] = &[Role::Office];
const HEADS: &[Role] = &[Role::Chair, Role::ViceChair];
const BOARD: &[Role] = &[Role::Chair, Role::ViceChair, Role::PanelLead];

/// Every room, who may open it, and where it belongs.
fn rooms(lang: Lang) -> [Room; 27] {
    use Part::{Award, General, Intake, Review, Setup, Titles};
    let w = common::words(lang);
    let exchange = exchange::words(lang);
    [
        (Role::WITHIN, General, "/application", w.applications),
        (Role::WITHIN, General, "/organisation", w.people),
        (&[Role::RecommendingUnit], General, "/recommendation", w.recommendation),
        (OFFICE, Intake, "/formality", w.formality),
        (OFFICE, Intake, "/formality/statistics", statistics::words(lang).title),
        (OFFICE, Intake, "/formality/duplicates", duplicates::words(lang).title),
        (OFFICE, Review, "/committee", w.committee),
        (OFFICE, Review, "/committee/experts", pool::words(lang).title),
        (&[Role::Expert], Review, "/review", w.reviews),
        (HEADS, Review, "/review/undertaking", w.undertaking),
        (BOARD, Review, "/review/board", w.board),
        (BOARD, Review, "/deliberation", deliberation::words(lang).title),
        (
            &[Role::Office, Role::Expert, Role::Chair, Role::ViceChair, Role::PanelLead],
            Review,
            "/defence",
            defence::words(lang).title,
        ),
        (
            &[Role::Office, Role::Chair, Role::ViceChair],
            Review,
            "/initial-list",
            initial_list::words(lang).title,
        ),
        (
            &[Role::Office, Role::Ministry, Role::Chair, Role::ViceChair],
            Award,
            "/consultation",
            consultation::words(lang).title,
        ),
        (OFFICE, Award, "/notice/prepare", notice::words(lang).prepare),
        (
            &[Role::Office, Role::Chair, Role::ViceChair],
            Award,
            "/notice/objections",
            objection::words(lang).list,
        ),
        (&[Role::Office, Role::Caq], Award, "/announcement", announcement::words(lang).title),
        (OFFICE, Titles, "/title", title::words(lang).register),
        (OFFICE, Titles, "/exchange", exchange.title),
        (OFFICE, Titles, "/exchange/reports", exchange.reports),
        (&[Role::Office, Role::Caq], Titles, "/incident", incident::words(lang).list),
        (OFFICE, Setup, "/season", plan::words(lang).title),
        (OFFICE, Setup, "/season/calendar", calendar::words(lang).title),
        (
            &[Role::SystemAdmin, Role::SecurityAdmin],
            Setup,
            "/accounts",
            accounts::words(lang).title,
        ),
        (&[Role::SystemAdmin], Setup, "/system", system::words(lang).title),
        (&[Role::AuditAdmin], Setup, "/audit", audit::words(lang).title),
    ]
}

#[cfg(test)]
mod tests {
    use domain::policy::Grant;

    use super::*;

    fn me(roles: &[Role]) -> Me {
        let grant = |r: &Role| Grant { role: *r, scope: String::new() };
        Me { name: "演示".into(), grants: roles.iter().map(grant).collect() }
    }

    #[test]
    fn who_has_many_rooms_finds_them_in_menus_and_nobody_else() {
        assert!(grouped(Some(&me(&[Role::Office]))));
        assert!(grouped(Some(&me(&[Role::Chair]))));
        assert!(grouped(Some(&me(&[Role::ViceChair, Role::Expert]))));
        let few = [&[Role::Applicant][..], &[Role::Expert, Role::PanelLead], &[Role::Caq]];
        for roles in few {
            assert!(!grouped(Some(&me(roles))), "{roles:?}");
        }
        assert!(!grouped(None));
    }

    #[test]
    fn no_reader_is_led_to_a_page_twice() {
        for role in Role::ALL {
            let mut hrefs: Vec<_> =
                entries(Lang::Zh, true, Some(&me(&[role]))).iter().map(|e| e.href).collect();
            let all = hrefs.len();
            hrefs.sort_unstable();
            hrefs.dedup();
            assert_eq!(hrefs.len(), all, "{role:?}");
        }
    }

    #[test]
    fn everybody_is_led_to_the_register_of_titles_and_a_lead_who_stands_in_to_the_consultation() {
        let public: Vec<_> = entries(Lang::Zh, false, None).iter().map(|e| e.href).collect();
        assert_eq!(public, ["/", "/eligibility", "/status", "/title"]);
        let lead = entries(Lang::Zh, false, Some(&me(&[Role::PanelLead])));
        assert!(lead.iter().all(|e| e.href != standing_in(Lang::Zh).href));
    }

    #[test]
    fn a_page_belongs_to_the_nearest_entry() {
        let all = ["/", "/notice", "/notice/prepare", "/exchange", "/exchange/reports"];
        for (path, expected) in [
            ("/", "/"),
            ("/notice/2026", "/notice"),
            ("/notice/prepare", "/notice/prepare"),
            ("/exchange/report/1", "/exchange"),
            ("/exchange/reports", "/exchange/reports"),
            ("/noticeboard", ""),
        ] {
            assert_eq!(current(&all, path), expected, "{path}");
        }
    }
}
