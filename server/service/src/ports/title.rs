//! Port of room *title* (Art. 22–24): the register of all seasons, the one source of who was chosen.

use async_trait::async_trait;
use domain::ids::{AccountId, OrganisationId};
use domain::incident::Revocation;
use domain::season::Direction;
use domain::season::category::Category;
use domain::title::{Number, Order, Standing, Title};

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
    /// Chinese name of a direction, as its season has it.
    pub direction: String,
    /// Whether it stands.
    pub state: Option<Standing>,
}

/// A correction of a title that was taken over from a season before this system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRow {
    /// Number of the title.
    pub title: Number,
    /// Which correction of it, from 1.
    pub revision: i64,
    /// The title as it stands from then on, with the number it has from then on.
    pub after: Title,
    /// That number, where it is another than before.
    pub replaced_by: Option<Number>,
    /// Who corrected it.
    pub author: AccountId,
    /// When, microseconds.
    pub at: i64,
    /// Why.
    pub reason: String,
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
    /// Titles in it; none where all have another year now.
    pub n: u32,
    /// The last running number that was given.
    pub last: u32,
}

/// Tables `title` and `title_correction`. What is read is the register as it stands, unless a method says otherwise.
#[async_trait]
pub trait TitlePort {
    /// Stores a title. The table refuses any later change, a number twice, and a second title of an application.
    async fn insert_title(&mut self, title: &Title, at: i64) -> Port<()>;
    /// The title of a number.
    async fn title(&mut self, number: &Number) -> Port<Option<Title>>;
    /// The titles of an organisation that applied here, the latest year first.
    async fn titles_of(&mut self, organisation: &OrganisationId) -> Port<Vec<Title>>;
    /// Those granted here, not taken over from earlier seasons; the latest year first, within it by number.
    async fn titles_granted(&mut self) -> Port<Vec<Title>>;
    /// Those wished for in an order; at most `limit` from `offset` on.
    async fn titles_page(
        &mut self,
        wish: &TitleWish,
        order: Order,
        limit: i64,
        offset: i64,
    ) -> Port<Vec<Title>>;
    /// How many of them there are of what. One query.
    async fn titles_by_group(&mut self, wish: &TitleWish) -> Port<Vec<Group>>;
    /// Directions there are titles of, those of the latest year first.
    async fn title_directions(&mut self) -> Port<Vec<Direction>>;
    /// Years there are, or once were, titles of, the latest first.
    async fn title_years(&mut self) -> Port<Vec<YearRow>>;
    /// Titles of the years from `since` on and before another: who was chosen lately (Art. 24).
    async fn titles_between(&mut self, since: i32, before: i32) -> Port<Vec<Title>>;
    /// Titles of seasons before this system as they were taken over, whatever was corrected since.
    async fn titles_imported(&mut self) -> Port<Vec<Title>>;
    /// A title as it was granted or taken over, whatever was corrected since.
    async fn original_title(&mut self, number: &Number) -> Port<Option<Title>>;
    /// The corrections of a title, in their order.
    async fn title_corrections(&mut self, number: &Number) -> Port<Vec<CorrectionRow>>;
    /// The correction by which this title took the place of another.
    async fn title_correction_to(&mut self, number: &Number) -> Port<Option<CorrectionRow>>;
    /// Stores a correction. The table refuses any later change, one of a title that was granted here, and one of a
    /// title that was replaced. A title that takes the place is stored before.
    async fn insert_title_correction(&mut self, row: &CorrectionRow) -> Port<()>;
    /// Titles that were revoked (Art. 24) by the number they have now, the latest revocation first; there are few.
    async fn revoked_titles(&mut self) -> Port<Vec<(Number, Revocation)>>;
}
