//! The design system: parts that every room uses. Class names are those of `style/`.

pub mod dossier;
pub mod table;
pub mod meter;
pub mod address;
pub mod control;
pub mod draft;
pub mod verdict;
pub mod act;
pub mod phase;
pub mod load;
pub mod notice;
pub mod page;
pub mod tag;

pub use load::loaded;
pub use notice::{ErrorNotice, RefusedBy};
pub use page::{Crumb, crumbs, title};
pub use tag::stage_tag;
