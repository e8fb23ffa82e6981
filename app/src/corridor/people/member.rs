//! The list of an organisation's members; who runs it changes roles and removes people here.

use domain::policy::Role;
use domain::views::people::{Member, People};
use leptos::prelude::*;

use super::page::{Acts, role_options};
use crate::locales::people::words;
use crate::locales::{Lang, common};
use crate::ui::rows::rows;

/// All members.
pub(super) fn list(lang: Lang, people: &People, acts: Acts) -> AnyView {
    let w = words(lang);
    let runs = people.role == Role::Applicant;
    // What is open for one who goes must not be open for the next.
    let all = people.members.iter();
    let rows = rows(all.map(|m| (m.account.to_string(), row(lang, people, m, runs, acts))));
    view! {
        <section class="stack tight" aria-labelledby="members">
            <h2 id="members">{w.members}</h2>
            <div class="sheet">
                <table class="list">
                    <caption class="sr">{w.members}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.name}</th>
                            <th scope="col">{w.email}</th>
                            <th scope="col">{w.role}</th>
                            <th scope="col">{w.since}</th>
                            {runs.then(|| view! { <td></td> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, people: &People, m: &Member, runs: bool, acts: Acts) -> AnyView {
    let w = words(lang);
    let own = m.account == people.me;
    let name = if own { format!("{} {}", m.name, w.you) } else { m.name.clone() };
    let email = if m.email.is_empty() { w.unproved.to_owned() } else { m.email.clone() };
    view! {
        <tr>
            <td class="title">{name}</td>
            <td data-th=w.email>{email}</td>
            <td data-th=w.role>{common::role(lang, m.role)}</td>
            <td data-th=w.since>{m.since.show_date()}</td>
            {runs.then(|| view! { <td class="do">{changing(lang, m, own, acts)}</td> })}
        </tr>
    }
    .into_any()
}

/// What may be changed, folded away: the list is read far more often.
fn changing(lang: Lang, m: &Member, own: bool, acts: Acts) -> AnyView {
    let w = words(lang);
    let field = format!("role-{}", m.account);
    let (account, role) = (m.account.to_string(), m.role);
    let (changes, removes) = ((w.change_of)(&m.name), (w.remove_of)(&m.name));
    let removing = (!own).then(|| {
        let account = account.clone();
        view! {
            <ActionForm action=acts.remove attr:class="stack tight">
                <input type="hidden" name="account" value=account/>
                <p class="hint">{w.remove_text}</p>
                <div>
                    <button class="btn small quiet danger" aria-label=removes>{w.remove}</button>
                </div>
            </ActionForm>
        }
    });
    view! {
        <details class="more change">
            <summary aria-label=format!("{}: {}", w.change, m.name)>{w.change}</summary>
            <div class="stack tight">
                <ActionForm action=acts.role attr:class="row">
                    <input type="hidden" name="account" value=account/>
                    <label class="sr" for=field.clone()>{changes}</label>
                    <select id=field name="role">{role_options(lang, role)}</select>
                    <button class="btn small">{w.save}</button>
                </ActionForm>
                {removing}
            </div>
        </details>
    }
    .into_any()
}
