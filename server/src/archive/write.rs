//! Writing an archive: everything is hashed on its way into the file; the manifest and its signature
//! come last.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;

use app::locales::{Lang, common};
use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::policy::{Actor, Grant, Role};
use domain::season::Season;
use service::ports::Session;
use service::ports::application::Dossier;
use service::{Error, Fault, Service};
use sha2::{Digest, Sha256};
use tables::{Table, Value, csv};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::after::after;
use super::before::before;
use super::committee::committee;
use super::papers::Papers;
use super::people::Naming;
use super::{
    FORMAT, JOURNAL, Key, Listed, MANIFEST, Manifest, PUBLIC_KEY, README, SIGNATURE, VERSIONS,
};
use crate::print::{self, Printer};
use crate::private::Passing;

/// Rows of the journal read at a time.
const PAGE: i64 = 1000;
/// How an archive is called while it is written.
const PASSING: &str = "archive";

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The list of its files.
    pub manifest: Manifest,
    /// Applications in it.
    pub applications: usize,
}

/// Writes the archive of the season of a year, or of the one that runs, to a new file.
///
/// # Errors
/// One line for the operator. What was begun is removed again.
pub async fn write(
    service: &Service,
    printer: &Printer,
    key: &Key,
    base: &str,
    (year, to): (Option<i32>, &Path),
) -> Result<Written, String> {
    if to.exists() {
        return Err(format!("{} exists already; name a new file", to.display()));
    }
    let (begun, out) = Passing::beside(to, PASSING)?;
    let mut pack = Pack::new(out);
    let (manifest, applications) = fill(&mut pack, service, printer, (base, year)).await?;
    let text = serde_json::to_vec_pretty(&manifest).map_err(|e| e.to_string())?;
    pack.unlisted(MANIFEST, &text)?;
    pack.unlisted(SIGNATURE, &key.sign(&text))?;
    pack.unlisted(PUBLIC_KEY, key.public().as_bytes())?;
    let file = pack.zip.finish().map_err(|e| e.to_string())?;
    file.sync_all().map_err(|e| e.to_string())?;
    begun.becomes(to)?;
    Ok(Written { manifest, applications })
}

async fn fill(
    pack: &mut Pack<File>,
    service: &Service,
    printer: &Printer,
    (base, year): (&str, Option<i32>),
) -> Result<(Manifest, usize), String> {
    let said = |e: Error| e.to_string();
    let season = asked(service, year).await?;
    // Dossiers are printed first: what is printed stands in the journal, and the journal is to be whole.
    let all = handed_in(&mut *service.read().await.map_err(said)?, &season).await;
    let all = all.map_err(|e| e.to_string())?;
    // What its writer has again is nobody else's to read; its versions are.
    for d in all.iter().filter(|d| d.standing.version().is_some()) {
        let printed = service.print(&operator(&d.summary.unit), &d.id).await.map_err(said)?;
        let base = base.to_owned();
        let made = printer.print(move || print::dossier(Lang::Zh, &printed, &base)).await;
        let made = made.map_err(|e| format!("{}: {e:?}", d.reference))?;
        pack.add(&format!("dossiers/{}.pdf", d.reference), &made.bytes)?;
    }
    let mut db = service.read().await.map_err(said)?;
    pack.add("season.json", &serde_json::to_vec_pretty(&season).map_err(|e| e.to_string())?)?;
    pack.add("applications.csv", &csv(&applications(&season, &all)))?;
    let titles = db.titles_between(season.year, season.year + 1).await;
    let titles = titles.map_err(|e| e.to_string())?;
    if !titles.is_empty() {
        let text = serde_json::to_vec_pretty(&titles).map_err(|e| e.to_string())?;
        pack.add("titles.json", &text)?;
    }
    let references: BTreeMap<&DossierId, &str> =
        all.iter().map(|d| (&d.id, d.reference.as_str())).collect();
    texts(pack, &mut *db, &season, &all).await?;
    let mut to = Naming::of(pack);
    before(&mut to, &mut *db, &all).await?;
    committee(&mut to, &mut *db, &season, &references).await?;
    after(&mut to, &mut *db, &season, &references).await?;
    to.people(&mut *db).await?;
    let papers = Papers::of(&mut *db, &season, &all, (base, service.now())).await;
    let papers = papers.map_err(|e| e.to_string())?;
    let head = journal(pack, &mut *db).await?;
    drop(db);
    papers.print(pack, printer).await?;
    pack.add(README, readme(&season).as_bytes())?;
    let manifest = Manifest {
        format: FORMAT,
        year: season.year,
        season: season.id.to_string(),
        made_at: service.now().0,
        journal_rows: head.0,
        journal_head: head.1,
        files: std::mem::take(&mut pack.listed),
    };
    Ok((manifest, all.len()))
}

/// What was handed in, and counts or was given back by its unit (Art. 17). What was never handed in, or taken back by its
/// writer before it counted, is none of it.
async fn handed_in(db: &mut dyn Session, season: &Season) -> Result<Vec<Dossier>, Fault> {
    let mut all = Vec::new();
    for d in db.dossiers_at(&season.id, &Stage::ALL).await? {
        if d.standing.version().is_some() || db.last_return(&d.id).await?.is_some() {
            all.push(d);
        }
    }
    Ok(all)
}

/// The season of a year, or the one that runs.
async fn asked(service: &Service, year: Option<i32>) -> Result<Season, String> {
    let mut db = service.read().await.map_err(|e| e.to_string())?;
    let Some(year) = year else {
        return service::season(&mut *db).await.map_err(|e| e.to_string());
    };
    let seasons = db.opened_seasons().await.map_err(|e| e.to_string())?;
    let found = seasons.into_iter().find(|s| s.year == year);
    found.ok_or_else(|| format!("there is no season of {year}"))
}

/// Whoever runs the server, with the view of an application's unit: it alone reads what was handed in and never
/// recommended, or withdrawn (Art. 17).
fn operator(unit: &str) -> Actor {
    let grants = vec![Grant { role: Role::RecommendingUnit, scope: unit.to_owned() }];
    Actor { account: "operator".into(), name: String::new(), grants }
}

/// What was handed in and where it stands; nothing of what its writer has again.
fn applications(season: &Season, all: &[Dossier]) -> Table {
    let columns =
        ["reference", "title", "organisation", "uscc", "unit", "region", "industry", "stage"];
    let row = |d: &Dossier| {
        let s = &d.summary;
        let stage = common::stage(Lang::Zh, d.standing.stage());
        [&d.reference, &s.title, &s.org_name, &s.uscc, &s.unit, &s.region, &s.industry, stage]
            .map(|text| Value::Text(text.to_owned()))
            .to_vec()
    };
    Table {
        title: season.year.to_string(),
        header: columns.map(str::to_owned).to_vec(),
        kinds: Vec::new(),
        rows: all.iter().filter(|d| d.standing.version().is_some()).map(row).collect(),
    }
}

/// All submitted versions, signed conclusions and letters to winners, each as the text its hash was taken over.
async fn texts(
    pack: &mut Pack<File>,
    db: &mut dyn Session,
    season: &Season,
    all: &[Dossier],
) -> Result<(), String> {
    for d in all {
        for version in db.versions(&d.id).await.map_err(|e| e.to_string())? {
            let path = format!("{VERSIONS}{}-{}.txt", d.reference, version.number);
            pack.add(&path, version.canonical.as_bytes())?;
        }
    }
    for review in Review::ALL {
        for panel in db.panels(&season.id).await.map_err(|e| e.to_string())? {
            let signed = db.conclusions(&season.id, review, &panel.id).await;
            for c in signed.map_err(|e| e.to_string())? {
                let path =
                    format!("conclusions/{}/{}-{}.txt", review.code(), panel.number, c.number);
                pack.add(&path, c.canonical.as_bytes())?;
            }
        }
    }
    if let Some(list) = db.signed_list(&season.id).await.map_err(|e| e.to_string())? {
        pack.add(&format!("initial-list/{}.txt", list.number), list.canonical.as_bytes())?;
    }
    // Of releases from before letters were kept there are none: what the template says now is no letter of then.
    let letters = db.winner_letters(&season.id).await.map_err(|e| e.to_string())?;
    for d in all {
        if let Some(letter) = letters.iter().find(|l| l.dossier == d.id) {
            pack.add(&format!("letters/{}.txt", d.reference), letter.text.as_bytes())?;
        }
    }
    Ok(())
}

/// The whole journal; number and hash of its last row.
async fn journal(pack: &mut Pack<File>, db: &mut dyn Session) -> Result<(i64, String), String> {
    pack.begin(JOURNAL)?;
    let (mut seq, mut hash) = (0, service::journal::GENESIS.to_owned());
    loop {
        let rows = db.entries(seq, PAGE).await.map_err(|e| e.to_string())?;
        let Some(last) = rows.last() else { break };
        (seq, hash) = (last.seq, last.hash.clone());
        for row in &rows {
            let mut line = serde_json::to_vec(row).map_err(|e| e.to_string())?;
            line.push(b'\n');
            pack.more(&line)?;
        }
    }
    pack.end();
    Ok((seq, hash))
}

/// What somebody reads who finds the file in ten years.
fn readme(season: &Season) -> String {
    format!(
        "全国质量标杆 {year} 年度遴选归档 / Archive of the {year} season of the National Quality Benchmark\r\n\r\n\
         核验 / To check it:  biaogan verify --archive FILE.zip\r\n\
         或 / or by hand:     openssl pkeyutl -verify -pubin -inkey {PUBLIC_KEY} -rawin -in {MANIFEST} -sigfile {SIGNATURE}\r\n\
         {MANIFEST} 列出其余各文件的 SHA-256。/ {MANIFEST} lists the SHA-256 of all other files.\r\n\
         {JOURNAL}：每行一条，hash 为该行各栏连同上一行 hash 的 SHA-256。/ one row a line; each hash is taken over its row and the hash before it.\r\n\
         versions/ opinions/ sheets/ defence-sheets/ conclusions/ initial-list/ letters/：其 SHA-256 均见于 {JOURNAL}。/ their SHA-256 stand in {JOURNAL}.\r\n\
         before/：推荐意见、退回、形式审查、补正与现场核查，每项均见于 {JOURNAL}。/ opinions, returns, formality checks, corrections and site visits; each stands in {JOURNAL}.\r\n\
         consultation/ objections/ incidents/ revocations/：内容的 SHA-256、办理人和决定见于 {JOURNAL}。/ SHA-256 of what was typed, who acted and what was decided stand in {JOURNAL}.\r\n\
         sheets.json：每份评分表封存和修改的时间与理由。/ when each sheet was sealed or amended, and why.\r\n\
         committee.json：专家姓名、专业组、抽取、分派、回避与答辩场次。/ experts by name, panels, draws, assignments, conflicts, sessions of the defence.\r\n\
         people.json：其余文件中的账号是谁。/ who the accounts in the other files are.\r\n\
         dossiers/ papers/：申报书、公示、公告、通知函与证书的打印件，供阅读；以文本和 {JOURNAL} 为准。/ prints to be read: dossiers, notice, announcement, letters, certificates; what counts are the texts and {JOURNAL}.\r\n\
         本归档含个人信息和评审秘密，须同数据库一样保管。/ It holds personal data and what is secret: keep it as the database is kept.\r\n",
        year = season.year
    )
}

/// An archive that grows.
pub(super) struct Pack<W: Write + Seek> {
    zip: ZipWriter<W>,
    listed: Vec<Listed>,
    /// The file that is being written.
    open: Option<(String, u64, Sha256)>,
}

impl<W: Write + Seek> Pack<W> {
    fn new(to: W) -> Self {
        Self { zip: ZipWriter::new(to), listed: Vec::new(), open: None }
    }

    /// A whole file.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), String> {
        self.begin(path)?;
        self.more(bytes)?;
        self.end();
        Ok(())
    }

    fn begin(&mut self, path: &str) -> Result<(), String> {
        // The same bytes whenever it is made: no times of the machine.
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        self.zip.start_file(path, options).map_err(|e| e.to_string())?;
        self.open = Some((path.to_owned(), 0, Sha256::new()));
        Ok(())
    }

    fn more(&mut self, bytes: &[u8]) -> Result<(), String> {
        if let Some((_, size, hash)) = &mut self.open {
            *size += bytes.len() as u64;
            hash.update(bytes);
        }
        self.zip.write_all(bytes).map_err(|e| e.to_string())
    }

    fn end(&mut self) {
        if let Some((path, size, hash)) = self.open.take() {
            self.listed.push(Listed { path, size, sha256: hex::encode(hash.finalize()) });
        }
    }

    /// A file the manifest cannot list: itself, its signature and the key.
    fn unlisted(&mut self, path: &str, bytes: &[u8]) -> Result<(), String> {
        self.begin(path)?;
        self.more(bytes)?;
        self.open = None;
        Ok(())
    }
}
