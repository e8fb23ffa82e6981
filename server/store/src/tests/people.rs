//! The corridor's people.

use domain::people::Purpose;
use domain::policy::{Grant, Role};
use service::ports::people::{ConsentRow, InvitationRow, MemberRow, NameRow, OneTime};

use super::on_both;
use super::world::*;

fn member(account: &str, organisation: &str, role: Role) -> MemberRow {
    MemberRow { account: account.into(), organisation: organisation.into(), role, since: 5 }
}

fn link(digest: &str, account: Option<&str>) -> OneTime {
    OneTime {
        digest: digest.into(),
        purpose: Purpose::Verify,
        account: account.map(Into::into),
        email: "new@example.com".into(),
        created_at: 10,
        expires_at: 20,
    }
}

fn invitation(id: &str) -> InvitationRow {
    InvitationRow {
        id: id.into(),
        digest: format!("digest of {id}"),
        organisation: "o1".into(),
        email: "b@example.com".into(),
        role: Role::ApplicantReader,
        invited_by: "a1".into(),
        created_at: 10,
        expires_at: 20,
        ended_at: None,
    }
}

on_both! {
    async fn an_address_is_said_by_many_and_proved_by_one(bed) {
        let mut w = bed.write().await;
        for (id, at) in [("n1", 1), ("n2", 2)] {
            let mut a = account(id);
            (a.email, a.created_at) = (id.into(), at);
            assert!(!a.proved());
            w.insert_account(&a).await.unwrap();
            w.claim_address(&id.into(), "same@example.com").await.unwrap();
        }
        let newest = w.account_by_claim("same@example.com").await.unwrap().unwrap();
        assert_eq!((newest.id.as_str(), newest.claimed.as_str()), ("n2", "same@example.com"));
        assert!(w.prove_address(&"n1".into(), "same@example.com").await.unwrap());
        assert!(!w.prove_address(&"n2".into(), "same@example.com").await.unwrap());
        // The refused one has not spoilt the transaction.
        commit(w).await;
        let mut r = bed.read().await;
        let owner = r.account_by_email("same@example.com").await.unwrap().unwrap();
        assert_eq!((owner.id.as_str(), owner.claimed.as_str(), owner.proved()), ("n1", "", true));
        assert_eq!(r.account_by_claim("").await.unwrap(), None);
    }

    async fn a_link_is_taken_once_in_its_time(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_one_time(&link("l1", Some("a1"))).await.unwrap();
        w.insert_one_time(&link("l2", None)).await.unwrap();
        w.insert_one_time(&link("l3", Some("a1"))).await.unwrap();
        assert_eq!(w.take_one_time("l1", Purpose::Reset, 11).await.unwrap(), None);
        assert_eq!(w.take_one_time("l1", Purpose::Verify, 20).await.unwrap(), None);
        assert_eq!(w.take_one_time("l1", Purpose::Verify, 19).await.unwrap(), Some(link("l1", Some("a1"))));
        assert_eq!(w.take_one_time("l1", Purpose::Verify, 19).await.unwrap(), None);
        assert_eq!(w.take_one_time("l2", Purpose::Verify, 19).await.unwrap(), Some(link("l2", None)));
        w.end_one_times(&"a1".into(), Purpose::Verify, 12).await.unwrap();
        assert_eq!(w.take_one_time("l3", Purpose::Verify, 13).await.unwrap(), None);
    }

    async fn a_person_has_one_organisation_whatever_the_season(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_organisation(&organisation("o2")).await.unwrap();
        w.save_member(&member("a1", "o1", Role::ApplicantReader)).await.unwrap();
        w.save_member(&member("a1", "o2", Role::Applicant)).await.unwrap();
        w.insert_grant(&s(), &"a1".into(), &Grant { role: Role::Office, scope: String::new() }).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.member(&"a1".into()).await.unwrap(), Some(member("a1", "o2", Role::Applicant)));
        assert!(r.people_of(&"o1".into()).await.unwrap().is_empty());
        assert_eq!(r.people_of(&"o2".into()).await.unwrap(), [(member("a1", "o2", Role::Applicant), account("a1"))]);
        let asked = ["o3".into(), "o2".into(), "o1".into()];
        let all = r.people_of_all(&asked).await.unwrap();
        assert_eq!(all, [(member("a1", "o2", Role::Applicant), account("a1"))]);
        assert!(r.people_of_all(&asked[2..]).await.unwrap().is_empty());
        assert!(r.people_of_all(&[]).await.unwrap().is_empty());
        let grants = r.grants(&s(), &"a1".into()).await.unwrap();
        assert_eq!(grants.iter().map(|g| g.role).collect::<Vec<_>>(), [Role::Applicant, Role::Office]);
        let of_all = r.grants_of_holders(&s(), "office").await.unwrap();
        assert_eq!(of_all, grants.into_iter().map(|g| ("a1".into(), g)).collect::<Vec<_>>());
        assert!(r.grants_of_holders(&s(), "applicant").await.unwrap().is_empty());
        assert!(r.grants_of_holders(&"s2031".into(), "office").await.unwrap().is_empty());
        let elsewhere = r.grants(&"s2031".into(), &"a1".into()).await.unwrap();
        assert_eq!(elsewhere, [Grant { role: Role::Applicant, scope: "o2".into() }]);
        assert_eq!(r.holders(&s(), "applicant").await.unwrap().len(), 1);
    }

    async fn until_address_and_organisation_are_sure_a_member_is_a_registrant(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        let mut own = organisation("o2");
        own.claim = "91370200MAXT0A1B7P".into();
        w.insert_organisation(&own).await.unwrap();
        w.save_member(&member("a1", "o2", Role::Applicant)).await.unwrap();
        let role = |g: Vec<Grant>| g[0].role;
        assert_eq!(role(w.grants(&s(), &"a1".into()).await.unwrap()), Role::Registrant);
        assert!(w.confirm_organisation(&"o2".into()).await.unwrap());
        assert!(!w.confirm_organisation(&"o2".into()).await.unwrap());
        assert_eq!(role(w.grants(&s(), &"a1".into()).await.unwrap()), Role::Applicant);
        let mut new = account("n1");
        new.email = "n1".into();
        w.insert_account(&new).await.unwrap();
        w.save_member(&member("n1", "o2", Role::Applicant)).await.unwrap();
        assert_eq!(role(w.grants(&s(), &"n1".into()).await.unwrap()), Role::Registrant);
        assert_eq!(w.holders(&s(), "applicant").await.unwrap().len(), 1);
        // The code is that organisation's; the next with it waits.
        let mut twin = organisation("o3");
        twin.claim = own.claim.clone();
        w.insert_organisation(&twin).await.unwrap();
        assert!(!w.confirm_organisation(&"o3".into()).await.unwrap());
        w.reclaim(&"o3".into(), "别名", "91110000600037341L").await.unwrap();
        w.reclaim(&"o2".into(), "别名", "91110000600037341L").await.unwrap();
        assert_eq!(w.organisation_by_uscc(&own.claim).await.unwrap().unwrap().name, own.name);
        assert!(w.confirm_organisation(&"o3".into()).await.unwrap());
        w.release_organisation(&"o2".into()).await.unwrap();
        assert_eq!(w.organisation_by_uscc(&own.claim).await.unwrap(), None);
        assert_eq!(w.organisation_by_uscc("").await.unwrap(), None);
    }

    async fn an_invitation_ends_once_and_forgets_its_address(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_invitation(&invitation("i1")).await.unwrap();
        w.insert_invitation(&invitation("i2")).await.unwrap();
        assert_eq!(w.invitation("digest of i1").await.unwrap(), Some(invitation("i1")));
        assert_eq!(w.invitations(&"o1".into(), 19).await.unwrap().len(), 2);
        assert!(w.invitations(&"o1".into(), 20).await.unwrap().is_empty());
        assert!(!w.end_invitation("i1", &"o2".into(), 12).await.unwrap());
        assert!(w.end_invitation("i1", &"o1".into(), 12).await.unwrap());
        assert!(!w.end_invitation("i1", &"o1".into(), 13).await.unwrap());
        let ended = w.invitation("digest of i1").await.unwrap().unwrap();
        assert_eq!((ended.email.as_str(), ended.ended_at), ("", Some(12)));
        assert_eq!(w.invitations(&"o1".into(), 19).await.unwrap(), [invitation("i2")]);
        assert_eq!(w.invitations_by(&"a1".into()).await.unwrap().len(), 2);
    }

    async fn a_name_is_known_as_it_was_at_any_moment(bed) {
        bed.furnish().await;
        let a = "a1".into();
        let first = account("a1").name;
        let mut w = bed.write().await;
        w.save_name(&a, "第二个名字", 20).await.unwrap();
        w.save_name(&a, "第三个名字", 30).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        for (at, name) in [
            (i64::MIN, first.as_str()),
            (19, first.as_str()),
            (20, "第二个名字"),
            (29, "第二个名字"),
            (30, "第三个名字"),
            (i64::MAX, "第三个名字"),
        ] {
            assert_eq!(r.name_at(&a, at).await.unwrap().as_deref(), Some(name), "{at}");
        }
        assert_eq!(r.name_at(&"nobody".into(), 1).await.unwrap(), None);
        let before = [(first, 20), ("第二个名字".into(), 30)];
        assert_eq!(r.former_names(&a).await.unwrap(), before);
        let now = r.account(&a).await.unwrap().unwrap().name;
        let row = |former| NameRow { account: a.clone(), name: now.clone(), former };
        let ever: Vec<NameRow> = before.into_iter().map(|b| row(Some(b))).collect();
        assert_eq!(r.names_ever(&["nobody".into(), a.clone()]).await.unwrap(), ever);
        assert!(r.names_ever(&[]).await.unwrap().is_empty());
    }

    async fn a_person_is_forgotten_and_the_rest_stays(bed) {
        bed.furnish().await;
        let a = "a1".into();
        let mut w = bed.write().await;
        w.insert_account(&account("a2")).await.unwrap();
        w.save_member(&member("a1", "o1", Role::Applicant)).await.unwrap();
        w.save_member(&member("a2", "o1", Role::Applicant)).await.unwrap();
        w.insert_one_time(&link("l1", Some("a1"))).await.unwrap();
        w.insert_invitation(&invitation("i1")).await.unwrap();
        let consent = ConsentRow { version: "1".into(), at: 7 };
        w.insert_consent(&a, &consent).await.unwrap();
        w.insert_consent(&a, &ConsentRow { at: 9, ..consent.clone() }).await.unwrap();
        assert_eq!(w.consents(&a).await.unwrap(), [consent]);
        assert!(!w.has_acted(&a).await.unwrap());
        w.save_name(&a, "后来的名字", 20).await.unwrap();
        w.forget_person(&a).await.unwrap();
        w.close_account(&a, 30).await.unwrap();
        let left = w.account(&a).await.unwrap().unwrap();
        assert_eq!((left.name.as_str(), left.password_hash.as_str(), left.closed_at), ("", "", Some(30)));
        assert!(!left.proved() && w.account_by_email("a1@example.com").await.unwrap().is_none());
        // Not even the names from before.
        assert_eq!(w.name_at(&a, 1).await.unwrap().as_deref(), Some(""));
        w.delete_account(&a).await.unwrap();
        assert_eq!(w.account(&a).await.unwrap(), None);
        assert_eq!(w.people_of(&"o1".into()).await.unwrap().len(), 1);
        assert_eq!(w.count_submitted(&"o1".into()).await.unwrap(), 0);
    }
}
