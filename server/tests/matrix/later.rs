//! The matrix later in the season: what is not there yet in the written review is there now, so each row proves
//! who gets in as well as who does not.

use std::collections::BTreeMap;

use super::support::later::SESSION;
use super::*;

/// Whoever hears an application, beside its own people: the Office, who scores it, who presides over its panel, the
/// heads.
const HEARERS: &[Role] = &[Office, Expert, PanelLead, Chair, ViceChair];
/// The same with its own people.
const SLIDES: &[Role] = &[
    Applicant,
    ApplicantEditor,
    ApplicantReader,
    LegalRepresentative,
    Registrant,
    Office,
    Expert,
    Chair,
    ViceChair,
];
const HEADS: &[Role] = &[Chair, ViceChair];

/// Method, address, form, gate. `$s` is the session, `$l` slides; as in the matrix `$d` is the application and
/// `!` says that those who pass read its title.
type Row = (&'static str, &'static str, &'static str, Gate);

/// While the panels hear applicants.
const HEARING: &[Row] = &[
    ("GET", "!/defence/session/$s", "", Of(DEFENCE)),
    ("GET", "!/defence/room/$s", "", Of(DEFENCE)),
    ("GET", "/defence/slot/$d", "", Of(MEMBERS)),
    ("GET", "!/defence/visit/$d", "", Of(HEARERS)),
    ("GET", "/defence/slots.ics", "", Of(EXPERT)),
    ("GET", "/defence/slot/$d/slot.ics", "", Of(MEMBERS)),
    ("GET", "/defence/slides/$l", "", Of(SLIDES)),
    ("GET", "!/api/defence/session?id=$s", "", Of(DEFENCE)),
    ("GET", "!/api/defence/room?id=$s", "", Of(DEFENCE)),
    ("GET", "/api/defence/slot?id=$d", "", Of(MEMBERS)),
    ("GET", "!/api/defence/visit?id=$d", "", Of(HEARERS)),
    ("GET", "!/review?review=defence", "", Of(EXPERT)),
    ("GET", "!/review/$d?review=defence", "", Of(EXPERT)),
    ("GET", "/review/$d/sheet.xlsx?review=defence", "", Of(EXPERT)),
    ("GET", "!/review/board/p1?review=defence", "", Of(BOARD)),
    ("GET", "/deliberation/p1?review=defence", "", Of(BOARD)),
    ("GET", "/deliberation/p1/$d?review=defence", "", Of(SHEETS)),
    ("GET", "!/deliberation/p1/$d/dossier?review=defence", "", Of(TABLE)),
    ("GET", "/live?room=$s", "", Of(DEFENCE)),
    ("GET", "/live?panel=p1&review=defence", "", Of(BOARD)),
    ("POST", "/defence", "panel=p1&act=draw&reason=x", Of(OFFICE)),
    ("POST", "/defence", "panel=p1&act=publish", Of(OFFICE)),
    ("POST", "/defence/session/$s", "act=arrive&dossier=$d", Of(OFFICE)),
    ("POST", "/defence/session/$s", "act=cancel&dossier=$d&seen=0&reason=", Of(OFFICE)),
    ("POST", "/defence/session/$s", "act=place&dossier=$d&seen=0&place=$s:9&reason=x", Of(OFFICE)),
    ("POST", "/defence/room/$s", "number=1", Of(&[Office, PanelLead])),
    ("POST", "/defence/slot/$d", "act=confirm&delegates=x", Of(WRITERS)),
    ("POST", "/defence/slot/$d", "act=remove&file=$l", Of(WRITERS)),
    ("POST", "/defence/visit/$d", "act=visit&report=x", Of(OFFICE)),
];

/// Once the announcement is out. `$o` is the objection, `$k` the secret of its link, `$e` its evidence.
const ANNOUNCED: &[Row] = &[
    ("GET", "!/notice", "", Open),
    ("GET", "!/notice/2026", "", Open),
    ("GET", "/notice/2026/objection", "", Open),
    ("GET", "/notice/2026/notice.pdf", "", Open),
    ("GET", "!/api/notice/view?year=2026", "", Open),
    ("GET", "/notice/objections", "", Of(OBJECTIONS)),
    ("GET", "!/notice/objections/$o", "", Of(OBJECTIONS)),
    ("GET", "!/api/notice/objection?id=$o", "", Of(OBJECTIONS)),
    ("GET", "/notice/evidence/$e", "", Of(OFFICE)),
    ("GET", "/objection/$k", "", Open),
    ("GET", "/api/notice/objection_status?token=$k", "", Open),
    ("GET", "!/announcement/2026", "", Open),
    ("GET", "/announcement/2026/announcement.pdf", "", Open),
    ("GET", "!/api/announcement/view?year=2026", "", Open),
    ("GET", "!/announcement", "", Of(APPROVAL)),
    ("GET", "/application/$d/letter.pdf", "", Of(MEMBERS)),
    ("GET", "/deliberation/p1/conclusion.pdf?review=defence", "", Of(BOARD)),
    ("GET", "/review/board/p1/board.xlsx?review=defence", "", Of(BOARD)),
    ("GET", "!/initial-list", "", Of(&[Office, Chair, ViceChair])),
    ("GET", "!/initial-list/export/list.csv", "", Of(&[Office, Chair, ViceChair])),
    ("GET", "/consultation", "", Of(CONSULTATION)),
    ("GET", "/consultation/package.pdf", "", Of(CONSULTATION)),
    ("GET", "/consultation/export/list.csv", "", Of(CONSULTATION)),
    ("POST", "/notice/2026/objection", "", Open),
    ("POST", "/api/notice/objection_withdraw", "token=$k&reason=x", Open),
    ("POST", "/api/notice/plan", "at=2099-01-04T09:00:00&seen=x", Of(OFFICE)),
    ("POST", "/api/notice/drop_plan", "", Of(OFFICE)),
    ("POST", "/api/notice/extend", "days=1&reason=x", Of(OFFICE)),
    ("POST", "/api/notice/name", "id=$o&account=x", Of(OFFICE)),
    ("POST", "/api/notice/note", "id=$o&text=x&kind=report", Of(OFFICE)),
    ("POST", "/api/notice/ask", "id=$o&text=x", Of(HEADS)),
    ("POST", "/api/notice/propose", "id=$o&outcome=upheld&reason=x", Of(HEADS)),
    ("POST", "/api/notice/confirm", "id=$o", Of(HEADS)),
    ("POST", "/api/notice/return", "id=$o", Of(HEADS)),
    ("POST", "/api/announcement/prepare", "", Of(OFFICE)),
    ("POST", "/api/announcement/approve", "seen=x", Of(&[Caq])),
    ("POST", "/api/announcement/return", "seen=x&reason=x", Of(&[Caq])),
    ("POST", "/api/announcement/release", "", Of(OFFICE)),
    ("POST", "/api/notice/leave", "id=$o", Of(OFFICE)),
];

/// Tries rows as everybody. What is public by now is no secret any more.
async fn tried(house: &House, rows: &[Row], names: &BTreeMap<&str, String>, public: &[String]) {
    let secrets = secrets();
    let fill = |text: &str| names.iter().fold(text.to_owned(), |t, (k, v)| t.replace(k, v));
    let mut wrong = Vec::new();
    for (method, url, form, gate) in rows {
        let tells = url.starts_with('!');
        let filled = fill(form);
        let pairs: Vec<(&str, &str)> =
            filled.split('&').filter_map(|p| p.split_once('=')).collect();
        let url = fill(url.trim_start_matches('!'));
        let ask = match *method {
            "GET" if url.starts_with("/api/") => Ask::get(&url),
            "GET" => Ask::get(&url).with("accept", "text/html"),
            _ => Ask::post(&url, &pairs),
        };
        let whole = format!("{url}{filled}");
        let about_one = names.values().any(|id| whole.contains(id.as_str()));
        // The foreigners hold the role, and not over this; in the defence whoever sits in a session scores.
        let foreign = FOREIGN.iter().filter(|n| about_one && **n != "unassigned_expert");
        let people = Role::ALL.iter().map(|r| (r.code(), Some(*r)));
        let people = people.chain([("anonymous", None)]);
        for (name, role) in people.chain(foreign.map(|n| (*n, Some(Role::Ministry)))) {
            let answer = answered(house, name, ask.clone()).await;
            let expected = match (gate, role) {
                (Open, _) => End::Passed,
                (Missing, _) => End::NotYours,
                (Of(roles), Some(role)) if roles.contains(&role) => End::Passed,
                (Of(WRITERS | RUNNERS), Some(role)) if role.of_organisation() => End::NotThisRole,
                (Of(_), Some(_)) => End::NotYours,
                (Of(_), None) => End::SignIn,
            };
            if end(&answer) != expected {
                let found = answer.status;
                wrong.push(format!("{method} {url} {name}: {found} instead of {expected:?}"));
            }
            let own = role.is_some_and(Role::of_organisation);
            let open = matches!(gate, Open);
            let hidden = secrets.iter().filter(|_| expected != End::Passed || open && !own);
            let mut hidden = hidden.filter(|s| !(open && public.contains(s)));
            if let Some(seen) = hidden.find(|s| answer.body.contains(*s)) {
                wrong.push(format!("{method} {url} {name}: shows {seen}"));
            }
            if tells && expected == End::Passed && !answer.body.contains(&secrets[0]) {
                wrong.push(format!("{method} {url} {name}: does not show the application"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_while_applicants_are_heard_everybody_comes_where_they_may() {
    let house = house().await;
    house.hearing().await;
    let names = BTreeMap::from([
        ("$d", house.own.to_string()),
        ("$s", SESSION.to_owned()),
        ("$l", house.slides().await),
    ]);
    tried(&house, HEARING, &names, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_22_once_it_is_announced_everybody_comes_where_they_may() {
    let house = house().await;
    house.hearing().await;
    let objected = house.announced().await;
    let names = BTreeMap::from([
        ("$d", house.own.to_string()),
        ("$o", objected.id),
        ("$k", objected.token),
        ("$e", objected.evidence),
    ]);
    let public = secrets()[..2].to_vec();
    tried(&house, ANNOUNCED, &names, &public).await;
}
