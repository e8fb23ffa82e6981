//! From the signed list to what is announced.

use domain::incident::case::Outcome;
use domain::journey::Standing;

use super::*;

impl World {
    /// Chair and vice chair have signed an initial list of these.
    pub async fn listed(&self, ids: &[DossierId]) {
        let mut work = self.service.begin().await.unwrap();
        let at = work.now.0;
        let list = SignedList {
            number: 1,
            canonical: "演示名单".into(),
            sha256: domain::application::version::digest("演示名单"),
            dossiers: ids.to_vec(),
            signed_by: "chair-1".into(),
            signed_at: at,
            confirmed_by: "vice-1".into(),
            confirmed_at: at,
        };
        work.db.insert_signed_list(&id(), &list).await.unwrap();
        work.commit().await.unwrap();
    }

    /// An account that writes for the organisation of each of these, and their addresses in the same order.
    pub async fn writers(&self, ids: &[DossierId]) -> Vec<String> {
        let mut addresses = Vec::new();
        for (n, id) in (1..).zip(ids) {
            let address = format!("writer-{n}@example.com");
            self.account(&address, Role::Applicant, self.owner(id).await.as_str()).await;
            addresses.push(address);
        }
        addresses
    }

    /// One that was shortlisted is in reserve instead.
    pub async fn in_reserve(&self, dossier: &DossierId) {
        let mut work = self.service.begin().await.unwrap();
        let at = work.now;
        let d = work.db.dossier(dossier).await.unwrap().unwrap();
        let Standing::Shortlisted { version, unit, .. } = d.standing else {
            panic!("it is not shortlisted")
        };
        let standing = Standing::Reserve { at, version, unit };
        work.db.save_standing(dossier, &standing, at.0).await.unwrap();
        work.commit().await.unwrap();
    }

    /// The ministry agrees to all that is on the signed list, on the first day of its phase, and the
    /// consultation is closed: nothing keeps the notice any more.
    pub async fn consulted(&self) {
        self.clock.set(day(96));
        self.service.open_consultation(&self.office, day(97)).await.unwrap();
        self.service.agree_to_rest(&ministry()).await.unwrap();
        self.service.hand_in_opinions(&ministry()).await.unwrap();
        self.service.close_consultation(&self.office, "").await.unwrap();
    }

    /// A public notice of these is open: from a Friday in September on.
    pub async fn noticed(&self, ids: &[DossierId]) -> domain::views::notice::NoticeView {
        self.listed(ids).await;
        self.consulted().await;
        self.opened().await
    }

    /// The notice of the list that is signed is opened.
    pub async fn opened(&self) -> domain::views::notice::NoticeView {
        self.clock.set(NOTICED);
        let seen = self.service.notice_preparation(&self.office).await.unwrap().proposed.unwrap().1;
        self.service.open_notice(&self.office, &seen).await.unwrap();
        self.service.notice(Some(2026)).await.unwrap().unwrap()
    }

    /// Dossiers `1..=n` are benchmarks of their year: the notice was open, nobody objected, the result is
    /// announced. The clock stands at the end of the notice.
    pub async fn entitled(&self, n: usize) -> Vec<DossierId> {
        let ids = self.shortlisted(n).await;
        let open = self.noticed(&ids).await;
        self.clock.set(open.ends_at);
        self.announced().await;
        ids
    }

    /// The announcement is drawn up, and two of the association approve it.
    pub async fn approved(&self) {
        let s = &self.service;
        s.prepare_announcement(&self.office).await.unwrap();
        let seen = s.announcement_preparing(&self.office).await.unwrap().prepared.unwrap().1;
        for n in 1..=2 {
            s.approve_announcement(&caq(n), &seen).await.unwrap();
        }
    }

    /// The same, and it is released.
    pub async fn announced(&self) {
        self.approved().await;
        self.service.release_announcement(&self.office).await.unwrap();
    }

    /// One of the association proposes that the title of a case is revoked, once it may.
    pub async fn revocation_proposed(&self, case: &IncidentId, why: &str) {
        self.service.propose_decision(&caq(1), case, Outcome::Revoked, why).await.unwrap();
    }

    /// The other confirms it as it stands.
    pub async fn decision_confirmed(&self, case: &IncidentId) {
        let seen = mark_of_case(&self.service, case).await;
        self.service.confirm_decision(&caq(2), case, &seen).await.unwrap();
    }
}
