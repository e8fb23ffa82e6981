//! The world `cargo xtask bench` measures in: a season with 1,000 applications and five reviews of
//! each, made through the verbs that users call, in a new database.
//!
//! `bench_world DATABASE_URL FILES_DIRECTORY [load|seven|deadline]` prints, as JSON, what the bench must know to
//! act in it. With `load`, 500 experts are signed in and no sheet is sealed; with `seven`, each application has
//! seven reviews; with `deadline`, 330 writers are signed in and have only to hand in.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use domain::application::Answers;
use domain::application::field::{Field, Slot};
use domain::application::page::Page;
use domain::deliberation::Review;
use domain::facts::units;
use domain::facts::uscc::Uscc;
use domain::facts::workdays::Counting;
use domain::formality::{Item, Tick};
use domain::identity::{DEMO_PASSWORD, demo_email};
use domain::ids::{AccountId, DossierId, ExpertId, SeasonId};
use domain::policy::{Actor, Grant, Role};
use domain::review::rubric::Rubric;
use domain::review::sheet::SheetForm;
use domain::season::{
    Direction, Limits, MailSettings, Phase, Planned, ReviewSettings, Season, Window,
};
use domain::stamp::{DAY, Stamp};
use files::{ContentInspector, DiskFiles};
use serde::Deserialize;
use serde_json::json;
use server::demo::accounts::OnePassword;
use server::world::{SystemChance, SystemClock};
use service::Service;
use service::ports::committee::{Expert, Panel};
use service::rooms::application::Upload;
use store::Options;

/// Applications under review.
const APPLICATIONS: usize = 1000;
/// Dossiers that only wait to be handed in, with [`FILES`] files each.
const READY: usize = 33;
/// The same on the last evening: 300 that count, and a tenth to warm up.
const LATE: usize = 330;
/// Handed in before that evening.
const EARLY: usize = 600;
const FILES: usize = 20;
/// The unit that recommends them all, so that its work list is as long as the Office's.
const UNIT: &str = "A-CISA";

/// The committee.
#[derive(Clone, Copy)]
struct Shape {
    /// Panels; each may read every industry, so that the applications spread evenly.
    panels: usize,
    /// Experts of a panel.
    experts: usize,
    /// Reviews of an application.
    reviews: u32,
}

/// What single requests are measured in.
const USUAL: Shape = Shape { panels: 8, experts: 14, reviews: 5 };
/// What a board is tried out in.
const SEVEN: Shape = Shape { reviews: 7, ..USUAL };
/// What the load of a whole review is measured in.
const LOAD: Shape = Shape { panels: 10, experts: 50, reviews: 5 };

type Done<T = ()> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Done {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(files)) = (arguments.next(), arguments.next()) else {
        return Err("bench_world DATABASE_URL FILES_DIRECTORY [load|seven|deadline]".into());
    };
    let kind = arguments.next().unwrap_or_default();
    let shape = match kind.as_str() {
        "load" => LOAD,
        "seven" => SEVEN,
        _ => USUAL,
    };
    store::migrate(&url).await?;
    let database = store::open(&url, Options { durable: false }).await?;
    let service = Service {
        store: Arc::new(database),
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
        files: Arc::new(DiskFiles(PathBuf::from(files))),
        inspector: Arc::new(ContentInspector::default()),
        scanner: None,
        passwords: Arc::new(OnePassword::new()?),
        held: service::Held::default(),
        guard: service::Guard::default(),
        host: None,
    };
    let world = World {
        season: SeasonId::from("bench"),
        office: actor("operator", Role::Office, ""),
        service,
        shape,
    };
    world.open().await?;
    let known = match kind.as_str() {
        "load" => world.fill_for_load().await?,
        "deadline" => world.fill_for_deadline().await?,
        _ => world.fill().await?,
    };
    println!("{known}");
    Ok(())
}

struct World {
    service: Service,
    season: SeasonId,
    office: Actor,
    shape: Shape,
}

impl World {
    /// Every phase is open, every unit has seats enough.
    async fn open(&self) -> Done {
        let now = self.service.now();
        let phases = [
            Phase::Application,
            Phase::Recommendation,
            Phase::Formality,
            Phase::WrittenReview,
            Phase::Defence,
            Phase::Consultation,
            Phase::Notice,
            Phase::Announcement,
        ];
        let window = |phase| Window {
            phase,
            opens: Stamp(now.0 - 30 * DAY),
            closes: Stamp(now.0 + 30 * DAY),
            changed: None,
        };
        let season = Season {
            id: self.season.clone(),
            year: 2026,
            demo: true,
            directions: vec![Direction {
                code: "method".into(),
                zh: "质量管理方法".into(),
                en: "Quality management methods".into(),
            }],
            windows: phases.into_iter().map(window).collect(),
            limits: Limits::default(),
            review: ReviewSettings {
                load_max: 400,
                reviews: self.shape.reviews,
                ..ReviewSettings::default()
            },
            mail: MailSettings::default(),
            planned: Planned { industrial: 45, sme: 8, service: 7 },
            counting: Counting::NextDay,
            notice_days: 10,
            templates: Default::default(),
            changes: Vec::new(),
            published: Default::default(),
        };
        self.service.open_season(&self.office, &season).await?;
        for unit in units::units() {
            self.service.set_quota(&self.office, &unit.code, 1000, 1000, "调整名额").await?;
        }
        Ok(())
    }

    /// Everything in it; what the bench must know.
    async fn fill(&self) -> Done<serde_json::Value> {
        let rows = self.applications().await?;
        let (draft, writer, answers) = self.draft(APPLICATIONS, &rows[0]).await?;
        let ready = self.ready(&rows[0], READY).await?;
        let idle = self.committee().await?;
        let (reviews, left) = self.review(&idle).await?;
        let page = |page: Page| -> BTreeMap<&String, &String> {
            answers.iter().filter(|(key, _)| Field::key_allowed(key, page)).collect()
        };
        let expert: Vec<&str> = left.iter().map(DossierId::as_str).collect();
        self.account(&demo_email(Role::Office), Role::Office, "").await?;
        self.account(&demo_email(Role::RecommendingUnit), Role::RecommendingUnit, UNIT).await?;
        // What the comparison of all with all takes is no part of the pages measured, and would run while
        // they are.
        self.service.compare(&self.office).await?;
        Ok(json!({
            "password": DEMO_PASSWORD,
            "chair": demo_email(Role::Chair),
            "vice_chair": demo_email(Role::ViceChair),
            "leads": self.leads().await?,
            "office": demo_email(Role::Office),
            "unit": demo_email(Role::RecommendingUnit),
            "writer": { "email": writer, "dossier": draft.as_str(), "pages": {
                Page::Report.code(): page(Page::Report),
                Page::Title.code(): page(Page::Title),
            }},
            "senders": ready,
            "expert": { "email": email("expert", 0), "id": idle.as_str(), "dossiers": expert, "sheet": sheet(0) },
            "applications": APPLICATIONS,
            "reviews": reviews,
        }))
    }

    /// Applications as experts get them, and the heads; the rows they are made from.
    async fn applications(&self) -> Done<Vec<Row>> {
        self.account(&demo_email(Role::Chair), Role::Chair, Role::Chair.code()).await?;
        self.account(&demo_email(Role::ViceChair), Role::ViceChair, Role::ViceChair.code()).await?;
        let rows = rows()?;
        for n in 0..APPLICATIONS {
            let row = &rows[n % rows.len()];
            let (id, _, _) = self.draft(n, row).await?;
            self.send(n, id).await?;
        }
        Ok(rows)
    }

    /// A committee that has everything before it: each expert's session and sheets to seal.
    async fn fill_for_load(&self) -> Done<serde_json::Value> {
        self.applications().await?;
        self.committee().await?;
        let (mut reviews, mut experts) = (0, Vec::new());
        for i in 0..self.shape.panels * self.shape.experts {
            let id = ExpertId::from(format!("expert-{i:03}"));
            if i > 0 {
                self.account(&email("expert", i), Role::Expert, id.as_str()).await?;
            }
            let rows = self.service.my_reviews(&reader(&id), Review::Written).await?.rows;
            reviews += rows.len();
            let dossiers: Vec<String> = rows.iter().map(|r| r.dossier.to_string()).collect();
            let session = self.service.sign_in(&email("expert", i), DEMO_PASSWORD, "bench").await?;
            experts.push(json!({
                "id": id.as_str(), "session": session, "dossiers": dossiers, "sheet": sheet(i * 31),
            }));
        }
        Ok(json!({
            "password": DEMO_PASSWORD,
            "chair": demo_email(Role::Chair),
            "vice_chair": demo_email(Role::ViceChair),
            "leads": self.leads().await?,
            "experts": experts,
            "applications": APPLICATIONS,
            "reviews": reviews,
        }))
    }

    /// The last evening: many have handed in, and many have everything but that before them, signed in.
    async fn fill_for_deadline(&self) -> Done<serde_json::Value> {
        let rows = rows()?;
        for n in 0..EARLY {
            self.draft(n, &rows[n % rows.len()]).await?;
        }
        let mut writers = self.ready(&rows[0], LATE).await?;
        for writer in &mut writers {
            let email = writer["email"].as_str().unwrap_or_default().to_owned();
            let session = self.service.sign_in(&email, DEMO_PASSWORD, "bench").await?;
            writer["session"] = session.into();
        }
        Ok(json!({ "writers": writers, "applications": EARLY + LATE, "reviews": 0 }))
    }

    /// A dossier with every answer and file; its writer's address.
    async fn draft(&self, n: usize, row: &Row) -> Done<(DossierId, String, Answers)> {
        let organisation = self.service.add_organisation(&company(n, row)).await?;
        let email = email("org", n);
        let account = self.account(&email, Role::Applicant, organisation.as_str()).await?;
        let writer = actor(account.as_str(), Role::Applicant, organisation.as_str());
        let id = self.service.start_dossier(&writer, &BTreeMap::new()).await?;
        let answers = answers(n, row);
        for page in Page::ALL.into_iter().filter(|page| *page != Page::Attachments) {
            let base = i64::from(page == Page::Organisation);
            self.service.save_page(&writer, &id, page, base, &answers).await?;
        }
        for (k, slot) in Slot::ALL.into_iter().filter(|slot| slot.required()).enumerate() {
            self.service.attach(&writer, &id, upload(slot, k)).await?;
        }
        if n < APPLICATIONS {
            self.sign(&writer, &id, &answers).await?;
            self.service
                .submit(&writer, &id)
                .await
                .map_err(|e| format!("row {} is refused: {e}", row.n))?;
        }
        Ok((id, email, answers))
    }

    async fn sign(&self, writer: &Actor, id: &DossierId, answers: &Answers) -> Done {
        let token =
            self.service.ask_sign_off(writer, id, "legal-representative@example.com").await?;
        self.service.sign(&token, &answers["legal_rep"], true).await?;
        Ok(())
    }

    /// Dossiers complete and signed, with the address of who may hand each in.
    async fn ready(&self, row: &Row, count: usize) -> Done<Vec<serde_json::Value>> {
        let mut ready = Vec::new();
        for n in APPLICATIONS + 1..=APPLICATIONS + count {
            let (id, email, answers) = self.draft(n, row).await?;
            let mut db = self.service.store.read().await?;
            let dossier = db.dossier(&id).await?.ok_or("a draft is gone")?;
            let account = db.account_by_email(&email).await?.ok_or("a writer is gone")?;
            drop(db);
            let writer = actor(account.id.as_str(), Role::Applicant, dossier.organisation.as_str());
            let there = Slot::ALL.into_iter().filter(|slot| slot.required()).count();
            for k in there..FILES {
                let slot = Slot::ALL[k % Slot::ALL.len()];
                self.service.attach(&writer, &id, upload(slot, k)).await?;
            }
            self.sign(&writer, &id, &answers).await?;
            ready.push(json!({ "email": email, "dossier": id.as_str() }));
        }
        Ok(ready)
    }

    /// Recommended by its unit and passed by the Office.
    async fn send(&self, n: usize, id: DossierId) -> Done {
        let unit = actor(&format!("unit-{n}"), Role::RecommendingUnit, UNIT);
        let opinion = "经初步审核，申报材料齐全、数据有据，方法在本单位成熟应用，成效明显，在本地区（行业）内表现突出，同意推荐。（演示数据）";
        self.service.write_opinion(&unit, &id, opinion).await?;
        self.service.recommend(&unit, &id).await?;
        for item in [Item::Credit, Item::NoAccident, Item::Signed, Item::NotRepeated] {
            let tick = Tick { yes: true, note: String::new() };
            self.service.tick(&self.office, &id, item, &tick).await?;
        }
        self.service.pass(&self.office, &id).await?;
        Ok(())
    }

    /// Who leads each panel (Art. 14), with an account of their own: they look on and score nothing. Their seats
    /// have signed the undertaking.
    async fn leads(&self) -> Done<Vec<serde_json::Value>> {
        let mut leads = Vec::new();
        for i in 1..=self.shape.panels {
            let (email, panel) = (email("lead", i), format!("panel-{i}"));
            self.account(&email, Role::PanelLead, &panel).await?;
            leads.push(json!({ "email": email, "panel": panel }));
        }
        Ok(leads)
    }

    /// Panels with their experts, all sworn in, and the assignment; the expert with an account.
    async fn committee(&self) -> Done<ExpertId> {
        for role in [Role::Chair, Role::ViceChair] {
            self.service.add_expert(&self.office, &expert(role.code())).await?;
            self.service.undertake(&actor(role.code(), role, role.code()), &[]).await?;
        }
        for i in 0..self.shape.panels {
            let members: Vec<ExpertId> = (0..self.shape.experts)
                .map(|k| ExpertId::from(format!("expert-{:03}", i * self.shape.experts + k)))
                .collect();
            for member in &members {
                self.service.add_expert(&self.office, &expert(member.as_str())).await?;
            }
            let panel = Panel {
                id: format!("panel-{}", i + 1).into(),
                number: i as i64 + 1,
                zh: format!("第{}组（演示）", i + 1),
                en: format!("Panel {}", i + 1),
                fields: fields(),
            };
            self.service.form_panel(&self.office, &panel, &members).await?;
            for member in &members {
                self.service.undertake(&reader(member), &[]).await?;
            }
        }
        let first = ExpertId::from("expert-000");
        self.account(&email("expert", 0), Role::Expert, first.as_str()).await?;
        self.service.publish_assignment(&self.office, 20_260_101, None, "").await?;
        Ok(first)
    }

    /// Seals every review but those of `idle`; how many there are, and those left.
    async fn review(&self, idle: &ExpertId) -> Done<(usize, Vec<DossierId>)> {
        let (mut reviews, mut left) = (0, Vec::new());
        for i in 0..self.shape.panels * self.shape.experts {
            let expert = ExpertId::from(format!("expert-{i:03}"));
            for row in self.service.my_reviews(&reader(&expert), Review::Written).await?.rows {
                reviews += 1;
                if expert == *idle {
                    left.push(row.dossier);
                } else {
                    self.service
                        .seal_sheet(
                            &reader(&expert),
                            Review::Written,
                            &row.dossier,
                            &sheet(i * 31 + reviews),
                        )
                        .await?;
                }
            }
        }
        Ok((reviews, left))
    }

    async fn account(&self, email: &str, role: Role, scope: &str) -> Done<AccountId> {
        let account =
            self.service.create_account("operator", "演示账号", email, DEMO_PASSWORD).await?;
        self.service.grant("operator", &self.season, &account, role, scope).await?;
        Ok(account)
    }
}

fn email(who: &str, n: usize) -> String {
    format!("{who}{n:04}@example.com")
}

fn actor(account: &str, role: Role, scope: &str) -> Actor {
    Actor {
        account: account.into(),
        name: String::new(),
        grants: vec![Grant { role, scope: scope.to_owned() }],
    }
}

fn reader(expert: &ExpertId) -> Actor {
    actor(expert.as_str(), Role::Expert, expert.as_str())
}

/// All divisions of GB/T 4754.
fn fields() -> Vec<String> {
    (1..=97).map(|n| format!("{n:02}")).collect()
}

fn expert(id: &str) -> Expert {
    Expert {
        id: id.into(),
        name: format!("{id}（演示）"),
        employer: "演示质量研究院".into(),
        uscc: String::new(),
        unit: String::new(),
        fields: fields(),
        ties: Vec::new(),
        ..Expert::default()
    }
}

/// A complete sheet of between 62 and 98 points.
fn sheet(n: usize) -> SheetForm {
    let rubric = Rubric::written_default();
    #[allow(clippy::cast_precision_loss)] // below 37
    let share = 0.62 + (n * 7 % 37) as f64 / 100.0;
    SheetForm {
        scores: rubric.items().map(|i| (i.code.clone(), format!("{:.1}", f64::from(i.max) * share))).collect(),
        comments: rubric.criteria.iter().map(|c| (c.code.clone(), format!("{}：论述清楚，数据与结论相符。（演示评语）", c.zh))).collect(),
        overall: "该经验主题明确，方法与企业实际结合紧密，推进过程完整，成效数据有来源、可核对，与竞争对手和标杆作了同口径对比；建议补充推广条件与失败教训，便于同行借鉴。（演示评语）".into(),
    }
}

/// A row of the demonstration's data.
#[derive(Deserialize)]
struct Row {
    n: u64,
    title: String,
    scope_item: u8,
    company: String,
    region: String,
    gbt4754: String,
    product: String,
    employees: i64,
    revenue_wan: i64,
    assets_wan: i64,
}

#[derive(Deserialize)]
struct Rows {
    rows: Vec<Row>,
}

fn rows() -> Done<Vec<Row>> {
    Ok(serde_json::from_str::<Rows>(include_str!("../../app/domain/data/demo_titles.json"))?.rows)
}

/// Every answer of a row, none of them wrong.
fn answers(n: usize, row: &Row) -> Answers {
    let region =
        units::regional_units().find(|unit| unit.region_zh.as_deref() == Some(row.region.as_str()));
    let mut a = Answers::new();
    let mut put = |key: &str, value: &str| {
        a.insert(key.to_owned(), value.to_owned());
    };
    put("org_name", &company(n, row));
    put("uscc", &code(n, region.and_then(|unit| unit.gb2260.as_deref()).unwrap_or("650000")));
    put("region", region.map_or("R110000", |unit| unit.code.as_str()));
    put("unit", UNIT);
    put("address", &format!("{}演示路 {n} 号", row.region));
    put("nature", "private");
    put("legal_rep", "演示法人");
    put("legal_rep_mobile", &format!("138{:08}", 2 * n));
    put("contact", "演示联系人");
    put("contact_mobile", &format!("138{:08}", 2 * n + 1));
    put("contact_email", &email("org", n));
    for year in 1..=3 {
        put(&format!("revenue_{year}"), &row.revenue_wan.to_string());
        put(&format!("assets_{year}"), &row.assets_wan.to_string());
        put(&format!("operating_{year}"), &(row.revenue_wan / 11 + 1).to_string());
        put(&format!("net_{year}"), &(row.revenue_wan / 14 + 1).to_string());
    }
    put("industry", &row.gbt4754);
    put("employees", &row.employees.to_string());
    put("quality_staff", &(row.employees / 25 + 1).to_string());
    put("title", &title(n, row));
    put("scope", &row.scope_item.to_string());
    put("direction", "method");
    put("abstract", &format!("{}{}（演示数据）", row.product, phrases(n, 9)));
    put("origin", "own");
    put("method_name", "演示质量管理方法");
    put("since", "2018-03");
    put(
        "maturity",
        "该方法经试点、推广、固化三个阶段，已在全部生产线和主要供应商应用，并写入企业标准。",
    );
    for (i, field) in Field::SECTIONS.into_iter().enumerate() {
        put(field.key(), &section(n, i, row));
    }
    for n in 1..=4 {
        for (field, value) in [
            (Field::Indicator, "一次交检合格率"),
            (Field::Measure, "%"),
            (Field::Before, "95.2"),
            (Field::After, "98.3"),
            (Field::Competitor, "96.4"),
            (Field::Benchmark, "98.6"),
            (Field::Source, "企业质量年报、第三方检测报告（演示数据）"),
        ] {
            put(&field.result_key(n), value);
        }
    }
    for field in Page::Declarations.fields() {
        put(field.key(), "yes");
    }
    a
}

/// Applications whose titles and names are those of the list; the others have their own.
const LISTED: usize = 300;

fn company(n: usize, row: &Row) -> String {
    let round = n / LISTED;
    if round == 0 { row.company.clone() } else { format!("{}{}", syllables(round), row.company) }
}

fn title(n: usize, row: &Row) -> String {
    if n < LISTED {
        return row.title.clone();
    }
    format!("实施“{}”{}管理的经验", syllables(n * 7 + 3), row.product)
}

/// Two characters that only this number gives.
fn syllables(n: usize) -> String {
    let one =
        |k: usize| char::from_u32(0x4E00 + u32::try_from(k % 8000).unwrap_or(0)).unwrap_or('一');
    [one(n * 37), one(n * 101 + 11)].into_iter().collect()
}

/// So many phrases, another choice for each number: nobody has copied from anybody.
fn phrases(n: usize, many: usize) -> String {
    const SUBJECTS: [&str; 11] = [
        "来料检验",
        "过程控制",
        "设备点检",
        "工艺纪律",
        "供应商协同",
        "班组改善",
        "顾客反馈",
        "数据采集",
        "标准作业",
        "设计评审",
        "计量管理",
    ];
    const DEEDS: [&str; 13] = [
        "逐级分解到岗位",
        "按月公布排名",
        "与绩效工资挂钩",
        "由跨部门小组推进",
        "在看板上实时显示",
        "纳入内部审核",
        "每季度复盘一次",
        "用统计方法识别波动",
        "建立案例库供学习",
        "由外部专家辅导",
        "先试点再推广",
        "固化为企业标准",
        "覆盖全部生产线",
    ];
    let mut text = String::new();
    for k in 0..many {
        let (a, b) = (n * 31 + k * 17 + n / 11, n * 13 + k * 29 + n / 7);
        text.push_str(SUBJECTS[a % SUBJECTS.len()]);
        text.push_str(DEEDS[b % DEEDS.len()]);
        text.push_str(if k + 1 == many { "。" } else { "，" });
    }
    text
}

/// One section of the report, some 700 characters.
fn section(n: usize, i: usize, row: &Row) -> String {
    let sentence = format!("围绕{}的关键质量特性，{}", row.product, phrases(n * 9 + i, 5));
    let mut text = format!("{}的第 {} 节（演示数据）。\n", company(n, row), i + 1);
    while text.chars().count() < 700 {
        text.push_str(&sentence);
    }
    text
}

/// A credit code of a series that is not issued, with both check digits right.
fn code(n: usize, region: &str) -> String {
    let letters: Vec<char> = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().collect();
    let digit = |n: usize| letters[n % 31];
    let head = format!("91{region}MAX{}{}{}00", digit(n / 961), digit(n / 31), digit(n));
    let pairs = letters.iter().flat_map(|one| letters.iter().map(move |other| (one, other)));
    let mut codes = pairs.map(|(one, other)| format!("{head}{one}{other}"));
    codes.find(|code| Uscc::parse(code).is_ok_and(|code| code.org_code_check_ok())).unwrap_or(head)
}

/// The k-th file of a dossier, unlike the others.
fn upload(slot: Slot, k: usize) -> Upload {
    let content = PDF.replace("595 842", &format!("595 {}", 800 + k));
    Upload { slot, name: format!("{}-{k}.pdf", slot.code()), content: content.into_bytes() }
}

const PDF: &str = "%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>
endobj
xref
0 4
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000054 00000 n\x20
0000000105 00000 n\x20
trailer<</Root 1 0 R/Size 4>>
startxref
170
%%EOF
";
