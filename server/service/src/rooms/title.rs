//! Room *title* (Art. 22–24): the public register of all seasons, what a number on a plaque stands for, certificates
//! for those who hold one. Titles come from an announcement (`crate::titles`) or, of seasons before this system, out
//! of a table.

mod correction;
mod earlier;

use std::collections::{BTreeMap, BTreeSet};

use domain::incident::Revocation;
use domain::policy::{Actor, may_see_certificate};
use domain::refusal::Refusal;
use domain::season::Direction;
use domain::season::category::Category;
use domain::stamp::Stamp;
use domain::title::{Number, Order, Slip, Standing, Title, Tombstone, plain};
use domain::views::title::{
    Certificate, Found, OwnTitle, OwnTitles, PAGE, Register, Sums, TitleLine, Verification, Wish,
};

use crate::ports::Session;
use crate::ports::title::{Group, TitleWish};
use crate::rooms::shared;
use crate::{Result, Service};

/// Characters of a search that are looked at.
const SEARCH_MAX: usize = 60;
/// Characters of a number that are looked at: the address of a code is longer than the number in it.
const NUMBER_MAX: usize = 200;
/// Numbers nobody has, asked for from one address within [`domain::identity::WINDOW`].
const UNKNOWN: i64 = 60;

impl Service {
    /// A page of the register (Art. 22). Nobody needs to sign in for it.
    pub async fn title_register(&self, wish: &Wish) -> Result<Register> {
        self.registered(wish, Some(PAGE)).await
    }

    /// All of the register that is wished for, to be taken away. Public as the register itself.
    pub async fn whole_register(&self, wish: &Wish) -> Result<Register> {
        self.registered(wish, None).await
    }

    async fn registered(&self, wish: &Wish, page: Option<u32>) -> Result<Register> {
        let mut db = self.read().await?;
        let directions = named_once(db.title_directions().await?);
        let wish = cleaned(wish, &directions);
        let wanted = TitleWish {
            search: plain(&wish.q),
            year: wish.year,
            category: wish.category.clone(),
            region: wish.region.clone(),
            direction: wish.direction.clone(),
            state: Standing::from_code(&wish.state),
        };
        let years = db.title_years().await?;
        let groups = db.titles_by_group(&wanted).await?;
        let found: u32 = groups.iter().map(|g| g.n).sum();
        let size = page.unwrap_or(u32::MAX);
        let last = found.div_ceil(size).max(1);
        let wish = Wish { page: wish.page.clamp(1, last), ..wish };
        let offset = i64::from(wish.page - 1) * i64::from(size);
        let order = Order::from_code(&wish.order);
        let titles = db.titles_page(&wanted, order, i64::from(size), offset).await?;
        let lines = lines(&mut *db, titles).await?;
        let announced = wish.year > 0 && db.released_announcement(wish.year).await?.is_some();
        Ok(Register {
            wish,
            lines,
            found,
            all: years.iter().map(|y| y.n).sum(),
            years: years.iter().filter(|y| y.n > 0).map(|y| y.year).collect(),
            directions,
            announced,
            sums: sums(&groups),
        })
    }

    /// What a number on a plaque stands for. Nobody needs to sign in for it; whoever asks for many that nobody has
    /// waits.
    pub async fn verify_title(&self, typed: &str, from: &str) -> Result<Verification> {
        let typed = shared::kept_line(typed, NUMBER_MAX);
        let at = self.now();
        let number = match Number::parse(&typed) {
            Ok(number) => number,
            Err(Slip::Empty) if typed.is_empty() => {
                return Ok(Verification { typed, found: Found::Nothing, at });
            }
            Err(slip) => return Ok(Verification { typed, found: Found::Slip { slip }, at }),
        };
        let mut db = self.read().await?;
        let Some(title) = db.title(&number).await? else {
            if let Some(c) = db.title_corrections(&number).await?.pop()
                && let Some(by) = c.replaced_by
            {
                let at_then = Stamp(c.at);
                let found = Found::Replaced { number, by, at: at_then, reason: c.reason };
                return Ok(Verification { typed, found, at });
            }
            drop(db);
            self.spend(&[(format!("title:{from}"), UNKNOWN)]).await?;
            return Ok(Verification { typed, found: Found::Unknown { number }, at });
        };
        let corrections = correction::history(&mut *db, &title, false).await?;
        let line = Box::new(one(&mut *db, title).await?);
        Ok(Verification { typed, found: Found::Title { line, corrections }, at })
    }

    /// The titles of the actor's organisation (Art. 23).
    pub async fn own_titles(&self, actor: &Actor) -> Result<OwnTitles> {
        let organisation = actor.organisation()?;
        let mut db = self.read().await?;
        let titles = db.titles_of(&organisation).await?;
        let dossiers: Vec<_> = titles.iter().filter_map(|t| t.dossier.clone()).collect();
        let lines = lines(&mut *db, titles).await?;
        let name = db.organisation(&organisation).await?.map(|o| o.name).unwrap_or_default();
        let titles = lines.into_iter().zip(dossiers);
        let titles = titles.map(|(line, dossier)| OwnTitle { line, dossier }).collect();
        let hearings = shared::hearings::of(&mut *db, &organisation, self.now()).await?;
        let hearings = hearings.into_iter().map(|h| h.1).collect();
        Ok(OwnTitles { organisation: name, titles, hearings })
    }

    /// What stands on the certificate of a title (Art. 23): for its organisation's people and the Office, as long as
    /// the title stands. Titles of seasons before this system have theirs on paper.
    pub async fn certificate(&self, actor: &Actor, number: &str) -> Result<Certificate> {
        let number = Number::parse(number).map_err(|_| Refusal::NotYours)?;
        let mut db = self.read().await?;
        let title = db.title(&number).await?.ok_or(Refusal::NotYours)?;
        let dossier = title.dossier.as_ref().ok_or(Refusal::NotYours)?;
        let d = shared::load(&mut *db, dossier).await?;
        may_see_certificate(actor, &shared::facts(&d))?;
        let granted_at = title.granted_at.ok_or(Refusal::NotYours)?;
        let line = one(&mut *db, title).await?;
        if line.revoked.is_some() {
            return Err(Refusal::NotYours.into());
        }
        let demo = crate::season(&mut *db).await?.demo;
        Ok(Certificate { line, granted_at, demo })
    }
}

/// Directions with each name once: a season may have written the other language otherwise.
fn named_once(mut directions: Vec<Direction>) -> Vec<Direction> {
    let mut seen = BTreeSet::new();
    directions.retain(|d| !d.zh.is_empty() && seen.insert(d.zh.clone()));
    directions
}

/// The wish as it is looked for: what is none of the choices is left out.
fn cleaned(wish: &Wish, directions: &[Direction]) -> Wish {
    let category = Category::from_code(&wish.category).map(|c| c.code().to_owned());
    let region = domain::facts::units::unit(&wish.region).filter(|u| u.region_zh.is_some());
    let direction = directions.iter().find(|d| d.zh == wish.direction).map(|d| d.zh.clone());
    let state = Standing::from_code(&wish.state).map(|s| s.code().to_owned());
    Wish {
        q: shared::kept_line(&wish.q, SEARCH_MAX),
        year: if (1000..=9999).contains(&wish.year) { wish.year } else { 0 },
        category: category.unwrap_or_default(),
        region: region.map(|u| u.code.clone()).unwrap_or_default(),
        direction: direction.unwrap_or_default(),
        state: state.unwrap_or_default(),
        order: Order::from_code(&wish.order).code().to_owned(),
        page: wish.page,
    }
}

/// What is drawn of the register.
fn sums(groups: &[Group]) -> Sums {
    let mut years: BTreeMap<i32, u32> = BTreeMap::new();
    let mut categories: BTreeMap<Option<Category>, u32> = BTreeMap::new();
    let mut regions: BTreeMap<&str, u32> = BTreeMap::new();
    for g in groups {
        *years.entry(g.year).or_default() += g.n;
        *categories.entry(g.category).or_default() += g.n;
        *regions.entry(&g.region).or_default() += g.n;
    }
    let mut categories: Vec<(Option<Category>, u32)> = categories.into_iter().collect();
    categories.sort_by_key(|c| (c.0.is_none(), c.0));
    let mut regions: Vec<(String, u32)> =
        regions.into_iter().map(|(code, n)| (code.to_owned(), n)).collect();
    regions.sort_by_key(|(code, n)| (code.is_empty(), std::cmp::Reverse(*n), code.clone()));
    Sums { years: years.into_iter().collect(), categories, regions }
}

/// Titles with what became of them.
async fn lines(db: &mut dyn Session, titles: Vec<Title>) -> Result<Vec<TitleLine>> {
    let revoked = if titles.is_empty() { Vec::new() } else { db.revoked_titles().await? };
    Ok(titles.into_iter().map(|t| line(t, &revoked)).collect())
}

/// One of them.
async fn one(db: &mut dyn Session, title: Title) -> Result<TitleLine> {
    let revoked = db.revoked_titles().await?;
    Ok(line(title, &revoked))
}

fn line(title: Title, revoked: &[(Number, Revocation)]) -> TitleLine {
    let stone = revoked.iter().find(|r| r.0 == title.number).map(|r| Tombstone::from(&r.1));
    TitleLine::of(title, stone)
}
