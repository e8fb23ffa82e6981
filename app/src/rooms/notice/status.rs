//! What whoever objected sees by their link (Art. 21): how it stands, and the way to take it back.

use domain::views::notice::ObjectionStatus;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::Api;
use crate::locales::objection::{self, words};
use crate::locales::{Lang, common, lang, notice};
use crate::ui::act::successes;
use crate::ui::unfolded::refused;
use crate::ui::{RefusedBy, loaded, title};

/// Page `/objection/{token}`.
pub struct ObjectionStatusPage;

/// What the page is drawn from: the secret, which its form sends back, and what it opens.
struct Begun {
    status: Resource<Api<(String, ObjectionStatus)>>,
    withdraw: ServerAction<api::ObjectionWithdraw>,
}

impl Begun {
    fn new() -> Self {
        let withdraw = ServerAction::<api::ObjectionWithdraw>::new();
        let done = successes(withdraw.value());
        let params = use_params_map();
        let token = Memo::new(move |_| params.read().get("token").unwrap_or_default());
        let status = Resource::new(
            move || (token.get(), done.get()),
            |(token, _)| async move {
                let status = api::objection_status(token.clone()).await?;
                Ok((token, status))
            },
        );
        Self { status, withdraw }
    }
}

#[lazy_route]
impl LazyRoute for ObjectionStatusPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let withdraw = this.withdraw;
        loaded(this.status, move |(token, v)| draw(token, &v, withdraw))
    }
}

fn draw(
    token: String,
    v: &ObjectionStatus,
    withdraw: ServerAction<api::ObjectionWithdraw>,
) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let decided = v.decided.as_ref().map(|(outcome, reason)| {
        view! {
            <div><dt>{w.result}</dt><dd>{objection::outcome(lang, *outcome)}</dd></div>
            <div><dt>{w.reason}</dt><dd>{reason.clone()}</dd></div>
        }
    });
    let form = v.step.is_open().then(|| taking_back(lang, token, withdraw));
    let about = format!("{}. {} — {}", v.line.place, v.line.organisation, v.line.title);
    let link = (notice::words(lang).link)(v.year);
    view! {
        {title(w.status)}
        <div class="narrow stack">
            <h1>{(w.outside)(v.year, &v.code)}</h1>
            <p class="notice ok">{w.keep}</p>
            <dl class="facts">
                <div><dt>{w.state}</dt><dd>{objection::step(lang, v.step)}</dd></div>
                <div><dt>{w.about}</dt><dd lang="zh-CN">{about}</dd></div>
                <div><dt>{w.received_at}</dt><dd>{v.at.show_minute()}</dd></div>
                <div><dt>{w.with_files}</dt><dd>{v.files}</dd></div>
                {decided}
            </dl>
            <p class="soft">{w.sealed}" "<small>{(common::words(lang).article)("21")}</small></p>
            <p><a href=format!("/notice/{}", v.year)>{link}</a></p>
            {form}
        </div>
    }
    .into_any()
}

fn taking_back(
    lang: Lang,
    token: String,
    withdraw: ServerAction<api::ObjectionWithdraw>,
) -> AnyView {
    let w = words(lang);
    let (value, pending) = (withdraw.value(), withdraw.pending());
    view! {
        <details class="more no-print" {..refused(value)}>
            <summary>{w.withdraw}</summary>
            <p>{w.withdraw_text}</p>
            <RefusedBy value=withdraw.value()/>
            <ActionForm action=withdraw>
                <input type="hidden" name="token" value=token/>
                <div class="q">
                    <label for="reason">{w.reason}</label>
                    <textarea id="reason" name="reason" rows="3" maxlength=domain::reason::MAX.to_string()></textarea>
                </div>
                <div class="actions">
                    <button class="btn danger" aria-busy=move || pending.get().then_some("true")>{w.withdraw}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}
