//! The committee, its panels, and what they come to in both reviews.

use super::*;

impl World {
    /// Chair, vice chair, and panels of so many experts: panel 1 for machinery, panel 2 for
    /// electronics. Experts are `e11`, `e12`, … on panel `p1`. The heads have signed the undertaking.
    pub async fn committee(&self, panels: usize, experts: usize) {
        let chair = self.account("chair@example.com", Role::Chair, "chair").await;
        let vice = self.account("vice-chair@example.com", Role::ViceChair, "vice").await;
        // Those who can sign in, and those the tests call verbs as.
        let heads =
            [chair, vice, self::chair(), vice_chair(), actor("vice", Role::ViceChair, "vice")];
        for head in heads {
            self.service.undertake(&head, &[]).await.unwrap();
        }
        for p in 1..=panels {
            let members: Vec<ExpertId> = (1..=experts).map(|e| expert_id(p, e)).collect();
            for e in &members {
                self.service.add_expert(&self.office, &expert(e, FIELDS[p - 1])).await.unwrap();
            }
            let panel = Panel {
                id: panel_id(p),
                number: i64::try_from(p).unwrap(),
                zh: format!("第{p}专业组"),
                en: format!("Panel {p}"),
                fields: vec![FIELDS[p - 1].to_owned()],
            };
            self.service.form_panel(&self.office, &panel, &members).await.unwrap();
        }
    }

    /// Every expert of the committee signs.
    pub async fn undertakings(&self, panels: usize, experts: usize) {
        for p in 1..=panels {
            for e in 1..=experts {
                self.service.undertake(&expert_actor(p, e), &[]).await.unwrap();
            }
        }
    }

    /// Dossiers `1..=n` before so many panels of so many experts, all signed and published.
    pub async fn reviewing(&self, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
        let mut ids = Vec::new();
        for i in 1..=n {
            ids.push(self.passed(i).await.1);
        }
        self.committee(panels, experts).await;
        self.undertakings(panels, experts).await;
        self.service.publish_assignment(&self.office, 7, None, "").await.unwrap();
        ids
    }

    /// Whether an expert was given an application of the written review.
    pub async fn assigned(&self, dossier: &DossierId, expert: &ExpertId) -> bool {
        let pairs = self.service.read().await.unwrap().assignments(&id()).await.unwrap();
        pairs.iter().any(|p| p.dossier == *dossier && p.expert == *expert)
    }

    /// Dossiers `1..=n`, all of them on the list of the one panel that was released.
    pub async fn shortlisted(&self, n: usize) -> Vec<DossierId> {
        let ids = self.reviewing(n, 1, 3).await;
        for e in 1..=3 {
            let expert = expert_actor(1, e);
            for row in self.service.my_reviews(&expert, Review::Written).await.unwrap().rows {
                self.service
                    .seal_sheet(&expert, Review::Written, &row.dossier, &sheet(80))
                    .await
                    .unwrap();
            }
        }
        self.concluded(Review::Written, 1).await;
        self.service.release_lists(&chair(), Review::Written).await.unwrap();
        ids
    }

    /// Dossiers `1..=n` on the lists of the written review, which are out: so many panels of so many experts. The
    /// clock stands at the opening of the defence, of which nothing is planned.
    pub async fn lists_out(&self, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
        let ids = self.reviewing(n, panels, experts).await;
        for (p, e) in (1..=panels).flat_map(|p| (1..=experts).map(move |e| (p, e))) {
            let actor = expert_actor(p, e);
            let rows = self.service.my_reviews(&actor, Review::Written).await.unwrap().rows;
            for row in rows {
                let form = sheet(70);
                let sealed = self.service.seal_sheet(&actor, Review::Written, &row.dossier, &form);
                sealed.await.unwrap();
            }
        }
        for p in 1..=panels {
            self.concluded(Review::Written, p).await;
        }
        self.service.release_lists(&chair(), Review::Written).await.unwrap();
        self.clock.set(day(91));
        ids
    }

    /// The same in the defence: every panel has a session of all its members on day 92, a slot of 25 minutes each,
    /// and everybody in it scores.
    pub async fn defending(&self, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
        let ids = self.lists_out(n, panels, experts).await;
        self.slots(&ids, panels, experts).await;
        ids
    }

    /// The lead of a panel signs, the chair confirms.
    pub async fn concluded(&self, review: Review, p: usize) {
        let (lead, panel) = (lead_actor(p), panel_id(p));
        let seen = self.service.deliberation(&lead, review, &panel).await.unwrap().sha256;
        self.service.sign_conclusion(&lead, review, &panel, &seen).await.unwrap();
        self.service.confirm_conclusion(&chair(), review, &panel, &seen).await.unwrap();
    }

    /// Somebody gives a conclusion back to its panel: the one they read.
    pub async fn given_back(
        &self,
        who: &Actor,
        review: Review,
        panel: &PanelId,
        why: &str,
    ) -> service::Result<()> {
        let read = self.service.deliberation(who, review, panel).await;
        // Whoever may not read it has nothing to name.
        let seen = read.map(|v| v.sha256).unwrap_or_default();
        self.service.give_back_conclusion(who, review, panel, (&seen, why)).await
    }

    /// Somebody cancels the slot of an application, as from a page that was drawn just now.
    pub async fn cancelled(&self, who: &Actor, id: &DossierId, why: &str) -> service::Result<()> {
        let row = self.service.read().await?.slot(id).await?;
        self.service.cancel_slot(who, id, why, row.map(|r| r.sequence)).await
    }

    /// The same after everybody was heard and all sheets are sealed.
    pub async fn heard(&self, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
        let ids = self.defending(n, panels, experts).await;
        self.clock.set(day(92).plus(20 * 60 * MINUTE));
        for (p, e) in (1..=panels).flat_map(|p| (1..=experts).map(move |e| (p, e))) {
            let actor = expert_actor(p, e);
            let rows = self.service.my_reviews(&actor, Review::Defence).await.unwrap().rows;
            for (i, row) in rows.into_iter().enumerate() {
                let form = defence_sheet(90 - 5 * u32::try_from(i).unwrap());
                let sealed = self.service.seal_sheet(&actor, Review::Defence, &row.dossier, &form);
                sealed.await.unwrap();
            }
        }
        ids
    }

    /// A panel puts the last it has heard into reserve and concludes.
    pub async fn proposed(&self, p: usize) {
        let (lead, panel) = (lead_actor(p), panel_id(p));
        let seen = self.service.deliberation(&lead, Review::Defence, &panel).await.unwrap();
        let last = seen.rows.last().unwrap();
        let agreeing = service::Agreeing {
            dossier: last.dossier.clone(),
            verdict: domain::deliberation::agreed::Verdict::Reserve,
            rank: last.rank,
            reason: "答辩中数据来源说明不足，列为备选。".into(),
            minutes: String::new(),
            exception: String::new(),
            revision: seen.revision,
        };
        self.service.agree(&lead, Review::Defence, &panel, &agreeing).await.unwrap();
        self.concluded(Review::Defence, p).await;
    }

    /// What the initial list is made of: the panels' results of the defence are released.
    pub async fn candidates(&self, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
        let ids = self.heard(n, panels, experts).await;
        for p in 1..=panels {
            self.proposed(p).await;
        }
        self.service.release_lists(&chair(), Review::Defence).await.unwrap();
        ids
    }

    /// Sessions, slots and who scores whom, as they are when they are published.
    pub async fn slots(&self, ids: &[DossierId], panels: usize, experts: usize) {
        let mut work = self.service.begin().await.unwrap();
        let at = work.now.0;
        let mut panel_of = std::collections::BTreeMap::new();
        for id in ids {
            let home = work.db.dossier(id).await.unwrap().unwrap().panel.unwrap();
            panel_of.insert(id, home);
        }
        let mut pairs = 0;
        for p in 1..=panels {
            let members: Vec<ExpertId> = (1..=experts).map(|e| expert_id(p, e)).collect();
            let ours: Vec<_> = ids.iter().filter(|id| panel_of[id] == panel_id(p)).collect();
            let session = Session {
                id: format!("sitting-{p}").into(),
                panel: panel_id(p),
                room: format!("演示会议室 {p}"),
                starts: day(92),
                slots: u32::try_from(ours.len().max(1)).unwrap(),
                breaks: Vec::new(),
                experts: members.clone(),
            };
            let sitting = Sitting { session, published_at: Some(at) };
            work.db.save_sitting(&id(), &sitting).await.unwrap();
            for (number, dossier) in (1..).zip(ours) {
                let starts = slot_of(number);
                let slot = Time {
                    session: sitting.session.id.clone(),
                    number,
                    dossier: dossier.clone(),
                    starts,
                    ends: starts.plus(25 * MINUTE),
                };
                work.db.save_slot(&SlotRow::told(slot)).await.unwrap();
                for expert in &members {
                    let (dossier, expert, panel) = (dossier.clone(), expert.clone(), panel_id(p));
                    let pair = DefenceAssignment { dossier, expert, panel, at };
                    work.db.assign_defence(&id(), &pair).await.unwrap();
                    pairs += 1;
                }
            }
        }
        // What boards show has changed: the journal says so.
        let applications = i64::try_from(ids.len()).unwrap();
        let event = Event::AssignmentPublished { applications, pairs, cost: 0, seed: 0 };
        work.record("office-1", &event, service::About::default()).await.unwrap();
        work.commit().await.unwrap();
    }
}
