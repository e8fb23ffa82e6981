//! Committee (第十一条 to 第十五条): who may read what, and who reads it.

pub mod assignment;
pub mod conflict;
pub mod draw;
pub mod pairing;
pub mod pool;
pub mod seating;
pub mod standing_down;
pub mod undertaking;
