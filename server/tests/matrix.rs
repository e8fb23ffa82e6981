//! Role × route: who may come where, for every page, server function and plain route there is.
//! A route that is missing here fails, and so does one that is here and nowhere else.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod later;
mod rows;
mod safe;
mod unseen;

use crate::support;

use std::collections::BTreeSet;

use app::error::ApiError;
use domain::policy::Role;
use domain::refusal::Refusal;
use rows::{FUNCTIONS, PAGES, PLAIN};
use server::http::limit::LIMITS;
use support::answer::{Answer, Ask, chanceless};
use support::house::{FOREIGN, House, UPLOAD, secrets};
use support::world::answers::tail;
use support::world::{PASSWORD, World, pdf, sheet};

/// Who may pass.
#[derive(Clone, Copy)]
enum Gate {
    /// Everybody, signed in or not.
    Open,
    /// Open to everybody, and not there yet: nothing is published.
    Missing,
    /// These roles alone, if it is theirs. Others learn nothing; who is not signed in is asked to.
    Of(&'static [Role]),
}
use Gate::{Missing, Of, Open};
use Role::{
    Applicant, ApplicantEditor, ApplicantReader, AuditAdmin, Caq, Chair, Expert,
    LegalRepresentative, Ministry, Office, PanelLead, RecommendingUnit, Registrant, SecurityAdmin,
    SystemAdmin, ViceChair,
};

/// Everybody with an account.
const SIGNED_IN: &[Role] = &Role::ALL;
/// Everybody of an applicant organisation.
const MEMBERS: &[Role] = Role::WITHIN;
/// Those of them who write. The others are told that they only read.
const WRITERS: &[Role] = &[Applicant, ApplicantEditor, Registrant];
/// Those who run it; a registrant is told what is missing. The others are told who may.
const RUNNERS: &[Role] = &[Applicant, Registrant];
const READERS: &[Role] = &[
    Applicant,
    ApplicantEditor,
    ApplicantReader,
    LegalRepresentative,
    Registrant,
    RecommendingUnit,
    Office,
];
/// An upload that was begun is its sender's alone, whoever else writes for the organisation.
const SENDER: &[Role] = &[Applicant];
const UNIT: &[Role] = &[RecommendingUnit];
const OFFICE: &[Role] = &[Office];
/// Who sees which objections there are.
const OBJECTIONS: &[Role] = &[Office, Chair, ViceChair];
/// Who sees an announcement before it is released.
const APPROVAL: &[Role] = &[Office, Caq];
/// Who has a part in the consultation; a lead who does not stand in for a head has none.
const CONSULTATION: &[Role] = &[Office, Ministry, Chair, ViceChair];
/// Who keeps accounts, and who grants their roles.
const ACCOUNTS: &[Role] = &[SystemAdmin, SecurityAdmin];
const AUDIT: &[Role] = &[AuditAdmin];
/// Who sees what runs.
const SYSTEM: &[Role] = &[SystemAdmin];
const EXPERT: &[Role] = &[Expert];
const COMMITTEE: &[Role] = &[Expert, PanelLead, Chair, ViceChair];
/// Whoever plans, reads or sits in the defence.
const DEFENCE: &[Role] = &[Office, Expert, PanelLead, Chair, ViceChair];
const BOARD: &[Role] = &[PanelLead, Chair, ViceChair];
/// Who presides over the panel of the dossier, and who confirms.
const TABLE: &[Role] = &[PanelLead, Chair];
/// Who reads every sealed sheet of an application.
const SHEETS: &[Role] = &[Expert, PanelLead, Chair, ViceChair];
const FILES: &[Role] = &[
    Applicant,
    ApplicantEditor,
    ApplicantReader,
    LegalRepresentative,
    Registrant,
    RecommendingUnit,
    Office,
    Expert,
    PanelLead,
    Chair,
];

/// One thing to try.
struct Cell {
    route: String,
    ask: Ask,
    gate: Gate,
    tells: bool,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Passed,
    SignIn,
    NotYours,
    /// It is there, and one may see it, but not do this: within one's own organisation alone.
    NotThisRole,
}

fn end(answer: &Answer) -> End {
    let to_sign_in = answer.status == 303 && answer.location().starts_with("/sign-in");
    match answer.status {
        401 => End::SignIn,
        403 => End::NotThisRole,
        404 => End::NotYours,
        _ if to_sign_in => End::SignIn,
        status => {
            assert!(status < 500 && status != 400 && status != 405, "{answer:?}");
            End::Passed
        }
    }
}

/// Everything there is, filled in with `d`, `f` and `p`, an upload, a member and an invitation.
fn cells(d: &str, f: &str, p: &str, u: &str, (m, i): (&str, &str)) -> Vec<Cell> {
    let number = domain::application::reference::reference(2026, 1);
    let fill = |text: &str| {
        let text = text.replace("$d", d).replace("$f", f).replace("$p", p).replace("$u", u);
        let text = text.replace("$m", m).replace("$i", i);
        text.replace("$n", &number).replace("$t", &tail(1))
    };
    let plain = |text: &str| text.trim_start_matches('!').to_owned();
    let mut cells = Vec::new();
    for (route, url, gate) in PAGES {
        let ask = Ask::get(fill(&plain(url))).with("accept", "text/html");
        cells.push(Cell {
            route: format!("GET {route}"),
            ask,
            gate: *gate,
            tells: url.starts_with('!'),
        });
    }
    let methods: Vec<(String, String)> = functions().into_iter().collect();
    for (name, words, gate) in FUNCTIONS {
        let path = format!("/api/{name}");
        let get = methods.contains(&("GET".into(), path.clone()));
        let filled = fill(&plain(words));
        let form: Vec<(&str, &str)> = filled.split('&').filter_map(|p| p.split_once('=')).collect();
        let ask = if get { Ask::get(format!("{path}?{filled}")) } else { Ask::post(&path, &form) };
        let route = format!("{} {path}", ask.method);
        cells.push(Cell { route, ask, gate: *gate, tells: words.starts_with('!') });
    }
    for (method, route, url, gate) in PLAIN {
        let url = fill(url);
        let ask = match (*method, *route) {
            ("GET", _) => Ask::get(url),
            (_, "/files/{dossier}/{slot}") => Ask::upload(url, "a.pdf", &pdf("matrix")),
            (_, "/register") => Ask::post(url, &[("email", "x")]),
            (_, "/account/close") => Ask::post(url, &[("password", "x")]),
            ("PATCH" | "DELETE", _) => Ask { method, ..Ask::post(url, &[]) },
            _ => Ask::post(url, &[("email", "office@house.example"), ("password", PASSWORD)]),
        };
        cells.push(Cell { route: format!("{method} {route}"), ask, gate: *gate, tells: false });
    }
    cells
}

/// Server functions as they are registered: method and path.
fn functions() -> BTreeSet<(String, String)> {
    leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| (method.to_string(), path.to_owned()))
        .collect()
}

/// A member and an invitation of the applicant's organisation.
fn of_people(house: &House) -> (&str, &str) {
    (&house.spare, &house.invitation)
}

async fn house() -> House {
    House::furnish(World::sqlite().await).await
}

/// The answer, and for a stream only its beginning.
async fn answered(house: &House, name: &str, ask: Ask) -> Answer {
    if !ask.url.starts_with("/live") {
        return house.ask(name, ask).await;
    }
    let cookie = house.cookie(name).await;
    let response = ask.as_(&cookie).open(&house.router).await;
    Answer { status: response.status().as_u16(), headers: Vec::new(), body: String::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_is_listed_and_every_listed_one_exists() {
    let mut known: BTreeSet<String> =
        cells("d", "f", "p", "u", ("m", "i")).into_iter().map(|c| c.route).collect();
    // Whoever asks for the routes also registers nothing: the list is the application's own.
    let pages = leptos_axum::generate_route_list(app::App);
    let mut found: BTreeSet<String> = pages.iter().map(|p| format!("GET {}", p.path())).collect();
    found.extend(functions().into_iter().map(|(method, path)| format!("{method} {path}")));
    found.extend(server::http::PLAIN.iter().map(|(method, path, _)| format!("{method} {path}")));
    let unlisted: Vec<_> = found.difference(&known).collect();
    assert!(unlisted.is_empty(), "say in this matrix who may come to: {unlisted:?}");
    known.retain(|route| !found.contains(route));
    assert!(known.is_empty(), "not there any more: {known:?}");
    for (method, path, public) in server::http::PLAIN {
        let row = PLAIN.iter().find(|r| (r.0, r.1) == (*method, *path)).unwrap();
        assert_eq!(matches!(row.3, Open | Missing), *public, "{method} {path}");
    }
}

/// Whatever everybody may post to is counted: a new public route fails here until it has its number.
#[test]
fn every_public_post_has_a_limit() {
    let limited: BTreeSet<&str> = LIMITS.iter().map(|l| l.0).collect();
    let mut public: BTreeSet<String> = PLAIN
        .iter()
        .filter(|r| r.0 != "GET" && matches!(r.3, Open | Missing))
        .map(|r| r.1.to_owned())
        .collect();
    let posts = functions();
    let open = FUNCTIONS.iter().filter(|f| matches!(f.2, Open | Missing));
    let open = open.map(|f| format!("/api/{}", f.0));
    public.extend(open.filter(|path| posts.contains(&("POST".to_owned(), path.clone()))));
    let lacking: Vec<&String> = public.iter().filter(|p| !limited.contains(p.as_str())).collect();
    assert!(
        lacking.is_empty(),
        "say in server/src/http/limit.rs how often one may post to {lacking:?}"
    );
    let stale: Vec<&&str> = limited.iter().filter(|l| !public.contains(**l)).collect();
    assert!(stale.is_empty(), "not public, or not there any more: {stale:?}");
    assert!(LIMITS.iter().all(|l| (10..=1_000).contains(&l.1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_every_role_comes_where_it_may_and_nowhere_else() {
    let house = house().await;
    let secrets = secrets();
    let title = &secrets[0];
    let mut wrong = Vec::new();
    for cell in cells(house.own.as_str(), house.file.as_str(), "p1", UPLOAD, of_people(&house)) {
        let everybody = Role::ALL.iter().map(|r| (r.code(), Some(*r))).chain([("anonymous", None)]);
        for (name, role) in everybody {
            let answer = answered(&house, name, cell.ask.clone()).await;
            let expected = match (cell.gate, role) {
                (Open, _) => End::Passed,
                (Missing, _) => End::NotYours,
                (Of(roles), Some(role)) if roles.contains(&role) => End::Passed,
                // One's own organisation's, but for others of its people.
                (Of(WRITERS | RUNNERS), Some(role)) if role.of_organisation() => End::NotThisRole,
                (Of(_), Some(_)) => End::NotYours,
                (Of(_), None) => End::SignIn,
            };
            if end(&answer) != expected {
                wrong.push(format!(
                    "{} {name}: {} instead of {expected:?}",
                    cell.route, answer.status
                ));
            }
            // What is open to everybody shows its writer their own dossier, and the status page the
            // number that was typed; nothing else of it.
            let known = |s: &str| {
                role.is_some_and(Role::of_organisation)
                    || s.starts_with("QB-") && cell.route.contains("/status")
            };
            let open = matches!(cell.gate, Open);
            let hidden = secrets.iter().filter(|s| expected != End::Passed || open && !known(s));
            let seen: Vec<&String> = hidden.filter(|s| answer.body.contains(*s)).collect();
            if !seen.is_empty() {
                wrong.push(format!("{} {name}: shows {seen:?}", cell.route));
            }
            // There is something that could have been seen.
            if cell.tells && expected == End::Passed && !answer.body.contains(title) {
                wrong.push(format!("{} {name}: does not show the dossier", cell.route));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An answer without what differs from one request to the next.
fn bare(answer: Answer, id: &str) -> Answer {
    let nonces: Vec<String> = answer
        .header("content-security-policy")
        .split('\'')
        .filter_map(|p| p.strip_prefix("nonce-"))
        .map(str::to_owned)
        .collect();
    let mut body = answer.body.replace(id, "ID");
    for nonce in nonces {
        body = chanceless(&body, &nonce);
    }
    let body = settled(body);
    let headers = answer
        .headers
        .into_iter()
        .filter(|h| h.0 != "content-security-policy" && h.0 != "content-length");
    let headers = headers.map(|(k, v)| (k, v.replace(id, "ID"))).collect();
    Answer { status: answer.status, headers, body }
}

/// A page with what it was drawn from in one order: that stands at its end as it was ready.
fn settled(mut body: String) -> String {
    if let Some(at) = body.find("__RESOLVED_RESOURCES[") {
        let tail = body.split_off(at).replace("</script><script nonce=\"NONCE\">", "");
        let (scripts, rest) = tail.split_once("</script>").unwrap_or((&tail, ""));
        let mut parts: Vec<&str> = scripts.split("__RESOLVED_RESOURCES[").collect();
        parts.sort_unstable();
        body.extend(parts);
        body.push_str(rest);
    }
    body
}

/// What is not yours and what does not exist are one and the same, to the byte.
#[tokio::test(flavor = "multi_thread")]
async fn art_15_what_is_anothers_is_answered_like_what_does_not_exist() {
    let house = house().await;
    let (own, file, draft) = (house.own.as_str(), house.file.as_str(), house.draft.as_str());
    let nothing = "0".repeat(own.len());
    let mut compared = 0;
    let strangers = FOREIGN.iter().map(|n| (*n, own, file, "p1"));
    let drafts = ["office", "recommending_unit", "expert", "chair", "applicant"]
        .map(|n| (n, draft, file, "p1"));
    let people: Vec<_> = strangers.chain(drafts).collect();
    for (name, d, f, p) in people {
        let there = cells(d, f, p, UPLOAD, of_people(&house));
        let not_there = cells(&nothing, &nothing, "p0", &nothing, of_people(&house));
        for (there, not_there) in there.into_iter().zip(not_there) {
            let about = |id: &str| {
                there.ask.url.contains(id)
                    || there.ask.body.windows(id.len()).any(|w| w == id.as_bytes())
            };
            let of_draft = d == draft && !about(d);
            if of_draft || !(about(d) || about(f) || about(UPLOAD) || there.ask.url.contains("p1"))
            {
                continue;
            }
            let (a, b) = (
                answered(&house, name, there.ask.clone()).await,
                answered(&house, name, not_there.ask.clone()).await,
            );
            assert_eq!(end(&b), End::NotYours, "{} {name}", there.route);
            let a = bare(bare(bare(bare(a, d), f), "p1"), UPLOAD);
            let b = bare(bare(b, &nothing), "p0");
            assert_eq!(a, b, "{} {name}", there.route);
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}

/// What is a file says so itself, with its name, so that no link need save whatever comes; and whoever is signed in no
/// longer is led to sign in.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_named_by_its_answer_and_not_by_the_link_to_it() {
    const ENDINGS: [&str; 5] = [".xlsx", ".csv", ".pdf", ".ics", "/export"];
    let house = house().await;
    let mut named = 0;
    for cell in cells(house.own.as_str(), house.file.as_str(), "p1", UPLOAD, of_people(&house)) {
        let Of([role, ..]) = cell.gate else { continue };
        let path = cell.ask.url.split('?').next().unwrap_or_default().to_owned();
        if cell.ask.method != "GET" || !ENDINGS.iter().any(|e| path.ends_with(e)) {
            continue;
        }
        let ask = cell.ask.with("accept", "text/html");
        let answer = house.ask(role.code(), ask.clone()).await;
        let how = answer.header("content-disposition");
        assert!(answer.status == 200 && how.contains("filename=\""), "{path}: {how}");
        // A print is shown; all else is saved.
        assert!(path.ends_with(".pdf") || how.starts_with("attachment;"), "{path}: {how}");
        let over = house.ask("anonymous", ask).await;
        assert!(over.location().starts_with("/sign-in"), "{path}: {over:?}");
        assert_eq!(over.header("content-disposition"), "", "{path}");
        named += 1;
    }
    assert!(named > 10, "{named}");
}

/// The refusals a script reads: a code, and for all alike.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_a_code_that_a_script_can_read() {
    let house = house().await;
    let url = format!("/api/application/dossier?id={}", house.own);
    let read = |a: &Answer| serde_json::from_str::<ApiError>(&a.body).unwrap();
    let nobody = house.ask("anonymous", Ask::get(&url)).await;
    assert_eq!((nobody.status, read(&nobody)), (401, ApiError::Refused(Refusal::SignIn)));
    let stranger = house.ask("foreign_unit", Ask::get(&url)).await;
    assert_eq!((stranger.status, read(&stranger)), (404, ApiError::Refused(Refusal::NotYours)));
    let owner = house.ask("applicant", Ask::get(&url)).await;
    assert_eq!(owner.status, 200);
    // One's own, but not now.
    let late = house
        .ask("applicant", Ask::post("/api/application/submit", &[("id", house.own.as_str())]))
        .await;
    assert_eq!(late.status, 409);
    // A complete sheet is sealed by the assigned expert, once.
    let form = sheet(80);
    let mut pairs: Vec<(String, String)> =
        vec![("id".into(), house.own.to_string()), ("seal".into(), "yes".into())];
    pairs.extend(form.scores.iter().map(|(k, v)| (format!("scores[{k}]"), v.clone())));
    pairs.push(("overall".into(), form.overall));
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    for (name, status) in [("unassigned_expert", 404), ("expert", 200), ("expert", 409)] {
        let answer = house.ask(name, Ask::post("/api/review/seal", &pairs)).await;
        assert_eq!(answer.status, status, "{name} {answer:?}");
    }
}
