//! While a sheet is open it holds a line to the server: boards say who is at work. Nothing comes over it, and
//! nothing is asked again and again.

use leptos::prelude::*;

/// Holds the line until the page goes.
pub(super) fn hold_line() {
    // Only in the browser: effects do not run on the server.
    Effect::new(move |_| {
        #[cfg(feature = "hydrate")]
        {
            let (held, handle) = futures::future::abortable(async {
                let _line = Line::open();
                futures::future::pending::<()>().await;
            });
            leptos::task::spawn_local(async move {
                let _ = held.await;
            });
            on_cleanup(move || handle.abort());
        }
    });
}

/// An open line; closed when dropped.
#[cfg(feature = "hydrate")]
struct Line(Option<web_sys::EventSource>);

#[cfg(feature = "hydrate")]
impl Line {
    fn open() -> Self {
        Self(web_sys::EventSource::new("/live?work=1").ok())
    }
}

#[cfg(feature = "hydrate")]
impl Drop for Line {
    fn drop(&mut self) {
        if let Some(line) = &self.0 {
            line.close();
        }
    }
}
