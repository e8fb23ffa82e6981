//! Any two states of a dossier are compared by its writers.

use domain::views::flow::State;

use super::*;

on_both! {
    async fn any_two_states_can_be_compared(w) {
        let (actor, id) = w.submitted(1).await;
        w.service.withdraw(&actor, &id, "补充").await.unwrap();
        let other = with(1, &[("abstract", "演示摘要，补充了数据")]);
        save(&w, &actor, &id, Page::Title, &other).await;
        let h = w.service.history(&actor, &id, "", "").await.unwrap();
        let d = h.difference.unwrap();
        assert_eq!((d.from, d.to), (State::Version(1), State::Now));
        assert_eq!(d.changes.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), ["abstract"]);
        assert_eq!(h.versions[0].sha256.as_ref().unwrap().len(), 64);
        assert_eq!(h.revisions[0].state, State::Revision(Page::Title, 2));
        // A page's revision against a version: that page alone.
        let h = w.service.history(&actor, &id, "title.2", "v1").await.unwrap();
        assert_eq!(h.difference.unwrap().changes.len(), 1);
        assert_eq!(w.service.history(&actor, &id, "title.1", "finance.1").await.unwrap().difference, None);
        let bad = Refusal::BadValue { field: "state".into() };
        for (from, to, refusal) in [
            ("x", "v1", &bad),
            ("v1", "", &bad),
            ("v9", "v1", &Refusal::NotYours),
            ("title.9", "now", &Refusal::NotYours),
        ] {
            assert_eq!(refused(w.service.history(&actor, &id, from, to).await), *refusal, "{from} {to}");
        }
        for who in [&unit(), &w.office, &w.applicant(2).await] {
            assert_eq!(refused(w.service.history(who, &id, "", "").await), Refusal::NotYours);
        }
    }
}
