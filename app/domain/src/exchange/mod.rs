//! Exchange (第二十三条): holders of a title take part in exchange activities and share what they do; the Office
//! follows up on them, year by year, for as long as the title runs.

pub mod activity;
pub mod guest;
pub mod news;
pub mod report;
