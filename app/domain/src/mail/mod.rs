//! What is told to a person, by mail and in the inbox: data with facts, no sentences. The
//! words are chosen at the edge (`app`, `locales/mail`), in the recipient's language.

mod examples;
mod kind;
mod message;
mod place;
mod secret;
mod times;

pub use examples::examples;
pub use message::Message;
pub use times::{TRIES_MAX, reminder_due, wait_minutes};
