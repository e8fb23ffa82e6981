//! What there is to ask for and to listen on: the matrix's own addresses, and their other forms.

use super::super::{cells, of_people};
use crate::support::house::House;

/// What the matrix asks for once, in its other forms: the other review, the other kind of table. `$d` is the
/// application that is watched.
const FURTHER: &[&str] = &[
    "/review?review=defence",
    "/review/$d?review=defence",
    "/review/$d/sheet.xlsx?review=defence",
    "/review/board?review=defence",
    "/review/board/p1?review=defence",
    "/review/board/p2",
    "/review/board/p2?review=defence",
    "/api/review/mine?review=defence",
    "/api/review/sheet?id=$d&review=defence",
    "/api/review/board",
    "/api/review/board?review=defence",
    "/api/review/board?panel=p1&review=defence",
    "/api/review/board?panel=p2",
    "/api/review/delta?since=0&review=written",
    "/api/review/delta?panel=p1&since=0&review=defence",
    "/api/review/points?review=defence",
    "/deliberation?review=written",
    "/deliberation?review=defence",
    "/deliberation/p1?review=defence",
    "/deliberation/p2?review=written",
    "/deliberation/p1/$d?review=written",
    "/deliberation/p1/$d?review=defence",
    "/deliberation/p1/$d/dossier?review=defence",
    "/api/deliberation/sheets?panel=p1&id=$d&review=defence",
    "/api/deliberation/panels?review=written",
    "/api/deliberation/panel?panel=p1&review=defence",
    "/defence/session/sitting-1",
    "/defence/room/sitting-1",
    "/api/defence/session?id=sitting-1",
    "/api/defence/room?id=sitting-1",
    "/initial-list/export/list.xlsx",
    "/formality/export/list.csv",
    "/recommendation/export/list.xlsx",
    "/committee/experts/list.csv",
];

/// Addresses that have nothing to do with any of these secrets: asked for at the beginning and at the end alone.
/// Whatever begins otherwise is asked for after each of them.
const QUIET: &[&str] = &[
    "/account",
    "/api/account",
    "/api/people",
    "/api/season",
    "/eligibility",
    "/guide",
    "/invitation",
    "/lang",
    "/organisation",
    "/privacy",
    "/register",
    "/reset",
    "/season",
    "/sign",
    "/verify",
];

/// Whether an address has nothing to do with any of these secrets.
pub(super) fn is_quiet(url: &str) -> bool {
    QUIET.iter().any(|of| url.starts_with(of))
}

/// What the audit reads: that something happened, each reading an event of its own. What of it the audit may
/// know has a test beside the audit; everybody else finds nothing there.
pub(super) const AUDIT: &[&str] = &["/audit", "/api/guard/journal"];

/// Live streams that somebody could listen on; but for that of a sheet, on which nothing is told.
pub(super) const STREAMS: [&str; 12] = [
    "/live",
    "/live?review=defence",
    "/live?panel=p1&review=written&since=0",
    "/live?panel=p1&review=defence&since=0",
    "/live?panel=p2&review=written",
    "/live?panel=p2&review=defence",
    "/live?room=sitting-1",
    "/live?table=",
    "/live?table=p1",
    "/live?table=p2",
    "/live?dossier=$d",
    "/live?list=1",
];

/// Whether a stream is that of a board, which gathers what rings within a moment and says who is at work.
pub(super) fn is_board(stream: &str) -> bool {
    !["room=", "table=", "dossier=", "list="].iter().any(|of| stream.contains(of))
}

/// Every address that answers at once and tells of itself alone, in its order; what is quiet behind all else, since
/// the page of one's own account says whether one has read anything.
pub(super) fn asked_for(house: &House) -> Vec<String> {
    let own = house.own.as_str();
    let of_matrix = cells(own, house.file.as_str(), "p1", "0", of_people(house));
    let gets = of_matrix.into_iter().map(|c| c.ask).filter(|a| a.method == "GET");
    let mut urls: Vec<String> = gets.map(|a| a.url).collect();
    urls.extend(FURTHER.iter().map(|u| u.replace("$d", own)));
    // The one is heard, the other is an event of whoever asks.
    urls.retain(|u| !u.starts_with("/live") && u != "/account/export");
    urls.sort();
    urls.dedup();
    urls.sort_by_key(|url| is_quiet(url));
    urls
}
