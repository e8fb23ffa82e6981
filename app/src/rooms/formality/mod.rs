//! Room *formality* (Art. 18): the Office's list, and the checklist of one dossier.
pub mod api;
pub mod blind;
pub mod blind_list;
pub mod checklist;
mod correction;
pub mod duplicates;
mod line;
pub mod page;
mod progress;
pub mod statistics;
mod verdict;
