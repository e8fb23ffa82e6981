//! From an organisation to a dossier before the experts.

use domain::title::Title;

use super::*;

impl World {
    /// An organisation and the actor that writes for it.
    pub async fn applicant(&self, n: usize) -> Actor {
        let organisation = self.service.add_organisation(&organisation(n)).await.unwrap();
        actor(&format!("applicant-{n}"), Role::Applicant, organisation.as_str())
    }

    /// A unit looks at its order and recommends all at once.
    pub async fn at_once(&self, unit: &Actor) -> service::Result<usize> {
        let seen = self.service.unit_list(unit).await?.seen;
        self.service.recommend_batch(unit, &seen).await
    }

    /// The organisation of an application.
    pub async fn owner(&self, id: &DossierId) -> OrganisationId {
        let mut db = self.service.read().await.unwrap();
        db.dossier(id).await.unwrap().unwrap().organisation
    }

    /// The title an application was granted.
    pub async fn title_of(&self, id: &DossierId) -> Option<Title> {
        let own = self.owner(id).await;
        let titles = self.service.read().await.unwrap().titles_of(&own).await.unwrap();
        titles.into_iter().find(|t| t.dossier.as_ref() == Some(id))
    }

    /// A dossier just begun.
    pub async fn begun(&self, n: usize) -> (Actor, DossierId) {
        let actor = self.applicant(n).await;
        let id = self.service.start_dossier(&actor, &Answers::new()).await.unwrap();
        (actor, id)
    }

    /// A signed dossier that could be submitted.
    pub async fn draft(&self, n: usize) -> (Actor, DossierId) {
        self.draft_of(self.applicant(n).await, &answers(n)).await
    }

    /// The same with an actor and answers of one's own.
    pub async fn draft_of(&self, actor: Actor, answers: &Answers) -> (Actor, DossierId) {
        let (actor, id) = self.written(actor, answers).await;
        self.sign(&actor, &id).await;
        (actor, id)
    }

    /// The same before anybody is asked to sign.
    pub async fn written(&self, actor: Actor, answers: &Answers) -> (Actor, DossierId) {
        // The eligibility page carries over everything but the consent to share.
        let id = self.service.start_dossier(&actor, answers).await.unwrap();
        self.service.save_page(&actor, &id, Page::Declarations, 1, answers).await.unwrap();
        for slot in Slot::ALL.into_iter().filter(|s| s.required()) {
            self.service.attach(&actor, &id, upload(slot, &pdf(slot.code()))).await.unwrap();
        }
        (actor, id)
    }

    /// The legal representative signs what is written now, by the link that is sent.
    pub async fn sign(&self, actor: &Actor, id: &DossierId) {
        let token = self.service.ask_sign_off(actor, id, SIGNER).await.unwrap();
        self.service.sign(&token, "演示法人", true).await.unwrap();
    }

    /// A submitted dossier.
    pub async fn submitted(&self, n: usize) -> (Actor, DossierId) {
        let (actor, id) = self.draft(n).await;
        self.service.submit(&actor, &id).await.unwrap();
        (actor, id)
    }

    /// A dossier with a good opinion and a seat of its unit's quota.
    pub async fn recommended(&self, n: usize) -> (Actor, DossierId) {
        let (actor, id) = self.submitted(n).await;
        self.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        self.service.recommend(&unit(), &id).await.unwrap();
        (actor, id)
    }

    /// A dossier past the formality check.
    pub async fn passed(&self, n: usize) -> (Actor, DossierId) {
        let (actor, id) = self.recommended(n).await;
        for item in [Item::Credit, Item::NoAccident, Item::Signed, Item::NotRepeated] {
            self.service.tick(&self.office, &id, item, &yes()).await.unwrap();
        }
        self.service.pass(&self.office, &id).await.unwrap();
        (actor, id)
    }
}
