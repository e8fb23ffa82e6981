//! A dossier's way: signature, withdrawal, return, correction, seats, history, presence, and what is told on it.

mod correction;
mod history;
mod presence;
mod returning;
mod seats;
mod signature;
mod told;
mod withdrawal;

use domain::application::Answers;
use domain::application::field::Slot;
use domain::application::page::Page;
use domain::formality::Item;
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::stamp::{MINUTE, SECOND};

use crate::on_both;
use crate::world::answers::{UNIT, answers};
use crate::world::*;

fn with(n: usize, pairs: &[(&str, &str)]) -> Answers {
    let mut a = answers(n);
    a.extend(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
    a
}

/// Saves one page from its present revision.
async fn save(w: &World, actor: &Actor, id: &DossierId, page: Page, typed: &Answers) {
    let base = w.service.dossier(actor, id).await.unwrap().revisions[&page];
    w.service.save_page(actor, id, page, base, typed).await.unwrap();
}

fn items() -> std::collections::BTreeMap<Item, String> {
    [(Item::Signed, "扫描件缺公章".to_owned()), (Item::Comparison, "补充对手数据".to_owned())]
        .into()
}

async fn used(w: &World) -> i64 {
    w.service.read().await.unwrap().quota(&id(), UNIT).await.unwrap().used()
}
