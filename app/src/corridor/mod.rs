//! Pages that serve all rooms: signing in, registering, one's account, the people of an
//! organisation, the guide.

pub mod account;
pub mod api;
pub mod guard;
pub mod guide;
pub mod heads;
pub mod inbox;
pub mod people;
pub mod privacy;
pub mod register;
pub mod sign_in;
