//! The design system: parts that every room uses. Class names are those of `style/`.

pub mod act;
pub mod address;
pub mod annex;
pub mod bars;
pub mod changes;
pub mod combobox;
pub mod control;
pub mod dossier;
pub mod downloads;
pub mod draft;
pub(crate) mod fields;
pub mod file;
pub mod form;
pub mod keys;
pub mod load;
pub use crate::markup;
pub mod meter;
pub mod notice;
pub mod page;
pub mod page_data;
pub mod phase;
pub mod qr;
pub mod rejection;
pub mod sender;
pub mod split;
pub mod table;
pub mod tag;
pub mod verdict;
pub mod which_review;

pub use load::loaded;
pub use notice::{ErrorNotice, RefusedBy};
pub use page::{Crumb, crumbs, title};
pub use tag::stage_tag;
