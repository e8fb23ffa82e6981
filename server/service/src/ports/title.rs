//! Port of room *title* (Art. 22–24): the register of all seasons, the one source of who was chosen.

use async_trait::async_trait;
use domain::ids::{DossierId, OrganisationId};
use domain::season::category::Category;
use domain::title::{Number, Title, Tombstone};

use super::Port;

/// Which titles are wished for; empty texts and 0 leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TitleWish {
    /// Part of what it is found by, as [`domain::title::plain`] writes it.
    pub search: String,
    /// Year.
    pub year: i32,
    /// Code of a category.
    pub category: String,
    /// Code of a region's unit.
    pub region: String,
}

/// How many titles of a year are of one category and region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Year.
    pub year: i32,
    /// Category; none where it is not known.
    pub category: Option<Category>,
    /// Code of the region's unit; empty where it is not known.
    pub region: String,
    /// How many.
    pub n: u32,
}

/// A year of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearRow {
    /// Which.
    pub year: i32,
    /// Titles in it.
    pub n: u32,
    /// The last running number.
    pub last: u32,
}

/// Table `title`.
#[async_trait]
pub trait TitlePort {
    /// Stores a title. The table refuses any later change, a number twice, and a second title of an application.
    async fn insert_title(&mut self, title: &Title, at: i64) -> Port<()>;
    /// The title of a number.
    async fn title(&mut self, number: &Number) -> Port<Option<Title>>;
    /// The title of an application.
    async fn title_of(&mut self, dossier: &DossierId) -> Port<Option<Title>>;
    /// The titles of an organisation that applied here, the latest year first.
    async fn titles_of(&mut self, organisation: &OrganisationId) -> Port<Vec<Title>>;
    /// Those wished for, the latest year first, within it by number; at most `limit` from `offset` on.
    async fn titles_page(&mut self, wish: &TitleWish, limit: i64, offset: i64) -> Port<Vec<Title>>;
    /// How many of them there are of what. One query.
    async fn titles_by_group(&mut self, wish: &TitleWish) -> Port<Vec<Group>>;
    /// Years there are titles of, the latest first.
    async fn title_years(&mut self) -> Port<Vec<YearRow>>;
    /// Titles of the years from `since` on and before another: who was chosen lately (Art. 24).
    async fn titles_between(&mut self, since: i32, before: i32) -> Port<Vec<Title>>;
    /// Titles that were revoked (Art. 24), with when and why; there are few.
    async fn tombstones(&mut self) -> Port<Vec<(Number, Tombstone)>>;
}
