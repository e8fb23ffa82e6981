//! The committee and its scores: sixty experts in eight panels, one of them harsh.

use std::collections::BTreeMap;

use domain::committee::draw::SplitMix64;
use domain::deliberation::Review;
use domain::ids::{DossierId, ExpertId};
use domain::policy::{Actor, Grant, Role};
use domain::review::rubric::Rubric;
use domain::review::sheet::SheetForm;
use service::Result;
use service::ports::committee::{Expert, Panel};

use super::defence::head;
use super::organisations::rows;
use super::{Demo, Size, Until};

/// Panels: Chinese name, English name, divisions of GB/T 4754.
pub(super) const PANELS: [(&str, &str, &[&str]); 8] = [
    ("食品饮料组", "Food and beverages", &["13", "14", "15", "16"]),
    (
        "纺织轻工组",
        "Textiles and light industry",
        &["17", "18", "19", "20", "21", "22", "23", "24"],
    ),
    ("石化医药组", "Chemicals and medicine", &["25", "26", "27", "28", "29"]),
    ("材料冶金组", "Materials and metals", &["30", "31", "32", "33"]),
    ("装备制造组", "Machinery and vehicles", &["34", "35", "36", "37"]),
    ("电气电子组", "Electrical and electronics", &["38", "39", "40"]),
    (
        "能源资源组",
        "Energy and resources",
        &["06", "07", "08", "09", "41", "42", "43", "44", "45", "46"],
    ),
    (
        "生产服务组",
        "Producer services",
        &["51", "53", "54", "55", "56", "58", "59", "60", "63", "64", "65", "71", "72", "73", "74"],
    ),
];

/// Professional titles and methods of the experts.
const TITLES: [&str; 4] = ["教授级高级工程师", "高级工程师", "研究员", "教授"];
const METHODS: [&str; 6] =
    ["精益六西格玛", "卓越绩效", "零缺陷", "可靠性正向设计", "质量成本", "首席质量官责任制"];

/// Experts of the pool without a seat, for whoever tries to draw.
const RESERVE: usize = 180;

/// Experts in panels.
pub(super) const EXPERTS: usize = 60;
/// The expert whose account is published: seated on the machinery panel after the first
/// assignment, so that there always is work for them.
pub(super) const SUBSTITUTE: usize = 59;
/// Scores about eight points below everybody else.
const HARSH: usize = 12;
/// Experts who have not signed the undertaking yet.
const UNSIGNED: [usize; 2] = [23, 47];

/// The panel of an expert.
fn panel_of(expert: usize, size: Size) -> usize {
    if expert == SUBSTITUTE { 4 } else { expert % size.panels }
}

impl Demo {
    /// Chair, vice chair, experts, panels; then two rounds of assignment, the second with
    /// the substitute.
    pub(super) async fn committee(&self, office: &Actor, held: &[DossierId]) -> Result<()> {
        println!("  forming the committee");
        self.clock.go(self.clock.days_ago(11.9));
        for (role, name) in
            [(Role::Chair, "主任委员（演示）"), (Role::ViceChair, "副主任委员（演示）")]
        {
            let id = ExpertId::from(role.code());
            let email = domain::identity::demo_email(role);
            let expert = Expert {
                name: name.into(),
                employer: "演示质量研究院".into(),
                email,
                title: "教授级高级工程师".into(),
                fields: vec!["36".into()],
                methods: vec!["全面质量管理".into()],
                ..blank(&id)
            };
            self.service.add_expert(office, &expert).await?;
            self.person(role, name, id.as_str()).await?;
        }
        let rows = rows();
        let (experts, panels) = (self.size.experts(), self.size.panels);
        for i in 0..experts {
            let id = expert_id(i);
            let fields = self.size.panel(panel_of(i, self.size)).2;
            let known = (0..3).map(|k| fields[(i / panels + k) % fields.len()].clone());
            let all = i == SUBSTITUTE || !self.size.usual();
            let mut expert = Expert {
                name: format!("专家{:02}（演示）", i + 1),
                employer: format!("演示大学 {} 系", i % 17 + 1),
                fields: if all { fields.clone() } else { known.collect() },
                ..blank(&id)
            };
            // Conflicts to be found: an employee, staff of a unit.
            if i % 15 == 3 && self.size.usual() {
                expert.employer = rows[i * 4].company.clone();
            }
            if i % 20 == 7 && self.size.usual() {
                expert.unit = rows[i * 3].recommending_unit.clone();
            }
            let lead = i < panels;
            let email = match i {
                SUBSTITUTE => domain::identity::demo_email(Role::Expert),
                0 => domain::identity::demo_email(Role::PanelLead),
                _ => format!("expert{:02}@example.com", i + 1),
            };
            expert.email.clone_from(&email);
            expert.title = TITLES[i % TITLES.len()].into();
            expert.methods = vec![METHODS[i % METHODS.len()].into()];
            self.service.add_expert(office, &expert).await?;
            let account = self.account(&email, &expert.name, Role::Expert, id.as_str()).await?;
            if lead {
                let panel = panel_id(i);
                self.service
                    .grant(
                        "operator",
                        &self.season,
                        &account.as_str().into(),
                        Role::PanelLead,
                        &panel,
                    )
                    .await?;
            }
        }
        self.service.import_experts(office, &reserve()).await?;
        for i in 0..panels {
            let (zh, en, fields) = self.size.panel(i);
            let number = i as i64 + 1;
            let panel = Panel { id: panel_id(i).into(), number, zh, en, fields };
            let members: Vec<ExpertId> = (0..experts)
                .filter(|e| *e != SUBSTITUTE && panel_of(*e, self.size) == i)
                .map(expert_id)
                .collect();
            self.service.form_panel(office, &panel, &members).await?;
        }
        self.clock.go(self.clock.days_ago(11.0));
        for i in self.signed() {
            self.service.undertake(&expert_actor(i), &[]).await?;
        }
        for role in [Role::Chair, Role::ViceChair] {
            self.service.undertake(&head(role), &[]).await?;
        }
        let published = self.service.publish_assignment(office, 20_260_101, None, "").await?;
        println!("  {} applications assigned, {} reviews", published.applications, published.pairs);
        if !self.size.usual() {
            return Ok(());
        }
        self.second_round(office, held).await
    }

    /// Experts who have signed the undertaking: all of them before the lists come out.
    fn signed(&self) -> impl Iterator<Item = usize> {
        let all = self.until != Until::Review;
        (0..self.size.experts()).filter(move |i| all || !UNSIGNED.contains(i))
    }

    /// What was held back passes and is assigned with the substitute on board.
    async fn second_round(&self, office: &Actor, held: &[DossierId]) -> Result<()> {
        let panel = panel_id(panel_of(SUBSTITUTE, self.size));
        self.service.seat_expert(office, &panel.into(), &expert_id(SUBSTITUTE)).await?;
        for id in held {
            self.check(office, id, true).await?;
        }
        self.service.publish_assignment(office, 20_260_102, None, "").await?;
        Ok(())
    }

    /// Most reviews are sealed, over ten days; all of the last panel's.
    pub(super) async fn reviews(&self) -> Result<()> {
        println!("  sealing reviews");
        let rubric = Rubric::written_default();
        let mut chance = SplitMix64::new(19);
        let mut worth: BTreeMap<DossierId, f64> = BTreeMap::new();
        let mut work: Vec<(usize, DossierId)> = Vec::new();
        for i in self.signed() {
            for row in self.service.my_reviews(&expert_actor(i), Review::Written).await?.rows {
                worth
                    .entry(row.dossier.clone())
                    .or_insert_with(|| 78.0 + 6.0 * normal(&mut chance));
                work.push((i, row.dossier));
            }
        }
        let all = self.until != Until::Review;
        let most = if all { work.len() } else { work.len() * 86 / 100 };
        let mut order = domain::committee::draw::draw(7, work.len(), most);
        // One panel's experts are ready: it can deliberate.
        let last = |at: &usize| panel_of(work[*at].0, self.size) + 1 == self.size.panels;
        let ready = |at: &usize| last(at) && !order.contains(at);
        let rest: Vec<usize> = (0..work.len()).filter(ready).collect();
        order.extend(rest);
        for (n, at) in order.iter().enumerate() {
            let (i, dossier) = &work[*at];
            let days = if all { 7.7 } else { 9.9 };
            #[allow(clippy::cast_precision_loss)]
            self.clock.go(self.clock.days_ago(10.0 - days * n as f64 / order.len() as f64));
            // The substitute leaves some for whoever tries the account.
            if *i == SUBSTITUTE && n % 2 == 0 && !all {
                continue;
            }
            let harsh = if *i == HARSH { -8.0 } else { 0.0 };
            let total = (worth[dossier] + harsh + 4.0 * normal(&mut chance)).clamp(40.0, 99.0);
            self.service
                .seal_sheet(&expert_actor(*i), Review::Written, dossier, &sheet(&rubric, total))
                .await?;
        }
        Ok(())
    }
}

pub(super) fn expert_id(i: usize) -> ExpertId {
    format!("expert-{:02}", i + 1).into()
}

pub(super) fn panel_id(i: usize) -> String {
    format!("panel-{}", i + 1)
}

pub(super) fn expert_actor(i: usize) -> Actor {
    Demo::actor(&format!("demo-expert-{:02}", i + 1), Role::Expert, expert_id(i).as_str())
}

/// The lead of a panel as they act.
pub(super) fn lead_of(panel: usize) -> Actor {
    let mut lead = expert_actor(panel);
    lead.grants.push(Grant { role: Role::PanelLead, scope: panel_id(panel) });
    lead
}

/// The reserve as a table, imported like the Office does.
fn reserve() -> String {
    let mut table = String::from("姓名\t电子邮箱\t工作单位\t职称\t专业领域\t方法专长");
    for i in EXPERTS..EXPERTS + RESERVE {
        let fields = PANELS[i % PANELS.len()].2;
        let known: Vec<&str> =
            (0..3).map(|k| fields[(i / PANELS.len() + k) % fields.len()]).collect();
        table.push_str(&format!(
            "\n专家{:03}（演示）\texpert{:03}@example.com\t演示学院 {} 系\t{}\t{}\t{}",
            i + 1,
            i + 1,
            i % 23 + 1,
            TITLES[i % TITLES.len()],
            known.join("、"),
            METHODS[i % METHODS.len()],
        ));
    }
    table
}

fn blank(id: &ExpertId) -> Expert {
    Expert {
        id: id.clone(),
        name: String::new(),
        employer: String::new(),
        uscc: String::new(),
        unit: String::new(),
        fields: Vec::new(),
        ties: Vec::new(),
        ..Expert::default()
    }
}

/// Roughly normal with mean 0 and deviation 1: the sum of twelve even draws.
fn normal(chance: &mut SplitMix64) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let sum: f64 = (0..12).map(|_| chance.below(1_000_000) as f64 / 1e6).sum();
    sum - 6.0
}

/// A complete sheet whose total comes to about `total` points.
pub(super) fn sheet(rubric: &Rubric, total: f64) -> SheetForm {
    let scores = rubric
        .items()
        .map(|i| (i.code.clone(), format!("{:.1}", f64::from(i.max) * total / 100.0)))
        .collect();
    let comments = rubric
        .criteria
        .iter()
        .map(|c| (c.code.clone(), format!("{}：论述清楚，数据与结论相符。（演示评语）", c.zh)))
        .collect();
    let overall = "该经验主题明确，方法与企业实际结合紧密，推进过程完整，成效数据有来源、可核对，与竞争对手和标杆作了同口径对比；建议补充推广条件与失败教训，便于同行借鉴。（演示评语）";
    SheetForm { scores, comments, overall: overall.to_owned() }
}
