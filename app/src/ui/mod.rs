//! The design system: parts that every room uses. Class names are those of `style/`.

pub mod act;
pub mod address;
pub mod annex;
pub mod bars;
pub mod changes;
pub mod combobox;
pub mod control;
pub mod deed;
pub mod dossier;
pub mod downloads;
pub mod draft;
pub(crate) mod fields;
pub mod file;
pub mod form;
pub mod framed;
pub mod hand;
pub mod hearings;
pub mod import;
pub mod keys;
#[cfg(feature = "hydrate")]
pub mod line;
pub mod load;
pub use crate::markup;
pub mod meter;
pub mod notice;
pub mod page;
pub mod page_data;
pub mod phase;
pub mod qr;
pub mod rejection;
pub mod rows;
pub mod sealed;
pub mod search;
pub mod sender;
pub mod split;
pub mod table;
pub mod tag;
pub mod verdict;
pub mod which_review;
pub mod years;

pub use load::loaded;
pub use notice::{ErrorNotice, RefusedBy};
pub use page::{Crumb, crumbs, title};
pub use tag::stage_tag;
