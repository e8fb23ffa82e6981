//! Room *review* (Art. 15, 19): the undertaking, the work list, the score sheet, the
//! live board.
pub mod api;
pub mod board;
mod news;
pub mod page;
pub mod promise;
pub mod sheet;
pub mod undertaking;
