//! Pages that serve all rooms: signing in, registering, the guide.

pub mod api;
pub mod guide;
pub mod inbox;
pub mod sign_in;
