//! Server functions of room *application*. Uploads and downloads are plain routes.

use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use domain::application::page::Page;
#[cfg(feature = "ssr")]
use domain::application::results::RowEdit;
use domain::ids::{DossierId, FileId};
use domain::views::application as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The start page of the actor's organisation.
#[server(endpoint = "application/mine", input = GetUrl)]
pub async fn mine() -> Result<view::Mine, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.my_dossiers(&actor).await)
}

/// Who was chosen, or lost a title, under a credit code and waits therefore. Public.
#[server(endpoint = "application/chosen", input = GetUrl)]
pub async fn chosen(
    /// Credit code as typed.
    #[server(default)]
    uscc: String,
) -> Result<Vec<domain::season::PastWinner>, ApiError> {
    crate::enter::answer(crate::enter::open()?.chosen_before(&uscc).await)
}

/// Begins the dossier of the season and goes to its task list.
#[server(endpoint = "application/start")]
pub async fn start(
    /// What the eligibility page was told; flows into the dossier.
    #[server(default)]
    told: BTreeMap<String, String>,
) -> Result<DossierId, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let id = crate::enter::answer(service.start_dossier(&actor, &told).await)?;
    leptos_axum::redirect(&format!("/application/{id}"));
    Ok(id)
}

/// A dossier for its writer or a reader.
#[server(endpoint = "application/dossier", input = GetUrl)]
pub async fn dossier(
    /// Which.
    id: DossierId,
) -> Result<view::DossierView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.dossier(&actor, &id).await)
}

/// Saves a page by a plain form and goes on to `go` (a path on this site), or back to the
/// page with its problems shown when it still has some.
#[server(endpoint = "application/save")]
pub async fn save(
    /// Dossier.
    id: DossierId,
    /// Page code.
    page: String,
    /// Revision the writer started from.
    #[server(default)]
    base: i64,
    /// What was typed: field key → text.
    #[server(default)]
    a: BTreeMap<String, String>,
    /// Where to go: `next`, `tasks`, or a change to the rows of results (`row-up-3`), which
    /// stays on the page.
    #[server(default)]
    go: String,
) -> Result<view::Saved, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let page = known_page(&page)?;
    let edit = RowEdit::parse(&go).filter(|_| page == Page::Results);
    let mut a = a;
    if let Some(edit) = edit {
        a.extend(edit.apply(&a));
    }
    let saved = crate::enter::answer(service.save_page(&actor, &id, page, base, &a).await)?;
    let view = crate::enter::answer(service.dossier(&actor, &id).await)?;
    let correcting = view.standing.stage() == domain::journey::Stage::Correction;
    let wrong = view.owed().iter().any(|(at, _)| *at == page);
    // Keys only: an address carries nothing that was typed.
    let conflicts: Vec<&str> = saved.conflicts.iter().map(|c| c.key.as_str()).collect();
    let to = match (go.as_str(), page.next()) {
        _ if !conflicts.is_empty() => {
            format!("/application/{id}/{}?conflict={}", page.code(), conflicts.join(","))
        }
        _ if edit.is_some() => {
            let row = edit.map_or(1, |edit| edit.row(&a));
            format!("/application/{id}/results?rows={row}#row-{row}")
        }
        ("tasks", _) => format!("/application/{id}"),
        _ if wrong => format!("/application/{id}/{}?check=1", page.code()),
        // Under correction the other pages stay as they were handed in.
        _ if correcting => format!("/application/{id}"),
        (_, Some(next)) => format!("/application/{id}/{}", next.code()),
        (_, None) => format!("/application/{id}/check"),
    };
    leptos_axum::redirect(&to);
    Ok(saved)
}

/// Saves a page in the background while it is being written.
#[server(endpoint = "application/autosave")]
pub async fn autosave(
    /// Dossier.
    id: DossierId,
    /// Page code.
    page: String,
    /// Revision the writer started from.
    base: i64,
    /// What was typed: field key → text.
    #[server(default)]
    a: BTreeMap<String, String>,
) -> Result<view::Saved, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let page = known_page(&page)?;
    crate::enter::answer(service.save_page(&actor, &id, page, base, &a).await)
}

/// Takes a file off a draft and returns to the attachments.
#[server(endpoint = "application/detach")]
pub async fn detach(
    /// Dossier.
    id: DossierId,
    /// File.
    file: FileId,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.detach(&actor, &id, &file).await)?;
    leptos_axum::redirect(&format!("/application/{id}/attachments"));
    Ok(())
}

/// Submits the dossier and goes to the receipt.
#[server(endpoint = "application/submit")]
pub async fn submit(
    /// Dossier.
    id: DossierId,
) -> Result<view::Receipt, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let receipt = crate::enter::answer(service.submit(&actor, &id).await)?;
    leptos_axum::redirect(&format!("/application/{id}/receipt"));
    Ok(receipt)
}

/// Compares what was read off a sealed print with the dossier.
#[server(endpoint = "application/seal", input = GetUrl)]
pub async fn seal(
    /// Dossier.
    id: DossierId,
    /// What was read, if anything.
    #[server(default)]
    code: String,
) -> Result<domain::views::print::SealView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.seal(&actor, &id, &code).await)
}

/// The status by reference number and last four digits. Public, limited in rate.
#[server(endpoint = "application/status")]
pub async fn status(
    /// Reference number as typed.
    reference: String,
    /// Last four digits of the contact's mobile as typed.
    tail: String,
) -> Result<view::Status, ApiError> {
    let from = crate::enter::from();
    crate::enter::answer(crate::enter::open()?.status(&reference, &tail, &from).await)
}

/// Looks a status up and shows it on the status page. Public, limited in rate. What was typed
/// goes into a cookie of that page, never into an address; it is not signed, because it only
/// repeats what the visitor knows, and is judged again each time.
#[server(endpoint = "application/status_look_up")]
pub async fn status_look_up(
    /// Reference number as typed.
    reference: String,
    /// Last four digits of the contact's mobile as typed.
    tail: String,
) -> Result<(), ApiError> {
    let from = crate::enter::from();
    crate::enter::answer(crate::enter::open()?.status(&reference, &tail, &from).await)?;
    let text = serde_json::to_string(&(reference, tail)).unwrap_or_default();
    keep_status(&crate::error::to_hex(&text), 900);
    leptos_axum::redirect("/status");
    Ok(())
}

/// Takes the status off this device. Public.
#[server(endpoint = "application/status_forget")]
pub async fn status_forget() -> Result<(), ApiError> {
    keep_status("", 0);
    // The page's worker forgets, too, when it sees this address.
    leptos_axum::redirect("/status?forgotten=1");
    Ok(())
}

/// The status looked up a moment ago, if any. Public, limited in rate.
#[server(endpoint = "application/status_seen")]
pub async fn status_seen() -> Result<Option<view::Status>, ApiError> {
    let Some((reference, tail)) = kept_status() else { return Ok(None) };
    let from = crate::enter::from();
    match crate::enter::open()?.status(&reference, &tail, &from).await {
        // The number may have been withdrawn, or the cookie was not ours: ask again.
        Err(service::Error::Refused(_)) => {
            keep_status("", 0);
            Ok(None)
        }
        outcome => crate::enter::answer(outcome).map(Some),
    }
}

/// Sets the status page's cookie for so many seconds; none takes it away.
#[cfg(feature = "ssr")]
fn keep_status(value: &str, seconds: u32) {
    keep("status", value, seconds);
}

/// Sets a cookie that only the server reads, for so many seconds; none takes it away.
#[cfg(feature = "ssr")]
pub(super) fn keep(name: &str, value: &str, seconds: u32) {
    // Over HTTPS only, unless the browser itself says that it came by plain HTTP, as it does on
    // the machine of somebody who tries the demonstration.
    let plain = use_context::<http::request::Parts>().is_some_and(|p| {
        p.headers.get(http::header::ORIGIN).is_some_and(|o| o.as_bytes().starts_with(b"http://"))
    });
    let secure = if plain { "" } else { "; Secure" };
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    if let (Some(options), Ok(value)) =
        (use_context::<leptos_axum::ResponseOptions>(), cookie.parse())
    {
        options.append_header(http::header::SET_COOKIE, value);
    }
}

/// Reads such a cookie.
#[cfg(feature = "ssr")]
pub(super) fn kept(name: &str) -> Option<String> {
    let parts = use_context::<http::request::Parts>()?;
    let found = parts
        .headers
        .get_all(http::header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))?;
    Some(found.to_owned())
}

/// Reads the status page's cookie.
#[cfg(feature = "ssr")]
fn kept_status() -> Option<(String, String)> {
    serde_json::from_str(&crate::error::from_hex(&kept("status")?)?).ok()
}

#[cfg(feature = "ssr")]
fn known_page(code: &str) -> Result<Page, ApiError> {
    let refusal = domain::refusal::Refusal::BadValue { field: "page".into() };
    crate::enter::answer(Page::from_code(code).ok_or(refusal.into()))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use std::task::{Context, Poll, Waker};

    use leptos::server_fn::axum_export::body::Body;
    use leptos::server_fn::codec::{FromReq, PostUrl};

    use super::*;

    /// Reads a form's body as the server does. A body in memory is ready at once.
    fn read(body: &str) -> Save {
        let request =
            http::Request::post("/").body(Body::from(body.to_owned())).expect("a request");
        let mut reading =
            std::pin::pin!(<Save as FromReq<PostUrl, _, ApiError>>::from_req(request));
        match reading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(saved) => saved.expect("a form"),
            Poll::Pending => panic!("the body is in memory"),
        }
    }

    /// What a browser without JavaScript posts arrives as it was typed, dots in keys and all.
    #[test]
    fn a_plain_form_arrives_as_it_was_typed() {
        let save = read(
            "id=d1&page=results&base=3&a%5Bresult.2.before%5D=98.5+%25&a%5Brevenue_1.unit%5D=yi&\
             a%5Bsection_1%5D=%E4%B8%80%26%E4%BA%8C%0D%0A%5Bx%5D&a%5Bnature%5D=&go=next",
        );
        assert_eq!(
            (save.id.as_str(), save.page.as_str(), save.base, save.go.as_str()),
            ("d1", "results", 3, "next")
        );
        let typed = |key: &str| save.a.get(key).map(String::as_str);
        assert_eq!(typed("result.2.before"), Some("98.5 %"));
        assert_eq!(typed("revenue_1.unit"), Some("yi"));
        assert_eq!(typed("section_1"), Some("一&二\r\n[x]"));
        assert_eq!(typed("nature"), Some(""));
    }

    /// A form in which nothing was answered is a form all the same.
    #[test]
    fn an_empty_page_can_be_saved() {
        let save = read("id=d1&page=declarations&base=0&go=tasks");
        assert!(save.a.is_empty());
    }
}
