//! Role × route: who may come where, for every page, server function and plain route there is.
//! A route that is missing here fails, and so does one that is here and nowhere else.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "matrix/later.rs"]
mod later;
#[path = "matrix/safe.rs"]
mod safe;
use crate::support;
#[path = "matrix/unseen.rs"]
mod unseen;

use std::collections::BTreeSet;

use app::error::ApiError;
use domain::policy::Role;
use domain::refusal::Refusal;
use server::http::limit::LIMITS;
use support::answer::{Answer, Ask};
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

/// Pages. `$d` is the dossier, `$p` its panel; with `!` those who may pass read its title.
const PAGES: &[(&str, &str, Gate)] = &[
    ("/", "/", Open),
    ("/eligibility", "/eligibility", Open),
    ("/status", "/status", Open),
    ("/status/kept", "/status/kept", Open),
    ("/guide", "/guide", Open),
    ("/journal/heads", "/journal/heads", Open),
    ("/sign-in", "/sign-in", Open),
    ("/register", "/register", Open),
    ("/application/start", "/application/start", Open),
    ("/privacy", "/privacy", Open),
    ("/verify/{token}", "/verify/0", Open),
    ("/reset", "/reset", Open),
    ("/reset/{token}", "/reset/0", Open),
    ("/invitation/{token}", "/invitation/0", Open),
    ("/account", "/account", Of(SIGNED_IN)),
    ("/account/second-factor", "/account/second-factor", Of(SIGNED_IN)),
    ("/sign-in/code", "/sign-in/code", Open),
    ("/wait", "/wait", Open),
    ("/accounts", "/accounts", Of(ACCOUNTS)),
    ("/accounts/{id}", "/accounts/$m", Of(ACCOUNTS)),
    ("/audit", "/audit", Of(AUDIT)),
    ("/system", "/system", Of(SYSTEM)),
    ("/organisation", "/organisation", Of(MEMBERS)),
    ("/inbox", "/inbox", Of(SIGNED_IN)),
    ("/application", "!/application", Of(MEMBERS)),
    ("/application/{id}", "!/application/$d", Of(READERS)),
    ("/application/{id}/check", "/application/$d/check", Of(READERS)),
    ("/application/{id}/history", "/application/$d/history", Of(MEMBERS)),
    ("/sign/{token}", "/sign/0123456789", Open),
    ("/application/{id}/receipt", "!/application/$d/receipt", Of(MEMBERS)),
    ("/application/{id}/seal", "!/application/$d/seal", Of(READERS)),
    ("/application/{id}/{page}", "/application/$d/title", Of(READERS)),
    ("/recommendation", "!/recommendation", Of(UNIT)),
    ("/recommendation/compare", "!/recommendation/compare?a=$d&b=$d", Of(UNIT)),
    ("/recommendation/{id}", "!/recommendation/$d", Of(UNIT)),
    ("/season", "/season", Of(OFFICE)),
    ("/season/import", "/season/import", Of(OFFICE)),
    ("/season/calendar", "/season/calendar", Of(OFFICE)),
    // There is no such page but in a rehearsal.
    ("/season/clock", "/season/clock", Of(&[])),
    ("/season/plan/{year}", "/season/plan/2026", Of(OFFICE)),
    ("/season/plan/{year}/{part}", "/season/plan/2026/written", Of(OFFICE)),
    ("/formality", "!/formality", Of(OFFICE)),
    ("/formality/duplicates", "/formality/duplicates", Of(OFFICE)),
    ("/formality/statistics", "/formality/statistics", Of(OFFICE)),
    ("/formality/blind", "/formality/blind", Of(&[])),
    ("/formality/{id}", "!/formality/$d", Of(OFFICE)),
    // The season is not blind.
    ("/formality/{id}/blind", "/formality/$d/blind", Of(&[])),
    ("/committee", "/committee", Of(OFFICE)),
    ("/committee/assignment", "/committee/assignment", Of(OFFICE)),
    ("/committee/experts", "/committee/experts", Of(OFFICE)),
    ("/committee/draw", "/committee/draw", Of(OFFICE)),
    ("/committee/experts/import", "/committee/experts/import", Of(OFFICE)),
    ("/committee/experts/{id}", "/committee/experts/e11", Of(OFFICE)),
    ("/review", "!/review", Of(EXPERT)),
    ("/review/{id}", "!/review/$d", Of(EXPERT)),
    ("/review/undertaking", "/review/undertaking", Of(COMMITTEE)),
    ("/review/board", "!/review/board", Of(BOARD)),
    ("/review/board/{panel}", "!/review/board/$p", Of(BOARD)),
    ("/deliberation", "/deliberation", Of(BOARD)),
    ("/deliberation/{panel}", "/deliberation/$p", Of(BOARD)),
    // Members of the panel who score it come in once they have sealed, and are told so before.
    ("/deliberation/{panel}/{id}", "/deliberation/$p/$d", Of(SHEETS)),
    ("/deliberation/{panel}/{id}/dossier", "!/deliberation/$p/$d/dossier", Of(TABLE)),
    ("/defence", "/defence", Of(DEFENCE)),
    // The dossier is with the experts: there is no session, no slot and no visit of it.
    ("/defence/session/{id}", "/defence/session/x", Of(&[])),
    ("/defence/room/{id}", "/defence/room/x", Of(&[])),
    ("/defence/slot/{id}", "/defence/slot/$d", Of(&[])),
    ("/defence/visit/{id}", "/defence/visit/$d", Of(&[])),
    ("/initial-list", "/initial-list", Of(&[Office, Chair, ViceChair])),
    ("/consultation", "/consultation", Of(CONSULTATION)),
    ("/notice", "/notice", Open),
    ("/notice/prepare", "/notice/prepare", Of(OFFICE)),
    ("/notice/objections", "/notice/objections", Of(OBJECTIONS)),
    // There are none here, and one is its handlers' alone.
    ("/notice/objections/{id}", "/notice/objections/0", Of(&[])),
    ("/notice/{year}", "/notice/2026", Missing),
    ("/notice/{year}/objection", "/notice/2026/objection", Missing),
    ("/objection/{token}", "/objection/0123456789", Missing),
    ("/exchange", "/exchange", Open),
    ("/exchange/{id}", "/exchange/x", Missing),
    ("/exchange/reports", "/exchange/reports", Of(OFFICE)),
    // The dossier is no benchmark yet.
    ("/exchange/report/{id}", "/exchange/report/$d", Of(&[])),
    ("/announcement", "/announcement", Of(APPROVAL)),
    ("/announcement/{year}", "/announcement/2026", Missing),
    ("/incident", "/incident", Of(APPROVAL)),
    ("/incident/report", "/incident/report", Open),
    ("/incident/status/{token}", "/incident/status/0123456789", Missing),
    // There is no case, and one is its investigators' and its organisation's alone.
    ("/incident/statement/{id}", "/incident/statement/0", Of(&[])),
    ("/incident/{id}", "/incident/0", Of(&[])),
    ("/revocation", "/revocation", Open),
    ("/title", "/title", Open),
    ("/title/verify", "/title/verify", Open),
    ("/title/own", "/title/own", Of(MEMBERS)),
    ("/title/import", "/title/import", Of(OFFICE)),
    // Any number may be asked about.
    ("/title/{number}", "/title/2026-0001-00", Open),
    // Nothing was taken over from earlier seasons.
    ("/title/{number}/correct", "/title/2026-0017-53/correct", Of(&[])),
];

/// Server functions: path under `/api/`, query or form, gate. `$f` is a file of the dossier, `$n`
/// its number and `$t` the digits that go with it.
const FUNCTIONS: &[(&str, &str, Gate)] = &[
    ("season/call", "", Open),
    ("corridor/demo_accounts", "", Open),
    ("corridor/heads", "", Open),
    ("corridor/inbox", "", Of(SIGNED_IN)),
    // Everybody has messages, and nobody the one asked for.
    ("corridor/open_message", "id=$d", Of(&[])),
    ("corridor/read_message", "id=$d", Of(&[])),
    ("corridor/read_messages", "until=1", Of(SIGNED_IN)),
    ("application/status", "reference=$n&tail=$t", Open),
    ("application/status_look_up", "reference=$n&tail=$t", Open),
    ("application/status_forget", "", Open),
    ("application/status_seen", "", Open),
    ("account/own", "", Of(SIGNED_IN)),
    ("account/rename", "name=演示", Of(SIGNED_IN)),
    ("account/password", "old=x&new=x", Of(SIGNED_IN)),
    ("account/address", "email=x@example.com&password=x", Of(SIGNED_IN)),
    ("account/resend", "", Of(SIGNED_IN)),
    ("account/end_session", "id=0", Of(SIGNED_IN)),
    ("account/end_others", "", Of(SIGNED_IN)),
    ("guard/factor", "", Of(SIGNED_IN)),
    ("guard/accounts", "q=house", Of(ACCOUNTS)),
    ("guard/account", "id=$m", Of(ACCOUNTS)),
    ("guard/system", "", Of(SYSTEM)),
    ("guard/journal", "kind=signed_in", Of(AUDIT)),
    ("people/list", "", Of(MEMBERS)),
    ("people/invite", "email=y@example.com&role=applicant_reader", Of(RUNNERS)),
    ("people/withdraw", "id=$i", Of(RUNNERS)),
    ("people/role", "account=$m&role=applicant_editor", Of(RUNNERS)),
    ("people/remove", "account=$m", Of(RUNNERS)),
    ("people/leave", "", Of(MEMBERS)),
    ("people/offer", "token=0", Open),
    ("application/mine", "!", Of(MEMBERS)),
    ("application/start", "", Of(WRITERS)),
    ("application/dossier", "!id=$d", Of(READERS)),
    ("application/save", "id=$d&page=title&base=0", Of(WRITERS)),
    ("application/autosave", "id=$d&page=title&base=0", Of(WRITERS)),
    ("application/detach", "id=$d&file=$f", Of(WRITERS)),
    ("application/submit", "id=$d", Of(WRITERS)),
    ("application/sign_off_ask", "id=$d&email=legal@example.com", Of(WRITERS)),
    ("application/sign_off_link", "id=$d", Of(WRITERS)),
    ("application/sign_view", "token=0123456789", Open),
    ("application/sign", "token=0123456789&name=x&agree=yes", Open),
    ("application/sign_decline", "token=0123456789&reason=x", Open),
    ("application/withdraw", "id=$d&reason=x", Of(WRITERS)),
    ("application/history", "id=$d", Of(MEMBERS)),
    ("application/present", "id=$d&page=title&tab=t", Of(WRITERS)),
    ("application/others", "id=$d", Of(MEMBERS)),
    ("application/receipt", "!id=$d", Of(MEMBERS)),
    ("application/seal", "!id=$d&code=0a1b2c3d", Of(READERS)),
    ("recommendation/list", "!", Of(UNIT)),
    ("recommendation/reading", "!id=$d", Of(UNIT)),
    ("recommendation/compare", "!a=$d&b=$d", Of(UNIT)),
    ("recommendation/opinion", "id=$d&text=x", Of(UNIT)),
    ("recommendation/rank", "id=$d&to=0", Of(UNIT)),
    ("recommendation/batch", "", Of(UNIT)),
    ("recommendation/withdraw", "id=$d&reason=x", Of(UNIT)),
    ("recommendation/return", "id=$d&reason=x", Of(UNIT)),
    ("season/plan", "", Of(OFFICE)),
    ("season/new", "", Of(OFFICE)),
    ("season/rehearsal", "", Of(&[])),
    ("season/calendar", "", Of(OFFICE)),
    ("season/draft", "year=2026", Of(OFFICE)),
    ("season/open", "year=2026", Of(&[])),
    ("season/move_closing", "phase=announcement&closes=2099-12-31T00:00:00&reason=x", Of(OFFICE)),
    ("season/set_quota", "unit=R110000&base=9&sme_extra=9&reason=x", Of(OFFICE)),
    ("season/import_quotas", "text=code%09base%09sme extra%0AR110000%099%099&reason=x", Of(OFFICE)),
    ("season/grant_seats", "unit=R110000&granted=1&reason=x", Of(OFFICE)),
    ("formality/list", "!", Of(OFFICE)),
    ("formality/checklist", "!id=$d", Of(OFFICE)),
    ("formality/blind", "id=$d", Of(&[])),
    ("formality/blind_list", "", Of(&[])),
    ("formality/tick", "id=$d&item=signed&yes=yes", Of(OFFICE)),
    ("formality/pass", "id=$d", Of(OFFICE)),
    ("formality/correction", "id=$d&items[signed]=x", Of(OFFICE)),
    ("formality/claim", "id=$d&take=no", Of(OFFICE)),
    ("formality/reject", "id=$d&item=profit&reason=x", Of(OFFICE)),
    ("formality/duplicates", "", Of(OFFICE)),
    ("formality/statistics", "", Of(OFFICE)),
    ("formality/compare", "", Of(OFFICE)),
    // The Office has findings, and none of this dossier.
    ("formality/look", "id=$d&against=x&kind=title&note=x", Of(&[])),
    ("committee/view", "", Of(OFFICE)),
    ("committee/propose", "", Of(OFFICE)),
    ("committee/publish", "seed=1", Of(OFFICE)),
    ("committee/matrix", "panel=$p", Of(OFFICE)),
    ("committee/wish", "panel=$p&dossier=$d&expert=e11&reason=x", Of(OFFICE)),
    ("committee/conflict", "id=e11&reference=QB-2026-99999-A&reason=x", Of(OFFICE)),
    ("committee/limit", "panel=$p&expert=e11&limit=40", Of(OFFICE)),
    ("committee/pool", "q=演示", Of(OFFICE)),
    ("committee/expert", "id=e11", Of(OFFICE)),
    ("committee/rest", "id=e11&resting=yes&reason=x", Of(OFFICE)),
    ("committee/drawing", "", Of(OFFICE)),
    ("committee/draw_experts", "panel=p1&size=2", Of(OFFICE)),
    // A draw has a name nobody knows beforehand.
    ("committee/seat_drawn", "draw=x", Of(&[])),
    ("committee/dissolve", "panel=p1", Of(OFFICE)),
    ("committee/seat", "id=e11&panel=p1", Of(OFFICE)),
    ("committee/release", "id=e11&reason=x", Of(OFFICE)),
    ("committee/lead", "id=e11&reason=x", Of(OFFICE)),
    ("committee/head", "id=e11&role=chair&reason=x", Of(OFFICE)),
    ("review/mine", "!review=written", Of(EXPERT)),
    ("review/undertaking", "", Of(COMMITTEE)),
    ("review/undertake", "agree=yes", Of(COMMITTEE)),
    ("review/sheet", "!id=$d&review=written", Of(EXPERT)),
    ("review/save", "id=$d&review=written", Of(EXPERT)),
    ("review/seal", "id=$d&seal=yes", Of(EXPERT)),
    ("review/decline", "id=$d", Of(EXPERT)),
    ("review/amend", "id=$d", Of(EXPERT)),
    ("review/board", "!panel=$p", Of(BOARD)),
    ("review/delta", "!panel=$p&since=0&review=written", Of(BOARD)),
    ("review/points", "panel=$p", Of(BOARD)),
    ("deliberation/panels", "review=defence", Of(BOARD)),
    ("deliberation/panel", "panel=$p", Of(BOARD)),
    ("deliberation/sheets", "panel=$p&id=$d", Of(SHEETS)),
    ("deliberation/dossier", "!panel=$p&id=$d", Of(TABLE)),
    // Nobody has missed a sheet.
    ("deliberation/missed", "panel=$p&reason=x", Of(&[])),
    ("deliberation/agree", "panel=$p&id=$d&verdict=reserve&rank=1", Of(&[PanelLead])),
    ("deliberation/refresh", "panel=$p", Of(&[PanelLead])),
    ("deliberation/sign", "panel=$p", Of(&[PanelLead])),
    ("deliberation/confirm", "panel=$p", Of(&[Chair])),
    ("deliberation/return", "panel=$p&reason=x", Of(&[Chair])),
    ("deliberation/release", "", Of(&[Chair, ViceChair])),
    ("defence/overview", "", Of(DEFENCE)),
    ("defence/session", "id=x", Of(&[])),
    ("defence/room", "id=x", Of(&[])),
    ("defence/slot", "id=$d", Of(&[])),
    ("defence/visit", "id=$d", Of(&[])),
    ("initial-list/list", "", Of(&[Office, Chair, ViceChair])),
    ("consultation/view", "", Of(CONSULTATION)),
    ("notice/view", "", Open),
    ("notice/preparation", "", Of(OFFICE)),
    ("notice/open", "seen=x", Of(OFFICE)),
    // There is no notice to extend.
    ("notice/extend", "days=1&reason=x", Of(&[])),
    ("notice/plan", "at=2099-01-04T09:00:00&seen=x", Of(OFFICE)),
    // Nor one that is planned.
    ("notice/drop_plan", "", Of(&[])),
    ("notice/objection_status", "token=0123456789", Missing),
    ("notice/objection_withdraw", "token=0123456789&reason=x", Missing),
    ("notice/objections", "", Of(OBJECTIONS)),
    ("notice/objection", "id=0", Of(&[])),
    ("notice/name", "id=0&account=x", Of(&[])),
    ("notice/leave", "id=0", Of(&[])),
    ("notice/note", "id=0&text=x", Of(&[])),
    ("notice/propose", "id=0&outcome=upheld&reason=x", Of(&[])),
    ("notice/confirm", "id=0", Of(&[])),
    ("notice/return", "id=0", Of(&[])),
    ("exchange/list", "", Open),
    ("exchange/activity", "id=x", Missing),
    ("exchange/reports", "", Of(OFFICE)),
    ("exchange/report", "id=$d", Of(&[])),
    ("announcement/view", "year=2026", Missing),
    ("announcement/preparing", "", Of(APPROVAL)),
    ("announcement/prepare", "", Of(OFFICE)),
    // Nothing is drawn up.
    ("announcement/approve", "seen=x", Of(&[])),
    ("announcement/release", "", Of(&[])),
    ("application/chosen", "uscc=91350100M000100Y43", Open),
    ("incident/title", "number=2026", Open),
    ("incident/status", "token=0123456789", Missing),
    ("incident/revocations", "", Open),
    ("incident/list", "", Of(APPROVAL)),
    ("incident/case", "id=0", Of(&[])),
    ("incident/hearing", "id=0", Of(&[])),
    ("incident/name", "id=0&account=x", Of(&[])),
    ("incident/leave", "id=0", Of(&[])),
    ("incident/screen", "id=0&verdict=admit", Of(&[])),
    ("incident/note", "id=0&text=x", Of(&[])),
    ("incident/close", "id=0&cause=safety&report=x&charge=x", Of(&[])),
    ("incident/groundless", "id=0&report=x&reason=x", Of(&[])),
    ("incident/drop", "id=0", Of(&[])),
    ("incident/go-on", "id=0", Of(&[])),
    ("incident/propose", "id=0&outcome=revoked&reason=x", Of(&[])),
    ("incident/confirm", "id=0", Of(&[])),
    ("incident/return", "id=0", Of(&[])),
    ("title/register", "q=x", Open),
    ("title/verify", "number=2026", Open),
    ("title/own", "", Of(MEMBERS)),
    ("title/import", "", Of(OFFICE)),
    ("title/correcting", "number=2026-0017-53", Of(&[])),
];

/// Plain routes, beside the table the server itself keeps.
const PLAIN: &[(&str, &str, &str, Gate)] = &[
    ("POST", "/session", "/session", Open),
    ("POST", "/session/end", "/session/end", Open),
    ("POST", "/session/code", "/session/code", Open),
    ("POST", "/account/second-factor", "/account/second-factor", Of(SIGNED_IN)),
    ("POST", "/accounts", "/accounts", Of(ACCOUNTS)),
    ("POST", "/accounts/{id}", "/accounts/$m", Of(ACCOUNTS)),
    ("POST", "/audit", "/audit", Of(AUDIT)),
    ("GET", "/audit/export/{name}", "/audit/export/journal.csv", Of(AUDIT)),
    ("POST", "/register", "/register", Open),
    ("POST", "/verify", "/verify", Open),
    ("POST", "/reset", "/reset", Open),
    ("POST", "/reset/new", "/reset/new", Open),
    ("POST", "/invitation/{token}", "/invitation/0", Open),
    ("POST", "/account/close", "/account/close", Of(SIGNED_IN)),
    ("GET", "/account/export", "/account/export", Of(SIGNED_IN)),
    ("GET", "/recommendation/export/{name}", "/recommendation/export/list.csv", Of(UNIT)),
    ("GET", "/formality/export/{name}", "/formality/export/list.xlsx", Of(OFFICE)),
    ("GET", "/season/export/{name}", "/season/export/list.csv", Of(OFFICE)),
    ("POST", "/season/import", "/season/import", Of(OFFICE)),
    ("POST", "/season/calendar", "/season/calendar", Of(OFFICE)),
    ("POST", "/season/clock", "/season/clock", Of(&[])),
    ("POST", "/season/plan/{year}/{part}", "/season/plan/2026/directions", Of(OFFICE)),
    ("POST", "/committee/experts/import", "/committee/experts/import", Of(OFFICE)),
    ("POST", "/committee/experts/{id}", "/committee/experts/e11", Of(OFFICE)),
    ("POST", "/committee/draw", "/committee/draw", Of(OFFICE)),
    (
        "GET",
        "/initial-list/export/{name}",
        "/initial-list/export/list.csv",
        Of(&[Office, Chair, ViceChair]),
    ),
    ("POST", "/consultation", "/consultation", Of(CONSULTATION)),
    // There is no list, so no package was sent.
    ("GET", "/consultation/package.pdf", "/consultation/package.pdf", Of(&[])),
    ("GET", "/consultation/export/{name}", "/consultation/export/list.xlsx", Of(&[])),
    // A lead who does not stand in is told what every other is.
    ("POST", "/initial-list", "/initial-list", Of(&[Chair, ViceChair])),
    ("GET", "/committee/experts/list.xlsx", "/committee/experts/list.xlsx", Of(OFFICE)),
    ("GET", "/committee/experts/list.csv", "/committee/experts/list.csv?q=演示", Of(OFFICE)),
    ("GET", "/review/{id}/sheet.xlsx", "/review/$d/sheet.xlsx", Of(EXPERT)),
    ("POST", "/review/{id}", "/review/$d", Of(EXPERT)),
    // There is no such panel, and no such session.
    ("POST", "/defence", "/defence", Of(&[])),
    ("POST", "/defence/session/{id}", "/defence/session/x", Of(&[])),
    ("POST", "/defence/room/{id}", "/defence/room/x", Of(&[])),
    ("POST", "/defence/slot/{id}", "/defence/slot/$d", Of(&[])),
    ("POST", "/defence/visit/{id}", "/defence/visit/$d", Of(&[])),
    ("GET", "/defence/slots.ics", "/defence/slots.ics", Of(&[])),
    ("GET", "/defence/slot/{id}/slot.ics", "/defence/slot/$d/slot.ics", Of(&[])),
    ("GET", "/defence/slides/{id}", "/defence/slides/$f", Of(&[])),
    ("GET", "/lang/{code}", "/lang/en", Open),
    ("GET", "/health", "/health", Open),
    ("GET", "/journal/heads.json", "/journal/heads.json", Open),
    ("GET", "/journal/heads.atom", "/journal/heads.atom", Open),
    ("POST", "/files/{dossier}/{slot}", "/files/$d/standards", Of(WRITERS)),
    ("GET", "/review/board/{panel}/board.xlsx", "/review/board/$p/board.xlsx", Of(BOARD)),
    // Nothing is signed.
    ("GET", "/deliberation/{panel}/conclusion.pdf", "/deliberation/$p/conclusion.pdf", Of(&[])),
    ("GET", "/files/{id}", "/files/$f", Of(FILES)),
    ("GET", "/application/{id}/dossier.pdf", "/application/$d/dossier.pdf", Of(FILES)),
    ("GET", "/application/{id}/receipt.pdf", "/application/$d/receipt.pdf", Of(MEMBERS)),
    ("GET", "/files/{id}/view", "/files/$f/view", Of(FILES)),
    ("POST", "/uploads", "/uploads?dossier=$d&slot=scan&name=a.pdf&size=9&mark=", Of(WRITERS)),
    ("GET", "/uploads/{id}", "/uploads/$u", Of(SENDER)),
    ("PATCH", "/uploads/{id}", "/uploads/$u", Of(SENDER)),
    ("POST", "/uploads/{id}", "/uploads/$u", Of(SENDER)),
    ("DELETE", "/uploads/{id}", "/uploads/$u", Of(SENDER)),
    ("GET", "/notice/feed.atom", "/notice/feed.atom", Open),
    ("GET", "/notice/feed.json", "/notice/feed.json", Open),
    ("POST", "/notice/{year}/objection", "/notice/2026/objection", Missing),
    ("GET", "/notice/{year}/notice.pdf", "/notice/2026/notice.pdf", Missing),
    ("GET", "/notice/evidence/{id}", "/notice/evidence/0", Of(&[])),
    (
        "GET",
        "/announcement/{year}/announcement.pdf",
        "/announcement/2026/announcement.pdf",
        Missing,
    ),
    // The dossier is no benchmark yet.
    ("GET", "/application/{id}/letter.pdf", "/application/$d/letter.pdf", Of(&[])),
    ("POST", "/incident/report", "/incident/report", Open),
    ("POST", "/incident/statement/{id}", "/incident/statement/0", Of(&[])),
    ("GET", "/incident/evidence/{id}", "/incident/evidence/0", Of(&[])),
    ("POST", "/title/import", "/title/import", Of(OFFICE)),
    ("GET", "/title/export/{name}", "/title/export/register.csv", Open),
    // There is no title.
    ("GET", "/title/{number}/certificate.pdf", "/title/2026-0001-00/certificate.pdf", Of(&[])),
    ("POST", "/title/{number}/correct", "/title/2026-0017-53/correct", Of(&[])),
    ("POST", "/exchange", "/exchange", Of(OFFICE)),
    ("POST", "/exchange/{id}", "/exchange/x", Of(&[])),
    ("POST", "/exchange/report/{id}", "/exchange/report/$d", Of(&[])),
    ("GET", "/live", "/live?panel=$p", Of(BOARD)),
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
        body = body.replace(&nonce, "NONCE");
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
