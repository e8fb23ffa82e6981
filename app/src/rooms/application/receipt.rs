//! The receipt of a submission: kept, printed, quoted.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::flow::{self as api, Received};
use crate::error::Api;
use crate::locales::{application, common, fields, flow, lang};
use crate::ui::qr::qr;
use crate::ui::{crumbs, loaded, title};
use domain::application::field::Field;

/// The receipt.
pub struct ReceiptPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    receipt: Resource<Api<Received>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
        Self { receipt: Resource::new(move || id.get(), |id| api::receipt(id.into())) }
    }
}

#[lazy_route]
impl LazyRoute for ReceiptPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.receipt, |r| drawn(&r))
    }
}

fn drawn(received: &Received) -> AnyView {
    let lang = lang();
    let w = application::words(lang);
    let f = flow::words(lang);
    let r = &received.receipt;
    let print = |_| {
        let _ = window().print();
    };
    view! {
        {title(w.receipt)}
        <div class="page">
            {crumbs(vec![
                ("/application".into(), w.mine.into()),
                (format!("/application/{}", r.id), w.dossier.into()),
                (String::new(), w.receipt.into()),
            ])}
            <div class="stack">
                <h1>{w.receipt_title}</h1>
                <p class="lede">{w.receipt_lede}</p>
                <section class="receipt" aria-label=w.receipt>
                    {received.qr.as_ref().map(|code| qr(code, f.receipt_qr))}
                    <small>{w.reference}</small>
                    <p class="ref">{r.reference.clone()}</p>
                    <dl class="facts">
                        <div><dt>{fields::label(lang, Field::Title)}</dt><dd>{r.title.clone()}</dd></div>
                        <div><dt>{fields::label(lang, Field::OrgName)}</dt><dd>{r.org_name.clone()}</dd></div>
                        <div><dt>{fields::label(lang, Field::Unit)}</dt><dd>{common::unit(lang, &r.unit)}</dd></div>
                        <div><dt>{w.version}</dt><dd>{(w.version_n)(r.version)}</dd></div>
                        <div><dt>{w.submitted_at}</dt><dd>{format!("{} {}", r.at.show_date(), r.at.show_time())}</dd></div>
                        <div>
                            <dt>{w.digest}</dt>
                            <dd><code class="hash">{r.sha256.clone()}</code><br/><small>{w.digest_text}</small></dd>
                        </div>
                    </dl>
                    {received.qr.is_some().then(|| view! { <p class="hint">{f.receipt_qr_text}</p> })}
                </section>
                <h2>{w.what_next}</h2>
                <ol>{w.next_steps.into_iter().map(|s| view! { <li>{s}</li> }).collect_view()}</ol>
                <p class="row no-print">
                    <a class="btn" href="/status">{w.status_link}</a>
                    <a class="btn quiet" href=format!("/application/{}/receipt.pdf", r.id) rel="external">{w.receipt_pdf}</a>
                    <button type="button" class="btn quiet" on:click=print>{w.print}</button>
                    <a href=format!("/application/{}/history", r.id)>{f.history}</a>
                    <a href=format!("/application/{}/dossier.pdf", r.id) rel="external">{w.dossier_pdf}</a>
                    <a href=format!("/application/{}", r.id)>{w.dossier}</a>
                </p>
            </div>
        </div>
    }
    .into_any()
}
