//! Lists as XLSX and CSV, some on paper, for whoever may see the list itself.

use std::time::Duration;

use app::enter::Signed;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::views::formality::Asked as Wanted;
use domain::views::guard::JournalAsked;
use domain::views::pool::Wish;
use service::{Error, Service};
use tables::Table;
use tokio::sync::Semaphore;

use super::made::{Made, Unmade};
use super::session::to_sign_in;
use super::{State as Site, language};
use crate::export;
use crate::print::{self, Printer};

/// Tables written at the same time.
static SLOTS: Semaphore = Semaphore::const_new(2);
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a list is written as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Xlsx,
    Csv,
    Pdf,
}

impl Form {
    /// Name and form of `list.xlsx`.
    fn read(name: &str) -> Option<(&str, Self)> {
        let (stem, ending) = name.split_once('.')?;
        let form = match ending {
            "xlsx" => Self::Xlsx,
            "csv" => Self::Csv,
            "pdf" => Self::Pdf,
            _ => return None,
        };
        Some((stem, form))
    }
}

/// The form of a table of this name that is not printed.
fn sheet(name: &str, stem: &str) -> Option<Form> {
    Form::read(name).filter(|f| f.0 == stem && f.1 != Form::Pdf).map(|f| f.1)
}

/// The unit's summary sheet.
pub async fn recommendation(
    State(service): State<Service>,
    State(printer): State<Printer>,
    Extension(signed): Extension<Signed>,
    Path(name): Path<String>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in("/recommendation") };
    let lang = language::of(&parts);
    let list = service.unit_list(&actor).await;
    match (Form::read(&name), list) {
        (Some(("list", Form::Pdf)), Ok(v)) => {
            let made = printer.print(move || print::summary_sheet(lang, &v)).await;
            super::print::answer(lang, "recommendation", made)
        }
        (form, list) => {
            let form = form.filter(|f| f.0 == "list").map(|f| f.1);
            answer(form, "recommendation", list.map(|v| export::recommendation(lang, &v))).await
        }
    }
}

/// The Office's lists of the formality check: the applications, what stands twice, the statistics.
pub async fn formality(
    State(service): State<Service>,
    State(printer): State<Printer>,
    Extension(signed): Extension<Signed>,
    Path(name): Path<String>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in("/formality") };
    let lang = language::of(&parts);
    match Form::read(&name) {
        Some(("list", Form::Pdf)) => match service.formality_list(&actor).await {
            Ok(v) => {
                let made = printer.print(move || print::formality_list(lang, &v)).await;
                super::print::answer(lang, "formality", made)
            }
            Err(e) => answer(None, "formality", Err(e)).await,
        },
        Some(("duplicates", form)) if form != Form::Pdf => {
            let whole = Wanted { kind: None, all: true, most: u32::MAX };
            let list =
                service.duplicates(&actor, whole).await.map(|v| export::duplicates(lang, &v));
            answer(Some(form), "duplicates", list).await
        }
        Some(("statistics", form)) if form != Form::Pdf => {
            let list = service.statistics(&actor).await.map(|v| export::statistics(lang, &v));
            answer(Some(form), "formality-statistics", list).await
        }
        form => {
            let list = service.formality_list(&actor).await.map(|v| export::formality(lang, &v));
            answer(form.filter(|f| f.0 == "list").map(|f| f.1), "formality", list).await
        }
    }
}

/// The expert pool, as far as the address asks for it.
pub async fn pool(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Query(wish): Query<Asked>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in("/committee/experts") };
    let lang = language::of(&parts);
    let Asked { q, field, unit, show } = wish;
    let wish = Wish { q, field, unit, show, page: 1 };
    let list = service.export_pool(&actor, &wish).await.map(|v| export::pool(lang, &v));
    let name = parts.uri.path().rsplit('/').next().unwrap_or_default();
    let form = sheet(name, "list");
    answer(form, "experts", list).await
}

/// Which experts are asked for.
#[derive(serde::Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Asked {
    q: String,
    field: String,
    unit: String,
    show: String,
}

/// The seats of all units.
pub async fn quotas(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(name): Path<String>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in("/season") };
    let lang = language::of(&parts);
    let list = service.season_plan(&actor).await.map(|v| export::quotas(lang, &v));
    let form = sheet(&name, "list");
    answer(form, "quotas", list).await
}

/// The initial list, as its page shows it.
pub async fn initial_list(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(name): Path<String>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in("/initial-list") };
    let lang = language::of(&parts);
    let list = service.initial_list(&actor).await.map(|v| export::initial_list(lang, &v));
    let form = sheet(&name, "list");
    answer(form, "initial-list", list).await
}

/// The register of titles, as far as the address asks for it: open data, for everybody.
pub async fn register(
    State(site): State<Site>,
    Query(asked): Query<AskedTitles>,
    Path(name): Path<String>,
    parts: Parts,
) -> Response {
    let lang = language::of(&parts);
    let AskedTitles { q, year, category, region, direction, state, order } = asked;
    let (year, page) = (year.parse().unwrap_or_default(), 1);
    let wish =
        domain::views::title::Wish { q, year, category, region, direction, state, order, page };
    let form = sheet(&name, "register");
    if form.is_none() && name != "register.json" {
        return StatusCode::NOT_FOUND.into_response();
    }
    // One that is cut for somebody is asked for by nobody else: made in its turn, and not kept.
    let whole = wish == domain::views::title::Wish { page: 1, ..Default::default() };
    let made = async {
        let v = site.service.whole_register(&wish).await?;
        let key = match whole {
            true => Some(Made::key(&format!("{name} {lang:?}"), &v)?),
            false => None,
        };
        let make = async move {
            let bytes = match form {
                Some(form) => written(form, export::register(lang, &v)).await?,
                None => serde_json::to_vec(&export::register_json(&v))
                    .map_err(|e| Unmade::Failed(e.to_string()))?,
            };
            Ok::<Bytes, Unmade>(Bytes::from(bytes))
        };
        site.made.once(key, make).await
    };
    match (made.await, form) {
        (Ok(bytes), Some(form)) => sent(form, "register", bytes),
        (Ok(bytes), None) => ([(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
        (Err(why), _) => unmade(why),
    }
}

/// Which titles are asked for.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AskedTitles {
    q: String,
    year: String,
    category: String,
    region: String,
    direction: String,
    state: String,
    order: String,
}

/// Of which year something is asked for; of the season that runs where none is named.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct OfYear {
    pub(super) year: Option<i32>,
}

/// The package of the consultation, once it was sent.
pub async fn consultation(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(name): Path<String>,
    Query(asked): Query<OfYear>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in("/consultation") };
    let lang = language::of(&parts);
    let list = match service.consultation_of(&actor, asked.year).await {
        Ok(v) if !v.package => return StatusCode::NOT_FOUND.into_response(),
        list => list.map(|v| export::consultation(lang, &v)),
    };
    let form = sheet(&name, "list");
    answer(form, "consultation", list).await
}

/// The journal, as far as the address asks for it.
pub async fn journal(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(name): Path<String>,
    Query(asked): Query<JournalQuery>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in("/audit") };
    let lang = language::of(&parts);
    let form = sheet(&name, "journal");
    if form.is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let JournalQuery { from, to, by, kind, room, reference } = asked;
    let asked = JournalAsked { from, to, actor: by, kind, room, reference, before: String::new() };
    let list = service.export_journal(&actor, asked).await;
    answer(form, "journal", list.map(|v| export::journal(lang, &v.rows))).await
}

/// Which rows of the journal are asked for.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct JournalQuery {
    from: String,
    to: String,
    by: String,
    kind: String,
    room: String,
    reference: String,
}

/// A table as a workbook to download; to those who may not see it it is not there.
pub(super) async fn workbook(stem: &str, table: Result<Table, Error>) -> Response {
    answer(Some(Form::Xlsx), stem, table).await
}

/// The list as a download. Writing a workbook takes a while: off the async threads.
async fn answer(form: Option<Form>, stem: &str, list: Result<Table, Error>) -> Response {
    let table = match list {
        Ok(table) => table,
        Err(Error::Refused(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(Error::Fault(fault)) => return failed(&fault.to_string()),
    };
    let Some(form) = form else { return StatusCode::NOT_FOUND.into_response() };
    match written(form, table).await {
        Ok(bytes) => sent(form, stem, bytes.into()),
        Err(why) => unmade(why),
    }
}

/// A table as bytes, in its turn.
async fn written(form: Form, table: Table) -> Result<Vec<u8>, Unmade> {
    let turn = tokio::time::timeout(PATIENCE, SLOTS.acquire()).await.map_err(|_| Unmade::Busy)?;
    let turn = turn.map_err(|e| Unmade::Failed(e.to_string()))?;
    let written = tokio::task::spawn_blocking(move || {
        // The slot goes along: somebody who leaves does not free it while the work goes on.
        let _turn = turn;
        match form {
            Form::Xlsx => tables::xlsx(&table).map_err(|e| e.to_string()),
            Form::Csv => Ok(tables::csv(&table)),
            Form::Pdf => Err("tables are not printed here".to_owned()),
        }
    });
    written.await.map_err(|e| e.to_string()).and_then(|w| w).map_err(Unmade::Failed)
}

fn sent(form: Form, stem: &str, bytes: Bytes) -> Response {
    let (media, ending) = match form {
        Form::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        Form::Csv => ("text/csv; charset=utf-8", "csv"),
        Form::Pdf => ("application/pdf", "pdf"),
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{stem}.{ending}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn unmade(why: Unmade) -> Response {
    match why {
        Unmade::Not(Error::Refused(_)) => StatusCode::NOT_FOUND.into_response(),
        Unmade::Not(Error::Fault(fault)) => failed(&fault.to_string()),
        Unmade::Failed(why) => failed(&why),
        Unmade::Busy => {
            let again = [(header::RETRY_AFTER, HeaderValue::from_static("20"))];
            (StatusCode::SERVICE_UNAVAILABLE, again).into_response()
        }
    }
}

fn failed(why: &str) -> Response {
    tracing::error!("exporting: {why}");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
