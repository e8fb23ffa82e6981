//! The forms of the deliberation (Art. 19, 20) as they are sent without script: posted to their page; done, or drawn
//! again with what was typed.

use app::enter::Signed;
use app::ui::form::Typed;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use domain::deliberation::agreed::{Verdict, field_of, read_rank};
use domain::deliberation::{MINUTES_MAX, Review};
use domain::ids::PanelId;
use domain::policy::Actor;
use domain::refusal::Refusal;
use service::{Agreeing, Error, Result, Service};

use super::asked::Asked;
use super::posted::{self, Fields, Sent};
use super::{State as Site, way_in};

/// Where the list of panels is.
const LIST: &str = "/deliberation";
/// Characters kept of a field that is drawn again: all that may be typed, and as much again of what is too long.
const VALUE_MAX: usize = 2 * MINUTES_MAX;
/// Fields of the forms.
const FIELDS: [&str; 8] =
    ["act", "panel", "id", "verdict", "rank", "reason", "minutes", "exception"];

/// Who sent a form, and where to.
struct Sender<'a> {
    service: &'a Service,
    actor: &'a Actor,
    asked: Asked,
    /// The panel whose page it was sent to; none for the list.
    panel: Option<&'a PanelId>,
}

/// A form of a panel's page.
pub async fn panel(
    State(site): State<Site>,
    Path(panel): Path<PanelId>,
    Query(asked): Query<Asked>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Sent,
) -> Response {
    answer(&site, signed, asked, Some(&panel), &parts, form).await
}

/// A form of the list of panels.
pub async fn list(
    State(site): State<Site>,
    Query(asked): Query<Asked>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    form: Sent,
) -> Response {
    answer(&site, signed, asked, None, &parts, form).await
}

/// Lets in whoever is signed in.
async fn answer(
    site: &Site,
    signed: Signed,
    asked: Asked,
    panel: Option<&PanelId>,
    parts: &Parts,
    form: Sent,
) -> Response {
    let Some(actor) = signed.0 else { return way_in(parts.uri.path(), LIST) };
    let sender = Sender { service: &site.service, actor: &actor, asked, panel };
    sender.answer(site, parts, form).await
}

impl Sender<'_> {
    /// The page the form was sent to.
    fn page(&self) -> String {
        self.panel.map_or(LIST.to_owned(), |panel| format!("{LIST}/{panel}"))
    }

    async fn answer(self, site: &Site, parts: &Parts, form: Sent) -> Response {
        let Ok(Form(form)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
        let (page, done) = match self.page_of(&form).await {
            Ok((review, page)) => {
                let done = self.done(review, &page, &form).await;
                (page, done)
            }
            Err(e) => (self.page(), Err(e)),
        };
        let again = |why: Refusal| Typed {
            page,
            values: posted::kept(&form, FIELDS, VALUE_MAX),
            slips: vec![(field(&form, &why), why)],
        };
        posted::settle(site, parts, "deliberation", done, again).await
    }

    /// The review a form is of, and the page it stands on: the form was drawn with both, and another review may
    /// have begun since.
    async fn page_of(&self, form: &Fields) -> Result<(Review, String)> {
        let (service, actor) = (self.service, self.actor);
        let of_form = Review::from_code(posted::text(form, "review")).or(self.asked.review());
        let review = service.review_of_table(actor, of_form, self.panel).await?;
        let page = match self.asked.review() {
            Some(_) => self.asked.at(&self.page()),
            None => service.which_table(actor, review, self.panel).await?.at(&self.page()),
        };
        Ok((review, page))
    }

    /// Calls the verb; answers with the place to go to. A refusal stands on the page of the form, which not
    /// everybody is shown: then the page itself says why, and is not there to whom it is not.
    async fn done(&self, review: Review, page: &str, form: &Fields) -> Result<String> {
        let (service, actor) = (self.service, self.actor);
        let done = match self.panel {
            Some(panel) => self.at_table(review, panel, form).await,
            None => self.at_list(review, form).await,
        };
        match done {
            Ok(to) => {
                let which = service.which_table(actor, review, self.panel).await?;
                Ok(which.at(&to))
            }
            Err(Error::Refused(why)) => {
                let shown = match self.panel {
                    Some(panel) => service.deliberation(actor, review, panel).await.map(drop),
                    None => service.deliberations(actor, review).await.map(drop),
                };
                match shown {
                    Ok(()) => Err(why.into()),
                    Err(Error::Refused(Refusal::NotYours)) => Err(Refusal::NotYours.into()),
                    Err(Error::Refused(_)) => Ok(page.to_owned()),
                    Err(fault) => Err(fault),
                }
            }
            Err(fault) => Err(fault),
        }
    }

    async fn at_table(&self, review: Review, panel: &PanelId, form: &Fields) -> Result<String> {
        let text = |field: &str| posted::text(form, field);
        let (service, actor) = (self.service, self.actor);
        let revision = text("revision").parse().unwrap_or(-1);
        match text("act") {
            "agree" => {
                let typed = Agreeing {
                    dossier: text("id").into(),
                    verdict: Verdict::read(text("verdict"))?,
                    rank: read_rank(text("rank"))?,
                    reason: text("reason").to_owned(),
                    minutes: text("minutes").to_owned(),
                    exception: text("exception").to_owned(),
                    revision,
                };
                service.agree(actor, review, panel, &typed).await?;
                return Ok(format!("{}#a-{}", self.page(), typed.dossier));
            }
            "refresh" => service.refresh_results(actor, review, panel, revision).await?,
            "sign" => service.sign_conclusion(actor, review, panel, text("seen")).await?,
            "confirm" => service.confirm_conclusion(actor, review, panel, text("seen")).await?,
            "return" => {
                let said = (text("seen"), text("reason"));
                service.give_back_conclusion(actor, review, panel, said).await?;
            }
            _ => return Err(Refusal::BadValue { field: "act".into() }.into()),
        }
        Ok(format!("{}#sign", self.page()))
    }

    async fn at_list(&self, review: Review, form: &Fields) -> Result<String> {
        let text = |field: &str| posted::text(form, field);
        let (service, actor) = (self.service, self.actor);
        match text("act") {
            "missed" => {
                let panel = PanelId::from(text("panel").to_owned());
                service.miss_sheets(actor, review, &panel, text("reason")).await?;
                // The way in is open now.
                Ok(format!("{LIST}/{panel}"))
            }
            "release" => {
                service.release_lists(actor, review).await?;
                Ok(LIST.to_owned())
            }
            _ => Err(Refusal::BadValue { field: "act".into() }.into()),
        }
    }
}

/// The control on the page a refusal belongs to; empty for the form as a whole.
fn field(form: &Fields, why: &Refusal) -> String {
    let text = |field: &str| posted::text(form, field);
    let length = matches!(why, Refusal::TooShort { .. } | Refusal::TooLong { .. });
    match text("act") {
        "agree" => field_of(why, text("exception"))
            .map_or(String::new(), |field| format!("{field}-{}", text("id"))),
        "return" if length => "give-back".to_owned(),
        "missed" if length => format!("why-{}", text("panel")),
        _ => String::new(),
    }
}
