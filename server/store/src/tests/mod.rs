//! Each behaviour is written once and stamped over both engines.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod application;
mod check;
mod committee;
mod consultation;
mod defence;
mod earlier;
mod exchange;
mod files;
mod flow;
mod formality;
mod guard;
mod identity;
mod incident;
mod initial_list;
mod journal;
mod live;
mod mail;
mod migrating;
mod notice;
mod opening;
mod pairing;
mod people;
mod pool;
mod races;
mod recommendation;
mod review;
mod season;
mod sent;
mod texts;
mod title;
mod world;

/// `on_both! { fn name(bed) { … } }`: the body runs as `name::sqlite` and `name::postgres`,
/// each with a fresh [`world::Bed`].
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($bed:ident) $body:block)*) => { $(
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn body($bed: $crate::tests::world::Bed) $body

            #[tokio::test]
            async fn sqlite() {
                body($crate::tests::world::Bed::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                body($crate::tests::world::Bed::postgres().await).await;
            }
        }
    )* };
}
pub(crate) use on_both;
