//! The seats of every unit (Art. 17), and the forms that set and grant them.

use domain::recommendation::Quota;
use domain::recommendation::staffed::Staffed;
use domain::views::season::Plan;
use leptos::prelude::*;

use super::plan::Acts;
use crate::locales::{Lang, common, import, plan};
use crate::ui::RefusedBy;
use crate::ui::downloads::downloads;
use crate::ui::framed::{self, Number, Text};

/// All units in a table. The unit chosen in the address stands in the forms below it.
pub(super) fn quotas(lang: Lang, v: &Plan, chosen: Option<String>, acts: Acts) -> AnyView {
    let w = plan::words(lang);
    let seats: i64 = v.quotas.iter().map(|q| q.1.seats()).sum();
    let used: i64 = v.quotas.iter().map(|q| q.1.used()).sum();
    let rows = v.quotas.iter().map(|(unit, q)| row(lang, unit, q, staffed(v, unit)));
    let rows = rows.collect_view();
    let found = chosen.and_then(|code| v.quotas.iter().find(|q| q.0 == code));
    view! {
        <section class="stack" aria-labelledby="quotas">
            <h2 id="quotas">{w.quotas}</h2>
            <p class="soft">{w.quotas_text}</p>
            <div class="figures">
                <p class="fig"><b>{used}<small>{format!(" / {seats}")}</small></b><small>{w.used}</small></p>
            </div>
            {stuck(lang, v)}
            <RefusedBy value=acts.quota.value()/>
            <RefusedBy value=acts.grant.value()/>
            {found.map(|(unit, q)| forms(lang, unit, q, acts))}
            {framed::table(w.quotas, [Text(w.unit), Number(w.base), Number(w.sme_extra), Number(w.granted), Number(w.used), Number(w.free), Number(w.people), Number(w.waiting)], rows)}
            {downloads("season")}
            <p><a class="btn quiet" href=super::import::PATH>{import::words(lang).title}</a></p>
        </section>
    }
    .into_any()
}

/// Who works for a unit and what waits for it.
fn staffed(v: &Plan, unit: &str) -> Staffed {
    v.staffed.get(unit).copied().unwrap_or_default()
}

/// Units at which applications wait for nobody, by name.
fn stuck(lang: Lang, v: &Plan) -> Option<AnyView> {
    let w = plan::words(lang);
    let units: Vec<_> = v.quotas.iter().filter(|q| staffed(v, &q.0).stuck()).collect();
    if units.is_empty() {
        return None;
    }
    let names = units.iter().map(|(unit, _)| {
        let waiting = staffed(v, unit).waiting;
        view! { <li>{common::unit(lang, unit)}" · "{w.waiting}" "{waiting}</li> }
    });
    let names = names.collect_view();
    let view = view! {
        <section class="notice bad" aria-labelledby="stuck">
            <h3 id="stuck">{w.stuck}</h3>
            <p>{w.stuck_text}</p>
            <ul>{names}</ul>
        </section>
    };
    Some(view.into_any())
}

fn row(lang: Lang, unit: &str, q: &Quota, s: Staffed) -> AnyView {
    let w = plan::words(lang);
    let free = q.seats() - q.used();
    // Where nothing is to be recommended nobody is missing.
    let missing = s.people == 0 && (q.seats() > 0 || s.waiting > 0);
    let people = match missing {
        true => view! { <span class="tag bad">{w.nobody}</span> }.into_any(),
        false => s.people.into_any(),
    };
    view! {
        <tr>
            <th scope="row"><a href=format!("/season?unit={unit}#quotas")>{common::unit(lang, unit)}</a></th>
            <td class="num">{q.base}</td>
            <td class="num">{q.sme_extra}</td>
            <td class="num">{q.granted}</td>
            <td class="num">{q.used()}</td>
            <td class="num">{free}</td>
            <td class="num">{people}</td>
            <td class="num">{s.waiting}</td>
        </tr>
    }
    .into_any()
}

fn forms(lang: Lang, unit: &str, q: &Quota, acts: Acts) -> AnyView {
    let w = plan::words(lang);
    let number = |id: &'static str, label: &'static str, value: i64| {
        view! {
            <div class="q">
                <label for=id>{label}</label>
                <input id=id name=id inputmode="numeric" maxlength="4" required value=value.to_string()/>
            </div>
        }
        .into_any()
    };
    let reason = |id: &'static str| {
        let hint = format!("{id}-h");
        view! {
            <div class="q">
                <label for=id>{w.reason}</label>
                <p class="hint" id=hint.clone()>{w.seats_reason}</p>
                <input id=id name="reason" maxlength=domain::reason::MAX.to_string() required aria-describedby=hint/>
            </div>
        }
        .into_any()
    };
    let taken = (w.taken)(q.used_large, q.used_sme);
    let name = common::unit(lang, unit);
    let (set_for, grant_for) = (unit.to_owned(), unit.to_owned());
    let (base, extra) =
        (number("base", w.base, q.base), number("sme_extra", w.sme_extra, q.sme_extra));
    let granted = number("granted", w.granted_all, q.granted);
    let (set, grant) = (acts.quota.pending(), acts.grant.pending());
    view! {
        <section class="sheet pad stack" aria-labelledby="chosen">
            <h3 id="chosen">{name}</h3>
            <p class="soft">{taken}</p>
            <div class="cols even">
                <ActionForm action=acts.quota>
                    <input type="hidden" name="unit" value=set_for/>
                    {base}
                    {extra}
                    {reason("set-reason")}
                    <div class="actions">
                        <button class="btn" aria-busy=move || set.get().then_some("true")>{w.set}</button>
                    </div>
                </ActionForm>
                <ActionForm action=acts.grant>
                    <input type="hidden" name="unit" value=grant_for/>
                    {granted}
                    {reason("grant-reason")}
                    <div class="actions">
                        <button class="btn quiet" aria-busy=move || grant.get().then_some("true")>{w.grant}</button>
                    </div>
                </ActionForm>
            </div>
        </section>
    }
    .into_any()
}
