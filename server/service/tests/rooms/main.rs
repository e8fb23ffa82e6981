//! The verbs, room by room, on both engines. Each behaviour is written once and runs as
//! `name::sqlite` and `name::postgres`; PostgreSQL is the server that `BIAOGAN_TEST_PG` names.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod account;
mod announcement;
mod application;
mod blind;
mod committee;
mod consultation;
mod contents;
mod defence;
mod defence_review;
mod deliberation;
mod duplicates;
mod exchange;
mod files;
mod flow;
mod formality;
mod guard;
mod held;
mod identity;
mod incident;
mod initial_list;
mod journal;
mod kept_away;
mod mail;
mod notice;
mod people;
mod placing;
mod plan;
mod pool;
mod preparation;
mod print;
mod reasons;
mod recommendation;
mod review;
mod season;
mod seating;
mod standing_down;
mod status;
mod table;
mod title;
mod units;
mod walk;
mod whole_year;
mod world;
mod year;
mod years;

/// `on_both! { async fn name(w) { … } }`: the body runs on either engine, each time in a fresh
/// [`world::World`].
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($w:ident) $body:block)*) => { $(
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn body($w: $crate::world::World) $body

            #[tokio::test]
            async fn sqlite() {
                body($crate::world::World::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                body($crate::world::World::postgres().await).await;
            }
        }
    )* };
}
pub(crate) use on_both;
